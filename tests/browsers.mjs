// SPDX-License-Identifier: EUPL-1.2
// tests/browsers.mjs - Debian's Chromium and Firefox, for every test that needs one. Needs playwright-core and puppeteer-core, which
// the Makefile's NODE_PATH finds. Whoever starts a browser closes it.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';

const require = createRequire(import.meta.url);

/** Where a program is: the first of these names in PATH. */
function inPath(...names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return resolve(folder, name);
      } catch { /* elsewhere */ }
    }
  }
  throw new Error(`${names[0]} is not in PATH`);
}

/** A busy machine sometimes has a browser hang before it says where it listens. Then another is started, and it is said. */
async function patiently(name, start, tries = 3) {
  try {
    return await start(90_000);
  } catch (error) {
    if (tries === 1) throw error;
    console.log(`${name} did not start, once more: ${error.message.split('\n', 1)[0]}`);
    return patiently(name, start, tries - 1);
  }
}

export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** Playwright starts it headless, with a profile of its own that is gone afterwards. */
export function startChromium(options = {}) {
  const { chromium } = require('playwright-core'), executablePath = inPath('chromium', 'chromium-browser');
  return patiently('Chromium', (timeout) => chromium.launch({ executablePath, args: flags, timeout, ...options }));
}

/** By WebDriver BiDi: Playwright drives only a Firefox that it has patched itself, Puppeteer any. */
export function startFirefox() {
  const executablePath = inPath('firefox-esr', 'firefox'), puppeteer = require('puppeteer-core');
  return patiently('Firefox', (timeout) => puppeteer.launch({ browser: 'firefox', executablePath, headless: true, timeout }));
}
