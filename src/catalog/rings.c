/* SPDX-License-Identifier: EUPL-1.2 */
/* Rings of references that should make a tree or end somewhere: "part of", "broader", "successor". */
#include "catalog/internal.h"

#include <assert.h>

/* Where a record leads over a field that holds at most one; NULL at the end. group is the field around it, NULL when it
 * stands in the record itself. */
static const wz_item *next_item(const wz_record *record, const wz_field *group, const wz_field *field)
{
    const wz_datum *d;
    if (group) {
        const wz_datum *outer = wz_record_value(record, group);
        if (outer->count == 0) {
            return NULL;
        }
        d = &outer->items[0].parts[field - group->fields];
    } else {
        d = wz_record_value(record, field);
    }
    return d->count && d->items[0].as.ref.target ? &d->items[0] : NULL;
}

/* Walks from every record along the field. A walk that meets a record of its own has found a ring, which is reported
 * once, at the member that comes first; one that meets a record of an earlier walk ends there, so all walks together
 * are linear. marks and path are room for all records of the kind. */
static void check_field(wz_diags *diags, wz_record **records, ptrdiff_t count, const wz_field *group,
                        const wz_field *field, ptrdiff_t *marks, wz_record **path)
{
    ptrdiff_t first = count ? records[0]->number : 0;
    for (ptrdiff_t r = 0; r < count; r++) {
        marks[r] = 0;
    }
    for (ptrdiff_t r = 0; r < count; r++) {
        ptrdiff_t length = 0;
        wz_record *at = records[r];
        while (at && marks[at->number - first] == 0) {
            marks[at->number - first] = r + 1;
            path[length++] = at;
            const wz_item *next = next_item(at, group, field);
            at = next ? records[next->as.ref.target->number - first] : NULL;
        }
        if (!at || marks[at->number - first] != r + 1) {
            continue;
        }
        assert(length > 0); /* who was marked in this walk stands on its path */
        ptrdiff_t start = length - 1, smallest;
        while (path[start] != at) {
            start--;
        }
        smallest = start;
        for (ptrdiff_t i = start; i < length; i++) {
            smallest = path[i]->number < path[smallest]->number ? i : smallest;
        }
        wz_record *member = path[smallest], *before = path[smallest > start ? smallest - 1 : length - 1];
        wz_report(diags, REFERENCE_CYCLE, next_item(member, group, field)->node->loc, member->id, before->id);
        member->broken = true;
    }
}

/* True for a field of at most one record or term of kind itself. */
static bool is_single(const wz_kind *kind, const wz_field *field)
{
    return field->max == 1 && (field->to == kind || (wz_field_terms(field) && field->vocabulary == kind));
}

static void check_kind(wz_diags *diags, const wz_kind *kind, wz_record **records, ptrdiff_t count)
{
    wz_arena *scratch = wz_arena_new(NULL);
    ptrdiff_t *marks = wz_new(scratch, ptrdiff_t, count);
    wz_record **path = wz_new(scratch, wz_record *, count);
    const wz_field *withdrawn = wz_kind_role(kind, WZ_ROLE_WITHDRAWN);
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        if (is_single(kind, &kind->fields[f])) {
            check_field(diags, records, count, NULL, &kind->fields[f], marks, path);
        }
    }
    for (ptrdiff_t f = 0; withdrawn && f < withdrawn->field_count; f++) {
        if (withdrawn->fields[f].to == kind || is_single(kind, &withdrawn->fields[f])) {
            check_field(diags, records, count, withdrawn, &withdrawn->fields[f], marks, path);
        }
    }
    wz_arena_free(scratch);
}

void wz_catalog_check_rings(wz_diags *diags, wz_catalog *catalog)
{
    const wz_model *model = catalog->model;
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        check_kind(diags, model->vocabularies[v], catalog->terms[v], catalog->term_counts[v]);
    }
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        check_kind(diags, model->kinds[k], &catalog->records[catalog->kind_first[k]],
                   catalog->kind_first[k + 1] - catalog->kind_first[k]);
    }
}
