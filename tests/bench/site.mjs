// tests/bench/site.mjs - builds generated catalogues and prints time a stage, records a second, memory, and ratios.
//
//   node tests/bench/site.mjs FOLDER TIMES SIZE...
//
// FOLDER holds the programs site and floor; the corpora come beside them. Ours, the floor and Hugo run in turn, so that one machine in
// one state is measured, and the medians are compared. Every run writes to a folder that was never there: deleting files just
// before creating as many is many times slower on some file systems. They are removed when all is done.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

const hugo = spawnSync('hugo', ['version'], { encoding: 'utf8' });
const fixed = (n, digits = 3) => n.toFixed(digits).padStart(9);
const perRecord = [];
for (const size of sizes) {
  const place = corpus(size), input = bytesBelow(join(place, 'ours/content'));
  const ours = [], floor = [], theirs = [], memory = [];
  for (let i = 0; i < Number(times); i++) {
    const out = (name) => { const path = join(place, `out-${name}-${run}-${i}`); rubbish.push(path); return path; };
    const site = out('ours');
    ours.push(JSON.parse(measure(join(folder, 'site'), [join(place, 'ours'), site])));
    floor.push(JSON.parse(measure(join(folder, 'floor'), [join(place, 'ours/content'), site, out('floor')])));
    if (!hugo.error) {
      const start = performance.now();
      const text = measure('sh', ['-c', 'exec 3>&1; python3 -c \'import resource, subprocess, sys; s = subprocess.call(sys.argv[1:], stdout=2); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(s)\' "$@"',
        'hugo', 'hugo', '--quiet', '--source', join(place, 'hugo'), '--destination', join(process.cwd(), out('hugo')), '--noTimes']);
      theirs.push((performance.now() - start) / 1000);
      memory.push(Number(text.trim().split('\n').pop()));
    }
  }
  const last = ours[ours.length - 1];
  const of = (list, name) => median(list.map((r) => r[name]));
  const total = of(ours, 'total'), search = of(ours, 'search'), least = of(floor, 'total');
  console.log(`\n${size} records: ${last.pages} pages, ${last.files} files, ${(last.bytes / 1e6).toFixed(1)} MB; median of ${times}`);
  if (last.errors) console.log(`  ${last.errors} errors and ${last.warnings} warnings were reported`);
  for (const stage of ['load', 'plan', 'render', 'search', 'publish', 'total']) console.log(`  ${stage.padEnd(22)} ${fixed(of(ours, stage))} s`);
  console.log(`  ${'records a second'.padEnd(22)} ${fixed(last.records / total, 0)}`);
  console.log(`  ${'peak memory'.padEnd(22)} ${fixed(of(ours, 'peak_kb') / 1024, 1)} MB, ${((of(ours, 'peak_kb') * 1024 - input) / last.records / 1000).toFixed(1)} kB a record above the input`);
  console.log(`  ${'floor'.padEnd(22)} ${fixed(least)} s (read ${of(floor, 'read').toFixed(3)}, write ${of(floor, 'write').toFixed(3)})`);
  console.log(`  ${'ours / floor'.padEnd(22)} ${fixed(total / least, 2)}, without the search index ${((total - search) / least).toFixed(2)}`);
  if (theirs.length) {
    console.log(`  ${'Hugo'.padEnd(22)} ${fixed(median(theirs))} s, peak memory ${(median(memory) / 1024).toFixed(1)} MB`);
    console.log(`  ${'Hugo / ours'.padEnd(22)} ${fixed(median(theirs) / total, 1)}, without the search index ${(median(theirs) / (total - search)).toFixed(1)}`);
  }
  perRecord.push(total / last.records);
}
if (hugo.error) console.log('\nbench-site: Hugo is not there; nothing was compared with it (apt-get install hugo)');
if (perRecord.length > 1) console.log(`\ntime a record, largest against smallest: ${(perRecord[perRecord.length - 1] / perRecord[0]).toFixed(2)} times`);
for (const path of rubbish) rmSync(path, { recursive: true, force: true });
