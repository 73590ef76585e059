/* tests/unit/markup_script.c - scripts without comments and indentation. tests/search/run.sh compares the syntax of the
 * theme's scripts before and after. */
#include "test.h"

#include "wegwijzer/markup.h"

static void assert_strips(const char *script, const char *expected)
{
    wz_arena *arena = wz_arena_new(NULL);
    wz_str result = wz_script_strip(arena, wz_str_from(script));
    assert_string_equal(wz_str_cstring(arena, result), expected);
    wz_arena_free(arena);
}

static void assert_stays(const char *script)
{
    assert_strips(script, script);
}

static void comments_and_indentation_go(void **state)
{
    (void)state;
    assert_strips("/* a */\n\n  // b\n  let x = 1; // c\n    /** @type {y} */ y();\n", "let x=1;\ny();\n");
    assert_strips("a /* b */ c", "a c");
    assert_strips("a/**/b", "a b");
    assert_strips("", "");
    assert_strips("// only", "");
}

static void blanks_go_where_nothing_needs_them(void **state)
{
    (void)state;
    assert_strips("if (a < b) { return 'x' in y; } else [c] = d ? .5 : e;", "if(a<b){return'x'in y;}else[c]=d? .5:e;");
    assert_strips("a + +b - -c + d - e++ + f", "a+ +b- -c+d-e++ +f");
    assert_strips("a < ! --b && c-- > d", "a< !--b&&c-- >d");
    assert_strips("return typeof a / b / c", "return typeof a / b / c");
}

static void a_line_break_in_a_comment_still_ends_a_statement(void **state)
{
    (void)state;
    assert_strips("return /* a\n b */ x", "return\nx");
    assert_strips("a\r\n  b\r  c", "a\nb\nc");
}

static void a_comment_that_asks_to_stay_does(void **state)
{
    (void)state;
    assert_strips("/*! licence\n   two */\n  a /* b */ / c\n", "/*! licence\n   two */\na / c\n");
}

static void strings_templates_and_expressions_stay_as_they_are(void **state)
{
    (void)state;
    assert_stays("a='// no'+\"/* no */\"+'it\\'s  ';");
    assert_stays("a='one\\\n   // two';");
    assert_stays("a=`  // no\n   ${b}  /* no */ `;");
    assert_strips("a = ` ${ /* yes */ b + `  // no ${ {c: 1}.c }  ` }  // no`;",
                  "a=` ${b+`  // no ${{c:1}.c}  `}  // no`;");
    assert_stays("a= /[/*]  \\/\\/ '/g.test(b);");
    assert_stays("return /  '/.exec(a)");
    assert_stays("f(/\"/,!/'/,[/`/],a? /'/ : /`/)&& /'/");
}

static void a_slash_after_a_value_divides(void **state)
{
    (void)state;
    assert_strips("a / b / /* c */ 2", "a / b / 2");
    assert_strips("f(a) / 2 // '", "f(a) / 2 ");
    assert_strips("x = (a + b) / 2 /* ' */ / c[0] / 1.5 / .5", "x=(a+b) / 2 / c[0] / 1.5 / .5");
    assert_strips("a.return / 2 // '\n", "a.return / 2\n");
    assert_strips("'a' / `b` / 2 // '\n", "'a' / `b` / 2\n");
}

static void after_the_bracket_of_a_condition_it_does_not(void **state)
{
    (void)state;
    assert_strips("if (a(b) / 2) /'/.test(c) // d\n", "if(a(b) / 2) /'/.test(c)\n");
    assert_strips("while (a) /\"/.exec(b) // d\n", "while(a) /\"/.exec(b)\n");
    assert_strips("a.if(b) / 2 // '\n", "a.if(b) / 2\n");
    assert_strips("[...typeof /'/] // a\n", "[...typeof /'/]\n");
}

static void what_is_not_certain_stays_whole(void **state)
{
    (void)state;
    assert_stays("{ } /a'/.test(b) // c");
    assert_stays("a++ / 2 // b");
    assert_stays("of / 2 // b");
    assert_stays("await / 2 // b");
    assert_stays("a <!-- b");
    assert_stays("a = 1 // b\n --> c");
    assert_stays("#!/usr/bin/node\n// a");
    assert_stays("// a \xe2\x80\xa8 b");
    assert_stays("\xc2\xa0 // a");
    assert_stays("\\u0061 // a");
}

static void what_is_no_script_stays_whole(void **state)
{
    (void)state;
    assert_stays("a = 'b // c");
    assert_stays("a = 'b\n' // c");
    assert_stays("a = `b // c");
    assert_stays("a = `b${c // d");
    assert_stays("a = `b${c) // d`");
    assert_stays("a = /b\n// c");
    assert_stays("a /* b");
    assert_stays("/*! b");
    assert_stays("(a // b");
    assert_stays("a) // b");
    assert_stays("'\\");
    assert_stays("`\\");
    assert_stays("a = /\\");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(comments_and_indentation_go),
    cmocka_unit_test(blanks_go_where_nothing_needs_them),
    cmocka_unit_test(a_line_break_in_a_comment_still_ends_a_statement),
    cmocka_unit_test(a_comment_that_asks_to_stay_does),
    cmocka_unit_test(strings_templates_and_expressions_stay_as_they_are),
    cmocka_unit_test(a_slash_after_a_value_divides),
    cmocka_unit_test(after_the_bracket_of_a_condition_it_does_not),
    cmocka_unit_test(what_is_not_certain_stays_whole),
    cmocka_unit_test(what_is_no_script_stays_whole),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
