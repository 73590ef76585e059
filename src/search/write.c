/* SPDX-License-Identifier: EUPL-1.2 */
/* The files of the index. The format is described in write.h.
 *
 * The manifest is ("m", {...}): i the number of the format; n documents; d the folder of the other files; z cards in a group; u tail of addresses;
 * s boundaries, the first form of each shard, front-coded; f facets [id, [value ids], whether all chosen values must
 * hold]; t letters of the lexicon for typing errors; w stop words; v weak words; a words for an article; e topics of last
 * resort; b the number of files with good words; l the hash of the lexicon, which says with which word lists the index
 * was made. */
#include "search/write.h"

#include <stdlib.h>
#include <string.h>

/* ---- Facets, sort keys, typing errors ---- */

static void write_facet(const wz_search *search, search_piece *piece)
{
    const search_sets *sets = &search->sets[piece->number];
    wz_buf texts[2] = {{0}}, *values = &texts[0], *of = &texts[1];
    for (int32_t i = 0; i < sets->count; i++) {
        int32_t next = 0;
        search_put_number(values, sets->lengths[i]);
        for (int32_t j = 0; j < sets->lengths[i]; j++) {
            search_put_number(values, sets->values[i][j] - next);
            next = sets->values[i][j] + 1;
        }
    }
    /* Documents are numbered by their sets, so within equal sets of the facets before it those of a facet ascend. */
    int32_t drops = 0;
    for (int32_t i = 1; i < search->docs; i++) {
        drops += sets->of[i] < sets->of[i - 1];
    }
    bool steps = drops < search->docs / 8;
    for (int32_t i = 0; steps && i < search->docs; i++) {
        int32_t before = i > 0 ? sets->of[i - 1] : 0;
        if (sets->of[i] >= before) {
            search_put_number(of, 1 + sets->of[i] - before);
            continue;
        }
        search_put_number(of, 0);
        search_put_number(of, sets->of[i]);
    }
    /* Several in one number: a facet of six sets is a sixth less. */
    for (int32_t i = 0; !steps && i < search->docs;) {
        int32_t number = 0, scale = 1;
        do {
            number += sets->of[i++] * scale;
            scale *= sets->count;
        } while (i < search->docs && sets->count > 1 && scale * sets->count <= 60);
        search_put_number(of, number);
    }
    search_put_call(piece, texts, 2);
    wz_buf_format(&piece->body, ",%d)\n", steps);
}

typedef struct keyed {
    const wz_search_doc *doc;
    int32_t number;
    wz_str title; /* as key of its place among titles; empty when the order is another */
} keyed;

static int compare_titles(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int order = wz_str_compare(x->title, y->title);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* Years and changes: the latest first, unknown last; equal ones have equal ranks. */
static int compare_years(const void *a, const void *b)
{
    int32_t x = ((const keyed *)a)->doc->year, y = ((const keyed *)b)->doc->year;
    return (x < y) - (x > y);
}

static int compare_changes(const void *a, const void *b)
{
    int32_t x = ((const keyed *)a)->doc->changed, y = ((const keyed *)b)->doc->changed;
    return (x < y) - (x > y);
}

static int compare_numbers(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* How many there are, and which, as gaps. Returns how many. */
static ptrdiff_t put_numbers(wz_buf *out, const int32_t *list, ptrdiff_t count)
{
    search_put_number(out, count);
    for (ptrdiff_t n = 0; n < count; n++) {
        search_put_number(out, n > 0 ? list[n] - list[n - 1] - 1 : list[n]);
    }
    return count;
}

/* Of each document how much is of use, which are about the same matter, and which are alike. */
static void write_near(const wz_search *search, search_piece *piece)
{
    wz_arena *scratch = wz_arena_new(NULL);
    int32_t *number = wz_new(scratch, int32_t, search->docs), *list = wz_new(scratch, int32_t, search->docs);
    wz_buf near = {0};
    ptrdiff_t total = 0;
    for (int32_t i = 0; i < search->docs; i++) {
        number[search->order[i]] = i;
    }
    for (int32_t i = 0; i < search->docs; i++) {
        const wz_search_doc *doc = &search->input.docs[search->order[i]];
        for (ptrdiff_t n = 0; n < doc->near_count; n++) {
            list[n] = number[doc->near[n]];
        }
        if (doc->near_count > 1) {
            qsort(list, (size_t)doc->near_count, sizeof *list, compare_numbers);
        }
        search_put_number(&near, doc->use ? doc->use : 100);
        total += doc->use != 0;
        total += put_numbers(&near, list, doc->near_count);
        total += put_numbers(&near, search->alike + (ptrdiff_t)i * ALIKE, search->alike_count[i]);
    }
    if (total > 0) {
        search_put_call(piece, &near, 1);
        wz_buf_add(&piece->body, WZ_STR(")\n"));
    } else {
        wz_buf_free(&near);
    }
    wz_arena_free(scratch);
}

static void write_ranks(const wz_search *search, search_piece *piece)
{
    static int (*const orders[])(const void *, const void *) = {compare_titles, compare_years, compare_changes};
    int (*compare)(const void *, const void *) = orders[piece->number];
    wz_arena *scratch = wz_arena_new(NULL);
    keyed *order = wz_new(scratch, keyed, search->docs);
    int32_t *rank = wz_new(scratch, int32_t, search->docs), at = 0;
    wz_buf ranks = {0};
    for (int32_t i = 0; i < search->docs; i++) {
        const wz_search_doc *doc = &search->input.docs[search->order[i]];
        order[i] = (keyed){.doc = doc, .number = i};
        if (compare == compare_titles) {
            order[i].title = wz_collate_key(scratch, doc->fields[WZ_SEARCH_TITLE]);
        }
    }
    qsort(order, (size_t)search->docs, sizeof *order, compare);
    for (int32_t i = 0; i < search->docs; i++) {
        at += i > 0 && compare(&order[i - 1], &order[i]) != 0;
        rank[order[i].number] = at;
    }
    for (int32_t i = 0; i < search->docs; i++) {
        search_put_number(&ranks, rank[i]);
    }
    search_put_call(piece, &ranks, 1);
    wz_buf_add(&piece->body, WZ_STR(")\n"));
    wz_arena_free(scratch);
}

/* Letter 26 is everything that does not begin with a to z. */
static char letter_name(int32_t letter)
{
    return (char)(letter == 26 ? '_' : 'a' + letter);
}

/* The first form that begins with the byte or a later one: they ascend. */
static int32_t first_from(const wz_search *search, int byte)
{
    int32_t low = 0, high = search->form_count;
    while (low < high) {
        int32_t mid = low + (high - low) / 2;
        if ((unsigned char)search->forms[mid].text.ptr[0] < byte) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static void write_letter(const wz_search *search, search_piece *piece)
{
    wz_buf *out = &piece->body;
    int letter = piece->number;
    wz_buf forms = {0}, counts = {0};
    wz_str before = {0};
    int32_t end = letter < 26 ? first_from(search, 'a' + letter + 1) : search->form_count;
    for (int32_t i = letter < 26 ? first_from(search, 'a' + letter) : 0; i < end; i++) {
        const search_form *form = &search->forms[i];
        char first = form->text.ptr[0];
        if (form->common && (letter < 26 || first < 'a' || first > 'z')) {
            search_put_form(&forms, form->text, before);
            search_put_number(&counts, form->count);
            before = form->text;
        }
    }
    if (forms.len > 0) {
        wz_buf_format(out, "wegwijzerIndex(\"t\",\"%c\",", letter_name(letter));
        search_put_text(out, wz_buf_str(&forms));
        wz_buf_byte(out, ',');
        search_put_text(out, wz_buf_str(&counts));
        wz_buf_add(out, WZ_STR(")\n"));
    }
    wz_buf_free(&forms);
    wz_buf_free(&counts);
}

/* By digits: to compare them was a hundredth of a build of 10,000 records. */
static void sort_checks(uint32_t *from, ptrdiff_t count)
{
    enum { BITS = 11, DIGITS = 1 << BITS };
    wz_arena *scratch = wz_arena_new(NULL);
    uint32_t *to = wz_new(scratch, uint32_t, count);
    for (int shift = 0; shift < 32; shift += BITS) {
        ptrdiff_t at[DIGITS + 1] = {0};
        for (ptrdiff_t i = 0; i < count; i++) {
            at[(from[i] >> shift) % DIGITS + 1]++;
        }
        for (int d = 0; d < DIGITS; d++) {
            at[d + 1] += at[d];
        }
        for (ptrdiff_t i = 0; i < count; i++) {
            to[at[(from[i] >> shift) % DIGITS]++] = from[i];
        }
        if (count > 0) {
            memcpy(from, to, (size_t)count * sizeof *from);
        }
    }
    wz_arena_free(scratch);
}

static void write_good(const wz_lexicon *lexicon, search_piece *piece)
{
    uint32_t *from = lexicon->good + lexicon->good_from[piece->number],
             *to = lexicon->good + lexicon->good_from[piece->number + 1];
    wz_buf gaps = {0};
    uint32_t next = 0;
    sort_checks(from, to - from);
    for (uint32_t *at = from; at < to; at++) {
        if (at == from || *at != at[-1]) {
            search_put_number(&gaps, *at - next);
            next = *at + 1;
        }
    }
    search_put_call(piece, &gaps, 1);
    wz_buf_add(&piece->body, WZ_STR(")\n"));
}

/* ---- The manifest ---- */

static void put_facets(wz_buf *out, const wz_search *search)
{
    wz_buf_add(out, WZ_STR(",f:["));
    for (ptrdiff_t f = 0; f < search->input.facet_count; f++) {
        const wz_search_facet *facet = &search->input.facets[f];
        wz_buf_add(out, f > 0 ? WZ_STR(",[") : WZ_STR("["));
        search_put_text(out, facet->id);
        wz_buf_add(out, WZ_STR(",["));
        for (ptrdiff_t v = 0; v < facet->count; v++) {
            if (v > 0) {
                wz_buf_byte(out, ',');
            }
            search_put_text(out, facet->values[v].id);
        }
        wz_buf_format(out, "],%d]", facet->all + 2 * facet->whom);
    }
    wz_buf_byte(out, ']');
}

/* The shortest beginning of b that comes after a: enough to tell the shards apart. */
static wz_str boundary(wz_str a, wz_str b)
{
    ptrdiff_t shared = 0;
    while (shared < a.len && shared < b.len && a.ptr[shared] == b.ptr[shared]) {
        shared++;
    }
    ptrdiff_t len = shared + 1;
    while (len < b.len && ((unsigned char)b.ptr[len] & 0xc0) == 0x80) {
        len++;
    }
    return wz_str_slice(b, 0, len);
}

static void put_set(wz_buf *out, const char *key, const search_set *set)
{
    wz_buf_format(out, "%s", key);
    for (int32_t i = 0; i < set->count; i++) {
        wz_buf_format(out, "%s%.*s", i > 0 ? " " : "", WZ_ARG(set->items[i]));
    }
}

static void write_manifest(const search_writer *w, wz_str folder, wz_buf *out)
{
    const wz_search *search = w->search;
    wz_buf boundaries = {0};
    wz_str before = {0}, first = {0};
    wz_buf_format(out, "wegwijzerIndex(\"m\",{i:%d,n:%d,z:%d,d:\"%.*s\",u:", FORMAT, search->docs, w->card_size,
                  WZ_ARG(folder));
    search_put_text(out, w->url_tail);
    for (int32_t i = 0; i < w->shard_count; i++) {
        if (i > 0) {
            first = boundary(search->forms[w->shards[i].from - 1].text, search->forms[w->shards[i].from].text);
        }
        search_put_form(&boundaries, first, before);
        before = first;
    }
    wz_buf_add(out, WZ_STR(",s:"));
    search_put_text(out, wz_buf_str(&boundaries));
    wz_buf_free(&boundaries);
    put_facets(out, search);
    wz_buf_add(out, WZ_STR(",t:\""));
    for (int32_t i = 0; i < w->other_count; i++) {
        if (w->others[i].kind == 't' && w->others[i].text.len > 0) {
            wz_buf_byte(out, letter_name(w->others[i].number));
        }
    }
    put_set(out, "\",w:\"", &search->lexicon->stops);
    put_set(out, "\",v:\"", &search->lexicon->weak);
    put_set(out, "\",a:\"", &search->lexicon->article);
    wz_buf_add(out, WZ_STR("\",e:["));
    for (ptrdiff_t t = 0, n = 0; t < search->input.topic_count; t++) {
        if (search->input.topics[t].level == WZ_SEARCH_LAST) {
            wz_buf_format(out, "%s%td", n++ > 0 ? "," : "", t);
        }
    }
    wz_buf_format(out, "],b:%d,l:\"", search->lexicon->good_count);
    wz_buf_format(out, "%.*s\"})\n", WZ_ARG(wz_lexicon_hash(w->arena, search->lexicon)));
}

/* ---- All of it ---- */

static void write_other(const search_writer *w, search_piece *piece)
{
    const wz_search *search = w->search;
    if (piece->kind == 'f') {
        write_facet(search, piece);
    } else if (piece->kind == 'o') {
        write_ranks(search, piece);
    } else if (piece->kind == 'a') {
        search_write_topics(search, piece);
    } else if (piece->kind == 'l') {
        write_near(search, piece);
    } else if (piece->kind == 'd') {
        write_good(search->lexicon, piece);
    } else {
        write_letter(search, piece);
    }
}

static void keep(search_writer *w, search_piece *pieces, ptrdiff_t count)
{
    pthread_mutex_lock(&w->lock);
    for (ptrdiff_t i = 0; i < count; i++) {
        pieces[i].text = wz_buf_take(w->kept, &pieces[i].body);
    }
    pthread_mutex_unlock(&w->lock);
}

/* What a task made is kept at once, and where words stand is let go before the other pieces are made: 0.8 kB a record less at the
 * peak of a build. */
static void positions_task(void *context, int worker, ptrdiff_t index)
{
    search_writer *w = context;
    (void)worker;
    index += w->slice;
    search_write_positions(w, (int32_t)index);
    keep(w, w->positions[index].items, w->positions[index].count);
}

static void write_places(search_writer *w, int workers)
{
    enum { SLICES = 6 };
    int32_t step = w->positions_count / SLICES + 1;
    for (; w->slice < w->positions_count; w->slice += step) {
        int32_t end = w->slice + step < w->positions_count ? w->slice + step : w->positions_count;
        search_sort_places(w, w->slice, end);
        wz_pool_run(workers, end - w->slice, positions_task, w);
    }
    wz_arena_free(w->places.slice);
    wz_arena_free(w->places.arena);
}

static void piece_task(void *context, int worker, ptrdiff_t index)
{
    search_writer *w = context;
    (void)worker;
    if (index < w->other_count) {
        write_other(w, &w->others[index]);
        keep(w, &w->others[index], 1);
    } else if ((index -= w->other_count) < w->shard_count) {
        search_write_shard(w, (int32_t)index);
        keep(w, w->shards[index].pieces.items, w->shards[index].pieces.count);
    } else {
        index -= w->shard_count;
        search_write_cards(w, (int32_t)index);
        keep(w, &w->cards[index], 1);
    }
}

/* Facets, orders, letters, topics and good words, still empty. */
static void name_others(search_writer *w)
{
    const struct {
        char kind;
        int32_t count;
    } kinds[] = {{'f', (int32_t)w->search->input.facet_count},
                 {'o', 3},
                 {'t', 27},
                 {'a', ((int32_t)w->search->input.topic_count + TOPICS - 1) / TOPICS},
                 {'d', w->search->lexicon->good_count},
                 {'l', w->search->docs <= SMALL}};
    int32_t total = 0;
    for (int k = 0; k < 6; k++) {
        total += kinds[k].count;
    }
    w->others = wz_new(w->arena, search_piece, total);
    for (int k = 0; k < 6; k++) {
        for (int32_t i = 0; i < kinds[k].count; i++) {
            w->others[w->other_count++] = (search_piece){.kind = kinds[k].kind, .number = i};
        }
    }
}

/* Every piece that is not empty, in an order that does not depend on the workers. */
typedef struct row {
    search_piece **items;
    ptrdiff_t count, bytes;
    uint64_t hash;
} row;

/* The good words of a real word list are more than a small index, and seldom asked for. */
static bool is_aside(const search_writer *w, const search_piece *piece)
{
    return piece->kind == 'd' && w->search->lexicon->good_count > 1;
}

static void add_pieces(const search_writer *w, row *all, search_piece *pieces, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (pieces[i].text.len > 0) {
            all->items[all->count++] = &pieces[i];
            all->bytes += is_aside(w, &pieces[i]) ? 0 : pieces[i].text.len;
            all->hash = all->hash * 0x100000001b3u ^ search_hash_large(pieces[i].text);
        }
    }
}

static row line_up(search_writer *w)
{
    ptrdiff_t room = (ptrdiff_t)w->other_count + w->card_count;
    for (int32_t i = 0; i < w->shard_count; i++) {
        room += w->shards[i].pieces.count;
    }
    for (int32_t i = 0; i < w->positions_count; i++) {
        room += w->positions[i].count;
    }
    row all = {.items = wz_new(w->arena, search_piece *, room)};
    add_pieces(w, &all, w->others, w->other_count);
    for (int32_t i = 0; i < w->shard_count; i++) {
        add_pieces(w, &all, w->shards[i].pieces.items, w->shards[i].pieces.count);
    }
    for (int32_t i = 0; i < w->positions_count; i++) {
        add_pieces(w, &all, w->positions[i].items, w->positions[i].count);
    }
    add_pieces(w, &all, w->cards, w->card_count);
    return all;
}

static int compare_outputs(const void *a, const void *b)
{
    return wz_str_compare(((const wz_output *)a)->path, ((const wz_output *)b)->path);
}

static wz_str find_tail(const wz_search *search)
{
    if (search->docs > 0) {
        const wz_search_doc *doc = &search->input.docs[0];
        if (wz_str_starts(doc->url, doc->id)) {
            return wz_str_slice(doc->url, doc->id.len, doc->url.len);
        }
    }
    return (wz_str){0};
}

static wz_str piece_path(wz_arena *arena, wz_str folder, wz_str inner, const search_piece *piece)
{
    if (piece->kind == 't') {
        return wz_format(arena, "%.*s/%.*s/t/%c.js", WZ_ARG(folder), WZ_ARG(inner), letter_name(piece->number));
    }
    if (piece->bucket > 0) {
        return wz_format(arena, "%.*s/%.*s/%c/%d-%d.js", WZ_ARG(folder), WZ_ARG(inner), piece->kind, piece->number,
                         piece->bucket);
    }
    return wz_format(arena, "%.*s/%.*s/%c/%d.js", WZ_ARG(folder), WZ_ARG(inner), piece->kind, piece->number);
}

static ptrdiff_t count_concepts(const wz_search *search)
{
    ptrdiff_t concepts = 0;
    for (int32_t i = search->word_classes; i < search->class_count; i++) {
        concepts += search->classes[i].df > 0;
    }
    return concepts;
}

ptrdiff_t wz_search_write(wz_arena *arena, wz_search *search, wz_output **outputs, wz_search_stats *stats)
{
    search_writer writer = {.arena = wz_arena_new(NULL), .kept = arena, .search = search}, *w = &writer;
    int workers = search->input.workers < 1 ? 1 : search->input.workers;
    w->card_size = search->docs <= SMALL ? 1 : search->docs <= 10 * SMALL ? 4 : 8;
    w->card_count = (search->docs + w->card_size - 1) / w->card_size;
    w->cards = wz_new(w->arena, search_piece, w->card_count);
    w->url_tail = find_tail(search);
    w->local = wz_new(w->arena, int32_t, search->class_count);
    memset(w->local, -1, (size_t)search->class_count * sizeof *w->local);
    search_gather_places(w);
    search_passed(&search->input, WZ_SEARCH_PLACED);
    search_cut_shards(w);
    name_others(w);
    pthread_mutex_init(&w->lock, NULL);
    write_places(w, workers);
    wz_pool_run(workers, (ptrdiff_t)w->other_count + w->shard_count + w->card_count, piece_task, w);
    pthread_mutex_destroy(&w->lock);

    row all = line_up(w);
    bool single = all.bytes <= SINGLE_SIZE, at_hand = single || search->docs <= SMALL;
    wz_str inner = wz_format(w->arena, "%08x", (unsigned)(all.hash >> 32)), folder = search->input.folder;
    wz_buf main = {0};
    wz_output *made = wz_new(arena, wz_output, all.count + 1);
    ptrdiff_t count = 0, bytes = 0;
    write_manifest(w, inner, &main);
    for (ptrdiff_t i = 0; i < all.count; i++) {
        wz_str text = all.items[i]->text;
        if ((single && !is_aside(w, all.items[i])) ||
            (at_hand && (all.items[i]->kind == 'f' || all.items[i]->kind == 'l'))) {
            wz_buf_add(&main, text);
        } else {
            made[count++] = (wz_output){piece_path(arena, folder, inner, all.items[i]), text};
            bytes += text.len;
        }
    }
    wz_str path = wz_format(arena, "%.*s/m.%08x.js", WZ_ARG(folder), (unsigned)(wz_hash(wz_buf_str(&main)) >> 32));
    made[count++] = (wz_output){path, wz_str_copy(arena, wz_buf_str(&main))};
    bytes += main.len;
    wz_buf_free(&main);
    qsort(made, (size_t)count, sizeof *made, compare_outputs);

    *stats = (wz_search_stats){.manifest = path,
                               .docs = search->docs,
                               .tokens = search->tokens,
                               .forms = search->form_count,
                               .classes = search->word_classes,
                               .compounds = search->compounds,
                               .concepts = count_concepts(search),
                               .postings = search->posting_count,
                               .shards = w->shard_count,
                               .files = count,
                               .bytes = bytes,
                               .single = single};
    *outputs = made;
    wz_arena_free(w->arena);
    return count;
}
