// tests/site/lighthouse.mjs PROGRAM WORK [--report] - Lighthouse with its mobile settings on the main page types.
//
// Accessibility, best practices and SEO must be 100. Performance depends on the machine, so it is only printed; --report (make
// lighthouse) also keeps the reports, takes the middle of three runs and says what stands between a page and 100.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, check, load, site, suite, truth, work } from './lib.mjs';

const report = process.argv.includes('--report');
export const mainPages = ['', 'zoeken/', 'knelpunten/lokale-driehoek/', 'ondersteuning/', 'themas/rollen/', 'doelgroepen/griffiers/', 'dekking/'];

await suite(async () => {
  const { url } = await site('lighthouse');
  const { default: lighthouse } = await load('lighthouse');
  const port = 20000 + (process.pid % 20000);
  await browser({ args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', `--remote-debugging-port=${port}`] });
  const asserted = ['accessibility', 'best-practices', 'seo'];
  for (const address of mainPages) {
    const runs = [];
    for (let n = 0; n < (report ? 3 : 1); n++) runs.push(await lighthouse(url + address, { port, logLevel: 'error', output: 'html', onlyCategories: [...asserted, 'performance'] }));
    runs.sort((a, b) => a.lhr.categories.performance.score - b.lhr.categories.performance.score);
    const { lhr, report: html } = runs[Math.floor(runs.length / 2)];
    truth(`Lighthouse runs: /${address}`, !lhr.runtimeError, lhr.runtimeError?.message);
    const missed = (name) => lhr.categories[name].auditRefs.filter((r) => r.weight > 0 && lhr.audits[r.id].score !== null && lhr.audits[r.id].score < 1)
      .map((r) => `${r.id}: ${lhr.audits[r.id].displayValue ?? lhr.audits[r.id].title}`);
    for (const name of asserted) check(`Lighthouse, ${name} 100: /${address}`, lhr.categories[name].score === 1 ? [] : [`${Math.round(lhr.categories[name].score * 100)}`, ...missed(name)]);
    const score = Math.round(lhr.categories.performance.score * 100);
    console.log(`/${address}: performance ${score}${score < 98 ? ', under 98' : ''}, ${asserted.map((c) => `${c} ${Math.round(lhr.categories[c].score * 100)}`).join(', ')}`);
    if (report) {
      if (score < 100) for (const line of missed('performance')) console.log(`  ${line}`);
      mkdirSync(join(work, 'lighthouse'), { recursive: true });
      writeFileSync(join(work, 'lighthouse', `${address.replaceAll('/', '-').replace(/-$/, '') || 'start'}.html`), html);
    }
  }
});
