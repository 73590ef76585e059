/* SPDX-License-Identifier: EUPL-1.2 */
/* The names of members: symbols of the model, of site.yaml and of the table that all sites share. All are made while
 * one thread runs. */
#include "site/values/values.h"

wz_symbol site_name(site *s, wz_str name)
{
    wz_map_put(s->values->names, name, s);
    return wz_symbol_of(s->symbols, name);
}

/* Names of fields, inverse links, kinds and vocabularies become symbols while only one thread runs. */
static void intern_fields(site *s, const wz_field *fields, ptrdiff_t count)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        site_name(s, fields[f].name);
        intern_fields(s, fields[f].fields, fields[f].field_count);
    }
}

static void intern_all(site *s)
{
    const wz_model *m = s->model;
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        site_name(s, kind->name);
        intern_fields(s, kind->fields, kind->field_count);
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, kind); i++) {
            site_name(s, wz_catalog_inverse(s->catalog, kind, i)->name);
        }
    }
}

static void know_fields(site *s)
{
    site_values *v = s->values;
    const wz_model *m = s->model;
    v->symbol_count = wz_symbols_count(s->symbols) + 1;
    v->known = wz_new(s->arena, bool, v->symbol_count);
    v->known[s->n->certainty] = v->known[s->n->web] = true;
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        for (ptrdiff_t f = 0; f < kind->field_count; f++) {
            v->known[wz_symbol_find(s->symbols, kind->fields[f].name)] = true;
            wz_symbol cited = site_cited_name(s, &kind->fields[f]);
            v->known[cited] = cited != 0;
        }
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, kind); i++) {
            v->known[wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name)] = true;
        }
    }
}

static void intern_node(site *s, const wz_node *node)
{
    for (ptrdiff_t i = 0; node && i < node->count; i++) {
        if (node->kind == WZ_NODE_MAP) {
            site_name(s, node->keys[i]->text);
        }
        intern_node(s, node->items[i]);
    }
}

wz_symbol site_asset_symbol(site *s, wz_str name)
{
    return site_name(s, site_asset_key(s->arena, name));
}

static void intern_config(site *s)
{
    intern_node(s, s->config.data);
    for (ptrdiff_t i = 0; i < s->config.matrix_count; i++) {
        site_name(s, s->config.matrices[i].name);
    }
    for (ptrdiff_t i = 0; i < s->config.gap_count; i++) {
        site_name(s, s->config.gaps[i].name);
    }
    for (ptrdiff_t i = 0; i < s->config.via_count; i++) {
        site_name(s, s->config.via[i].name);
    }
    const name_list *cited = &s->config.citations.fields;
    s->values->cited = wz_new(s->arena, wz_symbol, cited->count);
    for (ptrdiff_t i = 0; i < cited->count; i++) {
        s->values->cited[i] = site_name(s, wz_format(s->arena, "%.*s_links", WZ_ARG(cited->names[i])));
    }
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        site_asset_symbol(s, s->asset_names[i]);
    }
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        intern_node(s, s->texts[i].front);
    }
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        site_name(s, s->config.outputs[i].template_name);
        intern_node(s, s->config.outputs[i].file);
    }
    for (const template_text *t = s->readers; t; t = t->next) {
        site_asset_symbol(s, t->name); /* site.made.dekking_html */
    }
}

/* Of the messages only those that a template asks for by name. */
static void intern_messages(site *s)
{
    for (int code = 0; code < WZ_DIAG_COUNT; code++) {
        wz_str name = wz_diag_name((wz_diag_code)code);
        if (wz_symbol_find(s->symbols, name)) {
            site_name(s, name);
        }
    }
}

void site_names_start(site *s)
{
    site_values *v = s->values = wz_new(s->arena, site_values, 1);
    names *n = wz_new(s->arena, names, 1);
    v->names = wz_map_new(s->arena);
    v->want_listed = wz_symbol_find(s->symbols, WZ_STR("listed")) != 0;
    v->want_model = wz_symbol_find(s->symbols, WZ_STR("model")) != 0 || s->options->output == NULL;
    v->want_worklist = wz_symbol_find(s->symbols, WZ_STR("worklist")) != 0 || s->options->output == NULL;
    v->want_messages = wz_symbol_find(s->symbols, WZ_STR("messages")) != 0;
    v->want_schemas = wz_symbol_find(s->symbols, WZ_STR("schemas")) != 0;
    v->want_filled = wz_symbol_find(s->symbols, WZ_STR("filled")) != 0;
    v->want_packed = wz_symbol_find(s->symbols, WZ_STR("packed")) != 0;
    v->want_groups = wz_symbol_find(s->symbols, WZ_STR("groups")) != 0 || s->options->output == NULL;
#define NAME(id) n->id = site_name(s, WZ_STR(#id));
#include "site/values/names.def"
#undef NAME
    s->n = n;
    for (int i = 0; site_type_name(i).ptr; i++) {
        site_name(s, site_type_name(i));
    }
    site_types_start(s);
    intern_all(s);
    intern_config(s);
    intern_messages(s);
    know_fields(s);
}
