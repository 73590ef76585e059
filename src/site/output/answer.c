/* Answers of the search. */
#include "site/output/output.h"

bool wz_site_search(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_str query, ptrdiff_t limit,
                    wz_site_result *result, wz_buf *out)
{
    bool ready;
    ptrdiff_t before = wz_diags_errors(diags);
    site *s = site_make(arena, diags, options, result, &ready);
    bool ok = s->search != NULL;
    if (!ok && wz_diags_errors(diags) == before) {
        wz_report(diags, NO_SEARCH, s->config.source ? wz_loc_file(s->config.source) : WZ_NOWHERE, WZ_STR(""));
    }
    if (ok) {
        wz_search_answer a = wz_search_query(arena, s->search, query, NULL);
        for (ptrdiff_t i = 0; i < a.count && i < limit; i++) {
            const wz_record *record = s->catalog->records[a.hits[i].doc];
            wz_buf_format(out, "%3td  %7.3f  %.*s/%.*s  %.*s\n", i + 1, a.hits[i].score, WZ_ARG(record->kind->place),
                          WZ_ARG(record->id), WZ_ARG(wz_record_title(record)));
            for (ptrdiff_t r = 0; r < a.hits[i].reason_count; r++) {
                const wz_search_reason *why = &a.hits[i].reasons[r];
                wz_buf_format(out, "              %.*s -> %.*s (%.*s, %.3f)\n", WZ_ARG(why->asked), WZ_ARG(why->found),
                              WZ_ARG(wz_search_why_name(why->why)), why->score);
            }
        }
        wz_buf_format(out, "%td\n", a.count);
    }
    site_finish(s, result);
    return ok;
}
