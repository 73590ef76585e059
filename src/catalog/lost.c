/* SPDX-License-Identifier: EUPL-1.2 */
/* What lies in the folder of a kind and is not read: a record under a name that makes it none is lost to its readers. */
#include "catalog/internal.h"

#define DEPTH 16 /* folders in the folder of a kind that are looked into */

/* What editors and operating systems leave behind. */
bool wz_catalog_is_leftover(wz_str name)
{
    bool record = wz_record_stem(name) >= 0;
    if (name.ptr[0] == '.' &&
        record) { /* a record that someone hid, but for the locks of Emacs and the shadows of macOS */
        return wz_str_starts(name, WZ_STR(".#")) || wz_str_starts(name, WZ_STR("._"));
    }
    return name.ptr[0] == '.' || name.ptr[0] == '#' || name.ptr[name.len - 1] == '~' ||
           wz_str_ends(name, WZ_STR(".swp")) || wz_str_ends(name, WZ_STR(".bak")) ||
           wz_str_ends(name, WZ_STR(".orig")) || wz_str_equal(name, WZ_STR("Thumbs.db"));
}

wz_loc wz_catalog_file_loc(wz_arena *arena, wz_str path)
{
    wz_source *source = wz_new(arena, wz_source, 1);
    source->path = path;
    return (wz_loc){source, 0, 0, 0};
}

/* The name that the file should have: "Mijn idee.yaml.txt" is mijn-idee.yaml. */
static wz_str right_name(wz_arena *arena, wz_str name)
{
    static const wz_str extensions[] = {WZ_STR(".yaml"), WZ_STR(".yml"), WZ_STR(".json"), WZ_STR(".md")};
    wz_str folded = wz_utf8_fold(arena, name), extension = extensions[0];
    ptrdiff_t cut = -1;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions && cut < 0; i++) {
        cut = wz_str_find(folded, extensions[i]);
        extension = cut > 0 ? extensions[i] : extension;
    }
    cut = cut > 0 ? cut : wz_str_find_byte(folded, '.');
    wz_str id = wz_id_near(arena, wz_str_slice(folded, 0, cut > 0 ? cut : folded.len));
    return wz_format(arena, "%.*s%.*s", WZ_ARG(id), WZ_ARG(extension));
}

/* True when the file, or one below the folder, is a record by its fields: an error for each. */
static bool is_lost(wz_arena *arena, wz_diags *diags, const wz_model *model, const wz_kind *kind,
                    const wz_catalog_options *options, wz_str path, const wz_entry *entry, int depth)
{
    bool found = false;
    if (entry->type == WZ_ENTRY_FOLDER && depth < DEPTH) {
        wz_entry *entries = NULL;
        ptrdiff_t count = 0;
        if (wz_fs_list(arena, diags, options->fs, options->folder, path, &entries, &count)) {
            for (ptrdiff_t i = 0; i < count; i++) {
                wz_str inner = wz_format(arena, "%.*s/%.*s", WZ_ARG(path), WZ_ARG(entries[i].name));
                found |= !wz_catalog_is_leftover(entries[i].name) &&
                         is_lost(arena, diags, model, kind, options, inner, &entries[i], depth + 1);
            }
        }
    } else if (entry->type == WZ_ENTRY_FILE) {
        wz_diags *quiet = wz_diags_new(arena);
        wz_source *source = wz_fs_read(arena, quiet, options->fs, options->folder, path, WZ_LIMIT_FILE);
        const wz_kind *meant = source ? wz_model_guess_text(model, kind, source->text) : NULL;
        if (meant) {
            wz_report(
                diags, LOST_RECORD, wz_loc_file(source), entry->name, meant->one,
                wz_format(arena, "content/%.*s/%.*s", WZ_ARG(meant->place), WZ_ARG(right_name(arena, entry->name))));
        }
        found = meant != NULL;
    }
    return found;
}

void wz_catalog_report_stray(wz_arena *arena, wz_diags *diags, const wz_model *model, const wz_kind *kind,
                             const wz_catalog_options *options, wz_str path, const wz_entry *entry)
{
    if (!is_lost(arena, diags, model, kind, options, path, entry, 0)) {
        wz_report(diags, STRAY_FILE, wz_catalog_file_loc(arena, path), entry->name);
    }
}
