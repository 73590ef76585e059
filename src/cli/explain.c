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

/* A message with the places of its arguments shown as dots. */
static wz_diag pattern(wz_diag_code code)
{
    wz_diag d = {.code = code};
    for (int i = 0; i < WZ_DIAG_ARGS; i++)
        d.args[i] = WZ_STR("…");
    return d;
}

static void list_codes(cli *c, wz_buf *out)
{
    wz_str *names = wz_new(c->arena, wz_str, WZ_DIAG_COUNT);
    ptrdiff_t count = 0;
    for (int code = 0; code < WZ_DIAG_COUNT; code++) { /* by name */
        wz_str name = wz_diag_name((wz_diag_code)code);
        ptrdiff_t at = count++;
        for (; at > 0 && wz_str_compare(names[at - 1], name) > 0; at--)
            names[at] = names[at - 1];
        names[at] = name;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_diag d = pattern(wz_diag_find(names[i]));
        wz_buf_format(out, "%-30.*s %.*s\n", WZ_ARG(names[i]), WZ_ARG(wz_diag_text(c->arena, &d, c->lang)));
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
        wz_diag d = pattern(code);
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
