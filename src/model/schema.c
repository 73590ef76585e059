/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON Schema of the files of a kind or vocabulary, for editors. */
#include "model/internal.h"

#include <string.h>

#define OFFERED 2000 /* above so many records an editor gets slow: then ids are judged by their form */

struct schema {
    wz_arena *arena;
    const wz_model *model;
    wz_json json;
    bool dutch;
    const wz_kind *linked; /* what others may name stands in their own files; this is the kind of this one. Or NULL */
    wz_schema_names *names;
    void *context;
    const wz_kind **kinds;  /* named by a field: defined once */
    const wz_field **parts; /* of lists whose items have parts: likewise */
    ptrdiff_t kind_count, kind_cap, part_count, part_cap;
};

#define SAY(s, dutch_text, english_text) ((s)->dutch ? (dutch_text) : (english_text))

static void put(schema *s, const char *key, wz_str value)
{
    wz_json_member(&s->json, key, value);
}

static void flag(schema *s, const char *key, bool value)
{
    wz_json_key(&s->json, wz_str_from(key));
    wz_json_word(&s->json, value ? WZ_STR("true") : WZ_STR("false"));
}

static void number(schema *s, const char *key, long value)
{
    wz_json_key(&s->json, wz_str_from(key));
    wz_json_number(&s->json, value);
}

/* A list of words, divided by spaces. */
static void words(schema *s, const char *key, const char *list)
{
    wz_json_enter(&s->json, key, '[');
    for (wz_str rest = wz_str_from(list); rest.ptr;) {
        wz_json_string(&s->json, wz_str_cut(rest, ' ', &rest));
    }
    wz_json_close(&s->json, ']');
}

/* What a value looks like; white space around it does not count. */
static void form(schema *s, const char *types, wz_str pattern, const char *message)
{
    words(s, "type", types);
    put(s, "pattern", wz_format(s->arena, "^\\s*(?:%.*s)\\s*$", WZ_ARG(pattern)));
    put(s, "patternErrorMessage", wz_str_from(message));
}

/* ---- Names ---- */

static void refer(schema *s, wz_str name)
{
    put(s, "$ref", wz_format(s->arena, "#/definitions/%.*s", WZ_ARG(name)));
}

static void define(schema *s, const wz_kind *kind)
{
    ptrdiff_t i = 0;
    while (i < s->kind_count && s->kinds[i] != kind) {
        i++;
    }
    if (i == s->kind_count) {
        wz_grow(s->arena, s->kinds, s->kind_count, s->kind_cap);
        s->kinds[s->kind_count++] = kind;
    }
}

wz_str wz_model_schema_file(wz_arena *arena, const wz_kind *kind)
{
    ptrdiff_t stem = kind->vocabulary ? wz_record_stem(kind->place) : kind->place.len;
    return wz_format(arena, "%.*s.json", WZ_ARG(wz_str_slice(kind->place, 0, stem < 0 ? kind->place.len : stem)));
}

static void name_of(schema *s, const wz_kind *kind)
{
    if (s->linked == NULL || s->linked == kind) {
        define(s, kind);
        refer(s, kind->name);
        return;
    }
    wz_buf up = {0};
    for (ptrdiff_t i = 0; i < s->linked->place.len; i++) {
        wz_buf_format(&up, "%s", s->linked->place.ptr[i] == '/' ? "../" : "");
    }
    put(s, "$ref",
        wz_format(s->arena, "%.*s%.*s#/definitions/%.*s", WZ_ARG(wz_buf_str(&up)),
                  WZ_ARG(wz_model_schema_file(s->arena, kind)), WZ_ARG(kind->name)));
    wz_buf_free(&up);
}

static bool is_named(const wz_field *fields, ptrdiff_t count, const wz_kind *kind)
{
    bool named = false;
    for (ptrdiff_t i = 0; i < count && !named; i++) {
        named = fields[i].vocabulary == kind || fields[i].to == kind ||
                is_named(fields[i].fields, fields[i].field_count, kind);
    }
    return named;
}

/* Whether a file of the project may name records or terms of the kind. */
static bool is_named_anywhere(const wz_model *m, const wz_kind *kind)
{
    bool named = false;
    for (ptrdiff_t i = 0; i < m->kind_count + m->vocabulary_count && !named; i++) {
        const wz_kind *by = i < m->kind_count ? m->kinds[i] : m->vocabularies[i - m->kind_count];
        named = is_named(by->fields, by->field_count, kind);
    }
    return named;
}

/* True when YAML reads it as something other than text. */
static bool is_no_text(wz_str name)
{
    static const char *const others[] = {"true", "false", "null", "~"};
    bool other = name.len && (wz_is_digit(name.ptr[0]) || strchr("+-.", name.ptr[0]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        other = other || (name.len <= 5 && wz_distance(name, wz_str_from(others[i]), 0) == 0);
    }
    return other;
}

/* A name as a regular expression; folded: in capitals or not. */
static void add_pattern(wz_buf *out, const wz_schema_name *n)
{
    for (ptrdiff_t i = 0; i < n->name.len; i++) {
        char c = n->name.ptr[i];
        if (n->folded && wz_is_letter(c)) {
            wz_buf_add(out, (wz_str){(char[]){'[', wz_lower(c), (char)(wz_lower(c) - 32), ']'}, 4});
        } else if (c && strchr("^$\\.*+?()[]{}|/", c)) {
            wz_buf_format(out, "\\%c", c);
        } else {
            wz_buf_byte(out, c);
        }
    }
}

/* Accents count as little as capitals: a text that holds one is left to `check`. */
static void names_pattern(schema *s, const wz_kind *kind, const wz_schema_name *names, ptrdiff_t count)
{
    static const char any_accent[] = ".*[^\\x00-\\x7f].*";
    wz_buf pattern = {0};
    bool folded = false;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (names[i].folded && !folded) {
            wz_buf_format(&pattern, "%s|", any_accent);
            folded = true;
        }
        bool plain = true;
        for (ptrdiff_t b = 0; b < names[i].name.len && names[i].folded; b++) {
            plain = plain && (unsigned char)names[i].name.ptr[b] < 0x80;
        }
        if (names[i].accepted && plain) {
            add_pattern(&pattern, &names[i]);
            wz_buf_byte(&pattern, '|');
        }
    }
    pattern.len -= pattern.len > 0;
    wz_str place = wz_format(s->arena,
                             SAY(s, "Staat niet in content/%.*s. Druk op Ctrl+spatie voor de lijst.",
                                 "Is not in content/%.*s. Press Ctrl+Space for the list."),
                             WZ_ARG(kind->place));
    put(s, "pattern", wz_format(s->arena, "^\\s*(?:%.*s)\\s*$", WZ_ARG(wz_buf_str(&pattern))));
    put(s, "patternErrorMessage", place);
    wz_buf_free(&pattern);
}

/* What a field may name: offered with title and summary, accepted in any spelling that `check` accepts. A single list of
 * alternatives with a pattern beside it is what gives an editor completion, the hover of one name, and one message. */
static void names(schema *s, const wz_kind *kind)
{
    const wz_schema_name *list;
    ptrdiff_t count = s->names(s->context, s->arena, kind, &list), offered = 0;
    bool texts = true;
    for (ptrdiff_t i = 0; i < count; i++) {
        offered += list[i].offered;
        texts = texts && !is_no_text(list[i].name);
    }
    const char *type = texts ? "string" : "string number boolean null";
    words(s, "type", type);
    if (count >= 0 && offered <= OFFERED) {
        names_pattern(s, kind, list, count);
        wz_json_enter(&s->json, "anyOf", '[');
        for (ptrdiff_t i = 0; i < count; i++) {
            if (list[i].offered) {
                wz_json_open(&s->json, '{');
                put(s, "const", list[i].name);
                put(s, "title", list[i].title);
                if (list[i].summary.len) {
                    put(s, "description", list[i].summary);
                }
                wz_json_close(&s->json, '}');
            }
        }
        wz_json_open(&s->json, '{');
        words(s, "type", type);
        wz_json_close(&s->json, '}');
        wz_json_close(&s->json, ']');
    }
}

/* ---- The operations of the types ---- */

static void value(schema *s, const wz_field *field);
static void properties(schema *s, const wz_field *fields, ptrdiff_t count, wz_str other, bool free);

/* YAML reads 2019, 4 and true as something else; to `check` they are text. */
void wz_model_schema_text(schema *s, const wz_field *field)
{
    words(s, "type", "string number boolean");
    if (field && field->max > 0 && !field->list) {
        put(s, "pattern", wz_format(s->arena, "^\\s*(?:\\S|\\s+(?=\\S)){1,%ld}\\s*$", field->max));
        put(s, "patternErrorMessage",
            wz_format(s->arena, SAY(s, "Hier horen 1 tot %ld tekens.", "From 1 to %ld characters belong here."),
                      field->max));
    }
}

void wz_model_schema_name(schema *s, const wz_field *field)
{
    name_of(s, field->vocabulary ? field->vocabulary : field->to);
}

/* A record, or with how certain the link is. */
void wz_model_schema_reference(schema *s, const wz_field *field)
{
    if (!field->field_count) {
        name_of(s, field->to);
        return;
    }
    wz_json_enter(&s->json, "anyOf", '[');
    wz_json_open(&s->json, '{');
    name_of(s, field->to);
    wz_json_close(&s->json, '}');
    wz_json_open(&s->json, '{');
    put(s, "type", WZ_STR("object"));
    wz_json_enter(&s->json, "properties", '{');
    wz_json_key(&s->json, s->model->to_key);
    wz_json_open(&s->json, '{');
    name_of(s, field->to);
    wz_json_close(&s->json, '}');
    properties(s, field->fields, field->field_count, s->model->to_key, false);
    wz_json_close(&s->json, '}');
    wz_json_close(&s->json, ']');
}

/* A mapping of a term and texts about the place in it. */
static void placed(schema *s, const wz_field *field, const wz_str *keys, ptrdiff_t count)
{
    put(s, "type", WZ_STR("object"));
    wz_json_enter(&s->json, "properties", '{');
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_json_key(&s->json, keys[i]);
        wz_json_open(&s->json, '{');
        if (i == 0) {
            name_of(s, field->vocabulary);
        } else {
            wz_model_schema_text(s, NULL);
        }
        wz_json_close(&s->json, '}');
    }
    properties(s, NULL, 0, keys[0], false);
}

void wz_model_schema_law(schema *s, const wz_field *field)
{
    placed(s, field, (wz_str[]){s->model->law_key, s->model->article_key, s->model->paragraph_key}, 3);
}

void wz_model_schema_source(schema *s, const wz_field *field)
{
    wz_str keys[] = {s->model->document_key, s->model->place_key};
    if (!field->field_count) {
        placed(s, field, keys, 2);
        return;
    }
    wz_json_enter(&s->json, "anyOf", '[');
    wz_json_open(&s->json, '{');
    placed(s, field, keys, 2);
    wz_json_close(&s->json, '}');
    wz_json_open(&s->json, '{');
    put(s, "type", WZ_STR("object"));
    wz_json_enter(&s->json, "properties", '{');
    wz_json_key(&s->json, keys[1]);
    wz_json_open(&s->json, '{');
    wz_model_schema_text(s, NULL);
    wz_json_close(&s->json, '}');
    properties(s, field->fields, field->field_count, (wz_str){0}, false);
    wz_json_close(&s->json, '}');
    wz_json_close(&s->json, ']');
}

void wz_model_schema_group(schema *s, const wz_field *field)
{
    put(s, "type", WZ_STR("object"));
    wz_json_enter(&s->json, "properties", '{');
    properties(s, field->fields, field->field_count, (wz_str){0}, field->free);
}

void wz_model_schema_date(schema *s, const wz_field *field)
{
    (void)field;
    form(
        s, "string", WZ_STR("[1-9]\\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"),
        SAY(s, "Schrijf een datum als 2026-11-29: jaar, maand, dag.", "Write a date as 2026-11-29: year, month, day."));
}

void wz_model_schema_period(schema *s, const wz_field *field)
{
    static const char moment[] = "(?:[1-9]\\d{3}(?:-\\d{2}(?:-\\d{2})?)?|[Qq][1-4] [1-9]\\d{3})";
    (void)field;
    form(s, "string number",
         wz_format(s->arena,
                   "doorlopend|ongoing|onbekend|unknown|%s(?:\\s*(?:\\.\\.|-|\xE2\x80\x93)\\s*(?:%s|heden|present))?",
                   moment, moment),
         SAY(s, "Schrijf 2019, 2015-heden, 2019..2022, Q2 2020, doorlopend of onbekend.",
             "Write 2019, 2015..present, 2019..2022, Q2 2020, ongoing or unknown."));
}

void wz_model_schema_url(schema *s, const wz_field *field)
{
    (void)field;
    form(s, "string", WZ_STR("[Hh][Tt][Tt][Pp][Ss]?:[^\\s\\\\<>\"]+"),
         SAY(s, "Schrijf een heel adres, dat begint met https://.",
             "Write a whole address, which begins with https://."));
}

void wz_model_schema_phone(schema *s, const wz_field *field)
{
    (void)field;
    form(s, "string number", WZ_STR("\\+?[-\\d.()\\s]+"),
         SAY(s, "Schrijf een nummer als +31 70 123 45 67.", "Write a number as +31 70 123 45 67."));
}

void wz_model_schema_email(schema *s, const wz_field *field)
{
    (void)field;
    form(s, "string", WZ_STR("[^@]+@[^@]+"),
         SAY(s, "Schrijf een mailadres als loket@voorbeeld.nl.", "Write an address as desk@example.org."));
}

void wz_model_schema_bool(schema *s, const wz_field *field)
{
    (void)field;
    form(s, "boolean string",
         WZ_STR("[Jj][Aa]|[Nn][Ee][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]"),
         SAY(s, "Schrijf ja of nee.", "Write yes or no."));
}

void wz_model_schema_integer(schema *s, const wz_field *field)
{
    form(s, "integer string", WZ_STR("-?\\d+"), SAY(s, "Hier hoort een heel getal.", "A whole number belongs here."));
    if (field->has_min && !field->list) {
        number(s, "minimum", field->min);
    }
    if (field->has_max && !field->list) {
        number(s, "maximum", field->max);
    }
}

/* ---- Fields ---- */

/* What an editor shows when the mouse rests on the field: what `wegwijzer new` writes, and what else there is to know. */
static wz_str help_of(schema *s, const wz_field *field)
{
    wz_buf out = {0};
    bool text = field->holds == WZ_HOLDS_TEXT && !field->list;
    wz_buf_format(&out, "%.*s%s.", WZ_ARG(field->label), field->required ? SAY(s, " (verplicht)", " (required)") : "");
    if (field->help.len) {
        wz_buf_format(&out, " %.*s", WZ_ARG(field->help));
    }
    if (field->max > 0 && field->holds != WZ_HOLDS_INTEGER && (text || field->several)) {
        wz_buf_format(&out,
                      text ? SAY(s, " Hoogstens %ld tekens.", " At most %ld characters.")
                           : SAY(s, " Hoogstens %ld.", " At most %ld."),
                      field->max);
    }
    if (field->example.len) {
        wz_buf_format(&out, SAY(s, " Bijvoorbeeld: %.*s", " For instance: %.*s"), WZ_ARG(field->example));
    }
    return wz_buf_take(s->arena, &out);
}

/* An item of a value: inline, or when it has parts defined apart, as it is told twice. */
static void item(schema *s, const wz_field *field)
{
    wz_json_open(&s->json, '{');
    if (field->holds == WZ_HOLDS_PARTS || field->placed || field->field_count) {
        ptrdiff_t i = 0;
        while (i < s->part_count && s->parts[i] != field) {
            i++;
        }
        if (i == s->part_count) {
            wz_grow(s->arena, s->parts, s->part_count, s->part_cap);
            s->parts[s->part_count++] = field;
        }
        refer(s, wz_format(s->arena, "%td", i));
    } else {
        wz_model_types[field->type].schema(s, field);
    }
    wz_json_close(&s->json, '}');
}

/* Nothing, as machines write it. */
static void nothing(schema *s)
{
    wz_json_open(&s->json, '{');
    wz_json_enter(&s->json, "enum", '[');
    wz_json_word(&s->json, WZ_STR("null"));
    wz_json_string(&s->json, WZ_STR(""));
    wz_json_close(&s->json, ']');
    wz_json_close(&s->json, '}');
    wz_json_open(&s->json, '{');
    words(s, "type", "array object");
    number(s, "maxItems", 0);
    number(s, "maxProperties", 0);
    wz_json_close(&s->json, '}');
}

static void list_of(schema *s, const wz_field *field)
{
    wz_json_open(&s->json, '{');
    put(s, "type", WZ_STR("array"));
    wz_json_key(&s->json, WZ_STR("items"));
    if (s->model->empty_is_absent) {
        wz_json_open(&s->json, '{');
        wz_json_enter(&s->json, "anyOf", '[');
        item(s, field);
        nothing(s);
        wz_json_close(&s->json, ']');
        wz_json_close(&s->json, '}');
    } else {
        item(s, field);
    }
    if (field->min > 0 || field->required) {
        number(s, "minItems", field->min > 0 ? field->min : 1);
    }
    if (field->max > 0) {
        number(s, "maxItems", field->max);
    }
    wz_json_close(&s->json, '}');
}

/* One value where a list may stand is a list of one. */
static void value(schema *s, const wz_field *field)
{
    wz_json_open(&s->json, '{');
    put(s, "description", help_of(s, field));
    if (!field->several && !s->model->empty_is_absent) {
        wz_model_types[field->type].schema(s, field);
    } else {
        wz_json_enter(&s->json, "anyOf", '[');
        item(s, field);
        if (field->several) {
            list_of(s, field);
        }
        if (field->list && field->free) {
            wz_json_open(&s->json, '{');
            put(s, "type", WZ_STR("object"));
            wz_json_close(&s->json, '}');
        }
        if (s->model->empty_is_absent) {
            nothing(s);
        }
        wz_json_close(&s->json, ']');
    }
    wz_json_close(&s->json, '}');
}

static bool is_field(const wz_field *fields, ptrdiff_t count, wz_str written)
{
    bool found = false;
    for (ptrdiff_t i = 0; i < count && !found; i++) {
        found = wz_str_equal(fields[i].written, written);
    }
    return found;
}

/* The mapping in which a field with dots lies is not looked into. */
static void outer(schema *s, const wz_field *fields, ptrdiff_t count, ptrdiff_t at)
{
    wz_str rest, name = wz_str_cut(fields[at].written, '.', &rest);
    bool told = !rest.ptr || is_field(fields, count, name);
    for (ptrdiff_t i = 0; i < at && !told; i++) {
        told = wz_str_equal(wz_str_cut(fields[i].written, '.', &rest), name);
    }
    if (!told) {
        wz_json_key(&s->json, name);
        wz_json_open(&s->json, '{');
        wz_json_close(&s->json, '}');
    }
}

/* The rest of a mapping, from within its properties: the fields, which must be there, and whether others may. */
static void properties(schema *s, const wz_field *fields, ptrdiff_t count, wz_str other, bool free)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        outer(s, fields, count, i);
        wz_json_key(&s->json, fields[i].written);
        value(s, &fields[i]);
    }
    wz_json_close(&s->json, '}');
    wz_json_enter(&s->json, "required", '[');
    if (other.ptr) {
        wz_json_string(&s->json, other);
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        if (fields[i].required && wz_str_find_byte(fields[i].written, '.') < 0) {
            wz_json_string(&s->json, fields[i].written);
        }
    }
    wz_json_close(&s->json, ']');
    flag(s, "additionalProperties", free);
}

static void definitions(schema *s)
{
    wz_json_enter(&s->json, "definitions", '{');
    for (ptrdiff_t i = 0; i < s->part_count; i++) {
        const wz_field *field = s->parts[i]; /* what it has in it may come on top */
        wz_json_key(&s->json, wz_format(s->arena, "%td", i));
        wz_json_open(&s->json, '{');
        wz_model_types[field->type].schema(s, field);
        wz_json_close(&s->json, '}');
    }
    for (ptrdiff_t i = 0; i < s->kind_count; i++) {
        wz_json_key(&s->json, s->kinds[i]->name);
        wz_json_open(&s->json, '{');
        names(s, s->kinds[i]);
        wz_json_close(&s->json, '}');
    }
    wz_json_close(&s->json, '}');
}

void wz_model_schema(wz_arena *arena, wz_buf *out, const wz_model *model, const wz_kind *kind, wz_str lang, bool linked,
                     wz_schema_names *name, void *context)
{
    schema s = {.arena = arena,
                .model = model,
                .json = {.out = out, .lines = 2, .indent = 1},
                .dutch = wz_str_equal(lang, WZ_STR("nl")),
                .linked = linked ? kind : NULL,
                .names = name,
                .context = context};
    wz_json_open(&s.json, '{');
    put(&s, "$schema", WZ_STR("http://json-schema.org/draft-07/schema#"));
    put(&s, "title", kind->vocabulary ? kind->many : kind->one);
    if (kind->help.len) {
        put(&s, "description", kind->help);
    }
    put(&s, "type", WZ_STR("object"));
    if (kind->vocabulary) {
        wz_json_enter(&s.json, "propertyNames", '{');
        form(&s, "string", WZ_STR("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"),
             SAY(&s, "Een id heeft alleen kleine letters, cijfers en koppeltekens.",
                 "An id has small letters, digits and hyphens only."));
        wz_json_close(&s.json, '}');
        wz_json_enter(&s.json, "additionalProperties", '{');
        put(&s, "type", WZ_STR("object"));
    }
    wz_json_enter(&s.json, "properties", '{');
    for (ptrdiff_t i = 0; !kind->vocabulary && i < model->ignored_count; i++) {
        wz_json_key(&s.json, model->ignored[i]);
        wz_json_open(&s.json, '{');
        wz_json_close(&s.json, '}');
    }
    properties(&s, kind->fields, kind->field_count, (wz_str){0}, false);
    if (kind->vocabulary) {
        wz_json_close(&s.json, '}');
    }
    if (linked && is_named_anywhere(model, kind)) {
        define(&s, kind);
    }
    definitions(&s);
    wz_json_close(&s.json, '}');
    wz_buf_byte(out, '\n');
}
