#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# tests/fuzz/seeds.sh TARGET - the folders of inputs that a fuzz target starts from: its own, and files of ours of the kind that it reads.
cd "$(dirname "$0")/../.." || exit 2
case $1 in
    yaml | format) set -- tests/golden/_project/content content/begrippen content/paginas ;;
    markup) set -- content/paginas themes/standaard ;;
    mustache) set -- templates/partials tests/golden/_project/templates ;;
    *) set -- "tests/fuzz/$1" ;;
esac
for folder; do [ ! -d "$folder" ] || echo "$folder"; done
