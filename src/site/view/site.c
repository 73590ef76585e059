/* SPDX-License-Identifier: EUPL-1.2 */
/* What the whole site shows: settings, menu, lists. */
#include "site/view/view.h"
#include "wegwijzer/url.h"

static wz_value menu_value(site *s, wz_arena *scratch)
{
    ptrdiff_t count = s->config.menu_count;
    wz_value *items = wz_new(scratch, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        const menu_spec *entry = &s->config.menu[i];
        wz_object *item = site_view_link(s, s->arena, NULL, i, count);
        site_view_link_set(item, s->n->label, wz_value_text(entry->label));
        site_view_link_set(item, s->n->path, wz_value_text(site_link_path(s, s->arena, entry->path)));
        items[i] = wz_value_object(item);
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

static wz_value pages_value(site *s, wz_arena *scratch)
{
    wz_value *items = wz_new(scratch, wz_value, s->text_count);
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        wz_object *item = site_view_link(s, s->arena, NULL, i, s->text_count);
        site_view_link_set(item, s->n->id, wz_value_text(s->texts[i].id));
        site_view_link_set(item, s->n->title, wz_value_text(s->texts[i].title));
        site_view_link_set(item, s->n->summary, wz_value_optional(s->texts[i].summary));
        site_view_link_set(item, s->n->path, wz_value_optional(site_link_path(s, s->arena, s->texts[i].path)));
        items[i] = wz_value_object(item);
    }
    return wz_value_list(wz_list_new(s->arena, items, s->text_count));
}

/* The record that site.yaml names as an example, with the drawing of its route. */
static wz_value example_value(site *s)
{
    if (!s->example) {
        return wz_value_bool(false);
    }
    wz_object *item = site_view_link(s, s->arena, site_view_record(s, s->example), 0, 1);
    site_view_link_set(item, s->n->route, site_view_route(s, s->arena, s->example));
    return wz_value_object(item);
}

static wz_date newest(const site *s)
{
    wz_date date = {0};
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        record_dates d = site_record_dates(s->catalog->records[r]);
        date = wz_date_compare(date, d.updated) < 0 ? d.updated : date;
    }
    return date;
}

static wz_value object_list(site *s, wz_arena *scratch, wz_object **objects, ptrdiff_t count)
{
    wz_value *items = wz_new(scratch, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        items[i] = wz_value_object(site_view_link(s, s->arena, objects[i], i, count));
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

/* Those that are for others to reuse. */
static wz_value open_vocabularies(site *s, wz_arena *scratch)
{
    wz_object **open = wz_new(scratch, wz_object *, s->model->vocabulary_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        if (!s->model->vocabularies[v]->closed) {
            open[count++] = s->values->vocabularies[v];
        }
    }
    return object_list(s, scratch, open, count);
}

static wz_object *named_kinds(site *s)
{
    wz_object *o = wz_object_new(s->arena, s->model->kind_count + s->model->vocabulary_count + 1);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        wz_object_set(o, wz_symbol_find(s->symbols, s->model->kinds[k]->name), wz_value_object(s->values->kinds[k]));
    }
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        wz_object_set(o, wz_symbol_find(s->symbols, s->model->vocabularies[v]->name),
                      wz_value_object(s->values->vocabularies[v]));
    }
    return o;
}

/* By template, whether an output makes something of it: what is one page has its path, all else is true. */
static wz_object *made_object(site *s)
{
    wz_object *o = wz_object_new(s->arena, s->reader_count + s->config.output_count);
    for (const template_text *t = s->readers; t; t = t->next) {
        wz_object_set(o, site_asset_symbol(s, t->name), wz_value_bool(false));
    }
    for (ptrdiff_t i = s->config.output_count; i-- > 0;) { /* the first line of a template counts */
        const output_spec *spec = &s->config.outputs[i];
        wz_object *one = spec->each == EACH_ONE ? site_view_link(s, s->arena, NULL, 0, 1) : NULL;
        if (one) {
            site_view_link_text(one, s->n->path, site_link_path(s, s->arena, spec->path));
        }
        wz_object_set(o, site_asset_symbol(s, spec->template_name), one ? wz_value_object(one) : wz_value_bool(true));
    }
    return o;
}

/* What the owner says about the data: every text, false where there is none; and what is still missing. */
static wz_value open_data_value(const site *s)
{
    wz_object *o = wz_object_new(s->arena, OPEN_DATA_PARTS + 1);
    for (int part = 0; part < OPEN_DATA_PARTS; part++) {
        const wz_str *texts = s->config.open_data[part];
        wz_object *p = wz_object_new(s->arena, OPEN_DATA_KEYS + 1);
        for (int k = 0; k < OPEN_DATA_KEYS; k++) {
            wz_object_set(p, wz_symbol_find(s->symbols, site_open_data_key(part, k)), wz_value_optional(texts[k]));
        }
        wz_str href = texts[part == OPEN_DATA_PUBLISHER || !texts[2].len ? 1 : 2];
        wz_object_set(p, s->n->href, wz_value_optional(part == OPEN_DATA_CONTACT ? texts[2] : href));
        wz_object_set(o, wz_symbol_find(s->symbols, site_open_data_key(part, -1)),
                      texts[0].len ? wz_value_object(p) : wz_value_bool(false));
    }
    wz_object_set(o, s->n->missing, wz_value_optional(s->config.open_data_missing));
    return wz_value_object(o);
}

/* The mailbox of a contact that is one and asks for nothing else: the rest of its address is the page's to write. */
static wz_value mail_value(wz_str contact)
{
    wz_str scheme = WZ_STR("mailto:"), box = wz_str_slice(contact, scheme.len, contact.len);
    return wz_str_starts(contact, scheme) && wz_str_find_byte(box, '?') < 0 ? wz_value_text(box) : wz_value_bool(false);
}

static void set_config(site *s, wz_object *o)
{
    const site_config *c = &s->config;
    wz_object_text(o, s->n->title, c->title);
    wz_object_set(o, s->n->summary, wz_value_optional(c->summary));
    wz_object_text(o, s->n->language, c->language);
    wz_object_text(o, s->n->base_url, c->base_url);
    wz_url base;
    wz_url_read(s->arena, c->base_url, WZ_URL_ANY, &base);
    wz_object_text(o, s->n->base_path, base.path);
    wz_object_text(o, s->n->identifiers, c->identifiers);
    wz_object_set(o, s->n->open_data, open_data_value(s));
    wz_object_set(o, s->n->owner, wz_value_optional(c->owner));
    wz_object_set(o, s->n->contact, wz_value_optional(c->contact));
    wz_object_set(o, s->n->mail, mail_value(c->contact));
    wz_object_set(o, s->n->repository, wz_value_optional(c->repository));
    wz_object_set(o, s->n->new_file, wz_value_optional(c->new_file));
    wz_object_set(o, s->n->max_url, c->new_file.len ? site_number(s->arena, c->max_url) : wz_value_bool(false));
    wz_object_set(o, s->n->edit, wz_value_optional(c->edit));
    wz_object_set(o, s->n->issues, wz_value_optional(c->issues));
    wz_object_text(o, s->n->theme, c->theme);
    wz_object_set(o, s->n->theme_class, wz_value_optional(c->theme_class));
    wz_object_set(o, s->n->preview, wz_value_optional(s->options->preview));
    wz_object_set(o, s->n->offline, wz_value_bool(s->options->offline));
    wz_object_text(o, s->n->index, s->options->offline ? WZ_STR("index.html") : WZ_STR(""));
    wz_object_set(o, s->n->data, c->data ? site_view_node(s, s->arena, c->data) : wz_value_bool(false));
}

void site_view_site(site *s)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_object *o = s->view->site = wz_object_new(s->arena, 57);
    set_config(s, o);
    site_view_face(s, o);
    site_kinds_finish(s, scratch);
    wz_object_set(o, s->n->menu, menu_value(s, scratch));
    wz_object_set(o, s->n->kinds, object_list(s, scratch, s->values->kinds, s->model->kind_count));
    wz_object_set(o, s->n->vocabularies, open_vocabularies(s, scratch));
    wz_object_set(o, s->n->by_kind, wz_value_object(named_kinds(s)));
    wz_object_set(
        o, s->n->records,
        site_view_counted(s, s->arena, site_view_records(s, s->arena, s->view->by_title, s->catalog->record_count)));
    site_view_changes(s, scratch, o);
    wz_object_set(o, s->n->example, example_value(s));
    wz_object_set(o, s->n->due, site_view_due(s, scratch));
    wz_object_set(o, s->n->reviews, site_view_reviews(s, scratch));
    wz_object_set(o, s->n->worklist, site_view_worklist(s, s->arena, NULL, true));
    wz_object_set(o, s->n->owners, site_view_owners(s));
    wz_object_set(o, s->n->letters,
                  site_view_letters(s, s->arena, scratch, s->view->by_title, s->catalog->record_count));
    wz_object_set(o, s->n->pages, pages_value(s, scratch));
    if (s->values->want_messages) {
        wz_object_set(o, s->n->messages, site_view_messages(s));
    }
    wz_object_set(o, s->n->message, site_view_message(s));
    wz_object_set(o, s->n->keys, site_view_model_keys(s));
    if (s->values->want_schemas) {
        wz_object_set(o, s->n->schemas, site_view_schemas(s));
    }
    wz_object_set(o, s->n->updated, site_view_date(s, s->arena, newest(s)));
    wz_object_set(o, s->n->today, site_view_date(s, s->arena, s->today));
    wz_object *matrices = wz_object_new(s->arena, s->config.matrix_count + 1);
    for (ptrdiff_t i = 0; i < s->config.matrix_count; i++) {
        wz_object_set(matrices, wz_symbol_find(s->symbols, s->config.matrices[i].name),
                      site_view_matrix(s, &s->config.matrices[i]));
    }
    wz_object_set(o, s->n->matrices, wz_value_object(matrices));
    wz_object *gaps = wz_object_new(s->arena, s->config.gap_count + 1);
    for (ptrdiff_t i = 0; i < s->config.gap_count; i++) {
        wz_object_set(gaps, wz_symbol_find(s->symbols, s->config.gaps[i].name),
                      site_view_gap(s, scratch, &s->config.gaps[i]));
    }
    wz_object_set(o, s->n->gaps, wz_value_object(gaps));
    wz_object *assets = wz_object_new(s->arena, s->asset_count + 1);
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        wz_object_text(assets, site_asset_symbol(s, s->asset_names[i]), s->assets[i].path);
    }
    wz_object_set(o, s->n->assets, wz_value_object(assets));
    wz_object_set(o, s->n->now, site_view_now(s, scratch));
    wz_object_set(o, s->n->made, wz_value_object(made_object(s)));
    wz_arena_free(scratch);
}
