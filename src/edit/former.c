/* SPDX-License-Identifier: EUPL-1.2 */
/* Former ids of a record or a term. */
#include "edit/edits.h"

static bool is_flow(const wz_source *source, const wz_node *node)
{
    return source->text.ptr[node->start] == '[' || source->text.ptr[node->start] == '{';
}

/* Behind the last item of a list, in the style of the list. */
static void append(wz_edits *edits, const wz_source *source, const wz_node *list, wz_str id)
{
    const wz_node *last = list->items[list->count - 1];
    if (is_flow(source, list)) {
        edits_replace(edits, source, last->end, last->end, wz_format(edits->arena, ", %.*s", WZ_ARG(id)));
        return;
    }
    ptrdiff_t line = edits_line_start(source->text, last->start),
              at = edits_line_after(source->text, last->start, last->end);
    wz_str head = wz_str_slice(source->text, line, last->start); /* "  - " */
    wz_str text = wz_format(edits->arena, "%.*s%.*s%.*s", WZ_ARG(head), WZ_ARG(id), WZ_ARG(edits_newline(source)));
    if (at > 0 && source->text.ptr[at - 1] != '\n')
        text = wz_format(edits->arena, "%.*s%.*s%.*s", WZ_ARG(edits_newline(source)), WZ_ARG(head), WZ_ARG(id));
    edits_replace(edits, source, at, at, text);
}

static bool has_former(const wz_node *value, wz_str id)
{
    bool found = false;
    for (ptrdiff_t i = 0; value != NULL && i < (value->kind == WZ_NODE_LIST ? value->count : 1) && !found; i++) {
        const wz_node *item = value->kind == WZ_NODE_LIST ? value->items[i] : value;
        found = item->kind == WZ_NODE_TEXT && wz_str_equal(wz_str_trim(item->text), id);
    }
    return found;
}

void edits_add_former(wz_edits *edits, const wz_kind *kind, const wz_source *source, const wz_node *map, wz_str id)
{
    wz_str item = edits_quoted(edits, source, id);
    if (!has_former(wz_field_node(wz_kind_role(kind, WZ_ROLE_FORMER), map), id))
        edits_add_items(edits, kind, wz_kind_role(kind, WZ_ROLE_FORMER), source, map, &item, 1);
}

void edits_add_items(wz_edits *edits, const wz_kind *kind, const wz_field *field, const wz_source *source,
                     const wz_node *map, const wz_str *items, ptrdiff_t count)
{
    wz_str all = wz_str_join(edits->arena, items, count, WZ_STR(", "));
    ptrdiff_t at = wz_node_find(map, field->written);
    const wz_node *value = at >= 0 ? map->items[at] : NULL;
    wz_str lines = wz_format(edits->arena, "%.*s:\n  - %.*s\n", WZ_ARG(field->written),
                             WZ_ARG(wz_str_join(edits->arena, items, count, WZ_STR("\n  - "))));
    if (value != NULL && value->kind == WZ_NODE_LIST && value->count > 0) {
        for (ptrdiff_t i = 0; i < count; i++)
            append(edits, source, value, items[i]);
    } else if (value != NULL && !wz_node_is_empty(value) && value->kind == WZ_NODE_TEXT) {
        wz_str old = wz_str_slice(source->text, value->start, value->end);
        edits_replace(edits, source, value->start, value->end,
                      wz_format(edits->arena, "[%.*s, %.*s]", WZ_ARG(old), WZ_ARG(all)));
    } else if (value != NULL && is_flow(source, map)) { /* nothing, or an empty list, between braces */
        edits_replace(edits, source, value->start, value->end, wz_format(edits->arena, "[%.*s]", WZ_ARG(all)));
    } else if (value != NULL) {
        edits_replace_field(edits, source, map, at, lines);
    } else if (!edits_insert_field(edits, kind, source, map, field, lines)) { /* {naam: X} */
        const wz_node *last = map->items[map->count - 1];
        edits_replace(edits, source, last->end, last->end,
                      wz_format(edits->arena, ", %.*s: [%.*s]", WZ_ARG(edits_quoted(edits, source, field->written)),
                                WZ_ARG(all)));
    }
}
