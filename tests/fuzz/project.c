/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as one file of a small project (tests/golden/_project, from the folder of this repository), which the first byte names: the
 * model, the settings, a vocabulary, a record, a page, a template, a style sheet. What check, rename, review, format and diff
 * make of it: no crash, and no catalogue means a message. Nothing is written. */
#include <assert.h>

#include "wegwijzer/edit.h"
#include "wegwijzer/site.h"

#define PROJECT "tests/golden/_project"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const files[] = {"content/model.yaml",
                                    "content/site.yaml",
                                    "content/begrippen/themas.yaml",
                                    "content/vraagstukken/inspraak-te-laat.yaml",
                                    "content/vraagstukken/nieuw.md",
                                    "content/hulpmiddelen/startgesprek.yaml",
                                    "content/paginas/over.md",
                                    "templates/record.html.mustache",
                                    "templates/lijst.json.mustache",
                                    "themes/kaal/stijl.css"};
enum { FILES = sizeof files / sizeof *files };

static void read_messages(wz_arena *arena, wz_diags *diags)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
        const wz_diag *d = wz_diags_at(diags, i);
        assert(wz_utf8_invalid(wz_diag_text(arena, d, WZ_STR("nl"))) < 0 &&
               wz_diag_text(arena, d, WZ_STR("en")).len > 0);
        assert(wz_diag_remedy(arena, d, WZ_STR("nl")).len > 0);
    }
}

/* What commands that change files would write, and the change as others see it. */
static void change(wz_arena *arena, wz_fs *fs, const wz_catalog *catalog)
{
    wz_diags *diags = wz_diags_new(arena);
    wz_buf out = {0};
    const wz_record *what;
    wz_str names[] = {WZ_STR("vraagstukken/inspraak-te-laat")};
    wz_look look = {
        .names = names, .count = 1, .day = {2026, 11, 30}, .by = WZ_STR("griffie"), .finding = WZ_STR("Vergeleken.")};
    wz_edits *all[] = {wz_rename(arena, diags, fs, PROJECT, catalog, names[0], WZ_STR("anders"), &what),
                       wz_edit_look(arena, diags, catalog, &look),
                       wz_layout(arena, diags, fs, PROJECT, catalog->model, NULL, 0)};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        ptrdiff_t count;
        if (all[i]) {
            wz_edits_files(all[i], &count);
            wz_edits_patch(all[i], &out);
        }
    }
    read_messages(arena, diags);
    wz_diff_side old = {.diags = diags, .fs = fs, .folder = PROJECT}, now = {catalog, diags, NULL, 0, fs, PROJECT};
    for (int form = WZ_DIFF_TEXT; form <= WZ_DIFF_JSON; form++) {
        wz_diff_print(wz_diff_new(arena, &old, &now, WZ_STR("nl")), (wz_diff_form)form, 0, &out);
        old.catalog = catalog; /* the second time: nothing differs */
    }
    wz_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_replacement items[] = {
        {.path = wz_str_from(files[data[0] % FILES]), .bytes = {(const char *)data + 1, (ptrdiff_t)size - 1}},
        {.path = WZ_STR("themes/kaal/stijl.scss"), .gone = true}, /* libsass is a process of its own */
        {.path = WZ_STR("themes/kaal/stijl.css"), .bytes = WZ_STR("p { margin: 0 }")}};
    wz_overlay overlay = {PROJECT, items, data[0] % FILES == FILES - 1 ? 2 : 3};
    wz_fs fs = {.overlay = &overlay};
    wz_site_options options = {.fs = &fs, .folder = PROJECT, .workers = 1, .quarantine = data[0] & 128};
    wz_site_result result = {0};
    bool ok = wz_site_build(arena, diags, &options, &result);
    assert(ok || wz_diags_count(diags) > 0);
    read_messages(arena, diags);
    if (result.catalog)
        change(arena, &fs, result.catalog);
    wz_site_free(&result);
    wz_arena_free(arena);
    return 0;
}
