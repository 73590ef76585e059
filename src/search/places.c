/* SPDX-License-Identifier: EUPL-1.2 */
/* Positions of all words, for quoted phrases. Apart from the postings, because few queries have a phrase.
 *
 * The positions of a frequent word ("de") would be most of what a phrase costs, while next to all of them are of no
 * use: in "de raad" only those before "raad" count. So they are in buckets by the word that follows, and once more by
 * the word that precedes. A phrase takes for each word the one bucket that its neighbour is in. That leaves out no
 * place where the phrase stands; and what stands in the buckets of all its words, side by side, is the phrase. A
 * frequent neighbour has a bucket to itself, which says all about both words. */
#include "search/write.h"

#include <string.h>

static const uint32_t *places_of(const search_places *places, int32_t form)
{
    return places->at + (places->first[form] - places->base);
}

static int64_t places_count(const search_places *places, int32_t form)
{
    return places->first[form + 1] - places->first[form];
}

static int32_t bucket_count(const search_places *places, int32_t form)
{
    int64_t count = places_count(places, form);
    return count > places->many ? 1 + (int32_t)(count / places->many) : 0;
}

/* All words in a row, -1 between fields and documents; and where each document starts. */
static void gather_stream(search_writer *w)
{
    wz_search *search = w->search;
    search_places *places = &w->places;
    int64_t room = 1;
    uint32_t at = 1;
    for (int32_t d = 0; d < search->docs; d++) {
        room += search->words[d].start[WZ_SEARCH_FIELDS] + WZ_SEARCH_FIELDS * SEARCH_FIELD_GAP;
    }
    if (room > UINT32_MAX) { /* of two thousand words in each of WZ_SEARCH_DOCS documents */
        wz_arena_exhausted(places->arena);
    }
    places->start = wz_new(places->arena, uint32_t, search->docs + 1);
    places->stream = wz_new(places->arena, int32_t, room);
    memset(places->stream, -1, (size_t)room * sizeof *places->stream);
    for (int32_t d = 0; d < search->docs; d++) {
        const search_words *words = &search->words[d];
        places->start[d] = at;
        for (int field = 0; field < WZ_SEARCH_FIELDS; field++) {
            for (int32_t i = words->start[field]; i < words->start[field + 1]; i++) {
                if (!(words->forms[i] & SEARCH_EXTRA)) {
                    places->stream[at++] = words->forms[i];
                }
            }
            at += SEARCH_FIELD_GAP;
        }
    }
    places->start[search->docs] = at;
    places->doc_at = wz_new(places->arena, int32_t, at / DOC_STEP + 1);
    for (int32_t d = 0; d < search->docs; d++) {
        for (uint32_t i = (places->start[d] + DOC_STEP - 1) / DOC_STEP; i * DOC_STEP < places->start[d + 1]; i++) {
            places->doc_at[i] = d;
        }
    }
}

void search_gather_places(search_writer *w)
{
    wz_search *search = w->search;
    search_places *places = &w->places;
    places->arena = wz_arena_new(NULL);
    places->many = MANY_PLACES + search->docs / 40;
    places->frequent = FREQUENT + search->docs / 100;
    gather_stream(w);
    uint32_t end = places->start[search->docs];
    int32_t *stream = places->stream;
    places->first = wz_new(places->arena, uint32_t, search->form_count + 1);
    for (uint32_t i = 1; i < end; i++) {
        if (stream[i] >= 0) {
            places->first[stream[i] + 1]++;
        }
    }
    for (int32_t f = 0; f < search->form_count; f++) {
        places->first[f + 1] += places->first[f];
    }
    w->positions_count = (search->form_count + PLACES - 1) / PLACES;
    w->positions = wz_new(w->arena, search_pieces, w->positions_count);
    for (int32_t i = 0; i < w->positions_count; i++) {
        ptrdiff_t room = 1;
        for (int32_t f = i * PLACES; f < search->form_count && f < (i + 1) * PLACES; f++) {
            int32_t buckets = bucket_count(places, f);
            room += buckets > 0 ? 1 + 2 * (buckets + 1 + places_count(places, f) / places->frequent) : 0;
        }
        w->positions[i].items = wz_new(w->arena, search_piece, room);
    }
}

void search_sort_places(search_writer *w, int32_t from, int32_t to)
{
    search_places *places = &w->places;
    const int32_t *stream = places->stream;
    int32_t begin = from * PLACES, end = to * PLACES < w->search->form_count ? to * PLACES : w->search->form_count;
    uint32_t base = places->first[begin], stop = places->start[w->search->docs];
    wz_arena_free(places->slice);
    places->slice = wz_arena_new(NULL);
    uint32_t *next = wz_arena_move(places->slice, places->first + begin, sizeof *next, end - begin, end - begin);
    places->at = wz_new(places->slice, uint32_t, places->first[end] - base);
    places->base = base;
    for (uint32_t i = 1; i < stop; i++) {
        if (stream[i] >= begin && stream[i] < end) {
            places->at[next[stream[i] - begin]++ - base] = i;
        }
    }
}

/* The document that the word at a place of the stream is in. Looked up: to search for it took half of the time that
 * positions take. */
static int32_t find_doc(const search_places *places, uint32_t at)
{
    int32_t doc = places->doc_at[at / DOC_STEP];
    while (places->start[doc + 1] <= at) {
        doc++;
    }
    return doc;
}

/* Gap to the document, number of positions in it, gaps between them: in one string or in three, which a large list is
 * better in. */
static void put_places(wz_buf *gaps, wz_buf *counts, wz_buf *positions, const search_places *places, const uint32_t *at,
                       int64_t count)
{
    int32_t next = 0;
    for (int64_t i = 0; i < count;) {
        int32_t doc = find_doc(places, at[i]);
        int64_t end = i;
        uint32_t last = places->start[doc];
        while (end < count && at[end] < places->start[doc + 1]) {
            end++;
        }
        search_put_number(gaps, doc - next);
        search_put_number(counts, end - i);
        for (; i < end; i++) {
            search_put_number(positions, at[i] - last);
            last = at[i];
        }
        next = doc + 1;
    }
}

/* The documents alone: gaps. */
static void put_docs(wz_buf *out, const search_writer *w, int32_t form)
{
    const search_places *places = &w->places;
    const uint32_t *at = places_of(places, form);
    int32_t next = 0;
    for (int64_t i = 0, count = places_count(places, form); i < count; i++) {
        int32_t doc = find_doc(places, at[i]);
        if (doc >= next) {
            search_put_number(out, doc - next);
            next = doc + 1;
        }
    }
}

/* The places of a form on one side of its neighbours, in buckets. */
typedef struct side {
    char kind;
    int step; /* 1: the neighbour comes after, -1: before */
    int32_t buckets;
    int32_t *bucket_of; /* [form]: of a frequent neighbour, from buckets on; else how often it is one, negative */
    wz_buf frequent;    /* those neighbours, in order of their buckets */
    int32_t frequent_count;
} side;

static int32_t find_bucket(side *s, int32_t frequent, int32_t neighbour)
{
    int32_t known = s->bucket_of[neighbour];
    if (known <= -frequent) {
        wz_buf_format(&s->frequent, "%s%d", s->frequent_count > 0 ? "," : "", neighbour);
        known = s->bucket_of[neighbour] = s->buckets + s->frequent_count++;
    }
    return known > 0 ? known : neighbour % s->buckets;
}

static void write_side(search_writer *w, search_pieces *pieces, int32_t form, side *s)
{
    const search_places *places = &w->places;
    wz_arena *scratch = wz_arena_new(NULL);
    const uint32_t *at = places_of(places, form);
    int64_t count = places_count(places, form);
    int32_t *bucket = wz_new(scratch, int32_t, count);
    s->bucket_of = wz_new(scratch, int32_t, w->search->form_count);
    for (int64_t i = 0; i < count; i++) {
        int32_t neighbour = places->stream[at[i] + s->step];
        if (neighbour >= 0) {
            s->bucket_of[neighbour]--;
        }
    }
    uint32_t *first = wz_new(scratch, uint32_t, s->buckets + 2 + count / places->frequent);
    for (int64_t i = 0; i < count; i++) {
        int32_t neighbour = places->stream[at[i] + s->step];
        bucket[i] = neighbour < 0 ? -1 : find_bucket(s, places->frequent, neighbour);
        first[bucket[i] + 1] += bucket[i] >= 0;
    }
    int32_t buckets = s->buckets + s->frequent_count;
    for (int32_t b = 0; b < buckets; b++) {
        first[b + 1] += first[b];
    }
    uint32_t *sorted = wz_new(scratch, uint32_t, count), *next = wz_new(scratch, uint32_t, buckets);
    memcpy(next, first, (size_t)buckets * sizeof *next);
    for (int64_t i = 0; i < count; i++) {
        if (bucket[i] >= 0) {
            sorted[next[bucket[i]]++] = at[i];
        }
    }
    for (int32_t b = 0; b < buckets; b++) {
        search_piece *piece = search_piece_add(pieces, s->kind, form);
        wz_buf texts[3] = {{0}};
        piece->bucket = b + 1;
        put_places(&texts[0], &texts[1], &texts[2], places, sorted + first[b], first[b + 1] - first[b]);
        search_put_call(piece, texts, 3);
        wz_buf_add(&piece->body, WZ_STR(")\n"));
    }
    wz_arena_free(scratch);
}

/* [number of buckets, [frequent neighbours after], [before]] to the shared file, all else to files of its own. */
static void write_buckets(search_writer *w, search_pieces *pieces, int32_t form, int32_t buckets, wz_buf *entry)
{
    wz_buf docs = {0};
    search_piece *piece = search_piece_add(pieces, 'q', form);
    side after = {.kind = 'n', .step = 1, .buckets = buckets}, before = {.kind = 'r', .step = -1, .buckets = buckets};
    put_docs(&docs, w, form);
    search_put_call(piece, &docs, 1);
    wz_buf_add(&piece->body, WZ_STR(")\n"));
    write_side(w, pieces, form, &after);
    write_side(w, pieces, form, &before);
    wz_buf_format(entry, "[%d,[%.*s],[%.*s]]", buckets, WZ_ARG(wz_buf_str(&after.frequent)),
                  WZ_ARG(wz_buf_str(&before.frequent)));
    wz_buf_free(&after.frequent);
    wz_buf_free(&before.frequent);
}

void search_write_positions(search_writer *w, int32_t index)
{
    search_pieces *pieces = &w->positions[index];
    int32_t from = index * PLACES, to = from + PLACES < w->search->form_count ? from + PLACES : w->search->form_count;
    const search_places *places = &w->places;
    search_piece *shared = search_piece_add(pieces, 'p', index);
    wz_buf one = {0};
    wz_buf_format(&shared->body, "wegwijzerIndex(\"p\",%d,[", index);
    for (int32_t f = from; f < to; f++) {
        int32_t buckets = bucket_count(places, f);
        wz_buf_format(&shared->body, "%s", f > from ? "," : "");
        if (buckets > 0) {
            write_buckets(w, pieces, f, buckets, &shared->body);
            continue;
        }
        wz_buf_reset(&one);
        put_places(&one, &one, &one, places, places_of(places, f), places_count(places, f));
        search_put_text(&shared->body, wz_buf_str(&one));
    }
    wz_buf_add(&shared->body, WZ_STR("])\n"));
    wz_buf_free(&one);
}
