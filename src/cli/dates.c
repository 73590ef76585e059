/* SPDX-License-Identifier: EUPL-1.2 */
/* The dates that the surroundings give. */
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"

/* The day of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in UTC. */
void cli_read_epoch(cli *c)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    wz_str s = wz_str_from(text);
    long n = 0;
    if (text == NULL || c->given[OPTION_TODAY])
        return;
    if (!wz_str_number(s, 253402300799, &n)) { /* 9999-12-31 */
        wz_report(c->diags, CLI_BAD_EPOCH, WZ_NOWHERE, s);
        return;
    }
    c->today = wz_date_from_days(n / 86400);
}

/* Today by the clock and the time zone of this computer: fit for a file that someone is about to edit and for messages,
 * never for the output of a build. */
wz_date cli_clock(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) == NULL)
        return (wz_date){1970, 1, 1};
    return (wz_date){(int16_t)(local.tm_year + 1900), (int8_t)(local.tm_mon + 1), (int8_t)local.tm_mday};
}

/* The day with which dates are judged: --today, else the computer's; SOURCE_DATE_EPOCH may be long ago for other reasons
 * and only moves it on. */
wz_date cli_day(const cli *c)
{
    wz_date clock = cli_clock();
    return c->given[OPTION_TODAY] || wz_date_compare(clock, c->today) < 0 ? c->today : clock;
}
