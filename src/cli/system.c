/* SPDX-License-Identifier: EUPL-1.2 */
/* Standard streams. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* A program started with a standard stream closed would give that number to the first file it opens, and write messages
 * into it. What is opened here instead cannot do what the stream is for, so that lost output is noticed. */
void cli_open_standard(void)
{
    for (int descriptor = 0; descriptor <= 2; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY) < 0)
            _exit(CLI_SYSTEM);
}

wz_str cli_program_folder(cli *c)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    while (n > 0 && path[n - 1] != '/')
        n--;
    return n > 1 ? wz_str_copy(c->arena, (wz_str){path, n - 1}) : WZ_STR(".");
}

void cli_write(cli *c, int descriptor, wz_str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(descriptor, bytes.ptr, (size_t)bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            c->unwritten = true;
            c->unread = n < 0 && errno == EPIPE;
            return;
        }
        bytes = wz_str_slice(bytes, n, bytes.len);
    }
}

void cli_write_file(cli *c, wz_str path, int flags, wz_str bytes)
{
    bool before = c->unwritten;
    int descriptor = open(wz_str_cstring(c->arena, path), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0644);
    c->unwritten = descriptor < 0;
    if (descriptor >= 0) {
        cli_write(c, descriptor, bytes);
        c->unwritten |= close(descriptor) != 0;
    }
    if (c->unwritten)
        c->lost = path;
    c->unwritten |= before;
}

wz_source *cli_read_input(cli *c)
{
    wz_source *source = wz_new(c->arena, wz_source, 1);
    wz_buf bytes = {0};
    ssize_t n;
    source->path = WZ_STR("-");
    do {
        n = read(0, wz_buf_reserve(&bytes, 65536), 65536);
        if (n > 0)
            bytes.len += n;
    } while ((n > 0 && bytes.len <= WZ_LIMIT_FILE) || (n < 0 && errno == EINTR));
    if (n < 0)
        wz_report(c->diags, CLI_INPUT, ((wz_loc){source, 0, 0, 0}), wz_str_from(strerror(errno)));
    else if (bytes.len > WZ_LIMIT_FILE)
        wz_report(c->diags, CLI_INPUT_SIZE, ((wz_loc){source, 0, 0, 0}), wz_format(c->arena, "%d", WZ_LIMIT_FILE));
    source->text = wz_str_copy(c->arena, wz_buf_str(&bytes));
    if (source->text.ptr == NULL)
        source->text = WZ_STR("");
    bool ok = n == 0;
    wz_buf_free(&bytes);
    return ok ? source : NULL;
}

wz_source *cli_read_file(cli *c, wz_str path, ptrdiff_t limit)
{
    ptrdiff_t slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/')
        slash--;
    const char *folder = slash == 0 ? "." : wz_str_cstring(c->arena, wz_str_slice(path, 0, slash));
    wz_str name = wz_str_slice(path, slash, path.len);
    if (name.len == 0 || !wz_fs_exists(&c->fs, folder, name)) {
        wz_report(c->diags, CLI_NO_FILE, (wz_loc){0}, path);
        return NULL;
    }
    wz_source *source = wz_fs_read(c->arena, c->diags, &c->fs, folder, name, limit);
    if (source != NULL)
        source->path = path;
    return source;
}
