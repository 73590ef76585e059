/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/catalog.c - records together: links both ways, every message with its place, and the same result whatever
 * the number of workers. Each test writes a small project in a temporary folder. */
#include "project.h"

#include <malloc.h>

#include "wegwijzer/catalog.h"

#define MODEL                                                                                                          \
    "keys: {law: {law: wet, article: artikel, paragraph: lid}, source: {document: document, place: plaats}}\n"         \
    "vocabularies:\n"                                                                                                  \
    "  themas: {file: begrippen/themas.yaml, label: {one: thema, many: themas}, fields: {breder: {type: terms, "       \
    "vocabulary: themas, max: 1}, "                                                                                    \
    "zie: {type: refs, to: knelpunt}}}\n"                                                                              \
    "terms: {roles: {title: naam, short: kort, aliases: ook, withdrawn: vervallen}, fields: {naam: {type: text, "      \
    "required: true}, kort: {type: text}, "                                                                            \
    "ook: {type: list of text}, vervallen: {type: group, fields: {sinds: {type: date}}}}}\n"                           \
    "common:\n"                                                                                                        \
    "  titel: {type: text, required: true}\n"                                                                          \
    "  themas: {type: terms, vocabulary: themas, facet: true}\n"                                                       \
    "  terloops: {type: terms, vocabulary: themas, facet: true, related: false}\n"                                     \
    "  wetten: {type: list of law, vocabulary: themas}\n"                                                              \
    "  voorheen: {type: list of text}\n"                                                                               \
    "  vervallen: {type: group, fields: {sinds: {type: date, required: true}, opvolger: {type: refs, to: self, max: "  \
    "1}}}\n"                                                                                                           \
    "roles: {title: titel, former: voorheen, withdrawn: vervallen}\n"                                                  \
    "kinds:\n"                                                                                                         \
    "  knelpunt:\n    folder: knelpunten\n    label: {one: knelpunt, many: knelpunten}\n    fields:\n"                 \
    "      deel_van: {type: refs, to: knelpunt, max: 1, inverse: delen}\n"                                             \
    "      gerelateerd: {type: refs, to: knelpunt, inverse: gerelateerd}\n"                                            \
    "  oplossing:\n    folder: oplossingen\n    label: {one: oplossing, many: oplossingen}\n    fields:\n"             \
    "      knelpunten: {type: refs, to: knelpunt, inverse: oplossingen, inverse_label: Oplossingen}\n"                 \
    "      stappen: {type: list of group, fields: {wat: {type: text}, bij: {type: refs, to: knelpunt, inverse: "       \
    "stappen_in}, "                                                                                                    \
    "ook_bij: {type: refs, to: knelpunt, inverse: oplossingen}}}\n"

#define TERMS                                                                                                          \
    "zorg: {naam: Zorg, ook: [gezondheid, 'Zorg en welzijn']}\ngeld: {naam: Geld}\nwonen: {naam: Wonen, kort: Huis}\n"

static void knelpunt(project *p, const char *id, const char *rest)
{
    char path[128], text[1024];
    snprintf(path, sizeof path, "content/knelpunten/%s.yaml", id);
    snprintf(text, sizeof text, "titel: Knelpunt %s\n%s", id, rest);
    add(p, path, text);
}

static void oplossing(project *p, const char *id, const char *rest)
{
    char path[128], text[1024];
    snprintf(path, sizeof path, "content/oplossingen/%s.yaml", id);
    snprintf(text, sizeof text, "titel: Oplossing %s\n%s", id, rest);
    add(p, path, text);
}

static project open_project(void)
{
    project p;
    make_project(&p);
    add(&p, "content/model.yaml", MODEL);
    add(&p, "content/begrippen/themas.yaml", TERMS);
    oplossing(&p, "eerste", "");
    knelpunt(&p, "aaa", "");
    return p;
}

static void load_with(project *p, int workers, bool quarantine)
{
    p->arena = wz_arena_new(NULL);
    p->diags = wz_diags_new(p->arena);
    wz_catalog_options options = {.fs = &p->fs, .folder = p->folder, .workers = workers, .quarantine = quarantine};
    p->catalog = wz_catalog_load(p->arena, p->diags, &options);
    wz_diags_sort(p->diags);
}

static void load(project *p)
{
    load_with(p, 2, false);
    assert_non_null(p->catalog);
}

static void unload(project *p)
{
    wz_catalog_free(p->catalog);
    wz_arena_free(p->arena);
    p->catalog = NULL;
    p->arena = NULL;
}

static void close_project(project *p)
{
    if (p->arena) {
        unload(p);
    }
    remove_project(p);
}

static const wz_record *get(const project *p, const char *kind, const char *id)
{
    const wz_record *r =
        wz_catalog_find(p->catalog, wz_model_kind(p->catalog->model, wz_str_from(kind)), wz_str_from(id));
    assert_non_null(r);
    return r;
}

static const wz_datum *value(const wz_record *r, const char *field)
{
    return wz_record_value(r, wz_kind_field(r->kind, wz_str_from(field)));
}

/* The ids of the inverse links of a record under a name, with spaces between. */
static const char *inverse(project *p, const wz_record *r, const char *name)
{
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(p->catalog, r->kind); i++) {
        if (wz_str_equal(wz_catalog_inverse(p->catalog, r->kind, i)->name, wz_str_from(name))) {
            wz_links links = wz_catalog_inverse_links(p->catalog, r, i);
            for (ptrdiff_t j = 0; j < links.count; j++) {
                wz_buf_format(&out, "%s%.*s", out.len ? " " : "", WZ_ARG(links.items[j].record->id));
            }
        }
    }
    const char *text = wz_str_cstring(p->arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return text;
}

/* ---- Loading ---- */

static void the_example_of_the_header_works(void **state)
{
    (void)state;
    project p = open_project();
    wz_arena *arena = p.arena = wz_arena_new(NULL);
    wz_diags *diags = p.diags = wz_diags_new(arena);
    wz_fs fs = {0};
    knelpunt(&p, "lokale-driehoek", "");
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(p.folder), 0);
    assert_int_equal(symlink(".", "project"), 0);

    wz_catalog_options options = {.fs = &fs, .folder = "project", .workers = 2};
    wz_catalog *catalog = wz_catalog_load(arena, diags, &options);
    const wz_kind *kind = wz_model_kind(catalog->model, WZ_STR("knelpunt"));
    const wz_record *record = wz_catalog_find(catalog, kind, WZ_STR("lokale-driehoek"));

    assert_int_equal(chdir(before), 0);
    assert_true(wz_str_equal(wz_record_title(record), WZ_STR("Knelpunt lokale-driehoek")));
    p.catalog = catalog;
    expect_count(&p, 0);
    close_project(&p);
}

static void records_come_by_kind_and_then_by_id_with_their_number(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "zz", "");
    knelpunt(&p, "mm", "");
    load(&p);
    expect_count(&p, 0);
    assert_int_equal(p.catalog->record_count, 4);
    static const char *ids[] = {"aaa", "mm", "zz", "eerste"};
    for (ptrdiff_t i = 0; i < 4; i++) {
        assert_true(wz_str_equal(p.catalog->records[i]->id, wz_str_from(ids[i])));
        assert_int_equal(p.catalog->records[i]->number, i);
    }
    assert_int_equal(p.catalog->kind_first[1], 3);
    assert_int_equal(p.catalog->kind_first[2], 4);
    assert_int_equal(p.catalog->term_counts[0], 3);
    assert_int_equal(p.catalog->terms[0][2]->number, 2);
    close_project(&p);
}

static void without_a_usable_model_there_is_no_catalogue(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/model.yaml", "kinds: {}\n");
    load_with(&p, 2, false);
    assert_null(p.catalog);
    find(&p, WZ_DIAG_MODEL_EMPTY, "content/model.yaml", 1, 1);
    close_project(&p);
}

static void a_folder_that_is_missing_is_reported_where_the_model_names_it(void **state)
{
    (void)state;
    project p = open_project();
    char path[128];
    snprintf(path, sizeof path, "%s/content/oplossingen/eerste.yaml", p.folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/content/oplossingen", p.folder);
    rmdir(path);
    load(&p);
    find(&p, WZ_DIAG_MISSING_FOLDER, "content/model.yaml", 20, 3);
    expect_count(&p, 1);
    close_project(&p);
}

static void no_records_at_all_is_an_error(void **state)
{
    (void)state;
    project p = open_project();
    char path[128];
    snprintf(path, sizeof path, "%s/content/oplossingen/eerste.yaml", p.folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/content/knelpunten/aaa.yaml", p.folder);
    unlink(path);
    load(&p);
    find(&p, WZ_DIAG_NO_RECORDS, "content", 0, 0);
    assert_int_equal(p.catalog->record_count, 0);
    close_project(&p);
}

static void files_that_are_no_records_are_reported_and_leftovers_of_editors_are_not(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/knelpunten/foto.html", "<p>");
    add(&p, "content/knelpunten/map/x.yaml", "titel: X\n");
    add(&p, "content/knelpunten/.x.yaml.swp", "");
    add(&p, "content/knelpunten/x.yaml~", "");
    add(&p, "content/knelpunten/#x.yaml#", "");
    load(&p);
    find(&p, WZ_DIAG_STRAY_FILE, "content/knelpunten/foto.html", 0, 0);
    find(&p, WZ_DIAG_STRAY_FILE, "content/knelpunten/map", 0, 0);
    expect_count(&p, 2);
    close_project(&p);
}

static void two_files_with_one_id_are_reported_with_both_places(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/knelpunten/aaa.yml", "titel: Nog een\n");
    load(&p);
    const wz_diag *d = find(&p, WZ_DIAG_DUPLICATE_ID, "content/knelpunten/aaa.yml", 0, 0);
    assert_true(wz_str_equal(d->related.source->path, WZ_STR("content/knelpunten/aaa.yaml")));
    expect_count(&p, 1);
    assert_int_equal(p.catalog->record_count, 2);
    close_project(&p);
}

static void two_records_of_a_kind_with_one_title_are_a_warning_unless_one_is_withdrawn(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/knelpunten/b.yaml",
        "titel: KNELPUNT \xc3\xa1"
        "aa\n");
    add(&p, "content/knelpunten/c.yaml", "titel: Knelpunt aaa\nvervallen: {sinds: 2020-01-01}\n");
    add(&p, "content/oplossingen/d.yaml", "titel: Knelpunt aaa\n");
    load(&p);
    const wz_diag *d = find(&p, WZ_DIAG_DUPLICATE_TITLE, "content/knelpunten/b.yaml", 1, 8);
    assert_int_equal(d->related.line, 1);
    expect_count(&p, 1);
    close_project(&p);
}

/* ---- Terms ---- */

static void a_term_is_found_by_id_name_short_name_and_alias_whatever_case_and_accents(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "themas: [zorg, GELD, Hu\xc3\xads]\n");
    knelpunt(&p, "c", "themas: zorg en welzijn\n");
    load(&p);
    expect_count(&p, 0);
    const wz_datum *d = value(get(&p, "knelpunt", "b"), "themas");
    assert_int_equal(d->count, 3);
    assert_true(wz_str_equal(d->items[1].as.ref.target->id, WZ_STR("geld")));
    assert_true(wz_str_equal(d->items[2].as.ref.target->id, WZ_STR("wonen")));
    const wz_kind *themas = wz_model_vocabulary(p.catalog->model, WZ_STR("themas"));
    assert_ptr_equal(wz_catalog_term(p.catalog, themas, WZ_STR("Gezondheid")),
                     wz_catalog_find(p.catalog, themas, WZ_STR("zorg")));
    assert_null(wz_catalog_find(p.catalog, themas, WZ_STR("Gezondheid")));
    assert_null(wz_catalog_term(p.catalog, themas, WZ_STR("sport")));
    wz_links links = wz_catalog_term_links(p.catalog, wz_catalog_find(p.catalog, themas, WZ_STR("zorg")));
    assert_int_equal(links.count, 2);
    assert_true(wz_str_equal(links.items[0].record->id, WZ_STR("b")));
    close_project(&p);
}

static void a_term_under_two_spellings_counts_once_in_short_lists_and_long_ones(void **state)
{
    (void)state;
    for (int count = 2; count <= 40; count += 38) {
        project p = open_project();
        wz_buf terms = {0}, list = {0};
        for (int i = 0; i < count; i++) {
            wz_buf_format(&terms, "t%d: {naam: Term %d}\n", i, i);
            wz_buf_format(&list, "%st%d", i ? ", " : "themas: [", i);
        }
        wz_buf_byte(&terms, 0);
        wz_buf_add(&list, WZ_STR(", term 1]\n"));
        wz_buf_byte(&list, 0);
        add(&p, "content/begrippen/themas.yaml", terms.ptr);
        knelpunt(&p, "b", list.ptr);
        load(&p);
        assert_int_equal(value(get(&p, "knelpunt", "b"), "themas")->count, count);
        expect_count(&p, 1);
        assert_int_equal(wz_diags_at(p.diags, 0)->code, WZ_DIAG_DUPLICATE_ITEM);
        assert_int_equal(wz_diags_at(p.diags, 0)->loc.line, 2);
        wz_buf_free(&terms);
        wz_buf_free(&list);
        close_project(&p);
    }
}

static void an_unknown_term_is_reported_with_the_one_that_was_meant(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "themas:\n  - zorg\n  - wonne\nwetten:\n  - {wet: geldd, artikel: \"2\"}\n");
    load(&p);
    expect_suggestion(find(&p, WZ_DIAG_UNKNOWN_TERM, "content/knelpunten/b.yaml", 4, 5), "wonen");
    expect_suggestion(find(&p, WZ_DIAG_UNKNOWN_TERM, "content/knelpunten/b.yaml", 6, 11), "geld");
    expect_count(&p, 2);
    assert_true(get(&p, "knelpunt", "b")->broken);
    assert_int_equal(value(get(&p, "knelpunt", "b"), "themas")->count, 1);
    close_project(&p);
}

static void a_spelling_of_two_terms_is_reported_at_the_second_with_the_first(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/begrippen/themas.yaml", "zorg: {naam: Zorg}\ngeld:\n  naam: Geld\n  ook: [zorg]\n");
    load(&p);
    const wz_diag *d = find(&p, WZ_DIAG_DUPLICATE_SPELLING, "content/begrippen/themas.yaml", 4, 9);
    assert_int_equal(d->related.line, 1);
    expect_count(&p, 1);
    close_project(&p);
}

static void a_term_with_a_bad_id_is_one_mistake_and_not_one_for_each_use(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/begrippen/themas.yaml", "Zorg: {naam: Zorg}\n");
    knelpunt(&p, "b", "themas: [zorg]\n");
    load(&p);
    find(&p, WZ_DIAG_BAD_ID, "content/begrippen/themas.yaml", 1, 1);
    expect_count(&p, 1);
    close_project(&p);
}

static void terms_of_a_list_that_cannot_be_read_are_not_judged(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/begrippen/themas.yaml", "zorg: {naam: Zorg\n");
    knelpunt(&p, "b", "themas: [zorg, geld]\n");
    load(&p);
    for (ptrdiff_t i = 0; i < wz_diags_count(p.diags); i++) {
        assert_true(wz_str_equal(wz_diags_at(p.diags, i)->loc.source->path, WZ_STR("content/begrippen/themas.yaml")));
    }
    assert_int_equal(value(get(&p, "knelpunt", "b"), "themas")->count, 0);
    close_project(&p);
}

static void a_withdrawn_term_is_a_warning_where_it_is_used(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/begrippen/themas.yaml", "zorg: {naam: Zorg, vervallen: {sinds: 2020-01-01}}\n");
    knelpunt(&p, "b", "themas: [zorg]\n");
    load(&p);
    find(&p, WZ_DIAG_WITHDRAWN_REFERENCE, "content/knelpunten/b.yaml", 2, 10);
    expect_count(&p, 1);
    close_project(&p);
}

/* ---- References ---- */

static void every_wrong_reference_has_its_message_at_its_place(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "nieuw", "voorheen: [oud]\n");
    knelpunt(&p, "weg", "vervallen: {sinds: 2020-01-01, opvolger: nieuw}\n");
    knelpunt(&p, "b", "gerelateerd:\n  - nieuwe\n  - eerste\n  - b\n  - oud\n  - weg\n  - niets-dat-hierop-lijkt\n");
    load(&p);
    const char *b = "content/knelpunten/b.yaml";
    expect_suggestion(find(&p, WZ_DIAG_UNKNOWN_REFERENCE, b, 3, 5), "nieuw");
    find(&p, WZ_DIAG_WRONG_KIND, b, 4, 5);
    find(&p, WZ_DIAG_SELF_REFERENCE, b, 5, 5);
    expect_suggestion(find(&p, WZ_DIAG_FORMER_REFERENCE, b, 6, 5), "nieuw");
    const wz_diag *d = find(&p, WZ_DIAG_WITHDRAWN_REFERENCE, b, 7, 5);
    expect_suggestion(d, "nieuw");
    assert_int_equal(wz_diag_severity(d), WZ_WARNING);
    expect_suggestion(find(&p, WZ_DIAG_UNKNOWN_REFERENCE, b, 8, 5), "");
    expect_count(&p, 6);
    assert_int_equal(value(get(&p, "knelpunt", "b"), "gerelateerd")->count, 1);
    close_project(&p);
}

static void references_to_a_record_that_could_not_be_read_are_right(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/knelpunten/stuk.yaml", "titel: [\n");
    knelpunt(&p, "b", "gerelateerd: [stuk]\n");
    load(&p);
    for (ptrdiff_t i = 0; i < wz_diags_count(p.diags); i++) {
        assert_true(wz_str_equal(wz_diags_at(p.diags, i)->loc.source->path, WZ_STR("content/knelpunten/stuk.yaml")));
    }
    assert_true(get(&p, "knelpunt", "stuk")->broken);
    close_project(&p);
}

static void inverse_links_come_from_fields_and_groups_each_record_once_in_order(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "deel_van: aaa\n");
    oplossing(&p, "x",
              "knelpunten: [aaa, b]\nstappen:\n  - {wat: Een, bij: aaa, ook_bij: [aaa]}\n  - {wat: Twee, bij: aaa, "
              "ook_bij: [b]}\n");
    oplossing(&p, "c", "knelpunten: [aaa]\n");
    load(&p);
    expect_count(&p, 0);
    const wz_record *aaa = get(&p, "knelpunt", "aaa");
    assert_string_equal(inverse(&p, aaa, "delen"), "b");
    assert_string_equal(inverse(&p, aaa, "oplossingen"), "c x");
    assert_string_equal(inverse(&p, aaa, "stappen_in"), "x");
    assert_string_equal(inverse(&p, get(&p, "knelpunt", "b"), "oplossingen"), "x");
    assert_string_equal(inverse(&p, get(&p, "oplossing", "x"), "delen"), "");
    assert_int_equal(wz_catalog_inverse_count(p.catalog, aaa->kind), 3);
    assert_true(wz_str_equal(wz_catalog_inverse(p.catalog, aaa->kind, 1)->label, WZ_STR("Oplossingen")));
    wz_links near = wz_catalog_neighbours(p.catalog, aaa);
    assert_int_equal(near.count, 3);
    assert_true(wz_str_equal(near.items[0].record->id, WZ_STR("b")));
    close_project(&p);
}

static void a_field_that_is_its_own_inverse_holds_in_both_directions(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "gerelateerd: [aaa, c]\n");
    knelpunt(&p, "c", "gerelateerd: [b]\n");
    knelpunt(&p, "d", "gerelateerd: [aaa]\n");
    load(&p);
    expect_count(&p, 0);
    const wz_datum *d = value(get(&p, "knelpunt", "aaa"), "gerelateerd");
    assert_int_equal(d->count, 2);
    assert_true(wz_str_equal(d->items[0].as.ref.target->id, WZ_STR("b")));
    assert_true(wz_str_equal(d->items[1].as.ref.target->id, WZ_STR("d")));
    assert_int_equal(value(get(&p, "knelpunt", "b"), "gerelateerd")->count, 2);
    assert_int_equal(value(get(&p, "knelpunt", "c"), "gerelateerd")->count, 1);
    assert_string_equal(inverse(&p, get(&p, "knelpunt", "aaa"), "gerelateerd"), "");
    close_project(&p);
}

static void a_record_that_thousands_are_related_to_costs_time_in_proportion(void **state)
{
    (void)state;
    project p = open_project();
    for (int i = 0; i < 3000; i++) {
        char id[16];
        snprintf(id, sizeof id, "k%d", i);
        knelpunt(&p, id, "gerelateerd: [aaa]\n");
    }
    load(&p);
    expect_count(&p, 0);
    assert_int_equal(value(get(&p, "knelpunt", "aaa"), "gerelateerd")->count, 3000);
    /* Adding them one by one made 3000 copies: 290 MB. */
    struct mallinfo2 memory = mallinfo2();
    assert_true(memory.uordblks + memory.hblkhd < 40 << 20);
    close_project(&p);
}

/* ---- Related records ---- */

static void related_records_share_a_link_or_a_term_and_are_not_linked_themselves(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "themas: [zorg]\n");
    knelpunt(&p, "c", "themas: [zorg, geld]\ngerelateerd: [e]\n");
    knelpunt(&p, "d", "themas: [geld]\nterloops: [zorg]\n");
    knelpunt(&p, "e", "themas: [zorg]\n");
    knelpunt(&p, "g", "terloops: [zorg]\n"); /* the field says that its terms do not make records alike */
    knelpunt(&p, "f", "themas: [zorg]\nvervallen: {sinds: 2020-01-01}\n");
    oplossing(&p, "x", "knelpunten: [b, d]\n");
    load(&p);
    expect_count(&p, 0);
    const wz_related *related;
    ptrdiff_t count = wz_catalog_related(p.catalog, get(&p, "knelpunt", "b"), &related);
    assert_int_equal(count, 3);
    assert_true(wz_str_equal(related[0].record->id, WZ_STR("d"))); /* a shared link weighs more than a shared term */
    assert_true(wz_str_equal(related[0].why->id, WZ_STR("x")));
    assert_true(wz_str_equal(related[1].record->id, WZ_STR("c")));
    assert_true(wz_str_equal(related[1].why->id, WZ_STR("zorg")));
    assert_true(wz_str_equal(related[2].record->id, WZ_STR("e")));
    assert_int_equal(related[2].shared, 1);
    count = wz_catalog_related(p.catalog, get(&p, "knelpunt", "c"), &related);
    assert_int_equal(count, 2); /* b and d; e is linked, f withdrawn */
    assert_int_equal(wz_catalog_related(p.catalog, get(&p, "knelpunt", "g"), &related), 0);
    assert_int_equal(wz_catalog_related(p.catalog, get(&p, "oplossing", "eerste"), &related), 0);
    close_project(&p);
}

/* ---- Former ids ---- */

static void former_ids_become_redirects(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "voorheen: [zz, oud]\n");
    oplossing(&p, "c", "voorheen: [oud]\n");
    load(&p);
    expect_count(&p, 0);
    assert_int_equal(p.catalog->redirect_count, 3);
    assert_true(wz_str_equal(p.catalog->redirects[0].id, WZ_STR("oud")));
    assert_true(wz_str_equal(p.catalog->redirects[0].to->id, WZ_STR("b")));
    assert_true(wz_str_equal(p.catalog->redirects[1].id, WZ_STR("zz")));
    assert_true(wz_str_equal(p.catalog->redirects[2].to->id, WZ_STR("c")));
    close_project(&p);
}

static void a_former_id_that_is_taken_double_or_bad_is_reported(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "voorheen:\n  - aaa\n  - ../x\n  - oud\n");
    knelpunt(&p, "c", "voorheen: [oud]\n");
    knelpunt(&p, "d", "voorheen: [e]\n");
    knelpunt(&p, "e", "voorheen: [d]\n");
    load(&p);
    const wz_diag *d = find(&p, WZ_DIAG_FORMER_TAKEN, "content/knelpunten/b.yaml", 3, 5);
    assert_true(wz_str_equal(d->related.source->path, WZ_STR("content/knelpunten/aaa.yaml")));
    find(&p, WZ_DIAG_BAD_ID, "content/knelpunten/b.yaml", 4, 5);
    d = find(&p, WZ_DIAG_FORMER_TWICE, "content/knelpunten/c.yaml", 2, 12);
    assert_true(wz_str_equal(d->related.source->path, WZ_STR("content/knelpunten/b.yaml")));
    find(&p, WZ_DIAG_FORMER_TAKEN, "content/knelpunten/d.yaml", 2, 12); /* each the former name of the other */
    find(&p, WZ_DIAG_FORMER_TAKEN, "content/knelpunten/e.yaml", 2, 12);
    expect_count(&p, 5);
    assert_int_equal(p.catalog->redirect_count, 1);
    close_project(&p);
}

/* ---- Rings ---- */

static void a_ring_of_parts_is_reported_once_at_its_first_member(void **state)
{
    (void)state;
    for (int length = 2; length <= 3; length++) {
        project p = open_project();
        knelpunt(&p, "b", length == 2 ? "deel_van: c\n" : "deel_van: d\n");
        knelpunt(&p, "c", "deel_van: b\n");
        knelpunt(&p, "d", length == 2 ? "deel_van: b\n" : "deel_van: c\n");
        knelpunt(&p, "e", "deel_van: d\n"); /* leads into the ring and is no part of it */
        load(&p);
        const wz_diag *d = find(&p, WZ_DIAG_REFERENCE_CYCLE, "content/knelpunten/b.yaml", 2, 11);
        assert_true(wz_str_equal(d->args[0], WZ_STR("b")));
        assert_true(wz_str_equal(d->args[1], WZ_STR("c")));
        expect_count(&p, 1);
        close_project(&p);
    }
}

static void a_long_chain_without_a_ring_is_right_and_a_long_ring_is_found(void **state)
{
    (void)state;
    for (int ring = 0; ring < 2; ring++) {
        project p = open_project();
        for (int i = 0; i < 1500; i++) {
            char id[16], rest[64];
            snprintf(id, sizeof id, "k%04d", i);
            snprintf(rest, sizeof rest, "deel_van: k%04d\n", (i + 1) % 1500);
            knelpunt(&p, id, i == 1499 && !ring ? "" : rest);
        }
        load(&p);
        expect_count(&p, ring);
        if (ring) {
            find(&p, WZ_DIAG_REFERENCE_CYCLE, "content/knelpunten/k0000.yaml", 2, 11);
        }
        close_project(&p);
    }
}

static void a_ring_of_successors_is_reported(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "vervallen: {sinds: 2020-01-01, opvolger: c}\n");
    knelpunt(&p, "c", "vervallen: {sinds: 2020-01-01, opvolger: b}\n");
    load(&p);
    find(&p, WZ_DIAG_REFERENCE_CYCLE, "content/knelpunten/b.yaml", 2, 42);
    close_project(&p);
}

static void a_ring_of_broader_terms_is_reported(void **state)
{
    (void)state;
    project p = open_project();
    add(&p, "content/begrippen/themas.yaml",
        "b: {naam: B, breder: c}\nc: {naam: C, breder: b}\nd: {naam: D, breder: d}\n");
    load(&p);
    find(&p, WZ_DIAG_REFERENCE_CYCLE, "content/begrippen/themas.yaml", 1, 22);
    find(&p, WZ_DIAG_SELF_REFERENCE, "content/begrippen/themas.yaml", 3, 22);
    expect_count(&p, 2);
    close_project(&p);
}

/* ---- Quarantine ---- */

static void a_faulty_record_is_set_aside_and_forgotten_by_what_refers_to_it(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "stuk", "themas: [onzin]\nvoorheen: [ouder]\n");
    knelpunt(&p, "b", "gerelateerd: [stuk, aaa]\n");
    oplossing(&p, "x", "stappen:\n  - {wat: Een, bij: [stuk, b]}\n");
    add(&p, "content/begrippen/themas.yaml", "zorg: {naam: Zorg, zie: [stuk, b]}\n");
    load_with(&p, 2, true);
    assert_int_equal(wz_diags_errors(p.diags), 0);
    const char *stuk = "content/knelpunten/stuk.yaml";
    assert_true(find(&p, WZ_DIAG_UNKNOWN_TERM, stuk, 2, 10)->demoted);
    find(&p, WZ_DIAG_QUARANTINED, stuk, 0, 0);
    expect_count(&p, 2);
    const wz_kind *kind = wz_model_kind(p.catalog->model, WZ_STR("knelpunt"));
    assert_null(wz_catalog_find(p.catalog, kind, WZ_STR("stuk")));
    assert_true(wz_catalog_set_aside(p.catalog, kind, WZ_STR("stuk")));
    assert_false(wz_catalog_set_aside(p.catalog, kind, WZ_STR("b")));
    assert_int_equal(p.catalog->record_count, 4);
    assert_int_equal(p.catalog->redirect_count, 0);
    for (ptrdiff_t r = 0; r < p.catalog->record_count; r++) {
        assert_int_equal(p.catalog->records[r]->number, r);
    }
    assert_int_equal(value(get(&p, "knelpunt", "b"), "gerelateerd")->count, 1);
    assert_string_equal(inverse(&p, get(&p, "knelpunt", "b"), "stappen_in"), "x");
    const wz_record *zorg = p.catalog->terms[0][0];
    assert_int_equal(value(zorg, "zie")->count, 1);
    assert_true(wz_str_equal(value(zorg, "zie")->items[0].as.ref.target->id, WZ_STR("b")));
    close_project(&p);
}

static void rings_double_ids_and_unreadable_files_are_set_aside_too(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "deel_van: c\n");
    knelpunt(&p, "c", "deel_van: b\n");
    add(&p, "content/knelpunten/aaa.yml", "titel: Nog een\n");
    add(&p, "content/knelpunten/stuk.yaml", "titel: [\n");
    add(&p, "content/knelpunten/Fout Id.yaml", "titel: X\n");
    load_with(&p, 2, true);
    if (wz_diags_errors(p.diags)) {
        print_diags(&p);
    }
    assert_int_equal(wz_diags_errors(p.diags), 0);
    get(&p, "knelpunt", "aaa");
    get(&p, "knelpunt", "c");
    assert_int_equal(p.catalog->record_count, 3);
    close_project(&p);
}

static void a_file_that_is_excluded_counts_as_faulty(void **state)
{
    (void)state;
    project p = open_project();
    knelpunt(&p, "b", "");
    p.arena = wz_arena_new(NULL);
    p.diags = wz_diags_new(p.arena);
    wz_map *excluded = wz_map_new(p.arena);
    wz_map_put(excluded, WZ_STR("content/knelpunten/b.yaml"), &p);
    wz_catalog_options options = {
        .fs = &p.fs, .folder = p.folder, .workers = 1, .quarantine = true, .excluded = excluded};
    p.catalog = wz_catalog_load(p.arena, p.diags, &options);
    assert_int_equal(p.catalog->record_count, 2);
    find(&p, WZ_DIAG_QUARANTINED, "content/knelpunten/b.yaml", 0, 0);
    close_project(&p);
}

/* ---- Workers ---- */

/* Everything that a catalogue and its messages say, as text. */
static wz_buf describe(project *p)
{
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < wz_diags_count(p->diags); i++) {
        const wz_diag *d = wz_diags_at(p->diags, i);
        wz_buf_format(&out, "%.*s:%d:%d %.*s (%.*s)\n", WZ_ARG(d->loc.source->path), d->loc.line, d->loc.column,
                      WZ_ARG(wz_diag_text(p->arena, d, WZ_STR("nl"))), WZ_ARG(d->suggestion));
    }
    for (ptrdiff_t r = 0; r < p->catalog->record_count; r++) {
        const wz_record *one = p->catalog->records[r];
        wz_buf_format(&out, "%.*s:", WZ_ARG(one->id));
        wz_links near = wz_catalog_neighbours(p->catalog, one);
        for (ptrdiff_t i = 0; i < near.count; i++) {
            wz_buf_format(&out, " %.*s", WZ_ARG(near.items[i].record->id));
        }
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(p->catalog, one->kind); i++) {
            wz_links links = wz_catalog_inverse_links(p->catalog, one, i);
            for (ptrdiff_t j = 0; j < links.count; j++) {
                wz_buf_format(&out, " <%.*s", WZ_ARG(links.items[j].record->id));
            }
        }
        const wz_related *related;
        ptrdiff_t count = wz_catalog_related(p->catalog, one, &related);
        for (ptrdiff_t i = 0; i < count; i++) {
            wz_buf_format(&out, " ~%.*s %.*s %d", WZ_ARG(related[i].record->id), WZ_ARG(related[i].why->id),
                          related[i].shared);
        }
        wz_buf_byte(&out, '\n');
    }
    return out;
}

static void the_number_of_workers_makes_no_difference(void **state)
{
    (void)state;
    project p = open_project();
    for (int i = 0; i < 300; i++) {
        char id[16], rest[256];
        snprintf(id, sizeof id, "k%d", i);
        snprintf(rest, sizeof rest, "themas: [%s, onbekend%d]\ngerelateerd: [k%d, k%d, ontbreekt%d]\n%s",
                 i % 3 ? "zorg" : "geld", i % 7, (i * 7 + 1) % 300, (i * 13 + 5) % 300, i,
                 i % 50 == 3 ? "vervallen: {sinds: 2020-01-01, opvolger: k1}\n" : "");
        knelpunt(&p, id, rest);
        snprintf(rest, sizeof rest, "knelpunten: [k%d, k%d]\n", (i * 3) % 300, (i * 5 + 1) % 300);
        oplossing(&p, id, rest);
    }
    static const int counts[] = {1, 2, 8, 0};
    wz_buf first = {0};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        load_with(&p, counts[i], false);
        wz_buf text = describe(&p);
        unload(&p);
        if (i == 0) {
            first = text;
            assert_true(first.len > 10000);
        } else {
            assert_true(wz_str_equal(wz_buf_str(&first), wz_buf_str(&text)));
            wz_buf_free(&text);
        }
    }
    wz_buf_free(&first);
    close_project(&p);
}

static void ten_thousand_unknown_names_on_one_record_take_no_time(void **state)
{
    (void)state;
    project p = open_project();
    wz_buf list = {0};
    wz_buf_add(&list, WZ_STR("titel: Veel\nthemas:\n"));
    for (int i = 0; i < WZ_YAML_ITEMS; i++) {
        wz_buf_format(&list, "  - thema-%d\n", i);
    }
    wz_buf_byte(&list, 0);
    add(&p, "content/knelpunten/b.yaml", list.ptr);
    load(&p);
    expect_count(&p, WZ_YAML_ITEMS);
    wz_buf_free(&list);
    close_project(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_header_works),
        cmocka_unit_test(records_come_by_kind_and_then_by_id_with_their_number),
        cmocka_unit_test(without_a_usable_model_there_is_no_catalogue),
        cmocka_unit_test(a_folder_that_is_missing_is_reported_where_the_model_names_it),
        cmocka_unit_test(no_records_at_all_is_an_error),
        cmocka_unit_test(files_that_are_no_records_are_reported_and_leftovers_of_editors_are_not),
        cmocka_unit_test(two_files_with_one_id_are_reported_with_both_places),
        cmocka_unit_test(two_records_of_a_kind_with_one_title_are_a_warning_unless_one_is_withdrawn),
        cmocka_unit_test(a_term_is_found_by_id_name_short_name_and_alias_whatever_case_and_accents),
        cmocka_unit_test(a_term_under_two_spellings_counts_once_in_short_lists_and_long_ones),
        cmocka_unit_test(an_unknown_term_is_reported_with_the_one_that_was_meant),
        cmocka_unit_test(a_spelling_of_two_terms_is_reported_at_the_second_with_the_first),
        cmocka_unit_test(a_term_with_a_bad_id_is_one_mistake_and_not_one_for_each_use),
        cmocka_unit_test(terms_of_a_list_that_cannot_be_read_are_not_judged),
        cmocka_unit_test(a_withdrawn_term_is_a_warning_where_it_is_used),
        cmocka_unit_test(every_wrong_reference_has_its_message_at_its_place),
        cmocka_unit_test(references_to_a_record_that_could_not_be_read_are_right),
        cmocka_unit_test(inverse_links_come_from_fields_and_groups_each_record_once_in_order),
        cmocka_unit_test(a_field_that_is_its_own_inverse_holds_in_both_directions),
        cmocka_unit_test(a_record_that_thousands_are_related_to_costs_time_in_proportion),
        cmocka_unit_test(related_records_share_a_link_or_a_term_and_are_not_linked_themselves),
        cmocka_unit_test(former_ids_become_redirects),
        cmocka_unit_test(a_former_id_that_is_taken_double_or_bad_is_reported),
        cmocka_unit_test(a_ring_of_parts_is_reported_once_at_its_first_member),
        cmocka_unit_test(a_long_chain_without_a_ring_is_right_and_a_long_ring_is_found),
        cmocka_unit_test(a_ring_of_successors_is_reported),
        cmocka_unit_test(a_ring_of_broader_terms_is_reported),
        cmocka_unit_test(a_faulty_record_is_set_aside_and_forgotten_by_what_refers_to_it),
        cmocka_unit_test(rings_double_ids_and_unreadable_files_are_set_aside_too),
        cmocka_unit_test(a_file_that_is_excluded_counts_as_faulty),
        cmocka_unit_test(the_number_of_workers_makes_no_difference),
        cmocka_unit_test(ten_thousand_unknown_names_on_one_record_take_no_time),
    };
    return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
