/* SPDX-License-Identifier: EUPL-1.2 */
/* What must hold before libcmark 0.30.2 sees a text: it cannot be interrupted, and some texts cost it time in the
 * square of their size (CVE-2023-22486, GHSA-66g8-4hjf-77xh). tests/unit/markup.c holds the known ones. */
#include <string.h>

#include "markup/internal.h"

/* Lines times the deepest nesting that one of them can stand for. cmark walks the open blocks for each line, also for
 * an empty one. */
#define COMPLEXITY ((ptrdiff_t)20000000)

static bool refuse(wz_diags *diags, wz_diag_code code, wz_loc loc, wz_str arg)
{
    wz_diag_add(diags, code, loc, &arg, 1);
    return false;
}

/* The limits as text: diagnostics keep their arguments, so these are literals. */
#define TEXT_OF(n)  TEXT_OF_(n)
#define TEXT_OF_(n) #n

/* Past white space. Returns the columns it stands for, a tab as four. */
static ptrdiff_t skip_blanks(wz_str text, ptrdiff_t *at)
{
    ptrdiff_t columns = 0;
    for (; *at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\t'); ++*at)
        columns += text.ptr[*at] == '\t' ? 4 : 1;
    return columns;
}

/* Past one > or list marker; false when there is none. */
static bool skip_marker(wz_str text, ptrdiff_t *at)
{
    ptrdiff_t i = *at;
    if (i >= text.len)
        return false;
    char c = text.ptr[i++];
    if (c == '>') {
        *at = i;
        return true;
    }
    if (wz_is_digit(c)) {
        while (i < text.len && wz_is_digit(text.ptr[i]))
            i++;
        if (i >= text.len || (text.ptr[i] != '.' && text.ptr[i] != ')'))
            return false;
        i++;
    } else if (c != '-' && c != '+' && c != '*') {
        return false;
    }
    if (i < text.len && text.ptr[i] != ' ' && text.ptr[i] != '\t' && text.ptr[i] != '\n' && text.ptr[i] != '\r')
        return false;
    *at = i;
    return true;
}

/* How deep the line at *at can be nested: its markers, and what its indentation may continue. Sets *at behind them. */
static ptrdiff_t line_depth(wz_str text, ptrdiff_t *at, ptrdiff_t *markers)
{
    ptrdiff_t indent = skip_blanks(text, at);
    *markers = 0;
    while (skip_marker(text, at)) {
        ++*markers;
        indent += skip_blanks(text, at);
    }
    return *markers + indent / 2;
}

static ptrdiff_t count_brackets(wz_str line)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t at; (at = wz_str_find_byte(line, '[')) >= 0; line = wz_str_slice(line, at + 1, line.len))
        count++;
    return count;
}

static bool check_lines(wz_diags *diags, wz_places *places)
{
    wz_str text = places->text;
    ptrdiff_t lines = 0, deepest = 0, brackets = 0;
    for (ptrdiff_t at = 0; at < text.len; lines++) {
        ptrdiff_t start = at, markers, depth = line_depth(text, &at, &markers);
        if (markers > WZ_MARKUP_NESTING)
            return refuse(diags, WZ_DIAG_MARKUP_NESTING, wz_places_loc(places, start, at - start),
                          WZ_STR(TEXT_OF(WZ_MARKUP_NESTING)));
        deepest = depth > deepest ? depth : deepest;
        ptrdiff_t end = at;
        while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
            end++;
        brackets = at == end ? 0 : brackets + count_brackets(wz_str_slice(text, at, end));
        if (brackets > WZ_MARKUP_BRACKETS)
            return refuse(diags, WZ_DIAG_MARKUP_BRACKETS, wz_places_loc(places, start, 0),
                          WZ_STR(TEXT_OF(WZ_MARKUP_BRACKETS)));
        at = end + 1;
    }
    if (lines * (deepest + 1) > COMPLEXITY)
        return refuse(diags, WZ_DIAG_MARKUP_COMPLEX, wz_places_loc(places, 0, 0), (wz_str){0});
    return true;
}

bool wz_markup_guard(wz_diags *diags, wz_places *places)
{
    wz_str text = places->text;
    if (text.len > WZ_MARKUP_SIZE)
        return refuse(diags, WZ_DIAG_MARKUP_SIZE, wz_places_loc(places, 0, 0), WZ_STR("1048576"));
    ptrdiff_t bad = wz_utf8_invalid(text), nul = wz_str_find_byte(text, '\0');
    if (bad < 0 || (nul >= 0 && nul < bad))
        bad = nul;
    if (bad >= 0)
        return refuse(diags, WZ_DIAG_MARKUP_ENCODING, wz_places_loc(places, bad, 1), (wz_str){0});
    if (text.len <= WZ_MARKUP_NESTING)
        return true; /* too short for any of it */
    return check_lines(diags, places);
}

_Static_assert(WZ_MARKUP_SIZE == 1048576, "the message of wz_markup_guard names this number");
