/* SPDX-License-Identifier: EUPL-1.2 */
/* review: that someone looked at a record, or what has to be looked at. */
#include "cli/change.h"
#include "cli/worklist.h"

/* Options that the command does not go without. */
static void need(cli *c, cli_option option)
{
    if (!c->given[option])
        wz_report(c->diags, CLI_MISSING_OPTION, WZ_NOWHERE, WZ_STR("review"), cli_option_written(c, option));
}

static void exclude(cli *c, wz_str one, wz_str other)
{
    wz_report(c->diags, CLI_NOT_TOGETHER, WZ_NOWHERE, one, other);
}

static bool good_use(cli *c)
{
    static const cli_option of_list[] = {OPTION_OWNER, OPTION_UNTIL, OPTION_WORKLIST},
                            of_look[] = {OPTION_BY,       OPTION_FINDING, OPTION_OUTCOME, OPTION_APPLICABILITY,
                                         OPTION_TOGETHER, OPTION_DRY_RUN};
    bool list = c->given[OPTION_LIST];
    wz_str word = cli_option_written(c, OPTION_LIST);
    for (size_t i = 0; list && i < sizeof of_look / sizeof *of_look; i++)
        if (c->given[of_look[i]])
            exclude(c, word, cli_option_written(c, of_look[i]));
    for (size_t i = 0; !list && i < sizeof of_list / sizeof *of_list; i++)
        if (c->given[of_list[i]])
            wz_report(c->diags, CLI_MISSING_OPTION, WZ_NOWHERE, WZ_STR("review"), word);
    if (list && c->word_count > 0)
        exclude(c, word, c->words[0]);
    if (list || wz_diags_count(c->diags) > 0)
        return wz_diags_count(c->diags) == 0;
    if (c->word_count == 0)
        wz_report(c->diags, CLI_FEW_WORDS, WZ_NOWHERE, WZ_STR("review"), WZ_STR("ID"));
    need(c, OPTION_BY);
    need(c, OPTION_FINDING);
    if (c->given[OPTION_APPLICABILITY])
        need(c, OPTION_OUTCOME);
    if (c->given[OPTION_OUTCOME])
        need(c, OPTION_APPLICABILITY);
    if (c->word_count > 1 && !c->given[OPTION_TOGETHER])
        wz_report(c->diags, CLI_SEVERAL_AT_ONCE, WZ_NOWHERE, wz_format(c->arena, "%d", c->word_count),
                  cli_option_written(c, OPTION_TOGETHER));
    return wz_diags_count(c->diags) == 0;
}

/* Nobody has looked tomorrow: but for a day, which a time zone can be. */
static bool has_been(cli *c, wz_date day)
{
    wz_date now = cli_clock();
    if (wz_date_days(day) <= wz_date_days(now) + 1)
        return true;
    wz_report(c->diags, DATE_AHEAD, WZ_NOWHERE, wz_date_iso(c->arena, day), wz_date_iso(c->arena, now));
    return false;
}

static void tell(cli *c, wz_edits *edits)
{
    wz_buf out = {0};
    ptrdiff_t count;
    const wz_replacement *files = wz_edits_files(edits, &count);
    for (ptrdiff_t i = 0; i < count; i++)
        wz_buf_format(&out, CLI_SAY(c, "%.*s: nagekeken\n", "%.*s: reviewed\n"),
                      WZ_ARG(cli_path(c, cli_prefix(c), wz_loc_file(&(wz_source){.path = files[i].path}))));
    change_by_hand(c, &out, edits);
    cli_write(c, c->given[OPTION_DRY_RUN] ? 2 : 1, wz_buf_str(&out));
    wz_buf_free(&out);
}

static cli_status look(cli *c)
{
    wz_date day = c->given[OPTION_TODAY] ? c->today : cli_day(c);
    if (c->given[OPTION_TODAY] && !has_been(c, day))
        return cli_stop(c, CLI_FAULTS);
    wz_look look = {.names = c->words,
                    .count = c->word_count,
                    .day = day,
                    .by = c->values[OPTION_BY],
                    .finding = c->values[OPTION_FINDING],
                    .outcome = c->values[OPTION_OUTCOME],
                    .applicability = c->values[OPTION_APPLICABILITY]};
    wz_catalog *catalog;
    bool whole = change_read(c, &catalog);
    wz_edits *edits = NULL;
    if (whole)
        edits = wz_edit_look(c->arena, c->diags, catalog, &look);
    cli_status status = edits == NULL ? cli_stop(c, CLI_FAULTS) : change_check(c, NULL, edits);
    status = status == CLI_OK ? change_write(c, edits) : status;
    if (status == CLI_OK)
        tell(c, edits);
    wz_catalog_free(catalog);
    return status;
}

cli_status cli_review(cli *c)
{
    if (!good_use(c))
        return cli_stop(c, CLI_USAGE);
    return c->given[OPTION_LIST] ? cli_worklist(c) : look(c);
}
