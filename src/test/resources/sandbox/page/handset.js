import {h, words} from './dom.js';
import {order} from './server.js';

const WORDS = ['STOP', 'START', 'HELP'];

/** A telephone that any customer may pick up. `begin` is told of each message before it is sent. */
export function handset(people, begin) {
  const who = h('select', {id: 'handset-from'}, people.map(person =>
    h('option', {value: person.email, lang: person.language}, `\u2068${person.firstName} ${person.lastName}\u2069 · \u2066${person.phone}\u2069`)));
  const text = h('input', {id: 'handset-body', name: 'body', dir: 'auto', autocomplete: 'off', maxlength: 1600, required: true});
  const log = h('ol', {class: 'bubbles', role: 'log', 'aria-label': 'Messages sent'});

  const send = async body => {
    const person = people.find(one => one.email === who.value);
    const state = h('span', {class: 'sent'}, 'sending …');
    log.append(h('li', {}, words(`${person.firstName}`, person.language, {class: 'sender'}), words(body, person.language, {class: 'bubble'}), state));
    log.scrollTop = log.scrollHeight;
    begin(person, `sends “${body}” by SMS`);
    try {
      const {webhookStatus} = await order('/sandbox/handset', {from: person.phone, body});
      state.textContent = webhookStatus === null ? 'sent – the webhook got no answer' : `sent – the webhook was answered ${webhookStatus}`;
    } catch (error) {
      state.textContent = error.message;
    }
  };

  document.getElementById('handset').append(h('div', {class: 'phone'},
    h('label', {for: 'handset-from'}, 'Whose'), who, log,
    h('div', {class: 'quick'}, WORDS.map(word => h('button', {type: 'button', onclick: () => send(word)}, word))),
    h('form', {onsubmit: event => {
      event.preventDefault();
      send(text.value);
      text.value = '';
    }}, h('label', {class: 'hidden', for: 'handset-body'}, 'Message'), text, h('button', {type: 'submit'}, 'Send'))));
  text.placeholder = 'Any other text';
}
