/* SPDX-License-Identifier: EUPL-1.2 */
/* The values of fields as templates see them under their own names; generic.c has them by type. */
#include "site/values/values.h"
#include "wegwijzer/url.h"

#include <stddef.h>

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

/* ---- The value of an item, by type: types.def has the rows ---- */

static wz_value text_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)s, (void)v, (void)field;
    return wz_value_text(item->as.text);
}

static wz_value bool_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)s, (void)v, (void)field;
    return wz_value_bool(item->as.truth);
}

static wz_value integer_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)s, (void)field;
    return site_number(v->arena, item->as.integer);
}

static wz_value date_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)field;
    return site_view_date(s, v->arena, item->as.date);
}

static wz_value period_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)field;
    wz_arena *arena = v->arena;
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

static wz_value url_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)field;
    wz_str written = item->as.text;
    const wz_date *broken = s->config.broken ? wz_map_get(s->config.broken, written) : NULL;
    wz_object *o = wz_object_new(v->arena, 3);
    wz_url url;
    wz_url_read(v->arena, written, WZ_URL_ANY, &url);
    wz_str host = url.host;
    wz_object_text(o, s->n->href, written);
    wz_object_text(o, s->n->host, wz_str_starts(host, WZ_STR("www.")) ? wz_str_slice(host, 4, host.len) : host);
    wz_object_set(o, s->n->broken, broken ? site_view_date(s, v->arena, *broken) : wz_value_bool(false));
    return wz_value_object(o);
}

/* RFC 3966 and RFC 6068. A number without + is one that is only dialled at home (112). */
static wz_value contact_value(const site *s, wz_arena *arena, bool email, wz_str text)
{
    wz_object *o = wz_object_new(arena, 2);
    wz_buf href = {0};
    wz_buf_add(&href, email ? WZ_STR("mailto:") : WZ_STR("tel:"));
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool plain = wz_is_letter(c) || wz_is_digit(c) || c == '+';
        if (plain || (email && (c == '@' || c == '-' || c == '.' || c == '_'))) {
            wz_buf_byte(&href, c);
        } else if (email) {
            wz_buf_format(&href, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
    wz_object_text(o, s->n->text, text);
    wz_object_text(o, s->n->href, wz_buf_take(arena, &href));
    return wz_value_object(o);
}

static wz_value phone_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)field;
    return contact_value(s, v->arena, false, item->as.text);
}

static wz_value email_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)field;
    return contact_value(s, v->arena, true, item->as.text);
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
    return wz_value_html(wz_buf_take(arena, &out));
}

/* A text with markup: what is made of it at once lasts, the rest is made when a page asks. h3 and h4 are for texts in a
 * section whose own heading is an h2 or an h3. */
typedef struct text_object {
    wz_object object;
    const site *s;
    const wz_record *record;
    const site_text *text;
} text_object;

static wz_value text_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    const text_object *t = (const text_object *)object;
    const names *n = t->s->n;
    wz_str html = t->text->html, source = t->text->item->as.text;
    if (name == n->html || name == n->h3 || name == n->h4) {
        bool deeper = name != n->html && wz_str_find(html, WZ_STR("</h")) >= 0;
        return deeper ? at_level(arena, html, name == n->h3 ? 3 : 4) : wz_value_html(html);
    }
    if (name == n->plain) {
        return wz_value_html(t->text->bare);
    }
    if (name == n->text || name == n->source) {
        return wz_value_text(name == n->text ? site_text_plain(t->s, arena, t->record, t->text) : source);
    }
    if (name != n->portable) {
        return (wz_value){.kind = WZ_VALUE_MISSING};
    }
    source = t->text->cites ? site_cite_markdown(t->s, arena, t->record, source) : source;
    return wz_value_text(site_portable(t->s, arena, source, site_record_path(t->s, t->record)));
}

static wz_symbol text_name(const wz_object *object, ptrdiff_t index)
{
    const names *n = ((const text_object *)object)->s->n;
    const wz_symbol all[] = {n->h3, n->h4, n->html, n->text, n->source, n->portable, n->plain};
    return index < (ptrdiff_t)(sizeof all / sizeof *all) ? all[index] : 0;
}

static const wz_object_ops text_ops = {text_member, text_name};

static wz_value markdown_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    (void)field;
    text_object *t = wz_new(v->arena, text_object, 1);
    *t = (text_object){{&text_ops}, s, v->record, site_text_of(s, v->record, item)};
    return wz_value_object(&t->object);
}

wz_value site_view_cited(const site *s, const viewer *v, const wz_datum *datum)
{
    const site_text *text = datum->count ? site_text_of(s, v->record, datum->items) : NULL;
    return text           ? wz_value_html(text->html)
           : datum->count ? wz_value_optional(datum->items[0].as.text)
                          : wz_value_bool(false);
}

/* Depth is limited by the model. */
static wz_value parts_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    wz_object *o = wz_object_new(v->arena, field->field_count + s->config.citations.fields.count);
    for (ptrdiff_t i = 0; i < field->field_count; i++) {
        const wz_field *part = &field->fields[i];
        wz_symbol cited = site_cited_name(s, part);
        wz_object_set(o, wz_symbol_find(s->symbols, part->name), site_view_field(s, v, part, &item->parts[i]));
        if (cited) {
            wz_object_set(o, cited, site_view_cited(s, v, &item->parts[i]));
        }
    }
    return wz_value_object(o);
}

/* A term or record, or what is described on the spot in its place. */
static wz_value target_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    return item->as.ref.target ? wz_value_object(site_view_record(s, item->as.ref.target))
                               : parts_value(s, v, field, item);
}

/* href: where the text of the article stands. */
static wz_value law_value(const site *s, const viewer *v, const wz_field *field, const wz_item *item)
{
    wz_value law = target_value(s, v, field, item);
    wz_object *l = site_view_link(s, v->arena, law.as.object, 0, 1);
    wz_str address = site_law_address(s, v->arena, item->as.ref.target, wz_item_first(item), wz_item_second(item));
    site_view_link_set(l, s->n->href, wz_value_optional(address));
    return wz_value_object(l);
}

typedef struct view_row {
    wz_value (*value)(const site *s, const viewer *v, const wz_field *field, const wz_item *item);
    ptrdiff_t first, second;
    bool parts;
} view_row;

static const view_row rows[] = {
#define SITE_TYPE(id, value, first, second, parts) [WZ_TYPE_##id] = {value, first, second, parts},
#include "site/values/types.def"
#undef SITE_TYPE
};

/* Every type has a row, in the same order. */
enum {
#define SITE_TYPE(id, ...) SITE_TYPE_##id,
#include "site/values/types.def"
#undef SITE_TYPE
    SITE_TYPE_COUNT
};
#define WZ_TYPE(id, ...) _Static_assert((int)SITE_TYPE_##id == (int)WZ_TYPE_##id, "rows in the order of types.def");
#include "wegwijzer/types.def"
#undef WZ_TYPE

static wz_symbol name_at(const site *s, ptrdiff_t offset)
{
    return offset ? *(const wz_symbol *)(const void *)((const char *)s->n + offset) : 0;
}

site_beside site_view_beside(const site *s, const wz_field *field)
{
    const view_row *row = &rows[field->type];
    return (site_beside){name_at(s, row->first), name_at(s, row->second), row->parts};
}

static wz_value list_item(const site *s, const viewer *v, const wz_field *field, const wz_item *item, ptrdiff_t index,
                          ptrdiff_t count)
{
    wz_value value = rows[field->type].value(s, v, field, item);
    wz_object *l = site_view_link(s, v->arena, value.kind == WZ_VALUE_OBJECT ? value.as.object : NULL, index, count);
    if (value.kind != WZ_VALUE_OBJECT) {
        site_view_link_set(l, s->n->value, value);
        return wz_value_object(l);
    }
    site_beside beside = site_view_beside(s, field);
    if (beside.first) {
        site_view_link_set(l, beside.first, wz_value_optional(wz_item_first(item)));
    }
    if (beside.second) {
        site_view_link_set(l, beside.second, wz_value_optional(wz_item_second(item)));
    }
    if (field->placed && item->parts) {
        site_view_link_set(l, s->n->web, wz_value_bool(true));
    }
    if (field->holds == WZ_HOLDS_REF) {
        site_view_certainty(s, l, item->as.ref.certainty);
    }
    return wz_value_object(l);
}

wz_value site_view_item(const site *s, const viewer *v, const wz_field *field, const wz_datum *datum, ptrdiff_t index)
{
    return field->several || field->holds == WZ_HOLDS_REF
               ? list_item(s, v, field, &datum->items[index], index, datum->count)
               : rows[field->type].value(s, v, field, &datum->items[index]);
}

wz_value site_view_field(const site *s, const viewer *v, const wz_field *field, const wz_datum *datum)
{
    if (datum->count == 0) {
        return wz_value_bool(false);
    }
    if (!field->several) {
        return site_view_item(s, v, field, datum, 0);
    }
    wz_value *items = wz_new(v->arena, wz_value, datum->count);
    for (ptrdiff_t i = 0; i < datum->count; i++) {
        items[i] = site_view_item(s, v, field, datum, i);
    }
    return site_view_wrap(s, v->arena, items, datum->count);
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

wz_value site_new_value(const site *s, wz_arena *arena, wz_str folder)
{
    wz_buf out = {0};
    wz_str rest = s->config.new_file;
    for (ptrdiff_t at; (at = wz_str_find_byte(rest, '{')) >= 0;) {
        wz_str before = wz_str_slice(rest, 0, at);
        rest = wz_str_slice(rest, at, rest.len);
        if (wz_str_starts(rest, WZ_STR("{value}"))) { /* goes with the name that it is given by */
            while (before.len && before.ptr[before.len - 1] != '&' && before.ptr[before.len - 1] != '?') {
                before.len--;
            }
            before.len -= before.len && before.ptr[before.len - 1] == '&';
        }
        wz_buf_add(&out, before);
        wz_buf_add(&out, wz_str_starts(rest, WZ_STR("{folder}")) ? folder : (wz_str){0});
        rest = wz_str_slice(rest, wz_str_find_byte(rest, '}') + 1, rest.len);
    }
    wz_buf_add(&out, rest);
    wz_str address = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return wz_value_optional(address);
}
