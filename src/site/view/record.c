/* SPDX-License-Identifier: EUPL-1.2 */
/* The members of a record or a term. */
#include "site/view/view.h"

static wz_value related_value(const site *s, wz_arena *arena, const wz_record *record)
{
    const wz_related *related;
    ptrdiff_t count = wz_catalog_related(s->catalog, record, &related);
    wz_value items[WZ_CATALOG_RELATED];
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_object *l = site_view_link(s, arena, site_view_record(s, related[i].record), i, count);
        site_view_link_set(l, s->n->why, wz_value_object(site_view_record(s, related[i].why)));
        site_view_link_set(l, s->n->shared, site_number(arena, related[i].shared));
        site_view_link_set(l, s->n->several, wz_value_bool(related[i].shared > 1));
        items[i] = wz_value_object(l);
    }
    return site_view_wrap(s, arena, items, count);
}

/* All inverse links that there are, or that there could be, for pages and exports that treat them alike. */
static wz_value inverse_value(const site *s, wz_arena *arena, const wz_record *record, bool all)
{
    ptrdiff_t count = wz_catalog_inverse_count(s->catalog, record->kind), n = 0, at = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        n += all || wz_catalog_inverse_links(s->catalog, record, i).count > 0;
    }
    wz_value *list = wz_new(arena, wz_value, n);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_inverse *inverse = wz_catalog_inverse(s->catalog, record->kind, i);
        wz_links links = wz_catalog_inverse_links(s->catalog, record, i);
        if (links.count == 0 && !all) {
            continue;
        }
        wz_value named = site_view_links(s, arena, arena, links, NULL);
        bool some = named.kind == WZ_VALUE_OBJECT, uncertain = false;
        for (ptrdiff_t j = 0; j < links.count; j++) {
            uncertain = uncertain || links.items[j].certainty;
        }
        wz_object *l = site_view_link(s, arena, some ? named.as.object : NULL, at, n);
        site_view_link_text(l, s->n->name, inverse->name);
        site_view_link_text(l, s->n->label, inverse->label);
        site_view_link_set(l, s->n->uncertain, wz_value_bool(uncertain));
        if (!some) {
            site_view_link_set(l, s->n->items, wz_value_list(wz_list_new(arena, NULL, 0)));
        }
        list[at++] = wz_value_object(l);
    }
    return wz_value_list(wz_list_new(arena, list, n));
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

/* What the record was called before, and what else people call it. */
static wz_value other_names(const site *s, wz_arena *arena, const wz_record *record)
{
    static const wz_datum none;
    const wz_field *key = record->kind->key;
    const wz_datum *lists[] = {wz_record_role(record, WZ_ROLE_FORMER), wz_record_role(record, WZ_ROLE_ALIASES),
                               key ? wz_record_value(record, key) : &none};
    ptrdiff_t count = lists[0]->count + lists[1]->count + lists[2]->count, n = 0;
    wz_value *items = wz_new(arena, wz_value, count);
    for (int l = 0; l < 3; l++) {
        for (ptrdiff_t i = 0; i < lists[l]->count; i++, n++) {
            wz_object *item = site_view_link(s, arena, NULL, n, count);
            site_view_link_text(item, s->n->value, lists[l]->items[i].as.text);
            items[n] = wz_value_object(item);
        }
    }
    return wz_value_list(wz_list_new(arena, items, count));
}

/* The members of meta, in their order; the last are of records only. */
enum {
    META_FILE,
    META_EDIT,
    META_ADDED,
    META_UPDATED,
    META_REVIEWED,
    META_DUE,
    META_WITHDRAWN,
    META_LETTER,
    META_GAPS,
    META_RELATED,
    META_INVERSE,
    META_REF,
    META_URI,
    META_FIELDS,
    META_OTHER_NAMES,
    META_ALL_INVERSE,
    META_ALL_FIELDS
};

static wz_value make_meta(const site *s, wz_arena *arena, const wz_record *record, int member)
{
    switch (member) {
    case META_FILE:
        return wz_value_text(record->source->path);
    case META_EDIT:
        return site_edit_value(s, arena, record->source->path);
    case META_ADDED:
        return site_view_date(s, arena, site_record_dates(record).added);
    case META_UPDATED:
        return site_view_date(s, arena, site_record_dates(record).updated);
    case META_REVIEWED:
        return site_view_date(s, arena, site_record_dates(record).reviewed);
    case META_DUE:
        return wz_value_bool(wz_review_due(&s->config.review, record, site_record_dates(record).reviewed, s->today));
    case META_WITHDRAWN:
        return wz_value_bool(wz_record_withdrawn(record));
    case META_LETTER:
        return wz_value_text(wz_collate_letter(arena, wz_record_title(record)));
    case META_GAPS:
        return gaps_value(s, arena, record);
    case META_RELATED:
        return related_value(s, arena, record);
    case META_INVERSE:
    case META_ALL_INVERSE:
        return inverse_value(s, arena, record, member == META_ALL_INVERSE);
    case META_REF:
        return wz_value_text(site_reference(s, record));
    case META_URI:
        return wz_value_text(site_identifier(s, arena, record));
    case META_OTHER_NAMES:
        return other_names(s, arena, record);
    default:
        return site_view_generic(s, arena, record, member == META_ALL_FIELDS);
    }
}

static const site_shape *meta_shape(const site *s, bool vocabulary)
{
    const names *n = s->n;
    const wz_symbol all[] = {[META_FILE] = n->file,
                             [META_EDIT] = n->edit,
                             [META_ADDED] = n->added,
                             [META_UPDATED] = n->updated,
                             [META_REVIEWED] = n->reviewed,
                             [META_DUE] = n->due,
                             [META_WITHDRAWN] = n->withdrawn,
                             [META_LETTER] = n->letter,
                             [META_GAPS] = vocabulary || !s->config.gap_count ? 0 : n->gaps,
                             [META_RELATED] = vocabulary ? 0 : n->related,
                             [META_INVERSE] = vocabulary ? 0 : n->inverse,
                             [META_REF] = vocabulary ? 0 : n->ref,
                             [META_URI] = n->uri,
                             [META_FIELDS] = n->fields,
                             [META_OTHER_NAMES] = n->other_names,
                             [META_ALL_INVERSE] = vocabulary ? 0 : n->all_inverse,
                             [META_ALL_FIELDS] = n->all_fields};
    int count = sizeof all / sizeof *all;
    site_shape *shape = site_view_shape(s, count, false, make_meta);
    for (int i = 0; i < count; i++) {
        if (all[i]) {
            site_shape_add(shape, all[i], i);
        }
    }
    return shape;
}

/* The members of a record: these, then its fields, its inverse links, and the texts of its fields with links. */
enum { OWN_ID, OWN_PATH, OWN_KIND, OWN_TITLE, OWN_SUMMARY, OWN_SHORT, OWN_META, OWN_FIELDS };

static wz_value make_member(const site *s, wz_arena *arena, const wz_record *record, int member)
{
    const wz_kind *kind = record->kind;
    ptrdiff_t field = member - OWN_FIELDS, inverse = field - kind->field_count;
    ptrdiff_t cited = inverse - (kind->vocabulary ? 0 : wz_catalog_inverse_count(s->catalog, kind));
    switch (member) {
    case OWN_ID:
        return wz_value_text(record->id);
    case OWN_PATH:
        return wz_value_optional(site_link_path(s, arena, site_record_path(s, record)));
    case OWN_KIND:
        return wz_value_object(site_view_kind(s, kind));
    case OWN_TITLE:
        return wz_value_text(wz_record_title(record));
    case OWN_SUMMARY:
        return wz_value_optional(wz_record_summary(record));
    case OWN_SHORT:
        return wz_value_text(site_short_name(record));
    case OWN_META:
        return wz_value_object(site_view_meta(s, record));
    default:
        return cited >= 0 ? site_view_cited(s, &(viewer){arena, record}, &record->values[cited])
               : inverse < 0
                   ? site_view_field(s, &(viewer){arena, record}, &kind->fields[field], &record->values[field])
                   : site_view_links(s, arena, arena, wz_catalog_inverse_links(s->catalog, record, inverse), NULL);
    }
}

static const site_shape *kind_shape(const site *s, const wz_kind *kind)
{
    const names *n = s->n;
    ptrdiff_t inverse = kind->vocabulary ? 0 : wz_catalog_inverse_count(s->catalog, kind);
    int at = OWN_FIELDS;
    site_shape *shape = site_view_shape(s, 2 * kind->field_count + inverse + OWN_FIELDS, true, make_member);
    site_shape_add(shape, n->id, OWN_ID);
    site_shape_add(shape, n->path, OWN_PATH);
    site_shape_add(shape, n->kind, OWN_KIND);
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        wz_symbol cited = site_cited_name(s, &kind->fields[f]);
        site_shape_add(shape, wz_symbol_find(s->symbols, kind->fields[f].name), at++);
        if (cited) {
            site_shape_add(shape, cited, (int)(OWN_FIELDS + kind->field_count + inverse + f));
        }
    }
    site_shape_add(shape, n->title, OWN_TITLE);
    site_shape_add(shape, n->summary, OWN_SUMMARY);
    site_shape_add(shape, n->short_name, OWN_SHORT);
    for (ptrdiff_t i = 0; i < inverse; i++) {
        site_shape_add(shape, wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name), at++);
    }
    site_shape_add(shape, n->meta, OWN_META);
    return shape;
}

/* The objects of one kind. */
static void start_kind(site *s, const wz_kind *kind, wz_record *const *records, ptrdiff_t count, wz_object **objects,
                       wz_object **metas)
{
    const site_shape *shape = kind_shape(s, kind), *meta = meta_shape(s, kind->vocabulary);
    for (ptrdiff_t i = 0; i < count; i++) {
        objects[i] = site_view_subject(s, shape, records[i], NULL);
        metas[i] = site_view_subject(s, meta, records[i], kind->vocabulary ? wz_object_new(s->arena, 4) : NULL);
    }
}

void site_records_start(site *s)
{
    const wz_model *m = s->model;
    const wz_catalog *c = s->catalog;
    site_values *v = s->values;
    ptrdiff_t n = c->record_count;
    v->records = wz_new(s->arena, wz_object *, n);
    v->metas = wz_new(s->arena, wz_object *, n);
    v->references = wz_new(s->arena, wz_str, n);
    v->texts = wz_new(s->arena, site_texts, n);
    for (ptrdiff_t k = 0; k < m->kind_count; k++) {
        ptrdiff_t first = c->kind_first[k];
        start_kind(s, m->kinds[k], c->records + first, c->kind_first[k + 1] - first, v->records + first,
                   v->metas + first);
    }
    for (ptrdiff_t r = 0; r < n; r++) {
        const wz_record *record = c->records[r];
        v->references[r] = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(record->kind->place), WZ_ARG(record->id));
    }
    v->terms = wz_new(s->arena, wz_object **, m->vocabulary_count);
    v->term_metas = wz_new(s->arena, wz_object **, m->vocabulary_count);
    v->term_texts = wz_new(s->arena, site_texts *, m->vocabulary_count);
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        ptrdiff_t count = c->term_counts[k];
        v->terms[k] = wz_new(s->arena, wz_object *, count);
        v->term_metas[k] = wz_new(s->arena, wz_object *, count);
        v->term_texts[k] = wz_new(s->arena, site_texts, count);
        for (ptrdiff_t t = 0; t < count; t++) {
            wz_str id = c->terms[k][t]->id;
            if (v->want_groups && wz_symbol_find(s->symbols, id)) {
                site_name(s, id); /* {{#meta.groups.momenten.start}} */
            }
        }
        start_kind(s, m->vocabularies[k], c->terms[k], count, v->terms[k], v->term_metas[k]);
    }
}
