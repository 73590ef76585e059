/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/model.c - the model and its records: what is accepted, and every message with its place. */
#include "test.h"

#include "wegwijzer/model.h"

#include <stdio.h>
#include <string.h>

typedef struct fixture {
    wz_arena *arena;
    wz_diags *diags;
} fixture;

static fixture open_fixture(void)
{
    fixture f = {.arena = wz_arena_new(NULL)};
    f.diags = wz_diags_new(f.arena);
    return f;
}

static wz_source *source_of(wz_arena *arena, const char *path, const char *text)
{
    wz_source *source = wz_new(arena, wz_source, 1);
    source->path = wz_str_from(path);
    source->text = wz_str_from(text);
    return source;
}

static wz_model *read_model(fixture *f, const char *yaml)
{
    return wz_model_read(f->arena, f->diags, source_of(f->arena, "content/model.yaml", yaml));
}

static wz_record *read_record(fixture *f, const wz_model *model, const char *kind, const char *yaml)
{
    wz_source *file = source_of(f->arena, "content/a/x.yaml", yaml);
    wz_node *tree = wz_yaml_parse(f->arena, f->diags, file, WZ_YAML_MAP);
    assert_non_null(tree);
    return wz_record_read(f->arena, f->diags, model, wz_model_kind(model, wz_str_from(kind)), file, tree, NULL,
                          WZ_STR("x"), wz_loc_file(file));
}

static void print_diags(fixture *f)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(f->diags); i++) {
        const wz_diag *d = wz_diags_at(f->diags, i);
        wz_str text = wz_diag_text(f->arena, d, WZ_STR("en"));
        print_message("  %d:%d %.*s [%.*s]\n", d->loc.line, d->loc.column, WZ_ARG(text), WZ_ARG(wz_diag_name(d->code)));
    }
}

/* Whether there is one message, with this code and place; otherwise shows what there is. */
static bool matches(fixture *f, wz_diag_code code, int line, int column)
{
    const wz_diag *d = wz_diags_count(f->diags) == 1 ? wz_diags_at(f->diags, 0) : NULL;
    if (d && d->code == code && d->loc.line == line && d->loc.column == column) {
        return true;
    }
    print_message("expected %d:%d [%.*s], got:\n", line, column, WZ_ARG(wz_diag_name(code)));
    print_diags(f);
    return false;
}

static const wz_diag *expect(fixture *f, wz_diag_code code, int line, int column)
{
    assert_true(matches(f, code, line, column));
    return wz_diags_at(f->diags, 0);
}

static void expect_clean(fixture *f)
{
    if (wz_diags_count(f->diags)) {
        print_diags(f);
        fail();
    }
}

#define KIND                                                                                                           \
    "kinds:\n  a:\n    folder: a\n    label: {one: a, many: as}\n    roles: {title: t}\n    fields:\n      t: {type: " \
    "text}\n"

#define RICH                                                                                                           \
    "keys:\n  law: {law: wet, article: artikel, paragraph: lid}\n  source: {document: document, place: plaats}\n"      \
    "vocabularies:\n  v: {file: v.yaml}\n"                                                                             \
    "terms: {roles: {title: naam, aliases: ook}, fields: {naam: {type: text}, ook: {type: list of text}}}\n"           \
    "common:\n"                                                                                                        \
    "  titel: {type: text, required: true, max: 10, help: \"Kort.\"}\n"                                                \
    "  tekst: {type: markdown, max: 20}\n"                                                                             \
    "  themas: {type: terms, vocabulary: v, min: 1, max: 3, facet: true}\n"                                            \
    "  woorden: {type: list of text}\n"                                                                                \
    "  datum: {type: date}\n"                                                                                          \
    "  looptijd: {type: period}\n"                                                                                     \
    "  url: {type: url}\n"                                                                                             \
    "  wetten: {type: list of law, vocabulary: v}\n"                                                                   \
    "  bron: {type: source, vocabulary: v}\n"                                                                          \
    "  ja: {type: bool}\n"                                                                                             \
    "  getal: {type: integer, min: 0, max: 99}\n"                                                                      \
    "  groep: {type: group, fields: {een: {type: text, required: true}, twee: {type: date}}}\n"                        \
    "  beoordeeld: {type: group, fields: {datum: {type: date}, door: {type: text}}}\n"                                 \
    "  vervallen: {type: group, fields: {sinds: {type: date}, opvolger: {type: refs, to: self, max: 1}}}\n"            \
    "  verplicht: {type: list of text, required: true}\n"                                                              \
    "  jaren: {type: list of integer}\n"                                                                               \
    "roles: {title: titel, summary: tekstje, body: tekst, reviewed: beoordeeld, withdrawn: vervallen}\n"               \
    "kinds:\n"                                                                                                         \
    "  knelpunt:\n    folder: knelpunten\n    label: {one: knelpunt, many: knelpunten}\n    fields:\n"                 \
    "      tekstje: {type: text}\n"                                                                                    \
    "      zie: {type: refs, to: knelpunt, inverse: zie}\n"

static wz_model *rich(fixture *f)
{
    wz_model *model = read_model(f, RICH);
    expect_clean(f);
    assert_non_null(model);
    return model;
}

#define GOOD "titel: Titel\nthemas: [een]\nverplicht: [x]\n"

/* ---- The model ---- */

static void the_example_of_the_header_works(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_arena *arena = f.arena;
    wz_diags *diags = f.diags;
    wz_source *source = source_of(arena, "content/model.yaml",
                                  "kinds:\n  knelpunt:\n    folder: k\n    roles: {title: titel}\n"
                                  "    fields: {titel: {type: text, required: true}}\n");
    wz_source *file = source_of(arena, "content/k/lokale-driehoek.yaml", "titel: Lokale driehoek\n");
    wz_node *tree = wz_yaml_parse(arena, diags, file, WZ_YAML_MAP);

    wz_model *model = wz_model_read(arena, diags, source);
    const wz_kind *kind = wz_model_kind(model, WZ_STR("knelpunt"));
    wz_str id = WZ_STR("lokale-driehoek");
    wz_record *record = wz_record_read(arena, diags, model, kind, file, tree, NULL, id, wz_loc_file(file));
    wz_str title = wz_record_title(record);

    assert_true(wz_str_equal(title, WZ_STR("Lokale driehoek")));
    assert_true(wz_str_equal(kind->one, WZ_STR("knelpunt")));
    assert_false(record->broken);
    assert_int_equal(wz_diags_count(diags), 0);
    wz_arena_free(arena);
}

static void a_model_is_read_with_common_fields_first_and_roles_of_the_kind_over_shared_ones(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_model *m = rich(&f);
    assert_int_equal(m->kind_count, 1);
    assert_int_equal(m->vocabulary_count, 1);
    const wz_kind *kind = m->kinds[0];
    assert_true(wz_str_equal(kind->fields[0].name, WZ_STR("titel")));
    assert_ptr_equal(wz_kind_role(kind, WZ_ROLE_TITLE), &kind->fields[0]);
    assert_null(wz_kind_role(kind, WZ_ROLE_OWNER));
    assert_ptr_equal(wz_kind_field(kind, WZ_STR("zie"))->to, kind);
    assert_true(wz_kind_field(kind, WZ_STR("themas"))->required);
    assert_true(wz_kind_field(kind, WZ_STR("themas"))->facet);
    assert_ptr_equal(wz_kind_field(kind, WZ_STR("themas"))->vocabulary, m->vocabularies[0]);
    assert_true(wz_str_equal(wz_kind_field(kind, WZ_STR("jaren"))->label, WZ_STR("jaren")));
    assert_null(wz_kind_field(kind, WZ_STR("onbekend")));
    assert_null(wz_model_kind(m, WZ_STR("v")));
    assert_null(wz_model_vocabulary(m, WZ_STR("knelpunt")));
    assert_true(wz_str_equal(m->law_key, WZ_STR("wet")));
    assert_true(wz_str_equal(wz_type_name(WZ_TYPE_REFS), WZ_STR("refs")));
    wz_arena_free(f.arena);
}

static void every_mistake_in_a_model_has_its_message_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        wz_diag_code code;
        int line, column;
    } cases[] = {
        {KIND "extra: 1\n", WZ_DIAG_MODEL_KEY, 8, 1},
        {"vocabularies: {}\n", WZ_DIAG_MODEL_EMPTY, 1, 1},
        {"kinds:\n  a:\n    folder: a\n    fields: {t: {type: text}}\n", WZ_DIAG_MODEL_MISSING, 2, 3},
        {"kinds:\n  a:\n    roles: {title: t}\n    fields: {t: {type: text}}\n", WZ_DIAG_MODEL_MISSING, 3, 5},
        {KIND "      x: {label: X}\n", WZ_DIAG_MODEL_MISSING, 8, 10},
        {KIND "      x: {type: terms}\n", WZ_DIAG_MODEL_MISSING, 8, 10},
        {KIND "      x: {type: refs}\n", WZ_DIAG_MODEL_MISSING, 8, 10},
        {KIND "      x: {type: group}\n", WZ_DIAG_MODEL_MISSING, 8, 10},
        {KIND "      x y: {type: text}\n", WZ_DIAG_MODEL_NAME, 8, 7},
        {KIND "      T: {type: text}\n", WZ_DIAG_MODEL_RESERVED, 8, 7},
        {KIND "      x: {type: text, free: true}\n", WZ_DIAG_MODEL_OPTION, 8, 23},
        {KIND "      x: {type: text, written: \"\"}\n", WZ_DIAG_EMPTY_VALUE, 8, 32},
        {KIND "      \"\": {type: text}\n", WZ_DIAG_MODEL_NAME, 8, 7},
        {KIND "      x: {type: refs, to: a, inverse: 2}\n", WZ_DIAG_MODEL_NAME, 8, 39},
        {KIND "      x: {type: refs, to: a, inverse: t}\n", WZ_DIAG_MODEL_RESERVED, 8, 7},
        {KIND "      x: {type: refs, to: a, inverse: meta}\n", WZ_DIAG_MODEL_RESERVED, 8, 7},
        {KIND "      g: {type: group, fields: {x: {type: refs, to: a, inverse: t}}}\n", WZ_DIAG_MODEL_RESERVED, 8, 33},
        {KIND "common: {t: {type: text}}\n", WZ_DIAG_MODEL_RESERVED, 7, 7},
        {KIND "  b:\n    folder: A\n    roles: {title: t}\n    fields: {t: {type: text}}\n", WZ_DIAG_MODEL_RESERVED, 8,
         3},
        {"vocabularies: {a: {file: a.yaml, roles: {title: t}, fields: {t: {type: text}}}}\n" KIND,
         WZ_DIAG_MODEL_RESERVED, 3, 3},
        {KIND "      x: {type: tekst}\n", WZ_DIAG_MODEL_TYPE, 8, 17},
        {KIND "      x: {type: list of}\n", WZ_DIAG_MODEL_TYPE, 8, 17},
        {KIND "      x: {type: list of list of text}\n", WZ_DIAG_MODEL_TYPE, 8, 17},
        {KIND "      x: {type: terms, vocabulary: b}\n", WZ_DIAG_MODEL_VOCABULARY, 8, 36},
        {KIND "      x: {type: refs, to: b}\n", WZ_DIAG_MODEL_KIND, 8, 27},
        {KIND "roles: {summary: s}\n", WZ_DIAG_MODEL_ROLE, 8, 18},
        {KIND "roles: {body: t}\n", WZ_DIAG_MODEL_ROLE_TYPE, 8, 15},
        {KIND "roles: {kleur: t}\n", WZ_DIAG_MODEL_KEY, 8, 9},
        {KIND "      x: {type: text, vocabulary: b}\n", WZ_DIAG_MODEL_OPTION, 8, 23},
        {KIND "      x: {type: text, min: 2}\n", WZ_DIAG_MODEL_OPTION, 8, 23},
        {KIND "      x: {type: markdown, facet: true}\n", WZ_DIAG_MODEL_OPTION, 8, 27},
        {KIND "      x: {type: text, kleur: rood}\n", WZ_DIAG_MODEL_KEY, 8, 23},
        {KIND "      x: {type: list of text, min: 3, max: 2}\n", WZ_DIAG_MODEL_RANGE, 8, 36},
        {KIND "      x: {type: integer, min: 3, max: 0}\n", WZ_DIAG_MODEL_RANGE, 8, 31},
        {KIND "      x: {type: text, max: tien}\n", WZ_DIAG_BAD_INTEGER, 8, 28},
        {KIND "      x: {type: text, max: -1}\n", WZ_DIAG_BAD_INTEGER, 8, 28},
        {KIND "      x: {type: text, max: 9999999999}\n", WZ_DIAG_BAD_INTEGER, 8, 28},
        {KIND "      x: {type: text, required: misschien}\n", WZ_DIAG_BAD_BOOL, 8, 33},
        {KIND "      x: {type: text, label: [a]}\n", WZ_DIAG_TEXT_EXPECTED, 8, 30},
        {KIND "      x: {type: text, label: \"\"}\n", WZ_DIAG_EMPTY_VALUE, 8, 30},
        {KIND "      x: tekst\n", WZ_DIAG_GROUP_EXPECTED, 8, 10},
        {KIND "      x: {type: group, fields: [a]}\n", WZ_DIAG_GROUP_EXPECTED, 8, 32},
        {KIND "common: ja\n", WZ_DIAG_GROUP_EXPECTED, 8, 9},
        {KIND "terms: ja\n", WZ_DIAG_GROUP_EXPECTED, 8, 8},
        {KIND "keys: ja\n", WZ_DIAG_GROUP_EXPECTED, 8, 7},
        {KIND "roles: ja\n", WZ_DIAG_GROUP_EXPECTED, 8, 8},
        {"kinds:\n  a:\n    folder: ../a\n    roles: {title: t}\n    fields: {t: {type: text}}\n", WZ_DIAG_MODEL_PATH,
         3, 13},
        {"kinds:\n  a:\n    folder: /a\n    roles: {title: t}\n    fields: {t: {type: text}}\n", WZ_DIAG_MODEL_PATH, 3,
         13},
        {"kinds:\n  a:\n    folder: a?b\n    roles: {title: t}\n    fields: {t: {type: text}}\n", WZ_DIAG_MODEL_PATH, 3,
         13},
        {KIND "      x: {type: group, fields: {x: {type: group, fields: {x: {type: group, fields: {x: {type: group, "
              "fields: {x: {type: "
              "group, fields: {x: {type: text}}}}}}}}}}}\n",
         WZ_DIAG_MODEL_DEPTH, 8, 136},
        {"vocabularies:\n  v: {file: v.yaml, roles: {title: t}, fields: {t: {type: text}, x: {type: refs, to: a, "
         "inverse: vs}}}\n" KIND,
         WZ_DIAG_MODEL_INVERSE, 2, 89},
        {"vocabularies:\n  v: {file: v.yaml}\n  w: {file: v.yaml}\nterms: {roles: {title: t}, fields: {t: {type: "
         "text}}}\n" KIND,
         WZ_DIAG_MODEL_RESERVED, 3, 3},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = open_fixture();
        assert_null(read_model(&f, cases[i].yaml));
        if (!matches(&f, cases[i].code, cases[i].line, cases[i].column)) {
            print_message("%s", cases[i].yaml);
            wrong++;
        }
        wz_arena_free(f.arena);
    }
    assert_int_equal(wrong, 0);
}

static void names_in_a_model_that_are_nearly_right_get_a_suggestion(void **state)
{
    (void)state;
    static const char *cases[][2] = {
        {KIND "      x: {type: markdwn}\n", "markdown"},
        {KIND "      x: {type: text, hlep: X}\n", "help"},
        {"vocabularies: {themas: {file: v.yaml, roles: {title: t}, fields: {t: {type: text}}}}\n" KIND
         "      x: {type: terms, vocabulary: thmas}\n",
         "themas"},
        {"kinds:\n  knelpunt:\n    folder: a\n    roles: {title: t}\n    fields: {t: {type: text}, x: {type: refs, to: "
         "knelpnt}}\n",
         "knelpunt"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = open_fixture();
        assert_null(read_model(&f, cases[i][0]));
        assert_int_equal(wz_diags_count(f.diags), 1);
        assert_true(wz_str_equal(wz_diags_at(f.diags, 0)->suggestion, wz_str_from(cases[i][1])));
        wz_arena_free(f.arena);
    }
}

static void all_mistakes_in_a_model_come_out_in_one_run(void **state)
{
    (void)state;
    fixture f = open_fixture();
    assert_null(read_model(&f, KIND "      x: {type: tekst}\n      9: {type: refs, to: b}\nfout: 1\n"));
    assert_int_equal(wz_diags_count(f.diags), 4);
    wz_arena_free(f.arena);
}

static void a_name_that_is_taken_points_at_the_other_place(void **state)
{
    (void)state;
    fixture f = open_fixture();
    read_model(&f, KIND "common: {t: {type: text}}\n");
    const wz_diag *d = expect(&f, WZ_DIAG_MODEL_RESERVED, 7, 7);
    assert_int_equal(d->related.line, 8);
    wz_arena_free(f.arena);
}

static void a_name_that_the_tool_has_itself_gets_an_underscore_and_stays_in_the_files(void **state)
{
    (void)state;
    static const char *const names[] = {"id", "path", "kind", "meta", "index", "title", "summary"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        fixture f = open_fixture();
        wz_str name = wz_str_from(names[i]);
        wz_str yaml = wz_format(f.arena, KIND "      %s: {type: text, label: X}\n", names[i]);
        wz_model *m = read_model(&f, wz_str_cstring(f.arena, yaml));
        assert_non_null(m);
        expect_clean(&f);
        assert_null(wz_kind_field(m->kinds[0], name));
        const wz_field *field = wz_kind_written(m->kinds[0], name);
        assert_true(wz_str_equal(field->name, wz_format(f.arena, "%s_", names[i])));
        assert_true(wz_str_equal(field->written, name));
        wz_arena_free(f.arena);
    }
}

static void the_field_that_plays_a_role_may_bear_its_name(void **state)
{
    (void)state;
    fixture f = open_fixture();
    assert_non_null(read_model(&f, "kinds:\n  a:\n    folder: a\n    roles: {title: title, summary: summary}\n"
                                   "    fields: {title: {type: text}, summary: {type: text}}\n"));
    expect_clean(&f);
    wz_arena_free(f.arena);
}

/* ---- Records ---- */

static void every_mistake_in_a_record_has_its_message_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        wz_diag_code code;
        int line, column;
    } cases[] = {
        {GOOD "titl: x\n", WZ_DIAG_UNKNOWN_FIELD, 4, 1},
        {"themas: [een]\nverplicht: [x]\n", WZ_DIAG_MISSING_FIELD, 1, 1},
        {"titel: [a]\nthemas: [een]\nverplicht: [x]\n", WZ_DIAG_TEXT_EXPECTED, 1, 8},
        {"titel: {nl: a}\nthemas: [een]\nverplicht: [x]\n", WZ_DIAG_TEXT_EXPECTED, 1, 8},
        {"titel: ~\nthemas: [een]\nverplicht: [x]\n", WZ_DIAG_EMPTY_VALUE, 1, 8},
        {"titel: null\nthemas: [een]\nverplicht: [x]\n", WZ_DIAG_EMPTY_VALUE, 1, 8},
        {"titel: \"  \"\nthemas: [een]\nverplicht: [x]\n", WZ_DIAG_EMPTY_VALUE, 1, 8},
        {"titel: Titel\nthemas: [een]\nverplicht: []\n", WZ_DIAG_EMPTY_VALUE, 3, 12},
        {"titel: 12345678901\nthemas: [een]\nverplicht: [x]\n", WZ_DIAG_TOO_LONG, 1, 8},
        {"titel: éééééééééé1\nthemas: [een]\nverplicht: [x]\n", WZ_DIAG_TOO_LONG, 1, 8},
        {"titel: Titel\nthemas: []\nverplicht: [x]\n", WZ_DIAG_TOO_FEW, 2, 9},
        {"titel: Titel\nthemas: [a, b, c, d]\nverplicht: [x]\n", WZ_DIAG_TOO_MANY, 2, 9},
        {"titel: Titel\nthemas: [a, b, a]\nverplicht: [x]\n", WZ_DIAG_DUPLICATE_ITEM, 2, 16},
        {GOOD "woorden: een, twee\n", WZ_DIAG_ONE_ITEM, 4, 10},
        {GOOD "url: \"\"\n", WZ_DIAG_EMPTY_FIELD, 4, 6},
        {GOOD "woorden: [[a]]\n", WZ_DIAG_LOOSE_VALUES, 4, 11},
        {GOOD "woorden: [{a: b}]\n", WZ_DIAG_TEXT_EXPECTED, 4, 11},
        {GOOD "datum: 31-12-2020\n", WZ_DIAG_BAD_DATE, 4, 8},
        {GOOD "datum: 2023-02-29\n", WZ_DIAG_BAD_DATE, 4, 8},
        {GOOD "datum: 9999-12-31\n", WZ_DIAG_ODD_DATE, 4, 8},
        {GOOD "looptijd: ooit\n", WZ_DIAG_BAD_PERIOD, 4, 11},
        {GOOD "looptijd: 2022..2019\n", WZ_DIAG_BAD_PERIOD, 4, 11},
        {GOOD "url: www.example.nl\n", WZ_DIAG_BAD_URL, 4, 6},
        {GOOD "url: javascript:alert(1)\n", WZ_DIAG_BAD_URL, 4, 6},
        {GOOD "url: \"https://example.nl/a b\"\n", WZ_DIAG_BAD_URL, 4, 6},
        {GOOD "url: https://example.nl:port/\n", WZ_DIAG_URL_PORT, 4, 6},
        {GOOD "url: https:///pad\n", WZ_DIAG_URL_HOST, 4, 6},
        {GOOD "wetten: [gemeentewet]\n", WZ_DIAG_GROUP_EXPECTED, 4, 10},
        {GOOD "wetten:\n  - {artikel: \"2\"}\n", WZ_DIAG_MISSING_FIELD, 5, 5},
        {GOOD "wetten:\n  - {wet: x, artikl: \"2\"}\n", WZ_DIAG_UNKNOWN_FIELD, 5, 14},
        {GOOD "wetten:\n  - {wet: x, artikel: [2]}\n", WZ_DIAG_TEXT_EXPECTED, 5, 23},
        {GOOD "bron: {document: d, plaats: }\n", WZ_DIAG_EMPTY_VALUE, 4, 29},
        {GOOD "ja: misschien\n", WZ_DIAG_BAD_BOOL, 4, 5},
        {GOOD "getal: 1.250\n", WZ_DIAG_BAD_INTEGER, 4, 8},
        {GOOD "getal: \"-\"\n", WZ_DIAG_BAD_INTEGER, 4, 8},
        {GOOD "getal: 100\n", WZ_DIAG_INTEGER_RANGE, 4, 8},
        {GOOD "getal: -1\n", WZ_DIAG_INTEGER_RANGE, 4, 8},
        {GOOD "groep: tekst\n", WZ_DIAG_GROUP_EXPECTED, 4, 8},
        {GOOD "groep: {twee: 2020-01-01}\n", WZ_DIAG_MISSING_FIELD, 4, 8},
        {GOOD "groep:\n  een: x\n  drie: y\n", WZ_DIAG_UNKNOWN_FIELD, 6, 3},
        {GOOD "beoordeeld: 2026-01-01\n", WZ_DIAG_BARE_REVIEW, 4, 13},
        {GOOD "beoordeeld: gisteren\n", WZ_DIAG_GROUP_EXPECTED, 4, 13},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = open_fixture();
        wz_model *m = rich(&f);
        wz_record *r = read_record(&f, m, "knelpunt", cases[i].yaml);
        if (!matches(&f, cases[i].code, cases[i].line, cases[i].column)) {
            print_message("%s", cases[i].yaml);
            wrong++;
        } else if (r->broken != (wz_diag_severity(wz_diags_at(f.diags, 0)) == WZ_ERROR)) {
            wrong++;
        }
        wz_arena_free(f.arena);
    }
    assert_int_equal(wrong, 0);
}

static void a_record_keeps_its_values_by_type(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_model *m = rich(&f);
    wz_record *r = read_record(
        &f, m, "knelpunt",
        "titel: \"  Een\\n  titel \"\nthemas: een\nverplicht: [010, no]\ndatum: 2024-02-29\nlooptijd: 2019..2022\n"
        "url: https://gemeente.example/pad?x=1#y\nwetten: [{wet: g, artikel: \"28\", lid: 2}]\nja: nee\ngetal: 0\n"
        "bron: {document: d, plaats: par. 2}\ntekst: |\n  Eerste\n\n  tweede\n");
    expect_clean(&f);
#define VALUE(name) wz_record_value(r, wz_kind_field(r->kind, WZ_STR(name)))
    assert_true(wz_str_equal(wz_record_title(r), WZ_STR("Een titel")));
    assert_true(wz_str_equal(VALUE("themas")->items[0].as.ref.name, WZ_STR("een")));
    assert_int_equal(VALUE("verplicht")->count, 2);
    assert_true(wz_str_equal(VALUE("verplicht")->items[0].as.text, WZ_STR("010")));
    assert_int_equal(VALUE("datum")->items[0].as.date.day, 29);
    assert_int_equal(VALUE("looptijd")->items[0].as.period.to.year, 2022);
    assert_true(wz_str_equal(wz_item_second(&VALUE("wetten")->items[0]), WZ_STR("2")));
    assert_true(wz_str_equal(wz_item_first(&VALUE("bron")->items[0]), WZ_STR("par. 2")));
    assert_false(VALUE("ja")->items[0].as.truth);
    assert_int_equal(VALUE("getal")->items[0].as.integer, 0);
    assert_true(wz_str_equal(VALUE("tekst")->items[0].as.text, WZ_STR("Eerste\n\ntweede\n")));
    assert_int_equal(VALUE("groep")->count, 0);
    assert_int_equal(wz_record_role(r, WZ_ROLE_OWNER)->count, 0);
    assert_false(wz_record_withdrawn(r));
    assert_true(wz_str_equal(wz_record_summary(r), (wz_str){0}));
    wz_arena_free(f.arena);
}

static void a_record_without_a_title_is_called_by_its_id(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_record *r = read_record(&f, rich(&f), "knelpunt", "themas: [een]\nverplicht: [x]\n");
    assert_true(r->broken);
    assert_true(wz_str_equal(wz_record_title(r), WZ_STR("x")));
    wz_arena_free(f.arena);
}

static void repetitions_are_dropped_with_a_warning_in_short_lists_and_long_ones(void **state)
{
    (void)state;
    for (int count = 2; count <= 40; count += 38) {
        fixture f = open_fixture();
        wz_model *m = rich(&f);
        wz_buf yaml = {0};
        wz_buf_add(&yaml, WZ_STR(GOOD "jaren:\n"));
        for (int i = 0; i < count; i++) {
            wz_buf_format(&yaml, "  - %d\n", i);
        }
        wz_buf_add(&yaml, WZ_STR("  - 1\nwetten:\n"));
        for (int i = 0; i < count; i++) {
            wz_buf_format(&yaml, "  - {wet: w, artikel: \"%d\"}\n", i);
        }
        wz_buf_add(&yaml, WZ_STR("  - {wet: w, artikel: \"1\"}\n  - {wet: w}\n"));
        wz_buf_byte(&yaml, 0);
        wz_record *r = read_record(&f, m, "knelpunt", yaml.ptr);
        assert_int_equal(wz_diags_count(f.diags), 2);
        assert_int_equal(wz_diags_at(f.diags, 0)->code, WZ_DIAG_DUPLICATE_ITEM);
        assert_int_equal(VALUE("jaren")->count, count);
        assert_int_equal(VALUE("wetten")->count, count + 1);
        assert_false(r->broken);
        wz_buf_free(&yaml);
        wz_arena_free(f.arena);
    }
}

static void a_repetition_does_not_help_to_reach_the_minimum(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_model *m = read_model(&f, KIND "      x: {type: list of text, min: 2}\n");
    read_record(&f, m, "a", "t: T\nx: [y, y]\n");
    assert_int_equal(wz_diags_count(f.diags), 2);
    assert_int_equal(wz_diags_at(f.diags, 1)->code, WZ_DIAG_TOO_FEW);
    wz_arena_free(f.arena);
}

static void an_unknown_field_gets_a_suggestion(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_model *m = rich(&f);
    read_record(&f, m, "knelpunt", GOOD "looptjd: 2020\n");
    assert_true(wz_str_equal(expect(&f, WZ_DIAG_UNKNOWN_FIELD, 4, 1)->suggestion, WZ_STR("looptijd")));
    wz_arena_free(f.arena);
}

static void count_items(void *context, const wz_field *field, wz_item *item)
{
    (void)field;
    (void)item;
    ++*(int *)context;
}

static void every_item_is_visited_groups_included(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_record *r = read_record(&f, rich(&f), "knelpunt", GOOD "groep: {een: x, twee: 2020-01-01}\n");
    int n = 0;
    wz_record_each(r, count_items, &n);
    assert_int_equal(n, 3 + 1 + 2);
    wz_arena_free(f.arena);
}

/* ---- Ids and paths ---- */

static void ids_that_a_file_system_or_an_address_cannot_bear_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        wz_diag_code code;
    } cases[] = {
        {"", WZ_DIAG_BAD_ID},
        {".", WZ_DIAG_BAD_ID},
        {"..", WZ_DIAG_BAD_ID},
        {"../../buiten", WZ_DIAG_BAD_ID},
        {"%2e%2e%2f", WZ_DIAG_BAD_ID},
        {"..\\buiten", WZ_DIAG_BAD_ID},
        {"a/b", WZ_DIAG_BAD_ID},
        {".htaccess", WZ_DIAG_BAD_ID},
        {"-rf", WZ_DIAG_BAD_ID},
        {"a-", WZ_DIAG_BAD_ID},
        {"Zorg", WZ_DIAG_BAD_ID},
        {"stra\xc3\x9f"
         "e",
         WZ_DIAG_BAD_ID},
        {"nul.html", WZ_DIAG_BAD_ID},
        {"a\xc2\xa0"
         "b",
         WZ_DIAG_BAD_ID},
        {"100%", WZ_DIAG_BAD_ID},
        {"feed.xml", WZ_DIAG_BAD_ID},
        {"con", WZ_DIAG_RESERVED_ID},
        {"aux", WZ_DIAG_RESERVED_ID},
        {"com1", WZ_DIAG_RESERVED_ID},
        {"lpt9", WZ_DIAG_RESERVED_ID},
        {"index", WZ_DIAG_RESERVED_ID},
        {"feed", WZ_DIAG_RESERVED_ID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = open_fixture();
        wz_source source = {WZ_STR("x"), {0}};
        assert_false(wz_id_check(f.arena, f.diags, wz_str_from(cases[i].id), (wz_loc){&source, 3, 4, 0}));
        expect(&f, cases[i].code, 3, 4);
        wz_arena_free(f.arena);
    }
}

static void the_longest_id_is_accepted_and_one_byte_more_is_not(void **state)
{
    (void)state;
    fixture f = open_fixture();
    char id[WZ_ID_MAX + 2];
    memset(id, 'a', sizeof id);
    assert_true(wz_id_check(f.arena, f.diags, (wz_str){id, WZ_ID_MAX}, WZ_NOWHERE));
    assert_true(wz_id_check(f.arena, f.diags, WZ_STR("com10"), WZ_NOWHERE));
    assert_true(wz_id_check(f.arena, f.diags, WZ_STR("0"), WZ_NOWHERE));
    expect_clean(&f);
    assert_false(wz_id_check(f.arena, f.diags, (wz_str){id, WZ_ID_MAX + 1}, WZ_NOWHERE));
    expect(&f, WZ_DIAG_LONG_ID, 0, 0);
    wz_arena_free(f.arena);
}

static void a_wrong_id_is_answered_with_a_right_one(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_id_check(f.arena, f.diags,
                WZ_STR("Caf\xc3\xa9 & Stra\xc3\x9f"
                       "e!"),
                WZ_NOWHERE);
    assert_true(wz_str_equal(wz_diags_at(f.diags, 0)->suggestion, WZ_STR("cafe-strasse")));
    wz_arena_free(f.arena);
}

static void paths_are_relative_clean_and_need_no_escaping(void **state)
{
    (void)state;
    assert_true(wz_path_check(WZ_STR("begrippen/themas.yaml")));
    static const char *bad[] = {"",    "/a",   "a/",  "a//b", "..",          "a/../b", ".a",
                                "a b", "a\\b", "a?b", "a#b",  "caf\xc3\xa9", "{id}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(wz_path_check(wz_str_from(bad[i])));
    }
}

/* ---- Skeletons ---- */

static void a_skeleton_is_yaml_with_only_the_values_left_to_fill_in(void **state)
{
    (void)state;
    fixture f = open_fixture();
    wz_model *m = read_model(
        &f,
        "common:\n  added: {type: date}\n  t: {type: text, required: true, help: \"Eerste regel.\\nTweede: regel.\"}\n"
        "  o: {type: text, help: \"Drie.\\nVier: x.\"}\n  g: {type: list of group, required: true, fields: {a: {type: "
        "text, required: true}, b: {type: bool}}}\n"
        "roles: {title: t, added: added}\nkinds: {a: {folder: a}}\n");
    expect_clean(&f);
    wz_buf out = {0};
    wz_model_skeleton(&out, m, m->kinds[0], (wz_date){2026, 2, 3}, (wz_str){0}, NULL, NULL);
    wz_buf_byte(&out, 0);
    assert_non_null(strstr(out.ptr, "added: 2026-02-03\n"));
    assert_non_null(strstr(out.ptr, "# Tweede: regel.\n"));
    assert_null(strstr(out.ptr, "\nVier"));
    /* Without one "# " the block counts, and its help is still a comment. */
    assert_non_null(strstr(out.ptr, "\n# # Drie.\n# # Vier: x.\n# o: \"\"\n"));
    read_record(&f, m, "a", out.ptr);
    for (ptrdiff_t i = 0; i < wz_diags_count(f.diags); i++) {
        assert_int_equal(wz_diags_at(f.diags, i)->code, WZ_DIAG_EMPTY_VALUE);
    }
    assert_int_equal(wz_diags_count(f.diags), 2);
    wz_buf_free(&out);
    wz_arena_free(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_header_works),
        cmocka_unit_test(a_model_is_read_with_common_fields_first_and_roles_of_the_kind_over_shared_ones),
        cmocka_unit_test(every_mistake_in_a_model_has_its_message_at_its_place),
        cmocka_unit_test(names_in_a_model_that_are_nearly_right_get_a_suggestion),
        cmocka_unit_test(all_mistakes_in_a_model_come_out_in_one_run),
        cmocka_unit_test(a_name_that_is_taken_points_at_the_other_place),
        cmocka_unit_test(the_field_that_plays_a_role_may_bear_its_name),
        cmocka_unit_test(a_name_that_the_tool_has_itself_gets_an_underscore_and_stays_in_the_files),
        cmocka_unit_test(every_mistake_in_a_record_has_its_message_at_its_place),
        cmocka_unit_test(a_record_keeps_its_values_by_type),
        cmocka_unit_test(a_record_without_a_title_is_called_by_its_id),
        cmocka_unit_test(repetitions_are_dropped_with_a_warning_in_short_lists_and_long_ones),
        cmocka_unit_test(a_repetition_does_not_help_to_reach_the_minimum),
        cmocka_unit_test(an_unknown_field_gets_a_suggestion),
        cmocka_unit_test(every_item_is_visited_groups_included),
        cmocka_unit_test(ids_that_a_file_system_or_an_address_cannot_bear_are_refused),
        cmocka_unit_test(the_longest_id_is_accepted_and_one_byte_more_is_not),
        cmocka_unit_test(a_wrong_id_is_answered_with_a_right_one),
        cmocka_unit_test(paths_are_relative_clean_and_need_no_escaping),
        cmocka_unit_test(a_skeleton_is_yaml_with_only_the_values_left_to_fill_in),
    };
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
