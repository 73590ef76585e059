/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether two texts hold the same. */
#include "edit/format.h"

#include <stdlib.h>
#include <string.h>

/* Depth is limited by the parser. */
static bool same_values(const wz_node *a, const wz_node *b)
{
    bool same = b != NULL && a->kind == b->kind && a->count == b->count;
    if (same && a->kind == WZ_NODE_TEXT)
        return a->style == b->style && wz_str_equal(a->text, b->text);
    for (ptrdiff_t i = 0; same && i < a->count; i++)
        same = same_values(a->items[i], a->kind == WZ_NODE_MAP ? wz_node_get(b, a->keys[i]->text) : b->items[i]);
    return same;
}

static void cover(const wz_node *node, char *covered)
{
    if (node->kind == WZ_NODE_TEXT)
        memset(covered + node->start, 1, (size_t)(node->end - node->start));
    for (ptrdiff_t i = 0; i < node->count; i++) {
        cover(node->items[i], covered);
        if (node->kind == WZ_NODE_MAP)
            cover(node->keys[i], covered);
    }
}

static int by_text(const void *a, const void *b)
{
    return wz_str_compare(*(const wz_str *)a, *(const wz_str *)b);
}

/* What follows a # that is in no value, sorted. */
static wz_str *comments_of(wz_arena *arena, const wz_source *source, const wz_node *tree, ptrdiff_t *count)
{
    wz_str text = source->text, rest;
    char *covered = wz_new(arena, char, text.len + 1);
    ptrdiff_t cap = 0;
    wz_str *found = NULL;
    cover(tree, covered);
    *count = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '#' || covered[i])
            continue;
        wz_grow(arena, found, *count, cap);
        found[*count] = wz_str_trim(wz_str_cut(wz_str_slice(text, i, text.len), '\n', &rest));
        i += found[(*count)++].len - 1;
    }
    if (*count > 0)
        qsort(found, (size_t)*count, sizeof *found, by_text);
    return found;
}

bool format_same(wz_arena *arena, const wz_source *a, const wz_node *a_tree, const wz_source *b, const wz_node *b_tree)
{
    ptrdiff_t a_count, b_count;
    wz_str *a_comments = comments_of(arena, a, a_tree, &a_count), *b_comments = comments_of(arena, b, b_tree, &b_count);
    bool same = same_values(a_tree, b_tree) && a_count == b_count;
    for (ptrdiff_t i = 0; same && i < a_count; i++)
        same = wz_str_equal(a_comments[i], b_comments[i]);
    return same;
}
