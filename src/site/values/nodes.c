/* SPDX-License-Identifier: EUPL-1.2 */
/* Data of YAML and JSON as values: site.yaml, front matter, and whatever `render` is given. One rule for all, but that
 * lists of a site know their places, and its texts have no white space at their ends. */
#include "site/values/values.h"

static bool is_one_of(wz_str s, const char *a, const char *b, const char *c)
{
    return wz_str_equal(s, wz_str_from(a)) || wz_str_equal(s, wz_str_from(b)) || wz_str_equal(s, wz_str_from(c));
}

/* The core schema of YAML 1.2 (section 10.3.2), which is that of JSON too: only what is written without quotes says
 * something else than its letters. Numbers stay as they are written. */
static wz_value scalar(const wz_node *node, wz_str text)
{
    if (node->style == WZ_STYLE_PLAIN) {
        if (text.len == 0 || wz_str_equal(text, WZ_STR("~")) || is_one_of(text, "null", "Null", "NULL") ||
            is_one_of(text, "false", "False", "FALSE")) {
            return wz_value_bool(false);
        }
        if (is_one_of(text, "true", "True", "TRUE")) {
            return wz_value_bool(true);
        }
    }
    return wz_value_text(text);
}

wz_value wz_site_data(wz_arena *arena, wz_symbols *symbols, const wz_node *node)
{
    if (node->kind == WZ_NODE_TEXT) {
        return scalar(node, node->text);
    }
    if (node->kind == WZ_NODE_LIST) {
        wz_value *items = wz_new(arena, wz_value, node->count);
        for (ptrdiff_t i = 0; i < node->count; i++) {
            items[i] = wz_site_data(arena, symbols, node->items[i]);
        }
        return wz_value_list(wz_list_new(arena, items, node->count));
    }
    wz_object *object = wz_object_new(arena, node->count);
    for (ptrdiff_t i = 0; i < node->count; i++) {
        wz_object_set(object, wz_symbol_of(symbols, node->keys[i]->text), wz_site_data(arena, symbols, node->items[i]));
    }
    return wz_value_object(object);
}

wz_value site_view_node(const site *s, wz_arena *arena, const wz_node *node)
{
    if (node->kind == WZ_NODE_TEXT) {
        return scalar(node, wz_str_trim(node->text));
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
    wz_object *o = wz_object_new(arena, node->count);
    for (ptrdiff_t i = 0; i < node->count; i++) {
        wz_object_set(o, wz_symbol_find(s->symbols, node->keys[i]->text), site_view_node(s, arena, node->items[i]));
    }
    return wz_value_object(o);
}
