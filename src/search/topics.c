/* SPDX-License-Identifier: EUPL-1.2 */
/* What a query can name: terms, kinds, pages, answers by hand.
 *
 * Every phrase of a topic becomes a trigger: a set of classes, without the words that say nothing. One of such words only
 * ("ik kan niet meer") says something as it stands, word by word, and is a run instead of a set; so is one that the editor
 * wrote in quotation marks. Any other phrase with words that the word list has synonyms for becomes a trigger for each synonym as well, and for each pair of them, so that a
 * browser that has looked up the words of a query knows all it needs. A trigger hangs at its rarest class. */
#include "search/search.h"

#include <string.h>

enum { TRIGGER_WORDS = 16 };

static bool is_quoted(wz_str text)
{
    return text.len > 2 && wz_str_starts(text, WZ_STR("\"")) && wz_str_ends(text, WZ_STR("\""));
}

void search_read_topics(wz_search *search)
{
    const wz_search_input *input = &search->input;
    int32_t most = 0;
    for (ptrdiff_t t = 0; t < input->topic_count; t++) {
        most += (int32_t)(input->topics[t].phrase_count + input->topics[t].article_count);
    }
    search->named = wz_new(search->arena, search_phrase, most);
    for (ptrdiff_t t = 0; t < input->topic_count; t++) {
        for (ptrdiff_t i = 0; i < input->topics[t].phrase_count; i++) {
            wz_str words[TRIGGER_WORDS], text = wz_str_trim(input->topics[t].phrases[i]);
            search_reader reader;
            search_token token;
            int32_t count = 0;
            search_read(&reader, search->arena, text);
            while (search_next(&reader, &token) && count < TRIGGER_WORDS) {
                if (!token.extra) {
                    words[count++] = wz_str_copy(search->arena, token.form);
                }
            }
            search_phrase *phrase = &search->named[search->named_count++];
            *phrase = (search_phrase){wz_new(search->arena, wz_str, count), count, (int32_t)t, text, is_quoted(text)};
            memcpy(phrase->words, words, (size_t)count * sizeof *words);
        }
        for (ptrdiff_t i = 0; i < input->topics[t].article_count; i++) {
            search_phrase *phrase = &search->named[search->named_count++];
            *phrase = (search_phrase){wz_new(search->arena, wz_str, 1), 1, (int32_t)t, {0}, false};
            phrase->words[0] = input->topics[t].articles[i];
        }
    }
}

typedef struct maker {
    wz_search *search;
    wz_arena *scratch;
    wz_diags *diags;
    int32_t room;
    search_set seen;
    search_set asked; /* what calls for an answer, as add_trigger would have it */
    int32_t *asker;   /* [asked] -> the first phrase that does */
} maker;

/* Sorted, each once, without stop words. When one word is left, those that are no mere function words stay: "Raadslid.nu"
 * or "raadslid worden" is not any raadslid. */
static int32_t tidy(const wz_search *search, int32_t *classes, int32_t count)
{
    int32_t kept = 0, meaning = 0;
    for (int32_t i = 0; i < count; i++) {
        meaning += !search->classes[classes[i]].stop;
    }
    for (int32_t i = 0; i < count; i++) {
        const search_class *class = &search->classes[classes[i]];
        bool bare = search_set_find(&search->lexicon->bare, search->forms[class->main].text) >= 0;
        if (class->stop && (meaning > 1 || (meaning > 0 && bare))) {
            continue;
        }
        int32_t at = kept;
        while (at > 0 && classes[at - 1] > classes[i]) {
            at--;
        }
        if (at > 0 && classes[at - 1] == classes[i]) {
            continue;
        }
        int32_t number = classes[i];
        memmove(classes + at + 1, classes + at, (size_t)(kept - at) * sizeof *classes);
        classes[at] = number;
        kept++;
    }
    return kept;
}

/* Does a trigger rather hang at a than at b? */
static bool rarer(const wz_search *search, int32_t a, int32_t b)
{
    const search_class *x = &search->classes[a], *y = &search->classes[b];
    return x->stop != y->stop ? y->stop : x->df < y->df;
}

/* Has it nothing but words that say nothing? */
static bool says_nothing(const wz_search *search, const int32_t *classes, int32_t count)
{
    int32_t i = 0;
    while (i < count && search->classes[classes[i]].stop) {
        i++;
    }
    return i == count;
}

static void add_trigger(maker *m, const int32_t *given, int32_t count, int32_t topic, bool run)
{
    wz_search *search = m->search;
    int32_t key[TRIGGER_WORDS + 2], rare = 0;
    if (count <= 0 || count > TRIGGER_WORDS) {
        return;
    }
    run = run || says_nothing(search, given, count);
    memcpy(key + 1, given, (size_t)count * sizeof *key);
    count = run ? count : tidy(search, key + 1, count);
    key[0] = run ? -1 - topic : topic;
    int32_t before = m->seen.count;
    if (search_set_add(&m->seen, (wz_str){(const char *)key, (count + 1) * (ptrdiff_t)sizeof *key}, true) < before) {
        return;
    }
    for (int32_t i = 1; i < count && !run; i++) {
        rare = rarer(search, key[1 + i], key[1 + rare]) ? i : rare;
    }
    int32_t first = key[1 + rare];
    memmove(key + 2, key + 1, (size_t)rare * sizeof *key);
    key[1] = first;
    wz_grow(m->scratch, search->triggers, search->trigger_count, m->room);
    search_pattern *trigger = &search->triggers[search->trigger_count++];
    *trigger = (search_pattern){wz_new(search->arena, int32_t, count), count, topic, -1, run};
    memcpy(trigger->classes, key + 1, (size_t)count * sizeof *key);
}

static void add_synonyms(maker *m, const search_pattern *run, int32_t from, int more);

/* The run with other words in the place of those found in it; and, more times, in the place of what comes after. */
static void replace(maker *m, const search_pattern *run, int32_t at, const search_pattern *found,
                    const search_pattern *other, int more)
{
    int32_t classes[TRIGGER_WORDS + WZ_LEXICON_PHRASE], rest = run->count - at - found->count, n = at + other->count;
    search_pattern made = {classes, n + rest, run->group, -1, false};
    memcpy(classes, run->classes, (size_t)at * sizeof *classes);
    memcpy(classes + at, other->classes, (size_t)other->count * sizeof *classes);
    memcpy(classes + n, run->classes + at + found->count, (size_t)rest * sizeof *classes);
    add_trigger(m, classes, made.count, run->group, false);
    if (more > 0 && made.count <= TRIGGER_WORDS) {
        add_synonyms(m, &made, n, more - 1);
    }
}

/* The run with each phrase of the word list in it, from a place on, replaced by those that mean the same.
 * Jargon is no name: "slaap slecht" leads to coaching, and is not called so. */
static void add_synonyms(maker *m, const search_pattern *run, int32_t from, int more)
{
    const wz_search *search = m->search;
    for (int32_t at = from; at < run->count; at++) {
        for (int32_t p = search->first_pattern[run->classes[at]]; p >= 0; p = search->patterns[p].next) {
            const search_pattern *found = &search->patterns[p];
            if (at + found->count > run->count ||
                memcmp(found->classes, run->classes + at, (size_t)found->count * sizeof *found->classes) != 0) {
                continue;
            }
            int32_t o = p; /* the phrases of a group stand together */
            while (o > 0 && search->patterns[o - 1].group == found->group) {
                o--;
            }
            for (; o < search->pattern_count && search->patterns[o].group == found->group; o++) {
                if (o != p) {
                    replace(m, run, at, found, &search->patterns[o], more);
                }
            }
        }
    }
}

/* Two answers by hand to one query: a reader sees only one of them first. Small words, order and form make no difference.
 * Of an article of a law there may be more. */
static void compare_answers(maker *m, int32_t number, int32_t first_of_topic, int32_t *classes)
{
    const search_phrase *phrase = &m->search->named[number];
    const wz_search_topic *topics = m->search->input.topics;
    if (topics[phrase->group].level == WZ_SEARCH_NAMED || phrase->label.len == 0) {
        return;
    }
    bool run = phrase->run || says_nothing(m->search, classes, phrase->count);
    int32_t key[TRIGGER_WORDS + 1] = {run};
    memcpy(key + 1, classes, (size_t)phrase->count * sizeof *key);
    int32_t count = run ? phrase->count : tidy(m->search, key + 1, phrase->count), before = m->asked.count;
    int32_t at = search_set_add(&m->asked, (wz_str){(const char *)key, (count + 1) * (ptrdiff_t)sizeof *key}, true);
    if (at == before) {
        m->asker[at] = number;
        return;
    }
    const search_phrase *other = &m->search->named[m->asker[at]];
    if (other->group != phrase->group) {
        const wz_search_topic *here = &topics[phrase->group], *there = &topics[other->group];
        wz_loc loc = here->locs ? here->locs[number - first_of_topic] : here->loc;
        wz_report(m->diags, SEARCH_ANSWER_TWICE, loc, phrase->label, other->label, there->label)->related = there->loc;
    }
}

/* The phrase itself, and, where it is not meant as it stands, with one or two phrases of the word list in it replaced. */
static void add_phrase(maker *m, int32_t number, int32_t first_of_topic)
{
    const search_phrase *phrase = &m->search->named[number];
    int32_t classes[TRIGGER_WORDS] = {0};
    search_pattern run = {classes, phrase->count, phrase->group, -1, phrase->run};
    for (int32_t i = 0; i < phrase->count; i++) {
        classes[i] = m->search->forms[search_set_find(&m->search->form_set, phrase->words[i])].cls;
    }
    compare_answers(m, number, first_of_topic, classes);
    add_trigger(m, classes, phrase->count, phrase->group, phrase->run);
    if (!phrase->run) {
        add_synonyms(m, &run, 0, 1);
    }
}

void search_make_topics(wz_search *search, wz_diags *diags)
{
    maker m = {.search = search, .scratch = wz_arena_new(NULL), .diags = diags};
    search_set_init(&m.seen, m.scratch, 2 * search->named_count + 16);
    search_set_init(&m.asked, m.scratch, search->named_count + 16);
    m.asker = wz_new(m.scratch, int32_t, search->named_count);
    for (int32_t i = 0, first = 0; i < search->named_count; i++) {
        first = search->named[i].group == search->named[first].group ? first : i;
        if (search->named[i].count > 0) {
            add_phrase(&m, i, first);
        }
    }
    search->triggers = wz_arena_move(search->arena, search->triggers, sizeof *search->triggers, search->trigger_count,
                                     search->trigger_count);
    wz_arena_free(m.scratch);
    search->first_trigger = wz_new(search->arena, int32_t, search->word_classes);
    memset(search->first_trigger, -1, (size_t)search->word_classes * sizeof *search->first_trigger);
    for (int32_t i = search->trigger_count - 1; i >= 0; i--) {
        int32_t first = search->triggers[i].classes[0];
        search->triggers[i].next = search->first_trigger[first];
        search->first_trigger[first] = i;
    }
}

const wz_search_topic *wz_search_topic_at(const wz_search *search, int32_t topic)
{
    return &search->input.topics[topic];
}

/* ---- In a query ---- */

bool search_has_documents(const wz_search *search, int32_t topic)
{
    const wz_search_topic *t = &search->input.topics[topic];
    return t->facet >= 0 || (t->doc_count > 0 && t->level != WZ_SEARCH_LAST);
}

bool search_set_has(const search_sets *sets, int32_t set, int32_t value)
{
    bool has = false;
    for (int32_t i = 0; i < sets->lengths[set] && !has; i++) {
        has = sets->values[set][i] == value;
    }
    return has;
}

bool search_set_chosen(const wz_search *search, int facet, int32_t set, const wz_search_values *chosen)
{
    bool all = search->input.facets[facet].all, any = false, whole = true;
    for (ptrdiff_t i = 0; i < chosen->count; i++) {
        int32_t value = chosen->values[i];
        bool has = search_set_has(&search->sets[facet], set, value);
        any = any || has;
        whole = whole && (has || value < 0 || value >= search->input.facets[facet].count);
    }
    return all ? whole : any;
}

bool search_any_chosen(const wz_search *search, int facet, const wz_search_options *options)
{
    if (!options || !options->chosen) {
        return false;
    }
    for (ptrdiff_t i = 0; i < options->chosen[facet].count; i++) {
        int32_t value = options->chosen[facet].values[i];
        if (value >= 0 && value < search->input.facets[facet].count) {
            return true;
        }
    }
    return false;
}

bool search_carries(const wz_search *search, int32_t topic, int32_t number)
{
    const wz_search_topic *t = &search->input.topics[topic];
    for (ptrdiff_t i = 0; i < t->doc_count; i++) {
        if (t->docs[i] == search->order[number]) {
            return true;
        }
    }
    const search_sets *sets = t->facet < 0 ? NULL : &search->sets[t->facet];
    return sets && search_set_has(sets, sets->of[number], t->value);
}

bool search_for_others(const wz_search *search, const search_plan *plan, int32_t number)
{
    bool some = false, named = false;
    for (ptrdiff_t i = 0; i < plan->understood_count; i++) {
        int32_t facet = search->input.topics[plan->understood[i].topic].facet;
        if (search->input.facets[facet].whom) {
            some = some || search->sets[facet].lengths[search->sets[facet].of[number]] > 0;
            named = named || search_carries(search, plan->understood[i].topic, number);
        }
    }
    return some && !named;
}

/* Which words have the class: as a bit each; none of those that are left out or only begin so. */
static uint32_t words_of(const search_word *words, int32_t count, int32_t cls)
{
    uint32_t bits = 0;
    for (int32_t i = 0; i < count; i++) {
        if ((words[i].cls == cls || words[i].verb == cls) && !words[i].excluded) {
            bits |= UINT32_C(1) << i;
        }
    }
    return bits;
}

static bool skipped(const wz_search *search, int32_t topic, const wz_search_options *options)
{
    for (ptrdiff_t i = 0; options && i < options->skip_count; i++) {
        if (wz_str_equal(options->skip[i], search->input.topics[topic].key)) {
            return true;
        }
    }
    return false;
}

/* What is elsewhere stands among the fixed answers: whichever the words ask for most is the one that was meant. */
static wz_search_level level_of(const wz_search *search, int32_t topic)
{
    wz_search_level level = search->input.topics[topic].level;
    return level == WZ_SEARCH_ELSEWHERE ? WZ_SEARCH_FIXED : level;
}

/* Those of another level after each other; within one, what the words say most of, then more words, then as given: "een accountant
 * voor de raad" asks for the accountant. */
static bool goes_before(const wz_search *search, const search_match *a, const search_match *b)
{
    wz_search_level x = level_of(search, a->topic), y = level_of(search, b->topic);
    if (x != y || a->said != b->said) {
        return x != y ? x < y : a->said > b->said;
    }
    return a->count != b->count ? a->count > b->count : a->topic < b->topic;
}

/* Of one topic the match with the most words. */
static int32_t insert(search_match *list, int32_t count, search_match match)
{
    int32_t at = 0;
    while (at < count && list[at].topic != match.topic) {
        at++;
    }
    if (at == count || list[at].count < match.count) {
        list[at] = match;
    }
    return at == count ? count + 1 : count;
}

/* What is elsewhere must be asked for clearly, or with every word of what is answered here and one more. */
static void settle(const wz_search *search, search_match *list, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        search_match *x = &list[i];
        if (search->input.topics[x->topic].level != WZ_SEARCH_ELSEWHERE) {
            continue;
        }
        x->said = x->said / 100 * ELSEWHERE;
        for (int32_t j = 0; j < count; j++) {
            const search_match *y = &list[j];
            bool within = (y->words & ~x->words) == 0 && y->words != x->words &&
                          search->input.topics[y->topic].level == WZ_SEARCH_FIXED;
            x->said = within && y->said >= x->said ? y->said + 1 : x->said;
        }
    }
}

static void sort_matches(const wz_search *search, search_match *list, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        search_match match = list[i];
        int32_t at = i;
        while (at > 0 && goes_before(search, &match, &list[at - 1])) {
            list[at] = list[at - 1];
            at--;
        }
        list[at] = match;
    }
}

/* The words at which the run stands, as a bit each. */
static uint32_t find_run(const search_word *words, int32_t count, const search_pattern *run)
{
    for (int32_t at = 0; at + run->count <= count; at++) {
        uint32_t bits = 0;
        int32_t i = 0;
        while (i < run->count && !words[at + i].excluded && words[at + i].cls == run->classes[i]) {
            bits |= UINT32_C(1) << (at + i++);
        }
        if (i == run->count) {
            return bits;
        }
    }
    return 0;
}

bool search_is_calm(const wz_search *search, const search_pattern *trigger)
{
    wz_search_level level = search->input.topics[trigger->group].level;
    return level != WZ_SEARCH_NAMED && level != WZ_SEARCH_URGENT;
}

/* Is one of the words the first part of a compound, without what that is of? A zorgorganisatie is no zorg. */
static bool is_torn(const search_word *words, int32_t count, uint32_t bits)
{
    bool torn = false;
    for (int32_t i = 0; i + 1 < count && !torn; i++) {
        torn = (bits >> i & 1) && !(bits >> (i + 1) & 1) && words[i + 1].glued;
    }
    return torn;
}

/* The words that ask for what the trigger is of: those of its set, or its run; 0 when one is not there. */
static uint32_t find_trigger(const wz_search *search, const search_word *words, int32_t count,
                             const search_pattern *trigger)
{
    if (trigger->run) {
        return find_run(words, count, trigger);
    }
    uint32_t all = 0;
    for (int32_t c = 0; c < trigger->count; c++) {
        uint32_t bits = words_of(words, count, trigger->classes[c]);
        if (bits == 0) {
            return 0;
        }
        all |= bits;
    }
    return search_is_calm(search, trigger) && is_torn(words, count, all) ? 0 : all;
}

/* How much the words say together: a rare one much, one that was said before nothing, one that means nothing in a question
 * nothing, but in a run, which is as it stands, something. */
static int32_t weigh(const wz_search *search, const search_word *words, int32_t count, uint32_t bits, bool run)
{
    int32_t said = 0;
    for (int32_t i = 0; i < count; i++) {
        int32_t df = words[i].cls < 0 ? 0 : search->classes[words[i].cls].df;
        bool again = words[i].cls >= 0 && (bits & words_of(words, i, words[i].cls)) != 0;
        if (bits >> i & 1 && !again) {
            said += !words[i].stop ? words[i].grade * search_idf(search->docs, df > 0 ? df : 1) : run ? RUN_STOP : 0;
        }
    }
    return said;
}

/* The topics with a phrase that starts with the class and whose other words are there too. */
static int32_t match_class(const wz_search *search, const search_word *words, int32_t count, int32_t cls,
                           const wz_search_options *options, search_match *list, int32_t found)
{
    for (int32_t t = search->first_trigger[cls]; t >= 0; t = search->triggers[t].next) {
        const search_pattern *trigger = &search->triggers[t];
        bool may = !skipped(search, trigger->group, options);
        uint32_t bits = may ? find_trigger(search, words, count, trigger) : 0;
        search_match match = {trigger->group, bits, trigger->count, weigh(search, words, count, bits, trigger->run)};
        found = bits ? insert(list, found, match) : found;
    }
    return found;
}

int32_t search_match_topics(wz_arena *arena, const wz_search *search, const search_word *words, int32_t count,
                            const wz_search_options *options, search_match **matches)
{
    search_match *list = *matches = wz_new(arena, search_match, search->input.topic_count + 1);
    int32_t found = 0, kept = 0;
    count = count < MATCH_WORDS ? count : MATCH_WORDS;
    for (int32_t i = 0; i < count; i++) {
        int32_t both[] = {words[i].cls, words[i].verb};
        for (int k = 0; k < 2 && !words[i].excluded; k++) {
            bool first = both[k] >= 0 && words_of(words, i, both[k]) == 0;
            found = first ? match_class(search, words, count, both[k], options, list, found) : found;
        }
    }
    settle(search, list, found);
    sort_matches(search, list, found);
    /* "Vereniging van Griffiers" does not mean griffiers. */
    for (int32_t i = 0; i < found; i++) {
        bool part = false;
        for (int32_t j = 0; j < found && !part; j++) {
            part = (list[i].words & ~list[j].words) == 0 && list[i].words != list[j].words &&
                   search->input.topics[list[i].topic].level == WZ_SEARCH_NAMED &&
                   search->input.topics[list[j].topic].level == WZ_SEARCH_NAMED;
        }
        if (!part) {
            list[kept++] = list[i];
        }
    }
    return kept;
}
