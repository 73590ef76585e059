// SPDX-License-Identifier: EUPL-1.2
// tests/edit/import.mjs PROGRAM SITE [--all] - tables and records of others into records.
//
// The catalogue's own table for Excel, imported into the same catalogue without records, gives the same records as far as the table has
// their fields. Of random tables, however they are written: no row is lost, nothing that was there changes, check has nothing new to
// say, and a second time there is nothing to do; likewise of folders of JSON and Markdown. The records of the catalogue, read as those of
// others, are those of the catalogue. Thirty-one spellings of one term are settled by answers, once.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(process.argv[2]), site = resolve(process.argv[3]), all = process.argv[4] === '--all';
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-import-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

let passed = 0, failed = 0;
function check(name, ok, why = '') {
  if (ok) passed++;
  else { failed++; console.log(`failed: ${name}\n  ${String(why).slice(0, 1500)}`); }
}
const run = (cwd, ...args) => {
  const done = spawnSync(program, [...args, '--lang', 'en', '--today', '2026-11-29'], { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status: done.status, out: done.stdout, err: done.stderr };
};
/** What import said of its rows: {new: 2, "not possible": 1, …, rows}. */
function counts(err) {
  const line = err.match(/^(\d+) (?:rows?|records?):(.*)$/m), found = { rows: Number(line?.[1] ?? -1) };
  for (const [, n, what] of (line?.[2] ?? '').matchAll(/ (\d+) ([^;]+)/g)) found[what] = Number(n);
  return found;
}
const records = (project, folder) => new Map(readdirSync(join(project, 'content', folder)).map((f) => [f, readFileSync(join(project, 'content', folder, f), 'utf8')]));

// ---- the table of the catalogue --------------------------------------------------------------

function roundTrip() {
  const project = join(work, 'again'), model = join(project, 'content/model.yaml');
  const kinds = { knelpunt: 'knelpunten', oplossingsrichting: 'oplossingsrichtingen', ondersteuning: 'ondersteuning' };
  for (const part of ['content', 'templates', 'themes']) cpSync(part, join(project, part), { recursive: true });
  // The table has not all fields, so those that it lacks cannot be asked for.
  writeFileSync(model, readFileSync(model, 'utf8').replace(/required: true, ?/g, '').replace(/, required: true/g, '').replace(/min: \d+, ?/g, ''));
  for (const folder of Object.values(kinds)) {
    for (const file of readdirSync(join(project, 'content', folder))) rmSync(join(project, 'content', folder, file));
  }
  const table = join(work, 'catalogus.csv'), columns = new Set();
  // Of a source that is a page on the web the table has only the title.
  writeFileSync(table, readFileSync(join(site, 'data/catalogus-nl.csv'), 'utf8').replace(';Bronnen;', ';Waar het staat;'));
  let made = 0;
  for (const [kind, folder] of Object.entries(kinds)) {
    const done = run(project, 'import', kind, table), n = counts(done.err), want = readdirSync(join('content', folder)).length;
    for (const [, field] of done.err.matchAll(/^column .*: field (\S+)$/gm)) columns.add(field);
    made += readdirSync(join(project, 'content', folder)).length;
    check(`every ${kind} of the table is imported`, n.new === want && !n['with a question'] && !n['not possible'], `${JSON.stringify(n)}, ${want} wanted`);
  }
  check('the table is of most fields', columns.size >= 11, [...columns]);
  const left = JSON.parse(run('.', 'diff', '.', project, '--format', 'json').out).records;
  // How certain a link is the table does not say either.
  const bare = (f) => [f.added, f.removed].map((list) => (list ?? []).map((t) => t.replace(/; zekerheid: .*/, '')).sort().join('|'));
  const same = (f) => (bare(f)[0] === bare(f)[1] && bare(f)[0] !== '') || (f.before && f.before.replace('..', '-') === f.after?.replace('..', '-'));
  const wrong = left.filter((r) => r.what !== 'changed' || r.fields.some((f) => columns.has(f.name) && !same(f)));
  check(`${made} records have the fields of the table as they were`, wrong.length === 0,
    wrong.slice(0, 5).map((r) => `${r.what} ${r.path} ${JSON.stringify(r.fields.filter((f) => columns.has(f.name)))}`).join('\n  '));
}

// ---- random tables ---------------------------------------------------------------------------

let seed = 20261130;
const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
const pick = (list) => list[random(list.length)];
const texts = ['Gewoon', 'Met: dubbele punt', '"Aanhaling"', "d'accord", '- streepje', '# hekje', 'ja', '1.10', '[haak]', '{a: b}', 'a;b', 'a,b', 'x\ny', '=1+1', '@', '  rand  ',
  'é ë ø', '…', '', '\\', '%', '&anker', '*ster', '!tag', '|', '>', 'null', '~', "'", '`', 'tab\there', 'naam: |', '😀', '<b>x</b>', '---', '? vraag'];
const pools = {
  titel: () => `${pick(texts)} ${random(60)}`, samenvatting: () => pick(texts), themas: () => pick(['participatie', 'Financiën', 'participatie; financien', 'participatie, financien', 'niets', '']),
  beschrijving: () => pick([...texts, 'een\n\n- twee\n- drie', '  ingesprongen', '```\ncode\n```']), toegevoegd: () => pick(['2025-01-12', '12-1-2025', '3 mei 2025', 'ooit', '']),
  vraagstukken: () => pick(['inspraak-te-laat', 'Het verslag is te dik', 'niets', '']), looptijd: () => pick(['2019', '2015-heden', 'ooit', '']), url: () => pick(['https://www.example.nl/a', 'www.example.nl', '']),
  gratis: () => pick(['ja', 'nee', 'misschien', '']), bladzijden: () => pick(['12', 'veel', '']), voorheen: () => pick(['oud', 'oud; ouder', 'Niet goed', '']), extra: () => pick(texts),
};
const written = (text, separator) => (/["\n\r]/.test(text) || text.includes(separator) || random(4) === 0 ? `"${text.replaceAll('"', '""')}"` : text);

/** Records as others keep them: JSON, or Markdown with its fields before it. What was written. */
function randomFolder(folder, columns, rows) {
  const files = [];
  for (let r = 0; r < rows; r++) {
    const record = Object.fromEntries(columns.map((c) => [c, pools[c]()]).map(([c, v]) => [c, random(3) ? v : random(2) ? v.split(';') : pick([[], null, {}, { a: v }, [[v]], v])]));
    const path = join(folder, pick(['', 'map/']), `Rij_${r}${pick(['.json', '.md', ' x.json'])}`), json = JSON.stringify(record, null, 1);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, path.endsWith('.md') ? `---\n${json}\n---\n${pools.beschrijving()}\n` : json);
    files.push(`${path}: ${json}`);
  }
  return files.join('\n');
}

function randomTables(times) {
  const project = join(work, 'random'), bad = [];
  cpSync('tests/golden/_project', project, { recursive: true });
  const folder = 'hulpmiddelen', first = records(project, folder), others = records(project, 'vraagstukken');
  for (let i = 0; i < times; i++) {
    for (const file of readdirSync(join(project, 'content', folder))) if (!first.has(file)) rmSync(join(project, 'content', folder, file));
    const separator = pick([';', ',', '\t']), end = pick(['\n', '\r\n']);
    const columns = ['titel', ...Object.keys(pools).slice(1).filter(() => random(3) > 0)], rows = 1 + random(8);
    // A separator must win in the first row.
    const lines = [columns, ...Array.from({ length: rows }, () => columns.map((c) => pools[c]()))].map((row, r) => row.map((cell) => (r ? written(cell, separator) : cell)).join(separator));
    const folderOf = i % 3 === 2, table = join(work, folderOf ? `t${i}` : `t${i}.csv`);
    const text = folderOf ? randomFolder(table, columns, rows) : pick(['', '\ufeff']) + lines.join(end) + pick(['', end]);
    if (!folderOf) writeFileSync(table, text);
    const done = run(project, 'import', 'hulpmiddel', table), n = counts(done.err), sum = Object.entries(n).reduce((a, [k, v]) => a + (k === 'rows' ? 0 : v), 0);
    const say = (why) => bad.push(`${why}: ${JSON.stringify(text)}\n${done.err}`);
    const now = records(project, folder), again = run(project, 'import', 'hulpmiddel', table);
    const unread = (done.err.match(/: error: /g) ?? []).length;
    if (done.status > 1 || sum !== n.rows || (folderOf && n.rows + unread !== rows)) say('a row is lost');
    if ([...first].some(([f, t]) => now.get(f) !== t) || [...others].some(([f, t]) => records(project, 'vraagstukken').get(f) !== t)) say('something that was there has changed');
    if (now.size !== first.size + (n.new ?? 0)) say('not as many records as it says');
    if (run(project, 'check').status !== 0) say(`check: ${run(project, 'check').err}`);
    if (counts(again.err).new || counts(again.err)['different in the catalogue'] > (n['different in the catalogue'] ?? 0)) say(`a second time: ${again.err}`);
    if (!!n['not possible'] !== existsSync(join(work, `t${i}-refused.csv`)) || !!n['with a question'] !== existsSync(join(work, `t${i}-answers.csv`))) say('what is left is not beside the table');
  }
  check(`${times} random tables`, bad.length === 0, `${bad.length} wrong\n${bad.slice(0, 2).join('\n')}`);
}

// ---- records of others -----------------------------------------------------------------------

/** The catalogue's own records, as a folder of somebody else. What is there is the same; what is taken out comes back as it was. */
function ownRecords() {
  const project = join(work, 'own'), folder = 'ondersteuning', kept = (i) => i % (all ? 2 : 9) !== 0;
  for (const part of ['content', 'templates', 'themes']) cpSync(part, join(project, part), { recursive: true });
  for (const [kind, from] of Object.entries(all ? { knelpunt: 'knelpunten', oplossingsrichting: 'oplossingsrichtingen', ondersteuning: folder } : { knelpunt: 'knelpunten' })) {
    const done = run('.', 'import', kind, join('content', from), '--dry-run'), n = counts(done.err), want = readdirSync(join('content', from)).length;
    check(`every ${kind} is as it is`, done.status === 0 && n['in the catalogue like this'] === want, `${want} wanted\n${done.err.slice(-1000)}`);
  }
  const gone = readdirSync(join('content', folder)).filter((f, i) => !kept(i)), theirs = join(work, 'theirs');
  mkdirSync(theirs);
  for (const file of gone) {
    cpSync(join('content', folder, file), join(theirs, file));
    rmSync(join(project, 'content', folder, file));
  }
  const done = run(project, 'import', 'ondersteuning', theirs), n = counts(done.err);
  // Few are left out: those with a link in a text to one that is left out.
  const back = gone.filter((f) => existsSync(join(project, 'content', folder, f)));
  check('records that were taken out come back', n.new === back.length && back.length > gone.length * 0.9 && !existsSync(`${theirs}-answers.csv`), `${back.length} of ${gone.length}\n${done.err.slice(-1500)}`);
  const changed = JSON.parse(run('.', 'diff', '.', project, '--format', 'json').out).records.filter((r) => r.what === 'changed' && back.includes(`${r.id}.yaml`));
  check('and say what they said', changed.length === 0, JSON.stringify(changed.slice(0, 3)));
}

// ---- a first model ---------------------------------------------------------------------------

/** Records for which there is no model yet become a project that checks and builds, with every record as it was, byte for byte. */
function firstModel() {
  const from = join(work, 'from'), project = join(work, 'model'), kinds = ['Gidsen', 'vragen'], put = (path, text) => writeFileSync(join(from, path), text);
  for (const kind of kinds) mkdirSync(join(from, kind), { recursive: true });
  for (let i = 1; i <= 8; i++) {
    put(`Gidsen/Gids_${i}.md`, `---\nname: Gids nummer ${i}\nurn: urn:x:g${i}\nsoort: ${i > 3 ? 'Boek' : 'Website'}\nsinds: 2024-0${i}-01\nhelptBij: [vraag-${i}, vraag-${(i % 8) + 1}]\nleeg:\n"Een veld": een woord ${i}\n---\nDe tekst van **${i}**.\n`);
    put(`vragen/vraag-${i}.json`, JSON.stringify({ name: `Vraag nummer ${i}`, zie: `urn:x:g${i}`, soort: 'Boek', web: `https://www.example.nl/${i}`, contact: { mail: 'x@example.nl', open: true } }));
  }
  put('Gidsen/slecht.md', '---\nname: Zonder adres\nurn: urn:x:g9\n---\nZie [dit]().\n');
  put('Gidsen/anker.yaml', 'name: &a Anker\n');
  put('vragen/index.json', '{"name": "Vraag nummer 9"}');
  const done = run(work, 'import', '--model', from, 'model', '--title', 'Proef', '--base-url', 'https://proef.nl/');
  const left = done.err.split('\n').filter((line) => line.startsWith('stays behind: ')).map((line) => line.split(': ')[1].slice(from.length + 1));
  check('what cannot come along is named', done.status === 1 && left.sort().join() === 'Gidsen/slecht.md,vragen/index.json' && /anker\.yaml:1:7: error/.test(done.err), done.err);
  check('the rest comes along', /^16 records come along/m.test(done.err), done.err);
  check('as it was', kinds.every((kind) => [...Array(8).keys()].every((i) => {
    const name = kind === 'Gidsen' ? `Gids_${i + 1}.md` : `vraag-${i + 1}.json`;
    return readFileSync(join(from, kind, name), 'utf8') === readFileSync(join(project, 'content', kind.toLowerCase(), name), 'utf8');
  })));
  const checked = run(project, 'check', '--strict'), built = run(project, 'build'), page = join(project, 'build/site/gidsen/gids-1/index.html');
  check('the project checks without a warning', checked.status === 0, checked.err);
  check('and builds', built.status === 0 && existsSync(page), built.err);
  const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
  check('what names records are links, both ways', /vragen\/vraag-2\//.test(html) && /gidsen\/gids-1\//.test(readFileSync(join(project, 'build/site/vragen/vraag-1/index.html'), 'utf8')));
  check('values that come back are terms with a page', existsSync(join(project, 'build/site/soort/boek/index.html')));
  const again = run(work, 'import', '--model', from, 'model');
  check('nothing is overwritten', again.status === 2, again.err);
}

// ---- spellings -------------------------------------------------------------------------------

function spellings() {
  const project = join(work, 'spellings'), table = join(work, 'spelling.csv');
  cpSync('tests/golden/_project', project, { recursive: true });
  const wrong = Array.from({ length: 31 }, (_, i) => `raad van burgers ${i}`);
  const rows = wrong.flatMap((w, i) => [[`Een ${i}`, 'Kort.', w, 'inspraak-te-laat'], [`Twee ${i}`, 'Kort.', w, 'inspraak-te-laat']]);
  writeFileSync(table, [['titel', 'samenvatting', 'themas', 'vraagstukken'], ...rows].map((r) => r.join(';')).join('\n'));
  const asked = run(project, 'import', 'hulpmiddel', table), answers = join(work, 'spelling-answers.csv');
  check('sixty-two rows with a question', counts(asked.err)['with a question'] === 62, asked.err);
  const questions = readFileSync(answers, 'utf8').trim().split('\n');
  check('thirty-one questions, each said to be twice', questions.length === 32 && questions.slice(1).every((q) => q.split(';')[2] === '2'), questions);
  writeFileSync(answers, questions.map((q, i) => (i ? `${q}participatie` : q)).join('\n'));
  const given = run(project, 'import', 'hulpmiddel', table, '--answers', answers, '--remember');
  check('the answers settle all rows', given.status === 0 && counts(given.err).new === 62, given.err);
  for (const file of records(project, 'hulpmiddelen').keys()) if (/^(een|twee)-/.test(file)) rmSync(join(project, 'content/hulpmiddelen', file));
  const next = run(project, 'import', 'hulpmiddel', table);
  check('and the next table needs none', next.status === 0 && counts(next.err).new === 62, next.err);
}

roundTrip();
ownRecords();
randomTables(all ? 1000 : 30);
firstModel();
spellings();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
