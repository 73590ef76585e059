// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Een veld van het formulier waarin typen de keuze kleiner maakt. */
(function () {
'use strict';

const SHOWN = 12;
/** @typedef {{id: string, label: string, about: string, also: string[], plain?: string}} Optie */

/** @param {string} name @param {string} [className] @param {string} [text] @returns {HTMLElement} */
function element(name, className, text) {
    const el = document.createElement(name);
    if (className) el.className = className;
    if (text) el.textContent = text;
    return el;
}
/** @param {string} s */
const plain = s => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

class Zoeker {
    /** @param {any} env @param {string} id @param {() => Optie[]} options @param {(o: Optie) => void} pick */
    constructor(env, id, options, pick) {
        this.env = env;
        this.options = options;
        this.pick = pick;
        this.el = element('div', 'met-voorstel');
        this.input = /** @type {HTMLInputElement} */ (this.el.appendChild(element('input')));
        this.list = this.el.appendChild(element('ul', 'voorstel'));
        /** @type {Optie[]} */
        this.found = [];
        this.active = -1;
        this.input.id = id;
        this.input.autocomplete = 'off';
        this.input.placeholder = env.text('typ');
        this.list.id = id + '-l';
        this.list.hidden = true;
        this.list.setAttribute('role', 'listbox');
        for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', this.list.id], ['aria-expanded', 'false']]) this.input.setAttribute(name, value);
        this.input.addEventListener('input', e => { e.stopPropagation(); this.show(); });
        this.input.addEventListener('click', () => this.show());
        this.input.addEventListener('keydown', e => this.key(e));
        this.input.addEventListener('blur', () => this.close());
        this.list.addEventListener('mousedown', e => e.preventDefault());
        this.list.addEventListener('click', e => {
            const on = /** @type {Element} */ (e.target).closest('[role=option]');
            if (on) this.choose(Array.from(this.list.children).indexOf(on));
        });
    }
    show() {
        const words = plain(this.input.value).split(/\s+/).filter(Boolean), first = words.join(' ');
        const hits = this.options().filter(o => { o.plain = o.plain || plain([o.label, o.id].concat(o.also).join(' ')); return words.every(w => /** @type {string} */ (o.plain).includes(w)); });
        const at = (/** @type {Optie} */ o) => (o.plain || '').startsWith(first) ? 0 : 1;
        this.found = hits.sort((a, b) => at(a) - at(b)).slice(0, SHOWN);
        this.list.textContent = '';
        this.list.setAttribute('aria-label', this.input.getAttribute('aria-label') || this.env.text('suggesties'));
        this.found.forEach((o, i) => {
            const li = this.list.appendChild(element('li'));
            li.id = this.list.id + i;
            li.setAttribute('role', 'option');
            li.setAttribute('aria-selected', 'false');
            li.append(element('span', '', o.label));
            if (o.about) li.append(' ', element('span', 'voorstel-wat', o.about.length > 90 ? o.about.slice(0, 88) + '…' : o.about));
        });
        this.select(-1);
        this.list.hidden = !this.found.length;
        this.input.setAttribute('aria-expanded', String(!this.list.hidden));
        if (this.input.value.trim()) this.env.say(hits.length === 1 ? this.env.text('een-gevonden') : this.env.text('gevonden', hits.length));
    }
    close() {
        this.list.hidden = true;
        this.select(-1);
        this.input.setAttribute('aria-expanded', 'false');
    }
    /** @param {number} at */
    select(at) {
        this.active = at;
        Array.from(this.list.children).forEach((o, i) => o.setAttribute('aria-selected', String(i === at)));
        if (at < 0) this.input.removeAttribute('aria-activedescendant');
        else {
            this.input.setAttribute('aria-activedescendant', this.list.children[at].id);
            this.list.children[at].scrollIntoView({block: 'nearest'});
        }
    }
    /** @param {number} at */
    choose(at) {
        const o = this.found[at];
        this.input.value = '';
        this.close();
        this.pick(o);
    }
    /** @param {KeyboardEvent} e */
    key(e) {
        const n = this.found.length, step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
        if (e.isComposing) return;
        if (step && !e.altKey) {
            e.preventDefault();
            if (this.list.hidden) this.show();
            else this.select((this.active + 1 + step + n + 1) % (n + 1) - 1);
        } else if (e.key === 'Escape' && !this.list.hidden) {
            e.preventDefault();
            this.close();
        } else if (e.key === 'Enter') {
            /* Enter kiest, en verstuurt nooit. */
            e.preventDefault();
            if (!this.list.hidden && n) this.choose(Math.max(0, this.active));
        }
    }
}

/** @type {any} */ (window).wegwijzerZoeker = {element, plain, Zoeker};
}());
