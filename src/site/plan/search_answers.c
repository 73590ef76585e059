/* SPDX-License-Identifier: EUPL-1.2 */
/* The settings of the search that say what it understands and answers, and what a card shows of the way to help.
 *
 * In the group search of site.yaml:
 *   names:    [field]       fields of terms that name them beside title, short name and aliases
 *   since, phone, address: [path]
 *                           what a card shows: the year that the status is of, and the way to the help; the first path that
 *                           has a value. A path goes through groups, terms and records: contact.telefoon,
 *                           aanbieders.vindplaatsen.adres
 *   answers:  [{vocabulary, level, queries, text, records, contact, laws, link, link_text, last}]
 *                           vocabularies whose terms answer a query by hand. level is urgent, fixed or elsewhere. queries is
 *                           the field with the words that call for the answer (see wz_search_topic), text what it says,
 *                           records fields with records, contact a list of groups, laws the articles that it speaks of: who
 *                           asks for one gets the answer too, link an address and link_text what it is called. last is the
 *                           term that is shown when nothing was found
 * A facet may have, in the place of a field, values with conditions, all of which hold when several are chosen:
 *   values:   [{id, label, field, years} | {id, label, field, not: [term]} | {id, label, filled: [path]}]
 *                           a period or date that ended no more than so many years before the day of the catalogue; none of
 *                           these terms; one of these paths has a value */
#include "site/plan/search_config.h"

#include <stdlib.h>

/* Does path lead from a field of kind to a value? */
static bool leads(const wz_model *model, const wz_kind *kind, const wz_field *fields, ptrdiff_t count, wz_str path)
{
    wz_str rest, name = wz_str_cut(path, '.', &rest);
    (void)kind;
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        if (!wz_str_equal(field->name, name)) {
            continue;
        }
        const wz_kind *next = field->to ? field->to : field->vocabulary;
        if (!rest.len) {
            return true;
        }
        return next ? leads(model, next, next->fields, next->field_count, rest)
                    : field->holds == WZ_HOLDS_PARTS && leads(model, kind, field->fields, field->field_count, rest);
    }
    return false;
}

static bool check_path(const site *s, wz_str path)
{
    bool any = false;
    for (ptrdiff_t k = 0; k < s->model->kind_count && !any; k++) {
        const wz_kind *kind = s->model->kinds[k];
        any = leads(s->model, kind, kind->fields, kind->field_count, path);
    }
    return any;
}

static bool check_term_field(const site *s, wz_str name)
{
    bool any = false;
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count && !any; v++) {
        any = wz_kind_field(s->model->vocabularies[v], name) != NULL;
    }
    return any;
}

/* ---- Answers ---- */

static bool read_level(site *s, const wz_node *node, wz_search_level *level)
{
    static const wz_str names[] = {[WZ_SEARCH_URGENT - 1] = WZ_STR("urgent"),
                                   [WZ_SEARCH_FIXED - 1] = WZ_STR("fixed"),
                                   [WZ_SEARCH_ELSEWHERE - 1] = WZ_STR("elsewhere")};
    _Static_assert(WZ_SEARCH_URGENT == 1 && sizeof names == 3 * sizeof *names, "the levels that site.yaml can name");
    wz_str name = {0};
    if (!site_text_at(s, node, WZ_STR("level"), true, &name)) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        if (wz_str_equal(name, names[i])) {
            *level = (wz_search_level)(WZ_SEARCH_URGENT + i);
            return true;
        }
    }
    wz_diag *d = wz_report(s->diags, CONFIG_CHOICE, wz_node_get(node, WZ_STR("level"))->loc, name,
                           wz_str_join(s->arena, names, 3, WZ_STR(", ")));
    d->suggestion = wz_suggest(name, names, 3);
    return false;
}

/* The name of a field of the vocabulary at key. */
static bool field_at(site *s, const wz_node *node, wz_str key, const wz_kind *vocabulary, wz_str *out)
{
    if (!site_text_at(s, node, key, false, out)) {
        return false;
    }
    if (out->len && vocabulary && !wz_kind_field(vocabulary, *out)) {
        wz_report(s->diags, CONFIG_FIELD, wz_node_get(node, key)->loc, *out);
        return false;
    }
    return true;
}

/* The name of a field of laws. */
static bool laws_at(site *s, const wz_node *node, answer_spec *a)
{
    if (!field_at(s, node, WZ_STR("laws"), a->vocabulary, &a->laws)) {
        return false;
    }
    const wz_field *field = a->laws.len && a->vocabulary ? wz_kind_field(a->vocabulary, a->laws) : NULL;
    if (field && (!field->placed || field->paged)) {
        wz_report(s->diags, CONFIG_FIELD, wz_node_get(node, WZ_STR("laws"))->loc, a->laws);
        return false;
    }
    return true;
}

static bool read_last(site *s, const wz_node *node, answer_spec *a)
{
    wz_str id = {0};
    if (!site_text_at(s, node, WZ_STR("last"), false, &id) || !id.len || !a->vocabulary) {
        return !id.len && !wz_node_get(node, WZ_STR("last"));
    }
    a->last = wz_catalog_term(s->catalog, a->vocabulary, id);
    if (!a->last) {
        wz_report(s->diags, UNKNOWN_TERM, wz_node_get(node, WZ_STR("last"))->loc, a->vocabulary->one, id,
                  wz_format(s->arena, "content/%.*s", WZ_ARG(a->vocabulary->place)))
            ->suggestion = wz_catalog_suggest(s->catalog, a->vocabulary, id);
    }
    return a->last != NULL;
}

static bool read_answer(site *s, const wz_node *node, answer_spec *a)
{
    static const wz_str keys[] = {WZ_STR("vocabulary"), WZ_STR("level"),   WZ_STR("queries"), WZ_STR("text"),
                                  WZ_STR("records"),    WZ_STR("contact"), WZ_STR("laws"),    WZ_STR("link"),
                                  WZ_STR("link_text"),  WZ_STR("last")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("answers"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_kind_at(s, node, WZ_STR("vocabulary"), true, true, &a->vocabulary) && ok;
    ok = read_level(s, node, &a->level) && ok;
    ok = field_at(s, node, WZ_STR("queries"), a->vocabulary, &a->queries) && ok;
    ok = field_at(s, node, WZ_STR("text"), a->vocabulary, &a->text) && ok;
    ok = field_at(s, node, WZ_STR("contact"), a->vocabulary, &a->contact) && ok;
    ok = laws_at(s, node, a) && ok;
    ok = field_at(s, node, WZ_STR("link"), a->vocabulary, &a->link) && ok;
    ok = field_at(s, node, WZ_STR("link_text"), a->vocabulary, &a->link_text) && ok;
    ok = site_texts_at(s, node, WZ_STR("records"), check_term_field, &a->records) && ok;
    return read_last(s, node, a) && ok;
}

bool site_search_answers(site *s, const wz_node *map, search_config *c)
{
    bool ok = true;
    const wz_node *list = site_part(s, map, WZ_STR("answers"), WZ_NODE_LIST, &ok);
    c->answers = wz_new(s->arena, answer_spec, list ? list->count : 0);
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        ok = read_answer(s, list->items[i], &c->answers[c->answer_count++]) && ok;
    }
    ok = site_texts_at(s, map, WZ_STR("names"), check_term_field, &c->names) && ok;
    ok = site_texts_at(s, map, WZ_STR("since"), check_path, &c->since) && ok;
    ok = site_texts_at(s, map, WZ_STR("phone"), check_path, &c->phone) && ok;
    ok = site_texts_at(s, map, WZ_STR("address"), check_path, &c->address) && ok;
    c->laws = s->config.citations.laws;
    return ok;
}

/* ---- Facets with conditions ---- */

static bool read_years(site *s, const wz_node *node, long *years)
{
    wz_str text = {0};
    if (!site_text_at(s, node, WZ_STR("years"), false, &text)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < text.len && *years < 1000; i++) {
        *years = text.ptr[i] < '0' || text.ptr[i] > '9' ? 1000 : *years * 10 + (text.ptr[i] - '0');
    }
    if (text.len && (*years < 1 || *years > 100)) {
        wz_report(s->diags, INTEGER_RANGE, wz_node_get(node, WZ_STR("years"))->loc, text, WZ_STR("1"), WZ_STR("100"));
        return false;
    }
    return true;
}

/* The terms that not names must be of a vocabulary that the field has in some kind. */
static bool check_terms(site *s, const wz_node *node, const facet_condition *condition)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < condition->terms.count; i++) {
        const wz_kind *vocabulary = NULL;
        bool found = false;
        for (ptrdiff_t k = 0; k < s->model->kind_count && !found; k++) {
            const wz_field *field = wz_kind_field(s->model->kinds[k], condition->field);
            vocabulary = field && field->vocabulary ? field->vocabulary : vocabulary;
            found =
                field && field->vocabulary && wz_catalog_find(s->catalog, field->vocabulary, condition->terms.names[i]);
        }
        if (!found && vocabulary) {
            wz_report(s->diags, UNKNOWN_TERM, wz_node_get(node, WZ_STR("not"))->items[i]->loc, vocabulary->one,
                      condition->terms.names[i], wz_format(s->arena, "content/%.*s", WZ_ARG(vocabulary->place)));
        } else if (!found) {
            wz_report(s->diags, CONFIG_FIELD, wz_node_get(node, WZ_STR("field"))->loc, condition->field);
        }
        ok = ok && found;
    }
    return ok;
}

static bool read_condition(site *s, const wz_node *node, wz_search_value *value, facet_condition *condition)
{
    static const wz_str keys[] = {WZ_STR("id"),    WZ_STR("label"), WZ_STR("field"),
                                  WZ_STR("years"), WZ_STR("not"),   WZ_STR("filled")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("values"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    ok = site_text_at(s, node, WZ_STR("id"), true, &value->id) && ok;
    ok = site_text_at(s, node, WZ_STR("label"), true, &value->label) && ok;
    ok = site_texts_at(s, node, WZ_STR("filled"), check_path, &condition->filled) && ok;
    ok = site_texts_at(s, node, WZ_STR("not"), NULL, &condition->terms) && ok;
    ok = read_years(s, node, &condition->years) && ok;
    ok = site_text_at(s, node, WZ_STR("field"), !wz_node_get(node, WZ_STR("filled")), &condition->field) && ok;
    if (ok && condition->field.len && !check_path(s, condition->field)) {
        wz_report(s->diags, CONFIG_FIELD, wz_node_get(node, WZ_STR("field"))->loc, condition->field);
        ok = false;
    }
    if (ok && (condition->years > 0) + (condition->terms.count > 0) + (condition->filled.count > 0) != 1) {
        wz_report(s->diags, MODEL_MISSING, node->loc, WZ_STR("filled"));
        ok = false;
    }
    return ok && check_terms(s, node, condition);
}

bool site_search_conditions(site *s, const wz_node *list, facet_spec *f)
{
    bool ok = true;
    f->count = list->count;
    f->values = wz_new(s->arena, wz_search_value, f->count);
    f->conditions = wz_new(s->arena, facet_condition, f->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        ok = read_condition(s, list->items[i], &f->values[i], &f->conditions[i]) && ok;
    }
    return ok;
}
