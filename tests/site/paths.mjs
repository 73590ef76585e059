// SPDX-License-Identifier: EUPL-1.2
// tests/site/paths.mjs PROGRAM WORK - the ways of a reader: from the start page by urgent help, a task, a role, a question, a moment
// or a word, on a phone and without script; long lists with a filter; what an owner or an adopter switches off or sets.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { browser, build, check, files, load, program, site, suite, truth, work } from './lib.mjs';

const phone = { viewport: { width: 390, height: 844 } };

await suite(async () => {
  const { parse } = await load('yaml');
  const { url, folder } = await site('paths', '/pad/');
  const chromium = await browser();
  const terms = (name) => Object.entries(parse(readFileSync(`content/begrippen/${name}.yaml`, 'utf8'))).map(([id, term]) => ({ id, ...term }));
  const read = (path) => readFileSync(join(folder, path, 'index.html'), 'utf8');
  const plain = (text) => text.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
  const tasks = terms('taken'), urgent = terms('spoed'), words = terms('begrippenlijst'), roles = terms('doelgroepen').filter((r) => r.rol === true || r.rol === 'true');
  const moments = terms('momenten');

  // ---- the start page, on a phone and without script -----------------------------------------
  {
    const page = await (await chromium.newContext({ ...phone, javaScriptEnabled: false })).newPage();
    await page.goto(url);
    const top = (selector) => page.locator(selector).first().evaluate((e) => e.getBoundingClientRect().top);
    const order = ['h1', 'main input[type=search]', 'main .spoed a[href="tel:112"]', '#taken', '#ik-ben', '#vragen'];
    const tops = await Promise.all(order.map(top));
    truth('what this is, the search, urgent help, tasks, roles, questions: in that order', tops.every((t, i) => i === 0 || t > tops[i - 1]), tops.join(' '));
    truth('the search and 112 are on the first screen of a phone', tops[2] < 844, tops[2]);
    const offered = await page.locator('#taken + ul a').allTextContents();
    check('every task is on the start page', tasks.filter((t) => !offered.map(plain).includes(t.naam)).map((t) => t.naam));
    const roleNames = (await page.locator('#ik-ben + ul a').allTextContents()).map((t) => plain(t).toLowerCase());
    check('every role is on the start page', roles.filter((r) => !roleNames.includes(String(r.enkelvoud).toLowerCase())).map((r) => r.id));
    const numbers = await page.locator('main .aantal, main .getal').count();
    truth('no figures on the start page before what is new', numbers === 0 || (await top('main .aantal, main .getal')) > (await top('#zo-werkt-het')), numbers);

    await page.click('#taken + ul a');
    truth('a task leads to its page', new URL(page.url()).pathname.includes('/taken/'), page.url());
    truth('which says first what to do first', (await page.locator('.eerst').evaluate((e) => e.getBoundingClientRect().top)) < 844);
  }

  // ---- the page for who takes the data -------------------------------------------------------
  for (const viewport of [phone.viewport, { width: 1280, height: 800 }]) {
    const page = await chromium.newPage({ viewport });
    await page.goto(`${url}data/`);
    const head = page.locator('.pagina-kop'), end = await head.evaluate((e) => e.getBoundingClientRect().bottom);
    truth(`${viewport.width} px: the data, the licence, the publisher, questions and how to cite are on one screen`,
      end <= viewport.height && /catalogus\.json.*Licentie.*Uitgever.*Vragen.*Zo noemt u/s.test(await head.innerText()), `${end}`);
    await page.close();
  }

  // ---- tasks and urgent answers --------------------------------------------------------------
  check('the page of a task has its help, in the order of the list', tasks.flatMap((t) => {
    const html = read(`taken/${t.id}`), help = html.slice(html.indexOf('id="hulp"'));
    const at = t.ondersteuning.map((id) => help.indexOf(`ondersteuning/${id}/`));
    return at.every((a, i) => a >= 0 && (i === 0 || a > at[i - 1])) ? [] : [t.id];
  }));
  check('the page of a role has its tasks before anything else', terms('doelgroepen').flatMap((r) => {
    const own = tasks.filter((t) => t.doelgroepen.includes(r.id));
    if (!own.length) return [];
    const html = read(`doelgroepen/${r.id}`), at = html.indexOf('id="taken"');
    return own.every((t) => html.includes(`taken/${t.id}/`)) && at > 0 && at < html.indexOf('id="hulp"') ? [] : [r.id];
  }));
  const help = read('spoed');
  check('the page for urgent help has every answer, each number to call, and where it comes from', urgent.flatMap((u) => {
    const part = help.slice(help.indexOf(`id="${u.id}"`)), own = part.slice(0, part.indexOf('</section>'));
    return u.contact.every((c) => (!c.telefoon || own.includes(`href="tel:${c.telefoon.startsWith('+') ? '+' : ''}${c.telefoon.replace(/\D/g, '')}"`))
      && own.includes(c.pagina.replaceAll('&', '&amp;'))) ? [] : [u.id];
  }));
  check('a task with an urgent answer shows its numbers above the help', tasks.filter((t) => t.spoed).flatMap((t) => {
    const html = read(`taken/${t.id}`);
    return html.indexOf('class="spoed"') > 0 && html.indexOf('class="spoed"') < html.indexOf('id="hulp"') ? [] : [t.id];
  }));

  // ---- questions -----------------------------------------------------------------------------
  const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  const kinds = ['knelpunten', 'oplossingsrichtingen', 'ondersteuning'];
  const records = kinds.flatMap((kind) => files(`content/${kind}`).filter((f) => f.endsWith('.yaml'))
    .map((f) => ({ ref: `${kind}/${f.slice(0, -5)}`, ...parse(readFileSync(join('content', kind, f), 'utf8')) })));
  const all = read('vragen');
  check('the page of questions has one question of every record, leading to it', records.filter((r) => r.vragen?.length)
    .filter((r) => !all.includes(`href="../${r.ref}/">${escape(r.vragen[0])}</a>`)).map((r) => r.ref));
  check('and under its theme all questions of it', records.filter((r) => r.vragen?.length).filter((r) => {
    const item = read(`themas/${r.themas[0]}/vragen`).split('<li ').find((li) => li.includes(`href="../../../${r.ref}/">`)) ?? '';
    return !r.vragen.every((v) => item.includes(`>${escape(v)}<`) || item.includes(`>${escape(v)}\n`));
  }).map((r) => r.ref));
  check('and under each of its roles', records.filter((r) => r.vragen?.length && r.doelgroepen?.length).filter((r) => !r.doelgroepen
    .every((d) => read(`doelgroepen/${d}/vragen`).includes(`href="../../../${r.ref}/">${escape(r.vragen[0])}</a>`))).map((r) => r.ref));

  // ---- moments, by the day of the catalogue ---------------------------------------------------
  check('every moment has a page that says when', moments.filter((m) => !read(`momenten/${m.id}`).includes(escape(m.wanneer))).map((m) => m.id));
  const nowOn = (day) => {
    const html = readFileSync(join(build('moment', ['--today', day]), 'index.html'), 'utf8');
    return html.slice(html.indexOf('id="vragen"'), html.indexOf('id="themas"'));
  };
  const start = nowOn('2026-12-01'), later = nowOn('2028-06-01'), again = nowOn('2026-12-01');
  truth('the questions of the start page follow the day of the catalogue', start !== later && start.includes('id="nu-start"') && !later.includes('id="nu-start"'));
  truth('and nothing but that day', start === again);

  // ---- words ----------------------------------------------------------------------------------
  const list = read('begrippenlijst');
  check('the glossary explains every word', words.filter((w) => !list.includes(`id="${w.id}"`) || !list.includes(escape(plain(w.omschrijving)))).map((w) => w.id));
  const linked = new Map(), twice = [], headings = [];
  for (const file of files(folder).filter((f) => f.endsWith('.html'))) {
    const html = readFileSync(join(folder, file), 'utf8'), on = [...html.matchAll(/<a class="term" href="[^"]*begrippenlijst\/#([\w-]+)" title="[^"]+">/g)].map((m) => m[1]);
    if (new Set(on).size < on.length) twice.push(file);
    if (/<h\d[^>]*>[^\n]*class="term"/.test(html)) headings.push(file);
    for (const id of on) linked.set(id, (linked.get(id) ?? 0) + 1);
  }
  check('a word is linked once a page', twice);
  check('and in no heading', headings);
  check('only to words that the list has', [...linked.keys()].filter((id) => !words.some((w) => w.id === id)));
  truth('most words occur in a text', linked.size > words.length / 2, `${linked.size} of ${words.length}`);

  // ---- long lists ------------------------------------------------------------------------------
  for (const [path, row, word] of [['ondersteuning/', '.rijen > li', 'handreiking'], ['aanbieders/', '.begrip', 'vereniging'], ['vragen/', '.vraag', 'bedreigd'],
    ['begrippenlijst/', '.woord', 'amendement'], ['zoeken/a-z/', '.rijen > li', 'griffier'], ['doelgroepen/raadsleden/vragen/', '.vraaglijst > li', 'motie']]) {
    const page = await (await chromium.newContext(phone)).newPage();
    await page.goto(url + path);
    const count = () => page.locator(`main [data-lijst] ${row}:visible`).count();
    const before = await count();
    await page.fill('#lijst-zoek', word.toUpperCase());
    const some = await count(), said = await page.locator('.lijst-zoek [role=status]').textContent();
    truth(`${path}: a word leaves what has it, and the number is said`, some > 0 && some < before && said === `${some} van ${before}`, `${before}, ${some}, ${said}`);
    const wrong = await page.locator(`main [data-lijst] ${row}:visible`).allTextContents();
    check(`${path}: and nothing else`, wrong.filter((t) => !plain(t).toLowerCase().includes(word)).slice(0, 3));
    await page.fill('#lijst-zoek', 'xqzwv');
    truth(`${path}: nothing is said too`, (await count()) === 0 && (await page.locator('.lijst-zoek [role=status]').textContent()).length > 5);
    await page.fill('#lijst-zoek', '');
    truth(`${path}: an empty field shows all again`, (await count()) === before);
    if (path.endsWith('raadsleden/vragen/')) {
      const other = await page.locator('.vraaglijst--alle > li:visible p').first().boundingBox(), link = await page.locator('.vraaglijst--alle > li:visible:has(p) a').first().getAttribute('href');
      const over = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.getAttribute('href'), [other.x + 20, other.y + 8]);
      truth('the other questions of a record lead to it as well', over === link, `${over}, not ${link}`);
    }
    await page.locator('.omhoog a').last().click();
    truth(`${path}: there is a way up`, (await page.evaluate(() => scrollY)) < 400);
    const still = await (await chromium.newContext({ ...phone, javaScriptEnabled: false })).newPage();
    await still.goto(url + path);
    truth(`${path}: without script the list is whole`, (await still.locator(`main [data-lijst] ${row}:visible`).count()) === before);
    await page.context().close();
    await still.context().close();
  }

  // ---- pages of words, pairs and laws -----------------------------------------------------------
  const made = files(folder).filter((f) => f.endsWith('/index.html'));
  const named = parse(readFileSync('content/site.yaml', 'utf8')).search.terms;
  const wordPages = made.filter((f) => /^zoeken\/woord\//.test(f));
  truth('the words of site.yaml have a page, and no others', wordPages.length === named.length && named.length < 40, `${wordPages.length} of ${named.length}`);
  check('a pair has a page when it has ten records', made.filter((f) => /^(themas|doelgroepen|typen)\/[\w-]+\/[\w-]+\/index/.test(f) && !f.endsWith('/vragen/index.html'))
    .filter((f) => (readFileSync(join(folder, f), 'utf8').match(/<li><a href="(?:..\/){3}(?:knelpunten|oplossingsrichtingen|ondersteuning)\/[\w-]+\//g) ?? []).length < 10));
  check('a law has a page when it has a record', made.filter((f) => /^wetten\/[\w-]+\/index/.test(f)).filter((f) => !/<ul class="rijen">/.test(readFileSync(join(folder, f), 'utf8'))));
  const redirects = readFileSync(join(folder, '_redirects'), 'utf8');
  truth('old pages of words lead to the search where a host can', redirects.includes('/pad/zoeken/woord/:woord/ /pad/zoeken/?q=:woord 302'), redirects);

  // ---- what is the owner's, and settings ---------------------------------------------------------
  const project = join(work, 'paths-project');
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  for (const part of ['content', 'templates', 'themes']) cpSync(part, join(project, part), { recursive: true });
  const settings = join(project, 'content/site.yaml');
  writeFileSync(join(project, 'themes/standaard/logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="180" height="40"><path d="M0 0h180v40H0z"/></svg>');
  mkdirSync(join(project, 'themes/standaard/letters'));
  writeFileSync(join(project, 'themes/standaard/letters/raad.woff2'), '');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^owner_pages: true$/m, `owner_pages: false
logo: {file: logo.svg, text: Gemeente Proef, width: 180, height: 40}
notice: "Dit is een *proef*."
colophon: "Uitgave van [de griffie](pagina:over)."
languages: [{language: en, label: English, url: "https://proef.example/en/"}]
fonts: [{family: Raad Sans, file: letters/raad.woff2}]`).replace(/^title: .*$/m, 'title: Hulpwijzer'));
  const own = resolve(work, 'paths-owner');
  rmSync(own, { recursive: true, force: true });
  const done = spawnSync(program, ['build', '-C', project, '-o', own], { encoding: 'utf8' });
  truth('the catalogue without the pages of its owner is built without a fault', done.status === 0 && !/dekking|actualiteit/.test(done.stderr), done.stderr.slice(0, 600));
  const pages = files(own).filter((f) => f.endsWith('.html'));
  // A list of words may have the name of such a page: it is data of the catalogue, with its own address below begrippen/.
  const off = /^\/wegwijzer\/(dekking|actualiteit|beloften|prioriteiten)\//;
  check('nothing leads to what is switched off', pages.filter((f) => [...readFileSync(join(own, f), 'utf8').matchAll(/href="([^"]*)"/g)]
    .some(([, href]) => off.test(new URL(href, `https://example.org/wegwijzer/${f}`).pathname))));
  truth('and it is not there', !pages.some((f) => /^(dekking|actualiteit|beloften|prioriteiten)\//.test(f)));
  const face = readFileSync(join(own, 'index.html'), 'utf8');
  check('name, logo, notice, colophon, language and letters are settings', [/<title>Hulpwijzer/, /<img class="merknaam-logo" [^>]*alt="Gemeente Proef"/, /class="bericht"[\s\S]*<em>proef<\/em>/,
    /colofon[\s\S]*href="[^"]*over\/"/, /<a href="https:\/\/proef\.example\/en\/" hreflang="en" lang="en">English<\/a>/, /letters\.css/].filter((r) => !r.test(face)).map(String));
  truth('the style sheet of the letters names a file that is there', /url\("\.\/(assets\/raad\.\w+\.woff2)"\)/.test(readFileSync(join(own, 'letters.css'), 'utf8')));

  // ---- an address that is not there, of a site that is told another host --------------------------
  {
    const page = await (await chromium.newContext(phone)).newPage();
    const lost = readFileSync(join(folder, '404.html'), 'utf8').replaceAll(url, 'https://elders.example/pad/');
    await page.route('**/weg/', (route) => route.fulfill({ status: 404, contentType: 'text/html', body: lost }));
    await page.goto(`${url}diep/en/weg/`);
    const seen = await page.evaluate(() => ({ sizes: [...document.querySelectorAll('svg')].map((s) => s.getBoundingClientRect().width), rules: [...document.styleSheets].length,
      wide: document.documentElement.scrollWidth > innerWidth }));
    truth('the 404 page has its own style and small signs when base_url names another host', seen.rules > 0 && seen.sizes.every((w) => w <= 40) && !seen.wide, JSON.stringify(seen));
  }
});
