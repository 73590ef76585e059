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
