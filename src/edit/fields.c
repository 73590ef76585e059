/* SPDX-License-Identifier: EUPL-1.2 */
/* Putting a field in a file where the model has it. */
#include "edit/edits.h"

/* Whether a mapping is written with a key a line. */
static bool is_block(const wz_source *source, const wz_node *map)
{
    return map->count > 0 && source->text.ptr[map->start] != '{';
}

static ptrdiff_t column(const wz_source *source, const wz_node *key)
{
    return key->start - edits_line_start(source->text, key->start);
}

/* text with each line indented and with the line ends of the file. */
static wz_str indented(wz_edits *edits, const wz_source *source, wz_str text, ptrdiff_t by)
{
    wz_buf out = {0};
    for (wz_str rest = text; rest.len > 0;) {
        wz_str line = wz_str_cut(rest, '\n', &rest);
        for (ptrdiff_t i = 0; line.len > 0 && i < by; i++)
            wz_buf_byte(&out, ' ');
        wz_buf_add(&out, line);
        wz_buf_add(&out, edits_newline(source));
    }
    wz_str copy = wz_str_copy(edits->arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

static ptrdiff_t order_of(const wz_kind *kind, wz_str name)
{
    const wz_field *field = wz_kind_written(kind, name);
    return field != NULL ? field - kind->fields : -1;
}

bool edits_insert_field(wz_edits *edits, const wz_kind *kind, const wz_source *source, const wz_node *map,
                        const wz_field *field, wz_str text)
{
    if (!is_block(source, map))
        return false;
    ptrdiff_t last = -1, at;
    for (ptrdiff_t i = 0; i < map->count; i++)
        if (order_of(kind, map->keys[i]->text) < field - kind->fields)
            last = i;
    if (last >= 0)
        at = edits_line_after(source->text, map->keys[last]->end, map->items[last]->end);
    else
        at = edits_line_start(source->text, map->keys[0]->start);
    wz_str lines = indented(edits, source, text, column(source, map->keys[0]));
    /* A file that does not end in a line end gets one before what is added to it. */
    if (at > 0 && source->text.ptr[at - 1] != '\n')
        lines = wz_format(edits->arena, "%.*s%.*s", WZ_ARG(edits_newline(source)), WZ_ARG(lines));
    edits_replace(edits, source, at, at, lines);
    return true;
}

bool edits_replace_field(wz_edits *edits, const wz_source *source, const wz_node *map, ptrdiff_t index, wz_str text)
{
    if (!is_block(source, map))
        return false;
    ptrdiff_t start = edits_line_start(source->text, map->keys[index]->start);
    ptrdiff_t end = edits_line_after(source->text, map->keys[index]->end, map->items[index]->end);
    /* The first key of an item of a list stands behind the dash. */
    for (ptrdiff_t i = start; i < map->keys[index]->start; i++)
        if (source->text.ptr[i] != ' ')
            return false;
    edits_replace(edits, source, start, end, indented(edits, source, text, column(source, map->keys[index])));
    return true;
}
