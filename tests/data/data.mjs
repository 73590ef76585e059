// tests/data/data.mjs - the exports of the built site as programs read them. Usage: node tests/data/data.mjs PROGRAM WORK [--contract]
//
// --contract writes tests/data/contract.json, the form of catalogus.json that programs out there count on.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, check, suite, truth } from '../site/lib.mjs';
import { added, broken, shape, undescribed } from './contract.mjs';

const recorded = new URL('contract.json', import.meta.url);
const json = (folder, file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

function contract(folder) {
  const schema = json(folder, 'data/catalogus.schema.json'), data = json(folder, 'data/catalogus.json'), now = shape(schema);
  if (process.argv.includes('--contract')) {
    writeFileSync(recorded, `${JSON.stringify({ version: data.versie, shape: now }, null, 1)}\n`);
    console.log(`contract: ${Object.keys(now).length} keys of version ${data.versie}`);
  }
  const then = JSON.parse(readFileSync(recorded, 'utf8')), major = (v) => Number(v.split('.')[0]);
  check('no key of catalogus.json is gone or of another type without a new first number of its version (then: make contract)',
    major(data.versie) > major(then.version) ? [] : broken(then.shape, now));
  check('a broken contract is found', ['records', '#knelpunt.titel'].filter((path) => {
    const { [path]: gone, ...rest } = now;
    return !broken(now, rest).length || !broken(now, { ...rest, [path]: 'integer' }).length || !gone;
  }));
  const more = added(then.shape, now);
  if (more.length) console.log(`contract: ${more.length} keys are new since version ${then.version}, such as ${more[0]}`);
  check('the schema describes every key of catalogus.json', undescribed(schema, data));
  const html = readFileSync(join(folder, 'data/index.html'), 'utf8');
  truth('the page of the data names the version', html.includes(data.versie));
}

await suite(async () => {
  const plain = build('plain');
  contract(plain);
});
