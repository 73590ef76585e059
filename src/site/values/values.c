/* The values of fields as templates see them under their own names; generic.c has them by type. */
#include "site/values/values.h"
#include "wegwijzer/url.h"

#include <stddef.h>

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

/* ---- The value of an item, by type: types.def has the rows ---- */

static wz_value text_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)s, (void)b, (void)field;
    return wz_value_text(item->as.text);
}

static wz_value bool_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)s, (void)b, (void)field;
    return wz_value_bool(item->as.truth);
}

static wz_value integer_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)s, (void)field;
    return site_number(b->arena, item->as.integer);
}

static wz_value date_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)field;
    return site_view_date(s, b->arena, item->as.date);
}

static wz_value period_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)field;
    wz_arena *arena = b->arena;
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

/* An address on the site itself is looked up like a link in a text. */
static wz_value url_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)field;
    wz_str written = item->as.text, own = site_own_path(s, b->arena, written);
    const wz_date *broken = s->config.broken ? wz_map_get(s->config.broken, written) : NULL;
    wz_object *o = wz_object_new(b->arena, 3);
    wz_url url;
    wz_url_read(b->arena, written, WZ_URL_ANY, &url);
    wz_str host = url.host;
    if (own.ptr && item->node) {
        wz_str path = wz_str_slice(own, 0, site_path_end(own));
        late_link link = {.loc = item->node->loc, .written = written, .path = path};
        site_late_link(b->arena, &b->late, &link, own, false);
    }
    wz_object_text(o, s->n->href, written);
    wz_object_text(o, s->n->host, wz_str_starts(host, WZ_STR("www.")) ? wz_str_slice(host, 4, host.len) : host);
    wz_object_set(o, s->n->broken, broken ? site_view_date(s, b->arena, *broken) : wz_value_bool(false));
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

static wz_value phone_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)field;
    return contact_value(s, b->arena, false, item->as.text);
}

static wz_value email_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    (void)field;
    return contact_value(s, b->arena, true, item->as.text);
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

/* h3 and h4 are for texts in a section whose own heading is an h2 or an h3. */
static wz_value markdown_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    wz_fragment f =
        site_markdown(b->site, b->arena, b->diags, item->node, item->as.text, b->page, anchor(b, field), &b->late);
    wz_object *o = wz_object_new(b->arena, 7);
    wz_str source = item->as.text;
    if (site_cite_check(s, b->scratch, b->diags, b->record, item->node, source, true)) {
        source = site_cite_markdown(s, b->arena, b->record, source);
        f.html = site_cite_html(s, b->arena, b->record, f.html);
    }
    wz_str plain = f.html;
    f.html = site_explains(s, field) ? site_explain_words(s, b->arena, f.html) : f.html;
    bool headings = wz_str_find(f.html, WZ_STR("</h")) >= 0;
    b->only = b->text->len == 0 ? f.text : (wz_str){0};
    wz_buf_add(b->text, f.text);
    wz_buf_byte(b->text, '\n');
    wz_object_set(o, s->n->h3, headings ? at_level(b->arena, f.html, 3) : wz_value_html(f.html));
    wz_object_set(o, s->n->h4, headings ? at_level(b->arena, f.html, 4) : wz_value_html(f.html));
    wz_object_set(o, s->n->html, wz_value_html(f.html));
    wz_object_text(o, s->n->text, f.text);
    wz_object_text(o, s->n->source, item->as.text);
    wz_object_text(o, s->n->portable, site_portable(b->site, b->arena, source, b->page));
    wz_object_set(o, s->n->plain, wz_value_html(plain));
    return wz_value_object(o);
}

wz_value site_view_cited(const site *s, builder *b, const wz_datum *datum)
{
    wz_str text = datum->count ? datum->items[0].as.text : (wz_str){0};
    wz_buf html = {0};
    if (!text.len || !site_cite_check(s, b->scratch, b->diags, b->record, datum->items[0].node, text, false)) {
        return wz_value_optional(text);
    }
    wz_escape_add(&html, text, WZ_ESCAPE_HTML);
    return wz_value_html(site_cite_html(s, b->arena, b->record, wz_buf_take(b->arena, &html)));
}

/* Depth is limited by the model. */
static wz_value parts_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    wz_object *o = wz_object_new(b->arena, field->field_count + s->config.citations.fields.count);
    for (ptrdiff_t i = 0; i < field->field_count; i++) {
        const wz_field *part = &field->fields[i];
        wz_symbol cited = site_cited_name(s, part);
        wz_object_set(o, wz_symbol_find(s->symbols, part->name), site_view_field(s, b, part, &item->parts[i]));
        if (cited) {
            wz_object_set(o, cited, site_view_cited(s, b, &item->parts[i]));
        }
    }
    return wz_value_object(o);
}

/* A term or record, or what is described on the spot in its place. */
static wz_value target_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    return item->as.ref.target ? wz_value_object(site_view_record(s, item->as.ref.target))
                               : parts_value(s, b, field, item);
}

/* href: where the text of the article stands. */
static wz_value law_value(const site *s, builder *b, const wz_field *field, const wz_item *item)
{
    wz_value law = target_value(s, b, field, item);
    wz_object *l = site_view_link(s, b->arena, law.as.object, 0, 1);
    wz_str address = site_law_address(s, b->arena, item->as.ref.target, item->as.ref.first, item->as.ref.second);
    site_view_link_set(l, s->n->href, wz_value_optional(address));
    return wz_value_object(l);
}

typedef struct view_row {
    wz_value (*value)(const site *s, builder *b, const wz_field *field, const wz_item *item);
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

static wz_value list_item(const site *s, builder *b, const wz_field *field, const wz_item *item, ptrdiff_t index,
                          ptrdiff_t count)
{
    wz_value value = rows[field->type].value(s, b, field, item);
    wz_object *l = site_view_link(s, b->arena, value.kind == WZ_VALUE_OBJECT ? value.as.object : NULL, index, count);
    if (value.kind != WZ_VALUE_OBJECT) {
        site_view_link_set(l, s->n->value, value);
        return wz_value_object(l);
    }
    site_beside beside = site_view_beside(s, field);
    if (beside.first) {
        site_view_link_set(l, beside.first, wz_value_optional(item->as.ref.first));
    }
    if (beside.second) {
        site_view_link_set(l, beside.second, wz_value_optional(item->as.ref.second));
    }
    if (field->placed && item->parts) {
        site_view_link_set(l, s->n->web, wz_value_bool(true));
    }
    if (field->holds == WZ_HOLDS_REF) {
        site_view_certainty(s, l, item->as.ref.certainty);
    }
    return wz_value_object(l);
}

wz_value site_view_field(const site *s, builder *b, const wz_field *field, const wz_datum *datum)
{
    if (datum->count == 0) {
        return wz_value_bool(false);
    }
    if (!field->several) {
        return field->holds == WZ_HOLDS_REF ? list_item(s, b, field, datum->items, 0, 1)
                                            : rows[field->type].value(s, b, field, datum->items);
    }
    wz_value *items = wz_new(b->scratch, wz_value, datum->count);
    for (ptrdiff_t i = 0; i < datum->count; i++) {
        items[i] = list_item(s, b, field, &datum->items[i], i, datum->count);
    }
    return site_view_wrap(s, b->arena, items, datum->count);
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
