#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// tests/golden/run.mjs - runs the tool on prepared cases and compares every byte of what comes out.
//
//   node tests/golden/run.mjs [--update] [--program FILE] [--codes] [--reports | --schemas] [--every N] [CASE...]
//
// A case is a folder tests/golden/NAME or tests/second/NAME with
//   cmd      a sh script; `wegwijzer` is the tool ($WEGWIJZER is the program itself, without a shell around it). It runs in a fresh copy of the project, without the caller's environment.
//            A line "# project: NAME" says which: _project (the default), none, or a folder next to golden/ such as second/project.
//            A line "# not under SAN: WHY" leaves the case out when the program is built with sanitizers;
//            "# not under emulation: WHY" when RUN names an emulator that the program runs in.
//   input/   files laid over the project (may be left out)
//   stdout, stderr, status   what must come out; left out when empty, or 0
//   tree/    what build/site must hold when the script is done, byte for byte; left out when the case says nothing about it
//
// --agree also compares, in the project as each case leaves it, the errors of check with those of build.
// --reports judges the reports of check there instead (reports.mjs), --schemas the schemas (schemas.mjs); what comes out is left aside. --every N takes one case of N.
// --cases FOLDER takes the cases below another folder tests/, --places compares messages by place, severity and code only: tests/before.sh.
// Names of cases start with what they are about: yaml-, model-, catalog-, template-, markup-, style-, site-, search-, file-, publish-, cli-, edit-, render-.
// --update writes what came out over what was expected (and tree/ where there is one): read the difference before committing it.
// Every diagnostic must occur in at least one case; those that cannot are in tests/golden/unreachable with the reason.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

let tests = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
let update = process.env.UPDATE === '1', program = 'build/wegwijzer', places = false, agree = false, judge = null, every = 1;
const wanted = [];
while (args.length) {
  const arg = args.shift();
  if (arg === '--update') update = true;
  else if (arg === '--program') program = args.shift();
  else if (arg === '--cases') tests = resolve(args.shift());
  else if (arg === '--places') places = true;
  else if (arg === '--agree') agree = true;
  else if (arg === '--reports') judge = (await import('./reports.mjs')).reports;
  else if (arg === '--schemas') judge = (await import('./schemas.mjs')).judge;
  else if (arg === '--every') every = Number(args.shift());
  else wanted.push(arg);
}
const golden = join(tests, 'golden');
program = resolve(program);
if (!existsSync(program)) {
  console.error(`golden: ${program} is not there; build it first`);
  process.exit(2);
}

const work = realpathSync(mkdtempSync(join(tmpdir(), 'golden-')));
const bin = join(work, 'bin');
mkdirSync(bin);
cpSync(program, join(bin, 'program')); // a build in the meantime changes nothing
if (existsSync(join(dirname(program), 'share'))) cpSync(join(dirname(program), 'share'), join(bin, 'share'), { recursive: true, dereference: true });
program = join(bin, 'program');
writeFileSync(join(bin, 'wegwijzer'), `#!/bin/sh\nexec '${program}' "$@"\n`, { mode: 0o755 });

function casesIn(folder) {
  return !existsSync(folder) ? [] : readdirSync(folder).filter((n) => existsSync(join(folder, n, 'cmd'))).sort().map((n) => join(folder, n));
}
const cases = [...casesIn(golden), ...casesIn(join(tests, 'second'))]
  .filter((c, i) => i % every === 0)
  .filter((c) => !wanted.length || wanted.some((w) => c.split('/').pop() === w || c === resolve(w)));

const read = (file, absent) => (existsSync(file) ? readFileSync(file, 'latin1') : absent);

// All files below a folder, as path -> bytes.
function tree(folder, at = folder, found = new Map()) {
  for (const entry of existsSync(at) ? readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)) : []) {
    const path = join(at, entry.name);
    if (entry.isDirectory()) tree(folder, path, found);
    else found.set(relative(folder, path), entry.isFile() ? readFileSync(path, 'latin1') : '(no regular file)');
  }
  return found;
}

// check and build find the same errors in what a case leaves behind, but for those of publishing. What only a limit of the machine
// stops, or takes long, is left out.
const publishing = /\[(uitvoer|geen-slot|bezig|niet-schrijfbaar|schijf)[a-z-]*\]$/;
function disagreement(dir) {
  if (!existsSync(join(dir, 'content/site.yaml'))) return [];
  const errors = (...words) => {
    const run = spawnSync(program, [...words, '--format', 'gnu', '--lang', 'en', '--today', '2026-11-29'], { cwd: dir, encoding: 'latin1', timeout: 20000, env: { PATH: '/usr/bin:/bin', HOME: dir } });
    return run.signal ? null : new Set(run.stdout.concat(run.stderr).split('\n').filter((l) => l.includes(': error: ') && !publishing.test(l)).map((l) => l.replace(/proc\/\d+/g, 'proc')));
  };
  const checked = errors('check'), built = checked && errors('build', '-o', join(dir, 'build/agree'));
  if (!built) return [];
  const only = (a, b) => [...a].filter((l) => !b.has(l));
  return [...only(checked, built).map((l) => `    only check says: ${l}`), ...only(built, checked).map((l) => `    only build says: ${l}`)];
}

// The first lines that differ.
function difference(name, expected, got) {
  const a = expected.split('\n'), b = got.split('\n'), lines = [];
  for (let i = 0; i < Math.max(a.length, b.length) && lines.length < 12; i++)
    if (a[i] !== b[i]) {
      if (a[i] !== undefined) lines.push(`      -${Buffer.from(a[i].slice(0, 300), 'latin1').toString()}`);
      if (b[i] !== undefined) lines.push(`      +${Buffer.from(b[i].slice(0, 300), 'latin1').toString()}`);
    }
  return `    ${name}:\n${lines.join('\n')}`;
}

// Of messages in text: where, how bad, which.
const bare = (text) => text.split('\n').flatMap((l) => /^(.*?: )?(fout|waarschuwing|error|warning): .*\[([a-z0-9-]+)\]$/.exec(l)?.slice(1).join(' ') ?? []).join('\n');

function compare(folder, got) {
  const wrong = [];
  for (const [name, absent] of [['stdout', ''], ['stderr', ''], ['status', '0\n']]) {
    const file = join(folder, name), expected = read(file, absent);
    if (expected === got[name] || (places && name === 'stderr' && bare(expected) === bare(got[name]))) continue;
    if (!update) wrong.push(difference(name, expected, got[name]));
    else if (got[name] === absent) rmSync(file);
    else writeFileSync(file, got[name], 'latin1');
  }
  const wantedTree = join(folder, 'tree');
  if (existsSync(wantedTree)) {
    const expected = tree(wantedTree), made = tree(got.site);
    for (const name of [...new Set([...expected.keys(), ...made.keys()])].sort())
      if (expected.get(name) !== made.get(name) && !update)
        wrong.push(!made.has(name) ? `    ${name}: was not made` : !expected.has(name) ? `    ${name}: was not expected` : difference(name, expected.get(name), made.get(name)));
    if (update) {
      rmSync(wantedTree, { recursive: true });
      mkdirSync(wantedTree);
      for (const [name, bytes] of made) {
        mkdirSync(dirname(join(wantedTree, name)), { recursive: true });
        writeFileSync(join(wantedTree, name), bytes, 'latin1');
      }
    }
  }
  return wrong;
}

function runCase(folder, number) {
  const cmd = readFileSync(join(folder, 'cmd'), 'latin1');
  const project = /^# project: (.*)$/m.exec(cmd)?.[1] ?? '_project';
  const home = join(work, String(number)), dir = join(home, 'project');
  mkdirSync(dir, { recursive: true });
  if (project !== 'none') cpSync(project.includes('/') ? join(tests, project) : join(golden, project), dir, { recursive: true });
  if (existsSync(join(folder, 'input'))) cpSync(join(folder, 'input'), dir, { recursive: true, force: true });
  return new Promise((done) => {
    const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: home, LC_ALL: 'C', TZ: 'UTC', WEGWIJZER: program, ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? '', UBSAN_OPTIONS: process.env.UBSAN_OPTIONS ?? '' };
    if (process.env.SAN) env.SAN = process.env.SAN;
    if (process.env.GCOV_ERROR_FILE) env.GCOV_ERROR_FILE = process.env.GCOV_ERROR_FILE;
    const child = spawn('sh', [join(folder, 'cmd')], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const out = [], err = [];
    let late = false;
    const timer = setTimeout(() => {
      try { process.kill(-child.pid, 'SIGKILL'); late = true; } catch { /* it has ended, and this program was too busy with the other case to see it */ }
    }, process.env.SAN ? 180000 : 60000);
    child.stdout.on('data', (d) => out.push(d));
    child.stderr.on('data', (d) => err.push(d));
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      const got = { stdout: Buffer.concat(out).toString('latin1'), stderr: Buffer.concat(err).toString('latin1'),
        status: late ? 'did not end\n' : `${status ?? signal}\n`, site: join(dir, 'build/site') };
      const wrong = judge ? judge(program, dir) : compare(folder, got);
      if (agree) wrong.push(...disagreement(dir));
      for (const name of judge ? [] : ['stdout', 'stderr'])
        if (got[name].includes(work) || got[name].includes(tests)) wrong.push(`    ${name} names a folder of this machine`);
      try { rmSync(home, { recursive: true, force: true }); } catch { /* a case may have made a folder that cannot be removed at once */ }
      done([wrong, got]);
    });
  });
}

// Which codes occur in what the cases expect.
async function codes() {
  const list = await new Promise((done) => {
    const child = spawn(program, ['explain'], { stdio: ['ignore', 'pipe', 'inherit'] }), out = [];
    child.stdout.on('data', (d) => out.push(d));
    child.on('close', () => done(Buffer.concat(out).toString()));
  });
  const all = list.split('\n').filter(Boolean).map((l) => l.split(' ')[0]);
  const seen = new Set();
  for (const folder of [...casesIn(golden), ...casesIn(join(tests, 'second'))])
    for (const name of ['stdout', 'stderr'])
      for (const m of read(join(folder, name), '').matchAll(/\[([a-z0-9-]+)\]$|"(?:code|check_name)": "([a-z0-9-]+)"|,title=([a-z0-9-]+)::/gm))
        seen.add(m[1] ?? m[2] ?? m[3]);
  const excused = new Set(read(join(golden, 'unreachable'), '').split('\n').filter((l) => l && !l.startsWith('#')).map((l) => l.split(':')[0]));
  return { all, missing: all.filter((c) => !seen.has(c) && !excused.has(c)), stale: [...excused].filter((c) => seen.has(c) || !all.includes(c)) };
}

let next = 0, passed = 0, failed = 0;
async function worker() {
  for (let i = next++; i < cases.length; i = next++) {
    const under = process.env.SAN ? 'SAN' : process.env.RUN ? 'emulation' : '-';
    const why = new RegExp(`^# not under ${under}: (.*)$`, 'm').exec(read(join(cases[i], 'cmd'), ''));
    if (why) {
      console.log(`golden ${cases[i].split('/').pop()}: skipped, ${why[1]}`);
      continue;
    }
    const [wrong] = await runCase(cases[i], i);
    if (wrong.length) {
      failed++;
      console.log(`${places ? 'FAIL ' : ''}${relative(tests, cases[i])}\n${wrong.join('\n')}`);
    } else passed++;
  }
}
try {
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  if (!wanted.length && !places && !judge) {
    const { all, missing, stale } = await codes();
    for (const c of missing) console.log(`no case shows the message ${c}`);
    for (const c of stale) console.log(`tests/golden/unreachable names ${c}, which occurs in a case or does not exist`);
    console.log(`${all.length - missing.length} of ${all.length} messages occur in a case, or are excused in tests/golden/unreachable`);
    missing.length || stale.length ? failed++ : passed++;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
