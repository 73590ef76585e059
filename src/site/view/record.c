/* The members of a record or a term. */
#include "site/view/view.h"

static wz_value related_value(const site *s, builder *b, const wz_record *record)
{
    const wz_related *related;
    ptrdiff_t count = wz_catalog_related(s->catalog, record, &related);
    wz_value items[WZ_CATALOG_RELATED];
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_object *l = site_view_link(s, b->arena, site_view_record(s, related[i].record), i, count);
        site_view_link_set(l, s->n->why, wz_value_object(site_view_record(s, related[i].why)));
        site_view_link_set(l, s->n->shared, site_number(b->arena, related[i].shared));
        site_view_link_set(l, s->n->several, wz_value_bool(related[i].shared > 1));
        items[i] = wz_value_object(l);
    }
    return site_view_wrap(s, b->arena, items, count);
}

/* All inverse links that there are, or that there could be, for pages and exports that treat them alike. */
static wz_value inverse_value(const site *s, builder *b, const wz_record *record, bool all)
{
    ptrdiff_t count = wz_catalog_inverse_count(s->catalog, record->kind), n = 0, at = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        n += all || wz_catalog_inverse_links(s->catalog, record, i).count > 0;
    }
    wz_value *list = wz_new(b->scratch, wz_value, n);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_inverse *inverse = wz_catalog_inverse(s->catalog, record->kind, i);
        wz_links links = wz_catalog_inverse_links(s->catalog, record, i);
        if (links.count == 0 && !all) {
            continue;
        }
        wz_value named = wz_object_get(site_view_record(s, record), wz_symbol_find(s->symbols, inverse->name));
        bool some = named.kind == WZ_VALUE_OBJECT, uncertain = false;
        for (ptrdiff_t j = 0; j < links.count; j++) {
            uncertain = uncertain || links.items[j].certainty;
        }
        wz_object *l = site_view_link(s, b->arena, some ? named.as.object : NULL, at, n);
        site_view_link_text(l, s->n->name, inverse->name);
        site_view_link_text(l, s->n->label, inverse->label);
        site_view_link_set(l, s->n->uncertain, wz_value_bool(uncertain));
        if (!some) {
            site_view_link_set(l, s->n->items, wz_value_list(wz_list_new(b->arena, NULL, 0)));
        }
        list[at++] = wz_value_object(l);
    }
    return wz_value_list(wz_list_new(b->arena, list, n));
}

/* Of which gaps of site.yaml the record is one. */
static wz_value gaps_value(const site *s, wz_arena *arena, const wz_record *record)
{
    wz_object *gaps = wz_object_new(arena, s->config.gap_count);
    for (ptrdiff_t i = 0; i < s->config.gap_count; i++) {
        wz_object_set(gaps, wz_symbol_find(s->symbols, s->config.gaps[i].name),
                      wz_value_bool(site_is_gap(s, record, &s->config.gaps[i])));
    }
    return wz_value_object(gaps);
}

static wz_object *record_meta(const site *s, builder *b, const wz_record *record)
{
    wz_arena *arena = b->arena;
    wz_object *o = wz_object_new(arena, 18);
    record_dates dates = site_record_dates(record);
    wz_object_text(o, s->n->file, record->source->path);
    wz_object_set(o, s->n->edit, site_edit_value(s, arena, record->source->path));
    wz_object_set(o, s->n->added, site_view_date(s, arena, dates.added));
    wz_object_set(o, s->n->updated, site_view_date(s, arena, dates.updated));
    wz_object_set(o, s->n->reviewed, site_view_date(s, arena, dates.reviewed));
    wz_object_set(o, s->n->due, wz_value_bool(wz_review_due(&s->config.review, record, dates.reviewed, s->today)));
    wz_object_set(o, s->n->withdrawn, wz_value_bool(wz_record_withdrawn(record)));
    wz_object_text(o, s->n->letter, wz_collate_letter(arena, wz_record_title(record)));
    if (!record->kind->vocabulary) {
        if (s->config.gap_count) {
            wz_object_set(o, s->n->gaps, gaps_value(s, arena, record));
        }
        wz_object_set(o, s->n->related, related_value(s, b, record));
        wz_object_set(o, s->n->inverse, inverse_value(s, b, record, false));
        wz_object_text(o, s->n->ref, site_reference(s, record));
    }
    wz_object_text(o, s->n->uri, site_identifier(s, arena, record));
    if (s->values->want_fields) {
        wz_object_set(o, s->n->fields, site_view_generic(s, arena, record, false));
    }
    if (s->values->want_all) {
        if (!record->kind->vocabulary) {
            wz_object_set(o, s->n->all_inverse, inverse_value(s, b, record, true));
        }
        wz_object_set(o, s->n->all_fields, site_view_generic(s, arena, record, true));
    }
    return o;
}

void site_fill_record(const site *s, builder *b, const wz_record *record)
{
    const wz_kind *kind = record->kind;
    ptrdiff_t own = kind->vocabulary ? 0 : wz_catalog_inverse_count(s->catalog, kind);
    wz_object *o = site_view_record(s, record);
    wz_str path = kind->vocabulary ? s->term_paths[kind->index][record->number] : s->record_paths[record->number];
    site_view_start_record(b->arena, o);
    wz_buf_reset(b->text);
    b->only = (wz_str){0};
    b->anchors = NULL;
    b->page = path;
    b->record = record;
    site_view_set_text(o, s->n->id, record->id);
    site_view_set(o, s->n->path, wz_value_optional(site_link_path(s, b->arena, path)));
    site_view_set(o, s->n->kind, wz_value_object(site_view_kind(s, kind)));
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        wz_symbol cited = site_cited_name(s, &kind->fields[f]);
        site_view_set(o, wz_symbol_find(s->symbols, kind->fields[f].name),
                      site_view_field(s, b, &kind->fields[f], &record->values[f]));
        if (cited) {
            site_view_set(o, cited, site_view_cited(s, b, &record->values[f]));
        }
    }
    site_view_set_text(o, s->n->title, wz_record_title(record));
    site_view_set(o, s->n->summary, wz_value_optional(wz_record_summary(record)));
    site_view_set_text(o, s->n->short_name, site_short_name(record));
    for (ptrdiff_t i = 0; i < own; i++) {
        site_view_set(o, wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name),
                      site_view_links(s, b->arena, b->scratch, wz_catalog_inverse_links(s->catalog, record, i), NULL));
    }
    site_view_set(o, s->n->meta, wz_value_object(record_meta(s, b, record)));
    if (!kind->vocabulary && b->text->len) {
        /* Most records have one such text, which needs no copy. */
        s->view->texts[record->number] = b->only.ptr ? b->only : wz_str_copy(b->arena, wz_buf_str(b->text));
    }
}
