/* SPDX-License-Identifier: EUPL-1.2 */
/* Former ids, which redirect. The id that a record has now may be among them: it was renamed there and back, and its
 * identifier stays the first of them. */
#include "catalog/internal.h"

#include <stdlib.h>

wz_str wz_catalog_key(wz_arena *arena, const wz_kind *kind, wz_str id)
{
    return wz_format(arena, "%.*s/%.*s", WZ_ARG(kind->name), WZ_ARG(id));
}

static void add_former(wz_arena *arena, wz_diags *diags, wz_catalog *catalog, wz_record *record)
{
    const wz_datum *d = wz_record_role(record, WZ_ROLE_FORMER);
    for (ptrdiff_t i = 0; i < d->count; i++) {
        wz_str id = d->items[i].as.text;
        wz_loc loc = d->items[i].node->loc;
        if (!wz_id_check(arena, diags, id, loc)) {
            record->broken = true;
            continue;
        }
        if (d->count > 1 && wz_str_equal(id, record->id)) {
            continue;
        }
        wz_str key = wz_catalog_key(arena, record->kind, id);
        /* Another spelling of the term itself takes nothing away. */
        const wz_record *living = wz_catalog_find(catalog, record->kind, id),
                        *spelt = wz_catalog_term(catalog, record->kind, id);
        const wz_record *other = wz_map_get(catalog->links->former, key);
        living = living || spelt == record ? living : spelt;
        if (living) {
            wz_report(diags, FORMER_TAKEN, loc, id)->related = living->loc;
            record->broken = true;
        } else if (other) {
            wz_report(diags, FORMER_TWICE, loc, id)->related = other->loc;
            record->broken = true;
        } else {
            wz_map_put(catalog->links->former, key, record);
        }
    }
}

void wz_catalog_collect_former(wz_arena *arena, wz_diags *diags, wz_catalog *catalog)
{
    catalog->links->former = wz_map_new(arena);
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        add_former(arena, diags, catalog, catalog->records[r]);
    }
    for (ptrdiff_t v = 0; v < catalog->model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            add_former(arena, diags, catalog, catalog->terms[v][t]);
        }
    }
}

const wz_record *wz_catalog_former(const wz_catalog *catalog, const wz_kind *kind, wz_str id)
{
    wz_arena *scratch = wz_arena_new(NULL);
    const wz_record *now = wz_map_get(catalog->links->former, wz_catalog_key(scratch, kind, id));
    wz_arena_free(scratch);
    return now;
}

static int by_former(const void *a, const void *b)
{
    const wz_redirect *x = a, *y = b;
    if (x->to->kind != y->to->kind) {
        return x->to->kind->index < y->to->kind->index ? -1 : 1;
    }
    return wz_str_compare(x->id, y->id);
}

void wz_catalog_make_redirects(wz_arena *arena, wz_catalog *catalog, bool quarantine)
{
    const wz_map *former = catalog->links->former;
    catalog->redirects = wz_new(arena, wz_redirect, wz_map_count(former));
    catalog->term_redirects = wz_new(arena, wz_redirect, wz_map_count(former));
    for (ptrdiff_t i = 0; i < wz_map_count(former); i++) {
        const wz_record *to = wz_map_value(former, i);
        wz_str key = wz_map_key(former, i);
        wz_redirect redirect = {wz_str_slice(key, to->kind->name.len + 1, key.len), to};
        if (to->kind->vocabulary) {
            catalog->term_redirects[catalog->term_redirect_count++] = redirect;
        } else if (!(quarantine && to->broken)) {
            catalog->redirects[catalog->redirect_count++] = redirect;
        }
    }
    qsort(catalog->redirects, (size_t)catalog->redirect_count, sizeof *catalog->redirects, by_former);
    qsort(catalog->term_redirects, (size_t)catalog->term_redirect_count, sizeof *catalog->redirects, by_former);
}
