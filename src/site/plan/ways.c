/* SPDX-License-Identifier: EUPL-1.2 */
/* The groups gaps and via of site.yaml: what is said about links, or the way over them, from records of a kind. */
#include "site/plan/plan.h"

/* A field or an inverse link of kind, or the way to one over links with dots between. */
static bool has_link(const site *s, const wz_kind *kind, wz_str name)
{
    for (int steps = 0; steps < SITE_GAP_STEPS; steps++) {
        wz_str rest, first = wz_str_cut(name, '.', &rest);
        const wz_field *field = wz_kind_field(kind, first);
        const wz_kind *to = field ? field->to : NULL;
        bool found = field != NULL;
        for (ptrdiff_t i = 0; !found && i < wz_catalog_inverse_count(s->catalog, kind); i++) {
            const wz_inverse *inverse = wz_catalog_inverse(s->catalog, kind, i);
            found = wz_str_equal(inverse->name, first);
            to = found ? inverse->from : NULL;
        }
        if (!found || !rest.len) {
            return found;
        }
        if (!to) {
            return false;
        }
        kind = to;
        name = rest;
    }
    return false;
}

/* The ways at key, from records of kind. */
static bool read_ways(site *s, const wz_node *node, wz_str key, bool required, const wz_kind *kind, name_list *out)
{
    bool ok = true;
    const wz_node *list = site_part(s, node, key, WZ_NODE_LIST, &ok);
    if (required && !wz_node_get(node, key)) {
        wz_report(s->diags, MODEL_MISSING, node->loc, key);
        ok = false;
    }
    if (!site_texts_only(s, list, key)) {
        return false;
    }
    out->names = wz_new(s->arena, wz_str, list ? list->count : 0);
    for (ptrdiff_t i = 0; list && kind && i < list->count; i++) {
        out->names[out->count] = list->items[i]->text;
        if (has_link(s, kind, out->names[out->count])) {
            out->count++;
        } else {
            wz_report(s->diags, CONFIG_FIELD, list->items[i]->loc, list->items[i]->text);
            ok = false;
        }
    }
    return ok;
}

/* A list of {name, kind, over, without}; key_over names the ways, {NULL,0} when there are none. */
static bool read_specs(site *s, wz_str key, const wz_str *keys, ptrdiff_t key_count, wz_str over, way_spec **out,
                       ptrdiff_t *count)
{
    bool ok = true;
    const wz_node *list = site_part(s, s->config.root, key, WZ_NODE_LIST, &ok);
    if (!list) {
        return ok;
    }
    *out = wz_new(s->arena, way_spec, list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        way_spec *w = &(*out)[i];
        const wz_node *node = list->items[i];
        if (node->kind != WZ_NODE_MAP) {
            wz_report(s->diags, GROUP_EXPECTED, node->loc, key, WZ_STR("{…: …}"));
            return false;
        }
        ok = wz_keys_check(s->diags, node, keys, key_count, false) && ok;
        ok = site_text_at(s, node, WZ_STR("name"), true, &w->name) && site_check_name(s, list, i, w->name) && ok;
        ok = site_kind_at(s, node, WZ_STR("kind"), true, false, &w->kind) && ok;
        ok = read_ways(s, node, WZ_STR("without"), !over.len, w->kind, &w->without) && ok;
        ok = (!over.len || read_ways(s, node, over, true, w->kind, &w->over)) && ok;
    }
    *count = ok ? list->count : 0;
    return ok;
}

bool site_gaps_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("name"), WZ_STR("kind"), WZ_STR("without")};
    return read_specs(s, WZ_STR("gaps"), keys, 3, (wz_str){0}, &s->config.gaps, &s->config.gap_count);
}

bool site_via_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("name"), WZ_STR("kind"), WZ_STR("over"), WZ_STR("without")};
    return read_specs(s, WZ_STR("via"), keys, 4, WZ_STR("over"), &s->config.via, &s->config.via_count);
}
