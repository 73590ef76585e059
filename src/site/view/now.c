/* SPDX-License-Identifier: EUPL-1.2 */
/* Which terms of the calendar are current on the day of the catalogue. */
#include "site/view/view.h"

/* Whole months from one day to another within the round of so many months that the second falls in; -1: before it. */
static long months_since(wz_date from, wz_date day, long round)
{
    long n = (day.year - from.year) * 12L + day.month - from.month - (day.day < from.day);
    return n < 0 ? -1 : n % round;
}

static long month_of(const wz_record *term, wz_str name)
{
    const wz_field *field = wz_kind_field(term->kind, name);
    const wz_datum *d = field ? wz_record_value(term, field) : NULL;
    return d && d->count ? (long)d->items[0].as.integer : -1;
}

/* Some of the records of a term, from all of its list; a month later others have their turn. */
static wz_value some_records(site *s, wz_arena *scratch, const wz_record *term, long month)
{
    wz_links links = wz_catalog_term_links(s->catalog, term);
    wz_link *alive = wz_new(scratch, wz_link, links.count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < links.count; i++) {
        if (!wz_record_withdrawn(links.items[i].record)) {
            alive[count++] = links.items[i];
        }
    }
    ptrdiff_t shown = s->config.calendar.show < count ? s->config.calendar.show : count;
    wz_link *some = wz_new(scratch, wz_link, shown);
    for (ptrdiff_t i = 0; i < shown; i++) {
        some[i] = alive[(i * count / shown + month) % count];
    }
    return site_view_links(s, s->arena, scratch, (wz_links){some, shown}, NULL);
}

/* The days from which the term is current today, by their labels; *month is of the last of them. */
static wz_value since_value(site *s, wz_arena *scratch, const wz_record *term, long *month)
{
    const calendar_config *c = &s->config.calendar;
    long from = month_of(term, c->from), to = month_of(term, c->to);
    wz_value *items = wz_new(scratch, wz_value, c->day_count);
    wz_str *labels = wz_new(scratch, wz_str, c->day_count);
    ptrdiff_t n = 0;
    for (ptrdiff_t d = 0; d < c->day_count; d++) {
        long now = months_since(c->days[d].date, s->today, c->months);
        if (now >= 0 && from >= 0 && now >= from && now < to) {
            labels[n++] = c->days[d].label;
            *month = now;
        }
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        wz_object *item = site_view_link(s, s->arena, NULL, i, n);
        site_view_link_text(item, s->n->label, labels[i]);
        items[i] = wz_value_object(item);
    }
    return site_view_wrap(s, s->arena, items, n);
}

typedef struct current {
    const wz_record *term;
    wz_value since;
    long month, span;
} current;

wz_value site_view_now(site *s, wz_arena *scratch)
{
    const calendar_config *c = &s->config.calendar;
    if (!c->vocabulary || !s->today.year) {
        return wz_value_bool(false);
    }
    ptrdiff_t count = s->catalog->term_counts[c->vocabulary->index], n = 0;
    current *found = wz_new(scratch, current, count);
    for (ptrdiff_t t = 0; t < count; t++) {
        const wz_record *term = s->catalog->terms[c->vocabulary->index][t];
        current now = {.term = term, .span = month_of(term, c->to) - month_of(term, c->from)};
        now.since = since_value(s, scratch, term, &now.month);
        if (now.since.kind != WZ_VALUE_OBJECT) {
            continue;
        }
        ptrdiff_t at = n++;
        for (; at > 0 && found[at - 1].span > now.span; at--) { /* what is short says most about now */
            found[at] = found[at - 1];
        }
        found[at] = now;
    }
    wz_value *items = wz_new(scratch, wz_value, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        wz_object *item = site_view_link(s, s->arena, site_view_record(s, found[i].term), i, n);
        site_view_link_set(item, s->n->since, found[i].since);
        site_view_link_set(item, s->n->records, some_records(s, scratch, found[i].term, found[i].month));
        items[i] = wz_value_object(item);
    }
    return site_view_wrap(s, s->arena, items, n);
}
