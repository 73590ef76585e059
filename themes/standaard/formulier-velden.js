// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* De velden van het formulier: voor elk type uit het model een, die een knoop van YAML leest en een waarde om te schrijven teruggeeft.
 * Wat iemand niet aanraakt, komt er als dezelfde knoop weer uit. Namen van velden staan hier niet: het model zegt welke er zijn. */
(function () {
'use strict';

const yaml = /** @type {any} */ (window).wegwijzerYaml, rules = /** @type {any} */ (window).wegwijzerRegels;
const {element, plain, Zoeker} = /** @type {any} */ (window).wegwijzerZoeker, FEW = 20;

/** @typedef {{name: string, label: string, type: string, help?: string, example?: string, list?: boolean, required?: boolean, min?: number,
 *   max?: number, item?: boolean, ahead?: boolean, since?: number, role?: string, vocabulary?: string, to?: string, fields?: Model[]}} Model */
/** @typedef {{id: string, label: string, about: string, also: string[], plain?: string}} Optie */
/** Wat de velden van de pagina nodig hebben. @typedef {{text: function(string, ...any): string, keys: any, today: string,
 *   terms: function(string): Optie[], records: function(string): Optie[], vocabulary: function(string): any, kind: function(string): any,
 *   say: function(string): void}} Omgeving */
/** @typedef {function(Veld, string[]): void} Melder */

/** @param {string} text @param {string} className @param {() => void} act */
function button(text, className, act) {
    const b = /** @type {HTMLButtonElement} */ (element('button', className, text));
    b.type = 'button';
    b.addEventListener('click', act);
    return b;
}
let number = 0;
const fresh = () => 'v' + ++number;
/** Een formulierelement dat iets anders zegt. @param {EventTarget} el */
const changed = el => el.dispatchEvent(new Event('input', {bubbles: true}));

/* ---- De velden ---- */

class Veld {
    /** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] het label staat al ergens anders */
    constructor(env, model, quiet) {
        this.env = env;
        this.model = model;
        this.id = fresh();
        this.quiet = quiet;
        /** @type {any} */
        this.node = null;
        this.initial = '';
        this.el = element('div', 'veld');
        this.fault = element('p', 'veld-fout');
        this.fault.id = this.id + '-f';
        this.fault.hidden = true;
    }
    /** Het opschrift met uitleg; bij meer dan een invoervak een fieldset. @param {boolean} several */
    head(several) {
        const m = this.model, label = element(several ? 'legend' : 'label', this.quiet ? 'alleen-voor-voorlezen' : '', m.label);
        if (several) {
            this.el = element('fieldset', 'veld veld--groep');
            this.el.setAttribute('aria-describedby', this.describe());
        } else /** @type {HTMLLabelElement} */ (label).htmlFor = this.id;
        if (m.required) label.append(element('span', 'veld-eis', ' ' + this.env.text('verplicht')));
        this.el.append(label);
        const help = this.help;
        if (help) this.el.append(Object.assign(element('p', 'veld-hulp', help), {id: this.id + '-h'}));
        this.el.append(this.fault);
    }
    /** De uitleg. Hoe een wet of bron geschreven wordt, hoeft hier niemand te weten. */
    get help() {
        const m = this.model, shown = m.example && !['law', 'source', 'group'].includes(m.type);
        return [m.help, shown && this.env.text('bijvoorbeeld', m.example)].filter(Boolean).join(' ');
    }
    describe() {
        return (this.help ? this.id + '-h ' : '') + this.id + '-f';
    }
    /** Wat er staat, om te zien of het anders wordt. @returns {any} */
    snapshot() { return null; }
    /** @param {any} node */
    read(node) {
        this.node = node;
        if (node) this.fill(node);
        this.initial = JSON.stringify(this.snapshot());
    }
    /** @param {any} node */
    fill(node) { void node; }
    get touched() { return JSON.stringify(this.snapshot()) !== this.initial; }
    get empty() { return false; }
    /** @returns {any} */
    build() { return null; }
    /** De waarde om te schrijven, of null. @returns {any} */
    value() {
        if (this.node && !this.touched) return {kind: 'keep', was: this.node};
        return this.empty ? null : this.build();
    }
    /** @param {Melder} add */
    judge(add) { if (this.empty && this.model.required) add(this, ['veld-ontbreekt', this.model.name]); }
    /** Kort, voor wie het dichtgeklapt ziet. */
    get gist() { return ''; }
    focus() {
        const on = /** @type {HTMLElement|null} */ (this.el.querySelector('input, select, textarea, button'));
        if (on) on.focus();
    }
    /** @param {string} text */
    complain(text) {
        this.fault.textContent = text;
        this.fault.hidden = !text;
        for (const on of Array.from(this.el.querySelectorAll('#' + this.id))) on.setAttribute('aria-invalid', String(!!text));
    }
}

class Regel extends Veld {
    /** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] */
    constructor(env, model, quiet) {
        super(env, model, quiet);
        const long = model.type === 'markdown' || (model.type === 'text' && !!model.max && model.max > 150 && !model.list);
        this.head(false);
        const input = this.input = /** @type {HTMLInputElement} */ (element(long ? 'textarea' : 'input'));
        input.id = this.id;
        input.setAttribute('aria-describedby', this.describe() + ' ' + this.id + '-t');
        if (model.required) input.required = true;
        if (long) /** @type {any} */ (input).rows = model.type === 'markdown' ? 12 : 3;
        else input.type = 'text';
        if (model.type === 'integer') input.inputMode = 'numeric';
        if (model.type === 'url') input.inputMode = 'url';
        if (model.type === 'date') input.placeholder = env.text('datum-vorm');
        if (['date', 'period', 'integer'].includes(model.type)) input.classList.add('veld-kort');
        input.autocomplete = 'off';
        this.said = Object.assign(element('p', 'veld-teller'), {id: this.id + '-t'});
        /** Over wat het laatst is geplakt. @type {?HTMLElement} */
        this.note = null;
        this.el.append(input, this.said);
        if (model.type === 'markdown') {
            const fold = this.el.appendChild(element('details', 'klap'));
            fold.append(element('summary', '', env.text('opmaak-kop')), element('p', 'veld-hulp veld-regels', env.text('opmaak')));
        }
        input.addEventListener('input', () => this.tell());
        input.addEventListener('paste', e => this.paste(/** @type {ClipboardEvent} */ (e)));
        if (input.tagName === 'INPUT') input.addEventListener('keydown', e => { if (e.key === 'Enter') e.preventDefault(); });
        this.tell();
    }
    get text() { return rules.take(this.input.value, this.model.type !== 'markdown'); }
    snapshot() { return this.text; }
    get empty() { return this.text.trim() === ''; }
    get gist() { return this.text; }
    fill(/** @type {any} */ node) {
        if (node.kind !== 'text') throw new Error('vorm');
        if (node.form === 'plain' && /^(~|null)$/i.test(node.text)) return;
        this.input.value = rules.take(node.text, this.model.type !== 'markdown');
        this.tell();
    }
    tell() {
        const m = this.model, n = rules.count(this.text);
        this.said.textContent = m.type === 'date' && rules.isDate(this.text) ? this.env.text('dag', this.text)
            : m.max && !m.list && (m.type === 'text' || m.type === 'markdown') ? this.env.text(n > m.max ? 'teveel' : 'teller', Math.abs(m.max - n), m.max) : '';
        this.said.classList.toggle('veld-teller--vol', !!m.max && m.type === 'text' && n > m.max);
    }
    build() {
        const t = this.model.type, s = this.text.normalize('NFC');
        return {kind: 'text', text: s, markdown: t === 'markdown', bare: ['date', 'period', 'integer', 'bool'].includes(t), number: t === 'integer', was: this.node};
    }
    /** @param {Melder} add */
    judge(add) {
        if (this.empty) super.judge(add);
        else for (const said of rules.judge(this.model, this.text, this.env.today)) add(this, said);
    }
    /** @param {ClipboardEvent} e */
    paste(e) {
        const raw = e.clipboardData ? e.clipboardData.getData('text/plain') : '', tidy = rules.tidy(raw, this.model.type !== 'markdown');
        if (!tidy.count) return;
        e.preventDefault();
        const i = this.input, at = i.selectionStart || 0, end = i.selectionEnd || 0;
        i.setRangeText(tidy.text, at, end, 'end');
        changed(i);
        const told = tidy.count === 1 ? this.env.text('een-geplakt') : this.env.text('geplakt', tidy.count), note = element('p', 'veld-hulp', told + ' ');
        note.append(button(this.env.text('plak-terug'), 'veld-knop', () => {
            /* Alleen het geplakte: wat iemand daarna typte, blijft. */
            const from = i.value.startsWith(tidy.text, at) ? at : i.value.indexOf(tidy.text);
            if (from >= 0) i.setRangeText(raw, from, from + tidy.text.length, 'end');
            note.remove();
            changed(i);
            i.focus();
        }));
        if (this.note) this.note.remove();
        this.el.append(this.note = note);
        this.env.say(told);
    }
}

class Janee extends Veld {
    /** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] */
    constructor(env, model, quiet) {
        super(env, model, quiet);
        this.head(false);
        this.input = /** @type {HTMLSelectElement} */ (element('select'));
        this.input.id = this.id;
        this.input.setAttribute('aria-describedby', this.describe());
        this.odd = '';
        for (const [value, key] of [['', 'niets'], ['true', 'ja'], ['false', 'nee']]) this.input.append(new Option(env.text(key), value));
        this.el.append(this.input);
    }
    fill(/** @type {any} */ node) {
        if (node.kind !== 'text') throw new Error('vorm');
        const yes = /^(true|ja|yes)$/i.test(node.text), no = /^(false|nee|no)$/i.test(node.text);
        if (!yes && !no) throw new Error('vorm');
        this.input.value = String(yes);
    }
    snapshot() { return this.input.value; }
    get empty() { return this.input.value === ''; }
    get gist() { return this.empty ? '' : this.input.selectedOptions[0].text; }
    build() { return {kind: 'text', text: this.input.value, bare: true, was: this.node}; }
}

/** Keuzes uit een lijst: begrippen, of records met hoe zeker het verband is. */
class Keuzes extends Veld {
    /** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] */
    constructor(env, model, quiet) {
        super(env, model, quiet);
        this.single = model.max === 1;
        /** @type {{id: string, node: any, more: ?Veld}[]} */
        this.chosen = [];
        const boxes = !!model.vocabulary && this.options().length <= FEW;
        this.form = boxes ? this.single ? 'lijst' : 'vakjes' : 'zoek';
        this.head(this.form !== 'lijst');
        if (this.form === 'lijst') this.list();
        else if (this.form === 'vakjes') this.boxes();
        else this.search();
    }
    options() { return this.model.vocabulary ? this.env.terms(this.model.vocabulary) : this.env.records(this.model.to || ''); }
    /** @param {string} id */
    label(id) {
        const o = this.options().find(x => x.id === id);
        return o ? o.label : id;
    }
    list() {
        const select = this.select = /** @type {HTMLSelectElement} */ (this.el.appendChild(element('select')));
        select.id = this.id;
        select.setAttribute('aria-describedby', this.describe());
        select.append(new Option(this.env.text('niets'), ''), ...this.options().map(o => new Option(o.label, o.id)));
        select.addEventListener('change', () => { this.chosen = select.value ? [{id: select.value, node: null, more: null}] : []; });
    }
    boxes() {
        const box = this.el.appendChild(element('div', 'veld-vakjes'));
        for (const o of this.options()) {
            const label = box.appendChild(element('label')), input = /** @type {HTMLInputElement} */ (label.appendChild(element('input')));
            input.type = 'checkbox';
            input.value = o.id;
            input.addEventListener('change', () => {
                if (input.checked) this.add(o.id, null);
                else this.remove(o.id);
            });
            label.append(element('span', '', o.label));
            if (o.about) label.append(element('small', '', o.about));
        }
    }
    search() {
        this.chips = this.el.appendChild(element('ul', 'veld-keuzes'));
        this.seeker = new Zoeker(this.env, this.id, () => this.options().filter(o => !this.chosen.some(c => c.id === o.id)), (/** @type {Optie} */ o) => {
            if (this.single) this.chosen = [];
            this.add(o.id, null);
            this.env.say(this.env.text('gekozen', o.label));
            changed(this.el);
        });
        this.seeker.input.setAttribute('aria-label', this.model.label);
        this.seeker.input.setAttribute('aria-describedby', this.describe());
        this.seeker.input.addEventListener('blur', () => this.take());
        this.el.append(this.seeker.el);
    }
    /** Wat is getypt en niet gekozen: staat het zo in de lijst, dan is dat de keuze, ook van meer tegelijk. De rest blijft staan. */
    take() {
        const input = /** @type {any} */ (this.seeker).input, typed = input.value.trim();
        if (!typed) return;
        const find = (/** @type {string} */ s) => this.options().find(o => [o.id, o.label].concat(o.also).some(x => plain(x) === plain(s)));
        const split = (/** @type {string[]} */ all, /** @type {RegExp} */ at) => all.flatMap(s => {
            const parts = s.split(at).map(x => x.trim()).filter(Boolean);
            return !find(s) && (at.source === '[,;]' || parts.every(find)) ? parts : [s];
        });
        const parts = split(split(split([typed], /[,;]/), / (?:en|and) |[/+]/), / /), found = parts.map(find);
        if (found.some(Boolean) && !(this.single && parts.length > 1)) {
            if (this.single) this.chosen = [];
            for (const o of found) if (o && !this.chosen.some(c => c.id === o.id)) this.add(o.id, null);
            input.value = parts.filter((/** @type {string} */ _, /** @type {number} */ i) => !found[i]).join(', ');
            this.env.say(this.env.text('gekozen', found.filter(Boolean).map(o => o && o.label).join(', ')));
        }
        changed(this.el);
    }
    /** @param {string} id @param {any} node */
    add(id, node) {
        const parts = this.model.fields && !this.model.vocabulary ? new Groep(this.env, Object.assign({}, this.model, {label: this.label(id), help: '', example: '', required: false}), true) : null;
        if (parts && node && node.kind === 'map') parts.read(node);
        else if (parts) parts.read(null);
        this.chosen.push({id: id, node: node, more: parts});
        this.draw();
    }
    /** @param {string} id */
    remove(id) {
        this.chosen = this.chosen.filter(c => c.id !== id);
        this.draw();
    }
    draw() {
        if (this.select) this.select.value = this.chosen.length ? this.chosen[0].id : '';
        for (const box of /** @type {HTMLInputElement[]} */ (Array.from(this.el.querySelectorAll('.veld-vakjes input')))) box.checked = this.chosen.some(c => c.id === box.value);
        const known = new Set(this.options().map(o => o.id));
        const chips = this.chips || (this.chosen.some(c => !known.has(c.id)) ? this.chips = this.el.appendChild(element('ul', 'veld-keuzes')) : null);
        if (!chips) return;
        chips.textContent = '';
        for (const c of this.chosen) {
            if (this.form !== 'zoek' && known.has(c.id)) continue;
            const li = chips.appendChild(element('li')), label = this.label(c.id);
            li.append(element('span', '', label));
            if (c.more) li.append(c.more.el);
            const off = button(this.env.text('weg'), 'veld-knop', () => {
                this.remove(c.id);
                changed(this.el);
                this.env.say(this.env.text('weggehaald', label));
                this.focus();
            });
            off.append(element('span', 'alleen-voor-voorlezen', ' ' + label));
            li.append(off);
        }
    }
    focus() { (this.seeker ? this.seeker.input : this.select || /** @type {HTMLElement} */ (this.el.querySelector('input'))).focus(); }
    fill(/** @type {any} */ node) {
        const items = node.kind === 'list' ? node.items.map((/** @type {any} */ i) => i.node) : [node];
        for (const item of items) {
            const of = item.kind === 'map' ? item.entries.find((/** @type {any} */ e) => e.key === this.env.keys.to) : null, name = of ? of.node : item;
            if (name.kind !== 'text' || (item.kind === 'map' && !this.model.fields)) throw new Error('vorm');
            const text = rules.oneLine(name.text), o = this.options().find(x => x.id === text) ||
                this.options().find(x => x.id === rules.idOf(text) || [x.label].concat(x.also).some(y => plain(y) === plain(text)));
            if (!this.chosen.some(c => c.id === (o ? o.id : text))) this.add(o ? o.id : text, item);
        }
        if (this.single && this.chosen.length > 1) throw new Error('vorm');
    }
    snapshot() { return this.chosen.map(c => [c.id, c.more ? c.more.snapshot() : 0]); }
    get empty() { return !this.chosen.length; }
    get gist() { return this.chosen.map(c => this.label(c.id)).join(', '); }
    build() {
        const items = this.chosen.map(c => {
            const more = c.more && !c.more.empty ? c.more.value() : null;
            if (c.node && !(c.more && c.more.touched)) return {kind: 'keep', was: c.node};
            const name = {kind: 'text', text: c.id, bare: true};
            return more ? {kind: 'map', flow: true, was: c.node && c.node.kind === 'map' ? c.node : null, entries: [[this.env.keys.to, name]].concat(more.entries)} : name;
        });
        if (this.single && !(this.node && this.node.kind === 'list')) return Object.assign({}, items[0], items[0].kind === 'text' ? {was: this.node} : {});
        return {kind: 'list', flow: true, items: items, was: this.node && this.node.kind === 'list' ? this.node : null};
    }
    /** @param {Melder} add */
    judge(add) {
        const known = new Set(this.options().map(o => o.id)), m = this.model, from = m.vocabulary ? this.env.vocabulary(m.vocabulary) : this.env.kind(m.to || '') || {};
        const typed = this.seeker ? this.seeker.input.value.trim() : '';
        if (typed) add(this, ['niet-gekozen', typed]);
        else super.judge(add);
        for (const c of this.chosen) {
            if (!known.has(c.id)) add(this, m.vocabulary ? ['onbekende-term', from.one, c.id, 'content/' + from.file] : ['onbekende-verwijzing', from.one, c.id, 'content/' + from.folder + '/']);
            if (c.more && !c.more.empty) c.more.judge(add);
        }
        for (const said of rules.amount(m, this.chosen.length)) add(this, said);
    }
}

/** Benoemde delen: een groep, en wat een wet of een bron is. */
class Groep extends Veld {
    /** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] */
    constructor(env, model, quiet) {
        super(env, model, quiet);
        this.head(true);
        /** @type {Veld[]} */
        this.parts = (model.fields || []).map(f => make(env, f));
        /** Delen die het model niet kent. @type {any[]} */
        this.other = [];
        this.flow = false;
        for (const part of this.parts) this.el.append(part.el);
    }
    fill(/** @type {any} */ node) {
        if (node.kind !== 'map') throw new Error('vorm');
        const own = this.model.type === 'refs' ? [this.env.keys.to] : [];
        for (const e of node.entries) {
            const i = this.parts.findIndex(p => p.model.name === e.key);
            if (i < 0) { if (!own.includes(e.key)) this.other.push(e); }
            else this.parts[i] = safe(this.parts[i], e.node);
        }
        for (const part of this.parts) if (!part.node) part.read(null);
    }
    read(/** @type {any} */ node) {
        if (!node) for (const part of this.parts) part.read(null);
        super.read(node);
    }
    snapshot() { return this.parts.map(p => p.snapshot()); }
    get empty() { return this.parts.every(p => p.empty) && !this.other.length; }
    get gist() { return this.parts.map(p => p.gist).find(Boolean) || ''; }
    build() {
        /** @type {any[]} */
        const entries = [];
        for (const part of this.parts) {
            const value = part.value();
            if (value) entries.push([part.model.name, value]);
        }
        for (const e of this.other) entries.push([e.key, {kind: 'keep', was: e.node}]);
        return {kind: 'map', entries: entries, flow: this.flow, was: this.node};
    }
    value() {
        const value = super.value();
        return value && value.kind === 'keep' && this.model.type === 'refs' ? this.build() : value;
    }
    /** @param {Melder} add */
    judge(add) {
        if (this.empty) { super.judge(add); return; }
        for (const part of this.parts) part.judge(add);
        const texts = this.parts.filter(p => p.model.type === 'text'), found = texts.find(p => p.model.role === 'finding') || texts[texts.length - 1];
        const review = this.model.role === 'checked' || this.model.role === 'reviewed';
        if (review && found && !found.empty && rules.count(found.gist) < 20) add(found, ['bevinding-te-kort', found.gist, found.model.name]);
    }
}

/** Een wet met artikel en lid, of een document met de plaats daarin; van een bron ook een pagina op het web. */
class Plaats extends Groep {
    /** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] */
    constructor(env, model, quiet) {
        const k = env.keys, law = model.type === 'law', pages = law ? [] : model.fields || [];
        const part = (/** @type {string} */ name, /** @type {string} */ label, /** @type {any} */ more = {}) => Object.assign({name: name, label: env.text(label), type: 'text'}, more);
        const list = {type: 'terms', max: 1, vocabulary: model.vocabulary, required: true};
        const named = law ? [part(k.law, 'wet', list), part(k.article, 'artikel'), part(k.paragraph, 'lid')] : [part(k.document, 'document', list)];
        super(env, Object.assign({}, model, {fields: named.concat(pages, law ? [] : [part(k.place, 'plaats')])}), quiet);
        this.flow = true;
        this.page = false;
        this.law = law;
        if (!pages.length) return;
        const pick = element('div', 'veld-vakjes veld-rij'), name = fresh();
        /** @type {HTMLInputElement[]} */
        this.kinds = ['uit-lijst', 'op-web'].map((key, i) => {
            const label = pick.appendChild(element('label')), input = /** @type {HTMLInputElement} */ (label.appendChild(element('input')));
            input.type = 'radio';
            input.name = name;
            input.checked = i === 0;
            input.addEventListener('change', () => this.turn(i === 1));
            label.append(element('span', '', env.text(key)));
            return input;
        });
        this.el.insertBefore(pick, this.parts[0].el);
        this.turn(false);
    }
    /** @param {boolean} page */
    turn(page) {
        const last = this.parts.length - 1;
        this.page = page;
        this.parts.forEach((p, i) => { p.el.hidden = i !== last && (i === 0) === page; });
        if (this.kinds) this.kinds[+page].checked = true;
    }
    get used() { return this.law || !this.kinds ? this.parts : this.parts.filter((p, i) => i === this.parts.length - 1 || (i === 0) !== this.page); }
    fill(/** @type {any} */ node) {
        super.fill(node);
        if (this.kinds) this.turn(!node.entries.some((/** @type {any} */ e) => e.key === this.env.keys.document));
        if (this.kinds && !this.page && this.parts.slice(1, -1).some(p => !p.empty)) throw new Error('vorm');
    }
    snapshot() { return [this.page, this.used.map(p => p.snapshot())]; }
    get empty() { return this.used.every(p => p.empty); }
    build() {
        const all = this.parts;
        this.parts = this.used;
        const value = super.build();
        this.parts = all;
        return value;
    }
    /** @param {Melder} add */
    judge(add) {
        if (this.empty) { if (this.model.required) add(this, ['veld-ontbreekt', this.model.name]); }
        else for (const part of this.used) part.judge(add);
    }
}

/** Een lijst: punten erbij, eraf, omhoog en omlaag. */
class Lijst extends Veld {
    /** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] */
    constructor(env, model, quiet) {
        super(env, model, quiet);
        this.head(true);
        /** @type {Veld[]} */
        this.items = [];
        this.list = this.el.appendChild(element('ol', 'veld-lijst'));
        this.more = button(env.text('erbij', model.label), 'veld-knop', () => {
            const item = this.add(null);
            changed(this.el);
            item.focus();
        });
        this.more.id = this.id;
        this.el.append(this.more);
    }
    /** @param {any} node */
    add(node) {
        const one = Object.assign({}, this.model, {list: false, item: true, required: false, help: '', example: '', min: undefined, max: this.model.type === 'text' ? undefined : this.model.max && undefined, role: undefined});
        const made = make(this.env, one, true), item = node ? safe(made, node) : made;
        if (!node) item.read(null);
        this.items.push(item);
        this.draw();
        return item;
    }
    draw() {
        this.list.textContent = '';
        this.items.forEach((item, i) => {
            const li = this.list.appendChild(element('li')), tools = element('div', 'veld-rij'), name = this.model.label + ' ' + (i + 1);
            const tool = (/** @type {string} */ key, /** @type {boolean} */ can, /** @type {() => void} */ act) => {
                if (!can) return;
                const b = button(this.env.text(key), 'veld-knop', () => {
                    act();
                    this.draw();
                    changed(this.el);
                    this.env.say(this.env.text('gedaan', name, this.env.text(key)));
                    const same = /** @type {HTMLElement|null} */ (this.list.querySelector('[data-punt="' + this.items.indexOf(item) + '"] [data-doe=' + key + ']'));
                    (same || this.more).focus();
                });
                b.dataset.doe = key;
                b.append(element('span', 'alleen-voor-voorlezen', ' ' + name));
                tools.append(b);
            };
            li.dataset.punt = String(i);
            for (const label of Array.from(item.el.children)) if (/^(LABEL|LEGEND)$/.test(label.tagName)) label.textContent = name;
            const move = (/** @type {number} */ to) => { this.items.splice(i, 1); this.items.splice(to, 0, item); };
            tool('omhoog', i > 0, () => move(i - 1));
            tool('omlaag', i + 1 < this.items.length, () => move(i + 1));
            tool('weg', true, () => { this.items.splice(i, 1); });
            li.append(item.el, tools);
        });
    }
    fill(/** @type {any} */ node) {
        /* Een waarde is een lijst van een. */
        const one = node.kind === 'map' ? (this.model.fields || []).some(f => node.entries.some((/** @type {any} */ e) => e.key === f.name)) : node.form !== 'empty';
        if (node.kind !== 'list' && !one) throw new Error('vorm');
        for (const i of node.kind === 'list' ? node.items : [{node: node}]) this.add(i.node);
    }
    snapshot() { return this.items.filter(i => !i.empty).map(i => i.snapshot()); }
    get empty() { return this.items.every(i => i.empty); }
    get gist() { return this.items.map(i => i.gist).filter(Boolean).join('; '); }
    build() { return {kind: 'list', items: this.items.map(i => i.value()).filter(Boolean), was: this.node}; }
    focus() { if (this.items.length) this.items[0].focus(); else this.more.focus(); }
    /** @param {Melder} add */
    judge(add) {
        const there = this.items.filter(i => !i.empty), seen = new Set();
        super.judge(add);
        for (const item of there) {
            const bad = this.model.role === 'former' ? rules.id(item.gist) : null;
            item.judge(add);
            if (bad) add(item, bad);
            const key = JSON.stringify(item.snapshot());
            if (seen.has(key) && this.model.type !== 'group' && this.model.type !== 'markdown') add(item, ['dubbel-punt', item.gist, this.model.name]);
            seen.add(key);
        }
        for (const said of rules.amount(this.model, there.length)) add(this, said);
    }
}

/** Een waarde die anders geschreven is dan het model zegt: zij blijft zoals zij is. */
class Blijft extends Veld {
    /** @param {Veld} of @param {any} node */
    constructor(of, node) {
        super(of.env, of.model, of.quiet);
        this.head(true);
        this.el.append(element('p', 'veld-hulp', this.env.text('anders')));
        this.el.append(element('pre', '', JSON.stringify(yaml.plain(node), null, 1)));
        this.node = node;
        this.initial = JSON.stringify(this.snapshot());
    }
    judge() { /* dat zegt de controle van het voorstel */ }
    get gist() { return this.env.text('anders'); }
    focus() { this.el.tabIndex = -1; this.el.focus(); }
}
/** Leest de knoop; kan dat niet, dan blijft hij staan. @param {Veld} field @param {any} node @returns {Veld} */
function safe(field, node) {
    try {
        field.read(node);
        return field;
    } catch (e) {
        const stays = new Blijft(field, node);
        if (field.el.parentNode) field.el.replaceWith(stays.el);
        return stays;
    }
}
/** @param {Omgeving} env @param {Model} model @param {boolean} [quiet] @returns {Veld} */
function make(env, model, quiet) {
    if (model.list && model.type !== 'terms' && model.type !== 'refs') return new Lijst(env, model, quiet);
    switch (model.type) {
    case 'terms': case 'refs': return new Keuzes(env, model, quiet);
    case 'group': return new Groep(env, model, quiet);
    case 'law': case 'source': return new Plaats(env, model, quiet);
    case 'bool': return new Janee(env, model, quiet);
    default: return new Regel(env, model, quiet);
    }
}

/** @type {any} */ (window).wegwijzerVelden = {make: make, safe: safe, element: element, button: button, plain: plain, Zoeker: Zoeker};
}());
