#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/before.sh BUILD MAKE BASE - what a change of the program does to what it makes: `make check-before BASE=commit`.
#
# Builds the program of BASE beside that of now, and lets both work on the input of BASE: its catalogue (for a host and
# for reading from disk), the second catalogue and every golden. Compared byte for byte: each file of each site; of each
# golden its status, its output and what it publishes. Messages are compared by place, severity and code: their words may
# improve. Names that hold the hash of a file are compared without it, and settings at example.org get another address
# first, because the program treats that one as not filled in. Differences are listed, with the first lines of each; a
# change that is meant is told in its commit.
set -u
export LC_ALL=C
cd "$(dirname "$0")/.." || exit 2
build=$(realpath -m "$1") make=$2 base=$3 passed=0 failed=0
today=2026-11-29
commit=$(git rev-parse --verify --quiet "$base^{commit}") || { echo "before: '$base' is no commit of this repository" >&2; exit 2; }
then=$build/before/$commit
if [ ! -x "$then/build/wegwijzer" ]; then
    rm -rf "$then"
    mkdir -p "$then"
    git archive "$commit" | tar -x -C "$then" || exit 2
    $make -C "$then" BUILD=build all >"$build/before/make.log" 2>&1 || { tail -n 20 "$build/before/make.log"; exit 2; }
fi
old=$then/build/wegwijzer new=$build/wegwijzer work=$build/before/work
rm -rf "$work"
mkdir -p "$work"

right() { passed=$((passed + 1)); }
wrong() { failed=$((failed + 1)); echo "differs: $1"; }

hash='\.[0-9a-f]{16}\.'
names() { (cd "$1" 2>/dev/null && find . -type f | sed -E "s/$hash/./" | sort); }
# The file of a site whose name without its hash is given.
file() { local f=$1/$2; [ -f "$f" ] || f=$(find "$(dirname "$f")" -maxdepth 1 -name "$(basename "${2%.*}").*.${2##*.}" 2>/dev/null | head -n 1); printf %s "$f"; }
plain() { sed -E "s/$hash/./g" "$1" 2>/dev/null; }

# Both programs on one project; every file that either publishes is a test.
site() {
    local name=$1 project=$work/$1-project
    cp -r "$2" "$project"
    sed -i 's/example\.org/before.example/g' "$project/content/site.yaml"
    shift 2
    for side in old new; do
        "${!side}" build -C "$project" -o "$work/$name-$side" --today "$today" "$@" >"$work/$name-$side.log" 2>&1
        echo "status $?" >"$work/$name-$side.status"
    done
    if cmp -s "$work/$name-old.status" "$work/$name-new.status"; then right; else
        wrong "$name: $(cat "$work/$name-old.status") then, $(cat "$work/$name-new.status") now"
        head -n 12 "$work/$name-new.log"
    fi
    local f old_file new_file
    while IFS= read -r f; do
        old_file=$(file "$work/$name-old" "$f") new_file=$(file "$work/$name-new" "$f")
        if cmp -s "$old_file" "$new_file" || cmp -s <(plain "$old_file") <(plain "$new_file"); then right; continue; fi
        wrong "$name/$f"
        [ "$failed" -gt "${SHOW:-20}" ] || diff <(plain "$old_file") <(plain "$new_file") 2>&1 | head -n 6 | cut -c1-240
    done < <(sort -u <(names "$work/$name-old") <(names "$work/$name-new") | grep -v '^\./\.wegwijzer$')
}

mkdir -p "$work/then" && cp -r "$then/content" "$then/templates" "$then/themes" "$work/then"
site catalogue "$work/then"
site offline "$work/then" --offline
site second "$then/tests/second/project"

# The goldens of then, run by the program of now, are what then printed; only the words of a message may differ.
node tests/golden/run.mjs --program "$new" --cases "$then/tests" --places >"$work/goldens.log" 2>&1
line=$(grep -aE '^[0-9]+ passed, [0-9]+ failed' "$work/goldens.log" | tail -n 1)
if [ -z "$line" ]; then wrong 'the goldens did not run'; tail -n 5 "$work/goldens.log"; else
    f=${line#*, } f=${f%% *}
    passed=$((passed + ${line%% *})) failed=$((failed + f))
    [ "$f" = 0 ] || grep -a '^FAIL' "$work/goldens.log"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
