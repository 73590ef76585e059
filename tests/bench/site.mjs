// SPDX-License-Identifier: EUPL-1.2
// tests/bench/site.mjs - builds generated catalogues and prints time a stage, records a second, memory, and ratios.
//
//   node tests/bench/site.mjs FOLDER TIMES SIZE...
//
// FOLDER holds the programs site and floor; the corpora come beside them. Ours, the floor and Hugo run in turn, so that one machine in
// one state is measured, and the medians are compared; behind Hugo comes Pagefind over its pages, for the index that ours has. Then it
// prints where memory goes (tally.mjs), and in the end all sizes side by side. Every run writes to a folder that was never there: deleting files just
// before creating as many is many times slower on some file systems. They are removed when all is done.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [folder, times, ...sizes] = process.argv.slice(2);
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const run = Date.now().toString(36);
const rubbish = [];

function measure(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (result.status !== 0) {
    console.error(`${command} ${args.join(' ')}: status ${result.status}\n${result.stdout.slice(-500)}${result.stderr.slice(-2000)}`);
    process.exit(1);
  }
  return result.stdout;
}

function bytesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).reduce((sum, entry) => sum
    + (entry.isDirectory() ? bytesBelow(join(path, entry.name)) : statSync(join(path, entry.name)).size), 0);
}

function corpus(size) {
  const place = join(folder, String(size)), stamp = join(place, 'stamp');
  // A change of the generator, the model, the vocabularies, the templates or the theme makes another corpus.
  const version = execFileSync('sh', ['-c', 'cat tests/bench/gen-corpus.mjs content/*.yaml content/begrippen/* $(find templates themes content/paginas -type f | LC_ALL=C sort) | sha256sum'],
    { encoding: 'utf8' });
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    execFileSync('node', ['tests/bench/gen-corpus.mjs', String(size), place], { stdio: 'inherit' });
    writeFileSync(stamp, version);
  }
  return place;
}

process.on('exit', () => spawnSync('rm', ['-rf', ...rubbish]));
const hugo = spawnSync('hugo', ['version'], { encoding: 'utf8' });
const fixed = (n, digits = 3) => n.toFixed(digits).padStart(9);
const say = (name, value) => console.log(`  ${name.padEnd(22)} ${value}`);

// Peak memory of a child comes from the parent's resource usage, which node does not give.
const withMemory = 'import resource, subprocess, sys; s = subprocess.call(sys.argv[1:], stdout=2); '
  + 'u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_maxrss, u.ru_utime + u.ru_stime); sys.exit(s)';
function measureOther(command, args) {
  const start = performance.now();
  const [peak, cpu] = measure('python3', ['-c', withMemory, command, ...args]).trim().split('\n').pop().split(' ').map(Number);
  return { total: (performance.now() - start) / 1000, peak_kb: peak, cpu };
}
const pagefind = 'build/npm/node_modules/@pagefind/linux-x64/bin/pagefind_extended';

const perRecord = {}, table = [];
for (const size of sizes) {
  const place = corpus(size), input = bytesBelow(join(place, 'plain/content'));
  const runs = { plain: [], real: [], floorplain: [], floorreal: [], hugo: [], pagefind: [] };
  for (let i = 0; i < Number(times); i++) {
    const out = (name) => { const path = join(place, `out-${name}-${run}-${i}`); rubbish.push(path); return path; };
    for (const kind of ['plain', 'real']) {
      const site = out(kind);
      runs[kind].push(JSON.parse(measure(join(folder, 'site'), [join(place, kind), site])));
      runs[`floor${kind}`].push(JSON.parse(measure(join(folder, 'floor'), [join(place, kind, 'content'), site, out(`floor${kind}`)])));
    }
    if (!hugo.error) {
      const site = resolve(out('hugo'));
      runs.hugo.push(measureOther('hugo', ['--quiet', '--noTimes', '--source', join(place, 'hugo'), '--destination', site]));
      if (existsSync(pagefind)) runs.pagefind.push(measureOther(pagefind, ['--site', site, '--quiet']));
    }
  }
  const of = (name, part) => median(runs[name].map((r) => r[part]));
  for (const kind of ['plain', 'real']) {
    const last = runs[kind][0], total = of(kind, 'total'), search = of(kind, 'search'), floor = of(`floor${kind}`, 'total');
    const pages = kind === 'plain' ? 'plain templates, the pages that Hugo makes' : 'the templates and theme of the real catalogue';
    console.log(`\n${size} records, ${pages}: ${last.files} files, ${(last.bytes / 1e6).toFixed(1)} MB (median of ${times})`);
    for (const stage of ['load', 'plan', 'render', 'search', 'publish', 'total']) say(stage, `${fixed(of(kind, stage))} s`);
    say('records a second', fixed(last.records / total, 0));
    say('peak memory', `${fixed(of(kind, 'peak_kb') / 1024, 1)} MB, ${((of(kind, 'peak_kb') * 1024 - input) / last.records / 1000).toFixed(1)} kB a record above the input`);
    say('floor', `${fixed(floor)} s (read ${of(`floor${kind}`, 'read').toFixed(3)}, write ${of(`floor${kind}`, 'write').toFixed(3)})`);
    say('ours / floor', `${fixed(total / floor, 2)}, without the search index ${((total - search) / floor).toFixed(2)}`);
    if (runs.hugo.length && kind === 'plain') {
      say('Hugo', `${fixed(of('hugo', 'total'))} s, peak memory ${(of('hugo', 'peak_kb') / 1024).toFixed(1)} MB`);
      say('Hugo / ours', `${fixed(of('hugo', 'total') / total, 1)}, without the search index ${(of('hugo', 'total') / (total - search)).toFixed(1)}`);
    }
    const peers = kind === 'plain' && runs.pagefind.length ? of('hugo', 'cpu') + of('pagefind', 'cpu') : 0;
    const least = of(`floor${kind}`, 'cpu'); // nothing that makes these files takes less
    say('processor time', `${fixed(of(kind, 'cpu'))} s; floor ${least.toFixed(3)} s`);
    if (peers) say('Hugo and Pagefind', `${fixed(peers)} s of the processor: ${(peers / of(kind, 'cpu')).toFixed(1)} times ours, ${(peers / least).toFixed(1)} times the floor`);
    table.push([kind, last.records, (total / last.records) * 1e6, (of(kind, 'cpu') / last.records) * 1e6,
      (of(kind, 'peak_kb') * 1024 - input) / last.records / 1000, total / floor]);
    (perRecord[kind] ??= []).push(total / last.records);
  }
  const tally = join(place, `out-tally-${run}`);
  rubbish.push(tally);
  console.log(`\n${measure('node', ['tests/bench/tally.mjs', join(folder, 'tally'), join(place, 'real'), tally])}`);
}
console.log('\n        records  µs a record   processor µs   kB a record above the input   ours / floor');
for (const [kind, records, wall, cpu, kb, ratio] of table)
  console.log(`${kind.padEnd(6)} ${String(records).padStart(8)} ${fixed(wall, 0)}       ${fixed(cpu, 0)}                       ${fixed(kb, 1)}      ${fixed(ratio, 2)}`);
if (hugo.error) console.log('\nbench-site: Hugo is not there; nothing was compared with it (apt-get install hugo)');
for (const [kind, list] of Object.entries(perRecord))
  if (list.length > 1) console.log(`\n${kind}: time a record, most records against fewest: ${(list[list.length - 1] / list[0]).toFixed(2)} times`);
