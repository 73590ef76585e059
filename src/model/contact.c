/* SPDX-License-Identifier: EUPL-1.2 */
/* Readers of telephone numbers and e-mail addresses. */
#include "model/internal.h"
#include "wegwijzer/url.h"

#include <string.h>

/* The digits of a number with the visual separators of RFC 3966 between them, and the spaces in which people write them
 * as well; empty when it holds anything else. */
static wz_str digits_of(wz_arena *arena, wz_str s)
{
    char *out = wz_new(arena, char, s.len + 1);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = s.len > 0 && s.ptr[0] == '+'; i < s.len; i++) {
        if (wz_is_digit(s.ptr[i])) {
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
    wz_str digits = digits_of(arena, s);
    bool zero =
        wz_str_find(s, WZ_STR("(0)")) >= 0 || wz_str_starts(digits, WZ_STR("310")); /* +31 (0)70: it is not dialled */
    return s.len > 0 && s.ptr[0] == '+' && !zero && !wz_str_starts(digits, WZ_STR("0")) && digits.len >= 7 &&
           digits.len <= 15;
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
    if (wz_str_starts(s, WZ_STR("+31")) && wz_str_starts(digits, WZ_STR("310"))) {
        wz_str whole = wz_format(arena, "+31 %.*s", WZ_ARG(wz_str_slice(s, at + 1, s.len)));
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

bool wz_model_read_phone(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_read_text(r, field, node, item)) {
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
        bool letter = wz_is_letter(c) || wz_is_digit(c);
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
            if (!wz_is_letter(c) && !wz_is_digit(c) && c != '-') {
                return false;
            }
        }
    }
    return labels > 1 && label.len > 1 && !wz_is_digit(label.ptr[0]);
}

bool wz_model_read_email(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    if (!wz_model_read_text(r, field, node, item)) {
        return false;
    }
    wz_str s = item->as.text;
    if (!is_email(s)) {
        /* "Loket <loket@voorbeeld.nl>" and "mailto:loket@voorbeeld.nl" hold the address that was meant. */
        ptrdiff_t open = wz_str_find_byte(s, '<'), close = wz_str_find_byte(s, '>');
        wz_str inner = open >= 0 && close > open ? wz_str_slice(s, open + 1, close) : s;
        wz_url_is(inner, WZ_STR("mailto"), &inner);
        wz_report(r->diags, BAD_EMAIL, node->loc, s)->suggestion = is_email(inner) ? inner : (wz_str){0};
        return false;
    }
    return true;
}
