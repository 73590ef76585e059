/* SPDX-License-Identifier: EUPL-1.2 */
/* The records of a kind by the year of its first period field, oldest first; within a year by title. */
#include "site/view/view.h"

enum { FIRST_YEAR = 1900, YEARS = 200 };

/* The year a period is counted under, from FIRST_YEAR; YEARS when it goes on, YEARS + 1 when it is not known. */
static int year_slot(wz_period p)
{
    int y = (p.to.year ? p.to.year : p.from.year) - FIRST_YEAR;
    if (p.kind == WZ_PERIOD_ONGOING || p.kind == WZ_PERIOD_SINCE) {
        return YEARS;
    }
    return y >= 0 && y < YEARS ? y : YEARS + 1;
}

/* The records of a kind whose period is counted in a slot, by title; false when there are none. */
static wz_value slot_value(site *s, wz_arena *scratch, ptrdiff_t first, ptrdiff_t total, const int *slots, int slot)
{
    wz_link *found = wz_new(scratch, wz_link, total);
    ptrdiff_t n = 0;
    for (ptrdiff_t r = 0; r < total; r++) {
        if (slots[r] == slot) {
            found[n++] = (wz_link){.record = s->catalog->records[first + r]};
        }
    }
    return site_view_links(s, s->arena, scratch, (wz_links){found, n}, NULL);
}

/* The records of the latest years, at most NEWEST. */
static wz_value newest_value(site *s, wz_arena *scratch, ptrdiff_t first, ptrdiff_t total, const int *slots)
{
    enum { NEWEST = 6 };
    const wz_record *found[NEWEST];
    ptrdiff_t n = 0;
    wz_link *year = wz_new(scratch, wz_link, total);
    for (int y = YEARS - 1; y >= 0 && n < NEWEST; y--) {
        ptrdiff_t in_year = 0;
        for (ptrdiff_t r = 0; r < total; r++) {
            if (slots[r] == y) {
                year[in_year++] = (wz_link){.record = s->catalog->records[first + r]};
            }
        }
        for (ptrdiff_t i = 0; i < in_year && n < NEWEST; i++) {
            found[n++] = year[i].record;
        }
    }
    return site_view_some(s, s->arena, found, n);
}

wz_value site_view_years(site *s, wz_arena *scratch, const wz_kind *kind)
{
    const wz_field *field = NULL;
    for (ptrdiff_t f = 0; f < kind->field_count && !field; f++) {
        field = kind->fields[f].holds == WZ_HOLDS_PERIOD && !kind->fields[f].several ? &kind->fields[f] : NULL;
    }
    if (!field) {
        return wz_value_bool(false);
    }
    ptrdiff_t first = s->catalog->kind_first[kind->index], total = s->catalog->kind_first[kind->index + 1] - first;
    ptrdiff_t counts[YEARS + 2] = {0}, most = 0, years = 0, n = 0;
    int *slots = wz_new(scratch, int, total);
    for (ptrdiff_t r = 0; r < total; r++) {
        const wz_datum *d = wz_record_value(s->catalog->records[first + r], field);
        slots[r] = year_slot(d->count ? d->items[0].as.period : (wz_period){0});
        counts[slots[r]]++;
    }
    for (int y = 0; y < YEARS; y++) {
        years += counts[y] > 0;
        most = counts[y] > most ? counts[y] : most;
    }
    wz_value items[YEARS];
    for (int y = 0; y < YEARS; y++) {
        if (counts[y]) {
            wz_value records = slot_value(s, scratch, first, total, slots, y);
            wz_object *item = site_view_link(s, s->arena, records.as.object, n, years);
            site_view_link_set(item, s->n->year, site_number(s->arena, y + FIRST_YEAR));
            site_view_link_set(item, s->n->share, site_number(s->arena, counts[y] * 100 / most));
            items[n++] = wz_value_object(item);
        }
    }
    wz_object *o = wz_object_new(s->arena, 6);
    wz_object_set(o, s->n->items, wz_value_list(wz_list_new(s->arena, items, n)));
    wz_object_set(o, s->n->newest, newest_value(s, scratch, first, total, slots));
    wz_object_set(o, s->n->unknown, slot_value(s, scratch, first, total, slots, YEARS + 1));
    wz_object_set(o, s->n->ongoing, slot_value(s, scratch, first, total, slots, YEARS));
    wz_object_set(o, s->n->total, site_number(s->arena, total));
    return wz_value_object(o);
}
