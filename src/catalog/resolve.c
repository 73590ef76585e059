/* SPDX-License-Identifier: EUPL-1.2 */
/* From names to records: terms, references, former ids. */
#include <assert.h>

#include "catalog/internal.h"

#include <stdlib.h>
#include <string.h>

/* A message that wants a suggestion. It gets one after all workers are done: what a withdrawn record's successor is may
 * only be read then, and how many get one must not depend on which worker met them first. */
typedef struct pending {
    wz_diag *diag;
    const wz_kind *kind;
    wz_str name;
    const wz_record *withdrawn; /* its successor is the suggestion; NULL: look for a name near name */
    ptrdiff_t order;            /* the record's number, terms first */
    const wz_str *beside;       /* what stands in the value already */
    ptrdiff_t beside_count;
} pending;

typedef struct pendings {
    pending *items;
    ptrdiff_t count, cap;
} pendings;

typedef struct resolver {
    wz_arena *arena;
    wz_diags *diags;
    wz_catalog *catalog;
    wz_record *record;
    pendings *pendings;
} resolver;

typedef struct resolve_run {
    wz_catalog *catalog;
    wz_diags **diags;
    pendings *pendings;
} resolve_run;

/* Comparing a name with all others takes a while in a large catalogue, so only this many different names get a
 * suggestion. */
#define SUGGESTIONS 200

static void fault(resolver *r)
{
    r->record->broken = true;
}

/* The names of one value, as written. */
typedef struct names {
    const wz_str *items;
    ptrdiff_t count;
    ptrdiff_t at;
} names;

static void want_suggestion(resolver *r, wz_diag *diag, const wz_kind *kind, wz_str name, const wz_record *withdrawn,
                            const names *beside)
{
    pendings *p = r->pendings;
    wz_str *kept = wz_new(r->arena, wz_str, beside->count);
    memcpy(kept, beside->items, (size_t)beside->count * sizeof *kept);
    wz_grow(r->arena, p->items, p->count, p->cap);
    p->items[p->count++] = (pending){
        diag, kind, name, withdrawn, r->record->kind->vocabulary ? -1 : r->record->number, kept, beside->count};
}

/* True when item bears the name that a record or term had, which is reported. */
static bool is_former(resolver *r, const wz_kind *kind, const wz_item *item)
{
    const wz_record *now = wz_map_get(r->catalog->links->former, wz_catalog_key(r->arena, kind, item->as.ref.name));
    if (now) {
        wz_report(r->diags, FORMER_REFERENCE, item->node->loc, item->as.ref.name, now->id)->suggestion = now->id;
        fault(r);
    }
    return now != NULL;
}

/* True when a text names two or more, which is reported with what to type in that place. */
static bool are_several(resolver *r, const wz_kind *kind, const wz_item *item)
{
    wz_str split = wz_catalog_split(r->arena, r->catalog, kind, item->as.ref.name),
           source = item->node->loc.source->text;
    ptrdiff_t at = item->node->start;
    while (split.ptr && at > 0 && strchr(" \t\r\n", source.ptr[at - 1])) {
        at--;
    }
    if (!split.ptr) {
        return false;
    }
    bool dash = at > 0 && source.ptr[at - 1] == '-', inside = at > 0 && strchr("[,", source.ptr[at - 1]);
    wz_str typed = dash || inside ? split : wz_format(r->arena, "[%.*s]", WZ_ARG(split));
    wz_diag *d = wz_report(r->diags, SEVERAL_TERMS, item->node->loc, item->as.ref.name, typed);
    d->suggestion = dash ? (wz_str){0} : typed;
    return true;
}

/* A name that is no term: two terms in one text, a part of one that a comma cut in two, or a mistake. */
static void unknown_term(resolver *r, const wz_kind *vocabulary, const wz_item *item, const names *beside)
{
    wz_str name = item->as.ref.name;
    fault(r);
    /* Signs with a meaning for YAML were reported where the file is read. */
    if (item->node->style == WZ_STYLE_PLAIN && name.len && strchr("&*!", name.ptr[0])) {
        return;
    }
    if (are_several(r, vocabulary, item)) {
        return;
    }
    wz_str whole = wz_catalog_join(r->arena, r->catalog, vocabulary, beside->items, beside->count, beside->at);
    if (whole.ptr) {
        whole = wz_format(r->arena, "\"%.*s\"", WZ_ARG(whole));
        wz_report(r->diags, COMMA_SPLITS, item->node->loc, name, whole)->suggestion = whole;
        return;
    }
    wz_diag *d = wz_report(r->diags, UNKNOWN_TERM, item->node->loc, vocabulary->one, name,
                           wz_format(r->arena, "content/%.*s", WZ_ARG(vocabulary->place)));
    want_suggestion(r, d, vocabulary, name, NULL, beside);
}

static bool resolve_term(resolver *r, const wz_field *field, wz_item *item, const names *beside)
{
    const wz_kind *vocabulary = field->vocabulary;
    wz_str name = item->as.ref.name;
    wz_record *term = wz_map_get(r->catalog->links->term_by_id[vocabulary->index], name);
    if (!term) {
        term = wz_map_get(r->catalog->links->term_by_name[vocabulary->index], wz_utf8_fold(r->arena, name));
    }
    if (!term) {
        /* A list that could not be read has been reported; its terms cannot be judged. */
        if (!r->catalog->links->unread[vocabulary->index] && !is_former(r, vocabulary, item)) {
            unknown_term(r, vocabulary, item, beside);
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
    const wz_datum *d = wz_record_role(record, WZ_ROLE_WITHDRAWN);
    for (ptrdiff_t i = 0; d->count && i < field->field_count; i++) {
        if (field->fields[i].to && d->items[0].parts[i].count) {
            return d->items[0].parts[i].items[0].as.ref.name;
        }
    }
    return (wz_str){0};
}

/* The record that is named otherwise: by its address, its file, its kind before it, or its title. */
static const wz_record *named_otherwise(resolver *r, const wz_kind *kind, wz_str name)
{
    wz_str part = name;
    while (wz_str_ends(part, WZ_STR("/"))) {
        part.len--;
    }
    for (ptrdiff_t at = part.len; at > 0; at--) {
        if (strchr("/:", part.ptr[at - 1])) {
            part = wz_str_trim(wz_str_slice(part, at, part.len));
            break;
        }
    }
    ptrdiff_t stem = wz_record_stem(part);
    part = stem > 0 ? wz_str_slice(part, 0, stem) : part;
    const wz_record *found = wz_catalog_named(r->catalog, kind, part);
    if (found || wz_str_find_byte(name, ' ') < 0 || r->pendings->count > SUGGESTIONS) {
        return found;
    }
    wz_str folded = wz_utf8_fold(r->arena, name);
    for (ptrdiff_t i = 0; i < r->catalog->record_count && !found; i++) {
        const wz_record *record = r->catalog->records[i];
        bool same = record->kind == kind && wz_str_equal(wz_utf8_fold(r->arena, wz_record_title(record)), folded);
        found = same ? record : NULL;
    }
    return found;
}

static void unknown_reference(resolver *r, const wz_field *field, wz_item *item, const names *beside)
{
    const wz_model *model = r->catalog->model;
    wz_str name = item->as.ref.name;
    if (is_former(r, field->to, item)) {
        return;
    }
    fault(r);
    if (are_several(r, field->to, item)) {
        return;
    }
    const wz_record *meant = named_otherwise(r, field->to, name);
    if (meant) {
        wz_report(r->diags, UNKNOWN_REFERENCE, item->node->loc, field->to->one, name,
                  wz_format(r->arena, "content/%.*s/", WZ_ARG(field->to->place)))
            ->suggestion = meant->id;
        return;
    }
    wz_diag *d = NULL;
    for (ptrdiff_t k = 0; k < model->kind_count && !d; k++) {
        if (wz_map_get(r->catalog->links->by_id[k], name)) {
            d = wz_report(r->diags, WRONG_KIND, item->node->loc, field->to->one, name, model->kinds[k]->one);
        }
    }
    if (!d) {
        d = wz_report(r->diags, UNKNOWN_REFERENCE, item->node->loc, field->to->one, name,
                      wz_format(r->arena, "content/%.*s/", WZ_ARG(field->to->place)));
    }
    want_suggestion(r, d, field->to, name, NULL, beside);
}

static bool resolve_reference(resolver *r, const wz_field *field, wz_item *item, const names *beside)
{
    wz_record *target = wz_catalog_named(r->catalog, field->to, item->as.ref.name);
    if (!target) {
        unknown_reference(r, field, item, beside);
        return false;
    }
    if (target == r->record) {
        wz_report(r->diags, SELF_REFERENCE, item->node->loc, item->as.ref.name);
        fault(r);
        return false;
    }
    if (wz_record_withdrawn(target)) {
        wz_diag *d = wz_report(r->diags, WITHDRAWN_REFERENCE, item->node->loc, item->as.ref.name);
        want_suggestion(r, d, field->to, item->as.ref.name, target, beside);
    }
    item->as.ref.target = target;
    return true;
}

/* One value whose items name terms or records: drops those that name nothing, and the second of two that name the same
 * term under two spellings. */
static void resolve_value(resolver *r, const wz_field *field, wz_datum *d)
{
    bool terms = wz_field_terms(field);
    ptrdiff_t kept = 0;
    assert(!terms || field->vocabulary != NULL); /* the model was read so */
    /* A mark for each term keeps long lists linear; most lists are short. */
    bool *seen =
        terms && d->count > 16 ? wz_new(r->arena, bool, r->catalog->term_counts[field->vocabulary->index]) : NULL;
    wz_str few[16], *written = d->count > 16 ? wz_new(r->arena, wz_str, d->count) : few;
    names beside = {written, field->placed ? 0 : d->count, 0}; /* articles of one law stand beside one another */
    for (ptrdiff_t i = 0; i < d->count; i++) {
        written[i] = d->items[i].as.ref.name;
    }
    for (ptrdiff_t i = 0; i < d->count; i++) {
        wz_item item = d->items[i];
        bool page = field->placed && item.parts;
        beside.at = i;
        bool ok = page        ? true
                  : field->to ? resolve_reference(r, field, &item, &beside)
                              : resolve_term(r, field, &item, &beside);
        bool twice = ok && seen && seen[item.as.ref.target->number];
        for (ptrdiff_t j = 0; ok && !seen && terms && j < kept && !twice; j++) {
            twice = d->items[j].as.ref.target == item.as.ref.target;
        }
        if (twice) {
            wz_report(r->diags, DUPLICATE_ITEM, item.node->loc, item.as.ref.name, field->name);
        } else if (ok) {
            if (seen) {
                seen[item.as.ref.target->number] = true;
            }
            d->items[kept++] = item;
        }
    }
    d->count = kept;
}

/* How certain each reference is: as it says itself, or as the field beside it does. */
static void settle_certainty(const wz_field *fields, ptrdiff_t count, wz_datum *values)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *from = fields[f].certainty_from;
        const wz_datum *beside = from ? &values[from - fields] : NULL;
        for (ptrdiff_t i = 0; fields[f].to && i < values[f].count; i++) {
            wz_item *item = &values[f].items[i];
            const wz_datum *said = item->parts && item->parts->count ? item->parts : beside;
            item->as.ref.certainty = said && said->count ? said->items[0].as.ref.target : NULL;
        }
    }
}

/* Parts nest at most WZ_MODEL_DEPTH deep. */
static void resolve_fields(resolver *r, const wz_field *fields, ptrdiff_t count, wz_datum *values)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        if (field->vocabulary || field->to) {
            resolve_value(r, field, &values[f]);
        }
        for (ptrdiff_t i = 0; i < values[f].count; i++) {
            if (values[f].items[i].parts) {
                resolve_fields(r, field->fields, field->field_count, values[f].items[i].parts);
            }
        }
    }
    settle_certainty(fields, count, values);
}

static void resolve_one(void *context, int worker, ptrdiff_t index)
{
    resolve_run *run = context;
    wz_record *record = run->catalog->records[index];
    resolver r = {run->catalog->links->arenas[worker], run->diags[worker], run->catalog, record,
                  &run->pendings[worker]};
    resolve_fields(&r, record->kind->fields, record->kind->field_count, record->values);
}

static int by_order(const void *a, const void *b)
{
    const pending *x = a, *y = b;
    if (x->order != y->order) {
        return x->order < y->order ? -1 : 1;
    }
    wz_loc p = x->diag->loc, q = y->diag->loc;
    if (p.line != q.line) {
        return p.line < q.line ? -1 : 1;
    }
    return p.column < q.column ? -1 : p.column > q.column;
}

static bool stands(const pending *p, wz_str name)
{
    bool found = false;
    for (ptrdiff_t i = 0; name.len && i < p->beside_count; i++) {
        found = found || wz_str_equal(p->beside[i], name);
    }
    return found;
}

static void give_suggestions(const resolve_run *run, int workers)
{
    wz_arena *scratch = wz_arena_new(NULL);
    ptrdiff_t count = 0, asked = 0;
    for (int w = 0; w < workers; w++) {
        count += run->pendings[w].count;
    }
    pending *all = wz_new(scratch, pending, count);
    ptrdiff_t n = 0;
    for (int w = 0; w < workers; w++) {
        for (ptrdiff_t i = 0; i < run->pendings[w].count; i++) {
            all[n++] = run->pendings[w].items[i];
        }
    }
    qsort(all, (size_t)count, sizeof *all, by_order);
    wz_map *known = wz_map_new(scratch);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (all[i].withdrawn) {
            wz_str next = successor(all[i].withdrawn);
            if (stands(&all[i], next)) { /* following the advice would make it stand there twice */
                all[i].diag->code = WZ_DIAG_SUCCESSOR_STANDS;
                all[i].diag->args[1] = next;
            } else {
                all[i].diag->suggestion = next;
            }
            continue;
        }
        wz_str key =
            wz_format(scratch, "%d%.*s/%.*s", all[i].kind->vocabulary, WZ_ARG(all[i].kind->name), WZ_ARG(all[i].name));
        wz_str *found = wz_map_get(known, key);
        if (!found && asked++ < SUGGESTIONS) {
            found = wz_new(scratch, wz_str, 1);
            *found = wz_catalog_suggest(run->catalog, all[i].kind, all[i].name);
            wz_map_put(known, key, found);
        }
        if (found && all[i].kind->vocabulary) {
            all[i].diag->args[2] =
                wz_catalog_choices(run->catalog->links->arenas[0], run->catalog, all[i].kind, all[i].name);
        }
        if (found && !stands(&all[i], *found)) {
            all[i].diag->suggestion = *found;
        }
    }
    wz_arena_free(scratch);
}

void wz_catalog_resolve(wz_arena *arena, wz_diags *diags, wz_catalog *catalog)
{
    int workers = catalog->links->workers;
    resolve_run run = {.catalog = catalog};
    run.diags = wz_new(arena, wz_diags *, workers);
    run.pendings = wz_new(arena, pendings, workers);
    for (int w = 0; w < workers; w++) {
        run.diags[w] = wz_diags_new(catalog->links->arenas[w]);
    }
    for (ptrdiff_t v = 0; v < catalog->model->vocabulary_count; v++) {
        const wz_kind *vocabulary = catalog->model->vocabularies[v];
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            resolver r = {catalog->links->arenas[0], run.diags[0], catalog, catalog->terms[v][t], &run.pendings[0]};
            resolve_fields(&r, vocabulary->fields, vocabulary->field_count, r.record->values);
        }
    }
    wz_pool_run(workers, catalog->record_count, resolve_one, &run);
    give_suggestions(&run, workers);
    for (int w = 0; w < workers; w++) {
        wz_diags_append(diags, run.diags[w]);
    }
}
