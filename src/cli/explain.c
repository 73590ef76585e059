/* SPDX-License-Identifier: EUPL-1.2 */
/* explain: the long text of a message. */
#include "cli/cli.h"

static void add_wrapped(wz_buf *out, wz_str text)
{
    ptrdiff_t column = 0;
    for (wz_str rest = text; rest.ptr != NULL && rest.len > 0;) {
        wz_str word = wz_str_cut(rest, ' ', &rest);
        ptrdiff_t width = wz_utf8_count(word);
        if (column > 0 && column + 1 + width > 96) {
            wz_buf_byte(out, '\n');
            column = 0;
        } else if (column > 0) {
            wz_buf_byte(out, ' ');
            column++;
        }
        wz_buf_add(out, word);
        column += width;
    }
    wz_buf_byte(out, '\n');
}

static void list_codes(cli *c, wz_buf *out)
{
    wz_diag_code codes[WZ_DIAG_COUNT];
    wz_diag_codes(codes);
    for (int i = 0; i < WZ_DIAG_COUNT; i++) {
        wz_diag d = wz_diag_pattern(codes[i]);
        wz_buf_format(out, "%-30.*s %.*s\n", WZ_ARG(wz_diag_name(codes[i])),
                      WZ_ARG(wz_diag_text(c->arena, &d, c->lang)));
    }
}

cli_status cli_explain(cli *c)
{
    wz_buf out = {0};
    if (c->word_count == 0) {
        list_codes(c, &out);
    } else {
        /* With the brackets of a message it is meant as well. */
        wz_str name = c->words[0];
        if (wz_str_starts(name, WZ_STR("[")) && wz_str_ends(name, WZ_STR("]")))
            name = wz_str_slice(name, 1, name.len - 1);
        wz_diag_code code = wz_diag_find(name);
        if (code == WZ_DIAG_COUNT) {
            wz_str *names = wz_new(c->arena, wz_str, WZ_DIAG_COUNT);
            for (int i = 0; i < WZ_DIAG_COUNT; i++)
                names[i] = wz_diag_name((wz_diag_code)i);
            wz_report(c->diags, CLI_UNKNOWN_CODE, WZ_NOWHERE, name)->suggestion =
                wz_suggest(name, names, WZ_DIAG_COUNT);
            return cli_stop(c, CLI_USAGE);
        }
        wz_diag d = wz_diag_pattern(code);
        wz_buf_format(&out, "%.*s: %.*s: %.*s\n\n", WZ_ARG(name), WZ_ARG(cli_severity(c, &d)),
                      WZ_ARG(wz_diag_text(c->arena, &d, c->lang)));
        add_wrapped(&out, wz_diag_explain(code, c->lang));
        wz_buf_byte(&out, '\n');
        add_wrapped(&out, wz_format(c->arena, CLI_SAY(c, "Doe dit: %.*s.", "Do this: %.*s."),
                                    WZ_ARG(wz_diag_remedy(c->arena, &d, c->lang))));
    }
    cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
    return CLI_OK;
}
