/* SPDX-License-Identifier: EUPL-1.2 */
/* A comparison as a whole. */
#include "edit/diff.h"

wz_diff *wz_diff_new(wz_arena *arena, const wz_diff_side *before, const wz_diff_side *after, wz_str lang)
{
    wz_diff *diff = wz_new(arena, wz_diff, 1);
    diff->arena = arena;
    diff->before = *before;
    diff->after = *after;
    diff->lang = lang;
    diff->faults = wz_faults_compare(arena, before->diags, after->diags);
    edit_compare_files(diff);
    edit_compare_pages(diff);
    if (before->catalog != NULL && after->catalog != NULL) {
        edit_compare_model(diff);
        edit_compare_records(diff);
    }
    edit_compare_notices(diff);
    return diff;
}

void wz_diff_print(const wz_diff *diff, wz_diff_form form, ptrdiff_t limit, wz_buf *out)
{
    if (form == WZ_DIFF_JSON)
        edit_print_json(diff, out);
    else
        edit_print_report(diff, form == WZ_DIFF_MARKDOWN, limit, out);
}
