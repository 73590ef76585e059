/* Shards: forms, classes, postings; and positions for quoted phrases.
 *
 * A shard is ("s", i, {f, c, x, m, n, p, d, w, g, q}):
 *   f  forms, ascending: a capital for the letters shared with the one before (A none, Z 25), then the rest
 *   c  for each form its class: 0 the next new one, 1 one of another shard, 2 + k the k-th before the newest of this shard
 *   x  main forms of the classes of other shards, in order, separated by spaces
 *   m  for each class of this shard: its main form, counted from the form where the class is new
 *   n  for each class and then each concept: number of documents
 *   p  for each form: number of parts when it is a compound in few documents (else 0), then length and linking letters of each
 *   d  for each class, then each concept, in BIG_LIST or fewer documents: gaps between the numbers of documents (first: number itself)
 *   w  likewise: impacts
 *   g  names of the files with the larger lists, in order, separated by spaces
 *   q  numbers of the concepts that live here
 * A class lives in the shard of its main form, a concept in that of the first word of its first phrase. */
#include "search/write.h"

#include <assert.h>
#include <string.h>

void search_put_number(wz_buf *out, int64_t v)
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

/* Bytes that cannot stand in a string as they are; U+2028 and U+2029 begin with 0xe2. */
static bool plain(unsigned char c)
{
    return c != '"' && c != '\\' && c != 0xe2 && (c >= 0x20 || c == 1 || c == 2);
}

void search_put_text(wz_buf *out, wz_str s)
{
    static const char hex[] = "0123456789abcdef";
    wz_buf_reserve(out, s.len + 2);
    wz_buf_byte(out, '"');
    for (ptrdiff_t i = 0; i < s.len; i++) {
        ptrdiff_t from = i;
        while (i < s.len && plain((unsigned char)s.ptr[i])) {
            i++;
        }
        wz_buf_add(out, wz_str_slice(s, from, i));
        if (i == s.len) {
            break;
        }
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\') {
            wz_buf_byte(out, '\\');
            wz_buf_byte(out, (char)c);
        } else if (c < 0x20) {
            wz_buf_add(out, WZ_STR("\\x"));
            wz_buf_byte(out, hex[c >> 4]);
            wz_buf_byte(out, hex[c & 15]);
        } else if (i + 2 < s.len && (unsigned char)s.ptr[i + 1] == 0x80 && ((unsigned char)s.ptr[i + 2] & 0xfe) == 0xa8) {
            wz_buf_add(out, (unsigned char)s.ptr[i + 2] == 0xa8 ? WZ_STR("\\u2028") : WZ_STR("\\u2029"));
            i += 2;
        } else {
            wz_buf_byte(out, (char)c);
        }
    }
    wz_buf_byte(out, '"');
}

void search_put_form(wz_buf *out, wz_str form, wz_str before)
{
    int shared = 0;
    while (shared < 25 && shared < form.len && shared < before.len && form.ptr[shared] == before.ptr[shared] && (unsigned char)form.ptr[shared] < 0x80) {
        shared++;
    }
    wz_buf_byte(out, (char)('A' + shared));
    wz_buf_add(out, wz_str_slice(form, shared, form.len));
}

search_piece *search_piece_add(search_pieces *pieces)
{
    return &pieces->items[pieces->count++];
}

/* ---- Boundaries ---- */

/* Characters that a form with its class takes, about. */
static int64_t form_size(const wz_search *search, int32_t i)
{
    const search_form *form = &search->forms[i];
    int64_t size = form->text.len / 2 + 3;
    if (search->classes[form->cls].main == i) {
        int32_t df = search->classes[form->cls].stop ? 0 : search->classes[form->cls].df;
        size += df > BIG_LIST ? 10 : 2 * (int64_t)df + 2;
    }
    return size;
}

/* Room for the files beside a shard, before the workers start. */
static void make_room(search_writer *w, search_shard *shard)
{
    const wz_search *search = w->search;
    ptrdiff_t lists = 0, many = 0;
    for (int32_t i = shard->from; i < shard->to; i++) {
        const search_form *form = &search->forms[i];
        lists += search->classes[form->cls].main == i && search->classes[form->cls].df > BIG_LIST;
        many += form->count > BIG_POSITIONS / 16;       /* an occurrence takes at most 16 characters */
    }
    for (int32_t i = 0; i < shard->group_count; i++) {
        lists += search->classes[search->word_classes + shard->groups[i]].df > BIG_LIST;
    }
    shard->lists.items = wz_new(w->arena, search_piece, lists);
    shard->many.items  = wz_new(w->arena, search_piece, many);
}

void search_cut_shards(search_writer *w)
{
    wz_search *search = w->search;
    int64_t    total  = 0, size = 0;
    int32_t   *groups = wz_new(w->arena, int32_t, search->form_count + 1);      /* concepts that live at a form */
    int32_t   *home   = wz_new(w->arena, int32_t, search->lexicon->group_count);
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
    int64_t least  = search->docs <= SMALL ? SHARD_SIZE / 2 : SHARD_SIZE;
    int64_t target = total / SHARDS > least ? total / SHARDS : least;
    w->shards   = wz_new(w->arena, search_shard, total / target * 2 + 2 + search->form_count / 1000);
    w->shard_of = wz_new(w->arena, int32_t, search->form_count);
    for (int32_t i = 0; i < search->form_count; i++) {
        if (w->shard_count == 0 || size >= target) {
            w->shards[w->shard_count++].from = i;
            size = 0;
        }
        search_shard *shard = &w->shards[w->shard_count - 1];
        shard->to      = i + 1;
        w->shard_of[i] = w->shard_count - 1;
        shard->group_count += groups[i];
        size += form_size(search, i);
    }
    for (int32_t i = 0; i < w->shard_count; i++) {
        w->shards[i].groups      = wz_new(w->arena, int32_t, w->shards[i].group_count);
        w->shards[i].group_count = 0;
    }
    for (int32_t g = 0; g < search->lexicon->group_count; g++) {
        if (home[g] >= 0) {
            search_shard *shard = &w->shards[w->shard_of[home[g]]];
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

void search_put_list(const wz_search *search, int32_t cls, wz_buf *gaps, wz_buf *impacts)
{
    const search_class   *class    = &search->classes[cls];
    const search_posting *postings = search->postings + class->first;
    int32_t next = 0;
    for (int32_t i = 0; i < class->df; i++) {
        search_put_number(gaps, postings[i].doc - next);
        search_put_number(impacts, postings[i].impact);
        next = postings[i].doc + 1;
    }
}

typedef struct streams {
    wz_buf forms, classes, others, mains, counts, parts, gaps, impacts, names, groups;
} streams;

static void put_postings(search_writer *w, search_shard *shard, streams *s, int32_t cls)
{
    int32_t df = w->search->classes[cls].stop ? 0 : w->search->classes[cls].df;
    search_put_number(&s->counts, df);
    if (df == 0) {
        return;
    }
    if (df <= BIG_LIST) {
        search_put_list(w->search, cls, &s->gaps, &s->impacts);
        return;
    }
    search_piece *piece = search_piece_add(&shard->lists);
    wz_buf gaps = {0}, impacts = {0};
    search_put_list(w->search, cls, &gaps, &impacts);
    wz_buf both = {0};
    wz_buf_add(&both, wz_buf_str(&gaps));
    wz_buf_add(&both, wz_buf_str(&impacts));
    unsigned name = (unsigned)(wz_hash(wz_buf_str(&both)) >> 32);
    piece->number = name;
    wz_buf_format(&piece->body, "wegwijzerIndex(\"g\",\"%08x\",", name);
    search_put_text(&piece->body, wz_buf_str(&gaps));
    wz_buf_byte(&piece->body, ',');
    search_put_text(&piece->body, wz_buf_str(&impacts));
    wz_buf_add(&piece->body, WZ_STR(")\n"));
    wz_buf_format(&s->names, "%s%08x", s->names.len > 0 ? " " : "", name);
    wz_buf_free(&gaps);
    wz_buf_free(&impacts);
    wz_buf_free(&both);
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

void search_write_shard(search_writer *w, int32_t index)
{
    wz_search    *search = w->search;
    search_shard *shard  = &w->shards[index];
    streams       s      = {0};
    wz_str        before = {0};
    int32_t       homed  = 0;
    int32_t      *first  = NULL, *classes = NULL;
    wz_arena     *scratch = wz_arena_new(NULL);
    first   = wz_new(scratch, int32_t, shard->to - shard->from);
    classes = wz_new(scratch, int32_t, shard->to - shard->from);
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
            first[homed]        = i;
            classes[homed++]    = form->cls;
        } else {
            search_put_number(&s.classes, 2 + homed - 1 - w->local[form->cls]);
        }
        put_parts(search, form, &s.parts);
    }
    for (int32_t i = 0; i < homed; i++) {
        search_put_number(&s.mains, search->classes[classes[i]].main - first[i]);
        put_postings(w, shard, &s, classes[i]);
    }
    for (int32_t i = 0; i < shard->group_count; i++) {
        search_put_number(&s.groups, shard->groups[i]);
        put_postings(w, shard, &s, search->word_classes + shard->groups[i]);
    }
    wz_buf *out = &shard->piece.body;
    wz_buf_format(out, "wegwijzerIndex(\"s\",%d,{", index);
    const char *const keys[] = {"f", "c", "x", "m", "n", "p", "d", "w", "g", "q"};
    wz_buf *values[] = {&s.forms, &s.classes, &s.others, &s.mains, &s.counts, &s.parts, &s.gaps, &s.impacts, &s.names, &s.groups};
    for (int i = 0; i < 10; i++) {
        put_key(out, keys[i], values[i]);
        wz_buf_free(values[i]);
    }
    wz_buf_add(out, WZ_STR("})\n"));
    wz_arena_free(scratch);
}

/* ---- Positions ---- */

void search_write_positions(search_writer *w, int32_t index)
{
    search_shard *shard = &w->shards[index];
    const search_places *places = &w->places;
    wz_buf *out = &shard->positions.body, one = {0};
    wz_buf_format(out, "wegwijzerIndex(\"p\",%d,[", index);
    for (int32_t f = shard->from; f < shard->to; f++) {
        int32_t next = 0;
        wz_buf_reset(&one);
        for (int64_t i = places->first[f]; i < places->first[f + 1];) {
            int32_t doc = places->docs[i], last = 0;
            int64_t end = i;
            while (end < places->first[f + 1] && places->docs[end] == doc) {
                end++;
            }
            search_put_number(&one, doc - next);
            search_put_number(&one, end - i);
            for (; i < end; i++) {
                search_put_number(&one, places->at[i] - last);
                last = places->at[i];
            }
            next = doc + 1;
        }
        if (f > shard->from) {
            wz_buf_byte(out, ',');
        }
        if (one.len <= BIG_POSITIONS) {
            search_put_text(out, wz_buf_str(&one));
            continue;
        }
        wz_buf_format(out, "%d", f);
        search_piece *piece = search_piece_add(&shard->many);
        piece->number = (unsigned)f;
        wz_buf_format(&piece->body, "wegwijzerIndex(\"q\",%d,", f);
        search_put_text(&piece->body, wz_buf_str(&one));
        wz_buf_add(&piece->body, WZ_STR(")\n"));
    }
    wz_buf_add(out, WZ_STR("])\n"));
    wz_buf_free(&one);
}
