// SPDX-License-Identifier: EUPL-1.2
// tests/site/screenshots.mjs PROGRAM WORK FOLDER [PATTERN] - pictures of the main page types at 320, 768 and 1280 px, light and dark,
// and index.html, a sheet of them all. PATTERN: only addresses that match it. Before these the pictures of content/LEESMIJ.md: pictures.mjs.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw, folder as guide, DAY, pictures, project } from './pictures.mjs';
import { browser, check, pageTypes, pool, samples, site, suite } from './lib.mjs';

const [, , , , folder = 'build/screenshots', pattern = ''] = process.argv;
const extra = ['knelpunten/lokale-driehoek/', 'zoeken/?q=griffier', 'meewerken/meldingen/',
  'handout/?keuze=knelpunten/lokale-driehoek,ondersteuning/burgemeestersagenda'];
const views = [['320', 'light'], ['768', 'light'], ['1280', 'light'], ['320', 'dark'], ['768', 'dark'], ['1280', 'dark']];
const longest = 12000;  // px: more of a page than this nobody looks at

const nameOf = (address) => address.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'start';

/** What fits the window and, in light, the whole page. */
async function picture(page, name, width, scheme) {
  await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`) });
  if (scheme === 'dark') return;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width: Number(width), height: Math.min(height, longest) };
  await page.screenshot({ path: join(folder, `${name}-${width}-whole.png`), clip, fullPage: true });
}

/** A row for each page, and in it a picture for each view that leads to the whole page. */
function sheet(addresses) {
  const cell = (name, [width, scheme]) =>
    `<a href="${name}-${width}-${scheme === 'light' ? 'whole' : scheme}.png"><img loading="lazy" width="${Number(width) / 4}"
      src="${name}-${width}-${scheme}.png" alt="${width} px, ${scheme}"></a>`;
  const rows = addresses.map((address) =>
    `<h2>/${address}</h2>\n<p>${views.map((view) => cell(nameOf(address), view)).join('\n')}</p>`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Pictures of the site</title>
<style>
  body { font: 1rem system-ui; margin: 2rem; background: #ddd }
  p { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
  img { border: 1px solid #999 }
</style>
</head>
<body>
<h1>Pictures of the site</h1>
${rows.join('\n')}
</body>
</html>
`;
}

await suite(async () => {
  const editors = await site('guide', '/', ['-C', project('guide-project'), '--today', DAY]), chromium = await browser();
  await draw(chromium, editors.url);
  console.log(`${pictures.length} pictures of the guide: ${guide}`);
  const { url, folder: built } = await site('screenshots');
  const largest = samples(await pageTypes(built), 1).map((s) => s.address);
  const addresses = [...new Set([...largest, ...extra])].filter((a) => new RegExp(pattern).test(a));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await pool(2, views, async ([width, scheme]) => {
    const viewport = { width: Number(width), height: width === '320' ? 640 : 900 };
    const context = await chromium.newContext({ viewport, colorScheme: scheme, locale: 'nl-NL' });
    const page = await context.newPage();
    for (const address of addresses) {
      await page.goto(url + address, { waitUntil: 'networkidle' });
      await picture(page, nameOf(address), width, scheme);
    }
    await context.close();
  });
  writeFileSync(join(folder, 'index.html'), sheet(addresses));
  check(`${addresses.length} pages: open ${join(folder, 'index.html')}`);
  console.log(`${addresses.length} pages: open ${join(folder, 'index.html')}`);
});
