// SPDX-License-Identifier: EUPL-1.2
/* De zoekmachines die beoordeel.mjs naast elkaar zet, alle over de gepubliceerde pagina's. Elk is een functie van een vraag naar
 * de ids die zij vindt, op volgorde. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import {execFileSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {startChromium} from '../browsers.mjs';

export const FOLDERS = ['knelpunten', 'oplossingsrichtingen', 'ondersteuning'];
const TYPES = {
    '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json',
};

const need = createRequire(path.resolve((process.env.NODE_PATH || 'build/npm/node_modules').split(':')[0], 'x.js'));

/** De ids van alle recordpagina's: map/naam. @param {string} site */
export function recordIds(site) {
    return FOLDERS.flatMap(folder => fs.readdirSync(path.join(site, folder), {withFileTypes: true})
        .filter(entry => entry.isDirectory() && fs.existsSync(path.join(site, folder, entry.name, 'index.html')))
        .map(entry => folder + '/' + entry.name)).sort();
}

/* ---- Een browser op mappen van schijf ---- */

/** Dient mappen, elk onder een voorvoegsel. @param {Object<string, string>} roots */
async function serve(roots) {
    const server = http.createServer((request, response) => {
        const url = decodeURI(new URL(request.url, 'http://x').pathname), prefix = Object.keys(roots).find(p => url.startsWith(p));
        let file = prefix ? path.join(roots[prefix], url.slice(prefix.length)) : '';
        if (file && fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
        if (!file || !fs.existsSync(file)) {
            response.writeHead(404).end();
            return;
        }
        response.writeHead(200, {'content-type': TYPES[path.extname(file)] || 'application/octet-stream'});
        response.end(fs.readFileSync(file));
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(null)));
    return {home: 'http://127.0.0.1:' + server.address().port, close: () => server.close()};
}

/** Een bladzijde in Chromium, met de site onder /site/ en de rest onder de eigen naam.
 * @param {Object<string, string>} roots */
export async function openBrowser(roots) {
    const server = await serve(roots);
    const browser = await startChromium();
    return {
        page: await browser.newPage(),
        home: server.home,
        close: async () => {
            await browser.close();
            server.close();
        },
    };
}

/* ---- Onze zoekpagina ---- */

/** Vult het veld in en leest de lijst als het antwoord er staat: draait in de browser. @param {string} query */
function askPage(query) {
    const field = document.querySelector('main input[name=q]'), list = document.querySelector('[data-lijst]');
    field.value = query;
    field.dispatchEvent(new Event('input', {bubbles: true}));
    return new Promise(resolve => {
        const look = () => {
            if (!('klaar' in list.dataset)) {
                setTimeout(look, 0);
                return;
            }
            resolve(Array.from(list.querySelectorAll('[data-id]'), el => el.dataset.id));
        };
        look();
    });
}

/** Onze zoekpagina zoals een lezer haar heeft: de eerste vraag in het adres, de volgende in het veld. */
export function ourPage(page, home) {
    let opened = false;
    return async query => {
        if (!opened) {
            opened = true;
            await page.goto(home + '/site/zoeken/?q=' + encodeURIComponent(query));
            await page.waitForSelector('[data-lijst][data-klaar]', {state: 'attached'});
            return page.$$eval('[data-lijst] [data-id]', list => list.map(el => el.dataset.id));
        }
        return page.evaluate(askPage, query);
    };
}

/* ---- Pagefind ---- */

/** Welke bladzijde bij een fragment van Pagefind hoort. @param {string} folder */
function fragmentUrls(folder) {
    const urls = new Map();
    for (const name of fs.readdirSync(path.join(folder, 'fragment'))) {
        const text = zlib.gunzipSync(fs.readFileSync(path.join(folder, 'fragment', name))).toString();
        urls.set(name.replace(/\.pf_fragment$/, ''), JSON.parse(text.slice(text.indexOf('{'))).url);
    }
    return urls;
}

/** Indexeert de bladzijden die bij glob horen. @param {string} site @param {string} folder @param {string} glob */
export function buildPagefind(site, folder, glob) {
    fs.rmSync(folder, {recursive: true, force: true});
    const bin = path.join(path.dirname(need.resolve('@pagefind/linux-x64/package.json')), 'bin/pagefind_extended');
    execFileSync(bin, ['--site', site, '--output-path', folder, '--glob', glob], {stdio: 'pipe'});
}

/** Pagefind in de browser; van wat het vindt blijven de recordpagina's over. */
export async function pagefind(page, home, name, folder, ids) {
    await page.goto(home + '/site/404.html');
    await page.evaluate(async url => {
        window.pf = await import(url);
        await window.pf.init();
    }, home + '/' + name + '/pagefind.js');
    const urls = fragmentUrls(folder), records = new Set(ids);
    return async query => {
        const found = await page.evaluate(async q => (await window.pf.search(q)).results.map(r => r.id), query);
        return found.map(id => (urls.get(id) || '').replace(/^\/|\/(index\.html)?$/g, '')).filter(id => records.has(id));
    };
}

/* ---- MiniSearch ---- */

/** Alle tekst onder een element, met spaties tussen de delen. */
function textOf(node) {
    if (node.nodeName === '#text') return node.value;
    if (/^(script|style|template|svg)$/.test(node.nodeName)) return '';
    return (node.childNodes || []).map(textOf).join(' ');
}
function findElement(node, name) {
    if (node.nodeName === name) return node;
    for (const child of node.childNodes || []) {
        const found = findElement(child, name);
        if (found) return found;
    }
    return null;
}

/** Titel en tekst van elke recordpagina, zoals zij gepubliceerd is. @param {string} site @param {string[]} ids */
export function recordPages(site, ids) {
    const {parse} = need('parse5'), clean = s => s.replace(/\s+/g, ' ').trim();
    return ids.map(id => {
        const main = findElement(parse(fs.readFileSync(path.join(site, id, 'index.html'), 'utf8')), 'main');
        return {id: id, title: clean(textOf(findElement(main, 'h1'))), body: clean(textOf(main))};
    });
}

const STOPS = new Set(('de het een en of van voor in op te met aan bij is zijn wat hoe wie waar welke kan kun ik je u we als om ' +
    'dat die dit er naar uit door over niet ook mag moet heeft hebben wordt worden').split(' '));

/** MiniSearch met een Nederlandse stemmer, beginletters en tikfouten.
 * @param {boolean} careful zonder stopwoorden, en korte woorden alleen precies zo */
export function miniSearch(pages, careful) {
    const MiniSearch = need('minisearch'), stemmer = need('snowball-stemmers').newStemmer('dutch');
    const fold = term => term.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    const engine = new MiniSearch({
        fields: ['title', 'body'],
        processTerm: term => careful && STOPS.has(fold(term)) ? null : stemmer.stem(fold(term)),
        searchOptions: careful
            ? {boost: {title: 3}, prefix: term => term.length > 3, fuzzy: term => term.length > 4 ? .2 : false}
            : {boost: {title: 2}, prefix: true, fuzzy: .2},
    });
    engine.addAll(pages);
    return async query => engine.search(query).map(hit => hit.id);
}
