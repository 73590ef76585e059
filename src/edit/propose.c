/* SPDX-License-Identifier: EUPL-1.2 */
/* A first model for records of others, and a project of them. What the records seem to be is written down, read by what reads every
 * model and every record, and widened until that accepts it. */
#include "edit/guess.h"

#define ROUNDS 12

typedef struct proposing {
    wz_arena *arena;
    wz_proposal *out;
    guessed guessed;
    gathered records;
    bool dutch;
    const wz_source *starter; /* its model: how the fields of terms are called, and where lists are */
    const wz_node *root;      /* the same, read */
    wz_map *lists;            /* name of a vocabulary to its terms: id to name */
} proposing;

#define SAY(p, nl, en) ((p)->dutch ? (nl) : (en))

static void leave(proposing *p, wz_str what, wz_str why)
{
    wz_grow(p->arena, p->out->left, p->out->left_count, p->out->left_cap);
    p->out->left[p->out->left_count++] = (wz_left){what, why};
}

static void add_file(proposing *p, wz_str path, wz_str bytes, wz_str from)
{
    wz_grow(p->arena, p->out->from, p->out->count, p->out->from_cap);
    p->out->from[p->out->count] = from;
    wz_grow(p->arena, p->out->files, p->out->count, p->out->cap);
    p->out->files[p->out->count++] = (wz_replacement){.path = path, .bytes = bytes};
}

/* ---- Vocabularies ---- */

/* The name of the vocabulary of a field: fields of one name choose from one list. */
static wz_str list_name(proposing *p, const guess *field)
{
    wz_str name = wz_id_near(p->arena, field->name);
    bool taken = false;
    for (ptrdiff_t k = 0; k < p->guessed.count; k++)
        taken = taken || wz_str_equal(p->guessed.kinds[k]->name, name);
    return taken ? wz_format(p->arena, SAY(p, "%.*s-lijst", "%.*s-list"), WZ_ARG(name)) : name;
}

/* Its values, of which those that differ in capitals or accents are one. */
static void add_terms(proposing *p, const guess *field)
{
    wz_str name = list_name(p, field);
    wz_map *terms = wz_map_get(p->lists, name);
    if (!terms)
        wz_map_put(p->lists, name, terms = wz_map_new(p->arena));
    for (ptrdiff_t i = 0; i < wz_map_count(field->distinct); i++) {
        wz_str *value = wz_new(p->arena, wz_str, 1);
        *value = wz_map_key(field->distinct, i);
        wz_str folded = wz_utf8_fold(p->arena, *value);
        if (!wz_map_get(terms, folded))
            wz_map_put(terms, folded, value);
    }
}

static void find_lists(proposing *p)
{
    p->lists = wz_map_new(p->arena);
    for (ptrdiff_t k = 0; k < p->guessed.count; k++) {
        const guesses *fields = &p->guessed.kinds[k]->fields;
        for (ptrdiff_t f = 0; f < fields->count; f++)
            if (fields->items[f]->shape == SHAPE_TERMS)
                add_terms(p, fields->items[f]);
    }
}

/* Where the starter has its lists. */
static wz_str list_file(proposing *p, wz_str name)
{
    const wz_node *lists = wz_node_get(p->root, WZ_STR("vocabularies"));
    const wz_node *file = lists && lists->count > 0 ? wz_node_get(lists->items[0], WZ_STR("file")) : NULL;
    wz_str folder = file ? file->text : (wz_str){0};
    while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    return wz_format(p->arena, "%.*s%.*s.yaml", WZ_ARG(folder), WZ_ARG(name));
}

static wz_str list_text(proposing *p, const wz_map *terms)
{
    wz_buf out = {0};
    wz_map *taken = wz_map_new(p->arena);
    const wz_node *title =
        wz_node_get(wz_node_get(wz_node_get(p->root, WZ_STR("terms")), WZ_STR("roles")), WZ_STR("title"));
    for (ptrdiff_t i = 0; i < wz_map_count(terms); i++) {
        const wz_str *value = wz_map_value(terms, i);
        wz_str near = wz_str_slice(wz_id_near(p->arena, *value), 0, 80), id = near.len > 0 ? near : WZ_STR("x");
        for (int n = 2; wz_map_put(taken, id, p); n++)
            id = wz_format(p->arena, "%.*s-%d", WZ_ARG(near), n);
        wz_buf_format(&out, "%.*s: {%.*s: ", WZ_ARG(id), WZ_ARG(title->text));
        if (wz_str_is_plain(*value, " "))
            wz_buf_add(&out, import_scalar(p->arena, *value));
        else
            wz_json_quoted(&out, *value);
        wz_buf_add(&out, WZ_STR("}\n"));
    }
    return wz_buf_take(p->arena, &out);
}

/* ---- The model ---- */

static void add_label(proposing *p, wz_buf *out, wz_str key)
{
    char *label = wz_new(p->arena, char, key.len);
    for (ptrdiff_t i = 0; i < key.len; i++)
        label[i] = key.ptr[i] == '_' || key.ptr[i] == '-' ? ' ' : key.ptr[i];
    wz_json_quoted(out, wz_utf8_capital(p->arena, (wz_str){label, key.len}));
}

/* kind is NULL for a part of a group, which is never a reference. */
static void add_field(proposing *p, wz_buf *out, const guessed_kind *kind, const guess *g)
{
    static const char *const types[] = {
        [SHAPE_DATE] = "date",         [SHAPE_URL] = "url",     [SHAPE_EMAIL] = "email", [SHAPE_INTEGER] = "integer",
        [SHAPE_BOOL] = "bool",         [SHAPE_TERMS] = "terms", [SHAPE_REFS] = "refs",   [SHAPE_TEXT] = "text",
        [SHAPE_MARKDOWN] = "markdown", [SHAPE_GROUP] = "group"};
    bool many = g->shape == SHAPE_TERMS || g->shape == SHAPE_REFS, free = false, some = false;
    wz_buf_format(out, "%.*s: {type: %s%s", WZ_ARG(g->name), g->list && !many ? "list of " : "", types[g->shape]);
    if (g->shape == SHAPE_TERMS)
        wz_buf_format(out, ", vocabulary: %.*s, facet: true", WZ_ARG(list_name(p, g)));
    if (g->shape == SHAPE_REFS && kind)
        wz_buf_format(out, ", to: %.*s, inverse: %.*s_%.*s, inverse_label: \"%.*s: %.*s\"", WZ_ARG(g->to->name),
                      WZ_ARG(kind->name), WZ_ARG(g->name), WZ_ARG(kind->name), WZ_ARG(g->name));
    if (many && !g->list)
        wz_buf_add(out, WZ_STR(", max: 1"));
    if (kind && kind->title == g)
        wz_buf_add(out, WZ_STR(", required: true"));
    wz_buf_add(out, WZ_STR(", label: "));
    add_label(p, out, g->key);
    if (!wz_str_equal(g->key, g->name)) {
        wz_buf_add(out, WZ_STR(", written: "));
        wz_json_quoted(out, g->key);
    }
    for (ptrdiff_t i = 0; i < g->parts.count && g->shape == SHAPE_GROUP; i++) {
        free = free || g->parts.items[i]->shape == SHAPE_IGNORED;
        if (g->parts.items[i]->shape == SHAPE_IGNORED)
            continue;
        wz_buf_add(out, some ? WZ_STR(", ") : WZ_STR(", fields: {"));
        add_field(p, out, NULL, g->parts.items[i]);
        some = true;
    }
    wz_buf_add(out, some ? free ? WZ_STR("}, free: true}") : WZ_STR("}}") : WZ_STR("}"));
}

static void add_role(wz_buf *out, const char *role, const guess *field)
{
    if (field)
        wz_buf_format(out, ", %s: %.*s", role, WZ_ARG(field->name));
}

static void add_model_kind(proposing *p, wz_buf *out, const guessed_kind *kind)
{
    wz_buf_format(out, "  %.*s:\n    folder: %.*s\n    label: {one: \"%.*s\", many: \"%.*s\"}\n", WZ_ARG(kind->name),
                  WZ_ARG(kind->name), WZ_ARG(kind->name), WZ_ARG(kind->name));
    if (kind->key)
        wz_buf_format(out, "    key: %.*s\n", WZ_ARG(kind->key->name));
    wz_buf_format(out, "    roles: {title: %.*s", WZ_ARG(kind->title->name));
    add_role(out, "summary", kind->summary);
    add_role(out, "body", kind->body);
    wz_buf_add(out, WZ_STR("}\n    fields:\n"));
    for (ptrdiff_t f = 0; f < kind->fields.count; f++)
        if (kind->fields.items[f]->shape != SHAPE_IGNORED) {
            wz_buf_add(out, WZ_STR("      "));
            add_field(p, out, kind, kind->fields.items[f]);
            wz_buf_byte(out, '\n');
        }
}

/* How records are written: what is not read, and that an empty value is none. */
static void add_records(proposing *p, wz_buf *out)
{
    wz_map *ignored = wz_map_new(p->arena);
    for (ptrdiff_t k = 0; k < p->guessed.count; k++) {
        const guesses *fields = &p->guessed.kinds[k]->fields;
        for (ptrdiff_t f = 0; f < fields->count; f++)
            if (fields->items[f]->shape == SHAPE_IGNORED)
                wz_map_put(ignored, fields->items[f]->key, p);
    }
    if (!p->guessed.empties && wz_map_count(ignored) == 0)
        return;
    wz_buf_format(out, "records:\n  empty_is_absent: %s\n", p->guessed.empties ? "true" : "false");
    for (ptrdiff_t i = 0; i < wz_map_count(ignored); i++) {
        wz_buf_add(out, i == 0 ? WZ_STR("  ignore: [") : WZ_STR(", "));
        wz_json_quoted(out, wz_map_key(ignored, i));
        wz_buf_add(out, i + 1 == wz_map_count(ignored) ? WZ_STR("]\n") : WZ_STR(""));
    }
}

static wz_str model_text(proposing *p)
{
    const wz_node *terms = wz_node_get(p->root, WZ_STR("terms"));
    wz_buf out = {0};
    find_lists(p);
    wz_buf_add(
        &out,
        wz_str_from(SAY(
            p,
            "# Een voorstel, gemaakt uit de records: de namen, opschriften en soorten zijn van u om te verbeteren.\n",
            "# A proposal, made out of the records: names, labels and types are yours to improve.\n")));
    add_records(p, &out);
    for (ptrdiff_t i = 0; i < wz_map_count(p->lists); i++) {
        wz_str name = wz_map_key(p->lists, i);
        wz_buf_format(&out, "%s  %.*s: {file: %.*s, label: {one: \"%.*s\", many: \"%.*s\"}}\n",
                      i == 0 ? "vocabularies:\n" : "", WZ_ARG(name), WZ_ARG(list_file(p, name)), WZ_ARG(name),
                      WZ_ARG(name));
    }
    if (wz_map_count(p->lists) > 0)
        wz_buf_format(&out, "terms:\n  %.*s\n",
                      WZ_ARG(wz_str_trim(wz_str_slice(p->starter->text, terms->start, terms->end))));
    wz_buf_add(&out, WZ_STR("kinds:\n"));
    for (ptrdiff_t k = 0; k < p->guessed.count; k++)
        add_model_kind(p, &out, p->guessed.kinds[k]);
    return wz_buf_take(p->arena, &out);
}

/* ---- Judging ---- */

static bool is_before(wz_loc a, wz_loc b)
{
    return a.line < b.line || (a.line == b.line && a.column <= b.column);
}

/* The field in which a message has its place, or NULL. */
static guess *field_at(guessed_kind *kind, const gathered_record *record, const wz_diag *d)
{
    guess *found = NULL;
    if (d->loc.source != record->source || d->loc.line == 0)
        return NULL;
    if (record->body && is_before(record->body->loc, d->loc))
        return kind->body;
    for (ptrdiff_t i = 0; i < record->map->count && is_before(record->map->keys[i]->loc, d->loc); i++)
        for (ptrdiff_t f = 0; f < kind->fields.count; f++)
            if (wz_str_equal(kind->fields.items[f]->key, record->map->keys[i]->text))
                found = kind->fields.items[f];
    return found;
}

/* Reads all records by the model, and counts per field which are refused. why of each: NULL when it is accepted. */
static void judge(proposing *p, const wz_model *model, wz_str *why)
{
    for (ptrdiff_t r = 0; r < p->records.count; r++) {
        const gathered_record *record = &p->records.items[r];
        guessed_kind *kind = guess_kind(&p->guessed, record->folder);
        wz_diags *diags = wz_diags_new(p->arena);
        guess *last = NULL;
        wz_record_read(p->arena, diags, model, wz_model_kind(model, kind->name), record->source, record->map,
                       record->body, WZ_STR("x"), wz_loc_file(record->source));
        why[r] = (wz_str){0};
        for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
            const wz_diag *d = wz_diags_at(diags, i);
            guess *field = wz_diag_severity(d) == WZ_ERROR ? field_at(kind, record, d) : NULL;
            if (wz_diag_severity(d) == WZ_ERROR)
                why[r] = wz_diag_text(p->arena, d, SAY(p, WZ_STR("nl"), WZ_STR("en")));
            if (field && field != last)
                field->faults++;
            last = field ? field : last;
        }
    }
}

/* Of a field that more than one in five records has otherwise the shape is wrong, not those records. */
static bool widen(proposing *p)
{
    bool widened = false;
    for (ptrdiff_t k = 0; k < p->guessed.count; k++) {
        guessed_kind *kind = p->guessed.kinds[k];
        for (ptrdiff_t f = 0; f < kind->fields.count; f++) {
            guess *g = kind->fields.items[f];
            shape was = g->shape;
            if (g->faults * 5 > g->records && was != SHAPE_IGNORED)
                guess_widen(kind, g);
            g->faults = 0;
            widened = widened || g->shape != was;
        }
    }
    return widened;
}

/* ---- Files ---- */

static void add_record(proposing *p, ptrdiff_t r, wz_map *taken)
{
    const gathered_record *record = &p->records.items[r];
    const guessed_kind *kind = guess_kind(&p->guessed, record->folder);
    const wz_node *title = wz_node_get(record->map, kind->title->key);
    wz_str stem = record->stem, extension = WZ_STR(".json"), bytes = record->source->text;
    if (stem.len == 0) {
        stem = wz_str_slice(wz_id_near(p->arena, title ? title->text : (wz_str){0}), 0, WZ_ID_MAX - 4);
        bytes = wz_format(p->arena, "%.*s\n", WZ_ARG(wz_str_slice(bytes, record->map->start, record->map->end)));
    } else {
        ptrdiff_t end = wz_record_stem(record->source->path);
        extension = wz_str_slice(record->source->path, end, record->source->path.len);
        stem = wz_str_is_plain(stem, "_-") ? stem : wz_id_near(p->arena, stem);
    }
    wz_str key = wz_format(p->arena, "%.*s/%.*s", WZ_ARG(kind->name), WZ_ARG(wz_record_id(p->arena, stem)));
    if (wz_map_put(taken, key, p))
        leave(
            p, record->source->path,
            wz_format(p->arena, SAY(p, "er is al een record '%.*s'", "there is a record '%.*s' already"), WZ_ARG(key)));
    else
        add_file(p, wz_format(p->arena, "content/%.*s/%.*s%.*s", WZ_ARG(kind->name), WZ_ARG(stem), WZ_ARG(extension)),
                 bytes, record->source->path);
}

static void finish(proposing *p, const wz_str *why)
{
    wz_map *taken = wz_map_new(p->arena);
    for (ptrdiff_t i = 0; i < wz_map_count(p->lists); i++)
        add_file(p, wz_format(p->arena, "content/%.*s", WZ_ARG(list_file(p, wz_map_key(p->lists, i)))),
                 list_text(p, wz_map_value(p->lists, i)), (wz_str){0});
    p->out->lists = p->out->count;
    for (ptrdiff_t r = 0; r < p->records.count; r++) {
        if (why[r].len > 0)
            leave(p, p->records.items[r].source->path, why[r]);
        else
            add_record(p, r, taken);
    }
    for (ptrdiff_t k = 0; k < p->guessed.count; k++) {
        const guessed_kind *kind = p->guessed.kinds[k];
        for (ptrdiff_t f = 0; f < kind->fields.count; f++)
            if (kind->fields.items[f]->shape == SHAPE_IGNORED && kind->fields.items[f]->records > 0)
                leave(p, wz_format(p->arena, "%.*s.%.*s", WZ_ARG(kind->name), WZ_ARG(kind->fields.items[f]->key)),
                      SAY(p, WZ_STR("dit veld wordt niet gelezen: de waarden passen in geen soort veld"),
                          WZ_STR("this field is not read: its values fit no type of field")));
    }
}

static bool has_titles(proposing *p, wz_diags *diags)
{
    for (ptrdiff_t k = 0; k < p->guessed.count; k++)
        if (!p->guessed.kinds[k]->title) {
            wz_report(diags, MODEL_NO_TITLE, WZ_NOWHERE, p->guessed.kinds[k]->name);
            return false;
        }
    return true;
}

wz_proposal *wz_propose(wz_arena *arena, wz_diags *diags, wz_fs *fs, wz_str path, wz_str lang, const wz_source *starter)
{
    proposing p = {.arena = arena,
                   .out = wz_new(arena, wz_proposal, 1),
                   .guessed = {.arena = arena},
                   .dutch = wz_str_equal(lang, WZ_STR("nl")),
                   .starter = starter,
                   .root = wz_yaml_parse(arena, diags, starter, WZ_YAML_MAP)};
    wz_source *source = wz_new(arena, wz_source, 1);
    wz_str name = path;
    while (wz_str_ends(name, WZ_STR("/")))
        name.len--;
    for (wz_str rest = name; rest.ptr;)
        name = wz_str_cut(rest, '/', &rest);
    if (p.root == NULL || !edit_gather(arena, diags, fs, path, &p.records))
        return NULL;
    if (p.records.count == 0) {
        wz_report(diags, TABLE_NO_RECORDS, WZ_NOWHERE, path);
        return NULL;
    }
    guess_records(&p.guessed, &p.records,
                  wz_str_slice(name, 0, wz_str_find_byte(name, '.') > 0 ? wz_str_find_byte(name, '.') : name.len));
    if (!has_titles(&p, diags))
        return NULL;
    wz_str *why = wz_new(arena, wz_str, p.records.count);
    for (int round = 0; round < ROUNDS; round++) {
        *source = (wz_source){WZ_STR("content/model.yaml"), p.out->model = model_text(&p)};
        const wz_model *model = wz_model_read(arena, diags, source);
        if (!model)
            return NULL;
        judge(&p, model, why);
        if (!widen(&p))
            break;
    }
    finish(&p, why);
    return p.out;
}

wz_edits *wz_proposal_edits(wz_arena *arena, const wz_proposal *proposal)
{
    wz_edits *edits = edits_new(arena);
    for (ptrdiff_t i = proposal->lists; i < proposal->count; i++)
        if (!proposal->files[i].gone) {
            wz_source *source = wz_new(arena, wz_source, 1);
            *source = (wz_source){proposal->files[i].path, {NULL, 0}};
            edits_replace(edits, source, 0, 0, proposal->files[i].bytes);
        }
    return edits;
}

bool wz_proposal_drop(wz_arena *arena, wz_proposal *proposal, wz_str path, wz_str why)
{
    for (ptrdiff_t i = proposal->lists; i < proposal->count; i++)
        if (!proposal->files[i].gone && wz_str_equal(proposal->files[i].path, path)) {
            wz_grow(arena, proposal->left, proposal->left_count, proposal->left_cap);
            proposal->left[proposal->left_count++] = (wz_left){proposal->from[i], why};
            return proposal->files[i].gone = true;
        }
    return false;
}
