/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/fuzz/markup.c - a Markdown text from the input, and the scan over style sheets.
 *
 * The first byte picks the level of headings and, with 8, a style sheet instead of a text. Whatever the text, places
 * must lie inside it, the HTML must be UTF-8 without control characters and without elements or attributes that only
 * raw HTML could have brought, and byte 1 may only stand at the start of an address. */
#include <stdlib.h>
#include <string.h>

#include "markup/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth)
        abort();
}

static wz_loc locate(const void *context, ptrdiff_t offset, ptrdiff_t length)
{
    const wz_source *source = context;
    require(offset >= 0 && length >= 0 && offset + length <= source->text.len);
    return wz_source_locate(source, offset, offset + length);
}

/* a:x leads somewhere, b:x nowhere. */
static wz_str resolve(void *context, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str scheme, wz_str rest)
{
    (void)context;
    if (wz_str_equal(scheme, WZ_STR("a")))
        return wz_format(arena, "\x01%.*s", WZ_ARG(rest));
    if (!wz_str_equal(scheme, WZ_STR("b")))
        return (wz_str){0};
    wz_report(diags, LINK_EMPTY, loc, (wz_str){0});
    return WZ_STR("");
}

static const char *const tags[] = {"<p>",          "</p>",          "<em>",
                                   "</em>",        "<strong>",      "</strong>",
                                   "<code>",       "</code>",       "<code class=\"language-",
                                   "<pre>",        "</pre>",        "<ul>",
                                   "</ul>",        "<ol>",          "<ol start=\"",
                                   "</ol>",        "<li>",          "</li>",
                                   "<blockquote>", "</blockquote>", "<hr>",
                                   "<br>",         "<a href=\"",    "</a>",
                                   "<h1>",         "</h1>",         "<h2>",
                                   "</h2>",        "<h3>",          "</h3>",
                                   "<h4>",         "</h4>",         "<h5>",
                                   "</h5>",        "<h6>",          "</h6>"};

static void check_html(wz_arena *arena, wz_str html)
{
    require(wz_utf8_invalid(html) < 0);
    for (ptrdiff_t i = 0; i < html.len; i++) {
        char c = html.ptr[i];
        wz_str rest = wz_str_slice(html, i, html.len);
        require((unsigned char)c >= 0x20 || c == '\n' || c == '\t' || c == 1);
        if (c == 1)
            require(wz_str_ends(wz_str_slice(html, 0, i), WZ_STR("<a href=\"")));
        bool known = c != '<';
        for (size_t k = 0; k < sizeof tags / sizeof *tags && !known; k++)
            known = wz_str_starts(rest, wz_str_from(tags[k]));
        require(known);
        if (!wz_str_starts(rest, WZ_STR("<a href=\"")))
            continue;
        wz_str unused, address = wz_str_cut(wz_str_slice(rest, 9, rest.len), '"', &unused);
        wz_link link = wz_link_judge(arena, address);
        require(wz_str_starts(address, WZ_STR("\x01")) || link.kind == WZ_LINK_EXTERNAL || link.kind == WZ_LINK_LOCAL);
    }
}

static void render(wz_arena *arena, wz_diags *diags, wz_str text, int heading)
{
    wz_source source = {WZ_STR("tekst.md"), text};
    wz_markup_options options = {.heading = heading, .locate = locate, .locate_context = &source, .resolve = resolve};
    wz_fragment fragment = wz_markup_render(arena, diags, text, &options);
    require(fragment.ok == (wz_diags_errors(diags) == 0));
    check_html(arena, fragment.html);
    require(wz_utf8_invalid(fragment.text) < 0 && wz_str_find_byte(fragment.text, 1) < 0);
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++)
        wz_diag_text(arena, wz_diags_at(diags, i), WZ_STR("nl"));
}

static void scan(wz_str text, bool scss)
{
    wz_style_scan walk = {.text = text, .scss = scss};
    for (ptrdiff_t before = 0; wz_style_next(&walk) != WZ_STYLE_END; before = walk.at)
        require(walk.at > before && walk.at <= text.len && walk.start >= before && walk.value.len >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char *copy = malloc(size); /* on the heap by itself, so that reading past the end is seen */
    if (copy == NULL)
        return 0;
    memcpy(copy, data + 1, size - 1);
    wz_str text = {copy, (ptrdiff_t)size - 1};
    wz_arena *arena = wz_arena_new(NULL);
    if (data[0] & 8)
        scan(text, data[0] & 1);
    else
        render(arena, wz_diags_new(arena), text, data[0] % 7);
    wz_arena_free(arena);
    free(copy);
    return 0;
}
