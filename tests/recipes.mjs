// SPDX-License-Identifier: EUPL-1.2
// tests/recipes.mjs BUILD [NAME...] - walks the recipes of README.md, word for word, in a copy of the project, and uses what they made.
//
// A recipe is a heading "### To add ..." below "## Recipes" and what stands under it until the next heading:
//   In `FILE`, below `TEXT`:          then a block of code, which goes below the line that holds TEXT (the only one that does)
//   In `FILE`, above `TEXT`:          likewise above it
//   In `FILE`, in the place of `TEXT`: the block takes the place of that line
//   In `FILE`, at the end:
//   A new file `FILE`:
//   Then:                             a block of shell commands, each of which must succeed
//   prints:                           what the last of those printed: each line of the block must be among its lines, in this order
// Everything else is for the reader. A recipe without a block that runs is a fault. One test a recipe.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const [build, ...wanted] = process.argv.slice(2);
const readme = readFileSync(join(top, 'README.md'), 'utf8');

// The recipes: name, and steps {how, file, text, code, line}.
function recipes() {
  const found = [];
  let recipe = null, step = null, code = null, number = 0;
  for (const line of readme.split('\n')) {
    number++;
    if (code !== null) {
      if (line.trimEnd() !== '```') { code.push(line); continue; }
      if (recipe && step) recipe.steps.push({ ...step, code: code.join('\n') + '\n' });
      code = step = null;
    } else if (/^```/.test(line)) code = [];
    else if (/^##+ /.test(line)) {
      recipe = /^### To add (.*)/.test(line) ? { name: line.slice(4), line: number, steps: [] } : null;
      if (recipe) found.push(recipe);
    } else if (recipe) {
      const at = /^In `([^`]+)`, (below|above|in the place of) `([^`]+)`.*:$/.exec(line), end = /^In `([^`]+)`, at the end.*:$/.exec(line), file = /^A new file `([^`]+)`.*:$/.exec(line);
      if (at) step = { how: at[2], file: at[1], text: at[3], line: number };
      else if (end) step = { how: 'end', file: end[1], line: number };
      else if (file) step = { how: 'new', file: file[1], line: number };
      else if (/^Then.*:$/.test(line)) step = { how: 'run', line: number };
      else if (/^prints.*:$/.test(line)) step = { how: 'prints', line: number };
    }
  }
  return found;
}

function change(folder, step) {
  const path = join(folder, step.file);
  if (step.how === 'new') {
    if (existsSync(path)) return `${step.file} is there already`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, step.code);
    return null;
  }
  if (!existsSync(path)) return `there is no ${step.file}`;
  const lines = readFileSync(path, 'utf8').split('\n');
  if (step.how === 'end') lines.splice(lines.at(-1) === '' ? -1 : lines.length, 0, ...step.code.trimEnd().split('\n'));
  else {
    const hits = lines.flatMap((l, i) => (l.includes(step.text) ? [i] : []));
    if (hits.length !== 1) return `${step.file} has ${hits.length} lines with \`${step.text}\`, not one`;
    lines.splice(step.how === 'below' ? hits[0] + 1 : hits[0], step.how === 'in the place of' ? 1 : 0, ...step.code.trimEnd().split('\n'));
  }
  writeFileSync(path, lines.join('\n'));
  return null;
}

function walk(recipe) {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  try {
    for (const name of ['src', 'include', 'content', 'templates', 'themes', 'tests', 'Makefile', '.ci', '.packaging', '.starter']) cpSync(join(top, name), join(folder, name), { recursive: true, filter: (from) => !from.endsWith('node_modules') });
    for (const made of ['src', 'flags', 'wegwijzer', 'libwegwijzer.a']) if (existsSync(join(resolve(build), made))) cpSync(join(resolve(build), made), join(folder, 'build', made), { recursive: true, preserveTimestamps: true });
    // In another folder (build-san) the objects say what they depend on under its name.
    const own = relative(top, resolve(build));
    if (own !== 'build') spawnSync('find', ['build', '-name', '*.d', '-exec', 'sed', '-i', `s|${own}/|build/|g`, '{}', '+'], { cwd: folder });
    // The objects are newer than their sources, so that only what the recipe touches is compiled again.
    spawnSync('find', ['src', 'include', 'Makefile', '-exec', 'touch', '-d', '2000-01-01', '{}', '+'], { cwd: folder });
    let printed = '', ran = false;
    for (const step of recipe.steps) {
      const where = `README.md:${step.line}`;
      if (step.how === 'run') {
        ran = true;
        const env = { ...process.env, MAKEFLAGS: '', MAKELEVEL: '', BUILD: 'build' };
        const run = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step.code], { cwd: folder, env, encoding: 'utf8', timeout: 300000 });
        printed = run.stdout + run.stderr;
        if (run.status !== 0) return `${where}: status ${run.status}\n${printed.split('\n').slice(-30).join('\n')}`;
      } else if (step.how === 'prints') {
        let at = 0;
        const lines = printed.split('\n').map((l) => l.trimEnd());
        for (const want of step.code.trimEnd().split('\n')) {
          const hit = lines.indexOf(want.trimEnd(), at);
          if (hit < 0) return `${where}: '${want}' was not printed; this was:\n${printed}`;
          at = hit + 1;
        }
      } else {
        const fault = change(folder, step);
        if (fault) return `${where}: ${fault}`;
      }
    }
    return ran ? null : `README.md:${recipe.line}: the recipe runs nothing`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let passed = 0, failed = 0;
for (const recipe of recipes().filter((r) => !wanted.length || wanted.some((w) => r.name.includes(w)))) {
  const fault = walk(recipe);
  if (fault) { failed++; console.log(`FAIL ${recipe.name}\n${fault}`); } else { passed++; console.log(`  ok ${recipe.name}`); }
}
if (!passed && !failed) { failed++; console.log('README.md has no recipes'); }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
