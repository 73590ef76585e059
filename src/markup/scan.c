/* SPDX-License-Identifier: EUPL-1.2 */
/* A rough walk over SCSS or CSS. */
#include <string.h>

#include "markup/internal.h"

static bool is_name(char c)
{
    return wz_is_letter(c) || wz_is_digit(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* What the escape behind a backslash at *at stands for (CSS Syntax 3, 4.3.7); moves *at past it. 0 for a line break, which
 * a string may hold so. What is no ASCII comes as U+FFFD: nobody here asks which it is. */
static char unescape(wz_str s, ptrdiff_t *at)
{
    long c = 0;
    ptrdiff_t from = ++*at;
    while (*at < s.len && *at < from + 6 && wz_hex_digit(s.ptr[*at]) >= 0)
        c = 16 * c + wz_hex_digit(s.ptr[(*at)++]);
    if (*at > from) {
        *at += *at < s.len && is_blank(s.ptr[*at]);
        return c > 0 && c < 0x80 ? (char)c : '\x7F';
    }
    char plain = *at < s.len ? s.ptr[(*at)++] : '\x7F';
    return plain == '\n' || plain == '\r' || plain == '\f' ? '\0' : plain;
}

wz_str wz_style_plain(wz_str s, char *room, ptrdiff_t size)
{
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 0; i < s.len && len < size;) {
        char c = s.ptr[i] == '\\' ? unescape(s, &i) : s.ptr[i++];
        if (c != '\0' && c != '\t' && c != '\n' && c != '\r') /* which an address loses as well (WHATWG URL, 4.4) */
            room[len++] = wz_lower(c);
    }
    return wz_str_trim((wz_str){room, len});
}

/* However it is escaped; words are in lower case, the last is NULL. */
static bool is_word(wz_str s, const char *const *words)
{
    char room[32];
    wz_str plain = wz_style_plain(s, room, (ptrdiff_t)sizeof room);
    for (; *words != NULL; words++) {
        if (wz_str_equal(plain, wz_str_from(*words)))
            return true;
    }
    return false;
}

static bool is_at(const wz_style_scan *scan, const char *what)
{
    return wz_str_starts(wz_str_slice(scan->text, scan->at, scan->text.len), wz_str_from(what));
}

/* Moves at behind what, or to the end when it is not there. */
static void skip_to(wz_style_scan *scan, const char *what)
{
    ptrdiff_t found = wz_str_find(wz_str_slice(scan->text, scan->at, scan->text.len), wz_str_from(what));
    scan->at = found < 0 ? scan->text.len : scan->at + found + (ptrdiff_t)strlen(what);
}

/* Past the string that starts at at; a string ends with its line when the quote was forgotten. Returns what is inside.
 */
static wz_str skip_string(wz_style_scan *scan)
{
    char mark = scan->text.ptr[scan->at++];
    ptrdiff_t from = scan->at;
    for (; scan->at < scan->text.len; scan->at++) {
        char c = scan->text.ptr[scan->at];
        if (c == mark)
            return wz_str_slice(scan->text, from, scan->at++);
        if (c == '\n')
            break;
        if (c == '\\' && scan->at + 1 < scan->text.len)
            scan->at++;
    }
    return wz_str_slice(scan->text, from, scan->at);
}

static wz_str skip_name(wz_style_scan *scan)
{
    ptrdiff_t from = scan->at;
    while (scan->at < scan->text.len && (is_name(scan->text.ptr[scan->at]) || is_at(scan, "\\"))) {
        if (scan->text.ptr[scan->at] == '\\')
            unescape(scan->text, &scan->at);
        else
            scan->at++;
    }
    return wz_str_slice(scan->text, from, scan->at);
}

/* Past the inside of url( and its closing parenthesis. */
static wz_str skip_url(wz_style_scan *scan)
{
    while (scan->at < scan->text.len && is_blank(scan->text.ptr[scan->at]))
        scan->at++;
    if (is_at(scan, "\"") || is_at(scan, "'"))
        return skip_string(scan);
    ptrdiff_t from = scan->at;
    while (scan->at < scan->text.len && scan->text.ptr[scan->at] != ')')
        scan->at += scan->text.ptr[scan->at] == '\\' && scan->at + 1 < scan->text.len ? 2 : 1;
    return wz_str_trim(wz_str_slice(scan->text, from, scan->at));
}

static wz_style_token at_rule(wz_style_scan *scan)
{
    scan->at++;
    wz_str name = skip_name(scan);
    scan->value = wz_str_slice(scan->text, scan->start, scan->at);
    if (is_word(name, (const char *[]){"import", NULL}))
        return WZ_STYLE_IMPORT;
    if (is_word(name, (const char *[]){"use", "forward", NULL}))
        return WZ_STYLE_USE;
    if (is_word(name, (const char *[]){"namespace", NULL})) /* its url() is a name, not a request */
        skip_to(scan, ";");
    return WZ_STYLE_END;
}

/* Functions that take a string for an address (CSS Images 4; CSS Values 5, src()), and their forms of old. */
static const char *const addresses[] = {
    "image-set", "-webkit-image-set", "-moz-image-set",     "-o-image-set",    "-ms-image-set",
    "image",     "cross-fade",        "-webkit-cross-fade", "-moz-image-rect", "src",
    NULL};

static wz_style_token named(wz_style_scan *scan)
{
    wz_str name = skip_name(scan);
    if (!is_at(scan, "("))
        return WZ_STYLE_END;
    scan->value = name;
    if (scan->scss && is_word(name, (const char *[]){"random", "unique-id", NULL}))
        return WZ_STYLE_CHANCE;
    bool url = is_word(name, (const char *[]){"url", NULL}), within = (scan->images & 1) != 0;
    scan->images = scan->images << 1 | is_word(name, addresses);
    scan->round++;
    scan->at++;
    if (url)
        scan->value = skip_url(scan);
    if (url)
        return WZ_STYLE_URL;
    if (within && is_word(name, (const char *[]){"var", NULL}))
        return WZ_STYLE_INDIRECT;
    bool colour =
        wz_str_equal(name, WZ_STR("rgba")) || wz_str_equal(name, WZ_STR("hsl")) || wz_str_equal(name, WZ_STR("hsla"));
    return scan->scss && colour ? WZ_STYLE_COLOUR : WZ_STYLE_END;
}

/* The token that starts at at, or END when it is none that matters; at has moved in any case. */
static wz_style_token token(wz_style_scan *scan)
{
    char c = scan->text.ptr[scan->at];
    scan->start = scan->at;
    if (is_at(scan, "/*")) {
        scan->at += 2;
        skip_to(scan, "*/");
    } else if (scan->scss && is_at(scan, "//")) {
        skip_to(scan, "\n");
    } else if (c == '"' || c == '\'') {
        scan->value = skip_string(scan);
        return (scan->images & 1) != 0 ? WZ_STYLE_URL : WZ_STYLE_STRING;
    } else if (c == ';' || c == '{' || c == '}') {
        scan->at++;
        if (c != '}') /* which may end an interpolation; where a parenthesis was forgotten, Sass says so */
            scan->images = 0;
        if (c != ';')
            scan->round = 0;
        return WZ_STYLE_STOP;
    } else if (c == '@') {
        return at_rule(scan);
    } else if (is_at(scan, "#{")) {
        scan->at += 2;
        scan->value = WZ_STR("#{");
        return WZ_STYLE_INTERPOLATION;
    } else if (c == '$') {
        scan->at++;
        bool suffix = is_at(scan, "=");
        skip_name(scan);
        scan->value = wz_str_slice(scan->text, scan->start, scan->at);
        return suffix ? WZ_STYLE_END : WZ_STYLE_VARIABLE;
    } else if (is_name(c) || c == '\\') {
        return named(scan);
    } else {
        scan->images = c == '(' ? scan->images << 1 : c == ')' ? scan->images >> 1 : scan->images;
        scan->round += (c == '(' || c == '[') - ((c == ')' || c == ']') && scan->round > 0);
        scan->at++;
    }
    return WZ_STYLE_END;
}

wz_style_token wz_style_next(wz_style_scan *scan)
{
    while (scan->at < scan->text.len) {
        wz_style_token found = token(scan);
        if (found != WZ_STYLE_END)
            return found;
    }
    return WZ_STYLE_END;
}

wz_str wz_style_without_comments(wz_arena *arena, wz_str text, bool scss)
{
    wz_style_scan scan = {.text = text, .scss = scss};
    char *copy = wz_new(arena, char, text.len);
    if (text.len > 0)
        memcpy(copy, text.ptr, (size_t)text.len);
    while (scan.at < text.len) {
        bool comment = is_at(&scan, "/*") || (scss && is_at(&scan, "//"));
        token(&scan);
        for (ptrdiff_t i = scan.start; comment && i < scan.at; i++)
            copy[i] = copy[i] == '\n' ? '\n' : ' ';
    }
    return (wz_str){copy, text.len};
}

wz_str wz_style_inside(wz_str text, ptrdiff_t from)
{
    ptrdiff_t at = from;
    for (int open = 1; at < text.len; at++) {
        open += text.ptr[at] == '(' ? 1 : text.ptr[at] == ')' ? -1 : 0;
        if (open == 0)
            break;
    }
    return wz_str_slice(text, from, at);
}
