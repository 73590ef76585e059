// SPDX-License-Identifier: EUPL-1.2
// tests/site/lighthouse.mjs PROGRAM WORK [--report] - Lighthouse with its mobile settings on the main page types.
//
// Accessibility, best practices and SEO must be 100. Performance depends on the machine, so only --report (make lighthouse) measures
// it: the middle of three runs, printed with what stands between a page and 100; the reports are kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { browser, check, flags, load, site, suite, truth, work } from './lib.mjs';

const report = process.argv.includes('--report');
const mainPages = ['', 'zoeken/', 'knelpunten/lokale-driehoek/', 'ondersteuning/', 'themas/rollen/', 'doelgroepen/griffiers/', 'dekking/'];
const asserted = ['accessibility', 'best-practices', 'seo'];
const percent = (category) => Math.round(category.score * 100);

/** What keeps a category under 100. */
function missed(lhr, name) {
  return lhr.categories[name].auditRefs.map((ref) => ({ ...ref, audit: lhr.audits[ref.id] }))
    .filter(({ weight, audit }) => weight > 0 && audit.score !== null && audit.score < 1)
    .map(({ id, audit }) => `${id}: ${audit.displayValue ?? audit.title}`);
}

/** One run; Lighthouse itself says to run again when a busy machine spoils its recording. */
async function audit(lighthouse, address, options) {
  for (let tries = 1; ; tries++) {
    const result = await lighthouse(address, options);
    if (!result.lhr.runtimeError || tries === 3) return result;
  }
}

/** A port of this machine that nobody listens at. */
async function freePort() {
  const server = createServer();
  await new Promise((done, wrong) => server.once('error', wrong).listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Whether a browser answers at a port within twenty seconds. */
async function answers(port) {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/json/version`).then((r) => r.ok, () => false)) return true;
    await delay(200);
  }
  return false;
}

/** Starts a browser and gives the port at which Lighthouse may drive it. Another program may have taken the port meanwhile. */
async function debuggable() {
  for (let tries = 1; tries <= 3; tries++) {
    const port = await freePort();
    const started = await browser({ args: [...flags, `--remote-debugging-port=${port}`] });
    if (await answers(port)) return port;
    await started.close().catch(() => {});
  }
  throw new Error('three browsers in a row did not answer at their port');
}

await suite(async () => {
  const { url } = await site('lighthouse');
  const categories = report ? [...asserted, 'performance'] : asserted;
  const { default: lighthouse } = await load('lighthouse');
  const port = await debuggable();
  const options = { port, logLevel: 'error', output: 'html', onlyCategories: categories };
  for (const address of mainPages) {
    const runs = [];
    for (let n = 0; n < (report ? 3 : 1); n++) runs.push(await audit(lighthouse, url + address, options));
    if (report) runs.sort((a, b) => a.lhr.categories.performance.score - b.lhr.categories.performance.score);
    const { lhr, report: html } = runs[Math.floor(runs.length / 2)];
    truth(`Lighthouse runs: /${address}`, !lhr.runtimeError, lhr.runtimeError?.message);
    for (const name of asserted) {
      const category = lhr.categories[name];
      check(`Lighthouse, ${name} 100: /${address}`, category.score === 1 ? [] : [percent(category), ...missed(lhr, name)]);
    }
    const scores = categories.map((name) => `${name} ${percent(lhr.categories[name])}`);
    console.log(`/${address}: ${scores.join(', ')}`);
    if (report) {
      for (const line of missed(lhr, 'performance')) console.log(`  ${line}`);
      mkdirSync(join(work, 'lighthouse'), { recursive: true });
      writeFileSync(join(work, 'lighthouse', `${address.replaceAll('/', '-').replace(/-$/, '') || 'start'}.html`), html);
    }
  }
});
