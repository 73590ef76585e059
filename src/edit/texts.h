/* SPDX-License-Identifier: EUPL-1.2 */
/* src/edit/texts.h - lists of texts, and the files of a project. */
#ifndef WEGWIJZER_EDIT_TEXTS_H
#define WEGWIJZER_EDIT_TEXTS_H

#include "wegwijzer/catalog.h"

typedef struct texts {
    wz_str *items;
    ptrdiff_t count, cap;
} texts;

void edit_add_text(wz_arena *arena, texts *list, wz_str text);
bool edit_same_texts(const texts *a, const texts *b);

/* The paths of all plain files below a folder of the project, sorted by folder; none when there is no such folder. What
 * cannot be listed is reported and left out. */
void edit_walk(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *project, wz_str folder, texts *out);
/* The kind of the record that the file at path holds, or the vocabulary; NULL: neither. */
const wz_kind *edit_kind_of(wz_arena *arena, const wz_model *model, wz_str path);

#endif
