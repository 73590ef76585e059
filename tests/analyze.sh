#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/analyze.sh CPPFLAGS FILE... - what the analyzers of clang and gcc say of each file: nothing. One test a file and analyzer.
set -u
flags=$1
shift
analyze() { # FLAGS FILE
    local failed=0 out
    # shellcheck disable=SC2086
    out=$(clang --analyze $1 -Xclang -analyzer-output=text "$2" -o /dev/null 2>&1)
    grep -q ' warning: ' <<<"$out" && failed=1 && printf '%s\n' "$out"
    # shellcheck disable=SC2086
    out=$(gcc -fanalyzer -O2 $1 -c "$2" -o /dev/null 2>&1)
    grep -q ' warning: ' <<<"$out" && failed=$((failed + 1)) && printf '%s\n' "$out"
    echo "$((2 - failed)) passed, $failed failed"
}
export -f analyze
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} bash -c 'analyze "$1" "$2"' - "-std=c11 $flags" {} |
    awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; next } { print } END { print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 }'
