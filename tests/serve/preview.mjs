// SPDX-License-Identifier: EUPL-1.2
// tests/serve/preview.mjs PROGRAM [--all] - the preview of a proposal, as whoever judges it gets it: a folder whose name has spaces, opened
// from disk. Says on every page that it is no site, claims nothing of the real one, lists what changes. --all: every page, Firefox too.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser, check, firefox, isRedirect, require, suite, truth } from '../site/lib.mjs';

const program = resolve(process.argv[2]), all = process.argv[3] === '--all';
const work = mkdtempSync(join(tmpdir(), 'wegwijzer-preview-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const run = (...words) => spawnSync(program, [...words, '--today', '2026-12-01'], { encoding: 'utf8', maxBuffer: 1 << 28 });
const pages = (folder) => readdirSync(folder, { recursive: true }).filter((n) => n.endsWith('.html'));
const edit = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));

await suite(async () => {
  const [before, after] = ['oud', 'nieuw'].map((n) => join(work, n));
  for (const to of [before, after]) {
    mkdirSync(to);
    for (const name of ['content', 'templates', 'themes']) cpSync(name, join(to, name), { recursive: true });
  }
  const records = readdirSync(join(after, 'content/ondersteuning')).sort(), folder = join(after, 'content/ondersteuning');
  edit(join(folder, records[0]), (t) => t.replace(/^titel: .*$/m, 'titel: Een titel uit het voorstel'));
  edit(join(folder, records[1]), (t) => t.replace(/^titel: .*$/m, 'titel: Een tweede titel'));
  edit(join(after, 'content/begrippen/themas.yaml'), (t) => t.replace(/^(\s+(?:naam|name): ).*$/m, '$1Een thema uit het voorstel'));
  writeFileSync(join(work, 'verslag.json'), run('diff', before, after, '--format', 'json').stdout);
  edit(join(folder, records[1]), (t) => `${t}geen-veld: 1\n`); // a fault: left out of the preview
  const made = join(work, 'site');
  const built = run('build', '-C', after, '--offline', '--quarantine', '--preview', 'Voorstel 12 & meer', '--diff', join(work, 'verslag.json'), '-o', made, '--base-url', 'https://wegwijzer.test/');
  truth('a preview is made, also of a proposal with a fault, and that is told', built.status === 1 && built.stderr.includes(records[1]), built.stderr.slice(-800));

  const wrong = { banner: [], robots: [], claims: [] }, names = pages(made);
  for (const name of names) {
    const html = readFileSync(join(made, name), 'utf8');
    if (!html.includes('Voorbeeld: Voorstel 12 &amp; meer')) wrong.banner.push(name);
    if (!/<meta name="robots" content="noindex/.test(html)) wrong.robots.push(name);
    if (/rel="canonical"|property="og:|type="application\/(atom\+xml|ld\+json)"/.test(html)) wrong.claims.push(name);
  }
  check(`each of ${names.length} pages says what it is`, wrong.banner);
  check('search engines are asked to leave it alone', wrong.robots);
  check('no page claims an address of the real site', wrong.claims);
  truth('robots.txt too', readFileSync(join(made, 'robots.txt'), 'utf8').includes('Disallow: /') && !readFileSync(join(made, 'robots.txt'), 'utf8').includes('Sitemap'));
  const list = readFileSync(join(made, 'voorbeeld/index.html'), 'utf8').replaceAll('\n', ' ');
  const id = records[0].replace('.yaml', '');
  truth('the list leads to what changed, here and as it is now', list.includes(`href="../ondersteuning/${id}/index.html">Een titel uit het voorstel</a>`) && list.includes(`href="https://wegwijzer.test/ondersteuning/${id}/"`), list.slice(list.indexOf('<main'), list.indexOf('<main') + 1500));
  truth('a record that is left out is named', /Een tweede titel[^<]*<span[^>]*>\(niet in dit voorbeeld\)/.test(list), list.slice(list.indexOf('<main'), list.indexOf('<main') + 1500));

  const site = run('build', '-C', before, '-o', join(work, 'echt'));
  const start = readFileSync(join(work, 'echt/index.html'), 'utf8');
  truth('the site itself has none of this', site.status === 0 && !pages(join(work, 'echt')).includes('voorbeeld/index.html') && !/noindex|Voorbeeld: /.test(start) && start.includes('rel="canonical"'), site.stderr.slice(-300));

  // As it is unpacked on somebody's desk.
  const home = join(work, 'Mijn voorbeelden (1)');
  mkdirSync(home);
  renameSync(made, join(home, 'voorbeeld van de site'));
  const at = (path) => pathToFileURL(join(home, 'voorbeeld van de site', path)).href;
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const chromium = await browser(), page = await chromium.newPage(), heard = [];
  page.on('console', (m) => { if (m.type() === 'error') heard.push(m.text()); });
  page.on('pageerror', (e) => heard.push(e.message));
  const kinds = new Map(names.filter((n) => !isRedirect(readFileSync(join(home, 'voorbeeld van de site', n), 'utf8'))).map((n) => [n.split('/').map((p, i, parts) => (i === parts.length - 2 && i > 0 ? '*' : p)).join('/'), n]));
  const shown = all ? [...kinds.values()] : ['index.html', 'voorbeeld/index.html', `ondersteuning/${id}/index.html`, 'zoeken/index.html', '404.html'];
  for (const name of shown) {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(at(name));
    if (name === '404.html') heard.splice(0); // its addresses are those of the site, as of every 404 page
    truth(`the banner shows: ${name}`, await page.getByText('Voorbeeld: Voorstel 12 & meer').first().isVisible());
    truth(`nothing is wider than a phone: ${name}`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.evaluate(`${axe};0`);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      check(`axe finds nothing: ${name}, ${scheme}`, await page.evaluate(async () => (await window.axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map((v) => `${v.id}: ${v.nodes[0].html}`)));
    }
  }
  await page.goto(at('index.html'));
  await page.getByRole('link', { name: 'Wat er verandert' }).click();
  truth('the banner leads to what changes', (await page.locator('h1').innerText()) === 'Wat er verandert');
  await page.getByRole('link', { name: 'Een titel uit het voorstel', exact: true }).first().click();
  truth('which leads to the record', (await page.locator('h1').innerText()).includes('Een titel uit het voorstel'));
  await page.goto(`${at('zoeken/index.html')}?q=${encodeURIComponent('titel uit het voorstel')}`);
  truth('searching works from disk', await page.locator('.kaart-titel', { hasText: 'Een titel uit het voorstel' }).first().waitFor({ timeout: 30000 }).then(() => true, () => false));
  check('no script failed', heard);
  if (!all) return;
  const fox = await (await firefox()).newPage();
  await fox.goto(`${at('zoeken/index.html')}?q=${encodeURIComponent('titel uit het voorstel')}`);
  truth('and in Firefox', await fox.waitForFunction(() => [...document.querySelectorAll('.kaart-titel')].some((k) => k.textContent.includes('Een titel uit het voorstel')), { timeout: 30000 }).then(() => true, () => false));
  truth('with the banner', await fox.evaluate(() => document.body.innerText.includes('Voorbeeld: Voorstel 12 & meer')));
});
