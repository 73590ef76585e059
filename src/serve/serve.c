/* SPDX-License-Identifier: EUPL-1.2 */
/* The loop of the preview: it waits for signals, for signs of a change and for the end of a build. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "serve/serve.h"

#define QUIET_MS   40  /* after the last sign of a change */
#define LONGEST_MS 300 /* after the first one */
#define PARTIAL_MS 100 /* when a file is empty or gone: its editor may be half way */
#define POLL_MS    500
#define TICK_MS    1000 /* how often it is asked who waits too long */

typedef struct loop {
    const wz_serve_options *options;
    wz_diags *diags;
    serve_watch *watch;
    serve_http *http;
    serve_build build;
    int signals, done;   /* descriptors */
    pid_t browser;       /* 0: none that runs */
    int64_t first, last; /* milliseconds: signs of a change that was not looked at yet; 0: none */
    int64_t look, poll;  /* when that is done, and when anyway where there are no signs */
    bool building, dirty, started, shown, told;
} loop;

static void tell(const loop *l, wz_serve_news news)
{
    news.port = serve_http_port(l->http);
    news.url = l->build.base_url;
    if (l->options->hear != NULL)
        l->options->hear(l->options->hearer, &news);
}

static bool open_signals(loop *l)
{
    struct sigaction hangup;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGCHLD);                                                  /* of the browser */
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN) /* nohup */
        sigaddset(&set, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set, NULL); /* every thread inherits it */
    l->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    l->done = l->build.done = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return l->signals >= 0 && l->done >= 0;
}

/* False: a signal asks for the end. */
static bool read_signals(loop *l)
{
    struct signalfd_siginfo s;
    bool go_on = true;
    while (read(l->signals, &s, sizeof s) == (ssize_t)sizeof s)
        go_on = go_on && s.ssi_signo == SIGCHLD;
    int status;
    if (l->browser > 0 && waitpid(l->browser, &status, WNOHANG) == l->browser) {
        l->browser = 0;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            tell(l, (wz_serve_news){.what = WZ_SERVE_NO_BROWSER});
    }
    return go_on;
}

/* A sign of a change; nothing is done before it is quiet. */
static void sign(loop *l)
{
    l->last = wz_now_ms();
    l->first = l->first == 0 ? l->last : l->first;
    l->look = l->last + QUIET_MS < l->first + LONGEST_MS ? l->last + QUIET_MS : l->first + LONGEST_MS;
}

static void say_polling(loop *l)
{
    if (!l->told && serve_watch_polls(l->watch)) {
        l->told = true;
        tell(l, (wz_serve_news){.what = WZ_SERVE_POLLING});
    }
}

/* Looks whether there is something to build. */
static void look(loop *l)
{
    bool partial;
    if (serve_watch_look(l->watch, &partial)) {
        if (partial && l->shown && wz_now_ms() - l->last < PARTIAL_MS) {
            l->look = wz_now_ms() + QUIET_MS;
            return;
        }
        serve_watch_see(l->watch);
        l->dirty = true;
    }
    l->first = 0;
    say_polling(l);
}

/* When to look again: milliseconds from now, 0 for at once, -1 for never. */
static int until_look(const loop *l)
{
    int64_t now = wz_now_ms(), at = l->first != 0 ? l->look : INT64_MAX;
    at = serve_watch_polls(l->watch) && l->poll < at ? l->poll : at;
    return at == INT64_MAX ? -1 : at <= now ? 0 : (int)(at - now);
}

static void open_browser(loop *l)
{
    l->browser = serve_open(wz_str_cstring(l->build.arena, l->build.base_url));
    if (l->browser < 0)
        tell(l, (wz_serve_news){.what = WZ_SERVE_NO_BROWSER});
}

static bool show(loop *l)
{
    serve_build *b = &l->build;
    ptrdiff_t files = l->shown ? serve_watch_count(l->watch) : 0;
    serve_watch_show(l->watch);
    serve_http_show(l->http, b->good ? b->site : NULL, b->diags);
    if (b->good)
        b->site = NULL; /* it is the server's now */
    tell(l, (wz_serve_news){.what = WZ_SERVE_BUILT,
                            .diags = b->diags,
                            .result = &b->result,
                            .good = b->good,
                            .files = files,
                            .ns = b->ns});
    if (!l->shown) {
        l->shown = true;
        if (!serve_http_start(l->diags, l->http))
            return false;
        tell(l, (wz_serve_news){.what = WZ_SERVE_READY});
        if (l->options->open)
            open_browser(l);
    }
    return true;
}

/* A build is done. What changed while it ran may be in it or not: then it is thrown away. */
static bool finish(loop *l)
{
    bool partial, outdated, ok = true;
    serve_build_wait(&l->build);
    l->building = false;
    serve_watch_read(l->watch);
    outdated = serve_watch_look(l->watch, &partial);
    if (outdated)
        sign(l);
    if (!outdated && !l->dirty)
        ok = show(l);
    serve_build_free(&l->build);
    return ok;
}

static bool begin(loop *l)
{
    l->dirty = false;
    l->building = serve_build_start(&l->build);
    if (!l->building)
        wz_report(l->diags, SERVE_NO_SERVER, WZ_NOWHERE, WZ_STR("pthread_create"));
    return l->building;
}

/* One round. False: this is the end. */
static bool turn(loop *l)
{
    uint64_t count;
    int wait = l->building ? -1 : until_look(l);
    struct pollfd from[] = {{l->signals, POLLIN, 0},
                            {l->done, POLLIN, 0},
                            {serve_watch_descriptor(l->watch), POLLIN, 0}}; /* one that is negative is passed over */
    if (poll(from, 3, wait < 0 || wait > TICK_MS ? TICK_MS : wait) < 0 && errno != EINTR)
        return false;
    serve_http_tick(l->http);
    if (from[0].revents != 0 && !read_signals(l))
        return false;
    if (from[2].revents != 0 && serve_watch_read(l->watch))
        sign(l);
    if (from[1].revents != 0 && read(l->done, &count, sizeof count) > 0 && !finish(l))
        return false;
    if (!l->building && until_look(l) == 0) {
        l->poll = wz_now_ms() + POLL_MS;
        look(l);
    }
    return l->building || !l->dirty || begin(l);
}

static bool run(loop *l)
{
    bool partial;
    (void)serve_watch_look(l->watch, &partial);
    serve_watch_see(l->watch);
    say_polling(l);
    l->dirty = true;
    if (begin(l))
        while (turn(l)) {
        }
    if (l->building) {
        (void)wz_fs_stop(l->options->fs);
        serve_build_wait(&l->build);
        serve_build_free(&l->build);
    }
    return wz_diags_count(l->diags) == 0;
}

bool wz_serve(wz_arena *arena, wz_diags *diags, const wz_serve_options *options)
{
    loop l = {.options = options, .diags = diags, .signals = -1, .done = -1};
    bool ok = false;
    ptrdiff_t before = wz_diags_count(diags);
    l.http = serve_http_new(arena, diags, options);
    if (l.http == NULL)
        return false;
    l.build = (serve_build){.options = options};
    l.build.base_url = wz_format(arena, "http://localhost:%d/", serve_http_port(l.http));
    l.watch = serve_watch_new(options->folder, options->poll);
    if (l.watch == NULL || !open_signals(&l)) {
        wz_report(diags, SERVE_NO_SERVER, WZ_NOWHERE, wz_str_copy(arena, wz_str_from(strerror(errno))));
    } else {
        if (serve_http_port(l.http) != (options->port > 0 ? options->port : WZ_SERVE_PORT))
            tell(&l, (wz_serve_news){.what = WZ_SERVE_MOVED});
        ok = run(&l) && wz_diags_count(diags) == before;
    }
    serve_http_stop(l.http);
    if (l.watch != NULL)
        serve_watch_free(l.watch);
    if (l.signals >= 0)
        close(l.signals);
    if (l.done >= 0)
        close(l.done);
    return ok;
}
