// SPDX-License-Identifier: EUPL-1.2
// tests/site/housestyles.mjs - four real house styles of NL Design System, each one file dropped into the theme: the site takes over
// its colours and letters, the style sheet stays small, and contrast holds or the build names the pair that fails.
//
//   node tests/site/housestyles.mjs [PROGRAM] [WORK FOLDER]
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { browser, check, program, require, suite, truth, work } from './lib.mjs';

const houses = [
  { name: 'voorbeeld', file: '@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css' },
  { name: 'ma', file: '@nl-design-system-community/ma-design-tokens/dist/variables.css' },
  { name: 'utrecht', file: '@utrecht/design-tokens/dist/root.css' },
  { name: 'rijkshuisstijl', file: '@rijkshuisstijl-community/design-tokens/dist/root.css' },
  { name: 'voorbeeld-klasse', file: '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css', class: 'voorbeeld-theme' },
];
const pages = ['', 'knelpunten/lokale-driehoek/', 'zoeken/', 'actualiteit/'];
const most = 20_000; // bytes of the style sheet, gzip

/** Where a package lies: its own export map may not name the file. */
function packaged(file) {
  const folder = process.env.NODE_PATH.split(':').find((path) => readdirSync(path).includes(file.split('/')[0]));
  return join(folder, file);
}

/** A copy of the project with one file replaced. */
function project(name, change = () => {}) {
  const folder = resolve(work, `house-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['content', 'templates', 'themes']) cpSync(part, join(folder, part), { recursive: true });
  change(folder);
  return folder;
}

function run(folder, command, ...options) {
  return spawnSync(resolve(program), ['-C', folder, command, ...options], { encoding: 'utf8' });
}

/** The published style sheet. */
function styleOf(folder) {
  const assets = join(folder, 'build/site/assets');
  return readFileSync(join(assets, readdirSync(assets).find((f) => f.endsWith('.css'))), 'utf8');
}

// Of the theme: what the content lacks is none of it.
const messages = (text) => text.split('\n').filter((line) => /^(themes|templates)\/.*: (waarschuwing|fout): /.test(line));
const aboutContrast = (line) => /\[te-weinig-contrast(-donker)?\]$/.test(line);

/** Colours of texts that axe finds too weak on the pages, in light and, when the style sheet knows it, in dark. */
async function weakTexts(chromium, folder, said) {
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'), found = [];
  const schemes = /prefers-color-scheme: ?dark/.test(styleOf(folder)) ? ['light', 'dark'] : ['light'];
  for (const colorScheme of schemes) {
    const page = await chromium.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
    for (const path of pages) {
      await page.goto(pathToFileURL(join(folder, 'build/site', path, 'index.html')).href);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['color-contrast'] }));
      for (const node of violations.flatMap((v) => v.nodes)) {
        const { fgColor, bgColor } = node.any[0].data, named = said.some((m) => m.includes(fgColor) && m.includes(bgColor));
        if (!named) found.push(`${colorScheme} /${path}: ${fgColor} on ${bgColor}: ${node.target[0]}`);
      }
    }
    await page.close();
  }
  return found;
}

/** What a link and the page look like to the browser. */
async function look(chromium, folder) {
  const page = await chromium.newPage({ colorScheme: 'light' });
  await page.goto(pathToFileURL(join(folder, 'build/site/themas/rollen/index.html')).href);
  const seen = await page.evaluate(() => {
    const probe = document.createElement('span');
    document.querySelector('main').append(probe);
    const token = (name) => {
      probe.style.setProperty('color', `var(${name})`);
      return getComputedStyle(probe).color;
    };
    const of = (selector) => getComputedStyle(document.querySelector(selector));
    return { link: of('.kruimelpad a').color, action: token('--ww-actie'), paper: of('body').backgroundColor, font: of('body').fontFamily };
  });
  await page.close();
  return seen;
}

async function checkHouse(chromium, house, own) {
  const folder = project(house.name, (at) => {
    copyFileSync(packaged(house.file), join(at, 'themes/standaard/_huisstijl.scss'));
    if (!house.class) return;
    const settings = join(at, 'content/site.yaml');
    writeFileSync(settings, `${readFileSync(settings, 'utf8')}\ntheme_class: ${house.class}\n`);
  });
  const built = run(folder, 'build', '--offline', '-o', join(folder, 'build/site'));
  if (!truth(`${house.name}: the site is built with one file replaced`, built.status === 0, built.stderr)) return;
  const said = messages(built.stderr), size = gzipSync(styleOf(folder), { level: 9 }).length;
  check(`${house.name}: the build says nothing but which pairs fail`, said.filter((m) => !aboutContrast(m)));
  truth(`${house.name}: the style sheet is under ${most} bytes`, size < most, `${size} bytes`);
  const seen = await look(chromium, folder);
  truth(`${house.name}: the site has other letters`, seen.font !== own.font, seen.font);
  truth(`${house.name}: the site has other links`, seen.action !== own.action && seen.link === seen.action, JSON.stringify(seen));
  check(`${house.name}: every text has contrast, or the build named its pair`, await weakTexts(chromium, folder, said));
  console.log(`${house.name}: ${size} bytes of CSS, ${said.filter(aboutContrast).length} pairs fail`);
}

/** A house style whose colours do not hold: the build must say so, or the checks above prove nothing. */
function checkBad() {
  const folder = project('bad', (at) => writeFileSync(join(at, 'themes/standaard/_huisstijl.scss'),
    ':root {\n  --utrecht-document-color: #8a8a8a;\n  --nl-link-color: var(--weak);\n  --weak: #9aa;\n}\n'));
  const said = messages(run(folder, 'check').stderr);
  const at = (line) => said.some((m) => m.includes(`_huisstijl.scss:${line}:3:`) && aboutContrast(m));
  truth('a house style with weak text is told so, where the colour is set', at(2), said.join('\n'));
  truth('a house style with a weak link is told so, where the colour is set', at(4), said.join('\n'));
  truth('weak colours stop a build that is strict', run(folder, 'check', '--strict').status === 1);
}

await suite(async () => {
  const chromium = await browser();
  const own = project('own'), built = run(own, 'build', '--offline', '-o', join(own, 'build/site'));
  if (!truth('the theme itself has contrast', built.status === 0 && messages(built.stderr).length === 0, built.stderr)) return;
  check('every text of the theme itself has contrast', await weakTexts(chromium, own, []));
  const seen = await look(chromium, own);
  for (const house of houses) await checkHouse(chromium, house, seen);
  checkBad();
});
