/* A thread beside the work: it waits for the signals that end a program, and on a terminal it shows that long work goes on.
 *
 * The signals are blocked in every thread and taken with sigtimedwait, so no handler runs and nothing is global. When one comes, every
 * further call to the file system is made to fail: the work stops by its ordinary path for errors, which removes what it
 * was making. What takes longer than WZ_PATIENCE then is not waited for; what stays behind is removed by the next build. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

#define PATIENCE_NS 800000000L /* after a signal; together with the tick less than a second */
#define QUIET_MS    1000       /* work that is shorter shows no progress */
#define TICK_MS     100

struct cli_watch {
    cli        *cli;
    pthread_t   thread;
    _Atomic int signal;
    bool        publishing;
};

static void fill(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGHUP);
}

void cli_block_signals(void)
{
    sigset_t set;
    fill(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file beyond ulimit -f */
}

static void show_progress(cli_watch *w, long ms)
{
    static const char wheel[] = "|/-\\";
    wz_buf            line = {0};
    wz_buf_format(&line, "\r%c %s %ld s ", wheel[ms / TICK_MS % 4], CLI_SAY(w->cli, "bezig:", "working:"), ms / 1000);
    if (write(2, line.ptr, (size_t)line.len) < 0) {
        /* Progress that cannot be shown is no loss. */
    }
    wz_buf_free(&line);
}

static void *watch(void *argument)
{
    cli_watch *w = argument;
    sigset_t   set;
    long       ms = 0;
    bool       shown = false;
    fill(&set);
    sigaddset(&set, SIGUSR1); /* from cli_watch_stop */
    for (;;) {
        struct timespec tick = {0, TICK_MS * 1000000L};
        int             number = sigtimedwait(&set, NULL, &tick);
        if (number == SIGUSR1)
            break;
        if (number > 0) {
            atomic_store(&w->signal, number);
            atomic_store(&w->cli->fs.failed, true);
            struct timespec patience = {0, w->publishing ? PATIENCE_NS : 0};
            sigset_t        stop;
            sigemptyset(&stop);
            sigaddset(&stop, SIGUSR1);
            if (sigtimedwait(&stop, NULL, &patience) == SIGUSR1)
                break;
            _exit(128 + number);
        }
        ms += TICK_MS;
        if (ms >= QUIET_MS && w->cli->terminal) {
            show_progress(w, ms);
            shown = true;
        }
    }
    if (shown && write(2, "\r                    \r", 22) < 0) {
        /* Idem. */
    }
    return NULL;
}

cli_watch *cli_watch_start(cli *c, bool publishing)
{
    cli_watch *w = wz_new(c->arena, cli_watch, 1);
    w->cli = c;
    w->publishing = publishing;
    c->fs.fail_errno = EINTR; /* what every call answers once `failed` is set */
    c->fs.fail_sticky = true;
    if (pthread_create(&w->thread, NULL, watch, w) == 0)
        return w;
    sigset_t set;
    fill(&set);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    return NULL;
}

int cli_watch_stop(cli_watch *w)
{
    if (w == NULL)
        return 0;
    pthread_kill(w->thread, SIGUSR1);
    pthread_join(w->thread, NULL);
    return atomic_load(&w->signal);
}
