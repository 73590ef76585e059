// SPDX-License-Identifier: EUPL-1.2
// tests/bench/mustache.mjs - runs two renderers in turn and prints pages a second, the medians and the ratio.
//
//   node tests/bench/mustache.mjs PEER OURS FOLDER [ROUNDS] [SECONDS]
//
// PEER is called as `PEER bench FOLDER SECONDS OUT`, OURS as `OURS FOLDER SECONDS OUT`; both print one JSON line. The
// pages for the first record must be equal after decoding entities (engines differ in how they write an apostrophe).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [peer, ours, folder, rounds = '5', seconds = '2'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node mustache.mjs PEER OURS FOLDER [ROUNDS] [SECONDS]');
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const decode = (s) => s.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot));/gi, (_, d, x, n) =>
  n ? { amp: '&', lt: '<', gt: '>', quot: '"' }[n] : String.fromCodePoint(d ? Number(d) : parseInt(x, 16)));
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function run(program, args, name) {
  // PEER_KEEP: mstch keeps its converted data from render to render, so that only rendering is measured.
  const line = execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, PEER_KEEP: '1' } });
  const { pages, bytes, secs } = JSON.parse(line);
  console.log(`${name.padEnd(10)} ${(pages / secs).toFixed(0).padStart(8)} pages/s ${(bytes / secs / 1e6).toFixed(0).padStart(6)} MB/s`);
  return pages / secs;
}

try {
  const speed = { peer: [], ours: [] };
  const out = { peer: join(work, 'peer.html'), ours: join(work, 'ours.html') };
  for (let i = 0; i < Number(rounds); i++) {
    speed.peer.push(run(peer, ['bench', folder, seconds, out.peer], 'mstch'));
    speed.ours.push(run(ours, [folder, seconds, out.ours], 'wegwijzer'));
  }
  const [a, b] = [out.peer, out.ours].map((path) => decode(readFileSync(path, 'utf8')));
  const [x, y] = [median(speed.peer), median(speed.ours)];
  console.log(`median     mstch ${x.toFixed(0)}, wegwijzer ${y.toFixed(0)} pages/s: ${(y / x).toFixed(2)} times as fast`);
  if (a !== b) {
    console.error('the two pages differ');
    process.exitCode = 1;
  } else {
    console.log(`pages      equal after decoding entities (${a.length} characters)`);
  }
} finally {
  rmSync(work, { recursive: true });
}
