/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON, RFC 8259, to the same nodes. Not through libyaml: YAML 1.1 is no superset of JSON (surrogate pairs, tabs, keys
 * on another line than their colon) and takes much that JSON refuses. */
#include <string.h>

#include "yaml/internal.h"

typedef struct reader {
    wz_arena *arena;
    wz_diags *diags;
    const wz_source *source;
    wz_str text;
    ptrdiff_t at;
    wz_buf pending; /* wz_node *: children of the open lists and maps */
    int depth;
    ptrdiff_t mark; /* the byte of which line and column are known */
    int32_t line;
    int32_t column;
} reader;

static wz_node *read_value(reader *r);

static char peek(const reader *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static void skip_space(reader *r)
{
    while (r->at < r->text.len && strchr(" \t\r\n", r->text.ptr[r->at]) != NULL && r->text.ptr[r->at] != '\0')
        r->at++;
}

static void *expected(reader *r, wz_str dutch, wz_str english)
{
    wz_report(r->diags, JSON_FAULT, wz_source_locate(r->source, r->at, r->at + 1), dutch, english);
    return NULL;
}

static bool bad_string(reader *r, ptrdiff_t from, ptrdiff_t to, wz_str dutch, wz_str english)
{
    wz_report(r->diags, JSON_STRING, wz_source_locate(r->source, from, to), dutch, english);
    return false;
}

/* The place of a value that begins at from, which lies after all places asked for before. */
static wz_loc locate(reader *r, ptrdiff_t from)
{
    for (; r->mark < from; r->mark++) {
        char c = r->text.ptr[r->mark];
        if (c == '\n') {
            r->line++;
            r->column = 1;
        } else if (((unsigned char)c & 0xC0) != 0x80) {
            r->column++;
        }
    }
    return (wz_loc){.source = r->source, .line = r->line, .column = r->column, .length = 1};
}

static wz_node *node_new(reader *r, wz_node_kind kind, ptrdiff_t from)
{
    wz_node *node = wz_new(r->arena, wz_node, 1);
    node->kind = kind;
    node->loc = locate(r, from);
    node->start = (int32_t)from;
    return node;
}

/* Four hexadecimal digits at offset at, or -1. */
static int32_t four_digits(const reader *r, ptrdiff_t at)
{
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at + i < r->text.len ? r->text.ptr[at + i] : '\0';
        if (wz_hex_digit(c) < 0)
            return -1;
        value = value * 16 + wz_hex_digit(c);
    }
    return value;
}

/* \uXXXX at r->at, or a surrogate pair of them. */
static bool read_unicode(reader *r, wz_buf *out)
{
    ptrdiff_t from = r->at;
    int32_t c = four_digits(r, from + 2), low;
    char utf8[4];
    if (c < 0)
        return bad_string(r, from, from + 2, WZ_STR("\\u zonder vier cijfers"), WZ_STR("\\u without four digits"));
    r->at += 6;
    if (c >= 0xD800 && c < 0xDC00 && wz_str_starts(wz_str_slice(r->text, r->at, r->text.len), WZ_STR("\\u"))) {
        low = four_digits(r, r->at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            r->at += 6;
        }
    }
    if (c == 0)
        return bad_string(r, from, r->at, WZ_STR("een NUL-teken"), WZ_STR("a NUL character"));
    if (c >= 0xD800 && c < 0xE000)
        return bad_string(r, from, r->at, WZ_STR("een half surrogaatpaar"), WZ_STR("half a surrogate pair"));
    wz_buf_add(out, (wz_str){utf8, wz_utf8_encode((uint32_t)c, utf8)});
    return true;
}

static bool read_escape(reader *r, wz_buf *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char kind = r->at + 1 < r->text.len ? r->text.ptr[r->at + 1] : '\0';
    if (kind == 'u')
        return read_unicode(r, out);
    const char *which = kind != '\0' ? strchr(from, kind) : NULL;
    if (which == NULL)
        return bad_string(r, r->at, r->at + 2, WZ_STR("een onbekende \\"), WZ_STR("an unknown \\"));
    wz_buf_byte(out, to[which - from]);
    r->at += 2;
    return true;
}

/* The string that opens at r->at. Its text is a slice of the source when it has no escapes. */
static bool read_string_into(reader *r, wz_node *node, wz_buf *out)
{
    ptrdiff_t open = r->at++, from = r->at;
    for (;;) {
        if (r->at >= r->text.len)
            return bad_string(r, open, open + 1, WZ_STR("het einde van het bestand"), WZ_STR("the end of the file"));
        char c = r->text.ptr[r->at];
        if ((unsigned char)c < 0x20)
            return bad_string(r, r->at, r->at + 1, WZ_STR("een regeleinde of stuurteken"),
                              WZ_STR("a line break or control character"));
        if (c != '"' && c != '\\') {
            r->at++;
            continue;
        }
        if (c == '"' && out->len == 0 && from == open + 1) {
            node->text = wz_str_slice(r->text, from, r->at++);
            return true;
        }
        wz_buf_add(out, wz_str_slice(r->text, from, r->at));
        if (c == '"') {
            r->at++;
            node->text = wz_str_copy(r->arena, wz_buf_str(out));
            return true;
        }
        if (!read_escape(r, out))
            return false;
        from = r->at;
    }
}

static wz_node *read_string(reader *r)
{
    wz_node *node = node_new(r, WZ_NODE_TEXT, r->at);
    wz_buf out = {0};
    bool ok = read_string_into(r, node, &out), escaped = out.len > 0;
    wz_buf_free(&out);
    node->style = WZ_STYLE_DOUBLE;
    node->end = (int32_t)r->at;
    node->loc.length = (int32_t)wz_utf8_count(wz_str_slice(r->text, node->start, node->end));
    if (ok && escaped)
        ok = wz_yaml_check_escaped(r->arena, r->diags, node, true);
    if (ok && node->text.len > WZ_YAML_VALUE) {
        wz_report(r->diags, YAML_VALUE_TOO_LARGE, wz_source_locate(r->source, node->start, node->start + 1),
                  wz_format(r->arena, "%d", WZ_YAML_VALUE));
        ok = false;
    }
    return ok ? node : NULL;
}

static bool skip_digits(reader *r)
{
    ptrdiff_t from = r->at;
    while (wz_is_digit(peek(r)))
        r->at++;
    return r->at > from;
}

/* -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool skip_number(reader *r)
{
    if (peek(r) == '-')
        r->at++;
    if (peek(r) == '0')
        r->at++;
    else if (!skip_digits(r))
        return false;
    if (peek(r) == '.') {
        r->at++;
        if (!skip_digits(r))
            return false;
    }
    if (peek(r) == 'e' || peek(r) == 'E') {
        r->at++;
        if (peek(r) == '+' || peek(r) == '-')
            r->at++;
        return skip_digits(r);
    }
    return true;
}

/* A number, true, false or null: as it is written. */
static wz_node *read_word(reader *r)
{
    static const wz_str words[] = {{"true", 4}, {"false", 5}, {"null", 4}};
    ptrdiff_t from = r->at;
    bool ok = false;
    for (int i = 0; i < 3 && !ok; i++)
        if (wz_str_starts(wz_str_slice(r->text, from, r->text.len), words[i])) {
            r->at += words[i].len;
            ok = true;
        }
    if (!ok && !skip_number(r))
        return expected(r, WZ_STR("een waarde"), WZ_STR("a value"));
    wz_node *node = node_new(r, WZ_NODE_TEXT, from);
    node->text = wz_str_slice(r->text, from, r->at);
    node->end = (int32_t)r->at;
    node->loc.length = (int32_t)node->text.len;
    return node;
}

static void push(reader *r, wz_node *node)
{
    memcpy(wz_buf_reserve(&r->pending, sizeof(void *)), &node, sizeof(void *));
    r->pending.len += (ptrdiff_t)sizeof(void *);
}

/* Moves the children from base on to node. */
static bool take_children(reader *r, wz_node *node, ptrdiff_t base)
{
    ptrdiff_t step = node->kind == WZ_NODE_MAP ? 2 : 1;
    node->end = (int32_t)r->at;
    node->count = (r->pending.len - base) / (ptrdiff_t)sizeof(void *) / step;
    if (node->count == 0)
        return true;
    wz_node **children = (wz_node **)(void *)(r->pending.ptr + base);
    wz_map *index = step == 2 ? wz_map_new(r->arena) : NULL;
    node->items = wz_new(r->arena, wz_node *, node->count);
    if (index != NULL)
        node->keys = wz_new(r->arena, wz_node *, node->count);
    for (ptrdiff_t i = 0; i < node->count; i++) {
        node->items[i] = children[step * i + step - 1];
        if (index == NULL)
            continue;
        wz_node *key = node->keys[i] = children[2 * i];
        const wz_node *first = wz_map_put(index, key->text, key);
        if (first != NULL) {
            wz_report(r->diags, YAML_DUPLICATE_KEY, key->loc, key->text)->related = first->loc;
            return false;
        }
    }
    node->index = node->count > 12 ? index : NULL;
    r->pending.len = base;
    return true;
}

/* One item of a list or pair of a map. */
static bool read_child(reader *r, wz_node_kind kind)
{
    skip_space(r);
    if (kind == WZ_NODE_MAP) {
        if (peek(r) != '"')
            return expected(r, WZ_STR("een naam tussen dubbele aanhalingstekens"), WZ_STR("a name in double quotes")) !=
                   NULL;
        wz_node *key = read_value(r);
        if (key == NULL)
            return false;
        skip_space(r);
        if (peek(r) != ':')
            return expected(r, WZ_STR("een dubbele punt"), WZ_STR("a colon")) != NULL;
        r->at++;
        push(r, key);
    }
    wz_node *value = read_value(r);
    if (value == NULL)
        return false;
    push(r, value);
    return true;
}

static wz_node *read_collection(reader *r, wz_node_kind kind)
{
    wz_node *node = node_new(r, kind, r->at);
    ptrdiff_t base = r->pending.len, count = 0;
    char close = kind == WZ_NODE_MAP ? '}' : ']';
    if (r->depth == WZ_YAML_DEPTH) {
        wz_report(r->diags, YAML_TOO_DEEP, wz_source_locate(r->source, r->at, r->at + 1),
                  wz_format(r->arena, "%d", WZ_YAML_DEPTH));
        return NULL;
    }
    r->depth++;
    r->at++;
    skip_space(r);
    if (peek(r) != close) {
        for (;;) {
            if (++count > WZ_JSON_ITEMS) {
                wz_report(r->diags, YAML_TOO_MANY_ITEMS, wz_source_locate(r->source, r->at, r->at + 1),
                          wz_format(r->arena, "%d", WZ_JSON_ITEMS));
                return NULL;
            }
            if (!read_child(r, kind))
                return NULL;
            skip_space(r);
            if (peek(r) != ',')
                break;
            r->at++;
        }
        if (peek(r) != close)
            return kind == WZ_NODE_MAP ? expected(r, WZ_STR("een komma of }"), WZ_STR("a comma or }"))
                                       : expected(r, WZ_STR("een komma of ]"), WZ_STR("a comma or ]"));
    }
    r->at++;
    r->depth--;
    return take_children(r, node, base) ? node : NULL;
}

/* Recursion ends at WZ_YAML_DEPTH, in read_collection. */
static wz_node *read_value(reader *r)
{
    skip_space(r);
    switch (peek(r)) {
    case '{':
        return read_collection(r, WZ_NODE_MAP);
    case '[':
        return read_collection(r, WZ_NODE_LIST);
    case '"':
        return read_string(r);
    default:
        return read_word(r);
    }
}

wz_node *wz_json_parse(wz_arena *arena, wz_diags *diags, const wz_source *source)
{
    reader r = {.arena = arena, .diags = diags, .source = source, .text = source->text, .line = 1, .column = 1};
    bool clean, ascii;
    if (source->text.len > WZ_YAML_FILE) {
        wz_report(diags, YAML_VALUE_TOO_LARGE, ((wz_loc){.source = source}), wz_format(arena, "%d", WZ_YAML_FILE));
        return NULL;
    }
    if (wz_str_starts(r.text, WZ_STR("\xEF\xBB\xBF")))
        r.at = r.mark = 3;
    wz_yaml_scan(arena, diags, source, wz_str_slice(r.text, r.at, r.text.len), &clean, &ascii);
    if (!clean)
        return NULL;
    wz_node *root = read_value(&r);
    skip_space(&r);
    if (root != NULL && r.at < r.text.len)
        root = expected(&r, WZ_STR("het einde van het bestand"), WZ_STR("the end of the file"));
    wz_buf_free(&r.pending);
    return root;
}
