// SPDX-License-Identifier: EUPL-1.2
/* Beoordeelt het zoeken op vragen zoals lezers ze stellen, op de gepubliceerde site in een echte browser, naast Pagefind en
 * MiniSearch over dezelfde pagina's. Van beide rivalen twee redelijke instellingen; de beste telt.
 *
 *   node tests/search/beoordeel.mjs SITE WERKMAP [--vragen] [--zonder-rivalen] [--alleen=oordelen|verslag|lezers-a|lezers-v|lezers2-a|lezers2-v|lezers3-a|lezers3-v|lezers4-a|lezers4-v|blind]
 *
 * oordelen.tsv is om op af te stellen, verslag.tsv (apart geschreven, nooit om op af te stellen) om te rapporteren. lezers.tsv, lezers2.tsv, lezers3.tsv en lezers4.tsv zeggen het
 * zoals lezers het zeggen; hun helft a is om op af te stellen, de helft v om te rapporteren; blind.tsv is geschreven voordat er iets veranderde, en alleen om te rapporteren. Drukt per klasse nDCG@10, MRR@10,
 * succes@5 en het deel zonder resultaten af, en de afstand tot de beste rivaal. --vragen: de slechtste vragen om op af te stellen.
 * Faalt als een deel dat rapporteert minder dan zijn marge boven de beste rivaal uitkomt, als een klasse van verslag.tsv niet boven
 * beide ligt of als onzin iets vindt. */
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {manifest, open} from './zoek.mjs';
import {buildPagefind, miniSearch, openBrowser, ourPage, pagefind, recordIds, recordPages, FOLDERS} from './rivalen.mjs';

const NONSENSE = 'onzin', RELEVANT = 2;
/* De delen: naam, titel, bestand, helft (eerste kolom) als het bestand die heeft, en de marge van een deel dat alleen rapporteert. */
const PARTS = [
    {name: 'oordelen', title: 'AFSTELLEN', file: 'oordelen'},
    {name: 'verslag', title: 'VERSLAG', file: 'verslag', margin: .15, ahead: true},
    {name: 'lezers-a', title: 'LEZERS, AFSTELLEN', file: 'lezers', half: 'a'},
    {name: 'lezers-v', title: 'LEZERS, VERSLAG', file: 'lezers', half: 'v', margin: .12},
    {name: 'lezers2-a', title: 'LEZERS 2, AFSTELLEN', file: 'lezers2', half: 'a'},
    {name: 'lezers2-v', title: 'LEZERS 2, VERSLAG', file: 'lezers2', half: 'v', margin: .12},
    {name: 'lezers3-a', title: 'LEZERS 3, AFSTELLEN', file: 'lezers3', half: 'a'},
    {name: 'lezers3-v', title: 'LEZERS 3, VERSLAG', file: 'lezers3', half: 'v', margin: .12},
    {name: 'lezers4-a', title: 'LEZERS 4, AFSTELLEN', file: 'lezers4', half: 'a'},
    {name: 'lezers4-v', title: 'LEZERS 4, VERSLAG', file: 'lezers4', half: 'v', margin: .12},
    {name: 'blind', title: 'BLIND, VERSLAG', file: 'blind', margin: .12},
];
const LETTERS = {k: 'knelpunten', o: 'oplossingsrichtingen', w: 'ondersteuning'};
const here = path.dirname(fileURLToPath(import.meta.url));
const [site, work] = process.argv.slice(2).filter(a => !a.startsWith('--')).map(p => path.resolve(p));
const flags = new Set(process.argv.slice(2).filter(a => a.startsWith('--')));

/* ---- Oordelen ---- */

/** Een regel: klasse, vraag en records met hun waarde, gescheiden door tabs. @param {string[]} cells */
function readLine([group, query, list]) {
    const grades = new Map();
    for (const item of (list || '').split(' ').filter(Boolean)) {
        const at = item.lastIndexOf('=');
        grades.set(LETTERS[item[0]] + item.slice(1, at), Number(item.slice(at + 1)));
    }
    return {group, query, grades};
}

function readJudged({file, half}, ids) {
    const text = fs.readFileSync(path.join(here, file + '.tsv'), 'utf8');
    const rows = text.split('\n').filter(l => l.trim() && !l.startsWith('#')).map(l => l.split('\t'));
    const judged = (half ? rows.filter(r => r[0] === half).map(r => r.slice(1)) : rows).map(readLine), known = new Set(ids);
    for (const j of judged) {
        const unknown = [...j.grades.keys()].filter(id => !known.has(id));
        if (unknown.length) console.log('let op: ' + file + '.tsv, ‘' + j.query + '’: er is geen ' + unknown.join(' '));
    }
    return judged;
}

const gain = grade => Math.pow(2, grade) - 1;
const discounted = grades => grades.reduce((sum, grade, i) => sum + gain(grade) / Math.log2(i + 2), 0);

function measure(found, grades) {
    const ideal = discounted([...grades.values()].sort((a, b) => b - a).slice(0, 10));
    const first = found.slice(0, 10).findIndex(id => (grades.get(id) || 0) >= RELEVANT);
    return {
        ndcg: ideal ? discounted(found.slice(0, 10).map(id => grades.get(id) || 0)) / ideal : 0,
        mrr: first < 0 ? 0 : 1 / (first + 1),
        s5: first >= 0 && first < 5 ? 1 : 0,
        zero: found.length ? 0 : 1,
    };
}

const mean = (list, key) => list.length ? list.reduce((sum, x) => sum + x[key], 0) / list.length : 0;
const asked = results => results.filter(r => r.group !== NONSENSE);

/* ---- De machines ---- */

async function run(name, find, judged) {
    const results = [];
    for (const j of judged) {
        const found = await find(j.query);
        results.push({...j, found, ...measure(found, j.grades)});
    }
    return {name, results};
}

/** De beste van twee instellingen. */
const better = (a, b) => mean(asked(a.results), 'ndcg') >= mean(asked(b.results), 'ndcg') ? a : b;

/** Pagefind over de hele site en over de recordpagina's alleen. */
const PAGEFIND = {'pagefind-site': '**/*.{html}', 'pagefind-records': '{' + FOLDERS.join(',') + '}/*/*.{html}'};

async function runPagefind(browser, ids, judged) {
    const runs = [];
    for (const [name, glob] of Object.entries(PAGEFIND)) {
        buildPagefind(site, path.join(work, name), glob);
        runs.push(await run('Pagefind', await pagefind(browser.page, browser.home, name, path.join(work, name), ids), judged));
    }
    return better(runs[0], runs[1]);
}

async function runAll(ids, judged) {
    const roots = Object.keys(PAGEFIND).map(name => ['/' + name + '/', path.join(work, name)]);
    const browser = await openBrowser(Object.fromEntries([['/site/', site], ...roots]));
    try {
        const engines = [await run('wij', ourPage(browser.page, browser.home), judged)];
        if (!flags.has('--zonder-rivalen')) {
            const pages = recordPages(site, ids);
            const mini = [false, true].map(careful => run('MiniSearch+nl', miniSearch(pages, careful), judged));
            engines.push(better(await mini[0], await mini[1]), await runPagefind(browser, ids, judged));
        }
        return engines;
    } finally {
        await browser.close();
    }
}

/** Ons eigen zoeken op dezelfde index zonder de antwoorden van de redactie: wat de records zelf vinden. */
async function withoutAnswers(judged) {
    const z = open(manifest(site)), facets = [];
    await z.index.start();
    const plan = (query, skip) => z.tool.whole(z.index, () => z.tool.makePlan(z.index, query, {skip}));
    const run = found => z.tool.whole(z.index, () => z.tool.search(z.index, found, z.index.m.f.map(() => []), facets, '', 10));
    const results = [];
    for (const j of judged) {
        const skip = (await plan(j.query, [])).answers.map(a => a.key), found = await z.ids((await run(await plan(j.query, skip))).docs);
        results.push({...j, found, ...measure(found, j.grades)});
    }
    return asked(results);
}

/* ---- Verslag ---- */

const KEYS = ['ndcg', 'mrr', 's5', 'zero'];
const WIDTH = 32;

/** Drukt een tabel af en geeft de klassen waarin een rivaal voor ligt, en de afstand over alles. */
function printTable(title, engines) {
    const groups = [...new Set(asked(engines[0].results).map(r => r.group))];
    console.log('\n' + title.padEnd(22) + engines.map(e => e.name.padEnd(WIDTH)).join('') + 'voor');
    console.log(''.padEnd(22) + engines.map(() => 'nDCG   MRR    s@5    geen'.padEnd(WIDTH)).join(''));
    const behind = [];
    let margin = 0;
    for (const group of [...groups, 'alles']) {
        const rows = engines.map(e => asked(e.results).filter(r => group === 'alles' || r.group === group));
        const rivals = rows.slice(1).map(r => mean(r, 'ndcg'));
        margin = mean(rows[0], 'ndcg') - Math.max(0, ...rivals);
        if (rivals.length && margin <= 0) behind.push(group);
        console.log((group + ' (' + rows[0].length + ')').padEnd(22) +
            rows.map(r => KEYS.map(k => mean(r, k).toFixed(3)).join('  ').padEnd(WIDTH)).join('') + margin.toFixed(3));
    }
    return {behind, margin};
}

/** De slechtste vragen, met wat er stond en wat er miste. */
function printWorst(results) {
    for (const r of asked(results).sort((a, b) => a.ndcg - b.ndcg).slice(0, 60)) {
        console.log('\n' + r.ndcg.toFixed(2) + ' [' + r.group + '] ' + r.query);
        for (const id of r.found.slice(0, 10)) console.log('   ' + id + (r.grades.get(id) ? '=' + r.grades.get(id) : ''));
        const missed = [...r.grades].filter(([id]) => !r.found.slice(0, 10).includes(id));
        console.log('   mist: ' + missed.map(([id, grade]) => id + '=' + grade).join(' '));
    }
}

function printNonsense(results) {
    const all = results.filter(r => r.group === NONSENSE), wrong = all.filter(r => r.found.length);
    const line = [wrong.length + ' van ' + all.length + ' vindt iets', ...wrong.map(r => r.query)].join(', ');
    if (all.length) console.log('onzin: ' + line);
    return wrong.length;
}

const ids = recordIds(site), only = [...flags].map(f => f.split('=')).filter(f => f[0] === '--alleen').map(f => f[1]);
let failed = 0;
for (const part of PARTS) {
    if (only.length && !only.includes(part.name)) continue;
    const judged = readJudged(part, ids), engines = await runAll(ids, judged);
    const {behind, margin} = printTable(part.title, engines), nonsense = printNonsense(engines[0].results);
    if (behind.length) console.log('achter in: ' + behind.join(', '));
    const plain = await withoutAnswers(judged), groups = [...new Set(plain.map(r => r.group))];
    const low = groups.map(g => [g, mean(plain.filter(r => r.group === g), 'ndcg')]).sort((a, b) => a[1] - b[1])[0];
    console.log('zonder antwoorden van de redactie: nDCG ' + mean(plain, 'ndcg').toFixed(3) + ', laagste klasse ' + low[0] + ' ' + low[1].toFixed(3));
    if (!part.margin) flags.has('--vragen') && printWorst(engines[0].results);
    else failed += nonsense + (part.ahead ? behind.length : 0) + (engines.length > 1 && margin < part.margin ? 1 : 0);
}
process.exit(failed ? 1 : 0);
