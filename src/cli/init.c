/* SPDX-License-Identifier: EUPL-1.2 */
/* init: a catalogue of one's own, out of the files of share/wegwijzer: those of all/, of the language and of the host. A file
 * whose name ends in .fill is a template that is filled in. */
#include "cli/change.h"

#define NOWHERE ((wz_loc){0})
#define DEEPEST 8 /* folders in a folder of the share */

typedef struct paths {
    wz_str *items;
    ptrdiff_t count, cap;
} paths;

typedef struct start {
    cli *c;
    const char *share;  /* folder with the files */
    const char *parent; /* folder in which the new one is made */
    wz_str name;        /* its name; empty: parent itself */
    const char *fresh;  /* where it is written first */
    wz_str host;
    const wz_proposal
        *own; /* model and lists instead of those of the share, and no examples; NULL: as the share has them */
    const wz_model *examples; /* the model of the share */
    wz_symbols *symbols;
    wz_value view; /* what .fill files can use */
} start;

/* Beside the program when it was built here, else where make install puts them. */
static bool find_share(start *s)
{
    cli *c = s->c;
    wz_str program = cli_program_folder(c);
    const wz_str places[] = {wz_format(c->arena, "%.*s/share/wegwijzer", WZ_ARG(program)),
                             wz_format(c->arena, "%.*s/../share/wegwijzer", WZ_ARG(program))};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        s->share = wz_str_cstring(c->arena, places[i]);
        if (wz_fs_exists(&c->fs, s->share, WZ_STR("all")))
            return true;
    }
    wz_report(c->diags, INIT_NO_SHARE, NOWHERE, places[1]);
    return false;
}

/* Where target is to come, below a folder that is there. */
static bool find_place(start *s, wz_str target)
{
    cli *c = s->c;
    ptrdiff_t slash = -1;
    wz_str path = target;
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    for (ptrdiff_t i = 0; i < path.len; i++)
        slash = path.ptr[i] == '/' ? i : slash;
    s->name = wz_str_slice(path, slash + 1, path.len);
    s->parent = slash < 0 ? "." : wz_str_cstring(c->arena, wz_str_slice(path, 0, slash > 0 ? slash : 1));
    if (wz_str_equal(s->name, WZ_STR(".")) || wz_str_equal(s->name, WZ_STR("..")) || s->name.len == 0) {
        s->parent = wz_str_cstring(c->arena, path);
        s->name = (wz_str){0};
    }
    if (!wz_fs_is_folder(&c->fs, s->parent, WZ_STR(".")) && !wz_fs_exists(&c->fs, s->parent, WZ_STR("."))) {
        wz_report(c->diags, CLI_NO_FOLDER, NOWHERE, wz_str_from(s->parent));
        return false;
    }
    return true;
}

/* The new folder does not exist, or holds nothing but what a Git host puts in it. */
static bool is_free(start *s, wz_str target)
{
    cli *c = s->c;
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    if (s->name.len > 0 && !wz_fs_exists(&c->fs, s->parent, s->name))
        return true;
    if (!wz_fs_list(c->arena, c->diags, &c->fs, s->parent, s->name, &entries, &count))
        return false;
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str entry = entries[i].name;
        if (!wz_fs_is_room(entry) && !wz_str_equal(entry, WZ_STR(".git")) && !wz_str_starts(entry, WZ_STR("README")) &&
            !wz_str_starts(entry, WZ_STR("LICENSE"))) {
            wz_report(c->diags, INIT_TAKEN, NOWHERE, target, entry);
            return false;
        }
    }
    return true;
}

/* ---- What is filled in ---- */

static void add_text(wz_json *json, const char *key, wz_str text)
{
    wz_json_key(json, wz_str_from(key));
    if (text.len > 0)
        wz_json_string(json, text);
    else
        wz_json_word(json, WZ_STR("false"));
}

static void add_fields(wz_json *json, const wz_kind *kind)
{
    wz_json_key(json, WZ_STR("fields"));
    wz_json_open(json, '[');
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        const wz_field *field = &kind->fields[f];
        wz_json_open(json, '{');
        add_text(json, "name", field->written);
        add_text(json, "label", field->label);
        add_text(json, "help", field->help);
        wz_json_key(json, WZ_STR("required"));
        wz_json_word(json, field->required ? WZ_STR("true") : WZ_STR("false"));
        wz_json_close(json, '}');
    }
    wz_json_close(json, ']');
}

const wz_source *cli_starter(cli *c)
{
    start s = {.c = c};
    return !find_share(&s) ? NULL
                           : wz_fs_read(c->arena, c->diags, &c->fs, s.share,
                                        wz_format(c->arena, "%.*s/content/model.yaml", WZ_ARG(c->lang)), WZ_LIMIT_FILE);
}

static const wz_model *read_model(start *s)
{
    cli *c = s->c;
    const wz_source *source = cli_starter(c);
    s->examples = source != NULL ? wz_model_read(c->arena, c->diags, source) : NULL;
    if (s->own != NULL && s->examples != NULL) {
        wz_source *own = wz_new(c->arena, wz_source, 1);
        *own = (wz_source){WZ_STR("content/model.yaml"), s->own->model};
        return wz_model_read(c->arena, c->diags, own);
    }
    return s->examples;
}

/* Whether the field is one of terms in every kind that has it: the filters of the search ask that. */
static bool is_terms(const wz_model *model, wz_str name)
{
    bool all = true;
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        const wz_field *field = wz_kind_field(model->kinds[k], name);
        all = all && (!field || wz_field_terms(field));
    }
    return all;
}

/* Fields to filter by, each once. */
static void add_facets(start *s, wz_json *json, const wz_model *model)
{
    wz_map *seen = wz_map_new(s->c->arena);
    wz_json_enter(json, "facets", '[');
    for (ptrdiff_t k = 0; k < model->kind_count; k++)
        for (ptrdiff_t f = 0; f < model->kinds[k]->field_count; f++) {
            const wz_field *field = &model->kinds[k]->fields[f];
            if (!field->facet || !is_terms(model, field->name) || wz_map_put(seen, field->name, s))
                continue;
            wz_json_open(json, '{');
            add_text(json, "field", field->name);
            add_text(json, "label",
                     wz_utf8_capital(s->c->arena, field->vocabulary ? field->vocabulary->one : field->label));
            wz_json_close(json, '}');
        }
    wz_json_close(json, ']');
}

/* The model, for the guide and the settings: kinds with their fields, and lists. */
static bool add_model(start *s, wz_json *json)
{
    const wz_model *model = read_model(s);
    for (int lists = 0; model != NULL && lists < 2; lists++) {
        wz_json_enter(json, lists ? "lists" : "kinds", '[');
        for (ptrdiff_t i = 0; i < (lists ? model->vocabulary_count : model->kind_count); i++) {
            const wz_kind *kind = lists ? model->vocabularies[i] : model->kinds[i];
            wz_json_open(json, '{');
            add_text(json, "name", kind->name);
            add_text(json, "one", kind->one);
            add_text(json, "many", kind->many);
            add_text(json, "heading", wz_utf8_capital(s->c->arena, kind->many));
            add_text(json, lists ? "file" : "folder", kind->place);
            if (lists)
                add_text(json, "stem", wz_str_slice(kind->place, 0, wz_record_stem(kind->place)));
            add_fields(json, kind);
            wz_json_close(json, '}');
        }
        wz_json_close(json, ']');
    }
    if (model != NULL)
        add_facets(s, json, model);
    return model != NULL;
}

/* How a host writes the addresses at which a file is changed and an issue is made. */
static const struct host {
    const char *name, *edit, *issues, *new;
} hosts[] = {{"github", "/edit/main/{file}", "/issues/new", "/new/main/{folder}?filename={name}&value={value}"},
             {"gitlab", "/-/edit/main/{file}", "/-/issues/new", "/-/new/main/{folder}?file_name={name}"},
             {"forgejo", "/_edit/main/{file}", "/issues/new", "/_new/main/{folder}?filename={name}&value={value}"}};

static bool make_view(start *s)
{
    cli *c = s->c;
    wz_buf text = {0};
    wz_json json = {.out = &text};
    const struct host *host = hosts;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        host = wz_str_equal(s->host, wz_str_from(hosts[i].name)) ? &hosts[i] : host;
    wz_str title = c->values[OPTION_TITLE], base = c->values[OPTION_BASE_URL];
    title = title.len > 0 ? title : CLI_SAY(c, WZ_STR("Een nieuwe catalogus"), WZ_STR("A new catalogue"));
    wz_date today = c->today.year != 0 ? c->today : cli_clock();
    wz_buf quoted = {0};
    wz_json_quoted(&quoted, title);
    wz_json_open(&json, '{');
    add_text(&json, "title", title);
    add_text(&json, "quoted_title", wz_str_copy(c->arena, wz_buf_str(&quoted)));
    add_text(&json, "base_url", base.len > 0 ? base : WZ_STR("https://example.org/"));
    add_text(&json, "repository", c->values[OPTION_REPOSITORY]);
    add_text(&json, "edit", wz_str_from(host->edit));
    add_text(&json, "issues", wz_str_from(host->issues));
    add_text(&json, "new", wz_str_from(host->new));
    add_text(&json, "today", wz_date_iso(c->arena, today));
    add_text(&json, "nl", CLI_SAY(c, WZ_STR("nl"), (wz_str){0}));
    add_text(&json, "en", CLI_SAY(c, (wz_str){0}, WZ_STR("en")));
    bool ok = add_model(s, &json);
    wz_json_close(&json, '}');
    wz_source *source = wz_new(c->arena, wz_source, 1);
    *source = (wz_source){WZ_STR("init"), wz_str_copy(c->arena, wz_buf_str(&text))};
    wz_node *data = ok ? wz_json_parse(c->arena, c->diags, source) : NULL;
    s->symbols = wz_symbols_new(c->arena);
    s->view = data != NULL ? wz_site_data(c->arena, s->symbols, data) : wz_value_bool(false);
    wz_buf_free(&text);
    wz_buf_free(&quoted);
    return data != NULL;
}

/* ---- Files ---- */

static bool list_files(start *s, wz_str folder, int depth, paths *out)
{
    cli *c = s->c;
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    if (!wz_fs_list(c->arena, c->diags, &c->fs, s->share, folder, &entries, &count))
        return false;
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str path = wz_format(c->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(entries[i].name));
        if (entries[i].type == WZ_ENTRY_FOLDER && depth < DEEPEST) {
            if (!list_files(s, path, depth + 1, out))
                return false;
        } else if (entries[i].type == WZ_ENTRY_FILE) {
            wz_grow(c->arena, out->items, out->count, out->cap);
            out->items[out->count++] = path;
        }
    }
    return true;
}

static bool fill(start *s, const wz_source *source, wz_str *out)
{
    cli *c = s->c;
    wz_templates *set = wz_templates_new(c->arena, s->symbols);
    const wz_template *t = wz_template_add(c->diags, set, WZ_STR("fill.txt"), source);
    wz_buf text = {0};
    bool ok = t != NULL && wz_templates_link(c->diags, set) &&
              wz_template_render(c->arena, c->diags, t, s->view, NULL, &text);
    *out = wz_str_copy(c->arena, wz_buf_str(&text));
    wz_buf_free(&text);
    return ok;
}

/* A model of one's own leaves out that of the share, and what is of it: examples and lists. */
static bool is_example(const start *s, wz_str path)
{
    const wz_model *m = s->examples;
    bool found = s->own != NULL && wz_str_equal(path, WZ_STR("content/model.yaml"));
    for (ptrdiff_t i = 0; s->own != NULL && i < m->kind_count + m->vocabulary_count && !found; i++) {
        const wz_kind *kind = i < m->kind_count ? m->kinds[i] : m->vocabularies[i - m->kind_count];
        wz_str place =
            wz_format(s->c->arena, i < m->kind_count ? "content/%.*s/" : "content/%.*s", WZ_ARG(kind->place));
        found = wz_str_starts(path, place);
    }
    return found;
}

/* Copies or fills in one file of the share; what a Git host put there already stays. */
static bool write_file(start *s, wz_str from)
{
    cli *c = s->c;
    wz_source *source = wz_fs_read(c->arena, c->diags, &c->fs, s->share, from, WZ_LIMIT_FILE);
    wz_str to, text;
    if (source == NULL)
        return false;
    text = source->text;
    wz_str_cut(from, '/', &to);
    if (is_example(s, to))
        return true;
    if (wz_str_ends(to, WZ_STR(".fill"))) {
        to.len -= 5;
        if (!fill(s, source, &text))
            return false;
    }
    bool kept =
        wz_str_equal(to, WZ_STR("README.md")) &&
        wz_fs_exists(&c->fs, s->parent, s->name.len > 0 ? wz_format(c->arena, "%.*s/README.md", WZ_ARG(s->name)) : to);
    return kept || wz_fs_write(c->diags, &c->fs, s->fresh, to, text);
}

static void tell(cli *c, wz_str target)
{
    wz_buf out = {0};
    bool address = c->given[OPTION_BASE_URL];
    wz_buf_format(&out, CLI_SAY(c, "%.*s is gemaakt. Zo gaat u verder:\n", "%.*s has been made. What comes next:\n"),
                  WZ_ARG(target));
    wz_buf_format(&out,
                  CLI_SAY(c, "1. wegwijzer build -C %.*s, en open %.*s/build/site/index.html\n",
                          "1. wegwijzer build -C %.*s, and open %.*s/build/site/index.html\n"),
                  WZ_ARG(target), WZ_ARG(target));
    wz_buf_add(&out, address ? CLI_SAY(c, WZ_STR("2. kijk in content/site.yaml of titel, menu en teksten kloppen\n"),
                                       WZ_STR("2. see in content/site.yaml whether title, menu and texts are right\n"))
                             : CLI_SAY(c, WZ_STR("2. zet in content/site.yaml uw eigen adres achter base_url\n"),
                                       WZ_STR("2. write your own address behind base_url in content/site.yaml\n")));
    wz_buf_add(&out,
               CLI_SAY(c,
                       WZ_STR("3. pas de soorten en velden in content/model.yaml aan uw catalogus aan\n"
                              "4. zet eigen records in de plaats van de voorbeelden; hoe, staat in content/LEESMIJ.md\n"
                              "5. vul in .ci/program in waar uw Git-host het programma haalt\n"),
                       WZ_STR("3. make the kinds and fields in content/model.yaml those of your catalogue\n"
                              "4. put records of your own in the place of the examples; content/GUIDE.md says how\n"
                              "5. fill in .ci/program where your Git host gets the program\n")));
    cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
}

static bool write_files(start *s)
{
    cli *c = s->c;
    paths files = {0};
    const wz_str folders[] = {WZ_STR("all"), c->lang, s->host};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof folders / sizeof *folders; i++)
        ok = list_files(s, folders[i], 0, &files);
    for (ptrdiff_t i = 0; ok && i < files.count; i++)
        ok = write_file(s, files.items[i]);
    ok = ok && (s->own == NULL || wz_fs_write(c->diags, &c->fs, s->fresh, WZ_STR("content/model.yaml"), s->own->model));
    for (ptrdiff_t i = 0; ok && s->own != NULL && i < s->own->lists; i++)
        ok = wz_fs_write(c->diags, &c->fs, s->fresh, s->own->files[i].path, s->own->files[i].bytes);
    return ok;
}

cli_status cli_start(cli *c, wz_str target, const wz_proposal *own, wz_fresh **fresh)
{
    start s = {.c = c, .own = own, .host = c->given[OPTION_HOST] ? c->values[OPTION_HOST] : WZ_STR("github")};
    *fresh = NULL;
    if (!find_place(&s, target))
        return cli_stop(c, CLI_USAGE);
    ptrdiff_t said = wz_diags_count(c->diags);
    if (wz_fs_fresh_resume(c->arena, c->diags, &c->fs, s.parent, s.name))
        return CLI_OK;
    if (wz_diags_count(c->diags) > said)
        return cli_stop(c, CLI_SYSTEM);
    if (!is_free(&s, target))
        return cli_stop(c, CLI_USAGE);
    *fresh = find_share(&s) && make_view(&s) ? wz_fs_fresh(c->arena, c->diags, &c->fs, s.parent, s.name) : NULL;
    if (*fresh == NULL)
        return cli_stop(c, CLI_SYSTEM);
    s.fresh = wz_fs_fresh_folder(*fresh);
    if (write_files(&s))
        return CLI_OK;
    (void)wz_fs_fresh_end(*fresh, false);
    return cli_stop(c, CLI_SYSTEM);
}

cli_status cli_init(cli *c)
{
    wz_fresh *fresh = NULL;
    cli_status status = cli_start(c, c->words[0], NULL, &fresh);
    if (status == CLI_OK && fresh != NULL && !wz_fs_fresh_end(fresh, true))
        status = cli_stop(c, CLI_SYSTEM);
    if (status == CLI_OK)
        tell(c, c->words[0]);
    return status;
}
