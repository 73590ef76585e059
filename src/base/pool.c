/* SPDX-License-Identifier: EUPL-1.2 */
/* Worker pool: threads that take the next index from one counter until there is none. */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>

#include "base/internal.h"

#define WORKERS_LARGEST 64
#define STACK_SIZE      ((size_t)2 << 20)

typedef struct job {
    _Atomic ptrdiff_t next;
    ptrdiff_t count;
    void (*task)(void *context, int worker, ptrdiff_t index);
    void *context;
} job;

typedef struct worker {
    job *job;
    int number;
    pthread_t thread;
} worker;

static void work(job *j, int number)
{
    for (;;) {
        ptrdiff_t index = atomic_fetch_add_explicit(&j->next, 1, memory_order_relaxed);
        if (index >= j->count)
            return;
        j->task(j->context, number, index);
    }
}

static void *work_in_thread(void *argument)
{
    worker *w = argument;
    work(w->job, w->number);
    return NULL;
}

/* Starts threads for workers 1 to count - 1 and returns how many workers there are, the caller's own included. */
static int start(job *j, worker *workers, int count)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return 1;
    /* A fixed stack, so that `ulimit -s` decides nothing; signals stay with the main thread. */
    (void)pthread_attr_setstacksize(&attributes, STACK_SIZE);
    sigset_t all, before;
    sigfillset(&all);
    bool masked = pthread_sigmask(SIG_SETMASK, &all, &before) == 0;
    int started = 1;
    while (started < count) {
        workers[started].job = j;
        workers[started].number = started;
        if (pthread_create(&workers[started].thread, &attributes, work_in_thread, &workers[started]) != 0)
            break;
        started++;
    }
    if (masked)
        (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

void wz_pool_run(int workers, ptrdiff_t count, void (*task)(void *context, int worker, ptrdiff_t index), void *context)
{
    job j = {.count = count, .task = task, .context = context};
    worker all[WORKERS_LARGEST];
    if (workers > WORKERS_LARGEST)
        workers = WORKERS_LARGEST;
    if (workers > count)
        workers = (int)count;
    int started = workers > 1 ? start(&j, all, workers) : 1;
    work(&j, 0);
    for (int i = 1; i < started; i++)
        pthread_join(all[i].thread, NULL);
}

int wz_pool_default(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count < 1 ? 1 : count > WORKERS_LARGEST ? WORKERS_LARGEST : count;
}
