// SPDX-License-Identifier: EUPL-1.2
/* Elk record van de site wordt gevonden door wie het kent, en de site antwoordt zoals het programma.
 *
 *   node tests/search/bekend.mjs SITE WEGWIJZER [VRAGEN]
 *
 * Met de index die de site zelf publiceert: elk record bij zijn titel, bij zijn titel met een tikfout, en bij de delen van de
 * langste samenstelling in zijn titel, los en aaneen. De grenzen zijn wat gemeten is, naar beneden afgerond. Daarna VRAGEN uit
 * titels en samenvattingen aan browser en `wegwijzer search`: zelfde records, scores en aantal. */
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {open, manifest, random} from './zoek.mjs';

const [site, program, count] = process.argv.slice(2);
const z = open(manifest(site)), rnd = random(11), pick = list => list[Math.floor(rnd() * list.length)];
await z.index.start();
const strip = s => s.replace(/[\x01\x02]/g, '');
const records = [];
for (let i = 0; i < z.index.m.n; i++) {
    await z.index.piece('k' + Math.floor(i / z.index.m.z));
    const [id, , title, summary] = z.index.got['k' + Math.floor(i / z.index.m.z)][0][i % z.index.m.z];
    records.push({id, title, summary});
}

/* Een verwisseling, een letter te veel of een te weinig, midden in een lang woord van de titel. */
function mistyped(title) {
    const words = title.split(' '), long = words.filter(w => /^[a-z]{7,}$/i.test(w));
    if (!long.length) return '';
    const word = pick(long), at = 2 + Math.floor(rnd() * (word.length - 4));
    const head = word.slice(0, at), letter = word[at], tail = word.slice(at + 1);
    const wrong = pick([head + tail[0] + letter + tail.slice(1), head + tail, head + letter + letter + tail]);
    return words.map(w => w === word ? wrong : w).join(' ');
}

/* De langste samenstelling van de titel: \x01 staat tussen delen, \x02 voor de letters die ze verbinden. */
function compound(title) {
    const compounds = title.split(/[\s.,:;()'‘’“”/-]+/).filter(w => w.includes('\x01'));
    const whole = compounds.sort((a, b) => strip(b).length - strip(a).length)[0];
    return whole ? {whole: strip(whole), parts: whole.split('\x01').map(p => p.split('\x02')[0]).join(' ')} : null;
}

const RUNS = {
    'titel, eerste': {floor: .97, top: 1, query: r => strip(r.title)},
    'titel, bij de eerste drie': {floor: .99, top: 3, query: r => strip(r.title)},
    'titel met tikfout, bij de eerste drie': {floor: .97, top: 3, query: r => mistyped(strip(r.title))},
    'langste samenstelling, gevonden': {floor: 1, top: Infinity, query: r => (compound(r.title) || {}).whole},
    'delen van die samenstelling, gevonden': {floor: 1, top: Infinity, query: r => (compound(r.title) || {}).parts},
};
let bad = 0;
for (const [name, run] of Object.entries(RUNS)) {
    const asked = records.map(r => [r, run.query(r)]).filter(([, q]) => q), missed = [];
    for (const [r, query] of asked) {
        const at = (await z.ids((await z.search(query, undefined, run.top === Infinity ? 1e9 : run.top)).docs)).indexOf(r.id);
        if (at < 0) missed.push(r.id + ' (' + query + ')');
    }
    const share = 1 - missed.length / asked.length, short = share < run.floor || asked.length < 50;
    const verdict = short ? '  TE WEINIG, minst ' + 100 * run.floor + ' %' : '';
    console.log(name.padEnd(40) + (100 * share).toFixed(1).padStart(6) + ' % van ' + asked.length + verdict);
    if (short) console.log('  ' + missed.slice(0, 8).join('\n  '), ++bad);
}

/* Browser en programma op dezelfde catalogus. */
let different = 0;
for (let i = 0; i < Number(count || 40); i++) {
    const r = pick(records), words = strip(pick([r.title, r.summary])).split(/\s+/), at = Math.floor(rnd() * words.length);
    const phrase = '"' + words.slice(at, at + 2).join(' ').replace(/"/g, '') + '"';
    const query = pick([words[at], words.slice(at, at + 3).join(' '), mistyped(r.title) || r.title, phrase]).replace(/^-+/, '');
    if (!query) continue;
    const lines = execFileSync(program, ['search', '--limit', '1000', '--', query], {stdio: ['ignore', 'pipe', 'ignore']}).toString().trim().split('\n');
    const total = Number(lines.pop());
    const want = lines.map(l => /^ *\d+ +([\d.]+) +(\S+\/\S+) /.exec(l)).filter(Boolean).map(m => ({id: m[2], score: Number(m[1])}));
    const answer = await z.search(query, undefined, 1000), ids = await z.ids(answer.docs);
    /* Het programma schrijft drie decimalen, en rondt een half anders af. */
    const equal = ids.every((id, j) => want[j] && id === want[j].id && Math.abs(answer.scores[j] - want[j].score) < .00051);
    if (!equal || ids.length !== want.length || answer.count !== total) {
        different++;
        console.log(JSON.stringify(query) + ': ' + answer.count + ' / ' + total + '\n  ' + ids.slice(0, 3) + '\n  ' + want.slice(0, 3).map(w => w.id));
    }
}
console.log('browser en programma: ' + (count || 40) + ' vragen, ' + different + ' verschillen');
process.exit(bad || different ? 1 : 0);
