#!/usr/bin/env bash
# tests/layers.sh - fails on an #include that goes against the arrows of tests/layers.txt.
#
# A module includes its own headers, the public headers of the modules that layers.txt gives it, and nothing private of
# another module. A third-party header is included by one file only. One test a file.
set -u
export LC_ALL=C
cd "$(dirname "$0")/.."
awk '
function module(path)      { return path in shared ? shared[path] : path }
function fault(text)       { printf "%s:%d:1: error: %s\n", FILENAME, FNR, text; bad[FILENAME] = 1 }
BEGIN {
    shared["diag"] = shared["url"] = "base"; shared["types"] = "model"        # public tables that belong to a module of another name
    third["yaml.h"]; third["cmark.h"]; third["sass/context.h"]; third["microhttpd.h"]; third["uriparser/Uri.h"]
}
FILENAME == "tests/layers.txt" {
    if (/^[a-z]+:/) {
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
    me = module(me)
    if (!(me in modules)) fault("module \"" me "\" is not in tests/layers.txt")
}
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
    } else if (index(name, "../")) {
        fault("includes go from src/ or include/")
    }
}
END {
    for (f in bad) failed++
    printf "%d passed, %d failed\n", files - failed, failed
    exit failed > 0
}' tests/layers.txt include/wegwijzer/*.h include/wegwijzer/*.def src/*/*.[ch]
