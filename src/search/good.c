/* SPDX-License-Identifier: EUPL-1.2 */
/* The good words of the word list, for the browser: a word that it does not know is no typing error when it is one. The
 * words themselves would be megabytes; of each there is a check of 32 bits less the LOW lowest, in files of some thousands,
 * of which a reader loads one for a word that is nowhere. One typing error in a thousand is taken for a good word. */
#include "search/write.h"

#include <stdlib.h>
#include <string.h>

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

void search_gather_good(search_writer *w)
{
    wz_str text = w->search->lexicon->words, word;
    int32_t count = 0, room = (int32_t)(text.len / 6 + 16);
    uint32_t *all = wz_new(w->arena, uint32_t, room);
    wz_arena *scratch = wz_arena_new(NULL);
    while ((word = next_word(scratch, &text)).len > 0 && count < room) {
        all[count++] = check_of(word);
    }
    wz_arena_free(scratch);
    w->good_count = (count + GOOD - 1) / GOOD;
    w->good = wz_new(w->arena, uint32_t, count);
    w->good_from = wz_new(w->arena, int32_t, w->good_count + 2);
    for (int32_t i = 0; i < count; i++) {
        w->good_from[all[i] % (uint32_t)w->good_count + 2]++;
    }
    for (int32_t i = 2; i < w->good_count + 2; i++) {
        w->good_from[i] += w->good_from[i - 1];
    }
    for (int32_t i = 0; i < count; i++) {
        w->good[w->good_from[all[i] % (uint32_t)w->good_count + 1]++] = all[i] >> LOW;
    }
}

static int compare_checks(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void search_write_good(const search_writer *w, search_piece *piece)
{
    uint32_t *from = w->good + w->good_from[piece->number], *to = w->good + w->good_from[piece->number + 1];
    wz_buf gaps = {0};
    uint32_t next = 0;
    qsort(from, (size_t)(to - from), sizeof *from, compare_checks);
    for (uint32_t *at = from; at < to; at++) {
        if (at == from || *at != at[-1]) {
            search_put_number(&gaps, *at - next);
            next = *at + 1;
        }
    }
    search_put_call(piece, &gaps, 1);
    wz_buf_add(&piece->body, WZ_STR(")\n"));
}

bool search_good(const wz_lexicon *lexicon, wz_str word)
{
    return word.len >= TYPO_LETTERS && word.len <= LONGEST && is_small(word) &&
           search_lexicon_has(lexicon, search_hash(word));
}
