/* SPDX-License-Identifier: EUPL-1.2 */
/* Fails one call of the system, once: preloaded into the program, FAULT=CALL:N:ERRNO lets the Nth CALL of the process fail;
 * with 0 for ERRNO it is the last thing that the process does not do: it is killed.
 * With FAULT_COUNT=FILE it only counts: a line "CALL N" for each when the process ends. Calls that the C library makes of itself are its
 * own business and are not seen. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CALLS(X)                                                                                                       \
    X(open)                                                                                                            \
    X(read)                                                                                                            \
    X(write)                                                                                                           \
    X(rename)                                                                                                          \
    X(link) X(mkdir) X(unlink) X(close) X(mmap) X(stat) X(readdir) X(sync) X(flock) X(pipe) X(fork) X(thread) X(chmod)
enum {
#define ONE(name) CALL_##name,
    CALLS(ONE)
#undef ONE
        CALL_COUNT
};
static const char *const names[] = {
#define ONE(name) #name,
    CALLS(ONE)
#undef ONE
};
static atomic_long counts[CALL_COUNT];
static int wanted = -1, wanted_errno;
static long wanted_at;
static pid_t self;

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("FAULT");
    char name[16];
    self = getpid();
    if (fault == NULL || sscanf(fault, "%15[a-z]:%ld:%d", name, &wanted_at, &wanted_errno) != 3)
        return;
    for (int i = 0; i < CALL_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            wanted = i;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAULT_COUNT");
    if (path == NULL || getpid() != self)
        return;
    wanted = -1;
    FILE *f = fopen(path, "w");
    for (int i = 0; f != NULL && i < CALL_COUNT; i++)
        fprintf(f, "%s %ld\n", names[i], atomic_load(&counts[i]));
    if (f != NULL)
        fclose(f);
}

static int fails(int call)
{
    if (atomic_fetch_add(&counts[call], 1) + 1 != wanted_at || call != wanted)
        return 0;
    if (wanted_errno == 0)
        kill(self, SIGKILL);
    errno = wanted_errno;
    return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define PASS(call, type, name, bad, params, ...)                                                                       \
    type name params                                                                                                   \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        return fails(CALL_##call) ? bad : real(__VA_ARGS__);                                                           \
    }

int openat(int dir, const char *path, int flags, ...)
{
    REAL(openat);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails(CALL_open) ? -1 : real(dir, path, flags, mode);
}
int open(const char *path, int flags, ...)
{
    REAL(open);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails(CALL_open) ? -1 : real(path, flags, mode);
}
/* A descriptor is closed also when close says that it failed. */
int close(int fd)
{
    REAL(close);
    int fault = fails(CALL_close), error = errno, result = real(fd);
    if (fault)
        errno = error;
    return fault ? -1 : result;
}
PASS(read, ssize_t, read, -1, (int fd, void *to, size_t size), fd, to, size)
PASS(read, ssize_t, pread, -1, (int fd, void *to, size_t size, off_t at), fd, to, size, at)
PASS(write, ssize_t, write, -1, (int fd, const void *from, size_t size), fd, from, size)
PASS(rename, int, renameat, -1, (int a, const char *from, int b, const char *to), a, from, b, to)
PASS(rename, int, renameat2, -1, (int a, const char *from, int b, const char *to, unsigned flags), a, from, b, to,
     flags)
PASS(link, int, linkat, -1, (int a, const char *from, int b, const char *to, int flags), a, from, b, to, flags)
PASS(mkdir, int, mkdirat, -1, (int dir, const char *path, mode_t mode), dir, path, mode)
PASS(unlink, int, unlinkat, -1, (int dir, const char *path, int flags), dir, path, flags)
PASS(mmap, void *, mmap, MAP_FAILED, (void *at, size_t size, int protection, int flags, int fd, off_t offset), at, size,
     protection, flags, fd, offset)
PASS(stat, int, fstat, -1, (int fd, struct stat *out), fd, out)
PASS(stat, int, fstatat, -1, (int dir, const char *path, struct stat *out, int flags), dir, path, out, flags)
PASS(readdir, struct dirent *, readdir, NULL, (DIR * dir), dir)
PASS(readdir, DIR *, fdopendir, NULL, (int fd), fd)
PASS(sync, int, fsync, -1, (int fd), fd)
PASS(sync, int, syncfs, -1, (int fd), fd)
PASS(flock, int, flock, -1, (int fd, int operation), fd, operation)
PASS(pipe, int, pipe, -1, (int fds[2]), fds)
PASS(pipe, int, pipe2, -1, (int fds[2], int flags), fds, flags)
PASS(fork, pid_t, fork, -1, (void))
PASS(chmod, int, fchmod, -1, (int fd, mode_t mode), fd, mode)
PASS(chmod, int, fchmodat, -1, (int dir, const char *path, mode_t mode, int flags), dir, path, mode, flags)
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *data)
{
    REAL(pthread_create);
    return fails(CALL_thread) ? wanted_errno : real(thread, attributes, run, data);
}
