/* SPDX-License-Identifier: EUPL-1.2 */
/* The command line: a thin caller of the library. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

static bool wants_colour(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(2) && (no == NULL || no[0] == 0) && term != NULL && strcmp(term, "dumb") != 0;
}

static int run(cli *c)
{
    wz_buf out = {0};
    int status = CLI_OK;
    if (c->given[OPTION_VERSION] || c->given[OPTION_HELP]) {
        if (c->given[OPTION_VERSION])
            cli_version(c, &out);
        else
            cli_help(c, &out);
        cli_write(c, 1, wz_buf_str(&out));
    } else {
        cli_read_epoch(c);
        if (wz_diags_count(c->diags) > 0) {
            c->format = CLI_TEXT;
            c->values[OPTION_REPORT_FILE] = (wz_str){0};
            status = (int)cli_stop(c, CLI_OK);
        } else {
            status = (int)cli_command_run(c->command)(c);
        }
    }
    wz_buf_free(&out);
    return status;
}

int main(int argc, char **argv)
{
    cli_open_standard();
    cli_prepare_signals();
    wz_arena *arena = wz_arena_new(NULL);
    cli *c = wz_new(arena, cli, 1);
    c->arena = arena;
    c->diags = wz_diags_new(arena);
    c->terminal = isatty(2);
    c->colour = wants_colour();
    cli_parse(c, argc, argv);
    int status = run(c);
    if (c->unwritten) {
        wz_str what = wz_str_visible(arena, c->lost), message;
        if (what.len == 0)
            what = CLI_SAY(c, WZ_STR("de uitvoer"), WZ_STR("the output"));
        message = wz_format(arena,
                            CLI_SAY(c, "wegwijzer: fout: %.*s kon niet worden geschreven\n",
                                    "wegwijzer: error: %.*s could not be written\n"),
                            WZ_ARG(what));
        if (!c->unread) /* `wegwijzer inspect / | head` needs no comment */
            cli_write(c, 2, message);
        status = CLI_SYSTEM;
    }
    wz_arena_free(arena);
    return status;
}
