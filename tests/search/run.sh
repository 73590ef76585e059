#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/search/run.sh BUILD WORDS QUERIES - the suite of the search; ends with a line `N passed, N failed`.
set -u
build=$1 words=$2 queries=$3 passed=0 failed=0
cd "$(dirname "$0")/../.." || exit 2

step() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "  ok   $name"
    else
        failed=$((failed + 1))
        echo "  FAIL $name"
    fi
}

step 'the types of the scripts hold' "$NODE_PATH/.bin/tsc" --noEmit --allowJs --checkJs --strict --noImplicitAny --target es2017 --lib es2019,dom,dom.iterable themes/standaard/zoek.js themes/standaard/zoek-meer.js themes/standaard/zoek-pagina.js themes/standaard/zoek-antwoord.js themes/standaard/keuze.js themes/standaard/handout.js themes/standaard/voorstel.js
step 'the browser answers as memory does' node tests/search/orakel.mjs "$build/search/maak" "$build/search/docs.tsv" "$build/search/lexicon.tsv" "$words" "$build/search/index" "$queries"
step 'and where words are in more documents than a shard holds' bash -c "node tests/search/genereer.mjs '$build/search/docs.tsv' '$words' 2600 >'$build/search/docs-2600.tsv' && rm -rf '$build/search/2600' && '$build/search/maak' index '$build/search/docs-2600.tsv' '$build/search/lexicon.tsv' '$words' '$build/search/2600' >/dev/null && node tests/search/orakel.mjs '$build/search/maak' '$build/search/docs-2600.tsv' '$build/search/lexicon.tsv' '$words' '$build/search/2600' $((queries / 10))"
step 'the browser reads every word as C does' node tests/search/woorden.mjs "$build/search/maak" "$build/search/docs.tsv" "$build/search/lexicon.tsv" "$words" "$build/search/index"
step 'compounds are split as readers split them' node tests/search/splitsen.mjs "$build/search/maak" "$build/search/docs.tsv" "$build/search/lexicon.tsv" "$words" "$build/search/index"
step 'every record is found by who knows it, and the site answers as the program does' node tests/search/bekend.mjs "$build/site" "$build/wegwijzer"
step 'nothing where there is nothing, what is urgent above, the right thing while typing' node tests/search/grenzen.mjs "$build/site"
step 'an abbreviation that an editor adds works in both directions' node tests/search/redacteur.mjs "$build/wegwijzer" "$build/search/redacteur"
step 'two builds of the index are the same' bash -c "rm -rf '$build/search/again' && '$build/search/maak' index '$build/search/docs.tsv' '$build/search/lexicon.tsv' '$words' '$build/search/again' 5 >/dev/null && diff -r '$build/search/index' '$build/search/again'"
seen=$(node tests/search/browser.mjs "$build/site" "$build/site-offline" "$build/search/beelden")
printf '%s\n' "$seen"
line=$(printf '%s\n' "$seen" | grep -E '^[0-9]+ passed, [0-9]+ failed$' | tail -n 1)
if [ -n "$line" ]; then
    passed=$((passed + ${line%% *}))
    rest=${line#*, }
    failed=$((failed + ${rest%% *}))
else
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
