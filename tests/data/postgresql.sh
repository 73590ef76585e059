#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/data/postgresql.sh SQL - loads the file into a PostgreSQL of its own, asks it something in Dutch, and throws it away.
set -eu
sql=$1
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
if [ -z "$bin" ]; then
    echo 'long-postgresql: skipped, PostgreSQL is not installed (Debian package postgresql)'
    exit 0
fi
folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    chown postgres "$folder"
    as=(runuser -u postgres --)
fi
cp "$sql" "$folder/load.sql" && chmod a+r "$folder/load.sql"
trap '"${as[@]}" "$bin/pg_ctl" -D "$folder/db" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/db" -A trust -E UTF8 --locale=C.UTF-8 >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
"${as[@]}" "$bin/pg_ctl" -D "$folder/db" -w -o "-k $folder -c listen_addresses=" -l "$folder/server.log" start >/dev/null
ask() { "${as[@]}" psql -h "$folder" -d postgres -v ON_ERROR_STOP=1 -qAt "$@"; }
passed=0 failed=0
test_that() { if [ "$2" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $1: $2"; fi; }
test_that 'PostgreSQL loads the file' "$(ask -f "$folder/load.sql" 2>&1 | tail -n 3 | grep . || echo ok)"
test_that 'it finds another form of a Dutch word' "$(ask -c "SELECT CASE WHEN count(*) > 5 THEN 'ok' ELSE count(*)::text END FROM zoeken WHERE vector @@ websearch_to_tsquery('dutch', 'griffiers')" 2>&1)"
test_that 'its references are keys' "$(ask -c "SELECT CASE WHEN count(*) > 20 THEN 'ok' ELSE count(*)::text END FROM pg_constraint WHERE contype = 'f'" 2>&1)"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
