/* SPDX-License-Identifier: EUPL-1.2 */
/* The terms that name a record or a term: what a vocabulary says of it, seen from the other side. */
#include "site/view/view.h"

static bool is_named(const wz_record *term, const wz_record *target)
{
    for (ptrdiff_t f = 0; f < term->kind->field_count; f++) {
        const wz_datum *d = term->kind->fields[f].holds == WZ_HOLDS_REF ? &term->values[f] : NULL;
        for (ptrdiff_t i = 0; d && i < d->count; i++) {
            if (d->items[i].as.ref.target == target) {
                return true;
            }
        }
    }
    return false;
}

/* The terms of one vocabulary, in their order. Vocabularies are short, so they are looked through. */
static wz_value make_vocabulary(const site *s, wz_arena *arena, const void *subject, ptrdiff_t vocabulary)
{
    ptrdiff_t count = s->catalog->term_counts[vocabulary], n = 0;
    const wz_record **found = wz_new(arena, const wz_record *, count);
    for (ptrdiff_t t = 0; t < count; t++) {
        const wz_record *term = s->catalog->terms[vocabulary][t];
        if (is_named(term, subject)) {
            found[n++] = term;
        }
    }
    return site_view_some(s, arena, found, n);
}

wz_value site_view_named_by(const site *s, wz_arena *arena, const wz_record *subject)
{
    ptrdiff_t count = s->model->vocabulary_count;
    wz_symbol *symbols = wz_new(arena, wz_symbol, count);
    for (ptrdiff_t v = 0; v < count; v++) {
        symbols[v] = wz_symbol_find(s->symbols, s->model->vocabularies[v]->name);
    }
    return wz_value_object(site_view_lazy(s, arena, NULL, symbols, count, make_vocabulary, subject));
}
