/* The files of the index. The format is described in write.h.
 *
 * The manifest is ("m", {...}): v version; n documents; z cards in a group; k and p folders of cards and positions; u tail of addresses; s boundaries
 * (first form of each shard) and h their hashes; f facets [id, [value ids], hash]; o hash of the sort keys, x that of the stop words in titles; t letters with hashes; w stop words; c concepts:
 * phrases as main forms of their classes, "=" and how it is written when that differs, "|" between phrases; j jargon: phrase ">" concepts; b largest
 * list in a shard; a average field lengths are not needed: impacts are in the index. */
#include "search/write.h"

#include <stdlib.h>
#include <string.h>

/* ---- Positions of all words ---- */

static void gather_places(search_writer *w)
{
    wz_search     *search = w->search;
    search_places *places = &w->places;
    places->first = wz_new(w->arena, int64_t, search->form_count + 1);
    for (int32_t d = 0; d < search->docs; d++) {
        const search_words *words = &search->words[d];
        for (int32_t i = 0; i < words->start[WZ_SEARCH_FIELDS]; i++) {
            if (!(words->forms[i] & SEARCH_EXTRA)) {
                places->first[words->forms[i] + 1]++;
            }
        }
    }
    for (int32_t f = 0; f < search->form_count; f++) {
        places->first[f + 1] += places->first[f];
    }
    int64_t total = places->first[search->form_count];
    int64_t *next = wz_new(w->arena, int64_t, search->form_count);
    memcpy(next, places->first, (size_t)search->form_count * sizeof *next);
    places->docs = wz_new(w->arena, int32_t, total);
    places->at   = wz_new(w->arena, int32_t, total);
    for (int32_t d = 0; d < search->docs; d++) {
        const search_words *words = &search->words[d];
        int32_t position = 0;
        for (int field = 0; field < WZ_SEARCH_FIELDS; field++) {
            for (int32_t i = words->start[field]; i < words->start[field + 1]; i++) {
                if (!(words->forms[i] & SEARCH_EXTRA)) {
                    int64_t slot = next[words->forms[i]]++;
                    places->docs[slot] = d;
                    places->at[slot]   = position++;
                }
            }
            position += SEARCH_FIELD_GAP;
        }
    }
}

/* ---- Facets, sort keys, typing errors ---- */

static void write_facet(const wz_search *search, int f, wz_buf *out)
{
    const search_sets *sets = &search->sets[f];
    wz_buf values = {0}, of = {0};
    for (int32_t i = 0; i < sets->count; i++) {
        int32_t next = 0;
        search_put_number(&values, sets->lengths[i]);
        for (int32_t j = 0; j < sets->lengths[i]; j++) {
            search_put_number(&values, sets->values[i][j] - next);
            next = sets->values[i][j] + 1;
        }
    }
    for (int32_t i = 0; i < search->docs; i++) {
        search_put_number(&of, sets->of[i]);
    }
    wz_buf_format(out, "wegwijzerIndex(\"f\",%d,", f);
    search_put_text(out, wz_buf_str(&values));
    wz_buf_byte(out, ',');
    search_put_text(out, wz_buf_str(&of));
    wz_buf_add(out, WZ_STR(")\n"));
    wz_buf_free(&values);
    wz_buf_free(&of);
}

typedef struct keyed {
    const wz_search_doc *doc;
    int32_t              number;
} keyed;

static int compare_titles(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int order = wz_collate(x->doc->fields[WZ_SEARCH_TITLE], y->doc->fields[WZ_SEARCH_TITLE]);
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

static void put_ranks(search_writer *w, int (*compare)(const void *, const void *), wz_buf *out)
{
    wz_search *search = w->search;
    keyed     *order  = wz_new(w->arena, keyed, search->docs);
    int32_t   *rank   = wz_new(w->arena, int32_t, search->docs), at = 0;
    wz_buf     ranks  = {0};
    for (int32_t i = 0; i < search->docs; i++) {
        order[i] = (keyed){&search->input.docs[search->order[i]], i};
    }
    qsort(order, (size_t)search->docs, sizeof *order, compare);
    for (int32_t i = 0; i < search->docs; i++) {
        at += i > 0 && compare(&order[i - 1], &order[i]) != 0;
        rank[order[i].number] = at;
    }
    for (int32_t i = 0; i < search->docs; i++) {
        search_put_number(&ranks, rank[i]);
    }
    search_put_text(out, wz_buf_str(&ranks));
    wz_buf_free(&ranks);
}

static void write_order(search_writer *w, wz_buf *out)
{
    wz_buf_add(out, WZ_STR("wegwijzerIndex(\"o\","));
    put_ranks(w, compare_titles, out);
    wz_buf_byte(out, ',');
    put_ranks(w, compare_years, out);
    wz_buf_byte(out, ',');
    put_ranks(w, compare_changes, out);
    wz_buf_add(out, WZ_STR(")\n"));
}

/* ("w", forms, counts, gaps, impacts): stop words in titles, apart because a question has many of them. */
static void write_stops(const wz_search *search, wz_buf *out)
{
    wz_buf forms = {0}, counts = {0}, gaps = {0}, impacts = {0};
    for (int32_t i = 0; i < search->word_classes; i++) {
        const search_class *class = &search->classes[i];
        if (!class->stop || class->df == 0) {
            continue;
        }
        if (forms.len > 0) {
            wz_buf_byte(&forms, ' ');
        }
        wz_buf_add(&forms, search->forms[class->main].text);
        search_put_number(&counts, class->df);
        search_put_list(search, i, &gaps, &impacts);
    }
    wz_buf *parts[] = {&forms, &counts, &gaps, &impacts};
    wz_buf_add(out, WZ_STR("wegwijzerIndex(\"w\""));
    for (int i = 0; i < 4; i++) {
        wz_buf_byte(out, ',');
        search_put_text(out, wz_buf_str(parts[i]));
        wz_buf_free(parts[i]);
    }
    wz_buf_add(out, WZ_STR(")\n"));
}

/* letter 26 is everything that does not begin with a to z. */
static bool write_letter(const wz_search *search, int letter, wz_buf *out)
{
    wz_buf forms = {0}, counts = {0};
    wz_str before = {0};
    for (int32_t i = 0; i < search->form_count; i++) {
        const search_form *form  = &search->forms[i];
        char               first = form->text.ptr[0];
        if (form->common && (first >= 'a' && first <= 'z' ? first - 'a' : 26) == letter) {
            search_put_form(&forms, form->text, before);
            search_put_number(&counts, form->count);
            before = form->text;
        }
    }
    if (forms.len > 0) {
        wz_buf_format(out, "wegwijzerIndex(\"t\",\"%c\",", letter == 26 ? '_' : 'a' + letter);
        search_put_text(out, wz_buf_str(&forms));
        wz_buf_byte(out, ',');
        search_put_text(out, wz_buf_str(&counts));
        wz_buf_add(out, WZ_STR(")\n"));
    }
    wz_buf_free(&forms);
    wz_buf_free(&counts);
    return out->len > 0;
}

/* ---- The manifest ---- */

static void put_words(wz_buf *out, const wz_search *search, const search_pattern *pattern)
{
    for (int32_t i = 0; i < pattern->count; i++) {
        if (i > 0) {
            wz_buf_byte(out, ' ');
        }
        wz_buf_add(out, search->forms[search->classes[pattern->classes[i]].main].text);
    }
}

static void put_concepts(wz_buf *out, const wz_search *search)
{
    const wz_lexicon *lexicon = search->lexicon;
    wz_buf line = {0}, words = {0};
    int32_t at = 0;
    wz_buf_add(out, WZ_STR(",c:["));
    for (int32_t g = 0; g < lexicon->group_count; g++) {
        wz_buf_reset(&line);
        for (; at < lexicon->phrase_count && lexicon->phrases[at].group == g; at++) {
            if (search->classes[search->word_classes + g].df == 0) {
                continue;
            }
            if (line.len > 0) {
                wz_buf_byte(&line, '|');
            }
            wz_buf_reset(&words);
            put_words(&words, search, &search->patterns[at]);
            wz_buf_add(&line, wz_buf_str(&words));
            if (!wz_str_equal(wz_buf_str(&words), lexicon->phrases[at].label)) {
                wz_buf_byte(&line, '=');
                for (ptrdiff_t i = 0; i < lexicon->phrases[at].label.len; i++) {
                    char c = lexicon->phrases[at].label.ptr[i];
                    wz_buf_byte(&line, c == '|' || c == '=' ? ' ' : c);
                }
            }
        }
        if (g > 0) {
            wz_buf_byte(out, ',');
        }
        search_put_text(out, wz_buf_str(&line));
    }
    wz_buf_add(out, WZ_STR("],j:["));
    for (int32_t i = 0; i < lexicon->jargon_count; i++) {
        wz_buf_reset(&line);
        put_words(&line, search, &search->jargon[i]);
        for (int32_t j = 0; j < lexicon->jargon[i].count; j++) {
            wz_buf_format(&line, "%c%d", j == 0 ? '>' : ',', lexicon->jargon[i].groups[j]);
        }
        if (i > 0) {
            wz_buf_byte(out, ',');
        }
        search_put_text(out, wz_buf_str(&line));
    }
    wz_buf_byte(out, ']');
    wz_buf_free(&line);
    wz_buf_free(&words);
}

static void put_facets(wz_buf *out, const wz_search *search, const search_piece *facets, bool single)
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
        wz_buf_format(out, single ? "],\"\"]" : "],\"%08x\"]", facets[f].number);
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

typedef struct manifest {
    wz_str        cards, positions;     /* folders */
    search_piece *facets, *letters, order, stops;
    bool          single, near;         /* near: facets stand in the file of the manifest */
} manifest;

static void write_manifest(const search_writer *w, const manifest *m, wz_buf *out)
{
    const wz_search *search = w->search;
    wz_buf_format(out, "wegwijzerIndex(\"m\",{v:1,n:%d,z:%d,k:\"%.*s\",p:\"%.*s\",u:", search->docs, w->card_size, WZ_ARG(m->cards), WZ_ARG(m->positions));
    search_put_text(out, w->url_tail);
    wz_buf_add(out, WZ_STR(",s:["));
    for (int32_t i = 0; i < w->shard_count; i++) {
        if (i > 0) {
            wz_buf_byte(out, ',');
        }
        search_put_text(out, i == 0 ? (wz_str){0} : boundary(search->forms[w->shards[i].from - 1].text, search->forms[w->shards[i].from].text));
    }
    wz_buf_add(out, WZ_STR("],h:\""));
    for (int32_t i = 0; i < w->shard_count && !m->single; i++) {
        wz_buf_format(out, "%06x", w->shards[i].piece.number & 0xffffff);
    }
    wz_buf_byte(out, '"');
    put_facets(out, search, m->facets, m->near);
    wz_buf_format(out, ",o:\"%08x\",x:\"%08x\",t:\"", m->order.number, m->stops.number);
    for (int i = 0; i < 27; i++) {
        if (m->letters[i].body.len > 0) {
            wz_buf_format(out, "%c%06x", i == 26 ? '_' : 'a' + i, m->letters[i].number & 0xffffff);
        }
    }
    wz_buf_add(out, WZ_STR("\",w:\""));
    for (const char *const *stop = search_stop_words(); *stop; stop++) {
        wz_buf_format(out, "%s%s", stop == search_stop_words() ? "" : " ", *stop);
    }
    wz_buf_format(out, "\",b:%d", BIG_LIST);
    put_concepts(out, search);
    wz_buf_add(out, WZ_STR("})\n"));
}

/* ---- All of it ---- */

static void shard_task(void *context, int worker, ptrdiff_t index)
{
    search_writer *w = context;
    (void)worker;
    if (index < w->shard_count) {
        search_write_shard(w, (int32_t)index);
        w->shards[index].piece.number = (unsigned)(wz_hash(wz_buf_str(&w->shards[index].piece.body)) >> 32);
    } else {
        search_write_positions(w, (int32_t)index - w->shard_count);
    }
}

static void card_task(void *context, int worker, ptrdiff_t index)
{
    (void)worker;
    search_write_cards(context, (int32_t)index);
}

typedef struct collector {
    wz_arena  *arena;
    wz_output *outputs;
    ptrdiff_t  count, bytes;
    wz_str     folder;
} collector;

static void collect(collector *c, wz_str name, wz_buf *body)
{
    c->outputs[c->count++] = (wz_output){wz_format(c->arena, "%.*s/%.*s", WZ_ARG(c->folder), WZ_ARG(name)), wz_str_copy(c->arena, wz_buf_str(body))};
    c->bytes += body->len;
    wz_buf_free(body);
}

static int compare_outputs(const void *a, const void *b)
{
    return wz_str_compare(((const wz_output *)a)->path, ((const wz_output *)b)->path);
}

static uint64_t mix(uint64_t hash, const wz_buf *body)
{
    return hash * 0x100000001b3u ^ wz_hash(wz_buf_str(body));
}

static void number_pieces(search_piece *pieces, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        pieces[i].number = (unsigned)(wz_hash(wz_buf_str(&pieces[i].body)) >> 32);
    }
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

static void append(wz_buf *out, wz_buf *body)
{
    wz_buf_add(out, wz_buf_str(body));
    wz_buf_free(body);
}

/* Everything in the file of the manifest. */
static void join_all(search_writer *w, manifest *m, wz_buf *out)
{
    append(out, &m->order.body);
    append(out, &m->stops.body);
    for (int i = 0; i < 27; i++) {
        append(out, &m->letters[i].body);
    }
    for (int32_t i = 0; i < w->shard_count; i++) {
        search_shard *shard = &w->shards[i];
        append(out, &shard->piece.body);
        append(out, &shard->positions.body);
        for (ptrdiff_t j = 0; j < shard->lists.count; j++) {
            append(out, &shard->lists.items[j].body);
        }
        for (ptrdiff_t j = 0; j < shard->many.count; j++) {
            append(out, &shard->many.items[j].body);
        }
    }
    for (int32_t i = 0; i < w->card_count; i++) {
        append(out, &w->cards[i].body);
    }
}

static void collect_all(search_writer *w, manifest *m, collector *c)
{
    collect(c, wz_format(c->arena, "o.%08x.js", m->order.number), &m->order.body);
    collect(c, wz_format(c->arena, "w.%08x.js", m->stops.number), &m->stops.body);
    for (int i = 0; i < 27; i++) {
        if (m->letters[i].body.len > 0) {
            collect(c, wz_format(c->arena, "t/%c.%06x.js", i == 26 ? '_' : 'a' + i, m->letters[i].number & 0xffffff), &m->letters[i].body);
        }
    }
    for (int32_t i = 0; i < w->shard_count; i++) {
        search_shard *shard = &w->shards[i];
        collect(c, wz_format(c->arena, "s/%d.%06x.js", i, shard->piece.number & 0xffffff), &shard->piece.body);
        collect(c, wz_format(c->arena, "%.*s/%d.js", WZ_ARG(m->positions), i), &shard->positions.body);
        for (ptrdiff_t j = 0; j < shard->lists.count; j++) {
            collect(c, wz_format(c->arena, "g/%08x.js", shard->lists.items[j].number), &shard->lists.items[j].body);
        }
        for (ptrdiff_t j = 0; j < shard->many.count; j++) {
            collect(c, wz_format(c->arena, "q%.*s/%u.js", (int)m->positions.len - 1, m->positions.ptr + 1, shard->many.items[j].number), &shard->many.items[j].body);
        }
    }
    for (int32_t i = 0; i < w->card_count; i++) {
        collect(c, wz_format(c->arena, "%.*s/%d.js", WZ_ARG(m->cards), i), &w->cards[i].body);
    }
}

ptrdiff_t wz_search_write(wz_arena *arena, wz_search *search, wz_output **outputs, wz_search_stats *stats)
{
    search_writer writer = {.arena = wz_arena_new(NULL), .search = search}, *w = &writer;
    int           workers = search->input.workers < 1 ? 1 : search->input.workers, facets = (int)search->input.facet_count;
    w->card_size  = search->docs <= SMALL || search->docs > 10 * SMALL ? 8 : 4;
    w->card_count = (search->docs + w->card_size - 1) / w->card_size;
    w->cards      = wz_new(w->arena, search_piece, w->card_count);
    w->url_tail   = find_tail(search);
    w->local      = wz_new(w->arena, int32_t, search->class_count);
    memset(w->local, -1, (size_t)search->class_count * sizeof *w->local);
    gather_places(w);
    search_cut_shards(w);
    wz_pool_run(workers, w->shard_count * 2, shard_task, w);
    wz_pool_run(workers, w->card_count, card_task, w);

    manifest m = {.facets = wz_new(w->arena, search_piece, facets), .letters = wz_new(w->arena, search_piece, 27)};
    ptrdiff_t files = 3 + 27 + facets + w->card_count, size = 0;
    uint64_t  cards = 0, positions = 0;
    for (int f = 0; f < facets; f++) {
        write_facet(search, f, &m.facets[f].body);
        size += m.facets[f].body.len;
    }
    for (int i = 0; i < 27; i++) {
        write_letter(search, i, &m.letters[i].body);
    }
    write_order(w, &m.order.body);
    number_pieces(m.facets, facets);
    number_pieces(m.letters, 27);
    number_pieces(&m.order, 1);
    write_stops(search, &m.stops.body);
    number_pieces(&m.stops, 1);
    for (int32_t i = 0; i < w->shard_count; i++) {
        search_shard *shard = &w->shards[i];
        files += 2 + shard->lists.count + shard->many.count;
        size += shard->piece.body.len + shard->positions.body.len;
        positions = mix(positions, &shard->positions.body);
        for (ptrdiff_t j = 0; j < shard->many.count; j++) {
            positions = mix(positions, &shard->many.items[j].body);
        }
    }
    for (int32_t i = 0; i < w->card_count; i++) {
        cards = mix(cards, &w->cards[i].body);
        size += w->cards[i].body.len;
    }
    m.cards     = wz_format(w->arena, "k-%08x", (unsigned)(cards >> 32));
    m.positions = wz_format(w->arena, "p-%08x", (unsigned)(positions >> 32));
    m.single    = size <= SINGLE_SIZE;
    m.near      = m.single || search->docs <= SMALL;

    wz_buf    main = {0};
    collector c    = {arena, wz_new(arena, wz_output, files), 0, 0, search->input.folder};
    write_manifest(w, &m, &main);
    for (int f = 0; f < facets; f++) {
        if (m.near) {
            append(&main, &m.facets[f].body);
        } else {
            collect(&c, wz_format(arena, "f/%d.%08x.js", f, m.facets[f].number), &m.facets[f].body);
        }
    }
    if (m.single) {
        join_all(w, &m, &main);
    } else {
        collect_all(w, &m, &c);
    }
    wz_str name = wz_format(arena, "m.%08x.js", (unsigned)(wz_hash(wz_buf_str(&main)) >> 32));
    collect(&c, name, &main);
    wz_str path = c.outputs[c.count - 1].path;
    qsort(c.outputs, (size_t)c.count, sizeof *c.outputs, compare_outputs);

    ptrdiff_t concepts = 0;
    for (int32_t i = search->word_classes; i < search->class_count; i++) {
        concepts += search->classes[i].df > 0;
    }
    *stats = (wz_search_stats){.manifest = path, .docs = search->docs, .tokens = search->tokens, .forms = search->form_count, .classes = search->word_classes,
                               .compounds = search->compounds, .concepts = concepts, .postings = search->posting_count, .shards = w->shard_count,
                               .files = c.count, .bytes = c.bytes, .single = m.single};
    *outputs = c.outputs;
    wz_arena_free(w->arena);
    return c.count;
}
