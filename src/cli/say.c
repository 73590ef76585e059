/* SPDX-License-Identifier: EUPL-1.2 */
/* The words and paths that all formats of messages share. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

wz_str cli_severity(const cli *c, const wz_diag *d)
{
    if (wz_diag_severity(d) == WZ_ERROR)
        return CLI_SAY(c, WZ_STR("fout"), WZ_STR("error"));
    return CLI_SAY(c, WZ_STR("waarschuwing"), WZ_STR("warning"));
}

wz_str cli_sentence(const cli *c, const wz_diag *d)
{
    wz_str text = wz_diag_text(c->arena, d, c->lang), suggestion = wz_diag_meant(c->arena, d, c->lang);
    return suggestion.len == 0 ? text : wz_format(c->arena, "%.*s; %.*s", WZ_ARG(text), WZ_ARG(suggestion));
}

wz_str cli_more(const cli *c, const wz_diag *d)
{
    wz_str page = c->result != NULL ? c->result->messages_url : (wz_str){0};
    return page.len > 0 ? wz_format(c->arena, "%.*s#%.*s", WZ_ARG(page), WZ_ARG(wz_diag_name(d->code))) : (wz_str){0};
}

static bool is_changed(const cli *c, wz_str prefix, const wz_diag *d)
{
    return c->changed == NULL || wz_map_get(c->changed, cli_path(c, prefix, d->loc)) != NULL;
}

const wz_diag **cli_by_weight(cli *c, wz_str prefix)
{
    ptrdiff_t count = wz_diags_count(c->diags), n = 0;
    const wz_diag **order = wz_new(c->arena, const wz_diag *, count);
    for (int rank = 0; rank < 4; rank++)
        for (ptrdiff_t i = 0; i < count; i++) {
            const wz_diag *d = wz_diags_at(c->diags, i);
            if ((int)wz_diag_severity(d) == rank / 2 && is_changed(c, prefix, d) == (rank % 2 == 0))
                order[n++] = d;
        }
    return order;
}

/* "3 fouten, 1 waarschuwing in 340 records". */
void cli_counts(const cli *c, wz_buf *out)
{
    ptrdiff_t errors = wz_diags_errors(c->diags), warnings = wz_diags_warnings(c->diags);
    if (errors > 0)
        wz_buf_format(out, "%td %s", errors,
                      errors == 1 ? CLI_SAY(c, "fout", "error") : CLI_SAY(c, "fouten", "errors"));
    if (errors > 0 && warnings > 0)
        wz_buf_add(out, WZ_STR(", "));
    if (warnings > 0)
        wz_buf_format(out, "%td %s", warnings,
                      warnings == 1 ? CLI_SAY(c, "waarschuwing", "warning") : CLI_SAY(c, "waarschuwingen", "warnings"));
    if (errors + warnings == 0)
        wz_buf_add(out, CLI_SAY(c, WZ_STR("geen fouten"), WZ_STR("no faults")));
    if (c->result != NULL && c->result->records > 0)
        wz_buf_format(out, " in %td %s", c->result->records, c->result->records == 1 ? "record" : "records");
}

wz_str cli_path(const cli *c, wz_str prefix, wz_loc loc)
{
    if (loc.source == NULL)
        return (wz_str){0};
    return wz_format(c->arena, "%.*s%.*s", WZ_ARG(prefix), WZ_ARG(wz_str_visible(c->arena, loc.source->path)));
}

void cli_percent(wz_buf *out, wz_str path)
{
    for (ptrdiff_t i = 0; i < path.len; i++)
        if (wz_str_is_plain(wz_str_slice(path, i, i + 1), "-._~/"))
            wz_buf_byte(out, path.ptr[i]);
        else
            wz_buf_format(out, "%%%02X", (unsigned char)path.ptr[i]);
}

/* Paths in messages are relative to the project folder; programs that open the files want them relative to where they
 * run. */
wz_str cli_prefix(const cli *c)
{
    wz_str folder = c->values[OPTION_FOLDER];
    while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
        folder.len--;
    if (folder.len == 0 || wz_str_equal(folder, WZ_STR(".")))
        return (wz_str){0};
    while (wz_str_starts(folder, WZ_STR("./")))
        folder = wz_str_slice(folder, 2, folder.len);
    return wz_format(c->arena, "%.*s/", WZ_ARG(folder));
}

wz_str cli_prefix_in(const cli *c, const char *root)
{
    char project[PATH_MAX], top[PATH_MAX];
    if (realpath(c->folder, project) == NULL || realpath(root, top) == NULL)
        return cli_prefix(c);
    wz_str rest = wz_str_from(project), above = wz_str_from(top);
    if (wz_str_equal(rest, above))
        return (wz_str){0};
    if (above.len > 1)
        above = wz_format(c->arena, "%.*s/", WZ_ARG(above));
    if (!wz_str_starts(rest, above))
        return cli_prefix(c);
    return wz_format(c->arena, "%.*s/", WZ_ARG(wz_str_slice(rest, above.len, rest.len)));
}
