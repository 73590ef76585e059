/* SPDX-License-Identifier: EUPL-1.2 */
/* A folder of records of others: what is in it, and as a table. */
#include "edit/gather.h"

#define FOLDERS 8 /* in each other */

typedef struct walk {
    wz_arena *arena;
    wz_diags *diags;
    wz_fs *fs;
    gathered *out;
} walk;

static void add_record(walk *w, const wz_source *source, wz_node *map, wz_node *body, wz_str stem, wz_str folder)
{
    wz_grow(w->arena, w->out->items, w->out->count, w->out->cap);
    w->out->items[w->out->count++] = (gathered_record){source, map, body, stem, folder};
}

/* JSON: an object is a record, and so is each object in a list. */
static void read_json(walk *w, const wz_source *source, wz_str stem, wz_str folder)
{
    wz_node *root = wz_json_parse(w->arena, w->diags, source);
    if (root && root->kind == WZ_NODE_MAP)
        add_record(w, source, root, NULL, stem, folder);
    else if (root && root->kind != WZ_NODE_LIST)
        wz_report(w->diags, JSON_NO_OBJECT, root->loc);
    for (ptrdiff_t i = 0; root && root->kind == WZ_NODE_LIST && i < root->count; i++) {
        if (root->items[i]->kind == WZ_NODE_MAP)
            add_record(w, source, root->items[i], NULL, (wz_str){0}, folder);
        else
            wz_report(w->diags, JSON_NO_OBJECT, root->items[i]->loc);
    }
}

/* JSON of which each line is a record. The number of the line is part of its name; what is wrong is told of its place in the whole. */
static void read_lines(walk *w, const wz_source *source, wz_str folder)
{
    int number = 1;
    for (wz_str rest = source->text; rest.ptr; number++) {
        wz_diags *diags = w->diags, *faults = w->diags = wz_diags_new(w->arena);
        wz_str line = wz_str_trim(wz_str_cut(rest, '\n', &rest));
        wz_source *part = wz_new(w->arena, wz_source, 1);
        *part = (wz_source){wz_format(w->arena, "%.*s:%d", WZ_ARG(source->path), number), line};
        if (line.len > 0)
            read_json(w, part, (wz_str){0}, folder);
        for (ptrdiff_t i = 0; i < wz_diags_count(faults); i++) {
            wz_diag *d = wz_diags_at(faults, i);
            d->loc.line = number;
            d->loc.source = source;
        }
        wz_diags_append(w->diags = diags, faults);
    }
}

static bool is_lines(wz_str name)
{
    return wz_str_ends(name, WZ_STR(".jsonl")) || wz_str_ends(name, WZ_STR(".ndjson"));
}

/* Markdown without front matter is prose about the records. */
static bool is_prose(const wz_source *source)
{
    return wz_str_ends(source->path, WZ_STR(".md")) && !wz_str_starts(source->text, WZ_STR("---"));
}

static void read_file(walk *w, wz_str path, wz_str name, wz_str folder)
{
    wz_source *source = wz_fs_read(w->arena, w->diags, w->fs, ".", path, WZ_LIMIT_FILE * 16);
    wz_str stem = wz_str_slice(name, 0, wz_record_stem(name));
    if (!source)
        return;
    source->path = path;
    if (is_lines(name)) {
        read_lines(w, source, folder);
    } else if (wz_str_ends(name, WZ_STR(".json"))) {
        read_json(w, source, stem, folder);
    } else if (!is_prose(source)) {
        ptrdiff_t errors = wz_diags_errors(w->diags); /* what a tree with an error says need not be what was meant */
        wz_node *body, *map = wz_file_parse(w->arena, w->diags, source, &body);
        if (map && wz_diags_errors(w->diags) == errors)
            add_record(w, source, map, body, stem, folder);
    }
}

/* Depth is limited by FOLDERS. */
static bool read_folder(walk *w, wz_str path, wz_str folder, int depth)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    if (!wz_fs_list(w->arena, w->diags, w->fs, ".", path, &entries, &count))
        return false;
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name, below = wz_format(w->arena, "%.*s/%.*s", WZ_ARG(path), WZ_ARG(name));
        if (wz_str_starts(name, WZ_STR(".")))
            continue;
        if (entries[i].type == WZ_ENTRY_FOLDER && depth < FOLDERS)
            read_folder(w, below, folder.len > 0 ? folder : name, depth + 1);
        else if (entries[i].type == WZ_ENTRY_FILE && (wz_record_stem(name) >= 0 || is_lines(name)))
            read_file(w, below, name, folder);
    }
    return true;
}

bool edit_gather(wz_arena *arena, wz_diags *diags, wz_fs *fs, wz_str path, gathered *out)
{
    walk w = {arena, diags, fs, out};
    ptrdiff_t slash = path.len - 1;
    if (wz_fs_is_folder(fs, ".", path))
        return read_folder(&w, path, (wz_str){0}, 0);
    while (slash >= 0 && path.ptr[slash] != '/')
        slash--;
    ptrdiff_t before = wz_diags_count(diags);
    read_file(&w, path, wz_str_slice(path, slash + 1, path.len), (wz_str){0});
    return out->count > 0 || wz_diags_count(diags) == before;
}

/* ---- As a table ---- */

static bool says_nothing(const wz_node *node)
{
    bool nothing = wz_node_is_empty(node) || node->kind != WZ_NODE_TEXT;
    for (ptrdiff_t i = 0; nothing && i < node->count; i++)
        nothing = says_nothing(node->items[i]);
    return nothing;
}

static void add_scalar(wz_buf *out, wz_str text)
{
    if (text.len > 0 && text.ptr[0] != '-' && wz_str_is_plain(text, "-_"))
        wz_buf_add(out, text);
    else
        wz_json_quoted(out, text);
}

/* As a value between braces, what says nothing left out and the parts of field called as they are in files. Depth is that of the
 * tree, which is limited. */
static void add_flow(wz_arena *arena, wz_buf *out, const wz_field *field, const wz_node *node)
{
    bool map = node->kind == WZ_NODE_MAP;
    const char *before = map ? "{" : "[";
    if (node->kind == WZ_NODE_TEXT) {
        add_scalar(out, wz_str_trim(node->text));
        return;
    }
    for (ptrdiff_t i = 0; i < node->count; i++) {
        const wz_field *part = map ? NULL : field;
        if (says_nothing(node->items[i]))
            continue;
        for (ptrdiff_t f = 0; map && field && f < field->field_count && !part; f++)
            part = import_fits(arena, &field->fields[f], node->keys[i]->text) ? &field->fields[f] : NULL;
        wz_buf_add(out, wz_str_from(before));
        if (map) {
            add_scalar(out, part ? part->written : node->keys[i]->text);
            wz_buf_add(out, WZ_STR(": "));
        }
        add_flow(arena, out, part, node->items[i]);
        before = ", ";
    }
    wz_buf_add(out, map ? WZ_STR("}") : WZ_STR("]"));
}

/* A law or source as it is written in a table: "Gemeentewet artikel 28 lid 2"; {NULL,0}: it names none. */
static wz_str placed_text(wz_arena *arena, const wz_model *m, const wz_field *field, const wz_node *map)
{
    bool law = !field->paged;
    const wz_node *name = wz_node_get(map, law ? m->law_key : m->document_key);
    const wz_node *first = wz_node_get(map, law ? m->article_key : m->place_key);
    const wz_node *second = law ? wz_node_get(map, m->paragraph_key) : NULL;
    wz_str text = name && name->kind == WZ_NODE_TEXT ? name->text : (wz_str){0};
    if (text.len > 0 && first)
        text = wz_format(arena, law ? "%.*s artikel %.*s" : "%.*s (%.*s)", WZ_ARG(text), WZ_ARG(first->text));
    return text.len > 0 && second ? wz_format(arena, "%.*s lid %.*s", WZ_ARG(text), WZ_ARG(second->text)) : text;
}

wz_str edit_gather_cell(wz_arena *arena, const wz_model *model, const wz_field *field, const wz_node *node)
{
    wz_buf out = {0};
    if (says_nothing(node))
        return (wz_str){0};
    if (node->kind == WZ_NODE_TEXT)
        return wz_str_trim(node->text);
    if (node->kind == WZ_NODE_MAP) {
        wz_str text = field && field->placed ? placed_text(arena, model, field, node) : (wz_str){0};
        if (text.len > 0)
            return text;
        wz_buf_byte(&out, GATHER_PARTS);
        add_flow(arena, &out, field, node);
    }
    for (ptrdiff_t i = 0; node->kind == WZ_NODE_LIST && i < node->count; i++) {
        const wz_node *item = node->items[i];
        if (says_nothing(item))
            continue;
        if (out.len > 0)
            wz_buf_byte(&out, GATHER_ITEM);
        if (item->kind == WZ_NODE_LIST) {
            wz_buf_byte(&out, GATHER_PARTS);
            add_flow(arena, &out, NULL, item);
        } else {
            wz_buf_add(&out, edit_gather_cell(arena, model, field, item));
        }
    }
    return wz_buf_take(arena, &out);
}

typedef struct flattening {
    wz_arena *arena;
    const wz_model *model;
    const wz_kind *kind;
    wz_map *names; /* of all records: the columns */
    wz_map *cells; /* of this one, by the name of the column */
} flattening;

static void put_cell(flattening *f, wz_str name, wz_str text)
{
    wz_str *kept = wz_new(f->arena, wz_str, 1);
    *kept = text;
    wz_map_put(f->names, name, f);
    wz_map_put(f->cells, name, kept);
}

/* A mapping that is no field is one column for each of its parts, such as contact.email. */
static void flatten(flattening *f, wz_str above, const wz_node *map)
{
    for (ptrdiff_t i = 0; i < map->count; i++) {
        wz_str name = wz_format(f->arena, "%.*s%.*s", WZ_ARG(above), WZ_ARG(map->keys[i]->text));
        const wz_field *field = NULL;
        for (ptrdiff_t k = 0; k < f->kind->field_count && !field; k++)
            field = import_fits(f->arena, &f->kind->fields[k], name) ? &f->kind->fields[k] : NULL;
        if (!field && map->items[i]->kind == WZ_NODE_MAP)
            flatten(f, wz_format(f->arena, "%.*s.", WZ_ARG(name)), map->items[i]);
        else
            put_cell(f, field && !wz_map_get(f->cells, field->written) ? field->written : name,
                     edit_gather_cell(f->arena, f->model, field, map->items[i]));
    }
}

wz_table *wz_table_gather(wz_arena *arena, wz_diags *diags, wz_fs *fs, const wz_model *model, const wz_kind *kind,
                          wz_str path)
{
    wz_table *t = wz_new(arena, wz_table, 1);
    gathered all = {0};
    flattening f = {.arena = arena, .model = model, .kind = kind, .names = wz_map_new(arena)};
    const wz_field *body = wz_kind_role(kind, WZ_ROLE_BODY);
    if (!edit_gather(arena, diags, fs, path, &all))
        return NULL;
    if (all.count == 0) {
        wz_report(diags, TABLE_NO_RECORDS, WZ_NOWHERE, path);
        return NULL;
    }
    wz_map **cells = wz_new(arena, wz_map *, all.count);
    for (ptrdiff_t r = 0; r < all.count; r++) {
        f.cells = cells[r] = wz_map_new(arena);
        flatten(&f, (wz_str){0}, all.items[r].map);
        if (all.items[r].body)
            put_cell(&f, body ? body->written : WZ_STR("Markdown"), wz_str_trim(all.items[r].body->text));
    }
    wz_str *names = wz_new(arena, wz_str, wz_map_count(f.names));
    t->columns = wz_map_count(f.names);
    t->count = all.count;
    t->rows = wz_new(arena, wz_table_row, all.count);
    t->separator = ';';
    t->gathered = true;
    for (ptrdiff_t c = 0; c < t->columns; c++)
        names[c] = wz_map_key(f.names, c);
    for (ptrdiff_t r = 0; r < all.count; r++) {
        t->rows[r] = (wz_table_row){.cells = wz_new(arena, wz_str, t->columns),
                                    .line = all.items[r].map->loc.line,
                                    .file = all.items[r].source->path,
                                    .stem = all.items[r].stem};
        for (ptrdiff_t c = 0; c < t->columns; c++) {
            const wz_str *text = wz_map_get(cells[r], names[c]);
            t->rows[r].cells[c] = text ? *text : (wz_str){0};
        }
    }
    t->names = names;
    return t;
}
