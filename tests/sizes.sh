#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/sizes.sh - no function over 60 lines, no file over 600 (DESIGN: house style). One test a file.
# Tables of rows (*.def) are no code.
set -u
export LC_ALL=C
cd "$(dirname "$0")/.."
awk '
function end_of_file() { if (file != "" && lines > 600) fault(file, lines, "the file has " lines " lines, at most 600") }
function fault(path, line, text) { printf "%s:%d:1: error: %s\n", path, line, text; bad[path] = 1 }
FNR == 1 { end_of_file(); file = FILENAME; files++; start = 0 }
{ lines = FNR }
/^\{/ { start = FNR }
/^\}/ {
    if (start && FNR - start - 1 > 60) fault(FILENAME, start, "the function has " FNR - start - 1 " lines, at most 60")
    start = 0
}
END {
    end_of_file()
    for (f in bad) failed++
    printf "%d passed, %d failed\n", files - failed, failed
    exit failed > 0
}' include/wegwijzer/*.h $(find src -name '*.[ch]' | sort)
