/* SPDX-License-Identifier: EUPL-1.2 */
/* The fields of a record, a term or a group in the order of the model, each with its comments. */
#include "edit/format.h"

typedef struct order {
    wz_arena *arena;
    const wz_source *source;
    wz_edits *edits;
} order;

/* A field with its lines, [start, end). */
typedef struct chunk {
    ptrdiff_t start, end, rank;
} chunk;

/* Its place in the model; of a field that is not in it, that of the one before. A field with dots lies in a mapping. */
static ptrdiff_t rank_of(const wz_field *fields, ptrdiff_t count, wz_str name, ptrdiff_t before)
{
    wz_str rest;
    for (ptrdiff_t i = 0; i < count; i++)
        if (wz_str_equal(fields[i].written, name) || wz_str_equal(wz_str_cut(fields[i].written, '.', &rest), name))
            return i;
    return before;
}

static bool is_comment(wz_str text, ptrdiff_t start)
{
    while (start < text.len && text.ptr[start] == ' ')
        start++;
    return start < text.len && text.ptr[start] == '#';
}

/* Where the comment lines directly above a line begin, not above least. */
static ptrdiff_t lead_of(wz_str text, ptrdiff_t line, ptrdiff_t least)
{
    while (line > least) {
        ptrdiff_t above = edits_line_start(text, line - 1);
        if (above < least || !is_comment(text, above))
            break;
        line = above;
    }
    return line;
}

/* The fields of a block with what belongs to each: the comment lines directly above it, and what follows it up to those of
 * the next. What stands at the very top of a file, and behind its last field, belongs to none. */
static chunk *chunks_of(const order *o, const wz_node *map, const wz_field *fields, ptrdiff_t count, ptrdiff_t above)
{
    wz_str text = o->source->text;
    chunk *chunks = wz_new(o->arena, chunk, map->count);
    ptrdiff_t after = above;
    for (ptrdiff_t i = 0; i < map->count; i++) {
        ptrdiff_t line = edits_line_start(text, map->keys[i]->start);
        chunks[i].start = lead_of(text, line, after);
        if (i == 0 && chunks[i].start == 0)
            chunks[i].start = line;
        chunks[i].rank = rank_of(fields, count, map->keys[i]->text, i > 0 ? chunks[i - 1].rank : -1);
        after = edits_line_after(text, map->keys[i]->end, map->items[i]->end);
        chunks[i].end = after;
    }
    for (ptrdiff_t i = 0; i + 1 < map->count; i++)
        chunks[i].end = chunks[i + 1].start;
    return chunks;
}

/* Stable: equals stay as they are. True when something moved. */
static bool sort(chunk *chunks, ptrdiff_t count)
{
    bool moved = false;
    for (ptrdiff_t i = 1; i < count; i++) {
        chunk c = chunks[i];
        ptrdiff_t at = i;
        for (; at > 0 && chunks[at - 1].rank > c.rank; at--)
            chunks[at] = chunks[at - 1];
        chunks[at] = c;
        moved = moved || at != i;
    }
    return moved;
}

/* The chunks one after the other. The first of an item of a list stands behind the dash: prefix is what goes before it. */
static wz_str joined(const order *o, const chunk *chunks, ptrdiff_t count, ptrdiff_t first, wz_str prefix)
{
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str lines = wz_str_slice(o->source->text, chunks[i].start, chunks[i].end);
        bool was = chunks[i].start == first, is = i == 0;
        if (prefix.len > 0 && (was || is)) {
            wz_buf_format(&out, "%*s", is ? 0 : (int)prefix.len, "");
            wz_buf_add(&out, is ? prefix : WZ_STR(""));
            lines = wz_str_slice(lines, prefix.len, lines.len);
        }
        wz_buf_add(&out, lines);
    }
    return wz_buf_take(o->arena, &out);
}

static void order_map(order *o, const wz_node *map, const wz_field *fields, ptrdiff_t count, ptrdiff_t above);

static void order_below(order *o, const wz_node *map, const wz_field *fields, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < map->count; i++) {
        ptrdiff_t f = rank_of(fields, count, map->keys[i]->text, -1);
        const wz_node *value = map->items[i];
        if (f < 0 || fields[f].holds != WZ_HOLDS_PARTS || !wz_str_equal(fields[f].written, map->keys[i]->text))
            continue;
        for (ptrdiff_t j = 0; value->kind == WZ_NODE_LIST && j < value->count; j++)
            order_map(o, value->items[j], fields[f].fields, fields[f].field_count, -1);
        ptrdiff_t above = edits_line_after(o->source->text, map->keys[i]->start, map->keys[i]->end);
        order_map(o, value, fields[f].fields, fields[f].field_count, above);
    }
}

/* above: where the lines begin that may belong to the first field; negative for an item of a list. */
static void order_map(order *o, const wz_node *map, const wz_field *fields, ptrdiff_t count, ptrdiff_t above)
{
    wz_str text = o->source->text;
    if (map->kind != WZ_NODE_MAP || map->count == 0 || text.ptr[map->start] == '{')
        return;
    ptrdiff_t line = edits_line_start(text, map->keys[0]->start);
    chunk *chunks = chunks_of(o, map, fields, count, above < 0 ? line : above);
    ptrdiff_t first = chunks[0].start, end = chunks[map->count - 1].end;
    wz_str prefix = above < 0 ? wz_str_slice(text, line, map->keys[0]->start) : (wz_str){0};
    bool kept = false;
    for (ptrdiff_t i = 0; i < map->count; i++)
        kept = kept || ((map->items[i]->style == WZ_STYLE_LITERAL || map->items[i]->style == WZ_STYLE_FOLDED) &&
                        map->items[i]->kind == WZ_NODE_TEXT && format_keeps(text, map->items[i]));
    bool moved = sort(chunks, map->count);
    /* A comment cannot stand behind the dash of an item. */
    if (moved && !kept && !(prefix.len > 0 && is_comment(text, chunks[0].start)))
        edits_replace(o->edits, o->source, first, end, joined(o, chunks, map->count, first, prefix));
    else
        order_below(o, map, fields, count);
}

wz_str format_order(wz_arena *arena, const wz_kind *kind, const wz_source *source, const wz_node *tree)
{
    order o = {arena, source, edits_new(arena)};
    for (ptrdiff_t i = 0; kind->vocabulary && i < tree->count; i++)
        order_map(&o, tree->items[i], kind->fields, kind->field_count,
                  edits_line_after(source->text, tree->keys[i]->start, tree->keys[i]->end));
    if (!kind->vocabulary)
        order_map(&o, tree, kind->fields, kind->field_count, 0);
    ptrdiff_t count;
    const wz_replacement *files = wz_edits_files(o.edits, &count);
    return count > 0 ? files[0].bytes : source->text;
}
