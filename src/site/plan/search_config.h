/* src/site/plan/search_config.h - the settings of search in site.yaml, for search_config.c and view/documents.c. */
#ifndef WEGWIJZER_SITE_SEARCH_CONFIG_H
#define WEGWIJZER_SITE_SEARCH_CONFIG_H

#include "site/plan/plan.h"

typedef struct facet_spec {
    wz_str id, label, field; /* field empty: the kind */
    wz_search_value *values;
    ptrdiff_t count;
    const wz_kind **vocabularies; /* those that the values come from, one after another */
    ptrdiff_t *offsets;
    ptrdiff_t vocabulary_count;
} facet_spec;

typedef struct search_config {
    wz_str folder, words, kind_label, for_whom, by_whom, year, status;
    const wz_node *keywords, *list;
    facet_spec *facets;
    ptrdiff_t facet_count;
    long terms;
    wz_str *named; /* words that have a page, in the place of so many frequent ones */
    ptrdiff_t named_count;
} search_config;

/* Reads and checks the group search, which is there. False when something was reported. */
bool site_search_config(site *s, search_config *c);
/* Reads the word list of the system and that of the editors. A missing word list of the system is a warning. */
bool site_search_lexicon(site *s, const search_config *c, wz_lexicon_input *in);

#endif
