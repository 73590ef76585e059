/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/markup.c - Markdown and style sheets. */
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "markup/internal.h"

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif
#ifndef UNDER_ASAN
#define UNDER_ASAN 0
#endif

/* ---- What most tests need ----------------------------------------------------------------- */

typedef struct bench {
    wz_arena *arena;
    wz_diags *diags;
    wz_source source;
    wz_fragment fragment;
} bench;

static wz_loc locate(const void *context, ptrdiff_t offset, ptrdiff_t length)
{
    const wz_source *source = context;
    assert_true(offset >= 0 && length >= 0 && offset + length <= source->text.len);
    return wz_source_locate(source, offset, offset + length);
}

/* knelpunt:weg is not there; every other knelpunt is. */
static wz_str resolve(void *context, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str scheme, wz_str rest)
{
    (void)context;
    if (!wz_str_equal(scheme, WZ_STR("knelpunt")))
        return (wz_str){0};
    if (wz_str_equal(rest, WZ_STR("weg"))) {
        wz_report(diags, LINK_EMPTY, loc, (wz_str){0}); /* any error will do */
        return WZ_STR("");
    }
    return wz_format(arena, "\x01knelpunten/%.*s/", WZ_ARG(rest));
}

static bench render_bytes(wz_str text, int heading)
{
    bench b = {.arena = wz_arena_new(NULL), .source = {WZ_STR("tekst.md"), text}};
    b.diags = wz_diags_new(b.arena);
    wz_markup_options options = {.heading = heading, .locate = locate, .locate_context = &b.source, .resolve = resolve};
    b.fragment = wz_markup_render(b.arena, b.diags, text, &options);
    assert_true(b.fragment.ok == (wz_diags_errors(b.diags) == 0));
    assert_non_null(b.fragment.html.ptr);
    return b;
}

static bench render(const char *text)
{
    return render_bytes(wz_str_from(text), 0);
}

static void done(bench *b)
{
    wz_arena_free(b->arena);
}

static void assert_str(bench *b, wz_str actual, const char *expected)
{
    assert_string_equal(wz_str_cstring(b->arena, actual), expected);
}

static void assert_html(const char *text, const char *expected)
{
    bench b = render(text);
    assert_str(&b, b.fragment.html, expected);
    assert_int_equal(wz_diags_count(b.diags), 0);
    done(&b);
}

static void assert_text(const char *text, const char *expected)
{
    bench b = render(text);
    assert_str(&b, b.fragment.text, expected);
    done(&b);
}

/* The index-th message is code at line:column, over length code points. */
static void assert_diag(bench *b, ptrdiff_t index, wz_diag_code code, int line, int column, int length)
{
    assert_true(index < wz_diags_count(b->diags));
    const wz_diag *diag = wz_diags_at(b->diags, index);
    assert_string_equal(wz_diag_name(diag->code).ptr, wz_diag_name(code).ptr);
    assert_int_equal(diag->loc.line, line);
    assert_int_equal(diag->loc.column, column);
    assert_int_equal(diag->loc.length, length);
}

/* One message, and this HTML. */
static void assert_reports(const char *text, wz_diag_code code, int line, int column, int length, const char *html)
{
    bench b = render(text);
    assert_diag(&b, 0, code, line, column, length);
    assert_int_equal(wz_diags_count(b.diags), 1);
    assert_str(&b, b.fragment.html, html);
    done(&b);
}

static char *repeat(const char *part, int count)
{
    size_t len = strlen(part);
    char *text = malloc(len * (size_t)count + 1);
    assert_non_null(text);
    for (int i = 0; i < count; i++)
        memcpy(text + len * (size_t)i, part, len);
    text[len * (size_t)count] = '\0';
    return text;
}

/* part count times, and part2 count2 times: ends, in a message of this kind, or without an error when code is
 * WZ_DIAG_COUNT. */
static void assert_survives(const char *part, int count, const char *part2, int count2, wz_diag_code code)
{
    char *head = repeat(part, count), *tail = repeat(part2, count2);
    size_t len = strlen(head) + strlen(tail);
    char *text = malloc(len + 1);
    assert_non_null(text);
    memcpy(text, head, strlen(head));
    memcpy(text + strlen(head), tail, strlen(tail) + 1);
    bench b = render_bytes((wz_str){text, (ptrdiff_t)len}, 0);
    if (code == WZ_DIAG_COUNT)
        assert_int_equal(wz_diags_errors(b.diags), 0);
    else
        assert_string_equal(wz_diag_name(wz_diags_at(b.diags, 0)->code).ptr, wz_diag_name(code).ptr);
    done(&b);
    free(text);
    free(head);
    free(tail);
}

/* ---- Markdown: what it makes -------------------------------------------------------------- */

static void the_example_in_the_header_works(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_markup_options options = {.heading = 2};
    wz_fragment f = wz_markup_render(arena, diags, WZ_STR("Zie [de wet](https://wetten.overheid.nl/).\n"), &options);
    assert_true(f.ok);
    assert_true(wz_str_equal(
        f.html, WZ_STR("<p>Zie <a href=\"https://wetten.overheid.nl/\" rel=\"external\">de wet</a>.</p>\n")));
    assert_true(wz_str_equal(f.text, WZ_STR("Zie de wet.")));
    wz_arena_free(arena);
}

static void paragraphs_emphasis_and_code_become_html(void **state)
{
    (void)state;
    assert_html("Een *twee* **drie** `vi<er`\n\nvijf  \nzes\nzeven\n",
                "<p>Een <em>twee</em> <strong>drie</strong> <code>vi&lt;er</code></p>\n<p>vijf<br>\nzes\nzeven</p>\n");
    assert_html("", "");
    assert_html("\n\n", "");
    assert_html("a\n\n***\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n");
}

static void lists_are_tight_or_loose_and_keep_their_start(void **state)
{
    (void)state;
    assert_html("- a\n- b\n  - c\n", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n");
    assert_html("3. a\n\n4. b\n", "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n");
    assert_html("> a\n>\n> 1. b\n", "<blockquote>\n<p>a</p>\n<ol>\n<li>b</li>\n</ol>\n</blockquote>\n");
}

static void markup_characters_and_quotes_in_text_are_safe(void **state)
{
    (void)state;
    assert_html("a < b & c > d \"e\" 'f' &lt;g&gt; &amp;amp;",
                "<p>a &lt; b &amp; c &gt; d \"e\" 'f' &lt;g&gt; &amp;amp;</p>\n");
}

static void control_characters_and_noncharacters_never_come_out(void **state)
{
    (void)state;
    bench b = render(
        "a&#1;b&#x7f;c&#x85;d&#xFFFE;e&#xFFFF;&#xFDD0;f&#x1FFFF;g \x02 \xC2\xAB\xC2\xA0\xEF\xAC\x81\xF0\x9F\x98\x80");
    assert_str(&b, b.fragment.html,
               "<p>a\xEF\xBF\xBD"
               "b\xEF\xBF\xBD"
               "c\xEF\xBF\xBD"
               "d\xEF\xBF\xBD"
               "e\xEF\xBF\xBD"
               "\xEF\xBF\xBD"
               "f\xEF\xBF\xBD"
               "g \xEF\xBF\xBD \xC2\xAB\xC2\xA0\xEF\xAC\x81\xF0\x9F\x98\x80</p>\n");
    assert_true(wz_str_find_byte(b.fragment.text, 1) < 0);
    done(&b);
}

static void code_blocks_keep_their_lines_and_their_language(void **state)
{
    (void)state;
    assert_html("```c x=\"y\"\nint a;\n\n<b>\n```\n",
                "<pre><code class=\"language-c\">int a;\n\n&lt;b&gt;\n</code></pre>\n");
    assert_html("``` a\"onclick='x'&amp;\nb\n```\n",
                "<pre><code class=\"language-a&quot;onclick=&#39;x&#39;&amp;\">b\n</code></pre>\n");
    bench b = render("    a\n");
    assert_str(&b, b.fragment.html, "<pre><code>a\n</code></pre>\n");
    assert_int_equal(wz_diags_count(b.diags), 1);
    assert_int_equal(wz_diags_at(b.diags, 0)->code, WZ_DIAG_INDENTED_CODE);
    done(&b);
}

static void plain_text_is_one_line_for_each_paragraph_heading_and_item(void **state)
{
    (void)state;
    assert_text("## Kop *een*\n\nEen\ntwee  \ndrie &amp; `c<d>`\n\n- [x y](https://a.nl)\n- z\n\n```\ncode 1\ncode "
                "2\n```\n\n> citaat\n",
                "Kop een\nEen twee drie & c<d>\nx y\nz\ncode 1\ncode 2\ncitaat");
    assert_text("", "");
    assert_text("***", "");
    assert_text("![alleen](a.png) tekst", "tekst");
    assert_text("<b>a</b><br>b", "a b");
}

/* ---- Markdown: headings ------------------------------------------------------------------- */

static void headings_start_at_the_level_that_is_asked_for(void **state)
{
    (void)state;
    assert_html("## a\n### b\n#### c\n## d", "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h2>d</h2>\n");
    bench b = render_bytes(WZ_STR("## a\n### b\n#### c\n##### d\n###### e\n"), 4);
    assert_str(&b, b.fragment.html, "<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n<h6>d</h6>\n<h6>e</h6>\n");
    assert_int_equal(wz_diags_count(b.diags), 0);
    done(&b);
    b = render_bytes(WZ_STR("# a\n## b\n"), 1);
    assert_str(&b, b.fragment.html, "<h1>a</h1>\n<h2>b</h2>\n");
    assert_int_equal(wz_diags_count(b.diags), 0);
    done(&b);
}

static void a_heading_as_high_as_the_title_is_moved_down_with_a_warning(void **state)
{
    (void)state;
    assert_reports("tekst\n\n# a\n\n## b\n", WZ_DIAG_HEADING_HIGH, 3, 1, 0, "<p>tekst</p>\n<h2>a</h2>\n<h3>b</h3>\n");
    assert_reports("a\n===\n", WZ_DIAG_HEADING_HIGH, 1, 1, 0, "<h2>a</h2>\n");
}

static void a_skipped_level_is_closed_up_with_one_warning(void **state)
{
    (void)state;
    assert_reports("## a\n\n#### b\n\n#### c\n\n### d\n", WZ_DIAG_HEADING_JUMP, 3, 1, 0,
                   "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>\n<h3>d</h3>\n");
    assert_reports("#### a\n", WZ_DIAG_HEADING_JUMP, 1, 1, 0, "<h2>a</h2>\n");
}

static void an_empty_heading_is_left_out(void **state)
{
    (void)state;
    assert_html("a\n\n##\n\nb", "<p>a</p>\n<p>b</p>\n");
}

/* ---- Markdown: links ---------------------------------------------------------------------- */

static void addresses_on_the_allow_list_pass(void **state)
{
    (void)state;
    assert_html("[a](HTTPS://x.nl/b?c=1&d=2#e)",
                "<p><a href=\"https://x.nl/b?c=1&amp;d=2#e\" rel=\"external\">a</a></p>\n");
    assert_html("[a](mailto:b@c.nl) <d@e.nl>",
                "<p><a href=\"mailto:b@c.nl\">a</a> <a href=\"mailto:d@e.nl\">d@e.nl</a></p>\n");
    assert_html("[a](tel:+31-70) [b](../c/) [d](#e) [f](g.html?h=i:j)",
                "<p><a href=\"tel:+31-70\">a</a> <a href=\"../c/\">b</a> <a href=\"#e\">d</a> <a "
                "href=\"g.html?h=i:j\">f</a></p>\n");
    assert_html("[a][b]\n\n[b]: http://c.nl 'd'\n",
                "<p><a href=\"http://c.nl\" title=\"d\" rel=\"external\">a</a></p>\n");
}

static void addresses_are_escaped_for_an_attribute(void **state)
{
    (void)state;
    assert_html(
        "[a](<https://x.nl/b c'd\"ef{g}[h]é%20%zz>)",
        "<p><a href=\"https://x.nl/b%20c&#39;d%22ef%7Bg%7D%5Bh%5D%C3%A9%20%25zz\" rel=\"external\">a</a></p>\n");
    assert_html("[a](b \"c\\\" onclick='d' <e> &quot;f\")",
                "<p><a href=\"b\" title=\"c&quot; onclick=&#39;d&#39; &lt;e&gt; &quot;f\">a</a></p>\n");
}

static void links_to_records_are_resolved_and_keep_the_mark_of_the_root(void **state)
{
    (void)state;
    assert_html("[a](knelpunt:b-c) <knelpunt:d>",
                "<p><a href=\"\x01knelpunten/b-c/\">a</a> <a href=\"\x01knelpunten/d/\">knelpunt:d</a></p>\n");
    assert_html("[a](knelpunt:b'c&d)", "<p><a href=\"\x01knelpunten/b&#39;c&amp;d/\">a</a></p>\n");
    assert_reports("é [*a*](knelpunt:weg) b", WZ_DIAG_LINK_EMPTY, 1, 9, 12, "<p>é <em>a</em> b</p>\n");
    assert_reports("[a](knelpnut:b)", WZ_DIAG_LINK_FORBIDDEN, 1, 5, 10, "<p>a</p>\n");
}

static void without_a_callback_there_are_no_links_to_records(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_markup_options options = {0};
    wz_fragment f = wz_markup_render(arena, diags, WZ_STR("# a\n\n[b](knelpunt:c)"), &options);
    assert_false(f.ok);
    assert_true(wz_str_equal(f.html, WZ_STR("<h2>a</h2>\n<p>b</p>\n")));
    assert_null(wz_diags_at(diags, 0)->loc.source);
    wz_arena_free(arena);
}

static void a_scheme_that_can_run_or_hide_something_is_forbidden(void **state)
{
    (void)state;
    /* clang-format off */
    static const char *const texts[] = {
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert%281%29)", "[x](<java\tscript:alert(1)>)",
        "[x](java&Tab;script:alert)", "[x](java&NewLine;script:alert)", "[x](&#106;avascript:alert)",
        "[x](&#1;javascript:alert)", "[x](< javascript:alert>)", "[x](vbscript:a)", "[x](data:text/html,a)",
        "[x](data:image/png;base64,a)", "[x](blob:https://a/b)", "[x](feed:javascript:a)",
        "[x](file:///etc/passwd)", "[x](//a.nl)", "[x](\\\\\\\\a.nl)", "[x](/\\\\a.nl)", "[x](a\\\\b)",
        "[x](view-source:a)", "[x](1a:b)", "[x](a%3Ab:c)", "[x](https:a)", "[x](https:///a)", "[x](http://)",
        "[x](https://overheid.nl@a.nl)", "[x](mailto:)", "[x](tel:)", "[x](/pad)", "[x](:a)",
        "[x][y]\n\n[y]: javascript:a", "[x](javascript&colon;alert)", "[x](javascript\\:alert)",
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bench b = render(texts[i]);
        assert_int_equal(wz_diags_count(b.diags), 1);
        wz_diag_code code = wz_diags_at(b.diags, 0)->code;
        assert_true(code == WZ_DIAG_LINK_FORBIDDEN || code == WZ_DIAG_URL_HOST || code == WZ_DIAG_URL_USER);
        assert_str(&b, b.fragment.html, "<p>x</p>\n");
        done(&b);
    }
    assert_reports("<javascript:alert(1)>", WZ_DIAG_LINK_FORBIDDEN, 1, 2, 19, "<p>javascript:alert(1)</p>\n");
}

static void a_forgotten_scheme_is_suggested(void **state)
{
    (void)state;
    static const char *const texts[][2] = {{"[x](www.vng.nl)", "https://www.vng.nl"},
                                           {"[x](//vng.nl)", "https://vng.nl"},
                                           {"[x](info@vng.nl)", "mailto:info@vng.nl"}};
    for (size_t i = 0; i < 3; i++) {
        bench b = render(texts[i][0]);
        assert_diag(&b, 0, WZ_DIAG_LINK_FORBIDDEN, 1, 5, (int)strlen(texts[i][0]) - 5);
        assert_str(&b, wz_diags_at(b.diags, 0)->suggestion, texts[i][1]);
        done(&b);
    }
}

static void a_link_without_address_or_without_text_is_reported(void **state)
{
    (void)state;
    assert_reports("a [b]() c", WZ_DIAG_LINK_EMPTY, 1, 7, 0, "<p>a b c</p>\n");
    assert_reports("a [b](<>) c", WZ_DIAG_LINK_EMPTY, 1, 7, 0, "<p>a b c</p>\n");
    assert_reports("a [](b) c", WZ_DIAG_LINK_TEXTLESS, 1, 6, 1, "<p>a  c</p>\n");
}

static void messages_name_the_place_of_the_address(void **state)
{
    (void)state;
    bench b = render("## kop\n\n> é [a](javascript:b) en\n> [c](ok) en [d](javascript:b)\n> - x\n>   [e](data:f)\n");
    assert_diag(&b, 0, WZ_DIAG_LINK_FORBIDDEN, 3, 9, 12);
    assert_diag(&b, 1, WZ_DIAG_LINK_FORBIDDEN, 4, 18, 12);
    assert_diag(&b, 2, WZ_DIAG_LINK_FORBIDDEN, 6, 9, 6);
    done(&b);
}

/* ---- Markdown: what is left out ----------------------------------------------------------- */

static void raw_html_is_left_out_with_a_warning(void **state)
{
    (void)state;
    assert_reports("a <span onclick=\"x\">b", WZ_DIAG_HTML_REMOVED, 1, 3, 18, "<p>a b</p>\n");
    assert_reports("a\n\n<script>\nalert(1)\n</script>\n\nb", WZ_DIAG_HTML_REMOVED, 3, 1, 8, "<p>a</p>\n<p>b</p>\n");
    assert_reports("<iframe src=\"x\"></iframe>", WZ_DIAG_HTML_REMOVED, 1, 1, 25, "");
    assert_reports("a<br>b", WZ_DIAG_HTML_REMOVED, 1, 2, 4, "<p>a b</p>\n");
    assert_html("a <!-- noot --> b\n\n<!-- nog\neen -->\n\nc", "<p>a  b</p>\n<p>c</p>\n");
    assert_reports("<!-- a --> b <!-- c -->\n", WZ_DIAG_HTML_REMOVED, 1, 1, 23, "");
}

static void images_are_left_out_with_their_alternative_text_in_the_message(void **state)
{
    (void)state;
    bench b = render("a ![*foto* van ![b](c)](javascript:d \"e\") f");
    assert_diag(&b, 0, WZ_DIAG_IMAGE_REMOVED, 1, 3, 2);
    assert_str(&b, wz_diags_at(b.diags, 0)->args[0], "foto van b");
    assert_int_equal(wz_diags_count(b.diags), 1);
    assert_str(&b, b.fragment.html, "<p>a  f</p>\n");
    assert_str(&b, b.fragment.text, "a  f");
    done(&b);
    assert_reports("![](https://a.nl/b.png)", WZ_DIAG_IMAGE_REMOVED, 1, 1, 2, "");
    assert_reports("![a [b](c) `d` <i> \\\ne](f)", WZ_DIAG_IMAGE_REMOVED, 1, 1, 2, "");
}

static void a_link_around_an_image_is_left_out(void **state)
{
    (void)state;
    bench b = render("[![a](b.png)](https://c.nl)");
    assert_diag(&b, 0, WZ_DIAG_IMAGE_REMOVED, 1, 2, 2);
    assert_diag(&b, 1, WZ_DIAG_LINK_TEXTLESS, 1, 15, 12);
    assert_str(&b, b.fragment.html, "");
    done(&b);
}

static void tables_are_reported_and_stay(void **state)
{
    (void)state;
    assert_reports("a\n\n| b | c |\n|---|:-:|\n| d | e |\n", WZ_DIAG_TABLE_UNSUPPORTED, 3, 1, 0,
                   "<p>a</p>\n<p>| b | c |\n|---|:-:|\n| d | e |</p>\n");
    assert_reports("> x\n> b | c\n> --- | ---\n", WZ_DIAG_TABLE_UNSUPPORTED, 2, 3, 0,
                   "<blockquote>\n<p>x\nb | c\n--- | ---</p>\n</blockquote>\n");
    assert_html("a | b\nc | d", "<p>a | b\nc | d</p>\n");
    assert_html("`a | b`", "<p><code>a | b</code></p>\n");
}

static void markup_of_other_dialects_is_reported_and_stays(void **state)
{
    (void)state;
    assert_reports("a ~~b~~ c", WZ_DIAG_SYNTAX_UNSUPPORTED, 1, 3, 2, "<p>a ~~b~~ c</p>\n");
    assert_reports("- [ ] a", WZ_DIAG_SYNTAX_UNSUPPORTED, 1, 3, 3, "<ul>\n<li>[ ] a</li>\n</ul>\n");
    assert_reports("1. [X] a", WZ_DIAG_SYNTAX_UNSUPPORTED, 1, 4, 3, "<ol>\n<li>[X] a</li>\n</ol>\n");
    assert_reports("a[^1] b", WZ_DIAG_SYNTAX_UNSUPPORTED, 1, 2, 2, "<p>a[^1] b</p>\n");
    assert_reports("a[^1] b\n\n[^1]: bron", WZ_DIAG_SYNTAX_UNSUPPORTED, 1, 2, 2, "<p>a<a href=\"bron\">^1</a> b</p>\n");
    assert_reports("zie https://a.nl/b.", WZ_DIAG_BARE_ADDRESS, 1, 5, 14, "<p>zie https://a.nl/b.</p>\n");
    assert_html("a ~~ b, `~~c~~`, [x] d, 2^3, [y ^] `[^1]`",
                "<p>a ~~ b, <code>~~c~~</code>, [x] d, 2^3, [y ^] <code>[^1]</code></p>\n");
    assert_html("<https://a.nl> `https://b.nl` ://",
                "<p><a href=\"https://a.nl\" rel=\"external\">https://a.nl</a> <code>https://b.nl</code> ://</p>\n");
}

/* ---- Markdown: limits --------------------------------------------------------------------- */

static void bytes_that_are_no_text_are_refused_at_their_place(void **state)
{
    (void)state;
    bench b = render_bytes(WZ_STR("a\nb\xE9 c"), 0);
    assert_diag(&b, 0, WZ_DIAG_MARKUP_ENCODING, 2, 2, 1);
    done(&b);
    b = render_bytes(WZ_STR("a\nbc\0 d"), 0);
    assert_diag(&b, 0, WZ_DIAG_MARKUP_ENCODING, 2, 3, 1);
    done(&b);
}

static void a_text_that_is_too_large_is_refused(void **state)
{
    (void)state;
    assert_survives("a", WZ_MARKUP_SIZE, "", 0, WZ_DIAG_COUNT);
    assert_survives("a", WZ_MARKUP_SIZE + 1, "", 0, WZ_DIAG_MARKUP_SIZE);
    assert_survives("abcdefghij", 2000000, "", 0, WZ_DIAG_MARKUP_SIZE);
}

static void markers_at_the_start_of_a_line_have_a_limit(void **state)
{
    (void)state;
    assert_survives("> ", WZ_MARKUP_NESTING, "a", 1, WZ_DIAG_COUNT);
    assert_survives("> ", WZ_MARKUP_NESTING + 1, "a", 1, WZ_DIAG_MARKUP_NESTING);
    assert_survives("- 1. * 2) + >", 17, "a", 1, WZ_DIAG_MARKUP_NESTING);
    assert_survives(">", 50000, "a*", 50000, WZ_DIAG_MARKUP_NESTING);
    assert_survives("a\n\n", 100, "-\t-\t", 60, WZ_DIAG_MARKUP_NESTING);
}

static void brackets_in_a_paragraph_have_a_limit(void **state)
{
    (void)state;
    assert_survives("[", WZ_MARKUP_BRACKETS, "\n\n[", 2, WZ_DIAG_COUNT);
    assert_survives("[", WZ_MARKUP_BRACKETS + 1, "", 0, WZ_DIAG_MARKUP_BRACKETS);
    assert_survives("![[]()", 100000, "", 0, WZ_DIAG_MARKUP_BRACKETS);
    assert_survives("[a](<b", 30000, "", 0, WZ_DIAG_MARKUP_BRACKETS);
    assert_survives("![[]()", 4900, "", 0, WZ_DIAG_LINK_EMPTY);
    assert_survives("[a](<b", 9900, "", 0, WZ_DIAG_COUNT);
}

static void elements_nest_to_a_limit(void **state)
{
    (void)state;
    assert_survives("*a **a ", 30000, "b", 1, WZ_DIAG_COUNT);
    assert_survives("*a **a ", 65000, "b", 1, WZ_DIAG_COUNT);
    char *open = repeat("*a **a ", 30000), *shut = repeat(" a** a*", 30000);
    wz_arena *arena = wz_arena_new(NULL);
    wz_str parts[] = {wz_str_from(open), WZ_STR("b"), wz_str_from(shut)};
    bench b = render_bytes(wz_str_join(arena, parts, 3, (wz_str){0}), 0);
    assert_int_equal(wz_diags_count(b.diags), 1);
    assert_int_equal(wz_diags_at(b.diags, 0)->code, WZ_DIAG_MARKUP_DEPTH);
    assert_true(wz_str_ends(b.fragment.html, WZ_STR("</em></p>\n"))); /* what was opened is closed */
    done(&b);
    wz_arena_free(arena);
    free(open);
    free(shut);
}

static void deep_lists_over_many_lines_have_a_limit(void **state)
{
    (void)state;
    wz_buf text = {0};
    for (int i = 0; i < 300; i++)
        wz_buf_format(&text, "%*s* a\n", 2 * i, "");
    bench b = render_bytes(wz_buf_str(&text), 0);
    assert_int_equal(wz_diags_at(b.diags, 0)->code, WZ_DIAG_MARKUP_DEPTH);
    done(&b);
    for (int i = 0; i < 900000; i++)
        wz_buf_byte(&text, '\n');
    b = render_bytes(wz_buf_str(&text), 0);
    assert_int_equal(wz_diags_at(b.diags, 0)->code, WZ_DIAG_MARKUP_COMPLEX);
    done(&b);
    wz_buf_free(&text);
    assert_survives("- ", 99, "x\n", 400000, WZ_DIAG_MARKUP_COMPLEX);
}

static void a_long_address_used_often_is_no_bomb(void **state)
{
    (void)state;
    wz_buf text = {0};
    char *address = repeat("u", 400000);
    wz_buf_format(&text, "[a]: https://%s\n\n", address);
    for (int i = 0; i < 9000; i++)
        wz_buf_add(&text, WZ_STR("[a]\n\n"));
    bench b = render_bytes(wz_buf_str(&text), 0);
    assert_true(b.fragment.html.len < (32 << 20)); /* libcmark limits this by itself as well */
    done(&b);
    free(address);
    wz_buf_free(&text);
}

static void patterns_that_are_slow_elsewhere_end(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "a_ ",
        "_a ",
        "a]",
        "*a_ ",
        "a**b c* ",
        "</<!--",
        "<?",
        "<!A ",
        "a <!--",
        "&",
        "&#",
        "\\",
        "`",
        "<",
        "*_",
        "**_ ",
        "# a\n",
        "> a\n",
        "- a\n",
        "1. a\n",
        "a\n\n",
        "```\n",
        "|",
        "~~a~~ ",
        "https://a.nl\n\n",
        "![a](b)\n\n",
        "[a](javascript:b)\n\n",
        "<a@",
        "a\r",
        "\t",
        "[](x)\n\n",
        "***\n",
        "[^a]\n\n",
    };
    int size = UNDER_ASAN ? 100000 : 1000000;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *text = repeat(parts[i], size / (int)strlen(parts[i]));
        bench b = render(text);
        done(&b);
        free(text);
    }
}

static void places_fit_in_the_text_whatever_it_holds(void **state)
{
    (void)state; /* locate() asserts it */
    static const char *const parts[] = {"a\r\n",    "\r",      "> ",    "- ",       "\t",
                                        "[b](x:y)", "![c](d)", "<i>",   "\xC3\xA9", "#### e\n",
                                        "|",        "\n|-|\n", "~~f~~", "\n\n",     "\xEF\xBB\xBF"};
    unsigned seed = 1;
    for (int round = 0; round < 3000; round++) {
        wz_buf text = {0};
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245 + 12345;
            wz_buf_add(&text, wz_str_from(parts[(seed >> 16) % (sizeof parts / sizeof *parts)]));
        }
        bench b = render_bytes(wz_buf_str(&text), 0);
        done(&b);
        wz_buf_free(&text);
    }
}

/* ---- Styles ------------------------------------------------------------------------------- */

typedef struct theme {
    char folder[64];
    wz_arena *arena;
    wz_diags *diags;
    wz_fs fs;
} theme;

static theme open_theme(void)
{
    theme t = {.folder = "/tmp/wegwijzer-unit-XXXXXX", .arena = wz_arena_new(NULL)};
    t.diags = wz_diags_new(t.arena);
    assert_non_null(mkdtemp(t.folder));
    return t;
}

static void close_theme(theme *t)
{
    for (int i = 0; i < 2; i++) {
        const char *path = wz_str_cstring(t->arena, wz_format(t->arena, i == 0 ? "%s/sub" : "%s", t->folder));
        DIR *folder = opendir(path);
        if (folder == NULL)
            continue;
        for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
            unlinkat(dirfd(folder), entry->d_name, 0);
        closedir(folder);
        rmdir(path);
    }
    wz_arena_free(t->arena);
}

static void put_bytes(theme *t, const char *name, wz_str text)
{
    const char *path = wz_str_cstring(t->arena, wz_format(t->arena, "%s/%s", t->folder, name));
    mkdir(wz_str_cstring(t->arena, wz_format(t->arena, "%s/sub", t->folder)), 0700);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, (size_t)text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

static void put(theme *t, const char *name, const char *text)
{
    put_bytes(t, name, wz_str_from(text));
}

static wz_str compile(theme *t, const char *name)
{
    wz_style_job *job = wz_style_start(t->arena, t->diags, &t->fs, t->folder, WZ_STR("themes/x/"), wz_str_from(name));
    wz_str css = wz_style_finish(job, NULL, NULL).css;
    assert_true((css.ptr != NULL) == (wz_diags_errors(t->diags) == 0));
    return css;
}

/* One SCSS file and its CSS. */
static void assert_css(const char *scss, const char *css)
{
    theme t = open_theme();
    put(&t, "a.scss", scss);
    wz_str made = compile(&t, "a.scss");
    assert_non_null(made.ptr);
    assert_string_equal(wz_str_cstring(t.arena, made), css);
    assert_int_equal(wz_diags_count(t.diags), 0);
    close_theme(&t);
}

/* The first message is code in file at line:column. */
static void assert_fault(theme *t, wz_diag_code code, const char *file, int line, int column)
{
    assert_true(wz_diags_count(t->diags) > 0);
    const wz_diag *diag = wz_diags_at(t->diags, 0);
    assert_string_equal(wz_diag_name(diag->code).ptr, wz_diag_name(code).ptr);
    assert_string_equal(wz_str_cstring(t->arena, diag->loc.source->path),
                        wz_str_cstring(t->arena, wz_format(t->arena, "themes/x/%s", file)));
    assert_int_equal(diag->loc.line, line);
    assert_int_equal(diag->loc.column, column);
}

/* One SCSS file that does not compile; column -1: any. */
static void assert_refused(wz_str scss, wz_diag_code code, int line, int column)
{
    theme t = open_theme();
    put_bytes(&t, "a.scss", scss);
    wz_style_limits limits = {code == WZ_DIAG_STYLE_TIME ? 1 : 10, 96L << 20, 1 << 20};
    wz_style_job *job =
        wz_style_start_within(t.arena, t.diags, &t.fs, t.folder, WZ_STR("themes/x/"), WZ_STR("a.scss"), &limits);
    wz_str css = wz_style_finish(job, NULL, NULL).css;
    assert_null(css.ptr);
    assert_int_equal(wz_diags_count(t.diags), 1);
    assert_fault(&t, code, "a.scss", line, column >= 0 ? column : wz_diags_at(t.diags, 0)->loc.column);
    close_theme(&t);
}

/* The first has more to say than a pipe holds, and nobody listens until the others have begun; of one there is no file. */
static void several_style_sheets_are_compiled_at_once(void **state)
{
    (void)state;
    theme t = open_theme();
    put(&t, "a.scss", "@for $i from 1 through 9000 { .a#{$i} { order: $i } }");
    put(&t, "b.scss", ".b { order: 1 + 1 }");
    put(&t, "c.css", ".c { order: 3 }");
    const char *names[] = {"a.scss", "b.scss", "c.css", "d.scss"};
    wz_style_job *jobs[4];
    for (int i = 0; i < 4; i++)
        jobs[i] = wz_style_start(t.arena, t.diags, &t.fs, t.folder, WZ_STR("themes/x/"), wz_str_from(names[i]));
    assert_int_equal(wz_diags_errors(t.diags), 1);
    assert_null(wz_style_finish(jobs[3], NULL, NULL).css.ptr);
    assert_true(wz_str_equal(wz_style_finish(jobs[2], NULL, NULL).css, WZ_STR(".c { order: 3 }")));
    assert_true(wz_str_equal(wz_style_finish(jobs[1], NULL, NULL).css, WZ_STR(".b{order:2}\n")));
    wz_str large = wz_style_finish(jobs[0], NULL, NULL).css;
    assert_true(large.len > 1 << 17);
    assert_true(wz_str_ends(large, WZ_STR(".a9000{order:9000}\n")));
    assert_int_equal(wz_diags_count(t.diags), 1);
    close_theme(&t);
}

static void refuse(const char *scss, wz_diag_code code, int line, int column)
{
    assert_refused(wz_str_from(scss), code, line, column);
}

/* head times count, middle, tail times count. */
static wz_str nested(wz_buf *buf, const char *head, const char *middle, const char *tail, int count)
{
    wz_buf_reset(buf);
    for (int i = 0; i < count; i++)
        wz_buf_add(buf, wz_str_from(head));
    wz_buf_add(buf, wz_str_from(middle));
    for (int i = 0; i < count; i++)
        wz_buf_add(buf, wz_str_from(tail));
    return wz_buf_str(buf);
}

static void scss_becomes_compressed_css(void **state)
{
    (void)state;
    assert_css("$k: #abc;\n// weg\n/* weg */\n.a {\n  color: $k;\n  &:hover { margin: 1px + 2px; }\n}\n",
               ".a{color:#abc}.a:hover{margin:3px}\n");
    assert_css("", "");
    assert_css("\xEF\xBB\xBF.\xC3\xA9 { content: \"\xE2\x80\x94\" }", ".\xC3\xA9{content:\"\xE2\x80\x94\"}\n");
    assert_css("a[href$=\".pdf\"]{b:c}d{--e:#{1+1};f:#{\"min(1px, 2vw)\"};g:url(data:image/svg+xml;utf8,h)}",
               "a[href$=\".pdf\"]{b:c}d{--e:2;f:min(1px, 2vw);g:url(data:image/svg+xml;utf8,h)}\n");
}

static void imports_are_found_beside_the_file_and_beside_the_style(void **state)
{
    (void)state;
    theme t = open_theme();
    put(&t, "a.scss",
        "$k: 1px;\n@import \"sub/b\", 'tokens', \"./sub/../_e.scss\";\n@media print { @import \"sub/b\"; }\n");
    put(&t, "sub/_b.scss", "@import \"c\";\n.b { w: $k }\n@import 'd';");
    put(&t, "sub/c.scss", "@import \"../sub/f\"; .c { w: $k }");
    put(&t, "sub/_f.scss", ".f{g:h}");
    put(&t, "_d.scss", ".d{w:1}");
    put(&t, "_e.scss", ".e{w:1}");
    put(&t, "tokens.css", "\xEF\xBB\xBF:root{--x:1px}");
    wz_str css = compile(&t, "a.scss");
    assert_non_null(css.ptr);
    assert_string_equal(
        wz_str_cstring(t.arena, css),
        ".f{g:h}.c{w:1px}.b{w:1px}.d{w:1}:root{--x:1px}.e{w:1}@media print{.f{g:h}.c{w:1px}.b{w:1px}.d{w:1}}\n");
    close_theme(&t);
}

static void an_import_that_is_not_there_is_an_error_at_its_place(void **state)
{
    (void)state;
    refuse("a{b:c}\n@import \"weg/nergens\";", WZ_DIAG_STYLE_IMPORT, 2, 9);
    refuse("@import \"../../../../../../etc/passwd\";", WZ_DIAG_STYLE_IMPORT, 1, 9);
    refuse("@import \"/etc/passwd\";", WZ_DIAG_STYLE_IMPORT, 1, 9);
    refuse("@import \"\";", WZ_DIAG_STYLE_IMPORT, 1, 9);
    refuse("@import \"..\";", WZ_DIAG_STYLE_IMPORT, 1, 9);
    theme t = open_theme();
    assert_null(compile(&t, "weg.scss").ptr);
    close_theme(&t);
}

static void styles_that_import_each_other_are_an_error(void **state)
{
    (void)state;
    theme t = open_theme();
    put(&t, "a.scss", "@import \"b\";");
    put(&t, "b.scss", "@import \"a\";");
    compile(&t, "a.scss");
    assert_int_equal(wz_diags_at(t.diags, 0)->code, WZ_DIAG_STYLE_LOOP);
    close_theme(&t);
    refuse("@import \"a\";", WZ_DIAG_STYLE_LOOP, 1, -1);
}

static void nothing_is_fetched_from_elsewhere(void **state)
{
    (void)state;
    refuse("@import url(a.css);", WZ_DIAG_STYLE_REMOTE, 1, 9);
    refuse("@import \"https://a.nl/b.css\";", WZ_DIAG_STYLE_REMOTE, 1, 9);
    refuse("\n@import '//a.nl/b.css';", WZ_DIAG_STYLE_REMOTE, 2, 9);
    refuse("a{b:URL( \"https://a.nl/c.png\" )}", WZ_DIAG_STYLE_REMOTE, 1, 5);
    refuse("a{b:url(//a.nl/c.png)}", WZ_DIAG_STYLE_REMOTE, 1, 5);
    refuse("$h: 'https://a.nl';\na{b:url(#{$h}/c.png)}", WZ_DIAG_STYLE_REMOTE, 0, 0);
    refuse("@import \"a\" screen;", WZ_DIAG_STYLE_CONDITION, 1, 9);
    assert_css(
        "/* url(https://a.nl) */ @namespace svg url(http://www.w3.org/2000/svg);a{b:url(\"c.png\"); d:\"url(//e)\"}",
        "@namespace svg url(http://www.w3.org/2000/svg);a{b:url(\"c.png\");d:\"url(//e)\"}\n");
}

static void sass_that_the_compiler_would_pass_through_is_an_error(void **state)
{
    (void)state;
    refuse("/* @use */ // @use\n  @use \"sass:math\";\na{b:c}", WZ_DIAG_STYLE_UNCOMPILED, 2, 3);
    refuse("@forward 'x';", WZ_DIAG_STYLE_UNCOMPILED, 1, 1);
    refuse("$k: 1px;\na { b: $k; --x: $k; }", WZ_DIAG_STYLE_UNCOMPILED, 2, 17);
}

static void faults_name_the_file_and_the_line(void **state)
{
    (void)state;
    theme t = open_theme();
    put(&t, "a.scss", "@import \"sub/b\";");
    put(&t, "sub/_b.scss", "a {\n  b: $weg;\n}");
    compile(&t, "a.scss");
    assert_fault(&t, WZ_DIAG_STYLE_ERROR, "sub/_b.scss", 2, 6);
    assert_string_equal(wz_str_cstring(t.arena, wz_diags_at(t.diags, 0)->args[0]), "Undefined variable: \"$weg\".");
    close_theme(&t);
    refuse("a {\n  b {\n c: d;\n", WZ_DIAG_STYLE_BRACE, 2, 5);
    refuse("a { b: c }\n\n\n}\n", WZ_DIAG_STYLE_ERROR, 4, 1);
    refuse("a { b: random(3) }\n", WZ_DIAG_STYLE_CHANCE, 1, 8);
    refuse("a {\n  w: min(1px, 2vw);\n}", WZ_DIAG_STYLE_UNITS, 2, 6);
    refuse("$a: 1px; $b: 2vw;\na { w: max($a,\n$b) }", WZ_DIAG_STYLE_UNITS, 0, 0);
    refuse("\n@error 'eigen\nfout';", WZ_DIAG_STYLE_ERROR, 2, -1);
    refuse("\n@media (width >= 3em) { a { b: c } }", WZ_DIAG_STYLE_ERROR, 2, -1);
}

static void bytes_that_are_no_style_are_refused_at_their_place(void **state)
{
    (void)state;
    assert_refused(WZ_STR("a{b:c}\nb\0{c:d}"), WZ_DIAG_STYLE_ENCODING, 2, 2);
    assert_refused(WZ_STR("a{b:c}\n\n  \xFF{c:d}"), WZ_DIAG_STYLE_ENCODING, 3, 3);
}

static void warnings_of_the_author_become_warnings(void **state)
{
    (void)state;
    theme t = open_theme();
    put(&t, "a.scss", "$k: 1px;\n@warn \"let op #{$k}\";\n@debug 12px;\na{b:c}");
    assert_non_null(compile(&t, "a.scss").ptr);
    assert_fault(&t, WZ_DIAG_STYLE_WARN, "a.scss", 2, 1);
    assert_string_equal(wz_str_cstring(t.arena, wz_diags_at(t.diags, 0)->args[0]), "let op 1px");
    assert_string_equal(wz_str_cstring(t.arena, wz_diags_at(t.diags, 1)->args[0]), "12px");
    close_theme(&t);
}

static void plain_css_is_checked_and_passes_as_it_is(void **state)
{
    (void)state;
    theme t = open_theme();
    const char *css = "a { inset: 0; color: rgb(0 0 0 / 50%) }\n@media (width >= 3em) { b[c$=d] { e: f } } // g\n";
    put(&t, "a.css", css);
    assert_string_equal(wz_str_cstring(t.arena, compile(&t, "a.css")), css);
    put(&t, "b.css", "a{b:c}\n@import \"a.css\";\nd{e:url(https://f)}\ng{h:$i}");
    assert_null(compile(&t, "b.css").ptr);
    assert_fault(&t, WZ_DIAG_STYLE_REMOTE, "b.css", 2, 1);
    assert_int_equal(wz_diags_count(t.diags), 3);
    assert_int_equal(wz_diags_at(t.diags, 1)->loc.line, 3);
    assert_int_equal(wz_diags_at(t.diags, 2)->loc.line, 4);
    close_theme(&t);
}

static void a_style_that_nests_too_deep_or_calls_itself_ends_in_a_message(void **state)
{
    (void)state;
    wz_buf buf = {0};
    refuse("@mixin m { @include m; }\n.a { @include m; }", WZ_DIAG_STYLE_DEPTH, 1, -1);
    refuse("@function f($x) { @return f($x); }\n.a { b: f(1); }", WZ_DIAG_STYLE_DEPTH, 1, -1);
    assert_refused(nested(&buf, "a{", "b:c", "}", 5000), WZ_DIAG_STYLE_DEPTH, 1, -1);
    nested(&buf, ":not(", "a", ")", 3000);
    wz_buf_add(&buf, WZ_STR("{b:c}"));
    assert_refused(wz_buf_str(&buf), WZ_DIAG_STYLE_DEPTH, 1, -1);
    wz_buf_reset(&buf);
    wz_buf_add(&buf, WZ_STR("a{b:"));
    for (int i = 0; i < 20000; i++)
        wz_buf_add(&buf, WZ_STR("1+"));
    wz_buf_add(&buf, WZ_STR("1}"));
    assert_refused(wz_buf_str(&buf), WZ_DIAG_STYLE_DEPTH, 1, -1);
    wz_buf_free(&buf);
}

static void a_style_that_never_ends_is_stopped(void **state)
{
    (void)state;
    refuse("@while true {}", WZ_DIAG_STYLE_TIME, 0, 0);
}

static void a_style_that_eats_memory_is_stopped(void **state)
{
    (void)state;
    if (UNDER_ASAN || getenv("RUN") != NULL)
        skip(); /* no limit on address space there; qemu takes RLIMIT_AS and does nothing with it */
    wz_buf buf = {0};
    assert_refused(nested(&buf, "a, b {", "c:d", "}", 22), WZ_DIAG_STYLE_MEMORY, 0, 0);
    wz_buf_free(&buf);
}

static void a_style_that_makes_too_much_css_is_refused(void **state)
{
    (void)state;
    refuse("@for $i from 1 through 20000 {.a#{$i} { b: 'ccccccccccccccccccccccccccccccccccccccccccccccccccccc' }}",
           WZ_DIAG_STYLE_OUTPUT, 0, 0);
}

static void too_many_files_are_refused(void **state)
{
    (void)state;
    theme t = open_theme();
    wz_buf buf = {0};
    for (int i = 0; i <= WZ_STYLE_FILES; i++) {
        put(&t, wz_str_cstring(t.arena, wz_format(t.arena, "f%d.scss", i)), "a{b:c}");
        wz_buf_format(&buf, "@import 'f%d';\n", i);
    }
    put_bytes(&t, "a.scss", wz_buf_str(&buf));
    compile(&t, "a.scss");
    assert_fault(&t, WZ_DIAG_STYLE_FILES, "a.scss", WZ_STYLE_FILES, 9);
    wz_buf_free(&buf);
    close_theme(&t);
}

static void a_disk_that_fails_gives_an_error_or_the_right_css(void **state)
{
    (void)state;
    long calls = 1;
    for (long n = 0; n <= calls; n++) { /* 0: nothing fails, and the calls are counted */
        theme t = open_theme();
        put(&t, "a.scss", "@import 'b';");
        put(&t, "_b.scss", "a{b:c}");
        t.fs.fail_after = n;
        t.fs.fail_errno = EIO;
        wz_str css = compile(&t, "a.scss");
        assert_true(css.ptr != NULL ? wz_str_equal(css, WZ_STR("a{b:c}\n")) : n > 0);
        calls = n == 0 ? t.fs.calls : calls;
        close_theme(&t);
    }
}

static void the_child_leaves_no_process_and_no_file_behind(void **state)
{
    (void)state;
    int before = dup(1);
    close(before);
    refuse("@while true {}", WZ_DIAG_STYLE_TIME, 0, 0);
    assert_css("a{b:c}", "a{b:c}\n");
    int after = dup(1);
    close(after);
    assert_int_equal(after, before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_example_in_the_header_works),
    cmocka_unit_test(paragraphs_emphasis_and_code_become_html),
    cmocka_unit_test(lists_are_tight_or_loose_and_keep_their_start),
    cmocka_unit_test(markup_characters_and_quotes_in_text_are_safe),
    cmocka_unit_test(control_characters_and_noncharacters_never_come_out),
    cmocka_unit_test(code_blocks_keep_their_lines_and_their_language),
    cmocka_unit_test(plain_text_is_one_line_for_each_paragraph_heading_and_item),
    cmocka_unit_test(headings_start_at_the_level_that_is_asked_for),
    cmocka_unit_test(a_heading_as_high_as_the_title_is_moved_down_with_a_warning),
    cmocka_unit_test(a_skipped_level_is_closed_up_with_one_warning),
    cmocka_unit_test(an_empty_heading_is_left_out),
    cmocka_unit_test(addresses_on_the_allow_list_pass),
    cmocka_unit_test(addresses_are_escaped_for_an_attribute),
    cmocka_unit_test(links_to_records_are_resolved_and_keep_the_mark_of_the_root),
    cmocka_unit_test(without_a_callback_there_are_no_links_to_records),
    cmocka_unit_test(a_scheme_that_can_run_or_hide_something_is_forbidden),
    cmocka_unit_test(a_forgotten_scheme_is_suggested),
    cmocka_unit_test(a_link_without_address_or_without_text_is_reported),
    cmocka_unit_test(messages_name_the_place_of_the_address),
    cmocka_unit_test(raw_html_is_left_out_with_a_warning),
    cmocka_unit_test(images_are_left_out_with_their_alternative_text_in_the_message),
    cmocka_unit_test(a_link_around_an_image_is_left_out),
    cmocka_unit_test(tables_are_reported_and_stay),
    cmocka_unit_test(markup_of_other_dialects_is_reported_and_stays),
    cmocka_unit_test(bytes_that_are_no_text_are_refused_at_their_place),
    cmocka_unit_test(a_text_that_is_too_large_is_refused),
    cmocka_unit_test(markers_at_the_start_of_a_line_have_a_limit),
    cmocka_unit_test(brackets_in_a_paragraph_have_a_limit),
    cmocka_unit_test(elements_nest_to_a_limit),
    cmocka_unit_test(deep_lists_over_many_lines_have_a_limit),
    cmocka_unit_test(a_long_address_used_often_is_no_bomb),
    cmocka_unit_test(patterns_that_are_slow_elsewhere_end),
    cmocka_unit_test(places_fit_in_the_text_whatever_it_holds),
    cmocka_unit_test(scss_becomes_compressed_css),
    cmocka_unit_test(several_style_sheets_are_compiled_at_once),
    cmocka_unit_test(imports_are_found_beside_the_file_and_beside_the_style),
    cmocka_unit_test(an_import_that_is_not_there_is_an_error_at_its_place),
    cmocka_unit_test(styles_that_import_each_other_are_an_error),
    cmocka_unit_test(nothing_is_fetched_from_elsewhere),
    cmocka_unit_test(sass_that_the_compiler_would_pass_through_is_an_error),
    cmocka_unit_test(faults_name_the_file_and_the_line),
    cmocka_unit_test(bytes_that_are_no_style_are_refused_at_their_place),
    cmocka_unit_test(warnings_of_the_author_become_warnings),
    cmocka_unit_test(plain_css_is_checked_and_passes_as_it_is),
    cmocka_unit_test(a_style_that_nests_too_deep_or_calls_itself_ends_in_a_message),
    cmocka_unit_test(a_style_that_never_ends_is_stopped),
    cmocka_unit_test(a_style_that_eats_memory_is_stopped),
    cmocka_unit_test(a_style_that_makes_too_much_css_is_refused),
    cmocka_unit_test(too_many_files_are_refused),
    cmocka_unit_test(a_disk_that_fails_gives_an_error_or_the_right_css),
    cmocka_unit_test(the_child_leaves_no_process_and_no_file_behind),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
