/* SPDX-License-Identifier: EUPL-1.2 */
/* import --model: a project for records of others. */
#include "cli/change.h"

#define ROUNDS 20 /* times that records are left out because of what check says of them */

/* Leaves out the records that check would refuse, until it refuses none. False when the system failed, with the messages printed. */
static bool settle(cli *c, wz_proposal *proposal)
{
    bool dropped = true, failed = false;
    for (int round = 0; dropped && round < ROUNDS; round++) {
        wz_site_result result = {0};
        wz_diags *faults = wz_diags_new(c->arena);
        change_try(c, wz_proposal_edits(c->arena, proposal), faults, &result);
        dropped = false;
        failed = cli_system_failed(c, faults);
        for (ptrdiff_t i = 0; i < wz_diags_count(faults) && !failed; i++) {
            const wz_diag *d = wz_diags_at(faults, i);
            if (wz_diag_severity(d) == WZ_ERROR && d->loc.source != NULL)
                dropped |=
                    wz_proposal_drop(c->arena, proposal, d->loc.source->path, wz_diag_text(c->arena, d, c->lang));
        }
        if (failed) {
            wz_diags_append(c->diags, faults);
            (void)cli_stop(c, CLI_SYSTEM);
        }
        wz_site_free(&result);
    }
    return !failed;
}

/* A kind has a folder, also when none of its records came along. */
static bool keep_folders(cli *c, const wz_proposal *proposal)
{
    wz_source source = {WZ_STR("content/model.yaml"), proposal->model};
    const wz_model *model = wz_model_read(c->arena, c->diags, &source);
    bool ok = model != NULL;
    for (ptrdiff_t k = 0; ok && k < model->kind_count; k++) {
        wz_str folder = wz_format(c->arena, "content/%.*s", WZ_ARG(model->kinds[k]->place));
        ok =
            wz_fs_exists(&c->fs, c->folder, folder) ||
            wz_fs_write(c->diags, &c->fs, c->folder, wz_format(c->arena, "%.*s/.gitkeep", WZ_ARG(folder)), (wz_str){0});
    }
    return ok;
}

/* The project first, then the records that it accepts. */
static cli_status make(cli *c, wz_proposal *proposal)
{
    wz_fresh *fresh;
    const char *folder = c->folder;
    cli_status status = cli_start(c, c->words[0], proposal, &fresh);
    if (status != CLI_OK || fresh == NULL)
        return status;
    c->folder = wz_fs_fresh_folder(fresh);
    if (!settle(c, proposal)) {
        (void)wz_fs_fresh_end(fresh, false);
        c->folder = folder;
        return CLI_SYSTEM;
    }
    bool ok = true;
    for (ptrdiff_t i = proposal->lists; ok && i < proposal->count; i++)
        ok = proposal->files[i].gone ||
             wz_fs_write(c->diags, &c->fs, c->folder, proposal->files[i].path, proposal->files[i].bytes);
    ok = wz_fs_fresh_end(fresh, ok && keep_folders(c, proposal));
    c->folder = folder;
    return ok ? CLI_OK : cli_stop(c, CLI_SYSTEM);
}

static cli_status tell(cli *c, const wz_proposal *proposal)
{
    wz_buf out = {0};
    ptrdiff_t records = 0;
    for (ptrdiff_t i = proposal->lists; i < proposal->count; i++)
        records += !proposal->files[i].gone;
    for (ptrdiff_t i = 0; i < proposal->left_count; i++)
        wz_buf_format(&out, CLI_SAY(c, "blijft achter: %.*s: %.*s\n", "stays behind: %.*s: %.*s\n"),
                      WZ_ARG(proposal->left[i].what), WZ_ARG(proposal->left[i].why));
    wz_buf_format(&out,
                  CLI_SAY(c, "%td records komen mee; %td keer bleef iets achter\n",
                          "%td records come along; %td times something stayed behind\n"),
                  records, proposal->left_count);
    if (c->word_count > 0)
        wz_buf_format(&out,
                      CLI_SAY(c, "kijk %.*s/content/model.yaml na; daarna: wegwijzer build -C %.*s\n",
                              "look through %.*s/content/model.yaml; then: wegwijzer build -C %.*s\n"),
                      WZ_ARG(c->words[0]), WZ_ARG(c->words[0]));
    cli_write(c, 2, wz_buf_str(&out));
    wz_buf_free(&out);
    return proposal->left_count > 0 ? CLI_FAULTS : CLI_OK;
}

cli_status cli_propose(cli *c)
{
    const wz_source *starter = cli_starter(c);
    wz_proposal *proposal =
        starter != NULL ? wz_propose(c->arena, c->diags, &c->fs, c->values[OPTION_MODEL], c->lang, starter) : NULL;
    if (proposal == NULL || cli_system_failed(c, c->diags)) /* part of what is there is no model of it */
        return cli_stop(c, CLI_USAGE);
    if (c->word_count == 0)
        cli_write(c, 1, proposal->model);
    cli_status made = c->word_count > 0 ? make(c, proposal) : CLI_OK;
    if (made != CLI_OK)
        return made;
    cli_status status = tell(c, proposal);
    return wz_diags_count(c->diags) > 0 ? cli_stop(c, status) : status;
}
