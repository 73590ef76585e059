// SPDX-License-Identifier: EUPL-1.2
// tests/site/form.mjs PROGRAM WORK [--all] - the form that makes or changes a record: records go through it untouched, changed in one
// line and rewritten wholly; random values are read by the tool as they were typed, and judged by it with the same messages; the
// keyboard, 320 px, axe, no script, no request, hosts that take the text and hosts that do not; another catalogue in another language.
// The same in Firefox and from disk. With --all every record and 10,000 values a type: make long-form.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { browser, check, files, firefox, listen, program, require, site, suite, truth, work } from './lib.mjs';
import { walk } from './editor.mjs';
import { guided } from './guide.mjs';
import { mistakes } from './mistakes.mjs';
import { folder as drawn, known, pictures, places, project, show } from './pictures.mjs';
import { MANY, made, ready, rounds, termRounds, writings } from './rounds.mjs';
import { written } from './written.mjs';

const all = process.argv.includes('--all'), values = all ? 10_000 : 400;
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
const tool = (folder, ...words) => spawnSync(resolve(program), ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
const scripts = readdirSync('themes/standaard').filter((f) => /^formulier.*\.js$/.test(f));

/** Numbers that are the same in every run. */
let seed = 20261129;
const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 2147483648 * n); };
const any = (list) => list[random(list.length)];
const bits = ['a', 'woord', 'een twee', ' ', '  ', ':', ': ', ' #', '#', '-', '- ', '? ', '?', '[', ']', '{', '}', '"', "'", '\\', '\n', '\n\n', '\n  ', '\r\n', 'nee', '~', 'null', '2026-11-29', '1',
  '010', '1_000', '12:30', 'é', '’', '“', '😀', '%', '@', '`', '&', '*', '!', '|', '>', ',', '=', '<<', '...', '---', '.', 'https://x.nl/a:b#c', 'x'.repeat(60), 'lang woord '.repeat(9), '\u2026', '(0)'];
const chars = ['\u0085', '\u2028', '\u00a0', '\t', '\u0007', '\ufeff', '\ud800'];
const text = (extra = []) => Array.from({ length: random(7) + 1 }, () => any(random(12) ? bits : extra.length ? extra : bits)).join('');
const makers = {
  text: () => text(chars), markdown: () => text(chars),
  date: () => any(['2026-11-29', '2024-02-29', '2023-02-29', '1799-01-01', '2101-01-01', `20${random(90) + 10}-${random(14)}-${random(33)}`, `20${random(90) + 10}-0${random(9) + 1}-${random(22) + 10}`, '22-11-2026', '0900-01-01', '2062-11-22', '2026-22-11', '11/22/2026', '22 nov. 2026', '22e mei 2024', '20241122', 'november 2026', '22–11–2024', '202611-22', '22-11-2026T10:00', '1 ma 2026', '22 août 2026', 'maandag', `${any(['zondag ', 'Zo. ', 'Sunday, ', 'zo', 'dag\u00a0', 'vandaag  ', ''])}${any(['22', '1', '31', '2026', '3e'])}${any([' ', '-', '/', '.', '', '. ', '\u00a0'])}${any(['november', 'Mei', 'mrt', 'oct', '11', '2', '13', 'juni.', 'x'])}${any([' ', '-', '', ' - '])}${any(['2026', '22', '26', '2026.', '2026 om 3'])}`]),
  period: () => { const one = () => any(['2019', '2020-03', 'Q2 2020', 'q5 2020', '2019-13', '0900', '2021-02-30', '2022']); return any([one(), `${one()}..${one()}`, `${one()}-${one()}`, `${one()} - ${one()}`, `${one()}–${one()}`, '2015-heden', 'heden', 'doorlopend', 'onbekend', 'ongoing', '2015..present', 'Onbekend', '2019 ..2021', 'sinds 2019', '2019 t/m 2022', 'vanaf 2019 tot 2022', '2019-', 'maart 2020']); },
  url: () => any(['https://', 'http://', 'HTTPS://', 'ftp://', 'htps://', 'https//', 'http:/', '//', '']) + any(['vng.nl', 'www.vng.nl', 'localhost', 'a@b.nl', 'vng.nl:80', 'vng.nl:99999', 'vng..nl', '10.0.0.1', '-a.nl', 'münchen.de', '']) + any(['', '/', '/a b', '/a?b=c#d', '/é', '/"x"', '/%20', '/a\\b']),
  phone: () => any(['+31 70 123 45 67', '070-1234567', '112', '0800 1234', '+31 (0)70 123 45 67', '+3170', '14030', '1', '00 31 70 123', `+${random(1e9)}${random(1e6)}`, '0900', '+31 070 1234567', '+31.70.1234567']),
  email: () => any(['loket', 'a.b', '.a', 'a..b', 'a+b', "o'x", 'é', '']) + any(['@', '@@', '']) + any(['voorbeeld.nl', 'nl', 'a-.nl', 'x.n', 'x.2n', 'sub.voorbeeld.nl', 'voor beeld.nl']),
  integer: () => any([String(random(100)), `-${random(50)}`, '1.5', '1 000', '', '999999999999999', '9999999999999999', '-999999999999999', 'een', '007', '+4', '41', '-1']) || '0',
  bool: () => any(['true', 'false', 'ja', 'nee', 'Ja', 'yes', 'no', 'misschien', '1']),
};
// What lies in the tool's language work, and the form leaves to it: hosts in another script, addresses that are put right.
const left = (type, value) => type === 'url' && (/[^\x20-\x7e]/.test(value) || /:80|b\.nl.*@/.test(value));

/** A project with a list of every type, of which each value has a line of its own. */
function lists(folder, yaml) {
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['content/dingen', 'templates', 'themes/kaal']) mkdirSync(join(folder, part), { recursive: true });
  const rows = Object.keys(makers).map((type) => `      ${type}: {type: list of group, fields: {v: {type: ${type}${type === 'integer' ? ', min: 0, max: 40' : type === 'text' ? ', max: 90' : type === 'date' ? ', ahead: false' : ''}}}}`);
  writeFileSync(join(folder, 'content/model.yaml'), `kinds:\n  ding:\n    folder: dingen\n    label: {one: ding, many: dingen}\n    roles: {title: titel}\n    fields:\n      titel: {type: text, required: true}\n${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'content/site.yaml'), 'title: Lijsten\nlanguage: nl\nbase_url: https://lijsten.voorbeeld.nl/\ntheme: kaal\noutputs:\n  - {template: uit.json, path: uit.json}\n');
  writeFileSync(join(folder, 'themes/kaal/stijl.scss'), 'a { color: #111; }\n');
  writeFileSync(join(folder, 'templates/uit.json.mustache'), '[{{#site.records}}{{#items}}{"text": [{{#text}}{{#items}}"{{v}}"{{^last}},{{/last}}{{/items}}{{/text}}], "markdown": [{{#markdown}}{{#items}}"{{v.source}}"{{^last}},{{/last}}{{/items}}{{/markdown}}]}{{^last}},{{/last}}{{/items}}{{/site.records}}]');
  for (const [name, body] of Object.entries(yaml)) writeFileSync(join(folder, 'content/dingen', `${name}.yaml`), body);
}

const faultsOf = async (page) => {
  await page.evaluate(`${axe};0`);
  const { violations } = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), standards);
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`);
};
await suite(async () => {
  const folder = project('form-project');
  const { url, folder: built } = await site('form', '/pad/', ['-C', folder]).catch((e) => { throw e; });
  const chromium = await browser(), origin = new URL(url).origin;
  const kinds = readdirSync(join(built, 'meewerken/bron')).filter((name) => !name.endsWith('.js'));
  const ids = files(join(built, 'meewerken/bron')).filter((f) => f.includes('/')).map((f) => f.replace(/\.js$/, ''));
  const some = all ? ids : ids.filter((_, i) => i % 75 === 0), many = all ? MANY : 1;
  const source = (id) => readFileSync(join(folder, 'content', `${id}.yaml`), 'utf8');
  const open = async (id, options = {}) => {
    const page = await chromium.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    page.setDefaultTimeout(20_000);
    const heard = listen(page, [origin]);
    await page.goto(id.includes('://') ? id : `${url}meewerken/${id}`, { waitUntil: 'load' });
    if (options.waitFor) await page.waitForSelector(options.waitFor);
    else if (options.javaScriptEnabled !== false) await ready(page);
    return { page, heard };
  };

  // ---- records that exist ------------------------------------------------------------------

  const console_ = [], anew = [], anew_ = new Map(), scratch = project('form-rewritten');
  const page = await chromium.newPage(), heard = listen(page, [origin]);
  const first = await rounds(page, `${url}meewerken/`, some, source, (id, text_) => {
    writeFileSync(join(scratch, 'content', `${id}.yaml`), text_);
    anew_.set(id, text_);
    console_.push(...heard.console.splice(0));
  }, { many });
  check(`untouched records keep every byte (${some.length})`, first.untouched);
  check('no record that check accepts is blamed', first.blamed);
  check('another title is another line', first.one);
  check('the console is silent, and nothing is asked elsewhere', [...new Set(console_), ...heard.requests]);
  // Terms: a file with more in it.
  const lists_ = (list) => readFileSync(`content/begrippen/${list}.yaml`, 'utf8');
  const terms = readdirSync('content/begrippen').map((f) => f.replace('.yaml', '')).flatMap((list, n) => {
    const own = [...lists_(list).matchAll(/^([a-z0-9-]+):/gm)].map((m) => `${list}/${m[1]}`);
    return all ? own : n % 7 === 0 ? own.slice(0, 2) : [];
  });
  const named = await termRounds(page, `${url}meewerken/begrippen/`, terms, lists_, MANY);
  check(`terms that are not touched leave every byte of their file (${terms.length})`, named.untouched);
  check('no term that check accepts is blamed', named.blamed);
  check('another name of a term is another line', named.one);
  await page.close();
  for (const [list, text_] of named.texts) writeFileSync(join(scratch, `content/begrippen/${list}.yaml`), text_);
  tool(folder, 'build', '-o', join(folder, 'uit'));
  const again = tool(scratch, 'build', '-o', join(scratch, 'uit'));
  truth('what the form writes anew is a catalogue without faults', again.status === 0, again.stderr.slice(0, 2000));
  const records = (of) => new Map(readFileSync(join(of, 'uit/data/catalogus.jsonl'), 'utf8').trim().split('\n').map((l) => [JSON.parse(l).id, l]));
  if (again.status === 0) {
    const [x, y] = [records(folder), records(scratch)];
    for (const id of some) if (x.get(id) !== y.get(id)) anew.push(`${id}: ${[...x.get(id)].findIndex((c, i) => c !== y.get(id)?.[i])}`);
    check('and every record says what it said', anew);
    const words = (of) => readFileSync(join(of, 'uit/data/begrippen.csv'), 'utf8');
    truth('and every term', words(folder) === words(scratch));
  }

  const { page: term } = await open('begrippen/organisaties/');
  const kept_ = lists_('organisaties'), added = await term.evaluate(() => {
    const form = window.wegwijzerFormulier, at = (name) => form.fields.find((f) => f.model.name === name);
    const asked = form.judge().length;
    form.title.input.value = 'Vereniging van Proefgemeenten';
    form.edited();
    at('omschrijving').input.value = 'Een vereniging: alleen voor de proef.';
    at('soort').select.value = at('soort').options()[0].id;
    at('soort').select.dispatchEvent(new Event('change', { bubbles: true }));
    form.dirty = false;
    const taken = form.id.value;
    form.id.value = form.root.entries[0].key;
    const twice = form.judge().map((f) => f.text);
    form.id.value = taken;
    return { asked: asked, text: form.text(), id: form.id.value, faults: form.judge().map((f) => f.text), twice: twice, target: form.target('x') };
  });
  truth('a new term stands at the end of its file', added.asked > 2 && added.text.startsWith(kept_) && added.text.slice(kept_.length).startsWith('vereniging-van-proefgemeenten:\n  naam: Vereniging van Proefgemeenten\n') && !added.faults.length, JSON.stringify([added.asked, added.text.slice(kept_.length), added.faults]));
  truth('a name that a term has already is refused', added.twice.some((t) => /^'\w+' bestaat al/.test(t)), added.twice.join('; '));
  truth('its button opens the file of the list', added.target.href.endsWith('/edit/main/content/begrippen/organisaties.yaml'), added.target.href);
  const list_ = join(folder, 'content/begrippen/organisaties.yaml');
  writeFileSync(list_, added.text);
  const with_ = tool(folder, 'check', '--format', 'gnu');
  truth('check has nothing against it but that nobody uses it', with_.status === 0 && !/organisaties\.yaml.*(error|fout):/.test(with_.stderr + with_.stdout), with_.stderr + with_.stdout);
  writeFileSync(list_, kept_);

  // A term that was saved half way is taken up again, in the list as it is now.
  const half = await term.evaluate(() => { const form = window.wegwijzerFormulier; form.id.value = ''; return form.half; });
  await term.close();
  const again_ = async (address, text_) => {
    const { page: next } = await open(address);
    await next.setInputFiles('input[type=file]', { name: 'organisaties.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text_) });
    await next.waitForFunction(() => /organisaties\.yaml/.test(document.querySelector('[data-formulier] > [role=status]').textContent));
    const is_ = await next.evaluate(() => { const form = window.wegwijzerFormulier; form.dirty = false; return { text: form.text(), id: form.id ? form.id.value : form.old, title: form.title.text, said: form.form.parentNode.textContent }; });
    await next.close();
    return is_;
  };
  const older = half.replace(/^  naam: .*$/m, '  naam: Zoals het vroeger heette'), on = await again_('begrippen/organisaties/', older);
  truth('a term saved without a name goes on, and what others did to the list stays', older !== half && on.title === 'Vereniging van Proefgemeenten' && on.id === added.id && on.text === added.text, JSON.stringify([on.id, on.title, on.text.slice(kept_.length - 40)]));
  const named_ = await again_('begrippen/organisaties/', added.text);
  truth('and one that was named', named_.id === added.id && named_.text === added.text, JSON.stringify([named_.id, named_.text.slice(kept_.length - 40)]));
  const [first_] = kept_.match(/^[a-z0-9-]+(?=:)/m), other_ = kept_.replace(/^  naam: .*$/m, '  naam: Een andere naam   # van mij');
  for (const address of ['begrippen/organisaties/', `begrippen/organisaties/?id=${first_}`]) {
    const changed_ = await again_(address, other_);
    truth(`a term of the list that was changed goes on: ${address}`, changed_.id === first_ && changed_.text === other_ && changed_.title === 'Een andere naam', JSON.stringify([changed_.id, changed_.title]));
  }
  for (const text_ of [kept_, 'a: [\n', `${kept_.split('\n')[0]}\n`]) truth('a file without another term is refused', /geen begrip dat anders is/.test((await again_('begrippen/organisaties/', text_)).said));

  // ---- random values -----------------------------------------------------------------------

  const { page: bench } = await open('ondersteuning/');
  const typed = Object.fromEntries(Object.entries(makers).map(([type, make]) => [type, Array.from({ length: values }, make)]));
  const size = 200, today = '2026-11-29', out = await writings(bench, typed, size, today);
  const codes_ = new Set(scripts.flatMap((f) => [...readFileSync(`themes/standaard/${f}`, 'utf8').matchAll(/\['([a-z]+(?:-[a-z]+)+)',/g)].map((m) => m[1])));
  check('the page has the words of every message that the form gives', [...codes_].filter((c) => /^(te-|geen-|veld-|adres-|datum-|dubbel-|titel-|id-|opmaak-|verkeerde-|bevinding-|onbekende-)/.test(c) && c !== 'datum-vorm' && !out.messages[c]));
  const plainly = (type) => out.given[type], own = [];
  for (const book of Object.values(out.books)) book.read.forEach((v, i) => { if (v.replace(/\n$/, '') !== plainly(book.type)[book.at + i]) own.push(`${book.type}: ${JSON.stringify(plainly(book.type)[book.at + i])} is read as ${JSON.stringify(v)}`); });
  check('the form reads what it wrote', own);

  // The words of the form are those of `check`, message by message.
  const judged = resolve(work, 'form-judged');
  lists(judged, Object.fromEntries(Object.entries(out.books).map(([name, b]) => [name, b.text])));
  const report = JSON.parse(tool(judged, 'check', '--format', 'json', '--today', today).stdout), tells = new Map();
  const list = Array.isArray(report) ? report : report.diagnostics ?? report.messages ?? report.faults;
  for (const m of list) {
    const key = `${(m.file ?? m.path).replace(/.*\//, '').replace('.yaml', '')}:${m.line}`;
    tells.set(key, [...(tells.get(key) ?? []), m]);
  }
  const other = [], sentences = [], meant = [];
  for (const [name, book] of Object.entries(out.books)) {
    book.lines.forEach((line, i) => {
      const value = plainly(book.type)[book.at + i], next = book.lines[i + 1] ?? line + 1;
      if (book.type === 'markdown' || left(book.type, value)) return;
      const theirs = [];
      for (let l = line; l < next; l++) theirs.push(...(tells.get(`${name}:${l}`) ?? []));
      const codes = (l) => [...new Set(l)].sort().join(' '), mine = book.said[i].map((s) => s[0]);
      const known = theirs.filter((t) => !/^(dubbele-tekst|adres-met-omweg|onzichtbaar-teken|regelscheider|veld-ontbreekt)$/.test(t.code));
      if (codes(mine) !== codes(known.map((t) => t.code))) other.push(`${book.type} ${JSON.stringify(value)}: the form says '${codes(mine)}', check '${codes(known.map((t) => t.code))}'`);
      book.said[i].forEach(([code, ...args], n) => {
        const said = out.messages[code][0].replace(/\{(\d)\}/g, (_, n) => args[n]), same = theirs.find((t) => t.code === code);
        if (same && same.message !== undefined && !same.message.includes('…') && said !== same.message && !/[\n\t]|[\u0080-\u00a0]/.test(said)) sentences.push(`${code}: '${said}', check: '${same.message}'`);
        if (same && /^(date|period|url)$/.test(book.type) && book.meant[i][n] !== (same.suggestion ?? '')) meant.push(`${JSON.stringify(value)}: '${book.meant[i][n]}', check: '${same.suggestion ?? ''}'`);
      });
    });
  }
  if (process.env.SHOW) for (const o of other) if (!o.includes("te-lang")) console.log(o);
  check(`the form finds what check finds (${Object.keys(makers).length} types, ${values} values)`, other);
  check('and in the same words', sentences);
  check('with the same suggestion', [...new Set(meant)]);

  // Texts come out as they went in: without faults, so that the tool publishes them.
  const read = resolve(work, 'form-read'), clean = (type, v) => !/[<>[\]*&]|[\u0085\u2028]|^[“‘]|https?:/.test(v) && !(type === 'text' && v.length > 90);
  const texts = await bench.evaluate(([books]) => Object.fromEntries(Object.entries(books).map(([type, part]) => [type, part.map((p) => window.wegwijzerYaml.write([['titel', { kind: 'text', text: `${type} ${p.at}` }],
    [type, { kind: 'list', items: p.list.map((v) => ({ kind: 'map', entries: [['v', { kind: 'text', text: v, markdown: type === 'markdown' }]] })) }]]))])),
  [Object.fromEntries(['text', 'markdown'].map((type) => {
    const good = plainly(type).filter((v) => clean(type, v)), parts = [];
    for (let at = 0; at < good.length; at += size) parts.push({ at: at, list: good.slice(at, at + size) });
    return [type, parts];
  }))]);
  lists(read, Object.fromEntries(Object.entries(texts).flatMap(([type, parts]) => parts.map((p, i) => [`${type}-${String(i).padStart(3, '0')}`, p]))));
  const readOut = tool(read, 'build', '-o', join(read, 'uit'), '--today', today), lost = [];
  truth('the tool publishes what the form wrote', existsSync(join(read, 'uit/uit.json')), readOut.stderr.slice(0, 1500));
  if (existsSync(join(read, 'uit/uit.json'))) {
    const got = JSON.parse(readFileSync(join(read, 'uit/uit.json'), 'utf8'));
    for (const type of ['text', 'markdown']) {
      const there = got.flatMap((r) => r[type]).map((v) => v.replace(/\n$/, '')), wanted = plainly(type).filter((v) => clean(type, v));
      if (there.length !== wanted.length) lost.push(`${type}: ${wanted.length} went in, ${there.length} came out`);
      const count = new Map();
      for (const v of there) count.set(v, (count.get(v) ?? 0) + 1);
      for (const v of wanted) if (!count.get(v)) lost.push(`${type}: ${JSON.stringify(v)}`); else count.set(v, count.get(v) - 1);
    }
    check('the tool reads every text as it was typed', lost);
  }
  await bench.close();

  // ---- comments, line ends, order ----------------------------------------------------------

  const { page: kept } = await open('knelpunten/');
  const odd = '# boven\ntitel: Oud   # achteraan\n\n# bij de lijst\nlijst:\n  # eerste\n  - a: 1\n    b: "x"   # b\n\n  # tweede\n  - {a: 2, b: [x, "y z"]}\n  - a: >-\n      lang\n      verhaal\nleeg:\nlaatst: einde';
  const edits = await kept.evaluate((source_) => {
    const y = window.wegwijzerYaml, t = (text_) => ({ kind: 'text', text: text_ }), order = ['titel', 'nieuw', 'lijst', 'leeg', 'laatst', 'achter'];
    const edit = (src, changes) => { const tree = y.read(src); return y.change(src, tree, changes(tree), order); };
    const items = (tree) => tree.entries.find((e) => e.key === 'lijst').node;
    const keep = (i) => ({ kind: 'keep', was: i.node });
    return {
      nothing: edit(source_, () => []),
      title: edit(source_, (tree) => [['titel', { ...t('Nieuw'), was: tree.entries[0].node }]]),
      crlf: edit(source_.replace(/\n/g, '\r\n'), (tree) => [['titel', { ...t('Nieuw'), was: tree.entries[0].node }], ['nieuw', { kind: 'list', items: [t('p'), t('q')] }]]),
      swapped: edit(source_, (tree) => { const l = items(tree); return [['lijst', { kind: 'list', was: l, items: [l.items[1], l.items[0], l.items[2]].map(keep) }]]; }),
      inner: edit(source_, (tree) => { const l = items(tree), m = l.items[0].node; return [['lijst', { kind: 'list', was: l, items: [{ kind: 'map', was: m, entries: [['a', { kind: 'keep', was: m.entries[0].node }], ['b', { ...t('z'), was: m.entries[1].node }]] }, keep(l.items[1]), keep(l.items[2])] }]]; }),
      added: edit(source_, () => [['achter', t('ja')], ['leeg', null]]),
      earlier: edit('a:\n  # p\n  b: 1 # q\n  c: 2\nl:\n  - b: 1 # r\n    c: 2\n', (tree) => tree.entries.map((e, i) => {
        const was = i ? e.node.items[0].node : e.node, map = { kind: 'map', was: was, entries: [['z', t('x')], ...was.entries.map((f) => [f.key, { kind: 'keep', was: f.node }])] };
        return [e.key, i ? { kind: 'list', was: e.node, items: [map] } : map];
      })),
      within: [['b', t('nieuw')], ['b', null], ['z', t('erbij')]].map(([k, v]) => y.change('# kop\nx: {b: 1, c: 2}\n\ny:\n  # p\n  b: 1 # q\n  c: 2\n', y.read('# kop\nx: {b: 1, c: 2}\n\ny:\n  # p\n  b: 1 # q\n  c: 2\n'), [[k, v]], ['z', 'b', 'c'], 'y')),
      flow: y.change('x: {b: 1, c: 2} # op\ny: {b: 1}\n', y.read('x: {b: 1, c: 2} # op\ny: {b: 1}\n'), [['b', t('drie, vier')]], ['b', 'c'], 'x'),
      bom: edit('\ufefftitel: Oud\n', (tree) => [['titel', { ...t('Nieuw'), was: tree.entries[0].node }]]),
      refused: ['a: &x 1\n', 'a: *x\n', 'a: !t 1\n', '---\na: 1\n', 'a: 1\na: 2\n', 'a: b: c\n', '\ta: 1\n', 'a: [1, 2\n', 'a: "x\n', '- a\n', 'a: 1\n  b: 2\n'].filter((s) => { try { y.read(s); return true; } catch { return false; } }),
    };
  }, odd);
  const is = (name, got, wanted) => truth(name, got === wanted, `${JSON.stringify(got)}\n${JSON.stringify(wanted)}`);
  is('nothing asked is nothing changed', edits.nothing, odd);
  is('a comment behind a value stays', edits.title, odd.replace('Oud ', 'Nieuw '));
  is('line ends stay', edits.crlf, odd.replace('Oud ', 'Nieuw ').replace('\n\n# bij', '\nnieuw:\n  - p\n  - q\n\n# bij').replace(/\n/g, '\r\n'));
  is('items that change places take their comments along', edits.swapped, odd.replace(/( {2}# eerste[^]*?\n\n)( {2}# tweede\n.*\n)/, '$2$1'));
  is('a part of an item is that part', edits.inner, odd.replace('"x"   # b', 'z   # b'));
  is('a field comes in its place and another goes', edits.added, odd.replace('leeg:\n', '').replace('einde', 'einde\nachter: "ja"'));
  is('a part before the first of a group, and of an item', edits.earlier, 'a:\n  # p\n  z: x\n  b: 1 # q\n  c: 2\nl:\n  - z: x\n    b: 1 # r\n    c: 2\n');
  check('a name with fields changes where it stands', ['y:\n  # p\n  b: nieuw # q\n  c: 2\n', 'y:\n  c: 2\n', 'y:\n  # p\n  z: erbij\n  b: 1 # q\n  c: 2\n'].map((w, i) => edits.within[i] === `# kop\nx: {b: 1, c: 2}\n\n${w}` ? '' : JSON.stringify(edits.within[i])).filter(Boolean));
  is('and on its line', edits.flow, 'x: {b: "drie, vier", c: 2} # op\ny: {b: 1}\n');
  is('a byte order mark stays', edits.bom, '\ufefftitel: Nieuw\n');
  check('what is no plain record is refused', edits.refused);
  await kept.close();

  // ---- by keyboard, on a small screen ------------------------------------------------------

  const { page: hand, heard: handHeard } = await open('ondersteuning/', { viewport: { width: 320, height: 700 }, bypassCSP: true });
  check('axe finds nothing in an empty form, 320 px', await faultsOf(hand));
  const wide = () => hand.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  truth('no sideways scrolling at 320 px', await wide() <= 0, `${await wide()} px`);
  await hand.evaluate(() => document.getElementById('inhoud').focus());
  const at = () => hand.evaluate(() => { const e = document.activeElement, l = e.labels && e.labels[0]; return `${e.tagName} ${(l ? l.textContent : e.getAttribute('aria-label') || e.textContent).trim()}`; });
  const reach = async (wanted, key = 'Tab') => {
    for (let n = 0; n < 160; n++) {
      if (wanted.test(await at())) return true;
      await hand.keyboard.press(key);
    }
    return truth(`the keyboard reaches ${wanted}`, false, await at());
  };
  await reach(/^BUTTON Kijk na/);
  await hand.keyboard.press('Enter');
  const focus = await hand.evaluate(() => document.activeElement.className);
  truth('mistakes are listed at the top, which takes the focus', focus === 'formulier-fouten', focus);
  const asked = await hand.$$eval('.formulier-fouten a', (links) => links.map((a) => a.textContent));
  const missing = tool(project('form-missing'), 'new', 'ondersteuning', 'leeg-record');
  truth('a new record lacks what the form says', missing.status === 0 && asked.length >= 5, `${missing.stderr} ${asked.join('; ')}`);
  writeFileSync(resolve(work, 'form-missing/content/ondersteuning/leeg-record.yaml'), 'toegevoegd: 2026-11-29\n');
  const lacks = tool(resolve(work, 'form-missing'), 'check', '--format', 'json').stdout;
  check('in the words of check', asked.filter((a) => !/^Naam van het bestand/.test(a)).map((a) => a.match(/het veld '\w+' ontbreekt/)?.[0]).filter((s) => !s || !lacks.includes(s)));
  check('axe finds nothing with mistakes shown', await faultsOf(hand));
  await hand.keyboard.press('Tab');
  await hand.keyboard.press('Enter');
  truth('a mistake leads to its field', /^INPUT Titel/.test(await at()), await at());
  await hand.keyboard.type('Oefenboek: vragen stellen aan een regio');
  await hand.waitForSelector('.formulier-vak li a');
  truth('what resembles it is shown', (await hand.$$('section .formulier-vak li a')).length > 0);
  await reach(/Samenvatting/);
  await hand.keyboard.type('Voor raadsleden die meer willen weten van een gemeenschappelijke regeling.');
  await reach(/^INPUT Rollen/);
  await hand.keyboard.press('Space');
  await reach(/^BUTTON Voeg toe aan: Bronnen/);
  await hand.keyboard.press('Enter');
  await reach(/^SELECT Document/);
  await hand.keyboard.press('ArrowDown');
  await reach(/^INPUT Plaats/);
  await hand.keyboard.type('par. 2.4, tabel 3');
  await reach(/^INPUT Type/);
  await hand.keyboard.type('handreik');
  await hand.keyboard.press('ArrowDown');
  await hand.keyboard.press('Enter');
  await reach(/^SELECT Status/);
  await hand.keyboard.press('ArrowDown');
  await reach(/^INPUT Naam van het bestand/);
  truth('the name comes from the title', await hand.evaluate(() => document.activeElement.value) === 'oefenboek-vragen-stellen-aan-een-regio');
  await reach(/^BUTTON Kijk na/);
  await hand.keyboard.press('Enter');
  await hand.waitForSelector('.formulier-uitkomst:not([hidden]) textarea');
  const text_ = await hand.inputValue('.formulier-tekst'), href = new URL(await hand.getAttribute('.formulier-uitkomst a.knop', 'href'));
  truth('the address of the button holds the name and the text', href.pathname === '/w/new/main/content/ondersteuning' && href.searchParams.get('filename') === 'oefenboek-vragen-stellen-aan-een-regio.yaml' && href.searchParams.get('value') === text_, href.href);
  writeFileSync(join(folder, 'content/ondersteuning/oefenboek-vragen-stellen-aan-een-regio.yaml'), text_);
  const accepted = tool(folder, 'check', '--format', 'gnu');
  truth('check accepts what was made by keyboard', accepted.status === 0, accepted.stderr + accepted.stdout + text_);
  rmSync(join(folder, 'content/ondersteuning/oefenboek-vragen-stellen-aan-een-regio.yaml'));
  check('axe finds nothing with the text shown', await faultsOf(hand));
  truth('still no sideways scrolling', await wide() <= 0, `${await wide()} px`);
  await hand.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  check('nor in dark', (await faultsOf(hand)).filter((f) => !/color-contrast/.test(f)));
  check('the console stays silent', handHeard.console);
  check('no request to another origin', handHeard.requests);

  // Leaving asks, once something was typed and not yet handed over.
  let asks = 0;
  hand.on('dialog', (d) => { asks++; d.accept(); });
  await hand.click('.formulier-uitkomst button:has-text("Bewaar")');
  await hand.goto(`${url}meewerken/ondersteuning/`);
  truth('leaving does not ask when the text was saved', asks === 0, String(asks));
  await ready(hand);
  await hand.fill('#' + await hand.evaluate(() => window.wegwijzerFormulier.title.id), 'Iets');
  await hand.goto(`${url}meewerken/ondersteuning/`);
  truth('leaving asks when something was typed', asks === 1, String(asks));
  await hand.close();

  // ---- what is long, what is pasted, what is opened ----------------------------------------

  const { page: more } = await open('ondersteuning/?id=' + ids.find((id) => id.startsWith('ondersteuning/')).split('/')[1] + '&nagelopen', { permissions: ['clipboard-read', 'clipboard-write'] });
  const compared = await more.evaluate(() => {
    const form = window.wegwijzerFormulier, field = form.fields.find((f) => f.model.role === 'checked');
    return { date: field.parts.find((p) => p.model.type === 'date').text, today: new Date().toISOString().slice(0, 10), open: field.fold.open, finding: field.parts.filter((p) => p.model.type === 'text').pop().empty };
  });
  truth('"ik keek dit na": today, open, and a finding that must be filled in', compared.open && compared.finding && Math.abs(Date.parse(compared.date) - Date.parse(compared.today)) <= 864e5, JSON.stringify(compared));
  const pasted = await more.evaluate(() => {
    const input = window.wegwijzerFormulier.title.input, data = new DataTransfer();
    data.setData('text/plain', 'Een\u00a0ti\u00adtel\u200b met een u\u0308');
    input.value = '';
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    return [input.value, window.wegwijzerFormulier.title.el.textContent];
  });
  truth('pasting takes away what nobody sees, and says so', pasted[0] === 'Een titel met een ü' && /tekens uit Word/.test(pasted[1]), JSON.stringify(pasted));
  await more.evaluate(() => { window.wegwijzerFormulier.because.input.value = 'De titel is korter.'; });
  await more.evaluate(() => {
    const field = window.wegwijzerFormulier.fields.find((f) => f.model.role === 'checked');
    field.parts.find((p) => p.model.role === 'finding').input.value = 'Klopt nog.';
  });
  const short = await more.evaluate(() => window.wegwijzerFormulier.judge().map((f) => f.text));
  truth('"klopt nog" is no finding, in the words of check', short.some((t) => /^'Klopt nog\.' zegt niet wat er is nagegaan\./.test(t)), short.join('; '));
  const because = await made(more);
  truth('what changed becomes a change of today', because.includes(`- datum: ${compared.date}\n    wat: De titel is korter.\n`), because.slice(-800));
  await more.evaluate(() => { window.wegwijzerFormulier.dirty = false; });
  await more.close();

  const { page: large } = await open('knelpunten/');
  const sent = await large.evaluate(() => {
    const form = window.wegwijzerFormulier, body = form.fields.find((f) => f.model.role === 'body');
    body.input.value = 'Een zin van enige lengte die telkens terugkomt.\n\n'.repeat(200);
    form.title.input.value = 'Lang';
    form.edited();
    form.dirty = false;
    return { long: form.target(form.text()), set: form.outcome };
  }).catch((e) => ({ long: { href: String(e) } }));
  truth('a text that is too long for an address is copied instead', !sent.long.whole && sent.long.href.length < 200 && !/value=/.test(sent.long.href), JSON.stringify(sent.long));
  await large.setInputFiles('input[type=file]', { name: 'bewaard.yaml', mimeType: 'application/yaml', buffer: Buffer.from('# van mij\ntitel: Bewaard\nsamenvatting: Een samenvatting.\n') });
  await large.waitForFunction(() => window.wegwijzerFormulier.title.text === 'Bewaard');
  const saved = await large.evaluate(() => { const form = window.wegwijzerFormulier; form.title.input.value = 'Verder'; form.dirty = false; return [form.text(), form.id.value]; });
  truth('a saved file is taken up where it was left', saved[0].startsWith('# van mij\ntitel: Verder\nsamenvatting: Een samenvatting.\n') && saved[1] === 'bewaard', JSON.stringify(saved));
  await large.close();

  // ---- the pictures in the guide -----------------------------------------------------------

  const seen = await chromium.newPage({ viewport: { width: 720, height: 1000 }, locale: 'nl-NL' }), stale = [], guide = readFileSync('content/LEESMIJ.md', 'utf8'), words_ = known();
  const place = places(url);
  for (const picture of pictures) {
    if (await show(seen, place(picture), picture) !== words_[picture.name]) stale.push(`${picture.name}: it says something else now; make screenshots PAGES=gids`);
    if (!guide.includes(`](../${drawn}/${picture.name}.png)`) || !existsSync(join(drawn, `${picture.name}.png`))) stale.push(`${picture.name}: not in the guide, or not there`);
  }
  check('every picture in the guide says what the page says', stale);
  await seen.close();

  // ---- from disk, without script, without a host -------------------------------------------

  const disk = resolve(work, 'form-disk');
  const offline = spawnSync(resolve(program), ['build', '--offline', '-o', disk], { encoding: 'utf8' });
  truth('the site for disk is built', offline.status === 0, offline.stderr);
  const { page: local, heard: localHeard } = await open(pathToFileURL(join(disk, 'meewerken/knelpunten/index.html')).href + '?id=lokale-driehoek');
  is('from disk a record is read whole', await made(local), readFileSync('content/knelpunten/lokale-driehoek.yaml', 'utf8'));
  await local.click('.formulier button[type=submit]');
  const without = await local.innerText('.formulier-uitkomst');
  truth('without an address of the files the page says so', /nog niet ingesteld/.test(without) && !(await local.$('.formulier-uitkomst a.knop')), without);
  await local.evaluate(() => { delete Navigator.prototype.clipboard; document.execCommand = () => false; });
  await local.click('.formulier-uitkomst button:has-text("Kopieer")');
  truth('"gekopieerd" is only said when it was', /Ctrl\+C/.test(await local.innerText('.formulier-uitkomst')));
  check('from disk the console is silent', localHeard.console);
  await local.close();
  const { page: bare } = await open('oplossingsrichtingen/', { javaScriptEnabled: false });
  truth('without script there are steps and an empty record', /Zo gaat het met de hand/.test(await bare.innerText('main')) && /# samenvatting|samenvatting:/.test(await bare.innerText('main pre')));
  for (const [list, wanted] of [['ondersteuning', '/w/new/main/content/ondersteuning?filename='], ['begrippen/organisaties', '/w/edit/main/content/begrippen/organisaties.yaml']]) {
    await bare.goto(`${url}meewerken/${list}/`);
    truth(`and a link to where the host takes it: ${list}`, (await bare.$$eval('[data-zonder-script] a', (links) => links.map((a) => a.href))).some((a) => a === `https://git.voorbeeld.nl${wanted}`));
  }
  await bare.close();

  await walk({ chromium });
  await mistakes({ chromium, url, folder, count: all ? 1000 : 60 });
  await guided({ chromium, url });
  await written({ chromium, ids: all ? ids : ids.filter((_, i) => i % 40 === 0), many: MANY });

  // ---- what the form cannot change ---------------------------------------------------------

  const refuses = async (address, wanted, name) => {
    const { page: none } = await open(address, { waitFor: '.formulier-vak' });
    const said = await none.innerText('[data-formulier]');
    truth(name, wanted.test(said), said);
    await none.close();
  };
  await refuses(`${url}meewerken/knelpunten/?id=bestaat-niet`, /bestaat-niet bestaat niet/, 'a record that is not there is said to be so');

  const zipped = (names) => names.reduce((n, f) => n + gzipSync(readFileSync(f), { level: 9 }).length, 0), kB = (n) => `${(n / 1000).toFixed(1)} kB`;
  const light = zipped(scripts.map((f) => `themes/standaard/${f}`)) + zipped(['model.js', 'ondersteuning/index.html'].map((f) => join(built, 'meewerken', f)));
  const choices = zipped(readdirSync(join(built, 'meewerken/begrippen')).filter((f) => f.endsWith('.js')).map((f) => join(built, 'meewerken/begrippen', f)));
  truth('the form and what it knows weigh less than 60 kB over the line, choices and records aside', light < 60_000, String(light));
  console.log(`form: ${kinds.length} kinds, ${ids.length} records; over the line ${kB(light)}, all choices ${kB(choices)}, the list of records ${kB(zipped([join(built, 'meewerken/records.js')]))}`);

  // ---- another catalogue -------------------------------------------------------------------

  const second = resolve(work, 'form-second');
  rmSync(second, { recursive: true, force: true });
  cpSync('tests/second/project', second, { recursive: true });
  cpSync('tests/second/form', join(second, 'templates'), { recursive: true });
  for (const f of scripts) cpSync(`themes/standaard/${f}`, join(second, 'themes/plain', f));
  cpSync('.starter/en/templates/partials', join(second, 'templates/partials'), { recursive: true });
  for (const f of readdirSync('templates', { recursive: true }).filter((t) => /formulier-.*(\.js|veld|melding)\.mustache$/.test(t))) cpSync(join('templates', f), join(second, 'templates', f));
  const settings = join(second, 'content/site.yaml');
  writeFileSync(settings, `${readFileSync(settings, 'utf8')}  - {template: form.html, each: kind, path: "edit/{folder}/"}\n  - {template: form.html, each: vocabulary, path: "edit/list/{id}/"}\n  - {template: formulier-lijst.js, each: vocabulary, path: "edit/list/{id}.js"}\n  - {template: formulier-model.js, path: edit/model.js}\n  - {template: formulier-begrippen.js, each: vocabulary, path: "edit/words/{id}.js"}\n  - {template: formulier-records.js, path: edit/records.js}\n  - {template: formulier-bron.js, each: record, path: "edit/source/{folder}/{id}.js"}\n  - {template: formulier-soort.js, each: kind, path: "edit/source/{folder}.js"}\n`
    .replace(/^menu:/m, 'repository: {url: "https://git.kitchen.example/k", edit: "https://git.kitchen.example/k/edit/{file}", new: "https://git.kitchen.example/k/new/{folder}?file_name={name}", schema: "https://kitchen.example/schema/{folder}.json"}\nmenu:'));
  const cook = tool(second, 'build', '--offline', '-o', join(second, 'out'));
  truth('the second catalogue gets its form without a word in C', cook.status === 0, cook.stderr);
  if (cook.status === 0) {
    const id = readdirSync(join(second, 'content/recipes'))[0].replace('.yaml', '');
    const { page: kitchen, heard: kitchenHeard } = await open(pathToFileURL(join(second, 'out/edit/recipes/index.html')).href + `?id=${id}`);
    is('a record of it goes through untouched', await made(kitchen), readFileSync(join(second, `content/recipes/${id}.yaml`), 'utf8'));
    await kitchen.evaluate(() => { window.wegwijzerFormulier.title.input.value = ''; });
    await kitchen.click('form button[type=submit]');
    truth('its mistakes are in English', /the field 'title' is missing/.test(await kitchen.innerText('.formulier-fouten')), await kitchen.innerText('.formulier-fouten'));
    writeFileSync(join(second, `content/recipes/${id}.yaml`), await kitchen.evaluate(() => { window.wegwijzerFormulier.title.input.value = 'Another: dish'; window.wegwijzerFormulier.dirty = false; return window.wegwijzerFormulier.text(); }));
    const tastes = tool(second, 'check', '--lang', 'en');
    truth('and what it writes is accepted', tastes.status === 0, tastes.stderr);
    await kitchen.goto(pathToFileURL(join(second, 'out/edit/list/courses/index.html')).href + '?id=main');
    await ready(kitchen);
    const was_ = readFileSync(join(second, 'content/words/courses.yaml'), 'utf8');
    is('a term of it goes through untouched', await made(kitchen), was_);
    is('and changes on its line', await kitchen.evaluate(() => { window.wegwijzerFormulier.title.input.value = 'Main, or only'; window.wegwijzerFormulier.dirty = false; return window.wegwijzerFormulier.text(); }), was_.replace('name: Main course', 'name: "Main, or only"'));
    await kitchen.goto(pathToFileURL(join(second, 'out/edit/recipes/index.html')).href);
    await ready(kitchen);
    const first = await kitchen.evaluate(() => { window.wegwijzerFormulier.title.input.value = 'Soup'; window.wegwijzerFormulier.dirty = false; return window.wegwijzerFormulier.text(); });
    truth('a new one begins with the address of its schema', first.startsWith('# yaml-language-server: $schema=https://kitchen.example/schema/recipes.json\nti'), first);
    check('its console is silent', kitchenHeard.console);
    await kitchen.close();
  }

  // ---- the types of the scripts hold -------------------------------------------------------

  const tsc = spawnSync(join(process.env.NODE_PATH.split(':')[0], '.bin/tsc'), ['--noEmit', '--allowJs', '--checkJs', '--strict', '--noImplicitAny', '--target', 'es2020', '--lib', 'es2022,dom,dom.iterable', ...scripts.map((f) => `themes/standaard/${f}`)], { encoding: 'utf8' });
  truth('the types of the scripts hold', tsc.status === 0, tsc.stdout);

  // ---- another browser, and from disk ------------------------------------------------------

  // What the tool said above of the text of every value holds for every browser that writes the same text.
  const fox = await firefox(), from = { http: `${url}meewerken/`, disk: pathToFileURL(join(disk, 'meewerken')).href + '/' };
  const here = (id) => readFileSync(join('content', `${id}.yaml`), 'utf8'), other_browser = [];
  for (const [name, start, place] of [['Chromium, from disk', chromium, 'disk'], ['Firefox', fox, 'http'], ['Firefox, from disk', fox, 'disk']]) {
    const tab = await start.newPage(), said = listen(tab, [origin]);
    await tab.goto(`${from[place]}ondersteuning/${place === 'disk' ? 'index.html' : ''}`, { waitUntil: 'load' });
    await ready(tab);
    const books = (await writings(tab, typed, size, today)).books;
    check(`the same values are the same text and the same messages, ${name}`, Object.keys(out.books).filter((b) => JSON.stringify(books[b]) !== JSON.stringify(out.books[b])));
    const ids_ = all ? ids : some.filter((_, i) => i % 4 === 0), round = await rounds(tab, from[place], ids_, place === 'disk' ? here : source, (id, text_) => {
      if (anew_.get(id) !== text_) other_browser.push(id);
    }, { many });
    check(`untouched records keep every byte (${ids_.length}), ${name}`, round.untouched);
    check(`no record that check accepts is blamed, ${name}`, round.blamed);
    check(`another title is another line, ${name}`, round.one);
    check(`the console is silent, and nothing is asked elsewhere, ${name}`, [...said.console, ...said.requests.filter((r) => place === 'http' || !r.startsWith('file:'))]);
    await tab.close();
  }
  check('a record that is typed anew is the same text in every browser', other_browser);
});
