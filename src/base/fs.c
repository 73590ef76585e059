/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading, listing and writing single files. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"

bool wz_fs_stop(wz_fs *fs)
{
    fs->stopped = true; /* before the question: a publication that begins sees it, or is seen here */
    return fs->publishing;
}

bool wz_fs_stopped(const wz_fs *fs)
{
    return fs != NULL && fs->stopped;
}

/* A source without text, so that a message about a file has its path. */
static wz_source *source_new(wz_arena *arena, wz_str path)
{
    wz_source *source = wz_new(arena, wz_source, 1);
    source->path = wz_str_copy(arena, path);
    return source;
}

/* Reads the open regular file fd. The size that fstat gave decides how much is asked for; a file that grows or shrinks
 * meanwhile is read as it comes, up to limit. 0, or errno; EOVERFLOW when the file is larger than limit. */
static int read_all(wz_arena *arena, wz_fs *fs, int fd, ptrdiff_t size, ptrdiff_t limit, wz_str *out)
{
    wz_str text = {wz_new(arena, char, size + 1), 0};
    ptrdiff_t cap = size + 1;
    for (;;) {
        char *to = (char *)text.ptr + text.len;
        ssize_t count = wz_io_read(fs, fd, to, (size_t)(cap - text.len));
        if (count < 0)
            return errno;
        text.len += count;
        if (text.len > limit)
            return EOVERFLOW;
        /* One byte more than the size was asked for, so a read that ends there has seen the end. */
        if (count == 0 || text.len == size)
            break;
        if (text.len == cap) {
            cap = cap * 2 < limit + 1 ? cap * 2 : limit + 1;
            char *larger = wz_new(arena, char, cap);
            memcpy(larger, text.ptr, (size_t)text.len);
            text.ptr = larger;
        }
    }
    *out = text;
    return 0;
}

/* What is to become of the file at path, or NULL. */
static const wz_replacement *replaced(const wz_fs *fs, const char *folder, wz_str path)
{
    const wz_overlay *over = fs != NULL ? fs->overlay : NULL;
    bool here = over != NULL && strcmp(folder != NULL ? folder : ".", over->folder) == 0;
    for (ptrdiff_t i = 0; here && i < over->count; i++)
        if (wz_str_equal(over->items[i].path, path))
            return &over->items[i];
    return NULL;
}

wz_source *wz_fs_read(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str path, ptrdiff_t limit)
{
    wz_source *source = source_new(arena, path);
    wz_str shown = source->path;
    wz_loc whole = {.source = source};
    const wz_replacement *over = replaced(fs, folder, path);
    if (over != NULL && !over->gone) {
        source->text = over->bytes;
        return source;
    }
    if (over != NULL) {
        wz_io_report(diags, source, false, shown, ENOENT);
        return NULL;
    }
    struct stat info;
    /* O_NONBLOCK: a pipe must not make us wait for its writer. */
    int fd = wz_io_open_below(fs, folder, path, O_RDONLY | O_NONBLOCK, 0), error = 0;
    if (fd < 0) {
        wz_io_report(diags, source, false, shown, errno);
        return NULL;
    }
    bool told = true;
    if (wz_io_fstat(fs, fd, &info) < 0) {
        error = errno;
        told = false;
    } else if (S_ISDIR(info.st_mode)) {
        wz_report(diags, FS_IS_FOLDER, whole, shown);
    } else if (!S_ISREG(info.st_mode)) {
        wz_report(diags, FS_NOT_REGULAR, whole, shown);
    } else {
        error =
            info.st_size > limit ? EOVERFLOW : read_all(arena, fs, fd, (ptrdiff_t)info.st_size, limit, &source->text);
        told = error == EOVERFLOW;
        if (told)
            wz_report(diags, FS_TOO_LARGE, whole, shown, wz_format(arena, "%td", limit));
    }
    bool ok = !told && error == 0;
    if (wz_io_close(fs, fd) < 0 && ok) {
        error = errno;
        ok = false;
    }
    if (!ok && !told)
        wz_io_report(diags, source, false, shown, error);
    return ok ? source : NULL;
}

/* Whether the overlay puts a file somewhere below path, which need not exist. */
static bool is_made(const wz_fs *fs, const char *folder, wz_str path)
{
    const wz_overlay *over = fs != NULL ? fs->overlay : NULL;
    wz_buf above = {0};
    bool made = false;
    wz_buf_format(&above, "%.*s/", WZ_ARG(path));
    for (ptrdiff_t i = 0; over != NULL && i < over->count && !made; i++)
        made = !over->items[i].gone && wz_str_starts(over->items[i].path, wz_buf_str(&above)) &&
               replaced(fs, folder, over->items[i].path) != NULL;
    wz_buf_free(&above);
    return made;
}

static bool stat_below(wz_fs *fs, const char *folder, wz_str path, struct stat *info)
{
    int fd = wz_io_open_below(fs, folder, path, O_PATH | O_NOFOLLOW, 0);
    if (fd < 0)
        return false;
    bool ok = wz_io_fstat(fs, fd, info) == 0;
    (void)wz_io_close(fs, fd); /* nothing was read or written through it */
    return ok;
}

bool wz_fs_exists(wz_fs *fs, const char *folder, wz_str path)
{
    struct stat info;
    const wz_replacement *over = replaced(fs, folder, path);
    errno = 0;
    if (over != NULL)
        return !over->gone;
    /* What the disk does not tell of is there: reading it says what is wrong. */
    return stat_below(fs, folder, path, &info) || errno == EIO || is_made(fs, folder, path);
}

bool wz_fs_is_folder(wz_fs *fs, const char *folder, wz_str path)
{
    struct stat info;
    return stat_below(fs, folder, path, &info) && S_ISDIR(info.st_mode);
}

/* ---- Listing ---- */

static int compare_entries(const void *a, const void *b)
{
    return wz_str_compare(((const wz_entry *)a)->name, ((const wz_entry *)b)->name);
}

static bool entry_type(wz_fs *fs, DIR *dir, const struct dirent *entry, wz_entry_type *type)
{
    struct stat info;
    unsigned char kind = entry->d_type;
    if (kind == DT_UNKNOWN) { /* some file systems do not tell */
        if (wz_io_lstatat(fs, dirfd(dir), entry->d_name, &info) < 0)
            return false;
        kind = S_ISREG(info.st_mode)   ? DT_REG
               : S_ISDIR(info.st_mode) ? DT_DIR
               : S_ISLNK(info.st_mode) ? DT_LNK
                                       : DT_FIFO;
    }
    *type = kind == DT_REG   ? WZ_ENTRY_FILE
            : kind == DT_DIR ? WZ_ENTRY_FOLDER
            : kind == DT_LNK ? WZ_ENTRY_LINK
                             : WZ_ENTRY_OTHER;
    return true;
}

/* All entries of dir into list (wz_entry after wz_entry). 0, or errno; EOVERFLOW when there are too many. */
static int read_entries(wz_arena *arena, wz_fs *fs, DIR *dir, wz_buf *list)
{
    for (;;) {
        struct dirent *found = wz_io_readdir(fs, dir);
        if (found == NULL)
            return errno;
        wz_entry entry = {.name = wz_str_copy(arena, wz_str_from(found->d_name))};
        if (list->len / (ptrdiff_t)sizeof entry >= WZ_LIMIT_ENTRIES)
            return EOVERFLOW;
        if (!entry_type(fs, dir, found, &entry.type)) {
            if (errno == ENOENT)
                continue; /* removed meanwhile */
            return errno;
        }
        wz_buf_add(list, (wz_str){(const char *)&entry, (ptrdiff_t)sizeof entry});
    }
}

/* Puts in list, which is that of path on disk, what the overlay says of it. */
static void overlay_entries(wz_arena *arena, const wz_fs *fs, const char *folder, wz_str path, wz_buf *list)
{
    const wz_overlay *over = fs != NULL ? fs->overlay : NULL;
    wz_buf out = {0};
    for (ptrdiff_t at = 0; over != NULL && at < list->len; at += (ptrdiff_t)sizeof(wz_entry)) {
        wz_entry entry;
        memcpy(&entry, list->ptr + at, sizeof entry);
        if (replaced(fs, folder, wz_format(arena, "%.*s/%.*s", WZ_ARG(path), WZ_ARG(entry.name))) == NULL)
            wz_buf_add(&out, (wz_str){(const char *)&entry, (ptrdiff_t)sizeof entry});
    }
    for (ptrdiff_t i = 0; over != NULL && i < over->count; i++) {
        wz_str file = over->items[i].path, above = wz_format(arena, "%.*s/", WZ_ARG(path));
        wz_entry entry = {.name = wz_str_slice(file, above.len, file.len), .type = WZ_ENTRY_FILE};
        if (!over->items[i].gone && replaced(fs, folder, file) != NULL && wz_str_starts(file, above) &&
            wz_str_find_byte(entry.name, '/') < 0)
            wz_buf_add(&out, (wz_str){(const char *)&entry, (ptrdiff_t)sizeof entry});
    }
    if (over != NULL) {
        wz_buf_free(list);
        *list = out;
    }
}

bool wz_fs_list(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str path, wz_entry **entries,
                ptrdiff_t *count)
{
    wz_buf list = {0};
    int fd = wz_io_open_below(fs, folder, path, O_RDONLY | O_DIRECTORY | O_NONBLOCK, 0), error = errno;
    DIR *dir = fd >= 0 ? wz_io_fdopendir(fs, fd) : NULL;
    *entries = NULL;
    *count = 0;
    if (dir != NULL) {
        error = read_entries(arena, fs, dir, &list);
        if (wz_io_closedir(fs, dir) < 0 && error == 0)
            error = errno;
    } else if (fd >= 0) {
        error = errno;
    }
    if (dir == NULL && error == ENOENT && is_made(fs, folder, path))
        error = 0;
    if (error == 0) {
        overlay_entries(arena, fs, folder, path, &list);
        *count = list.len / (ptrdiff_t)sizeof(wz_entry);
        *entries = wz_new(arena, wz_entry, *count);
        if (*count > 0) {
            memcpy(*entries, list.ptr, (size_t)list.len);
            qsort(*entries, (size_t)*count, sizeof(wz_entry), compare_entries);
        }
        wz_buf_free(&list);
        return true;
    }
    wz_buf_free(&list);
    wz_str shown = path.len > 0 ? path : WZ_STR(".");
    if (error == EOVERFLOW)
        wz_report(diags, FS_TOO_MANY_ENTRIES, ((wz_loc){0}), wz_str_copy(arena, shown),
                  wz_format(arena, "%d", WZ_LIMIT_ENTRIES));
    else
        wz_io_report(diags, source_new(arena, shown), false, shown, error);
    return false;
}

/* ---- Writing ---- */

/* Writes a new file name in dir. 0, or errno with nothing left behind. */
static int write_new(wz_fs *fs, int dir, const char *name, wz_str bytes)
{
    int fd = wz_io_openat(fs, dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644), error = 0;
    if (fd < 0)
        return errno;
    if (wz_io_fchmod(fs, fd, 0644) < 0 || wz_io_write_all(fs, fd, bytes) < 0)
        error = errno;
    if (wz_io_close(fs, fd) < 0 && error == 0)
        error = errno;
    if (error != 0)
        (void)unlinkat(dir, name, 0); /* the first failure is what is reported */
    return error;
}

/* Closes dir, if it is open (nothing was written through it, so nothing can be lost), and reports error, if there is
 * one. */
static bool finish(wz_diags *diags, int dir, wz_str path, int error)
{
    if (dir >= 0)
        close(dir);
    if (error != 0)
        wz_io_report(diags, NULL, true, path, error);
    return error == 0;
}

bool wz_fs_write(wz_diags *diags, wz_fs *fs, const char *folder, wz_str path, wz_str bytes)
{
    char name[WZ_BASE_PATH];
    int dir = wz_io_open_parent(fs, folder, path, name);
    return finish(diags, dir, path, dir < 0 ? errno : write_new(fs, dir, name, bytes));
}
