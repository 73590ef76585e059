// SPDX-License-Identifier: EUPL-1.2
/* De zoekpagina in een echte browser, onder het strenge beleid, onder een pad, van schijf en zonder script.
 *
 *   node tests/search/browser.mjs SITE OFFLINE [BEELDEN]
 *
 * SITE: de gebouwde site; OFFLINE: dezelfde met --offline; BEELDEN: map voor schermafdrukken. Heeft playwright-core en axe-core nodig (NODE_PATH). */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import {createRequire} from 'node:module';
import {startChromium} from '../browsers.mjs';

const need = createRequire(path.join((process.env.NODE_PATH || 'build/npm/node_modules').split(':')[0], 'x.js'));
const axe = fs.readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
const [site, offline, shots] = process.argv.slice(2).map(p => path.resolve(p));
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.webmanifest': 'application/manifest+json'};
const BASE = '/een/pad/';
let bytes = 0, requests = [];

const server = http.createServer((req, res) => {
    const url = decodeURI(new URL(req.url, 'http://x').pathname);
    let file = url.startsWith(BASE) ? path.join(site, url.slice(BASE.length)) : '';
    if (file && fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
    if (!file || !fs.existsSync(file)) { res.writeHead(404).end(); return; }
    const body = zlib.gzipSync(fs.readFileSync(file), {level: 9});
    bytes += body.length;
    requests.push([url, body.length]);
    res.writeHead(200, {'content-type': TYPES[path.extname(file)] || 'application/octet-stream', 'content-encoding': 'gzip', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff'}).end(body);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const home = 'http://127.0.0.1:' + server.address().port + BASE;
const browser = await startChromium();
let passed = 0, failed = 0;
const messages = [];

async function open(options, url) {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: 'nl-NL', ...options}), page = await context.newPage();
    page.on('console', m => { if (m.type() === 'error' || m.type() === 'warning') messages.push(m.text()); });
    page.on('pageerror', e => messages.push(String(e)));
    await page.goto(url || home + 'zoeken/');
    return page;
}
const ready = page => page.waitForSelector('[data-lijst][data-klaar]', {state: 'attached', timeout: 10000});
const ids = page => page.$$eval('[data-lijst] [data-id]', list => list.map(x => x.dataset.id));
async function ask(page, q) { await page.fill('#q', q); await ready(page); return ids(page); }
const visible = (page, selector) => page.$eval(selector, el => el.checkVisibility ? el.checkVisibility() : el.offsetParent !== null);
async function check(name, fn) {
    try {
        await fn();
        passed++;
        console.log('  ok   ' + name);
    } catch (e) {
        failed++;
        console.log('  FOUT ' + name + '\n       ' + String(e.message || e).split('\n').slice(0, 12).join('\n       '));
    }
}
async function fresh(fn, options, url) {
    const page = await open(options, url);
    try {
        await fn(page);
    } finally {
        await page.context().close();
    }
}
async function faults(page) {
    await page.evaluate(axe + '; 0').catch(() => {});
    const result = await page.evaluate(() => window.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice']}));
    return result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | '));
}
const shoot = async (page, name) => { if (shots) { fs.mkdirSync(shots, {recursive: true}); await page.screenshot({path: path.join(shots, name + '.png'), fullPage: true}); } };

await check('antwoordt tijdens het typen, met ids op volgorde en data-klaar', () => fresh(async page => {
    await ready(page);
    await page.click('#q');
    await page.keyboard.type('informatie', {delay: 20});
    await ready(page);
    const found = await ids(page);
    assert.ok(found.length >= 5 && found.every(id => /^[a-z]+\/[a-z0-9-]+$/.test(id)), found.join());
    assert.match(await page.textContent('[data-kop]'), /^\d+ resultaten voor ‘informatie’$/);
    const removed = await page.evaluate(() => { const list = document.querySelector('[data-lijst]'), q = document.querySelector('#q'); q.value = 'raad'; q.dispatchEvent(new Event('input')); return !('klaar' in list.dataset); });
    assert.ok(removed, 'data-klaar bleef staan');
    await ready(page);
}));
await check('markeert ook delen van samenstellingen', () => fresh(async page => {
    await ask(page, 'informatie');
    const marks = await page.$$eval('[data-lijst] mark', list => list.map(x => [x.textContent, (x.nextSibling && x.nextSibling.textContent || '').slice(0, 3)]));
    assert.ok(marks.some(([m, next]) => /^informatie$/i.test(m) && /^[a-z]/.test(next)), JSON.stringify(marks.slice(0, 10)));
}));
await check('zegt wat het deed: bedoelde u, ook gezocht op', () => fresh(async page => {
    await ask(page, 'grifier');
    assert.match(await page.textContent('[data-hulp]'), /Bedoelde u griffier/);
    await ask(page, 'cvdk');
    assert.match(await page.textContent('[data-werkwijze]'), /Ook gezocht op: .*[Cc]ommissaris van de [Kk]oning/);
    assert.ok((await ids(page)).length > 2);
}));
await check('een telling voorspelt de klik; gekozen filters zijn links; de focus blijft', () => fresh(async page => {
    await ask(page, 'raad');
    const box = '[data-facet=soort] input >> nth=1', said = Number(await page.$eval('[data-facet=soort] li:nth-child(2) [data-aantal]', el => el.textContent.replace('.', '')));
    await page.check(box);
    await ready(page);
    assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox');
    assert.match(await page.textContent('[data-kop]'), new RegExp('^' + said + ' result'));
    assert.match(page.url(), /soort=/);
    const chip = page.locator('[data-gekozen] a').first();
    assert.match(await chip.textContent(), /^Verwijder filter: /);
    await chip.click();
    await ready(page);
    assert.ok(!/soort=/.test(page.url()));
    assert.equal(await page.evaluate(() => document.activeElement.hasAttribute('data-kop')), true);
}));
await check('OF binnen een filter, EN tussen filters, nullen blijven staan', () => fresh(async page => {
    await ready(page);
    const n = async () => Number((await page.textContent('[data-kop]')).match(/^[\d.]+|^Geen/)[0].replace('Geen', '0').replace('.', ''));
    const all = await n();
    await page.check('[data-facet=soort] input >> nth=0');
    await ready(page);
    const one = await n();
    await page.check('[data-facet=soort] input >> nth=1');
    await ready(page);
    const two = await n();
    assert.ok(one < two && two < all, [one, two, all].join());
    const options = await page.$$eval('[data-facet=type] li', l => l.length), zeros = await page.$$eval('[data-facet] label.nul', l => l.length);
    assert.ok(options > 5 && zeros > 0, options + ' opties, ' + zeros + ' nullen');
    const open = await page.$$eval('[data-facet] label.nul input', l => l.filter(x => !x.disabled && !x.checked).map(x => x.value));
    assert.deepEqual(open, [], 'te kiezen zonder resultaat');
    const above = await page.$$eval('.zoek-opties', lists => lists.flatMap(list => {
        const rows = [...list.children].filter(row => row.checkVisibility());
        rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
        const first = rows.findIndex(row => row.querySelector(':disabled'));
        return first < 0 ? [] : rows.slice(first).filter(row => !row.querySelector(':disabled')).map(row => row.textContent.trim());
    }));
    assert.deepEqual(above, [], 'onder een waarde zonder resultaat');
}));
await check('de staat zit in het adres: gedeelde link, Terug, onbekende waarden', () => fresh(async page => {
    await page.goto(home + 'zoeken/?q=griffier&soort=bestaatniet&gek=1&sorteer=titel');
    await ready(page);
    assert.equal(await page.inputValue('#q'), 'griffier');
    assert.equal(await page.inputValue('#sorteer'), 'titel');
    const titles = await page.$$eval('[data-lijst] h3', l => l.map(x => x.textContent.trim().replace(/^[^a-z0-9]+/i, '')));
    const plain = t => t.toLowerCase().replace(/[^a-z0-9 ]/g, '').split(' ')[0];
    assert.deepEqual(titles.map(plain), titles.map(plain).sort());
    await page.check('[data-facet=soort] input >> nth=0');
    await ready(page);
    const filtered = await ids(page);
    await page.click('[data-lijst] a');
    await page.waitForURL(u => !String(u).includes('/zoeken/'));
    await page.goBack();
    await ready(page);
    assert.deepEqual(await ids(page), filtered);
    await page.goBack();
    await ready(page);
    assert.notDeepEqual(await ids(page), filtered);
    assert.equal(await page.inputValue('#q'), 'griffier');
}));
await check('sorteren: titel, jaar, laatste wijziging', () => fresh(async page => {
    const before = (await ask(page, 'participatie')).join();
    for (const value of ['titel', 'jaar', 'gewijzigd', '']) {
        await page.selectOption('#sorteer', value);
        await ready(page);
        assert.ok((await ids(page)).length > 0);
    }
    assert.equal((await ids(page)).join(), before);
}));
await check('de statusregel staat er vanaf het begin en spreekt één keer', () => fresh(async page => {
    assert.equal(await page.$eval('[role=status]', el => el.textContent), '');
    await page.evaluate(() => { window.said = []; new MutationObserver(() => window.said.push(document.querySelector('[role=status]').textContent)).observe(document.querySelector('[role=status]'), {childList: true, characterData: true, subtree: true}); });
    await page.waitForTimeout(1300);
    await page.evaluate(() => { window.said = []; });
    await page.click('#q');
    await page.keyboard.type('griffier', {delay: 60});
    await page.waitForTimeout(1600);
    const said = await page.evaluate(() => window.said);
    assert.equal(said.length, 1, JSON.stringify(said));
    assert.match(said[0], /^\d+ resultaten voor ‘griffier’$/);
}));
await check('alles met het toetsenbord; een teken alleen doet niets', () => fresh(async page => {
    await ready(page);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), '');
    for (let i = 0; i < 60 && !(await page.evaluate(() => document.activeElement.id === 'q')); i++) await page.keyboard.press('Tab');
    await page.keyboard.type('uittreding');
    await ready(page);
    assert.equal(await page.inputValue('#q'), 'uittreding');
    for (let i = 0; i < 60 && !(await page.evaluate(() => !!document.activeElement.closest('[data-lijst]'))); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(u => !String(u).includes('/zoeken/'));
}));
await check('een index van een andere uitgave dan het script: dat staat er, en er is niets half', () => fresh(async page => {
    await page.route(/\/zoek\/m\.[0-9a-f]+\.js$/, async route => {
        const response = await route.fetch();
        await route.fulfill({response, body: (await response.text()).replace('{i:', '{i:9')});
    });
    await page.goto(home + 'zoeken/?q=raad');
    await page.waitForFunction(() => /niet van dezelfde uitgave/.test(document.querySelector('[data-kop]').textContent));
    assert.equal((await ids(page)).length, 0);
}));
await check('niets gevonden: kop, raad, lijkende woorden, welk filter weg kan', () => fresh(async page => {
    assert.deepEqual(await ask(page, 'xqzwvkj'), []);
    assert.match(await page.textContent('[data-kop]'), /^Geen resultaten gevonden/);
    assert.ok(await visible(page, '[data-geen]'));
    await page.goto(home + 'zoeken/?q=vakantieparken&doelgroep=journalisten&doelgroep=jongeren');
    await ready(page);
    assert.deepEqual(await ids(page), []);
    const tip = page.locator('[data-tips] a').last();
    assert.match(await tip.textContent(), /Zonder het filter ‘.*’ zijn er \d+ resultaten/);
    await tip.click();
    await ready(page);
    assert.ok((await ids(page)).length > 0);
}));
await check('wie elders moet zijn: er staat verder niets, en niets dat misschien bruikbaar is', () => fresh(async page => {
    assert.deepEqual(await ask(page, 'paspoort verlengen'), []);
    assert.match(await page.textContent('[data-kop]'), /^Verder niets gevonden/);
    assert.equal(await visible(page, '[data-misschien]'), false);
    assert.match(await page.textContent('.antwoord'), /Niet hier, wel daar/);
}));
await check('een frase tussen aanhalingstekens staat er letterlijk', () => fresh(async page => {
    const loose = Number((await ask(page, 'lokale driehoek'), (await page.textContent('[data-kop]')).match(/\d+/)[0]));
    const exact = await ask(page, '"lokale driehoek"');
    assert.ok(exact.length > 0 && exact.length <= loose);
    for (const id of exact) assert.match(fs.readFileSync(path.join(site, id, 'index.html'), 'utf8').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '), /lokale driehoek/i);
    assert.deepEqual(await ask(page, '"driehoek lokale"'), []);
}));
await check('meer resultaten met een knop, de focus op de eerste nieuwe', () => fresh(async page => {
    const first = await ask(page, 'raad');
    await page.click('[data-meer]');
    await page.waitForFunction(n => document.querySelectorAll('[data-lijst] [data-id]').length > n, first.length);
    await ready(page);
    await page.waitForFunction(() => !!document.activeElement.closest('[data-lijst]'));
    const more = await ids(page);
    assert.deepEqual(more.slice(0, first.length), first);
    assert.equal(await page.evaluate(() => document.activeElement.closest('[data-id]').dataset.id), more[first.length]);
}));
await check('axe: niets te melden in elke toestand en breedte', async () => {
    const seen = new Set();
    for (const width of [320, 768, 1280]) for (const scheme of ['light', 'dark']) await fresh(async page => {
        for (const [name, query] of [['begin', ''], ['resultaten', 'raad'], ['suggestie', 'grifier'], ['samen', 'wethouder pensioen'], ['niets', 'xqzwvkj']]) {
            await ask(page, query);
            if (name === 'resultaten') { await page.$$eval('[data-filters], [data-facet]', l => l.forEach(d => { d.open = true; })); await page.check('[data-facet=soort] input >> nth=0'); await ready(page); }
            for (const f of await faults(page)) seen.add(f);
            await shoot(page, name + '-' + width + '-' + scheme);
            if (name === 'resultaten') { await page.$$eval('[data-filters], [data-facet]', l => l.forEach(d => { d.open = false; })); for (const f of await faults(page)) seen.add(f); await page.click('[data-gekozen] a'); await ready(page); }
        }
    }, {viewport: {width, height: 900}, colorScheme: scheme, bypassCSP: true});
    assert.deepEqual([...seen], []);
});
await check('past op 320 px en met tekst op 200 %', () => fresh(async page => {
    await ask(page, 'raadsinformatie');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'breder dan 320');
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321).map(e => e.tagName + '.' + e.className).slice(0, 8));
    assert.deepEqual(wide, [], 'breder dan 320 bij 200 %');
}, {viewport: {width: 320, height: 700}, bypassCSP: true}));
await check('geen verzoek naar buiten, geen opslag, geen koekjes', () => fresh(async page => {
    const away = [];
    page.on('request', r => { if (!r.url().startsWith(home)) away.push(r.url()); });
    await ask(page, 'participatie');
    assert.deepEqual(away, []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
}));
await check('eerste vraag met filters: hoogstens 60 kB', async () => {
    for (const q of ['participatie', 'wethouder', 'informatie', 'wgr']) {
        bytes = 0;
        requests = [];
        await fresh(async page => { await ready(page); }, {}, home + 'zoeken/?q=' + q);
        const own = requests.filter(r => /zoek[^/]*\.js$|\/zoek\//.test(r[0])), sum = own.reduce((s, r) => s + r[1], 0);
        console.log('       ' + q + ': ' + own.length + ' bestanden, ' + sum + ' bytes');
        assert.ok(sum <= 60000, q + ': ' + sum + ' bytes\n' + own.map(r => r.join(' ')).join('\n'));
    }
});
await check('zonder script: elk record in drie klikken', () => fresh(async page => {
    assert.ok(!(await visible(page, '[data-filters]')));
    const links = async url => { await page.goto(url); return page.$$eval('main a[href]', l => l.map(a => a.href.split('#')[0])); };
    const first = [...new Set(await links(home + 'zoeken/'))], reached = new Set(first);
    for (const url of first.filter(u => u.startsWith(home) && !/\/woord\//.test(u)).slice(0, 60)) for (const u of await links(url)) reached.add(u);
    const want = ['knelpunten', 'oplossingsrichtingen', 'ondersteuning'].flatMap(k => fs.readdirSync(path.join(site, k), {withFileTypes: true}).filter(d => d.isDirectory()).map(d => home + k + '/' + d.name + '/'));
    const missing = want.filter(u => !reached.has(u) && /http-equiv="refresh"/i.test(fs.readFileSync(path.join(site, u.slice(home.length), 'index.html'), 'utf8')) === false);
    assert.deepEqual(missing.slice(0, 5), []);
}, {javaScriptEnabled: false}));
await check('van schijf: hetzelfde antwoord', async () => {
    let online;
    await fresh(async page => { online = await ask(page, 'wet gemeenschappelijke regelingen'); });
    await fresh(async page => {
        assert.deepEqual(await ask(page, 'wet gemeenschappelijke regelingen'), online);
        await page.check('[data-facet=soort] input >> nth=0');
        await ready(page);
        await page.click('[data-lijst] a');
        await page.waitForURL(/index\.html$/);
        assert.ok(await page.textContent('h1'));
    }, {}, 'file://' + path.join(offline, 'zoeken/index.html'));
});
await check('gedwongen kleuren en afdrukken gaan goed', () => fresh(async page => {
    await ask(page, 'integriteit');
    await shoot(page, 'gedwongen-kleuren');
    await page.emulateMedia({media: 'print'});
    assert.ok(await visible(page, '[data-lijst] li'));
    await shoot(page, 'afdruk');
}, {forcedColors: 'active'}));
await check('geen meldingen op de console', async () => { assert.deepEqual([...new Set(messages)], []); });
await browser.close();
server.close();
console.log(passed + ' passed, ' + failed + ' failed');
process.exit(failed ? 1 : 0);
