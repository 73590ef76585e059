/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/base_fs.c - reading, listing and writing files, and how each failure is told. */
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static wz_source *read_name(place *p, const char *name, ptrdiff_t limit)
{
    return wz_fs_read(p->arena, p->diags, &p->fs, p->folder, wz_str_from(name), limit);
}

static void a_file_is_read_with_its_path(void **state)
{
    place *p = *state;
    put(p, "a.yaml", "titel: Raad\n");
    wz_source *source = read_name(p, "a.yaml", WZ_LIMIT_FILE);
    assert_non_null(source);
    assert_true(wz_str_equal(source->text, WZ_STR("titel: Raad\n")));
    assert_true(wz_str_equal(source->path, WZ_STR("a.yaml")));
    put(p, "leeg", "");
    source = read_name(p, "leeg", 0);
    assert_non_null(source);
    assert_int_equal(source->text.len, 0);
    source = wz_fs_read(p->arena, p->diags, NULL, NULL, wz_str_from(path_of(p, "a.yaml")), WZ_LIMIT_FILE);
    assert_non_null(source); /* an absolute path */
    assert_int_equal(wz_diags_count(p->diags), 0);
}

static void a_file_above_the_limit_is_refused_and_one_at_the_limit_is_not(void **state)
{
    place *p = *state;
    put(p, "a", "12345");
    assert_non_null(read_name(p, "a", 5));
    assert_null(read_name(p, "a", 4));
    const wz_diag *diag = wz_diags_at(p->diags, 0);
    assert_true(wz_str_equal(diag->args[1], WZ_STR("4"))); /* the limit is named */
    assert_true(wz_str_equal(diag->loc.source->path, WZ_STR("a")));
    assert_told(p, WZ_DIAG_FS_TOO_LARGE);
}

static void what_is_no_regular_file_is_refused_without_waiting(void **state)
{
    place *p = *state;
    assert_int_equal(mkfifo(path_of(p, "pijp"), 0644), 0);
    assert_null(read_name(p, "pijp", 100));
    assert_told(p, WZ_DIAG_FS_NOT_REGULAR);
    assert_int_equal(mkdir(path_of(p, "map"), 0755), 0);
    assert_null(read_name(p, "map", 100));
    assert_told(p, WZ_DIAG_FS_IS_FOLDER);
    assert_null(read_name(p, "weg", 100));
    assert_told(p, WZ_DIAG_FS_NOT_FOUND);
    put(p, "bestand", "x");
    assert_null(read_name(p, "bestand/x", 100));
    assert_told(p, WZ_DIAG_FS_NOT_FOLDER);
}

static void no_symbolic_link_below_the_folder_is_followed(void **state)
{
    place *p = *state;
    put(p, "echt", "x");
    assert_int_equal(mkdir(path_of(p, "map"), 0755), 0);
    put(p, "map/a", "y");
    assert_int_equal(symlink("echt", path_of(p, "koppeling")), 0);
    assert_int_equal(symlink("map", path_of(p, "mapkoppeling")), 0);
    assert_int_equal(symlink(p->folder, path_of(p, "map/boven")), 0);
    for (int old = 0; old < 2; old++) {
        p->fs.old_kernel = old != 0;
        assert_null(read_name(p, "koppeling", 100));
        assert_told(p, WZ_DIAG_FS_LINK);
        assert_null(read_name(p, "mapkoppeling/a", 100));
        assert_told(p, WZ_DIAG_FS_LINK);
        assert_null(read_name(p, "map/boven/echt", 100));
        assert_told(p, WZ_DIAG_FS_LINK);
        assert_non_null(read_name(p, "map/a", 100));
        assert_non_null(read_name(p, "./map//a", 100));
        /* A link above the folder is the user's own. */
        wz_source *source = wz_fs_read(p->arena, p->diags, &p->fs, path_of(p, "mapkoppeling"), WZ_STR("a"), 100);
        assert_non_null(source);
        wz_entry *entries;
        ptrdiff_t count;
        assert_false(wz_fs_list(p->arena, p->diags, &p->fs, p->folder, WZ_STR("mapkoppeling"), &entries, &count));
        assert_told(p, WZ_DIAG_FS_LINK);
    }
}

static void no_path_leads_outside_the_folder(void **state)
{
    place *p = *state;
    assert_int_equal(mkdir(path_of(p, "map"), 0755), 0);
    put(p, "a", "x");
    for (int old = 0; old < 2; old++) {
        p->fs.old_kernel = old != 0;
        assert_null(wz_fs_read(p->arena, p->diags, &p->fs, path_of(p, "map"), WZ_STR("../a"), 100));
        assert_told(p, WZ_DIAG_FS_OUTSIDE);
        assert_false(wz_fs_exists(&p->fs, path_of(p, "map"), WZ_STR("../a")));
        assert_false(wz_fs_write(p->diags, &p->fs, path_of(p, "map"), WZ_STR("../b"), WZ_STR("x")));
        assert_told(p, WZ_DIAG_FS_CANNOT_WRITE);
    }
    wz_str nul = {"a\0b", 3};
    assert_null(wz_fs_read(p->arena, p->diags, &p->fs, p->folder, nul, 100));
    assert_told(p, WZ_DIAG_FS_CANNOT_READ);
    char long_path[6000];
    memset(long_path, 'a', sizeof long_path);
    assert_null(wz_fs_read(p->arena, p->diags, &p->fs, p->folder, (wz_str){long_path, 300}, 100));
    assert_told(p, WZ_DIAG_FS_NAME_TOO_LONG);
    assert_null(wz_fs_read(p->arena, p->diags, &p->fs, p->folder, (wz_str){long_path, sizeof long_path}, 100));
    assert_told(p, WZ_DIAG_FS_NAME_TOO_LONG);
}

static void it_is_told_what_exists_and_what_is_a_folder(void **state)
{
    place *p = *state;
    put(p, "a", "x");
    assert_int_equal(mkdir(path_of(p, "map"), 0755), 0);
    assert_int_equal(symlink("map", path_of(p, "koppeling")), 0);
    assert_int_equal(symlink("nergens", path_of(p, "loos")), 0);
    for (int old = 0; old < 2; old++) {
        p->fs.old_kernel = old != 0;
        assert_true(wz_fs_exists(&p->fs, p->folder, WZ_STR("a")));
        assert_true(wz_fs_exists(&p->fs, p->folder, WZ_STR("map")));
        assert_true(wz_fs_exists(&p->fs, p->folder, WZ_STR("loos")));
        assert_false(wz_fs_exists(&p->fs, p->folder, WZ_STR("b")));
        assert_true(wz_fs_is_folder(&p->fs, p->folder, WZ_STR("map")));
        assert_true(wz_fs_is_folder(&p->fs, p->folder, (wz_str){0}));
        assert_false(wz_fs_is_folder(&p->fs, p->folder, WZ_STR("a")));
        assert_false(wz_fs_is_folder(&p->fs, p->folder, WZ_STR("koppeling")));
    }
}

static void a_folder_is_listed_in_the_order_of_bytes_with_types(void **state)
{
    place *p = *state;
    wz_entry *entries;
    ptrdiff_t count;
    put(p, "b", "");
    put(p, "B", "");
    put(p, "\xFF\x1B", "");
    assert_int_equal(mkdir(path_of(p, "a"), 0755), 0);
    assert_int_equal(symlink("b", path_of(p, "c")), 0);
    assert_int_equal(mkfifo(path_of(p, "d"), 0644), 0);
    assert_true(wz_fs_list(p->arena, p->diags, &p->fs, p->folder, (wz_str){0}, &entries, &count));
    const char *names[] = {"B", "a", "b", "c", "d", "\xFF\x1B"};
    const wz_entry_type types[] = {WZ_ENTRY_FILE, WZ_ENTRY_FOLDER, WZ_ENTRY_FILE,
                                   WZ_ENTRY_LINK, WZ_ENTRY_OTHER,  WZ_ENTRY_FILE};
    assert_int_equal(count, 6);
    for (int i = 0; i < 6; i++) {
        assert_true(wz_str_equal(entries[i].name, wz_str_from(names[i])));
        assert_int_equal(entries[i].type, types[i]);
    }
    assert_true(wz_fs_list(p->arena, p->diags, &p->fs, p->folder, WZ_STR("a"), &entries, &count));
    assert_int_equal(count, 0);
    assert_false(wz_fs_list(p->arena, p->diags, &p->fs, p->folder, WZ_STR("weg"), &entries, &count));
    assert_told(p, WZ_DIAG_FS_NOT_FOUND);
    assert_false(wz_fs_list(p->arena, p->diags, &p->fs, p->folder, WZ_STR("b"), &entries, &count));
    assert_told(p, WZ_DIAG_FS_NOT_FOLDER);
}

static mode_t mode_of(place *p, const char *name)
{
    struct stat info;
    assert_int_equal(lstat(path_of(p, name), &info), 0);
    return info.st_mode & 07777;
}

static void a_new_file_gets_its_folders_and_never_replaces_another(void **state)
{
    place *p = *state;
    mode_t before = umask(077);
    assert_true(wz_fs_write(p->diags, &p->fs, p->folder, WZ_STR("a/b/c.yaml"), WZ_STR("x: 1\n")));
    umask(before);
    assert_int_equal(mode_of(p, "a"), 0755);
    assert_int_equal(mode_of(p, "a/b"), 0755);
    assert_int_equal(mode_of(p, "a/b/c.yaml"), 0644);
    assert_false(wz_fs_write(p->diags, &p->fs, p->folder, WZ_STR("a/b/c.yaml"), WZ_STR("y")));
    assert_told(p, WZ_DIAG_FS_EXISTS);
    assert_true(wz_str_equal(read_name(p, "a/b/c.yaml", 100)->text, WZ_STR("x: 1\n")));
    assert_false(wz_fs_write(p->diags, &p->fs, p->folder, WZ_STR("a/b/c.yaml/d"), WZ_STR("y")));
    assert_told(p, WZ_DIAG_FS_NOT_FOLDER);
    assert_false(wz_fs_write(p->diags, &p->fs, p->folder, WZ_STR("a/"), WZ_STR("y")));
    assert_told(p, WZ_DIAG_FS_IS_FOLDER);
    assert_int_equal(symlink("/tmp", path_of(p, "weg")), 0);
    assert_false(wz_fs_write(p->diags, &p->fs, p->folder, WZ_STR("weg/d"), WZ_STR("y")));
    assert_told(p, WZ_DIAG_FS_LINK);
}

static void every_failure_of_the_system_has_its_own_message(void **state)
{
    place *p = *state;
    const struct {
        int error;
        wz_diag_code code;
    } table[] = {
        {EACCES, WZ_DIAG_FS_DENIED},    {ENOSPC, WZ_DIAG_FS_DISK_FULL}, {EDQUOT, WZ_DIAG_FS_QUOTA},
        {EFBIG, WZ_DIAG_FS_FILE_LIMIT}, {EROFS, WZ_DIAG_FS_READ_ONLY},  {EMFILE, WZ_DIAG_FS_TOO_MANY_OPEN},
        {EIO, WZ_DIAG_FS_CANNOT_WRITE}, {EISDIR, WZ_DIAG_FS_IS_FOLDER}, {ENAMETOOLONG, WZ_DIAG_FS_NAME_TOO_LONG},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        p->fs = (wz_fs){.fail_after = 1, .fail_errno = table[i].error};
        assert_false(wz_fs_write(p->diags, &p->fs, p->folder, WZ_STR("a"), WZ_STR("x")));
        assert_told(p, table[i].code);
    }
}

static void a_failure_at_any_call_is_told_and_leaves_no_half_file(void **state)
{
    place *p = *state;
    put(p, "bron", "tekst");
    long writes = 0;
    for (int sticky = 0; sticky < 2; sticky++)
        for (long n = 1;; n++) {
            p->fs = (wz_fs){.fail_after = n, .fail_errno = EIO, .fail_sticky = sticky != 0};
            wz_source *source = read_name(p, "bron", 100);
            assert_true((source == NULL) == p->fs.failed);
            assert_true((source == NULL) == (wz_diags_errors(p->diags) > 0));
            wz_diags_drop(p->diags, 0);
            p->fs = (wz_fs){.fail_after = n, .fail_errno = ENOSPC, .fail_sticky = sticky != 0};
            bool ok = wz_fs_write(p->diags, &p->fs, p->folder, WZ_STR("x/y"), WZ_STR("tekst"));
            wz_entry *entries;
            ptrdiff_t count;
            assert_true(ok == (wz_diags_errors(p->diags) == 0));
            wz_diags_drop(p->diags, 0);
            if (ok) {
                writes = p->fs.calls;
                assert_int_equal(remove(path_of(p, "x/y")), 0);
                assert_int_equal(rmdir(path_of(p, "x")), 0);
                break;
            }
            p->fs = (wz_fs){0};
            assert_false(wz_fs_exists(&p->fs, p->folder, WZ_STR("x/y")));
            p->fs = (wz_fs){.fail_after = n, .fail_errno = EIO, .fail_sticky = sticky != 0};
            ok = wz_fs_list(p->arena, p->diags, &p->fs, p->folder, (wz_str){0}, &entries, &count);
            assert_true(ok == (wz_diags_errors(p->diags) == 0));
            wz_diags_drop(p->diags, 0);
            rmdir(path_of(p, "x"));
        }
    assert_true(writes >= 6);
}

static void what_may_not_be_read_is_told(void **state)
{
    place *p = *state;
    if (geteuid() == 0)
        return; /* root may read everything */
    put(p, "a", "x");
    assert_int_equal(chmod(path_of(p, "a"), 0), 0);
    assert_null(read_name(p, "a", 100));
    assert_told(p, WZ_DIAG_FS_DENIED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_read_with_its_path),
        TEST(a_file_above_the_limit_is_refused_and_one_at_the_limit_is_not),
        TEST(what_is_no_regular_file_is_refused_without_waiting),
        TEST(no_symbolic_link_below_the_folder_is_followed),
        TEST(no_path_leads_outside_the_folder),
        TEST(it_is_told_what_exists_and_what_is_a_folder),
        TEST(a_folder_is_listed_in_the_order_of_bytes_with_types),
        TEST(a_new_file_gets_its_folders_and_never_replaces_another),
        TEST(every_failure_of_the_system_has_its_own_message),
        TEST(a_failure_at_any_call_is_told_and_leaves_no_half_file),
        TEST(what_may_not_be_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
