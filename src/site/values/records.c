/* SPDX-License-Identifier: EUPL-1.2 */
/* Finding what belongs to a record or a term. */
#include "site/values/values.h"

wz_object *site_view_record(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? s->values->terms[record->kind->index][record->number]
                                    : s->values->records[record->number];
}

wz_object *site_view_meta(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? s->values->term_metas[record->kind->index][record->number]
                                    : s->values->metas[record->number];
}

wz_str site_record_path(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? s->term_paths[record->kind->index][record->number]
                                    : s->record_paths[record->number];
}

wz_str site_reference(const site *s, const wz_record *target)
{
    return target->kind->vocabulary ? target->id : s->values->references[target->number];
}

wz_str site_identifier(const site *s, wz_arena *arena, const wz_record *target)
{
    const wz_datum *former = wz_record_role(target, WZ_ROLE_FORMER);
    wz_str id = former->count ? wz_str_trim(former->items[0].as.text) : target->id;
    return wz_format(arena, "%.*s%.*s/%.*s", WZ_ARG(s->config.identifiers),
                     WZ_ARG(target->kind->vocabulary ? target->kind->name : target->kind->place), WZ_ARG(id));
}

wz_str site_short_name(const wz_record *record)
{
    const wz_datum *d = wz_record_role(record, WZ_ROLE_SHORT);
    return d->count ? d->items[0].as.text : wz_record_title(record);
}

wz_object *site_view_kind(const site *s, const wz_kind *kind)
{
    return kind->vocabulary ? s->values->vocabularies[kind->index] : s->values->kinds[kind->index];
}

void site_view_certainty(const site *s, wz_object *link, const wz_record *term)
{
    if (term) {
        site_view_link_set(link, s->n->certainty, wz_value_object(site_view_record(s, term)));
    }
}

wz_value site_view_some(const site *s, wz_arena *arena, const wz_record **records, ptrdiff_t count)
{
    wz_value *items = wz_new(arena, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        items[i] = wz_value_object(site_view_link(s, arena, site_view_record(s, records[i]), i, count));
    }
    return site_view_wrap(s, arena, items, count);
}
