/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/fuzz/mustache.c - a template from the input, fixed data, compile, link and render.
 *
 * The first line of the input that reads "====" ends the page; what follows is the partial "p", and so on for "q". The
 * first byte picks how the output is escaped and whether linking is lenient. */
#include <stdlib.h>
#include <string.h>

#include "wegwijzer/mustache.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static wz_value text(const char *s)
{
    return wz_value_text(wz_str_from(s));
}

static void set(wz_symbols *symbols, wz_object *object, const char *name, wz_value value)
{
    wz_object_set(object, wz_symbol_of(symbols, wz_str_from(name)), value);
}

/* Something of every kind; "x" leads back to the whole, so that recursion never ends by itself. */
static wz_value make_view(wz_arena *arena, wz_symbols *symbols)
{
    wz_object *view = wz_object_new(arena, 12), *inner = wz_object_new(arena, 4);
    wz_value items[] = {text("1"), text("<&>\"'"), wz_value_object(inner), wz_value_bool(false), wz_value_object(view)};
    set(symbols, inner, "a", text("een \xC3\xA9\xC3\xA9n & ander 'stuk' tekst van meer dan zestien bytes"));
    set(symbols, inner, "b", wz_value_object(inner));
    set(symbols, inner, "s", text("q"));
    set(symbols, view, "a", text("=A"));
    set(symbols, view, "b", wz_value_object(inner));
    set(symbols, view, "l", wz_value_list(wz_list_new(arena, items, 5)));
    set(symbols, view, "e", wz_value_list(wz_list_new(arena, items, 0)));
    set(symbols, view, "t", wz_value_bool(true));
    set(symbols, view, "f", wz_value_bool(false));
    set(symbols, view, "h", wz_value_html(WZ_STR("<p>\n\x01")));
    set(symbols, view, "s", text("p"));
    set(symbols, view, "d", text("../p"));
    set(symbols, view, "x", wz_value_object(view));
    return wz_value_object(view);
}

/* An exact copy on the heap, so that reading past the end is seen. */
static wz_source *make_source(wz_arena *arena, char **copies, int index, wz_str part)
{
    wz_source *source = wz_new(arena, wz_source, 1);
    copies[index] = malloc((size_t)part.len + (part.len == 0));
    if (part.len > 0)
        memcpy(copies[index], part.ptr, (size_t)part.len);
    source->path = index ? WZ_STR("templates/partials/p.mustache") : WZ_STR("templates/t.mustache");
    source->text = (wz_str){copies[index], part.len};
    return source;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const pages[] = {"t.html", "t.html", "t.json", "t.csv", "t.txt", "t.xml", "t", "t.html"};
    static const char *const partials[] = {"", "p", "q"};
    if (size == 0)
        return 0;
    wz_arena *arena = wz_arena_new(NULL), *scratch = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_symbols *symbols = wz_symbols_new(arena);
    wz_templates *templates = wz_templates_new(arena, symbols);
    wz_str rest = {(const char *)data + 1, (ptrdiff_t)size - 1};
    char *copies[3] = {NULL};
    wz_template *page = NULL;
    for (int i = 0; i < 3; i++) {
        ptrdiff_t end = i < 2 ? wz_str_find(rest, WZ_STR("====\n")) : -1;
        wz_str part = end < 0 ? rest : wz_str_slice(rest, 0, end);
        rest = end < 0 ? (wz_str){0} : wz_str_slice(rest, end + 5, rest.len);
        wz_str name = wz_str_from(i == 0 ? pages[data[0] & 7] : partials[i]);
        wz_template *t = wz_template_add(diags, templates, name, make_source(arena, copies, i, part));
        page = i == 0 ? t : page;
    }
    wz_value view = make_view(arena, symbols);
    if (data[0] & 8)
        wz_templates_link(diags, templates);
    else
        wz_templates_link_lenient(diags, templates);
    wz_buf out = {0};
    wz_render_log *log = wz_render_log_new(arena, templates);
    if (page) {
        wz_template_render(scratch, diags, page, view, log, &out);
        wz_template_render(scratch, diags, page, view, data[0] & 16 ? log : NULL, &out);
    }
    bool *defined = wz_new(arena, bool, wz_symbols_count(symbols) + 1);
    wz_templates_report_unused(diags, templates, &log, 1, defined);
    wz_diags_sort(diags);
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++)
        wz_diag_text(arena, wz_diags_at(diags, i), WZ_STR("nl"));
    wz_buf_reset(&out);
    wz_value_json(&out, symbols, view, data[0] >> 6);
    wz_buf_free(&out);
    for (int i = 0; i < 3; i++)
        free(copies[i]);
    wz_arena_free(scratch);
    wz_arena_free(arena);
    return 0;
}
