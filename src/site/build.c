/* The whole build, in order: load, plan, view, search, render, publish. */
#include "site/view.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- Templates ---- */

static bool add_template(site *s, wz_str path, wz_str name)
{
    wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, path, WZ_TEMPLATE_SIZE);
    if (!source) {
        return false;
    }
    template_text *reader = wz_new(s->arena, template_text, 1);
    *reader = (template_text){source->text, s->readers};
    s->readers = reader;
    s->reader_count++;
    return wz_template_add(s->diags, s->templates, name, source) != NULL;
}

/* All of a folder: NAME.mustache becomes the template NAME. */
static bool read_templates(site *s, wz_str folder, bool required)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    bool ok = true;
    if (!wz_fs_exists(s->options->fs, s->options->folder, folder)) {
        if (required) {
            wz_source *source = wz_new(s->arena, wz_source, 1);
            source->path = folder;
            wz_report(s->diags, MISSING_FOLDER, wz_loc_file(source), folder);
        }
        return !required;
    }
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name;
        if (name.ptr[0] != '.' && entries[i].type != WZ_ENTRY_FOLDER && wz_str_ends(name, WZ_STR(".mustache"))) {
            wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
            ok = add_template(s, path, wz_str_slice(name, 0, name.len - 9)) && ok;
        }
    }
    return ok;
}

/* What stands in templates/, for a suggestion. */
static wz_str nearest_template(site *s, wz_str name)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0, found = 0;
    if (!wz_fs_is_folder(s->options->fs, s->options->folder, WZ_STR("templates")) ||
        !wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, WZ_STR("templates"), &entries, &count)) {
        return (wz_str){0};
    }
    wz_str *known_names = wz_new(s->arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (entries[i].type != WZ_ENTRY_FOLDER && wz_str_ends(entries[i].name, WZ_STR(".mustache"))) {
            known_names[found++] = wz_str_slice(entries[i].name, 0, entries[i].name.len - 9);
        }
    }
    return wz_suggest(name, known_names, found);
}

static bool find_templates(site *s)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        output_spec *o = &s->config.outputs[i];
        o->template = wz_template_find(s->templates, o->template_name);
        if (o->template) {
            continue;
        }
        /* One that was read and found wrong has been reported. */
        wz_str path = wz_format(s->arena, "templates/%.*s.mustache", WZ_ARG(o->template_name));
        bool read = wz_str_find_byte(o->template_name, '/') < 0 && o->template_name.ptr[0] != '.' &&
                    wz_fs_exists(s->options->fs, s->options->folder, path) &&
                    !wz_fs_is_folder(s->options->fs, s->options->folder, path);
        if (!read) {
            wz_report(s->diags, CONFIG_TEMPLATE, o->loc, o->template_name)->suggestion =
                nearest_template(s, o->template_name);
        }
        ok = false;
    }
    return ok;
}

/* ---- Loading: everything up to the pages ---- */

static void start(site *s, wz_arena *arena, wz_diags *diags, const wz_site_options *options)
{
    *s = (site){.arena = arena, .diags = diags, .options = options};
    s->workers = options->workers < 1 ? 1 : options->workers;
    s->arenas = wz_new(arena, wz_arena *, s->workers);
    s->worker_diags = wz_new(arena, wz_diags *, s->workers);
    for (int w = 0; w < s->workers; w++) {
        s->arenas[w] = wz_arena_new(NULL);
        s->worker_diags[w] = wz_diags_new(s->arenas[w]);
    }
    s->symbols = wz_symbols_new(arena);
    s->templates = wz_templates_new(arena, s->symbols);
}

static void gather(site *s)
{
    for (int w = 0; w < s->workers; w++) {
        wz_diags_append(s->diags, s->worker_diags[w]);
    }
}

static wz_date latest_date(const wz_catalog *catalog)
{
    wz_date date = {0};
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        record_dates d = site_record_dates(catalog->records[r]);
        date = wz_date_compare(date, d.updated) < 0 ? d.updated : date;
        date = wz_date_compare(date, d.reviewed) < 0 ? d.reviewed : date;
    }
    return date;
}

static void render_texts(site *s)
{
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        text_page *t = &s->texts[i];
        t->fragment = site_markdown(s, s->arena, s->diags, t->body, t->body->text, t->path, &s->late);
    }
}

/* Parts that do not depend on one another go on after a fault in one, so that all faults come out together. False:
 * there is nothing to render. */
static bool prepare(site *s, wz_site_result *result)
{
    int64_t t0 = now_ns();
    wz_catalog_options options = {.fs = s->options->fs,
                                  .folder = s->options->folder,
                                  .workers = s->workers,
                                  .quarantine = s->options->quarantine,
                                  .excluded = s->excluded};
    s->catalog = result->catalog = wz_catalog_load(s->arena, s->diags, &options);
    if (!s->catalog) {
        return false;
    }
    s->model = s->catalog->model;
    result->records = s->catalog->record_count;
    result->load_ns = now_ns() - t0;
    t0 = now_ns();
    s->today = s->options->today.year ? s->options->today : latest_date(s->catalog);
    bool config = site_config_read(s);
    bool templates = read_templates(s, WZ_STR("templates"), true);
    templates = read_templates(s, WZ_STR("templates/partials"), false) && templates;
    templates = wz_templates_link(s->diags, s->templates) && templates;
    bool theme = s->config.theme.len ? site_theme_read(s) : false;
    bool found = find_templates(s);
    bool texts = config ? site_read_texts(s) : false;
    if (config) {
        site_check_stray(s);
    }
    if (!config || !s->catalog->record_count) {
        return false;
    }
    site_plan_paths(s);
    render_texts(s);
    site_view_shared(s);
    gather(s);
    bool searchable = site_search_build(s);
    bool planned = site_plan_pages(s);
    result->plan_ns = now_ns() - t0;
    t0 = now_ns();
    site_search_write(s);
    planned = site_check_files(s) && planned;
    result->search_ns = now_ns() - t0;
    wz_object_set(s->view->site, s->n.search, site_view_search(s, s->arena));
    return templates && theme && found && texts && searchable && planned;
}

/* The files of records in which an error was found from diagnostic number from on; NULL when there are none. */
static wz_map *faulty_files(const site *s, ptrdiff_t from)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *files = wz_map_new(scratch), *faulty = NULL;
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        wz_map_put(files, s->catalog->records[r]->source->path, s->catalog->records[r]);
    }
    for (ptrdiff_t i = from; i < wz_diags_count(s->diags); i++) {
        const wz_diag *d = wz_diags_at(s->diags, i);
        if (wz_diag_severity(d) == WZ_ERROR && d->loc.source && wz_map_get(files, d->loc.source->path)) {
            faulty = faulty ? faulty : wz_map_new(s->arena);
            wz_map_put(faulty, d->loc.source->path, s->catalog);
        }
    }
    wz_arena_free(scratch);
    return faulty;
}

/* A site that is ready to render, or not. The mistakes in the texts of a record come out only when these are rendered,
 * after the catalogue was frozen; under quarantine all is then done once more without those records, whose errors are
 * kept as warnings. */
static site *make_site(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_site_result *result,
                       bool *ready)
{
    *result = (wz_site_result){0};
    site *s = wz_new(arena, site, 1);
    ptrdiff_t from = wz_diags_count(diags);
    start(s, arena, diags, options);
    *ready = prepare(s, result);
    gather(s);
    const wz_map *faulty = options->quarantine && s->catalog ? faulty_files(s, from) : NULL;
    if (!faulty) {
        return s;
    }
    wz_diags *kept = wz_diags_new(arena);
    for (ptrdiff_t i = from; i < wz_diags_count(diags); i++) {
        const wz_diag *d = wz_diags_at(diags, i);
        if (wz_diag_severity(d) == WZ_ERROR && d->loc.source && wz_map_get(faulty, d->loc.source->path)) {
            wz_diag *copy = wz_diag_add(kept, d->code, d->loc, d->args, WZ_DIAG_ARGS);
            *copy = *d;
            copy->demoted = true;
        }
    }
    wz_diags_drop(diags, from);
    site *again = wz_new(arena, site, 1);
    start(again, arena, diags, options);
    again->excluded = faulty;
    again->previous = s;
    *ready = prepare(again, result);
    gather(again);
    wz_diags_append(diags, kept);
    return again;
}

/* ---- Rendering ---- */

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
        /* A full disk fails for every page: one message of each worker is enough, and the rest is only checked. */
        if (run->publication && !w->failed) {
            w->failed = !wz_publish_add(w->scratch, d, run->publication, p->file, bytes);
        }
    }
    keep_texts(s->arenas[worker], d, old);
}

static void render_all(site *s, wz_publication *publication, wz_site_result *result)
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
    gather(s);
    for (int t = 0; t < WZ_TYPE_COUNT; t++) { /* {{>*type}}, also of a type that no record has yet */
        wz_render_log_expect(run.workers[0].log, wz_type_name((wz_type)t));
    }
    if (!wz_fs_stopped(s->options->fs)) {
        wz_templates_report_unused(s->diags, s->templates, (wz_render_log *const *)(uintptr_t)logs, s->workers,
                                   site_view_defined(s));
    }
    for (int w = 0; w < s->workers; w++) {
        wz_arena_free(run.workers[w].scratch);
    }
}

static void publish_files(site *s, wz_publication *publication, wz_site_result *result)
{
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        wz_publish_add(s->arena, s->diags, publication, s->assets[i].path, s->assets[i].bytes);
        result->bytes += s->assets[i].bytes.len;
    }
    for (ptrdiff_t i = 0; i < s->search_output_count; i++) {
        wz_publish_add(s->arena, s->diags, publication, s->search_outputs[i].path, s->search_outputs[i].bytes);
        result->bytes += s->search_outputs[i].bytes.len;
    }
}

/* ---- The three ways in ---- */

static void finish(site *s, wz_site_result *result)
{
    wz_diags_sort(s->diags);
    result->keep = s;
}

static bool acceptable(const site *s)
{
    return wz_diags_errors(s->diags) == 0 && !(s->options->strict && wz_diags_warnings(s->diags) > 0);
}

bool wz_site_build(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_site_result *result)
{
    bool ready;
    site *s = make_site(arena, diags, options, result, &ready);
    wz_publication *publication = NULL;
    if (ready && options->output && acceptable(s)) {
        publication = wz_publish_begin(arena, diags, options->fs, options->folder, options->output);
        if (publication && !options->sync) {
            wz_publish_relax(publication);
        }
    }
    int64_t t0 = now_ns();
    if (ready) {
        render_all(s, publication, result);
        result->pages = s->page_count;
        result->files = s->page_count + s->asset_count + s->search_output_count;
    }
    if (publication) {
        publish_files(s, publication, result);
    }
    result->render_ns = now_ns() - t0;
    t0 = now_ns();
    bool ok = ready && acceptable(s) && !wz_fs_stopped(options->fs);
    if (publication && ok) {
        ok = result->published = wz_publish_commit(diags, publication);
    }
    if (publication && !result->published) {
        wz_publish_abandon(publication);
    }
    result->publish_ns = now_ns() - t0;
    finish(s, result);
    return ok && (!options->output || result->published);
}

void wz_site_free(wz_site_result *result)
{
    for (site *s = result->keep; s; s = s->previous) {
        for (int w = 0; w < s->workers; w++) {
            wz_arena_free(s->arenas[w]);
        }
        wz_catalog_free(s->catalog);
    }
    result->keep = NULL;
}

/* "/knelpunten/x" and "knelpunten/x/index.html" are the page "knelpunten/x/". */
static wz_str clean_page(wz_arena *arena, wz_str page_path)
{
    while (page_path.len && page_path.ptr[0] == '/') {
        page_path = wz_str_slice(page_path, 1, page_path.len);
    }
    if (wz_str_ends(page_path, WZ_STR("index.html"))) {
        page_path = wz_str_slice(page_path, 0, page_path.len - 10);
    }
    bool file = wz_str_find_byte(page_path, '.') >= 0;
    if (page_path.len && !file && page_path.ptr[page_path.len - 1] != '/') {
        page_path = wz_format(arena, "%.*s/", WZ_ARG(page_path));
    }
    return page_path;
}

bool wz_site_inspect(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_str page_path,
                     wz_site_result *result, wz_buf *out)
{
    bool ready;
    site *s = make_site(arena, diags, options, result, &ready);
    page_path = clean_page(arena, page_path);
    bool found = false;
    wz_str *all = wz_new(arena, wz_str, s->page_count);
    for (ptrdiff_t i = 0; i < s->page_count; i++) {
        all[i] = s->pages[i].path;
        if (wz_str_equal(all[i], page_path)) {
            wz_value_json(out, s->symbols, site_view_page(s, arena, &s->pages[i]), 7);
            wz_buf_byte(out, '\n');
            found = true;
            break;
        }
    }
    if (!found && s->page_count) {
        wz_report(diags, NO_SUCH_PAGE, WZ_NOWHERE, page_path)->suggestion = wz_suggest(page_path, all, s->page_count);
    }
    finish(s, result);
    return found;
}

bool wz_site_search(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_str query, ptrdiff_t limit,
                    wz_site_result *result, wz_buf *out)
{
    bool ready;
    ptrdiff_t before = wz_diags_errors(diags);
    site *s = make_site(arena, diags, options, result, &ready);
    bool ok = s->search != NULL;
    if (!ok && wz_diags_errors(diags) == before) {
        wz_report(diags, NO_SEARCH, s->config.source ? wz_loc_file(s->config.source) : WZ_NOWHERE, WZ_STR(""));
    }
    if (ok) {
        wz_search_answer a = wz_search_query(arena, s->search, query, NULL);
        for (ptrdiff_t i = 0; i < a.count && i < limit; i++) {
            const wz_record *record = s->catalog->records[a.hits[i].doc];
            wz_buf_format(out, "%3td  %7.3f  %.*s/%.*s  %.*s\n", i + 1, a.hits[i].score, WZ_ARG(record->kind->place),
                          WZ_ARG(record->id), WZ_ARG(wz_record_title(record)));
            for (ptrdiff_t r = 0; r < a.hits[i].reason_count; r++) {
                const wz_search_reason *why = &a.hits[i].reasons[r];
                wz_buf_format(out, "              %.*s -> %.*s (%.*s, %.3f)\n", WZ_ARG(why->asked), WZ_ARG(why->found),
                              WZ_ARG(wz_search_why_name(why->why)), why->score);
            }
        }
        wz_buf_format(out, "%td\n", a.count);
    }
    finish(s, result);
    return ok;
}
