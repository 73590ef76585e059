/* SPDX-License-Identifier: EUPL-1.2 */
/* Everything that is neither record nor vocabulary: faults, pages, the model, lists of words, other files. */
#include <stdlib.h>

#include "edit/diff.h"
#include "wegwijzer/yaml.h"

/* ---- Faults ---- */

/* A fault moves with its line: the file, the code and what it names tell one from another. */
static wz_str fault_key(wz_arena *arena, const wz_diag *d)
{
    wz_str path = d->loc.source != NULL ? d->loc.source->path : (wz_str){0};
    return wz_format(arena, "%.*s\n%.*s", WZ_ARG(path), WZ_ARG(wz_diag_key(arena, d)));
}

wz_faults wz_faults_compare(wz_arena *arena, wz_diags *before, wz_diags *after)
{
    wz_map *known = wz_map_new(arena);
    ptrdiff_t olds = wz_diags_count(before), news = wz_diags_count(after);
    wz_faults f = {.brought = wz_new(arena, const wz_diag *, news), .stood = wz_new(arena, const wz_diag *, news)};
    for (ptrdiff_t i = 0; i < olds; i++) {
        wz_str key = fault_key(arena, wz_diags_at(before, i));
        ptrdiff_t *n = wz_map_get(known, key);
        if (n == NULL)
            wz_map_put(known, key, n = wz_new(arena, ptrdiff_t, 1));
        ++*n;
    }
    for (ptrdiff_t i = 0; i < news; i++) {
        const wz_diag *d = wz_diags_at(after, i);
        ptrdiff_t *n = wz_map_get(known, fault_key(arena, d));
        if (n != NULL && *n > 0) {
            --*n;
            f.stood[f.stood_count++] = d;
        } else {
            f.brought[f.brought_count++] = d;
        }
    }
    f.solved = olds - f.stood_count;
    return f;
}

/* ---- Pages ---- */

void edit_compare_pages(wz_diff *diff)
{
    const wz_diff_page *old = diff->before.pages, *new = diff->after.pages;
    ptrdiff_t i = 0, j = 0, olds = diff->before.page_count, news = diff->after.page_count;
    if (olds == 0 || news == 0)
        return;
    while (i < olds || j < news) {
        int order = i == olds ? 1 : j == news ? -1 : wz_str_compare(old[i].path, new[j].path);
        if (order < 0)
            edit_add_text(diff->arena, &diff->pages_removed, old[i].path);
        else if (order > 0)
            edit_add_text(diff->arena, &diff->pages_added, new[j].path);
        else if (old[i].hash != new[j].hash)
            edit_add_text(diff->arena, &diff->pages_changed, new[j].path);
        i += order <= 0;
        j += order >= 0;
    }
}

/* ---- The model ---- */

static void tell_model(wz_diff *diff, wz_str text)
{
    edit_add_text(diff->arena, &diff->model, text);
}

static void compare_kinds(wz_diff *diff, const wz_kind *before, const wz_kind *after)
{
    for (ptrdiff_t f = 0; f < after->field_count; f++) {
        const wz_field *new = &after->fields[f], *old = wz_kind_field(before, new->name);
        if (old == NULL)
            tell_model(diff, wz_format(diff->arena, SAY(diff, "%.*s: veld '%.*s' erbij", "%.*s: field '%.*s' added"),
                                       WZ_ARG(after->one), WZ_ARG(new->name)));
        else if (!wz_str_equal(wz_type_name(old->type), wz_type_name(new->type)) || old->list != new->list)
            tell_model(diff, wz_format(diff->arena,
                                       SAY(diff, "%.*s: veld '%.*s' is nu van type %.*s (was %.*s)",
                                           "%.*s: field '%.*s' is now of type %.*s (was %.*s)"),
                                       WZ_ARG(after->one), WZ_ARG(new->name), WZ_ARG(wz_type_name(new->type)),
                                       WZ_ARG(wz_type_name(old->type))));
        else if (old->required != new->required)
            tell_model(diff, wz_format(diff->arena,
                                       new->required ? SAY(diff, "%.*s: veld '%.*s' is nu verplicht",
                                                           "%.*s: field '%.*s' is required now")
                                                     : SAY(diff, "%.*s: veld '%.*s' is niet meer verplicht",
                                                           "%.*s: field '%.*s' is no longer required"),
                                       WZ_ARG(after->one), WZ_ARG(new->name)));
    }
    for (ptrdiff_t f = 0; f < before->field_count; f++)
        if (wz_kind_field(after, before->fields[f].name) == NULL)
            tell_model(diff, wz_format(diff->arena, SAY(diff, "%.*s: veld '%.*s' weg", "%.*s: field '%.*s' removed"),
                                       WZ_ARG(before->one), WZ_ARG(before->fields[f].name)));
}

static void compare_lists_of_kinds(wz_diff *diff, wz_kind **before, ptrdiff_t olds, wz_kind **after, ptrdiff_t news)
{
    for (ptrdiff_t i = 0; i < news; i++) {
        const wz_kind *old = NULL;
        for (ptrdiff_t j = 0; j < olds; j++)
            if (wz_str_equal(before[j]->name, after[i]->name))
                old = before[j];
        if (old != NULL)
            compare_kinds(diff, old, after[i]);
        else
            tell_model(diff, wz_format(diff->arena, SAY(diff, "'%.*s' erbij", "'%.*s' added"), WZ_ARG(after[i]->name)));
    }
    for (ptrdiff_t j = 0; j < olds; j++) {
        bool stays = false;
        for (ptrdiff_t i = 0; i < news; i++)
            stays = stays || wz_str_equal(before[j]->name, after[i]->name);
        if (!stays)
            tell_model(diff,
                       wz_format(diff->arena, SAY(diff, "'%.*s' weg", "'%.*s' removed"), WZ_ARG(before[j]->name)));
    }
}

void edit_compare_model(wz_diff *diff)
{
    const wz_model *a = diff->before.catalog->model, *b = diff->after.catalog->model;
    compare_lists_of_kinds(diff, a->kinds, a->kind_count, b->kinds, b->kind_count);
    compare_lists_of_kinds(diff, a->vocabularies, a->vocabulary_count, b->vocabularies, b->vocabulary_count);
}

/* ---- Other files ---- */

/* The files of one side of which nothing is told yet. */
static void list_files(wz_diff *diff, const wz_diff_side *side, texts *out)
{
    static const char *const folders[] = {"content", "templates", "themes"};
    const wz_catalog *catalogs[] = {diff->before.catalog, diff->after.catalog};
    texts all = {0};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        edit_walk(diff->arena, wz_diags_new(diff->arena), side->fs, side->folder, wz_str_from(folders[i]), &all);
    for (ptrdiff_t i = 0; i < all.count; i++) {
        bool told = false;
        for (int c = 0; c < 2; c++)
            told = told || (catalogs[c] != NULL && edit_kind_of(diff->arena, catalogs[c]->model, all.items[i]) != NULL);
        if (!told)
            edit_add_text(diff->arena, out, all.items[i]);
    }
}

static wz_source *read_side(wz_diff *diff, const wz_diff_side *side, wz_str path)
{
    return wz_fs_read(diff->arena, wz_diags_new(diff->arena), side->fs, side->folder, path, WZ_LIMIT_FILE);
}

/* A node on one line; nodes nest at most WZ_YAML_DEPTH deep. */
static void add_node(wz_buf *out, const wz_node *node)
{
    if (node->kind == WZ_NODE_TEXT)
        wz_buf_add(out, node->text);
    for (ptrdiff_t i = 0; node->kind != WZ_NODE_TEXT && i < node->count; i++) {
        wz_buf_add(out, i > 0 ? WZ_STR(", ") : WZ_STR(""));
        if (node->kind == WZ_NODE_MAP)
            wz_buf_format(out, "%.*s: ", WZ_ARG(node->keys[i]->text));
        add_node(out, node->items[i]);
    }
}

static texts lines_of(wz_diff *diff, const wz_node *node)
{
    texts lines = {0};
    for (ptrdiff_t i = 0; node != NULL && i < node->count; i++) {
        wz_buf line = {0};
        if (node->kind == WZ_NODE_MAP)
            wz_buf_format(&line, "%.*s: ", WZ_ARG(node->keys[i]->text));
        add_node(&line, node->items[i]);
        edit_add_text(diff->arena, &lines, wz_str_copy(diff->arena, wz_buf_str(&line)));
        wz_buf_free(&line);
    }
    return lines;
}

/* One list of a file, before and after. */
static void compare_list(wz_diff *diff, wz_str path, wz_str list, const wz_node *before, const wz_node *after)
{
    texts old = lines_of(diff, before), new = lines_of(diff, after);
    words_change w = {.file = path, .list = list};
    edit_subtract(diff->arena, &old, &new, NULL, &w.removed);
    edit_subtract(diff->arena, &new, &old, NULL, &w.added);
    if (w.added.count + w.removed.count == 0)
        return;
    wz_grow(diff->arena, diff->words, diff->word_count, diff->word_cap);
    diff->words[diff->word_count++] = w;
}

/* A file of content/ that holds nothing but lists, such as the word list of search. False when it does not. */
static bool compare_words(wz_diff *diff, wz_str path, const wz_source *before, const wz_source *after)
{
    wz_diags *ignored = wz_diags_new(diff->arena);
    if (!wz_str_starts(path, WZ_STR("content/")) || !wz_str_ends(path, WZ_STR(".yaml")))
        return false;
    wz_node *old = wz_yaml_parse(diff->arena, ignored, before, WZ_YAML_MAP);
    wz_node *new = wz_yaml_parse(diff->arena, ignored, after, WZ_YAML_MAP);
    if (old == NULL || new == NULL)
        return false;
    const wz_node *const sides[] = {old, new};
    for (int s = 0; s < 2; s++)
        for (ptrdiff_t i = 0; i < sides[s]->count; i++)
            if (sides[s]->items[i]->kind == WZ_NODE_TEXT)
                return false;
    for (ptrdiff_t i = 0; i < new->count; i++)
        compare_list(diff, path, new->keys[i]->text, wz_node_get(old, new->keys[i]->text), new->items[i]);
    for (ptrdiff_t i = 0; i < old->count; i++)
        if (wz_node_get(new, old->keys[i]->text) == NULL)
            compare_list(diff, path, old->keys[i]->text, old->items[i], NULL);
    return true;
}

static void compare_file(wz_diff *diff, wz_str path)
{
    wz_source *before = read_side(diff, &diff->before, path), *after = read_side(diff, &diff->after, path);
    if (before == NULL || after == NULL || wz_str_equal(before->text, after->text) ||
        compare_words(diff, path, before, after))
        return;
    wz_grow(diff->arena, diff->files, diff->file_count, diff->file_cap);
    diff->files[diff->file_count++] = (file_change){CHANGED, path};
}

void edit_compare_files(wz_diff *diff)
{
    texts old = {0}, new = {0};
    list_files(diff, &diff->before, &old);
    list_files(diff, &diff->after, &new);
    wz_map *known = wz_map_new(diff->arena), *kept = wz_map_new(diff->arena);
    for (ptrdiff_t i = 0; i < old.count; i++)
        wz_map_put(known, old.items[i], diff);
    for (ptrdiff_t i = 0; i < new.count; i++) {
        wz_map_put(kept, new.items[i], diff);
        if (wz_map_get(known, new.items[i]) != NULL) {
            compare_file(diff, new.items[i]);
            continue;
        }
        wz_grow(diff->arena, diff->files, diff->file_count, diff->file_cap);
        diff->files[diff->file_count++] = (file_change){ADDED, new.items[i]};
    }
    for (ptrdiff_t i = 0; i < old.count; i++) {
        if (wz_map_get(kept, old.items[i]) != NULL)
            continue;
        wz_grow(diff->arena, diff->files, diff->file_count, diff->file_cap);
        diff->files[diff->file_count++] = (file_change){REMOVED, old.items[i]};
    }
}
