/* SPDX-License-Identifier: EUPL-1.2 */
/* What changed since the published site, for a preview: the report of `wegwijzer diff --format json`, whose paths become pages
 * of this site and of that one. */
#include "site/pages/pages.h"

/* The page at a path of the report, or NULL: it is no more, or was left out. */
static const page *page_at(const site *s, wz_arena *arena, wz_str path)
{
    bool folder = path.len == 0 || wz_str_ends(path, WZ_STR("/"));
    wz_str file = folder ? wz_format(arena, "%.*sindex.html", WZ_ARG(path)) : path;
    ptrdiff_t i = wz_map_index(s->by_file, wz_utf8_fold(arena, file));
    return i < 0 ? NULL : &s->pages[i];
}

/* The page of a record or term that the report names, or NULL. */
static const page *page_of(const site *s, const wz_node *change)
{
    const wz_node *kind = wz_node_get(change, WZ_STR("kind")), *id = wz_node_get(change, WZ_STR("id"));
    for (ptrdiff_t i = 0; kind && id && i < s->page_count; i++) {
        const page *p = &s->pages[i];
        if ((p->output->each == EACH_RECORD || p->output->each == EACH_TERM) && site_is_page(p->output) &&
            wz_str_equal(p->record->id, id->text) && wz_str_equal(p->record->kind->name, kind->text)) {
            return p;
        }
    }
    return NULL;
}

/* A line of the list: path is how the address ends on the published site; {NULL,0} when it is not there. */
static wz_value line(const site *s, wz_arena *arena, const page *p, wz_str title, wz_str path)
{
    wz_object *item = site_view_link(s, arena, NULL, 0, 1);
    wz_str url = wz_format(arena, "%.*s%.*s", WZ_ARG(s->config.base_url), WZ_ARG(path));
    site_view_link_text(item, s->n->title, title);
    site_view_link_set(item, s->n->path, p ? wz_value_text(site_link_path(s, arena, p->path)) : wz_value_bool(false));
    site_view_link_set(item, s->n->added, wz_value_bool(!path.ptr));
    site_view_link_set(item, s->n->url, !path.ptr || s->config.placeholder ? wz_value_bool(false) : wz_value_text(url));
    return wz_value_object(item);
}

/* Records or terms: those that are gone are among the pages that disappear. */
static void add_changes(const site *s, wz_arena *arena, const wz_node *list, wz_value *items, ptrdiff_t *count)
{
    for (ptrdiff_t i = 0; list && list->kind == WZ_NODE_LIST && i < list->count; i++) {
        const wz_node *title = wz_node_get(list->items[i], WZ_STR("title")),
                      *what = wz_node_get(list->items[i], WZ_STR("what"));
        if (title && what && !wz_str_equal(what->text, WZ_STR("removed"))) {
            const page *p = page_of(s, list->items[i]);
            bool known =
                p && !wz_str_equal(what->text, WZ_STR("added")) && !wz_str_equal(what->text, WZ_STR("renamed"));
            items[(*count)++] = line(s, arena, p, title->text, known ? p->path : (wz_str){0});
        }
    }
}

/* Pages that readers look at; of those that are no more, what they were is not known. */
static void add_pages(const site *s, wz_arena *arena, const wz_node *list, bool added, wz_value *items,
                      ptrdiff_t *count)
{
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        wz_str path = list->items[i]->text;
        const page *p = page_at(s, arena, path);
        if (!p || site_is_page(p->output)) {
            wz_str title = p ? site_page_title(p) : (wz_str){0};
            items[(*count)++] = line(s, arena, p, title.len ? title : wz_format(arena, "/%.*s", WZ_ARG(path)),
                                     added ? (wz_str){0} : path);
        }
    }
}

static ptrdiff_t length(const wz_node *list)
{
    return list ? list->count : 0;
}

wz_value site_view_changed(const site *s, wz_arena *arena)
{
    const wz_node *report = s->options->changed, *pages = report ? wz_node_get(report, WZ_STR("pages")) : NULL;
    if (!pages) {
        return wz_value_bool(false);
    }
    const wz_node *summary = wz_node_get(report, WZ_STR("summary")), *added = wz_node_get(pages, WZ_STR("added")),
                  *changed = wz_node_get(pages, WZ_STR("changed")), *removed = wz_node_get(pages, WZ_STR("removed")),
                  *records = wz_node_get(report, WZ_STR("records")), *terms = wz_node_get(report, WZ_STR("terms"));
    wz_value *items = wz_new(arena, wz_value, length(records) + length(terms)),
             *others = wz_new(arena, wz_value, length(added) + length(changed)),
             *gone = wz_new(arena, wz_value, length(removed));
    ptrdiff_t item_count = 0, other_count = 0, gone_count = 0;
    add_changes(s, arena, records, items, &item_count);
    add_changes(s, arena, terms, items, &item_count);
    add_pages(s, arena, added, true, others, &other_count);
    add_pages(s, arena, changed, false, others, &other_count);
    add_pages(s, arena, removed, false, gone, &gone_count);
    wz_object *o = wz_object_new(arena, 4);
    wz_object_set(o, s->n->summary, wz_value_optional(summary ? summary->text : (wz_str){0}));
    wz_object_set(o, s->n->records, site_view_wrap(s, arena, items, item_count));
    wz_object_set(o, s->n->pages, site_view_wrap(s, arena, others, other_count));
    wz_object_set(o, s->n->removed, site_view_wrap(s, arena, gone, gone_count));
    return wz_value_object(o);
}
