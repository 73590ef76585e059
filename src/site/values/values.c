/* The values of fields as templates see them under their own names; generic.c has them by type. */
#include "site/values/values.h"
#include "wegwijzer/url.h"

#include <string.h>

wz_value site_number(wz_arena *arena, long n)
{
    return wz_value_text(wz_format(arena, "%ld", n));
}

wz_value site_view_date(const site *s, wz_arena *arena, wz_date date)
{
    if (date.year == 0) {
        return wz_value_bool(false);
    }
    wz_object *o = wz_object_new(arena, 3);
    wz_object_text(o, s->n->iso, wz_date_iso(arena, date));
    wz_object_text(o, s->n->text, wz_date_text(arena, date, s->config.language));
    wz_object_set(o, s->n->year, site_number(arena, date.year));
    return wz_value_object(o);
}

static wz_value period_value(const site *s, wz_arena *arena, const wz_item *item)
{
    wz_period p = item->as.period;
    wz_object *o = wz_object_new(arena, 8);
    wz_date last = p.to.year ? p.to : p.from;
    wz_object_text(o, s->n->text, wz_period_text(arena, p, s->config.language));
    wz_object_text(o, s->n->written, wz_str_trim(item->node->text));
    wz_object_set(o, s->n->year, last.year ? site_number(arena, last.year) : wz_value_bool(false));
    wz_object_set(o, s->n->from, wz_value_optional(wz_date_iso(arena, p.from)));
    wz_object_set(o, s->n->to, wz_value_optional(wz_date_iso(arena, p.to)));
    wz_object_set(o, s->n->ongoing, wz_value_bool(p.kind == WZ_PERIOD_ONGOING || p.kind == WZ_PERIOD_SINCE));
    wz_object_set(o, s->n->unknown, wz_value_bool(p.kind == WZ_PERIOD_UNKNOWN));
    bool past = last.year && last.year < s->today.year && p.kind != WZ_PERIOD_ONGOING && p.kind != WZ_PERIOD_SINCE;
    wz_object_set(o, s->n->age, past ? site_number(arena, s->today.year - last.year) : wz_value_bool(false));
    return wz_value_object(o);
}

static wz_value url_value(const site *s, wz_arena *arena, wz_str url)
{
    wz_object *o = wz_object_new(arena, 2);
    wz_url parts;
    wz_url_read(arena, url, WZ_URL_ANY, &parts);
    wz_str host = parts.host;
    wz_object_text(o, s->n->href, url);
    wz_object_text(o, s->n->host, wz_str_starts(host, WZ_STR("www.")) ? wz_str_slice(host, 4, host.len) : host);
    return wz_value_object(o);
}

typedef struct view_fragment {
    wz_fragment fragment;
    wz_str source;
} view_fragment;

/* RFC 3966 and RFC 6068. A number without + is one that is only dialled at home (112). */
static wz_value contact_value(const site *s, wz_arena *arena, wz_type type, wz_str text)
{
    wz_object *o = wz_object_new(arena, 2);
    wz_buf href = {0};
    wz_buf_add(&href, type == WZ_TYPE_PHONE ? WZ_STR("tel:") : WZ_STR("mailto:"));
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+';
        if (plain || (type == WZ_TYPE_EMAIL && (c == '@' || c == '-' || c == '.' || c == '_'))) {
            wz_buf_byte(&href, c);
        } else if (type == WZ_TYPE_EMAIL) {
            wz_buf_format(&href, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
    wz_object_text(o, s->n->text, text);
    wz_object_text(o, s->n->href, wz_str_copy(arena, wz_buf_str(&href)));
    wz_buf_free(&href);
    return wz_value_object(o);
}

/* html, of which the highest heading is an h2, with level in its place. All < are those of tags. */
static wz_value at_level(wz_arena *arena, wz_str html, int level)
{
    wz_buf out = {0};
    for (ptrdiff_t at; (at = wz_str_find(html, WZ_STR("h"))) >= 0; html = wz_str_slice(html, at + 1, html.len)) {
        wz_str before = wz_str_slice(html, 0, at);
        bool heading = (wz_str_ends(before, WZ_STR("<")) || wz_str_ends(before, WZ_STR("</"))) && at + 1 < html.len &&
                       html.ptr[at + 1] >= '2' && html.ptr[at + 1] <= '6';
        wz_buf_add(&out, wz_str_slice(html, 0, at + 1));
        if (heading) {
            at++;
            wz_buf_byte(&out, (char)(html.ptr[at] + level - 2 < '6' ? html.ptr[at] + level - 2 : '6'));
        }
    }
    wz_buf_add(&out, html);
    wz_str moved = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return wz_value_html(moved);
}

/* h3 and h4 are for texts in a section whose own heading is an h2 or an h3. */
static wz_value markdown_value(const site *s, wz_arena *arena, const view_fragment *f)
{
    wz_object *o = wz_object_new(arena, 5);
    wz_str html = f->fragment.html;
    bool headings = wz_str_find(html, WZ_STR("</h")) >= 0;
    wz_object_set(o, s->n->h3, headings ? at_level(arena, html, 3) : wz_value_html(html));
    wz_object_set(o, s->n->h4, headings ? at_level(arena, html, 4) : wz_value_html(html));
    wz_object_set(o, s->n->html, wz_value_html(f->fragment.html));
    wz_object_text(o, s->n->text, f->fragment.text);
    wz_object_text(o, s->n->source, f->source);
    return wz_value_object(o);
}

static wz_value fields_value(const site *s, builder *b, const wz_field *fields, ptrdiff_t count,
                             const wz_datum *values);

/* What the ids of headings in a text of field begin with. A name of a field has no dot, so that the number of a second
 * text of that name, in a list, keeps them apart. */
static wz_str anchor(builder *b, const wz_field *field)
{
    b->anchors = b->anchors ? b->anchors : wz_map_new(b->scratch);
    int *count = wz_map_get(b->anchors, field->name);
    if (!count) {
        count = wz_new(b->scratch, int, 1);
        wz_map_put(b->anchors, field->name, count);
    }
    return ++*count == 1 ? wz_format(b->scratch, "%.*s-", WZ_ARG(field->name))
                         : wz_format(b->scratch, "%.*s.%d-", WZ_ARG(field->name), *count);
}

/* One item as it stands alone (not in a list). */
static wz_value item_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    wz_arena *arena = b->arena;
    switch (field->type) {
    case WZ_TYPE_TEXT:
        return wz_value_text(item->as.text);
    case WZ_TYPE_MARKDOWN: {
        view_fragment f = {
            site_markdown(b->site, arena, b->diags, item->node, item->as.text, b->page, anchor(b, field), &b->late),
            item->as.text};
        b->only = b->text->len == 0 ? f.fragment.text : (wz_str){0};
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
    case WZ_TYPE_PHONE:
    case WZ_TYPE_EMAIL:
        return contact_value(s, arena, field->type, item->as.text);
    case WZ_TYPE_BOOL:
        return wz_value_bool(item->as.truth);
    case WZ_TYPE_INTEGER:
        return site_number(arena, item->as.integer);
    case WZ_TYPE_GROUP:
        return fields_value(s, b, field->fields, field->field_count, item->parts);
    case WZ_TYPE_TERMS:
    case WZ_TYPE_REFS:
    case WZ_TYPE_LAW:
    case WZ_TYPE_SOURCE:
    case WZ_TYPE_COUNT:
        break;
    }
    if (!item->as.ref.target) {
        return fields_value(s, b, field->fields, field->field_count, item->parts);
    }
    return wz_value_object(site_view_record(s, item->as.ref.target));
}

static wz_value list_item(const site *s, builder *b, const wz_field *field, const wz_item *item, ptrdiff_t index,
                          ptrdiff_t count)
{
    wz_value value = item_value(s, b, field, item);
    if (value.kind != WZ_VALUE_OBJECT) {
        wz_object *l = site_view_link(s, b->arena, NULL, index, count);
        site_view_link_set(l, s->n->value, value);
        return wz_value_object(l);
    }
    wz_object *l = site_view_link(s, b->arena, value.as.object, index, count);
    if (field->type == WZ_TYPE_LAW) {
        site_view_link_set(l, s->n->article, wz_value_optional(item->as.ref.first));
        site_view_link_set(l, s->n->paragraph, wz_value_optional(item->as.ref.second));
    } else if (field->type == WZ_TYPE_SOURCE) {
        site_view_link_set(l, s->n->place, wz_value_optional(item->as.ref.first));
        if (item->parts) {
            site_view_link_set(l, s->n->web, wz_value_bool(true));
        }
    } else if (field->type == WZ_TYPE_REFS) {
        site_view_certainty(s, l, item->as.ref.certainty);
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

wz_value site_edit_value(const site *s, wz_arena *arena, wz_str file)
{
    ptrdiff_t at = wz_str_find(s->config.edit, WZ_STR("{file}"));
    if (at < 0) {
        return wz_value_bool(false);
    }
    wz_str before = wz_str_slice(s->config.edit, 0, at),
           after = wz_str_slice(s->config.edit, at + 6, s->config.edit.len);
    return wz_value_text(wz_format(arena, "%.*s%.*s%.*s", WZ_ARG(before), WZ_ARG(file), WZ_ARG(after)));
}
