/* SPDX-License-Identifier: EUPL-1.2 */
/* The lexicon: the word list for compounds, and what the editors say about words. */
#include "search/search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- The word list ----
 *
 * A set of 32-bit tags without the words themselves: half a million words take 2 MB and one look, and one in ten thousand of
 * the words that are not there passes for one that is: nothing may hang on a single answer. Tags are put in some words after they were made,
 * so that the memory is there when needed. */

enum { AHEAD = 16 };

static uint64_t spread(uint32_t hash)
{
    return hash | (hash * UINT64_C(0x9e3779b97f4a7c15) & 0xffffffff00000000u);
}

bool search_lexicon_has(const wz_lexicon *lexicon, uint32_t word)
{
    if (!lexicon->tags) {
        return false;
    }
    uint64_t hash = spread(word);
    uint32_t tag = (uint32_t)hash | 1;
    for (uint32_t at = (uint32_t)(hash >> 32) & lexicon->mask; lexicon->tags[at] != 0; at = (at + 1) & lexicon->mask) {
        if (lexicon->tags[at] == tag) {
            return true;
        }
    }
    return false;
}

typedef struct filler {
    wz_lexicon *lexicon;
    uint64_t waiting[AHEAD];
    unsigned count;
} filler;

static void settle(wz_lexicon *lexicon, uint64_t hash)
{
    uint32_t at = (uint32_t)(hash >> 32) & lexicon->mask;
    while (lexicon->tags[at] != 0) { /* a word that comes twice stands there twice: cheaper than looking */
        at = (at + 1) & lexicon->mask;
    }
    lexicon->tags[at] = (uint32_t)hash | 1;
}

static void put_word(filler *f, wz_str word)
{
    uint64_t hash = spread(search_hash(word));
    __builtin_prefetch(&f->lexicon->tags[(uint32_t)(hash >> 32) & f->lexicon->mask], 1);
    if (f->count >= AHEAD) {
        settle(f->lexicon, f->waiting[f->count % AHEAD]);
    }
    f->waiting[f->count++ % AHEAD] = hash;
}

static void put_folded(filler *f, wz_arena *scratch, wz_str line)
{
    wz_str word = wz_utf8_fold(scratch, line);
    for (ptrdiff_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < 'a' || word.ptr[i] > 'z') {
            return;
        }
    }
    put_word(f, word);
}

/* Only words of small letters count: names and abbreviations make bad parts. */
static void read_words(wz_arena *arena, wz_lexicon *lexicon, wz_str text)
{
    ptrdiff_t lines = 1;
    for (const char *at = text.ptr, *end = text.ptr + text.len; at < end && (at = memchr(at, '\n', (size_t)(end - at)));
         at++) {
        lines++;
    }
    uint32_t size = 64;
    while ((ptrdiff_t)size < lines + lines / 4) {
        size *= 2;
    }
    lexicon->mask = size - 1;
    lexicon->tags = wz_new(arena, uint32_t, (ptrdiff_t)size);
    filler f = {.lexicon = lexicon};
    wz_arena *scratch = wz_arena_new(NULL);
    for (ptrdiff_t at = 0; at < text.len;) {
        ptrdiff_t from = at;
        while (at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z') {
            at++;
        }
        if (at == text.len || text.ptr[at] == '\n' || text.ptr[at] == '\r') {
            if (at - from >= 2 && at - from <= SEARCH_WORD) {
                put_word(&f, (wz_str){text.ptr + from, at - from});
            }
        } else {
            const char *end = memchr(text.ptr + at, '\n', (size_t)(text.len - at));
            ptrdiff_t to = end ? end - text.ptr : text.len;
            bool big = text.ptr[from] >= 'A' && text.ptr[from] <= 'Z';
            if (!big && to - from <= SEARCH_WORD && (unsigned char)text.ptr[at] >= 0x80) {
                put_folded(&f, scratch, wz_str_trim(wz_str_slice(text, from, to)));
                wz_arena_reset(scratch);
            }
            at = to;
        }
        while (at < text.len && (text.ptr[at] == '\n' || text.ptr[at] == '\r')) {
            at++;
        }
    }
    for (unsigned i = 0; i < AHEAD && i < f.count; i++) {
        settle(lexicon, f.waiting[i]);
    }
    wz_arena_free(scratch);
}

/* ---- The good words of the word list ----
 *
 * A word that the index does not know is no typing error when it is one. The browser cannot have the words themselves,
 * which are megabytes; of each it has a check of 32 bits less the LOW lowest, in files of some thousands, of which it
 * loads one for a word that is nowhere. One typing error in a thousand is taken for a good word, here as well, so that
 * the page and the command agree. */

enum { LONGEST = 20, LOW = 11 };

/* FNV-1a. The browser has the same function. */
static uint32_t check_of(wz_str word)
{
    uint32_t hash = UINT32_C(0x811c9dc5);
    for (ptrdiff_t i = 0; i < word.len; i++) {
        hash = (hash ^ (unsigned char)word.ptr[i]) * UINT32_C(0x01000193);
    }
    return hash;
}

static bool is_small(wz_str word)
{
    for (ptrdiff_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < 'a' || word.ptr[i] > 'z') {
            return false;
        }
    }
    return true;
}

/* The words that have a place in the list that search_lexicon_has knows. */
static wz_str next_word(wz_arena *scratch, wz_str *rest)
{
    while (rest->len > 0) {
        wz_str word = wz_str_trim(wz_str_cut(*rest, '\n', rest));
        if (word.len < TYPO_LETTERS || word.len > LONGEST || (word.ptr[0] >= 'A' && word.ptr[0] <= 'Z')) {
            continue;
        }
        word = is_small(word) ? word : wz_utf8_fold(scratch, word);
        if (is_small(word)) {
            return word;
        }
    }
    return (wz_str){0};
}

static void gather_good(wz_lexicon *lexicon, wz_str text)
{
    wz_arena *scratch = wz_arena_new(NULL), *folded = wz_arena_new(NULL);
    wz_str word;
    int32_t count = 0, room = (int32_t)(text.len / (TYPO_LETTERS + 1) + 1);
    uint32_t *all = wz_new(scratch, uint32_t, room);
    while (count < room && (word = next_word(folded, &text)).len > 0) {
        all[count++] = check_of(word);
    }
    lexicon->good_count = (count + GOOD - 1) / GOOD;
    lexicon->good = wz_new(lexicon->arena, uint32_t, count);
    lexicon->good_from = wz_new(lexicon->arena, int32_t, lexicon->good_count + 2);
    for (int32_t i = 0; i < count; i++) {
        lexicon->good_from[all[i] % (uint32_t)lexicon->good_count + 2]++;
    }
    for (int32_t i = 2; i < lexicon->good_count + 2; i++) {
        lexicon->good_from[i] += lexicon->good_from[i - 1];
    }
    for (int32_t i = 0; i < count; i++) {
        lexicon->good[lexicon->good_from[all[i] % (uint32_t)lexicon->good_count + 1]++] = all[i] >> LOW;
    }
    wz_arena_free(scratch);
    wz_arena_free(folded);
}

bool search_good(const wz_lexicon *lexicon, wz_str word)
{
    if (lexicon->good_count == 0 || word.len < TYPO_LETTERS || word.len > LONGEST || !is_small(word)) {
        return false;
    }
    uint32_t check = check_of(word);
    const int32_t *file = lexicon->good_from + check % (uint32_t)lexicon->good_count;
    for (int32_t i = file[0]; i < file[1]; i++) {
        if (lexicon->good[i] == check >> LOW) {
            return true;
        }
    }
    return false;
}

/* ---- Phrases ---- */

/* Reads words of a phrase; a phrase that is empty or too long is reported and gives false. */
static bool read_phrase(wz_lexicon *lexicon, wz_diags *diags, const wz_lexicon_entry *entry, wz_str text,
                        search_phrase *phrase)
{
    wz_str words[WZ_LEXICON_PHRASE];
    search_reader reader;
    search_token token;
    int32_t count = 0;
    bool fits = true;
    search_read(&reader, lexicon->arena, text);
    while (search_next(&reader, &token)) {
        if (token.extra) {
            continue;
        }
        if (count == WZ_LEXICON_PHRASE) {
            fits = false;
            break;
        }
        words[count++] = wz_str_copy(lexicon->arena, token.form);
    }
    if (count == 0) {
        wz_report(diags, SEARCH_PHRASE_EMPTY, entry->loc, text);
        return false;
    }
    if (!fits) {
        wz_report(diags, SEARCH_PHRASE_LONG, entry->loc, text, wz_format(lexicon->arena, "%d", WZ_LEXICON_PHRASE));
        return false;
    }
    phrase->label = wz_str_copy(lexicon->arena, wz_str_trim(text));
    phrase->count = count;
    phrase->words = wz_new(lexicon->arena, wz_str, count);
    memcpy(phrase->words, words, (size_t)count * sizeof *words);
    return true;
}

static wz_str phrase_key(wz_arena *arena, const search_phrase *phrase)
{
    return wz_str_join(arena, phrase->words, phrase->count, WZ_STR(" "));
}

static int compare_str(const void *a, const void *b)
{
    return wz_str_compare(*(const wz_str *)a, *(const wz_str *)b);
}

/* Adds a group of phrases unless the same group is there. Returns its number. */
static int32_t add_group(wz_lexicon *lexicon, search_set *groups, const search_phrase *phrases, ptrdiff_t count,
                         wz_str label, wz_loc loc)
{
    wz_str *keys = wz_new(lexicon->arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        keys[i] = phrase_key(lexicon->arena, &phrases[i]);
    }
    qsort(keys, (size_t)count, sizeof *keys, compare_str);
    int32_t before = groups->count;
    int32_t group = search_set_add(groups, wz_str_join(lexicon->arena, keys, count, WZ_STR("|")), false);
    if (group < before) {
        return group;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        bool twice = false;
        wz_str key = phrase_key(lexicon->arena, &phrases[i]);
        for (ptrdiff_t j = 0; j < i && !twice; j++) {
            twice = wz_str_equal(key, phrase_key(lexicon->arena, &phrases[j]));
        }
        if (!twice) {
            lexicon->phrases[lexicon->phrase_count] = phrases[i];
            lexicon->phrases[lexicon->phrase_count++].group = group;
        }
    }
    lexicon->group_label[group] = wz_str_copy(lexicon->arena, label);
    lexicon->group_loc[group] = loc; /* none: nothing is said of it */
    lexicon->group_count = groups->count;
    return group;
}

static void report_twice(wz_lexicon *lexicon, wz_diags *diags, search_set *seen, const wz_lexicon_entry *entry,
                         bool *twice)
{
    int32_t before = seen->count;
    *twice = search_set_add(seen, wz_utf8_fold(lexicon->arena, entry->word), false) < before;
    if (*twice) {
        wz_report(diags, SEARCH_WORD_TWICE, entry->loc, entry->word);
    }
}

static void read_abbreviations(wz_lexicon *lexicon, wz_diags *diags, const wz_lexicon_list *list, search_set *groups)
{
    search_set seen;
    search_set_init(&seen, lexicon->arena, (int32_t)list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_lexicon_entry *entry = &list->entries[i];
        bool twice;
        report_twice(lexicon, diags, &seen, entry, &twice);
        search_phrase pair[2];
        if (twice || !read_phrase(lexicon, diags, entry, entry->word, &pair[0])) {
            continue;
        }
        for (ptrdiff_t j = 0; j < entry->count; j++) {
            if (read_phrase(lexicon, diags, entry, entry->others[j], &pair[1])) {
                add_group(lexicon, groups, pair, 2, entry->word, entry->loc);
            }
        }
    }
}

static void read_synonyms(wz_lexicon *lexicon, wz_diags *diags, const wz_lexicon_list *list, search_set *groups)
{
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_lexicon_entry *entry = &list->entries[i];
        search_phrase *phrases = wz_new(lexicon->arena, search_phrase, entry->count + 1);
        ptrdiff_t count = 0;
        if (entry->word.len > 0 && read_phrase(lexicon, diags, entry, entry->word, &phrases[count])) {
            count++;
        }
        for (ptrdiff_t j = 0; j < entry->count; j++) {
            if (read_phrase(lexicon, diags, entry, entry->others[j], &phrases[count])) {
                count++;
            }
        }
        if (count > 1) {
            add_group(lexicon, groups, phrases, count, entry->word.len > 0 ? entry->word : entry->others[0],
                      entry->loc);
        } else if (count == 1 && (entry->word.len > 0) + entry->count == 1) {
            wz_report(diags, SEARCH_SYNONYM_ALONE, entry->loc, phrases[0].label);
        }
    }
}

static void read_jargon(wz_lexicon *lexicon, wz_diags *diags, const wz_lexicon_list *list, search_set *groups)
{
    lexicon->jargon = wz_new(lexicon->arena, search_jargon, list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_lexicon_entry *entry = &list->entries[i];
        search_jargon *jargon = &lexicon->jargon[lexicon->jargon_count];
        if (!read_phrase(lexicon, diags, entry, entry->word, &jargon->asked)) {
            continue;
        }
        jargon->groups = wz_new(lexicon->arena, int32_t, entry->count);
        for (ptrdiff_t j = 0; j < entry->count; j++) {
            search_phrase phrase;
            if (read_phrase(lexicon, diags, entry, entry->others[j], &phrase)) {
                jargon->groups[jargon->count++] =
                    add_group(lexicon, groups, &phrase, 1, entry->others[j], entry->named ? WZ_NOWHERE : entry->loc);
            }
        }
        if (jargon->count > 0) {
            lexicon->jargon_count++;
        }
    }
}

static void read_irregular(wz_lexicon *lexicon, wz_diags *diags, const wz_lexicon_list *list)
{
    ptrdiff_t forms = 0;
    for (ptrdiff_t i = 0; i < list->count; i++) {
        forms += list->entries[i].count + 1;
    }
    search_set_init(&lexicon->irregular, lexicon->arena, (int32_t)forms + 8);
    lexicon->irregular_main = wz_new(lexicon->arena, wz_str, forms + 8);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_lexicon_entry *entry = &list->entries[i];
        wz_str main = {0};
        for (ptrdiff_t j = -1; j < entry->count; j++) {
            wz_str form = j < 0 ? entry->word : entry->others[j];
            search_phrase phrase;
            if (j < 0 && form.len == 0) {
                continue;
            }
            if (!read_phrase(lexicon, diags, entry, form, &phrase)) {
                continue;
            }
            wz_str word = wz_str_join(lexicon->arena, phrase.words, phrase.count, WZ_STR(""));
            if (main.len == 0) {
                main = word;
            }
            int32_t before = lexicon->irregular.count, at = search_set_add(&lexicon->irregular, word, false);
            if (at == before) {
                lexicon->irregular_main[at] = main;
            }
        }
    }
    /* Plurals of another stem, which also end compounds. */
    static const char *const always[][2] = {{"leden", "lid"}, {"steden", "stad"}};
    for (int i = 0; i < 2; i++) {
        int32_t before = lexicon->irregular.count,
                at = search_set_add(&lexicon->irregular, wz_str_from(always[i][0]), false);
        if (at == before) {
            lexicon->irregular_main[at] = wz_str_from(always[i][1]);
        }
    }
}

/* Do the parts, with linking letters between them, make up the word? */
static bool makes_up(wz_str word, const wz_str *parts, ptrdiff_t count)
{
    ptrdiff_t at = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str rest = wz_str_slice(word, at, word.len);
        for (int link = 0; link <= 2 && !wz_str_starts(rest, parts[i]); link++) {
            at++;
            rest = wz_str_slice(word, at, word.len);
        }
        if (!wz_str_starts(rest, parts[i]) || (i == 0 && at > 0)) {
            return false;
        }
        at += parts[i].len;
    }
    return word.len - at <= 2;
}

static void read_compounds(wz_lexicon *lexicon, wz_diags *diags, const wz_lexicon_list *list)
{
    search_set_init(&lexicon->exceptions, lexicon->arena, (int32_t)list->count);
    lexicon->exception = wz_new(lexicon->arena, search_exception, list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_lexicon_entry *entry = &list->entries[i];
        search_phrase phrase;
        if (!read_phrase(lexicon, diags, entry, entry->word, &phrase)) {
            continue;
        }
        wz_str word = wz_str_join(lexicon->arena, phrase.words, phrase.count, WZ_STR(""));
        wz_str *parts = wz_new(lexicon->arena, wz_str, entry->count);
        ptrdiff_t count = 0;
        for (ptrdiff_t j = 0; j < entry->count; j++) {
            if (read_phrase(lexicon, diags, entry, entry->others[j], &phrase)) {
                parts[count++] = wz_str_join(lexicon->arena, phrase.words, phrase.count, WZ_STR(""));
            }
        }
        if (count > SEARCH_PARTS || count == 1 || (count > 0 && !makes_up(word, parts, count))) {
            wz_report(diags, SEARCH_PARTS_DIFFER, entry->loc, entry->word,
                      wz_str_join(lexicon->arena, entry->others, entry->count, WZ_STR(" + ")));
            continue;
        }
        int32_t before = lexicon->exceptions.count, at = search_set_add(&lexicon->exceptions, word, false);
        if (at < before) {
            wz_report(diags, SEARCH_WORD_TWICE, entry->loc, entry->word);
            continue;
        }
        lexicon->exception[at] = (search_exception){word, parts, count};
    }
}

/* Groups of words that mean the same, of which none is in any document: who types one of them finds nothing all the same. */
void search_report_barren(const wz_search *search, wz_diags *diags)
{
    const wz_lexicon *lexicon = search->lexicon;
    bool *found = wz_new(search->arena, bool, lexicon->group_count);
    for (int32_t i = 0; i < search->pattern_count; i++) {
        const search_pattern *pattern = &search->patterns[i];
        bool all = true;
        for (int32_t j = 0; j < pattern->count && all; j++) {
            const search_class *class = &search->classes[pattern->classes[j]];
            all = class->df > 0 || class->stop;
        }
        found[pattern->group] = found[pattern->group] || all;
    }
    for (int32_t g = 0; g < lexicon->group_count; g++) {
        if (!found[g] && lexicon->group_loc[g].source) {
            wz_report(diags, SEARCH_BARREN, lexicon->group_loc[g], lexicon->group_label[g]);
        }
    }
}

static uint64_t mix(uint64_t hash, wz_str s)
{
    return (hash ^ wz_hash(s)) * 0x100000001b3u + (uint64_t)s.len;
}

uint64_t search_hash_large(wz_str s)
{
    uint64_t hash = (uint64_t)s.len;
    ptrdiff_t i = 0;
    for (; i + 8 <= s.len; i += 8) {
        hash = (hash ^ search_load8(s.ptr + i)) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 29;
    }
    return hash ^ wz_hash(wz_str_slice(s, i, s.len));
}

static uint64_t hash_list(uint64_t hash, const wz_lexicon_list *list)
{
    hash = mix(hash, WZ_STR("list"));
    for (ptrdiff_t i = 0; i < list->count; i++) {
        hash = mix(hash, list->entries[i].word);
        for (ptrdiff_t j = 0; j < list->entries[i].count; j++) {
            hash = mix(hash, list->entries[i].others[j]);
        }
        hash = mix(hash, WZ_STR("."));
    }
    return hash;
}

wz_lexicon *wz_lexicon_new(wz_arena *arena, wz_diags *diags, const wz_lexicon_input *input)
{
    wz_lexicon *lexicon = wz_new(arena, wz_lexicon, 1);
    lexicon->arena = arena;
    wz_str words = input->words;
    if (words.len > WZ_LEXICON_SIZE) {
        wz_report(diags, SEARCH_LEXICON_SIZE, (wz_loc){0}, wz_format(arena, "%d", WZ_LEXICON_SIZE >> 20));
        words = (wz_str){0};
    }
    if (words.len > 0) {
        read_words(input->arena ? input->arena : arena, lexicon, words);
        gather_good(lexicon, words);
    }
    ptrdiff_t most_groups = input->synonyms.count, most_phrases = 0;
    for (ptrdiff_t i = 0; i < input->abbreviations.count; i++) {
        most_groups += input->abbreviations.entries[i].count;
    }
    for (ptrdiff_t i = 0; i < input->jargon.count; i++) {
        most_groups += input->jargon.entries[i].count;
    }
    for (ptrdiff_t i = 0; i < input->synonyms.count; i++) {
        most_phrases += input->synonyms.entries[i].count + 1;
    }
    most_phrases += 2 * most_groups;
    lexicon->phrases = wz_new(arena, search_phrase, most_phrases);
    lexicon->group_label = wz_new(arena, wz_str, most_groups);
    lexicon->group_loc = wz_new(arena, wz_loc, most_groups);
    search_set groups;
    search_set_init(&groups, arena, (int32_t)most_groups);
    read_irregular(lexicon, diags, &input->irregular);
    read_abbreviations(lexicon, diags, &input->abbreviations, &groups);
    read_synonyms(lexicon, diags, &input->synonyms, &groups);
    read_jargon(lexicon, diags, &input->jargon, &groups);
    read_compounds(lexicon, diags, &input->compounds);
    search_set_init(&lexicon->never, arena, 512);
    search_set_init(&lexicon->brief, arena, 64);
    search_part_words(&lexicon->never, &lexicon->brief);
    search_fillers(lexicon, input->language);

    uint64_t hash = mix(search_hash_large(words), input->language);
    const wz_lexicon_list *lists[] = {&input->abbreviations, &input->synonyms, &input->irregular, &input->jargon,
                                      &input->compounds};
    for (int i = 0; i < 5; i++) {
        hash = hash_list(hash, lists[i]);
    }
    lexicon->hash = hash;
    return lexicon;
}

wz_str wz_lexicon_hash(wz_arena *arena, const wz_lexicon *lexicon)
{
    return wz_format(arena, "%016llx", (unsigned long long)lexicon->hash);
}
