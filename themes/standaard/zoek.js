// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Zoeken in de catalogus. Gewoon JavaScript (ES2017), zonder bibliotheken, werker of opslag; werkt ook van schijf.
 * De index is van src/search: write.h beschrijft de vorm, plan.c en query.c wat een vraag betekent; dit doet hetzelfde.
 * De pagina is zoek-pagina.js; de typen staan in zoek-meer.js: dat komt pas als een vraag het nodig heeft. */

(function () {
'use strict';

/* Gewichten en grenzen: gelijk aan src/search/search.h. */
const FEW = 30, RARE = 10, COVER = 34, SURE = 70, SURE2 = 65, SURE3 = 50, BOLD = 15, QUESTIONS = 5, QUESTION = 8, VALUE = 36, NEAR = 20, ALIKE = 8, LEAST = 30, OTHERS = 70, MATCH = 30, MOST = 80, SMALL = 2000, WORDS = 24, PREFIX = 24, STRONG = 32, BONUS = 185, ELSEWHERE = 60, NUDGE = .382, RUN_STOP = 100000, LONG = 7;
const WEAK = 35, ANSWERS = 3, PAGES = 4, MAYBE = 3;
/* En aan src/search/write.h; in SPAN passen de plaatsen van een document. */
const FORMAT = 5, TOPICS = 8, BIG = 800, PLACES = 64, SPAN = 1 << 20;
/* Van werkwoorden die scheidbaar zijn: src/search/verbs.c. */
const PARTICLES = ['', ...'aan achter af bij door in mee na om onder op over rond samen tegen terug toe uit vast vol voor weg'.split(' ')], ADVERBS = 'af mee samen terug toe vast vol weg'.split(' ');
const W = {word: 10000, stop: 5000, concept: 95, jargon: 45, parts: 5000, prefix: 4000, typo: 3500, typo2: 2000, value: 1000, help: 4000};

/* ---- Woorden ---- */

const CHAR = '0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u0373\u0376\u0377\u037b-\u037d\u0386' +
    '\u0388-\u0481\u048a-\u052f\u1e00-\u1eff\\u00ad\\u0300-\\u036f\\u200b-\\u200d\\u2060';
const WORD = new RegExp('[' + CHAR + ']+(?:[\'\u2019][' + CHAR + ']+)*', 'g');
/** @type {Object<string, string>} */
const WHOLE = {'\u00df': 'ss', '\u00e6': 'ae', '\u0153': 'oe', '\u00fe': 'th', '\u0111': 'd', '\u00f0': 'd', '\u0127': 'h',
    '\u0142': 'l', '\u00f8': 'o', '\u0167': 't', '\u0131': 'i', '\u0133': 'ij'};

/** @param {string} s */
function fold(s) {
    s = s.toLowerCase();
    if (/^[\x20-\x7e]*$/.test(s)) return s;
    return s.replace(/[\u00df-\u0167]/g, c => WHOLE[c] || c).normalize('NFD')
        .replace(/[\u00ad\u0300-\u036f\u200b-\u200f\u2060]/g, '').replace(/[\u2018\u2019\u02bc]/g, "'");
}

/** Woorden met hun plaats; na de delen van een woord met streepje het geheel. @param {string} text */
function read(text) {
    /** @type {{form: string, from: number, to: number, extra: boolean, parts: number, glued: boolean}[]} */
    const out = [];
    let m, parts = 0, joined = '', from = 0;
    WORD.lastIndex = 0;
    while ((m = WORD.exec(text))) {
        const form = fold(m[0]).slice(0, 60), to = m.index + m[0].length;
        if (!form) continue;
        const more = /[-\u2011]/.test(text.charAt(to)) && new RegExp('^[' + CHAR + ']').test(text.slice(to + 1, to + 2));
        if (more && !parts) { joined = ''; from = m.index; }
        out.push({form: form, from: m.index, to: to, extra: false, parts: 0, glued: more || parts > 0});
        if (more || parts) {
            joined += form;
            parts++;
            if (!more) {
                if (joined.length <= 60) out.push({form: joined, from: from, to: to, extra: true, parts: parts, glued: true});
                parts = 0;
            }
        }
    }
    return out;
}

/** @param {string} c */
const vowel = c => c === 'a' || c === 'e' || c === 'i' || c === 'o' || c === 'u';
/** @param {string} c */
const vowelY = c => c === 'y' || vowel(c);

/** @param {string} w */
function mend(w) {
    const n = w.length, last = w[n - 1];
    if (n < 2) return w;
    if (!vowelY(last) && n > 2 && w[n - 2] === last) {
        w = w.slice(0, -1);
    } else if (!vowelY(last) && !/[wxj]/.test(last) && /[aeou]/.test(w[n - 2]) && (n === 2 || !vowelY(w[n - 3]))) {
        if (!(w[n - 2] === 'e' && n > 4 && /[rln]/.test(last))) w = w.slice(0, -1) + w[n - 2] + last;
    }
    return w.replace(/v$/, 'f').replace(/z$/, 's');
}

/** Regelmatige verbuiging eraf: search_light. @param {string} w */
function light(w) {
    const n = w.length;
    if (n < 4 || !/[a-z]$/.test(w)) return w;
    if (n > 4 && w.endsWith("'s")) return w.slice(0, -2);
    if (n > 6 && w.endsWith('heden')) return w.slice(0, -5) + 'heid';
    if (n > 5 && w.endsWith('ieen')) return w.slice(0, -2);
    if (n > 4 && w.endsWith('en')) return n > 5 && w[n - 3] === 'i' ? w.slice(0, -1) : mend(w.slice(0, -2));
    if (n > 4 && w.endsWith('s') && !/[sui]/.test(w[n - 2])) return w.slice(0, -1);
    if (n > 4 && w.endsWith('e') && !vowelY(w[n - 2])) return mend(w.slice(0, -1));
    return w;
}

/* ---- De index ---- */

/** Leest getallen uit een tekst. */
class Cijfers {
    /** @param {string} s */
    constructor(s) { this.s = s; this.at = 0; }
    get more() { return this.at < this.s.length; }
    next() {
        let v = 0, mul = 1, d;
        do {
            d = this.s.charCodeAt(this.at++);
            d = d === 33 ? 57 : d - 35;
            v += d * mul;
            mul *= 32;
        } while (d >= 60);
        return v;
    }
}

/** Voor vormen met gedeeld begin. @param {string} text */
function unfront(text) {
    const out = [];
    let before = '';
    for (const m of text.match(/[A-Z][^A-Z]*/g) || []) out.push(before = before.slice(0, m.charCodeAt(0) - 65) + m.slice(1));
    return out;
}

/** Wat nog geladen moet worden. @param {string} piece */
function Nodig(piece) { this.piece = piece; }

class Index {
    /** @param {string} url van het overzicht @param {string} more van zoek-meer.js */
    constructor(url, more) {
        this.base = url.slice(0, url.lastIndexOf('/') + 1);
        /** @type {Object<string, any>} */
        this.got = {};
        /** @type {Object<string, Promise<any>>} */
        this.asked = {};
        /** @type {any} */
        this.m = null;
        /** @type {Stuk[]} */
        this.shards = [];
        /** @type {Frase[][]} */
        this.concepts = [];
        /** Het stuk waar een begrip in staat. @type {number[]} */
        this.homes = [];
        /** @type {Map<string, {w: string[], g: number[]}[]>} */
        this.first = new Map();
        /** @type {Map<string, {w: string[], g: number[]}[]>} */
        this.jargon = new Map();
        /** Woorden die een onderwerp noemen: samen (>), elk heel (~) of achter elkaar (=). @type {Map<string, {w: string[], t: number, how: string}[]>} */
        this.triggers = new Map();
        /** @type {Map<number, Klasse>} */
        this.carried = new Map();
        /** @type {{of: Uint16Array, sets: number[][]}[]} */
        this.facets = [];
        /** @type {Set<string>} */
        this.stops = new Set();
        /** @type {Set<string>} */
        this.weak = new Set();
        /** @type {Set<string>} */
        this.article = new Set();
        this.score = new Float64Array(0);
        this.best = new Float64Array(0);
        this.lift = new Float64Array(0);
        /* Hoeveel woorden die iets zeggen er zijn; in welke vragen van een document een woord staat, en hoeveel van de vraag in elk. */
        this.mind = this.said = this.posed = new Uint8Array(0);
        this.heard = new Int32Array(0);
        this.mass = new Int32Array(0);
        this.has = new Uint8Array(0);
        /* Hoeveel woorden op rij wegen als in een titel; en of een woord dat iets zegt dat doet. */
        this.firm = new Uint8Array(0);
        this.bold = new Uint8Array(0);
        /** Lijsten met een eigen bestand. @type {Map<number, Klasse>} */
        this.lists = new Map();
        this.url = url;
        this.more = more;
        /** @param {string} kind @param {any[]} args */
        const take = (kind, ...args) => this.take(kind, args);
        /** @type {any} */ (window).wegwijzerIndex = take;
    }
    /** @param {string} kind @param {any[]} args */
    take(kind, args) {
        if (kind === 'm') this.manifest(args[0]);
        else if ((kind === 's' || kind === 'f') && !this.m) return;
        else if (kind === 's') this.shard(args[0], args[1], args[2]);
        else if (kind === 'f') this.facet(args[0], args[1], args[2], args[3]);
        else if (kind === 'x') this.got.x = [args[0](this)];
        else if (kind === 't') {
            const c = new Cijfers(args[2]);
            this.got['t' + args[0]] = unfront(args[1]).map(f => ({form: f, count: c.next()}));
        } else this.got[kind + args[0]] = args.slice(1);
    }
    /** Laadt een bestand met een script-element. @param {string} key @param {string} url @returns {Promise<any>} */
    load(key, url) {
        if (key in this.got) return Promise.resolve();
        return this.asked[key] || (this.asked[key] = new Promise((/** @type {function(any): void} */ resolve, reject) => {
            const el = document.createElement('script');
            el.src = /** @type {any} */ (trusted(url));
            el.onload = () => { el.remove(); if (key in this.got) resolve(0); else reject(new Error(url)); };
            el.onerror = () => { el.remove(); delete this.asked[key]; reject(new Error(url)); };
            document.head.appendChild(el);
        }));
    }
    start() {
        return this.load('m', this.url).then(() => { if (!this.m) throw new Error('vorm'); });
    }
    /** @param {string} key */
    piece(key) {
        if (key === 'x') return this.load(key, this.more);
        return this.load(key, this.base + this.m.d + '/' + key[0] + '/' + key.slice(1) + '.js');
    }
    /** @param {string} key */
    need(key) {
        if (!(key in this.got)) throw new Nodig(key);
        return this.got[key];
    }
    /** @param {any} m */
    manifest(m) {
        this.got.m = m;
        if (m.i !== FORMAT) return; /* van een andere uitgave dan dit script */
        this.m = m;
        this.stops = new Set(m.w.split(' '));
        this.weak = new Set(m.v.split(' '));
        this.article = new Set(m.a.split(' '));
        m.s = unfront(m.s);
        this.score = new Float64Array(m.n);
        this.best = new Float64Array(m.n);
        this.lift = new Float64Array(m.n);
        this.mind = new Uint8Array(m.n);
        this.said = new Uint8Array(m.n);
        this.posed = new Uint8Array(m.n);
        this.heard = new Int32Array(m.n * QUESTIONS);
        this.mass = new Int32Array(m.n);
        this.has = new Uint8Array(m.n);
        this.firm = new Uint8Array(m.n);
        this.bold = new Uint8Array(m.n);
    }
    /** @param {number} df */
    idf(df) { return df ? Math.floor(1000 * Math.log(1 + (this.m.n - df + .5) / (df + .5)) + .5) : 0; }
    /** @param {number} i @param {number} from @param {any} d */
    shard(i, from, d) {
        const forms = unfront(d.f), others = d.x.split(' '), number = (/** @type {string} */ key) => new Cijfers(d[key]);
        const cls = number('c'), parts = number('p'), names = number('g');
        /** @type {Klasse[]} */
        const own = [];
        /** @type {number[]} */
        const firsts = [];
        /** @type {Stuk} */
        const s = {from: from, forms: forms, cls: [], parts: [], groups: {}};
        let other = 0;
        forms.forEach((form, at) => {
            const c = cls.next();
            if (c === 1) s.cls.push(others[other++]);
            else if (c === 0) { own.push(klasse('', [form])); firsts.push(at); s.cls.push(own[own.length - 1]); }
            else { const k = own[own.length - 1 - (c - 2)]; k.forms.push(form); s.cls.push(k); }
            const n = parts.next(), p = [];
            for (let j = 0; j < 2 * n; j++) p.push(parts.next());
            s.parts.push(p);
        });
        const mains = number('m'), counts = number('n'), gaps = number('d'), imps = number('w'), asked = number('v'), groups = number('q');
        /** @param {Klasse} k */
        const fill = k => {
            k.df = counts.next();
            k.idf = this.idf(k.df);
            if (k.df > BIG) k.big = names.next(); else decode(k, gaps, imps, asked);
        };
        own.forEach((k, at) => {
            k.main = forms[firsts[at] + mains.next()];
            fill(k);
            if (this.stops.has(k.main)) { k.title = Object.assign({}, k); k.df = 0; }
        });
        let e = 0;
        while (groups.more) {
            const g = groups.next();
            fill(s.groups[g] = klasse('#' + g, []));
            this.concepts[g] = d.e[e++].split('|').map((/** @type {string} */ p) => {
                const [words, label] = p.split('=');
                return {w: words.split(' '), label: label || words};
            });
        }
        this.phrases(this.first, unfront(d.b));
        this.phrases(this.jargon, unfront(d.j));
        for (const line of unfront(d.k)) {
            const [, words, how, t] = /** @type {string[]} */ (/^(.*)([>~=])(.*)$/.exec(line)), w = words.split(' '), list = this.triggers.get(w[0]) || [];
            this.triggers.set(w[0], list);
            list.push({w: w, t: +t, how: how});
        }
        this.shards[i] = this.got['s' + i] = s;
    }
    /** Regels als woorden>begrip.stuk,begrip.stuk.
     * @param {Map<string, {w: string[], g: number[]}[]>} map @param {string[]} lines */
    phrases(map, lines) {
        for (const line of lines) {
            const [words, to] = line.split('>'), w = words.split(' ');
            const g = (to ? to.split(',') : []).map(x => { const [at, home] = x.split('.'); this.homes[+at] = +home; return +at; });
            if (!map.has(w[0])) map.set(w[0], []);
            /** @type {any} */ (map.get(w[0])).push({w: w, g: g});
        }
    }
    /** @param {number} i @param {string} sets @param {string} of @param {number} steps */
    facet(i, sets, of, steps) {
        const c = new Cijfers(sets), list = [], d = new Cijfers(of), a = new Uint16Array(this.m.n);
        while (c.more) {
            const set = [];
            for (let n = c.next(), next = 0; n > 0; n--) { const v = next + c.next(); set.push(v); next = v + 1; }
            list.push(set);
        }
        for (let j = 0, v = 0, scale = Infinity; j < a.length; j++) {
            const step = steps ? d.next() : 0, n = list.length;
            if (steps) { a[j] = step ? (j && a[j - 1]) + step - 1 : d.next(); continue; }
            if (n < 2 || scale * n > 60) { v = d.next(); scale = 1; }
            a[j] = v % n;
            v = Math.floor(v / n);
            scale *= n;
        }
        this.facets[i] = this.got['f' + i] = {of: a, sets: list};
    }
    /** Nummer van het stuk waar een vorm in zou staan. @param {string} form */
    place(form) {
        const s = this.m.s;
        let low = 0, high = s.length;
        while (high - low > 1) { const mid = (low + high) >> 1; if (s[mid] <= form) low = mid; else high = mid; }
        return low;
    }
    /** @param {string} form @returns {?{k: Klasse, parts: number[], form: string}} */
    find(form) {
        const s = /** @type {Stuk} */ (this.need('s' + this.place(form)));
        const at = lower(s.forms, form);
        if (s.forms[at] !== form) return null;
        const c = s.cls[at];
        return {k: typeof c === 'string' ? /** @type {any} */ (this.find(c)).k : c, parts: s.parts[at], form: form};
    }
    /** Vormen die ergens in staan. @param {string} form */
    known(form) { const f = this.find(form); return f && f.k.df ? f : null; }
    /** @param {string} asked @param {boolean} [any] ook wat alleen in woordenlijsten staat */
    inflected(asked, any) {
        const known = (/** @type {string} */ form) => any ? this.find(form) : this.known(form);
        const l = light(asked), n = l.length, last = l[n - 1];
        if (asked.length < 4 || n < 3) return null;
        for (const e of ['', 'en', 's', 'e', "'s", 'n']) { const f = known(l + e); if (f) return f; }
        if (n > 4 && l.endsWith('heid')) return known(l.slice(0, -3) + 'eden');
        if (vowel(last)) return null;
        let open = l;
        if (n > 3 && vowel(l[n - 2]) && l[n - 2] === l[n - 3]) open = l.slice(0, -2) + last;
        else if (vowel(l[n - 2]) && !vowel(l[n - 3])) open = l + last;
        if (/(^|[^f])f$/.test(open)) open = open.slice(0, -1) + 'v';
        else if (/(^|[^s])s$/.test(open)) open = open.slice(0, -1) + 'z';
        return known(open + 'en') || known(open + 'e');
    }
    /** De hele vorm van een werkwoord, bij een regelmatige vorm ervan (src/search/verbs.c). @param {string} asked @param {boolean} [any] */
    verb(asked, any) {
        for (const e of ['', 't', 'd', 'de', 'den', 'te', 'ten']) {
            const base = asked.slice(0, asked.length - e.length);
            if (base.length < 3 || !asked.endsWith(e)) continue;
            let f = this.infinitive(base, any);
            for (let i = 0; e && !f && i < PARTICLES.length; i++) {
                const p = PARTICLES[i];
                if (base.length > p.length + 4 && base.startsWith(p + 'ge')) f = this.infinitive(p + base.slice(p.length + 2), any);
            }
            if (f) return f;
        }
        return null;
    }
    /** @param {string} base zoals bij ik: zeg, betaal, lees @param {boolean} [any] */
    infinitive(base, any) {
        const n = base.length, last = base[n - 1], head = base.slice(0, -1), double = vowel(base[n - 2]) && base[n - 2] === base[n - 3];
        const known = (/** @type {string} */ form) => {
            const f = any ? this.find(form + 'en') : this.known(form + 'en');
            return f && !this.stops.has(f.form) ? f : null;
        };
        if (n < 3 || vowel(last)) return null;
        const brief = vowel(base[n - 2]) && !vowel(base[n - 3]);
        if (brief) return /[aeiou][^aeiou]+(e.|ig)$/.test(base) && known(base) || known(base + last);
        const open = double ? head.slice(0, -1) : head;
        return known(open + last) || (last === 'f' ? known(open + 'v') : last === 's' ? known(open + 'z') : null);
    }
    /** Een woord in zijn verkleinvorm: zakboekje, commissietje, mannetje. @param {string} asked */
    smaller(asked) {
        const word = asked.endsWith('jes') ? asked.slice(0, -1) : asked;
        for (const e of ['je', 'tje', 'pje', 'etje']) {
            const base = word.slice(0, -e.length);
            if (base.length < 3 || !word.endsWith(e)) continue;
            const f = this.known(base) || (base.slice(-1) === base.slice(-2, -1) ? this.known(base.slice(0, -1)) : null);
            if (f) return f;
        }
        return null;
    }
    /** @param {string} asked */
    any(asked) { return this.known(asked) || this.inflected(asked); }
    /** Klassen van woorden die zo beginnen, de gewoonste eerst. @param {string} begin */
    beginnings(begin) {
        /** @type {Klasse[]} */
        const found = [];
        for (let i = this.place(begin); i < this.m.s.length; i++) {
            if (this.m.s[i] > begin && !this.m.s[i].startsWith(begin)) break;
            const s = /** @type {Stuk} */ (this.need('s' + i));
            let at = lower(s.forms, begin);
            for (; at < s.forms.length && s.forms[at].startsWith(begin); at++) {
                const c = s.cls[at], k = typeof c === 'string' ? /** @type {any} */ (this.find(c)).k : c;
                if (k.df && !this.stops.has(s.forms[at]) && found.indexOf(k) < 0) found.push(k);
            }
            if (at < s.forms.length) break;
        }
        return found.sort((a, b) => b.df - a.df).slice(0, PREFIX);
    }
    /** Een onderwerp: [sleutel, soort, naam, adres, facet, waarde, niveau, adres van een artikel, documenten, meer]. @param {number} t */
    topic(t) { return this.need('a' + Math.floor(t / TOPICS))[0][t % TOPICS]; }
    /** De documenten met de waarde van een onderwerp, als klasse. @param {number} t @returns {Klasse} */
    carry(t) {
        const had = this.carried.get(t);
        if (had) return had;
        const row = this.topic(t), k = klasse('@' + t, []), docs = /** @type {number[]} */ (row[8].slice());
        if (row[4] >= 0) {
            this.need('f' + row[4]);
            const facet = this.facets[row[4]], fits = facet.sets.map(set => set.indexOf(row[5]) >= 0);
            for (let d = 0; d < this.m.n; d++) if (fits[facet.of[d]]) docs.push(d);
        }
        k.docs = Int32Array.from(docs);
        k.imps = new Uint8Array(docs.length).fill(VALUE);
        k.df = docs.length;
        k.idf = this.idf(k.df);
        this.carried.set(t, k);
        return k;
    }
    /** Welke documenten over dezelfde zaak gaan, welke op elkaar lijken, en hoeveel een lezer eraan heeft. @returns {[number[], number[], number][]} */
    near() {
        if (!Array.isArray(this.got.l0[0])) {
            const c = new Cijfers(this.got.l0[0]);
            const list = () => {
                /** @type {number[]} */
                const out = [];
                for (let n = c.next(), next = 0; n > 0; n--) { out.push(next += c.next()); next++; }
                return out;
            };
            this.got.l0[0] = Array.from(this.score, () => { const use = c.next(); return [list(), list(), use]; });
        }
        return this.got.l0[0];
    }
    /** Hoeveel een woord zegt, in honderdsten. @param {string} form */
    grade(form) { return this.weak.has(form) || this.weak.has(light(form)) ? WEAK : 100; }
    /** @param {number} g @returns {?Klasse} */
    concept(g) { return /** @type {Stuk} */ (this.need('s' + this.homes[g])).groups[g]; }
    /** Zorgt dat de lijst van een klasse er is. @param {Klasse} k */
    list(k) {
        if (k.docs || !k.df) return;
        const had = this.lists.get(k.big);
        if (!had) this.large(k);
        this.lists.set(k.big, had || k);
        if (had) Object.assign(k, {docs: had.docs, imps: had.imps, asked: had.asked});
    }
    /** Leest een lijst met een eigen bestand: de zwaarste, dan welke nog meer, dan wie van die welk gewicht heeft; een begrip als
     * verschil met een woord. @param {Klasse} k */
    large(k) {
        const [gaps, heads, rest, questions, base] = this.need('g' + k.big), n = this.m.n;
        const own = new Uint8Array(n), like = new Uint8Array(n), heard = new Uint8Array(n);
        if (base) {
            const b = /** @type {Klasse} */ (/** @type {any} */ (this.find(base)).k);
            this.list(b);
            const docs = /** @type {Int32Array} */ (b.docs), imps = /** @type {Uint8Array} */ (b.imps);
            for (let i = 0; i < docs.length; i++) { like[docs[i]] = imps[i]; if (b.asked) heard[docs[i]] = b.asked[i]; }
        }
        const g = new Cijfers(gaps), h = new Cijfers(heads), c = new Cijfers(rest), q = new Cijfers(questions);
        for (let d = 0; g.more; d++) own[d += g.next()] = h.next();
        const left = new Int32Array(n);
        let count = 0;
        for (let d = 0; d < n; d++) if (!own[d]) left[count++] = d;
        /** Wie van wie er nog is heeft dit gewicht; wie het heeft, of voor 0 niets, valt af.
         * @param {number} impact @param {number} limit het dubbele van wat het in het woord niet haalt */
        const holders = (impact, limit) => {
            const there = (/** @type {number} */ d) => like[d] > 0 && 2 * like[d] < limit, from = count;
            let both = 0, i = 0, j = 0;
            for (let x = 0; x < from; x++) if (there(left[x])) both++;
            const on = bits(c, both), off = bits(c, from - both);
            count = 0;
            for (let x = 0; x < from; x++) {
                const d = left[x], is = there(d) ? on[i++] : off[j++];
                if (is && impact) own[d] = impact;
                if (!is === impact > 0) left[count++] = d;
            }
        };
        holders(0, Infinity);
        const impacts = Array.from({length: c.next()}, () => c.next()), last = impacts.length - 1;
        impacts.forEach((impact, i) => { if (i < last) holders(impact, impact + impacts[i + 1]); });
        for (let x = 0; x < count; x++) own[left[x]] = impacts[last];
        const docs = k.docs = new Int32Array(k.df), imps = k.imps = new Uint8Array(k.df);
        for (let d = 0, i = 0; d < n; d++) if (own[d]) { docs[i] = d; imps[i++] = own[d]; }
        if (q.more) k.asked = asks(k, Uint8Array.from(docs, d => heard[d]), q);
    }
}

/** @param {string} main @param {string[]} forms @returns {Klasse} */
function klasse(main, forms) {
    return {main: main, df: 0, idf: 0, docs: null, imps: null, big: 0, title: null, forms: forms, asked: null};
}

/** Leest een lijst. @param {Klasse} k @param {Cijfers} gaps @param {Cijfers} imps @param {Cijfers} asked */
function decode(k, gaps, imps, asked) {
    const docs = k.docs = new Int32Array(k.df), w = k.imps = new Uint8Array(k.df);
    for (let i = 0, next = 0; i < k.df; i++) { next = docs[i] = next + gaps.next(); next++; w[i] = imps.next(); }
    k.asked = asks(k, null, asked);
}

/** Leest in welke vragen van elk document de klasse staat, als bits, met wat er al van bekend is; null is nergens.
 * @param {Klasse} k @param {?Uint8Array} known @param {Cijfers} c @returns {?Uint8Array} */
function asks(k, known, c) {
    let list = known && known.some(x => x > 0) ? known : null;
    for (let i = 0; (i += c.next()) < k.df; i++) (list = list || new Uint8Array(k.df))[i] = c.next();
    return list;
}

/** Leest een rij van n bits. @param {Cijfers} c @param {number} n */
function bits(c, n) {
    const kind = c.next(), out = new Uint8Array(n).fill(kind & 1);
    if (kind < 2) for (let at = 0; (at += c.next()) < n; at++) out[at] = 1 - kind;
    else for (let at = 0; at < n;) for (let v = c.next(), b = 4; b >= 0 && at < n; b--) out[at++] = v >> b & 1;
    return out;
}

/** Eerste plaats die niet voor s komt. @param {string[]} list @param {string} s */
function lower(list, s) {
    let low = 0, high = list.length;
    while (low < high) { const mid = (low + high) >> 1; if (list[mid] < s) low = mid + 1; else high = mid; }
    return low;
}

/** @type {any} */
let policy = null;
/** @param {string} url */
function trusted(url) {
    const types = /** @type {any} */ (window).trustedTypes;
    if (types && !policy) policy = types.createPolicy('wegwijzer', {createScriptURL: (/** @type {string} */ s) => s});
    return policy ? policy.createScriptURL(url) : url;
}

/* ---- Wat een vraag betekent ---- */

/** Zoekt een woord op; wat het eerst iets geeft, telt (src/search/words.c).
 * @param {Index} ix @param {Woord} w @param {boolean} last */
function resolve(ix, w, last) {
    const whole = ix.find(w.form) || ix.inflected(w.form) || ix.verb(w.form) || ix.smaller(w.form) || ix.inflected(w.form, true)
        || ix.verb(w.form, true);
    if (whole) {
        w.k = whole.k;
        return;
    }
    if (w.stop) return;
    if (last && w.form.length >= 4) {
        const p = ix.beginnings(w.form);
        if (p.length) {
            w.prefix = p;
            return;
        }
    }
    ix.need('x')[0].unknown(w);
}

/** De woorden van de vraag met onbekende samenstellingen in delen. Een woord met streepje dat als geheel bekend is, blijft heel.
 * @param {Index} ix @param {Woord[]} words @returns {Woord[]} */
function unfold(ix, words) {
    /** @type {Woord[]} */
    const out = [];
    let whole = 0;
    for (const w of words) {
        if (!whole && w.joined && !ix.known(w.whole)) w.joined = 0;
        whole = Math.max(whole, w.joined);
        if (whole || !w.parts || w.excluded) out.push(w);
        else w.parts.forEach((p, i) => out.push(Object.assign({}, w, {
            form: p.form, k: p.k, w: W.parts, why: 'delen', parts: null, meant: p.meant, text: i ? '' : w.form, glued: i > 0,
        })));
        if (whole) whole--;
    }
    return out;
}

/** Werkwoorden waarvan een deel apart staat: "stapt ... op" is opstappen (src/search/words.c). @param {Index} ix @param {Woord[]} words */
function joinVerbs(ix, words) {
    const apart = (/** @type {Woord} */ w) => !w.exact && !w.excluded && !w.glued;
    gather(words, (particle, p) => {
        const adverb = ADVERBS.includes(particle.form);
        if (!p || !apart(particle) || (!adverb && p < words.length - 1) || !PARTICLES.includes(particle.form)) return;
        for (let i = p - 1; i >= 0 && i >= p - 6; i--) {
            const w = words[i], both = particle.form + w.form;
            if (!apart(w) || w.verb || (w.stop && !adverb) || w.form.length < 3) continue;
            const known = ix.known(both), f = known && !ix.stops.has(both) ? known : ix.verb(both);
            if (!f) continue;
            Object.assign(w, {verb: f.k, grade: ix.grade(f.form), stop: false});
            particle.spent = true;
            return;
        }
    });
}

/** De vraag zoals zij bedoeld was, of niets als er geen tikfout in zat. @param {Woord[]} words */
function corrected(words) {
    return words.some(w => !!w.meant) ? words.map(w => (w.glued ? '' : ' ') + (w.meant || w.text)).join('').trim() : '';
}

/** De stukken die een uitzondering noemt; een andere gaat verder. @param {any} e @returns {string[]} */
function missing(e) {
    if (e instanceof Nodig) return [/** @type {any} */ (e).piece];
    if (Array.isArray(e)) return e;
    throw e;
}

/** Doet fn voor alle elementen en verzamelt wat er nog geladen moet worden.
 * @template T @param {T[]} list @param {function(T, number): void} fn */
function gather(list, fn) {
    /** @type {string[]} */
    const need = [];
    list.forEach((x, i) => {
        try {
            fn(x, i);
        } catch (e) {
            need.push(...missing(e));
        }
    });
    if (need.length) throw need;
}

/** @param {Blad} leaf @param {?Klasse} k @param {number} w @param {string} why @param {number} g */
function add(leaf, k, w, why, g) { if (k && k.df) leaf.v.push({k: k, w: w, why: why, g: g}); }

/** Een woord dat in weinig documenten staat, wordt ook gezocht in delen en als begin van langere woorden.
 * @param {Index} ix @param {Blad} leaf @param {Woord} w */
function rare(ix, leaf, w) {
    const f = ix.find(w.meant || w.form);
    if (!f) return;
    const parts = [];
    for (let j = 0, at = 0; j < f.parts.length; j += 2) {
        parts.push(/** @type {any} */ (ix.find(f.form.slice(at, at + f.parts[j]))).k);
        at += f.parts[j] + f.parts[j + 1];
    }
    const group = leaf.v.length;
    if (parts.every(p => p.df > 0)) for (const p of parts) add(leaf, p, Math.trunc(w.w * 50 / 100), 'delen', group);
    if (f.form.length < 5) return;
    for (const b of ix.beginnings(f.form)) if (b !== w.k) add(leaf, b, Math.trunc(w.w * 40 / 100), 'begin', -1);
}

const QUOTE = /["\u201c\u201d\u201e]/;

/** Wat tussen aanhalingstekens staat. @param {string} query @returns {string[][]} */
function readQuotes(query) {
    const parts = query.split(QUOTE), inside = parts.filter((_, i) => i % 2 && i < parts.length - 1);
    return inside.map(s => read(s).filter(t => !t.extra).map(t => t.form)).filter(q => q.length);
}

/** @param {string} raw */
const operator = raw => raw === 'NOT' || raw === 'NIET' ? '-' : raw === 'OR' || raw === 'OF' ? '|'
    : raw === 'AND' || raw === 'EN' ? '&' : '';

/** De woorden; open: het laatste kan nog getypt worden (een teken erachter verandert niets).
 * @param {Index} ix @param {string} query @param {boolean} exact @returns {{words: Woord[], open: boolean}} */
function readWords(ix, query, exact) {
    /** @type {Woord[]} */
    const words = [];
    const plain = !/[a-z]/.test(query);
    let end = 0, excluded = false, either = false;
    for (const t of read(query)) {
        if (words.length >= WORDS) break;
        if (t.extra) {
            const first = words[words.length - t.parts];
            if (first) Object.assign(first, {joined: t.parts, whole: t.form});
            continue;
        }
        const raw = query.slice(t.from, t.to), sure = exact || query.slice(0, t.from).split(QUOTE).length % 2 === 0;
        const sign = plain || sure || t.glued ? '' : operator(raw);
        end = t.to;
        if (sign) {
            excluded = sign === '-';
            either = sign === '|' && words.length > 0;
            continue;
        }
        const minus = query[t.from - 1] === '-' && (t.from === 1 || query[t.from - 2] === ' ') && !sure;
        words.push({
            form: t.form, stop: ix.stops.has(t.form), k: null, w: W.word, why: 'woord', joined: 0, whole: '', prefix: null,
            meant: '', parts: null, text: t.form, glued: false, at: -1, covered: false, raw: raw, exact: sure,
            excluded: excluded || minus, either: either, spent: false, verb: null, named: false, grade: ix.grade(t.form),
        });
        excluded = either = false;
    }
    return {words: words, open: /^[^\s"\u201c\u201d\u201e]*$/.test(query.slice(end))};
}

/** Een woord met streepje dat als geheel bekend is. @param {Index} ix @param {Plan} plan @param {Woord[]} run */
function addJoined(ix, plan, run) {
    const leaf = {asked: run[0].whole, raw: run[0].raw, grade: 100, v: []};
    add(leaf, /** @type {any} */ (ix.known(leaf.asked)).k, W.word, 'woord', -1);
    for (const w of run) w.at = plan.leaves.length;
    if (run.every(w => !w.stop && !!w.k && w.k.df > 0)) for (const w of run) add(leaf, w.k, W.parts, 'delen', 0);
    plan.leaves.push(leaf);
}

/** Een woord telt een keer. @param {Index} ix @param {Plan} plan @param {Woord[]} words @param {Woord} w */
function addWord(ix, plan, words, w) {
    const twice = !w.either && words.slice(0, words.indexOf(w)).find(o => o.at >= 0 && plan.leaves[o.at].asked === w.form && o.w >= w.w && o.verb === w.verb);
    if (twice) { w.at = twice.at; return; }
    const before = plan.leaves[plan.leaves.length - 1], same = w.either && before && !before.stop;
    /** @type {Blad} */
    const leaf = same ? before : {asked: w.form, raw: w.raw, grade: w.grade, v: [], named: w.named};
    w.at = plan.leaves.length - (same ? 1 : 0);
    for (const k of w.prefix || []) add(leaf, k, W.prefix, 'begin', -1);
    if (w.verb) add(leaf, w.verb, W.word, 'woord', -1);
    else {
        add(leaf, w.k, w.w, w.why, -1);
        if (w.k && w.k.df < RARE) rare(ix, leaf, w);
    }
    if (!same) plan.leaves.push(leaf);
}

/** @param {Index} ix @param {Plan} plan @param {Woord[]} words */
function addLeaves(ix, plan, words) {
    for (let i = 0; i < words.length; i++) {
        const w = words[i], title = w.k && w.k.title;
        if (w.excluded || w.spent) continue;
        if (w.joined) {
            addJoined(ix, plan, words.slice(i, i + w.joined));
            i += w.joined - 1;
        } else if (!w.stop || w.covered) {
            addWord(ix, plan, words, w);
        } else { /* ook zonder treffers: een OF erachter hoort bij dit woord */
            const v = title && title.df ? [{k: title, w: W.stop, why: 'woord', g: -1}] : [];
            plan.leaves.push({asked: w.form, raw: w.raw, grade: 100, v: v, stop: true});
        }
    }
}

/** @param {Index} ix @param {Plan} plan @param {Woord[]} words */
function addConcepts(ix, plan, words) {
    const named = new Set();
    each(ix, words, (at, n, groups, jargon) => gather(groups, g => {
        const k = ix.concept(g), run = words.slice(at, at + n);
        if (!k || !k.df) return;
        const weight = Math.trunc(Math.min.apply(null, run.map(w => w.w)) / 100) * (jargon ? W.jargon : W.concept);
        for (const w of run) {
            const leaf = plan.leaves[w.at];
            if (!leaf || leaf.v.some(v => v.k === k)) continue;
            add(leaf, k, weight, jargon ? 'vaktaal' : 'begrip', -1);
            if (n > 1) leaf.grade = 100;
        }
        for (const f of ix.concepts[g]) {
            const key = f.w.join(' ');
            if (matches(words, f.w, at) || named.has(key)) continue;
            named.add(key);
            plan.also.push(f.label);
        }
    }));
}

/* ---- Wat de vraag noemt (src/search/topics.c) ---- */

/** Waar een reeks woorden staat, achter elkaar, als bits. @param {Woord[]} words @param {string[]} run */
function runAt(words, run) {
    const at = words.findIndex((_, i) => run.every((main, j) => { const w = words[i + j]; return !!w && !w.excluded && !!w.k && w.k.main === main; }));
    return at < 0 ? 0 : run.reduce((b, _, j) => b | 1 << (at + j), 0);
}

/** Is een ervan het eerste deel van een samenstelling, zonder waar die een soort van is? Een zorgorganisatie is geen zorg.
 * @param {Woord[]} words @param {number} bits */
const isTorn = (words, bits) => words.slice(0, MATCH).some((w, i) => w.glued && i > 0 && bits >> (i - 1) & 1 && !(bits >> i & 1));

/** Wat elders is, staat tussen de vaste antwoorden: waar de woorden het meest naar vragen, is bedoeld. @param {Vondst} x */
const levelOf = x => x.row[6] === 3 ? 2 : x.row[6];

/** Hoeveel de woorden samen zeggen (src/search/topics.c). @param {Index} ix @param {Woord[]} words @param {number} bits
 * @param {boolean} run */
function weigh(ix, words, bits, run) {
    const there = words.slice(0, MATCH).filter((w, i) => bits >> i & 1);
    const before = (/** @type {Woord} */ w) => there.slice(0, there.indexOf(w)).some(o => !!w.k && !o.excluded && mains(o).includes(w.k.main));
    return there.reduce((sum, w) => sum + (before(w) ? 0 : !w.stop ? w.grade * ix.idf(w.k && w.k.df || 1) : run ? RUN_STOP : 0), 0);
}

/** De onderwerpen die in de vraag staan, de beste eerst: waar de zeldzaamste woorden naar vragen.
 * @param {Index} ix @param {Woord[]} words @param {string[]} skip @returns {Vondst[]} */
function named(ix, words, skip) {
    /** @type {Map<string, number>} */
    const bits = new Map();
    words.slice(0, MATCH).forEach((w, i) => {
        if (!w.excluded) for (const main of mains(w)) bits.set(main, (bits.get(main) || 0) | 1 << i);
    });
    /** @type {Map<number, Vondst>} */
    const found = new Map();
    bits.forEach((_, main) => {
        for (const p of ix.triggers.get(main) || []) {
            const had = found.get(p.t);
            if (p.w.some(w => !bits.has(w)) || (had && had.n >= p.w.length)) continue;
            const stands = p.how === '=' ? runAt(words.slice(0, MATCH), p.w) : p.w.reduce((b, w) => b | (bits.get(w) || 0), 0);
            if (stands && !(p.how === '~' && isTorn(words, stands))) found.set(p.t, {t: p.t, n: p.w.length, bits: stands, said: weigh(ix, words, stands, p.how === '='), row: null});
        }
    });
    const list = Array.from(found.values());
    gather(list, x => { x.row = ix.topic(x.t); });
    const rest = list.filter(x => skip.indexOf(x.row[0]) < 0);
    /* Wat elders is, moet duidelijk gevraagd zijn, of met elk woord van wat hier staat en een woord meer. */
    for (const x of rest) if (x.row[6] === 3) {
        x.said = Math.trunc(x.said / 100) * ELSEWHERE;
        for (const y of rest) if (y.row[6] === 2 && y.bits !== x.bits && !(y.bits & ~x.bits) && y.said >= x.said) x.said = y.said + 1;
    }
    return rest.filter(a => a.row[6] || !rest.some(b => !b.row[6] && a.bits !== b.bits && !(a.bits & ~b.bits)))
        .sort((a, b) => levelOf(a) - levelOf(b) || b.said - a.said || b.n - a.n || a.t - b.t);
}

/** @param {Vondst} x @param {Woord[]} words @returns {Genoemd} */
function shown(x, words) {
    const [key, what, label, url, facet, value] = x.row;
    const by = words.filter((w, i) => i < MATCH && x.bits >> i & 1 && !w.glued).map(w => w.raw);
    return {key: key, what: what, label: label, url: url, facet: facet, value: value, words: by, t: x.t};
}

/** Een antwoord van de redactie, zoals de pagina het toont. @param {any[]} row */
function answerOf(row) {
    const more = row[9] || {}, level = ['', 'urgent', 'fixed', 'elsewhere', 'elsewhere'][row[6]];
    return {key: row[0], level: level, label: row[2], url: row[3], text: more.text || '', link: more.link || null,
        contact: more.contact || [], records: more.records || []};
}

const YEAR = /^(19|20)\d\d$/, NUMBER = /^\d{1,4}[a-z]{0,2}$/;

/** Het nummer van een artikel: dat woord wordt wat documenten en antwoorden voor dat artikel van die wet hebben.
 * @param {Index} ix @param {Woord[]} words @param {?any[]} law @returns {?Woord} */
function readArticle(ix, words, law) {
    const at = words.findIndex((w, i) => NUMBER.test(w.form) && !w.excluded &&
        ((i > 0 && ix.article.has(words[i - 1].form)) || (!!law && !YEAR.test(w.form))));
    if (at < 0) return null;
    const w = words[at], f = ix.find('art' + w.form + (law ? law[0].slice(law[0].indexOf('/') + 1).replace(/[^a-z0-9]/g, '') : ''));
    w.k = f && f.k;
    w.spent = true;
    for (let i = at - 1; i >= 0 && ix.article.has(words[i].form); i--) words[i].spent = true;
    for (let i = at + 1; i + 1 < words.length; i++) {
        if (ix.article.has(words[i].form) && NUMBER.test(words[i + 1].form)) words[i].spent = words[i + 1].spent = true;
    }
    return w;
}
/** De documenten over het artikel, en een blad voor de antwoorden die ervan spreken. @param {Plan} plan @param {Woord} w @param {?any[]} law */
function addArticle(plan, w, law) {
    const known = w.named || (!!w.k && w.k.df > 0);
    plan.article = {number: w.form, label: law ? law[2] : '', url: law ? law[3] : '', known: known,
        link: law ? law[7].replace('{article}', encodeURIComponent(w.form)) : ''};
    if (!known) return;
    /** @type {Blad} */
    const leaf = {asked: w.form, raw: w.raw, grade: 100, v: [], named: w.named};
    w.at = plan.leaves.length;
    add(leaf, w.k, W.word, 'woord', -1);
    plan.leaves.push(leaf);
}

/** @param {Index} ix @param {string} query @param {Hoe} [how] @returns {Plan} */
function makePlan(ix, query, how) {
    query = query.slice(0, 1000);
    /** @type {Plan} */
    const plan = {leaves: [], unknown: [], also: [], meant: '', quotes: readQuotes(query), all: false, lacking: 0, stranger: false, out: [], excluded: [],
        understood: [], goto: [], answers: [], article: null, unreadable: false};
    const asked = readWords(ix, query, !!how && !!how.exact), last = asked.open ? asked.words.length - 1 : -1;
    gather(asked.words, (w, i) => { if (!w.k && !w.parts && !w.prefix) resolve(ix, w, i === last); });
    const words = unfold(ix, asked.words);
    joinVerbs(ix, words);
    const skip = (how && how.skip) || [], first = named(ix, words, skip), law = first.find(x => !x.row[6] && x.row[7]);
    const article = readArticle(ix, words, law ? law.row : null), found = article ? named(ix, words, skip) : first;
    const terms = found.filter(x => !x.row[6]);
    plan.understood = terms.filter(x => x.row[4] >= 0).map(x => shown(x, words));
    plan.goto = terms.filter(x => x.row[3]).slice(0, PAGES).map(x => shown(x, words));
    plan.answers = found.filter(x => x.row[6] && x.row[6] < 4).slice(0, ANSWERS).map(x => answerOf(x.row));
    words.forEach((w, i) => { w.named = i < MATCH && found.some(x => !!(x.bits >> i & 1)); });
    if (article) addArticle(plan, article, law ? law.row : null);
    each(ix, words, (at, n) => {
        const run = words.slice(at, at + n);
        if (run.every(w => w.stop)) for (const w of run) w.covered = true;
    });
    addLeaves(ix, plan, words);
    addConcepts(ix, plan, words);
    const meaning = words.filter(w => !w.stop && (!w.spent || w === article)).length;
    gather(found, x => {
        if (x.row[6] > 3 || (x.row[4] < 0 && !x.row[8].length) || (x.row[6] > 1 && 2 * x.n < meaning)) return;
        const k = ix.carry(x.t);
        words.forEach((w, i) => {
            if (i >= MATCH || !(x.bits >> i & 1) || w.at < 0) return;
            plan.leaves[w.at].v.push({k: k, w: x.row[6] ? W.help : W.value, why: 'soort', g: -1});
            plan.leaves[w.at].grade = 100;
        });
    });
    for (const w of words.filter(x => x.excluded)) {
        plan.excluded.push(w.raw);
        if (w.k && w.k.df) plan.out.push(w.k);
    }
    const needed = plan.leaves.some(l => !l.stop);
    plan.unreadable = !needed && !plan.quotes.length && !plan.excluded.length && !plan.article && !!query.trim();
    plan.all = !needed && !plan.quotes.length && !plan.article && !plan.unreadable;
    for (const l of plan.leaves.filter(x => !x.stop && !x.v.length && x.grade === 100)) {
        if (!l.named && plan.unknown.indexOf(l.raw) < 0) plan.unknown.push(l.raw);
        plan.lacking += ix.idf(1);
    }
    plan.leaves = plan.leaves.filter(l => l.v.length);
    /* Een heel woord dat nergens staat, en geen deel van een samenstelling waarvan een ander deel bekend is. */
    plan.stranger = plan.unknown.some(raw => !plan.leaves.some(l => l.raw === raw));
    plan.meant = corrected(words);
    return plan;
}

/** Wat een woord is, en het werkwoord dat het met een los deel vormt. @param {Woord} w */
const mains = w => [w.k, w.verb].flatMap(k => k ? k.main : []);

/** @param {Woord[]} words @param {string[]} phrase @param {number} at */
function matches(words, phrase, at) {
    return at + phrase.length <= words.length && phrase.every((p, i) => mains(words[at + i]).includes(p));
}

/** Frasen uit de woordenlijst die in de vraag staan.
 * @param {Index} ix @param {Woord[]} words @param {function(number, number, number[], boolean): void} fn */
function each(ix, words, fn) {
    /** @type {Object<number, number>} */
    const ends = {};
    words.forEach((w, at) => mains(w).forEach(main => {
        for (const p of ix.first.get(main) || []) {
            if ((ends[p.g[0]] || 0) > at || !matches(words, p.w, at)) continue;
            ends[p.g[0]] = at + p.w.length;
            fn(at, p.w.length, p.g, false);
        }
        for (const p of ix.jargon.get(main) || []) if (matches(words, p.w, at)) fn(at, p.w.length, p.g, true);
    }));
}

/** De eerste k volgens cmp, op volgorde. @param {number[]} list @param {number} k @param {function(number, number): number} cmp */
function firsts(list, k, cmp) {
    if (list.length <= 2 * k || list.length < 500) return list.sort(cmp).slice(0, k);
    const out = list.slice(0, k).sort(cmp);
    for (let i = k; i < list.length; i++) {
        const d = list[i];
        if (cmp(d, out[k - 1]) >= 0) continue;
        let low = 0, high = k - 1;
        while (low < high) { const mid = (low + high) >> 1; if (cmp(out[mid], d) < 0) low = mid + 1; else high = mid; }
        out.splice(low, 0, d);
        out.pop();
    }
    return out;
}

/** Documenten over dezelfde zaak tillen elkaar op, daarna die op elkaar lijken; dan telt hoeveel een lezer eraan heeft.
 * @param {Index} ix @param {number[]} found @param {number} needed */
function raise(ix, found, needed) {
    const near = ix.near(), own = new Float64Array(ix.m.n), keep = () => { for (const d of found) own[d] = ix.score[d]; };
    keep();
    for (const d of found) {
        let best = -1;
        for (const x of near[d][0]) if (own[x] > (best < 0 ? 0 : own[best])) best = x;
        if (best < 0) continue;
        ix.score[d] += own[best] * NEAR / 100;
    }
    keep();
    for (const d of found) {
        let sum = 0;
        for (const x of near[d][1]) sum += own[x];
        ix.score[d] += sum * ALIKE / 100;
        if (ix.firm[d] !== needed) ix.score[d] = ix.score[d] * near[d][2] / 100;
    }
}

/** Is een document, naar wat het zegt van voor wie het is, er alleen voor anderen dan de vraag noemt? Null: dat zegt de vraag niet.
 * @param {Index} ix @param {Plan} plan @returns {?function(number): boolean} */
function elsewhose(ix, plan) {
    const whom = plan.understood.filter(u => ix.m.f[u.facet][2] > 1), named = new Uint8Array(whom.length ? ix.m.n : 0);
    gather(whom, u => ix.carry(u.t));
    for (const u of whom) for (const d of /** @type {Int32Array} */ (ix.carry(u.t).docs)) named[d] = 1;
    const facet = whom.length ? ix.facets[whom[0].facet] : null;
    return facet && (d => !named[d] && facet.sets[facet.of[d]].length > 0);
}

/** Wat een blad elk document geeft, in best: van de keuzes die het heeft de zwaarste, met wat de vraag noemt erbij. Geeft de massa.
 * @param {Index} ix @param {Blad} leaf */
function weighLeaf(ix, leaf) {
    const {best, lift} = ix;
    let mass = 0, named = false;
    /** Wat de delen van een woord samen geven, aan wie ze allemaal heeft. @type {?Map<number, number>} */
    let sums = null;
    best.fill(0);
    leaf.v.forEach((v, at) => {
        const k = v.k, docs = /** @type {Int32Array} */ (k.docs), imps = /** @type {Uint8Array} */ (k.imps);
        const weight = v.w * leaf.grade / 100 * k.idf;
        mass = Math.max(mass, k.idf);
        if (v.why === 'soort') {
            if (!named) lift.fill(0);
            named = true;
            most(lift, docs, imps, weight);
        } else if (v.g < 0) {
            /* Begrippen hebben vaak de lijst van hun woord. */
            if (!leaf.v.some((x, j) => j < at && x.k.docs === docs && x.g < 0 && x.w >= v.w)) most(best, docs, imps, weight);
        } else {
            /** @type {Map<number, number>} */
            const now = new Map(), had = sums;
            for (let i = 0; i < docs.length; i++) {
                const p = had ? had.get(docs[i]) : 0;
                if (p !== undefined) now.set(docs[i], p + weight * imps[i]);
            }
            sums = now;
            if (at + 1 === leaf.v.length || leaf.v[at + 1].g !== v.g) {
                now.forEach((x, d) => { if (x > best[d]) best[d] = x; });
                sums = null;
            }
        }
    });
    if (named) for (let d = 0; d < best.length; d++) best[d] += lift[d];
    return Math.trunc(mass * leaf.grade / 100);
}
/** Het meeste van wat er is en wat een klasse geeft. @param {Float64Array} to @param {Int32Array} docs @param {Uint8Array} imps
 * @param {number} weight */
function most(to, docs, imps, weight) {
    for (let i = 0; i < docs.length; i++) {
        const x = weight * imps[i], d = docs[i];
        if (x > to[d]) to[d] = x;
    }
}
/** Telt een blad op bij wat de documenten al hebben. @param {Index} ix @param {Blad} leaf @param {number} m de massa
 * @param {number} needed bladen hiervoor @param {boolean} again een deel van hetzelfde woord: dat zijn niet zo veel woorden */
function addLeaf(ix, leaf, m, needed, again) {
    const {best, score, mass, has, mind, said, firm, bold} = ix, full = leaf.grade === 100 ? 1 : 0;
    if (!again) said.fill(0);
    for (let d = 0; d < best.length; d++) if (best[d] > 0) {
        score[d] += best[d]; mass[d] += m; has[d]++;
        if (full && !said[d]) { mind[d]++; said[d] = 1; }
    }
    for (const v of leaf.v) {
        if (v.why === 'soort') continue;
        const docs = /** @type {Int32Array} */ (v.k.docs), imps = /** @type {Uint8Array} */ (v.k.imps);
        for (let i = 0; i < docs.length; i++) {
            const d = docs[i];
            if (imps[i] < STRONG) continue;
            if (full) bold[d] = 1;
            if (firm[d] === needed) firm[d]++;
        }
    }
}
/** Hoort in welke vragen van de documenten een blad staat. @param {Index} ix @param {Blad} leaf @param {number} m */
function hear(ix, leaf, m) {
    const {posed, heard} = ix, lists = leaf.v.map(v => v.k).filter(k => k.asked);
    if (!lists.length) return;
    posed.fill(0);
    for (const k of lists.filter((x, i) => lists.findIndex(y => y.asked === x.asked) === i)) {
        const docs = /** @type {Int32Array} */ (k.docs), asked = /** @type {Uint8Array} */ (k.asked);
        for (let i = 0; i < docs.length; i++) posed[docs[i]] |= asked[i];
    }
    for (let d = 0; d < posed.length; d++) {
        for (let b = posed[d], q = d * QUESTIONS; b; b >>= 1, q++) if (b & 1) heard[q] += m;
    }
}
/** Weegt alle bladen; die van stopwoorden het laatst: zij tellen alleen bij wie alles al in de titel heeft.
 * @param {Index} ix @param {Plan} plan @returns {{needed: number, total: number}} hoeveel bladen, en hun massa */
function weighAll(ix, plan) {
    const {score, best, firm} = ix;
    let needed = 0, total = 0, raw = '';
    for (const list of [score, ix.mass, ix.has, ix.mind, ix.heard, firm, ix.bold]) list.fill(0);
    for (const leaf of plan.leaves.filter(l => !l.stop)) {
        const m = weighLeaf(ix, leaf);
        total += m;
        addLeaf(ix, leaf, m, needed, leaf.raw === raw);
        hear(ix, leaf, m);
        raw = leaf.raw;
        needed++;
    }
    for (const leaf of plan.leaves.filter(l => l.stop)) {
        weighLeaf(ix, leaf);
        for (let d = 0; d < best.length; d++) if (best[d] > 0 && firm[d] === needed) score[d] += best[d];
    }
    return {needed: needed, total: total};
}
/** Wat gevonden is, met de hele score; is het beste een antwoord? @param {Index} ix @param {Plan} plan @param {Set<number>[]} quotes
 * @returns {{found: number[], sure: boolean, enough: function(number): boolean, needed: number}} */
function judge(ix, plan, quotes) {
    const {needed, total} = weighAll(ix, plan), n = ix.m.n, {score, mass, has, firm, heard, mind, bold} = ix;
    const others = elsewhose(ix, plan), whole = total + plan.lacking, gone = new Uint8Array(plan.out.length ? n : 0);
    /** @type {number[]} */
    const found = [];
    let top = 0, complete = 0, sure = false;
    for (const k of plan.out) for (const d of /** @type {Int32Array} */ (k.docs)) gone[d] = 1;
    for (let d = 0; d < n && (needed || plan.all || quotes.length); d++) {
        if ((needed && !plan.all && !has[d]) || quotes.some(q => !q.has(d)) || gone[d]) continue;
        if (has[d] === needed) complete++;
        if (mass[d] > top) top = mass[d];
        if (total) score[d] = score[d] * mass[d] / total;
        if (needed > 1 && firm[d] === needed) score[d] = score[d] * BONUS / 100;
        if (needed > 1 && whole) {
            let q = 0;
            for (let i = d * QUESTIONS; i < (d + 1) * QUESTIONS; i++) if (heard[i] > q) q = heard[i];
            score[d] += 10000 * QUESTION * q * q / whole;
        }
        if (needed > 1 && firm[d] !== needed && others && others(d)) score[d] = score[d] * OTHERS / 100;
        if (!plan.stranger || has[d] > 1) {
            const least = mind[d] > 2 ? SURE3 : mind[d] > 1 && !plan.stranger ? SURE2 : SURE;
            if (mass[d] * 100 >= whole * (least - (bold[d] ? BOLD : 0))) sure = true;
        }
        found.push(d);
    }
    if (ix.got.l0) raise(ix, found, needed);
    for (const d of found) score[d] = Math.floor(score[d] + NUDGE);
    const least = needed < 2 ? 101 : complete >= FEW ? MOST : COVER;
    const peak = needed > 1 && n <= SMALL ? found.reduce((a, d) => Math.max(a, score[d]), 0) : 0;
    const enough = (/** @type {number} */ d) => has[d] === needed || mass[d] * 100 >= top * least || (peak > 0 && score[d] * 100 >= peak * LEAST);
    return {found: found, sure: sure, enough: enough, needed: needed};
}
/** Wat door de gekozen filters komt, en hoeveel er van elke waarde zijn: zonder de keuze in het eigen filter.
 * @param {Index} ix @param {number[]} found @param {number[][]} chosen @param {boolean[]} want
 * @returns {{docs: number[], counts: (?number[])[], without: number[]}} */
function filter(ix, found, chosen, want) {
    const active = chosen.map(c => c.length > 0), every = chosen.map((_, f) => !!(ix.m.f[f][2] & 1));
    const pass = chosen.map((c, f) => active[f] ? ix.facets[f].sets.map(set =>
        every[f] ? c.every(v => set.indexOf(v) >= 0) : set.some(v => c.indexOf(v) >= 0)) : null);
    const tally = chosen.map((_, f) => want[f] && ix.facets[f] ? new Int32Array(ix.facets[f].sets.length) : null);
    const without = chosen.map(() => 0), nf = chosen.length, ofs = ix.facets.map(f => f && f.of);
    /** @type {number[]} */
    const docs = [];
    for (const d of found) {
        let fails = 0, failed = -1;
        for (let f = 0; f < nf; f++) { const p = pass[f]; if (p && !p[ofs[f][d]]) { fails++; failed = f; } }
        if (fails > 1) continue;
        if (!fails) {
            docs.push(d);
            for (let f = 0; f < nf; f++) { const t = tally[f]; if (t) t[ofs[f][d]]++; }
        } else {
            without[failed]++;
            const t = tally[failed];
            if (t && !every[failed]) t[ofs[failed][d]]++;
        }
    }
    const counts = tally.map((t, f) => {
        if (!t) return null;
        const count = new Array(ix.m.f[f][1].length).fill(0);
        t.forEach((x, set) => { if (x) for (const v of ix.facets[f].sets[set]) count[v] += x; });
        return count;
    });
    return {docs: docs, counts: counts, without: without};
}

/** @param {Index} ix @param {Plan} plan @param {number[][]} chosen waarden per facet
 * @param {boolean[]} want facetten die geteld worden @param {string} sort
 * @param {number} wanted zoveel resultaten op volgorde @returns {Antwoord} */
function search(ix, plan, chosen, want, sort, wanted) {
    gather(plan.leaves.flatMap(l => l.v.map(v => v.k)).concat(plan.out), k => ix.list(k));
    gather(chosen, (c, f) => { if (c.length || want[f]) ix.need('f' + f); });
    const rank = sort ? ix.need('x')[0].rank(sort) : null, {score, has} = ix;
    const {found, sure, enough, needed} = judge(ix, plan, plan.quotes.map(q => ix.need('x')[0].phrase(q)));
    const order = (/** @type {number} */ a, /** @type {number} */ b) => score[b] - score[a] || a - b;
    const away = plan.answers.length > 0 && plan.answers[0].level === 'elsewhere', kept = found.filter(enough);
    const maybe = sure || away ? [] : firsts(kept, MAYBE, order);
    const {docs, counts, without} = filter(ix, sure ? kept : [], chosen, want);
    const complete = docs.reduce((sum, d) => sum + (has[d] === needed ? 1 : 0), 0), count = docs.length;
    const first = firsts(docs, wanted, rank ? (a, b) => rank[a] - rank[b] || a - b : order);
    const last = count || plan.answers.length || plan.article || !ix.m.e.length ? null : answerOf(ix.topic(ix.m.e[0]));
    return {docs: first, count: count, complete: complete, counts: counts, without: without, plan: plan,
        scores: first.map(d => score[d] / 1e6), maybe: maybe, last: last};
}

/** Doet fn opnieuw tot alles geladen is wat het nodig heeft.
 * @template T @param {Index} ix @param {function(): T} fn @returns {Promise<T>} */
async function whole(ix, fn) {
    for (;;) {
        try {
            return fn();
        } catch (e) {
            await Promise.all(missing(e).map(p => ix.piece(p)));
        }
    }
}

/** Wat een lezer die dit typt zou kunnen bedoelen. @param {Index} ix @param {string} text
 * @returns {Promise<{label: string, url: string, what: string}[]>} */
const suggest = (ix, text) => whole(ix, () => ix.need('x')[0].suggest(text));

/* Voor zoek-pagina.js, voor zoek-meer.js, en voor proeven: de zoekmachine zonder de pagina. */
/** @type {any} */ (window).wegwijzerZoek = {Index, fold, read, light, lower, gather, whole, search, makePlan, suggest, Cijfers,
    CHAR, LONG, SMALL, PLACES, SPAN, W};
})();
