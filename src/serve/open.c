/* SPDX-License-Identifier: EUPL-1.2 */
/* The browser: the only process that the preview starts. */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>

#include "serve/serve.h"

extern char **environ;

pid_t serve_open(const char *url)
{
    static const char *const programs[] = {"xdg-open", "wslview"};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    pid_t child = -1;
    if (posix_spawn_file_actions_init(&files) != 0)
        return -1;
    if (posix_spawnattr_init(&attributes) == 0) {
        sigemptyset(&none);
        for (int i = 0; i <= 2; i++)
            posix_spawn_file_actions_addopen(&files, i, "/dev/null", O_RDWR, 0);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
        for (size_t i = 0; i < sizeof programs / sizeof *programs && child < 0; i++) {
            char *const words[] = {(char *)(uintptr_t)programs[i], (char *)(uintptr_t)url, NULL};
            if (posix_spawnp(&child, programs[i], &files, &attributes, words, environ) != 0)
                child = -1;
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&files);
    return child;
}
