// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Wat op een titel lijkt: met de zoekmachine van de site, anders op de woorden van de titel. Wordt pas opgehaald als iemand er een typt. */
(function () {
'use strict';

const w = /** @type {any} */ (window), {element, plain} = w.wegwijzerVelden, ALIKE = 5, LEAST = 4;
const given = /** @type {HTMLElement} */ (document.querySelector('[data-formulier]')).dataset, home = new URL(given.root || document.body.dataset.root || '.', location.href);
/** @type {any} */
let index = null;

/** @param {string} title @param {string[][]} records plaats, titel en vorige namen @param {(url: string) => Promise<any>} load @returns {Promise<string[][]>} */
async function like(title, records, load) {
    if (title.trim().length < LEAST) return [];
    if (given.zoek) {
        try {
            if (!w.wegwijzerZoek) await load(given.zoek);
            const z = w.wegwijzerZoek, ix = index = index || new z.Index(new URL(given.lijst || '', location.href).href, new URL(given.later || '', location.href).href);
            await ix.start();
            const plan = await z.whole(ix, () => z.makePlan(ix, title)), known = new Map(records.map(r => [r[0], r]));
            const answer = await z.whole(ix, () => z.search(ix, plan, [], [], '', ALIKE));
            const rows = await z.whole(ix, () => answer.docs.map((/** @type {number} */ d) => ix.need('k' + Math.floor(d / ix.m.z))[0][d % ix.m.z]));
            return rows.map((/** @type {string[]} */ row) => known.get(row.map(String).map(c => c.replace(/(index\.html|\/)$/, '')).find(c => known.has(c)) || '')).filter(Boolean);
        } catch (e) { /* dan op de woorden */ }
    }
    const words = plain(title).split(/[^\p{L}\p{N}]+/u).filter((/** @type {string} */ x) => x.length >= LEAST);
    return records.map(r => ({r: r, n: words.filter((/** @type {string} */ x) => plain(r[1]).includes(x)).length})).filter(x => x.n && x.n * 2 >= words.length)
        .sort((a, b) => b.n - a.n).slice(0, ALIKE).map(x => x.r);
}
/** Zet het onder de titel van het formulier. own: zo begint de plaats van een record van deze soort.
 * @param {any} page @param {string} title @param {string[][]} records @param {string} own @param {any} env @param {(url: string) => Promise<any>} load */
w.wegwijzerLijkt = async (page, title, records, own, env, load) => {
    const found = await like(title, records, load), box = page.alike;
    if (title !== page.sought) return;
    box.textContent = '';
    box.hidden = !found.length;
    if (!found.length) return;
    box.append(element('p', '', env.text('bestaat-al')));
    const ul = box.appendChild(element('ul'));
    for (const [ref, label] of found) {
        const a = ul.appendChild(element('li')).appendChild(element('a', '', label));
        a.href = ref.startsWith(own) ? '?id=' + encodeURIComponent(ref.slice(own.length)) : new URL(ref + '/' + (given.index || ''), home).href;
    }
    env.say(env.text('bestaat-al') + ' ' + found.length);
};
}());
