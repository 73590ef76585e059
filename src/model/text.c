/* SPDX-License-Identifier: EUPL-1.2 */
/* What in a text is not what its writer sees: markup that stays markup, quotes that do not quote, broken characters. */
#include "model/internal.h"
#include "wegwijzer/url.h"

#include <string.h>

/* The bytes of a tag of HTML at the start of s, or of <https://…>; 0: there is none. Other words between < and > are
 * somebody's text. */
static ptrdiff_t tag_length(wz_str s)
{
    static const char *const tags[] = {
        "a",    "abbr", "b",     "big",   "blockquote", "br",     "center", "code",   "del",    "div",    "em",
        "font", "h1",   "h2",    "h3",    "h4",         "hr",     "i",      "iframe", "img",    "ins",    "li",
        "mark", "ol",   "p",     "pre",   "s",          "script", "small",  "span",   "strike", "strong", "style",
        "sub",  "sup",  "table", "tbody", "td",         "th",     "thead",  "tr",     "u",      "ul"};
    ptrdiff_t at = wz_str_starts(s, WZ_STR("</")) ? 2 : 1, start = at, end = wz_str_find_byte(s, '>');
    if (end < 0 || wz_str_find_byte(wz_str_slice(s, 1, end), '<') >= 0) {
        return 0;
    }
    while (at < end && (wz_is_letter(s.ptr[at]) || wz_is_digit(s.ptr[at]))) {
        at++;
    }
    bool closed = at == end || s.ptr[at] == ' ' || s.ptr[at] == '/' || s.ptr[at] == '\n';
    wz_str name = wz_str_slice(s, start, at);
    bool address = wz_str_starts(wz_str_slice(s, at, end), WZ_STR("://"));
    for (size_t i = 0; i < sizeof tags / sizeof *tags && closed; i++) {
        wz_str tag = wz_str_from(tags[i]);
        bool same = tag.len == name.len;
        for (ptrdiff_t c = 0; same && c < name.len; c++) {
            same = (name.ptr[c] | 0x20) == (tag.ptr[c] | 0x20);
        }
        address = address || same;
    }
    return address ? end + 1 : 0;
}

/* &nbsp; &#160; &#xA0; */
static ptrdiff_t entity_length(wz_str s)
{
    ptrdiff_t at = 1, least;
    at += at < s.len && s.ptr[at] == '#';
    at += at > 1 && at < s.len && (s.ptr[at] == 'x' || s.ptr[at] == 'X');
    least = at + (at > 1 ? 1 : 2);
    while (at < s.len && at < 32 && (wz_is_letter(s.ptr[at]) || wz_is_digit(s.ptr[at]))) {
        at++;
    }
    return at >= least && at < s.len && s.ptr[at] == ';' ? at + 1 : 0;
}

/* [text](address) */
static ptrdiff_t link_length(wz_str s)
{
    ptrdiff_t close = wz_str_find(s, WZ_STR("](")), inner = wz_str_find_byte(wz_str_slice(s, 1, s.len), '[');
    if (close < 2 || (inner >= 0 && inner + 1 < close)) {
        return 0;
    }
    ptrdiff_t end = wz_str_find_byte(wz_str_slice(s, close, s.len), ')');
    return end > 2 ? close + end + 1 : 0;
}

static bool is_wordlike(wz_str s, ptrdiff_t at)
{
    return at >= 0 && at < s.len && (wz_is_letter(s.ptr[at]) || wz_is_digit(s.ptr[at]) || (s.ptr[at] & 0x80));
}

/* **text**, *text*, _text_ and `text` in s from at on. */
static ptrdiff_t emphasis_length(wz_str s, ptrdiff_t at)
{
    wz_str rest = wz_str_slice(s, at, s.len);
    ptrdiff_t marks = wz_str_starts(rest, WZ_STR("**")) ? 2 : 1;
    wz_str mark = wz_str_slice(rest, 0, marks), inner = wz_str_slice(rest, marks, rest.len);
    ptrdiff_t close = wz_str_find(inner, mark), end = at + marks + close + marks;
    bool tight = close > 0 && inner.ptr[0] != ' ' && inner.ptr[close - 1] != ' ';
    return tight && !is_wordlike(s, at - 1) && !is_wordlike(s, end) ? end - at : 0;
}

/* A text that begins as a heading or an item of a list does. */
static ptrdiff_t opening_length(wz_str s)
{
    ptrdiff_t at = 0;
    while (at < s.len && s.ptr[at] == '#') {
        at++;
    }
    if (at == 0) {
        at = wz_str_starts(s, WZ_STR("\xe2\x80\xa2")) ? 3 : s.len && strchr("-*", s.ptr[0]) ? 1 : 0;
    }
    return at > 0 && at + 1 < s.len && s.ptr[at] == ' ' ? at : 0;
}

/* An address of the web, or else of mail, in a text that is none itself. */
static void check_address(reader *r, const wz_field *field, const wz_node *node)
{
    wz_str web = wz_url_in_text(node->text), found = web.len ? web : wz_url_mail_in_text(node->text);
    if (found.len) {
        wz_report(r->diags, TEXT_ADDRESS, wz_node_locate(node, found.ptr - node->text.ptr, found.len), found,
                  field->written);
    }
}

static void check_markup(reader *r, const wz_field *field, const wz_node *node)
{
    static const bool watched[256] = {[0] = 1, ['<'] = 1, ['&'] = 1, ['['] = 1, ['*'] = 1, ['_'] = 1, ['`'] = 1};
    ptrdiff_t before = wz_diags_count(r->diags);
    for (ptrdiff_t at = 0; at < node->text.len;) {
        char c = node->text.ptr[at];
        if (at > 0 && !watched[(unsigned char)c]) {
            at++;
            continue;
        }
        wz_str rest = wz_str_slice(node->text, at, node->text.len);
        ptrdiff_t length = c == '<'   ? tag_length(rest)
                           : c == '&' ? entity_length(rest)
                           : c == '[' ? link_length(rest)
                                      : 0;
        ptrdiff_t marks = at == 0 ? opening_length(rest) : 0;
        marks = !marks && strchr("*_`", c) ? emphasis_length(node->text, at) : marks;
        wz_str found = wz_str_slice(rest, 0, length ? length : marks);
        bool closes =
            wz_str_starts(found, WZ_STR("</")) && wz_diags_count(r->diags) > before; /* the tag that was told */
        if (length && !closes) {
            wz_report(r->diags, TEXT_MARKUP, wz_node_locate(node, at, length), found, field->written);
        } else if (marks && !length) {
            wz_report(r->diags, TEXT_STARS, wz_node_locate(node, at, marks), found, field->written);
        }
        at += found.len ? found.len : 1;
    }
    if (wz_diags_count(r->diags) == before && field->type == WZ_TYPE_TEXT && !field->list) {
        check_address(r, field, node);
    }
}

/* XXX, XXXX and the like are one mark. */
static bool is_unfinished_word(wz_str word)
{
    ptrdiff_t crosses = 0;
    while (crosses < word.len && word.ptr[crosses] == 'X') {
        crosses++;
    }
    return (crosses > 2 && crosses == word.len) || wz_str_equal(word, WZ_STR("TODO")) ||
           wz_str_equal(word, WZ_STR("TBD")) || wz_str_equal(word, WZ_STR("FIXME"));
}

static bool is_inside(wz_str s, ptrdiff_t at)
{
    return is_wordlike(s, at) || (at >= 0 && at < s.len && s.ptr[at] == '-');
}

/* The first such word, with the hyphens that it is between; all begin with one of three letters. */
static wz_str unfinished_word(wz_str text)
{
    for (ptrdiff_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        if ((c == 'X' || c == 'T' || c == 'F') && !is_inside(text, at - 1)) {
            ptrdiff_t from = at;
            while (is_inside(text, at)) {
                at++;
            }
            if (is_unfinished_word(wz_str_slice(text, from, at))) {
                return wz_str_slice(text, from, at);
            }
        }
    }
    return (wz_str){0};
}

/* A short text that says nothing: "?", "...", "n.v.t.", "[titel]". */
static bool is_blank(wz_arena *arena, wz_str s)
{
    enum { SHORT = 40 };
    static const wz_str whole[] = {WZ_STR("n.v.t."), WZ_STR("nvt"), WZ_STR("n.t.b."), WZ_STR("ntb"), WZ_STR("n/a")};
    if (s.len > SHORT) {
        return false;
    }
    wz_str folded = wz_utf8_fold(arena, s);
    bool blank = wz_str_starts(s, WZ_STR("[")) && wz_str_find_byte(s, ']') == s.len - 1, letter = false;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        blank = blank || wz_str_equal(folded, whole[i]);
    }
    for (ptrdiff_t at = 0; at < s.len && !letter;) {
        uint32_t c = wz_utf8_next(s, &at);
        letter = c > 0x7F ? c < 0x2000 || c > 0x2BFF : wz_is_letter((char)c) || wz_is_digit((char)c);
    }
    return blank || !letter;
}

void wz_model_check_unfinished(reader *r, const wz_field *field, const wz_node *node, wz_str text)
{
    static const wz_str phrases[] = {WZ_STR("lorem ipsum"), WZ_STR("nog invullen"), WZ_STR("nader in te vullen"),
                                     WZ_STR("nog in te vullen")};
    bool name = r->record->kind->vocabulary; /* what people write for a term is one of its names */
    wz_arena_mark here = wz_arena_here(r->arena);
    wz_str found = !name && is_blank(r->arena, text) ? text : (wz_str){0}, folded = wz_utf8_fold(r->arena, text);
    found = found.len ? found : unfinished_word(text);
    /* All but the first have one word: most texts are looked through for that alone. */
    size_t count = wz_str_find(folded, WZ_STR("vullen")) >= 0 ? sizeof phrases / sizeof *phrases : 1;
    for (size_t i = 0; i < count && !found.len; i++) {
        found = wz_str_find(folded, phrases[i]) >= 0 ? phrases[i] : found;
    }
    if (found.len) {
        ptrdiff_t at = wz_str_find(node->text, found);
        wz_report(r->diags, UNFINISHED, at < 0 ? node->loc : wz_node_locate(node, at, found.len), found,
                  field->written);
    } else { /* the folded texts of a record are as long as it is */
        wz_arena_rewind(r->arena, here);
    }
}

/* Word puts curly quotes round a value, which YAML takes for letters; or an opening one and nothing more. */
static void check_quotes(reader *r, const wz_node *node, wz_str s)
{
    ptrdiff_t at = 0, count = 0;
    uint32_t first = wz_utf8_next(s, &at);
    wz_str inner = wz_str_slice(s, at, s.len);
    bool single = first == 0x2018 || first == 0x201A; /* ‘ ‚ */
    if (!single && first != 0x201C && first != 0x201E) {
        return;
    }
    /* ‘s-Gravenhage and ‘t Gooi begin with an apostrophe. */
    if (single && inner.len > 1 && (inner.ptr[1] == ' ' || inner.ptr[1] == '-')) {
        return;
    }
    ptrdiff_t last = -1;
    for (ptrdiff_t i = 0; i < inner.len;) {
        ptrdiff_t from = i;
        uint32_t c = wz_utf8_next(inner, &i);
        if (single ? c == 0x2019 : c == 0x201D || (c == 0x201C && first == 0x201E)) {
            count++;
            last = i == inner.len ? from : -1;
        }
    }
    if (count == 0 || (count == 1 && last > 0)) {
        wz_str text = wz_str_slice(inner, 0, last > 0 ? last : inner.len);
        wz_report(r->diags, TEXT_QUOTED, node->loc, s)->suggestion =
            wz_str_find_byte(text, '"') < 0 ? wz_format(r->arena, "\"%.*s\"", WZ_ARG(text)) : (wz_str){0};
    }
}

/* UTF-8 that was read as Windows-1252: ë is Ã«, ’ is â€™. */
static bool is_mojibake(uint32_t before, uint32_t c)
{
    return ((before == 0xC3 || before == 0xC2) && c >= 0x80 && c <= 0xBF && c != 0xA0) ||
           (before == 0xE2 && c == 0x20AC);
}

static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

/* A bullet from the font Symbol or Wingdings at the start of a line is reported as a list that is none. */
static bool begins_line(wz_str s, ptrdiff_t at)
{
    while (at > 0 && (s.ptr[at - 1] == ' ' || s.ptr[at - 1] == '\t')) {
        at--;
    }
    return at == 0 || s.ptr[at - 1] == '\n';
}

typedef enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_OTHER } script;

/* Greek and Cyrillic have letters that look like ours; the Greek letter that stands for micro is meant. */
static script script_of(uint32_t c)
{
    bool other = (c >= 0x370 && c <= 0x52F && c != 0x3BC) || (c >= 0x1F00 && c <= 0x1FFF);
    bool latin = c < 0x80 ? wz_is_letter((char)c) : (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
    return other ? SCRIPT_OTHER : latin ? SCRIPT_LATIN : SCRIPT_NONE;
}

/* A letter of another alphabet in a word of ours, or the other way round: it looks right and is found by nobody. */
static void check_scripts(reader *r, const wz_node *node)
{
    script now = SCRIPT_NONE;
    bool others = false; /* they begin with a few bytes, which is soon seen */
    for (ptrdiff_t at = wz_utf8_beyond_ascii(node->text, 0); at < node->text.len && !others; at++) {
        unsigned char byte = (unsigned char)node->text.ptr[at];
        others = (byte >= 0xCD && byte <= 0xD4) || byte == 0xE1;
    }
    for (ptrdiff_t at = others ? 0 : node->text.len, word = 0; at < node->text.len;) {
        ptrdiff_t from = at;
        uint32_t c = wz_utf8_next(node->text, &at);
        script s = script_of(c);
        word = now == SCRIPT_NONE ? from : word;
        if (s != SCRIPT_NONE && now != SCRIPT_NONE && s != now) {
            while (at < node->text.len && is_wordlike(node->text, at)) {
                at++;
            }
            wz_report(r->diags, MIXED_SCRIPTS, wz_node_locate(node, word, at - word),
                      wz_str_slice(node->text, word, at));
            return;
        }
        now = s;
    }
}

/* Forms of letters for another use: those as wide as a Chinese sign, and those of mathematics that look bold or slanted. */
static bool is_odd_form(uint32_t c)
{
    return (c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFF10 && c <= 0xFF5A) || (c >= 0x1D400 && c <= 0x1D7FF);
}

/* One message of each sort for a text: where one is, are more. */
void wz_model_check_characters(reader *r, const wz_node *node, bool one_line)
{
    bool damaged = false, loose = false, hidden = false;
    uint32_t before = 0;
    check_scripts(r, node);
    ptrdiff_t from_before = 0;
    for (ptrdiff_t at = 0, from = 0; (from = wz_utf8_beyond_ascii(node->text, at)) < node->text.len;) {
        if (from > at) { /* letters of ASCII are never wrong */
            from_before = from - 1;
            before = (unsigned char)node->text.ptr[from_before];
        }
        at = from;
        uint32_t c = wz_utf8_next(node->text, &at);
        wz_str named = {0};
        bool moji = is_mojibake(before, c);
        ptrdiff_t start = moji ? from_before : from;
        bool bullet = !one_line && is_private(c) && begins_line(node->text, from);
        if (c > 0x7F && !damaged && !bullet && (c == 0xFFFD || is_private(c) || moji)) {
            damaged = true;
            named = moji ? wz_str_slice(node->text, start, at) : wz_format(r->arena, "U+%04X", (unsigned)c);
            wz_report(r->diags, DAMAGED_TEXT, wz_node_locate(node, start, at - start), named);
        } else if (c > 0x7F && !loose && (is_odd_form(c) || (c >= 0x300 && c <= 0x36F && before < 0x300))) {
            loose = true;
            start = c < 0x400 ? from_before : from;
            wz_report(r->diags, LOOSE_LETTER, wz_node_locate(node, start, at - start),
                      wz_str_slice(node->text, start, at), wz_format(r->arena, "U+%04X", (unsigned)c));
        } else if (c == 0xAD && one_line && !hidden) {
            hidden = true;
            wz_report(r->diags, YAML_INVISIBLE, wz_node_locate(node, from, at - from), WZ_STR("U+00AD"));
        }
        before = c;
        from_before = from;
    }
}

void wz_model_check_page(wz_arena *arena, wz_diags *diags, const wz_node *node, wz_str name)
{
    wz_kind none = {0};
    wz_record page = {.kind = &none};
    reader r = {.arena = arena, .diags = diags, .record = &page};
    wz_model_check_characters(&r, node, false);
    wz_model_check_unfinished(&r, &(wz_field){.written = name}, node, wz_str_trim(node->text));
}

wz_str wz_model_clean_name(reader *r, const wz_node *node, wz_str s)
{
    wz_buf out = {0};
    bool reported = false;
    for (ptrdiff_t at = 0; at < s.len;) {
        ptrdiff_t from = at;
        uint32_t c = wz_utf8_next(s, &at);
        bool space = c == 0xA0 || c == 0x202F, hidden = c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060;
        if ((space || c == 0xAD) && !reported) { /* the others are reported for the whole file */
            ptrdiff_t offset = s.ptr - node->text.ptr + from;
            wz_report(r->diags, YAML_INVISIBLE, wz_node_locate(node, offset, at - from),
                      wz_format(r->arena, "U+%04X", (unsigned)c));
            reported = true;
        }
        if (space) {
            wz_buf_byte(&out, ' ');
        } else if (!hidden) {
            wz_buf_add(&out, wz_str_slice(s, from, at));
        }
    }
    wz_str clean = out.len == s.len ? s : wz_str_trim(wz_str_copy(r->arena, wz_buf_str(&out)));
    wz_buf_free(&out);
    return clean;
}

static wz_str last_word(wz_str s)
{
    ptrdiff_t at = s.len;
    while (at > 0 && s.ptr[at - 1] != ' ') {
        at--;
    }
    return wz_str_slice(s, at, s.len);
}

/* A full stop at the end, unless an abbreviation ends there; a title that shouts. */
static void check_title(reader *r, const wz_node *node, wz_str s)
{
    static const wz_str short_words[] = {WZ_STR("enz."), WZ_STR("etc."), WZ_STR("jr."), WZ_STR("sr."), WZ_STR("ca.")};
    wz_str word = last_word(s);
    bool stop = wz_str_ends(s, WZ_STR(".")) && wz_str_find_byte(word, '.') == word.len - 1;
    for (size_t i = 0; i < sizeof short_words / sizeof *short_words; i++) {
        stop = stop && !wz_str_equal(word, short_words[i]);
    }
    ptrdiff_t capitals = 0;
    for (ptrdiff_t i = 0; i < s.len && capitals >= 0; i++) {
        capitals = wz_is_small(s.ptr[i]) ? -1 : capitals + (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z');
    }
    if (stop) {
        wz_report(r->diags, TITLE_STOP, node->loc, s)->suggestion = wz_str_slice(s, 0, s.len - 1);
    }
    if (capitals >= 10) {
        wz_report(r->diags, TITLE_CAPITALS, node->loc, s);
    }
}

/* "Agenda # 2": what comes behind " #" is a comment of the file, and is lost. */
static void check_cut(reader *r, const wz_node *node)
{
    wz_str source = r->record->source->text;
    ptrdiff_t at = node->end;
    while (node->style == WZ_STYLE_PLAIN && at < source.len && source.ptr[at] == ' ') {
        at++;
    }
    /* "#zorg" is reported where the file is read. */
    if (at > node->end && at + 1 < source.len && source.ptr[at] == '#' && source.ptr[at + 1] == ' ') {
        ptrdiff_t end = at;
        while (end < source.len && source.ptr[end] != '\n' && source.ptr[end] != '\r') {
            end++;
        }
        wz_report(r->diags, CUT_OFF, wz_source_locate(r->record->source, at, end), wz_str_slice(source, at, end));
    }
}

void wz_model_check_line(reader *r, const wz_field *field, const wz_node *node, wz_str text)
{
    check_cut(r, node);
    check_markup(r, field, node);
    check_quotes(r, node, text);
    wz_model_check_unfinished(r, field, node, text);
    wz_model_check_characters(r, node, true);
    if (field == wz_kind_role(r->record->kind, WZ_ROLE_TITLE)) {
        check_title(r, node, text);
    }
}
