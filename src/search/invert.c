/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbering of documents, and postings: which documents a class stands in and how much it weighs there. */
#include "search/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Value sets and numbers ----
 *
 * Documents are numbered by their facet values, so that equal values stand side by side in the index and cost next to
 * nothing; within equal values by id. This order also decides between equal scores. */

static int compare_int(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

typedef struct counted {
    int32_t count, id;
    const wz_str *key;
} counted;

static int compare_counted(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : wz_str_compare(*x->key, *y->key);
}

/* Sets of one facet, numbered by how often they occur. of is by document. */
static void make_sets(wz_search *search, int facet, search_sets *sets)
{
    const wz_search_input *input = &search->input;
    int32_t limit = (int32_t)input->facets[facet].count;
    search_set found;
    search_set_init(&found, search->arena, 256);
    sets->of = wz_new(search->arena, int32_t, search->docs);
    int32_t *values = NULL, room = 0;
    for (int32_t i = 0; i < search->docs; i++) {
        const wz_search_values *given = input->docs[i].facets ? &input->docs[i].facets[facet] : NULL;
        int32_t count = 0, kept = 0;
        if (given && given->count > room) {
            room = (int32_t)given->count * 2;
            values = wz_new(search->arena, int32_t, room);
        }
        for (ptrdiff_t j = 0; given && j < given->count; j++) {
            if (given->values[j] >= 0 && given->values[j] < limit) {
                values[count++] = given->values[j];
            }
        }
        if (count > 1) {
            qsort(values, (size_t)count, sizeof *values, compare_int);
        }
        for (int32_t j = 0; j < count; j++) {
            if (kept == 0 || values[kept - 1] != values[j]) {
                values[kept++] = values[j];
            }
        }
        sets->of[i] = search_set_add(&found, (wz_str){(const char *)values, kept * (ptrdiff_t)sizeof *values}, true);
    }
    counted *order = wz_new(search->arena, counted, found.count);
    for (int32_t i = 0; i < found.count; i++) {
        order[i] = (counted){0, i, &found.items[i]};
    }
    for (int32_t i = 0; i < search->docs; i++) {
        order[sets->of[i]].count++;
    }
    qsort(order, (size_t)found.count, sizeof *order, compare_counted);
    int32_t *number = wz_new(search->arena, int32_t, found.count);
    sets->count = found.count;
    sets->values = wz_new(search->arena, int32_t *, found.count);
    sets->lengths = wz_new(search->arena, int32_t, found.count);
    for (int32_t i = 0; i < found.count; i++) {
        number[order[i].id] = i;
        sets->lengths[i] = (int32_t)(order[i].key->len / (ptrdiff_t)sizeof(int32_t));
        sets->values[i] = wz_new(search->arena, int32_t, sets->lengths[i]);
        if (sets->lengths[i] > 0) {
            memcpy(sets->values[i], order[i].key->ptr, (size_t)order[i].key->len);
        }
    }
    for (int32_t i = 0; i < search->docs; i++) {
        sets->of[i] = number[sets->of[i]];
    }
}

typedef struct numbered {
    uint64_t keys[4]; /* eight facets of 32 bits would be enough for any site; later ones do not matter */
    const wz_search_doc *doc;
} numbered;

static int compare_numbered(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    for (int i = 0; i < 4; i++) {
        if (x->keys[i] != y->keys[i]) {
            return x->keys[i] < y->keys[i] ? -1 : 1;
        }
    }
    return wz_str_compare(x->doc->id, y->doc->id);
}

void search_number(wz_search *search)
{
    const wz_search_input *input = &search->input;
    search->sets = wz_new(search->arena, search_sets, input->facet_count);
    search->order = wz_new(search->arena, int32_t, search->docs);
    wz_arena *scratch = wz_arena_new(NULL);
    numbered *docs = wz_new(scratch, numbered, search->docs);
    for (int32_t i = 0; i < search->docs; i++) {
        docs[i].doc = &input->docs[i];
    }
    for (int f = 0; f < input->facet_count; f++) {
        make_sets(search, f, &search->sets[f]);
        for (int32_t i = 0; i < search->docs && f < 8; i++) {
            docs[i].keys[f / 2] |= (uint64_t)search->sets[f].of[i] << (f % 2 ? 0 : 32);
        }
    }
    qsort(docs, (size_t)search->docs, sizeof *docs, compare_numbered);
    int32_t *of = wz_new(scratch, int32_t, search->docs);
    for (int32_t i = 0; i < search->docs; i++) {
        search->order[i] = (int32_t)(docs[i].doc - input->docs);
    }
    for (int f = 0; f < input->facet_count; f++) {
        memcpy(of, search->sets[f].of, (size_t)search->docs * sizeof *of);
        for (int32_t i = 0; i < search->docs; i++) {
            search->sets[f].of[i] = of[search->order[i]];
        }
    }
    wz_arena_free(scratch);
}

/* ---- Weights: BM25F ---- */

static const struct {
    double boost, slope;
} weights[WZ_SEARCH_FIELDS] = {
    [WZ_SEARCH_TITLE] = {20, .45}, [WZ_SEARCH_KEYWORDS] = {3, .2},   [WZ_SEARCH_SUMMARY] = {3, .5},
    [WZ_SEARCH_BODY] = {.4, .75},  [WZ_SEARCH_QUESTIONS] = {.6, .4},
};
static const double saturation = 8;

double search_field_weight(const wz_search *search, int field, int32_t length)
{
    double slope = weights[field].slope;
    return weights[field].boost / (1 - slope + slope * length / search->average[field]);
}

static double saturate(double x)
{
    return x * (1 + saturation) / (x + saturation);
}

int search_impact(search_weight weight, float prior)
{
    double direct = saturate(weight.direct), part = saturate(weight.direct + weight.part) * WEIGHT_PART / 100;
    double most = direct > part ? direct : part;
    int impact = (int)floor(IMPACT_MAX * (prior > 0 ? (double)prior : 1) * most / (1 + saturation) + .5);
    return impact < 1 ? 1 : impact > IMPACT_MAX ? IMPACT_MAX : impact;
}

int32_t search_idf(int32_t docs, int32_t df)
{
    return df == 0 ? 0 : (int32_t)floor(1000 * log(1 + (docs - df + .5) / (df + .5)) + .5);
}

int search_head(const int32_t counts[IMPACT_MAX + 1])
{
    int least = IMPACT_MAX + 1;
    for (int32_t sum = 0; least > 1 && sum < HEAD; sum += counts[least]) {
        least--;
    }
    return least;
}

search_scale search_scale_of(int32_t docs, int32_t df, const int32_t counts[IMPACT_MAX + 1])
{
    search_scale scale = {.asks = df <= ASKERS};
    int32_t most = docs > SMALL && df > BIG_LIST ? docs / 1000 * ROUGH / (search_idf(docs, df) + 1) : 1;
    int least = search_head(counts), step = 1;
    while (2 * step <= most && step < IMPACT_MAX) { /* powers of two: those of a word and of its concept are alike */
        step *= 2;
    }
    for (int i = 1; i <= IMPACT_MAX; i++) {
        int first = i < STRONG ? 1 : STRONG, last = i < STRONG && STRONG <= least ? STRONG - 1 : least - 1;
        int from = first + (i - first) / step * step, to = from + step - 1 < last ? from + step - 1 : last;
        scale.impact[i] = (uint8_t)(i < least ? (from + to) / 2 : i);
    }
    return scale;
}

/* The most titles that a stop word may stand in to say anything. */
static int32_t stop_limit(int32_t docs)
{
    return docs < 40 ? 4 : docs > 10000 ? 1000 : docs / 10;
}

int search_question(const search_words *words, int32_t at)
{
    int q = 0;
    while (q < QUESTIONS - 1 && at >= words->question[q]) {
        q++;
    }
    return 1 << q;
}

/* ---- Postings ---- */

typedef struct slot {
    int32_t cls;
    search_weight weight;
} slot;

typedef struct inverter {
    wz_arena *arena;
    int32_t *slot_of;   /* [class] -> slot + base of the document */
    int32_t *group_end; /* [group]: position after its last phrase in this field */
    slot *slots;
    int32_t count, room;
} inverter;

/* A class in one document. */
typedef struct standing {
    int32_t cls;
    uint8_t impact, asked;
} standing;

typedef struct inversion {
    wz_search *search;
    inverter *workers;
    standing **found; /* [number] */
    int32_t *counts;
} inversion;

enum { CHUNK = 64 };

static void add_weight(inverter *v, int32_t cls, double direct, double part, int asked)
{
    if (v->slot_of[cls] < 0) {
        wz_grow(v->arena, v->slots, v->count, v->room);
        v->slot_of[cls] = v->count;
        v->slots[v->count++] = (slot){cls, {0, 0, 0}};
    }
    search_weight *weight = &v->slots[v->slot_of[cls]].weight;
    weight->direct += direct;
    weight->part += part;
    weight->asked |= asked;
}

bool search_matches(const wz_search *search, const search_pattern *pattern, const int32_t *forms, int32_t at,
                    int32_t limit, int32_t *end)
{
    if (forms[at] & SEARCH_EXTRA) {
        *end = at + 1;
        return pattern->count == 1;
    }
    int32_t i = 0;
    for (; at < limit && i < pattern->count; at++) {
        if (forms[at] & SEARCH_EXTRA) {
            continue;
        }
        if (search->forms[forms[at]].cls != pattern->classes[i]) {
            return false;
        }
        i++;
    }
    *end = at;
    return i == pattern->count;
}

static void invert_doc(inversion *all, inverter *v, int32_t number)
{
    const wz_search *search = all->search;
    const search_words *words = &search->words[number];
    const int32_t *forms = words->forms;
    v->count = 0;
    for (int field = 0; field < WZ_SEARCH_FIELDS; field++) {
        int32_t from = words->start[field], to = words->start[field + 1], length = 0;
        for (int32_t i = from; i < to; i++) {
            length += !(forms[i] & SEARCH_EXTRA);
        }
        if (from == to) {
            continue;
        }
        double weight = search_field_weight(search, field, length);
        memset(v->group_end, 0, (size_t)search->lexicon->group_count * sizeof *v->group_end);
        for (int32_t i = from; i < to; i++) {
            const search_form *form = &search->forms[forms[i] & ~SEARCH_EXTRA];
            int asked = field == WZ_SEARCH_QUESTIONS ? search_question(words, i) : 0;
            if (!form->stop || field == WZ_SEARCH_TITLE) {
                add_weight(v, form->cls, weight, 0, asked);
                for (int p = 0; p < form->part_count; p++) {
                    int32_t part = form->part_class[p];
                    if (part == form->cls || search->classes[part].stop) {
                        continue;
                    }
                    add_weight(v, part, 0, weight, asked);
                    /* A part can be a phrase of the lexicon. */
                    for (int32_t q = search->first_pattern[part]; q >= 0; q = search->patterns[q].next) {
                        if (search->patterns[q].count == 1) {
                            add_weight(v, search->word_classes + search->patterns[q].group, 0, weight, asked);
                        }
                    }
                }
            }
            for (int32_t p = search->first_pattern[form->cls]; p >= 0; p = search->patterns[p].next) {
                int32_t group = search->patterns[p].group, end;
                if (v->group_end[group] <= i && search_matches(search, &search->patterns[p], forms, i, to, &end)) {
                    v->group_end[group] = end;
                    add_weight(v, search->word_classes + group, weight, 0, asked);
                }
            }
        }
    }
    float prior = search->input.docs[search->order[number]].prior;
    standing *found = wz_new(v->arena, standing, v->count);
    for (int32_t i = 0; i < v->count; i++) {
        found[i] = (standing){v->slots[i].cls, (uint8_t)search_impact(v->slots[i].weight, prior),
                              (uint8_t)v->slots[i].weight.asked};
        v->slot_of[v->slots[i].cls] = -1;
    }
    all->found[number] = found;
    all->counts[number] = v->count;
}

static void invert_chunk(void *context, int index, ptrdiff_t chunk)
{
    inversion *all = context;
    for (int32_t i = (int32_t)chunk * CHUNK; i < all->search->docs && i < ((int32_t)chunk + 1) * CHUNK; i++) {
        invert_doc(all, &all->workers[index], i);
    }
}

static search_posting make_posting(uint32_t doc, unsigned impact, unsigned asked)
{
    return (search_posting){doc & 0x1fffff, impact & 0x3f, asked & 0x1f};
}

/* What the class keeps of its weights. */
static void scale_class(wz_search *search, const search_class *class)
{
    int32_t counts[IMPACT_MAX + 1] = {0};
    search_posting *postings = search->postings + class->first;
    for (int32_t i = 0; i < class->df; i++) {
        counts[postings[i].impact]++;
    }
    search_scale scale = search_scale_of(search->docs, class->df, counts);
    for (int32_t i = 0; i < class->df; i++) {
        postings[i] =
            make_posting(postings[i].doc, scale.impact[postings[i].impact], scale.asks ? postings[i].asked : 0);
    }
}

void search_invert(wz_search *search, int workers)
{
    wz_arena *scratch = wz_arena_new(NULL);
    inversion all = {search, wz_new(scratch, inverter, workers), wz_new(scratch, standing *, search->docs),
                     wz_new(scratch, int32_t, search->docs)};
    for (int i = 0; i < workers; i++) {
        inverter *v = &all.workers[i];
        v->arena = wz_arena_new(NULL);
        v->slot_of = wz_new(scratch, int32_t, search->class_count);
        v->group_end = wz_new(scratch, int32_t, search->lexicon->group_count);
        memset(v->slot_of, -1, (size_t)search->class_count * sizeof *v->slot_of);
    }
    wz_pool_run(workers, (search->docs + CHUNK - 1) / CHUNK, invert_chunk, &all);
    for (int32_t i = 0; i < search->docs; i++) {
        for (int32_t j = 0; j < all.counts[i]; j++) {
            search->classes[all.found[i][j].cls].df++;
        }
        search->posting_count += all.counts[i];
    }
    for (int32_t i = 0; i < search->word_classes; i++) {
        if (search->classes[i].stop && search->classes[i].df > stop_limit(search->docs)) {
            search->posting_count -= search->classes[i].df;
            search->classes[i].df = 0;
        }
    }
    int32_t at = 0;
    int32_t *next = wz_new(scratch, int32_t, search->class_count);
    for (int32_t i = 0; i < search->class_count; i++) {
        search->classes[i].first = next[i] = at;
        search->classes[i].idf = search_idf(search->docs, search->classes[i].df);
        at += search->classes[i].df;
    }
    search->postings = wz_new(search->arena, search_posting, search->posting_count);
    for (int32_t i = 0; i < search->docs; i++) {
        for (int32_t j = 0; j < all.counts[i]; j++) {
            const standing *f = &all.found[i][j];
            if (search->classes[f->cls].df > 0) {
                search->postings[next[f->cls]++] = make_posting((uint32_t)i, f->impact, f->asked);
            }
        }
    }
    for (int i = 0; i < workers; i++) {
        wz_arena_free(all.workers[i].arena);
    }
    for (int32_t i = 0; i < search->class_count && search->docs > SMALL; i++) {
        scale_class(search, &search->classes[i]);
    }
    wz_arena_free(scratch);
}
