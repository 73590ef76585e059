/* wegwijzer/edit.h - what a change does to a catalogue.
 *
 * A proposal is judged by its consequences for readers, not by its lines: two catalogues are compared, each as it was
 * read. So the order of fields, comments, quotes, line ends and the folding of a text are no difference, and neither is
 * a term that is named by its id instead of an alias. What is compared is found by kind, type and role; no name of a
 * field or a kind is known here. Nothing is written and no process is started.
 *
 * Example:
 *
 *     wz_diff_side before = {.catalog = old_catalog, .diags = old_diags, .fs = &fs, .folder = "basis"};
 *     wz_diff_side after = {.catalog = catalog, .diags = diags, .fs = &fs, .folder = "."};
 *     wz_diff *diff = wz_diff_new(arena, &before, &after, WZ_STR("nl"));
 *     wz_diff_print(diff, WZ_DIFF_MARKDOWN, 60000, &out);
 */
#ifndef WEGWIJZER_EDIT_H
#define WEGWIJZER_EDIT_H

#include "wegwijzer/catalog.h"

/* A page of the site, by its path as in an address (without index.html; the start page is empty) and what it holds (wz_hash
 * of its bytes). */
typedef struct wz_diff_page {
    wz_str path;
    uint64_t hash;
} wz_diff_page;

/* One of the two states. Everything is borrowed for as long as the comparison lives. */
typedef struct wz_diff_side {
    const wz_catalog *catalog; /* NULL when it could not be read: then only faults and files are compared */
    wz_diags *diags;           /* what `check` says of it, sorted */
    const wz_diff_page *pages; /* sorted by path; none when the site could not be made: then no address is judged */
    ptrdiff_t page_count;
    wz_fs *fs;
    const char *folder; /* the project, for the files that are neither records nor vocabularies */
} wz_diff_side;

typedef enum wz_diff_form { WZ_DIFF_TEXT, WZ_DIFF_MARKDOWN, WZ_DIFF_JSON } wz_diff_form;

typedef struct wz_diff wz_diff;

/* Compares; never NULL. lang is "nl" or "en". A side that could not be read is said to be so. */
wz_diff *wz_diff_new(wz_arena *arena, const wz_diff_side *before, const wz_diff_side *after, wz_str lang);

/* How much there is to look at before this is accepted: points of attention and faults that it brought. 0: nothing. */
ptrdiff_t wz_diff_concerns(const wz_diff *diff);

/* Appends the report. In every form the sections are, in this order and without those that are empty: in short, points
 * of attention, faults (brought by this change, and those that stood already), records by kind and title, terms, words
 * of search, model, other files and pages. When nothing differs for readers the report is one sentence that says so.
 *
 * TEXT is for a terminal. MARKDOWN is for a Git host: texts of the catalogue are escaped so that a mention, a number, a
 * link or HTML in them does nothing, and records fold. limit (bytes; 0: none) holds for both: records that do not fit
 * are counted at the end. JSON (RFC 8259) is for programs, in a stable order and whole:
 *
 *   {"summary", "concerns", "warnings": [{"code", "text"}], "faults": {"new": [FAULT], "old": [FAULT], "solved": N},
 *    "records": [RECORD], "terms": [RECORD], "words": [{"file", "list", "added", "removed"}], "model": [TEXT],
 *    "files": [{"path", "what"}], "pages": {"added": [PATH], "changed": [PATH], "removed": [PATH]}}
 *   FAULT   {"code", "severity", "path", "line", "text", "remedy"}
 *   RECORD  {"what": added|removed|changed|renamed|withdrawn, "kind", "id", "former", "title", "path",
 *            "fields": [{"name", "label", "before", "after", "added", "removed"}], "touched": N}; before and after of a single
 *           value, added and removed of a list or a long text (its sentences); touched: records that carry the term */
void wz_diff_print(const wz_diff *diff, wz_diff_form form, ptrdiff_t limit, wz_buf *out);

#endif
