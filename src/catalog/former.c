/* Former ids, which redirect. */
#include "catalog/internal.h"

#include <stdlib.h>

wz_str wz_catalog_key(wz_arena *arena, const wz_kind *kind, wz_str id)
{
    return wz_format(arena, "%.*s/%.*s", WZ_ARG(kind->name), WZ_ARG(id));
}

wz_map *wz_catalog_collect_former(wz_arena *arena, wz_diags *diags, wz_catalog *catalog)
{
    wz_map *former = wz_map_new(arena);
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        wz_record *record = catalog->records[r];
        const wz_datum *d = wz_record_role(record, WZ_ROLE_FORMER);
        for (ptrdiff_t i = 0; i < d->count; i++) {
            wz_str id = d->items[i].as.text;
            wz_loc loc = d->items[i].node->loc;
            if (!wz_id_check(arena, diags, id, loc)) {
                record->broken = true;
                continue;
            }
            const wz_record *living = wz_catalog_find(catalog, record->kind, id);
            if (living) {
                wz_diag *g = wz_report(diags, FORMER_TAKEN, loc, id);
                g->related = living->loc;
                record->broken = true;
                continue;
            }
            wz_str key = wz_catalog_key(arena, record->kind, id);
            wz_record *other = wz_map_get(former, key);
            if (other) {
                wz_diag *g = wz_report(diags, FORMER_TWICE, loc, id);
                g->related = other->loc;
                record->broken = true;
            } else {
                wz_map_put(former, key, record);
            }
        }
    }
    return former;
}

static int by_former(const void *a, const void *b)
{
    const wz_redirect *x = a, *y = b;
    if (x->to->kind != y->to->kind) {
        return x->to->kind->index < y->to->kind->index ? -1 : 1;
    }
    return wz_str_compare(x->id, y->id);
}

void wz_catalog_make_redirects(wz_arena *arena, wz_catalog *catalog, const wz_map *former, bool quarantine)
{
    catalog->redirects = wz_new(arena, wz_redirect, wz_map_count(former));
    for (ptrdiff_t i = 0; i < wz_map_count(former); i++) {
        const wz_record *to = wz_map_value(former, i);
        wz_str key = wz_map_key(former, i);
        if (!(quarantine && to->broken)) {
            catalog->redirects[catalog->redirect_count++] =
                (wz_redirect){wz_str_slice(key, to->kind->name.len + 1, key.len), to};
        }
    }
    qsort(catalog->redirects, (size_t)catalog->redirect_count, sizeof *catalog->redirects, by_former);
}
