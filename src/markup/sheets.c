/* The files of a style sheet, read before the compiler starts, and the checks on what goes in and what comes out. */
#include <string.h>

#include "markup/internal.h"

#define VARIANTS 4

bool wz_sheet_is_css(wz_str path)
{
    return wz_str_ends(path, WZ_STR(".css"));
}

/* ---- Names -------------------------------------------------------------------------------- */

bool wz_sheet_path_add(wz_sheet_path *p, wz_str s)
{
    if (s.len > WZ_SHEET_PATH - p->len)
        return false;
    if (s.len > 0)
        memcpy(p->bytes + p->len, s.ptr, (size_t)s.len);
    p->len += s.len;
    return true;
}

static wz_str path_str(const wz_sheet_path *p)
{
    return (wz_str){p->bytes, p->len};
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

static wz_loc loc_of(const wz_sheet *sheet, ptrdiff_t from, ptrdiff_t to)
{
    return wz_source_locate(&sheet->source, from, to);
}

/* An address with a scheme (data: is no request) or a host. */
static bool is_remote(wz_str url)
{
    if (wz_str_starts(url, WZ_STR("//")) || wz_str_starts(url, WZ_STR("\\")))
        return true;
    ptrdiff_t i = 0;
    while (i < url.len && ((url.ptr[i] | 0x20) >= 'a' && (url.ptr[i] | 0x20) <= 'z'))
        i++;
    bool data = i == 4 && (url.ptr[0] | 0x20) == 'd' && (url.ptr[1] | 0x20) == 'a' && (url.ptr[2] | 0x20) == 't' &&
                (url.ptr[3] | 0x20) == 'a';
    return i > 0 && i < url.len && url.ptr[i] == ':' && !data;
}

static bool check_encoding(wz_sheets *sheets, const wz_sheet *sheet)
{
    wz_str text = sheet->source.text;
    ptrdiff_t bad = wz_utf8_invalid(text), nul = wz_str_find_byte(text, '\0');
    if (bad < 0 || (nul >= 0 && nul < bad))
        bad = nul;
    return bad < 0 || fail(sheets, WZ_DIAG_STYLE_ENCODING, loc_of(sheet, bad, bad + 1), (wz_str){0});
}

/* True when the declaration around place is one of a custom property, whose value Sass 3.5 copies as it is. */
static bool in_custom_property(wz_str text, ptrdiff_t place)
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
        wz_str text = sheets->items[i].source.text;
        for (ptrdiff_t at = 0, found; (found = wz_str_find(wz_str_slice(text, at, text.len), what)) >= 0;
             at += found + 1) {
            ptrdiff_t place = at + found;
            bool custom = in_custom_property(text, place);
            if (custom || first.line == 0)
                first = loc_of(&sheets->items[i], place, place + what.len);
            if (custom)
                return first;
        }
    }
    return first;
}

wz_loc wz_sheets_find_units(const wz_sheets *sheets, wz_str a, wz_str b)
{
    for (ptrdiff_t i = 0; i < sheets->count; i++) {
        wz_str rest = sheets->items[i].source.text;
        while (rest.len > 0) {
            wz_str line = wz_str_cut(rest, '\n', &rest);
            ptrdiff_t from = wz_str_find(line, WZ_STR("min(")), at = line.ptr - sheets->items[i].source.text.ptr;
            if (from < 0)
                from = wz_str_find(line, WZ_STR("max("));
            if (from >= 0 && wz_str_find(line, a) >= 0 && wz_str_find(line, b) >= 0)
                return loc_of(&sheets->items[i], at + from, at + from + 3);
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
    return count > 0 ? loc_of(sheet, open[count - 1], open[count - 1] + 1) : (wz_loc){0};
}

bool wz_sheets_check(wz_sheets *sheets, wz_str css)
{
    bool ok = true;
    wz_style_scan scan = {.text = css};
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        wz_str value = scan.value;
        if (found == WZ_STYLE_USE || found == WZ_STYLE_INTERPOLATION || found == WZ_STYLE_VARIABLE)
            ok = fail(sheets, WZ_DIAG_STYLE_UNCOMPILED, wz_sheets_find_text(sheets, value),
                      wz_str_copy(sheets->arena, value));
        else if (found == WZ_STYLE_IMPORT || (found == WZ_STYLE_URL && is_remote(value)))
            ok = fail(sheets, WZ_DIAG_STYLE_REMOTE, wz_sheets_find_text(sheets, value),
                      wz_str_copy(sheets->arena, value));
    }
    return ok;
}

/* ---- Reading ------------------------------------------------------------------------------ */

/* folder/path for messages, without ./ in front. */
static wz_str display(wz_sheets *sheets, wz_str file)
{
    wz_str folder = wz_str_from(sheets->folder);
    while (wz_str_starts(folder, WZ_STR("./")))
        folder = wz_str_slice(folder, 2, folder.len);
    if (folder.len == 0 || wz_str_equal(folder, WZ_STR(".")))
        return wz_str_copy(sheets->arena, file);
    return wz_format(sheets->arena, "%.*s%s%.*s", WZ_ARG(folder), wz_str_ends(folder, WZ_STR("/")) ? "" : "/",
                     WZ_ARG(file));
}

/* Reads one file to the end of the list. */
static bool read_sheet(wz_sheets *sheets, wz_str file)
{
    wz_sheet *sheet = &sheets->items[sheets->count];
    ptrdiff_t before = wz_diags_count(sheets->diags);
    wz_str limits[2] = {WZ_STR("500"), WZ_STR("16777216")};
    sheet->path = wz_str_copy(sheets->arena, file);
    sheet->source.path = display(sheets, file);
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
    wz_loc loc = loc_of(sheet, scan->start, scan->at);
    wz_str limits[2] = {WZ_STR("500"), WZ_STR("16777216")};
    wz_sheet_path p;
    bool valid;
    if (is_remote(scan->value))
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
    wz_style_scan scan = {.text = sheet->source.text, .scss = !wz_sheet_is_css(sheet->path)};
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        wz_loc loc = {0};
        if (found == WZ_STYLE_USE || found == WZ_STYLE_URL)
            loc = loc_of(sheet, scan.start, scan.at);
        if (found == WZ_STYLE_STOP)
            importing = false;
        else if (found == WZ_STYLE_IMPORT)
            importing = true;
        else if (found == WZ_STYLE_STRING && importing && has_condition(&scan))
            ok = fail(sheets, WZ_DIAG_STYLE_CONDITION, loc_of(sheet, scan.start, scan.at), scan.value);
        else if (found == WZ_STYLE_STRING && importing)
            ok = read_import(sheets, index, &scan) && ok;
        else if (found == WZ_STYLE_USE)
            ok = fail(sheets, WZ_DIAG_STYLE_UNCOMPILED, loc, scan.value);
        else if (found == WZ_STYLE_CHANCE)
            ok = fail(sheets, WZ_DIAG_STYLE_CHANCE, loc_of(sheet, scan.start, scan.at), scan.value);
        else if (found == WZ_STYLE_URL && (importing || is_remote(scan.value)))
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
        ok = wz_sheet_is_css(file) || check_source(sheets, i);
        wz_sheets_note_urls(sheets, i);
    }
    return ok;
}

_Static_assert(WZ_STYLE_FILES == 500 && WZ_STYLE_INPUT == 16777216, "the messages above name these numbers");
