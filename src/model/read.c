/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading model.yaml: kinds, vocabularies, roles and the parts of values. */
#include <string.h>

#include "model/declare.h"

/* The type a field must have to play a role. */
static const struct {
    wz_type type;
    bool list;
} role_types[WZ_ROLE_COUNT] = {
    [WZ_ROLE_TITLE] = {WZ_TYPE_TEXT, false},      [WZ_ROLE_SUMMARY] = {WZ_TYPE_TEXT, false},
    [WZ_ROLE_BODY] = {WZ_TYPE_MARKDOWN, false},   [WZ_ROLE_ADDED] = {WZ_TYPE_DATE, false},
    [WZ_ROLE_CHANGES] = {WZ_TYPE_GROUP, true},    [WZ_ROLE_CHECKED] = {WZ_TYPE_GROUP, false},
    [WZ_ROLE_REVIEWED] = {WZ_TYPE_GROUP, false},  [WZ_ROLE_OWNER] = {WZ_TYPE_TERMS, false},
    [WZ_ROLE_WITHDRAWN] = {WZ_TYPE_GROUP, false}, [WZ_ROLE_FORMER] = {WZ_TYPE_TEXT, true},
    [WZ_ROLE_SHORT] = {WZ_TYPE_TEXT, false},      [WZ_ROLE_ALIASES] = {WZ_TYPE_TEXT, true},
};

/* Names that every record answers to by role: only the field that plays the role may bear them. */
static const struct {
    wz_str name;
    wz_role role;
} role_words[] = {
    {WZ_STR("title"), WZ_ROLE_TITLE}, {WZ_STR("summary"), WZ_ROLE_SUMMARY}, {WZ_STR("short_name"), WZ_ROLE_SHORT}};

/* By its name in the files, or by its own. */
static const wz_field *field_called(const wz_kind *kind, wz_str name)
{
    const wz_field *field = wz_kind_written(kind, name);
    return field ? field : wz_kind_field(kind, name);
}

/* What a part may hold, and what that is called. */
static bool fits(const wz_field *field, wz_part part)
{
    bool text = field->holds == WZ_HOLDS_TEXT && !field->list, terms = wz_field_terms(field);
    return part == WZ_PART_DATE      ? field->holds == WZ_HOLDS_DATE
           : part == WZ_PART_OUTCOME ? terms
           : part == WZ_PART_BY      ? text || terms
                                     : text;
}

static const wz_str part_types[WZ_PART_COUNT] = {[WZ_PART_DATE] = WZ_STR("date"),
                                                 [WZ_PART_BY] = WZ_STR("terms"),
                                                 [WZ_PART_FINDING] = WZ_STR("text"),
                                                 [WZ_PART_OUTCOME] = WZ_STR("terms"),
                                                 [WZ_PART_APPLICABILITY] = WZ_STR("text")};

static wz_str type_text(builder *b, wz_type type, bool list)
{
    return list ? wz_format(b->arena, "list of %.*s", WZ_ARG(wz_type_name(type))) : wz_type_name(type);
}

static void misfit(builder *b, const wz_node *node, wz_str role, const wz_field *field, wz_str fitting)
{
    wz_report(b->diags, MODEL_ROLE_TYPE, node->loc, role, type_text(b, field->type, field->list), fitting);
    wz_model_fail(b);
}

/* {field: NAME, date: NAME, …}: which fields of the group say what. */
static void read_role_parts(builder *b, const wz_node *map, wz_kind *kind, int role)
{
    const wz_field *group = &kind->fields[kind->roles[role]];
    for (int part = 0; part < WZ_PART_COUNT; part++) {
        wz_str key = wz_model_part_names[part], name = wz_model_text_of(b, map, key, false);
        const wz_field *field = NULL;
        for (ptrdiff_t f = 0; name.ptr && f < group->field_count; f++) {
            field = wz_str_equal(group->fields[f].name, name) ? &group->fields[f] : field;
        }
        if (name.ptr && !field) {
            wz_report(b->diags, MODEL_ROLE, wz_node_get(map, key)->loc, key, name, group->name);
            wz_model_fail(b);
        } else if (field && !fits(field, (wz_part)part)) {
            misfit(b, wz_node_get(map, key), key, field, part_types[part]);
        } else if (field) {
            kind->parts[role][part] = (int)(field - group->fields);
        }
    }
}

static void read_role(builder *b, const wz_node *map, wz_kind *kind, int role)
{
    static const wz_str field_key = WZ_STR("field");
    wz_str keys[WZ_PART_COUNT + 1] = {field_key};
    const wz_node *node = wz_node_get(map, wz_model_role_names[role]);
    bool parts = node && node->kind == WZ_NODE_MAP && role_types[role].type == WZ_TYPE_GROUP;
    if (!node) {
        return;
    }
    memcpy(keys + 1, wz_model_part_names, sizeof wz_model_part_names);
    if (parts) {
        CHECK_KEYS(b, node, keys);
    }
    wz_str name = wz_model_text_of(b, parts ? node : map, parts ? field_key : wz_model_role_names[role], true);
    const wz_field *field = field_called(kind, name);
    if (!field) {
        if (name.ptr) {
            wz_report(b->diags, MODEL_ROLE, node->loc, wz_model_role_names[role], name, kind->name);
            wz_model_fail(b);
        }
    } else if (field->type != role_types[role].type || field->list != role_types[role].list) {
        misfit(b, node, wz_model_role_names[role], field, type_text(b, role_types[role].type, role_types[role].list));
    } else {
        kind->roles[role] = (int)(field - kind->fields);
        memset(kind->parts[role], -1, sizeof kind->parts[role]);
        if (parts) {
            read_role_parts(b, node, kind, role);
        }
    }
}

static void read_roles(builder *b, const wz_node *map, wz_kind *kind)
{
    if (!map || !wz_model_expect_map(b, map, WZ_STR("roles"))) {
        return;
    }
    wz_model_check_keys(b, map, wz_model_role_names, WZ_ROLE_COUNT);
    for (int role = 0; role < WZ_ROLE_COUNT; role++) {
        read_role(b, map, kind, role);
    }
}

/* What was done has a date that has been, and not long before there were catalogues. */
static void settle_dates(wz_kind *kind)
{
    static const wz_role past[] = {WZ_ROLE_ADDED, WZ_ROLE_CHANGES, WZ_ROLE_CHECKED, WZ_ROLE_REVIEWED};
    for (size_t i = 0; i < sizeof past / sizeof *past; i++) {
        wz_field *date = (wz_field *)(uintptr_t)wz_kind_role_date(kind, past[i]);
        if (date) {
            date->ahead = date->has_ahead && date->ahead;
            date->since = date->since ? date->since : 2000;
        }
    }
}

/* Another field of such a name gets an underscore behind it, as those that are reserved do. */
static void settle_role_words(builder *b, wz_kind *kind)
{
    for (size_t i = 0; i < sizeof role_words / sizeof *role_words; i++) {
        for (ptrdiff_t f = 0; f < kind->field_count; f++) {
            if (f != kind->roles[role_words[i].role] && wz_str_equal(kind->fields[f].name, role_words[i].name)) {
                kind->fields[f].name = wz_format(b->arena, "%.*s_", WZ_ARG(role_words[i].name));
            }
        }
    }
}

/* The field that references use. */
static void read_key(builder *b, const wz_node *spec, wz_kind *kind)
{
    wz_str name = wz_model_text_of(b, spec, WZ_STR("key"), false);
    kind->key = name.ptr ? field_called(kind, name) : NULL;
    if (name.ptr && (!kind->key || kind->key->type != WZ_TYPE_TEXT || kind->key->list)) {
        wz_report(b->diags, MODEL_KEY_FIELD, wz_node_get(spec, WZ_STR("key"))->loc, name, kind->name);
        wz_model_fail(b);
    }
}

static const wz_str kind_keys[] = {WZ_STR("folder"), WZ_STR("label"),  WZ_STR("help"),
                                   WZ_STR("roles"),  WZ_STR("fields"), WZ_STR("key")};
static const wz_str vocab_keys[] = {WZ_STR("file"),   WZ_STR("label"), WZ_STR("help"), WZ_STR("roles"),
                                    WZ_STR("fields"), WZ_STR("used"),  WZ_STR("open")};
static const wz_str label_keys[] = {WZ_STR("one"), WZ_STR("many")};
static const wz_str top_keys[] = {WZ_STR("keys"),  WZ_STR("vocabularies"), WZ_STR("terms"),  WZ_STR("common"),
                                  WZ_STR("roles"), WZ_STR("kinds"),        WZ_STR("records")};
static const wz_str term_keys[] = {WZ_STR("roles"), WZ_STR("fields")};
static const wz_str record_keys[] = {WZ_STR("empty_is_absent"), WZ_STR("ignore")};

wz_names_of wz_model_keys(wz_declared what)
{
#define NAMES(keys) ((wz_names_of){(keys), (ptrdiff_t)(sizeof(keys) / sizeof *(keys))})
    switch (what) {
    case WZ_DECLARED_KIND:
        return NAMES(kind_keys);
    case WZ_DECLARED_VOCABULARY:
        return NAMES(vocab_keys);
    case WZ_DECLARED_LABEL:
        return NAMES(label_keys);
    case WZ_DECLARED_TERMS:
        return NAMES(term_keys);
    case WZ_DECLARED_RECORDS:
        return NAMES(record_keys);
    default:
        return NAMES(top_keys);
    }
#undef NAMES
}

/* Fields and roles of a kind or vocabulary: the shared ones first, then its own. */
static void read_kind(builder *b, const wz_node *spec, wz_kind *kind, const wz_node *shared,
                      const wz_node *shared_roles)
{
    if (!wz_model_expect_map(b, spec, kind->name)) {
        return;
    }
    if (kind->vocabulary) {
        CHECK_KEYS(b, spec, vocab_keys);
    } else {
        CHECK_KEYS(b, spec, kind_keys);
    }
    wz_str place_key = kind->vocabulary ? WZ_STR("file") : WZ_STR("folder");
    kind->place = wz_model_text_of(b, spec, place_key, true);
    if (kind->place.ptr && !wz_path_check(kind->place)) {
        wz_report(b->diags, MODEL_PATH, wz_node_get(spec, place_key)->loc, kind->place);
        wz_model_fail(b);
    }
    kind->used = wz_model_bool_of(b, spec, WZ_STR("used"));
    kind->closed = wz_node_get(spec, WZ_STR("open")) && !wz_model_bool_of(b, spec, WZ_STR("open"));
    kind->help = wz_model_text_of(b, spec, WZ_STR("help"), false);
    const wz_node *label = wz_node_get(spec, WZ_STR("label"));
    if (label && wz_model_expect_map(b, label, WZ_STR("label"))) {
        CHECK_KEYS(b, label, label_keys);
        kind->one = wz_model_text_of(b, label, WZ_STR("one"), true);
        kind->many = wz_model_text_of(b, label, WZ_STR("many"), true);
    }
    const wz_node *own = wz_node_get(spec, WZ_STR("fields"));
    if (own && !wz_model_expect_map(b, own, WZ_STR("fields"))) {
        own = NULL;
    }
    kind->fields = wz_new(b->arena, wz_field, (shared ? shared->count : 0) + (own ? own->count : 0));
    if (shared) {
        wz_model_declare_fields(b, kind, shared, kind->fields, &kind->field_count, 0);
    }
    if (own) {
        wz_model_declare_fields(b, kind, own, kind->fields, &kind->field_count, 0);
    }
    read_roles(b, shared_roles, kind);
    read_roles(b, wz_node_get(spec, WZ_STR("roles")), kind);
    settle_dates(kind);
    settle_role_words(b, kind);
    read_key(b, spec, kind);
    if (kind->roles[WZ_ROLE_TITLE] < 0) {
        wz_report(b->diags, MODEL_MISSING, kind->loc, WZ_STR("roles: title"));
        wz_model_fail(b);
    }
}

/* The names first, so that fields can refer to kinds that come later. */
static wz_kind **declare(builder *b, const wz_node *map, bool vocabulary, ptrdiff_t *count)
{
    if (!map || !wz_model_expect_map(b, map, vocabulary ? WZ_STR("vocabularies") : WZ_STR("kinds"))) {
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
        memset(kind->roles, -1, sizeof kind->roles);
        memset(kind->parts, -1, sizeof kind->parts);
        if (!wz_model_is_name(kind->name)) {
            wz_report(b->diags, MODEL_NAME, kind->loc, kind->name);
            wz_model_fail(b);
        }
        kinds[i] = kind;
    }
    *count = map->count;
    return kinds;
}

static void taken(builder *b, wz_loc loc, wz_str name, wz_loc by)
{
    wz_report(b->diags, MODEL_RESERVED, loc, name)->related = by;
    wz_model_fail(b);
}

/* The parts of a source that is a page, as the fields of a kind without records. */
static void read_page_fields(builder *b, const wz_node *map)
{
    wz_model *m = b->model;
    wz_kind *page = wz_new(b->arena, wz_kind, 1);
    if (!wz_model_expect_map(b, map, WZ_STR("page"))) {
        return;
    }
    page->vocabulary = true; /* no inverse links */
    page->fields = wz_new(b->arena, wz_field, map->count);
    wz_model_declare_fields(b, page, map, page->fields, &page->field_count, 1);
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
    if (keys && !wz_model_expect_map(b, keys, WZ_STR("keys"))) {
        keys = NULL;
    }
    if (keys) {
        CHECK_KEYS(b, keys, top);
    }
    for (size_t t = 0; t < sizeof top / sizeof *top; t++) {
        const wz_node *node = keys ? wz_node_get(keys, top[t]) : NULL;
        wz_str names[4];
        ptrdiff_t count = 0;
        node = node && wz_model_expect_map(b, node, top[t]) ? node : NULL;
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            if (wz_str_equal(parts[i].type, top[t])) {
                names[count++] = parts[i].part;
                *parts[i].key = node ? wz_model_text_of(b, node, parts[i].part, true) : parts[i].part;
            }
        }
        if (t == 1) {
            names[count++] = WZ_STR("page");
            page = node ? wz_node_get(node, WZ_STR("page")) : NULL;
        }
        if (node) {
            wz_model_check_keys(b, node, names, count);
        }
    }
    if (page) {
        read_page_fields(b, page);
    }
}

/* How all records are written. */
static void read_records(builder *b)
{
    const wz_node *map = wz_node_get(b->root, WZ_STR("records"));
    if (!map || !wz_model_expect_map(b, map, WZ_STR("records"))) {
        return;
    }
    CHECK_KEYS(b, map, record_keys);
    b->model->empty_is_absent = wz_model_bool_of(b, map, WZ_STR("empty_is_absent"));
    const wz_node *ignore = wz_node_get(map, WZ_STR("ignore"));
    if (ignore && ignore->kind != WZ_NODE_LIST) {
        wz_report(b->diags, LIST_EXPECTED, ignore->loc, WZ_STR("ignore"));
        wz_model_fail(b);
        return;
    }
    b->model->ignored = wz_new(b->arena, wz_str, ignore ? ignore->count : 0);
    for (ptrdiff_t i = 0; ignore && i < ignore->count; i++) {
        b->model->ignored[b->model->ignored_count++] = wz_str_trim(ignore->items[i]->text);
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
        } else if (wz_model_is_reserved(field->inverse, 0)) {
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

/* What is among the data for others may not lead to what is not. */
static void check_open(builder *b, const wz_field *fields, ptrdiff_t count)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        if (field->vocabulary && field->vocabulary->closed) {
            wz_report(b->diags, MODEL_CLOSED, field->loc, field->name, field->vocabulary->name)->related =
                field->vocabulary->loc;
            wz_model_fail(b);
        }
        check_open(b, field->fields, field->field_count);
    }
}

static void check_clashes(builder *b)
{
    wz_model *m = b->model;
    check_places(b, m->kinds, m->kind_count);
    check_places(b, m->vocabularies, m->vocabulary_count);
    for (ptrdiff_t v = 0; v < m->vocabulary_count; v++) {
        const wz_kind *vocabulary = m->vocabularies[v];
        check_open(b, vocabulary->fields, vocabulary->closed ? 0 : vocabulary->field_count);
    }
    for (ptrdiff_t i = 0; i < m->kind_count; i++) {
        check_open(b, m->kinds[i]->fields, m->kinds[i]->field_count);
        const wz_kind *vocabulary = wz_model_vocabulary(m, m->kinds[i]->name);
        if (vocabulary) {
            taken(b, m->kinds[i]->loc, m->kinds[i]->name, vocabulary->loc);
        }
        check_inverses(b, m->kinds[i]->fields, m->kinds[i]->field_count);
    }
}

wz_model *wz_model_read(wz_arena *arena, wz_diags *diags, const wz_source *source)
{
    builder b = {.arena = arena, .diags = diags, .ok = true};
    b.root = wz_yaml_parse(arena, diags, source, WZ_YAML_MAP);
    if (!b.root) {
        return NULL;
    }
    wz_model *m = b.model = wz_new(arena, wz_model, 1);
    CHECK_KEYS(&b, b.root, top_keys);
    const wz_node *vocabularies = wz_node_get(b.root, WZ_STR("vocabularies"));
    const wz_node *kinds = wz_node_get(b.root, WZ_STR("kinds"));
    m->vocabularies = declare(&b, vocabularies, true, &m->vocabulary_count);
    m->kinds = declare(&b, kinds, false, &m->kind_count);
    read_value_keys(&b);
    read_records(&b);
    if (m->kind_count == 0) {
        wz_report(diags, MODEL_EMPTY, b.root->loc, WZ_STR(""));
        return NULL;
    }
    const wz_node *terms = wz_node_get(b.root, WZ_STR("terms"));
    if (terms && wz_model_expect_map(&b, terms, WZ_STR("terms"))) {
        CHECK_KEYS(&b, terms, term_keys);
    } else {
        terms = NULL;
    }
    const wz_node *term_fields = wz_node_get(terms, WZ_STR("fields"));
    if (term_fields && !wz_model_expect_map(&b, term_fields, WZ_STR("fields"))) {
        term_fields = NULL;
    }
    for (ptrdiff_t i = 0; i < m->vocabulary_count; i++) {
        read_kind(&b, vocabularies->items[i], m->vocabularies[i], term_fields, wz_node_get(terms, WZ_STR("roles")));
    }
    const wz_node *common = wz_node_get(b.root, WZ_STR("common"));
    if (common && !wz_model_expect_map(&b, common, WZ_STR("common"))) {
        common = NULL;
    }
    for (ptrdiff_t i = 0; i < m->kind_count; i++) {
        read_kind(&b, kinds->items[i], m->kinds[i], common, wz_node_get(b.root, WZ_STR("roles")));
    }
    check_clashes(&b);
    return b.ok ? m : NULL;
}
