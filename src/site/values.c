/* The values of fields as templates see them: once under their own names, and once by type for exports that treat all fields alike. */
#include "site/view.h"

#include <string.h>

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
        wz_object *l = site_view_link(s, b->arena, NULL, index, count);
        site_view_link_set(l, s->n.value, value);
        return wz_value_object(l);
    }
    wz_object *l = site_view_link(s, b->arena, value.as.object, index, count);
    if (field->type == WZ_TYPE_LAW) {
        site_view_link_set(l, s->n.article, wz_value_optional(item->as.ref.first));
        site_view_link_set(l, s->n.paragraph, wz_value_optional(item->as.ref.second));
    } else if (field->type == WZ_TYPE_SOURCE) {
        site_view_link_set(l, s->n.place, wz_value_optional(item->as.ref.first));
    }
    return wz_value_object(l);
}

wz_value site_view_field(const site *s, builder *b, const wz_field *field, const wz_datum *datum)
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
        wz_object_set(o, wz_symbol_find(s->symbols, fields[i].name), site_view_field(s, b, &fields[i], &values[i]));
    }
    return wz_value_object(o);
}

/* ---- The same values once more, by type, for exports that treat all fields alike ---- */

static wz_value generic_fields(const site *s, wz_arena *arena, const wz_field *fields, ptrdiff_t count, const wz_datum *values);

wz_str site_reference_id(wz_arena *arena, const wz_record *target)
{
    return target->kind->vocabulary ? target->id : wz_format(arena, "%.*s/%.*s", WZ_ARG(target->kind->place), WZ_ARG(target->id));
}

static wz_object *generic_item(const site *s, wz_arena *arena, const wz_field *field, const wz_item *item, ptrdiff_t i, ptrdiff_t count)
{
    wz_object *l = site_view_link(s, arena, NULL, i, count);
    switch (field->type) {
    case WZ_TYPE_TERMS:
    case WZ_TYPE_REFS:
        site_view_link_text(l, s->n.ref, site_reference_id(arena, item->as.ref.target));
        break;
    case WZ_TYPE_LAW:
        site_view_link_text(l, s->n.ref, site_reference_id(arena, item->as.ref.target));
        site_view_link_set(l, s->n.article, wz_value_optional(item->as.ref.first));
        site_view_link_set(l, s->n.paragraph, wz_value_optional(item->as.ref.second));
        break;
    case WZ_TYPE_SOURCE:
        site_view_link_text(l, s->n.ref, site_reference_id(arena, item->as.ref.target));
        site_view_link_set(l, s->n.place, wz_value_optional(item->as.ref.first));
        break;
    case WZ_TYPE_GROUP:
        site_view_link_set(l, s->n.fields, generic_fields(s, arena, field->fields, field->field_count, item->as.group));
        break;
    case WZ_TYPE_BOOL:
        site_view_link_text(l, s->n.value, item->as.truth ? WZ_STR("true") : WZ_STR("false"));
        break;
    case WZ_TYPE_INTEGER:
        site_view_link_text(l, s->n.value, wz_format(arena, "%ld", item->as.integer));
        break;
    case WZ_TYPE_DATE:
        site_view_link_text(l, s->n.value, wz_date_iso(arena, item->as.date));
        break;
    case WZ_TYPE_PERIOD:
        site_view_link_text(l, s->n.value, wz_str_trim(item->node->text));
        break;
    default:
        site_view_link_text(l, s->n.value, item->as.text);
    }
    return l;
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
        wz_object *l     = site_view_link(s, arena, NULL, at, present);
        wz_value    *items = wz_new(arena, wz_value, values[f].count);
        for (ptrdiff_t i = 0; i < values[f].count; i++) {
            items[i] = wz_value_object(generic_item(s, arena, field, &values[f].items[i], i, values[f].count));
        }
        bool list_type = field->list || ((field->type == WZ_TYPE_TERMS || field->type == WZ_TYPE_REFS) && field->max != 1);
        site_view_link_text(l, s->n.name, field->name);
        site_view_link_text(l, s->n.label, field->label);
        site_view_link_text(l, s->n.type, wz_type_name(field->type));
        site_view_link_set(l, s->n.list, wz_value_bool(list_type));
        site_view_link_set(l, s->n.items, wz_value_list(wz_list_new(arena, items, values[f].count)));
        list[at++] = wz_value_object(l);
    }
    wz_list *result = wz_new(arena, wz_list, 1);
    *result         = (wz_list){at, list};
    return wz_value_list(result);
}

wz_value site_view_generic(const site *s, wz_arena *arena, const wz_record *record)
{
    return generic_fields(s, arena, record->kind->fields, record->kind->field_count, record->values);
}
