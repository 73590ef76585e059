/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/bench/tally.c - where memory goes: linked before the library's allocation calls (ld --wrap), so that the library
 * itself knows nothing of it.
 *
 * Prints on stderr, after each stage: bytes that live in arenas, and the memory of the process, now and at its highest in that
 * stage; and when the search knows all words, and after the pages, the bytes that live by place: lines "STAGE BYTES ADDRESS
 * ADDRESS..." for tests/bench/tally.mjs. */
#include <execinfo.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "site/output/output.h"

enum { FRAMES = 5, PLACES = 1 << 16, SCRATCH = 64 };

/* What one arena holds from one place. */
typedef struct place {
    const wz_arena *arena;
    void *frames[FRAMES];
    size_t bytes;
} place;

static place places[PLACES];
/* What was allocated since wz_arena_here, which wz_arena_rewind takes back: each thread marks one arena at a time. */
static _Thread_local struct {
    place *place;
    size_t bytes;
} since[1024];
static _Thread_local int since_count = -1; /* no mark */
static _Thread_local const wz_arena *marked;
static const wz_arena *scratch[SCRATCH]; /* arenas that are reset: what is in them is of one page or file */
static int scratch_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool is_scratch(const wz_arena *arena)
{
    for (int i = 0; i < scratch_count; i++)
        if (scratch[i] == arena)
            return true;
    return false;
}

static void add(const wz_arena *arena, size_t bytes)
{
    void *frames[FRAMES + 2] = {0};
    int count = backtrace(frames, FRAMES + 2);
    size_t at = (size_t)arena >> 4;
    for (int f = 2; f < count; f++)
        at = at * 31 + (size_t)frames[f];
    pthread_mutex_lock(&lock);
    for (at *= 0x9E3779B97F4A7C15u; !is_scratch(arena); at++) {
        place *p = &places[at % PLACES];
        if (!p->arena) {
            p->arena = arena;
            memcpy(p->frames, frames + 2, sizeof p->frames);
        }
        if (p->arena == arena && !memcmp(p->frames, frames + 2, sizeof p->frames)) {
            p->bytes += bytes;
            if (arena == marked && since_count >= 0 && since_count < 1024) {
                since[since_count].place = p;
                since[since_count++].bytes = bytes;
            }
            break;
        }
    }
    pthread_mutex_unlock(&lock);
}

static void forget(const wz_arena *arena)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < PLACES; i++)
        if (places[i].arena == arena)
            places[i].bytes = 0;
    for (int i = 0; i < scratch_count; i++)
        if (scratch[i] == arena)
            scratch[i] = scratch[--scratch_count];
    pthread_mutex_unlock(&lock);
}

void *__real_wz_arena_alloc(wz_arena *arena, size_t size, ptrdiff_t count);
void *__wrap_wz_arena_alloc(wz_arena *arena, size_t size, ptrdiff_t count);
void *__wrap_wz_arena_alloc(wz_arena *arena, size_t size, ptrdiff_t count)
{
    add(arena, size * (size_t)count);
    return __real_wz_arena_alloc(arena, size, count);
}

void *__real_wz_arena_move(wz_arena *arena, const void *items, size_t size, ptrdiff_t count, ptrdiff_t cap);
void *__wrap_wz_arena_move(wz_arena *arena, const void *items, size_t size, ptrdiff_t count, ptrdiff_t cap);
void *__wrap_wz_arena_move(wz_arena *arena, const void *items, size_t size, ptrdiff_t count, ptrdiff_t cap)
{
    add(arena, size * (size_t)cap);
    return __real_wz_arena_move(arena, items, size, count, cap);
}

void __real_wz_arena_free(wz_arena *arena);
void __wrap_wz_arena_free(wz_arena *arena);
void __wrap_wz_arena_free(wz_arena *arena)
{
    forget(arena);
    __real_wz_arena_free(arena);
}

wz_arena_mark __real_wz_arena_here(const wz_arena *arena);
wz_arena_mark __wrap_wz_arena_here(const wz_arena *arena);
wz_arena_mark __wrap_wz_arena_here(const wz_arena *arena)
{
    marked = arena;
    since_count = 0;
    return __real_wz_arena_here(arena);
}

void __real_wz_arena_rewind(wz_arena *arena, wz_arena_mark here);
void __wrap_wz_arena_rewind(wz_arena *arena, wz_arena_mark here);
void __wrap_wz_arena_rewind(wz_arena *arena, wz_arena_mark here)
{
    pthread_mutex_lock(&lock);
    while (arena == marked && since_count > 0) {
        since_count--;
        since[since_count].place->bytes -= since[since_count].bytes;
    }
    pthread_mutex_unlock(&lock);
    __real_wz_arena_rewind(arena, here);
}

void __real_wz_arena_reset(wz_arena *arena);
void __wrap_wz_arena_reset(wz_arena *arena);
void __wrap_wz_arena_reset(wz_arena *arena)
{
    if (!is_scratch(arena)) {
        forget(arena);
        pthread_mutex_lock(&lock);
        if (scratch_count < SCRATCH)
            scratch[scratch_count++] = arena;
        pthread_mutex_unlock(&lock);
    }
    __real_wz_arena_reset(arena);
}

/* Kilobytes of the process: "VmRSS:" now, "VmHWM:" at its highest. */
static long status_of(const char *name)
{
    char line[256];
    long kb = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (!strncmp(line, name, strlen(name)))
            kb = strtol(line + strlen(name), NULL, 10);
    if (f)
        fclose(f);
    return kb;
}

/* "VmHWM:" counts from here. */
static void forget_highest(void)
{
    FILE *f = fopen("/proc/self/clear_refs", "w");
    if (f) {
        fputs("5", f);
        fclose(f);
    }
}

static void say_places(const char *name)
{
    for (int i = 0; i < PLACES; i++) {
        if (places[i].bytes) {
            fprintf(stderr, "place %s %zu", name, places[i].bytes);
            for (int f = 0; f < FRAMES; f++)
                fprintf(stderr, " %p", places[i].frames[f]);
            fputc('\n', stderr);
        }
    }
}

static void stage(const char *name)
{
    size_t live = 0;
    for (int i = 0; i < PLACES; i++)
        live += places[i].bytes;
    fprintf(stderr, "stage %s %zu %ld %ld\n", name, live, status_of("VmRSS:") * 1024, status_of("VmHWM:") * 1024);
    if (!strcmp(name, "search-terms") || !strcmp(name, "render"))
        say_places(name);
    forget_highest();
}

#define WRAP(result, name, after, parameters, ...)                                                                     \
    result __real_##name parameters;                                                                                   \
    result __wrap_##name parameters;                                                                                   \
    result __wrap_##name parameters                                                                                    \
    {                                                                                                                  \
        result r = __real_##name(__VA_ARGS__);                                                                         \
        stage(after);                                                                                                  \
        return r;                                                                                                      \
    }

WRAP(wz_catalog *, wz_catalog_load, "load", (wz_arena * arena, wz_diags *diags, const wz_catalog_options *options),
     arena, diags, options)
WRAP(bool, site_search_build, "search-terms", (site * s), s)
WRAP(bool, site_plan_pages, "plan", (site * s), s)
WRAP(bool, wz_publish_commit, "publish", (wz_diags * diags, wz_publication *publication), diags, publication)

void __real_site_view_shared(site *s);
void __wrap_site_view_shared(site *s);
void __wrap_site_view_shared(site *s)
{
    __real_site_view_shared(s);
    stage("views");
}

void __real_site_search_write(site *s);
void __wrap_site_search_write(site *s);
void __wrap_site_search_write(site *s)
{
    __real_site_search_write(s);
    stage("search-index");
}

void __real_site_render(site *s, wz_publication *publication, wz_site_result *result);
void __wrap_site_render(site *s, wz_publication *publication, wz_site_result *result);
void __wrap_site_render(site *s, wz_publication *publication, wz_site_result *result)
{
    __real_site_render(s, publication, result);
    stage("render");
}
