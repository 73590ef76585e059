#!/usr/bin/env python3
"""Makes src/base/fold_table.h: how letters fold, and which code points belong to words.

Run by hand when Unicode changes: python3 src/base/fold_table.py >src/base/fold_table.h
"""
import unicodedata

BLOCKS = [(0x00C0, 0x0250), (0x0370, 0x0530), (0x1E00, 0x2000), (0xFB00, 0xFB07)]
STROKES = dict(zip("đðħłøŧıſƀƚȼɇɉɍɏⱥⱦȿɀ", "ddhlotisblcejryatsz"))
WHOLE = {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ς": "σ", "ŀ": "l", "ŉ": "'n", "ẚ": "a"}


def lower(char):
    if char == "İ":
        return "i"
    low = char.lower()
    return low if len(low) == 1 else char


def fold(char):
    before, after = None, char
    while after != before:
        before = after
        out = ""
        for c in before:
            c = lower(c)
            c = WHOLE.get(c, STROKES.get(c, c))
            for part in c:
                form = "NFKD" if "LATIN" in unicodedata.name(part, "") else "NFD"
                out += "".join(p for p in unicodedata.normalize(form, part) if not unicodedata.combining(p))
        after = out
    return after


def table(name, first, last, values):
    print(f"static const uint16_t {name}_{first:04x}[] = {{")
    for at in range(first, last, 12):
        row = ", ".join(f"0x{values(chr(c)):x}" for c in range(at, min(at + 12, last)))
        print(f"    {row},")
    print("};\n")


def word(code):
    category = unicodedata.category(chr(code))
    return category[0] in "LM" or category == "Nd"


several = {}


def folded(char):
    result = fold(char)
    assert len(result) <= 3 and len(result.encode()) <= len(char.encode()), (char, result)
    if len(result) == 1:
        return ord(result)
    several[char] = result
    return 0


print(f"/* Made by fold_table.py from Unicode {unicodedata.unidata_version}. Do not edit. 0 in fold_*: see fold_several. */")
print("#include <stdint.h>\n")
for first, last in BLOCKS:
    table("fold", first, last, folded)
for first, last in BLOCKS:
    if first != 0xFB00:
        table("lower", first, last, lambda char: ord(lower(char)))

print("static const struct {\n    uint16_t from;\n    uint16_t to[3];\n} fold_several[] = {")
for char in sorted(several):
    print(f"    {{0x{ord(char):x}, {{" + ", ".join(f"0x{ord(c):x}" for c in several[char]) + "}},")
print("};\n")

print("/* Letters, decimal digits and marks above ASCII: first and last of each run. */")
print("static const uint16_t word_runs[][2] = {")
codes = [c for low, high in [(0x80, 0x530), (0x1E00, 0x2000), (0xFB00, 0xFB07)] for c in range(low, high) if word(c)]
codes.remove(0x02BC)  # folds to an apostrophe
codes += [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060]  # dropped by folding, so they do not break a word
runs = []
for code in sorted(set(codes)):
    if runs and runs[-1][1] == code - 1:
        runs[-1][1] = code
    else:
        runs.append([code, code])
for low, high in runs:
    print(f"    {{0x{low:x}, 0x{high:x}}},")
print("};")
