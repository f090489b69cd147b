import {h, words} from './dom.js';
import {flat, isBookkeeping, preferencesFirst, short} from './fields.js';

/** Fields in a cell; the rest is one click away. What has just changed comes first. */
const SHOWN = 5;

/** Customers down, systems across. Knows the cells; what a click on one means is said by its maker. */
export class Table {
  constructor(people, systems, onCell, onTrouble) {
    this.cells = new Map();
    this.people = new Map(people.map(person => [person.email, person]));
    const head = h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Customer'), systems.map(system =>
      h('th', {scope: 'col'},
        h('span', {class: 'title'}, system.title),
        h('button', {type: 'button', class: 'trouble', 'data-system': system.name, 'aria-haspopup': 'dialog',
          'aria-label': `Trouble for ${system.title}`, onclick: () => onTrouble(system)}, 'Trouble …'),
        h('span', {class: 'chip', 'data-chip': system.name, hidden: true})))));
    const body = h('tbody', {}, people.map(person => h('tr', {'data-email': person.email}, name(person), systems.map(system => {
      const button = h('button', {type: 'button', class: 'cell', 'aria-haspopup': 'dialog', disabled: true,
        onclick: () => onCell(system, person)});
      this.cells.set(key(system.name, person.email), {button, system, holds: undefined});
      return h('td', {'data-system': system.title}, button);
    }))));
    this.element = document.getElementById('table');
    this.element.style.setProperty('--systems', systems.length);
    this.element.append(head, body);
    this.element.addEventListener('keydown', move);
  }

  holds(system, email) {
    return this.cells.get(key(system, email))?.holds;
  }

  knows(system, email) {
    return this.cells.has(key(system, email));
  }

  /** Shows what is held, the changed fields among the first; `mark` is the text of the badge, nothing for none. */
  show({system, email, holds}, changed = [], mark = null, here = false) {
    const cell = this.cells.get(key(system, email));
    const person = this.people.get(email);
    cell.holds = holds;
    cell.button.disabled = holds === null;
    const who = `${person.firstName} ${person.lastName}, ${cell.system.title}`;
    const badge = mark ? h('span', {class: here ? 'badge here' : 'badge'}, mark) : null;
    cell.button.replaceChildren(h('span', {class: 'hidden'}, `${who}: `), ...[badge].filter(Boolean), ...fields(holds, changed, person));
    if (mark) {
      cell.button.classList.remove('lit');
      void cell.button.offsetWidth;
      cell.button.classList.add('lit');
    }
  }

  clearMarks(email) {
    for (const [place, cell] of this.cells) {
      if (!place.endsWith(`\n${email}`)) continue;
      cell.button.classList.remove('lit');
      cell.button.querySelector('.badge')?.remove();
      cell.button.querySelectorAll('.changed').forEach(field => field.classList.remove('changed'));
    }
  }
}

function key(system, email) {
  return `${system}\n${email}`;
}

function name(person) {
  return h('th', {scope: 'row'},
    words(`${person.firstName} ${person.lastName}`, person.language, {class: 'name'}),
    h('span', {class: 'address', dir: 'ltr'}, person.email),
    h('span', {class: 'address', dir: 'ltr'}, person.phone),
    person.wish ? words(person.wish, person.language, {class: 'wish', title: person.wish}) : null);
}

function fields(holds, changed, person) {
  if (holds === null) return [h('span', {class: 'unknown'}, 'not known here')];
  const all = preferencesFirst(flat(holds));
  const hot = new Set(changed);
  const news = ([field]) => hot.has(field) && !isBookkeeping(field);
  const wanted = new Set([...all.filter(news), ...all.filter(pair => !news(pair))].slice(0, SHOWN));
  const shown = all.filter(pair => wanted.has(pair));
  const lines = shown.map(([field, value]) => h('span', {class: hot.has(field) ? 'field changed' : 'field', title: `${field}: ${value}`},
    h('span', {class: 'key'}, short(field)),
    words(value === '' ? '–' : value, person.language, {class: 'value'})));
  const left = all.length - shown.length;
  return left > 0 ? [...lines, h('span', {class: 'more'}, `and ${left} more`)] : lines;
}

/** Arrow keys go from cell to cell; cells that hold nothing are passed over. */
function move(event) {
  const step = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]}[event.key];
  const from = event.target.closest('td');
  if (!step || !from) return;
  event.preventDefault();
  const rows = [...event.currentTarget.tBodies[0].rows];
  let row = rows.indexOf(from.parentElement) + step[0];
  let column = from.cellIndex + step[1];
  while (rows[row]?.cells[column]) {
    const button = rows[row].cells[column].querySelector('button.cell:not(:disabled)');
    if (button) return button.focus();
    row += step[0];
    column += step[1];
  }
}
