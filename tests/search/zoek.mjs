// SPDX-License-Identifier: EUPL-1.2
/* zoek.js zonder browser: de index van schijf, de script-elementen nagedaan. Voor het orakel, de beoordeling en de metingen. */
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import {fileURLToPath} from 'node:url';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const project = path.resolve(here, '../..');

/** Vraagt zonder de pagina. @param {any} tool @param {any} index @param {string} query @param {number[][]} chosen
 * @param {number} open zoveel facetten tellen @param {number} most */
export async function ask(tool, index, query, chosen, open, most) {
    await index.start();
    const picked = index.m.f.map((_, f) => (chosen && chosen[f]) || []), want = index.m.f.map((_, f) => f < open);
    return tool.whole(index, () => tool.search(index, tool.makePlan(index, query), picked, want, '', most));
}

/** @param {string} manifest pad van m.<hash>.js */
export function open(manifest) {
    const loads = [];
    const context = {
        console, URL, setTimeout, clearTimeout,
        location: {href: 'file:///', search: '', pathname: '/'},
        addEventListener() {},
        document: {
            querySelector: () => null,
            addEventListener() {},
            head: {
                appendChild(el) {
                    const file = decodeURI(el.src);
                    let text;
                    try {
                        text = fs.readFileSync(file, 'utf8');
                    } catch (e) {
                        setTimeout(() => el.onerror(e), 0);
                        return;
                    }
                    loads.push(file);
                    vm.runInContext(text, context, {filename: file});
                    setTimeout(() => el.onload(), 0);
                },
            },
            createElement: () => ({remove() {}}),
        },
    };
    context.window = context;
    vm.createContext(context);
    vm.runInContext(fs.readFileSync(path.join(project, 'themes/standaard/zoek.js'), 'utf8'), context, {filename: 'zoek.js'});
    const tool = context.wegwijzerZoek, index = new tool.Index(manifest, path.join(project, 'themes/standaard/zoek-meer.js'));
    return {
        tool, index, loads,
        /** @param {string} query @param {number[][]=} chosen @param {number=} most */
        search: (query, chosen, most) => ask(tool, index, query, chosen, Infinity, most || 10),
        /** De ids bij nummers van documenten. */
        async ids(docs) {
            const out = [];
            for (const d of docs) {
                const group = Math.floor(d / index.m.z);
                await index.piece('k' + group);
                out.push(index.got['k' + group][0][d % index.m.z][0]);
            }
            return out;
        },
    };
}

/** Het overzicht in een map die `maak index` of een bouw schreef. */
export function manifest(folder) {
    const zoek = fs.existsSync(path.join(folder, 'zoek')) ? path.join(folder, 'zoek') : folder;
    const name = fs.readdirSync(zoek).find(f => /^m\.[0-9a-f]+\.js$/.test(f));
    if (!name) throw new Error('geen index in ' + zoek);
    return path.join(zoek, name);
}

/** Willekeurige getallen die elke keer gelijk zijn. */
export function random(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}
