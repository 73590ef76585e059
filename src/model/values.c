/* SPDX-License-Identifier: EUPL-1.2 */
/* Readers of values that stand alone: a node to an item. */
#include "model/internal.h"

#include "wegwijzer/url.h"

wz_str wz_model_keep_text(reader *r, wz_str s)
{
    uintptr_t text = (uintptr_t)r->record->source->text.ptr, at = (uintptr_t)s.ptr;
    bool borrowed = at >= text && at + (size_t)s.len <= text + (size_t)r->record->source->text.len;
    return borrowed ? s : wz_str_copy(r->arena, s);
}

const wz_node *wz_model_keep_node(reader *r, const wz_node *node)
{
    wz_node *copy = wz_arena_move(r->arena, node, offsetof(wz_node, count), 1, 1); /* a third of a record less */
    copy->text = node->kind == WZ_NODE_TEXT ? wz_model_keep_text(r, node->text) : (wz_str){0};
    return copy;
}

/* [a, b] in a list, or {a, b} for one: a, b. Empty when there is more in it than names. */
static wz_str loose_values(reader *r, const wz_node *node)
{
    wz_node **names = node->kind == WZ_NODE_MAP ? node->keys : node->items;
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < node->count; i++) {
        if (names[i]->kind != WZ_NODE_TEXT || (node->kind == WZ_NODE_MAP && !wz_node_is_empty(node->items[i]))) {
            wz_buf_free(&out);
            return (wz_str){0};
        }
        wz_buf_format(&out, "%s%.*s", i ? ", " : "", WZ_ARG(names[i]->text));
    }
    return wz_buf_take(r->arena, &out);
}

bool wz_model_expect_text(reader *r, const wz_field *field, const wz_node *node)
{
    if (node->kind != WZ_NODE_TEXT) {
        wz_str loose = field->list || field->vocabulary || field->to ? loose_values(r, node) : (wz_str){0};
        if (loose.len) {
            wz_report(r->diags, LOOSE_VALUES, node->loc, field->written, loose);
        } else {
            wz_report(r->diags, TEXT_EXPECTED, node->loc, field->written);
        }
        return false;
    }
    if (wz_node_is_empty(node)) {
        wz_report(r->diags, EMPTY_VALUE, node->loc, field->written);
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
            wz_report(r->diags, TOO_LONG, node->loc, field->written, wz_format(r->arena, "%td", count),
                      wz_format(r->arena, "%ld", field->max));
        }
    }
}

wz_str wz_model_one_line(wz_arena *arena, wz_str s)
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

bool wz_model_read_text(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    item->as.text = wz_model_one_line(r->arena, node->text);
    check_length(r, field, node, item->as.text);
    wz_model_check_line(r, field, node, item->as.text);
    return true;
}

bool wz_model_read_markdown(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    item->as.text = node->text;
    check_length(r, field, node, item->as.text);
    wz_model_check_characters(r, node, false);
    wz_model_check_unfinished(r, field, node, wz_str_trim(node->text));
    return true;
}

bool wz_model_read_name(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    item->as.ref.name = wz_model_clean_name(r, node, wz_str_trim(node->text));
    return true;
}

/* Dashes of a word processor as ours, without a time of day, and 20261129 in its parts. */
static wz_str plain_date(wz_arena *arena, wz_str s)
{
    wz_buf out = {0};
    ptrdiff_t digits = 0;
    for (ptrdiff_t at = 0; at < s.len;) {
        uint32_t c = wz_utf8_next(s, &at);
        if ((c == 'T' || c == 't') && digits == 8) {
            break;
        }
        digits += c < 0x80 && wz_is_digit((char)c);
        wz_buf_byte(&out, c == 0xA0 ? ' ' : c >= 0x2010 && c <= 0x2015 ? '-' : c < 0x80 ? (char)c : '?');
    }
    wz_str plain = wz_buf_take(arena, &out);
    return digits == 8 && plain.len == 8 ? wz_format(arena, "%.4s-%.2s-%.2s", plain.ptr, plain.ptr + 4, plain.ptr + 6)
                                         : plain;
}

wz_str wz_date_near(wz_arena *arena, wz_str s)
{
    static const char *const months[] = {"jan", "feb", "m", "apr", "me", "jun", "jul", "au", "sep", "o", "nov", "dec"};
    long parts[3] = {0};
    int count = 0;
    wz_str folded = wz_utf8_fold(arena, plain_date(arena, s));
    for (ptrdiff_t at = 0; at < folded.len && count < 3;) {
        ptrdiff_t from = at;
        for (; at < folded.len && wz_is_digit(folded.ptr[at]) && at - from < 4; at++) {
            parts[count] = parts[count] * 10 + (folded.ptr[at] - '0');
        }
        for (int m = 0; at == from && count == 1 && m < 12 && parts[1] == 0; m++) {
            wz_str word = wz_str_slice(folded, from, folded.len), month = wz_str_from(months[m]);
            bool may = m == 4 && (wz_str_starts(word, WZ_STR("mei")) || wz_str_starts(word, WZ_STR("may")));
            bool march = m == 2 && (wz_str_starts(word, WZ_STR("maa")) || wz_str_starts(word, WZ_STR("mar")) ||
                                    wz_str_starts(word, WZ_STR("mrt")));
            parts[1] = may || march || (m != 2 && m != 4 && wz_str_starts(word, month)) ? m + 1 : 0;
            at = parts[1] ? from + 1 : from;
        }
        while (at > from && at < folded.len && wz_is_small(folded.ptr[at])) {
            at++;
        }
        if (at == from) {
            return (wz_str){0};
        }
        count++;
        while (at < folded.len &&
               (folded.ptr[at] == '-' || folded.ptr[at] == '/' || folded.ptr[at] == '.' || folded.ptr[at] == ' ')) {
            at++;
        }
        if (at == folded.len && count == 3) {
            bool year_first = parts[0] > 31;
            long day = parts[year_first ? 2 : 0], month = parts[1], swapped = month > 12 && day <= 12;
            wz_str iso = wz_format(arena, "%04ld-%02ld-%02ld", parts[year_first ? 0 : 2], swapped ? day : month,
                                   swapped ? month : day);
            return wz_date_parse(iso, &(wz_date){0}) ? iso : (wz_str){0};
        }
    }
    return (wz_str){0};
}

bool wz_model_read_date(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    if (!wz_date_parse(s, &item->as.date)) {
        wz_report(r->diags, BAD_DATE, node->loc, s)->suggestion = wz_date_near(r->arena, s);
        return false;
    }
    wz_date date = item->as.date;
    if (!field->ahead && r->model->clock.year && wz_date_days(date) > wz_date_days(r->model->clock) + 1) {
        /* The usual typing error is in the year. */
        wz_str now = wz_format(r->arena, "%04d%.*s", r->model->clock.year, WZ_ARG(wz_str_slice(s, 4, s.len)));
        bool fits = wz_date_parse(now, &date) && wz_date_compare(date, r->model->clock) <= 0;
        wz_report(r->diags, DATE_AHEAD, node->loc, s, wz_date_iso(r->arena, r->model->clock))->suggestion =
            fits ? now : (wz_str){0};
        return false;
    }
    if (date.year < (field->since ? field->since : 1800) || date.year > 2100) {
        wz_report(r->diags, ODD_DATE, node->loc, s);
    }
    return true;
}

/* "sinds 2015", "2015 - nu", "2020 t/m 2022": years and words, in the form that is read. */
static wz_str period_near(wz_arena *arena, wz_str s)
{
    static const wz_str open[] = {WZ_STR("sinds"), WZ_STR("vanaf"),  WZ_STR("since"), WZ_STR("from"),
                                  WZ_STR("nu"),    WZ_STR("now"),    WZ_STR("heden"), WZ_STR("present"),
                                  WZ_STR("today"), WZ_STR("vandaag")};
    wz_str folded = wz_str_trim(plain_date(arena, wz_utf8_fold(arena, s))), years[2];
    int count = 0;
    bool on = wz_str_ends(folded, WZ_STR("-")), odd = false;
    for (ptrdiff_t at = 0; at < folded.len;) {
        ptrdiff_t from = at;
        bool digit = wz_is_digit(folded.ptr[at]), letter = wz_is_small(folded.ptr[at]);
        at++;
        while ((digit || letter) && at < folded.len &&
               (digit ? wz_is_digit(folded.ptr[at]) : wz_is_small(folded.ptr[at]))) {
            at++;
        }
        wz_str part = wz_str_slice(folded, from, at);
        odd = odd || (digit && (part.len != 4 || count == 2));
        if (digit && !odd) {
            years[count++] = part;
        }
        for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
            on = on || wz_str_equal(part, open[i]);
        }
    }
    wz_str near = odd || count == 0   ? (wz_str){0}
                  : count == 1 && on  ? wz_format(arena, "%.*s-heden", WZ_ARG(years[0]))
                  : count == 2 && !on ? wz_format(arena, "%.*s..%.*s", WZ_ARG(years[0]), WZ_ARG(years[1]))
                                      : (wz_str){0};
    return wz_period_parse(near, &(wz_period){0}) ? near : (wz_str){0};
}

bool wz_model_read_period(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    if (!wz_period_parse(s, &item->as.period)) {
        wz_report(r->diags, BAD_PERIOD, node->loc, s)->suggestion = period_near(r->arena, s);
        return false;
    }
    return true;
}

bool wz_model_read_url(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    wz_url url;
    bool ok = wz_url_check(r->arena, r->diags, node->loc, node->text, WZ_URL_SITE, &url);
    item->as.text = url.href;
    return ok;
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

bool wz_model_read_bool(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    if (!wz_model_truth(s, &item->as.truth)) {
        wz_report(r->diags, BAD_BOOL, node->loc, s);
        return false;
    }
    return true;
}

bool wz_model_read_integer(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_expect_text(r, field, node)) {
        return false;
    }
    wz_str s = wz_str_trim(node->text);
    bool negative = s.ptr[0] == '-';
    ptrdiff_t i = negative ? 1 : 0;
    long n = 0;
    bool ok = i < s.len && s.len - i <= 15;
    for (; ok && i < s.len; i++) {
        ok = wz_is_digit(s.ptr[i]);
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
