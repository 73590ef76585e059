/* SPDX-License-Identifier: EUPL-1.2 */
/* Distance between words and the word that was meant. */
#include <stdlib.h>
#include <string.h>

#include "base/internal.h"

#define WORD_LONGEST 256 /* code points of a folded word; what is longer has no neighbours */

typedef struct word {
    uint32_t letters[WORD_LONGEST];
    int len; /* -1: too long */
} word;

static void fold_word(wz_str s, word *out)
{
    out->len = 0;
    for (ptrdiff_t at = 0; at < s.len;) {
        uint32_t folded[WZ_BASE_FOLD_MAX];
        int count = wz_base_fold(wz_utf8_next(s, &at), folded);
        if (out->len + count > WORD_LONGEST) {
            out->len = -1;
            return;
        }
        for (int i = 0; i < count; i++)
            out->letters[out->len++] = folded[i];
    }
}

static int smallest(int a, int b)
{
    return a < b ? a : b;
}

/* Optimal string alignment (R. A. Wagner and M. J. Fischer 1974, with adjacent swaps), three rows, only the diagonal
 * band that can stay within the limit. */
static int distance(const word *a, const word *b, int limit)
{
    if (limit < 0 || a->len < 0 || b->len < 0 || abs(a->len - b->len) > limit)
        return limit + 1;
    int rows[3][WORD_LONGEST + 1], *before = rows[0], *above = rows[1], *row = rows[2];
    for (int j = 0; j <= b->len; j++) {
        above[j] = j;
        before[j] = row[j] = limit + 1;
    }
    for (int i = 1; i <= a->len; i++) {
        int from = i - limit > 1 ? i - limit : 1, to = smallest(i + limit, b->len);
        int least = row[from - 1] = from == 1 ? i : limit + 1;
        for (int j = from; j <= to; j++) {
            int best = above[j - 1] + (a->letters[i - 1] != b->letters[j - 1]);
            best = smallest(best, row[j - 1] + 1);
            if (j < i + limit) /* the band of the row above ends one earlier */
                best = smallest(best, above[j] + 1);
            if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] && a->letters[i - 2] == b->letters[j - 1])
                best = smallest(best, before[j - 2] + 1);
            row[j] = best;
            least = smallest(least, best);
        }
        if (least > limit)
            return limit + 1;
        int *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b->len] > limit ? limit + 1 : above[b->len];
}

int wz_distance(wz_str a, wz_str b, int limit)
{
    if (limit > 1 << 20) /* i + limit may not overflow */
        limit = 1 << 20;
    if (a.len > WORD_LONGEST || b.len > WORD_LONGEST) {
        /* Beyond the table: exact when the folded forms are equal, else "far". */
        wz_arena *scratch = wz_arena_new(NULL);
        bool equal = wz_str_equal(wz_utf8_fold(scratch, a), wz_utf8_fold(scratch, b));
        wz_arena_free(scratch);
        if (equal)
            return 0;
    }
    word wa, wb;
    fold_word(a, &wa);
    fold_word(b, &wb);
    return distance(&wa, &wb, limit);
}

/* A quick bound: folding never makes text longer, so a candidate of fewer bytes than the word has letters less the
 * limit is too short. */
static bool too_short(const word *w, wz_str candidate, int limit)
{
    return candidate.len < w->len - limit;
}

static bool is_prefix(const word *w, const word *candidate)
{
    return w->len >= 3 && candidate->len > w->len &&
           memcmp(w->letters, candidate->letters, sizeof(uint32_t) * (size_t)w->len) == 0;
}

wz_str wz_suggest(wz_str text, const wz_str *candidates, ptrdiff_t count)
{
    word w, candidate;
    fold_word(text, &w);
    if (w.len <= 0)
        return (wz_str){0};
    int limit = w.len < 6 ? 1 : w.len / 3;
    wz_str nearest = {0}, continuation = {0};
    for (ptrdiff_t i = 0; i < count && limit >= 0; i++) {
        if (too_short(&w, candidates[i], limit))
            continue;
        fold_word(candidates[i], &candidate);
        int apart = distance(&w, &candidate, limit);
        if (apart <= limit) {
            nearest = candidates[i];
            limit = apart - 1; /* only a nearer one counts from here on */
        } else if (continuation.ptr == NULL && is_prefix(&w, &candidate)) {
            continuation = candidates[i];
        }
    }
    return nearest.ptr != NULL ? nearest : continuation;
}
