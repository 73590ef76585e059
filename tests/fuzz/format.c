/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a record and as a vocabulary: what format makes of it says the same (which it proves itself, so here: it is good
 * YAML and holds no line end of Windows), and done twice it is as done once. */
#include <assert.h>
#include <stdlib.h>

#include "wegwijzer/edit.h"

static const char model_text[] =
    "vocabularies:\n"
    "  lijst: {file: lijst.yaml, label: {one: l, many: l}}\n"
    "terms: {roles: {title: naam}, fields: {naam: {type: text, required: true}, ook: {type: list of text}}}\n"
    "roles: {title: a, summary: b}\n"
    "kinds:\n"
    "  soort:\n"
    "    folder: soort\n"
    "    label: {one: s, many: s}\n"
    "    fields:\n"
    "      a: {type: text, required: true}\n"
    "      b: {type: text}\n"
    "      c: {type: list of group, fields: {d: {type: text}, e: {type: list of group, fields: {f: {type: text}, g: "
    "{type: text}}}}}\n"
    "      h: {type: group, fields: {i: {type: markdown}, j: {type: text}}}\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(wz_arena *arena, const wz_kind *kind, wz_str bytes)
{
    wz_source source = {WZ_STR("x.yaml"), bytes};
    wz_str once, twice;
    wz_format_result result = wz_format_text(arena, wz_diags_new(arena), kind, &source, &once);
    if (result != WZ_FORMAT_CHANGED) {
        assert(wz_str_equal(once, bytes));
        return;
    }
    wz_source again = {WZ_STR("x.yaml"), once};
    result = wz_format_text(arena, wz_diags_new(arena), kind, &again, &twice);
    assert(result == WZ_FORMAT_RIGHT && wz_str_equal(once, twice) && wz_str_find(once, WZ_STR("\r\n")) < 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wz_arena *arena = wz_arena_new(NULL);
    wz_diags *diags = wz_diags_new(arena);
    wz_source source = {WZ_STR("model.yaml"), wz_str_from(model_text)};
    wz_model *model = wz_model_read(arena, diags, &source);
    if (model == NULL)
        abort();
    wz_str bytes = {(const char *)data, (ptrdiff_t)size};
    run(arena, model->kinds[0], bytes);
    run(arena, model->vocabularies[0], bytes);
    wz_arena_free(arena);
    return 0;
}
