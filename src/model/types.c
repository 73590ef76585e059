/* One function for each field type: a node to an item. */
#include "model/internal.h"
#include "wegwijzer/url.h"

#include <string.h>

/* A record keeps nothing of the tree, whose memory is used again for the next file: texts that do not stand in the file
 * as they are, and the nodes that tell where a value stands, are copied. */
static wz_str keep_text(reader *r, wz_str s)
{
    uintptr_t text = (uintptr_t)r->record->source->text.ptr, at = (uintptr_t)s.ptr;
    bool borrowed = at >= text && at + (size_t)s.len <= text + (size_t)r->record->source->text.len;
    return borrowed ? s : wz_str_copy(r->arena, s);
}

static const wz_node *keep_node(reader *r, const wz_node *node)
{
    wz_node *copy = wz_new(r->arena, wz_node, 1);
    *copy = *node;
    copy->items = copy->keys = NULL;
    copy->index = NULL;
    copy->count = 0;
    copy->text = node->kind == WZ_NODE_TEXT ? keep_text(r, node->text) : (wz_str){0};
    return copy;
}

static bool expect_text(reader *r, const wz_field *field, const wz_node *node)
{
    if (node->kind != WZ_NODE_TEXT) {
        wz_report(r->diags, TEXT_EXPECTED, node->loc, field->name);
        return false;
    }
    if (wz_node_is_empty(node)) {
        wz_report(r->diags, EMPTY_VALUE, node->loc, field->name);
        return false;
    }
    return true;
}

static void check_length(reader *r, const wz_field *field, const wz_node *node, wz_str text)
{
    /* In a list, max limits the items. */
    if (field->max > 0 && !field->list && text.len > field->max) {
        ptrdiff_t count = wz_utf8_count(text);
        if (count > field->max) {
            wz_report(r->diags, TOO_LONG, node->loc, field->name, wz_format(r->arena, "%td", count),
                      wz_format(r->arena, "%ld", field->max));
        }
    }
}

/* Line breaks and runs of spaces in a text are one space: it is shown on one line. */
static wz_str one_line(wz_arena *arena, wz_str s)
{
    s = wz_str_trim(s);
    bool changes = false;
    for (ptrdiff_t i = 0; i < s.len && !changes; i++) {
        changes = s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r' ||
                  (s.ptr[i] == ' ' && s.ptr[i + 1 < s.len ? i + 1 : i] == ' ' && i + 1 < s.len);
    }
    if (!changes) {
        return s;
    }
    char *out = wz_new(arena, char, s.len);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool space = s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r';
        if (!space) {
            out[n++] = s.ptr[i];
        } else if (n > 0 && out[n - 1] != ' ') {
            out[n++] = ' ';
        }
    }
    return (wz_str){out, n};
}

static bool read_text(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    item->as.text = one_line(r->arena, node->text);
    check_length(r, field, node, item->as.text);
    return true;
}

static bool read_markdown(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    item->as.text = node->text;
    check_length(r, field, node, item->as.text);
    return true;
}

static bool read_name(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    item->as.ref.name = wz_str_trim(node->text);
    return true;
}

static bool read_date(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    if (!wz_date_parse(s, &item->as.date)) {
        wz_report(r->diags, BAD_DATE, node->loc, s);
        return false;
    }
    if (item->as.date.year < 1800 || item->as.date.year > 2100) {
        wz_report(r->diags, ODD_DATE, node->loc, s);
    }
    return true;
}

static bool read_period(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    if (!wz_period_parse(s, &item->as.period)) {
        wz_report(r->diags, BAD_PERIOD, node->loc, s);
        return false;
    }
    return true;
}

static bool read_url(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    wz_url url;
    bool ok = wz_url_check(r->arena, r->diags, node->loc, node->text, WZ_URL_SITE, &url);
    item->as.text = url.href;
    return ok;
}

/* A law or a source: a mapping of a name and one or two texts. */
static bool read_parts(reader *r, const wz_field *field, const wz_node *node, wz_item *item, const wz_str *keys,
                       ptrdiff_t count)
{
    if (node->kind != WZ_NODE_MAP) {
        wz_report(r->diags, GROUP_EXPECTED, node->loc, field->name);
        return false;
    }
    wz_keys_check(r->diags, node, keys, count, true);
    wz_str *parts[] = {&item->as.ref.name, &item->as.ref.first, &item->as.ref.second};
    bool ok = true;
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_node *part = wz_node_get(node, keys[i]);
        wz_field named = {.name = keys[i]};
        if (part && expect_text(r, &named, part)) {
            *parts[i] = keep_text(r, one_line(r->arena, part->text));
        } else if (part) {
            ok = false;
        } else if (i == 0) {
            wz_report(r->diags, MISSING_FIELD, node->loc, keys[0]);
            ok = false;
        }
    }
    const wz_node *name = wz_node_get(node, keys[0]);
    if (ok && name) {
        item->node = keep_node(r, name);
    }
    return ok;
}

static bool read_law(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    wz_str keys[] = {r->model->law_key, r->model->article_key, r->model->paragraph_key};
    return read_parts(r, field, node, item, keys, 3);
}

static bool read_source(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    wz_str keys[] = {r->model->document_key, r->model->place_key};
    return read_parts(r, field, node, item, keys, 2);
}

static bool is_word(wz_str s, wz_str word)
{
    bool same = s.len == word.len;
    for (ptrdiff_t i = 0; same && i < s.len; i++) {
        char c = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + 32) : s.ptr[i];
        same = c == word.ptr[i];
    }
    return same;
}

bool wz_model_truth(wz_str s, bool *truth)
{
    static const struct {
        wz_str word;
        bool truth;
    } words[] = {{WZ_STR("true"), true}, {WZ_STR("false"), false}, {WZ_STR("ja"), true},
                 {WZ_STR("nee"), false}, {WZ_STR("yes"), true},    {WZ_STR("no"), false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(s, words[i].word)) {
            *truth = words[i].truth;
            return true;
        }
    }
    return false;
}

static bool read_bool(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    if (!wz_model_truth(s, &item->as.truth)) {
        wz_report(r->diags, BAD_BOOL, node->loc, s);
        return false;
    }
    return true;
}

static bool read_integer(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    bool negative = s.ptr[0] == '-';
    ptrdiff_t i = negative ? 1 : 0;
    long n = 0;
    bool ok = i < s.len && s.len - i <= 15;
    for (; ok && i < s.len; i++) {
        ok = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        n = n * 10 + (s.ptr[i] - '0');
    }
    if (!ok) {
        wz_report(r->diags, BAD_INTEGER, node->loc, s);
        return false;
    }
    item->as.integer = negative ? -n : n;
    bool low = field->has_min && item->as.integer < field->min, high = field->has_max && item->as.integer > field->max;
    if (!field->list && (low || high)) {
        wz_report(r->diags, INTEGER_RANGE, node->loc, s,
                  field->has_min ? wz_format(r->arena, "%ld", field->min) : WZ_STR("-999999999999999"),
                  field->has_max ? wz_format(r->arena, "%ld", field->max) : WZ_STR("999999999999999"));
        return false;
    }
    return true;
}

static bool read_group(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    const wz_field *reviewed = wz_kind_role(r->record->kind, WZ_ROLE_REVIEWED);
    if (field == reviewed && node->kind == WZ_NODE_TEXT && wz_date_parse(wz_str_trim(node->text), &(wz_date){0})) {
        /* A bare date: the ritual that this field exists to prevent, but no reason to lose the page. */
        wz_report(r->diags, BARE_REVIEW, node->loc, field->name);
        item->as.group = wz_new(r->arena, wz_datum, field->field_count);
        for (ptrdiff_t i = 0; i < field->field_count; i++) {
            if (field->fields[i].type == WZ_TYPE_DATE) {
                wz_item *date = wz_new(r->arena, wz_item, 1);
                date->node = node;
                if (read_date(r, &field->fields[i], node, date)) {
                    item->as.group[i] = (wz_datum){date, 1};
                }
                break;
            }
        }
        return true;
    }
    if (node->kind != WZ_NODE_MAP) {
        wz_report(r->diags, GROUP_EXPECTED, node->loc, field->name);
        return false;
    }
    item->as.group = wz_model_read_fields(r, field->fields, field->field_count, node, node->loc);
    return true;
}

typedef bool item_reader(reader *r, const wz_field *field, const wz_node *node, wz_item *item);

bool wz_model_read_item(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    static item_reader *const readers[WZ_TYPE_COUNT] = {
        [WZ_TYPE_TEXT] = read_text, [WZ_TYPE_MARKDOWN] = read_markdown, [WZ_TYPE_TERMS] = read_name,
        [WZ_TYPE_REFS] = read_name, [WZ_TYPE_DATE] = read_date,         [WZ_TYPE_PERIOD] = read_period,
        [WZ_TYPE_URL] = read_url,   [WZ_TYPE_LAW] = read_law,           [WZ_TYPE_SOURCE] = read_source,
        [WZ_TYPE_BOOL] = read_bool, [WZ_TYPE_INTEGER] = read_integer,   [WZ_TYPE_GROUP] = read_group,
    };
    _Static_assert(WZ_TYPE_COUNT == 12, "a new type takes an entry in readers, and a case in src/site/values.c");
    if (node->kind == WZ_NODE_TEXT) {
        node = keep_node(r, node); /* what the reader takes from it is kept with it */
        item->node = node;
        return readers[field->type](r, field, node, item);
    }
    item->node = NULL;
    bool ok = readers[field->type](r, field, node, item);
    if (ok && !item->node) {
        item->node = keep_node(r, node);
    }
    return ok;
}
