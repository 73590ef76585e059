/* SPDX-License-Identifier: EUPL-1.2 */
/* What the dates of a record say: when it was added, changed and reviewed. */
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
    d.reviewed = wz_record_seen(record);
    return d;
}
