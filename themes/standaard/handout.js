// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* De handout: haalt de gekozen pagina's op en zet ze achter elkaar, met inhoud en bronnen; of kort, met samenvattingen en adressen.
 * De keuze zelf is van keuze.js. Teksten en vormgeving staan in templates/handout.html.mustache. */
(function () {
'use strict';

/** @typedef {{ref: string, address: string, title: string, kind: string, summary: string, canonical: string, reviewed: string,
 *     sources: string[], sign: ?Element, withdrawn: ?Element, relations: Element[], ways: Element[], status: string, facts: ?Element,
 *     body: ?Element, list: ?Element, className: string, missing?: boolean}} Blad */

/** @type {any} */
const choice = /** @type {any} */ (window).wegwijzerKeuze;
const box = /** @type {HTMLElement} */ (document.querySelector('[data-handout]'));
const root = new URL(box.dataset.root || '.', location.href), params = new URLSearchParams(location.search);
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box.querySelector('[data-handout-' + name + ']'));
const name = /** @type {HTMLInputElement} */ (document.getElementById('handout-naam'));
const brief = /** @type {HTMLInputElement} */ (document.getElementById('handout-kort'));
const heading = /** @type {HTMLElement} */ (document.querySelector('[data-handout-titel]'));
const title = heading.textContent || '';
/** Wat is opgehaald, op naam. @type {Map<string, Blad>} */
const got = new Map();

/** @param {string} tag @param {string} [className] @param {string} [text] @returns {any} */
function element(tag, className, text) {
    const e = document.createElement(tag);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
}
/** Een tekst uit de pagina, met {namen} ingevuld. @param {string} which @param {Object<string, string|number>} [values] */
function say(which, values) {
    const texts = /** @type {HTMLTemplateElement} */ (box.querySelector('template[data-teksten]')).content;
    const text = /** @type {Element} */ (texts.querySelector('[data-tekst="' + which + '"]')).textContent || '';
    return text.trim().replace(/\{(\w+)\}/g, (_, key) => String(values ? values[key] : ''));
}
/** @param {string} ref */
const pageOf = ref => new URL(ref + '/' + (/index\.html$/.test(location.pathname) ? 'index.html' : ''), root).href;

function saveAddress() {
    const query = [], refs = choice.list();
    if (name.value) query.push('titel=' + encodeURIComponent(name.value));
    if (brief.checked) query.push('vorm=kort');
    if (refs.length) query.push('keuze=' + refs.join(','));
    history.replaceState(history.state, '', location.pathname + (query.length ? '?' + query.join('&') : '') + location.hash);
    heading.textContent = name.value || title;
    /** @type {HTMLAnchorElement} */ (part('adres')).href = box.dataset.basis + 'handout/' + location.search;
}

/* ---- Ophalen ---- */

/** Koppen een trede lager, geen dubbele id's, volledige adressen, geen knoppen. @param {Element} node @param {string} address */
function adapt(node, address) {
    node.querySelectorAll('[id], [aria-labelledby]').forEach(e => {
        e.removeAttribute('id');
        e.removeAttribute('aria-labelledby');
    });
    node.querySelectorAll('h2, h3, h4').forEach(old => {
        const h = element('h' + Math.min(6, +old.tagName[1] + 1), old.className);
        while (old.firstChild) h.appendChild(old.firstChild);
        old.replaceWith(h);
    });
    node.querySelectorAll('a[href]').forEach(a => {
        /* Binnen de site blijft een link relatief: op papier komt dan geen adres achter elk woord. */
        const url = new URL(a.getAttribute('href') || '', address);
        const inside = url.origin === root.origin && url.pathname.slice(0, root.pathname.length) === root.pathname;
        a.setAttribute('href', inside ? box.dataset.root + url.pathname.slice(root.pathname.length) + url.hash : url.href);
    });
    return node;
}
/** @param {?Element} node */
const flat = node => node ? (node.textContent || '').replace(/\s+/g, ' ').trim() : '';
/** Wat er rechtstreeks bij hoort, of de zin dat er niets is: een kop en de titels. @param {Document} doc @param {string} address */
function relationsOf(doc, address) {
    const all = Array.from(doc.querySelectorAll('[data-verband]')).map(section => {
        const links = section.querySelectorAll('.kaart-titel a, .rijen > li > a'), gap = section.querySelector('.gat'), head = section.querySelector('h2');
        if (!head || (!links.length && !gap)) return null;
        const made = element('div');
        made.appendChild(element('h2', '', flat(/** @type {any} */ (head.firstChild))));
        if (gap) made.appendChild(document.importNode(gap, true));
        if (links.length) made.appendChild(element('ul'));
        links.forEach(link => { made.lastChild.appendChild(element('li')).appendChild(document.importNode(link, true)); });
        return adapt(made, address);
    });
    return /** @type {Element[]} */ (all.filter(Boolean));
}
/** @param {Document} doc @param {string} ref @param {string} address @returns {Blad} */
function sheet(doc, ref, address) {
    const text = (/** @type {string} */ selector) => flat(doc.querySelector(selector));
    const take = (/** @type {string} */ selector) => {
        const found = doc.querySelector(selector);
        return found ? adapt(document.importNode(found, true), address) : null;
    };
    const ways = Array.from(doc.querySelectorAll('.eraan a[href^="tel:"], .eraan .vindplaatsen a, .eraan > p > a')).slice(0, 2);
    return {
        ref: ref, address: address, title: text('h1'), kind: text('.bord'), summary: text('.record-kop .intro'),
        canonical: /** @type {HTMLLinkElement} */ (doc.querySelector('link[rel=canonical]')).href, reviewed: text('.geldt .klein'),
        sources: Array.from(doc.querySelectorAll('.bronnen > li'), flat), status: text('.kort .status'),
        ways: ways.map(a => {
            const around = element('span');
            around.appendChild(document.importNode(a, true)).className = '';
            return adapt(around, address);
        }),
        sign: take('.bord'), withdrawn: take('.melding--vervallen'), relations: relationsOf(doc, address),
        facts: take('.kort dl'), body: take('.record-tekst'), list: take('.bronnen'),
        className: /** @type {Element} */ (doc.querySelector('.record')).className
    };
}
/* Onder een streng beleid mag alleen wat hier gelezen is als pagina worden gelezen; er draait niets van. */
const types = /** @type {any} */ (window).trustedTypes;
const policy = types && types.createPolicy('wegwijzer-handout', {createHTML: (/** @type {string} */ s) => s});

/** @param {string} ref @param {string} [address] @returns {Promise<Blad>} */
async function load(ref, address) {
    const from = address || pageOf(ref), response = await fetch(from);
    if (!response.ok) throw new Error(ref);
    const source = await response.text(), doc = new DOMParser().parseFromString(policy ? policy.createHTML(source) : source, 'text/html');
    if (doc.querySelector('.record')) return sheet(doc, ref, from);
    /* Een record dat een andere naam kreeg, stuurt door. */
    const moved = doc.querySelector('meta[http-equiv=refresh]'), to = moved && /url=(.*)$/i.exec(moved.getAttribute('content') || '');
    if (!to || address) throw new Error(ref);
    return load(ref, new URL(to[1], from).href);
}

/* ---- Laten zien ---- */

/** Verplaatst of verwijdert een blad. @param {string} ref @param {number} step -1, 1, of 0: eruit */
function move(ref, step) {
    const refs = choice.list().slice(), at = refs.indexOf(ref), to = at + step;
    refs.splice(at, 1);
    if (step) refs.splice(to, 0, ref);
    choice.set(refs);
    const record = /** @type {Blad} */ (got.get(ref));
    part('melding').textContent = step ? say('verplaatst', {w: record.title, n: to + 1, t: refs.length}) : say('eruit', {w: record.title});
    const button = (/** @type {number} */ way) => /** @type {?HTMLElement} */ (box.querySelector('[data-zet="' + ref + ' ' + way + '"]:not(:disabled)'));
    const again = step ? button(step) || button(-step) : null;
    if (again) again.focus(); else { heading.setAttribute('tabindex', '-1'); heading.focus(); }
}
/** De knoppen van een blad in de inhoud. @param {Blad} record @param {number} at @param {number} count */
function buttons(record, at, count) {
    const row = element('span', 'handout-knoppen alleen-op-scherm');
    for (const [step, text] of /** @type {[number, string][]} */ ([[-1, 'omhoog'], [1, 'omlaag'], [0, 'weg']])) {
        const button = row.appendChild(element('button', 'handout-zet handout-zet--' + text, say(text)));
        button.type = 'button';
        button.dataset.zet = record.ref + ' ' + step;
        button.disabled = (step === -1 && at === 0) || (step === 1 && at === count - 1);
        button.appendChild(element('span', 'alleen-voor-voorlezen', ': ' + record.title));
        button.addEventListener('click', () => move(record.ref, step));
    }
    return row;
}
/** @param {Blad} record @param {number} number */
function showRecord(record, number) {
    const section = element('section', record.className + ' handout-record' + (brief.checked ? ' handout-record--kort' : ''));
    const head = element('h2', '', number + '. ' + record.title), again = (/** @type {?Element} */ e) => { if (e) section.appendChild(e.cloneNode(true)); };
    section.id = 'nr-' + number;
    head.id = 'kop-' + number;
    section.setAttribute('aria-labelledby', head.id);
    again(record.sign);
    section.appendChild(head);
    section.appendChild(element('p', 'intro', record.summary));
    again(record.withdrawn);
    if (brief.checked) {
        const line = section.appendChild(element('p', 'handout-wegen', record.status ? record.status + ' · ' : ''));
        for (const way of record.ways) line.append(way.cloneNode(true), ' · ');
        return address(section, line, record);
    }
    if (record.facts) section.appendChild(element('div', 'kort')).appendChild(record.facts.cloneNode(true));
    again(record.body);
    for (const relation of record.relations) section.appendChild(relation.cloneNode(true)).className = 'handout-verband';
    if (record.list) section.appendChild(element('h3', '', say('bronnen')));
    again(record.list);
    return address(section, section.appendChild(element('p', 'klein', say('pagina') + ' ')), record);
}
/** @param {any} section @param {any} line @param {Blad} record */
function address(section, line, record) {
    const link = line.appendChild(element('a', '', record.canonical));
    link.href = box.dataset.root + record.address.slice(root.href.length);
    return section;
}
/** @param {string} value */
function csvField(value) {
    const v = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return /[",;\r\n]/.test(v) ? '"' + v.replace(/"/g, '""') + '"' : v;
}
/** @param {Blad[]} chosen */
function csvOf(chosen) {
    const rows = chosen.map((r, i) => [String(i + 1), r.ref, r.kind, r.title, r.summary, r.reviewed, r.sources.join(' | '), r.canonical]);
    rows.unshift(['nummer', 'id', 'soort', 'titel', 'samenvatting', 'beoordeeld', 'bronnen', 'adres']);
    /* Het teken vooraan zegt een rekenblad dat het UTF-8 is. */
    return '\ufeff' + rows.map(row => row.map(csvField).join(',') + '\r\n').join('');
}
/** Wat niet kon worden opgehaald, bij naam. @param {string[]} lost */
function showLost(lost) {
    const where = part('weg'), list = /** @type {Element} */ (where.querySelector('ul'));
    list.textContent = '';
    for (const ref of lost) {
        const a = list.appendChild(element('li')).appendChild(element('a', '', ref.slice(ref.indexOf('/') + 1).replace(/-/g, ' ')));
        a.href = pageOf(ref);
    }
    /** @type {Element} */ (where.querySelector('p')).textContent = lost.length
        ? say(lost.length === 1 ? 'weg-een' : 'weg-meer', {n: lost.length}) + (location.protocol === 'file:' ? ' ' + say('weg-schijf') : '') : '';
    where.hidden = !lost.length;
}
function show() {
    const list = part('lijst'), contents = /** @type {Element} */ (part('inhoud').querySelector('ol')), refs = /** @type {string[]} */ (choice.list());
    const all = /** @type {Blad[]} */ (refs.map(ref => got.get(ref)).filter(Boolean)), good = all.filter(r => !r.missing);
    list.textContent = contents.textContent = '';
    good.forEach((record, i) => {
        const item = contents.appendChild(element('li')), link = item.appendChild(element('a', '', record.title));
        link.href = '#nr-' + (i + 1);
        item.append(' (' + record.kind.toLowerCase() + ') ', buttons(record, i, good.length));
        list.appendChild(showRecord(record, i + 1));
    });
    part('leeg').hidden = refs.length > 0;
    part('acties').hidden = part('inhoud').hidden = !good.length;
    box.classList.toggle('handout--kort', brief.checked);
    showLost(all.filter(r => r.missing).map(r => r.ref));
    const csv = /** @type {HTMLAnchorElement} */ (box.querySelector('[data-csv]'));
    if (csv.href.startsWith('blob:')) URL.revokeObjectURL(csv.href);
    csv.href = URL.createObjectURL(new Blob([csvOf(good)], {type: 'text/csv;charset=utf-8'}));
}
/** Haalt wat er nog niet is, en toont wat gekozen is. */
async function refresh() {
    const wanted = /** @type {string[]} */ (choice.list()).filter(ref => !got.has(ref)), missing = /** @type {any} */ ({missing: true});
    saveAddress();
    if (!wanted.length) { show(); return; }
    part('melding').textContent = say('ophalen', {n: wanted.length});
    await Promise.all(wanted.map(ref => load(ref).catch(() => Object.assign({ref: ref}, missing)).then(blad => got.set(ref, blad))));
    part('melding').textContent = '';
    show();
}

/** @type {HTMLElement} */ (document.querySelector('[data-zonder-script]')).hidden = true;
box.hidden = false;
name.value = params.get('titel') || '';
brief.checked = params.get('vorm') === 'kort';
name.addEventListener('input', saveAddress);
brief.addEventListener('change', () => { saveAddress(); show(); });
/** @type {HTMLElement} */ (box.querySelector('[data-druk]')).addEventListener('click', () => window.print());
document.addEventListener('keuze', refresh);
refresh();
}());
