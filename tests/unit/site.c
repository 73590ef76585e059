/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/site.c - from site.yaml to published files: every message with its place, and what catalogues that lack
 * something become. Each test writes a small project in a temporary folder. */
#include "project.h"

#include "wegwijzer/site.h"

#define MODEL                                                                                                          \
    "vocabularies:\n  themas: {file: begrippen/themas.yaml, label: {one: thema, many: themas}}\n"                      \
    "terms: {roles: {title: naam, aliases: ook}, fields: {naam: {type: text}, ook: {type: list of text}, uitleg: "     \
    "{type: markdown}}}\n"                                                                                             \
    "common:\n  titel: {type: text, required: true}\n  themas: {type: terms, vocabulary: themas, facet: true}\n"       \
    "  jaar: {type: period}\n  tekst: {type: markdown}\n  voorheen: {type: list of text}\n"                            \
    "  vervallen: {type: group, fields: {sinds: {type: date}}}\n"                                                      \
    "roles: {title: titel, body: tekst, former: voorheen, withdrawn: vervallen}\n"                                     \
    "kinds:\n  knelpunt: {folder: knelpunten, label: {one: knelpunt, many: knelpunten}, fields: {zie: {type: refs, "   \
    "to: knelpunt, inverse: gezien}}}\n"

#define BASE    "title: Proef\nbase_url: https://pad.example/pad/\ntheme: kaal\n"
#define START   "outputs:\n  - {template: start.html, path: \"\"}\n"
#define RECORDS "  - {template: record.html, path: \"{folder}/{id}/\", each: record}\n"

static void knelpunt(project *p, const char *id, const char *rest)
{
    char path[128], text[2048];
    snprintf(path, sizeof path, "content/knelpunten/%s.yaml", id);
    snprintf(text, sizeof text, "titel: Knelpunt %s\n%s", id, rest);
    add(p, path, text);
}

static project open_project(const char *site)
{
    project p;
    make_project(&p);
    add(&p, "content/model.yaml", MODEL);
    add(&p, "content/begrippen/themas.yaml", "zorg: {naam: Zorg}\ngeld: {naam: Geld}\n");
    add(&p, "content/site.yaml", site);
    add(&p, "templates/start.html.mustache",
        "<title>{{site.title}}</title>{{#site.records}}{{#items}}<a "
        "href=\"{{root}}{{path}}\">{{title}}</a>{{/items}}{{/site.records}}\n");
    add(&p, "templates/record.html.mustache", "<h1>{{record.title}}</h1>{{#record.tekst}}{{html}}{{/record.tekst}}\n");
    add(&p, "themes/kaal/stijl.css", "body{margin:0}\n");
    knelpunt(&p, "aaa", "");
    return p;
}

typedef struct outcome {
    bool ok;
    wz_site_result result;
} outcome;

static outcome build(project *p, const wz_site_options *wanted)
{
    outcome o = {0};
    wz_site_options options = wanted ? *wanted : (wz_site_options){0};
    p->arena = wz_arena_new(NULL);
    p->diags = wz_diags_new(p->arena);
    options.fs = &p->fs;
    options.folder = p->folder;
    options.workers = options.workers ? options.workers : 2;
    o.ok = wz_site_build(p->arena, p->diags, &options, &o.result);
    return o;
}

static void unbuild(project *p, outcome *o)
{
    wz_site_free(&o->result);
    wz_arena_free(p->arena);
}

/* The bytes of a published file, in the project's arena; NULL when there is none. */
static const char *published(project *p, const char *path)
{
    char full[256];
    snprintf(full, sizeof full, "%s/uit/%s", p->folder, path);
    FILE *file = fopen(full, "rb");
    if (!file) {
        return NULL;
    }
    char *text = wz_new(p->arena, char, 1 << 16);
    size_t n = fread(text, 1, (1 << 16) - 1, file);
    text[n] = 0;
    fclose(file);
    return text;
}

static outcome publish(project *p, wz_site_options options)
{
    static char target[128];
    snprintf(target, sizeof target, "%s/uit", p->folder);
    options.output = target;
    outcome o = build(p, &options);
    if (!o.ok) {
        print_diags(p);
    }
    assert_true(o.ok);
    assert_true(o.result.published);
    return o;
}

/* ---- site.yaml ---- */

static void every_mistake_in_site_yaml_has_its_message_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        wz_diag_code code;
        int line, column;
    } cases[] = {
        {"base_url: https://a.nl/\ntheme: kaal\n" START, WZ_DIAG_MODEL_MISSING, 1, 1},
        {BASE, WZ_DIAG_MODEL_MISSING, 1, 1},
        {BASE START "extra: 1\n", WZ_DIAG_MODEL_KEY, 6, 1},
        {"title: [a]\nbase_url: https://a.nl/\ntheme: kaal\n" START, WZ_DIAG_TEXT_EXPECTED, 1, 8},
        {"title: \"\"\nbase_url: https://a.nl/\ntheme: kaal\n" START, WZ_DIAG_EMPTY_VALUE, 1, 8},
        {"title: A\nbase_url: example.org\ntheme: kaal\n" START, WZ_DIAG_CONFIG_BASE_URL, 2, 11},
        {"title: A\nbase_url: https://a.nl\ntheme: kaal\n" START, WZ_DIAG_CONFIG_BASE_URL, 2, 11},
        {"title: A\nbase_url: https://a.nl/\ntheme: kaall\n" START, WZ_DIAG_MISSING_THEME, 3, 8},
        {"title: A\nbase_url: https://a.nl/\ntheme: ../kaal\n" START, WZ_DIAG_MISSING_THEME, 3, 8},
        {BASE START "language: Nederlands\n", WZ_DIAG_CONFIG_LANGUAGE, 6, 11},
        {BASE START "repository: {url: \"javascript:alert(1)\"}\n", WZ_DIAG_BAD_URL, 6, 19},
        {BASE START "repository: {url: https://a.nl/, edit: https://a.nl/}\n", WZ_DIAG_CONFIG_NEEDS, 6, 40},
        {BASE START "repository: {}\n", WZ_DIAG_MODEL_MISSING, 6, 13},
        {BASE START "repository: tekst\n", WZ_DIAG_GROUP_EXPECTED, 6, 13},
        {BASE START "review: {months: 0}\n", WZ_DIAG_INTEGER_RANGE, 6, 18},
        {BASE START "review: {months: twee}\n", WZ_DIAG_BAD_INTEGER, 6, 18},
        {BASE START "review: {months: 99999999999999}\n", WZ_DIAG_INTEGER_RANGE, 6, 18},
        {BASE START "review: {maanden: 2, months: 3}\n", WZ_DIAG_MODEL_KEY, 6, 10},
        {BASE START "menu: {label: A}\n", WZ_DIAG_LIST_EXPECTED, 6, 7},
        {BASE START "menu: [tekst]\n", WZ_DIAG_GROUP_EXPECTED, 6, 8},
        {BASE START "menu:\n  - {path: \"\"}\n", WZ_DIAG_MODEL_MISSING, 7, 5},
        {BASE START "menu:\n  - {label: Weg, path: nergens/}\n", WZ_DIAG_CONFIG_MENU, 7, 24},
        {BASE START "pages: {folder: ../paginas, scheme: pagina, title: titel}\n", WZ_DIAG_MODEL_PATH, 6, 17},
        {BASE START "pages: {folder: paginas, scheme: knelpunt, title: titel}\n", WZ_DIAG_MODEL_RESERVED, 6, 34},
        {BASE START "data: tekst\n", WZ_DIAG_GROUP_EXPECTED, 6, 7},
        {BASE START "matrices:\n  - {name: m, rows: themas, columns: onzin}\n", WZ_DIAG_MODEL_VOCABULARY, 7, 38},
        {BASE START "matrices:\n  - {name: m m, rows: themas, columns: themas}\n", WZ_DIAG_MODEL_NAME, 7, 12},
        {BASE START
         "matrices:\n  - {name: m, rows: themas, columns: themas}\n  - {name: m, rows: themas, columns: themas}\n",
         WZ_DIAG_MODEL_RESERVED, 8, 12},
        {BASE START "matrices:\n  - {name: m, rows: themas, columns: themas, kind: themas}\n", WZ_DIAG_MODEL_KIND, 7,
         52},
        {BASE START "gaps:\n  - {name: g, kind: knelpunt, without: [onzin]}\n", WZ_DIAG_CONFIG_FIELD, 7, 41},
        {BASE START "gaps:\n  - {name: g, kind: knelpunt, without: [[a]]}\n", WZ_DIAG_TEXT_EXPECTED, 7, 41},
        {BASE START "gaps:\n  - {name: g, kind: knelpunt}\n", WZ_DIAG_MODEL_MISSING, 7, 5},
        {BASE START "route: [knelpunt, knlpunt]\n", WZ_DIAG_MODEL_KIND, 6, 19},
        {BASE START "route: [[a]]\n", WZ_DIAG_TEXT_EXPECTED, 6, 9},
        {BASE "outputs: []\n", WZ_DIAG_EMPTY_VALUE, 4, 10},
        {BASE START "  - tekst\n", WZ_DIAG_GROUP_EXPECTED, 6, 5},
        {BASE START "  - {path: x/}\n", WZ_DIAG_MODEL_MISSING, 6, 5},
        {BASE START "  - {template: start.html}\n", WZ_DIAG_MODEL_MISSING, 6, 5},
        {BASE START "  - {template: start.html, path: }\n", WZ_DIAG_EMPTY_VALUE, 6, 34},
        {BASE START "  - {template: onzin.html, path: x/}\n", WZ_DIAG_CONFIG_TEMPLATE, 6, 5},
        {BASE START "  - {template: start.html, path: ../x}\n", WZ_DIAG_MODEL_PATH, 6, 34},
        {BASE START "  - {template: start.html, path: /x}\n", WZ_DIAG_MODEL_PATH, 6, 34},
        {BASE START "  - {template: start.html, path: .git/config}\n", WZ_DIAG_MODEL_PATH, 6, 34},
        {BASE START "  - {template: start.html, path: \"a?b\"}\n", WZ_DIAG_MODEL_PATH, 6, 34},
        {BASE START "  - {template: start.html, path: \"{id}/\"}\n", WZ_DIAG_CONFIG_PLACEHOLDER, 6, 34},
        {BASE START "  - {template: start.html, path: \"x/{id\", each: record}\n", WZ_DIAG_CONFIG_PLACEHOLDER, 6, 34},
        {BASE START "  - {template: record.html, path: \"{folder}/\", each: record}\n", WZ_DIAG_CONFIG_NEEDS, 6, 35},
        {BASE START "  - {template: record.html, path: \"{id}/\", each: pair, vocabulary: themas, with: themas}\n",
         WZ_DIAG_CONFIG_NEEDS, 6, 35},
        {BASE START "  - {template: start.html, path: x/, each: recrod}\n", WZ_DIAG_CONFIG_EACH, 6, 44},
        {BASE START "  - {template: start.html, path: \"{id}/\", each: term}\n", WZ_DIAG_MODEL_MISSING, 6, 5},
        {BASE START "  - {template: start.html, path: x/, kind: knelpunt}\n", WZ_DIAG_CONFIG_OPTION, 6, 38},
        {BASE START "  - {template: start.html, path: x/, absolute: soms}\n", WZ_DIAG_BAD_BOOL, 6, 48},
        {BASE START "  - {template: start.html, path: x/, sjabloon: x}\n", WZ_DIAG_MODEL_KEY, 6, 38},
        {BASE START "  - {template: start.html, path: index.html}\n", WZ_DIAG_PATH_CLASH, 6, 5},
        {BASE START "  - {template: start.html, path: x}\n  - {template: start.html, path: x/}\n", WZ_DIAG_PATH_CLASH,
         6, 5},
        {BASE START "search: {for_whom: titel}\n", WZ_DIAG_CONFIG_FIELD_TYPE, 6, 20},
        {BASE START "search: {year: themas}\n", WZ_DIAG_CONFIG_FIELD_TYPE, 6, 16},
        {BASE START "search: {status: onzin}\n", WZ_DIAG_CONFIG_FIELD, 6, 18},
        {BASE START "search: {keywords: themas}\n", WZ_DIAG_LIST_EXPECTED, 6, 20},
        {BASE START "search: {keywords: [thema]}\n", WZ_DIAG_CONFIG_FIELD, 6, 21},
        {BASE START "search: {terms: veel}\n", WZ_DIAG_BAD_INTEGER, 6, 17},
        {BASE START "search: {folder: ../x}\n", WZ_DIAG_MODEL_PATH, 6, 18},
        {BASE START "search: {facets: x}\n", WZ_DIAG_LIST_EXPECTED, 6, 18},
        {BASE START "search:\n  facets:\n    - {id: a, label: A, field: titel}\n", WZ_DIAG_CONFIG_FIELD_TYPE, 8, 32},
        {BASE START "search:\n  facets:\n    - {id: a}\n", WZ_DIAG_MODEL_MISSING, 8, 7},
        {BASE START "search:\n  facets:\n    - {id: a, label: A}\n    - {id: a, label: B}\n", WZ_DIAG_MODEL_RESERVED, 9,
         12},
        {BASE START "search: {list: {file: ../x}}\n", WZ_DIAG_MODEL_PATH, 6, 23},
        {BASE START "search: {list: {bestand: x}}\n", WZ_DIAG_MODEL_KEY, 6, 17},
        {BASE START "search: {words: /nergens/woorden}\n", WZ_DIAG_MISSING_WORDS, 6, 17},
        {BASE START "search: {wrods: x}\n", WZ_DIAG_MODEL_KEY, 6, 10},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        project p = open_project(cases[i].yaml);
        outcome o = build(&p, NULL);
        const wz_diag *d = NULL;
        int others = 0;
        for (ptrdiff_t j = 0; j < wz_diags_count(p.diags); j++) {
            const wz_diag *one = wz_diags_at(p.diags, j);
            if (one->code == cases[i].code && one->loc.line == cases[i].line && one->loc.column == cases[i].column) {
                d = one;
            } else if (one->code != WZ_DIAG_UNKNOWN_NAME) {
                others++;
            }
        }
        if (!d || others || (wz_diag_severity(d) == WZ_ERROR) == o.ok) {
            print_message("expected %d:%d [%.*s] for\n%s", cases[i].line, cases[i].column,
                          WZ_ARG(wz_diag_name(cases[i].code)), cases[i].yaml);
            print_diags(&p);
            wrong++;
        }
        unbuild(&p, &o);
        remove_project(&p);
    }
    assert_int_equal(wrong, 0);
}

/* ---- Other inputs ---- */

static void a_project_without_templates_or_theme_is_told_so(void **state)
{
    (void)state;
    project p = open_project(BASE START);
    char path[128];
    snprintf(path, sizeof path, "%s/templates", p.folder);
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    outcome o = build(&p, NULL);
    assert_false(o.ok);
    find(&p, WZ_DIAG_MISSING_FOLDER, "templates", 0, 0);
    unbuild(&p, &o);
    remove_project(&p);
}

static void front_matter_is_checked_at_its_place(void **state)
{
    (void)state;
    project p = open_project(BASE START "  - {template: record.html, path: \"{id}/\", each: page}\npages: {folder: "
                                        "paginas, scheme: pagina, title: titel, summary: kort}\n");
    add(&p, "content/paginas/geen-titel.md", "---\nkort: X\n---\nTekst\n");
    add(&p, "content/paginas/lijst.md", "---\ntitel: [a]\n---\nTekst\n");
    add(&p, "content/paginas/leeg.md", "---\ntitel: \"\"\n---\nTekst\n");
    add(&p, "content/paginas/kort.md", "---\ntitel: Kort\nkort: [a]\n---\nTekst\n");
    add(&p, "content/paginas/Fout.md", "---\ntitel: Fout\n---\nTekst\n");
    add(&p, "content/paginas/foto.html", "<p>");
    outcome o = build(&p, NULL);
    assert_false(o.ok);
    find(&p, WZ_DIAG_MISSING_FIELD, "content/paginas/geen-titel.md", 2, 1);
    find(&p, WZ_DIAG_TEXT_EXPECTED, "content/paginas/lijst.md", 2, 8);
    find(&p, WZ_DIAG_EMPTY_VALUE, "content/paginas/leeg.md", 2, 8);
    find(&p, WZ_DIAG_TEXT_EXPECTED, "content/paginas/kort.md", 3, 7);
    find(&p, WZ_DIAG_BAD_ID, "content/paginas/Fout.md", 0, 0);
    find(&p, WZ_DIAG_LOST_PAGE, "content/paginas/foto.html", 0, 0);
    unbuild(&p, &o);
    remove_project(&p);
}

static void links_in_texts_lead_to_records_terms_and_pages_or_are_reported(void **state)
{
    (void)state;
    project p = open_project(BASE START RECORDS "  - {template: tekst.html, path: \"over/{id}/\", each: page}\n"
                                                "pages: {folder: paginas, scheme: pagina, title: titel}\n");
    add(&p, "templates/tekst.html.mustache", "{{text.html}}\n");
    add(&p, "content/paginas/doel.md",
        "---\ntitel: Doel\n---\nZie [a](knelpunt:aaa#deel), [b](pagina:doel#x) en [c](pagina:dol).\n");
    knelpunt(&p, "oud", "vervallen: {sinds: 2020-01-01}\n");
    knelpunt(&p, "b",
             "tekst: |\n  Zie [a](knelpunt:aaa), [z](themas:zorg), [o](knelpunt:oud)\n  en [x](knelpunt:aab).\n");
    outcome o = build(&p, NULL);
    assert_false(o.ok);
    find(&p, WZ_DIAG_LINK_WITHOUT_PAGE, "content/knelpunten/b.yaml", 3, 30);
    find(&p, WZ_DIAG_WITHDRAWN_REFERENCE, "content/knelpunten/b.yaml", 3, 48);
    expect_suggestion(find(&p, WZ_DIAG_BROKEN_LINK, "content/knelpunten/b.yaml", 4, 10), "aaa");
    expect_suggestion(find(&p, WZ_DIAG_BROKEN_LINK, "content/paginas/doel.md", 4, 55), "doel");
    find(&p, WZ_DIAG_DEAD_FRAGMENT, "content/paginas/doel.md", 4, 9);
    find(&p, WZ_DIAG_DEAD_FRAGMENT, "content/paginas/doel.md", 4, 33);
    expect_count(&p, 6);
    unbuild(&p, &o);
    remove_project(&p);
}

static void files_of_a_theme_that_cannot_be_published_are_reported_and_folders_of_styles_are_not(void **state)
{
    (void)state;
    project p = open_project(BASE START);
    add(&p, "themes/kaal/onderdelen/_kaart.scss", "a{b:c}\n");
    add(&p, "themes/kaal/onderdelen/lijst.css", "a{b:c}\n");
    add(&p, "themes/kaal/LEESMIJ.md", "x\n");
    add(&p, "themes/kaal/programma.exe", "x\n");
    add(&p, "themes/kaal/beeld/logo.svg", "<svg/>\n");
    outcome o = publish(&p, (wz_site_options){0});
    find(&p, WZ_DIAG_THEME_FILE, "themes/kaal/programma.exe", 0, 0);
    find(&p, WZ_DIAG_THEME_FILE, "themes/kaal/beeld/logo.svg", 0, 0);
    expect_count(&p, 2);
    unbuild(&p, &o);
    remove_project(&p);
}

/* ---- What is built ---- */

static void a_site_of_one_page_without_search_vocabularies_or_summaries_is_published(void **state)
{
    (void)state;
    project p;
    make_project(&p);
    add(&p, "content/model.yaml",
        "kinds: {thing: {folder: things, roles: {title: name}, fields: {name: {type: text, required: true}}}}\n");
    add(&p, "content/site.yaml", BASE START RECORDS);
    add(&p, "content/things/one.yaml", "name: \"</x><y>alert('{{x}}')</y>\"\n");
    add(&p, "templates/start.html.mustache",
        "{{#site.records}}{{#items}}<a href=\"{{root}}{{path}}\">{{title}}</a>{{/items}}{{/site.records}}\n");
    add(&p, "templates/record.html.mustache", "{{root}} {{record.title}}\n");
    add(&p, "themes/kaal/stijl.css", "body{margin:0}\n");
    outcome o = publish(&p, (wz_site_options){0});
    assert_string_equal(published(&p, "index.html"),
                        "<a href=\"./things/one/\">&lt;/x&gt;&lt;y&gt;alert(&#39;{{x}}&#39;)&lt;/y&gt;</a>\n");
    assert_string_equal(published(&p, "things/one/index.html"),
                        "../../ &lt;/x&gt;&lt;y&gt;alert(&#39;{{x}}&#39;)&lt;/y&gt;\n");
    assert_int_equal(o.result.pages, 2);
    unbuild(&p, &o);
    remove_project(&p);
}

static void records_without_a_page_of_their_own_have_no_path(void **state)
{
    (void)state;
    project p = open_project(BASE START);
    add(&p, "templates/start.html.mustache",
        "{{#site.records}}{{#items}}{{title}}{{#path}}!{{/path}}{{/items}}{{/site.records}}\n");
    outcome o = publish(&p, (wz_site_options){0});
    assert_string_equal(published(&p, "index.html"), "Knelpunt aaa\n");
    unbuild(&p, &o);
    remove_project(&p);
}

static void links_are_relative_absolute_or_end_in_index_html_as_asked(void **state)
{
    (void)state;
    project p = open_project(BASE START RECORDS "  - {template: start.html, path: 404.html, absolute: true}\n"
                                                "  - {template: pad.txt, path: pad.txt}\n");
    add(&p, "templates/pad.txt.mustache", "{{site.base_path}}\n");
    outcome o = publish(&p, (wz_site_options){0});
    assert_non_null(strstr(published(&p, "index.html"), "href=\"./knelpunten/aaa/\""));
    assert_non_null(strstr(published(&p, "404.html"), "href=\"https://pad.example/pad/knelpunten/aaa/\""));
    assert_string_equal(published(&p, "pad.txt"), "/pad/\n");
    unbuild(&p, &o);
    o = publish(&p, (wz_site_options){.base_url = WZ_STR("https://anders.example/sub")});
    assert_non_null(strstr(published(&p, "404.html"), "href=\"https://anders.example/sub/knelpunten/aaa/\""));
    assert_string_equal(published(&p, "pad.txt"), "/sub/\n");
    unbuild(&p, &o);
    o = publish(&p, (wz_site_options){.base_url = WZ_STR("http://localhost:8000")});
    assert_string_equal(published(&p, "pad.txt"), "/\n");
    unbuild(&p, &o);
    o = publish(&p, (wz_site_options){.offline = true});
    assert_non_null(strstr(published(&p, "index.html"), "href=\"./knelpunten/aaa/index.html\""));
    assert_non_null(strstr(published(&p, "404.html"), "href=\"./knelpunten/aaa/index.html\""));
    unbuild(&p, &o);
    remove_project(&p);
}

static void a_former_id_redirects_from_where_the_page_was(void **state)
{
    (void)state;
    project p = open_project(BASE START "  - {template: record.html, path: \"archief/{id}/\", each: record}\n  - "
                                        "{template: door.html, each: redirect}\n");
    add(&p, "templates/door.html.mustache", "{{root}}{{redirect.path}} {{redirect.from}}\n");
    knelpunt(&p, "nieuw", "voorheen: [oud]\n");
    outcome o = publish(&p, (wz_site_options){0});
    assert_string_equal(published(&p, "archief/oud/index.html"), "../../archief/nieuw/ archief/oud/\n");
    unbuild(&p, &o);
    remove_project(&p);
}

static void two_pages_at_one_address_are_reported_with_both_places(void **state)
{
    (void)state;
    project p = open_project(BASE START "  - {template: record.html, path: \"{id}/\", each: record}\n  - {template: "
                                        "record.html, path: \"{id}/\", each: term, vocabulary: themas}\n");
    add(&p, "templates/record.html.mustache", "x\n");
    knelpunt(&p, "zorg", "");
    outcome o = build(&p, NULL);
    assert_false(o.ok);
    const wz_diag *d = find(&p, WZ_DIAG_PATH_CLASH, "content/begrippen/themas.yaml", 1, 1);
    assert_true(wz_str_equal(d->related.source->path, WZ_STR("content/knelpunten/zorg.yaml")));
    unbuild(&p, &o);
    remove_project(&p);
}

static void pairs_have_pages_where_records_carry_both_terms_and_never_with_themselves(void **state)
{
    (void)state;
    project p = open_project(
        BASE START
        "  - {template: paar.html, path: \"themas/{id}/{with}/\", each: pair, vocabulary: themas, with: themas}\n");
    add(&p, "templates/paar.html.mustache",
        "{{term.title}} {{with.title}} {{count}}{{#term.meta.pairs}}{{#items}} {{title}} "
        "{{count}}{{/items}}{{/term.meta.pairs}}\n");
    knelpunt(&p, "b", "themas: [zorg, geld]\n");
    knelpunt(&p, "c", "themas: [zorg, geld]\n");
    outcome o = publish(&p, (wz_site_options){0});
    assert_string_equal(published(&p, "themas/zorg/geld/index.html"), "Zorg Geld 2 Geld 2\n");
    assert_null(published(&p, "themas/zorg/zorg/index.html"));
    assert_int_equal(o.result.pages, 3);
    unbuild(&p, &o);
    remove_project(&p);
}

static void a_faulty_record_does_not_hold_up_the_rest_under_quarantine(void **state)
{
    (void)state;
    project p = open_project(BASE START RECORDS);
    knelpunt(&p, "stuk", "themas: [onzin]\n");
    knelpunt(&p, "tekst", "tekst: |\n  Een [link](javascript:alert).\n"); /* found only when texts are rendered */
    knelpunt(&p, "b", "tekst: |\n  Zie [stuk](knelpunt:stuk) en [tekst](knelpunt:tekst).\nzie: [stuk, tekst]\n");
    outcome o = publish(&p, (wz_site_options){.quarantine = true});
    assert_int_equal(o.result.records, 2);
    assert_non_null(published(&p, "knelpunten/b/index.html"));
    assert_null(published(&p, "knelpunten/stuk/index.html"));
    assert_null(published(&p, "knelpunten/tekst/index.html"));
    find(&p, WZ_DIAG_QUARANTINED, "content/knelpunten/stuk.yaml", 0, 0);
    find(&p, WZ_DIAG_QUARANTINED, "content/knelpunten/tekst.yaml", 0, 0);
    assert_int_equal(wz_diags_errors(p.diags), 0);
    unbuild(&p, &o);
    remove_project(&p);
}

static void nothing_is_published_after_an_error_or_under_strict_after_a_warning(void **state)
{
    (void)state;
    project p = open_project(BASE START);
    outcome o = publish(&p, (wz_site_options){0});
    unbuild(&p, &o);
    knelpunt(&p, "b", "themas: [zorg, zorg]\n");
    char target[128];
    snprintf(target, sizeof target, "%s/uit", p.folder);
    wz_site_options options = {.output = target, .strict = true};
    o = build(&p, &options);
    assert_false(o.ok);
    assert_false(o.result.published);
    assert_null(strstr(published(&p, "index.html"), "Knelpunt b"));
    unbuild(&p, &o);
    remove_project(&p);
}

static void messages_of_rendering_outlive_the_page(void **state)
{
    (void)state;
    project p = open_project(BASE START RECORDS);
    add(&p, "templates/record.html.mustache", "{{>*record.title}}\n");
    for (int i = 0; i < 40; i++) {
        char id[16];
        snprintf(id, sizeof id, "k%d", i);
        knelpunt(&p, id, "");
    }
    outcome o = build(&p, NULL);
    assert_false(o.ok);
    for (ptrdiff_t i = 0; i < wz_diags_count(p.diags); i++) {
        wz_diag_text(p.arena, wz_diags_at(p.diags, i),
                     WZ_STR("nl")); /* under AddressSanitizer: no byte of it was freed */
    }
    unbuild(&p, &o);
    remove_project(&p);
}

static void the_number_of_workers_makes_no_difference(void **state)
{
    (void)state;
    project p = open_project(BASE START RECORDS "  - {template: catalogus.json, path: alles.json}\n");
    add(&p, "templates/catalogus.json.mustache",
        "[{{#site.records}}{{#items}}\"{{id}}\",{{#meta.related}}{{#items}}\"{{id}} "
        "{{why.id}}\",{{/items}}{{/meta.related}}{{#gezien}}{{count}},{{/gezien}}{{/items}}{{/site.records}}]\n");
    for (int i = 0; i < 100; i++) {
        char id[16], rest[128];
        snprintf(id, sizeof id, "k%d", i);
        snprintf(rest, sizeof rest, "themas: [%s]\nzie: [k%d]\ntekst: Zie [x](knelpunt:k%d).\n",
                 i % 3 ? "zorg" : "geld", (i * 7 + 1) % 100, (i * 3) % 100);
        knelpunt(&p, id, i == 50 ? "" : rest);
    }
    static const int counts[] = {1, 2, 8};
    char first[1 << 16] = "";
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        outcome o = publish(&p, (wz_site_options){.workers = counts[i]});
        const char *text = published(&p, "alles.json");
        if (i == 0) {
            strcpy(first, text);
            assert_true(strlen(first) > 1000);
        }
        assert_string_equal(text, first);
        unbuild(&p, &o);
    }
    remove_project(&p);
}

/* ---- Inspect and search ---- */

static void inspect_prints_the_view_of_a_page_by_any_of_its_names(void **state)
{
    (void)state;
    project p = open_project(BASE START RECORDS);
    static const char *const pages[] = {"knelpunten/aaa/", "/knelpunten/aaa", "knelpunten/aaa/index.html", "", "/"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        p.arena = wz_arena_new(NULL);
        p.diags = wz_diags_new(p.arena);
        wz_site_options options = {.fs = &p.fs, .folder = p.folder, .workers = 1};
        wz_site_result result;
        wz_buf out = {0};
        assert_true(wz_site_inspect(p.arena, p.diags, &options, wz_str_from(pages[i]), &result, &out));
        assert_true(wz_str_find(wz_buf_str(&out),
                                i < 3 ? WZ_STR("\"title\": \"Knelpunt aaa\"") : WZ_STR("\"title\": \"Proef\"")) > 0);
        wz_buf_free(&out);
        wz_site_free(&result);
        wz_arena_free(p.arena);
    }
    remove_project(&p);
}

static void a_page_or_an_index_that_is_not_there_is_a_message(void **state)
{
    (void)state;
    project p = open_project(BASE START RECORDS);
    p.arena = wz_arena_new(NULL);
    p.diags = wz_diags_new(p.arena);
    wz_site_options options = {.fs = &p.fs, .folder = p.folder, .workers = 1};
    wz_site_result result;
    wz_buf out = {0};
    assert_false(wz_site_inspect(p.arena, p.diags, &options, WZ_STR("knelpunten/aab"), &result, &out));
    assert_int_equal(wz_diags_at(p.diags, 0)->code, WZ_DIAG_NO_SUCH_PAGE);
    expect_suggestion(wz_diags_at(p.diags, 0), "knelpunten/aaa/");
    wz_site_free(&result);
    assert_false(wz_site_search(p.arena, p.diags, &options, WZ_STR("x"), 10, &result, &out));
    find(&p, WZ_DIAG_NO_SEARCH, "content/site.yaml", 0, 0);
    wz_site_free(&result);
    wz_arena_free(p.arena);
    remove_project(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_in_site_yaml_has_its_message_at_its_place),
        cmocka_unit_test(a_project_without_templates_or_theme_is_told_so),
        cmocka_unit_test(front_matter_is_checked_at_its_place),
        cmocka_unit_test(links_in_texts_lead_to_records_terms_and_pages_or_are_reported),
        cmocka_unit_test(files_of_a_theme_that_cannot_be_published_are_reported_and_folders_of_styles_are_not),
        cmocka_unit_test(a_site_of_one_page_without_search_vocabularies_or_summaries_is_published),
        cmocka_unit_test(records_without_a_page_of_their_own_have_no_path),
        cmocka_unit_test(links_are_relative_absolute_or_end_in_index_html_as_asked),
        cmocka_unit_test(a_former_id_redirects_from_where_the_page_was),
        cmocka_unit_test(two_pages_at_one_address_are_reported_with_both_places),
        cmocka_unit_test(pairs_have_pages_where_records_carry_both_terms_and_never_with_themselves),
        cmocka_unit_test(a_faulty_record_does_not_hold_up_the_rest_under_quarantine),
        cmocka_unit_test(nothing_is_published_after_an_error_or_under_strict_after_a_warning),
        cmocka_unit_test(messages_of_rendering_outlive_the_page),
        cmocka_unit_test(the_number_of_workers_makes_no_difference),
        cmocka_unit_test(inspect_prints_the_view_of_a_page_by_any_of_its_names),
        cmocka_unit_test(a_page_or_an_index_that_is_not_there_is_a_message),
    };
    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
