// SPDX-License-Identifier: EUPL-1.2
// tests/serve/serve.mjs PROGRAM [--all | --threads | --bench] - the preview: what it serves and refuses, what it notices, what a
// browser then shows. A sample, or with --all everything; --threads is what a build for ThreadSanitizer can do in reasonable time;
// --bench only prints how long it takes from a save to the new page.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browser, check, suite, truth } from '../site/lib.mjs';

const program = resolve(process.argv[2]), mode = process.argv[3] ?? '';
const all = mode === '--all';
const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-serve-'));
const started = new Set();
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
});

// ---- what the tests are made of ---------------------------------------------------------------

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** Waits until something holds: the machine may be busy. */
async function until(ask, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(20)) {
    const value = await ask();
    if (value) return value;
  }
  return null;
}

let copies = 0;
function copy(project) {
  const to = join(work, `${++copies}`);
  mkdirSync(to);
  for (const name of ['content', 'templates', 'themes']) cpSync(join(top, project, name), join(to, name), { recursive: true });
  return to;
}
const small = () => copy('tests/second/project');

const freePort = () => new Promise((done) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** Starts the preview of a project and waits until it serves. lines: one a build. */
async function preview(folder, { options = [], under = [], env = {}, ready = true } = {}) {
  const port = await freePort();
  const words = [...under, program, 'serve', '-C', folder, '--port', String(port), '--lang', 'en', '--today', '2026-12-01', ...options];
  const child = spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  started.add(child);
  const made = { child, port, url: `http://localhost:${port}/`, text: '', folder };
  child.stdout.on('data', (d) => { made.text += d; });
  child.stderr.on('data', (d) => { made.text += d; });
  made.ended = new Promise((done) => child.on('close', (status, signal) => { started.delete(child); done(signal ?? status); }));
  made.lines = () => made.text.split('\n').filter((l) => /^\d\d:\d\d:\d\d /.test(l));
  made.get = async (path, options) => { const r = await fetch(made.url + path, options); return Object.assign(r, { body_text: await r.text() }); };
  made.state = async () => JSON.parse((await made.get('.wegwijzer/versie')).body_text);
  made.next = async (count) => until(() => made.lines().length >= count);
  made.stop = async (signal = 'SIGTERM') => { child.kill(signal); return made.ended; };
  if (ready) await until(() => made.text.includes('(Ctrl-C ends it)') || child.exitCode !== null);
  return made;
}

/** A request written by hand: the status line and the rest. */
const raw = (port, text, host = '127.0.0.1') => new Promise((done) => {
  let answer = '';
  const socket = net.connect(port, host, () => socket.write(text));
  socket.on('data', (d) => { answer += d; });
  socket.on('close', () => done(answer));
  socket.on('error', () => done('refused'));
  setTimeout(() => socket.destroy(), 10000);
});
const status = async (port, line, host = `localhost:${port}`) =>
  Number((await raw(port, `${line} HTTP/1.1\r\n${host === null ? '' : `Host: ${host}\r\n`}Connection: close\r\n\r\n`)).split(' ')[1]);

const soup = (folder) => join(folder, 'content/recipes/leek-soup.yaml');
const retitle = (text, title) => text.replace(/^title: .*$/m, `title: ${title}`);
/** A record that nothing refers to. */
const broth = (folder, name = 'broth', more = '') => {
  const file = join(folder, `content/recipes/${name}.yaml`);
  writeFileSync(file, `${readFileSync(soup(folder), 'utf8').replace(/^title: .*$/m, 'title: Broth').replace(/^blurb: .*$/m, 'blurb: Clear.').replace('Sweat', 'Simmer')}${more}`);
  return file;
};
const memory = (child) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]);
const whole = (folder) => new Map(readdirSync(folder, { recursive: true }).map((n) => join(folder, n)).filter((p) => statSync(p).isFile()).map((p) => [p, readFileSync(p, 'latin1')]));

// ---- what it serves ---------------------------------------------------------------------------

async function requests() {
  const folder = small(), p = await preview(folder);
  const built = spawnSync(program, ['build', '-C', folder, '-o', join(work, 'built'), '--base-url', p.url, '--today', '2026-12-01']);
  truth('the same project builds', built.status === 0, built.stderr);
  const names = readdirSync(join(work, 'built'), { recursive: true }).filter((n) => statSync(join(work, 'built', n)).isFile() && n !== '.wegwijzer');
  const wrong = [];
  for (const name of names) {
    const bytes = readFileSync(join(work, 'built', name), 'utf8'), got = (await p.get(name)).body_text;
    const bare = got.replace(/<link rel="stylesheet" href="\/\.wegwijzer\/serve\.css">\n<div class="wegwijzer-serve"[\s\S]*?<\/div>\n<script src="\/\.wegwijzer\/serve\.js"><\/script>\n/, '');
    if (bare !== bytes) wrong.push(name);
    if (bytes.includes('.wegwijzer/serve')) wrong.push(`${name}: build has the script in it`);
    if (name.endsWith('.html') && !bytes.includes('"refresh"') && got === bare) wrong.push(`${name}: has no script`);
  }
  check(`${names.length} files are those of build, but for the bar and the script`, wrong);
  const at = { '': 200, 'recipes/': 200, recipes: 200, 'recipes/leek-soup/': 200, 'nothing/': 404, 'feed.atom': 200, 'feed.atom/': 404, '.wegwijzer/x': 404, '.wegwijzer': 404, 'content/site.yaml': 404, '.git/config': 404 };
  for (const [path, want] of Object.entries(at)) truth(`/${path} is ${want}`, (await p.get(path)).status === want);
  const moved = await p.get('recipes?a=b', { redirect: 'manual' });
  truth('/recipes leads to /recipes/', moved.status === 301 && new URL(moved.headers.get('location'), p.url).href === `${p.url}recipes/?a=b`, moved.headers.get('location'));
  const feed = await p.get('feed.atom');
  truth('nothing is kept', feed.headers.get('cache-control') === 'no-store' && feed.headers.get('content-type').startsWith('application/atom+xml'));
  for (const [line, want] of [['GET /../../etc/passwd', 400], ['GET /%2e%2e/%2e%2e/etc/passwd', 400], ['GET /recipes/..', 400], ['GET /%2E%2e%2fetc/passwd', 400], ['GET //', 404],
    ['GET //evil.test/recipes', 404], ['GET /a%00b', 400], ['GET /a\\b', 400], ['GET /a%5cb', 400], ['GET /%', 400], ['GET /%zz', 400], ['GET /%252e%252e/', 404], ['GET http://evil.test/', 400],
    ['HEAD /', 200], ['POST /', 405], ['PUT /recipes/', 405], ['DELETE /', 405], ['OPTIONS /', 405]])
    truth(`${line} is ${want}`, (await status(p.port, line)) === want, await status(p.port, line));
  for (const [host, want] of [[`localhost:${p.port}`, 200], [`LOCALHOST:${p.port}`, 200], [`127.0.0.1:${p.port}`, 200], [`[::1]:${p.port}`, 200], ['evil.test', 403], [`evil.test:${p.port}`, 403],
    ['localhost', 403], [`localhost:${p.port + 1}`, 403], [`localhost.evil.test:${p.port}`, 403], [`127.0.0.1.evil.test:${p.port}`, 403], [`localhost:${p.port}@evil.test`, 403], ['', 403], [null, 400]])
    truth(`Host: ${host} is ${want}`, [want, host === null ? 403 : want].includes(await status(p.port, 'GET /', host)));
  const sockets = spawnSync('cat', [`/proc/${p.child.pid}/net/tcp`, `/proc/${p.child.pid}/net/tcp6`], { encoding: 'utf8' }).stdout
    .split('\n').map((l) => l.trim().split(/\s+/)).filter((f) => f[3] === '0A' && f[1].endsWith(`:${p.port.toString(16).toUpperCase().padStart(4, '0')}`)).map((f) => f[1].split(':')[0]);
  check('it listens at this machine only', sockets.filter((a) => !['0100007F', '00000000000000000000000001000000'].includes(a)).concat(sockets.length ? [] : ['nowhere']));
  truth('a port that is taken ends it with 3', spawnSync(program, ['serve', '-C', folder, '--port', String(p.port)], { timeout: 30000 }).status === 3);
  truth('a folder without a project is wrong usage', spawnSync(program, ['serve', '-C', work], { timeout: 30000 }).status === 2);
  truth('SIGTERM ends it with 0', (await p.stop()) === 0);
}

async function realHeaders() {
  const p = await preview(copy('.'));
  const r = await p.get('');
  truth('the real policy is in force', r.headers.get('content-security-policy')?.includes("default-src 'none'") && r.headers.get('x-frame-options') === 'DENY');
  truth('nothing is promised about https', r.headers.get('strict-transport-security') === null);
  const gone = await p.get('er/is/niets/'), data = await p.get('data/catalogus.json');
  truth('the 404 page works under any name of this machine', gone.status === 404 && !gone.body_text.includes(p.url) && gone.body_text.includes('href="/assets/'));
  truth('no other origin reads a proposal', data.status === 200 && data.headers.get('access-control-allow-origin') === null);
  return p;
}

/** The script of the page is checked as those of the theme are. */
function script() {
  const tsc = spawnSync(join(process.env.NODE_PATH.split(':')[0], '.bin/tsc'), ['--noEmit', '--allowJs', '--checkJs', '--strict', '--target', 'es2020', '--lib', 'es2022,dom,dom.iterable', join(top, 'src/serve/serve.js')], { encoding: 'utf8' });
  truth('the types of the script hold', tsc.status === 0, tsc.stdout);
}

// ---- what it notices --------------------------------------------------------------------------

async function changes() {
  const folder = small(), p = await preview(folder), before = whole(folder), page = join(folder, 'content/recipes');
  const shows = (path, text) => until(async () => (await p.get(path)).body_text.includes(text));
  const text = readFileSync(soup(folder), 'utf8');
  const ways = {
    'in place': (t) => writeFileSync(soup(folder), t),
    'a file beside it and a rename': (t) => { writeFileSync(join(page, '.leek-soup.yaml.new'), t); renameSync(join(page, '.leek-soup.yaml.new'), soup(folder)); },
    'a copy put aside first': (t) => { renameSync(soup(folder), `${soup(folder)}~`); writeFileSync(soup(folder), t); unlinkSync(`${soup(folder)}~`); },
    'removed and made again': (t) => { unlinkSync(soup(folder)); writeFileSync(soup(folder), t); },
    'sed -i': (t) => { spawnSync('sed', ['-i', `s/^title: .*/${/^title: .*$/m.exec(t)[0]}/`, soup(folder)]); },
  };
  let n = 0;
  for (const [name, way] of Object.entries(ways)) {
    way(retitle(text, `Soup ${++n}`));
    truth(`a save is noticed: ${name}`, await shows('recipes/leek-soup/', `Soup ${n}`), p.text.slice(-600));
  }
  const builds = p.lines().length;
  for (const name of ['leek-soup.yaml~', '.#leek-soup.yaml', '#leek-soup.yaml#', '.leek-soup.yaml.swp', '4913', 'x.bck', '.~lock.x#', 'x.tmp']) writeFileSync(join(page, name), 'x');
  mkdirSync(join(folder, 'build/site'), { recursive: true });
  writeFileSync(join(folder, 'build/site/index.html'), 'x');
  writeFileSync(soup(folder), readFileSync(soup(folder)), { flag: 'r+' });
  await pause(700);
  truth('copies of editors and the output start no build', p.lines().length <= builds + 1, p.lines().join('\n'));
  for (const name of readdirSync(page).filter((f) => !f.endsWith('.yaml') || f.startsWith('.'))) unlinkSync(join(page, name));

  writeFileSync(soup(folder), text);
  await shows('recipes/leek-soup/', 'Leek &amp; potato');
  const made = broth(folder);
  truth('a new file', await until(async () => (await p.get('recipes/broth/')).status === 200), p.text.slice(-900));
  renameSync(made, join(page, 'bouillon.yaml'));
  truth('a file that was renamed: the new page', await until(async () => (await p.get('recipes/bouillon/')).status === 200), p.text.slice(-900));
  truth('a file that was renamed: the old one is gone', (await p.get('recipes/broth/')).status === 404 && !(await p.get('recipes/')).body_text.includes('broth'));
  unlinkSync(join(page, 'bouillon.yaml'));
  truth('a file that was removed is gone', await until(async () => (await p.get('recipes/bouillon/')).status === 404));
  const words = join(folder, 'content/words/courses.yaml'), courses = readFileSync(words, 'utf8');
  const id = /^([\w-]+):/m.exec(courses)[1];
  for (const f of readdirSync(page)) writeFileSync(join(page, f), readFileSync(join(page, f), 'utf8').replaceAll(new RegExp(`\\b${id}\\b`, 'g'), 'changed'));
  writeFileSync(words, courses.replace(new RegExp(`^${id}:`, 'm'), 'changed:'));
  truth('a term that was renamed: the new page', await until(async () => (await p.get('course/changed/')).status === 200), p.text.slice(-900));
  truth('a term that was renamed: the old one is gone', (await p.get(`course/${id}/`)).status === 404);
  const count = p.lines().length;
  mkdirSync(join(folder, 'content/extra'));
  renameSync(page, join(folder, 'content/elsewhere'));
  truth('a folder that was moved away is missed', await until(async () => (await p.state()).balk.includes('class="wegwijzer-serve-fout"')));
  renameSync(join(folder, 'content/elsewhere'), page);
  rmSync(join(folder, 'content/extra'), { recursive: true });
  truth('and comes back', (await until(async () => !(await p.state()).balk.includes('class="wegwijzer-serve-fout"'))) && p.lines().length > count);
  writeFileSync(soup(folder), retitle(readFileSync(soup(folder), 'utf8'), 'After the move'));
  truth('and is watched again', await shows('recipes/leek-soup/', 'After the move'));
  for (const [path, bytes] of before) writeFileSync(path, bytes);
  const now = whole(folder);
  renameSync(folder, `${folder}-away`);
  await until(async () => (await p.state()).balk.includes('class="wegwijzer-serve-fout"'));
  renameSync(`${folder}-away`, folder);
  truth('a project that was moved away and back is watched again', await until(async () => !(await p.state()).balk.includes('class="wegwijzer-serve-fout"')));
  check('it writes nothing in the project', [...now.keys()].filter((k) => !before.has(k) && !k.includes('/build/')));
  truth('SIGINT ends it with 0', (await p.stop('SIGINT')) === 0);
}

/** Everything that goes into a site, not only its records. */
async function inputs() {
  const folder = small(), p = await preview(folder);
  const shows = (path, text) => until(async () => (await p.get(path)).body_text.includes(text));
  const edit = (file, change) => { const at = join(folder, file), text = readFileSync(at, 'utf8'), next = change(text); if (next === text) throw new Error(`${file}: nothing to change`); writeFileSync(at, next); };
  edit('templates/recipe.html.mustache', (t) => t.replace(/<h1/, '<p>From the template</p>\n<h1'));
  truth('a template is watched', await shows('recipes/leek-soup/', 'From the template'), p.text.slice(-600));
  edit('templates/partials/frame.mustache', (t) => t.replace('<main>', '<main><p>From the frame</p>'));
  truth('a partial is watched', await shows('recipes/', 'From the frame'), p.text.slice(-600));
  edit('content/site.yaml', (t) => t.replace(/motto: .*/, 'motto: Another kitchen'));
  truth('the settings are watched', await shows('recipes/', 'Another kitchen'), p.text.slice(-600));
  const page = readdirSync(join(folder, 'content/pages')).find((f) => f.endsWith('.md'));
  edit(`content/pages/${page}`, (t) => `${t}\nA line more.\n`);
  truth('a page of text is watched', await until(async () => (await p.get(`${page.replace('.md', '')}/`)).body_text.includes('A line more.')), p.text.slice(-600));
  const style = readdirSync(join(folder, 'themes/plain')).find((f) => f.endsWith('.scss'));
  edit(`themes/plain/${style}`, (t) => `${t}\n.from-the-theme { margin: 7px; }\n`);
  truth('a style is watched', await until(async () => {
    const href = /href="([^"]+\.css)"/.exec((await p.get('')).body_text)[1];
    return (await p.get(new URL(href, p.url).pathname.slice(1))).body_text.includes('from-the-theme');
  }), p.text.slice(-600));

  // A folder and what is in it at once; and one that is moved in with files in it.
  mkdirSync(join(folder, 'templates/extra'));
  writeFileSync(join(folder, 'templates/extra/x.html.mustache'), 'x');
  mkdirSync(join(work, 'set'));
  const count = p.lines().length;
  broth(folder, 'stock');
  renameSync(join(folder, 'content/recipes/stock.yaml'), join(work, 'set/stock.yaml'));
  renameSync(join(work, 'set/stock.yaml'), join(folder, 'content/recipes/stock.yaml'));
  truth('a file that comes from elsewhere', await until(async () => (await p.get('recipes/stock/')).status === 200), p.text.slice(-600));
  truth('and costs few builds', p.lines().length - count <= 3, p.lines().slice(count).join('\n'));

  // An editor that empties a file first: nothing is wrong in between.
  const text = readFileSync(soup(folder), 'utf8'), told = p.text.length;
  writeFileSync(soup(folder), '');
  await pause(60);
  writeFileSync(soup(folder), retitle(text, 'Emptied and filled'));
  truth('a file that is emptied and filled is no fault', (await shows('recipes/leek-soup/', 'Emptied and filled')) && !/fault|error/.test(p.text.slice(told)), p.text.slice(told));
  // Many saves during a build: what is shown in the end is the last.
  for (let n = 0; n < 12; n++) { writeFileSync(soup(folder), retitle(text, `Save ${n}`)); await pause(25); }
  truth('of many saves the last one shows', await shows('recipes/leek-soup/', 'Save 11'), p.text.slice(-600));
  await pause(600);
  truth('and stays', (await p.get('recipes/leek-soup/')).body_text.includes('Save 11'));
  await p.stop();
}

async function polling() {
  const under = spawnSync('unshare', ['-U', '-r', 'sh', '-c', 'echo 1 > /proc/sys/user/max_inotify_watches']).status === 0;
  if (!under && all) console.log('no watches left: skipped, this machine has no user namespaces');
  for (const [name, options] of [['--poll', { options: ['--poll'] }],
    ...(under ? [['no watches left', { under: ['unshare', '-U', '-r', 'sh', '-c', 'echo 1 > /proc/sys/user/max_inotify_watches && exec "$@"', 'sh'] }]] : [])]) {
    const folder = small(), p = await preview(folder, options);
    truth(`${name}: it says so, once`, p.text.split('I look twice a second').length === 2, p.text);
    writeFileSync(soup(folder), retitle(readFileSync(soup(folder), 'utf8'), 'Seen by looking'));
    truth(`${name}: a save is noticed`, await until(async () => (await p.get('recipes/leek-soup/')).body_text.includes('Seen by looking')));
    truth(`${name}: it ends with 0`, (await p.stop()) === 0);
  }
}

async function opening() {
  const bin = join(work, 'bin'), seen = join(work, 'opened'), folder = small();
  mkdirSync(bin);
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >${seen}\n`, { mode: 0o755 });
  let p = await preview(folder, { options: ['--open'], env: { PATH: `${bin}:${process.env.PATH}` } });
  truth('--open opens the browser', await until(() => { try { return readFileSync(seen, 'utf8').trim() === p.url; } catch { return false; } }));
  truth('no process is left behind', await until(() => !spawnSync('ps', ['--ppid', String(p.child.pid), '-o', 'stat='], { encoding: 'utf8' }).stdout.includes('Z')));
  await p.stop();
  writeFileSync(join(bin, 'xdg-open'), '#!/bin/sh\nexit 3\n');
  p = await preview(folder, { options: ['--open'], env: { PATH: `${bin}:/usr/bin:/bin` } });
  truth('a browser that fails is a message, no error', (await until(() => p.text.includes('the browser did not open'))) && (await p.get('')).status === 200);
  truth('SIGHUP ends it with 0', (await p.stop('SIGHUP')) === 0);
}

/** Waiting requests: answered when there is something newer; a stop does not wait for them. */
async function waiting() {
  const folder = small(), p = await preview(folder), { nummer } = await p.state();
  const waits = Array.from({ length: 50 }, () => fetch(`${p.url}.wegwijzer/versie?na=${nummer}`).then((r) => r.json(), () => null));
  truth('who is behind is answered at once', (await p.get(`.wegwijzer/versie?na=${nummer - 1}`)).status === 200);
  const dead = net.connect(p.port, '127.0.0.1', () => { dead.write(`GET /.wegwijzer/versie?na=${nummer} HTTP/1.1\r\nHost: localhost:${p.port}\r\n\r\n`); setTimeout(() => dead.destroy(), 200); });
  await pause(500);
  writeFileSync(soup(folder), retitle(readFileSync(soup(folder), 'utf8'), 'For those who wait'));
  const answers = await Promise.all(waits);
  truth('fifty that wait are told of one save', answers.every((a) => a && a.nummer > nummer && a.site === a.nummer), JSON.stringify(answers[0]));
  const again = (await p.state()).nummer, left = Array.from({ length: 50 }, () => fetch(`${p.url}.wegwijzer/versie?na=${again}`).catch(() => null));
  await pause(500);
  const from = Date.now(), ended = await p.stop('SIGINT');
  truth('a stop does not wait for fifty that wait', ended === 0 && Date.now() - from < (mode === '--threads' ? 10000 : 3000), `${ended} after ${Date.now() - from} ms`);
  await Promise.all(left);
}

// ---- what a browser shows ----------------------------------------------------------------------

async function inBrowser() {
  const folder = small(), p = await preview(folder), chromium = await browser();
  const page = await chromium.newPage({ viewport: { width: 800, height: 300 } }), faults = [];
  page.on('pageerror', (e) => faults.push(e.message));
  const text = readFileSync(soup(folder), 'utf8'), heading = page.locator('h1');
  const has = (words) => heading.filter({ hasText: words }).waitFor({ timeout: 60000 }).then(() => true, () => false);
  await go(page, `${p.url}recipes/leek-soup/`);
  writeFileSync(soup(folder), retitle(text, 'Renewed by itself').replace('method: |', `method: |\n${'  A line.\n\n'.repeat(80)}`));
  truth('an open page renews itself', await has('Renewed by itself'));
  await page.evaluate(() => scrollTo(0, 400));
  writeFileSync(soup(folder), readFileSync(soup(folder), 'utf8').replace('Renewed by itself', 'In its place'));
  truth('and again', await has('In its place'));
  truth('at the place where it was', await until(() => page.evaluate(() => Math.abs(scrollY - 400) < 5), 10), await page.evaluate(() => scrollY));

  const bar = page.locator('#wegwijzer-serve');
  await page.evaluate(() => { globalThis.kept = 'yes'; });
  writeFileSync(soup(folder), `${text}titel: [\n`);
  await bar.locator('.wegwijzer-serve-fout').waitFor({ timeout: 60000 });
  const said = await bar.innerText();
  truth('a fault stands in a bar, with place and remedy', /content\/recipes\/leek-soup\.yaml:\d+/.test(said) && said.includes('Do this:') && said.includes('this is the version before'), said);
  truth('the page below it stays as it was', (await page.evaluate(() => globalThis.kept)) === 'yes' && (await heading.innerText()) === 'In its place');
  const [top_, foot, height] = await bar.evaluate((e) => { const r = e.getBoundingClientRect(); return [r.top, r.bottom, innerHeight]; });
  truth('and is in sight, wherever the page is scrolled to', top_ >= 0 && top_ < height && foot <= height + 1, `${top_} to ${foot} of ${height}`);
  truth('the bar takes no focus', await page.evaluate(() => document.activeElement === document.body));
  await page.reload();
  truth('the bar is part of a page that is asked for again', (await bar.locator('.wegwijzer-serve-fout').count()) === 1 && (await bar.getAttribute('role')) === 'status');
  writeFileSync(soup(folder), retitle(text, 'Mended'));
  truth('the bar goes with the fault', (await has('Mended')) && (await bar.locator('.wegwijzer-serve-fout').count()) === 0);

  const made = broth(folder);
  await until(async () => (await p.get('recipes/broth/')).status === 200);
  await go(page, `${p.url}recipes/broth/`);
  unlinkSync(made);
  broth(folder, 'bouillon', 'old_names: [broth]\n');
  const moved = page.locator('a[href="../../recipes/bouillon/"]', { hasText: 'Broth' });
  truth('a page with another name becomes the one that leads there', await moved.waitFor({ timeout: 60000 }).then(() => true, () => false), page.url());
  await moved.click();
  unlinkSync(join(folder, 'content/recipes/bouillon.yaml'));
  truth('a page that is no more leads to its list', await page.waitForURL(`${p.url}recipes/`, { timeout: 60000 }).then(() => true, () => false), page.url());
  truth('which says so', (await bar.innerText()).includes('/recipes/bouillon/'), await bar.innerText());
  check('no script failed', faults);
  await p.stop();

  const broken = small();
  writeFileSync(soup(broken), 'title: [\n');
  const q = await preview(broken);
  const first = await q.get('recipes/');
  truth('while no build was good every page has the messages', first.status === 503 && first.body_text.includes('content/recipes/leek-soup.yaml:1') && first.body_text.includes('Do this:'), first.status);
  await go(page, `${q.url}recipes/leek-soup/`);
  writeFileSync(soup(broken), retitle(text, 'Good at last'));
  truth('and becomes the page without a hand', await has('Good at last'), q.text);
  await q.stop();
  return { chromium, page };
}

async function tabs(chromium) {
  const folder = small(), p = await preview(folder), context = await chromium.newContext(), pages = [];
  for (let i = 0; i < 8; i++) {
    pages.push(await context.newPage());
    await pages[i].goto(`${p.url}recipes/leek-soup/`);
  }
  await pause(500);
  writeFileSync(soup(folder), retitle(readFileSync(soup(folder), 'utf8'), 'In eight tabs'));
  for (const [i, page] of pages.entries()) {
    await page.bringToFront();
    truth(`tab ${i + 1} renews itself`, await page.locator('h1', { hasText: 'In eight tabs' }).waitFor({ timeout: 60000 }).then(() => true, () => false));
  }
  const more = await context.newPage();
  truth('a ninth tab opens', (await more.goto(p.url)).status() === 200);
  await context.close();
  await p.stop();
}

/** A page may be renewing itself when it is left. */
const go = async (page, url) => {
  // A page that is just then renewing itself breaks off the way to another.
  for (let left = 5; left; left--) {
    const fault = await page.goto(url).then(() => null, (e) => e);
    if (!fault) return;
    if (left === 1) throw fault;
    await pause(100);
  }
};

// ---- the full form ------------------------------------------------------------------------------

async function editors() {
  const folder = small(), p = await preview(folder), text = readFileSync(soup(folder), 'utf8');
  const shows = (words) => until(async () => (await p.get('recipes/leek-soup/')).body_text.includes(words));
  const home = { env: { ...process.env, HOME: work, TERM: 'xterm' } };
  for (const [n, options] of ['', 'set backup writebackup backupcopy=no', 'set backupcopy=yes', 'set nowritebackup'].entries()) {
    writeFileSync(soup(folder), text);
    spawnSync('vim', ['-u', 'NONE', '-es', '-c', options || 'set compatible', '-c', `%s/^title: .*/title: By vim ${n}/`, '-c', 'wq', soup(folder)], home);
    truth(`vim saves (${options || 'as it comes'})`, await shows(`By vim ${n}`), p.text.slice(-500));
  }
  writeFileSync(soup(folder), text.replace(/^title: .*\n/, ''));
  const keys = ['title: By nano\\r', '\\017', '\\r', '\\030'].map((k) => `sleep 2; printf '${k}'`).join('; ');
  spawnSync('sh', ['-c', `(${keys}; sleep 2) | script -qc 'nano -I ${soup(folder)}' /dev/null`], { ...home, timeout: 60000 });
  truth('nano saves', await shows('By nano'), readFileSync(soup(folder), 'utf8').slice(0, 80));
  await p.stop();
}

async function checkout(p) {
  const folder = p.folder, git = (...words) => spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: folder, encoding: 'utf8' });
  const records = readdirSync(join(folder, 'content/ondersteuning')).slice(0, 100);
  git('init', '-q'), git('add', '-A'), git('commit', '-qm', 'one');
  git('checkout', '-qb', 'other');
  for (const name of records) {
    const file = join(folder, 'content/ondersteuning', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^samenvatting: .*$/m, 'samenvatting: Veranderd in een andere tak.'));
  }
  git('commit', '-qam', 'two');
  await pause(4000);
  await until(async () => !p.busy);
  git('checkout', '-q', 'master'), git('checkout', '-q', 'main');
  await pause(6000);
  const before = p.lines().length;
  const moved = git('checkout', '-q', 'other');
  truth('git checks out another branch', moved.status === 0, moved.stderr);
  truth('a checkout of a hundred files is noticed', await until(() => p.lines().length > before));
  await pause(4000);
  truth('in at most three builds', p.lines().length - before <= 3, p.lines().join('\n'));
}

async function longRun() {
  const folder = small(), p = await preview(folder, { options: ['-j', '2'] }), text = readFileSync(soup(folder), 'utf8');
  const save = async (n) => {
    const { nummer } = await p.state(), wait = p.get(`.wegwijzer/versie?na=${nummer}`);
    writeFileSync(soup(folder), retitle(text, `Number ${n}`));
    await wait;
  };
  for (let n = 0; n < 50; n++) await save(n);
  const first = memory(p.child);
  for (let n = 50; n < 550; n++) await save(n);
  const grown = memory(p.child) - first;
  console.log(`  memory after 50 builds ${first} kB, after 550 ${grown} kB more`);
  truth('memory stays flat over 500 builds', grown < 5120, `${grown} kB more`);
  truth('every save was built', await until(() => p.lines().length >= 551, 10), p.lines().length);
  await p.stop();
}

async function timeout() {
  const p = await preview(small()), { nummer } = await p.state(), from = Date.now();
  const r = await p.get(`.wegwijzer/versie?na=${nummer}`);
  truth('who waits 25 seconds gets 204', r.status === 204 && Date.now() - from > 24000, `${r.status} after ${Date.now() - from} ms`);
  await p.stop();
}

async function bench() {
  const p = await preview(copy('.')), chromium = await browser(), page = await chromium.newPage();
  const file = join(p.folder, 'content/knelpunten/lokale-driehoek.yaml'), text = readFileSync(file, 'utf8'), served = [], shown = [];
  await go(page, `${p.url}knelpunten/lokale-driehoek/`);
  for (let n = 0; n < 10; n++) {
    const { nummer } = await p.state(), from = performance.now(), wait = p.get(`.wegwijzer/versie?na=${nummer}`);
    writeFileSync(file, text.replace(/^titel: .*$/m, `titel: Meting ${n}`));
    await wait;
    served.push(performance.now() - from);
    await page.locator('h1', { hasText: `Meting ${n}` }).waitFor();
    shown.push(performance.now() - from);
  }
  const middle = (list) => Math.round(list.sort((a, b) => a - b)[list.length >> 1]);
  console.log(`serve: from a save of this catalogue to the answer ${middle(served)} ms, to the new page in Chromium ${middle(shown)} ms (median of 10; 40 ms of it is waiting for quiet)`);
  await p.stop();
}

await suite(async () => {
  if (mode === '--bench') return void (await bench(), truth('measured', true));
  await requests();
  await changes();
  await inputs();
  await waiting();
  if (mode === '--threads') return;
  script();
  await polling();
  const { chromium } = await inBrowser();
  const real = await realHeaders();
  if (all) {
    await opening();
    await tabs(chromium);
    await editors();
    await checkout(real);
    await timeout();
    await longRun();
  }
  truth('it ends with 0', (await real.stop()) === 0);
});
