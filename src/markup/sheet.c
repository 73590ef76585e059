/* SPDX-License-Identifier: EUPL-1.2 */
/* One file of a style sheet: names and paths, addresses, and where things stand. */
#include <string.h>

#include "markup/internal.h"

bool wz_sheet_is_css(wz_str path)
{
    return wz_str_ends(path, WZ_STR(".css"));
}

/* ---- Paths -------------------------------------------------------------------------------- */

bool wz_sheet_path_add(wz_sheet_path *p, wz_str s)
{
    if (s.len > WZ_SHEET_PATH - p->len)
        return false;
    if (s.len > 0)
        memcpy(p->bytes + p->len, s.ptr, (size_t)s.len);
    p->len += s.len;
    return true;
}

wz_str wz_sheet_folder(wz_str file)
{
    ptrdiff_t len = file.len;
    while (len > 0 && file.ptr[len - 1] != '/')
        len--;
    return wz_str_slice(file, 0, len);
}

/* Takes the last part off, with its slash. False when there is none: the path would leave the folder. */
static bool path_up(wz_sheet_path *p)
{
    if (p->len == 0)
        return false;
    p->len--;
    while (p->len > 0 && p->bytes[p->len - 1] != '/')
        p->len--;
    return true;
}

bool wz_sheet_path_start(wz_sheet_path *p, wz_str folder, wz_str *name)
{
    p->len = 0;
    if (name->len == 0 || name->ptr[0] == '/' || wz_str_find_byte(*name, '\\') >= 0 ||
        wz_str_find_byte(*name, '\0') >= 0 || !wz_sheet_path_add(p, folder))
        return false;
    for (ptrdiff_t slash; (slash = wz_str_find_byte(*name, '/')) >= 0;
         *name = wz_str_slice(*name, slash + 1, name->len)) {
        wz_str part = wz_str_slice(*name, 0, slash);
        if (part.len == 0 || wz_str_equal(part, WZ_STR(".")))
            continue;
        if (wz_str_equal(part, WZ_STR(".."))) {
            if (!path_up(p))
                return false;
        } else if (!wz_sheet_path_add(p, part) || !wz_sheet_path_add(p, WZ_STR("/"))) {
            return false;
        }
    }
    return true;
}

/* ---- Addresses ---------------------------------------------------------------------------- */

bool wz_sheet_is_remote(wz_str url)
{
    char room[64];
    wz_str plain = wz_style_plain(url, room, (ptrdiff_t)sizeof room);
    wz_str scheme = wz_url_scheme(plain);
    if (plain.len > 1 && strchr("/\\", plain.ptr[0]) != NULL && strchr("/\\", plain.ptr[1]) != NULL)
        return true;
    return scheme.ptr != NULL && !wz_str_equal(scheme, WZ_STR("data"));
}

/* ---- Places ------------------------------------------------------------------------------- */

wz_loc wz_sheet_loc(const wz_sheet *sheet, ptrdiff_t from, ptrdiff_t to)
{
    return wz_source_locate(&sheet->source, from, to);
}

bool wz_sheet_in_custom_property(wz_str text, ptrdiff_t place)
{
    ptrdiff_t from = place;
    while (from > 0 && strchr("{};\n", text.ptr[from - 1]) == NULL)
        from--;
    return wz_str_starts(wz_str_trim(wz_str_slice(text, from, place)), WZ_STR("--"));
}

wz_loc wz_sheets_find_text(const wz_sheets *sheets, wz_str what)
{
    wz_loc first = {.source = &sheets->items[0].source};
    for (ptrdiff_t i = 0; i < sheets->count; i++) {
        wz_str text = sheets->items[i].bare;
        for (ptrdiff_t at = 0, found; (found = wz_str_find(wz_str_slice(text, at, text.len), what)) >= 0;
             at += found + 1) {
            ptrdiff_t place = at + found;
            bool custom = wz_sheet_in_custom_property(text, place);
            if (custom || first.line == 0)
                first = wz_sheet_loc(&sheets->items[i], place, place + what.len);
            if (custom)
                return first;
        }
    }
    return first;
}

/* A number with this unit in text: 20rem, 100%. */
static bool has_unit(wz_str text, wz_str unit)
{
    for (ptrdiff_t at; unit.len > 0 && (at = wz_str_find(text, unit)) >= 0;
         text = wz_str_slice(text, at + 1, text.len)) {
        char before = at > 0 ? text.ptr[at - 1] : ' ', after = at + unit.len < text.len ? text.ptr[at + unit.len] : ' ';
        bool goes_on = (after | 0x20) >= 'a' && (after | 0x20) <= 'z';
        if (wz_is_digit(before) && !goes_on)
            return true;
    }
    return false;
}

/* Inside quotes, as min() that Sass must leave alone is written. */
static bool is_quoted(wz_str text, ptrdiff_t at)
{
    char open = '\0';
    ptrdiff_t from = at;
    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    for (; from < at; from++) {
        char c = text.ptr[from];
        if (open == '\0' ? c == '"' || c == '\'' : c == open)
            open = open == '\0' ? c : '\0';
    }
    return open != '\0';
}

wz_loc wz_sheets_find_units(const wz_sheets *sheets, wz_str a, wz_str b)
{
    for (ptrdiff_t i = 0; i < sheets->count; i++) {
        wz_str text = sheets->items[i].bare;
        for (ptrdiff_t at = 3; at < text.len; at++) {
            wz_str name = wz_str_slice(text, at - 3, at);
            if (text.ptr[at] != '(' || !(wz_str_equal(name, WZ_STR("min")) || wz_str_equal(name, WZ_STR("max"))))
                continue;
            wz_str inside = wz_style_inside(text, at + 1);
            bool computed = wz_str_find(inside, WZ_STR("#{")) < 0 && !is_quoted(text, at);
            if (computed && has_unit(inside, a) && has_unit(inside, b))
                return wz_sheet_loc(&sheets->items[i], at - 3, at);
        }
    }
    return (wz_loc){.source = &sheets->items[0].source};
}

wz_loc wz_sheets_find_brace(const wz_sheets *sheets, ptrdiff_t index)
{
    const wz_sheet *sheet = &sheets->items[index >= 0 && index < sheets->count ? index : 0];
    wz_style_scan scan = {.text = sheet->source.text, .scss = true};
    ptrdiff_t *open = wz_new(sheets->arena, ptrdiff_t, scan.text.len), count = 0;
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        char c = scan.text.ptr[scan.start];
        if (found == WZ_STYLE_INTERPOLATION || (found == WZ_STYLE_STOP && c == '{'))
            open[count++] = scan.start;
        else if (found == WZ_STYLE_STOP && c == '}' && count > 0)
            count--;
    }
    return count > 0 ? wz_sheet_loc(sheet, open[count - 1], open[count - 1] + 1) : (wz_loc){0};
}
