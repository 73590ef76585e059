/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading model.yaml: the declaration of a field. */
#include "model/declare.h"

#include <assert.h>

/* Names under which templates find something else on every record. */
static const wz_str reserved[] = {WZ_STR("id"),    WZ_STR("path"), WZ_STR("kind"), WZ_STR("meta"),
                                  WZ_STR("first"), WZ_STR("last"), WZ_STR("index")};
/* A group, which may stand in a list, has a place in it too. */
bool wz_model_is_reserved(wz_str name, int depth)
{
    enum { OF_RECORDS = 4 };
    for (size_t i = depth ? OF_RECORDS : 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (wz_str_equal(reserved[i], name)) {
            return true;
        }
    }
    return false;
}

void wz_model_fail(builder *b)
{
    b->ok = false;
}

bool wz_model_is_field_name(wz_str s)
{
    char first = s.len ? s.ptr[0] : '\0';
    return s.len <= 60 && (wz_is_small(first) || (first >= 'A' && first <= 'Z')) && wz_str_is_plain(s, "_-");
}

bool wz_model_is_name(wz_str s)
{
    bool small = wz_model_is_field_name(s);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        small = small && !(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z');
    }
    return small;
}

bool wz_model_expect_map(builder *b, const wz_node *node, wz_str name)
{
    if (node->kind == WZ_NODE_MAP) {
        return true;
    }
    wz_report(b->diags, GROUP_EXPECTED, node->loc, name, WZ_STR("{…: …}"));
    wz_model_fail(b);
    return false;
}

/* The text of key in map: {NULL,0} when absent (reported when required) or wrong. */
wz_str wz_model_text_of(builder *b, const wz_node *map, wz_str key, bool required)
{
    const wz_node *node = wz_node_get(map, key);
    if (!node) {
        if (required) {
            wz_report(b->diags, MODEL_MISSING, map->loc, key);
            wz_model_fail(b);
        }
        return (wz_str){0};
    }
    if (node->kind != WZ_NODE_TEXT) {
        wz_report(b->diags, TEXT_EXPECTED, node->loc, key);
        wz_model_fail(b);
        return (wz_str){0};
    }
    if (wz_node_is_empty(node)) {
        wz_report(b->diags, EMPTY_VALUE, node->loc, key);
        wz_model_fail(b);
        return (wz_str){0};
    }
    return wz_str_trim(node->text);
}

bool wz_model_bool_of(builder *b, const wz_node *map, wz_str key)
{
    wz_str text = wz_model_text_of(b, map, key, false);
    bool truth = false;
    if (text.len && !wz_model_truth(text, &truth)) {
        wz_report(b->diags, BAD_BOOL, wz_node_get(map, key)->loc, text);
        wz_model_fail(b);
    }
    return truth;
}

static long number_of(builder *b, const wz_node *map, wz_str key)
{
    wz_str text = wz_model_text_of(b, map, key, false);
    long n = 0;
    if (text.len && !wz_str_number(text, 999999999, &n)) {
        wz_report(b->diags, BAD_INTEGER, wz_node_get(map, key)->loc, text);
        wz_model_fail(b);
    }
    return n;
}

void wz_model_check_keys(builder *b, const wz_node *map, const wz_str *names, ptrdiff_t count)
{
    if (!wz_keys_check(b->diags, map, names, count, false)) {
        wz_model_fail(b);
    }
}

static void set_type(wz_field *field, wz_type type)
{
    const type_row *row = &wz_model_types[type];
    field->type = type;
    field->holds = row->holds;
    field->several = field->list || (row->traits & SEVERAL) != 0;
    field->markup = (row->traits & MARKUP) != 0;
    field->words = (row->traits & WORDS) != 0;
    field->address = (row->traits & ADDRESS) != 0;
    field->placed = (row->traits & PLACED) != 0;
    field->paged = (row->traits & PAGED) != 0;
}

/* False when there is no such type: then nothing can be said of the options that go with it. */
static bool read_type(builder *b, const wz_node *spec, wz_field *field)
{
    wz_str name = wz_model_text_of(b, spec, WZ_STR("type"), true);
    wz_str bare = name;
    if (wz_str_starts(name, WZ_STR("list of "))) {
        field->list = true;
        bare = wz_str_trim(wz_str_slice(name, 8, name.len));
    }
    set_type(field, WZ_TYPE_TEXT);
    wz_str names[WZ_TYPE_COUNT];
    for (int t = 0; t < WZ_TYPE_COUNT; t++) {
        names[t] = wz_type_name((wz_type)t);
        if (wz_str_equal(bare, names[t])) {
            set_type(field, (wz_type)t);
            return true;
        }
    }
    if (name.ptr) {
        wz_diag *d = wz_report(b->diags, MODEL_TYPE, wz_node_get(spec, WZ_STR("type"))->loc, name,
                               wz_str_join(b->arena, names, WZ_TYPE_COUNT, WZ_STR(", ")));
        d->suggestion = wz_suggest(bare, names, WZ_TYPE_COUNT);
        wz_model_fail(b);
    }
    return false;
}

/* What only some types understand. */
static const struct {
    wz_str name;
    unsigned option;
} options[] = {{WZ_STR("vocabulary"), VOCABULARY},
               {WZ_STR("to"), TO},
               {WZ_STR("inverse"), TO},
               {WZ_STR("inverse_label"), TO},
               {WZ_STR("certainty"), TO},
               {WZ_STR("certainty_from"), TO},
               {WZ_STR("fields"), FIELDS},
               {WZ_STR("free"), FIELDS},
               {WZ_STR("min"), MIN},
               {WZ_STR("max"), MAX},
               {WZ_STR("facet"), FACET},
               {WZ_STR("related"), RELATED},
               {WZ_STR("ahead"), AHEAD},
               {WZ_STR("since"), AHEAD},
               {WZ_STR("unique"), UNIQUE}};
enum { OPTIONS = sizeof options / sizeof *options };

static const wz_str common[] = {WZ_STR("type"),    WZ_STR("required"), WZ_STR("label"),  WZ_STR("help"),
                                WZ_STR("example"), WZ_STR("search"),   WZ_STR("written")};
enum { COMMON = sizeof common / sizeof *common };

wz_str wz_model_option(ptrdiff_t index)
{
    return index < COMMON ? common[index] : index < COMMON + OPTIONS ? options[index - COMMON].name : (wz_str){0};
}

static void check_options(builder *b, const wz_node *spec, const wz_field *field)
{
    unsigned fits = wz_model_types[field->type].options | (field->list ? MIN | MAX : 0);
    for (size_t i = 0; i < OPTIONS; i++) {
        const wz_node *key = wz_node_key(spec, options[i].name);
        if (key && !(fits & options[i].option)) {
            wz_report(b->diags, MODEL_OPTION, key->loc, options[i].name, wz_type_name(field->type));
            wz_model_fail(b);
        }
    }
}

/* The vocabulary that key names, NULL with a message when there is none of that name. */
static const wz_kind *vocabulary_of(builder *b, const wz_node *spec, wz_str key, bool required)
{
    wz_str name = wz_model_text_of(b, spec, key, required);
    const wz_kind *vocabulary = wz_model_vocabulary(b->model, name);
    if (name.ptr && !vocabulary) {
        wz_kind_unknown(b->diags, b->model, true, wz_node_get(spec, key)->loc, name);
        wz_model_fail(b);
    }
    return vocabulary;
}

/* An item of refs that says how certain it is has that as its one part. */
static void read_certainty(builder *b, const wz_node *spec, wz_field *field)
{
    const wz_kind *vocabulary = vocabulary_of(b, spec, WZ_STR("certainty"), false);
    if (vocabulary) {
        field->fields = wz_new(b->arena, wz_field, 1);
        field->field_count = 1;
        *field->fields = (wz_field){.name = b->model->certainty_key,
                                    .written = b->model->certainty_key,
                                    .max = 1,
                                    .has_max = true,
                                    .label = b->model->certainty_key,
                                    .vocabulary = vocabulary,
                                    .loc = field->loc};
        set_type(field->fields, WZ_TYPE_TERMS);
    }
}

/* The field beside field that says how certain its items are: one term, of the vocabulary that they name themselves. */
static void find_certainty(builder *b, const wz_node *spec, wz_field *field, wz_field *siblings, ptrdiff_t count)
{
    wz_str name = wz_model_text_of(b, spec, WZ_STR("certainty_from"), false);
    for (ptrdiff_t i = 0; i < count; i++) {
        bool fits = wz_field_terms(&siblings[i]) && siblings[i].max == 1 &&
                    (!field->field_count || field->fields->vocabulary == siblings[i].vocabulary);
        if (fits && wz_str_equal(siblings[i].name, name)) {
            field->certainty_from = &siblings[i];
        }
    }
    if (name.ptr && !field->certainty_from) {
        wz_report(b->diags, MODEL_CERTAINTY, wz_node_get(spec, WZ_STR("certainty_from"))->loc, name, field->name);
        wz_model_fail(b);
    }
}

static void read_targets(builder *b, const wz_kind *self, const wz_node *spec, wz_field *field, int depth)
{
    assert(self != NULL);
    const type_row *type = &wz_model_types[field->type];
    if (type->options & VOCABULARY) {
        field->vocabulary = vocabulary_of(b, spec, WZ_STR("vocabulary"), true);
        if (field->paged && b->model->page) {
            field->fields = b->model->page->fields;
            field->field_count = b->model->page->field_count;
        }
    } else if (type->options & TO) {
        wz_str name = wz_model_text_of(b, spec, WZ_STR("to"), true);
        field->to = wz_str_equal(name, WZ_STR("self")) ? self : wz_model_kind(b->model, name);
        if (name.ptr && (!field->to || field->to->vocabulary)) {
            wz_kind_unknown(b->diags, b->model, false, wz_node_get(spec, WZ_STR("to"))->loc, name);
            wz_model_fail(b);
        }
        field->inverse = wz_model_text_of(b, spec, WZ_STR("inverse"), false);
        field->inverse_label = wz_model_text_of(b, spec, WZ_STR("inverse_label"), false);
        if (field->inverse.ptr && !wz_model_is_field_name(field->inverse)) {
            wz_report(b->diags, MODEL_NAME, wz_node_get(spec, WZ_STR("inverse"))->loc, field->inverse);
            wz_model_fail(b);
        } else if (field->inverse.ptr && self->vocabulary) {
            wz_report(b->diags, MODEL_INVERSE, wz_node_key(spec, WZ_STR("inverse"))->loc, field->name);
            wz_model_fail(b);
        }
        if (!field->inverse_label.ptr) {
            field->inverse_label = field->inverse;
        }
        read_certainty(b, spec, field);
    } else if (type->options & FIELDS) {
        const wz_node *fields = wz_node_get(spec, WZ_STR("fields"));
        if (!fields) {
            wz_report(b->diags, MODEL_MISSING, spec->loc, WZ_STR("fields"));
            wz_model_fail(b);
        } else if (depth >= WZ_MODEL_DEPTH) {
            wz_report(b->diags, MODEL_DEPTH, fields->loc, wz_format(b->arena, "%d", WZ_MODEL_DEPTH));
            wz_model_fail(b);
        } else if (wz_model_expect_map(b, fields, WZ_STR("fields"))) {
            field->fields = wz_new(b->arena, wz_field, fields->count);
            wz_model_declare_fields(b, self, fields, field->fields, &field->field_count, depth + 1);
        }
    }
}

/* What records call id is id_ for templates, which know something else by that name. */
static wz_str name_of(builder *b, wz_str written, int depth)
{
    return wz_model_is_reserved(written, depth) ? wz_format(b->arena, "%.*s_", WZ_ARG(written)) : written;
}

static void read_field(builder *b, const wz_kind *self, const wz_node *key, const wz_node *spec, wz_field *field,
                       int depth)
{
    wz_str keys[COMMON + OPTIONS];
    for (ptrdiff_t i = 0; i < COMMON + OPTIONS; i++) {
        keys[i] = wz_model_option(i);
    }
    field->name = name_of(b, key->text, depth);
    field->written = key->text;
    field->loc = key->loc;
    if (!wz_model_is_field_name(key->text)) {
        wz_report(b->diags, MODEL_NAME, key->loc, key->text);
        wz_model_fail(b);
    }
    if (!wz_model_expect_map(b, spec, key->text)) {
        return;
    }
    CHECK_KEYS(b, spec, keys);
    bool typed = read_type(b, spec, field);
    field->min = number_of(b, spec, WZ_STR("min"));
    field->max = number_of(b, spec, WZ_STR("max"));
    field->has_min = wz_node_get(spec, WZ_STR("min")) != NULL;
    field->has_max = wz_node_get(spec, WZ_STR("max")) != NULL;
    field->required =
        wz_model_bool_of(b, spec, WZ_STR("required")) || (field->min > 0 && field->holds != WZ_HOLDS_INTEGER);
    field->facet = wz_model_bool_of(b, spec, WZ_STR("facet"));
    field->related = wz_node_get(spec, WZ_STR("related")) ? wz_model_bool_of(b, spec, WZ_STR("related")) : field->facet;
    field->unsearched = wz_node_get(spec, WZ_STR("search")) && !wz_model_bool_of(b, spec, WZ_STR("search"));
    field->has_ahead = wz_node_get(spec, WZ_STR("ahead")) != NULL;
    field->ahead = field->has_ahead ? wz_model_bool_of(b, spec, WZ_STR("ahead")) : true;
    field->unique = wz_model_bool_of(b, spec, WZ_STR("unique"));
    field->since = number_of(b, spec, WZ_STR("since"));
    field->free = wz_model_bool_of(b, spec, WZ_STR("free"));
    field->label = wz_model_text_of(b, spec, WZ_STR("label"), false);
    field->help = wz_model_text_of(b, spec, WZ_STR("help"), false);
    field->example = wz_model_text_of(b, spec, WZ_STR("example"), false);
    if (wz_node_get(spec, WZ_STR("written"))) {
        field->written = wz_model_text_of(b, spec, WZ_STR("written"), true);
    }
    if (!field->label.ptr) {
        field->label = key->text;
    }
    if (field->has_max && (field->max > 0 || field->holds == WZ_HOLDS_INTEGER) && field->min > field->max) {
        wz_report(b->diags, MODEL_RANGE, wz_node_get(spec, WZ_STR("min"))->loc, wz_format(b->arena, "%ld", field->min),
                  wz_format(b->arena, "%ld", field->max));
        wz_model_fail(b);
    }
    if (typed) {
        check_options(b, spec, field);
    }
    read_targets(b, self, spec, field, depth);
}

void wz_model_declare_fields(builder *b, const wz_kind *self, const wz_node *map, wz_field *out, ptrdiff_t *count,
                             int depth)
{
    for (ptrdiff_t i = 0; i < map->count; i++) {
        for (ptrdiff_t j = 0; depth == 0 && j < *count; j++) {
            /* Capitals do not count: exports to SQL do not tell them apart. */
            if (wz_str_equal(wz_utf8_fold(b->arena, out[j].name), wz_utf8_fold(b->arena, map->keys[i]->text))) {
                wz_diag *d = wz_report(b->diags, MODEL_RESERVED, map->keys[i]->loc, map->keys[i]->text);
                d->related = out[j].loc;
                wz_model_fail(b);
            }
        }
        read_field(b, self, map->keys[i], map->items[i], &out[*count], depth);
        *count += 1;
    }
    for (ptrdiff_t i = 0; i < map->count; i++) {
        wz_field *field = &out[*count - map->count + i];
        if (field->to && map->items[i]->kind == WZ_NODE_MAP) {
            find_certainty(b, map->items[i], field, out, *count);
        }
    }
}
