/* SPDX-License-Identifier: EUPL-1.2 */
/* src/catalog/internal.h - shared by the files of the catalog module. */
#ifndef WEGWIJZER_CATALOG_INTERNAL_H
#define WEGWIJZER_CATALOG_INTERNAL_H

#include "wegwijzer/catalog.h"

/* Lists in one array: the list of i is items[first[i]] to items[first[i + 1]]. */
typedef struct link_table {
    ptrdiff_t *first;
    wz_link *items;
} link_table;

struct wz_catalog_links {
    wz_arena **arenas; /* of the workers */
    int workers;
    wz_map *former;
    wz_map **by_id; /* for each kind: id to record */
    wz_map *
        *by_name; /* for each kind: what else references may call it: the field that is its key, the name of its file */
    wz_record **dropped; /* the second of two records with one id */
    ptrdiff_t dropped_count;
    wz_map *set_aside;     /* "kind/id" of what quarantine left out; NULL when nothing was */
    bool *unread;          /* for each vocabulary: its file could not be read, so that its terms cannot be judged */
    wz_map **term_by_id;   /* for each vocabulary */
    wz_map **term_by_name; /* folded spellings */
    wz_inverse **inverses; /* for each kind */
    ptrdiff_t *inverse_counts;
    ptrdiff_t *slot_first; /* for each record: its first list in inverse */
    link_table inverse;
    ptrdiff_t *term_first; /* for each vocabulary: the first list of its terms in terms */
    link_table terms;
    link_table neighbours; /* every record linked to or from, each once; field unused */
    wz_related *related;   /* WZ_CATALOG_RELATED for each record */
    uint8_t *related_counts;
};

/* ---- index.c ---- */

/* (Re)numbers the records and fills kind_first, by_id and by_name. diags NULL: two of one key were reported before. */
void wz_catalog_number(wz_arena *arena, wz_diags *diags, wz_catalog *catalog);
/* The record that a reference means: by the key of its kind where there is one, its id, or its file; NULL: none. */
wz_record *wz_catalog_named(const wz_catalog *catalog, const wz_kind *kind, wz_str name);
/* Numbers the terms and fills term_by_id and term_by_name. */
void wz_catalog_index_terms(wz_arena *arena, wz_diags *diags, wz_catalog *catalog);

/* ---- several.c: names in a vocabulary ---- */

/* "a, b" or "a en b" when all of it is names: "[a, b]", the ids; else {NULL,0}. */
wz_str wz_catalog_split(wz_arena *arena, const wz_catalog *catalog, const wz_kind *vocabulary, wz_str name);
/* The name that names[at] is a part of, together with the ones beside it and the commas between; {NULL,0}: none. */
wz_str wz_catalog_join(wz_arena *arena, const wz_catalog *catalog, const wz_kind *vocabulary, const wz_str *names,
                       ptrdiff_t count, ptrdiff_t at);
/* The file and what can be chosen from it: all when there are few, else the ids nearest to name. */
wz_str wz_catalog_choices(wz_arena *arena, const wz_catalog *catalog, const wz_kind *vocabulary, wz_str name);

/* ---- lost.c ---- */

bool wz_catalog_is_leftover(wz_str name);
wz_loc wz_catalog_file_loc(wz_arena *arena, wz_str path);
/* Reports what lies at path in the folder of a kind and is not read: an error when it is a record by its fields. */
void wz_catalog_report_stray(wz_arena *arena, wz_diags *diags, const wz_model *model, const wz_kind *kind,
                             const wz_catalog_options *options, wz_str path, const wz_entry *entry);

/* ---- The steps, in their order; catalog.c takes them one after another ---- */

/* load.c: reads vocabularies and records into catalog. */
void wz_catalog_read(wz_arena *arena, wz_diags *diags, wz_catalog *catalog, const wz_catalog_options *options);
/* former.c: fills links->former: former ids, as wz_catalog_key, to the record or term of now. A former id that a record still has, or that two claim,
 * leads nowhere for certain and is reported; so there are no chains. */
void wz_catalog_collect_former(wz_arena *arena, wz_diags *diags, wz_catalog *catalog);
wz_str wz_catalog_key(wz_arena *arena, const wz_kind *kind, wz_str id); /* "kind/id" */
/* alike.c: reports records of one title, or with a text of another. */
void wz_catalog_check_alike(wz_diags *diags, const wz_catalog *catalog);
/* resolve.c: terms and references. */
void wz_catalog_resolve(wz_arena *arena, wz_diags *diags, wz_catalog *catalog);
/* rings.c: reports rings of records (or terms) that each hold at most one of their own kind: "part of", "broader",
 * "successor". */
void wz_catalog_check_rings(wz_diags *diags, wz_catalog *catalog);
/* former.c: the redirects; under quarantine none to a broken record. */
void wz_catalog_make_redirects(wz_arena *arena, wz_catalog *catalog, bool quarantine);
/* quarantine.c: leaves out broken records, and what refers to them forgets them. Their errors become warnings. */
void wz_catalog_quarantine(wz_arena *arena, wz_diags *diags, wz_catalog *catalog);
/* unused.c: reports terms that nothing uses. */
void wz_catalog_check_unused(wz_diags *diags, const wz_catalog *catalog);
/* derive.c: inverse links, use of terms, related records. */
void wz_catalog_derive(wz_arena *arena, wz_catalog *catalog, int workers);

#endif
