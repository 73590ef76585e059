#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/suites.sh LOGS MAKE PARALLEL SUITE... - what `make check` does: builds, runs every suite, adds up.
#
# A suite is a make target that ends with a line `N passed, N failed`. One that stops with an error, or says nothing, counts as
# one failure more. The last line is the sum; the status is 1 when anything failed. Before the sum stands once more what failed,
# with the lines after it: whoever has only the end of a log must be able to go on.
set -u
export LC_ALL=C.UTF-8
logs=$1 make=$2 parallel=$3
shift 3
rm -rf "$logs"
mkdir -p "$logs"
passed=0 failed=0 skipped=() summary=() broken=()

# Build first, all cores. What does not build fails again, with a name, in the suites that need it.
# shellcheck disable=SC2086
{
    $make check-tools </dev/null || { echo "check: the tools that the tests need are not there"; summary+=("check-tools: failed"); failed=1; }
    $make -k $parallel check-build </dev/null >"$logs/build.log" 2>&1 || { tail -n 40 "$logs/build.log"; echo "check: not everything could be built"; }
}

for suite; do
    printf '\n== %s\n' "$suite"
    start=$SECONDS
    # shellcheck disable=SC2086
    timeout -k 10 "${SUITE_SECONDS:-1500}" $make "$suite" </dev/null 2>&1 | tee "$logs/$suite.log"
    status=${PIPESTATUS[0]}
    line=$(grep -aE '^[0-9]+ passed, [0-9]+ failed' "$logs/$suite.log" | tail -n 1)
    left_out=$(grep -aE '^[a-z0-9_ :-]+: skipped' "$logs/$suite.log")
    p=0 f=0
    if [ -n "$line" ]; then
        p=${line%% *} f=${line#*, } f=${f%% *}
        if [ "$status" != 0 ] && [ "$f" = 0 ]; then f=1; fi
    elif [ "$status" != 0 ]; then
        f=1
    elif [ -z "$left_out" ]; then
        echo "$suite: printed no count"
        f=1
    fi
    [ -z "$left_out" ] || while IFS= read -r l; do skipped+=("$l"); done <<<"$left_out"
    [ "$f" = 0 ] || broken+=("$suite")
    passed=$((passed + p)) failed=$((failed + f))
    summary+=("$(printf '%-22s %5d passed, %d failed  (%d s)' "$suite" "$p" "$f" $((SECONDS - start)))")
done

for suite in "${broken[@]}"; do
    printf '\n== what failed in %s\n' "$suite"
    grep -aE -A 4 '^ *(failed|FAIL|not ok|error|fout|\[  FAILED)|AssertionError' "$logs/$suite.log" | cut -c 1-300 | head -n 40 | grep . || tail -n 15 "$logs/$suite.log"
done

printf '\n== summary\n'
printf '%s\n' "${summary[@]}"
[ ${#skipped[@]} = 0 ] || printf '%s\n' "${skipped[@]}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
