/* SPDX-License-Identifier: EUPL-1.2 */
/* render: any template over a YAML or JSON file. */
#include "cli/cli.h"
#include "wegwijzer/site.h"

/* "kaart.html.mustache" is the template "kaart.html". */
static wz_str template_name(wz_str file)
{
    return wz_str_ends(file, WZ_STR(".mustache")) ? wz_str_slice(file, 0, file.len - 9) : file;
}

static bool add_partials(cli *c, wz_templates *set)
{
    wz_str path = c->values[OPTION_PARTIALS];
    if (path.len == 0)
        return true;
    const char *folder = wz_str_cstring(c->arena, path);
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    bool ok = true;
    if (!wz_fs_exists(&c->fs, folder, WZ_STR("."))) {
        wz_report(c->diags, CLI_NO_FOLDER, (wz_loc){0}, path);
        return false;
    }
    if (!wz_fs_list(c->arena, c->diags, &c->fs, folder, WZ_STR("."), &entries, &count))
        return false;
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name;
        if (entries[i].type == WZ_ENTRY_FOLDER || name.ptr[0] == '.' || wz_str_ends(name, WZ_STR("~")))
            continue;
        wz_source *source = wz_fs_read(c->arena, c->diags, &c->fs, folder, name, WZ_TEMPLATE_SIZE);
        if (source != NULL)
            source->path = wz_format(c->arena, "%.*s/%.*s", WZ_ARG(path), WZ_ARG(name));
        ok = source != NULL && wz_template_add(c->diags, set, template_name(name), source) != NULL && ok;
    }
    return ok;
}

static wz_str base_name(wz_str path)
{
    ptrdiff_t slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/')
        slash--;
    return wz_str_slice(path, slash, path.len);
}

static const wz_node *read_data(cli *c, wz_str path)
{
    bool input = wz_str_equal(path, WZ_STR("-"));
    wz_source *source = input ? cli_read_input(c) : cli_read_file(c, path, WZ_LIMIT_FILE);
    if (source == NULL)
        return NULL;
    if (wz_str_ends(path, WZ_STR(".json")))
        return wz_json_parse(c->arena, c->diags, source);
    /* Standard input has no name: what starts as JSON and is JSON is read as JSON. */
    wz_str start = wz_str_trim(source->text);
    if (input && (wz_str_starts(start, WZ_STR("{")) || wz_str_starts(start, WZ_STR("[")))) {
        ptrdiff_t before = wz_diags_count(c->diags);
        wz_node *json = wz_json_parse(c->arena, c->diags, source);
        if (json != NULL)
            return json;
        wz_diags_drop(c->diags, before);
    }
    return wz_yaml_parse(c->arena, c->diags, source, WZ_YAML_ANY);
}

cli_status cli_render(cli *c)
{
    wz_symbols *symbols = wz_symbols_new(c->arena);
    wz_templates *set = wz_templates_new(c->arena, symbols);
    wz_source *source = cli_read_file(c, c->words[0], WZ_TEMPLATE_SIZE);
    bool partials = add_partials(c, set);
    wz_template *template =
        source != NULL ? wz_template_add(c->diags, set, template_name(base_name(source->path)), source) : NULL;
    const wz_node *data = read_data(c, c->words[1]);
    wz_buf out = {0};
    if (template != NULL && data != NULL && partials) {
        wz_value view = wz_site_data(c->arena, symbols, data);
        if (wz_templates_link_lenient(c->diags, set))
            wz_template_render(c->arena, c->diags, template, view, NULL, &out);
    }
    cli_print(c);
    cli_status status = cli_status_of(c);
    if (status == CLI_OK)
        cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
    return status;
}
