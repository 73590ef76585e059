/* SPDX-License-Identifier: EUPL-1.2 */
/* Records that cannot be told apart: one title, or a copy whose text was left as it was. */
#include "catalog/internal.h"

#define LEAST 40 /* bytes of a text that two records do not have by chance */

/* A text by its letters and digits alone. */
static wz_str bare(wz_arena *arena, wz_str text)
{
    wz_str folded = wz_utf8_fold(arena, text);
    char *out = wz_new(arena, char, folded.len);
    ptrdiff_t n = 0;
    for (ptrdiff_t at = 0; at < folded.len;) {
        ptrdiff_t from = at;
        uint32_t c = wz_utf8_next(folded, &at);
        for (; wz_utf8_is_word(c) && from < at; from++) {
            out[n++] = folded.ptr[from];
        }
    }
    return (wz_str){out, n};
}

static void check_title(wz_arena *scratch, wz_diags *diags, wz_map *titles, const wz_item *title)
{
    wz_str key = bare(scratch, title->as.text);
    key = key.len ? key : title->as.text;
    const wz_item *first = wz_map_get(titles, key);
    if (first) {
        wz_report(diags, DUPLICATE_TITLE, title->node->loc, title->as.text)->related = first->node->loc;
    } else {
        wz_map_put(titles, key, (void *)(uintptr_t)title);
    }
}

static void check_text(wz_arena *scratch, wz_diags *diags, wz_map *texts, const wz_field *field, const wz_item *item)
{
    ptrdiff_t least = field->unique ? 1 : LEAST;
    /* Folding is for what is short: all Markdown together is most of the catalogue. */
    wz_str key = field->markup ? wz_str_trim(item->as.text) : bare(scratch, item->as.text);
    const wz_item *first = key.len < least ? NULL : wz_map_get(texts, key);
    if (first) {
        wz_report(diags, DUPLICATE_TEXT, item->node->loc, field->name)->related = first->node->loc;
    } else if (key.len >= least) {
        wz_map_put(texts, key, (void *)(uintptr_t)item);
    }
}

void wz_catalog_check_alike(wz_diags *diags, const wz_catalog *catalog)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *titles = NULL, *texts = wz_map_new(scratch);
    const wz_kind *kind = NULL;
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        const wz_record *record = catalog->records[r];
        titles = titles != NULL && record->kind == kind ? titles : wz_map_new(scratch);
        kind = record->kind;
        for (ptrdiff_t f = 0; f < kind->field_count && !wz_record_withdrawn(record); f++) {
            const wz_datum *d = &record->values[f];
            bool title = f == kind->roles[WZ_ROLE_TITLE];
            bool text = f == kind->roles[WZ_ROLE_SUMMARY] || kind->fields[f].markup || kind->fields[f].unique;
            for (ptrdiff_t i = 0; i < d->count && (title || text); i++) {
                if (title) {
                    check_title(scratch, diags, titles, &d->items[i]);
                } else {
                    check_text(scratch, diags, texts, &kind->fields[f], &d->items[i]);
                }
            }
        }
    }
    wz_arena_free(scratch);
}
