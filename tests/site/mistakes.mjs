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

/** In the page: so many records of its kind, filled in at random over the whole model; those that the form has no fault with. */
const filledIn = (count) => {
  let seed = 20261130;
  const random = (n) => { seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5; return (seed >>> 0) % n; }, any = (list) => list[random(list.length)];
  const words = ['raad', 'een griffie', 'Wat nu?', 'Hoe: zo', '#1 kern', "thema's", '“citaat” hier', 'nee', '2026', '- streep', '[haak]', 'a, b', '*ster*', 'é', 'regel\nmet meer', '  spaties  ', 'XXX', 'www.vng.nl', 'x'.repeat(90),
    'true', '{x}', 'a: b', '100%', '@naam', '...', 'n.v.t.', '😀', 'Een lange zin over hoe de raad en het college samen iets bereiken', 'handreiking-2', 'Zie par. 2.4'];
  const bodies = ['Een alinea.', '## Kop\n\nTekst', '- een\n- twee', 'met # hek\n\n  ingesprongen', '\n\nlege regels voor', 'a\tb', '> citaat', '<b>html</b>', '---', '...', 'x: y', '"aanhaling"'];
  const others = { date: ['2026-11-20', '2025-01-02'], period: ['2019', '2015-heden', '2019..2022'], url: ['https://www.vng.nl/x', 'https://vng.nl/a?b=c#d'], phone: ['+31 70 373 83 93', '112'], email: ['a@b.nl'], integer: ['1', '25'], markdown: bodies };
  const fill = (field) => {
    const { input, chosen, list, parts, model } = field;
    if (input && input.tagName === 'SELECT') input.value = any(['true', 'false', '']);
    else if (input) input.value = !random(60) ? '<b>x</b>' : others[model.type] ? any(others[model.type]) : any(words) + (random(3) ? '' : ` ${any(words)}`);
    else if (chosen) {
      for (let n = field.single ? 1 : 1 + random(3); n; n--) { const { id } = any(field.options()); if (!field.chosen.some((c) => c.id === id)) field.add(id, null); }
      for (const c of field.chosen) if (c.more && !random(3)) fill(c.more);
    } else if (list) for (let n = 1 + random(2); n; n--) fill(field.add(null));
    else if (parts) {
      if (field.kinds) field.turn(!random(2));
      for (const part of field.used || parts) if (part.model.required || random(2)) fill(part);
    }
  };
  const form = window.wegwijzerFormulier, out = [];
  for (let i = 0; i < count; i++) {
    form.tree = null;
    form.draw();
    for (const field of form.fields) if (field.model.required || !random(6)) fill(field);
    // Two records with one former name are a fault of the catalogue, which the form does not see.
    for (const field of form.fields) if (field.model.role === 'former') field.items.forEach((item, n) => { item.input.value += `-${i}-${n}`; });
    form.title.input.value = `Proef ${i} ${any(words)}`;
    form.id.value = `proef-uit-het-formulier-${i}`;
    form.dirty = false;
    if (!form.judge().some((f) => f.error)) out.push([form.id.value, form.text()]);
  }
  return out;
};

/** Whatever is filled in: what the form has nothing against, check does not refuse. */
async function filled(page, url, folder, count) {
  const files_ = [], few = [];
  for (const kind of ['ondersteuning', 'knelpunten', 'oplossingsrichtingen']) {
    await page.goto(`${url}meewerken/${kind}/`);
    await ready(page);
    const got = await page.evaluate(filledIn, count);
    if (got.length < count / 5) few.push(`${kind}: ${got.length} of ${count}`);
    for (const [id, text_] of got) { files_.push(join(folder, `content/${kind}/${id}.yaml`)); writeFileSync(files_.at(-1), text_); }
  }
  check('of records that are filled in at random enough are without a fault', few);
  const report = JSON.parse(tool(folder, 'check', '--format', 'json', '--today', '2026-12-01').stdout);
  check(`check refuses none of ${files_.length} records that the form has nothing against`, report.filter((m) => m.severity === 'error' && /proef-uit-het-formulier/.test(m.file)).map((m) => `${m.file}:${m.line}: ${m.message}`));
  for (const f of files_) rmSync(f);
}

export async function mistakes({ chromium, url, folder, count = 60 }) {
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
  await filled(other, url, folder, count);
  await context.close();
}
