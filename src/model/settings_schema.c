/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON Schema of model.yaml itself, out of the tables with which it is read. */
#include "model/declare.h"

static void refer(wz_json *j, wz_arena *arena, wz_str definition)
{
    wz_json_open(j, '{');
    wz_json_member(j, "$ref", wz_format(arena, "#/definitions/%.*s", WZ_ARG(definition)));
    wz_json_close(j, '}');
}

/* Every scalar is text to who reads it, whatever YAML makes of it. */
static void scalar(wz_json *j)
{
    wz_json_open(j, '{');
    wz_json_enter(j, "type", '[');
    wz_json_string(j, WZ_STR("string"));
    wz_json_string(j, WZ_STR("number"));
    wz_json_string(j, WZ_STR("boolean"));
    wz_json_close(j, ']');
    wz_json_close(j, '}');
}

static void begin_object(wz_json *j)
{
    wz_json_open(j, '{');
    wz_json_member(j, "type", WZ_STR("object"));
}

/* A mapping of any names to what a definition says. */
static void named(wz_json *j, wz_arena *arena, wz_str definition)
{
    begin_object(j);
    wz_json_key(j, WZ_STR("additionalProperties"));
    refer(j, arena, definition);
    wz_json_close(j, '}');
}

static void end_properties(wz_json *j)
{
    wz_json_close(j, '}');
    wz_json_key(j, WZ_STR("additionalProperties"));
    wz_json_word(j, WZ_STR("false"));
    wz_json_close(j, '}');
}

static void choice(wz_json *j, wz_str value, wz_str title)
{
    wz_json_open(j, '{');
    wz_json_member(j, "const", value);
    wz_json_member(j, "title", title);
    wz_json_close(j, '}');
}

static void end_choices(wz_json *j)
{
    scalar(j);
    wz_json_close(j, ']');
    wz_json_close(j, '}');
}

/* Kinds or vocabularies, offered; another name is left to `check`. */
static void names_of(wz_json *j, wz_kind *const *kinds, ptrdiff_t count)
{
    wz_json_open(j, '{');
    wz_json_enter(j, "anyOf", '[');
    for (ptrdiff_t i = 0; i < count; i++) {
        choice(j, kinds[i]->name, kinds[i]->many);
    }
    end_choices(j);
}

static void types(wz_arena *arena, wz_json *j)
{
    wz_json_open(j, '{');
    wz_json_enter(j, "enum", '[');
    for (int t = 0; t < 2 * WZ_TYPE_COUNT; t++) {
        wz_str name = wz_type_name((wz_type)(t % WZ_TYPE_COUNT));
        wz_json_string(j, t < WZ_TYPE_COUNT ? name : wz_format(arena, "list of %.*s", WZ_ARG(name)));
    }
    wz_json_close(j, ']');
    wz_json_close(j, '}');
}

static void define_field(wz_arena *arena, wz_json *j, const wz_model *m)
{
    wz_json_key(j, WZ_STR("field"));
    begin_object(j);
    wz_json_enter(j, "required", '[');
    wz_json_string(j, WZ_STR("type"));
    wz_json_close(j, ']');
    wz_json_enter(j, "properties", '{');
    for (ptrdiff_t i = 0; wz_model_option(i).ptr; i++) {
        wz_str name = wz_model_option(i);
        wz_json_key(j, name);
        if (wz_str_equal(name, WZ_STR("type"))) {
            types(arena, j);
        } else if (wz_str_equal(name, WZ_STR("fields"))) {
            named(j, arena, WZ_STR("field"));
        } else if (wz_str_equal(name, WZ_STR("vocabulary"))) {
            names_of(j, m->vocabularies, m->vocabulary_count);
        } else if (wz_str_equal(name, WZ_STR("to"))) {
            names_of(j, m->kinds, m->kind_count);
        } else {
            scalar(j);
        }
    }
    end_properties(j);
}

/* A role is the name of a field or, of a group, of a field and its parts. */
static void define_roles(wz_json *j)
{
    wz_json_key(j, WZ_STR("roles"));
    begin_object(j);
    wz_json_enter(j, "properties", '{');
    for (int role = 0; role < WZ_ROLE_COUNT; role++) {
        wz_json_key(j, wz_model_role_names[role]);
        wz_json_open(j, '{');
        wz_json_enter(j, "anyOf", '[');
        scalar(j);
        begin_object(j);
        wz_json_enter(j, "properties", '{');
        wz_json_key(j, WZ_STR("field"));
        scalar(j);
        for (int part = 0; part < WZ_PART_COUNT; part++) {
            wz_json_key(j, wz_model_part_names[part]);
            scalar(j);
        }
        end_properties(j);
        wz_json_close(j, ']');
        wz_json_close(j, '}');
    }
    end_properties(j);
}

/* A mapping with the keys of a table: those that are mappings themselves have a definition or are named here. */
static void define_keys(wz_arena *arena, wz_json *j, const char *name, wz_declared what)
{
    wz_names_of keys = wz_model_keys(what);
    if (name) {
        wz_json_key(j, wz_str_from(name));
        begin_object(j);
    }
    wz_json_enter(j, "properties", '{');
    for (ptrdiff_t i = 0; i < keys.count; i++) {
        wz_str key = keys.items[i];
        wz_json_key(j, key);
        if (wz_str_equal(key, WZ_STR("fields")) || wz_str_equal(key, WZ_STR("common"))) {
            named(j, arena, WZ_STR("field"));
        } else if (wz_str_equal(key, WZ_STR("kinds"))) {
            named(j, arena, WZ_STR("kind"));
        } else if (wz_str_equal(key, WZ_STR("vocabularies"))) {
            named(j, arena, WZ_STR("vocabulary"));
        } else if (wz_str_equal(key, WZ_STR("roles")) || wz_str_equal(key, WZ_STR("label")) ||
                   wz_str_equal(key, WZ_STR("terms")) || wz_str_equal(key, WZ_STR("records"))) {
            refer(j, arena, key);
        } else if (wz_str_equal(key, WZ_STR("keys")) || wz_str_equal(key, WZ_STR("ignore"))) {
            wz_json_open(j, '{');
            wz_json_close(j, '}');
        } else {
            scalar(j);
        }
    }
    end_properties(j);
}

void wz_model_schema_itself(wz_arena *arena, wz_buf *out, const wz_model *model)
{
    wz_json json = {.out = out, .lines = 3, .indent = 1}, *j = &json;
    wz_json_open(j, '{');
    wz_json_member(j, "$schema", WZ_STR("http://json-schema.org/draft-07/schema#"));
    wz_json_member(j, "title", WZ_STR("model.yaml"));
    wz_json_member(j, "type", WZ_STR("object"));
    wz_json_enter(j, "definitions", '{');
    define_field(arena, j, model);
    define_roles(j);
    define_keys(arena, j, "kind", WZ_DECLARED_KIND);
    define_keys(arena, j, "vocabulary", WZ_DECLARED_VOCABULARY);
    define_keys(arena, j, "label", WZ_DECLARED_LABEL);
    define_keys(arena, j, "terms", WZ_DECLARED_TERMS);
    define_keys(arena, j, "records", WZ_DECLARED_RECORDS);
    wz_json_close(j, '}');
    define_keys(arena, j, NULL, WZ_DECLARED_TOP);
    wz_buf_byte(out, '\n');
}
