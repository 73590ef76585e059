/* SPDX-License-Identifier: EUPL-1.2 */
/* The view of one page. */
#include "site/output/output.h"

/* "/knelpunten/x" and "knelpunten/x/index.html" are the page "knelpunten/x/". */
static wz_str clean_page(wz_arena *arena, wz_str page_path)
{
    while (page_path.len && page_path.ptr[0] == '/') {
        page_path = wz_str_slice(page_path, 1, page_path.len);
    }
    wz_str file = WZ_STR("index.html"), folder = wz_str_slice(page_path, 0, page_path.len - file.len);
    if (wz_str_ends(page_path, file) && (!folder.len || folder.ptr[folder.len - 1] == '/')) {
        page_path = folder;
    }
    bool named = wz_str_find_byte(page_path, '.') >= 0;
    if (page_path.len && !named && page_path.ptr[page_path.len - 1] != '/') {
        page_path = wz_format(arena, "%.*s/", WZ_ARG(page_path));
    }
    return page_path;
}

bool wz_site_inspect(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_str page_path,
                     wz_site_result *result, wz_buf *out)
{
    bool ready;
    site *s = site_make(arena, diags, options, result, &ready);
    page_path = clean_page(arena, page_path);
    bool found = false;
    wz_str *all = wz_new(arena, wz_str, s->page_count);
    for (ptrdiff_t i = 0; i < s->page_count; i++) {
        all[i] = s->pages[i].path;
        if (wz_str_equal(all[i], page_path)) {
            wz_value_json(out, s->symbols, site_view_page(s, arena, &s->pages[i]), 7);
            wz_buf_byte(out, '\n');
            found = true;
            break;
        }
    }
    if (!found && s->page_count) {
        wz_report(diags, NO_SUCH_PAGE, WZ_NOWHERE, page_path)->suggestion = wz_suggest(page_path, all, s->page_count);
    }
    site_finish(s, result);
    return found;
}
