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
