// SPDX-License-Identifier: EUPL-1.2
/* Een gegenereerde catalogus voor metingen op schaal: zinnen uit DOCS opnieuw gecombineerd, met zeldzame woorden zodat de woordenschat meegroeit.
 *
 *   node tests/search/genereer.mjs DOCS WOORDEN AANTAL >uit.tsv
 */
import fs from 'node:fs';
import {random} from './zoek.mjs';

const [docs, words, count] = process.argv.slice(2);
const lines = fs.readFileSync(docs, 'utf8').split('\n').filter(Boolean), rnd = random(7);
const heads = lines.filter(l => l.startsWith('#')), rows = lines.filter(l => !l.startsWith('#')).map(l => l.split('\t'));
const sentences = [...new Set(rows.flatMap(r => (r[4] + ' ' + r[5] + ' ' + r[6]).split(/(?<=[.?!])\s+/)))].filter(s => s.length > 30 && s.length < 240);
const rare = fs.existsSync(words) ? fs.readFileSync(words, 'utf8').split('\n').filter(w => /^[a-z]{6,24}$/.test(w)) : ['zeldzaam'];
const pick = list => list[Math.floor(rnd() * list.length)];
/* Veel voorkomende waarden vaker, zoals in een echte catalogus. */
const skewed = list => list[Math.floor(Math.pow(rnd(), 2.2) * list.length)];
const facets = heads.filter(h => !h.startsWith('#topic')).map(h => h.split('\t')[3].split('|').map(v => v.split('=')[0]));
const several = [1, 2, 3, 1, 1, 1, 1, 1, 1, 1];
const out = [heads.join('\n')];
for (let i = 0; i < Number(count); i++) {
    const base = pick(rows), id = 'r' + String(i).padStart(6, '0');
    const title = pick(rows)[2].split(' ').slice(0, 4).join(' ') + ' ' + pick(rare), text = [];
    for (let n = 0; n < 6; n++) text.push(pick(sentences));
    const row = [base[7] + '/' + id, base[7] + '/' + id + '/', title, [pick(rows)[3].split(' ; ')[0], pick(rare)].join(' ; '), pick(sentences), text.join(' ') + ' ' + pick(rare) + ' ' + pick(rare), pick(rows)[6]].concat(base.slice(7, 18), [String(2000 + Math.floor(rnd() * 26)), '202611' + String(1 + Math.floor(rnd() * 28)).padStart(2, '0'), '1', '']);
    facets.forEach((values, f) => {
        if (f === 0) { row.push(base[7]); return; }
        const chosen = new Set(), most = 1 + Math.floor(rnd() * several[f]);
        for (let n = 0; n < most && (f < 4 || rnd() < .8); n++) chosen.add(skewed(values));
        row.push([...chosen].join(','));
    });
    out.push(row.join('\t'));
    if (out.length > 2000) { fs.writeSync(1, out.join('\n') + '\n'); out.length = 0; }
}
if (out.length) fs.writeSync(1, out.join('\n') + '\n');
