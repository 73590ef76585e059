/* SPDX-License-Identifier: EUPL-1.2 */
/* new: a record to fill in. */
#include "cli/cli.h"
#include "wegwijzer/yaml.h"

#define NOWHERE ((wz_loc){0})
#define CHOICES 12 /* terms of a list that are named behind a field */

/* True when the id is free, whatever the kind of file. */
static bool is_free(cli *c, const wz_kind *kind, wz_str id)
{
    static const char *const extensions[] = {"yaml", "yml", "json", "md"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        wz_str path = wz_format(c->arena, "content/%.*s/%.*s.%s", WZ_ARG(kind->place), WZ_ARG(id), extensions[i]);
        if (wz_fs_exists(&c->fs, c->folder, path)) {
            wz_report(c->diags, FS_EXISTS, NOWHERE, path);
            return false;
        }
    }
    return true;
}

/* What a field may name: the terms when they are few, else where to look. */
static wz_str choices(void *context, const wz_kind *from)
{
    cli *c = context;
    wz_str path = wz_format(c->arena, "content/%.*s", WZ_ARG(from->place)), ids[CHOICES];
    if (!from->vocabulary)
        return wz_format(c->arena, CLI_SAY(c, "een bestand uit %.*s/, zonder .yaml", "a file in %.*s/, without .yaml"),
                         WZ_ARG(path));
    /* Faults in the list are for check; that it cannot be read is said here. */
    wz_source *source = wz_fs_read(c->arena, c->diags, &c->fs, c->folder, path, WZ_LIMIT_FILE);
    const wz_node *terms = source != NULL ? wz_yaml_parse(c->arena, wz_diags_new(c->arena), source, WZ_YAML_MAP) : NULL;
    if (terms == NULL || terms->count == 0 || terms->count > CHOICES)
        return path;
    for (ptrdiff_t i = 0; i < terms->count; i++)
        ids[i] = wz_str_visible(c->arena, terms->keys[i]->text);
    return wz_str_join(c->arena, ids, terms->count, WZ_STR(", "));
}

/* The address that site.yaml says to begin a new file with; faults in that file are for check. */
static wz_str schema_of(cli *c, const wz_kind *kind)
{
    wz_str path = WZ_STR("content/site.yaml"), pattern = {0};
    wz_source *source = wz_fs_exists(&c->fs, c->folder, path)
                            ? wz_fs_read(c->arena, c->diags, &c->fs, c->folder, path, WZ_LIMIT_FILE)
                            : NULL;
    const wz_node *site = source != NULL ? wz_yaml_parse(c->arena, wz_diags_new(c->arena), source, WZ_YAML_MAP) : NULL;
    const wz_node *repository = site != NULL ? wz_node_get(site, WZ_STR("repository")) : NULL;
    const wz_node *schema =
        repository != NULL && repository->kind == WZ_NODE_MAP ? wz_node_get(repository, WZ_STR("schema")) : NULL;
    if (schema != NULL && schema->kind == WZ_NODE_TEXT)
        pattern = schema->text;
    return wz_site_schema_address(c->arena, pattern, kind);
}

cli_status cli_new(cli *c)
{
    wz_source *source = wz_fs_read(c->arena, c->diags, &c->fs, c->folder, WZ_STR("content/model.yaml"), WZ_LIMIT_FILE);
    wz_model *model = source != NULL ? wz_model_read(c->arena, c->diags, source) : NULL;
    if (model == NULL)
        return cli_stop(c, CLI_FAULTS);
    const wz_kind *kind = cli_kind(c, model, c->words[0], false);
    wz_str id = c->words[1];
    bool good = wz_id_check(c->arena, c->diags, id, NOWHERE);
    if (kind == NULL || !good || !is_free(c, kind, id))
        return cli_stop(c, CLI_USAGE);
    wz_buf text = {0};
    wz_str path = wz_format(c->arena, "content/%.*s/%.*s.yaml", WZ_ARG(kind->place), WZ_ARG(id));
    wz_model_skeleton(&text, model, kind, c->today.year != 0 ? c->today : cli_clock(), schema_of(c, kind), choices, c);
    wz_replacement file = {.path = path, .bytes = wz_buf_str(&text)};
    bool ok = cli_status_of(c) == CLI_OK && wz_fs_replace(c->arena, c->diags, &c->fs, c->folder, &file, 1);
    wz_buf_free(&text);
    if (!ok)
        return cli_stop(c, CLI_FAULTS);
    wz_buf said = {0};
    wz_buf_format(&said, "%.*s\n", WZ_ARG(path));
    cli_write(c, 1, wz_buf_str(&said));
    wz_buf_reset(&said);
    wz_buf_format(&said,
                  CLI_SAY(c, "volgende stap: vul %.*s in en doe 'wegwijzer check'\n",
                          "next: fill in %.*s and run 'wegwijzer check'\n"),
                  WZ_ARG(path));
    cli_write(c, 2, wz_buf_str(&said));
    wz_buf_free(&said);
    return CLI_OK;
}
