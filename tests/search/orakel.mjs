// SPDX-License-Identifier: EUPL-1.2
/* Het orakel: wat de browser uit de stukken haalt is wat C vindt door alles te lezen. Zelfde ids, scores en tellingen.
 *
 *   node tests/search/orakel.mjs MAAK DOCS LEXICON WOORDEN MAP [AANTAL]
 */
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {open, manifest, random} from './zoek.mjs';

const [maak, docs, lexicon, words, folder, count] = process.argv.slice(2);
const z = open(manifest(folder)), rnd = random(42);
await z.index.start();
const pick = list => list[Math.floor(rnd() * list.length)];

/* Vragen uit de teksten zelf: woorden, paren, begin, tikfouten, zinsdelen, samenplakken, filters. */
const rows = fs.readFileSync(docs, 'utf8').split('\n').filter(l => l && !l.startsWith('#'));
const facets = z.index.m.f;
const all = fs.readFileSync(docs, 'utf8').split('\n');
const topics = all.filter(l => l.startsWith('#topic')).flatMap(l => l.split('\t')[10].split('|')).filter(Boolean);
const terms = fs.readFileSync(lexicon, 'utf8').split('\n').filter(Boolean).flatMap(l => l.split('\t').slice(1)).filter(Boolean);
function some() {
    const cells = pick(rows).split('\t'), text = pick([cells[2], cells[4], cells[5]]).split(/[\s.,;:()]+/).filter(Boolean);
    const at = Math.floor(rnd() * text.length), w = text[at] || 'raad';
    const twist = s => {
        const i = 1 + Math.floor(rnd() * Math.max(1, s.length - 2)), head = s.slice(0, i);
        return pick([head + s.slice(i + 1), head + 'e' + s.slice(i), head + (s[i + 1] || '') + (s[i] || '') + s.slice(i + 2)]);
    };
    switch (Math.floor(rnd() * 18)) {
    case 0: case 1: return w;
    case 2: return w + ' ' + pick(text);
    case 3: return text.slice(at, at + 4).join(' ');
    case 4: return '"' + text.slice(at, at + 2 + Math.floor(rnd() * 2)).join(' ') + '"';
    case 5: return w.slice(0, 3 + Math.floor(rnd() * 4));
    case 6: return twist(w);
    case 7: return twist(w) + ' ' + pick(text);
    case 8: return pick([pick(terms), pick(terms), 'artikel ' + pick(['28', '150', '9998', '9997 gemeentewet', '9997 wgr lid 2'])]);
    case 9: return w.toLowerCase() + pick(['', 's', 'en']) + pick(text).toLowerCase();
    case 10: return pick(text) + ' ' + pick(terms) + '?';
    case 11: return pick(topics) + ' ' + pick(['', 'voor ' + pick(topics), 'hoe ' + pick(text), pick(['169', 'artikel 25', 'art. 155a lid 2', '2019', '9997', 'artikel 28 lid 1'])]);
    case 12: return pick(['-', 'NIET ', 'x -']) + w + ' ' + pick(text) + pick(['', ' OF ', ' OR ', ' EN ']) + pick(text) + pick(['?', '!', '']);
    /* Vormen die er niet staan, van wat een werkwoord kan zijn. */
    case 15: return pick(['', '', 'ge', 'aange', 'opge', 'aan']) + w.toLowerCase().replace(/(.)\1?en$/, '$1') + pick(['', 't', 'd', 'de', 'den', 'te', 'ten']) + pick(['', '*', '…', ')', ' ']);
    /* Een werkwoord waarvan een deel apart staat: "stapt de wethouder op". */
    case 16: {
        const apart = /^(aan|af|door|in|mee|om|op|over|samen|terug|toe|uit|voor|weg)(?:ge)?(.{3,})$/;
        const [, particle, rest] = (text.find(x => apart.test(x.toLowerCase())) || 'opstapt').toLowerCase().match(apart);
        return pick(['', 'wie ', '-']) + rest + pick(['', 't', ' ' + pick(text)]) + ' ' + particle + pick(['', '?', ' ' + pick(text)]);
    }
    /* Een woord dat er twee keer staat. */
    case 17: return pick([w, twist(w), pick(topics)]) + ' ' + pick(text) + pick([' ', ' OF ', '-', ' "']) + w + ' ' + pick(topics);
    case 13: return pick(['vakantiehuis', 'paspoorten', 'belasting', 'fietspad', 'zwembad', 'vergrijzing', 'huurder', 'boomstam', 'wekker']) + ' ' + pick(text);
    default: return w + pick(['en', 's', 'e', 't']) + ' ';
    }
}
const queries = [];
for (let i = 0; i < Number(count || 1000); i++) {
    const choice = [];
    const filtered = rnd() < .4;
    for (const [id, values] of filtered ? facets : []) {
        if (rnd() < .25 && values.length) choice.push(id + '=' + [pick(values), pick(values)].slice(0, 1 + Math.floor(rnd() * 2)).join(','));
    }
    queries.push(some().replace(/[\t\n]/g, ' ').slice(0, 300) + '\t' + choice.join('&'));
}
queries.push('hoe kan dat\t', 'de wethouder stapt op\t', 'inwoners haken af\t', 'krijg ik het geld terug\t', 'stapt "op"\t', '?\t', '\teis=recent,adres', 'raad\teis=recent,adres', 'NIET raad\t', '-raad\t', 'Raad OF\t', '"grifier"\t', 'gemw 86\t', 'artikel 169 gemeentewet\t', 'artikel 9997 gemeentewet\t', 'artikel 9997 provinciewet\t', 'wgr 9997 lid 2\t', 'ik word bedreigd\t', 'vuilnis\t', 'xqzw vkjx\t', '\t', '\tsoort=knelpunten', 'de van het\t', 'xqzwvkj\t', '"\t', '"de raad"\t', '"van de leden van de"\t', '"raad"\t', 'e-learning\t',
    '"e-learning"\t', 'a-b-c-d\t', '’s-Gravenhage\t', 'CVDK\t', 'financiën\t', 'financien\t');
const answers = execFileSync(maak, ['query', docs, lexicon, words], {input: queries.join('\n') + '\n', maxBuffer: 1 << 30});
const expected = answers.toString().trim().split('\n').map(l => JSON.parse(l));
let bad = 0, hits = 0;
for (let i = 0; i < queries.length; i++) {
    const [q, choice] = queries[i].split('\t'), want = expected[i];
    const wanted = new Map(choice.split('&').filter(Boolean).map(c => c.split('=')));
    const chosen = facets.map(([id, values]) => (wanted.get(id) || '').split(',').map(v => values.indexOf(v)).filter(v => v >= 0));
    const got = await z.search(q, chosen, 1e9), ids = await z.ids(got.docs);
    const problems = [];
    const wantedIds = want.hits.map(h => h[0]);
    if (ids.join() !== wantedIds.join()) problems.push('ids ' + ids.slice(0, 4) + ' (' + ids.length + ') / ' + wantedIds.slice(0, 4) + ' (' + wantedIds.length + ')');
    else if (got.scores.some((s, j) => Math.abs(s - want.hits[j][1]) > 1e-5)) problems.push('scores');
    if (JSON.stringify(got.counts) !== JSON.stringify(want.counts)) problems.push('tellingen');
    if (got.complete !== want.complete) problems.push('volledig ' + got.complete + ' / ' + want.complete);
    if (got.plan.meant !== want.meant) problems.push('bedoeld ' + got.plan.meant + ' / ' + want.meant);
    if (got.plan.also.join() !== want.also.join()) problems.push('ook ' + got.plan.also + ' / ' + want.also);
    for (const [name, mine] of [['excluded', got.plan.excluded], ['maybe', await z.ids(got.maybe)], ['answers', got.plan.answers.map(a => a.key)], ['understood', got.plan.understood.flatMap(u => [u.key, ...u.words])], ['goto', got.plan.goto.flatMap(u => [u.key, ...u.words])]]) {
        const theirs = name === 'answers' ? want.answers.filter(k => k.startsWith('antwoorden/')) : want[name];
        if (mine.join('|') !== theirs.join('|')) problems.push(name + ' ' + mine + ' / ' + theirs);
    }
    if ((got.last ? got.last.key : '') !== want.last) problems.push('slot ' + want.last);
    if (got.plan.unreadable !== !!want.unreadable) problems.push('onleesbaar');
    const article = got.plan.article ? got.plan.article.label + ' ' + got.plan.article.number + ' ' + Number(got.plan.article.known) : '';
    if (article !== want.article) problems.push('artikel ' + article + ' / ' + want.article);
    if (got.plan.unknown.join() !== want.unknown.join()) problems.push('onbekend ' + got.plan.unknown + ' / ' + want.unknown);
    hits += ids.length;
    if (problems.length && bad++ < 15) console.log(JSON.stringify(queries[i]) + ': ' + problems.join('; '));
}
console.log('orakel: ' + queries.length + ' vragen, ' + hits + ' resultaten, ' + bad + ' verschillen');
process.exit(bad ? 1 : 0);
