// SPDX-License-Identifier: EUPL-1.2
// tests/site/reader.mjs - a reader of the site: with a mouse, on a phone or with the keyboard alone; and what comes out of the printer.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, listen } from './lib.mjs';

/** The records of a built site, as its data has them. */
export const recordsOf = (folder) => readFileSync(join(folder, 'data/catalogus.jsonl'), 'utf8').trim().split('\n').map((l) => JSON.parse(l));

/**
 * Gives journey(name, options, run(page, context)): a page of its own, in which nothing may be said in the console, asked of
 * another origin, or stored; only a choice for the hand-out that the reader made, for as long as the tab is open. Options are
 * those of a context.
 */
export function journeys(chromium, url) {
  return async (name, options, run) => {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL', ...options });
    const page = await context.newPage(), heard = listen(page, [new URL(url).origin]);
    page.setDefaultTimeout(15_000);
    try {
      await run(page, context);
      check(`${name}: the console stays empty, no other origin is asked`, [...heard.console, ...heard.requests]);
      const stored = await page.evaluate(() => [...Object.keys(localStorage),
        ...Object.keys(sessionStorage).filter((key) => !key.startsWith('keuze:') || (sessionStorage[key] && !/[?&]keuze=/.test(location.search)))]);
      check(`${name}: nothing is stored`, [...(await context.cookies()).map((c) => c.name), ...stored]);
    } catch (error) {
      check(`${name}: to its end`, [error.message.split('\n').slice(0, 6).join('\n'), `at ${page.url()}`]);
    }
    await context.close();
  };
}

// ---- hands ---------------------------------------------------------------------------------

/** Tab until the test in the page holds. */
export async function tabUntil(page, test, argument, what, most = 300) {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(test, argument)) return;
  }
  throw new Error(`${what} is not reached after ${most} times Tab`);
}
export const tabTo = (page, selector, most = 300) => tabUntil(page, (s) => document.activeElement.matches(s), selector, selector, most);

// Scripts of the page may replace an element while we look for it, so it is marked anew each time.
async function tabToLocator(page, locator) {
  await locator.waitFor({ state: 'attached' });
  for (let n = 0; n < 400; n++) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate((e) => e === document.activeElement)) return;
  }
  throw new Error(`${locator} is not reached with Tab`);
}

/**
 * Two ways to do the same: {name, options, hands(page)}. Hands have press(locator), type(locator, text) and the number of
 * steps: a page that is opened, a question that is asked.
 */
export const ways = [
  {
    name: 'on a phone',
    options: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    hands: () => ({
      steps: 0,
      press: (locator) => locator.tap(),
      type: (locator, text) => locator.tap().then(() => locator.fill(text)),
    }),
  },
  {
    name: 'with the keyboard',
    options: {},
    hands: (page) => ({
      steps: 0,
      press: async (locator) => {
        await tabToLocator(page, locator);
        await page.keyboard.press(await locator.evaluate((e) => e.matches('input')) ? 'Space' : 'Enter');
      },
      type: async (locator, text) => {
        await tabToLocator(page, locator);
        await page.keyboard.type(text);
      },
    }),
  },
];

/** Follows a link, or sends a form: another page, and one step. */
export async function go(page, hands, act) {
  const before = page.url();
  await act();
  await page.waitForURL((to) => to.href !== before, { waitUntil: 'load' });
  hands.steps++;
}

// ---- paper ---------------------------------------------------------------------------------

/** A page as it is printed: {pages, text, bytes}. */
export async function print(page) {
  const pdf = await page.pdf({ format: 'A4' });
  return {
    bytes: pdf.length,
    pages: (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length,
    text: execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 }).replace(/\s+/g, ' '),
  };
}
