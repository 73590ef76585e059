#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// tests/faults/faults.mjs PROGRAM SHIM [--all] [COMMAND...] - lets every call of the system fail once, in every command, and looks what is left.
//
// Of each command the calls are counted (shim.c); then it runs once for each of them, in a fresh copy, with that call failing. Then:
//   it ends by itself, not by a signal;
//   status 0 means that nothing came of the fault: the same files as without it, and other words only where something is left to clear up;
//   another status means that it was said why, and that what it writes is as it was, or as it should become: nothing between;
//   run again without a fault, it gives what it always gives, and what the failed run could not clear up is gone.
// With each call of a kind it is killed once as well (errno 0): then the second and the last hold, and nothing lies between but what (meanwhile) says.
// Without --all a share of the calls: each kind of call, spread over the run.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, lstatSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createHash } from 'node:crypto';

const [program, shim] = process.argv.slice(2, 4).map((p) => resolve(p)), all = process.argv.includes('--all');
const only = process.argv.slice(4).filter((word) => word !== '--all');
const SHARE = 8; // calls of a kind without --all
const project = resolve('tests/golden/_project');
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-faults-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

// Calls that were not stood once: a share does not leave them out. As name, call and number, with its errno.
const ONCE = ['new, write 1, 0', 'new, chmod 1, 0', 'rename, read 2, 5', 'import, read 2, 5', 'import, mmap 4, 12', 'review, read 2, 5'];

// What is likely to go wrong with each: no descriptors, a broken disk, a full disk, a file system without links or locks.
const ERRNO = { open: [24, 13], read: [5], write: [28, 5], rename: [5], link: [31], mkdir: [28], unlink: [16], close: [5], mmap: [12], stat: [5],
  readdir: [5], sync: [5], flock: [37], pipe: [24], fork: [11], thread: [11], chmod: [1] };

// A command: its arguments, what is done to the project before (a command, a copy, a line of sh), what a run that was killed may leave, and the next one finishes (meanwhile), and which folder it may change.
const build = ['build', '-j', '1'];
const roles = readFileSync('tests/golden/edit-review/cmd', 'utf8').split('\n').find((line) => line.startsWith('sed -i -e')); // a model that says who reviews
const COMMANDS = [
  { name: 'build', args: build, writes: 'build' },
  { name: 'build over a site', args: build, before: build, change: true, writes: 'build' },
  { name: 'build --sync', args: [...build, '--sync'], writes: 'build' },
  { name: 'check', args: ['check', '-j', '1'] },
  { name: 'new', args: ['new', 'vraagstuk', 'nieuw-record', '--today', '2026-01-01'], writes: 'content', once: true },
  { name: 'rename', args: (first) => ['rename', '-j', '1', first, `${first.split('/')[1]}-anders`], writes: 'content', once: true },
  { name: 'search', args: ['search', '-j', '1', 'raad'] },
  { name: 'inspect', args: ['inspect', '-j', '1', '/'] },
  { name: 'diff', args: ['diff', '-j', '1', '.', 'oud'], before: 'copy' },
  { name: 'format', args: ['format'], shell: 'printf "toegevoegd:  2025-01-01\\nthemas: [ participatie ]\\nsamenvatting: Kort. \\ntitel: Anders\\n" >content/vraagstukken/anders.yaml', writes: 'content', once: true },
  { name: 'review', args: ['review', '-j', '1', 'inspraak-te-laat', '--today', '2026-11-29', '--door', 'bond', '--bevinding', 'Vergeleken met het rapport uit 2020.'],
    shell: roles, writes: 'content', once: true },
  { name: 'import', args: ['import', 'vraagstuk', 'tabel.csv', '--today', '2026-11-29'], shell: 'printf "Titel;Samenvatting;Themas\\nEen nieuw vraagstuk;Kort.;participatie\\nEen tweede;Kort.;onzin\\n" >tabel.csv', writes: 'content', meanwhile: /^tabel-/, once: true },
  { name: 'init', args: ['init', 'nieuw', '--today', '2026-01-01'], writes: 'nieuw', once: true },
  { name: 'init in a folder that is there', args: ['init', 'er-al', '--today', '2026-01-01'], shell: 'mkdir er-al && echo Van ons >er-al/README.md', writes: 'er-al', meanwhile: /^er-al\//, once: true },
  { name: 'import --model', args: ['import', '--model', 'oud', 'nieuw', '--today', '2026-01-01'],
    shell: 'mkdir -p oud/hulp && printf "titel: Eerste\\ntekst: Kort.\\nsoort: boek\\n" >oud/hulp/a.yaml && printf "titel: Tweede\\ntekst: Kort.\\nsoort: boek\\n" >oud/hulp/b.yaml', writes: 'nieuw', once: true },
  { name: 'schema', args: ['schema', '-o', 'schema'], writes: 'schema' },
];

function tree(folder) { // path → bytes, as one text; hidden leftovers too
  const lines = [];
  const walk = (at, path) => {
    for (const name of readdirSync(at).sort()) {
      const full = join(at, name), info = lstatSync(full);
      if (info.isDirectory()) { lines.push(`${path}${name}/`); walk(full, `${path}${name}/`); }
      else lines.push(`${path}${name} ${createHash('sha256').update(info.isSymbolicLink() ? readlinkSync(full) : readFileSync(full)).digest('hex')}`);
    }
  };
  if (existsSync(folder)) walk(folder, '');
  return lines.join('\n');
}
function run(dir, args, env = {}) {
  const r = spawnSync(program, [...args, '-C', '.'], { cwd: dir, encoding: 'utf8', timeout: 60000, env: { PATH: process.env.PATH, ...env } });
  return { status: r.status, signal: r.signal, stdout: r.stdout, stderr: r.stderr };
}

let passed = 0, failed = 0;
function verdict(good, name, more = '') {
  if (good) { passed++; return; }
  failed++;
  if (failed <= 40) console.log(`failed: ${name}${more ? `: ${more}` : ''}`);
}

function prepare(command) {
  const dir = mkdtempSync(join(work, 'p-'));
  cpSync(project, dir, { recursive: true });
  if (command.before === 'copy') cpSync(project, join(dir, 'oud'), { recursive: true });
  else if (command.before) run(dir, command.before);
  if (command.shell) spawnSync('sh', ['-c', command.shell], { cwd: dir, stdio: 'inherit' });
  if (command.change) rmSync(join(dir, firstRecord(dir)));
  return dir;
}
function firstRecord(dir) {
  for (const kind of readdirSync(join(dir, 'content')).sort())
    if (lstatSync(join(dir, 'content', kind)).isDirectory())
      for (const name of readdirSync(join(dir, 'content', kind)).sort())
        if (name.endsWith('.yaml') && readFileSync(join(dir, 'content', kind, name), 'utf8').match(/^titel:/m)) return join('content', kind, name);
  throw new Error('no record');
}

for (const command of COMMANDS.filter((c) => !only.length || only.includes(c.name))) {
  const model = prepare(command);
  if (typeof command.args === 'function') command.args = command.args(firstRecord(model).replace(/^content\/(.*)\.yaml$/, '$1'));
  const before = tree(model), counts = join(work, 'counts');
  const good = run(model, command.args, { LD_PRELOAD: shim, FAULT_COUNT: counts });
  const after = tree(model);
  verdict(good.status === 0 || good.status === 1, command.name, `without a fault: status ${good.status} ${good.stderr}`);
  const calls = readFileSync(counts, 'utf8').trim().split('\n').map((l) => l.split(' ')).map(([call, n]) => [call, Number(n)]);
  for (const [call, count] of calls) {
    const step = all ? 1 : Math.max(1, Math.ceil(count / SHARE));
    for (let n = 1; n <= count; n++)
      for (const errno of [...ERRNO[call], 0]) {
        const share = (n - 1) % step === 0 && errno === (n % (2 * step) < step ? 0 : ERRNO[call][n % ERRNO[call].length]);
        if (!all && !share && !ONCE.includes(`${command.name}, ${call} ${n}, ${errno}`)) continue;
        const name = `${command.name}, ${call} ${n} of ${count}, errno ${errno}`;
        const dir = prepare(command);
        const r = run(dir, command.args, { LD_PRELOAD: shim, FAULT: `${call}:${n}:${errno}` });
        const now = tree(dir);
        let fault = '';
        const killed = errno === 0 && r.signal === 'SIGKILL', aside = killed ? command.meanwhile : undefined;
        if (killed) {
          if (shown(now, aside) !== shown(before, aside) && shown(now, aside) !== shown(after, aside)) fault = `killed, it left something between: ${difference(now, before)}`;
          else if (command.meanwhile && shown(now) !== shown(before) && now.includes('content/vraagstukken/een-nieuw') && shown(now) !== shown(after)) fault = `killed, it left records without what belongs to them: ${difference(now, after)}`;
        } else if (r.signal || r.status === null) fault = `ended by ${r.signal ?? 'nothing'}`;
        else if (r.status === good.status && r.stdout === good.stdout && r.stderr === good.stderr) {
          if (shown(now) !== shown(after)) fault = `says it went well, and left other files: ${difference(now, after)}`;
        } else if (r.status === good.status && shown(now) === shown(after)) { /* it went well but for a leftover, which is named */ }
        else if (!(r.stderr + r.stdout).trim() && call !== 'write') fault = `status ${r.status} without a word`;
        else if (shown(now) !== shown(before) && shown(now) !== shown(after)) fault = `status ${r.status}, and something between: ${difference(now, before)}`;
        if (!fault && !(command.once && shown(now) === shown(after))) {
          const again = run(dir, command.args), last = tree(dir);
          if (again.status !== good.status) fault = `run again: status ${again.status} ${again.stderr.slice(0, 200)}`;
          else if (last !== after) fault = `run again, it left other files: ${difference(last, after)}`;
        }
        verdict(!fault, name, fault);
        rmSync(dir, { recursive: true, force: true });
      }
  }
}
// What a failed run could not take away bears the tool's mark and is hidden: the next run takes it. The empty folder in which the site would
// have come is no site.
function shown(text, aside = /^$/) {
  const lines = text.split('\n').filter((l) => !/(^|\/)\.[^/]*wegwijzer-/.test(l) && !aside.test(l));
  return lines.filter((l, i) => !(l.endsWith('/') && !lines.some((other, j) => j !== i && other.startsWith(l)))).join('\n');
}
function difference(a, b) {
  const in_b = new Set(b.split('\n')), in_a = new Set(a.split('\n'));
  return [...a.split('\n').filter((l) => !in_b.has(l)).map((l) => `+${l.slice(0, 70)}`), ...b.split('\n').filter((l) => !in_a.has(l)).map((l) => `-${l.slice(0, 70)}`)].slice(0, 4).join(' ');
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
