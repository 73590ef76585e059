/* Looking things up in a tree. */
#include "yaml/internal.h"

static ptrdiff_t find(const wz_node *node, wz_str key)
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
    ptrdiff_t at = find(node, key);
    return at >= 0 ? node->items[at] : NULL;
}

wz_node *wz_node_key(const wz_node *node, wz_str key)
{
    ptrdiff_t at = find(node, key);
    return at >= 0 ? node->keys[at] : NULL;
}
