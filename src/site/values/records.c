/* The objects of records and terms, which refer to one another: made empty, filled in later. */
#include "site/values/values.h"

wz_object *site_view_record(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? s->values->terms[record->kind->index][record->number]
                                    : s->values->records[record->number];
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

void site_records_start(site *s)
{
    const wz_model *m = s->model;
    site_values *v = s->values;
    ptrdiff_t n = s->catalog->record_count;
    const record_shape *shape = NULL;
    v->records = wz_new(s->arena, wz_object *, n);
    v->references = wz_new(s->arena, wz_str, n);
    for (ptrdiff_t r = 0; r < n; r++) {
        const wz_record *record = s->catalog->records[r];
        if (r == 0 || record->kind != s->catalog->records[r - 1]->kind) {
            shape = site_view_shape(s, record->kind);
        }
        v->records[r] = site_view_new_record(s, shape);
        v->references[r] = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(record->kind->place), WZ_ARG(record->id));
    }
    v->terms = wz_new(s->arena, wz_object **, m->vocabulary_count);
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        v->terms[k] = wz_new(s->arena, wz_object *, s->catalog->term_counts[k]);
        shape = site_view_shape(s, m->vocabularies[k]);
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[k]; t++) {
            wz_str id = s->catalog->terms[k][t]->id;
            if (v->want_groups && wz_symbol_find(s->symbols, id)) {
                site_name(s, id); /* {{#meta.groups.momenten.start}} */
            }
            v->terms[k][t] = site_view_new_record(s, shape);
        }
    }
}

void site_view_certainty(const site *s, wz_object *link, const wz_record *term)
{
    if (term) {
        site_view_link_set(link, s->n->certainty, wz_value_object(site_view_record(s, term)));
    }
}
