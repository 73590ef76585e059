/* Wat de site van een script publiceert betekent hetzelfde als het script: TypeScript ontleedt beide en schrijft ze, zonder
 * commentaar, gelijk op.
 *
 *   node tests/search/ontleed.mjs THEMA ASSETS
 *
 * Elk script van THEMA moet in ASSETS staan, en lichter zijn dan het was. */
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';

const need = createRequire(path.join(path.resolve((process.env.NODE_PATH || 'build/npm/node_modules').split(':')[0]), 'x.js'));
const ts = need('typescript'), [theme, assets] = process.argv.slice(2);

function written(file) {
    const source = ts.createSourceFile('x.js', fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
    if (source.parseDiagnostics.length) throw new Error(file + ': ' + source.parseDiagnostics[0].messageText);
    /* Lijsten en blokken schrijft TypeScript over regels verdeeld zoals ze er stonden; dat verschil telt niet. */
    return ts.createPrinter({removeComments: true}).printFile(source).replace(/\s+/g, ' ');
}

let bad = 0;
for (const name of fs.readdirSync(theme).filter(f => f.endsWith('.js'))) {
    const published = fs.readdirSync(assets).filter(f => f.startsWith(name.slice(0, -3) + '.') && f.endsWith('.js'));
    const file = path.join(theme, name), to = published.length === 1 ? path.join(assets, published[0]) : null;
    let fault = '';
    if (!to) fault = 'staat niet een keer in ' + assets;
    else if (written(file) !== written(to)) fault = 'zegt iets anders dan ' + to;
    else if (fs.statSync(to).size >= fs.statSync(file).size) fault = 'is niet lichter geworden';
    if (fault && ++bad) console.log(name + ' ' + fault);
}
process.exit(bad ? 1 : 0);
