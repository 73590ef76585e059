#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/install.sh MAKE BUILD - installs, uses what was installed, uninstalls, and looks whether anything is left.
set -u
make=$1 build=$(realpath "$2")
work=$(mktemp -d "$build/install.XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
try() { # NAME COMMAND...
    local name=$1
    shift
    if out=$("$@" 2>&1); then passed=$((passed + 1)); else
        printf '%s\n' "$out" | tail -n 10
        echo "failed: $name"
        failed=$((failed + 1))
    fi
}
# shellcheck disable=SC2086
{
    try 'make install' $make install PREFIX="$work/prefix"
    try 'the tool starts' "$work/prefix/bin/wegwijzer" --version
    if [ -z "${SAN:-}" ]; then
        tool=$work/prefix/bin/wegwijzer
        try 'addresses are random' sh -c 'readelf -hW "$1" | grep -q "Type: *DYN"' - "$tool"
        try 'the linkage is read-only' sh -c 'readelf -lW "$1" | grep -q GNU_RELRO && readelf -dW "$1" | grep -q BIND_NOW' - "$tool"
        try 'the stack is no code' sh -c 'readelf -lW "$1" | grep GNU_STACK | grep -qv RWE' - "$tool"
        try 'the stack is guarded' sh -c 'readelf -sW "$1" | grep -q __stack_chk_fail' - "$tool"
        try 'library calls are fortified' sh -c 'readelf -sW "$1" | grep -q "__[a-z]*_chk@"' - "$tool"
    fi
    printf '%s\n' '#include <wegwijzer/site.h>' 'int main(void) { return wz_site_build == 0; }' >"$work/user.c"
    flags=$(PKG_CONFIG_PATH="$work/prefix/lib/pkgconfig" pkg-config --cflags --libs wegwijzer)
    try 'a program builds with what pkg-config says' "${CC:-cc}" -std=c11 ${SAN:+-fsanitize=$SAN} -o "$work/user" "$work/user.c" $flags
    try 'and runs' "$work/user"
    commands=$("$work/prefix/bin/wegwijzer" --help --lang en | sed -n -E '/^Commands:/,/^$/s/^  ([a-z][a-z-]*) .*/\1/p')
    for page in wegwijzer $(printf 'wegwijzer-%s ' $commands); do
        try "$page.1 is there and says what --help says" grep -q '^\.SH NAME' "$work/prefix/share/man/man1/$page.1"
    done
    try 'wegwijzer.yaml.5 is there' grep -q '^kinds:\|^  kinds:' "$work/prefix/share/man/man5/wegwijzer.yaml.5"
    # Of what this checker of man pages says only its errors count: lines may be long, and a month is a date.
    try 'the man pages are well formed' sh -c 'mandoc -T lint -W error "$1"/man?/* >"$2" 2>&1 || { cat "$2"; exit 1; }' - \
        "$work/prefix/share/man" "$work/lint"
    try 'completion offers what --help lists' tests/completion.sh "$work/prefix" ${SHELLS:-bash}
    try 'make uninstall' $make uninstall PREFIX="$work/prefix"
    try 'nothing is left' test ! -e "$work/prefix"

    mkdir -p "$work/stage/usr/bin"
    echo other >"$work/stage/usr/bin/other"
    try 'make install with DESTDIR' $make install DESTDIR="$work/stage" PREFIX=/usr
    try 'what init makes, by what is installed' node tests/site/starter.mjs "$work/stage/usr/bin/wegwijzer" "$work/init"
    try 'it stays below DESTDIR' grep -qx 'prefix=/usr' "$work/stage/usr/lib/pkgconfig/wegwijzer.pc"
    try 'make uninstall with DESTDIR' $make uninstall DESTDIR="$work/stage" PREFIX=/usr
    try 'only what was there is left' test "$(find "$work/stage" | sort | tr '\n' ' ')" = \
        "$work/stage $work/stage/usr $work/stage/usr/bin $work/stage/usr/bin/other "
}
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
