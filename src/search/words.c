/* SPDX-License-Identifier: EUPL-1.2 */
/* The words of a query, looked up. In this order, and the first that gives something counts:
 *
 *   as written                          wethouder; a word that only the lexicon has counts in its phrases
 *   in a regular inflection             wethoudersvergoedingen -> wethoudersvergoeding; first of what documents have
 *   as a form of a regular verb         georganiseerd -> organiseren
 *   the last word: as a beginning       raadsinf -> raadsinformatie, raadsinformatiesysteem
 *   with one typing error               from LONG_LETTERS
 *   cut up as a compound of known words burgemeestersbenoeming -> burgemeester, benoeming
 *   with a typing error                 from TYPO_LETTERS; two from TYPO2_LETTERS
 *   cut in two, one with an error       burgermeestersbenoeming
 *   its longest known beginning or end  voetbalburgemeester -> burgemeester, if that is half of it; the word is
 *                                       reported as unknown
 *
 * A word of the word list is good Dutch and has no typing error; it may be cut up, but no piece of it is taken for the
 * whole. Nor is anything corrected that stands in quotation marks. */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

bool search_live(const wz_search *search, int32_t cls)
{
    return search->classes[cls].df > 0 && !search->classes[cls].stop;
}

int32_t search_find_form(const wz_search *search, wz_str form)
{
    int32_t at = search_set_find(&search->form_set, form);
    return at >= 0 && search_live(search, search->forms[at].cls) ? at : -1;
}

static int32_t try_form(const wz_search *search, const char *stem, int len, const char *ending, bool any)
{
    char form[SEARCH_WORD + 8];
    int extra = (int)strlen(ending);
    memcpy(form, stem, (size_t)len);
    memcpy(form + len, ending, (size_t)extra);
    wz_str text = {form, len + extra};
    return any ? search_set_find(&search->form_set, text) : search_find_form(search, text);
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* A form of the index with the same regular inflection taken off; any: also one that only the word lists have. */
static int32_t find_inflected(const wz_search *search, wz_str asked, bool any)
{
    static const char *const endings[] = {"", "en", "s", "e", "'s", "n", NULL};
    char light[SEARCH_WORD + 4], open[SEARCH_WORD + 4];
    int n = search_light(asked, light);
    if (asked.len < 4 || n < 3) {
        return -1;
    }
    for (int i = 0; endings[i]; i++) {
        int32_t at = try_form(search, light, n, endings[i], any);
        if (at >= 0) {
            return at;
        }
    }
    if (n > 4 && memcmp(light + n - 4, "heid", 4) == 0) {
        return try_form(search, light, n - 3, "eden", any);
    }
    /* raad -> rad(en), wet -> wett(en), brief -> briev(en), huis -> huiz(en) */
    char last = light[n - 1];
    int m = n;
    memcpy(open, light, (size_t)n);
    if (is_vowel(last)) {
        return -1;
    }
    if (n > 3 && is_vowel(light[n - 2]) && light[n - 2] == light[n - 3]) {
        open[n - 2] = last;
        m = n - 1;
    } else if (is_vowel(light[n - 2]) && !is_vowel(light[n - 3])) {
        open[m++] = last;
    }
    if (open[m - 1] == 'f' && (m < 2 || open[m - 2] != 'f')) {
        open[m - 1] = 'v';
    } else if (open[m - 1] == 's' && (m < 2 || open[m - 2] != 's')) {
        open[m - 1] = 'z';
    }
    int32_t at = try_form(search, open, m, "en", any);
    return at >= 0 ? at : try_form(search, open, m, "e", any);
}

/* A word in its diminutive: zakboekje, commissietje, raampjes, mannetje. */
static int32_t find_diminutive(const wz_search *search, wz_str asked)
{
    static const char *const endings[] = {"je", "tje", "pje", "etje", NULL};
    wz_str word = wz_str_ends(asked, WZ_STR("jes")) ? wz_str_slice(asked, 0, asked.len - 1) : asked;
    for (int i = 0; endings[i]; i++) {
        wz_str ending = wz_str_from(endings[i]), base = wz_str_slice(word, 0, word.len - ending.len);
        if (base.len < 3 || !wz_str_ends(word, ending)) {
            continue;
        }
        int32_t at = search_find_form(search, base);
        if (at < 0 && base.ptr[base.len - 1] == base.ptr[base.len - 2]) {
            at = search_find_form(search, wz_str_slice(base, 0, base.len - 1));
        }
        if (at >= 0) {
            return at;
        }
    }
    return -1;
}

static int32_t find_any(const wz_search *search, wz_str asked)
{
    int32_t at = search_find_form(search, asked);
    return at >= 0 ? at : find_inflected(search, asked, false);
}

static const char *const links[] = {"", "s", "en", "n", "e", NULL};

static search_bit piece_of(const wz_search *search, int32_t form, wz_str as_asked)
{
    return (search_bit){.cls = search->forms[form].cls, .form = as_asked};
}

/* Cuts an unknown compound into known words: the longest first part that leaves something known. Only the first and the
 * last part may have three letters. */
static int32_t cut(const wz_search *search, wz_str asked, int level, search_bit *parts)
{
    for (ptrdiff_t len = asked.len - 3; len >= (level ? 4 : 3); len--) {
        wz_str first = wz_str_slice(asked, 0, len);
        int32_t at = search_find_form(search, first);
        if (at < 0 || search->forms[at].stop) {
            continue;
        }
        for (int i = 0; links[i]; i++) {
            wz_str link = wz_str_from(links[i]), rest = wz_str_slice(asked, len, asked.len);
            if (!wz_str_starts(rest, link) || rest.len - link.len < 3 || len + rest.len - link.len < LONG_LETTERS) {
                continue;
            }
            rest = wz_str_slice(rest, link.len, rest.len);
            int32_t tail = find_any(search, rest), more = 0;
            if (tail >= 0 && !search->forms[tail].stop) {
                parts[1] = piece_of(search, tail, rest);
                more = 1;
            } else if (level < SPLIT_LEVELS - 1 && rest.len >= LONG_LETTERS) {
                more = cut(search, rest, level + 1, parts + 1);
            }
            if (more > 0) {
                parts[0] = piece_of(search, at, first);
                return more + 1;
            }
        }
    }
    return 0;
}

typedef struct beginning {
    int32_t cls, df, form;
} beginning;

static int compare_beginnings(const void *a, const void *b)
{
    const beginning *x = a, *y = b;
    return x->df != y->df ? (x->df < y->df) - (x->df > y->df) : (x->form > y->form) - (x->form < y->form);
}

int32_t search_beginnings(wz_arena *arena, const wz_search *search, wz_str asked, int32_t **classes)
{
    int32_t low = 0, high = search->form_count;
    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (wz_str_compare(search->forms[mid].text, asked) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    int32_t end = low;
    while (end < search->form_count && wz_str_starts(search->forms[end].text, asked)) {
        end++;
    }
    beginning *found = wz_new(arena, beginning, end - low);
    int32_t count = 0;
    for (int32_t i = low; i < end; i++) {
        const search_form *form = &search->forms[i];
        int32_t df = search->classes[form->cls].df;
        bool twice = form->stop || !search_live(search, form->cls);
        for (int32_t j = 0; j < count && !twice; j++) {
            twice = found[j].cls == form->cls;
        }
        if (!twice) {
            found[count++] = (beginning){form->cls, df, i};
        }
    }
    qsort(found, (size_t)count, sizeof *found, compare_beginnings);
    count = count < PREFIX_CLASSES ? count : PREFIX_CLASSES;
    *classes = wz_new(arena, int32_t, count);
    for (int32_t i = 0; i < count; i++) {
        (*classes)[i] = found[i].cls;
    }
    return count;
}

/* Optimal string alignment distance in bytes (folded words are nearly always ASCII), limit + 1 when larger. */
static int distance(wz_str a, wz_str b, int limit)
{
    int before[SEARCH_WORD + 2], row[SEARCH_WORD + 2], next[SEARCH_WORD + 2];
    int n = (int)a.len, m = (int)b.len;
    if (n - m > limit || m - n > limit) {
        return limit + 1;
    }
    for (int j = 0; j <= m; j++) {
        row[j] = before[j] = j;
    }
    for (int i = 1; i <= n; i++) {
        int least = next[0] = i;
        for (int j = 1; j <= m; j++) {
            int best = row[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (row[j] + 1 < best) {
                best = row[j] + 1;
            }
            if (next[j - 1] + 1 < best) {
                best = next[j - 1] + 1;
            }
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] &&
                before[j - 2] + 1 < best) {
                best = before[j - 2] + 1;
            }
            next[j] = best;
            least = best < least ? best : least;
        }
        if (least > limit) {
            return limit + 1;
        }
        memcpy(before, row, sizeof row);
        memcpy(row, next, sizeof row);
    }
    return row[m] > limit ? limit + 1 : row[m];
}

/* The common form that was most likely meant: nearest, then most frequent, then first. letter 0 is any first letter. */
static int32_t find_near(const wz_search *search, wz_str asked, char letter, int limit, int *near)
{
    int32_t best = -1;
    *near = limit + 1;
    for (int32_t i = 0; i < search->form_count; i++) {
        const search_form *form = &search->forms[i];
        if (!form->common || (letter && form->text.ptr[0] != letter)) {
            continue;
        }
        int d = distance(asked, form->text, *near < limit ? *near : limit);
        if (d <= limit && (d < *near || (best >= 0 && d == *near && form->count > search->forms[best].count))) {
            best = i;
            *near = d;
        }
    }
    return best;
}

/* most: the errors that a long word may have. */
static int32_t find_meant(const wz_search *search, wz_str asked, int most, int *near)
{
    if (asked.len < TYPO_LETTERS || (asked.ptr[0] >= '0' && asked.ptr[0] <= '9')) {
        return -1;
    }
    int limit = asked.len >= TYPO2_LETTERS ? most : 1;
    int32_t best = find_near(search, asked, asked.ptr[0], limit, near);
    if (best < 0 && asked.ptr[1] != asked.ptr[0] && search->docs > SMALL) {
        best = find_near(search, asked, asked.ptr[1], 1, near);
    } else if (best < 0 && search->docs <= SMALL) {
        best = find_near(search, asked, asked.len >= TYPO2_LETTERS ? 0 : asked.ptr[1], 1, near);
    }
    return best;
}

/* The two parts of a compound of which one is known and the other has a typing error. */
static int32_t mend_at(wz_arena *arena, const wz_search *search, wz_str first, wz_str link, wz_str rest,
                       search_bit *parts)
{
    int32_t known = search_find_form(search, first), tail = find_any(search, rest);
    int near;
    if ((known < 0) == (tail < 0) || search_stop(search->lexicon, first) || (tail >= 0 && search->forms[tail].stop)) {
        return 0;
    }
    wz_str wrong = known < 0 ? first : rest;
    int32_t at = wrong.len > TYPO_LETTERS ? find_meant(search, wrong, 1, &near) : -1;
    if (at < 0) {
        return 0;
    }
    wz_str meant = search->forms[at].text;
    if (known >= 0) {
        parts[0] =
            (search_bit){search->forms[known].cls, first, wz_str_join(arena, (wz_str[]){first, link}, 2, WZ_STR(""))};
        parts[1] = (search_bit){search->forms[at].cls, meant, meant};
    } else {
        parts[0] =
            (search_bit){search->forms[at].cls, meant, wz_str_join(arena, (wz_str[]){meant, link}, 2, WZ_STR(""))};
        parts[1] = (search_bit){search->forms[tail].cls, rest, rest};
    }
    return 2;
}

static int32_t mend(wz_arena *arena, const wz_search *search, wz_str asked, search_bit *parts)
{
    for (ptrdiff_t len = asked.len - TYPO_LETTERS; len >= TYPO_LETTERS; len--) {
        for (int i = 0; links[i]; i++) {
            wz_str link = wz_str_from(links[i]), rest = wz_str_slice(asked, len, asked.len);
            if (!wz_str_starts(rest, link) || rest.len - link.len < TYPO_LETTERS) {
                continue;
            }
            rest = wz_str_slice(rest, link.len, rest.len);
            int32_t count = mend_at(arena, search, wz_str_slice(asked, 0, len), link, rest, parts);
            if (count > 0) {
                return count;
            }
        }
    }
    return 0;
}

/* The longest known beginning or end of an unknown word, half of it at least, and what is left of it. */
static int32_t break_off(const wz_search *search, wz_str asked, search_bit *parts)
{
    for (ptrdiff_t len = asked.len - 3; len >= TYPO_LETTERS && 2 * len >= asked.len; len--) {
        wz_str first = wz_str_slice(asked, 0, len), last = wz_str_slice(asked, asked.len - len, asked.len);
        int32_t at = search_find_form(search, first);
        if (at >= 0 && !search->forms[at].stop) {
            parts[0] = piece_of(search, at, first);
            parts[1] = (search_bit){.cls = -1, .form = wz_str_slice(asked, len, asked.len)};
            return 2;
        }
        at = find_any(search, last);
        if (at >= 0 && !search->forms[at].stop) {
            parts[0] = (search_bit){.cls = -1, .form = wz_str_slice(asked, 0, asked.len - len)};
            parts[1] = piece_of(search, at, last);
            return 2;
        }
    }
    return 0;
}

static void correct(const wz_search *search, search_word *w, int32_t form, int near)
{
    w->cls = search->forms[form].cls;
    w->meant = search->forms[form].text;
    w->weight = (near == 1 ? WEIGHT_TYPO : WEIGHT_TYPO2) * 100;
    w->why = WZ_SEARCH_TYPO;
    w->joined = 0;
}

/* What is known, as asked or in a regular inflection; forms that only the lexicon has count as phrases. */
static int32_t find_class(const wz_search *search, wz_str asked)
{
    int32_t at = search_set_find(&search->form_set, asked);
    at = at >= 0 ? at : find_inflected(search, asked, false);
    at = at >= 0 ? at : search_find_verb(search, asked, true, false);
    at = at >= 0 ? at : find_diminutive(search, asked);
    at = at >= 0 ? at : find_inflected(search, asked, true);
    at = at >= 0 ? at : search_find_verb(search, asked, true, true);
    return at < 0 ? -1 : search->forms[at].cls;
}

void search_resolve(wz_arena *arena, const wz_search *search, search_word *w, bool open)
{
    bool large = w->form.len >= LONG_LETTERS;
    int near = 0;
    w->weight = WEIGHT_WORD * 100;
    w->why = WZ_SEARCH_WORD;
    w->stop = search_stop(search->lexicon, w->form);
    w->grade = search_grade(search->lexicon, w->form);
    w->text = w->form;
    w->cls = find_class(search, w->form);
    if (w->cls >= 0 || w->stop) {
        return;
    }
    if (open && w->form.len >= PREFIX_LETTERS &&
        (w->prefix_count = search_beginnings(arena, search, w->form, &w->prefix)) > 0) {
        return;
    }
    bool right = w->exact || search_good(search->lexicon, w->form);
    int32_t at = large && !right ? find_meant(search, w->form, 1, &near) : -1;
    if (at < 0 && large && (w->part_count = cut(search, w->form, 0, w->parts)) > 0) {
        return;
    }
    at = at < 0 && !right ? find_meant(search, w->form, 2, &near) : at;
    if (at >= 0) {
        correct(search, w, at, near);
    } else if (large && !right && (w->part_count = mend(arena, search, w->form, w->parts)) == 0) {
        w->part_count = break_off(search, w->form, w->parts);
    }
}

/* ---- Particles that stand apart ---- */

enum { REACH = 6 /* words between a verb and its particle */ };

static int32_t find_joined(const wz_search *search, wz_str particle, wz_str rest)
{
    char both[SEARCH_WORD];
    wz_str word = {both, particle.len + rest.len};
    if (rest.len < 3 || word.len > SEARCH_WORD) {
        return -1;
    }
    memcpy(both, particle.ptr, (size_t)particle.len);
    memcpy(both + particle.len, rest.ptr, (size_t)rest.len);
    int32_t at = search_find_form(search, word);
    return at >= 0 ? at : search_find_verb(search, word, true, false);
}

static bool is_adverb(wz_str word)
{
    static const char *const adverbs[] = {"af", "mee", "samen", "terug", "toe", "vast", "vol", "weg", NULL};
    int i = 0;
    while (adverbs[i] && !wz_str_equal(word, wz_str_from(adverbs[i]))) {
        i++;
    }
    return adverbs[i] != NULL;
}

/* What is no preposition belongs to a verb wherever it stands, even to one that says nothing by itself: "krijg ... terug".
 * A preposition does so at the end only. */
void search_join_verbs(const wz_search *search, search_word *words, int32_t count)
{
    for (int32_t p = 1; p < count; p++) {
        const search_word *particle = &words[p];
        bool adverb = is_adverb(particle->form);
        if (particle->exact || particle->excluded || particle->glued || (!adverb && p < count - 1) ||
            !search_is_particle(particle->form)) {
            continue;
        }
        for (int32_t i = p - 1, at = -1; i >= 0 && i >= p - REACH && at < 0; i--) {
            search_word *w = &words[i];
            if (w->exact || w->excluded || w->glued || w->verb >= 0 || (w->stop && !adverb)) {
                continue;
            }
            at = find_joined(search, particle->form, w->form);
            if (at >= 0) {
                w->verb = search->forms[at].cls;
                w->grade = search_grade(search->lexicon, search->forms[at].text);
                w->stop = false;
                words[p].spent = true;
            }
        }
    }
}

wz_str search_class_name(const wz_search *search, int32_t cls)
{
    if (cls >= search->class_count) {
        return search->input.topics[cls - search->class_count].label;
    }
    return cls >= search->word_classes ? search->lexicon->group_label[cls - search->word_classes]
                                       : search->forms[search->classes[cls].main].text;
}

wz_str wz_search_why_name(wz_search_why why)
{
    static const char *const names[WZ_SEARCH_WHYS] = {
        [WZ_SEARCH_WORD] = "woord",     [WZ_SEARCH_PART] = "deel",   [WZ_SEARCH_CONCEPT] = "begrip",
        [WZ_SEARCH_JARGON] = "vaktaal", [WZ_SEARCH_PARTS] = "delen", [WZ_SEARCH_PREFIX] = "begin",
        [WZ_SEARCH_TYPO] = "typefout",  [WZ_SEARCH_VALUE] = "soort",
    };
    return wz_str_from(why >= 0 && why < WZ_SEARCH_WHYS ? names[why] : "");
}
