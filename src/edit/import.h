/* SPDX-License-Identifier: EUPL-1.2 */
/* src/edit/import.h - shared by cells.c (what stands in a cell) and import.c (rows, files). */
#ifndef WEGWIJZER_EDIT_IMPORT_H
#define WEGWIJZER_EDIT_IMPORT_H

#include "edit/edits.h"
#include "edit/texts.h"

/* An answer that was given: the terms or records of a value, or that it goes. */
typedef struct given {
    wz_str answer;
    const wz_kind *kind; /* set when it names a new term, whose id is new */
    wz_str new;
    texts names; /* ids that it was found to mean, for remember */
    wz_str value;
} given;

struct wz_import_state {
    wz_arena *arena;
    const wz_catalog *catalog;
    wz_map *answers; /* "column\nvalue", folded: given */
    wz_map *asked;   /* likewise: wz_question */
    wz_map **titles; /* of each kind: folded title to id, rows of the table included */
    given **order;   /* answers as given */
    ptrdiff_t order_count, order_cap;
};

/* The items of a cell: what is written in a record, and what is compared with one that is there. */
typedef struct cell {
    texts written, keys;
    bool asked; /* a value is a question */
    bool parts; /* of gathered records: an item has parts */
    wz_str why; /* what is wrong with it; {NULL,0}: nothing */
} cell;

/* Letters and digits only, folded: "Thema's" is themas. */
wz_str import_bare(wz_arena *arena, wz_str s);
/* Whether a column of this name is the field, by its name, label or help: letters and digits count, folded. */
bool import_fits(wz_arena *arena, const wz_field *field, wz_str name);
cell import_cell(wz_import *import, ptrdiff_t column, wz_str text);
/* The same of what a record has. */
texts import_keys(wz_arena *arena, const wz_field *field, const wz_datum *value);
/* A field with these items as lines of a record. */
void import_field(wz_buf *out, const wz_field *field, const texts *items);
/* A text as YAML: as it is when nothing in it can be mistaken, else in double quotes. */
wz_str import_scalar(wz_arena *arena, wz_str text);

#endif
