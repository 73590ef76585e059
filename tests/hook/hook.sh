#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/hook/hook.sh PROGRAM - the pre-commit hook in a repository of its own, with the small project of the goldens.
#
# Each case: what git says, and that the hook left the index and the work tree as they were. The last line is `N passed, N failed`.
set -u
export LC_ALL=C.UTF-8 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.nl GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.nl
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
here=$PWD program=$(realpath "$1") work=$(mktemp -d) passed=0 failed=0
trap 'rm -rf "$work"' EXIT
export TMPDIR=$work/tmp
mkdir -p "$TMPDIR" "$work/een project" && cd "$work/een project" || exit 1
cp -r "$here"/tests/golden/_project/* .
mkdir build && cp "$program" build/wegwijzer && mkdir .ci && cp -r "$here/.ci/hooks" .ci/ && echo build >.gitignore
git init -q -b main && git config core.hooksPath .ci/hooks
record=content/vraagstukken/inspraak-te-laat.yaml

state() { git status --porcelain=v2; git ls-files -s; git ls-files -z -co | sort -z | xargs -0 sha256sum 2>/dev/null; }
# say NAME WANTED COMMAND...: WANTED is ok or stop. A commit that is stopped changes nothing at all.
say() {
    local name=$1 wanted=$2 before got=ok out
    shift 2
    before=$(state)
    out=$("$@" 2>&1) || got=stop
    if [ "$got" != "$wanted" ] || { [ "$got" = stop ] && [ "$before" != "$(state)" ]; } || [ -n "$(ls -A "$TMPDIR")" ] ||
        { [ "$wanted" = stop ] && ! grep -q '^content/.*fout: .*' <<<"$out"; } || grep -q "$TMPDIR" <<<"$out"; then
        failed=$((failed + 1)); printf 'failed: %s: %s\n%s\n' "$name" "$got" "$out"
    else passed=$((passed + 1)); fi
}
spoil() { sed -i 's/- participatie/- participaite/' "$record"; }
mend() { sed -i 's/- participaite/- participatie/' "$record"; }

git add . && say 'the first commit, without a HEAD' ok git commit -qm een
spoil && git add "$record" && say 'a fault' stop git commit -qm fout
mend && say 'a fault in the index, mended in the work tree' stop git commit -qm fout
git add "$record" && spoil && echo x >los.txt && git add los.txt && say 'a fault in the work tree only' ok git commit -qm goed
say 'commit -a, with an index of its own' stop git commit -qam fout
say 'one file by its name' stop git commit -qm fout "$record"
say 'going on all the same' ok git commit -qam fout --no-verify
echo y >>los.txt && git add los.txt && say 'nothing of the content is committed' ok git commit -qm los
mend && git add "$record" && say 'amend' ok git commit -q --amend -m beter
git rm -q content/vraagstukken/regio-zonder-stem.yaml && say 'a record that others name is deleted' stop git commit -qm weg
git reset -q --hard
git mv content/vraagstukken/verslag-te-dik.yaml content/vraagstukken/verslag-te-lang.yaml && say 'a record that others name gets another name' stop git commit -qm naam
git reset -q --hard
printf 'titel: Een ander\nsamenvatting: Iets anders.\nthemas: participatie\ntoegevoegd: 2025-01-01\n' >'content/vraagstukken/nieuw.yaml' && git add . && say 'a record more' ok git commit -qm nieuw
git checkout -qb tak HEAD~1 && sed -i 's/^titel: .*/titel: Inspraak komt veel te laat/' "$record" && say 'on a branch' ok git commit -qam tak
git checkout -q main && say 'a merge' ok git merge -q --no-edit tak
git worktree add -q "$work/ander" -b ander && mkdir "$work/ander/build" && cp "$program" "$work/ander/build/wegwijzer" && cd "$work/ander" || exit 1
spoil && say 'a worktree' stop git commit -qam fout
cd "$work/een project" && git reset -q --hard

# Only a part of a file is committed: the part that is not counts for nothing, and the other way round.
spoil && sed -i '1s/.*/titel: Inspraak, maar te laat/' "$record"
say 'the good part of a file' ok sh -c "printf 's\ny\nn\n' | git commit -qpm deel -- $record"
git reset -q --hard HEAD~1 && spoil && sed -i '1s/.*/titel: Inspraak, maar te laat/' "$record"
say 'the faulty part of a file' stop sh -c "printf 's\nn\ny\n' | git commit -qpm deel -- $record"
git reset -q --hard
printf 'titel: Los\n' >$'content/vraagstukken/met een\nregel "en" spatie.txt' && git add . && say 'a name with a line break, quotes and spaces' ok git commit -qm naam
printf 'titel: [\n' >'content/vraagstukken/met spatie.yaml' && git add . && say 'a fault in a file with a space in its name' stop git commit -qm naam
git reset -q --hard
git init -q "$work/sub" && git -C "$work/sub" commit -q --allow-empty -m x
say 'a submodule among the content' ok sh -c "git -c protocol.file.allow=always submodule --quiet add '$work/sub' templates/sub && git commit -qm sub"
spoil && say 'a fault beside a submodule' stop git commit -qam fout
git reset -q --hard

# A signal while the program works: no commit, nothing left behind.
mv build/wegwijzer build/echt && printf '#!/bin/sh\nkill -TERM $PPID\nsleep 5\n' >build/wegwijzer && chmod +x build/wegwijzer
sed -i '1s/.*/titel: Inspraak, en dan/' "$record" && before=$(state)
git commit -qam signaal >/dev/null 2>&1 && got=ok || got=stop
if [ $got = stop ] && [ "$before" = "$(state)" ] && [ -z "$(ls -A "$TMPDIR")" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: a signal: $got"; fi
git reset -q --hard
rm -r build
spoil && PATH=/usr/bin:/bin say 'no program' ok git commit -qam fout
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
