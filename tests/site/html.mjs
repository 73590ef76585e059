// SPDX-License-Identifier: EUPL-1.2
// tests/site/html.mjs PROGRAM WORK - the Nu checker over every page, style sheet and drawing: no error, no warning.
//
// Pages are checked over loopback: from a file the checker takes the style sheet and script of a page for those of another
// origin. One run of the checker takes many addresses; two runs share the processors.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, check, files, pool, require, site, suite, truth } from './lib.mjs';

const jar = join(require.resolve('vnu-jar/package.json'), '..', 'build', 'dist', 'vnu.jar');

function nu(what) {
  return new Promise((done, fail) => {
    const run = spawn('java', ['-Xss4m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', jar, '--stdout', '--format', 'json', ...what]);
    let out = '', err = '';
    run.stdout.on('data', (d) => { out += d; });
    run.stderr.on('data', (d) => { err += d; });
    run.on('error', fail);
    run.on('close', () => {
      try {
        done(JSON.parse(out).messages);
      } catch (error) {
        fail(new Error(`the checker said nothing to read: ${error.message}\n${err.slice(0, 2000)}`));
      }
    });
  });
}

await suite(async () => {
  const { url, folder } = await site('html');
  const all = files(folder), of = (end) => all.filter((f) => f.endsWith(end));
  const pages = of('.html'), half = (odd) => pages.filter((_, i) => i % 2 === odd).map((f) => new URL(addressOf(f), url).href);
  const runs = [half(0), half(1), ['--css', ...of('.css').map((f) => new URL(f, url).href)], ['--svg', ...of('.svg').map((f) => join(folder, f))]];
  const messages = [];
  await pool(2, runs, async (run) => messages.push(...await nu(run)));

  // The checker can fail to see anything at all: it must find the fault in a page that has one.
  const self = await nu([new URL('_headers', url).href]).catch(() => []);
  truth('the checker finds faults where there are', self.length > 0);

  // The checker takes a data block for a script that the policy stops. By the standard of HTML it is none, as its type is not that
  // of a script: so in a page that has no script of its own but a data block, that one message says nothing.
  const inlined = new Map(pages.map((f) => [f, [...readFileSync(join(folder, f), 'utf8').matchAll(/<script\b(?![^>]*\ssrc=)[^>]*>/g)].map((m) => m[0])]));
  const dataBlock = '<script type="application/ld+json">';
  check('no page has a script within', [...inlined].filter(([, tags]) => tags.some((tag) => tag !== dataBlock)).map(([f]) => f));
  const ofDataBlock = (file, m) => /^Inline script violates Content Security Policy/.test(m.message) && (inlined.get(file) ?? []).length > 0 &&
    inlined.get(file).every((tag) => tag === dataBlock);

  const byPage = new Map();
  for (const m of messages) {
    const at = m.url.startsWith(url) ? m.url.slice(url.length) : m.url.slice(m.url.lastIndexOf('/assets/') + 1);
    const file = at === '' || at.endsWith('/') ? `${at}index.html` : at;
    if (ofDataBlock(file, m)) continue;
    byPage.set(file, [...(byPage.get(file) ?? []), `${m.lastLine ?? 0}:${m.firstColumn ?? m.lastColumn ?? 0}: ${m.subType ?? m.type}: ${m.message}`]);
  }
  for (const file of [...pages, ...of('.css'), ...of('.svg')]) {
    check(`Nu: ${file}`, byPage.get(file) ?? []);
    byPage.delete(file);
  }
  check('the checker says nothing of anything else', [...byPage].flat(2));
});
