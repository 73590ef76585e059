/* SPDX-License-Identifier: EUPL-1.2 */
/* Printing messages in the format asked for. */
#include <fcntl.h>

#include "cli/cli.h"

static const struct {
    cli_printer *print;
    int descriptor;
} formats[] = {
#define CLI_FORMAT(id, name, print, descriptor) [CLI_##id] = {print, descriptor},
#include "cli/formats.def"
#undef CLI_FORMAT
};

static bool is_report(const cli *c)
{
    return formats[c->format].descriptor == 0 || c->values[OPTION_REPORT_FILE].len > 0;
}

bool cli_has_readers(const cli *c)
{
    return c->format == CLI_TEXT || is_report(c);
}

/* To where it goes: the file, or stdout or stderr. */
static void print_to(cli *c, cli_printer *print, int descriptor, wz_str file)
{
    wz_buf out = {0};
    print(c, &out);
    if (file.len > 0)
        cli_write_file(c, file, O_TRUNC, wz_buf_str(&out));
    else
        cli_write(c, descriptor, wz_buf_str(&out));
    wz_buf_free(&out);
}

void cli_print(cli *c)
{
    int descriptor = formats[c->format].descriptor;
    wz_diags_sort(c->diags);
    if (is_report(c))
        print_to(c, cli_print_text, 2, (wz_str){0});
    print_to(c, formats[c->format].print, descriptor == 0 ? 1 : descriptor, c->values[OPTION_REPORT_FILE]);
}

cli_status cli_stop(cli *c, cli_status least)
{
    if (!is_report(c))
        c->format = CLI_TEXT;
    cli_print(c);
    cli_status status = cli_status_of(c);
    return status > least ? status : least;
}

void cli_begin_report(cli *c)
{
    wz_str file = c->values[OPTION_REPORT_FILE];
    if (file.len == 0)
        return;
    wz_report(c->diags, CLI_BROKEN_OFF, WZ_NOWHERE);
    print_to(c, formats[c->format].print, 1, file);
    wz_diags_drop(c->diags, wz_diags_count(c->diags) - 1);
}
