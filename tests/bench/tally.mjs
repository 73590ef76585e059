// SPDX-License-Identifier: EUPL-1.2
// tests/bench/tally.mjs - prints where memory goes in one build: bytes a record, a stage and a structure.
//
//   node tests/bench/tally.mjs PROGRAM PROJECT OUT
//
// A structure is named by the place that allocates it, the first outside src/base.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [program, project, out] = process.argv.slice(2);
const result = spawnSync(program, [project, out], { encoding: 'utf8', maxBuffer: 1 << 28 });
if (result.status !== 0) {
  console.error(result.stderr.split('\n').filter((line) => !line.startsWith('place')).join('\n'));
  process.exit(1);
}
const { records } = JSON.parse(result.stdout);
const lines = result.stderr.split('\n').map((line) => line.split(' '));
const kb = (bytes) => (bytes / records / 1000).toFixed(2).padStart(9);

console.log(`${records} records, kB a record:  in arenas   resident    highest in the stage`);
for (const [what, name, ...numbers] of lines)
  if (what === 'stage') console.log(`  ${name.padEnd(22)} ${numbers.map(kb).join('  ')}`);

// A return address lies behind its call: one less is in it.
const places = lines.filter(([what]) => what === 'place').map(([, stage, bytes, ...frames]) => ({ stage, bytes: Number(bytes), frames: frames.filter((f) => f.startsWith('0x')).map((f) => BigInt(f) - 1n) }));
const addresses = [...new Set(places.flatMap((p) => p.frames))];
const where = new Map();
const text = execFileSync('addr2line', ['-e', program, ...addresses.map((a) => a.toString(16))], { encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n');
addresses.forEach((a, i) => where.set(a, text[i].replace(/^.*?((?:src|tests)\/)/, '$1').replace(/ .*$/, '')));
const source = (place) => { const [file, line] = place.split(':'); try { return readFileSync(file, 'utf8').split('\n')[line - 1].trim(); } catch { return ''; } };
for (const stage of new Set(places.map((p) => p.stage))) {
  const sums = new Map();
  for (const p of places.filter((p) => p.stage === stage)) {
    const own = p.frames.map((f) => where.get(f)).find((f) => f && !f.startsWith('src/base/')) ?? 'elsewhere';
    sums.set(own, (sums.get(own) ?? 0) + p.bytes);
  }
  console.log(`\nkB a record  in arenas after ${stage}, by place`);
  for (const [place, bytes] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, 30)) console.log(`${kb(bytes)}  ${place.padEnd(32)} ${source(place).slice(0, 110)}`);
}
