/* Printing messages in the format asked for. */
#include "cli/cli.h"

static const struct {
    cli_printer *print;
    int descriptor;
} formats[] = {
#define CLI_FORMAT(id, name, print, descriptor) [CLI_##id] = {print, descriptor},
#include "cli/formats.def"
#undef CLI_FORMAT
};

void cli_print(cli *c)
{
    wz_buf out = {0};
    wz_diags_sort(c->diags);
    formats[c->format].print(c, &out);
    cli_write(c, formats[c->format].descriptor, wz_buf_str(&out));
    wz_buf_free(&out);
}

cli_status cli_stop(cli *c, cli_status least)
{
    c->format = CLI_TEXT;
    cli_print(c);
    cli_status status = cli_status_of(c);
    return status > least ? status : least;
}
