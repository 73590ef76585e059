/* A rough walk over SCSS or CSS. */
#include <string.h>

#include "markup/internal.h"

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* ASCII only; word is in lower case. */
static bool is_word(wz_str s, const char *word)
{
    ptrdiff_t len = (ptrdiff_t)strlen(word);
    for (ptrdiff_t i = 0; i < s.len && i < len; i++) {
        char c = s.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word[i])
            return false;
    }
    return s.len == len;
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
    while (scan->at < scan->text.len && is_name(scan->text.ptr[scan->at]))
        scan->at++;
    return wz_str_slice(scan->text, from, scan->at);
}

/* Past the inside of url( and its closing parenthesis. */
static wz_str skip_url(wz_style_scan *scan)
{
    while (scan->at < scan->text.len && strchr(" \t\r\n\f", scan->text.ptr[scan->at]) != NULL)
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
    if (is_word(name, "import"))
        return WZ_STYLE_IMPORT;
    if (is_word(name, "use") || is_word(name, "forward"))
        return WZ_STYLE_USE;
    if (is_word(name, "namespace")) /* its url() is a name, not a request */
        skip_to(scan, ";");
    return WZ_STYLE_END;
}

static wz_style_token named(wz_style_scan *scan)
{
    wz_str name = skip_name(scan);
    if (!is_at(scan, "("))
        return WZ_STYLE_END;
    scan->value = name;
    if (scan->scss && (is_word(name, "random") || is_word(name, "unique-id")))
        return WZ_STYLE_CHANCE;
    bool url = is_word(name, "url");
    if (scan->images > 0 || is_word(name, "image-set") || is_word(name, "-webkit-image-set"))
        scan->images++;
    scan->at++;
    if (url)
        scan->value = skip_url(scan);
    return url ? WZ_STYLE_URL : WZ_STYLE_END;
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
        return scan->images == 1 ? WZ_STYLE_URL : WZ_STYLE_STRING;
    } else if (c == ';' || c == '{' || c == '}') {
        scan->at++;
        if (c != '}') /* which may end an interpolation; where a parenthesis was forgotten, Sass says so */
            scan->images = 0;
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
    } else if (is_name(c)) {
        return named(scan);
    } else {
        if (scan->images > 0)
            scan->images += (c == '(') - (c == ')');
        scan->at += c == '\\' && scan->at + 1 < scan->text.len ? 2 : 1;
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
