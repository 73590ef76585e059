/* Records without the links that site.yaml says they should have. */
#include "site/view/view.h"

/* name is a field or an inverse link, or the way to one over links: "oplossingsrichtingen.ondersteuning". Its length was
 * limited when site.yaml was read. */
static bool lacks(const site *s, const wz_record *record, wz_str name)
{
    wz_str rest, first = wz_str_cut(name, '.', &rest);
    const wz_field *field = wz_kind_field(record->kind, first);
    if (field) {
        const wz_datum *d = wz_record_value(record, field);
        bool none = rest.len || d->count == 0;
        for (ptrdiff_t i = 0; none && rest.len && i < d->count; i++) {
            none = lacks(s, d->items[i].as.ref.target, rest);
        }
        return none;
    }
    bool none = true;
    for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, record->kind); i++) {
        if (wz_str_equal(wz_catalog_inverse(s->catalog, record->kind, i)->name, first)) {
            wz_links links = wz_catalog_inverse_links(s->catalog, record, i);
            none = rest.len || links.count == 0;
            for (ptrdiff_t j = 0; none && rest.len && j < links.count; j++) {
                none = wz_record_withdrawn(links.items[j].record) || lacks(s, links.items[j].record, rest);
            }
        }
    }
    return none;
}

bool site_is_gap(const site *s, const wz_record *record, const gap_spec *g)
{
    bool gap = record->kind == g->kind && !wz_record_withdrawn(record);
    for (ptrdiff_t i = 0; i < g->count; i++) {
        gap = gap && lacks(s, record, g->without[i]);
    }
    return gap;
}

wz_value site_view_gap(site *s, wz_arena *scratch, const gap_spec *g)
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
