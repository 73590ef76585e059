/* SPDX-License-Identifier: EUPL-1.2 */
/* The group order of site.yaml: what a page names first of the records that it links to. */
#include "site/plan/plan.h"

/* A number from 1 at key; *out stays when there is none. */
static bool read_count(site *s, const wz_node *map, wz_str key, long *out)
{
    wz_str text = {0};
    long n = 0;
    bool ok = site_text_at(s, map, key, false, &text);
    if (ok && text.len && (!wz_str_number(text, 9999, &n) || n < 1)) {
        wz_report(s->diags, BAD_INTEGER, wz_node_get(map, key)->loc, text);
        return false;
    }
    *out = n ? n : *out;
    return ok;
}

static const wz_record *find_term(site *s, const wz_node *node, const wz_kind *vocabulary)
{
    const wz_record *term = wz_catalog_term(s->catalog, vocabulary, node->text);
    if (!term) {
        wz_report(s->diags, UNKNOWN_TERM, node->loc, vocabulary->one, node->text,
                  wz_format(s->arena, "content/%.*s", WZ_ARG(vocabulary->place)))
            ->suggestion = wz_catalog_suggest(s->catalog, vocabulary, node->text);
    }
    return term;
}

static bool read_group(site *s, const wz_node *node, const wz_kind *vocabulary, order_group *g)
{
    static const wz_str keys[] = {WZ_STR("label"), WZ_STR("terms"), WZ_STR("found")};
    bool ok = true;
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("groups"));
        return false;
    }
    ok = KNOWN_KEYS(s, node, keys) && ok;
    ok = site_text_at(s, node, WZ_STR("label"), true, &g->label) && ok;
    g->found = 100;
    ok = read_count(s, node, WZ_STR("found"), &g->found) && ok;
    const wz_node *terms = site_part(s, node, WZ_STR("terms"), WZ_NODE_LIST, &ok);
    if (!site_texts_only(s, terms, WZ_STR("terms"))) {
        return false;
    }
    g->terms = wz_new(s->arena, const wz_record *, terms ? terms->count : 0);
    for (ptrdiff_t i = 0; terms && i < terms->count; i++) {
        const wz_record *term = find_term(s, terms->items[i], vocabulary);
        if (term) {
            g->terms[g->count++] = term;
        }
        ok = term && ok;
    }
    return ok;
}

static bool read_groups(site *s, const wz_node *node, order_spec *o)
{
    bool ok = true;
    wz_str name = {0};
    const wz_node *groups = site_part(s, node, WZ_STR("groups"), WZ_NODE_LIST, &ok);
    ok = site_text_at(s, node, WZ_STR("field"), groups != NULL, &name) && ok;
    if (!ok || !name.len) {
        return ok;
    }
    o->field = site_terms_field(s, o->kind, name);
    if (!o->field) {
        wz_report(s->diags, CONFIG_FIELD, wz_node_get(node, WZ_STR("field"))->loc, name);
        return false;
    }
    o->groups = wz_new(s->arena, order_group, groups ? groups->count : 0);
    for (ptrdiff_t i = 0; groups && i < groups->count; i++) {
        ok = read_group(s, groups->items[i], o->field->vocabulary, &o->groups[o->group_count++]) && ok;
    }
    return ok;
}

static const wz_field *part_of(const wz_field *fields, ptrdiff_t count, wz_str name)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        if (wz_str_equal(fields[f].name, name)) {
            return &fields[f];
        }
    }
    return NULL;
}

/* A date or period, of the record or of a group in it. */
static bool read_newest(site *s, const wz_node *node, order_spec *o)
{
    wz_str name = {0};
    if (!site_text_at(s, node, WZ_STR("newest"), false, &name) || !name.len) {
        return !wz_node_get(node, WZ_STR("newest"));
    }
    wz_str rest, first = wz_str_cut(name, '.', &rest);
    o->newest = wz_kind_field(o->kind, first);
    o->newest_part = rest.len && o->newest ? part_of(o->newest->fields, o->newest->field_count, rest) : NULL;
    const wz_field *last = rest.len ? o->newest_part : o->newest;
    if (!last || (last->holds != WZ_HOLDS_PERIOD && last->holds != WZ_HOLDS_DATE)) {
        wz_report(s->diags, CONFIG_FIELD, wz_node_get(node, WZ_STR("newest"))->loc, name);
        o->newest = NULL;
        return false;
    }
    return true;
}

static bool read_filled(site *s, const wz_node *node, order_spec *o)
{
    bool ok = true;
    const wz_node *filled = site_part(s, node, WZ_STR("filled"), WZ_NODE_LIST, &ok);
    if (!site_texts_only(s, filled, WZ_STR("filled"))) {
        return false;
    }
    o->filled = wz_new(s->arena, const wz_field *, filled ? filled->count : 0);
    for (ptrdiff_t i = 0; filled && i < filled->count; i++) {
        const wz_field *field = wz_kind_field(o->kind, filled->items[i]->text);
        if (field) {
            o->filled[o->filled_count++] = field;
        } else {
            wz_report(s->diags, CONFIG_FIELD, filled->items[i]->loc, filled->items[i]->text);
            ok = false;
        }
    }
    return ok;
}

static bool read_kind(site *s, const wz_node *node)
{
    static const wz_str keys[] = {WZ_STR("kind"), WZ_STR("field"), WZ_STR("groups"), WZ_STR("filled"),
                                  WZ_STR("newest")};
    const wz_kind *kind = NULL;
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("kinds"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    if (!site_kind_at(s, node, WZ_STR("kind"), true, false, &kind) || !kind) {
        return false;
    }
    order_spec *o = wz_new(s->arena, order_spec, 1);
    o->kind = kind;
    ok = read_groups(s, node, o) && ok;
    ok = read_filled(s, node, o) && ok;
    ok = read_newest(s, node, o) && ok;
    s->config.orders[kind->index] = o;
    return ok;
}

bool site_order_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("headings"), WZ_STR("shown"), WZ_STR("kinds")};
    site_config *c = &s->config;
    bool ok = true;
    c->orders = wz_new(s->arena, const order_spec *, s->model->kind_count);
    c->order_headings = 8;
    c->order_shown = 7;
    const wz_node *node = site_part(s, c->root, WZ_STR("order"), WZ_NODE_MAP, &ok);
    if (!node) {
        return ok;
    }
    ok = KNOWN_KEYS(s, node, keys) && ok;
    ok = read_count(s, node, WZ_STR("headings"), &c->order_headings) && ok;
    ok = read_count(s, node, WZ_STR("shown"), &c->order_shown) && ok;
    const wz_node *kinds = site_part(s, node, WZ_STR("kinds"), WZ_NODE_LIST, &ok);
    for (ptrdiff_t i = 0; kinds && i < kinds->count; i++) {
        ok = read_kind(s, kinds->items[i]) && ok;
    }
    return ok;
}
