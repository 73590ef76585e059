// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Wat een eerste vraag zelden nodig heeft: woorden die de catalogus niet kent (samenstellingen, tikfouten, wat erop lijkt), frasen,
 * een andere volgorde, en wat op een onbekend woord lijkt.
 * zoek.js laadt dit als het zover is. Zie src/search/words.c en places.c. */
/** Van elk document in docs staat in imps hoe zwaar het weegt, en in asked in welke vragen ervan de klasse staat, als bits.
 * @typedef {{main: string, df: number, idf: number, docs: ?Int32Array, imps: ?Uint8Array, big: number, title: ?Klasse,
 *     forms: string[], asked: ?Uint8Array}} Klasse */
/** @typedef {{from: number, forms: string[], cls: (Klasse|string)[], parts: number[][], groups: Object<string, Klasse>}} Stuk */
/** @typedef {{k: Klasse, w: number, why: string, g: number}} Keus */
/** @typedef {{asked: string, raw: string, grade: number, v: Keus[], stop?: boolean, named?: boolean}} Blad */
/** Een woord van de vraag. @typedef {{form: string, stop: boolean, k: ?Klasse, w: number, why: string, joined: number,
 *     whole: string, prefix: ?Klasse[], meant: string, parts: ?Deel[], text: string, glued: boolean,
 *     at: number, covered: boolean, raw: string, exact: boolean, excluded: boolean, either: boolean, spent: boolean, named: boolean,
 *     grade: number, verb: ?Klasse}} Woord */
/** Een onderwerp dat in de vraag staat: de rij van Index.topic, het aantal woorden, welke, en hoeveel die zeggen. @typedef {{t: number, n: number, bits: number, said: number, row: any}} Vondst */
/** @typedef {{key: string, what: string, label: string, url: string, facet: number, value: number, words: string[], t: number}} Genoemd */
/** Een antwoord van de redactie. @typedef {{key: string, level: string, label: string, url: string, text: string, link: ?string[],
 *     contact: {for: string, ways: string[][]}[], records: string[][]}} Uitkomst */
/** @typedef {{exact?: boolean, skip?: string[]}} Hoe */
/** Een deel van een onbekende samenstelling; zonder klasse is het zelf ook onbekend.
 * @typedef {{k: ?Klasse, form: string, meant: string}} Deel */
/** @typedef {{w: string[], label: string}} Frase */
/** @typedef {{leaves: Blad[], unknown: string[], also: string[], meant: string, quotes: string[][], all: boolean, lacking: number, stranger: boolean,
 *     out: Klasse[], excluded: string[], understood: Genoemd[], goto: Genoemd[], answers: Uitkomst[], unreadable: boolean,
 *     article: ?{number: string, label: string, url: string, known: boolean, link: string}}} Plan */
/** @typedef {{docs: number[], count: number, complete: number, counts: (?number[])[], without: number[], plan: Plan,
 *     scores: number[], maybe: number[], last: ?Uitkomst}} Antwoord */

(function () {
'use strict';

/** @type {any} */
const tool = /** @type {any} */ (window).wegwijzerZoek;
const {light, lower, gather, Cijfers, LONG, SMALL, PLACES, SPAN, W} = tool;

const SUGGESTIONS = 8;

/** Afstand (Damerau, verwisselde buren), grens + 1 als zij groter is. @param {string} a @param {string} b @param {number} limit */
function distance(a, b, limit) {
    const n = a.length, m = b.length;
    if (Math.abs(n - m) > limit) return limit + 1;
    let before = [], row = [];
    for (let j = 0; j <= m; j++) row.push(j);
    before = row.slice();
    for (let i = 1; i <= n; i++) {
        const next = [i];
        let least = i;
        for (let j = 1; j <= m; j++) {
            let best = Math.min(row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), row[j] + 1, next[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + 1);
            next.push(best);
            if (best < least) least = best;
        }
        if (least > limit) return limit + 1;
        before = row;
        row = next;
    }
    return row[m] > limit ? limit + 1 : row[m];
}

/** @param {any} ix de index */
function more(ix) {
    /** @param {?Klasse} k @param {string} form @param {string} [meant] zoals het er had moeten staan @returns {Deel} */
    function part(k, form, meant) { return {k: k, form: form, meant: meant || ''}; }

    /** Een onbekende samenstelling in bekende delen. @param {string} asked @param {number} level @returns {?Deel[]} */
    function cut(asked, level) {
        for (let len = asked.length - 3; len >= (level ? 4 : 3); len--) {
            const first = asked.slice(0, len), a = ix.stops.has(first) ? null : ix.known(first);
            if (!a) continue;
            for (const link of ['', 's', 'en', 'n', 'e']) {
                const rest = asked.slice(len + link.length);
                if (!asked.startsWith(link, len) || rest.length < 3 || len + rest.length < LONG) continue;
                const b = ix.any(rest);
                /** @type {?Deel[]} */
                let more = null;
                if (b && !ix.stops.has(b.form)) more = [part(b.k, rest)];
                else if (level < 2 && rest.length >= LONG) more = cut(rest, level + 1);
                if (more) return [part(a.k, first)].concat(more);
            }
        }
        return null;
    }
    /** Een samenstelling met een tikfout in een van twee delen. @param {string} asked @returns {?Deel[]} */
    function mended(asked) {
        for (let len = asked.length - 5; len >= 5; len--) {
            for (const link of ['', 's', 'en', 'n', 'e']) {
                const first = asked.slice(0, len), rest = asked.slice(len + link.length);
                if (!asked.startsWith(link, len) || rest.length < 5) continue;
                const a = ix.known(first), b = ix.any(rest);
                if (!a === !b || ix.stops.has(first) || (b && ix.stops.has(b.form))) continue;
                const wrong = a ? rest : first, near = wrong.length > 5 ? meant(wrong, 1) : null;
                const f = near && ix.find(near.form);
                if (!near || !f) continue;
                return a ? [part(a.k, first, first + link), part(f.k, near.form, near.form)]
                    : [part(f.k, near.form, near.form + link), part(/** @type {any} */ (b).k, rest, rest)];
            }
        }
        return null;
    }
    /** Het langste bekende begin of einde van een onbekend woord, minstens de helft, en de rest.
     * @param {string} asked @returns {?Deel[]} */
    function piecemeal(asked) {
        for (let len = asked.length - 3; len >= 5 && 2 * len >= asked.length; len--) {
            const first = asked.slice(0, len), last = asked.slice(-len), a = ix.stops.has(first) ? null : ix.known(first);
            if (a) return [part(a.k, first), part(null, asked.slice(len))];
            const b = ix.any(last);
            if (b && !ix.stops.has(b.form)) return [part(null, asked.slice(0, -len)), part(b.k, last)];
        }
        return null;
    }
    /** @param {string} letters @param {string} asked @param {number} limit */
    function near(letters, asked, limit) {
        /** @type {?{form: string, count: number}} */
        let best = null;
        let d = limit + 1;
        for (const letter of letters) {
            if (ix.m.t.indexOf(letter) < 0) continue;
            for (const f of /** @type {{form: string, count: number}[]} */ (ix.need('t' + letter))) {
                const e = distance(asked, f.form, Math.min(d, limit));
                if (e <= limit && (e < d || (best && e === d && f.count > best.count))) { best = f; d = e; }
            }
        }
        return best && {form: best.form, d: d};
    }
    /** @param {string} asked @param {number} most zoveel fouten in een lang woord */
    function meant(asked, most) {
        if (asked.length < 5 || /^[0-9]/.test(asked)) return null;
        const letter = (/** @type {string} */ c) => c >= 'a' && c <= 'z' ? c : '_', long = asked.length >= 8;
        const best = near(letter(asked[0]), asked, long ? most : 1);
        if (best || (ix.m.n > SMALL && asked[0] === asked[1])) return best;
        return near(long && ix.m.n <= SMALL ? 'abcdefghijklmnopqrstuvwxyz_' : letter(asked[1]), asked, 1);
    }
    /** Is het een goed woord? Dan is het geen tikfout (src/search/lexicon.c). @param {string} form */
    function good(form) {
        if (!ix.m.b || !/^[a-z]{5,20}$/.test(form)) return false;
        let hash = 0x811c9dc5;
        for (let i = 0; i < form.length; i++) hash = Math.imul(hash ^ form.charCodeAt(i), 0x01000193);
        hash >>>= 0;
        const c = new Cijfers(ix.need('d' + hash % ix.m.b)[0]), wanted = hash >>> 11;
        for (let at = 0; c.more; at++) {
            at += c.next();
            if (at >= wanted) return at === wanted;
        }
        return false;
    }
    /** Een woord dat nergens staat: een samenstelling of een tikfout (src/search/words.c). @param {Woord} w */
    function unknown(w) {
        const long = w.form.length >= LONG, right = w.exact || good(w.form);
        let near = long && !right ? meant(w.form, 1) : null;
        if (!near && long && (w.parts = cut(w.form, 0))) return;
        near = near || (right ? null : meant(w.form, 2));
        const f = near && ix.find(near.form);
        if (near && f) Object.assign(w, {k: f.k, meant: near.form, joined: 0, why: 'typefout', w: near.d === 1 ? W.typo : W.typo2});
        else if (long && !right) w.parts = mended(w.form) || piecemeal(w.form);
    }

    /** Documenten met een frase, woord voor woord. @param {string[]} quote @returns {Set<number>} */
    function phrase(quote) {
        gather(quote, (/** @type {string} */ form) => { ix.find(form); });
        const numbers = quote.map(form => {
            const s = ix.shards[ix.place(form)], at = lower(s.forms, form);
            return s.forms[at] === form ? s.from + at : -1;
        });
        if (numbers.some(n => n < 0)) return new Set();
        /** De plaatsen van een woord of, van een gewoon woord, wat er in bakken ligt. @param {number} n @returns {any} */
        const places = n => ix.need('p' + Math.floor(n / PLACES))[0][n % PLACES];
        gather(numbers, places);
        if (quote.length === 1 && typeof places(numbers[0]) !== 'string') {
            const c = new Cijfers(ix.need('q' + numbers[0])[0]), docs = new Set();
            for (let doc = 0; c.more; doc++) docs.add(doc += c.next());
            return docs;
        }
        /** @param {number} i */
        const size = i => i in numbers ? typeof places(numbers[i]) === 'string' ? 0 : places(numbers[i])[0] : Infinity;
        /* Van een gewoon woord alleen de bak van zijn minst gewone buur. Ligt die daar alleen, dan is van hem alles bekend. */
        /** @type {boolean[]} */
        const known = [];
        /** @param {number} n @param {number} i @returns {string[]} */
        const list = (n, i) => {
            const entry = places(n);
            if (known[i] || typeof entry === 'string') return [entry, entry, entry];
            const next = size(i - 1) > size(i + 1), j = next ? i + 1 : i - 1, alone = entry[next ? 1 : 2].indexOf(numbers[j]);
            if (alone >= 0) known[j] = true;
            return ix.need((next ? 'n' : 'r') + n + '-' + (alone < 0 ? numbers[j] % entry[0] + 1 : entry[0] + alone + 1));
        };
        gather(numbers, list);
        /** Waar de frase begint. @type {?number[]} */
        let starts = null;
        numbers.forEach((n, i) => {
            if (known[i]) return;
            const texts = list(n, i), gaps = new Cijfers(texts[0]), one = texts[0] === texts[2];
            const counts = one ? gaps : new Cijfers(texts[1]), steps = one ? gaps : new Cijfers(texts[2]);
            /** @type {number[]} */
            const at = [];
            for (let doc = 0; gaps.more; doc++) {
                doc += gaps.next();
                for (let left = counts.next(), p = 0; left > 0; left--) at.push(doc * SPAN + (p += steps.next()) - i);
            }
            let j = 0;
            starts = starts ? starts.filter(x => { while (at[j] < x) j++; return at[j] === x; }) : at;
        });
        return new Set(/** @type {any} */ (starts).map((/** @type {number} */ x) => Math.floor(x / SPAN)));
    }

    /** Woorden die op een onbekend woord lijken, voor als er niets is. @param {Antwoord} answer */
    function nearest(answer) {
        /** @type {{form: string, d: number}[]} */
        const out = [];
        for (const w of answer.count ? [] : answer.plan.unknown) {
            const letter = /^[a-z]/.test(w) ? w[0] : '_';
            if (w.length < 4 || ix.m.t.indexOf(letter) < 0) continue;
            for (const f of /** @type {{form: string, count: number}[]} */ (ix.need('t' + letter))) {
                const d = distance(w, f.form, 3);
                if (d <= Math.min(3, w.length / 2)) out.push({form: f.form, d: d - Math.min(f.count, 99) / 100});
            }
        }
        /** @type {string[]} */
        const seen = [];
        const fresh = (/** @type {string} */ f) => seen.indexOf(light(f)) < 0 && !!seen.push(light(f));
        return out.sort((a, b) => a.d - b.d).map(x => x.form).filter(fresh).slice(0, 3);
    }

    /** De volgorde bij een keuze van de lezer. @param {string} sort */
    function rank(sort) {
        const order = 'o' + ['titel', 'jaar', 'gewijzigd'].indexOf(sort), got = ix.need(order);
        if (typeof got[0] === 'string') {
            const c = new Cijfers(got[0]);
            got[0] = Array.from(ix.score, () => c.next());
        }
        return got[0];
    }

    /** Onderwerpen waarvan een woord zo begint als het laatste; de woorden ervoor staan er ook in. Alleen wat in de stukken van die
     * woorden staat wordt bekeken. @param {string[]} before @param {string} last @returns {any[][]} */
    function begun(before, last) {
        gather(before.concat(last), (/** @type {string} */ form) => { ix.find(form); });
        for (let i = ix.place(last), n = 0; i < ix.m.s.length && n < 3; i++, n++) {
            if (n && !ix.m.s[i].startsWith(last)) break;
            ix.need('s' + i);
        }
        const mains = before.map(form => { const f = ix.any(form); return f ? f.k.main : form; });
        /** Hoeveel woorden het er meer zijn. @type {Map<number, number>} */
        const found = new Map();
        ix.triggers.forEach((/** @type {{w: string[], t: number}[]} */ list) => {
            for (const p of list) {
                const had = found.get(p.t), more = p.w.length - before.length;
                if ((had !== undefined && had <= more) || !p.w.some(w => w.startsWith(last))) continue;
                if (mains.every(m => p.w.indexOf(m) >= 0)) found.set(p.t, more);
            }
        });
        const list = Array.from(found).sort((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, 24);
        gather(list, (/** @type {[number, number]} */ x) => { ix.topic(x[0]); });
        const rows = list.map(x => ix.topic(x[0])).filter(r => (r[6] ? r[6] < 4 : r[3]));
        const rank = (/** @type {any[]} */ r) => r[6] || 9;
        return rows.map((r, i) => ({r: r, i: i})).sort((a, b) => rank(a.r) - rank(b.r) || a.i - b.i).map(x => x.r);
    }
    /** Wat een lezer die dit typt zou kunnen bedoelen: antwoorden, bladzijden, records. @param {string} text */
    function suggest(text) {
        const words = tool.read(text).filter((/** @type {any} */ t) => !t.extra).map((/** @type {any} */ t) => t.form);
        const last = words.pop() || '';
        if (last.length < 2) return [];
        const before = words.filter((/** @type {string} */ w) => !ix.stops.has(w));
        let rows = begun(before, last);
        /* Het laatste woord alleen noemt nog een bladzijde; een antwoord is op meer dan een stukje van de vraag. */
        if (!rows.length && before.length) rows = begun([], last).filter((/** @type {any[]} */ r) => !r[6]);
        const short = last.length < 3 && !words.length, plan = short ? null : tool.makePlan(ix, text.trim());
        /* Wat de hele tekst al vraagt gaat voor; van antwoorden en van bladzijden elk de helft. */
        const answers = (plan ? plan.answers.map((/** @type {Uitkomst} */ a) => [a.key, '', a.label, a.url, -1, 0, 1]) : [])
            .concat(rows.filter(r => r[6]));
        const once = answers.filter((/** @type {any[]} */ a, /** @type {number} */ i) => answers.findIndex((/** @type {any[]} */ b) => b[0] === a[0]) === i);
        const pages = rows.filter(r => !r[6]), room = Math.max(2, 4 - pages.length);
        const named = once.slice(0, room).concat(pages).slice(0, 4).map((/** @type {any[]} */ r) => ({label: r[2], url: r[3], what: r[6] ? 'antwoord' : r[1]}));
        if (!plan) return named;
        const none = ix.m.f.map(() => /** @type {number[]} */ ([])), want = ix.m.f.map(() => false);
        const answer = tool.search(ix, plan, none, want, '', SUGGESTIONS - named.length);
        const docs = answer.docs.length ? answer.docs : answer.maybe;
        gather(docs, (/** @type {number} */ d) => { ix.need('k' + Math.floor(d / ix.m.z)); });
        return named.concat(docs.map((/** @type {number} */ d) => {
            const row = ix.got['k' + Math.floor(d / ix.m.z)][0][d % ix.m.z];
            return {label: row[2].replace(/[\x01\x02]/g, ''), url: row[1] || row[0] + ix.m.u, what: row[4]};
        }));
    }

    return {rank: rank, unknown: unknown, phrase: phrase, nearest: nearest, suggest: suggest};
}

/** @type {any} */ (window).wegwijzerIndex('x', more);
})();
