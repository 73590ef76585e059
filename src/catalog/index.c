/* SPDX-License-Identifier: EUPL-1.2 */
/* Finding records and terms by id or name. */
#include "catalog/internal.h"

/* What else a record is called: what stands in the field that is the key of its kind, and its file where that has capitals. */
static void add_names(wz_arena *arena, wz_diags *diags, wz_map *names, wz_record *record)
{
    const wz_datum *key = record->kind->key ? wz_record_value(record, record->kind->key) : NULL;
    wz_str file = wz_str_slice(record->source->path, record->kind->place.len + 9, record->source->path.len);
    ptrdiff_t stem = wz_record_stem(file);
    if (key && key->count) {
        const wz_record *other = wz_map_put(names, key->items[0].as.text, record);
        if (other && diags) {
            wz_report(diags, DUPLICATE_KEY, key->items[0].node->loc, key->items[0].as.text, record->kind->key->written)
                ->related = other->loc;
            record->broken = true;
        }
    } else if (stem > 0 && !wz_str_equal(wz_str_slice(file, 0, stem), record->id)) {
        wz_map_put(names, wz_str_copy(arena, wz_str_slice(file, 0, stem)), record);
    }
}

wz_record *wz_catalog_named(const wz_catalog *catalog, const wz_kind *kind, wz_str name)
{
    wz_map *ids = catalog->links->by_id[kind->index], *names = catalog->links->by_name[kind->index];
    wz_record *record = wz_map_get(kind->key ? names : ids, name);
    return record ? record : wz_map_get(kind->key ? ids : names, name);
}

void wz_catalog_number(wz_arena *arena, wz_diags *diags, wz_catalog *catalog)
{
    const wz_model *model = catalog->model;
    catalog->kind_first = wz_new(arena, ptrdiff_t, model->kind_count + 1);
    catalog->links->by_id = wz_new(arena, wz_map *, model->kind_count);
    catalog->links->by_name = wz_new(arena, wz_map *, model->kind_count);
    ptrdiff_t r = 0;
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        catalog->kind_first[k] = r;
        catalog->links->by_id[k] = wz_map_new(arena);
        catalog->links->by_name[k] = wz_map_new(arena);
        for (; r < catalog->record_count && catalog->records[r]->kind == model->kinds[k]; r++) {
            catalog->records[r]->number = r;
            wz_map_put(catalog->links->by_id[k], catalog->records[r]->id, catalog->records[r]);
            add_names(arena, diags, catalog->links->by_name[k], catalog->records[r]);
        }
    }
    catalog->kind_first[model->kind_count] = r;
}

/* One spelling of a term. The same spelling with two terms is an error; twice with one term is nothing. */
static void add_spelling(wz_arena *arena, wz_diags *diags, wz_map *map, wz_str spelling, wz_record *term, wz_loc loc)
{
    wz_str folded = wz_utf8_fold(arena, spelling);
    wz_record *taken = wz_map_get(map, folded);
    if (!taken) {
        wz_map_put(map, folded, term);
    } else if (taken != term) {
        wz_diag *d = wz_report(diags, DUPLICATE_SPELLING, loc, spelling, taken->id, term->id);
        d->related = taken->loc;
    }
}

void wz_catalog_index_terms(wz_arena *arena, wz_diags *diags, wz_catalog *catalog)
{
    struct wz_catalog_links *links = catalog->links;
    const wz_model *model = catalog->model;
    links->term_by_id = wz_new(arena, wz_map *, model->vocabulary_count);
    links->term_by_name = wz_new(arena, wz_map *, model->vocabulary_count);
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        wz_map *ids = links->term_by_id[v] = wz_map_new(arena);
        wz_map *names = links->term_by_name[v] = wz_map_new(arena);
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            wz_record *term = catalog->terms[v][t];
            term->number = t;
            wz_map_put(ids, term->id, term);
            add_spelling(arena, diags, names, term->id, term, term->loc);
        }
        /* Ids first: a spelling that equals another term's id is the spelling's fault. */
        static const wz_role roles[] = {WZ_ROLE_TITLE, WZ_ROLE_SHORT, WZ_ROLE_ALIASES};
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
                const wz_datum *d = wz_record_role(catalog->terms[v][t], roles[r]);
                for (ptrdiff_t i = 0; i < d->count; i++) {
                    add_spelling(arena, diags, names, d->items[i].as.text, catalog->terms[v][t], d->items[i].node->loc);
                }
            }
        }
    }
}

const wz_record *wz_catalog_find(const wz_catalog *catalog, const wz_kind *kind, wz_str id)
{
    return wz_map_get(kind->vocabulary ? catalog->links->term_by_id[kind->index] : catalog->links->by_id[kind->index],
                      id);
}

const wz_record *wz_catalog_term(const wz_catalog *catalog, const wz_kind *vocabulary, wz_str written)
{
    const wz_record *term = wz_catalog_find(catalog, vocabulary, written);
    if (!term && vocabulary->vocabulary) {
        wz_arena *scratch = wz_arena_new(NULL);
        term = wz_map_get(catalog->links->term_by_name[vocabulary->index], wz_utf8_fold(scratch, written));
        wz_arena_free(scratch);
    }
    return term;
}

wz_str wz_catalog_suggest(const wz_catalog *catalog, const wz_kind *kind, wz_str id)
{
    const wz_map *map =
        kind->vocabulary ? catalog->links->term_by_name[kind->index] : catalog->links->by_id[kind->index];
    wz_arena *arena = wz_arena_new(NULL);
    ptrdiff_t count = wz_map_count(map);
    wz_str *names = wz_new(arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        names[i] = wz_map_key(map, i);
    }
    wz_str best = wz_suggest(id, names, count);
    if (best.ptr && kind->vocabulary) {
        /* The id is what stands in records. */
        const wz_record *term = wz_map_get(map, best);
        ptrdiff_t longest = term->id.len > id.len ? term->id.len : id.len;
        bool alike = wz_distance(id, term->id, (int)longest) <= longest / 2;
        /* An id that hardly looks like what was typed only confuses; the name that it came by is good as well. */
        best = alike ? term->id : (wz_str){0};
    }
    wz_arena_free(arena);
    return best;
}

const wz_record *wz_catalog_set_aside_at(const wz_catalog *catalog, ptrdiff_t index)
{
    const wz_map *aside = catalog->links->set_aside;
    return aside && index < wz_map_count(aside) ? wz_map_value(aside, index) : NULL;
}

bool wz_catalog_set_aside(const wz_catalog *catalog, const wz_kind *kind, wz_str id)
{
    const wz_map *aside = catalog->links->set_aside;
    if (kind->vocabulary && catalog->links->unread[kind->index]) {
        return true;
    }
    if (!aside) {
        return false;
    }
    wz_arena *scratch = wz_arena_new(NULL);
    bool found = wz_map_get(aside, wz_format(scratch, "%.*s/%.*s", WZ_ARG(kind->name), WZ_ARG(id))) != NULL;
    wz_arena_free(scratch);
    return found;
}
