/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/bench/mustache.c - pages a second on the template and data of ../shared/bench/mustache.
 *
 *   mustache DIR SECONDS OUT    renders DIR/record.mustache for the records in turn, writes the page of record 0 to OUT
 *                               and prints one JSON line
 *
 * The same method as the program it is compared with (peer.h there): templates compiled and data read before the clock
 * starts, one round to warm up, then whole rounds until SECONDS of processor time have gone by. */
#include <time.h>

#include "../unit/json.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static wz_str load(wz_arena *arena, const char *folder, const char *name)
{
    wz_str path = wz_format(arena, "%s/%s", folder, name);
    wz_str text = json_slurp(arena, wz_str_cstring(arena, path));
    if (text.ptr)
        return text;
    fprintf(stderr, "%.*s: cannot be read\n", WZ_ARG(path));
    exit(2);
}

typedef struct bench {
    wz_arena *arena, *scratch;
    wz_diags *diags;
    wz_templates *set;
    wz_render_log *log;
    wz_template *page;
    wz_list records;
    wz_buf out;
} bench;

static void prepare(bench *b, const char *folder)
{
    static const char *const names[] = {"record", "kop", "kaart"};
    b->arena = wz_arena_new(NULL);
    b->scratch = wz_arena_new(NULL);
    b->diags = wz_diags_new(b->arena);
    wz_symbols *symbols = wz_symbols_new(b->arena);
    b->set = wz_templates_new(b->arena, symbols);
    for (int i = 0; i < 3; i++) {
        wz_source *source = wz_new(b->arena, wz_source, 1);
        source->path = wz_format(b->arena, "%s.mustache", names[i]);
        source->text = load(b->arena, folder, wz_str_cstring(b->arena, source->path));
        wz_template_add(b->diags, b->set, wz_format(b->arena, "%s.html", names[i]), source);
    }
    b->page = wz_template_find(b->set, WZ_STR("record.html"));
    b->records = *json_parse(b->arena, symbols, load(b->arena, folder, "records.json")).as.list;
    if (!wz_templates_link(b->diags, b->set) || !b->page)
        exit(2);
    b->log = wz_render_log_new(b->arena, b->set);
}

static ptrdiff_t round_of_pages(bench *b)
{
    ptrdiff_t bytes = 0;
    for (ptrdiff_t i = 0; i < b->records.count; i++) {
        wz_buf_reset(&b->out);
        wz_arena_reset(b->scratch);
        if (!wz_template_render(b->scratch, b->diags, b->page, b->records.items[i], b->log, &b->out))
            exit(2);
        bytes += b->out.len;
    }
    return bytes;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: %s DIR SECONDS OUT\n", argv[0]);
        return 2;
    }
    bench b = {0};
    prepare(&b, argv[1]);
    wz_template_render(b.scratch, b.diags, b.page, b.records.items[0], b.log, &b.out);
    FILE *f = fopen(argv[3], "wb");
    if (!f || fwrite(b.out.ptr, 1, (size_t)b.out.len, f) != (size_t)b.out.len || fclose(f)) {
        perror(argv[3]);
        return 2;
    }
    round_of_pages(&b);
    double limit = strtod(argv[2], NULL), start = now(), took;
    ptrdiff_t pages = 0, bytes = 0;
    do {
        bytes += round_of_pages(&b);
        pages += b.records.count;
        took = now() - start;
    } while (took < limit);
    printf("{\"engine\": \"wegwijzer\", \"pages\": %td, \"bytes\": %td, \"secs\": %.4f}\n", pages, bytes, took);
    wz_buf_free(&b.out);
    wz_arena_free(b.scratch);
    wz_arena_free(b.arena);
    return 0;
}
