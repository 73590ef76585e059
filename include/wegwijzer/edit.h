/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/edit.h - what a change does to a catalogue, and changes to its files that leave every other byte as it is.
 *
 * A proposal is judged by its consequences for readers, not by its lines: two catalogues are compared, each as it was
 * read. So the order of fields, comments, quotes, line ends and the folding of a text are no difference, and neither is
 * a term that is named by its id instead of an alias. What is compared is found by kind, type and role; no name of a
 * field or a kind is known here. Nothing is written and no process is started.
 *
 * Example:
 *
 *     wz_catalog_options then = {.fs = &fs, .folder = "basis"}, now = {.fs = &fs, .folder = "."};
 *     wz_diags *old = wz_diags_new(arena);
 *     wz_diff_side before = {.catalog = wz_catalog_load(arena, old, &then), .diags = old, .fs = &fs, .folder = "basis"};
 *     wz_diff_side after = {.catalog = wz_catalog_load(arena, diags, &now), .diags = diags, .fs = &fs, .folder = "."};
 *     wz_diff *diff = wz_diff_new(arena, &before, &after, WZ_STR("nl"));
 *     wz_buf out = {0};
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
 *   FAULT   {"code", "severity", "path", "line", "text", "suggestion", "remedy"}
 *   RECORD  {"what": added|removed|changed|renamed|withdrawn, "kind", "id", "former", "title", "path",
 *            "fields": [{"name", "label", "before", "after", "added", "removed"}], "touched": N}; before and after of a single
 *           value, added and removed of a list or a long text (its sentences); touched: records that carry the term */
void wz_diff_print(const wz_diff *diff, wz_diff_form form, ptrdiff_t limit, wz_buf *out);

/* Appends a text to Markdown for a Git host, so that nothing in it does anything there: every sign with a meaning becomes an entity,
 * and a word joiner behind @ and # keeps a mention from being one. */
void wz_edit_add_markdown(wz_buf *out, wz_str s);

/* Messages before and after a change. One that only moved with its line is the same one: its file, code and arguments tell it
 * from others. */
typedef struct wz_faults {
    const wz_diag **brought, **stood; /* in the order of after */
    ptrdiff_t brought_count, stood_count;
    ptrdiff_t solved; /* how many of before are no more */
} wz_faults;
wz_faults wz_faults_compare(wz_arena *arena, wz_diags *before, wz_diags *after);

/* ---- Changing files ------------------------------------------------------------------------- */

/* What is going to be changed: ranges of bytes in files, and files that get another name. What lies outside the ranges (comments,
 * quotes, folding, line ends) stays byte for byte. Nothing is written by what makes these; see wz_fs_replace, and wz_overlay to
 * judge them first. */
typedef struct wz_edits wz_edits;

/* The files as they are going to be, by path; valid until the next change. A file that gets another name is two items. */
const wz_replacement *wz_edits_files(wz_edits *edits, ptrdiff_t *count);
/* The places where something changes, in the order of path and line, and those that a person must look at: what may be meant
 * but is no reference. */
ptrdiff_t wz_edits_places(wz_edits *edits, const wz_loc **places);
ptrdiff_t wz_edits_by_hand(wz_edits *edits, const wz_loc **places);
/* Appends what changes as a unified diff (as `diff -u`, with three lines around), files in the order of their paths. */
void wz_edits_patch(wz_edits *edits, wz_buf *out);

/* The record or term called FOLDER/ID, VOCABULARY/ID, or an ID that only one thing has. NULL with a diagnostic: nothing has that
 * name (with the nearest), or several things have it. */
const wz_record *wz_edit_find(wz_arena *arena, wz_diags *diags, const wz_catalog *catalog, wz_str written);

/* Gives a record or a term another id: its file or key, every reference to it in records, terms and texts (fields, links in
 * Markdown, pages, site.yaml), and the old id among its former ids, so that the old address keeps leading somewhere. The first of
 * those is its identifier, so none of them is ever taken out: renamed back, its own id stays among them. A term that is named by an alias stays so named.
 *
 * old is FOLDER/ID, VOCABULARY/ID, or an ID that only one thing has; new is an id. NULL with diagnostics: nothing has that
 * name (with the nearest), several things have it, new is no id, is taken or is somebody's former id, or a file cannot be
 * read, since a reference in it could be missed. *what becomes the record or term. folder must be the one that the catalogue
 * was read from. */
wz_edits *wz_rename(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, const wz_catalog *catalog,
                    wz_str old, wz_str new, const wz_record **what);

/* That someone looked at records on a day: compared them with sources (the role checked of the model) or, with an outcome and for
 * whom it holds, judged what they are about (the role reviewed). by and outcome are terms, by id or another spelling; finding
 * says what was compared, or what the outcome rests on. */
typedef struct wz_look {
    const wz_str *names; /* of the records, as wz_edit_find takes them */
    ptrdiff_t count;
    wz_date day;
    wz_str by, finding, outcome, applicability; /* the last two empty: compared with sources */
} wz_look;

/* Fills in the group of that role: what is there is replaced part by part, what is not comes where the model has it. A part that
 * the role does not know, such as a source, stays and is one to look at by hand. NULL with diagnostics: a record that is not
 * there, is withdrawn, or is of a kind without such a role; a term that is not there; a finding of less than WZ_FINDING_LEAST
 * characters, or the former one again; a day before the former one; a file that cannot be changed so. */
wz_edits *wz_edit_look(wz_arena *arena, wz_diags *diags, const wz_catalog *catalog, const wz_look *look);

/* ---- Layout --------------------------------------------------------------------------------- */

/* Puts a record or vocabulary in one layout: no byte order mark, line feeds, one at the end, no blanks at line ends, fields and the
 * parts of groups in the order of the model, each with its comments, at most one blank line between them, lists and groups
 * indented by two spaces, and one space behind a comma in brackets. Quotes, wrapping and values are left alone. What comes of
 * it is compared with what was: the same values, written in the same way, and the same comments. Done twice it is as
 * done once. *out is the text; source->text but for CHANGED. */
typedef enum wz_format_result {
    WZ_FORMAT_RIGHT, /* it is as it should be */
    WZ_FORMAT_CHANGED,
    WZ_FORMAT_FAULTY, /* it is no good YAML: reported, and left alone */
    WZ_FORMAT_REFUSED /* it could not be done without changing what it says */
} wz_format_result;
wz_format_result wz_format_text(wz_arena *arena, wz_diags *diags, const wz_kind *kind, const wz_source *source,
                                wz_str *out);

/* The files of the project that should be otherwise: these (paths from the project folder), or with NULL all records and vocabularies in
 * YAML. A file that cannot be read, is faulty, or is none of these is reported, and the others go on. */
wz_edits *wz_layout(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, const wz_model *model,
                    const wz_str *files, ptrdiff_t count);

/* ---- A table of records --------------------------------------------------------------------- */

/* CSV (RFC 4180) as spreadsheets write it: the first row has the names of the columns; commas, semicolons or tabs, quoted line
 * breaks, CRLF and a byte order mark are right; what is no UTF-8 is read as Windows-1252, with a warning. White space at the
 * ends of a cell falls away, and rows without anything do not count. */
typedef struct wz_table_row {
    wz_str *cells; /* as many as there are columns */
    int32_t line;  /* of the file, on which it begins */
    bool surplus;  /* it has more cells than there are columns */
    wz_str file;   /* of gathered records: the file that it comes from */
    wz_str stem;   /* and its name without the extension; empty when it holds several */
} wz_table_row;
typedef struct wz_table {
    const wz_str *names;
    ptrdiff_t columns;
    wz_table_row *rows;
    ptrdiff_t count;
    char separator;
    bool gathered; /* out of records: its cells have their own marks for lists and parts, which no text holds */
} wz_table;
/* NULL with a message when there are no names, or a quote is not closed. */
wz_table *wz_table_read(wz_arena *arena, wz_diags *diags, const wz_source *source);
/* Records as others keep them, as a table: a folder of files in YAML, JSON or Markdown with front matter (in folders of it too), or one
 * file; a list of objects and JSON Lines are several records. Paths count from the current folder. A column is a key, with dots
 * when it lies in a mapping that is no field of kind. Files that cannot be read are reported, and the others go on; NULL when there is
 * nothing. */
wz_table *wz_table_gather(wz_arena *arena, wz_diags *diags, wz_fs *fs, const wz_model *model, const wz_kind *kind,
                          wz_str path);
/* Appends a row. */
void wz_table_add(wz_buf *out, const wz_str *cells, ptrdiff_t count, char separator);

typedef enum wz_row_state {
    WZ_ROW_NEW,     /* becomes a record */
    WZ_ROW_SAME,    /* is a record already, with these values */
    WZ_ROW_CHANGED, /* a record of this name has other values: it stays as it is, unless asked */
    WZ_ROW_OTHER,   /* says that it is of another kind */
    WZ_ROW_ASKED,   /* holds a value that is a question */
    WZ_ROW_REFUSED  /* cannot be a record */
} wz_row_state;
typedef struct wz_import_row {
    wz_row_state state;
    wz_str id, path;
    wz_str why; /* CHANGED: the fields that differ. REFUSED: the reason */
} wz_import_row;

/* A value that names no term or record, in one column. */
typedef struct wz_question {
    ptrdiff_t column;
    wz_str value;
    ptrdiff_t times;
    wz_str near[3]; /* ids that look like it; empty when there are fewer */
    wz_str answer;  /* as given, when that was no term either */
} wz_question;

typedef struct wz_import_options {
    const wz_kind *kind;
    const wz_table *table;
    const wz_table *answers; /* what wz_import_questions gave, filled in; or NULL */
    wz_date today;           /* for the field of the role added */
    bool update;             /* rows that differ change their record, field by field; an empty cell changes nothing */
    bool remember;           /* answers become other spellings of their term */
    wz_str lang;             /* of the reasons: "nl" or "en" */
} wz_import_options;

/* What a table would make of a catalogue. Columns are fields by their label or name, folded, or the id; a cell of a list is cut at
 * semicolons and line breaks, and at commas only when every part names something. Terms are found by id, name and alias, records
 * by id and title; dates may have the day first. Nothing is invented: a term comes only from an answer "nieuw" or "new", and a
 * value goes only by an answer "weg" or "drop". Everything is borrowed for as long as the import lives. */
typedef struct wz_import {
    wz_import_options options;
    const wz_field **fields;          /* of each column; NULL when it is none */
    ptrdiff_t id_column, kind_column; /* -1: none */
    wz_import_row *rows;
    wz_question **questions;
    ptrdiff_t question_count, question_cap;
    struct wz_import_state *state; /* private */
} wz_import;

wz_import *wz_import_new(wz_arena *arena, wz_diags *diags, const wz_catalog *catalog, const wz_import_options *options);
/* The files as they are going to be: new records, and what update and remember change. */
wz_edits *wz_import_edits(wz_import *import);
/* The row that makes the file at path cannot be. False when no row does. */
bool wz_import_refuse(wz_import *import, wz_str path, wz_str why);
/* Appends the questions as a table to fill in, those that are answered too; and the rows that are refused, with their reason. */
void wz_import_questions(const wz_import *import, wz_buf *out);
void wz_import_refused(const wz_import *import, wz_buf *out);

/* ---- A first model ----------------------------------------------------------------------- */

/* Of a record, or what is to be known of a field, why it does not come along. */
typedef struct wz_left {
    wz_str what; /* a file, or KIND.FIELD */
    wz_str why;
} wz_left;

/* A model for records as others keep them, and a project's files out of it: content/model.yaml, a vocabulary for each field of few
 * values that come back, and the records as they are (of a file with several: one file each, in JSON). Every folder in path is a
 * kind of its own; records beside them are one. The types are those that all values have; a type that the reader of records refuses
 * for many of them gives way to a wider one, and at last the field is not read. A field whose values all name records is a
 * reference. What is in the records decides: no name of a field is known here but those of the roles. */
typedef struct wz_proposal {
    wz_str model;          /* model.yaml */
    wz_replacement *files; /* the first lists are vocabularies, the others records */
    ptrdiff_t count, cap, lists;
    wz_str *from; /* the file that each of files came from */
    ptrdiff_t from_cap;
    wz_left *left;
    ptrdiff_t left_count, left_cap;
} wz_proposal;
/* NULL with a message when there is no record, or no field that can be a title. lang is that of the labels, "nl" or "en"; starter the model
 * that init gives: its terms, with the names of their fields, are those of the proposal, and its lists say where lists are. */
wz_proposal *wz_propose(wz_arena *arena, wz_diags *diags, wz_fs *fs, wz_str path, wz_str lang,
                        const wz_source *starter);
/* Its records as new files; and the one at path is left out after all (false when there is none). */
wz_edits *wz_proposal_edits(wz_arena *arena, const wz_proposal *proposal);
bool wz_proposal_drop(wz_arena *arena, wz_proposal *proposal, wz_str path, wz_str why);

#endif
