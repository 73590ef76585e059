#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/fuzz/run.sh MAKE NAME... - each fuzz target from a fixed seed over a fixed number of inputs, or for as long as a check may take.
# One test a target. FUZZ_RUNS and FUZZ_EACH (seconds) make it longer.
set -u
make=$1
shift
if ! clang --print-file-name=libclang_rt.fuzzer-x86_64.a 2>/dev/null | grep -q / &&
    ! find "$(clang -print-resource-dir 2>/dev/null)" -name 'libclang_rt.fuzzer*' 2>/dev/null | grep -q .; then
    echo 'fuzz: skipped, clang has no libFuzzer here'
    exit 0
fi
passed=0 failed=0
for name; do
    dict=() corpus=build/fuzz/check-$name # what is found goes here, and the seeds stay as they are
    rm -rf "$corpus"
    mkdir -p "$corpus"
    [ ! -f "tests/fuzz/$name.dict" ] || dict=(-dict="tests/fuzz/$name.dict")
    # shellcheck disable=SC2086
    if out=$($make -j"$(nproc)" "build/fuzz/$name" 2>&1) &&
        out=$("build/fuzz/$name" -runs="${FUZZ_RUNS:-20000}" -seed=1 -max_len=4096 -max_total_time="${FUZZ_EACH:-12}" -timeout=20 -rss_limit_mb=4096 \
            "${dict[@]}" -artifact_prefix="build/fuzz/$name-" "$corpus" $(tests/fuzz/seeds.sh "$name") 2>&1 </dev/null); then
        passed=$((passed + 1))
    else
        printf '%s\n' "$out" | tail -n 40
        echo "failed: fuzz target $name"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
