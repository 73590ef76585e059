/* src/site/view.h - shared by the files that make views (view.c, sitewide.c, pages.c). */
#ifndef WEGWIJZER_SITE_VIEW_H
#define WEGWIJZER_SITE_VIEW_H

#include "site/internal.h"

struct view_data {
    wz_object      **records;        /* by number */
    wz_object     ***terms;          /* by vocabulary and number */
    wz_object      **kinds;
    wz_object      **vocabularies;
    wz_object       *site;
    wz_str          *texts;          /* plain text of a record's Markdown, by number */
    ptrdiff_t       *ranks;          /* place of a record by title */
    const wz_record **by_title;
    wz_map          *names;          /* every name that some view defines */
    bool            *known;          /* by symbol: a field or inverse link of some kind */
    ptrdiff_t        symbol_count;
    bool             want_fields;    /* a template asks for meta.fields */
    bool             want_groups;    /* a template asks for meta.groups */
};

/* A worker that makes views that last. */
typedef struct builder {
    site     *site;
    wz_arena *arena;      /* the whole build */
    wz_arena *scratch;    /* one record */
    wz_diags *diags;
    wz_buf   *text;
} builder;

typedef struct view_fragment {
    wz_fragment fragment;
    wz_str      source;
} view_fragment;

typedef struct view_order {
    const wz_record *record;
    ptrdiff_t        rank;
} view_order;

typedef struct record_dates {
    wz_date added, updated, reviewed;
} record_dates;

record_dates site_record_dates(const wz_record *record);
/* Longer ago than review.months, or never. */
bool         site_is_due(const site *s, wz_date reviewed);
void         site_view_sort(view_order *order, ptrdiff_t count);
/* Sets a member of an object made by site_view_link (at most five). */
void         site_view_link_set(wz_object *link, wz_symbol name, wz_value value);
wz_value     site_view_links(const site *s, wz_arena *arena, wz_arena *scratch, wz_links links, const wz_kind *only);
wz_value     site_view_generic(const site *s, wz_arena *arena, const wz_record *record);
wz_value     site_edit_value(const site *s, wz_arena *arena, wz_str file);

/* The symbol of a name that views define. */
wz_symbol    site_name(site *s, wz_str name);

/* sitewide.c */
/* A tree of site.yaml or front matter as a value: mappings as objects, lists wrapped, text as text. */
wz_value site_view_node(const site *s, wz_arena *arena, const wz_node *node);
void site_view_kinds(site *s);
void site_view_site(site *s);
void site_view_intern_config(site *s);
/* Records of one kind that carry both terms. */
ptrdiff_t site_pair_count(const site *s, const wz_record *a, const wz_record *b, const wz_kind *kind);
wz_links  site_pair_links(const site *s, wz_arena *arena, const wz_record *a, const wz_record *b);

#endif
