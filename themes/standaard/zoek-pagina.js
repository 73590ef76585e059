// @ts-check
/* De zoekpagina: het veld, de filters, het adres en de lijst. De zoekmachine is zoek.js; teksten en vormgeving staan in
 * templates/zoeken.html.mustache, de typen in zoek-meer.js. */

(function () {
'use strict';

/** @type {any} */
const tool = /** @type {any} */ (window).wegwijzerZoek;
const {Index, fold, read, light, gather, whole, search, makePlan, CHAR, SMALL} = tool;
const LEAD = new RegExp('^[' + CHAR + ']+'), TAIL = new RegExp('[' + CHAR + ']+$');
const PAGE = 10, MORE = 20, SPEAK = 1000;

/** @param {ParentNode} inside @param {string} selector @returns {HTMLElement[]} */
const all = (inside, selector) => Array.from(inside.querySelectorAll(selector));

/** @param {string} name @param {string} text */
function element(name, text) {
    const el = document.createElement(name);
    el.textContent = text;
    return el;
}

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

/* ---- Gekozen filters en raad bij een lege lijst ---- */

/** @param {Staat} state @param {string} facet @param {?string} value null: alles van dit facet */
function less(state, facet, value) {
    const chosen = Object.assign({}, state.chosen);
    chosen[facet] = value === null ? [] : chosen[facet].filter(v => v !== value);
    return {q: state.q, sort: state.sort, chosen: chosen, more: PAGE};
}
/** Wat er gekozen is, met een link om het weg te doen. @param {any} page @param {Staat} state */
function chips(page, state) {
    const box = page.one('[data-gekozen]'), list = page.one('[data-gekozen] ul');
    list.textContent = '';
    for (const f of page.facets) for (const b of f.boxes.filter((/** @type {HTMLInputElement} */ x) => x.checked)) {
        const label = /** @type {HTMLElement} */ (b.closest('label'));
        const name = /** @type {HTMLElement} */ (label.querySelector('[data-naam]'));
        const a = page.link(name.textContent || '', less(state, f.id, b.value));
        const hint = element('span', page.text('verwijder', {}) + ' ');
        hint.className = 'alleen-voor-voorlezen';
        a.insertBefore(hint, a.firstChild);
        list.appendChild(element('li', '')).appendChild(a);
    }
    if (list.children.length > 1) {
        /** @type {Object<string, string[]>} */
        const none = {};
        for (const f of page.facets) none[f.id] = [];
        const all = {q: state.q, sort: state.sort, chosen: none, more: PAGE};
        list.appendChild(element('li', '')).appendChild(page.link(page.text('wis', {}), all));
    }
    box.hidden = !list.children.length;
    const n = Object.keys(state.chosen).reduce((x, f) => x + state.chosen[f].length, 0);
    page.one('[data-aantal-filters]').textContent = n ? page.text('gekozen', {n: n}) : '';
}
/** Wat te doen als er niets is. @param {any} page @param {Staat} state @param {Antwoord} answer @param {number[][]} chosen
 * @param {string[]} near */
function tips(page, state, answer, chosen, near) {
    const list = page.one('[data-tips]');
    list.textContent = '';
    if (answer.count) return;
    if (near.length) list.appendChild(element('li', '')).appendChild(page.line('lijkt-op', near.map(w => page.ask(state, w))));
    answer.without.forEach((n, f) => {
        if (!n || !chosen[f].length) return;
        const facet = page.facets.find((/** @type {any} */ x) => x.id === page.index.m.f[f][0]);
        if (!facet) return;
        const name = /** @type {HTMLElement} */ (facet.el).dataset.naam || facet.id;
        const text = page.text('zonder-filter', {naam: name, n: page.number(n)});
        list.appendChild(element('li', '')).appendChild(page.link(text, less(state, facet.id, null)));
    });
}

/* ---- De pagina ---- */

class Pagina {
    /** @param {HTMLElement} root */
    constructor(root) {
        this.root = root;
        this.url = new URL(/** @type {string} */ (root.dataset.index), location.href).href;
        this.home = new URL(root.dataset.root || '.', location.href).href;
        this.form = /** @type {HTMLFormElement} */ (this.one('form'));
        this.field = /** @type {HTMLInputElement} */ (this.one('input[name=q]'));
        this.list = this.one('[data-lijst]');
        this.status = this.one('[role=status]');
        this.facets = all(root, '[data-facet]').map(el => ({
            el: /** @type {HTMLDetailsElement} */ (el), id: el.dataset.facet || '',
            boxes: /** @type {HTMLInputElement[]} */ (all(el, 'input[type=checkbox]'))
        }));
        this.sort = /** @type {HTMLSelectElement} */ (this.one('select[name=sorteer]'));
        this.index = new Index(this.url, new URL(/** @type {string} */ (root.dataset.later), location.href).href);
        this.run = 0;
        this.more = PAGE;
        this.typing = false;
        this.spoken = 0;
        this.root.classList.add('zoeken--actief');
        for (const el of all(root, '[data-met-script]')) el.hidden = false;
        for (const el of all(document, '[data-zonder-script]')) el.hidden = true;
        this.restore();
        this.form.addEventListener('submit', e => { e.preventDefault(); this.commit(); this.answer(); });
        this.field.addEventListener('input', () => {
            this.more = PAGE;
            this.write(this.typing);
            this.typing = true;
            this.answer();
        });
        for (const f of this.facets) {
            for (const box of f.boxes) box.addEventListener('change', () => { this.more = PAGE; this.commit(); this.answer(); });
            f.el.addEventListener('toggle', () => { if (f.el.open) this.answer(true); });
        }
        const panel = this.panel = /** @type {HTMLDetailsElement} */ (this.one('[data-filters]'));
        /* Op een breed scherm staan de eerste filters open, op een telefoon alles dicht. */
        const wide = window.matchMedia('(min-width: 62em)').matches;
        panel.open = wide;
        this.facets.forEach((f, at) => { if (!wide || at > 2) f.el.open = f.boxes.some(b => b.checked); });
        panel.addEventListener('toggle', () => this.answer(true));
        this.one('[data-toon]').addEventListener('click', () => { panel.open = wide; });
        this.sort.addEventListener('change', () => { this.more = PAGE; this.commit(); this.answer(); });
        this.one('[data-meer]').addEventListener('click', () => this.show(MORE));
        window.addEventListener('popstate', () => { this.restore(); this.answer(); });
        this.root.addEventListener('click', e => this.click(e));
        this.answer();
    }
    /** @param {string} selector @returns {HTMLElement} */
    one(selector) {
        const el = this.root.querySelector(selector);
        if (!el) throw new Error('zoek-pagina.js: ' + selector);
        return /** @type {HTMLElement} */ (el);
    }
    /** Een tekst uit de pagina, met {namen} ingevuld. @param {string} name @param {Object<string, string|number>} values */
    text(name, values) {
        const box = /** @type {HTMLTemplateElement} */ (this.one('template[data-teksten]'));
        const el = box.content.querySelector('[data-tekst="' + name + '"]');
        return ((el && el.textContent) || '').trim().replace(/\{(\w+)\}/g, (_, key) => String(key in values ? values[key] : ''));
    }
    /** Een getal als 1.234. @param {number} n */
    number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, this.root.dataset.duizend || '.'); }

    /* -- Staat en adres -- */

    /** @returns {Staat} */
    state() {
        /** @type {Object<string, string[]>} */
        const chosen = {};
        for (const f of this.facets) chosen[f.id] = f.boxes.filter(b => b.checked).map(b => b.value);
        return {q: this.field.value.trim(), sort: this.sort.value, chosen: chosen, more: this.more};
    }
    /** Het adres bij een staat. @param {Staat} state */
    address(state) {
        const p = new URLSearchParams();
        if (state.q) p.append('q', state.q);
        for (const f of this.facets) for (const v of state.chosen[f.id]) p.append(f.id, v);
        if (state.sort) p.append('sorteer', state.sort);
        const s = p.toString();
        return location.pathname.replace(/^.*\//, '') + (s ? '?' + s : location.pathname.endsWith('/') ? '.' : '');
    }
    /** @param {boolean} replace */
    write(replace) {
        const url = this.address(this.state());
        if (new URL(url, location.href).href === location.href) return;
        if (replace) history.replaceState(null, '', url); else history.pushState(null, '', url);
    }
    commit() { this.write(false); this.typing = false; }
    restore() {
        const p = new URLSearchParams(location.search);
        this.field.value = p.get('q') || '';
        for (const f of this.facets) {
            const values = p.getAll(f.id);
            for (const b of f.boxes) b.checked = values.indexOf(b.value) >= 0;
            if (values.length) f.el.open = true;
        }
        const wanted = p.get('sorteer') || '';
        this.sort.value = Array.from(this.sort.options).some(o => o.value === wanted) ? wanted : '';
        this.typing = false;
        this.more = PAGE;
    }
    /** Links van het script zelf: filter weg, ander woord. @param {Event} e */
    click(e) {
        const ev = /** @type {MouseEvent} */ (e), a = /** @type {HTMLElement} */ (ev.target).closest('a[data-staat]');
        if (!a || ev.ctrlKey || ev.metaKey || ev.shiftKey || ev.button) return;
        ev.preventDefault();
        const at = all(this.root, '[data-gekozen] a').indexOf(/** @type {HTMLElement} */ (a));
        history.pushState(null, '', /** @type {HTMLAnchorElement} */ (a).href);
        this.restore();
        this.answer().then(() => {
            if (at < 0) { this.field.focus(); return; }
            const left = all(this.root, '[data-gekozen] a');
            (left[Math.min(at, left.length - 1)] || this.one('[data-kop]')).focus();
        });
    }

    /* -- Zoeken -- */

    /** @param {boolean} [quiet] alleen tellingen bijwerken */
    async answer(quiet) {
        const run = ++this.run, state = this.state(), ix = this.index;
        delete this.list.dataset.klaar;
        this.root.setAttribute('aria-busy', 'true');
        try {
            await ix.start();
            /** @type {[string, string[]][]} */
            const known = ix.m.f, order = known.map(f => this.facets.findIndex(x => x.id === f[0]));
            const chosen = known.map(([id, values]) => (state.chosen[id] || []).map(v => values.indexOf(v)).filter(v => v >= 0));
            const shown = (/** @type {number} */ at) => at >= 0 && this.panel.open && this.facets[at].el.open;
            const want = order.map((at, f) => ix.m.n <= SMALL || shown(at) || chosen[f].length > 0);
            const answer = await whole(ix, () => search(ix, makePlan(ix, state.q), chosen, want, state.sort, this.more));
            await whole(ix, () => gather(answer.docs, (/** @type {number} */ d) => { ix.need('k' + Math.floor(d / ix.m.z)); }));
            const more = !answer.count || this.facets.some(f => state.chosen[f.id].length > 0);
            const near = more ? await whole(ix, () => ix.need('x')[0].nearest(answer)) : [];
            if (run !== this.run) return;
            this.render(state, answer, order, chosen, !!quiet);
            this.one('[data-geen]').hidden = answer.count > 0;
            this.one('[data-gekozen]').hidden = true;
            this.one('[data-gekozen] ul').textContent = this.one('[data-aantal-filters]').textContent = '';
            if (more) { chips(this, state); tips(this, state, answer, chosen, near); }
        } catch (e) {
            if (run !== this.run) return;
            this.one('[data-kop]').textContent = this.text('fout', {});
            this.speak(this.text('fout', {}));
        }
        this.root.removeAttribute('aria-busy');
    }
    /** @param {number} extra */
    async show(extra) {
        const before = this.list.children.length;
        this.more += extra;
        await this.answer(true);
        const next = this.list.children[before], link = next && next.querySelector('a');
        if (link) /** @type {HTMLElement} */ (link).focus();
    }
    /** @param {Staat} state @param {Antwoord} answer @param {number[]} order @param {number[][]} chosen @param {boolean} quiet */
    render(state, answer, order, chosen, quiet) {
        const ix = this.index, marks = markers(ix, answer.plan);
        this.list.textContent = '';
        for (const d of answer.docs) this.list.appendChild(this.card(ix.got['k' + Math.floor(d / ix.m.z)][0][d % ix.m.z], marks));
        const filters = chosen.reduce((n, c) => n + c.length, 0);
        const values = {n: this.number(answer.count), q: state.q, f: filters};
        const many = answer.count === 0 ? 'geen' : answer.count === 1 ? 'een' : 'meer';
        const head = this.text(many + (state.q ? '-vraag' : ''), values);
        this.one('[data-kop]').textContent = head;
        this.one('[data-toon]').textContent = this.text('toon-' + many, values);
        document.title = (state.q ? state.q + ' \u2013 ' : '') + (this.root.dataset.titel || document.title);
        this.counts(answer, order);
        this.help(state, answer);
        const left = answer.count - answer.docs.length, more = this.one('[data-meer]');
        more.hidden = left <= 0;
        more.textContent = this.text('toon', {n: Math.min(left, MORE)});
        this.list.dataset.klaar = '';
        const filtered = filters ? this.text(filters === 1 ? 'met-filter' : 'met-filters', values) : '';
        const meant = answer.plan.meant ? '. ' + this.text('gezocht-naar', {w: answer.plan.meant}) : '';
        if (!quiet) this.speak(head + filtered + meant);
    }
    /** Spreekt een regel, een keer, als het even stil is. @param {string} line */
    speak(line) {
        clearTimeout(this.spoken);
        this.spoken = window.setTimeout(() => { if (this.status.textContent !== line) this.status.textContent = line; }, SPEAK);
    }
    /** @param {string[]} row @param {{words: Set<string>, runs: string[][]}} marks */
    card(row, marks) {
        const box = /** @type {HTMLTemplateElement} */ (this.one('template[data-kaart]'));
        const el = /** @type {HTMLElement} */ (/** @type {Element} */ (box.content.firstElementChild).cloneNode(true));
        const names = ['', '', 'titel', 'samenvatting', '', 'soort', 'voor', 'van', 'jaar', '', 'status', 'extra'];
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
            if (i === 2 || i === 3) marked(part, row[i], marks); else part.textContent = row[i];
        });
        const link = el.querySelector('a');
        if (link) link.href = new URL(row[1] || row[0] + this.index.m.u, this.home).href;
        return el;
    }
    /** @param {Antwoord} answer @param {number[]} order */
    counts(answer, order) {
        order.forEach((at, f) => {
            const facet = this.facets[at], counts = answer.counts[f];
            if (!facet) return;
            const ids = /** @type {string[]} */ (this.index.m.f[f][1]), picked = facet.boxes.filter(b => b.checked).length;
            const badge = /** @type {HTMLElement} */ (facet.el.querySelector('[data-aantal-gekozen]'));
            badge.textContent = picked ? this.text('gekozen', {n: picked}) : '';
            if (!counts) return;
            for (const box of facet.boxes) {
                const n = counts[ids.indexOf(box.value)] || 0, label = /** @type {HTMLElement} */ (box.closest('label'));
                /** @type {HTMLElement} */ (label.querySelector('[data-aantal]')).textContent = this.number(n);
                label.classList.toggle('nul', !n);
                /* Wie erop staat, verliest zijn plaats niet. */
                box.disabled = !n && !box.checked && box !== document.activeElement;
            }
        });
    }
    /** Een link die de staat verandert. @param {string} text @param {Staat} state */
    link(text, state) {
        const a = /** @type {HTMLAnchorElement} */ (element('a', text));
        a.href = this.address(state);
        a.dataset.staat = '';
        return a;
    }
    /** Een zin uit de pagina met iets op de plaats van zijn *. @param {string} name @param {Node[]} nodes
     * @param {string} [last] het woord voor de laatste */
    line(name, nodes, last) {
        const p = document.createElement('p'), text = this.text(name, {}).split('*');
        p.appendChild(document.createTextNode(text[0] + (text[0] ? ' ' : '')));
        nodes.forEach((x, i) => {
            const between = i === nodes.length - 1 ? ' ' + this.text(last || 'of', {}) + ' ' : ', ';
            if (i) p.appendChild(document.createTextNode(between));
            p.appendChild(x);
        });
        p.appendChild(document.createTextNode(text[1] || ''));
        return p;
    }
    /** Een link die een ander woord vraagt. @param {Staat} state @param {string} q */
    ask(state, q) { return this.link(q, {q: q, sort: state.sort, chosen: state.chosen, more: PAGE}); }
    /** @param {Staat} state @param {Antwoord} answer */
    help(state, answer) {
        const box = this.one('[data-hulp]'), plan = answer.plan;
        const strong = (/** @type {string} */ s) => element('strong', s);
        box.textContent = '';
        if (plan.meant) box.appendChild(this.line('bedoelde', [this.ask(state, plan.meant)]));
        if (plan.also.length) box.appendChild(this.line('ook', plan.also.slice(0, 4).map(strong), 'en'));
        if (answer.count && plan.unknown.length) box.appendChild(this.line('zonder-woord', plan.unknown.map(strong), 'en'));
        const whole = answer.complete, several = plan.leaves.filter(l => !l.stop).length > 1;
        const complete = whole === 1 ? 'volledig-een' : 'volledig';
        if (whole && whole < answer.count) box.appendChild(this.line(complete, [strong(this.number(whole))]));
        if (!whole && answer.count && several) box.appendChild(this.line('onvolledig', []));
        box.hidden = !box.firstChild;
    }
}

/* ---- Begin ---- */

document.addEventListener('keydown', e => {
    const on = /** @type {HTMLElement} */ (e.target);
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName) || on.isContentEditable) return;
    const field = /** @type {?HTMLInputElement} */ (all(document, 'main input[name=q]').concat(all(document, 'input[name=q]'))[0]);
    if (field) { e.preventDefault(); field.focus(); field.select(); }
});

const root = /** @type {?HTMLElement} */ (document.querySelector('[data-zoek]'));
if (root && root.dataset.index) new Pagina(root);
})();
