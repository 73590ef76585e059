// SPDX-License-Identifier: EUPL-1.2
// @ts-check
/* Wat de controle van een waarde zegt, voor het formulier: dezelfde regels per type als in src/model, met de zinnen uit de tabel van
 * meldingen (meewerken/model.js). Een melding is [code, ...woorden]. Wat alleen met de hele catalogus is te zien (of een verwijzing
 * bestaat, een link in een tekst, een dubbele tekst), zegt de controle van het voorstel. */
(function () {
'use strict';

/** item: het is een punt van een lijst.
 * @typedef {{name: string, label: string, type: string, help?: string, example?: string, list?: boolean, required?: boolean, min?: number,
 *   max?: number, item?: boolean, ahead?: boolean, since?: number, role?: string, vocabulary?: string, to?: string, fields?: Veld[]}} Veld */
/** @typedef {string[]} Melding */

/** Hoeveel tekens een lezer telt. @param {string} s */
const count = s => Array.from(s).length;
/** Zoals de tool een korte tekst leest. @param {string} s */
const oneLine = s => s.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');

/** Wat een veld aanneemt: zonder tekens die in geen enkel bestand mogen staan, en op een regel als het er een is.
 * @param {string} s @param {boolean} line */
function take(s, line) {
    const clean = s.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufdd0-\ufdef\ufffe\uffff]|\p{Cs}/gu, '');
    return line ? oneLine(clean) : clean.replace(/\t/g, '    ').replace(/\s+$/, '');
}

/** @param {string} s */
function isDate(s) {
    const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(s);
    return !!m && +m[1] >= 1000 && +m[2] >= 1 && +m[2] <= 12 && +m[3] >= 1 && +m[3] <= new Date(Date.UTC(+m[1], +m[2], 0)).getUTCDate();
}
/** Een dag zoals mensen hem schrijven, gelezen als in wz_date_near. @param {string} s */
function meantDate(s) {
    const names = ['jan', 'feb', 'm(?:aa|ar|rt)', 'apr', 'm(?:ei|ay)', 'jun', 'jul', 'au', 'sep', 'o', 'nov', 'dec'], parts = /** @type {number[]} */ ([]);
    const bare = s.replace(/\u00a0/g, ' ').replace(/[\u2010-\u2015]/g, '-').replace(/[^\0-\x7f]/gu, '?').toLowerCase().replace(/^((?:\D*\d){8}[^\dt]*)t[^]*/, '$1');
    let rest = bare.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3').replace(/^(?:[^ ]*da[gy]|ma|di|wo|do|vr|za|zo)[.,]* +/, '');
    while (rest && parts.length < 3) {
        /** @type {?RegExpExecArray|false} */
        const m = /^(\d{1,4})[a-z]*[-/. ]*/.exec(rest) || (parts.length === 1 && /^([a-z]+)[-/. ]*/.exec(rest));
        if (!m) return '';
        parts.push(/\d/.test(m[1]) ? +m[1] : names.findIndex(n => new RegExp('^' + n).test(m[1])) + 1);
        rest = rest.slice(m[0].length);
    }
    const [year, month, day] = parts[0] > 31 ? parts : parts.slice().reverse(), swapped = month > 12 && day <= 12;
    const iso = [year, swapped ? day : month, swapped ? month : day].map((n, i) => String(n).padStart(i ? 2 : 4, '0')).join('-');
    return parts.length === 3 && !rest && isDate(iso) ? iso : '';
}
/** Sinds 2015, 2020 t/m 2022: jaren en woorden. @param {string} s */
function meantPeriod(s) {
    const years = s.match(/\d+/g) || [], on = /[-\u2010-\u2015] *$|(^|[^a-z])(sinds|vanaf|since|from|nu|now|heden|present|today|vandaag)(?![a-z])/i.test(s);
    const near = years.some(y => y.length !== 4) || years.length > 2 ? '' : years.length === 2 ? on ? '' : years.join('..') : years[0] && on ? years[0] + '-heden' : '';
    return isPeriod(near) ? near : '';
}
/** www.vng.nl, https//vng.nl: een adres waarvan het begin mist of fout is, of met een spatie erin. @param {string} s */
function meantUrl(s) {
    let rest = s.replace(/\\/g, '/'), scheme = '';
    for (let m; (m = /^(h[a-z]{2,5}|tt?ps?)[:;/]+/i.exec(rest)); rest = rest.slice(m[0].length)) scheme = /s/i.test(m[1]) ? 'https' : 'http';
    rest = rest.replace(scheme ? /^\/+/ : /^\/\//, '');
    if (/^[^/?#]*@/.test(rest) && !scheme || / (http|www\.)/.test(rest)) return '';
    rest = rest.replace(/^[^/?#]*@/, '').replace(/ /g, '%20');
    const near = (scheme || 'https') + '://' + rest, file = /^[^:/?#]+\.(pdf|docx?|xlsx?|pptx?|html?|yaml|json|txt|jpg|png|csv|scss)$/.test(rest);
    return /^[^:/?#]+\.[a-z]{2,}([/:?#]|$)/i.test(rest) && !file && !url(near) ? near : '';
}
/** Wat iemand bedoelde, als er maar een lezing is. @param {string} code @param {string} s @param {string} today */
function meant(code, s, today) {
    const now = today.slice(0, 4) + s.slice(4);
    switch (code) {
    case 'geen-datum': return meantDate(s.trim());
    case 'datum-na-vandaag': return isDate(now) && now <= today ? now : '';
    case 'geen-looptijd': return meantPeriod(s);
    case 'geen-webadres': case 'adres-met-gebruiker': case 'adres-zonder-site': return meantUrl(s.trim());
    default: return '';
    }
}
/** De eerste en de laatste dag van een jaar, maand, dag of kwartaal. @param {string} s @returns {?[string, string]} */
function moment(s) {
    const q = /^[Qq]([1-4]) (\d{4})$/.exec(s), m = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(s);
    if (q) return +q[2] >= 1000 ? [q[2] + '-' + String(+q[1] * 3 - 2).padStart(2, '0') + '-01', q[2] + '-' + String(+q[1] * 3).padStart(2, '0') + '-31'] : null;
    if (!m || !isDate(m[1] + '-' + (m[2] || '01') + '-' + (m[3] || '01'))) return null;
    return [m[1] + (m[2] ? '-' + m[2] : '-00') + (m[3] ? '-' + m[3] : '-00'), m[1] + '-' + (m[2] || '12') + '-' + (m[3] || '31')];
}
/** @param {string} s */
function isPeriod(s) {
    if (/^(onbekend|unknown|doorlopend|ongoing)$/.test(s) || moment(s)) return true;
    let parts = null;
    for (const sep of ['..', ' - ', ' – ', '–']) {
        const at = s.indexOf(sep);
        if (!parts && at >= 0) parts = [s.slice(0, at).trim(), s.slice(at + sep.length).trim()];
    }
    if (!parts) {
        const at = s.lastIndexOf('-');
        parts = at > 0 ? [s.slice(0, at), s.slice(at + 1)] : null;
        if (!parts || !(parts[0].length === 4 && parts[1].length === 4) && !/^(heden|present)$/.test(parts[1])) return false;
    }
    const from = moment(parts[0]), to = moment(parts[1]);
    return !!from && (/^(heden|present)$/.test(parts[1]) || !!to && to[1] >= from[0]);
}
/** @param {string} s */
function isPhone(s) {
    const digits = s.replace(/\D/g, '');
    if (!/^\+?[-.() \d]*$/.test(s)) return false;
    if (s[0] === '+') return !/\(0\)/.test(s) && !/^310|^0/.test(digits) && digits.length >= 7 && digits.length <= 15;
    return /^0[89]00/.test(digits) ? digits.length >= 8 && digits.length <= 11 : /^1\d{2,5}$/.test(digits);
}
/** @param {string} s */
function isEmail(s) {
    const at = s.indexOf('@'), local = s.slice(0, at), labels = s.slice(at + 1).split('.'), last = labels[labels.length - 1];
    return at > 0 && at <= 64 && s.length - at - 1 <= 253 && /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) && labels.length > 1 && last.length > 1 &&
        !/^\d/.test(last) && labels.every(l => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i.test(l));
}
/** @param {string} s @returns {?Melding} */
function url(s) {
    const m = /^https?:(?:\/\/([^/?#]*))?(.*)$/i.exec(s);
    if (!m || /[\s"<>\\^`{|}\u0000-\u001f]/.test(s) || new TextEncoder().encode(s).length > 2000) return ['geen-webadres', s];
    if ((m[1] || '').includes('@')) return ['adres-met-gebruiker', s];
    const [, host, port] = /^(.*?)(?::(.*))?$/.exec(m[1] || '') || [];
    if (!/^[^.]+(\.[^.]+)+\.?$/.test(host)) return ['adres-zonder-site', s];
    if (port !== undefined && !(/^\d+$/.test(port) && +port >= 1 && +port <= 65535)) return ['adres-met-onmogelijke-poort', s];
    return isInternal(host.toLowerCase()) ? ['adres-alleen-intern', s] : null;
}
/** Opent alleen voor wie op een netwerk zit of is ingelogd. @param {string} host */
const isInternal = host => /^intranet\.|\.(local|localhost|lan|intranet|internal|corp|home|localdomain|private|sharepoint\.com|home\.arpa)$/.test(host) ||
    /^(teams\.microsoft\.com|outlook\.office(365)?\.com|mail\.google\.com)$/.test(host) ||
    /^[\d.]+$/.test(host) && /^(10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host);
/** Het eerste adres in een tekst, zonder het leesteken erachter; anders het eerste mailadres. @param {string} s */
function addressIn(s) {
    const site = /^<(?=[^ \t\n"<>()]+>)([a-z\d_-]+(?:\.[a-z\d_-]+)*\.[a-z]{2,}(?:[:/?#][^ \t\n"<>()]*)?)>/i;
    for (let i = 0; i < s.length; i++) {
        const rest = s.slice(i), www = (i === 0 || ' (<"\t\n'.includes(s[i - 1])) && /^www\./.test(rest), web = /^(https?:\/\/)?[^ \t\n"<>()]*/.exec(rest);
        const least = www ? 4 : web && web[1] ? web[1].length : 0;
        const found = least && web ? web[0].slice(0, least) + web[0].slice(least).replace(/[.,;:!?]+$/, '') : '';
        if (found.length > least && (!www || found.indexOf('.', 4) > 4)) return found;
        const bare = site.exec(rest);
        if (bare) return bare[1];
    }
    const at = s.indexOf('@'), from = (/[A-Za-z\d._+-]*$/.exec(s.slice(0, Math.max(at, 0))) || [''])[0], to = (/^[A-Za-z\d._+-]*/.exec(s.slice(at + 1)) || [''])[0].replace(/[^A-Za-z]+$/, '');
    return at > 0 && from && to.indexOf('.') > 0 ? from + '@' + to : '';
}
/** Tekens die er anders uitkomen dan iemand bedoelt. @param {string} s @param {boolean} line @returns {Melding[]} */
function characters(s, line) {
    const out = /** @type {Melding[]} */ ([]), hex = (/** @type {string} */ c) => 'U+' + (c.codePointAt(0) || 0).toString(16).toUpperCase().padStart(4, '0');
    const damaged = /[\ufffd\ue000-\uf8ff]|[\u00c2\u00c3][\u0080-\u009f\u00a1-\u00bf]|\u00e2\u20ac/.exec(s), loose = /[\ufb00-\ufb06]|[^\u0300-\u036f][\u0300-\u036f]/.exec(s);
    if (damaged) out.push(['verminkte-tekst', damaged[0].length > 1 ? damaged[0] : hex(damaged[0])]);
    if (loose) out.push(['samengestelde-letter', loose[0], hex(loose[0].slice(-1))]);
    if (line && s.includes('\u00ad')) out.push(['onzichtbaar-teken', 'U+00AD']);
    return out;
}
/** Staan er aanhalingstekens van Word om de tekst, of alleen aan het begin? @param {string} s */
function isQuoted(s) {
    const single = /^[‘‚]/.test(s), inner = s.slice(1);
    if (!single && !/^[“„]/.test(s) || single && /^.[ -]/.test(inner)) return false;
    const close = single ? /’/g : s[0] === '„' ? /[”“]/g : /”/g, n = (inner.match(close) || []).length;
    return n === 0 || n === 1 && inner.length > 1 && inner.slice(-1).search(close) === 0;
}
/** Wat opmaak zou zijn: een kop of punt aan het begin, of woorden tussen * _ of `. @param {string} s */
function emphasis(s) {
    const open = /^(#+|•|[-*]) [^]/.exec(s), isWord = (/** @type {?string} */ c) => !!c && /[A-Za-z\d]|[^\0-\x7f]/.test(c);
    for (let i = 0; i < s.length && !open; i++) {
        if (!'*_`'.includes(s[i])) continue;
        const mark = s.startsWith('**', i) ? '**' : s[i], from = i + mark.length, close = s.indexOf(mark, from), end = close + mark.length;
        if (close > from && s[from] !== ' ' && s[close - 1] !== ' ' && !isWord(s[i - 1]) && !isWord(s[end])) return s.slice(i, end);
    }
    return open ? open[1] : '';
}
/** Wat er staat om later in te vullen. @param {Veld} field @param {string} s @returns {Melding[]} */
function unfinished(field, s) {
    const low = s.toLowerCase(), blank = !api.names && new TextEncoder().encode(s).length <= 40 &&
        (s[0] === '[' && s.indexOf(']') === s.length - 1 || /^(n\.v\.t\.|nvt|n\.t\.b\.|ntb|n\/a)$/.test(low) || !/[A-Za-z\d\u0080-\u1fff\u2c00-\u{10ffff}]/u.test(s));
    const found = blank ? s : (s.match(/[A-Za-z\d\u0080-\uffff-]+/g) || []).find(w => /^(X{3,}|TODO|TBD|FIXME)$/.test(w)) ||
        ['lorem ipsum', 'nog invullen', 'nader in te vullen', 'nog in te vullen'].find(p => low.includes(p));
    return found ? [['nog-in-te-vullen', found, field.name]] : [];
}
/** Een tekst van een regel. @param {Veld} field @param {string} s @returns {Melding[]} */
function text(field, s) {
    const out = characters(s, true);
    const tag = /<[A-Za-z\d]+:\/\/[^<>]*>|<\/?(a|b|i|u|p|br|em|strong|ul|ol|li|div|span|h[1-6]|img|table|tr|td|th|code|pre|blockquote|script|style|iframe|sub|sup|small|hr|font|center|s|del|ins|mark)( [^<>]*|\/)?>|&(#?\w{2,30});|\[[^[\]]+\]\([^)]*\)/i.exec(s);
    if (tag) out.push(['opmaak-in-tekst', tag[0], field.name]);
    const marks = emphasis(s), address = tag || marks || field.type !== 'text' || field.list || field.item ? '' : addressIn(s);
    if (marks) out.push(['sterretjes-in-tekst', marks, field.name]);
    if (address) out.push(['adres-in-korte-tekst', address, field.name]);
    out.push(...unfinished(field, s));
    if (isQuoted(s)) out.push(['aanhalingstekens-om-tekst', s]);
    if (field.role === 'title') {
        const word = s.slice(s.lastIndexOf(' ') + 1);
        if (/^[^.]+\.$/.test(word) && !/^(enz|etc|jr|sr|ca)\.$/.test(word)) out.push(['titel-met-punt', s]);
        if (!/[a-z]/.test(s) && (s.match(/[A-Z]/g) || []).length >= 10) out.push(['titel-in-hoofdletters', s]);
    }
    return out;
}
/** Een tekst met opmaak: wat zonder de catalogus te zien is. @param {string} s @returns {Melding[]} */
const markdown = s => characters(s, false);

/** Wat er aan een waarde mankeert. today is de datum van vandaag.
 * @param {Veld} field @param {string} s @param {string} today @returns {Melding[]} */
function judge(field, s, today) {
    const out = /** @type {Melding[]} */ ([]);
    if (['text', 'phone', 'email', 'markdown'].includes(field.type) && field.max && !field.list && count(s) > field.max) {
        out.push(['te-lang', field.name, String(count(s)), String(field.max)]);
    }
    if (field.type === 'text' || field.type === 'phone' || field.type === 'email') out.push(...text(field, s));
    if (field.type === 'markdown') out.push(...markdown(s), ...unfinished(field, s.trim()));
    if (field.type === 'phone' && !isPhone(s)) out.push(['geen-telefoonnummer', s]);
    if (field.type === 'email' && !isEmail(s)) out.push(['geen-mailadres', s]);
    if (field.type === 'period' && !isPeriod(s)) out.push(['geen-looptijd', s]);
    if (field.type === 'bool' && !/^(true|false|ja|nee|yes|no)$/i.test(s)) out.push(['geen-ja-of-nee', s]);
    if (field.type === 'url') { const fault = url(s); if (fault) out.push(fault); }
    if (field.type === 'date') {
        const tomorrow = new Date(Date.parse(today) + 864e5).toISOString().slice(0, 10);
        if (!isDate(s)) out.push(['geen-datum', s]);
        else if (!field.ahead && s > tomorrow) out.push(['datum-na-vandaag', s, today]);
        else if (+s.slice(0, 4) < (field.since || 1800) || +s.slice(0, 4) > 2100) out.push(['datum-onwaarschijnlijk', s]);
    }
    if (field.type === 'integer') {
        const n = Number(s), low = field.min === undefined ? -999999999999999 : field.min, high = field.max === undefined ? 999999999999999 : field.max;
        if (!/^-?\d{1,15}$/.test(s) || s.length > 15 + +(s[0] === '-')) out.push(['geen-getal', s]);
        else if (!field.list && (n < low || n > high)) out.push(['getal-buiten-bereik', s, String(low), String(high)]);
    }
    return out;
}
/** Hoeveel punten er zijn. @param {Veld} field @param {number} n @returns {Melding[]} */
function amount(field, n) {
    if (n && field.min && n < field.min) return [['te-weinig', field.name, String(n), String(field.min)]];
    return field.max && n > field.max ? [['te-veel', field.name, String(n), String(field.max)]] : [];
}
/** Een id die van de titel komt. @param {string} title */
const idOf = title => title.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/ß/g, 'ss').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 100).replace(/-+$/, '');
/** @param {string} id @returns {?Melding} */
function id(id) {
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(id)) return ['verkeerde-id', id];
    if (id.length > 100) return ['id-te-lang', id, String(id.length), '100'];
    return /^(con|prn|aux|nul|index|feed|com[1-9]|lpt[1-9])$/.test(id) ? ['gereserveerde-id', id] : null;
}

/* ---- Wat uit Word komt ---- */

/** Een geplakte tekst zonder wat een redacteur niet ziet. Geeft ook hoeveel er anders is. @param {string} s @param {boolean} line */
function tidy(s, line) {
    let n = 0;
    const swap = (/** @type {RegExp} */ re, /** @type {any} */ to) => { s = s.replace(re, (/** @type {any[]} */ ...m) => { n++; return typeof to === 'string' ? to : to(...m); }); };
    s = s.replace(/\r\n?/g, '\n');
    if (s !== s.normalize('NFC')) { n++; s = s.normalize('NFC'); }
    swap(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/gu, '');
    swap(/[\u2028\u2029]/g, '\n');
    if (!line) swap(/^[ \t]*(?:[•·▪‣◦–]|\uf0b7|\uf0a7|o(?=\t))[ \t]+/gm, '- ');
    swap(/[\u00a0\u202f\u2007]/g, ' ');
    swap(/\t/g, ' ');
    swap(/[\ue000-\uf8ff]/g, '');
    swap(/https?:\/\/[\w.-]*safelinks\.protection\.outlook\.com\/?\?[^\s)>\]]*/gi, (/** @type {string} */ all) => {
        try { return new URL(all).searchParams.get('url') || all; } catch (e) { return all; }
    });
    swap(/([?&])utm_\w+=[^&\s#)>\]]*(&?)/g, (/** @type {string} */ _, /** @type {string} */ a, /** @type {string} */ b) => b ? a : '');
    return {text: line ? oneLine(s) : s, count: n};
}

/** names: het gaat om een begrip, en wat mensen daarvoor schrijven is een van zijn namen. */
const api = {names: false, judge: judge, amount: amount, id: id, idOf: idOf, meant: meant, isDate: isDate, count: count,
    oneLine: oneLine, take: take, tidy: tidy};
/** @type {any} */ (window).wegwijzerRegels = api;
}());
