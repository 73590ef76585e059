// SPDX-License-Identifier: EUPL-1.2
// tests/site/pages.mjs PROGRAM WORK [PATTERN] - every page type in Chromium, under the real headers: 320, 768 and 1280 px, light
// and dark, with and without script. PATTERN: only addresses that match it. With --all instead: every page of the site, at 320 px
// light and 1280 px dark.
//
// On each: axe, the console, requests, horizontal scroll, targets of 24 px, headings, broken words. With script also: tabbing
// through the page shows each focus and hides none, and the skip link works; the first eighty stops at the ends of the range of
// widths, with --whole all of them at each width. The search page is looked at in all its states. A
// second site, made from the real one with names of sixty letters without a space, a moved and a withdrawn record, gets the same.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, check, listen, load, pageTypes, pool, require, samples, site, suite, truth, work } from './lib.mjs';

const everyPage = process.argv[4] === '--all', whole = process.argv.includes('--whole');
const only = process.argv[4] && !process.argv[4].startsWith('--') ? new RegExp(process.argv[4]) : null;
const wantedAddress = (address) => !only || only.test(address);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const probes = readFileSync(new URL('probes.js', import.meta.url), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
const widths = [320, 768, 1280], schemes = ['light', 'dark'];
// One setting of each width, where all six would say the same.
const some = [[320, 'light'], [768, 'dark'], [1280, 'light']], ends = [some[0], some.at(-1)];

// ---- one page ------------------------------------------------------------------------------

/** Runs in the page: everything at once. */
async function look(values) {
  const options = { runOnly: { type: 'tag', values }, resultTypes: ['violations'], preload: false };
  const { violations } = await window.axe.run(document, options);
  const axeFaults = violations.flatMap((v) => v.nodes.slice(0, 4)
    .map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ').slice(0, 300)}`));
  return { axe: axeFaults, 'no horizontal scroll': probes.scrolls(), targets: probes.targets(), headings: probes.headings(),
    'no broken words': probes.broken() };
}

/** A page that leads on at once is looked at as one sees it whose browser does not. */
async function still(route) {
  const response = await route.fetch(), body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, '');
  await route.fulfill({ response, body });
}

/**
 * One page in one setting. Without script it is loaded without; axe needs timers, so script comes back too late for the page's own.
 * Of a page that is not there, the browser says so.
 */
async function visit(page, heard, { url, where, state, missing, longNames, moves }) {
  heard.console.length = heard.requests.length = 0;
  await page.scripting?.send('Emulation.setScriptExecutionDisabled', { value: true });
  if (moves) await page.route(url, still, { times: 1 });
  await page.goto(url, { waitUntil: 'load' });
  await page.scripting?.send('Emulation.setScriptExecutionDisabled', { value: false });
  await state?.(page);
  await page.evaluate(axe + probes);
  const found = await page.evaluate(look, tags);
  if (longNames) delete found['no broken words'];
  for (const [name, faults] of Object.entries(found)) check(`${name}: ${where}`, faults);
  const expected = (line) => missing && /^(status 404: |error: Failed to load resource: .* 404 )/.test(line);
  check(`console: ${where}`, heard.console.filter((line) => !expected(line)));
  check(`no request to another origin: ${where}`, heard.requests);
}

// ---- the search page -----------------------------------------------------------------------

const answered = (page) => page.waitForFunction(() => /\d|Geen/.test(document.querySelector('[data-kop]').textContent));
const visible = (selector) => (page) => page.locator(selector).first().waitFor({ state: 'visible' });
const clicked = (selector) => (page) => page.locator(selector).first().click();
/** These one after the other, once there is an answer. */
const after = (...steps) => async (page) => {
  for (const step of [answered, ...steps]) await step(page);
};
const flip = (selector, open) => (page) => page.$$eval(selector, (all, value) => {
  for (const details of all) details.open = value;
}, open);

const searchStates = [
  { name: 'before a question', query: '', state: visible('[data-filters]') },
  { name: 'results', query: '?q=griffier', state: after(visible('[data-lijst] li')) },
  { name: 'more results', query: '?q=raad', state: after(clicked('[data-meer]')) },
  { name: 'nothing', query: '?q=xqzwv', state: after(visible('[data-geen]')) },
  { name: 'a word that resembles it', query: '?q=grifier', state: after(visible('[data-hulp]')) },
  { name: 'chosen filters', query: '?q=grip&thema=samenwerking&doelgroep=raadsleden', state: after(visible('[data-gekozen] a')) },
  { name: 'a filter that leaves nothing', query: '?q=xqzwv&thema=samenwerking', state: after(visible('[data-geen]')) },
  { name: 'filters open', query: '?q=raad', state: after(flip('[data-filters], [data-facet]', true)) },
  { name: 'filters closed', query: '?q=raad', state: after(flip('[data-filters], [data-facet]', false)) },
  { name: 'in order of title', query: '?q=raad', state: after(flip('[data-filters]', true), (page) => page.selectOption('#sorteer', 'titel'), answered) },
];

// ---- the keyboard --------------------------------------------------------------------------

async function tabThrough(page, url, where) {
  await page.goto(url, { waitUntil: 'load' });
  if (/[?&]q=/.test(url)) await answered(page); // what comes in above the focus while it is looked at would push it away
  await page.evaluate(probes);
  const hidden = [], invisible = [], keys = new Set();
  let last = '', skip = null;
  for (let n = 0; n < (whole ? 1000 : 80); n++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => window.probes.focused());
    if (at === null || (keys.has(at.key) && at.key !== last)) break;
    if (at.key === last) continue;  // within one element: a date, the end of a list
    keys.add(last = at.key);
    skip ??= await page.evaluate(() => document.activeElement.getAttribute('href'));
    if (!at.shows) invisible.push(at.name);
    if (!at.top) hidden.push(at.name);
  }
  truth(`tab reaches the page: ${where}`, keys.size > 1, `${keys.size} stops`);
  check(`focus shows: ${where}`, invisible);
  check(`focus is not covered: ${where}`, hidden);

  // The skip link is the first stop and goes to the content.
  await page.goto(url, { waitUntil: 'load' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const inside = await page.evaluate(() => document.activeElement?.closest('main') !== null && location.hash === '#inhoud');
  truth(`the skip link is first and goes to the content: ${where}`, skip === '#inhoud' && inside, `${skip}, ${inside}`);
}

// ---- a site with everything that is hard to lay out ----------------------------------------

async function hardProject() {
  const { parse, stringify } = await load('yaml');
  const folder = join(work, 'hard-project');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['content', 'templates', 'themes']) cpSync(part, join(folder, part), { recursive: true });
  const change = (file, edit) => {
    const path = join(folder, 'content', file), data = parse(readFileSync(path, 'utf8'));
    edit(data);
    writeFileSync(path, stringify(data));
  };
  const word = 'Intergemeentelijkesamenwerkingsverbandsvergaderingsvoorzitters';
  const long = (text, most) => `${word} ${text} ${word.toLowerCase()}`.slice(0, most).trim();
  change('knelpunten/lokale-driehoek.yaml', (r) => {
    r.titel = long(r.titel, 138);
    r.samenvatting = long(r.samenvatting, 318);
    r.beschrijving = `${r.beschrijving}\n## ${word}\n\n${word}${word} en https://example.org/${word}/${word}\n\n- ${word}\n`;
    r.voorheen = ['oude-driehoek'];
    for (const o of r.oorzaken) o.oorzaak = long(o.oorzaak, 138);
    r.trefwoorden.push(word);
  });
  change('knelpunten/positie-griffier.yaml', (r) => {
    r.vervallen = { sinds: '2026-01-01', reden: long('Dit is opgegaan in een ander knelpunt.', 300), opvolger: 'lokale-driehoek' };
  });
  const renamed = [['themas', 'rollen'], ['doelgroepen', 'griffiers'], ['organisaties', 'bzk'], ['typen', 'handreiking']];
  for (const [file, id] of renamed) {
    change(`begrippen/${file}.yaml`, (terms) => {
      terms[id].naam = `${word} en meer`;
      terms[id].kort = word.slice(0, 40);
    });
  }
  return folder;
}

const hardPages = ['', 'knelpunten/', 'knelpunten/lokale-driehoek/', 'knelpunten/positie-griffier/', 'themas/', 'themas/rollen/',
  'themas/rollen/griffiers/', 'doelgroepen/', 'doelgroepen/griffiers/', 'aanbieders/', 'aanbieders/bzk/', 'typen/',
  'typen/handreiking/', 'dekking/', 'actualiteit/', 'nieuw/', 'zoeken/', 'zoeken/a-z/'];

// ---- the checks themselves -----------------------------------------------------------------

const documentOf = (body, style = '') => `<!DOCTYPE html><html lang="nl"><head><title>Toets</title>
  <style>a, button { min-height: 1rem } ${style}</style></head><body><main><h1>Kop</h1>${body}</main></body></html>`;

// A page with one defect, and the probe that must see it.
const defects = [
  ['scrolls', documentOf('<p>Een<span>te breed</span></p>', 'span { display: block; width: 3000px }')],
  ['targets', documentOf('<a href="#a">a</a> <a href="#b">b</a>', 'a { display: inline-block; width: 10px; height: 10px }')],
  ['headings', documentOf('<h4>Te diep</h4>')],
  ['cut', documentOf('<p>Een regel die niet past</p>', 'p { height: 4px; overflow: hidden }')],
  ['overlaps', documentOf('<p>Een regel</p><p>Nog een regel</p>', 'p + p { margin-top: -2rem }')],
  ['broken', documentOf('<p>Oplossingsrichtingen</p>', 'p { width: 6rem; overflow-wrap: anywhere }')],
  ['forced', documentOf('<p>Tekst met <a href="#a">een link</a> erin.</p>', 'a { text-decoration: none }')],
  ['motion', documentOf('<p>Beweegt</p>', 'p { transition: color 2s }')],
  ['onPaper', documentOf('<button>Druk af</button>')],
];

// Places where a line may end within what looks like one word.
const goodBreaks = {
  'a soft hyphen': 'Oplossings&shy;richtingen', 'a hyphen': 'oplossings-richtingen', 'a chance': 'Oplossings<wbr>richtingen',
};

async function seesDefects(page) {
  const faultsOf = async (html, probe) => {
    await page.setContent(html);
    await page.evaluate(probes);
    return page.evaluate((name) => window.probes[name](), probe);
  };
  for (const [probe, html] of defects) {
    truth(`the probe ${probe} sees a defect`, (await faultsOf(html, probe)).length > 0);
    check(`the probe ${probe} is silent where there is none`, await faultsOf(documentOf('<p>Tekst.</p>'), probe));
  }
  for (const [name, text] of Object.entries(goodBreaks)) {
    check(`the probe broken lets pass ${name}`, await faultsOf(documentOf(`<p>${text}</p>`, 'p { width: 7em }'), 'broken'));
  }
  const asked = documentOf('<p>Oplossingsrichtingen</p>', 'p { width: 6rem; overflow-wrap: anywhere; hyphens: auto }');
  truth('the probe broken sees a word that the browser cannot hyphenate', (await faultsOf(asked, 'broken')).length > 0);
  const focusOf = async (style) => {
    await faultsOf(documentOf('<button>Knop</button><div></div>', style), 'headings');
    await page.keyboard.press('Tab');
    return page.evaluate(() => window.probes.focused());
  };
  const shield = 'div { position: fixed; inset: 0; background: red }';
  truth('a focus without a ring is seen', (await focusOf('button:focus { outline: none }')).shows === false);
  truth('a focus under something is seen', (await focusOf(shield)).top === false);
  const good = await focusOf('button:focus { outline: 3px solid }');
  truth('a good focus passes', good.shows && good.top, JSON.stringify(good));
  await page.setContent(documentOf('<img src="data:,"><p style="color: #aaa; background: #fff">Bleek</p>'));
  await page.evaluate(axe + probes);
  const { axe: found } = await page.evaluate(look, tags);
  check('axe sees defects', ['image-alt', 'color-contrast'].filter((rule) => !found.some((f) => f.startsWith(rule))));
}

// ---- the suite -----------------------------------------------------------------------------

const recordIds = (folder) => readFileSync(join(folder, 'data/catalogus.jsonl'), 'utf8').split('\n', 40).filter(Boolean)
  .map((line) => JSON.parse(line).id);

/** All visits: an address in a setting. */
function plan(url, hardUrl, types, chosen) {
  const visits = [];
  const add = (settings, base, address, rest = {}) => {
    if (!wantedAddress(address)) return;
    for (const [width, scheme, noScript] of settings) {
      const name = `/${address}${rest.name ? ` (${rest.name})` : ''}, ${width} ${scheme}${noScript ? ', no script' : ''}`;
      visits.push({ url: base + address, where: name, width, scheme, script: !noScript, ...rest });
    }
  };
  const all = widths.flatMap((width) => schemes.map((scheme) => [width, scheme]));
  // Three settings with scripts and two without; --whole takes all six of both, which make check-long does.
  const many = whole ? all : some;
  const without = (whole ? all : ends).map(([width, scheme]) => [width, scheme, true]);
  const largest = samples(types, 1);
  for (const { address, moves } of largest) add([...many, ...without], url, address, { moves });
  for (const { address, moves } of samples(types).filter((s) => !largest.some((l) => l.file === s.file))) add(some, url, address, { moves });
  for (const { name, query, state } of searchStates) add(many, url, `zoeken/${query}`, { name, state });
  // A choice for the hand-out, carried along and shown.
  add(some, url, `themas/rollen/?keuze=${chosen}`, { state: visible('.keuze') });
  add(many, url, `handout/?keuze=${chosen}`, { state: visible('.handout-record') });
  // The page for what is not there, deep below.
  add(many, url, 'er/is/hier/niets/', { missing: true });
  for (const address of hardPages) add(some, hardUrl, address, { name: 'long names', longNames: true });
  // Last: a choice stays, and its bar lies over what happens to be at the foot of the window.
  const tombstone = visible('.handout-record .melding--vervallen');
  add(some, hardUrl, 'handout/?keuze=knelpunten/positie-griffier', { name: 'withdrawn', longNames: true, state: tombstone });
  return visits;
}

/** Each setting has a context of its own; a few at a time, since axe takes a processor. */
async function visitAll(chromium, origins, visits, most) {
  const settings = new Map();
  for (const v of visits) {
    const key = `${v.width} ${v.scheme} ${v.script} ${v.part ?? ''}`;
    settings.set(key, [...(settings.get(key) ?? []), v]);
  }
  await pool(most, settings.values(), async (list) => {
    const [{ width, scheme, script }] = list;
    const context = await contextOf(chromium, width, scheme, 800);
    const page = await context.newPage(), heard = listen(page, origins);
    page.setDefaultTimeout(20_000);
    if (!script) page.scripting = await context.newCDPSession(page);
    for (const one of list) {
      await visit(page, heard, one).catch((error) => check(`to its end: ${one.where}`, [error.message.split('\n', 4).join('\n')]));
    }
    await context.close();
  });
}
const contextOf = (chromium, width, scheme, height) =>
  chromium.newContext({ viewport: { width, height }, colorScheme: scheme, locale: 'nl-NL' });

/** Every page that is no redirect; two windows for each setting. */
async function audit(chromium, url, types) {
  const addresses = types.filter((t) => !t.moves).flatMap((t) => t.pages.map((p) => p.address));
  const visits = [[320, 'light'], [1280, 'dark']].flatMap(([width, scheme]) => addresses.map((address, n) => (
    { url: url + address, where: `/${address}, ${width} ${scheme}`, width, scheme, script: true, part: n % 2 })));
  console.log(`${visits.length} visits to ${addresses.length} pages`);
  await visitAll(chromium, [new URL(url).origin], visits, 2);
}

await suite(async () => {
  const { url, folder } = await site('pages');
  const types = await pageTypes(folder);
  if (everyPage) return audit(await browser(), url, types);
  check('every page type has a page', types.filter((t) => t.pages.length === 0 && t.each !== 'redirect').map((t) => t.template));
  const project = await hardProject(), hard = await site('hard', '/pad/', ['-C', project]);
  const chromium = await browser(), origins = [url, hard.url].map((u) => new URL(u).origin);
  const chosen = recordIds(folder).slice(0, 3).join(',');
  {
    const context = await contextOf(chromium, 1280, 'light', 800);
    await seesDefects(await context.newPage());
    await context.close();
  }

  const visits = plan(url, hard.url, types, chosen);
  console.log(`${visits.length} visits to pages of ${types.length} types`);
  truth('there are pages to visit', visits.length > 0);
  await visitAll(chromium, origins, visits, 3);

  // By keyboard: one page of each type. A walk mostly waits for frames, so more at a time.
  const walked = samples(types.filter((t) => !t.moves), 1).map((s) => s.address);
  walked.push('zoeken/?q=griffier', `themas/rollen/?keuze=${chosen}`, `handout/?keuze=${chosen}`);
  const walks = walked.filter(wantedAddress).flatMap((address) => (whole ? some : ends).map(([width, scheme]) => ({ address, width, scheme })));
  await pool(6, walks, async ({ address, width, scheme }) => {
    const context = await contextOf(chromium, width, scheme, 640);
    await tabThrough(await context.newPage(), url + address, `/${address}, ${width} ${scheme}`);
    await context.close();
  });
});
