// SPDX-License-Identifier: EUPL-1.2
// tests/content/answers.mjs - the three lists of answers that stand above the results, and the word list: what would make them harm a reader.
import { readFileSync } from 'node:fs';

const LISTS = ['spoed', 'antwoorden', 'elders'];
const LEAST = { spoed: 9, antwoorden: 30, elders: 30 };
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const bare = (text) => text.trim().replace(/^(["'])(.*)\1$/, '$2');
const digits = (text) => text.replace(/\D/g, '').replace(/^31(?=\d{9}$)/, '0');

// A field of an entry: a list in brackets or on lines, or a text that may run over lines.
function items(entry, name) {
  const flow = entry.match(new RegExp(`^  ${name}:\\s*\\[([^\\]]*)\\]`, 'm'))?.[1];
  if (flow !== undefined) return flow.split(',').map(bare).filter(Boolean);
  const lines = entry.match(new RegExp(`^  ${name}:\\n((?:    - .*\\n)+)`, 'm'))?.[1] ?? '';
  return lines.split('\n').filter(Boolean).map((line) => bare(line.slice(6)));
}
const text = (entry, name) => (entry.match(new RegExp(`^  ${name}: (?:>-\\n((?:    .*\\n)+)|(.*)\\n)`, 'm'))?.slice(1).find(Boolean) ?? '').replace(/\s+/g, ' ').trim();
// What can be called in an entry, with the page that it comes from.
const desks = (entry) => [...entry.matchAll(/telefoon: "?([+\d ]+)"?[\s\S]*?pagina: (?:>-\s+)?"?(\S+?)"?\n/g)].map(([, number, page]) => ({ number, page }));

/** @param {{rule: (text: string, faults: string[]) => void, vocabularies: Record<string, Map<string, string>>, records: any[]}} catalogue */
export function answers({ rule, vocabularies, records }) {
  const all = LISTS.flatMap((list) => [...(vocabularies[list] ?? [])].map(([id, entry]) => ({ list, id: `${list}.yaml: ${id}`, entry, phrases: items(entry, 'zoekwoorden') })));
  const of = (list) => all.filter((a) => a.list === list);
  rule('there are urgent answers, thirty fixed ones and thirty subjects that are elsewhere', LISTS
    .filter((list) => of(list).filter((a) => a.phrases.length > 0).length < LEAST[list]).map((list) => `${list}.yaml: ${of(list).length}`));
  rule('one answer is the last resort', of('elders').filter((a) => a.phrases.length === 0).length === 1 ? [] : ['elders.yaml']);

  // A phrase of one word brings its answer with every query that has the word: never the name of a group, a layer or a provider.
  const common = new Set(['doelgroepen', 'bestuurslagen', 'organisaties'].flatMap((name) => [...vocabularies[name].values()])
    .flatMap((entry) => [text(entry, 'naam'), text(entry, 'kort'), text(entry, 'enkelvoud'), ...items(entry, 'ook')]).map((name) => fold(bare(name))));
  rule('no answer comes with the mere name of a group, a layer or a provider', all.flatMap((a) => a.phrases
    .filter((p) => common.has(fold(p))).map((p) => `${a.id}: ${p}`)));
  const key = (phrase) => fold(phrase).split(/\s+/).sort().join(' ');
  rule('no answer has a phrase twice', all.flatMap((a) => a.phrases.filter((p, i) => a.phrases.findIndex((q) => key(q) === key(p)) < i).map((p) => `${a.id}: ${p}`)));
  const urgent = new Set(of('spoed').flatMap((a) => a.phrases.map(key)));
  rule('what is urgent is not in another list as well', all.filter((a) => a.list !== 'spoed')
    .flatMap((a) => a.phrases.filter((p) => urgent.has(key(p))).map((p) => `${a.id}: ${p}`)));
  rule('an answer is short: at most three sentences and sixty words, and does not shout', all.flatMap((a) => {
    const answer = text(a.entry, 'omschrijving');
    return answer.split(/[.?!](?:\s|$)/).filter(Boolean).length > 3 || answer.split(' ').length > 60 || answer.includes('!') ? [`${a.id}: ${answer}`] : [];
  }));
  rule('a fixed answer leads to one to six records', of('antwoorden').flatMap((a) => {
    const count = ['ondersteuning', 'oplossingsrichtingen', 'knelpunten'].flatMap((name) => items(a.entry, name)).length;
    return count < 1 || count > 6 ? [`${a.id}: ${count}`] : [];
  }));

  // An article that is asked for brings the answers that name it, and those only.
  const LAWS = 'Gemeentewet|Provinciewet|Waterschapswet|Kieswet|Wgr', NUMBER = '(?:[A-Z] )?\\d+[a-z]{0,2}';
  const cited = new RegExp(`artikel (${NUMBER}(?:(?:, | en )(?:artikel )?${NUMBER})*),? van de (${LAWS})(?:,? en van de (${LAWS}))?`, 'gi');
  const listed = (entry) => [...entry.matchAll(/- \{wet: (\S+), artikel: "(.*?)"\}/g)].map(([, law, article]) => `${law} ${article}`);
  const named = (entry) => [...text(entry, 'omschrijving').matchAll(cited)].flatMap(([, articles, ...laws]) => laws.filter(Boolean)
    .flatMap((law) => articles.split(/, | en /).map((a) => `${law.toLowerCase()} ${a.replace('artikel ', '')}`)));
  rule('an article that an answer names is in its list, and the other way round', of('antwoorden').flatMap((a) => {
    const list = listed(a.entry), inText = (item) => text(a.entry, 'omschrijving').includes(item.slice(item.indexOf(' ') + 1));
    return [...named(a.entry).filter((n) => !list.includes(n)), ...list.filter((n) => !inText(n))].map((n) => `${a.id}: ${n}`);
  }));

  rule('an urgent answer that speaks of danger has 112 first, or 113', of('spoed').filter((a) => /\b11[23]\b/.test(text(a.entry, 'omschrijving')))
    .filter((a) => !/^11[23]$/.test(digits(desks(a.entry)[0]?.number ?? '')) && !text(a.entry, 'omschrijving').match(/bel dan 112 of/)).map((a) => a.id));
  rule('a number in an urgent answer is one of its desks', of('spoed').flatMap((a) => {
    const known = new Set(desks(a.entry).map((d) => digits(d.number)));
    return (text(a.entry, 'omschrijving').match(/\b(?:112|113|0[89]00 ?\d+)\b/g) ?? []).filter((n) => n !== '112' && !known.has(digits(n))).map((n) => `${a.id}: ${n}`);
  }));
  // A number that a record has from the same page is the same number here.
  const numbers = new Map();
  for (const r of records) for (const c of [r.contact ?? []].flat()) if (c.telefoon && c.pagina) numbers.set(c.pagina, digits(String(c.telefoon.telefoon ?? c.telefoon.tekst ?? c.telefoon)));
  rule('a desk has the number that the record of it has', of('spoed').flatMap((a) => desks(a.entry)
    .filter((d) => numbers.has(d.page) && numbers.get(d.page) !== digits(d.number)).map((d) => `${a.id}: ${d.number}, not ${numbers.get(d.page)}`)));

  // The word list: an everyday word leads to words that some record has, otherwise it finds nothing.
  const list = readFileSync('content/woordenlijst.yaml', 'utf8');
  const part = (name) => list.split(/^(?=\w+:$)/m).find((p) => p.startsWith(`${name}:`)) ?? '';
  const rows = (name) => [...part(name).matchAll(/^ {2}(?:- |("[^"]+"|[^\s#][^:\n]*): )\[(.*)\]$/gm)]
    .map(([, head, others]) => [...(head ? [head] : []), ...(others.match(/"[^"]+"|[^,]+/g) ?? [])].map((w) => fold(bare(w))));
  const groups = [...rows('synoniemen'), ...rows('afkortingen'), ...rows('onregelmatig')];
  const corpus = fold(records.map((r) => JSON.stringify(r)).join(' ')).replace(/\s+/g, ' ');
  const there = (word) => corpus.includes(word) || groups.some((g) => g.includes(word) && g.some((w) => corpus.includes(w)));
  rule('an everyday word leads to words that a record has', rows('vaktaal').flatMap(([head, ...targets]) => targets.filter((t) => !there(t)).map((t) => `${head}: ${t}`)));
}
