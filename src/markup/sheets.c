/* SPDX-License-Identifier: EUPL-1.2 */
/* The files of a style sheet, read before the compiler starts, and the checks on what goes in and what comes out. */
#include <string.h>

#include "markup/internal.h"

#define VARIANTS 4

/* ---- Names -------------------------------------------------------------------------------- */

static wz_str path_str(const wz_sheet_path *p)
{
    return (wz_str){p->bytes, p->len};
}

/* folder/name with the last part of name in variant 0 to 3: x.scss, _x.scss, x.css, _x.css; a name with an extension
 * keeps it (0 and 1). False when there is no such path below the folder. */
static bool path_make(wz_sheet_path *p, wz_str folder, wz_str name, int variant)
{
    if (!wz_sheet_path_start(p, folder, &name))
        return false;
    bool whole = wz_str_ends(name, WZ_STR(".scss")) || wz_sheet_is_css(name), partial = variant % 2 == 1;
    if (name.len == 0 || name.ptr[0] == '.' || (whole && variant > 1) ||
        (partial && !wz_sheet_path_add(p, WZ_STR("_"))))
        return false;
    return wz_sheet_path_add(p, name) &&
           (whole || wz_sheet_path_add(p, variant < 2 ? WZ_STR(".scss") : WZ_STR(".css")));
}

static ptrdiff_t index_of(const wz_sheets *sheets, wz_str file)
{
    for (ptrdiff_t i = 0; i < sheets->count; i++) {
        if (wz_str_equal(sheets->items[i].path, file))
            return i;
    }
    return -1;
}

/* The candidates in order: beside the importing file, then beside the style sheet. number counts from 0; false after
 * the last. */
static bool candidate(const wz_sheets *sheets, ptrdiff_t from, wz_str name, int number, wz_sheet_path *p, bool *valid)
{
    if (number >= 2 * VARIANTS)
        return false;
    wz_str folder = wz_sheet_folder(sheets->items[number < VARIANTS ? from : 0].path);
    *valid = path_make(p, folder, name, number % VARIANTS);
    return true;
}

ptrdiff_t wz_sheets_find(const wz_sheets *sheets, ptrdiff_t from, wz_str name)
{
    wz_sheet_path p;
    bool valid;
    for (int i = 0; candidate(sheets, from, name, i, &p, &valid); i++) {
        ptrdiff_t found = valid ? index_of(sheets, path_str(&p)) : -1;
        if (found >= 0)
            return found;
    }
    return -1;
}

/* ---- Checks ------------------------------------------------------------------------------- */

static bool fail(wz_sheets *sheets, wz_diag_code code, wz_loc loc, wz_str arg)
{
    wz_diag_add(sheets->diags, code, loc, &arg, 1);
    return false;
}

static bool check_encoding(wz_sheets *sheets, const wz_sheet *sheet)
{
    wz_str text = sheet->source.text;
    ptrdiff_t bad = wz_utf8_invalid(text), nul = wz_str_find_byte(text, '\0');
    if (bad < 0 || (nul >= 0 && nul < bad))
        bad = nul;
    return bad < 0 || fail(sheets, WZ_DIAG_STYLE_ENCODING, wz_sheet_loc(sheet, bad, bad + 1), (wz_str){0});
}

bool wz_sheets_check(wz_sheets *sheets, wz_str css)
{
    bool ok = true, indirect = false;
    wz_str named = {0}; /* an address that a var() may hand to src() */
    wz_style_scan scan = {.text = css};
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        wz_str value = scan.value;
        bool remote = wz_sheet_is_remote(value);
        if (found == WZ_STYLE_USE || found == WZ_STYLE_INTERPOLATION || found == WZ_STYLE_VARIABLE)
            ok = fail(sheets, WZ_DIAG_STYLE_UNCOMPILED, wz_sheets_find_text(sheets, value),
                      wz_str_copy(sheets->arena, value));
        else if (found == WZ_STYLE_IMPORT || (found == WZ_STYLE_URL && remote))
            ok = fail(sheets, WZ_DIAG_STYLE_REMOTE, wz_sheets_find_text(sheets, value),
                      wz_str_copy(sheets->arena, value));
        else if (found == WZ_STYLE_STRING && remote && named.len == 0)
            named = value;
        indirect = indirect || found == WZ_STYLE_INDIRECT;
    }
    if (indirect && named.len > 0)
        ok = fail(sheets, WZ_DIAG_STYLE_REMOTE, wz_sheets_find_text(sheets, named), wz_str_copy(sheets->arena, named));
    return ok;
}

/* ---- Colours that libsass reads wrongly ---------------------------------------------------- */

/* The last value that the sources give a variable; empty when there is none. */
static wz_str variable(const wz_sheets *sheets, wz_str name)
{
    wz_str value = {0};
    for (ptrdiff_t i = 0; i < sheets->count && name.len > 1; i++) {
        wz_str text = sheets->items[i].bare;
        for (ptrdiff_t at; (at = wz_str_find(text, name)) >= 0;) {
            text = wz_str_slice(text, at + name.len, text.len);
            wz_str rest, after = wz_str_trim(text);
            if (wz_str_starts(after, WZ_STR(":")))
                value = wz_str_trim(wz_str_cut(wz_str_slice(after, 1, after.len), ';', &rest));
        }
    }
    return value;
}

static bool is_number(wz_str value, const char *unit)
{
    return value.len > 0 && strchr("+-.0123456789", value.ptr[0]) != NULL && wz_str_ends(value, wz_str_from(unit));
}

/* An alpha of 50% becomes 1, and half a turn half a degree, without a word. What is wrong in name(inside), or empty. */
static wz_str misread(const wz_sheets *sheets, wz_str name, wz_str inside)
{
    static const char *const turns[] = {"turn", "rad"}; /* and grad, which ends so */
    wz_str last = {0}, first = {0};
    ptrdiff_t count = 0;
    for (wz_str rest = inside; rest.ptr != NULL; count++) {
        last = wz_str_trim(wz_str_cut(rest, ',', &rest));
        first = count == 0 ? last : first;
    }
    wz_str alpha = wz_str_starts(last, WZ_STR("$")) ? variable(sheets, last) : last;
    wz_str hue = wz_str_starts(first, WZ_STR("$")) ? variable(sheets, first) : first;
    if (wz_str_ends(name, WZ_STR("a")) && (count == 2 || count == 4) && is_number(alpha, "%"))
        return last;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (wz_str_starts(name, WZ_STR("hsl")) && is_number(hue, turns[i]))
            return first;
    }
    return (wz_str){0};
}

static bool check_colours(wz_sheets *sheets, ptrdiff_t index)
{
    bool ok = true;
    const wz_sheet *sheet = &sheets->items[index];
    wz_style_scan scan = {.text = sheet->source.text, .scss = true};
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        if (found != WZ_STYLE_COLOUR || wz_sheet_in_custom_property(scan.text, scan.start))
            continue;
        wz_str inside = wz_style_inside(scan.text, scan.at), wrong = misread(sheets, scan.value, inside);
        ptrdiff_t at = wrong.ptr - scan.text.ptr;
        if (wrong.len > 0)
            ok = fail(sheets, WZ_DIAG_STYLE_MISREAD, wz_sheet_loc(sheet, at, at + wrong.len), wrong);
    }
    return ok;
}

/* ---- Reading ------------------------------------------------------------------------------ */

/* Reads one file to the end of the list. */
static bool read_sheet(wz_sheets *sheets, wz_str file)
{
    wz_sheet *sheet = &sheets->items[sheets->count];
    ptrdiff_t before = wz_diags_count(sheets->diags);
    wz_str limits[2] = {WZ_STR("500"), WZ_STR("16777216")};
    sheet->path = wz_str_copy(sheets->arena, file);
    sheet->source.path = wz_format(sheets->arena, "%.*s%.*s", WZ_ARG(sheets->shown), WZ_ARG(file));
    wz_source *source =
        wz_fs_read(sheets->arena, sheets->diags, sheets->fs, sheets->folder, sheet->path, WZ_LIMIT_FILE);
    if (source == NULL) {
        for (ptrdiff_t i = before; i < wz_diags_count(sheets->diags); i++) { /* name the file as all messages here do */
            wz_diag *diag = wz_diags_at(sheets->diags, i);
            if (diag->loc.source != NULL)
                diag->loc.source = &sheet->source;
        }
        sheets->count++;
        return false;
    }
    sheet->source.text = sheet->text = source->text;
    sheet->bare = wz_style_without_comments(sheets->arena, source->text, !wz_sheet_is_css(file));
    sheets->count++;
    sheets->bytes += source->text.len;
    if (sheets->bytes > WZ_STYLE_INPUT) {
        wz_diag_add(sheets->diags, WZ_DIAG_STYLE_FILES, (wz_loc){.source = &sheets->items[0].source}, limits, 2);
        return false;
    }
    return check_encoding(sheets, sheet);
}

/* Finds what an @import names and reads it unless that was done. */
static bool read_import(wz_sheets *sheets, ptrdiff_t from, const wz_style_scan *scan)
{
    const wz_sheet *sheet = &sheets->items[from];
    wz_loc loc = wz_sheet_loc(sheet, scan->start, scan->at);
    wz_str limits[2] = {WZ_STR("500"), WZ_STR("16777216")};
    wz_sheet_path p;
    bool valid;
    if (wz_sheet_is_remote(scan->value))
        return fail(sheets, WZ_DIAG_STYLE_REMOTE, loc, scan->value);
    for (int i = 0; candidate(sheets, from, scan->value, i, &p, &valid); i++) {
        if (!valid)
            continue;
        if (index_of(sheets, path_str(&p)) >= 0)
            return true;
        if (!wz_fs_exists(sheets->fs, sheets->folder, path_str(&p)))
            continue;
        if (sheets->count < WZ_STYLE_FILES)
            return read_sheet(sheets, path_str(&p));
        wz_diag_add(sheets->diags, WZ_DIAG_STYLE_FILES, loc, limits, 2);
        return false;
    }
    return fail(sheets, WZ_DIAG_STYLE_IMPORT, loc, scan->value);
}

/* True when something other than the end or a next file follows what an @import names: a media query, which libsass
 * would drop. */
static bool has_condition(const wz_style_scan *scan)
{
    wz_str rest = wz_str_trim(wz_str_slice(scan->text, scan->at, scan->text.len));
    return rest.len > 0 && strchr(",;}/", rest.ptr[0]) == NULL;
}

/* Looks at one source before it is compiled: here the place of a fault is known exactly. */
static bool check_source(wz_sheets *sheets, ptrdiff_t index)
{
    bool ok = true, importing = false;
    const wz_sheet *sheet = &sheets->items[index];
    wz_style_scan scan = {.text = sheet->source.text, .scss = true};
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        wz_loc loc = {0};
        if (found == WZ_STYLE_USE || found == WZ_STYLE_URL)
            loc = wz_sheet_loc(sheet, scan.start, scan.at);
        if (found == WZ_STYLE_STOP)
            importing = false;
        else if (found == WZ_STYLE_IMPORT)
            importing = true;
        else if (found == WZ_STYLE_STRING && importing && has_condition(&scan))
            ok = fail(sheets, WZ_DIAG_STYLE_CONDITION, wz_sheet_loc(sheet, scan.start, scan.at), scan.value);
        else if (found == WZ_STYLE_STRING && importing)
            ok = read_import(sheets, index, &scan) && ok;
        else if (found == WZ_STYLE_USE)
            ok = fail(sheets, WZ_DIAG_STYLE_UNCOMPILED, loc, scan.value);
        else if (found == WZ_STYLE_CHANCE)
            ok = fail(sheets, WZ_DIAG_STYLE_CHANCE, wz_sheet_loc(sheet, scan.start, scan.at), scan.value);
        else if (found == WZ_STYLE_URL && (importing || wz_sheet_is_remote(scan.value)))
            ok = fail(sheets, WZ_DIAG_STYLE_REMOTE, loc, scan.value);
    }
    return ok;
}

bool wz_sheets_read(wz_sheets *sheets, wz_str file)
{
    sheets->items = wz_new(sheets->arena, wz_sheet, WZ_STYLE_FILES);
    sheets->last_url = &sheets->urls;
    if (!read_sheet(sheets, file))
        return false;
    bool ok = true;
    for (ptrdiff_t i = 0; i < sheets->count && ok; i++) { /* grows while imports are found */
        ok = wz_sheet_is_css(sheets->items[i].path) || check_source(sheets, i);
        wz_sheets_note_urls(sheets, i);
    }
    for (ptrdiff_t i = 0; i < sheets->count && ok; i++)
        ok = wz_sheet_is_css(sheets->items[i].path) || check_colours(sheets, i);
    return ok;
}

_Static_assert(WZ_STYLE_FILES == 500 && WZ_STYLE_INPUT == 16777216, "the messages above name these numbers");
