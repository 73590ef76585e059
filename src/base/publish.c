/* SPDX-License-Identifier: EUPL-1.2 */
/* Publishing a folder as a whole: made beside the old one, swapped in with one rename. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/outfile.h"
#include "base/tree.h"

struct wz_publication {
    wz_fs *fs;
    wz_arena *arena;       /* its own: the caller's belongs to one thread */
    pthread_mutex_t mutex; /* for arena, paths and made */
    wz_str target;
    const char *name; /* of the target in its parent; the names below likewise */
    const char *lock_name;
    const char *fresh_name;
    const char *aside_name; /* of the old folder, for the moment between two renames */
    int parent;
    int lock;
    int fresh;
    int old; /* -1 when the target did not exist */
    struct stat old_info;
    wz_manifest old_manifest;
    wz_buf
        paths; /* of what is in the fresh folder, each with a line break: as names in a map they were 1 kB a record */
    wz_map *made; /* folders in the fresh one */
    bool fresh_made;
    bool fix_modes; /* the umask takes bits away */
    bool relaxed;
};

/* ---- Beginning ---- */

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Opens the folder that the target is or will be in, making it when it is not there. Links above the target are
 * followed: they are the user's own. */
static int open_parent(wz_fs *fs, char *path)
{
    int fd = wz_io_openat(fs, AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
    if (fd >= 0 || errno != ENOENT)
        return fd;
    for (char *at = path + 1; fd < 0; at++) {
        char end = *at;
        if (end != '/' && end != '\0')
            continue;
        *at = '\0';
        int made = wz_io_mkdirat(fs, AT_FDCWD, path, 0755), error = errno;
        if (made == 0 && fchmodat(AT_FDCWD, path, 0755, 0) != 0)
            errno = 0; /* a file system without modes: what it gives is what there is */
        *at = end;
        if (made < 0 && error != EEXIST) {
            errno = error;
            return -1;
        }
        if (end == '\0')
            return wz_io_openat(fs, AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
    }
    return fd;
}

/* True when info is the folder at path, or with above a folder above it. */
static bool is_folder(const char *path, const struct stat *info, bool above)
{
    struct stat here, before = {0};
    int fd = path != NULL ? open(path, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
    bool found = false;
    for (int depth = 0; fd >= 0 && depth < 1000; depth++) {
        if (fstat(fd, &here) < 0 || (depth > 0 && same_file(&here, &before)))
            break;
        found = same_file(&here, info) && (depth > 0) == above;
        if (found || (depth == 0 && !above))
            break;
        before = here;
        int up = openat(fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
        close(fd);
        fd = up;
    }
    if (fd >= 0)
        close(fd);
    return found;
}

/* Refuses folders that may never be replaced, whatever is in them. */
static bool is_allowed(wz_diags *diags, wz_str shown, const char *project, const struct stat *info)
{
    wz_str dutch = {0}, english = {0};
    if (is_folder("/", info, false)) {
        dutch = WZ_STR("de hoofdmap van het systeem");
        english = WZ_STR("the root of the system");
    } else if (is_folder(project != NULL ? project : ".", info, false)) {
        dutch = WZ_STR("de projectmap");
        english = WZ_STR("the project folder");
    } else if (is_folder(project != NULL ? project : ".", info, true)) {
        dutch = WZ_STR("een map boven de projectmap");
        english = WZ_STR("a folder above the project folder");
    } else if (is_folder(getenv("HOME"), info, false)) {
        dutch = WZ_STR("de persoonlijke map");
        english = WZ_STR("the home folder");
    }
    if (dutch.len > 0)
        wz_report(diags, OUT_BAD_TARGET, ((wz_loc){0}), shown, dutch, english);
    return dutch.len == 0;
}

/* Splits the path of the target into the folder it is in and its name, and opens that folder. */
static bool open_target(wz_diags *diags, wz_publication *p, const char *project, const char *target)
{
    wz_str path = wz_str_from(target);
    char *copy, *slash;
    struct stat info;
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    bool absolute = wz_str_starts(path, WZ_STR("/"));
    copy = (char *)wz_str_cstring(p->arena, wz_format(p->arena, "%s%.*s", absolute ? "" : "./", WZ_ARG(path)));
    p->target = wz_str_copy(wz_diags_arena(diags), path);
    if (stat(copy, &info) == 0 && S_ISDIR(info.st_mode) && !is_allowed(diags, p->target, project, &info))
        return false;
    slash = strrchr(copy, '/');
    p->name = slash + 1;
    if (path.len == 0 || strcmp(p->name, ".") == 0 || strcmp(p->name, "..") == 0 || p->name[0] == '\0') {
        wz_report(diags, OUT_FOREIGN, ((wz_loc){0}), p->target);
        return false;
    }
    p->name = wz_str_cstring(p->arena, wz_str_from(slash + 1));
    slash[slash == copy ? 1 : 0] = '\0';
    p->parent = open_parent(p->fs, copy);
    if (p->parent < 0)
        wz_io_report(diags, NULL, true, wz_str_from(copy), errno);
    return p->parent >= 0;
}

static const char *hidden_name(wz_publication *p, const char *suffix)
{
    wz_str name = wz_format(p->arena, ".%s.wegwijzer-%s", p->name, suffix);
    return wz_str_cstring(p->arena, name);
}

/* Takes the lock. The file is removed by whoever holds it, so after locking it must still be the one that has the name.
 */
static bool take_lock(wz_diags *diags, wz_publication *p)
{
    struct stat held, named;
    for (int attempt = 0; attempt < 100; attempt++) {
        int fd = wz_io_openat(p->fs, p->parent, p->lock_name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0644);
        if (fd < 0) {
            wz_io_report(diags, NULL, true, p->target, errno);
            return false;
        }
        if (wz_io_flock(p->fs, fd, LOCK_EX | LOCK_NB) < 0) {
            const char *error = strerrorname_np(errno);
            if (errno == EWOULDBLOCK)
                wz_report(diags, OUT_BUSY, ((wz_loc){0}), p->target);
            else
                wz_report(diags, OUT_NO_LOCK, ((wz_loc){0}), p->target, wz_str_from(error));
            close(fd);
            return false;
        }
        if (fstat(fd, &held) == 0 && fstatat(p->parent, p->lock_name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
            same_file(&held, &named)) {
            p->lock = fd;
            return true;
        }
        close(fd);
    }
    wz_report(diags, OUT_BUSY, ((wz_loc){0}), p->target);
    return false;
}

/* Removes one folder that a killed build left: the half of a new site, or an old one that was swapped out. What does
 * not carry our mark is somebody's own and stays. */
static void remove_leftover(wz_diags *diags, wz_publication *p, const char *name)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_manifest manifest;
    wz_mark mark = wz_mark_read(scratch, p->fs, p->parent, name, wz_mark_unfinished(scratch, p->name), &manifest);
    if (mark == WZ_MARK_NONE || !wz_tree_remove(p->fs, p->parent, name, mark == WZ_MARK_UNFINISHED ? NULL : &manifest))
        wz_report(diags, OUT_LEFTOVER, ((wz_loc){0}), wz_str_copy(wz_diags_arena(diags), wz_str_from(name)));
    wz_arena_free(scratch);
}

/* True for the names that builds give: "old", and two numbers. */
static bool is_leftover_name(const char *rest)
{
    int length = 0;
    return strcmp(rest, "old") == 0 ||
           (sscanf(rest, "%*[0-9]-%*[0-9]%n", &length) == 0 && length > 0 && rest[length] == '\0');
}

/* Puts the target back when a build was killed between two renames, and removes what others left. */
static bool remove_leftovers(wz_diags *diags, wz_publication *p)
{
    struct stat info;
    wz_manifest manifest;
    wz_str prefix = wz_format(p->arena, ".%s.wegwijzer-", p->name);
    if (fstatat(p->parent, p->name, &info, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT &&
        wz_mark_read(p->arena, p->fs, p->parent, p->aside_name, WZ_STR(""), &manifest) == WZ_MARK_FINISHED)
        (void)wz_io_renameat(p->fs, p->parent, p->aside_name, p->parent, p->name, 0);
    int fd = wz_io_open_part(p->fs, p->parent, ".", O_RDONLY | O_DIRECTORY, 0);
    DIR *dir = fd >= 0 ? wz_io_fdopendir(p->fs, fd) : NULL;
    if (dir == NULL) {
        wz_io_report(diags, NULL, false, p->target, errno);
        return false;
    }
    const struct dirent *entry;
    while ((entry = wz_io_readdir(p->fs, dir)) != NULL)
        if (wz_str_starts(wz_str_from(entry->d_name), prefix) && is_leftover_name(entry->d_name + prefix.len))
            remove_leftover(diags, p, entry->d_name);
    (void)wz_io_closedir(p->fs, dir);
    return true;
}

static bool is_mount_point(int fd)
{
#ifdef STATX_ATTR_MOUNT_ROOT
    struct statx info;
    return statx(fd, "", AT_EMPTY_PATH, 0, &info) == 0 && (info.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
    (void)fd;
    return false;
#endif
}

/* Opens the old folder, if there is one, and makes sure that all in it is ours. */
static bool open_old(wz_diags *diags, wz_publication *p)
{
    struct stat parent;
    wz_str foreign;
    p->old = wz_io_open_part(p->fs, p->parent, p->name, O_RDONLY | O_DIRECTORY, 0);
    if (p->old < 0 && errno == ENOENT)
        return true;
    if (p->old < 0 && (errno == ELOOP || errno == ENOTDIR)) {
        wz_report(diags, OUT_NOT_FOLDER, ((wz_loc){0}), p->target);
        return false;
    }
    bool ok =
        p->old >= 0 && wz_io_fstat(p->fs, p->old, &p->old_info) == 0 && wz_io_fstat(p->fs, p->parent, &parent) == 0;
    if (ok && (p->old_info.st_dev != parent.st_dev || is_mount_point(p->old))) {
        wz_report(diags, OUT_MOUNT, ((wz_loc){0}), p->target);
        return false;
    }
    bool marked = ok && wz_manifest_read(p->arena, p->fs, p->old, &p->old_manifest);
    ok = ok && (marked || errno == ENOENT || errno == EINVAL || errno == ELOOP);
    ok = ok && wz_tree_find_foreign(p->arena, p->fs, p->old, &p->old_manifest, &foreign);
    if (!ok) {
        wz_io_report(diags, NULL, false, p->target, errno);
    } else if (foreign.ptr != NULL && marked) {
        wz_report(diags, OUT_FOREIGN_FILE, ((wz_loc){0}), p->target, wz_str_copy(wz_diags_arena(diags), foreign));
    } else if (foreign.ptr != NULL) {
        wz_report(diags, OUT_FOREIGN, ((wz_loc){0}), p->target);
    }
    return ok && foreign.ptr == NULL;
}

static wz_outfile new_file(const wz_publication *p, const char *name)
{
    return (wz_outfile){p->fs, p->fresh, p->old, p->fix_modes, name, NULL, -1, -1, 0, 0};
}

static bool write_file(const wz_publication *p, const char *name, wz_str bytes)
{
    wz_outfile f = new_file(p, name);
    return (wz_outfile_write(&f, bytes) && wz_outfile_end(&f)) || wz_outfile_drop(&f);
}

static bool make_fresh(wz_diags *diags, wz_publication *p)
{
    struct stat info;
    char number[64];
    bool ok = false;
    /* A leftover with something in it that is not ours may have the first name. */
    for (int attempt = 0; attempt < 100 && !ok && (attempt == 0 || errno == EEXIST); attempt++) {
        snprintf(number, sizeof number, "%ld-%d", (long)getpid(), attempt);
        p->fresh_name = hidden_name(p, number);
        ok = p->fresh_made = wz_io_mkdirat(p->fs, p->parent, p->fresh_name, 0755) == 0;
    }
    if (ok)
        p->fresh = wz_io_open_part(p->fs, p->parent, p->fresh_name, O_RDONLY | O_DIRECTORY, 0);
    ok = ok && p->fresh >= 0 && wz_io_fstat(p->fs, p->fresh, &info) == 0;
    if (ok && (info.st_mode & 0777) != 0755) { /* so the umask would do the same to everything */
        p->fix_modes = true;
        ok = wz_io_fchmod(p->fs, p->fresh, 0755) == 0;
    }
    ok = ok && write_file(p, WZ_BASE_MARKER, wz_mark_unfinished(p->arena, p->name));
    if (!ok)
        wz_io_report(diags, NULL, true, p->target, errno);
    return ok;
}

wz_publication *wz_publish_begin(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *project, const char *target)
{
    wz_publication *p = wz_new(arena, wz_publication, 1);
    p->fs = fs;
    if (fs != NULL)
        fs->publishing = true;
    p->parent = p->lock = p->fresh = p->old = -1;
    p->arena = wz_arena_new(NULL);
    p->old_manifest = wz_manifest_new(p->arena);
    p->made = wz_map_new(p->arena);
    pthread_mutex_init(&p->mutex, NULL);
    bool ok = open_target(diags, p, project, target);
    if (ok) {
        p->lock_name = hidden_name(p, "lock");
        p->aside_name = hidden_name(p, "old");
        ok = take_lock(diags, p) && remove_leftovers(diags, p) && open_old(diags, p) && make_fresh(diags, p);
    }
    if (ok)
        return p;
    wz_publish_abandon(p);
    return NULL;
}

void wz_publish_relax(wz_publication *publication)
{
    publication->relaxed = true;
}

/* ---- Adding ---- */

static bool is_made(wz_publication *p, wz_str folder)
{
    pthread_mutex_lock(&p->mutex);
    bool made = wz_map_get(p->made, folder) != NULL;
    pthread_mutex_unlock(&p->mutex);
    return made;
}

/* Makes the folders that path is in. name is path as a C string. Two threads may make the same one: then the second is
 * told that it exists. */
static bool make_folders(wz_publication *p, wz_str path, char *name)
{
    ptrdiff_t known = path.len - 1;
    while (known > 0 && (path.ptr[known] != '/' || !is_made(p, wz_str_slice(path, 0, known))))
        known--;
    for (ptrdiff_t at = known + 1; at < path.len; at++) {
        if (path.ptr[at] != '/')
            continue;
        name[at] = '\0';
        bool ok = wz_io_mkdirat(p->fs, p->fresh, name, 0755) == 0 || errno == EEXIST;
        if (ok && p->fix_modes)
            ok = fchmodat(p->fresh, name, 0755, 0) == 0;
        name[at] = '/';
        if (!ok)
            return false;
        pthread_mutex_lock(&p->mutex);
        wz_map_put(p->made, wz_str_copy(p->arena, wz_str_slice(path, 0, at)), p);
        pthread_mutex_unlock(&p->mutex);
    }
    return true;
}

struct wz_published {
    wz_publication *p;
    wz_str path;
    wz_outfile file;
    bool failed; /* which has been said */
};

/* Gives up on a file, with a message about errno. */
static bool fail_file(wz_diags *diags, wz_published *f)
{
    int error = errno;
    wz_arena *arena = wz_diags_arena(diags);
    if (error == EEXIST || error == ENOTDIR || error == EISDIR)
        wz_report(diags, OUT_DUPLICATE, ((wz_loc){0}), wz_str_copy(arena, f->path));
    else
        wz_io_report(diags, NULL, true, wz_format(arena, "%.*s/%.*s", WZ_ARG(f->p->target), WZ_ARG(f->path)), error);
    f->failed = true;
    return wz_outfile_drop(&f->file);
}

static wz_published *begin_file(wz_arena *scratch, wz_diags *diags, wz_publication *p, wz_str path, ptrdiff_t size)
{
    assert(wz_manifest_is_clean(path) && !wz_str_equal(path, WZ_STR(WZ_BASE_MARKER)));
    wz_published *f = wz_new(scratch, wz_published, 1);
    char *name = (char *)wz_str_cstring(scratch, path);
    *f = (wz_published){p, path, new_file(p, name), false};
    if (make_folders(p, path, name))
        wz_outfile_find(&f->file, name, size);
    else
        fail_file(diags, f);
    return f;
}

wz_published *wz_publish_open(wz_arena *scratch, wz_diags *diags, wz_publication *publication, wz_str path)
{
    return begin_file(scratch, diags, publication, path, -1);
}

bool wz_publish_write(wz_diags *diags, wz_published *file, wz_str bytes)
{
    return !file->failed && (wz_outfile_write(&file->file, bytes) || fail_file(diags, file));
}

bool wz_publish_close(wz_diags *diags, wz_published *file)
{
    wz_publication *p = file->p;
    if (file->failed || !(wz_outfile_end(&file->file) || fail_file(diags, file)))
        return false;
    pthread_mutex_lock(&p->mutex);
    wz_buf_add(&p->paths, file->path);
    wz_buf_byte(&p->paths, '\n');
    pthread_mutex_unlock(&p->mutex);
    return true;
}

bool wz_publish_add(wz_arena *scratch, wz_diags *diags, wz_publication *publication, wz_str path, wz_str bytes)
{
    wz_published *file = begin_file(scratch, diags, publication, path, bytes.len);
    return wz_publish_write(diags, file, bytes) && wz_publish_close(diags, file);
}

/* ---- Ending ---- */

/* Closes and frees everything; the lock file goes while the lock is held, unless it is not empty and so somebody's own.
 * Past the seam: cleaning up goes on when all else must stop. */
static void release(wz_publication *p)
{
    struct stat info;
    if (p->lock >= 0 && fstat(p->lock, &info) == 0 && info.st_size == 0)
        (void)wz_io_unlinkat(NULL, p->parent, p->lock_name, 0); /* a left lock file locks nothing */
    int *const all[] = {&p->fresh, &p->old, &p->lock, &p->parent};
    for (int i = 0; i < 4; i++) {
        if (*all[i] >= 0)
            close(*all[i]);
        *all[i] = -1;
    }
    pthread_mutex_destroy(&p->mutex);
    wz_buf_free(&p->paths);
    wz_arena_free(p->arena);
    p->arena = NULL;
}

/* True when the target is still what it was at the beginning. */
static bool is_unchanged(wz_diags *diags, wz_publication *p)
{
    struct stat info;
    int result = wz_io_lstatat(p->fs, p->parent, p->name, &info);
    if (result < 0 && errno != ENOENT) {
        wz_io_report(diags, NULL, false, p->target, errno);
        return false;
    }
    bool same = result < 0 ? p->old < 0 : p->old >= 0 && same_file(&info, &p->old_info);
    if (!same)
        wz_report(diags, OUT_CHANGED, ((wz_loc){0}), p->target);
    return same;
}

/* Puts the fresh folder in the place of the target. *leftover becomes the name of the old one. 0, or errno with the
 * target as it was. */
static int swap(wz_publication *p, const char **leftover)
{
    *leftover = p->fresh_name;
    unsigned flags = p->old >= 0 ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (wz_io_renameat(p->fs, p->parent, p->fresh_name, p->parent, p->name, flags) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    /* The file system knows no exchange: two renames. A build killed between them is put right by the next one. */
    if (p->old < 0)
        return wz_io_renameat(p->fs, p->parent, p->fresh_name, p->parent, p->name, 0) == 0 ? 0 : errno;
    *leftover = p->aside_name;
    if (wz_io_renameat(p->fs, p->parent, p->name, p->parent, p->aside_name, 0) < 0)
        return errno;
    if (wz_io_renameat(p->fs, p->parent, p->fresh_name, p->parent, p->name, 0) == 0)
        return 0;
    int error = errno;
    (void)renameat(p->parent, p->aside_name, p->parent, p->name);
    return error;
}

/* Calls are told to stop with EINTR when a signal ends the program; the new site is there by then, and so little is
 * left to do that it is done. */
static bool remove_old(const wz_publication *p, const char *leftover)
{
    return wz_tree_remove(p->fs, p->parent, leftover, &p->old_manifest) ||
           (errno == EINTR && wz_tree_remove(NULL, p->parent, leftover, &p->old_manifest));
}

/* Puts the list of all that was made in the place of the mark of an unfinished folder, which is there all the time. */
static bool mark_finished(wz_diags *diags, wz_publication *p)
{
    static const char next[] = WZ_BASE_MARKER "~"; /* no path of an output */
    wz_str text = wz_manifest_write(p->arena, wz_buf_str(&p->paths));
    wz_outfile list = new_file(p, next);
    wz_outfile_find(&list, WZ_BASE_MARKER, text.len);
    bool ok = (wz_outfile_write(&list, text) && wz_outfile_end(&list)) || wz_outfile_drop(&list);
    ok = ok && wz_io_renameat(p->fs, p->fresh, next, p->fresh, WZ_BASE_MARKER, 0) == 0;
    if (!ok)
        wz_io_report(diags, NULL, true, p->target, errno);
    return ok;
}

bool wz_publish_commit(wz_diags *diags, wz_publication *publication)
{
    wz_publication *p = publication;
    const char *leftover = p->fresh_name;
    if (!mark_finished(diags, p) || !is_unchanged(diags, p))
        return false;
    int error = !p->relaxed && wz_io_syncfs(p->fs, p->fresh) < 0 ? errno : swap(p, &leftover);
    if (error == EBUSY)
        wz_report(diags, OUT_MOUNT, ((wz_loc){0}), p->target);
    else if (error != 0)
        wz_io_report(diags, NULL, true, p->target, error);
    if (error != 0)
        return false;
    /* The new site is there: what goes wrong from here on is a warning. */
    if (!p->relaxed && wz_io_fsync(p->fs, p->parent) < 0) {
        const char *name = strerrorname_np(errno);
        wz_report(diags, OUT_NOT_SYNCED, ((wz_loc){0}), p->target, wz_str_from(name));
    }
    if (p->old >= 0 && !remove_old(p, leftover))
        wz_report(diags, OUT_LEFTOVER, ((wz_loc){0}), wz_str_copy(wz_diags_arena(diags), wz_str_from(leftover)));
    release(p);
    return true;
}

void wz_publish_abandon(wz_publication *publication)
{
    if (publication == NULL || publication->arena == NULL)
        return;
    if (publication->fresh_made)
        (void)wz_tree_remove(NULL, publication->parent, publication->fresh_name, NULL); /* past the seam, as above */
    release(publication);
}
