/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that a style sheet names in url() or as a string in image-set(). */
#include <string.h>

#include "markup/internal.h"

/* An address of a file of ours; the rest is data:, a part of the page (#…), empty, or refused elsewhere. */
static bool is_file(wz_str url)
{
    return url.len > 0 && url.ptr[0] != '#' && wz_url_scheme(url).ptr == NULL && !wz_sheet_is_remote(url);
}

/* Without ?query and #part. */
static wz_str file_part(wz_str url)
{
    ptrdiff_t len = 0;
    while (len < url.len && url.ptr[len] != '?' && url.ptr[len] != '#')
        len++;
    return wz_str_slice(url, 0, len);
}

static char last_of(wz_str s)
{
    return s.len > 0 ? s.ptr[s.len - 1] : '\0';
}

/* What Sass still has to put together has no path yet. */
static bool is_spelt_out(const wz_style_scan *scan)
{
    bool alone = scan->text.ptr[scan->start] == '"' || scan->text.ptr[scan->start] == '\'';
    wz_str before = wz_str_trim(wz_str_slice(scan->text, 0, scan->start));
    wz_str rest = wz_str_slice(scan->text, scan->value.ptr + scan->value.len - scan->text.ptr, scan->text.len);
    if (rest.len > 0 && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
        rest = wz_str_slice(rest, 1, rest.len);
    rest = wz_str_trim(rest);
    if (wz_str_find(scan->value, WZ_STR("#{")) >= 0 || wz_str_find_byte(scan->value, '$') >= 0)
        return false;
    return alone ? last_of(before) != '+' && !wz_str_starts(rest, WZ_STR("+")) : wz_str_starts(rest, WZ_STR(")"));
}

/* folder/name in arena, without %XX; empty when that is no path below the folder of the theme. */
static wz_str path_of(wz_arena *arena, wz_str folder, wz_str name)
{
    wz_sheet_path p;
    name = wz_url_decode(arena, name);
    if (!wz_sheet_path_start(&p, folder, &name) || name.len == 0 || !wz_sheet_path_add(&p, name))
        return WZ_STR("");
    return wz_str_copy(arena, (wz_str){p.bytes, p.len});
}

/* Beside the file it is written in, or else beside the first sheet. */
static wz_str find_file(wz_sheets *sheets, ptrdiff_t index, wz_str name)
{
    wz_str top = wz_sheet_folder(sheets->items[0].path), own = wz_sheet_folder(sheets->items[index].path);
    wz_str beside = path_of(sheets->arena, own, name);
    if (wz_str_equal(own, top) || (beside.len > 0 && wz_fs_exists(sheets->fs, sheets->folder, beside)))
        return beside;
    return path_of(sheets->arena, top, name);
}

static void note(wz_sheets *sheets, const wz_sheet *sheet, wz_str written, wz_str path)
{
    wz_sheet_url *url = wz_new(sheets->arena, wz_sheet_url, 1);
    ptrdiff_t at = written.ptr - sheet->source.text.ptr;
    *url =
        (wz_sheet_url){.written = written, .path = path, .loc = wz_source_locate(&sheet->source, at, at + written.len)};
    *sheets->last_url = url;
    sheets->last_url = &url->next;
}

void wz_sheets_note_urls(wz_sheets *sheets, ptrdiff_t index)
{
    wz_sheet *sheet = &sheets->items[index];
    wz_style_scan scan = {.text = sheet->source.text, .scss = !wz_sheet_is_css(sheet->path)};
    wz_buf text = {0};
    ptrdiff_t done = 0;
    wz_str top = wz_sheet_folder(sheets->items[0].path);
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        if (found != WZ_STYLE_URL || !is_file(scan.value))
            continue;
        wz_str name = file_part(scan.value), path = {0};
        if (is_spelt_out(&scan))
            path = find_file(sheets, index, name);
        note(sheets, sheet, scan.value, path);
        if (path.len == 0 || wz_str_equal(wz_sheet_folder(sheet->path), top))
            continue;
        ptrdiff_t at = name.ptr - scan.text.ptr;
        wz_buf_add(&text, wz_str_slice(scan.text, done, at));
        wz_buf_add(&text, wz_str_slice(path, top.len, path.len));
        done = at + name.len;
    }
    if (done > 0) {
        wz_buf_add(&text, wz_str_slice(scan.text, done, scan.text.len));
        sheet->text = wz_str_copy(sheets->arena, wz_buf_str(&text));
    }
    wz_buf_free(&text);
}

/* Could Sass have made this address of what a source says? Then that begins and ends alike, or is a part of it. */
static bool could_become(wz_str source, wz_str made)
{
    ptrdiff_t open = wz_str_find(source, WZ_STR("#{")), close = source.len;
    while (close > 0 && source.ptr[close - 1] != '}')
        close--;
    if (open < 0)
        return source.len > 0 && (wz_str_starts(made, source) || wz_str_ends(made, source));
    return close > open && wz_str_starts(made, wz_str_slice(source, 0, open)) &&
           wz_str_ends(made, wz_str_slice(source, close, source.len));
}

static wz_loc place_of(const wz_sheets *sheets, wz_str made)
{
    for (const wz_sheet_url *url = sheets->urls; url != NULL; url = url->next) {
        if (url->path.ptr == NULL && could_become(url->written, made))
            return url->loc;
    }
    return wz_sheets_find_text(sheets, made);
}

/* Asks for one address, at every place where a source spells it out: each gets its message. */
static wz_str ask(wz_sheets *sheets, wz_str made, wz_style_resolve *resolve, void *context)
{
    wz_str path = path_of(sheets->arena, wz_sheet_folder(sheets->items[0].path), file_part(made));
    wz_str answer = {0};
    bool noted = false;
    for (wz_sheet_url *url = sheets->urls; url != NULL; url = url->next) {
        bool same = path.len > 0 ? wz_str_equal(url->path, path) : wz_str_equal(url->written, made);
        if (url->path.ptr == NULL || !same)
            continue;
        noted = true;
        if (!url->asked)
            answer = resolve(context, url->loc, path, url->written);
        url->asked = answer.ptr == NULL; /* once refused, not again */
        if (answer.ptr != NULL)
            return answer;
    }
    return noted ? answer : resolve(context, place_of(sheets, made), path, wz_str_copy(sheets->arena, made));
}

wz_str wz_sheets_resolve_urls(wz_sheets *sheets, wz_str css, wz_style_resolve *resolve, void *context)
{
    wz_style_scan scan = {.text = css};
    wz_buf out = {0};
    ptrdiff_t done = 0;
    bool ok = true;
    for (wz_style_token found; (found = wz_style_next(&scan)) != WZ_STYLE_END;) {
        if (found != WZ_STYLE_URL || !is_file(scan.value))
            continue;
        wz_str address = ask(sheets, scan.value, resolve, context);
        ptrdiff_t at = scan.value.ptr - css.ptr;
        wz_buf_add(&out, wz_str_slice(css, done, at));
        wz_buf_add(&out, address);
        done = at + file_part(scan.value).len;
        ok = ok && address.ptr != NULL;
    }
    wz_buf_add(&out, wz_str_slice(css, done, css.len));
    wz_str result = !ok ? (wz_str){0} : done > 0 ? wz_str_copy(sheets->arena, wz_buf_str(&out)) : css;
    wz_buf_free(&out);
    return result;
}
