/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a table, or as records of others in YAML, JSON, JSON Lines or Markdown (the first byte says which), imported into a small
 * project (tests/golden/_project): what import writes can be read again, and so can its questions; and a model that is proposed for
 * them can be read. Nothing is written. */
#include <assert.h>
#include <stdlib.h>

#include "wegwijzer/edit.h"

#define PROJECT "tests/golden/_project"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const files[] = {"x.csv", "x.yaml", "x.json", "x.jsonl", "x.md"};
enum { FILES = sizeof files / sizeof *files };

static wz_source *as_source(wz_arena *arena, wz_str path, wz_str text)
{
    wz_source *source = wz_new(arena, wz_source, 1);
    *source = (wz_source){.path = path, .text = text};
    return source;
}

/* The files that come are good YAML, of which every message that is left can be said. */
static void check_files(wz_arena *arena, wz_edits *edits)
{
    ptrdiff_t count;
    const wz_replacement *made = wz_edits_files(edits, &count);
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_diags *diags = wz_diags_new(arena);
        wz_node *body;
        if (made[i].gone)
            continue;
        wz_node *map = wz_file_parse(arena, diags, as_source(arena, made[i].path, made[i].bytes), &body);
        assert(map && wz_diags_errors(diags) == 0);
    }
}

static void import(wz_arena *arena, const wz_catalog *catalog, const wz_kind *kind, const wz_table *table)
{
    wz_diags *diags = wz_diags_new(arena);
    wz_import_options options = {
        .kind = kind, .table = table, .today = {2026, 11, 30}, .update = true, .lang = WZ_STR("nl")};
    wz_import *import = wz_import_new(arena, diags, catalog, &options);
    wz_buf out = {0};
    if (!import)
        return;
    check_files(arena, wz_import_edits(import));
    wz_import_refused(import, &out);
    wz_buf_reset(&out);
    wz_import_questions(import, &out);
    if (import->question_count > 0) {
        options.answers = wz_table_read(arena, diags, as_source(arena, WZ_STR("vragen.csv"), wz_buf_str(&out)));
        assert(options.answers && options.answers->count == import->question_count);
        wz_import *again = wz_import_new(arena, diags, catalog, &options);
        assert(!again || again->question_count <= import->question_count);
    }
    wz_buf_free(&out);
}

static void propose(wz_arena *arena, wz_fs *fs, wz_str path, const wz_source *starter)
{
    wz_diags *diags = wz_diags_new(arena), *after = wz_diags_new(arena);
    wz_proposal *proposal = wz_propose(arena, diags, fs, path, WZ_STR("nl"), starter);
    if (proposal) {
        wz_model_read(arena, after, as_source(arena, WZ_STR("content/model.yaml"), proposal->model));
        assert(wz_diags_errors(after) == 0);
        check_files(arena, wz_proposal_edits(arena, proposal));
    } else {
        assert(wz_diags_count(diags) > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static wz_catalog *catalog; /* read once, and never changed */
    static wz_source *starter;
    wz_fs real = {0};
    if (size == 0)
        return 0;
    if (!catalog) {
        wz_catalog_options options = {.fs = &real, .folder = PROJECT, .workers = 1};
        wz_arena *kept = wz_arena_new(NULL);
        catalog = wz_catalog_load(kept, wz_diags_new(kept), &options);
        starter =
            wz_fs_read(kept, wz_diags_new(kept), &real, ".starter/nl/content", WZ_STR("model.yaml"), WZ_LIMIT_FILE);
        if (!catalog || !starter)
            abort();
    }
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_replacement item = {.path = WZ_STR("build/fuzz/in/x"), .bytes = {(const char *)data + 1, (ptrdiff_t)size - 1}};
    wz_overlay overlay = {".", &item, 1};
    wz_fs fs = {.overlay = &overlay};
    item.path = wz_format(arena, "build/fuzz/in/%s", files[data[0] % FILES]);
    const wz_kind *kind = catalog->model->kinds[data[0] >> 7];
    wz_table *table = data[0] % FILES == 0 ? wz_table_read(arena, diags, as_source(arena, item.path, item.bytes))
                                           : wz_table_gather(arena, diags, &fs, catalog->model, kind, item.path);
    assert(table || wz_diags_count(diags) > 0);
    if (table)
        import(arena, catalog, kind, table);
    if (data[0] % FILES)
        propose(arena, &fs, item.path, starter);
    wz_arena_free(arena);
    return 0;
}
