// SPDX-License-Identifier: EUPL-1.2
// tests/site/mistakes.mjs - what an editor does wrong in the form, or half: types a choice without picking it, pastes and takes it back,
// gives a title that is there already, spoils a text that was ready, stops half way. Nothing is lost in silence, and what the form says
// of a file is what check says of it.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { check, program, truth } from './lib.mjs';
import { ready } from './rounds.mjs';

const tool = (folder, ...words) => spawnSync(resolve(program), ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
const is = (name, got, wanted) => truth(name, JSON.stringify(got) === JSON.stringify(wanted), `${JSON.stringify(got)}\n${JSON.stringify(wanted)}`);
const look = (page) => page.click('form button[type=submit]');
const faults = async (page) => { await look(page); return page.innerText('.formulier-fouten'); };
/** The field with this name: its box on the page. */
const box = (page, name) => page.evaluateHandle((n) => {
  const field = window.wegwijzerFormulier.fields.find((f) => f.model.name === n);
  if (field.fold) field.fold.open = true;
  return field.el;
}, name).then((h) => h.asElement());
const text = (page) => page.evaluate(() => window.wegwijzerFormulier.text());
const line = async (page, name) => (await text(page)).split('\n').find((l) => l.startsWith(`${name}:`)) ?? '';

/** Choices that are typed and left. */
async function typed(page) {
  const by = await (await box(page, 'aanbieders')).$('input'), type = await (await box(page, 'typen')).$('input');
  await by.fill('VNG, bzk');
  await by.press('Tab');
  is('two choices that are typed with a comma are two choices', [await line(page, 'aanbieders'), await by.inputValue()], ['aanbieders: [vng, bzk]', '']);
  await type.fill('Handreiking en iets dat er niet is');
  await type.press('Tab');
  const said = await faults(page);
  truth('what is typed and not chosen is named, as it was typed', said.includes("Type: 'Handreiking en iets dat er niet is' is getypt maar niet gekozen. Kies het uit de lijst"), said);
  is('and is not in the text', await line(page, 'typen'), '');
  await type.fill('handreiking');
  await type.press('Tab');
  truth('the name of a choice is that choice', (await line(page, 'typen')) === 'typen: [handreiking]' && !(await faults(page)).includes('niet gekozen'), await line(page, 'typen'));
}

/** Pasting twice, typing in between, and taking the last back. */
async function pasted(page) {
  const area = await (await box(page, 'beschrijving')).$('textarea'), undo = async () => (await (await box(page, 'beschrijving')).$$('p > button')).length;
  const paste = async (what) => { await page.evaluate((t) => navigator.clipboard.writeText(t), what); await area.press('Control+End'); await page.keyboard.press('Control+V'); };
  await paste('Een\u00a0lijst:\n\u2022\teen');
  await page.keyboard.type(' en meer');
  await paste(' twee\u00a0woorden');
  await page.keyboard.type(' erbij');
  is('what is pasted is tidied, and only the last can be taken back', [await area.inputValue(), await undo()], ['Een lijst:\n- een en meer twee woorden erbij', 1]);
  await (await (await box(page, 'beschrijving')).$('p > button')).click();
  is('taking it back leaves what was typed', [await area.inputValue(), await undo()], ['Een lijst:\n- een en meer twee\u00a0woorden erbij', 0]);
}

/** Half way: kept as a file while much is missing, and taken up in a page that knows nothing of it. */
async function halfway(page, fresh) {
  const said = await faults(page), had = await text(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Bewaar om later verder te gaan' }).click()]);
  const saved = readFileSync(await file.path(), 'utf8');
  truth('what is half done can be kept', /Samenvatting: .*Vul het in/.test(said) && saved === had && saved.includes('titel: '), said + saved);
  let asked = 0;
  page.on('dialog', (d) => { asked++; d.accept(); });
  await page.goto('about:blank');
  is('and then leaving does not ask', asked, 0);
  const other = await fresh();
  await other.setInputFiles('input[type=file]', { name: file.suggestedFilename(), mimeType: 'application/yaml', buffer: Buffer.from(saved) });
  await other.waitForFunction(() => !window.wegwijzerFormulier.title.empty);
  is('and taken up where it was left', await text(other), had);
  return other;
}

/** A text that was ready, and then is spoilt. */
async function spoilt(page, url) {
  await page.evaluate(() => { window.wegwijzerFormulier.dirty = false; });
  await page.goto(`${url}meewerken/knelpunten/?id=lokale-driehoek`);
  await ready(page);
  const title = page.getByLabel(/^Titel \(/), out = page.locator('.formulier-uitkomst'), status = out.locator('[role=status]');
  await title.fill('De driehoek werkt niet overal');
  await look(page);
  await out.getByRole('button', { name: 'Kopieer' }).click();
  await status.filter({ hasText: 'gekopieerd' }).waitFor();
  await title.fill('De driehoek werkt niet');
  await page.waitForFunction(() => document.querySelector('.formulier-tekst').value.startsWith('titel: De driehoek werkt niet\n'));
  is('a text that changed is not said to be copied', await status.textContent(), '');
  await title.fill('');
  await out.waitFor({ state: 'hidden', timeout: 5000 }).catch(() => 0);
  truth('a text with a fault is not offered', !(await out.isVisible()) && /Titel: .*Vul het in/.test(await page.innerText('.formulier-fouten')));
  await title.fill('De driehoek werkt weer');
  await out.waitFor({ state: 'visible', timeout: 5000 }).catch(() => 0);
  truth('and is once it is mended', await out.isVisible() && (await page.inputValue('.formulier-tekst')).startsWith('titel: De driehoek werkt weer\n'));
}

/** A file with what a form does not let one choose: the form says of it what check says. */
async function inWords(page, folder) {
  const wrong = `titel: De lokale driehoek - werkt niet OVERAL goed
samenvatting: Een samenvatting van dit knelpunt.
themas: [participaite, rollen]
doelgroepen: [raadslieden]
trefwoorden: [stukken, stukken]
bronnen:
  - {document: rapport-1999, plaats: par. 2}
toegevoegd: 2026-11-22
nagelopen:
  datum: 2026-11-22
  door: [vnk]
  bevinding: Klopt nog.
gerelateerd: [lokale-driehoeken]
`, file = join(folder, 'content/knelpunten/proef-met-fouten.yaml');
  await page.setInputFiles('input[type=file]', { name: 'proef-met-fouten.yaml', mimeType: 'application/yaml', buffer: Buffer.from(wrong) });
  await page.waitForFunction(() => /lokale driehoek/i.test(window.wegwijzerFormulier.title.text));
  const said = await page.evaluate(() => { window.wegwijzerFormulier.dirty = false; return window.wegwijzerFormulier.judge().map((f) => f.text); });
  writeFileSync(file, wrong);
  const report = tool(folder, 'check', '--format', 'json', '--today', '2026-12-01').stdout, list = JSON.parse(report);
  rmSync(file);
  const own = (Array.isArray(list) ? list : list.diagnostics ?? list.messages ?? list.faults).map((m) => m.message);
  for (const word of ['participaite', 'raadslieden', 'stukken', 'rapport-1999', 'vnk', 'Klopt nog', 'lokale-driehoeken', 'heet ook']) truth(`the form names ${word}`, said.some((s) => s.includes(word)), said.join('\n'));
  check('what the form says of a file check says, word for word', said.filter((s) => !own.some((m) => s.startsWith(`${m}. `))));
}

export async function mistakes({ chromium, url, folder }) {
  const context = await chromium.newContext({ viewport: { width: 1100, height: 900 }, locale: 'nl-NL', permissions: ['clipboard-read', 'clipboard-write'] });
  const fresh = async () => { const page = await context.newPage(); page.setDefaultTimeout(20_000); await page.goto(`${url}meewerken/ondersteuning/`); await ready(page); return page; };
  const page = await fresh();
  await page.getByLabel(/^Titel \(/).fill('Oefenboek voor onderweg');
  await typed(page);
  await pasted(page);
  const other = await halfway(page, fresh);
  await spoilt(other, url);
  await other.evaluate(() => { window.wegwijzerFormulier.dirty = false; });
  await other.goto(`${url}meewerken/knelpunten/`);
  await ready(other);
  await inWords(other, folder);
  await context.close();
}
