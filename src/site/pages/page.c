/* SPDX-License-Identifier: EUPL-1.2 */
/* The view of one page: what pages share, and what only this one has. */
#include "site/pages/pages.h"

#include <string.h>

/* The menu of the site, with the entry that this page is, or lies below. */
static wz_value page_menu(const site *s, wz_arena *arena, const page *p)
{
    wz_value all = wz_object_get(arena, s->view->site, s->n->menu);
    wz_value *items = wz_new(arena, wz_value, all.as.list->count);
    for (ptrdiff_t i = 0; i < all.as.list->count; i++) {
        const wz_object *base = all.as.list->items[i].as.object;
        wz_str where = s->config.menu[i].path;
        where = wz_str_slice(where, 0, site_path_end(where));
        wz_str here = p->part ? p->start : p->path; /* a further page of a list belongs to its first */
        bool exact = wz_str_equal(where, p->path);
        wz_object *item = site_view_link(s, arena, base, i, all.as.list->count);
        site_view_link_set(item, s->n->exact, wz_value_bool(exact));
        site_view_link_set(item, s->n->current, wz_value_bool(exact || (where.len > 0 && wz_str_starts(here, where))));
        items[i] = wz_value_object(item);
    }
    return wz_value_list(wz_list_new(arena, items, all.as.list->count));
}

/* The parts of a page that is split, for its index. */
static wz_value parts_value(const site *s, wz_arena *arena, const page *p)
{
    wz_value *items = wz_new(arena, wz_value, p->parts);
    for (ptrdiff_t i = 0; i < p->parts; i++) {
        wz_object *item = site_view_link(s, arena, NULL, i, p->parts);
        wz_str path = site_part_path(arena, p->path, i + 1);
        site_view_link_text(item, s->n->path, path);
        site_view_link_text(item, s->n->url, wz_format(arena, "%.*s%.*s", WZ_ARG(s->config.base_url), WZ_ARG(path)));
        items[i] = wz_value_object(item);
    }
    return site_view_wrap(s, arena, items, p->parts);
}

static wz_value make_listed(const site *s, wz_arena *arena, const void *subject, ptrdiff_t part)
{
    (void)subject, (void)part;
    return site_view_listed(s, arena);
}

static wz_object *page_object(const site *s, wz_arena *arena, const page *p)
{
    wz_object *o = wz_object_new(arena, 20);
    wz_object_set(o, s->n->menu, page_menu(s, arena, p));
    wz_object_set(o, s->n->path, wz_value_text(site_link_path(s, arena, p->path)));
    wz_object_text(o, s->n->url, wz_format(arena, "%.*s%.*s", WZ_ARG(s->config.base_url), WZ_ARG(p->path)));
    wz_object_text(o, s->n->file, p->file);
    wz_object_text(o, s->n->name, p->output->template_name);
    wz_object_set(o, s->n->title, wz_value_optional(site_page_title(p)));
    wz_object_set(o, s->n->updated,
                  p->output->each == EACH_RECORD ? site_view_date(s, arena, site_record_dates(p->record).updated)
                                                 : wz_object_get(arena, s->view->site, s->n->updated));
    wz_object_set(o, s->n->parts, parts_value(s, arena, p));
    wz_object_set(o, s->n->expires, site_view_date(s, arena, p->output->expires));
    if (p->output->newest) {
        site_view_feed(s, arena, p, o);
    } else if (p->output->titles) {
        site_view_titles(s, arena, p, o);
    }
    wz_object_set(o, s->n->changed, p->output->preview ? site_view_changed(s, arena) : wz_value_bool(false));
    wz_object_set(o, s->n->files, p->output->after ? site_view_files(s, arena) : wz_value_bool(false));
    /* One of the twenty outputs that could ask does: of 10,000 records the list takes half a second. */
    bool listed = s->values->want_listed && p->output->each == EACH_ONE && !site_is_page(p->output);
    return listed ? site_view_lazy(s, arena, o, &s->n->listed, 1, make_listed, NULL) : o;
}

static wz_value make_own(const site *s, wz_arena *arena, const void *subject, ptrdiff_t part)
{
    const wz_record *record = subject;
    return part == 0   ? site_view_route(s, arena, subject)
           : part == 3 ? wz_value_text(wz_pack(arena, s->values->samples[record->kind->index], record->source->text))
           : part == 1 ? site_view_useful(s, arena, subject)
                       : site_view_named_by(s, arena, subject);
}

/* A record as its own page shows it: meta answers for the drawing of its way, and for its links in order, as well. */
static wz_object *record_object_of(const site *s, wz_arena *arena, const wz_record *record)
{
    wz_object *base = site_view_record(s, record);
    wz_object *over = site_view_link(s, arena, base, 0, 1);
    const wz_symbol own[] = {s->n->route, s->n->links, s->n->named_by, s->n->packed};
    site_view_link_set(over, s->n->meta,
                       wz_value_object(site_view_lazy(s, arena, site_view_meta(s, record), own,
                                                      3 + s->values->want_packed, make_own, record)));
    return over;
}

static wz_object *text_object(const site *s, wz_arena *arena, const text_page *t)
{
    wz_object *o = wz_object_new(arena, t->front->count + 8);
    for (ptrdiff_t i = 0; i < t->front->count; i++) {
        wz_object_set(o, wz_symbol_find(s->symbols, t->front->keys[i]->text),
                      site_view_node(s, arena, t->front->items[i]));
    }
    wz_object_text(o, s->n->id, t->id);
    wz_object_text(o, s->n->title, t->title);
    wz_object_set(o, s->n->summary, wz_value_optional(t->summary));
    wz_object_set(o, s->n->html, wz_value_html(t->fragment.html));
    wz_object_text(o, s->n->text, t->fragment.text);
    wz_object_set(o, s->n->edit, site_edit_value(s, arena, t->file));
    return o;
}

static void set_pair(const site *s, wz_arena *arena, wz_object *o, const page *p)
{
    wz_links links = site_pair_links(s, arena, p->record, p->with);
    wz_object_set(o, s->n->term, wz_value_object(site_view_term(s, arena, p->record)));
    wz_object_set(o, s->n->with, wz_value_object(site_view_term(s, arena, p->with)));
    wz_object_set(o, s->n->kinds, site_view_by_kind_list(s, arena, links));
    wz_object_set(o, s->n->records, site_view_by_kind(s, arena, links));
    wz_object_set(o, s->n->count, site_number(arena, links.count));
}

static wz_object *redirect_object(const site *s, wz_arena *arena, const page *p)
{
    const wz_redirect *r = p->redirect;
    wz_object *o = wz_object_new(arena, 4);
    wz_str path = p->target;
    wz_object_text(o, s->n->from, p->path);
    wz_object_set(o, s->n->path, wz_value_optional(site_link_path(s, arena, path)));
    wz_object_text(o, s->n->url, wz_format(arena, "%.*s%.*s", WZ_ARG(s->config.base_url), WZ_ARG(path)));
    wz_object_text(o, s->n->title, wz_record_title(r->to));
    return o;
}

/* All terms of a vocabulary, each as its own page shows it. */
static wz_value terms_value(const site *s, wz_arena *arena, const wz_kind *vocabulary)
{
    ptrdiff_t count = s->catalog->term_counts[vocabulary->index];
    wz_value *items = wz_new(arena, wz_value, count);
    for (ptrdiff_t t = 0; t < count; t++) {
        const wz_object *term = site_view_term(s, arena, s->catalog->terms[vocabulary->index][t]);
        items[t] = wz_value_object(site_view_link(s, arena, term, t, count));
    }
    return wz_value_list(wz_list_new(arena, items, count));
}

/* Made on the page that asks: of a large catalogue it takes a while. */
static wz_value make_schema(const site *s, wz_arena *arena, const void *subject, ptrdiff_t part)
{
    wz_buf out = {0};
    wz_catalog_schema(arena, &out, s->catalog, subject, s->config.language, part == 1);
    return wz_value_text(wz_buf_take(arena, &out));
}

wz_value site_view_page(const site *s, wz_arena *arena, const page *p)
{
    wz_object *o = wz_object_new(arena, 12);
    wz_object_set(o, s->n->page, wz_value_object(page_object(s, arena, p)));
    wz_object_text(o, s->n->root, p->root);
    switch (p->output->each) {
    case EACH_KIND:
    case EACH_VOCABULARY:
        wz_object_set(
            o, s->n->kind,
            wz_value_object(site_view_lazy(s, arena, site_view_kind(s, p->kind),
                                           (wz_symbol[]){s->n->schema, s->n->linked_schema}, 2, make_schema, p->kind)));
        break;
    case EACH_RECORD:
        wz_object_set(o, s->n->record, wz_value_object(record_object_of(s, arena, p->record)));
        break;
    case EACH_TERM:
        wz_object_set(o, s->n->term, wz_value_object(site_view_term(s, arena, p->record)));
        break;
    case EACH_PAIR:
        set_pair(s, arena, o, p);
        break;
    case EACH_PAGE:
        wz_object_set(o, s->n->text, wz_value_object(text_object(s, arena, p->text)));
        break;
    case EACH_REDIRECT:
    case EACH_IDENTIFIER:
        wz_object_set(o, s->n->redirect, wz_value_object(redirect_object(s, arena, p)));
        break;
    case EACH_SEARCH_TERM:
        wz_object_set(o, s->n->result, site_view_search_term(s, arena, p->index));
        break;
    case EACH_ONE:
        if (p->output->vocabulary) {
            wz_object_set(o, s->n->terms, terms_value(s, arena, p->output->vocabulary));
        }
        break;
    }
    wz_object_set(o, s->n->site, wz_value_object(s->view->site));
    return wz_value_object(o);
}

/* Which names some view defines: all that the model, site.yaml and this module's own table give. */
bool *site_view_defined(const site *s)
{
    bool *defined = wz_new(s->arena, bool, wz_symbols_count(s->symbols) + 1);
    for (ptrdiff_t i = 0; i < wz_map_count(s->values->names); i++) {
        defined[wz_symbol_find(s->symbols, wz_map_key(s->values->names, i))] = true;
    }
    return defined;
}
