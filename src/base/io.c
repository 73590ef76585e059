/* SPDX-License-Identifier: EUPL-1.2 */
/* System calls, with a seam at which tests make them fail, and what their failures are called. */
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/io.h"

bool wz_io_fails(wz_fs *fs)
{
    if (fs == NULL)
        return false;
    fs->calls++;
    if (fs->stopped) {
        errno = EINTR;
        return true;
    }
    bool fail = fs->fail_sticky && fs->failed;
    if (!fail && fs->fail_after > 0 && fs->fail_after-- == 1)
        fail = true;
    if (fail) {
        fs->failed = true;
        if (fs->fail_errno < 0)
            raise(-fs->fail_errno);
        errno = fs->fail_errno;
    }
    return fail;
}

int wz_io_openat(wz_fs *fs, int dir, const char *path, int flags, mode_t mode)
{
    int fd;
    if (wz_io_fails(fs))
        return -1;
    do
        fd = openat(dir, path, flags | O_CLOEXEC | O_NOCTTY, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* Linux has closed the descriptor also when close is interrupted or fails. */
int wz_io_close(wz_fs *fs, int fd)
{
    bool fail = wz_io_fails(fs);
    int error = errno, result = close(fd);
    if (fail) {
        errno = error;
        return -1;
    }
    return result < 0 && errno == EINTR ? 0 : result;
}

ssize_t wz_io_read(wz_fs *fs, int fd, void *buffer, size_t size)
{
    ssize_t count;
    if (wz_io_fails(fs))
        return -1;
    do
        count = read(fd, buffer, size);
    while (count < 0 && errno == EINTR);
    return count;
}

int wz_io_write_all(wz_fs *fs, int fd, wz_str bytes)
{
    while (bytes.len > 0) {
        if (wz_io_fails(fs))
            return -1;
        ssize_t count = write(fd, bytes.ptr, (size_t)bytes.len);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0) { /* no progress and no reason: do not spin */
            errno = ENOSPC;
            return -1;
        }
        bytes.ptr += count;
        bytes.len -= count;
    }
    return 0;
}

int wz_io_fstat(wz_fs *fs, int fd, struct stat *out)
{
    return wz_io_fails(fs) ? -1 : fstat(fd, out);
}

int wz_io_lstatat(wz_fs *fs, int dir, const char *path, struct stat *out)
{
    return wz_io_fails(fs) ? -1 : fstatat(dir, path, out, AT_SYMLINK_NOFOLLOW);
}

int wz_io_fchmod(wz_fs *fs, int fd, mode_t mode)
{
    return wz_io_fails(fs) ? -1 : fchmod(fd, mode);
}

int wz_io_mkdirat(wz_fs *fs, int dir, const char *path, mode_t mode)
{
    return wz_io_fails(fs) ? -1 : mkdirat(dir, path, mode);
}

int wz_io_unlinkat(wz_fs *fs, int dir, const char *path, int flags)
{
    return wz_io_fails(fs) ? -1 : unlinkat(dir, path, flags);
}

int wz_io_linkat(wz_fs *fs, int from_dir, const char *from, int to_dir, const char *to)
{
    return wz_io_fails(fs) ? -1 : linkat(from_dir, from, to_dir, to, 0);
}

int wz_io_renameat(wz_fs *fs, int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
    if (wz_io_fails(fs))
        return -1;
    if (flags != 0 && fs != NULL && fs->old_kernel) {
        errno = EINVAL;
        return -1;
    }
    return renameat2(from_dir, from, to_dir, to, flags);
}

int wz_io_fsync(wz_fs *fs, int fd)
{
    int result;
    if (wz_io_fails(fs))
        return -1;
    do
        result = fsync(fd);
    while (result < 0 && errno == EINTR);
    return result;
}

int wz_io_syncfs(wz_fs *fs, int fd)
{
    return wz_io_fails(fs) ? -1 : syncfs(fd);
}

int wz_io_flock(wz_fs *fs, int fd, int operation)
{
    int result;
    if (wz_io_fails(fs))
        return -1;
    do
        result = flock(fd, operation);
    while (result < 0 && errno == EINTR);
    return result;
}

DIR *wz_io_fdopendir(wz_fs *fs, int fd)
{
    DIR *dir = wz_io_fails(fs) ? NULL : fdopendir(fd);
    if (dir == NULL) {
        int error = errno;
        close(fd);
        errno = error;
    }
    return dir;
}

struct dirent *wz_io_readdir(wz_fs *fs, DIR *dir)
{
    if (wz_io_fails(fs))
        return NULL;
    struct dirent *entry;
    do {
        errno = 0;
        entry = readdir(dir);
    } while (entry != NULL && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    return entry;
}

int wz_io_closedir(wz_fs *fs, DIR *dir)
{
    bool fail = wz_io_fails(fs);
    int error = errno, result = closedir(dir);
    if (fail) {
        errno = error;
        return -1;
    }
    return result;
}

/* ---- Opening below a folder ---- */

bool wz_io_path(wz_str path, char out[WZ_BASE_PATH])
{
    if (path.len == 0)
        path = WZ_STR(".");
    if (path.len >= WZ_BASE_PATH) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (wz_str_find_byte(path, '\0') >= 0) {
        errno = EINVAL;
        return false;
    }
    memcpy(out, path.ptr, (size_t)path.len);
    out[path.len] = '\0';
    return true;
}

static int openat2_call(wz_fs *fs, int dir, const char *path, int flags, mode_t mode, unsigned resolve)
{
    struct open_how how = {.flags = (unsigned)(flags | O_CLOEXEC | (flags & O_PATH ? 0 : O_NOCTTY)),
                           .mode = flags & O_CREAT ? mode : 0,
                           .resolve = resolve};
    long fd;
    if (wz_io_fails(fs))
        return -1;
    if (fs != NULL && fs->old_kernel) {
        errno = ENOSYS;
        return -1;
    }
    do
        fd = syscall(SYS_openat2, dir, path, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    return (int)fd;
}

static bool has_parent_part(wz_str path)
{
    while (path.ptr != NULL) {
        wz_str part = wz_str_cut(path, '/', &path);
        if (wz_str_equal(part, WZ_STR("..")))
            return true;
    }
    return false;
}

int wz_io_open_part(wz_fs *fs, int dir, const char *name, int flags, mode_t mode)
{
    struct stat info;
    int fd = wz_io_openat(fs, dir, name, flags | O_NOFOLLOW, mode);
    if (fd < 0 && errno == ENOTDIR) /* O_DIRECTORY calls a link no folder; say what it is */
        errno = fstatat(dir, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode) ? ELOOP : ENOTDIR;
    return fd;
}

/* Part by part, for kernels before 5.6 and sandboxes that know no openat2. */
static int open_by_parts(wz_fs *fs, int dir, wz_str path, int flags, mode_t mode)
{
    int at = wz_io_openat(fs, dir, ".", O_PATH | O_DIRECTORY, 0);
    if (path.len == 0)
        path = WZ_STR(".");
    while (at >= 0 && path.ptr != NULL) {
        char name[WZ_BASE_PATH];
        wz_str part = wz_str_cut(path, '/', &path);
        bool last = path.ptr == NULL;
        if (part.len == 0 && !last)
            continue;
        int next = -1;
        if (wz_str_equal(part, WZ_STR("..")))
            errno = EXDEV;
        else if (wz_io_path(part, name))
            next = wz_io_open_part(fs, at, name, last ? flags : O_PATH | O_DIRECTORY, mode);
        int error = errno;
        close(at);
        errno = error;
        at = next;
    }
    return at;
}

int wz_io_open_below(wz_fs *fs, const char *folder, wz_str path, int flags, mode_t mode)
{
    char name[WZ_BASE_PATH], joined[2 * WZ_BASE_PATH];
    if (!wz_io_path(path, name))
        return -1;
    if (name[0] == '/')
        return wz_io_openat(fs, AT_FDCWD, name, flags | O_NOFOLLOW, mode);
    if (folder == NULL)
        folder = ".";
    /* Mostly no link is anywhere, not even above the folder, and one call does it. */
    if (!has_parent_part(path) && strlen(folder) < WZ_BASE_PATH) {
        snprintf(joined, sizeof joined, "%s/%s", folder, name);
        int fd = openat2_call(fs, AT_FDCWD, joined, flags | (flags & O_PATH ? O_NOFOLLOW : 0), mode,
                              RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
        if (fd >= 0 || (errno != ELOOP && errno != ENOSYS && errno != EPERM && errno != ENAMETOOLONG))
            return fd;
    }
    int dir = wz_io_openat(fs, AT_FDCWD, folder, O_PATH | O_DIRECTORY, 0);
    if (dir < 0)
        return -1;
    int fd = openat2_call(fs, dir, name, flags | (flags & O_PATH ? O_NOFOLLOW : 0), mode,
                          RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        fd = open_by_parts(fs, dir, path, flags, mode);
    int error = errno;
    close(dir);
    errno = error;
    return fd;
}

/* Opens the folder part of dir; makes it first when it is not there. */
static int open_or_make(wz_fs *fs, int dir, const char *part)
{
    int fd = wz_io_open_part(fs, dir, part, O_RDONLY | O_DIRECTORY, 0);
    if (fd >= 0 || errno != ENOENT)
        return fd;
    bool made = wz_io_mkdirat(fs, dir, part, 0755) == 0;
    if (!made && errno != EEXIST) /* another process may have been first */
        return -1;
    fd = wz_io_open_part(fs, dir, part, O_RDONLY | O_DIRECTORY, 0);
    if (fd >= 0 && made && wz_io_fchmod(fs, fd, 0755) < 0) {
        int error = errno;
        close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

int wz_io_open_parent(wz_fs *fs, const char *folder, wz_str path, char name[WZ_BASE_PATH])
{
    int fd = wz_io_openat(fs, AT_FDCWD,
                          wz_str_starts(path, WZ_STR("/")) ? "/"
                          : folder != NULL                 ? folder
                                                           : ".",
                          O_RDONLY | O_DIRECTORY, 0);
    while (fd >= 0) {
        wz_str part = wz_str_cut(path, '/', &path);
        int next = -1;
        if (part.len == 0 && path.ptr != NULL)
            continue;
        bool fine = part.len > 0 && !wz_str_equal(part, WZ_STR(".")) && !wz_str_equal(part, WZ_STR(".."));
        errno = wz_str_equal(part, WZ_STR("..")) ? EXDEV : EISDIR;
        if (fine && wz_io_path(part, name)) {
            if (path.ptr == NULL)
                return fd;
            next = open_or_make(fs, fd, name);
        }
        int error = errno;
        close(fd);
        errno = error;
        fd = next;
    }
    return -1;
}

/* ---- Messages ---- */

static wz_diag_code code_of(int error, bool writing)
{
    switch (error) {
    case ENOENT:
        return WZ_DIAG_FS_NOT_FOUND;
    case ELOOP:
        return WZ_DIAG_FS_LINK;
    case EXDEV:
        return writing ? WZ_DIAG_FS_CANNOT_WRITE : WZ_DIAG_FS_OUTSIDE;
    case EISDIR:
        return WZ_DIAG_FS_IS_FOLDER;
    case ENOTDIR:
        return WZ_DIAG_FS_NOT_FOLDER;
    case ENXIO: /* a socket, or a pipe opened for writing */
        return WZ_DIAG_FS_NOT_REGULAR;
    case EEXIST:
        return WZ_DIAG_FS_EXISTS;
    case ENAMETOOLONG:
        return WZ_DIAG_FS_NAME_TOO_LONG;
    case EACCES:
    case EPERM:
        return WZ_DIAG_FS_DENIED;
    case ENOSPC:
        return WZ_DIAG_FS_DISK_FULL;
    case EDQUOT:
        return WZ_DIAG_FS_QUOTA;
    case EFBIG:
        return WZ_DIAG_FS_FILE_LIMIT;
    case EROFS:
        return WZ_DIAG_FS_READ_ONLY;
    case EMFILE:
    case ENFILE:
        return WZ_DIAG_FS_TOO_MANY_OPEN;
    default:
        return writing ? WZ_DIAG_FS_CANNOT_WRITE : WZ_DIAG_FS_CANNOT_READ;
    }
}

void wz_io_report(wz_diags *diags, const wz_source *source, bool writing, wz_str path, int error)
{
    wz_arena *arena = wz_diags_arena(diags);
    const char *name = strerrorname_np(error);
    wz_str args[2] = {wz_str_copy(arena, path), name != NULL ? wz_str_from(name) : wz_format(arena, "%d", error)};
    wz_diag_add(diags, code_of(error, writing), (wz_loc){.source = source}, args, 2);
}
