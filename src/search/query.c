/* SPDX-License-Identifier: EUPL-1.2 */
/* Searching in memory, by the plain definition. No postings: every document is read, word by word. The index must give
 * the same answer.
 *
 * A query is a list of leaves (plan.c). For a document d, a leaf with variants v of weight w and class c:
 *
 *   impact(c, d)  1 to IMPACT_MAX: BM25F over the fields, parts of compounds at half weight; of a class in very many
 *                 documents rounded, but for those where it weighs most                             (invert.c)
 *   leaf(d)       = max over v of  w * idf(c) * impact(c, d);  for the PARTS of a compound their sum, if all are there;
 *                   plus that of a value that the document carries, for a word that names it
 *   mass          = the largest idf among the leaf's variants
 *   cover(d)      = mass of the leaves that match / mass of all leaves
 *   firm(d)       = every leaf has a variant of impact STRONG or more: it is about all that is asked, as a rule in its
 *                 title
 *   score(d)      = cover(d) * sum of leaf(d), times TITLE_BONUS when d is firm and there is more than one leaf; times
 *                   OTHERS when d is not firm and for others only; then lifted by those about the same matter (alike.c)
 *
 * Documents without a phrase in quotation marks are out. Found are the complete documents (all leaves match) and, when there is more
 * than one leaf, those that have MOST_COVER of the cover of the best (they lack only a word that says little), FEW_COVER when
 * fewer than FEW are complete, or LEAST of the best score. They are ordered by score, then as in the index. A leaf for a stop
 * word is optional: it adds to the score of a firm document that has it in the title ("Steun maar geen sturing"), and counts
 * nowhere else, so that the small words of a question say nothing. The score is a whole number, so that the order in which
 * something was added up decides nothing; NUDGE is no part that products of hundredths have. Facets: OR inside one, AND
 * across; the count of a value leaves out the choice in its own facet. */
#include "search/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct interest {
    int32_t cls;
    int32_t df, idf;
    search_weight weight; /* in the document at hand */
    int32_t *impacts;     /* [number] */
    uint8_t *asked;       /* [number]: questions that have it */
} interest;

typedef struct scan {
    wz_arena *arena;
    const wz_search *search;
    search_plan plan;
    interest *interests;
    int32_t count;
    int32_t *of_class; /* [class, then topic] -> interest, -1 */
    bool *out;         /* [number]: lacks a phrase */
    bool *wanted;      /* [form]: says something of an interest */
    int32_t *ends;     /* [concept]: where it ended in the document at hand; NULL: in none yet */
} scan;

static void add_interest(scan *s, int32_t cls)
{
    if (s->of_class[cls] >= 0) {
        return;
    }
    s->of_class[cls] = s->count;
    s->interests[s->count++] = (interest){.cls = cls,
                                          .impacts = wz_new(s->arena, int32_t, s->search->docs),
                                          .asked = wz_new(s->arena, uint8_t, s->search->docs)};
}

static void add_weight(scan *s, int32_t cls, double direct, double part, int asked)
{
    if (s->of_class[cls] >= 0) {
        search_weight *weight = &s->interests[s->of_class[cls]].weight;
        weight->direct += direct;
        weight->part += part;
        weight->asked |= asked;
    }
}

static bool is_wanted(const scan *s, int32_t cls)
{
    const wz_search *search = s->search;
    bool wanted = s->of_class[cls] >= 0;
    for (int32_t p = search->first_pattern[cls]; p >= 0 && !wanted; p = search->patterns[p].next) {
        wanted = s->of_class[search->word_classes + search->patterns[p].group] >= 0;
    }
    return wanted;
}

/* Nearly all words of a document say nothing of what is asked: they are passed over, which takes a tenth of the time. */
static void mark_forms(scan *s)
{
    s->wanted = wz_new(s->arena, bool, s->search->form_count);
    for (int32_t f = 0; f < s->search->form_count; f++) {
        const search_form *form = &s->search->forms[f];
        for (int p = -1; p < form->part_count && !s->wanted[f]; p++) {
            s->wanted[f] = is_wanted(s, p < 0 ? form->cls : form->part_class[p]);
        }
    }
}

static void scan_field(scan *s, const search_words *words, int field)
{
    const wz_search *search = s->search;
    const int32_t *forms = words->forms;
    int32_t from = words->start[field], to = words->start[field + 1], length = 0, wanted = 0;
    for (int32_t i = from; i < to; i++) {
        length += !(forms[i] & SEARCH_EXTRA);
        wanted += s->wanted[forms[i] & ~SEARCH_EXTRA];
    }
    double weight = search_field_weight(search, field, length);
    for (int32_t i = from; wanted > 0 && i < to; i++) {
        const search_form *form = &search->forms[forms[i] & ~SEARCH_EXTRA];
        if (!s->wanted[forms[i] & ~SEARCH_EXTRA]) {
            continue;
        }
        int asked = field == WZ_SEARCH_QUESTIONS ? search_question(words, i) : 0;
        if (!form->stop || field == WZ_SEARCH_TITLE) {
            add_weight(s, form->cls, weight, 0, asked);
        }
        for (int p = 0; p < form->part_count && (!form->stop || field == WZ_SEARCH_TITLE); p++) {
            int32_t part = form->part_class[p];
            if (part == form->cls || search->classes[part].stop) {
                continue;
            }
            add_weight(s, part, 0, weight, asked);
            for (int32_t q = search->first_pattern[part]; q >= 0; q = search->patterns[q].next) {
                if (search->patterns[q].count == 1) {
                    add_weight(s, search->word_classes + search->patterns[q].group, 0, weight, asked);
                }
            }
        }
        for (int32_t p = search->first_pattern[form->cls]; p >= 0; p = search->patterns[p].next) {
            int32_t group = search->patterns[p].group, end;
            s->ends = s->ends ? s->ends : wz_new(s->arena, int32_t, search->lexicon->group_count);
            if (s->ends[group] <= i && search_matches(search, &search->patterns[p], forms, i, to, &end)) {
                s->ends[group] = end;
                add_weight(s, search->word_classes + group, weight, 0, asked);
            }
        }
    }
}

static bool has_quote(const search_words *words, const search_quote *quote)
{
    for (int field = 0; field < WZ_SEARCH_FIELDS; field++) {
        for (int32_t from = words->start[field]; from < words->start[field + 1]; from++) {
            int32_t i = 0;
            for (int32_t at = from; at < words->start[field + 1] && i < quote->count; at++) {
                if (words->forms[at] & SEARCH_EXTRA) {
                    continue;
                }
                if (words->forms[at] != quote->forms[i]) {
                    break;
                }
                i++;
            }
            if (i == quote->count) {
                return true;
            }
        }
    }
    return false;
}

/* What classes in many documents keep of their weights. */
static void scale_interest(const scan *s, interest *x)
{
    int32_t counts[IMPACT_MAX + 1] = {0};
    for (int32_t d = 0; d < s->search->docs; d++) {
        counts[x->impacts[d]]++;
    }
    search_scale scale = search_scale_of(s->search->docs, x->df, counts);
    for (int32_t d = 0; d < s->search->docs; d++) {
        x->impacts[d] = scale.impact[x->impacts[d]];
        x->asked[d] = scale.asks ? x->asked[d] : 0;
    }
}

static void scan_docs(scan *s)
{
    const wz_search *search = s->search;
    wz_arena *kept = s->arena, *scratch = wz_arena_new(NULL);
    mark_forms(s);
    s->arena = scratch;
    for (int32_t d = 0; d < search->docs; d++) {
        s->ends = NULL;
        for (int32_t i = 0; i < s->count; i++) {
            s->interests[i].weight = (search_weight){0, 0, 0};
        }
        for (int field = 0; field < WZ_SEARCH_FIELDS && s->count > 0; field++) {
            if (search->words[d].start[field] < search->words[d].start[field + 1]) {
                scan_field(s, &search->words[d], field);
            }
        }
        for (int32_t i = 0; i < s->count; i++) {
            interest *x = &s->interests[i];
            if (x->cls >= search->class_count) {
                x->impacts[d] = search_carries(search, x->cls - search->class_count, d) ? VALUE_IMPACT : 0;
                x->df += x->impacts[d] > 0;
            } else if (x->weight.direct > 0 || x->weight.part > 0) {
                x->impacts[d] = search_impact(x->weight, search->input.docs[search->order[d]].prior);
                x->asked[d] = (uint8_t)x->weight.asked;
                x->df++;
            }
        }
        for (int32_t i = 0; i < s->plan.quote_count && !s->out[d]; i++) {
            s->out[d] = !has_quote(&search->words[d], &s->plan.quotes[i]);
        }
        for (int32_t i = 0; i < s->plan.excluded_count && !s->out[d]; i++) {
            int32_t cls = s->plan.excluded[i];
            s->out[d] = cls >= 0 && s->interests[s->of_class[cls]].impacts[d] > 0;
        }
        wz_arena_reset(scratch);
    }
    wz_arena_free(scratch);
    s->arena = kept;
    for (int32_t i = 0; i < s->count; i++) {
        if (s->interests[i].cls < search->class_count) {
            scale_interest(s, &s->interests[i]);
        }
        s->interests[i].idf = search_idf(search->docs, s->interests[i].df);
    }
}

typedef struct leaf_score {
    double score;
    const search_variant *variant;
} leaf_score;

static leaf_score score_leaf(const scan *s, const search_leaf *leaf, int32_t d)
{
    leaf_score best = {0, NULL}, value = {0, NULL};
    double sum = 0;
    bool all = true;
    for (int32_t i = 0; i < leaf->count; i++) {
        const search_variant *v = &leaf->variants[i];
        const interest *x = &s->interests[s->of_class[v->cls]];
        double score = (double)v->weight * leaf->grade / 100 * x->idf * x->impacts[d];
        if (v->group >= 0) {
            sum += score;
            all = all && score > 0;
            if (i + 1 < leaf->count && leaf->variants[i + 1].group == v->group) {
                continue;
            }
            score = all ? sum : 0;
            sum = 0;
            all = true;
        }
        if (v->why == WZ_SEARCH_VALUE) {
            value = score > value.score ? (leaf_score){score, v} : value;
        } else if (score > best.score) {
            best = (leaf_score){score, v};
        }
    }
    return (leaf_score){best.score + value.score, best.variant ? best.variant : value.variant};
}

static int32_t leaf_mass(const scan *s, const search_leaf *leaf)
{
    int32_t most = 0;
    for (int32_t i = 0; i < leaf->count; i++) {
        int32_t idf = s->interests[s->of_class[leaf->variants[i].cls]].idf;
        most = idf > most ? idf : most;
    }
    return most * leaf->grade / 100;
}

/* Does it weigh as in a title? To carry what is named is not enough. */
static bool is_strong(const scan *s, const search_leaf *leaf, int32_t d)
{
    for (int32_t i = 0; i < leaf->count; i++) {
        if (leaf->variants[i].why != WZ_SEARCH_VALUE &&
            s->interests[s->of_class[leaf->variants[i].cls]].impacts[d] >= STRONG) {
            return true;
        }
    }
    return false;
}

typedef struct ranked {
    int32_t number, matched, mass;
    int32_t meaning; /* words that matched and say something of themselves; one that was cut up is one word */
    double score;
    bool complete, firm;
    bool strong; /* one of those weighs as in a title */
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

/* The questions, as bits, that have something of the leaf. */
static int asked_of(const scan *s, const search_leaf *leaf, int32_t d)
{
    int asked = 0;
    for (int32_t i = 0; i < leaf->count; i++) {
        asked |= s->interests[s->of_class[leaf->variants[i].cls]].asked[d];
    }
    return asked;
}

/* What the question that has most of what was asked adds. */
static double score_question(const scan *s, int32_t d, int32_t total)
{
    double most = 0;
    for (int q = 0; q < QUESTIONS; q++) {
        double mass = 0;
        for (int32_t i = 0; i < s->plan.leaf_count; i++) {
            const search_leaf *leaf = &s->plan.leaves[i];
            mass += !leaf->optional && (asked_of(s, leaf, d) >> q & 1) ? leaf_mass(s, leaf) : 0;
        }
        most = mass > most ? mass : most;
    }
    return 10000.0 * QUESTION * most * most / total;
}

/* Words of the query that matched and say something: parts of one that was cut up are not so many words. */
static int32_t count_meaning(const search_plan *plan, const bool *has)
{
    int32_t count = 0;
    bool said = false;
    wz_str raw = {0};
    for (int32_t i = 0; i < plan->leaf_count; i++) {
        const search_leaf *leaf = &plan->leaves[i];
        if (!leaf->optional) {
            said = said && wz_str_equal(leaf->raw, raw);
            raw = leaf->raw;
            count += has[i] && leaf->grade == 100 && !said;
            said = said || (has[i] && leaf->grade == 100);
        }
    }
    return count;
}

static ranked rank_doc(const scan *s, int32_t d, int32_t total, int32_t needed)
{
    const search_plan *plan = &s->plan;
    ranked r = {.number = d};
    bool firm = true, has[LEAVES] = {false};
    for (int32_t i = 0; i < plan->leaf_count; i++) {
        const search_leaf *leaf = &plan->leaves[i];
        double score = leaf->optional ? 0 : score_leaf(s, leaf, d).score;
        has[i] = score > 0;
        if (has[i]) {
            r.score += score;
            r.mass += leaf_mass(s, leaf);
            r.matched++;
        }
        bool strong = !leaf->optional && is_strong(s, leaf, d);
        firm = firm && (leaf->optional || strong);
        r.strong = r.strong || (strong && leaf->grade == 100);
    }
    for (int32_t i = 0; i < plan->leaf_count && firm; i++) {
        r.score += plan->leaves[i].optional ? score_leaf(s, &plan->leaves[i], d).score : 0;
    }
    if (total > 0) {
        r.score = r.score * r.mass / total;
    }
    if (firm && needed > 1) {
        r.score = r.score * TITLE_BONUS / 100;
    }
    if (needed > 1 && total + plan->lacking > 0) {
        r.score += score_question(s, d, total + plan->lacking);
    }
    r.score = needed > 1 && !firm && search_for_others(s->search, plan, d) ? r.score * OTHERS / 100 : r.score;
    r.firm = firm;
    r.complete = r.matched == needed;
    r.meaning = count_meaning(plan, has);
    return r;
}

/* Whether a document has enough of what was asked to be an answer: the fewer words it has of it, the larger their share
 * must be, unless it is about one of them. Beside a word that is nowhere, one word is never enough: a course in
 * arranging flowers is no course for council members. */
static bool is_sure(const search_plan *plan, const ranked *r, int32_t total)
{
    double share = r->mass * 100.0, whole = (double)total + plan->lacking;
    if (plan->stranger && r->matched < 2) {
        return false;
    }
    int enough = r->meaning > 2 ? SURE_OF_THREE : r->meaning == 2 && !plan->stranger ? SURE_OF_TWO : SURE;
    return share >= whole * (enough - (r->strong ? SURE_STRONG : 0));
}

static void lift(const scan *s, ranked *found, int32_t count)
{
    double *scores = wz_new(s->arena, double, s->search->docs);
    bool *firm = wz_new(s->arena, bool, s->search->docs);
    for (int32_t d = 0; d < s->search->docs; d++) {
        scores[d] = -1;
    }
    for (int32_t i = 0; i < count; i++) {
        scores[found[i].number] = found[i].score;
        firm[found[i].number] = found[i].firm;
    }
    search_lift(s->arena, s->search, scores, firm);
    for (int32_t i = 0; i < count; i++) {
        found[i].score = scores[found[i].number];
    }
}

/* Number of documents found, in order; *complete of them have every leaf. *sure: the best has enough of what was asked
 * to be an answer. */
static int32_t rank(const scan *s, ranked *found, int32_t *complete, bool *sure)
{
    const search_plan *plan = &s->plan;
    int32_t total = 0, count = 0, kept = 0, best = 0, needed = 0;
    *complete = 0;
    *sure = false;
    for (int32_t i = 0; i < plan->leaf_count; i++) {
        total += plan->leaves[i].optional ? 0 : leaf_mass(s, &plan->leaves[i]);
        needed += !plan->leaves[i].optional;
    }
    for (int32_t d = 0; d < s->search->docs; d++) {
        ranked r = rank_doc(s, d, total, needed);
        if (s->out[d] || (r.matched == 0 && !plan->all && needed > 0) ||
            (needed == 0 && !plan->all && plan->quote_count == 0)) {
            continue;
        }
        *sure = *sure || is_sure(plan, &r, total);
        *complete += r.complete;
        best = r.mass > best ? r.mass : best;
        found[count++] = r;
    }
    if (s->search->docs <= SMALL) {
        lift(s, found, count);
    }
    double least = *complete >= FEW ? MOST_COVER : FEW_COVER, top = 0;
    for (int32_t i = 0; i < count; i++) {
        found[i].score = floor(found[i].score + NUDGE);
        top = s->search->docs <= SMALL && found[i].score > top ? found[i].score : top;
    }
    for (int32_t i = 0; i < count; i++) {
        const ranked *r = &found[i];
        bool most = r->mass * 100.0 >= best * least || (top > 0 && r->score * 100 >= top * LEAST);
        if (r->complete || (needed > 1 && most)) {
            found[kept++] = *r;
        }
    }
    qsort(found, (size_t)kept, sizeof *found, compare_ranked);
    return kept;
}

/* ---- Facets ---- */

static int32_t **count_facets(wz_arena *arena, const wz_search *search, const wz_search_options *options, ranked *found,
                              int32_t *count, int32_t *complete)
{
    int facets = (int)search->input.facet_count;
    int32_t **counts = wz_new(arena, int32_t *, facets);
    bool active[WZ_SEARCH_FACETS];
    int32_t kept = 0, whole = 0;
    for (int f = 0; f < facets; f++) {
        counts[f] = wz_new(arena, int32_t, search->input.facets[f].count);
        active[f] = search_any_chosen(search, f, options);
    }
    for (int32_t i = 0; i < *count; i++) {
        int fails = 0, failed = -1;
        for (int f = 0; f < facets; f++) {
            if (active[f] && !search_set_chosen(search, f, search->sets[f].of[found[i].number], &options->chosen[f])) {
                fails++;
                failed = f;
            }
        }
        for (int f = 0; f < facets; f++) {
            if (fails == 0 || (fails == 1 && f == failed && !search->input.facets[f].all)) {
                int32_t set = search->sets[f].of[found[i].number];
                for (int32_t j = 0; j < search->sets[f].lengths[set]; j++) {
                    counts[f][search->sets[f].values[set][j]]++;
                }
            }
        }
        if (fails == 0) {
            whole += found[i].complete;
            found[kept++] = found[i];
        }
    }
    *count = kept;
    *complete = whole;
    return counts;
}

/* ---- The answer ---- */

static void explain(const scan *s, const ranked *r, wz_search_hit *hit)
{
    const search_plan *plan = &s->plan;
    wz_search_reason *reasons = wz_new(s->arena, wz_search_reason, plan->leaf_count);
    hit->reasons = reasons;
    for (int32_t i = 0; i < plan->leaf_count; i++) {
        leaf_score best = score_leaf(s, &plan->leaves[i], r->number);
        if (!best.variant || plan->leaves[i].optional) {
            continue;
        }
        wz_search_why why = best.variant->why;
        int32_t cls = best.variant->cls;
        /* A word that stands there only inside compounds. */
        if (why == WZ_SEARCH_WORD) {
            bool whole = false;
            const search_words *words = &s->search->words[r->number];
            for (int32_t j = 0; j < words->start[WZ_SEARCH_FIELDS] && !whole; j++) {
                whole = s->search->forms[words->forms[j] & ~SEARCH_EXTRA].cls == cls;
            }
            why = whole ? why : WZ_SEARCH_PART;
        }
        reasons[hit->reason_count++] =
            (wz_search_reason){plan->leaves[i].asked, search_class_name(s->search, cls), why, best.score / 1e6};
    }
}

/* What has too little of what was asked is no result; the first of it may be of use, but for who is sent elsewhere. */
static int32_t *keep_maybe(const scan *s, const ranked *found, int32_t *count, ptrdiff_t *kept)
{
    const wz_search *search = s->search;
    const search_plan *plan = &s->plan;
    int32_t *docs = wz_new(s->arena, int32_t, WZ_SEARCH_MAYBE);
    bool away = plan->answer_count > 0 && search->input.topics[plan->answers[0].topic].level == WZ_SEARCH_ELSEWHERE;
    ptrdiff_t most = away ? 0 : WZ_SEARCH_MAYBE;
    *kept = *count < most ? *count : most;
    for (ptrdiff_t i = 0; i < *kept; i++) {
        docs[i] = search->order[found[i].number];
    }
    *count = 0;
    return docs;
}

static void name_all(wz_search_answer *answer, const search_plan *plan)
{
    answer->unknown = plan->unknown;
    answer->unknown_count = plan->unknown_count;
    answer->excluded = plan->excluded_words;
    answer->excluded_count = plan->excluded_count;
    answer->understood = plan->understood;
    answer->understood_count = plan->understood_count;
    answer->pages = plan->pages;
    answer->page_count = plan->page_count;
    answer->answers = plan->answers;
    answer->answer_count = plan->answer_count;
    answer->law = plan->article.len > 0 ? plan->law : -1;
    answer->article = plan->article;
    answer->article_here = plan->article_here;
    answer->unreadable = plan->unreadable;
}

wz_search_answer wz_search_query(wz_arena *arena, wz_search *search, wz_str query, const wz_search_options *options)
{
    wz_search_answer answer = {0};
    scan s = {.arena = arena, .search = search, .plan = search_make_plan(arena, search, query, options)};
    int32_t classes = search->class_count + (int32_t)search->input.topic_count;
    s.of_class = wz_new(arena, int32_t, classes);
    s.out = wz_new(arena, bool, search->docs);
    memset(s.of_class, -1, (size_t)classes * sizeof *s.of_class);
    int32_t most = s.plan.excluded_count;
    for (int32_t i = 0; i < s.plan.leaf_count; i++) {
        most += s.plan.leaves[i].count;
    }
    s.interests = wz_new(arena, interest, most);
    for (int32_t i = 0; i < s.plan.leaf_count; i++) {
        for (int32_t j = 0; j < s.plan.leaves[i].count; j++) {
            add_interest(&s, s.plan.leaves[i].variants[j].cls);
        }
    }
    for (int32_t i = 0; i < s.plan.excluded_count; i++) {
        if (s.plan.excluded[i] >= 0) {
            add_interest(&s, s.plan.excluded[i]);
        }
    }
    scan_docs(&s);
    ranked *found = wz_new(arena, ranked, search->docs);
    bool sure;
    int32_t complete, count = rank(&s, found, &complete, &sure);
    if (!sure) {
        complete = 0;
        answer.maybe = keep_maybe(&s, found, &count, &answer.maybe_count);
    }
    answer.counts = count_facets(arena, search, options, found, &count, &complete);
    wz_search_hit *hits = wz_new(arena, wz_search_hit, count);
    for (int32_t i = 0; i < count; i++) {
        hits[i].doc = search->order[found[i].number];
        hits[i].matched = found[i].matched;
        hits[i].score = found[i].score / 1e6;
        explain(&s, &found[i], &hits[i]);
    }
    answer.hits = hits;
    answer.count = count;
    answer.complete = complete;
    answer.meant = s.plan.meant;
    answer.also = s.plan.also;
    answer.also_count = s.plan.also_count;
    name_all(&answer, &s.plan);
    answer.last = -1;
    bool lost = count == 0 && answer.answer_count == 0 && answer.article.len == 0;
    for (ptrdiff_t t = search->input.topic_count - 1; t >= 0 && lost; t--) {
        answer.last = search->input.topics[t].level == WZ_SEARCH_LAST ? (int32_t)t : answer.last;
    }
    answer.words = s.plan.unknown_count;
    for (int32_t i = 0; i < s.plan.leaf_count; i++) {
        answer.words += !s.plan.leaves[i].optional;
    }
    return answer;
}
