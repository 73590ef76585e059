/* SPDX-License-Identifier: EUPL-1.2 */
/* Records with mistakes are left out, when that is asked for. */
#include "site/output/output.h"

static bool is_fault(const wz_diag *d)
{
    return wz_diag_severity(d) == WZ_ERROR && d->loc.source && !wz_diag_is_system(d);
}

/* The files of records in which an error was found from diagnostic number from on; NULL when there are none. */
static wz_map *faulty_files(const site *s, ptrdiff_t from)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *files = wz_map_new(scratch), *faulty = NULL;
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        wz_map_put(files, s->catalog->records[r]->source->path, s->catalog->records[r]);
    }
    for (ptrdiff_t i = from; i < wz_diags_count(s->diags); i++) {
        const wz_diag *d = wz_diags_at(s->diags, i);
        if (is_fault(d) && wz_map_get(files, d->loc.source->path)) {
            faulty = faulty ? faulty : wz_map_new(s->arena);
            wz_map_put(faulty, d->loc.source->path, s->catalog);
        }
    }
    wz_arena_free(scratch);
    return faulty;
}

/* A site that is ready to render, or not. The mistakes in the texts of a record come out only when these are rendered,
 * after the catalogue was frozen; under quarantine all is then done once more without those records, whose errors are
 * kept as warnings. */
site *site_make(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_site_result *result, bool *ready)
{
    *result = (wz_site_result){0};
    site *s = wz_new(arena, site, 1);
    ptrdiff_t from = wz_diags_count(diags);
    site_start(s, arena, diags, options);
    *ready = site_prepare(s, result);
    site_gather(s);
    const wz_map *faulty = options->quarantine && s->catalog ? faulty_files(s, from) : NULL;
    if (!faulty) {
        return s;
    }
    wz_diags *kept = wz_diags_new(arena);
    for (ptrdiff_t i = from; i < wz_diags_count(diags); i++) {
        const wz_diag *d = wz_diags_at(diags, i);
        if (is_fault(d) && wz_map_get(faulty, d->loc.source->path)) {
            wz_diag *copy = wz_diag_add(kept, d->code, d->loc, d->args, WZ_DIAG_ARGS);
            *copy = *d;
            copy->demoted = true;
        }
    }
    wz_diags_drop(diags, from);
    site *again = wz_new(arena, site, 1);
    site_start(again, arena, diags, options);
    again->excluded = faulty;
    again->previous = s;
    *ready = site_prepare(again, result);
    site_gather(again);
    wz_diags_append(diags, kept);
    return again;
}
