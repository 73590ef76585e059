/* Records without the links that site.yaml says they should have. */
#include "site/view/view.h"

static bool lacks(const site *s, const wz_record *record, wz_str name)
{
    const wz_field *field = wz_kind_field(record->kind, name);
    if (field) {
        return wz_record_value(record, field)->count == 0;
    }
    for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, record->kind); i++) {
        if (wz_str_equal(wz_catalog_inverse(s->catalog, record->kind, i)->name, name)) {
            return wz_catalog_inverse_links(s->catalog, record, i).count == 0;
        }
    }
    return true;
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
