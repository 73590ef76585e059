/* SPDX-License-Identifier: EUPL-1.2 */
/* src/base/io.h - system calls on files, each through the seam of wz_fs. As the calls they are named after, with -1 and
 * errno; EINTR is tried again. */
#ifndef WEGWIJZER_BASE_IO_H
#define WEGWIJZER_BASE_IO_H

#include <dirent.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/internal.h"

#define WZ_BASE_PATH 4096 /* longest path with its NUL, as PATH_MAX on Linux */

/* Counts the call and says whether it must fail; sets errno then. */
bool wz_io_fails(wz_fs *fs);

int wz_io_openat(wz_fs *fs, int dir, const char *path, int flags, mode_t mode);
int wz_io_close(wz_fs *fs, int fd);
ssize_t wz_io_read(wz_fs *fs, int fd, void *buffer, size_t size);
/* All of bytes, or -1. */
int wz_io_write_all(wz_fs *fs, int fd, wz_str bytes);
int wz_io_fstat(wz_fs *fs, int fd, struct stat *out);
int wz_io_lstatat(wz_fs *fs, int dir, const char *path, struct stat *out);
int wz_io_fchmod(wz_fs *fs, int fd, mode_t mode);
int wz_io_mkdirat(wz_fs *fs, int dir, const char *path, mode_t mode);
int wz_io_unlinkat(wz_fs *fs, int dir, const char *path, int flags);
int wz_io_linkat(wz_fs *fs, int from_dir, const char *from, int to_dir, const char *to);
/* flags: 0, RENAME_NOREPLACE or RENAME_EXCHANGE; EINVAL or ENOSYS where the file system cannot. */
int wz_io_renameat(wz_fs *fs, int from_dir, const char *from, int to_dir, const char *to, unsigned flags);
int wz_io_fsync(wz_fs *fs, int fd);
int wz_io_syncfs(wz_fs *fs, int fd);
int wz_io_flock(wz_fs *fs, int fd, int operation);
/* The next entry but "." and ".."; NULL at the end with errno 0, or on failure. */
struct dirent *wz_io_readdir(wz_fs *fs, DIR *dir);
/* Takes over fd, closed on failure too. */
DIR *wz_io_fdopendir(wz_fs *fs, int fd);
int wz_io_closedir(wz_fs *fs, DIR *dir);

/* path as a C string; false with errno ENAMETOOLONG or EINVAL (a NUL inside). An empty path becomes ".". */
bool wz_io_path(wz_str path, char out[WZ_BASE_PATH]);
/* Opens path below folder (NULL: the current one) without following a symbolic link in any part of path. An absolute
 * path stands on its own; only its last part may then be no link. errno ELOOP for a link, EXDEV for a path that leads
 * outside. */
int wz_io_open_below(wz_fs *fs, const char *folder, wz_str path, int flags, mode_t mode);

/* Opens the folder that holds path, below folder (NULL: the current one), making what is missing (0755), and puts the last part of
 * path in name. The caller closes it. -1 with errno: EISDIR when the last part is none, EXDEV for "..". */
int wz_io_open_parent(wz_fs *fs, const char *folder, wz_str path, char name[WZ_BASE_PATH]);

/* Opens the entry name of dir, which may be no link (ELOOP, also with O_DIRECTORY). */
int wz_io_open_part(wz_fs *fs, int dir, const char *name, int flags, mode_t mode);

/* Adds the diagnostic for a failed call on path: error is errno. The place is the file as a whole when source is not
 * NULL. */
void wz_io_report(wz_diags *diags, const wz_source *source, bool writing, wz_str path, int error);

#endif
