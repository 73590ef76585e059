/* SPDX-License-Identifier: EUPL-1.2 */
/* src/edit/edits.h - changes to files, by ranges of bytes. */
#ifndef WEGWIJZER_EDIT_EDITS_H
#define WEGWIJZER_EDIT_EDITS_H

#include "wegwijzer/edit.h"
#include "wegwijzer/yaml.h"

typedef struct edit {
    ptrdiff_t start, end; /* of the old text, [start, end) */
    wz_str text;
} edit;

typedef struct edited {
    const wz_source *source;
    wz_str path; /* afterwards */
    edit *items;
    ptrdiff_t count, cap;
} edited;

typedef struct locs {
    wz_loc *items;
    ptrdiff_t count, cap;
} locs;

struct wz_edits {
    wz_arena *arena;
    edited *files;
    ptrdiff_t count, cap;
    locs places, by_hand;
    wz_replacement *out;
};

wz_edits *edits_new(wz_arena *arena);
/* Ranges of one file may not overlap; of two insertions at one place the first comes first. */
void edits_replace(wz_edits *edits, const wz_source *source, ptrdiff_t start, ptrdiff_t end, wz_str text);
void edits_move(wz_edits *edits, const wz_source *source, wz_str path);
void edits_tell(wz_edits *edits, const wz_source *source, ptrdiff_t start, ptrdiff_t end);    /* a place that changes */
void edits_by_hand(wz_edits *edits, const wz_source *source, ptrdiff_t start, ptrdiff_t end); /* one to look at */

/* "\n", or "\r\n" in a file of such lines. */
wz_str edits_newline(const wz_source *source);
/* A name as a value of the file: in quotes when it is JSON. */
wz_str edits_quoted(wz_edits *edits, const wz_source *source, wz_str name);
/* The start of the line of a byte; and the start of the line after what ends at end, white space at its end left aside. */
ptrdiff_t edits_line_start(wz_str text, ptrdiff_t at);
ptrdiff_t edits_line_after(wz_str text, ptrdiff_t start, ptrdiff_t end);

/* former.c: adds items, as they are written in the file, to a list of texts; map is the mapping of the record or term. */
void edits_add_items(wz_edits *edits, const wz_kind *kind, const wz_field *field, const wz_source *source,
                     const wz_node *map, const wz_str *items, ptrdiff_t count);
/* Adds id to the list of former ids of a record or term, unless it is there. map is its mapping. */
void edits_add_former(wz_edits *edits, const wz_kind *kind, const wz_source *source, const wz_node *map, wz_str id);

/* fields.c: puts a field that map has not got at the place where the model has it, among those that it has. text is the whole
 * of it in block style, lines indented from 0 and ended by \n; in JSON it becomes a member. Of a mapping in braces in YAML nothing is done: false. */
bool edits_insert_field(wz_edits *edits, const wz_kind *kind, const wz_source *source, const wz_node *map,
                        const wz_field *field, wz_str text);
/* Replaces the whole of a field that map has, from its key to the end of its value, by such text. */
bool edits_replace_field(wz_edits *edits, const wz_source *source, const wz_node *map, ptrdiff_t index, wz_str text);

/* links.c: calls found for every place in Markdown text (the bytes [start, end) of source) where a link leads to name, which is
 * SCHEME:ID; code is left alone. */
typedef void link_found(void *context, const wz_source *source, ptrdiff_t start, ptrdiff_t end);
void edits_each_link(const wz_source *source, ptrdiff_t start, ptrdiff_t end, wz_str name, link_found *found,
                     void *context);

#endif
