// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* De zoekpagina: het veld, de filters, het adres, de lijst en de weg terug. De zoekmachine is zoek.js, wat er boven en onder de lijst
 * staat is zoek-antwoord.js; teksten en vormgeving staan in templates/zoeken.html.mustache, de typen in zoek-meer.js. */

/** @typedef {{q: string, sort: string, chosen: Object<string, string[]>, more: number, exact: boolean, skip: string[]}} Staat */

(function () {
'use strict';

/* Van de zoekmachine: zij komt als de pagina er staat. */
let /** @type {any} */ Index, /** @type {any} */ fold, /** @type {any} */ read, /** @type {any} */ light, /** @type {any} */ gather;
let /** @type {any} */ whole, /** @type {any} */ search, /** @type {any} */ makePlan, /** @type {any} */ SMALL;
let /** @type {RegExp} */ LEAD, /** @type {RegExp} */ TAIL;
/* Zoveel resultaten eerst, zoveel erbij, zoveel voordat er weer getekend mag worden; en tijden in milliseconden. */
const PAGE = 10, MORE = 20, SLICE = 4, SPEAK = 1000, LATE = 500, REST = 300, IDLE = 2000, TYPING = 90;

/** @param {ParentNode} inside @param {string} selector @returns {HTMLElement[]} */
const all = (inside, selector) => Array.from(inside.querySelectorAll(selector));

/** @param {string} name @param {string} text */
function element(name, text) {
    const el = document.createElement(name);
    el.textContent = text;
    return el;
}
/** Laat de browser eerst tekenen wat er staat. */
const drawn = () => new Promise(done => {
    let over = false;
    const end = () => { if (!over) { over = true; done(0); } };
    requestAnimationFrame(() => setTimeout(end));
    setTimeout(end, 100); /* in een tabblad dat niet in beeld is, tekent niemand */
});
/** Laat de browser tussendoor doen wat er wacht. */
function pause() {
    const own = /** @type {any} */ (window).scheduler;
    return own && own.yield ? own.yield() : new Promise(done => { setTimeout(done); });
}
/** @param {Object<string, string[]>} chosen */
const filters = chosen => Object.keys(chosen).reduce((n, f) => n + chosen[f].length, 0);

/* ---- Markeren ---- */

/** De woorden die in een resultaat gemarkeerd worden. @param {Index} ix @param {Plan} plan */
function markers(ix, plan) {
    /** @type {Set<string>} */
    const words = new Set();
    /** @type {string[][]} */
    const runs = [];
    for (const leaf of plan.leaves.filter(l => !l.stop)) for (const v of leaf.v) {
        for (const f of v.k.forms) { words.add(f); words.add('~' + light(f)); }
        if (v.k.main[0] !== '#') continue;
        for (const f of ix.concepts[+v.k.main.slice(1)]) {
            if (f.w.length > 1) runs.push(f.w.map(light));
            else { words.add(f.w[0]); words.add('~' + light(f.w[0])); }
        }
    }
    for (const q of plan.quotes) if (q.length > 1) runs.push(q.map(light));
    return {words: words, runs: runs};
}

/** Zet tekst met <mark> in el; \x01 scheidt delen van een samenstelling, \x02 de letters ertussen.
 * @param {Element} el @param {string} text @param {{words: Set<string>, runs: string[][]}} marks */
function marked(el, text, marks) {
    const plain = text.replace(/[\x01\x02]/g, '');
    /** @type {boolean[]} */
    const on = [];
    /** @type {{form: string, from: number, to: number}[]} */
    const tokens = read(plain).filter((/** @type {{extra: boolean}} */ t) => !t.extra);
    const hit = (/** @type {string} */ f) => marks.words.has(f) || (f.length > 3 && marks.words.has('~' + light(f)));
    const paint = (/** @type {number} */ from, /** @type {number} */ to) => { for (let i = from; i < to; i++) on[i] = true; };
    tokens.forEach((t, at) => {
        if (hit(t.form)) paint(t.from, t.to);
        for (const run of marks.runs) {
            const last = tokens[at + run.length - 1];
            if (last && run.every((w, i) => light(tokens[at + i].form) === w)) paint(t.from, last.to);
        }
    });
    /* Delen van een samenstelling: het eerste woord na \x01 en het laatste voor een teken. */
    const bits = text.split(/([\x01\x02])/);
    for (let i = 0, pos = 0; i < bits.length; pos += bits[i].length, i += 2) {
        const lead = LEAD.exec(bits[i]), tail = TAIL.exec(bits[i]);
        if (lead && bits[i - 1] === '\x01' && hit(fold(lead[0]))) paint(pos, pos + lead[0].length);
        const end = pos + bits[i].length, partial = tail && bits[i + 1] && (!bits[i - 1] || tail[0].length < bits[i].length);
        if (partial && hit(fold(tail[0]))) paint(end - tail[0].length, end);
    }
    el.textContent = '';
    for (let i = 0; i < plain.length;) {
        let j = i;
        while (j < plain.length && !on[j] === !on[i]) j++;
        const piece = plain.slice(i, j);
        el.appendChild(on[i] ? element('mark', piece) : document.createTextNode(piece));
        i = j;
    }
}

/* ---- De pagina ---- */

class Pagina {
    /** @param {HTMLElement} root */
    constructor(root) {
        this.root = root;
        this.home = new URL(root.dataset.root || '.', location.href).href;
        this.form = /** @type {HTMLFormElement} */ (this.one('form'));
        this.field = /** @type {HTMLInputElement} */ (this.one('input[name=q]'));
        this.list = this.one('[data-lijst]');
        this.status = this.one('[role=status]');
        this.facets = all(root, '[data-facet]').map(el => ({
            id: el.dataset.facet || '', el: /** @type {HTMLDetailsElement} */ (el),
            boxes: /** @type {HTMLInputElement[]} */ (all(el, 'input[type=checkbox]'))
        }));
        this.sort = /** @type {HTMLSelectElement} */ (this.one('select[name=sorteer]'));
        /** @type {Object<string, HTMLTemplateElement>} */
        this.boxes = {};
        /** @type {Object<string, string>} */
        this.texts = {};
        const texts = /** @type {HTMLTemplateElement} */ (this.one('template[data-teksten]')).content;
        for (const el of all(texts, '[data-tekst]')) this.texts[el.dataset.tekst || ''] = (el.textContent || '').trim();
        /** @type {any} */
        this.index = null;
        /** @type {?Promise<void>} */
        this.coming = null;
        this.panel = /** @type {HTMLDetailsElement} */ (this.one('[data-filters]'));
        this.run = 0;
        this.more = PAGE;
        this.typing = this.exact = false;
        /** @type {string[]} */
        this.skip = [];
        this.spoken = this.resting = 0;
        this.drawnFor = '';
        /** Wat er staat, en wat er op papier bij komt. @type {?Antwoord} */
        this.last = null;
        /** @type {?Antwoord} */
        this.rest = null;
        /** Waar de lezer was, als hij terugkomt. @type {?{y: number, bij: string}} */
        this.back = null;
        this.root.classList.add('zoeken--actief');
        for (const el of all(root, '[data-met-script]')) el.hidden = false;
        for (const el of all(document, '[data-zonder-script]')) el.hidden = true;
        history.scrollRestoration = 'manual';
        /* Wat iemand al typte voordat dit er was, blijft staan. */
        const early = this.field.value;
        this.restore();
        if (early && !this.field.value) this.field.value = early;
        this.listen();
        this.answer();
    }
    listen() {
        const fresh = () => { this.more = PAGE; this.commit(); this.answer(); };
        this.form.addEventListener('submit', e => { e.preventDefault(); this.commit(); this.answer(); });
        this.field.addEventListener('input', () => {
            this.more = PAGE;
            this.exact = false;
            this.skip = [];
            this.answer('typ');
        });
        for (const f of this.facets) {
            for (const box of f.boxes) box.addEventListener('change', fresh);
            f.el.addEventListener('toggle', () => { if (f.el.open) this.answer('still'); });
        }
        const panel = this.panel;
        /* Op een breed scherm staan de eerste filters open, op een telefoon alles dicht. */
        const wide = window.matchMedia('(min-width: 62em)').matches;
        panel.open = wide;
        this.facets.forEach((f, at) => { if (!wide || at > 2) f.el.open = f.boxes.some(b => b.checked); });
        panel.addEventListener('toggle', () => { if (panel.open) this.answer('still'); });
        this.one('[data-toon]').addEventListener('click', () => { panel.open = wide; });
        this.sort.addEventListener('change', () => { this.more = PAGE; this.commit(); this.answer('sorteer'); });
        this.one('[data-meer]').addEventListener('click', () => this.show());
        this.one('[data-druk]').addEventListener('click', async () => { await this.everything(); window.print(); });
        window.addEventListener('popstate', () => { this.restore(); this.answer(); });
        this.root.addEventListener('click', e => this.click(e));
        /* Wat er getoond werd en waar de lezer was, staat bij deze stap in de geschiedenis van de browser. */
        let resting = 0;
        window.addEventListener('scroll', () => { clearTimeout(resting); resting = window.setTimeout(() => this.keep(), REST); }, {passive: true});
        window.addEventListener('beforeprint', () => this.print(true));
        window.addEventListener('afterprint', () => this.print(false));
    }
    /** @param {string} selector @returns {HTMLElement} */
    one(selector) {
        const el = this.root.querySelector(selector);
        if (!el) throw new Error('zoek-pagina.js: ' + selector);
        return /** @type {HTMLElement} */ (el);
    }
    /** Een stuk van de pagina, nieuw. @param {string} name */
    made(name) {
        const box = this.boxes[name] || (this.boxes[name] = /** @type {HTMLTemplateElement} */ (this.one('template[data-' + name + ']')));
        return /** @type {HTMLElement} */ (/** @type {Element} */ (box.content.firstElementChild).cloneNode(true));
    }
    /** Een tekst uit de pagina, met {namen} ingevuld. @param {string} name @param {Object<string, string|number>} [values] */
    text(name, values) {
        return (this.texts[name] || '').replace(/\{(\w+)\}/g, (_, key) => String(values && key in values ? values[key] : ''));
    }
    /** Een getal als 1.234. @param {number} n */
    number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, this.root.dataset.duizend || '.'); }
    /** Een adres van de index, voor deze pagina. @param {string} path */
    place(path) { return new URL(path, this.home).href; }

    /* -- Staat en adres -- */

    /** @returns {Staat} */
    state() {
        /** @type {Object<string, string[]>} */
        const chosen = {};
        for (const f of this.facets) chosen[f.id] = f.boxes.filter(b => b.checked).map(b => b.value);
        return {q: this.field.value.trim(), sort: this.sort.value, chosen: chosen, more: this.more, exact: this.exact, skip: this.skip};
    }
    /** Het adres bij een staat; de keuze voor de hand-out blijft erin. @param {Staat} state */
    address(state) {
        const p = new URLSearchParams(), choice = new URLSearchParams(location.search).get('keuze');
        if (state.q) p.append('q', state.q);
        for (const f of this.facets) for (const v of state.chosen[f.id]) p.append(f.id, v);
        if (state.sort) p.append('sorteer', state.sort);
        if (state.exact) p.append('letterlijk', '1');
        for (const key of state.skip) p.append('zonder', key);
        const s = p.toString() + (choice ? (p.toString() && '&') + 'keuze=' + choice : '');
        return location.pathname.replace(/^.*\//, '') + (s ? '?' + s : location.pathname.endsWith('/') ? '.' : '');
    }
    /** @param {boolean} replace */
    write(replace) {
        const url = this.address(this.state());
        if (new URL(url, location.href).href === location.href) return;
        if (replace) history.replaceState(null, '', url);
        else { this.keep(); history.pushState(null, '', url); }
    }
    /** Onthoudt bij deze stap hoe lang de lijst is, waar de lezer was en wat hij volgde. @param {string} [followed] */
    keep(followed) {
        if (!('klaar' in this.list.dataset)) return;
        history.replaceState({meer: this.more, y: Math.round(window.scrollY), bij: followed || ''}, '');
    }
    commit() { this.write(false); this.typing = false; }
    restore() {
        const p = new URLSearchParams(location.search), kept = history.state || {};
        this.field.value = p.get('q') || '';
        for (const f of this.facets) {
            const values = p.getAll(f.id);
            for (const b of f.boxes) b.checked = values.indexOf(b.value) >= 0;
            if (values.length) f.el.open = true;
        }
        const wanted = p.get('sorteer') || '';
        this.sort.value = Array.from(this.sort.options).some(o => o.value === wanted) ? wanted : '';
        this.exact = p.has('letterlijk');
        this.skip = p.getAll('zonder');
        this.typing = false;
        this.more = kept.meer || PAGE;
        this.back = kept.meer ? kept : null;
    }
    /** Links van het script zelf (filter weg, ander woord), en wat de lezer volgt. @param {Event} e */
    click(e) {
        const ev = /** @type {MouseEvent} */ (e), on = /** @type {HTMLElement} */ (ev.target), a = on.closest('a[data-staat]');
        const card = on.closest('[data-id]');
        if (card && on.closest('a')) this.keep(/** @type {HTMLElement} */ (card).dataset.id);
        if (!a || ev.ctrlKey || ev.metaKey || ev.shiftKey || ev.button) return;
        ev.preventDefault();
        const row = /** @type {?HTMLElement} */ (a.closest('ul')), at = row ? all(row, 'a').indexOf(/** @type {HTMLElement} */ (a)) : -1;
        this.keep();
        history.pushState(null, '', /** @type {HTMLAnchorElement} */ (a).href);
        this.restore();
        this.answer().then(() => {
            const left = row && row.isConnected && row.offsetParent ? all(row, 'a') : [];
            (left[Math.min(at, left.length - 1)] || this.one('[data-kop]')).focus();
        });
    }

    /* -- Zoeken -- */

    /** Haalt de zoekmachine, een keer. */
    engine() {
        const types = /** @type {any} */ (window).trustedTypes, data = this.root.dataset;
        const at = (/** @type {string|undefined} */ s) => new URL(s || '', location.href).href;
        return this.coming || (this.coming = new Promise((done, fail) => {
            const script = document.createElement('script'), own = {createScriptURL: (/** @type {string} */ s) => s};
            script.src = types ? types.createPolicy('wegwijzer-zoek', own).createScriptURL(at(data.machine)) : at(data.machine);
            script.onerror = () => { this.coming = null; fail(new Error('zoek.js')); };
            script.onload = () => {
                const tool = /** @type {any} */ (window).wegwijzerZoek;
                ({Index, fold, read, light, gather, whole, search, makePlan, SMALL} = tool);
                LEAD = new RegExp('^[' + tool.CHAR + ']+');
                TAIL = new RegExp('[' + tool.CHAR + ']+$');
                this.index = new Index(at(data.index), at(data.later));
                done();
            };
            document.head.appendChild(script);
        }));
    }

    /** Loopt het lang, dan staat dat er; loopt het langer, dan wordt het gezegd. @param {number} run @param {boolean} aloud */
    wait(run, aloud) {
        const busy = () => run === this.run && !('klaar' in this.list.dataset);
        setTimeout(() => { if (busy()) this.root.classList.add('zoeken--laadt'); }, LATE);
        if (aloud) setTimeout(() => { if (busy()) this.speak(this.text('laden')); }, 5 * LATE);
    }
    /** @param {string} [why] 'still': alleen tellingen; 'typ': een letter; 'meer', 'sorteer': wat er veranderde, voor wie het hoort */
    async answer(why) {
        const run = ++this.run, state = this.state();
        delete this.list.dataset.klaar;
        this.list.setAttribute('aria-busy', 'true');
        this.wait(run, why !== 'still');
        try {
            await drawn();
            /* Wie doortypt, krijgt eerst zijn letters te zien. */
            if (why === 'typ') await new Promise(done => { setTimeout(done, TYPING); });
            if (run !== this.run) return;
            if (why === 'typ') { this.write(this.typing); this.typing = true; }
            await this.engine();
            const ix = this.index;
            await Promise.all([ix.start(), this.above()]);
            if (run !== this.run) return;
            /** @type {[string, string[]][]} */
            const known = ix.m.f, order = known.map(f => this.facets.findIndex(x => x.id === f[0]));
            const chosen = this.picked(state);
            const shown = (/** @type {number} */ at) => at >= 0 && this.panel.open && this.facets[at].el.open;
            const want = order.map((at, f) => ix.m.n <= SMALL || shown(at) || !!(chosen[f] || []).length);
            /** @type {Plan} */
            const plan = await whole(ix, () => makePlan(ix, state.q, {exact: state.exact, skip: state.skip}));
            if (run !== this.run) return;
            await pause();
            /** @type {Antwoord} */
            const answer = await whole(ix, () => search(ix, plan, chosen, want, state.sort, this.more));
            await whole(ix, () => gather(answer.docs.concat(/** @type {any} */ (answer).maybe || []), (/** @type {number} */ d) => this.row(d)));
            const near = answer.count ? [] : await whole(ix, () => ix.need('x')[0].nearest(answer));
            if (run !== this.run) return;
            await pause();
            if (run === this.run) await this.render(run, state, answer, order, chosen, near, why || '');
        } catch (e) {
            if (run !== this.run) return;
            const text = this.text(e instanceof Error && e.message === 'vorm' ? 'andere-uitgave' : 'fout');
            this.one('[data-kop]').textContent = text;
            this.root.classList.add('zoeken--klaar');
            this.speak(text);
        }
        if (run !== this.run) return;
        this.root.classList.remove('zoeken--laadt');
        this.list.removeAttribute('aria-busy');
    }
    /** De gekozen waarden van elk facet van de index. @param {Staat} state @returns {number[][]} */
    picked(state) {
        return /** @type {[string, string[]][]} */ (this.index.m.f).map(f =>
            (state.chosen[f[0]] || []).map(v => f[1].indexOf(v)).filter(v => v >= 0));
    }
    /** Laadt wat tekent wat er boven de lijst staat. */
    above() {
        const ix = this.index, url = new URL(/** @type {string} */ (this.root.dataset.antwoord), location.href).href;
        return ix.load('boven', url);
    }
    /** De kaart van een document. @param {number} d @returns {string[]} */
    row(d) { return this.index.need('k' + Math.floor(d / this.index.m.z))[0][d % this.index.m.z]; }
    async show() {
        const before = this.list.children.length;
        this.more += MORE;
        await this.answer('meer');
        const next = this.list.children[before], link = next && next.querySelector('a');
        if (link) /** @type {HTMLElement} */ (link).focus();
        this.keep();
    }
    /** @param {number} run @param {Staat} state @param {Antwoord} answer @param {number[]} order @param {number[][]} chosen
     * @param {string[]} near @param {string} why */
    async render(run, state, answer, order, chosen, near, why) {
        const boven = this.index.got.boven[0], n = filters(state.chosen);
        const values = {n: this.number(answer.count), q: state.q, f: n, w: answer.plan.meant};
        const nothing = answer.plan.answers.length && this.texts['verder-geen'] ? 'verder-geen' : 'geen', many = answer.count === 0 ? nothing : answer.count === 1 ? 'een' : 'meer', kop = this.one('[data-kop]');
        const head = this.text(many, values), asked = state.q ? ' ' + this.text('voor-vraag', values) : '';
        kop.textContent = head;
        if (asked) kop.appendChild(element('span', asked)).className = 'zoek-vraag';
        this.one('[data-toon]').textContent = this.text('toon-' + (answer.count ? many : 'geen'), values);
        document.title = (state.q ? state.q + ' \u2013 ' : '') + (this.root.dataset.titel || document.title);
        const before = await this.draw(run, state, answer, () => boven(this, state, answer, chosen, near));
        if (run !== this.run) return;
        const left = answer.count - answer.docs.length, more = this.one('[data-meer]');
        more.hidden = left <= 0;
        more.textContent = this.text('toon', {n: Math.min(left, MORE)});
        this.one('[data-druk]').hidden = !answer.count || !(state.q || n);
        this.last = answer;
        await this.counts(run, answer, order, true);
        if (run !== this.run) return;
        this.list.dataset.klaar = '';
        this.counts(run, answer, order, false);
        this.comeBack();
        this.early();
        const extra = [n ? this.text(n === 1 ? 'met-filter' : 'met-filters', values) : '', answer.plan.meant ? '. ' + this.text('gezocht-naar', values) : '',
            why === 'sorteer' ? '. ' + this.text('gesorteerd', {s: this.sort.options[this.sort.selectedIndex].text}) : ''];
        const shown = {n: answer.docs.length - before, t: answer.docs.length, a: values.n};
        if (why !== 'still') this.speak(why === 'meer' ? this.text('erbij', shown) : boven.loud(this, answer) + head + asked + extra.join(''));
    }
    /** Zet de lijst neer, een paar kaarten tegelijk; wat er al staat, blijft staan. Geeft hoeveel dat is.
     * @param {number} run @param {Staat} state @param {Antwoord} answer @param {function(): void} first */
    async draw(run, state, answer, first) {
        const kept = Object.assign({}, state, {more: 0}), key = JSON.stringify(kept), marks = markers(this.index, answer.plan);
        const before = this.drawnFor === key ? Math.min(this.list.children.length, answer.docs.length) : 0;
        while (this.list.children.length > before) /** @type {Element} */ (this.list.lastElementChild).remove();
        this.drawnFor = key;
        first();
        this.root.classList.add('zoeken--klaar');
        for (let i = before; i < answer.docs.length; i++) {
            if (i > before && !((i - before) % SLICE)) {
                await pause();
                if (run !== this.run) return before;
            }
            this.list.appendChild(this.card(this.row(answer.docs[i]), marks));
        }
        return before;
    }
    /** Brengt wie terugkomt waar hij was. */
    comeBack() {
        const back = this.back;
        this.back = null;
        if (!back) return;
        const card = back.bij && all(this.list, '[data-id]').find(el => el.dataset.id === back.bij);
        const link = card ? card.querySelector('a') : null;
        if (link) link.focus({preventScroll: true});
        window.scrollTo(0, back.y);
    }
    /** Spreekt een regel, een keer, als het even stil is; ook als het dezelfde is. @param {string} line */
    speak(line) {
        clearTimeout(this.spoken);
        this.spoken = window.setTimeout(() => { this.status.textContent = line + (this.status.textContent === line ? '\u00a0' : ''); }, SPEAK);
    }

    /* -- Op papier -- */

    /** Alle resultaten van deze vraag. */
    async everything() {
        if (!this.last || this.last.docs.length >= this.last.count) return;
        this.more = this.last.count;
        await this.answer('still');
    }
    /** Wie aan een bureau even leest, heeft daarna de rest: dan is die er ook bij 'toon meer' en op papier. */
    early() {
        clearTimeout(this.resting);
        this.rest = null;
        const run = this.run, state = this.state(), ix = this.index, answer = this.last;
        const line = /** @type {any} */ (navigator).connection, wide = matchMedia('(min-width: 62em)').matches;
        if (!answer || answer.docs.length >= answer.count || !(state.q || filters(state.chosen)) || (line && line.saveData) || !wide) return;
        this.resting = window.setTimeout(async () => {
            const chosen = this.picked(state), none = chosen.map(() => false);
            /** @type {Antwoord} */
            const rest = await whole(ix, () => search(ix, answer.plan, chosen, none, state.sort, answer.count));
            await whole(ix, () => gather(rest.docs, (/** @type {number} */ d) => this.row(d)));
            if (run === this.run) this.rest = rest;
        }, IDLE);
    }
    /** Zet voor de printer de hele lijst neer, voor zover die er is. @param {boolean} begin */
    print(begin) {
        const rest = begin ? this.rest : null, from = this.last ? this.last.docs.length : 0;
        for (const el of all(this.list, '[data-papier]')) el.remove();
        if (rest && this.last && rest.plan === this.last.plan) {
            const marks = markers(this.index, rest.plan);
            for (const d of rest.docs.slice(from)) this.list.appendChild(this.card(this.row(d), marks)).dataset.papier = '';
        }
        const shown = this.list.children.length, count = this.last ? this.last.count : 0;
        this.one('[data-papier-deel]').textContent = begin && shown < count ? this.text('papier-deel', {t: this.number(shown), a: this.number(count)}) : '';
    }

    /* -- Kaarten en tellingen -- */

    /** @param {string[]} row @param {{words: Set<string>, runs: string[][]}} marks */
    card(row, marks) {
        const el = this.made('kaart');
        const names = ['', '', 'titel', 'samenvatting', '', 'soort', 'voor', 'van', 'jaar', '', 'status', 'extra', 'sinds', 'telefoon', 'adres'];
        el.dataset.id = row[0];
        if (row[4]) for (const part of [el].concat(all(el, '[data-soort]'))) {
            if (part.dataset.soort) part.classList.add(part.dataset.soort + row[4]);
        }
        const use = el.querySelector('use');
        if (use && row[4]) use.setAttribute('href', '#i-' + row[4]);
        names.forEach((name, i) => {
            const part = name && el.querySelector('[data-deel=' + name + ']');
            if (!part) return;
            const holder = /** @type {HTMLElement} */ (part.closest('[data-als]') || part);
            if (!row[i]) { holder.remove(); return; }
            if (i === 2 || i === 3) marked(part, row[i], marks); else this.way(/** @type {HTMLElement} */ (part), name, row[i]);
        });
        for (const part of all(el, '[data-als-iets]')) if (!part.firstElementChild) part.remove();
        const link = el.querySelector('a');
        if (link) link.href = this.place(row[1] || row[0] + this.index.m.u);
        return el;
    }
    /** Tekst, en voor een telefoonnummer of adres ook de link. @param {HTMLElement} part @param {string} name wat het is
     * @param {string} value @param {string} [field] waar het staat */
    way(part, name, value, field) {
        const link = /** @type {HTMLAnchorElement} */ (part), phone = name === 'telefoon' || name === 'phone';
        if (phone) link.href = 'tel:' + value.replace(/[^+0-9]/g, '');
        else if (name === 'email') link.href = 'mailto:' + value;
        else if (name === 'adres' || name === 'url') link.href = value;
        const host = name === 'adres' || name === 'url' ? new URL(value).hostname.replace(/^www\./, '') : value;
        part.textContent = this.text('weg-' + field, {w: host}) || this.text('weg-' + name, {w: host}) || value;
    }
    /** De tellingen bij de filters: wat in beeld is eerst, de rest als er tijd is. @param {number} run @param {Antwoord} answer
     * @param {number[]} order @param {boolean} seen wat in beeld is, of juist niet */
    async counts(run, answer, order, seen) {
        for (let f = 0; f < order.length; f++) {
            const facet = this.facets[order[f]], counts = answer.counts[f];
            if (!facet || seen !== (this.panel.open && facet.el.open)) continue;
            await pause();
            if (run !== this.run) return;
            const ids = /** @type {string[]} */ (this.index.m.f[f][1]), picked = facet.boxes.filter(b => b.checked).length;
            const badge = /** @type {HTMLElement} */ (facet.el.querySelector('[data-aantal-gekozen]'));
            badge.textContent = picked ? this.text('gekozen', {n: picked}) : '';
            if (!counts) continue;
            for (const box of facet.boxes) {
                const n = counts[ids.indexOf(box.value)] || 0, label = /** @type {HTMLElement} */ (box.closest('label'));
                const shown = /** @type {HTMLElement} */ (label.querySelector('[data-aantal]')), text = this.number(n);
                if (shown.textContent !== text) shown.textContent = text;
                label.classList.toggle('nul', !n);
                /* Wie erop staat, verliest zijn plaats niet. */
                box.disabled = !n && !box.checked && box !== document.activeElement;
            }
        }
    }
}

/* ---- Begin ---- */

const root = /** @type {?HTMLElement} */ (document.querySelector('[data-zoek]'));
if (root && root.dataset.index) new Pagina(root);
})();
