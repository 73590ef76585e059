// SPDX-License-Identifier: EUPL-1.2
// tests/edit/format.mjs PROGRAM - format on the records of the catalogue and of the second one: with their fields in another order, with the line
// ends of Windows, a byte order mark and blanks it gives back the same bytes; of what is right it touches nothing, not even the date.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(process.argv[2]), work = mkdtempSync(join(tmpdir(), 'wegwijzer-format-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
let passed = 0, failed = 0;
function check(name, ok, why = '') {
  if (ok) passed++;
  else { failed++; console.log(`failed: ${name}\n  ${String(why).slice(0, 1500)}`); }
}
const run = (...args) => spawnSync(program, ['format', '-C', work, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

// The same order every time, whatever the machine.
let seed = 7;
const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n; };
function shuffled(list) {
  for (let i = list.length - 1; i > 0; i--) { const j = random(i + 1); [list[i], list[j]] = [list[j], list[i]]; }
  return list;
}

for (const project of ['.', 'tests/second/project']) {
  rmSync(join(work, 'content'), { recursive: true, force: true });
  cpSync(join(project, 'content'), join(work, 'content'), { recursive: true });
  run();
  check(`${project}: done twice is done once`, run('--check').status === 0, run('--check').stdout);
  const folders = [...readFileSync(join(work, 'content/model.yaml'), 'utf8').matchAll(/^\s+folder:\s*(\S+)/gm)].map((m) => m[1]);
  const files = folders.flatMap((f) => readdirSync(join(work, 'content', f)).filter((n) => n.endsWith('.yaml')).map((n) => join(work, 'content', f, n)));
  const right = new Map(files.map((f) => [f, readFileSync(f, 'utf8')])), dates = new Map(files.map((f) => [f, statSync(f).mtimeMs]));
  run();
  check(`${project}: what is right keeps its date`, files.every((f) => statSync(f).mtimeMs === dates.get(f)));
  let changed = 0;
  for (const [file, text] of right) {
    const parts = text.split(/^(?=[A-Za-z_]+:)/m);
    if (!/^[A-Za-z_]+:/.test(parts[0])) continue; // a comment at the top belongs to no field
    writeFileSync(file, `\ufeff${shuffled(parts).join('').replace(/^([a-z_]+: [^|>\n]+)\n/gm, '$1  \n').replace(/\n/g, '\r\n')}`);
    changed++;
  }
  const made = run(), other = [...right].filter(([file, text]) => readFileSync(file, 'utf8') !== text).map(([file]) => file);
  check(`${project}: ${changed} records are as they were`, changed > 5 && made.status === 0 && other.length === 0, `${made.stderr}\n${other.slice(0, 5).join('\n')}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
