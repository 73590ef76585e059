// SPDX-License-Identifier: EUPL-1.2
// tests/site/editor.mjs - the five tasks of an editor, one after the other on one built site, as content/LEESMIJ.md tells them and with
// the mistakes that people make: add a product, correct a title, rename, withdraw, review. What the host does is done here: it shows what
// the address holds, and what is typed or pasted there becomes the file.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { check, files, program, site, truth } from './lib.mjs';
import { project } from './pictures.mjs';
import { ready } from './rounds.mjs';

const HOST = 'https://git.voorbeeld.nl/w/';
const tool = (folder, ...words) => spawnSync(resolve(program), ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
const escaped = (text) => text.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'));

/** The host: a new file with what the address says, a file that is there with its text. */
const host = (folder) => (route) => {
  const url = new URL(route.request().url()), edit = decodeURIComponent(url.pathname).match(/^\/w\/edit\/main\/(.*)$/);
  const file = edit ? edit[1] : `${decodeURIComponent(url.pathname).replace(/^\/w\/new\/main\//, '')}/${url.searchParams.get('filename')}`;
  const text = edit ? readFileSync(join(folder, file), 'utf8') : url.searchParams.get('value') ?? '';
  return route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><title>${file}</title><textarea>\n${escaped(text)}</textarea>` });
};

export async function walk({ chromium }) {
  const folder = project('form-walk-project'), was = project('form-walk-was'), { url, folder: built } = await site('form-walk', '/', ['-C', folder]);
  const context = await chromium.newContext({ viewport: { width: 1100, height: 900 }, locale: 'nl-NL', permissions: ['clipboard-read', 'clipboard-write'] });
  await context.route(`${HOST}**`, host(folder));
  const page = await context.newPage(), done = [];
  page.setDefaultTimeout(20_000);
  const look = () => page.click('form button[type=submit]');
  const faults = () => page.innerText('.formulier-fouten');
  const says = async (wanted, name) => { await look(); const said = await faults(); truth(name, wanted.every((w) => w.test(said)), said); };
  const hand = async (paste, name) => {
    await look();
    await page.waitForSelector('.formulier-uitkomst:not([hidden]) a.knop').catch(async () => truth(`${name}: nothing stands in the way`, false, await faults()));
    const [tab] = await Promise.all([context.waitForEvent('page'), page.click('.formulier-uitkomst a.knop')]);
    await tab.waitForSelector('textarea');
    if (paste) {
      await tab.click('textarea');
      await tab.keyboard.press('Control+A');
      await tab.keyboard.press('Control+V');
    }
    const file = await tab.title();
    writeFileSync(join(folder, file), await tab.inputValue('textarea'));
    await tab.close();
    done.push(file);
    rebuild(name);
  };
  const rebuild = (name) => {
    const made = tool(folder, 'build', '-o', resolve(built), '--base-url', url), fault = made.stderr.split('\n').filter((l) => /: fout: /.test(l));
    truth(`${name}: the check has nothing against it`, made.status === 0, fault.join('\n') || made.stderr.slice(0, 800));
  };
  const change = async (address) => { await page.goto(url + address); await page.click('.wijzig'); await ready(page); };
  const pick = async (all, words) => { const field = all.first(); await field.fill(words); await field.press('ArrowDown'); await field.press('Enter'); };

  // Add a product: nothing filled in, a summary that is too long, a bad name and one that is taken.
  await page.goto(`${url}meewerken/`);
  await page.getByRole('link', { name: 'ondersteuning toevoegen' }).click();
  await ready(page);
  await says([/Titel: .*Vul het in/, /Samenvatting: .*Vul het in/, /Naam van het bestand/], 'an empty form says what it needs');
  await page.locator('.formulier-fouten a').first().click();
  await page.keyboard.type('Oefenboek vragen stellen aan een regio');
  await page.getByLabel(/^Samenvatting/).fill('Een boek. '.repeat(60));
  await page.getByLabel('Naam van het bestand').fill('Oefen Boek');
  await says([/Samenvatting: .*te lang|Samenvatting: .*tekens/, /Naam van het bestand: .*Oefen Boek/], 'a text that is too long and a name with capitals are refused');
  await page.getByLabel(/^Samenvatting/).fill('Voor raadsleden die meer willen weten van een gemeenschappelijke regeling.');
  await page.getByLabel('Naam van het bestand').fill(files(join(folder, 'content/ondersteuning'))[0].replace('.yaml', ''));
  await page.getByLabel(/^Rollen/).first().check();
  await page.getByRole('button', { name: 'Voeg toe aan: Bronnen' }).click();
  await page.getByLabel(/^Document/).first().selectOption({ index: 1 });
  await page.getByLabel(/^Plaats/).first().fill('par. 2.4, tabel 3');
  await pick(page.getByLabel(/^Type/), 'handreik');
  await page.getByLabel(/^Status/).first().selectOption({ index: 1 });
  await says([/Naam van het bestand: .*bestaat al/], 'a name that is taken is refused');
  await page.getByLabel('Naam van het bestand').fill('oefenboek-regio');
  await hand(false, 'a product is added');
  await page.goto(`${url}ondersteuning/oefenboek-regio/`);
  truth('and has its page', await page.innerText('h1') === 'Oefenboek vragen stellen aan een regio');

  // Correct a title: of the same page, with what changed for readers.
  await change('ondersteuning/oefenboek-regio/');
  await page.getByLabel(/^Titel \(/).fill('');
  await says([/Titel: .*Vul het in/], 'a title cannot be left out');
  await page.getByLabel(/^Titel \(/).fill('Oefenboek: vragen stellen aan een regio');
  await page.getByLabel(/^Wat veranderde er/).fill('De titel heeft een dubbele punt.');
  await hand(true, 'a title is corrected');
  await page.goto(`${url}ondersteuning/oefenboek-regio/`);
  truth('and readers see the new one', await page.innerText('h1') === 'Oefenboek: vragen stellen aan een regio');

  // Rename: what the host's own form asks, first with a typing error.
  const wrong = tool(folder, 'rename', 'ondersteuning/oefenbook-regio', 'oefenboek-vragen');
  truth('a name with a typing error is answered with the right one', wrong.status === 2 && /oefenboek-regio/.test(wrong.stderr), wrong.stderr);
  const renamed = tool(folder, 'rename', 'ondersteuning/oefenboek-regio', 'oefenboek-vragen');
  truth('a record is renamed', renamed.status === 0, renamed.stderr);
  rebuild('rename');
  await page.goto(`${url}ondersteuning/oefenboek-regio/`);
  await page.waitForURL(`${url}ondersteuning/oefenboek-vragen/`);

  // Withdraw: a date as people write it, without a reason.
  await change('ondersteuning/oefenboek-vragen/');
  const gone = page.locator('details.formulier-klap', { has: page.locator('summary', { hasText: /^Vervallen/ }) });
  await gone.locator('summary').first().click();
  await gone.getByLabel(/^Sinds/).fill('1 november 2026');
  await says([/Bedoelde u 2026-11-01\?/, /Reden: .*Vul het in/], 'a date is put right, and a reason asked for');
  await gone.getByLabel(/^Sinds/).fill('2026-11-01');
  await gone.getByLabel(/^Reden/).fill('De uitgever heeft het boek van zijn site gehaald.');
  await hand(true, 'a product is withdrawn');
  await page.goto(`${url}ondersteuning/oefenboek-vragen/`);
  truth('and its page says why', (await page.innerText('main')).includes('De uitgever heeft het boek van zijn site gehaald.'));

  // Review: from the list of an organisation, at first without a finding that says something.
  await page.goto(`${url}actualiteit/vng/`);
  await page.locator('.nagaan a').first().click();
  await ready(page);
  const fold = page.locator('details.formulier-klap[open]');
  await pick(fold.getByLabel(/^Door/), 'VNG');
  await fold.getByLabel(/^Bevinding/).fill('Klopt nog.');
  await says([/'Klopt nog\.' zegt niet wat er is nagegaan/], '"klopt nog" is no finding');
  await fold.getByLabel(/^Bevinding/).fill('De samenvatting en het adres zijn vergeleken met de pagina van de uitgever.');
  await hand(true, 'a record is reviewed');
  await context.close();

  const report = tool(was, 'diff', was, folder, '--format', 'json'), told = report.status === 0 ? JSON.parse(report.stdout) : {};
  check('nobody brought a fault', (told.faults?.new ?? [{ text: report.stderr }]).map((f) => f.text));
  const own = new Set(['content/ondersteuning/oefenboek-vragen.yaml', done.at(-1)]), there = (of) => new Map(files(join(of, 'content')).map((f) => [`content/${f}`, readFileSync(join(of, 'content', f), 'utf8')]));
  const [before, after] = [there(was), there(folder)];
  check('and nothing else changed', [...new Set([...before.keys(), ...after.keys()])].filter((f) => !own.has(f) && before.get(f) !== after.get(f)));
  for (const copy of [folder, was]) rmSync(copy, { recursive: true, force: true });
}
