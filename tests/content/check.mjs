// SPDX-License-Identifier: EUPL-1.2
// tests/content/check.mjs - looks at the published catalogue as a critical reader would.
//
//   node tests/content/check.mjs SITE SHARED
//
// Works on SITE/data/catalogus.json and the pages beside it; content/model.yaml says which fields refer to what and content/begrippen
// has the terms. One test a rule. `wegwijzer check` guards the model; these rules are about this catalogue: they say what
// would make it untrue or useless, and they look at what readers get, not at what editors wrote.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from './answers.mjs';

const [site = 'build/site', shared = '../shared'] = process.argv.slice(2);
let passed = 0, failed = 0;

function rule(text, faults) {
  if (faults.length === 0) {
    passed++;
    return;
  }
  failed++;
  console.log(`failed: ${text} (${faults.length})`);
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  if (faults.length > 20) console.log(`  and ${faults.length - 20} more`);
}

// ---- what there is -------------------------------------------------------------------------

const source = join(site, 'data', 'catalogus.json');
if (!existsSync(source)) {
  console.log(`content: ${source} is not there\n0 passed, 1 failed`);
  process.exit(1);
}
const catalogue = JSON.parse(readFileSync(source, 'utf8'));
const records = Array.isArray(catalogue) ? catalogue
  : Object.values(catalogue).find((v) => Array.isArray(v) && v.length && v[0].soort && v[0].pagina !== undefined);
const byId = new Map(records.map((record) => [record.id, record]));
const list = (value) => (value === undefined || value === null || value === '' ? [] : Array.isArray(value) ? value : [value]);

// The lines of model.yaml that declare references and terms: {kind, path, type, to, inverse}. A path is a list of names.
function declarations() {
  const found = [], stack = [];
  let section = '';
  for (const line of readFileSync('content/model.yaml', 'utf8').split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, indent, name, rest] = line.match(/^(\s*)([\w-]+):\s*(.*)$/) ?? [];
    if (name === undefined) continue;
    if (indent.length === 0) section = name;
    while (stack.length && stack[stack.length - 1].indent >= indent.length) stack.pop();
    stack.push({ indent: indent.length, name, rest });
    const type = rest.match(/^\{type: (?:list of )?(\w+)/)?.[1];
    if (type !== 'refs' && type !== 'terms' || (section !== 'kinds' && section !== 'common')) continue;
    const names = stack.map((s) => s.name).filter((n) => n !== 'fields');
    found.push({
      kind: section === 'kinds' ? names[1] : '', path: names.slice(section === 'kinds' ? 2 : 1), type,
      to: rest.match(/\bto: (\w+)/)?.[1], vocabulary: rest.match(/\bvocabulary: (\w+)/)?.[1],
      inverse: rest.match(/\binverse: (\w+)/)?.[1],
    });
  }
  return found;
}

// The values at a path of field names, through lists of groups. A reference that says how certain it is stands for what it names.
function at(value, [name, ...rest]) {
  return name === undefined ? list(value).map((v) => v?.naar ?? v) : list(value).flatMap((v) => at(v?.[name], rest));
}

// The terms of a vocabulary: id to the text of its entry.
function terms(vocabulary) {
  const found = new Map();
  let id = '';
  for (const line of readFileSync(`content/begrippen/${vocabulary}.yaml`, 'utf8').split('\n')) {
    const key = line.match(/^([\w-]+):/)?.[1];
    if (key) found.set(id = key, '');
    if (id) found.set(id, `${found.get(id)}${line}\n`);
  }
  return found;
}
const vocabularies = Object.fromEntries(readdirSync('content/begrippen').filter((f) => f.endsWith('.yaml'))
  .map((f) => f.slice(0, -5)).map((v) => [v, terms(v)]));

const declared = declarations();
const fieldsOf = (record) => declared.filter((d) => d.kind === '' || d.kind === record.soort);
const folders = Object.fromEntries(records.map((r) => [r.soort, r.id.split('/')[0]]));
const target = (record, field, id) => byId.get(id) ?? byId.get(`${folders[field.to === 'self' ? record.soort : field.to]}/${id}`);
const withdrawn = (record) => record.vervallen !== undefined && record.vervallen !== null && list(record.vervallen).length > 0;
const current = records.filter((record) => !withdrawn(record));
const kind = (name) => current.filter((record) => record.soort === name);

// ---- records -------------------------------------------------------------------------------

rule('the catalogue has records of every kind', ['knelpunt', 'oplossingsrichting', 'ondersteuning']
  .filter((name) => kind(name).length === 0));
rule('ids are unique and every record has a page', records.flatMap((r) => [
  ...(byId.get(r.id) === r ? [] : [`${r.id}: twice`]),
  ...(existsSync(join(site, r.pagina, 'index.html')) || existsSync(join(site, r.pagina)) ? [] : [`${r.id}: no page ${r.pagina}`])]));
rule('every file of a record is in the catalogue', Object.values(folders).flatMap((folder) => readdirSync(`content/${folder}`)
  .filter((f) => f.endsWith('.yaml') && !byId.has(`${folder}/${f.slice(0, -5)}`)).map((f) => `content/${folder}/${f}`)));
// Every source that a record names, wherever it stands: of a fact, a status, a law, a judgement.
const sources = (value) => (Array.isArray(value) ? value.flatMap(sources) : value && typeof value === 'object'
  ? value.document || value.geraadpleegd ? [value] : Object.values(value).flatMap(sources) : []);
rule('every record names a source', records.filter((r) => list(r.bronnen).length === 0).map((r) => r.id));
rule('a document is named with the place in it, a page with title, publisher and the day on which it was consulted', records.flatMap((r) => sources(r)
  .filter((b) => (b.document ? !b.plaats : !(b.pagina && b.titel && list(b.uitgever).length && b.geraadpleegd))).map((b) => `${r.id}: ${b.document ?? b.pagina}`)));
rule('every document that is named exists', records.flatMap((r) => sources(r)
  .filter((b) => b.document && !vocabularies.bronnen.has(b.document)).map((b) => `${r.id}: ${b.document}`)));

const places = new Map();
for (const r of records) for (const b of sources(r)) if (b.document) {
  const key = `${b.document} ${b.plaats.normalize('NFD').toLowerCase().replace(/paragraaf/g, 'par').replace(/[^a-z0-9]/g, '')}`;
  places.set(key, (places.get(key) ?? new Map()).set(b.plaats, r.id));
}
rule('a place in a document is written in one way', [...places.values()].filter((ways) => ways.size > 1)
  .map((ways) => [...ways].map(([way, id]) => `‘${way}’ (${id})`).join(' and ')));
rule('silence is no source: nothing came of it because a document does not mention it', records.flatMap((r) => list(r.opvolging)
  .filter((o) => list(o.zekerheid).includes('niet-genoemd')).map(() => r.id)));

// ---- the way to the help --------------------------------------------------------------------

// Copies, collectors and newspapers may lead to a page, but are not the source of a fact.
const MIRRORS = /(^|\.)(5dok|docplayer|fdocuments|adoc|docslib|doclinks|studylibnl|yumpu|slideshare|pdfslide|scribd|opennieuwsbank|1848|openkamer|parlementairemonitor|eumonitor|legalsearch|wikipedia|gemeente|binnenlandsbestuur)\.(nl|net|com|org|pub|nu|eu|info)$/;
const addresses = (value) => (typeof value === 'string' ? (/^https?:\/\//.test(value) ? [value] : [])
  : value && typeof value === 'object' ? Object.values(value).flatMap(addresses) : []);
rule('no address is that of a copy, a collector or a newspaper', records.flatMap((r) => addresses(r)
  .filter((a) => MIRRORS.test(new URL(a).hostname)).map((a) => `${r.id}: ${a}`)));
const reachable = (r) => list(r.vindplaatsen).length + list(r.contact).length + list(r.url).length > 0;
console.log(`content: ${kind('ondersteuning').filter(reachable).length} of ${kind('ondersteuning').length} pieces of support have an address or a desk`);
rule('support without an address or a desk says when one was looked for', kind('ondersteuning').filter((r) => !reachable(r) && !r.gezocht).map((r) => r.id));
rule('a status says for which year it holds', [...kind('ondersteuning'), ...kind('oplossingsrichting')].filter((r) => !r.status_op).map((r) => r.id));

// ---- questions ------------------------------------------------------------------------------

const questions = current.flatMap((r) => list(r.vragen).map((q) => [q, r.id]));
console.log(`content: ${questions.length} questions in ${current.filter((r) => list(r.vragen).length > 0).length} of ${current.length} records`);
rule('a question ends with its sign', questions.filter(([q]) => !q.endsWith('?')).map(([q, id]) => `${id}: ${q}`));
const askedBy = new Map();
for (const [q, id] of questions) askedBy.set(q.toLowerCase(), [...(askedBy.get(q.toLowerCase()) ?? []), id]);
rule('no question stands in two records', [...askedBy].filter(([, ids]) => ids.length > 1).map(([q, ids]) => `${q}: ${ids.join(', ')}`));
rule('every record answers two questions', current.filter((r) => list(r.vragen).length < 2).map((r) => r.id));
rule('the first is asked by somebody who is in it', current.filter((r) => !/\b(ik|mij|me|mijn|wij|we|ons|onze)\b/i.test(list(r.vragen)[0])).map((r) => r.id));
// Words of the trade; only a question that asks what such a word means may use one.
const TRADE = /\bWgr\b|kaderstel|kaders stel|legitim|procesbeslui|medebewind|community|differentiat|instrumentari|\bparticipatie\b|samenspel|statuut|gremi|interbestuur|decentrali|modelinstructie|verbonden partij|informatieplicht|facilit|implement|evalu|\bformats?\b|traject|deelneming|bevoegdhe|ondermijning|weerba|stelsel\b|sociaal domein|strategisch|toerust|responsie|governance|couleur|herijk|ontsluit|maatwerktraject/i;
rule('no question has a word of the trade, unless it asks for the word', questions
  .filter(([q]) => TRADE.test(q) && !/\bWat (is|zijn|betekent)\b|verschil tussen|pensioenstelsel/.test(q)).map(([q, id]) => `${id}: ${q}`));
rule('every record has a theme', records.filter((r) => list(r.themas).length === 0).map((r) => r.id));
rule('every solution direction helps with a bottleneck', kind('oplossingsrichting')
  .filter((r) => list(r.knelpunten).length === 0).map((r) => r.id));

const loose = kind('ondersteuning').filter((r) => list(r.knelpunten).length + list(r.oplossingsrichtingen).length === 0);
console.log(`content: ${loose.length} of ${kind('ondersteuning').length} pieces of support have no bottleneck or direction`);
rule('support without a bottleneck says why', loose.filter((r) => !r.zonder_koppeling).map((r) => r.id));
rule('support with a bottleneck does not say that it has none', kind('ondersteuning')
  .filter((r) => r.zonder_koppeling && list(r.knelpunten).length > 0).map((r) => r.id));

const small = new Set('de het een van en in voor op met bij aan der den te om over tot naar'.split(' '));
const words = (title) => title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu).filter((w) => !small.has(w));
const pairsOf = (text) => Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2));
function alike(a, b) {
  const numbers = (t) => t.match(/\d+/g)?.join() ?? '';
  if (numbers(a) !== numbers(b)) return false;
  const [x, y] = [words(a).join(' '), words(b).join(' ')];
  const rest = pairsOf(y);
  const left = pairsOf(x).filter((p) => { const i = rest.indexOf(p); if (i >= 0) rest.splice(i, 1); return i >= 0; }).length;
  return x === y || 2 * left / Math.max(x.length + y.length - 2, 1) > 0.92;
}
rule('no two records of a kind have nearly the same title', current.flatMap((a, i) => current.slice(i + 1)
  .filter((b) => a.soort === b.soort && alike(a.titel, b.titel)).map((b) => `${a.id} and ${b.id}: ${a.titel} / ${b.titel}`)));

// ---- words that readers understand ------------------------------------------------------------

// A field of a term, as a list of texts. Terms are written as blocks; lists in one line or one item a line.
function field(text, name) {
  const [, inline, block] = text.match(new RegExp(`^ {2}${name}:(?: \\[(.*)\\]| (?![>|])(.*)| [>|]-?((?:\\n {4}.*)+)|((?:\\n {4}- .*)+))$`, 'm'))
    ?.reduce(([all, one, many], part, i) => (i === 0 || part === undefined ? [all, one, many]
      : i === 1 ? [all, part.split(/,\s*/), many] : i === 4 ? [all, part.trim().split(/\s*\n\s*- /).map((p) => p.replace(/^- /, '')), many]
        : [all, [part.trim().replace(/\s+/g, ' ')], many]), []) ?? [];
  return (inline ?? block ?? []).map((v) => v.replace(/^"(.*)"$/, '$1')).filter(Boolean);
}
const termsOf = (name) => [...vocabularies[name] ?? []];

const JARGON = /eerste orde|tweede orde|\bgeneriek|\bontsluit|^sturing|^stelsel|^maatwerk|^juridisch$|marktpartij|koepelorg|harmonisatie|\bAB-le/i;
rule('a term is called by a name that readers know', ['aanpakken', 'bestuurslagen', 'doelgroepen', 'leerniveaus', 'lijnen', 'momenten', 'niveaus', 'organisatiesoorten',
  'prioriteiten', 'richtingstatussen', 'statussen', 'taken', 'themas', 'typen', 'vormen', 'zekerheden'].flatMap((name) => termsOf(name)
  .flatMap(([id, text]) => [...field(text, 'naam'), ...field(text, 'kort')].filter((n) => JARGON.test(n)).map((n) => `begrippen/${name}.yaml: ${id}: ${n}`))));
// Words of those who write the catalogue, and words of reports. An official title of a product keeps its own.
const EDITOR = /\brecords?\b|\bkoppelingen\b|\bzoekvra|\byaml\b/i;
const texts = (v, path = '') => (typeof v === 'string' ? [[path, v]] : Array.isArray(v) ? v.flatMap((x) => texts(x, path))
  : v && typeof v === 'object' ? Object.entries(v).flatMap(([key, x]) => texts(x, path ? `${path}.${key}` : key)) : []);
rule('no text of a record has words of editors', current.flatMap((r) => texts(r)
  .filter(([path, t]) => !/^(id|uri|pagina|adres|trefwoorden|bronnen)\b|\.(pagina|adres|titel)$|html|markdown/.test(path) && EDITOR.test(t.replace(/https?:\S+/g, '')))
  .map(([path, t]) => `${r.id}: ${path}: ${t.match(EDITOR)[0]}`)));
const REPORT = /legitimiteit|toerusting|behapbaar|herijk|responsie|uitdragen|ontsluit|faciliter|implement|\bgenerie|strategisch|maatwerk|samenspel|draagvlak|\bformats?\b/i;
const own = (r) => (r.soort === 'ondersteuning' ? [r.samenvatting] : [r.titel, r.samenvatting]);
rule('titles and summaries have no words of reports', current.flatMap((r) => own(r).filter((t) => REPORT.test(t)).map((t) => `${r.id}: ${t.match(REPORT)[0]}: ${t}`)));

// Who reads "Training X" looks for a training.
rule('what was announced and never seen says so in its title', kind('ondersteuning').filter((r) => r.status === 'in-ontwikkeling'
  && !/aangekondigd|toegezegd|\((in de maak in|plan (uit|voor)|begonnen in) \d{4}\)$/i.test(r.titel)).map((r) => `${r.id}: ${r.titel}`));
const PRODUCT = /^(een |de |het )?(handreiking|training|leergang|workshop|ontwikkeltraject|traject|module|online module|model|factsheet|toolkit|sjabloon|database|overzicht)/i;
rule('a direction that is a proposal is called by what must be done', kind('oplossingsrichting').filter((r) => ['voorstel', 'geen-voorstel'].includes(r.status)
  && PRODUCT.test(r.titel) && !/\b(maken|bijwerken|vernieuwen|inrichten|opzetten|aanbieden|versterken)\b/.test(r.titel)).map((r) => `${r.id}: ${r.titel}`));
const FOOTNOTE = /\bals (jaar|maker|doelgroep)\b|bijlage 1|medio \d{4}|voetnoot/;
rule('a contradiction about a year, a maker or a footnote is marked as minor', current.flatMap((r) => list(r.tegenspraken)
  .filter((t) => FOOTNOTE.test(t.wat) && !t.bijzaak).map((t) => `${r.id}: ${t.wat}`)));

// ---- glossary, moments, tasks ------------------------------------------------------------------

const glossary = termsOf('begrippenlijst');
console.log(`content: ${glossary.length} words explained, ${termsOf('taken').length} tasks`);
rule('the glossary has at least sixty words', glossary.length >= 60 ? [] : [`${glossary.length}`]);
rule('an explanation names where it was looked up', glossary.filter(([, t]) => !/^ {2}bronnen:\n {4}- /m.test(t)).map(([id]) => id));
rule('an explanation is at most three sentences of at most twenty-six words', glossary.flatMap(([id, t]) => {
  const sentences = field(t, 'omschrijving').join(' ').replace(/\b(bijv|art|nr)\./g, '$1').split(/(?<=[.?])\s+/);
  return sentences.length > 3 || sentences.some((s) => s.split(/\s+/).length > 26) ? [`${id}: ${sentences.join(' / ')}`] : [];
}));
const forms = new Map();
for (const [id, t] of glossary) for (const form of [...field(t, 'naam'), ...field(t, 'ook')]) forms.set(form.toLowerCase(), [...new Set([...(forms.get(form.toLowerCase()) ?? []), id])]);
rule('a written form belongs to one word', [...forms].filter(([, found]) => found.length > 1).map(([form, found]) => `${form}: ${found.join(', ')}`));
const spoken = current.map((r) => texts(r).map(([, t]) => t).join(' ').toLowerCase()).join(' ');
rule('a word that is explained stands in a record', glossary.filter(([id, t]) => !['apv', 'bibob', 'geloofsbrieven'].includes(id)
  && ![...field(t, 'naam'), ...field(t, 'ook')].some((form) => spoken.includes(form.toLowerCase()))).map(([id]) => id));

const exists = (r) => ['bestaand', 'doorlopend', 'wetgeving'].includes(r.status);
rule('a moment says when it is and has help that exists', termsOf('momenten').flatMap(([id, t]) => [
  ...(field(t, 'wanneer').length ? [] : [`${id}: wanneer`]),
  ...(kind('ondersteuning').filter((r) => exists(r) && reachable(r) && list(r.moment).includes(id)).length >= 4 ? [] : [`${id}: fewer than four pieces of support`])]));

const RANK = { gerealiseerd: 0, 'in-uitvoering': 1, voorstel: 2, 'geen-voorstel': 2, verworpen: 3 };
const get = (folder, id) => byId.get(`${folder}/${id}`);
const tasks = termsOf('taken');
rule('there are twelve to twenty tasks', tasks.length >= 12 && tasks.length <= 20 ? [] : [`${tasks.length}`]);
rule('a task begins with help that is there, and a proposal is never before what was done', tasks.flatMap(([id, t]) => {
  const help = field(t, 'ondersteuning').map((r) => get('ondersteuning', r)), ways = field(t, 'oplossingsrichtingen').map((r) => get('oplossingsrichtingen', r));
  return [...(help.length >= 4 ? [] : [`${id}: ${help.length} pieces of support`]),
    ...help.slice(0, 3).filter((r) => !exists(r) || !reachable(r)).map((r) => `${id}: ${r.id} is ${r.status}`),
    ...help.filter((r) => r.status === 'in-ontwikkeling').map((r) => `${id}: ${r.id} was only announced`),
    ...ways.filter((r, i) => i > 0 && RANK[r.status] < RANK[ways[i - 1].status]).map((r) => `${id}: ${r.id} stands behind what is less far`)];
}));
rule('a task says what to do first', tasks.filter(([, t]) => field(t, 'eerst').length === 0).map(([id]) => id));
rule('a role on the start page has two tasks', termsOf('doelgroepen').filter(([, t]) => field(t, 'rol')[0] === 'true')
  .filter(([id]) => tasks.filter(([, t]) => field(t, 'doelgroepen').includes(id)).length < 2).map(([id]) => id));

// ---- links ---------------------------------------------------------------------------------

rule('every reference is to a record that exists', records.flatMap((r) => fieldsOf(r).filter((f) => f.type === 'refs')
  .flatMap((f) => at(r, f.path).filter((id) => !target(r, f, id)).map((id) => `${r.id}: ${f.path.join('.')}: ${id}`))));
rule('every term exists', records.flatMap((r) => fieldsOf(r).filter((f) => f.type === 'terms')
  .flatMap((f) => at(r, f.path).filter((id) => !vocabularies[f.vocabulary]?.has(id)).map((id) => `${r.id}: ${f.path.join('.')}: ${id}`))));

const ids = (value) => list(value).map((v) => v?.naar ?? v);
const back = (record, name, from) => ids(record[name]).some((id) => byId.get(id) === from || `${folders[from.soort]}/${id}` === from.id);
rule('every link is there from the other side', records.flatMap((r) => fieldsOf(r).filter((f) => f.type === 'refs' && f.inverse)
  .flatMap((f) => at(r, f.path).map((id) => target(r, f, id)).filter((to) => to && !back(to, f.inverse, r))
    .map((to) => `${to.id}: ${f.inverse} lacks ${r.id}`))));
const inverses = declared.filter((f) => f.type === 'refs' && f.inverse);
rule('nothing is linked from the other side only', records.flatMap((r) => [...new Set(inverses
  .filter((f) => (f.to === 'self' ? f.kind : f.to) === r.soort).map((f) => f.inverse))].flatMap((name) => ids(r[name])
  .filter((id) => !inverses.filter((f) => f.inverse === name).some((f) => {
    const from = byId.get(id) ?? byId.get(`${folders[f.kind]}/${id}`);
    return from && (from.soort === f.kind || f.kind === '') && (at(from, f.path).some((x) => target(from, f, x) === r)
      || (f.path[0] === f.inverse && at(r, f.path).some((x) => target(r, f, x) === from)));
  })).map((id) => `${r.id}: ${name}: ${id}`))));

// The same in what readers see: the page of a bottleneck links to the page of its support, and the other way round.
const pages = new Map();
function linksOf(record) {
  if (!pages.has(record)) {
    const file = join(site, record.pagina, record.pagina.endsWith('.html') ? '' : 'index.html');
    const base = new URL(record.pagina, 'http://site.invalid/');
    pages.set(record, new Set([...(existsSync(file) ? readFileSync(file, 'utf8') : '').matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)]
      .map(([, href]) => new URL(href.replaceAll('&amp;', '&'), base).pathname.slice(1))));
  }
  return pages.get(record);
}
rule('bottleneck and support link to each other on their pages', kind('ondersteuning').flatMap((r) => list(r.knelpunten)
  .map((id) => byId.get(id) ?? byId.get(`${folders.knelpunt}/${id}`)).filter(Boolean).flatMap((k) => [
    ...(linksOf(r).has(k.pagina) ? [] : [`${r.pagina} does not link to ${k.pagina}`]),
    ...(linksOf(k).has(r.pagina) ? [] : [`${k.pagina} does not link to ${r.pagina}`])])));

// ---- terms ---------------------------------------------------------------------------------

rule('every term has a definition', Object.entries(vocabularies).flatMap(([name, all]) => [...all]
  .filter(([, text]) => !/^ {2}omschrijving:\s*\S/m.test(text)
    && !/^\S+:\s*\{.*\bomschrijving:\s*\S/m.test(text)).map(([id]) => `begrippen/${name}.yaml: ${id}`)));
const publishers = [...vocabularies.bronnen.values()].flatMap((text) =>
  text.match(/\buitgever:\s*((?:\[[^\]]*\])|(?:[\w-]+)|(?:(?:\n\s+- .*)+))/)?.[1].match(/[\w-]*\w/g) ?? []);
const named = (value) => (Array.isArray(value) ? value.flatMap(named) : value && typeof value === 'object'
  ? Object.entries(value).flatMap(([key, v]) => (['aanbieders', 'beheerder', 'uitgever', 'van', 'door', 'wie', 'onderdeel_van', 'opvolger'].includes(key) ? list(v) : named(v))) : []);
const inTerms = Object.entries(vocabularies).flatMap(([, all]) => [...all.values()].flatMap((text) =>
  [...text.matchAll(/\b(?:van|door|wie|uitgever|onderdeel_van|opvolger):\s*\[([^\]]*)\]/g)].flatMap((m) => m[1].split(/,\s*/))));
const active = new Set([...publishers, ...inTerms, ...named(records)]);
rule('every organisation provides, publishes, manages or is asked something', [...vocabularies.organisaties.keys()].filter((id) => !active.has(id)));

// ---- answers and the word list ----------------------------------------------------------------

answers({ rule, vocabularies, records });

// ---- own words -----------------------------------------------------------------------------

const overlap = join(shared, 'tools', 'overlap');
if (existsSync(overlap)) {
  const run = spawnSync('python3', [overlap, 'content'], { encoding: 'utf8' });
  rule('no sentence is copied from a source', run.status === 0 ? [] : `${run.stdout}${run.stderr}`.trim().split('\n'));
} else {
  console.log(`content: skipped, copied sentences are not looked for: ${overlap} is not there`);
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
