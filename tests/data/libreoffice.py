#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""libreoffice.py SITE WORK - opens catalogus-nl.csv in LibreOffice as a Dutch spreadsheet (semicolon, numbers and dates recognised) and
holds every cell against the file as Python reads it. A date may have become a date and a year a number, but none another one."""
import csv, os, shutil, subprocess, sys
import xml.etree.ElementTree as xml

site, work = sys.argv[1], os.path.abspath(sys.argv[2])
program = shutil.which("soffice") or shutil.which("libreoffice")
if not program:
    print("long-libreoffice: skipped, LibreOffice is not installed (Debian packages libreoffice-calc-nogui libreoffice-l10n-nl)")
    sys.exit(0)
OFFICE, TABLE, TEXT = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % n for n in ("office", "table", "text"))
DUTCH = 1043  # the language of the import: nl-NL


def cells(file):
    """Rows of (what the cell is, its value)."""
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    done = subprocess.run([program, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "fods", f"--infilter=CSV:59,34,76,1,,{DUTCH},false,true",
                           "--outdir", work, file], capture_output=True, text=True, env={**os.environ, "LC_ALL": "nl_NL.UTF-8", "HOME": work})
    made = os.path.join(work, os.path.basename(file).replace(".csv", ".fods"))
    if done.returncode or not os.path.exists(made):
        sys.exit(f"LibreOffice made no table: {done.stdout[-400:]}{done.stderr[-400:]}")
    for row in xml.parse(made).iter(TABLE + "table-row"):
        found = []
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            kind = cell.get(OFFICE + "value-type")
            shown = "\n".join("".join(spaced(p)) for p in cell.findall(TEXT + "p"))
            value = cell.get(OFFICE + "date-value") if kind == "date" else cell.get(OFFICE + "value") if kind == "float" else shown
            found += [(kind, value)] * min(int(cell.get(TABLE + "number-columns-repeated", 1)), 64)
        for _ in range(min(int(row.get(TABLE + "number-rows-repeated", 1)), 2)):
            yield found


def spaced(node):
    """The text of a paragraph: several spaces are an element, and so is a tab."""
    yield node.text or ""
    for part in node:
        if part.tag == TEXT + "s":
            yield " " * int(part.get(TEXT + "c", 1))
        elif part.tag == TEXT + "tab":
            yield "\t"
        elif part.tag == TEXT + "line-break":
            yield "\n"
        else:
            yield from spaced(part)
        yield part.tail or ""


MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def dutch_date(text):
    """The date that a Dutch spreadsheet reads in "10 maart 2020" or "maart 2020"; the text itself when there is none."""
    *day, month, year = text.split() if text.count(" ") in (1, 2) else ("", "")
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day[0]) if day else 1:02}" if month in MONTHS and year.isdigit() else text


passed = failed = 0


def check(name, faults):
    global passed, failed
    passed, failed = (passed, failed + 1) if faults else (passed + 1, failed)
    if faults:
        print(f"failed: {name} ({len(faults)})", *faults[:8], sep="\n  ")


file = os.path.join(site, "data", "catalogus-nl.csv")
with open(file, encoding="utf-8-sig", newline="") as f:
    source = list(csv.reader(f, delimiter=";", strict=True))
table = [row for row in cells(file)][: len(source)]
faults, numbers, dates = [], 0, 0
for y, row in enumerate(source):
    for x, text in enumerate(row):
        kind, value = table[y][x] if y < len(table) and x < len(table[y]) else (None, None)
        numbers += kind == "float"
        dates += kind == "date"
        wanted = dutch_date(text) if kind == "date" else text.replace("\r\n", "\n")
        same = float(text) == float(value) if kind == "float" and text.strip().isdigit() else (value or "") == wanted
        if not same:
            faults.append(f"row {y + 1}, {source[0][x]}: {kind} {str(value)[:60]!r}, not {text[:60]!r}")
check("every cell in LibreOffice is that of the file", faults)
check("as many rows as records, and a head", [] if len(source) > 100 and len(table) == len(source) else [f"{len(table)} rows of {len(source)}"])
check("dates are dates in a Dutch spreadsheet", [] if dates > 100 else [f"{dates} dates, {numbers} numbers"])
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
