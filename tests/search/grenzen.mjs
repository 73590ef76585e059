// SPDX-License-Identifier: EUPL-1.2
/* Wat het zoeken op de site nooit mag, en wat het voorstelt terwijl er getypt wordt.
 *
 *   node tests/search/grenzen.mjs SITE
 *
 * grenzen.tsv zegt bij welke vraag er niets is, welk antwoord er boven of als eerste staat en wat niet vooraan mag; van zestig vragen waar de catalogus niets
 * voor heeft, vindt hoogstens RARELY iets. Voorgesteld wordt: elk record
 * bij de eerste twee woorden van zijn titel, tenzij er meer zo beginnen dan er plaats is; en van elk woord dat een bladzijde noemt die bladzijde. */
import fs from 'node:fs';
import path from 'node:path';
import {here, open, manifest} from './zoek.mjs';

const z = open(manifest(process.argv[2])), bad = [];
await z.index.start();

/** Van een vraag: de ids, en de sleutels van de antwoorden erboven. */
async function ask(query) {
    const answer = await z.search(query);
    return {ids: await z.ids(answer.docs), keys: answer.plan.answers.map(a => a.key)};
}

const CHECKS = {
    niets: found => !found.ids.length,
    antwoord: (found, what) => found.keys.includes(what),
    eerst: (found, what) => found.keys[0] === what,
    geen: (found, what) => !found.keys.includes(what),
    niet: (found, what) => found.ids.length > 0 && found.ids[0] !== what,
};
const RARELY = .28;
const rows = fs.readFileSync(path.join(here, 'grenzen.tsv'), 'utf8').split('\n').filter(l => l && l[0] !== '#').map(l => l.split('\t'));
const strange = {asked: 0, found: 0};
for (const [what, query, must] of rows) {
    const found = await ask(query);
    if (what === 'zelden') {
        strange.asked++;
        strange.found += found.ids.length > 0;
        continue;
    }
    if (!CHECKS[what](found, must)) bad.push([what, query, must, '—', found.keys.join(' '), found.ids.slice(0, 2).join(' ')].join(' '));
}

console.log('van ' + strange.asked + ' vragen die hier niet horen, vinden er ' + strange.found + ' iets');
if (strange.found > RARELY * strange.asked) bad.push('te veel vragen die hier niet horen, vinden iets');

/* Wat een record zelf vraagt, gaat over deze catalogus: van een op de zoveel zegt een antwoord vooraan bijna nooit dat het elders is. */
const STEP = 8, ELSEWHERE = .015;
const own = fs.readFileSync(path.join(process.argv[2], 'data/catalogus.jsonl'), 'utf8').split('\n').filter(l => l)
    .flatMap(l => JSON.parse(l).vragen || []).filter((q, i) => i % STEP === 0);
const astray = [];
for (const query of own) {
    const first = (await z.search(query)).plan.answers[0];
    if (first && first.level === 'elsewhere') astray.push(query);
}
console.log('van ' + own.length + ' vragen van records zegt het antwoord bij ' + astray.length + ' dat het elders is');
if (own.length < 100 || astray.length > ELSEWHERE * own.length) bad.push('te veel vragen van records gaan naar elders: ' + astray.join(' '));

/* Voorstellen. */
const plain = s => s.replace(/[\x01\x02]/g, ''), titles = [];
for (let d = 0; d < z.index.m.n; d++) {
    await z.index.piece('k' + Math.floor(d / z.index.m.z));
    const [id, url, title] = z.index.got['k' + Math.floor(d / z.index.m.z)][0][d % z.index.m.z];
    titles.push({title: plain(title), url: url || id + z.index.m.u});
}
const begin = r => r.title.split(' ').slice(0, 2).join(' ').toLowerCase(), crowd = new Map();
for (const r of titles) crowd.set(begin(r), (crowd.get(begin(r)) || 0) + 1);
let asked = 0, missed = 0;
for (const r of titles.filter(x => crowd.get(begin(x)) < 3 && begin(x).length > 8)) {
    asked++;
    missed += !(await z.tool.suggest(z.index, begin(r))).some(s => s.url === r.url);
}
const SHARE = .8;
console.log('voorgesteld bij het begin van de titel: ' + (asked - missed) + ' van ' + asked);
if (asked < 100 || missed > (1 - SHARE) * asked) bad.push('te weinig records voorgesteld bij hun titel');
for (const [text, url] of [['wethou', 'doelgroepen/wethouders/'], ['gemeentew', 'wetten/gemeentewet/'], ['integrit', 'themas/integriteit/']]) {
    const urls = (await z.tool.suggest(z.index, text)).map(s => s.url);
    if (!urls.includes(url)) bad.push('‘' + text + '’ stelt niet voor: ' + url + ' maar ' + urls.join(' '));
}
const few = await z.tool.suggest(z.index, 'b');
if (few.length) bad.push('een letter stelt al iets voor');
/* Bij een hele vraag gaat een voorgesteld antwoord over de vraag, niet over haar laatste woord. */
for (const query of own) {
    const given = (await z.tool.suggest(z.index, query)).filter(s => s.what === 'antwoord').map(s => s.label);
    const answered = (await z.search(query)).plan.answers.map(a => a.label), loose = given.filter(label => !answered.includes(label));
    if (loose.length) bad.push('‘' + query + '’ stelt voor: ' + loose.join(', '));
}
for (const text of ['ik word bedreigd', 'bedreigd']) {
    const first = (await z.tool.suggest(z.index, text))[0];
    if (!first || first.what !== 'antwoord') bad.push('‘' + text + '’ stelt niet eerst het antwoord voor');
}
console.log(rows.length + ' grenzen, ' + bad.length + ' fouten' + bad.map(b => '\n  ' + b).join(''));
process.exit(bad.length ? 1 : 0);
