/* SPDX-License-Identifier: EUPL-1.2 */
/* Markdown of other places (GitHub's, mostly) that CommonMark leaves as it is: recognised, so that an editor hears why
 * it does not work. */
#include <string.h>

#include "markup/internal.h"

/* | --- | :-: | as it stands below the head of a table. */
static bool is_delimiter_row(wz_str line)
{
    bool pipe = false, dash = false;
    for (ptrdiff_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        pipe = pipe || c == '|';
        dash = dash || c == '-';
        if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t')
            return false;
    }
    return pipe && dash;
}

ptrdiff_t wz_dialect_table(wz_str paragraph)
{
    wz_str rest = paragraph;
    ptrdiff_t head = -1;
    while (rest.len > 0) {
        wz_str line = wz_str_trim(wz_str_cut(rest, '\n', &rest));
        while (wz_str_starts(line, WZ_STR(">"))) /* in a quote */
            line = wz_str_trim(wz_str_slice(line, 1, line.len));
        if (head >= 0 && is_delimiter_row(line))
            return head;
        head = wz_str_find_byte(line, '|') >= 0 ? line.ptr - paragraph.ptr : -1;
    }
    return -1;
}

bool wz_dialect_footnote(wz_str text)
{
    ptrdiff_t from = wz_str_find(text, WZ_STR("[^")) + 2, to = from;
    if (from < 2)
        return false;
    while (to < text.len && strchr("] [", text.ptr[to]) == NULL)
        to++;
    return to > from && to < text.len && text.ptr[to] == ']';
}

/* Where an address begins: http://, https://, or www. at the start of a word. -1 when there is none. */
static ptrdiff_t address_start(wz_str text)
{
    ptrdiff_t at = wz_str_find(text, WZ_STR("://")), www = wz_str_find(text, WZ_STR("www."));
    wz_str before = wz_str_slice(text, 0, at);
    if (at >= 0 && wz_str_ends(before, WZ_STR("https")))
        return at - 5;
    if (at >= 0 && wz_str_ends(before, WZ_STR("http")))
        return at - 4;
    return www >= 0 && (www == 0 || strchr(" (\"\t\n", text.ptr[www - 1]) != NULL) ? www : -1;
}

wz_str wz_dialect_address(wz_str text)
{
    ptrdiff_t from = address_start(text), to = from, least;
    if (from < 0)
        return (wz_str){0};
    least = from + (text.ptr[from] == 'w' ? 4 : wz_str_find(wz_str_slice(text, from, text.len), WZ_STR("://")) + 3);
    while (to < text.len && strchr(" \t\n\"<>()", text.ptr[to]) == NULL)
        to++;
    while (to > least && strchr(".,;:!?", text.ptr[to - 1]) != NULL)
        to--;
    wz_str address = wz_str_slice(text, from, to);
    bool dotted = text.ptr[from] != 'w' || wz_str_find_byte(wz_str_slice(address, 4, address.len), '.') > 0;
    return to > least && dotted ? address : (wz_str){0};
}

static bool is_of_mail(char c)
{
    return wz_is_letter(c) || wz_is_digit(c) || (c != '\0' && strchr("._-+", c) != NULL);
}

wz_str wz_dialect_mail(wz_str text)
{
    ptrdiff_t at = wz_str_find_byte(text, '@'), from = at, to = at + 1;
    while (from > 0 && is_of_mail(text.ptr[from - 1]))
        from--;
    while (to < text.len && is_of_mail(text.ptr[to]))
        to++;
    while (to > at + 1 && !wz_is_letter(text.ptr[to - 1]))
        to--;
    ptrdiff_t dot = at < 0 ? -1 : wz_str_find_byte(wz_str_slice(text, at + 1, to), '.');
    return from < at && dot > 0 ? wz_str_slice(text, from, to) : (wz_str){0};
}
