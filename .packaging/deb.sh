#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# .packaging/deb.sh RELEASE.tar.gz VERSION PACKAGES - Debian packages of a release, in build/deb.
#
# PACKAGES are what building takes; the libraries among them are what a program that links with ours takes. DEBFULLNAME and DEBEMAIL say
# who packs it. The same release gives the same bytes: all dates are that of SOURCE_DATE_EPOCH.
set -eu
release=$(realpath "$1") version=$2 packages=$3
: "${SOURCE_DATE_EPOCH:?}"
export LC_ALL=C.UTF-8
maintainer="${DEBFULLNAME:-Wegwijzer} <${DEBEMAIL:-wegwijzer@example.org}>"
rm -rf build/deb
mkdir -p build/deb
tar -xzf "$release" -C build/deb
cd "build/deb/wegwijzer-$version"
cp -r .packaging/debian debian
chmod +x debian/rules

list() { # WORDS...: separated by commas
    local words=$*
    printf '%s' "${words// /, }"
}
# A compiler and make are there in every build; so is libc.
needed=$(printf '%s\n' $packages | grep -vx -e gcc -e make -e libc6-dev)
# shellcheck disable=SC2046,SC2086
sed -e "s/@MAINTAINER@/$maintainer/" -e "s/@BUILD_PACKAGES@/$(list $needed)/" \
    -e "s/@LIBRARIES@/$(list $(grep -e -dev$ <<<"$needed"))/" debian/control.in >debian/control
rm debian/control.in
printf '%s\n' "wegwijzer ($version) unstable; urgency=medium" '' "  * Release $version." '' \
    " -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")" >debian/changelog
{
    printf '%s\n' 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/' 'Upstream-Name: wegwijzer' '' \
        'Files: *' "Copyright: $(date -u -d "@$SOURCE_DATE_EPOCH" +%Y) the contributors to Wegwijzer" 'License: EUPL-1.2'
    sed -e 's/^ *$/./' -e 's/^/ /' LICENSE
} >debian/copyright
dpkg-buildpackage --unsigned-source --unsigned-changes --build=binary
cd ..
rm -rf "wegwijzer-$version"
printf 'build/deb/%s\n' *.deb
