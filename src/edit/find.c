/* SPDX-License-Identifier: EUPL-1.2 */
/* The record or term that someone means. */
#include "edit/edits.h"
#include "edit/texts.h"

/* Whether word names this kind or vocabulary: by its name, its folder, or its file. */
static bool is_named(const wz_kind *kind, wz_str word)
{
    wz_str place = kind->place, stem;
    ptrdiff_t slash = -1;
    for (ptrdiff_t i = 0; i < place.len; i++)
        slash = place.ptr[i] == '/' ? i : slash;
    stem = wz_str_slice(place, slash + 1, place.len);
    if (wz_str_ends(stem, WZ_STR(".yaml")))
        stem.len -= 5;
    return wz_str_equal(word, kind->name) || wz_str_equal(word, place) ||
           (kind->vocabulary && wz_str_equal(word, stem));
}

typedef struct finding {
    wz_arena *arena;
    wz_diags *diags;
    const wz_catalog *catalog;
    const wz_record *what;
} finding;

static void try_kind(finding *r, const wz_kind *kind, wz_str word, wz_str id, texts *names)
{
    const wz_record *found = word.ptr == NULL || is_named(kind, word) ? wz_catalog_find(r->catalog, kind, id) : NULL;
    if (found == NULL)
        return;
    r->what = found;
    edit_add_text(r->arena, names,
                  wz_format(r->arena, "%.*s/%.*s", WZ_ARG(kind->vocabulary ? kind->name : kind->place), WZ_ARG(id)));
}

/* The nearest id of all, or of the kind that was named; with what it was once called. */
static void unknown(finding *r, wz_str word, wz_str id, wz_str written)
{
    const wz_model *m = r->catalog->model;
    wz_str best = {0};
    for (ptrdiff_t i = 0; i < m->kind_count + m->vocabulary_count && best.len == 0; i++) {
        const wz_kind *kind = i < m->kind_count ? m->kinds[i] : m->vocabularies[i - m->kind_count];
        if (word.ptr != NULL && !is_named(kind, word))
            continue;
        const wz_record *now = wz_catalog_former(r->catalog, kind, id);
        wz_str near = now != NULL ? now->id : wz_catalog_suggest(r->catalog, kind, id);
        if (near.len > 0)
            best = wz_format(r->arena, "%.*s/%.*s", WZ_ARG(kind->vocabulary ? kind->name : kind->place), WZ_ARG(near));
    }
    wz_report(r->diags, EDIT_UNKNOWN, WZ_NOWHERE, written)->suggestion = best;
}

const wz_record *wz_edit_find(wz_arena *arena, wz_diags *diags, const wz_catalog *catalog, wz_str written)
{
    finding r = {.arena = arena, .diags = diags, .catalog = catalog};
    const wz_model *m = catalog->model;
    ptrdiff_t slash = wz_str_find_byte(written, '/');
    wz_str word = slash >= 0 ? wz_str_slice(written, 0, slash) : (wz_str){0},
           id = wz_str_slice(written, slash + 1, written.len);
    texts names = {0};
    for (ptrdiff_t k = 0; k < m->kind_count; k++)
        try_kind(&r, m->kinds[k], word, id, &names);
    for (ptrdiff_t v = 0; v < m->vocabulary_count; v++)
        try_kind(&r, m->vocabularies[v], word, id, &names);
    if (names.count > 1)
        wz_report(diags, EDIT_SEVERAL, WZ_NOWHERE, written, wz_str_join(arena, names.items, names.count, WZ_STR(", ")));
    else if (names.count == 0)
        unknown(&r, word, id, written);
    return names.count == 1 ? r.what : NULL;
}
