/* SPDX-License-Identifier: EUPL-1.2 */
/* src/edit/gather.h - records of others: those of a folder, or of one file, as they stand there. */
#ifndef WEGWIJZER_EDIT_GATHER_H
#define WEGWIJZER_EDIT_GATHER_H

#include "edit/import.h"

/* In a cell of gathered records: between the items of a list, and before an item that has parts. No text of a record holds them. */
#define GATHER_ITEM  '\x1F'
#define GATHER_PARTS '\x1E'

typedef struct gathered_record {
    const wz_source *source;
    wz_node *map;
    wz_node *body; /* of Markdown, or NULL */
    wz_str stem;   /* of the name of its file; empty: one of several in a file */
    wz_str folder; /* in which it lies, as seen from what was asked for; empty: in that itself */
} gathered_record;

typedef struct gathered {
    gathered_record *items;
    ptrdiff_t count, cap;
} gathered;

/* The records in files that end in .yaml, .yml, .json, .jsonl, .ndjson and .md, in folders of folders too, sorted by path. What is
 * no record is reported and left out; false when there is nothing at path. */
bool edit_gather(wz_arena *arena, wz_diags *diags, wz_fs *fs, wz_str path, gathered *out);

/* A value as a cell of a table. field may be NULL. */
wz_str edit_gather_cell(wz_arena *arena, const wz_model *model, const wz_field *field, const wz_node *node);

#endif
