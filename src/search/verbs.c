/* SPDX-License-Identifier: EUPL-1.2 */
/* Regular Dutch verbs: from a finite form or a participle to the infinitive. Neither the stemmer nor the plain
 * inflection sees that "organiseert", "benoemd" and "vergadert" are organiseren, benoemen and vergaderen. No verb is
 * known here: what a word may be a form of counts only where the infinitive is a form of the index. */
#include "search/search.h"

#include <string.h>

static const char *const particles[] = {"",      "aan", "achter", "af",   "bij",  "door", "in",    "mee",
                                        "na",    "om",  "onder",  "op",   "over", "rond", "samen", "tegen",
                                        "terug", "toe", "uit",    "vast", "vol",  "voor", "weg",   NULL};

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static int32_t find_infinitive(const wz_search *search, const char *base, int n, bool any)
{
    char form[SEARCH_WORD + 4];
    wz_str word = {form, n + 2};
    memcpy(form, base, (size_t)n);
    memcpy(form + n, "en", 2);
    int32_t at = search_set_find(&search->form_set, word);
    bool may = at >= 0 && !search->forms[at].stop && (any || search->classes[search->forms[at].cls].df > 0);
    return may ? at : -1;
}

/* Does the word have more than one syllable? */
static bool is_long(wz_str word)
{
    int syllables = 0;
    for (ptrdiff_t i = 0; i < word.len; i++) {
        syllables += is_vowel(word.ptr[i]) && (i == 0 || !is_vowel(word.ptr[i - 1]));
    }
    return syllables > 1;
}

/* What has the base for its first person: zeg -> zeggen, betaal -> betalen, lees -> lezen, werk -> werken. A short vowel
 * stays short, so that tak is not taken; only one without stress is followed by one letter: vergader -> vergaderen,
 * wijzig -> wijzigen. */
static int32_t find_of_base(const wz_search *search, wz_str base, bool any)
{
    char open[SEARCH_WORD + 2];
    int n = (int)base.len;
    if (n < 3 || n > SEARCH_WORD || is_vowel(base.ptr[n - 1])) {
        return -1;
    }
    memcpy(open, base.ptr, (size_t)n);
    char last = open[n - 1];
    bool brief = is_vowel(open[n - 2]) && !is_vowel(open[n - 3]);
    if (brief && is_long(base) && (open[n - 2] == 'e' || (open[n - 2] == 'i' && last == 'g'))) {
        int32_t at = find_infinitive(search, open, n, any);
        if (at >= 0) {
            return at;
        }
    }
    if (brief) {
        open[n++] = last;
    } else if (is_vowel(open[n - 2]) && open[n - 2] == open[n - 3]) {
        open[--n - 1] = last;
    }
    int32_t at = find_infinitive(search, open, n, any);
    if (at >= 0 || brief || (last != 'f' && last != 's')) {
        return at;
    }
    open[n - 1] = last == 'f' ? 'v' : 'z';
    return find_infinitive(search, open, n, any);
}

/* gevraagd -> vraag, aangevraagd -> aanvraag. */
static int32_t find_of_participle(const wz_search *search, wz_str base, bool any)
{
    for (int i = 0; particles[i]; i++) {
        char bare[SEARCH_WORD];
        wz_str particle = wz_str_from(particles[i]);
        wz_str rest = wz_str_starts(base, particle) ? wz_str_slice(base, particle.len, base.len) : (wz_str){0};
        if (rest.len < 5 || base.len > SEARCH_WORD || !wz_str_starts(rest, WZ_STR("ge"))) {
            continue;
        }
        memcpy(bare, particle.ptr, (size_t)particle.len);
        memcpy(bare + particle.len, rest.ptr + 2, (size_t)rest.len - 2);
        int32_t at = find_of_base(search, (wz_str){bare, base.len - 2}, any);
        if (at >= 0) {
            return at;
        }
    }
    return -1;
}

int32_t search_find_verb(const wz_search *search, wz_str word, bool past, bool any)
{
    static const char *const endings[] = {"", "t", "d", "de", "den", "te", "ten", NULL};
    for (int i = 0; endings[i] && (past || i < 3); i++) {
        wz_str ending = wz_str_from(endings[i]), base = wz_str_slice(word, 0, word.len - ending.len);
        if (base.len < 3 || !wz_str_ends(word, ending)) {
            continue;
        }
        bool may = past || !wz_str_starts(ending, WZ_STR("d")) || is_long(base); /* benoemd, but no wind of winnen */
        int32_t at = may ? find_of_base(search, base, any) : -1;
        at = at < 0 && i > 0 ? find_of_participle(search, base, any) : at;
        if (at >= 0) {
            return at;
        }
    }
    return -1;
}

bool search_is_particle(wz_str word)
{
    for (int i = 1; particles[i]; i++) {
        if (wz_str_equal(word, wz_str_from(particles[i]))) {
            return true;
        }
    }
    return false;
}
