/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/search.c - the search module: stems, words, compounds, the lexicon, answers and the files of the index. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/search.h"

/* ---- A workshop ---------------------------------------------------------------------------- */

typedef struct shop {
    wz_arena *arena;
    wz_diags *diags;
} shop;

static int open_shop(void **state)
{
    shop *s = malloc(sizeof *s);
    s->arena = wz_arena_new(NULL);
    s->diags = wz_diags_new(s->arena);
    *state = s;
    return 0;
}

static int close_shop(void **state)
{
    wz_arena_free(((shop *)*state)->arena);
    free(*state);
    return 0;
}

#define WORDS                                                                                                          \
    "raad\ninformatie\nsysteem\nsystemen\nvoorziening\nvoorzieningen\nrechtspositie\nrecht\npositie\nbest\nuur\nmini"  \
    "\nster\nlid\nkader\nstelling\n"                                                                                   \
    "gemeente\ngemeenteraad\nsecretaris\nbestuur\nminister\nregeling\nregel\nco\xc3\xb6rdinatie\npunt\nreken\nkamer\n" \
    "rekenkamer\nonder\nsteuning\n"

static const wz_lexicon_entry abbreviations[] = {
    {.word = {"Wgr", 3}, .others = (wz_str[]){{"Wet gemeenschappelijke regelingen", 33}}, .count = 1},
    {.word = {"cvdK", 4}, .others = (wz_str[]){{"commissaris van de Koning", 25}}, .count = 1},
    {.word = {"PS", 2}, .others = (wz_str[]){{"Provinciale Staten", 18}}, .count = 1},
};
static const wz_lexicon_entry irregular[] = {{.others = (wz_str[]){{"raadslid", 8}, {"raadsleden", 10}}, .count = 2}};
static const wz_lexicon_entry jargon[] = {
    {.word = {"wachtgeld", 9}, .others = (wz_str[]){{"rechtspositie", 13}}, .count = 1}};
static const wz_lexicon_entry compounds[] = {{.word = {"wethouder", 9}, .count = 0},
                                             {.word = {"rechtspositie", 13}, .count = 0}};

static wz_lexicon *make_lexicon(shop *s)
{
    wz_lexicon_input in = {.words = WZ_STR(WORDS),
                           .abbreviations = {abbreviations, 3},
                           .irregular = {irregular, 1},
                           .jargon = {jargon, 1},
                           .compounds = {compounds, 2}};
    return wz_lexicon_new(s->arena, s->diags, &in);
}

/* clang-format off */
#define TEXT(literal_) {literal_, sizeof literal_ - 1}
#define DOC(id_, title_, body_)                                                                  \
    {.id = TEXT("d/" id_), .url = TEXT("d/" id_ "/"), .prior = 1,                                 \
     .fields = {TEXT(title_), {NULL, 0}, {NULL, 0}, TEXT(body_)}}
/* clang-format on */

static const wz_search_doc docs[] = {
    DOC("systeem", "Een goed raadsinformatiesysteem", "Wat de gemeenteraad nodig heeft."),
    DOC("griffier", "De griffier helpt", "Ondersteuning voor raadsleden; financi\xc3\xabn en co\xc3\xb6rdinatie."),
    DOC("wgr", "Toets onder de Wgr", "Over samenwerking en e-learning."),
    DOC("koning", "Gesprek met de cvdK", "De burgemeester en de wethouder spreken over vergaderingen."),
    DOC("rechts", "Rechtspositievoorzieningen", "De lokale driehoek en de wet."),
    DOC("staten", "Vergadering van Provinciale Staten",
        "Wij weten dat het rad draait; een driehoek die lokale kennis heeft."),
    DOC("taak", "De taak van het bestuur", "Besluiten en bevoegdheden, brieven en huizen."),
};

static wz_search *make_search(shop *s)
{
    wz_search_input input = {.docs = docs, .doc_count = sizeof docs / sizeof *docs, .workers = 2};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    assert_non_null(search);
    return search;
}

/* The ids that a query finds, without "d/", separated by spaces. */
static const char *found(shop *s, wz_search *search, const char *query)
{
    wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(query), NULL);
    wz_str *ids = wz_new(s->arena, wz_str, a.count);
    for (ptrdiff_t i = 0; i < a.count; i++) {
        ids[i] = wz_str_slice(docs[a.hits[i].doc].id, 2, 100);
    }
    return wz_str_cstring(s->arena, wz_str_join(s->arena, ids, a.count, WZ_STR(" ")));
}

/* ---- Stems --------------------------------------------------------------------------------- */

static wz_str stem_of(shop *s, wz_str word)
{
    char out[SEARCH_STEM];
    int len = search_stem(word, SEARCH_GE, out);
    return wz_str_copy(s->arena, (wz_str){out, len});
}

static void stems_agree_with_the_published_vectors(void **state)
{
    shop *s = *state;
    const char *path = wz_str_cstring(s->arena, wz_format(s->arena, "%s/search/kraaij-pohlmann.tsv", shared_folder()));
    FILE *f = fopen(path, "r");
    if (!f) {
        print_message("         NOT CHECKED: %s is not there\n", path);
        skip();
    }
    char line[1024];
    int words = 0;
    while (fgets(line, sizeof line, f)) {
        wz_str stem, word = wz_str_cut(wz_str_trim(wz_str_from(line)), '\t', &stem), got = stem_of(s, word);
        if (!wz_str_equal(stem, got)) {
            fail_msg("%.*s: %.*s, should be %.*s", WZ_ARG(word), WZ_ARG(got), WZ_ARG(stem));
        }
        words++;
    }
    fclose(f);
    assert_true(words > 40000);
}

static void stems_of_odd_words_are_harmless(void **state)
{
    shop *s = *state;
    char z[200];
    memset(z, 'e', sizeof z);
    assert_int_equal(stem_of(s, (wz_str){0}).len, 0);
    assert_int_equal(stem_of(s, (wz_str){z, 200}).len, 200);
    stem_of(s, WZ_STR("ge"));
    stem_of(s, WZ_STR("gegege"));
    stem_of(s, WZ_STR("\xff\xfe"));
    stem_of(s, WZ_STR("'s"));
}

static void regular_inflection_comes_off(void **state)
{
    /* clang-format off */
    static const char *const pairs[][2] = {
        {"raden", "raad"}, {"wetten", "wet"}, {"brieven", "brief"}, {"huizen", "huis"}, {"nieuwe", "nieuw"},
        {"grote", "groot"}, {"programma's", "programma"}, {"bevoegdheden", "bevoegdheid"},
        {"financien", "financie"}, {"wet", "wet"}, {"rad", "rad"}, {"raad", "raad"}, {"commissies", "commissie"},
        {"weten", "weet"}, {"politieke", "politiek"}, {"plus", "plus"}
    };
    /* clang-format on */
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char out[SEARCH_WORD + 4];
        int n = search_light(wz_str_from(pairs[i][0]), out);
        wz_str got = {out, n};
        if (!wz_str_equal(got, wz_str_from(pairs[i][1]))) {
            fail_msg("%s: %.*s, should be %s", pairs[i][0], WZ_ARG(got), pairs[i][1]);
        }
    }
}

/* ---- Words --------------------------------------------------------------------------------- */

static void a_text_is_read_word_by_word(void **state)
{
    shop *s = *state;
    search_reader reader;
    search_token token;
    wz_buf out = {0};
    search_read(&reader, s->arena,
                WZ_STR("Raads- en Statenleden: foto\xe2\x80\x99s, E-learning (2019), \xe2\x80\x98raad\xe2\x80\x99 "
                       "ge\xc3\xabvalueerd"));
    while (search_next(&reader, &token)) {
        wz_buf_format(&out, "%.*s%s ", WZ_ARG(token.form), token.extra ? "*" : "");
    }
    assert_string_equal(wz_str_cstring(s->arena, wz_buf_str(&out)),
                        "raads en statenleden foto's e learning elearning* 2019 raad geevalueerd ");
    wz_buf_free(&out);
}

static void compounds_are_covered_as_a_whole_or_not_at_all(void **state)
{
    static const char *const words[][2] = {{"raadsinformatiesysteem", "raad+informatie+systeem"},
                                           {"rechtspositievoorzieningen", "rechtspositie+voorzieningen"},
                                           {"bestuur", ""},
                                           {"minister", ""},
                                           {"regeling", ""},
                                           {"wethouder", ""},
                                           {"gemeentesecretaris", "gemeente+secretaris"},
                                           {"raadslid", "raad+lid"},
                                           {"ondersteuning", ""},
                                           {"Raadsinformatie", "raad+informatie"},
                                           {"xraad", ""},
                                           {"", ""}};
    shop *s = *state;
    wz_lexicon *lexicon = make_lexicon(s);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        search_part parts[SEARCH_PARTS] = {{0, 0, 0}};
        wz_str of[SEARCH_PARTS], folded = wz_utf8_fold(s->arena, wz_str_from(words[i][0]));
        int n = search_split(lexicon, folded, NULL, NULL, parts);
        for (int p = 0; p < n; p++) {
            of[p] = wz_str_slice(folded, parts[p].from, parts[p].from + parts[p].len);
        }
        wz_str got = wz_str_join(s->arena, of, n, WZ_STR("+"));
        if (!wz_str_equal(got, wz_str_from(words[i][1]))) {
            fail_msg("%s: %.*s, should be %s", words[i][0], WZ_ARG(got), words[i][1]);
        }
    }
}

/* ---- The lexicon ----------------------------------------------------------------------------- */

static void mistakes_in_the_word_list_are_reported(void **state)
{
    const wz_lexicon_entry bad_abbreviations[] = {
        {.word = {"A", 1}, .others = (wz_str[]){{"---", 3}}, .count = 1},
        {.word = {"B", 1}, .others = (wz_str[]){{"a b c d e f g h i j k l m", 25}}, .count = 1},
        {.word = {"b", 1}, .others = (wz_str[]){{"x", 1}}, .count = 1}};
    const wz_lexicon_entry bad_compounds[] = {
        {.word = {"raadszaal", 9}, .others = (wz_str[]){{"raad", 4}, {"hal", 3}}, .count = 2}};
    shop *s = *state;
    wz_lexicon_input in = {.abbreviations = {bad_abbreviations, 3}, .compounds = {bad_compounds, 1}};
    wz_lexicon_new(s->arena, s->diags, &in);
    assert_int_equal(wz_diags_count(s->diags), 4);
    assert_int_equal(wz_diags_at(s->diags, 0)->code, WZ_DIAG_SEARCH_PHRASE_EMPTY);
    assert_int_equal(wz_diags_at(s->diags, 1)->code, WZ_DIAG_SEARCH_PHRASE_LONG);
    assert_int_equal(wz_diags_at(s->diags, 2)->code, WZ_DIAG_SEARCH_WORD_TWICE);
    assert_int_equal(wz_diags_at(s->diags, 3)->code, WZ_DIAG_SEARCH_PARTS_DIFFER);
    assert_int_equal(wz_diags_errors(s->diags), 0);
}

static void the_hash_of_the_lexicon_follows_its_input(void **state)
{
    shop *s = *state;
    wz_lexicon_input a = {.words = WZ_STR("raad\n")}, b = {.words = WZ_STR("raat\n")},
                     c = {.words = WZ_STR("raad\n"), .jargon = {jargon, 1}};
    wz_str ha = wz_lexicon_hash(s->arena, wz_lexicon_new(s->arena, s->diags, &a));
    assert_true(wz_str_equal(ha, wz_lexicon_hash(s->arena, wz_lexicon_new(s->arena, s->diags, &a))));
    assert_false(wz_str_equal(ha, wz_lexicon_hash(s->arena, wz_lexicon_new(s->arena, s->diags, &b))));
    assert_false(wz_str_equal(ha, wz_lexicon_hash(s->arena, wz_lexicon_new(s->arena, s->diags, &c))));
}

/* ---- Answers ----------------------------------------------------------------------------------- */

static void each_kind_of_difference_is_bridged(void **state)
{
    static const char *const cases[][2] = {
        {"informatie", "systeem"},      /* part of a compound */
        {"systemen", "systeem"},        /* inflected part */
        {"raadsinformatie", "systeem"}, /* unknown compound, in parts */
        {"voorziening", "rechts"},
        {"vergadering", "staten koning"}, /* plural */
        {"grifier", "griffier"},
        {"vergadreing", "staten koning"},
        {"burgermeester", "koning"},
        {"wet gemeenschappelijke regelingen", "wgr"},
        {"commissaris van de Koning", "koning"},
        {"CVDK", "koning"},
        {"PS", "staten"},
        {"financien", "griffier"},
        {"co\xc3\xb6rdinatie", "griffier"},
        {"coordinatie", "griffier"},
        {"griffi", "griffier"},   /* while typing */
        {"raadslid", "griffier"}, /* irregular */
        {"wachtgeld", "rechts"},  /* jargon */
        {"e-learning", "wgr"},
        {"elearning", "wgr"},
        {"e learning", "wgr"},
        {"brief", "taak"},
        {"huis", "taak"},
        {"besluit", "taak"},
        {"bevoegdheid", "taak"},
        {"\"lokale driehoek\"", "rechts"},   /* phrase */
        {"burgemeestersgesprek", "koning"},  /* unknown compound, as its words */
        {"burgermeestersgesprek", "koning"}, /* with a typing error in one of them */
        {"voetbalburgemeester", ""},         /* half a word is no answer */
    };
    shop *s = *state;
    wz_search *search = make_search(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = found(s, search, cases[i][0]);
        if (strcmp(got, cases[i][1]) != 0) {
            fail_msg("%s: '%s', should be '%s'", cases[i][0], got, cases[i][1]);
        }
    }
}

static void a_word_that_is_half_known_says_so(void **state)
{
    shop *s = *state;
    wz_search *search = make_search(s);
    wz_search_answer a = wz_search_query(s->arena, search, WZ_STR("voetbalburgemeester"), NULL);
    assert_int_equal(a.unknown_count, 1);
    assert_true(wz_str_equal(a.unknown[0], WZ_STR("voetbalburgemeester"))); /* whole, no piece of it */
    a = wz_search_query(s->arena, search, WZ_STR("nieuw burgermeestersgesprek"), NULL);
    assert_true(wz_str_equal(a.meant, WZ_STR("nieuw burgemeestersgesprek")));
    assert_string_equal(found(s, search, "onbekendewereldomvattendebrief"), ""); /* too small a part of it */
}

/* "onder" is in the title of a document that has "toets" there too, and "samenwerking" only in its text. */
static void small_words_count_in_titles_that_have_the_others(void **state)
{
    shop *s = *state;
    wz_search *search = make_search(s);
    assert_string_equal(found(s, search, "een griffier"), "griffier");
    wz_search_answer with = wz_search_query(s->arena, search, WZ_STR("toets onder wgr"), NULL);
    wz_search_answer without = wz_search_query(s->arena, search, WZ_STR("toets wgr"), NULL);
    assert_true(with.hits[0].score > without.hits[0].score);
    with = wz_search_query(s->arena, search, WZ_STR("onder samenwerking"), NULL);
    without = wz_search_query(s->arena, search, WZ_STR("samenwerking"), NULL);
    assert_true(with.hits[0].score == without.hits[0].score);
}

static void words_that_only_look_alike_stay_apart(void **state)
{
    shop *s = *state;
    wz_search *search = make_search(s);
    assert_string_equal(found(s, search, "rad"), "staten");
    assert_null(strstr(found(s, search, "raad"), "staten"));
    assert_string_equal(found(s, search, "wet"), "rechts");
    assert_string_equal(found(s, search, "tak"), "");
    assert_null(strstr(found(s, search, "wet"), "koning"));
}

static void nothing_is_guessed_on_nonsense(void **state)
{
    static const char *const queries[] = {"xqzwv",          "asdfghjkl",           "zzz",
                                          "raadxyzzyplugh", "\"lokale griffier\"", "12345"};
    shop *s = *state;
    wz_search *search = make_search(s);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        assert_string_equal(found(s, search, queries[i]), "");
    }
}

static void a_word_that_is_typed_twice_counts_once(void **state)
{
    static const char *const cases[][2] = {
        {"wethouder wethouder gesprek", "wethouder gesprek"},
        {"gesprek wethouder gesprek", "gesprek wethouder"},
        {"Xqzwv burgemeester xqzwv", "Xqzwv burgemeester"},
        {"vergadreing brief vergadreing", "vergadreing brief"},
        {"burgemeestersgesprek wet burgemeestersgesprek", "burgemeestersgesprek wet"},
        {"informatie systeem OF brief informatie", "informatie systeem OF brief"},
    };
    shop *s = *state;
    wz_search *search = make_search(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wz_search_answer twice = wz_search_query(s->arena, search, wz_str_from(cases[i][0]), NULL);
        wz_search_answer once = wz_search_query(s->arena, search, wz_str_from(cases[i][1]), NULL);
        if (twice.count != once.count || twice.words != once.words || twice.maybe_count != once.maybe_count) {
            fail_msg("%s: %d of %d words, should be %d of %d", cases[i][0], (int)twice.count, (int)twice.words,
                     (int)once.count, (int)once.words);
        }
        for (ptrdiff_t h = 0; h < once.count; h++) {
            assert_int_equal(twice.hits[h].doc, once.hits[h].doc);
            assert_true(twice.hits[h].score == once.hits[h].score);
        }
    }
}

static void the_empty_query_finds_everything(void **state)
{
    shop *s = *state;
    wz_search *search = make_search(s);
    assert_int_equal(wz_search_query(s->arena, search, (wz_str){0}, NULL).count, 7);
    assert_int_equal(wz_search_query(s->arena, search, WZ_STR("   "), NULL).count, 7);
}

static void an_answer_says_why(void **state)
{
    shop *s = *state;
    wz_search *search = make_search(s);
    wz_search_answer a = wz_search_query(s->arena, search, WZ_STR("grifier"), NULL);
    assert_true(wz_str_equal(a.meant, WZ_STR("griffier")));
    assert_int_equal(a.hits[0].reasons[0].why, WZ_SEARCH_TYPO);
    a = wz_search_query(s->arena, search, WZ_STR("informatie"), NULL);
    assert_int_equal(a.hits[0].reasons[0].why, WZ_SEARCH_PART);
    a = wz_search_query(s->arena, search, WZ_STR("informatie Xqzwv"), NULL);
    assert_int_equal(a.unknown_count, 1);
    assert_true(wz_str_equal(a.unknown[0], WZ_STR("Xqzwv"))); /* as typed */
    assert_int_equal(a.words, 2);
    assert_int_equal(a.count, 0); /* less than half of what was asked */
    assert_int_equal(a.maybe_count, 1);
    a = wz_search_query(s->arena, search, WZ_STR("commissaris van de Koning"), NULL);
    assert_int_equal(a.hits[0].reasons[0].why, WZ_SEARCH_CONCEPT);
    assert_int_equal(a.also_count, 1);
    assert_true(wz_str_equal(a.also[0], WZ_STR("cvdK")));
    assert_true(wz_str_equal(wz_search_why_name(WZ_SEARCH_PART), WZ_STR("deel")));
}

/* ---- Facets ---------------------------------------------------------------------------------------- */

static void counts_predict_the_next_click(void **state)
{
    shop *s = *state;
    static const wz_search_value kinds[] = {{{"a", 1}, {"A", 1}}, {{"b", 1}, {"B", 1}}, {{"leeg", 4}, {"Leeg", 4}}},
                                 groups[] = {{{"x", 1}, {"X", 1}}, {{"y", 1}, {"Y", 1}}};
    static const wz_search_facet facets[] = {{{"soort", 5}, {"Soort", 5}, kinds, 3, false, false},
                                             {{"groep", 5}, {"Groep", 5}, groups, 2, false, false}};
    static const int32_t zero[] = {0}, one[] = {1}, both[] = {1, 0, 1, 99};
    wz_search_values of[4][2] = {
        {{zero, 1}, {zero, 1}}, {{zero, 1}, {one, 1}}, {{one, 1}, {both, 4}}, {{one, 1}, {NULL, 0}}};
    wz_search_doc many[4];
    for (int i = 0; i < 4; i++) {
        many[i] = (wz_search_doc){.id = wz_format(s->arena, "d/%d", i),
                                  .url = WZ_STR("u/"),
                                  .prior = 1,
                                  .fields = {WZ_STR("raad")},
                                  .facets = of[i]};
    }
    wz_search_input input = {.docs = many, .doc_count = 4, .facets = facets, .facet_count = 2, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    wz_search_values chosen[2] = {{zero, 1}, {NULL, 0}};
    wz_search_options options = {.chosen = chosen};
    wz_search_answer a = wz_search_query(s->arena, search, WZ_STR("raad"), &options);
    assert_int_equal(a.count, 2);
    assert_int_equal(a.counts[0][0], 2);
    assert_int_equal(a.counts[0][1], 2); /* its own choice does not count */
    assert_int_equal(a.counts[0][2], 0);
    assert_int_equal(a.counts[1][0], 1);
    assert_int_equal(a.counts[1][1], 1);
    chosen[1] = (wz_search_values){both, 4}; /* OR inside, AND across; 99 does not exist */
    a = wz_search_query(s->arena, search, WZ_STR("raad"), &options);
    assert_int_equal(a.count, 2);
    assert_int_equal(a.counts[0][1], 1);
}

static void a_verb_in_the_third_person_is_the_verb(void **state)
{
    shop *s = *state;
    static const wz_search_doc pair[] = {DOC("een", "De gemeente betaalt", "In maart."),
                                         DOC("twee", "Wie moet betalen", "Maar niet in april.")};
    wz_search_input input = {.docs = pair, .doc_count = 2, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    assert_int_equal(wz_search_query(s->arena, search, WZ_STR("betaalt"), NULL).count, 2);
    assert_int_equal(wz_search_query(s->arena, search, WZ_STR("maart"), NULL).count, 1);
}

static void a_form_of_a_regular_verb_is_the_verb(void **state)
{
    shop *s = *state;
    /* the infinitive, and what is one of its forms (the first three also when they are in the catalogue) */
    static const char *const verbs[][6] = {
        {"organiseren", "organiseert", "georganiseerd", "organiseer", "organiseerde", "organiseerden"},
        {"benoemen", "benoemt", "benoemd", "benoem", "benoemde", "benoemden"},
        {"aanvragen", "aanvraagt", "aangevraagd", "aanvraag", "aanvraagde", "aanvraagden"},
        {"schorsen", "schorst", "geschorst", "schors", "schorste", "schorsten"},
        {"wijzigen", "wijzigt", "gewijzigd", "wijzig", "wijzigde", "wijzigden"},
        {"beloven", "belooft", "beloofd", "beloof", "beloofde", "beloofden"},
        {"stemmen", "stemt", "gestemd", "stem", "stemde", "stemden"},
    };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        for (int f = 1; f < 6; f++) {
            wz_search_doc pair[] = {DOC("een", "", "In de zomer."), DOC("twee", "Iets anders", "In de winter.")};
            pair[0].fields[0] = wz_str_from(verbs[i][0]);
            pair[1].fields[0] = wz_str_from(f < 4 ? verbs[i][f] : "Iets anders");
            wz_search_input input = {.docs = pair, .doc_count = 2, .workers = 1};
            wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
            wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(verbs[i][f]), NULL);
            if (a.count != (f < 4 ? 2 : 1)) {
                fail_msg("%s: %td results", verbs[i][f], a.count);
            }
        }
    }
}

static void the_particle_of_a_verb_may_stand_apart(void **state)
{
    shop *s = *state;
    static const struct {
        const char *verb, *query;
        bool found;
    } rows[] = {
        {"opstappen", "de wethouder stapt op", true},
        {"opstappen", "stapt de wethouder morgen op?", true},
        {"opstappen", "stapt op maandag de wethouder", false}, /* a preposition, unless it is the last */
        {"opstappen", "stapt \"op\"", false},
        {"afhaken", "haken inwoners af bij vragen", true},
        {"teruggeven", "geef het geld terug", true},
        {"overgaan", "waar gaat het over", false}, /* "gaat" says nothing */
        {"samengaan", "twee dorpen gaan samen", true},
        {"opstappen", "de wethouder stapt", false},
        {"opstappen", "op", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wz_search_doc pair[] = {DOC("een", "", "In de zomer."), DOC("twee", "Iets anders", "In de winter.")};
        pair[0].fields[0] = wz_str_from(rows[i].verb);
        wz_search_input input = {.docs = pair, .doc_count = 2, .workers = 1};
        wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
        wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(rows[i].query), NULL);
        if ((a.count + a.maybe_count > 0) != rows[i].found) {
            fail_msg("%s: %td results", rows[i].query, a.count + a.maybe_count);
        }
    }
}

/* Is a title of the one word found with the other, which is a title too? */
static bool is_one_word(shop *s, const wz_lexicon_input *words, const char *one, const char *other)
{
    wz_search_doc pair[] = {DOC("een", "", "In de zomer."), DOC("twee", "", "In de winter.")};
    pair[0].fields[0] = wz_str_from(one);
    pair[1].fields[0] = wz_str_from(other);
    wz_search_input input = {.docs = pair, .doc_count = 2, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, wz_lexicon_new(s->arena, s->diags, words), &input);
    return wz_search_query(s->arena, search, pair[0].fields[0], NULL).count == 2;
}

static void only_the_ge_of_a_participle_is_no_part_of_the_word(void **state)
{
    shop *s = *state;
    static const struct {
        const char *one, *other;
        bool same;
    } rows[] = {
        {"begeleiding", "beleid", false},
        {"gemeenten", "meningen", false},
        {"gezin", "zin", false},
        {"gezag", "zag", false},
        {"gebouw", "bouwen", false},
        {"gevolgen", "volgen", false},
        {"gevallen", "vallen", false},
        {"gebied", "bieden", false},
        {"gebeurd", "beurs", false},
        {"agenderen", "anderen", false},
        {"gereden", "redenen", false},
        {"geweten", "wetten", false},
        {"gevolgd", "volgen", true},
        {"gebouwd", "bouwen", true},
        {"gedeeld", "delen", true},
        {"gevraagde", "vragen", true},
        {"gezet", "zetten", true},
        {"gelopen", "loopt", true},
        {"aangekondigde", "aankondiging", true},
        {"toegelaten", "toelating", true},
        {"toegestaan", "toestaan", true},
        {"bekendgemaakt", "bekendmaken", true},
        {"gewandeld", "wandeling", true},
        {"uitnodigende", "uitnodigen", true},
        {"geloofd", "geloven", true},
    };
    wz_lexicon_input words = {
        .words = WZ_STR(
            "gemeente\nmeent\nmenen\nmeenten\nvolgen\ngevolgd\ngevolg\ngevolgen\nvallen\ngeval\ngevallen\nbieden\ngebie"
            "d\n"
            "gebieden\nbeuren\ngebeurd\ngebeurde\ngebeurt\ngebeuren\nreden\nwetten\nbouwen\ngebouw\ngebouwen\n"
            "gebouwd\ndelen\nvragen\nzetten\ngezet\ngezette\nlopen\naankondigen\ntoelaten\ngelaat\ntoestaan\n"
            "bekend\nbekendmaken\nwandelen\ngewandeld\ngeloven\ngelooft\ngeloofd\nloven\ngevraagd\naangekondigd\n")};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (is_one_word(s, &words, rows[i].one, rows[i].other) != rows[i].same) {
            fail_msg("%s and %s", rows[i].one, rows[i].other);
        }
    }
}

static void groups_of_the_editors_with_one_stem_are_kept_apart(void **state)
{
    shop *s = *state;
    const wz_lexicon_entry groups[] = {{.others = (wz_str[]){TEXT("school"), TEXT("scholen")}, .count = 2},
                                       {.others = (wz_str[]){TEXT("scholing"), TEXT("geschoold")}, .count = 2},
                                       {.others = (wz_str[]){TEXT("voorkomen"), TEXT("voorkomt")}, .count = 2}};
    wz_lexicon_input words = {.words = WZ_STR("bij\nbijscholing\nschool\n"), .irregular = {groups, 3}};
    assert_false(is_one_word(s, &words, "school", "scholing"));
    assert_false(is_one_word(s, &words, "scholen", "scholingen"));
    assert_true(is_one_word(s, &words, "scholing", "scholingen")); /* the regular plural goes with its own */
    assert_true(is_one_word(s, &words, "geschoold", "scholing"));
    assert_true(is_one_word(s, &words, "voorkomen", "voorkomende")); /* nothing has its stem: as ever */
}

static void a_word_may_have_any_length_and_any_letters(void **state)
{
    shop *s = *state;
    static const wz_lexicon_input none = {0};
    static const char *const letters[] = {"e", "\u00e9", "\u5b57", "ge", "geet", "\u00e9get"};
    for (size_t l = 0; l < sizeof letters / sizeof *letters; l++) {
        wz_buf word = {0};
        for (int n = 0; n < 400; n++) {
            wz_buf_add(&word, wz_str_from(letters[l]));
            const char *text = wz_str_cstring(s->arena, wz_buf_str(&word));
            assert_false(is_one_word(s, &none, text, "anders"));
        }
        wz_buf_free(&word);
    }
    /* Of a form that the editors name in words, the words make one. */
    const wz_lexicon_entry group = {
        .others = (wz_str[]){TEXT("verantwoordelijkheidsverdelingen voor gemeenschappelijkeregelingen volgens "
                                  "burgemeestersverkiezingen "
                                  "samenwerkingsverbanden tussen provincies"),
                             TEXT("verdeling")},
        .count = 2};
    wz_lexicon_input words = {.irregular = {&group, 1}};
    assert_false(is_one_word(s, &words, "verdeling", "anders"));
}

static void an_answer_does_not_come_for_the_first_part_of_a_compound(void **state)
{
    shop *s = *state;
    static const wz_str phrases[] = {TEXT("secretaris kamer"), TEXT("bestuur")};
    static const wz_search_doc two[] = {DOC("a", "Een secretaris", "En zijn kamer."),
                                        DOC("b", "Het bestuur", "De regeling.")};
    static const struct {
        const char *query;
        bool fixed, urgent;
    } rows[] = {{"secretaris van de kamer", true, true},
                {"secretariskamer", true, true},
                {"kamerregeling van de secretaris", false, true}, /* a regeling, not a kamer */
                {"bestuursregeling", false, true},
                {"regelingbestuur", true, true}};
    for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
        const bool urgent = i % 2;
        wz_search_topic topic = {.key = WZ_STR("antwoorden/x"),
                                 .label = WZ_STR("X"),
                                 .phrases = phrases,
                                 .phrase_count = 2,
                                 .facet = -1,
                                 .value = -1,
                                 .level = urgent ? WZ_SEARCH_URGENT : WZ_SEARCH_FIXED};
        wz_search_input input = {.docs = two, .doc_count = 2, .topics = &topic, .topic_count = 1, .workers = 1};
        wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
        wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(rows[i / 2].query), NULL);
        if ((a.answer_count > 0) != (urgent ? rows[i / 2].urgent : rows[i / 2].fixed)) {
            fail_msg("%s: %td answers", rows[i / 2].query, a.answer_count);
        }
    }
}

static void what_only_looks_like_a_form_of_a_verb_is_not_it(void **state)
{
    shop *s = *state;
    static const char *const pairs[][2] = {{"taken", "tak"}, {"haren", "hart"},   {"winnen", "wind"},
                                           {"zaken", "zak"}, {"kopen", "kop"},    {"legen", "gelegd"},
                                           {"bomen", "bom"}, {"planten", "plan"}, {"lezen", "las"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        wz_search_doc pair[] = {DOC("een", "", "In de zomer."), DOC("twee", "", "In de winter.")};
        pair[0].fields[0] = wz_str_from(pairs[i][0]);
        pair[1].fields[0] = wz_str_from(pairs[i][1]);
        wz_search_input input = {.docs = pair, .doc_count = 2, .workers = 1};
        wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
        wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(pairs[i][1]), NULL);
        assert_int_equal(a.count, 1);
        assert_int_equal(a.hits[0].doc, 1);
    }
}

static void a_document_is_lifted_by_those_that_have_the_same_words(void **state)
{
    shop *s = *state;
    static const wz_search_doc mills[] = {
        DOC("a", "Tulpen en planten", "Bollen en najaar."), /* as long as "b": the lift alone decides */
        DOC("b", "Tulpen en dijken", "Kap en wieken."),
        DOC("c", "Molens en molenaars", "Kap en wieken."),
        DOC("d", "Fietsen", "Ketting."),
        DOC("e", "Varen", "Zeil en roer."),
        DOC("f", "Zwemmen", "Bad."),
        DOC("g", "Schaatsen", "IJs."),
        DOC("h", "Lezen", "Boek."),
    };
    wz_search_input input = {.docs = mills, .doc_count = 8, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    wz_search_answer a = wz_search_query(s->arena, search, WZ_STR("molens tulpen"), NULL);
    assert_int_equal(a.count, 3);
    assert_int_equal(a.hits[1].doc, 1); /* "b" before "a": it is about mills as well */
    assert_int_equal(a.hits[2].doc, 0);
}

static void what_is_of_less_use_comes_after_but_for_its_own_title(void **state)
{
    shop *s = *state;
    wz_search_doc mills[] = {
        DOC("a", "Oud", "Molens en wieken aan het water."),
        DOC("b", "Nieuw", "Molens en wieken aan het water."),
        DOC("c", "Wieken van molens", "Een boek."),
    };
    mills[0].use = 50;
    wz_search_input input = {.docs = mills, .doc_count = 3, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    wz_search_answer a = wz_search_query(s->arena, search, WZ_STR("molens wieken"), NULL);
    assert_int_equal(a.count, 3);
    assert_int_equal(a.hits[0].doc, 2);
    assert_int_equal(a.hits[1].doc, 1); /* "b" before "a", which is first of equals */
    double whole = a.hits[0].score;
    mills[2].use = 50;
    a = wz_search_query(s->arena, search, WZ_STR("molens wieken"), NULL);
    assert_true(a.hits[0].doc == 2 && a.hits[0].score == whole);
}

static void what_is_for_others_than_those_who_are_named_comes_after(void **state)
{
    shop *s = *state;
    static const wz_search_value roles[] = {{TEXT("griffiers"), TEXT("Griffiers")}, {TEXT("boeren"), TEXT("Boeren")}};
    static const wz_str phrases[] = {TEXT("griffiers")};
    static const int32_t other[] = {1};
    wz_search_values farmers = {other, 1}, nobody = {NULL, 0};
    wz_search_doc mills[] = {
        DOC("a", "Oud", "Molens en wieken voor een griffier."),
        DOC("b", "Nieuw", "Molens en wieken voor een griffier."),
        DOC("c", "Bomen", "Wie plant ze?"),
    };
    mills[0].facets = mills[2].facets = &farmers;
    mills[1].facets = &nobody;
    wz_search_facet facet = {TEXT("rol"), TEXT("Rol"), roles, 2, false, false};
    wz_search_topic topic = {
        .key = WZ_STR("rollen/griffiers"), .label = WZ_STR("Griffiers"), .phrases = phrases, .phrase_count = 1};
    wz_search_input input = {.docs = mills,
                             .doc_count = 3,
                             .facets = &facet,
                             .facet_count = 1,
                             .topics = &topic,
                             .topic_count = 1,
                             .workers = 1};
    double scores[2];
    for (int whom = 0; whom < 2; whom++) {
        facet.whom = whom;
        wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
        wz_search_answer a = wz_search_query(s->arena, search, WZ_STR("molens wieken griffier"), NULL);
        assert_true(a.count == 2 && a.understood_count == 1);
        assert_int_equal(a.hits[0].doc, whom); /* of equals the first, unless it is for others */
        for (ptrdiff_t i = 0; i < a.count; i++) {
            scores[whom] = a.hits[i].doc == 0 ? a.hits[i].score : scores[whom];
        }
    }
    assert_true(scores[1] < scores[0]);
}

static void a_phrase_of_words_that_say_nothing_counts_only_as_it_stands(void **state)
{
    shop *s = *state;
    static const wz_str phrases[] = {TEXT("ik kan niet meer"), TEXT("molens kopen"), TEXT("\"er bomen van maken\"")};
    static const struct {
        const char *query;
        bool answered;
    } rows[] = {{"ik kan niet meer", true},
                {"help, ik kan niet meer!", true},
                {"kan ik niet meer", false},
                {"ik kan molens niet meer vinden", false},
                {"ik kan niet", false},
                {"ik kan \u2013 niet meer", true},
                {"kopen van molens", true},          /* of other words the order says nothing */
                {"ik wil er bomen van maken", true}, /* but where it is in quotation marks */
                {"er van bomen maken", false},
                {"er grote bomen van maken", false},
                {"bomen maken", false},
                {"Er b\u00f3men van maken?", true}};
    static const wz_search_doc mills[] = {DOC("a", "Molens kopen", "Wie kan dat?"), DOC("b", "Bomen", "Niet meer.")};
    wz_search_topic topic = {.key = WZ_STR("antwoorden/moe"),
                             .label = WZ_STR("Moe"),
                             .phrases = phrases,
                             .phrase_count = 3,
                             .facet = -1,
                             .value = -1,
                             .level = WZ_SEARCH_FIXED};
    wz_search_input input = {.docs = mills, .doc_count = 2, .topics = &topic, .topic_count = 1, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(rows[i].query), NULL);
        if ((a.answer_count > 0) != rows[i].answered) {
            fail_msg("%s: %td answers", rows[i].query, a.answer_count);
        }
    }
}

static void who_asks_for_an_article_gets_the_answers_that_speak_of_it(void **state)
{
    shop *s = *state;
    static const wz_search_doc mills[] = {
        DOC("a", "Molens", "Wieken en kap."),
        DOC("b", "Subsidie", "Geld, in de Molenwet."),
        {.id = TEXT("c"), .fields = {TEXT("Kap"), TEXT("art7molenwet"), TEXT("Riet.")}}};
    static const wz_str law[] = {TEXT("molenwet")}, first[] = {TEXT("wieken")}, second[] = {TEXT("geld")};
    static const wz_str of_first[] = {TEXT("art12molenwet"), TEXT("art7molenwet")},
                        of_second[] = {TEXT("art12molenwet")};
    static const int32_t helps[] = {1};
    wz_search_topic topics[] = {{.key = WZ_STR("wetten/molenwet"),
                                 .label = WZ_STR("Molenwet"),
                                 .phrases = law,
                                 .phrase_count = 1,
                                 .article = WZ_STR("https://wet.example/{article}"),
                                 .facet = -1,
                                 .value = -1},
                                {.key = WZ_STR("antwoorden/een"),
                                 .label = WZ_STR("Een"),
                                 .phrases = first,
                                 .phrase_count = 1,
                                 .articles = of_first,
                                 .article_count = 2,
                                 .docs = helps,
                                 .doc_count = 1,
                                 .facet = -1,
                                 .value = -1,
                                 .level = WZ_SEARCH_FIXED},
                                {.key = WZ_STR("antwoorden/twee"),
                                 .label = WZ_STR("Twee"),
                                 .phrases = second,
                                 .phrase_count = 1,
                                 .articles = of_second,
                                 .article_count = 1,
                                 .facet = -1,
                                 .value = -1,
                                 .level = WZ_SEARCH_FIXED}};
    wz_search_input input = {.docs = mills, .doc_count = 3, .topics = topics, .topic_count = 3, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    assert_int_equal(wz_diags_count(s->diags), 0); /* two answers may speak of one article */
    static const struct {
        const char *query;
        int answers;
        bool here;
        int first; /* document, -1: none */
    } rows[] = {{"artikel 12 molenwet", 2, true, 1},
                {"molenwet 12", 2, true, 1},
                {"art. 12 molenwet lid 3", 2, true, 1},
                {"artikel 7 molenwet", 1, true, 1},
                {"artikel 12", 0, false, -1},
                {"artikel 13 molenwet", 0, false, 1},
                {"wieken", 1, false, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(rows[i].query), NULL);
        int found = a.count > 0 ? a.hits[0].doc : -1;
        if (a.answer_count != rows[i].answers || a.article_here != rows[i].here || found != rows[i].first ||
            a.unknown_count) {
            fail_msg("%s: %td answers, here %d, first %d", rows[i].query, a.answer_count, a.article_here, found);
        }
    }
}

static void what_is_elsewhere_comes_first_only_with_more_than_is_answered_here(void **state)
{
    shop *s = *state;
    static const wz_search_doc mills[] = {DOC("a", "Molens", "Wieken en kap."), DOC("b", "Subsidie", "Geld."),
                                          DOC("c", "Tulpen", "Bollen.")};
    static const wz_str here[] = {TEXT("molens subsidie")}, there[] = {TEXT("molens subsidie tulpen"), TEXT("tulpen")};
    wz_search_topic topics[2] = {{.key = WZ_STR("antwoorden/hier"),
                                  .label = WZ_STR("Hier"),
                                  .phrases = here,
                                  .phrase_count = 1,
                                  .facet = -1,
                                  .value = -1,
                                  .level = WZ_SEARCH_FIXED},
                                 {.key = WZ_STR("elders/daar"),
                                  .label = WZ_STR("Daar"),
                                  .phrases = there,
                                  .phrase_count = 2,
                                  .facet = -1,
                                  .value = -1,
                                  .level = WZ_SEARCH_ELSEWHERE}};
    wz_search_input input = {.docs = mills, .doc_count = 3, .topics = topics, .topic_count = 2, .workers = 1};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    static const struct {
        const char *query;
        int32_t first, count;
    } rows[] = {{"molens subsidie", 0, 1}, {"tulpen", 1, 1}, {"tulpen molens subsidie", 1, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(rows[i].query), NULL);
        if (a.answer_count != rows[i].count || a.answers[0].topic != rows[i].first) {
            fail_msg("%s: %td answers, the first is %d", rows[i].query, a.answer_count, (int)a.answers[0].topic);
        }
    }
}

/* ---- Files -------------------------------------------------------------------------------------------- */

static void forget_body(void *context, wz_search_stage stage)
{
    wz_search_doc *copies = stage == WZ_SEARCH_READ ? context : NULL;
    for (size_t d = 0; copies && d < sizeof docs / sizeof *docs; d++) {
        copies[d].fields[WZ_SEARCH_BODY] = (wz_str){0};
    }
}

static void the_files_do_not_depend_on_workers_nor_on_texts_that_were_read(void **state)
{
    shop *s = *state;
    wz_search_doc copies[sizeof docs / sizeof *docs];
    memcpy(copies, docs, sizeof docs);
    wz_output *outputs[2];
    ptrdiff_t counts[2];
    wz_search_stats stats;
    for (int i = 0; i < 2; i++) {
        wz_search_input input = {.docs = docs, .doc_count = sizeof docs / sizeof *docs, .workers = 1};
        if (i == 1) {
            input = (wz_search_input){copies, input.doc_count, .workers = 7, .passed = forget_body, .context = copies};
        }
        wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
        counts[i] = wz_search_write(s->arena, search, &outputs[i], &stats);
    }
    assert_int_equal(counts[0], counts[1]);
    assert_int_equal(copies[0].fields[WZ_SEARCH_BODY].len, 0);
    for (ptrdiff_t i = 0; i < counts[0]; i++) {
        assert_true(wz_str_equal(outputs[0][i].path, outputs[1][i].path));
        assert_true(wz_str_equal(outputs[0][i].bytes, outputs[1][i].bytes));
    }
    assert_true(stats.single);
    assert_true(wz_str_starts(stats.manifest, WZ_STR("zoek/m.")));
    assert_int_equal(stats.docs, 7);
}

static void a_word_in_very_many_documents_keeps_what_weighs_most(void **state)
{
    (void)state;
    int32_t counts[IMPACT_MAX + 1] = {0}, sum = 0;
    for (int i = 1; i <= IMPACT_MAX; i++) {
        sum += counts[i] = i < STRONG ? 1000 : i < 45 ? 100 : 27;
    }
    int least = search_head(counts);
    assert_int_equal(least, 45); /* 405 weigh as much or more */
    const struct {
        int32_t docs, df, levels; /* those below the head have so many impacts: none is lost, or next to all are */
    } rows[] = {{SMALL, sum, 44}, {100000, BIG_LIST, 44}, {100000, ASKERS, 6}, {100000, 99000, 2}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        search_scale scale = search_scale_of(rows[r].docs, rows[r].df, counts);
        int32_t levels = 1;
        for (int i = 1; i <= IMPACT_MAX; i++) {
            assert_true(i < least || scale.impact[i] == i);
            assert_true(scale.impact[i] >= 1 && (scale.impact[i] >= STRONG) == (i >= STRONG));
            assert_true(i == 1 || scale.impact[i] >= scale.impact[i - 1]);
            levels += i > 1 && i < least && scale.impact[i] > scale.impact[i - 1];
        }
        assert_int_equal(levels, rows[r].levels);
        assert_int_equal(scale.asks, rows[r].df <= ASKERS);
    }
}

static void the_manifest_names_the_word_lists_it_was_made_with(void **state)
{
    shop *s = *state;
    wz_search_input input = {.docs = docs, .doc_count = sizeof docs / sizeof *docs, .workers = 1};
    wz_lexicon_input words[2] = {{.words = WZ_STR("raad\n")}, {.words = WZ_STR("raad\nlid\n")}};
    wz_str hashes[2];
    for (int i = 0; i < 2; i++) {
        wz_output *outputs;
        wz_search_stats stats;
        wz_lexicon *lexicon = wz_lexicon_new(s->arena, s->diags, &words[i]);
        assert_int_equal(
            wz_search_write(s->arena, wz_search_new(s->arena, s->diags, lexicon, &input), &outputs, &stats), 1);
        hashes[i] = wz_lexicon_hash(s->arena, lexicon);
        assert_true(wz_str_find(outputs[0].bytes, wz_format(s->arena, ",l:\"%.*s\"", WZ_ARG(hashes[i]))) > 0);
    }
    assert_false(wz_str_equal(hashes[0], hashes[1]));
}

static void hostile_texts_and_an_empty_catalogue_make_files_too(void **state)
{
    shop *s = *state;
    wz_search_doc hostile = {.id = WZ_STR("d/\"x\\"),
                             .url = WZ_STR("u"),
                             .fields = {WZ_STR("</script>\"\\\n\x01\x02\xe2\x80\xa8 raadsinformatiesysteem \xff\xfe")}};
    wz_search_input inputs[] = {{0}, {.docs = &hostile, .doc_count = 1, .workers = 3}};
    for (int i = 0; i < 2; i++) {
        wz_output *outputs;
        wz_search_stats stats;
        wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &inputs[i]);
        assert_int_equal(wz_search_write(s->arena, search, &outputs, &stats), 1);
        assert_true(wz_str_find(outputs[0].bytes, WZ_STR("\xe2\x80\xa8")) < 0);
        assert_int_equal(wz_search_query(s->arena, search, WZ_STR("raad"), NULL).count, i);
    }
}

static void limits_are_reported(void **state)
{
    shop *s = *state;
    wz_search_input input = {.docs = docs,
                             .doc_count = 1,
                             .facet_count = WZ_SEARCH_FACETS + 1,
                             .facets = wz_new(s->arena, wz_search_facet, WZ_SEARCH_FACETS + 1)};
    assert_null(wz_search_new(s->arena, s->diags, make_lexicon(s), &input));
    assert_int_equal(wz_diags_at(s->diags, 0)->code, WZ_DIAG_SEARCH_TOO_MANY);
}

static void a_diminutive_is_its_word(void **state)
{
    static const char *const cases[][2] = {{"zakboekje", "0"},   {"zakboekjes", "0"}, {"balletje", "1"},
                                           {"ballonnetje", "2"}, {"raampjes", "3"},   {"keteltje", ""}};
    static const wz_search_doc small[] = {DOC("zakboek", "Het zakboek", ""), DOC("bal", "Een bal", ""),
                                          DOC("ballon", "Een ballon", ""), DOC("raam", "Het raam", "")};
    shop *s = *state;
    wz_search_input input = {.docs = small, .doc_count = 4};
    wz_search *search = wz_search_new(s->arena, s->diags, make_lexicon(s), &input);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wz_search_answer a = wz_search_query(s->arena, search, wz_str_from(cases[i][0]), NULL);
        assert_int_equal(a.count, *cases[i][1] != '\0');
        assert_true(a.count == 0 || a.hits[0].doc == cases[i][1][0] - '0');
    }
}

static void frequent_terms_have_pages(void **state)
{
    shop *s = *state;
    wz_search_doc many[9];
    for (int i = 0; i < 9; i++) {
        many[i] = (wz_search_doc){.id = wz_format(s->arena, "d/%d", i),
                                  .url = WZ_STR("u/"),
                                  .fields = {i < 3   ? WZ_STR("Samenwerking van de raden")
                                             : i < 5 ? WZ_STR("Toezicht door de raad in 2019")
                                                     : WZ_STR("De raad"),
                                             [WZ_SEARCH_BODY] = i < 2 ? WZ_STR("Een terloops woord.") : (wz_str){0}}};
    }
    wz_search_input input = {.docs = many, .doc_count = 9};
    wz_search_term *terms;
    ptrdiff_t n = wz_search_terms(s->arena, wz_search_new(s->arena, s->diags, make_lexicon(s), &input), 10, &terms);
    assert_int_equal(n,
                     2); /* "raad" is everywhere, a number says nothing, and no text is about what it says in passing */
    assert_true(wz_str_equal(terms[0].slug, WZ_STR("samenwerking")));
    assert_int_equal(terms[0].count, 3);
    assert_true(wz_str_equal(terms[1].slug, WZ_STR("toezicht")));
}

static void the_example_of_the_header_works(void **state)
{
    shop *s = *state;
    wz_arena *arena = s->arena;
    wz_diags *diags = s->diags;
    wz_lexicon_entry abbreviation = {
        .word = WZ_STR("Wgr"), .others = (wz_str[]){WZ_STR("Wet gemeenschappelijke regelingen")}, .count = 1};
    wz_lexicon_input words = {.abbreviations = {&abbreviation, 1}};
    wz_lexicon *lexicon = wz_lexicon_new(arena, diags, &words);
    wz_search_doc example[] = {{.id = WZ_STR("ondersteuning/toets"),
                                .url = WZ_STR("ondersteuning/toets/"),
                                .prior = 1,
                                .fields = {WZ_STR("Toets voor een regeling onder de Wgr")}}};
    wz_search_input input = {.docs = example, .doc_count = 1};
    wz_search *search = wz_search_new(arena, diags, lexicon, &input);
    wz_search_answer answer = wz_search_query(arena, search, WZ_STR("wet gemeenschappelijke regelingen"), NULL);
    assert_int_equal(answer.count, 1);
    assert_int_equal(answer.hits[0].doc, 0);
    assert_int_equal(answer.hits[0].reasons[0].why, WZ_SEARCH_CONCEPT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_shop, close_shop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(stems_agree_with_the_published_vectors),
        TEST(stems_of_odd_words_are_harmless),
        TEST(regular_inflection_comes_off),
        TEST(a_text_is_read_word_by_word),
        TEST(compounds_are_covered_as_a_whole_or_not_at_all),
        TEST(mistakes_in_the_word_list_are_reported),
        TEST(the_hash_of_the_lexicon_follows_its_input),
        TEST(each_kind_of_difference_is_bridged),
        TEST(a_word_that_is_half_known_says_so),
        TEST(small_words_count_in_titles_that_have_the_others),
        TEST(words_that_only_look_alike_stay_apart),
        TEST(nothing_is_guessed_on_nonsense),
        TEST(a_word_that_is_typed_twice_counts_once),
        TEST(the_empty_query_finds_everything),
        TEST(an_answer_says_why),
        TEST(counts_predict_the_next_click),
        TEST(a_verb_in_the_third_person_is_the_verb),
        TEST(a_form_of_a_regular_verb_is_the_verb),
        TEST(the_particle_of_a_verb_may_stand_apart),
        TEST(what_only_looks_like_a_form_of_a_verb_is_not_it),
        TEST(only_the_ge_of_a_participle_is_no_part_of_the_word),
        TEST(groups_of_the_editors_with_one_stem_are_kept_apart),
        TEST(a_word_may_have_any_length_and_any_letters),
        TEST(an_answer_does_not_come_for_the_first_part_of_a_compound),
        TEST(a_document_is_lifted_by_those_that_have_the_same_words),
        TEST(what_is_of_less_use_comes_after_but_for_its_own_title),
        TEST(what_is_for_others_than_those_who_are_named_comes_after),
        TEST(a_phrase_of_words_that_say_nothing_counts_only_as_it_stands),
        TEST(who_asks_for_an_article_gets_the_answers_that_speak_of_it),
        TEST(what_is_elsewhere_comes_first_only_with_more_than_is_answered_here),
        TEST(the_files_do_not_depend_on_workers_nor_on_texts_that_were_read),
        TEST(a_word_in_very_many_documents_keeps_what_weighs_most),
        TEST(the_manifest_names_the_word_lists_it_was_made_with),
        TEST(hostile_texts_and_an_empty_catalogue_make_files_too),
        TEST(limits_are_reported),
        TEST(a_diminutive_is_its_word),
        TEST(frequent_terms_have_pages),
        TEST(the_example_of_the_header_works),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
