#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/portable.sh MAKE ARCHITECTURE LIBRARIES UNITS - builds for another processor and runs the result under emulation.
#
# ARCHITECTURE is Debian's name (arm64, s390x: that one is big-endian). Debian's own packages of that architecture are unpacked in
# build/ARCHITECTURE/root, not installed; its cross compiler builds against them. What runs: unit tests, goldens, and the whole catalogue, whose
# site must have the same bytes as the one made here.
set -u
make=$1 arch=$2 libraries=$3 units=$4
case $arch in
arm64) name=aarch64 ;;
*) name=$arch ;;
esac
build=build/$arch root=$PWD/build/$arch/root
passed=0 failed=0
result() { # NAME, after a command
    if [ "$?" = 0 ]; then passed=$((passed + 1)); else
        echo "failed: $arch: $1"
        failed=$((failed + 1))
    fi
}
add() { # the last line of a suite
    local p f
    read -r p f < <(sed -n -E 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' <<<"$1" | tail -n 1)
    [ -n "${p:-}" ] && [ "${f:-1}" = 0 ] || printf '%s\n' "$1" | tail -n 40
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
}

if [ ! -e "$build/unpacked" ]; then
    rm -rf "$build"
    mkdir -p "$build"
    # shellcheck disable=SC2086
    mmdebstrap --quiet --variant=extract --architectures="$arch" --include="libc6-dev,libgcc-s1,libstdc++6,libcmocka-dev,wdutch,${libraries// /,}" \
        "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" >"$build/unpack.log" 2>&1 || { tail "$build/unpack.log"; echo '0 passed, 1 failed'; exit 1; }
    # Only libraries: the emulator looks for every path there first.
    rm -rf "$root/tmp" "$root/var" "$root/etc" "$root/dev"
    touch "$build/unpacked"
fi
export RUN="qemu-$name-static -L $root"
printf '#!/bin/sh\nexec %s-linux-gnu-gcc --sysroot="%s" "$@"\n' "$name" "$root" >"$build/cc"
chmod +x "$build/cc"
build_here="$make -s BUILD=$build/out CC=$build/cc"
$build_here "$build/out/wegwijzer" 2>&1 | grep -i -A 5 'warning:\|error:'
[ -x "$build/out/wegwijzer" ]
result 'it builds'
ln -sfn "$PWD/build/share" "$build/share" # what init and import begin with, beside the program
printf '#!/bin/sh\nexec %s %s "$@"\n' "$RUN" "$PWD/$build/out/wegwijzer" >"$build/wegwijzer"
chmod +x "$build/wegwijzer"
# shellcheck disable=SC2086
add "$(tests/unit/run.sh "$build_here" "$build/out" $units 2>&1 | tee "$build/unit.log")"
add "$(node tests/golden/run.mjs --program "$build/wegwijzer" 2>&1 | tee "$build/golden.log")"
"$build/wegwijzer" build -o "$build/site" >"$build/site.log" 2>&1
result 'it builds the catalogue'
build/wegwijzer build -o "$build/here" >/dev/null 2>&1
diff -rq "$build/here" "$build/site" >"$build/diff.log" || { head "$build/diff.log" && false; }
result 'the site has the same bytes as one made here'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
