#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# .packaging/empty.sh DESTDIR PREFIX FOLDER... - removes those folders below PREFIX that uninstalling left empty, and PREFIX and DESTDIR
# themselves when nothing is in them. Below /usr and /usr/local of the machine itself only folders that bear our name go.
set -eu
dest=$1 prefix=$2
shift 2
for folder; do
    [ -d "$dest$prefix/$folder" ] || continue
    case $dest:$prefix in
    :/usr | :/usr/local)
        case $folder in *wegwijzer*) rmdir --ignore-fail-on-non-empty "$prefix/$folder" ;; esac
        ;;
    *) (cd "$dest$prefix" && rmdir -p --ignore-fail-on-non-empty "$folder") ;;
    esac
done
case $dest:$prefix in
:/usr | :/usr/local) ;;
:*) [ ! -d "$prefix" ] || rmdir --ignore-fail-on-non-empty "$prefix" ;;
*)
    part=.$prefix
    [ ! -d "$dest" ] || cd "$dest"
    while [ "$part" != . ]; do
        [ ! -d "$part" ] || rmdir --ignore-fail-on-non-empty "$part"
        part=$(dirname "$part")
    done
    ;;
esac
