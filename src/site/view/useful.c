/* SPDX-License-Identifier: EUPL-1.2 */
/* Which records a reader can use first, by the order that site.yaml gives, and the lists of a record's own page in it. */
#include "site/view/view.h"

#include <stdlib.h>

/* ---- The order ---------------------------------------------------------------------------- */

typedef struct rank_key {
    const wz_record *record;
    ptrdiff_t title;
    int group, year; /* the group may be one too many */
    bool bare, withdrawn;
} rank_key;

enum { UNKNOWN = 0, GOES_ON = 10000 };

static int item_year(const wz_field *field, const wz_item *item)
{
    if (field->holds == WZ_HOLDS_DATE) {
        return item->as.date.year;
    }
    wz_period p = item->as.period;
    return p.kind == WZ_PERIOD_ONGOING || p.kind == WZ_PERIOD_SINCE ? GOES_ON : p.to.year ? p.to.year : p.from.year;
}

static int newest_year(const wz_record *record, const order_spec *o)
{
    int year = UNKNOWN;
    const wz_datum *d = o->newest ? wz_record_value(record, o->newest) : NULL;
    for (ptrdiff_t i = 0; d && i < d->count; i++) {
        const wz_item *item = &d->items[i];
        const wz_datum *part = o->newest_part ? &item->parts[o->newest_part - o->newest->fields] : NULL;
        for (ptrdiff_t j = 0; part && j < part->count; j++) {
            int y = item_year(o->newest_part, &part->items[j]);
            year = y > year ? y : year;
        }
        int y = part ? year : item_year(o->newest, item);
        year = y > year ? y : year;
    }
    return year;
}

static int group_of(const wz_record *record, const order_spec *o)
{
    const wz_datum *d = o->field ? wz_record_value(record, o->field) : NULL;
    for (ptrdiff_t g = 0; d && d->count && g < o->group_count; g++) {
        for (ptrdiff_t t = 0; t < o->groups[g].count; t++) {
            if (o->groups[g].terms[t] == d->items[0].as.ref.target) {
                return (int)g;
            }
        }
    }
    return (int)o->group_count;
}

static rank_key key_of(const site *s, const wz_record *record, const order_spec *o)
{
    rank_key k = {.record = record, .title = s->view->ranks[record->number]};
    k.withdrawn = wz_record_withdrawn(record);
    k.group = group_of(record, o);
    k.year = newest_year(record, o);
    k.bare = o->filled_count > 0;
    for (ptrdiff_t f = 0; f < o->filled_count; f++) {
        k.bare = k.bare && wz_record_value(record, o->filled[f])->count == 0;
    }
    return k;
}

static int by_use(const void *a, const void *b)
{
    const rank_key *x = a, *y = b;
    if (x->withdrawn != y->withdrawn) {
        return x->withdrawn - y->withdrawn;
    }
    if (x->group != y->group) {
        return x->group - y->group;
    }
    if (x->bare != y->bare) {
        return x->bare - y->bare;
    }
    if (x->year != y->year) {
        return y->year - x->year;
    }
    return x->title < y->title ? -1 : x->title > y->title;
}

/* ---- Lists -------------------------------------------------------------------------------- */

/* A record that the page lists, and over which other it is reached (NULL: none). */
typedef struct reach {
    const wz_record *record, *via, *certainty;
    ptrdiff_t rank, via_rank;
} reach;

typedef struct reaches {
    wz_arena *arena;
    reach *items;
    ptrdiff_t count, cap;
} reaches;

static int by_reach(const void *a, const void *b)
{
    const reach *x = a, *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    if (x->record != y->record) {
        return x->record->number < y->record->number ? -1 : 1;
    }
    return x->via_rank < y->via_rank ? -1 : x->via_rank > y->via_rank;
}

/* Where a record stands: by the order of its kind; without one as written in a field, and by title over an inverse. */
static ptrdiff_t place_of(const site *s, const wz_record *record, const link_way *w, ptrdiff_t index)
{
    return w->field && !s->config.orders[record->kind->index] ? index : s->view->useful[record->number];
}

static void add_links(const site *s, reaches *out, const wz_record *from, wz_str name, const wz_record *via)
{
    link_way w = site_way(s, from, name);
    for (ptrdiff_t i = 0; i < w.count; i++) {
        wz_link l = site_way_at(&w, i);
        if (via && wz_record_withdrawn(l.record)) {
            continue;
        }
        wz_grow(out->arena, out->items, out->count, out->cap);
        out->items[out->count++] =
            (reach){l.record, via, l.certainty, place_of(s, l.record, &w, i), via ? s->view->useful[via->number] : 0};
    }
}

/* One record, with all over which it is reached: those of the next count items. */
static wz_object *reach_object(const site *s, wz_arena *arena, const reach *r, ptrdiff_t index, ptrdiff_t total)
{
    wz_object *l = site_view_link(s, arena, site_view_record(s, r->record), index, total);
    site_view_certainty(s, l, r->certainty);
    return l;
}

static wz_value via_value(const site *s, wz_arena *arena, const reach *r, ptrdiff_t count)
{
    wz_value *items = wz_new(arena, wz_value, count);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        n += r[i].via && (i == 0 || r[i].via != r[i - 1].via);
    }
    for (ptrdiff_t i = 0, at = 0; n && i < count; i++) {
        if (i == 0 || r[i].via != r[i - 1].via) {
            items[at] = wz_value_object(site_view_link(s, arena, site_view_record(s, r[i].via), at, n));
            at++;
        }
    }
    return site_view_wrap(s, arena, items, n);
}

/* The records of sorted reaches as a list: items, and of those top and rest. */
static wz_object *list_object(const site *s, wz_arena *arena, const reach *r, ptrdiff_t count, ptrdiff_t at,
                              ptrdiff_t total)
{
    enum { FOLDED = 3 }; /* fewer are not worth a click */
    ptrdiff_t n = 0, shown = s->config.order_shown;
    const reach **firsts = wz_new(arena, const reach *, count + 1);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (i == 0 || r[i].record != r[i - 1].record) {
            firsts[n++] = &r[i];
        }
    }
    firsts[n] = r + count;
    shown = n < shown + FOLDED ? n : shown;
    wz_value *items = wz_new(arena, wz_value, n + 1), *parts = wz_new(arena, wz_value, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        wz_value via = via_value(s, arena, firsts[i], firsts[i + 1] - firsts[i]);
        bool top = i < shown;
        wz_object *whole = reach_object(s, arena, firsts[i], i, n);
        wz_object *part = site_view_link(s, arena, whole, top ? i : i - shown, top ? shown : n - shown);
        site_view_link_set(whole, s->n->via, via);
        items[i] = wz_value_object(whole);
        parts[i] = wz_value_object(part);
    }
    wz_value all = site_view_wrap(s, arena, items, n);
    wz_object *list = site_view_link(s, arena, all.kind == WZ_VALUE_OBJECT ? all.as.object : NULL, at, total);
    site_view_link_set(list, s->n->top, site_view_wrap(s, arena, parts, shown));
    site_view_link_set(list, s->n->rest, site_view_wrap(s, arena, parts + shown, n - shown));
    return list;
}

/* The same in groups, each with its label; false when there are few records, or one group. */
static wz_value headings_value(const site *s, wz_arena *arena, const reach *r, ptrdiff_t count, ptrdiff_t records)
{
    wz_value *items = wz_new(arena, wz_value, count + 1);
    ptrdiff_t groups = 0, n = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        groups += i == 0 || s->view->headings[r[i].record->number] != s->view->headings[r[i - 1].record->number];
    }
    if (records < s->config.order_headings || groups < 2) {
        return wz_value_bool(false);
    }
    for (ptrdiff_t from = 0, to; from < count; from = to) {
        int heading = s->view->headings[r[from].record->number];
        for (to = from + 1; to < count && s->view->headings[r[to].record->number] == heading; to++) {
        }
        wz_object *list = list_object(s, arena, r + from, to - from, n, groups);
        const order_spec *o = s->config.orders[r[from].record->kind->index];
        site_view_link_set(list, s->n->label,
                           heading < 0 ? wz_value_bool(false) : wz_value_text(o->groups[heading].label));
        items[n++] = wz_value_object(list);
    }
    return wz_value_list(wz_list_new(arena, items, n));
}

static wz_value reaches_value(const site *s, wz_arena *arena, reaches *r)
{
    if (r->count == 0) {
        return wz_value_bool(false);
    }
    qsort(r->items, (size_t)r->count, sizeof *r->items, by_reach);
    ptrdiff_t records = 0;
    for (ptrdiff_t i = 0; i < r->count; i++) {
        records += i == 0 || r->items[i].record != r->items[i - 1].record;
    }
    wz_object *list = list_object(s, arena, r->items, r->count, 0, 1);
    site_view_link_set(list, s->n->headings, headings_value(s, arena, r->items, r->count, records));
    return wz_value_object(list);
}

/* What a record reaches over the ways of a line of via, each once, but for itself and what it has without them. */
static wz_value via_list(const site *s, wz_arena *arena, const wz_record *record, const way_spec *spec)
{
    reaches direct = {.arena = arena}, far = {.arena = arena};
    for (ptrdiff_t i = 0; i < spec->without.count; i++) {
        add_links(s, &direct, record, spec->without.names[i], NULL);
    }
    for (ptrdiff_t i = 0; i < spec->over.count; i++) {
        wz_str rest, first = wz_str_cut(spec->over.names[i], '.', &rest);
        link_way w = site_way(s, record, first);
        if (!rest.len) {
            add_links(s, &far, record, first, NULL);
        }
        for (ptrdiff_t j = 0; rest.len && j < w.count; j++) {
            add_links(s, &far, site_way_at(&w, j).record, rest, site_way_at(&w, j).record);
        }
    }
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < far.count; i++) {
        bool known = far.items[i].record == record || (far.items[i].via && wz_record_withdrawn(far.items[i].via));
        for (ptrdiff_t j = 0; j < direct.count && !known; j++) {
            known = direct.items[j].record == far.items[i].record;
        }
        far.items[kept] = far.items[i];
        kept += !known;
    }
    far.count = kept;
    return reaches_value(s, arena, &far);
}

static wz_value make_list(const site *s, wz_arena *arena, const void *subject, ptrdiff_t index)
{
    const wz_record *record = subject;
    if (index >= s->view->link_count) {
        const way_spec *spec = &s->config.via[index - s->view->link_count];
        return spec->kind == record->kind ? via_list(s, arena, record, spec) : wz_value_bool(false);
    }
    reaches found = {.arena = arena};
    add_links(s, &found, record, s->view->link_names[index], NULL);
    return reaches_value(s, arena, &found);
}

wz_value site_view_useful(const site *s, wz_arena *arena, const wz_record *record)
{
    ptrdiff_t count = s->view->link_count + s->config.via_count;
    return wz_value_object(site_view_lazy(s, arena, NULL, s->view->link_symbols, count, make_list, record));
}

static void add_name(site *s, wz_str name)
{
    wz_symbol symbol = wz_symbol_find(s->symbols, name);
    for (ptrdiff_t i = 0; i < s->view->link_count; i++) {
        if (s->view->link_symbols[i] == symbol) {
            return;
        }
    }
    s->view->link_names[s->view->link_count] = name;
    s->view->link_symbols[s->view->link_count++] = symbol;
}

/* The names of all links that records of some kind have, and behind them those of via. */
static void name_links(site *s)
{
    const wz_model *m = s->model;
    ptrdiff_t most = s->config.via_count;
    for (ptrdiff_t k = 0; k < m->kind_count; k++) {
        most += m->kinds[k]->field_count + wz_catalog_inverse_count(s->catalog, m->kinds[k]);
    }
    s->view->link_names = wz_new(s->arena, wz_str, most);
    s->view->link_symbols = wz_new(s->arena, wz_symbol, most);
    for (ptrdiff_t k = 0; k < m->kind_count; k++) {
        for (ptrdiff_t f = 0; f < m->kinds[k]->field_count; f++) {
            if (m->kinds[k]->fields[f].to) {
                add_name(s, m->kinds[k]->fields[f].name);
            }
        }
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, m->kinds[k]); i++) {
            add_name(s, wz_catalog_inverse(s->catalog, m->kinds[k], i)->name);
        }
    }
    for (ptrdiff_t i = 0; i < s->config.via_count; i++) {
        s->view->link_symbols[s->view->link_count + i] = wz_symbol_find(s->symbols, s->config.via[i].name);
    }
}

void site_rank_useful(site *s)
{
    const wz_catalog *c = s->catalog;
    wz_arena *scratch = wz_arena_new(NULL);
    rank_key *keys = wz_new(scratch, rank_key, c->record_count);
    s->view->useful = wz_new(s->arena, ptrdiff_t, c->record_count);
    s->view->headings = wz_new(s->arena, int16_t, c->record_count);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        static const order_spec by_title = {0};
        const order_spec *o = s->config.orders[k] ? s->config.orders[k] : &by_title;
        ptrdiff_t first = c->kind_first[k], count = c->kind_first[k + 1] - first;
        for (ptrdiff_t r = 0; r < count; r++) {
            keys[r] = key_of(s, c->records[first + r], o);
        }
        qsort(keys, (size_t)count, sizeof *keys, by_use);
        for (ptrdiff_t r = 0; r < count; r++) {
            s->view->useful[keys[r].record->number] = r;
            s->view->headings[keys[r].record->number] =
                (int16_t)(keys[r].withdrawn || keys[r].group == o->group_count ? -1 : keys[r].group);
        }
    }
    wz_arena_free(scratch);
    name_links(s);
}
