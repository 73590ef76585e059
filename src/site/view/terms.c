/* SPDX-License-Identifier: EUPL-1.2 */
/* A term as its own page shows it: its records by kind, the terms it goes with, and the narrower ones. */
#include "site/view/view.h"

#include <string.h>

/* The same records by the name of the kind: {{#records.NAME}}. */
wz_value site_view_by_kind(const site *s, wz_arena *arena, wz_links links)
{
    wz_object *o = wz_object_new(arena, s->model->kind_count > 0 ? s->model->kind_count : 1);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        wz_object_set(o, wz_symbol_find(s->symbols, s->model->kinds[k]->name),
                      site_view_links(s, arena, arena, links, s->model->kinds[k]));
    }
    return wz_value_object(o);
}

/* Records by kind, in the order of the model; kinds without any are left out. */
wz_value site_view_by_kind_list(const site *s, wz_arena *arena, wz_links links)
{
    const wz_symbol members[] = {s->n->count, s->n->single, s->n->several, s->n->begin, s->n->beyond, s->n->items};
    ptrdiff_t count = 0, at = 0;
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        for (ptrdiff_t i = 0; i < links.count; i++) {
            if (links.items[i].record->kind->index == k) {
                count++;
                break;
            }
        }
    }
    wz_value *items = wz_new(arena, wz_value, count);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        wz_value records = site_view_links(s, arena, arena, links, s->model->kinds[k]);
        if (records.kind == WZ_VALUE_OBJECT) {
            wz_object *item = site_view_link(s, arena, s->values->kinds[k], at, count);
            for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
                site_view_link_set(item, members[m], wz_object_get(arena, records.as.object, members[m]));
            }
            items[at++] = wz_value_object(item);
        }
    }
    return wz_value_list(wz_list_new(arena, items, at));
}

/* The pages that this term shares with terms of other vocabularies. */
static wz_value pairs_value(const site *s, wz_arena *arena, const wz_record *term)
{
    wz_value *lists = wz_new(arena, wz_value, s->config.output_count * 2);
    ptrdiff_t n = 0;
    for (ptrdiff_t o = 0; o < s->config.output_count; o++) {
        const output_spec *spec = &s->config.outputs[o];
        if (spec->each != EACH_PAIR || (spec->vocabulary != term->kind && spec->with != term->kind)) {
            continue;
        }
        bool first = spec->vocabulary == term->kind;
        const wz_kind *other = first ? spec->with : spec->vocabulary;
        ptrdiff_t count = s->catalog->term_counts[other->index], have = 0, at = 0;
        const pair_page **paths = wz_new(arena, const pair_page *, count);
        for (ptrdiff_t t = 0; t < count; t++) {
            const wz_record *x = first ? term : s->catalog->terms[other->index][t],
                            *y = first ? s->catalog->terms[other->index][t] : term;
            paths[t] = wz_map_get(s->pair_paths, site_pair_key(arena, x, y));
            have += paths[t] != NULL;
        }
        wz_value *items = wz_new(arena, wz_value, have);
        ptrdiff_t *sizes = wz_new(arena, ptrdiff_t, have + 1), most = 1;
        for (ptrdiff_t t = 0; t < count; t++) {
            ptrdiff_t pair = paths[t] ? paths[t]->count : 0;
            most = pair > most ? pair : most;
        }
        for (ptrdiff_t t = 0; t < count; t++) {
            if (paths[t]) {
                const wz_record *with = s->catalog->terms[other->index][t];
                wz_object *item = site_view_link(s, arena, site_view_record(s, with), at, have);
                site_view_link_set(item, s->n->path, wz_value_optional(site_link_path(s, arena, paths[t]->path)));
                ptrdiff_t pair = paths[t]->count;
                site_view_link_set(item, s->n->count, site_number(arena, pair));
                site_view_link_set(item, s->n->share, site_number(arena, pair * 100 / most));
                sizes[at] = pair;
                items[at++] = wz_value_object(item);
            }
        }
        wz_object *list = site_view_link(s, arena, site_view_kind(s, other), n, n + 1);
        site_view_link_set(list, s->n->items, wz_value_list(wz_list_new(arena, items, at)));
        site_view_link_set(list, s->n->count, site_number(arena, at));
        site_view_top(s, arena, list, items, sizes, at);
        lists[n++] = wz_value_object(list);
    }
    return wz_value_list(wz_list_new(arena, lists, n));
}

/* Terms that name this one in a field for a single term of their own vocabulary. */
static wz_value narrower_value(const site *s, wz_arena *arena, const wz_record *term)
{
    const wz_kind *kind = term->kind;
    ptrdiff_t count = s->catalog->term_counts[kind->index], n = 0;
    const wz_record **found = wz_new(arena, const wz_record *, count);
    for (ptrdiff_t t = 0; t < count; t++) {
        const wz_record *other = s->catalog->terms[kind->index][t];
        for (ptrdiff_t f = 0; f < kind->field_count; f++) {
            const wz_field *field = &kind->fields[f];
            const wz_datum *d = &other->values[f];
            if (wz_field_terms(field) && field->vocabulary == kind && field->max == 1 && d->count &&
                d->items[0].as.ref.target == term) {
                found[n++] = other;
                break;
            }
        }
    }
    return site_view_some(s, arena, found, n);
}

/* The pairs again, by the name of the other vocabulary; false where there are none. */
static wz_value pairs_object(const site *s, wz_arena *arena, wz_value pairs)
{
    wz_object *o = wz_object_new(arena, s->model->vocabulary_count > 0 ? s->model->vocabulary_count : 1);
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        wz_object_set(o, wz_symbol_find(s->symbols, s->model->vocabularies[v]->name), wz_value_bool(false));
    }
    for (ptrdiff_t i = 0; i < pairs.as.list->count; i++) {
        wz_value list = pairs.as.list->items[i];
        wz_value name = wz_object_get(arena, list.as.object, s->n->name),
                 items = wz_object_get(arena, list.as.object, s->n->items);
        if (items.as.list->count) {
            wz_object_set(o, wz_symbol_find(s->symbols, (wz_str){name.as.text, name.len}), list);
        }
    }
    return wz_value_object(o);
}

/* Records by title; terms in the order they are in. */
static wz_value grouped(const site *s, wz_arena *arena, wz_links links)
{
    if (!links.items[0].record->kind->vocabulary) {
        return site_view_links(s, arena, arena, links, NULL);
    }
    wz_value *items = wz_new(arena, wz_value, links.count);
    for (ptrdiff_t i = 0; i < links.count; i++) {
        items[i] =
            wz_value_object(site_view_link(s, arena, site_view_record(s, links.items[i].record), i, links.count));
    }
    return site_view_wrap(s, arena, items, links.count);
}

/* The records with this term that carry terms of one other vocabulary, under each of those: a list, and each group by
 * the id of its term as far as a template names it. */
static wz_value group_value(const site *s, wz_arena *arena, wz_links links, const wz_kind *vocabulary)
{
    ptrdiff_t terms = s->catalog->term_counts[vocabulary->index], groups = 0, at = 0, total = 0;
    ptrdiff_t *counts = wz_new(arena, ptrdiff_t, terms + 1);
    wz_link *found = NULL;
    /* First round: how many of each; second: which, behind one another. */
    for (int round = 0; round < 2; round++) {
        for (ptrdiff_t i = 0; i < links.count; i++) {
            const wz_record *record = links.items[i].record;
            for (ptrdiff_t f = 0; f < record->kind->field_count; f++) {
                const wz_field *field = &record->kind->fields[f];
                for (ptrdiff_t j = 0;
                     wz_field_terms(field) && field->vocabulary == vocabulary && j < record->values[f].count; j++) {
                    ptrdiff_t t = record->values[f].items[j].as.ref.target->number;
                    if (round) {
                        found[counts[t]] = links.items[i];
                    }
                    counts[t]++;
                }
            }
        }
        for (ptrdiff_t t = 0; t < terms && round == 0; t++) {
            ptrdiff_t n = counts[t];
            groups += n > 0;
            counts[t] = total;
            total += n;
        }
        found = round ? found : wz_new(arena, wz_link, total);
    }
    if (!groups) {
        return wz_value_bool(false);
    }
    wz_value *items = wz_new(arena, wz_value, groups);
    wz_object *o = wz_object_new(arena, terms + 4);
    for (ptrdiff_t t = 0; t < terms; t++) {
        const wz_record *term = s->catalog->terms[vocabulary->index][t];
        ptrdiff_t start = t ? counts[t - 1] : 0;
        wz_value group = wz_value_bool(false);
        wz_symbol symbol = wz_symbol_find(s->symbols, term->id);
        if (counts[t] > start) {
            wz_value records = grouped(s, arena, (wz_links){found + start, counts[t] - start});
            wz_object *item = site_view_link(s, arena, site_view_record(s, term), at, groups);
            site_view_link_set(item, s->n->count, wz_object_get(arena, records.as.object, s->n->count));
            site_view_link_set(item, s->n->items, wz_object_get(arena, records.as.object, s->n->items));
            group = wz_value_object(item);
            items[at++] = group;
        }
        if (symbol) {
            wz_object_set(o, symbol, group);
        }
    }
    wz_object_set(o, s->n->count, site_number(arena, groups));
    wz_object_set(o, s->n->items, wz_value_list(wz_list_new(arena, items, at)));
    return wz_value_object(o);
}

static wz_value make_group(const site *s, wz_arena *arena, const void *subject, ptrdiff_t index)
{
    const wz_record *term = subject;
    const wz_kind *vocabulary = s->model->vocabularies[index];
    return vocabulary == term->kind ? wz_value_bool(false)
                                    : group_value(s, arena, wz_catalog_term_links(s->catalog, term), vocabulary);
}

/* One by one: a page asks for a few, and each goes through all records of the term. */
static wz_value groups_object(const site *s, wz_arena *arena, const wz_record *term)
{
    ptrdiff_t count = s->model->vocabulary_count;
    if (!s->values->want_groups) {
        return wz_value_bool(false);
    }
    wz_symbol *all = wz_new(arena, wz_symbol, count);
    for (ptrdiff_t v = 0; v < count; v++) {
        all[v] = wz_symbol_find(s->symbols, s->model->vocabularies[v]->name);
    }
    return wz_value_object(site_view_lazy(s, arena, NULL, all, count, make_group, term));
}

wz_value site_view_vocabulary_groups(const site *s, const wz_kind *vocabulary)
{
    if (!s->values->want_groups) {
        return wz_value_bool(false);
    }
    wz_links terms = {wz_new(s->arena, wz_link, s->catalog->term_counts[vocabulary->index]),
                      s->catalog->term_counts[vocabulary->index]};
    for (ptrdiff_t t = 0; t < terms.count; t++) {
        ((wz_link *)(uintptr_t)terms.items)[t].record = s->catalog->terms[vocabulary->index][t];
    }
    wz_object *o = wz_object_new(s->arena, s->model->vocabulary_count);
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        const wz_kind *other = s->model->vocabularies[v];
        wz_object_set(o, wz_symbol_find(s->symbols, other->name),
                      other == vocabulary ? wz_value_bool(false) : group_value(s, s->arena, terms, other));
    }
    return wz_value_object(o);
}

/* By matrix: with which terms of its other axis this one has nothing. */
static wz_value missing_object(const site *s, wz_arena *arena, const wz_record *term)
{
    wz_object *o = wz_object_new(arena, s->config.matrix_count + 1);
    for (ptrdiff_t i = 0; i < s->config.matrix_count; i++) {
        const matrix_spec *m = &s->config.matrices[i];
        bool has = m->rows == term->kind || m->columns == term->kind;
        wz_object_set(o, wz_symbol_find(s->symbols, m->name),
                      has ? site_view_missing(s, arena, term, m) : wz_value_bool(false));
    }
    return wz_value_object(o);
}

/* By gap: the records with this term that are one. */
static wz_value gaps_object(const site *s, wz_arena *arena, wz_links links)
{
    wz_object *o = wz_object_new(arena, s->config.gap_count + 1);
    for (ptrdiff_t i = 0; i < s->config.gap_count; i++) {
        wz_link *found = wz_new(arena, wz_link, links.count);
        ptrdiff_t n = 0;
        for (ptrdiff_t j = 0; j < links.count; j++) {
            if (site_is_gap(s, links.items[j].record, &s->config.gaps[i])) {
                found[n++] = links.items[j];
            }
        }
        wz_object_set(o, wz_symbol_find(s->symbols, s->config.gaps[i].name),
                      site_view_links(s, arena, arena, (wz_links){found, n}, NULL));
    }
    return wz_value_object(o);
}

/* The first term of this vocabulary that the record carries. */
static const wz_record *first_term(const wz_record *record, const wz_kind *vocabulary)
{
    for (ptrdiff_t f = 0; f < record->kind->field_count; f++) {
        if (wz_field_terms(&record->kind->fields[f]) && record->kind->fields[f].vocabulary == vocabulary &&
            record->values[f].count) {
            return record->values[f].items[0].as.ref.target;
        }
    }
    return NULL;
}

/* Where a record stands among those of all kinds, by the order of site.yaml: first the groups, then the kinds in them. */
static ptrdiff_t use_of(const site *s, const wz_record *record)
{
    const order_spec *o = s->config.orders[record->kind->index];
    ptrdiff_t groups = o ? o->group_count : 0, at = s->view->headings[record->number];
    ptrdiff_t group = at < 0 ? groups : at;
    return (group * s->model->kind_count + record->kind->index) * s->catalog->record_count +
           s->view->useful[record->number];
}

/* The records that carry this term before any other of its vocabulary, what a reader can use first: each record under one
 * of them. */
static wz_value leads_value(const site *s, wz_arena *arena, const wz_record *term, wz_links links)
{
    view_order *found = wz_new(arena, view_order, links.count);
    const wz_record **records = wz_new(arena, const wz_record *, links.count);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < links.count; i++) {
        if (first_term(links.items[i].record, term->kind) == term) {
            found[n++] = (view_order){.record = links.items[i].record, .rank = use_of(s, links.items[i].record)};
        }
    }
    site_view_sort(found, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        records[i] = found[i].record;
    }
    return site_view_counted(s, arena, site_view_records(s, arena, records, n));
}

/* What meta of a term answers on its own page, each made when a template asks for it: a popular term has many records.
 */
enum {
    PART_KINDS,
    PART_RECORDS,
    PART_PAIRS,
    PART_WITH,
    PART_NARROWER,
    PART_GROUPS,
    PART_MISSING,
    PART_GAPS,
    PART_PLACES,
    PART_WORKLIST,
    PART_NAMED_BY,
    PART_LEADS,
    PART_HREF,
    PARTS
};

static wz_value make_part(const site *s, wz_arena *arena, const void *subject, ptrdiff_t part)
{
    const wz_record *term = subject;
    wz_links links = wz_catalog_term_links(s->catalog, term);
    switch (part) {
    case PART_KINDS:
        return site_view_by_kind_list(s, arena, links);
    case PART_RECORDS:
        return site_view_by_kind(s, arena, links);
    case PART_PAIRS:
        return pairs_value(s, arena, term);
    case PART_WITH:
        return pairs_object(s, arena, pairs_value(s, arena, term));
    case PART_NARROWER:
        return narrower_value(s, arena, term);
    case PART_MISSING:
        return missing_object(s, arena, term);
    case PART_GAPS:
        return gaps_object(s, arena, links);
    case PART_PLACES:
        return site_view_places(s, arena, term);
    case PART_LEADS:
        return leads_value(s, arena, term, links);
    case PART_HREF:
        return wz_value_optional(site_law_address(s, arena, term, (wz_str){0}, (wz_str){0}));
    case PART_NAMED_BY:
        return site_view_named_by(s, arena, term);
    case PART_WORKLIST:
        return site_view_worklist(s, arena, term, false);
    default:
        return groups_object(s, arena, term);
    }
}

wz_object *site_view_term(const site *s, wz_arena *arena, const wz_record *term)
{
    const wz_symbol parts[PARTS] = {
        [PART_KINDS] = s->n->kinds,       [PART_RECORDS] = s->n->records,   [PART_PAIRS] = s->n->pairs,
        [PART_WITH] = s->n->with,         [PART_NARROWER] = s->n->narrower, [PART_GROUPS] = s->n->groups,
        [PART_MISSING] = s->n->missing,   [PART_GAPS] = s->n->gaps,         [PART_PLACES] = s->n->places,
        [PART_WORKLIST] = s->n->worklist, [PART_NAMED_BY] = s->n->named_by, [PART_LEADS] = s->n->leads,
        [PART_HREF] = s->n->href};
    wz_object *base = site_view_record(s, term);
    wz_object *over = site_view_link(s, arena, base, 0, 1);
    site_view_link_set(
        over, s->n->meta,
        wz_value_object(site_view_lazy(s, arena, site_view_meta(s, term), parts, PARTS, make_part, term)));
    return over;
}
