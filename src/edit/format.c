/* SPDX-License-Identifier: EUPL-1.2 */
/* format: records and vocabularies in one layout. Lines are moved and trimmed; no value is written. */
#include "edit/format.h"
#include "edit/texts.h"

enum { ROUNDS = 8 }; /* each moves the fields of one depth more */

static wz_node *parse(wz_arena *arena, const wz_source *source)
{
    wz_diags *faults = wz_diags_new(arena);
    wz_node *tree = wz_yaml_parse(arena, faults, source, WZ_YAML_MAP);
    return wz_diags_errors(faults) == 0 ? tree : NULL;
}

wz_format_result wz_format_text(wz_arena *arena, wz_diags *diags, const wz_kind *kind, const wz_source *source,
                                wz_str *out)
{
    ptrdiff_t errors = wz_diags_errors(diags);
    const wz_node *before = wz_yaml_parse(arena, diags, source, WZ_YAML_MAP), *tree;
    *out = source->text;
    if (before == NULL || wz_diags_errors(diags) > errors)
        return WZ_FORMAT_FAULTY;
    wz_source *now = wz_new(arena, wz_source, 1);
    wz_str was = {0};
    *now = (wz_source){source->path, format_lines(arena, source->text)};
    for (int i = 0; i < ROUNDS && !wz_str_equal(was, now->text); i++) {
        was = now->text;
        for (int step = 0; step < 2; step++) {
            wz_source *next = wz_new(arena, wz_source, 1);
            tree = parse(arena, now);
            if (tree == NULL)
                return WZ_FORMAT_REFUSED;
            *next = (wz_source){source->path,
                                step == 0 ? format_layout(arena, now, tree) : format_order(arena, kind, now, tree)};
            now = next;
        }
    }
    tree = parse(arena, now);
    if (tree == NULL || !wz_str_equal(was, now->text) || !format_same(arena, source, before, now, tree))
        return WZ_FORMAT_REFUSED;
    *out = now->text;
    return wz_str_equal(*out, source->text) ? WZ_FORMAT_RIGHT : WZ_FORMAT_CHANGED;
}

/* Only the lines that differ, so that a patch shows these. */
static void replace_lines(wz_edits *edits, const wz_source *source, wz_str text)
{
    wz_str old = source->text;
    ptrdiff_t start = 0, end = 0;
    while (start < old.len && start < text.len && old.ptr[start] == text.ptr[start])
        start++;
    start = edits_line_start(old, start);
    while (end < old.len - start && end < text.len - start &&
           old.ptr[old.len - end - 1] == text.ptr[text.len - end - 1])
        end++;
    while (end > 0 && old.ptr[old.len - end - 1] != '\n')
        end--;
    edits_replace(edits, source, start, old.len - end, wz_str_slice(text, start, text.len - end));
}

wz_edits *wz_layout(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, const wz_model *model,
                    const wz_str *files, ptrdiff_t count)
{
    wz_edits *edits = edits_new(arena);
    texts all = {0};
    if (files == NULL) {
        edit_walk(arena, diags, fs, folder, WZ_STR("content"), &all);
        files = all.items;
        count = all.count;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_kind *kind = edit_kind_of(arena, model, files[i]);
        bool yaml = wz_str_ends(files[i], WZ_STR(".yaml")) || wz_str_ends(files[i], WZ_STR(".yml"));
        wz_str text;
        if (kind == NULL || !yaml) {
            if (all.items == NULL)
                wz_report(diags, EDIT_NO_RECORD, WZ_NOWHERE, files[i]);
            continue;
        }
        wz_source *source = wz_fs_read(arena, diags, fs, folder, files[i], WZ_LIMIT_FILE);
        if (source == NULL)
            continue;
        wz_format_result result = wz_format_text(arena, diags, kind, source, &text);
        if (result == WZ_FORMAT_REFUSED)
            wz_report(diags, EDIT_FORMAT, wz_loc_file(source));
        else if (result == WZ_FORMAT_CHANGED)
            replace_lines(edits, source, text);
    }
    return edits;
}
