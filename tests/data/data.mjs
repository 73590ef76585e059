// SPDX-License-Identifier: EUPL-1.2
// tests/data/data.mjs - the exports of the built site as programs read them. Usage: node tests/data/data.mjs PROGRAM WORK [--contract]
//
// Three sites: as the owner left the settings (nothing filled in), with them filled in, and the second catalogue. The validators and
// the official shapes come from SHARED/opendata; without it that part is skipped. --contract writes tests/data/contract.json, the form
// of catalogus.json that programs out there count on.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, check, files, pageTypes, program, suite, truth, work } from '../site/lib.mjs';
import { optionalSite, siteWith } from './project.mjs';
import { added, broken, columns, shape, undescribed } from './contract.mjs';

const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const recorded = new URL('contract.json', import.meta.url);
const json = (folder, file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const here = (file) => new URL(file, import.meta.url).pathname;

// ---- running other programs ------------------------------------------------------------------

/** Runs a program; what it says when its status is not the one expected. */
function run(command, args, expected = 0, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  return done.status === expected ? [] : [`${command} ${args.join(' ').slice(0, 200)}: status ${done.status}, not ${expected}`,
    ...`${done.stdout ?? ''}${done.stderr ?? done.error ?? ''}`.trim().split('\n').slice(-8)];
}

/** The validators, in a folder of their own so that they find the packages of npm. */
function validators() {
  const source = join(process.env.SHARED ?? '../shared', 'opendata');
  if (!existsSync(join(source, 'tools'))) return null;
  const folder = resolve(work, 'opendata');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['tools', 'shapes', 'example']) cpSync(join(source, part), join(folder, part), { recursive: true, mode: 0 });
  spawnSync('chmod', ['-R', 'u+w', folder]);
  symlinkSync(resolve(process.env.NODE_PATH ?? 'build/npm/node_modules'), join(folder, 'node_modules'));
  const tool = (name) => (name.endsWith('.py') ? [python, join(folder, 'tools', name)] : [process.execPath, join(folder, 'tools', name)]);
  return {
    shapes: (...names) => names.map((name) => join(folder, 'shapes', name)),
    example: (name) => join(folder, 'example', name),
    good: (name, ...args) => run(tool(name)[0], [tool(name)[1], ...args]),
    bad: (name, ...args) => run(tool(name)[0], [tool(name)[1], ...args], 1),
  };
}

// ---- sites -----------------------------------------------------------------------------------

// An owner of a test: nobody's, so that it is never taken for the real one.
const owner = `
open_data:
  publisher: {name: Gemeente Proef, id: https://identifier.overheid.nl/tooi/id/gemeente/gm0000, type: LocalAuthority}
  license: {name: Publiek domein, id: https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0, url: http://creativecommons.org/publicdomain/zero/1.0/deed.nl}
  contact: {name: Griffie, email: griffie@catalogus.test}
`;

const ownedSite = () => siteWith('owned', (text) => text.replace(/^title: .*$/m, 'title: "Proef\\n); DROP TABLE x; \'y\'"').replace(/^contact: .*$/m, '').replace(/^repository:\n(?:  .*\n)+/m, '') + owner,
  ['--base-url', 'https://catalogus.test/raad/']);

// ---- the contract of the JSON ------------------------------------------------------------------

function contract(folder) {
  const schema = json(folder, 'data/catalogus.schema.json'), data = json(folder, 'data/catalogus.json');
  const now = { ...shape(schema), ...columns(json(folder, 'data/datapackage.json')) };
  if (process.argv.includes('--contract')) {
    writeFileSync(recorded, `${JSON.stringify({ version: data.versie, shape: now }, null, 1)}\n`);
    console.log(`contract: ${Object.keys(now).length} keys of version ${data.versie}`);
  }
  const then = JSON.parse(readFileSync(recorded, 'utf8')), major = (v) => Number(v.split('.')[0]);
  check('no key of catalogus.json and no column of a table is gone or of another type without a new first number of its version (then: make contract)',
    major(data.versie) > major(then.version) ? [] : broken(then.shape, now));
  check('a broken contract is found', ['records', '#knelpunt.titel', 'begrippen.csv: identificatie'].filter((path) => {
    const { [path]: gone, ...rest } = now;
    return !broken(now, rest).length || !broken(now, { ...rest, [path]: 'integer' }).length || !gone;
  }));
  const more = added(then.shape, now);
  if (more.length) console.log(`contract: ${more.length} keys are new since version ${then.version}, such as ${more[0]}`);
  if (process.argv.includes('--published')) check('what is new has a number of its own: add a version to site.yaml (data, gegevens), then make contract', more);
  check('the schema describes every key of catalogus.json', undescribed(schema, data));
  truth('the page of the data names the version', readFileSync(join(folder, 'data/index.html'), 'utf8').includes(data.versie));
  const flat = JSON.stringify(data);
  truth('no link in Markdown or HTML leads nowhere outside the site', !/\]\((?!https?:|mailto:|tel:)|href=\\"(?!https?:|mailto:|tel:)/.test(flat));
}

/** What only the owner can say is not said for him. */
function unowned(folder) {
  const data = json(folder, 'data/catalogus.json'), page = readFileSync(join(folder, 'data/index.html'), 'utf8');
  check('without an owner nothing claims one', ['licentie', 'uitgever', 'contact'].filter((key) => data[key] !== null));
  check('without an owner there is no DCAT', ['data/dcat.ttl', 'data/dcat.jsonld'].filter((file) => existsSync(join(folder, file))));
  truth('the page of the data says what is missing', /Licentie:<\/strong> nog geen/.test(page) && /Uitgever:<\/strong> nog niet/.test(page));
  const done = spawnSync(program, ['check', '--format', 'gnu'], { encoding: 'utf8' });
  truth('check asks for it once', `${done.stdout}${done.stderr}`.split('open-data-zonder-eigenaar').length === 2);
}

function owned(folder) {
  const data = json(folder, 'data/catalogus.json'), page = readFileSync(join(folder, 'data/index.html'), 'utf8');
  check('with an owner the JSON names him', ['licentie', 'uitgever', 'contact'].filter((key) => !data[key]?.naam));
  const maker = data.begrippen.organisaties.find((o) => o.identificatie), own = readFileSync(join(folder, maker.pagina, 'index.html'), 'utf8');
  const rows = readFileSync(join(folder, 'data/begrippen.csv'), 'utf8'), skos = readFileSync(join(folder, 'begrippen/organisaties.ttl'), 'utf8');
  check('the address of an organisation in a public register is where a program looks', [['its page', own.includes(`"sameAs":"${maker.identificatie}"`)],
    ['begrippen.csv', rows.includes(`,${maker.identificatie}\r\n`)], ['SKOS', skos.includes(`foaf:focus <${maker.identificatie}>`)],
    ['DCAT', readFileSync(join(folder, 'data/dcat.ttl'), 'utf8').includes(`dct:publisher <${data.uitgever?.id}>`)]].filter(([, there]) => !there).map(([name]) => name));
  truth('and so does the page of the data', page.includes('Gemeente Proef') && page.includes('Publiek domein') && page.includes('griffie@catalogus.test'));
}

// ---- identifiers ---------------------------------------------------------------------------------

/** Every identifier has a page, which leads to one that is there. */
function identifiers(folder) {
  const data = json(folder, 'data/catalogus.json');
  const all = [...data.records.map((r) => r.uri), ...Object.values(data.begrippen).flat().map((t) => t.uri), ...['catalogus', 'dataset/catalogus'].map((id) => data.identificaties + id)];
  truth('identifiers are unique', new Set(all).size === all.length);
  check('every identifier is a page that leads on', all.filter((uri) => {
    const file = join(folder, 'id', uri.slice(data.identificaties.length), 'index.html');
    const to = existsSync(file) && readFileSync(file, 'utf8').match(/url=(?:\.\.\/)*([^"#]*)(#[^"]*)?"/);
    const page = to && join(folder, to[1], 'index.html');
    return !to || !existsSync(page) || (to[2] && !readFileSync(page, 'utf8').includes(`id="${to[2].slice(1)}"`));
  }));
  const nginx = readFileSync(join(folder, 'identificaties-nginx.conf'), 'utf8');
  check('nginx knows every identifier', all.filter((uri) => {
    const path = new URL(uri).pathname;
    return ![...nginx.matchAll(/^location ~ (\S+) \{/gm)].some(([, pattern]) => new RegExp(pattern.replace('?<wie>', '')).test(path));
  }));
}

// ---- what texts cite -------------------------------------------------------------------------------

const citation = /\bart(?:ikel|\.) \d+\w*(?:,? (?:eerste|tweede|derde) lid,?)?(?: van de)? (?:Gemeentewet|Provinciewet|Grondwet|Kieswet|Wgr|Gemw)\b|\b\d\d ?\d{3}(?: [A-Z]{1,4})?, nrs?\. \d+|\b(?:Stb\.|Stcrt\.|Staatsblad|Staatscourant) \d{4}, (?:nr\. )?\d+/;

/** The text of a page outside links, headings, names and what is no text. */
const body = (html) => html.slice(html.indexOf('<main')).replace(/<(a|h[1-6]|summary|script|code|option|textarea)\b[^>]*>[\s\S]*?<\/\1>/g, ' § ').replace(/<[^>]*>/g, '');

/** What a page cites in its text is a link; the text is what the record says. */
function citations(folder) {
  const data = json(folder, 'data/catalogus.json'), pages = files(folder).filter((file) => file.endsWith('.html') && !file.startsWith('meewerken/')).map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
  const names = data.records.flatMap((r) => [r.titel, ...r.vragen ?? []]).filter((name) => citation.test(name)).map((name) => name.replaceAll('&', '&amp;'));
  const cites = data.records.filter((r) => JSON.stringify(r).match(citation)).length;
  truth('records cite laws and papers', cites > 30, `${cites}`);
  check('what the text of a page cites is a link', pages.flatMap(([file, html]) => {
    const found = names.reduce((text, name) => text.replaceAll(name, ''), body(html)).match(citation);
    return found ? [`${file}: ${found[0]}`] : [];
  }));
  const plain = (html) => html.replace(/<[^>]*>/g, '').replace(/&#?\w+;/g, (c) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" })[c] ?? c);
  check('a link changes no letter of a summary', data.records.filter((r) =>
    plain(readFileSync(join(folder, r.pagina, 'index.html'), 'utf8').match(/<p class="intro">(.*?)<\/p>/s)[1]) !== r.samenvatting).map((r) => r.id));
}

// ---- linked data ---------------------------------------------------------------------------------

/** DCAT and SKOS: equal in both forms, without a violation, with the sizes and digests that the files have. */
function linkedData(folder, tools) {
  const file = (name) => join(folder, name);
  const dcat = tools.shapes('dcat-ap/dcat-ap-SHACL.ttl', 'dcat-ap-nl/dcat-ap-nl-SHACL.ttl', 'dcat-ap-nl/dcat-ap-nl-SHACL-aanbevolen.ttl',
    'dcat-ap-nl/dcat-ap-nl-SHACL-klassebereik.ttl', 'dcat-ap-nl/dcat-ap-nl-SHACL-klassebereik-codelijsten.ttl');
  for (const name of ['data/dcat.ttl', 'data/dcat.jsonld']) {
    check(`${name} is DCAT-AP-NL 3`, tools.good('valideer-shacl.mjs', file(name), ...dcat));
    check(`${name} has values of the lists`, tools.good('valideer-waardelijsten.py', file(name)));
  }
  const lists = readdirSync(file('begrippen')).filter((name) => name.endsWith('.ttl')), sbb = tools.shapes('nl-sbb/skos-ap-nl.ttl');
  truth('every vocabulary has its SKOS', lists.length === Object.keys(json(folder, 'data/catalogus.json').begrippen).length);
  // One file of all of them takes as many seconds as one of one.
  const all = join(work, 'begrippen.ttl');
  writeFileSync(all, lists.map((name) => readFileSync(file(`begrippen/${name}`), 'utf8')).join('\n'));
  check('the vocabularies are NL-SBB', tools.good('valideer-shacl.mjs', all, ...sbb));
  check('by the rules in SPARQL too', tools.good('valideer-skos-sparql.py', all, '--', ...sbb));
  check('Turtle and JSON-LD say the same, and sizes and digests are those of the files', run(python, [here('rdf.py'), folder]));
  check('rapper reads the Turtle', run('rapper', ['-q', '-c', '-i', 'turtle', file('data/dcat.ttl')]));
  check('a wrong twin is refused', [['valideer-shacl.mjs', tools.example('dcat-fout.ttl'), ...dcat], ['valideer-shacl.mjs', tools.example('dcat-zonder-eigenaar.ttl'), ...dcat],
    ['valideer-waardelijsten.py', tools.example('dcat-fout-waarde.ttl')], ['valideer-shacl.mjs', tools.example('begrippen-fout.ttl'), ...sbb],
    ['valideer-skos-sparql.py', tools.example('begrippen-fout.ttl'), '--', ...sbb]].flatMap((args) => tools.bad(...args)));
}

// ---- pages and the database ----------------------------------------------------------------------

/** What differs between the trail of a page and that of its data block: how many steps, and where each leads. */
function trail(file) {
  const html = readFileSync(file, 'utf8'), data = JSON.parse(html.match(/ld\+json">(.*?)<\/script>/s)[1])['@graph']?.find((node) => node['@type'] === 'BreadcrumbList');
  const shown = html.match(/class="kruimelpad"[\s\S]*?<\/nav>/)?.[0].split('<li').slice(1).map((li) => li.match(/href="(?:\.\.\/)*([^"]*)"/)?.[1]);
  const steps = data?.itemListElement.map((step) => step.item?.replace('https://catalogus.test/raad/', ''));
  return !data || JSON.stringify(shown) === JSON.stringify(steps) ? [] : [`${file}: ${shown}, not ${steps}`];
}

/** The data blocks of pages: some of every type, as schema.org has it. */
async function blocks(folder, tools) {
  const types = await pageTypes(folder), pages = types.flatMap((t) => t.pages.slice(0, 25).map((p) => join(folder, p.file)))
    .filter((file) => readFileSync(file, 'utf8').includes('application/ld+json'));
  truth('pages have data blocks', pages.length > 100, `${pages.length} pages`);
  check('their types and properties are those of schema.org', tools.good('valideer-schemaorg.mjs', ...pages));
  check('the trail of a block is the one that the page shows', pages.flatMap((file) => trail(file)));
  check('a wrong block is refused', tools.bad('valideer-schemaorg.mjs', tools.example('schemaorg/fout.jsonld')));
}

/** SQLite reads the database twice into the same bytes; its keys hold and it can be searched. */
function database(folder) {
  const sql = readFileSync(join(folder, 'data/catalogus.sql')), files = ['een.db', 'twee.db'].map((name) => join(work, name));
  check('SQLite loads catalogus.sql', files.flatMap((file) => {
    rmSync(file, { force: true });
    const done = spawnSync('sqlite3', ['-bail', file], { input: sql, encoding: 'utf8' });
    return done.status === 0 && !done.stderr ? [] : [done.stderr || done.error];
  }));
  truth('two loads are the same bytes', readFileSync(files[0]).equals(readFileSync(files[1])));
  const ask = (query) => spawnSync('sqlite3', [files[0], query], { encoding: 'utf8' }).stdout.trim();
  truth('every reference leads to a row', ask('PRAGMA foreign_key_check') === '' && ask('PRAGMA integrity_check') === 'ok');
  check('every kind has its rows', Object.entries(json(folder, 'data/catalogus.json').soorten)
    .filter(([name, kind]) => ask(`SELECT count(*) FROM "${name}"`) !== String(kind.aantal)).map(([name]) => name));
  truth('it finds without accents', Number(ask("SELECT count(*) FROM zoeken WHERE zoeken MATCH 'griffier'")) > 5);
}

// ---- the second catalogue ------------------------------------------------------------------------

function second(tools) {
  const site = siteWith('kitchen', (text) => text + owner, [], 'tests/second/project'), file = (name) => join(site, name);
  check('its JSON is as its schema says', tools.good('valideer-json.py', file('data/catalogue.schema.json'), file('data/catalogue.json')));
  check('its DCAT is DCAT-AP-NL', tools.good('valideer-shacl.mjs', file('data/dcat.ttl'), ...tools.shapes('dcat-ap/dcat-ap-SHACL.ttl', 'dcat-ap-nl/dcat-ap-nl-SHACL.ttl')));
  check('its words are NL-SBB', tools.good('valideer-shacl.mjs', file('words/books.ttl'), ...tools.shapes('nl-sbb/skos-ap-nl.ttl')));
  check('nothing in it is Dutch', ['data/dcat.ttl', 'words/books.ttl', 'data/recipes.csv', 'data/catalogue.schema.json']
    .filter((name) => /"@nl|titel|naam|omschrijving|soort|\/catalogus/.test(readFileSync(file(name), 'utf8').replace(/Overheid/g, ''))));
}

// ---- the suite ---------------------------------------------------------------------------------

await suite(async () => {
  const plain = build('plain'), withOwner = ownedSite(), tools = validators();
  contract(plain);
  unowned(plain);
  owned(withOwner);
  database(plain);
  database(withOwner);
  citations(plain);
  identifiers(plain);
  identifiers(withOwner);
  for (const [site, name] of [[plain, 'without an owner'], [withOwner, 'with one']]) {
    check(`Python reads every table, ${name}`, run(python, [here('lees.py'), site]));
  }
  if (!tools) {
    console.log('data: skipped, the official shapes and validators are not in SHARED/opendata');
    return;
  }
  for (const [site, name] of [[plain, 'without an owner'], [withOwner, 'with one']]) {
    const data = (file) => join(site, 'data', file);
    check(`catalogus.json is as its schema says, ${name}`, tools.good('valideer-json.py', data('catalogus.schema.json'), data('catalogus.json')));
    check(`datapackage.json is one, ${name}`, tools.good('valideer-json.py', ...tools.shapes('frictionless/datapackage-2.0.json'), data('datapackage.json')));
    check(`every cell is as datapackage.json says, ${name}`, tools.good('valideer-tabel.mjs', data('datapackage.json'), join(site, 'data')));
    check(`the exports agree with each other, ${name}`, tools.good('valideer-bestanden.py', site));
  }
  linkedData(withOwner, tools);
  await blocks(withOwner, tools);
  second(tools);
  const optional = optionalSite(), bulk = ['zoekmachine.json', 'zoekmachine.ndjson'].map((name) => join(optional, 'data', name));
  check('the load for a search engine fits its mapping', tools.good('valideer-bulk.py', ...bulk));
  check('a wrong load is refused', tools.bad('valideer-bulk.py', tools.example('zoekmachine/mapping.json'), tools.example('zoekmachine/bulk-fout.ndjson')));
  for (const feed of ['feed', 'feed-2', 'themas/rollen/feed']) {
    check(`${feed}.json is a JSON Feed`, tools.good('valideer-json.py', ...tools.shapes('jsonfeed/feed.json'), join(withOwner, `${feed}.json`)));
    check(`${feed}.atom is an Atom feed`, run('jing', ['-c', ...tools.shapes('atom/atom.rnc'), join(withOwner, `${feed}.atom`)]));
  }
  check('the sitemap is one', run('xmllint', ['--noout', '--schema', ...tools.shapes('sitemap/sitemap-0.9.xsd'), join(withOwner, 'sitemap.xml')]));
  check('a wrong JSON Feed is refused', tools.bad('valideer-json.py', ...tools.shapes('jsonfeed/feed.json'), tools.example('feed-fout.json')));
  check('a wrong package is refused', tools.bad('valideer-json.py', ...tools.shapes('frictionless/datapackage-2.0.json'), tools.example('frictionless/fout.json')));
});
