/* SPDX-License-Identifier: EUPL-1.2 */
/* Frequent terms: pages of results for readers without JavaScript. */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

enum { MARKED = IMPACT_MAX / 3 }; /* impact of a word in a title, or of one that comes back: what a document is about */

typedef struct candidate {
    int32_t cls, df;
    wz_str text;
} candidate;

static int compare_df(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    return x->df != y->df ? (x->df < y->df) - (x->df > y->df) : wz_str_compare(x->text, y->text);
}

static int compare_label(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    int order = wz_collate(x->text, y->text);
    return order ? order : wz_str_compare(x->text, y->text);
}

static int compare_postings(const void *a, const void *b)
{
    const search_posting *x = a, *y = b;
    return x->impact != y->impact ? (x->impact < y->impact) - (x->impact > y->impact)
                                  : (x->doc > y->doc) - (x->doc < y->doc);
}

/* Does a reader know what a page about this word is about? */
static bool worthwhile(const wz_search *search, int32_t cls)
{
    const search_class *class = &search->classes[cls];
    const search_form *main = &search->forms[class->main];
    if (class->df < 2 || class->df * 3 > search->docs || main->stop || main->count == 0 ||
        wz_utf8_count(main->text) < 3) {
        return false;
    }
    for (ptrdiff_t i = 0; i < main->text.len; i++) {
        if (main->text.ptr[i] >= '0' && main->text.ptr[i] <= '9') {
            return false;
        }
    }
    for (int32_t i = 0; i < class->df; i++) {
        if (search->postings[class->first + i].impact >= MARKED) {
            return true;
        }
    }
    return false;
}

static wz_str make_slug(wz_arena *arena, search_set *slugs, wz_str text)
{
    char *slug = wz_new(arena, char, text.len + 1);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            slug[n++] = c;
        } else if (n > 0 && slug[n - 1] != '-' && (unsigned char)c < 0x80 && c != '\'') {
            slug[n++] = '-';
        }
    }
    wz_str base = {slug, n}, unique = base;
    int number = 1;
    for (int32_t before = slugs->count; n == 0 || search_set_add(slugs, unique, true) < before; before = slugs->count) {
        unique = n == 0 ? wz_format(arena, "term-%d", number++) : wz_format(arena, "%.*s-%d", WZ_ARG(base), ++number);
        if (n == 0) {
            n = unique.len;
            base = unique;
        }
    }
    return unique;
}

ptrdiff_t wz_search_terms(wz_arena *arena, wz_search *search, ptrdiff_t limit, wz_search_term **terms)
{
    wz_arena *scratch = wz_arena_new(NULL);
    candidate *found = wz_new(scratch, candidate, search->word_classes);
    ptrdiff_t count = 0;
    search_set slugs;
    for (int32_t i = 0; i < search->word_classes; i++) {
        if (worthwhile(search, i)) {
            found[count++] = (candidate){i, search->classes[i].df, search->forms[search->classes[i].main].text};
        }
    }
    qsort(found, (size_t)count, sizeof *found, compare_df);
    count = count > limit ? limit : count;
    qsort(found, (size_t)count, sizeof *found, compare_label);
    search_set_init(&slugs, scratch, (int32_t)count + 8);
    *terms = wz_new(arena, wz_search_term, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        const search_class *class = &search->classes[found[i].cls];
        search_posting *postings = wz_new(scratch, search_posting, class->df);
        int32_t *docs = wz_new(arena, int32_t, class->df);
        memcpy(postings, search->postings + class->first, (size_t) class->df * sizeof *postings);
        qsort(postings, (size_t) class->df, sizeof *postings, compare_postings);
        for (int32_t j = 0; j < class->df; j++) {
            docs[j] = search->order[postings[j].doc];
        }
        (*terms)[i] = (wz_search_term){make_slug(arena, &slugs, found[i].text), wz_str_copy(arena, found[i].text), docs,
                                       class->df};
    }
    wz_arena_free(scratch);
    return count;
}

typedef struct named_run {
    wz_search *search;
    const wz_str *words;
    wz_arena **arenas; /* of the workers */
    wz_search_term *found;
} named_run;

static void find_named(void *context, int worker, ptrdiff_t index)
{
    named_run *run = context;
    wz_arena *scratch = wz_arena_new(NULL);
    wz_search_answer answer = wz_search_query(scratch, run->search, run->words[index], NULL);
    int32_t *docs = wz_new(run->arenas[worker], int32_t, answer.complete);
    for (ptrdiff_t j = 0; j < answer.complete; j++) {
        docs[j] = answer.hits[j].doc;
    }
    run->found[index] = (wz_search_term){{0}, run->words[index], docs, answer.complete};
    wz_arena_free(scratch);
}

ptrdiff_t wz_search_named(wz_arena *arena, wz_search *search, const wz_str *words, ptrdiff_t count,
                          wz_search_term **terms)
{
    wz_arena *scratch = wz_arena_new(NULL);
    int workers = search->input.workers < 1 ? 1 : search->input.workers;
    named_run run = {search, words, wz_new(scratch, wz_arena *, workers), wz_new(scratch, wz_search_term, count)};
    search_set slugs;
    ptrdiff_t n = 0;
    search_set_init(&slugs, scratch, (int32_t)count + 8);
    for (int w = 0; w < workers; w++) {
        run.arenas[w] = wz_arena_new(NULL);
    }
    wz_pool_run(workers, count, find_named, &run); /* each reads all documents */
    *terms = wz_new(arena, wz_search_term, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_search_term found = run.found[i];
        if (found.count > 0) {
            found.slug = make_slug(arena, &slugs, wz_utf8_fold(scratch, words[i]));
            found.docs = wz_arena_move(arena, found.docs, sizeof *found.docs, found.count, found.count);
            (*terms)[n++] = found;
        }
    }
    for (int w = 0; w < workers; w++) {
        wz_arena_free(run.arenas[w]);
    }
    wz_arena_free(scratch);
    return n;
}
