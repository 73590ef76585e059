// SPDX-License-Identifier: EUPL-1.2
// tests/site/searching.mjs PROGRAM WORK - the way to an answer and back: suggestions, the first screen of a phone, Back, two tabs,
// a reload, a choice of forty, paper, 400 % zoom, forced colours, a slow line, a slow machine. What readers come for is in tasks.mjs.
import { readFileSync } from 'node:fs';
import { browser, check, load, require, site, suite, truth } from './lib.mjs';
import { journeys, print, recordsOf } from './reader.mjs';

const probes = readFileSync(new URL('probes.js', import.meta.url), 'utf8');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

await suite(async () => {
  const { url, folder } = await site('searching', '/pad/');
  const chromium = await browser(), records = recordsOf(folder), journey = journeys(chromium, url);
  const asked = `${url}zoeken/?q=griffier`;

  const done = (page) => page.waitForSelector('[data-lijst][data-klaar]', { state: 'attached' });
  const ids = (page) => page.$$eval('[data-lijst] [data-id]', (all) => all.map((e) => e.dataset.id));
  const chosen = (page) => page.$$eval('.kies[aria-pressed=true]', (all) => all.map((e) => e.dataset.ref).sort());
  const bar = (page) => page.locator('.keuze-aantal').innerText();
  const choice = (n) => records.slice(0, n).map((r) => r.id).join(',');
  const probe = (page, name) => page.evaluate(probes).then(() => page.evaluate((which) => window.probes[which](), name));
  const faults = async (page) => {
    await page.evaluate(`${axe};0`);
    const { violations } = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), rules);
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`);
  };
  /** What a live region says from now on, without its silences. */
  const listenTo = (page, selector) => page.evaluate((which) => {
    window.said = [];
    const region = document.querySelector(which);
    new MutationObserver(() => { if (region.textContent) window.said.push(region.textContent); })
      .observe(region, { childList: true, characterData: true, subtree: true });
  }, selector);
  const said = (page) => page.evaluate(() => window.said.splice(0));

  // ---- suggestions -------------------------------------------------------------------------

  for (const [where, address, options] of [['header', 'themas/', {}], ['start page', '', {}], ['start page of a phone', '', phone], ['header of a phone', 'themas/', phone]]) {
    await journey(`suggestions, ${where}`, { ...options, bypassCSP: true }, async (page) => {
      const requests = [];
      await page.goto(url + address);
      page.on('request', (r) => { if (!/pictogram/.test(r.url())) requests.push(r.url()); });
      if (where === 'header of a phone') {
        await page.locator('.kop-zoeklink').tap();
        truth(`${where}: the field opens`, await page.locator('#kop-q').isVisible());
      }
      const field = page.locator('[role=combobox]:visible').first(), list = page.locator('.voorstel:visible');
      await field.focus();
      await page.waitForTimeout(200);
      check(`${where}: nothing is loaded before the reader types`, requests);
      truth(`${where}: the list is closed`, (await field.getAttribute('aria-expanded')) === 'false');
      await listenTo(page, '[role=search] [role=status]');
      await page.keyboard.type('integri', { delay: 40 });
      await list.waitFor();
      const options_ = list.locator('[role=option]'), count = await options_.count();
      truth(`${where}: there are a few`, count >= 2 && count <= 8, `${count}`);
      truth(`${where}: the field says that it is open, and what it controls`, (await field.getAttribute('aria-expanded')) === 'true'
        && (await field.getAttribute('aria-controls')) === (await list.getAttribute('id')));
      check(`${where}: each says what it is`, (await options_.allInnerTexts()).filter((t) => !/\S\s+(\S+)$/.test(t)));
      await page.waitForTimeout(900);
      const spoken = await said(page);
      truth(`${where}: the number is announced, once`, spoken.length === 1 && spoken[0].includes(String(count)), JSON.stringify(spoken));
      check(`${where}: axe finds nothing while the list is open`, await faults(page));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      truth(`${where}: the page does not become wider`, wide <= 0, `${wide} px`);
      if (where !== 'header') return;

      const at = () => page.evaluate(() => {
        const id = document.activeElement.getAttribute('aria-activedescendant'), option = id && document.getElementById(id);
        return option ? [...option.parentNode.children].indexOf(option) * (option.getAttribute('aria-selected') === 'true' ? 1 : NaN) : -1;
      });
      const keys = [['ArrowDown', 0], ['ArrowDown', 1], ['ArrowUp', 0], ['ArrowUp', -1], ['ArrowUp', count - 1], ['ArrowDown', -1]];
      for (const [key, wanted] of keys) {
        await page.keyboard.press(key);
        truth(`${where}: ${key} goes to ${wanted}`, (await at()) === wanted, `${await at()}`);
      }
      await page.keyboard.press('Escape');
      truth(`${where}: Escape closes the list and keeps the word`, !(await list.isVisible()) && (await field.inputValue()) === 'integri');
      await page.keyboard.press('ArrowDown');
      await list.waitFor();
      await page.keyboard.press('ArrowDown');
      const label = await options_.first().locator(':first-child').innerText();
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => !u.pathname.endsWith('/themas/'));
      const heading = page.locator('h1');
      const there = /\/zoeken\//.test(page.url()) ? await page.inputValue('#q') : (await heading.innerText()).replaceAll('\u00ad', '');
      truth(`${where}: Enter goes to what was chosen`, there.toLowerCase().includes(label.toLowerCase().slice(0, 20)) || /\/zoeken\//.test(page.url()), `${label}: ${there}`);
      await page.goto(url + address);
      await page.locator('#kop-q').fill('integriteit');
      await page.keyboard.press('Enter');
      await page.waitForURL(/zoeken\/\?q=integriteit/);
      truth(`${where}: Enter alone searches`, true);
    });
  }

  // ---- the first screen --------------------------------------------------------------------

  const { parse } = await load('yaml');
  const termsOf = (list) => Object.values(parse(readFileSync(`content/begrippen/${list}.yaml`, 'utf8'))).filter((t) => t.zoekwoorden?.length);
  /** The cards whose part that matches the selector is wholly on the first screen. */
  const seen = (page, selector) => page.$$eval('[data-lijst] > li', (all, part) => all
    .filter((e) => (part ? e.querySelector(part) : e).getBoundingClientRect().bottom <= window.innerHeight)
    .map((e) => ({ text: e.innerText, wide: e.scrollWidth - e.clientWidth })), selector);
  await journey('first screen of a phone', phone, async (page) => {
    for (const query of ['integriteit', 'griffier', 'samenwerking', 'burgerparticipatie']) {
      await page.goto(`${url}zoeken/?q=${query}`);
      await done(page);
      const cards = await seen(page, '');
      truth(`${query}: three results are whole on the first screen`, cards.length >= 3, `${cards.length}`);
      check(`${query}: each says what it is and for whom`, cards.filter((c) => !/Voor \p{L}/u.test(c.text)).map((c) => c.text));
    }
  });

  // An answer of the editors leaves room: its first sentence and one way are there, the rest opens.
  await journey('an answer on the first screen of a phone', { ...phone, bypassCSP: true }, async (page) => {
    const terms = termsOf('antwoorden');
    for (const term of terms.filter((_, i) => process.argv.includes('--whole') || i % Math.ceil(terms.length / 6) === 0)) {
      const query = term.zoekwoorden[term.zoekwoorden.length >> 1];
      await page.goto(`${url}zoeken/?q=${encodeURIComponent(query)}`);
      await done(page);
      const shown = await page.locator('[data-lijst] > li').count(), cards = await seen(page, '.kaart-titel');
      truth(`${query}: three results beside the answer`, cards.length >= Math.min(3, shown), `${cards.length} of ${shown}`);
      check(`${query}: nothing sticks out of a card`, cards.filter((c) => c.wide > 0).map((c) => c.text));
      const box = page.locator('.antwoord').first(), text = await box.innerText();
      truth(`${query}: the answer is of the editors`, await page.locator('.antwoord--fixed', { hasText: term.naam }).count() === 1);
      truth(`${query}: with a way`, await box.locator(':scope > :not(details) a[href]').count() > 0, text);
    }
    const fold = page.locator('.antwoord > details > summary').first();
    await fold.focus();
    await page.keyboard.press('Enter');
    truth('the rest opens with the keyboard', await page.locator('.antwoord > details[open] a').first().isVisible());
    check('axe finds nothing when it is open', await faults(page));
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.reload();
    await done(page);
    truth('a desktop shows all at once', await page.locator('.antwoord').first().locator(':scope > details').count() === 0);
  });

  // ---- answers above the results -----------------------------------------------------------

  const lists = { spoed: 'urgent', antwoorden: 'fixed', elders: 'elsewhere' };
  await journey('answers above the results', { ...phone, bypassCSP: true }, async (page) => {
    for (const [list, level] of Object.entries(lists)) {
      const terms = termsOf(list);
      for (const term of [terms[0], terms[terms.length >> 1]]) {
        const query = [...term.zoekwoorden].sort((a, b) => b.length - a.length)[0];
        await page.goto(`${url}zoeken/?q=${encodeURIComponent(query)}`);
        await done(page);
        const own = page.locator(`.antwoord--${level}`, { hasText: term.naam }).first();
        truth(`${query}: the answer ‘${term.naam}’ is there`, await own.count() === 1);
        const box = await own.boundingBox();
        truth(`${query}: on the first screen`, box && box.y < 700, JSON.stringify(box));
        if (level === 'elsewhere') truth(`${query}: with the desk`, /^https:/.test(await own.locator('a').last().getAttribute('href') ?? ''));
        if (level !== 'urgent') continue;
        const call = own.locator('a[href^="tel:"]').first(), at = await call.boundingBox();
        truth(`${query}: a number can be called without scrolling`, at && at.y + at.height < 844, JSON.stringify(at));
        truth(`${query}: nothing stands above what is urgent`, await page.locator('[data-antwoorden] > *').first().evaluate((e) => e.matches('.antwoord--urgent')));
        check(`${query}: axe finds nothing`, await faults(page));
      }
    }
    await page.goto(`${url}zoeken/?q=xqzwvkj`);
    await done(page);
    truth('what is nowhere is named whole', (await page.locator('[data-hulp]').innerText()).includes('xqzwvkj'));
    truth('and leads on', (await page.locator('[data-antwoorden] a').count()) > 0);
  });

  await journey('what is recognised can be let go', phone, async (page) => {
    await page.goto(`${url}zoeken/?q=training%20raadsleden`);
    await done(page);
    const chips = page.locator('.zoek-chip'), before = await chips.allInnerTexts();
    truth('what is recognised is shown', before.length > 0, before.join());
    for (const query of ['training raadsleden', 'waterschap begroting snappen nieuw in algemeen bestuur', 'training raadslid gemeente provincie integriteit regio']) {
      await page.goto(`${url}zoeken/?q=${encodeURIComponent(query)}`);
      await done(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      truth(`${query}: what is recognised makes the page no wider`, wide <= 0, `${wide} px`);
    }
    await page.goto(`${url}zoeken/?q=training%20raadsleden`);
    await done(page);
    await chips.first().locator('.zoek-los').click();
    await done(page);
    truth('and goes when it is let go', /zonder=/.test(page.url()) && !(await chips.allInnerTexts()).includes(before[0]), page.url());
    await page.goBack();
    await done(page);
    truth('and is back with Back', (await chips.allInnerTexts()).join() === before.join());
    await page.goto(`${url}zoeken/?q=grifier`);
    await done(page);
    await page.locator('[data-hulp] a', { hasText: 'grifier' }).last().click();
    await done(page);
    truth('a correction can be refused', /letterlijk=1/.test(page.url()) && !/Bedoelde/.test(await page.locator('[data-hulp]').innerText().catch(() => '')), page.url());
  });

  await journey('an article without a law', phone, async (page) => {
    for (const [query, found] of [['artikel 28', true], ['artikel 9998', false]]) {
      await page.goto(`${url}zoeken/?q=${encodeURIComponent(query)}`);
      await done(page);
      const help = page.locator('[data-hulp]'), laws = help.locator('a');
      truth(`${query}: ${found ? 'the records on it' : 'nothing, and that is said'}`, (await ids(page)).length > 0 === found && /komt in deze catalogus niet aan bod/.test(await help.innerText()) !== found, await help.innerText());
      truth(`${query}: asks of which law`, await laws.count() > 2 && /Van welke wet/.test(await help.innerText()), await help.innerText());
      const name = await laws.first().innerText();
      await laws.first().click();
      await done(page);
      truth(`${query}: and that law has the text of it`, await page.locator(`[data-hulp] a[href*="artikel="], [data-ga] a[href*="artikel=${query.slice(8)}"]`).count() > 0, name);
    }
  });

  // ---- nothing is lost ---------------------------------------------------------------------

  for (const [name, options] of [['a desktop', {}], ['a phone', phone]]) {
    await journey(`back on ${name}`, options, async (page) => {
      await page.goto(asked);
      await done(page);
      await page.click('[data-meer]');
      await page.waitForFunction(() => document.querySelectorAll('[data-lijst] [data-id]').length >= 30);
      await done(page);
      const link = page.locator('[data-lijst] .kaart-titel a').nth(24);
      await link.scrollIntoViewIfNeeded();
      await page.waitForTimeout(600);
      const before = { y: await page.evaluate(() => scrollY), ids: await ids(page) };
      const same = async (what) => {
        await done(page);
        await page.waitForFunction((was) => Math.abs(scrollY - was) < 60, before.y, { timeout: 3000 }).catch(() => {}); // a busy machine restores later
        await page.waitForTimeout(300);
        const y = await page.evaluate(() => scrollY), now = await ids(page);
        truth(`${what}: the same list of the same length`, now.join() === before.ids.join(), `${now.length} of ${before.ids.length}`);
        truth(`${what}: at the same place`, Math.abs(y - before.y) < 60, `${y}, was ${before.y}`);
      };
      await link.click();
      await page.waitForURL((u) => !u.pathname.endsWith('/zoeken/'));
      await page.goBack();
      await same(`back on ${name}`);
      await page.reload();
      await same(`reload on ${name}`);
    });
  }

  await journey('a choice is not lost', {}, async (page, context) => {
    await page.goto(asked);
    await done(page);
    const buttons = page.locator('[data-lijst] .kies');
    await buttons.nth(0).click();
    await buttons.nth(2).click();
    const two = await chosen(page);
    await page.locator('#q').fill('griffier raad');
    await page.waitForTimeout(300);
    await done(page);
    truth('typing keeps the choice', /keuze=/.test(page.url()) && (await bar(page)).startsWith('2 '), page.url());
    await page.goBack();
    await done(page);
    truth('back keeps it', (await chosen(page)).join() === two.join());
    await page.goto(`${url}themas/`);
    await page.goto(`${url}knelpunten/`);
    truth('an address without it keeps it', (await bar(page)).startsWith('2 ') && /keuze=/.test(page.url()));
    await page.locator('main .kies[aria-pressed=false]').first().click();
    await page.goBack();
    truth('back to before the third keeps the third', (await bar(page)).startsWith('3 '), await bar(page));
    await page.reload();
    truth('a reload keeps it', (await bar(page)).startsWith('3 '));
    const second = await context.newPage();
    await second.goto(`${url}oplossingsrichtingen/`);
    await second.waitForSelector('.keuze:not([hidden])');
    truth('another tab takes it over', (await bar(second)).startsWith('3 '));
    await second.locator('main .kies[aria-pressed=false]').first().click();
    await page.waitForFunction(() => document.querySelector('.keuze-aantal').textContent.startsWith('4 '));
    truth('what one tab adds, the other has', true);
    await page.locator('.keuze-wis').click();
    await second.waitForFunction(() => document.querySelector('.keuze').hidden);
    await second.reload();
    truth('what is wiped, is gone in both', !(await second.locator('.keuze').isVisible()) && !/keuze=/.test(second.url()));
  });

  await journey('a choice without the memory of the tab', {}, async (page) => {
    await page.addInitScript(() => { Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('not allowed'); } }); });
    await page.goto(`${url}knelpunten/`);
    await page.locator('main .kies').first().click();
    await page.locator('header a[href*="themas"]').first().click();
    await page.waitForURL(/themas\/\?keuze=/);
    truth('the address carries it', (await bar(page)).startsWith('1 '));
    await page.evaluate(() => { delete window.sessionStorage; Object.defineProperty(window, 'sessionStorage', { value: {} }); });
  });

  await journey('the forty-first', { viewport: { width: 320, height: 640 } }, async (page) => {
    await page.goto(`${url}ondersteuning/?keuze=${choice(40)}`);
    await page.locator('main .kies[aria-pressed=false]').first().evaluate((e) => e.click());
    truth('the forty-first says why not', /40 gekozen\. .*haal er eerst een weg/.test(await bar(page)), await bar(page));
    await page.locator('main .kies[aria-pressed=true]').first().evaluate((e) => e.click());
    const height = await page.locator('.keuze').evaluate((e) => e.getBoundingClientRect().height);
    truth('the bar is one line at 320 px', (await bar(page)) === '39 gekozen' && height < 70, `${height} px: ${await bar(page)}`);
  });

  // ---- the hand-out ------------------------------------------------------------------------

  await journey('the hand-out in order and in brief', { bypassCSP: true }, async (page) => {
    const list = choice(6).split(','), gone = 'knelpunten/bestaat-hier-niet';
    const titles = () => page.$$eval('.handout-record h2', (all) => all.map((h) => h.textContent.replace(/^\d+\. /, '')));
    await page.route(`**/${gone}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>gone</h1>' }));
    await page.goto(`${url}handout/?keuze=${[...list, gone].join(',')}`);
    await page.waitForSelector('.handout-record h2');
    const first = await titles();
    truth('what could not be fetched is named', (await page.locator('[data-handout-weg]').innerText()).includes('bestaat hier niet'));
    const down = page.locator('.handout-zet--omlaag').first();
    await down.focus();
    await page.keyboard.press('Enter');
    const swapped = [first[1], first[0], ...first.slice(2)];
    truth('a button moves a record down', (await titles()).join() === swapped.join());
    truth('the focus goes along with it', await page.evaluate(() => document.activeElement.matches('.handout-zet--omlaag')
      && document.activeElement.closest('li') === document.querySelector('[data-handout-inhoud] li:nth-child(2)')));
    truth('it says so', (await page.locator('[data-handout-melding]').innerText()).includes('plaats 2 van'));
    truth('the address has the order', new URL(page.url()).searchParams.get('keuze').startsWith(`${list[1]},${list[0]}`));
    await page.check('#handout-kort');
    check('axe finds nothing in the brief form', await faults(page));
    const paper = await print(page);
    truth('six in brief are one page', paper.pages === 1, `${paper.pages} pages`);
    const squeeze = (t) => t.replace(/[\s\u00ad-]/g, '');
    check('with every title and address', first.filter((t) => !squeeze(paper.text).includes(squeeze(t))));
    truth('and addresses', list.every((id) => squeeze(paper.text).includes(squeeze(`${url}${id}/`))));
    await page.reload();
    await page.waitForSelector('.handout-record h2');
    truth('a reload keeps order and form', (await titles()).join() === swapped.join() && await page.isChecked('#handout-kort'));
  });

  // ---- what is heard -----------------------------------------------------------------------

  await journey('every change is announced once', {}, async (page) => {
    await page.goto(asked);
    await done(page);
    await page.waitForTimeout(1200);
    await listenTo(page, '.zoek-uitkomst [role=status]');
    const change = async (name, act, expected) => {
      await act();
      await done(page);
      await page.waitForTimeout(1500);
      const lines = await said(page);
      truth(`${name} is announced once`, lines.length === 1 && expected.test(lines[0]), JSON.stringify(lines));
    };
    await change('a sort order', () => page.selectOption('#sorteer', 'titel'), /Gesorteerd op titel/);
    await change('more results', () => page.click('[data-meer]'), /20 resultaten erbij.* 30 van/);
    await change('a filter', () => page.check('[data-facet=soort] input >> nth=0'), /met 1 filter/);
    await change('a filter that goes', () => page.click('[data-gekozen] a'), /^\d+ resultaten/);
    await change('a word', () => page.locator('#q').pressSequentially(' raad', { delay: 60 }), /^\d+ resultaten/);
    await page.click('[data-filters] > summary');
    await page.waitForTimeout(1700);
    check('opening the filters is silent', await said(page));
  });

  // ---- filters that are computed -------------------------------------------------------------

  await journey('a computed filter keeps what its number promised', {}, async (page) => {
    await page.goto(`${url}zoeken/?q=raad`);
    await done(page);
    await page.$$eval('[data-filters], [data-facet=eis]', (all) => all.forEach((d) => { d.open = true; }));
    await done(page);
    const found = async () => Number((await page.innerText('[data-kop]')).match(/\d+/)[0]);
    const every = await page.$$eval('[data-facet=eis] input', (all) => all.map((e) => e.value)), before = await found();
    truth('there are computed filters', every.length > 1, every.join(' '));
    for (const value of every) {
      const box = page.locator(`[data-facet=eis] input[value="${value}"]`);
      const promised = Number((await box.locator('xpath=ancestor::label|ancestor::li').first().innerText()).match(/(\d+)\D*$/)[1]);
      await box.check();
      await done(page);
      const now = await found();
      truth(`${value}: as many as promised`, now === promised, `${now} of ${promised}`);
      truth(`${value}: fewer than without`, promised > 0 && promised < before, `${promised} of ${before}`);
      await box.uncheck();
      await done(page);
    }
    for (const value of every) await page.locator(`[data-facet=eis] input[value="${value}"]`).check();
    await done(page);
    truth('all of them hold together', await found() < before, String(await found()));
  });

  // ---- paper, zoom, colours ----------------------------------------------------------------

  await journey('results on paper', {}, async (page) => {
    await page.goto(`${url}zoeken/?q=griffier&soort=knelpunt`);
    await done(page);
    const count = Number((await page.textContent('[data-kop]')).match(/\d+/)[0]);
    truth('there are more than ten', count > 10, `${count}`);
    await page.evaluate(() => { window.print = () => { window.printed = true; }; });
    await page.click('[data-druk]');
    await page.waitForFunction(() => window.printed);
    const titles = await page.$$eval('[data-lijst] .kaart-titel', (all) => all.map((h) => h.textContent));
    truth('the button gets all results first', titles.length === count, `${titles.length} of ${count}`);
    const squeeze = (t) => t.replace(/[^\p{L}\p{N}]/gu, ''), { text } = await print(page), plain = squeeze(text);
    check('all are on paper', titles.filter((t) => !plain.includes(squeeze(t))));
    truth('without addresses across the cards', !/https?:\/\/[^ ]*\/knelpunten\//.test(text));
    // A phone never fetches the rest by itself. A reload would give the whole list again: how long it was belongs to its step in the history.
    const anew = async (width, height) => {
      await page.setViewportSize({ width, height });
      await page.goto('about:blank');
      await page.goto(`${url}zoeken/?q=griffier&soort=knelpunt`);
      await done(page);
    };
    await anew(390, 844);
    truth('fewer on paper are said to be fewer', /Hier staan 10 van de/.test((await print(page)).text));
    await anew(1280, 800);
    let later = await print(page);
    for (let n = 0; n < 10 && /Hier staan/.test(later.text); n++) {
      await page.waitForTimeout(2000);
      later = await print(page);
    }
    check('who reads a moment prints all of them too', titles.filter((t) => !squeeze(later.text).includes(squeeze(t))));
    truth('and then sees the short list again', (await ids(page)).length <= count);
  });

  await journey('a zoom of 400 %', { viewport: { width: 320, height: 256 } }, async (page) => {
    for (const address of [`zoeken/?q=griffier&keuze=${choice(3)}`, `handout/?keuze=${choice(3)}`, `knelpunten/?keuze=${choice(3)}`]) {
      await page.goto(url + address);
      await page.waitForTimeout(500);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      truth(`it fits: /${address.replace(/keuze=.*/, '')}`, wide <= 320, `${wide} px`);
      const fixed = await page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter((e) => ['sticky', 'fixed'].includes(getComputedStyle(e).position) && e.getBoundingClientRect().height > 40).map((e) => e.className));
      check(`nothing sticks to a low screen: /${address.replace(/keuze=.*/, '')}`, fixed);
    }
  });

  await journey('forced colours while searching', { forcedColors: 'active' }, async (page) => {
    await page.goto(`${asked}&soort=ondersteuning`);
    await done(page);
    check('links and buttons stay recognisable', await probe(page, 'forced'));
    await page.goto(`${url}themas/`);
    await page.locator('#kop-q').pressSequentially('integri', { delay: 40 });
    await page.locator('.voorstel:visible').waitFor();
    await page.keyboard.press('ArrowDown');
    const edge = await page.locator('.voorstel [aria-selected=true]').evaluate((e) => getComputedStyle(e).outlineStyle);
    truth('the suggestion that is chosen has an edge', edge === 'solid', edge);
  });

  // ---- a slow line, a slow machine ---------------------------------------------------------

  await journey('a slow line', {}, async (page) => {
    await page.route('**/zoek/**', (route) => new Promise((go) => { setTimeout(go, 1500); }).then(() => route.continue()));
    await page.goto(asked, { waitUntil: 'commit' });
    await page.waitForSelector('.zoeken--actief');
    await page.locator('.zoek-laden').waitFor({ state: 'visible' });
    truth('the page says that it is loading', /geduld/.test(await page.locator('.zoek-laden').innerText()));
    await done(page);
    truth('and no longer when it has', !(await page.locator('.zoek-laden').isVisible()));
  });

  await journey('a slow machine', phone, async (page, context) => {
    const session = await context.newCDPSession(page);
    await page.goto(`${url}zoeken/`);
    await done(page);
    await page.evaluate(() => {
      window.inputs = [];
      const keep = (list) => { for (const e of list.getEntries()) if (e.interactionId) window.inputs.push(e.duration); };
      new PerformanceObserver(keep).observe({ type: 'event', durationThreshold: 16, buffered: true });
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.locator('#q').pressSequentially('raadsleden en integriteit', { delay: 120 });
    await page.waitForTimeout(1500);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const inputs = (await page.evaluate(() => window.inputs)).sort((a, b) => a - b);
    console.log(`input to paint, processor four times slower: median ${inputs[inputs.length >> 1]} ms, longest ${inputs.at(-1)} ms, ${inputs.length} inputs`);
    await done(page);
    truth('the list is that of the last word', (await page.textContent('[data-kop]')).includes('raadsleden en integriteit'));
  });

  // ---- without script ----------------------------------------------------------------------

  await journey('searching without script', { javaScriptEnabled: false }, async (page) => {
    for (const address of ['', 'themas/']) {
      await page.goto(url + address);
      await page.locator('[role=search] input:visible').first().fill('griffier');
      await page.keyboard.press('Enter');
      await page.waitForURL(/zoeken\/a-z\//);
      truth(`the field of /${address} leads to everything from A to Z`, (await page.locator('main a').count()) > 100);
    }
  });
});
