/* SPDX-License-Identifier: EUPL-1.2 */
/* Replacing files of a project, and making one, all or nothing. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tree.h"

#define WHOLE "whole" /* in a room: all that goes to its place, and nothing else is needed for that */

typedef struct replacing {
    wz_arena *arena;
    wz_diags *diags;
    wz_fs *fs;
    const wz_replacement *items;
    ptrdiff_t count;
    const char *folder; /* the project */
    int project;        /* the same, open */
    const char *top;    /* the folder in it that all paths begin with */
    const char *room;   /* the hidden folder beside it, in which the copy is made */
    bool made;          /* the room */
} replacing;

static bool fail(replacing *r, wz_str path)
{
    wz_io_report(r->diags, NULL, true, path, errno);
    return false;
}

static bool refuse(replacing *r, wz_str path, int error)
{
    errno = error;
    return fail(r, path);
}

static const wz_replacement *find(const replacing *r, wz_str path)
{
    for (ptrdiff_t i = 0; i < r->count; i++)
        if (wz_str_equal(r->items[i].path, path))
            return &r->items[i];
    return NULL;
}

static bool changed(replacing *r, wz_str path)
{
    wz_report(r->diags, EDIT_CHANGED, WZ_NOWHERE, wz_str_copy(wz_diags_arena(r->diags), path));
    return false;
}

/* Whether a file still holds what was read, and a new one is not there yet. */
static bool is_as_read(replacing *r, const char *folder, const wz_replacement *item)
{
    if (item->was.ptr == NULL) {
        if (!wz_fs_exists(r->fs, folder, item->path))
            return true;
        wz_report(r->diags, FS_EXISTS, WZ_NOWHERE, item->path);
        return false;
    }
    ptrdiff_t most = item->was.len > WZ_LIMIT_FILE ? item->was.len : WZ_LIMIT_FILE;
    wz_source *now = wz_fs_read(r->arena, r->diags, r->fs, folder, item->path, most);
    return now != NULL && (wz_str_equal(now->text, item->was) || changed(r, item->path));
}

/* Writes a new file name in dir, with the mode of the file at the path old (may be NULL) of the project. */
static bool write_file(replacing *r, int dir, const char *name, const char *old, wz_str bytes)
{
    struct stat info = {.st_mode = 0644};
    if (old != NULL && wz_io_lstatat(r->fs, r->project, old, &info) < 0)
        return false;
    int fd = wz_io_openat(r->fs, dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600), error = 0;
    if (fd < 0)
        return false;
    if (wz_io_fchmod(r->fs, fd, info.st_mode & 07777) < 0 || wz_io_write_all(r->fs, fd, bytes) < 0 ||
        wz_io_fsync(r->fs, fd) < 0)
        error = errno;
    if (wz_io_close(r->fs, fd) < 0 && error == 0)
        error = errno;
    if (error != 0)
        (void)unlinkat(dir, name, 0);
    errno = error;
    return error == 0;
}

/* ---- Several ---- */

bool wz_fs_is_room(wz_str name)
{
    return wz_str_starts(name, WZ_STR(".")) && wz_str_find(name, WZ_STR(".wegwijzer-")) > 0;
}

/* Removes what killed runs left beside the folder: what carries our mark. */
static void remove_leftovers(replacing *r)
{
    wz_str prefix = wz_format(r->arena, ".%s.wegwijzer-", r->top);
    int fd = wz_io_open_part(r->fs, r->project, ".", O_RDONLY | O_DIRECTORY, 0);
    DIR *dir = fd >= 0 ? wz_io_fdopendir(r->fs, fd) : NULL;
    const struct dirent *entry;
    while (dir != NULL && (entry = wz_io_readdir(r->fs, dir)) != NULL) {
        wz_manifest manifest;
        if (!wz_str_starts(wz_str_from(entry->d_name), prefix))
            continue;
        wz_mark mark =
            wz_mark_read(r->arena, r->fs, r->project, entry->d_name, wz_mark_unfinished(r->arena, r->top), &manifest);
        if (mark != WZ_MARK_NONE)
            (void)wz_tree_remove(r->fs, r->project, entry->d_name, mark == WZ_MARK_UNFINISHED ? NULL : &manifest);
    }
    if (dir != NULL)
        (void)wz_io_closedir(r->fs, dir);
}

/* The hidden folder, and its mark before anything else. */
static bool make_room(replacing *r)
{
    const char *mark = wz_str_cstring(r->arena, wz_format(r->arena, "%s/" WZ_BASE_MARKER, r->room));
    remove_leftovers(r);
    r->made = wz_io_mkdirat(r->fs, r->project, r->room, 0755) == 0;
    return (r->made && write_file(r, r->project, mark, NULL, wz_mark_unfinished(r->arena, r->top))) ||
           fail(r, wz_str_from(r->top));
}

static const char *room_name(replacing *r)
{
    return wz_str_cstring(r->arena, wz_format(r->arena, ".%s.wegwijzer-%ld", r->top, (long)getpid()));
}

static const char *in_room(replacing *r, const char *name)
{
    return wz_str_cstring(r->arena, wz_format(r->arena, "%s/%s", r->room, name));
}

static void close_room(replacing *r)
{
    if (r->made &&
        !wz_tree_remove(NULL, r->project, r->room, NULL)) /* past the seam: this goes on when all else must stop */
        wz_report(r->diags, OUT_LEFTOVER, WZ_NOWHERE, wz_str_copy(wz_diags_arena(r->diags), wz_str_from(r->room)));
    if (r->project >= 0)
        close(r->project);
}

/* ---- One file ---- */

/* The folder of a new file, made when it is not there. */
static bool has_parent(replacing *r, const wz_replacement *item)
{
    char name[WZ_BASE_PATH];
    int dir = wz_io_open_parent(r->fs, r->folder, item->path, name);
    if (dir >= 0)
        close(dir);
    return dir >= 0;
}

static bool replace_one(replacing *r, const wz_replacement *item)
{
    bool new = item->was.ptr == NULL;
    const char *path = wz_str_cstring(r->arena, item->path);
    const char *beside = in_room(r, "file");
    if (item->gone)
        return wz_io_unlinkat(r->fs, r->project, path, 0) == 0 || fail(r, item->path);
    return ((!new || has_parent(r, item)) && write_file(r, r->project, beside, new ? NULL : path, item->bytes) &&
            (wz_io_renameat(r->fs, r->project, beside, r->project, path, new ? RENAME_NOREPLACE : 0) == 0 ||
             (new && (errno == EINVAL || errno == ENOSYS) &&
              wz_io_renameat(r->fs, r->project, beside, r->project, path, 0) == 0))) ||
           fail(r, item->path);
}

/* ---- Several ---- */

static bool closed(int a, int b, bool ok)
{
    if (a >= 0)
        close(a);
    if (b >= 0)
        close(b);
    return ok;
}

typedef bool visit_file(replacing *r, wz_str path, const struct stat *info, int from, int to, const char *name);

static bool walk(replacing *r, int from, int to, wz_str path, int depth, bool make, visit_file *visit);

static bool walk_below(replacing *r, int from, int to, wz_str path, const char *name, mode_t mode, int depth, bool make,
                       visit_file *visit)
{
    if (make && wz_io_mkdirat(r->fs, to, name, 0700) < 0)
        return fail(r, path);
    int a = wz_io_open_part(r->fs, from, name, O_RDONLY | O_DIRECTORY, 0);
    int b = a >= 0 ? wz_io_open_part(r->fs, to, name, O_RDONLY | O_DIRECTORY, 0) : -1;
    bool ok = (b >= 0 && (!make || wz_io_fchmod(r->fs, b, mode & 07777) == 0)) || fail(r, path);
    ok = ok && walk(r, a, b, path, depth + 1, make, visit);
    return closed(a, b, ok);
}

/* Walks over the files of a folder, with beside it the folder of the copy. Folders nest at most WZ_BASE_DEPTH deep. */
static bool walk(replacing *r, int from, int to, wz_str path, int depth, bool make, visit_file *visit)
{
    int again = wz_io_open_part(r->fs, from, ".", O_RDONLY | O_DIRECTORY, 0);
    DIR *dir = again >= 0 ? wz_io_fdopendir(r->fs, again) : NULL;
    bool ok = (dir != NULL && depth < WZ_BASE_DEPTH) || fail(r, path);
    const struct dirent *entry;
    while (ok && (errno = 0, (entry = wz_io_readdir(r->fs, dir)) != NULL)) {
        struct stat info;
        wz_str below = wz_format(r->arena, "%.*s/%s", WZ_ARG(path), entry->d_name);
        if (wz_io_lstatat(r->fs, from, entry->d_name, &info) < 0)
            ok = fail(r, below);
        else if (S_ISREG(info.st_mode))
            ok = visit(r, below, &info, from, to, entry->d_name);
        else if (!S_ISDIR(info.st_mode))
            ok = refuse(r, below, S_ISLNK(info.st_mode) ? ELOOP : ENXIO);
        else
            ok = walk_below(r, from, to, below, entry->d_name, info.st_mode, depth, make, visit);
    }
    if (ok && errno != 0)
        ok = fail(r, path);
    if (dir != NULL)
        (void)wz_io_closedir(r->fs, dir);
    return ok;
}

static bool link_file(replacing *r, wz_str path, const struct stat *info, int from, int to, const char *name)
{
    (void)info;
    return find(r, path) != NULL || wz_io_linkat(r->fs, from, name, to, name) == 0 || fail(r, path);
}

/* After the exchange: what was linked must be what is in the old folder still, or somebody saved a file meanwhile. */
static bool is_linked(replacing *r, wz_str path, const struct stat *info, int from, int to, const char *name)
{
    struct stat copy;
    (void)from;
    if (find(r, path) != NULL)
        return true;
    return (wz_io_lstatat(r->fs, to, name, &copy) == 0 && copy.st_ino == info->st_ino) || changed(r, path);
}

static bool in_both(replacing *r, const char *from, const char *to, bool make, visit_file *visit)
{
    int a = wz_io_open_part(r->fs, r->project, from, O_RDONLY | O_DIRECTORY, 0);
    int b = a >= 0 ? wz_io_openat(r->fs, r->project, to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0) : -1;
    bool ok = b >= 0 ? walk(r, a, b, wz_str_from(r->top), 0, make, visit) : fail(r, wz_str_from(from));
    return closed(a, b, ok);
}

/* The copy, with the new files in it. */
static bool make_copy(replacing *r, const char *copy)
{
    struct stat info;
    wz_str top = wz_str_from(r->top);
    if (wz_io_lstatat(r->fs, r->project, r->top, &info) < 0 || wz_io_mkdirat(r->fs, r->project, copy, 0700) < 0)
        return fail(r, top);
    if (!in_both(r, r->top, copy, true, link_file))
        return false;
    for (ptrdiff_t i = 0; i < r->count; i++) {
        const wz_replacement *item = &r->items[i];
        const char *path = wz_str_cstring(r->arena, wz_format(r->arena, "%s/%.*s", r->room, WZ_ARG(item->path)));
        const char *old = item->was.ptr != NULL ? wz_str_cstring(r->arena, item->path) : NULL;
        if (!item->gone && !write_file(r, r->project, path, old, item->bytes))
            return fail(r, item->path);
    }
    int fd = wz_io_open_part(r->fs, r->project, r->room, O_RDONLY | O_DIRECTORY, 0);
    int made = fd >= 0 ? wz_io_open_part(r->fs, fd, r->top, O_RDONLY | O_DIRECTORY, 0) : -1;
    bool ok = (made >= 0 && wz_io_fchmod(r->fs, made, info.st_mode & 07777) == 0 && wz_io_syncfs(r->fs, made) == 0) ||
              fail(r, top);
    if (made >= 0)
        close(made);
    if (fd >= 0)
        close(fd);
    return ok;
}

static bool replace_several(replacing *r)
{
    const char *copy = wz_str_cstring(r->arena, wz_format(r->arena, "%s/%s", r->room, r->top));
    if (!make_copy(r, copy))
        return false;
    if (wz_io_renameat(r->fs, r->project, copy, r->project, r->top, RENAME_EXCHANGE) < 0)
        return fail(r, wz_str_from(r->top));
    if (in_both(r, copy, r->top, false, is_linked))
        return true;
    (void)wz_io_renameat(NULL, r->project, copy, r->project, r->top, RENAME_EXCHANGE); /* back, whatever else fails */
    return false;
}

bool wz_fs_replace(wz_arena *scratch, wz_diags *diags, wz_fs *fs, const char *folder, const wz_replacement *items,
                   ptrdiff_t count)
{
    replacing r = {.arena = scratch, .diags = diags, .fs = fs, .folder = folder, .items = items, .count = count};
    if (fs != NULL)
        fs->publishing = true; /* a signal waits for the end of it */
    for (ptrdiff_t i = 0; i < count; i++)
        if (!is_as_read(&r, folder, &items[i]))
            return false;
    if (count == 0)
        return true;
    r.project = wz_io_openat(fs, AT_FDCWD, folder != NULL ? folder : ".", O_RDONLY | O_DIRECTORY, 0);
    if (r.project < 0)
        return fail(&r, wz_str_from(folder));
    r.top = wz_str_cstring(scratch, wz_str_cut(items[0].path, '/', &(wz_str){0}));
    r.room = room_name(&r);
    bool ok =
        ((count == 1 && items->gone) || make_room(&r)) && (count == 1 ? replace_one(&r, items) : replace_several(&r));
    close_room(&r);
    return ok;
}

/* ---- A new folder ---- */

struct wz_fresh {
    replacing r;
    const char *made; /* what becomes the new folder, in the room */
    bool inside;      /* the new folder is there: what was made goes into it */
};

/* Writes below the folder go on when all else must stop, as the removal of the room: fs is NULL then. */
static bool move(replacing *r, wz_fs *fs, const char *from, const char *to)
{
    return wz_io_renameat(fs, r->project, from, r->project, to, RENAME_NOREPLACE) == 0 ||
           ((errno == EINVAL || errno == ENOSYS) && !wz_fs_exists(NULL, r->folder, wz_str_from(to)) &&
            wz_io_renameat(fs, r->project, from, r->project, to, 0) == 0);
}

/* What makes it a project comes last: a killed run leaves a folder that is none yet, and the next one moves the rest. */
static bool move_inside(wz_fresh *fresh)
{
    replacing *r = &fresh->r;
    wz_entry *entries = NULL;
    ptrdiff_t count = 0, done = 0;
    if (!wz_fs_list(r->arena, r->diags, r->fs, r->folder, wz_str_from(fresh->made), &entries, &count))
        return false;
    for (ptrdiff_t i = 0; i + 1 < count; i++)
        if (wz_str_equal(entries[i].name, wz_str_from(r->top))) {
            wz_entry last = entries[i];
            entries[i] = entries[count - 1];
            entries[count - 1] = last;
        }
    while (done < count) {
        const char *name = wz_str_cstring(r->arena, entries[done].name);
        if (!move(r, r->fs, wz_str_cstring(r->arena, wz_format(r->arena, "%s/%s", fresh->made, name)), name)) {
            (void)fail(r, entries[done].name);
            break;
        }
        done++;
    }
    for (ptrdiff_t i = done - 1; done < count && i >= 0; i--) {
        const char *name = wz_str_cstring(r->arena, entries[i].name);
        (void)move(r, NULL, name, wz_str_cstring(r->arena, wz_format(r->arena, "%s/%s", fresh->made, name)));
    }
    return done == count;
}

/* Not yet made: the folder, open. */
static wz_fresh *start(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *parent, wz_str name)
{
    wz_fresh *fresh = wz_new(arena, wz_fresh, 1);
    replacing *r = &fresh->r;
    fresh->inside = name.len == 0 || wz_fs_exists(fs, parent, name);
    const char *folder = fresh->inside && name.len > 0
                             ? wz_str_cstring(arena, wz_format(arena, "%s/%.*s", parent, WZ_ARG(name)))
                             : parent;
    *r = (replacing){.arena = arena, .diags = diags, .fs = fs, .folder = folder};
    if (fs != NULL)
        fs->publishing = true;
    r->top = fresh->inside ? "content" : wz_str_cstring(arena, name);
    r->project = wz_io_openat(fs, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
    return fresh;
}

bool wz_fs_fresh_resume(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *parent, wz_str name)
{
    wz_fresh *fresh = start(arena, diags, fs, parent, name);
    replacing *r = &fresh->r;
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    bool done = false;
    if (!fresh->inside || r->project < 0 || !wz_fs_list(arena, diags, fs, r->folder, (wz_str){0}, &entries, &count))
        count = 0;
    for (ptrdiff_t i = 0; !done && i < count; i++) {
        wz_manifest manifest;
        r->room = wz_str_cstring(arena, entries[i].name);
        fresh->made = in_room(r, WHOLE);
        r->made = done = wz_fs_is_room(entries[i].name) && wz_fs_exists(fs, r->folder, wz_str_from(fresh->made)) &&
                         wz_mark_read(arena, fs, r->project, r->room, wz_mark_unfinished(arena, r->top), &manifest) ==
                             WZ_MARK_UNFINISHED &&
                         move_inside(fresh);
    }
    close_room(r);
    return done;
}

wz_fresh *wz_fs_fresh(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *parent, wz_str name)
{
    wz_fresh *fresh = start(arena, diags, fs, parent, name);
    replacing *r = &fresh->r;
    r->room = room_name(r);
    fresh->made = in_room(r, "new");
    if (r->project < 0 ? fail(r, wz_str_from(r->folder))
                       : make_room(r) && ((wz_io_mkdirat(fs, r->project, fresh->made, 0755) == 0 &&
                                           fchmodat(r->project, fresh->made, 0755, 0) == 0) ||
                                          fail(r, wz_str_from(r->folder))))
        return fresh;
    (void)wz_fs_fresh_end(fresh, false);
    return NULL;
}

const char *wz_fs_fresh_folder(const wz_fresh *fresh)
{
    return wz_str_cstring(fresh->r.arena, wz_format(fresh->r.arena, "%s/%s", fresh->r.folder, fresh->made));
}

bool wz_fs_fresh_end(wz_fresh *fresh, bool keep)
{
    replacing *r = &fresh->r;
    int fd = keep ? wz_io_open_part(r->fs, r->project, r->room, O_RDONLY | O_DIRECTORY, 0) : -1;
    bool ok = keep && ((fd >= 0 && wz_io_syncfs(r->fs, fd) == 0) || fail(r, wz_str_from(r->top)));
    if (fd >= 0)
        close(fd);
    if (ok && fresh->inside) { /* from here on the next run ends it */
        ok = move(r, r->fs, fresh->made, in_room(r, WHOLE)) || fail(r, wz_str_from(r->top));
        fresh->made = ok ? in_room(r, WHOLE) : fresh->made;
    }
    if (ok)
        ok = fresh->inside ? move_inside(fresh) : move(r, r->fs, fresh->made, r->top) || fail(r, wz_str_from(r->top));
    close_room(r);
    return ok;
}
