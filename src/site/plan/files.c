/* SPDX-License-Identifier: EUPL-1.2 */
/* The files of all parts: no two have one place. */
#include "site/plan/plan.h"

#include <assert.h>

static wz_loc file_loc(const site *s, ptrdiff_t i)
{
    return i < s->page_count ? site_page_loc(&s->pages[i]) : WZ_NOWHERE;
}

static wz_output *file_at(const site *s, ptrdiff_t i)
{
    return i < s->asset_count ? &s->assets[i] : &s->search_outputs[i - s->asset_count];
}

/* A file cannot stand where another part needs a folder: "a" and "a/index.html". */
static bool check_folders(site *s, const wz_map *files)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < wz_map_count(files); i++) {
        wz_str path = wz_map_key(files, i);
        for (ptrdiff_t at = 1; at < path.len; at++) {
            const ptrdiff_t *other = path.ptr[at] == '/' ? wz_map_get(files, wz_str_slice(path, 0, at)) : NULL;
            if (other) {
                const ptrdiff_t *own = wz_map_value(files, i);
                wz_report(s->diags, PATH_CLASH, file_loc(s, *other), wz_str_copy(s->arena, wz_str_slice(path, 0, at)))
                    ->related = file_loc(s, *own);
                ok = false;
            }
        }
    }
    return ok;
}

bool site_file_taken(const site *s, wz_arena *scratch, wz_str file, wz_loc *other)
{
    wz_str key = wz_utf8_fold(scratch, file), folder = wz_format(scratch, "%.*s/", WZ_ARG(key));
    bool taken = false;
    *other = WZ_NOWHERE;
    for (ptrdiff_t i = 0; !taken && i < wz_map_count(s->by_file); i++) {
        wz_str path = wz_map_key(s->by_file, i);
        taken = wz_str_equal(path, key) || wz_str_starts(path, folder);
        *other = taken ? site_page_loc(&s->pages[i]) : *other;
    }
    for (ptrdiff_t i = 0; !taken && i < s->asset_count + s->search_output_count; i++) {
        wz_str path = wz_utf8_fold(scratch, file_at(s, i)->path);
        taken = wz_str_equal(path, key) || wz_str_starts(path, folder);
    }
    return taken;
}

bool site_check_files(site *s)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *files = wz_map_new(scratch);
    ptrdiff_t total = s->page_count + s->asset_count + s->search_output_count, kept = 0;
    ptrdiff_t *number = wz_new(scratch, ptrdiff_t, total);
    bool ok = true;
    for (ptrdiff_t i = 0; i < s->page_count; i++) {
        number[i] = i;
        wz_map_put(files, wz_utf8_fold(scratch, s->pages[i].file), &number[i]);
    }
    for (ptrdiff_t i = s->page_count; i < total; i++) {
        wz_output *file = file_at(s, i - s->page_count);
        wz_str key = wz_utf8_fold(scratch, file->path);
        const ptrdiff_t *other = wz_map_get(files, key);
        const wz_output *twin = other && *other >= s->page_count ? file_at(s, *other - s->page_count) : NULL;
        bool same = twin && wz_str_equal(twin->path, file->path) && wz_str_equal(twin->bytes, file->bytes);
        number[i] = i;
        if (other && !same) {
            wz_report(s->diags, PATH_CLASH, file_loc(s, *other), file->path);
            ok = false;
        } else if (!other) {
            wz_map_put(files, key, &number[i]);
        }
        /* Two pieces of the index with the same bytes have the same name: one file serves both. */
        if (i >= s->page_count + s->asset_count && !same) {
            assert(s->search_outputs != NULL); /* file is one of them */
            s->search_outputs[kept++] = *file;
            number[i] = s->page_count + s->asset_count + kept - 1;
        }
    }
    s->search_output_count = kept;
    ok = check_folders(s, files) && ok;
    wz_arena_free(scratch);
    return ok;
}
