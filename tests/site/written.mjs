// SPDX-License-Identifier: EUPL-1.2
// tests/site/written.mjs - the form on records that are no YAML: JSON on lines and on one line, Markdown with a header, names with dots,
// references by a field; each goes through it with every byte, changes in one place, and says the same when it is typed anew.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check, listen, load, program, truth, work } from './lib.mjs';
import { project } from './pictures.mjs';
import { NAME, made, ready, rounds } from './rounds.mjs';

const tool = (folder, ...words) => spawnSync(resolve(program), ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
const is = (name, got, wanted) => truth(name, got === wanted, `${JSON.stringify(got)}\n${JSON.stringify(wanted)}`);
const address = (folder, path) => pathToFileURL(join(folder, path)).href;
const lines = (folder) => new Map(readFileSync(join(folder, 'data/catalogus.jsonl'), 'utf8').trim().split('\n').map((l) => [JSON.parse(l).id, l]));

/** A record of this catalogue as others write theirs; gives the name of the file and its text. */
const ways = [
  (id, record) => [`${id}.json`, `${JSON.stringify(record, null, 2)}\n`],
  (id, record) => [`${id}.json`, JSON.stringify(record)],
  (id, record) => [`${id}.json`, JSON.stringify(record, null, '\t').replace(/\n/g, '\r\n')],
  (id, { beschrijving, ...header }, yaml) => [`${id}.md`, `---\n# van iemand anders\n${yaml.stringify(header, { lineWidth: 0 })}---\n\n${beschrijving ?? ''}`],
];

/** Did only the title change? */
const titled = (files) => (id, was, changed) => {
  if (files.get(id).endsWith('.md')) return changed === was.replace(/^titel: .*$/m, () => `titel: ${JSON.stringify(NAME)}`) ? '' : 'more than its line';
  return changed === was.replace(JSON.stringify(JSON.parse(was).titel), () => JSON.stringify(NAME)) ? '' : 'more than its value';
};

async function catalogue({ chromium, ids, many }) {
  const yaml = await load('yaml'), folder = project('form-written'), files = new Map(), anew = new Map();
  const source = (id) => readFileSync(join(folder, 'content', files.get(id)), 'utf8'), build = (out) => tool(folder, 'build', '--offline', '-o', join(folder, out));
  ids.forEach((id, i) => {
    const [kind, name] = id.split('/'), old = join(folder, `content/${id}.yaml`), record = yaml.parse(readFileSync(old, 'utf8'), { schema: 'failsafe' });
    const [file, text] = ways[i % ways.length](name, record, yaml);
    rmSync(old);
    files.set(id, `${kind}/${file}`);
    writeFileSync(join(folder, 'content', kind, file), text);
  });
  const other = build('is'), was = other.status === 0 && lines(join(folder, 'is'));
  truth('a catalogue with records in JSON and Markdown is built', other.status === 0, other.stderr.slice(0, 2000));
  const page = await chromium.newPage(), heard = listen(page, []);
  const round = await rounds(page, address(folder, 'is/meewerken/'), ids, source, (id, text) => anew.set(id, text), { many, titled: titled(files) });
  await page.close();
  check(`records in JSON and Markdown that are not touched keep every byte (${ids.length})`, round.untouched);
  check('none that check accepts is blamed', round.blamed);
  check('another title is another title, and nothing else', round.one);
  check('and the console is silent', [...new Set(heard.console)]);
  for (const [id, text] of anew) writeFileSync(join(folder, 'content', files.get(id)), text);
  const again = build('again');
  truth('what the form writes anew is accepted', again.status === 0, again.stderr.slice(0, 2000));
  if (again.status !== 0) return;
  const now = lines(join(folder, 'again')), ended = (text) => text.replace(/(\\n)+",/g, '",');
  check('and every one says what it said', ids.filter((id) => ended(was.get(id)) !== ended(now.get(id))));
}

/** In the page: what becomes of a text when these fields change. */
const change = ([file, body, text, steps]) => {
  const how = window.wegwijzerVorm(file, body), order = ['eerst', 'titel', 'groep.naam', 'groep.nieuw', 'lijst', 'getal', 'tekst', 'laatst'], out = {};
  for (const [name, changes] of Object.entries(steps)) {
    const tree = how.read(text), value = (v, was) => {
      if (v === null) return null;
      if (typeof v === 'string') return { kind: 'text', text: v, was: was };
      if (v.number) return { kind: 'text', text: v.number, number: true, was: was };
      return { kind: 'list', was: was, items: v.map((x) => (typeof x === 'number' ? { kind: 'keep', was: was.items[x].node } : value(x, null))) };
    };
    out[name] = how.change(text, tree, Object.entries(changes).map(([key, v]) => [key, value(v, how.find(tree, key))]), order);
  }
  return out;
};

/** JSON and Markdown in odd styles: what changes and what stays, character by character. */
async function styles(page) {
  const json = '\ufeff{\r\n    "titel" : "Een \\u201cwoord\\u201d",\r\n    "groep": {"naam": "x", "ander": [1, 2]}, "getal": 7,\r\n    "lijst": [\r\n        "a" ,\r\n        "b"\r\n    ],\r\n    "onbekend": null\r\n}';
  const got = await page.evaluate(change, ['x.json', 'tekst', json, {
    nothing: {}, title: { titel: 'Z "q"' }, inside: { 'groep.naam': 'y' }, within: { 'groep.nieuw': 'n' }, number: { getal: '8' }, word: { getal: 'acht' },
    first: { eerst: 'e' }, last: { laatst: ['p', 'q'] }, gone: { lijst: null, titel: null }, moved: { lijst: [1, 0, 'c'] } }]);
  is('JSON: nothing asked is nothing changed', got.nothing, json);
  is('JSON: a value changes in its place', got.title, json.replace('"Een \\u201cwoord\\u201d"', '"Z \\"q\\""'));
  is('JSON: a part of a group, named with a dot', got.inside, json.replace('"x"', '"y"'));
  is('JSON: a new part of a group', got.within, json.replace('[1, 2]', '[1, 2], "nieuw": "n"'));
  is('JSON: a number stays one', got.number, json.replace('7', '8'));
  is('JSON: until it is none', got.word, json.replace('7', '"acht"'));
  is('JSON: a field before the first', got.first, json.replace('    "titel"', '    "eerst": "e",\r\n    "titel"'));
  is('JSON: a field behind those before it', got.last, json.replace('7,', '7,\r\n    "laatst": ["p", "q"],'));
  is('JSON: fields go with their comma', got.gone, '\ufeff{\r\n    "groep": {"naam": "x", "ander": [1, 2]}, "getal": 7,\r\n    "onbekend": null\r\n}');
  is('JSON: items change places and one comes', got.moved, json.replace('"a" ,\r\n        "b"', '"b",\r\n        "a" ,\r\n        "c"'));
  const tight = '{"titel":"a","lijst":["x"]}', close = await page.evaluate(change, ['x.json', '', tight, { more: { getal: { number: '3' }, titel: 'b' } }]);
  is('JSON on one line stays on one line', close.more, '{"titel":"b","lijst":["x"],"getal":3}');
  const md = '---  \n# boven\ntitel: Een # op\ngroep: {naam: x}\n---\n\n\n# Kop\n\n---\n\ntekst  ', own = await page.evaluate(change, ['x.md', 'tekst', md, {
    nothing: {}, title: { titel: 'Twee: x' }, inside: { 'groep.naam': 'z' }, body: { tekst: 'Anders.\n\n---\n\nEinde.' }, none: { tekst: null }, both: { tekst: 'T', laatst: 'l' } }]);
  is('Markdown: nothing asked is nothing changed', own.nothing, md);
  is('Markdown: a field of the header keeps its comment', own.title, md.replace('Een', '"Twee: x"'));
  is('Markdown: a part of a group, named with a dot', own.inside, md.replace('naam: x', 'naam: z'));
  is('Markdown: the text below, and nothing above it', own.body, md.replace(/# Kop[^]*$/, 'Anders.\n\n---\n\nEinde.\n'));
  is('Markdown: no text below', own.none, md.replace(/\n\n# Kop[^]*$/, '').replace(/\n$/, '') + '\n');
  is('Markdown: a field and the text', own.both, '---  \n# boven\ntitel: Een # op\ngroep: {naam: x}\nlaatst: l\n---\n\n\nT\n');
  const bad = await page.evaluate(() => [['x.json', '[1]'], ['x.json', '{"a": 1,}'], ['x.json', '{"a": 1} x'], ['x.json', '{"a": 1, "a": 2}'], ['x.json', ''], ['x.md', 'tekst'], ['x.md', '---\na: 1\n'], ['x.md', '---\na: &x 1\n---\n']]
    .filter(([file, text]) => { try { return window.wegwijzerVorm(file, 't').read(text); } catch { return false; } }).map(([, text]) => text));
  check('what is no record is refused', bad);
}

/** The records of others in the goldens: names with dots and capitals, references by a field, groups with free names. */
async function others(chromium) {
  const folder = resolve(work, 'form-others'), content = join(folder, 'content');
  rmSync(folder, { recursive: true, force: true });
  cpSync('tests/golden/record-as-it-is/input', folder, { recursive: true });
  cpSync('.starter/en/templates/partials/form-words.html.mustache', join(folder, 'templates/partials/form-words.html.mustache'));
  for (const f of readdirSync('templates', { recursive: true }).filter((t) => /formulier-.*(\.js|veld|melding)\.mustache$/.test(t))) cpSync(join('templates', f), join(folder, 'templates', f));
  for (const f of readdirSync('themes/standaard').filter((t) => /^formulier.*\.js$/.test(t))) cpSync(`themes/standaard/${f}`, join(folder, 'themes/p', f));
  mkdirSync(join(folder, 'templates/partials'), { recursive: true });
  writeFileSync(join(folder, 'templates/form.html.mustache'), readFileSync('tests/second/form/form.html.mustache', 'utf8').replace(/\{\{<frame\}\}[^]*\{\{\$main\}\}/, '<!doctype html><html lang="en"><title>{{kind.one}}</title>').replace(/\{\{\/main\}\}[^]*/, '</html>\n'));
  writeFileSync(join(content, 'site.yaml'), readFileSync(join(content, 'site.yaml'), 'utf8') + ['{template: form.html, each: kind, path: "edit/{folder}/"}', '{template: formulier-model.js, path: edit/model.js}', '{template: formulier-records.js, path: edit/records.js}',
    '{template: formulier-bron.js, each: record, path: "edit/source/{folder}/{id}.js"}', '{template: formulier-soort.js, each: kind, path: "edit/source/{folder}.js"}'].map((o) => `  - ${o}\n`).join(''));
  const built = tool(folder, 'build', '--offline', '-o', join(folder, 'out'));
  if (!truth('the records of others get their form', built.status === 0, built.stderr)) return;
  const page = await chromium.newPage();
  for (const [kind, id, file] of [['tools', 'dpia', 'DPIA.json'], ['tools', 'scan', 'scan.md'], ['tools', 'long-name', 'long_name.yml'], ['people', 'ada-l', 'Ada_L.json']]) {
    const was = readFileSync(join(content, kind, file), 'utf8');
    await page.goto(`${address(folder, `out/edit/${kind}/index.html`)}?id=${id}`, { waitUntil: 'load' });
    await ready(page);
    is(`${file} of others keeps every byte`, await made(page), was);
    check(`and is not blamed (${file})`, await page.evaluate(() => window.wegwijzerFormulier.judge().filter((f) => f.error).map((f) => f.text)));
    const now = await page.evaluate(() => { const form = window.wegwijzerFormulier; form.title.input.value = 'Another'; form.dirty = false; return form.text(); });
    truth(`its title is where it was (${file})`, now !== was && now.replace(/"?Another"?/, '') === was.replace(/"Data \\u201cimpact\\u201d"|Long name|\bScan\b|"Ada"/, ''), now);
    writeFileSync(join(content, kind, file), now);
  }
  await styles(page);
  await page.close();
  const tastes = tool(folder, 'check', '--lang', 'en');
  truth('and what the form wrote is accepted', tastes.status === 0, tastes.stderr);
}

export async function written(of) {
  await catalogue(of);
  await others(of.chromium);
}
