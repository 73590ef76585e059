// SPDX-License-Identifier: EUPL-1.2
// tests/edit/edit.mjs PROGRAM [--all] - commands that change files, and diff, on whole catalogues.
//
// rename: twenty things get another name one after another, diff tells of those renames, of nothing else and of no address that
// disappears, and with their own names back all bytes are the same but for the lists of former names. diff: of a catalogue with
// itself nothing; both ways the same records; over neighbouring commits of this repository no crash, and nothing changed where no
// content did. review: only that group of that record differs, and diff says so; the work lists add up and the site has the same.
// A sample, or with --all everything. Two workers do the tasks, each in a folder of its own.
import { fork, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [program, option] = [resolve(process.argv[2]), process.argv[3]];
const all = option === '--all';
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-edit-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const PARTS = ['content', 'templates', 'themes']; // of a project
const TOGETHER = 20; // things that are renamed, or looked at, one after another
let passed = 0, failed = 0;
function check(name, ok, why = '') {
  if (ok) passed++;
  else { failed++; console.log(`failed: ${name}\n  ${String(why).slice(0, 1500)}`); }
}
const run = (command, ...args) => spawnSync(program, [command, ...(/^(rename|review|diff|check|build)$/.test(command) ? ['-j', '1'] : []), ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
const diff = (a, b) => JSON.parse(run('diff', a, b, '--format', 'json', '--today', '2027-01-01').stdout);

/** Every file below a folder with its bytes. */
function files(folder) {
  const found = new Map();
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) found.set(name, readFileSync(path, 'latin1'));
  }
  return found;
}
const different = (a, b) => [...new Set([...a.keys(), ...b.keys()])].filter((n) => a.get(n) !== b.get(n));

/** Some of a list, spread over it. */
const sample = (list, most) => (all || list.length <= most ? list : list.filter((_, i) => i % Math.ceil(list.length / most) === 0));

function copy(project, name) {
  const to = join(work, name);
  rmSync(to, { recursive: true, force: true });
  for (const part of PARTS) cpSync(join(project, part), join(to, part), { recursive: true });
  return to;
}

/** Kinds with their records, as folder/id, and vocabularies with their terms, as name/id. */
function things(project) {
  const text = readFileSync(join(project, 'content/model.yaml'), 'utf8'), records = [], terms = [];
  for (const [, folder] of text.matchAll(/^\s+folder:\s*(\S+)/gm))
    for (const file of readdirSync(join(project, 'content', folder)).sort())
      records.push(`${folder}/${file.replace(/\.\w+$/, '')}`);
  const lists = text.slice(text.indexOf('vocabularies:'), text.search(/^(terms|common|kinds):/m));
  for (const [, name, inline] of lists.matchAll(/^ {2}(\S+):(.*)$/gm)) {
    const at = lists.indexOf(`\n  ${name}:`), file = /file:\s*([^\s,}]+)/.exec(inline || lists.slice(at))?.[1] ?? /file:\s*([^\s,}]+)/.exec(lists.slice(at))[1];
    for (const [, id] of readFileSync(join(project, 'content', file), 'utf8').matchAll(/^([a-z0-9-]+):/gm)) terms.push(`${name}/${id}`);
  }
  return { records, terms };
}

/** A record with nothing but what its kind requires: nothing is said of it, nor of the templates that show it. */
function leastRecords(project, label) {
  const model = readFileSync(join(project, 'content/model.yaml'), 'utf8'), to = copy(project, 'minst');
  const said = () => new Set(run('check', '-C', to, '--format', 'gnu', '--today', '2027-01-01').stderr.split('\n').filter((l) => /\[[a-z-]+\]$/.test(l) && !/\[dubbele-/.test(l)));
  const before = said();
  for (const [, kind, folder] of model.matchAll(/^ {2}(\S+):\n\s+folder: *(\S+)/gm)) {
    const { required } = JSON.parse(run('schema', '-C', to, kind).stdout);
    const [first] = readdirSync(join(to, 'content', folder)).filter((n) => n.endsWith('.yaml')).sort();
    const fields = readFileSync(join(to, 'content', folder, first), 'utf8').split(/^(?=\w+:)/m);
    writeFileSync(join(to, 'content', folder, 'het-minste.yaml'), fields.filter((f) => required.includes(f.split(':')[0])).join(''));
    const more = [...said()].filter((l) => !before.has(l));
    check(`${label}: nothing is said of a ${kind} that has only what is required`, more.length === 0 && required.length > 0, more.join('\n'));
    rmSync(join(to, 'content', folder, 'het-minste.yaml'));
  }
}

/** The text without what a rename there and back leaves: the own name of a thing among its former ones, as its identifier, and the
 * name that it had for a while. */
function withoutFormer(text, key, { id, next }) {
  const pair = `(["']?)${id}["']?(?:\\n *- |, )(["']?)${next}["']?`;
  return text
    .replace(new RegExp(`^ *${key}:\\n *- ${pair}\\n`, 'm'), '')
    .replace(new RegExp(`^ *- ${pair}\\n`, 'm'), '')
    .replace(new RegExp(`, ["']?${key}["']?: \\[${pair}\\]`), '')
    .replace(new RegExp(`, ${pair}(?=\\])`), '');
}

/** One group of a catalogue's records and terms: another name, and their own. */
function renames(project, label, group) {
  const before = copy(project, 'voor'), after = copy(project, 'na'), old = files(before);
  const key = /\bformer: *(\w+)/.exec(readFileSync(join(project, 'content/model.yaml'), 'utf8'))[1];
  const names = group.map((thing) => {
    const [folder, id] = thing.split('/');
    return { thing, folder, id, next: `${id}-anders`.slice(-90).replace(/^-+/, '') };
  });
  const moved = names.filter(({ thing, next }) => {
    const { status, stdout, stderr } = run('rename', '-C', after, thing, next), stays = status === 1 && /\[geen-vorige-namen\]/.test(stderr);
    check(stays ? `${label}: ${thing}, which cannot keep its old address, stays` : `${label}: rename ${thing}`, stays || status === 0, stdout + stderr);
    return status === 0;
  });
  const told = diff(before, after), where = `renaming ${group[0]} to ${group.at(-1)}`;
  const said = [...told.records, ...told.terms].map((r) => `${r.what} ${r.former} ${r.id}`).sort().join('\n');
  const meant = moved.map((m) => `renamed ${m.id} ${m.next}`).sort().join('\n');
  check(`${label}: these are all the records and terms that are told after ${where}`, said === meant, `${said}\n\n${meant}`);
  // What is no page of its own, such as a list in plain text, cannot lead on.
  const other = told.warnings.filter((w) => !/\.txt\b/.test(w.text)), lost = told.pages.removed.filter((p) => p.endsWith('/'));
  // What names nothing of it is not told, though every page loads an index whose name has changed with it.
  const quiet = told.pages.changed.filter((p) => /^(privacy|toegankelijkheid|404\.html|robots\.txt)/.test(p));
  check(`${label}: pages that say nothing of it are not told after ${where}`, quiet.length === 0, quiet.join(' '));
  check(`${label}: nothing else is told after ${where}`, [other, told.faults.new, told.words, told.model, lost].every((list) => list.length === 0),
    JSON.stringify([other, told.faults.new, told.words, told.model, lost]));
  for (const { thing, folder, id, next } of moved) {
    const back = run('rename', '-C', after, `${folder}/${next}`, id);
    check(`${label}: ${thing} back`, back.status === 0, back.stdout + back.stderr);
  }
  const now = files(after);
  for (const name of different(old, now)) if (now.has(name)) now.set(name, moved.reduce((text, m) => withoutFormer(text, key, m), now.get(name)));
  const left = different(old, now);
  check(`${label}: the same bytes after ${where} and back`, left.length === 0, left.map((n) => `${n} ${old.get(n)?.length} ${now.get(n)?.length}`).join('\n'));
}

/** A list in groups of what is done one after another. */
const grouped = (list) => Array.from({ length: Math.ceil(list.length / TOGETHER) }, (_, i) => list.slice(i * TOGETHER, (i + 1) * TOGETHER));

function selves(project, label) {
  const a = copy(project, 'a'), b = copy(project, 'b');
  check(`${label}: no difference with itself`, /^(Geen verschil voor lezers|No difference for readers)\./.test(run('diff', a, b).stdout));
  const first = readdirSync(join(b, 'content')).length;
  check(`${label}: diff writes nothing`, first === readdirSync(join(project, 'content')).length && different(files(a), files(b)).length === 0);
}

/** Both ways the same things differ, what came here went there. */
function mirrors(project, label) {
  const a = copy(project, 'a'), b = copy(project, 'b'), { records } = things(project);
  const [gone, changed] = [records[3], records[records.length >> 1]];
  rmSync(['.yaml', '.json', '.md'].map((e) => join(b, 'content', gone + e)).find(existsSync));
  const file = join(b, 'content', `${changed}.yaml`);
  const text = readFileSync(file, 'utf8');
  spawnSync('sed', ['-i', '0,/^titel: \\|^title: /s/^\\(titel\\|title\\): .*/\\1: Heel iets anders/', file]);
  check(`${label}: a title was changed`, text !== readFileSync(file, 'utf8'));
  const key = (list) => list.map((r) => `${r.kind}/${r.id}/${r.what}`).sort().join('\n');
  const there = diff(a, b), back = diff(b, a), turn = { added: 'removed', removed: 'added' };
  check(`${label}: diff both ways`, key(there.records) === key(back.records.map((r) => ({ ...r, what: turn[r.what] ?? r.what }))),
    `${key(there.records)}\n\n${key(back.records)}`);
  check(`${label}: an address that disappears is told`, there.warnings.some((w) => w.text.includes(`${gone}/`)), JSON.stringify(there.warnings));
}

const git = (...args) => spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });

/** Neighbouring commits of this repository, as pairs of older and newer: those with the same content, templates and theme on both
 * sides are one pair. */
function neighbours() {
  const list = git('log', '--first-parent', '--format=%H', ...(all ? [] : ['-n', '6'])).stdout.trim().split('\n').filter(Boolean);
  if (list.length < 2) return [];
  const asked = list.flatMap((c) => PARTS.map((part) => `${c}:${part}`)).join('\n');
  const trees = spawnSync('git', ['cat-file', '--batch-check=%(objectname)'], { input: asked, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout.trim().split('\n');
  const state = (i) => trees.slice(3 * i, 3 * i + 3).join(), pairs = new Map();
  for (let i = 0; i + 1 < list.length; i++)
    if (!/missing/.test(trees[3 * i + 3])) pairs.set(`${state(i + 1)} ${state(i)}`, { older: list[i + 1], newer: list[i] });
  return [...pairs.values()];
}

function commits({ older, newer }) {
  const checkout = (commit, name) => {
    const to = join(work, name);
    rmSync(to, { recursive: true, force: true });
    const parts = git('ls-tree', '--name-only', commit, ...PARTS).stdout.trim().split('\n'); // the first commits lack some
    spawnSync('sh', ['-c', `mkdir -p '${to}' && git archive ${commit} ${parts.join(' ')} | tar x -C '${to}'`]);
    return to;
  };
  const r = run('diff', checkout(older, 'a'), checkout(newer, 'b'), '--format', 'json', '--today', '2027-01-01');
  check(`diff ${newer.slice(0, 8)}: ends well`, r.status === 0, r.stderr + r.signal);
  if (r.status !== 0) return;
  const same = git('diff', '--quiet', older, newer, '--', 'content').status === 0, told = JSON.parse(r.stdout);
  if (same) check(`diff ${newer.slice(0, 8)}: no record changed where no content did`, told.records.length + told.terms.length === 0, told.summary);
}

/** Someone looked at records, one after another: nothing but that group of each differs, and a second time it is refused. */
function reviews(group) {
  const before = copy('.', 'voor'), after = copy('.', 'na'), old = files(before), where = `reviewing ${group[0]} to ${group.at(-1)}`;
  const finding = 'Vergeleken met de bronnen die eronder staan: de "pagina" van 2027 en \'t verslag, met: dubbele punt # hekje en een heel lange zin die over de regel heen gaat.';
  const looks = group.map((thing, i) => {
    const judged = i % 2 === 0, args = ['review', thing, '-C', after, '--door', 'vng', '--bevinding', finding, '--today', TODAY,
      ...(judged ? ['--uitkomst', 'actueel', '--toepasbaar', 'Alle raden: ook "kleine".'] : [])];
    const there = run(...args);
    check(`review ${thing}`, there.status === 0, there.stdout + there.stderr);
    return { thing, args, meant: `${thing.split('/')[1]} ${judged ? 'beoordeeld' : 'nagelopen'}` };
  });
  const told = diff(before, after), said = told.records.map((r) => `${r.id} ${r.fields.map((f) => f.name)}`).sort().join('\n'), meant = looks.map((l) => l.meant).sort().join('\n');
  check(`these are all the records that are told after ${where}`, said === meant, `${said}\n\n${meant}`);
  check(`nothing else is told after ${where}`, told.summary.startsWith(`${group.length} record${group.length === 1 ? '' : 's'} nagekeken`) && told.terms.length === 0 && told.faults.new.length === 0, told.summary + JSON.stringify(told.faults.new));
  for (const record of told.records) {
    const whole = JSON.stringify(record.fields[0]);
    check(`review ${record.id}: the finding is read as it was written`, whole.includes(JSON.stringify(finding).slice(1, -1)), whole);
  }
  const changed = different(old, files(after));
  check(`as many files changed after ${where}`, changed.length === group.length, changed.join('\n'));
  for (const file of changed) {
    const lines = readFileSync(join(after, file), 'utf8').split('\n'), former = readFileSync(join(before, file), 'utf8');
    check(`review ${file}: no line is too long`, lines.every((l) => [...l].length <= 100 || former.includes(l)), lines.find((l) => l.length > 100));
  }
  for (const { thing, args } of looks) {
    const again = run(...args);
    check(`review ${thing} twice`, again.status === 1 && /bevinding-is-de-vorige/.test(again.stderr), again.stderr);
  }
}

/** The lists of the command, in every form, and those of the site. */
function worklists() {
  const site = join(work, 'site'), day = '2027-11-30';
  const built = run('build', '-o', site, '--today', day);
  check('the site of a year from now', built.status === 0, built.stderr);
  const list = (...args) => run('review', '--lijst', '--tot', day, ...args).stdout;
  const json = JSON.parse(list('--format', 'json'));
  check('each record is counted once', new Set(json.records.map((r) => `${r.kind}/${r.id}`)).size === json.count && json.records.length === json.count);
  for (const { id, title, count } of json.owners) {
    const own = json.records.filter((r) => (id === null ? r.owners.length === 0 : r.owners.includes(id)));
    check(`the list of ${title} has as many as it says`, own.length === count, `${own.length} ${count}`);
  }
  for (const { id, count } of sample(json.owners.filter((o) => o.id), 5)) {
    const one = JSON.parse(list('--format', 'json', '--eigenaar', id)), page = readFileSync(join(site, 'actualiteit', id, 'index.html'), 'utf8');
    const csv = readFileSync(join(site, 'actualiteit', id, 'werklijst.csv'), 'utf8').trim().split('\n').length - 1;
    const feed = readFileSync(join(site, 'actualiteit', id, 'werklijst.atom'), 'utf8').match(/<entry>/g).length;
    const rows = page.match(/<li data-kies>/g).length;
    check(`${id}: command, page, table and feed agree`, one.count === count && rows === count && csv === count && feed === count, [count, one.count, rows, csv, feed].join());
  }
  check('the table of the site has all', readFileSync(join(site, 'actualiteit/werklijst.csv'), 'utf8').trim().split('\n').length - 1 === json.count);
  check('CSV has a line for each', list('--format', 'csv').trim().split('\r\n').length - 1 === json.count);
  check('oldest first', json.records.every((r, i, all) => i === 0 || (all[i - 1].since ?? '') <= (r.since ?? '')));
}

const TODAY = [new Date().toISOString().slice(0, 10), '2026-11-29'].sort().pop(); // not before the last look at any record
const CATALOGUES = [['.', 'this catalogue'], ['tests/second/project', 'the second catalogue']];
const tasks = [worklists], pairs = neighbours();
for (const group of grouped(sample(things('.').records, 4))) tasks.push(() => reviews(group));
for (const [project, label] of CATALOGUES) {
  tasks.push(() => selves(project, label), () => mirrors(project, label), () => leastRecords(project, label));
  const { records, terms } = things(project);
  for (const group of grouped([...sample(records, 4), ...sample(terms, 2)])) tasks.push(() => renames(project, label, group));
}
for (const pair of pairs) tasks.push(() => commits(pair));

if (process.send) { // a worker: the number of a task comes in, what came of it goes back
  process.on('message', (number) => {
    passed = failed = 0;
    try {
      tasks[number]();
    } catch (error) {
      check(`task ${number} comes to its end`, false, error.stack);
    }
    process.send({ passed, failed });
  });
  process.on('disconnect', () => process.exit());
} else {
  if (pairs.length === 0) console.log('commits: skipped, there is no history here');
  let next = 0;
  await Promise.all([1, 2].map(() => new Promise((resolve) => {
    const worker = fork(process.argv[1], process.argv.slice(2));
    const more = () => (next < tasks.length ? worker.send(next++) : worker.disconnect());
    worker.on('message', (came) => {
      passed += came.passed;
      failed += came.failed;
      more();
    });
    worker.on('exit', (code) => {
      check('a worker ends well', code === 0, code);
      resolve();
    });
    more();
  })));
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
