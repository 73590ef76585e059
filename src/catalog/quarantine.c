/* SPDX-License-Identifier: EUPL-1.2 */
/* --quarantine: one faulty record does not hold up the rest. */
#include "catalog/internal.h"

/* Drops references to broken records. Groups nest at most WZ_MODEL_DEPTH deep. */
static void forget_broken(const wz_field *fields, ptrdiff_t count, wz_datum *values)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        wz_datum *d = &values[f];
        ptrdiff_t kept = 0;
        for (ptrdiff_t i = 0; i < d->count; i++) {
            if (d->items[i].parts) {
                forget_broken(fields[f].fields, fields[f].field_count, d->items[i].parts);
            }
            if (!fields[f].to || !d->items[i].as.ref.target->broken) {
                d->items[kept++] = d->items[i];
            }
        }
        d->count = kept;
    }
}

static void forget_in(wz_record *record)
{
    forget_broken(record->kind->fields, record->kind->field_count, record->values);
}

static void set_aside(wz_arena *arena, wz_diags *diags, wz_catalog *catalog, wz_map *paths, wz_record *record)
{
    struct wz_catalog_links *links = catalog->links;
    if (!links->set_aside) {
        links->set_aside = wz_map_new(arena);
    }
    wz_map_put(links->set_aside, wz_format(arena, "%.*s/%.*s", WZ_ARG(record->kind->name), WZ_ARG(record->id)), record);
    wz_map_put(paths, record->source->path, record);
    wz_report(diags, QUARANTINED, record->loc, record->id);
}

void wz_catalog_quarantine(wz_arena *arena, wz_diags *diags, wz_catalog *catalog)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *paths = wz_map_new(scratch);
    ptrdiff_t kept = 0;
    for (ptrdiff_t v = 0; v < catalog->model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            forget_in(catalog->terms[v][t]);
        }
    }
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        wz_record *record = catalog->records[r];
        if (record->broken) {
            set_aside(arena, diags, catalog, paths, record);
        } else {
            forget_in(record);
            catalog->records[kept++] = record;
        }
    }
    catalog->record_count = kept;
    for (ptrdiff_t i = 0; i < catalog->links->dropped_count; i++) {
        set_aside(arena, diags, catalog, paths, catalog->links->dropped[i]);
    }
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
        wz_diag *d = wz_diags_at(diags, i);
        if (d->loc.source && !wz_diag_is_system(d) && wz_map_get(paths, d->loc.source->path)) {
            d->demoted = true;
        }
    }
    wz_arena_free(scratch);
    wz_catalog_number(arena, NULL, catalog);
}
