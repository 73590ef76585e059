#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# .packaging/manual.sh PROGRAM DIR - makes the man pages in DIR/man1 and DIR/man5.
#
# wegwijzer.1 and one page a command (wegwijzer-build.1) are what --help says, by help2man; wegwijzer.yaml.5 is what the headers say of
# model.yaml and site.yaml. Same program, same bytes: the month on a page is that of SOURCE_DATE_EPOCH.
set -eu
program=$1 dir=$2
: "${SOURCE_DATE_EPOCH:?}"
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8
mkdir -p "$dir/man1" "$dir/man5"

page() { # NAME SUMMARY SEE-ALSO COMMAND...
    local name=$1 summary=$2 see=$3
    shift 3
    printf '[see also]\n%s\n' "$see" >"$dir/include"
    help2man --no-info --locale=C.UTF-8 --name="$summary" --include="$dir/include" "$*" |
        sed -e "1,/^\.SH SYNOPSIS/{s/^\.TH WEGWIJZER /.TH ${name^^} /;s/^wegwijzer \\\\- /${name//-/\\\\-} \\\\- /}" >"$dir/man1/$name.1"
}

mapfile -t commands < <("$program" --help --lang en | sed -n -E '/^Commands:/,/^$/s/^  ([a-z][a-z-]*)( [^ ]+)*  +(.*)$/\1 \3/p')
all=
for line in "${commands[@]}"; do
    page "wegwijzer-${line%% *}" "${line#* }" $'.BR wegwijzer (1),\n.BR wegwijzer.yaml (5)' "$program ${line%% *} --lang=en"
    all+=$',\n.BR wegwijzer-'"${line%% *} (1)"
done
page wegwijzer 'makes a searchable static site of a folder of records' ".BR wegwijzer.yaml (5)$all" "$program --lang=en"
rm "$dir/include"

# The comment at the top of a header, as it stands there.
manual_of() { # HEADER
    awk '/SPDX-License-Identifier/ { next } NR > 2 && /^ \*\// || /^ \* (Adding a |Example:)/ { exit } { sub(/^\/\* |^ \* ?/, ""); print }' "$1" |
        sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
}
month=$(date -u -d "@$SOURCE_DATE_EPOCH" '+%B %Y')
{
    printf '.TH WEGWIJZER.YAML 5 "%s" "%s" "File Formats"\n' "$month" "$("$program" --version | head -n 1)"
    printf '.SH NAME\nwegwijzer.yaml \\- the model and the settings of a catalogue: content/model.yaml and content/site.yaml\n'
    for part in model site; do
        printf '.SH CONTENT/%s.YAML\n.nf\n' "${part^^}"
        manual_of "include/wegwijzer/$part.h"
        printf '.fi\n'
    done
    printf '.SH SEE ALSO\n.BR wegwijzer (1)\n'
} >"$dir/man5/wegwijzer.yaml.5"
