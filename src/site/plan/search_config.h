/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/plan/search_config.h - the settings of search in site.yaml, for search_config.c, search_answers.c,
 * view/documents.c and view/topics.c. */
#ifndef WEGWIJZER_SITE_SEARCH_CONFIG_H
#define WEGWIJZER_SITE_SEARCH_CONFIG_H

#include "site/plan/plan.h"

/* A value of a facet with a condition: one of these. */
typedef struct facet_condition {
    wz_str field;
    long years;       /* > 0: its period or date ends no more than so many years before the day of the catalogue */
    name_list terms;  /* of the field: none of these */
    name_list filled; /* paths of which one has a value */
} facet_condition;

typedef struct facet_spec {
    wz_str id, label, field; /* field empty: the kind, or conditions */
    wz_search_value *values;
    ptrdiff_t count;
    const wz_kind **vocabularies; /* those that the values come from, one after another */
    ptrdiff_t *offsets;
    ptrdiff_t vocabulary_count;
    facet_condition *conditions; /* parallel to values; NULL: none */
} facet_spec;

/* Answers by hand: the terms of a vocabulary. */
typedef struct answer_spec {
    const wz_kind *vocabulary;
    wz_search_level level;
    wz_str queries, text, contact, laws, link, link_text;
    name_list records;
    const wz_record *last;
} answer_spec;

typedef struct search_config {
    wz_str folder, words, kind_label, for_whom, by_whom, year, status;
    const wz_node *keywords, *questions, *list;
    facet_spec *facets;
    ptrdiff_t facet_count;
    long terms;
    wz_str *named; /* words that have a page, in the place of so many frequent ones */
    ptrdiff_t named_count;
    name_list names;                 /* fields of terms that name them too */
    name_list since, phone, address; /* paths: the first that has a value */
    const wz_kind *laws;             /* as citations has them */
    answer_spec *answers;
    ptrdiff_t answer_count;
} search_config;

/* Reads and checks the group search, which is there. False when something was reported. */
bool site_search_config(site *s, search_config *c);
/* Reads the word list of the system and that of the editors, in s->words_arena. A missing one of the system is a warning. */
bool site_search_lexicon(site *s, const search_config *c, wz_lexicon_input *in);

/* search_answers.c: names, since, phone, address and answers; then the values of a facet with conditions. */
bool site_search_answers(site *s, const wz_node *map, search_config *c);
bool site_search_conditions(site *s, const wz_node *list, facet_spec *f);

#endif
