/* SPDX-License-Identifier: EUPL-1.2 */
/* Text that stands on the page as it was typed though it was meant as markup: what CommonMark does not have (tables, task
 * lists), and what Word, mail and habit make of lists and links. Each is a message at its place, so that nothing melts
 * without a word. */
#include <string.h>

#include "markup/render.h"

#define LINES_MOST 1000 /* lines of a paragraph that are looked at */

static wz_str after(wz_str s, ptrdiff_t at)
{
    at = at < s.len ? at : s.len;
    return (wz_str){s.ptr + at, s.len - at};
}

/* ---- Lines that look like those of a list ------------------------------------------------- */

/* How a line begins: the kind of its mark, the number that it stands for, and the bytes of the mark. Lines with the same
 * kind and numbers in order are a list to who typed them. */
typedef struct mark {
    int kind; /* 0: none */
    long number;
    ptrdiff_t len;
} mark;

enum { NONE, NUMBER, SMALL_LETTER, LARGE_LETTER, ROMAN, ORDINAL, TIGHT, DASH, BULLET };

/* Symbols that begin a line of a list and nothing else; the last three are those of Word's own font. */
static const char *const bullets[] = {
    "\xE2\x80\xA2", "\xC2\xB7",     "\xE2\x96\xAA", "\xE2\x97\x8F", "\xE2\x96\xA0", "\xE2\x97\xA6",
    "\xE2\x80\xA3", "\xE2\x81\x83", "\xE2\x9E\xA2", "\xEF\x82\xB7", "\xEF\x82\xA7", "\xEF\x83\xBC",
};
/* Symbols that do so when the next line has one as well. */
static const char *const dashes[] = {"\xE2\x80\x93 ", "\xE2\x80\x94 ", "o ", "\xC2\xA7 ", "\xC3\x98 ", "\xC3\xBC "};

static const char *const romans[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};

/* The word before a . or ) as a mark: 2. b) iv. (c) 3° */
static mark read_word(wz_str line)
{
    ptrdiff_t from = wz_str_starts(line, WZ_STR("(")), to = from;
    while (to < line.len && (wz_is_digit(line.ptr[to]) || wz_is_letter(line.ptr[to])))
        to++;
    wz_str word = wz_str_slice(line, from, to), rest = after(line, to);
    bool degree = wz_str_starts(rest, WZ_STR("\xC2\xB0")) || wz_str_starts(rest, WZ_STR("\xC2\xBA"));
    ptrdiff_t end = degree ? 2 : wz_str_starts(rest, WZ_STR(".")) || wz_str_starts(rest, WZ_STR(")"));
    if (word.len == 0 || word.len > 4 || end == 0)
        return (mark){0};
    mark m = {.len = to + end};
    bool digits = wz_is_digit(word.ptr[0]), spaced = rest.len == end || rest.ptr[end] == ' ' || rest.ptr[end] == '\t';
    for (ptrdiff_t i = 0; i < word.len; i++) {
        if (wz_is_digit(word.ptr[i]) != digits)
            return (mark){0};
        m.number = digits ? 10 * m.number + (word.ptr[i] - '0') : 0;
    }
    if (!spaced)
        m.kind = digits && !degree && wz_is_letter(rest.ptr[end]) ? TIGHT : NONE;
    else if (digits)
        m.kind = degree ? ORDINAL : m.number < 100 ? NUMBER : NONE;
    else if (word.len == 1) {
        m.kind = word.ptr[0] >= 'a' ? SMALL_LETTER : LARGE_LETTER;
        m.number = word.ptr[0];
    }
    for (size_t i = 0; i < sizeof romans / sizeof *romans && spaced && word.len > 1; i++) {
        if (wz_str_equal(word, wz_str_from(romans[i])))
            m = (mark){ROMAN, (long)i + 1, m.len};
    }
    return m;
}

static mark read_mark(wz_str line)
{
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (wz_str_starts(line, wz_str_from(bullets[i])))
            return (mark){BULLET, 0, (ptrdiff_t)strlen(bullets[i])};
    }
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (wz_str_starts(line, wz_str_from(dashes[i])))
            return (mark){DASH + 100 * (int)i, 0, (ptrdiff_t)strlen(dashes[i])};
    }
    if (line.len > 1 && line.ptr[0] == '-' && wz_is_letter(line.ptr[1]))
        return (mark){DASH, 0, 1};
    return read_word(line);
}

/* Does b follow a in one list? */
static bool follows(mark a, mark b)
{
    if (a.kind == SMALL_LETTER && b.kind == ROMAN)
        return a.number == 'i' && b.number == 2;
    return a.kind != NONE && a.kind == b.kind && (a.kind % 100 == DASH || b.number == a.number + 1);
}

static wz_str next_line(wz_str text, ptrdiff_t *at)
{
    ptrdiff_t from = *at, end = wz_str_find_byte(after(text, from), '\n'), to = end < 0 ? text.len : from + end;
    end = wz_str_find_byte(wz_str_slice(text, from, to), '\r');
    to = end < 0 ? to : from + end;
    *at = to + 1;
    while (from < to && strchr(" \t>", text.ptr[from]) != NULL)
        from++;
    return wz_str_slice(text, from, to);
}

static void report_list(render *r, wz_str text, wz_str line, mark m)
{
    wz_str sign = wz_str_copy(r->arena, wz_str_trim(wz_str_slice(line, 0, m.len)));
    ptrdiff_t next = 0;
    uint32_t first = wz_utf8_next(line, &next);
    bool unseen = first >= 0xE000 && first <= 0xF8FF; /* of Word's own font: elsewhere an empty box */
    sign = unseen ? wz_format(r->arena, "U+%04X", (unsigned)first) : sign;
    wz_diag *d = wz_render_report(r, WZ_DIAG_LIST_LOOKALIKE, r->places.block + (line.ptr - text.ptr), m.len, sign);
    d->raised = unseen;
    if (m.kind != NUMBER)
        d->suggestion = wz_format(r->arena, "- %.*s", WZ_ARG(wz_text_quote(r->arena, after(line, m.len))));
}

static void check_list(render *r, wz_str text)
{
    mark before = {0};
    wz_str line_before = {0}, last = {0};
    int lines = 0;
    for (ptrdiff_t at = 0; at < text.len && lines < LINES_MOST; lines++) {
        wz_str line = next_line(text, &at);
        mark m = read_mark(line);
        bool introduced = m.kind == NUMBER && wz_str_ends(wz_str_trim(last), WZ_STR(":"));
        if (m.kind == BULLET || introduced || follows(before, m)) {
            bool first = follows(before, m) && before.kind != NONE;
            report_list(r, text, first ? line_before : line, first ? before : m);
            return;
        }
        if (m.kind != NONE) {
            before = m;
            line_before = line;
        }
        last = line;
    }
}

/* Columns between tabs, as they come from Word and Excel. */
static void check_tabs(render *r, wz_str text)
{
    ptrdiff_t first = -1;
    for (ptrdiff_t at = 0; at < text.len;) {
        wz_str line = next_line(text, &at);
        mark m = read_mark(line); /* Word has a tab between the sign of a list and its text */
        ptrdiff_t tab = wz_str_find_byte(wz_str_trim(after(line, m.len)), '\t');
        if (tab > 0 && first >= 0) {
            wz_render_report(r, WZ_DIAG_TABLE_TABS, r->places.block + first, 0, (wz_str){0});
            return;
        }
        first = tab > 0 ? line.ptr - text.ptr : -1;
    }
}

/* ##Kop: without a space it is no heading. */
static void check_headings(render *r, wz_str text)
{
    for (ptrdiff_t at = 0; at < text.len;) {
        wz_str line = next_line(text, &at);
        ptrdiff_t signs = 0;
        while (signs < line.len && line.ptr[signs] == '#')
            signs++;
        if (signs > 1 && signs < 7 && signs < line.len && line.ptr[signs] != ' ') {
            wz_str sign = wz_str_copy(r->arena, wz_str_slice(line, 0, signs));
            wz_render_report(r, WZ_DIAG_HEADING_LOOKALIKE, r->places.block + (line.ptr - text.ptr), signs, sign)
                ->suggestion =
                wz_format(r->arena, "%.*s %.*s", WZ_ARG(sign), WZ_ARG(wz_text_quote(r->arena, after(line, signs))));
            return;
        }
    }
}

void wz_standing_lines(render *r, bool task)
{
    wz_str text = wz_str_slice(r->places.text, r->places.block, r->places.block_end);
    ptrdiff_t table = wz_str_find_byte(text, '|') >= 0 ? wz_dialect_table(text) : -1;
    if (table >= 0)
        wz_render_report(r, WZ_DIAG_TABLE_UNSUPPORTED, r->places.block + table, 0, (wz_str){0});
    if (task && text.len > 3 && text.ptr[0] == '[' && text.ptr[2] == ']' && text.ptr[3] == ' ' &&
        strchr(" xX", text.ptr[1]) != NULL)
        wz_render_report(r, WZ_DIAG_SYNTAX_UNSUPPORTED, r->places.block, 3,
                         wz_str_copy(r->arena, wz_str_slice(text, 0, 3)));
    check_list(r, text);
    if (wz_str_find_byte(text, '#') >= 0)
        check_headings(r, text);
    if (wz_str_find_byte(text, '\t') >= 0)
        check_tabs(r, text);
}

/* ---- Within a line ------------------------------------------------------------------------ */

static void check_tildes(render *r, wz_str s)
{
    for (ptrdiff_t at; (at = wz_str_find(s, WZ_STR("~~"))) >= 0;) {
        if (r->tildes++ == 0)
            wz_render_find(r, WZ_STR("~~"), &r->tilde_at);
        for (at += 2; at < s.len && s.ptr[at] == '~'; at++) {
        }
        s = after(s, at);
    }
}

/* ==mark==, as some editors have it. */
static void check_marks(render *r, wz_str s)
{
    ptrdiff_t open = wz_str_find(s, WZ_STR("==")) + 2, at;
    ptrdiff_t close = open < 2 ? -1 : wz_str_find(after(s, open), WZ_STR("=="));
    if (close > 0 && strchr(" =", s.ptr[open]) == NULL && s.ptr[open + close - 1] != ' ' &&
        wz_render_find(r, WZ_STR("=="), &at) > 0)
        wz_render_report(r, WZ_DIAG_SYNTAX_UNSUPPORTED, at, 2, WZ_STR("=="));
}

static void check_footnote(render *r, wz_str s)
{
    bool link = r->link_open && r->plain.len == r->link_plain && wz_str_starts(s, WZ_STR("^"));
    if (!link && !wz_dialect_footnote(s)) /* a link when [^1]: happens to be followed by something like an address */
        return;
    ptrdiff_t at, len = wz_render_find(r, WZ_STR("[^"), &at);
    wz_render_report(r, WZ_DIAG_SYNTAX_UNSUPPORTED, at, len, WZ_STR("[^"));
}

static void check_address(render *r, wz_str s)
{
    for (wz_str address; (address = wz_url_in_text(s)).len > 0; s = after(s, address.ptr + address.len - s.ptr)) {
        ptrdiff_t at, len = wz_render_find(r, address, &at);
        wz_str before = wz_str_slice(s, 0, address.ptr - s.ptr);
        if (wz_str_ends(before, WZ_STR("](")) || wz_str_ends(before, WZ_STR("] (")))
            continue; /* a half link, which is said */
        wz_render_report(r, WZ_DIAG_BARE_ADDRESS, at, len, wz_text_quote(r->arena, address))->suggestion =
            wz_format(r->arena, wz_url_scheme(address).len ? "<%.*s>" : "<https://%.*s>", WZ_ARG(address));
    }
}

static void check_mail(render *r, wz_str s)
{
    wz_str address = wz_url_mail_in_text(s);
    ptrdiff_t at, len = address.len > 0 ? wz_render_find(r, address, &at) : 0;
    if (len > 0)
        wz_render_report(r, WZ_DIAG_BARE_ADDRESS, at, len, wz_str_copy(r->arena, address))->suggestion =
            wz_format(r->arena, "<%.*s>", WZ_ARG(address));
}

/* ** or __ that opens or closes nothing. What was written with backslashes is meant to be seen. */
static void check_stars(render *r, wz_str s)
{
    static const wz_str runs[] = {WZ_STR("**"), WZ_STR("__")};
    for (size_t i = 0; i < sizeof runs / sizeof *runs && !r->stars; i++) {
        ptrdiff_t from = wz_str_find(s, runs[i]), to = from + 2, at;
        while (from >= 0 && to < s.len && s.ptr[to] == s.ptr[from])
            to++;
        if (from >= 0 && (to - from == 2 || i == 0) && wz_render_find(r, runs[i], &at) > 0) {
            wz_render_report(r, WZ_DIAG_EMPHASIS_STANDS, at, 2, runs[i]);
            r->stars = true;
        }
    }
}

/* scheme:rest at the start of s, as it stands in a link; the length up to what ends it, or 0. spaced: a space may follow the
 * colon. */
static ptrdiff_t target_length(wz_str s, bool spaced)
{
    ptrdiff_t colon = 0, end = 0;
    while (colon < s.len &&
           (wz_is_letter(s.ptr[colon]) || wz_is_digit(s.ptr[colon]) || strchr("_-", s.ptr[colon]) != NULL))
        colon++;
    if (colon < 2 || colon + 1 >= s.len || s.ptr[colon] != ':' || (s.ptr[colon + 1] == ' ' && !spaced))
        return 0;
    while (end < s.len && strchr(")]\n", s.ptr[end]) == NULL)
        end++;
    ptrdiff_t space = wz_str_find_byte(wz_str_slice(s, 0, end), ' ');
    return end == s.len && space > 0 ? space : end; /* nothing closes it: then it ends with its word */
}

/* [[id]] */
static bool is_wiki(wz_str s)
{
    ptrdiff_t end = wz_str_find(s, WZ_STR("]]"));
    bool slug = end > 3;
    for (ptrdiff_t i = 2; i < end; i++)
        slug = slug && (wz_is_digit(s.ptr[i]) || wz_is_small(s.ptr[i]) || s.ptr[i] == '-');
    return slug || (end > 0 && target_length(after(s, 2), false) > 0);
}

static void report_half(render *r, wz_str written, wz_str meant)
{
    ptrdiff_t at, len = wz_render_find(r, written, &at);
    r->half = true;
    bool escaped = at > 0 && r->places.text.ptr[at - 1] == '\\';
    for (ptrdiff_t i = at; i > r->places.block && !escaped && r->places.text.ptr[i] != '[';)
        escaped = r->places.text.ptr[--i] == '[' && i > 0 && r->places.text.ptr[i - 1] == '\\';
    if (!escaped)
        wz_render_report(r, WZ_DIAG_HALF_LINK, at, len, wz_text_quote(r->arena, written))->suggestion = meant;
}

/* What stands in the text but was meant as a link: [x](soort:id without its ), [x] (soort:id), [x](soort:Een naam),
 * [x](soort: id), [[id]], (x)[soort:id] and [x][y]. */
static void check_half_links(render *r, wz_str s)
{
    for (ptrdiff_t i = 0; i + 2 < s.len; i++) {
        wz_str rest = after(s, i);
        bool wiki = wz_str_starts(rest, WZ_STR("[[")), apart = wz_str_starts(rest, WZ_STR("] ("));
        bool turned = wz_str_starts(rest, WZ_STR(")["));
        ptrdiff_t named = i > 0 && wz_str_starts(rest, WZ_STR("][")) ? wz_str_find_byte(after(rest, 1), ']') : -1;
        if (named > 0 && wz_str_find_byte(wz_str_slice(s, 0, i), '[') >= 0) {
            report_half(r, wz_str_slice(rest, 0, named + 2), (wz_str){0});
            return;
        }
        ptrdiff_t lead = apart ? 3 : wiki || turned || wz_str_starts(rest, WZ_STR("](")) ? 2 : 0;
        if (lead == 0)
            continue;
        ptrdiff_t len = target_length(after(rest, lead), wz_str_starts(rest, WZ_STR("](")));
        if (wiki ? !is_wiki(rest) : len == 0)
            continue;
        wz_str target = wz_str_copy(r->arena, wz_str_slice(rest, lead, lead + len)), meant = {0};
        bool web = wz_str_find(target, WZ_STR("://")) >= 0;
        while (target.len > 0 && strchr("}>|.,;", target.ptr[target.len - 1]) != NULL)
            target.len--; /* typed for the bracket, or of the sentence */
        for (ptrdiff_t j = 0; j < target.len && !web; j++) {
            char c = target.ptr[j];
            ((char *)target.ptr)[j] = c == ' ' ? '-' : wz_lower(c);
        }
        if (!wiki)
            meant = wz_format(r->arena, "](%.*s)", WZ_ARG(target));
        else if (wz_str_find_byte(target, ':') > 0)
            meant = wz_format(r->arena, "[…](%.*s)", WZ_ARG(target));
        ptrdiff_t gap = wz_str_find(meant, WZ_STR(":-"));
        if (gap >= 0)
            meant =
                wz_format(r->arena, "%.*s%.*s", WZ_ARG(wz_str_slice(meant, 0, gap + 1)), WZ_ARG(after(meant, gap + 2)));
        report_half(r, wz_str_slice(rest, 0, wiki ? wz_str_find(rest, WZ_STR("]]")) + 2 : lead + len), meant);
        return;
    }
}

static bool is_slug(char c)
{
    return wz_is_small(c) || wz_is_digit(c) || c == '-' || c == '_';
}

/* knelpunt:lokale-driehoek in the text itself, where there is something of that name to link to. */
static void check_bare(render *r, wz_str s)
{
    wz_arena *scratch = NULL; /* what is found is thrown away, and most texts have nothing to look for */
    bool found = false;
    for (ptrdiff_t colon = 1; r->options->resolve && colon + 1 < s.len && !found; colon++) {
        ptrdiff_t from = colon, to = colon + 1;
        while (s.ptr[colon] == ':' && from > 0 && is_slug(s.ptr[from - 1]))
            from--;
        while (from < colon && to < s.len && is_slug(s.ptr[to]))
            to++;
        wz_str scheme = wz_str_slice(s, from, colon), rest = wz_str_slice(s, colon + 1, to);
        if (!scheme.len || !rest.len)
            continue;
        scratch = scratch ? scratch : wz_arena_new(NULL);
        wz_diags *quiet = wz_diags_new(scratch);
        found = r->options->resolve(r->options->resolve_context, scratch, quiet, WZ_NOWHERE, scheme, rest).len > 0;
        if (found)
            report_half(r, wz_str_slice(s, from, to),
                        wz_format(r->arena, "[…](%.*s)", WZ_ARG(wz_str_slice(s, from, to))));
    }
    wz_arena_free(scratch);
}

void wz_standing_text(render *r, wz_str s)
{
    if (s.len < 2)
        return;
    if (wz_str_find_byte(s, '^') >= 0)
        check_footnote(r, s);
    if (wz_str_find_byte(s, '~') >= 0)
        check_tildes(r, s);
    if (wz_str_find_byte(s, '=') >= 0)
        check_marks(r, s);
    if (!r->link_open && (wz_str_find_byte(s, ':') >= 0 || wz_str_find_byte(s, '.') > 0))
        check_address(r, s);
    if (!r->link_open && wz_str_find_byte(s, '@') > 0)
        check_mail(r, s);
    if (wz_str_find_byte(s, '*') >= 0 || wz_str_find_byte(s, '_') >= 0)
        check_stars(r, s);
    if (wz_str_find_byte(s, '[') >= 0 || wz_str_find_byte(s, ']') >= 0)
        check_half_links(r, s);
    if (!r->link_open && !r->half && wz_str_find_byte(s, ':') > 0)
        check_bare(r, s);
}

void wz_standing_end(render *r)
{
    if (r->tildes > 1)
        wz_render_report(r, WZ_DIAG_SYNTAX_UNSUPPORTED, r->tilde_at, 2, WZ_STR("~~"));
    r->tildes = 0;
    r->stars = r->half = false;
}
