/* Every page from its template to its file. */
#include "site/output/output.h"

typedef struct worker_state {
    wz_arena *scratch;
    wz_render_log *log;
    wz_buf page, expanded, lines;
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

/* Lines of CSV end in CR LF (RFC 4180, 2). */
static wz_str with_crlf(worker_state *w, wz_str text)
{
    wz_buf_reset(&w->lines);
    for (wz_str rest = text; rest.ptr;) {
        wz_str line = wz_str_cut(rest, '\n', &rest);
        wz_buf_add(&w->lines, wz_str_ends(line, WZ_STR("\r")) ? wz_str_slice(line, 0, line.len - 1) : line);
        if (rest.ptr) {
            wz_buf_add(&w->lines, WZ_STR("\r\n"));
        }
    }
    return wz_buf_str(&w->lines);
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

/* A full disk fails for every page: one message of each worker is enough, and the rest is only checked. */
static void put_file(render_run *run, worker_state *w, wz_diags *d, wz_str file, wz_str bytes)
{
    w->bytes += bytes.len;
    if (run->s->options->take) {
        run->s->options->take(run->s->options->taker, file, bytes, true);
    }
    if (run->publication && !w->failed) {
        w->failed = !wz_publish_add(w->scratch, d, run->publication, file, bytes);
    }
}

/* The next element of that name in text: from its < to behind its end tag. */
static bool next_item(wz_str text, wz_str start, wz_str end, ptrdiff_t *from, ptrdiff_t *to)
{
    ptrdiff_t a = wz_str_find(wz_str_slice(text, *to, text.len), start);
    ptrdiff_t b = a < 0 ? -1 : wz_str_find(wz_str_slice(text, *to + a, text.len), end);
    if (b < 0) {
        return false;
    }
    *from = *to + a;
    *to = *from + b + end.len;
    return true;
}

/* A list that is longer than its output allows becomes several files, each with the same head and foot, and an index at
 * its own address. What stands between two items goes with the second. False when it is not. */
static bool put_parts(render_run *run, worker_state *w, wz_diags *d, const page *p, wz_str text)
{
    const output_spec *o = p->output;
    wz_str start = wz_format(w->scratch, "<%.*s>", WZ_ARG(o->item)),
           end = wz_format(w->scratch, "</%.*s>", WZ_ARG(o->item));
    ptrdiff_t from = 0, to = 0, count = 0, head = -1, foot = 0;
    while (o->split && next_item(text, start, end, &from, &to)) {
        head = count++ ? head : from;
        foot = to;
    }
    if (!o->split || count <= o->split) {
        return false;
    }
    page index = *p;
    wz_buf part = {0};
    ptrdiff_t at = head, done = 0;
    for (to = 0; next_item(text, start, end, &from, &to);) {
        done++;
        if (done % o->split && done != count) {
            continue;
        }
        wz_buf_reset(&part);
        wz_buf_add(&part, wz_str_slice(text, 0, head));
        wz_buf_add(&part, wz_str_slice(text, at, to));
        wz_buf_add(&part, wz_str_slice(text, foot, text.len));
        put_file(run, w, d, site_part_path(w->scratch, p->file, ++index.parts), wz_buf_str(&part));
        for (at = to; at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\n'); at++) {
        }
    }
    wz_buf_reset(&part);
    if (wz_template_render(w->scratch, d, o->index, site_view_page(run->s, w->scratch, &index), w->log, &part)) {
        put_file(run, w, d, p->file, wz_buf_str(&part));
    }
    wz_buf_free(&part);
    return true;
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
        if (wz_str_ends(p->file, WZ_STR(".html"))) {
            site_drop_symbols(&w->page);
        }
        wz_str bytes = expand_root(w, wz_buf_str(&w->page), p->root);
        bytes = wz_escape_for(p->output->template_name) == WZ_ESCAPE_CSV ? with_crlf(w, bytes) : bytes;
        site_check_fragments(w->scratch, d, p, bytes);
        if (!put_parts(run, w, d, p, bytes)) {
            put_file(run, w, d, p->file, bytes);
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
        wz_buf_free(&run.workers[w].lines);
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
