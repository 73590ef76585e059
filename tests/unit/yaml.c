/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/yaml.c - trees, their places, front matter. */
#include "test.h"

#include "wegwijzer/yaml.h"

#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    wz_arena *arena;
    wz_diags *diags;
    wz_source source;
} fixture;

static fixture f; /* set up anew for each test */

static int open_fixture(void **state)
{
    (void)state;
    f.arena = wz_arena_new(NULL);
    f.diags = wz_diags_new(f.arena);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    wz_arena_free(f.arena);
    return 0;
}

/* The tree of text, without any message. */
static wz_node *parse(const char *text)
{
    f.source = (wz_source){WZ_STR("a.yaml"), wz_str_from(text)};
    wz_node *root = wz_yaml_parse(f.arena, f.diags, &f.source, WZ_YAML_ANY);
    if (wz_diags_count(f.diags) > 0)
        fail_msg("told: %.*s", WZ_ARG(wz_diag_text(f.arena, wz_diags_at(f.diags, 0), WZ_STR("en"))));
    assert_non_null(root);
    return root;
}

static wz_node *get(const wz_node *node, const char *key)
{
    wz_node *value = wz_node_get(node, wz_str_from(key));
    if (value == NULL)
        fail_msg("there is no '%s'", key);
    return value;
}

static void assert_text(const wz_node *node, const char *expected)
{
    assert_int_equal(node->kind, WZ_NODE_TEXT);
    if (!wz_str_equal(node->text, wz_str_from(expected)))
        fail_msg("got '%.*s', expected '%s'", WZ_ARG(node->text), expected);
}

static void assert_loc(wz_loc loc, int line, int column, int length)
{
    if (loc.line != line || loc.column != column || loc.length != length)
        fail_msg("got %d:%d+%d, expected %d:%d+%d", loc.line, loc.column, loc.length, line, column, length);
}

/* The place of the first time that word stands in the text of node. */
static void assert_found(const wz_node *node, const char *word, int line, int column, int length)
{
    ptrdiff_t at = wz_str_find(node->text, wz_str_from(word));
    assert_true(at >= 0);
    wz_loc loc = wz_node_locate(node, at, (ptrdiff_t)strlen(word));
    if (loc.line != line || loc.column != column || loc.length != length)
        fail_msg("'%s' is at %d:%d+%d, expected %d:%d+%d", word, loc.line, loc.column, loc.length, line, column,
                 length);
}

static void the_example_of_the_header_works(void **state)
{
    (void)state;
    wz_arena *arena = f.arena;
    wz_diags *diags = f.diags;
    wz_source source = {WZ_STR("a.yaml"), WZ_STR("titel: Raad\n")};
    wz_node *root = wz_yaml_parse(arena, diags, &source, WZ_YAML_MAP);
    wz_node *titel = wz_node_get(root, WZ_STR("titel")); // text "Raad", line 1, column 8
    assert_text(titel, "Raad");
    assert_loc(titel->loc, 1, 8, 4);
}

static void every_scalar_is_text_as_it_was_typed(void **state)
{
    (void)state;
    static const char *const values[] = {
        "no",   "1.10", "010", "0x1F", "1_000",      "12:30:00", "1e3",
        "true", ".inf", "~",   "null", "2024-01-02", "a:b",      "https://x.nl/a?b=c#d"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        wz_str text = wz_format(f.arena, "a: %s\n", values[i]);
        wz_node *value = get(parse(wz_str_cstring(f.arena, text)), "a");
        assert_text(value, values[i]);
        assert_int_equal(value->style, WZ_STYLE_PLAIN);
    }
}

static void the_style_tells_how_a_text_was_written(void **state)
{
    (void)state;
    wz_node *root = parse("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >\n  x\nf:\ng: \"\"\nh: ~\n");
    static const wz_node_style styles[] = {WZ_STYLE_PLAIN,  WZ_STYLE_SINGLE, WZ_STYLE_DOUBLE, WZ_STYLE_LITERAL,
                                           WZ_STYLE_FOLDED, WZ_STYLE_PLAIN,  WZ_STYLE_DOUBLE, WZ_STYLE_PLAIN};
    static const char *const texts[] = {"x", "x", "x", "x\n", "x\n", "", "", "~"};
    assert_int_equal(root->count, 8);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(root->items[i]->style, styles[i]);
        assert_text(root->items[i], texts[i]);
    }
}

static void maps_and_lists_keep_the_order_of_the_file(void **state)
{
    (void)state;
    wz_node *root = parse("z: 1\na:\n- x\n- [y, {k: v}]\n- - w\n");
    assert_int_equal(root->kind, WZ_NODE_MAP);
    assert_text(root->keys[0], "z");
    assert_text(root->keys[1], "a");
    wz_node *list = get(root, "a");
    assert_int_equal(list->kind, WZ_NODE_LIST);
    assert_int_equal(list->count, 3);
    assert_text(list->items[0], "x");
    assert_text(get(list->items[1]->items[1], "k"), "v");
    assert_text(list->items[2]->items[0], "w");
    assert_null(wz_node_get(root, WZ_STR("b")));
    assert_null(wz_node_get(list, WZ_STR("b")));
    assert_null(wz_node_get(NULL, WZ_STR("b")));
    assert_null(wz_node_key(root, WZ_STR("b")));
    assert_loc(wz_node_key(root, WZ_STR("a"))->loc, 2, 1, 1);
}

static void a_large_map_is_found_by_key_as_a_small_one(void **state)
{
    (void)state;
    wz_buf text = {0};
    for (int i = 0; i < 3000; i++)
        wz_buf_format(&text, "sleutel-%d: waarde-%d\n", i, i);
    wz_buf_byte(&text, '\0');
    wz_node *root = parse(text.ptr);
    assert_int_equal(root->count, 3000);
    for (int i = 0; i < 3000; i++) {
        wz_str key = wz_format(f.arena, "sleutel-%d", i);
        assert_ptr_equal(wz_node_get(root, key), root->items[i]);
        assert_ptr_equal(wz_node_key(root, key), root->keys[i]);
    }
    assert_null(wz_node_get(root, WZ_STR("sleutel-3000")));
    wz_buf_free(&text);
}

static void everything_has_its_place(void **state)
{
    (void)state;
    wz_node *root =
        parse("# kop\ntitel: café\nlijst:\n  - één\n  - \"twee\"\ngroep: {a: 1, b: [x, y]}\nblok: >-\n  tekst\n");
    assert_loc(root->loc, 2, 1, 0);
    assert_loc(root->keys[0]->loc, 2, 1, 5);
    assert_loc(get(root, "titel")->loc, 2, 8, 4);
    wz_node *list = get(root, "lijst");
    assert_loc(list->loc, 4, 3, 0);
    assert_loc(list->items[0]->loc, 4, 5, 3);
    assert_loc(list->items[1]->loc, 5, 5, 6);
    wz_node *group = get(root, "groep");
    assert_loc(group->loc, 6, 8, 17);
    assert_loc(get(group, "b")->loc, 6, 18, 6);
    assert_loc(get(root, "blok")->loc, 7, 7, 1);
    wz_str written = wz_str_slice(f.source.text, group->start, group->end);
    assert_true(wz_str_equal(written, WZ_STR("{a: 1, b: [x, y]}")));
    written = wz_str_slice(f.source.text, list->items[1]->start, list->items[1]->end);
    assert_true(wz_str_equal(written, WZ_STR("\"twee\"")));
}

static void windows_line_ends_and_a_byte_order_mark_change_no_place(void **state)
{
    (void)state;
    wz_node *root = parse("\xEF\xBB\xBFtitel: Raad\r\nlijst:\r\n  - x\r\nblok: |\r\n  een\r\n  twee\r\n");
    assert_loc(get(root, "titel")->loc, 1, 8, 4);
    assert_loc(root->keys[0]->loc, 1, 1, 5);
    assert_loc(get(root, "lijst")->items[0]->loc, 3, 5, 1);
    assert_text(get(root, "blok"), "een\ntwee\n");
    assert_found(get(root, "blok"), "twee", 6, 3, 4);
    assert_found(get(root, "titel"), "aad", 1, 9, 3);
}

static void a_plain_text_over_several_lines_is_located(void **state)
{
    (void)state;
    wz_node *node = get(parse("a: één twee\n   drie  vier\n\n\n  vijf   \n  zes\nb: 1\n"), "a");
    assert_text(node, "één twee drie  vier\n\nvijf zes");
    assert_found(node, "twee", 1, 8, 4);
    assert_found(node, "drie", 2, 4, 4);
    assert_found(node, "vier", 2, 10, 4);
    assert_found(node, "vijf", 5, 3, 4);
    assert_found(node, "zes", 6, 3, 3);
    assert_found(node, "drie  vier", 2, 4, 10);
    assert_found(node, "vijf zes", 5, 3, 7); /* to the end of its first line */
    assert_loc(wz_node_locate(node, node->text.len, 0), 6, 6, 0);
    assert_loc(wz_node_locate(node, 1000, 5), 6, 6, 0);
    assert_loc(wz_node_locate(node, -5, 3), 1, 4, 2);
}

static void quoted_texts_are_located_through_their_escapes(void **state)
{
    (void)state;
    wz_node *root = parse("a: 'zo''n ''raad'''\nb: \"caf\\u00e9 \\\"x\\\" \\x41\\tz\"\nc: \"een \\\n    twee\\n\n  "
                          "drie\n\n  vier\"\nd: 'een\n\n  twee '\n");
    wz_node *node = get(root, "a");
    assert_text(node, "zo'n 'raad'");
    assert_found(node, "n", 1, 9, 1);
    assert_found(node, "raad", 1, 13, 4);
    assert_found(node, "'n", 1, 7, 3); /* two characters in the text, three in the file */
    node = get(root, "b");
    assert_text(node, "café \"x\" A\tz");
    assert_found(node, "é", 2, 8, 6);
    assert_found(node, "x", 2, 17, 1);
    assert_found(node, "z", 2, 27, 1);
    node = get(root, "c");
    assert_text(node, "een twee\n drie\nvier");
    assert_found(node, "twee", 4, 5, 4);
    assert_found(node, "drie", 5, 3, 4);
    assert_found(node, "vier", 7, 3, 4);
    node = get(root, "d");
    assert_text(node, "een\ntwee ");
    assert_found(node, "twee ", 10, 3, 5);
}

static void literal_blocks_are_located_with_any_indentation(void **state)
{
    (void)state;
    wz_node *root = parse(
        "a: |\n\n  een\n    twee\n\n  drie\nb: |2-\n    vier\n  vijf\nc:\n  - |+\n   zes\n\n\nd: |1\n   \n  zeven\n");
    wz_node *node = get(root, "a");
    assert_text(node, "\neen\n  twee\n\ndrie\n");
    assert_found(node, "een", 3, 3, 3);
    assert_found(node, "twee", 4, 5, 4);
    assert_found(node, "drie", 6, 3, 4);
    assert_loc(wz_node_locate(node, 0, 1), 2, 1, 0); /* the empty line */
    node = get(root, "b");
    assert_text(node, "  vier\nvijf");
    assert_found(node, "vier", 8, 5, 4);
    assert_found(node, "vijf", 9, 3, 4);
    node = get(root, "c")->items[0];
    assert_text(node, "zes\n\n\n");
    assert_found(node, "zes", 12, 4, 3);
    assert_loc(wz_node_locate(node, 5, 1), 14, 1, 0);
    node = get(root, "d");
    assert_text(node, "  \n zeven\n");
    assert_found(node, "zeven", 17, 3, 5);
}

static void folded_blocks_are_located_through_their_folds(void **state)
{
    (void)state;
    wz_node *root =
        parse("a: >-\n  een é twee\n  drie\n\n  vier\n    vijf\n    zes\n\n  zeven\nb: >\n\n  acht\n  negen\n");
    wz_node *node = get(root, "a");
    assert_text(node, "een é twee drie\nvier\n  vijf\n  zes\n\nzeven");
    assert_found(node, "twee", 2, 9, 4);
    assert_found(node, "drie", 3, 3, 4);
    assert_found(node, "vier", 5, 3, 4);
    assert_found(node, "vijf", 6, 5, 4);
    assert_found(node, "zes", 7, 5, 3);
    assert_found(node, "zeven", 9, 3, 5);
    node = get(root, "b");
    assert_text(node, "\nacht negen\n");
    assert_found(node, "acht", 12, 3, 4);
    assert_found(node, "negen", 13, 3, 5);
}

/* Every letter of every text is where its place says: random scalars in every style, between other things. */
static void every_letter_of_any_scalar_is_where_its_place_says(void **state)
{
    (void)state;
    static const char *const headers[] = {"|", "|-", "|+", ">", ">-", ">+", ""};
    srand(7);
    for (int round = 0; round < 3000; round++) {
        wz_buf text = {0};
        int header = rand() % 7, indent = 1 + rand() % 4, lines = 1 + rand() % 6;
        wz_buf_format(&text, "vóór: x\n%s: %s%s", rand() % 2 ? "a" : "langer é", headers[header],
                      rand() % 2 ? "\n" : "\r\n");
        for (int i = 0; i < lines; i++) {
            int more = header < 6 && i > 0 ? rand() % 3 : 0;
            if (rand() % 4 == 0 && i > 0)
                wz_buf_add(&text, rand() % 2 ? WZ_STR("\n") : WZ_STR("\r\n"));
            wz_buf_format(&text, "%*s", indent + (more == 2 ? 2 : 0), "");
            for (int w = 0; w < 1 + rand() % 3; w++)
                wz_buf_format(&text, "%s%c%s%c", w > 0 ? " " : "", 'b' + rand() % 24, rand() % 3 ? "" : "é€",
                              'b' + rand() % 24);
            wz_buf_add(&text, rand() % 2 ? WZ_STR("\n") : WZ_STR("\r\n"));
        }
        wz_buf_format(&text, "na: y\n%c", '\0');
        wz_node *node = parse(text.ptr)->items[1];
        for (ptrdiff_t at = 0; at < node->text.len;) {
            ptrdiff_t from = at, column = 0;
            uint32_t c = wz_utf8_next(node->text, &at), there = 0;
            wz_loc loc = wz_node_locate(node, from, at - from);
            wz_str line = wz_source_line(&f.source, loc.line);
            if (c == ' ' || c == '\n')
                continue;
            for (int i = 0; i < loc.column; i++)
                there = wz_utf8_next(line, &column);
            if (there != c || loc.length != 1)
                fail_msg("byte %d of '%.*s' is said to be at %d:%d of\n%s", (int)from, WZ_ARG(node->text), loc.line,
                         loc.column, text.ptr);
        }
        wz_buf_free(&text);
        wz_arena_reset(f.arena);
        f.diags = wz_diags_new(f.arena);
    }
}

static void an_empty_file_is_an_empty_text_where_anything_may_stand(void **state)
{
    (void)state;
    assert_text(parse(""), "");
    assert_text(parse("# alleen een opmerking\n"), "");
    assert_text(parse("\xEF\xBB\xBF"), "");
    assert_text(parse("---\n"), "");
}

static void front_matter_is_a_map_and_the_rest_is_the_body(void **state)
{
    (void)state;
    wz_node *body;
    wz_source source = {WZ_STR("a.md"),
                        WZ_STR("\xEF\xBB\xBF---\r\ntitel: Over é\r\n---\r\n# Kop\r\n\r\ntekst é hier\r\n---\r\n")};
    wz_node *head = wz_yaml_front_matter(f.arena, f.diags, &source, &body);
    assert_int_equal(wz_diags_count(f.diags), 0);
    assert_text(get(head, "titel"), "Over é");
    assert_loc(get(head, "titel")->loc, 2, 8, 6);
    assert_text(body, "# Kop\r\n\r\ntekst é hier\r\n---\r\n");
    assert_int_equal(body->style, WZ_STYLE_VERBATIM);
    assert_loc(body->loc, 4, 1, 0);
    assert_found(body, "hier", 6, 9, 4);
    wz_source bare = {WZ_STR("a.md"), WZ_STR("---\ntitel: x\n---")};
    assert_non_null(wz_yaml_front_matter(f.arena, f.diags, &bare, &body));
    assert_text(body, "");
}

static void limits_hold_at_their_value_and_one_beyond(void **state)
{
    (void)state;
    wz_buf text = {0};
    for (int depth = WZ_YAML_DEPTH; depth <= WZ_YAML_DEPTH + 1; depth++) {
        wz_buf_reset(&text);
        for (int i = 0; i < depth; i++)
            wz_buf_byte(&text, '[');
        for (int i = 0; i < depth; i++)
            wz_buf_byte(&text, ']');
        wz_source source = {WZ_STR("a"), wz_buf_str(&text)};
        assert_true((wz_yaml_parse(f.arena, f.diags, &source, WZ_YAML_ANY) != NULL) == (depth == WZ_YAML_DEPTH));
        assert_true((wz_json_parse(f.arena, f.diags, &source) != NULL) == (depth == WZ_YAML_DEPTH));
    }
    for (int count = WZ_YAML_ITEMS; count <= WZ_YAML_ITEMS + 1; count++) {
        wz_buf_reset(&text);
        for (int i = 0; i < count; i++)
            wz_buf_add(&text, WZ_STR("- x\n"));
        wz_source source = {WZ_STR("a"), wz_buf_str(&text)};
        assert_true((wz_yaml_parse(f.arena, f.diags, &source, WZ_YAML_ANY) != NULL) == (count == WZ_YAML_ITEMS));
    }
    for (int size = WZ_YAML_VALUE; size <= WZ_YAML_VALUE + 1; size++) {
        wz_buf_reset(&text);
        memset(wz_buf_reserve(&text, size), 'x', (size_t)size);
        text.len = size;
        wz_source source = {WZ_STR("a"), wz_buf_str(&text)};
        assert_true((wz_yaml_parse(f.arena, f.diags, &source, WZ_YAML_ANY) != NULL) == (size == WZ_YAML_VALUE));
    }
    static const wz_diag_code told[] = {WZ_DIAG_YAML_TOO_DEEP, WZ_DIAG_YAML_TOO_DEEP, WZ_DIAG_YAML_TOO_MANY_ITEMS,
                                        WZ_DIAG_YAML_VALUE_TOO_LARGE};
    assert_int_equal(wz_diags_count(f.diags), 4);
    for (int i = 0; i < 4; i++)
        assert_int_equal(wz_diags_at(f.diags, i)->code, told[i]);
    wz_buf_free(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_example_of_the_header_works),
        TEST(every_scalar_is_text_as_it_was_typed),
        TEST(the_style_tells_how_a_text_was_written),
        TEST(maps_and_lists_keep_the_order_of_the_file),
        TEST(a_large_map_is_found_by_key_as_a_small_one),
        TEST(everything_has_its_place),
        TEST(windows_line_ends_and_a_byte_order_mark_change_no_place),
        TEST(a_plain_text_over_several_lines_is_located),
        TEST(quoted_texts_are_located_through_their_escapes),
        TEST(literal_blocks_are_located_with_any_indentation),
        TEST(folded_blocks_are_located_through_their_folds),
        TEST(every_letter_of_any_scalar_is_where_its_place_says),
        TEST(an_empty_file_is_an_empty_text_where_anything_may_stand),
        TEST(front_matter_is_a_map_and_the_rest_is_the_body),
        TEST(limits_hold_at_their_value_and_one_beyond),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
