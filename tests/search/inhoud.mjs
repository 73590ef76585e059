// SPDX-License-Identifier: EUPL-1.2
/* De documenten en de woordenlijst van de catalogus als tabellen voor maak.c, zo goed als de site-module het doet.
 *
 *   node tests/search/inhoud.mjs CONTENT DOCS LEXICON
 */
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';

const need = createRequire(path.join((process.env.NODE_PATH || 'build/npm/node_modules').split(':')[0], 'x.js'));
const YAML = need('yaml'), [content, docsFile, lexiconFile] = process.argv.slice(2);
const load = file => YAML.parse(fs.readFileSync(path.join(content, file), 'utf8'), {schema: 'failsafe'}) || {};
const model = load('model.yaml'), list = x => x === undefined || x === null || x === '' ? [] : Array.isArray(x) ? x : [x];
const vocabularies = {}, spelling = {};
for (const [name, v] of Object.entries(model.vocabularies)) {
    vocabularies[name] = fs.existsSync(path.join(content, v.file)) ? load(v.file) : {};
    spelling[name] = new Map();
    for (const [id, t] of Object.entries(vocabularies[name])) for (const s of [id, t.naam, t.kort, t.afkorting, ...list(t.ook)]) if (s) spelling[name].set(String(s).toLowerCase(), id);
}
const resolve = (name, x) => spelling[name].get(String(x).toLowerCase()), names = (name, all) => all.map(id => vocabularies[name][id].naam);
const facets = [['soort'], ['thema', 'themas'], ['doelgroep', 'doelgroepen'], ['type', 'typen'], ['status', 'statussen', 'richtingstatussen'], ['aanbieder', 'organisaties'], ['wet', 'wetten'], ['bestuurslaag', 'bestuurslagen'], ['moment', 'momenten']];
/* Bij wat een lezer minder kan gebruiken: hoeveel van de honderd. */
const USE = {bestaand: 110, doorlopend: 110, 'in-ontwikkeling': 80, afgerond: 80, 'in-uitvoering': 90};
const clean = s => String(s === undefined ? '' : s).replace(/[\s]+/g, ' ').trim();
const out = facets.map(([id, ...from]) => {
    const values = new Map(id === 'soort' ? Object.values(model.kinds).map(k => [k.folder, k.label.many]) : from.flatMap(v => Object.entries(vocabularies[v]).map(([k, t]) => [k, t.naam])));
    return [id === 'doelgroep' ? '#whom' : '#facet', id, id, [...values].map(([k, n]) => k + '=' + clean(n)).join('|')].join('\t');
});
out.push(['#every', 'eis', 'eis', 'recent=Recent|adres=Met adres'].join('\t'));
/* Wat een vraag kan noemen: begrippen met hun namen, en een paar antwoorden van elk niveau. */
facets.slice(1).forEach(([id, ...from]) => from.forEach(v => Object.entries(vocabularies[v]).forEach(([key, t]) => {
    const phrases = [t.naam, t.kort, ...list(t.ook), t.enkelvoud, t.afkorting].filter(Boolean).map(p => clean(p).replace(/\|/g, ' '));
    out.push(['#topic', v + '/' + key, v, t.naam, v + '/' + key + '/', id, key, '0', t.bwb ? 'https://wet.example/' + t.bwb + '/{article}' : '', '', '', phrases.join('|')].map(clean).join('\t'));
})));
for (const [key, level, ...phrases] of [['spoed', 1, 'bedreigd', 'bedreiging van mijn gezin'], ['vast', 2, 'schriftelijke vragen stellen', 'griffier opleiding'],
    ['elders', 3, 'paspoort aanvragen', 'vuilnis', 'integriteit melden'], ['slot', 4]]) out.push(['#topic', 'antwoorden/' + key, 'antwoorden', key, '', '', '', level, '', level < 3 ? level + ',7,30,' + 40 * level : '', level === 2 ? 'gemeentewet=9997|gemeentewet=28|wgr=9997' : '', phrases.join('|')].join('\t'));
/* Wat trefwoord, verwijzing of beheer is, staat niet in de tekst. */
const skip = new Set('themas doelgroepen wetten bestuurslagen trefwoorden bronnen bron toegevoegd wijzigingen beoordeeld voorheen titel samenvatting knelpunten oplossingsrichtingen aanwezig deel_van gerelateerd hoort_bij opgevolgd_door ondersteuning url beheerder aanbieders typen status moment leerniveau vorm lijn niveau aanpak prioriteit looptijd jaar zekerheid vervallen vragen nagelopen gezocht'.split(' '));
const texts = x => typeof x === 'string' ? [x.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`#>]+/g, '')] : Array.isArray(x) ? x.flatMap(texts) : x ? Object.entries(x).filter(([k]) => !skip.has(k)).flatMap(([, v]) => texts(v)) : [];
/* Wat over dezelfde zaak gaat: verwijzingen naar andere records, in beide richtingen. */
const rows = [], links = [];
for (const kind of Object.values(model.kinds)) for (const file of fs.readdirSync(path.join(content, kind.folder)).filter(f => f.endsWith('.yaml')).sort()) {
    const r = load(kind.folder + '/' + file), id = kind.folder + '/' + file.slice(0, -5), statuses = kind.folder === 'ondersteuning' ? 'statussen' : 'richtingstatussen';
    const of = (key, name) => [...new Set(list(r[key]).map(x => resolve(name, x && x.wet || x)).filter(Boolean))];
    const v = {themas: of('themas', 'themas'), doelgroepen: of('doelgroepen', 'doelgroepen'), typen: of('typen', 'typen'), status: of('status', statuses), organisaties: of('aanbieders', 'organisaties'), wetten: of('wetten', 'wetten'), bestuurslagen: of('bestuurslagen', 'bestuurslagen'), momenten: of('moment', 'momenten')};
    const keywords = [...list(r.trefwoorden), ...['themas', 'doelgroepen', 'typen', 'organisaties', 'wetten'].flatMap(n => names(n, v[n])), ...list(r.wetten).filter(w => w.artikel).flatMap(w => { const a = 'art' + String(w.artikel).toLowerCase().replace(/[^a-z0-9]/g, ''); return [a, a + resolve('wetten', w.wet).replace(/[^a-z0-9]/g, '')]; })], year = (String(r.looptijd || '').match(/(19|20)\d\d/) || ['0'])[0];
    for (const folder of ['knelpunten', 'oplossingsrichtingen', 'ondersteuning']) for (const to of list(r[folder])) if (typeof to === 'string') links.push([id, folder + '/' + to]);
    rows.push([id, id + '/', r.titel, keywords.join(' ; '), r.samenvatting, texts(r).join(' '), list(r.vragen).join(' ; '), kind.folder, names('typen', v.typen)[0] || kind.label.one, names('doelgroepen', v.doelgroepen).join(', '), names('organisaties', v.organisaties).join(', '),
        r.looptijd, v.status[0], names(statuses, v.status)[0], '', '', '', '', year, String(r.toegevoegd || '0').replace(/-/g, ''), r.vervallen ? '0.9' : '1', USE[v.status[0]] || '', kind.folder, ...Object.values(v).map(x => x.join(',')), [+year >= 2021 && 'recent', r.vindplaatsen && 'adres'].filter(Boolean).join(',')].map(clean).join('\t'));
}
const at = new Map(rows.map((row, i) => [row.slice(0, row.indexOf('\t')), i])), near = rows.map(() => new Set());
for (const [a, b] of links.map(pair => pair.map(id => at.get(id)))) if (a !== undefined && b !== undefined && a !== b) near[a].add(b), near[b].add(a);
rows.forEach((row, i) => out.push(row + '\t' + [...near[i]].join(',')));
fs.writeFileSync(docsFile, out.join('\n') + '\n');
const words = load('woordenlijst.yaml'), lines = [];
for (const [w, o] of Object.entries(words.afkortingen || {})) lines.push(['A', w, ...list(o)]);
for (const g of words.synoniemen || []) lines.push(['S', '', ...g]);
for (const g of words.onregelmatig || []) lines.push(['I', '', ...g]);
for (const [w, o] of Object.entries(words.vaktaal || {})) lines.push(['J', w, ...list(o)]);
for (const [w, o] of Object.entries(words.samenstellingen || {})) lines.push(['C', w, ...list(o)]);
/* Andere spellingen van een begrip leiden naar het begrip. */
const done = new Set(Object.keys(words.vaktaal || {}).map(w => w.toLowerCase()));
for (const name of ['themas', 'doelgroepen', 'typen', 'organisaties', 'wetten', 'momenten', 'bestuurslagen']) for (const t of Object.values(vocabularies[name])) for (const a of list(t.ook)) {
    if (!done.has(a.toLowerCase()) && a.toLowerCase() !== t.naam.toLowerCase()) { done.add(a.toLowerCase()); lines.push(['J', a, t.naam]); }
}
fs.writeFileSync(lexiconFile, lines.map(l => l.map(clean).join('\t')).join('\n') + '\n');
