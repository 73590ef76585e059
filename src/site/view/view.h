/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/view/view.h - the third room of the site: what all pages share, and the parts of it that a page makes for
 * itself. */
#ifndef WEGWIJZER_SITE_VIEW_H
#define WEGWIJZER_SITE_VIEW_H

#include "site/values/values.h"

typedef struct view_data {
    wz_object *site;
    ptrdiff_t *ranks; /* place of a record by title */
    const wz_record **by_title;
    ptrdiff_t *newest; /* place of a record by the day of its last change, newest first */
    const wz_record **by_newest;
    ptrdiff_t *useful;       /* place of a record by the order of site.yaml */
    int16_t *headings;       /* under which group of that order it is; -1: none */
    wz_str *link_names;      /* of all links that records of some kind have */
    wz_symbol *link_symbols; /* the same, and behind them the names of via */
    ptrdiff_t link_count;
} view_data;

/* view.c: everything that pages share. */
void site_view_shared(site *s);
/* record.c: the objects of records and terms; names must have been made. */
void site_records_start(site *s);

/* face.c: logo, notice, colophon, fonts and languages. */
void site_view_face(site *s, wz_object *o);

/* lists.c */
typedef struct view_order {
    const wz_record *record;
    ptrdiff_t rank;
    const wz_record *certainty;
} view_order;

void site_rank_titles(site *s);
void site_view_sort(view_order *order, ptrdiff_t count);
/* Records in the order given, as a list; records must last as long as it. */
wz_list *site_view_records(const site *s, wz_arena *arena, const wz_record **records, ptrdiff_t count);
/* Links to records in the order of their titles; of kind only, when that is given. */
wz_value site_view_links(const site *s, wz_arena *arena, wz_arena *scratch, wz_links links, const wz_kind *only);

/* dates.c */
typedef struct record_dates {
    wz_date added, updated, reviewed;
} record_dates;

record_dates site_record_dates(const wz_record *record);

/* kinds.c: start comes before records are filled, finish after. years.c is a part of it. */
void site_kinds_start(site *s);
void site_kinds_finish(site *s, wz_arena *scratch);
/* Records, by title, in groups by first letter. */
wz_value site_view_letters(const site *s, wz_arena *arena, wz_arena *scratch, const wz_record **records, ptrdiff_t n);
wz_value site_view_years(site *s, wz_arena *scratch, const wz_kind *kind);

/* model.c: the fields of a kind or vocabulary and the links back, as declared. */
wz_value site_view_model_keys(const site *s);
wz_value site_view_schemas(site *s); /* of model.yaml and site.yaml themselves */
wz_value site_view_model(site *s, const wz_kind *kind);

/* terms.c: a term as its own page shows it: meta answers for the records that carry it as well. */
wz_object *site_view_term(const site *s, wz_arena *arena, const wz_record *term);
/* Records by kind: as a list, and by the name of the kind. */
wz_value site_view_by_kind_list(const site *s, wz_arena *arena, wz_links links);
wz_value site_view_by_kind(const site *s, wz_arena *arena, wz_links links);
/* The terms of a vocabulary, in their order, by the terms of another that they name: as meta.groups for records. False
 * when no template asks for groups. */
wz_value site_view_vocabulary_groups(const site *s, const wz_kind *vocabulary);
/* term_places.c: the records of a term by the article or place in it that they name, in the order of those; false when
 * none is named. */
wz_value site_view_places(const site *s, wz_arena *arena, const wz_record *term);

/* named_by.c: by vocabulary, the terms that name this record or term in one of their fields. For one page. */
wz_value site_view_named_by(const site *s, wz_arena *arena, const wz_record *subject);
/* now.c: the terms of the calendar of site.yaml that are current, each with some of its records; false without. */
wz_value site_view_now(site *s, wz_arena *scratch);

/* matrices.c: how many records carry each pair of terms, as site.yaml asks: rows of cells. */
wz_value site_view_matrix(site *s, const matrix_spec *m);
/* The terms of the other axis with which this one shares nothing; false when it shares something with each. */
wz_value site_view_missing(const site *s, wz_arena *arena, const wz_record *term, const matrix_spec *m);
/* gaps.c: the links of a record in a field, or an inverse of one, one by one. */
typedef struct link_way {
    const wz_datum *field; /* NULL: inverse */
    wz_links inverse;
    ptrdiff_t count;
} link_way;

link_way site_way(const site *s, const wz_record *record, wz_str name);
wz_link site_way_at(const link_way *w, ptrdiff_t index); /* only of a field that refers to records */
/* True when the record has none of the links that the gap asks for; and the records of which that is true. */
bool site_is_gap(const site *s, const wz_record *record, const way_spec *g);
wz_value site_view_gap(site *s, wz_arena *scratch, const way_spec *g);
/* reviews.c: what is due; by whom, and when something will be. */
wz_value site_view_due(site *s, wz_arena *scratch);
wz_value site_view_reviews(site *s, wz_arena *scratch);
/* currency.c: what has to be read again, of one owner (NULL: what has none) or all; and the owners that have some. */
wz_value site_view_worklist(const site *s, wz_arena *arena, const wz_record *owner, bool all);
wz_value site_view_owners(site *s);
/* changes.c: site.changes, site.recent and site.days. A day is busy when it has more changes than this. */
#define SITE_BUSY_DAY 10
void site_view_changes(site *s, wz_arena *scratch, wz_object *view);
/* messages.c: the messages of the program, by first letter. */
wz_value site_view_messages(const site *s);
wz_value site_view_message(site *s);
/* useful.c: what a reader can use first. rank_useful comes after rank_titles. Then, of a record on its own page, the records
 * that it links to or reaches, by the name of the link. */
void site_rank_useful(site *s);
wz_value site_view_useful(const site *s, wz_arena *arena, const wz_record *record);
void site_rank_newest(site *s); /* after rank_titles */
/* Records by the day of their last change, newest first, from number from on and at most count: each with date, and text,
 * what that change was. links: those, or all when items is NULL. */
wz_value site_view_newest(const site *s, wz_arena *arena, wz_links links, ptrdiff_t from, ptrdiff_t count);
/* route.c: the drawing of a record's way through the columns. FALSE when it would have a few
 * boxes only. */
wz_value site_view_route(const site *s, wz_arena *arena, const wz_record *record);
/* site.c: what the whole site shows. */
void site_view_site(site *s);

/* documents.c: the settings and word lists of the search; then its index, from the texts of all records. search.c: what pages show of
 * it. */
void site_search_start(site *s);
bool site_search_build(site *s);
struct search_config;
/* topics.c: what a query can name. Returns how many. */
ptrdiff_t site_search_topics(site *s, const struct search_config *c, wz_search_topic **topics);
/* Makes its files, what pages show of it, and lets go of the index, which is a quarter of all memory; then, when they are
 * published, of the files: pages need only their names. */
void site_search_write(site *s);
void site_search_drop(site *s);
wz_value site_view_search(const site *s, wz_arena *arena);
wz_value site_view_search_term(const site *s, wz_arena *arena, ptrdiff_t index);

#endif
