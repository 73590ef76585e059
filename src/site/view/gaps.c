/* SPDX-License-Identifier: EUPL-1.2 */
/* Records without the links that site.yaml says they should have. */
#include "site/view/view.h"

link_way site_way(const site *s, const wz_record *record, wz_str name)
{
    link_way w = {0};
    const wz_field *field = wz_kind_field(record->kind, name);
    if (field) {
        w.field = wz_record_value(record, field);
        w.count = w.field->count;
        return w;
    }
    for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, record->kind); i++) {
        if (wz_str_equal(wz_catalog_inverse(s->catalog, record->kind, i)->name, name)) {
            w.inverse = wz_catalog_inverse_links(s->catalog, record, i);
            w.count = w.inverse.count;
        }
    }
    return w;
}

wz_link site_way_at(const link_way *w, ptrdiff_t index)
{
    if (!w->field) {
        return w->inverse.items[index];
    }
    const wz_item *item = &w->field->items[index];
    return (wz_link){.record = item->as.ref.target, .certainty = item->as.ref.certainty};
}

/* name may have steps over links, with dots between. Its length was limited when site.yaml was read. */
static bool lacks(const site *s, const wz_record *record, wz_str name)
{
    wz_str rest, first = wz_str_cut(name, '.', &rest);
    link_way w = site_way(s, record, first);
    bool none = rest.len || w.count == 0;
    for (ptrdiff_t i = 0; none && rest.len && i < w.count; i++) {
        const wz_record *to = site_way_at(&w, i).record;
        none = wz_record_withdrawn(to) || lacks(s, to, rest);
    }
    return none;
}

bool site_is_gap(const site *s, const wz_record *record, const way_spec *g)
{
    bool gap = record->kind == g->kind && !wz_record_withdrawn(record);
    for (ptrdiff_t i = 0; i < g->without.count; i++) {
        gap = gap && lacks(s, record, g->without.names[i]);
    }
    return gap;
}

wz_value site_view_gap(site *s, wz_arena *scratch, const way_spec *g)
{
    wz_link *found = wz_new(scratch, wz_link, s->catalog->record_count);
    ptrdiff_t n = 0;
    for (ptrdiff_t r = s->catalog->kind_first[g->kind->index]; r < s->catalog->kind_first[g->kind->index + 1]; r++) {
        if (site_is_gap(s, s->catalog->records[r], g)) {
            found[n++] = (wz_link){.record = s->catalog->records[r]};
        }
    }
    return site_view_links(s, s->arena, scratch, (wz_links){found, n}, NULL);
}
