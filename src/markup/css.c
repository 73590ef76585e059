/* SPDX-License-Identifier: EUPL-1.2 */
/* Finished CSS as rules and statements. */
#include <string.h>

#include "markup/internal.h"

static bool is_name(char c)
{
    return wz_is_letter(c) || wz_is_digit(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* How much of text is white space and comments. */
static ptrdiff_t blank(wz_str text)
{
    ptrdiff_t at = 0;
    while (at < text.len) {
        if (strchr(" \t\r\n\f", text.ptr[at]) != NULL && text.ptr[at] != '\0') {
            at++;
        } else if (wz_str_starts(wz_str_slice(text, at, text.len), WZ_STR("/*"))) {
            ptrdiff_t end = wz_str_find(wz_str_slice(text, at + 2, text.len), WZ_STR("*/"));
            at = end < 0 ? text.len : at + 2 + end + 2;
        } else {
            break;
        }
    }
    return at;
}

/* The name at the start of text when it begins with --, escapes as written; empty when it does not. */
static wz_str dashed_name(wz_str text)
{
    ptrdiff_t len = 2;
    if (!wz_str_starts(text, WZ_STR("--")))
        return (wz_str){0};
    while (len < text.len && (is_name(text.ptr[len]) || text.ptr[len] == '\\'))
        len += text.ptr[len] == '\\' && len + 1 < text.len ? 2 : 1;
    return len > 2 ? wz_str_slice(text, 0, len) : (wz_str){0};
}

wz_str wz_css_mention(wz_str text, ptrdiff_t *at)
{
    while (*at < text.len) {
        wz_str rest = wz_str_slice(text, *at, text.len), name;
        ptrdiff_t found = wz_str_find(rest, WZ_STR("--"));
        if (found < 0)
            break;
        if (found > 0 && is_name(rest.ptr[found - 1])) { /* the modifier of block--modifier */
            *at += found + 2;
            continue;
        }
        name = dashed_name(wz_str_slice(rest, found, rest.len));
        *at += found + (name.len > 0 ? name.len : 2);
        if (name.len > 0)
            return name;
    }
    *at = text.len;
    return (wz_str){0};
}

/* ---- Reading ------------------------------------------------------------------------------ */

/* A declaration of a custom property when it is one: *name and *value are set. */
static void read_item(wz_str statement, wz_str *name, wz_str *value)
{
    wz_str found = dashed_name(statement), rest = wz_str_slice(statement, found.len, statement.len);
    rest = wz_str_slice(rest, blank(rest), rest.len);
    bool custom = found.len > 0 && wz_str_starts(rest, WZ_STR(":"));
    *name = custom ? found : (wz_str){0};
    *value = custom ? wz_str_trim(wz_str_slice(rest, 1, rest.len)) : statement;
}

static void count_parts(wz_str css, ptrdiff_t *rules, ptrdiff_t *items)
{
    wz_style_scan scan = {.text = css};
    *rules = 0;
    *items = 1;
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        *rules += found == WZ_STYLE_STOP && css.ptr[scan.start] == '{';
        *items += found == WZ_STYLE_STOP;
    }
}

/* The next ; { or }, or 0 at the end. */
static char next_stop(wz_style_scan *scan)
{
    wz_style_token found = wz_style_next(scan);
    while (found != WZ_STYLE_STOP && found != WZ_STYLE_END)
        found = wz_style_next(scan);
    return found == WZ_STYLE_END ? '\0' : scan->text.ptr[scan->start];
}

/* A custom property holds any tokens (CSS Custom Properties 1, 2): a block, whose end is found here, and a ; between
 * parentheses. False when its value goes on. */
static bool ends_value(wz_style_scan *scan, char stop)
{
    if (stop == ';')
        return scan->round == 0;
    for (int depth = stop == '{'; depth > 0;) {
        char c = next_stop(scan);
        depth = c == '\0' ? 0 : depth + (c == '{') - (c == '}');
    }
    return stop == '}';
}

bool wz_css_read(wz_arena *arena, wz_str css, wz_css *out)
{
    ptrdiff_t rules, items, from = 0, open = -1;
    count_parts(css, &rules, &items);
    *out = (wz_css){.rules = wz_new(arena, wz_css_rule, rules), .items = wz_new(arena, wz_css_item, items)};
    wz_style_scan scan = {.text = css};
    for (;;) {
        char stop = next_stop(&scan);
        ptrdiff_t end = stop == '\0' ? css.len : scan.start;
        from += blank(wz_str_slice(css, from, end));
        wz_str name, value, statement = wz_str_trim(wz_str_slice(css, from, end));
        read_item(statement, &name, &value);
        if (name.len > 0 && stop != '\0' && !ends_value(&scan, stop))
            continue;
        if (stop == '{') {
            out->rules[out->rule_count] = (wz_css_rule){.prelude = statement, .parent = open, .start = from};
            open = out->rule_count++;
        } else if (statement.len > 0) {
            out->items[out->item_count++] = (wz_css_item){open, name, value, from, stop == ';' ? scan.at : end};
        }
        if (stop == '}') {
            if (open < 0)
                return false;
            out->rules[open].end = scan.at;
            open = out->rules[open].parent;
        }
        if (stop == '\0')
            return open < 0;
        from = scan.at;
    }
}
