/* src/site/view.h - shared by the files that make views (objects.c, values.c, view.c, sitewide.c, pages.c, terms.c,
 * term_places.c, route.c). */
#ifndef WEGWIJZER_SITE_VIEW_H
#define WEGWIJZER_SITE_VIEW_H

#include "site/internal.h"

struct view_data {
    wz_object **records; /* by number */
    wz_object ***terms;  /* by vocabulary and number */
    wz_object **kinds;
    wz_object **vocabularies;
    wz_object *site;
    wz_str *references; /* "folder/id" of a record, by number */
    wz_str *texts;      /* plain text of a record's Markdown, by number */
    ptrdiff_t *ranks;   /* place of a record by title */
    const wz_record **by_title;
    wz_map *names; /* every name that some view defines */
    bool *known;   /* by symbol: a field or inverse link of some kind */
    ptrdiff_t symbol_count;
    bool want_fields; /* a template asks for meta.fields */
    bool want_groups; /* a template asks for groups */
};

/* A worker that makes views that last. */
typedef struct builder {
    site *site;
    wz_arena *arena;   /* the whole build */
    wz_arena *scratch; /* one record */
    wz_diags *diags;
    wz_buf *text; /* plain text of all Markdown of the record so far */
    wz_str only;  /* that text when it is of one value; else {NULL,0} */
    wz_str page;  /* path of the record's page, against which the links in its texts count */
    late_link *late;
} builder;

typedef struct view_fragment {
    wz_fragment fragment;
    wz_str source;
} view_fragment;

typedef struct view_order {
    const wz_record *record;
    ptrdiff_t rank;
    const wz_record *certainty;
} view_order;

typedef struct record_dates {
    wz_date added, updated, reviewed;
} record_dates;

record_dates site_record_dates(const wz_record *record);
/* Longer ago than review.months, or never. */
bool site_is_due(const site *s, wz_date reviewed);
/* The last day on which it is not. */
wz_date site_due_date(const site *s, wz_date reviewed);
void site_view_sort(view_order *order, ptrdiff_t count);
/* Sets a member of an object made by site_view_link. */
void site_view_link_set(wz_object *link, wz_symbol name, wz_value value);
void site_view_link_text(wz_object *link, wz_symbol name, wz_str text);
/* Adds to an object made by site_view_link: `top`, the items with the highest counts (or all, in their own order, if
 * there are few), and `rest`, the others in their own order. The items are objects of site_view_link. */
void site_view_top(const site *s, wz_arena *arena, wz_object *list, const wz_value *items, const ptrdiff_t *counts,
                   ptrdiff_t count);
wz_value site_view_links(const site *s, wz_arena *arena, wz_arena *scratch, wz_links links, const wz_kind *only);
/* generic.c: a list of the fields that have a value, by type. */
wz_value site_view_generic(const site *s, wz_arena *arena, const wz_record *record);
wz_value site_edit_value(const site *s, wz_arena *arena, wz_str file);

/* objects.c: an object for a record, still empty; its members come later, because records refer to one another: start
 * it, then set each member that its shape has (id, path, kind, the fields, title, summary, short_name, the inverse
 * links and meta). */
typedef struct record_shape record_shape;
const record_shape *site_view_shape(const site *s, const wz_kind *kind);
wz_object *site_view_new_record(const site *s, const record_shape *shape);
void site_view_start_record(wz_arena *arena, wz_object *record);
void site_view_set(wz_object *record, wz_symbol name, wz_value value);
void site_view_set_text(wz_object *record, wz_symbol name, wz_str text);
/* An object with count members over base (may be NULL) that are made one by one, by make, when a template first asks
 * for them. symbols are copied. */
typedef wz_value site_view_make(const site *s, wz_arena *arena, const void *subject, ptrdiff_t index);
wz_object *site_view_lazy(const site *s, wz_arena *arena, const wz_object *base, const wz_symbol *symbols,
                          ptrdiff_t count, site_view_make *make, const void *subject);

/* Says on a link how certain it is; nothing when term is NULL: then the record answers that it is not stated. */
void site_view_certainty(const site *s, wz_object *link, const wz_record *term);

/* values.c: the value of a field of a record or group, FALSE when it is absent. */
wz_value site_view_field(const site *s, builder *b, const wz_field *field, const wz_datum *datum);
/* "knelpunten/lokale-driehoek"; of a term its id. */
wz_str site_reference(const site *s, const wz_record *target);
wz_str site_short_name(const wz_record *record); /* its title when it has none */
/* The number n, not negative, in digits with a NUL after it: snprintf is slow, and there are many. */
#define SITE_DIGITS 12
void site_digits(int32_t n, char out[SITE_DIGITS]);

/* The symbol of a name that views define. */
wz_symbol site_name(site *s, wz_str name);

/* terms.c: a term as its own page shows it: meta answers for the records that carry it as well. */
wz_object *site_view_term(const site *s, wz_arena *arena, const wz_record *term);
/* Records by kind: as a list, and by the name of the kind. */
wz_value site_view_by_kind_list(const site *s, wz_arena *arena, wz_links links);
wz_value site_view_by_kind(const site *s, wz_arena *arena, wz_links links);

/* terms.c: the terms of a vocabulary, in their order, by the terms of another that they name: as meta.groups for
 * records. False when no template asks for groups. */
wz_value site_view_vocabulary_groups(const site *s, const wz_kind *vocabulary);

/* term_places.c: the records of a term by the article or place in it that they name, in the order of those; false when
 * none is named. */
wz_value site_view_places(const site *s, wz_arena *arena, const wz_record *term);

/* sitewide.c */
/* A tree of site.yaml or front matter as a value: mappings as objects, lists wrapped, text as text. */
wz_value site_view_node(const site *s, wz_arena *arena, const wz_node *node);
void site_view_kinds(site *s);
void site_view_site(site *s);
void site_view_intern_config(site *s);

/* pairs.c: start comes first. row adds to counts, one for each term of the vocabulary, how many records (of kind, NULL:
 * any) with term carry that one as well. */
void site_pair_start(site *s);
void site_pair_row(const site *s, const wz_record *term, const wz_kind *vocabulary, const wz_kind *kind,
                   ptrdiff_t *counts);
wz_links site_pair_links(const site *s, wz_arena *arena, const wz_record *a, const wz_record *b);
/* How many records carry each pair of terms, as site.yaml asks: rows of cells. */
wz_value site_view_matrix(site *s, const matrix_spec *m);
/* The terms of the other axis with which this one shares nothing; false when it shares something with each. */
wz_value site_view_missing(const site *s, wz_arena *arena, const wz_record *term, const matrix_spec *m);
/* reviews.c: by whom what is due, and when something will be. */
wz_value site_view_reviews(site *s, wz_arena *scratch);
/* sitewide.c: true when the record has none of the links that the gap asks for. */
bool site_is_gap(const site *s, const wz_record *record, const gap_spec *g);

/* changes.c: site.changes, site.recent and site.days. A day is busy when it has more changes than this. */
#define SITE_BUSY_DAY 10
void site_view_changes(site *s, wz_arena *scratch, wz_object *view);

#endif
