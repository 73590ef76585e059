// SPDX-License-Identifier: EUPL-1.2
// tests/golden/reports.mjs - the reports of `check` in a project, judged by the schemas of who reads them.
//
// SARIF by the schema of OASIS (as Microsoft's jest-sarif carries it) and by what GitHub asks; Code Quality by what GitLab's documentation
// says of each member. Both must name the faults that --format json names, people must read them too, and following a fix of SARIF must
// solve its fault.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.NODE_PATH ?? '', 'x'));
const Ajv = require('ajv').default, Draft4 = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
const { $schema, id, ...schema } = Draft4;
const sarif = ajv.compile(schema);
const text = { type: 'string', minLength: 1 };
const gitlab = ajv.compile({
  type: 'array',
  items: {
    type: 'object', required: ['description', 'check_name', 'fingerprint', 'severity', 'location'], additionalProperties: false,
    properties: {
      description: text, check_name: text, fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' }, severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object', required: ['path', 'lines'], additionalProperties: false,
        properties: { path: { type: 'string', pattern: '^(?!\\./|/).' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } },
      },
    },
  },
});

/** Which limit of a style sheet is met first, that of time or that of memory, depends on the machine. */
const limit = (code) => (code === 'stijl-te-veel-geheugen' ? 'stijl-te-traag' : code);
const count = (list) => list.reduce((m, x) => m.set(limit(x), (m.get(limit(x)) ?? 0) + 1), new Map());
const same = (a, b) => a.size === b.size && [...a].every(([k, n]) => b.get(k) === n);

/** The bytes of a file with the fix applied: columns count code points. */
function fixed(file, { deletedRegion: r, insertedContent }) {
  const lines = readFileSync(file, 'utf8').split('\n'), points = [...lines[r.startLine - 1]];
  points.splice(r.startColumn - 1, r.endColumn - r.startColumn, insertedContent.text);
  lines[r.startLine - 1] = points.join('');
  return lines.join('\n');
}

/** What is wrong with the reports of the project in dir: lines of text. */
export function reports(program, dir) {
  if (!existsSync(join(dir, 'content/site.yaml'))) return [];
  const wrong = [], env = { PATH: '/usr/bin:/bin', HOME: dir };
  const run = (...words) => spawnSync(program, ['check', '--today', '2026-11-29', ...words], { cwd: dir, encoding: 'utf8', timeout: 30000, maxBuffer: 1 << 28, env });
  const json = run('--format', 'json');
  if (json.signal || json.status === 2) return [];
  const faults = JSON.parse(json.stdout), codes = count(faults.map((f) => f.code));
  const parse = (name, r, valid) => {
    if (r.status !== json.status) wrong.push(`    ${name}: status ${r.status}, --format json: ${json.status}`);
    if (faults.length && !r.stderr) wrong.push(`    ${name}: people read nothing`);
    const report = JSON.parse(r.stdout);
    if (!valid(report)) wrong.push(`    ${name}: ${ajv.errorsText(valid.errors.slice(0, 3))}`);
    return report;
  };
  const g = parse('gitlab', run('--format', 'gitlab'), gitlab), s = parse('sarif', run('--format', 'sarif'), sarif).runs[0];
  if (!same(codes, count(g.map((x) => x.check_name)))) wrong.push('    gitlab: other messages than json');
  if (faults.length > 5000) return wrong; // SARIF has no more of them
  if (!same(codes, count(s.results.map((x) => x.ruleId)))) wrong.push('    sarif: other messages than json');
  if (new Set(g.map((x) => x.fingerprint)).size !== g.length) wrong.push('    gitlab: two messages of one fingerprint');
  const chance = json.stdout.includes('/proc/') || codes.has('stijl-te-traag'); // what differs from run to run is in the fingerprint
  if (!chance && !same(count(g.map((x) => x.fingerprint)), count(s.results.map((x) => x.partialFingerprints['wegwijzer/v1'])))) wrong.push('    sarif: other fingerprints than gitlab');
  for (const r of s.results) {
    const rules = s.tool.driver.rules.filter((x) => x.id === r.ruleId);
    if (rules.length !== 1) wrong.push(`    sarif: ${rules.length} rules ${r.ruleId}`);
    for (const { artifactChanges: [change] } of r.fixes ?? []) {
      const file = join(dir, decodeURIComponent(change.artifactLocation.uri)), before = readFileSync(file);
      writeFileSync(file, fixed(file, change.replacements[0]));
      const left = JSON.parse(run('--format', 'gitlab').stdout || '[]').map((x) => x.fingerprint);
      writeFileSync(file, before);
      // Of equal messages in a file one goes; they are numbered, so it is the last.
      const where = (x) => x.locations[0].physicalLocation.artifactLocation.uri;
      const equals = s.results.filter((x) => x.ruleId === r.ruleId && x.message.text === r.message.text && where(x) === where(r));
      if (equals.every((x) => left.includes(x.partialFingerprints['wegwijzer/v1']))) wrong.push(`    sarif: the fix of ${r.ruleId} does not solve it: ${JSON.stringify(change.replacements[0])}`);
    }
  }
  return wrong;
}
