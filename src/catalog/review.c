/* SPDX-License-Identifier: EUPL-1.2 */
/* What has to be looked at again: looked at too long ago, resting on old sources alone, or on sources that are all older than
 * one that has come since; about what has ended, or referring to what is withdrawn. */
#include <stdlib.h>

#include "catalog/internal.h"

/* The sources that overtook something. */
typedef struct overtakers {
    const wz_record **items;
    ptrdiff_t count, cap;
} overtakers;

typedef struct run {
    const wz_catalog *catalog;
    const wz_review_rules *rules;
    wz_date day;
    wz_arena *arena, *scratch;
    overtakers *records; /* by number */
    wz_stale *found;
    ptrdiff_t count, cap;
    wz_date newest; /* of the sources seen so far */
    bool leads;     /* to something withdrawn, seen so far */
} run;

/* The term of the first line that fits the record. */
static long months_of(const wz_review_rules *rules, const wz_record *record)
{
    for (ptrdiff_t i = 0; i < rules->term_count; i++) {
        const wz_review_term *t = &rules->terms[i];
        const wz_field *field = t->field.len ? wz_kind_field(record->kind, t->field) : NULL;
        bool fits = !t->field.len;
        for (ptrdiff_t j = 0; field && j < wz_record_value(record, field)->count; j++) {
            fits = fits || wz_record_value(record, field)->items[j].as.ref.target == t->term;
        }
        if (fits && (!t->kind || t->kind == record->kind)) {
            return t->months;
        }
    }
    return rules->months;
}

/* A month later than the 31st is the last day of the next month when that is shorter. */
wz_date wz_review_until(const wz_review_rules *rules, const wz_record *record, wz_date from)
{
    long months = from.year * 12L + (from.month ? from.month - 1 : 0) + months_of(rules, record);
    wz_date first = {(int16_t)(months / 12), (int8_t)(months % 12 + 1), 1};
    wz_date next = {(int16_t)((months + 1) / 12), (int8_t)((months + 1) % 12 + 1), 1};
    long length = wz_date_days(next) - wz_date_days(first);
    first.day = (int8_t)(from.day > length ? length : from.day);
    return first;
}

bool wz_review_due(const wz_review_rules *rules, const wz_record *record, wz_date from, wz_date day)
{
    return from.year == 0 || wz_date_compare(day, wz_review_until(rules, record, from)) > 0;
}

const wz_field *wz_review_by(const wz_review_rules *rules, const wz_kind *kind)
{
    const wz_field *field = rules->by.len ? wz_kind_field(kind, rules->by) : NULL;
    field = field ? field : wz_kind_role(kind, WZ_ROLE_OWNER);
    return field && wz_field_terms(field) ? field : NULL;
}

wz_date wz_record_seen(const wz_record *record)
{
    wz_date a = wz_record_date(record, WZ_ROLE_CHECKED), b = wz_record_date(record, WZ_ROLE_REVIEWED);
    return wz_date_compare(a, b) < 0 ? b : a;
}

/* The last day of a date or period; year 0: none. */
static wz_date last_day(const wz_field *field, const wz_item *item)
{
    wz_period p = item->as.period;
    return field->holds == WZ_HOLDS_DATE     ? item->as.date
           : field->holds != WZ_HOLDS_PERIOD ? (wz_date){0}
           : p.to.year                       ? p.to
                                             : p.from;
}

/* What the fields say about how old a source is: the first that the rules name and that has a date. */
static wz_date date_in(const wz_review_rules *rules, const wz_field *fields, ptrdiff_t count, const wz_datum *values)
{
    for (ptrdiff_t n = 0; n < rules->dates.count; n++) {
        for (ptrdiff_t f = 0; f < count; f++) {
            if (!values[f].count || !wz_str_equal(fields[f].name, rules->dates.items[n])) {
                continue;
            }
            wz_date date = last_day(&fields[f], values[f].items);
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
    const wz_record *target = field->holds == WZ_HOLDS_REF ? item->as.ref.target : NULL;
    wz_date date = {0};
    if (field->placed && target) {
        date = date_in(r->rules, target->kind->fields, target->kind->field_count, target->values);
    } else if (field->placed && item->parts) {
        date = date_in(r->rules, field->fields, field->field_count, item->parts);
    }
    r->newest = wz_date_compare(r->newest, date) < 0 ? date : r->newest;
    r->leads = r->leads || (field->to && target && wz_record_withdrawn(target));
}

/* The newest of the sources that a record or term names; year 0 when it names none that has a date. */
static wz_date newest_source(run *r, const wz_record *subject)
{
    r->newest = (wz_date){0};
    r->leads = false;
    wz_record_each((wz_record *)(uintptr_t)subject, look, r);
    return r->newest;
}

/* When someone last looked: of a term, which has no reviews, the last date that it gives itself. */
static wz_date last_seen(const wz_record *subject)
{
    wz_date date = wz_record_seen(subject);
    for (ptrdiff_t f = 0; subject->kind->vocabulary && f < subject->kind->field_count; f++) {
        if (subject->kind->fields[f].holds == WZ_HOLDS_DATE && subject->values[f].count &&
            wz_date_compare(date, subject->values[f].items[0].as.date) < 0) {
            date = subject->values[f].items[0].as.date;
        }
    }
    return date;
}

static const wz_datum *owners_of(const run *r, const wz_record *record)
{
    static const wz_datum none = {0};
    const wz_field *field = record->kind->vocabulary ? NULL : wz_review_by(r->rules, record->kind);
    return field ? wz_record_value(record, field) : &none;
}

static void found(run *r, wz_stale stale)
{
    wz_grow(r->scratch, r->found, r->count, r->cap);
    stale.owners = owners_of(r, stale.record);
    r->found[r->count++] = stale;
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
        found(r, (wz_stale){.record = subject,
                            .seen = last_seen(subject),
                            .since = date,
                            .overtaken = o->items,
                            .overtaken_count = o->count});
    }
}

/* What a source says it is about: records, terms, and the records that carry these. */
static void cover(run *r, const wz_record *source)
{
    const wz_kind *kind = source->kind;
    wz_date date = date_in(r->rules, kind->fields, kind->field_count, source->values);
    for (ptrdiff_t n = 0; date.year && n < r->rules->covers.count; n++) {
        const wz_field *field = wz_kind_field(kind, r->rules->covers.items[n]);
        const wz_datum *d = field && field->holds == WZ_HOLDS_REF ? wz_record_value(source, field) : NULL;
        for (ptrdiff_t i = 0; d && i < d->count; i++) {
            const wz_record *target = d->items[i].as.ref.target;
            wz_links links = {0};
            if (target) {
                overtake(r, target, source, date);
                links = target->kind->vocabulary ? wz_catalog_term_links(r->catalog, target) : links;
            }
            for (ptrdiff_t l = 0; l < links.count; l++) {
                overtake(r, links.items[l].record, source, date);
            }
        }
    }
}

/* A reason that holds from a day on: the earliest counts. */
static bool reason(wz_stale *stale, bool holds, wz_date since)
{
    if (holds && since.year && (!stale->since.year || wz_date_compare(since, stale->since) < 0)) {
        stale->since = since;
    }
    return holds;
}

/* The last day of a period that has one: a year ends with December. */
static wz_date end_of(const wz_item *item)
{
    wz_period p = item->as.period;
    wz_date end = p.to, next = {(int16_t)(end.year + (end.month % 12 == 0)), (int8_t)(end.month % 12 + 1), 1};
    if (p.kind != WZ_PERIOD_RANGE && p.kind != WZ_PERIOD_MOMENT) {
        return (wz_date){0};
    }
    return end.day || !end.year ? end : wz_date_from_days(wz_date_days(next) - 1);
}

/* Periods that ended after the last look. */
static void judge_periods(const run *r, wz_stale *stale)
{
    for (ptrdiff_t n = 0; n < r->rules->ended.count; n++) {
        const wz_field *field = wz_kind_field(stale->record->kind, r->rules->ended.items[n]);
        const wz_datum *d = field && field->holds == WZ_HOLDS_PERIOD ? wz_record_value(stale->record, field) : NULL;
        for (ptrdiff_t i = 0; d && i < d->count; i++) {
            wz_date end = end_of(&d->items[i]);
            bool over = end.year && wz_date_compare(end, r->day) < 0 && wz_date_compare(stale->seen, end) <= 0;
            stale->ended = reason(stale, over, end) || stale->ended;
        }
    }
}

static const wz_field *filled(const wz_names *names, const wz_record *record)
{
    for (ptrdiff_t n = 0; n < names->count; n++) {
        const wz_field *field = wz_kind_field(record->kind, names->items[n]);
        if (field && wz_record_value(record, field)->count) {
            return field;
        }
    }
    return NULL;
}

static void judge(run *r, const wz_record *record)
{
    const wz_review_rules *rules = r->rules;
    wz_date rests = newest_source(r, record);
    wz_stale s = {.record = record, .seen = wz_record_seen(record)};
    bool old = rules->dates.count && rests.year && wz_review_due(rules, record, rests, r->day);
    s.due = reason(&s, wz_review_due(rules, record, s.seen, r->day),
                   s.seen.year ? wz_review_until(rules, record, s.seen) : wz_record_date(record, WZ_ROLE_ADDED));
    s.old = reason(&s, old, old ? wz_review_until(rules, record, rests) : rests);
    s.leads = r->leads;
    s.overtaken = r->records[record->number].items;
    s.overtaken_count = r->records[record->number].count;
    for (ptrdiff_t i = 0; i < s.overtaken_count; i++) {
        const wz_record *source = s.overtaken[i];
        reason(&s, true, date_in(rules, source->kind->fields, source->kind->field_count, source->values));
    }
    judge_periods(r, &s);
    s.doubted = filled(&rules->doubted, record);
    if ((s.due || s.old || s.ended || s.leads || s.overtaken_count) && !wz_record_withdrawn(record)) {
        found(r, s);
    }
}

/* ---- By owner ---- */

static int longest_first(const void *a, const void *b)
{
    const wz_stale *x = a, *y = b;
    int order = wz_date_compare(x->since, y->since);
    if (order || x->record->kind != y->record->kind) {
        return order ? order
               : x->record->kind->vocabulary != y->record->kind->vocabulary
                   ? y->record->kind->vocabulary - x->record->kind->vocabulary
                   : (x->record->kind->index > y->record->kind->index) -
                         (x->record->kind->index < y->record->kind->index);
    }
    return (x->record->number > y->record->number) - (x->record->number < y->record->number);
}

static int most_first(const void *a, const void *b)
{
    const wz_stale_owner *x = a, *y = b;
    if (!x->owner || !y->owner) {
        return !x->owner - !y->owner;
    }
    return x->count != y->count ? (x->count < y->count ? 1 : -1)
           : x->owner->kind->index != y->owner->kind->index
               ? (x->owner->kind->index > y->owner->kind->index ? 1 : -1)
               : (x->owner->number > y->owner->number) - (x->owner->number < y->owner->number);
}

static void add_to(wz_stale_owner *o, const wz_stale *stale)
{
    if (o->items) {
        o->items[o->count] = stale;
        o->due += stale->due;
        o->old += stale->old;
        o->overtaken += stale->overtaken_count > 0;
    }
    o->count++;
}

/* Twice: first how many there are of each, then which. */
static void share_out(wz_arena *arena, wz_worklist *list)
{
    ptrdiff_t most = 1;
    for (ptrdiff_t i = 0; i < list->count; i++) {
        most += list->items[i].owners->count;
    }
    wz_stale_owner *owners = wz_new(arena, wz_stale_owner, most);
    ptrdiff_t count = 0;
    for (int round = 0; round < 2; round++) {
        for (ptrdiff_t o = 0; round && o < count; o++) {
            owners[o].items = wz_new(arena, const wz_stale *, owners[o].count);
            owners[o].count = 0;
        }
        for (ptrdiff_t i = 0; i < list->count; i++) {
            const wz_datum *d = list->items[i].owners;
            for (ptrdiff_t t = 0; t < (d->count ? d->count : 1); t++) {
                const wz_record *owner = d->count ? d->items[t].as.ref.target : NULL;
                ptrdiff_t o = 0;
                while (o < count && owners[o].owner != owner) {
                    o++;
                }
                owners[o].owner = owner;
                count += o == count;
                add_to(&owners[o], &list->items[i]);
            }
        }
    }
    qsort(owners, (size_t)count, sizeof *owners, most_first);
    list->owners = owners;
    list->owner_count = count;
}

wz_worklist wz_catalog_worklist(wz_arena *arena, const wz_catalog *catalog, const wz_review_rules *rules, wz_date day)
{
    run r = {.catalog = catalog,
             .rules = rules,
             .day = day,
             .arena = arena,
             .scratch = wz_arena_new(NULL),
             .records = wz_new(arena, overtakers, catalog->record_count)};
    for (ptrdiff_t v = 0; rules->covers.count && v < catalog->model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < catalog->term_counts[v]; t++) {
            cover(&r, catalog->terms[v][t]);
        }
    }
    for (ptrdiff_t i = 0; i < catalog->record_count; i++) {
        judge(&r, catalog->records[i]);
    }
    if (r.count) {
        qsort(r.found, (size_t)r.count, sizeof *r.found, longest_first);
    }
    wz_worklist list = {.items = wz_arena_move(arena, r.found, sizeof *r.found, r.count, r.count), .count = r.count};
    wz_arena_free(r.scratch);
    share_out(arena, &list);
    return list;
}

const wz_stale_owner *wz_worklist_of(const wz_worklist *list, const wz_record *owner)
{
    for (ptrdiff_t o = 0; o < list->owner_count; o++) {
        if (list->owners[o].owner == owner) {
            return &list->owners[o];
        }
    }
    return NULL;
}
