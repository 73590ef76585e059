/* From names to records: terms, references, former ids. */
#include "catalog/internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct resolver {
    wz_arena  *arena;
    wz_diags  *diags;
    wz_catalog *catalog;
    wz_record *record;
} resolver;

typedef struct resolve_run {
    wz_catalog *catalog;
    wz_diags  **diags;
    wz_map     *former;     /* "folder/id" to record */
} resolve_run;

const wz_record *wz_catalog_find(const wz_catalog *catalog, const wz_kind *kind, wz_str id)
{
    return wz_map_get(kind->vocabulary ? catalog->links->term_by_id[kind->index] : catalog->links->by_id[kind->index], id);
}

const wz_record *wz_catalog_term(const wz_catalog *catalog, const wz_kind *vocabulary, wz_str written)
{
    const wz_record *term = wz_catalog_find(catalog, vocabulary, written);
    if (!term && vocabulary->vocabulary) {
        wz_arena *scratch = wz_arena_new(NULL);
        term              = wz_map_get(catalog->links->term_by_name[vocabulary->index], wz_utf8_fold(scratch, written));
        wz_arena_free(scratch);
    }
    return term;
}

wz_str wz_catalog_suggest(const wz_catalog *catalog, const wz_kind *kind, wz_str id)
{
    const wz_map *map   = kind->vocabulary ? catalog->links->term_by_name[kind->index] : catalog->links->by_id[kind->index];
    wz_arena     *arena = wz_arena_new(NULL);
    ptrdiff_t     count = wz_map_count(map);
    wz_str       *names = wz_new(arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        names[i] = wz_map_key(map, i);
    }
    wz_str best = wz_suggest(id, names, count);
    if (best.ptr && kind->vocabulary) {
        /* The id is what stands in records. */
        const wz_record *term = wz_map_get(map, best);
        best                  = term->id;
    }
    wz_arena_free(arena);
    return best;
}

static void fault(resolver *r)
{
    r->record->broken = true;
}

static bool resolve_term(resolver *r, const wz_field *field, wz_item *item)
{
    const wz_kind *vocabulary = field->vocabulary;
    wz_str         name       = item->as.ref.name;
    wz_record     *term       = wz_map_get(r->catalog->links->term_by_id[vocabulary->index], name);
    if (!term) {
        term = wz_map_get(r->catalog->links->term_by_name[vocabulary->index], wz_utf8_fold(r->arena, name));
    }
    if (!term) {
        /* A list that could not be read has been reported; its terms cannot be judged. */
        if (r->catalog->term_counts[vocabulary->index] > 0) {
            wz_diag *d    = wz_report(r->diags, UNKNOWN_TERM, item->node->loc, vocabulary->one, name);
            d->suggestion = wz_catalog_suggest(r->catalog, vocabulary, name);
            fault(r);
        }
        return false;
    }
    if (term == r->record) {
        wz_report(r->diags, SELF_REFERENCE, item->node->loc, name);
        fault(r);
        return false;
    }
    if (wz_record_withdrawn(term)) {
        wz_report(r->diags, WITHDRAWN_REFERENCE, item->node->loc, name);
    }
    item->as.ref.target = term;
    return true;
}

/* The role of a withdrawn record's successor is to be read from the tombstone: the first reference in it. */
static wz_str successor(const wz_record *record)
{
    const wz_field *field = wz_kind_role(record->kind, WZ_ROLE_WITHDRAWN);
    const wz_datum *d     = wz_record_role(record, WZ_ROLE_WITHDRAWN);
    for (ptrdiff_t i = 0; d->count && i < field->field_count; i++) {
        if (field->fields[i].type == WZ_TYPE_REFS && d->items[0].as.group[i].count) {
            return d->items[0].as.group[i].items[0].as.ref.name;
        }
    }
    return (wz_str){0};
}

static void unknown_reference(resolver *r, const wz_map *former, const wz_field *field, wz_item *item)
{
    const wz_model *model = r->catalog->model;
    wz_str          name  = item->as.ref.name;
    const wz_record *moved = wz_map_get(former, wz_format(r->arena, "%.*s/%.*s", WZ_ARG(field->to->place), WZ_ARG(name)));
    fault(r);
    if (moved) {
        wz_diag *d    = wz_report(r->diags, FORMER_REFERENCE, item->node->loc, name, moved->id);
        d->suggestion = moved->id;
        return;
    }
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        const wz_record *other = wz_map_get(r->catalog->links->by_id[k], name);
        if (other) {
            wz_diag *d    = wz_report(r->diags, WRONG_KIND, item->node->loc, field->to->one, name, model->kinds[k]->one);
            d->suggestion = wz_catalog_suggest(r->catalog, field->to, name);
            return;
        }
    }
    wz_diag *d    = wz_report(r->diags, UNKNOWN_REFERENCE, item->node->loc, field->to->one, name);
    d->suggestion = wz_catalog_suggest(r->catalog, field->to, name);
}

static bool resolve_reference(resolver *r, const wz_map *former, const wz_field *field, wz_item *item)
{
    wz_record *target = wz_map_get(r->catalog->links->by_id[field->to->index], item->as.ref.name);
    if (!target) {
        unknown_reference(r, former, field, item);
        return false;
    }
    if (target == r->record) {
        wz_report(r->diags, SELF_REFERENCE, item->node->loc, item->as.ref.name);
        fault(r);
        return false;
    }
    if (wz_record_withdrawn(target)) {
        wz_diag *d    = wz_report(r->diags, WITHDRAWN_REFERENCE, item->node->loc, item->as.ref.name);
        d->suggestion = successor(target);
    }
    item->as.ref.target = target;
    return true;
}

/* Resolves all items of a datum; drops those that name nothing and the second of two that name the same under two spellings. */
static void resolve_fields(resolver *r, const wz_map *former, const wz_field *fields, ptrdiff_t count, wz_datum *values)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        wz_datum       *d     = &values[f];
        if (field->type == WZ_TYPE_GROUP) {
            for (ptrdiff_t i = 0; i < d->count; i++) {
                resolve_fields(r, former, field->fields, field->field_count, d->items[i].as.group);
            }
        }
        if (!field->vocabulary && field->type != WZ_TYPE_REFS) {
            continue;
        }
        ptrdiff_t kept = 0;
        for (ptrdiff_t i = 0; i < d->count; i++) {
            wz_item item = d->items[i];
            bool    ok   = field->type == WZ_TYPE_REFS ? resolve_reference(r, former, field, &item) : resolve_term(r, field, &item);
            for (ptrdiff_t j = 0; ok && field->type == WZ_TYPE_TERMS && d->count <= 64 && j < kept; j++) {
                if (d->items[j].as.ref.target == item.as.ref.target) {
                    wz_report(r->diags, DUPLICATE_ITEM, item.node->loc, item.as.ref.name, field->name);
                    ok = false;
                }
            }
            if (ok) {
                d->items[kept++] = item;
            }
        }
        d->count = kept;
    }
}

static void resolve_one(void *context, int worker, ptrdiff_t index)
{
    resolve_run *run    = context;
    wz_record   *record = run->catalog->records[index];
    resolver     r      = {run->catalog->links->arenas[worker], run->diags[worker], run->catalog, record};
    resolve_fields(&r, run->former, record->kind->fields, record->kind->field_count, record->values);
}

/* A field that holds at most one of its own kind makes a tree; following it must end. */
static void check_chain(wz_diags *diags, const wz_record *start, const wz_field *field, const wz_datum *(*next)(const wz_record *, const wz_field *))
{
    const wz_record *slow = start, *at = start;
    for (int step = 0; step < 1000; step++) {
        const wz_datum *d = next(at, field);
        if (!d || d->count == 0 || !d->items[0].as.ref.target) {
            return;
        }
        const wz_record *previous = at;
        at                        = d->items[0].as.ref.target;
        if (at == start) {
            /* Each member of the ring would say so: only the first by id does. */
            for (const wz_record *p = next(start, field)->items[0].as.ref.target; p != start; p = next(p, field)->items[0].as.ref.target) {
                if (wz_str_compare(p->id, start->id) < 0) {
                    return;
                }
            }
            const wz_datum *own = next(start, field);
            wz_report(diags, REFERENCE_CYCLE, own->items[0].node->loc, start->id, previous->id);
            return;
        }
        if (step % 2) {
            slow = next(slow, field)->items[0].as.ref.target;
            if (slow == at) {
                return;     /* a ring further on: its own members report it */
            }
        }
    }
}

static const wz_datum *plain_next(const wz_record *record, const wz_field *field)
{
    return wz_record_value(record, field);
}

static const wz_datum *successor_next(const wz_record *record, const wz_field *field)
{
    const wz_datum *d     = wz_record_role(record, WZ_ROLE_WITHDRAWN);
    const wz_field *group = wz_kind_role(record->kind, WZ_ROLE_WITHDRAWN);
    return d->count ? &d->items[0].as.group[field - group->fields] : NULL;
}

static void check_record_chains(wz_diags *diags, wz_record *record)
{
    const wz_kind *kind = record->kind;
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        const wz_field *field = &kind->fields[f];
        if (field->max == 1 && (field->to == kind || (field->type == WZ_TYPE_TERMS && field->vocabulary == kind)) && record->values[f].count) {
            check_chain(diags, record, field, plain_next);
        }
        if (field == wz_kind_role(kind, WZ_ROLE_WITHDRAWN) && record->values[f].count) {
            for (ptrdiff_t i = 0; i < field->field_count; i++) {
                if (field->fields[i].to == kind && record->values[f].items[0].as.group[i].count) {
                    check_chain(diags, record, &field->fields[i], successor_next);
                    break;
                }
            }
        }
    }
}

/* Former ids: "folder/old" to the record of now. */
static wz_map *collect_former(wz_arena *arena, wz_diags *diags, wz_catalog *catalog)
{
    wz_map *former = wz_map_new(arena);
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        wz_record      *record = catalog->records[r];
        const wz_datum *d      = wz_record_role(record, WZ_ROLE_FORMER);
        for (ptrdiff_t i = 0; i < d->count; i++) {
            wz_str id  = d->items[i].as.text;
            wz_loc loc = d->items[i].node->loc;
            if (!wz_id_check(arena, diags, id, loc)) {
                record->broken = true;
                continue;
            }
            const wz_record *living = wz_catalog_find(catalog, record->kind, id);
            if (living) {
                wz_diag *g     = wz_report(diags, FORMER_TAKEN, loc, id);
                g->related     = living->loc;
                record->broken = true;
                continue;
            }
            wz_str     path  = wz_format(arena, "%.*s/%.*s", WZ_ARG(record->kind->place), WZ_ARG(id));
            wz_record *other = wz_map_get(former, path);
            if (other) {
                wz_diag *g     = wz_report(diags, FORMER_TWICE, loc, id);
                g->related     = other->loc;
                record->broken = true;
            } else {
                wz_map_put(former, path, record);
            }
        }
    }
    return former;
}

static void forget_broken(const wz_field *fields, ptrdiff_t count, wz_datum *values)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        wz_datum *d    = &values[f];
        ptrdiff_t kept = 0;
        for (ptrdiff_t i = 0; i < d->count; i++) {
            if (fields[f].type == WZ_TYPE_GROUP) {
                forget_broken(fields[f].fields, fields[f].field_count, d->items[i].as.group);
            }
            if (fields[f].type != WZ_TYPE_REFS || !d->items[i].as.ref.target->broken) {
                d->items[kept++] = d->items[i];
            }
        }
        d->count = kept;
    }
}

/* Leaves out broken records, and what refers to them forgets them. Their errors become warnings. */
static void quarantine(wz_diags *diags, wz_catalog *catalog)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        wz_record *record = catalog->records[r];
        if (!record->broken) {
            forget_broken(record->kind->fields, record->kind->field_count, record->values);
            continue;
        }
        for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
            wz_diag *d = wz_diags_at(diags, i);
            if (d->loc.source && wz_str_equal(d->loc.source->path, record->source->path)) {
                d->demoted = true;
            }
        }
        wz_report(diags, QUARANTINED, record->loc, record->id);
    }
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        if (!catalog->records[r]->broken) {
            catalog->records[kept++] = catalog->records[r];
        }
    }
    catalog->record_count = kept;
}

void wz_catalog_resolve(wz_arena *arena, wz_diags *diags, wz_catalog *catalog, const wz_catalog_options *options)
{
    int         workers = catalog->links->workers;
    resolve_run run     = {.catalog = catalog, .former = collect_former(arena, diags, catalog)};
    run.diags           = wz_new(arena, wz_diags *, workers);
    for (int w = 0; w < workers; w++) {
        run.diags[w] = wz_diags_new(catalog->links->arenas[w]);
    }
    for (ptrdiff_t v = 0; v < catalog->model->vocabulary_count; v++) {
        const wz_kind *vocabulary = catalog->model->vocabularies[v];
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            resolver r = {arena, diags, catalog, catalog->terms[v][t]};
            resolve_fields(&r, run.former, vocabulary->fields, vocabulary->field_count, r.record->values);
        }
    }
    wz_pool_run(workers, catalog->record_count, resolve_one, &run);
    for (int w = 0; w < workers; w++) {
        wz_diags_append(diags, run.diags[w]);
    }
    for (ptrdiff_t v = 0; v < catalog->model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            check_record_chains(diags, catalog->terms[v][t]);
        }
    }
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        check_record_chains(diags, catalog->records[r]);
    }
    if (options->quarantine) {
        quarantine(diags, catalog);
        wz_catalog_number(arena, catalog);
    }
}

static int by_from(const void *a, const void *b)
{
    return wz_str_compare(((const wz_redirect *)a)->from, ((const wz_redirect *)b)->from);
}

void wz_catalog_redirect(wz_arena *arena, wz_catalog *catalog)
{
    ptrdiff_t total = 0;
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        total += wz_record_role(catalog->records[r], WZ_ROLE_FORMER)->count;
    }
    catalog->redirects = wz_new(arena, wz_redirect, total);
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        const wz_record *record = catalog->records[r];
        const wz_datum  *d      = wz_record_role(record, WZ_ROLE_FORMER);
        for (ptrdiff_t i = 0; i < d->count; i++) {
            if (!wz_catalog_find(catalog, record->kind, d->items[i].as.text)) {
                catalog->redirects[catalog->redirect_count++] =
                    (wz_redirect){wz_format(arena, "%.*s/%.*s/", WZ_ARG(record->kind->place), WZ_ARG(d->items[i].as.text)), record};
            }
        }
    }
    qsort(catalog->redirects, (size_t)catalog->redirect_count, sizeof *catalog->redirects, by_from);
}
