/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/json.h - JSON to template values, for tests and benchmarks: numbers keep their text, null is FALSE.
 * Trusts its input: anything that is no JSON stops the program. */
#ifndef WEGWIJZER_TEST_JSON_H
#define WEGWIJZER_TEST_JSON_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wegwijzer/mustache.h"

typedef struct json {
    wz_arena *arena;
    wz_symbols *symbols;
    const char *at, *end;
} json;

static inline char json_peek(json *j)
{
    while (j->at < j->end && strchr(" \t\r\n", *j->at))
        j->at++;
    if (j->at < j->end)
        return *j->at;
    fprintf(stderr, "json: unexpected end\n");
    exit(2);
}

static inline uint32_t json_hex(json *j)
{
    char digits[5] = {0};
    memcpy(digits, j->at, 4);
    j->at += 4;
    return (uint32_t)strtoul(digits, NULL, 16);
}

static inline wz_str json_string(json *j)
{
    wz_buf buf = {0};
    json_peek(j);
    for (j->at++; *j->at != '"';) {
        if (*j->at != '\\') {
            wz_buf_byte(&buf, *j->at++);
            continue;
        }
        char c = j->at[1], out[4];
        static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
        j->at += 2;
        if (c != 'u') {
            const char *known = strchr(from, c);
            wz_buf_byte(&buf, known ? to[known - from] : c);
            continue;
        }
        uint32_t code = json_hex(j);
        if (code >= 0xD800 && code < 0xDC00) {
            j->at += 2;
            code = 0x10000 + ((code & 0x3FF) << 10) + (json_hex(j) & 0x3FF);
        }
        wz_buf_add(&buf, (wz_str){out, wz_utf8_encode(code, out)});
    }
    j->at++;
    wz_str s = wz_str_copy(j->arena, wz_buf_str(&buf));
    wz_buf_free(&buf);
    return s;
}

static inline wz_value json_value(json *j);

/* Counts first, then fills: objects have a fixed size. */
static inline wz_value json_items(json *j, char close)
{
    ptrdiff_t count = 0, room = 8;
    wz_value *items = malloc(sizeof(wz_value) * (size_t)room);
    wz_str *names = malloc(sizeof(wz_str) * (size_t)room);
    for (j->at++; json_peek(j) != close; count++) {
        if (count == room) {
            room *= 2;
            items = realloc(items, sizeof(wz_value) * (size_t)room);
            names = realloc(names, sizeof(wz_str) * (size_t)room);
        }
        if (close == '}') {
            names[count] = json_string(j);
            json_peek(j);
            j->at++; /* : */
        }
        items[count] = json_value(j);
        if (json_peek(j) == ',')
            j->at++;
    }
    j->at++;
    wz_value value;
    if (close == ']') {
        value = wz_value_list(wz_list_new(j->arena, items, count));
    } else {
        wz_object *object = wz_object_new(j->arena, count);
        for (ptrdiff_t i = 0; i < count; i++)
            wz_object_set(object, wz_symbol_of(j->symbols, names[i]), items[i]);
        value = wz_value_object(object);
    }
    free(items);
    free(names);
    return value;
}

static inline wz_value json_value(json *j)
{
    switch (json_peek(j)) {
    case '{':
        return json_items(j, '}');
    case '[':
        return json_items(j, ']');
    case '"':
        return wz_value_text(json_string(j));
    default:
        break;
    }
    const char *start = j->at;
    while (j->at < j->end && !strchr(" \t\r\n,]}", *j->at))
        j->at++;
    wz_str word = {start, j->at - start};
    if (wz_str_equal(word, WZ_STR("true")))
        return wz_value_bool(true);
    if (wz_str_equal(word, WZ_STR("false")) || wz_str_equal(word, WZ_STR("null")))
        return wz_value_bool(false);
    return wz_value_text(wz_str_copy(j->arena, word));
}

static inline wz_value json_parse(wz_arena *arena, wz_symbols *symbols, wz_str text)
{
    json j = {arena, symbols, text.ptr, text.ptr + text.len};
    return json_value(&j);
}

/* The bytes of a file, or {NULL, 0}. */
static inline wz_str json_slurp(wz_arena *arena, const char *path)
{
    wz_buf buf = {0};
    FILE *f = fopen(path, "rb");
    if (!f)
        return (wz_str){0};
    for (size_t n = 1; n > 0; buf.len += (ptrdiff_t)n)
        n = fread(wz_buf_reserve(&buf, 65536), 1, 65536, f);
    fclose(f);
    wz_str text = wz_str_copy(arena, wz_buf_str(&buf));
    wz_buf_free(&buf);
    return text;
}

#endif
