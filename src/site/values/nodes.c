/* Free data of site.yaml and front matter as values. */
#include "site/values/values.h"

wz_value site_view_node(const site *s, wz_arena *arena, const wz_node *node)
{
    if (node->kind == WZ_NODE_TEXT) {
        return wz_value_optional(wz_str_trim(node->text));
    }
    if (node->kind == WZ_NODE_LIST) {
        wz_value *items = wz_new(arena, wz_value, node->count);
        for (ptrdiff_t i = 0; i < node->count; i++) {
            wz_value v = site_view_node(s, arena, node->items[i]);
            wz_object *item = site_view_link(s, arena, v.kind == WZ_VALUE_OBJECT ? v.as.object : NULL, i, node->count);
            if (v.kind != WZ_VALUE_OBJECT) {
                site_view_link_set(item, s->n->value, v);
            }
            items[i] = wz_value_object(item);
        }
        return site_view_wrap(s, arena, items, node->count);
    }
    wz_object *o = wz_object_new(arena, node->count > 0 ? node->count : 1);
    for (ptrdiff_t i = 0; i < node->count; i++) {
        wz_object_set(o, wz_symbol_find(s->symbols, node->keys[i]->text), site_view_node(s, arena, node->items[i]));
    }
    return wz_value_object(o);
}
