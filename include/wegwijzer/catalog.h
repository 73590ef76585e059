/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/catalog.h - all records together: loaded, linked both ways, frozen.
 *
 * wz_catalog_load reads the model, the vocabularies and every record (in parallel; the result does not depend on the
 * order in which the file system lists them), resolves every term and reference, and derives what follows from the
 * links: inverse links, related records with the reason, redirects from former ids. After that nothing changes: a
 * catalogue may be read by many threads.
 *
 * The catalogue belongs to the arena and to arenas of its workers, which wz_catalog_free frees; records, terms and
 * messages borrow from both. Strings that are returned borrow from the catalogue.
 *
 * Faults are reported with the place and, for a name that does not exist, what was probably meant. A reference to a
 * withdrawn record is a warning with its successor. A catalogue with faults is still returned when its model could be
 * read, so that all faults come out in one run.
 *
 * Example:
 *
 *     wz_catalog_options options = {.fs = &fs, .folder = "project", .workers = 2};
 *     wz_catalog *catalog = wz_catalog_load(arena, diags, &options);
 *     const wz_kind *kind = wz_model_kind(catalog->model, WZ_STR("knelpunt"));
 *     const wz_record *record = wz_catalog_find(catalog, kind, WZ_STR("lokale-driehoek"));
 */
#ifndef WEGWIJZER_CATALOG_H
#define WEGWIJZER_CATALOG_H

#include "wegwijzer/model.h"

#define WZ_CATALOG_RELATED 6   /* related records kept for each record */
#define WZ_CATALOG_COMMON  200 /* a link or term that more records share than this says nothing about relatedness */

typedef struct wz_catalog_options {
    wz_fs *fs;
    const char *folder; /* the project folder; content/ is below it */
    int workers;
    wz_date today; /* a withdrawal takes effect on its day. Year 0: the latest date of an addition, change or review, or
                      of a withdrawal at most 31 days after that */
    wz_date
        clock; /* dates that may not lie ahead lie at most a day after this one. Year 0: they are not judged. It decides
                      messages only */
    bool quarantine; /* records with errors are left out (their errors become warnings) instead of failing the build;
                        terms never are */
    const wz_map *excluded; /* paths of files whose records count as having errors; NULL: none */
} wz_catalog_options;

/* All links to a record over one field of one kind: "ondersteuning" of a knelpunt. */
typedef struct wz_inverse {
    wz_str name; /* as declared: inverse of the field */
    wz_str label;
    const wz_kind *from; /* the kind that declares the field; the first of them when several fields share the name */
} wz_inverse;

typedef struct wz_link {
    const wz_record *record;
    const wz_field *field;      /* over which it links */
    const wz_record *certainty; /* of a reference: how certain it is; NULL when none is stated. Of several between the
                                   same two the most certain: none stated, then in the order of the vocabulary */
} wz_link;
typedef struct wz_links {
    const wz_link *items;
    ptrdiff_t count;
} wz_links;

/* Why two records are related: a record that both link to, or a term that both have. */
typedef struct wz_related {
    const wz_record *record;
    const wz_record *why; /* the shared record or term that weighs most */
    int shared;           /* how many they share */
} wz_related;

/* A former id of a record or term. There are no chains: a former id that a record has now is an error. */
typedef struct wz_redirect {
    wz_str id;
    const wz_record *to;
} wz_redirect;

typedef struct wz_catalog {
    const wz_model *model;
    const wz_source *model_source;
    wz_record **records; /* kinds in the order of the model, then by id; number is the index here */
    ptrdiff_t record_count;
    ptrdiff_t *kind_first; /* kind_first[k] to kind_first[k + 1]: the records of kind k */
    wz_record ***terms;    /* terms[v]: those of vocabulary v, in the order of its file; number is the index there */
    ptrdiff_t *term_counts;
    wz_date today;          /* as given, or found as above */
    wz_redirect *redirects; /* by kind, then by id */
    ptrdiff_t redirect_count;
    wz_redirect *term_redirects; /* of terms: by vocabulary, then by id */
    ptrdiff_t term_redirect_count;
    struct wz_catalog_links *links; /* private */
} wz_catalog;

/* NULL only when the model is unusable. */
wz_catalog *wz_catalog_load(wz_arena *arena, wz_diags *diags, const wz_catalog_options *options);
/* Frees what the workers' arenas hold. Call before the arena is freed; NULL is allowed. */
void wz_catalog_free(wz_catalog *catalog);

/* The record of a kind (or the term of a vocabulary) with this id, or NULL. */
const wz_record *wz_catalog_find(const wz_catalog *catalog, const wz_kind *kind, wz_str id);
/* As above for a term, also by name, short name or alias, folded. */
const wz_record *wz_catalog_term(const wz_catalog *catalog, const wz_kind *vocabulary, wz_str written);
/* The record or term that once had this id, or NULL. */
const wz_record *wz_catalog_former(const wz_catalog *catalog, const wz_kind *kind, wz_str id);
/* Whether a record of this kind and id is there but was left out by quarantine, or a term may be: its list could not be read. */
bool wz_catalog_set_aside(const wz_catalog *catalog, const wz_kind *kind, wz_str id);
const wz_record *wz_catalog_set_aside_at(const wz_catalog *catalog, ptrdiff_t index); /* NULL after the last */
/* What a person probably meant by id; {NULL,0} when nothing is near. */
wz_str wz_catalog_suggest(const wz_catalog *catalog, const wz_kind *kind, wz_str id);

/* JSON Schema of the files of a kind or vocabulary of the model: see wz_model_schema. */
void wz_catalog_schema(wz_arena *arena, wz_buf *out, const wz_catalog *catalog, const wz_kind *kind, wz_str lang,
                       bool linked);

/* The inverse links that records of a kind can have: count, then the i-th. */
ptrdiff_t wz_catalog_inverse_count(const wz_catalog *catalog, const wz_kind *kind);
const wz_inverse *wz_catalog_inverse(const wz_catalog *catalog, const wz_kind *kind, ptrdiff_t index);
wz_links wz_catalog_inverse_links(const wz_catalog *catalog, const wz_record *record, ptrdiff_t index);
/* Records that carry a term in any of their fields (each once, withdrawn ones too), sorted as records. */
wz_links wz_catalog_term_links(const wz_catalog *catalog, const wz_record *term);
/* Every record that this one links to or that links to it, each once, by number. field says over which field, in either
 * direction. */
wz_links wz_catalog_neighbours(const wz_catalog *catalog, const wz_record *record);
/* At most WZ_CATALOG_RELATED, most related first; never records that are linked already. */
ptrdiff_t wz_catalog_related(const wz_catalog *catalog, const wz_record *record, const wz_related **out);

/* ---- What has to be looked at again ---------------------------------------------------------- */

/* After how many months what is of this kind (NULL: any) and carries this term in this field (empty: whatever it
 * carries) is due. */
typedef struct wz_review_term {
    const wz_kind *kind;
    wz_str field;
    const wz_record *term;
    long months;
} wz_review_term;

typedef struct wz_names {
    const wz_str *items;
    ptrdiff_t count;
} wz_names;

/* When, and by whom; fields by their names. */
typedef struct wz_review_rules {
    long months;                 /* what no line of terms says */
    const wz_review_term *terms; /* the first that fits counts */
    ptrdiff_t term_count;
    wz_str by; /* field with the terms under which a record is listed; empty, or not of its kind: that of the owner */
    wz_names dates;   /* of a source: how old it is, by the first that is there */
    wz_names covers;  /* of a source: what it is about */
    wz_names ended;   /* periods: when one has ended since the last look, it is time for another */
    wz_names doubted; /* what is filled in here makes one who looks anyway look better */
} wz_review_rules;

/* A record (or a term that a newer source covers by name) that has to be looked at again, and why. */
typedef struct wz_stale {
    const wz_record *record;
    const wz_datum *owners;            /* terms under which it is listed; count 0: nobody */
    wz_date seen;                      /* when someone last looked; year 0: never */
    wz_date since;                     /* the first day of the first of these */
    bool due;                          /* looked at longer ago than its term, or never */
    bool old;                          /* rests only on sources older than its term */
    bool ended;                        /* a period of it has ended since */
    bool leads;                        /* refers to something that is withdrawn */
    const wz_field *doubted;           /* a field of doubted that is filled in, or NULL */
    const wz_record *const *overtaken; /* sources that are newer than all of its own and than the last look at it */
    ptrdiff_t overtaken_count;
} wz_stale;

/* What of it is of one owner. A record of two owners is in both, and counts once in the whole. */
typedef struct wz_stale_owner {
    const wz_record *owner; /* NULL: what has none */
    const wz_stale **items;
    ptrdiff_t count, due, old, overtaken;
} wz_stale_owner;

typedef struct wz_worklist {
    const wz_stale *items; /* what is due longest first */
    ptrdiff_t count;
    const wz_stale_owner *owners; /* those with most first, what has none last */
    ptrdiff_t owner_count;
} wz_worklist;

/* What is due on a day. rules is borrowed. Withdrawn records never are. */
wz_worklist wz_catalog_worklist(wz_arena *arena, const wz_catalog *catalog, const wz_review_rules *rules, wz_date day);
/* The list of an owner (NULL: of what has none); NULL when it is empty. */
const wz_stale_owner *wz_worklist_of(const wz_worklist *list, const wz_record *owner);
/* The last day on which a record that was looked at on a day is not due; and whether it is on another (from year 0: it is). */
wz_date wz_review_until(const wz_review_rules *rules, const wz_record *record, wz_date from);
bool wz_review_due(const wz_review_rules *rules, const wz_record *record, wz_date from, wz_date day);
/* The field whose terms a record is listed under, or NULL. */
const wz_field *wz_review_by(const wz_review_rules *rules, const wz_kind *kind);
/* When someone last compared or judged it; year 0: never. */
wz_date wz_record_seen(const wz_record *record);

#endif
