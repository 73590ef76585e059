#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/unit/run.sh MAKE BUILD NAME... - builds and runs the unit test programs, shows what failed, adds up. RUN: an emulator to run them with.
set -u
make=$1 build=$2
shift 2
passed=0 failed=0
for name; do
    # shellcheck disable=SC2086
    if ! out=$($make "$build/tests/unit-$name" 2>&1); then
        printf '%s\n' "$out" | tail -n 30
        echo "unit-$name: does not build"
        failed=$((failed + 1))
        continue
    fi
    out=$(timeout -k 5 ${RUN:+4}300 ${RUN:-} "$build/tests/unit-$name" 2>&1 </dev/null)
    status=$?
    p=$(grep -ac '^\[       OK \]' <<<"$out")
    f=$(grep -a '^\[ *RUN *\]' <<<"$out" | wc -l)
    left_out=$(grep -aoP '^\[  SKIPPED \] \K(?!\d+ test).*(?<!listed below:)$' <<<"$out" | sort -u)
    f=$((f - p - $(grep -c . <<<"$left_out")))
    [ -z "$left_out" ] || sed "s/^/unit-$name: skipped: /" <<<"$left_out"
    if [ "$status" != 0 ]; then
        [ "$f" -gt 0 ] || f=1
        grep -av '^\[       OK \]' <<<"$out" | tail -n 60
    fi
    printf 'unit-%-14s %d passed, %d failed\n' "$name" "$p" "$f"
    passed=$((passed + p)) failed=$((failed + f))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
