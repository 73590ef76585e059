/* SPDX-License-Identifier: EUPL-1.2 */
/* Which documents are alike: those whose words are the same ones, weighed as in their postings (the cosine of their vectors).
 * What answers a question often lacks the words that it was asked in; the documents that have them lift it a little. Words of
 * many documents say nothing here. Whole numbers, so that every machine finds the same. */
#include "search/search.h"

#include <math.h>
#include <string.h>

enum { WIDELY = 30 /* of a hundred documents: a word in more of them does not count */ };

typedef struct stand {
    int32_t cls, posting; /* among those of the class */
} stand;

typedef struct alikes {
    const wz_search *search;
    stand *stands;  /* [document number]: of the classes that count, one after another */
    int64_t *first; /* in stands; one more than there are documents */
    double *norm;
    int64_t *dots;
} alikes;

static bool counts(const wz_search *search, int32_t cls)
{
    const search_class *class = &search->classes[cls];
    return !class->stop && class->df > 1 && (int64_t) class->df * 100 <= (int64_t)search->docs * WIDELY;
}

static int64_t weigh(const wz_search *search, int32_t cls, int32_t posting)
{
    return (int64_t)search->postings[search->classes[cls].first + posting].impact * search->classes[cls].idf / 100;
}

static void list_classes(wz_arena *arena, alikes *a)
{
    const wz_search *search = a->search;
    a->first = wz_new(arena, int64_t, search->docs + 2);
    a->norm = wz_new(arena, double, search->docs);
    for (int32_t pass = 0; pass < 2; pass++) {
        for (int32_t c = 0; c < search->word_classes; c++) {
            for (int32_t i = 0; counts(search, c) && i < search->classes[c].df; i++) {
                int32_t doc = search->postings[search->classes[c].first + i].doc;
                if (pass == 0) {
                    a->first[doc + 2]++;
                    a->norm[doc] += (double)(weigh(search, c, i) * weigh(search, c, i));
                } else {
                    a->stands[a->first[doc + 1]++] = (stand){c, i};
                }
            }
        }
        for (int32_t d = 0; pass == 0 && d < search->docs; d++) {
            a->first[d + 2] += a->first[d + 1];
            a->norm[d] = sqrt(a->norm[d]);
        }
        a->stands = pass == 0 ? wz_new(arena, stand, (ptrdiff_t)a->first[search->docs + 1]) : a->stands;
    }
}

/* The ALIKE documents that are most like it, by number. */
static int32_t find_alike(alikes *a, int32_t doc, int32_t *found)
{
    const wz_search *search = a->search;
    int32_t count = 0;
    memset(a->dots, 0, (size_t)search->docs * sizeof *a->dots);
    for (int64_t i = a->first[doc]; i < a->first[doc + 1]; i++) {
        int32_t cls = a->stands[i].cls;
        int64_t own = weigh(search, cls, a->stands[i].posting);
        for (int32_t p = 0; p < search->classes[cls].df; p++) {
            a->dots[search->postings[search->classes[cls].first + p].doc] += own * weigh(search, cls, p);
        }
    }
    double cosines[ALIKE] = {0};
    int32_t best[ALIKE]; /* the most alike first, of equals the first; one time through, which halved this */
    for (int32_t d = 0; d < search->docs; d++) {
        double cosine = d != doc && a->dots[d] > 0 ? (double)a->dots[d] / a->norm[d] : 0;
        int32_t at = count < ALIKE ? count : ALIKE - 1;
        if (cosine <= cosines[ALIKE - 1]) {
            continue;
        }
        for (count = at + 1; at > 0 && cosines[at - 1] < cosine; at--) {
            cosines[at] = cosines[at - 1];
            best[at] = best[at - 1];
        }
        cosines[at] = cosine;
        best[at] = d;
    }
    for (int32_t i = 0; i < count; i++) {
        int32_t at = i;
        for (; at > 0 && found[at - 1] > best[i]; at--) {
            found[at] = found[at - 1];
        }
        found[at] = best[i];
    }
    return count;
}

void search_make_alike(wz_search *search)
{
    search->alike_count = wz_new(search->arena, int32_t, search->docs);
    if (search->docs > SMALL) {
        return;
    }
    wz_arena *scratch = wz_arena_new(NULL);
    alikes a = {.search = search, .dots = wz_new(scratch, int64_t, search->docs)};
    search->alike = wz_new(search->arena, int32_t, (ptrdiff_t)search->docs * ALIKE);
    list_classes(scratch, &a);
    for (int32_t d = 0; d < search->docs; d++) {
        search->alike_count[d] = find_alike(&a, d, search->alike + (ptrdiff_t)d * ALIKE);
    }
    wz_arena_free(scratch);
}

void search_lift(wz_arena *arena, const wz_search *search, double *scores, const bool *firm)
{
    double *own = wz_new(arena, double, search->docs);
    for (int32_t d = 0; d < search->docs; d++) {
        own[search->order[d]] = scores[d];
    }
    for (int32_t d = 0; d < search->docs; d++) {
        const wz_search_doc *doc = &search->input.docs[search->order[d]];
        double most = 0;
        for (ptrdiff_t n = 0; n < doc->near_count; n++) {
            most = own[doc->near[n]] > most ? own[doc->near[n]] : most;
        }
        scores[d] += scores[d] < 0 ? 0 : most * NEAR / 100;
    }
    memcpy(own, scores, (size_t)search->docs * sizeof *own);
    for (int32_t d = 0; d < search->docs; d++) {
        double sum = 0;
        for (int32_t n = 0; n < search->alike_count[d]; n++) {
            double has = own[search->alike[(ptrdiff_t)d * ALIKE + n]];
            sum += has > 0 ? has : 0;
        }
        int32_t use = search->input.docs[search->order[d]].use;
        scores[d] += scores[d] < 0 ? 0 : sum * ALIKE_SHARE / 100;
        scores[d] = firm[d] || use == 0 ? scores[d] : scores[d] * use / 100;
    }
}
