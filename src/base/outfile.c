/* SPDX-License-Identifier: EUPL-1.2 */
/* One file of a folder that is made anew. */
#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PART (16 << 10) /* bytes of an old file compared at a time; on the stack, which `ulimit -s` may make small */

static int open_old(const wz_outfile *f)
{
    return wz_io_openat(f->fs, f->old_folder, f->old_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
}

void wz_outfile_find(wz_outfile *f, const char *old_name, ptrdiff_t size)
{
    struct stat info;
    if (f->old_folder < 0 || wz_io_lstatat(f->fs, f->old_folder, old_name, &info) < 0 || !S_ISREG(info.st_mode) ||
        (size >= 0 && info.st_size != size) || (info.st_mode & 07777) != 0644)
        return;
    f->old_name = old_name;
    f->old = open_old(f);
    f->old_size = info.st_size;
}

/* True when bytes come next in the old file. */
static bool has_bytes(wz_outfile *f, wz_str bytes)
{
    char part[PART];
    for (ptrdiff_t at = 0; at < bytes.len;) {
        ptrdiff_t want = bytes.len - at < PART ? bytes.len - at : PART;
        ssize_t count = wz_io_read(f->fs, f->old, part, (size_t)want);
        if (count <= 0 || memcmp(part, bytes.ptr + at, (size_t)count) != 0)
            return false;
        at += count;
    }
    f->same += bytes.len;
    return true;
}

/* Begins the new file with what the old one had of it. */
static bool begin(wz_outfile *f)
{
    char part[PART];
    ptrdiff_t left = f->same;
    if (f->old >= 0)
        close(f->old);
    f->old = -1;
    f->fd = wz_io_openat(f->fs, f->fresh, f->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
    bool ok = f->fd >= 0 && (!f->fix_modes || wz_io_fchmod(f->fs, f->fd, 0644) == 0);
    int old = ok && left > 0 ? open_old(f) : -1;
    ok = ok && (left == 0 || old >= 0);
    while (ok && left > 0) {
        ssize_t count = wz_io_read(f->fs, old, part, left < PART ? (size_t)left : PART);
        if (count == 0)
            errno = EIO; /* it became shorter under our hands */
        ok = count > 0 && wz_io_write_all(f->fs, f->fd, (wz_str){part, count}) >= 0;
        left -= ok ? count : 0;
    }
    if (old >= 0)
        close(old);
    return ok;
}

bool wz_outfile_write(wz_outfile *f, wz_str bytes)
{
    if (f->old >= 0 && has_bytes(f, bytes))
        return true;
    return (f->fd >= 0 || begin(f)) && wz_io_write_all(f->fs, f->fd, bytes) >= 0;
}

bool wz_outfile_end(wz_outfile *f)
{
    bool linked = f->old >= 0 && f->same == f->old_size &&
                  wz_io_linkat(f->fs, f->old_folder, f->old_name, f->fresh, f->name) == 0;
    if (!linked && f->fd < 0 && !begin(f))
        return false;
    if (f->old >= 0)
        close(f->old);
    int fd = f->fd;
    f->old = f->fd = -1;
    return fd < 0 || wz_io_close(f->fs, fd) >= 0;
}

bool wz_outfile_drop(wz_outfile *f)
{
    int error = errno;
    if (f->old >= 0)
        close(f->old);
    if (f->fd >= 0)
        (void)wz_io_close(f->fs, f->fd);
    f->old = f->fd = -1;
    errno = error;
    return false;
}
