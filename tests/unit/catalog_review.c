/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/catalog_review.c - what has to be looked at again: terms of months over the ends of months and leap days, each reason with
 * the day from which it holds, and lists of owners that add up. */
#include "project.h"

#include "wegwijzer/catalog.h"

#define MODEL                                                                                                          \
    "keys: {source: {document: document, place: plaats}}\n"                                                            \
    "vocabularies:\n"                                                                                                  \
    "  organisaties: {file: organisaties.yaml, label: {one: organisatie, many: organisaties}}\n"                       \
    "  standen: {file: standen.yaml, label: {one: stand, many: standen}}\n"                                            \
    "  bronnen: {file: bronnen.yaml, label: {one: bron, many: bronnen}, fields: {datum: {type: date}, over: {type: "   \
    "refs, to: ding}}}\n"                                                                                              \
    "terms: {roles: {title: naam}, fields: {naam: {type: text, required: true}}}\n"                                    \
    "roles: {title: titel, added: sinds, checked: nagelopen, reviewed: beoordeeld, owner: van, withdrawn: weg}\n"      \
    "common:\n"                                                                                                        \
    "  titel: {type: text, required: true}\n"                                                                          \
    "  sinds: {type: date}\n"                                                                                          \
    "  van: {type: terms, vocabulary: organisaties}\n"                                                                 \
    "  stand: {type: terms, vocabulary: standen, max: 1}\n"                                                            \
    "  loopt: {type: period}\n"                                                                                        \
    "  bij: {type: refs, to: ding}\n"                                                                                  \
    "  bronnen: {type: list of source, vocabulary: bronnen}\n"                                                         \
    "  nagelopen: {type: group, fields: {datum: {type: date, required: true}, wat: {type: text}}}\n"                   \
    "  beoordeeld: {type: group, fields: {datum: {type: date, required: true}, wat: {type: text}}}\n"                  \
    "  weg: {type: group, fields: {sinds: {type: date, required: true}, reden: {type: text}}}\n"                       \
    "kinds:\n  ding: {folder: dingen, label: {one: ding, many: dingen}}\n"

static void ding(project *p, const char *id, const char *rest)
{
    char path[128], text[1024];
    snprintf(path, sizeof path, "content/dingen/%s.yaml", id);
    snprintf(text, sizeof text, "titel: Ding %s\nsinds: 2020-01-01\n%s", id, rest);
    add(p, path, text);
}

static project open_project(void)
{
    project p;
    make_project(&p);
    add(&p, "content/model.yaml", MODEL);
    add(&p, "content/organisaties.yaml", "aa: {naam: Eerste}\nbb: {naam: Tweede}\n");
    add(&p, "content/standen.yaml", "gaande: {naam: Gaande}\n");
    add(&p, "content/bronnen.yaml",
        "oud: {naam: Oud, datum: 2020-03-01}\nnieuw: {naam: Nieuw, datum: 2026-05-04, over: [rustig, nooit]}\n");
    return p;
}

static void load(project *p)
{
    p->arena = wz_arena_new(NULL);
    p->diags = wz_diags_new(p->arena);
    wz_catalog_options options = {.fs = &p->fs, .folder = p->folder, .workers = 1, .today = {2026, 6, 1}};
    p->catalog = wz_catalog_load(p->arena, p->diags, &options);
    assert_non_null(p->catalog);
}

static void close_project(project *p)
{
    wz_catalog_free(p->catalog);
    wz_arena_free(p->arena);
    remove_project(p);
}

static const wz_record *get(const project *p, const char *id)
{
    const wz_record *r = wz_catalog_find(p->catalog, p->catalog->model->kinds[0], wz_str_from(id));
    assert_non_null(r);
    return r;
}

/* What the list says of a record, or NULL. */
static const wz_stale *of(const project *p, const wz_worklist *list, const char *id)
{
    for (ptrdiff_t i = 0; i < list->count; i++) {
        if (list->items[i].record == get(p, id)) {
            return &list->items[i];
        }
    }
    return NULL;
}

static void assert_date(wz_date date, int year, int month, int day)
{
    assert_int_equal(date.year * 10000 + date.month * 100 + date.day, year * 10000 + month * 100 + day);
}

/* ---- Months ---- */

static void a_term_of_months_ends_on_the_same_day_or_on_the_last_of_a_shorter_month(void **state)
{
    (void)state;
    static const struct {
        long months;
        wz_date from, until;
    } cases[] = {
        {24, {2024, 2, 29}, {2026, 2, 28}}, {48, {2024, 2, 29}, {2028, 2, 29}}, {1, {2026, 1, 31}, {2026, 2, 28}},
        {1, {2028, 1, 31}, {2028, 2, 29}},  {1, {2026, 12, 31}, {2027, 1, 31}}, {3, {2026, 11, 30}, {2027, 2, 28}},
        {12, {2026, 6, 15}, {2027, 6, 15}}, {1, {2026, 3, 31}, {2026, 4, 30}},  {12, {2100, 2, 28}, {2101, 2, 28}},
    };
    project p = open_project();
    ding(&p, "een", "");
    load(&p);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wz_review_rules rules = {.months = cases[i].months};
        const wz_record *record = get(&p, "een");
        wz_date until = wz_review_until(&rules, record, cases[i].from),
                after = wz_date_from_days(wz_date_days(until) + 1);
        assert_date(until, cases[i].until.year, cases[i].until.month, cases[i].until.day);
        assert_false(wz_review_due(&rules, record, cases[i].from, until));
        assert_true(wz_review_due(&rules, record, cases[i].from, after));
    }
    close_project(&p);
}

static void the_first_term_that_fits_counts_and_never_looked_at_is_always_due(void **state)
{
    (void)state;
    project p = open_project();
    ding(&p, "gaande", "stand: gaande\n");
    ding(&p, "stil", "");
    load(&p);
    const wz_record *stand = p.catalog->terms[1][0];
    const wz_review_term terms[] = {{.field = WZ_STR("stand"), .term = stand, .months = 6},
                                    {.kind = p.catalog->model->kinds[0], .months = 12}};
    wz_review_rules rules = {.months = 24, .terms = terms, .term_count = 2};
    assert_date(wz_review_until(&rules, get(&p, "gaande"), (wz_date){2026, 1, 1}), 2026, 7, 1);
    assert_date(wz_review_until(&rules, get(&p, "stil"), (wz_date){2026, 1, 1}), 2027, 1, 1);
    assert_true(wz_review_due(&rules, get(&p, "stil"), (wz_date){0}, (wz_date){1, 1, 1}));
    close_project(&p);
}

/* ---- Reasons ---- */

static void every_reason_has_the_day_from_which_it_holds(void **state)
{
    (void)state;
    static const wz_str dates[] = {WZ_STR("datum")}, covers[] = {WZ_STR("over")}, ended[] = {WZ_STR("loopt")};
    project p = open_project();
    ding(&p, "nooit", "");
    ding(&p, "lang", "nagelopen: {datum: 2024-02-29}\n");
    ding(&p, "jongst", "nagelopen: {datum: 2024-02-29}\nbeoordeeld: {datum: 2026-05-30}\n");
    ding(&p, "rustig", "nagelopen: {datum: 2026-05-03}\nbronnen: [{document: oud}]\n");
    ding(&p, "voorbij", "nagelopen: {datum: 2026-04-30}\nloopt: 2020..2026-04\n");
    ding(&p, "gezien", "nagelopen: {datum: 2026-05-01}\nloopt: 2020..2026-04\n");
    ding(&p, "vertrokken", "weg: {sinds: 2026-01-01}\n");
    ding(&p, "leidt", "nagelopen: {datum: 2026-05-30}\nbij: vertrokken\n");
    load(&p);
    wz_review_rules rules = {.months = 24, .dates = {dates, 1}, .covers = {covers, 1}, .ended = {ended, 1}};
    wz_worklist list = wz_catalog_worklist(p.arena, p.catalog, &rules, (wz_date){2026, 6, 1});
    const wz_stale *s = of(&p, &list, "nooit");
    assert_true(s && s->due && s->seen.year == 0 && !s->ended && !s->leads);
    assert_date(s->since, 2020, 1, 1);
    s = of(&p, &list, "lang");
    assert_true(s && s->due);
    assert_date(s->since, 2026, 2, 28);
    assert_null(of(&p, &list, "jongst"));
    s = of(&p, &list, "rustig");
    assert_true(s && !s->due && s->old && s->overtaken_count == 1);
    assert_true(wz_str_equal(s->overtaken[0]->id, WZ_STR("nieuw")));
    assert_date(s->since, 2022, 3, 1);
    s = of(&p, &list, "voorbij");
    assert_true(s && s->ended && !s->due);
    assert_date(s->since, 2026, 4, 30);
    assert_null(of(&p, &list, "gezien"));
    assert_null(of(&p, &list, "vertrokken"));
    s = of(&p, &list, "leidt");
    assert_true(s && s->leads && !s->due && s->since.year == 0);
    close_project(&p);
}

/* ---- Owners ---- */

static void a_record_of_two_owners_is_in_both_lists_and_counts_once(void **state)
{
    (void)state;
    project p = open_project();
    ding(&p, "samen", "van: [aa, bb]\n");
    ding(&p, "alleen", "van: bb\n");
    ding(&p, "niemand", "");
    ding(&p, "klaar", "van: bb\nnagelopen: {datum: 2026-05-01}\n");
    load(&p);
    wz_review_rules rules = {.months = 24};
    wz_worklist list = wz_catalog_worklist(p.arena, p.catalog, &rules, (wz_date){2026, 6, 1});
    const wz_record *const *organisations = (const wz_record *const *)p.catalog->terms[0];
    assert_int_equal(list.count, 3);
    assert_int_equal(list.owner_count, 3);
    assert_ptr_equal(list.owners[0].owner, organisations[1]);
    assert_int_equal(list.owners[0].count, 2);
    assert_int_equal(list.owners[0].due, 2);
    assert_null(list.owners[2].owner);
    assert_int_equal(wz_worklist_of(&list, organisations[0])->count, 1);
    assert_ptr_equal(wz_worklist_of(&list, organisations[0])->items[0]->record, get(&p, "samen"));
    assert_int_equal(wz_worklist_of(&list, NULL)->count, 1);
    close_project(&p);
}

static void nothing_due_is_an_empty_list(void **state)
{
    (void)state;
    project p = open_project();
    ding(&p, "klaar", "nagelopen: {datum: 2026-05-01}\n");
    load(&p);
    wz_review_rules rules = {.months = 24};
    wz_worklist list = wz_catalog_worklist(p.arena, p.catalog, &rules, (wz_date){2026, 6, 1});
    assert_int_equal(list.count, 0);
    assert_int_equal(list.owner_count, 0);
    assert_null(wz_worklist_of(&list, NULL));
    close_project(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_of_months_ends_on_the_same_day_or_on_the_last_of_a_shorter_month),
        cmocka_unit_test(the_first_term_that_fits_counts_and_never_looked_at_is_always_due),
        cmocka_unit_test(every_reason_has_the_day_from_which_it_holds),
        cmocka_unit_test(a_record_of_two_owners_is_in_both_lists_and_counts_once),
        cmocka_unit_test(nothing_due_is_an_empty_list),
    };
    return cmocka_run_group_tests_name("catalog_review", tests, NULL, NULL);
}
