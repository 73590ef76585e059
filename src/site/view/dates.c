/* What the dates of a record say: when it was added, changed and reviewed, and whether it is due. */
#include "site/view/view.h"

static wz_date latest(wz_date a, wz_date b)
{
    return wz_date_compare(a, b) < 0 ? b : a;
}

record_dates site_record_dates(const wz_record *record)
{
    record_dates d = {.added = wz_record_date(record, WZ_ROLE_ADDED)};
    d.updated =
        latest(d.added, latest(wz_record_date(record, WZ_ROLE_CHANGES), wz_record_date(record, WZ_ROLE_WITHDRAWN)));
    d.reviewed = latest(wz_record_date(record, WZ_ROLE_CHECKED), wz_record_date(record, WZ_ROLE_REVIEWED));
    return d;
}

/* The term of the first line of review.terms that fits the record. */
static long months_of(const site *s, const wz_record *record)
{
    for (ptrdiff_t i = 0; i < s->config.review_term_count; i++) {
        const review_term *t = &s->config.review_terms[i];
        const wz_field *field = t->field.len ? wz_kind_field(record->kind, t->field) : NULL;
        bool fits = !t->field.len;
        for (ptrdiff_t j = 0; field && j < wz_record_value(record, field)->count; j++) {
            fits = fits || wz_record_value(record, field)->items[j].as.ref.target == t->term;
        }
        if (fits && (!t->kind || t->kind == record->kind)) {
            return t->months;
        }
    }
    return s->config.review_months;
}

/* A month later than the 31st is the last day of the next month when that is shorter. */
wz_date site_due_date(const site *s, const wz_record *record, wz_date from)
{
    long months = from.year * 12L + (from.month ? from.month - 1 : 0) + months_of(s, record);
    wz_date first = {(int16_t)(months / 12), (int8_t)(months % 12 + 1), 1};
    wz_date next = {(int16_t)((months + 1) / 12), (int8_t)((months + 1) % 12 + 1), 1};
    long length = wz_date_days(next) - wz_date_days(first);
    first.day = (int8_t)(from.day > length ? length : from.day);
    return first;
}

bool site_is_due(const site *s, const wz_record *record, wz_date from)
{
    return from.year == 0 || wz_date_compare(s->today, site_due_date(s, record, from)) > 0;
}
