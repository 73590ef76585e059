/* SPDX-License-Identifier: EUPL-1.2 */
/* The group review of site.yaml: when something has to be looked at again, and what tells how old a source is. */
#include "site/plan/plan.h"

static bool read_months(site *s, const wz_node *map, bool required, long *out)
{
    wz_str months = {0};
    if (!site_text_at(s, map, WZ_STR("months"), required, &months)) {
        return false;
    }
    long n = 0;
    bool number = wz_str_number(months, 999999999999999999, &n);
    if (months.len && (n < 1 || n > 1200)) {
        wz_loc loc = wz_node_get(map, WZ_STR("months"))->loc;
        if (number) {
            wz_report(s->diags, INTEGER_RANGE, loc, months, WZ_STR("1"), WZ_STR("1200"));
        } else {
            wz_report(s->diags, BAD_INTEGER, loc, months);
        }
        return false;
    }
    *out = months.len ? n : *out;
    return true;
}

const wz_field *site_terms_field(const site *s, const wz_kind *kind, wz_str name)
{
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        const wz_field *field = wz_kind_field(s->model->kinds[k], name);
        if ((!kind || kind == s->model->kinds[k]) && field && wz_field_terms(field)) {
            return field;
        }
    }
    return NULL;
}

static bool read_by(site *s, const wz_node *review)
{
    wz_str name = {0};
    if (!site_text_at(s, review, WZ_STR("by"), false, &name) || !name.len) {
        return !name.len && !wz_node_get(review, WZ_STR("by"));
    }
    if (!site_terms_field(s, NULL, name)) {
        wz_report(s->diags, CONFIG_FIELD, wz_node_get(review, WZ_STR("by"))->loc, name);
        return false;
    }
    s->config.review.by = name;
    return true;
}

static bool read_term(site *s, const wz_node *node, wz_review_term *t)
{
    static const wz_str keys[] = {WZ_STR("kind"), WZ_STR("field"), WZ_STR("term"), WZ_STR("months")};
    wz_str term = {0};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("terms"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_kind_at(s, node, WZ_STR("kind"), false, false, &t->kind) && ok;
    ok = site_text_at(s, node, WZ_STR("term"), false, &term) && ok;
    ok = site_text_at(s, node, WZ_STR("field"), term.len > 0, &t->field) && ok;
    ok = read_months(s, node, true, &t->months) && ok;
    if (!t->field.len || !ok) {
        return ok;
    }
    const wz_field *field = site_terms_field(s, t->kind, t->field);
    if (!field) {
        wz_report(s->diags, CONFIG_FIELD, wz_node_get(node, WZ_STR("field"))->loc, t->field);
        return false;
    }
    if (!site_text_at(s, node, WZ_STR("term"), true, &term)) {
        return false;
    }
    t->term = wz_catalog_term(s->catalog, field->vocabulary, term);
    if (!t->term) {
        wz_report(s->diags, UNKNOWN_TERM, wz_node_get(node, WZ_STR("term"))->loc, field->vocabulary->one, term,
                  wz_format(s->arena, "content/%.*s", WZ_ARG(field->vocabulary->place)))
            ->suggestion = wz_catalog_suggest(s->catalog, field->vocabulary, term);
    }
    return t->term != NULL;
}

/* Whether some source has such a field: a term, or a page on the web. */
static bool in_sources(const wz_model *m, wz_str name)
{
    bool found = m->page && wz_kind_field(m->page, name);
    for (ptrdiff_t v = 0; v < m->vocabulary_count && !found; v++) {
        found = wz_kind_field(m->vocabularies[v], name) != NULL;
    }
    return found;
}

static bool in_records(const wz_model *m, wz_str name)
{
    bool found = false;
    for (ptrdiff_t k = 0; k < m->kind_count && !found; k++) {
        found = wz_kind_field(m->kinds[k], name) != NULL;
    }
    return found;
}

static bool read_names(site *s, const wz_node *map, wz_str key, bool (*known)(const wz_model *, wz_str), wz_names *out)
{
    bool ok = true;
    const wz_node *list = site_part(s, map, key, WZ_NODE_LIST, &ok);
    wz_str *names = wz_new(s->arena, wz_str, list ? list->count : 0);
    out->items = names;
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        if (list->items[i]->kind != WZ_NODE_TEXT) {
            wz_report(s->diags, TEXT_EXPECTED, list->items[i]->loc, key);
            ok = false;
            continue;
        }
        wz_str name = wz_str_trim(list->items[i]->text);
        if (!known(s->model, name)) {
            wz_report(s->diags, CONFIG_FIELD, list->items[i]->loc, name);
            ok = false;
        } else {
            names[out->count++] = name;
        }
    }
    return ok;
}

static bool read_terms(site *s, const wz_node *node)
{
    bool ok = true;
    const wz_node *list = site_part(s, node, WZ_STR("terms"), WZ_NODE_LIST, &ok);
    wz_review_term *terms = wz_new(s->arena, wz_review_term, list ? list->count : 0);
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        ok = read_term(s, list->items[i], &terms[i]) && ok;
    }
    s->config.review.terms = terms;
    s->config.review.term_count = list ? list->count : 0;
    return ok;
}

bool site_review_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("months"),  WZ_STR("by"),   WZ_STR("terms"),  WZ_STR("ended"),
                                  WZ_STR("sources"), WZ_STR("page"), WZ_STR("doubted")};
    static const wz_str source_keys[] = {WZ_STR("dates"), WZ_STR("covers")};
    wz_review_rules *rules = &s->config.review;
    bool ok = true;
    rules->months = 24;
    const wz_node *node = site_part(s, s->config.root, WZ_STR("review"), WZ_NODE_MAP, &ok);
    if (!node) {
        return ok;
    }
    ok = KNOWN_KEYS(s, node, keys) && ok;
    ok = read_months(s, node, true, &rules->months) && ok;
    ok = read_by(s, node) && ok;
    ok = site_page_at(s, node, WZ_STR("page"), &s->config.review_page) && ok;
    ok = read_terms(s, node) && ok;
    ok = read_names(s, node, WZ_STR("ended"), in_records, &rules->ended) && ok;
    ok = read_names(s, node, WZ_STR("doubted"), in_records, &rules->doubted) && ok;
    const wz_node *sources = site_part(s, node, WZ_STR("sources"), WZ_NODE_MAP, &ok);
    if (sources) {
        ok = KNOWN_KEYS(s, sources, source_keys) && ok;
        ok = read_names(s, sources, WZ_STR("dates"), in_sources, &rules->dates) && ok;
        ok = read_names(s, sources, WZ_STR("covers"), in_sources, &rules->covers) && ok;
    }
    return ok;
}
