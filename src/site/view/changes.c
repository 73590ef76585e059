/* SPDX-License-Identifier: EUPL-1.2 */
/* What was added and changed, newest first: one by one, and by day. */
#include "site/view/view.h"

#include <stdlib.h>

typedef struct change {
    const wz_record *record;
    wz_date date;
    wz_str text;
    ptrdiff_t rank;
} change;

static int newest_first(const void *a, const void *b)
{
    const change *x = a, *y = b;
    int c = wz_date_compare(y->date, x->date);
    if (c) {
        return c;
    }
    /* On one day real changes come before additions. */
    if ((x->text.len > 0) != (y->text.len > 0)) {
        return x->text.len > 0 ? -1 : 1;
    }
    c = x->rank < y->rank ? -1 : x->rank > y->rank;
    return c ? c : wz_str_compare(x->text, y->text);
}

static ptrdiff_t collect_changes(const site *s, const wz_record *record, change *out)
{
    const wz_field *field = wz_kind_role(record->kind, WZ_ROLE_CHANGES);
    const wz_datum *changes = wz_record_role(record, WZ_ROLE_CHANGES);
    record_dates dates = site_record_dates(record);
    ptrdiff_t rank = s->view->ranks[record->number];
    ptrdiff_t n = 0;
    if (dates.added.year) {
        out[n++] = (change){record, dates.added, {0}, rank};
    }
    for (ptrdiff_t i = 0; i < changes->count; i++) {
        change c = {record, {0}, {0}, rank};
        for (ptrdiff_t f = 0; f < field->field_count; f++) {
            const wz_datum *d = &changes->items[i].parts[f];
            if (d->count && field->fields[f].holds == WZ_HOLDS_DATE) {
                c.date = d->items[0].as.date;
            } else if (d->count && field->fields[f].holds == WZ_HOLDS_TEXT && !c.text.len) {
                c.text = d->items[0].as.text;
            }
        }
        out[n++] = c;
    }
    return n;
}

static wz_value change_value(const site *s, const change *c, ptrdiff_t index, ptrdiff_t count)
{
    wz_object *item = site_view_link(s, s->arena, site_view_record(s, c->record), index, count);
    site_view_link_set(item, s->n->date, site_view_date(s, s->arena, c->date));
    site_view_link_set(item, s->n->text, wz_value_optional(c->text));
    return wz_value_object(item);
}

static wz_value change_list(const site *s, wz_arena *scratch, const change *all, ptrdiff_t count)
{
    wz_value *items = wz_new(scratch, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        items[i] = change_value(s, &all[i], i, count);
    }
    return site_view_wrap(s, s->arena, items, count);
}

/* What was added on one day, for each kind that has some; shows at most *room and takes what it shows off it. */
static wz_value added_by_kind(const site *s, wz_arena *scratch, const change *added, ptrdiff_t count, ptrdiff_t *room)
{
    ptrdiff_t kinds = s->model->kind_count, at = 0;
    ptrdiff_t *counts = wz_new(scratch, ptrdiff_t, kinds);
    for (ptrdiff_t i = 0; i < count; i++) {
        at += counts[added[i].record->kind->index]++ == 0;
    }
    wz_value *list = wz_new(scratch, wz_value, at);
    change *own = wz_new(scratch, change, count);
    ptrdiff_t total = at;
    at = 0;
    for (ptrdiff_t k = 0; k < kinds; k++) {
        if (counts[k] == 0) {
            continue;
        }
        ptrdiff_t n = 0;
        for (ptrdiff_t i = 0; i < count && n < *room; i++) {
            if (added[i].record->kind == s->model->kinds[k]) {
                own[n++] = added[i];
            }
        }
        *room -= n;
        wz_object *kind = site_view_link(s, s->arena, site_view_kind(s, s->model->kinds[k]), at, total);
        site_view_link_set(kind, s->n->count, site_number(s->arena, counts[k]));
        site_view_link_set(kind, s->n->single, wz_value_bool(counts[k] == 1));
        site_view_link_set(kind, s->n->added, change_list(s, scratch, own, n));
        list[at++] = wz_value_object(kind);
    }
    return site_view_wrap(s, s->arena, list, at);
}

/* The changes of one day: what was said of records, and what was added by kind. */
static wz_value day_value(const site *s, wz_arena *scratch, const change *all, ptrdiff_t count, ptrdiff_t *room,
                          wz_object *day)
{
    ptrdiff_t changed = 0;
    while (changed < count && all[changed].text.len) {
        changed++; /* newest_first puts these first */
    }
    ptrdiff_t shown = changed < *room ? changed : *room;
    *room -= shown;
    site_view_link_set(day, s->n->date, site_view_date(s, s->arena, all->date));
    site_view_link_set(day, s->n->count, site_number(s->arena, count));
    site_view_link_set(day, s->n->busy, wz_value_bool(count > SITE_BUSY_DAY));
    site_view_link_set(day, s->n->changes, change_list(s, scratch, all, shown));
    site_view_link_set(day, s->n->kinds, added_by_kind(s, scratch, all + changed, count - changed, room));
    return wz_value_object(day);
}

static wz_value days_value(const site *s, wz_arena *scratch, const change *all, ptrdiff_t count, ptrdiff_t most)
{
    ptrdiff_t days = 0;
    for (ptrdiff_t i = 0; i < count && i < most; i++) {
        days += i == 0 || wz_date_compare(all[i].date, all[i - 1].date) != 0;
    }
    wz_value *items = wz_new(scratch, wz_value, days);
    ptrdiff_t room = most;
    for (ptrdiff_t d = 0, from = 0; d < days; d++) {
        ptrdiff_t to = from + 1;
        while (to < count && wz_date_compare(all[to].date, all[from].date) == 0) {
            to++;
        }
        items[d] = day_value(s, scratch, all + from, to - from, &room, site_view_link(s, s->arena, NULL, d, days));
        from = to;
    }
    return site_view_wrap(s, s->arena, items, days);
}

void site_view_changes(site *s, wz_arena *scratch, wz_object *view)
{
    enum { RECENT = 10, CHANGES = 2000 };
    ptrdiff_t total = 0, n = 0;
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        total += 1 + wz_record_role(s->catalog->records[r], WZ_ROLE_CHANGES)->count;
    }
    change *all = wz_new(scratch, change, total);
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        n += collect_changes(s, s->catalog->records[r], &all[n]);
    }
    qsort(all, (size_t)n, sizeof *all, newest_first);
    wz_object_set(view, s->n->changes, change_list(s, scratch, all, n < CHANGES ? n : CHANGES));
    wz_object_set(view, s->n->recent, change_list(s, scratch, all, n < RECENT ? n : RECENT));
    wz_object_set(view, s->n->days, days_value(s, scratch, all, n, CHANGES));
}

/* What happened to a record last. */
static change last_change(const site *s, wz_arena *arena, const wz_record *record)
{
    change *all = wz_new(arena, change, 1 + wz_record_role(record, WZ_ROLE_CHANGES)->count);
    ptrdiff_t n = collect_changes(s, record, all);
    change last = {record, site_record_dates(record).updated, {0}, s->view->ranks[record->number]};
    for (ptrdiff_t i = 0; i < n; i++) {
        last.text = wz_date_compare(all[i].date, last.date) == 0 && all[i].text.len ? all[i].text : last.text;
    }
    return last;
}

static int newest_record(const void *a, const void *b)
{
    const change *x = a, *y = b;
    int c = wz_date_compare(y->date, x->date);
    return c ? c : x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Once for all feeds: each of their pages sorting its records anew was a seventh of all work. */
void site_rank_newest(site *s)
{
    ptrdiff_t n = s->catalog->record_count;
    wz_arena *scratch = wz_arena_new(NULL);
    change *order = wz_new(scratch, change, n);
    s->view->newest = wz_new(s->arena, ptrdiff_t, n);
    s->view->by_newest = wz_new(s->arena, const wz_record *, n);
    for (ptrdiff_t r = 0; r < n; r++) {
        const wz_record *record = s->catalog->records[r];
        order[r] = (change){record, site_record_dates(record).updated, {0}, s->view->ranks[record->number]};
    }
    qsort(order, (size_t)n, sizeof *order, newest_record);
    for (ptrdiff_t r = 0; r < n; r++) {
        s->view->by_newest[r] = order[r].record;
        s->view->newest[order[r].record->number] = r;
    }
    wz_arena_free(scratch);
}

wz_value site_view_newest(const site *s, wz_arena *arena, wz_links links, ptrdiff_t from, ptrdiff_t count)
{
    ptrdiff_t all = links.items ? links.count : s->catalog->record_count;
    view_order *order = links.items ? wz_new(arena, view_order, all) : NULL;
    for (ptrdiff_t i = 0; order && i < all; i++) {
        order[i] = (view_order){links.items[i].record, s->view->newest[links.items[i].record->number], NULL};
    }
    if (order) {
        site_view_sort(order, all);
    }
    from = from < all ? from : all;
    count = count < all - from ? count : all - from;
    wz_value *items = wz_new(arena, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        change last = last_change(s, arena, order ? order[from + i].record : s->view->by_newest[from + i]);
        wz_object *item = site_view_link(s, arena, site_view_record(s, last.record), i, count);
        site_view_link_set(item, s->n->date, site_view_date(s, arena, last.date));
        site_view_link_set(item, s->n->text, wz_value_optional(last.text));
        items[i] = wz_value_object(item);
    }
    return site_view_wrap(s, arena, items, count);
}
