#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""lees.py SITE - reads the CSV files of a built site with the standard library alone and holds them against catalogus.json. Each fault is a
line; status 1 when there is one."""
import csv, io, json, os, sys

site, faults = sys.argv[1], 0


def fault(where, what):
    global faults
    faults += 1
    if faults <= 20:
        print(f"{where}: {what}")


def table(name, delimiter=","):
    raw = open(os.path.join(site, "data", name), "rb").read()
    if raw.count(b"\n") != raw.count(b"\r\n"):
        fault(name, "a line that does not end in CR LF")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))
    if len({len(r) for r in rows}) != 1:
        fault(name, "rows of different lengths")
    if len(set(rows[0])) != len(rows[0]):
        fault(name, "two columns of one name")
    for row in rows:
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
                fault(name, f"a formula: {cell[:40]}")
    return [dict(zip(rows[0], r)) for r in rows[1:]], raw


def plain(text):
    return text.replace("\r\n", "\n")[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text.replace("\r\n", "\n")


def expected(value):
    """What a cell holds of a value of catalogus.json: text, names with | between, or JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) and "markdown" in value:
        return value["markdown"]
    if isinstance(value, dict) and "tekst" in value and "begin" in value:
        return value["tekst"]
    return str(value) if not isinstance(value, (list, dict)) else value


def same(cell, value):
    value, cell = expected(value), plain(cell)
    if isinstance(value, str):
        return cell == value
    if not value:
        return cell == ""
    if cell[:1] in "[{":
        return json.loads(cell) == value
    return isinstance(value, list) and cell.split("|") == value


data = json.load(open(os.path.join(site, "data", "catalogus.json"), encoding="utf-8"))
records = {r["id"]: r for r in data["records"]}
for kind in data["soorten"].values():
    rows, _ = table(f"{kind['map']}.csv")
    if len(rows) != kind["aantal"]:
        fault(kind["map"], f"{len(rows)} rows, not {kind['aantal']}")
    for row in rows:
        record = records[row["id"]]
        for name, cell in row.items():
            if not same(cell, record.get(name)):
                fault(f"{kind['map']}.csv", f"{row['id']}: {name}: {cell[:60]!r}, not {str(record.get(name))[:60]!r}")
        for name in record:
            if name not in row and name not in ("soort",) and not name.endswith("_zekerheid"):
                fault(f"{kind['map']}.csv", f"no column {name}")
    if not any(isinstance(r, list) for r in records[rows[0]["id"]].values()):
        fault(kind["map"], "no list: this test looks at nothing")

rows, _ = table("begrippen.csv")
terms = {(name, t["id"]): t for name, listed in data["begrippen"].items() for t in listed}
if [(r["lijst"], r["id"]) for r in rows] != list(terms):
    fault("begrippen.csv", "other terms than catalogus.json")
for r in rows:
    if r["uri"] != terms[r["lijst"], r["id"]]["uri"]:
        fault("begrippen.csv", f"{r['id']}: another uri")

rows, raw = table("catalogus-nl.csv", ";")
if not raw.startswith(b"\xef\xbb\xbf"):
    fault("catalogus-nl.csv", "no byte order mark")
if len(rows) != len(records):
    fault("catalogus-nl.csv", f"{len(rows)} rows, not {len(records)}")
print(faults, "faults")
sys.exit(bool(faults))
