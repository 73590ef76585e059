// SPDX-License-Identifier: EUPL-1.2
// tests/site/journeys.mjs PROGRAM WORK - how readers use the site: with the keyboard, without script, with forced colours, with
// text of 200 %, on paper, with less motion. What they come for is in tasks.mjs.
import { readFileSync } from 'node:fs';
import { browser, check, load, pageTypes, samples, site, suite, truth } from './lib.mjs';
import { journeys, print, recordsOf, tabTo, tabUntil } from './reader.mjs';

const probes = readFileSync(new URL('probes.js', import.meta.url), 'utf8');
/** The faults that a probe sees on the page. */
const probe = (page, name) => page.evaluate(probes).then(() => page.evaluate((which) => window.probes[which](), name));

await suite(async () => {
  const { url, folder } = await site('journeys', '/pad/');
  const chromium = await browser(), records = recordsOf(folder), journey = journeys(chromium, url);
  const main = samples((await pageTypes(folder)).filter((t) => !t.moves), 1).map((s) => s.address);

  const path = (page) => decodeURIComponent(page.url().slice(url.length));
  const text = (page, selector) => page.locator(selector).textContent();
  const number = (page) => text(page, '[data-kop]').then((t) => Number(t.match(/\d+/)?.[0]));
  /** Waits until the heading of the results gives this number, or any. */
  const results = (page, n = null) => page.waitForFunction((wanted) => {
    const given = document.querySelector('[data-kop]').textContent.match(/\d+/)?.[0];
    return document.querySelectorAll('[data-lijst] li').length > 0 && (wanted === null ? given !== undefined : Number(given) === wanted);
  }, n);
  const focusIs = (page, selector) => page.evaluate((s) => document.activeElement.matches(s), selector);

  // ---- with the keyboard -------------------------------------------------------------------

  await journey('keyboard, searching', {}, async (page) => {
    await page.goto(url);
    await tabTo(page, 'input[type=search]');
    await page.keyboard.type('griffier');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/zoeken\/\?q=griffier/);
    await results(page);
    const all = await number(page);
    truth('a search from the start page gives results', all > 5, `${all} results`);

    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('/');
    truth('a key alone does nothing', await focusIs(page, 'body'));

    await tabTo(page, '[data-facet] input[type=checkbox]');
    const facet = await page.evaluate(() => {
      const box = document.activeElement, shown = box.closest('li').querySelector('[data-aantal]');
      return { name: box.closest('[data-facet]').dataset.facet, value: box.value, n: Number(shown.textContent) };
    });
    await page.keyboard.press('Space');
    await page.waitForFunction((f) => new URLSearchParams(location.search).getAll(f.name).join().includes(f.value), facet);
    await results(page, facet.n);
    truth('a facet gives as many results as its number said', (await number(page)) === facet.n);
    truth('the focus stays on the facet', await focusIs(page, `[value="${facet.value}"]`));
    const filtered = page.url();

    await tabTo(page, '[data-lijst] .kaart-titel a');
    const plain = (title) => title.replaceAll('\u00ad', '').trim();
    const wanted = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('Enter');
    await page.waitForURL((u) => !u.pathname.endsWith('/zoeken/'));
    truth('a result opens its record', plain(await text(page, 'h1')) === plain(wanted));
    await page.goBack();
    await results(page);
    truth('back gives the address again', page.url() === filtered, page.url());
    truth('back gives the question and the number again', (await page.inputValue('#q')) === 'griffier' && (await number(page)) === facet.n);

    await tabTo(page, '[data-gekozen] a, [data-gekozen] button');
    await page.keyboard.press('Enter');
    await results(page, all);
    truth('a removed filter gives all results again', (await number(page)) === all);
    const kept = await page.evaluate(() => document.activeElement !== document.body && document.activeElement.checkVisibility());
    truth('the focus is not lost with the filter', kept);
    const said = (n) => document.querySelector('main [role=status]').textContent.includes(n);
    const heard = await page.waitForFunction(said, String(all)).then(() => true, () => false);
    truth('a status region says the number', heard);
  });

  await journey('keyboard, nothing found', {}, async (page) => {
    await page.goto(`${url}zoeken/?q=xqzwvk`);
    await page.waitForFunction(() => /Geen resultaten/.test(document.querySelector('[data-kop]').textContent));
    truth('nothing found is a heading with a way out', await page.locator('[data-geen] a').first().isVisible());
  });

  await journey('with a finger, filtering', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (page) => {
    await page.goto(`${url}zoeken/?q=griffier`);
    await results(page);
    truth('the filters of a phone wait behind one button', !(await page.locator('[data-facet]').first().isVisible()));
    await page.locator('[data-filters] > summary').tap();
    await page.locator('[data-facet] > summary').first().tap();
    await page.locator('[data-facet] label').first().tap();
    await page.waitForURL(/zoeken\/\?q=griffier&./);
    // The address changes before the list does: what counts is that the two numbers are one in the end.
    await page.waitForFunction(() => {
      const number = document.querySelector('[data-lijst][data-klaar]') && document.querySelector('[data-kop]').textContent.match(/\d+/)?.[0];
      return number && document.querySelector('[data-toon]').textContent.includes(` ${number} `);
    });
    await page.locator('[data-toon]').tap();
    truth('the button below the filters closes them', !(await page.locator('[data-facet]').first().isVisible()));
    truth('and goes to the results', await focusIs(page, '[data-kop]'));
    const top = await page.locator('[data-kop]').boundingBox();
    truth('which are in view', top.y >= 0 && top.y < 200, `${Math.round(top.y)} px`);
  });

  // The limit is that of Web Vitals for "good". The script comes late, as over a slow line.
  for (const [width, height] of [[320, 640], [768, 1024], [1280, 900]]) {
    for (const query of ['', '?q=griffier', '?q=griffier&doelgroep=raadsleden', '?q=xqzwvk']) {
      await journey(`nothing jumps at ${width} px: zoeken/${query}`, { viewport: { width, height } }, async (page) => {
        await page.route('**/*.js', (route) => new Promise((go) => { setTimeout(go, 150); }).then(() => route.continue()));
        await page.addInitScript(() => {
          window.shifts = [];
          const keep = (list) => { window.shifts.push(...list.getEntries().filter((e) => !e.hadRecentInput)); };
          new PerformanceObserver(keep).observe({ type: 'layout-shift', buffered: true });
        });
        await page.goto(`${url}zoeken/${query}`);
        await page.waitForFunction(() => document.querySelector('[data-klaar]'));
        await page.waitForTimeout(200);
        const shift = await page.evaluate(() => window.shifts.reduce((sum, e) => sum + e.value, 0));
        truth(`layout shift below 0.1 at ${width} px: /zoeken/${query}`, shift < 0.1, shift.toFixed(3));
      });
    }
  }

  await journey('keyboard, skip link', {}, async (page) => {
    const inMain = () => page.evaluate(() => document.activeElement.closest('main') !== null);
    await page.goto(url + records[0].pagina);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    truth('after the skip link the focus is in the content', await inMain());
    await page.keyboard.press('Tab');
    truth('and the next stop too', await inMain());
  });

  await journey('keyboard, from role to record', {}, async (page) => {
    const enter = async (selector) => {
      await tabTo(page, selector);
      const before = page.url();
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.href !== before);
    };
    await page.goto(url);
    await enter('main a[href*="doelgroepen/griffiers/"]');
    truth('the tile of a role leads to its page', path(page) === 'doelgroepen/griffiers/', path(page));
    await enter('main a[href*="themas/"][href*="/griffiers/"]');
    truth('a theme there leads to what is for this role', /^themas\/[\w-]+\/griffiers\/$/.test(path(page)), path(page));
    await enter('main .rijen > li > a');
    truth('and then to a record', records.some((r) => r.pagina === path(page)), path(page));
    const below = await page.$$eval('main .record-kop, main h1, main .intro', (all) => all
      .filter((e) => e.getBoundingClientRect().top >= window.innerHeight).map((e) => e.className || e.localName));
    check('title and summary of the record are in the first window', below);
  });

  await journey('hand-out by keyboard', {}, async (page) => {
    await page.goto(`${url}themas/rollen/griffiers/`);
    const chosen = [];
    for (const key of ['Enter', 'Space']) {
      await tabTo(page, '.kies');
      chosen.push(await page.evaluate(() => document.activeElement.dataset.ref));
      await page.keyboard.press(key);
    }
    const shared = await page.evaluate(() => location.href);
    truth('the choice is in the address', decodeURIComponent(shared).includes(`keuze=${chosen.join(',')}`), shared);
    await tabUntil(page, () => document.activeElement.matches('.keuze a'), null, 'the link to the hand-out', 400);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/handout\//);
    await page.waitForSelector('.handout-record h2');
    truth('the hand-out holds what was chosen', (await page.locator('.handout-record').count()) === 2);
    truth('with a table of contents', (await page.locator('[data-handout-inhoud] li').count()) === 2);
    truth('with sources', (await page.locator('.handout-record .bronnen li').count()) >= 2);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-csv]')]);
    const csv = readFileSync(await download.path(), 'utf8').replace(/^\ufeff/, '');
    const rows = (await load('csv-parse/sync')).parse(csv, { columns: true });
    check('the CSV of it holds the same', rows.map((r) => r.id).join() === chosen.join() ? [] : [JSON.stringify(rows)]);
    await page.goto(shared);
    truth('the link gives the same choice again', (await page.locator('.kies[aria-pressed=true]').count()) >= 2);
  });

  await journey('the hand-out from its own page', {}, async (page) => {
    await page.goto(`${url}handout/`);
    truth('an empty hand-out says how to fill it', (await page.locator('[data-handout-leeg] li').count()) === 3);
    await page.click('[data-handout-leeg] .verder');
    await page.waitForSelector('.handout-record h2');
    const answers = page.locator('.handout-record').first().locator('.handout-verband li a');
    truth('an example shows one, with what helps a bottleneck', (await answers.count()) >= 2);
    await page.locator('.handout-zet--weg').first().click();
    const left = decodeURIComponent(new URL(page.url()).search);
    await page.getByRole('link', { name: 'Kies er iets bij' }).click();
    await page.waitForSelector('.keuze');
    const carried = decodeURIComponent(new URL(page.url()).search);
    truth('who chooses more keeps the choice as it is now', left !== '' && carried === left, `${carried} after ${left}`);
  });

  await journey('a choice goes along with every link', {}, async (page) => {
    const example = records.find((r) => r.id === 'knelpunten/lokale-driehoek'), choice = `keuze=${records[0].id}`;
    await page.goto(`${url}${example.pagina}?${choice}`);
    await page.locator('.route-knopen a').last().click();
    await page.waitForURL((u) => !u.pathname.endsWith(example.pagina));
    truth('also a link in a drawing', decodeURIComponent(page.url()).includes(choice), page.url());
    await page.locator('header input[type=search]').first().fill('griffier');
    await page.keyboard.press('Enter');
    await page.waitForURL(/zoeken/);
    truth('and a search', decodeURIComponent(page.url()).includes(choice), page.url());
  });

  // ---- without script ----------------------------------------------------------------------

  await journey('without script', { javaScriptEnabled: false }, async (page) => {
    const links = async (address) => {
      await page.goto(url + address);
      return page.$$eval('main a[href]', (all) => all.filter((a) => a.checkVisibility() || a.closest('details'))
        .map((a) => a.href.replace(/[?#].*/, '')));
    };
    const byPath = new Set(records.map((r) => r.pagina)), reached = new Set(), seen = new Set(['zoeken/']);
    let level = ['zoeken/'];
    for (let clicks = 1; clicks <= 3 && reached.size < records.length; clicks++) {
      const next = [];
      for (const link of (await inTurn(level, links)).flat()) {
        const to = link.startsWith(url) ? link.slice(url.length) : null;
        if (to === null || seen.has(to)) continue;
        seen.add(to);
        if (byPath.has(to)) reached.add(to);
        else if (to.endsWith('/')) next.push(to);
      }
      level = next;
    }
    check('every record is within three clicks of the search page', records.filter((r) => !reached.has(r.pagina)).map((r) => r.id));

    await page.goto(`${url}zoeken/`);
    truth('the search page says what works without script', await page.locator('[data-zonder-script]').isVisible());
    const needy = await page.$$eval('[data-met-script], .kies, .keuze', (all) => all.filter((e) => e.checkVisibility()).map((e) => e.className));
    check('nothing that needs script is shown', needy);
    await page.goto(`${url}handout/`);
    truth('the hand-out page says what works without script', await page.locator('[data-zonder-script]').isVisible());
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(url);
    await page.click('.menu-klap summary');
    truth('the menu opens on a phone', await page.locator('.menu-lijst a').first().isVisible());
  });

  // ---- as readers set their browsers -------------------------------------------------------

  await journey('forced colours', { forcedColors: 'active' }, async (page) => {
    for (const address of ['', 'dekking/', 'zoeken/?q=griffier', 'themas/rollen/', 'handout/', records[0].pagina]) {
      await page.goto(url + address);
      truth(`forced colours are on: /${address}`, await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
      check(`links and buttons stay recognisable with forced colours: /${address}`, await probe(page, 'forced'));
      for (let n = 0; n < 3; n++) await page.keyboard.press('Tab');
      const at = await page.evaluate(() => window.probes.focused());
      truth(`the focus shows with forced colours: /${address}`, at?.shows, at?.name);
    }
  });

  // What a reader sets in the browser, so that media queries in em follow; and larger text alone, by a style sheet of the reader.
  await journey('text of 200 %', {}, async (page, context) => {
    const session = await context.newCDPSession(page);
    const size = (px) => session.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px * 0.8125 } });
    const style = (rules) => page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, rules);
    const lost = async (what, address, width) => {
      for (const name of ['cut', 'overlaps']) check(`${what}, ${name}: /${address}, ${width} px`, await probe(page, name));
    };
    // WCAG 1.4.12: more space between lines, words and letters.
    const space = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } '
      + 'p { margin-bottom: 2em !important; }';
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await size(32);
      for (const address of main) {
        await page.goto(url + address);
        if (address === '') {
          const set = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
          truth('the text follows the size that the reader has set', set === '32px', set);
        }
        await lost('text of 200 %', address, width);
      }
    }
    await size(16);
    for (const address of main) {
      await page.goto(url + address);
      await style(space);
      await lost('more space in text', address, 320);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const address of main) {
      await page.goto(url + address);
      await style(':root { font-size: 200% !important; }');
      await lost('only text of 200 %', address, 1280);
    }
  });

  await journey('paper', {}, async (page) => {
    for (const address of main) {
      await page.goto(url + address);
      // The search page stands before its engine has answered.
      await page.waitForFunction(() => !document.querySelector('.zoeken') || document.querySelector('[data-klaar]'));
      const { bytes, pages, text: printed } = await print(page), squeeze = (t) => t.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
      truth(`it prints: /${address}`, pages >= 1 && bytes > 2000, `${pages} pages, ${bytes} bytes`);
      await page.emulateMedia({ media: 'print' });
      const heads = await page.$$eval('main :is(h1, h2, h3):not(.alleen-voor-voorlezen)', (all) => all
        .filter((h) => h.checkVisibility()).map((h) => h.textContent));
      truth(`paper has a title: /${address}`, heads.length > 0);
      // Where cards stand side by side, a title of several lines has words of its neighbour in between.
      const plain = squeeze(printed), near = (h) => {
        const words = h.split(/\s+/).map(squeeze).filter(Boolean), begin = words.slice(0, 2).join('');
        for (let from = plain.indexOf(begin); from >= 0; from = plain.indexOf(begin, from + 1)) {
          const beside = plain.slice(from, from + 600);
          if (words.every((w) => beside.includes(w))) return true;
        }
        return false;
      };
      check(`paper has every heading: /${address}`, heads.filter((h) => !plain.includes(squeeze(h)) && !near(h)));
      check(`no menu, search field or button on paper: /${address}`, await probe(page, 'onPaper'));
      await page.emulateMedia({ media: 'screen' });
    }
  });

  await journey('less motion', { reducedMotion: 'reduce' }, async (page) => {
    for (const address of ['', 'zoeken/?q=griffier', 'themas/rollen/']) {
      await page.goto(url + address);
      check(`nothing moves: /${address}`, await probe(page, 'motion'));
    }
  });

  // The 404 page, deep below, works: its addresses are whole.
  {
    const page = await (await chromium.newContext()).newPage();
    const response = await page.goto(`${url}er/is/hier/niets/`);
    const styled = await page.evaluate(() => [...document.styleSheets].some((s) => s.cssRules.length > 20));
    truth('the 404 page has its style at any depth', response.status() === 404 && styled);
    await page.click('.merknaam');
    truth('and leads back to the start', page.url() === url, page.url());
  }
});

/** One after the other: [run(item)]. */
async function inTurn(items, run) {
  const done = [];
  for (const item of items) done.push(await run(item));
  return done;
}
