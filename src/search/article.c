/* SPDX-License-Identifier: EUPL-1.2 */
/* Articles of laws: the word that stands for one among keywords, and where a query names one. "artikel 12 gemeentewet", "gemw 12" and
 * "art. 12 lid 2" do; a year beside a law is no article. */
#include "search/search.h"

wz_str wz_search_article(wz_arena *arena, wz_str law, wz_str article)
{
    wz_str both[2] = {article, law};
    wz_buf out = {0};
    wz_buf_add(&out, WZ_STR("art"));
    for (int i = 0; i < 2; i++) {
        wz_str folded = wz_utf8_fold(arena, both[i]);
        for (ptrdiff_t c = 0; c < folded.len; c++) {
            bool word =
                (folded.ptr[c] >= 'a' && folded.ptr[c] <= 'z') || (folded.ptr[c] >= '0' && folded.ptr[c] <= '9');
            if (word) {
                wz_buf_byte(&out, folded.ptr[c]);
            }
        }
    }
    wz_str made = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return made;
}

static bool is_number(wz_str s)
{
    ptrdiff_t digits = 0, i;
    while (digits < s.len && s.ptr[digits] >= '0' && s.ptr[digits] <= '9') {
        digits++;
    }
    for (i = digits; i < s.len && s.ptr[i] >= 'a' && s.ptr[i] <= 'z'; i++) {
    }
    return digits > 0 && digits <= 4 && i == s.len && s.len - digits <= 2;
}

static bool is_year(wz_str s)
{
    return s.len == 4 && is_number(s) && (wz_str_starts(s, WZ_STR("19")) || wz_str_starts(s, WZ_STR("20")));
}

static bool is_name(const wz_search *search, const search_word *word)
{
    return search_set_find(&search->lexicon->article, word->form) >= 0;
}

int32_t search_find_article(const wz_search *search, const search_word *words, int32_t count, bool law)
{
    for (int32_t i = 0; i < count; i++) {
        bool marked = i > 0 && is_name(search, &words[i - 1]);
        if (is_number(words[i].form) && !words[i].excluded && (marked || (law && !is_year(words[i].form)))) {
            return i;
        }
    }
    return -1;
}

void search_spend_article(const wz_search *search, search_word *words, int32_t count, int32_t at)
{
    words[at].spent = true;
    for (int32_t i = at - 1; i >= 0 && is_name(search, &words[i]); i--) {
        words[i].spent = true;
    }
    for (int32_t i = at + 1; i + 1 < count; i++) {
        if (is_name(search, &words[i]) &&
            is_number(words[i + 1].form)) { /* the law may stand between: "151 provinciewet lid 2" */
            words[i].spent = words[i + 1].spent = true;
        }
    }
}
