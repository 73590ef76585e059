/* SPDX-License-Identifier: EUPL-1.2 */
/* Of the words that texts explain (values/words.c) a page keeps the first of each; the page that explains them all needs
 * none. */
#include "site/output/output.h"

wz_str site_first_words(const site *s, wz_arena *scratch, const page *p, wz_str html, wz_buf *out)
{
    const wz_str open = WZ_STR("<a class=\"term\" href=\""), close = WZ_STR("</a>");
    bool own = wz_str_equal(p->path, s->config.glossary.page);
    wz_map *seen = NULL;
    ptrdiff_t at = 0, kept = 0;
    if (!s->config.glossary.vocabulary || wz_escape_for(p->output->template_name) != WZ_ESCAPE_HTML) {
        return html;
    }
    wz_buf_reset(out);
    for (ptrdiff_t next; (next = wz_str_find(wz_str_slice(html, at, html.len), open)) >= 0;) {
        ptrdiff_t start = at + next, from = start + open.len;
        wz_str rest = wz_str_slice(html, from, html.len);
        wz_str address = wz_str_slice(rest, 0, wz_str_find_byte(rest, '"'));
        at = from + address.len;
        seen = seen ? seen : wz_map_new(scratch);
        if (!own && !wz_map_get(seen, address)) {
            wz_map_put(seen, address, seen);
            continue;
        }
        ptrdiff_t words = at + 1 + wz_str_find_byte(wz_str_slice(html, at, html.len), '>');
        ptrdiff_t end = words + wz_str_find(wz_str_slice(html, words, html.len), close);
        wz_buf_add(out, wz_str_slice(html, kept, start));
        wz_buf_add(out, wz_str_slice(html, words, end));
        at = kept = end + close.len;
    }
    if (kept == 0) {
        return html;
    }
    wz_buf_add(out, wz_str_slice(html, kept, html.len));
    return wz_buf_str(out);
}
