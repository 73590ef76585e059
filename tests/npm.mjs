// SPDX-License-Identifier: EUPL-1.2
// tests/npm.mjs - installs the npm packages of tests/package-lock.json, and nothing else, in FOLDER.
//
//   node tests/npm.mjs FOLDER
//
// The lock file names no registry; what npm is set to use is filled in here. npm needs it for a package that something asks the
// "latest" of: without an address `npm ci` holds the locked version for a wrong one, and the npm of Debian 12 cannot read
// the overrides that say otherwise, so those are left out as well: the lock file has their effect already.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node tests/npm.mjs FOLDER');
  process.exit(2);
}
rmSync(join(folder, 'installed'), { force: true });
mkdirSync(folder, { recursive: true });
copyFileSync('tests/.npmrc', join(folder, '.npmrc'));
const read = (name) => JSON.parse(readFileSync(join('tests', name), 'utf8'));
const write = (name, value) => writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);

const registry = execFileSync('npm', ['config', 'get', 'registry'], { cwd: folder, encoding: 'utf8' }).trim().replace(/\/$/, '');
const { overrides, ...wanted } = read('package.json');
const lock = read('package-lock.json');
for (const [path, entry] of Object.entries(lock.packages)) {
  const name = path.split('node_modules/').pop();
  if (path && entry.version) entry.resolved ??= `${registry}/${name}/-/${name.split('/').pop()}-${entry.version}.tgz`;
}
write('package.json', wanted);
write('package-lock.json', lock);
execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
writeFileSync(join(folder, 'installed'), '');
