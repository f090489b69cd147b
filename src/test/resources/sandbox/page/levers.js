import {dialog, h, words} from './dom.js';
import {flat} from './fields.js';

/** Everything the system holds of the customer, and what its own user can do about it. */
export function openLevers(system, person, holds, pull) {
  const refusal = h('p', {class: 'refusal', role: 'alert'});
  const choose = async (lever, value) => {
    refusal.textContent = '';
    try {
      await pull(lever, value);
      box.close();
    } catch (error) {
      refusal.textContent = error.message;
    }
  };
  const levers = system.levers.map((lever, i) => lever.values.length
    ? h('fieldset', {}, h('legend', {}, lever.label), lever.values.map(value =>
      h('button', {type: 'button', 'data-lever': lever.id, 'data-value': value, onclick: () => choose(lever, value)}, value === '' ? '–' : value)))
    : h('form', {class: 'free', onsubmit: event => {
      event.preventDefault();
      choose(lever, event.target.elements.value.value);
    }}, h('label', {for: `lever-${i}`}, lever.label),
    h('input', {id: `lever-${i}`, name: 'value', dir: 'auto', lang: person.language, autocomplete: 'off', 'data-lever': lever.id}),
    h('button', {type: 'submit'}, 'Save')));
  const record = h('dl', {class: 'record'}, flat(holds).map(([name, value]) =>
    [h('dt', {}, name), h('dd', {}, words(value === '' ? '–' : value, person.language))]));
  const box = dialog(`${person.firstName} ${person.lastName}`, `in ${system.title}`,
    h('div', {class: 'levers'}, h('div', {}, levers, refusal), record));
}
