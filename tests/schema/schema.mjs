// SPDX-License-Identifier: EUPL-1.2
// tests/schema/schema.mjs PROGRAM [--all] - the schemas of the catalogue, of the second one and of the small one of the goldens.
//
// They are good schemas (ajv, draft-07, strict), accept every record and vocabulary, hold no more of a record than id, title and summary, and are
// the same twice. In yaml-language-server, what an editor sees: completion with titles in a list of blocks, in one of brackets, of nothing and of half
// a name; hover of one term and of a field; one message in Dutch for what is wrong, none for what is right (a sample, or with --all every file).
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { complaint, filesOf, schemas } from './judge.mjs';
import { Server } from './server.mjs';

const program = resolve(process.argv[2]), all = process.argv[3] === '--all';
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-schema-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
let passed = 0, failed = 0;
function check(name, ok, why = '') {
  if (ok) passed++;
  else { failed++; console.log(`failed: ${name}\n  ${String(typeof why === 'string' ? why : JSON.stringify(why)).slice(0, 1200)}`); }
}
const run = (...args) => spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });

for (const dir of ['.', 'tests/second/project', 'tests/golden/_project']) {
  const list = schemas(program, dir), refused = [];
  let files = 0;
  for (const s of list)
    for (const file of filesOf(dir, s.glob)) {
      const why = complaint(s, join(dir, file));
      files++;
      if (why !== '') refused.push(`${file}: ${why}`);
    }
  check(`${dir}: every one of ${files} files is accepted`, files > 5 && refused.length === 0, refused.join('\n  '));
}
check('the same bytes twice', run('schema', 'ondersteuning').stdout === run('schema', 'ondersteuning').stdout);
check('a vocabulary by its file and by its name', run('schema', 'begrippen/themas').stdout === run('schema', 'themas').stdout && run('schema', 'themas').stdout.length > 1000);
const english = run('schema', 'recipe', '-C', 'tests/second/project', '--lang', 'en');
check('the sentences are in the language that was asked for', english.status === 0 && english.stdout.includes('Press Ctrl+Space') && !english.stdout.includes('Druk op'), english.stderr);

// At an address of the site stands what the command gives.
const site = join(work, 'site'), built = run('build', '-o', site, '--base-url', 'https://wegwijzer.test/');
check('the site is built', existsSync(join(site, 'data/schema/model.json')), built.stderr);
const written = join(work, 'all'), wrote = run('schema', '-o', written), paths = readdirSync(written, { recursive: true }).filter((p) => p.endsWith('.json') && p !== 'settings.json');
check(`the site has the ${paths.length} schemas that schema -o makes`, wrote.status === 0 && paths.length > 20 && paths.every((path) =>
  readFileSync(join(site, 'data/schema', path), 'utf8').trim() === readFileSync(join(written, path), 'utf8').trim()), wrote.stderr);
// One schema alone holds all that it names; those that stand together hold each name once.
const alone = run('schema', 'ondersteuning').stdout, together = readFileSync(join(written, 'ondersteuning.json'), 'utf8');
check('a schema alone refers to no other file', !/"\$ref": "(?!#)/.test(alone) && /"\$ref": "begrippen\/themas.json#/.test(together), together.slice(0, 400));
check('what the schemas name stands in one of them', paths.filter((path) => readFileSync(join(site, 'data/schema', path), 'utf8').includes('{"const": "raadsleden"')).length === 1);

// model.yaml and site.yaml have one of their own, and the map for an editor that stands here names them all.
const map = join(work, 'map'), mapped = run('schema', '-o', 'build/schema');
check('.vscode/settings.json is what schema -o build/schema says', mapped.status === 0 && readFileSync('.vscode/settings.json', 'utf8') === readFileSync('build/schema/settings.json', 'utf8'), mapped.stderr);
for (const [name, good, bad] of [['model', 'kinds:\n  x: {folder: x, fields: {a: {type: list of text, max: 3}}}\n', ['kinds:\n  x: {fields: {a: {type: txt}}}\n', 'kinds:\n  x: {fields: {a: {type: text, vrplicht: true}}}\n', 'kinds:\n  x: {map: y}\n', 'soorten: {}\n']],
  ['site', 'title: Proef\n', ['titel: Proef\n']]]) {
  const s = schemas(program, '.').find((each) => each.path.endsWith(`/${name}.json`)), judged = (text) => { writeFileSync(map, text); return complaint(s, map); };
  check(`the schema of ${name}.yaml`, judged(good) === '' && bad.every((text) => judged(text) !== ''), judged(good) + bad.map(judged));
}

// Records as other programs wrote them: the schema and check refuse the same ones.
const theirs = join(work, 'theirs');
cpSync('tests/golden/record-as-it-is/input', theirs, { recursive: true });
const tool = schemas(program, theirs).find((each) => each.path.endsWith('/tools.json')), probe = join(theirs, 'content/tools/probe.json');
const RECORD = { apiVersion: 1, metadata: { title: 'Probe', name: 'urn:x:probe', owner: 'x' }, shortDescription: 'One.', NonPII: false, needs: ['urn:x:scan'], madeBy: 'Ada_L', licence: { spdx: 'MIT' }, links: [{ what: 'x', where: 'https://kitchen.example/' }] };
for (const [name, change, right] of [['as it is', {}, true], ['one value where a list may stand', { needs: 'urn:x:scan', tags: 'a' }, true], ['empty values are no values', { shortDescription: '', email: null, tags: [], licence: {}, needs: null }, true],
  ['a field that is not read', { hide: ['toc'], apiVersion: { a: 1 } }, true], ['what else stands in a free group', { licence: { spdx: 'MIT', holder: 'x' } }, true], ['a list of groups by name', { links: { code: 'https://kitchen.example/code', manual: { where: 'https://kitchen.example/m' } } }, true],
  ['a name of the model where the files have another', { name: 'Probe' }, false], ['an unknown field', { shortDescripton: 'x' }, false], ['capitals that differ', { nonPII: true }, false], ['no yes or no', { NonPII: 'perhaps' }, false], ['a tool that is nowhere', { needs: ['urn:x:none'] }, false],
  ['one that is nowhere in a list', { needs: ['urn:x:scan', 'x'] }, false], ['a licence without its name', { licence: { url: 'x' } }, false], ['no address for mail', { email: 'x' }, false], ['no address', { links: [{ what: 'x', where: 'kitchen.example' }] }, false],
  ['a date that is none', { links: [{ what: 'x', where: 'https://kitchen.example/', seen: '31-01-2026' }] }, false]]) {
  writeFileSync(probe, JSON.stringify({ ...RECORD, ...change }));
  const seen = complaint(tool, probe), said = run('check', '-C', theirs, '--lang', 'en').stderr.split('\n').filter((line) => /^content\/tools\/probe\.json:/.test(line) && line.includes('error'));
  check(`records as they are: ${name}`, (seen === '') === right && (said.length === 0) === right, [seen, said]);
}

// ---- In the language server ----

const DIR = resolve('tests/golden/_project');
function serve(dir, name) {
  const to = join(work, name);
  const made = run('schema', '-C', dir, '-o', to);
  check(`${name}: the schemas are made`, made.status === 0, made.stderr);
  return new Server(resolve(dir), JSON.parse(readFileSync(join(to, 'settings.json'), 'utf8'))['yaml.schemas']);
}

/** A text with | where the cursor is. */
function cursor(text) {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  return [text.replace('|', ''), before.length - 1, before.at(-1).length];
}

const server = serve(DIR, 'small');
await server.start();
const FILE = 'content/vraagstukken/proef.yaml', REST = 'titel: Proef\nsamenvatting: Een proef.\ntoegevoegd: 2025-01-10\n';
let turn = 0;
async function open(text, file = FILE) {
  const at = file.replace('proef', `proef-${++turn}`);
  return [at, await server.open(at, text)];
}
async function labels(text, file) {
  const [plain, line, column] = cursor(text), [at] = await open(plain, file), found = await server.at('completion', at, line, column);
  return found.items.map((i) => ({ label: i.label, more: i.documentation?.value ?? i.documentation ?? '' }));
}
async function hover(text) {
  const [plain, line, column] = cursor(text), [at] = await open(plain), found = await server.at('hover', at, line, column);
  return found?.contents?.value ?? found?.contents ?? '';
}
const TERMS = ['participatie', 'financien', 'samenwerking'];
for (const [name, text] of [['a list of blocks', 'themas:\n  - |\n'], ['brackets', 'themas: [|]\n'], ['brackets, the second', 'themas: [participatie, |]\n'], ['one value', 'themas: |\n'],
  ['half a name', 'themas:\n  - parti|\n'], ['half a name in brackets', 'themas: [parti|]\n'], ['half a name alone', 'themas: parti|\n']]) {
  const found = await labels(REST + text);
  const want = name.startsWith('half') ? TERMS.slice(0, 1) : TERMS;
  check(`completion in ${name}`, want.every((t) => found.some((f) => f.label === t && f.more.includes(t === 'participatie' ? 'Meedoen aan beleid' : ''))), found);
}
const refs = await labels(`${REST}themas: participatie\ndeel_van: |\n`);
check('completion of a reference, with its title', refs.some((f) => f.label === 'regio-zonder-stem'), refs);
const keys = await labels(`${REST}|\n`);
check('completion of fields', ['themas', 'deel_van', 'beschrijving'].every((k) => keys.some((f) => f.label === k)), keys.map((k) => k.label));
const law = await labels(`${REST}themas: participatie\nwetten:\n  - wet: |\n`);
check('completion of a law in a list', law.some((f) => f.label === 'gemeentewet'), law);

const one = await hover(`${REST}themas:\n  - parti|cipatie\n`);
check('hover of a term tells of that one', one.includes('Participatie') && one.includes('Meedoen aan beleid') && !one.includes('Financi'), one);
const field = await hover('ti|tel: Proef\nsamenvatting: Een proef.\ntoegevoegd: 2025-01-10\nthemas: participatie\n');
check('hover of a field is its help, in Dutch', field.includes('Titel (verplicht)') && field.includes('Kort, zonder punt') && field.includes('60 tekens'), field);

const RIGHT = `${REST}themas: participatie\n`;
for (const [name, text, file, want] of [
  ['nothing of a right record', RIGHT, FILE, []],
  ['nothing of an alias, capitals and accents', `${REST}themas: [Inspraak, FINANCIËN, "financien"]\n`, FILE, []],
  ['an unknown term', `${REST}themas: [participaite]\n`, FILE, ['Staat niet in content/begrippen/themas.yaml']],
  ['an unknown term in a list', `${REST}themas:\n  - participatie\n  - regoi\n`, FILE, ['Staat niet in content/begrippen/themas.yaml']],
  ['an unknown reference', `${RIGHT}deel_van: bestaat-niet\n`, FILE, ['Staat niet in content/vraagstukken']],
  ['an unknown field', `${RIGHT}themaas: participatie\n`, FILE, ['themaas']],
  ['a missing field', 'titel: Proef\ntoegevoegd: 2025-01-10\nthemas: participatie\n', FILE, ['samenvatting']],
  ['a bad date', RIGHT.replace('2025-01-10', '10-01-2025'), FILE, ['Schrijf een datum als 2026-11-29']],
  ['a text that is too long', RIGHT.replace('Proef', 'x'.repeat(61)), FILE, ['1 tot 60 tekens']],
  ['a bad period', `${RIGHT}vraagstukken: verslag-te-dik\nlooptijd: binnenkort\n`, 'content/hulpmiddelen/proef.yaml', ['Schrijf 2019, 2015-heden']],
  ['a bad address', `${RIGHT}vraagstukken: verslag-te-dik\nurl: www.vng.nl\n`, 'content/hulpmiddelen/proef.yaml', ['begint met https://']],
  ['nothing of a year, a number and a yes', `${RIGHT}vraagstukken: verslag-te-dik\nlooptijd: 2019\nbladzijden: 12\ngratis: ja\n`, 'content/hulpmiddelen/proef.yaml', []],
]) {
  const [, found] = await open(text, file);
  check(`messages: ${name}`, found.length === want.length && want.every((w, i) => found[i].message.includes(w)), found.map((f) => f.message));
}
server.stop();

// Every record of the catalogue in an editor: nothing is wrong with any.
const real = serve('.', 'real');
await real.start();
const files = schemas(program, '.').flatMap((s) => filesOf('.', s.glob));
const some = all ? files : files.filter((_, i) => i % 12 === 0), wrong = [];
for (const file of some) {
  const found = await real.open(file, readFileSync(file, 'utf8'));
  if (found.length) wrong.push(`${file}: ${found.map((f) => `${f.range.start.line + 1}: ${f.message}`).slice(0, 3).join('; ')}`);
  real.close(file);
}
check(`the language server has nothing against ${some.length} files of the catalogue`, some.length > 40 && wrong.length === 0, wrong.join('\n  '));
real.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
