/* SPDX-License-Identifier: EUPL-1.2 */
/* What pages show of the search. */
#include "site/view/view.h"

static wz_str term_path(const site *s, wz_arena *arena, ptrdiff_t index)
{
    for (ptrdiff_t o = 0; o < s->config.output_count; o++) {
        const output_spec *spec = &s->config.outputs[o];
        ptrdiff_t at = wz_str_find(spec->path, WZ_STR("{id}"));
        if (spec->each == EACH_SEARCH_TERM && at >= 0) {
            wz_str before = wz_str_slice(spec->path, 0, at), after = wz_str_slice(spec->path, at + 4, spec->path.len);
            return site_link_path(
                s, arena,
                wz_format(arena, "%.*s%.*s%.*s", WZ_ARG(before), WZ_ARG(s->terms[index].slug), WZ_ARG(after)));
        }
    }
    return (wz_str){0};
}

wz_value site_view_search(const site *s, wz_arena *arena)
{
    if (!s->search) {
        return wz_value_bool(false);
    }
    wz_arena *scratch = wz_arena_new(NULL);
    wz_search_answer all = wz_search_query(scratch, s->search, (wz_str){0}, NULL);
    wz_value *facets = wz_new(arena, wz_value, s->facet_count);
    for (ptrdiff_t f = 0; f < s->facet_count; f++) {
        wz_value *values = wz_new(arena, wz_value, s->facets[f].count);
        ptrdiff_t *sizes = wz_new(arena, ptrdiff_t, s->facets[f].count + 1), used = 0, n = 0;
        for (ptrdiff_t v = 0; v < s->facets[f].count; v++) {
            used += all.counts[f][v] > 0;
        }
        for (ptrdiff_t v = 0; v < s->facets[f].count; v++) {
            ptrdiff_t count = all.counts[f][v];
            if (count == 0) {
                continue;
            }
            wz_object *value = site_view_link(s, arena, NULL, n, used);
            site_view_link_set(value, s->n->id, wz_value_text(s->facets[f].values[v].id));
            site_view_link_set(value, s->n->label, wz_value_text(s->facets[f].values[v].label));
            site_view_link_set(value, s->n->count, site_number(arena, count));
            sizes[n] = count;
            values[n++] = wz_value_object(value);
        }
        wz_object *facet = site_view_link(s, arena, NULL, f, s->facet_count);
        site_view_link_set(facet, s->n->id, wz_value_text(s->facets[f].id));
        site_view_link_set(facet, s->n->label, wz_value_text(s->facets[f].label));
        site_view_link_set(facet, s->n->values, wz_value_list(wz_list_new(arena, values, n)));
        site_view_link_set(facet, s->n->count, site_number(arena, n));
        site_view_top(s, arena, facet, values, sizes, n);
        facets[f] = wz_value_object(facet);
    }
    wz_arena_free(scratch);
    wz_value *terms = wz_new(arena, wz_value, s->term_count);
    for (ptrdiff_t t = 0; t < s->term_count; t++) {
        wz_object *term = site_view_link(s, arena, NULL, t, s->term_count);
        site_view_link_set(term, s->n->label, wz_value_text(s->terms[t].label));
        site_view_link_set(term, s->n->path, wz_value_optional(term_path(s, arena, t)));
        site_view_link_set(term, s->n->count, site_number(arena, s->terms[t].count));
        terms[t] = wz_value_object(term);
    }
    wz_object *o = wz_object_new(arena, 6);
    wz_object_text(o, s->n->manifest, s->search_stats.manifest);
    wz_object_set(o, s->n->count, site_number(arena, s->catalog->record_count));
    wz_object_set(o, s->n->facets, wz_value_list(wz_list_new(arena, facets, s->facet_count)));
    wz_object_set(o, s->n->terms, wz_value_list(wz_list_new(arena, terms, s->term_count)));
    return wz_value_object(o);
}

wz_value site_view_search_term(const site *s, wz_arena *arena, ptrdiff_t index)
{
    /* In a large catalogue a frequent word is on thousands of records; nobody reads that far. The rest is counted. */
    enum { SHOWN = 40 };
    const wz_search_term *t = &s->terms[index];
    ptrdiff_t shown = t->count < SHOWN ? t->count : SHOWN;
    wz_value *items = wz_new(arena, wz_value, shown);
    for (ptrdiff_t i = 0; i < shown; i++) {
        items[i] = wz_value_object(site_view_link(s, arena, s->values->records[t->docs[i]], i, shown));
    }
    wz_object *o = wz_object_new(arena, 5);
    wz_object_set(o, s->n->more, t->count > shown ? site_number(arena, t->count - shown) : wz_value_bool(false));
    wz_object_text(o, s->n->label, t->label);
    wz_object_set(o, s->n->count, site_number(arena, t->count));
    wz_object_set(o, s->n->single, wz_value_bool(t->count == 1));
    wz_object_set(o, s->n->items, wz_value_list(wz_list_new(arena, items, shown)));
    return wz_value_object(o);
}
