/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as YAML, as front matter and as JSON: no crash, and either a tree or a message. Of every text the places
 * are checked: the character in the file at the place of a letter is that letter, unless it was written as an escape.
 */
#include <assert.h>

#include "wegwijzer/yaml.h"

#define TEXT_CHECKED 300

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void check_text(const wz_node *node)
{
    for (ptrdiff_t at = 0; at < node->text.len && at < TEXT_CHECKED;) {
        ptrdiff_t from = at, column = 0;
        uint32_t c = wz_utf8_next(node->text, &at), there = 0;
        wz_loc loc = wz_node_locate(node, from, at - from);
        wz_str line = wz_source_line(loc.source, loc.line);
        assert(loc.line >= node->loc.line && loc.column >= 1);
        if (is_space(node->text.ptr[from]))
            continue; /* may be a folded line break */
        assert(loc.length >= 1);
        for (int32_t i = 0; i < loc.column && column < line.len; i++)
            there = wz_utf8_next(line, &column);
        assert(there == c || (node->style == WZ_STYLE_DOUBLE && there == '\\'));
    }
    wz_loc end = wz_node_locate(node, node->text.len, 0);
    assert(end.line >= node->loc.line);
}

/* Depth is limited by the parser. */
static void check(const wz_node *node)
{
    assert(node->loc.line >= 1 && node->loc.column >= 1 && node->start >= 0 && node->start <= node->end &&
           node->end <= node->loc.source->text.len);
    if (node->kind == WZ_NODE_TEXT) {
        assert(wz_utf8_invalid(node->text) < 0);
        check_text(node);
    }
    for (ptrdiff_t i = 0; i < node->count; i++) {
        if (node->kind == WZ_NODE_MAP) {
            check(node->keys[i]);
            assert(wz_node_get(node, node->keys[i]->text) == node->items[i]);
        }
        check(node->items[i]);
    }
}

static void texts(wz_arena *arena, wz_diags *diags)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++)
        assert(wz_utf8_invalid(wz_diag_text(arena, wz_diags_at(diags, i), WZ_STR("nl"))) < 0 &&
               wz_utf8_invalid(wz_diag_remedy(arena, wz_diags_at(diags, i), WZ_STR("nl"))) < 0);
    wz_diags_sort(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wz_source source = {WZ_STR("fuzz.yaml"), {(const char *)data, (ptrdiff_t)size}};
    for (int way = 0; way < 3; way++) {
        wz_arena *arena = wz_arena_new(NULL);
        wz_diags *diags = wz_diags_new(arena);
        wz_node *body = NULL, *root;
        if (way == 0)
            root = wz_yaml_parse(arena, diags, &source, WZ_YAML_ANY);
        else if (way == 1)
            root = wz_yaml_front_matter(arena, diags, &source, &body);
        else
            root = wz_json_parse(arena, diags, &source);
        assert(root != NULL || wz_diags_errors(diags) > 0);
        if (root != NULL && size > 0)
            check(root);
        if (body != NULL)
            check(body);
        texts(arena, diags);
        wz_arena_free(arena);
    }
    return 0;
}
