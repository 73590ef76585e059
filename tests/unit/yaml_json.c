/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/yaml_json.c - JSON to the same trees. */
#include "test.h"

#include "wegwijzer/yaml.h"

#include <string.h>

static wz_arena *arena;
static wz_diags *diags;

static int open_arena(void **state)
{
    (void)state;
    arena = wz_arena_new(NULL);
    diags = wz_diags_new(arena);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    wz_arena_free(arena);
    return 0;
}

static wz_node *parse(wz_str text)
{
    wz_source *source = wz_new(arena, wz_source, 1);
    *source = (wz_source){WZ_STR("a.json"), text};
    return wz_json_parse(arena, diags, source);
}

static void assert_text(const wz_node *node, wz_node_style style, const char *expected)
{
    assert_non_null(node);
    assert_int_equal(node->kind, WZ_NODE_TEXT);
    assert_int_equal(node->style, style);
    if (!wz_str_equal(node->text, wz_str_from(expected)))
        fail_msg("got '%.*s', expected '%s'", WZ_ARG(node->text), expected);
}

static void values_keep_what_was_written_and_strings_can_be_told_from_words(void **state)
{
    (void)state;
    wz_node *list = parse(WZ_STR("[true, \"true\",\t-0.10e+5 ,null,\"\",{},[ ]]\n"));
    assert_non_null(list);
    assert_text(list->items[0], WZ_STYLE_PLAIN, "true");
    assert_text(list->items[1], WZ_STYLE_DOUBLE, "true");
    assert_text(list->items[2], WZ_STYLE_PLAIN, "-0.10e+5");
    assert_text(list->items[3], WZ_STYLE_PLAIN, "null");
    assert_text(list->items[4], WZ_STYLE_DOUBLE, "");
    assert_int_equal(list->items[5]->kind, WZ_NODE_MAP);
    assert_int_equal(list->items[6]->kind, WZ_NODE_LIST);
    assert_int_equal(list->count, 7);
    assert_text(parse(WZ_STR("\"x\"")), WZ_STYLE_DOUBLE, "x");
    assert_text(parse(WZ_STR("\xEF\xBB\xBF 1")), WZ_STYLE_PLAIN, "1");
    assert_int_equal(wz_diags_count(diags), 0);
}

static void escapes_are_decoded_and_surrogate_pairs_combined(void **state)
{
    (void)state;
    assert_text(parse(WZ_STR("\"\\\"\\\\\\/\\n\\r\\t\"")), WZ_STYLE_DOUBLE, "\"\\/\n\r\t");
    assert_text(parse(WZ_STR("\"caf\\u00E9 \\uD83D\\ude00.\"")), WZ_STYLE_DOUBLE, "café 😀.");
    wz_node *node = parse(WZ_STR("\"a\\u00e9\\ud83d\\ude00 raad\""));
    wz_loc loc = wz_node_locate(node, wz_str_find(node->text, WZ_STR("raad")), 4);
    assert_int_equal(loc.column, 22);
    assert_int_equal(loc.length, 4);
}

static void objects_are_maps_with_places(void **state)
{
    (void)state;
    wz_node *root = parse(WZ_STR("{\n  \"titel\" :\n \"Raad\", \"é\": {\"n\": 12}\n}"));
    assert_text(wz_node_get(root, WZ_STR("titel")), WZ_STYLE_DOUBLE, "Raad");
    wz_loc loc = wz_node_get(root, WZ_STR("titel"))->loc;
    assert_int_equal(loc.line, 3);
    assert_int_equal(loc.column, 2);
    assert_int_equal(loc.length, 6);
    loc = wz_node_get(wz_node_get(root, WZ_STR("é")), WZ_STR("n"))->loc;
    assert_int_equal(loc.line, 3);
    assert_int_equal(loc.column, 21);
    wz_buf text = {0};
    wz_buf_byte(&text, '{');
    for (int i = 0; i < 20000; i++)
        wz_buf_format(&text, "%s\"k%d\":%d", i > 0 ? "," : "", i, i);
    wz_buf_byte(&text, '}');
    root = parse(wz_buf_str(&text));
    assert_int_equal(root->count, 20000);
    assert_text(wz_node_get(root, WZ_STR("k19999")), WZ_STYLE_PLAIN, "19999");
    wz_buf_free(&text);
}

static void what_is_no_json_is_refused_at_its_place(void **state)
{
    (void)state;
    const struct {
        const char *text;
        wz_diag_code code;
        int column;
    } table[] = {
        {"", WZ_DIAG_JSON_FAULT, 1},
        {"{\"a\": 1,}", WZ_DIAG_JSON_FAULT, 9},
        {"[1 2]", WZ_DIAG_JSON_FAULT, 4},
        {"[1,]", WZ_DIAG_JSON_FAULT, 4},
        {"[1", WZ_DIAG_JSON_FAULT, 3},
        {"{\"a\" 1}", WZ_DIAG_JSON_FAULT, 6},
        {"{a: 1}", WZ_DIAG_JSON_FAULT, 2},
        {"01", WZ_DIAG_JSON_FAULT, 2},
        {"1.", WZ_DIAG_JSON_FAULT, 3},
        {"-", WZ_DIAG_JSON_FAULT, 2},
        {"1e", WZ_DIAG_JSON_FAULT, 3},
        {"tru", WZ_DIAG_JSON_FAULT, 1},
        {"NaN", WZ_DIAG_JSON_FAULT, 1},
        {"'a'", WZ_DIAG_JSON_FAULT, 1},
        {"[1] // x", WZ_DIAG_JSON_FAULT, 5},
        {"truex", WZ_DIAG_JSON_FAULT, 5},
        {"\"a", WZ_DIAG_JSON_STRING, 1},
        {"\"a\tb\"", WZ_DIAG_JSON_STRING, 3},
        {"\"\\x\"", WZ_DIAG_JSON_STRING, 2},
        {"\"\\u12\"", WZ_DIAG_JSON_STRING, 2},
        {"\"\\ud83d\"", WZ_DIAG_JSON_STRING, 2},
        {"\"\\ude00\"", WZ_DIAG_JSON_STRING, 2},
        {"\"\\ud83dx\"", WZ_DIAG_JSON_STRING, 2},
        {"\"\\u0000\"", WZ_DIAG_JSON_STRING, 2},
        {"{\"a\":1,\"a\":2}", WZ_DIAG_YAML_DUPLICATE_KEY, 8},
        {"\"\xE9\"", WZ_DIAG_YAML_NOT_UTF8, 2},
        /* A character is judged as in YAML, raw and escaped alike. */
        {"\"a\x01\"", WZ_DIAG_YAML_CONTROL, 3},
        {"\"a\\u0001\"", WZ_DIAG_YAML_CONTROL, 3},
        {"\"a\\b\"", WZ_DIAG_YAML_CONTROL, 3},
        {"\"a\xEF\xBF\xBE\"", WZ_DIAG_YAML_NONCHARACTER, 3},
        {"\"a\\uFFFE\"", WZ_DIAG_YAML_NONCHARACTER, 3},
        {"\"\\uD83F\\uDFFE\"", WZ_DIAG_YAML_NONCHARACTER, 2},
        {"\"a\xE2\x80\xA8\"", WZ_DIAG_YAML_LINE_SEPARATOR, 3},
        {"\"a\\u2028\"", WZ_DIAG_YAML_LINE_SEPARATOR, 3},
        {"{\"a\\uFEFF\": 1}", WZ_DIAG_YAML_BOM_INSIDE, 4},
        {"<<<<<<< HEAD\n[1]\n=======\n[2]\n>>>>>>> b\n", WZ_DIAG_YAML_CONFLICT, 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_null(parse(wz_str_from(table[i].text)));
        if (wz_diags_count(diags) != 1)
            fail_msg("%s: %d messages", table[i].text, (int)wz_diags_count(diags));
        const wz_diag *diag = wz_diags_at(diags, 0);
        if (diag->code != table[i].code || diag->loc.line != 1 || diag->loc.column != table[i].column)
            fail_msg("%s: %.*s at %d:%d", table[i].text, WZ_ARG(wz_diag_name(diag->code)), diag->loc.line,
                     diag->loc.column);
        wz_diags_drop(diags, 0);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_keep_what_was_written_and_strings_can_be_told_from_words),
        TEST(escapes_are_decoded_and_surrogate_pairs_combined),
        TEST(objects_are_maps_with_places),
        TEST(what_is_no_json_is_refused_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
