/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/json.c - a view as JSON, for people who want to know what a template can use. */
#include "mustache/internal.h"

#define MAX_JSON_DEPTH 32

typedef struct printer {
    wz_json json;
    const wz_symbols *symbols;
    wz_arena *made; /* by the views */
} printer;

static void json_value(printer *p, wz_value value, int depth);

/* An object laid over another lists the names of both; a member of JSON has one name. */
static bool is_repeated(const wz_object *object, wz_symbol name, ptrdiff_t index)
{
    for (ptrdiff_t i = 0; i < index; i++)
        if (object->ops->name(object, i) == name)
            return true;
    return false;
}

static void json_object(printer *p, const wz_object *object, int depth)
{
    wz_json *json = &p->json;
    wz_symbol name;
    wz_json_open(json, '{');
    for (ptrdiff_t i = 0; object->ops->name && (name = object->ops->name(object, i)) != 0; i++) {
        if (is_repeated(object, name, i))
            continue;
        wz_json_key(json, wz_symbol_name(p->symbols, name));
        json_value(p, object_member(object, name, p->made), depth - 1);
    }
    wz_json_close(json, '}');
}

static void json_value(printer *p, wz_value value, int depth)
{
    wz_json *json = &p->json;
    bool whole = value.kind == WZ_VALUE_OBJECT || value.kind == WZ_VALUE_LIST;
    /* Views may be cyclic, and wide ones multiply: the depth and the size of the output both end it. */
    if (whole && (depth <= 0 || json->out->len > WZ_RENDER_OUTPUT)) {
        wz_json_string(json, WZ_STR("\xE2\x80\xA6"));
        return;
    }
    switch (value.kind) {
    case WZ_VALUE_MISSING:
        wz_json_word(json, WZ_STR("null"));
        break;
    case WZ_VALUE_FALSE:
        wz_json_word(json, WZ_STR("false"));
        break;
    case WZ_VALUE_TRUE:
        wz_json_word(json, WZ_STR("true"));
        break;
    case WZ_VALUE_TEXT:
    case WZ_VALUE_HTML:
        wz_json_string(json, (wz_str){value.as.text != NULL ? value.as.text : "", value.len});
        break;
    case WZ_VALUE_OBJECT:
        json_object(p, value.as.object, depth);
        break;
    case WZ_VALUE_LIST:
        wz_json_open(json, '[');
        for (ptrdiff_t i = 0; i < value.as.list->count; i++)
            json_value(p, wz_list_at(value.as.list, i, p->made), depth - 1);
        wz_json_close(json, ']');
        break;
    }
}

void wz_value_json(wz_buf *out, const wz_symbols *symbols, wz_value value, int depth)
{
    printer p = {{.out = out, .lines = MAX_JSON_DEPTH + 1, .indent = 2}, symbols, wz_arena_new(NULL)};
    json_value(&p, value, depth < MAX_JSON_DEPTH ? depth : MAX_JSON_DEPTH);
    wz_arena_free(p.made);
}
