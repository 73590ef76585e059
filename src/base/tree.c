/* SPDX-License-Identifier: EUPL-1.2 */
/* Walking over and removing folders, without following links and without unbounded recursion. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/tree.h"

#define MARKER_LARGEST ((ptrdiff_t)256 << 20)

static const char marker_head[] =
    "# Gemaakt door wegwijzer, samen met alles in deze lijst. Een volgende bouw vervangt deze map als geheel.\n"
    "# Made by wegwijzer, with all that is listed here. The next build replaces this folder as a whole.\n";

/* The value of every key: a map cannot hold NULL. */
static const char present;
#define PRESENT ((void *)&present)

wz_manifest wz_manifest_new(wz_arena *arena)
{
    return (wz_manifest){wz_map_new(arena), wz_map_new(arena)};
}

void wz_manifest_add(wz_manifest *manifest, wz_str path)
{
    wz_map_put(manifest->files, path, PRESENT);
    for (ptrdiff_t at = path.len - 1; at > 0; at--)
        if (path.ptr[at] == '/' && wz_map_put(manifest->folders, wz_str_slice(path, 0, at), PRESENT) != NULL)
            return; /* the folders above are known as well */
}

bool wz_manifest_is_clean(wz_str path)
{
    for (ptrdiff_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < 0x20 || path.ptr[i] == 0x7F)
            return false;
    for (wz_str rest = path, part; rest.ptr != NULL;) {
        part = wz_str_cut(rest, '/', &rest);
        if (part.len == 0 || wz_str_equal(part, WZ_STR(".")) || wz_str_equal(part, WZ_STR("..")))
            return false;
    }
    return path.len > 0 && path.len < WZ_BASE_PATH;
}

static int compare_paths(const void *a, const void *b)
{
    return wz_str_compare(*(const wz_str *)a, *(const wz_str *)b);
}

wz_str wz_manifest_write(wz_arena *arena, wz_str paths)
{
    ptrdiff_t count = 0, at = (ptrdiff_t)sizeof marker_head - 1;
    for (ptrdiff_t i = 0; i < paths.len; i++)
        count += paths.ptr[i] == '\n';
    wz_str *lines = wz_new(arena, wz_str, count), rest = paths;
    char *text = wz_new(arena, char, at + paths.len);
    for (ptrdiff_t i = 0; i < count; i++)
        lines[i] = wz_str_cut(rest, '\n', &rest);
    if (count > 0)
        qsort(lines, (size_t)count, sizeof *lines, compare_paths);
    memcpy(text, marker_head, (size_t)at);
    for (ptrdiff_t i = 0; i < count; i++) {
        memcpy(text + at, lines[i].ptr, (size_t)lines[i].len);
        at += lines[i].len;
        text[at++] = '\n';
    }
    return (wz_str){text, at};
}

/* The bytes of the marker; false with errno. */
static bool read_marker(wz_arena *arena, wz_fs *fs, int folder, wz_str *text)
{
    struct stat info;
    int fd = wz_io_open_part(fs, folder, WZ_BASE_MARKER, O_RDONLY | O_NONBLOCK, 0), error = 0;
    if (fd < 0)
        return false;
    if (wz_io_fstat(fs, fd, &info) < 0)
        error = errno;
    else if (!S_ISREG(info.st_mode) || info.st_size > MARKER_LARGEST)
        error = EINVAL;
    char *bytes = wz_new(arena, char, error == 0 ? (ptrdiff_t)info.st_size : 0);
    *text = (wz_str){bytes, 0};
    while (error == 0 && text->len < (ptrdiff_t)info.st_size) {
        ssize_t count = wz_io_read(fs, fd, bytes + text->len, (size_t)(info.st_size - text->len));
        if (count < 0)
            error = errno;
        if (count <= 0)
            break;
        text->len += count;
    }
    if (wz_io_close(fs, fd) < 0 && error == 0)
        error = errno;
    errno = error;
    return error == 0;
}

bool wz_manifest_read(wz_arena *arena, wz_fs *fs, int folder, wz_manifest *manifest)
{
    wz_str text, path;
    if (!read_marker(arena, fs, folder, &text))
        return false;
    bool ours = wz_str_starts(text, wz_str_from(marker_head)) && wz_str_ends(text, WZ_STR("\n"));
    while (ours && text.len > 0) {
        path = wz_str_cut(text, '\n', &text);
        if (!wz_str_starts(path, WZ_STR("#"))) {
            ours = wz_manifest_is_clean(path);
            wz_manifest_add(manifest, path);
        }
    }
    wz_map_put(manifest->files, WZ_STR(WZ_BASE_MARKER), PRESENT);
    if (!ours)
        *manifest = wz_manifest_new(arena);
    errno = EINVAL;
    return ours;
}

wz_str wz_mark_unfinished(wz_arena *arena, const char *name)
{
    return wz_format(arena,
                     "# Een bouw door wegwijzer van '%s', nog niet klaar. De volgende bouw ruimt deze map op.\n"
                     "# A build by wegwijzer of '%s', not finished. The next build removes this folder.\n",
                     name, name);
}

wz_mark wz_mark_read(wz_arena *arena, wz_fs *fs, int dir, const char *name, wz_str unfinished, wz_manifest *manifest)
{
    wz_str text = {0};
    wz_mark mark = WZ_MARK_NONE;
    *manifest = wz_manifest_new(arena);
    int fd = wz_io_open_part(fs, dir, name, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0)
        return mark;
    if (wz_manifest_read(arena, fs, fd, manifest))
        mark = WZ_MARK_FINISHED;
    else if (!read_marker(arena, fs, fd, &text))
        mark = errno == ENOENT ? WZ_MARK_BEGUN : WZ_MARK_NONE;
    else if (wz_str_starts(unfinished, text))
        mark = text.len == unfinished.len ? WZ_MARK_UNFINISHED : WZ_MARK_BEGUN;
    close(fd);
    return mark;
}

/* ---- Walking ---- */

typedef struct walk {
    wz_arena *arena;
    wz_fs *fs;
    const wz_manifest *manifest;   /* NULL: every plain file and folder belongs */
    char path[WZ_BASE_PATH + 256]; /* of what is being looked at, relative to the top */
    ptrdiff_t len;
    bool remove;
    bool left;   /* something was not removed */
    bool marker; /* there is a marker, to be removed last: as long as it is there, what is foreign can be told */
    int error;   /* the first one */
    wz_str foreign;
} walk;

static void fail(walk *w, int error)
{
    if (w->error == 0)
        w->error = error;
}

/* Puts name behind the path. The length to go back to, or -1 when it becomes too long. */
static ptrdiff_t enter(walk *w, const char *name)
{
    ptrdiff_t before = w->len, len = (ptrdiff_t)strlen(name);
    if (before + 1 + len >= WZ_BASE_PATH) {
        fail(w, ENAMETOOLONG);
        return -1;
    }
    if (before > 0)
        w->path[w->len++] = '/';
    memcpy(w->path + w->len, name, (size_t)len + 1);
    w->len += len;
    return before;
}

static bool belongs(const walk *w, bool folder)
{
    if (w->manifest == NULL)
        return true;
    return wz_map_get(folder ? w->manifest->folders : w->manifest->files, (wz_str){w->path, w->len}) != NULL;
}

static void visit_folder(walk *w, int dir, const char *name, int depth);

static void visit(walk *w, int dir, const struct dirent *entry, int depth)
{
    struct stat info;
    unsigned char kind = entry->d_type;
    ptrdiff_t before = enter(w, entry->d_name);
    if (before < 0)
        return;
    if (kind == DT_UNKNOWN && wz_io_lstatat(w->fs, dir, entry->d_name, &info) == 0)
        kind = S_ISDIR(info.st_mode) ? DT_DIR : S_ISREG(info.st_mode) ? DT_REG : DT_LNK;
    bool folder = kind == DT_DIR;
    if (w->remove && depth == 0 && kind == DT_REG && strcmp(w->path, WZ_BASE_MARKER) == 0)
        w->marker = true;
    else if (!belongs(w, folder) || (!folder && kind != DT_REG)) {
        w->left = true;
        if (w->foreign.ptr == NULL && w->arena != NULL)
            w->foreign = wz_str_copy(w->arena, (wz_str){w->path, w->len});
    } else if (folder) {
        visit_folder(w, dir, entry->d_name, depth + 1);
    } else if (w->remove && wz_io_unlinkat(w->fs, dir, entry->d_name, 0) < 0) {
        fail(w, errno);
    }
    w->len = before;
}

static void visit_entries(walk *w, int fd, int depth)
{
    DIR *dir = wz_io_fdopendir(w->fs, fd);
    if (dir == NULL) {
        fail(w, errno);
        return;
    }
    struct dirent *entry;
    while ((w->remove || w->foreign.ptr == NULL) && (entry = wz_io_readdir(w->fs, dir)) != NULL)
        visit(w, dirfd(dir), entry, depth);
    if ((w->remove || w->foreign.ptr == NULL) && errno != 0)
        fail(w, errno);
    if (wz_io_closedir(w->fs, dir) < 0)
        fail(w, errno);
}

/* Recursion ends at WZ_BASE_DEPTH. */
static void visit_folder(walk *w, int dir, const char *name, int depth)
{
    bool left = w->left;
    if (depth > WZ_BASE_DEPTH) {
        fail(w, ELOOP);
        return;
    }
    int fd = wz_io_open_part(w->fs, dir, name, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0) {
        fail(w, errno);
        return;
    }
    w->left = false;
    bool marked = depth == 0 && w->remove;
    int kept = marked ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
    visit_entries(w, fd, depth);
    if (marked && w->marker && !w->left && w->error == 0 && wz_io_unlinkat(w->fs, kept, WZ_BASE_MARKER, 0) < 0)
        fail(w, errno);
    if (kept >= 0)
        close(kept);
    if (w->remove && !w->left && wz_io_unlinkat(w->fs, dir, name, AT_REMOVEDIR) < 0)
        fail(w, errno);
    w->left = w->left || left;
}

bool wz_tree_find_foreign(wz_arena *arena, wz_fs *fs, int folder, const wz_manifest *manifest, wz_str *found)
{
    walk w = {.arena = arena, .fs = fs, .manifest = manifest};
    int fd = wz_io_open_part(fs, folder, ".", O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0)
        return false;
    visit_entries(&w, fd, 0);
    *found = w.foreign;
    errno = w.error;
    return w.error == 0;
}

bool wz_tree_remove(wz_fs *fs, int dir, const char *name, const wz_manifest *manifest)
{
    walk w = {.fs = fs, .manifest = manifest, .remove = true};
    visit_folder(&w, dir, name, 0);
    errno = w.error != 0 ? w.error : ENOTEMPTY;
    return w.error == 0 && !w.left;
}
