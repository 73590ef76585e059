/* What the dates of a record say: when it was added, changed and reviewed, and whether it is due. */
#include "site/view/view.h"

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
