/* SPDX-License-Identifier: EUPL-1.2 */
/* Terms that go together: which records carry both of two terms. */
#include "site/plan/plan.h"

/* The terms of each record, in groups too: the links of the terms the other way round. */
void site_pair_start(site *s)
{
    const wz_catalog *c = s->catalog;
    ptrdiff_t n = c->record_count;
    ptrdiff_t *first = s->term_first = wz_new(s->arena, ptrdiff_t, n + 2);
    for (int round = 0; round < 2; round++) {
        for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
            for (ptrdiff_t t = 0; t < c->term_counts[v]; t++) {
                wz_links links = wz_catalog_term_links(c, c->terms[v][t]);
                for (ptrdiff_t i = 0; i < links.count; i++) {
                    ptrdiff_t r = links.items[i].record->number;
                    if (round == 0) {
                        first[r + 2]++;
                    } else {
                        s->record_terms[first[r + 1]++] = c->terms[v][t];
                    }
                }
            }
        }
        if (round == 0) {
            for (ptrdiff_t r = 0; r < n; r++) {
                first[r + 2] += first[r + 1];
            }
            s->record_terms = wz_new(s->arena, const wz_record *, first[n + 1]);
        }
    }
}

wz_str site_pair_key(wz_arena *arena, const wz_record *a, const wz_record *b)
{
    return wz_format(arena, "%.*s/%.*s/%.*s/%.*s", WZ_ARG(a->kind->name), WZ_ARG(a->id), WZ_ARG(b->kind->name),
                     WZ_ARG(b->id));
}

void site_pair_row(const site *s, const wz_record *term, const wz_kind *vocabulary, const wz_kind *kind,
                   ptrdiff_t *counts)
{
    wz_links links = wz_catalog_term_links(s->catalog, term);
    for (ptrdiff_t i = 0; i < links.count; i++) {
        const wz_record *record = links.items[i].record;
        if (kind && record->kind != kind) {
            continue;
        }
        for (ptrdiff_t t = s->term_first[record->number]; t < s->term_first[record->number + 1]; t++) {
            if (s->record_terms[t]->kind == vocabulary) {
                counts[s->record_terms[t]->number]++;
            }
        }
    }
}

wz_links site_pair_links(const site *s, wz_arena *arena, const wz_record *a, const wz_record *b)
{
    wz_links x = wz_catalog_term_links(s->catalog, a), y = wz_catalog_term_links(s->catalog, b);
    if (y.count < x.count) {
        x = y;
        b = a;
    }
    wz_link *out = wz_new(arena, wz_link, x.count);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < x.count; i++) {
        ptrdiff_t r = x.items[i].record->number;
        for (ptrdiff_t t = s->term_first[r]; t < s->term_first[r + 1]; t++) {
            if (s->record_terms[t] == b) {
                out[n++] = x.items[i];
                break;
            }
        }
    }
    return (wz_links){out, n};
}
