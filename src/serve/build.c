/* SPDX-License-Identifier: EUPL-1.2 */
/* One build, in a thread of its own, that keeps the files of the site. */
#include <stdlib.h>
#include <unistd.h>

#include "serve/serve.h"

static void take(void *context, wz_str path, wz_str bytes, bool page)
{
    serve_site *site = context;
    (void)page;
    pthread_mutex_lock(&site->lock);
    wz_str *copy = wz_new(site->arena, wz_str, 1);
    *copy = wz_str_copy(site->arena, bytes);
    wz_map_put(site->files, wz_str_copy(site->arena, path), copy);
    pthread_mutex_unlock(&site->lock);
}

static serve_site *new_site(void)
{
    wz_arena *arena = wz_arena_new(NULL);
    serve_site *site = wz_new(arena, serve_site, 1);
    site->arena = arena;
    site->files = wz_map_new(arena);
    pthread_mutex_init(&site->lock, NULL);
    return site;
}

void serve_site_free(serve_site *site)
{
    if (site == NULL)
        return;
    pthread_mutex_destroy(&site->lock);
    wz_arena_free(site->arena);
}

static void *work(void *argument)
{
    serve_build *b = argument;
    uint64_t one = 1;
    wz_site_options options = {.fs = b->options->fs,
                               .folder = b->options->folder,
                               .base_url = b->base_url,
                               .today = b->options->today,
                               .clock = b->options->clock,
                               .workers = b->options->workers,
                               .take = take,
                               .taker = b->site};
    int64_t start = wz_now_ns();
    b->good = wz_site_build(b->arena, b->diags, &options, &b->result);
    b->ns = wz_now_ns() - start;
    while (write(b->done, &one, sizeof one) < 0) {
    }
    return NULL;
}

bool serve_build_start(serve_build *build)
{
    build->arena = wz_arena_new(NULL);
    build->diags = wz_diags_new(build->arena);
    build->site = new_site();
    build->result = (wz_site_result){0};
    if (pthread_create(&build->thread, NULL, work, build) == 0)
        return true;
    serve_build_free(build);
    return false;
}

void serve_build_wait(serve_build *build)
{
    pthread_join(build->thread, NULL);
}

void serve_build_free(serve_build *build)
{
    wz_site_free(&build->result);
    serve_site_free(build->site);
    wz_arena_free(build->arena);
    build->site = NULL;
}
