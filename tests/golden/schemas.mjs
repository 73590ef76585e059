// SPDX-License-Identifier: EUPL-1.2
// tests/golden/schemas.mjs - in the project as a case leaves it: what a schema refuses, check says something of; and what the cases
// below are about, a schema refuses.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { complaint, filesOf, schemas } from '../schema/judge.mjs';

// Codes that a schema sees as well.
const SEEN = new Set(['onbekend-veld', 'onbekende-term', 'onbekende-verwijzing', 'veld-ontbreekt', 'geen-datum', 'geen-webadres', 'geen-looptijd', 'te-lang',
  'geen-ja-of-nee', 'geen-getal', 'getal-buiten-bereik', 'geen-telefoonnummer', 'geen-mailadres', 'te-weinig', 'te-veel', 'verkeerde-soort']);

// That a period ends before it begins takes a comparison, which a schema does not have.
const turned = ({ code, message }) => { const years = code === 'geen-looptijd' && /'(\d{4})\D+(\d{4})'/.exec(message); return years && years[1] > years[2]; };

export function judge(program, dir) {
  if (!existsSync(join(dir, 'content/model.yaml'))) return [];
  const run = spawnSync(program, ['check', '--format', 'json', '--today', '2026-11-29'], { cwd: dir, encoding: 'utf8', timeout: 30000, maxBuffer: 1 << 28, env: { PATH: '/usr/bin:/bin', HOME: dir } });
  if (run.signal || run.status > 1) return [];
  const faults = JSON.parse(run.stdout), list = schemas(program, dir), wrong = [];
  for (const schema of list ?? [])
    for (const file of filesOf(dir, schema.glob)) {
      const why = complaint(schema, join(dir, file)), said = faults.filter((f) => f.file === file);
      if (why && !said.length) wrong.push(`    ${file}: only the schema refuses it: ${why}`);
      // Of site.yaml the schema knows the names of the settings alone.
      if (why === '' && file !== 'content/site.yaml' && said.length && said.every((f) => f.severity === 'error' && SEEN.has(f.code) && !turned(f))) wrong.push(`    ${file}: the schema accepts it, check says ${said.map((f) => f.code)}: ${said[0].message}`);
    }
  return wrong;
}
