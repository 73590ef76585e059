/* The part of the view that all pages share: records, terms and kinds as objects, made once and then only read. */
#include "site/view.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- Objects that answer for more than they hold ---- */

/* A record: a field that another kind has is known and empty here, so that a card can serve all kinds and never finds
 * the field of the record around it. */
typedef struct record_object {
    wz_object        object;
    const view_data *view;
    wz_object       *members;
} record_object;

static wz_value record_member(const wz_object *object, wz_symbol name)
{
    const record_object *r = (const record_object *)object;
    wz_value             v = wz_object_get(r->members, name);
    if (v.kind == WZ_VALUE_MISSING && name < (wz_symbol)r->view->symbol_count && r->view->known[name]) {
        return wz_value_bool(false);
    }
    return v;
}

static wz_symbol record_name(const wz_object *object, ptrdiff_t index)
{
    const record_object *r = (const record_object *)object;
    return r->members->ops->name(r->members, index);
}

static const wz_object_ops record_ops = {record_member, record_name};

/* A place in a list: first, last and index of its own, everything else from the object it stands for. */
typedef struct link_object {
    wz_object        object;
    const wz_object *base;
    wz_object       *own;
} link_object;

static wz_value link_member(const wz_object *object, wz_symbol name)
{
    const link_object *l = (const link_object *)object;
    wz_value           v = wz_object_get(l->own, name);
    return v.kind == WZ_VALUE_MISSING && l->base ? wz_object_get(l->base, name) : v;
}

static wz_symbol link_name(const wz_object *object, ptrdiff_t index)
{
    const link_object *l = (const link_object *)object;
    ptrdiff_t          n = 0;
    while (l->own->ops->name(l->own, n)) {
        if (n == index) {
            return l->own->ops->name(l->own, n);
        }
        n++;
    }
    return l->base && l->base->ops->name ? l->base->ops->name(l->base, index - n) : 0;
}

static const wz_object_ops link_ops = {link_member, link_name};

/* Room for five members more than first, last and index. */
static link_object *new_link(const site *s, wz_arena *arena, const wz_object *base, ptrdiff_t index, ptrdiff_t count)
{
    link_object *l = wz_new(arena, link_object, 1);
    l->object.ops  = &link_ops;
    l->base        = base;
    l->own         = wz_object_new(arena, 8);
    wz_object_set(l->own, s->n.first, wz_value_bool(index == 0));
    wz_object_set(l->own, s->n.last, wz_value_bool(index == count - 1));
    wz_object_text(l->own, s->n.index, wz_format(arena, "%td", index + 1));
    return l;
}

wz_object *site_view_link(const site *s, wz_arena *arena, const wz_object *base, ptrdiff_t index, ptrdiff_t count)
{
    return &new_link(s, arena, base, index, count)->object;
}

void site_view_link_set(wz_object *link, wz_symbol name, wz_value value)
{
    assert(link->ops == &link_ops);
    wz_object_set(((link_object *)link)->own, name, value);
}

wz_value site_view_wrap(const site *s, wz_arena *arena, const wz_value *items, ptrdiff_t count)
{
    if (count == 0) {
        return wz_value_bool(false);
    }
    wz_object *o = wz_object_new(arena, 4);
    wz_object_text(o, s->n.count, wz_format(arena, "%td", count));
    wz_object_set(o, s->n.single, wz_value_bool(count == 1));
    wz_object_set(o, s->n.several, wz_value_bool(count > 1));
    wz_object_set(o, s->n.items, wz_value_list(wz_list_new(arena, items, count)));
    return wz_value_object(o);
}

/* ---- Values of fields ---- */

wz_value site_view_date(const site *s, wz_arena *arena, wz_date date)
{
    if (date.year == 0) {
        return wz_value_bool(false);
    }
    wz_object *o = wz_object_new(arena, 3);
    wz_object_text(o, s->n.iso, wz_date_iso(arena, date));
    wz_object_text(o, s->n.text, wz_date_text(arena, date, s->config.language));
    wz_object_text(o, s->n.year, wz_format(arena, "%d", date.year));
    return wz_value_object(o);
}

static wz_value period_value(const site *s, wz_arena *arena, const wz_item *item)
{
    wz_period  p    = item->as.period;
    wz_object *o    = wz_object_new(arena, 8);
    wz_date    last = p.to.year ? p.to : p.from;
    wz_object_text(o, s->n.text, wz_period_text(arena, p, s->config.language));
    wz_object_text(o, s->n.written, wz_str_trim(item->node->text));
    wz_object_set(o, s->n.year, last.year ? wz_value_text(wz_format(arena, "%d", last.year)) : wz_value_bool(false));
    wz_object_set(o, s->n.from, wz_value_optional(wz_date_iso(arena, p.from)));
    wz_object_set(o, s->n.to, wz_value_optional(wz_date_iso(arena, p.to)));
    wz_object_set(o, s->n.ongoing, wz_value_bool(p.kind == WZ_PERIOD_ONGOING || p.kind == WZ_PERIOD_SINCE));
    wz_object_set(o, s->n.unknown, wz_value_bool(p.kind == WZ_PERIOD_UNKNOWN));
    bool past = last.year && last.year < s->today.year && p.kind != WZ_PERIOD_ONGOING && p.kind != WZ_PERIOD_SINCE;
    wz_object_set(o, s->n.age, past ? wz_value_text(wz_format(arena, "%d", s->today.year - last.year)) : wz_value_bool(false));
    return wz_value_object(o);
}

static wz_value url_value(const site *s, wz_arena *arena, wz_str url)
{
    wz_object *o     = wz_object_new(arena, 2);
    ptrdiff_t  start = wz_str_find(url, WZ_STR("://")) + 3;
    wz_str     rest;
    wz_str     host = wz_str_cut(wz_str_slice(url, start, url.len), '/', &rest);
    wz_object_text(o, s->n.href, url);
    wz_object_text(o, s->n.host, wz_str_starts(host, WZ_STR("www.")) ? wz_str_slice(host, 4, host.len) : host);
    return wz_value_object(o);
}

static wz_value markdown_value(const site *s, wz_arena *arena, const view_fragment *f)
{
    wz_object *o = wz_object_new(arena, 3);
    wz_object_set(o, s->n.html, (wz_value){.kind = WZ_VALUE_HTML, .len = (int32_t)f->fragment.html.len, .as.text = f->fragment.html.ptr ? f->fragment.html.ptr : ""});
    wz_object_text(o, s->n.text, f->fragment.text);
    wz_object_text(o, s->n.source, f->source);
    return wz_value_object(o);
}

static wz_value fields_value(const site *s, builder *b, const wz_field *fields, ptrdiff_t count, const wz_datum *values);

/* One item as it stands alone (not in a list). */
static wz_value item_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    wz_arena *arena = b->arena;
    switch (field->type) {
    case WZ_TYPE_TEXT:
        return wz_value_text(item->as.text);
    case WZ_TYPE_MARKDOWN: {
        view_fragment f = {site_markdown(b->site, arena, b->diags, item->node, item->as.text), item->as.text};
        wz_buf_add(b->text, f.fragment.text);
        wz_buf_byte(b->text, '\n');
        return markdown_value(s, arena, &f);
    }
    case WZ_TYPE_DATE:
        return site_view_date(s, arena, item->as.date);
    case WZ_TYPE_PERIOD:
        return period_value(s, arena, item);
    case WZ_TYPE_URL:
        return url_value(s, arena, item->as.text);
    case WZ_TYPE_BOOL:
        return wz_value_bool(item->as.truth);
    case WZ_TYPE_INTEGER:
        return wz_value_text(wz_format(arena, "%ld", item->as.integer));
    case WZ_TYPE_GROUP:
        return fields_value(s, b, field->fields, field->field_count, item->as.group);
    default:
        return wz_value_object(site_view_record(s, item->as.ref.target));
    }
}

static wz_value list_item(const site *s, builder *b, const wz_field *field, const wz_item *item, ptrdiff_t index, ptrdiff_t count)
{
    wz_value value = item_value(s, b, field, item);
    if (value.kind != WZ_VALUE_OBJECT) {
        link_object *l = new_link(s, b->arena, NULL, index, count);
        wz_object_set(l->own, s->n.value, value);
        return wz_value_object(&l->object);
    }
    link_object *l = new_link(s, b->arena, value.as.object, index, count);
    if (field->type == WZ_TYPE_LAW) {
        wz_object_set(l->own, s->n.article, wz_value_optional(item->as.ref.first));
        wz_object_set(l->own, s->n.paragraph, wz_value_optional(item->as.ref.second));
    } else if (field->type == WZ_TYPE_SOURCE) {
        wz_object_set(l->own, s->n.place, wz_value_optional(item->as.ref.first));
    }
    return wz_value_object(&l->object);
}

static wz_value field_value(const site *s, builder *b, const wz_field *field, const wz_datum *datum)
{
    if (datum->count == 0) {
        return wz_value_bool(false);
    }
    if (field->list || field->type == WZ_TYPE_TERMS || field->type == WZ_TYPE_REFS) {
        wz_value *items = wz_new(b->scratch, wz_value, datum->count);
        for (ptrdiff_t i = 0; i < datum->count; i++) {
            items[i] = list_item(s, b, field, &datum->items[i], i, datum->count);
        }
        return site_view_wrap(s, b->arena, items, datum->count);
    }
    if (field->type == WZ_TYPE_LAW || field->type == WZ_TYPE_SOURCE) {
        return list_item(s, b, field, datum->items, 0, 1);
    }
    return item_value(s, b, field, datum->items);
}

/* The parts of a group; depth is limited by the model. */
static wz_value fields_value(const site *s, builder *b, const wz_field *fields, ptrdiff_t count, const wz_datum *values)
{
    wz_object *o = wz_object_new(b->arena, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_object_set(o, wz_symbol_find(s->symbols, fields[i].name), field_value(s, b, &fields[i], &values[i]));
    }
    return wz_value_object(o);
}

/* ---- The same values once more, by type, for exports that treat all fields alike ---- */

static wz_value generic_fields(const site *s, wz_arena *arena, const wz_field *fields, ptrdiff_t count, const wz_datum *values);

static wz_str reference_id(wz_arena *arena, const wz_record *target)
{
    return target->kind->vocabulary ? target->id : wz_format(arena, "%.*s/%.*s", WZ_ARG(target->kind->place), WZ_ARG(target->id));
}

static wz_object *generic_item(const site *s, wz_arena *arena, const wz_field *field, const wz_item *item, ptrdiff_t i, ptrdiff_t count)
{
    link_object *l = new_link(s, arena, NULL, i, count);
    switch (field->type) {
    case WZ_TYPE_TERMS:
    case WZ_TYPE_REFS:
        wz_object_text(l->own, s->n.ref, reference_id(arena, item->as.ref.target));
        break;
    case WZ_TYPE_LAW:
        wz_object_text(l->own, s->n.ref, reference_id(arena, item->as.ref.target));
        wz_object_set(l->own, s->n.article, wz_value_optional(item->as.ref.first));
        wz_object_set(l->own, s->n.paragraph, wz_value_optional(item->as.ref.second));
        break;
    case WZ_TYPE_SOURCE:
        wz_object_text(l->own, s->n.ref, reference_id(arena, item->as.ref.target));
        wz_object_set(l->own, s->n.place, wz_value_optional(item->as.ref.first));
        break;
    case WZ_TYPE_GROUP:
        wz_object_set(l->own, s->n.fields, generic_fields(s, arena, field->fields, field->field_count, item->as.group));
        break;
    case WZ_TYPE_BOOL:
        wz_object_text(l->own, s->n.value, item->as.truth ? WZ_STR("true") : WZ_STR("false"));
        break;
    case WZ_TYPE_INTEGER:
        wz_object_text(l->own, s->n.value, wz_format(arena, "%ld", item->as.integer));
        break;
    case WZ_TYPE_DATE:
        wz_object_text(l->own, s->n.value, wz_date_iso(arena, item->as.date));
        break;
    case WZ_TYPE_PERIOD:
        wz_object_text(l->own, s->n.value, wz_str_trim(item->node->text));
        break;
    default:
        wz_object_text(l->own, s->n.value, item->as.text);
    }
    return &l->object;
}

static wz_value generic_fields(const site *s, wz_arena *arena, const wz_field *fields, ptrdiff_t count, const wz_datum *values)
{
    ptrdiff_t present = 0, at = 0;
    for (ptrdiff_t f = 0; f < count; f++) {
        present += values[f].count > 0;
    }
    wz_value *list = wz_new(arena, wz_value, present);
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        if (values[f].count == 0) {
            continue;
        }
        link_object *l     = new_link(s, arena, NULL, at, present);
        wz_value    *items = wz_new(arena, wz_value, values[f].count);
        for (ptrdiff_t i = 0; i < values[f].count; i++) {
            items[i] = wz_value_object(generic_item(s, arena, field, &values[f].items[i], i, values[f].count));
        }
        bool list_type = field->list || ((field->type == WZ_TYPE_TERMS || field->type == WZ_TYPE_REFS) && field->max != 1);
        wz_object_text(l->own, s->n.name, field->name);
        wz_object_text(l->own, s->n.label, field->label);
        wz_object_text(l->own, s->n.type, wz_type_name(field->type));
        wz_object_set(l->own, s->n.list, wz_value_bool(list_type));
        wz_object_set(l->own, s->n.items, wz_value_list(wz_list_new(arena, items, values[f].count)));
        list[at++] = wz_value_object(&l->object);
    }
    wz_list *result = wz_new(arena, wz_list, 1);
    *result         = (wz_list){at, list};
    return wz_value_list(result);
}

wz_value site_view_generic(const site *s, wz_arena *arena, const wz_record *record)
{
    return generic_fields(s, arena, record->kind->fields, record->kind->field_count, record->values);
}

/* ---- Records ---- */

wz_object *site_view_record(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? s->view->terms[record->kind->index][record->number] : s->view->records[record->number];
}

wz_object *site_view_kind(const site *s, const wz_kind *kind)
{
    return kind->vocabulary ? s->view->vocabularies[kind->index] : s->view->kinds[kind->index];
}

/* Links to records in the order of their titles. */
wz_value site_view_links(const site *s, wz_arena *arena, wz_arena *scratch, wz_links links, const wz_kind *only)
{
    view_order *order = wz_new(scratch, view_order, links.count);
    ptrdiff_t   n     = 0;
    for (ptrdiff_t i = 0; i < links.count; i++) {
        if (!only || links.items[i].record->kind == only) {
            order[n++] = (view_order){links.items[i].record, s->view->ranks[links.items[i].record->number]};
        }
    }
    site_view_sort(order, n);
    wz_value *items = wz_new(scratch, wz_value, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        items[i] = wz_value_object(site_view_link(s, arena, site_view_record(s, order[i].record), i, n));
    }
    return site_view_wrap(s, arena, items, n);
}

static wz_date latest(wz_date a, wz_date b)
{
    return wz_date_compare(a, b) < 0 ? b : a;
}

static wz_date group_date(const wz_field *field, const wz_item *item)
{
    for (ptrdiff_t i = 0; field && i < field->field_count; i++) {
        if (field->fields[i].type == WZ_TYPE_DATE && item->as.group[i].count) {
            return item->as.group[i].items[0].as.date;
        }
    }
    return (wz_date){0};
}

record_dates site_record_dates(const wz_record *record)
{
    record_dates    d     = {0};
    const wz_datum *added = wz_record_role(record, WZ_ROLE_ADDED);
    if (added->count) {
        d.added = added->items[0].as.date;
    }
    const wz_datum *changes = wz_record_role(record, WZ_ROLE_CHANGES);
    d.updated               = d.added;
    for (ptrdiff_t i = 0; i < changes->count; i++) {
        d.updated = latest(d.updated, group_date(wz_kind_role(record->kind, WZ_ROLE_CHANGES), &changes->items[i]));
    }
    const wz_datum *reviewed = wz_record_role(record, WZ_ROLE_REVIEWED);
    if (reviewed->count) {
        d.reviewed = group_date(wz_kind_role(record->kind, WZ_ROLE_REVIEWED), &reviewed->items[0]);
    }
    const wz_datum *withdrawn = wz_record_role(record, WZ_ROLE_WITHDRAWN);
    if (withdrawn->count) {
        d.updated = latest(d.updated, group_date(wz_kind_role(record->kind, WZ_ROLE_WITHDRAWN), &withdrawn->items[0]));
    }
    return d;
}

/* A month counts as 30.44 days. */
bool site_is_due(const site *s, wz_date reviewed)
{
    return reviewed.year == 0 || (wz_date_days(s->today) - wz_date_days(reviewed)) * 100 > s->config.review_months * 3044;
}

static wz_value related_value(const site *s, builder *b, const wz_record *record)
{
    const wz_related *related;
    ptrdiff_t         count = wz_catalog_related(s->catalog, record, &related);
    wz_value          items[WZ_CATALOG_RELATED];
    for (ptrdiff_t i = 0; i < count; i++) {
        link_object *l = new_link(s, b->arena, site_view_record(s, related[i].record), i, count);
        wz_object_set(l->own, s->n.why, wz_value_object(site_view_record(s, related[i].why)));
        wz_object_text(l->own, s->n.shared, wz_format(b->arena, "%d", related[i].shared));
        wz_object_set(l->own, s->n.several, wz_value_bool(related[i].shared > 1));
        items[i] = wz_value_object(&l->object);
    }
    return site_view_wrap(s, b->arena, items, count);
}

/* All inverse links that there are, for pages and exports that treat them alike. */
static wz_value inverse_value(const site *s, builder *b, const wz_record *record)
{
    ptrdiff_t count = wz_catalog_inverse_count(s->catalog, record->kind), n = 0, at = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        n += wz_catalog_inverse_links(s->catalog, record, i).count > 0;
    }
    wz_value *list = wz_new(b->scratch, wz_value, n);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_inverse *inverse = wz_catalog_inverse(s->catalog, record->kind, i);
        wz_links          links   = wz_catalog_inverse_links(s->catalog, record, i);
        if (links.count == 0) {
            continue;
        }
        link_object *l     = new_link(s, b->arena, NULL, at, n);
        wz_value    *items = wz_new(b->scratch, wz_value, links.count);
        for (ptrdiff_t j = 0; j < links.count; j++) {
            link_object *item = new_link(s, b->arena, site_view_record(s, links.items[j].record), j, links.count);
            wz_object_text(item->own, s->n.ref, reference_id(b->arena, links.items[j].record));
            items[j] = wz_value_object(&item->object);
        }
        wz_object_text(l->own, s->n.name, inverse->name);
        wz_object_text(l->own, s->n.label, inverse->label);
        wz_object_text(l->own, s->n.count, wz_format(b->arena, "%td", links.count));
        wz_object_set(l->own, s->n.items, wz_value_list(wz_list_new(b->arena, items, links.count)));
        list[at++] = wz_value_object(&l->object);
    }
    return wz_value_list(wz_list_new(b->arena, list, n));
}

/* The first letter of a title for an A to Z, upper case; '#' for what is no letter. */
static wz_str first_letter(wz_arena *arena, wz_str title)
{
    wz_str folded = wz_utf8_fold(arena, title);
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if (c >= 'a' && c <= 'z') {
            return wz_format(arena, "%c", c - 'a' + 'A');
        }
        if (c >= '0' && c <= '9') {
            break;
        }
    }
    return WZ_STR("#");
}

static wz_object *record_meta(const site *s, builder *b, const wz_record *record)
{
    wz_arena    *arena = b->arena;
    wz_object   *o     = wz_object_new(arena, 14);
    record_dates dates = site_record_dates(record);
    wz_object_text(o, s->n.file, record->source->path);
    wz_object_set(o, s->n.edit, site_edit_value(s, arena, record->source->path));
    wz_object_set(o, s->n.added, site_view_date(s, arena, dates.added));
    wz_object_set(o, s->n.updated, site_view_date(s, arena, dates.updated));
    wz_object_set(o, s->n.reviewed, site_view_date(s, arena, dates.reviewed));
    wz_object_set(o, s->n.due, wz_value_bool(site_is_due(s, dates.reviewed)));
    wz_object_set(o, s->n.withdrawn, wz_value_bool(wz_record_withdrawn(record)));
    wz_object_text(o, s->n.letter, first_letter(arena, wz_record_title(record)));
    if (!record->kind->vocabulary) {
        wz_object_set(o, s->n.related, related_value(s, b, record));
        wz_object_set(o, s->n.inverse, inverse_value(s, b, record));
        wz_object_text(o, s->n.ref, reference_id(arena, record));
    }
    if (s->view->want_fields) {
        wz_object_set(o, s->n.fields, site_view_generic(s, arena, record));
    }
    return o;
}

static void fill_record(const site *s, builder *b, const wz_record *record)
{
    const wz_kind *kind = record->kind;
    record_object *r    = (record_object *)site_view_record(s, record);
    ptrdiff_t      own  = kind->vocabulary ? 0 : wz_catalog_inverse_count(s->catalog, kind);
    wz_object     *o    = wz_object_new(b->arena, kind->field_count + own + 8);
    wz_str         path = kind->vocabulary ? s->term_paths[kind->index][record->number] : s->record_paths[record->number];
    r->members          = o;
    wz_buf_reset(b->text);
    wz_object_text(o, s->n.id, record->id);
    wz_object_set(o, s->n.path, wz_value_optional(site_link_path(s, b->arena, path)));
    wz_object_set(o, s->n.kind, wz_value_object(site_view_kind(s, kind)));
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        wz_object_set(o, wz_symbol_find(s->symbols, kind->fields[f].name), field_value(s, b, &kind->fields[f], &record->values[f]));
    }
    wz_object_text(o, s->n.title, wz_record_title(record));
    wz_object_set(o, s->n.summary, wz_value_optional(wz_record_summary(record)));
    const wz_datum *short_name = wz_record_role(record, WZ_ROLE_SHORT);
    wz_object_text(o, s->n.short_name, short_name->count ? short_name->items[0].as.text : wz_record_title(record));
    for (ptrdiff_t i = 0; i < own; i++) {
        wz_object_set(o, wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name),
                      site_view_links(s, b->arena, b->scratch, wz_catalog_inverse_links(s->catalog, record, i), NULL));
    }
    wz_object_set(o, s->n.meta, wz_value_object(record_meta(s, b, record)));
    if (!kind->vocabulary) {
        s->view->texts[record->number] = wz_str_copy(b->arena, wz_buf_str(b->text));
    }
}

typedef struct fill_run {
    site    *site;
    builder *builders;
} fill_run;

static void fill_one(void *context, int worker, ptrdiff_t index)
{
    fill_run *run = context;
    builder  *b   = &run->builders[worker];
    wz_arena_reset(b->scratch);
    fill_record(run->site, b, run->site->catalog->records[index]);
}

const wz_str *site_record_text(const site *s, const wz_record *record)
{
    return &s->view->texts[record->number];
}

wz_symbol site_name(site *s, wz_str name)
{
    wz_map_put(s->view->names, name, s);
    return wz_symbol_of(s->symbols, name);
}

/* Names of fields, inverse links, kinds and vocabularies become symbols while only one thread runs. */
static void intern_fields(site *s, const wz_field *fields, ptrdiff_t count)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        site_name(s, fields[f].name);
        intern_fields(s, fields[f].fields, fields[f].field_count);
    }
}

static void intern_all(site *s)
{
    const wz_model *m = s->model;
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        site_name(s, kind->name);
        intern_fields(s, kind->fields, kind->field_count);
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, kind); i++) {
            site_name(s, wz_catalog_inverse(s->catalog, kind, i)->name);
        }
    }
}

static void know_fields(site *s)
{
    view_data      *v = s->view;
    const wz_model *m = s->model;
    v->symbol_count   = wz_symbols_count(s->symbols) + 1;
    v->known          = wz_new(s->arena, bool, v->symbol_count);
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        for (ptrdiff_t f = 0; f < kind->field_count; f++) {
            v->known[wz_symbol_find(s->symbols, kind->fields[f].name)] = true;
        }
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, kind); i++) {
            v->known[wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name)] = true;
        }
    }
}

static int by_title(const void *a, const void *b)
{
    const wz_record *x = *(const wz_record *const *)a, *y = *(const wz_record *const *)b;
    int              c = wz_collate(wz_record_title(x), wz_record_title(y));
    return c ? c : x->number < y->number ? -1 : x->number > y->number;
}

static void rank_titles(site *s)
{
    ptrdiff_t         n      = s->catalog->record_count;
    const wz_record **sorted = wz_new(s->arena, const wz_record *, n);
    s->view->ranks           = wz_new(s->arena, ptrdiff_t, n);
    s->view->by_title        = sorted;
    for (ptrdiff_t r = 0; r < n; r++) {
        sorted[r] = s->catalog->records[r];
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_title);
    for (ptrdiff_t r = 0; r < n; r++) {
        s->view->ranks[sorted[r]->number] = r;
    }
}

static wz_object *new_record_object(site *s)
{
    record_object *r = wz_new(s->arena, record_object, 1);
    r->object.ops    = &record_ops;
    r->view          = s->view;
    return &r->object;
}

static int by_rank(const void *a, const void *b)
{
    const view_order *x = a, *y = b;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

void site_view_sort(view_order *order, ptrdiff_t count)
{
    qsort(order, (size_t)count, sizeof *order, by_rank);
}

void site_view_shared(site *s)
{
    const wz_model *m = s->model;
    view_data      *v = s->view = wz_new(s->arena, view_data, 1);
    v->names          = wz_map_new(s->arena);
    v->want_fields    = wz_symbol_find(s->symbols, WZ_STR("fields")) != 0 || s->options->output == NULL;
    v->want_groups    = wz_symbol_find(s->symbols, WZ_STR("groups")) != 0 || s->options->output == NULL;
#define NAME(id) s->n.id = site_name(s, WZ_STR(#id));
#include "site/names.def"
#undef NAME
    intern_all(s);
    site_view_intern_config(s);
    know_fields(s);
    rank_titles(s);
    v->texts   = wz_new(s->arena, wz_str, s->catalog->record_count);
    v->records = wz_new(s->arena, wz_object *, s->catalog->record_count);
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        v->records[r] = new_record_object(s);
    }
    v->terms = wz_new(s->arena, wz_object **, m->vocabulary_count);
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        v->terms[k] = wz_new(s->arena, wz_object *, s->catalog->term_counts[k]);
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[k]; t++) {
            wz_str id = s->catalog->terms[k][t]->id;
            if (v->want_groups && wz_symbol_find(s->symbols, id)) {
                site_name(s, id);      /* {{#meta.groups.momenten.start}} */
            }
            v->terms[k][t] = new_record_object(s);
        }
    }
    site_view_kinds(s);
    fill_run run = {s, wz_new(s->arena, builder, s->workers)};
    for (int w = 0; w < s->workers; w++) {
        run.builders[w] = (builder){s, s->arenas[w], wz_arena_new(NULL), s->worker_diags[w], wz_new(s->arena, wz_buf, 1)};
    }
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[k]; t++) {
            fill_record(s, &run.builders[0], s->catalog->terms[k][t]);
        }
    }
    wz_pool_run(s->workers, s->catalog->record_count, fill_one, &run);
    for (int w = 0; w < s->workers; w++) {
        wz_arena_free(run.builders[w].scratch);
        wz_buf_free(run.builders[w].text);
    }
    site_view_site(s);
}
