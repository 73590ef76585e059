/* SPDX-License-Identifier: EUPL-1.2 */
/* Notices that a file of the project changed: inotify on its folders, or looking now and then. What counts is what is found
 * there, never the event: after any sign all files are looked at, so none is missed that came with a new folder, a moved one
 * or an event that the kernel had no room for. */
#include <errno.h>
#include <fnmatch.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "serve/serve.h"

#define SIGNS                                                                                                          \
    (IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)
#define LOOKS 3 /* what was shown, what was seen, and what is looked at now */

typedef struct entry {
    int64_t size, time;
    uint64_t number;
} entry;

typedef struct look {
    wz_arena *arena;
    wz_map *entries; /* by path; of a folder all zero */
} look;

struct serve_watch {
    const char *folder;
    int inotify; /* -1: it polls */
    look looks[LOOKS];
    int now, seen, shown; /* in looks */
};

/* Copies, locks and tests that editors make beside a file. */
static bool is_ignored(const char *name)
{
    static const char *const patterns[] = {".*", "*~", "#*#", "*.sw?", "4913", "*.bck", "*.tmp"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (fnmatch(patterns[i], name, 0) == 0)
            return true;
    return false;
}

/* File systems that are changed from elsewhere without a sign: 9p (WSL, virtual machines), smb and cifs, nfs, fuse and
 * virtiofs, vboxsf. */
static bool is_silent(const char *folder)
{
    static const uint32_t types[] = {0x01021997, 0xff534d42, 0xfe534d42, 0x517b,
                                     0x6969,     0x65735546, 0x786f4256, 0x53464846};
    struct statfs fs;
    bool silent = false;
    if (statfs(folder, &fs) != 0)
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        silent = silent || (uint32_t)fs.f_type == types[i];
    return silent;
}

serve_watch *serve_watch_new(const char *folder, bool poll)
{
    serve_watch *w = calloc(1, sizeof *w);
    if (w == NULL)
        return NULL;
    w->folder = folder;
    w->inotify = poll || is_silent(folder) ? -1 : inotify_init1(IN_NONBLOCK | IN_CLOEXEC); /* or -1 */
    for (int i = 0; i < LOOKS; i++) {
        w->looks[i].arena = wz_arena_new(NULL);
        w->looks[i].entries = wz_map_new(w->looks[i].arena);
    }
    return w;
}

void serve_watch_free(serve_watch *watch)
{
    if (watch->inotify >= 0)
        close(watch->inotify);
    for (int i = 0; i < LOOKS; i++)
        wz_arena_free(watch->looks[i].arena);
    free(watch);
}

bool serve_watch_polls(const serve_watch *watch)
{
    return watch->inotify < 0;
}

int serve_watch_descriptor(const serve_watch *watch)
{
    return watch->inotify;
}

bool serve_watch_read(serve_watch *watch)
{
    _Alignas(struct inotify_event) char bytes[16384];
    bool some = false;
    ssize_t n;
    while (watch->inotify >= 0 && (n = read(watch->inotify, bytes, sizeof bytes)) > 0)
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *e = (const void *)(bytes + at);
            some = some || e->len == 0 || !is_ignored(e->name);
            at += (ssize_t)(sizeof *e + e->len);
        }
    return some;
}

static void start_polling(serve_watch *w)
{
    if (w->inotify >= 0)
        close(w->inotify);
    w->inotify = -1;
}

/* A folder of which no watch can be had, or that would not tell: from now on it polls. */
static void watch_folder(serve_watch *w, const char *path)
{
    bool watched = w->inotify < 0 || inotify_add_watch(w->inotify, path, SIGNS | IN_ONLYDIR) >= 0;
    bool scarce = !watched && (errno == ENOSPC || errno == EMFILE || errno == ENOMEM);
    if (scarce || is_silent(path))
        start_polling(w);
}

/* Of what lies beside the folders of a project, what a record could be. */
static bool is_stray(const FTSENT *e)
{
    static const char *const ends[] = {"*.yaml", "*.yml", "*.json", "*.md"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (fnmatch(ends[i], e->fts_name, 0) == 0)
            return true;
    return false;
}

static bool is_input(const FTSENT *e)
{
    if (e->fts_level == 0 || is_ignored(e->fts_name))
        return e->fts_level == 0;
    if (e->fts_level > 1)
        return true;
    if (e->fts_info == FTS_F)
        return is_stray(e);
    return strcmp(e->fts_name, "content") == 0 || strcmp(e->fts_name, "templates") == 0 ||
           strcmp(e->fts_name, "themes") == 0;
}

static void note(serve_watch *w, look *l, const FTSENT *e)
{
    entry *made = wz_new(l->arena, entry, 1);
    if (e->fts_info == FTS_D)
        watch_folder(w, e->fts_accpath); /* before its files are read, so none comes in between */
    else if (e->fts_statp != NULL)
        *made = (entry){e->fts_statp->st_size,
                        (int64_t)e->fts_statp->st_mtim.tv_sec * 1000000000 + e->fts_statp->st_mtim.tv_nsec,
                        e->fts_statp->st_ino};
    wz_map_put(l->entries, wz_str_copy(l->arena, wz_str_from(e->fts_path)), made);
}

/* How many files differ; *partial: one of those is empty, or is no more. */
static ptrdiff_t difference(const look *old, const look *new, bool *partial)
{
    ptrdiff_t count = 0;
    *partial = false;
    for (ptrdiff_t i = 0; i < wz_map_count(new->entries); i++) {
        const entry *now = wz_map_value(new->entries, i), *then = wz_map_get(old->entries, wz_map_key(new->entries, i));
        if (then != NULL && memcmp(now, then, sizeof *now) == 0)
            continue;
        *partial = *partial || (now->size == 0 && now->number != 0);
        count++;
    }
    for (ptrdiff_t i = 0; i < wz_map_count(old->entries); i++) {
        bool gone = wz_map_get(new->entries, wz_map_key(old->entries, i)) == NULL;
        *partial = *partial || gone;
        count += gone;
    }
    return count;
}

bool serve_watch_look(serve_watch *watch, bool *partial)
{
    char *const roots[] = {(char *)(uintptr_t)watch->folder, NULL};
    watch->now = 0;
    while (watch->now == watch->seen || watch->now == watch->shown)
        watch->now++;
    look *l = &watch->looks[watch->now];
    wz_arena_reset(l->arena);
    l->entries = wz_map_new(l->arena);
    *partial = false;
    FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    for (FTSENT *e; fts != NULL && (e = fts_read(fts)) != NULL;) {
        if (e->fts_info == FTS_DP)
            continue;
        if (e->fts_level == 0 && e->fts_info != FTS_D)
            start_polling(watch); /* the project was moved away: nothing will tell that it is back */
        if (is_input(e))
            note(watch, l, e);
        else
            fts_set(fts, e, FTS_SKIP);
    }
    if (fts == NULL)
        return false; /* no memory, or too many open files: the next look may tell */
    fts_close(fts);
    return difference(&watch->looks[watch->seen], l, partial) > 0;
}

void serve_watch_see(serve_watch *watch)
{
    watch->seen = watch->now;
}

ptrdiff_t serve_watch_count(serve_watch *watch)
{
    bool partial;
    return difference(&watch->looks[watch->shown], &watch->looks[watch->seen], &partial);
}

void serve_watch_show(serve_watch *watch)
{
    watch->shown = watch->seen;
}
