// SPDX-License-Identifier: EUPL-1.2
// tests/site/pictures.mjs - the pictures in content/LEESMIJ.md: what editors see at each of their tasks. `make screenshots` draws them
// into .github/redactie; check-form says which are stale, by the words that are in them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { program, work } from './lib.mjs';
import { ready } from './rounds.mjs';

export const folder = '.github/redactie', DAY = '2026-12-01';
const WIDTH = 720, MARGIN = 12, TALLEST = 640;

/** A copy of the catalogue, on a host that takes a new file with its text in the address. */
export function project(name) {
  const copy = resolve(work, name), host = 'https://git.voorbeeld.nl/w', settings = join(copy, 'content/site.yaml');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of ['content', 'templates', 'themes']) cpSync(part, join(copy, part), { recursive: true });
  const repository = `repository:\n  url: ${host}\n  edit: "${host}/edit/main/{file}"\n  new: "${host}/new/main/{folder}?filename={name}&value={value}"\n`;
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^repository:\n( .*\n)+/m, repository).replace(/^contact:.*$/m, 'contact: mailto:redactie@voorbeeld.nl'));
  return copy;
}

function tool(folder_, ...words) {
  const done = spawnSync(resolve(program), ['-C', folder_, ...words, '--today', DAY], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`wegwijzer ${words.join(' ')}: status ${done.status}\n${done.stderr}`);
  return done.stdout;
}

/** A proposal in which a record got another title and more, beside the catalogue as it was. */
function proposed(name, more = (text) => text) {
  const [was, is] = [project('guide-was'), project(name)], record = join(is, 'content/knelpunten/lokale-driehoek.yaml');
  writeFileSync(record, more(readFileSync(record, 'utf8').replace(/^titel: .*$/m, 'titel: De lokale driehoek werkt niet overal')));
  return { is, diff: (format) => tool(is, 'diff', was, is, '--format', format) };
}

/** The preview of a proposal, from disk as editors open it; its address. */
export function preview() {
  const { is, diff } = proposed('guide-proposal'), out = resolve(work, 'guide-preview');
  writeFileSync(join(is, 'verandert.json'), diff('json'));
  tool(is, 'build', '--offline', '--preview', 'Voorstel 12', '--diff', join(is, 'verandert.json'), '-o', out);
  return `${pathToFileURL(out).href}/`;
}

/** The summary of a proposal with a mistake in it, as a Git host shows it; its address. Of Markdown a host reads here what `diff` writes. */
export function summary() {
  const { diff } = proposed('guide-summary', (text) => text.replace(/^toegevoegd: .*$/m, 'toegevoegd: zondag 22 november 2026')), out = resolve(work, 'guide-summary/samenvatting');
  const line = (text) => text.replace(/`([^`]*)`/g, '<code>$1</code>').replace(/ {2}\n */g, '<br>');
  const blocks = diff('markdown').replace(/ {2}\n {2}(?=\S)/g, '<br>').trim().split(/\n{2,}/).map((block) => {
    if (/^### /.test(block)) return `<h3>${line(block.slice(4))}</h3>`;
    if (/^- /.test(block)) return `<ul>${block.split(/\n(?=- )/).map((item) => `<li>${line(item.slice(2))}</li>`).join('')}</ul>`;
    return /^<\/?details/.test(block) ? block : `<p>${line(block)}</p>`;
  });
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'index.html'), `<!DOCTYPE html>
<html lang="nl">
<meta charset="utf-8">
<title>Voorstel 12</title>
<style>
  body { font: 1rem/1.5 "Liberation Sans", sans-serif; margin: 1rem; color: #222; background: #fff; overflow-wrap: anywhere }
  main { border: 1px solid #bbb; border-radius: 6px; padding: 0 1.25rem 1rem }
  h1 { font-size: 1.15rem } h3 { margin: 1.25rem 0 .25rem; border-bottom: 1px solid #ddd } p, ul { margin: .25rem 0; padding-left: 0 } li { margin-left: 1.25rem }
</style>
<main>
<h1>Voorstel 12: samenvatting van de controle</h1>
${blocks.join('\n')}
</main>
</html>
`);
  return `${pathToFileURL(out).href}/`;
}

/** Where the page of a picture is: on the site, or of a proposal that is made once. */
export function places(url) {
  const made = new Map(), makers = { preview, summary };
  return ({ of }) => {
    if (of && !made.has(of)) made.set(of, makers[of]());
    return of ? made.get(of) : url;
  };
}

/** In the page: fills in the title and what is required, as far as the field names say. */
const fill = (values) => {
  const form = window.wegwijzerFormulier;
  for (const field of form.fields) {
    const value = values[field.model.name];
    if (value === undefined) continue;
    if (field.input) field.input.value = value;
    else if (field.chosen) field.add(value);
    else {
      const item = field.add(null);
      item.parts[0].add(value[0]);
      item.parts[item.parts.length - 1].input.value = value[1];
    }
    if (field.tell) field.tell();
  }
  form.edited();
};
const example = { titel: 'Handreiking informatieplicht', samenvatting: 'Helpt raadsleden na te gaan of zij alle stukken krijgen waar zij recht op hebben.', themas: 'besluitvorming', typen: 'handreiking',
  status: 'bestaand', bronnen: ['berenschot-2020', 'par. 2.4'] };

/** from and to: what the picture begins and ends with; act: what an editor did before. */
export const pictures = [
  { name: 'wijzig-deze-pagina', at: 'knelpunten/lokale-driehoek/', from: '.acties, .wijzig-regel, p:has(> .wijzig)', to: '.acties' },
  { name: 'toevoegen', at: 'meewerken/ondersteuning/', from: '.formulier > section', to: '.veld:has(textarea)', act: async (page) => {
    await page.evaluate(fill, { titel: example.titel });
    await page.waitForSelector('.formulier-vak li a');
  } },
  { name: 'niet-in-orde', at: 'meewerken/ondersteuning/', from: '.formulier-fouten', to: '.formulier-fouten', act: async (page) => {
    await page.evaluate(fill, { titel: example.titel, samenvatting: example.samenvatting });
    await page.click('.formulier button[type=submit]');
  } },
  { name: 'klaar', at: 'meewerken/ondersteuning/', from: '.formulier-uitkomst', to: '.formulier-tekst', act: async (page) => {
    await page.evaluate(fill, example);
    await page.waitForTimeout(600);
    await page.click('.formulier button[type=submit]');
  } },
  { name: 'titel-verbeteren', at: 'meewerken/knelpunten/?id=lokale-driehoek', from: 'h1', to: '.veld:has(textarea)' },
  { name: 'veranderd', at: 'meewerken/knelpunten/?id=lokale-driehoek', from: '.formulier-uitkomst', to: '.formulier-uitkomst details', act: async (page) => {
    await page.evaluate(fill, { titel: 'De lokale driehoek werkt niet overal' });
    await page.click('.formulier button[type=submit]');
    await page.click('.formulier-uitkomst summary');
  } },
  { name: 'vervallen', at: 'meewerken/ondersteuning/?id=burgemeestersagenda', from: '.formulier-klap:has([id]):has(> summary:has-text("Vervallen"))', to: '.formulier-klap:has(> summary:has-text("Vervallen"))', act: async (page) => {
    await page.click('.formulier-klap > summary:has-text("Vervallen")');
  } },
  { name: 'nakijken', at: 'meewerken/knelpunten/?id=lokale-driehoek&nagelopen', from: '.formulier-klap[open]', to: '.formulier-klap[open]' },
  { name: 'begrip', at: 'meewerken/begrippen/organisaties/', from: 'h1', to: '.veld:has(textarea)' },
  { name: 'werklijst', at: 'actualiteit/vng/', from: 'h1', to: '.rijen li:nth-child(2)', names: 'h1' },
  { name: 'samenvatting', of: 'summary', at: 'index.html', from: 'h1', to: 'details', names: 'h1, h3, summary', act: (page) => page.click('summary') },
  { name: 'voorbeeld', of: 'preview', at: 'voorbeeld/index.html', from: '.voorbeeld-balk', to: 'main .rijen', names: '.voorbeeld-balk, h1, .intro, h2, .rijen li a' },
];

/** The words that a picture has, whatever the day or the letter: what the form says of itself. */
const words = (names) => [...document.querySelectorAll(names)].filter((e) => e.checkVisibility()).map((e) => e.textContent.replace(/\s+/g, ' ').trim()).join('\n');

/** Opens the page of a picture, does what an editor did, and gives the digest of its words. */
export async function show(page, url, { at, act, names = 'h1, h2, label, legend, summary, button, .formulier-uitkomst li, .wijzig' }) {
  await page.clock.setFixedTime(new Date(`${DAY}T09:00:00`));
  await page.goto(url + at, { waitUntil: 'load' });
  if (at.startsWith('meewerken/')) await ready(page);
  if (act) await act(page);
  const said = await page.evaluate(words, names);
  await page.evaluate(() => { if (window.wegwijzerFormulier) window.wegwijzerFormulier.dirty = false; });
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

const list = join(folder, 'woorden.json');
export const known = () => (existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {});

/** Draws them all. */
export async function draw(browser, url) {
  const place = places(url);
  const context = await browser.newContext({ viewport: { width: WIDTH, height: 1000 }, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' }), digests = {};
  const page = await context.newPage();
  mkdirSync(folder, { recursive: true });
  for (const picture of pictures) {
    digests[picture.name] = await show(page, place(picture), picture);
    await page.evaluate(() => document.activeElement?.blur?.());
    const top = await page.locator(picture.from).first().boundingBox(), end = await page.locator(picture.to).first().boundingBox();
    const scrolled = await page.evaluate(() => scrollY), y = Math.max(0, top.y + scrolled - MARGIN);
    const clip = { x: 0, y, width: WIDTH, height: Math.min(TALLEST, end.y + scrolled + end.height + MARGIN - y) };
    await page.screenshot({ path: join(folder, `${picture.name}.png`), clip, fullPage: true });
  }
  await context.close();
  writeFileSync(list, `${JSON.stringify(digests, null, 2)}\n`);
}
