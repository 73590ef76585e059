/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a date, a period and a word: what is accepted is in order, and what is said about it is text. */
#include <assert.h>

#include "wegwijzer/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_period(wz_arena *arena, wz_str s)
{
    static const char *const languages[] = {"nl", "en", "fr"};
    wz_period p;
    if (!wz_period_parse(s, &p))
        return;
    for (int i = 0; i < 3; i++)
        assert(wz_period_text(arena, p, wz_str_from(languages[i])).len > 0);
    assert((p.kind == WZ_PERIOD_UNKNOWN || p.kind == WZ_PERIOD_ONGOING) == (p.from.year == 0));
    assert((p.kind == WZ_PERIOD_MOMENT || p.kind == WZ_PERIOD_RANGE) == (p.to.year != 0));
    assert(p.quarter >= 0 && p.quarter <= 4 && p.quarter_to >= 0 && p.quarter_to <= 4);
    wz_period again; /* what is said in no language in particular is in the grammar */
    assert(wz_period_parse(wz_period_text(arena, p, WZ_STR("fr")), &again) && again.kind == p.kind &&
           wz_date_compare(again.from, p.from) == 0 && wz_date_compare(again.to, p.to) == 0);
}

static void check_words(wz_arena *arena, wz_str s)
{
    wz_str a, b, fold;
    a = wz_str_cut(s, '\n', &b);
    int order = wz_collate(a, b), key = wz_str_compare(wz_collate_key(arena, a), wz_collate_key(arena, b));
    assert((order > 0) == (key > 0) && (order < 0) == (key < 0));
    assert((order == 0) == wz_str_equal(a, b));
    assert((wz_collate(b, a) < 0) == (order > 0));
    fold = wz_utf8_fold(arena, s);
    assert(fold.len <= s.len);
    assert(wz_utf8_invalid(s) >= 0 || wz_str_equal(wz_utf8_fold(arena, fold), fold));
    int apart = wz_distance(a, b, 8);
    assert(apart == wz_distance(b, a, 8) && apart >= 0 && apart <= 9);
    assert(apart == 9 || wz_distance(a, b, 100) == apart);
    wz_suggest(a, &b, 1);
    assert(wz_utf8_invalid(wz_str_visible(arena, s)) < 0);
    assert(wz_utf8_count(s) <= s.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wz_str s = {(const char *)data, (ptrdiff_t)size};
    wz_arena *arena = wz_arena_new(NULL);
    wz_date date;
    if (wz_date_parse(s, &date)) {
        assert(wz_str_equal(wz_date_iso(arena, date), s));
        assert(wz_date_text(arena, date, WZ_STR("nl")).len > 0);
        assert(wz_date_days(date) > -400000 && wz_date_days(date) < 3000000);
    }
    check_period(arena, s);
    check_words(arena, s);
    wz_arena_free(arena);
    return 0;
}
