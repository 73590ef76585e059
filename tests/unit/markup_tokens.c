/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/markup_tokens.c - custom properties: which are read, what they are worth, how colours contrast. */
#include "test.h"

#include <math.h>
#include <string.h>

#include "markup/internal.h"

/* ---- Pruning ------------------------------------------------------------------------------ */

static const char *pruned_with(wz_arena *arena, const char *css, const char *reader)
{
    wz_style style = {.css = wz_str_from(css)};
    wz_str readers[1] = {wz_str_from(reader)};
    wz_style_prune(arena, &style, 1, readers, reader != NULL);
    return wz_str_cstring(arena, style.css);
}

static void assert_pruned(const char *css, const char *expected)
{
    wz_arena *arena = wz_arena_new(NULL);
    assert_string_equal(pruned_with(arena, css, NULL), expected);
    wz_arena_free(arena);
}

static void a_property_that_nothing_reads_goes(void **state)
{
    (void)state;
    assert_pruned(":root{--a:1;--b:2}p{top:var(--b)}", ":root{--b:2}p{top:var(--b)}");
    assert_pruned(":root{--a:1}p{top:0}", "p{top:0}");
    assert_pruned("p{--a:1;top:0}", "p{top:0}");
    assert_pruned(":root{--a:1;--a:2}", "");
    assert_pruned(":root { --a : url(x;y) ; }\n", "\n");
}

static void what_only_unread_properties_read_goes_as_well(void **state)
{
    (void)state;
    assert_pruned(":root{--a:1;--b:var(--a);--c:var(--b)}p{top:0}", "p{top:0}");
    assert_pruned(":root{--a:1;--b:var(--a);--c:var(--b)}p{top:var(--b)}", ":root{--a:1;--b:var(--a);}p{top:var(--b)}");
    assert_pruned(":root{--a:var(--b);--b:var(--a)}p{top:0}", "p{top:0}");
}

static void fallbacks_count_as_reading(void **state)
{
    (void)state;
    const char *css = ":root{--a:1;--b:2;--c:3}p{top:var(--x,var(--a,calc(var( --b )*2)))}";
    assert_pruned(css, ":root{--a:1;--b:2;}p{top:var(--x,var(--a,calc(var( --b )*2)))}");
}

static void every_other_use_of_a_name_counts_as_reading(void **state)
{
    (void)state;
    assert_pruned(":root{--a:1}p{transition:--a 1s}", ":root{--a:1}p{transition:--a 1s}");
    assert_pruned(":root{--a:1}@container style(--a:1){p{top:0}}", ":root{--a:1}@container style(--a:1){p{top:0}}");
    assert_pruned(":root{--a:1}.b--a{top:0}", ".b--a{top:0}"); /* a class, not a property */
}

static void rules_that_become_empty_go_and_rules_that_were_stay(void **state)
{
    (void)state;
    assert_pruned("@media print{:root{--a:1}}p{}", "p{}");
    assert_pruned("@media print{:root{--a:1}p{top:0}}", "@media print{p{top:0}}");
    assert_pruned("@property --a{syntax:\"*\";inherits:true}:root{--a:1}", "");
    assert_pruned("@property --a{syntax:\"*\"}:root{--a:1}p{top:var(--a)}",
                  "@property --a{syntax:\"*\"}:root{--a:1}p{top:var(--a)}");
}

static void names_in_scripts_and_templates_count(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    assert_string_equal(pruned_with(arena, ":root{--a:1;--ab:2}", "style.getPropertyValue('--a')"), ":root{--a:1;}");
    assert_string_equal(pruned_with(arena, ":root{--a:1}", "<p class=\"x--a\"><!-- a -->"), "");
    wz_arena_free(arena);
}

static void another_sheet_of_the_site_counts(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_style styles[2] = {{.css = WZ_STR(":root{--a:1;--b:2}")}, {.css = WZ_STR("p{top:var(--a)}")}};
    wz_style_prune(arena, styles, 2, NULL, 0);
    assert_string_equal(wz_str_cstring(arena, styles[0].css), ":root{--a:1;}");
    assert_string_equal(wz_str_cstring(arena, styles[1].css), "p{top:var(--a)}");
    wz_arena_free(arena);
}

static void names_that_are_put_together_count_for_all_that_begin_so(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    const char *css = ":root{--k-1:a;--k-2:b;--l:c}";
    static const char *const some[] = {"x = 'var(--k-' + i + ')'", "`--k-${i}`", "style=\"--k-{{id}}: 1\"",
                                       "'--k' + '-' + i", NULL};
    for (int i = 0; some[i] != NULL; i++)
        assert_string_equal(pruned_with(arena, css, some[i]), ":root{--k-1:a;--k-2:b;}");
    assert_string_equal(pruned_with(arena, css, "set('--' + name, 1)"), css);
    assert_string_equal(pruned_with(arena, css, "`--${name}`"), css);
    assert_string_equal(pruned_with(arena, css, "i--; '--k'; <!-- {{x}} -->"), "");
    wz_arena_free(arena);
}

static void a_custom_property_may_hold_any_tokens(void **state)
{
    (void)state;
    assert_pruned(":root{--a:{b:c;d:{e}};--f:1}p{top:var(--f)}", ":root{--f:1}p{top:var(--f)}");
    assert_pruned(":root{--a:{b:c}}p{top:0}", "p{top:0}");
    assert_pruned(":root{--a:(b;c) [d;];--f:1}p{top:var(--f)}", ":root{--f:1}p{top:var(--f)}");
    assert_pruned(":root{--a:\"}\";--f:1}p{top:var(--f)}", ":root{--f:1}p{top:var(--f)}");
}

static void what_cannot_be_followed_stays_as_it_is(void **state)
{
    (void)state;
    static const char *const odd[] = {":root{--a:1",      ":root{--a:1}}",   ":root{--a:{b:c}",
                                      ":root{--a\\:b:1}", "p{content:\"--a", NULL};
    for (int i = 0; odd[i] != NULL; i++)
        assert_pruned(odd[i], odd[i]);
    assert_pruned("p{content:\"}{;--a:1\"}/* } */:root{--b:1}", "p{content:\"}{;--a:1\"}/* } */");
}

/* ---- Colours ------------------------------------------------------------------------------ */

static void assert_colour(const char *text, int red, int green, int blue, double alpha)
{
    wz_colour c = {0};
    assert_true(wz_colour_parse(wz_str_from(text), &c));
    assert_int_equal(lround(c.red * 255), red);
    assert_int_equal(lround(c.green * 255), green);
    assert_int_equal(lround(c.blue * 255), blue);
    assert_true(fabs(c.alpha - alpha) < 0.003);
}

static void colours_are_read_in_every_notation_of_the_header(void **state)
{
    (void)state;
    assert_colour("#1a2B3c", 0x1a, 0x2b, 0x3c, 1);
    assert_colour("#abc", 0xaa, 0xbb, 0xcc, 1);
    assert_colour("#abc8", 0xaa, 0xbb, 0xcc, 0.533);
    assert_colour("#11223380", 0x11, 0x22, 0x33, 0.502);
    assert_colour(" RGB(1, 2,3) ", 1, 2, 3, 1);
    assert_colour("rgb(1 2 3 / 50%)", 1, 2, 3, 0.5);
    assert_colour("rgba(100%,0%,50%,.25)", 255, 0, 128, 0.25);
    assert_colour("rgb(300 -5 0)", 255, 0, 0, 1);
    assert_colour("hsl(0 0% 40%)", 102, 102, 102, 1);
    assert_colour("hsl(120deg, 100%, 25%)", 0, 128, 0, 1);
    assert_colour("hsla(-120, 100%, 50%, 0.5)", 0, 0, 255, 0.5);
    assert_colour("RebeccaPurple", 0x66, 0x33, 0x99, 1);
    assert_colour("aliceblue", 0xf0, 0xf8, 0xff, 1);
    assert_colour("yellowgreen", 0x9a, 0xcd, 0x32, 1);
    assert_colour("transparent", 0, 0, 0, 0);
}

static void what_is_no_colour_is_not_guessed(void **state)
{
    (void)state;
    /* clang-format off */
    static const char *const odd[] = {
        "", "#", "#12", "#12345", "#ggg", "rgb(1,2)", "rgb(1 2 3 4 5)", "rgb(1deg 2 3)", "rgb(1 2 3", "rgb()",
        "rgb(a b c)", "currentColor", "color-mix(in srgb, red, blue)", "oklch(1 2 3)", "redd", "re",
        "hsl(10% 20% 30%)", "rgb(1 2 3px)", NULL,
    };
    /* clang-format on */
    wz_colour c = {0};
    for (int i = 0; odd[i] != NULL; i++)
        assert_false(wz_colour_parse(wz_str_from(odd[i]), &c));
}

static double contrast(const char *text, const char *on)
{
    wz_colour a = {0}, b = {0};
    assert_true(wz_colour_parse(wz_str_from(text), &a) && wz_colour_parse(wz_str_from(on), &b));
    return wz_colour_contrast(a, b);
}

/* Ratios that the W3C and others publish. */
static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_true(fabs(contrast("#000", "#fff") - 21) < 1e-9);
    assert_true(fabs(contrast("#fff", "#fff") - 1) < 1e-9);
    assert_true(fabs(contrast("#767676", "#fff") - 4.54) < 0.005);
    assert_true(fabs(contrast("#777", "#fff") - 4.48) < 0.005);
    assert_true(fabs(contrast("#fff", "#777") - 4.48) < 0.005);
    assert_true(fabs(contrast("rgb(0 0 0 / 0)", "#fff") - 1) < 1e-9);
    assert_true(fabs(contrast("rgb(0 0 0 / 50%)", "#fff") - contrast("#808080", "#fff")) < 0.05);
}

/* ---- The cascade -------------------------------------------------------------------------- */

/* The messages about --t on --b under css, as "code:first argument" with a space between; places are in css itself. */
static const char *judged(wz_arena *arena, const char *css, const char *root_class)
{
    wz_sheet sheet = {.source = {WZ_STR("a.css"), wz_str_from(css)}, .path = WZ_STR("a.css")};
    wz_sheets sheets = {.arena = arena, .items = &sheet, .count = 1};
    wz_style style = {wz_str_from(css), &sheets};
    wz_style_pair pair = {.text = WZ_STR("--t"), .on = WZ_STR("--b"), .least = 4.5};
    wz_diags *diags = wz_diags_new(arena);
    wz_str all = WZ_STR("");
    wz_style_contrast(arena, diags, &style, 1, wz_str_from(root_class), &pair, 1);
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
        const wz_diag *d = wz_diags_at(diags, i);
        wz_str code = wz_diag_name(d->code);
        all = wz_format(arena, "%.*s%s%.*s:%.*s", WZ_ARG(all), i > 0 ? " " : "", WZ_ARG(code), WZ_ARG(d->args[0]));
    }
    return wz_str_cstring(arena, all);
}

static void assert_judged(const char *css, const char *expected)
{
    wz_arena *arena = wz_arena_new(NULL);
    assert_string_equal(judged(arena, css, "own"), expected);
    wz_arena_free(arena);
}

#define LOW(colour)      "te-weinig-contrast:--t (" colour ")"
#define LOW_DARK(colour) "te-weinig-contrast-donker:--t (" colour ")"

static void a_pair_is_judged_in_light_and_in_dark(void **state)
{
    (void)state;
    assert_judged(":root{--t:#000;--b:#fff}", "");
    assert_judged(":root{--t:#777;--b:#fff}", LOW("#777"));
    assert_judged(":root{--t:#000;--b:#fff}@media (prefers-color-scheme: dark){:root{--b:#000}}", LOW_DARK("#000"));
    assert_judged(":root{--t:#777;--b:#fff}@media (prefers-color-scheme:dark){:root{--b:#888}}",
                  LOW("#777") " " LOW_DARK("#777"));
    assert_judged(":root{--t:#000;--b:#fff}@media (prefers-color-scheme: light){:root{--b:#000}}", LOW("#000"));
    assert_judged(":root{--t:#000;--b:#fff}@media screen and (prefers-color-scheme:dark){:root{--t:#fff;--b:#000}}",
                  "");
}

static void conditions_that_are_not_met_do_not_count(void **state)
{
    (void)state;
    assert_judged(":root{--t:#000;--b:#fff}@media print{:root{--b:#000}}", "");
    assert_judged(":root{--t:#000;--b:#fff}@media (min-width:1px){:root{--b:#000}}", "");
    assert_judged(":root{--t:#000;--b:#fff}@container (min-width:1px){:root{--b:#000}}", "");
    assert_judged(":root{--t:#000;--b:#fff}@supports (top:0){:root{--b:#000}}", LOW("#000"));
    assert_judged(":root{--t:#000;--b:#fff}@media print,screen{:root{--b:#000}}", LOW("#000"));
}

static void the_cascade_decides(void **state)
{
    (void)state;
    assert_judged(":root{--t:#000;--b:#fff}:root{--b:#000}", LOW("#000"));
    assert_judged(":root{--t:#000;--b:#fff}html{--b:#000}*{--b:#000}", "");
    assert_judged("html{--t:#000;--b:#fff}.own{--b:#000}.other{--t:#fff}", LOW("#000"));
    assert_judged(":root{--t:#000;--b:#fff!important}:root.own{--b:#000}", "");
    assert_judged("@layer a{:root{--b:#000}}:root{--t:#000;--b:#fff}@layer b{:root{--b:#000}}", "");
    assert_judged(":root{--t:#000;--b:#fff}:root .own{--b:#000}p{--b:#000}:root:hover{--b:#000}", "");
    assert_judged("p,:root{--t:#000;--b:#fff}", "");
}

static void chains_of_var_are_followed(void **state)
{
    (void)state;
    assert_judged(":root{--x:#777;--y:var(--x)}html{--t:var(--nl,var( --y , red));--b:#fff}", LOW("#777"));
    assert_judged(":root{--t:var(--no,#777);--b:rgb(var(--n),255,255);--n:255}", LOW("#777"));
    assert_judged(":root{--t:var(--x,#000);--x:var(--t);--b:#fff}", ""); /* round in a circle: the fallback */
}

static void what_cannot_be_told_is_said(void **state)
{
    (void)state;
    assert_judged(":root{--b:#fff}", "kleur-ontbreekt:--t");
    assert_judged(":root{--t:var(--no);--b:#fff}", "kleur-ontbreekt:--t");
    assert_judged(":root{--t:initial;--b:#fff}", "kleur-ontbreekt:--t");
    assert_judged(":root{--t:var(--t);--b:#fff}", "kleur-ontbreekt:--t");
    assert_judged(":root{--t:oklch(0 0 0);--b:#fff}", "kleur-niet-te-lezen:--t");
    assert_judged(":root{--t:#000;--b:#ffffff80}", "kleur-niet-te-lezen:--b");
}

static void a_value_that_doubles_and_doubles_ends(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_buf css = {0};
    wz_buf_add(&css, WZ_STR(":root{--b:#fff;--t:var(--v0);"));
    for (int i = 0; i < 30; i++)
        wz_buf_format(&css, "--v%d:var(--v%d) var(--v%d);", i, i + 1, i + 1);
    wz_buf_add(&css, WZ_STR("--v30:#000}"));
    assert_string_equal(judged(arena, wz_str_cstring(arena, wz_buf_str(&css)), ""), "kleur-ontbreekt:--t");
    wz_buf_reset(&css); /* nor when what it doubles is empty, so that it never grows */
    wz_buf_add(&css, WZ_STR(":root{--b:#fff;--t:var(--v0);"));
    for (int i = 0; i < 30; i++)
        wz_buf_format(&css, "--v%d:var(--v%d)var(--v%d);", i, i + 1, i + 1);
    wz_buf_add(&css, WZ_STR("--v30:}"));
    assert_string_equal(judged(arena, wz_str_cstring(arena, wz_buf_str(&css)), ""), "kleur-ontbreekt:--t");
    wz_buf_free(&css);
    wz_arena_free(arena);
}

static void the_place_is_where_the_colour_itself_stands(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_sheet items[2] = {
        {.source = {WZ_STR("a.scss"), WZ_STR("@import \"b\";\n:root { --t: var(--x); --b: #fff; }\n")}},
        {.source = {WZ_STR("_b.scss"),
                    WZ_STR("/* --x: #777 */:root {\n  --xx: #777;\n  --x: #000;\n  --x: #777;\n}\n")}}};
    for (int i = 0; i < 2; i++)
        items[i].bare = wz_style_without_comments(arena, items[i].source.text, true);
    wz_sheets sheets = {.arena = arena, .items = items, .count = 2};
    wz_style style = {WZ_STR(":root{--xx:#777;--x:#000;--x:#777}:root{--t:var(--x);--b:#fff}"), &sheets};
    wz_style_pair pair = {.text = WZ_STR("--t"), .on = WZ_STR("--b"), .least = 4.5};
    wz_diags *diags = wz_diags_new(arena);
    wz_style_contrast(arena, diags, &style, 1, WZ_STR(""), &pair, 1);
    assert_int_equal(wz_diags_count(diags), 1);
    const wz_diag *d = wz_diags_at(diags, 0);
    assert_ptr_equal(d->loc.source, &items[1].source);
    assert_int_equal(d->loc.line, 4);
    assert_int_equal(d->loc.column, 3);
    assert_ptr_equal(d->related.source, &items[0].source);
    assert_int_equal(d->related.line, 2);
    assert_string_equal(wz_str_cstring(arena, d->args[2]), "4.47"); /* 4.478: never rounded up to what passes */
    wz_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_property_that_nothing_reads_goes),
    cmocka_unit_test(what_only_unread_properties_read_goes_as_well),
    cmocka_unit_test(fallbacks_count_as_reading),
    cmocka_unit_test(every_other_use_of_a_name_counts_as_reading),
    cmocka_unit_test(rules_that_become_empty_go_and_rules_that_were_stay),
    cmocka_unit_test(names_in_scripts_and_templates_count),
    cmocka_unit_test(another_sheet_of_the_site_counts),
    cmocka_unit_test(names_that_are_put_together_count_for_all_that_begin_so),
    cmocka_unit_test(a_custom_property_may_hold_any_tokens),
    cmocka_unit_test(what_cannot_be_followed_stays_as_it_is),
    cmocka_unit_test(colours_are_read_in_every_notation_of_the_header),
    cmocka_unit_test(what_is_no_colour_is_not_guessed),
    cmocka_unit_test(contrast_is_that_of_wcag),
    cmocka_unit_test(a_pair_is_judged_in_light_and_in_dark),
    cmocka_unit_test(conditions_that_are_not_met_do_not_count),
    cmocka_unit_test(the_cascade_decides),
    cmocka_unit_test(chains_of_var_are_followed),
    cmocka_unit_test(what_cannot_be_told_is_said),
    cmocka_unit_test(a_value_that_doubles_and_doubles_ends),
    cmocka_unit_test(the_place_is_where_the_colour_itself_stands),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
