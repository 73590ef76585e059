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

/* ---- JSON ---- */

static bool is_json(const wz_source *source)
{
    return wz_str_ends(source->path, WZ_STR(".json"));
}

/* On one line. What a field holds is never deep. */
static void add_json(wz_buf *out, const wz_node *node)
{
    if (node->kind == WZ_NODE_TEXT)
        wz_json_quoted(out, node->text);
    else
        wz_buf_byte(out, node->kind == WZ_NODE_MAP ? '{' : '[');
    for (ptrdiff_t i = 0; node->kind != WZ_NODE_TEXT && i < node->count; i++) {
        wz_buf_add(out, i ? WZ_STR(", ") : WZ_STR(""));
        if (node->kind == WZ_NODE_MAP) {
            wz_json_quoted(out, node->keys[i]->text);
            wz_buf_add(out, WZ_STR(": "));
        }
        add_json(out, node->items[i]);
    }
    if (node->kind != WZ_NODE_TEXT)
        wz_buf_byte(out, node->kind == WZ_NODE_MAP ? '}' : ']');
}

/* A field in block style as a member of an object. */
static wz_str member(wz_edits *edits, const wz_source *source, wz_str text)
{
    wz_source *own = wz_new(edits->arena, wz_source, 1);
    wz_buf out = {0};
    *own = (wz_source){source->path, text};
    const wz_node *map = wz_yaml_parse(edits->arena, wz_diags_new(edits->arena), own, WZ_YAML_MAP);
    if (map != NULL)
        add_json(&out, map);
    wz_str all = wz_str_copy(edits->arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return wz_str_slice(all, 1, all.len - 1);
}

/* Between two members: a line each when the first has one. */
static wz_str between(wz_edits *edits, const wz_source *source, const wz_node *map)
{
    ptrdiff_t start = edits_line_start(source->text, map->keys[0]->start);
    wz_str lead = wz_str_slice(source->text, start, map->keys[0]->start);
    return start <= map->start ? WZ_STR(" ")
                               : wz_format(edits->arena, "%.*s%.*s", WZ_ARG(edits_newline(source)), WZ_ARG(lead));
}

/* ---- Where it comes ---- */

static ptrdiff_t order_of(const wz_kind *kind, wz_str name)
{
    const wz_field *field = wz_kind_written(kind, name);
    return field != NULL ? field - kind->fields : -1;
}

bool edits_insert_field(wz_edits *edits, const wz_kind *kind, const wz_source *source, const wz_node *map,
                        const wz_field *field, wz_str text)
{
    bool json = is_json(source) && map->count > 0;
    if (!json && !is_block(source, map))
        return false;
    ptrdiff_t last = -1, at;
    for (ptrdiff_t i = 0; i < map->count; i++)
        if (order_of(kind, map->keys[i]->text) < field - kind->fields)
            last = i;
    if (json) {
        wz_str sep = between(edits, source, map), own = member(edits, source, text);
        at = last >= 0 ? map->items[last]->end : map->keys[0]->start;
        edits_replace(edits, source, at, at,
                      last >= 0 ? wz_format(edits->arena, ",%.*s%.*s", WZ_ARG(sep), WZ_ARG(own))
                                : wz_format(edits->arena, "%.*s,%.*s", WZ_ARG(own), WZ_ARG(sep)));
        return true;
    }
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
    if (is_json(source)) {
        edits_replace(edits, source, map->keys[index]->start, map->items[index]->end, member(edits, source, text));
        return true;
    }
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
