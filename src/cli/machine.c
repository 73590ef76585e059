/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages for programs: GNU lines for editors, JSON for the rest. */
#include "cli/cli.h"

/* GNU Coding Standards, "Formatting Error Messages": file:line:column: severity: text. */
void cli_print_gnu(cli *c, wz_buf *out)
{
    wz_str prefix = cli_prefix(c);
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_str path = cli_path(c, prefix, d->loc);
        wz_buf_add(out, path.len > 0 ? path : WZ_STR("wegwijzer"));
        if (path.len > 0 && d->loc.line > 0)
            wz_buf_format(out, ":%d:%d", d->loc.line, d->loc.column > 0 ? d->loc.column : 1);
        wz_buf_format(out, CLI_SAY(c, ": %.*s: %.*s; doe dit: %.*s [%.*s]\n", ": %.*s: %.*s; do this: %.*s [%.*s]\n"),
                      WZ_ARG(cli_severity(c, d)), WZ_ARG(cli_sentence(c, d)),
                      WZ_ARG(wz_diag_remedy(c->arena, d, c->lang)), WZ_ARG(wz_diag_name(d->code)));
    }
}

/* file, line, column and end_column (one past the last); null where there is none. */
static void add_place(const cli *c, wz_json *json, wz_loc loc)
{
    int column = loc.column > 0 ? loc.column : 1, at[] = {loc.line, column, column + loc.length};
    static const char *const names[] = {"line", "column", "end_column"};
    wz_json_key(json, WZ_STR("file"));
    wz_json_string(json, cli_path(c, WZ_STR(""), loc));
    for (int i = 0; i < 3; i++) {
        wz_json_key(json, wz_str_from(names[i]));
        if (loc.line > 0)
            wz_json_number(json, at[i]);
        else
            wz_json_string(json, (wz_str){0});
    }
}

void cli_print_json(cli *c, wz_buf *out)
{
    wz_json json = {.out = out, .lines = 1, .indent = 1};
    wz_json_open(&json, '[');
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_json_open(&json, '{');
        add_place(c, &json, d->loc);
        wz_json_member(&json, "severity", wz_diag_severity(d) == WZ_ERROR ? WZ_STR("error") : WZ_STR("warning"));
        wz_json_member(&json, "code", wz_diag_name(d->code));
        wz_json_member(&json, "message", wz_diag_text(c->arena, d, c->lang));
        wz_json_member(&json, "suggestion",
                       d->suggestion.len > 0 ? wz_str_visible(c->arena, d->suggestion) : (wz_str){0});
        wz_json_member(&json, "remedy", wz_diag_remedy(c->arena, d, c->lang));
        wz_json_member(&json, "explanation", wz_diag_explain(d->code, c->lang));
        wz_json_member(&json, "more", cli_more(c, d));
        wz_json_key(&json, WZ_STR("related"));
        if (d->related.source != NULL) {
            wz_json_open(&json, '{');
            add_place(c, &json, d->related);
            wz_json_close(&json, '}');
        } else {
            wz_json_string(&json, (wz_str){0});
        }
        wz_json_close(&json, '}');
    }
    wz_json_close(&json, ']');
    wz_buf_byte(out, '\n');
}
