#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/sizes.sh - no function over 60 lines, no file over 600, no six lines twice (DESIGN: house style). One test a file; and one that
# the top level holds what DESIGN.md says, and dot files.
# Blank lines and includes are no lines, and of the six at least four hold more than a brace.
# Tables of rows (*.def) are no code.
set -u
export LC_ALL=C
cd "$(dirname "$0")/.."
house='src include content templates themes tests Makefile README.md LICENSE'
top=$(git ls-files -z 2>/dev/null | tr "\\0" "\\n" | cut -d/ -f1 | grep -v '^\.' | sort -u)
[ -n "$top" ] || top=$(find . -maxdepth 1 -mindepth 1 -not -name '.*' -not -name 'build*' -printf '%f\n' | sort) # a release has no history
awk -v top="$(tr '\n' ' ' <<<"$top")" -v house="$(tr ' ' '\n' <<<"$house" | sort | tr '\n' ' ')" '
function end_of_file() { if (file != "" && lines > 600) fault(file, lines, "the file has " lines " lines, at most 600") }
function fault(path, line, text) { printf "%s:%d:1: error: %s\n", path, line, text; bad[path] = 1 }
function twice(line,   i, six, full) {
    window[held++ % 6] = line
    if (held < 6) return
    for (i = held - 6; i < held; i++) { six = six "\n" window[i % 6]; full += length(window[i % 6]) > 2 }
    if (full < 4) return
    if (six in seen) fault(FILENAME, FNR, "this line and the five before it stand at " seen[six] " as well")
    else seen[six] = FILENAME ":" FNR
}
FNR == 1 { end_of_file(); file = FILENAME; files++; start = 0; held = 0 }
{ lines = FNR; bare = $0; gsub(/[ \t]/, "", bare) }
bare != "" && bare !~ /^#include/ { twice(bare) }
/^\{/ { start = FNR }
/^\}/ {
    if (start && FNR - start - 1 > 60) fault(FILENAME, start, "the function has " FNR - start - 1 " lines, at most 60")
    start = 0
}
END {
    end_of_file()
    if (top != house) fault("the top level", 1, "holds " top "and not " house)
    for (f in bad) failed++
    printf "%d passed, %d failed\n", files + 1 - failed, failed
    exit failed > 0
}' include/wegwijzer/*.h $(find src -name '*.[ch]' | sort)
