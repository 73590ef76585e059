// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Voorstellen tijdens het typen, in de kop van elke pagina en op de startpagina: het patroon combobox met een lijst van de ARIA-gids.
 * De zoekmachine (zoek.js) en haar index komen pas als iemand typt; waar zij staan, en de teksten, zegt zoeken/voorstel.js. */
(function () {
'use strict';

/** @typedef {{label: string, url: string, what: string}} Voorstel */

const LEAST = 2, CALM = 120, SPEAK = 600;
const root = new URL(document.body.dataset.root || '.', location.href);
/** Wat iets is in een woord (zonder naam: een pagina), en de teksten. @type {{soorten: Record<string, string>, teksten: string[]}} */
let given = {soorten: {}, teksten: []};
/** @type {?Promise<any>} */
let engine = null;

/** @param {string} url @returns {any} */
function trusted(url) {
    const types = /** @type {any} */ (window).trustedTypes, own = {createScriptURL: (/** @type {string} */ s) => s};
    return types ? types.createPolicy('wegwijzer-voorstel', own).createScriptURL(url) : url;
}
/** Een script van deze site. @param {string} path @returns {Promise<any>} */
function run(path) {
    return new Promise((done, fail) => {
        const script = document.createElement('script');
        script.src = trusted(new URL(path, root).href);
        script.onerror = () => { engine = null; fail(new Error(path)); };
        script.onload = () => done(window);
        document.head.appendChild(script);
    });
}
/** De zoekmachine met haar index, een keer geladen. */
function load() {
    return engine || (engine = run('zoeken/voorstel.js').then(async page => {
        const {zoek, index: list, later} = given = page.wegwijzerVoorstel, tool = (await run(zoek)).wegwijzerZoek;
        const index = new tool.Index(new URL(list, root).href, new URL(later, root).href);
        await index.start();
        return {tool: tool, index: index};
    }));
}

class Veld {
    /** @param {HTMLInputElement} input @param {number} number */
    constructor(input, number) {
        this.input = input;
        this.form = /** @type {HTMLFormElement} */ (input.form);
        this.list = document.createElement('ul');
        this.status = document.createElement('span');
        /** @type {Voorstel[]} */
        this.found = [];
        this.active = -1;
        this.run = this.calm = this.spoken = 0;
        this.list.id = 'voorstel-' + number;
        this.list.className = 'voorstel';
        this.list.hidden = true;
        this.list.setAttribute('role', 'listbox');
        this.status.className = 'alleen-voor-voorlezen';
        this.status.setAttribute('role', 'status');
        this.form.append(this.list, this.status);
        this.form.classList.add('met-voorstel');
        input.autocomplete = 'off';
        input.autocapitalize = 'none';
        input.spellcheck = false;
        input.setAttribute('role', 'combobox');
        input.setAttribute('aria-autocomplete', 'list');
        input.setAttribute('aria-controls', this.list.id);
        input.setAttribute('aria-expanded', 'false');
        input.addEventListener('input', () => this.typed());
        input.addEventListener('keydown', e => this.key(e));
        input.addEventListener('blur', () => this.close());
        /* De klik op een voorstel mag het veld niet verlaten. */
        this.list.addEventListener('mousedown', e => e.preventDefault());
        this.list.addEventListener('click', e => {
            const option = /** @type {Element} */ (e.target).closest('[role=option]');
            if (option) this.go(Array.from(this.list.children).indexOf(option));
        });
    }
    get open() { return !this.list.hidden; }
    typed() {
        const run = ++this.run, text = this.input.value.trim();
        clearTimeout(this.calm);
        if (text.length < LEAST) { this.close(); return; }
        load().catch(() => null);
        this.calm = window.setTimeout(async () => {
            /** @type {Voorstel[]} */
            let found = [];
            try {
                const {tool, index} = await load();
                found = await tool.suggest(index, text);
            } catch (e) { /* zonder voorstellen werkt het veld gewoon */ }
            if (run === this.run && document.activeElement === this.input) this.show(found);
        }, CALM);
    }
    /** @param {Voorstel[]} found */
    show(found) {
        const {soorten, teksten: [name, one, many]} = given;
        this.found = found;
        this.list.textContent = '';
        this.list.setAttribute('aria-label', name);
        found.forEach((item, i) => {
            const li = this.list.appendChild(document.createElement('li')), what = document.createElement('span');
            li.id = this.list.id + '-' + i;
            li.setAttribute('role', 'option');
            li.setAttribute('aria-selected', 'false');
            li.appendChild(document.createElement('span')).textContent = item.label;
            what.className = 'voorstel-wat';
            what.textContent = soorten[item.what] || soorten[''] || '';
            li.append(' ', what);
        });
        this.select(-1);
        this.list.hidden = !found.length;
        this.input.setAttribute('aria-expanded', String(this.open));
        clearTimeout(this.spoken);
        const says = found.length === 1 ? one : found.length ? many.replace('{n}', String(found.length)) : '';
        this.spoken = window.setTimeout(() => { if (this.status.textContent !== says) this.status.textContent = says; }, SPEAK);
    }
    close() {
        this.run++;
        clearTimeout(this.spoken);
        this.list.hidden = true;
        this.select(-1);
        this.input.setAttribute('aria-expanded', 'false');
    }
    /** @param {number} at */
    select(at) {
        const options = /** @type {HTMLElement[]} */ (Array.from(this.list.children));
        this.active = at;
        options.forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
        if (at < 0) this.input.removeAttribute('aria-activedescendant');
        else {
            this.input.setAttribute('aria-activedescendant', options[at].id);
            options[at].scrollIntoView({block: 'nearest'});
        }
    }
    /** @param {KeyboardEvent} e */
    key(e) {
        const n = this.found.length, step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
        if (e.isComposing) return;
        if (step && !e.altKey && !e.ctrlKey && !e.metaKey) {
            if (!this.open) { this.typed(); return; }
            e.preventDefault();
            /* Rond, met het veld zelf (-1) tussen de laatste en de eerste. */
            this.select((this.active + 1 + step + n + 1) % (n + 1) - 1);
        } else if (e.key === 'Escape' && this.open) {
            e.preventDefault();
            this.close();
        } else if (e.key === 'Enter' && this.open && this.active >= 0) {
            e.preventDefault();
            this.go(this.active);
        } else if (e.key === 'Home' || e.key === 'End' || e.key === 'ArrowLeft' || e.key === 'ArrowRight') this.select(-1);
    }
    /** Naar een voorstel, met de keuze voor de handout. @param {number} at */
    go(at) {
        const item = this.found[at], choice = /** @type {any} */ (window).wegwijzerKeuze;
        this.close();
        if (item.url) {
            const to = new URL(item.url, root).href;
            location.href = choice ? choice.address(to) : to;
            return;
        }
        this.input.value = item.label;
        this.form.requestSubmit();
    }
}

const fields = /** @type {HTMLInputElement[]} */ (Array.from(document.querySelectorAll('form[role=search] input[name=q]')));
fields.forEach((input, i) => new Veld(input, i));

/* Op een smal scherm staat in de kop alleen een link naar de zoekpagina: die opent daar het veld. */
const opener = /** @type {?HTMLAnchorElement} */ (document.querySelector('.kop-zoeklink')), field = fields[0];
if (opener && field) {
    const head = /** @type {Element} */ (opener.closest('.kop')), own = head.contains(field);
    if (own) {
        opener.setAttribute('role', 'button');
        opener.setAttribute('aria-expanded', 'false');
    }
    const press = (/** @type {Event} */ e) => {
        e.preventDefault();
        const on = own && head.classList.toggle('kop--zoekt');
        if (own) opener.setAttribute('aria-expanded', String(on));
        if (on || !own) field.focus();
    };
    opener.addEventListener('click', e => { if (!e.ctrlKey && !e.metaKey && !e.shiftKey) press(e); });
    opener.addEventListener('keydown', e => { if (e.key === ' ' && own) press(e); });
}
}());
