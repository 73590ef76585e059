// SPDX-License-Identifier: EUPL-1.2
// tests/site/lib.mjs - what the suites of the published site share: counting, building a site for an address, serving it
// with its own headers, the page types, and one browser.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { flags, startChromium, startFirefox } from '../browsers.mjs';

export const require = createRequire(import.meta.url);
/** A package of npm: the Makefile sets NODE_PATH, which import does not know. */
export const load = (name) => import(pathToFileURL(require.resolve(name)));

const [, , program = 'build/wegwijzer', work = 'build/check-site'] = process.argv;
export { flags, program, work };

// ---- counting ------------------------------------------------------------------------------

let passed = 0, failed = 0;

/** One test: it fails when there are faults, and prints the first ones. */
export function check(name, faults = []) {
  if (faults.length === 0) {
    passed++;
    return true;
  }
  failed++;
  console.log(`failed: ${name}${faults.length > 1 ? ` (${faults.length})` : ''}`);
  for (const fault of faults.slice(0, 12)) console.log(`  ${String(fault).replaceAll('\n', '\n  ')}`);
  if (faults.length > 12) console.log(`  and ${faults.length - 12} more`);
  return false;
}
export const truth = (name, value, why = '') => check(name, value ? [] : [why || 'it is not so']);

/** Runs a suite: an error is a failure, and the last line is the count. */
export async function suite(run) {
  try {
    await run();
  } catch (error) {
    check('the suite runs to its end', [error.stack ?? error]);
  }
  for (const end of atEnd.reverse()) await end();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
const atEnd = [];

// ---- building and serving ------------------------------------------------------------------

/** All files below a folder, with / between names, sorted; not what the tool keeps for itself. */
export const files = (folder) => readdirSync(folder, { recursive: true }).map((f) => f.replaceAll('\\', '/'))
  .filter((f) => f !== '.wegwijzer' && statSync(join(folder, f)).isFile()).sort();

export function build(name, options = []) {
  const out = join(work, name);
  mkdirSync(work, { recursive: true });
  rmSync(out, { recursive: true, force: true });
  const done = spawnSync(program, ['build', '-o', out, ...options], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`wegwijzer build ${options.join(' ')}: status ${done.status}\n${done.stderr}`);
  return out;
}

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml', '.xml': 'application/xml',
  '.atom': 'application/atom+xml', '.json': 'application/json', '.jsonl': 'application/jsonl', '.jsonld': 'application/ld+json',
  '.ttl': 'text/turtle; charset=utf-8', '.sql': 'application/sql', '.ndjson': 'application/x-ndjson',
  '.webmanifest': 'application/manifest+json',
};

/** The type of a file with this extension, without its character set. */
export const typeOf = (extension) => types[extension]?.split(';')[0] ?? 'application/octet-stream';

// A `_headers` file: a path that may end in *, then its headers, indented.
function readHeaders(folder) {
  const rules = [];
  for (const line of readFileSync(join(folder, '_headers'), 'utf8').split('\n')) {
    const header = line.match(/^\s+([\w-]+):\s*(.*)$/);
    if (header) rules.at(-1).headers[header[1]] = header[2];
    else if (line.trim()) rules.push({ path: line.trim(), headers: {} });
  }
  const matches = (rule, path) => (rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path);
  return (path) => Object.assign({}, ...rules.filter((rule) => matches(rule, path)).map((rule) => rule.headers));
}

/**
 * Builds the site for the address it is served at, and serves it as a host that reads _headers does: gzip, the page 404.html for
 * what is not there. Gives {url, folder, get(path)}.
 */
export async function site(name, prefix = '/', options = []) {
  let folder, headers;
  const zlib = await import('node:zlib');
  const server = http.createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = path.startsWith(prefix) ? join(folder, path.slice(prefix.length)) : '', status = 200;
    if (file && existsSync(file) && statSync(file).isDirectory()) file = path.endsWith('/') ? join(file, 'index.html') : '';
    if (!file || !existsSync(file)) [file, status] = [join(folder, '404.html'), 404];
    const type = types[extname(file)] ?? 'application/octet-stream', body = readFileSync(file);
    const zip = /text|xml|json|javascript/.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const own = { 'Content-Type': type, ...(zip ? { 'Content-Encoding': 'gzip' } : {}) };
    response.writeHead(status, { ...headers(`/${path.slice(prefix.length)}`), ...own });
    response.end(zip ? zlib.gzipSync(body, { level: 6 }) : body);
  });
  server.keepAliveTimeout = 600_000;
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}${prefix}`;
  folder = build(name, ['--base-url', url, ...options]);
  headers = readHeaders(folder);
  atEnd.push(() => server.close());
  return { url, folder };
}

// ---- page types ----------------------------------------------------------------------------

export const addressOf = (file) => file.replace(/(^|\/)index\.html$/, '$1');
export const isRedirect = (html) => /<meta http-equiv="refresh"/.test(html);
const unescape = (text) => text.replace(/&(#39|quot|amp|lt|gt);/g, (_, n) => ({ '#39': "'", quot: '"', amp: '&', lt: '<', gt: '>' })[n]);
const heading = (html) => unescape((html.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)?.[1] ?? '').replace(/<[^>]*>/g, ''))
  .replace(/\s+/g, ' ').trim();

/**
 * The pages of a built site by the output in site.yaml that makes them: [{template, each, pages: [{file, address, size, title}]}].
 * What is in braces in a path stands for one name; an output without braces goes before one with them.
 */
export async function pageTypes(folder) {
  const { parse } = await load('yaml');
  const settings = parse(readFileSync('content/site.yaml', 'utf8')), model = parse(readFileSync('content/model.yaml', 'utf8'));
  const escape = (text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  // Pages that only a preview has are looked at by preview.mjs.
  const found = settings.outputs.filter((o) => o.template.endsWith('.html') && o.when !== 'preview').map((o) => {
    const path = o.path?.replace('{folder}', model.kinds[o.kind]?.folder ?? '{folder}');
    return { template: o.template, each: o.each ?? '', moves: isRedirect(readFileSync(`templates/${o.template}.mustache`, 'utf8')), braces: path?.match(/\{/g)?.length ?? 0, pages: [],
      pattern: path === undefined ? null : new RegExp(`^${escape(path).replace(/\{\w+\}/g, '[^/]+')}$`) };
  });
  const order = [...found].sort((a, b) => a.braces - b.braces);
  for (const file of files(folder).filter((f) => f.endsWith('.html'))) {
    const html = readFileSync(join(folder, file), 'utf8'), address = addressOf(file);
    const moves = isRedirect(html), type = order.find((t) => t.moves === moves && t.pattern?.test(address)) ?? (moves ? found.find((t) => t.each === 'redirect') : null);
    if (!type) throw new Error(`${file}: no output in site.yaml makes this`);
    type.pages.push({ file, address, size: html.length, title: heading(html) });
  }
  return found;
}

/**
 * The pages that stand for their type: the largest, and where there are many also the one with the longest title. Who reads as
 * readers do leaves out the types that move: their pages only send a reader on.
 */
export function samples(types, most = 2) {
  const chosen = [];
  for (const type of types) {
    const largest = [...type.pages].sort((a, b) => b.size - a.size)[0];
    const longest = [...type.pages].sort((a, b) => b.title.length - a.title.length)[0];
    if (largest) chosen.push({ ...largest, template: type.template, moves: type.moves });
    if (most > 1 && longest && longest !== largest) chosen.push({ ...longest, template: type.template, moves: type.moves });
  }
  return chosen;
}

// ---- the browser ---------------------------------------------------------------------------

/** Debian's Chromium, closed when the suite ends. */
export async function browser(options = {}) {
  const started = await startChromium(options);
  let ending = false;
  started.on('disconnected', () => { if (!ending) console.log('the browser stopped by itself'); });
  atEnd.push(() => { ending = true; return started.close(); });
  return started;
}

/** Debian's Firefox, likewise. */
export async function firefox() {
  const started = await startFirefox();
  atEnd.push(() => started.close());
  return started;
}

/** What a page says and asks: messages in the console, errors, failed requests, requests to another origin than these. */
export function listen(page, origins) {
  const heard = { console: [], requests: [] };
  const abroad = (url) => !/^(blob|data|about):/.test(url) && !origins.includes(new URL(url).origin);
  page.on('console', (m) => heard.console.push(`${m.type()}: ${m.text()}`));
  page.on('pageerror', (e) => heard.console.push(`error: ${e.message}`));
  page.on('requestfailed', (r) => {
    const reason = r.failure()?.errorText;
    if (!/ABORTED/.test(reason)) heard.console.push(`request: ${r.url()} ${reason}`);
  });
  page.on('response', (r) => {
    if (r.status() >= 400) heard.console.push(`status ${r.status()}: ${r.url()}`);
  });
  page.on('request', (r) => {
    if (abroad(r.url())) heard.requests.push(r.url());
  });
  return heard;
}

/** Runs the jobs, a few at a time. */
export async function pool(size, jobs, run) {
  const queue = [...jobs];
  await Promise.all(Array.from({ length: size }, async (_, worker) => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) await run(job, worker);
  }));
}
