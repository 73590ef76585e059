// SPDX-License-Identifier: EUPL-1.2
// tests/site/firefox.mjs PROGRAM WORK - Debian's Firefox: every page type loads without a word in the console and fits a phone, the
// keyboard reaches what it should and its focus shows, searching and the hand-out work. What holds for every browser is in pages.mjs.
import { readFileSync } from 'node:fs';
import { check, firefox, listen, pageTypes, samples, site, suite, truth } from './lib.mjs';
import { recordsOf } from './reader.mjs';

const probes = readFileSync(new URL('probes.js', import.meta.url), 'utf8');

await suite(async () => {
  const { url, folder } = await site('firefox', '/pad/');
  const types = await pageTypes(folder), records = recordsOf(folder), browser = await firefox();
  console.log(await browser.version());
  const page = await browser.newPage(), heard = listen(page, [new URL(url).origin]);
  page.setDefaultTimeout(20_000);
  const look = (address, where, names) => page.evaluate(probes).then(async () => {
    for (const name of names) check(`${name}: ${where}`, await page.evaluate((probe) => window.probes[probe](), name));
    check(`console: ${where}`, heard.console.splice(0));
    check(`no request to another origin: ${where}`, heard.requests.splice(0));
  });

  // Every page type on a phone, the main ones also on a desktop.
  for (const width of [320, 1280]) {
    await page.setViewport({ width, height: 800 });
    for (const { address } of samples(types.filter((t) => !t.moves), 1)) {
      if (width > 320 && address.split('/').length > 3) continue;
      await page.goto(url + address, { waitUntil: 'load' });
      await look(address, `/${address}, ${width}, Firefox`, ['scrolls', 'headings', 'targets']);
    }
  }

  // With the keyboard from the start page to a record.
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(probes);
  const invisible = [];
  for (let n = 0; n < 25; n++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => window.probes.focused());
    if (!at) break;
    if (!at.shows || !at.top) invisible.push(at.name);
  }
  check('focus shows and is not covered: /, Firefox', invisible);

  const chosen = records.slice(0, 3).map((r) => r.id).join(',');
  await page.goto(`${url}handout/?keuze=${chosen}`, { waitUntil: 'load' });
  await page.waitForSelector('.handout-record:nth-of-type(3)');
  truth('the hand-out holds what was chosen, Firefox', (await page.$$('.handout-record')).length === 3);
  await look('handout/', '/handout/ with a choice, 1280, Firefox', ['scrolls', 'headings']);

  await page.goto(url, { waitUntil: 'load' });
  await page.focus('main input[type=search]');
  await page.keyboard.type('griffier');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.waitForSelector('[data-lijst] .kaart-titel a');
  const state = () => page.evaluate(() => ({
    n: Number(document.querySelector('[data-kop]').textContent.match(/\d+/)[0]),
    query: location.search,
    hits: document.querySelectorAll('[data-lijst] .kaart-titel').length,
    said: document.querySelector('main [role=status]').textContent,
  }));
  const all = await state();
  truth('searching gives results, Firefox', all.n > 5 && all.hits > 0 && /q=griffier/.test(all.query), JSON.stringify(all));
  await page.evaluate(() => document.querySelector('[data-facet] input[type=checkbox]').click());
  await page.waitForFunction((n) => Number(document.querySelector('[data-kop]').textContent.match(/\d+/)[0]) < n, {}, all.n);
  const fewer = await state();
  truth('a filter leaves fewer, and is in the address, Firefox', fewer.n > 0 && fewer.n < all.n && fewer.query !== all.query, JSON.stringify(fewer));
  await page.evaluate(() => document.querySelector('[data-lijst] .kaart-titel a').focus());
  await page.keyboard.press('Enter'); // an address that only gets a choice more is no other page
  for (let tries = 0; tries < 100 && page.url().includes('zoeken/'); tries++) await new Promise((done) => setTimeout(done, 100));
  const opened = decodeURIComponent(page.url().slice(url.length)).split('?')[0]; // the choice goes with the reader
  truth('a result opens its record, Firefox', records.some((r) => r.pagina === opened), opened);
  // Firefox keeps the page as it was, without loading it again, which goBack() would wait for.
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => document.querySelector('[data-lijst] .kaart-titel a') !== null);
  truth('back gives the question and the filter again, Firefox', (await state()).query === fewer.query);
});
