/* SPDX-License-Identifier: EUPL-1.2 */
/* The free pages: Markdown with front matter. */
#include "site/plan/plan.h"

/* A text of the front matter: there when it is required, and a text that says something. */
static bool check_front(site *s, const wz_node *front, const wz_node *value, wz_str key, bool required)
{
    if (!value) {
        if (required) {
            wz_report(s->diags, MISSING_FIELD, front->loc, key);
        }
        return !required;
    }
    if (value->kind != WZ_NODE_TEXT) {
        wz_report(s->diags, TEXT_EXPECTED, value->loc, key);
        return false;
    }
    if (wz_node_is_empty(value)) {
        wz_report(s->diags, EMPTY_VALUE, value->loc, key);
        return false;
    }
    return true;
}

/* Keys that would hide what templates know of every page; the English name of one that is missing is that one. */
static bool check_names(site *s, const wz_node *front)
{
    const site_config *c = &s->config;
    const wz_str taken[] = {WZ_STR("id"),   WZ_STR("html"),  WZ_STR("text"),
                            WZ_STR("edit"), WZ_STR("title"), WZ_STR("summary")};
    bool ok = site_check_data(s, front);
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        const wz_node *key = wz_node_key(front, taken[i]);
        if (key && !wz_str_equal(taken[i], c->pages_title) && !wz_str_equal(taken[i], c->pages_summary)) {
            wz_str meant = wz_str_equal(taken[i], WZ_STR("title"))     ? c->pages_title
                           : wz_str_equal(taken[i], WZ_STR("summary")) ? c->pages_summary
                                                                       : (wz_str){0};
            if (meant.len && !wz_node_get(front, meant)) {
                wz_report(s->diags, UNKNOWN_FIELD, key->loc, key->text,
                          wz_format(s->arena, "%.*s, %.*s", WZ_ARG(c->pages_title), WZ_ARG(c->pages_summary)))
                    ->suggestion = meant;
            } else {
                wz_report(s->diags, MODEL_RESERVED, key->loc, key->text);
            }
            ok = false;
        }
    }
    return ok;
}

bool site_read_texts(site *s)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    bool ok = true;
    if (!s->config.pages_folder.len) {
        return true;
    }
    wz_str folder = wz_format(s->arena, "content/%.*s", WZ_ARG(s->config.pages_folder));
    if (!wz_fs_exists(s->options->fs, s->options->folder, folder)) {
        const wz_node *pages = wz_node_get(s->config.root, WZ_STR("pages"));
        wz_report(s->diags, MISSING_FOLDER, wz_node_get(pages, WZ_STR("folder"))->loc, folder);
        return false;
    }
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return false;
    }
    s->texts = wz_new(s->arena, text_page, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name;
        if (name.ptr[0] == '.' || name.ptr[0] == '#' || name.ptr[name.len - 1] == '~') {
            continue; /* leftovers of editors */
        }
        if (!wz_str_ends(name, WZ_STR(".md")) || entries[i].type == WZ_ENTRY_FOLDER) {
            wz_source *stray = wz_new(s->arena, wz_source, 1);
            stray->path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
            if (!site_check_among_pages(s, stray->path, &entries[i])) {
                wz_report(s->diags, STRAY_PAGE, wz_loc_file(stray), name);
            }
            continue;
        }
        text_page *t = &s->texts[s->text_count];
        t->file = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(entries[i].name));
        t->id = wz_str_slice(entries[i].name, 0, entries[i].name.len - 3);
        wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, t->file, WZ_LIMIT_FILE);
        wz_node *body = NULL;
        if (source && !wz_id_check(s->arena, s->diags, t->id, wz_loc_file(source))) {
            ok = false;
            continue;
        }
        t->front = source ? wz_yaml_front_matter(s->arena, s->diags, source, &body) : NULL;
        if (!t->front) {
            ok = false;
            continue;
        }
        const wz_node *title = wz_node_get(t->front, s->config.pages_title);
        const wz_node *summary = wz_node_get(t->front, s->config.pages_summary);
        if (!check_names(s, t->front) || !check_front(s, t->front, title, s->config.pages_title, true) ||
            !check_front(s, t->front, summary, s->config.pages_summary, false)) {
            ok = false;
            continue;
        }
        t->title = wz_str_trim(title->text);
        t->summary = summary && summary->kind == WZ_NODE_TEXT ? wz_str_trim(summary->text) : (wz_str){0};
        t->body = body;
        wz_model_check_page(s->arena, s->diags, title, t->id);
        if (body) {
            wz_model_check_page(s->arena, s->diags, body, t->id);
        }
        s->text_count++;
    }
    return ok;
}
