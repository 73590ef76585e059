// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* YAML lezen met de plaats van elk deel erbij, en zo schrijven dat alles wat niet veranderde teken voor teken blijft staan: opmerkingen,
 * aanhalingstekens, volgorde en regeleinden. Gelezen wordt wat een record mag bevatten; al het andere (ankers, tags, meer documenten) is
 * Onleesbaar, en dan blijft de tekst zoals hij is. Geschreven wordt alleen wat YAML 1.1 en 1.2 hetzelfde lezen. */
(function () {
'use strict';

/** Een deel van de tekst: van from tot to; pad is de kolom waarin het blok begint, of -1 op een regel.
 * @typedef {{kind: 'text'|'map'|'list', from: number, to: number, pad: number, text: string, form: string,
 *   entries: Deel[], items: Punt[]}} Knoop */
/** Een naam met zijn waarde; from is het begin van de opmerkingen erboven, at dat van de naam, to het eind van de laatste regel.
 * @typedef {{key: string, from: number, at: number, to: number, node: Knoop}} Deel */
/** @typedef {{from: number, at: number, to: number, node: Knoop}} Punt */
/** Wat er moet komen te staan. was: de knoop waar het vandaan komt. Zonder verschil blijft die staan.
 * @typedef {{kind: 'text', text: string, markdown?: boolean, bare?: boolean, was?: ?Knoop}} Tekst */
/** @typedef {{kind: 'map', entries: [string, Waarde][], flow?: boolean, was?: ?Knoop}} Groep */
/** @typedef {{kind: 'list', items: Waarde[], flow?: boolean, was?: ?Knoop}} Lijst */
/** @typedef {{kind: 'keep', was: Knoop}} Blijft */
/** @typedef {Tekst|Groep|Lijst|Blijft} Waarde */

const WIDE = 100, FLOW = 130, STEP = 2;

class Onleesbaar extends Error {}
/** @returns {never} */
function no(/** @type {string} */ why) { throw new Onleesbaar(why); }

/* ---- Lezen ---- */

class Lezer {
    /** @param {string} text */
    constructor(text) {
        this.text = text;
        this.at = 0;
    }
    /** Einde van de regel waar p in ligt, zonder het regeleinde. @param {number} p */
    end(p) {
        const e = this.text.indexOf('\n', p), to = e < 0 ? this.text.length : e;
        return to > p && this.text[to - 1] === '\r' ? to - 1 : to;
    }
    /** Begin van de volgende regel. @param {number} p */
    next(p) {
        const e = this.text.indexOf('\n', p);
        return e < 0 ? this.text.length : e + 1;
    }
    /** Begin van de regel. @param {number} p */
    start(p) { return this.text.lastIndexOf('\n', p - 1) + 1; }
    /** Kolom van p. @param {number} p */
    column(p) {
        const from = this.start(p);
        return p - from - (from === 0 && this.text[0] === '\ufeff' ? 1 : 0);
    }
    /** Eerste teken dat iets zegt, vanaf een begin van een regel; voorbij lege regels en opmerkingen. @param {number} p */
    content(p) {
        for (; p < this.text.length; p = this.next(p)) {
            let q = p;
            if (q === 0 && this.text[0] === '\ufeff') q++;
            while (this.text[q] === ' ') q++;
            if (this.text[q] === '\t') no('tab');
            if (q < this.end(p) && this.text[q] !== '#') return q;
        }
        return -1;
    }
    /** Begin van de opmerkingen die zonder lege regel boven deze regel staan. @param {number} line @param {number} floor */
    lead(line, floor) {
        let from = line;
        while (from > floor) {
            const before = this.start(from - 1);
            if (before < floor || !/^ *#/.test(this.text.slice(before, from))) break;
            from = before;
        }
        return from;
    }
    /** @param {Knoop['kind']} kind @param {number} from @param {number} to @param {string} text @param {string} form @returns {Knoop} */
    node(kind, from, to, text, form) { return {kind: kind, from: from, to: to, pad: -1, text: text, form: form, entries: [], items: []}; }

    document() {
        if (/[\u0085\u2028\u2029\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(this.text)) no('teken');
        const first = this.content(0);
        if (first < 0) no('leeg');
        if (/^(---|\.\.\.|%)/.test(this.text.slice(first))) no('kop');
        const map = this.blockMap(first, this.column(first));
        if (this.content(map.to) >= 0) no('rest');
        return map;
    }
    /** Is hier een naam met een dubbele punt? @param {number} p @returns {?{key: string, to: number}} */
    key(p) {
        const line = this.text.slice(p, this.end(p));
        const m = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\-?:,[\]{}#&*!|>'"%@`][^#:]*?|-[^\s:#]+?)[ ]*:(?=[ \t]|$)/.exec(line);
        if (!m) return null;
        const raw = m[1];
        return {key: raw[0] === '"' ? this.unescape(raw.slice(1, -1)) : raw[0] === "'" ? raw.slice(1, -1).replace(/''/g, "'") : raw, to: p + m[0].length};
    }
    /** @param {number} at @param {number} col @returns {Knoop} */
    blockMap(at, col) {
        const map = this.node('map', at, at, '', 'block');
        map.pad = col;
        for (let p = at, floor = this.start(at); p >= 0 && this.column(p) === col;) {
            const found = this.key(p), line = this.start(p), first = p === at;
            if (!found) no('naam');
            const {key, to} = /** @type {{key: string, to: number}} */ (found);
            if (map.entries.some(e => e.key === key)) no('dubbel');
            const value = this.value(to, col, false), end = this.lineEnd(value.to);
            map.entries.push({key: key, from: first ? p : this.lead(line, floor), at: p, to: end, node: value});
            map.to = floor = end;
            p = this.content(end);
            if (p >= 0 && this.column(p) > col) no('inspringing');
            if (p >= 0 && this.column(p) === col && /^-( |$)/m.test(this.text.slice(p, this.end(p)))) break;
        }
        return map;
    }
    /** Na een waarde mag alleen nog een opmerking staan. @param {number} p */
    lineEnd(p) {
        if (p > 0 && this.text[p - 1] === '\n') return p;
        if (!/^([ \t]*|[ \t]+#.*)$/.test(this.text.slice(p, this.end(p)))) no('rest van de regel');
        return this.next(p);
    }
    /** @param {number} at @param {number} col @param {number} floor waar de opmerkingen boven het eerste punt kunnen beginnen
     * @returns {Knoop} */
    blockList(at, col, floor) {
        const list = this.node('list', at, at, '', 'block');
        list.pad = col;
        for (let p = at; p >= 0 && this.column(p) === col && /^-( |$)/.test(this.text.slice(p, this.end(p)));) {
            const value = this.value(p + 1, col, true), end = this.lineEnd(value.to);
            list.items.push({from: this.lead(this.start(p), floor), at: p, to: end, node: value});
            list.to = floor = end;
            p = this.content(end);
            if (p >= 0 && this.column(p) > col) no('inspringing');
        }
        return list;
    }
    /** De waarde achter een naam of streepje. @param {number} p @param {number} col kolom van de naam of het streepje
     * @param {boolean} dash @returns {Knoop} */
    value(p, col, dash) {
        const after = p;
        while (this.text[p] === ' ') p++;
        const c = p < this.end(p) ? this.text[p] : '';
        if (c === '' || (c === '#' && p > after)) {
            const q = this.content(this.next(p)), at = q < 0 ? -1 : this.column(q);
            const list = q >= 0 && /^-( |$)/.test(this.text.slice(q, this.end(q)));
            if (q < 0 || at < col || (at === col && (dash || !list))) return this.node('text', after, after, '', 'empty');
            if (list) return this.blockList(q, at, this.next(p));
            if (this.key(q)) return this.blockMap(q, at);
            return this.scalar(q, col);
        }
        if (c === '\t') no('tab');
        if (dash && /^-( |$)/.test(this.text.slice(p, this.end(p)))) no('lijst in lijst');
        if (dash && this.key(p)) return this.blockMap(p, this.column(p));
        if (c === '|' || c === '>') return this.blockText(p, col);
        return this.scalar(p, col);
    }
    /** @param {number} p @param {number} col @returns {Knoop} */
    scalar(p, col) {
        const c = this.text[p];
        if (c === '[' || c === '{') {
            this.at = p;
            return this.flow(0);
        }
        if (c === '"' || c === "'") return this.quoted(p);
        return this.plain(p, col);
    }
    /** @param {number} p @param {number} col @returns {Knoop} */
    plain(p, col) {
        if (/[&*!|>%@`#,\]}]/.test(this.text[p]) || /^[-?:]([ \t]|$)/m.test(this.text.slice(p, this.end(p)))) no('teken aan het begin');
        let out = '', to = p, blank = 0;
        for (let q = p; ;) {
            const raw = this.text.slice(q, this.end(q)), hash = raw.search(/[ \t]#/), piece = (hash < 0 ? raw : raw.slice(0, hash)).replace(/[ \t]+$/, '');
            if (/:([ \t]|$)/.test(piece)) no('dubbele punt');
            out += q === p ? piece : (blank ? '\n'.repeat(blank) : ' ') + piece;
            to = q + piece.length;
            if (hash >= 0) break;
            blank = 0;
            let n = this.next(q);
            while (n < this.text.length && /^[ \t]*$/.test(this.text.slice(n, this.end(n)))) { blank++; n = this.next(n); }
            if (n >= this.text.length) break;
            let r = n;
            while (this.text[r] === ' ' || this.text[r] === '\t') r++;
            if (r - n <= col || this.text[r] === '#') break;
            q = r;
        }
        return this.node('text', p, to, out, 'plain');
    }
    /** @param {string} s */
    unescape(s) {
        /** @type {Object<string, string>} */
        const short = {'0': '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029'};
        return s.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/g, (all, e) => {
            if (e.length > 1) return String.fromCodePoint(parseInt(e.slice(1), 16));
            return e in short ? short[e] : no('ontsnapping');
        });
    }
    /** @param {number} p @returns {Knoop} */
    quoted(p) {
        const mark = this.text[p], re = mark === '"' ? /"((?:[^"\\]|\\[^])*)"/y : /'((?:[^']|'')*)'/y;
        re.lastIndex = p;
        const m = re.exec(this.text);
        if (!m) return no('aanhalingsteken');
        /* Een regeleinde is een spatie, een lege regel is er een; met een schuine streep ervoor telt het niet. */
        const folded = (/** @type {string} */ x) => x.split('\n').length > 2 ? '\n'.repeat(x.split('\n').length - 2) : ' ';
        const s = m[1].replace(/\r\n/g, '\n').replace(mark === '"' ? /\\\n[ \t]*|\\[^]|[ \t]*\n[ \t\n]*/g : /''|[ \t]*\n[ \t\n]*/g,
            x => x[0] === '\\' ? (x[1] === '\n' ? '' : x) : x === "''" ? "'" : folded(x));
        return this.node('text', p, p + m[0].length, mark === '"' ? this.unescape(s) : s, mark === '"' ? 'double' : 'single');
    }
    /** @param {number} p @param {number} col @returns {Knoop} */
    blockText(p, col) {
        const head = /^([|>])([+-]?)([1-9]?)([+-]?)[ \t]*(#.*)?$/.exec(this.text.slice(p, this.end(p)));
        if (!head || (head[2] && head[4])) return no('blokteken');
        const chomp = head[2] || head[4], lines = [];
        let indent = head[3] ? col + Number(head[3]) : 0, q = this.next(p), to = q;
        for (; q < this.text.length; q = this.next(q)) {
            const line = this.text.slice(q, this.end(q)), spaces = /^ */.exec(line)?.[0].length || 0;
            if (spaces < line.length && !indent) {
                if (spaces <= col) break;
                indent = spaces;
            }
            if (spaces < line.length && spaces < indent) {
                if (line[spaces] === '\t') no('tab');
                break;
            }
            lines.push(spaces < line.length || (indent && spaces > indent) ? line.slice(indent) : '');
            if (spaces < line.length) to = this.next(q);
        }
        let last = lines.length;
        while (last > 0 && lines[last - 1] === '') last--;
        const body = lines.slice(0, last), tail = lines.length - last;
        let text = head[1] === '|' ? body.join('\n') : this.fold(body);
        if (body.length && chomp !== '-') text += '\n';
        if (chomp === '+') { text += '\n'.repeat(tail); to = q; }
        return this.node('text', p, to, text, head[1] === '|' ? 'literal' : 'folded');
    }
    /** @param {string[]} lines */
    fold(lines) {
        let out = '', blank = 0, more = true;
        lines.forEach((line, i) => {
            if (line === '') { blank++; return; }
            const deep = line[0] === ' ' || line[0] === '\t';
            if (out === '' && i === blank) out = '\n'.repeat(blank) + line;
            else out += (deep || more ? '\n'.repeat(blank + 1) : blank ? '\n'.repeat(blank) : ' ') + line;
            blank = 0;
            more = deep;
        });
        return out;
    }
    /** Voorbij spaties, regeleinden en opmerkingen tussen haken. */
    gap() {
        for (;;) {
            const m = /[ \t\r\n]*/y;
            m.lastIndex = this.at;
            m.exec(this.text);
            const to = m.lastIndex;
            if (this.text[to] !== '#' || to === this.at) { this.at = to; return; }
            this.at = this.end(to);
        }
    }
    /** Een lijst of groep op een regel, of een waarde daarin. @param {number} depth @returns {Knoop} */
    flow(depth) {
        const from = this.at, c = this.text[from];
        if (depth > 32) no('diep');
        if (c !== '[' && c !== '{') return this.flowText();
        const node = this.node(c === '[' ? 'list' : 'map', from, from, '', 'flow'), close = c === '[' ? ']' : '}';
        this.at++;
        for (;;) {
            this.gap();
            if (this.text[this.at] === close) break;
            const at = this.at, item = this.flow(depth + 1);
            if (close === '}') {
                this.gap();
                if (item.kind !== 'text' || this.text[this.at] !== ':') no('naam');
                this.at++;
                this.gap();
                const empty = this.text[this.at] === ',' || this.text[this.at] === '}';
                const value = empty ? this.node('text', this.at, this.at, '', 'empty') : this.flow(depth + 1);
                if (node.entries.some(e => e.key === item.text)) no('dubbel');
                node.entries.push({key: item.text, from: at, at: at, to: value.to, node: value});
            } else node.items.push({from: at, at: at, to: item.to, node: item});
            this.gap();
            if (this.text[this.at] === ',') this.at++;
            else if (this.text[this.at] !== close) no('haakje');
        }
        node.to = ++this.at;
        return node;
    }
    /** @returns {Knoop} */
    flowText() {
        const p = this.at, c = this.text[p];
        if (c === '"' || c === "'") {
            const node = this.quoted(p);
            this.at = node.to;
            return node;
        }
        const m = /^[^\s,[\]{}&*!|>'"%@`#?:-](?:[^\n,[\]{}:#]|:(?![\s,[\]{}])|(?<![ \t])#)*|^[-?:](?![\s,[\]{}])(?:[^\n,[\]{}:#]|:(?![\s,[\]{}])|(?<![ \t])#)*/.exec(this.text.slice(p, this.end(p)));
        if (!m) return no('waarde');
        const text = m[0].replace(/[ \t\r]+$/, ''), rest = this.text.slice(p + text.length, this.end(p));
        /* Een waarde die op de volgende regel doorloopt. */
        if (/^[ \t]*$/.test(rest)) {
            const go = /^\s*(.)/.exec(this.text.slice(this.end(p)));
            if (go && !/[,\]}:#]/.test(go[1])) no('meer regels');
        }
        this.at = p + text.length;
        return this.node('text', p, this.at, text, 'plain');
    }
}

/** @param {string} text @returns {Knoop} */
const read = text => new Lezer(text).document();
/** Een bestand dat een groep tussen haken is. @param {string} text */
function readFlow(text) {
    const reader = new Lezer(text);
    reader.at = text.search(/[^\s\ufeff]/);
    return reader.flow(0);
}
/** De knoop van een veld. @param {Knoop} tree @param {string} name */
const find = (tree, name) => (tree.entries.find(e => e.key === name) || {node: null}).node;
/** De tekst van elk veld. @param {string} text */
const parts = text => new Map(read(text).entries.map(e => [e.key, text.slice(e.from, e.to)]));

/** De waarde, zonder vorm. @param {Knoop} node @returns {any} */
function plain(node) {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'list') return node.items.map(i => plain(i.node));
    return Object.fromEntries(node.entries.map(e => [e.key, plain(e.node)]));
}

/* ---- Schrijven ---- */

const WORDS = /^(y|n|yes|no|true|false|on|off|null|~|ja|nee|nan|inf|\.nan|[-+]?\.inf)$/i, NUMBER = /^[-+]?[.\d][\d_.,:eExXoOa-fA-F+-]*$/;

/** Mag de tekst zonder aanhalingstekens? bare: een datum, getal of woord waarvan het model zegt wat het is.
 * @param {string} s @param {boolean} flow @param {boolean} [bare] */
function isPlain(s, flow, bare) {
    if (!/^[\p{L}\p{N}(‘’“„+][^\n\t]*$/u.test(s) || /\s$/.test(s) || /:( |$)| #/.test(s)) return false;
    if (/[\u0085\u00a0\u2028\u2029\ufeff\ufffe\uffff\ufffd]|\p{C}/u.test(s)) return false;
    if (flow && /[,[\]{}:#"'?]/.test(s)) return false;
    return bare || (!WORDS.test(s) && !NUMBER.test(s));
}
/** @param {string} s */
const quote = s => '"' + s.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t')
    .replace(/[\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + '"';

class Schrijver {
    /** @param {string} text de tekst waar alles vandaan komt; leeg bij een nieuw record */
    constructor(text) {
        this.text = text;
        this.nl = /\r\n/.test(text) ? '\r\n' : '\n';
    }
    /** Is er niets veranderd? @param {Waarde} v @param {Knoop} [was] @returns {boolean} */
    same(v, was = /** @type {Knoop} */ (v.was)) {
        if (v.kind === 'keep') return !was || v.was === was;
        if (!was || v.was !== was || was.kind !== v.kind) return false;
        if (v.kind === 'text') return v.text === was.text;
        if (v.kind === 'list') return v.items.length === was.items.length && v.items.every((x, i) => this.same(x, was.items[i].node));
        return v.entries.length === was.entries.length && v.entries.every(([key, x], i) => was.entries[i].key === key && this.same(x, was.entries[i].node));
    }
    /** Op een regel, binnen of zonder haken. @param {Waarde} v @param {boolean} inside @returns {string} */
    inline(v, inside) {
        const was = v.was, raw = was && this.text.slice(was.from, was.to);
        const fits = was && (was.kind !== 'text' || !inside || was.form !== 'plain' || isPlain(was.text, true, true));
        if (was && this.same(v) && was.pad < 0 && !/\n/.test(raw || '') && fits) return raw || '""';
        if (v.kind === 'keep') return this.inline(this.again(v.was), inside);
        if (v.kind === 'text') return isPlain(v.text, inside, v.bare) ? v.text : quote(v.text);
        if (v.kind === 'list') return '[' + v.items.map(x => this.inline(x, true)).join(', ') + ']';
        return '{' + v.entries.map(([key, x]) => key + ': ' + this.inline(x, true)).join(', ') + '}';
    }
    /** Een knoop als waarde die opnieuw geschreven mag worden. @param {Knoop} n @returns {Waarde} */
    again(n) {
        if (n.kind === 'text') return {kind: 'text', text: n.text, markdown: /\n/.test(n.text), bare: n.form === 'plain'};
        if (n.kind === 'list') return {kind: 'list', items: n.items.map(i => this.again(i.node)), flow: n.form === 'flow'};
        return {kind: 'map', entries: n.entries.map(e => [e.key, this.again(e.node)]), flow: n.form === 'flow'};
    }
    /** Wat achter de naam of het streepje komt, met het regeleinde; pad is de kolom van de naam.
     * @param {Waarde} v @param {number} pad @returns {string} */
    block(v, pad) {
        const was = v.was, kept = was && this.same(v);
        if (kept && was && (was.pad < 0 && !/\n/.test(this.text.slice(was.from, was.to)))) return ' ' + this.text.slice(was.from, was.to) + '\n';
        if (v.kind === 'keep') return this.block(this.again(v.was), pad);
        if (v.kind === 'text') return this.blockText(v, pad);
        const line = this.inline(v, false);
        if (v.flow && line.length <= FLOW) return ' ' + line + '\n';
        const inner = pad + STEP, space = ' '.repeat(inner);
        if (v.kind === 'list') return '\n' + v.items.map(x => this.item(x, inner)).join('');
        if (v.flow && v.entries.every(([, x]) => x.kind === 'text' || x.kind === 'keep')) return ' ' + line + '\n';
        return '\n' + v.entries.map(([key, x]) => space + key + ':' + this.block(x, inner)).join('');
    }
    /** Een punt van een lijst, vanaf het begin van de regel. @param {Waarde} v @param {number} pad @returns {string} */
    item(v, pad) {
        const space = ' '.repeat(pad), inner = pad + STEP;
        const map = v.kind === 'keep' && v.was.kind === 'map' && v.was.form === 'block' ? this.again(v.was) : v;
        if (map.kind === 'map' && !map.flow) {
            return space + '- ' + map.entries.map(([key, x]) => key + ':' + this.block(x, inner)).join(' '.repeat(inner));
        }
        return space + '-' + (map.kind === 'map' ? ' ' + this.inline(map, false) + '\n' : this.block(v, pad));
    }
    /** @param {Tekst} v @param {number} pad */
    blockText(v, pad) {
        const space = ' '.repeat(pad + STEP), s = v.text;
        const odd = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\t/.test(s);
        if (v.markdown && !odd && /\S/.test(s) && (s.includes('\n') || s.length > WIDE)) {
            const body = s.replace(/\n+$/, ''), lines = body.split('\n').map(l => l === '' ? '' : space + l);
            return ' |' + (/^\n* /.test(body) ? STEP : '') + (s.endsWith('\n') || s === body ? '' : '-') + '\n' + lines.join('\n') + '\n';
        }
        if (!odd && !s.includes('\n') && s.length > WIDE && /^\S+( \S+)*$/.test(s) && /\s/.test(s)) {
            let line = '';
            const lines = [];
            for (const word of s.split(' ')) {
                if (line && (line + ' ' + word).length > WIDE - pad) { lines.push(line); line = word; }
                else line += (line ? ' ' : '') + word;
            }
            return ' >-\n' + lines.concat(line).map(l => space + l).join('\n') + '\n';
        }
        return ' ' + (isPlain(s, false, v.bare) ? s : quote(s)) + '\n';
    }

    /* ---- Veranderen wat er stond ---- */

    /** De veranderde tekst van een blok, van from tot to. @param {Knoop} was @param {Groep} v @param {number} from @param {number} to
     * @param {string[]} order @returns {string} */
    map(was, v, from, to, order) {
        const edits = /** @type {{from: number, to: number, text: string}[]} */ ([]), wanted = new Map(v.entries), pad = ' '.repeat(was.pad);
        const stands = new Map(was.entries.map(e => [e.key, e]));
        for (const e of was.entries) {
            const x = wanted.get(e.key);
            if (!x) edits.push({from: e.from, to: e.to, text: ''});
            else if (!this.same(x, e.node)) edits.push(...this.change(e, x, was.pad));
        }
        for (const [key, x] of v.entries) {
            if (stands.has(key)) continue;
            const before = order.slice(0, Math.max(0, order.indexOf(key))).reverse().map(k => stands.get(k)).find(Boolean);
            /* Voor de eerste: op de plaats van zijn naam, die zelf achter een streepje kan staan. */
            const place = before ? before.to : was.entries[0].at, own = key + ':' + this.block(x, was.pad);
            const last = edits.filter(e => e.from === place && e.to === place).pop();
            const text = before ? pad + own : own + pad;
            if (last) last.text += text;
            else edits.push({from: place, to: place, text: text});
        }
        return this.apply(edits, from, to);
    }
    /** @param {{from: number, to: number, text: string}[]} edits @param {number} from @param {number} to */
    apply(edits, from, to) {
        let out = '', at = from;
        edits.sort((a, b) => a.from - b.from || a.to - b.to).forEach(e => {
            let text = e.text;
            if (this.nl === '\r\n') text = text.replace(/\r?\n/g, '\r\n');
            if (e.from === this.text.length && text && e.from > 0 && !/\n$/.test(this.text) && e.from === e.to) text = this.nl + text.replace(/\r?\n$/, '');
            out += this.text.slice(at, e.from) + text;
            at = e.to;
        });
        return out + this.text.slice(at, to);
    }
    /** Een naam krijgt een andere waarde. @param {Deel} e @param {Waarde} x @param {number} pad */
    change(e, x, pad) {
        const was = e.node;
        if (x.was === was && x.kind === 'map' && was.kind === 'map' && was.form === 'block') {
            const keys = x.entries.map(y => y[0]), first = was.entries[0].key;
            if (keys.includes(first)) return [{from: was.from, to: e.to, text: this.map(was, x, was.from, e.to, keys)}];
        }
        if (x.was === was && x.kind === 'list' && was.kind === 'list' && was.form === 'block' && x.items.length) {
            const from = was.items[0].from, to = was.items[was.items.length - 1].to;
            return [{from: from, to: to, text: this.list(was, x)}];
        }
        const raw = this.text.slice(was.from, was.to), fresh = this.block(x, pad);
        /* Een opmerking achter de waarde blijft staan zolang er een regel is. */
        if (was.form !== 'empty' && was.pad < 0 && !/\n/.test(raw) && /^ [^\n]*\n$/.test(fresh) && !/^ [|>][-+0-9]*\n/.test(fresh)) {
            return [{from: was.from, to: was.to, text: fresh.slice(1, -1)}];
        }
        return [{from: this.after(e), to: e.to, text: fresh}];
    }
    /** De plaats achter de dubbele punt. @param {Deel} e */
    after(e) {
        const m = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:\n]*?) *:(?=[ \t\r\n]|$)/.exec(this.text.slice(e.at));
        return e.at + (m ? m[0].length : 0);
    }
    /** @param {Knoop} was @param {Lijst} v */
    list(was, v) {
        const starts = was.items.map(i => i.from), pad = was.pad, eol = this.text[was.to - 1] === '\n' ? '' : this.nl;
        const chunk = (/** @type {number} */ i) => {
            const raw = this.text.slice(starts[i], i + 1 < starts.length ? starts[i + 1] : was.to);
            return /\n$/.test(raw) ? raw : raw + eol;
        };
        const out = v.items.map(x => {
            const i = was.items.findIndex(item => item.node === x.was);
            if (i < 0) return this.item(x, pad);
            const own = was.items[i], node = own.node, rest = this.text.slice(own.to, i + 1 < starts.length ? starts[i + 1] : own.to);
            if (this.same(x, node)) return chunk(i);
            const head = this.text.slice(own.from, own.at);
            if (x.kind === 'map' && node.kind === 'map' && node.form === 'block' && x.entries.some(e => e[0] === node.entries[0].key)) {
                return this.text.slice(own.from, node.from) + this.map(node, x, node.from, own.to, x.entries.map(e => e[0])) + rest;
            }
            const lead = this.text.slice(own.from, this.text.lastIndexOf('\n', own.at - 1) + 1);
            return (head.includes('\n') ? lead : '') + this.item(x, pad) + rest;
        }).join('');
        return eol && out.endsWith(eol) ? out.slice(0, -eol.length) : out;
    }
}

/** Een heel record, nieuw. @param {[string, Waarde][]} entries */
function write(entries) {
    const w = new Schrijver('');
    return entries.map(([key, v]) => key + ':' + w.block(v, 0)).join('');
}
/** Een record dat er al is: alleen wat in changes staat verandert; null haalt een veld weg. order is de volgorde van het model. Met within
 * verandert wat onder die naam staat.
 * @param {string} text @param {Knoop} root @param {[string, ?Waarde][]} changes @param {string[]} order @param {string} [within] */
function change(text, root, changes, order, within) {
    const to = new Map(changes), w = new Schrijver(text), was = root.entries.find(e => e.key === within), of = was ? was.node : root;
    /** @type {[string, Waarde][]} */
    const entries = [];
    for (const e of of.entries) {
        const v = to.has(e.key) ? to.get(e.key) : {kind: /** @type {'keep'} */ ('keep'), was: e.node};
        if (v) entries.push([e.key, v]);
    }
    for (const key of order) {
        const v = to.get(key);
        if (v && !of.entries.some(e => e.key === key)) entries.push([key, v]);
    }
    const first = of === root || entries.some(e => e[0] === of.entries[0].key);
    if (of.form === 'block' && first) return w.map(of, {kind: 'map', entries: entries}, 0, text.length, order);
    return change(text, root, [[within || '', {kind: 'map', entries: entries, flow: of.form === 'flow', was: of}]], []);
}

/** Is er niets veranderd? @param {Waarde} v */
const same = v => new Schrijver('').same(v);

/** @type {any} */ (window).wegwijzerYaml = {read: read, readFlow: readFlow, find: find, parts: parts, same: same, plain: plain, write: write, change: change, isPlain: isPlain, Onleesbaar: Onleesbaar};
}());
