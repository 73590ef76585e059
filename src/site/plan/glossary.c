/* SPDX-License-Identifier: EUPL-1.2 */
/* The group glossary of site.yaml: words that texts explain where they first occur.
 *
 *   vocabulary: NAME   its terms are the words: the title and the aliases are the forms, the summary is the explanation
 *   page: PATH         the page that explains them all, each at #ID
 *   fields: [FIELD]    the fields with Markdown in which they are linked
 *   pages: true        and so in the free pages
 */
#include "site/plan/plan.h"

/* Groups nest at most WZ_MODEL_DEPTH deep. */
static const wz_field *find_field(const wz_field *fields, ptrdiff_t count, wz_str name)
{
    const wz_field *found = NULL;
    for (ptrdiff_t f = 0; f < count && !found; f++) {
        found =
            wz_str_equal(fields[f].name, name) ? &fields[f] : find_field(fields[f].fields, fields[f].field_count, name);
    }
    return found;
}

/* A field of that name of some kind or vocabulary, in groups too, holds Markdown; reports when none does. */
static bool check_markdown(site *s, wz_loc loc, wz_str name)
{
    const wz_model *m = s->model;
    const wz_field *other = NULL;
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        const wz_field *field = find_field(kind->fields, kind->field_count, name);
        if (field && wz_str_equal(wz_type_name(field->type), WZ_STR("markdown"))) {
            return true;
        }
        other = field ? field : other;
    }
    if (other) {
        wz_report(s->diags, CONFIG_FIELD_TYPE, loc, name, wz_type_name(other->type), WZ_STR("markdown"));
    } else {
        wz_report(s->diags, CONFIG_FIELD, loc, name);
    }
    return false;
}

static bool read_fields(site *s, const wz_node *node, name_list *out)
{
    bool ok = true;
    const wz_node *list = site_part(s, node, WZ_STR("fields"), WZ_NODE_LIST, &ok);
    out->names = wz_new(s->arena, wz_str, list ? list->count : 0);
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        const wz_node *item = list->items[i];
        if (item->kind != WZ_NODE_TEXT) {
            wz_report(s->diags, TEXT_EXPECTED, item->loc, WZ_STR("fields"));
            ok = false;
        } else {
            out->names[out->count++] = wz_str_trim(item->text);
            ok = check_markdown(s, item->loc, out->names[out->count - 1]) && ok;
        }
    }
    return ok;
}

bool site_glossary_read(site *s)
{
    static const wz_str keys[] = {WZ_STR("vocabulary"), WZ_STR("page"), WZ_STR("fields"), WZ_STR("pages")};
    glossary_config *g = &s->config.glossary;
    bool ok = true;
    const wz_node *node = site_part(s, s->config.root, WZ_STR("glossary"), WZ_NODE_MAP, &ok);
    if (!node) {
        return ok;
    }
    ok = KNOWN_KEYS(s, node, keys);
    ok = site_kind_at(s, node, WZ_STR("vocabulary"), true, true, &g->vocabulary) && ok;
    ok = site_page_at(s, node, WZ_STR("page"), &g->page) && ok;
    ok = site_truth_at(s, node, WZ_STR("pages"), &g->pages) && ok;
    ok = read_fields(s, node, &g->fields) && ok;
    if (!wz_node_get(node, WZ_STR("page"))) {
        wz_report(s->diags, MODEL_MISSING, node->loc, WZ_STR("page"));
        ok = false;
    }
    return ok;
}
