// SPDX-License-Identifier: EUPL-1.2
// tests/site/starter.mjs PROGRAM WORK - what `init` makes, in both languages and for every Git host, with an installed program in an
// empty home: two runs are equal, it checks without a word, its pages pass axe and the probes, every link leads somewhere, the
// search finds, and the other commands work in it; it is served, and builds when the examples are gone.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join, resolve } from 'node:path';
import { addressOf, browser, check, files, isRedirect, listen, program, require, site, suite, truth, work } from './lib.mjs';
import { ready } from './rounds.mjs';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') + readFileSync(new URL('probes.js', import.meta.url), 'utf8');
const home = join(work, 'home');
rmSync(work, { recursive: true, force: true });
mkdirSync(home, { recursive: true });

const env = { PATH: '/usr/bin:/bin', HOME: resolve(home) };
function run(...words) {
  const done = spawnSync(resolve(program), words, { cwd: home, encoding: 'utf8', env });
  return { status: done.status, text: done.stdout + done.stderr };
}
const read = (folder) => new Map(files(folder).map((f) => [f, readFileSync(join(folder, f), 'utf8')]));
const same = (a, b) => [...new Set([...a.keys(), ...b.keys()])].filter((f) => a.get(f) !== b.get(f));

const languages = {
  nl: { kind: 'onderwerp', id: 'eigen-onderwerp', search: 'zoeken/', word: 'voorbeeld', guide: 'content/LEESMIJ.md', record: 'onderwerpen/eerste-onderwerp', list: 'themas', term: 'eerste-thema', terms: 'begrippen/themas.yaml' },
  en: { kind: 'topic', id: 'own-topic', search: 'search/', word: 'example', guide: 'content/GUIDE.md', record: 'topics/first-topic', list: 'themes', term: 'first-theme', terms: 'lists/themes.yaml' },
};
const hosts = { github: '.github/workflows/check.yml', gitlab: '.gitlab-ci.yml', forgejo: '.forgejo/workflows/check.yml' };

async function pages(lang, project) {
  const { url, folder } = await site(`site-${lang}`, '/', ['-C', project]);
  const started = await browser(), own = languages[lang];
  const html = files(folder).filter((f) => f.endsWith('.html') && !isRedirect(readFileSync(join(folder, f), 'utf8')));
  for (const [width, colorScheme] of [[320, 'light'], [1280, 'dark']]) {
    const context = await started.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage(), heard = listen(page, [new URL(url).origin]);
    for (const file of html) {
      const where = `${lang}/${file} at ${width} px, ${colorScheme}`;
      heard.console.length = heard.requests.length = 0;
      await page.goto(url + addressOf(file), { waitUntil: 'load' });
      await page.evaluate(axe);
      check(`axe, probes and console: ${where}`, [...await page.evaluate(async () => {
        const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } });
        return [...violations.map((v) => `${v.id}: ${v.nodes[0].target}`), ...probes.scrolls(), ...probes.targets(), ...probes.headings()];
      }), ...heard.console, ...heard.requests]);
    }
    await page.goto(`${url}${own.search}?q=${own.word}`);
    await page.waitForFunction(() => document.querySelectorAll('[data-lijst] > li').length === 3);
    truth(`the search finds the three examples: ${lang} at ${width} px`, true);
    // The form, of a record and of a term: what nobody touches stays as it is.
    for (const [at, id, file] of [own.record.split('/').concat(`${own.record}.yaml`), [`lists/${own.list}`, own.term, own.terms]]) {
      await page.goto(`${url}edit/${at}/?id=${id}`);
      await ready(page);
      const shown = await page.evaluate(() => ({ text: window.wegwijzerFormulier.text(), faults: window.wegwijzerFormulier.judge().map((f) => f.text) }));
      truth(`the form of ${at}: ${lang} at ${width} px`, shown.text === readFileSync(join(project, 'content', file), 'utf8') && !shown.faults.length, shown.faults.join('; '));
    }
    await context.close();
  }
  check(`every identifier in its data is a page: ${lang}`, JSON.parse(readFileSync(join(folder, 'data/catalogue.json'), 'utf8')).records
    .filter((r) => !existsSync(join(folder, new URL(r.uri).pathname, 'index.html'))).map((r) => r.uri));
  const links = html.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:href|src)="([^"#?]+)/g)].map(([, to]) => new URL(to, url + addressOf(file))))
    .filter((to) => to.href.startsWith(url)).map((to) => decodeURIComponent(to.href.slice(url.length)));
  check(`every link leads somewhere: ${lang}`, [...new Set(links)].filter((path) => {
    const at = join(folder, path);
    return !existsSync(statSync(at, { throwIfNoEntry: false })?.isDirectory() ? join(at, 'index.html') : at);
  }));
}

/** The preview of a new catalogue, and a save in it. */
async function serves(lang, project) {
  const port = await new Promise((done) => { const s = net.createServer().listen(0, '127.0.0.1', () => { const at = s.address().port; s.close(() => done(at)); }); });
  const child = spawn(resolve(program), ['serve', '-C', project, '--port', String(port)], { env, stdio: 'ignore' }), record = join(project, 'content', `${languages[lang].record}.yaml`), was = readFileSync(record, 'utf8');
  const ended = new Promise((done) => { child.on('close', (status) => done(status)); });
  const shows = async (word) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((done) => { setTimeout(done, 50); })) {
      const page = await fetch(`http://localhost:${port}/${languages[lang].record}/`).then((r) => r.text(), () => '');
      if (page.includes(word)) return true;
    }
    return false;
  };
  truth(`serve shows it: ${lang}`, await shows('</h1>'));
  writeFileSync(record, was.replace(/^(titel|title): .*$/m, '$1: Saved while it was served'));
  truth(`and what is saved in it: ${lang}`, await shows('Saved while it was served'));
  writeFileSync(record, was);
  child.kill('SIGTERM');
  truth(`and stops when it is told to: ${lang}`, await ended === 0);
}

/** A record of one's own in the place of all the examples. */
function alone(lang, project) {
  const own = languages[lang], [folder] = own.record.split('/'), text = readFileSync(join(project, 'content', `${own.record}.yaml`), 'utf8');
  for (const file of files(join(project, 'content')).filter((f) => f.includes('/') && !/^(paginas|pages|begrippen|lists)\//.test(f))) rmSync(join(project, 'content', file));
  writeFileSync(join(project, 'content', folder, 'own.yaml'), text.split(/^(?=\w+:)/m).filter((f) => /^(titel|title|samenvatting|summary|themas|themes|toegevoegd|added):/.test(f)).join(''));
  const built = run('build', '-C', project, '--lang', 'en', '-o', join(project, 'own'));
  truth(`it builds without the examples: ${lang}`, built.status === 0, built.text);
}

await suite(async () => {
  for (const [lang, own] of Object.entries(languages)) {
    for (const [host, file] of Object.entries(hosts)) {
      const name = `${lang}-${host}`, project = join(home, name);
      const options = ['--lang', lang, '--host', host, '--title', `Proef: "${host}"`, '--repository', 'https://git.example/g/x', '--base-url', 'https://catalogue.example/'];
      const first = run('init', name, ...options), again = run('init', `${name}-2`, ...options);
      truth(`init: ${name}`, first.status === 0 && again.status === 0, first.text);
      check(`two runs are equal: ${name}`, same(read(project), read(`${project}-2`)));
      truth(`files for the host: ${name}`, existsSync(join(project, file)) && existsSync(join(project, own.guide)));
      const checked = run('check', '--strict', '-C', name, '--lang', 'en');
      truth(`no warning: ${name}`, checked.status === 0 && /no faults in 3 records/.test(checked.text), checked.text);
      const mapped = run('schema', '-C', name, '-o', `${name}/build/schema`), map = join(project, '.vscode/settings.json');
      truth(`the map for an editor names every schema: ${name}`, mapped.status === 0 && Object.keys(JSON.parse(readFileSync(map, 'utf8'))['yaml.schemas']).every((path) => existsSync(join(project, path))), mapped.text);
      rmSync(join(project, 'build'), { recursive: true, force: true });
      truth(`never overwrites: ${name}`, run('init', name, ...options).status === 2 && same(read(project), read(`${project}-2`)).length === 0);
    }
    const bare = `${lang}-bare`;
    mkdirSync(join(home, bare, '.git'), { recursive: true });
    truth(`a folder with only .git: ${lang}`, run('init', bare, '--lang', lang).status === 0);
    const advice = run('check', '-C', bare, '--lang', 'en');
    truth(`one warning for the one placeholder: ${lang}`, advice.status === 0 && /^1 warning in 3 records/m.test(advice.text), advice.text);
    for (const words of [['new', own.kind, own.id], ['rename', own.record, 'other-name'], ['search', own.word], ['inspect', '/'], ['build', '-o', 'out']]) {
      const done = run(...words, '-C', bare, '--lang', 'en');
      truth(`${words[0]} works: ${lang}`, done.status === 0, done.text);
      if (words[0] === 'new') rmSync(join(home, bare, 'content', own.record.split('/')[0], `${own.id}.yaml`));
    }
    await pages(lang, join(home, `${lang}-github`));
    await serves(lang, resolve(home, `${lang}-gitlab`));
    alone(lang, resolve(home, `${lang}-forgejo`));
  }
});
