// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Het formulier van een begrip: een naam met velden in een bestand met meer. Al het andere is dat van een record (formulier.js). */
(function () {
'use strict';

const w = /** @type {any} */ (window), yaml = w.wegwijzerYaml, own = w.wegwijzerVoorBegrip;
/** @typedef {{key: string, from: number, at: number, to: number, node: any}} Deel */

class Begrip extends own.Formulier {
    async start() {
        await own.load(/** @type {HTMLElement} */ (document.querySelector('[data-formulier]')).dataset.begrip);
        this.kind = w.wegwijzerLijst;
        own.become(this.kind);
        this.file = this.kind.file;
        /** De naam die het begrip heeft in waar het formulier van uitgaat. @type {string} */
        this.key = this.old;
        w.wegwijzerRegels.names = true;
        await super.start();
    }
    get stands() { return true; }
    async open() {
        const ref = this.kind.folder + '/' + this.old, named = (/** @type {string} */ role) => (this.kind.fields.find((/** @type {any} */ f) => f.role === role) || {}).name;
        try {
            const text = /** @type {string} */ (await own.unpack(this.kind.packed));
            this.published = this.base = text;
            this.root = yaml.read(this.base);
            for (const e of this.root.entries) {
                const of = yaml.plain(e.node);
                own.records().push([this.kind.folder + '/' + e.key, String(of[named('title')] || e.key)].concat(of[named('former')] || []));
                if (e.key === this.old) this.tree = e.node;
            }
            if (this.old && !this.tree) throw new Error('weg');
            if (this.tree && this.tree.kind !== 'map') throw new Error('vorm');
            return true;
        } catch (e) { return this.refuse(/** @type {Error} */ (e).message, ref); }
    }
    /** Alleen het begrip komt uit het bewaarde bestand: wat anderen intussen aan de rest van de lijst deden, blijft.
     * @param {string} name @param {string} got */
    async reopen(name, got) {
        const at = (/** @type {any} */ tree, /** @type {string} */ key) => tree.entries.find((/** @type {Deel} */ e) => e.key === key);
        const saved = yaml.read(got), base = /** @type {string} */ (this.published), is = yaml.read(base), text = (/** @type {string} */ of, /** @type {Deel} */ e) => of.slice(e.from, e.to);
        const found = /** @type {Deel|undefined} */ (this.old ? at(saved, this.old) : saved.entries.filter((/** @type {Deel} */ e) => !at(is, e.key)).pop() ||
            saved.entries.find((/** @type {Deel} */ e) => text(got, e) !== text(base, at(is, e.key))));
        if (!found || found.node.kind !== 'map') throw new Error('weg');
        const there = at(is, found.key), whole = text(got, found), from = there ? there.from : base.length;
        this.base = base.slice(0, from) + (from && base[from - 1] !== '\n' ? '\n' : '') + whole + (/\n$/.test(whole) ? '' : '\n') + (there ? base.slice(there.to) : '');
        this.root = yaml.read(this.base);
        const key = this.key = found.key;
        this.tree = at(this.root, key).node;
        if (there) this.old = key;
        this.id = /** @type {?HTMLInputElement} */ (null);
        return key === this.unnamed ? '' : key;
    }
    get name() { return this.file.split('/').pop() || ''; }
    get place() { return this.file; }
    /** Zo heet in een bewaard bestand een begrip dat nog geen naam heeft. */
    get unnamed() { return this.name.replace(/\..*/, '') + '-0'; }
    get half() { return this.text(this.unnamed); }
    /** @param {string} [name] als het nog geen naam heeft */
    text(name = '') {
        const to = this.changes(), id = this.old || (this.id ? this.id.value : '') || name;
        const keys = this.root.entries.map((/** @type {Deel} */ e) => e.key), out = to.length && this.key ? yaml.change(this.base, this.root, to, own.order(), this.key) : this.base;
        if (this.key === id || !id || keys.includes(id)) return out;
        if (!this.key) return yaml.change(out, this.root, [[id, {kind: 'map', entries: to.filter((/** @type {any} */ c) => c[1])}]], keys.concat(id));
        const e = yaml.read(out).entries.find((/** @type {Deel} */ x) => x.key === this.key);
        return out.slice(0, e.at) + out.slice(e.at).replace(/^("[^"]*"|'[^']*'|[^\s:]+)/, id);
    }
}
own.begin(new Begrip());
}());
