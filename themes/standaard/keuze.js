// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Een keuze van records voor een handout. Zij staat in het adres (?keuze=map/id,map/id) en gaat met elke link mee. Zolang het tabblad
 * open is onthoudt de browser haar ook, zodat zij er na Terug, opnieuw laden en typen nog is; andere tabbladen volgen. */
(function () {
'use strict';

const MOST = 40, NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;
const root = new URL(document.body.dataset.root || '.', location.href), key = 'keuze:' + root.pathname;
const start = /** @type {PerformanceNavigationTiming|undefined} */ (performance.getEntriesByType('navigation')[0]);
/** @type {BroadcastChannel|null} */
let others = null;
/** @type {?HTMLElement} */
let bar = null;
let asking = false, full = false;

/** De keuze in een tekst. @param {?string} text */
function read(text) {
    return (text || '').split(',').filter((ref, i, all) => NAME.test(ref) && all.indexOf(ref) === i).slice(0, MOST);
}
/** Het geheugen van dit tabblad; null als het niet mag of als er niets in staat. */
function kept() {
    try { return sessionStorage.getItem(key); } catch (e) { return null; }
}
function keep() {
    try { if (chosen.length || kept() !== null) sessionStorage.setItem(key, chosen.join(',')); } catch (e) { /* dan alleen het adres */ }
}
/** Een link die iemand opent, wint; na Terug of opnieuw laden kan het adres ouder zijn dan het geheugen. */
function current() {
    const own = new URLSearchParams(location.search).get('keuze'), memory = kept();
    return read(own !== null && (memory === null || !start || start.type === 'navigate') ? own : memory);
}
let chosen = current();

/** Een adres met de keuze erin. @param {URL} url */
function write(url) {
    const rest = url.search.slice(1).split('&').filter(part => part && part.slice(0, 6) !== 'keuze=');
    if (chosen.length) rest.push('keuze=' + chosen.join(','));
    url.search = rest.length ? '?' + rest.join('&') : '';
    return url.href;
}
/** @param {URL} url */
const inside = url => url.origin === root.origin && url.pathname.startsWith(root.pathname);
/** @param {HTMLAnchorElement} link */
function refOf(link) {
    const url = new URL(link.href);
    if (!inside(url)) return null;
    const path = url.pathname.slice(root.pathname.length).replace(/(index\.html|\/)$/, '').replace(/\/$/, '');
    return NAME.test(path) ? path : null;
}
/** @param {string} name @param {string} [className] @param {string} [text] */
function element(name, className, text) {
    const el = document.createElement(name);
    if (className) el.className = className;
    if (text) el.textContent = text;
    return el;
}

/* ---- Wat ervan te zien is ---- */

/** @param {HTMLElement} button */
function paint(button) {
    const on = chosen.includes(button.dataset.ref || '');
    button.setAttribute('aria-pressed', on ? 'true' : 'false');
    /** @type {Node} */ (button.firstChild).textContent = on ? 'Gekozen' : 'Kies';
}
function makeBar() {
    const made = element('section', 'keuze'), count = made.appendChild(element('p', 'keuze-aantal'));
    made.setAttribute('aria-label', 'Uw keuze');
    count.setAttribute('role', 'status');
    made.appendChild(element('a', 'knop', 'Maak een handout'));
    const clear = /** @type {HTMLButtonElement} */ (made.appendChild(element('button', 'keuze-wis', 'Wis')));
    clear.type = 'button';
    clear.appendChild(element('span', 'keuze-woord', ' keuze'));
    clear.addEventListener('click', () => {
        set([]);
        /** @type {HTMLElement} */ (document.getElementById('inhoud')).focus();
    });
    document.body.appendChild(made);
    return made;
}
function paintAll() {
    if (document.querySelector('[data-handout]')) return;
    for (const button of Array.from(document.querySelectorAll('.kies'))) paint(/** @type {HTMLElement} */ (button));
    if (!bar && !chosen.length) return;
    bar = bar || makeBar();
    bar.hidden = !chosen.length;
    document.body.classList.toggle('met-keuze', chosen.length > 0);
    const says = chosen.length + ' gekozen' + (full ? '. Meer past niet in een handout: haal er eerst een weg.' : '');
    const count = /** @type {HTMLElement} */ (bar.firstChild);
    if (count.textContent !== says) count.textContent = says;
    const page = new URL('handout/' + (/index\.html$/.test(location.pathname) ? 'index.html' : ''), root);
    /** @type {HTMLAnchorElement} */ (bar.children[1]).href = write(page);
}
/** Zet de keuze overal waar zij staat. */
function show() {
    keep();
    history.replaceState(history.state, '', write(new URL(location.href)));
    paintAll();
    document.dispatchEvent(new Event('keuze'));
}
/** @param {string[]} list */
function set(list) {
    const from = chosen.join(',');
    chosen = list;
    full = asking = false;
    show();
    if (others) others.postMessage({from: from, to: chosen.join(',')});
}
/** @param {string} ref @param {string} title @param {boolean} wide */
function makeButton(ref, title, wide) {
    const button = /** @type {HTMLButtonElement} */ (element('button', 'kies'));
    button.type = 'button';
    button.dataset.ref = ref;
    button.appendChild(element('span', '', 'Kies'));
    button.appendChild(element('span', wide ? '' : 'alleen-voor-voorlezen', ' voor de handout' + (wide ? '' : ': ' + title)));
    button.addEventListener('click', () => {
        if (chosen.includes(ref)) set(chosen.filter(r => r !== ref));
        else if (chosen.length < MOST) set(chosen.concat(ref));
        else { full = true; paintAll(); }
    });
    paint(button);
    return button;
}
function addButtons() {
    for (const card of Array.from(document.querySelectorAll('.kaart:not([data-kies]), .rijen > li:not([data-kies])'))) {
        const link = /** @type {?HTMLAnchorElement} */ (card.querySelector('.kaart-titel a, :scope > a')), ref = link && refOf(link);
        if (!ref || !link) continue;
        card.setAttribute('data-kies', '');
        card.appendChild(makeButton(ref, link.textContent || '', false));
    }
}

/* ---- Andere tabbladen ---- */

function join() {
    if (others || !window.BroadcastChannel) return;
    try { others = new BroadcastChannel(key); } catch (e) { return; }
    others.onmessage = e => {
        const m = e.data || {};
        if (m.ask) { if (chosen.length && others) others.postMessage({answer: chosen.join(',')}); return; }
        /* Wie nog niets heeft, neemt over wat een ander tabblad heeft; wie hetzelfde had, volgt. Een eigen keuze blijft. */
        const take = 'answer' in m ? asking && !chosen.length : m.from === chosen.join(',');
        if (!take) return;
        chosen = read(m.answer || m.to);
        full = asking = false;
        show();
    };
    asking = !chosen.length && kept() === null;
    if (asking) others.postMessage({ask: true});
}
/* Een eerdere stap heeft een eerder adres. */
window.addEventListener('popstate', () => history.replaceState(history.state, '', write(new URL(location.href))));
window.addEventListener('pagehide', () => { if (others) others.close(); others = null; });
window.addEventListener('pageshow', e => {
    if (e.persisted) {
        const memory = kept();
        if (memory !== null) chosen = read(memory);
        show();
    }
    join();
});

/* ---- Begin ---- */

const article = /** @type {?HTMLElement} */ (document.querySelector('[data-keuze]'));
if (article) {
    const place = article.querySelector('[data-kies-plek]');
    if (place) place.appendChild(makeButton(article.dataset.keuze || '', '', true));
}
if (!document.querySelector('[data-handout]')) addButtons();
for (const list of Array.from(document.querySelectorAll('[data-lijst]'))) new MutationObserver(addButtons).observe(list, {childList: true, subtree: true});
if (chosen.length || kept() !== null) show();

/** De keuze gaat mee met elke link binnen de site, ook naar een ander tabblad, en ook als de pagina haar eigen adres intussen heeft
 * veranderd. @param {Event} event */
function carry(event) {
    const on = /** @type {Element} */ (event.target), link = on.closest && on.closest('a[href]');
    if (!link || link.hasAttribute('download') || link.hasAttribute('data-vast')) return;
    const url = new URL(link.getAttribute('href') || '', location.href);
    if (!chosen.length && url.search.indexOf('keuze=') < 0) return;
    const same = url.pathname === location.pathname && url.search === location.search && url.hash;
    /* In een tekening heeft een link geen adres als tekst: daarom het attribuut. */
    if (!same && inside(url)) link.setAttribute('href', write(url));
}
for (const name of ['click', 'auxclick', 'contextmenu']) document.addEventListener(name, carry, true);
document.addEventListener('submit', event => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!chosen.length || form.method !== 'get') return;
    const input = /** @type {HTMLInputElement} */ (form.querySelector('[name=keuze]') || element('input'));
    input.type = 'hidden';
    input.name = 'keuze';
    input.value = chosen.join(',');
    form.appendChild(input);
});

/** Voor handout.js en voorstel.js. */
/** @type {any} */ (window).wegwijzerKeuze = {list: () => chosen, set: set, address: (/** @type {string} */ url) => {
    const to = new URL(url, location.href);
    return inside(to) ? write(to) : to.href;
}};
}());
