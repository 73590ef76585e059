/* SPDX-License-Identifier: EUPL-1.2 */
/* Records in the order of their titles. */
#include "site/view/view.h"

#include <stdlib.h>

typedef struct titled {
    wz_str key;
    const wz_record *record;
} titled;

static int by_title(const void *a, const void *b)
{
    const titled *x = a, *y = b;
    int c = wz_str_compare(x->key, y->key);
    return c ? c : x->record->number < y->record->number ? -1 : x->record->number > y->record->number;
}

void site_rank_titles(site *s)
{
    ptrdiff_t n = s->catalog->record_count;
    const wz_record **sorted = wz_new(s->arena, const wz_record *, n);
    s->view->ranks = wz_new(s->arena, ptrdiff_t, n);
    s->view->by_title = sorted;
    wz_arena *scratch = wz_arena_new(NULL);
    titled *titles = wz_new(scratch, titled, n);
    for (ptrdiff_t r = 0; r < n; r++) {
        const wz_record *record = s->catalog->records[r];
        titles[r] = (titled){wz_collate_key(scratch, wz_record_title(record)), record};
    }
    qsort(titles, (size_t)n, sizeof *titles, by_title);
    for (ptrdiff_t r = 0; r < n; r++) {
        sorted[r] = titles[r].record;
        s->view->ranks[sorted[r]->number] = r;
    }
    wz_arena_free(scratch);
}

static int by_rank(const void *a, const void *b)
{
    const view_order *x = a, *y = b;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

void site_view_sort(view_order *order, ptrdiff_t count)
{
    qsort(order, (size_t)count, sizeof *order, by_rank);
}

/* The records of a list, in its order; most have no certainty. */
typedef struct record_list {
    ptrdiff_t count;
    const wz_record **records, **certainty;
} record_list;

static wz_value record_item(const site *s, wz_arena *arena, const void *subject, ptrdiff_t index)
{
    const record_list *l = subject;
    wz_object *item = site_view_link(s, arena, site_view_record(s, l->records[index]), index, l->count);
    site_view_certainty(s, item, l->certainty ? l->certainty[index] : NULL);
    return wz_value_object(item);
}

wz_list *site_view_records(const site *s, wz_arena *arena, const wz_record **records, ptrdiff_t count)
{
    record_list *l = wz_new(arena, record_list, 1);
    *l = (record_list){count, records, NULL};
    return site_view_list(s, arena, count, record_item, l);
}

wz_value site_view_links(const site *s, wz_arena *arena, wz_arena *scratch, wz_links links, const wz_kind *only)
{
    view_order *order = wz_new(scratch, view_order, links.count);
    ptrdiff_t n = 0;
    bool certain = false;
    for (ptrdiff_t i = 0; i < links.count; i++) {
        if (!only || links.items[i].record->kind == only) {
            order[n++] = (view_order){links.items[i].record, s->view->ranks[links.items[i].record->number],
                                      links.items[i].certainty};
            certain = certain || links.items[i].certainty;
        }
    }
    site_view_sort(order, n);
    record_list *l = wz_new(arena, record_list, 1);
    *l = (record_list){n, wz_new(arena, const wz_record *, n), certain ? wz_new(arena, const wz_record *, n) : NULL};
    for (ptrdiff_t i = 0; i < n; i++) {
        l->records[i] = order[i].record;
        if (certain) {
            l->certainty[i] = order[i].certainty;
        }
    }
    return site_view_counted(s, arena, site_view_list(s, arena, n, record_item, l));
}
