/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/base_text.c - UTF-8, folding, collation, suggestions, dates and periods. */
#include "test.h"

#include "wegwijzer/base.h"

#include <stdlib.h>
#include <string.h>

static void assert_str(wz_str s, const char *expected)
{
    if (s.len != (ptrdiff_t)strlen(expected) || (s.len > 0 && memcmp(s.ptr, expected, (size_t)s.len) != 0))
        fail_msg("got '%.*s', expected '%s'", WZ_ARG(s), expected);
}

static void assert_fold(const char *text, const char *expected)
{
    wz_arena *arena = wz_arena_new(NULL);
    wz_str folded = wz_utf8_fold(arena, wz_str_from(text));
    assert_str(folded, expected);
    assert_str(wz_utf8_fold(arena, folded), expected);
    wz_arena_free(arena);
}

static void letters_digits_and_whole_numbers_are_those_of_ascii(void **state)
{
    (void)state;
    for (int c = -128; c < 128; c++) {
        bool digit = c >= '0' && c <= '9', small = c >= 'a' && c <= 'z', capital = c >= 'A' && c <= 'Z';
        assert_int_equal(wz_is_digit((char)c), digit);
        assert_int_equal(wz_is_small((char)c), small);
        assert_int_equal(wz_is_letter((char)c), small || capital);
        assert_int_equal(wz_lower((char)c), capital ? c - 'A' + 'a' : (char)c);
    }
    assert_int_equal(wz_hex_digit('F'), 15);
    assert_int_equal(wz_hex_digit('g'), -1);
    assert_true(wz_str_is_plain(WZ_STR("a-Z_9."), "-_."));
    assert_false(wz_str_is_plain(WZ_STR("a b"), "-_."));
    assert_false(wz_str_is_plain((wz_str){"a\0b", 3}, "-_."));
    long n = 7;
    assert_true(wz_str_number(WZ_STR("0042"), 42, &n));
    assert_int_equal(n, 42);
    static const char *const none[] = {"", "43", "-1", "4 ", "4x", "9999999999999999999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(wz_str_number(wz_str_from(none[i]), 42, &n));
    assert_int_equal(n, 42);
}

static void utf8_that_is_not_well_formed_is_found_at_its_first_byte(void **state)
{
    (void)state;
    assert_int_equal(wz_utf8_invalid(WZ_STR("gewoon, caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80")), -1);
    assert_int_equal(wz_utf8_invalid((wz_str){0}), -1);
    assert_int_equal(wz_utf8_invalid(WZ_STR("abcdefghijklmnop\xE9")), 16);
    assert_int_equal(wz_utf8_invalid(WZ_STR("\xC0\xAF")), 0);         /* overlong */
    assert_int_equal(wz_utf8_invalid(WZ_STR("\xE0\x80\xAF")), 0);     /* overlong */
    assert_int_equal(wz_utf8_invalid(WZ_STR("a\xED\xA0\x80")), 1);    /* surrogate */
    assert_int_equal(wz_utf8_invalid(WZ_STR("\xF4\x90\x80\x80")), 0); /* beyond U+10FFFF */
    assert_int_equal(wz_utf8_invalid(WZ_STR("\xF0\x8F\xBF\xBF")), 0); /* overlong */
    assert_int_equal(wz_utf8_invalid(WZ_STR("ab\xE2\x82")), 2);       /* cut off */
    assert_int_equal(wz_utf8_invalid(WZ_STR("\x80")), 0);
    assert_int_equal(wz_utf8_invalid(WZ_STR("\xF5\x80\x80\x80")), 0);
}

static void code_points_are_decoded_counted_and_encoded(void **state)
{
    (void)state;
    const uint32_t samples[] = {0, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        char utf8[4];
        ptrdiff_t at = 0;
        wz_str s = {utf8, wz_utf8_encode(samples[i], utf8)};
        assert_int_equal(wz_utf8_invalid(s), -1);
        assert_int_equal(wz_utf8_next(s, &at), samples[i]);
        assert_int_equal(at, s.len);
        assert_int_equal(wz_utf8_count(s), 1);
    }
    ptrdiff_t at = 0;
    assert_int_equal(wz_utf8_next(WZ_STR("\xE9x"), &at), 0xFFFD);
    assert_int_equal(at, 1);
    assert_int_equal(wz_utf8_count(WZ_STR("\xE9\xE2\x82x")), 4);
    assert_int_equal(wz_utf8_count(WZ_STR("twaalf tekens caf\xC3\xA9")), 18);
}

static void folding_takes_case_and_diacritics_away(void **state)
{
    (void)state;
    assert_fold("Coördinatie", "coordinatie");
    assert_fold("CAFÉ", "cafe");
    assert_fold("cafe\xCC\x81", "cafe");
    assert_fold("Straße ĲSSEL ĳs Œuvre Ærø Łódź Đorđe", "strasse ijssel ijs oeuvre aero lodz dorde");
    assert_fold("Þórr, ﬁnanciën, oﬃcieel", "thorr, financien, officieel");
    assert_fold("raads\xC2\xADlid\xE2\x80\x8B", "raadslid");
    assert_fold("foto’s ‘t", "foto's 't");
    assert_fold("İstanbul ıŞ", "istanbul is");
    assert_fold("Ελλάδα ΣΑΣ", "ελλαδα σασ");
    assert_fold("Йод Ёлка", "иод елка");
    assert_fold("", "");
    assert_fold("12 € – 5", "12 € – 5");
    assert_fold("\xFF\xC3", "\xFF\xC3");
}

static void every_letter_folds_the_same_composed_and_again(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    for (uint32_t c = 1; c < 0x3000; c++) {
        char utf8[4];
        wz_str s = {utf8, wz_utf8_encode(c, utf8)};
        wz_str once = wz_utf8_fold(arena, s);
        assert_true(once.len <= s.len);
        assert_int_equal(wz_utf8_invalid(once), -1);
        assert_true(wz_str_equal(wz_utf8_fold(arena, once), once));
        if (once.len > 0 && wz_utf8_is_word(c)) {
            ptrdiff_t at = 0;
            assert_true(c == 0x149 || wz_utf8_is_word(wz_utf8_next(once, &at)));
        }
        wz_arena_reset(arena);
    }
    wz_arena_free(arena);
}

static void letters_digits_and_marks_make_words(void **state)
{
    (void)state;
    const uint32_t in[] = {'a', 'Z', '0', 0xE9, 0xDF, 0x133, 0x301, 0x3B1, 0x416, 0x1E9E, 0xAD, 0x200D, 0xFB01};
    const uint32_t out[] = {' ', '-', '\'', '_', 0xA0, 0xD7, 0x2019, 0x20AC, 0x2013, 0x1F600, 0, '\n', 0xFFFD};
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        if (!wz_utf8_is_word(in[i]))
            fail_msg("U+%04X is part of a word", (unsigned)in[i]);
    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        if (wz_utf8_is_word(out[i]))
            fail_msg("U+%04X is no part of a word", (unsigned)out[i]);
}

static void titles_stand_in_dutch_order(void **state)
{
    (void)state;
    static const char *const order[] = {"",        " ",       "2 raden", "10 raden", "A",   "aanpak", "de raad",
                                        "De raad", "de-raad", "deraad",  "ijs",      "één", NULL};
    static const char *const sorted[] = {"Artikel 2",        "artikel 10", "artikel 10a", "één",  "eentje",   "Haarlem",
                                         "'s-Hertogenbosch", "Hilversum",  "raad",        "Raad", "raadslid", "rad",
                                         "sturing"};
    wz_arena *arena = wz_arena_new(NULL);
    for (int i = 0; order[i] != NULL; i++)
        assert_int_equal(wz_collate(wz_str_from(order[i]), wz_str_from(order[i])), 0);
    for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
        for (size_t j = 0; j < sizeof sorted / sizeof *sorted; j++) {
            wz_str a = wz_str_from(sorted[i]), b = wz_str_from(sorted[j]);
            int found = wz_collate(a, b), key = wz_str_compare(wz_collate_key(arena, a), wz_collate_key(arena, b));
            if ((found < 0) != (i < j) || (found > 0) != (i > j) || (key < 0) != (i < j) || (key > 0) != (i > j))
                fail_msg("'%s' and '%s' are in the wrong order", sorted[i], sorted[j]);
        }
    wz_arena_free(arena);
}

static void collation_ignores_punctuation_and_breaks_ties(void **state)
{
    (void)state;
    static const char *const headed[][2] = {{"'s-Hertogenbosch", "H"}, {"\"Élan\"", "E"}, {"  ijs", "I"}, {"Ægir", "A"},
                                            {"24 uur", "#"},           {"…", "#"},        {"ωμέγα", "Ω"}, {"", "#"}};
    wz_arena *arena = wz_arena_new(NULL);
    for (size_t i = 0; i < sizeof headed / sizeof *headed; i++) {
        wz_str letter = wz_collate_letter(arena, wz_str_from(headed[i][0]));
        assert_int_equal(wz_str_compare(letter, wz_str_from(headed[i][1])), 0);
    }
    wz_arena_free(arena);
    assert_true(wz_collate(WZ_STR("(Raad)"), WZ_STR("raadslid")) < 0);
    assert_true(wz_collate(WZ_STR("co-op"), WZ_STR("coop")) != 0);
    assert_true(wz_collate(WZ_STR("co-op"), WZ_STR("cooq")) < 0);
    assert_true(wz_collate(WZ_STR("de  raad"), WZ_STR("de raad")) != 0);
    assert_true(wz_collate(WZ_STR("de raad"), WZ_STR("deel")) < 0); /* the shorter word first */
    assert_true(wz_collate(WZ_STR("artikel 007"), WZ_STR("artikel 8")) < 0);
    assert_true(wz_collate(WZ_STR("123456789012345678901"), WZ_STR("123456789012345678902")) < 0);
    assert_true(wz_collate(WZ_STR("resume"), WZ_STR("résumé")) < 0);
    assert_true(wz_collate(WZ_STR("Resume"), WZ_STR("résumé")) < 0); /* accents weigh more than case */
    assert_true(wz_collate(WZ_STR("ĳs"), WZ_STR("ijsje")) < 0);
}

static void the_distance_counts_swaps_as_one_and_stops_at_the_limit(void **state)
{
    (void)state;
    assert_int_equal(wz_distance(WZ_STR("participatie"), WZ_STR("participaite"), 3), 1);
    assert_int_equal(wz_distance(WZ_STR("raad"), WZ_STR("raad"), 0), 0);
    assert_int_equal(wz_distance(WZ_STR("RAAD"), WZ_STR("ráàd"), 0), 0);
    assert_int_equal(wz_distance(WZ_STR("raad"), WZ_STR("rand"), 0), 1);
    assert_int_equal(wz_distance(WZ_STR("kitten"), WZ_STR("sitting"), 5), 3);
    assert_int_equal(wz_distance(WZ_STR("kitten"), WZ_STR("sitting"), 2), 3);
    assert_int_equal(wz_distance(WZ_STR("ca"), WZ_STR("abc"), 5), 3); /* optimal string alignment, not Damerau */
    assert_int_equal(wz_distance(WZ_STR(""), WZ_STR("abc"), 5), 3);
    assert_int_equal(wz_distance(WZ_STR("abc"), WZ_STR(""), 5), 3);
    assert_int_equal(wz_distance(WZ_STR("abc"), WZ_STR(""), 2), 3);
    assert_int_equal(wz_distance(WZ_STR("coördinatie"), WZ_STR("coordinate"), 9), 1);
    char long_a[600], long_b[600];
    memset(long_a, 'a', sizeof long_a);
    memset(long_b, 'b', sizeof long_b);
    assert_int_equal(wz_distance((wz_str){long_a, 600}, (wz_str){long_a, 600}, 2), 0);
    assert_int_equal(wz_distance((wz_str){long_a, 600}, (wz_str){long_b, 600}, 2), 3);
}

static void the_distance_is_that_of_the_textbook(void **state)
{
    (void)state;
    srand(1);
    for (int round = 0; round < 20000; round++) {
        char a[9], b[9];
        int la = rand() % 9, lb = rand() % 9, d[10][10];
        for (int i = 0; i < la; i++)
            a[i] = (char)('a' + rand() % 3);
        for (int i = 0; i < lb; i++)
            b[i] = (char)('a' + rand() % 3);
        for (int i = 0; i <= la; i++)
            for (int j = 0; j <= lb; j++) {
                int best = i == 0 ? j : j == 0 ? i : 100;
                if (i > 0 && j > 0) {
                    best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                    best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
                    best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
                    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                        best = d[i - 2][j - 2] + 1;
                }
                d[i][j] = best;
            }
        for (int limit = 0; limit < 10; limit++)
            assert_int_equal(wz_distance((wz_str){a, la}, (wz_str){b, lb}, limit),
                             d[la][lb] > limit ? limit + 1 : d[la][lb]);
    }
}

static void the_word_that_was_meant_is_suggested(void **state)
{
    (void)state;
    const wz_str words[] = {WZ_STR("participatie"), WZ_STR("rollen"), WZ_STR("rekenkamer"), WZ_STR("raadsleden"),
                            WZ_STR("Financiën")};
    assert_str(wz_suggest(WZ_STR("participaite"), words, 5), "participatie");
    assert_str(wz_suggest(WZ_STR("financien"), words, 5), "Financiën");
    assert_str(wz_suggest(WZ_STR("roller"), words, 5), "rollen");
    assert_str(wz_suggest(WZ_STR("reken"), words, 5), "rekenkamer"); /* the beginning of a word */
    assert_null(wz_suggest(WZ_STR("re"), words, 5).ptr);
    assert_null(wz_suggest(WZ_STR("woningbouw"), words, 5).ptr);
    assert_null(wz_suggest(WZ_STR(""), words, 5).ptr);
    assert_null(wz_suggest(WZ_STR("rollen"), NULL, 0).ptr);
    const wz_str equal[] = {WZ_STR("raaf"), WZ_STR("raam"), WZ_STR("raad")};
    assert_str(wz_suggest(WZ_STR("raan"), equal, 3), "raaf"); /* the first of equals */
    assert_str(wz_suggest(WZ_STR("raad"), equal, 3), "raad");
}

static void only_days_that_exist_are_dates(void **state)
{
    (void)state;
    wz_date d;
    assert_true(wz_date_parse(WZ_STR("2024-02-29"), &d));
    assert_int_equal(d.year, 2024);
    assert_int_equal(d.month, 2);
    assert_int_equal(d.day, 29);
    assert_true(wz_date_parse(WZ_STR("2000-02-29"), &d));
    assert_true(wz_date_parse(WZ_STR("9999-12-31"), &d));
    static const char *const wrong[] = {
        "2023-02-29",  "1900-02-29",  "2024-13-01", "2024-00-01", "2024-04-31", "2024-4-3", "24-04-03",  "0999-01-01",
        "2024-04-03 ", " 2024-04-03", "2024/04/03", "2024-04",    "2024",       "",         "2024-04-0x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (wz_date_parse(wz_str_from(wrong[i]), &d))
            fail_msg("'%s' is no date", wrong[i]);
}

static void days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_int_equal(wz_date_days((wz_date){1970, 1, 1}), 0);
    assert_int_equal(wz_date_days((wz_date){1969, 12, 31}), -1);
    assert_int_equal(wz_date_days((wz_date){2000, 3, 1}), 11017);
    assert_int_equal(wz_date_days((wz_date){2024, 2, 29}), 19782);
    for (long days = -400000; days < 2900000; days += 61)
        assert_int_equal(wz_date_days(wz_date_from_days(days)), days);
    assert_int_equal(wz_date_days((wz_date){2024, 0, 0}), wz_date_days((wz_date){2024, 1, 1}));
    assert_true(wz_date_compare((wz_date){2024, 0, 0}, (wz_date){2024, 1, 1}) < 0);
    assert_true(wz_date_compare((wz_date){2024, 5, 1}, (wz_date){2024, 4, 30}) > 0);
    assert_int_equal(wz_date_compare((wz_date){2024, 5, 1}, (wz_date){2024, 5, 1}), 0);
}

static void dates_are_written_for_machines_and_for_people(void **state)
{
    (void)state;
    wz_arena *arena = wz_arena_new(NULL);
    assert_str(wz_date_iso(arena, (wz_date){2025, 2, 3}), "2025-02-03");
    assert_str(wz_date_iso(arena, (wz_date){2025, 2, 0}), "2025-02");
    assert_str(wz_date_iso(arena, (wz_date){2025, 0, 0}), "2025");
    assert_str(wz_date_iso(arena, (wz_date){0}), "");
    assert_str(wz_date_text(arena, (wz_date){2025, 2, 3}, WZ_STR("nl")), "3 februari 2025");
    assert_str(wz_date_text(arena, (wz_date){2025, 2, 3}, WZ_STR("en")), "3 February 2025");
    assert_str(wz_date_text(arena, (wz_date){2025, 2, 3}, WZ_STR("fy")), "2025-02-03");
    assert_str(wz_date_text(arena, (wz_date){2025, 2, 0}, WZ_STR("nl")), "februari 2025");
    assert_str(wz_date_text(arena, (wz_date){2025, 0, 0}, WZ_STR("nl")), "2025");
    wz_arena_free(arena);
}

static void assert_period(const char *text, const char *dutch, const char *from, const char *to)
{
    wz_arena *arena = wz_arena_new(NULL);
    wz_period p;
    if (!wz_period_parse(wz_str_from(text), &p))
        fail_msg("'%s' is a period", text);
    assert_str(wz_period_text(arena, p, WZ_STR("nl")), dutch);
    assert_str(wz_date_iso(arena, p.from), from);
    assert_str(wz_date_iso(arena, p.to), to);
    wz_arena_free(arena);
}

static void periods_are_read_in_every_form_of_the_grammar(void **state)
{
    (void)state;
    assert_period("2019", "2019", "2019", "2019");
    assert_period("2019-03", "maart 2019", "2019-03", "2019-03");
    assert_period("2019-03-15", "15 maart 2019", "2019-03-15", "2019-03-15");
    assert_period("Q2 2020", "tweede kwartaal 2020", "2020-04-01", "2020-06-30");
    assert_period("q4 2020", "vierde kwartaal 2020", "2020-10-01", "2020-12-31");
    assert_period("2019..2022", "2019 tot 2022", "2019", "2022");
    assert_period("2019-2022", "2019 tot 2022", "2019", "2022");
    assert_period("2019 - 2022", "2019 tot 2022", "2019", "2022");
    assert_period("2019\xE2\x80\x93"
                  "2022",
                  "2019 tot 2022", "2019", "2022");
    assert_period("2019-03..2022", "maart 2019 tot 2022", "2019-03", "2022");
    assert_period("Q2 2020..Q1 2021", "tweede kwartaal 2020 tot eerste kwartaal 2021", "2020-04-01", "2021-03-31");
    assert_period("2019-05..2019", "mei 2019 tot 2019", "2019-05", "2019");
    assert_period("2015-heden", "2015 tot heden", "2015", "");
    assert_period("2015 - heden", "2015 tot heden", "2015", "");
    assert_period("2015..heden", "2015 tot heden", "2015", "");
    assert_period("2015..present", "2015 tot heden", "2015", "");
    assert_period("2015-03-heden", "maart 2015 tot heden", "2015-03", "");
    assert_period(" doorlopend ", "doorlopend", "", "");
    assert_period("ongoing", "doorlopend", "", "");
    assert_period("onbekend", "onbekend", "", "");
    assert_period("unknown", "onbekend", "", "");
    wz_arena *arena = wz_arena_new(NULL);
    wz_period p;
    assert_true(wz_period_parse(WZ_STR("Q2 2020..2021-01-05"), &p));
    assert_int_equal(p.quarter, 2);
    assert_int_equal(p.quarter_to, 0);
    assert_str(wz_period_text(arena, p, WZ_STR("en")), "second quarter of 2020 to 5 January 2021");
    assert_str(wz_period_text(arena, p, WZ_STR("de")), "Q2 2020..2021-01-05");
    wz_arena_free(arena);
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "?",
                                        "2019-",
                                        "-2019",
                                        "heden",
                                        "2022..2019",
                                        "2019-13",
                                        "Q5 2020",
                                        "Q0 2020",
                                        "Q22020",
                                        "2019..",
                                        "..2019",
                                        "2019..heden..",
                                        "2019-03-32",
                                        "19-20",
                                        "2019-2022-",
                                        "1 2019",
                                        "Doorlopend",
                                        "2019 2022",
                                        "2019/2022",
                                        "0019",
                                        "2019-03-2019-05",
                                        "2019--2022",
                                        "2019...2022",
                                        "2020..Q4 2019"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        wz_period p;
        if (wz_period_parse(wz_str_from(wrong[i]), &p))
            fail_msg("'%s' is no period", wrong[i]);
    }
}

static void json_is_written_as_it_goes(void **state)
{
    (void)state;
    wz_buf out = {0};
    for (int lines = 0; lines < 3; lines++) {
        wz_json json = {.out = &out, .lines = lines, .indent = 2};
        wz_json_open(&json, '{');
        wz_json_key(&json, WZ_STR("a \"b\""));
        wz_json_open(&json, '[');
        wz_json_string(&json, WZ_STR("</x>\n\xE2\x80\xA8\x01"));
        wz_json_number(&json, -3);
        wz_json_close(&json, ']');
        wz_json_key(&json, WZ_STR("c"));
        wz_json_string(&json, (wz_str){0});
        wz_json_key(&json, WZ_STR("d"));
        wz_json_open(&json, '{');
        wz_json_close(&json, '}');
        wz_json_key(&json, WZ_STR("e"));
        wz_json_word(&json, WZ_STR("true"));
        wz_json_close(&json, '}');
        wz_buf_byte(&out, '\n');
    }
    wz_json_text(&out, WZ_STR("</x> & \x7F"), false);
    assert_str(
        wz_buf_str(&out),
        "{\"a \\\"b\\\"\": [\"</x>\\n\\u2028\\u0001\", -3], \"c\": null, \"d\": {}, \"e\": true}\n"
        "{\n  \"a \\\"b\\\"\": [\"</x>\\n\\u2028\\u0001\", -3],\n  \"c\": null,\n  \"d\": {},\n  \"e\": true\n}\n"
        "{\n  \"a \\\"b\\\"\": [\n    \"</x>\\n\\u2028\\u0001\",\n    -3\n  ],\n  \"c\": null,\n  \"d\": {},\n"
        "  \"e\": true\n}\n"
        "\\u003c/x\\u003e \\u0026 \\u007f");
    wz_buf_free(&out);
}

static void a_heading_begins_with_a_capital(void **state)
{
    static const char *const cases[][2] = {
        {"knelpunt", "Knelpunt"}, {"één", "Één"}, {"ørsted", "Ørsted"},     {"őr", "Őr"},
        {"дом", "Дом"},           {"Al", "Al"},   {"2 dingen", "2 dingen"}, {"", ""}};
    wz_arena *arena = wz_arena_new(NULL);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(wz_utf8_capital(arena, wz_str_from(cases[i][0])), cases[i][1]);
    wz_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heading_begins_with_a_capital),
        cmocka_unit_test(json_is_written_as_it_goes),
        cmocka_unit_test(utf8_that_is_not_well_formed_is_found_at_its_first_byte),
        cmocka_unit_test(code_points_are_decoded_counted_and_encoded),
        cmocka_unit_test(folding_takes_case_and_diacritics_away),
        cmocka_unit_test(every_letter_folds_the_same_composed_and_again),
        cmocka_unit_test(letters_digits_and_marks_make_words),
        cmocka_unit_test(titles_stand_in_dutch_order),
        cmocka_unit_test(collation_ignores_punctuation_and_breaks_ties),
        cmocka_unit_test(the_distance_counts_swaps_as_one_and_stops_at_the_limit),
        cmocka_unit_test(the_distance_is_that_of_the_textbook),
        cmocka_unit_test(the_word_that_was_meant_is_suggested),
        cmocka_unit_test(only_days_that_exist_are_dates),
        cmocka_unit_test(letters_digits_and_whole_numbers_are_those_of_ascii),
        cmocka_unit_test(days_are_counted_from_1970),
        cmocka_unit_test(dates_are_written_for_machines_and_for_people),
        cmocka_unit_test(periods_are_read_in_every_form_of_the_grammar),
        cmocka_unit_test(what_is_no_period_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
