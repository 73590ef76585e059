// tests/site/journeys.mjs PROGRAM WORK - what readers do: with the keyboard, without script, with forced colours, with text of 200 %, on paper, with less motion.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, check, load, listen, pageTypes, samples, site, suite, truth } from './lib.mjs';

await suite(async () => {
  const { url, folder } = await site('journeys', '/pad/');
  const types = await pageTypes(folder), chromium = await browser();
  const records = readFileSync(join(folder, 'data/catalogus.jsonl'), 'utf8').trim().split('\n').map((l) => JSON.parse(l));
  const main = samples(types, 1).map((s) => s.address);

  /** A journey: a page of its own, and what it says in the console counts. */
  async function journey(name, options, run) {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL', ...options });
    const page = await context.newPage(), heard = listen(page, [new URL(url).origin]);
    page.setDefaultTimeout(15_000);
    try {
      await run(page, context);
      check(`${name}: the console stays empty`, [...heard.console, ...heard.requests]);
      check(`${name}: nothing is stored`, [...(await context.cookies()).map((c) => c.name), ...await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])]);
    } catch (error) {
      check(`${name}: to its end`, [error.message.split('\n').slice(0, 6).join('\n'), `at ${page.url()}`]);
    }
    await context.close();
  }
  const path = (page) => decodeURIComponent(page.url().slice(url.length));
  const focusOn = (page, selector, most = 120) => tabUntil(page, (s) => document.activeElement.matches(s), selector, most);
  async function tabUntil(page, test, argument, most = 120) {
    for (let n = 0; n < most; n++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(test, argument)) return;
    }
    throw new Error(`no ${argument} after ${most} times Tab`);
  }
  const results = (page) => page.waitForFunction(() => document.querySelectorAll('[data-lijst] li').length > 0 && /\d/.test(document.querySelector('[data-kop]').textContent));
  const number = (page) => page.locator('[data-kop]').textContent().then((t) => Number(t.match(/\d+/)?.[0]));

  // ---- with the keyboard -------------------------------------------------------------------

  await journey('keyboard, searching', {}, async (page) => {
    await page.goto(url);
    await focusOn(page, 'input[type=search]');
    await page.keyboard.type('griffier');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/zoeken\/\?q=griffier/);
    await results(page);
    const all = await number(page);
    truth('a search from the start page gives results', all > 5, `${all} results`);

    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('/');
    truth('/ goes to the search field', await page.evaluate(() => document.activeElement.matches('#q')));
    truth('/ is not typed into it', (await page.inputValue('#q')) === 'griffier', await page.inputValue('#q'));

    await focusOn(page, '[data-facet] input[type=checkbox]');
    const facet = await page.evaluate(() => ({ name: document.activeElement.closest('[data-facet]').dataset.facet, value: document.activeElement.value, n: Number(document.activeElement.closest('li').querySelector('[data-aantal]').textContent) }));
    await page.keyboard.press('Space');
    await page.waitForFunction((f) => new URLSearchParams(location.search).getAll(f.name).join().includes(f.value), facet);
    await page.waitForFunction((n) => Number(document.querySelector('[data-kop]').textContent.match(/\d+/)[0]) === n, facet.n);
    truth('a facet gives as many results as its number said', (await number(page)) === facet.n);
    truth('the focus stays on the facet', await page.evaluate((f) => document.activeElement.value === f.value, facet));
    const filtered = page.url();

    await focusOn(page, '[data-lijst] .kaart-titel a', 200);
    const wanted = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('Enter');
    await page.waitForURL((u) => !u.pathname.endsWith('/zoeken/'));
    truth('a result opens its record', (await page.locator('h1').textContent()).replaceAll('\u00ad', '').trim() === wanted.replaceAll('\u00ad', '').trim());
    await page.goBack();
    await results(page);
    truth('back gives the question, the filter and the number again', page.url() === filtered && (await page.inputValue('#q')) === 'griffier' && (await number(page)) === facet.n, page.url());

    await focusOn(page, '[data-gekozen] a, [data-gekozen] button', 200);
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => Number(document.querySelector('[data-kop]').textContent.match(/\d+/)[0]) === n, all);
    truth('a removed filter gives all results again', (await number(page)) === all);
    truth('the focus is not lost with the filter', await page.evaluate(() => document.activeElement !== document.body && document.activeElement.checkVisibility()));
    await page.waitForFunction((n) => document.querySelector('main [role=status]').textContent.includes(n), String(all));
    truth('a status region says the number', true);
  });

  await journey('keyboard, nothing found', {}, async (page) => {
    await page.goto(`${url}zoeken/?q=xqzwvk`);
    await page.waitForFunction(() => /Geen resultaten/.test(document.querySelector('[data-kop]').textContent));
    truth('nothing found is a heading with a way out', await page.locator('[data-geen] a').first().isVisible());
  });

  await journey('keyboard, skip link', {}, async (page) => {
    await page.goto(url + records[0].pagina);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    truth('after the skip link the focus is in the content', await page.evaluate(() => document.activeElement.closest('main') !== null));
    await page.keyboard.press('Tab');
    truth('and the next stop too', await page.evaluate(() => document.activeElement.closest('main') !== null));
  });

  await journey('keyboard, from role to record', {}, async (page) => {
    const enter = async (selector) => {
      await focusOn(page, selector, 250);
      const before = page.url();
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.href !== before);
    };
    await page.goto(url);
    await enter('main a[href*="doelgroepen/griffiers/"]');
    truth('the tile of a role leads to its page', path(page) === 'doelgroepen/griffiers/', path(page));
    await enter('main a[href*="themas/"][href*="/griffiers/"]');
    truth('a theme there leads to what is for this role', /^themas\/[\w-]+\/griffiers\/$/.test(path(page)), path(page));
    await enter('main .kaart-titel a');
    truth('and then to a record', records.some((r) => r.pagina === path(page)), path(page));
    const shown = await page.evaluate(() => [...document.querySelectorAll('main .kort, main .record-kop, main h1')].every((e) => e.getBoundingClientRect().top < window.innerHeight));
    truth('title, summary and facts of the record are in the first window', shown);
  });

  await journey('hand-out by keyboard', {}, async (page) => {
    await page.goto(`${url}themas/rollen/griffiers/`);
    await focusOn(page, '.kies', 250);
    const chosen = [await page.evaluate(() => document.activeElement.dataset.ref)];
    await page.keyboard.press('Enter');
    await focusOn(page, '.kies', 50);
    chosen.push(await page.evaluate(() => document.activeElement.dataset.ref));
    await page.keyboard.press('Space');
    const shared = await page.evaluate(() => location.href);
    truth('the choice is in the address', decodeURIComponent(shared).includes(`keuze=${chosen.join(',')}`), shared);
    await tabUntil(page, () => document.activeElement.closest('.keuze') !== null && document.activeElement.matches('a'), 'the link to the hand-out', 400);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/handout\//);
    await page.waitForSelector('.handout-record h2');
    truth('the hand-out holds what was chosen', (await page.locator('.handout-record').count()) === 2);
    truth('with a table of contents', (await page.locator('[data-handout-inhoud] li').count()) === 2);
    truth('with sources', (await page.locator('.handout-record .bronnen li').count()) >= 2);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-csv]')]);
    const rows = (await load('csv-parse/sync')).parse(readFileSync(await download.path(), 'utf8').replace(/^\ufeff/, ''), { columns: true });
    check('the CSV of it holds the same', rows.map((r) => r.id).join() === chosen.join() ? [] : [JSON.stringify(rows)]);
    const pdf = await page.pdf({ format: 'A4' });
    truth('it prints', pagesOf(pdf) >= 2, `${pagesOf(pdf)} pages`);
    await page.goto(shared);
    truth('the link gives the same choice again', (await page.locator('.kies[aria-pressed=true]').count()) >= 2);
  });

  // ---- without script ----------------------------------------------------------------------

  await journey('without script', { javaScriptEnabled: false }, async (page) => {
    const links = (address) => page.goto(url + address).then(() => page.$$eval('main a[href]', (all) => all.filter((a) => a.checkVisibility() || a.closest('details')).map((a) => a.href.replace(/[?#].*/, ''))));
    const reached = new Set(), seen = new Set(['zoeken/']);
    let level = ['zoeken/'];
    for (let clicks = 1; clicks <= 3; clicks++) {
      const next = [];
      for (const address of level) {
        for (const link of await links(address)) {
          const to = link.startsWith(url) ? link.slice(url.length) : null;
          if (to === null || seen.has(to)) continue;
          seen.add(to);
          if (records.some((r) => r.pagina === to)) reached.add(to);
          else if (/\/$/.test(to) && clicks < 3) next.push(to);
        }
      }
      if (reached.size === records.length) break;
      level = next;
    }
    check('every record is within three clicks of the search page', records.filter((r) => !reached.has(r.pagina)).map((r) => r.id));

    await page.goto(`${url}zoeken/`);
    truth('the search page says what works without script', await page.locator('[data-zonder-script]').isVisible());
    check('nothing that needs script is shown', await page.$$eval('[data-met-script], .kies, .keuze', (all) => all.filter((e) => e.checkVisibility()).map((e) => e.className)));
    await page.goto(`${url}handout/`);
    truth('the hand-out page says what works without script', await page.locator('[data-zonder-script]').isVisible());
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(url);
    await page.click('.menu-klap summary');
    truth('the menu opens on a phone', await page.locator('.menu-klap a').first().isVisible());
  });

  // ---- as readers set their browsers -------------------------------------------------------

  await journey('forced colours', { forcedColors: 'active' }, async (page) => {
    for (const address of ['', 'dekking/', 'zoeken/?q=griffier', records[0].pagina]) {
      await page.goto(url + address);
      truth(`forced colours are on: /${address}`, await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
      // What is only a colour is gone: links need a line or a border, the focus an outline.
      check(`links in text stay recognisable: /${address}`, await page.evaluate(() => [...document.querySelectorAll('main p a[href]')].filter((a) => a.checkVisibility())
        .filter((a) => { const s = getComputedStyle(a); return s.textDecorationLine === 'none' && s.borderStyle === 'none' && s.display === 'inline'; }).map((a) => a.textContent.trim().slice(0, 40))));
      check(`buttons keep a border: /${address}`, await page.evaluate(() => [...document.querySelectorAll('button, input:not([type=checkbox], [type=hidden]), .knop')].filter((b) => b.checkVisibility())
        .filter((b) => ![b, b.parentElement].some((e) => { const s = getComputedStyle(e); return s.borderTopStyle !== 'none' && parseFloat(s.borderTopWidth) > 0; })).map((b) => b.outerHTML.slice(0, 80))));
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      truth(`the focus has an outline: /${address}`, await page.evaluate(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }));
    }
  });

  await journey('text of 200 %', {}, async (page, context) => {
    const session = await context.newCDPSession(page), size = (px) => session.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px * 0.8125 } });
    const cut = () => {
      const faults = [];
      if (document.documentElement.scrollWidth > window.innerWidth) faults.push(`wider than the window: ${document.documentElement.scrollWidth} px`);
      for (const e of document.querySelectorAll('body *')) {
        const s = getComputedStyle(e);
        if (!e.checkVisibility() || e.closest('.alleen-voor-voorlezen, .schuif, svg, template') || !e.textContent.trim()) continue;
        if (s.webkitLineClamp !== 'none') continue;  // shortened on purpose, at every size
        const clips = (overflow) => overflow === 'hidden' || overflow === 'clip';
        if (e.clientWidth > 1 && ((clips(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (clips(s.overflowY) && e.scrollHeight > e.clientHeight + 1))) faults.push(`cut off: ${e.localName}.${e.className} ‘${e.textContent.trim().slice(0, 40)}’`);
      }
      return faults;
    };
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await size(32);  // what a reader sets in the browser, so that media queries in em follow
      for (const address of main) {
        await page.goto(url + address);
        if (address === '') truth('the text follows the size that the reader has set', await page.evaluate(() => getComputedStyle(document.documentElement).fontSize) === '32px');
        check(`nothing is lost with text of 200 %: /${address}, ${width} px`, await page.evaluate(cut));
      }
      await size(16);
      // WCAG 1.4.12: more space between lines, words and letters.
      for (const address of main) {
        await page.goto(url + address);
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }');
          document.adoptedStyleSheets = [sheet];
        });
        check(`nothing is lost with more space in text: /${address}, ${width} px`, await page.evaluate(cut));
      }
    }
  });

  await journey('paper', {}, async (page) => {
    for (const address of main) {
      await page.goto(url + address);
      const pdf = await page.pdf({ format: 'A4' }), n = pagesOf(pdf);
      truth(`it prints: /${address}`, n >= 1 && pdf.length > 2000, `${n} pages, ${pdf.length} bytes`);
    }
    await page.goto(url + records[0].pagina);
    await page.emulateMedia({ media: 'print' });
    check('the menu, the search field and buttons are not printed', await page.$$eval('nav, form, button, .spring, .keuze', (all) => all.filter((e) => e.checkVisibility()).map((e) => e.className || e.localName)));
    truth('the title and the text are', await page.locator('main h1').isVisible());
  });

  await journey('less motion', { reducedMotion: 'reduce' }, async (page) => {
    for (const address of ['', 'zoeken/?q=griffier', 'themas/rollen/']) {
      await page.goto(url + address);
      check(`nothing moves: /${address}`, await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((e) => {
        const s = getComputedStyle(e), long = (v) => v.split(',').some((t) => parseFloat(t) * (/ms$/.test(t.trim()) ? 1 : 1000) > 10);
        return (s.transitionProperty !== 'none' && long(s.transitionDuration)) || (s.animationName !== 'none' && long(s.animationDuration)) || s.scrollBehavior === 'smooth' ? [`${e.localName}.${e.className}`] : [];
      })));
    }
  });

  // The 404 page, deep below, works: its addresses are whole.
  {
    const page = await (await chromium.newContext()).newPage();
    const response = await page.goto(`${url}er/is/hier/niets/`);
    truth('the 404 page has its style at any depth', response.status() === 404 && await page.evaluate(() => [...document.styleSheets].some((s) => s.cssRules.length > 20)));
    await page.click('.merknaam');
    truth('and leads back to the start', page.url() === url, page.url());
  }

  function pagesOf(pdf) {
    return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  }
});
