/* Beoordeelt de zoekmachine op de vragen in oordelen.tsv, naast Pagefind en MiniSearch op dezelfde documenten.
 *
 *   node tests/search/beoordeel.mjs DOCS INDEX NPM [--alleen=deel] [--vragen] [--zonder-peers]
 *
 * DOCS: de tabel van documenten; INDEX: map die `maak index` schreef; NPM: map met node_modules. Drukt per klasse nDCG@10, MRR@10, succes@5 en het deel
 * zonder resultaten af, voor de vragen om af te stellen en die om te rapporteren. Faalt als wij op de rapportvragen ergens achter staan. */
import fs from 'node:fs';
import path from 'node:path';
import http from 'node:http';
import {execFileSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {open, manifest, here} from './zoek.mjs';

const args = process.argv.slice(2).filter(a => !a.startsWith('--')), flags = process.argv.slice(2).filter(a => a.startsWith('--'));
const [docsFile, indexDir, npm] = args;
const need = createRequire(path.resolve(npm, 'x.js'));
const rows = fs.readFileSync(docsFile, 'utf8').split('\n').filter(l => l && !l.startsWith('#')).map(l => l.split('\t'));
const folders = {k: 'knelpunten', o: 'oplossingsrichtingen', w: 'ondersteuning'};
const judged = fs.readFileSync(path.join(here, 'oordelen.tsv'), 'utf8').split('\n').filter(l => l && !l.startsWith('#')).map((l, i) => {
    const [group, query, list] = l.split('\t'), grades = new Map();
    for (const item of (list || '').split(' ').filter(Boolean)) { const at = item.lastIndexOf('='); grades.set(folders[item[0]] + item.slice(1, at), Number(item.slice(at + 1))); }
    return {group, query, grades, part: i % 2 ? 'rapport' : 'afstellen'};
});
const ids = new Set(rows.map(r => r[0]));
for (const j of judged) for (const id of j.grades.keys()) if (!ids.has(id)) console.log('let op: ' + id + ' (vraag ' + j.query + ') bestaat niet');

function measure(found, grades) {
    const gain = g => Math.pow(2, g) - 1, top = found.slice(0, 10);
    const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, 10).reduce((s, g, i) => s + gain(g) / Math.log2(i + 2), 0);
    const dcg = top.reduce((s, id, i) => s + gain(grades.get(id) || 0) / Math.log2(i + 2), 0), first = top.findIndex(id => (grades.get(id) || 0) >= 2);
    return {ndcg: ideal ? dcg / ideal : 0, mrr: first < 0 ? 0 : 1 / (first + 1), s5: first >= 0 && first < 5 ? 1 : 0, zero: found.length ? 0 : 1};
}

async function ours() {
    const z = open(manifest(indexDir));
    return async q => z.ids((await z.search(q, undefined, 10)).docs);
}

function minisearch() {
    const MiniSearch = need('minisearch'), stemmer = need('snowball-stemmers').newStemmer('dutch');
    const term = t => stemmer.stem(t.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, ''));
    const m = new MiniSearch({fields: ['title', 'keywords', 'summary', 'body'], processTerm: term, searchOptions: {boost: {title: 4, keywords: 3, summary: 2}, prefix: true, fuzzy: .2}});
    m.addAll(rows.map(r => ({id: r[0], title: r[2], keywords: r[3], summary: r[4], body: r[5]})));
    return async q => m.search(q).map(h => h.id);
}

const escape = s => s.replace(/&/g, '&amp;').replace(/</g, '&lt;');
async function pagefind() {
    const dir = path.resolve(npm, 'pagefind-site');
    fs.rmSync(dir, {recursive: true, force: true});
    for (const r of rows) {
        fs.mkdirSync(path.join(dir, r[0]), {recursive: true});
        fs.writeFileSync(path.join(dir, r[0], 'index.html'), '<!doctype html><html lang="nl"><head><title>' + escape(r[2]) + '</title></head><body><main data-pagefind-body><h1>' + escape(r[2]) +
            '</h1><p>' + escape(r[4]) + '</p><p>' + escape(r[3]) + '</p><p>' + escape(r[5]) + '</p></main></body></html>');
    }
    fs.writeFileSync(path.join(dir, 'index.html'), '<!doctype html><title>x</title>');
    execFileSync(path.resolve(npm, 'node_modules/@pagefind/linux-x64/bin/pagefind_extended'), ['--site', dir], {stdio: 'pipe'});
    const types = {'.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json'};
    const server = http.createServer((req, res) => {
        const file = path.join(dir, decodeURI(new URL(req.url, 'http://x').pathname)), f = fs.existsSync(file) && fs.statSync(file).isDirectory() ? path.join(file, 'index.html') : file;
        if (!fs.existsSync(f)) { res.writeHead(404).end(); return; }
        res.writeHead(200, {'content-type': types[path.extname(f)] || 'application/octet-stream'}).end(fs.readFileSync(f));
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const browser = await need('playwright-core').chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});
    const page = await browser.newPage();
    await page.goto('http://127.0.0.1:' + server.address().port + '/');
    await page.evaluate(() => import('/pagefind/pagefind.js').then(async p => { window.pf = p; await p.init(); }));
    const find = q => page.evaluate(async query => {
        const r = await window.pf.search(query), out = [];
        for (const x of r.results.slice(0, 10)) out.push((await x.data()).url);
        return out;
    }, q).then(urls => urls.map(u => u.replace(/^\//, '').replace(/\/(index\.html)?$/, '')));
    find.close = async () => { await browser.close(); server.close(); };
    return find;
}

const engines = [['wij', await ours()]];
if (!flags.includes('--zonder-peers')) engines.push(['MiniSearch+nl', minisearch()], ['Pagefind', await pagefind()]);
const results = {};
for (const [name, find] of engines) {
    results[name] = [];
    for (const j of judged) { const found = await find(j.query); results[name].push({...j, found, ...measure(found, j.grades)}); }
    if (find.close) await find.close();
}
const groups = [...new Set(judged.map(j => j.group))].filter(g => g !== 'onzin'), mean = (list, key) => list.length ? list.reduce((s, x) => s + x[key], 0) / list.length : 0;
let behind = 0;
for (const part of ['afstellen', 'rapport']) {
    console.log('\n' + part.toUpperCase().padEnd(16) + engines.map(([n]) => n.padEnd(30)).join(''));
    console.log(''.padEnd(16) + engines.map(() => 'nDCG  MRR   s@5   geen        ').join(''));
    for (const g of [...groups, 'alles']) {
        const lines = engines.map(([n]) => results[n].filter(r => r.part === part && r.group !== 'onzin' && (g === 'alles' || r.group === g)));
        console.log(g.padEnd(16) + lines.map(l => ['ndcg', 'mrr', 's5', 'zero'].map(k => mean(l, k).toFixed(2)).join('  ').padEnd(30)).join(''));
        if (part === 'rapport') for (let i = 1; i < lines.length; i++) if (mean(lines[i], 'ndcg') > mean(lines[0], 'ndcg') + 1e-9) { behind++; console.log('  achter op ' + engines[i][0]); }
    }
}
const nonsense = results.wij.filter(r => r.group === 'onzin' && r.found.length);
console.log('\nonzin: ' + nonsense.length + ' van ' + results.wij.filter(r => r.group === 'onzin').length + ' kregen resultaten' + (nonsense.length ? ' (' + nonsense.map(r => r.query).join(', ') + ')' : ''));
if (flags.includes('--vragen')) for (const r of results.wij.filter(x => x.group !== 'onzin' && x.part === 'afstellen').sort((a, b) => a.ndcg - b.ndcg).slice(0, 40)) {
    console.log('\n' + r.ndcg.toFixed(2) + ' [' + r.group + '] ' + r.query);
    console.log('   ' + r.found.slice(0, 8).map(id => id + (r.grades.get(id) ? '=' + r.grades.get(id) : '')).join('\n   '));
    console.log('   mist: ' + [...r.grades.keys()].filter(id => !r.found.slice(0, 10).includes(id)).slice(0, 6).join(' '));
}
process.exit(behind || nonsense.length ? 1 : 0);
