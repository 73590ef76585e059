/* The part of the view that all pages share: records, terms and kinds as objects, made once and then only read. */
#include "site/view.h"

#include <stdlib.h>
#include <string.h>

/* ---- Records ---- */

wz_object *site_view_record(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? s->view->terms[record->kind->index][record->number]
                                    : s->view->records[record->number];
}

wz_str site_reference(const site *s, const wz_record *target)
{
    return target->kind->vocabulary ? target->id : s->view->references[target->number];
}

wz_str site_short_name(const wz_record *record)
{
    const wz_datum *d = wz_record_role(record, WZ_ROLE_SHORT);
    return d->count ? d->items[0].as.text : wz_record_title(record);
}

wz_object *site_view_kind(const site *s, const wz_kind *kind)
{
    return kind->vocabulary ? s->view->vocabularies[kind->index] : s->view->kinds[kind->index];
}

/* Links to records in the order of their titles. */
wz_value site_view_links(const site *s, wz_arena *arena, wz_arena *scratch, wz_links links, const wz_kind *only)
{
    view_order *order = wz_new(scratch, view_order, links.count);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < links.count; i++) {
        if (!only || links.items[i].record->kind == only) {
            order[n++] = (view_order){links.items[i].record, s->view->ranks[links.items[i].record->number],
                                      links.items[i].certainty};
        }
    }
    site_view_sort(order, n);
    wz_value *items = wz_new(scratch, wz_value, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        wz_object *l = site_view_link(s, arena, site_view_record(s, order[i].record), i, n);
        site_view_certainty(s, l, order[i].certainty);
        items[i] = wz_value_object(l);
    }
    return site_view_wrap(s, arena, items, n);
}

void site_view_certainty(const site *s, wz_object *link, const wz_record *term)
{
    if (term) {
        site_view_link_set(link, s->n.certainty, wz_value_object(site_view_record(s, term)));
    }
}

static wz_date latest(wz_date a, wz_date b)
{
    return wz_date_compare(a, b) < 0 ? b : a;
}

static wz_date group_date(const wz_field *field, const wz_item *item)
{
    for (ptrdiff_t i = 0; field && i < field->field_count; i++) {
        if (field->fields[i].type == WZ_TYPE_DATE && item->parts[i].count) {
            return item->parts[i].items[0].as.date;
        }
    }
    return (wz_date){0};
}

record_dates site_record_dates(const wz_record *record)
{
    record_dates d = {0};
    const wz_datum *added = wz_record_role(record, WZ_ROLE_ADDED);
    if (added->count) {
        d.added = added->items[0].as.date;
    }
    const wz_datum *changes = wz_record_role(record, WZ_ROLE_CHANGES);
    d.updated = d.added;
    for (ptrdiff_t i = 0; i < changes->count; i++) {
        d.updated = latest(d.updated, group_date(wz_kind_role(record->kind, WZ_ROLE_CHANGES), &changes->items[i]));
    }
    const wz_datum *reviewed = wz_record_role(record, WZ_ROLE_REVIEWED);
    if (reviewed->count) {
        d.reviewed = group_date(wz_kind_role(record->kind, WZ_ROLE_REVIEWED), &reviewed->items[0]);
    }
    const wz_datum *withdrawn = wz_record_role(record, WZ_ROLE_WITHDRAWN);
    if (withdrawn->count) {
        d.updated = latest(d.updated, group_date(wz_kind_role(record->kind, WZ_ROLE_WITHDRAWN), &withdrawn->items[0]));
    }
    return d;
}

/* A month later than the 31st is the last day of the next month when that is shorter. */
wz_date site_due_date(const site *s, wz_date reviewed)
{
    long months = reviewed.year * 12L + (reviewed.month ? reviewed.month - 1 : 0) + s->config.review_months;
    wz_date first = {(int16_t)(months / 12), (int8_t)(months % 12 + 1), 1};
    wz_date next = {(int16_t)((months + 1) / 12), (int8_t)((months + 1) % 12 + 1), 1};
    long length = wz_date_days(next) - wz_date_days(first);
    first.day = (int8_t)(reviewed.day > length ? length : reviewed.day);
    return first;
}

bool site_is_due(const site *s, wz_date reviewed)
{
    return reviewed.year == 0 || wz_date_compare(s->today, site_due_date(s, reviewed)) > 0;
}

static wz_value related_value(const site *s, builder *b, const wz_record *record)
{
    const wz_related *related;
    ptrdiff_t count = wz_catalog_related(s->catalog, record, &related);
    wz_value items[WZ_CATALOG_RELATED];
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_object *l = site_view_link(s, b->arena, site_view_record(s, related[i].record), i, count);
        site_view_link_set(l, s->n.why, wz_value_object(site_view_record(s, related[i].why)));
        site_view_link_text(l, s->n.shared, wz_format(b->arena, "%d", related[i].shared));
        site_view_link_set(l, s->n.several, wz_value_bool(related[i].shared > 1));
        items[i] = wz_value_object(l);
    }
    return site_view_wrap(s, b->arena, items, count);
}

/* All inverse links that there are, for pages and exports that treat them alike. */
static wz_value inverse_value(const site *s, builder *b, const wz_record *record)
{
    ptrdiff_t count = wz_catalog_inverse_count(s->catalog, record->kind), n = 0, at = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        n += wz_catalog_inverse_links(s->catalog, record, i).count > 0;
    }
    wz_value *list = wz_new(b->scratch, wz_value, n);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_inverse *inverse = wz_catalog_inverse(s->catalog, record->kind, i);
        wz_links links = wz_catalog_inverse_links(s->catalog, record, i);
        if (links.count == 0) {
            continue;
        }
        wz_object *l = site_view_link(s, b->arena, NULL, at, n);
        wz_value *items = wz_new(b->scratch, wz_value, links.count);
        for (ptrdiff_t j = 0; j < links.count; j++) {
            wz_object *item = site_view_link(s, b->arena, site_view_record(s, links.items[j].record), j, links.count);
            site_view_link_text(item, s->n.ref, site_reference(s, links.items[j].record));
            site_view_certainty(s, item, links.items[j].certainty);
            items[j] = wz_value_object(item);
        }
        site_view_link_text(l, s->n.name, inverse->name);
        site_view_link_text(l, s->n.label, inverse->label);
        site_view_link_text(l, s->n.count, wz_format(b->arena, "%td", links.count));
        site_view_link_set(l, s->n.items, wz_value_list(wz_list_new(b->arena, items, links.count)));
        list[at++] = wz_value_object(l);
    }
    return wz_value_list(wz_list_new(b->arena, list, n));
}

/* The first letter of a title for an A to Z, upper case; '#' for what is no letter. */
static wz_str first_letter(wz_arena *arena, wz_str title)
{
    wz_str folded = wz_utf8_fold(arena, title);
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if (c >= 'a' && c <= 'z') {
            return wz_format(arena, "%c", c - 'a' + 'A');
        }
        if (c >= '0' && c <= '9') {
            break;
        }
    }
    return WZ_STR("#");
}

static wz_object *record_meta(const site *s, builder *b, const wz_record *record)
{
    wz_arena *arena = b->arena;
    wz_object *o = wz_object_new(arena, 14);
    record_dates dates = site_record_dates(record);
    wz_object_text(o, s->n.file, record->source->path);
    wz_object_set(o, s->n.edit, site_edit_value(s, arena, record->source->path));
    wz_object_set(o, s->n.added, site_view_date(s, arena, dates.added));
    wz_object_set(o, s->n.updated, site_view_date(s, arena, dates.updated));
    wz_object_set(o, s->n.reviewed, site_view_date(s, arena, dates.reviewed));
    wz_object_set(o, s->n.due, wz_value_bool(site_is_due(s, dates.reviewed)));
    wz_object_set(o, s->n.withdrawn, wz_value_bool(wz_record_withdrawn(record)));
    wz_object_text(o, s->n.letter, first_letter(arena, wz_record_title(record)));
    if (!record->kind->vocabulary) {
        wz_object_set(o, s->n.related, related_value(s, b, record));
        wz_object_set(o, s->n.inverse, inverse_value(s, b, record));
        wz_object_text(o, s->n.ref, site_reference(s, record));
    }
    if (s->view->want_fields) {
        wz_object_set(o, s->n.fields, site_view_generic(s, arena, record));
    }
    return o;
}

static void fill_record(const site *s, builder *b, const wz_record *record)
{
    const wz_kind *kind = record->kind;
    ptrdiff_t own = kind->vocabulary ? 0 : wz_catalog_inverse_count(s->catalog, kind);
    wz_object *o = site_view_record(s, record);
    wz_str path = kind->vocabulary ? s->term_paths[kind->index][record->number] : s->record_paths[record->number];
    site_view_start_record(b->arena, o);
    wz_buf_reset(b->text);
    b->only = (wz_str){0};
    b->page = path;
    site_view_set_text(o, s->n.id, record->id);
    site_view_set(o, s->n.path, wz_value_optional(site_link_path(s, b->arena, path)));
    site_view_set(o, s->n.kind, wz_value_object(site_view_kind(s, kind)));
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        site_view_set(o, wz_symbol_find(s->symbols, kind->fields[f].name),
                      site_view_field(s, b, &kind->fields[f], &record->values[f]));
    }
    site_view_set_text(o, s->n.title, wz_record_title(record));
    site_view_set(o, s->n.summary, wz_value_optional(wz_record_summary(record)));
    site_view_set_text(o, s->n.short_name, site_short_name(record));
    for (ptrdiff_t i = 0; i < own; i++) {
        site_view_set(o, wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name),
                      site_view_links(s, b->arena, b->scratch, wz_catalog_inverse_links(s->catalog, record, i), NULL));
    }
    site_view_set(o, s->n.meta, wz_value_object(record_meta(s, b, record)));
    if (!kind->vocabulary && b->text->len) {
        /* Most records have one such text, which needs no copy. */
        s->view->texts[record->number] = b->only.ptr ? b->only : wz_str_copy(b->arena, wz_buf_str(b->text));
    }
}

typedef struct fill_run {
    site *site;
    builder *builders;
} fill_run;

static void fill_one(void *context, int worker, ptrdiff_t index)
{
    fill_run *run = context;
    builder *b = &run->builders[worker];
    wz_arena_reset(b->scratch);
    fill_record(run->site, b, run->site->catalog->records[index]);
}

const wz_str *site_record_text(const site *s, const wz_record *record)
{
    return &s->view->texts[record->number];
}

wz_symbol site_name(site *s, wz_str name)
{
    wz_map_put(s->view->names, name, s);
    return wz_symbol_of(s->symbols, name);
}

/* Names of fields, inverse links, kinds and vocabularies become symbols while only one thread runs. */
static void intern_fields(site *s, const wz_field *fields, ptrdiff_t count)
{
    for (ptrdiff_t f = 0; f < count; f++) {
        site_name(s, fields[f].name);
        intern_fields(s, fields[f].fields, fields[f].field_count);
    }
}

static void intern_all(site *s)
{
    const wz_model *m = s->model;
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        site_name(s, kind->name);
        intern_fields(s, kind->fields, kind->field_count);
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, kind); i++) {
            site_name(s, wz_catalog_inverse(s->catalog, kind, i)->name);
        }
    }
}

static void know_fields(site *s)
{
    view_data *v = s->view;
    const wz_model *m = s->model;
    v->symbol_count = wz_symbols_count(s->symbols) + 1;
    v->known = wz_new(s->arena, bool, v->symbol_count);
    v->known[s->n.certainty] = v->known[s->n.web] = true;
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        for (ptrdiff_t f = 0; f < kind->field_count; f++) {
            v->known[wz_symbol_find(s->symbols, kind->fields[f].name)] = true;
        }
        for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, kind); i++) {
            v->known[wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name)] = true;
        }
    }
}

static int by_title(const void *a, const void *b)
{
    const wz_record *x = *(const wz_record *const *)a, *y = *(const wz_record *const *)b;
    int c = wz_collate(wz_record_title(x), wz_record_title(y));
    return c ? c : x->number < y->number ? -1 : x->number > y->number;
}

static void rank_titles(site *s)
{
    ptrdiff_t n = s->catalog->record_count;
    const wz_record **sorted = wz_new(s->arena, const wz_record *, n);
    s->view->ranks = wz_new(s->arena, ptrdiff_t, n);
    s->view->by_title = sorted;
    for (ptrdiff_t r = 0; r < n; r++) {
        sorted[r] = s->catalog->records[r];
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_title);
    for (ptrdiff_t r = 0; r < n; r++) {
        s->view->ranks[sorted[r]->number] = r;
    }
}

static int by_rank(const void *a, const void *b)
{
    const view_order *x = a, *y = b;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

void site_view_sort(view_order *order, ptrdiff_t count)
{
    qsort(order, (size_t)count, sizeof *order, by_rank);
}

/* Empty objects for all records and terms, which refer to one another. */
static void make_objects(site *s)
{
    const wz_model *m = s->model;
    view_data *v = s->view;
    ptrdiff_t n = s->catalog->record_count;
    const record_shape *shape = NULL;
    v->texts = wz_new(s->arena, wz_str, n);
    v->records = wz_new(s->arena, wz_object *, n);
    v->references = wz_new(s->arena, wz_str, n);
    for (ptrdiff_t r = 0; r < n; r++) {
        const wz_record *record = s->catalog->records[r];
        if (r == 0 || record->kind != s->catalog->records[r - 1]->kind) {
            shape = site_view_shape(s, record->kind);
        }
        v->records[r] = site_view_new_record(s, shape);
        v->references[r] = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(record->kind->place), WZ_ARG(record->id));
    }
    v->terms = wz_new(s->arena, wz_object **, m->vocabulary_count);
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        v->terms[k] = wz_new(s->arena, wz_object *, s->catalog->term_counts[k]);
        shape = site_view_shape(s, m->vocabularies[k]);
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[k]; t++) {
            wz_str id = s->catalog->terms[k][t]->id;
            if (v->want_groups && wz_symbol_find(s->symbols, id)) {
                site_name(s, id); /* {{#meta.groups.momenten.start}} */
            }
            v->terms[k][t] = site_view_new_record(s, shape);
        }
    }
}

void site_view_shared(site *s)
{
    const wz_model *m = s->model;
    view_data *v = s->view = wz_new(s->arena, view_data, 1);
    v->names = wz_map_new(s->arena);
    v->want_fields = wz_symbol_find(s->symbols, WZ_STR("fields")) != 0 || s->options->output == NULL;
    v->want_groups = wz_symbol_find(s->symbols, WZ_STR("groups")) != 0 || s->options->output == NULL;
#define NAME(id) s->n.id = site_name(s, WZ_STR(#id));
#include "site/names.def"
#undef NAME
    intern_all(s);
    site_view_intern_config(s);
    know_fields(s);
    rank_titles(s);
    make_objects(s);
    site_view_kinds(s);
    fill_run run = {s, wz_new(s->arena, builder, s->workers)};
    for (int w = 0; w < s->workers; w++) {
        run.builders[w] = (builder){.site = s,
                                    .arena = s->arenas[w],
                                    .scratch = wz_arena_new(NULL),
                                    .diags = s->worker_diags[w],
                                    .text = wz_new(s->arena, wz_buf, 1)};
    }
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[k]; t++) {
            fill_record(s, &run.builders[0], s->catalog->terms[k][t]);
        }
    }
    wz_pool_run(s->workers, s->catalog->record_count, fill_one, &run);
    for (int w = 0; w < s->workers; w++) {
        for (late_link *l = run.builders[w].late, *next; l; l = next) {
            next = l->next;
            l->next = s->late;
            s->late = l;
        }
        wz_arena_free(run.builders[w].scratch);
        wz_buf_free(run.builders[w].text);
    }
    site_view_site(s);
}
