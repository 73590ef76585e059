/* SPDX-License-Identifier: EUPL-1.2 */
/* What the fields of a record may name, for JSON Schema. */
#include "catalog/internal.h"

static void add_names(wz_schema_name *list, ptrdiff_t *count, const wz_map *map, bool folded)
{
    for (ptrdiff_t i = 0; i < wz_map_count(map); i++) {
        list[(*count)++] = (wz_schema_name){.name = wz_map_key(map, i), .accepted = true, .folded = folded};
    }
}

static wz_schema_name offer(const wz_record *record)
{
    const wz_datum *key = record->kind->key ? wz_record_value(record, record->kind->key) : NULL;
    return (wz_schema_name){.name = key && key->count ? key->items[0].as.text : record->id,
                            .title = wz_record_title(record),
                            .summary = wz_record_summary(record),
                            .offered = !wz_record_withdrawn(record)};
}

static ptrdiff_t names(void *context, wz_arena *arena, const wz_kind *kind, const wz_schema_name **out)
{
    const wz_catalog *c = context;
    ptrdiff_t k = kind->index, count = 0;
    ptrdiff_t records = kind->vocabulary ? c->term_counts[k] : c->kind_first[k + 1] - c->kind_first[k];
    const wz_map *ids = kind->vocabulary ? NULL : c->links->by_id[k];
    const wz_map *spellings = kind->vocabulary ? c->links->term_by_name[k] : c->links->by_name[k];
    wz_schema_name *list = wz_new(arena, wz_schema_name, 2 * records + wz_map_count(spellings));
    for (ptrdiff_t i = 0; i < records; i++) {
        list[count++] = offer(kind->vocabulary ? c->terms[k][i] : c->records[c->kind_first[k] + i]);
    }
    if (kind->vocabulary && c->links->unread[k]) {
        return -1;
    }
    if (ids) {
        add_names(list, &count, ids, false);
    }
    add_names(list, &count, spellings, kind->vocabulary);
    *out = list;
    return count;
}

void wz_catalog_schema(wz_arena *arena, wz_buf *out, const wz_catalog *catalog, const wz_kind *kind, wz_str lang,
                       bool linked)
{
    wz_model_schema(arena, out, catalog->model, kind, lang, linked, names, (void *)(uintptr_t)catalog);
}
