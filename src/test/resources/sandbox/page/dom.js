/** Makes an element. Text is only ever set as text, so a wish that contains HTML stays a wish. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return element;
}

/** Text in whatever script and direction it was written; `language` is told only of text that is more than ASCII. */
export function words(text, language, attributes = {}) {
  const foreign = /[^\x00-\x7f]/.test(text);
  return h('span', {dir: 'auto', lang: foreign ? language : null, ...attributes}, text);
}

export function announce(text) {
  document.getElementById('announce').textContent = text;
}

export function dialog(title, subtitle, body) {
  const box = h('dialog', {'aria-labelledby': 'dialog-title'},
    h('header', {},
      h('div', {}, h('h2', {id: 'dialog-title'}, title), subtitle ? h('p', {}, subtitle) : null),
      h('button', {type: 'button', class: 'plain', 'aria-label': 'Close', onclick: () => box.close()}, '×')),
    body);
  box.addEventListener('close', () => box.remove());
  box.addEventListener('click', event => { if (event.target === box) box.close(); });
  document.body.append(box);
  box.showModal();
  return box;
}
