/* SPDX-License-Identifier: EUPL-1.2 */
/* From the files of a project to a site that is ready to render. */
#include "site/output/output.h"

void site_start(site *s, wz_arena *arena, wz_diags *diags, const wz_site_options *options)
{
    *s = (site){.arena = arena, .diags = diags, .options = options};
    s->workers = options->workers < 1 ? 1 : options->workers;
    s->arenas = wz_new(arena, wz_arena *, s->workers);
    s->worker_diags = wz_new(arena, wz_diags *, s->workers);
    s->index_arenas = wz_new(arena, wz_arena *, s->workers);
    s->plain_arenas = wz_new(arena, wz_arena *, s->workers);
    for (int w = 0; w < s->workers; w++) {
        s->arenas[w] = wz_arena_new(NULL);
        s->index_arenas[w] = wz_arena_new(NULL);
        s->plain_arenas[w] = wz_arena_new(NULL);
        s->worker_diags[w] = wz_diags_new(s->arenas[w]);
    }
    s->symbols = wz_symbols_new(arena);
    s->templates = wz_templates_new(arena, s->symbols);
}

void site_gather(site *s)
{
    for (int w = 0; w < s->workers; w++) {
        wz_diags_append(s->diags, s->worker_diags[w]);
    }
}

static void render_texts(site *s)
{
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        text_page *t = &s->texts[i];
        wz_str anchor = wz_format(s->arena, "%.*s-", WZ_ARG(t->id));
        t->fragment = site_markdown(s, s->arena, s->arena, s->diags, t->body, t->body->text, t->path, anchor, &s->late);
        if (site_cite_check(s, s->arena, s->diags, NULL, t->body, t->body->text, true)) {
            t->fragment.html = site_cite_html(s, s->arena, NULL, t->fragment.html);
        }
        if (s->config.glossary.pages) {
            t->fragment.html = site_explain_words(s, s->arena, t->fragment.html);
        }
    }
    site_config *c = &s->config;
    const wz_node *nodes[] = {c->notice, c->colophon};
    wz_fragment *fragments[] = {&c->notice_text, &c->colophon_text};
    for (int i = 0; i < 2; i++) { /* on every page, so their links count from the root */
        *fragments[i] = nodes[i] ? site_markdown(s, s->arena, s->arena, s->diags, nodes[i], nodes[i]->text, WZ_STR(""),
                                                 WZ_STR(""), &s->late)
                                 : (wz_fragment){0};
    }
}

/* What a page may take grows with the records and terms that it may list. */
static void allow_work(site *s)
{
    ptrdiff_t items = s->catalog->record_count;
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        items += s->catalog->term_counts[v];
    }
    wz_templates_allow(s->templates, items);
}

/* The words of the search are read while the styles are compiled: a tenth less time for a catalogue of 500 records. */
static bool read_theme(site *s, bool search)
{
    site_theme_start(s);
    if (search && s->catalog->record_count) {
        site_search_start(s);
    }
    return site_theme_finish(s);
}

bool site_prepare(site *s, wz_site_result *result)
{
    int64_t t0 = wz_now_ns();
    wz_catalog_options options = {.fs = s->options->fs,
                                  .folder = s->options->folder,
                                  .workers = s->workers,
                                  .today = s->options->today,
                                  .clock = s->options->clock,
                                  .quarantine = s->options->quarantine,
                                  .excluded = s->excluded};
    s->catalog = result->catalog = wz_catalog_load(s->arena, s->diags, &options);
    if (!s->catalog) {
        return false;
    }
    s->model = s->catalog->model;
    result->records = s->catalog->record_count;
    for (result->set_aside = 0; wz_catalog_set_aside_at(s->catalog, result->set_aside);) {
        result->set_aside++;
    }
    if (!result->records && result->set_aside) {
        wz_report(s->diags, NOTHING_LEFT, WZ_NOWHERE, (wz_str){0});
    }
    result->load_ns = wz_now_ns() - t0;
    t0 = wz_now_ns();
    s->today = s->catalog->today;
    bool config = site_config_read(s);
    result->messages_url = s->config.messages_url;
    allow_work(s);
    bool templates = site_templates_read(s);
    bool theme = read_theme(s, config);
    bool found = site_templates_find(s);
    bool texts = config ? site_read_texts(s) : false;
    if (config) {
        site_check_stray(s);
    }
    if (!config || !s->catalog->record_count) {
        return false;
    }
    s->worklist = result->worklist = wz_catalog_worklist(s->arena, s->catalog, &s->config.review, s->today);
    site_plan_paths(s);
    result->planned = true;
    site_plan_named(s);
    site_words_start(s);
    site_laws_start(s);
    site_cited_start(s);
    render_texts(s);
    site_view_shared(s);
    site_gather(s);
    site_laws_check(s);
    result->stale_page = site_is_off(s, s->config.review_page) ? WZ_STR("") : s->config.review_page;
    bool searchable = site_search_build(s);
    result->plan_ns = wz_now_ns() - t0;
    t0 = wz_now_ns();
    site_search_write(s);
    result->search_ns = wz_now_ns() - t0;
    t0 = wz_now_ns();
    bool planned = site_plan_pages(s);
    planned = site_check_files(s) && planned;
    result->plan_ns += wz_now_ns() - t0;
    return templates && theme && found && texts && searchable && planned;
}
