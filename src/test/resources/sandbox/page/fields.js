/** Native fields as flat [name, text] pairs in the system's own order: nested records with dots, lists with their places. */
export function flat(holds) {
  const pairs = [];
  const walk = (name, value) => {
    if (value === null || value === undefined) pairs.push([name, '']);
    else if (Array.isArray(value) && value.some(one => one !== null && typeof one === 'object')) {
      value.forEach((one, i) => walk(`${name}[${i}]`, one));
    } else if (Array.isArray(value)) pairs.push([name, value.join(', ')]);
    else if (typeof value === 'object') Object.entries(value).forEach(([key, one]) => walk(name ? `${name}.${key}` : key, one));
    else pairs.push([name, String(value)]);
  };
  if (holds) walk('', holds);
  return pairs;
}

/** Systems have their own words for preferences, too; and names, numbers and ids are on the customer's card already. */
const PREFERENCE = /opt|consent|permission|subscri|status|donot|value|email\w*group|newsletter|offers|language|wish|blocked|source|reason|captured|date_of/i;
const NO_PREFERENCE = /(^|\.)(id|riid_|customer_id_)$|account|createdby|modifiedby|createdon|modifiedon|lastmodified|updatedat|created_date|modified_date|bounce|deliverab|fax|statecode|statuscode|logicalreason|etag|consentid|consentkey|consenttype|contactpoint|sender_id|^_\w+_value$|\]\._\w+_value$|versionnumber|isbounceback|systemmodstamp|depth|format/i;

/** The fields that say what the customer prefers, and where that comes from, before all others. */
export function preferencesFirst(pairs) {
  const says = ([name, text]) => text !== '' && PREFERENCE.test(short(name)) && !NO_PREFERENCE.test(name);
  return [...pairs.filter(says), ...pairs.filter(pair => !says(pair))];
}

/** Stamps and ids, which change with everything and say nothing. */
export function isBookkeeping(name) {
  return NO_PREFERENCE.test(name);
}

/** The name without the records it is nested in, which a tooltip tells. */
export function short(name) {
  return name.replace(/^.*\]\./, '');
}

/** What differs between two states of a cell: {name, from, to}. */
export function difference(before, after) {
  const old = new Map(flat(before));
  const now = flat(after);
  const names = new Set(now.map(([name]) => name));
  const gone = [...old].filter(([name]) => !names.has(name)).map(([name, from]) => ({name, from, to: ''}));
  return now.filter(([name, to]) => (old.get(name) ?? '') !== to)
    .map(([name, to]) => ({name, from: old.get(name) ?? '', to})).concat(gone);
}

/** Systems have their own words for provenance; a field counts that by its name says when, by whom, through what or why. */
const PROVENANCE = new RegExp(['source', 'origin', 'date', 'time', 'stamp', 'modified', 'created', 'updated', 'changed', '(_|\\b)at$', 'At$',
  'by$', 'ById$', 'author', 'user', 'actor', 'agent', 'method', 'capture', 'evidence', 'reason', 'proof', 'provenance', 'notice', 'wording',
  'collect', 'effective'].join('|'), 'i');

export function isProvenance(name) {
  return PROVENANCE.test(name);
}
