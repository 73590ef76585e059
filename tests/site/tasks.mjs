// SPDX-License-Identifier: EUPL-1.2
// tests/site/tasks.mjs PROGRAM WORK - six things that readers come for, each done on a phone and with the keyboard alone. What they
// find is held against the data of the catalogue, so that these tests follow its content.
import { readFileSync } from 'node:fs';
import { browser, check, load, site, suite, truth } from './lib.mjs';
import { go, journeys, print, recordsOf, ways } from './reader.mjs';

await suite(async () => {
  const { url, folder } = await site('tasks', '/pad/');
  const chromium = await browser(), records = recordsOf(folder), journey = journeys(chromium, url);
  const byPath = new Map(records.map((r) => [r.pagina, r]));

  const main = (page) => page.locator('main');
  const link = (page, name) => main(page).getByRole('link', { name }).first();
  const pathOf = (page) => decodeURIComponent(new URL(page.url()).pathname.slice(new URL(url).pathname.length));
  const recordOf = (page) => byPath.get(pathOf(page));
  const hits = (page) => page.locator('[data-lijst] .kaart-titel a');
  const counted = (page) => page.locator('[data-kop]').textContent().then((text) => Number(text.match(/\d+/)?.[0] ?? 0));
  /** The records that a list of links leads to. */
  const linked = (locator) => locator.evaluateAll((all) => all.map((a) => a.href))
    .then((all) => all.map((href) => byPath.get(new URL(href).pathname.slice(new URL(url).pathname.length))).filter(Boolean));

  /** Asks a question on the start page: one step. */
  async function ask(page, hands, question) {
    await page.goto(url);
    await hands.type(main(page).getByRole('combobox'), question);
    await go(page, hands, () => page.keyboard.press('Enter'));
    await hits(page).first().waitFor();
  }

  /** Without scrolling, a record says what it is, for whom, by whom, how old, and whether it still holds. */
  async function answersAtOnce(page, name) {
    const record = recordOf(page), text = (await main(page).innerText()).replaceAll('\u00ad', '');
    truth(`${name}: the page is the record’s`, Boolean(record), page.url());
    truth(`${name}: it shows the title and the summary`, text.includes(record.titel) && text.includes(record.samenvatting.trim()));
    const labels = ['Voor wie', 'Van wie', 'Status', 'Klopt het nog'].filter((label) => !new RegExp(label, 'i').test(text));
    check(`${name}: it says for whom, by whom, and how current it is`, labels);
    if (page.viewportSize().width < 1000) return;
    const below = await page.evaluate(() => [...document.querySelectorAll('main h1, main .intro, main .kort dt')]
      .filter((e) => e.getBoundingClientRect().bottom > window.innerHeight).map((e) => e.textContent.trim()));
    check(`${name}: on a desktop the title, the summary and the first facts need no scrolling`,
      below.filter((label) => !/Wet|Vorm|ervan leert|Thema|Wanneer \(|Klopt het nog/.test(label)));
  }

  for (const way of ways) {
    const task = (name, run) => journey(`${name}, ${way.name}`, way.options, (page) => run(page, way.hands(page), `${name}, ${way.name}`));

    await task('from a vague problem to a product', async (page, hands, name) => {
      await ask(page, hands, 'ik krijg geen grip op de omgevingsdienst');
      const help = await page.locator('[data-hulp]').innerText();
      truth(`${name}: plain Dutch is not taken for a typing error`, !/Bedoelde u/.test(help), help);
      const top = (await page.locator('[data-lijst] > li').first().boundingBox()).y;
      truth(`${name}: the list begins on the first screen`, top < page.viewportSize().height - 40, `${top}`);
      hands.steps = 0;
      await ask(page, hands, 'te weinig grip op samenwerking');
      await go(page, hands, () => hands.press(hits(page).first()));
      if (recordOf(page)?.soort !== 'ondersteuning') {
        await go(page, hands, () => hands.press(main(page).locator('a[href*="/ondersteuning/"]:visible').first()));
      }
      truth(`${name}: it takes three steps`, hands.steps <= 3 && recordOf(page)?.soort === 'ondersteuning', `${hands.steps}: ${page.url()}`);
      await answersAtOnce(page, name);

      // The same without searching: a theme, and what helps there.
      hands.steps = 0;
      await page.goto(url);
      await go(page, hands, () => hands.press(main(page).locator('a[href*="themas/samenwerking/"]').first()));
      await go(page, hands, () => hands.press(main(page).locator('a[href*="/ondersteuning/"]:visible').first()));
      truth(`${name}: or two by theme`, hands.steps <= 3 && recordOf(page)?.soort === 'ondersteuning', page.url());
    });

    await task('everything for a new wethouder', async (page, hands, name) => {
      await page.goto(url);
      await go(page, hands, () => hands.press(main(page).locator('#taken + ul').getByRole('link', { name: /net wethouder/i })));
      truth(`${name}: who is new has a page of its own, which says what to do first`, await main(page).locator('.eerst').isVisible(), page.url());
      const help = await linked(main(page).locator('section[aria-labelledby=hulp] .kaart-titel a'));
      truth(`${name}: with help for newcomers`, help.length > 0 && help.some((r) => r.moment?.includes('start')), help.map((r) => r.id).join());
      const others = help.filter((r) => !r.doelgroepen?.includes('wethouders'));
      truth(`${name}: most of it for a wethouder`, others.length < help.length / 2, others.map((r) => r.id).join());
      await page.goto(url);
      await go(page, hands, () => hands.press(main(page).locator('#ik-ben + ul').getByRole('link', { name: /wethouder/i })));
      const first = main(page).locator('section:has(> h2)').first();
      truth(`${name}: the page of the role begins with what a newcomer does`, await first.getByRole('heading', { name: /net wethouder/i }).isVisible());
      const found = new Set((await linked(main(page).locator('a'))).map((r) => r.id));
      const meant = records.filter((r) => r.doelgroepen?.includes('wethouders'));
      check(`${name}: all of it is on the page`, meant.filter((r) => !found.has(r.id)).map((r) => r.id));
      // What helps with a task is for all who have that task.
      const own = new Set((await linked(main(page).locator('section:not([aria-labelledby=taken]) > * a'))).map((r) => r.id));
      check(`${name}: and nothing else`, [...own].filter((id) => !meant.some((r) => r.id === id)));
    });

    await task('does a guide of 2003 still hold', async (page, hands, name) => {
      const guide = records.find((r) => r.id === 'ondersteuning/handreiking-recht-van-onderzoek');
      await ask(page, hands, 'handreiking recht van onderzoek');
      const card = page.locator('[data-lijst] .kaart', { hasText: guide.titel }).first();
      truth(`${name}: the card says the year`, (await card.innerText()).includes('2003'));
      await go(page, hands, () => hands.press(card.locator('.kaart-titel a')));
      truth(`${name}: it takes two steps`, hands.steps === 2 && recordOf(page) === guide, page.url());
      await answersAtOnce(page, name);
      const text = (await main(page).innerText()).replace(/\s+/g, ' ');
      const jump = link(page, 'Geldt dit nog?'), verdict = page.locator('h2#geldt');
      const seen = await verdict.evaluate((e) => e.getBoundingClientRect().bottom <= window.innerHeight);
      truth(`${name}: whether it holds is on the first screen, or a link there leads to it`, seen || await jump.isVisible());
      truth(`${name}: it says how old it is`, /2003 ?\(\d\d jaar geleden\)/.test(text));
      truth(`${name}: it answers in so many words`, /Geldt dit nog\?/i.test(text) && text.includes((guide.beoordeeld ?? guide.nagelopen).bevinding.trim().replace(/\s+/g, ' ')));
      await go(page, hands, () => hands.press(link(page, /enquêterecht/)));
      truth(`${name}: what came later is a link away`, recordOf(page)?.id === 'ondersteuning/handreiking-decentraal-enqueterecht', page.url());
    });

    await task('what BZK does about weerbaarheid', async (page, hands, name) => {
      await ask(page, hands, 'weerbaarheid');
      const before = await counted(page), owner = page.locator('[data-facet=aanbieder]'), box = owner.locator('input[value=bzk]');
      if (!await owner.isVisible()) await hands.press(page.locator('[data-filters] > summary'));
      if (!await box.isVisible()) await hands.press(owner.locator('summary').first());
      const promised = Number(await owner.locator('li', { has: page.locator('input[value=bzk]') }).locator('[data-aantal]').textContent());
      await hands.press(box);
      await page.waitForFunction((n) => Number(document.querySelector('[data-kop]').textContent.match(/\d+/)?.[0]) === n, promised);
      truth(`${name}: the filter leaves fewer`, promised > 3 && promised < before, `${before}, then ${promised}`);
      check(`${name}: all of it is by BZK`, (await linked(hits(page))).filter((r) => !r.aanbieders?.includes('bzk')).map((r) => r.id));
      const first = (await linked(hits(page))).slice(0, 5);
      check(`${name}: the first ones are about it`, first.filter((r) => !/weerba/i.test(JSON.stringify(r))).map((r) => r.id));
      truth(`${name}: the address holds the question and the filter`, /q=weerbaarheid/.test(page.url()) && /aanbieder=bzk/.test(page.url()));
      await go(page, hands, () => hands.press(hits(page).first()));
      await answersAtOnce(page, name);
    });

    await task('what is missing for Statenleden', async (page, hands, name) => {
      await page.goto(url);
      await go(page, hands, () => hands.press(page.locator('footer a[href*="dekking/"]').first()));
      const themesOf = (links) => links.evaluateAll((all) => all.map((a) => a.getAttribute('href').match(/themas\/([\w-]+)\//)[1]).sort());
      const fold = main(page).locator('details', { hasText: /^\s*Statenleden/ }).first();
      await hands.press(fold.locator('summary'));
      truth(`${name}: the group unfolds what it misses`, await fold.locator('ul a').first().isVisible());
      const missing = await themesOf(fold.locator('ul a')), table = page.locator('table').first();
      const hatched = await table.evaluate((all) => {
        const row = [...all.tBodies[0].rows].find((r) => /Statenleden/.test(r.cells[0].textContent));
        return [...row.cells].filter((c) => /geen/.test(c.textContent)).length;
      });
      const support = records.filter((r) => r.soort === 'ondersteuning' && r.doelgroepen?.includes('statenleden'));
      const themes = [...new Set(records.flatMap((r) => r.themas ?? []))].sort();
      const empty = themes.filter((theme) => !support.some((r) => r.themas?.includes(theme)));
      check(`${name}: it names the themes without any support`, missing.join() === empty.join() ? [] : [missing.join(), empty.join()]);
      truth(`${name}: the table shows as many`, hatched === empty.length, `${hatched} of ${empty.length}`);
      truth(`${name}: there are such themes`, empty.length > 0);
      const gaps = await linked(main(page).locator('[aria-labelledby=zonder-ondersteuning] a'));
      truth(`${name}: and the bottlenecks without support`, gaps.length > 0 && gaps.every((r) => r.soort === 'knelpunt'), `${gaps.length}`);
      await go(page, hands, () => hands.press(table.locator('td a[href*="/statenleden/"]').first()));
      truth(`${name}: a number leads to what it counts`, /^themas\/[\w-]+\/statenleden\/$/.test(pathOf(page)), pathOf(page));
    });

    await task('a hand-out of five records', async (page, hands, name) => {
      await page.goto(url);
      await go(page, hands, () => hands.press(main(page).locator('a[href*="themas/rollen/"]').first()));
      const free = page.locator('main .kies[aria-pressed=false]:visible');
      if (await free.count() < 5) await hands.press(page.locator('main .klap:not([open]) > summary').last());
      for (let n = 0; n < 5; n++) await hands.press(free.first());
      const chosen = new URL(page.url()).searchParams.get('keuze').split(',');
      truth(`${name}: five are chosen`, chosen.length === 5 && chosen.every((id) => records.some((r) => r.id === id)), chosen.join());
      await go(page, hands, () => hands.press(page.locator('.keuze a')));
      await page.locator('.handout-record').nth(4).waitFor();
      await hands.type(page.locator('#handout-naam'), 'Vergadering van donderdag');
      const titles = chosen.map((id) => records.find((r) => r.id === id).titel);
      const printed = await print(page), squeezed = printed.text.replace(/[\s\u00ad-]/g, '');
      check(`${name}: all five are on paper`, titles.filter((t) => !squeezed.includes(t.replace(/[\s-]/g, ''))));
      truth(`${name}: with its title, contents and sources`, ['Vergadering van donderdag', 'Inhoud', 'Bronnen'].every((w) => printed.text.includes(w)));
      truth(`${name}: without buttons`, !/Druk af of bewaar|Omhoog|Haal weg/.test(printed.text));
      const [download] = await Promise.all([page.waitForEvent('download'), hands.press(page.locator('[data-csv]'))]);
      const rows = (await load('csv-parse/sync')).parse(readFileSync(await download.path(), 'utf8').replace(/^\ufeff/, ''), { columns: true });
      truth(`${name}: the CSV holds the same`, rows.map((r) => r.id).join() === chosen.join(), JSON.stringify(rows.map((r) => r.id)));
      await page.goto(page.url());
      await page.locator('.handout-record').nth(4).waitFor();
      truth(`${name}: the link gives the same again`, (await page.locator('h1').innerText()) === 'Vergadering van donderdag');
    });
  }
});
