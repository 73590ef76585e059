// SPDX-License-Identifier: EUPL-1.2
// tests/schema/judge.mjs - the schemas of a project, compiled, and what they say of its files.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(join(process.env.NODE_PATH ?? '', 'x'));
const Ajv = require('ajv').default, { parseDocument } = require('yaml');

/** The schemas of a project as [{path, glob, validate}], or null when its model has faults. */
export function schemas(program, dir) {
  const to = mkdtempSync(join(tmpdir(), 'schemas-')), out = join(to, 'x');
  try {
    if (spawnSync(program, ['schema', '-C', dir, '-o', out]).status !== 0) return null;
    const map = JSON.parse(readFileSync(join(out, 'settings.json'), 'utf8'))['yaml.schemas'];
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false, allErrors: true, code: { optimize: false } });
    ajv.addKeyword('patternErrorMessage');
    const list = Object.entries(map).map(([path, glob]) => ({ path, glob, schema: JSON.parse(readFileSync(path, 'utf8')) }));
    for (const { path, schema } of list) ajv.addSchema(schema, `file://${path}`); // they refer to each other
    return list.map((s) => ({ ...s, validate: ajv.getSchema(`file://${s.path}`), ajv }));
  } finally { rmSync(to, { recursive: true, force: true }); }
}

/** The files that a glob of settings.json names. */
export function filesOf(dir, glob) {
  const regular = (path) => statSync(join(dir, path), { throwIfNoEntry: false })?.isFile(); // a case may make a pipe, and reading that waits
  if (!glob.endsWith('/*.yaml')) return regular(glob) ? [glob] : [];
  const folder = glob.slice(0, -7);
  return existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).filter((n) => n.endsWith('.yaml') && !n.includes('\ufffd')).sort().map((n) => `${folder}/${n}`).filter(regular) : [];
}

/** What a schema has against a file: '' for nothing, null when it is no YAML. */
export function complaint({ validate, ajv }, file) {
  const text = readFileSync(file, 'utf8'), doc = parseDocument(text, { version: '1.2', uniqueKeys: true });
  if (doc.errors.length || text.includes('\0')) return null;
  let value;
  try { value = doc.toJS(); } catch { return null; }
  return validate(value) ? '' : ajv.errorsText(validate.errors.slice(0, 4));
}
