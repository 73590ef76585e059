/* SPDX-License-Identifier: EUPL-1.2 */
/* The bytes of a file, before the parser sees them. libyaml reports such faults without a line and stops at the first;
 * here each gets its place and reading goes on. */
#include <string.h>

#include "yaml/internal.h"

#define PLACES_SHOWN 20

#define FINE WZ_DIAG_COUNT

/* Neighbouring characters with the same fault: one place, one message. */
typedef struct run {
    wz_diag_code code; /* FINE: no run is open */
    uint32_t c;
    ptrdiff_t from;
    ptrdiff_t to;
} run;

typedef struct scan {
    wz_arena *arena;
    wz_diags *diags;
    const wz_source *source;
    wz_str text;
    run run;
    wz_buf copy; /* text[0, copied) with U+FFFD for what is wrong */
    ptrdiff_t copied;
    ptrdiff_t places;
    ptrdiff_t hidden;  /* errors after the first PLACES_SHOWN */
    wz_loc hidden_loc; /* of the first of those */
    bool latin;        /* no UTF-8 beyond ASCII at all: one message about it will do */
    bool latin_shown;
    bool lone_cr, cr_shown;
} scan;

static bool is_plain(unsigned char byte)
{
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t';
}

/* True when all eight are of ASCII and seen. */
static bool are_plain(const char *from)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    uint64_t eight;
    memcpy(&eight, from, 8);
    return ((eight | (eight + ones) | ~(eight + ones * (0x80 - 0x20))) & high) == 0;
}

/* Offset of the next byte at or after at that needs a closer look. */
static ptrdiff_t next_special(wz_str text, ptrdiff_t at)
{
    while (at < text.len && is_plain((unsigned char)text.ptr[at]))
        at += text.len - at >= 8 && are_plain(text.ptr + at) ? 8 : 1;
    return at;
}

/* Scripts in which a zero-width joiner or non-joiner shapes letters: Arabic and its kin, those of India, Mongolian. */
static bool is_joined(uint32_t c)
{
    return (c >= 0x0600 && c <= 0x07FF) || (c >= 0x0840 && c <= 0x0DFF) || (c >= 0x0F00 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x18AF) || (c >= 0xA840 && c <= 0xABFF) || (c >= 0xFB50 && c <= 0xFDCF) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10A00 && c <= 0x11FFF);
}

static bool is_emoji(uint32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF) || c == 0xFE0F;
}

/* True when a zero-width joiner or non-joiner, text[from, to), does what it is for: an emoji made of several, or a word
 * in a script that needs it. */
static bool is_wanted(wz_str text, ptrdiff_t from, ptrdiff_t to, uint32_t c)
{
    ptrdiff_t before = from;
    if ((c != 0x200C && c != 0x200D) || from == 0 || to >= text.len)
        return false;
    do
        before--;
    while (before > 0 && ((unsigned char)text.ptr[before] & 0xC0) == 0x80);
    uint32_t left = wz_utf8_next(text, &before), right = wz_utf8_next(text, &to);
    return (is_joined(left) && is_joined(right)) || (c == 0x200D && is_emoji(left) && is_emoji(right));
}

/* True for what changes how text is read without being seen: zero-width and direction characters. */
static bool is_invisible(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
           (c >= 0x2066 && c <= 0x2069); /* soft hyphens are fine */
}

/* What is wrong with c, which stands at text[from, to). */
static wz_diag_code judge(wz_str text, ptrdiff_t from, ptrdiff_t to, uint32_t c)
{
    if (c == 0xFFFD && to - from == 1)
        return WZ_DIAG_YAML_NOT_UTF8;
    if (c == '\r')
        return to < text.len && text.ptr[to] == '\n' ? FINE : WZ_DIAG_YAML_LONE_CR;
    if (c == 0)
        return WZ_DIAG_YAML_NUL;
    if (c == 0x85 || c == 0x2028 || c == 0x2029)
        return WZ_DIAG_YAML_LINE_SEPARATOR;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return WZ_DIAG_YAML_CONTROL;
    if (c == 0xFEFF)
        return WZ_DIAG_YAML_BOM_INSIDE;
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return WZ_DIAG_YAML_NONCHARACTER;
    if (is_invisible(c) && !is_wanted(text, from, to, c))
        return WZ_DIAG_YAML_INVISIBLE;
    return FINE;
}

/* The character that Windows-1252, the usual other encoding, has for a byte above 0x7F. */
static wz_str windows_1252(wz_arena *arena, unsigned char byte)
{
    static const uint16_t high[32] = {0x20AC, '?',    0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, '?',    0x017D, '?',
                                      '?',    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, '?',    0x017E, 0x0178};
    char utf8[4];
    uint32_t c = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
    return wz_str_copy(arena, (wz_str){utf8, wz_utf8_encode(c, utf8)});
}

static wz_loc loc_of(const scan *s, run r)
{
    ptrdiff_t base = s->text.ptr - s->source->text.ptr;
    return wz_source_locate(s->source, base + r.from, base + r.to);
}

/* Reports the open run, if there is one. */
static void close_run(scan *s)
{
    run r = s->run;
    s->run.code = FINE;
    if (r.code == FINE)
        return;
    bool encoding = r.code == WZ_DIAG_YAML_NOT_UTF8;
    if (r.code == WZ_DIAG_YAML_LONE_CR && s->cr_shown)
        return; /* it is so for the whole file */
    bool repeated = encoding && s->latin && s->latin_shown;
    s->latin_shown = s->latin_shown || encoding;
    s->cr_shown = s->cr_shown || r.code == WZ_DIAG_YAML_LONE_CR;
    if (repeated || ++s->places > PLACES_SHOWN) {
        if (r.code != WZ_DIAG_YAML_INVISIBLE && s->hidden++ == 0)
            s->hidden_loc = loc_of(s, r);
        return;
    }
    wz_str args[2] = {wz_format(s->arena, "U+%04X", (unsigned)r.c)};
    if (encoding) {
        unsigned char byte = (unsigned char)s->text.ptr[r.from];
        args[0] = wz_format(s->arena, "%02X", byte);
        args[1] = windows_1252(s->arena, byte);
    }
    wz_diag_add(s->diags, r.code, loc_of(s, r), args, 2);
}

/* Takes the faulty character at text[from, to) into the open run or a new one, and U+FFFD in the copy. */
static void add_fault(scan *s, wz_diag_code code, uint32_t c, ptrdiff_t from, ptrdiff_t to)
{
    if (s->run.code == code && s->run.c == c && s->run.to == from) {
        s->run.to = to;
    } else {
        close_run(s);
        s->run = (run){code, c, from, to};
    }
    s->lone_cr = s->lone_cr || code == WZ_DIAG_YAML_LONE_CR;
    if (code == WZ_DIAG_YAML_INVISIBLE) /* only a warning */
        return;
    wz_buf_add(&s->copy, wz_str_slice(s->text, s->copied, from));
    wz_buf_add(&s->copy, WZ_STR("\xEF\xBF\xBD")); /* U+FFFD: means nothing to YAML */
    s->copied = to;
}

/* True when no character above ASCII is valid UTF-8: another encoding throughout. */
static bool is_latin(wz_str text)
{
    for (ptrdiff_t at = next_special(text, 0); at < text.len; at = next_special(text, at)) {
        ptrdiff_t from = at;
        wz_utf8_next(text, &at);
        if (at - from > 1)
            return false;
    }
    return true;
}

static bool is_utf16(wz_str text)
{
    if (wz_str_starts(text, WZ_STR("\xFF\xFE")) || wz_str_starts(text, WZ_STR("\xFE\xFF")))
        return true;
    return text.len >= 4 && (text.ptr[0] == 0) != (text.ptr[1] == 0) && (text.ptr[0] == 0) == (text.ptr[2] == 0) &&
           (text.ptr[1] == 0) == (text.ptr[3] == 0);
}

/* What a word processor, a camera or a program for archives begins a file with. */
static bool is_no_text(wz_str text)
{
    static const wz_str signs[] = {
        WZ_STR("PK\x03\x04"),       WZ_STR("%PDF-"),  WZ_STR("\x89PNG"), WZ_STR("\xFF\xD8\xFF"),
        WZ_STR("\xD0\xCF\x11\xE0"), WZ_STR("{\\rtf"), WZ_STR("GIF8")};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (wz_str_starts(text, signs[i]))
            return true;
    return false;
}

wz_str wz_yaml_scan(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_str text, bool *clean, bool *ascii)
{
    scan s = {.arena = arena, .diags = diags, .source = source, .text = text, .run = {.code = FINE}};
    ptrdiff_t at = next_special(text, 0);
    *clean = *ascii = true;
    if (is_no_text(text)) {
        *clean = false;
        wz_report(diags, YAML_NO_TEXT, ((wz_loc){.source = source}));
        return (wz_str){0};
    }
    if (at == text.len)
        return wz_yaml_blank_conflicts(arena, diags, source, text, clean);
    if (is_utf16(text)) {
        *clean = false;
        wz_report(diags, YAML_UTF16, ((wz_loc){.source = source}));
        return (wz_str){0};
    }
    s.latin = is_latin(text);
    for (; at < text.len; at = next_special(text, at)) {
        ptrdiff_t from = at;
        uint32_t c = wz_utf8_next(text, &at);
        wz_diag_code code = judge(text, from, at, c);
        if (c >= 0x80)
            *ascii = false;
        if (code != FINE)
            add_fault(&s, code, c, from, at);
    }
    close_run(&s);
    if (s.hidden > 0)
        wz_report(diags, YAML_MORE_CHARACTERS, s.hidden_loc, wz_format(arena, "%td", s.hidden));
    if (s.copied > 0) {
        *clean = *ascii = false;
        wz_buf_add(&s.copy, wz_str_slice(text, s.copied, text.len));
        text = wz_str_copy(arena, wz_buf_str(&s.copy));
    }
    wz_buf_free(&s.copy);
    if (s.lone_cr) /* what is a line is not clear, so what libyaml would say is not either */
        return (wz_str){0};
    return wz_yaml_blank_conflicts(arena, diags, source, text, clean);
}

/* True when a character stands in the source of a text itself. */
static bool is_raw(const wz_node *node, uint32_t c)
{
    char utf8[4];
    wz_str source = wz_str_slice(node->loc.source->text, node->start, node->end);
    return wz_str_find(source, (wz_str){utf8, wz_utf8_encode(c, utf8)}) >= 0;
}

bool wz_yaml_check_escaped(wz_arena *arena, wz_diags *diags, const wz_node *node, bool exact)
{
    bool good = true;
    for (ptrdiff_t at = 0, found = 0; at < node->text.len && found < PLACES_SHOWN;) {
        ptrdiff_t from = at;
        uint32_t c = wz_utf8_next(node->text, &at);
        if ((c >= 0x20 && c < 0x7F) || c == '\r' || c == '\n' || c == '\t') /* a line break that was asked for */
            continue;
        wz_diag_code code = judge(node->text, from, at, c);
        if (code == FINE || (code == WZ_DIAG_YAML_INVISIBLE && is_raw(node, c))) /* said of the file */
            continue;
        wz_str name = wz_format(arena, "U+%04X", (unsigned)c);
        wz_diag *d = wz_diag_add(diags, code, exact ? wz_node_locate(node, from, at - from) : node->loc, &name, 1);
        good = good && wz_diag_severity(d) != WZ_ERROR;
        found++;
    }
    return good;
}
