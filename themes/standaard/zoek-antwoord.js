// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Wat er op de zoekpagina boven en onder de lijst staat: antwoorden, waar u heen kunt, wat er begrepen is, gekozen filters en raad.
 * zoek-pagina.js laadt dit met de eerste vraag. Teksten en vormgeving staan in templates/zoeken.html.mustache. */

(function () {
'use strict';

const LINKS = 3, URGENT = 2, LAWS = 5; // van een antwoord meteen te zien: links; nummers op een telefoon
const ROOM = 3; // zoveel resultaten horen op het eerste scherm van een telefoon
const SENTENCE = /^.{10,}?[.?!] /; // de eerste zin, of twee als de eerste heel kort is

/** @typedef {{level: string, key: string, label: string, text: string, url: string, link: ?[string, string],
 *     contact: {for: string, ways: [string, string, string][]}[], records: [string, string, string][]}} Kaartje */

/** @param {string} name @param {string} [text] */
function element(name, text) {
    const el = document.createElement(name);
    el.textContent = text || '';
    return el;
}
/** @param {string} s */
const strong = s => element('strong', s);

/** Een adres van de index; al gekozen records blijven gekozen doordat keuze.js links aanvult. @param {any} page @param {string} url
 * @param {string} text */
function link(page, url, text) {
    const a = /** @type {HTMLAnchorElement} */ (element('a', text));
    a.href = /^[a-z]+:/.test(url) ? url : page.place(url);
    return a;
}
/** Een lijst van knopen in een deel van de pagina; leeg is verborgen. @param {any} page @param {string} name @param {Node[]} nodes */
function fill(page, name, nodes) {
    const box = page.one('[data-' + name + ']'), list = box.querySelector('ul');
    list.textContent = '';
    for (const node of nodes) list.appendChild(element('li')).appendChild(node);
    box.hidden = !nodes.length;
}
/** Een zin uit de pagina met iets op de plaats van zijn *. @param {any} page @param {string} name @param {Node[]} nodes
 * @param {string} [last] het woord voor de laatste @param {Object<string, string|number>} [values] */
function line(page, name, nodes, last, values) {
    const p = document.createElement('p'), text = page.text(name, values).split('*');
    p.appendChild(document.createTextNode(text[0] + (/[\s‘]$/.test(text[0]) || !text[0] || !nodes.length ? '' : ' ')));
    nodes.forEach((x, i) => {
        if (i) p.appendChild(document.createTextNode(i === nodes.length - 1 ? ' ' + page.text(last || 'of') + ' ' : ', '));
        p.appendChild(x);
    });
    p.appendChild(document.createTextNode(text[1] || ''));
    return p;
}
/** Een link die de staat verandert. @param {any} page @param {string} text @param {Staat} state @param {Object<string, any>} change
 * @param {string} [hint] voor wie het hoort */
function change(page, text, state, change, hint) {
    const a = /** @type {HTMLAnchorElement} */ (element('a', text));
    a.href = page.address(Object.assign({}, state, change));
    a.dataset.staat = '';
    if (hint) {
        const first = element('span', page.text(hint) + ' ');
        first.className = 'alleen-voor-voorlezen';
        a.insertBefore(first, a.firstChild);
    }
    return a;
}
/** Een ander woord vragen. @param {any} page @param {Staat} state @param {string} q */
const ask = (page, state, q) => change(page, q, state, {q: q, exact: false, skip: []});

/** De wegen naar een loket, van de ene tot de andere. @param {any} page @param {Kaartje['contact'][0]} c @param {number} from
 * @param {number} [to] */
function desk(page, c, from, to) {
    const li = element('li'), ways = c.ways.slice(from, to);
    if (c.for) li.appendChild(element('span', c.for + ' ')).className = 'antwoord-voor';
    for (const [name, value, field] of ways) {
        const a = li.appendChild(element('a'));
        a.className = name === 'phone' ? 'knop' : '';
        page.way(a, name, value, field);
        li.appendChild(document.createTextNode(' '));
    }
    return ways.length ? [li] : [];
}
/** Wat open kan. @param {Node} head */
function fold(head) {
    const inside = element('details'), summary = inside.appendChild(element('summary'));
    inside.className = 'klap';
    summary.appendChild(head);
    return inside;
}
/** Het adres elders, want daar is het loket, en de records van een antwoord. @param {any} page @param {Kaartje} one */
function titles(page, one) {
    const nodes = one.records.map(([url, title]) => link(page, url, title));
    if (one.link) nodes.unshift(link(page, one.link[0], one.link[1] || one.label));
    if (one.link) nodes[0].className = 'naar-buiten';
    return nodes.map(a => { const li = element('li'); li.appendChild(a); return li; });
}
/** Een antwoord. Kort: de eerste zin en een weg, of de nummers die dringend zijn; de rest gaat open.
 * @param {any} page @param {Kaartje} one @param {boolean} folded @param {boolean} short */
function answerBox(page, one, folded, short) {
    const box = page.made('antwoord'), part = (/** @type {string} */ name) => box.querySelector('[data-deel=' + name + ']');
    const urgent = one.level === 'urgent', contact = one.contact || [], stay = !short ? contact.length : urgent ? URGENT : 1;
    const cut = short && SENTENCE.exec(one.text), rest = cut ? one.text.slice(cut[0].length) : '';
    box.classList.add('antwoord--' + one.level);
    part('niveau').textContent = page.text('antwoord-' + one.level);
    part('naam').appendChild(one.url && !folded ? link(page, one.url, one.label) : document.createTextNode(one.label));
    part('tekst').textContent = cut ? cut[0] : one.text;
    for (const c of contact.slice(0, stay)) part('wegen').append(...desk(page, c, 0, short ? 1 : c.ways.length));
    if (urgent) part('tekst').before(part('wegen')); /* het nummer eerst */
    const list = titles(page, one), shown = short ? +!contact.length : list.length > LINKS + 1 ? LINKS : list.length;
    part('records').append(...list.slice(0, shown));
    const more = short ? [element('p', rest)] : [], ways = element('ul'), others = element('ul');
    ways.className = 'antwoord-wegen';
    if (short) contact.forEach((c, i) => ways.append(...desk(page, c, i < stay ? 1 : 0)));
    others.append(...list.slice(shown));
    more.push(ways, others);
    const hidden = more.filter(el => el.firstChild);
    if (hidden.length) {
        const open = fold(document.createTextNode(page.text(short ? 'antwoord-verder' : 'antwoord-meer', {n: list.length - shown})));
        open.append(...hidden);
        (short ? box : part('records').appendChild(element('li'))).appendChild(open);
    }
    for (const name of ['tekst', 'wegen', 'records']) if (!part(name).firstChild) part(name).remove();
    if (!folded) return box;
    const inside = fold(box.querySelector('h2'));
    inside.append(...Array.from(box.childNodes));
    box.appendChild(inside);
    return box;
}
/** Wat niet het eerste antwoord is, is een regel die open kan; wat dringend is niet, tenzij hetzelfde nummer er al staat. Op een telefoon
 * laat het eerste plaats voor resultaten, als die er zijn. @param {any} page @param {Kaartje[]} list @param {number} under */
function answers(page, list, under) {
    const box = page.one('[data-antwoorden]'), short = under >= ROOM && matchMedia('(max-width: 47.99em)').matches;
    const number = (/** @type {Kaartje} */ one) => one.contact && one.contact[0] ? one.contact[0].ways[0][1] : '';
    box.textContent = '';
    list.forEach((one, i) => {
        const folded = i > 0 && (one.level !== 'urgent' || number(one) === number(list[0]));
        box.appendChild(answerBox(page, one, folded, short && !folded));
    });
    box.hidden = !list.length;
}

/** Wat er gekozen is, met een link om het weg te doen. @param {any} page @param {Staat} state */
function chips(page, state) {
    /** @type {Node[]} */
    const nodes = [];
    for (const f of page.facets) for (const b of f.boxes.filter((/** @type {HTMLInputElement} */ x) => x.checked)) {
        const name = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (b.closest('label')).querySelector('[data-naam]'));
        nodes.push(change(page, name.textContent || '', state, {chosen: less(state, f.id, b.value)}, 'verwijder'));
    }
    const n = nodes.length;
    if (n > 1) nodes.push(change(page, page.text('wis'), state, {chosen: Object.keys(state.chosen).reduce((none, f) => Object.assign(none, {[f]: []}), {})}));
    fill(page, 'gekozen', nodes);
    page.one('[data-aantal-filters]').textContent = n ? page.text('gekozen', {n: n}) : '';
}
/** @param {Staat} state @param {string} facet @param {?string} value null: alles van dit facet */
function less(state, facet, value) {
    return Object.assign({}, state.chosen, {[facet]: value === null ? [] : state.chosen[facet].filter(v => v !== value)});
}

/** Wat in de vraag herkend is: de pagina ervan, met een kruis voor wie het niet zo bedoelde. @param {any} page @param {Staat} state
 * @param {{key: string, label: string, url: string}} one */
function chip(page, state, one) {
    const box = element('span');
    box.className = 'zoek-chip';
    box.appendChild(one.url ? link(page, one.url, one.label) : element('span', one.label));
    const off = box.appendChild(change(page, '', state, {skip: state.skip.concat(one.key)}, 'loslaten'));
    off.className = 'zoek-los';
    /** @type {Element} */ (off.firstElementChild).append(one.label);
    return box;
}
/** @param {any} page @param {any} article */
const lawText = (page, article) => page.text(article.label ? 'artikel' : 'artikel-los', {w: article.label, n: article.number});

/** Waar de lezer heen kan: wat herkend is, andere pagina's, de tekst van een artikel. @param {any} page @param {Staat} state
 * @param {any} answer */
function places(page, state, answer) {
    const plan = answer.plan, article = plan.article, known = plan.understood.map((/** @type {any} */ u) => u.key);
    const go = plan.understood.map((/** @type {any} */ u) => chip(page, state, u));
    for (const g of plan.goto) if (known.indexOf(g.key) < 0) go.push(link(page, g.url, g.label));
    if (article && article.known && article.link) go.unshift(link(page, article.link, lawText(page, article)));
    fill(page, 'ga', go);
}
/** @param {any} page @param {Staat} state @param {any} answer */
function help(page, state, answer) {
    const box = page.one('[data-hulp]'), plan = answer.plan, literal = () => change(page, state.q, state, {exact: true});
    const say = (/** @type {string} */ name, /** @type {Node[]} */ nodes, /** @type {string} */ last, /** @type {any} */ values) =>
        box.appendChild(line(page, name, nodes, last, values));
    const words = (/** @type {string[]} */ list) => list.map(strong);
    box.textContent = '';
    if (plan.article && !plan.article.known) {
        const to = plan.article.link ? [link(page, plan.article.link, page.text('artikel-tekst'))] : [];
        say(to.length ? 'artikel-niet' : 'artikel-niet-los', to, '', {w: lawText(page, plan.article)});
    }
    const laws = plan.article && !plan.article.label ? page.text('wetten').split('|').filter(Boolean).slice(0, LAWS) : [];
    if (laws.length) say('artikel-welke', laws.map((/** @type {string} */ law) => ask(page, state, law + ' ' + plan.article.number)), 'of', {});
    if (plan.meant) {
        const p = say('bedoelde', [ask(page, state, plan.meant)], '', {});
        p.append(' ', ...line(page, 'toch', [literal()]).childNodes);
    }
    if (plan.unreadable && !plan.answers.length) say('onleesbaar', [], '', {});
    if (plan.unknown.length) say(answer.count ? 'zonder-woord' : 'nergens', words(plan.unknown), 'en', {});
    if ((plan.excluded || []).length) say('zonder', words(plan.excluded), 'en', {});
    if (!answer.complete && answer.count && plan.leaves.filter((/** @type {any} */ l) => !l.stop).length > 1) say('onvolledig', [], '', {});
    box.hidden = !box.firstChild;
}
/** Onder de lijst: hoe er gezocht is. @param {any} page @param {any} answer */
function method(page, answer) {
    const box = page.one('[data-werkwijze]'), also = answer.plan.also, whole = answer.complete;
    box.textContent = '';
    if (also.length && answer.count) box.appendChild(line(page, 'ook', also.slice(0, 4).map(strong), 'en'));
    if (whole && whole < answer.count) box.appendChild(line(page, whole === 1 ? 'volledig-een' : 'volledig', [strong(page.number(whole))]));
    box.hidden = !box.firstChild;
}
/** Wat te doen als er niets is. @param {any} page @param {Staat} state @param {any} answer @param {number[][]} chosen
 * @param {string[]} near */
function tips(page, state, answer, chosen, near) {
    /* Wie nu hulp nodig heeft, hoeft niet beter te zoeken. */
    const now = (answer.plan.answers || []).some((/** @type {any} */ a) => a.level === 'urgent');
    page.one('[data-geen]').hidden = answer.count > 0 || now;
    /** @type {Node[]} */
    const nodes = [];
    if (!answer.count) {
        if (near.length) nodes.push(line(page, 'lijkt-op', near.map(w => ask(page, state, w))));
        answer.without.forEach((/** @type {number} */ n, /** @type {number} */ f) => {
            const facet = n && chosen[f].length && page.facets.find((/** @type {any} */ x) => x.id === page.index.m.f[f][0]);
            if (!facet) return;
            const text = page.text('zonder-filter', {f: facet.el.dataset.naam || facet.id, n: page.number(n)});
            nodes.push(change(page, text, state, {chosen: less(state, facet.id, null)}));
        });
    }
    fill(page, 'tips', nodes);
    const box = page.one('[data-misschien]'), list = box.querySelector('ol'), maybe = answer.count ? [] : answer.maybe || [];
    list.textContent = '';
    for (const d of maybe) list.appendChild(page.card(page.row(d), {words: new Set(), runs: []}));
    box.hidden = !maybe.length;
}

/** @param {any} page @param {Staat} state @param {any} answer @param {number[][]} chosen @param {string[]} near */
function boven(page, state, answer, chosen, near) {
    answers(page, (answer.plan.answers || []).concat(answer.last ? [answer.last] : []), answer.count || (answer.maybe || []).length);
    places(page, state, answer);
    chips(page, state);
    help(page, state, answer);
    method(page, answer);
    tips(page, state, answer, chosen, near);
}
/** Wat daarvan voorgelezen wordt, voor het aantal. @param {any} page @param {any} answer */
boven.loud = (page, answer) => (answer.plan.answers || []).concat(answer.last ? [answer.last] : [])
    .map((/** @type {Kaartje} */ one) => page.text('antwoord-' + one.level) + ': ' + one.label + '. ').join('');

/** @type {any} */ (window).wegwijzerIndex('boven', '', boven);
})();
