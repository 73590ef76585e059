/* SPDX-License-Identifier: EUPL-1.2 */
/* Terms that nothing uses: no record, no other term, no link in a text. */
#include "catalog/internal.h"

#include <string.h>

typedef struct use {
    const wz_catalog *catalog;
    bool **used; /* by vocabulary and number */
    wz_record *by;
} use;

static void mark(const use *u, const wz_record *term)
{
    if (term && term != u->by && term->kind->vocabulary) {
        u->used[term->kind->index][term->number] = true;
    }
}

/* (themas:participatie) */
static void mark_links(const use *u, wz_str text)
{
    for (wz_str rest = text; rest.ptr;) {
        wz_str_cut(rest, '(', &rest);
        wz_str link = rest;
        ptrdiff_t end = 0;
        while (end < link.len && !memchr("()# \n", link.ptr[end], 5)) { /* ( as well: each sign is read once */
            end++;
        }
        wz_str id, scheme = wz_str_cut(wz_str_slice(link, 0, end), ':', &id);
        const wz_kind *vocabulary = id.ptr ? wz_model_vocabulary(u->catalog->model, scheme) : NULL;
        if (vocabulary) {
            mark(u, wz_catalog_term(u->catalog, vocabulary, id));
        }
    }
}

static void visit(void *context, const wz_field *field, wz_item *item)
{
    use *u = context;
    if (field->to && u->by->kind->vocabulary) { /* its page leads somewhere */
        u->used[u->by->kind->index][u->by->number] = true;
    } else if (field->vocabulary) {
        mark(u, item->as.ref.target);
    } else if (field->markup) {
        mark_links(u, item->as.text);
    }
}

void wz_catalog_check_unused(wz_diags *diags, const wz_catalog *catalog)
{
    const wz_model *model = catalog->model;
    wz_arena *scratch = wz_arena_new(NULL);
    use u = {.catalog = catalog, .used = wz_new(scratch, bool *, model->vocabulary_count)};
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        u.used[v] = wz_new(scratch, bool, catalog->term_counts[v]);
    }
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        u.by = catalog->records[r];
        wz_record_each(u.by, visit, &u);
    }
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            u.by = catalog->terms[v][t];
            wz_record_each(u.by, visit, &u);
        }
    }
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < catalog->term_counts[v] && model->vocabularies[v]->used; t++) {
            const wz_record *term = catalog->terms[v][t];
            bool named = wz_str_equal(term->id, wz_id_near(scratch, term->id)); /* or nobody could use it */
            if (!u.used[v][t] && named && !wz_record_withdrawn(term)) {
                wz_report(diags, UNUSED_TERM, term->loc, model->vocabularies[v]->one, term->id);
            }
        }
    }
    wz_arena_free(scratch);
}
