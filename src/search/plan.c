/* What a query asks. zoek.js makes the same plan from the shards; tests/search compares the two.
 *
 * 1. The query is read into words; what stands in quotation marks is a phrase as well.
 * 2. Each word is looked up: as written; then in its regular inflections; then cut up as a compound of known words; the last word as the
 *    beginning of words; then as a word with a typing error. The first that gives something counts.
 * 3. Runs of words that are a phrase of the lexicon ask for its concept too. Stop words count only there.
 * 4. Every word that is left is a leaf: a choice of classes, each with a weight. */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

typedef struct word {
    wz_str        form;
    int32_t       cls;                  /* -1: none */
    int32_t       weight;
    wz_search_why why;
    bool          stop;
    int32_t       joined;               /* > 0: the word with a hyphen that starts here, over so many words */
    wz_str        joined_form;
    int32_t       parts[SPLIT_LEVELS + 1];
    wz_str        part_forms[SPLIT_LEVELS + 1];
    int32_t       part_count;
    int32_t      *prefix;               /* classes that start with it */
    int32_t       prefix_count;
    int32_t       leaf;                 /* first leaf, -1 */
    int32_t       leaves;
    bool          covered;              /* by a concept */
} word;

typedef struct planner {
    wz_arena        *arena;
    const wz_search *search;
    search_plan     *plan;
    word             words[WZ_SEARCH_QUERY_WORDS];
    int32_t          count;
    bool             open;              /* the query ends inside its last word */
    bool             corrected;
    int32_t         *also;              /* phrases that were named */
} planner;

/* ---- Looking up ---- */

/* Is the class in a document, and not as a stop word? */
static bool live(const wz_search *search, int32_t cls)
{
    return search->classes[cls].df > 0 && !search->classes[cls].stop;
}

/* The form, when its class is in a document. */
static int32_t find_form(const wz_search *search, wz_str form)
{
    int32_t at = search_set_find(&search->form_set, form);
    return at >= 0 && live(search, search->forms[at].cls) ? at : -1;
}

static int32_t try_form(const wz_search *search, const char *stem, int len, const char *ending)
{
    char form[SEARCH_WORD + 8];
    int  extra = (int)strlen(ending);
    memcpy(form, stem, (size_t)len);
    memcpy(form + len, ending, (size_t)extra);
    return find_form(search, (wz_str){form, len + extra});
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* A form of the index with the same regular inflection taken off. */
static int32_t find_inflected(const wz_search *search, wz_str asked)
{
    static const char *const endings[] = {"", "en", "s", "e", "'s", "n", NULL};
    char light[SEARCH_WORD + 4], open[SEARCH_WORD + 4];
    int  n = search_light(asked, light);
    if (asked.len < 4 || n < 3) {
        return -1;
    }
    for (int i = 0; endings[i]; i++) {
        int32_t at = try_form(search, light, n, endings[i]);
        if (at >= 0) {
            return at;
        }
    }
    if (n > 4 && memcmp(light + n - 4, "heid", 4) == 0) {
        return try_form(search, light, n - 3, "eden");
    }
    /* raad -> rad(en), wet -> wett(en), brief -> briev(en), huis -> huiz(en) */
    char last = light[n - 1];
    int  m = n;
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
    int32_t at = try_form(search, open, m, "en");
    return at >= 0 ? at : try_form(search, open, m, "e");
}

static int32_t find_any(const wz_search *search, wz_str asked)
{
    int32_t at = find_form(search, asked);
    return at >= 0 ? at : find_inflected(search, asked);
}

/* Cuts an unknown compound into known words: the longest first part that leaves something known. */
static int32_t cut(const wz_search *search, wz_str asked, int level, int32_t *parts, wz_str *forms)
{
    static const char *const links[] = {"", "s", "en", "n", "e", NULL};
    for (ptrdiff_t len = asked.len - 3; len >= 3; len--) {
        wz_str  first = wz_str_slice(asked, 0, len);
        int32_t at    = find_form(search, first);
        if (at < 0 || search->forms[at].stop) {
            continue;
        }
        for (int i = 0; links[i]; i++) {
            wz_str link = wz_str_from(links[i]), rest = wz_str_slice(asked, len, asked.len);
            if (!wz_str_starts(rest, link) || rest.len - link.len < 3 || len + rest.len - link.len < 7) {
                continue;
            }
            rest = wz_str_slice(rest, link.len, rest.len);
            int32_t tail = find_any(search, rest), more = 0;
            if (tail >= 0 && !search->forms[tail].stop) {
                parts[1] = search->forms[tail].cls;
                forms[1] = rest;
                more = 1;
            } else if (level < SPLIT_LEVELS - 1 && rest.len >= 7) {
                more = cut(search, rest, level + 1, parts + 1, forms + 1);
            }
            if (more > 0) {
                parts[0] = search->forms[at].cls;
                forms[0] = first;
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

static void find_beginnings(planner *p, word *w)
{
    const wz_search *search = p->search;
    int32_t low = 0, high = search->form_count;
    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (wz_str_compare(search->forms[mid].text, w->form) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    int32_t end = low;
    while (end < search->form_count && wz_str_starts(search->forms[end].text, w->form)) {
        end++;
    }
    beginning *found = wz_new(p->arena, beginning, end - low);
    int32_t    count = 0;
    for (int32_t i = low; i < end; i++) {
        const search_form *form = &search->forms[i];
        int32_t df = search->classes[form->cls].df;
        bool twice = form->stop || !live(search, form->cls);
        for (int32_t j = 0; j < count && !twice; j++) {
            twice = found[j].cls == form->cls;
        }
        if (!twice) {
            found[count++] = (beginning){form->cls, df, i};
        }
    }
    qsort(found, (size_t)count, sizeof *found, compare_beginnings);
    w->prefix_count = count < PREFIX_CLASSES ? count : PREFIX_CLASSES;
    w->prefix = wz_new(p->arena, int32_t, w->prefix_count);
    for (int32_t i = 0; i < w->prefix_count; i++) {
        w->prefix[i] = found[i].cls;
    }
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
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] && before[j - 2] + 1 < best) {
                best = before[j - 2] + 1;
            }
            next[j] = best;
            least   = best < least ? best : least;
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
            best  = i;
            *near = d;
        }
    }
    return best;
}

static int32_t find_meant(const wz_search *search, wz_str asked, int *near)
{
    if (asked.len < TYPO_LETTERS || (asked.ptr[0] >= '0' && asked.ptr[0] <= '9')) {
        return -1;
    }
    int     limit = asked.len >= TYPO2_LETTERS ? 2 : 1;
    int32_t best  = find_near(search, asked, asked.ptr[0], limit, near);
    if (best < 0 && asked.ptr[1] != asked.ptr[0] && search->docs > SMALL) {
        best = find_near(search, asked, asked.ptr[1], 1, near);
    } else if (best < 0 && search->docs <= SMALL) {
        best = find_near(search, asked, asked.len >= TYPO2_LETTERS ? 0 : asked.ptr[1], 1, near);
    }
    return best;
}

static void resolve(planner *p, word *w, bool last)
{
    const wz_search *search = p->search;
    w->cls    = -1;
    w->weight = WEIGHT_WORD * 100;
    w->why    = WZ_SEARCH_WORD;
    w->stop   = search_stop(w->form);
    int32_t at = search_set_find(&search->form_set, w->form);
    if (at >= 0) {
        w->cls = search->forms[at].cls;         /* also when only the lexicon has it: then as a phrase */
        return;
    }
    at = find_inflected(search, w->form);
    if (at >= 0) {
        w->cls = search->forms[at].cls;
        return;
    }
    if (w->form.len >= 7) {
        w->part_count = cut(search, w->form, 0, w->parts, w->part_forms);
        if (w->part_count > 0) {
            return;
        }
    }
    if (last && p->open && w->form.len >= PREFIX_LETTERS) {
        find_beginnings(p, w);
        if (w->prefix_count > 0) {
            return;
        }
    }
    int near = 0;
    at = find_meant(search, w->form, &near);
    if (at >= 0) {
        w->cls       = search->forms[at].cls;
        w->weight    = (near == 1 ? WEIGHT_TYPO : WEIGHT_TYPO2) * 100;
        w->why       = WZ_SEARCH_TYPO;
        w->joined    = 0;
        p->corrected = true;
        w->part_forms[0] = search->forms[at].text;
    }
}

/* ---- Leaves ---- */

static search_leaf *add_leaf(planner *p, int32_t token, int32_t tokens, wz_str asked)
{
    search_plan *plan = p->plan;
    search_leaf *leaf = &plan->leaves[plan->leaf_count++];
    *leaf = (search_leaf){.asked = asked, .token = token, .tokens = tokens};
    return leaf;
}

static void add_variant(planner *p, search_leaf *leaf, int32_t cls, int32_t weight, wz_search_why why, int32_t group)
{
    if (cls < 0 || (leaf->optional ? p->search->classes[cls].df == 0 : !live(p->search, cls))) {
        return;
    }
    if (leaf->count == leaf->room) {
        search_variant *bigger = wz_new(p->arena, search_variant, leaf->room * 2 + 4);
        if (leaf->count > 0) {
            memcpy(bigger, leaf->variants, (size_t)leaf->count * sizeof *bigger);
        }
        leaf->variants = bigger;
        leaf->room     = leaf->room * 2 + 4;
    }
    leaf->variants[leaf->count++] = (search_variant){cls, weight, group, why};
}

/* A compound of the index that is in few documents is also asked for in its parts. */
static void add_parts(planner *p, search_leaf *leaf, int32_t form_at, int32_t weight)
{
    const search_form *form = &p->search->forms[form_at];
    if (form->part_count < 2 || p->search->classes[form->cls].df >= RARE) {
        return;
    }
    for (int i = 0; i < form->part_count; i++) {
        if (!live(p->search, form->part_class[i])) {
            return;
        }
    }
    for (int i = 0; i < form->part_count; i++) {
        add_variant(p, leaf, form->part_class[i], weight, WZ_SEARCH_PARTS, 0);
    }
}

static void make_leaves(planner *p, int32_t at)
{
    word *w = &p->words[at];
    w->leaf   = p->plan->leaf_count;
    w->leaves = 1;
    if (w->part_count > 0) {
        w->leaves = w->part_count;
        for (int32_t i = 0; i < w->part_count; i++) {
            add_variant(p, add_leaf(p, at, 1, w->part_forms[i]), w->parts[i], WEIGHT_PARTS * 100, WZ_SEARCH_PARTS, -1);
        }
        return;
    }
    search_leaf *leaf = add_leaf(p, at, 1, w->form);
    for (int32_t i = 0; i < w->prefix_count; i++) {
        add_variant(p, leaf, w->prefix[i], WEIGHT_PREFIX * 100, WZ_SEARCH_PREFIX, -1);
    }
    if (w->cls >= 0) {
        add_variant(p, leaf, w->cls, w->weight, w->why, -1);
        int32_t form = w->why == WZ_SEARCH_TYPO ? search_set_find(&p->search->form_set, w->part_forms[0]) : search_set_find(&p->search->form_set, w->form);
        if (form >= 0) {
            add_parts(p, leaf, form, w->weight * WEIGHT_PARTS / 100);
        }
    }
}

/* A word with a hyphen: the whole when the index has it, else its parts. */
static bool make_joined(planner *p, int32_t at)
{
    word   *w    = &p->words[at];
    int32_t form = w->joined > 0 ? find_form(p->search, w->joined_form) : -1;
    if (form < 0) {
        return false;
    }
    search_leaf *leaf = add_leaf(p, at, w->joined, w->joined_form);
    add_variant(p, leaf, p->search->forms[form].cls, WEIGHT_WORD * 100, WZ_SEARCH_WORD, -1);
    bool all = true;
    for (int32_t i = at; i < at + w->joined; i++) {
        p->words[i].leaf   = p->plan->leaf_count - 1;
        p->words[i].leaves = 1;
        all = all && !p->words[i].stop && p->words[i].cls >= 0 && p->search->classes[p->words[i].cls].df > 0;
    }
    for (int32_t i = at; i < at + w->joined && all; i++) {
        add_variant(p, leaf, p->words[i].cls, WEIGHT_PARTS * 100, WZ_SEARCH_PARTS, 0);
    }
    return true;
}

/* ---- Concepts ---- */

static bool run_matches(const planner *p, const search_pattern *pattern, int32_t at)
{
    if (at + pattern->count > p->count) {
        return false;
    }
    for (int32_t i = 0; i < pattern->count; i++) {
        if (p->words[at + i].cls != pattern->classes[i]) {
            return false;
        }
    }
    return true;
}

/* Names the phrase unless it was named already, in another form or with other capitals. */
static void add_also(planner *p, int32_t phrase)
{
    const search_pattern *pattern = &p->search->patterns[phrase];
    for (int32_t i = 0; i < p->plan->also_count; i++) {
        const search_pattern *other = &p->search->patterns[p->also[i]];
        if (other->count == pattern->count && memcmp(other->classes, pattern->classes, (size_t)pattern->count * sizeof *pattern->classes) == 0) {
            return;
        }
    }
    p->also[p->plan->also_count]         = phrase;
    p->plan->also[p->plan->also_count++] = p->search->lexicon->phrases[phrase].label;
}

static int32_t leaf_weight(const planner *p, int32_t from, int32_t count)
{
    int32_t weight = WEIGHT_WORD * 100;
    for (int32_t i = from; i < from + count; i++) {
        weight = p->words[i].weight < weight ? p->words[i].weight : weight;
    }
    return weight;
}

/* The words [at, at + count) ask for a concept. */
static void add_concept(planner *p, int32_t at, int32_t count, int32_t group, int32_t weight, wz_search_why why)
{
    const wz_lexicon *lexicon = p->search->lexicon;
    int32_t cls = p->search->word_classes + group;
    if (p->search->classes[cls].df == 0) {
        return;
    }
    weight = leaf_weight(p, at, count) / 100 * weight;
    for (int32_t i = at; i < at + count; i++) {
        for (int32_t j = 0; j < p->words[i].leaves; j++) {
            search_leaf *leaf  = &p->plan->leaves[p->words[i].leaf + j];
            bool         twice = false;
            for (int32_t k = 0; k < leaf->count && !twice; k++) {
                twice = leaf->variants[k].cls == cls;
            }
            if (!twice) {
                add_variant(p, leaf, cls, weight, why, -1);
            }
        }
    }
    for (int32_t i = 0; i < lexicon->phrase_count; i++) {
        if (lexicon->phrases[i].group == group && !run_matches(p, &p->search->patterns[i], at)) {
            add_also(p, i);
        }
    }
}

static void each_concept(planner *p, void (*found)(planner *p, int32_t at, const search_pattern *pattern, bool jargon))
{
    const wz_search *search = p->search;
    int32_t *ends = wz_new(p->arena, int32_t, search->lexicon->group_count);
    for (int32_t at = 0; at < p->count; at++) {
        if (p->words[at].cls < 0) {
            continue;
        }
        for (int32_t i = search->first_pattern[p->words[at].cls]; i >= 0; i = search->patterns[i].next) {
            const search_pattern *pattern = &search->patterns[i];
            if (ends[pattern->group] <= at && run_matches(p, pattern, at)) {
                ends[pattern->group] = at + pattern->count;
                found(p, at, pattern, false);
            }
        }
        for (int32_t i = search->first_jargon[p->words[at].cls]; i >= 0; i = search->jargon[i].next) {
            if (run_matches(p, &search->jargon[i], at)) {
                found(p, at, &search->jargon[i], true);
            }
        }
    }
}

/* A phrase of stop words only still needs a leaf. */
static void mark_covered(planner *p, int32_t at, const search_pattern *pattern, bool jargon)
{
    (void)jargon;
    bool any = false;
    for (int32_t i = at; i < at + pattern->count; i++) {
        any = any || !p->words[i].stop;
    }
    for (int32_t i = at; i < at + pattern->count && !any; i++) {
        p->words[i].covered = true;
    }
}

static void use_concept(planner *p, int32_t at, const search_pattern *pattern, bool jargon)
{
    if (!jargon) {
        add_concept(p, at, pattern->count, pattern->group, WEIGHT_CONCEPT, WZ_SEARCH_CONCEPT);
        return;
    }
    const search_jargon *entry = &p->search->lexicon->jargon[pattern->group];
    for (int32_t i = 0; i < entry->count; i++) {
        add_concept(p, at, pattern->count, entry->groups[i], WEIGHT_JARGON, WZ_SEARCH_JARGON);
    }
}

/* ---- Reading the query ---- */

static void add_quote(planner *p, wz_str text)
{
    search_reader reader;
    search_token  token;
    search_quote  quote = {wz_new(p->arena, int32_t, text.len + 1), 0};
    search_read(&reader, p->arena, text);
    while (search_next(&reader, &token)) {
        if (!token.extra) {
            quote.forms[quote.count++] = search_set_find(&p->search->form_set, token.form);
        }
    }
    if (quote.count > 0) {
        p->plan->quotes[p->plan->quote_count++] = quote;
    }
}

/* Length of a double quotation mark at offset, 0 when there is none. */
static int mark_at(wz_str s, ptrdiff_t at)
{
    if (s.ptr[at] == '"') {
        return 1;
    }
    if (at + 2 < s.len && (unsigned char)s.ptr[at] == 0xe2 && (unsigned char)s.ptr[at + 1] == 0x80) {
        unsigned char c = (unsigned char)s.ptr[at + 2];
        return c == 0x9c || c == 0x9d || c == 0x9e ? 3 : 0;
    }
    return 0;
}

static void read_quotes(planner *p, wz_str query)
{
    ptrdiff_t open = -1;
    for (ptrdiff_t at = 0; at < query.len;) {
        int mark = mark_at(query, at);
        if (mark == 0) {
            at++;
            continue;
        }
        if (open >= 0) {
            add_quote(p, wz_str_slice(query, open, at));
            open = -1;
        } else {
            open = at + mark;
        }
        at += mark;
    }
}

static void read_words(planner *p, wz_str query)
{
    search_reader reader;
    search_token  token;
    ptrdiff_t     end = 0;
    int32_t       hyphen = -1;
    search_read(&reader, p->arena, query);
    while (search_next(&reader, &token) && p->count < WZ_SEARCH_QUERY_WORDS) {
        if (token.extra) {
            if (hyphen >= 0) {
                p->words[hyphen].joined      = p->count - hyphen;
                p->words[hyphen].joined_form = wz_str_copy(p->arena, token.form);
            }
            hyphen = -1;
            continue;
        }
        if (hyphen < 0 || reader.parts <= 1) {
            hyphen = p->count;
        }
        p->words[p->count++] = (word){.form = wz_str_copy(p->arena, token.form), .leaf = -1};
        end = token.to;
    }
    p->open = end == query.len;
}

static void write_meant(planner *p)
{
    if (!p->corrected) {
        return;
    }
    wz_str parts[WZ_SEARCH_QUERY_WORDS];
    for (int32_t i = 0; i < p->count; i++) {
        parts[i] = p->words[i].why == WZ_SEARCH_TYPO ? p->words[i].part_forms[0] : p->words[i].form;
    }
    p->plan->meant = wz_str_join(p->arena, parts, p->count, WZ_STR(" "));
}

search_plan search_make_plan(wz_arena *arena, const wz_search *search, wz_str query)
{
    search_plan plan = {0};
    planner    *p    = wz_new(arena, planner, 1);
    p->arena  = arena;
    p->search = search;
    p->plan   = &plan;
    if (query.len > QUERY_LENGTH) {
        query.len = QUERY_LENGTH;
        while (query.len > 0 && ((unsigned char)query.ptr[query.len] & 0xc0) == 0x80) {
            query.len--;
        }
    }
    plan.leaves  = wz_new(arena, search_leaf, WZ_SEARCH_QUERY_WORDS * (SPLIT_LEVELS + 1));
    plan.quotes  = wz_new(arena, search_quote, query.len / 2 + 1);
    plan.unknown = wz_new(arena, wz_str, WZ_SEARCH_QUERY_WORDS * (SPLIT_LEVELS + 1));
    plan.also    = wz_new(arena, wz_str, search->lexicon->phrase_count);
    p->also      = wz_new(arena, int32_t, search->lexicon->phrase_count);
    read_quotes(p, query);
    read_words(p, query);
    for (int32_t i = 0; i < p->count; i++) {
        resolve(p, &p->words[i], i == p->count - 1);
    }
    each_concept(p, mark_covered);
    for (int32_t i = 0; i < p->count; i++) {
        if (make_joined(p, i)) {
            i += p->words[i].joined - 1;
        } else if (!p->words[i].stop || p->words[i].covered) {
            make_leaves(p, i);
        } else if (p->words[i].cls >= 0 && search->classes[p->words[i].cls].stop) {
            search_leaf *leaf = add_leaf(p, i, 1, p->words[i].form);
            leaf->optional = true;
            add_variant(p, leaf, p->words[i].cls, WEIGHT_STOP * 100, WZ_SEARCH_WORD, -1);
        }
    }
    each_concept(p, use_concept);
    int32_t kept = 0, needed = 0;
    for (int32_t i = 0; i < plan.leaf_count; i++) {
        needed += !plan.leaves[i].optional;
        if (plan.leaves[i].count > 0) {
            plan.leaves[kept++] = plan.leaves[i];
        } else if (!plan.leaves[i].optional) {
            plan.unknown[plan.unknown_count++] = plan.leaves[i].asked;
        }
    }
    plan.all = needed == 0 && plan.quote_count == 0;
    plan.leaf_count = kept;
    write_meant(p);
    return plan;
}
