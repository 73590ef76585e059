/* SPDX-License-Identifier: EUPL-1.2 */
/* Drawings that a page of HTML defines and does not use. */
#include "site/output/output.h"

#include <string.h>

enum { MOST = 128 }; /* symbols of one page that are looked at */

typedef struct symbol {
    ptrdiff_t from, to; /* with the line break behind it */
    wz_str id;
    bool used;
} symbol;

static bool is_name(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

/* The next <symbol id="x">…</symbol> from at; false after the last. */
static bool next_symbol(wz_str html, ptrdiff_t at, symbol *found)
{
    const wz_str start = WZ_STR("<symbol id=\""), end = WZ_STR("</symbol>");
    ptrdiff_t from = wz_str_find(wz_str_slice(html, at, html.len), start);
    wz_str rest = from < 0 ? (wz_str){0} : wz_str_slice(html, at + from + start.len, html.len);
    ptrdiff_t quote = wz_str_find_byte(rest, '"'), to = wz_str_find(rest, end);
    if (from < 0 || quote < 0 || to < quote) {
        return false;
    }
    *found =
        (symbol){.from = at + from, .to = at + from + start.len + to + end.len, .id = wz_str_slice(rest, 0, quote)};
    found->to += found->to < html.len && html.ptr[found->to] == '\n';
    return true;
}

static void mark_used(wz_str html, symbol *symbols, int count)
{
    const char *end = html.ptr + html.len;
    for (const char *p = html.ptr; (p = memchr(p, '#', (size_t)(end - p))) != NULL;) {
        wz_str rest = {p + 1, end - p - 1};
        for (int i = 0; i < count; i++) {
            wz_str id = symbols[i].id;
            symbols[i].used |= wz_str_starts(rest, id) && (rest.len == id.len || !is_name(rest.ptr[id.len]));
        }
        p++;
    }
}

void site_drop_symbols(wz_buf *out)
{
    wz_str html = wz_buf_str(out);
    symbol symbols[MOST];
    int count = 0;
    for (ptrdiff_t at = 0; count < MOST && next_symbol(html, at, &symbols[count]); count++) {
        at = symbols[count].to;
    }
    if (count == 0) {
        return;
    }
    mark_used(html, symbols, count);
    ptrdiff_t to = symbols[0].from;
    for (int i = 0; i < count; i++) {
        ptrdiff_t from = symbols[i].used ? symbols[i].from : symbols[i].to,
                  next = i + 1 < count ? symbols[i + 1].from : html.len;
        memmove(out->ptr + to, out->ptr + from, (size_t)(next - from));
        to += next - from;
    }
    out->len = to;
}
