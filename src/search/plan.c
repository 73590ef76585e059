/* SPDX-License-Identifier: EUPL-1.2 */
/* What a query asks. zoek.js makes the same plan from the shards; tests/search compares the two.
 *
 * 1. The query is read into words; what stands in quotation marks is a phrase as well.
 * 2. Each word is looked up (words.c). An unknown compound of known words is asked for as those words.
 * 3. Runs of words that are a phrase of the lexicon ask for its concept too. Stop words count only there, and in
 * titles.
 * 4. Every word that is left is a leaf, once: a choice of classes, each with a weight. A word that is in fewer than
 *    RARE documents also asks for its parts, if a document has them all, and for words that begin with it.
 * 5. Topics that the words name (topics.c) give their words the documents that carry their value. The number of an
 *    article, with a law or the word for an article, asks for the documents that name it. */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

typedef struct planner {
    wz_arena *arena;
    const wz_search *search;
    search_plan *plan;
    search_word words[WZ_SEARCH_QUERY_WORDS * (SPLIT_LEVELS + 1)];
    int32_t count;
    bool open;       /* the query ends inside its last word */
    ptrdiff_t blank; /* bytes of the query that are no white space */
    const wz_search_options *options;
    search_match *matches; /* topics */
    int32_t match_count;
    int32_t article; /* word with the number of one, -1 */
    int32_t *also;   /* phrases that were named */
} planner;

/* ---- Leaves ---- */

static search_leaf *add_leaf(planner *p, wz_str asked)
{
    search_leaf *leaf = &p->plan->leaves[p->plan->leaf_count++];
    *leaf = (search_leaf){.asked = asked, .grade = 100};
    return leaf;
}

static void add_variant(planner *p, search_leaf *leaf, int32_t cls, int32_t weight, wz_search_why why, int32_t group)
{
    bool topic = cls >= p->search->class_count;
    if (cls < 0 || (!topic && (leaf->optional ? p->search->classes[cls].df == 0 : !search_live(p->search, cls)))) {
        return;
    }
    wz_grow(p->arena, leaf->variants, leaf->count, leaf->room);
    leaf->variants[leaf->count++] = (search_variant){cls, weight, group, why};
}

static bool all_live(const wz_search *search, const search_form *form)
{
    for (int i = 0; i < form->part_count; i++) {
        if (!search_live(search, form->part_class[i])) {
            return false;
        }
    }
    return true;
}

/* A word that is in few documents is also asked for in its parts, and as the beginning of other words. */
static void add_rare(planner *p, search_leaf *leaf, int32_t form_at, int32_t weight)
{
    const search_form *form = &p->search->forms[form_at];
    if (p->search->classes[form->cls].df >= RARE) {
        return;
    }
    int32_t *classes, group = leaf->count;
    for (int i = 0; i < form->part_count && all_live(p->search, form); i++) {
        add_variant(p, leaf, form->part_class[i], weight * WEIGHT_PARTS / 100, WZ_SEARCH_PARTS, group);
    }
    int32_t count = form->text.len < TYPO_LETTERS ? 0 : search_beginnings(p->arena, p->search, form->text, &classes);
    for (int32_t i = 0; i < count; i++) {
        if (classes[i] != form->cls) {
            add_variant(p, leaf, classes[i], weight * WEIGHT_PREFIX / 100, WZ_SEARCH_PREFIX, -1);
        }
    }
}

/* The leaf of a word that the query has twice, or -1. */
static int32_t asked_before(const planner *p, int32_t at)
{
    const search_word *w = &p->words[at];
    for (int32_t i = 0; i < at && !w->either; i++) {
        const search_word *other = &p->words[i];
        if (other->leaf >= 0 && wz_str_equal(p->plan->leaves[other->leaf].asked, w->form) &&
            other->weight >= w->weight && other->verb == w->verb) {
            return other->leaf;
        }
    }
    return -1;
}

static void make_leaf(planner *p, int32_t at)
{
    search_word *w = &p->words[at];
    w->leaf = asked_before(p, at);
    if (w->leaf >= 0) {
        return;
    }
    bool same = w->either && p->plan->leaf_count > 0 && !p->plan->leaves[p->plan->leaf_count - 1].optional;
    w->leaf = p->plan->leaf_count - same;
    search_leaf *leaf = same ? &p->plan->leaves[w->leaf] : add_leaf(p, w->form);
    if (!same) {
        leaf->grade = w->grade;
        leaf->raw = w->raw;
        leaf->named = w->named;
    }
    for (int32_t i = 0; i < w->prefix_count; i++) {
        add_variant(p, leaf, w->prefix[i], WEIGHT_PREFIX * 100, WZ_SEARCH_PREFIX, -1);
    }
    if (w->verb >= 0) {
        add_variant(p, leaf, w->verb, WEIGHT_WORD * 100, WZ_SEARCH_WORD, -1);
    } else if (w->cls >= 0) {
        add_variant(p, leaf, w->cls, w->weight, w->why, -1);
        int32_t form = search_set_find(&p->search->form_set, w->meant.len > 0 ? w->meant : w->form);
        if (form >= 0) {
            add_rare(p, leaf, form, w->weight);
        }
    }
}

/* A word with a hyphen that the index has as a whole (unfold left the others out). */
static void make_joined(planner *p, int32_t at)
{
    search_word *w = &p->words[at];
    int32_t form = search_find_form(p->search, w->joined_form), leaf_at = p->plan->leaf_count;
    search_leaf *leaf = add_leaf(p, w->joined_form);
    bool all = true;
    leaf->raw = w->raw;
    add_variant(p, leaf, p->search->forms[form].cls, WEIGHT_WORD * 100, WZ_SEARCH_WORD, -1);
    for (int32_t i = at; i < at + w->joined; i++) {
        p->words[i].leaf = leaf_at;
        all = all && !p->words[i].stop && p->words[i].cls >= 0 && p->search->classes[p->words[i].cls].df > 0;
    }
    for (int32_t i = at; i < at + w->joined && all; i++) {
        add_variant(p, leaf, p->words[i].cls, WEIGHT_PARTS * 100, WZ_SEARCH_PARTS, 0);
    }
}

/* ---- Concepts ---- */

static bool run_matches(const planner *p, const search_pattern *pattern, int32_t at)
{
    if (at + pattern->count > p->count) {
        return false;
    }
    for (int32_t i = 0; i < pattern->count; i++) {
        const search_word *w = &p->words[at + i];
        if (w->cls != pattern->classes[i] && w->verb != pattern->classes[i]) {
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
        if (other->count == pattern->count &&
            memcmp(other->classes, pattern->classes, (size_t)pattern->count * sizeof *pattern->classes) == 0) {
            return;
        }
    }
    p->also[p->plan->also_count] = phrase;
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
        search_leaf *leaf = p->words[i].leaf < 0 ? NULL : &p->plan->leaves[p->words[i].leaf];
        bool twice = !leaf;
        for (int32_t k = 0; !twice && k < leaf->count; k++) {
            twice = leaf->variants[k].cls == cls;
        }
        if (!twice) {
            add_variant(p, leaf, cls, weight, why, -1);
            leaf->grade = count > 1 ? 100 : leaf->grade;
        }
    }
    for (int32_t i = 0; i < lexicon->phrase_count; i++) {
        if (lexicon->phrases[i].group == group && !run_matches(p, &p->search->patterns[i], at)) {
            add_also(p, i);
        }
    }
}

typedef void concept_fn(planner *p, int32_t at, const search_pattern *pattern, bool jargon);

/* Of the phrases that start with the class, those that stand at the word. */
static void each_starting(planner *p, int32_t at, int32_t cls, int32_t *ends, concept_fn *found)
{
    const wz_search *search = p->search;
    for (int32_t i = search->first_pattern[cls]; i >= 0; i = search->patterns[i].next) {
        const search_pattern *pattern = &search->patterns[i];
        if (ends[pattern->group] <= at && run_matches(p, pattern, at)) {
            ends[pattern->group] = at + pattern->count;
            found(p, at, pattern, false);
        }
    }
    for (int32_t i = search->first_jargon[cls]; i >= 0; i = search->jargon[i].next) {
        if (run_matches(p, &search->jargon[i], at)) {
            found(p, at, &search->jargon[i], true);
        }
    }
}

static void each_concept(planner *p, concept_fn *found)
{
    int32_t *ends = wz_new(p->arena, int32_t, p->search->lexicon->group_count);
    for (int32_t at = 0; at < p->count; at++) {
        const search_word *w = &p->words[at];
        if (w->cls >= 0) {
            each_starting(p, at, w->cls, ends, found);
        }
        if (w->verb >= 0) {
            each_starting(p, at, w->verb, ends, found);
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
    search_token token;
    search_quote quote = {wz_new(p->arena, int32_t, text.len + 1), 0};
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

static void read_quotes(planner *p, wz_str query)
{
    ptrdiff_t open = -1;
    for (ptrdiff_t at = 0; at < query.len;) {
        int mark = search_mark(query, at);
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

/* Compounds that were cut become words of the query. A word with a hyphen that is known as a whole stays whole; others
 * lose their hyphen. */
static void unfold(planner *p)
{
    search_word *words = wz_new(p->arena, search_word, p->count);
    int32_t count = p->count, whole = 0;
    memcpy(words, p->words, (size_t)count * sizeof *words);
    p->count = 0;
    for (int32_t i = 0; i < count; i++) {
        search_word *w = &words[i];
        if (whole == 0 && w->joined > 0 && search_find_form(p->search, w->joined_form) < 0) {
            w->joined = 0;
        }
        whole = w->joined > whole ? w->joined : whole;
        bool keep = whole > 0 || w->part_count == 0 || w->excluded;
        if (keep) {
            p->words[p->count++] = *w;
        }
        for (int32_t j = 0; j < w->part_count && !keep; j++) {
            search_word part = *w;
            part.form = w->parts[j].form;
            part.cls = w->parts[j].cls;
            part.meant = w->parts[j].meant;
            part.weight = WEIGHT_PARTS * 100;
            part.why = WZ_SEARCH_PARTS;
            part.text = j > 0 ? (wz_str){0} : w->form;
            part.glued = j > 0;
            p->words[p->count++] = part;
        }
        whole -= whole > 0;
    }
}

/* The query as it was meant, when it had a typing error. */
static void write_meant(planner *p)
{
    wz_buf meant = {0};
    bool any = false;
    for (int32_t i = 0; i < p->count; i++) {
        const search_word *w = &p->words[i];
        any = any || w->meant.len > 0;
        if (meant.len > 0 && !w->glued) {
            wz_buf_byte(&meant, ' ');
        }
        wz_buf_add(&meant, w->meant.len > 0 ? w->meant : w->text);
    }
    if (any) {
        p->plan->meant = wz_str_copy(p->arena, wz_buf_str(&meant));
    }
    wz_buf_free(&meant);
}

static void make_leaves(planner *p)
{
    const wz_search *search = p->search;
    for (int32_t i = 0; i < p->count; i++) {
        search_word *w = &p->words[i];
        if (w->excluded || w->spent) {
            continue;
        }
        if (w->joined > 0) {
            make_joined(p, i);
            i += w->joined - 1;
        } else if (!w->stop || w->covered) {
            make_leaf(p, i);
        } else if (w->cls >= 0 && search->classes[w->cls].stop) {
            search_leaf *leaf = add_leaf(p, w->form);
            leaf->optional = true;
            add_variant(p, leaf, w->cls, WEIGHT_STOP * 100, WZ_SEARCH_WORD, -1);
        }
    }
}

/* ---- What the query names ---- */

static wz_search_mention name_of(const planner *p, const search_match *match)
{
    wz_search_mention named = {match->topic, NULL, 0};
    wz_str *words = wz_new(p->arena, wz_str, p->count);
    for (int32_t i = 0; i < p->count && i < MATCH_WORDS; i++) {
        if (match->words >> i & 1 && !p->words[i].glued) {
            words[named.word_count++] = p->words[i].raw;
        }
    }
    named.words = words;
    return named;
}

/* The law that is named first, -1. */
static int32_t find_law(const planner *p)
{
    for (int32_t i = 0; i < p->match_count; i++) {
        if (p->search->input.topics[p->matches[i].topic].article.len > 0) {
            return p->matches[i].topic;
        }
    }
    return -1;
}

/* The number of an article is the word that documents and answers have for that article of that law. */
static void read_article(planner *p)
{
    const wz_search *search = p->search;
    p->plan->law = find_law(p);
    p->article = search_find_article(search, p->words, p->count, p->plan->law >= 0);
    if (p->article < 0) {
        return;
    }
    search_word *w = &p->words[p->article];
    wz_str law = p->plan->law < 0 ? (wz_str){0} : search->input.topics[p->plan->law].key;
    law = wz_str_slice(law, wz_str_find_byte(law, '/') + 1, law.len);
    int32_t form = search_set_find(&search->form_set, wz_search_article(p->arena, law, w->form));
    w->cls = form < 0 ? -1 : search->forms[form].cls;
    p->plan->article = w->form;
    search_spend_article(search, p->words, p->count, p->article);
}

static void match_topics(planner *p)
{
    p->match_count = search_match_topics(p->arena, p->search, p->words, p->count, p->options, &p->matches);
}

static void name_topics(planner *p)
{
    search_plan *plan = p->plan;
    const wz_search_topic *topics = p->search->input.topics;
    match_topics(p);
    read_article(p);
    if (p->article >= 0) {
        match_topics(p);
    }
    plan->understood = wz_new(p->arena, wz_search_mention, p->match_count);
    plan->pages = wz_new(p->arena, wz_search_mention, WZ_SEARCH_PAGES);
    plan->answers = wz_new(p->arena, wz_search_mention, WZ_SEARCH_ANSWERS);
    for (int32_t i = 0; i < p->count && i < MATCH_WORDS; i++) {
        for (int32_t m = 0; m < p->match_count && !p->words[i].named; m++) {
            p->words[i].named = p->matches[m].words >> i & 1;
        }
    }
    for (int32_t i = 0; i < p->match_count; i++) {
        const wz_search_topic *topic = &topics[p->matches[i].topic];
        if (topic->level != WZ_SEARCH_NAMED) {
            if (topic->level != WZ_SEARCH_LAST && plan->answer_count < WZ_SEARCH_ANSWERS) {
                plan->answers[plan->answer_count++] = name_of(p, &p->matches[i]);
            }
            continue;
        }
        if (topic->facet >= 0) {
            plan->understood[plan->understood_count++] = name_of(p, &p->matches[i]);
        }
        if (topic->url.len > 0 && plan->page_count < WZ_SEARCH_PAGES) {
            plan->pages[plan->page_count++] = name_of(p, &p->matches[i]);
        }
    }
}

/* Documents that carry what is named answer its words; those that help too, when the answer is urgent or about half of
 * what was asked or more. */
static void use_topics(planner *p)
{
    int32_t meaning = 0;
    for (int32_t i = 0; i < p->count; i++) {
        meaning += !p->words[i].stop && (!p->words[i].spent || i == p->article);
    }
    for (int32_t m = 0; m < p->match_count; m++) {
        const search_match *match = &p->matches[m];
        const wz_search_topic *topic = &p->search->input.topics[match->topic];
        int32_t weight = (topic->level == WZ_SEARCH_NAMED ? WEIGHT_VALUE : WEIGHT_HELP) * 100;
        bool most = topic->level <= WZ_SEARCH_URGENT || 2 * match->count >= meaning;
        for (int32_t i = 0; i < p->count && most && search_has_documents(p->search, match->topic); i++) {
            if (i < MATCH_WORDS && (match->words >> i & 1) && p->words[i].leaf >= 0) {
                search_leaf *leaf = &p->plan->leaves[p->words[i].leaf];
                add_variant(p, leaf, p->search->class_count + match->topic, weight, WZ_SEARCH_VALUE, -1);
                leaf->grade = 100;
            }
        }
    }
}

/* The documents on the article, and a leaf for the answers that speak of it. */
static void use_article(planner *p)
{
    if (p->article < 0) {
        return;
    }
    search_word *w = &p->words[p->article];
    p->plan->article_here = w->named || (w->cls >= 0 && search_live(p->search, w->cls));
    if (p->plan->article_here) {
        w->leaf = p->plan->leaf_count;
        search_leaf *leaf = add_leaf(p, w->form);
        leaf->raw = w->raw;
        leaf->named = w->named;
        add_variant(p, leaf, w->cls, WEIGHT_WORD * 100, WZ_SEARCH_WORD, -1);
    }
}

static void use_excluded(planner *p)
{
    search_plan *plan = p->plan;
    plan->excluded = wz_new(p->arena, int32_t, p->count);
    plan->excluded_words = wz_new(p->arena, wz_str, p->count);
    for (int32_t i = 0; i < p->count; i++) {
        const search_word *w = &p->words[i];
        if (w->excluded) {
            plan->excluded[plan->excluded_count] = w->cls >= 0 && search_live(p->search, w->cls) ? w->cls : -1;
            plan->excluded_words[plan->excluded_count++] = w->raw;
        }
    }
}

/* ---- The whole ---- */

static void add_unknown(search_plan *plan, wz_str raw)
{
    for (int32_t i = 0; i < plan->unknown_count; i++) {
        if (wz_str_equal(plan->unknown[i], raw)) {
            return;
        }
    }
    plan->unknown[plan->unknown_count++] = raw;
}

/* Leaves that nothing answers are unknown words, unless they say little anyway or name something. */
static void drop_empty(planner *p)
{
    search_plan *plan = p->plan;
    int32_t kept = 0, needed = 0;
    for (int32_t i = 0; i < plan->leaf_count; i++) {
        needed += !plan->leaves[i].optional;
        if (plan->leaves[i].count > 0) {
            plan->leaves[kept++] = plan->leaves[i];
        } else if (!plan->leaves[i].optional && plan->leaves[i].grade == 100) {
            if (!plan->leaves[i].named) {
                add_unknown(plan, plan->leaves[i].raw);
            }
            plan->lacking += search_idf(p->search->docs, 1);
        }
    }
    plan->leaf_count = kept;
    for (int32_t i = 0; i < plan->unknown_count; i++) {
        bool part = false; /* of a compound of which another part is known */
        for (int32_t k = 0; k < kept && !part; k++) {
            part = wz_str_equal(plan->leaves[k].raw, plan->unknown[i]);
        }
        plan->stranger = plan->stranger || !part;
    }
    bool asked = needed > 0 || plan->quote_count > 0 || plan->excluded_count > 0 || plan->article.len > 0;
    plan->unreadable = !asked && p->blank > 0;
    plan->all = needed == 0 && plan->quote_count == 0 && plan->article.len == 0 && !plan->unreadable;
}

search_plan search_make_plan(wz_arena *arena, const wz_search *search, wz_str query, const wz_search_options *options)
{
    search_plan plan = {0};
    planner *p = wz_new(arena, planner, 1);
    p->arena = arena;
    p->search = search;
    p->plan = &plan;
    p->options = options;
    if (query.len > QUERY_LENGTH) {
        query.len = QUERY_LENGTH;
        while (query.len > 0 && ((unsigned char)query.ptr[query.len] & 0xc0) == 0x80) {
            query.len--;
        }
    }
    p->blank = wz_str_trim(query).len;
    plan.leaves = wz_new(arena, search_leaf, LEAVES);
    plan.quotes = wz_new(arena, search_quote, query.len / 2 + 1);
    plan.unknown = wz_new(arena, wz_str, WZ_SEARCH_QUERY_WORDS * (SPLIT_LEVELS + 1));
    plan.also = wz_new(arena, wz_str, search->lexicon->phrase_count);
    p->also = wz_new(arena, int32_t, search->lexicon->phrase_count);
    read_quotes(p, query);
    p->count = search_read_query(arena, query, options && options->exact, p->words, &p->open);
    for (int32_t i = 0; i < p->count; i++) {
        search_resolve(arena, search, &p->words[i], p->open && i == p->count - 1);
    }
    unfold(p);
    search_join_verbs(search, p->words, p->count);
    name_topics(p);
    use_article(p);
    each_concept(p, mark_covered);
    make_leaves(p);
    each_concept(p, use_concept);
    use_topics(p);
    use_excluded(p);
    drop_empty(p);
    write_meant(p);
    return plan;
}
