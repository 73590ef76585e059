/* SPDX-License-Identifier: EUPL-1.2 */
/* format: records and vocabularies in one layout. */
#include "cli/change.h"

/* The names on stdout, how many on stderr. */
static void tell(cli *c, const wz_replacement *files, ptrdiff_t count)
{
    wz_buf out = {0}, said = {0};
    bool done = !c->given[OPTION_CHECK] && !c->given[OPTION_DRY_RUN];
    wz_str prefix = cli_prefix(c);
    for (ptrdiff_t i = 0; i < count; i++)
        wz_buf_format(&out, "%.*s%.*s\n", WZ_ARG(prefix), WZ_ARG(files[i].path));
    wz_buf_format(
        &said, "%td %s %s\n", count, count == 1 ? CLI_SAY(c, "bestand", "file") : CLI_SAY(c, "bestanden", "files"),
        done ? CLI_SAY(c, "anders ingedeeld", "laid out otherwise")
             : CLI_SAY(c, "anders in te delen: wegwijzer format", "to be laid out otherwise: wegwijzer format"));
    cli_write(c, c->given[OPTION_DRY_RUN] ? 2 : 1, wz_buf_str(&out));
    if (count > 0)
        cli_write(c, 2, wz_buf_str(&said));
    wz_buf_free(&out);
    wz_buf_free(&said);
}

cli_status cli_format_files(cli *c)
{
    wz_source *source = wz_fs_read(c->arena, c->diags, &c->fs, c->folder, WZ_STR("content/model.yaml"), WZ_LIMIT_FILE);
    wz_model *model = source != NULL ? wz_model_read(c->arena, c->diags, source) : NULL;
    if (model == NULL)
        return cli_stop(c, CLI_FAULTS);
    wz_edits *edits =
        wz_layout(c->arena, c->diags, &c->fs, c->folder, model, c->word_count > 0 ? c->words : NULL, c->word_count);
    ptrdiff_t count;
    const wz_replacement *files = wz_edits_files(edits, &count);
    if (cli_system_failed(c, c->diags))
        return cli_stop(c, CLI_FAULTS);
    bool write = !c->given[OPTION_CHECK] && !c->given[OPTION_DRY_RUN] && count > 0;
    bool ok = !write || wz_fs_replace(c->arena, c->diags, &c->fs, c->folder, files, count);
    if (c->given[OPTION_DRY_RUN]) {
        wz_buf patch = {0};
        wz_edits_patch(edits, &patch);
        cli_write(c, 1, wz_buf_str(&patch));
        wz_buf_free(&patch);
    }
    if (ok)
        tell(c, files, count);
    return cli_stop(c, c->given[OPTION_CHECK] && count > 0 ? CLI_FAULTS : CLI_OK);
}
