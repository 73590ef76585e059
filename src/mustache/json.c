/* mustache/json.c - a view as JSON, for people who want to know what a template can use. */
#include "mustache/internal.h"

#define MAX_JSON_DEPTH 32

static const wz_str ellipsis = {"\"\xE2\x80\xA6\"", 5};

static void json_string(wz_buf *out, wz_str s)
{
    wz_buf_byte(out, '"');
    wz_mustache_json_text(out, s, true);
    wz_buf_byte(out, '"');
}

static void new_line(wz_buf *out, int level)
{
    wz_buf_byte(out, '\n');
    for (int i = 0; i < level; i++)
        wz_buf_add(out, WZ_STR("  "));
}

static void json_value(wz_buf *out, const wz_symbols *symbols, wz_value value, int depth, int level);

/* An object laid over another lists the names of both; a member of JSON has one name. */
static bool is_repeated(const wz_object *object, wz_symbol name, ptrdiff_t index)
{
    for (ptrdiff_t i = 0; i < index; i++)
        if (object->ops->name(object, i) == name)
            return true;
    return false;
}

static void json_object(wz_buf *out, const wz_symbols *symbols, const wz_object *object, int depth, int level)
{
    wz_symbol name;
    ptrdiff_t written = 0;
    wz_buf_byte(out, '{');
    for (ptrdiff_t i = 0; object->ops->name && (name = object->ops->name(object, i)) != 0; i++) {
        if (is_repeated(object, name, i))
            continue;
        if (written++ > 0)
            wz_buf_byte(out, ',');
        new_line(out, level + 1);
        json_string(out, wz_symbol_name(symbols, name));
        wz_buf_add(out, WZ_STR(": "));
        json_value(out, symbols, object_member(object, name), depth - 1, level + 1);
    }
    if (written > 0)
        new_line(out, level);
    wz_buf_byte(out, '}');
}

static void json_list(wz_buf *out, const wz_symbols *symbols, const wz_list *list, int depth, int level)
{
    wz_buf_byte(out, '[');
    for (ptrdiff_t i = 0; i < list->count; i++) {
        if (i > 0)
            wz_buf_byte(out, ',');
        new_line(out, level + 1);
        json_value(out, symbols, list->items[i], depth - 1, level + 1);
    }
    if (list->count > 0)
        new_line(out, level);
    wz_buf_byte(out, ']');
}

static void json_value(wz_buf *out, const wz_symbols *symbols, wz_value value, int depth, int level)
{
    switch (value.kind) {
    case WZ_VALUE_MISSING:
        wz_buf_add(out, WZ_STR("null"));
        break;
    case WZ_VALUE_FALSE:
        wz_buf_add(out, WZ_STR("false"));
        break;
    case WZ_VALUE_TRUE:
        wz_buf_add(out, WZ_STR("true"));
        break;
    case WZ_VALUE_TEXT:
    case WZ_VALUE_HTML:
        json_string(out, (wz_str){value.as.text, value.len});
        break;
    case WZ_VALUE_OBJECT:
    case WZ_VALUE_LIST:
        /* Views may be cyclic, and wide ones multiply: the depth and the size of the output both end it. */
        if (depth <= 0 || out->len > WZ_RENDER_OUTPUT)
            wz_buf_add(out, ellipsis);
        else if (value.kind == WZ_VALUE_OBJECT)
            json_object(out, symbols, value.as.object, depth, level);
        else
            json_list(out, symbols, value.as.list, depth, level);
        break;
    }
}

void wz_value_json(wz_buf *out, const wz_symbols *symbols, wz_value value, int depth)
{
    json_value(out, symbols, value, depth < MAX_JSON_DEPTH ? depth : MAX_JSON_DEPTH, 0);
}
