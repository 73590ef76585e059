/* SPDX-License-Identifier: EUPL-1.2 */
/* schema: JSON Schema for editors. */
#include "cli/cli.h"

const wz_kind *cli_kind(cli *c, const wz_model *model, wz_str name, bool vocabularies)
{
    ptrdiff_t count = model->kind_count + (vocabularies ? model->vocabulary_count : 0);
    wz_str *names = wz_new(c->arena, wz_str, count), meant = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_kind *kind = i < model->kind_count ? model->kinds[i] : model->vocabularies[i - model->kind_count];
        wz_str file = wz_str_slice(kind->place, 0, wz_record_stem(kind->place));
        names[i] = kind->name;
        if (wz_str_equal(kind->name, name) ||
            (kind->vocabulary && (wz_str_equal(kind->place, name) || wz_str_equal(file, name))))
            return kind;
        /* The folder of a kind will do as well in a suggestion: "knelpunten". */
        if (wz_str_equal(kind->place, name) || wz_str_equal(kind->one, name))
            meant = kind->name;
    }
    wz_diag *d =
        wz_report(c->diags, CLI_UNKNOWN_KIND, WZ_NOWHERE, name, wz_str_join(c->arena, names, count, WZ_STR(", ")));
    d->suggestion = meant.len > 0 ? meant : wz_suggest(name, names, count);
    return NULL;
}

static bool add(cli *c, wz_publication *to, wz_str path, wz_buf *bytes)
{
    bool ok = wz_publish_add(c->arena, c->diags, to, path, wz_buf_str(bytes));
    wz_buf_reset(bytes);
    return ok;
}

/* The files of the project that are no records: model.yaml and site.yaml. */
static const char *const settings[] = {"model", "site"};

static bool add_itself(cli *c, wz_buf *out, const wz_model *model, wz_str name)
{
    bool of_model = wz_str_equal(name, wz_str_from(settings[0])),
         of_site = wz_str_equal(name, wz_str_from(settings[1]));
    if (of_model)
        wz_model_schema_itself(c->arena, out, model);
    else if (of_site)
        wz_site_schema(out);
    return of_model || of_site;
}

/* Which files have which schema, as Visual Studio Code has it in its settings. */
static void add_settings(cli *c, const wz_model *model, wz_str folder, wz_buf *out)
{
    wz_json json = {.out = out, .lines = 2, .indent = 2};
    wz_json_open(&json, '{');
    wz_json_enter(&json, "yaml.schemas", '{');
    for (ptrdiff_t i = 0; i < model->kind_count + model->vocabulary_count; i++) {
        const wz_kind *kind = i < model->kind_count ? model->kinds[i] : model->vocabularies[i - model->kind_count];
        wz_json_key(&json,
                    wz_format(c->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(wz_model_schema_file(c->arena, kind))));
        wz_json_string(
            &json, wz_format(c->arena, kind->vocabulary ? "content/%.*s" : "content/%.*s/*.yaml", WZ_ARG(kind->place)));
    }
    for (int i = 0; i < 2; i++) {
        wz_json_key(&json, wz_format(c->arena, "%.*s/%s.json", WZ_ARG(folder), settings[i]));
        wz_json_string(&json, wz_format(c->arena, "content/%s.yaml", settings[i]));
    }
    wz_json_close(&json, '}');
    wz_json_close(&json, '}');
    wz_buf_byte(out, '\n');
}

static bool write_all(cli *c, const wz_catalog *catalog)
{
    const wz_model *m = catalog->model;
    wz_str folder = c->values[OPTION_SCHEMAS];
    const char *target = wz_str_cstring(c->arena, folder);
    wz_publication *to = NULL;
    if (cli_may_publish(c, target))
        to = wz_publish_begin(c->arena, c->diags, &c->fs, c->folder, target);
    wz_buf bytes = {0};
    bool ok = to != NULL;
    for (ptrdiff_t i = 0; ok && i < m->kind_count + m->vocabulary_count; i++) {
        const wz_kind *kind = i < m->kind_count ? m->kinds[i] : m->vocabularies[i - m->kind_count];
        wz_catalog_schema(c->arena, &bytes, catalog, kind, c->lang, true);
        ok = add(c, to, wz_model_schema_file(c->arena, kind), &bytes);
    }
    for (int i = 0; ok && i < 2; i++) {
        add_itself(c, &bytes, m, wz_str_from(settings[i]));
        ok = add(c, to, wz_format(c->arena, "%s.json", settings[i]), &bytes);
    }
    if (ok) {
        add_settings(c, m, folder, &bytes);
        ok = add(c, to, WZ_STR("settings.json"), &bytes) && wz_publish_commit(c->diags, to);
    }
    wz_publish_abandon(to);
    wz_buf_free(&bytes);
    return ok;
}

cli_status cli_schema(cli *c)
{
    bool all = c->values[OPTION_SCHEMAS].len > 0;
    wz_diags *faults = wz_diags_new(c->arena);
    wz_catalog_options options = {.fs = &c->fs, .folder = c->folder, .workers = 1};
    wz_buf out = {0};
    if (all == (c->word_count > 0)) {
        wz_report(c->diags, CLI_ONE_SCHEMA, WZ_NOWHERE);
        return cli_stop(c, CLI_USAGE);
    }
    wz_catalog *catalog = wz_catalog_load(c->arena, faults, &options);
    const wz_kind *kind = NULL;
    if (catalog == NULL || cli_system_failed(c, faults))
        wz_diags_append(c->diags, faults);
    else if (all)
        write_all(c, catalog);
    else if (wz_model_kind(catalog->model, c->words[0]) == NULL && add_itself(c, &out, catalog->model, c->words[0]))
        ;
    else if ((kind = cli_kind(c, catalog->model, c->words[0], true)) != NULL)
        wz_catalog_schema(c->arena, &out, catalog, kind, c->lang, false);
    cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
    cli_status status = cli_stop(c, CLI_OK);
    wz_catalog_free(catalog);
    return status;
}
