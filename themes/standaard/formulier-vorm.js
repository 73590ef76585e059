// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Records die anders zijn opgeschreven dan als YAML met een naam per veld: JSON, Markdown met een kop, en velden die binnen een groep staan
 * (de naam heeft dan punten). Ook daarvan verandert alleen wat iemand veranderde. Wordt pas opgehaald als een record het nodig heeft. */
(function () {
'use strict';

const w = /** @type {any} */ (window), yaml = w.wegwijzerYaml;
/** Veld en waarde; zonder waarde gaat het weg. @typedef {[string, any]} Wijziging */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/, WIDE = 80;

/** Velden met punten in hun naam als groepen. @param {any} tree @param {Wijziging[]} changes @returns {Wijziging[]} */
function nest(tree, changes) {
    const flat = /** @type {Wijziging[]} */ ([]), groups = /** @type {Map<string, Wijziging[]>} */ (new Map());
    const entries = tree ? tree.entries : [], stands = (/** @type {string} */ key) => entries.find((/** @type {any} */ e) => e.key === key);
    for (const [name, value] of changes) {
        const at = name.indexOf('.'), key = name.slice(0, at);
        if (at < 0 || stands(name)) flat.push([name, value]);
        else groups.set(key, (groups.get(key) || []).concat([[name.slice(at + 1), value]]));
    }
    groups.forEach((inner, key) => {
        const is = stands(key), was = is && is.node.kind === 'map' ? is.node : null, to = new Map(nest(was, inner));
        const kept = (was ? was.entries : []).map((/** @type {any} */ e) => [e.key, to.has(e.key) ? to.get(e.key) : {kind: 'keep', was: e.node}]);
        const all = kept.concat(Array.from(to).filter(([k]) => !kept.some((/** @type {any} */ e) => e[0] === k))).filter((/** @type {any} */ e) => e[1]);
        flat.push([key, all.length ? {kind: 'map', entries: all, was: was, flow: !!was && was.form === 'flow'} : null]);
    });
    return flat;
}
/** @param {string[]} order */
const outer = order => order.map(name => name.split('.')[0]);
/** De knoop van een veld. @param {any} tree @param {string} name @returns {any} */
function find(tree, name) {
    const own = tree.kind === 'map' && tree.entries.find((/** @type {any} */ e) => e.key === name), at = name.indexOf('.');
    if (own || at < 0) return own ? own.node : null;
    const group = find(tree, name.slice(0, at));
    return group ? find(group, name.slice(at + 1)) : null;
}

/* ---- JSON ---- */

class Schrijver {
    /** @param {string} text @param {any} root */
    constructor(text, root) {
        const first = root.entries[0], before = first ? text.slice(root.from + 1, first.from) : '\n  ';
        this.text = text;
        this.step = (/\n([ \t]*)$/.exec(before) || ['', ''])[1];
        this.lines = before.includes('\n');
        this.tight = !this.lines && !/[,:]\s/.test(text);
    }
    /** @param {any} v @param {string} pad @returns {string} */
    value(v, pad) {
        if (v.was && yaml.same(v)) return this.text.slice(v.was.from, v.was.to);
        if (v.kind !== 'text') return this.several(v, pad);
        const bare = v.bare && /^(true|false)$/.test(v.text) || (v.number || v.was && v.was.form === 'plain') && NUMBER.test(v.text);
        return bare ? v.text : JSON.stringify(v.text);
    }
    /** Delen in de volgorde waarin zij staan; een nieuw deel achter dat wat in de volgorde van het model ervoor komt.
     * @param {any} was @param {Wijziging[]} entries @returns {Wijziging[]} */
    placed(was, entries) {
        const wanted = new Map(entries), out = was ? was.entries.filter((/** @type {any} */ e) => wanted.has(e.key)).map((/** @type {any} */ e) => [e.key, wanted.get(e.key)]) : [];
        entries.forEach(([key, value], i) => {
            if (out.some((/** @type {any} */ e) => e[0] === key)) return;
            const before = entries.slice(0, i).map(e => e[0]).reverse().find(k => out.some((/** @type {any} */ e) => e[0] === k));
            out.splice(1 + out.findIndex((/** @type {any} */ e) => e[0] === before), 0, [key, value]);
        });
        return out;
    }
    /** Een lijst of groep. Wat tussen de delen staat, blijft staan. @param {any} v @param {string} pad @returns {string} */
    several(v, pad) {
        const map = v.kind === 'map', was = v.was && v.was.kind === v.kind ? v.was : null, old = was ? map ? was.entries : was.items : [];
        const parts = map ? this.placed(was, v.entries) : v.items.map((/** @type {any} */ x) => ['', x]);
        if (!parts.length) return map ? '{}' : '[]';
        const space = this.space(was, old), own = old.length ? space : this.fresh(v, pad);
        let out = map ? '{' : '[';
        parts.forEach((/** @type {Wijziging} */ [key, x], /** @type {number} */ i) => {
            const at = old.findIndex((/** @type {any} */ o) => map ? o.key === key : o.node === x.was);
            const lead = i === 0 ? own.first : at > 0 ? space.leads[at] : own.lead, inner = (/\n([ \t]*)$/.exec(lead) || ['', pad])[1];
            const name = !map ? '' : at >= 0 ? this.text.slice(old[at].from, old[at].node.from) : JSON.stringify(key) + (this.tight ? ':' : ': ');
            out += (i ? ',' : '') + lead + name + this.value(x, inner) + (at >= 0 && i + 1 < parts.length ? space.trails[at] || '' : '');
        });
        return out + own.last + (map ? '}' : ']');
    }
    /** Wat voor, tussen en achter de delen staat die er al zijn. @param {any} was @param {any[]} old */
    space(was, old) {
        const leads = /** @type {string[]} */ ([]), trails = /** @type {string[]} */ ([]);
        old.forEach((o, i) => {
            const between = this.text.slice(i ? old[i - 1].to : was.from + 1, o.from), comma = between.indexOf(',');
            if (i) trails.push(between.slice(0, comma));
            leads.push(i ? between.slice(comma + 1) : between);
        });
        const lead = leads.find((l, i) => i > 0 && l.includes('\n')) || leads[1] || (leads[0] && leads[0].includes('\n') ? leads[0] : this.tight ? '' : ' ');
        return {leads: leads, trails: trails, first: leads[0], lead: lead, last: old.length ? this.text.slice(old[old.length - 1].to, was.to - 1) : ''};
    }
    /** Wat er om de delen komt van wat er nog niet was: regels als het bestand regels heeft en het anders te lang wordt. @param {any} v @param {string} pad */
    fresh(v, pad) {
        const simple = v.kind === 'list' && v.items.every((/** @type {any} */ x) => (x.kind === 'keep' ? x.was.kind : x.kind) === 'text');
        const short = simple && v.items.reduce((/** @type {number} */ n, /** @type {any} */ x) => n + (x.kind === 'keep' ? x.was : x).text.length + 4, pad.length) < WIDE;
        if (!this.lines || short) return {first: '', lead: this.tight ? '' : ' ', last: ''};
        return {first: '\n' + pad + this.step, lead: '\n' + pad + this.step, last: '\n' + pad};
    }
}
const json = {
    find: find,
    read: (/** @type {string} */ text) => {
        JSON.parse(text.replace(/^\ufeff/, ''));
        const tree = yaml.readFlow(text);
        if (tree.kind !== 'map') throw new Error('vorm');
        return tree;
    },
    /** @param {string} text @param {any} tree @param {Wijziging[]} changes @param {string[]} order */
    change: (text, tree, changes, order) => {
        const to = new Map(nest(tree, changes)), entries = /** @type {Wijziging[]} */ ([]), stands = new Map(tree.entries.map((/** @type {any} */ e) => [e.key, e.node]));
        for (const key of new Set(outer(order).concat(Array.from(stands.keys())))) {
            const value = to.has(key) ? to.get(key) : stands.has(key) ? {kind: 'keep', was: stands.get(key)} : null;
            if (value) entries.push([key, value]);
        }
        const crlf = /\r\n/.test(text), out = new Schrijver(text, tree).several({kind: 'map', entries: entries, was: tree}, '');
        return text.slice(0, tree.from) + (crlf ? out.replace(/\r?\n/g, '\r\n') : out) + text.slice(tree.to);
    },
    write: (/** @type {Wijziging[]} */ entries) => json.change('{}\n', json.read('{}\n'), entries, entries.map(e => e[0])),
    parts: (/** @type {string} */ text) => new Map(json.read(text).entries.map((/** @type {any} */ e) => [e.key, text.slice(e.from, e.to)])),
};

/* ---- YAML, en Markdown met een kop ---- */

const plain = {
    find: find,
    read: yaml.read,
    parts: yaml.parts,
    /** @param {string} text @param {any} tree @param {Wijziging[]} changes @param {string[]} order */
    change: (text, tree, changes, order) => yaml.change(text, tree, nest(tree, changes), outer(order)),
    write: (/** @type {Wijziging[]} */ entries) => yaml.write(nest(null, entries)),
};
/** Kop, streepjes en tekst. @param {string} text */
function split(text) {
    const m = /^(\ufeff?---[ \t]*\r?\n)([^]*?)^(---[ \t]*(?:\r?\n|(?![^])))([^]*)$/m.exec(text);
    if (!m || m.index) throw new Error('kop');
    return {open: m[1], front: m[2], close: m[3], body: m[4], lead: (/^(?:[ \t]*\r?\n)*/.exec(m[4]) || [''])[0]};
}
/** @param {string} name het veld waarvan de waarde onder de kop staat */
const markdown = name => ({
    find: (/** @type {any} */ tree, /** @type {string} */ key) => find(tree, key) || (key === name ? tree.body : null),
    read: (/** @type {string} */ text) => {
        const of = split(text), empty = !/^[ \t]*[^#\s]/m.test(of.front), tree = empty ? {kind: 'map', form: 'block', entries: []} : yaml.read(of.front), body = of.body.slice(of.lead.length).replace(/\r\n/g, '\n');
        tree.body = /\S/.test(body) ? {kind: 'text', text: body, form: 'literal'} : null;
        return tree;
    },
    /** @param {string} text @param {any} tree @param {Wijziging[]} changes @param {string[]} order */
    change: (text, tree, changes, order) => {
        const of = split(text), inside = find(tree, name), to = changes.find(c => c[0] === name && !inside), rest = changes.filter(c => c !== to), nl = /\r\n/.test(text) ? '\r\n' : '\n';
        const front = !rest.length ? of.front : tree.entries.length ? plain.change(of.front, tree, rest, order) : of.front + plain.write(rest.filter(c => c[1])).replace(/\n/g, nl);
        const body = !to ? of.body : to[1] ? (of.lead || nl) + to[1].text.replace(/\n+$/, '').replace(/\n/g, nl) + nl : '';
        return of.open + front + (to && to[1] && !/\n$/.test(of.close) ? of.close + nl : of.close) + body;
    },
    write: (/** @type {Wijziging[]} */ entries) => {
        const body = entries.find(e => e[0] === name), rest = entries.filter(e => e !== body);
        return '---\n' + plain.write(rest) + '---\n' + (body ? '\n' + body[1].text.replace(/\n+$/, '') + '\n' : '');
    },
    parts: (/** @type {string} */ text) => {
        const of = split(text), parts = /^[ \t]*[^#\s]/m.test(of.front) ? yaml.parts(of.front) : new Map();
        return of.body && !parts.has(name) ? parts.set(name, of.body) : parts;
    },
});

/** Hoe een bestand met deze naam is opgeschreven. @param {string} file @param {string} [body] het veld met de lopende tekst */
w.wegwijzerVorm = (file, body) => /\.json$/.test(file) ? json : /\.md$/.test(file) ? markdown(body || '') : plain;
}());
