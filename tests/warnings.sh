#!/usr/bin/env bash
# tests/warnings.sh FLAGS FILE... - every C file through gcc and clang with -Werror, every public header by itself.
# One test a file and a compiler.
set -u
flags=${1//-MMD -MP/}
shift
list=$(mktemp)
trap 'rm -f "$list"' EXIT
for compiler in gcc clang; do
    for file; do case $file in *.def) ;; *) printf '%s %s\n' "$compiler" "$file" ;; esac; done
done >"$list"
export flags
# -O1 makes gcc look at what values may be; clang needs no code for that.
one() {
    level=-fsyntax-only
    [ "$1" = gcc ] && level='-O1 -c -o /dev/null'
    # shellcheck disable=SC2086
    "$1" $flags -Werror $level -x c "$([ "${2##*.}" = h ] && echo - || echo "$2")" < <(echo "#include \"${2#include/}\"") 2>&1 ||
        echo "failed: $1 $2"
}
export -f one
out=$(xargs -P "$(nproc)" -L 1 bash -c 'one "$@"' one <"$list")
failed=$(grep -c '^failed: ' <<<"$out")
[ -z "$out" ] || printf '%s\n' "$out"
echo "$(($(wc -l <"$list") - failed)) passed, $failed failed"
[ "$failed" = 0 ]
