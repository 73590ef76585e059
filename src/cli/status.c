/* SPDX-License-Identifier: EUPL-1.2 */
/* The exit status. */
#include "cli/cli.h"

/* What a message makes of the exit status, where that is not 1. */
static cli_status status_of(const wz_diag *d)
{
    switch (d->code) {
    /* About a file of the project these are faults in the content; without a place they are about a path on the command
     * line. */
    case WZ_DIAG_FS_NOT_FOUND:
    case WZ_DIAG_FS_NOT_FOLDER:
    case WZ_DIAG_FS_IS_FOLDER:
    case WZ_DIAG_FS_LINK:
    case WZ_DIAG_FS_OUTSIDE:
    case WZ_DIAG_FS_NAME_TOO_LONG:
        return d->loc.source == NULL ? CLI_USAGE : CLI_FAULTS;
#define CLI_STATUS(id, status)                                                                                         \
    case WZ_DIAG_##id:                                                                                                 \
        return status;
#include "cli/status.def"
#undef CLI_STATUS
    default:
        return CLI_FAULTS;
    }
}

static cli_status worst_of(const cli *c, wz_diags *diags)
{
    cli_status worst = CLI_OK;
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++) {
        const wz_diag *d = wz_diags_at(diags, i);
        cli_status status = status_of(d);
        /* What --quarantine made a warning of is still missing on the site, and the system still failed. */
        bool counts = d->code == WZ_DIAG_QUARANTINED || (d->demoted && status == CLI_SYSTEM);
        if (!wz_diag_counts(d, c->given[OPTION_STRICT]) && !counts)
            continue;
        if (status > worst)
            worst = status;
    }
    return worst;
}

cli_status cli_status_of(const cli *c)
{
    return worst_of(c, c->diags);
}

bool cli_system_failed(const cli *c, wz_diags *diags)
{
    return worst_of(c, diags) == CLI_SYSTEM;
}
