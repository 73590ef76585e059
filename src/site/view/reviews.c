/* SPDX-License-Identifier: EUPL-1.2 */
/* Who has what to review: the records under the terms of one field, with what is due now and the first day on which
 * something will be. */
#include "site/view/view.h"

#include <stdlib.h>

typedef struct group {
    const wz_record *term; /* NULL: records without one */
    wz_link *due;
    ptrdiff_t due_count, count, place;
    wz_date next; /* of what is not due; year 0 when there is none */
} group;

static void add(const site *s, group *g, const wz_record *record)
{
    wz_date seen = wz_record_seen(record);
    g->count++;
    if (wz_review_due(&s->config.review, record, seen, s->today)) {
        g->due[g->due_count++] = (wz_link){.record = record};
        return;
    }
    wz_date next = wz_review_until(&s->config.review, record, seen);
    g->next = !g->next.year || wz_date_compare(next, g->next) < 0 ? next : g->next;
}

/* Most due first, then as in the vocabulary; without a term comes last among equals. */
static int most_due_first(const void *a, const void *b)
{
    const group *x = a, *y = b;
    if (x->due_count != y->due_count) {
        return x->due_count > y->due_count ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

static const wz_kind *vocabulary_of(const site *s)
{
    const wz_kind *found = NULL;
    for (ptrdiff_t r = 0; r < s->catalog->record_count && !found; r++) {
        const wz_field *field = wz_review_by(&s->config.review, s->catalog->records[r]->kind);
        found = field ? field->vocabulary : NULL;
    }
    return found;
}

/* Room for the due of a group is as many as it has records: the groups share one list, in which each has a stretch. */
static group *collect(const site *s, wz_arena *scratch, const wz_kind *vocabulary, ptrdiff_t terms)
{
    group *groups = wz_new(scratch, group, terms + 1);
    ptrdiff_t *sizes = wz_new(scratch, ptrdiff_t, terms + 1), total = 0;
    for (int round = 0; round < 2; round++) {
        for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
            const wz_record *record = s->catalog->records[r];
            const wz_field *field = wz_review_by(&s->config.review, record->kind);
            if (!field || field->vocabulary != vocabulary || wz_record_withdrawn(record)) {
                continue;
            }
            const wz_datum *d = wz_record_value(record, field);
            for (ptrdiff_t i = 0; i < (d->count ? d->count : 1); i++) {
                ptrdiff_t t = d->count ? d->items[i].as.ref.target->number : terms;
                if (round) {
                    add(s, &groups[t], record);
                } else {
                    sizes[t]++;
                    total++;
                }
            }
        }
        wz_link *room = round ? NULL : wz_new(scratch, wz_link, total);
        for (ptrdiff_t t = 0; t <= terms && !round; t++) {
            groups[t] =
                (group){.term = t < terms ? s->catalog->terms[vocabulary->index][t] : NULL, .due = room, .place = t};
            room += sizes[t];
        }
    }
    return groups;
}

wz_value site_view_reviews(site *s, wz_arena *scratch)
{
    const wz_kind *vocabulary = vocabulary_of(s);
    if (!vocabulary) {
        return wz_value_bool(false);
    }
    ptrdiff_t terms = s->catalog->term_counts[vocabulary->index], n = 0, at = 0;
    group *groups = collect(s, scratch, vocabulary, terms);
    qsort(groups, (size_t)terms + 1, sizeof *groups, most_due_first);
    for (ptrdiff_t t = 0; t <= terms; t++) {
        n += groups[t].count > 0;
    }
    wz_value *items = wz_new(scratch, wz_value, n);
    for (ptrdiff_t t = 0; t <= terms; t++) {
        const group *g = &groups[t];
        if (!g->count) {
            continue;
        }
        wz_object *item = site_view_link(s, s->arena, g->term ? site_view_record(s, g->term) : NULL, at, n);
        site_view_link_set(item, s->n->none, wz_value_bool(!g->term));
        site_view_link_set(item, s->n->count, site_number(s->arena, g->count));
        site_view_link_set(item, s->n->due,
                           site_view_links(s, s->arena, scratch, (wz_links){g->due, g->due_count}, NULL));
        site_view_link_set(item, s->n->next,
                           g->next.year ? site_view_date(s, s->arena, g->next) : wz_value_bool(false));
        items[at++] = wz_value_object(item);
    }
    return site_view_wrap(s, s->arena, items, n);
}

wz_value site_view_due(site *s, wz_arena *scratch)
{
    wz_link *found = wz_new(scratch, wz_link, s->catalog->record_count);
    ptrdiff_t n = 0;
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        const wz_record *record = s->catalog->records[r];
        if (wz_review_due(&s->config.review, record, wz_record_seen(record), s->today) &&
            !wz_record_withdrawn(record)) {
            found[n++] = (wz_link){.record = record};
        }
    }
    return site_view_links(s, s->arena, scratch, (wz_links){found, n}, NULL);
}
