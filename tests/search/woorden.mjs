// SPDX-License-Identifier: EUPL-1.2
/* De browser leest elk woord van de catalogus zoals C: de hele woordenschat, vorm voor vorm.
 *
 *   node tests/search/woorden.mjs MAAK DOCS LEXICON WOORDEN MAP
 *
 * Van elke vorm: zij is een woord, haar klasse, in hoeveel documenten die staat, de vorm zonder verbuiging en, waar een vraag ze
 * kan gebruiken, de delen. */
import {execFileSync} from 'node:child_process';
import {open, manifest} from './zoek.mjs';

const [maak, docs, lexicon, words, folder] = process.argv.slice(2), RARE = 10;
const z = open(manifest(folder)), {tool, index} = z;
await index.start();
for (let i = 0; i < index.m.s.length; i++) await index.piece('s' + i);

const lines = execFileSync(maak, ['forms', docs, lexicon, words], {maxBuffer: 1 << 30}).toString().trim().split('\n');
let bad = 0, compounds = 0;
const listed = index.shards.reduce((n, s) => n + s.forms.length, 0);
if (listed !== lines.length) console.log('vormen: ' + listed + ' in de index, ' + lines.length + ' in C', ++bad);
for (const line of lines) {
    const [form, main, df, light, parts] = line.split('\t'), found = index.find(form), read = tool.read(form), problems = [];
    const wanted = parts && parts.split(',').length > 2 && Number(df) < RARE ? parts : '';
    if (read.length !== 1 || read[0].form !== form || tool.fold(form) !== form) problems.push('is geen woord');
    if (!found || found.k.main !== main) problems.push('klasse ' + (found && found.k.main) + ' / ' + main);
    else if ((found.k.title || found.k).df !== Number(df)) problems.push('documenten ' + found.k.df + ' / ' + df);
    if (tool.light(form) !== light) problems.push('zonder verbuiging ' + tool.light(form) + ' / ' + light);
    if (found && found.parts.join() !== wanted) problems.push('delen ' + found.parts + ' / ' + wanted);
    if (wanted) compounds++;
    if (problems.length && bad++ < 15) console.log(form + ': ' + problems.join('; '));
}
console.log('woorden: ' + lines.length + ' vormen, ' + compounds + ' met delen, ' + bad + ' verschillen');
process.exit(bad || lines.length < 1000 || compounds < 100 ? 1 : 0);
