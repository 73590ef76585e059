/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents to words, words to classes and parts. What comes out is ordered by bytes and numbers, never by who did the
 * work. */
#include "search/search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 }; /* documents or forms per call of a worker */

typedef struct worker {
    wz_arena *arena, *scratch;
    search_set forms;
    int32_t *counts;
    int32_t counts_room;
    int64_t lengths[WZ_SEARCH_FIELDS];
    int32_t filled[WZ_SEARCH_FIELDS];
    int32_t *stream; /* words of the document at hand */
    int32_t stream_room;
    int32_t *final; /* local number -> form */
} worker;

typedef struct analysis {
    wz_search *search;
    wz_arena *scratch; /* of what only the analysis needs: some hundred bytes a form */
    worker *workers;
    int count;
    uint8_t *by;    /* which worker read a document */
    search_set all; /* forms of all workers, lexicon and parts */
    int32_t *all_counts;
    search_part (*parts)[SEARCH_PARTS];
    uint8_t *part_counts;
    int32_t split_count; /* forms that were there when splitting began */
} analysis;

/* ---- Reading ---- */

static void add_word(worker *w, int32_t at, wz_str form, bool extra)
{
    wz_grow(w->arena, w->stream, at, w->stream_room);
    int32_t id = search_set_add(&w->forms, form, true);
    if (id >= w->counts_room) {
        int32_t *bigger = wz_new(w->arena, int32_t, w->forms.room);
        if (w->counts_room > 0) {
            memcpy(bigger, w->counts, (size_t)w->counts_room * sizeof *bigger);
        }
        w->counts = bigger;
        w->counts_room = w->forms.room;
    }
    w->counts[id]++;
    w->stream[at] = extra ? id | SEARCH_EXTRA : id;
}

static void read_doc(analysis *a, worker *w, int worker_index, int32_t number)
{
    wz_search *search = a->search;
    const wz_search_doc *doc = &search->input.docs[search->order[number]];
    search_words *words = &search->words[number];
    int32_t at = 0;
    for (int field = 0; field < WZ_SEARCH_FIELDS; field++) {
        search_reader reader;
        search_token token;
        int32_t length = 0;
        words->start[field] = at;
        bool questions = field == WZ_SEARCH_QUESTIONS;
        wz_str rest = doc->fields[field];
        for (int q = 0; q == 0 || (questions && rest.len > 0); q++) {
            wz_str part = questions ? wz_str_cut(rest, '\n', &rest) : rest;
            search_read(&reader, w->scratch, part);
            while (search_next(&reader, &token)) {
                add_word(w, at++, token.form, token.extra);
                length += !token.extra;
            }
            for (int i = q; i < QUESTIONS; i++) {
                words->question[i] = at;
            }
        }
        w->lengths[field] += length;
        w->filled[field] += length > 0;
    }
    words->start[WZ_SEARCH_FIELDS] = at;
    words->forms = wz_new(w->arena, int32_t, at);
    if (at > 0) {
        memcpy(words->forms, w->stream, (size_t)at * sizeof *words->forms);
    }
    a->by[number] = (uint8_t)worker_index;
    wz_arena_reset(w->scratch);
}

static void read_chunk(void *context, int index, ptrdiff_t chunk)
{
    analysis *a = context;
    for (int32_t i = (int32_t)chunk * CHUNK; i < a->search->docs && i < ((int32_t)chunk + 1) * CHUNK; i++) {
        read_doc(a, &a->workers[index], index, i);
    }
}

static ptrdiff_t chunks(int32_t count)
{
    return (count + CHUNK - 1) / CHUNK;
}

/* ---- All forms together ---- */

static void add_lexicon(search_set *all, const wz_search *search)
{
    const wz_lexicon *lexicon = search->lexicon;
    for (int32_t i = 0; i < search->named_count; i++) {
        for (int32_t j = 0; j < search->named[i].count; j++) {
            search_set_add(all, search->named[i].words[j], false);
        }
    }
    for (int32_t i = 0; i < lexicon->phrase_count; i++) {
        for (int32_t j = 0; j < lexicon->phrases[i].count; j++) {
            search_set_add(all, lexicon->phrases[i].words[j], false);
        }
    }
    for (int32_t i = 0; i < lexicon->jargon_count; i++) {
        for (int32_t j = 0; j < lexicon->jargon[i].asked.count; j++) {
            search_set_add(all, lexicon->jargon[i].asked.words[j], false);
        }
    }
    /* An irregular form belongs to the index only when another form of its word does, but telling that costs more than
     * keeping all. */
    for (int32_t i = 0; i < lexicon->irregular.count; i++) {
        search_set_add(all, lexicon->irregular.items[i], false);
    }
}

static int32_t count_of(const void *context, wz_str form, uint32_t hash)
{
    const analysis *a = context;
    int32_t at = search_set_find_hash(&a->all, form, hash);
    return at >= 0 && at < a->split_count ? a->all_counts[at] : 0;
}

static void split_chunk(void *context, int index, ptrdiff_t chunk)
{
    analysis *a = context;
    (void)index;
    for (int32_t i = (int32_t)chunk * CHUNK; i < a->split_count && i < ((int32_t)chunk + 1) * CHUNK; i++) {
        a->part_counts[i] = (uint8_t)search_split(a->search->lexicon, a->all.items[i], count_of, a, a->parts[i]);
    }
}

typedef struct sorted {
    uint64_t key; /* first eight bytes, so that most comparisons are one */
    wz_str text;
    int32_t id;
} sorted;

static uint64_t sort_key(wz_str s)
{
    uint64_t key = 0;
    for (int i = 0; i < 8; i++) {
        key = key << 8 | (i < s.len ? (unsigned char)s.ptr[i] : 0);
    }
    return key;
}

static int compare_sorted(const void *a, const void *b)
{
    const sorted *x = a, *y = b;
    if (x->key != y->key) {
        return x->key < y->key ? -1 : 1;
    }
    return wz_str_compare(x->text, y->text);
}

static void gather_forms(analysis *a)
{
    wz_search *search = a->search;
    int32_t most = 0;
    for (int i = 0; i < a->count; i++) {
        most += a->workers[i].forms.count;
    }
    search_set_init(&a->all, a->scratch, most / (a->count > 1 ? 2 : 1) + 1024);
    for (int i = 0; i < a->count; i++) {
        worker *w = &a->workers[i];
        w->final = wz_new(w->arena, int32_t, w->forms.count);
        for (int32_t j = 0; j < w->forms.count; j++) {
            w->final[j] = search_set_add(&a->all, w->forms.items[j], false);
        }
    }
    add_lexicon(&a->all, search);
    a->split_count = a->all.count;
    a->all_counts = wz_new(a->scratch, int32_t, a->split_count);
    for (int i = 0; i < a->count; i++) {
        worker *w = &a->workers[i];
        for (int32_t j = 0; j < w->forms.count; j++) {
            a->all_counts[w->final[j]] += w->counts[j];
        }
    }
    a->parts = wz_arena_alloc(a->scratch, sizeof *a->parts, a->split_count);
    a->part_counts = wz_new(a->scratch, uint8_t, a->split_count);
    wz_pool_run(a->count, chunks(a->split_count), split_chunk, a);
    for (int32_t i = 0; i < a->split_count; i++) {
        for (int j = 0; j < a->part_counts[i]; j++) {
            search_set_add(&a->all, search_part_text(a->all.items[i], a->parts[i][j]), false);
        }
    }
}

static void sort_forms(analysis *a)
{
    wz_search *search = a->search;
    int32_t n = a->all.count;
    sorted *order = wz_new(a->scratch, sorted, n);
    for (int32_t i = 0; i < n; i++) {
        order[i] = (sorted){sort_key(a->all.items[i]), a->all.items[i], i};
    }
    qsort(order, (size_t)n, sizeof *order, compare_sorted);
    int32_t *final = wz_new(a->scratch, int32_t, n);
    search->forms = wz_new(search->arena, search_form, n);
    search->form_count = n;
    search_set_init(&search->form_set, search->arena, n);
    for (int32_t i = 0; i < n; i++) {
        int32_t old = order[i].id;
        search_form *form = &search->forms[i];
        final[old] = i;
        form->text = order[i].text;
        form->stop = search_stop(search->lexicon, form->text);
        search_set_add(&search->form_set, form->text, false);
        if (old < a->split_count) {
            form->count = a->all_counts[old];
            form->part_count = a->part_counts[old];
            memcpy(form->parts, a->parts[old], sizeof form->parts);
            search->compounds += form->part_count > 0;
        }
    }
    for (int i = 0; i < a->count; i++) {
        worker *w = &a->workers[i];
        for (int32_t j = 0; j < w->forms.count; j++) {
            w->final[j] = final[w->final[j]];
        }
    }
}

/* Every form of a weak word is weak: who asks "wat kost" asks no more than who asks "wat kosten". */
static void mark_weak(wz_search *search, wz_arena *scratch)
{
    search_set *weak = &search->lexicon->weak;
    bool *is_weak = wz_new(scratch, bool, search->word_classes);
    for (int32_t i = 0; i < weak->count; i++) {
        int32_t cls = search_class_of(search, weak->items[i]);
        if (cls >= 0) {
            is_weak[cls] = true;
        }
    }
    for (int32_t i = 0; i < search->form_count; i++) {
        const search_form *form = &search->forms[i];
        if (is_weak[form->cls] && !form->stop && search_grade(search->lexicon, form->text) == 100) {
            search_set_add(weak, form->text, true);
        }
    }
}

/* ---- The lexicon for typing errors: the forms that occur most ---- */

static int compare_common(const void *a, const void *b)
{
    const search_form *x = *(search_form *const *)a, *y = *(search_form *const *)b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : (x > y) - (x < y);
}

static bool has_digit(wz_str s)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        any = any || (s.ptr[i] >= '0' && s.ptr[i] <= '9');
    }
    return any;
}

static void mark_common(wz_search *search, wz_arena *scratch)
{
    search_form **forms = wz_new(scratch, search_form *, search->form_count);
    int32_t count = 0;
    for (int32_t i = 0; i < search->form_count; i++) {
        search_form *form = &search->forms[i];
        if (form->count > 0 && form->text.len >= TYPO_LETTERS - 1 && !form->stop && !has_digit(form->text)) {
            forms[count++] = form;
        }
    }
    if (count > COMMON) {
        qsort(forms, (size_t)count, sizeof *forms, compare_common);
        count = COMMON;
    }
    for (int32_t i = 0; i < count; i++) {
        forms[i]->common = true;
    }
}

/* ---- Phrases in classes ---- */

static search_pattern to_pattern(wz_search *search, const search_phrase *phrase, int32_t group)
{
    search_pattern pattern = {wz_new(search->arena, int32_t, phrase->count), phrase->count, group, -1, false};
    for (int32_t i = 0; i < phrase->count; i++) {
        pattern.classes[i] = search_class_of(search, phrase->words[i]);
    }
    return pattern;
}

/* Chains patterns by their first class, longest first, in order of arrival among equals. */
static int32_t *chain(wz_search *search, search_pattern *patterns, int32_t count)
{
    int32_t *first = wz_new(search->arena, int32_t, search->word_classes);
    memset(first, -1, (size_t)search->word_classes * sizeof *first);
    for (int32_t i = 0; i < count; i++) {
        int32_t *link = &first[patterns[i].classes[0]];
        while (*link >= 0 && patterns[*link].count >= patterns[i].count) {
            link = &patterns[*link].next;
        }
        patterns[i].next = *link;
        *link = i;
    }
    return first;
}

static void make_patterns(wz_search *search)
{
    const wz_lexicon *lexicon = search->lexicon;
    search->patterns = wz_new(search->arena, search_pattern, lexicon->phrase_count);
    search->jargon = wz_new(search->arena, search_pattern, lexicon->jargon_count);
    search->pattern_count = lexicon->phrase_count;
    for (int32_t i = 0; i < lexicon->phrase_count; i++) {
        search->patterns[i] = to_pattern(search, &lexicon->phrases[i], lexicon->phrases[i].group);
    }
    for (int32_t i = 0; i < lexicon->jargon_count; i++) {
        search->jargon[i] = to_pattern(search, &lexicon->jargon[i].asked, i);
    }
    search->first_pattern = chain(search, search->patterns, lexicon->phrase_count);
    search->first_jargon = chain(search, search->jargon, lexicon->jargon_count);
}

/* ---- The whole ---- */

static void renumber_chunk(void *context, int index, ptrdiff_t chunk)
{
    analysis *a = context;
    (void)index;
    for (int32_t i = (int32_t)chunk * CHUNK; i < a->search->docs && i < ((int32_t)chunk + 1) * CHUNK; i++) {
        search_words *words = &a->search->words[i];
        const int32_t *final = a->workers[a->by[i]].final;
        for (int32_t j = 0; j < words->start[WZ_SEARCH_FIELDS]; j++) {
            words->forms[j] = final[words->forms[j] & ~SEARCH_EXTRA] | (words->forms[j] & SEARCH_EXTRA);
        }
    }
}

static bool within_limits(wz_arena *arena, wz_diags *diags, const wz_search_input *input)
{
    bool fits = true;
    if (input->doc_count > WZ_SEARCH_DOCS) {
        wz_report(diags, SEARCH_TOO_MANY, (wz_loc){0}, wz_format(arena, "%td", input->doc_count),
                  wz_format(arena, "%d", WZ_SEARCH_DOCS));
        fits = false;
    }
    if (input->facet_count > WZ_SEARCH_FACETS) {
        wz_report(diags, SEARCH_TOO_MANY, (wz_loc){0}, wz_format(arena, "%td", input->facet_count),
                  wz_format(arena, "%d", WZ_SEARCH_FACETS));
        fits = false;
    }
    for (ptrdiff_t i = 0; i < input->facet_count; i++) {
        if (input->facets[i].count > WZ_SEARCH_FACET_VALUES) {
            wz_report(diags, SEARCH_TOO_MANY, (wz_loc){0},
                      wz_format(arena, "%.*s: %td", WZ_ARG(input->facets[i].id), input->facets[i].count),
                      wz_format(arena, "%d", WZ_SEARCH_FACET_VALUES));
            fits = false;
        }
    }
    return fits;
}

/* The average length of each field, over the documents that have it. */
static void average_lengths(analysis *a)
{
    wz_search *search = a->search;
    for (int i = 0; i < a->count; i++) {
        for (int f = 0; f < WZ_SEARCH_FIELDS; f++) {
            search->average[f] += (double)a->workers[i].lengths[f];
            search->tokens += a->workers[i].lengths[f];
        }
    }
    for (int f = 0; f < WZ_SEARCH_FIELDS; f++) {
        int32_t filled = 0;
        for (int i = 0; i < a->count; i++) {
            filled += a->workers[i].filled[f];
        }
        search->average[f] = filled > 0 ? search->average[f] / filled : 1;
    }
}

/* Copies words and forms into the index's arena, and lets those of the workers go. */
static void keep_words(analysis *a)
{
    wz_search *search = a->search;
    wz_arena *arena = search->input.words ? search->input.words : search->arena;
    for (int32_t i = 0; i < search->docs; i++) {
        search->words[i].forms =
            wz_arena_move(arena, search->words[i].forms, sizeof(int32_t), search->words[i].start[WZ_SEARCH_FIELDS],
                          search->words[i].start[WZ_SEARCH_FIELDS]);
    }
    for (int32_t i = 0; i < search->form_count; i++) {
        search->forms[i].text = wz_str_copy(search->arena, search->forms[i].text);
        search->form_set.items[i] = search->forms[i].text;
    }
    for (int i = 0; i < a->count; i++) {
        wz_arena_free(a->workers[i].scratch);
        wz_arena_free(a->workers[i].arena);
    }
    wz_arena_free(a->scratch);
}

void search_passed(const wz_search_input *input, wz_search_stage stage)
{
    if (input->passed) {
        input->passed(input->context, stage);
    }
}

wz_search *wz_search_new(wz_arena *arena, wz_diags *diags, wz_lexicon *lexicon, const wz_search_input *input)
{
    if (!within_limits(arena, diags, input)) {
        search_passed(input, WZ_SEARCH_READ);
        return NULL;
    }
    wz_search *search = wz_new(arena, wz_search, 1);
    search->arena = arena;
    search->lexicon = lexicon;
    search->input = *input;
    search->docs = (int32_t)input->doc_count;
    if (input->folder.len == 0) {
        search->input.folder = WZ_STR("zoek");
    }
    search_number(search);

    int count = input->workers < 1 ? 1 : input->workers > 64 ? 64 : input->workers;
    analysis a = {.search = search, .scratch = wz_arena_new(NULL), .count = count};
    a.workers = wz_new(a.scratch, worker, count);
    a.by = wz_new(a.scratch, uint8_t, search->docs);
    search->words = wz_new(arena, search_words, search->docs);
    for (int i = 0; i < count; i++) {
        worker *w = &a.workers[i];
        w->arena = wz_arena_new(NULL);
        w->scratch = wz_arena_new(NULL);
        search_set_init(&w->forms, w->arena, 4096);
    }
    search_read_topics(search);
    wz_pool_run(count, chunks(search->docs), read_chunk, &a);
    search_passed(input, WZ_SEARCH_READ);
    gather_forms(&a);
    sort_forms(&a);
    search_make_classes(search, a.scratch);
    mark_weak(search, a.scratch);
    mark_common(search, a.scratch);
    make_patterns(search);
    wz_pool_run(count, chunks(search->docs), renumber_chunk, &a);
    average_lengths(&a);
    keep_words(&a);
    search_invert(search, count);
    search_make_alike(search);
    search_make_topics(search, diags);
    search_report_barren(search, diags);
    return search;
}
