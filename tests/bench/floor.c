/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/bench/floor.c - the least that any generator of this site has to do, on two threads.
 *
 *   floor CONTENT SITE OUT
 *
 * Reads every YAML file below CONTENT, parses it with libyaml's events and runs every block of text through cmark; then
 * creates below OUT as many files as SITE has, under the same names and of the same sizes. OUT must not be there yet.
 * Prints one JSON line. Trusts its input; what goes wrong stops it. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmark.h>
#include <yaml.h>

enum { THREADS = 2 };

typedef struct file {
    char *path;
    size_t size;
} file;

typedef struct list {
    file *items;
    size_t count, room;
} list;

static list content, folders, site; /* nftw has no context pointer */
static size_t site_prefix;
static const char *out_folder;
static atomic_size_t next_item, documents, html_bytes;

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(3);
}

static void add(list *l, const char *path, size_t size)
{
    if (l->count == l->room) {
        l->room = l->room ? 2 * l->room : 1024;
        l->items = realloc(l->items, l->room * sizeof *l->items);
        if (!l->items)
            stop("memory");
    }
    l->items[l->count++] = (file){strdup(path), size};
}

static int see_content(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)at;
    size_t len = strlen(path);
    if (type == FTW_F && len > 5 && !strcmp(path + len - 5, ".yaml"))
        add(&content, path, (size_t)st->st_size);
    return 0;
}

static int see_site(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)at;
    if (type == FTW_F)
        add(&site, path + site_prefix, (size_t)st->st_size);
    else if (type == FTW_D)
        add(&folders, path + site_prefix, 0);
    return 0;
}

static char *read_file(const file *f)
{
    int fd = open(f->path, O_RDONLY | O_CLOEXEC);
    char *bytes = malloc(f->size + 1);
    if (fd < 0 || !bytes || read(fd, bytes, f->size) != (ssize_t)f->size)
        stop(f->path);
    close(fd);
    return bytes;
}

static void parse(const char *bytes, size_t size)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    while (more) {
        if (!yaml_parser_parse(&parser, &event))
            stop("YAML");
        if (event.type == YAML_SCALAR_EVENT && event.data.scalar.style == YAML_LITERAL_SCALAR_STYLE) {
            char *html = cmark_markdown_to_html((const char *)event.data.scalar.value, event.data.scalar.length,
                                                CMARK_OPT_DEFAULT);
            atomic_fetch_add(&html_bytes, strlen(html));
            free(html);
        }
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    atomic_fetch_add(&documents, 1);
}

static void *read_some(void *unused)
{
    (void)unused;
    for (size_t i; (i = atomic_fetch_add(&next_item, 1)) < content.count;) {
        char *bytes = read_file(&content.items[i]);
        parse(bytes, content.items[i].size);
        free(bytes);
    }
    return NULL;
}

static void *write_some(void *bytes)
{
    char path[4096];
    for (size_t i; (i = atomic_fetch_add(&next_item, 1)) < site.count;) {
        snprintf(path, sizeof path, "%s%s", out_folder, site.items[i].path);
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd < 0)
            stop(path);
        for (size_t done = 0; done < site.items[i].size;) {
            ssize_t n = write(fd, bytes, site.items[i].size - done);
            if (n < 0)
                stop(path);
            done += (size_t)n;
        }
        if (close(fd))
            stop(path);
    }
    return NULL;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void on_all_threads(void *(*work)(void *), void *argument)
{
    pthread_t threads[THREADS];
    atomic_store(&next_item, 0);
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work, argument))
            stop("thread");
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: floor CONTENT SITE OUT\n", stderr);
        return 2;
    }
    /* What the site holds is known beforehand: it is not part of the floor. */
    site_prefix = strlen(argv[2]);
    out_folder = argv[3];
    if (nftw(argv[2], see_site, 32, FTW_PHYS))
        stop(argv[2]);
    size_t largest = 1;
    for (size_t i = 0; i < site.count; i++)
        largest = site.items[i].size > largest ? site.items[i].size : largest;
    char *bytes = malloc(largest);
    if (!bytes)
        stop("memory");
    memset(bytes, 'x', largest);

    double start = now();
    if (nftw(argv[1], see_content, 32, FTW_PHYS))
        stop(argv[1]);
    on_all_threads(read_some, NULL);
    double read_at = now();

    char path[4096];
    for (size_t i = 0; i < folders.count; i++) { /* nftw lists a folder before what is in it */
        snprintf(path, sizeof path, "%s%s", out_folder, folders.items[i].path);
        if (mkdir(path, 0755))
            stop(path);
    }
    on_all_threads(write_some, bytes);
    double end = now();

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    struct timeval user = usage.ru_utime, system = usage.ru_stime;
    printf("{\"documents\": %zu, \"files\": %zu, \"html\": %zu, \"read\": %.6f, \"write\": %.6f, \"total\": %.6f, "
           "\"cpu\": %.6f, \"peak_kb\": %ld}\n",
           atomic_load(&documents), site.count, atomic_load(&html_bytes), read_at - start, end - read_at, end - start,
           (double)(user.tv_sec + system.tv_sec) + (double)(user.tv_usec + system.tv_usec) / 1e6, usage.ru_maxrss);
    return 0;
}
