/* SPDX-License-Identifier: EUPL-1.2 */
/* src/base/outfile.h - one file of a folder that is made anew: linked from the old folder when it is the same there. */
#ifndef WEGWIJZER_BASE_OUTFILE_H
#define WEGWIJZER_BASE_OUTFILE_H

#include "base/io.h"

/* As long as what comes is what the old file has, nothing is written: when that holds to the end it is linked, so that it
 * keeps its date and costs no room. Begin with fd and old at -1. */
typedef struct wz_outfile {
    wz_fs *fs;
    int fresh, old_folder; /* -1: there is none */
    bool fix_modes;        /* the umask takes bits away */
    const char *name;
    const char *old_name; /* in the old folder, once it was looked for */
    int fd;               /* of the new file, -1 before it is made */
    int old;              /* of the old one, -1 when there is none or it differs */
    ptrdiff_t same;       /* bytes that it had so far */
    ptrdiff_t old_size;
} wz_outfile;

/* Looks for the old file, under a name of its own: a plain one of mode 0644, and of that size unless size is negative. */
void wz_outfile_find(wz_outfile *f, const char *old_name, ptrdiff_t size);
/* Both false with errno; then drop, which returns false and leaves errno. */
bool wz_outfile_write(wz_outfile *f, wz_str bytes);
bool wz_outfile_end(wz_outfile *f);
bool wz_outfile_drop(wz_outfile *f);

#endif
