/* SPDX-License-Identifier: EUPL-1.2 */
/* From files to a catalogue: one step after another. */
#include "catalog/internal.h"

/* The latest date that has been: additions, changes and reviews. A withdrawal may lie ahead; one within a month of that
 * is taken to be in effect. */
static wz_date latest_date(const wz_catalog *catalog)
{
    static const wz_role roles[] = {WZ_ROLE_ADDED, WZ_ROLE_CHANGES, WZ_ROLE_CHECKED, WZ_ROLE_REVIEWED};
    wz_date latest = {0}, withdrawn = {0};
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        const wz_record *record = catalog->records[r];
        for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
            wz_date date = wz_record_date(record, roles[i]);
            latest = wz_date_compare(latest, date) < 0 ? date : latest;
        }
    }
    long end = latest.year ? wz_date_days(latest) + 31 : 0;
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        wz_date date = wz_record_date(catalog->records[r], WZ_ROLE_WITHDRAWN);
        bool soon = date.year && (!end || wz_date_days(date) <= end);
        withdrawn = soon && wz_date_compare(withdrawn, date) < 0 ? date : withdrawn;
    }
    return wz_date_compare(latest, withdrawn) < 0 ? withdrawn : latest;
}

static void find_pending(wz_date today, wz_record **records, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; today.year && i < count; i++) {
        records[i]->pending = wz_date_compare(wz_record_date(records[i], WZ_ROLE_WITHDRAWN), today) > 0;
    }
}

/* A record that will be withdrawn on a later day is as it was until then. Its successor has been judged. */
static void forget_pending(wz_record **records, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (records[i]->pending) {
            records[i]->values[records[i]->kind->roles[WZ_ROLE_WITHDRAWN]].count = 0;
        }
    }
}

wz_catalog *wz_catalog_load(wz_arena *arena, wz_diags *diags, const wz_catalog_options *options)
{
    wz_source *source =
        wz_fs_read(arena, diags, options->fs, options->folder, WZ_STR("content/model.yaml"), WZ_LIMIT_FILE);
    wz_model *model = source ? wz_model_read(arena, diags, source) : NULL;
    if (!model) {
        return NULL;
    }
    wz_catalog *catalog = wz_new(arena, wz_catalog, 1);
    catalog->model = model;
    catalog->model_source = source;
    catalog->links = wz_new(arena, struct wz_catalog_links, 1);
    catalog->links->workers = options->workers < 1 ? 1 : options->workers;
    catalog->links->arenas = wz_new(arena, wz_arena *, catalog->links->workers);
    for (int w = 0; w < catalog->links->workers; w++) {
        catalog->links->arenas[w] = wz_arena_new(NULL);
    }
    model->clock = options->clock;
    wz_catalog_read(arena, diags, catalog, options);
    catalog->today = options->today.year ? options->today : latest_date(catalog);
    find_pending(catalog->today, catalog->records, catalog->record_count);
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        find_pending(catalog->today, catalog->terms[v], catalog->term_counts[v]);
    }
    wz_catalog_check_alike(diags, catalog);
    wz_catalog_collect_former(arena, diags, catalog);
    wz_catalog_resolve(arena, diags, catalog);
    wz_catalog_check_rings(diags, catalog);
    wz_catalog_check_unused(diags, catalog);
    forget_pending(catalog->records, catalog->record_count);
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        forget_pending(catalog->terms[v], catalog->term_counts[v]);
    }
    wz_catalog_make_redirects(arena, catalog, options->quarantine);
    if (options->quarantine) {
        wz_catalog_quarantine(arena, diags, catalog);
    }
    wz_catalog_derive(arena, catalog, catalog->links->workers);
    return catalog;
}

void wz_catalog_free(wz_catalog *catalog)
{
    for (int w = 0; catalog && w < catalog->links->workers; w++) {
        wz_arena_free(catalog->links->arenas[w]);
        catalog->links->arenas[w] = NULL;
    }
}
