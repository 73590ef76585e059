// SPDX-License-Identifier: EUPL-1.2
/* Een redacteur zet één afkorting in de woordenlijst en bouwt opnieuw: op de pagina vindt de afkorting wat voluit geschreven is, en de uitgeschreven
 * vorm wat alleen de afkorting heeft, en dat weegt dan zo veel als wanneer het voluit bij de trefwoorden stond. Zonder die regel geldt
 * geen van beide.
 *
 *   node tests/search/redacteur.mjs PROGRAMMA MAP
 *
 * MAP: werkmap voor een kopie van de catalogus en de gebouwde site. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {execFileSync} from 'node:child_process';
import {openBrowser, ourPage} from './rivalen.mjs';

const [program, work] = process.argv.slice(2).map(p => path.resolve(p));
const SHORT = 'LDH', LONG = 'lokale driehoek';
const SPELLED = 'knelpunten/lokale-driehoek', SHORTENED = 'knelpunten/vakantieparken';

/** Verandert een bestand van de kopie; wat er moet staan, staat er. */
function edit(file, from, to) {
    const name = path.join(work, 'content', file), text = fs.readFileSync(name, 'utf8');
    assert.ok(text.includes(from), file + ' heeft geen ‘' + from + '’');
    fs.writeFileSync(name, text.replace(from, to));
}

/** De ids die de pagina geeft, en wat zij erbij zegt. @param {string} site @param {string[]} queries */
async function ask(site, queries) {
    const browser = await openBrowser({'/site/': site}), find = ourPage(browser.page, browser.home), answers = [];
    try {
        for (const query of queries) {
            const ids = await find(query);
            answers.push({ids, help: (await browser.page.textContent('[data-werkwijze]')).trim()});
        }
        return answers;
    } finally {
        await browser.close();
    }
}

function build(name) {
    const site = path.join(work, name);
    execFileSync(program, ['-C', work, 'build', '-o', site], {stdio: 'pipe'});
    return site;
}

/** Wat een record scoort; 0 als het niet gevonden is. */
function score(query, id) {
    const out = execFileSync(program, ['-C', work, 'search', '--limit', '1000', query], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
    const hit = out.split('\n').map(line => line.trim().split(/ +/)).find(cells => cells[2] === id);
    return hit ? Number(hit[1]) : 0;
}

fs.rmSync(work, {recursive: true, force: true});
for (const folder of ['content', 'templates', 'themes']) fs.cpSync(folder, path.join(work, folder), {recursive: true});
const keyword = word => ['trefwoorden: [', 'trefwoorden: [' + word + ', '];
edit(SHORTENED + '.yaml', ...keyword(SHORT));
assert.equal(score(LONG, SHORTENED), 0, 'zonder de regel is ' + SHORTENED + ' al gevonden');

edit('woordenlijst.yaml', 'afkortingen:\n', 'afkortingen:\n  ' + SHORT + ': [' + LONG + ']\n');
const [short, long] = await ask(build('met'), [SHORT.toLowerCase(), LONG]);
assert.ok(short.ids.includes(SPELLED), SHORT + ' vindt niet wat voluit geschreven is: ' + short.ids);
assert.ok(short.ids.includes(SHORTENED), SHORT + ' vindt niet wat de afkorting heeft: ' + short.ids);
assert.match(short.help, /Ook gezocht op:.*lokale driehoek/);
assert.ok(long.ids.includes(SPELLED), LONG + ' vindt niet wat voluit geschreven is: ' + long.ids);
assert.match(long.help, new RegExp('Ook gezocht op:.*' + SHORT));

const shortened = score(LONG, SHORTENED);
edit(SHORTENED + '.yaml', keyword(SHORT)[1], keyword(LONG)[1]);
const spelled = score(LONG, SHORTENED);
assert.ok(shortened > .85 * spelled && spelled > 0, SHORT + ' als trefwoord weegt ' + shortened + ', voluit ' + spelled);
console.log('een afkorting erbij werkt in beide richtingen, en weegt als de woorden zelf');
