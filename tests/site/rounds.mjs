// SPDX-License-Identifier: EUPL-1.2
// tests/site/rounds.mjs - records and values through the form, in whatever browser: what Playwright and Puppeteer both can.

export const ready = (page) => page.waitForFunction(() => window.wegwijzerFormulier && window.wegwijzerFormulier.fields.length > 0);
export const made = (page) => page.evaluate(() => window.wegwijzerFormulier.text());

/** In the page: what stands in the form as if every field had been typed anew. base: the file in which a term comes instead. */
const rewritten = (base) => {
  const forget = (field) => {
    field.node = null;
    for (const inner of [...(field.parts || []), ...(field.items || []), ...(field.chosen || []).map((c) => c.more).filter(Boolean)]) forget(inner);
    for (const c of field.chosen || []) c.node = null;
  };
  const form = window.wegwijzerFormulier;
  form.title.read(form.title.node);
  form.fields.forEach(forget);
  if (base) [form.base, form.root] = [base, window.wegwijzerYaml.read(base)];
  else form.tree = null;
  form.dirty = false;
  return form.text();
};
/** In the page: what stands in the form, what is said of it, and what it is with another title. */
const retitled = (name) => {
  const form = window.wegwijzerFormulier, text = form.text(), faults = form.judge().map((f) => f.text);
  form.title.input.value = name;
  return { text: text, faults: faults, changed: form.text() };
};
const NAME = 'Een andere titel: met "teken" #1', WRITTEN = '"Een andere titel: met \\"teken\\" #1"\n';
/** Lines of b that a has not, and the other way round. */
const differing = (a, b) => {
  const [x, y] = [a.split('\n'), b.split('\n')];
  let from = 0, to = 0;
  while (from < x.length && x[from] === y[from]) from++;
  while (to < Math.min(x.length, y.length) - from && x[x.length - 1 - to] === y[y.length - 1 - to]) to++;
  return [x.length - from - to, y.length - from - to];
};

/**
 * Opens each record in the form below an address, and says what was wrong: bytes that changed without a hand, messages for what check
 * accepts, a title that changed more than its own lines. each(id, text) gets the record as if it had been typed anew.
 */
export async function rounds(page, address, ids, source, each) {
  const untouched = [], blamed = [], one = [], index = address.startsWith('file:') ? 'index.html' : '';
  for (const id of ids) {
    const [kind, name] = id.split('/'), was = source(id);
    await page.goto(`${address}${kind}/${index}?id=${name}`, { waitUntil: 'load' });
    await ready(page);
    const { text, faults, changed } = await page.evaluate(retitled, NAME);
    if (text !== was) untouched.push(id);
    blamed.push(...faults.map((t) => `${id}: ${t}`));
    const [gone, came] = differing(was, changed), own = was.match(/^titel:.*\n( .*\n)*/m)[0].split('\n').length - 1;
    if (gone !== own || came !== 1 || !changed.includes(`titel: ${WRITTEN}`)) one.push(`${id}: ${gone} lines became ${came}`);
    each(id, await page.evaluate(rewritten, ''));
  }
  return { untouched, blamed, one };
}

/**
 * The same for terms, as [list, id]: source(list) is the file that they stand in. Gives texts as well: each file with all those terms as
 * if they had been typed anew.
 */
export async function termRounds(page, address, terms, source) {
  const untouched = [], blamed = [], one = [], texts = new Map(), index = address.startsWith('file:') ? 'index.html' : '';
  for (const [list, id] of terms) {
    const was = source(list), name = `${list}/${id}`;
    await page.goto(`${address}${list}/${index}?id=${id}`, { waitUntil: 'load' });
    await ready(page);
    const { text, faults, changed } = await page.evaluate(retitled, NAME);
    if (text !== was) untouched.push(name);
    blamed.push(...faults.map((t) => `${name}: ${t}`));
    const [gone, came] = differing(was, changed);
    if (came !== 1 || gone > 3 || !changed.includes(WRITTEN)) one.push(`${name}: ${gone} lines became ${came}`);
    texts.set(list, await page.evaluate(rewritten, texts.get(list) ?? was));
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
        };
      }
    }
    return JSON.stringify({ given: given, books: books, messages: window.wegwijzerModel.messages });
  }, JSON.stringify([typed, size, today])));
}
