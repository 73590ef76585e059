/* The command line: a thin caller of the library. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* The day of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in UTC. */
static void read_epoch(cli *c)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    wz_str s = wz_str_from(text);
    long n = 0;
    bool good = s.len > 0 && s.len <= 12;
    if (text == NULL || c->given[OPTION_TODAY])
        return;
    for (ptrdiff_t i = 0; good && i < s.len; i++) {
        good = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        n = n * 10 + (s.ptr[i] - '0');
    }
    if (!good || n > 253402300799) { /* 9999-12-31 */
        wz_report(c->diags, CLI_BAD_EPOCH, (wz_loc){0}, s);
        return;
    }
    /* From days to a date: the civil calendar of Howard Hinnant's chrono algorithms, for days after 1970. */
    long days = n / 86400 + 719468, era = days / 146097, doe = days % 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100),
         mp = (5 * doy + 2) / 153;
    c->today.day = (int8_t)(doy - (153 * mp + 2) / 5 + 1);
    c->today.month = (int8_t)(mp < 10 ? mp + 3 : mp - 9);
    c->today.year = (int16_t)(yoe + era * 400 + (c->today.month <= 2));
}

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
        read_epoch(c);
        if (wz_diags_count(c->diags) > 0) {
            c->format = CLI_TEXT;
            cli_print(c);
            status = cli_status_of(c);
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
        wz_str message = CLI_SAY(c, WZ_STR("wegwijzer: fout: de uitvoer kon niet worden geschreven\n"),
                                 WZ_STR("wegwijzer: error: the output could not be written\n"));
        if (!c->unread) /* `wegwijzer inspect / | head` needs no comment */
            cli_write(c, 2, message);
        status = CLI_SYSTEM;
    }
    wz_arena_free(arena);
    return status;
}
