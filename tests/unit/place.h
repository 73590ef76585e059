/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/place.h - a folder of its own for each test, with the arena and messages of what is done there. */
#ifndef WEGWIJZER_PLACE_H
#define WEGWIJZER_PLACE_H

#include "test.h"

#include "wegwijzer/base.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct place {
    char folder[64];
    wz_arena *arena;
    wz_diags *diags;
    wz_fs fs;
} place;

static int open_place(void **state)
{
    place *p = calloc(1, sizeof *p);
    if (p == NULL)
        return -1;
    snprintf(p->folder, sizeof p->folder, "/tmp/wegwijzer-test-XXXXXX");
    p->arena = wz_arena_new(NULL);
    p->diags = wz_diags_new(p->arena);
    *state = p;
    return mkdtemp(p->folder) != NULL ? 0 : -1;
}

static int close_place(void **state)
{
    place *p = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
    int status = system(command);
    wz_arena_free(p->arena);
    free(p);
    return status;
}

static const char *path_of(place *p, const char *name)
{
    return wz_str_cstring(p->arena, wz_format(p->arena, "%s/%s", p->folder, name));
}

static void put(place *p, const char *name, const char *text)
{
    FILE *file = fopen(path_of(p, name), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Exactly one message, of this code; it is taken away. */
static void assert_told(place *p, wz_diag_code code)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(p->diags); i++)
        if (wz_diags_count(p->diags) != 1 || wz_diags_at(p->diags, i)->code != code)
            print_message("told: %.*s\n", WZ_ARG(wz_diag_text(p->arena, wz_diags_at(p->diags, i), WZ_STR("en"))));
    assert_int_equal(wz_diags_count(p->diags), 1);
    assert_int_equal(wz_diags_at(p->diags, 0)->code, code);
    wz_diags_drop(p->diags, 0);
}

#endif
