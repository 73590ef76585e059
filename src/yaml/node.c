/* SPDX-License-Identifier: EUPL-1.2 */
/* Looking things up in a tree. */
#include "yaml/internal.h"

ptrdiff_t wz_node_find(const wz_node *node, wz_str key)
{
    if (node == NULL || node->kind != WZ_NODE_MAP)
        return -1;
    if (node->index != NULL)
        return wz_map_index(node->index, key);
    for (ptrdiff_t i = 0; i < node->count; i++)
        if (wz_str_equal(node->keys[i]->text, key))
            return i;
    return -1;
}

wz_node *wz_node_get(const wz_node *node, wz_str key)
{
    ptrdiff_t at = wz_node_find(node, key);
    return at >= 0 ? node->items[at] : NULL;
}

wz_node *wz_node_key(const wz_node *node, wz_str key)
{
    ptrdiff_t at = wz_node_find(node, key);
    return at >= 0 ? node->keys[at] : NULL;
}

bool wz_node_is_empty(const wz_node *node)
{
    if (node->kind != WZ_NODE_TEXT)
        return false;
    wz_str s = wz_str_trim(node->text);
    if (node->style == WZ_STYLE_PLAIN && (wz_str_equal(s, WZ_STR("~")) || wz_str_equal(s, WZ_STR("null"))))
        return true;
    for (ptrdiff_t at = 0; at < s.len;)
        if (!wz_utf8_is_blank(wz_utf8_next(s, &at)))
            return false;
    return true;
}
