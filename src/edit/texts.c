/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of texts, and the files of a project. */
#include "edit/texts.h"

#include <string.h>

#include "wegwijzer/edit.h"

#define DEEPEST 8 /* folders in folders */

void edit_add_text(wz_arena *arena, texts *list, wz_str text)
{
    wz_grow(arena, list->items, list->count, list->cap);
    list->items[list->count++] = text;
}

bool edit_same_texts(const texts *a, const texts *b)
{
    bool same = a->count == b->count;
    for (ptrdiff_t i = 0; same && i < a->count; i++)
        same = wz_str_equal(a->items[i], b->items[i]);
    return same;
}

static void walk(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *project, wz_str folder, int depth, texts *out)
{
    wz_entry *entries;
    ptrdiff_t count;
    if (depth > DEEPEST || !wz_fs_list(arena, diags, fs, project, folder, &entries, &count))
        return;
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str path = wz_format(arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(entries[i].name));
        if (entries[i].type == WZ_ENTRY_FOLDER)
            walk(arena, diags, fs, project, path, depth + 1, out);
        else if (entries[i].type == WZ_ENTRY_FILE)
            edit_add_text(arena, out, path);
    }
}

void edit_walk(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *project, wz_str folder, texts *out)
{
    if (wz_fs_exists(fs, project, folder))
        walk(arena, diags, fs, project, folder, 0, out);
}

const wz_kind *edit_kind_of(wz_arena *arena, const wz_model *model, wz_str path)
{
    for (ptrdiff_t k = 0; k < model->kind_count; k++)
        if (wz_str_starts(path, wz_format(arena, "content/%.*s/", WZ_ARG(model->kinds[k]->place))))
            return model->kinds[k];
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++)
        if (wz_str_equal(path, wz_format(arena, "content/%.*s", WZ_ARG(model->vocabularies[v]->place))))
            return model->vocabularies[v];
    return NULL;
}

void wz_edit_add_markdown(wz_buf *out, wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool www = s.ptr[i] == '.' && i >= 3 && memcmp(s.ptr + i - 3, "www", 3) == 0;
        if (!www && strchr("\\`*_{}[]<>()#+|@~&:!=-", s.ptr[i]) == NULL)
            wz_buf_byte(out, s.ptr[i]);
        else if (s.ptr[i] != '-' || i == 0)
            wz_buf_format(out, "&#%d;%s", s.ptr[i], s.ptr[i] == '@' || s.ptr[i] == '#' ? "&#8288;" : "");
        else
            wz_buf_byte(out, '-');
    }
}
