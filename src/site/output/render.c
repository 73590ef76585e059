/* Every page from its template to its file. */
#include "site/output/output.h"

typedef struct worker_state {
    wz_arena *scratch;
    wz_render_log *log;
    wz_buf page, expanded;
    int64_t bytes;
    bool failed; /* writing did */
} worker_state;

typedef struct render_run {
    site *s;
    worker_state *workers;
    wz_publication *publication; /* NULL: check only */
} render_run;

/* Puts the way to the root where fragments left its mark. */
static wz_str expand_root(worker_state *w, wz_str text, wz_str root)
{
    ptrdiff_t at = wz_str_find_byte(text, ROOT_MARK);
    if (at < 0) {
        return text;
    }
    wz_buf_reset(&w->expanded);
    while (at >= 0) {
        wz_buf_add(&w->expanded, wz_str_slice(text, 0, at));
        wz_buf_add(&w->expanded, root);
        text = wz_str_slice(text, at + 1, text.len);
        at = wz_str_find_byte(text, ROOT_MARK);
    }
    wz_buf_add(&w->expanded, text);
    return wz_buf_str(&w->expanded);
}

/* Messages of one page may borrow from the scratch arena and the page's buffer, which the next page takes over: they
 * get their own copy. */
static void keep_texts(wz_arena *arena, wz_diags *diags, ptrdiff_t from)
{
    for (ptrdiff_t i = from; i < wz_diags_count(diags); i++) {
        wz_diag *d = wz_diags_at(diags, i);
        for (int a = 0; a < WZ_DIAG_ARGS; a++) {
            d->args[a] = d->args[a].ptr ? wz_str_copy(arena, d->args[a]) : d->args[a];
        }
        d->suggestion = d->suggestion.ptr ? wz_str_copy(arena, d->suggestion) : d->suggestion;
    }
}

static void render_page(void *context, int worker, ptrdiff_t index)
{
    render_run *run = context;
    worker_state *w = &run->workers[worker];
    site *s = run->s;
    if (wz_fs_stopped(s->options->fs)) {
        return;
    }
    const page *p = &s->pages[index];
    wz_diags *d = s->worker_diags[worker];
    ptrdiff_t old = wz_diags_count(d);
    wz_arena_reset(w->scratch);
    wz_buf_reset(&w->page);
    wz_value view = site_view_page(s, w->scratch, p);
    if (wz_template_render(w->scratch, d, p->output->template, view, w->log, &w->page)) {
        wz_str bytes = expand_root(w, wz_buf_str(&w->page), p->root);
        w->bytes += bytes.len;
        site_check_fragments(w->scratch, d, p, bytes);
        /* A full disk fails for every page: one message of each worker is enough, and the rest is only checked. */
        if (run->publication && !w->failed) {
            w->failed = !wz_publish_add(w->scratch, d, run->publication, p->file, bytes);
        }
    }
    keep_texts(s->arenas[worker], d, old);
}

void site_render(site *s, wz_publication *publication, wz_site_result *result)
{
    render_run run = {s, wz_new(s->arena, worker_state, s->workers), publication};
    const wz_render_log **logs = wz_new(s->arena, const wz_render_log *, s->workers);
    for (int w = 0; w < s->workers; w++) {
        run.workers[w].scratch = wz_arena_new(NULL);
        run.workers[w].log = wz_render_log_new(s->arenas[w], s->templates);
        logs[w] = run.workers[w].log;
    }
    wz_pool_run(s->workers, s->page_count, render_page, &run);
    for (int w = 0; w < s->workers; w++) {
        result->bytes += run.workers[w].bytes;
        wz_buf_free(&run.workers[w].page);
        wz_buf_free(&run.workers[w].expanded);
    }
    site_gather(s);
    for (int t = 0; site_type_name(t).ptr; t++) { /* {{>*type}}, also of a type that no record has yet */
        wz_render_log_expect(run.workers[0].log, site_type_name(t));
    }
    if (!wz_fs_stopped(s->options->fs)) {
        wz_templates_report_unused(s->diags, s->templates, (wz_render_log *const *)(uintptr_t)logs, s->workers,
                                   site_view_defined(s));
    }
    for (int w = 0; w < s->workers; w++) {
        wz_arena_free(run.workers[w].scratch);
    }
}
