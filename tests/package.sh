#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/package.sh MAKE - the release and the Debian packages, as someone else would get them.
#
# The release is made twice and must have the same bytes; so must the packages, made from it in two places. lintian finds nothing. In a
# Debian that has nothing but its base (build/debian, unpacked by mmdebstrap) the package is installed with apt, makes a catalogue and its
# site, shows its man page, completes a command, and is removed: then nothing of it is left.
set -u
make=$1
passed=0 failed=0
export DEBEMAIL=${DEBEMAIL:-wegwijzer@example.org} LC_ALL=C.UTF-8
try() { # NAME COMMAND...
    local name=$1
    shift
    if out=$("$@" 2>&1); then passed=$((passed + 1)); else
        printf '%s\n' "$out" | tail -n 15
        echo "failed: $name"
        failed=$((failed + 1))
    fi
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2086
{
    try 'the release' $make dist
    release=$(ls build/wegwijzer-*.tar.gz)
    cp "$release" "$work/first.tar.gz"
    try 'the release again' $make dist
    try 'the same bytes' cmp "$release" "$work/first.tar.gz"
    try 'the packages' $make deb
    mkdir "$work/debs" && cp build/deb/*.deb build/deb/*.changes "$work/debs"
    try 'lintian finds nothing' sh -c 'lintian --allow-root --fail-on error,warning,info "$1"/*.changes' - build/deb
    git clone -q . "$work/elsewhere"
    try 'the packages, made elsewhere' $make -C "$work/elsewhere" deb
    for deb in "$work"/debs/*.deb; do
        try "$(basename "$deb") has the same bytes" cmp "$deb" "$work/elsewhere/build/deb/$(basename "$deb")"
    done
}

debian=$work/debian
cat >"$work/inside" <<'END'
set -e
dpkg-query -W -f '${Package}\n' | sort >/before
find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var -o -path /before -o -path /etc/ld.so.cache \) -prune -o -print | sort >/files-before
apt-get install -qq -y /tmp/wegwijzer_*.deb >/dev/null
cd /tmp
wegwijzer init x
cd x
wegwijzer check
wegwijzer build
test -s build/site/index.html
cd /tmp
test -s /usr/share/man/man1/wegwijzer.1.gz && test -s /usr/share/man/man1/wegwijzer-build.1.gz && test -s /usr/share/man/man5/wegwijzer.yaml.5.gz
. /usr/share/bash-completion/completions/wegwijzer
COMP_WORDS=(wegwijzer bui) COMP_CWORD=1
_wegwijzer 2>/dev/null
test "${COMPREPLY[0]}" = build
apt-get purge -qq -y wegwijzer >/dev/null
apt-get autoremove -qq -y --purge >/dev/null
dpkg-query -W -f '${Package}\n' | sort | diff /before -
find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var -o -path /before -o -path /files-before -o -path /etc/ld.so.cache \) -prune -o -print | sort | diff /files-before -
END
# mmdebstrap makes the system, runs the script in it, and takes it away again. Documentation is kept: a minimal Debian for containers leaves it out.
if out=$(mmdebstrap --quiet --variant=apt --include=ca-certificates --customize-hook='copy-in '"$(printf '%s ' "$work"/debs/wegwijzer_*.deb)$work/inside"' /tmp' \
    --customize-hook='chroot "$1" bash /tmp/inside' "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$debian.tar" 2>&1); then
    passed=$((passed + 1))
else
    printf '%s\n' "$out" | tail -n 25
    echo 'failed: installed in a clean Debian, used, and removed'
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
