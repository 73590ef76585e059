/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/bench/site.c - one build through the library, with the time of each stage.
 *
 *   site PROJECT OUT
 *
 * Prints one JSON line: seconds a stage, of the processor too, records, files, bytes and the peak of memory in kB. Status 1 when the build
 * failed. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "wegwijzer/site.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: site PROJECT OUT\n", stderr);
        return 2;
    }
    double start = now();
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_fs fs = {0};
    wz_site_result result = {0};
    wz_site_options options = {.fs = &fs, .folder = argv[1], .output = argv[2], .workers = wz_pool_default()};
    bool ok = wz_site_build(arena, diags, &options, &result);
    double end = now();

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf(
        "{\"records\": %td, \"cpu\": %.6f, \"pages\": %td, \"files\": %td, \"bytes\": %td, \"load\": %.6f, \"plan\": "
        "%.6f, "
        "\"render\": %.6f, "
        "\"search\": %.6f, \"publish\": %.6f, \"total\": %.6f, \"peak_kb\": %ld, \"errors\": %td, \"warnings\": %td}\n",
        result.records, seconds(usage.ru_utime) + seconds(usage.ru_stime), result.pages, result.files, result.bytes,
        (double)result.load_ns / 1e9, (double)result.plan_ns / 1e9, (double)result.render_ns / 1e9,
        (double)result.search_ns / 1e9, (double)result.publish_ns / 1e9, end - start, usage.ru_maxrss,
        wz_diags_errors(diags), wz_diags_warnings(diags));
    for (ptrdiff_t i = 0; !ok && i < wz_diags_count(diags); i++) {
        const wz_diag *d = wz_diags_at(diags, i);
        wz_str text = wz_diag_text(arena, d, WZ_STR("en"));
        if (d->loc.source)
            fprintf(stderr, "%.*s:%d: ", WZ_ARG(d->loc.source->path), d->loc.line);
        fprintf(stderr, "%.*s\n", WZ_ARG(text));
    }
    wz_site_free(&result);
    wz_arena_free(arena);
    return ok ? 0 : 1;
}
