#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/completion.sh PREFIX [SHELL...] - asks the installed completions what may follow, in each shell (bash, zsh, fish) that is named.
# What they must offer is what the program's own --help lists.
set -u
prefix=$(realpath "$1")
shift
export PATH="$prefix/bin:$PATH" LC_ALL=C.UTF-8
passed=0 failed=0

in_bash() { # WORDS...: the line that is typed, the last word unfinished
    bash --norc -c '
        . "$0/share/bash-completion/completions/wegwijzer"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _wegwijzer 2>/dev/null; printf "%s\n" "${COMPREPLY[@]}"' "$prefix" "$@"
}
# zsh completes only at a terminal: it gets one of its own, and every match is listed.
in_zsh() {
    python3 - "$prefix" "$*" <<'END'
import os, pty, re, select, sys, time
prefix, line = sys.argv[1:]
pid, tty = pty.fork()
if pid == 0:
    os.environ.update(TERM="dumb", COLUMNS="200", LINES="100", PS1="> ")
    os.execvp("zsh", ["zsh", "-f", "-i"])
def read(seconds):
    out, end = b"", time.time() + seconds
    while time.time() < end:
        if select.select([tty], [], [], 0.3)[0]:
            try: out += os.read(tty, 65536)
            except OSError: break
            end = max(end, time.time() + 1.5)
    return out.decode("utf-8", "replace")
read(1)
os.write(tty, f"fpath=({prefix}/share/zsh/site-functions $fpath); LISTMAX=9999; autoload -Uz compinit; compinit -u -D; bindkey '^D' list-choices; echo ready\n".encode())
read(3)
os.write(tty, (line + "\x04").encode())
print("\n".join(re.findall(r"(?:^|(?<=[\s(]))(-{0,2}[a-z][a-z-]*)", read(4), re.M)))
os.kill(pid, 9)
END
}
in_fish() {
    fish --no-config -c 'set -p fish_complete_path $argv[1]/share/fish/vendor_completions.d; complete -C "$argv[2]"' "$prefix" "$*" | cut -f 1
}

offers() { # SHELL LINE... :: WORD...: what must be among what it offers
    local shell=$1 line=() word out
    shift
    while [ "$1" != :: ]; do
        line+=("$1")
        shift
    done
    shift
    out=$("in_$shell" "${line[@]}")
    for word; do
        if grep -qxF -- "$word" <<<"$out"; then passed=$((passed + 1)); else
            echo "failed: $shell: '${line[*]}' does not offer $word, but: $(tr '\n' ' ' <<<"$out" | cut -c 1-300)"
            failed=$((failed + 1))
        fi
    done
}

mapfile -t commands < <(wegwijzer --help --lang en | sed -n -E '/^Commands:/,/^$/s/^  ([a-z][a-z-]*) .*/\1/p')
mapfile -t options < <(wegwijzer check --help --lang en | sed -n -E 's/^  (-., | {4})?(--[a-z-]+).*/\2/p')
[ ${#commands[@]} -gt 5 ] && [ ${#options[@]} -gt 5 ] || { echo 'failed: --help lists no commands or options' && failed=1; }
for shell; do
    offers "$shell" wegwijzer '' :: "${commands[@]}"
    offers "$shell" wegwijzer check -- :: "${options[@]}"
    offers "$shell" wegwijzer check --lang "" :: nl en
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
