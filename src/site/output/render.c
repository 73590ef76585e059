/* SPDX-License-Identifier: EUPL-1.2 */
/* Every page from its template to its file. */
#include "site/output/output.h"

typedef struct worker_state {
    wz_arena *scratch;
    wz_render_log *log;
    wz_diags *said; /* by the templates */
    wz_buf page, worded, expanded, lines;
    wz_map *wishes; /* page_wish by target and fragment */
    int64_t bytes;
    bool failed; /* writing did */
} worker_state;

typedef struct render_run {
    site *s;
    worker_state *workers;
    wz_publication *publication; /* NULL: check only */
    bool after;                  /* in the second round, of outputs that list the others */
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

/* A part of a list, whose place is known only now. */
static void put_part(render_run *run, worker_state *w, wz_diags *d, const page *p, wz_str file, wz_str bytes)
{
    wz_loc other;
    if (site_file_taken(run->s, w->scratch, file, &other)) {
        wz_report(d, PATH_CLASH, p->output->loc, file)->related = other;
        return;
    }
    put_file(run, w, d, file, bytes);
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
        put_part(run, w, d, p, site_part_path(w->scratch, p->file, ++index.parts), wz_buf_str(&part));
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

/* A file that is written while it is made: an export of all records would be the largest thing in memory. */
typedef struct export
{
    render_run *run;
    worker_state *w;
    wz_diags *diags;
    page *page;
    wz_published *file; /* NULL: not begun, or check only */
    wz_sha256 digest;
    bool last; /* what comes is the end */
}
export;

/* A part of it; line breaks and roots may be anywhere. */
static wz_str finish_part(export *e, wz_str text)
{
    page *p = e->page;
    wz_str bytes = expand_root(e->w, text, p->root);
    bytes = wz_escape_for(p->output->template_name) == WZ_ESCAPE_CSV ? with_crlf(e->w, bytes) : bytes;
    if (p->output->file) {
        p->bytes += bytes.len;
        wz_sha256_add(&e->digest, bytes);
    }
    return bytes;
}

static void put_export(void *context, wz_buf *out)
{
    export *e = context;
    worker_state *w = e->w;
    if (!e->last && out->len && out->ptr[out->len - 1] == '\r') { /* its line break ends in the next part */
        return;
    }
    wz_str bytes = finish_part(e, wz_buf_str(out));
    w->bytes += bytes.len;
    if (e->run->publication && !e->file && !w->failed) {
        e->file = wz_publish_open(w->scratch, e->diags, e->run->publication, e->page->file);
    }
    w->failed = w->failed || (e->file && !wz_publish_write(e->diags, e->file, bytes));
    wz_buf_reset(out);
}

static wz_str finish_html(export *e, int worker)
{
    site *s = e->run->s;
    worker_state *w = e->w;
    if (wz_str_ends(e->page->file, WZ_STR(".html"))) {
        site_drop_symbols(&w->page);
    }
    wz_str bytes = site_first_words(s, w->scratch, e->page, wz_buf_str(&w->page), &w->worded);
    bytes = finish_part(e, bytes);
    site_check_links(s, s->arenas[worker], w->scratch, e->diags, w->wishes, e->page, bytes);
    return bytes;
}

static void render_page(void *context, int worker, ptrdiff_t index)
{
    render_run *run = context;
    worker_state *w = &run->workers[worker];
    site *s = run->s;
    if (wz_fs_stopped(s->options->fs)) {
        return;
    }
    page *p = &s->pages[index];
    if (p->output->after != run->after) {
        return;
    }
    wz_diags *d = s->worker_diags[worker];
    export e = {.run = run, .w = w, .diags = d, .page = p};
    bool html = wz_escape_for(p->output->template_name) == WZ_ESCAPE_HTML;
    bool whole = html || s->options->take || p->output->split;
    ptrdiff_t old = wz_diags_count(d), said = wz_diags_count(w->said);
    wz_arena_reset(w->scratch);
    wz_buf_reset(&w->page);
    wz_value view = site_view_page(s, w->scratch, p);
    bool ok = wz_template_stream(w->scratch, w->said, p->output->template, view, w->log, &w->page,
                                 whole ? NULL : put_export, &e);
    if (ok && whole) {
        wz_str bytes = html ? finish_html(&e, worker) : finish_part(&e, wz_buf_str(&w->page));
        if (!put_parts(run, w, d, p, bytes)) {
            put_file(run, w, d, p->file, bytes);
        }
    } else if (!whole) {
        e.last = true;
        put_export(&e, &w->page);
        w->failed = w->failed || (e.file && !wz_publish_close(d, e.file));
    }
    if (ok && p->output->file) {
        p->digest = wz_sha256_end(s->arenas[worker], &e.digest);
    }
    wz_diags_keep(s->arenas[worker], d, old); /* messages borrow from what the next page takes over */
    wz_diags_keep(s->arenas[worker], w->said, said);
}

/* A place says one fault, that of the first page. When several workers met faults, each has a first page: then one worker renders
 * all pages again, for the messages alone, which do not depend on how many workers there are. */
static void gather_said(render_run *run)
{
    site *s = run->s;
    worker_state *first = &run->workers[0];
    int speakers = 0;
    for (int w = 0; w < s->workers; w++) {
        speakers += wz_diags_count(run->workers[w].said) > 0;
    }
    for (int w = 0; w < s->workers && speakers < 2; w++) {
        wz_diags_append(s->worker_diags[w], run->workers[w].said);
    }
    wz_render_log *log = wz_render_log_new(s->arena, s->templates);
    for (int after = 0; after < 2 && speakers > 1; after++) {
        for (ptrdiff_t i = 0; i < s->page_count && !wz_fs_stopped(s->options->fs); i++) {
            const page *p = &s->pages[i];
            ptrdiff_t old = wz_diags_count(s->worker_diags[0]);
            if (p->output->after == (after == 1)) {
                wz_arena_reset(first->scratch);
                wz_buf_reset(&first->page);
                (void)wz_template_render(first->scratch, s->worker_diags[0], p->output->template,
                                         site_view_page(s, first->scratch, p), log, &first->page);
                wz_diags_keep(s->arenas[0], s->worker_diags[0], old);
            }
        }
    }
}

static wz_str wish_key(wz_arena *arena, wz_loc loc, wz_str fragment)
{
    return wz_format(arena, "%.*s:%d:%d#%.*s", WZ_ARG(loc.source->path), loc.line, loc.column, WZ_ARG(fragment));
}

/* Makes a page once more, and reports what it lacks of what is wanted. */
static void make_again(site *s, worker_state *w, wz_diags *diags, ptrdiff_t index, const late_link *wanted)
{
    const page *p = &s->pages[index];
    wz_buf_reset(&w->page);
    if (wz_template_render(w->scratch, wz_diags_new(w->scratch), p->output->template, site_view_page(s, w->scratch, p),
                           NULL, &w->page)) {
        site_check_fragments(w->scratch, diags, wanted, wz_buf_str(&w->page));
    }
}

typedef struct wish_run {
    render_run *run;
    late_link **wanted;
} wish_run;

/* Forgets what is wanted of a page that has it all: by all workers, as next to every page does. */
static void forget_granted(void *context, int worker, ptrdiff_t index)
{
    wish_run *wishes = context;
    worker_state *w = &wishes->run->workers[worker];
    if (wishes->wanted[index]) {
        wz_arena_reset(w->scratch);
        wz_diags *found = wz_diags_new(w->scratch);
        make_again(wishes->run->s, w, found, index, wishes->wanted[index]);
        wishes->wanted[index] = wz_diags_count(found) ? wishes->wanted[index] : NULL;
    }
}

/* Pages that templates link into are made once more, to see whether they have that part. */
static void check_wishes(render_run *run)
{
    site *s = run->s;
    worker_state *first = &run->workers[0];
    wz_arena *arena = wz_arena_new(NULL);
    late_link **wanted = wz_new(arena, late_link *, s->page_count);
    wz_map *seen = wz_map_new(arena), *said = wz_map_new(arena), *places = wz_map_new(arena);
    for (int w = 0; w < s->workers; w++) {
        const wz_map *wishes = run->workers[w].wishes;
        for (ptrdiff_t i = 0; i < wz_map_count(wishes); i++) {
            page_wish *wish = wz_map_value(wishes, i), *other = wz_map_put(seen, wz_map_key(wishes, i), wish);
            if (other && other->from < wish->from) {
                wz_map_put(seen, wz_map_key(wishes, i), other);
            }
        }
    }
    for (ptrdiff_t i = 0; i < wz_map_count(seen); i++) {
        const page_wish *wish = wz_map_value(seen, i);
        late_link *link = site_wish_link(s, arena, places, wish);
        link->next_of_page = wanted[wish->target];
        wanted[wish->target] = link;
    }
    wz_pool_run(s->workers, s->page_count, forget_granted, &(wish_run){run, wanted});
    for (ptrdiff_t i = 0; i < s->page_count; i++) {
        wz_arena_reset(first->scratch);
        for (late_link **l = &wanted[i]; *l;) { /* one message for a place that leads to many pages */
            if (wz_map_get(said, wish_key(arena, (*l)->loc, (*l)->fragment))) {
                *l = (*l)->next_of_page;
            } else {
                l = &(*l)->next_of_page;
            }
        }
        if (wanted[i]) {
            ptrdiff_t old = wz_diags_count(s->diags);
            make_again(s, first, s->diags, i, wanted[i]);
            wz_diags_keep(s->arena, s->diags, old);
            for (ptrdiff_t d = old; d < wz_diags_count(s->diags); d++) {
                const wz_diag *diag = wz_diags_at(s->diags, d);
                wz_map_put(said, wish_key(arena, diag->loc, site_fragment(diag->args[0])), s);
            }
        }
    }
    wz_arena_free(arena);
}

void site_render(site *s, wz_publication *publication, wz_site_result *result)
{
    render_run run = {s, wz_new(s->arena, worker_state, s->workers), publication, false};
    const wz_render_log **logs = wz_new(s->arena, const wz_render_log *, s->workers);
    for (int w = 0; w < s->workers; w++) {
        run.workers[w].scratch = wz_arena_new(NULL);
        run.workers[w].log = wz_render_log_new(s->arenas[w], s->templates);
        run.workers[w].said = wz_diags_new(s->arenas[w]);
        run.workers[w].wishes = wz_map_new(s->arenas[w]);
        logs[w] = run.workers[w].log;
    }
    wz_pool_run(s->workers, s->page_count, render_page, &run);
    run.after = true;
    wz_pool_run(s->workers, s->page_count, render_page, &run);
    gather_said(&run);
    if (!wz_fs_stopped(s->options->fs)) {
        check_wishes(&run);
    }
    for (int w = 0; w < s->workers; w++) {
        result->bytes += run.workers[w].bytes;
        wz_buf_free(&run.workers[w].page);
        wz_buf_free(&run.workers[w].worded);
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
