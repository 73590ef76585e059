/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/base_diag.c - places, and the list and texts of messages. */
#include "test.h"

#include "wegwijzer/base.h"

#include <string.h>

static void assert_str(wz_str s, const char *expected)
{
    if (s.len != (ptrdiff_t)strlen(expected) || (s.len > 0 && memcmp(s.ptr, expected, (size_t)s.len) != 0))
        fail_msg("got '%.*s', expected '%s'", WZ_ARG(s), expected);
}

static void assert_loc(wz_loc loc, int line, int column, int length)
{
    if (loc.line != line || loc.column != column || loc.length != length)
        fail_msg("got %d:%d+%d, expected %d:%d+%d", loc.line, loc.column, loc.length, line, column, length);
}

static void lines_are_found_without_their_breaks_and_the_byte_order_mark(void **state)
{
    (void)state;
    wz_source source = {WZ_STR("a"), WZ_STR("\xEF\xBB\xBF"
                                            "een\r\ntwee\n\nvier")};
    assert_str(wz_source_line(&source, 1), "een");
    assert_str(wz_source_line(&source, 2), "twee");
    assert_str(wz_source_line(&source, 3), "");
    assert_str(wz_source_line(&source, 4), "vier");
    assert_str(wz_source_line(&source, 5), "");
    assert_str(wz_source_line(&source, 0), "");
    assert_str(wz_source_line(NULL, 1), "");
}

static void places_count_code_points_and_stay_on_their_line(void **state)
{
    (void)state;
    wz_source source = {WZ_STR("a"), WZ_STR("\xEF\xBB\xBF"
                                            "caf\xC3\xA9 raad\r\nlid\n")};
    assert_loc(wz_source_locate(&source, 3, 8), 1, 1, 4);
    assert_loc(wz_source_locate(&source, 0, 8), 1, 1, 4); /* the mark is in no column */
    assert_loc(wz_source_locate(&source, 9, 13), 1, 6, 4);
    assert_loc(wz_source_locate(&source, 9, 18), 1, 6, 4); /* to the end of the line */
    assert_loc(wz_source_locate(&source, 15, 18), 2, 1, 3);
    assert_loc(wz_source_locate(&source, 19, 19), 3, 1, 0);
    assert_loc(wz_source_locate(&source, 1000, 2000), 3, 1, 0);
    wz_source latin = {WZ_STR("a"), WZ_STR("\xE9\xE9x")};
    assert_loc(wz_source_locate(&latin, 2, 3), 1, 3, 1); /* an invalid byte is one column */
}

static void a_message_has_its_arguments_filled_in_and_made_visible(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_diag *diag = wz_report(diags, YAML_OPEN_BRACKET, ((wz_loc){0}), WZ_STR("["), WZ_STR("\x1B]"));
    assert_str(wz_diag_text(arena, diag, WZ_STR("en")), "[ is not properly closed: a comma or \\u{001B}] is missing");
    assert_str(wz_diag_text(arena, diag, WZ_STR("nl")),
               "[ wordt niet goed gesloten: er ontbreekt een komma of \\u{001B}]");
    assert_str(wz_diag_text(arena, diag, WZ_STR("fr")), "[ is not properly closed: a comma or \\u{001B}] is missing");
    assert_str(wz_diag_name(diag->code), "haakje-open");
    char long_name[1000];
    memset(long_name, 'x', sizeof long_name);
    diag = wz_report(diags, FS_NOT_FOUND, ((wz_loc){0}), ((wz_str){long_name, sizeof long_name}));
    assert_int_equal(wz_utf8_count(wz_diag_text(arena, diag, WZ_STR("en"))),
                     200 + 1 + (ptrdiff_t)strlen("'' does not exist"));
    wz_arena_free(arena);
}

static bool has_two_sentences(wz_str text)
{
    for (ptrdiff_t i = 0; i + 2 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == ' ' && text.ptr[i + 2] >= 'A' && text.ptr[i + 2] <= 'Z')
            return true;
    return false;
}

static void every_message_is_complete_and_its_name_is_its_own(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_map *names = wz_map_new(arena);
    for (int code = 0; code < WZ_DIAG_COUNT; code++) {
        wz_str name = wz_diag_name((wz_diag_code)code);
        assert_int_equal(wz_diag_find(name), code);
        if (wz_map_put(names, name, arena) != NULL)
            fail_msg("there are two messages '%.*s'", WZ_ARG(name));
        for (ptrdiff_t i = 0; i < name.len; i++)
            if (!(name.ptr[i] == '-' || (name.ptr[i] >= 'a' && name.ptr[i] <= 'z') ||
                  (name.ptr[i] >= '0' && name.ptr[i] <= '9')))
                fail_msg("'%.*s' is no name of small letters, digits and hyphens", WZ_ARG(name));
        for (int lang = 0; lang < 2; lang++) {
            wz_str in = lang == 0 ? WZ_STR("nl") : WZ_STR("en");
            wz_diag diag = {.code = (wz_diag_code)code, .args = {WZ_STR("x"), WZ_STR("x"), WZ_STR("x"), WZ_STR("x")}};
            wz_str text = wz_diag_text(arena, &diag, in), explain = wz_diag_explain((wz_diag_code)code, in);
            if (text.len == 0 || wz_str_ends(text, WZ_STR(".")) || explain.len < 40 ||
                wz_str_find_byte(WZ_STR(".?)"), explain.ptr[explain.len - 1]) < 0)
                fail_msg("'%.*s' has an odd text or explanation: %.*s / %.*s", WZ_ARG(name), WZ_ARG(text),
                         WZ_ARG(explain));
            wz_str remedy = wz_diag_remedy(arena, &diag, in);
            if (wz_str_ends(remedy, WZ_STR(".")) || wz_str_equal(remedy, text) || remedy.len < 8 ||
                has_two_sentences(remedy) || wz_str_find(remedy, WZ_STR("zie model.yaml")) >= 0)
                fail_msg("'%.*s' has an odd remedy: %.*s", WZ_ARG(name), WZ_ARG(remedy));
            assert_int_equal(wz_utf8_invalid(remedy), -1);
            assert_int_equal(wz_utf8_invalid(text), -1);
            assert_int_equal(wz_utf8_invalid(explain), -1);
        }
    }
    assert_int_equal(wz_diag_find(WZ_STR("bestaat-niet-echt")), WZ_DIAG_COUNT);
    wz_arena_free(arena);
}

static wz_diag *at(wz_diags *diags, const wz_source *source, int line, int column, wz_diag_code code, const char *arg)
{
    wz_str args[1] = {wz_str_from(arg)};
    return wz_diag_add(diags, code, (wz_loc){.source = source, .line = line, .column = column}, args, 1);
}

static void messages_are_sorted_by_path_severity_and_place_without_duplicates(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_source a = {WZ_STR("a.yaml"), {0}}, b = {WZ_STR("b.yaml"), {0}};
    /* The order in which they are added does not show. */
    for (int turn = 0; turn < 2; turn++) {
        wz_diags *diags = wz_diags_new(arena), *more = wz_diags_new(arena);
        wz_diags *first = turn ? more : diags, *second = turn ? diags : more;
        at(first, &b, 1, 1, WZ_DIAG_YAML_FAULT, "");
        at(first, &a, 1, 1, WZ_DIAG_YAML_INVISIBLE, "w");
        at(first, &a, 9, 1, WZ_DIAG_YAML_DUPLICATE_KEY, "x");
        at(first, &a, 9, 1, WZ_DIAG_YAML_DUPLICATE_KEY, "y");
        at(second, &a, 9, 1, WZ_DIAG_YAML_DUPLICATE_KEY, "x");
        at(second, &a, 2, 7, WZ_DIAG_YAML_FAULT, "");
        at(second, &a, 2, 3, WZ_DIAG_YAML_FAULT, "");
        at(second, &a, 3, 3, WZ_DIAG_YAML_FAULT, "")->demoted = true;
        wz_diags_append(diags, more);
        assert_int_equal(wz_diags_count(more), 0);
        wz_diags_sort(diags);
        assert_int_equal(wz_diags_count(diags), 7);
        assert_int_equal(wz_diags_errors(diags), 5);
        assert_int_equal(wz_diags_warnings(diags), 2);
        const int lines[] = {2, 2, 9, 9, 1, 3, 1}, columns[] = {3, 7, 1, 1, 1, 3, 1};
        for (int i = 0; i < 7; i++) {
            assert_int_equal(wz_diags_at(diags, i)->loc.line, lines[i]);
            assert_int_equal(wz_diags_at(diags, i)->loc.column, columns[i]);
        }
        assert_str(wz_diags_at(diags, 2)->args[0], "x");
        assert_str(wz_diags_at(diags, 3)->args[0], "y");
        at(diags, &a, 1, 1, WZ_DIAG_YAML_FAULT, ""); /* the list goes on after a sort */
        assert_int_equal(wz_diags_count(diags), 8);
        wz_diags_drop(diags, 2);
        assert_int_equal(wz_diags_count(diags), 2);
    }
    wz_diags *none = wz_diags_new(arena);
    wz_diags_sort(none);
    assert_int_equal(wz_diags_count(none), 0);
    wz_arena_free(arena);
}

static void what_follows_from_a_cause_is_no_fault_of_its_own(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_source a = {WZ_STR("a.yaml"), {0}};
    for (int turn = 0; turn < 3; turn++) {
        wz_diags *diags = wz_diags_new(arena);
        wz_loc value = {&a, 3, 3, 0};
        at(diags, &a, 5, 3, WZ_DIAG_YAML_DASH, "- c")->covers = value;
        at(diags, &a, 4, 3, WZ_DIAG_YAML_DASH, "- b")->covers = value;
        if (turn > 0)
            at(diags, &a, 3, 3, WZ_DIAG_EMPTY_VALUE, "x")->demoted = turn == 2;
        at(diags, &a, 3, 3, WZ_DIAG_YAML_INVISIBLE, "U+00AD"); /* a warning follows from nothing */
        wz_diags_sort(diags);
        assert_int_equal(wz_diags_count(diags), 2);
        assert_int_equal(wz_diags_errors(diags), turn == 1);
        assert_int_equal(wz_diags_at(diags, turn == 1 ? 0 : 1)->code, WZ_DIAG_YAML_DASH);
        assert_int_equal(wz_diags_at(diags, turn == 1 ? 0 : 1)->loc.line, 4);
        at(diags, &a, 4, 3, WZ_DIAG_YAML_INVISIBLE,
           "x"); /* at the place of the cause: it knows more, unless an error hangs on it */
        wz_diags_sort(diags);
        assert_int_equal(wz_diags_count(diags), turn > 0 ? 3 : 2);
        assert_int_equal(wz_diags_errors(diags), turn == 1);
    }
    wz_arena_free(arena);
}

static void many_messages_are_sorted_all(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_source a = {WZ_STR("a.yaml"), {0}};
    for (int i = 0; i < 10007; i++)
        at(diags, &a, i * 37 % 10007 + 1, 1, WZ_DIAG_YAML_FAULT, "");
    wz_diags_sort(diags);
    for (int i = 0; i < 10007; i++)
        assert_int_equal(wz_diags_at(diags, i)->loc.line, i + 1);
    wz_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_found_without_their_breaks_and_the_byte_order_mark),
        cmocka_unit_test(places_count_code_points_and_stay_on_their_line),
        cmocka_unit_test(a_message_has_its_arguments_filled_in_and_made_visible),
        cmocka_unit_test(every_message_is_complete_and_its_name_is_its_own),
        cmocka_unit_test(messages_are_sorted_by_path_severity_and_place_without_duplicates),
        cmocka_unit_test(what_follows_from_a_cause_is_no_fault_of_its_own),
        cmocka_unit_test(many_messages_are_sorted_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
