// SPDX-License-Identifier: EUPL-1.2
// tests/site/rounds.mjs - records and values through the form, in whatever browser: what Playwright and Puppeteer both can.

export const ready = (page) => page.waitForFunction(() => window.wegwijzerFormulier && window.wegwijzerFormulier.fields.length > 0);
export const made = (page) => page.evaluate(() => window.wegwijzerFormulier.text());

/** How many records go through one page where all of them go: the first by its address, the others as the page itself starts with one. */
export const MANY = 25;
/**
 * In the page: for each name what stands in the form, what is said of it, what it is with another title, and what it would be if every
 * field had been typed anew. base: the file in which a term comes instead.
 */
const through = async ([names, title, base]) => {
  const forget = (field) => {
    field.node = null;
    for (const inner of [...(field.parts || []), ...(field.items || []), ...(field.chosen || []).map((c) => c.more).filter(Boolean)]) forget(inner);
    for (const c of field.chosen || []) c.node = null;
  }, out = [];
  for (const [i, name] of names.entries()) {
    if (i) {
      document.querySelector('[data-formulier] > form').remove();
      const next = window.wegwijzerFormulier = new window.wegwijzerFormulier.constructor();
      next.old = name;
      await next.start();
    }
    const form = window.wegwijzerFormulier, text = form.text(), faults = form.judge().map((f) => f.text);
    form.title.input.value = title;
    const changed = form.text();
    form.title.read(form.title.node);
    form.fields.forEach(forget);
    if (base) [form.base, form.root] = [base, window.wegwijzerYaml.read(base)];
    else form.tree = null;
    form.dirty = false;
    const anew = form.text();
    if (base) base = anew;
    out.push({ name: name, text: text, faults: faults, changed: changed, anew: anew });
  }
  return out;
};
export const NAME = 'Een andere titel: met "teken" #1';
const WRITTEN = '"Een andere titel: met \\"teken\\" #1"\n';
/** Lines of b that a has not, and the other way round. */
const differing = (a, b) => {
  const [x, y] = [a.split('\n'), b.split('\n')];
  let from = 0, to = 0;
  while (from < x.length && x[from] === y[from]) from++;
  while (to < Math.min(x.length, y.length) - from && x[x.length - 1 - to] === y[y.length - 1 - to]) to++;
  return [x.length - from - to, y.length - from - to];
};
/** Names by what stands before the slash, in parts of at most so many. */
function* chunks(ids, most) {
  const by = new Map();
  for (const id of ids) by.set(id.split('/')[0], [...(by.get(id.split('/')[0]) ?? []), id.split('/')[1]]);
  for (const [kind, names] of by) for (let at = 0; at < names.length; at += most) yield [kind, names.slice(at, at + most)];
}

/**
 * Opens each record in the form below an address, and says what was wrong: bytes that changed without a hand, messages for what check
 * accepts, a title that changed more than its own lines (titled says so of a record that is no YAML). each(id, text) gets the record as
 * if it had been typed anew.
 */
export async function rounds(page, address, ids, source, each, { many = 1, titled = null } = {}) {
  const untouched = [], blamed = [], one = [], index = address.startsWith('file:') ? 'index.html' : '';
  for (const [kind, names] of chunks(ids, many)) {
    await page.goto(`${address}${kind}/${index}?id=${names[0]}`, { waitUntil: 'load' });
    await ready(page);
    for (const { name, text, faults, changed, anew } of await page.evaluate(through, [names, NAME, ''])) {
      const id = `${kind}/${name}`, was = source(id);
      if (text !== was) untouched.push(id);
      blamed.push(...faults.map((t) => `${id}: ${t}`));
      const wrong = titled ? titled(id, was, changed) : retitled(was, changed);
      if (wrong) one.push(`${id}: ${wrong}`);
      each(id, anew);
    }
  }
  return { untouched, blamed, one };
}
const retitled = (was, changed) => {
  const [gone, came] = differing(was, changed), own = was.match(/^titel:.*\n( .*\n)*/m)[0].split('\n').length - 1;
  return gone !== own || came !== 1 || !changed.includes(`titel: ${WRITTEN}`) ? `${gone} lines became ${came}` : '';
};

/**
 * The same for terms, as list/id: source(list) is the file that they stand in. Gives texts as well: each file with all those terms as
 * if they had been typed anew.
 */
export async function termRounds(page, address, terms, source, many = 1) {
  const untouched = [], blamed = [], one = [], texts = new Map(), index = address.startsWith('file:') ? 'index.html' : '';
  for (const [list, names] of chunks(terms, many)) {
    const was = source(list);
    await page.goto(`${address}${list}/${index}?id=${names[0]}`, { waitUntil: 'load' });
    await ready(page);
    for (const { name, text, faults, changed, anew } of await page.evaluate(through, [names, NAME, texts.get(list) ?? was])) {
      if (text !== was) untouched.push(`${list}/${name}`);
      blamed.push(...faults.map((t) => `${list}/${name}: ${t}`));
      const [gone, came] = differing(was, changed);
      if (came !== 1 || gone > 3 || !changed.includes(WRITTEN)) one.push(`${list}/${name}: ${gone} lines became ${came}`);
      texts.set(list, anew);
    }
  }
  return { untouched, blamed, one, texts };
}

/**
 * Random values of every type, as a field takes them in, written as lists of size and read again; with what the form has against each.
 * Gives { given, books, messages }. As JSON on the way: half a character does not survive every protocol.
 */
export async function writings(page, typed, size, today) {
  return JSON.parse(await page.evaluate((sent) => {
    const [typed_, size_, today_] = JSON.parse(sent), yaml = window.wegwijzerYaml, rules = window.wegwijzerRegels, given = {}, books = {};
    const limits = { integer: { min: 0, max: 40 }, text: { max: 90 } };
    for (const [type, list] of Object.entries(typed_)) {
      given[type] = list.map((v) => rules.take(v, type !== 'markdown')).filter((v) => v.trim());
      for (let at = 0; at < given[type].length; at += size_) {
        const part = given[type].slice(at, at + size_), bare = ['date', 'period', 'integer', 'bool'].includes(type);
        const items = part.map((v) => ({ kind: 'map', entries: [['v', { kind: 'text', text: v, markdown: type === 'markdown', bare: bare }]] }));
        const text = yaml.write([['titel', { kind: 'text', text: `${type} ${at}` }], [type, { kind: 'list', items: items }]]);
        const tree = yaml.read(text), nodes = tree.entries[1].node.items.map((i) => i.node.entries[0].node);
        books[`${type}-${at}`] = {
          text: text, type: type, at: at, read: nodes.map((n) => n.text), lines: nodes.map((n) => text.slice(0, n.from).split('\n').length),
          said: part.map((v) => rules.judge({ name: 'v', type: type, ...limits[type] }, v, today_)),
          meant: part.map((v) => rules.judge({ name: 'v', type: type, ...limits[type] }, v, today_).map(([code]) => rules.meant(code, v, today_))),
        };
      }
    }
    return JSON.stringify({ given: given, books: books, messages: window.wegwijzerModel.messages });
  }, JSON.stringify([typed, size, today])));
}
