/* SPDX-License-Identifier: EUPL-1.2 */
/* Records in the order of their titles. */
#include "site/view/view.h"

#include <stdlib.h>

static int by_title(const void *a, const void *b)
{
    const wz_record *x = *(const wz_record *const *)a, *y = *(const wz_record *const *)b;
    int c = wz_collate(wz_record_title(x), wz_record_title(y));
    return c ? c : x->number < y->number ? -1 : x->number > y->number;
}

void site_rank_titles(site *s)
{
    ptrdiff_t n = s->catalog->record_count;
    const wz_record **sorted = wz_new(s->arena, const wz_record *, n);
    s->view->ranks = wz_new(s->arena, ptrdiff_t, n);
    s->view->by_title = sorted;
    for (ptrdiff_t r = 0; r < n; r++) {
        sorted[r] = s->catalog->records[r];
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_title);
    for (ptrdiff_t r = 0; r < n; r++) {
        s->view->ranks[sorted[r]->number] = r;
    }
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

wz_value site_view_links(const site *s, wz_arena *arena, wz_arena *scratch, wz_links links, const wz_kind *only)
{
    view_order *order = wz_new(scratch, view_order, links.count);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < links.count; i++) {
        if (!only || links.items[i].record->kind == only) {
            order[n++] = (view_order){links.items[i].record, s->view->ranks[links.items[i].record->number],
                                      links.items[i].certainty};
        }
    }
    site_view_sort(order, n);
    wz_value *items = wz_new(scratch, wz_value, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        wz_object *l = site_view_link(s, arena, site_view_record(s, order[i].record), i, n);
        site_view_certainty(s, l, order[i].certainty);
        items[i] = wz_value_object(l);
    }
    return site_view_wrap(s, arena, items, n);
}
