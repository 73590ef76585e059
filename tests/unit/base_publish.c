/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/base_publish.c - publishing a folder as a whole, also when the disk, the kernel or another process gets in
 * the way. */
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_text(place *p, const char *name, const char *expected)
{
    wz_source *source = wz_fs_read(p->arena, p->diags, NULL, p->folder, wz_str_from(name), 1 << 20);
    assert_non_null(source);
    if (!wz_str_equal(source->text, wz_str_from(expected)))
        fail_msg("'%s' holds '%.*s' instead of '%s'", name, WZ_ARG(source->text), expected);
}

/* Everything below the folder, one line for each entry: what "find" would say, with the bytes of files. */
static void snapshot(place *p, const char *folder, wz_buf *out)
{
    wz_entry *entries;
    ptrdiff_t count;
    assert_true(wz_fs_list(p->arena, p->diags, NULL, folder, (wz_str){0}, &entries, &count));
    for (ptrdiff_t i = 0; i < count; i++) {
        const char *path = wz_str_cstring(p->arena, wz_format(p->arena, "%s/%.*s", folder, WZ_ARG(entries[i].name)));
        wz_buf_format(out, "%s %d\n", path, (int)entries[i].type);
        if (entries[i].type == WZ_ENTRY_FOLDER) {
            snapshot(p, path, out);
        } else if (entries[i].type == WZ_ENTRY_FILE) {
            wz_source *source = wz_fs_read(p->arena, p->diags, NULL, folder, entries[i].name, 1 << 20);
            assert_non_null(source);
            wz_buf_add(out, source->text);
        }
    }
}

static wz_str snapshot_of(place *p, const char *name)
{
    wz_buf out = {0};
    snapshot(p, path_of(p, name), &out);
    wz_str copy = wz_str_copy(p->arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

static ptrdiff_t entries_in(place *p, const char *name)
{
    wz_entry *entries;
    ptrdiff_t count;
    assert_true(wz_fs_list(p->arena, p->diags, NULL, path_of(p, name), (wz_str){0}, &entries, &count));
    return count;
}

static wz_publication *begin(place *p)
{
    return wz_publish_begin(p->arena, p->diags, &p->fs, path_of(p, "project"), path_of(p, "site"));
}

static bool add(place *p, wz_publication *publication, const char *path, const char *bytes)
{
    return wz_publish_add(p->arena, p->diags, publication, wz_str_from(path), wz_str_from(bytes));
}

/* A whole small publication. version tells the texts apart; a-gelijk.txt is the same in all. */
static bool publish(place *p, const char *version)
{
    wz_publication *publication = begin(p);
    bool ok = publication != NULL && add(p, publication, "index.html", version) &&
              add(p, publication, "a-gelijk.txt", "gelijk") && add(p, publication, "themas/zorg/index.html", version);
    ok = ok && wz_publish_commit(p->diags, publication);
    wz_publish_abandon(publication); /* nothing after a commit that succeeded */
    return ok;
}

static struct stat stat_of(place *p, const char *name)
{
    struct stat info;
    assert_int_equal(lstat(path_of(p, name), &info), 0);
    return info;
}

static void a_site_appears_as_a_whole_with_the_list_of_its_files(void **state)
{
    place *p = *state;
    mode_t before = umask(077);
    assert_true(publish(p, "een"));
    umask(before);
    assert_text(p, "site/index.html", "een");
    assert_text(p, "site/themas/zorg/index.html", "een");
    wz_str list = snapshot_of(p, "site");
    assert_true(wz_str_find(list, WZ_STR("\na-gelijk.txt\nindex.html\nthemas/zorg/index.html\n")) > 0);
    assert_int_equal(stat_of(p, "site").st_mode & 07777, 0755);
    assert_int_equal(stat_of(p, "site/themas/zorg").st_mode & 07777, 0755);
    assert_int_equal(stat_of(p, "site/index.html").st_mode & 07777, 0644);
    assert_int_equal(stat_of(p, "site/.wegwijzer").st_mode & 07777, 0644);
    assert_int_equal(entries_in(p, "."), 1); /* no lock, no fresh folder */
    assert_int_equal(wz_diags_count(p->diags), 0);
}

/* A publication of one file, large, in parts of three sizes; what it holds changes from there on, or nowhere (-1). */
static bool publish_in_parts(place *p, ptrdiff_t size, ptrdiff_t from)
{
    char *bytes = wz_new(p->arena, char, size);
    for (ptrdiff_t i = 0; i < size; i++)
        bytes[i] = (char)('a' + i % 23 + (from >= 0 && i >= from ? 1 : 0));
    wz_publication *publication = begin(p);
    wz_published *file =
        publication != NULL ? wz_publish_open(p->arena, p->diags, publication, WZ_STR("data/groot.json")) : NULL;
    bool ok = file != NULL;
    ptrdiff_t at = 0, part = 0;
    for (; ok && at < size; at += part) {
        part = at % 3 == 0 ? 1 : at % 3 == 1 ? 40000 : 70001;
        part = part < size - at ? part : size - at;
        ok = wz_publish_write(p->diags, file, (wz_str){bytes + at, part});
    }
    ok = ok && wz_publish_close(p->diags, file) && wz_publish_commit(p->diags, publication);
    wz_publish_abandon(publication);
    wz_source *now = wz_fs_read(p->arena, p->diags, NULL, path_of(p, "site"), WZ_STR("data/groot.json"), 1 << 20);
    assert_true(now != NULL && wz_str_equal(now->text, (wz_str){bytes, size}));
    return ok;
}

static void a_file_in_parts_is_kept_when_it_is_the_same_to_the_end(void **state)
{
    place *p = *state;
    const ptrdiff_t size = 200000;
    assert_true(publish_in_parts(p, size, -1));
    ino_t first = stat_of(p, "site/data/groot.json").st_ino;
    assert_true(publish_in_parts(p, size, -1));
    assert_int_equal(stat_of(p, "site/data/groot.json").st_ino, first);
    const ptrdiff_t places[] = {0, 1, 30000, 110000, size - 1};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        assert_true(publish_in_parts(p, size, places[i]));
        assert_int_not_equal(stat_of(p, "site/data/groot.json").st_ino, first);
        assert_true(publish_in_parts(p, size, -1));
        first = stat_of(p, "site/data/groot.json").st_ino;
    }
    assert_true(publish_in_parts(p, size - 5, -1)); /* shorter, and longer again */
    assert_true(publish_in_parts(p, size, -1));
    assert_true(publish_in_parts(p, 0, -1));
    assert_int_equal(wz_diags_count(p->diags), 0);
}

static void a_new_site_replaces_the_old_one_and_keeps_files_that_did_not_change(void **state)
{
    place *p = *state;
    for (int old = 0; old < 2; old++) {
        p->fs.old_kernel = old != 0; /* no RENAME_EXCHANGE: two renames */
        assert_true(publish(p, "een"));
        ino_t same = stat_of(p, "site/a-gelijk.txt").st_ino, other = stat_of(p, "site/index.html").st_ino;
        assert_true(publish(p, "twee"));
        assert_text(p, "site/index.html", "twee");
        assert_text(p, "site/a-gelijk.txt", "gelijk");
        assert_true(stat_of(p, "site/a-gelijk.txt").st_ino == same);
        assert_true(stat_of(p, "site/index.html").st_ino != other);
        assert_int_equal(stat_of(p, "site/a-gelijk.txt").st_nlink, 1);
        wz_publication *publication = begin(p);
        assert_true(add(p, publication, "alleen.txt", "x"));
        assert_true(wz_publish_commit(p->diags, publication));
        assert_int_equal(entries_in(p, "site"), 2); /* what is no longer published is gone */
        assert_int_equal(entries_in(p, "."), 1);
        assert_int_equal(wz_diags_count(p->diags), 0);
    }
}

static void a_changed_or_removed_file_of_the_old_site_is_restored(void **state)
{
    place *p = *state;
    assert_true(publish(p, "een"));
    put(p, "site/a-gelijk.txt", "anders");
    assert_int_equal(unlink(path_of(p, "site/index.html")), 0);
    assert_int_equal(chmod(path_of(p, "site/themas/zorg/index.html"), 0600), 0);
    assert_true(publish(p, "een"));
    assert_text(p, "site/a-gelijk.txt", "gelijk");
    assert_text(p, "site/index.html", "een");
    assert_int_equal(stat_of(p, "site/themas/zorg/index.html").st_mode & 07777, 0644);
}

static void two_builds_give_the_same_bytes(void **state)
{
    place *p = *state;
    assert_true(publish(p, "een"));
    wz_str first = snapshot_of(p, "site");
    assert_true(publish(p, "twee"));
    assert_true(publish(p, "een"));
    assert_true(wz_str_equal(snapshot_of(p, "site"), first));
}

static void an_abandoned_build_leaves_nothing_and_changes_nothing(void **state)
{
    place *p = *state;
    assert_true(publish(p, "een"));
    wz_str before = snapshot_of(p, "site");
    wz_publication *publication = begin(p);
    assert_non_null(publication);
    assert_true(add(p, publication, "b/c/d.html", "x"));
    wz_publish_abandon(publication);
    wz_publish_abandon(NULL);
    assert_true(wz_str_equal(snapshot_of(p, "site"), before));
    assert_int_equal(entries_in(p, "."), 1);
}

static void a_folder_that_wegwijzer_did_not_make_is_refused(void **state)
{
    place *p = *state;
    assert_int_equal(mkdir(path_of(p, "site"), 0755), 0);
    assert_true(publish(p, "leeg")); /* an empty folder may be filled */
    assert_true(publish(p, "een"));
    put(p, "site/CNAME", "x");
    assert_null(begin(p));
    assert_told(p, WZ_DIAG_OUT_FOREIGN_FILE);
    assert_int_equal(unlink(path_of(p, "site/CNAME")), 0);
    assert_int_equal(mkdir(path_of(p, "site/themas/.git"), 0755), 0);
    assert_null(begin(p));
    wz_str named = wz_diags_at(p->diags, 0)->args[1];
    assert_true(wz_str_equal(named, WZ_STR("themas/.git")));
    assert_told(p, WZ_DIAG_OUT_FOREIGN_FILE);
    assert_int_equal(rmdir(path_of(p, "site/themas/.git")), 0);
    assert_int_equal(unlink(path_of(p, "site/index.html")), 0);
    assert_int_equal(symlink("/etc/passwd", path_of(p, "site/index.html")), 0);
    assert_null(begin(p));
    assert_told(p, WZ_DIAG_OUT_FOREIGN_FILE);
    assert_int_equal(unlink(path_of(p, "site/index.html")), 0);
    put(p, "site/.wegwijzer", ""); /* somebody else's */
    assert_null(begin(p));
    assert_told(p, WZ_DIAG_OUT_FOREIGN);
    assert_int_equal(unlink(path_of(p, "site/.wegwijzer")), 0);
    assert_null(begin(p));
    assert_told(p, WZ_DIAG_OUT_FOREIGN);
    assert_text(p, "site/a-gelijk.txt", "gelijk");
    assert_int_equal(entries_in(p, "."), 1);
}

static void a_list_that_points_outside_is_no_list_of_ours(void **state)
{
    place *p = *state;
    assert_true(publish(p, "een"));
    put(p, "kostbaar", "x");
    FILE *file = fopen(path_of(p, "site/.wegwijzer"), "a");
    assert_non_null(file);
    assert_true(fputs("../kostbaar\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_null(begin(p));
    assert_told(p, WZ_DIAG_OUT_FOREIGN);
    assert_text(p, "kostbaar", "x");
}

static void targets_that_may_never_be_replaced_are_refused(void **state)
{
    place *p = *state;
    assert_int_equal(mkdir(path_of(p, "project"), 0755), 0);
    assert_int_equal(mkdir(path_of(p, "project/content"), 0755), 0);
    const char *project = path_of(p, "project");
    const char *refused[] = {
        "/", project, p->folder, path_of(p, "project/"), path_of(p, "project/content/.."), path_of(p, "project/.")};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_null(wz_publish_begin(p->arena, p->diags, &p->fs, project, refused[i]));
        assert_told(p, WZ_DIAG_OUT_BAD_TARGET);
    }
    assert_int_equal(setenv("HOME", path_of(p, "thuis"), 1), 0);
    assert_int_equal(mkdir(path_of(p, "thuis"), 0755), 0);
    assert_null(wz_publish_begin(p->arena, p->diags, &p->fs, project, path_of(p, "thuis")));
    assert_told(p, WZ_DIAG_OUT_BAD_TARGET);
    assert_null(wz_publish_begin(p->arena, p->diags, &p->fs, project, ""));
    assert_told(p, WZ_DIAG_OUT_FOREIGN);
    put(p, "bestand", "x");
    assert_null(wz_publish_begin(p->arena, p->diags, &p->fs, project, path_of(p, "bestand")));
    assert_told(p, WZ_DIAG_OUT_NOT_FOLDER);
    assert_int_equal(symlink("project", path_of(p, "koppeling")), 0);
    assert_null(wz_publish_begin(p->arena, p->diags, &p->fs, project, path_of(p, "koppeling")));
    assert_true(wz_diags_errors(p->diags) == 1);
    wz_diags_drop(p->diags, 0);
    assert_null(wz_publish_begin(p->arena, p->diags, &p->fs, project, path_of(p, "bestand/site")));
    assert_told(p, WZ_DIAG_FS_NOT_FOLDER);
    wz_publication *publication =
        wz_publish_begin(p->arena, p->diags, &p->fs, project, path_of(p, "project/build/site"));
    assert_non_null(publication); /* inside the project is fine, and what is missing above it is made */
    assert_true(wz_publish_commit(p->diags, publication));
    assert_int_equal(entries_in(p, "project/build"), 1);
}

static void a_second_build_to_the_same_folder_is_told_to_wait(void **state)
{
    place *p = *state;
    wz_publication *first = begin(p);
    assert_non_null(first);
    assert_null(begin(p));
    assert_told(p, WZ_DIAG_OUT_BUSY);
    assert_true(add(p, first, "index.html", "een"));
    assert_true(wz_publish_commit(p->diags, first));
    assert_true(publish(p, "twee"));
}

static void two_files_of_one_path_are_told(void **state)
{
    place *p = *state;
    wz_publication *publication = begin(p);
    assert_true(add(p, publication, "x", "1"));
    assert_false(add(p, publication, "x", "2"));
    assert_told(p, WZ_DIAG_OUT_DUPLICATE);
    assert_false(add(p, publication, "x/index.html", "2"));
    assert_told(p, WZ_DIAG_OUT_DUPLICATE);
    assert_true(add(p, publication, "y/index.html", "2"));
    assert_false(add(p, publication, "y", "2"));
    assert_told(p, WZ_DIAG_OUT_DUPLICATE);
    wz_publish_abandon(publication);
}

static void a_target_that_changes_during_the_build_is_left_alone(void **state)
{
    place *p = *state;
    wz_publication *publication = begin(p);
    assert_true(add(p, publication, "x", "1"));
    assert_int_equal(mkdir(path_of(p, "site"), 0755), 0);
    put(p, "site/ander", "x");
    assert_false(wz_publish_commit(p->diags, publication));
    assert_told(p, WZ_DIAG_OUT_CHANGED);
    wz_publish_abandon(publication);
    assert_text(p, "site/ander", "x");
    assert_int_equal(entries_in(p, "."), 1);
}

static void a_file_put_in_the_old_site_during_the_build_is_not_deleted(void **state)
{
    place *p = *state;
    assert_true(publish(p, "een"));
    wz_publication *publication = begin(p);
    assert_true(add(p, publication, "x", "1"));
    put(p, "site/themas/later", "kostbaar");
    assert_true(wz_publish_commit(p->diags, publication));
    assert_int_equal(wz_diags_errors(p->diags), 0);
    wz_str hidden = wz_diags_at(p->diags, 0)->args[0];
    assert_told(p, WZ_DIAG_OUT_LEFTOVER);
    const char *kept = wz_str_cstring(p->arena, wz_format(p->arena, "%.*s/themas/later", WZ_ARG(hidden)));
    assert_text(p, kept, "kostbaar");
    assert_true(publish(p, "twee")); /* the next build leaves it alone as well, and says so again */
    assert_told(p, WZ_DIAG_OUT_LEFTOVER);
    assert_text(p, kept, "kostbaar");
}

/* A build that ends by itself, however, leaves no folder but those that it tells of. */
static void assert_no_secret_folder(place *p, long call)
{
    wz_entry *entries;
    ptrdiff_t count, told = 0, left = 0;
    for (ptrdiff_t i = 0; i < wz_diags_count(p->diags); i++)
        told += wz_diags_at(p->diags, i)->code == WZ_DIAG_OUT_LEFTOVER;
    assert_true(wz_fs_list(p->arena, p->diags, NULL, p->folder, (wz_str){0}, &entries, &count));
    for (ptrdiff_t i = 0; i < count; i++)
        left += entries[i].type == WZ_ENTRY_FOLDER && !wz_str_equal(entries[i].name, WZ_STR("site"));
    if (left != told)
        fail_msg("after a failure at call %ld there are %td folders beside the site, and %td are told of", call, left,
                 told);
}

/* Publishes with the n-th call failing, for every n, and looks at what is left each time. */
static void torture(place *p, bool sticky, int error, bool old_kernel)
{
    p->fs = (wz_fs){0};
    assert_true(publish(p, "oud"));
    wz_str before = snapshot_of(p, "site"), after;
    assert_true(publish(p, "nieuw"));
    after = snapshot_of(p, "site");
    assert_true(publish(p, "oud"));
    for (long n = 1;; n++) {
        p->fs = (wz_fs){.fail_after = n, .fail_errno = error, .fail_sticky = sticky, .old_kernel = old_kernel};
        bool ok = publish(p, "nieuw"), failed = p->fs.failed;
        assert_true(ok == (wz_diags_errors(p->diags) == 0));
        assert_no_secret_folder(p, n);
        wz_diags_drop(p->diags, 0);
        wz_str now = snapshot_of(p, "site");
        if (!wz_str_equal(now, ok ? after : before))
            fail_msg("after a failure at call %ld the site is neither old nor new", n);
        p->fs = (wz_fs){0};
        assert_true(publish(p, "oud")); /* also removes what is left */
        assert_int_equal(wz_diags_count(p->diags), 0);
        assert_true(wz_str_equal(snapshot_of(p, "site"), before));
        assert_int_equal(entries_in(p, "."), 1);
        if (!failed)
            break;
        assert_true(n < 1000);
    }
}

static void a_failure_at_any_call_leaves_the_old_site_or_the_new_one(void **state)
{
    place *p = *state;
    torture(p, false, ENOSPC, false);
    torture(p, true, EIO, false);
    torture(p, false, EIO, true);
    torture(p, true, ENOSPC, true);
    torture(p, true, EINTR, false);
}

static void a_failure_at_any_call_of_a_first_build_leaves_no_site(void **state)
{
    place *p = *state;
    for (long n = 1;; n++) {
        p->fs = (wz_fs){.fail_after = n, .fail_errno = ENOSPC};
        bool ok = publish(p, "nieuw");
        assert_true(ok == (wz_diags_errors(p->diags) == 0));
        assert_no_secret_folder(p, n);
        wz_diags_drop(p->diags, 0);
        bool there = wz_fs_exists(NULL, p->folder, WZ_STR("site"));
        assert_true(there == ok);
        if (ok && !p->fs.failed)
            break;
        p->fs = (wz_fs){0};
        assert_true(publish(p, "oud"));
        assert_int_equal(system(wz_str_cstring(p->arena, wz_format(p->arena, "rm -r '%s/site'", p->folder))), 0);
        assert_int_equal(entries_in(p, "."), 0);
    }
}

static void a_build_killed_at_any_call_leaves_the_old_site_or_the_new_one(void **state)
{
    place *p = *state;
    for (int old = 0; old < 2; old++) {
        p->fs = (wz_fs){0};
        assert_true(publish(p, "oud"));
        wz_str before = snapshot_of(p, "site");
        assert_true(publish(p, "nieuw"));
        wz_str after = snapshot_of(p, "site");
        assert_true(publish(p, "oud"));
        for (long n = 1;; n++) {
            pid_t child = fork();
            assert_true(child >= 0);
            if (child == 0) {
                /* Every call after the n-th fails too and nothing is cleaned up: as good as killed there. */
                p->fs = (wz_fs){.fail_after = n, .fail_errno = EIO, .fail_sticky = true, .old_kernel = old != 0};
                wz_publication *publication = begin(p);
                if (publication != NULL && add(p, publication, "index.html", "nieuw") &&
                    add(p, publication, "a-gelijk.txt", "gelijk") &&
                    add(p, publication, "themas/zorg/index.html", "nieuw") &&
                    wz_publish_commit(p->diags, publication) && !p->fs.failed)
                    _exit(7);
                _exit(0);
            }
            int status;
            assert_int_equal(waitpid(child, &status, 0), child);
            wz_str now = snapshot_of(p, "site");
            assert_true(wz_str_equal(now, before) || wz_str_equal(now, after));
            p->fs = (wz_fs){0};
            assert_true(publish(p, "oud"));
            assert_int_equal(wz_diags_count(p->diags), 0);
            assert_int_equal(entries_in(p, "."), 1);
            if (WIFEXITED(status) && WEXITSTATUS(status) == 7)
                break;
            assert_true(n < 1000);
        }
    }
}

static const char unfinished[] =
    "# Een bouw door wegwijzer van 'site', nog niet klaar. De volgende bouw ruimt deze map op.\n"
    "# A build by wegwijzer of 'site', not finished. The next build removes this folder.\n";

static void a_build_killed_between_two_renames_is_put_right_by_the_next(void **state)
{
    place *p = *state;
    assert_true(publish(p, "oud"));
    assert_int_equal(rename(path_of(p, "site"), path_of(p, ".site.wegwijzer-old")), 0);
    assert_int_equal(mkdir(path_of(p, ".site.wegwijzer-12345-0"), 0755), 0);
    put(p, ".site.wegwijzer-12345-0/half", "x");
    put(p, ".site.wegwijzer-12345-0/.wegwijzer", unfinished);
    put(p, ".site.wegwijzer-lock", ""); /* a lock file that nobody holds */
    wz_publication *publication = begin(p);
    assert_non_null(publication);
    assert_text(p, "site/index.html", "oud");
    assert_false(wz_fs_exists(NULL, p->folder, WZ_STR(".site.wegwijzer-12345-0")));
    wz_publish_abandon(publication);
    assert_text(p, "site/index.html", "oud");
    assert_int_equal(entries_in(p, "."), 1);
}

/* Whatever resembles a folder that a build leaves, but does not carry its mark. */
static void what_only_looks_like_a_leftover_stays(void **state)
{
    static const char *const own[] = {".site.wegwijzer-backup",    ".site.wegwijzer-12345",   ".site.wegwijzer-12345-0",
                                      ".site.wegwijzer-12345-0-1", ".site.wegwijzer-7-3",     ".site.wegwijzer-8-3",
                                      ".site.wegwijzer-old",       ".site.wegwijzer-old.bak", ".site.wegwijzer-"};
    place *p = *state;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        assert_int_equal(mkdir(path_of(p, own[i]), 0755), 0);
        put(p, wz_str_cstring(p->arena, wz_format(p->arena, "%s/proefschrift.txt", own[i])), "x");
    }
    put(p, ".site.wegwijzer-7-3/.wegwijzer", "# van mijzelf\n");
    put(p, ".site.wegwijzer-8-3/.wegwijzer", ""); /* as a build that was killed at once leaves it, and more */
    put(p, ".site.wegwijzer-12345-1", "een bestand");
    put(p, ".site.wegwijzer-lock", "een eigen bestand");
    /* Somebody's own link inside a folder of ours, and one with the name of such a folder. */
    assert_int_equal(mkdir(path_of(p, ".site.wegwijzer-9-0"), 0755), 0);
    put(p, ".site.wegwijzer-9-0/.wegwijzer", unfinished);
    assert_int_equal(symlink("../.site.wegwijzer-backup", path_of(p, ".site.wegwijzer-9-0/koppeling")), 0);
    assert_int_equal(symlink(".site.wegwijzer-backup", path_of(p, ".site.wegwijzer-9-1")), 0);
    for (int build = 0; build < 2; build++)
        assert_true(publish(p, "een"));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_text(p, wz_str_cstring(p->arena, wz_format(p->arena, "%s/proefschrift.txt", own[i])), "x");
    assert_text(p, ".site.wegwijzer-7-3/.wegwijzer", "# van mijzelf\n");
    assert_text(p, ".site.wegwijzer-12345-1", "een bestand");
    assert_text(p, ".site.wegwijzer-lock", "een eigen bestand");
    assert_int_equal(access(path_of(p, ".site.wegwijzer-9-0/koppeling/proefschrift.txt"), R_OK), 0);
    assert_int_equal(access(path_of(p, ".site.wegwijzer-9-1/proefschrift.txt"), R_OK), 0);
    /* A copy of a site under such a name goes, what was added to it does not. */
    assert_int_equal(rename(path_of(p, "site"), path_of(p, ".site.wegwijzer-10-0")), 0);
    put(p, ".site.wegwijzer-10-0/eigen.txt", "x");
    assert_true(publish(p, "twee"));
    assert_text(p, ".site.wegwijzer-10-0/eigen.txt", "x");
    /* Nor does somebody's own folder become the site. */
    assert_int_equal(rename(path_of(p, "site"), path_of(p, "weg")), 0);
    wz_publication *publication = begin(p);
    assert_false(wz_fs_exists(NULL, p->folder, WZ_STR("site")));
    wz_publish_abandon(publication);
}

static void a_file_above_the_limit_of_the_system_is_told(void **state)
{
    place *p = *state;
    struct rlimit before, small = {4096, 4096};
    char large[10000];
    memset(large, 'x', sizeof large);
    assert_true(publish(p, "een"));
    wz_str site = snapshot_of(p, "site");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small.rlim_max = before.rlim_max;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN); /* as the tool does */
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    wz_publication *publication = begin(p);
    bool ok = wz_publish_add(p->arena, p->diags, publication, WZ_STR("groot"), (wz_str){large, sizeof large});
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    assert_false(ok);
    assert_told(p, WZ_DIAG_FS_FILE_LIMIT);
    wz_publish_abandon(publication);
    assert_true(wz_str_equal(snapshot_of(p, "site"), site));
}

typedef struct crowd {
    place *place;
    wz_publication *publication;
    wz_arena *scratch[4];
    wz_diags *diags[4];
} crowd;

static void add_one(void *context, int worker, ptrdiff_t index)
{
    crowd *c = context;
    wz_str path =
        wz_format(c->scratch[worker], "map-%d/deel-%d/%d.html", (int)(index % 7), (int)(index % 31), (int)index);
    if (!wz_publish_add(c->scratch[worker], c->diags[worker], c->publication, path, path))
        wz_report(c->diags[worker], YAML_FAULT, ((wz_loc){0}));
}

static void files_are_added_from_many_threads(void **state)
{
    place *p = *state;
    for (int round = 0; round < 2; round++) {
        crowd c = {.place = p, .publication = begin(p)};
        for (int i = 0; i < 4; i++) {
            c.scratch[i] = wz_arena_new(NULL);
            c.diags[i] = wz_diags_new(c.scratch[i]);
        }
        wz_pool_run(4, 2000, add_one, &c);
        for (int i = 0; i < 4; i++) {
            assert_int_equal(wz_diags_count(c.diags[i]), 0);
            wz_arena_free(c.scratch[i]);
        }
        assert_true(wz_publish_commit(p->diags, c.publication));
        assert_text(p, "site/map-3/deel-3/3.html", "map-3/deel-3/3.html");
        assert_int_equal(entries_in(p, "site"), 8);
    }
}

static void a_relaxed_publication_does_not_wait_for_the_disk(void **state)
{
    place *p = *state;
    wz_publication *publication = begin(p);
    wz_publish_relax(publication);
    assert_true(add(p, publication, "index.html", "een"));
    assert_true(wz_publish_commit(p->diags, publication));
    long relaxed = p->fs.calls;
    assert_int_equal(system(wz_str_cstring(p->arena, wz_format(p->arena, "rm -r '%s/site'", p->folder))), 0);
    p->fs.calls = 0;
    publication = begin(p);
    assert_true(add(p, publication, "index.html", "een"));
    assert_true(wz_publish_commit(p->diags, publication));
    assert_int_equal(p->fs.calls - relaxed, 2); /* syncfs before the rename, fsync of the folder above after it */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_site_appears_as_a_whole_with_the_list_of_its_files),
        TEST(a_file_in_parts_is_kept_when_it_is_the_same_to_the_end),
        TEST(a_new_site_replaces_the_old_one_and_keeps_files_that_did_not_change),
        TEST(a_changed_or_removed_file_of_the_old_site_is_restored),
        TEST(two_builds_give_the_same_bytes),
        TEST(an_abandoned_build_leaves_nothing_and_changes_nothing),
        TEST(a_folder_that_wegwijzer_did_not_make_is_refused),
        TEST(a_list_that_points_outside_is_no_list_of_ours),
        TEST(targets_that_may_never_be_replaced_are_refused),
        TEST(a_second_build_to_the_same_folder_is_told_to_wait),
        TEST(two_files_of_one_path_are_told),
        TEST(a_target_that_changes_during_the_build_is_left_alone),
        TEST(a_file_put_in_the_old_site_during_the_build_is_not_deleted),
        TEST(a_failure_at_any_call_leaves_the_old_site_or_the_new_one),
        TEST(a_failure_at_any_call_of_a_first_build_leaves_no_site),
        TEST(a_build_killed_at_any_call_leaves_the_old_site_or_the_new_one),
        TEST(a_build_killed_between_two_renames_is_put_right_by_the_next),
        TEST(what_only_looks_like_a_leftover_stays),
        TEST(a_file_above_the_limit_of_the_system_is_told),
        TEST(files_are_added_from_many_threads),
        TEST(a_relaxed_publication_does_not_wait_for_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
