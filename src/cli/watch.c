/* SPDX-License-Identifier: EUPL-1.2 */
/* A thread beside the work on a site: it waits for the signals that end a program, and on a terminal it shows that long
 * work goes on. Outside that work the signals do what they do by themselves: they end the program, whatever it waits for
 * (input, a pipe that nobody reads).
 *
 * The signals are blocked in every thread and taken with sigtimedwait, so no handler runs and nothing is global. When
 * one comes before anything is made on disk the program ends at once. After that every call to the file system fails:
 * the work stops by its ordinary path for errors, and that is waited for, since it removes what was made. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

#define QUIET_MS 1000 /* work that is shorter shows no progress */
#define TICK_MS  100

struct cli_watch {
    cli *cli;
    pthread_t thread;
    _Atomic int signal;
    bool publishing;
    bool shown; /* progress */
};

static void fill(sigset_t *set)
{
    struct sigaction hangup;
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN) /* nohup */
        sigaddset(set, SIGHUP);
}

/* Lets the signals through again, or holds them up. */
static void block(int how)
{
    sigset_t set;
    fill(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(how, &set, NULL);
}

void cli_prepare_signals(void)
{
    block(SIG_UNBLOCK);       /* whoever started the tool may have held them up */
    signal(SIGINT, SIG_DFL);  /* a shell lets the jobs of a script ignore it */
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file beyond ulimit -f */
}

static void show_progress(cli_watch *w, long ms)
{
    static const char wheel[] = "|/-\\";
    wz_buf line = {0};
    wz_buf_format(&line, "\r%c %s %ld s ", wheel[ms / TICK_MS % 4], CLI_SAY(w->cli, "bezig:", "working:"), ms / 1000);
    if (write(2, line.ptr, (size_t)line.len) < 0) {
        /* Progress that cannot be shown is no loss. */
    }
    wz_buf_free(&line);
}

static void clear_progress(const cli_watch *w)
{
    if (w->shown && write(2, "\r                    \r", 22) < 0) {
        /* Idem. */
    }
}

static void *watch(void *argument)
{
    cli_watch *w = argument;
    sigset_t set;
    int number;
    fill(&set);
    sigaddset(&set, SIGUSR1); /* from cli_watch_stop */
    for (long ms = TICK_MS;; ms += TICK_MS) {
        struct timespec tick = {0, TICK_MS * 1000000L};
        number = sigtimedwait(&set, NULL, &tick);
        if (number > 0)
            break;
        if (ms >= QUIET_MS && w->cli->terminal) {
            show_progress(w, ms);
            w->shown = true;
        }
    }
    clear_progress(w);
    if (number == SIGUSR1)
        return NULL;
    atomic_store(&w->signal, number);
    if (!wz_fs_stop(&w->cli->fs)) {
        cli_write(w->cli, 2, cli_interrupted(w->cli, w->publishing));
        _exit(128 + number);
    }
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    (void)sigwaitinfo(&set, NULL);
    return NULL;
}

wz_str cli_interrupted(const cli *c, bool publishing)
{
    return publishing ? CLI_SAY(c, WZ_STR("onderbroken; de site is niet gewijzigd\n"),
                                WZ_STR("interrupted; the site was not changed\n"))
                      : CLI_SAY(c, WZ_STR("onderbroken\n"), WZ_STR("interrupted\n"));
}

cli_watch *cli_watch_start(cli *c, bool publishing)
{
    cli_watch *w = wz_new(c->arena, cli_watch, 1);
    w->cli = c;
    w->publishing = publishing;
    block(SIG_BLOCK); /* every thread inherits it */
    if (pthread_create(&w->thread, NULL, watch, w) == 0)
        return w;
    block(SIG_UNBLOCK);
    return NULL;
}

int cli_watch_stop(cli_watch *w)
{
    if (w == NULL)
        return 0;
    pthread_kill(w->thread, SIGUSR1);
    pthread_join(w->thread, NULL);
    block(SIG_UNBLOCK);
    return atomic_load(&w->signal);
}
