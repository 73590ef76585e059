/* SPDX-License-Identifier: EUPL-1.2 */
/* Readers of values with parts: laws, sources, references and groups. */
#include "model/internal.h"

void wz_model_report_missing(reader *r, ptrdiff_t before, wz_loc loc, wz_str name)
{
    bool meant = false;
    for (ptrdiff_t i = before; i < wz_diags_count(r->diags); i++) {
        meant = meant || wz_str_equal(wz_diags_at(r->diags, i)->suggestion, name);
    }
    if (!meant) {
        wz_report(r->diags, MISSING_FIELD, loc, name);
    }
}

/* A short word as it is, other text in quotes; {NULL,0} when it cannot be quoted as it is. */
static wz_str quoted(wz_arena *arena, wz_str text)
{
    text = wz_str_trim(text);
    if (wz_str_find_byte(text, '"') >= 0 || wz_str_find_byte(text, '\\') >= 0 || wz_str_find_byte(text, '\n') >= 0 ||
        text.len > 200) {
        return (wz_str){0};
    }
    bool plain = wz_str_is_plain(text, "-") || wz_date_parse(text, &(wz_date){0});
    return wz_format(arena, plain ? "%.*s" : "\"%.*s\"", WZ_ARG(text));
}

/* The parts of a group as they are typed: those that are required, or without any all, up to six. */
static wz_str show_parts(reader *r, const wz_field *fields, ptrdiff_t count, const wz_field *filled, wz_str value)
{
    bool required = false;
    for (ptrdiff_t i = 0; i < count; i++) {
        required = required || fields[i].required;
    }
    wz_buf out = {0};
    for (ptrdiff_t i = 0, n = 0; i < count && n < 6; i++) {
        if (required && !fields[i].required && &fields[i] != filled) {
            continue;
        }
        wz_str shown = &fields[i] == filled ? value : WZ_STR("…");
        wz_buf_format(&out, "%s%.*s: %.*s", n++ ? ", " : "{", WZ_ARG(fields[i].written), WZ_ARG(shown));
    }
    wz_buf_add(&out, WZ_STR("}"));
    return wz_buf_take(r->arena, &out);
}

static bool is_address(wz_str text)
{
    return wz_str_starts(text, WZ_STR("https://")) || wz_str_starts(text, WZ_STR("http://"));
}

/* The part that a single text was probably meant for: a day for the first date, an address for the first address, other
 * text for the first text that is required. */
static const wz_field *part_for(const wz_field *fields, ptrdiff_t count, wz_str text)
{
    bool day = wz_date_parse(text, &(wz_date){0});
    item_reader *wanted = day ? wz_model_read_date : is_address(text) ? wz_model_read_url : wz_model_read_text;
    for (ptrdiff_t i = 0; i < count; i++) {
        bool fits = wz_model_types[fields[i].type].read == wanted && !fields[i].list;
        if (fits && (fields[i].required || wanted != wz_model_read_text)) {
            return &fields[i];
        }
    }
    return NULL;
}

/* Something else where parts should stand. Proposes the parts with what stands there in one of them. */
void wz_model_report_no_group(reader *r, const wz_field *fields, ptrdiff_t count, wz_str name, const wz_node *node)
{
    wz_diag *d = wz_report(r->diags, GROUP_EXPECTED, node->loc, name, show_parts(r, fields, count, NULL, (wz_str){0}));
    wz_str text = node->kind == WZ_NODE_TEXT && !wz_node_is_empty(node) ? quoted(r->arena, node->text) : (wz_str){0};
    const wz_field *filled = text.ptr ? part_for(fields, count, wz_str_trim(node->text)) : NULL;
    if (filled) {
        d->suggestion = show_parts(r, fields, count, filled, text);
    }
}

/* berenschot-2020, or berenschot-2020, par. 2.2: without the names of its parts. False. */
static bool report_no_parts(reader *r, const wz_field *field, const wz_node *node, const wz_str *keys)
{
    wz_str text = node->kind == WZ_NODE_TEXT ? wz_str_trim(node->text) : (wz_str){0}, beside;
    if (is_address(text) && part_for(field->fields, field->field_count, text)) { /* of a page that is no term */
        wz_model_report_no_group(r, field->fields, field->field_count, field->written, node);
        return false;
    }
    wz_str shape = wz_format(r->arena, "{%.*s: …, %.*s: …}", WZ_ARG(keys[0]), WZ_ARG(keys[1]));
    wz_diag *d = wz_report(r->diags, GROUP_EXPECTED, node->loc, field->written, shape);
    wz_str name = wz_str_trim(wz_str_cut(text, ',', &beside));
    beside = beside.ptr ? quoted(r->arena, beside) : WZ_STR("\"…\"");
    if (name.len && beside.len && wz_str_find_byte(name, ' ') < 0 && wz_str_find_byte(name, '"') < 0) {
        d->suggestion = wz_format(r->arena, "{%.*s: %.*s, %.*s: %.*s}", WZ_ARG(keys[0]), WZ_ARG(name), WZ_ARG(keys[1]),
                                  WZ_ARG(beside));
    }
    return false;
}

/* A law, a source or a reference: a mapping of a name and one or two texts. */
static bool read_parts(reader *r, const wz_field *field, const wz_node *node, wz_item *item, const wz_str *keys,
                       ptrdiff_t count)
{
    if (node->kind != WZ_NODE_MAP) {
        return report_no_parts(r, field, node, keys);
    }
    ptrdiff_t before = wz_diags_count(r->diags);
    wz_keys_check(r->diags, node, keys, count, true);
    wz_str texts[3] = {{0}};
    bool ok = true;
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_node *part = wz_node_get(node, keys[i]);
        wz_field named = {.written = keys[i]};
        if (part && wz_model_expect_text(r, &named, part)) {
            texts[i] = wz_model_keep_text(r, wz_model_one_line(r->arena, part->text));
            wz_model_check_line(r, &named, part, texts[i]);
        } else if (part) {
            ok = false;
        } else if (i == 0) {
            wz_model_report_missing(r, before, node->loc, keys[0]);
            ok = false;
        }
    }
    item->as.ref.name = texts[0];
    if (texts[1].len || texts[2].len) {
        item->as.ref.beside = wz_arena_move(r->arena, &texts[1], sizeof *texts, 2, 2);
    }
    const wz_node *name = wz_node_get(node, keys[0]);
    if (ok && name) {
        item->node = wz_model_keep_node(r, name);
    }
    return ok;
}

/* "art. 28 lid 1", "28 en 29": more than the number of an article, which may have letters ("X 10", "8a", "12bis"). */
static bool has_word(wz_str article)
{
    ptrdiff_t letters = 0;
    bool digit = false;
    for (ptrdiff_t i = 0; i < article.len && letters < 2; i++) {
        char c = article.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        letters = letter && !digit ? letters + 1 : 0;
        digit = (c >= '0' && c <= '9') || (letter && digit);
    }
    return letters > 1;
}

bool wz_model_read_law(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    wz_str keys[] = {r->model->law_key, r->model->article_key, r->model->paragraph_key};
    bool ok = read_parts(r, field, node, item, keys, 3);
    const wz_node *article = wz_node_get(node, keys[1]);
    if (ok && article && has_word(wz_item_first(item))) {
        wz_report(r->diags, ARTICLE_WORDS, article->loc, wz_item_first(item), keys[1], keys[2]);
    }
    return ok;
}

/* True when map names a part of the field and not the key that stands first otherwise. */
static bool has_part(const wz_field *field, const wz_node *map, wz_str key)
{
    bool found = false;
    for (ptrdiff_t i = 0; i < field->field_count && !found; i++) {
        found = wz_node_get(map, field->fields[i].written) != NULL;
    }
    return found && !wz_node_get(map, key);
}

/* A page on the web that is no term: its parts, and the place in it. */
static bool read_page(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    wz_field place = {.written = r->model->place_key};
    const wz_node *at = wz_node_get(node, place.written);
    item->parts = r->read_fields(r, field->fields, field->field_count, node, node->loc, place.written, false);
    if (at && wz_model_expect_text(r, &place, at)) {
        item->as.ref.beside = wz_new(r->arena, wz_str, 2);
        item->as.ref.beside[0] = wz_model_keep_text(r, wz_model_one_line(r->arena, at->text));
    }
    for (ptrdiff_t i = 0; i < field->field_count && !item->node; i++) {
        item->node = item->parts[i].count ? item->parts[i].items[0].node : NULL;
    }
    return item->node != NULL;
}

bool wz_model_read_source(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    wz_str keys[] = {r->model->document_key, r->model->place_key};
    if (node->kind == WZ_NODE_MAP && has_part(field, node, keys[0])) {
        return read_page(r, field, node, item);
    }
    return read_parts(r, field, node, item, keys, 2);
}

bool wz_model_read_reference(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (node->kind != WZ_NODE_MAP || !field->field_count) {
        return wz_model_read_name(r, field, node, item);
    }
    wz_field to = {.written = r->model->to_key};
    const wz_node *name = wz_node_get(node, to.written);
    ptrdiff_t before = wz_diags_count(r->diags);
    item->parts = r->read_fields(r, field->fields, field->field_count, node, node->loc, to.written, false);
    if (!name) {
        wz_model_report_missing(r, before, node->loc, to.written);
        return false;
    }
    item->node = wz_model_keep_node(r, name);
    return wz_model_read_name(r, &to, item->node, item);
}

/* "Klopt nog." says nothing. Without a declaration (of NULL) the last text of a review is what was found. */
static void check_finding(reader *r, const wz_field *field, const wz_item *item, const wz_field *of)
{
    bool declared = of != NULL;
    for (ptrdiff_t i = 0; i < field->field_count && !declared; i++) {
        of = field->fields[i].holds == WZ_HOLDS_TEXT && item->parts[i].count ? &field->fields[i] : of;
    }
    const wz_datum *finding = of ? &item->parts[of - field->fields] : NULL;
    if (finding && finding->count && wz_utf8_count(finding->items->as.text) < WZ_FINDING_LEAST) {
        wz_report(r->diags, SHORT_FINDING, finding->items->node->loc, finding->items->as.text, of->written);
    }
}

bool wz_model_read_group(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    const wz_kind *kind = r->record->kind;
    wz_role role = field == wz_kind_role(kind, WZ_ROLE_CHECKED) ? WZ_ROLE_CHECKED : WZ_ROLE_REVIEWED;
    bool review = field == wz_kind_role(kind, role);
    if (review && node->kind == WZ_NODE_TEXT && wz_date_parse(wz_str_trim(node->text), &(wz_date){0})) {
        /* A bare date: the ritual that this field exists to prevent, but no reason to lose the page. */
        wz_report(r->diags, BARE_REVIEW, node->loc, field->written);
        item->parts = wz_new(r->arena, wz_datum, field->field_count);
        for (ptrdiff_t i = 0; i < field->field_count; i++) {
            if (&field->fields[i] == wz_kind_role_date(kind, role)) {
                wz_item *date = wz_new(r->arena, wz_item, 1);
                date->node = node;
                if (wz_model_read_date(r, &field->fields[i], node, date)) {
                    item->parts[i] = (wz_datum){date, 1};
                }
            }
        }
        return true;
    }
    if (node->kind != WZ_NODE_MAP) {
        wz_model_report_no_group(r, field->fields, field->field_count, field->written, node);
        return false;
    }
    item->parts = r->read_fields(r, field->fields, field->field_count, node, node->loc, (wz_str){0}, field->free);
    if (review) {
        check_finding(r, field, item, wz_kind_role_part(kind, role, WZ_PART_FINDING));
    }
    return true;
}
