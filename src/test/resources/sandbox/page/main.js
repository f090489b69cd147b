import {announce} from './dom.js';
import {difference} from './fields.js';
import {Arrivals} from './arrivals.js';
import {handset} from './handset.js';
import {openLevers} from './levers.js';
import {order, read} from './server.js';
import {Table} from './table.js';
import {openTrouble} from './trouble.js';

/** After so long a change is no longer said to come from the visitor's last gesture for that customer. */
const GESTURE_COUNTS_FOR = 120_000;

const [{heed, hawtio, systems}, people] = await Promise.all([read('/sandbox'), read('/sandbox/people')]);
document.getElementById('heed').href = `${heed}/swagger-ui.html`;
document.getElementById('hawtio').href = hawtio;

const byName = new Map(systems.map(system => [system.name, system]));
const byEmail = new Map(people.map(person => [person.email, person]));
const gestures = new Map();
const arrivals = new Arrivals();
const table = new Table(people, systems, open, openTrouble);

handset(people, (person, what) => begin(person, what, null));
listen();

function open(system, person) {
  openLevers(system, person, table.holds(system.name, person.email), (lever, value) => {
    begin(person, `${system.title}: ${lever.label} – ${value}`, system.name);
    return order(`/sandbox/systems/${encodeURIComponent(system.name)}/act`, {email: person.email, lever: lever.id, value});
  });
}

function begin(person, what, system) {
  table.clearMarks(person.email);
  gestures.set(person.email, {at: performance.now(), system, arrived: new Map(), list: arrivals.begin(person, what)});
}

function listen() {
  const live = document.getElementById('live');
  const state = (text, kind) => {
    if (live.textContent !== text) live.textContent = text;
    live.dataset.state = kind;
  };
  const events = new EventSource('/sandbox/events');
  events.onopen = () => state('Live', 'on');
  events.onerror = () => state('Connection lost, trying again …', 'off');
  events.addEventListener('start', event => {
    const cell = JSON.parse(event.data);
    if (table.knows(cell.system, cell.email)) table.show(cell);
  });
  events.addEventListener('cell', event => changed(JSON.parse(event.data)));
}

function changed(cell) {
  if (!table.knows(cell.system, cell.email)) return;
  const person = byEmail.get(cell.email);
  const system = byName.get(cell.system);
  const changes = difference(table.holds(cell.system, cell.email), cell.holds);
  const gesture = gestures.get(cell.email);
  const passed = gesture ? performance.now() - gesture.at : Infinity;
  if (passed > GESTURE_COUNTS_FOR) {
    table.show(cell, changes.map(change => change.name), new Date(cell.at).toLocaleTimeString([], {hour12: false}));
    return;
  }
  const again = gesture.arrived.has(cell.system);
  const here = gesture.system === cell.system && !again;
  const mark = here ? 'here' : `${(passed / 1000).toFixed(1)} s`;
  if (!again) gesture.arrived.set(cell.system, {mark, here, names: new Set()});
  const arrival = gesture.arrived.get(cell.system);
  changes.forEach(change => arrival.names.add(change.name));
  table.show(cell, [...arrival.names], arrival.mark, arrival.here);
  arrivals.add(gesture.list, system, person, again ? `again ${mark}` : mark, here, changes, cell.holds);
  const others = [...gesture.arrived.values()].filter(one => !one.here);
  if (others.length && !again) arrivals.reached(gesture.list, others.length, mark);
  announce(here ? `Changed in ${system.title}` : `${system.title} holds it after ${mark}`);
}
