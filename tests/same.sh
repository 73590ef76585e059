#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/same.sh BUILD - two builds of one input are the same bytes, whatever the locale, the time zone, the folder, the
# order in which the files were written, their dates and the number of workers.
set -u
build=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d "$build/same.XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

same() { # NAME OTHER
    if out=$(diff -rq "$work/first" "$2" 2>&1); then
        passed=$((passed + 1))
    else
        printf '%s\n' "$out" | head -n 5
        echo "failed: the build differs: $1"
        failed=$((failed + 1))
    fi
}
tool="$build/wegwijzer"
env -i PATH="$PATH" LC_ALL=C TZ=UTC "$tool" build -j 1 -o "$work/first" >/dev/null || { echo '0 passed, 1 failed'; exit 1; }

env -i PATH="$PATH" LC_ALL=C TZ=UTC "$tool" build -j 8 -o "$work/workers" >/dev/null
same 'eight workers instead of one' "$work/workers"

env -i PATH="$PATH" LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati HOME=/nonexistent \
    "$tool" build -o "$work/locale" >/dev/null
same 'Turkish, on the other side of the date line' "$work/locale"

# The same files, written in the opposite order under another name, all of them old.
mkdir "$work/elsewhere"
find content templates themes -type f | LC_ALL=C sort -r | while IFS= read -r file; do
    mkdir -p "$work/elsewhere/$(dirname "$file")"
    cp "$file" "$work/elsewhere/$file"
    touch -d 2001-09-09 "$work/elsewhere/$file"
done
(cd / && env -i PATH="$PATH" TZ=UTC "$tool" -C "$work/elsewhere" build -o "$work/folder" >/dev/null)
same 'another folder, order and date of the files' "$work/folder"

"$tool" build -o "$work/workers" >/dev/null
same 'over an existing site' "$work/workers"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
