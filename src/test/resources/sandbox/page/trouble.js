import {announce, dialog, h} from './dom.js';
import {order} from './server.js';

/** What lasts until it is cleared; shown below the system's name. */
const lasting = new Map();

export function openTrouble(system) {
  const outcome = h('p', {class: 'outcome', role: 'status'});
  const ask = async (trouble, said) => {
    try {
      await order(`/sandbox/systems/${encodeURIComponent(system.name)}/faults`, trouble);
      outcome.textContent = said;
      remember(system, trouble);
      announce(`${system.title}: ${said}`);
    } catch (error) {
      outcome.textContent = error.message;
    }
  };
  const row = (label, controls, act) => h('form', {class: 'row', onsubmit: event => {
    event.preventDefault();
    act(event.target.elements);
  }}, h('fieldset', {}, h('legend', {}, label), controls, h('button', {type: 'submit'}, 'Do it')));

  dialog(`Trouble for ${system.title}`, 'What this system does to whoever calls it or listens to it', h('div', {class: 'troubles'},
    row('Slow answers', [number('millis', 'milliseconds', 2000, 0, 60000)],
      fields => ask({slowMillis: +fields.millis.value}, `every answer takes ${fields.millis.value} ms`)),
    row('Refuse requests', [number('times', 'times', 3, 1, 1000), choice('status', 'with', ['500', '503', '429']),
      number('retryAfter', 'Retry-After, seconds', '', 0, 3600)],
      fields => ask({answer: {times: +fields.times.value, status: +fields.status.value,
        retryAfter: fields.retryAfter.value === '' ? null : +fields.retryAfter.value}},
      `the next ${fields.times.value} requests get ${fields.status.value}`)),
    row('Cut the next connection', [choice('drop', '', [['before', 'before it takes effect'], ['after', 'after it took effect']])],
      fields => ask({drop: fields.drop.value}, `the next connection is cut ${fields.drop.value} it takes effect`)),
    row('Events of its feed', [choice('what', '', [['lose', 'lose the next'], ['repeat', 'send twice the next'], ['swap', 'swap the next two']]),
      number('count', 'how many (to lose or repeat)', 1, 1, 1000)],
      fields => ask(fields.what.value === 'swap' ? {swap: true} : {[fields.what.value]: +fields.count.value},
        `${fields.what.selectedOptions[0].textContent}${fields.what.value === 'swap' ? '' : ` ${fields.count.value}`}`)),
    row('Report API writes in its feed', [choice('echo', '', [['true', 'also where the real one does not'], ['false', 'as the real one does']])],
      fields => ask({echo: fields.echo.value === 'true'}, fields.echo.value === 'true' ? 'it echoes' : 'it echoes only as the real one')),
    h('p', {class: 'end'}, outcome,
      h('button', {type: 'button', 'data-clear': true, onclick: () => ask({clear: true}, 'all is well again')}, 'Clear all trouble'))));
}

function remember(system, trouble) {
  const state = trouble.clear ? {} : {...lasting.get(system.name)};
  if ('slowMillis' in trouble) state.slow = trouble.slowMillis > 0 ? `slow: ${trouble.slowMillis} ms` : null;
  if ('echo' in trouble) state.echo = trouble.echo ? 'echoes' : null;
  lasting.set(system.name, state);
  const chip = document.querySelector(`[data-chip="${CSS.escape(system.name)}"]`);
  const text = Object.values(state).filter(Boolean).join(', ');
  chip.textContent = text;
  chip.hidden = text === '';
}

function number(name, label, value, min, max) {
  return h('label', {}, h('input', {type: 'number', name, value, min, max, required: value !== ''}), label);
}

function choice(name, label, options) {
  const list = h('select', {name, 'aria-label': label || 'how'}, options.map(option => {
    const [value, text] = Array.isArray(option) ? option : [option, option];
    return h('option', {value}, text);
  }));
  return label ? h('label', {}, `${label} `, list) : list;
}
