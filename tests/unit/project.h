/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/project.h - a small project in a temporary folder, and what its messages were. */
#ifndef WEGWIJZER_PROJECT_H
#define WEGWIJZER_PROJECT_H

#include "test.h"

#include "wegwijzer/base.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct project {
    char folder[64];
    wz_fs fs;
    wz_arena *arena;
    wz_diags *diags;
    struct wz_catalog *catalog; /* tests/unit/catalog.c only */
} project;

/* Functions that not every test program uses. */
#define UNUSED __attribute__((unused))

UNUSED static void make_project(project *p)
{
    *p = (project){.folder = "/tmp/wegwijzer-unit-XXXXXX"};
    assert_non_null(mkdtemp(p->folder));
}

UNUSED static void add(project *p, const char *path, const char *text)
{
    char full[256];
    snprintf(full, sizeof full, "%s/%s", p->folder, path);
    for (char *at = full + strlen(p->folder) + 1; *at; at++) {
        if (*at == '/') {
            *at = 0;
            mkdir(full, 0755);
            *at = '/';
        }
    }
    FILE *file = fopen(full, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

UNUSED static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

UNUSED static void remove_project(project *p)
{
    nftw(p->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

UNUSED static void print_diags(project *p)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(p->diags); i++) {
        const wz_diag *d = wz_diags_at(p->diags, i);
        wz_str text = wz_diag_text(p->arena, d, WZ_STR("en"));
        print_message("  %.*s:%d:%d %.*s [%.*s] (%.*s)\n", WZ_ARG(d->loc.source ? d->loc.source->path : WZ_STR("-")),
                      d->loc.line, d->loc.column, WZ_ARG(text), WZ_ARG(wz_diag_name(d->code)), WZ_ARG(d->suggestion));
    }
}

UNUSED static const wz_diag *find(project *p, wz_diag_code code, const char *path, int line, int column)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(p->diags); i++) {
        const wz_diag *d = wz_diags_at(p->diags, i);
        if (d->code == code && d->loc.source && wz_str_equal(d->loc.source->path, wz_str_from(path)) &&
            d->loc.line == line && d->loc.column == column) {
            return d;
        }
    }
    print_message("no %s:%d:%d [%.*s] in:\n", path, line, column, WZ_ARG(wz_diag_name(code)));
    print_diags(p);
    fail();
    return NULL;
}

UNUSED static void expect_count(project *p, ptrdiff_t count)
{
    if (wz_diags_count(p->diags) != count) {
        print_diags(p);
    }
    assert_int_equal(wz_diags_count(p->diags), count);
}

UNUSED static void expect_suggestion(const wz_diag *d, const char *text)
{
    if (!wz_str_equal(d->suggestion, wz_str_from(text))) {
        print_message("suggested: %.*s\n", WZ_ARG(d->suggestion));
    }
    assert_true(wz_str_equal(d->suggestion, wz_str_from(text)));
}

#endif
