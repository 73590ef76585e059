/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/base_replace.c - files of a project that change together, also when the disk or a signal gets in the way. */
#include "place.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the project holds, as text: paths with their bytes, without hidden names. */
static void describe(place *p, const char *folder, wz_buf *out)
{
    wz_entry *entries;
    ptrdiff_t count;
    assert_true(wz_fs_list(p->arena, p->diags, NULL, folder, (wz_str){0}, &entries, &count));
    for (ptrdiff_t i = 0; i < count; i++) {
        const char *path = wz_str_cstring(p->arena, wz_format(p->arena, "%s/%.*s", folder, WZ_ARG(entries[i].name)));
        if (entries[i].name.ptr[0] == '.')
            continue;
        wz_buf_format(out, "%s\n", path);
        if (entries[i].type == WZ_ENTRY_FOLDER)
            describe(p, path, out);
        else
            wz_buf_add(out, wz_fs_read(p->arena, p->diags, NULL, folder, entries[i].name, 1 << 20)->text);
    }
}

static wz_str description(place *p)
{
    wz_buf out = {0};
    describe(p, p->folder, &out);
    wz_str copy = wz_str_copy(p->arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

static void fill(place *p)
{
    mkdir(path_of(p, "content"), 0755);
    mkdir(path_of(p, "content/a"), 0755);
    unlink(path_of(p, "content/a/drie.yaml"));
    put(p, "content/een.yaml", "een\n");
    put(p, "content/a/twee.yaml", "twee\n");
    put(p, "content/a/blijft.yaml", "blijft\n");
    chmod(path_of(p, "content/een.yaml"), 0640);
}

static const wz_replacement several[] = {
    {.path = {"content/een.yaml", 16}, .bytes = {"EEN\n", 4}, .was = {"een\n", 4}},
    {.path = {"content/a/twee.yaml", 19}, .was = {"twee\n", 5}, .gone = true},
    {.path = {"content/a/drie.yaml", 19}, .bytes = {"drie\n", 5}},
};

static bool replace(place *p, ptrdiff_t count)
{
    return wz_fs_replace(p->arena, p->diags, &p->fs, p->folder, several, count);
}

static long inode(place *p, const char *name)
{
    struct stat info;
    return stat(path_of(p, name), &info) == 0 ? (long)info.st_ino : -1;
}

static void files_change_together_and_the_others_stay_the_same_files(void **state)
{
    place *p = *state;
    fill(p);
    long stays = inode(p, "content/a/blijft.yaml");
    assert_true(replace(p, 3));
    struct stat info;
    assert_int_equal(stat(path_of(p, "content/een.yaml"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
    assert_int_equal(inode(p, "content/a/blijft.yaml"), stays);
    assert_int_equal(inode(p, "content/a/twee.yaml"), -1);
    assert_int_equal(wz_fs_read(p->arena, p->diags, NULL, p->folder, WZ_STR("content/a/drie.yaml"), 100)->text.len, 5);
}

static void what_changed_meanwhile_is_not_written_over(void **state)
{
    place *p = *state;
    fill(p);
    put(p, "content/een.yaml", "anders\n");
    wz_str before = description(p);
    assert_false(replace(p, 1));
    assert_told(p, WZ_DIAG_EDIT_CHANGED);
    assert_false(replace(p, 3));
    assert_told(p, WZ_DIAG_EDIT_CHANGED);
    assert_true(wz_str_equal(before, description(p)));
}

static void a_new_file_never_replaces_one_that_is_there(void **state)
{
    place *p = *state;
    fill(p);
    put(p, "content/a/drie.yaml", "van een ander\n");
    wz_str before = description(p);
    assert_false(replace(p, 3));
    assert_told(p, WZ_DIAG_FS_EXISTS);
    assert_true(wz_str_equal(before, description(p)));
}

static void a_link_in_the_folder_is_refused(void **state)
{
    place *p = *state;
    fill(p);
    assert_int_equal(symlink("een.yaml", path_of(p, "content/link.yaml")), 0);
    assert_false(replace(p, 3));
    assert_told(p, WZ_DIAG_FS_LINK);
    assert_int_equal(unlink(path_of(p, "content/link.yaml")), 0);
    assert_true(replace(p, 3));
}

static void a_folder_that_only_looks_like_a_leftover_stays(void **state)
{
    place *p = *state;
    fill(p);
    assert_int_equal(mkdir(path_of(p, ".content.wegwijzer-1"), 0755), 0);
    put(p, ".content.wegwijzer-1/bewaard", "x");
    assert_true(replace(p, 3));
    assert_true(inode(p, ".content.wegwijzer-1/bewaard") >= 0);
}

/* From the state old, ended at the n-th call, there is the old state or the new one; and the next run works. */
static void try_every_call(place *p, ptrdiff_t count, int error)
{
    fill(p);
    p->fs = (wz_fs){0};
    wz_str before = description(p);
    assert_true(replace(p, count));
    wz_str after = description(p);
    for (long n = 1;; n++) {
        fill(p);
        pid_t child = fork();
        if (child == 0) {
            p->fs = (wz_fs){.fail_after = n, .fail_errno = error};
            bool ok = replace(p, count);
            _exit(!p->fs.failed ? 7 : ok ? 1 : 0);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        wz_str now = description(p);
        if (!wz_str_equal(now, before) && !wz_str_equal(now, after))
            fail_msg("after call %ld: %.*s", n, WZ_ARG(now));
        p->fs = (wz_fs){0};
        if (wz_str_equal(now, before))
            assert_true(replace(p, count));
        if (WIFEXITED(status) && WEXITSTATUS(status) == 7)
            break;
        assert_true(n < 1000);
    }
    fill(p);
    assert_true(replace(p, count));
    assert_int_equal(wz_diags_count(p->diags), 0);
}

static void however_it_is_killed_there_is_the_old_or_the_new(void **state)
{
    try_every_call(*state, 3, -SIGKILL);
}

static void whatever_fails_there_is_the_old_or_the_new(void **state)
{
    try_every_call(*state, 3, EIO);
}

static void one_file_is_replaced_by_one_rename(void **state)
{
    try_every_call(*state, 1, -SIGKILL);
}

static void nothing_is_left_beside_the_folder(void **state)
{
    place *p = *state;
    try_every_call(p, 3, -SIGKILL);
    wz_entry *entries;
    ptrdiff_t count;
    assert_true(wz_fs_list(p->arena, p->diags, NULL, p->folder, (wz_str){0}, &entries, &count));
    assert_int_equal(count, 1);
}

static void a_new_file_gets_its_folder_unless_a_file_stands_there(void **state)
{
    place *p = *state;
    wz_replacement item = {.path = {"content/b/c/vier.yaml", 21}, .bytes = {"vier\n", 5}};
    fill(p);
    assert_true(wz_fs_replace(p->arena, p->diags, &p->fs, p->folder, &item, 1));
    assert_int_equal(wz_fs_read(p->arena, p->diags, NULL, p->folder, item.path, 100)->text.len, 5);
    item.path = WZ_STR("content/een.yaml/vijf.yaml");
    assert_false(wz_fs_replace(p->arena, p->diags, &p->fs, p->folder, &item, 1));
    assert_int_equal(wz_diags_count(p->diags), 1);
    assert_int_equal(wz_fs_read(p->arena, p->diags, NULL, p->folder, WZ_STR("content/een.yaml"), 100)->text.len, 4);
}

static void an_overlay_shows_files_as_they_are_going_to_be(void **state)
{
    place *p = *state;
    wz_overlay overlay = {p->folder, several, 3};
    wz_entry *entries;
    ptrdiff_t count;
    fill(p);
    p->fs = (wz_fs){.overlay = &overlay};
    assert_true(wz_fs_list(p->arena, p->diags, &p->fs, p->folder, WZ_STR("content/a"), &entries, &count));
    assert_int_equal(count, 2);
    assert_true(wz_str_equal(entries[1].name, WZ_STR("drie.yaml")));
    assert_false(wz_fs_exists(&p->fs, p->folder, WZ_STR("content/a/twee.yaml")));
    assert_null(wz_fs_read(p->arena, p->diags, &p->fs, p->folder, WZ_STR("content/a/twee.yaml"), 100));
    assert_told(p, WZ_DIAG_FS_NOT_FOUND);
    assert_true(wz_str_equal(wz_fs_read(p->arena, p->diags, &p->fs, p->folder, WZ_STR("content/een.yaml"), 100)->text,
                             WZ_STR("EEN\n")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_change_together_and_the_others_stay_the_same_files),
        TEST(what_changed_meanwhile_is_not_written_over),
        TEST(a_new_file_never_replaces_one_that_is_there),
        TEST(a_link_in_the_folder_is_refused),
        TEST(a_folder_that_only_looks_like_a_leftover_stays),
        TEST(however_it_is_killed_there_is_the_old_or_the_new),
        TEST(whatever_fails_there_is_the_old_or_the_new),
        TEST(one_file_is_replaced_by_one_rename),
        TEST(nothing_is_left_beside_the_folder),
        TEST(a_new_file_gets_its_folder_unless_a_file_stands_there),
        TEST(an_overlay_shows_files_as_they_are_going_to_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
