#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/spdx.sh [--add] - every file of code says under which licence it is, in the words of SPDX, on its first line (after #!).
# --add writes that line where it lacks. Templates and content are data of the catalogue: LICENSE covers them.
set -u
cd "$(dirname "$0")/.."
line='SPDX-License-Identifier: EUPL-1.2'
passed=0 failed=0
while IFS= read -r file; do
    case $file in
    *.c | *.h | *.def | *.css) text="/* $line */" ;;
    *.js | *.mjs | *.scss) text="// $line" ;;
    *) text="# $line" ;;
    esac
    if head -n 2 "$file" | grep -qxF -- "$text"; then
        passed=$((passed + 1))
    elif [ "${1:-}" = --add ]; then
        first=1
        case $(head -c 2 "$file") in '#!') first=2 ;; esac
        sed -i "${first}i\\
$text" "$file"
    else
        echo "$file:1:1: error: lacks the line '$text' (tests/spdx.sh --add writes it)"
        failed=$((failed + 1))
    fi
done < <(git ls-files | grep -E '^(src|include)/|^tests/.*\.(c|h|mjs|js|sh|py|mk)$|^(themes)/.*\.(js|scss)$|^\.(ci|packaging)/|^Makefile$' |
    grep -v -E '^tests/(golden|second)/[^/]*/|^tests/recipes/|^themes/.*/(tokens|data)/|^\.packaging/debian/|\.(json|txt)$|^\.packaging/completions/_')
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
