/* SPDX-License-Identifier: EUPL-1.2 */
/* Another id for a record or a term. */
#include <assert.h>

#include "edit/edits.h"
#include "edit/texts.h"

typedef struct renaming {
    wz_arena *arena;
    wz_diags *diags;
    wz_fs *fs;
    const char *folder;
    const wz_catalog *catalog;
    const wz_model *model;
    const wz_record *what;
    wz_str old, new;
    wz_str file; /* the name of the old file without its extension: references may use it */
    wz_edits *edits;
    bool unread; /* a file could not be */
} renaming;

static bool is_free(renaming *r)
{
    const wz_kind *kind = r->what->kind;
    if (!wz_id_check(r->arena, r->diags, r->new, WZ_NOWHERE))
        return false;
    const wz_record *former = wz_catalog_former(r->catalog, kind, r->new),
                    *spelt = kind->vocabulary ? wz_catalog_term(r->catalog, kind, r->new) : NULL;
    if (wz_str_equal(r->new, r->old))
        wz_report(r->diags, EDIT_SAME_ID, WZ_NOWHERE, r->new);
    else if (wz_catalog_find(r->catalog, kind, r->new) != NULL || (spelt != NULL && spelt != r->what))
        wz_report(r->diags, EDIT_TAKEN, WZ_NOWHERE, r->new, kind->one);
    else if (former != NULL && former != r->what)
        wz_report(r->diags, EDIT_FORMER, WZ_NOWHERE, r->new, wz_record_title(former));
    else if (wz_kind_role(kind, WZ_ROLE_FORMER) == NULL)
        wz_report(r->diags, EDIT_NO_FORMER, WZ_NOWHERE, kind->one);
    else
        return true;
    return false;
}

/* ---- References ---- */

/* The id in the bytes of a node: in a value between quotes it stands inside them. */
static void replace_id(renaming *r, const wz_source *source, const wz_node *node)
{
    wz_str old = node != NULL && node->kind == WZ_NODE_TEXT ? wz_str_trim(node->text) : (wz_str){0};
    if (old.len == 0 || (!wz_str_equal(old, r->old) && !wz_str_equal(old, r->file)))
        return;
    ptrdiff_t at = wz_str_find(wz_str_slice(source->text, node->start, node->end), old);
    if (at < 0) { /* folded over lines, or written with escapes */
        edits_by_hand(r->edits, source, node->start, node->end);
        return;
    }
    edits_replace(r->edits, source, node->start + at, node->start + at + old.len, r->new);
    edits_tell(r->edits, source, node->start + at, node->start + at + old.len);
}

static void found_link(void *context, const wz_source *source, ptrdiff_t start, ptrdiff_t end)
{
    renaming *r = context;
    edits_replace(r->edits, source, end - r->old.len, end, r->new);
    edits_tell(r->edits, source, start, end);
}

static void replace_links(renaming *r, const wz_source *source, ptrdiff_t start, ptrdiff_t end)
{
    wz_str name = wz_format(r->arena, "%.*s:%.*s", WZ_ARG(r->what->kind->name), WZ_ARG(r->old));
    edits_each_link(source, start, end, name, found_link, r);
}

static void walk_fields(renaming *r, const wz_source *source, const wz_field *fields, ptrdiff_t count,
                        const wz_node *map);

/* Nodes nest at most WZ_YAML_DEPTH deep. */
static void walk_value(renaming *r, const wz_source *source, const wz_field *field, const wz_node *node)
{
    const wz_kind *kind = r->what->kind;
    if (node->kind == WZ_NODE_LIST) {
        for (ptrdiff_t i = 0; i < node->count; i++)
            walk_value(r, source, field, node->items[i]);
        return;
    }
    if (field->markup && node->kind == WZ_NODE_TEXT)
        replace_links(r, source, node->start, node->end);
    if (field->to == kind || field->vocabulary == kind) {
        const wz_str keys[] = {r->model->to_key, r->model->law_key, r->model->document_key};
        replace_id(r, source, node);
        for (size_t i = 0; node->kind == WZ_NODE_MAP && i < sizeof keys / sizeof *keys; i++)
            if (keys[i].len > 0 && (i == 0) == (field->to != NULL))
                replace_id(r, source, wz_node_get(node, keys[i]));
    }
    if (node->kind == WZ_NODE_MAP)
        walk_fields(r, source, field->fields, field->field_count, node);
}

static void walk_fields(renaming *r, const wz_source *source, const wz_field *fields, ptrdiff_t count,
                        const wz_node *map)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_node *value = wz_field_node(&fields[f], map);
        if (value != NULL)
            walk_value(r, source, &fields[f], value);
    }
}

static const wz_node *parse(renaming *r, const wz_source *source, wz_node **body)
{
    wz_diags *own = wz_diags_new(r->arena);
    wz_node *tree = wz_file_parse(r->arena, own, source, body);
    if (tree == NULL && !r->unread) {
        wz_report(r->diags, EDIT_UNREADABLE, wz_loc_file(source), source->path);
        r->unread = true;
    }
    return tree;
}

static void walk_record(renaming *r, const wz_record *record)
{
    wz_node *body;
    const wz_node *tree = parse(r, record->source, &body);
    if (tree == NULL)
        return;
    if (body != NULL)
        replace_links(r, record->source, body->start, body->end);
    walk_fields(r, record->source, record->kind->fields, record->kind->field_count, tree);
    if (record == r->what)
        edits_add_former(r->edits, r->what->kind, record->source, tree, r->old);
}

static void walk_vocabulary(renaming *r, const wz_kind *vocabulary)
{
    if (r->catalog->term_counts[vocabulary->index] == 0)
        return;
    const wz_source *source = r->catalog->terms[vocabulary->index][0]->source;
    wz_node *none;
    const wz_node *tree = parse(r, source, &none);
    for (ptrdiff_t i = 0; tree != NULL && i < tree->count; i++) {
        bool this = vocabulary == r->what->kind && wz_str_equal(tree->keys[i]->text, r->old);
        if (this)
            replace_id(r, source, tree->keys[i]);
        if (tree->items[i]->kind != WZ_NODE_MAP)
            continue;
        walk_fields(r, source, vocabulary->fields, vocabulary->field_count, tree->items[i]);
        if (this)
            edits_add_former(r->edits, r->what->kind, source, tree->items[i], r->old);
    }
}

/* ---- Settings and pages ---- */

static bool has_vocabulary(const renaming *r, wz_str field)
{
    for (ptrdiff_t k = 0; k < r->model->kind_count; k++) {
        const wz_field *f = wz_kind_field(r->model->kinds[k], field);
        if (f != NULL && f->vocabulary != NULL && f->vocabulary == r->what->kind)
            return true;
    }
    return false;
}

/* A setting that is the path of the page, FOLDER/ID, with or without a slash or a part behind it. */
static void replace_path(renaming *r, const wz_source *source, const wz_node *node)
{
    const wz_kind *kind = r->what->kind;
    wz_str path = wz_format(r->arena, "%.*s/%.*s", WZ_ARG(kind->vocabulary ? kind->name : kind->place), WZ_ARG(r->old));
    if (!wz_str_starts(node->text, path) ||
        (node->text.len > path.len && node->text.ptr[path.len] != '/' && node->text.ptr[path.len] != '#'))
        return;
    ptrdiff_t at = wz_str_find(wz_str_slice(source->text, node->start, node->end), path);
    if (at < 0)
        return;
    ptrdiff_t end = node->start + at + path.len;
    edits_replace(r->edits, source, end - r->old.len, end, r->new);
    edits_tell(r->edits, source, end - r->old.len, end);
}

/* Settings name a term beside the field that holds it, {field: status, term: X}, or beside its vocabulary, as the answer of last
 * resort: {vocabulary: V, last: X}. Nodes nest at most WZ_YAML_DEPTH deep. */
static void walk_settings(renaming *r, const wz_source *source, const wz_node *node, bool terms)
{
    assert(node != NULL);
    if (node->kind == WZ_NODE_TEXT) {
        replace_path(r, source, node);
        if (terms)
            replace_id(r, source, node);
        return;
    }
    const wz_node *field = node->kind == WZ_NODE_MAP ? wz_node_get(node, WZ_STR("field")) : NULL;
    bool here = field != NULL && field->kind == WZ_NODE_TEXT && has_vocabulary(r, field->text);
    const wz_node *vocabulary = node->kind == WZ_NODE_MAP ? wz_node_get(node, WZ_STR("vocabulary")) : NULL;
    if (vocabulary != NULL && wz_str_equal(vocabulary->text, r->what->kind->name))
        replace_id(r, source, wz_node_get(node, WZ_STR("last")));
    for (ptrdiff_t i = 0; i < node->count; i++)
        walk_settings(r, source, node->items[i], node->items[i] != field && (here || terms));
}

/* Addresses that are written out, /FOLDER/ID/, may be meant; only a person can tell. */
static void look_for_address(renaming *r, const wz_source *source)
{
    const wz_kind *kind = r->what->kind;
    wz_str path =
        wz_format(r->arena, "%.*s/%.*s/", WZ_ARG(kind->vocabulary ? kind->name : kind->place), WZ_ARG(r->old));
    for (ptrdiff_t at = 0;;) {
        ptrdiff_t next = wz_str_find(wz_str_slice(source->text, at, source->text.len), path);
        if (next < 0)
            break;
        at += next;
        bool whole = at == 0 || source->text.ptr[at - 1] == '/' || source->text.ptr[at - 1] == '"' ||
                     source->text.ptr[at - 1] == '(';
        if (whole)
            edits_by_hand(r->edits, source, at, at + path.len);
        at += path.len;
    }
}

static void walk_others(renaming *r)
{
    static const char *const folders[] = {"content", "templates", "themes"};
    texts paths = {0};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        edit_walk(r->arena, r->diags, r->fs, r->folder, wz_str_from(folders[i]), &paths);
    for (ptrdiff_t i = 0; i < paths.count; i++) {
        wz_str path = paths.items[i];
        bool content = wz_str_starts(path, WZ_STR("content/"));
        if (content && edit_kind_of(r->arena, r->model, path) != NULL)
            continue;
        wz_source *source = wz_fs_read(r->arena, wz_diags_new(r->arena), r->fs, r->folder, path, WZ_LIMIT_FILE);
        if (source == NULL)
            continue;
        if (wz_str_equal(path, WZ_STR("content/site.yaml"))) {
            wz_node *none;
            const wz_node *tree = parse(r, source, &none);
            if (tree != NULL)
                walk_settings(r, source, tree, false);
            continue;
        }
        if (content && wz_str_ends(path, WZ_STR(".md")))
            replace_links(r, source, 0, source->text.len);
        look_for_address(r, source);
    }
}

/* The file of a record gets the new name and keeps its folder and extension. */
static void move(renaming *r)
{
    wz_str path = r->what->source->path;
    if (r->file.len > 0)
        edits_move(r->edits, r->what->source,
                   wz_format(r->arena, "content/%.*s/%.*s%.*s", WZ_ARG(r->what->kind->place), WZ_ARG(r->new),
                             WZ_ARG(wz_str_slice(path, (r->file.ptr - path.ptr) + r->file.len, path.len))));
}

/* The name of the file of a record, without its extension; {NULL,0} of a term. */
static wz_str file_of(const wz_record *record)
{
    wz_str path = record->source->path;
    return record->kind->vocabulary ? (wz_str){0}
                                    : wz_str_slice(path, record->kind->place.len + 9, wz_record_stem(path));
}

wz_edits *wz_rename(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, const wz_catalog *catalog,
                    wz_str old, wz_str new, const wz_record **what)
{
    renaming r = {.arena = arena,
                  .diags = diags,
                  .fs = fs,
                  .folder = folder,
                  .catalog = catalog,
                  .model = catalog->model,
                  .new = new,
                  .edits = edits_new(arena)};
    *what = r.what = wz_edit_find(arena, diags, catalog, old);
    if (r.what == NULL)
        return NULL;
    r.old = r.what->id;
    if (!is_free(&r))
        return NULL;
    r.file = file_of(r.what);
    for (ptrdiff_t i = 0; i < catalog->record_count; i++)
        walk_record(&r, catalog->records[i]);
    for (ptrdiff_t v = 0; v < r.model->vocabulary_count; v++)
        walk_vocabulary(&r, r.model->vocabularies[v]);
    walk_others(&r);
    move(&r);
    return r.unread ? NULL : r.edits;
}
