/* SPDX-License-Identifier: EUPL-1.2 */
/* rename: another id for a record or a term. */
#include "cli/change.h"

static ptrdiff_t count_files(const wz_loc *places, ptrdiff_t count)
{
    ptrdiff_t files = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        files += i == 0 || places[i].source != places[i - 1].source;
    return files;
}

/* "ondersteuning/x heet nu y: 7 verwijzingen in 5 bestanden", each with its place, and what a person has to look at. */
static void tell(cli *c, wz_edits *edits, const wz_record *what, wz_str new)
{
    wz_buf out = {0};
    const wz_loc *places;
    ptrdiff_t count = wz_edits_places(edits, &places);
    wz_buf_format(&out, CLI_SAY(c, "%.*s/%.*s heet nu %.*s: ", "%.*s/%.*s is now called %.*s: "),
                  WZ_ARG(what->kind->vocabulary ? what->kind->name : what->kind->place), WZ_ARG(what->id), WZ_ARG(new));
    ptrdiff_t files = count_files(places, count);
    wz_buf_format(&out, "%td %s in %td %s\n", count,
                  count == 1 ? CLI_SAY(c, "plaats", "place") : CLI_SAY(c, "plaatsen", "places"), files,
                  files == 1 ? CLI_SAY(c, "bestand", "file") : CLI_SAY(c, "bestanden", "files"));
    change_places(c, &out, places, count);
    change_by_hand(c, &out, edits);
    cli_write(c, c->given[OPTION_DRY_RUN] ? 2 : 1, wz_buf_str(&out));
    wz_buf_free(&out);
}

cli_status cli_rename(cli *c)
{
    wz_catalog *catalog;
    bool whole = change_read(c, &catalog);
    const wz_record *what = NULL;
    wz_edits *edits = NULL;
    if (whole)
        edits = wz_rename(c->arena, c->diags, &c->fs, c->folder, catalog, c->words[0], c->words[1], &what);
    cli_status status = edits == NULL ? cli_stop(c, CLI_FAULTS) : change_check(c, NULL, edits);
    status = status == CLI_OK ? change_write(c, edits) : status;
    if (status == CLI_OK && edits != NULL)
        tell(c, edits, what, c->words[1]);
    wz_catalog_free(catalog);
    return status;
}
