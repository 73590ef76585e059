// SPDX-License-Identifier: EUPL-1.2
/* Het splitsen van samenstellingen tegen een lijst die met de hand is gemaakt.
 *
 *   node tests/search/splitsen.mjs MAAK DOCS LEXICON WOORDEN MAP
 *
 * Drukt af welk deel van de delen is gevonden, welk deel van wat gevonden is klopt, en hoeveel woorden helemaal goed gaan; de
 * grenzen zijn wat gemeten is, naar beneden afgerond. */
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {here, open, manifest} from './zoek.mjs';

const [maak, docs, lexicon, words, folder] = process.argv.slice(2), {light} = open(manifest(folder)).tool;
const table = text => text.split('\n').filter(l => l && !l.startsWith('#')).map(l => l.split('\t'));
const gold = table(fs.readFileSync(path.join(here, 'samenstellingen.tsv'), 'utf8'));
const said = table(execFileSync(maak, ['split', docs, lexicon, words], {input: gold.map(([w]) => w + '\n').join('')}).toString());

/* Een deel in een andere vorm is hetzelfde deel: inwoners is inwoner. */
const parts = text => (text || '').split(' ').filter(Boolean).map(light);
let right = 0, wanted = 0, given = 0, exact = 0, whole = 0, simple = 0;
gold.forEach(([word, list], i) => {
    const want = parts(list), got = parts(said[i][1]);
    wanted += want.length;
    given += got.length;
    right += got.filter(p => want.includes(p)).length;
    if (want.join() === got.join()) want.length ? exact++ : whole++;
    else console.log('  ' + word + ': ' + (got.join('+') || 'niet gesplitst') + ', niet ' + (want.join('+') || 'te splitsen'));
    if (!want.length) simple++;
});
const compounds = gold.length - simple;
const floors = [[right / wanted, .95, 'delen gevonden'], [right / given, .95, 'delen juist'],
    [exact / compounds, .9, 'samenstellingen goed'], [whole / simple, .95, 'andere woorden heel gelaten']];
for (const [share, floor, name] of floors) {
    const verdict = share < floor ? '  TE WEINIG, minst ' + 100 * floor + ' %' : '';
    console.log(name.padEnd(30) + (100 * share).toFixed(1).padStart(6) + ' %' + verdict);
}
process.exit(floors.some(([share, floor]) => share < floor) ? 1 : 0);
