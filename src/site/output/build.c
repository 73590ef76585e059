/* SPDX-License-Identifier: EUPL-1.2 */
/* The whole build: load, render, publish. */
#include "site/output/output.h"

typedef struct put_worker {
    wz_arena *scratch;
    ptrdiff_t bytes;
    bool failed;
} put_worker;

typedef struct put_run {
    site *s;
    wz_publication *publication; /* NULL: only hand on */
    const wz_output **files;
    put_worker *workers;
} put_run;

/* A full disk fails for every file: one message of each worker is enough. */
static void put_file(void *context, int worker, ptrdiff_t index)
{
    put_run *run = context;
    put_worker *w = &run->workers[worker];
    const wz_output *file = run->files[index];
    if (run->s->options->take) {
        run->s->options->take(run->s->options->taker, file->path, file->bytes, false);
    }
    if (run->publication && !w->failed) {
        wz_arena_reset(w->scratch);
        w->failed =
            !wz_publish_add(w->scratch, run->s->worker_diags[worker], run->publication, file->path, file->bytes);
    }
    w->bytes += file->bytes.len;
}

/* What does not come from a template: thousands of small files of the index, by all workers (an eighth of a plain build of 10,000
 * records went into them by one). publication NULL only hands it on. */
static void put_files(site *s, wz_publication *publication, wz_site_result *result)
{
    wz_map *done = wz_map_new(s->arena);
    put_run run = {s, publication, wz_new(s->arena, const wz_output *, s->asset_count + s->search_output_count),
                   wz_new(s->arena, put_worker, s->workers)};
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        if (wz_map_put(done, s->assets[i].path, s)) { /* two files of one content and name: one serves both */
            result->files--;
            continue;
        }
        run.files[count++] = &s->assets[i];
    }
    for (ptrdiff_t i = 0; i < s->search_output_count; i++) {
        run.files[count++] = &s->search_outputs[i];
    }
    for (int w = 0; w < s->workers; w++) {
        run.workers[w].scratch = wz_arena_new(NULL);
    }
    wz_pool_run(s->workers, count, put_file, &run);
    for (int w = 0; w < s->workers; w++) {
        wz_diags_keep(s->arenas[w], s->worker_diags[w], 0); /* messages borrow paths of the index, which goes */
        result->bytes += run.workers[w].bytes;
        wz_arena_free(run.workers[w].scratch);
    }
}

void site_finish(site *s, wz_site_result *result)
{
    wz_diags_sort(s->diags);
    result->keep = s;
}

static bool acceptable(const site *s)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(s->diags); i++) {
        if (wz_diag_counts(wz_diags_at(s->diags, i), s->options->strict)) {
            return false;
        }
    }
    return true;
}

bool wz_site_build(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_site_result *result)
{
    bool ready;
    site *s = site_make(arena, diags, options, result, &ready);
    wz_publication *publication = NULL;
    if (ready && options->output && acceptable(s)) {
        publication = wz_publish_begin(arena, diags, options->fs, options->folder, options->output);
        if (publication && !options->sync) {
            wz_publish_relax(publication);
        }
    }
    int64_t t0 = wz_now_ns();
    if (ready) {
        result->pages = s->page_count;
        result->files = s->page_count + s->asset_count + s->search_output_count;
    }
    if (ready && (publication || options->take)) {
        put_files(s, publication, result);
    }
    if (ready) {
        site_search_drop(s);
        site_render(s, publication, result);
    }
    result->render_ns = wz_now_ns() - t0;
    t0 = wz_now_ns();
    bool ok = ready && acceptable(s) && !wz_fs_stopped(options->fs);
    if (publication && ok) {
        ok = result->published = wz_publish_commit(diags, publication);
    }
    if (publication && !result->published) {
        wz_publish_abandon(publication);
    }
    result->publish_ns = wz_now_ns() - t0;
    site_finish(s, result);
    return ok && (!options->output || result->published);
}

void wz_site_free(wz_site_result *result)
{
    for (site *s = result->keep; s; s = s->previous) {
        for (int w = 0; w < s->workers; w++) {
            wz_arena_free(s->arenas[w]);
            wz_arena_free(s->index_arenas[w]);
            wz_arena_free(s->plain_arenas[w]);
        }
        wz_buf_free(&s->page_bytes);
        wz_arena_free(s->words_arena);
        wz_arena_free(s->written);
        wz_catalog_free(s->catalog);
    }
    result->keep = NULL;
}

wz_str wz_site_address(wz_arena *arena, const wz_site_result *result, const wz_record *record)
{
    const site *s = result->keep;
    wz_str path =
        record->kind->vocabulary ? s->term_paths[record->kind->index][record->number] : s->record_paths[record->number];
    return path.len ? wz_format(arena, "%.*s%.*s", WZ_ARG(s->config.base_url), WZ_ARG(path)) : (wz_str){0};
}

wz_str wz_site_edit_address(wz_arena *arena, const wz_site_result *result, const wz_record *record)
{
    wz_value value = site_edit_value(result->keep, arena, record->source->path);
    return value.kind == WZ_VALUE_TEXT ? (wz_str){value.as.text, value.len} : (wz_str){0};
}

wz_worklist wz_site_worklist(wz_arena *arena, const wz_site_result *result, wz_date day)
{
    const site *s = result->keep;
    return wz_catalog_worklist(arena, s->catalog, &s->config.review, day);
}

const wz_kind *wz_site_owner_vocabulary(const wz_site_result *result)
{
    const site *s = result->keep;
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        const wz_field *field = wz_review_by(&s->config.review, s->model->kinds[k]);
        if (field) {
            return field->vocabulary;
        }
    }
    return NULL;
}
