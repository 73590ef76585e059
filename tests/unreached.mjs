// SPDX-License-Identifier: EUPL-1.2
// tests/unreached.mjs COVERAGE.json - what of src the tests do not reach, held against tests/unreached.
//
// COVERAGE.json is gcovr's. tests/unreached names every function that has a line no test reaches, below the reason (a line
// that starts with #). A function that is not named, and a name that is no longer needed, fail: make coverage. Below a reason that
// begins with "by chance" a name may be reached as well.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const list = join(dirname(fileURLToPath(import.meta.url)), 'unreached');
const named = new Map();
let reason = '';
for (const [index, line] of readFileSync(list, 'utf8').split('\n').entries()) {
  if (line.startsWith('#')) reason = line.slice(1).trim();
  else if (line.trim()) named.set(line.trim(), { line: index + 1, reason });
}
const missed = new Map();
for (const file of JSON.parse(readFileSync(process.argv[2], 'utf8')).files) {
  const name = file.file ?? file.name;
  if (!name.startsWith('src/')) continue;
  // A function begins where its name stands at the margin, above its brace.
  const source = readFileSync(name, 'utf8').split('\n');
  const starts = source.map((text, i) => (/^[a-z_].*?([a-z_0-9]+)\(/.test(text) && !/;\s*$/.test(text) ? [i + 1, /([a-z_0-9]+)\(/.exec(text)[1]] : null)).filter(Boolean);
  for (const { line_number: at, count, 'gcovr/noncode': noncode } of file.lines) {
    if (count > 0 || noncode) continue;
    const start = starts.filter(([line]) => line <= at).pop();
    const key = `${name} ${start?.[1] ?? '-'}`;
    missed.set(key, [...(missed.get(key) ?? []), at]);
  }
}
let passed = 0, failed = 0;
for (const [key, lines] of [...missed].sort()) {
  if (named.get(key)?.reason) { passed++; continue; }
  failed++;
  console.log(`${key}: no test reaches line ${lines.slice(0, 5).join(', ')}; reach it, or name it in tests/unreached with the reason`);
}
for (const [key, { line, reason }] of named)
  if (!missed.has(key) && !reason.startsWith('by chance')) {
    failed++;
    console.log(`tests/unreached:${line}: ${key} is reached, or is no more: take it off the list`);
  }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
