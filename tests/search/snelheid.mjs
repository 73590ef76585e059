/* Wat een vraag kost: bytes en verzoeken van een eerste vraag met tellingen, en de tijd van een vraag, in headless Chromium.
 *
 *   node tests/search/snelheid.mjs MAP... (mappen die `maak index` schreef)
 */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import {createRequire} from 'node:module';
import {manifest, project} from './zoek.mjs';

const need = createRequire(path.join((process.env.NODE_PATH || 'build/npm/node_modules').split(':')[0], 'x.js'));
const script = fs.readFileSync(path.join(project, 'themes/standaard/zoek.js'));
const browser = await need('playwright-core').chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});
/* Zoals op de pagina: de eerste drie filters staan open en worden geteld, tien kaarten worden getoond. */
const OPEN = 3;
for (const dir of process.argv.slice(2)) {
    const file = manifest(dir), log = [];
    const server = http.createServer((req, res) => {
        const url = decodeURI(req.url.split('?')[0]);
        if (url === '/favicon.ico') { res.writeHead(404).end(); return; }
        const body = url === '/' ? Buffer.from('<!doctype html><script src="/zoek.js"></script>') : url === '/zoek.js' ? script : fs.readFileSync(path.join(path.dirname(file), url.slice(1)));
        const zip = zlib.gzipSync(body, {level: 9});
        if (url !== '/') log.push([url, zip.length]);
        res.writeHead(200, {'content-type': url === '/' ? 'text/html' : 'text/javascript', 'content-encoding': 'gzip'}).end(zip);
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const home = 'http://127.0.0.1:' + server.address().port + '/';
    for (const q of ['participatie', 'wethouder', 'raad', 'wgr', 'grip op samenwerking', 'grifier', '"de raad"']) {
        log.length = 0;
        const page = await browser.newPage();
        await page.goto(home);
        const found = await page.evaluate(async ([url, query, open]) => {
            const {Index, ask} = window.wegwijzerZoek, ix = new Index(url);
            const run = most => ask(ix, query, [], open, most);
            const first = performance.now(), a = await run(10), cold = performance.now() - first;
            await Promise.all([...new Set(a.docs.map(d => Math.floor(d / ix.m.z)))].map(k => ix.piece('k' + k)));
            const times = [];
            for (let i = 0; i < 25; i++) { const t = performance.now(); await run(10); times.push(performance.now() - t); }
            times.sort((x, y) => x - y);
            return {n: a.count, cold, median: times[12], worst: times[23]};
        }, [home + path.basename(file), q, OPEN]);
        const sum = log.reduce((s, r) => s + r[1], 0), of = re => log.filter(r => re.test(r[0])).reduce((s, r) => s + r[1], 0);
        console.log([path.basename(dir).padEnd(8), q.padEnd(22), String(found.n).padStart(7) + ' hits', String(log.length).padStart(3) + ' files', (sum / 1000).toFixed(1).padStart(7) + ' kB',
            'script ' + (of(/zoek\.js/) / 1000).toFixed(1), 'm ' + (of(/\/m\./) / 1000).toFixed(1), 's ' + (of(/\/s\//) / 1000).toFixed(1), 'g ' + (of(/\/g\//) / 1000).toFixed(1), 'f ' + (of(/\/f\//) / 1000).toFixed(1),
            'k ' + (of(/\/k-/) / 1000).toFixed(1), 'cold ' + found.cold.toFixed(0) + ' ms', 'median ' + found.median.toFixed(2) + ' ms', 'p95 ' + found.worst.toFixed(2) + ' ms'].join('  '));
        await page.close();
    }
    server.close();
}
await browser.close();
