/* Links to a part of a page, looked up in the page as it was made. */
#include "site/output/output.h"

/* The next id of a page from *at, as written in its attribute; {NULL,0} after the last. Markup that is no tag (scripts,
 * comments) is not told apart: an id too many does no harm. */
static wz_str next_id(wz_str html, ptrdiff_t *at)
{
    const wz_str start = WZ_STR("id=");
    for (;;) {
        ptrdiff_t found = wz_str_find(wz_str_slice(html, *at, html.len), start);
        if (found < 0) {
            return (wz_str){0};
        }
        ptrdiff_t from = *at + found + start.len, to = from;
        char before = *at + found > 0 ? html.ptr[*at + found - 1] : 0, quote = from < html.len ? html.ptr[from] : 0;
        *at = from;
        if (before != ' ' && before != '\n' && before != '\t' && before != '\r') {
            continue;
        }
        if (quote == '"' || quote == '\'') {
            for (to = ++from; to < html.len && html.ptr[to] != quote;) {
                to++;
            }
        } else {
            while (to < html.len && html.ptr[to] != ' ' && html.ptr[to] != '>' && html.ptr[to] != '\n') {
                to++;
            }
        }
        *at = to;
        return wz_str_slice(html, from, to);
    }
}

/* Without %XX, which a browser takes for the byte (HTML, section 7.4.6.4). */
static wz_str decoded(wz_arena *arena, wz_str s)
{
    char *out = wz_new(arena, char, s.len + 1);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool escape =
            s.ptr[i] == '%' && i + 2 < s.len && wz_hex_digit(s.ptr[i + 1]) >= 0 && wz_hex_digit(s.ptr[i + 2]) >= 0;
        out[n++] = escape ? (char)(wz_hex_digit(s.ptr[i + 1]) * 16 + wz_hex_digit(s.ptr[i + 2])) : s.ptr[i];
        i += escape ? 2 : 0;
    }
    return (wz_str){out, n};
}

void site_check_fragments(wz_arena *scratch, wz_diags *diags, const page *p, wz_str html)
{
    enum { MOST = 200, NAMED = 8 }; /* ids for a suggestion, and in the remedy */
    for (const late_link *l = p->wanted; l; l = l->next_of_page) {
        wz_str ids[MOST], wanted = decoded(scratch, l->fragment), id;
        ptrdiff_t at = 0, count = 0;
        bool found = false;
        while (!found && (id = next_id(html, &at)).ptr) {
            found = wz_str_equal(id, wanted) || wz_str_equal(id, l->fragment);
            if (count < MOST) {
                ids[count++] = id;
            }
        }
        if (!found) {
            wz_str named =
                count ? wz_str_join(scratch, ids, count < NAMED ? count : NAMED, WZ_STR(", ")) : WZ_STR("top");
            wz_report(diags, DEAD_FRAGMENT, l->loc, l->written, named)->suggestion = wz_suggest(wanted, ids, count);
        }
    }
}
