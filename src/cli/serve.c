/* SPDX-License-Identifier: EUPL-1.2 */
/* serve: the preview. What it has to say, line by line. */
#include <time.h>

#include "cli/cli.h"
#include "wegwijzer/serve.h"

typedef struct teller {
    cli *cli;
    uint64_t said; /* hash of the messages that were printed last */
} teller;

static void add_time(wz_buf *out)
{
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) != NULL)
        wz_buf_format(out, "%02d:%02d:%02d ", local.tm_hour, local.tm_min, local.tm_sec);
}

/* The messages as check prints them, unless they are those of the build before; then the line of this build. */
static void say_build(teller *t, wz_buf *out, const wz_serve_news *news)
{
    cli *c = t->cli;
    wz_diags *own = c->diags;
    c->diags = news->diags;
    cli_print_text(c, out);
    uint64_t said = wz_hash(wz_buf_str(out));
    if (said == t->said)
        wz_buf_reset(out);
    t->said = said;
    add_time(out);
    if (news->files > 0)
        wz_buf_format(out, "%td %s, ", news->files,
                      news->files == 1 ? CLI_SAY(c, "bestand", "file") : CLI_SAY(c, "bestanden", "files"));
    if (news->good)
        wz_buf_format(out, CLI_SAY(c, "%td pagina's, %ld,%02ld s", "%td pages, %ld.%02ld s"), news->result->pages,
                      (long)(news->ns / 1000000000), (long)(news->ns / 10000000 % 100));
    if (!news->good || wz_diags_warnings(news->diags) > 0) {
        wz_buf_add(out, news->good ? WZ_STR(", ") : WZ_STR(""));
        cli_counts(c, out);
    }
    wz_buf_byte(out, '\n');
    c->diags = own;
}

static void hear(void *context, const wz_serve_news *news)
{
    teller *t = context;
    cli *c = t->cli;
    wz_arena *own = c->arena;
    wz_buf out = {0};
    c->arena = wz_arena_new(NULL); /* a preview may run for days */
    switch (news->what) {
    case WZ_SERVE_MOVED:
        wz_buf_format(&out, CLI_SAY(c, "poort %d is bezet; het wordt %d\n", "port %d is taken; it will be %d\n"),
                      WZ_SERVE_PORT, news->port);
        break;
    case WZ_SERVE_READY:
        wz_buf_format(&out, CLI_SAY(c, "open %.*s (stoppen: Ctrl-C)\n", "open %.*s (Ctrl-C ends it)\n"),
                      WZ_ARG(news->url));
        break;
    case WZ_SERVE_POLLING:
        wz_buf_add(&out, CLI_SAY(c, WZ_STR("deze map meldt geen wijzigingen; ik kijk twee keer per seconde\n"),
                                 WZ_STR("this folder gives no notice of changes; I look twice a second\n")));
        break;
    case WZ_SERVE_NO_BROWSER:
        wz_buf_format(
            &out,
            CLI_SAY(c, "de browser ging niet open; open zelf %.*s\n", "the browser did not open; open %.*s yourself\n"),
            WZ_ARG(news->url));
        break;
    case WZ_SERVE_BUILT:
        say_build(t, &out, news);
        break;
    }
    cli_write(c, 2, wz_buf_str(&out));
    wz_buf_free(&out);
    wz_arena_free(c->arena);
    c->arena = own;
}

cli_status cli_serve(cli *c)
{
    teller t = {.cli = c};
    if (!wz_fs_is_folder(&c->fs, c->folder, WZ_STR("content"))) {
        wz_report(c->diags, CLI_NO_PROJECT, WZ_NOWHERE, wz_str_from(c->folder));
        return cli_stop(c, CLI_USAGE);
    }
    wz_serve_options options = {.fs = &c->fs,
                                .folder = c->folder,
                                .lang = c->lang,
                                .today = c->today,
                                .clock = cli_day(c),
                                .workers = c->jobs > 0 ? c->jobs : wz_pool_default(),
                                .port = (int)c->port,
                                .poll = c->given[OPTION_POLL],
                                .open = c->given[OPTION_OPEN],
                                .hear = hear,
                                .hearer = &t};
    if (!wz_serve(c->arena, c->diags, &options))
        return cli_stop(c, CLI_SYSTEM);
    c->unwritten = false; /* a terminal that was closed (SIGHUP) takes no lines */
    return CLI_OK;
}
