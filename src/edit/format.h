/* SPDX-License-Identifier: EUPL-1.2 */
/* src/edit/format.h - what the files of `format` share. */
#ifndef WEGWIJZER_EDIT_FORMAT_H
#define WEGWIJZER_EDIT_FORMAT_H

#include "edit/edits.h"

/* layout.c: a text without byte order mark and with line feeds only; and the text of a tree with the blanks, the indentation
 * and the spaces that it should have. */
wz_str format_lines(wz_arena *arena, wz_str text);
wz_str format_layout(wz_arena *arena, const wz_source *source, const wz_node *tree);
bool format_keeps(wz_str text, const wz_node *node); /* a block whose empty lines at the end count: |+ or >+ */
/* order.c: the text of a tree with the fields of a kind (NULL: of the terms of a vocabulary) in the order of the model, and
 * one blank line where there were more. */
wz_str format_order(wz_arena *arena, const wz_kind *kind, const wz_source *source, const wz_node *tree);
/* proof.c: whether two texts hold the same, but for the order of fields: values, how they are written, and comments. */
bool format_same(wz_arena *arena, const wz_source *a, const wz_node *a_tree, const wz_source *b, const wz_node *b_tree);

#endif
