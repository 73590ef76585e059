/* SPDX-License-Identifier: EUPL-1.2 */
/* Records and terms that differ. */
#include <stdlib.h>

#include "edit/diff.h"

static void add_field(wz_diff *diff, change *c, field_change f)
{
    wz_grow(diff->arena, c->fields, c->field_count, c->field_cap);
    c->fields[c->field_count++] = f;
}

/* What of a list is added and removed. False when it holds the same, but for an order that says nothing. */
static bool compare_lists(wz_diff *diff, field_change *f, const texts *keys[2], const texts *shown[2])
{
    edit_subtract(diff->arena, keys[0], keys[1], shown[0], &f->removed);
    edit_subtract(diff->arena, keys[1], keys[0], shown[1], &f->added);
    f->moved = f->removed.count == 0 && f->added.count == 0;
    bool set = f->field == NULL || f->field->holds == WZ_HOLDS_REF;
    return !f->moved || (!set && !edit_same_texts(keys[0], keys[1]));
}

static void compare_field(wz_diff *diff, change *c, const wz_field *before, const wz_field *after)
{
    static const wz_datum nothing;
    texts keys[2] = {0}, shown[2] = {0};
    const wz_datum *old = before != NULL && c->before != NULL ? wz_record_value(c->before, before) : &nothing;
    const wz_datum *new = after != NULL && c->after != NULL ? wz_record_value(c->after, after) : &nothing;
    const wz_field *field = after != NULL ? after : before;
    if (before != NULL)
        edit_value(diff->arena, before, old, diff->after.catalog, &keys[0], &shown[0]);
    if (after != NULL)
        edit_value(diff->arena, after, new, NULL, &keys[1], &shown[1]);
    field_change f = {.name = field->name, .label = field->label, .field = field, .had = old->count, .has = new->count};
    f.prose = field->markup && !field->list;
    f.several = field->several || f.prose;
    if (f.several) {
        if (compare_lists(diff, &f, (const texts *[]){&keys[0], &keys[1]}, (const texts *[]){&shown[0], &shown[1]}))
            add_field(diff, c, f);
    } else if (!edit_same_texts(&keys[0], &keys[1])) {
        f.before = shown[0].count > 0 ? shown[0].items[0] : (wz_str){0};
        f.after = shown[1].count > 0 ? shown[1].items[0] : (wz_str){0};
        add_field(diff, c, f);
    }
}

/* The links of others to a record, over one name. */
static void list_inverse(wz_diff *diff, const wz_catalog *catalog, const wz_record *record, wz_str name,
                         const wz_catalog *renamed, texts *keys, texts *shown)
{
    const wz_kind *kind = record->kind;
    for (ptrdiff_t n = 0; n < wz_catalog_inverse_count(catalog, kind); n++) {
        if (!wz_str_equal(wz_catalog_inverse(catalog, kind, n)->name, name))
            continue;
        wz_links links = wz_catalog_inverse_links(catalog, record, n);
        for (ptrdiff_t i = 0; i < links.count; i++) {
            wz_item item = {
                .as.ref = {.name = links.items[i].record->id, .target = (wz_record *)(uintptr_t)links.items[i].record}};
            wz_datum one = {&item, 1};
            edit_value(diff->arena, links.items[i].field, &one, renamed, keys, shown);
        }
    }
}

static void compare_inverse(wz_diff *diff, change *c)
{
    const wz_catalog *catalog = diff->after.catalog;
    for (ptrdiff_t n = 0; n < wz_catalog_inverse_count(catalog, c->after->kind); n++) {
        const wz_inverse *inverse = wz_catalog_inverse(catalog, c->after->kind, n);
        texts keys[2] = {0}, shown[2] = {0};
        list_inverse(diff, diff->before.catalog, c->before, inverse->name, catalog, &keys[0], &shown[0]);
        list_inverse(diff, catalog, c->after, inverse->name, NULL, &keys[1], &shown[1]);
        field_change f = {.name = inverse->name,
                          .label = inverse->label,
                          .several = true,
                          .had = keys[0].count,
                          .has = keys[1].count};
        if (compare_lists(diff, &f, (const texts *[]){&keys[0], &keys[1]}, (const texts *[]){&shown[0], &shown[1]}))
            add_field(diff, c, f);
    }
}

static void compare_fields(wz_diff *diff, change *c)
{
    const wz_kind *before = c->before->kind, *after = c->after->kind;
    for (ptrdiff_t f = 0; f < after->field_count; f++)
        compare_field(diff, c, wz_kind_field(before, after->fields[f].name), &after->fields[f]);
    for (ptrdiff_t f = 0; f < before->field_count; f++)
        if (wz_kind_field(after, before->fields[f].name) == NULL)
            compare_field(diff, c, &before->fields[f], NULL);
    if (!after->vocabulary)
        compare_inverse(diff, c);
}

static void add_change(wz_diff *diff, changes *to, change c)
{
    if (c.after != NULL && c.after->kind->vocabulary)
        c.touched = wz_catalog_term_links(diff->after.catalog, c.after).count;
    wz_grow(diff->arena, to->items, to->count, to->cap);
    to->items[to->count++] = c;
}

/* A record of before, in its place among those of after. */
static void compare_old(wz_diff *diff, changes *to, const wz_record *old, wz_map *met)
{
    const wz_record *new = edit_now(old, diff->after.catalog);
    change c = {CHANGED, old, new, NULL, 0, 0, 0};
    if (new != NULL && !wz_str_equal(new->id, old->id))
        c.what = RENAMED;
    if (new == NULL) {
        c.what = REMOVED;
        add_change(diff, to, c);
        return;
    }
    wz_map_put(met, new->id, (void *)(uintptr_t) new);
    compare_fields(diff, &c);
    if (c.what == CHANGED && wz_record_withdrawn(new) && !wz_record_withdrawn(old))
        c.what = WITHDRAWN;
    if (c.field_count > 0 || c.what != CHANGED)
        add_change(diff, to, c);
}

/* All records of a kind or terms of a vocabulary, on one side. */
static wz_record *const *records_of(const wz_catalog *catalog, const wz_kind *kind, ptrdiff_t *count)
{
    *count = 0;
    if (kind == NULL)
        return NULL;
    if (kind->vocabulary) {
        *count = catalog->term_counts[kind->index];
        return catalog->terms[kind->index];
    }
    *count = catalog->kind_first[kind->index + 1] - catalog->kind_first[kind->index];
    return catalog->records + catalog->kind_first[kind->index];
}

static void compare_kind(wz_diff *diff, changes *to, const wz_kind *before, const wz_kind *after)
{
    wz_map *met = wz_map_new(diff->arena);
    ptrdiff_t count;
    wz_record *const *records = records_of(diff->before.catalog, before, &count);
    for (ptrdiff_t i = 0; i < count; i++)
        compare_old(diff, to, records[i], met);
    records = records_of(diff->after.catalog, after, &count);
    for (ptrdiff_t i = 0; i < count; i++)
        if (wz_map_get(met, records[i]->id) == NULL)
            add_change(diff, to, (change){ADDED, NULL, records[i], NULL, 0, 0, 0});
}

static const wz_record *subject(const change *c)
{
    return c->after != NULL ? c->after : c->before;
}

static int by_what_and_title(const void *a, const void *b)
{
    const change *x = a, *y = b;
    const wz_record *p = subject(x), *q = subject(y);
    if (p->kind->vocabulary != q->kind->vocabulary || p->kind->index != q->kind->index)
        return p->kind->index < q->kind->index ? -1 : 1;
    if (x->what != y->what)
        return x->what < y->what ? -1 : 1;
    int order = wz_collate(wz_record_title(p), wz_record_title(q));
    return order != 0 ? order : wz_str_compare(p->id, q->id);
}

void edit_compare_records(wz_diff *diff)
{
    const wz_model *before = diff->before.catalog->model, *after = diff->after.catalog->model;
    for (ptrdiff_t k = 0; k < after->kind_count; k++)
        compare_kind(diff, &diff->records, wz_model_kind(before, after->kinds[k]->name), after->kinds[k]);
    for (ptrdiff_t k = 0; k < before->kind_count; k++)
        if (wz_model_kind(after, before->kinds[k]->name) == NULL)
            compare_kind(diff, &diff->records, before->kinds[k], NULL);
    for (ptrdiff_t v = 0; v < after->vocabulary_count; v++)
        compare_kind(diff, &diff->terms, wz_model_vocabulary(before, after->vocabularies[v]->name),
                     after->vocabularies[v]);
    for (ptrdiff_t v = 0; v < before->vocabulary_count; v++)
        if (wz_model_vocabulary(after, before->vocabularies[v]->name) == NULL)
            compare_kind(diff, &diff->terms, before->vocabularies[v], NULL);
    if (diff->records.count > 0)
        qsort(diff->records.items, (size_t)diff->records.count, sizeof(change), by_what_and_title);
    if (diff->terms.count > 0)
        qsort(diff->terms.items, (size_t)diff->terms.count, sizeof(change), by_what_and_title);
}

/* Dates of upkeep say nothing about what a record is. */
static bool is_upkeep(const wz_kind *kind, const wz_field *field)
{
    static const wz_role roles[] = {WZ_ROLE_ADDED, WZ_ROLE_CHANGES, WZ_ROLE_CHECKED, WZ_ROLE_REVIEWED, WZ_ROLE_FORMER};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (wz_kind_role(kind, roles[i]) == field)
            return true;
    return false;
}

int edit_likeness(wz_arena *arena, const wz_record *a, const wz_record *b)
{
    int filled = 0, same = 0;
    for (ptrdiff_t f = 0; a->kind == b->kind && f < a->kind->field_count; f++) {
        const wz_field *field = &a->kind->fields[f];
        const wz_datum *x = wz_record_value(a, field), *y = wz_record_value(b, field);
        if (is_upkeep(a->kind, field) || x->count + y->count == 0)
            continue;
        texts keys[2] = {0}, shown = {0};
        edit_value(arena, field, x, NULL, &keys[0], &shown);
        edit_value(arena, field, y, NULL, &keys[1], &shown);
        filled++;
        same += edit_same_texts(&keys[0], &keys[1]);
    }
    return filled < 4 ? 0 : same * 100 / filled;
}
