// SPDX-License-Identifier: EUPL-1.2
// tests/mustache-spec.mjs - runs the Mustache specification through the command line.
//
//   node tests/mustache-spec.mjs [PROGRAM] [SPEC-FOLDER]
//
// Each case becomes a template, a JSON data file and a folder of partials for `PROGRAM render TEMPLATE DATA --partials
// DIR`. PROGRAM is build/wegwijzer unless given, SPEC-FOLDER ../shared/mustache-spec. Core, inheritance and
// dynamic names must pass whole; lambdas are not supported and are not run. Status 0: all passed, or the specification is
// not there (said so); 1: a case failed; 2: the program is not there.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(process.argv[2] ?? 'build/wegwijzer');
const folder = resolve(process.argv[3] ?? '../shared/mustache-spec');
const modules = ['comments', 'delimiters', 'interpolation', 'inverted', 'partials', 'sections', '~inheritance', '~dynamic-names'];

if (!existsSync(join(folder, 'sections.json'))) {
  console.log(`mustache-spec: skipped, ${folder} is not there`);
  process.exit(0);
}
if (!existsSync(program)) {
  console.error(`mustache-spec: ${program} is not there; build it first`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'mustache-spec-'));

function run(args) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [], err = [];
    child.stdout.on('data', (d) => out.push(d));
    child.stderr.on('data', (d) => err.push(d));
    child.on('close', (status) => done({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

// Says what went wrong, or null.
async function runCase(test, dir) {
  const partials = join(dir, 'partials');
  mkdirSync(partials, { recursive: true });
  writeFileSync(join(dir, 'template.mustache'), test.template);
  writeFileSync(join(dir, 'data.json'), JSON.stringify(test.data));
  for (const [name, text] of Object.entries(test.partials ?? {}))
    writeFileSync(join(partials, `${name}.mustache`), text);
  const got = await run(['render', join(dir, 'template.mustache'), join(dir, 'data.json'), '--partials', partials]);
  if (got.status === 0 && got.out === test.expected)
    return null;
  return `status ${got.status}\n    expected ${JSON.stringify(test.expected)}\n    got      ${JSON.stringify(got.out)}\n    ${got.err.trim()}`;
}

async function runModule(module) {
  const { tests } = JSON.parse(readFileSync(join(folder, `${module}.json`), 'utf8'));
  const failures = new Array(tests.length).fill(null);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < tests.length; i = next++)
      failures[i] = await runCase(tests[i], join(work, `${module}-${i}`));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  const failed = failures.filter((f) => f).length;
  console.log(`${module.padEnd(16)} ${String(tests.length - failed).padStart(3)} / ${tests.length}`);
  failures.forEach((why, i) => why && console.log(`  ${tests[i].name}: ${why}`));
  return [tests.length, failed];
}

let total = 0, failed = 0;
try {
  for (const module of modules) {
    const [count, bad] = await runModule(module);
    total += count;
    failed += bad;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${'total'.padEnd(16)} ${total - failed} / ${total} (lambdas are left out: code in data)`);
process.exit(failed ? 1 : 0);
