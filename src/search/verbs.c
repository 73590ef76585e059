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

/* Where an infinitive must be to count. */
typedef enum place { LIVE /* in a document */, INDEX, ANYWHERE /* in the word list too */ } place;

static bool is_word(const wz_search *search, const char *text, ptrdiff_t n)
{
    wz_str word = {text, n};
    return search_set_find(&search->form_set, word) >= 0 || search_lexicon_has(search->lexicon, search_hash(word));
}

/* The form of the index, or 0 for a word of the list; -1: none. */
static int32_t find_word(const wz_search *search, wz_str word, place where)
{
    if (where == ANYWHERE) {
        return is_word(search, word.ptr, word.len) ? 0 : -1;
    }
    int32_t at = search_set_find(&search->form_set, word);
    bool may = at >= 0 && !search->forms[at].stop && (where == INDEX || search->classes[search->forms[at].cls].df > 0);
    return may ? at : -1;
}

static int32_t find_infinitive(const wz_search *search, const char *base, int n, place where)
{
    char form[SEARCH_WORD + 4];
    memcpy(form, base, (size_t)n);
    memcpy(form + n, "en", 2);
    return find_word(search, (wz_str){form, n + 2}, where);
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
static int32_t find_of_base(const wz_search *search, wz_str base, place where)
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
        int32_t at = find_infinitive(search, open, n, where);
        if (at >= 0) {
            return at;
        }
    }
    if (brief) {
        open[n++] = last;
    } else if (is_vowel(open[n - 2]) && open[n - 2] == open[n - 3]) {
        open[--n - 1] = last;
    }
    int32_t at = find_infinitive(search, open, n, where);
    if (at >= 0 || brief || (last != 'f' && last != 's')) {
        return at;
    }
    open[n - 1] = last == 'f' ? 'v' : 'z';
    return find_infinitive(search, open, n, where);
}

/* gevraagd -> vraag, aangevraagd -> aanvraag. */
static int32_t find_of_participle(const wz_search *search, wz_str base, place where)
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
        int32_t at = find_of_base(search, (wz_str){bare, base.len - 2}, where);
        if (at >= 0) {
            return at;
        }
    }
    return -1;
}

int32_t search_find_verb(const wz_search *search, wz_str word, bool past, bool any)
{
    static const char *const endings[] = {"", "t", "d", "de", "den", "te", "ten", NULL};
    place where = any ? INDEX : LIVE;
    for (int i = 0; endings[i] && (past || i < 3); i++) {
        wz_str ending = wz_str_from(endings[i]), base = wz_str_slice(word, 0, word.len - ending.len);
        if (base.len < 3 || !wz_str_ends(word, ending)) {
            continue;
        }
        bool may = past || !wz_str_starts(ending, WZ_STR("d")) || is_long(base); /* benoemd, but no wind of winnen */
        int32_t at = may ? find_of_base(search, base, where) : -1;
        at = at < 0 && i > 0 ? find_of_participle(search, base, where) : at;
        if (at >= 0) {
            return at;
        }
    }
    return -1;
}

/* ---- Participles ---- */

/* The word with an ending behind it, spelled as that asks: zet-te, ma(a)k-en, word-en. Returns its length. */
static int put_ending(char *out, wz_str word, const char *ending)
{
    int n = (int)word.len;
    char a = word.ptr[n - 3], b = word.ptr[n - 2], last = word.ptr[n - 1];
    memcpy(out, word.ptr, (size_t)n);
    if (is_vowel(b) && a == b) {
        out[--n - 1] = last;
    } else if (is_vowel(b) && !is_vowel(a)) {
        out[n++] = last;
    }
    memcpy(out + n, ending, strlen(ending));
    return n + (int)strlen(ending);
}

static bool is_known(const wz_search *search, wz_str word, const char *ending)
{
    char form[SEARCH_WORD + 8];
    return is_word(search, form, put_ending(form, word, ending));
}

/* Does a verb whose stem ends so have its participle in t? Behind f and s it may be either: straffen, loven. */
static bool takes_t(char last)
{
    return strchr("tkfshp", last) != NULL;
}

/* Has the verb a weak participle? Then one in -en is no form of it: "gevolgd" tells that gevolgen are no volgen. */
static bool is_weak(const wz_search *search, wz_str infinitive)
{
    char form[SEARCH_WORD + 4] = "ge";
    int n = (int)infinitive.len;
    memcpy(form + 2, infinitive.ptr, (size_t)n - 2);
    char last = form[n - 1], before = form[n - 2], ending = takes_t(last) ? 't' : 'd';
    if (n > 4 && last == before) {
        n--; /* zetten, gezet */
    } else if (n > 4 && is_vowel(before) && !is_vowel(form[n - 3])) {
        form[n] = ending; /* wandelen, gewandeld */
        if (is_word(search, form, n + 1)) {
            return true;
        }
        form[n - 1] = before; /* maken, gemaakt */
        form[n++] = last;
    }
    form[n - 1] = last == 'v' ? 'f' : last == 'z' ? 's' : last;
    if (last == 't' || last == 'd') { /* gezette, but of a gelaat there is no such form */
        return is_known(search, (wz_str){form, n}, "e");
    }
    form[n] = ending;
    return is_word(search, form, n + 1);
}

/* May the word be an inflected form of the weak participle? Behind a short vowel its last letter would be there twice:
 * geweten is no gewet. */
static bool is_inflected(wz_str participle)
{
    const char *end = participle.ptr + participle.len;
    bool weak_vowel = end[-2] == 'e' && is_long(wz_str_slice(participle, 2, participle.len)); /* vergaderde */
    return !is_vowel(end[-2]) || is_vowel(end[-3]) || weak_vowel;
}

/* geluid, gevecht: of these nouns there is a plural and no other inflected form. */
static bool is_noun(const wz_search *search, wz_str word)
{
    return is_known(search, word, "en") && !is_known(search, word, "e");
}

/* gebeurd: there is gebeurt, so that the verb is gebeuren. gelooft: there is geloofd. */
static bool is_finite(const wz_search *search, wz_str word)
{
    char form[SEARCH_WORD + 4], ending = word.ptr[word.len - 1], last = word.ptr[word.len - 2];
    memcpy(form, word.ptr, (size_t)word.len);
    form[word.len - 1] = ending == 'd' ? 't' : 'd';
    return (ending == 'd' || last == 'f' || last == 's') && is_word(search, form, word.len);
}

/* gevallen, gedragen, gedachten: there is a geval, a gedrag and a gedachte. */
static bool is_plural(const wz_search *search, wz_str word)
{
    ptrdiff_t n = word.len - 2;
    n -= word.ptr[n - 1] == word.ptr[n - 2];
    return is_word(search, word.ptr, n) || is_word(search, word.ptr, word.len - 1);
}

/* May what stands before "ge" do so in a participle: nothing, a particle, another word? */
static bool may_lead(const wz_search *search, wz_str first)
{
    return first.len == 0 || search_is_particle(first) || (first.len > 2 && is_word(search, first.ptr, first.len));
}

/* The word without its "ge", from a place on without what stands before that. */
static wz_str without_ge(wz_str word, ptrdiff_t ge, bool whole, char out[SEARCH_WORD])
{
    ptrdiff_t first = whole ? ge : 0;
    memcpy(out, word.ptr, (size_t)first);
    memcpy(out + first, word.ptr + ge + 2, (size_t)(word.len - ge - 2));
    return (wz_str){out, first + word.len - ge - 2};
}

static int32_t find_weak(const wz_search *search, wz_str participle, ptrdiff_t ge, bool whole, place where)
{
    char bare[SEARCH_WORD];
    wz_str base = without_ge(participle, ge, whole, bare);
    char ending = base.ptr[base.len - 1], last = base.ptr[base.len - 2];
    if (base.len < 3 || (ending != 't' && ending != 'd') || is_noun(search, participle) ||
        is_finite(search, participle)) {
        return -1;
    }
    bool may = ending == 't' ? takes_t(last) : !takes_t(last) || last == 'f' || last == 's';
    int32_t at = may ? find_of_base(search, wz_str_slice(base, 0, base.len - 1), where) : -1;    /* gemaak-t */
    return at < 0 && is_known(search, participle, "e") ? find_of_base(search, base, where) : at; /* gezet, gezette */
}

static int32_t find_strong(const wz_search *search, wz_str participle, ptrdiff_t ge, bool whole, place where)
{
    char bare[SEARCH_WORD];
    wz_str verb = without_ge(participle, ge, true, bare);
    bool brief = wz_str_ends(verb, WZ_STR("aan")) || wz_str_ends(verb, WZ_STR("ien")); /* gaan, zien */
    verb = wz_str_slice(verb, ge, verb.len);
    if (verb.len < 4 ||
        !(brief || (wz_str_ends(verb, WZ_STR("en")) && !is_weak(search, verb) && !is_plural(search, participle)))) {
        return -1;
    }
    verb = without_ge(participle, ge, whole, bare);
    return find_word(search, verb, where);
}

/* The infinitive of a participle whose "ge" stands there. A particle that stands before it may be apart in the list. */
static int32_t find_verb_at(const wz_search *search, wz_str word, ptrdiff_t ge, place where)
{
    static const char *const endings[] = {"", "e", "en", NULL};
    bool loose = where == ANYWHERE && search_is_particle(wz_str_slice(word, 0, ge));
    int32_t at = -1;
    for (int i = 0; endings[i] && at < 0; i++) {
        wz_str form = wz_str_slice(word, 0, word.len - wz_str_from(endings[i]).len);
        if (form.len < ge + 5 || !wz_str_ends(word, wz_str_from(endings[i]))) {
            continue;
        }
        bool weak = i == 0 || (is_inflected(form) && is_word(search, form.ptr, form.len));
        for (int whole = 1; whole >= (loose ? 0 : 1) && at < 0; whole--) {
            at = weak ? find_weak(search, form, ge, whole, where) : -1;
            at = at < 0 && i < 2 ? find_strong(search, form, ge, whole, where) : at;
        }
    }
    return at;
}

static int32_t find_participle(const wz_search *search, wz_str word, place where, int *ge)
{
    for (ptrdiff_t at = 0; at + 5 <= word.len && word.len <= SEARCH_WORD; at++) {
        if (word.ptr[at] != 'g' || word.ptr[at + 1] != 'e' || !may_lead(search, wz_str_slice(word, 0, at))) {
            continue;
        }
        int32_t found = find_verb_at(search, word, at, where);
        if (found >= 0) {
            *ge = (int)at;
            return found;
        }
    }
    *ge = -1;
    return -1;
}

int search_find_ge(const wz_search *search, wz_str word)
{
    int ge;
    find_participle(search, word, ANYWHERE, &ge);
    return ge;
}

int32_t search_find_participle(const wz_search *search, wz_str word)
{
    static const char *const endings[] = {"d", "de", "den", NULL};
    int32_t at = -1;
    int ge;
    for (int i = 0; endings[i] && at < 0; i++) { /* uitnodigend */
        wz_str ending = wz_str_from(endings[i]), verb = wz_str_slice(word, 0, word.len - ending.len);
        bool may = wz_str_ends(word, ending) && wz_str_ends(verb, WZ_STR("en")) && verb.len > 4;
        at = may ? find_word(search, verb, INDEX) : -1;
    }
    return at >= 0 ? at : find_participle(search, word, INDEX, &ge);
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
