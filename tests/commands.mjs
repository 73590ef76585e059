// SPDX-License-Identifier: EUPL-1.2
// tests/commands.mjs [--run SUITE] - the commands that README.md and `make help` name are real, and none goes stale.
//
// Every `make ...`, `build/wegwijzer ...`, `wegwijzer ...`, `bash ...` and `pkg-config ...` in README.md (in code spans and blocks of
// shell) and every target of `make help` must match a row below. A row says how it is run, and in which suite: long-commands, or the one
// that it names as its third, which make check or make check-long must have; or why it is not run. Without --run the rows are compared
// with what is named (in make check); with --run those of that suite are run (in make check-long). One test a command.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const run = process.argv[2] === '--run' && process.argv[3];
const scratch = mkdtempSync(join(tmpdir(), 'commands-'));

// [what is named, what is run (null: the suite does so by itself), the suite or WHY not].
const ROWS = [
  [/^make( site)?$/, 'make site'],
  [/^make help$/, 'make help'],
  [/^make check$/, null, 'every suite of it is one'],
  [/^make check SAN=address,undefined$/, null, 'long-sanitizers'],
  [/^make check-long$/, null, 'this is it'],
  [/^make unit-\w+$/, 'make unit-base'],
  [/^make check-NAME$/, 'make check-layers'],
  [/^make check-(layers|data|faults|golden|same|mustache-spec|content|site|warnings|install|recipes|sizes)$/, null, 'a suite of make check'],
  [/^make check-before BASE=commit$/, 'make check-before BASE=HEAD', 'long-before'],
  [/^make bench/, 'make bench BENCH_SIZES=1000 BENCH_SITE_TIMES=1 BENCH_ROUNDS=1', 'long-bench'],
  [/^make audit$/, null, 'audit'],
  [/^make fuzz/, null, 'long-fuzz'],
  [/^make coverage$/, null, 'long-coverage'],
  [/^make lighthouse$/, 'make lighthouse', 'long-lighthouse'],
  [/^make screenshots$/, 'make screenshots', 'long-screenshots'],
  [/^make eval-search$/, 'make eval-search', 'long-eval-search'],
  [/^make tidy$/, 'make tidy', 'long-tidy'],
  [/^make format$/, 'make format && git diff --exit-code -- src include tests'],
  [/^make (un)?install$/, `make install uninstall DESTDIR=${scratch}/dest`],
  [/^make hook$/, 'make hook -n'],
  [/^make long-[a-z0-9]+( long-[a-z0-9]+)*$/, null, 'suites of make check-long'],
  [/^make (dist|manual)$/, (m) => `make ${m[1]}`],
  [/^make deb$/, null, 'long-package'],
  [/^make clean$/, `make clean BUILD=${scratch}/clean -n`],
  [/^bash \.ci\/run$/, null, 'it is make check'],
  [/^pkg-config wegwijzer$/, null, 'check-install'],
  [/^(build\/)?wegwijzer new /, `build/wegwijzer new ondersteuning handreiking-proef -C ${scratch}/fresh`],
  [/^(build\/)?wegwijzer import /, null, 'check-import'],
  [/^(build\/)?wegwijzer init /, `build/wegwijzer init ${scratch}/own`],
  [/^(build\/)?wegwijzer check$/, `build/wegwijzer check -C ${scratch}/project`],
  [/^(build\/)?wegwijzer check --format sarif --report FILE$/, `build/wegwijzer check -C ${scratch}/project --format sarif --report ${scratch}/verslag.sarif`],
  [/^(build\/)?wegwijzer schema -o build\/schema$/, `build/wegwijzer schema -o ${scratch}/schema`],
  [/^(build\/)?wegwijzer schema (model|site)$/, (m) => `build/wegwijzer schema ${m[2]}`],
  [/^(build\/)?wegwijzer format( --check)?$/, `build/wegwijzer format --check -C ${scratch}/project`],
  [/^(build\/)?wegwijzer inspect /, `build/wegwijzer inspect knelpunten/lokale-driehoek/ -C ${scratch}/project`],
  [/^(build\/)?wegwijzer render /, `build/wegwijzer render ${scratch}/a.txt.mustache ${scratch}/a.yaml`],
  [/^(build\/)?wegwijzer rename /, `build/wegwijzer rename knelpunten/lokale-driehoek driehoek --dry-run -C ${scratch}/project`],
  [/^(build\/)?wegwijzer diff OLD NEW --format json >report\.json$/, null, 'check-preview'],
  [/^(build\/)?wegwijzer review --lijst /, `build/wegwijzer review --lijst --eigenaar vng --tot 2027-12-31 -C ${scratch}/project`],
  [/^(build\/)?wegwijzer review knelpunten\/lokale-driehoek /, `build/wegwijzer review knelpunten/lokale-driehoek --door vng --bevinding 'Vergeleken met het rapport van 2020.' -C ${scratch}/project --dry-run`],
  [/^(build\/)?wegwijzer diff /, `build/wegwijzer diff ${scratch}/project .`],
  [/^(build\/)?wegwijzer explain /, 'build/wegwijzer explain onbekende-term'],
  [/^(build\/)?wegwijzer build --offline --preview TEXT --diff/, null, 'check-preview'],
  [/^(build\/)?wegwijzer serve$/, null, 'check-serve'],
  [/^(build\/)?wegwijzer build -o FOLDER --base-url URL$/, `build/wegwijzer build -o ${scratch}/out --base-url https://catalogus.test/ -C ${scratch}/project`],
];

function named() {
  const found = new Map();
  const add = (command, where) => { if (!found.has(command)) found.set(command, where); };
  const starts = /^(make|build\/wegwijzer|wegwijzer|bash|pkg-config)( |$)/;
  let block = null, recipes = false;
  readFileSync(join(top, 'README.md'), 'utf8').split('\n').forEach((line, i) => {
    if (/^## /.test(line)) recipes = line === '## Recipes'; // tests/recipes.mjs runs what stands there
    if (recipes) return;
    const fence = /^\s*```(\w*)/.exec(line);
    if (fence) { block = block === null ? fence[1] : null; return; }
    if (block === 'sh') for (const part of line.replace(/\s+#.*$/, '').split(/\s*&&\s*|\s*\|\s*/)) if (starts.test(part.trim())) add(part.trim(), `README.md:${i + 1}`);
    if (block === null) for (const m of line.matchAll(/`([^`]+)`/g)) if (starts.test(m[1])) add(m[1], `README.md:${i + 1}`);
  });
  const help = spawnSync('make', ['-s', 'help'], { cwd: top, encoding: 'utf8' }).stdout;
  for (const m of help.matchAll(/^make( check-before BASE=commit| [\w-]+)?/gm)) add(m[0].trim(), 'make help');
  for (const m of help.matchAll(/; (make [a-z]+)/g)) add(m[1], 'make help');
  return found;
}

const suites = new Set(spawnSync('make', ['-s', '--eval=print-suites:;@echo $(CHECKS) $(LONG)', 'print-suites'], { cwd: top, encoding: 'utf8', env: { ...process.env, MAKEFLAGS: '' } }).stdout.trim().split(/\s+/));
let passed = 0, failed = 0;
const ran = new Map();
if (run) {
  // A new record still has to be filled in: it gets a project of its own.
  for (const project of ['project', 'fresh']) {
    mkdirSync(join(scratch, project));
    spawnSync('cp', ['-r', 'content', 'templates', 'themes', join(scratch, project)], { cwd: top });
  }
  writeFileSync(join(scratch, 'a.txt.mustache'), 'Dag {{naam}}\n');
  writeFileSync(join(scratch, 'a.yaml'), 'naam: raad\n');
}
try {
  const commands = named();
  for (const [command, where] of commands) {
    const row = ROWS.find(([pattern]) => pattern.test(command));
    if (!row) { failed++; console.log(`FAIL ${where}: '${command}' has no row in tests/commands.mjs, so nothing runs it`); continue; }
    if (row[2] && /^\S+$/.test(row[2]) && !suites.has(row[2])) { failed++; console.log(`FAIL ${where}: '${command}' is for ${row[2]}, which is no suite of make check or make check-long`); continue; }
    if (run && (row[2] ?? 'long-commands') !== run) continue;
    const line = typeof row[1] === 'function' ? row[1](row[0].exec(command)) : row[1];
    if (run && line && !ran.has(line)) {
      const env = { ...process.env, MAKEFLAGS: '', MAKELEVEL: '' };
      ran.set(line, spawnSync('bash', ['-c', line], { cwd: top, env, encoding: 'utf8', timeout: 3600000, maxBuffer: 1 << 28 }));
    }
    const result = ran.get(line);
    if (run && line && result.status !== 0) {
      failed++;
      console.log(`FAIL ${where}: '${line}' ended with ${result.status}\n${(result.stdout + result.stderr).split('\n').slice(-15).join('\n')}`);
    } else passed++;
  }
  for (const [pattern] of ROWS) if (![...commands.keys()].some((c) => pattern.test(c))) { failed++; console.log(`FAIL the row ${pattern} of tests/commands.mjs matches nothing that is named`); }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
