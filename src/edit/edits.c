/* SPDX-License-Identifier: EUPL-1.2 */
/* Changes to files, by ranges of bytes. */
#include "edit/edits.h"

#include <stdlib.h>

wz_edits *edits_new(wz_arena *arena)
{
    wz_edits *edits = wz_new(arena, wz_edits, 1);
    edits->arena = arena;
    return edits;
}

static edited *file_of(wz_edits *edits, const wz_source *source)
{
    for (ptrdiff_t i = 0; i < edits->count; i++)
        if (edits->files[i].source == source)
            return &edits->files[i];
    wz_grow(edits->arena, edits->files, edits->count, edits->cap);
    edits->files[edits->count] = (edited){.source = source, .path = source->path};
    return &edits->files[edits->count++];
}

void edits_replace(wz_edits *edits, const wz_source *source, ptrdiff_t start, ptrdiff_t end, wz_str text)
{
    edited *file = file_of(edits, source);
    wz_grow(edits->arena, file->items, file->count, file->cap);
    ptrdiff_t at = file->count++;
    for (; at > 0 && file->items[at - 1].start > start; at--)
        file->items[at] = file->items[at - 1];
    file->items[at] = (edit){start, end, text};
}

void edits_move(wz_edits *edits, const wz_source *source, wz_str path)
{
    file_of(edits, source)->path = path;
}

static void add_loc(wz_edits *edits, locs *list, const wz_source *source, ptrdiff_t start, ptrdiff_t end)
{
    wz_grow(edits->arena, list->items, list->count, list->cap);
    list->items[list->count++] = wz_source_locate(source, start, end);
}

void edits_tell(wz_edits *edits, const wz_source *source, ptrdiff_t start, ptrdiff_t end)
{
    add_loc(edits, &edits->places, source, start, end);
}

void edits_by_hand(wz_edits *edits, const wz_source *source, ptrdiff_t start, ptrdiff_t end)
{
    add_loc(edits, &edits->by_hand, source, start, end);
}

wz_str edits_newline(const wz_source *source)
{
    ptrdiff_t at = wz_str_find_byte(source->text, '\n');
    return at > 0 && source->text.ptr[at - 1] == '\r' ? WZ_STR("\r\n") : WZ_STR("\n");
}

wz_str edits_quoted(wz_edits *edits, const wz_source *source, wz_str name)
{
    bool json = wz_str_ends(source->path, WZ_STR(".json"));
    return json ? wz_format(edits->arena, "\"%.*s\"", WZ_ARG(name)) : name;
}

ptrdiff_t edits_line_start(wz_str text, ptrdiff_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

ptrdiff_t edits_line_after(wz_str text, ptrdiff_t start, ptrdiff_t end)
{
    while (end > start && (text.ptr[end - 1] == '\n' || text.ptr[end - 1] == '\r' || text.ptr[end - 1] == ' '))
        end--;
    ptrdiff_t at = wz_str_find_byte(wz_str_slice(text, end, text.len), '\n');
    return at < 0 ? text.len : end + at + 1;
}

/* ---- What comes of it ---- */

static wz_str edited_text(wz_arena *arena, const edited *file)
{
    wz_buf out = {0};
    ptrdiff_t at = 0;
    for (ptrdiff_t i = 0; i < file->count; i++) {
        wz_buf_add(&out, wz_str_slice(file->source->text, at, file->items[i].start));
        wz_buf_add(&out, file->items[i].text);
        at = file->items[i].end;
    }
    wz_buf_add(&out, wz_str_slice(file->source->text, at, file->source->text.len));
    wz_str copy = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

static int by_path(const void *a, const void *b)
{
    return wz_str_compare(((const wz_replacement *)a)->path, ((const wz_replacement *)b)->path);
}

const wz_replacement *wz_edits_files(wz_edits *edits, ptrdiff_t *count)
{
    wz_replacement *out = edits->out = wz_new(edits->arena, wz_replacement, edits->count * 2);
    *count = 0;
    for (ptrdiff_t i = 0; i < edits->count; i++) {
        const edited *file = &edits->files[i];
        wz_str text = edited_text(edits->arena, file), old = file->source->text;
        bool moved = !wz_str_equal(file->path, file->source->path);
        if (moved)
            out[(*count)++] = (wz_replacement){.path = file->source->path, .was = old, .gone = true};
        if (moved || !wz_str_equal(text, old))
            out[(*count)++] = (wz_replacement){.path = file->path, .bytes = text, .was = moved ? (wz_str){0} : old};
    }
    qsort(out, (size_t)*count, sizeof *out, by_path);
    return out;
}

static int by_place(const void *a, const void *b)
{
    const wz_loc *x = a, *y = b;
    int order = wz_str_compare(x->source->path, y->source->path);
    return order != 0 ? order : x->line != y->line ? x->line - y->line : x->column - y->column;
}

static ptrdiff_t sorted(locs *list, const wz_loc **places)
{
    if (list->count > 0)
        qsort(list->items, (size_t)list->count, sizeof *list->items, by_place);
    *places = list->items;
    return list->count;
}

ptrdiff_t wz_edits_places(wz_edits *edits, const wz_loc **places)
{
    return sorted(&edits->places, places);
}

ptrdiff_t wz_edits_by_hand(wz_edits *edits, const wz_loc **places)
{
    return sorted(&edits->by_hand, places);
}
