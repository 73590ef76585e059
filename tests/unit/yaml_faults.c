/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/yaml_faults.c - what is refused, where, and in which words. Each case is the text of a file and the
 * messages about it, sorted, as "line:column name" or "line:column+length name", with "> line:column" for the other
 * place. */
#include "test.h"

#include "wegwijzer/yaml.h"

#include <stdlib.h>
#include <string.h>

typedef struct sample {
    const char *text;
    const char *told;
} sample;

static wz_arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = wz_arena_new(NULL);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    wz_arena_free(arena);
    return 0;
}

/* Parses text and lists what is told, one message a line. */
static wz_node *told(wz_str text, wz_buf *out)
{
    wz_source *source = wz_new(arena, wz_source, 1);
    wz_diags *diags = wz_diags_new(arena);
    *source = (wz_source){WZ_STR("a.yaml"), text};
    wz_node *root = wz_yaml_parse(arena, diags, source, WZ_YAML_MAP);
    wz_diags_sort(diags);
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
        const wz_diag *diag = wz_diags_at(diags, i);
        wz_buf_format(out, "%s%d:%d", i > 0 ? "\n" : "", diag->loc.line, diag->loc.column);
        if (diag->loc.length > 1)
            wz_buf_format(out, "+%d", diag->loc.length);
        wz_buf_format(out, " %.*s", WZ_ARG(wz_diag_name(diag->code)));
        if (diag->related.source != NULL)
            wz_buf_format(out, " > %d:%d", diag->related.line, diag->related.column);
        for (int lang = 0; lang < 2; lang++) { /* the words are ours, never libyaml's */
            wz_str words = wz_diag_text(arena, diag, lang ? WZ_STR("en") : WZ_STR("nl"));
            assert_true(wz_str_find(words, WZ_STR("did not find")) < 0 &&
                        wz_str_find(words, WZ_STR("block mapping")) < 0);
        }
    }
    assert_true(root != NULL || wz_diags_errors(diags) > 0);
    return root;
}

static void check_text(wz_str text, const char *expected, bool tree)
{
    wz_buf out = {0};
    wz_node *root = told(text, &out);
    if (!wz_str_equal(wz_buf_str(&out), wz_str_from(expected)))
        fail_msg("about\n%.*s\nis told\n%.*s\ninstead of\n%s", WZ_ARG(text), WZ_ARG(wz_buf_str(&out)), expected);
    if ((root != NULL) != tree)
        fail_msg("%.*s\ngives %s tree", WZ_ARG(text), root != NULL ? "a" : "no");
    wz_buf_free(&out);
}

static void check(const sample *samples, size_t count, bool tree)
{
    for (size_t i = 0; i < count; i++)
        check_text(wz_str_from(samples[i].text), samples[i].told, tree);
}

#define CHECK(samples, tree) check((samples), sizeof(samples) / sizeof *(samples), (tree))

static void a_colon_in_a_text_asks_for_quotes(void **state)
{
    (void)state;
    const sample samples[] = {
        {"titel: Zorg: nu\n", "1:12 dubbele-punt-in-tekst"},
        {"a:\n  - b: c: d\n", "2:9 dubbele-punt-in-tekst"},
        {"a: b: c: d\n", "1:5 dubbele-punt-in-tekst"},
        {"titel: Zorg:\n", "1:12 dubbele-punt-in-tekst"},
        {"a: een twee\n  drie vier: vijf\nb: 1\n", "2:12 dubbele-punt-in-tekst"},
        {"a: x: y\nb: z: w\nc: ok\nd: p: q\n",
         "1:5 dubbele-punt-in-tekst\n2:5 dubbele-punt-in-tekst\n4:5 dubbele-punt-in-tekst"},
    };
    CHECK(samples, false);
    wz_source source = {WZ_STR("a"), WZ_STR("titel: Zorg: nu\n")};
    wz_diags *diags = wz_diags_new(arena);
    wz_yaml_parse(arena, diags, &source, WZ_YAML_MAP);
    const wz_diag *diag = wz_diags_at(diags, 0);
    assert_true(wz_str_equal(diag->args[0], WZ_STR("titel")));
    assert_true(wz_str_equal(diag->suggestion, WZ_STR("\"Zorg: nu\"")));
}

static void a_missing_space_or_colon_is_named(void **state)
{
    (void)state;
    const sample samples[] = {
        {"titel:Raad\n", "1:6 spatie-na-dubbele-punt"},
        {"titel:Raad\nb: x\n", "1:6 spatie-na-dubbele-punt"},
        {"titel:\xC2\xA0Raad\nb: x\n", "1:7 vaste-spatie"},
        {"a: x\nsamenvatting\nb: y\n", "2:1+12 dubbele-punt-ontbreekt"},
        {"a: x\nsamenvatting # later\n", "2:1+12 dubbele-punt-ontbreekt"},
        {"a:\n  - x\n  -y\nb: 1\n", "3:3 spatie-na-streepje"},
        {"a: x\nhttps://x.nl\n", "2:1+12 dubbele-punt-ontbreekt"},
        {": x\n", "1:1 lege-sleutel"},
        {"a: 1\n: x\n", "2:1 lege-sleutel"},
    };
    CHECK(samples, false);
}

static void a_tab_is_pointed_at(void **state)
{
    (void)state;
    const sample samples[] = {
        {"a:\n\tb: 1\n", "2:1 tab-als-inspringing"},
        {"a:\n\t- x\n\t- y\nb: @z\n", "2:1 tab-als-inspringing\n3:1 tab-als-inspringing\n4:4 teken-aan-begin"},
        {"a:\n \t\tb: 1\n", "2:2+2 tab-als-inspringing"},
        {"a: |\n\tx\n", "2:1 tab-als-inspringing"},
    };
    CHECK(samples, false);
}

static void a_quote_that_is_never_closed_is_pointed_at_where_it_opens(void **state)
{
    (void)state;
    const sample samples[] = {
        {"a: \"open\nb: x\n", "1:4 aanhalingsteken-open"},
        {"b: 'x''y\n", "1:4 aanhalingsteken-open"},
        {"a: 's-Hertogenbosch\nb: x\nc: 'y'\n", "1:4 aanhalingsteken-open > 3:5"},
        {"a: \"x\n---\nb: 1\n", "1:4 aanhalingsteken-open > 2:1\n2:1+3 meer-documenten"},
        {"a: \"Samen\" verder\nb: x: y\n", "1:12+6 tekst-na-aanhalingsteken\n2:5 dubbele-punt-in-tekst"},
        {"a: \"x\\qy\"\nb: \"\\xZZ\"\nc: \"\\uD800\"\n",
         "1:6+2 onbekende-ontsnapping\n2:5+2 onbekende-ontsnapping\n3:5+2 onbekende-ontsnapping"},
    };
    CHECK(samples, false);
}

static void brackets_are_matched(void **state)
{
    (void)state;
    const sample samples[] = {
        {"a: [x, y\nb: z\n", "1:4 haakje-open"},
        {"a: [x, \"y\" z]\n", "1:12 haakje-open > 1:4"},
        {"a: {x: 1\n", "1:4 haakje-open"},
        {"a: ]\nb: [x]]\n", "1:4 haakje-te-veel\n2:7 haakje-te-veel"},
        {"url: [tekst](https://x.nl)\nb: c: d\n", "1:13+14 tekst-na-haakje\n2:5 dubbele-punt-in-tekst"},
    };
    CHECK(samples, false);
}

static void values_cannot_start_with_what_means_something_else(void **state)
{
    (void)state;
    const sample samples[] = {
        {"a: @x\nb: `y`\nc: %z\n", "1:4 teken-aan-begin\n2:4 teken-aan-begin\n3:4 teken-aan-begin"},
        {"a: > 5 procent\nb: |x\nc: >0\n", "1:4 blokteken\n2:4 blokteken\n3:4 blokteken"},
        {"a: - b\n", "1:4 lijst-op-regel"},
        {"a: ? b\n", "1:4 teken-aan-begin"},
        {"a: **vet**\n", "1:4 teken-aan-begin"},
        {"a: *let op*\nb: &x y\n", "1:4+4 alias\n2:4+2 anker"},
    };
    CHECK(samples, false);
}

static void indentation_that_does_not_fit_is_shown_with_the_line_above(void **state)
{
    (void)state;
    const sample samples[] = {
        {"titel: x\n  sub: y\nz: 1\n", "2:3+6 inspringing > 1:1"},
        {"themas:\n    - a\n  - b\n", "3:3+3 inspringing > 2:5"},
        {"  titel: x\nthemas: y\n", "1:3+8 inspringing > 2:1"},
        {"a: |\n  x\n y\nb: 1\n", "3:2 vervolg-niet-ingesprongen > 1:1"},
        {"a: x\n- item\n", "2:1+6 inspringing > 1:1"},
        {"a: 1\n  b: 2\nc: 3\n", "2:3+4 inspringing > 1:1"},
    };
    CHECK(samples, false);
}

static void a_file_is_one_map(void **state)
{
    (void)state;
    const sample samples[] = {
        {"- a\n- b\n", "1:1 geen-toewijzing"},
        {"Raad\n", "1:1 geen-toewijzing"},
        {"", "0:0 leeg-bestand"},
        {"# niets\n", "0:0 leeg-bestand"},
        {"---\n", "0:0 leeg-bestand"},
        {"a: 1\n...\nb: 2\n", "3:1+4 meer-documenten > 2:1"},
        {"%YAML 2.0\n---\na: 1\n", "1:1+9 directief"},
        {"%IETS\na: 1\n", "1:1+5 directief"},
    };
    CHECK(samples, false);
    const sample whole[] = {
        {"a: 1\n---\nb: 2\n", "2:1+3 meer-documenten"},
        {"%YAML 1.1\n---\na: 1\n", "1:1 directief"},
    };
    CHECK(whole, true);
}

static void the_marks_of_an_unresolved_merge_are_named(void **state)
{
    (void)state;
    wz_buf out = {0};
    assert_null(told(WZ_STR("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> tak\n"), &out));
    assert_true(wz_str_equal(wz_buf_str(&out), WZ_STR("2:1+7 samenvoegconflict > 6:1")));
    wz_buf_free(&out);
    const sample samples[] = {
        {"<<<<<<< HEAD\na: 1\n", "1:1+7 samenvoegconflict"}, /* what was left of one */
        {"a: 1\n=======\nb: 2\n", "2:1+7 samenvoegconflict"},
        {"<<<<<<< HEAD\na: 1\n||||||| x\na: 0\n=======\na: 2\n>>>>>>> tak", "1:1+7 samenvoegconflict > 7:1"},
        {"a: |\n<<<<<<< HEAD\n  b\n=======\n  c\n>>>>>>> tak\n", "2:1+7 samenvoegconflict > 6:1"},
        {"a: |\n<<<<<<< HEAD\n  b\n", "2:1+7 samenvoegconflict"},
        {"a: 1\n=======\na: 2\n>>>>>>> tak\nb: x: y\n", "2:1+7 samenvoegconflict > 4:1\n5:5 dubbele-punt-in-tekst"},
        {"<<<<<<< HEAD\r\na: x: y\r\n=======\r\na: 2\r\n>>>>>>> tak\r\n",
         "1:1+7 samenvoegconflict > 5:1\n2:5 dubbele-punt-in-tekst"},
    };
    CHECK(samples, false);
}

static void what_is_read_otherwise_than_it_was_meant_is_told(void **state)
{
    (void)state;
    const sample samples[] = {
        {"a:\n  - x\n   - y\n    - z\n", "3:3+2 te-ver-ingesprongen > 2:3\n4:3+3 te-ver-ingesprongen > 3:3"},
        {"a:\n  -x\n  - y\n", "2:3 spatie-na-streepje"},
        {"a:\xC2\xA0x\nb: y\n", "1:3 vaste-spatie"},
        {"a:\n\xC2\xA0 \xC2\xA0- x\n", "2:1+3 vaste-spatie"},
        {"a:\n  -\xE3\x80\x80x\n  - y\n", "2:4 vaste-spatie"},
        {"a\xC2\xA0: x\n", "1:2 vaste-spatie"},
        {"a: {b: 1,\xC2\xA0"
         "c: 2}\n",
         "1:10 vaste-spatie"},
        {"a: {b: x, y, z, c: d}\n", "1:8+7 komma-in-waarde"},
        {"a: {b: \xE2\x80\x9Cx, y\xE2\x80\x9D}\n", "1:8+6 krullende-aanhalingstekens"},
        {"a: [\xE2\x80\x98x, y\xE2\x80\x99]\n", "1:5+6 krullende-aanhalingstekens"},
        {"a: |\n  x\n\nwat er volgt\nen meer\nb: y\n", "4:1+12 vervolg-niet-ingesprongen > 1:1"},
        {"a: >-\n    x\n\n wat er volgt\n\nb: x: y\n",
         "4:2+12 vervolg-niet-ingesprongen > 1:1\n6:5 dubbele-punt-in-tekst"},
        {"a:\n  -x\nb: {wet:x, y: z}\n", "2:3 spatie-na-streepje\n3:8 spatie-na-dubbele-punt"},
        {"a:\n  - b: x, c: y\n", "2:5+10 accolades-ontbreken"},
        {"```yaml\na: b: c\n```\n", "1:1+7 codehek-om-bestand\n2:5 dubbele-punt-in-tekst\n3:1+3 codehek-om-bestand"},
        {"a: |\n  <<<<<<< x\n  a\n  =======\n  b\n  >>>>>>> y\n", "2:3+7 samenvoegconflict > 6:3"},
    };
    CHECK(samples, false);
    const sample fine[] = {
        {"a: {b, c: d}\nb: {c: \"x\", d: e}\nc: [x, y]\n", ""}, /* the model says what b lacks */
        {"a: {b: x,\n  c: y}\nb: [\xE2\x80\x98x\xE2\x80\x99, y]\nc: 10\xC2\xA0"
         "000\n",
         ""},
    };
    CHECK(fine, true);
}

static void what_leaves_the_tree_whole_is_told_and_the_tree_is_given(void **state)
{
    (void)state;
    const sample samples[] = {
        {"a: 1\nb: 2\na: 3\n", "3:1 dubbele-sleutel > 1:1"},
        {"a: {b: 1, c: 2, b: 3}\n", "1:17 dubbele-sleutel > 1:5"},
        {"a: *lijst\nb: &anker x\nc: !let op\n", "1:4+6 alias\n2:4+6 anker\n3:4+4 tag"},
        {"a: !!binary abc\nb: !!python/object:x y\n", "1:4+8 tag\n2:4+17 tag"},
        {"a: &x\n  b: 1\nc: !t [x]\n", "1:4+2 anker\n3:4+2 tag"},
        {"? [a, b]\n: c\nd: e\n", "1:3 sleutel-geen-tekst"},
        {"titel: {{naam}}\n", "1:9 sleutel-geen-tekst"},
    };
    CHECK(samples, true);
    wz_buf out = {0};
    wz_node *root = told(WZ_STR("a: 1\na: 2\nc: !let op\nd: *x\n[e]: f\n"), &out);
    assert_int_equal(root->count, 3);
    assert_true(wz_str_equal(wz_node_get(root, WZ_STR("a"))->text, WZ_STR("1"))); /* the first counts */
    assert_true(wz_str_equal(wz_node_get(root, WZ_STR("c"))->text, WZ_STR("!let op")));
    assert_true(wz_str_equal(wz_node_get(root, WZ_STR("d"))->text, WZ_STR("*x")));
    wz_buf_free(&out);
}

static void text_that_would_vanish_or_merge_unseen_is_a_warning(void **state)
{
    (void)state;
    const sample samples[] = {
        {"titel: Top 5 #zorg en welzijn  \n", "1:14+16 tekst-na-hekje"},
        {"titel: #zorg\n", "1:8+5 tekst-na-hekje"},
        {"a:\n  - #zorg\n", "2:5+5 tekst-na-hekje"},
        {"a: x # opmerking\nb: x #\nc: x ## y\nd: 'x' #y\ne: C#\n#kop\n", ""},
        {"a: x\n  -y\n", "2:3+2 streepje-zonder-spatie"},
        {"a: x\n  - y\n", "2:3+3 streepje-zonder-spatie"},
        {"a: x\xE2\x80\x8By\n", "1:5 onzichtbaar-teken"},
        {"a: \xE2\x80\xAEx\xE2\x80\xAC\n", "1:4 onzichtbaar-teken\n1:6 onzichtbaar-teken"},
        {"a: raads\xC2\xADlid\n", ""},
    };
    CHECK(samples, true);
}

static void every_character_that_is_not_allowed_has_its_place(void **state)
{
    (void)state;
    const sample samples[] = {
        {"a: caf\xC3\xA9 \xE9\nb: \xFF\n", "1:9 geen-utf8\n2:4 geen-utf8"},
        {"a: \xC0\xAF\n\xED\xA0\x80: \xC3\xA9\n", "1:4+2 geen-utf8\n2:1+3 geen-utf8"},
        {"a: x\x01y\x7F\n", "1:5 stuurteken\n1:7 stuurteken"},
        {"a: \xC2\x85\nb: \xE2\x80\xA8\n", "1:4 regelscheider\n2:4 regelscheider"},
        {"a: \xEF\xBF\xBE\n", "1:4 onteken"},
        {"a: 1\n\xEF\xBB\xBF"
         "b: 2\n",
         "2:1 bom-midden"},
        {"a: b\rc: d\n", "1:5 losse-regelterugloop"},
        {"a: \"\\0\"\nb: \"x\\ey\"\n", "1:5+2 nul-teken\n2:6+2 stuurteken"},
        {"a: \x01\nb: x: y\nc: 1\nc: 2\n", "1:4 stuurteken\n2:5 dubbele-punt-in-tekst\n4:1 dubbele-sleutel > 3:1"},
    };
    CHECK(samples, false);
    check_text((wz_str){"a: x\0y\n", 7}, "1:5 nul-teken", false);
    check_text((wz_str){"\xFF\xFE"
                        "a\0:\0",
                        6},
               "0:0 utf-16", false);
    check_text((wz_str){"a\0:\0", 4}, "0:0 utf-16", false);
}

static void a_file_in_another_encoding_is_told_once(void **state)
{
    (void)state;
    check_text(WZ_STR("a: caf\xE9\nb: \xE9\xE9n\nc: x: y\n"),
               "1:7 geen-utf8\n2:4+2 meer-zulke-tekens\n3:5 dubbele-punt-in-tekst", false);
    wz_source source = {WZ_STR("a"), WZ_STR("a: caf\xE9\n")};
    wz_diags *diags = wz_diags_new(arena);
    assert_null(wz_yaml_parse(arena, diags, &source, WZ_YAML_MAP));
    wz_str words = wz_diag_text(arena, wz_diags_at(diags, 0), WZ_STR("nl"));
    assert_true(wz_str_equal(words, WZ_STR("hier staat byte E9, geen geldige UTF-8 (in Windows-1252 is dat 'é')")));
}

static void a_flood_of_faults_is_cut_off(void **state)
{
    (void)state;
    wz_buf text = {0}, out = {0};
    for (int i = 0; i < 500; i++)
        wz_buf_format(&text, "k%d: \x01x\n", i);
    told(wz_buf_str(&text), &out);
    assert_true(wz_str_find(wz_buf_str(&out), WZ_STR("\n21:6 meer-zulke-tekens")) > 0);
    wz_buf_reset(&text);
    wz_buf_reset(&out);
    for (int i = 0; i < 500; i++)
        wz_buf_format(&text, "k%d: x: y\n", i);
    told(wz_buf_str(&text), &out);
    assert_in_range(out.len, 100, 1000);
    wz_buf_reset(&out);
    wz_buf_reset(&text);
    for (int i = 0; i < 20000; i++)
        wz_buf_byte(&text, '[');
    told(wz_buf_str(&text), &out);
    assert_true(wz_str_equal(wz_buf_str(&out), WZ_STR("1:33 te-diep")));
    wz_buf_free(&text);
    wz_buf_free(&out);
}

static void front_matter_that_is_missing_or_open_is_told(void **state)
{
    (void)state;
    const struct {
        const char *text;
        wz_diag_code code;
        int line;
    } table[] = {
        {"titel: x\n", WZ_DIAG_YAML_NO_FRONT_MATTER, 1},         {"", WZ_DIAG_YAML_NO_FRONT_MATTER, 1},
        {"---\ntitel: x\n", WZ_DIAG_YAML_OPEN_FRONT_MATTER, 1},  {"---\n---\ntekst\n", WZ_DIAG_YAML_EMPTY_FILE, 1},
        {"---\na: b: c\n---\n", WZ_DIAG_YAML_COLON_IN_TEXT, 2},  {"---\n- a\n---\n", WZ_DIAG_YAML_NOT_A_MAP, 2},
        {"\n---\na: 1\n---\n", WZ_DIAG_YAML_NO_FRONT_MATTER, 1}, {"---\na: 1\n---\n\x01\n", WZ_DIAG_YAML_CONTROL, 4},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        wz_node *body;
        wz_source source = {WZ_STR("a.md"), wz_str_from(table[i].text)};
        wz_diags *diags = wz_diags_new(arena);
        assert_null(wz_yaml_front_matter(arena, diags, &source, &body));
        assert_null(body);
        assert_int_equal(wz_diags_count(diags), 1);
        assert_int_equal(wz_diags_at(diags, 0)->code, table[i].code);
        assert_int_equal(wz_diags_at(diags, 0)->loc.line, table[i].line);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_colon_in_a_text_asks_for_quotes),
        TEST(a_missing_space_or_colon_is_named),
        TEST(a_tab_is_pointed_at),
        TEST(a_quote_that_is_never_closed_is_pointed_at_where_it_opens),
        TEST(brackets_are_matched),
        TEST(values_cannot_start_with_what_means_something_else),
        TEST(indentation_that_does_not_fit_is_shown_with_the_line_above),
        TEST(a_file_is_one_map),
        TEST(the_marks_of_an_unresolved_merge_are_named),
        TEST(what_is_read_otherwise_than_it_was_meant_is_told),
        TEST(what_leaves_the_tree_whole_is_told_and_the_tree_is_given),
        TEST(text_that_would_vanish_or_merge_unseen_is_a_warning),
        TEST(every_character_that_is_not_allowed_has_its_place),
        TEST(a_file_in_another_encoding_is_told_once),
        TEST(a_flood_of_faults_is_cut_off),
        TEST(front_matter_that_is_missing_or_open_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
