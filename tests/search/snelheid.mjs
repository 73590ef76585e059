// SPDX-License-Identifier: EUPL-1.2
/* Wat een vraag kost: bytes en verzoeken van een eerste vraag met tellingen, en de tijd van een vraag, in headless Chromium.
 *
 *   node tests/search/snelheid.mjs SCRIPT MEER MAP...
 *
 * SCRIPT en MEER zijn zoek.js en zoek-meer.js zoals de site ze publiceert; in elke MAP schreef `maak index` een index. Bytes zijn gzip -9, de
 * scripts die de vraag nodig heeft inbegrepen. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import {startChromium} from '../browsers.mjs';
import {ask, manifest} from './zoek.mjs';

const scripts = {'/zoek.js': fs.readFileSync(process.argv[2]), '/zoek-meer.js': fs.readFileSync(process.argv[3])};
const browser = await startChromium();
/* Zoals op de pagina: de eerste drie filters staan open en worden geteld, tien kaarten worden getoond. */
const OPEN = 3;
const QUERIES = ['participatie', 'wethouder', 'raad', 'wgr', 'grip op samenwerking', 'hoe werkt de griffie', 'raad college gemeente',
    'grifier', 'samenwerkng', '"de raad"', '"grip op samenwerking"', '"wensen en bedenkingen"'];

async function serve(folder, log) {
    const server = http.createServer((req, res) => {
        const url = decodeURI(req.url.split('?')[0]);
        if (url === '/favicon.ico') {
            res.writeHead(404).end();
            return;
        }
        const page = '<!doctype html><script src="/zoek.js"></script>';
        const read = () => fs.readFileSync(path.join(folder, url.slice(1)));
        const body = url === '/' ? Buffer.from(page) : scripts[url] || read();
        const zip = zlib.gzipSync(body, {level: 9});
        if (url !== '/') log.push([scripts[url] ? 'script' : url.startsWith('/m.') ? 'm' : url.split('/')[2], zip.length]);
        res.writeHead(200, {'content-type': url === '/' ? 'text/html' : 'text/javascript', 'content-encoding': 'gzip'}).end(zip);
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    return server;
}

/* In de browser: een eerste vraag, de kaarten erbij, en dan nog 25 keer. */
async function measure([url, query, open]) {
    const tool = window.wegwijzerZoek, ix = new tool.Index(url, '/zoek-meer.js'), times = [];
    const run = () => window.ask(tool, ix, query, [], open, 10);
    const first = performance.now(), answer = await run(), cold = performance.now() - first;
    await Promise.all([...new Set(answer.docs.map(d => Math.floor(d / ix.m.z)))].map(k => ix.piece('k' + k)));
    for (let i = 0; i < 25; i++) {
        const from = performance.now();
        await run();
        times.push(performance.now() - from);
    }
    times.sort((x, y) => x - y);
    return {n: answer.count, cold, median: times[12], worst: times[23]};
}

for (const dir of process.argv.slice(4)) {
    const file = manifest(dir), log = [], server = await serve(path.dirname(file), log);
    const home = 'http://127.0.0.1:' + server.address().port + '/';
    for (const query of QUERIES) {
        log.length = 0;
        const page = await browser.newPage();
        await page.goto(home);
        await page.addScriptTag({content: ask.toString()});
        const found = await page.evaluate(measure, [home + path.basename(file), query, OPEN]);
        const sum = of => log.filter(([kind]) => !of || kind === of).reduce((s, [, n]) => s + n, 0);
        const parts = [...new Set(log.map(([kind]) => kind))].map(kind => kind + ' ' + (sum(kind) / 1000).toFixed(1));
        const ms = n => n.toFixed(1).padStart(5) + ' ms';
        console.log([path.basename(dir).padEnd(8), query.padEnd(24), String(found.n).padStart(6) + ' found',
            String(log.length).padStart(3) + ' files', (sum('') / 1000).toFixed(1).padStart(6) + ' kB', 'median ' + ms(found.median),
            'p95 ' + ms(found.worst), 'first ' + ms(found.cold), '(' + parts.join(', ') + ')'].join('  '));
        await page.close();
    }
    server.close();
}
await browser.close();
