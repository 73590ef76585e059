// SPDX-License-Identifier: EUPL-1.2
// tests/site/guide.mjs - content/LEESMIJ.md holds what it promises to somebody who has only that: its tables are those of the model, its
// examples are accepted as they stand, and what it calls by name on the site is on the site under that name.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { check, load, program } from './lib.mjs';
import { project } from './pictures.mjs';
import { ready } from './rounds.mjs';

const guide = readFileSync('content/LEESMIJ.md', 'utf8'), LATER = '2027-12-31';
/** What stands under a heading, up to the next of any level. */
const under = (heading) => {
  const from = guide.indexOf(`${heading}\n`);
  if (from < 0) throw new Error(`no heading ${heading}`);
  return guide.slice(from + heading.length).split(/\n#{2,3} /)[0];
};

/** The rows of a table of fields, as name → {must, text}. */
const rows = (heading) => new Map([...under(heading).matchAll(/^\| `(\w+)` \| (V?) *\| (.*) \|$/gm)].map(([, name, must, text]) => [name, { must: must === 'V', text }]));

/** Does the guide say of each field what the model says? */
async function tables() {
  const { parse } = await load('yaml'), model = parse(readFileSync('content/model.yaml', 'utf8')), wrong = [];
  const every = rows('### Velden van elk record'), own = { knelpunt: '### Velden van een knelpunt', oplossingsrichting: '### Velden van een oplossingsrichting', ondersteuning: '### Velden van ondersteuning' };
  check('the guide has a table of each kind', Object.keys(model.kinds).filter((k) => !own[k]));
  for (const [kind, heading] of Object.entries(own)) {
    const here = rows(heading), fields = { ...(model.common.fields ?? model.common), ...model.kinds[kind].fields };
    for (const [name, field] of Object.entries(fields)) {
      const row = here.get(name) ?? every.get(name);
      if (!row) { wrong.push(`${kind}: ${name} is in no table`); continue; }
      const must = !!field.required || field.min > 0;
      if (row.must !== must) wrong.push(`${kind}: ${name} is ${must ? '' : 'not '}required`);
      if (field.type === 'text' && field.max && !row.text.includes(String(field.max))) wrong.push(`${kind}: ${name} has at most ${field.max} characters`);
      if (/dezelfde onderdelen|zie \[(Bronnen|Adressen)/.test(row.text)) continue;
      for (const [part, of] of Object.entries(field.fields ?? {})) {
        const at = row.text.search(new RegExp(`\`${part}[\`:]`));
        if (at < 0) wrong.push(`${kind}: ${name} has a part ${part}`);
        else if (of.required && !/^`\w+`[^`(]*\([^)]*\bV\b/.test(row.text.slice(at)) && !/alle (drie )?V/.test(row.text)) wrong.push(`${kind}: ${name}.${part} is required`);
        if (of.type === 'text' && of.max && !row.text.includes(String(of.max))) wrong.push(`${kind}: ${name}.${part} has at most ${of.max} characters`);
      }
    }
    for (const name of here.keys()) if (!(name in fields)) wrong.push(`${kind} has no ${name}`);
  }
  for (const [list, { file, fields = {} }] of Object.entries(model.vocabularies)) {
    const own_ = guide.split('\n').filter((l) => new RegExp(`^\\| [^|]*\`${file.replace(/.*\//, '')}\``).test(l)).join('\n');
    for (const [name, field] of Object.entries(fields)) {
      const at = own_.indexOf(`\`${name}\``);
      if (field.required && !/^`\w+`[^`(]*\([^)]*\bV\b/.test(own_.slice(Math.max(at, 0)))) wrong.push(`${list}: ${name} is required`);
      if (at < 0 && field.type !== 'bool' && !/een veld voor het programma/.test(own_)) wrong.push(`${list}: ${name} is in no table`);
    }
  }
  for (const name of every.keys()) if (!(name in (model.common.fields ?? model.common))) wrong.push(`no kind has ${name}`);
  check('the guide says of every field what the model says', wrong);
}

/** The examples: a record, fields that take the place of its own, terms. None is refused. */
function examples() {
  const folder = project('guide-examples'), tool = (...words) => spawnSync(resolve(program), ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const blocks = [...guide.matchAll(/^( *)```yaml\n([^]*?)^ *```$/gm)].map(([, pad, text]) => text.replace(new RegExp(`^${pad}`, 'gm'), '')), refused = [];
  const whole = blocks.find((b) => b.startsWith('titel:')), fields = (text) => text.split(/^(?=\w+:)/m).map((f) => [f.slice(0, f.indexOf(':')), f]);
  const lists = { 'evaluatie-2027': 'bronnen', griffiers: 'doelgroepen', 'verlof-van-werk': 'antwoorden' }, record = join(folder, 'content/ondersteuning/voorbeeld-uit-de-gids.yaml');
  const said = (file) => JSON.parse(tool('check', '--format', 'json', '--today', LATER).stdout).filter?.((m) => m.severity === 'error' && m.file.endsWith(file)).map((m) => `${m.message} (line ${m.line})`);
  writeFileSync(join(folder, 'content/ondersteuning/nieuwe-handreiking.yaml'), whole.replace(/^titel:.*/, 'titel: De nieuwe handreiking'));
  for (const block of blocks) {
    const [name] = fields(block)[0] ?? [/^[\w-]+/.exec(block)[0]], term = lists[/^[\w-]+/.exec(block)[0]];
    if (term) {
      const file = join(folder, `content/begrippen/${term}.yaml`), was = readFileSync(file, 'utf8'), id = /^[\w-]+/.exec(block)[0];
      if (!new RegExp(`^${id}:`, 'm').test(was)) appendFileSync(file, `\n${block}`);
      else writeFileSync(file, was.replace(new RegExp(`^${id}:.*\\n(?:[ #].*\\n|\\n(?= ))*`, 'm'), () => block.trimEnd() + '\n'));
      refused.push(...said(`${term}.yaml`).map((s) => `${id}: ${s}`));
      writeFileSync(file, was);
      continue;
    }
    const mine = new Map(block === whole ? [] : fields(block).map(([n, t]) => [n, t.trimEnd() + '\n'])), there = new Map(fields(whole).map(([n, t]) => [n, t.trimEnd() + '\n']));
    writeFileSync(record, [...new Map([...there, ...mine]).values()].join(''));
    refused.push(...said('voorbeeld-uit-de-gids.yaml').map((s) => `${name}: ${s}`));
    rmSync(record);
  }
  check(`check refuses none of the ${blocks.length} examples of the guide`, refused);
  rmSync(folder, { recursive: true, force: true });
}

/** What the guide calls by name where it tells of the form, apart from what is the host's. */
async function names(page, url) {
  const said = under('## Iets toevoegen of wijzigen met het formulier').split(/\n(?=\n|- )/).filter((p) => !/GitHub|GitLab/.test(p) && !/^!\[/.test(p.trim())).join('\n');
  const called = [...said.matchAll(/(?<![*\w])\*\*?([^*\n]+?)\*\*?(?![*\w])/g)].map((m) => m[1]).filter((n) => !/[.]$|^En dan\?$/.test(n) && !/^Een begrip toevoegen of wijzigen$/.test(n)), seen = [];
  const look = async (address) => {
    await page.goto(url + address, { waitUntil: 'load' });
    if (address.startsWith('meewerken/') && address !== 'meewerken/') await ready(page);
    await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
    seen.push(await page.evaluate(() => `${document.body.textContent} ${[...document.querySelectorAll('[placeholder]')].map((e) => e.placeholder).join(' ')}`));
  };
  for (const address of ['meewerken/', 'knelpunten/lokale-driehoek/', 'actualiteit/', 'actualiteit/vng/', 'meewerken/ondersteuning/', 'meewerken/knelpunten/?id=lokale-driehoek']) await look(address);
  await page.evaluate(() => { window.wegwijzerFormulier.title.input.value += ' anders'; window.wegwijzerFormulier.finish(); window.wegwijzerFormulier.dirty = false; });
  seen.push(await page.evaluate(() => document.body.textContent));
  const all = seen.join('\n').replace(/\s+/g, ' ').toLowerCase();
  check(`what the guide names is on the site (${called.length} names)`, called.length > 10 ? called.filter((n) => !all.includes(n.toLowerCase())) : ['the guide names nothing']);
  check('and its pictures are there', [...guide.matchAll(/\]\(\.\.\/([^)]+\.png)\)/g)].map((m) => m[1]).filter((f) => !existsSync(f)));
}

export async function guided({ chromium, url }) {
  const page = await chromium.newPage({ locale: 'nl-NL' });
  await tables();
  examples();
  await names(page, url);
  await page.close();
}
