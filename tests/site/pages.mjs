// tests/site/pages.mjs PROGRAM WORK [PATTERN] - every page type in Chromium, under the real headers: 320, 768 and 1280 px, light and dark, with and
// without script. PATTERN: only addresses that match it.
//
// On each: axe, the console, requests, horizontal scroll, targets of 24 px, headings. With script also: tabbing through the
// page shows each focus and hides none, and the skip link works. A second site, made from the real one with names of sixty letters without a
// space, a moved and a withdrawn record, gets the same.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { browser, check, listen, load, pageTypes, pool, require, samples, site, suite, truth, work } from './lib.mjs';

const only = process.argv[4] ? new RegExp(process.argv[4]) : null;
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];
const widths = [320, 768, 1280], schemes = ['light', 'dark'];

// ---- what is looked at, in the page --------------------------------------------------------

async function runAxe(page) {
  await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'], preload: false });
    return violations.flatMap((v) => v.nodes.slice(0, 4).map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ').slice(0, 300)}`));
  }, tags);
}

/** Wider than the window, and what sticks out. */
const scrolls = () => {
  const root = document.documentElement;
  if (root.scrollWidth <= window.innerWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 0.5 && !e.closest('.schuif'));
  return [`${root.scrollWidth} px in ${window.innerWidth}`, ...wide.slice(-4).map((e) => `${e.localName}.${e.className?.baseVal ?? e.className}`)];
};

/**
 * Targets smaller than 24 by 24 px. WCAG 2.5.8 leaves out a link in a sentence, and a small target with a circle of 24 px around its
 * middle that touches no other target.
 */
const targets = () => {
  const seen = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const box = (e) => {
    const label = e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') : null;
    const own = (label ?? e).getBoundingClientRect();
    const after = getComputedStyle(e, '::after');
    if (after.content !== 'none' && after.position === 'absolute' && after.inset === '0px') {
      for (let p = e; p; p = p.parentElement) if (getComputedStyle(p).position !== 'static') return p.getBoundingClientRect();
    }
    return own;
  };
  const clipped = (e) => { const r = e.getBoundingClientRect(), s = getComputedStyle(e); return r.width <= 1 || r.height <= 1 || s.clipPath.startsWith('inset(50%') || r.bottom < 0; };
  const inSentence = (e) => {
    if (!e.matches('a') || getComputedStyle(e).display !== 'inline') return false;
    let block = e.parentElement;
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    const text = (n) => n.textContent.replace(/\s+/g, '').length;
    return block !== null && text(block) > text(e);
  };
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter((e) => seen(e) && !clipped(e)).map((e) => ({ e, r: box(e) }));
  const small = all.filter(({ e, r }) => (r.width < 23.5 || r.height < 23.5) && !inSentence(e));
  return small.filter(({ e, r }) => {
    const x = r.left + r.width / 2, y = r.top + r.height / 2;
    return all.some((o) => {
      if (o.e === e || o.e.contains(e) || e.contains(o.e)) return false;
      const little = o.r.width < 23.5 || o.r.height < 23.5, near = little ? 24 : 12;
      const dx = little ? o.r.left + o.r.width / 2 - x : Math.max(o.r.left - x, 0, x - o.r.right);
      const dy = little ? o.r.top + o.r.height / 2 - y : Math.max(o.r.top - y, 0, y - o.r.bottom);
      return Math.hypot(dx, dy) < near - 0.5;
    });
  }).map(({ e, r }) => `${e.localName} ‘${(e.textContent || e.name || '').trim().slice(0, 40)}’: ${r.width.toFixed(1)} by ${r.height.toFixed(1)} px`);
};

const headings = () => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((h) => h.checkVisibility()).map((h) => ({ level: +h.localName[1], text: h.textContent.trim() }));
  const faults = [];
  if (levels.filter((h) => h.level === 1).length !== 1) faults.push(`${levels.filter((h) => h.level === 1).length} times h1`);
  let before = 0;
  for (const { level, text } of levels) {
    if (level > before + 1) faults.push(`h${level} ‘${text}’ after h${before}`);
    if (!text) faults.push(`an empty h${level}`);
    before = level;
  }
  return faults;
};

/** The element with the focus: what it is, whether its focus shows, and whether anything covers it. */
const focused = async () => {
  // The browser scrolls after it has moved the focus.
  const place = () => document.activeElement.getBoundingClientRect().top;
  for (let n = 0, before = NaN; n < 20 && place() !== before; n++) {
    before = place();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  if (!e.dataset.getoetst) e.dataset.getoetst = String(window.getoetst = (window.getoetst ?? 0) + 1);
  const label = e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') : null;
  const ring = (node, pseudo) => {
    const s = getComputedStyle(node, pseudo);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || (s.boxShadow !== 'none' && s.boxShadow !== '');
  };
  let shows = ring(e) || ring(e, '::after') || ring(e, '::before') || (label && ring(label));
  for (let p = e.parentElement, n = 0; p && n < 3 && !shows; p = p.parentElement, n++) shows = p.matches(':focus-within') && ring(p);
  // A link in a drawing has no outline: its box has another line than that of the links beside it.
  const other = e.ownerSVGElement && [...e.ownerSVGElement.querySelectorAll('a')].find((a) => a !== e);
  const lines = (a) => [...a.querySelectorAll('*')].map((c) => `${getComputedStyle(c).strokeWidth} ${getComputedStyle(c).stroke}`);
  if (other && !shows) shows = lines(e).some((line) => parseFloat(line) >= 2 && !lines(other).includes(line));
  const r = (label ?? e).getBoundingClientRect();
  const inView = r.bottom > 0 && r.top < window.innerHeight && r.right > 0 && r.left < window.innerWidth && r.width > 1 && r.height > 1;
  // Somewhere in its part of the window it must be on top.
  const points = [];
  for (const rect of [...e.getClientRects(), r]) {
    for (const fx of [0.1, 0.5, 0.9]) for (const fy of [0.2, 0.5, 0.8]) points.push([rect.left + rect.width * fx, rect.top + rect.height * fy]);
  }
  const top = inView && points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (hit === e || e.contains(hit) || hit.contains(e) && hit.closest('a, label, summary, .kaart, .schuif') !== null || (label && label.contains(hit)));
  });
  return { key: e.dataset.getoetst, name: `${e.localName} ‘${(e.getAttribute('aria-label') || e.textContent || e.name || '').replace(/\s+/g, ' ').trim().slice(0, 50)}’`, shows: Boolean(shows), top };
};

// ---- one page ------------------------------------------------------------------------------

async function visit(page, heard, url, where) {
  heard.console.length = heard.requests.length = 0;
  // Without script the page is loaded without; axe needs timers, so afterwards script is allowed again, too late for the page's own.
  if (page.scripting) await page.scripting.send('Emulation.setScriptExecutionDisabled', { value: true });
  await page.goto(url, { waitUntil: 'load' });
  if (page.scripting) await page.scripting.send('Emulation.setScriptExecutionDisabled', { value: false });
  await page.waitForTimeout(30);
  check(`axe: ${where}`, await runAxe(page));
  check(`no horizontal scroll: ${where}`, await page.evaluate(scrolls));
  check(`targets: ${where}`, await page.evaluate(targets));
  check(`headings: ${where}`, await page.evaluate(headings));
  check(`console: ${where}`, heard.console);
  check(`no request to another origin: ${where}`, heard.requests);
}

async function tabThrough(page, url, where) {
  await page.goto(url, { waitUntil: 'load' });
  const hidden = [], invisible = [], keys = new Set();
  let last = '';
  for (let n = 0; n < 250; n++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focused);
    if (at === null || (keys.has(at.key) && at.key !== last)) break;
    if (at.key === last) continue;  // within one element: a date, the end of a list
    keys.add(last = at.key);
    if (!at.shows) invisible.push(at.name);
    if (!at.top) hidden.push(at.name);
  }
  truth(`tab reaches the page: ${where}`, keys.size > 1, `${keys.size} stops`);
  check(`focus shows: ${where}`, invisible);
  check(`focus is not covered: ${where}`, hidden);
}

async function skipLink(page, url, where) {
  await page.goto(url, { waitUntil: 'load' });
  await page.keyboard.press('Tab');
  const at = await page.evaluate(focused);
  const href = await page.evaluate(() => document.activeElement.getAttribute('href'));
  await page.keyboard.press('Enter');
  const inside = await page.evaluate(() => document.activeElement?.closest('main') !== null && location.hash === '#inhoud');
  truth(`the skip link is first, shows and goes to the content: ${where}`, at?.shows && at.top && href === '#inhoud' && inside, JSON.stringify({ at, href, inside }));
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
  for (const [file, id] of [['themas', 'rollen'], ['doelgroepen', 'griffiers'], ['organisaties', 'bzk'], ['typen', 'handreiking']]) {
    change(`begrippen/${file}.yaml`, (terms) => { terms[id].naam = `${word} en meer`; terms[id].kort = word.slice(0, 40); });
  }
  return folder;
}

const hardPages = ['', 'knelpunten/', 'knelpunten/lokale-driehoek/', 'knelpunten/positie-griffier/', 'themas/', 'themas/rollen/', 'themas/rollen/griffiers/',
  'doelgroepen/', 'doelgroepen/griffiers/', 'aanbieders/', 'aanbieders/bzk/', 'typen/', 'typen/handreiking/', 'dekking/', 'actualiteit/', 'nieuw/', 'zoeken/', 'zoeken/a-z/'];

// ---- the suite -----------------------------------------------------------------------------

await suite(async () => {
  const { url, folder } = await site('pages');
  const types = await pageTypes(folder);
  check('every page type has a page', types.filter((t) => t.pages.length === 0 && t.each !== 'redirect').map((t) => t.template));
  const wanted = samples(types).filter((s) => !only || only.test(s.address));
  const project = await hardProject(), hard = await site('hard', '/pad/', ['-C', project]);
  const chromium = await browser();
  const workers = Math.max(2, Math.min(4, cpus().length));
  console.log(`${wanted.length} pages of ${types.length} types, and ${hardPages.length} with long names`);

  // A visit is an address in a setting; each setting has a context of its own.
  const visits = [];
  const add = (base, address, extra = '') => {
    for (const script of [true, false]) for (const width of widths) for (const scheme of schemes) visits.push({ base, address: address + extra, width, scheme, script });
  };
  for (const sample of wanted) add(url, sample.address);
  if (!only || only.test('zoeken/')) {
    for (const query of ['?q=griffier', '?q=xqzwv', '?q=grip&thema=samenwerking&doelgroep=raadsleden']) {
      for (const width of widths) for (const scheme of schemes) visits.push({ base: url, address: `zoeken/${query}`, width, scheme, script: true });
    }
  }
  // A choice for the hand-out, carried along and shown.
  const chosen = (await recordIds(folder)).slice(0, 3).join(',');
  for (const address of ['themas/rollen/', 'handout/'].filter((a) => !only || only.test(a))) {
    for (const width of widths) for (const scheme of schemes) visits.push({ base: url, address: `${address}?keuze=${chosen}`, width, scheme, script: true });
  }
  for (const address of hardPages.filter((a) => !only || only.test(a))) {
    for (const [width, scheme] of [[320, 'light'], [768, 'dark'], [1280, 'light']]) visits.push({ base: hard.url, address, width, scheme, script: true });
  }
  const settings = new Map();
  for (const v of visits) {
    const key = `${v.width} ${v.scheme}${v.script ? '' : ', no script'}`;
    settings.set(key, [...(settings.get(key) ?? []), v]);
  }
  await pool(workers, settings, async ([setting, list]) => {
    const context = await chromium.newContext({ viewport: { width: list[0].width, height: 800 }, colorScheme: list[0].scheme, locale: 'nl-NL' });
    const page = await context.newPage(), heard = listen(page, [url, hard.url].map((u) => new URL(u).origin));
    if (!list[0].script) page.scripting = await context.newCDPSession(page);
    for (const v of list) await visit(page, heard, v.base + v.address, `/${v.address}${v.base === url ? '' : ' (long names)'}, ${setting}`);
    await context.close();
  });

  // By keyboard: one page of each type.
  const walks = samples(types, 1).filter((s) => !only || only.test(s.address)).map((s) => s.address);
  if (!only) walks.push('zoeken/?q=griffier', `themas/rollen/?keuze=${chosen}`, `handout/?keuze=${chosen}`);
  await pool(workers, [[320, 'light'], [768, 'dark'], [1280, 'light']], async ([width, scheme]) => {
    const context = await chromium.newContext({ viewport: { width, height: 640 }, colorScheme: scheme, locale: 'nl-NL' });
    const page = await context.newPage();
    for (const address of walks) {
      await tabThrough(page, url + address, `/${address}, ${width} ${scheme}`);
      await skipLink(page, url + address, `/${address}, ${width} ${scheme}`);
    }
    await context.close();
  });
});

async function recordIds(folder) {
  return readFileSync(join(folder, 'data/catalogus.jsonl'), 'utf8').split('\n', 40).filter(Boolean).map((l) => JSON.parse(l).id);
}
