/* One function for each field type: a node to an item. */
#include "model/internal.h"

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

/* RFC 3986, narrowed: http or https, a host of letters, digits, dots, hyphens (or IDN letters), an optional port, then
 * anything without white space, control characters, quotes, angle brackets or backslashes. */
static bool is_web_address(wz_str s)
{
    ptrdiff_t start = wz_str_starts(s, WZ_STR("https://")) ? 8 : wz_str_starts(s, WZ_STR("http://")) ? 7 : 0;
    if (start == 0 || s.len > 2000) {
        return false;
    }
    ptrdiff_t end = start;
    while (end < s.len && s.ptr[end] != '/' && s.ptr[end] != '?' && s.ptr[end] != '#' && s.ptr[end] != ':') {
        unsigned char c = (unsigned char)s.ptr[end];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
              c >= 0x80)) {
            return false;
        }
        end++;
    }
    wz_str host = wz_str_slice(s, start, end);
    if (host.len < 3 || wz_str_find_byte(host, '.') < 1 || host.ptr[host.len - 1] == '.' ||
        wz_str_find(host, WZ_STR("..")) >= 0) {
        return false;
    }
    if (end < s.len && s.ptr[end] == ':') {
        ptrdiff_t digits = 0;
        for (end++; end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9'; end++) {
            digits++;
        }
        if (digits < 1 || digits > 5 || (end < s.len && s.ptr[end] != '/' && s.ptr[end] != '?' && s.ptr[end] != '#')) {
            return false;
        }
    }
    for (ptrdiff_t at = start; at < s.len;) {
        if (wz_utf8_is_blank(wz_utf8_next(s, &at))) {
            return false;
        }
    }
    for (ptrdiff_t i = end; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c <= ' ' || c == 0x7f || c == '"' || c == '\'' || c == '<' || c == '>' || c == '\\' || c == '`') {
            return false;
        }
    }
    return true;
}

static bool read_url(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!expect_text(r, field, node)) {
        return false;
    }
    item->as.text = wz_str_trim(node->text);
    if (!is_web_address(item->as.text)) {
        wz_report(r->diags, BAD_URL, node->loc, item->as.text);
        return false;
    }
    return true;
}

/* A law, a source or a reference: a mapping of a name and one or two texts. */
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

/* True when map names a part of the field and not the key that stands first otherwise. */
static bool has_part(const wz_field *field, const wz_node *map, wz_str key)
{
    bool found = false;
    for (ptrdiff_t i = 0; i < field->field_count && !found; i++) {
        found = wz_node_get(map, field->fields[i].name) != NULL;
    }
    return found && !wz_node_get(map, key);
}

/* A page on the web that is no term: its parts, and the place in it. */
static bool read_page(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    wz_field place = {.name = r->model->place_key};
    const wz_node *at = wz_node_get(node, place.name);
    item->parts = wz_model_read_fields(r, field->fields, field->field_count, node, node->loc, place.name);
    if (at && expect_text(r, &place, at)) {
        item->as.ref.first = keep_text(r, one_line(r->arena, at->text));
    }
    for (ptrdiff_t i = 0; i < field->field_count && !item->node; i++) {
        item->node = item->parts[i].count ? item->parts[i].items[0].node : NULL;
    }
    return item->node != NULL;
}

static bool read_source(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    wz_str keys[] = {r->model->document_key, r->model->place_key};
    if (node->kind == WZ_NODE_MAP && has_part(field, node, keys[0])) {
        return read_page(r, field, node, item);
    }
    return read_parts(r, field, node, item, keys, 2);
}

static bool read_reference(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (node->kind != WZ_NODE_MAP || !field->field_count) {
        return read_name(r, field, node, item);
    }
    wz_field to = {.name = r->model->to_key};
    const wz_node *name = wz_node_get(node, to.name);
    item->parts = wz_model_read_fields(r, field->fields, field->field_count, node, node->loc, to.name);
    if (!name) {
        wz_report(r->diags, MISSING_FIELD, node->loc, to.name);
        return false;
    }
    item->node = keep_node(r, name);
    return read_name(r, &to, item->node, item);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits of a number with the visual separators of RFC 3966 between them, and the spaces in which people write them
 * as well; empty when it holds anything else. */
static wz_str digits_of(wz_arena *arena, wz_str s)
{
    char *out = wz_new(arena, char, s.len + 1);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = s.len > 0 && s.ptr[0] == '+'; i < s.len; i++) {
        if (is_digit(s.ptr[i])) {
            out[n++] = s.ptr[i];
        } else if (!memchr("-.() ", s.ptr[i], 5)) {
            return (wz_str){0};
        }
    }
    return (wz_str){out, n};
}

/* RFC 3966, global-number, of at most 15 digits (E.164). */
static bool is_global(wz_arena *arena, wz_str s)
{
    ptrdiff_t n = wz_str_find(s, WZ_STR("(0)")) < 0 ? digits_of(arena, s).len : 0; /* +31 (0)70: the 0 is not dialled */
    return wz_str_starts(s, WZ_STR("+")) && !wz_str_starts(s, WZ_STR("+0")) && n >= 7 && n <= 15;
}

/* 112, 113, 14030, 0800 and 0900: numbers of the Netherlands that have no international form. */
static bool is_service(wz_str digits)
{
    bool long_one = wz_str_starts(digits, WZ_STR("0800")) || wz_str_starts(digits, WZ_STR("0900"));
    return long_one ? digits.len >= 8 && digits.len <= 11
                    : wz_str_starts(digits, WZ_STR("1")) && digits.len >= 3 && digits.len <= 6;
}

/* What a number is from abroad when there is no doubt: 00 is how + is dialled, and a Dutch number is 0 and nine digits. */
static wz_str international(wz_arena *arena, wz_str s, wz_str digits)
{
    if (wz_str_starts(s, WZ_STR("00"))) {
        wz_str whole = wz_format(arena, "+%.*s", WZ_ARG(wz_str_slice(s, 2, s.len)));
        return is_global(arena, whole) ? whole : (wz_str){0};
    }
    ptrdiff_t zero = wz_str_find(s, WZ_STR("(0)")), at = wz_str_find_byte(s, '0');
    if (zero > 0 && s.ptr[0] == '+') {
        wz_str before = wz_str_trim(wz_str_slice(s, 0, zero)), after = wz_str_trim(wz_str_slice(s, zero + 3, s.len));
        wz_str whole = wz_format(arena, "%.*s %.*s", WZ_ARG(before), WZ_ARG(after));
        return is_global(arena, whole) ? whole : (wz_str){0};
    }
    if (digits.len != 10 || digits.ptr[0] != '0' || is_service(digits) || at < 0 || s.ptr[0] == '+') {
        return (wz_str){0};
    }
    wz_str rest = wz_str_slice(s, at + 1, s.len);
    ptrdiff_t close = at > 0 ? wz_str_find_byte(rest, ')') : -1;
    wz_str area = wz_str_slice(rest, 0, close < 0 ? rest.len : close);
    return wz_format(arena, "+31 %.*s%.*s", WZ_ARG(area),
                     WZ_ARG(wz_str_slice(rest, area.len + (close >= 0), rest.len)));
}

static bool read_phone(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!read_text(r, field, node, item)) {
        return false;
    }
    wz_str s = item->as.text, digits = digits_of(r->arena, s);
    if (!is_global(r->arena, s) && (s.ptr[0] == '+' || !is_service(digits))) {
        wz_report(r->diags, BAD_PHONE, node->loc, s)->suggestion = international(r->arena, s, digits);
        return false;
    }
    return true;
}

/* RFC 5321, section 4.1.2: a local part of dots and atoms and a domain of at least two labels (RFC 1123); quoted strings
 * and addresses of machines are no address of a desk. */
static bool is_email(wz_str s)
{
    ptrdiff_t at = wz_str_find_byte(s, '@');
    wz_str local = wz_str_slice(s, 0, at < 0 ? 0 : at), rest = at < 0 ? s : wz_str_slice(s, at + 1, s.len);
    ptrdiff_t labels = 0;
    if (local.len < 1 || local.len > 64 || rest.len > 253) {
        return false;
    }
    for (ptrdiff_t i = 0; i < local.len; i++) {
        char c = local.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
        bool dot = c == '.' && i > 0 && i + 1 < local.len && local.ptr[i - 1] != '.';
        if (!letter && !dot && (c == 0 || !memchr("!#$%&'*+-/=?^_`{|}~", c, 19))) {
            return false;
        }
    }
    wz_str label = {0};
    while (rest.ptr) {
        label = wz_str_cut(rest, '.', &rest);
        labels++;
        if (label.len < 1 || label.len > 63 || label.ptr[0] == '-' || label.ptr[label.len - 1] == '-') {
            return false;
        }
        for (ptrdiff_t i = 0; i < label.len; i++) {
            char c = label.ptr[i];
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-')) {
                return false;
            }
        }
    }
    return labels > 1 && label.len > 1 && !is_digit(label.ptr[0]);
}

static bool read_email(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!read_text(r, field, node, item)) {
        return false;
    }
    wz_str s = item->as.text;
    if (!is_email(s)) {
        /* "Loket <loket@voorbeeld.nl>" and "mailto:loket@voorbeeld.nl" hold the address that was meant. */
        ptrdiff_t open = wz_str_find_byte(s, '<'), close = wz_str_find_byte(s, '>');
        wz_str inner = open >= 0 && close > open ? wz_str_slice(s, open + 1, close) : s;
        inner = wz_str_starts(inner, WZ_STR("mailto:")) ? wz_str_slice(inner, 7, inner.len) : inner;
        wz_report(r->diags, BAD_EMAIL, node->loc, s)->suggestion = is_email(inner) ? inner : (wz_str){0};
        return false;
    }
    return true;
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
        item->parts = wz_new(r->arena, wz_datum, field->field_count);
        for (ptrdiff_t i = 0; i < field->field_count; i++) {
            if (field->fields[i].type == WZ_TYPE_DATE) {
                wz_item *date = wz_new(r->arena, wz_item, 1);
                date->node = node;
                if (read_date(r, &field->fields[i], node, date)) {
                    item->parts[i] = (wz_datum){date, 1};
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
    item->parts = wz_model_read_fields(r, field->fields, field->field_count, node, node->loc, (wz_str){0});
    return true;
}

typedef bool item_reader(reader *r, const wz_field *field, const wz_node *node, wz_item *item);

bool wz_model_read_item(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    static item_reader *const readers[WZ_TYPE_COUNT] = {
        [WZ_TYPE_TEXT] = read_text,       [WZ_TYPE_MARKDOWN] = read_markdown, [WZ_TYPE_TERMS] = read_name,
        [WZ_TYPE_REFS] = read_reference,  [WZ_TYPE_DATE] = read_date,         [WZ_TYPE_PERIOD] = read_period,
        [WZ_TYPE_URL] = read_url,         [WZ_TYPE_PHONE] = read_phone,       [WZ_TYPE_EMAIL] = read_email,
        [WZ_TYPE_LAW] = read_law,         [WZ_TYPE_SOURCE] = read_source,     [WZ_TYPE_BOOL] = read_bool,
        [WZ_TYPE_INTEGER] = read_integer, [WZ_TYPE_GROUP] = read_group,
    };
    _Static_assert(WZ_TYPE_COUNT == 14, "a new type takes an entry in readers, and a case in src/site/values.c");
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
