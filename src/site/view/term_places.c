/* SPDX-License-Identifier: EUPL-1.2 */
/* The records of a term by the place in it that they name: the article of a law, the page or section of a source. */
#include "site/view/view.h"

#include <stdlib.h>

/* A record that names a place in the term; several times when it names several. */
typedef struct placed {
    wz_str key, place; /* key: in the order of the place; both empty when the record names the term as a whole */
    const wz_record *record;
} placed;

typedef struct placed_list {
    const wz_record *term;
    wz_arena *arena;
    placed *items; /* NULL in the first round, which counts */
    ptrdiff_t count;
} placed_list;

/* Groups nest at most WZ_MODEL_DEPTH deep. */
static void collect(placed_list *all, const wz_record *record, const wz_field *fields, ptrdiff_t count,
                    const wz_datum *values)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        for (ptrdiff_t i = 0; i < values[f].count; i++) {
            const wz_item *item = &values[f].items[i];
            if (item->parts) {
                collect(all, record, fields[f].fields, fields[f].field_count, item->parts);
            } else if (fields[f].placed && item->as.ref.target == all->term) {
                if (all->items) {
                    wz_str place = wz_item_first(item);
                    all->items[all->count] = (placed){wz_collate_key(all->arena, place), place, record};
                }
                all->count++;
            }
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    int c = wz_str_compare(x->key, y->key);
    c = c ? c : wz_str_compare(x->place, y->place);
    return c ? c : (x->record->number > y->record->number) - (x->record->number < y->record->number);
}

/* A record that names a place twice is there once. */
static ptrdiff_t links_of(const placed *items, ptrdiff_t count, wz_link *out)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (i == 0 || items[i].record != items[i - 1].record) {
            out[n++] = (wz_link){.record = items[i].record};
        }
    }
    return n;
}

wz_value site_view_places(const site *s, wz_arena *arena, const wz_record *term)
{
    wz_links links = wz_catalog_term_links(s->catalog, term);
    placed_list all = {.term = term, .arena = arena};
    for (int round = 0; round < 2; round++) {
        all.items = round ? wz_new(arena, placed, all.count) : NULL;
        all.count = 0;
        for (ptrdiff_t i = 0; i < links.count; i++) {
            const wz_record *record = links.items[i].record;
            collect(&all, record, record->kind->fields, record->kind->field_count, record->values);
        }
    }
    if (all.count) {
        qsort(all.items, (size_t)all.count, sizeof *all.items, by_place);
    }
    ptrdiff_t count = 0, n = 0;
    for (ptrdiff_t i = 0; i < all.count; i++) {
        count += all.items[i].place.len && (i == 0 || !wz_str_equal(all.items[i].place, all.items[i - 1].place));
    }
    wz_link *found = wz_new(arena, wz_link, all.count);
    wz_value *groups = wz_new(arena, wz_value, count);
    for (ptrdiff_t i = 0, end; i < all.count; i = end) {
        for (end = i; end < all.count && wz_str_equal(all.items[end].place, all.items[i].place);) {
            end++;
        }
        if (!all.items[i].place.len) {
            continue;
        }
        wz_links same = {found, links_of(&all.items[i], end - i, found)};
        wz_value records = site_view_links(s, arena, arena, same, NULL);
        wz_object *group = site_view_link(s, arena, records.as.object, n, count);
        site_view_link_set(group, s->n->place, wz_value_text(all.items[i].place));
        wz_str address = site_law_address(s, arena, term, all.items[i].place, (wz_str){0});
        site_view_link_set(group, s->n->href, wz_value_optional(address));
        groups[n++] = wz_value_object(group);
    }
    return site_view_wrap(s, arena, groups, n);
}
