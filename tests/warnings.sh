#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/warnings.sh FLAGS FILE... - every C file through gcc and clang with -Werror, every public header by itself, and the
# example that a header gives ("Example:" and the indented lines below it, which may use the names of `example` below).
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
example() {
    printf '#include "%s"\n' "${1#include/}" wegwijzer/site.h
    echo '#include <string.h>'
    echo 'void example(wz_arena *arena, wz_diags *diags, wz_fs fs, const wz_source *source, const wz_source *file, const wz_node *tree);'
    echo 'void example(wz_arena *arena, wz_diags *diags, wz_fs fs, const wz_source *source, const wz_source *file, const wz_node *tree) {'
    echo '(void)arena, (void)diags, (void)fs, (void)source, (void)file, (void)tree; {'
    awk '/^ \* Example/ { on = 1; next } on && /^ \*     / { print substr($0, 8) } on && /\*\// { exit }' "$1"
    echo '} }'
}
export -f example
# -O1 makes gcc look at what values may be; clang needs no code for that.
one() {
    level=-fsyntax-only
    [ "$1" = gcc ] && level='-O1 -c -o /dev/null'
    # shellcheck disable=SC2086
    "$1" $flags -Werror $level -x c "$([ "${2##*.}" = h ] && echo - || echo "$2")" < <(echo "#include \"${2#include/}\"") 2>&1 ||
        echo "failed: $1 $2"
    grep -q '^ \* Example' "$2" || return 0
    # shellcheck disable=SC2086
    "$1" $flags -Werror -Wno-shadow -Wno-unused $level -x c - < <(example "$2") 2>&1 || echo "failed: the example of $2 with $1"
}
export -f one
out=$(xargs -P "$(nproc)" -L 1 bash -c 'one "$@"' one <"$list")
failed=$(grep -c '^failed: ' <<<"$out")
[ -z "$out" ] || printf '%s\n' "$out"
tests=$(wc -l <"$list") examples=$(cut -d" " -f2 "$list" | grep "\.h$" | xargs grep -l "^ \* Example" | wc -l)
echo "$((tests + examples - failed)) passed, $failed failed"
[ "$failed" = 0 ]
