/* SPDX-License-Identifier: EUPL-1.2 */
/* src/base/tree.h - whole folders: what is in them, and removing them. */
#ifndef WEGWIJZER_BASE_TREE_H
#define WEGWIJZER_BASE_TREE_H

#include "base/io.h"

#define WZ_BASE_MARKER ".wegwijzer" /* the file that says what wegwijzer put in a folder */
#define WZ_BASE_DEPTH  64           /* folders in each other */

/* What belongs in an output folder: paths of files, and the folders they are in. */
typedef struct wz_manifest {
    wz_map *files;
    wz_map *folders;
} wz_manifest;

wz_manifest wz_manifest_new(wz_arena *arena);
/* Adds a path, which must live as long, and the folders in it. */
void wz_manifest_add(wz_manifest *manifest, wz_str path);
/* True when path is relative and has no empty, "." or ".." part and no control character. */
bool wz_manifest_is_clean(wz_str path);
/* The text of the marker file: the paths, each of which ends in a line break, sorted. */
wz_str wz_manifest_write(wz_arena *arena, wz_str paths);
/* Reads the marker file of the open folder. False with errno: ENOENT when there is none, EINVAL when it is no marker of
 * ours; the manifest is empty then. */
bool wz_manifest_read(wz_arena *arena, wz_fs *fs, int folder, wz_manifest *manifest);

/* The text of the marker of a folder that is being made beside the target called name. */
wz_str wz_mark_unfinished(wz_arena *arena, const char *name);
/* Whose the hidden folder name in dir is, by what its marker says. */
typedef enum wz_mark {
    WZ_MARK_NONE,       /* not ours, or not to be told: it stays */
    WZ_MARK_BEGUN,      /* empty but for a marker that was being written */
    WZ_MARK_UNFINISHED, /* all in it is ours */
    WZ_MARK_FINISHED    /* what is in the manifest is ours */
} wz_mark;
wz_mark wz_mark_read(wz_arena *arena, wz_fs *fs, int dir, const char *name, wz_str unfinished, wz_manifest *manifest);

/* Looks for something in the open folder that is not in the manifest. *found gets its path, or {NULL,0}. False with
 * errno. */
bool wz_tree_find_foreign(wz_arena *arena, wz_fs *fs, int folder, const wz_manifest *manifest, wz_str *found);

/* Removes the folder name in dir: plain files and folders, with a manifest only what is in it, and folders that are
 * empty then; the marker goes last. False with errno when something is left. */
bool wz_tree_remove(wz_fs *fs, int dir, const char *name, const wz_manifest *manifest);

#endif
