/* SPDX-License-Identifier: EUPL-1.2 */
/* Front matter: YAML between two lines "---", then Markdown. */
#include "yaml/internal.h"

static bool is_fence(wz_str line)
{
    return wz_str_starts(line, WZ_STR("---")) && wz_str_trim(line).len == 3;
}

/* Sets *body to the text from offset at on, which is line number line (from 1). */
static wz_node *body_node(wz_arena *arena, wz_diags *diags, const wz_source *source, ptrdiff_t at, int32_t line)
{
    wz_node *body = wz_new(arena, wz_node, 1);
    body->style = WZ_STYLE_VERBATIM;
    body->loc = (wz_loc){.source = source, .line = line, .column = 1};
    body->text = wz_str_slice(source->text, at, source->text.len);
    body->start = (int32_t)at;
    body->end = (int32_t)source->text.len;
    if (body->text.len <= WZ_YAML_VALUE)
        return body;
    wz_report(diags, YAML_VALUE_TOO_LARGE, body->loc, wz_format(arena, "%d", WZ_YAML_VALUE));
    return NULL;
}

wz_node *wz_yaml_front_matter(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_node **body)
{
    wz_yaml_part part = {.source = source, .above = 1};
    ptrdiff_t start = wz_str_starts(source->text, WZ_STR("\xEF\xBB\xBF")) ? 3 : 0;
    wz_str text = wz_str_slice(source->text, start, source->text.len), rest, line;
    bool clean;
    *body = NULL;
    if (source->text.len > WZ_YAML_FILE) {
        wz_report(diags, YAML_VALUE_TOO_LARGE, ((wz_loc){.source = source}), wz_format(arena, "%d", WZ_YAML_FILE));
        return NULL;
    }
    text = wz_yaml_scan(arena, diags, source, text, &clean, &part.ascii);
    if (!clean && text.ptr == NULL)
        return NULL;
    if (!is_fence(wz_str_cut(text, '\n', &rest)) || rest.ptr == NULL) {
        wz_report(diags, YAML_NO_FRONT_MATTER, ((wz_loc){.source = source, .line = 1, .column = 1}));
        return NULL;
    }
    part.text = rest;
    part.from = start + (rest.ptr - text.ptr);
    part.copy = !clean;
    int32_t number = 2;
    for (line = wz_str_cut(rest, '\n', &rest); !is_fence(line); line = wz_str_cut(rest, '\n', &rest)) {
        if (rest.ptr == NULL) {
            wz_report(diags, YAML_OPEN_FRONT_MATTER, ((wz_loc){.source = source, .line = 1, .column = 1, .length = 3}));
            return NULL;
        }
        number++;
    }
    part.text.len = line.ptr - part.text.ptr;
    wz_node *head = wz_yaml_parse_part(arena, diags, part, WZ_YAML_MAP);
    if (!clean || head == NULL)
        return NULL;
    *body = body_node(arena, diags, source, rest.ptr != NULL ? start + (rest.ptr - text.ptr) : source->text.len,
                      number + 1);
    return *body != NULL ? head : NULL;
}

wz_node *wz_file_parse(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_node **body)
{
    *body = NULL;
    if (wz_str_ends(source->path, WZ_STR(".md"))) {
        wz_node *head = wz_yaml_front_matter(arena, diags, source, body);
        *body = head != NULL && !wz_node_is_empty(*body) ? *body : NULL;
        return head;
    }
    if (!wz_str_ends(source->path, WZ_STR(".json")))
        return wz_yaml_parse(arena, diags, source, WZ_YAML_MAP);
    wz_node *root = wz_json_parse(arena, diags, source);
    if (root == NULL || root->kind == WZ_NODE_MAP)
        return root;
    wz_report(diags, JSON_NO_OBJECT, root->loc);
    return NULL;
}
