// SPDX-License-Identifier: EUPL-1.2
// tests/bench/gen-corpus.mjs - generates a catalogue of N records: always the same one for the same N.
//
//   node tests/bench/gen-corpus.mjs N FOLDER
//
// Three projects of the same records, made of words of its own, some hundred words each: one in ten a bottleneck, one in
// five a direction, the rest support.
//
//   FOLDER/real    the model, vocabularies, pages, templates and theme of the real catalogue
//   FOLDER/plain   plain templates: a page a record, with its text and its references both ways, a list a kind, a page a theme and a
//                  target group, the start page and the sitemap
//   FOLDER/hugo    the same site as plain, for Hugo
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const count = Number(process.argv[2]), folder = process.argv[3];
if (!Number.isInteger(count) || count < 10 || !folder) {
  console.error('usage: node gen-corpus.mjs N FOLDER   (N at least 10)');
  process.exit(2);
}

// mulberry32: small, fast, and the same everywhere.
let state = 20201;
function random() {
  state = (state + 0x6D2B79F5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const some = (list, n) => [...new Set(Array.from({ length: n }, () => pick(list)))];

// Words that look Dutch: syllables, endings, now and then a compound; few are common and many are rare.
const heads = 'b bl br d dr f g gr h k kl kn kr l m n p pl pr r s sch sl sp st str t tr v vr w z zw'.split(' ');
const vowels = 'a aa e ee i ie ij o oe oo ou u ui uu ei eu'.split(' ');
const tails = ' k l m n p r s t ld nd ng nk rg rk rm rt st cht ft'.split(' ');
const endings = ',,,en,ing,er,heid,lijk,ig,sel,schap'.split(',');
const syllable = () => pick(heads) + pick(vowels) + pick(tails);
const lexicon = [...new Set(Array.from({ length: 12000 }, (_, i) => {
  const stem = syllable() + (random() < 0.4 ? syllable() : '');
  return i > 2000 && random() < 0.3 ? `${stem}${random() < 0.4 ? 's' : ''}${syllable()}${pick(endings)}` : stem + pick(endings);
}))];
const small = 'de het een van en in dat is op te voor met niet aan er om ook als bij door over naar'.split(' ');
const word = () => (random() < 0.35 ? pick(small) : lexicon[Math.floor(lexicon.length ** random()) - 1] ?? lexicon[0]);
const words = (n) => Array.from({ length: n }, word).join(' ');
const sentence = (n) => { const s = words(n); return `${s[0].toUpperCase()}${s.slice(1)}.`; };

// Vocabularies of the real catalogue: the keys of each file.
const terms = (name) => readFileSync(`content/begrippen/${name}.yaml`, 'utf8').match(/^[\w-]+(?=:)/gm);
const themas = terms('themas'), doelgroepen = terms('doelgroepen'), organisaties = terms('organisaties');
const typen = terms('typen'), wetten = terms('wetten'), bronnen = terms('bronnen');
const statussen = terms('statussen'), richtingstatussen = terms('richtingstatussen'), bestuurslagen = terms('bestuurslagen'), uitkomsten = terms('uitkomsten');

// Terms, pages and settings name records of the real catalogue: the first generated records take over their names.
const names = (kind, word, n) => {
  const real = readdirSync(join('content', kind)).filter((f) => /\.(yaml|json|md)$/.test(f) && f !== 'LEESMIJ.md').sort().map((f) => f.replace(/\.\w+$/, ''));
  return [...real, ...Array.from({ length: Math.max(n - real.length, 0) }, (_, i) => `${word}-${i}`)];
};
const knelpunten = names('knelpunten', 'knelpunt', Math.floor(count / 10));
const oplossingsrichtingen = names('oplossingsrichtingen', 'richting', Math.floor(count / 5));
const ids = { knelpunten, oplossingsrichtingen, ondersteuning: names('ondersteuning', 'hulp', count - knelpunten.length - oplossingsrichtingen.length) };

rmSync(folder, { recursive: true, force: true });
for (const name of ['content', 'templates', 'themes']) cpSync(name, join(folder, 'real', name), { recursive: true });
for (const name of Object.keys(ids)) {
  rmSync(join(folder, 'real/content', name), { recursive: true, force: true });
  mkdirSync(join(folder, 'real/content', name), { recursive: true });
  mkdirSync(join(folder, 'hugo/content', name), { recursive: true });
}
const settings = readFileSync('content/site.yaml', 'utf8');

const date = (i) => `20${20 + i % 6}-${String(1 + i % 12).padStart(2, '0')}-${String(1 + i % 28).padStart(2, '0')}`;
const inline = (list) => `[${list.join(', ')}]`;

function write(kind, id, i, own, refs) {
  const record = {
    titel: sentence(5 + below(4)).slice(0, -1), samenvatting: sentence(16), themas: some(themas, 1 + below(2)),
    doelgroepen: some(doelgroepen, 1 + below(2)), toegevoegd: date(i),
    text: `${sentence(14)} ${sentence(12)}\n\n## ${words(3)}\n\n- ${words(8)}\n- ${words(7)} **${words(2)}**\n\n${sentence(15)} ${sentence(10)}`,
  };
  const lines = [
    `titel: ${JSON.stringify(record.titel)}`,
    `samenvatting: ${JSON.stringify(record.samenvatting)}`,
    `themas: ${inline(record.themas)}`,
    `doelgroepen: ${inline(record.doelgroepen)}`,
    ...(i % 3 ? [] : [`wetten:\n  - {wet: ${pick(wetten)}, artikel: "${1 + below(200)}"}`]),
    `bestuurslagen: ${inline(some(bestuurslagen, 1))}`,
    `trefwoorden: ${inline([word(), `${word()} ${word()}`].map((t) => JSON.stringify(t)))}`,
    `beschrijving: |\n${record.text.replace(/^(?=.)/gm, '  ')}`,
    `bronnen:\n  - {document: ${pick(bronnen)}, plaats: "par. ${1 + below(5)}.${1 + below(9)}"}`,
    `toegevoegd: ${record.toegevoegd}`,
    `beoordeeld:\n  datum: ${date(i)}\n  door: ${pick(organisaties)}\n  uitkomst: ${pick(uitkomsten)}\n  toepasbaar: ${JSON.stringify(sentence(6))}\n  bevinding: ${JSON.stringify(sentence(9))}`,
    ...own,
    ...Object.entries(refs).map(([name, list]) => `${name}: ${inline(list)}`),
  ];
  writeFileSync(join(folder, 'real/content', kind, `${id}.yaml`), `${lines.join('\n')}\n`);
  const front = {
    title: record.titel, description: record.samenvatting, date: record.toegevoegd, themas: record.themas, doelgroepen: record.doelgroepen,
    ...(refs.knelpunten ? { naar_knelpunt: refs.knelpunten } : {}),
    ...(refs.oplossingsrichtingen ? { naar_richting: refs.oplossingsrichtingen } : {}),
  };
  writeFileSync(join(folder, 'hugo/content', kind, `${id}.md`), `${JSON.stringify(front)}\n\n${record.text}\n`);
}

ids.knelpunten.forEach((id, i) => write('knelpunten', id, i, [], {}));
ids.oplossingsrichtingen.forEach((id, i) => write('oplossingsrichtingen', id, i,
  [`status: ${pick(richtingstatussen)}`], { knelpunten: some(ids.knelpunten, 1 + below(2)) }));
ids.ondersteuning.forEach((id, i) => write('ondersteuning', id, i,
  [`aanbieders: ${inline(some(organisaties, 1))}`, `typen: ${inline(some(typen, 1))}`, `status: ${pick(statussen)}`, `looptijd: 20${15 + below(10)}`],
  { knelpunten: some(ids.knelpunten, 1 + below(2)), ...(i % 2 ? {} : { oplossingsrichtingen: [pick(ids.oplossingsrichtingen)] }) }));

// The plain site: same content, same model, its own templates.
function plain(path, text) {
  mkdirSync(dirname(join(folder, 'plain', path)), { recursive: true });
  writeFileSync(join(folder, 'plain', path), text);
}
cpSync(join(folder, 'real/content'), join(folder, 'plain/content'), { recursive: true });
for (const name of ['paginas', 'adressen.yaml']) rmSync(join(folder, 'plain/content', name), { recursive: true, force: true });
plain('content/site.yaml', `title: Proef
language: nl
base_url: https://bench.example/
theme: plain
menu:
  - {label: Knelpunten, path: knelpunten/}
  - {label: Oplossingsrichtingen, path: oplossingsrichtingen/}
  - {label: Ondersteuning, path: ondersteuning/}
${settings.match(/^search:\n(?: .*\n)*/m)?.[0].replace(/^ {2}terms:.*\n(?: {4}.*\n)*/m, '') ?? ''}outputs:
  - {template: start.html, path: ""}
  - {template: soort.html, path: "{folder}/", each: kind}
  - {template: record-knelpunt.html, path: "{folder}/{id}/", each: record, kind: knelpunt}
  - {template: record-oplossingsrichting.html, path: "{folder}/{id}/", each: record, kind: oplossingsrichting}
  - {template: record-ondersteuning.html, path: "{folder}/{id}/", each: record, kind: ondersteuning}
  - {template: begrip.html, path: "themas/{id}/", each: term, vocabulary: themas}
  - {template: begrip.html, path: "doelgroepen/{id}/", each: term, vocabulary: doelgroepen}
  - {template: sitemap.xml, path: sitemap.xml}
`);
plain('themes/plain/stijl.scss', '$inkt: #111;\nbody { color: $inkt; }\n');
const layout = (title, summary, main) => `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{{${title}}}</title><meta name="description" content="{{${summary}}}">
<link rel="canonical" href="{{page.url}}"></head><body><header><nav>{{#page.menu}}<a href="{{root}}{{path}}">{{label}}</a>{{/page.menu}}</nav></header>
<main>${main}</main><footer>{{site.title}}</footer></body></html>
`;
const rows = '<ul>{{#items}}<li><a href="{{root}}{{path}}">{{title}}</a> {{summary}}</li>{{/items}}</ul>';
const links = (names) => names.map((n) => `{{#${n}}}{{#items}}<li><a href="{{root}}{{path}}">{{title}}</a></li>{{/items}}{{/${n}}}`).join('\n');
const page = (to, back) => layout('record.title', 'record.summary', `{{#record}}<h1>{{title}}</h1><p>{{summary}}</p>
<dl>{{#themas}}{{#items}}<dt>thema</dt><dd><a href="{{root}}{{path}}">{{title}}</a></dd>{{/items}}{{/themas}}
{{#doelgroepen}}{{#items}}<dt>voor wie</dt><dd><a href="{{root}}{{path}}">{{title}}</a></dd>{{/items}}{{/doelgroepen}}</dl>
{{#beschrijving}}{{html}}{{/beschrijving}}
<h2>Helpt bij</h2><ul>${links(to)}</ul>
<h2>Wat helpt</h2><ul>${links(back)}</ul>{{/record}}`);
plain('templates/record-knelpunt.html.mustache', page([], ['oplossingsrichtingen', 'ondersteuning']));
plain('templates/record-oplossingsrichting.html.mustache', page(['knelpunten'], ['ondersteuning']));
plain('templates/record-ondersteuning.html.mustache', page(['knelpunten', 'oplossingsrichtingen'], []));
plain('templates/soort.html.mustache', layout('kind.title', 'kind.title', `<h1>{{kind.title}}</h1>{{#kind.records}}${rows}{{/kind.records}}`));
plain('templates/begrip.html.mustache', layout('term.title', 'term.summary', `<h1>{{term.title}}</h1>${
  ['knelpunt', 'oplossingsrichting', 'ondersteuning'].map((k) => `{{#term.meta.records.${k}}}${rows}{{/term.meta.records.${k}}}`).join('')}`));
plain('templates/start.html.mustache', layout('site.title', 'site.title', '<h1>{{site.title}}</h1>'));
plain('templates/sitemap.xml.mustache', `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#site.kinds}}{{#records}}{{#items}}<url><loc>{{site.base_url}}{{path}}</loc></url>
{{/items}}{{/records}}{{/site.kinds}}</urlset>
`);

// The Hugo site: taxonomies give the inverse links, which keeps Hugo linear too.
function hugo(path, text) {
  mkdirSync(dirname(join(folder, 'hugo', path)), { recursive: true });
  writeFileSync(join(folder, 'hugo', path), text);
}
hugo('config.json', JSON.stringify({
  baseURL: 'https://bench.example/', title: 'Proef', languageCode: 'nl', disableKinds: ['RSS'],
  taxonomies: { thema: 'themas', doelgroep: 'doelgroepen', naar_knelpunt: 'naar_knelpunt', naar_richting: 'naar_richting' },
}));
for (const name of ['naar_knelpunt', 'naar_richting'])     // these only serve the links: no pages of their own
  hugo(`content/${name}/_index.md`, `${JSON.stringify({ title: name, _build: { render: 'never' }, cascade: { _build: { render: 'never' } } })}\n`);
const list = (what) => `<ul>{{ range ${what} }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.description }}</li>{{ end }}</ul>`;
hugo('layouts/_default/baseof.html', `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{{ .Title }}</title><meta name="description" content="{{ .Params.description }}">
<link rel="canonical" href="{{ .Permalink }}"></head><body><header><nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
`);
hugo('layouts/_default/single.html', `{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.description }}</p>
<dl>{{ range .GetTerms "themas" }}<dt>thema</dt><dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}
{{ range .GetTerms "doelgroepen" }}<dt>voor wie</dt><dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}</dl>
{{ .Content }}
<h2>Helpt bij</h2><ul>{{ range .Params.naar_knelpunt }}{{ with site.GetPage (printf "/knelpunten/%s" .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}
{{ range .Params.naar_richting }}{{ with site.GetPage (printf "/oplossingsrichtingen/%s" .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>
<h2>Wat helpt</h2><ul>{{ with index site.Taxonomies.naar_knelpunt .File.ContentBaseName }}{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}
{{ with index site.Taxonomies.naar_richting .File.ContentBaseName }}{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>{{ end }}
`);
hugo('layouts/_default/list.html', `{{ define "main" }}<h1>{{ .Title }}</h1>${list('.Pages')}{{ end }}\n`);
hugo('layouts/index.html', `{{ define "main" }}<h1>{{ .Title }}</h1>${list('first 20 site.RegularPages')}{{ end }}\n`);
