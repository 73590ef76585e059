// SPDX-License-Identifier: EUPL-1.2
// tests/site/records.mjs PROGRAM WORK - the pages of records: what they weigh, that they lead to help in the order of use, what
// stands on paper, and what every page offers to do: report, share, cite.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { browser, check, files, isRedirect, load, program, site, suite, truth, work } from './lib.mjs';

const { parse } = await load('yaml');
const { parse: parseHtml } = await load('parse5');
const settings = parse(readFileSync('content/site.yaml', 'utf8')), model = parse(readFileSync('content/model.yaml', 'utf8'));
const kinds = Object.entries(model.kinds).map(([name, kind]) => ({ name, folder: kind.folder }));

// What may be weighed, in bytes. Of a record page: what the design asks. Of the whole site: a ceiling just above what it weighs now, not the
// goal of 35 MB, because a third of it are the exports of the data, which hold every text five times (JSON, lines, tables of two kinds
// and a database), and half are a thousand pages, of which what every page says is 6 MB.
const most = { site: 40.0e6, median: 20e3, page: 40e3, gzip: 6e3 };

/** Every record: {kind, id, data, html, root}; the html of its page as a tree. */
function recordsOf(folder) {
  return kinds.flatMap((kind) => readdirSync(join('content', kind.folder)).filter((f) => f.endsWith('.yaml')).map((file) => {
    const id = file.slice(0, -5), html = readFileSync(join(folder, kind.folder, id, 'index.html'));
    return { kind: kind.name, path: `${kind.folder}/${id}/`, id, html, data: parse(readFileSync(join('content', kind.folder, file), 'utf8')),
      get root() { return parseHtml(html.toString()); } };
  }));
}
const attribute = (node, name) => node.attrs?.find((a) => a.name === name)?.value;
const all = (node, test, found = []) => {
  if (node.tagName && test(node)) found.push(node);
  for (const child of node.childNodes ?? []) all(child, test, found);
  return found;
};
const hasClass = (node, name) => (attribute(node, 'class') ?? '').split(/\s+/).includes(name);
/** The ids of the records that lists and cards below a node link to, in their order. */
const linked = (node) => all(node, (n) => n.tagName === 'li' && (hasClass(n.parentNode, 'rijen') || hasClass(n, 'kaart')))
  .map((item) => attribute(all(item, (n) => n.tagName === 'a')[0], 'href').split('/').at(-2));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const size = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

function weights(folder, records) {
  const total = files(folder).reduce((sum, f) => sum + statSync(join(folder, f)).size, 0);
  truth('the whole site is light', total <= most.site, `${(total / 1e6).toFixed(1)} MB`);
  const own = records.filter((r) => !isRedirect(r.html.toString()));
  truth('a record page is light in the median', median(own.map((r) => r.html.length)) <= most.median, size(median(own.map((r) => r.html.length))));
  check('no record page is heavy', own.filter((r) => r.html.length > most.page).map((r) => `${r.path}: ${size(r.html.length)}`));
  const zipped = median(own.map((r) => gzipSync(r.html).length));
  truth('a record page is light over the wire', zipped <= most.gzip, size(zipped));
  for (const kind of kinds) {
    const sizes = own.filter((r) => r.kind === kind.name).map((r) => r.html.length);
    console.log(`${kind.name}: ${size(median(sizes))} in the median, at most ${size(Math.max(...sizes))}`);
  }
  console.log(`all: ${(total / 1e6).toFixed(1)} MB in ${files(folder).length} files; a record page ${size(zipped)} gzip in the median`);
  check('a page holds no drawing that it does not use, and no indentation', own.flatMap((r) => {
    const html = r.html.toString(), unused = [...html.matchAll(/<symbol id="([^"]+)"/g)].filter((m) => !html.includes(`#${m[1]}"`));
    return [...unused.map((m) => `${r.path}: ${m[1]}`), ...(/\n[ \t]+<(?:div|p|li|ul|section)\b/.test(html) ? [`${r.path}: indented`] : [])];
  }));
}

// ---- the order of help ---------------------------------------------------------------------

const firstOf = (value) => (Array.isArray(value) ? value[0] : value);
/** The place of a record by the groups of `order` in site.yaml; what is in no group comes last. */
function groupOf(record) {
  const order = settings.order.kinds.find((k) => k.kind === record.kind), term = order?.field && firstOf(record.data[order.field]);
  const at = (order?.groups ?? []).findIndex((g) => g.terms.includes(term));
  return record.data.vervallen ? 100 : at < 0 ? 99 : at;
}

function order(records) {
  const byId = Object.fromEntries(kinds.map((k) => [k.name, new Map(records.filter((r) => r.kind === k.name).map((r) => [r.id, r]))]));
  const faults = { order: [], twice: [], drawing: [], more: [], why: [], address: [] };
  for (const record of records) {
    const root = record.root, ids = new Set(all(root, (n) => attribute(n, 'id')).map((n) => attribute(n, 'id')));
    for (const kind of kinds) {
      const [section] = all(root, (n) => attribute(n, 'id') === `alle-${kind.name}`);
      if (!section) continue;
      const listed = linked(section), main = listed.slice(0, Number(/\d+/.exec(JSON.stringify(section.childNodes.map(textOf)))?.[0] ?? 0));
      if (new Set(listed).size < listed.length) faults.twice.push(`${record.path}: ${listed.find((id, i) => listed.indexOf(id) < i)}`);
      const groups = main.map((id) => groupOf(byId[kind.name].get(id)));
      const wrong = groups.findIndex((g, i) => i > 0 && g < groups[i - 1]);
      if (wrong > 0) faults.order.push(`${record.path}: ${main[wrong]} stands below ${main[wrong - 1]}`);
      const [column] = all(root, (n) => hasClass(n, `route-kolom--${kind.name}`));
      const drawn = column ? all(column, (n) => n.tagName === 'a' && attribute(n, 'href').startsWith('..')).map((n) => attribute(n, 'href').split('/').at(-2)) : [];
      const places = drawn.map((id) => main.indexOf(id)).filter((at) => at >= 0);
      if (kind.name !== record.kind && places.some((at, i) => i > 0 && at < places[i - 1])) faults.drawing.push(`${record.path}: ${drawn} against ${main}`);
    }
    for (const rest of all(root, (n) => hasClass(n, 'route-rest')).flatMap((n) => all(n, (a) => a.tagName === 'a'))) {
      if (!ids.has(attribute(rest, 'href').slice(1))) faults.more.push(`${record.path}: ${attribute(rest, 'href')}`);
    }
    if (/overeenkomsten\)/.test(record.html)) faults.why.push(record.path);
    for (const place of record.data.vindplaatsen ?? []) {
      if (!all(root, (n) => n.tagName === 'a' && attribute(n, 'href') === place.adres.trim()).length) faults.address.push(`${record.path}: ${place.adres}`);
    }
  }
  check('what helps stands in the order of site.yaml', faults.order);
  check('nothing stands twice in a list of help', faults.twice);
  check('the drawing has the order of the lists', faults.drawing);
  check('"and so many others" leads to the list', faults.more);
  check('what else helps says why in words', faults.why);
  check('every address of a product is a link on its page', faults.address);
}
const textOf = (node) => (node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join(''));

// ---- in the browser ------------------------------------------------------------------------

async function twoScreens(page, url, records) {
  const chosen = kinds.slice(0, 2).flatMap((k) => [...records].filter((r) => r.kind === k.name)
    .sort((a, b) => b.data.titel.length + b.data.samenvatting.length - a.data.titel.length - a.data.samenvatting.length).slice(0, 5));
  const urgent = records.filter((r) => /class="spoed-hier"/.test(r.html) && r.kind !== kinds[2].name).slice(0, 3), late = [], sizes = [];
  for (const record of [...chosen, ...urgent]) {
    await page.goto(url + record.path);
    const seen = await page.evaluate(() => {
      const help = document.querySelector('.record-hulp a, .record-hulp .gat');
      const sizes = [...document.querySelectorAll('main .record h2')].filter((h) => h.offsetParent).map((h) => getComputedStyle(h).fontSize);
      return { top: help.getBoundingClientRect().top + scrollY, sizes: [...new Set(sizes)], text: document.querySelector('.kort').compareDocumentPosition(document.querySelector('.record-tekst')) };
    });
    if (seen.top > 2 * 844) late.push(`${record.path}: at ${Math.round(seen.top)} px`);
    if (seen.sizes.length > 1) sizes.push(`${record.path}: ${seen.sizes}`);
    if (!(seen.text & 2)) late.push(`${record.path}: 'in het kort' stands before the text`);
  }
  check('help begins within two screens of a phone, and the facts follow the text', late);
  check('headings of one level have one size', sizes);
}

async function paper(page, url, records) {
  const long = records.filter((r) => r.kind === kinds[0].name).sort((a, b) => b.html.length - a.html.length).slice(0, 3), faults = [];
  for (const record of long) {
    await page.goto(url + record.path);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    if (pages > 5) faults.push(`${record.path}: ${pages} sheets`);
  }
  check('a long bottleneck is at most five sheets', faults);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 673, height: 1000 });
  const drawing = await page.$eval('.route-beeld', (e) => ({ height: e.getBoundingClientRect().height, kept: getComputedStyle(e).breakInside }));
  truth('a drawing stands on one sheet', drawing.kept === 'avoid' && drawing.height < 900, JSON.stringify(drawing));
  await page.emulateMedia({ media: null });
}

async function actions(chromium, url) {
  const context = await chromium.newContext({ permissions: ['clipboard-read', 'clipboard-write'] }), page = await context.newPage();
  const at = `${url}knelpunten/lokale-driehoek/`, clip = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto(`${at}?keuze=knelpunten/uittreding#hulp`);
  await page.getByRole('button', { name: 'Kopieer de link' }).click();
  await page.getByText('De link is gekopieerd.').waitFor();
  truth('the address is copied, without a choice or a fragment', await clip() === at, await clip());
  await page.getByText('Noem deze pagina in een stuk').click();
  await page.getByRole('button', { name: 'Kopieer deze regel' }).click();
  await page.getByText('De regel is gekopieerd.').waitFor();
  const line = await clip();
  truth('a line to cite has title, catalogue, address and day', line.includes('De lokale driehoek') && line.includes(settings.title) && line.includes(at) && /\d{1,2} \w+ \d{4}\.$/.test(line), line);
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: 'Kopieer de link' }).click();
  await page.getByText('Kopiëren lukt niet').waitFor();
  truth('what cannot be copied is shown', (await page.textContent('.acties [role=status]')).includes(at));
  await context.close();

  const plain = await chromium.newContext({ javaScriptEnabled: false }), bare = await plain.newPage();
  await bare.goto(at);
  const links = await bare.$$eval('.acties a', (list) => list.map((a) => a.getAttribute('href')));
  truth('without a script there are plain links', links.includes(at) && links.some((l) => l.startsWith('mailto:?subject=') && l.includes(encodeURIComponent('lokale driehoek'))), links.join('\n'));
  await plain.close();
}

/** A reader can report to an address that is real; there is no such link while contact is an example. */
function reports(folder) {
  const place = resolve(work, 'contact'), at = 'knelpunten/lokale-driehoek/index.html';
  truth('nobody is sent to an address that is an example', !readFileSync(join(folder, at), 'utf8').includes('Klopt dit niet?'));
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  for (const part of ['content', 'templates', 'themes']) cpSync(part, join(place, part), { recursive: true });
  const file = join(place, 'content/site.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^contact: .*$/m, 'contact: mailto:redactie@raad.test'));
  const built = spawnSync(program, ['-C', place, 'build'], { encoding: 'utf8' });
  const link = built.status === 0 ? /href="(mailto:redactie[^"]*)">Klopt dit niet\?/.exec(readFileSync(join(place, 'build/site', at), 'utf8'))?.[1] : built.stderr;
  truth('a report names the page and its address', /^mailto:redactie@raad\.test\?subject=Klopt%20dit%20niet%3F%20De%20lokale%20driehoek.*lokale-driehoek%2F$/.test(link ?? ''), link);
  rmSync(place, { recursive: true, force: true });
}

await suite(async () => {
  const { url, folder } = await site('records', '/pad/'), records = recordsOf(folder);
  weights(folder, records);
  order(records);
  reports(folder);
  const chromium = await browser(), phone = await chromium.newPage({ viewport: { width: 390, height: 844 } });
  await twoScreens(phone, url, records);
  await paper(phone, url, records);
  await actions(chromium, url);
});
