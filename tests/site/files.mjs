// SPDX-License-Identifier: EUPL-1.2
// tests/site/files.mjs PROGRAM WORK - the published files: every link of every page under /, under a path and
// from disk, the site map, feeds, data, weight.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { addressOf, build, check, files, isRedirect, load, pool, site, suite, truth, typeOf } from './lib.mjs';

const { parse: parseHtml } = await load('parse5');
const { SaxesParser } = await load('saxes');
const { parse: parseCsv } = await load('csv-parse/sync');

// ---- reading -------------------------------------------------------------------------------

// Attributes whose value is an address, by element.
const addresses = {
  a: ['href'], area: ['href'], link: ['href'], script: ['src'], img: ['src'], source: ['src'], form: ['action'],
  button: ['formaction'], use: ['href', 'xlink:href'], image: ['href'], iframe: ['src'], object: ['data'], blockquote: ['cite'],
};

const textOf = (node) => (node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join(''));
const attributeOf = (node, name) => node.attrs?.find((a) => a.name === name)?.value;
const descendants = (node, name) => (node.childNodes ?? [])
  .flatMap((child) => [...(child.tagName === name ? [child] : []), ...descendants(child, name)]);

/** The trail of a page: [{label, href, current}] from the items of its list; href is undefined where there is no link. */
const readTrail = (nav) => descendants(nav, 'li').map((item) => {
  const [link] = descendants(item, 'a');
  return { label: textOf(item).replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim(), href: link && attributeOf(link, 'href'),
    current: attributeOf(item, 'aria-current') ?? (link && attributeOf(link, 'aria-current')) };
});

/** A page: its links, ids, and what it loads by itself. */
function readPage(html) {
  const page = { links: [], ids: new Set(), twice: [], loads: [], base: false, noindex: false, inline: [], head: {}, trails: [] };
  const visit = (node) => {
    const attributes = Object.fromEntries((node.attrs ?? []).map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value]));
    const name = node.tagName;
    if (attributes.id !== undefined) {
      if (page.ids.has(attributes.id)) page.twice.push(attributes.id);
      page.ids.add(attributes.id);
    }
    for (const attribute of addresses[name] ?? []) if (attributes[attribute] !== undefined) page.links.push(attributes[attribute]);
    for (const part of (attributes.srcset ?? '').split(',').filter(Boolean)) page.links.push(part.trim().split(/\s/)[0]);
    if (name === 'link' && /\b(stylesheet|icon)\b/.test(attributes.rel)) page.loads.push(attributes.href);
    if ((name === 'script' || name === 'img') && attributes.src) page.loads.push(attributes.src);
    if (name === 'base') page.base = true;
    if (name === 'nav' && attributes['aria-label'] === 'Kruimelpad') page.trails.push(readTrail(node));
    if (name === 'title') page.head.title ??= node.childNodes[0]?.value;  // the first: drawings have titles too
    if (name === 'html') page.head.lang = attributes.lang;
    if (name === 'link' && attributes.rel === 'canonical') page.head.canonical = attributes.href;
    if (name === 'meta') page.head[attributes.name ?? attributes.property] ??= attributes.content;
    if (name === 'meta' && attributes.name === 'robots') page.noindex = /noindex/.test(attributes.content);
    if (name === 'meta' && attributes['http-equiv'] === 'refresh') page.links.push(attributes.content.replace(/^.*url=/, ''));
    const inlineScript = name === 'script' && !attributes.src && !/json/.test(attributes.type ?? '');
    const handler = Object.keys(attributes).some((a) => a.startsWith('on'));
    if (name === 'style' || attributes.style !== undefined || inlineScript || handler) page.inline.push(`<${name}>`);
    for (const child of node.childNodes ?? []) visit(child);  // not what is in a template element: a script fills that in
  };
  visit(parseHtml(html));
  return page;
}

/** An XML text as a list of {name, attributes, text}; throws where it is not well-formed. */
function readXml(text) {
  const found = [], open = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', (tag) => {
    const element = { name: tag.local, uri: tag.uri, path: [...open.map((e) => e.name), tag.local].join('/'), text: '',
      attributes: Object.fromEntries(Object.entries(tag.attributes).map(([k, v]) => [k, v.value])) };
    found.push(element);
    open.push(element);
  });
  parser.on('text', (t) => { if (open.length) open.at(-1).text += t; });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return found;
}
const textsAt = (xml, path) => xml.filter((e) => e.path === path).map((e) => e.text.trim());

// ---- links ---------------------------------------------------------------------------------

/** The pages of a folder, parsed. */
function readSite(folder) {
  return new Map(files(folder).filter((f) => f.endsWith('.html')).map((file) => {
    const html = readFileSync(join(folder, file), 'utf8');
    return [file, { ...readPage(html), redirect: isRedirect(html) }];
  }));
}

/**
 * What a head must have, and what must be of its own on each page. Pages that only lead on, and those not to be found, need less.
 */
function checkHeads(pages) {
  const all = [...pages].filter(([, page]) => !page.redirect), missing = [], alike = [];
  const owners = { title: new Map(), description: new Map() };
  for (const [file, { head, noindex }] of all) {
    const found = noindex ? [] : ['canonical'];
    const needs = ['title', 'description', 'lang', 'viewport', 'og:title', ...found];
    missing.push(...needs.filter((name) => !head[name]?.trim()).map((name) => `${file}: no ${name}`));
    for (const [name, seen] of Object.entries(owners)) {
      if (seen.has(head[name])) alike.push(`${file}: the ${name} of ${seen.get(head[name])}: ${head[name]}`);
      seen.set(head[name], file);
    }
  }
  check('every page has a title, a description, a language, Open Graph and where it may be found a canonical address', missing);
  check('every page has a title and a description of its own', alike);
}

/**
 * Breadcrumbs. Every page but the start page has one trail, from the start page down: its last item is the page itself, and the one
 * before it the page above, which has the same trail as far as it goes and the same name for itself. So each link leads up one
 * level. Every page that is a folder above is on the way. `address` gives where a page is, `target` the file that an address leads to.
 */
function checkTrails(name, pages, address, target) {
  const faults = [], linksOf = (file) => pages.get(file)?.trails[0]?.slice(0, -1) ?? [];
  const leadsTo = (file, { href }) => (href === undefined ? undefined : target(new URL(href, address(file)))?.file);
  const leads = (file) => linksOf(file).map((item) => leadsTo(file, item));
  for (const [file, { trails, redirect }] of pages) {
    if (redirect) continue;
    const fault = (text) => faults.push(`${file}: ${text}`), [trail] = trails, self = trail?.at(-1);
    if (file === 'index.html') {
      if (trails.length > 0) fault('the start page has a trail');
      continue;
    }
    if (trails.length !== 1 || trail.length < 2) {
      fault(`${trails.length} trails, of ${trail?.length ?? 0} items`);
      continue;
    }
    const marked = self.current === 'page' && self.href === undefined;
    if (!marked) fault(`the last item, ‘${self.label}’, is a link or not marked as this page`);
    if (trail.some((item) => !item.label)) fault('an item without a name');
    if (linksOf(file).some((item) => item.current !== undefined)) fault('an item before the last is marked as this page');
    const up = leads(file), above = up.at(-1), label = linksOf(file).at(-1).label;
    if (up[0] !== 'index.html') fault(`begins at ${up[0]}`);
    if (up.some((found) => !pages.has(found))) fault(`leads to ${up}`);
    const before = leads(above), ownName = pages.get(above)?.trails[0]?.at(-1).label;
    const ways = [up, [...before, above]].map((one) => one.join(' > '));
    if (up.slice(0, -1).join() !== before.join()) fault(`goes ${ways[0]}, that of the page above ${ways[1]}`);
    if (above !== 'index.html' && label !== ownName) fault(`calls the page above ‘${label}’, not as it calls itself`);
    const folders = file.split('/').slice(0, -2).map((_, i, parts) => `${parts.slice(0, i + 1).join('/')}/index.html`);
    for (const folder of folders.filter((f) => pages.has(f) && !up.includes(f))) fault(`passes over ${folder}`);
  }
  check(`every page but the start page has breadcrumbs that lead up level by level, ${name}`, faults);
}

const faultsOf = (pages, test) => [...pages].flatMap(([file, page]) => test(page, file).map((fault) => `${file}: ${fault}`));

/**
 * Follows every link of every page. `address` gives where a page is, `target` the file that an address leads to or a fault:
 * {file} or {fault}, or null for an address outside the site.
 */
function follow(name, folder, pages, address, target) {
  const broken = [], fragments = [], reached = new Map(), outside = new Set();
  for (const [file, page] of pages) {
    for (const link of page.links) {
      let url;
      try {
        url = new URL(link, address(file));
      } catch {
        broken.push(`${file}: ${link}: no address`);
        continue;
      }
      const found = target(url, link, file);
      if (found === null) {
        outside.add(url.href);
        if (!/^(https?|mailto|tel):$/.test(url.protocol)) broken.push(`${file}: ${link}: no address of the web, of mail or of a telephone`);
      } else if (found.fault) {
        broken.push(`${file}: ${link}: ${found.fault}`);
      } else {
        if (!reached.has(found.file)) reached.set(found.file, []);
        reached.get(found.file).push(file);
        const id = decodeURIComponent(url.hash.slice(1));
        if (id && pages.has(found.file) && !pages.get(found.file).ids.has(id)) fragments.push(`${file}: ${link}`);
      }
    }
  }
  check(`every link of every page leads somewhere, ${name}`, broken);
  check(`every fragment is an id on its page, ${name}`, fragments);
  return { reached, outside };
}

/** By the web: an address of the site is its folder with index.html, or a file. */
function overHttp(base, folder) {
  return (url) => {
    if (!url.href.startsWith(base)) return url.origin === new URL(base).origin ? { fault: 'outside the root of the site' } : null;
    const path = decodeURIComponent(url.pathname.slice(new URL(base).pathname.length));
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (!existsSync(join(folder, file))) return { fault: 'not there' };
    return statSync(join(folder, file)).isFile() ? { file } : { fault: 'a folder, without / at its end' };
  };
}

/** From disk there is no index.html by itself; a file of the site is below its root. */
function fromDisk(folder) {
  const root = `${pathToFileURL(resolve(folder)).href}/`;
  return (url) => {
    if (url.protocol !== 'file:') return null;
    if (!url.href.startsWith(root)) return { fault: 'outside the folder of the site' };
    const path = fileURLToPath(new URL(url.pathname, url));
    if (!existsSync(path) || !statSync(path).isFile()) return { fault: 'no file' };
    return { file: path.slice(resolve(folder).length + 1).replaceAll('\\', '/') };
  };
}

/**
 * The file for nginx. Its `types` take the place of nginx's own, so an extension that is not there is sent as
 * application/octet-stream: a page that is downloaded and, with nosniff, a style sheet that is refused.
 */
function checkNginx(folder, policy, path) {
  const text = readFileSync(join(folder, 'kopregels-nginx.conf'), 'utf8');
  const added = [...text.matchAll(/^add_header ([\w-]+) "([^"]*)" always;$/gm)];
  const headers = Object.fromEntries(added.map(([, name, value]) => [name, value]));
  const types = text.match(/^types \{\n([^}]*)\}/m)?.[1] ?? '';
  const listed = new Map([...types.matchAll(/([\w.+/-]+) (\w+);/g)].map(([, type, ends]) => [`.${ends}`, type]));
  const needed = new Set(files(folder).filter((f) => !/^(_headers|_redirects|\w+-nginx\.conf)$/.test(f)).map((f) => extname(f)));
  truth(`nginx gets the same policy, under ${path}`, headers['Content-Security-Policy'] === policy);
  check(`nginx knows the type of every file, under ${path}`, [...needed].filter((ends) => listed.get(ends) !== typeOf(ends))
    .map((ends) => `${ends}: ${listed.get(ends) ?? 'not listed'}, not ${typeOf(ends)}`));
  truth(`nginx shows the 404 page, under ${path}`, text.includes(`error_page 404 ${path}404.html;`));
  const kept = text.includes(`if ($uri ~ "^${path}assets/")`) && text.includes('max-age=31536000, immutable');
  truth(`nginx lets assets be kept, under ${path}`, kept);
}

// ---- the suite -----------------------------------------------------------------------------

await suite(async () => {
  const plain = await site('root'), below = await site('pad', '/pad/');
  const read = (file, from = plain) => readFileSync(join(from.folder, file), 'utf8');
  const ending = (...ends) => files(plain.folder).filter((file) => ends.includes(extname(file)));
  const pages = readSite(plain.folder);
  truth('there are pages', pages.size > 100, `${pages.size} pages`);

  // Under / and under /pad/, by address and then by asking the server.
  let network = null;
  for (const [served, parsed, name] of [[plain, pages, 'under /'], [below, readSite(below.folder), 'under /pad/']]) {
    const addressOfPage = (file) => new URL(addressOf(file), served.url), leadsTo = overHttp(served.url, served.folder);
    const found = follow(name, served.folder, parsed, addressOfPage, leadsTo);
    checkTrails(name, parsed, addressOfPage, leadsTo);
    const wrong = [];
    await pool(8, [...found.reached.keys()], async (file) => {
      const response = await fetch(new URL(addressOf(file), served.url), { redirect: 'manual' });
      if (response.status !== 200) wrong.push(`${file}: status ${response.status}`);
      await response.arrayBuffer();
    });
    check(`the server gives every address that a page links to, ${name}`, wrong);
    network ??= found;
  }
  const sameBase = (html, base) => html.replaceAll(base, 'BASE').replaceAll(encodeURIComponent(base), 'BASE').replaceAll(base.replaceAll(':', '%3A'), 'BASE');
  const changed = files(plain.folder).filter((f) => f.endsWith('.html') && f !== '404.html'
    && sameBase(read(f), plain.url) !== sameBase(read(f, below), below.url));
  check('only the addresses made with the base URL differ between / and /pad/', changed);

  const disk = build('disk', ['--offline']), offline = readSite(disk);
  offline.delete('404.html');
  const onDisk = (file) => pathToFileURL(resolve(disk, file));
  follow('from disk', disk, offline, onDisk, fromDisk(disk));
  checkTrails('from disk', offline, onDisk, fromDisk(disk));

  checkHeads(pages);
  check('no page has an id twice', faultsOf(pages, (page) => page.twice));
  check('no page has inline script, style or handler', faultsOf(pages, (page) => page.inline));
  const loose = /<\/(?:p|div|section|header|nav|[hud][l\d])>\s*[^<\s][^<]{0,60}/g;
  check('no text stands loose after a paragraph, list or heading', faultsOf(pages, (_, file) => read(file).match(loose) ?? []));
  check('no page has a base element', faultsOf(pages, (page) => (page.base ? ['base'] : [])));

  // Every page can be reached by links from the start page.
  const graph = new Map();
  for (const [target, from] of network.reached) for (const file of from) graph.set(file, [...(graph.get(file) ?? []), target]);
  const seen = new Set(['index.html']);
  for (const file of seen) for (const next of graph.get(file) ?? []) seen.add(next);
  const unseen = [...pages].filter(([f, p]) => !seen.has(f) && !p.redirect && f !== '404.html');
  check('every page can be reached from the start page', unseen.map(([f]) => f));

  // The 404 page is shown at any depth, so its addresses are whole; its style also comes by the path alone, for when base_url names another host.
  check('the 404 page has no relative address', pages.get('404.html').links.filter((l) => !/^(https?:|mailto:|tel:|#|\/assets\/404\.\w+\.css$)/.test(l)));
  check('the 404 page keeps its signs small without a style', [...read('404.html').matchAll(/<svg[^>]*>/g)].map(([tag]) => tag)
    .filter((tag) => !/ width="\d+" height="\d+"/.test(tag)));
  const lost = await fetch(`${below.url}bestaat/niet/echt/`);
  truth('an address that is not there gives the 404 page', lost.status === 404 && (await lost.text()).includes('<h1'));

  // Style sheets and the other text files that hold addresses.
  check('addresses in style sheets exist', files(plain.folder).filter((f) => f.endsWith('.css')).flatMap((file) =>
    [...readFileSync(join(plain.folder, file), 'utf8').matchAll(/url\(\s*["']?([^"')]+)/g)].map((m) => m[1])
      .filter((link) => !/^(data:|#)/.test(link) && !existsSync(join(plain.folder, file, '..', link)))));
  const manifest = JSON.parse(read('manifest.webmanifest'));
  check('the manifest names files that exist', [manifest.start_url, ...manifest.icons.map((i) => i.src)]
    .filter((link) => !existsSync(join(plain.folder, link))));
  const css = ending('.css').map((f) => read(f)).join('\n');
  check('nothing of Sass is left in the style sheets', ['@use', '@forward', '#{', '$'].filter((s) => css.includes(s)));
  check('assets have a hash in their name', files(join(plain.folder, 'assets')).filter((f) => !/\.[0-9a-f]{8,}\.\w+$/.test(f)));

  // Site map, feeds, OpenSearch.
  const xml = new Map();
  check('every XML file is well-formed', files(plain.folder).filter((f) => /\.(xml|atom|svg)$/.test(f)).flatMap((file) => {
    try {
      xml.set(file, readXml(read(file)));
      return [];
    } catch (error) {
      return [`${file}: ${error.message}`];
    }
  }));
  const listed = textsAt(xml.get('sitemap.xml'), 'urlset/url/loc');
  const ownAddress = (file) => new URL(addressOf(file), plain.url).href;
  const found = [...pages].filter(([f, p]) => f !== '404.html' && !p.redirect && !p.noindex).map(([f]) => f);
  const indexed = found.map(ownAddress);
  // The list of one word is found from the page with all words.
  check('sitemap.xml lists every page', indexed.filter((url) => !listed.includes(url) && !url.includes('/zoeken/woord/')));
  check('sitemap.xml lists nothing else', listed.filter((url) => !indexed.includes(url)));
  check('sitemap.xml lists nothing twice', listed.filter((url, i) => listed.indexOf(url) !== i));
  truth('robots.txt names the site map', read('robots.txt').includes(`Sitemap: ${plain.url}sitemap.xml`));
  const canonical = (file) => `<link rel="canonical" href="${ownAddress(file)}">`;
  check('every page names its own address as canonical', found.filter((f) => !read(f).includes(canonical(f))));

  const target = overHttp(plain.url, plain.folder);
  const feedFaults = [], feeds = [...xml].filter(([f]) => f.endsWith('.atom'));
  truth('there are feeds', feeds.length > 10, `${feeds.length} feeds`);
  const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;
  for (const [file, feed] of feeds) {
    const fault = (text) => feedFaults.push(`${file}: ${text}`);
    const entries = feed.filter((e) => e.path === 'feed/entry').length;
    if (feed.some((e) => e.uri !== 'http://www.w3.org/2005/Atom' && !/xhtml$/.test(e.uri))) fault('an element outside Atom');
    const count = (name) => textsAt(feed, name).filter(Boolean).length;
    for (const name of ['id', 'title', 'updated']) {
      if (count(`feed/${name}`) !== 1) fault(`not one feed/${name}`);
      if (count(`feed/entry/${name}`) !== entries) fault(`not one feed/entry/${name} an entry`);
    }
    const ids = textsAt(feed, 'feed/entry/id');
    if (new Set(ids).size !== ids.length) fault('an id twice');
    if (!textsAt(feed, 'feed/author/name')[0]) fault('no author');
    const moments = ['feed/updated', 'feed/entry/updated', 'feed/entry/published'].flatMap((name) => textsAt(feed, name));
    for (const moment of moments.filter((m) => !stamp.test(m))) fault(`no moment: ${moment}`);
    const self = feed.filter((e) => e.path === 'feed/link' && e.attributes.rel === 'self').map((e) => e.attributes.href);
    if (self[0] !== new URL(file, plain.url).href) fault(`its own address is given as ${self}`);
    for (const { attributes } of feed.filter((e) => e.name === 'link')) {
      const url = new URL(attributes.href), found = target(url);
      if (!found || found.fault) fault(`${attributes.href}: ${found?.fault ?? 'another site'}`);
      else if (url.hash && !pages.get(found.file)?.ids.has(url.hash.slice(1))) fault(`${attributes.href}: no such id`);
    }
  }
  check('feeds are Atom, and their links lead somewhere', feedFaults);
  const open = xml.get('opensearch.xml'), names = textsAt(open, 'OpenSearchDescription/ShortName');
  const named = names.length === 1 && names[0].length > 0 && names[0].length <= 16;
  truth('the OpenSearch description has a short name of at most 16 characters', named);
  const searches = open.filter((e) => e.name === 'Url').map((e) => e.attributes.template);
  check('the OpenSearch description leads to the search page', searches
    .filter((template) => target(new URL(template.replace('{searchTerms}', 'rol')))?.file !== 'zoeken/index.html'));

  // Host settings, security.txt.
  const policy = read('_headers').match(/Content-Security-Policy: (.*)/)?.[1] ?? '';
  const directives = Object.fromEntries(policy.split(';').map((d) => d.trim().split(/\s+/)).map(([k, ...v]) => [k, v.join(' ')]));
  check('the policy is strict', [
    ...(directives['default-src'] === "'none'" ? [] : ['default-src']),
    ...['base-uri', 'form-action', 'frame-ancestors'].filter((d) => directives[d] === undefined),
    ...Object.entries(directives).filter(([, v]) => /unsafe|data:|http|\*/.test(v)).map(([k]) => k)]);
  checkNginx(plain.folder, policy, '/');
  checkNginx(below.folder, policy, '/pad/');
  const meta = policy.replace(/; frame-ancestors [^;]*/, '');
  const element = `<meta http-equiv="Content-Security-Policy" content="${meta}">`;
  const without = [...pages].filter(([f, p]) => !p.redirect && !read(f).includes(element)).map(([f]) => f);
  check('every page has the same policy in a meta element, without frame-ancestors', without);
  const security = read('.well-known/security.txt'), has = (field) => new RegExp(`^${field}: \\S`, 'm').test(security);
  // Without a contact of its own (content/site.yaml still has the example) the site has no such file to speak of.
  const own = !/^contact: .*example\.org/m.test(readFileSync('content/site.yaml', 'utf8'));
  check('security.txt has its fields', ['Contact', 'Expires', 'Canonical'].filter((field) => has(field) !== own));

  // The same records in every format.
  const catalogue = JSON.parse(read('data/catalogus.json'));
  const records = Object.values(catalogue).find((v) => Array.isArray(v) && v[0]?.pagina);
  const lines = read('data/catalogus.jsonl').trimEnd().split('\n').map((l) => JSON.parse(l));
  const csv = read('data/catalogus.csv').replace(/^\ufeff/, '');
  const rows = parseCsv(csv, { columns: true, relax_column_count: false });
  const sameIds = (other) => [...records.filter((r) => !other.some((o) => o.id === r.id)).map((r) => `${r.id} is missing`),
    ...other.filter((o) => !records.some((r) => r.id === o.id)).map((o) => `${o.id} is too many`)];
  truth('there are records', records.length > 100);
  check('catalogus.jsonl holds the records of catalogus.json', sameIds(lines));
  check('catalogus.csv holds the records of catalogus.json', sameIds(rows));
  const sameLine = (r) => JSON.stringify(r) === JSON.stringify(lines.find((l) => l.id === r.id));
  check('catalogus.jsonl says the same of each', records.filter((r) => !sameLine(r)).map((r) => r.id));
  const flat = (value) => (Array.isArray(value) ? value.map(flat).join('|') : String(value ?? ''));
  const guarded = (cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '');
  check('catalogus.csv says the same of each', records.flatMap((r) => {
    const row = rows.find((o) => o.id === r.id) ?? {};
    return ['soort', 'titel', 'samenvatting', 'pagina', 'themas', 'doelgroepen', 'aanbieders', 'typen', 'toegevoegd']
      .filter((column) => guarded(row[column] ?? '') !== flat(r[column])).map((column) => `${r.id}: ${column}: ${row[column]}`);
  }));
  const isFormula = (cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell);
  const cells = (file) => parseCsv(read(file).replace(/^\ufeff/, ''), { delimiter: file.endsWith('-nl.csv') ? ';' : ',' }).flat();
  check('no cell of a CSV file is a formula', ending('.csv')
    .flatMap((file) => cells(file).filter(isFormula).map((cell) => `${file}: ${cell}`)));
  check('every record has a page', records.filter((r) => !existsSync(join(plain.folder, r.pagina, 'index.html'))).map((r) => r.id));
  check('other JSON parses', files(plain.folder).filter((f) => /\.(json|webmanifest|jsonld)$/.test(f)).filter((f) => {
    try {
      JSON.parse(readFileSync(join(plain.folder, f), 'utf8'));
      return false;
    } catch {
      return true;
    }
  }));

  // Weight: what a page loads by itself, without the search index, which comes when it is asked for.
  const zipped = new Map(), weigh = (file) => {
    if (!zipped.has(file)) zipped.set(file, gzipSync(readFileSync(join(plain.folder, file)), { level: 9 }).length);
    return zipped.get(file);
  };
  const weights = [...pages].map(([file, page]) => {
    const loads = [...new Set(page.loads)].map((link) => target(new URL(link, new URL(addressOf(file), plain.url))).file);
    const sum = (type) => loads.filter((f) => extname(f) === type).reduce((n, f) => n + weigh(f), 0);
    const whole = [file, ...loads].reduce((n, f) => n + weigh(f), 0);
    return { file, html: weigh(file), css: sum('.css'), script: sum('.js'), whole };
  });
  /* The forms of editors have limits of their own: form.mjs. */
  const forms = new Set([...pages.keys()].filter((file) => readFileSync(join(plain.folder, file), 'utf8').includes('data-formulier')));
  for (const [part, limit] of [['whole', 60], ['css', 20], ['script', 20]]) {
    const heaviest = weights.reduce((a, b) => (b[part] > a[part] ? b : a));
    const heavy = weights.filter((w) => w[part] >= limit * 1000 && !(part !== 'css' && forms.has(w.file))).map((w) => `${w.file}: ${w[part]}`);
    check(`${part === 'whole' ? 'a page with all it loads' : part} stays under ${limit} kB gzip`, heavy);
    console.log(`heaviest, ${part}: ${heaviest[part]} bytes gzip (${heaviest.file})`);
  }
});
