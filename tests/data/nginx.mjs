// SPDX-License-Identifier: EUPL-1.2
// tests/data/nginx.mjs - a real nginx serves the site with the two files that it makes for nginx: headers and types as promised, and an
// identifier that answers by Accept. Usage: node tests/data/nginx.mjs PROGRAM WORK
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join, resolve } from 'node:path';
import { check, program, suite, truth, work } from '../site/lib.mjs';

const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find(existsSync), port = 18080 + (process.pid % 1000), base = `http://127.0.0.1:${port}/raad/`;

function get(path, accept) {
  return new Promise((done, fail) => {
    http.get(new URL(path, base), { headers: accept === undefined ? {} : { accept } }, (answer) => {
      let text = '';
      answer.on('data', (part) => { text += part; }).on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
    }).on('error', fail);
  });
}

async function up() {
  for (let i = 0; i < 100; i++) {
    if (await get('').then((a) => a.status === 200, () => false)) return true;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  return false;
}

/** The project with a record that was renamed. */
function make(folder) {
  const project = join(folder, 'project'), site = join(folder, 'www/raad');
  mkdirSync(project, { recursive: true });
  for (const part of ['content', 'templates', 'themes']) spawnSync('cp', ['-r', part, project]);
  for (const names of [['knelpunten/geheimhouding', 'geheim'], ['themas/integriteit', 'eerlijk']]) spawnSync(program, ['rename', '-C', project, ...names]);
  const done = spawnSync(program, ['build', '-C', project, '-o', site, '--base-url', base], { encoding: 'utf8' });
  truth('the site is built', done.status === 0, done.stderr);
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http {
  access_log off; client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  server { listen 127.0.0.1:${port}; root ${folder}/www; include ${site}/kopregels-nginx.conf; include ${site}/identificaties-nginx.conf; }
}
`);
  return site;
}

/** Where an identifier leads for who asks for this. */
async function leads(id, accept, to) {
  const answer = await get(`id/${id}`, accept), found = new URL(answer.headers.location ?? '', base).href;
  const wanted = new URL(to, base).href, there = answer.status === 303 && found === wanted && (await get(new URL(found).pathname)).status === 200;
  return there && answer.headers['access-control-allow-origin'] === '*' && /Accept/.test(answer.headers.vary ?? '') ? []
    : [`${id} for ${accept}: ${answer.status} ${found}, not 303 ${wanted}`];
}

async function identifiers() {
  const faults = [];
  for (const [id, accept, to] of [['knelpunten/lokale-driehoek', 'text/html', 'knelpunten/lokale-driehoek/'], ['knelpunten/lokale-driehoek/', '*/*', 'knelpunten/lokale-driehoek/'],
    ['knelpunten/lokale-driehoek', 'application/json', 'data/catalogus.json'], ['knelpunten/geheimhouding', 'text/html', 'knelpunten/geheim/'],
    ['knelpunten/geheim', 'text/html', 'knelpunten/geheim/'], ['themas/rollen', 'text/turtle', 'begrippen/themas.ttl'], ['themas/rollen', 'application/ld+json', 'begrippen/themas.jsonld'],
    ['themas/rollen', 'text/html', 'begrippen/themas/#rollen'], ['themas/integriteit', 'text/html', 'begrippen/themas/#eerlijk'], ['themas', 'text/turtle', 'begrippen/themas.ttl'],
    ...[['text/html, application/json;q=0.1', 0], ['text/html;q=0.8, application/ld+json', 2], ['application/json;q=0, */*', 0], ['application/json, text/plain, */*', 2], ['', 0], [undefined, 0],
      ['text/turtle, application/ld+json;q=0.9, */*;q=0.1', 1], ['text/turtle;q=0.3, application/ld+json;q=0.9', 2], ['text/turtle;q=0.5, text/html;q=0.5', 0], ['image/png', 0],
      ['application/ld+json; profile="x"; q=0.4, text/html;level=1;q=0.3', 2], ['TEXT/TURTLE;Q=1.0', 1], ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 0]]
      .map(([accept, to]) => ['themas/rollen', accept, ['begrippen/themas/#rollen', 'begrippen/themas.ttl', 'begrippen/themas.jsonld'][to]]),
    ['knelpunten/lokale-driehoek', 'text/turtle, application/json;q=0.5', 'data/catalogus.json'], ['knelpunten/lokale-driehoek', 'text/html, application/json;q=0.5', 'knelpunten/lokale-driehoek/'], ['dataset/catalogus', 'text/html', 'data/']]) faults.push(...await leads(id, accept, to));
  check('an identifier leads on by what is asked for, after a rename too', faults);
}

async function headers(site) {
  const asset = readdirSync(join(site, 'assets')).find((f) => f.endsWith('.css')), faults = [];
  const promised = readFileSync(join(site, '_headers'), 'utf8').split('\n').slice(1).filter((l) => l.startsWith('  ')).slice(0, 7).map((l) => l.trim().split(/: (.*)/));
  const page = await get('');
  for (const [name, value] of promised) if (page.headers[name.toLowerCase()] !== value) faults.push(`${name}: ${page.headers[name.toLowerCase()]}, not ${value}`);
  check('a page has the headers of the file for other hosts', faults);
  truth('an asset is kept for a year, a page is not', /immutable/.test((await get(`assets/${asset}`)).headers['cache-control']) && !page.headers['cache-control']);
  const types = { 'data/catalogus.csv': 'text/csv; charset=utf-8', 'data/catalogus.json': 'application/json', 'data/catalogus.jsonl': 'application/jsonl', 'begrippen/themas.ttl': 'text/turtle; charset=utf-8',
    'begrippen/themas.jsonld': 'application/ld+json', 'feed.atom': 'application/atom+xml', 'feed.json': 'application/json', 'data/catalogus.sql': 'application/sql', 'sitemap.xml': 'application/xml' };
  const wrong = [];
  for (const [path, type] of Object.entries(types)) {
    const answer = await get(path);
    if (answer.status !== 200 || answer.headers['content-type'] !== type) wrong.push(`${path}: ${answer.status} ${answer.headers['content-type']}, not ${type}`);
    if (!/xml$|sql$/.test(path) && answer.headers['access-control-allow-origin'] !== '*') wrong.push(`${path}: not for other sites`);
  }
  check('every file of data has its type and is there for other sites', wrong);
  const missing = await get('nergens/');
  truth('what is not there gets the own page', missing.status === 404 && missing.text.includes('<h1'));
  truth('a search without script leads to the page of that word', (await get('zoeken/a-z/?q=griffier')).text.includes('griffier') && (await get('zoeken/a-z/?q=xyzzy')).status === 200);
  const old = await get('zoeken/woord/xyzzy/');
  truth('an old page of a word leads to the search', old.status === 302 && old.headers.location.endsWith('zoeken/?q=xyzzy'), `${old.status} ${old.headers.location}`);
}

await suite(async () => {
  if (!nginx) {
    console.log('long-nginx: skipped, nginx is not installed (Debian package nginx-light)');
    process.exit(0); // as the other programs that need not be there
  }
  const folder = resolve(work, 'nginx');
  rmSync(folder, { recursive: true, force: true });
  const site = make(folder), test = spawnSync(nginx, ['-t', '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { encoding: 'utf8' });
  truth('nginx takes both files', test.status === 0, test.stderr);
  const server = spawn(nginx, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  try {
    if (truth('nginx serves the site', await up(), existsSync(join(folder, 'error.log')) ? readFileSync(join(folder, 'error.log'), 'utf8').slice(-600) : '')) {
      await identifiers();
      await headers(site);
    }
  } finally {
    server.kill('SIGTERM');
  }
});
