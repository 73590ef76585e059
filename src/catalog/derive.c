/* SPDX-License-Identifier: EUPL-1.2 */
/* What follows from the links: inverse links, use of terms, related records. */
#include "catalog/internal.h"

#include <stdlib.h>
#include <string.h>

/* One link from a record: to a record (over a field with an inverse or not) or to a term. */
typedef struct edge {
    const wz_record *from;
    const wz_field *field;
    const wz_record *to;
    const wz_record *certainty;
} edge;

typedef struct edges {
    wz_arena *arena;
    edge *items;
    ptrdiff_t count, cap;
} edges;

static void add_edge(edges *e, edge one)
{
    wz_grow(e->arena, e->items, e->count, e->cap);
    e->items[e->count++] = one;
}

typedef struct collector {
    edges *references;
    edges *terms;
    wz_record *record;
} collector;

static void collect(void *context, const wz_field *field, wz_item *item)
{
    collector *c = context;
    if (field->to) {
        add_edge(c->references, (edge){c->record, field, item->as.ref.target, item->as.ref.certainty});
    } else if (field->vocabulary && item->as.ref.target) {
        add_edge(c->terms, (edge){c->record, field, item->as.ref.target, NULL});
    }
}

static int by_target(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->to->number != y->to->number) {
        return x->to->number < y->to->number ? -1 : 1;
    }
    return x->from->number < y->from->number ? -1 : x->from->number > y->from->number;
}

/* Adds to the value of one record the records that name it and that it does not name itself: edges that all lead to it,
 * by number. seen has room for all records and holds, for each, the last target that was found to have it. */
static void add_halves(wz_arena *arena, wz_catalog *catalog, const edge *e, ptrdiff_t count, ptrdiff_t f,
                       const wz_record **seen)
{
    wz_record *to = catalog->records[e[0].to->number];
    wz_datum *d = &to->values[f];
    ptrdiff_t missing = 0;
    for (ptrdiff_t i = 0; i < d->count; i++) {
        seen[d->items[i].as.ref.target->number] = to;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        missing += seen[e[i].from->number] != to;
    }
    if (missing == 0) {
        return;
    }
    wz_item *items = wz_new(arena, wz_item, d->count + missing);
    if (d->count) {
        memcpy(items, d->items, (size_t)d->count * sizeof *items);
    }
    ptrdiff_t n = d->count;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (seen[e[i].from->number] != to) {
            seen[e[i].from->number] = to;
            items[n].as.ref.name = e[i].from->id;
            items[n].as.ref.certainty = e[i].certainty;
            items[n++].as.ref.target = e[i].from;
        }
    }
    *d = (wz_datum){items, n};
}

/* A field whose inverse is itself ("related to") holds in both directions: the missing halves are filled in. */
static void make_symmetric(wz_arena *arena, wz_catalog *catalog)
{
    wz_arena *scratch = wz_arena_new(NULL);
    for (ptrdiff_t k = 0; k < catalog->model->kind_count; k++) {
        const wz_kind *kind = catalog->model->kinds[k];
        for (ptrdiff_t f = 0; f < kind->field_count; f++) {
            const wz_field *field = &kind->fields[f];
            if (field->to != kind || !wz_str_equal(field->inverse, field->name)) {
                continue;
            }
            edges all = {.arena = scratch};
            for (ptrdiff_t r = catalog->kind_first[k]; r < catalog->kind_first[k + 1]; r++) {
                wz_datum *d = &catalog->records[r]->values[f];
                for (ptrdiff_t i = 0; i < d->count; i++) {
                    add_edge(&all, (edge){catalog->records[r], field, d->items[i].as.ref.target,
                                          d->items[i].as.ref.certainty});
                }
            }
            if (all.count == 0) {
                continue;
            }
            qsort(all.items, (size_t)all.count, sizeof *all.items, by_target);
            const wz_record **seen = wz_new(scratch, const wz_record *, catalog->record_count);
            for (ptrdiff_t from = 0, end; from < all.count; from = end) {
                end = from + 1;
                while (end < all.count && all.items[end].to == all.items[from].to) {
                    end++;
                }
                add_halves(arena, catalog, &all.items[from], end - from, f, seen);
            }
        }
    }
    wz_arena_free(scratch);
}

/* The inverse links that each kind can have, in the order of the model; fields with one name are one inverse. Groups
 * nest at most WZ_MODEL_DEPTH deep. */
static void declare_inverses(wz_catalog *catalog, const wz_kind *from, const wz_field *fields, ptrdiff_t count,
                             bool nested)
{
    struct wz_catalog_links *links = catalog->links;
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        declare_inverses(catalog, from, field->fields, field->field_count, true);
        if (!field->to || !field->inverse.ptr ||
            (!nested && field->to == from && wz_str_equal(field->inverse, field->name))) {
            continue;
        }
        ptrdiff_t to = field->to->index;
        bool known = false;
        for (ptrdiff_t i = 0; i < links->inverse_counts[to]; i++) {
            known = known || wz_str_equal(links->inverses[to][i].name, field->inverse);
        }
        if (!known) {
            links->inverses[to][links->inverse_counts[to]++] = (wz_inverse){field->inverse, field->inverse_label, from};
        }
    }
}

static ptrdiff_t count_references(const wz_field *fields, ptrdiff_t count)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t f = 0; f < count; f++) {
        n += (fields[f].to != NULL) + count_references(fields[f].fields, fields[f].field_count);
    }
    return n;
}

static ptrdiff_t inverse_index(const struct wz_catalog_links *links, const wz_field *field)
{
    for (ptrdiff_t i = 0; field->inverse.ptr && i < links->inverse_counts[field->to->index]; i++) {
        if (wz_str_equal(links->inverses[field->to->index][i].name, field->inverse)) {
            return i;
        }
    }
    return -1;
}

static const wz_record *most_certain(const wz_record *a, const wz_record *b)
{
    return a && b ? (b->number < a->number ? b : a) : NULL;
}

/* Groups links by slot, keeping their order; the second of two from one record to one slot is dropped. slot < 0 is left
 * out. */
static link_table group(wz_arena *arena, const ptrdiff_t *slots, const wz_link *links, ptrdiff_t count,
                        ptrdiff_t slot_count)
{
    link_table t = {wz_new(arena, ptrdiff_t, slot_count + 2), wz_new(arena, wz_link, count)};
    for (ptrdiff_t i = 0; i < count; i++) {
        if (slots[i] >= 0) {
            t.first[slots[i] + 2]++;
        }
    }
    for (ptrdiff_t s = 0; s < slot_count; s++) {
        t.first[s + 2] += t.first[s + 1];
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        if (slots[i] >= 0) {
            t.items[t.first[slots[i] + 1]++] = links[i];
        }
    }
    /* t.first[s] to t.first[s + 1] now bounds slot s; squeeze out repetitions, which stand together. */
    ptrdiff_t out = 0;
    for (ptrdiff_t s = 0; s < slot_count; s++) {
        ptrdiff_t begin = t.first[s], end = t.first[s + 1];
        t.first[s] = out;
        ptrdiff_t start = out;
        for (ptrdiff_t i = begin; i < end; i++) {
            if (out == start || t.items[out - 1].record != t.items[i].record) {
                t.items[out++] = t.items[i];
            } else {
                t.items[out - 1].certainty = most_certain(t.items[out - 1].certainty, t.items[i].certainty);
            }
        }
    }
    t.first[slot_count] = out;
    return t;
}

static void derive_inverses(wz_arena *arena, wz_catalog *catalog, const edges *references)
{
    struct wz_catalog_links *links = catalog->links;
    const wz_model *model = catalog->model;
    links->inverses = wz_new(arena, wz_inverse *, model->kind_count);
    links->inverse_counts = wz_new(arena, ptrdiff_t, model->kind_count);
    ptrdiff_t most = 0;
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        most += count_references(model->kinds[k]->fields, model->kinds[k]->field_count);
    }
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        links->inverses[k] = wz_new(arena, wz_inverse, most);
    }
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        declare_inverses(catalog, model->kinds[k], model->kinds[k]->fields, model->kinds[k]->field_count, false);
    }
    links->slot_first = wz_new(arena, ptrdiff_t, catalog->record_count + 1);
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        links->slot_first[r + 1] = links->slot_first[r] + links->inverse_counts[catalog->records[r]->kind->index];
    }
    ptrdiff_t *slots = wz_new(references->arena, ptrdiff_t, references->count);
    wz_link *items = wz_new(references->arena, wz_link, references->count);
    for (ptrdiff_t i = 0; i < references->count; i++) {
        const edge *e = &references->items[i];
        ptrdiff_t n = inverse_index(links, e->field);
        slots[i] = n < 0 ? -1 : links->slot_first[e->to->number] + n;
        items[i] = (wz_link){e->from, e->field, e->certainty};
    }
    links->inverse = group(arena, slots, items, references->count, links->slot_first[catalog->record_count]);
}

static void derive_terms(wz_arena *arena, wz_catalog *catalog, const edges *terms)
{
    struct wz_catalog_links *links = catalog->links;
    const wz_model *model = catalog->model;
    links->term_first = wz_new(arena, ptrdiff_t, model->vocabulary_count + 1);
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        links->term_first[v + 1] = links->term_first[v] + catalog->term_counts[v];
    }
    ptrdiff_t *slots = wz_new(terms->arena, ptrdiff_t, terms->count);
    wz_link *items = wz_new(terms->arena, wz_link, terms->count);
    for (ptrdiff_t i = 0; i < terms->count; i++) {
        const edge *e = &terms->items[i];
        slots[i] = links->term_first[e->to->kind->index] + e->to->number;
        items[i] = (wz_link){e->from, e->field, NULL};
    }
    links->terms = group(arena, slots, items, terms->count, links->term_first[model->vocabulary_count]);
}

static int by_pair(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->from->number != y->from->number) {
        return x->from->number < y->from->number ? -1 : 1;
    }
    return x->to->number < y->to->number ? -1 : x->to->number > y->to->number;
}

static void derive_neighbours(wz_arena *arena, wz_catalog *catalog, const edges *references)
{
    edge *both = wz_new(references->arena, edge, references->count * 2);
    for (ptrdiff_t i = 0; i < references->count; i++) {
        both[2 * i] = references->items[i];
        both[2 * i + 1] = references->items[i];
        both[2 * i + 1].from = references->items[i].to;
        both[2 * i + 1].to = references->items[i].from;
    }
    qsort(both, (size_t)references->count * 2, sizeof *both, by_pair);
    ptrdiff_t *slots = wz_new(references->arena, ptrdiff_t, references->count * 2);
    wz_link *items = wz_new(references->arena, wz_link, references->count * 2);
    for (ptrdiff_t i = 0; i < references->count * 2; i++) {
        slots[i] = both[i].from->number;
        items[i] = (wz_link){both[i].to, both[i].field, both[i].certainty};
    }
    catalog->links->neighbours = group(arena, slots, items, references->count * 2, catalog->record_count);
}

static wz_links list_of(const link_table *t, ptrdiff_t slot)
{
    return (wz_links){&t->items[t->first[slot]], t->first[slot + 1] - t->first[slot]};
}

/* Side by side: the candidates of a record are anywhere, and each part in an array of its own was four times as far. */
typedef struct tallied {
    int64_t score;
    const wz_record *why;
    int32_t best; /* the largest single weight */
    int32_t shared;
} tallied;

/* What one worker needs to add up scores: all records, cleared after each use by way of touched. */
typedef struct tally {
    tallied *of;
    ptrdiff_t *touched;
    ptrdiff_t count;
} tally;

typedef struct related_run {
    wz_catalog *catalog;
    tally *tallies;
} related_run;

static void add_score(tally *t, const wz_record *candidate, const wz_record *why, int32_t weight)
{
    tallied *one = &t->of[candidate->number];
    if (one->score == 0) {
        t->touched[t->count++] = candidate->number;
    }
    one->score += weight;
    one->shared++;
    if (weight > one->best) {
        one->best = weight;
        one->why = why;
    }
}

static void score_terms(const wz_catalog *catalog, tally *t, const wz_record *record)
{
    for (ptrdiff_t f = 0; f < record->kind->field_count; f++) {
        const wz_field *field = &record->kind->fields[f];
        if (!field->related || !wz_field_terms(field)) {
            continue;
        }
        for (ptrdiff_t i = 0; i < record->values[f].count; i++) {
            const wz_record *term = record->values[f].items[i].as.ref.target;
            wz_links use = wz_catalog_term_links(catalog, term);
            if (use.count > WZ_CATALOG_COMMON) {
                continue;
            }
            for (ptrdiff_t u = 0; u < use.count; u++) {
                const wz_link *other = &use.items[u];
                if (other->field->related && other->record->kind == record->kind && other->record != record) {
                    add_score(t, other->record, term, (int32_t)(100000 / (20 + use.count)));
                }
            }
        }
    }
}

static void relate_one(void *context, int worker, ptrdiff_t index)
{
    related_run *run = context;
    const wz_catalog *c = run->catalog;
    tally *t = &run->tallies[worker];
    const wz_record *record = c->records[index];
    struct wz_catalog_links *links = c->links;
    t->count = 0;
    wz_links near = list_of(&links->neighbours, index);
    for (ptrdiff_t i = 0; i < near.count; i++) {
        wz_links far = list_of(&links->neighbours, near.items[i].record->number);
        for (ptrdiff_t j = 0; far.count <= WZ_CATALOG_COMMON && j < far.count; j++) {
            if (far.items[j].record->kind == record->kind && far.items[j].record != record) {
                add_score(t, far.items[j].record, near.items[i].record, (int32_t)(400000 / (10 + far.count)));
            }
        }
    }
    score_terms(c, t, record);
    for (ptrdiff_t i = 0; i < near.count; i++) {
        tallied *one = &t->of[near.items[i].record->number];
        one->score = one->score ? -1 : 0; /* linked already */
    }
    wz_related *out = &links->related[index * WZ_CATALOG_RELATED];
    int64_t scores[WZ_CATALOG_RELATED];
    int n = 0;
    for (ptrdiff_t i = 0; i < t->count; i++) {
        ptrdiff_t candidate = t->touched[i];
        tallied *one = &t->of[candidate];
        int64_t score = one->score;
        int at = n;
        if (score > 0) {
            while (at > 0 &&
                   (score > scores[at - 1] || (score == scores[at - 1] && candidate < out[at - 1].record->number))) {
                at--;
            }
            if (at < WZ_CATALOG_RELATED && !wz_record_withdrawn(c->records[candidate])) {
                int tail = (n < WZ_CATALOG_RELATED ? n : WZ_CATALOG_RELATED - 1) - at;
                memmove(&out[at + 1], &out[at], (size_t)tail * sizeof *out);
                memmove(&scores[at + 1], &scores[at], (size_t)tail * sizeof *scores);
                out[at] = (wz_related){c->records[candidate], one->why, one->shared};
                scores[at] = score;
                n += n < WZ_CATALOG_RELATED;
            }
        }
        *one = (tallied){0};
    }
    links->related_counts[index] = (uint8_t)n;
}

void wz_catalog_derive(wz_arena *arena, wz_catalog *catalog, int workers)
{
    make_symmetric(arena, catalog);
    wz_arena *scratch = wz_arena_new(NULL);
    edges references = {.arena = scratch}, terms = {.arena = scratch};
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        collector c = {&references, &terms, catalog->records[r]};
        wz_record_each(catalog->records[r], collect, &c);
    }
    derive_inverses(arena, catalog, &references);
    derive_terms(arena, catalog, &terms);
    derive_neighbours(arena, catalog, &references);
    struct wz_catalog_links *links = catalog->links;
    links->related = wz_new(arena, wz_related, catalog->record_count * WZ_CATALOG_RELATED);
    links->related_counts = wz_new(arena, uint8_t, catalog->record_count);
    related_run run = {catalog, wz_new(scratch, tally, workers)};
    for (int w = 0; w < workers; w++) {
        run.tallies[w] = (tally){wz_new(scratch, tallied, catalog->record_count),
                                 wz_new(scratch, ptrdiff_t, catalog->record_count), 0};
    }
    wz_pool_run(workers, catalog->record_count, relate_one, &run);
    wz_arena_free(scratch);
}

ptrdiff_t wz_catalog_inverse_count(const wz_catalog *catalog, const wz_kind *kind)
{
    return kind->vocabulary ? 0 : catalog->links->inverse_counts[kind->index];
}

const wz_inverse *wz_catalog_inverse(const wz_catalog *catalog, const wz_kind *kind, ptrdiff_t index)
{
    return &catalog->links->inverses[kind->index][index];
}

wz_links wz_catalog_inverse_links(const wz_catalog *catalog, const wz_record *record, ptrdiff_t index)
{
    return list_of(&catalog->links->inverse, catalog->links->slot_first[record->number] + index);
}

wz_links wz_catalog_term_links(const wz_catalog *catalog, const wz_record *term)
{
    return list_of(&catalog->links->terms, catalog->links->term_first[term->kind->index] + term->number);
}

wz_links wz_catalog_neighbours(const wz_catalog *catalog, const wz_record *record)
{
    return list_of(&catalog->links->neighbours, record->number);
}

ptrdiff_t wz_catalog_related(const wz_catalog *catalog, const wz_record *record, const wz_related **out)
{
    *out = &catalog->links->related[record->number * WZ_CATALOG_RELATED];
    return catalog->links->related_counts[record->number];
}
