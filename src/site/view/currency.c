/* What has to be read again: looked at too long ago, resting on old sources alone, or on sources that are all older than
 * one that has come since. */
#include "site/view/view.h"

/* The sources that overtook something. */
typedef struct overtakers {
    const wz_record **items;
    ptrdiff_t count, cap;
} overtakers;

typedef struct run {
    const site *s;
    wz_arena *arena;
    overtakers *records; /* by number */
    wz_site_stale *found;
    ptrdiff_t count, cap;
    wz_date newest; /* of the sources seen so far */
} run;

/* What the fields say about how old a source is: the first that settings name and that has a date. */
static wz_date date_in(const site *s, const wz_field *fields, ptrdiff_t count, const wz_datum *values)
{
    for (ptrdiff_t n = 0; n < s->config.source_dates.count; n++) {
        for (ptrdiff_t f = 0; f < count; f++) {
            if (!values[f].count || !wz_str_equal(fields[f].name, s->config.source_dates.names[n])) {
                continue;
            }
            wz_period p = values[f].items[0].as.period;
            wz_date date = fields[f].holds == WZ_HOLDS_DATE     ? values[f].items[0].as.date
                           : fields[f].holds != WZ_HOLDS_PERIOD ? (wz_date){0}
                           : p.to.year                          ? p.to
                                                                : p.from;
            if (date.year) {
                return date;
            }
        }
    }
    return (wz_date){0};
}

static void look(void *context, const wz_field *field, wz_item *item)
{
    run *r = context;
    const wz_record *target = field->placed ? item->as.ref.target : NULL;
    wz_date date = {0};
    if (target) {
        date = date_in(r->s, target->kind->fields, target->kind->field_count, target->values);
    } else if (field->placed && item->parts) {
        date = date_in(r->s, field->fields, field->field_count, item->parts);
    }
    r->newest = wz_date_compare(r->newest, date) < 0 ? date : r->newest;
}

/* The newest of the sources that a record or term names; year 0 when it names none that has a date. */
static wz_date newest_source(run *r, const wz_record *subject)
{
    r->newest = (wz_date){0};
    wz_record_each((wz_record *)(uintptr_t)subject, look, r);
    return r->newest;
}

/* When someone last looked: of a term, which has no reviews, the last date that it gives itself. */
static wz_date last_seen(const wz_record *subject)
{
    wz_date date = site_record_dates(subject).reviewed;
    for (ptrdiff_t f = 0; subject->kind->vocabulary && f < subject->kind->field_count; f++) {
        if (subject->kind->fields[f].holds == WZ_HOLDS_DATE && subject->values[f].count &&
            wz_date_compare(date, subject->values[f].items[0].as.date) < 0) {
            date = subject->values[f].items[0].as.date;
        }
    }
    return date;
}

static void overtake(run *r, const wz_record *subject, const wz_record *source, wz_date date)
{
    wz_date own = newest_source(r, subject);
    if (!own.year || wz_date_compare(own, date) >= 0 || wz_date_compare(last_seen(subject), date) >= 0 ||
        wz_record_withdrawn(subject)) {
        return;
    }
    overtakers *o = subject->kind->vocabulary ? wz_new(r->arena, overtakers, 1) : &r->records[subject->number];
    if (o->count && o->items[o->count - 1] == source) {
        return; /* over another of its subjects */
    }
    wz_grow(r->arena, o->items, o->count, o->cap);
    o->items[o->count++] = source;
    if (subject->kind->vocabulary) {
        wz_grow(r->arena, r->found, r->count, r->cap);
        r->found[r->count++] = (wz_site_stale){.record = subject, .overtaken = o->items, .overtaken_count = o->count};
    }
}

/* What a source says it is about: records, terms, and the records that carry these. */
static void cover(run *r, const wz_record *source)
{
    const site *s = r->s;
    const wz_kind *kind = source->kind;
    wz_date date = date_in(s, kind->fields, kind->field_count, source->values);
    for (ptrdiff_t n = 0; date.year && n < s->config.source_covers.count; n++) {
        const wz_field *field = wz_kind_field(kind, s->config.source_covers.names[n]);
        const wz_datum *d = field && field->holds == WZ_HOLDS_REF ? wz_record_value(source, field) : NULL;
        for (ptrdiff_t i = 0; d && i < d->count; i++) {
            const wz_record *target = d->items[i].as.ref.target;
            wz_links links = {0};
            if (target) {
                overtake(r, target, source, date);
                links = target->kind->vocabulary ? wz_catalog_term_links(s->catalog, target) : links;
            }
            for (ptrdiff_t l = 0; l < links.count; l++) {
                overtake(r, links.items[l].record, source, date);
            }
        }
    }
}

void site_find_stale(site *s)
{
    run r = {.s = s, .arena = s->arena, .records = wz_new(s->arena, overtakers, s->catalog->record_count)};
    for (ptrdiff_t v = 0; s->config.source_covers.count && v < s->model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[v]; t++) {
            cover(&r, s->catalog->terms[v][t]);
        }
    }
    for (ptrdiff_t i = 0; i < s->catalog->record_count; i++) {
        const wz_record *record = s->catalog->records[i];
        const wz_datum *owner = wz_record_role(record, WZ_ROLE_OWNER);
        wz_date rests = s->config.source_dates.count ? newest_source(&r, record) : (wz_date){0};
        wz_site_stale stale = {.record = record,
                               .owner = owner->count ? owner->items[0].as.ref.target : NULL,
                               .due = site_is_due(s, record, site_record_dates(record).reviewed),
                               .old = rests.year && site_is_due(s, record, rests),
                               .overtaken = r.records[i].items,
                               .overtaken_count = r.records[i].count};
        if ((stale.due || stale.old || stale.overtaken_count) && !wz_record_withdrawn(record)) {
            wz_grow(r.arena, r.found, r.count, r.cap);
            r.found[r.count++] = stale;
        }
    }
    s->stale = r.found;
    s->stale_count = r.count;
}

wz_value site_view_worklist(const site *s, wz_arena *arena, const wz_record *owner, bool all)
{
    ptrdiff_t count = 0, at = 0;
    for (ptrdiff_t i = 0; s->values->want_worklist && i < s->stale_count; i++) {
        count += all || s->stale[i].owner == owner;
    }
    wz_value *items = wz_new(arena, wz_value, count);
    for (ptrdiff_t i = 0; i < s->stale_count; i++) {
        const wz_site_stale *stale = &s->stale[i];
        if (at == count || (!all && stale->owner != owner)) {
            continue;
        }
        wz_object *item = site_view_link(s, arena, site_view_record(s, stale->record), at, count);
        wz_value *sources = wz_new(arena, wz_value, stale->overtaken_count);
        for (ptrdiff_t o = 0; o < stale->overtaken_count; o++) {
            sources[o] = wz_value_object(
                site_view_link(s, arena, site_view_record(s, stale->overtaken[o]), o, stale->overtaken_count));
        }
        site_view_link_set(item, s->n->owner,
                           stale->owner ? wz_value_object(site_view_record(s, stale->owner)) : wz_value_bool(false));
        site_view_link_set(item, s->n->due, wz_value_bool(stale->due));
        site_view_link_set(item, s->n->old, wz_value_bool(stale->old));
        site_view_link_set(item, s->n->overtaken, site_view_wrap(s, arena, sources, stale->overtaken_count));
        items[at++] = wz_value_object(item);
    }
    return site_view_wrap(s, arena, items, count);
}

wz_value site_view_owners(site *s)
{
    wz_map *seen = wz_map_new(s->arena);
    const wz_record **owners = wz_new(s->arena, const wz_record *, s->stale_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; s->values->want_worklist && i < s->stale_count; i++) {
        const wz_record *owner = s->stale[i].owner;
        if (!wz_map_put(seen, owner ? owner->id : WZ_STR(""), s)) {
            owners[count++] = owner;
        }
    }
    wz_value *items = wz_new(s->arena, wz_value, count);
    for (ptrdiff_t o = 0; o < count; o++) {
        const wz_record *owner = owners[o];
        ptrdiff_t own_count = 0, due = 0, old = 0, overtaken = 0;
        for (ptrdiff_t i = 0; i < s->stale_count; i++) {
            bool own = s->stale[i].owner == owner;
            own_count += own;
            due += own && s->stale[i].due;
            old += own && s->stale[i].old;
            overtaken += own && s->stale[i].overtaken_count > 0;
        }
        wz_object *item = site_view_link(s, s->arena, owner ? site_view_record(s, owner) : NULL, o, count);
        site_view_link_set(item, s->n->none, wz_value_bool(!owner));
        site_view_link_set(item, s->n->count, site_number(s->arena, own_count));
        site_view_link_set(item, s->n->due, site_number(s->arena, due));
        site_view_link_set(item, s->n->old, site_number(s->arena, old));
        site_view_link_set(item, s->n->overtaken, site_number(s->arena, overtaken));
        site_view_link_set(item, s->n->worklist, site_view_worklist(s, s->arena, owner, false));
        items[o] = wz_value_object(item);
    }
    return site_view_wrap(s, s->arena, items, count);
}
