/* Reading model.yaml: declarations to kinds and vocabularies. */
#include "model/internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct builder {
    wz_arena *arena;
    wz_diags *diags;
    wz_model *model;
    const wz_node *root;
    bool ok;
} builder;

static const wz_str role_names[WZ_ROLE_COUNT] = {
    [WZ_ROLE_TITLE] = WZ_STR("title"),     [WZ_ROLE_SUMMARY] = WZ_STR("summary"),
    [WZ_ROLE_BODY] = WZ_STR("body"),       [WZ_ROLE_ADDED] = WZ_STR("added"),
    [WZ_ROLE_CHANGES] = WZ_STR("changes"), [WZ_ROLE_REVIEWED] = WZ_STR("reviewed"),
    [WZ_ROLE_OWNER] = WZ_STR("owner"),     [WZ_ROLE_WITHDRAWN] = WZ_STR("withdrawn"),
    [WZ_ROLE_FORMER] = WZ_STR("former"),   [WZ_ROLE_SHORT] = WZ_STR("short"),
    [WZ_ROLE_ALIASES] = WZ_STR("aliases"),
};

/* The type a field must have to play a role. */
static const struct {
    wz_type type;
    bool list;
} role_types[WZ_ROLE_COUNT] = {
    [WZ_ROLE_TITLE] = {WZ_TYPE_TEXT, false},    [WZ_ROLE_SUMMARY] = {WZ_TYPE_TEXT, false},
    [WZ_ROLE_BODY] = {WZ_TYPE_MARKDOWN, false}, [WZ_ROLE_ADDED] = {WZ_TYPE_DATE, false},
    [WZ_ROLE_CHANGES] = {WZ_TYPE_GROUP, true},  [WZ_ROLE_REVIEWED] = {WZ_TYPE_GROUP, false},
    [WZ_ROLE_OWNER] = {WZ_TYPE_TERMS, false},   [WZ_ROLE_WITHDRAWN] = {WZ_TYPE_GROUP, false},
    [WZ_ROLE_FORMER] = {WZ_TYPE_TEXT, true},    [WZ_ROLE_SHORT] = {WZ_TYPE_TEXT, false},
    [WZ_ROLE_ALIASES] = {WZ_TYPE_TEXT, true},
};

/* Names under which templates find something else on every record. */
static const wz_str reserved[] = {WZ_STR("id"),    WZ_STR("path"), WZ_STR("kind"), WZ_STR("meta"),
                                  WZ_STR("first"), WZ_STR("last"), WZ_STR("index")};
/* Names that every record answers to by role: only the field that plays the role may bear them. */
static const struct {
    wz_str name;
    wz_role role;
} role_words[] = {
    {WZ_STR("title"), WZ_ROLE_TITLE}, {WZ_STR("summary"), WZ_ROLE_SUMMARY}, {WZ_STR("short_name"), WZ_ROLE_SHORT}};

/* A group, which may stand in a list, has a place in it too. */
static bool is_reserved(wz_str name, int depth)
{
    enum { OF_RECORDS = 4 };
    for (size_t i = depth ? OF_RECORDS : 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (wz_str_equal(reserved[i], name)) {
            return true;
        }
    }
    return false;
}

static void failed(builder *b)
{
    b->ok = false;
}

static bool is_name(wz_str s)
{
    if (s.len < 1 || s.len > 60 || s.ptr[0] < 'a' || s.ptr[0] > 'z') {
        return false;
    }
    for (ptrdiff_t i = 1; i < s.len; i++) {
        char c = s.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) {
            return false;
        }
    }
    return true;
}

static bool expect_map(builder *b, const wz_node *node, wz_str name)
{
    if (node->kind == WZ_NODE_MAP) {
        return true;
    }
    wz_report(b->diags, GROUP_EXPECTED, node->loc, name);
    failed(b);
    return false;
}

/* The text of key in map: {NULL,0} when absent (reported when required) or wrong. */
static wz_str text_of(builder *b, const wz_node *map, wz_str key, bool required)
{
    const wz_node *node = wz_node_get(map, key);
    if (!node) {
        if (required) {
            wz_report(b->diags, MODEL_MISSING, map->loc, key);
            failed(b);
        }
        return (wz_str){0};
    }
    if (node->kind != WZ_NODE_TEXT) {
        wz_report(b->diags, TEXT_EXPECTED, node->loc, key);
        failed(b);
        return (wz_str){0};
    }
    if (wz_node_is_empty(node)) {
        wz_report(b->diags, EMPTY_VALUE, node->loc, key);
        failed(b);
        return (wz_str){0};
    }
    return wz_str_trim(node->text);
}

static bool bool_of(builder *b, const wz_node *map, wz_str key)
{
    wz_str text = text_of(b, map, key, false);
    bool truth = false;
    if (text.len && !wz_model_truth(text, &truth)) {
        wz_report(b->diags, BAD_BOOL, wz_node_get(map, key)->loc, text);
        failed(b);
    }
    return truth;
}

static long number_of(builder *b, const wz_node *map, wz_str key)
{
    wz_str text = text_of(b, map, key, false);
    long n = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i > 8) {
            wz_report(b->diags, BAD_INTEGER, wz_node_get(map, key)->loc, text);
            failed(b);
            return 0;
        }
        n = n * 10 + (text.ptr[i] - '0');
    }
    return n;
}

static void check_keys(builder *b, const wz_node *map, const wz_str *names, ptrdiff_t count)
{
    if (!wz_keys_check(b->diags, map, names, count, false)) {
        failed(b);
    }
}
#define CHECK_KEYS(b, map, names) check_keys((b), (map), (names), (ptrdiff_t)(sizeof(names) / sizeof *(names)))

/* False when there is no such type: then nothing can be said of the options that go with it. */
static bool read_type(builder *b, const wz_node *spec, wz_field *field)
{
    wz_str name = text_of(b, spec, WZ_STR("type"), true);
    wz_str bare = name;
    if (wz_str_starts(name, WZ_STR("list of "))) {
        field->list = true;
        bare = wz_str_trim(wz_str_slice(name, 8, name.len));
    }
    field->type = WZ_TYPE_TEXT;
    wz_str names[WZ_TYPE_COUNT];
    for (int t = 0; t < WZ_TYPE_COUNT; t++) {
        names[t] = wz_type_name((wz_type)t);
        if (wz_str_equal(bare, names[t])) {
            field->type = (wz_type)t;
            return true;
        }
    }
    if (name.ptr) {
        wz_diag *d = wz_report(b->diags, MODEL_TYPE, wz_node_get(spec, WZ_STR("type"))->loc, name,
                               wz_str_join(b->arena, names, WZ_TYPE_COUNT, WZ_STR(", ")));
        d->suggestion = wz_suggest(bare, names, WZ_TYPE_COUNT);
        failed(b);
    }
    return false;
}

/* Options that only some types have. */
static void check_options(builder *b, const wz_node *spec, const wz_field *field)
{
    wz_type t = field->type;
    bool several = field->list || t == WZ_TYPE_TERMS || t == WZ_TYPE_REFS;
    bool vocabulary = t == WZ_TYPE_TERMS || t == WZ_TYPE_LAW || t == WZ_TYPE_SOURCE;
    const struct {
        wz_str name;
        bool fits;
    } options[] = {
        {WZ_STR("vocabulary"), vocabulary},
        {WZ_STR("to"), t == WZ_TYPE_REFS},
        {WZ_STR("inverse"), t == WZ_TYPE_REFS},
        {WZ_STR("inverse_label"), t == WZ_TYPE_REFS},
        {WZ_STR("certainty"), t == WZ_TYPE_REFS},
        {WZ_STR("certainty_from"), t == WZ_TYPE_REFS},
        {WZ_STR("fields"), t == WZ_TYPE_GROUP},
        {WZ_STR("min"), several || t == WZ_TYPE_INTEGER},
        {WZ_STR("max"), several || t == WZ_TYPE_INTEGER || t == WZ_TYPE_TEXT || t == WZ_TYPE_MARKDOWN ||
                            t == WZ_TYPE_PHONE || t == WZ_TYPE_EMAIL},
        {WZ_STR("facet"), t != WZ_TYPE_GROUP && t != WZ_TYPE_MARKDOWN},
        {WZ_STR("related"), t == WZ_TYPE_TERMS},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        const wz_node *key = wz_node_key(spec, options[i].name);
        if (key && !options[i].fits) {
            wz_report(b->diags, MODEL_OPTION, key->loc, options[i].name, wz_type_name(t));
            failed(b);
        }
    }
}

static void read_fields(builder *b, const wz_kind *self, const wz_node *map, wz_field *out, ptrdiff_t *count,
                        int depth);

/* The vocabulary that key names, NULL with a message when there is none of that name. */
static const wz_kind *vocabulary_of(builder *b, const wz_node *spec, wz_str key, bool required)
{
    wz_str name = text_of(b, spec, key, required);
    const wz_kind *vocabulary = wz_model_vocabulary(b->model, name);
    if (name.ptr && !vocabulary) {
        wz_kind_unknown(b->diags, b->model, true, wz_node_get(spec, key)->loc, name);
        failed(b);
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
                                    .type = WZ_TYPE_TERMS,
                                    .max = 1,
                                    .has_max = true,
                                    .label = b->model->certainty_key,
                                    .vocabulary = vocabulary,
                                    .loc = field->loc};
    }
}

/* The field beside field that says how certain its items are: one term, of the vocabulary that they name themselves. */
static void find_certainty(builder *b, const wz_node *spec, wz_field *field, wz_field *siblings, ptrdiff_t count)
{
    wz_str name = text_of(b, spec, WZ_STR("certainty_from"), false);
    for (ptrdiff_t i = 0; i < count; i++) {
        bool fits = siblings[i].type == WZ_TYPE_TERMS && siblings[i].max == 1 &&
                    (!field->field_count || field->fields->vocabulary == siblings[i].vocabulary);
        if (fits && wz_str_equal(siblings[i].name, name)) {
            field->certainty_from = &siblings[i];
        }
    }
    if (name.ptr && !field->certainty_from) {
        wz_report(b->diags, MODEL_CERTAINTY, wz_node_get(spec, WZ_STR("certainty_from"))->loc, name, field->name);
        failed(b);
    }
}

static void read_targets(builder *b, const wz_kind *self, const wz_node *spec, wz_field *field, int depth)
{
    if (field->type == WZ_TYPE_TERMS || field->type == WZ_TYPE_LAW || field->type == WZ_TYPE_SOURCE) {
        field->vocabulary = vocabulary_of(b, spec, WZ_STR("vocabulary"), true);
        if (field->type == WZ_TYPE_SOURCE && b->model->page) {
            field->fields = b->model->page->fields;
            field->field_count = b->model->page->field_count;
        }
    } else if (field->type == WZ_TYPE_REFS) {
        wz_str name = text_of(b, spec, WZ_STR("to"), true);
        field->to = wz_str_equal(name, WZ_STR("self")) ? self : wz_model_kind(b->model, name);
        if (name.ptr && (!field->to || field->to->vocabulary)) {
            wz_kind_unknown(b->diags, b->model, false, wz_node_get(spec, WZ_STR("to"))->loc, name);
            failed(b);
        }
        field->inverse = text_of(b, spec, WZ_STR("inverse"), false);
        field->inverse_label = text_of(b, spec, WZ_STR("inverse_label"), false);
        if (field->inverse.ptr && !is_name(field->inverse)) {
            wz_report(b->diags, MODEL_NAME, wz_node_get(spec, WZ_STR("inverse"))->loc, field->inverse);
            failed(b);
        } else if (field->inverse.ptr && self->vocabulary) {
            wz_report(b->diags, MODEL_INVERSE, wz_node_key(spec, WZ_STR("inverse"))->loc, field->name);
            failed(b);
        }
        if (!field->inverse_label.ptr) {
            field->inverse_label = field->inverse;
        }
        read_certainty(b, spec, field);
    } else if (field->type == WZ_TYPE_GROUP) {
        const wz_node *fields = wz_node_get(spec, WZ_STR("fields"));
        if (!fields) {
            wz_report(b->diags, MODEL_MISSING, spec->loc, WZ_STR("fields"));
            failed(b);
        } else if (depth >= WZ_MODEL_DEPTH) {
            wz_report(b->diags, MODEL_DEPTH, fields->loc, wz_format(b->arena, "%d", WZ_MODEL_DEPTH));
            failed(b);
        } else if (expect_map(b, fields, WZ_STR("fields"))) {
            field->fields = wz_new(b->arena, wz_field, fields->count);
            read_fields(b, self, fields, field->fields, &field->field_count, depth + 1);
        }
    }
}

static void read_field(builder *b, const wz_kind *self, const wz_node *key, const wz_node *spec, wz_field *field,
                       int depth)
{
    static const wz_str keys[] = {
        WZ_STR("type"),       WZ_STR("required"), WZ_STR("min"),       WZ_STR("max"),
        WZ_STR("label"),      WZ_STR("help"),     WZ_STR("example"),   WZ_STR("facet"),
        WZ_STR("vocabulary"), WZ_STR("to"),       WZ_STR("inverse"),   WZ_STR("inverse_label"),
        WZ_STR("fields"),     WZ_STR("related"),  WZ_STR("certainty"), WZ_STR("certainty_from")};
    field->name = key->text;
    field->loc = key->loc;
    if (!is_name(key->text)) {
        wz_report(b->diags, MODEL_NAME, key->loc, key->text);
        failed(b);
    }
    if (!expect_map(b, spec, key->text)) {
        return;
    }
    CHECK_KEYS(b, spec, keys);
    bool typed = read_type(b, spec, field);
    field->min = number_of(b, spec, WZ_STR("min"));
    field->max = number_of(b, spec, WZ_STR("max"));
    field->has_min = wz_node_get(spec, WZ_STR("min")) != NULL;
    field->has_max = wz_node_get(spec, WZ_STR("max")) != NULL;
    field->required = bool_of(b, spec, WZ_STR("required")) || (field->min > 0 && field->type != WZ_TYPE_INTEGER);
    field->facet = bool_of(b, spec, WZ_STR("facet"));
    field->related = wz_node_get(spec, WZ_STR("related")) ? bool_of(b, spec, WZ_STR("related")) : field->facet;
    field->label = text_of(b, spec, WZ_STR("label"), false);
    field->help = text_of(b, spec, WZ_STR("help"), false);
    field->example = text_of(b, spec, WZ_STR("example"), false);
    if (!field->label.ptr) {
        field->label = field->name;
    }
    if (field->has_max && (field->max > 0 || field->type == WZ_TYPE_INTEGER) && field->min > field->max) {
        wz_report(b->diags, MODEL_RANGE, wz_node_get(spec, WZ_STR("min"))->loc, wz_format(b->arena, "%ld", field->min),
                  wz_format(b->arena, "%ld", field->max));
        failed(b);
    }
    if (typed) {
        check_options(b, spec, field);
    }
    read_targets(b, self, spec, field, depth);
}

static void read_fields(builder *b, const wz_kind *self, const wz_node *map, wz_field *out, ptrdiff_t *count, int depth)
{
    for (ptrdiff_t i = 0; i < map->count; i++) {
        for (ptrdiff_t j = 0; depth == 0 && j < *count; j++) {
            if (wz_str_equal(out[j].name, map->keys[i]->text)) {
                wz_diag *d = wz_report(b->diags, MODEL_RESERVED, map->keys[i]->loc, map->keys[i]->text);
                d->related = out[j].loc;
                failed(b);
            }
        }
        if (is_reserved(map->keys[i]->text, depth)) {
            wz_report(b->diags, MODEL_RESERVED, map->keys[i]->loc, map->keys[i]->text);
            failed(b);
        }
        read_field(b, self, map->keys[i], map->items[i], &out[*count], depth);
        *count += 1;
    }
    for (ptrdiff_t i = 0; i < map->count; i++) {
        wz_field *field = &out[*count - map->count + i];
        if (field->type == WZ_TYPE_REFS && map->items[i]->kind == WZ_NODE_MAP) {
            find_certainty(b, map->items[i], field, out, *count);
        }
    }
}

static void read_roles(builder *b, const wz_node *map, wz_kind *kind)
{
    if (!map || !expect_map(b, map, WZ_STR("roles"))) {
        return;
    }
    check_keys(b, map, role_names, WZ_ROLE_COUNT);
    for (int role = 0; role < WZ_ROLE_COUNT; role++) {
        const wz_node *node = wz_node_get(map, role_names[role]);
        if (!node) {
            continue;
        }
        wz_str name = text_of(b, map, role_names[role], true);
        const wz_field *field = wz_kind_field(kind, name);
        if (!field) {
            if (name.ptr) {
                wz_report(b->diags, MODEL_ROLE, node->loc, role_names[role], name, kind->name);
                failed(b);
            }
        } else if (field->type != role_types[role].type || field->list != role_types[role].list) {
            wz_report(b->diags, MODEL_ROLE_TYPE, node->loc, role_names[role],
                      field->list ? wz_format(b->arena, "list of %.*s", WZ_ARG(wz_type_name(field->type)))
                                  : wz_type_name(field->type));
            failed(b);
        } else {
            kind->roles[role] = (int)(field - kind->fields);
        }
    }
}

static void check_role_words(builder *b, const wz_kind *kind)
{
    for (size_t i = 0; i < sizeof role_words / sizeof *role_words; i++) {
        const wz_field *field = wz_kind_field(kind, role_words[i].name);
        if (field && field != wz_kind_role(kind, role_words[i].role)) {
            wz_report(b->diags, MODEL_RESERVED, field->loc, field->name);
            failed(b);
        }
    }
}

/* Fields and roles of a kind or vocabulary: the shared ones first, then its own. */
static void read_kind(builder *b, const wz_node *spec, wz_kind *kind, const wz_node *shared,
                      const wz_node *shared_roles)
{
    static const wz_str kind_keys[] = {WZ_STR("folder"), WZ_STR("label"), WZ_STR("help"), WZ_STR("roles"),
                                       WZ_STR("fields")};
    static const wz_str vocab_keys[] = {WZ_STR("file"), WZ_STR("label"), WZ_STR("help"), WZ_STR("roles"),
                                        WZ_STR("fields")};
    static const wz_str label_keys[] = {WZ_STR("one"), WZ_STR("many")};
    if (!expect_map(b, spec, kind->name)) {
        return;
    }
    if (kind->vocabulary) {
        CHECK_KEYS(b, spec, vocab_keys);
    } else {
        CHECK_KEYS(b, spec, kind_keys);
    }
    wz_str place_key = kind->vocabulary ? WZ_STR("file") : WZ_STR("folder");
    kind->place = text_of(b, spec, place_key, true);
    if (kind->place.ptr && !wz_path_check(kind->place)) {
        wz_report(b->diags, MODEL_PATH, wz_node_get(spec, place_key)->loc, kind->place);
        failed(b);
    }
    kind->help = text_of(b, spec, WZ_STR("help"), false);
    const wz_node *label = wz_node_get(spec, WZ_STR("label"));
    if (label && expect_map(b, label, WZ_STR("label"))) {
        CHECK_KEYS(b, label, label_keys);
        kind->one = text_of(b, label, WZ_STR("one"), true);
        kind->many = text_of(b, label, WZ_STR("many"), true);
    }
    const wz_node *own = wz_node_get(spec, WZ_STR("fields"));
    if (own && !expect_map(b, own, WZ_STR("fields"))) {
        own = NULL;
    }
    kind->fields = wz_new(b->arena, wz_field, (shared ? shared->count : 0) + (own ? own->count : 0));
    if (shared) {
        read_fields(b, kind, shared, kind->fields, &kind->field_count, 0);
    }
    if (own) {
        read_fields(b, kind, own, kind->fields, &kind->field_count, 0);
    }
    read_roles(b, shared_roles, kind);
    read_roles(b, wz_node_get(spec, WZ_STR("roles")), kind);
    check_role_words(b, kind);
    if (kind->roles[WZ_ROLE_TITLE] < 0) {
        wz_report(b->diags, MODEL_MISSING, kind->loc, WZ_STR("roles: title"));
        failed(b);
    }
}

/* The names first, so that fields can refer to kinds that come later. */
static wz_kind **declare(builder *b, const wz_node *map, bool vocabulary, ptrdiff_t *count)
{
    if (!map || !expect_map(b, map, vocabulary ? WZ_STR("vocabularies") : WZ_STR("kinds"))) {
        *count = 0;
        return NULL;
    }
    wz_kind **kinds = wz_new(b->arena, wz_kind *, map->count);
    for (ptrdiff_t i = 0; i < map->count; i++) {
        wz_kind *kind = wz_new(b->arena, wz_kind, 1);
        kind->name = map->keys[i]->text;
        kind->loc = map->keys[i]->loc;
        kind->vocabulary = vocabulary;
        kind->index = i;
        kind->one = kind->many = kind->name;
        for (int role = 0; role < WZ_ROLE_COUNT; role++) {
            kind->roles[role] = -1;
        }
        if (!is_name(kind->name)) {
            wz_report(b->diags, MODEL_NAME, kind->loc, kind->name);
            failed(b);
        }
        kinds[i] = kind;
    }
    *count = map->count;
    return kinds;
}

static void taken(builder *b, wz_loc loc, wz_str name, wz_loc by)
{
    wz_report(b->diags, MODEL_RESERVED, loc, name)->related = by;
    failed(b);
}

/* The parts of a source that is a page, as the fields of a kind without records. */
static void read_page_fields(builder *b, const wz_node *map)
{
    wz_model *m = b->model;
    wz_kind *page = wz_new(b->arena, wz_kind, 1);
    if (!expect_map(b, map, WZ_STR("page"))) {
        return;
    }
    page->vocabulary = true; /* no inverse links */
    page->fields = wz_new(b->arena, wz_field, map->count);
    read_fields(b, page, map, page->fields, &page->field_count, 1);
    for (ptrdiff_t i = 0; i < map->count; i++) {
        wz_str name = map->keys[i]->text;
        if (wz_str_equal(name, m->document_key) || wz_str_equal(name, m->place_key)) {
            taken(b, map->keys[i]->loc, name, WZ_NOWHERE);
        }
    }
    m->page = page;
}

static void read_value_keys(builder *b)
{
    wz_model *m = b->model;
    const struct {
        wz_str type, part;
        wz_str *key;
    } parts[] = {{WZ_STR("law"), WZ_STR("law"), &m->law_key},
                 {WZ_STR("law"), WZ_STR("article"), &m->article_key},
                 {WZ_STR("law"), WZ_STR("paragraph"), &m->paragraph_key},
                 {WZ_STR("source"), WZ_STR("document"), &m->document_key},
                 {WZ_STR("source"), WZ_STR("place"), &m->place_key},
                 {WZ_STR("refs"), WZ_STR("to"), &m->to_key},
                 {WZ_STR("refs"), WZ_STR("certainty"), &m->certainty_key}};
    static const wz_str top[] = {WZ_STR("law"), WZ_STR("source"), WZ_STR("refs")};
    const wz_node *keys = wz_node_get(b->root, WZ_STR("keys")), *page = NULL;
    if (keys && !expect_map(b, keys, WZ_STR("keys"))) {
        keys = NULL;
    }
    if (keys) {
        CHECK_KEYS(b, keys, top);
    }
    for (size_t t = 0; t < sizeof top / sizeof *top; t++) {
        const wz_node *node = keys ? wz_node_get(keys, top[t]) : NULL;
        wz_str names[4];
        ptrdiff_t count = 0;
        node = node && expect_map(b, node, top[t]) ? node : NULL;
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            if (wz_str_equal(parts[i].type, top[t])) {
                names[count++] = parts[i].part;
                *parts[i].key = node ? text_of(b, node, parts[i].part, true) : parts[i].part;
            }
        }
        if (t == 1) {
            names[count++] = WZ_STR("page");
            page = node ? wz_node_get(node, WZ_STR("page")) : NULL;
        }
        if (node) {
            check_keys(b, node, names, count);
        }
    }
    if (page) {
        read_page_fields(b, page);
    }
}

/* An inverse link stands on the page of the target beside its fields, so it may not bear the name of one. Only "related
 * to", a field of the kind itself whose inverse is itself, does. Groups nest at most WZ_MODEL_DEPTH deep. */
static void check_inverses(builder *b, const wz_field *fields, ptrdiff_t count)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        check_inverses(b, field->fields, field->field_count);
        if (!field->inverse.ptr || !field->to) {
            continue;
        }
        const wz_field *other = wz_kind_field(field->to, field->inverse);
        if (other && other != field) {
            taken(b, field->loc, field->inverse, other->loc);
        } else if (is_reserved(field->inverse, 0)) {
            taken(b, field->loc, field->inverse, WZ_NOWHERE);
        }
    }
}

/* Two kinds in one folder, or an inverse link with the name of a field, would hide one another. */
static void check_places(builder *b, wz_kind *const *kinds, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        for (ptrdiff_t j = 0; j < i; j++) {
            /* Case does not count: not every file system tells them apart. */
            if (wz_str_equal(wz_utf8_fold(b->arena, kinds[i]->place), wz_utf8_fold(b->arena, kinds[j]->place)) &&
                kinds[i]->place.len) {
                taken(b, kinds[i]->loc, kinds[i]->place, kinds[j]->loc);
            }
        }
    }
}

static void check_clashes(builder *b)
{
    wz_model *m = b->model;
    check_places(b, m->kinds, m->kind_count);
    check_places(b, m->vocabularies, m->vocabulary_count);
    for (ptrdiff_t i = 0; i < m->kind_count; i++) {
        const wz_kind *vocabulary = wz_model_vocabulary(m, m->kinds[i]->name);
        if (vocabulary) {
            taken(b, m->kinds[i]->loc, m->kinds[i]->name, vocabulary->loc);
        }
        check_inverses(b, m->kinds[i]->fields, m->kinds[i]->field_count);
    }
}

wz_model *wz_model_read(wz_arena *arena, wz_diags *diags, const wz_source *source)
{
    static const wz_str top[] = {WZ_STR("keys"),   WZ_STR("vocabularies"), WZ_STR("terms"),
                                 WZ_STR("common"), WZ_STR("roles"),        WZ_STR("kinds")};
    static const wz_str term_parts[] = {WZ_STR("roles"), WZ_STR("fields")};
    builder b = {.arena = arena, .diags = diags, .ok = true};
    b.root = wz_yaml_parse(arena, diags, source, WZ_YAML_MAP);
    if (!b.root) {
        return NULL;
    }
    wz_model *m = b.model = wz_new(arena, wz_model, 1);
    CHECK_KEYS(&b, b.root, top);
    const wz_node *vocabularies = wz_node_get(b.root, WZ_STR("vocabularies"));
    const wz_node *kinds = wz_node_get(b.root, WZ_STR("kinds"));
    m->vocabularies = declare(&b, vocabularies, true, &m->vocabulary_count);
    m->kinds = declare(&b, kinds, false, &m->kind_count);
    read_value_keys(&b);
    if (m->kind_count == 0) {
        wz_report(diags, MODEL_EMPTY, b.root->loc, WZ_STR(""));
        return NULL;
    }
    const wz_node *terms = wz_node_get(b.root, WZ_STR("terms"));
    if (terms && expect_map(&b, terms, WZ_STR("terms"))) {
        CHECK_KEYS(&b, terms, term_parts);
    } else {
        terms = NULL;
    }
    const wz_node *term_fields = wz_node_get(terms, WZ_STR("fields"));
    if (term_fields && !expect_map(&b, term_fields, WZ_STR("fields"))) {
        term_fields = NULL;
    }
    for (ptrdiff_t i = 0; i < m->vocabulary_count; i++) {
        read_kind(&b, vocabularies->items[i], m->vocabularies[i], term_fields, wz_node_get(terms, WZ_STR("roles")));
    }
    const wz_node *common = wz_node_get(b.root, WZ_STR("common"));
    if (common && !expect_map(&b, common, WZ_STR("common"))) {
        common = NULL;
    }
    for (ptrdiff_t i = 0; i < m->kind_count; i++) {
        read_kind(&b, kinds->items[i], m->kinds[i], common, wz_node_get(b.root, WZ_STR("roles")));
    }
    check_clashes(&b);
    return b.ok ? m : NULL;
}
