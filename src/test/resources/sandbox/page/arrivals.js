import {h, words} from './dom.js';
import {flat, isBookkeeping, isProvenance, preferencesFirst, short} from './fields.js';

const KEPT = 8;
/** Fields of a kind that are shown of one arrival: a whole new record has many more. */
const MOST = 5;

/** Gesture by gesture, newest first: where it arrived, after how long, and what that system now holds as provenance. */
export class Arrivals {
  constructor() {
    this.element = document.getElementById('arrivals');
  }

  /** @returns the list into which the arrivals of this gesture go */
  begin(person, what) {
    this.element.querySelector('.empty')?.remove();
    const list = h('ol', {class: 'arrived'});
    this.element.prepend(h('article', {class: 'gesture'},
      h('h3', {}, words(`${person.firstName} ${person.lastName}`, person.language), h('span', {class: 'what'}, what)),
      h('p', {class: 'reached'}), list));
    while (this.element.children.length > KEPT) this.element.lastElementChild.remove();
    return list;
  }

  add(list, system, person, mark, here, changes, holds) {
    const hot = new Set(changes.map(change => change.name));
    const plain = said(changes.filter(change => !isProvenance(change.name) && !isBookkeeping(change.name)));
    const all = flat(holds).filter(([name, value]) => isProvenance(name) && !isBookkeeping(name) && value !== '');
    const fresh = all.filter(([name]) => hot.has(name));
    const provenance = preferencesFirst(fresh.length ? fresh : all).slice(0, MOST);
    list.append(h('li', {'data-system': system.name},
      h('p', {class: 'where'}, h('span', {class: here ? 'badge here' : 'badge'}, mark), h('strong', {}, system.title)),
      plain.length ? h('dl', {class: 'changes'}, plain.map(change => [h('dt', {title: change.name}, short(change.name)), h('dd', {},
        change.from === '' ? null : [h('del', {dir: 'auto'}, change.from), ' → '],
        words(change.to === '' ? '–' : change.to, person.language, {class: 'new'}))])) : null,
      provenance.length ? h('dl', {class: 'provenance', 'aria-label': `Provenance in ${system.title}`}, provenance.map(([name, value]) =>
        [h('dt', {title: name}, short(name)), h('dd', {class: hot.has(name) ? 'new' : null}, words(value, person.language))])) : null));
  }

  /** How far this gesture has come. */
  reached(list, systems, mark) {
    list.parentElement.querySelector('.reached').textContent = `${systems} ${systems === 1 ? 'system holds' : 'systems hold'} it, the last after ${mark}`;
  }
}

/** What a change says comes first. */
function said(changes) {
  const byName = new Map(changes.map(change => [change.name, change]));
  return preferencesFirst(changes.map(change => [change.name, change.to])).map(([name]) => byName.get(name)).slice(0, MOST);
}
