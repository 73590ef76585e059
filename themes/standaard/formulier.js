// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* De pagina van het formulier: een nieuw record maken of een bestaand wijzigen, nagaan wat er mankeert, en de tekst meegeven naar de website
 * waar de bestanden staan. Er wordt niets verstuurd en niets bewaard. De velden staan in formulier-velden.js en
 * formulier-zoeker.js, de regels in formulier-regels.js, het lezen en schrijven in formulier-yaml.js, wat voor een begrip anders is in
 * formulier-begrip.js, en wat er al is dat erop lijkt in formulier-lijkt.js; teksten en adressen in templates/formulier.html.mustache en
 * formulier-teksten.js.mustache. */
(function () {
'use strict';

const w = /** @type {any} */ (window), yaml = w.wegwijzerYaml, rules = w.wegwijzerRegels, fields = w.wegwijzerVelden;
/** @type {(name: string, className?: string, text?: string) => HTMLElement} */
const element = fields.element;
/** @type {(text: string, className: string, act: () => void) => HTMLButtonElement} */
const button = fields.button;
const root = /** @type {HTMLElement} */ (document.querySelector('[data-formulier]')), given = root.dataset;
const CALM = 300;

/** Van alle formulieren, en daarna van deze pagina. @type {Object<string, string>} */
const texts = Object.assign({}, w.wegwijzerTeksten);
for (const el of Array.from(/** @type {HTMLTemplateElement} */ (root.querySelector('template')).content.querySelectorAll('[data-tekst]'))) {
    texts[/** @type {HTMLElement} */ (el).dataset.tekst || ''] = (el.textContent || '').trim();
}
/** @param {string} key @param {...any} values */
function text(key, ...values) {
    const s = key in texts ? texts[key] : key;
    return s.replace(/\{(\d)\}/g, (_, i) => key === 'dag' ? day(String(values[+i])) : String(values[+i]));
}
/** @param {string} iso */
const day = iso => new Date(iso + 'T12:00:00Z').toLocaleDateString(document.documentElement.lang, {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'});
/** Vandaag, waar de lezer is. */
function now() {
    const d = new Date();
    return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map(n => String(n).padStart(2, '0')).join('-');
}
/** @param {string} url @returns {any} */
function trusted(url) {
    const types = w.trustedTypes, own = {createScriptURL: (/** @type {string} */ s) => s};
    trusted.policy = trusted.policy || (types ? types.createPolicy('wegwijzer-formulier', own) : own);
    return trusted.policy.createScriptURL(url);
}
/** @type {any} */
trusted.policy = null;
/** @param {string} url */
const load = url => new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = trusted(new URL(url, location.href).href);
    script.onload = done;
    script.onerror = () => fail(new Error(url));
    document.head.appendChild(script);
});
/**
 * Wat de bouw inpakte. before is waar de tekst op aansluit: het gaat er als niet ingepakt blok aan vooraf (RFC 1951) en telt daarna niet mee.
 * @param {string} packed @param {BlobPart} before @param {number} length
 */
async function bytes(packed, before, length) {
    const stored = new Uint8Array([0, length, length >> 8, ~length, ~length >> 8]), own = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
    const stream = new Blob([stored, before, own]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return (await new Response(stream).arrayBuffer()).slice(length);
}
/** De tekst van een record of een lijst. @param {string} packed @param {string} [sample] voorbeelden van de soort, ook ingepakt */
async function unpack(packed, sample) {
    const before = sample ? await bytes(sample, '', 0) : new ArrayBuffer(0);
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(await bytes(packed, before, before.byteLength));
}
/** Een bestand met ingepakte tekst. @param {string} name @returns {Promise<string[]>} */
async function source(name) {
    const got = new Promise(done => { w.wegwijzerBron = (/** @type {string} */ _, /** @type {string} */ file, /** @type {string} */ packed) => done([file, packed]); });
    await load((given.bron || '') + name + '.js');
    return /** @type {string[]} */ (await got);
}

const model = w.wegwijzerModel;
/** De soort waar het formulier van is; van een begrippenlijst komt zij met de lijst mee. @type {any} */
let kind = model.kinds[given.soort || ''];
const order = () => kind.fields.map((/** @type {any} */ f) => f.name);
/** @type {Map<string, any[]>} */
const lists = new Map();
/** @type {any[][]} */
let records = [];
const option = (/** @type {any[]} */ r, /** @type {number} */ from) => ({id: r[0], label: r[1], about: from > 2 ? r[2] : '', also: r.slice(from)});
const said = element('p', 'alleen-voor-voorlezen');
said.setAttribute('role', 'status');

const env = {
    text: text, keys: model.keys, today: now(),
    vocabulary: (/** @type {string} */ v) => model.vocabularies[v],
    kind: (/** @type {string} */ k) => model.kinds[k],
    say: (/** @type {string} */ s) => { said.textContent = s; },
    terms: (/** @type {string} */ v) => {
        if (!lists.has(v)) lists.set(v, model.vocabularies[v].terms.map((/** @type {any[]} */ r) => option(r, 3)));
        return /** @type {any[]} */ (lists.get(v));
    },
    records: (/** @type {string} */ k) => listed(model.kinds[k] ? model.kinds[k].folder + '/' : ''),
};
/** De records waarvan de plaats zo begint. @param {string} folder @returns {any[]} */
function listed(folder) {
    if (!lists.has(folder)) lists.set(folder, records.filter(r => r[0].startsWith(folder)).map(r => ({id: r[0].slice(folder.length), label: r[1], about: '', also: r.slice(2)})));
    return /** @type {any[]} */ (lists.get(folder));
}

/** De begrippenlijsten waaruit deze soort kiest. @param {any[]} models @param {Set<string>} found */
function named(models, found = new Set()) {
    for (const m of models) {
        if (m.vocabulary) found.add(m.vocabulary);
        if (m.fields) named(m.fields, found);
    }
    return found;
}
/** Hoe een bestand is opgeschreven: meestal YAML met een naam per veld. @param {string} file @returns {Promise<any>} */
async function written(file) {
    const models = /** @type {any[]} */ (kind.fields), body = models.find(f => f.role === 'body');
    if (/\.ya?ml$/.test(file) && !models.some(f => f.name.includes('.'))) return yaml;
    if (!w.wegwijzerVorm) await load(given.vorm || '');
    return w.wegwijzerVorm(file, body && body.name);
}
/** Het deel van een groep dat een rol speelt; zegt het model dat niet, het laatste tekstveld of het enige met een datum.
 * @param {any[]} models @param {string} role @param {string} type */
const partOf = (models, role, type) => models.find(m => m.role === role) || models.filter(m => m.type === type).pop();

class Formulier {
    constructor() {
        this.query = new URLSearchParams(location.search);
        this.old = this.query.get('id') || '';
        this.file = '';
        /** Hoe een record is opgeschreven, en in wat voor bestand. */
        this.how = yaml;
        this.ending = '.yaml';
        /** Wat in de catalogus staat, en waar het formulier van uitgaat (een bewaard bestand kan verder zijn). */
        this.published = this.base = '';
        /** Het record, en het hele bestand als er meer in staat. @type {any} */
        this.tree = null;
        /** @type {any} */
        this.root = null;
        /** @type {any[]} */
        this.fields = [];
        this.sought = '';
        this.dirty = this.judged = this.ready = false;
        this.form = /** @type {HTMLFormElement} */ (root.appendChild(element('form', 'formulier')));
        this.form.noValidate = true;
        this.form.addEventListener('submit', e => { e.preventDefault(); this.finish(); });
        this.form.addEventListener('input', () => this.edited());
        this.form.addEventListener('change', () => this.edited());
        window.addEventListener('beforeunload', e => { if (this.dirty) e.preventDefault(); });
        root.append(said);
    }
    async start() {
        await Promise.all([load(given.records || '')].concat(Array.from(named(kind.fields)).map(v => load((given.begrippen || '') + v + '.js'))));
        records = w.wegwijzerRecords;
        if (!this.root) this.how = await written('.yaml');
        if (!(await this.open())) return;
        this.draw();
        if (this.query.has(given.nagelopen || '')) this.review();
    }
    /** Heeft het een plaats in een bestand dat er al is? */
    get stands() { return !!this.old; }
    /** Haalt het record op dat gewijzigd wordt. */
    async open() {
        const ref = kind.folder + '/' + this.old;
        if (!this.old) return true;
        try {
            if (!records.some(r => r[0] === ref)) throw new Error('weg');
            const [file, packed] = await source(ref);
            this.file = file;
            this.how = await written(file);
            this.published = this.base = await unpack(packed, (await source(kind.folder))[1]);
            this.tree = this.how.read(this.base);
            return true;
        } catch (e) { return this.refuse(/** @type {Error} */ (e).message, ref); }
    }
    /** Zegt waarom het formulier dit niet kan. @param {string} message @param {string} ref */
    refuse(message, ref) {
        const box = element('div', 'formulier-vak');
        box.append(element('p', '', text(message === 'weg' ? 'geen-record' : 'niet-gelezen', ref)));
        if (this.file && given.wijzig) this.link(box, text('bij-host'), this.fill(given.wijzig, {file: this.file}));
        this.form.replaceWith(box);
        return false;
    }
    /** @param {Element} to @param {string} label @param {string} href */
    link(to, label, href) {
        const a = /** @type {HTMLAnchorElement} */ (to.appendChild(element('a', 'knop', label)));
        a.href = href;
        a.target = '_blank';
        a.rel = 'noopener noreferrer';
        a.dataset.vast = '';
        return a;
    }
    /** @param {string} pattern @param {Object<string, string>} values */
    fill(pattern, values) {
        return pattern.replace(/\{(\w+)\}/g, (all, key) => !(key in values) ? all : values[key].split('/').map(encodeURIComponent).join(key === 'value' ? '%2F' : '/'));
    }

    /* ---- Wat er staat ---- */

    draw() {
        this.form.textContent = '';
        this.top = this.form.appendChild(element('div', 'formulier-fouten'));
        this.top.tabIndex = -1;
        this.top.hidden = true;
        const bar = this.form.appendChild(element('div', 'formulier-vak'));
        if (this.old) {
            const found = records.find(r => r[0] === kind.folder + '/' + this.old), name = found ? found[1] : this.old;
            bar.append(element('p', '', text('u-wijzigt', name, this.file)));
            const h1 = document.querySelector('h1');
            if (h1) h1.textContent = text('kop-wijzig', name);
        } else this.begin(bar);
        this.opener(bar);
        this.fields = kind.fields.map((/** @type {any} */ f) => fields.make(env, f, !f.required));
        const must = this.form.appendChild(element('section')), rest = this.form.appendChild(element('section'));
        must.append(element('h2', '', text('kop-verplicht')));
        rest.append(element('h2', '', text('kop-verder')), element('p', '', text('uitleg-verder')));
        this.fields.forEach((field, i) => {
            const node = this.tree ? this.how.find(this.tree, field.model.name) : null;
            if (node) field = this.fields[i] = fields.safe(field, node);
            else field.read(null);
            if (field.model.role === 'added' && !this.tree) field.input.value = env.today, field.tell();
            if (field.model.required) must.append(field.el);
            else rest.append(this.folded(field));
            if (field.model.role === 'title') this.title = field;
        });
        if (this.title && !this.old) must.insertBefore(this.title.el, must.children[1]);
        this.alike = element('div', 'formulier-vak');
        this.alike.hidden = true;
        if (this.title && !this.old) this.title.el.after(this.alike);
        if (!this.old) must.append(this.naming());
        else this.why(rest);
        const end = this.form.appendChild(element('section'));
        end.append(element('h2', '', text('kop-klaar')), element('p', '', text('alleen-programma')));
        const row = end.appendChild(element('div', 'veld-rij')), go = /** @type {HTMLButtonElement} */ (row.appendChild(element('button', 'knop', text('klaar'))));
        go.type = 'submit';
        this.halfway(row, end);
        this.result = this.form.appendChild(element('section', 'formulier-uitkomst'));
        this.result.hidden = true;
        this.result.tabIndex = -1;
    }
    /** Een nieuw record of toch een dat er al is. @param {HTMLElement} bar */
    begin(bar) {
        const all = listed(kind.folder + '/'), id = 'formulier-kies', label = /** @type {HTMLLabelElement} */ (element('label', '', text('kies-bestaand', kind.one)));
        const seeker = new fields.Zoeker(env, id, () => all, (/** @type {any} */ o) => { location.search = '?id=' + encodeURIComponent(o.id); });
        label.htmlFor = id;
        bar.append(label, seeker.el);
    }
    /** Een bestand dat eerder is bewaard. @param {HTMLElement} bar */
    opener(bar) {
        const label = bar.appendChild(element('label', 'formulier-bestand', text('open-bestand'))), input = /** @type {HTMLInputElement} */ (element('input'));
        input.type = 'file';
        input.accept = this.stands ? this.name.replace(/.*\./, '.') : '.yaml,.yml,.json,.md';
        label.append(input);
        input.addEventListener('change', async e => {
            e.stopPropagation();
            const file = input.files && input.files[0];
            if (!file) return;
            try {
                const id = await this.reopen(file.name, await file.text());
                this.draw();
                if (this.id && id) { this.id.value = id; this.named = true; }
                this.edited();
                env.say(text('geopend', file.name));
                if (this.fields[0]) this.fields[0].focus();
            } catch (x) { env.say(text('niet-geopend', file.name)); bar.append(element('p', 'veld-fout', text('niet-geopend', file.name))); }
        });
    }
    /** Gaat uit van een bewaard bestand. Geeft de naam die het daarin had, als iemand die al koos. @param {string} name @param {string} got */
    async reopen(name, got) {
        const how = await written(this.file || name), tree = how.read(got);
        this.base = got;
        this.tree = tree;
        this.how = how;
        this.ending = (/\.\w+$/.exec(name) || [''])[0];
        const id = name.slice(0, -this.ending.length || undefined);
        return id === kind.folder ? '' : id;
    }
    /** @param {any} field */
    folded(field) {
        const fold = /** @type {HTMLDetailsElement} */ (element('details', 'klap formulier-klap')), head = fold.appendChild(element('summary', '', field.model.label));
        const state = head.appendChild(element('span', 'formulier-stand')), model = field.model;
        field.fold = fold;
        field.tellFold = () => {
            const gist = field.gist;
            state.textContent = gist.length > 60 ? gist.slice(0, 58) + '…' : gist;
        };
        field.tellFold();
        fold.append(field.el);
        if (model.role === 'checked') field.el.append(button(text('keek-na'), 'veld-knop', () => this.review()));
        return fold;
    }
    /** De naam van het bestand: uit de titel, tot iemand hem zelf typt. */
    naming() {
        const box = element('div', 'veld'), label = /** @type {HTMLLabelElement} */ (box.appendChild(element('label', '', text('bestandsnaam'))));
        const help = box.appendChild(element('p', 'veld-hulp', text('uitleg-naam')));
        this.idFault = box.appendChild(element('p', 'veld-fout'));
        this.idFault.id = 'formulier-id-f';
        this.idFault.hidden = true;
        help.id = 'formulier-id-h';
        this.id = /** @type {HTMLInputElement} */ (box.appendChild(element('input')));
        this.id.id = label.htmlFor = 'formulier-id';
        this.id.autocomplete = 'off';
        this.id.spellcheck = false;
        this.id.setAttribute('aria-describedby', help.id + ' ' + this.idFault.id);
        this.id.addEventListener('input', () => { this.named = !!(this.id && this.id.value); });
        this.idBox = box;
        this.named = false;
        return box;
    }
    /** Een zin over wat er veranderde. @param {HTMLElement} rest */
    why(rest) {
        const changes = this.fields.find(f => f.model.role === 'changes'), parts = changes ? changes.model.fields : [];
        const date = partOf(parts, 'date', 'date'), what = partOf(parts, 'finding', 'text');
        if (!date || !what) return;
        this.because = fields.make(env, Object.assign({}, what, {label: text('wat-veranderde'), help: text('uitleg-veranderde'), required: false}));
        this.because.read(null);
        this.becauseOf = {field: changes, date: date.name, what: what.name};
        rest.after(this.because.el);
    }
    /** Ik keek dit na: vandaag, met een bevinding die nog leeg is. */
    review() {
        const field = this.fields.find(f => f.model.role === 'checked');
        if (!field || !field.parts) return;
        const models = field.parts.map((/** @type {any} */ p) => p.model), find = (/** @type {any} */ m) => field.parts.find((/** @type {any} */ p) => p.model === m);
        const date = find(partOf(models, 'date', 'date')), finding = find(partOf(models, 'finding', 'text'));
        if (date) { date.input.value = env.today; date.tell(); }
        if (finding) { finding.input.value = ''; finding.tell(); }
        if (field.fold) field.fold.open = true;
        this.edited();
        const first = field.parts.find((/** @type {any} */ p) => p.empty);
        (first || field).focus();
        env.say(text('nagelopen-uitleg'));
    }
    edited() {
        this.dirty = true;
        if (this.id && !this.named && this.title) this.id.value = rules.idOf(this.title.text);
        for (const field of this.fields) if (field.tellFold) field.tellFold();
        clearTimeout(this.calm);
        this.calm = window.setTimeout(() => {
            if (!this.old && this.title) this.search(this.title.text);
            const faults = this.judged ? this.judge() : [], stop = faults.some(f => f.error);
            if (this.judged) this.show(faults);
            if (!this.ready || !this.result) return;
            /* Een tekst met een fout gaat nergens heen. */
            this.result.hidden = stop;
            if (!stop) this.update();
        }, CALM);
    }

    /** Wat erop lijkt en er al is. @param {string} title */
    async search(title) {
        if (!this.alike || title === this.sought) return;
        this.sought = title;
        if (!w.wegwijzerLijkt) await load(given.lijkt || '');
        w.wegwijzerLijkt(this, title, this.root ? listed(kind.folder + '/').map(r => [kind.folder + '/' + r.id, r.label]) : records, kind.folder + '/', env, load);
    }

    /* ---- Nagaan ---- */

    /** Heet een ander record van deze soort ook zo? Letters en cijfers tellen. */
    get namesake() {
        const bare = (/** @type {string} */ s) => fields.plain(s).replace(/[^\p{L}\p{N}]/gu, ''), own = this.title && (!this.old || this.title.touched) ? bare(this.title.text) : '';
        return !!own && !this.root && listed(kind.folder + '/').some(r => r.id !== this.old && bare(r.label) === own);
    }

    /** @returns {{field: any, text: string, error: boolean}[]} */
    judge() {
        /** @type {{field: any, text: string, error: boolean}[]} */
        const out = [];
        const add = (/** @type {any} */ field, /** @type {string[]} */ melding) => {
            const [code, ...args] = melding, [pattern, remedy, error] = model.messages[code] || [texts[code] || code, '', 1];
            const put = (/** @type {string} */ s) => s.replace(/\{(\d)\}/g, (_, i) => args[+i] || '');
            const meant = rules.meant(code, args[0], env.today);
            out.push({field: field, error: !!error, text: put(pattern) + '. ' + (meant ? text('bedoelde-u', meant) : code === 'veld-ontbreekt' ? text('vul-in') : remedy ? text('doe-dit', put(remedy)) : text('kies'))});
        };
        for (const field of this.fields) field.judge(add);
        if (this.because) this.because.judge(add);
        if (this.namesake) add(this.title, ['dubbele-titel', this.title.text]);
        if (this.id) {
            const bad = rules.id(this.id.value), former = records.find(r => r.slice(2).includes(this.id && this.id.value) && r[0].startsWith(kind.folder + '/'));
            const at = {el: this.idBox, fault: this.idFault, focus: () => this.id && this.id.focus(), model: {label: text('bestandsnaam')}};
            if (bad) add(at, bad);
            else if (records.some(r => r[0] === kind.folder + '/' + (this.id && this.id.value))) add(at, ['bestaat-al', this.root ? this.id.value : this.place]);
            else if (former) add(at, ['id-was-van-ander', this.id.value, former[0]]);
        }
        return out;
    }
    /** Zet de meldingen bij de velden en bovenaan. @param {{field: any, text: string, error: boolean}[]} faults */
    show(faults) {
        const top = /** @type {HTMLElement} */ (this.top), per = new Map();
        for (const on of Array.from(this.form.querySelectorAll('.veld-fout'))) { on.textContent = ''; /** @type {HTMLElement} */ (on).hidden = true; }
        for (const on of Array.from(this.form.querySelectorAll('[aria-invalid]'))) on.removeAttribute('aria-invalid');
        top.textContent = '';
        top.hidden = !faults.length;
        if (!faults.length) return;
        const errors = faults.filter(f => f.error).length;
        top.append(element('h2', '', errors ? text(errors === 1 ? 'een-fout' : 'fouten', errors) : text('let-op')));
        const ul = top.appendChild(element('ul'));
        for (const f of faults) {
            const a = /** @type {HTMLAnchorElement} */ (ul.appendChild(element('li')).appendChild(element('a', '', f.field.model.label + ': ' + f.text)));
            a.href = '#' + (f.field.id || 'formulier-id');
            a.addEventListener('click', e => {
                e.preventDefault();
                f.field.focus();
            });
            for (let on = f.field.el; on && on !== this.form; on = on.parentNode) if (on.tagName === 'DETAILS') on.open = true;
            per.set(f.field, (per.get(f.field) || []).concat(f.text));
        }
        per.forEach((said, field) => {
            if (field.complain) field.complain(said.join(' '));
            else { field.fault.textContent = said.join(' '); field.fault.hidden = false; }
        });
    }

    /* ---- De tekst ---- */

    /** Wat er verandert: veld en waarde, null als het weg moet. @returns {[string, any][]} */
    changes() {
        /** @type {[string, any][]} */
        const out = [];
        for (const field of this.fields) {
            const value = field.value(), because = this.because && this.becauseOf && this.becauseOf.field === field && !this.because.empty;
            if (because) {
                const own = value && value.kind === 'keep' ? {kind: 'list', items: field.node.items.map((/** @type {any} */ i) => ({kind: 'keep', was: i.node})), was: field.node} : value;
                const one = {kind: 'map', entries: [[this.becauseOf?.date, {kind: 'text', text: env.today, bare: true}], [this.becauseOf?.what, this.because.build()]]};
                out.push([field.model.name, {kind: 'list', items: (own ? own.items : []).concat([one]), was: own ? own.was : null}]);
            } else if (!(value && value.kind === 'keep') && (value || field.node)) out.push([field.model.name, value]);
        }
        return out;
    }
    text() {
        const to = this.changes();
        if (this.tree) return to.length ? this.how.change(this.base, this.tree, to, order()) : this.base;
        return (given.schema && this.ending === '.yaml' ? '# yaml-language-server: $schema=' + given.schema + '\n' : '') + this.how.write(to.filter(c => c[1]));
    }
    /** Wat een bewaard bestand wordt om verder mee te gaan. */
    get half() { return this.text(); }
    get name() { return this.old ? (this.file.split('/').pop() || '') : (this.id ? this.id.value : '') + this.ending; }
    /** Waar het komt te staan. */
    get place() { return 'content/' + kind.folder + '/' + this.name; }
    finish() {
        const faults = this.judge();
        this.judged = true;
        this.show(faults);
        if (faults.some(f => f.error)) {
            /** @type {HTMLElement} */ (this.top).focus();
            return;
        }
        this.ready = true;
        this.outcome();
        /** @type {HTMLElement} */ (this.result).focus();
    }
    outcome() {
        const box = /** @type {HTMLElement} */ (this.result);
        box.textContent = '';
        box.hidden = false;
        box.append(element('h2', '', text('kop-uitkomst')));
        this.steps = box.appendChild(element('ol', 'formulier-stappen'));
        this.hostBox = box.appendChild(element('div', 'veld-rij'));
        const label = /** @type {HTMLLabelElement} */ (box.appendChild(element('label', '', text('de-tekst'))));
        this.area = /** @type {HTMLTextAreaElement} */ (box.appendChild(element('textarea', 'formulier-tekst')));
        this.area.readOnly = true;
        this.area.rows = 16;
        this.area.id = label.htmlFor = 'formulier-tekst';
        this.area.spellcheck = false;
        this.told = box.appendChild(element('p'));
        this.told.setAttribute('role', 'status');
        this.lines = box.appendChild(element('div'));
        this.update();
    }
    update() {
        const out = this.text(), area = /** @type {HTMLTextAreaElement} */ (this.area), host = /** @type {HTMLElement} */ (this.hostBox), steps = /** @type {HTMLElement} */ (this.steps);
        if (out !== this.made) /** @type {HTMLElement} */ (this.told).textContent = '';
        area.value = this.made = out;
        host.textContent = steps.textContent = '';
        const target = this.target(out);
        if (target.href) {
            const a = this.link(host, text(this.stands ? 'open-wijzig' : 'open-nieuw', new URL(target.href).host), target.href);
            a.addEventListener('click', () => { if (!target.whole) this.copy(); this.dirty = false; });
        }
        host.append(button(text('kopieer'), 'knop knop--rustig', () => this.copy()), button(text('bewaar', this.name), 'knop knop--rustig', () => this.save(this.made || '', this.name, this.told)));
        for (const key of target.steps) steps.append(element('li', '', text(key, this.name, this.place.slice(0, this.place.lastIndexOf('/')))));
        this.compare(out);
    }
    /** Waar de tekst heen gaat, en wat de redacteur daar doet. @param {string} out */
    target(out) {
        if (this.stands) return given.wijzig ? {href: this.fill(given.wijzig, {file: this.file}), whole: false, steps: ['stap-open-wijzig', 'stap-plak', 'stap-voorstel']} : {href: '', whole: false, steps: ['niet-ingesteld', 'stap-kopieer']};
        if (!given.nieuw) return {href: '', whole: false, steps: ['niet-ingesteld', 'stap-kopieer']};
        const values = {folder: 'content/' + kind.folder, name: this.name, value: out}, href = this.fill(given.nieuw, values);
        const fits = /\{value\}/.test(given.nieuw) && href.length <= Number(given.langste);
        if (fits) return {href: href, whole: true, steps: ['stap-open', 'stap-voorstel']};
        return {href: this.fill(given.nieuw.replace(/[?&][^?&=]*=\{value\}/, (m, at) => m[0] === '?' ? '?' : ''), values), whole: false, steps: [/\{value\}/.test(given.nieuw) ? 'stap-te-lang' : 'stap-open-leeg', 'stap-plak-nieuw', 'stap-voorstel']};
    }
    /** Alleen de veranderde regels, met wat er nu staat ernaast. @param {string} out */
    compare(out) {
        const box = /** @type {HTMLElement} */ (this.lines), open = !!box.querySelector('details[open]');
        box.textContent = '';
        if (!this.stands) return;
        if (out === this.published) { box.append(element('p', '', text('niets-veranderd'))); return; }
        const was = this.how.parts(this.published), is = this.how.parts(out);
        const fold = /** @type {HTMLDetailsElement} */ (box.appendChild(element('details', 'klap')));
        fold.open = open;
        fold.append(element('summary', '', text('veranderd-kop')), element('p', '', text('veranderd-uitleg')));
        for (const key of new Set([...was.keys(), ...is.keys()])) {
            const a = was.get(key) || '', b = is.get(key) || '';
            if (a === b) continue;
            const field = this.fields.find(f => f.model.name === key);
            fold.append(element('h3', '', field ? field.model.label : key));
            for (const [label, value] of [['stond', a], ['wordt', b]]) {
                fold.append(element('p', 'veld-hulp', text(value ? label : label === 'stond' ? 'stond-niet' : 'wordt-weg')));
                if (value) fold.append(element('pre', '', value));
            }
        }
    }
    copy() {
        const area = /** @type {HTMLTextAreaElement} */ (this.area), told = /** @type {HTMLElement} */ (this.told);
        const tell = (/** @type {boolean} */ ok) => { told.textContent = text(ok ? 'gekopieerd' : 'niet-gekopieerd'); if (ok) this.dirty = false; };
        const other = () => {
            area.focus();
            area.select();
            let ok = false;
            try { ok = document.execCommand('copy'); } catch (e) { ok = false; }
            tell(ok);
        };
        if (navigator.clipboard) navigator.clipboard.writeText(this.made || '').then(() => tell(true), other);
        else other();
    }
    /** @param {string} out @param {string} name @param {any} told waar de redacteur het leest */
    save(out, name, told) {
        const a = document.createElement('a'), url = URL.createObjectURL(new Blob([out], {type: 'application/yaml'}));
        a.href = url;
        a.download = name;
        a.click();
        setTimeout(() => URL.revokeObjectURL(url), 10000);
        this.dirty = false;
        told.textContent = text('bewaard', name);
    }
    /** Wat nog niet klaar is, meenemen: opener leest het weer. @param {HTMLElement} row @param {HTMLElement} end */
    halfway(row, end) {
        const told = element('p', 'veld-hulp');
        told.setAttribute('role', 'status');
        row.append(button(text('bewaar-half'), 'knop knop--rustig', () => this.save(this.half, this.stands || this.id && this.id.value ? this.name : kind.folder + this.ending, told)));
        end.append(told);
    }
}

for (const on of Array.from(root.querySelectorAll('[data-zonder-script]'))) /** @type {HTMLElement} */ (on).hidden = true;
/** @param {Formulier} page */
function begin(page) {
    page.start().catch(() => { root.append(element('p', 'veld-fout', text('niet-geladen'))); });
    w.wegwijzerFormulier = page;
}
if (given.begrip) w.wegwijzerVoorBegrip = {Formulier, begin, load, unpack, order, records: () => records, become: (/** @type {any} */ k) => { kind = k; }};
else begin(new Formulier());
}());
