#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/layers.sh - fails on what goes against the arrows of tests/layers.txt.
#
# A module includes its own headers, the public headers of the modules that layers.txt gives it, and nothing private of
# another module; a room of a module likewise. A third-party header is included by one file only. No files of one module call
# one another in a circle, and none but the model names a field type. One test a file.
set -u
export LC_ALL=C
cd "$(dirname "$0")/.."
awk '
function module(path)      { return path in shared ? shared[path] : path }
function report(file, line, text) { printf "%s:%d:1: error: %s\n", file, line, text; bad[file] = 1 }
function fault(text)       { report(FILENAME, FNR, text) }
function room_of(path,   part, n) {
    n = split(path, part, "/")
    return n > 2 && (part[1], part[2]) in room ? room[part[1], part[2]] : 0
}
# The names that a file defines for others, and those that it uses. Definitions start at the margin.
function names(line,   name) {
    gsub(/"([^"\\]|\\.)*"/, "", line); sub(/\/\*.*/, "", line)
    if (line ~ /^ *\*/) return
    if (line ~ /^[a-z]/ && line !~ /^(static|typedef|struct|enum|union)[ ;]/ && line !~ /;$/ && match(line, /[a-z_0-9]+(\(|\[\] = | = )/)) {
        name = substr(line, RSTART, RLENGTH); sub(/[([ ].*/, "", name)
        owner_of[name] = FILENAME
    }
    while (match(line, /[a-z_][a-zA-Z0-9_]*/)) {
        name = substr(line, RSTART, RLENGTH); line = substr(line, RSTART + RLENGTH)
        if (index(name, "_")) uses[FILENAME, name] = FNR
    }
}
function reaches(from, to,   next_one) {
    if (from == to) return 1
    visited[from] = 1
    for (next_one in called) {
        split(next_one, pair, SUBSEP)
        if (pair[1] == from && !(pair[2] in visited) && reaches(pair[2], to)) return 1
    }
    return 0
}
function circles(   key, part, other, back) {
    for (key in uses) {
        split(key, part, SUBSEP)
        other = part[2] in owner_of ? owner_of[part[2]] : part[1]
        if (other != part[1] && home[other] == home[part[1]]) { called[part[1], other] = part[2]; at[part[1], other] = uses[key] }
    }
    for (key in called) {
        split(key, part, SUBSEP)
        split("", visited)
        back = reaches(part[2], part[1])
        split(key, part, SUBSEP)
        if (back && !(home[part[1]] in open)) report(part[1], at[key], "calls " called[key] " of " part[2] ", which comes back here in a circle")
        if (back) found[home[part[1]]]
    }
    for (key in open) if (!(key in found)) report("tests/layers.txt", 1, key " has no circles any more: take it off the list")
}
BEGIN {
    shared["diag"] = shared["url"] = "base"; shared["types"] = "model"        # public tables that belong to a module of another name
    third["yaml.h"]; third["cmark.h"]; third["sass/context.h"]; third["microhttpd.h"]; third["utf8proc.h"]; third["uriparser/Uri.h"]; third["nettle/sha2.h"]
}
FILENAME == "tests/layers.txt" {
    if ($1 == "rooms") { sub(":", "", $2); for (i = 3; i <= NF; i++) { room[$2, $i] = i; rooms[$2] } }
    else if ($1 == "circles:") { for (i = 2; i <= NF; i++) open[$i] }
    else if (/^[a-z]+:/) {
        owner = $1; sub(":", "", owner); modules[owner]
        for (i = 2; i <= NF; i++) may[owner, $i]
    }
    next
}
FNR == 1 {
    files++
    split(FILENAME, part, "/")
    me = part[1] == "src" ? part[2] : part[3]
    sub(/\..*/, "", me)
    me = module(me); home[FILENAME] = me
    if (!(me in modules)) fault("module \"" me "\" is not in tests/layers.txt")
    mine = room_of(substr(FILENAME, 5))
    if (part[1] == "src" && (me in rooms) && !mine) fault("stands in no room of " me)
}
/^[^#]/ && FILENAME ~ /\.c$/ { names($0) }
/WZ_TYPE_[A-Z]/ && !/WZ_TYPE_COUNT/ && FILENAME ~ /^src\// && me != "model" { fault("names a field type: what differs between types is said in types.def") }
match($0, /^[ \t]*#[ \t]*include[ \t]*[<"][^>"]+/) {
    name = substr($0, RSTART, RLENGTH); sub(/^[^<"]*[<"]/, "", name)
    if (name in third) {
        if ((name in user) && user[name] != FILENAME) fault("<" name "> is included by " user[name] " already")
        user[name] = FILENAME
    } else if (index(name, "wegwijzer/") == 1) {
        other = substr(name, 11); sub(/\..*/, "", other); other = module(other)
        if (other != me && !((me, other) in may)) fault(me " may not include " name)
    } else if ((slash = index(name, "/")) && substr(name, 1, slash - 1) in modules && substr(name, 1, slash - 1) != me) {
        fault(name " is private to " substr(name, 1, slash - 1))
    } else if (room_of(name) > mine) {
        fault(name " is of a room to the right")
    } else if (index(name, "../")) {
        fault("includes go from src/ or include/")
    }
}
END {
    circles()
    for (f in bad) failed++
    printf "%d passed, %d failed\n", files - failed, failed
    exit failed > 0
}' tests/layers.txt include/wegwijzer/*.h include/wegwijzer/*.def $(find src -name '*.[ch]' | sort)
