/* SPDX-License-Identifier: EUPL-1.2 */
/* Shards: forms, classes, postings, phrases.
 *
 * A shard is ("s", i, from, {f, c, x, m, n, p, d, w, v, g, q, e, b, j, k}):
 *   f  forms, ascending: a capital for the letters shared with the one before (A none, Z 25), then the rest
 *   c  for each form its class: 0 the next new one, 1 one of another shard, 2 + k the k-th before the newest of this
 *      shard
 *   x  main forms of the classes of other shards, in order, separated by spaces
 *   m  for each class of this shard: its main form, counted from the form where the class is new
 *   n  for each class and then each concept: number of documents (of a stop word: with it in the title)
 *   p  for each form: number of parts when it is a compound in few documents (else 0), then length and linking letters
 *      of each
 *   d  for each class, then each concept, in BIG_LIST or fewer documents: gaps between the numbers of documents (first:
 *      number itself)
 *   w  likewise: impacts
 *   v  likewise: how many postings without a question come before one that has some, and which, as bits; then how many
 *      come after the last
 *   g  numbers of the files with the larger lists, in order
 *   q  numbers of the concepts that live here
 *   e  for each of those its phrases, as main forms of their classes, "=" and how it is written when that differs, "|"
 *      between phrases
 *   b  phrases whose first class lives here, longest first for each: main forms, ">", concept, ".", its shard; of these
 *      and the next two each shares letters with the one before, as forms do
 *   j  jargon whose first class lives here: main forms, ">", then concept.shard with commas
 *   k  triggers of topics whose first class lives here: main forms, topic; between them ">" for a set, "~" for one of whole words,
 *      "=" for a run
 * A class lives in the shard of its main form, a concept in that of the first word of its first phrase. */
#include "search/write.h"

#include <assert.h>
#include <string.h>

void search_put_large(wz_buf *out, int64_t v)
{
    char *at = out->cap - out->len >= 16 ? out->ptr + out->len : wz_buf_reserve(out, 16);
    assert(v >= 0);
    while (v >= 60) {
        *at++ = (char)(95 + ((v - 60) & 31));
        v = (v - 60) >> 5;
    }
    *at++ = v == 57 ? '!' : (char)(35 + v);
    out->len = at - out->ptr;
}

/* JavaScript, not JSON: the separators 1 and 2 stand as they are, in a byte each. */
void search_put_text(wz_buf *out, wz_str s)
{
    wz_buf_reserve(out, s.len + 2);
    wz_buf_byte(out, '"');
    bool marked = wz_str_find_byte(s, 1) >= 0 || wz_str_find_byte(s, 2) >= 0; /* hardly any is */
    for (ptrdiff_t from = 0, at = 0; from < s.len; from = ++at) {
        at = marked ? at : s.len;
        while (at < s.len && s.ptr[at] != 1 && s.ptr[at] != 2) {
            at++;
        }
        wz_json_text(out, wz_str_slice(s, from, at), true);
        wz_buf_add(out, wz_str_slice(s, at, at + 1));
    }
    wz_buf_byte(out, '"');
}

void search_put_form(wz_buf *out, wz_str form, wz_str before)
{
    int shared = 0;
    while (shared < 25 && shared < form.len && shared < before.len && form.ptr[shared] == before.ptr[shared] &&
           (unsigned char)form.ptr[shared] < 0x80) {
        shared++;
    }
    wz_buf_byte(out, (char)('A' + shared));
    wz_buf_add(out, wz_str_slice(form, shared, form.len));
}

search_piece *search_piece_add(search_pieces *pieces, char kind, int32_t number)
{
    search_piece *piece = &pieces->items[pieces->count++];
    *piece = (search_piece){.kind = kind, .number = number};
    return piece;
}

void search_put_call(search_piece *piece, wz_buf *texts, int count)
{
    wz_buf *out = &piece->body;
    wz_buf_format(out, piece->bucket > 0 ? "wegwijzerIndex(\"%c\",\"%d-%d\"" : "wegwijzerIndex(\"%c\",%d", piece->kind,
                  piece->number, piece->bucket);
    for (int i = 0; i < count; i++) {
        wz_buf_byte(out, ',');
        search_put_text(out, wz_buf_str(&texts[i]));
        wz_buf_free(&texts[i]);
    }
}

/* ---- Boundaries ---- */

/* Characters that a form with its class takes, about. */
static int64_t form_size(const wz_search *search, int32_t i)
{
    const search_form *form = &search->forms[i];
    int64_t size = form->text.len / 2 + 3;
    if (search->classes[form->cls].main == i) {
        int32_t df = search->classes[form->cls].df;
        size += df > BIG_LIST ? 10 : 2 * (int64_t)df + 2;
    }
    return size;
}

/* Room for a shard and its big lists, before the workers start. */
static void make_room(search_writer *w, search_shard *shard)
{
    const wz_search *search = w->search;
    ptrdiff_t lists = 0;
    for (int32_t i = shard->from; i < shard->to; i++) {
        const search_class *class = &search->classes[search->forms[i].cls];
        lists += class->main == i && class->df > BIG_LIST;
    }
    for (int32_t i = 0; i < shard->group_count; i++) {
        lists += search->classes[search->word_classes + shard->groups[i]].df > BIG_LIST;
    }
    shard->pieces.items = wz_new(w->arena, search_piece, 1 + lists);
}

void search_cut_shards(search_writer *w)
{
    wz_search *search = w->search;
    int64_t total = 0, size = 0;
    int32_t *groups = wz_new(w->arena, int32_t, search->form_count + 1); /* concepts that live at a form */
    int32_t *home = w->home = wz_new(w->arena, int32_t, search->lexicon->group_count);
    memset(home, -1, (size_t)search->lexicon->group_count * sizeof *home);
    for (int32_t i = 0; i < search->pattern_count; i++) {
        int32_t group = search->patterns[i].group;
        if (home[group] < 0 && search->classes[search->word_classes + group].df > 0) {
            home[group] = search->classes[search->patterns[i].classes[0]].main;
            groups[home[group]]++;
        }
    }
    for (int32_t i = 0; i < search->form_count; i++) {
        total += form_size(search, i);
    }
    int64_t target = total / SHARDS > SHARD_SIZE ? total / SHARDS : SHARD_SIZE;
    w->shards = wz_new(w->arena, search_shard, total / target * 2 + 2 + search->form_count / 1000);
    w->shard_of = wz_new(w->arena, int32_t, search->form_count);
    for (int32_t i = 0; i < search->form_count; i++) {
        if (w->shard_count == 0 || size >= target) {
            w->shards[w->shard_count++].from = i;
            size = 0;
        }
        search_shard *shard = &w->shards[w->shard_count - 1];
        shard->to = i + 1;
        w->shard_of[i] = w->shard_count - 1;
        shard->group_count += groups[i];
        size += form_size(search, i);
    }
    for (int32_t i = 0; i < w->shard_count; i++) {
        w->shards[i].groups = wz_new(w->arena, int32_t, w->shards[i].group_count);
        w->shards[i].group_count = 0;
    }
    for (int32_t g = 0; g < search->lexicon->group_count; g++) {
        if (home[g] >= 0) {
            home[g] = w->shard_of[home[g]];
            search_shard *shard = &w->shards[home[g]];
            shard->groups[shard->group_count++] = g;
        }
    }
    for (int32_t i = 0; i < w->shard_count; i++) {
        make_room(w, &w->shards[i]);
    }
}

/* ---- A shard ---- */

static void put_key(wz_buf *out, const char *key, const wz_buf *value)
{
    wz_buf_format(out, "%s%s:", out->ptr[out->len - 1] == '{' ? "" : ",", key);
    search_put_text(out, wz_buf_str(value));
}

/* A row of bits. */
static void put_bits(wz_buf *out, const bool *bits, int32_t count)
{
    int64_t ones = 0;
    for (int32_t i = 0; i < count; i++) {
        ones += bits[i];
    }
    int kind = 5 * ones < count ? 0 : 5 * ones > 4 * (int64_t)count ? 1 : 2, five = 0;
    int32_t before = 0;
    search_put_number(out, kind);
    for (int32_t i = 0; i < count && kind < 2; i++, before++) {
        if (bits[i] != (kind == 1)) {
            search_put_number(out, before);
            before = -1;
        }
    }
    for (int32_t i = 0; i < count && kind == 2; i++) {
        five = five << 1 | bits[i];
        if (i % 5 == 4 || i + 1 == count) {
            search_put_number(out, five << (4 - i % 5));
            five = 0;
        }
    }
    if (kind < 2) {
        search_put_number(out, before);
    }
}

/* Of a posting, or where there is none: what a file must say of it. */
typedef struct spread {
    uint8_t impact, asked;
} spread;

/* Which postings stand in questions, and in which; given others: which stand in other ones than there. */
static void put_asked(const search_posting *postings, int32_t count, const spread *others, wz_buf *out)
{
    int32_t before = 0;
    for (int32_t i = 0; i < count; i++, before++) {
        if (postings[i].asked != (others ? others[postings[i].doc].asked : 0)) {
            search_put_number(out, before);
            search_put_number(out, postings[i].asked);
            before = -1;
        }
    }
    search_put_number(out, before);
}

/* Gaps between the documents, impacts, questions. */
static void put_list(const wz_search *search, const search_class *class, wz_buf *gaps, wz_buf *impacts, wz_buf *asked)
{
    const search_posting *postings = search->postings + class->first;
    int32_t next = 0;
    put_asked(postings, class->df, NULL, asked);
    for (int32_t i = 0; i < class->df; i++) {
        search_put_number(gaps, postings[i].doc - next);
        search_put_number(impacts, postings[i].impact);
        next = postings[i].doc + 1;
    }
}

/* The class that a concept shares most of its documents with: that of its most frequent phrase of one word. -1 when
 * that is no big one. */
static int32_t find_base(const wz_search *search, int32_t cls)
{
    int32_t base = -1, most = BIG_LIST;
    for (int32_t i = 0; i < search->pattern_count; i++) {
        const search_pattern *pattern = &search->patterns[i];
        if (pattern->group == cls - search->word_classes && pattern->count == 1) {
            const search_class *class = &search->classes[pattern->classes[0]];
            if (class->df > most && !class->stop) {
                base = pattern->classes[0];
                most = class->df;
            }
        }
    }
    return base;
}

/* The class whose file has the postings of this one. */
static int32_t file_of(const wz_search *search, int32_t cls)
{
    int32_t base = find_base(search, cls);
    const search_class *own = &search->classes[cls], *other = &search->classes[base < 0 ? cls : base];
    bool same = own->df == other->df && memcmp(search->postings + own->first, search->postings + other->first,
                                               (size_t)own->df * sizeof *search->postings) == 0;
    return same && base >= 0 ? base : cls;
}

/* [document]; all 0 where it is not in the list. */
static spread *make_spread(wz_arena *scratch, const wz_search *search, int32_t cls)
{
    spread *all = wz_new(scratch, spread, search->docs);
    for (int32_t i = 0; cls >= 0 && i < search->classes[cls].df; i++) {
        const search_posting *posting = &search->postings[search->classes[cls].first + i];
        all[posting->doc] = (spread){(uint8_t)posting->impact, (uint8_t)posting->asked};
    }
    return all;
}

/* Which documents weigh at most so much; first of those that weigh less than half of limit in the others, then of those
 * that do not: what a concept shares with its word is nearly all of the one and little of the other. */
static void put_holders(wz_arena *scratch, const spread *own, const spread *others, const int32_t *left, int32_t count,
                        int most, int limit, wz_buf *out)
{
    bool *bits = wz_new(scratch, bool, count);
    for (int there = 1; there >= 0; there--) {
        int32_t n = 0;
        for (int32_t i = 0; i < count; i++) {
            int other = others[left[i]].impact;
            if ((other > 0 && 2 * other < limit) == (there == 1)) {
                bits[n++] = own[left[i]].impact > 0 && own[left[i]].impact <= most;
            }
        }
        put_bits(out, bits, n);
    }
}

/* Of the documents that are left of all: which have the class, and then which of these has which impact. */
static void put_rest(wz_arena *scratch, const spread *own, const spread *others, int32_t *left, int32_t count,
                     wz_buf *out)
{
    bool has[IMPACT_MAX + 1] = {false};
    int impacts[IMPACT_MAX + 1], n = 0;
    put_holders(scratch, own, others, left, count, IMPACT_MAX, 2 * IMPACT_MAX + 1, out);
    for (int32_t i = 0; i < count; i++) {
        has[own[left[i]].impact] = true;
    }
    for (int impact = 1; impact <= IMPACT_MAX; impact++) {
        if (has[impact]) {
            impacts[n++] = impact;
        }
    }
    search_put_number(out, n);
    for (int i = 0; i < n; i++) {
        search_put_number(out, impacts[i]);
    }
    for (int i = -1; i + 1 < n; i++) {
        int32_t kept = 0;
        if (i >= 0) {
            put_holders(scratch, own, others, left, count, impacts[i], impacts[i] + impacts[i + 1], out);
        }
        for (int32_t j = 0; j < count; j++) {
            if (own[left[j]].impact > (i < 0 ? 0 : impacts[i])) {
                left[kept++] = left[j];
            }
        }
        count = kept;
    }
}

static void put_big_list(search_pieces *pieces, const wz_search *search, int32_t cls)
{
    wz_arena *scratch = wz_arena_new(NULL);
    const search_class *class = &search->classes[cls];
    int32_t base = find_base(search, cls), next = 0, count = 0, counts[IMPACT_MAX + 1] = {0};
    spread *own = make_spread(scratch, search, cls), *others = make_spread(scratch, search, base);
    int32_t *left = wz_new(scratch, int32_t, search->docs);
    wz_buf texts[4] = {{0}};
    bool asks = false;
    for (int32_t i = 0; i < class->df; i++) {
        counts[search->postings[class->first + i].impact]++;
        asks = asks || search->postings[class->first + i].asked != 0;
    }
    int least = search_head(counts);
    for (int32_t d = 0; d < search->docs; d++) {
        if (own[d].impact < least) {
            left[count++] = d;
            continue;
        }
        search_put_number(&texts[0], d - next);
        search_put_number(&texts[1], own[d].impact);
        next = d + 1;
    }
    put_rest(scratch, own, others, left, count, &texts[2]);
    if (asks) {
        put_asked(search->postings + class->first, class->df, others, &texts[3]);
    }
    search_piece *piece = search_piece_add(pieces, 'g', cls);
    search_put_call(piece, texts, 4);
    wz_buf_byte(&piece->body, ',');
    search_put_text(&piece->body, base < 0 ? (wz_str){0} : search->forms[search->classes[base].main].text);
    wz_buf_add(&piece->body, WZ_STR(")\n"));
    wz_arena_free(scratch);
}

typedef struct streams {
    wz_buf forms, classes, others, mains, counts, parts, gaps, impacts, asked, names, groups;
} streams;

static void put_postings(const wz_search *search, search_shard *shard, streams *s, int32_t cls)
{
    const search_class *class = &search->classes[cls];
    search_put_number(&s->counts, class->df);
    if (class->df > BIG_LIST) {
        int32_t file = file_of(search, cls);
        search_put_number(&s->names, file);
        if (file == cls) {
            put_big_list(&shard->pieces, search, cls);
        }
    } else {
        put_list(search, class, &s->gaps, &s->impacts, &s->asked);
    }
}

static void put_parts(const wz_search *search, const search_form *form, wz_buf *out)
{
    bool wanted = form->part_count > 1 && search->classes[form->cls].df < RARE;
    search_put_number(out, wanted ? form->part_count : 0);
    for (int i = 0; wanted && i < form->part_count; i++) {
        search_put_number(out, form->parts[i].len);
        search_put_number(out, form->parts[i].link);
    }
}

/* ---- Phrases ---- */

/* The main forms of the pattern's classes, with spaces. */
static void put_pattern(wz_buf *out, const wz_search *search, const search_pattern *pattern)
{
    for (int32_t i = 0; i < pattern->count; i++) {
        if (i > 0) {
            wz_buf_byte(out, ' ');
        }
        wz_buf_add(out, search->forms[search->classes[pattern->classes[i]].main].text);
    }
}

static void put_line(wz_buf *out, wz_buf *line)
{
    if (out->ptr[out->len - 1] != '[') {
        wz_buf_byte(out, ',');
    }
    search_put_text(out, wz_buf_str(line));
    wz_buf_reset(line);
}

/* The phrases of a concept, for what the search says it did. */
static void put_phrases(wz_buf *out, wz_buf *line, const wz_search *search, int32_t group)
{
    const wz_lexicon *lexicon = search->lexicon;
    wz_buf words = {0};
    for (int32_t i = 0; i < lexicon->phrase_count; i++) {
        if (lexicon->phrases[i].group != group) {
            continue;
        }
        wz_str label = lexicon->phrases[i].label;
        wz_buf_reset(&words);
        put_pattern(&words, search, &search->patterns[i]);
        wz_buf_format(line, "%s%.*s", line->len > 0 ? "|" : "", WZ_ARG(wz_buf_str(&words)));
        if (!wz_str_equal(wz_buf_str(&words), label)) {
            wz_buf_byte(line, '=');
            for (ptrdiff_t c = 0; c < label.len; c++) {
                wz_buf_byte(line, label.ptr[c] == '|' || label.ptr[c] == '=' ? ' ' : label.ptr[c]);
            }
        }
    }
    put_line(out, line);
    wz_buf_free(&words);
}

/* Lines that begin alike, each without what it shares with the one before; that took 717 kB of this catalogue, and takes 440. */
typedef struct lines {
    wz_buf all, line, before;
} lines;

static void add_line(lines *l)
{
    search_put_form(&l->all, wz_buf_str(&l->line), wz_buf_str(&l->before));
    wz_buf_reset(&l->before);
    wz_buf_add(&l->before, wz_buf_str(&l->line));
    wz_buf_reset(&l->line);
}

static void put_lines(wz_buf *out, const char *key, lines *l)
{
    put_key(out, key, &l->all);
    wz_buf_reset(&l->all);
    wz_buf_reset(&l->before);
}

/* What begins with the class: phrases, or jargon. */
static void add_beginnings(lines *l, const search_writer *w, int32_t cls, bool jargon)
{
    const wz_search *search = w->search;
    const search_pattern *patterns = jargon ? search->jargon : search->patterns;
    for (int32_t i = jargon ? search->first_jargon[cls] : search->first_pattern[cls]; i >= 0; i = patterns[i].next) {
        const search_jargon *entry = jargon ? &search->lexicon->jargon[patterns[i].group] : NULL;
        int32_t live = 0;
        put_pattern(&l->line, search, &patterns[i]);
        for (int32_t j = 0; j < (jargon ? entry->count : 1); j++) {
            int32_t group = jargon ? entry->groups[j] : patterns[i].group;
            if (w->home[group] >= 0) {
                wz_buf_format(&l->line, "%c%d.%d", live++ > 0 ? ',' : '>', group, w->home[group]);
            }
        }
        if (live > 0 || jargon) {
            add_line(l);
        }
        wz_buf_reset(&l->line);
    }
}

static void put_all_phrases(wz_buf *out, const search_writer *w, const search_shard *shard, const int32_t *classes,
                            int32_t count)
{
    lines l = {0};
    wz_buf_add(out, WZ_STR(",e:["));
    for (int32_t i = 0; i < shard->group_count; i++) {
        put_phrases(out, &l.line, w->search, shard->groups[i]);
    }
    wz_buf_byte(out, ']');
    for (int jargon = 0; jargon < 2; jargon++) {
        for (int32_t i = 0; i < count; i++) {
            add_beginnings(&l, w, classes[i], jargon);
        }
        put_lines(out, jargon ? "j" : "b", &l);
    }
    for (int32_t i = 0; i < count; i++) {
        for (int32_t t = w->search->first_trigger[classes[i]]; t >= 0; t = w->search->triggers[t].next) {
            const search_pattern *trigger = &w->search->triggers[t];
            char sign = trigger->run ? '=' : search_is_calm(w->search, trigger) ? '~' : '>';
            put_pattern(&l.line, w->search, trigger);
            wz_buf_format(&l.line, "%c%d", sign, trigger->group);
            add_line(&l);
        }
    }
    put_lines(out, "k", &l);
    wz_buf_free(&l.all);
    wz_buf_free(&l.line);
    wz_buf_free(&l.before);
}

/* ---- The shard itself ---- */

void search_write_shard(search_writer *w, int32_t index)
{
    wz_search *search = w->search;
    search_shard *shard = &w->shards[index];
    streams s = {0};
    wz_str before = {0};
    int32_t homed = 0;
    wz_arena *scratch = wz_arena_new(NULL);
    int32_t *first = wz_new(scratch, int32_t, shard->to - shard->from);
    int32_t *classes = wz_new(scratch, int32_t, shard->to - shard->from);
    wz_buf *out = &search_piece_add(&shard->pieces, 's', index)->body;
    for (int32_t i = shard->from; i < shard->to; i++) {
        const search_form *form = &search->forms[i];
        int32_t main = search->classes[form->cls].main;
        search_put_form(&s.forms, form->text, before);
        before = form->text;
        if (main < shard->from || main >= shard->to) {
            search_put_number(&s.classes, 1);
            if (s.others.len > 0) {
                wz_buf_byte(&s.others, ' ');
            }
            wz_buf_add(&s.others, search->forms[main].text);
        } else if (w->local[form->cls] < 0) {
            search_put_number(&s.classes, 0);
            w->local[form->cls] = homed;
            first[homed] = i;
            classes[homed++] = form->cls;
        } else {
            search_put_number(&s.classes, 2 + homed - 1 - w->local[form->cls]);
        }
        put_parts(search, form, &s.parts);
    }
    for (int32_t i = 0; i < homed; i++) {
        search_put_number(&s.mains, search->classes[classes[i]].main - first[i]);
        put_postings(search, shard, &s, classes[i]);
    }
    for (int32_t i = 0; i < shard->group_count; i++) {
        search_put_number(&s.groups, shard->groups[i]);
        put_postings(search, shard, &s, search->word_classes + shard->groups[i]);
    }
    wz_buf_format(out, "wegwijzerIndex(\"s\",%d,%d,{", index, shard->from);
    const char *const keys[] = {"f", "c", "x", "m", "n", "p", "d", "w", "v", "g", "q"};
    wz_buf *values[] = {&s.forms, &s.classes, &s.others, &s.mains, &s.counts, &s.parts,
                        &s.gaps,  &s.impacts, &s.asked,  &s.names, &s.groups};
    for (int i = 0; i < 11; i++) {
        put_key(out, keys[i], values[i]);
        wz_buf_free(values[i]);
    }
    put_all_phrases(out, w, shard, classes, homed);
    wz_buf_add(out, WZ_STR("})\n"));
    wz_arena_free(scratch);
}
