// tests/site/screenshots.mjs PROGRAM WORK FOLDER [PATTERN] - pictures of the main page types at 320, 768 and 1280 px, light and dark.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { browser, check, pageTypes, pool, samples, site, suite } from './lib.mjs';

const [, , , , folder = 'build/screenshots', pattern = ''] = process.argv;

await suite(async () => {
  const { url, folder: built } = await site('screenshots');
  const addresses = [...new Set([...samples(await pageTypes(built), 1).map((s) => s.address), 'knelpunten/lokale-driehoek/', 'zoeken/?q=griffier',
    'handout/?keuze=knelpunten/lokale-driehoek,ondersteuning/burgemeestersagenda'])].filter((a) => new RegExp(pattern).test(a));
  const chromium = await browser();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const settings = [320, 768, 1280].flatMap((width) => ['light', 'dark'].map((scheme) => [width, scheme]));
  await pool(2, settings, async ([width, scheme]) => {
    const context = await chromium.newContext({ viewport: { width, height: width < 700 ? 640 : 900 }, colorScheme: scheme, locale: 'nl-NL' });
    const page = await context.newPage();
    for (const address of addresses) {
      await page.goto(url + address, { waitUntil: 'networkidle' });
      const name = address.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'start';
      // What fits the window, and the whole page where that is not too long to look at.
      await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`) });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      if (scheme === 'light') await page.screenshot({ path: join(folder, `${name}-${width}-whole.png`), clip: { x: 0, y: 0, width, height: Math.min(height, 12000) }, fullPage: true });
    }
    await context.close();
  });
  check(`${addresses.length} pages, in ${folder}`);
});
