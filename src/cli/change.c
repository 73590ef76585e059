/* SPDX-License-Identifier: EUPL-1.2 */
/* Commands that change files: what would come of it is checked first, then all is written or nothing. */
#include "cli/change.h"

wz_catalog *change_look(cli *c, wz_diags *diags, wz_site_result *result)
{
    wz_site_options options = {.fs = &c->fs,
                               .folder = c->folder,
                               .today = c->today,
                               .clock = cli_day(c),
                               .workers = c->jobs > 0 ? c->jobs : wz_pool_default()};
    wz_site_build(c->arena, diags, &options, result);
    return result->catalog;
}

bool change_read(cli *c, wz_catalog **catalog)
{
    wz_diags *faults = wz_diags_new(c->arena);
    wz_catalog_options options = {.fs = &c->fs,
                                  .folder = c->folder,
                                  .today = c->today,
                                  .clock = cli_day(c),
                                  .workers = c->jobs > 0 ? c->jobs : wz_pool_default()};
    *catalog = wz_catalog_load(c->arena, faults, &options);
    bool whole = *catalog != NULL && !cli_system_failed(c, faults);
    if (!whole) {
        wz_diags_sort(faults);
        wz_diags_append(c->diags, faults);
    }
    return whole;
}

/* Reports the errors that the new files would bring. */
static void refuse(cli *c, wz_diags *before, wz_diags *after)
{
    wz_faults faults = wz_faults_compare(c->arena, before, after);
    ptrdiff_t errors = 0;
    for (ptrdiff_t i = 0; i < faults.brought_count; i++) {
        const wz_diag *d = faults.brought[i];
        if (wz_diag_severity(d) != WZ_ERROR)
            continue;
        *wz_diag_add(c->diags, d->code, d->loc, d->args, WZ_DIAG_ARGS) = *d;
        errors++;
    }
    wz_report(c->diags, EDIT_BREAKS, WZ_NOWHERE, wz_format(c->arena, "%td", errors));
}

cli_status change_write(cli *c, wz_edits *edits)
{
    ptrdiff_t count;
    const wz_replacement *files = wz_edits_files(edits, &count);
    if (!c->given[OPTION_DRY_RUN])
        return wz_fs_replace(c->arena, c->diags, &c->fs, c->folder, files, count) ? CLI_OK : cli_stop(c, CLI_FAULTS);
    wz_buf out = {0};
    wz_edits_patch(edits, &out);
    cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
    return CLI_OK;
}

wz_catalog *change_try(cli *c, wz_edits *edits, wz_diags *diags, wz_site_result *result)
{
    wz_overlay overlay = {.folder = c->folder};
    overlay.items = wz_edits_files(edits, &overlay.count);
    c->fs.overlay = &overlay;
    wz_catalog *catalog = change_look(c, diags, result);
    c->fs.overlay = NULL;
    return catalog;
}

cli_status change_check(cli *c, wz_diags *before, wz_edits *edits)
{
    wz_site_result result = {0};
    wz_diags *after = wz_diags_new(c->arena);
    const wz_catalog *catalog = change_try(c, edits, after, &result);
    wz_site_result former = {0};
    if (before == NULL) { /* what comes of it without an error is no worse than what was */
        before = wz_diags_new(c->arena);
        if (catalog == NULL || wz_diags_errors(after) > 0)
            change_look(c, before, &former);
    }
    bool harmless = catalog != NULL && wz_diags_errors(after) <= wz_diags_errors(before);
    if (!harmless)
        refuse(c, before, after);
    cli_status status = harmless ? CLI_OK : cli_stop(c, CLI_FAULTS);
    wz_site_free(&former);
    wz_site_free(&result);
    return status;
}

void change_places(cli *c, wz_buf *out, const wz_loc *places, ptrdiff_t count)
{
    wz_str prefix = cli_prefix(c);
    for (ptrdiff_t i = 0; i < count; i++)
        wz_buf_format(out, "  %.*s:%d\n", WZ_ARG(cli_path(c, prefix, places[i])), places[i].line);
}

void change_by_hand(cli *c, wz_buf *out, wz_edits *edits)
{
    const wz_loc *places;
    ptrdiff_t left = wz_edits_by_hand(edits, &places);
    if (left > 0)
        wz_buf_format(out, CLI_SAY(c, "%td %s zelf nakijken:\n", "%td %s to look at yourself:\n"), left,
                      left == 1 ? CLI_SAY(c, "plaats", "place") : CLI_SAY(c, "plaatsen", "places"));
    change_places(c, out, places, left);
}
