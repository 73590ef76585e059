// SPDX-License-Identifier: EUPL-1.2
// tests/edit/edit.mjs PROGRAM [--all] - commands that change files, and diff, on whole catalogues.
//
// rename: another name and back gives the same bytes but for the list of former names, diff tells of one rename and of no address
// that disappears. diff: of a catalogue with itself nothing; both ways the same records; over neighbouring commits of this
// repository no crash, and nothing changed where no content did. review: only that group of that record differs, and diff says so;
// the work lists add up and the site has the same. A sample, or with --all everything.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [program, option] = [resolve(process.argv[2]), process.argv[3]];
const all = option === '--all';
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-edit-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

let passed = 0, failed = 0;
function check(name, ok, why = '') {
  if (ok) passed++;
  else { failed++; console.log(`failed: ${name}\n  ${String(why).slice(0, 1500)}`); }
}
const run = (...args) => spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const diff = (a, b) => JSON.parse(run('diff', a, b, '--format', 'json', '--today', '2027-01-01').stdout);

/** Every file below a folder with its bytes, but for the lines that tell a former name. */
function files(folder, without) {
  const found = new Map();
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) found.set(name, readFileSync(path, 'latin1'));
  }
  if (without) for (const [name, text] of found) found.set(name, text.split('\n').filter((l) => !l.includes(without)).join('\n'));
  return found;
}
const different = (a, b) => [...new Set([...a.keys(), ...b.keys()])].filter((n) => a.get(n) !== b.get(n));

/** Some of a list, spread over it. */
const sample = (list, most) => (all || list.length <= most ? list : list.filter((_, i) => i % Math.ceil(list.length / most) === 0));

function copy(project, name) {
  const to = join(work, name);
  rmSync(to, { recursive: true, force: true });
  for (const part of ['content', 'templates', 'themes']) cpSync(join(project, part), join(to, part), { recursive: true });
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

function renames(project, label) {
  const { records, terms } = things(project), before = copy(project, 'voor'), after = copy(project, 'na');
  const old = files(before), fresh = () => { cpSync(join(before, 'content'), join(after, 'content'), { recursive: true, force: true }); };
  for (const thing of [...sample(records, 4), ...sample(terms, 2)]) {
    const [folder, id] = thing.split('/'), next = `${id}-anders`.slice(-90).replace(/^-+/, '');
    const there = run('rename', '-C', after, thing, next);
    if (/\[geen-vorige-namen\]/.test(there.stderr)) {
      check(`${label}: ${thing}, which cannot keep its old address, stays`, there.status === 1 && different(old, files(after)).length === 0);
      continue;
    }
    check(`${label}: rename ${thing}`, there.status === 0, there.stdout + there.stderr);
    if (there.status !== 0) continue;
    const told = diff(before, after), renamed = [...told.records, ...told.terms].filter((r) => r.what === 'renamed');
    check(`${label}: ${thing} is one rename`, renamed.length === 1 && renamed[0].former === id && renamed[0].id === next,
      JSON.stringify(renamed));
    // What is no page of its own, such as a list in plain text, cannot lead on.
    const other = told.warnings.filter((w) => !/\.txt\b/.test(w.text)), lost = told.pages.removed.filter((p) => p.endsWith('/'));
    // What names nothing of it is not told, though every page loads an index whose name has changed with it.
    const quiet = told.pages.changed.filter((p) => /^(privacy|toegankelijkheid|404\.html|robots\.txt)/.test(p));
    check(`${label}: pages that say nothing of ${thing} are not told`, quiet.length === 0, quiet.join(' '));
    check(`${label}: nothing else is told after renaming ${thing}`, other.length === 0 && told.faults.new.length === 0 && lost.length === 0,
      JSON.stringify([other, told.faults.new, lost]));
    const back = run('rename', '-C', after, `${folder}/${next}`, id);
    check(`${label}: ${thing} back`, back.status === 0, back.stdout + back.stderr);
    const now = files(after, next); // its own name stays the first of the former ones: that is its identifier
    for (const [name, text] of now) now.set(name, text.replace(new RegExp(`^(\\s*\\w+:[ \\t]*\\n)\\s*- ${id}\\n(?!\\s*- )`, 'm'), (all, key) => (old.get(name)?.includes(all) ? all : key)));
    const left = different(new Map([...old].map(([n, t]) => [n, t])), now)
      .filter((n) => old.get(n)?.trimEnd() !== now.get(n)?.replace(/\n*[a-z]+:\s*$/, '').trimEnd() && !sameButFormer(old.get(n), now.get(n)));
    check(`${label}: the same bytes after ${thing} and back`, left.length === 0, left.join('\n'));
    rmSync(join(after, 'content'), { recursive: true });
    fresh();
  }
}

/** Whether b is a with a key and nothing behind it more: what is left of a list of former names without its item. */
function sameButFormer(a, b) {
  if (a === undefined || b === undefined) return false;
  const x = a.split('\n'), y = b.split('\n');
  while (x.length && y.length && x[0] === y[0]) { x.shift(); y.shift(); }
  while (x.length && y.length && x[x.length - 1] === y[y.length - 1]) { x.pop(); y.pop(); }
  if (x.length === 0) return y.every((line) => /^\s*[a-z_]+:\s*$/.test(line) || line === '');
  return x.length === 1 && y.length <= 1; // a term in braces: its line went with the item
}

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

/** Neighbouring commits of this repository. */
function commits() {
  const git = (...args) => spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const list = git('log', '--first-parent', '--format=%H', '-n', all ? '400' : '6').stdout.trim().split('\n');
  if (list.length < 2) { console.log('commits: skipped, there is no history here'); return; }
  const checkout = (commit, to) => {
    rmSync(to, { recursive: true, force: true });
    spawnSync('sh', ['-c', `mkdir -p '${to}' && git archive ${commit} content templates themes | tar x -C '${to}'`]);
    return to;
  };
  for (let i = 0; i + 1 < list.length; i++) {
    const a = checkout(list[i + 1], join(work, 'a')), b = checkout(list[i], join(work, 'b'));
    if (!existsSync(join(a, 'content')) || !existsSync(join(b, 'content'))) continue;
    const r = run('diff', a, b, '--format', 'json', '--today', '2027-01-01');
    check(`diff ${list[i].slice(0, 8)}: ends well`, r.status === 0, r.stderr + r.signal);
    if (r.status !== 0) continue;
    const same = git('diff', '--quiet', list[i + 1], list[i], '--', 'content').status === 0, told = JSON.parse(r.stdout);
    if (same) check(`diff ${list[i].slice(0, 8)}: no record changed where no content did`, told.records.length + told.terms.length === 0, told.summary);
  }
}

/** Someone looked at a record: nothing but that group differs, and a second time it is refused. */
function reviews() {
  const before = copy('.', 'voor'), after = copy('.', 'na'), old = files(before);
  const finding = 'Vergeleken met de bronnen die eronder staan: de "pagina" van 2027 en \'t verslag, met: dubbele punt # hekje en een heel lange zin die over de regel heen gaat.';
  for (const thing of sample(things('.').records, 4)) {
    const judged = things('.').records.indexOf(thing) % 2 === 0 ? ['--uitkomst', 'actueel', '--toepasbaar', 'Alle raden: ook "kleine".'] : [];
    const args = ['review', thing, '-C', after, '--door', 'vng', '--bevinding', finding, ...judged, '--today', TODAY];
    const there = run(...args);
    check(`review ${thing}`, there.status === 0, there.stdout + there.stderr);
    const told = diff(before, after), changed = told.records.map((r) => `${r.id} ${r.fields.map((f) => f.name)}`).join();
    check(`review ${thing} is one record reviewed and nothing else`, /^1 record nagekeken/.test(told.summary) && told.terms.length === 0 && told.faults.new.length === 0
      && changed === `${thing.split('/')[1]} ${judged.length ? 'beoordeeld' : 'nagelopen'}`, told.summary + changed + JSON.stringify(told.faults.new));
    const values = told.records[0]?.fields[0], whole = JSON.stringify(values);
    check(`review ${thing}: the finding is read as it was written`, whole.includes(JSON.stringify(finding).slice(1, -1)), whole);
    const file = different(old, files(after))[0], lines = readFileSync(join(after, file), 'utf8').split('\n'), former = readFileSync(join(before, file), 'utf8');
    check(`review ${thing}: no line is too long`, lines.every((l) => [...l].length <= 100 || former.includes(l)), lines.find((l) => l.length > 100));
    const again = run(...args);
    check(`review ${thing} twice`, again.status === 1 && /bevinding-is-de-vorige/.test(again.stderr), again.stderr);
    rmSync(join(after, 'content'), { recursive: true });
    cpSync(join(before, 'content'), join(after, 'content'), { recursive: true });
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
reviews();
worklists();
for (const [project, label] of [['.', 'this catalogue'], ['tests/second/project', 'the second catalogue']]) {
  selves(project, label);
  mirrors(project, label);
  renames(project, label);
  leastRecords(project, label);
}
commits();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
