/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages for GitHub: annotations at the lines of a proposal, and the summary of a step. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define ANNOTATIONS   10  /* of each severity: GitHub shows no more of a step */
#define SUMMARY_LINES 500 /* messages in the summary, which may be a megabyte */

/* The escaping of GitHub's workflow commands: the data of a command, and stricter inside a property. */
static void add_escaped(wz_buf *out, wz_str s, bool property)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        char b = s.ptr[i];
        if (b == '%')
            wz_buf_add(out, WZ_STR("%25"));
        else if (b == '\r')
            wz_buf_add(out, WZ_STR("%0D"));
        else if (b == '\n')
            wz_buf_add(out, WZ_STR("%0A"));
        else if (property && b == ':')
            wz_buf_add(out, WZ_STR("%3A"));
        else if (property && b == ',')
            wz_buf_add(out, WZ_STR("%2C"));
        else
            wz_buf_byte(out, b);
    }
}

static void add_annotation(const cli *c, const wz_diag *d, wz_str prefix, wz_buf *out)
{
    bool error = wz_diag_severity(d) == WZ_ERROR;
    wz_str path = cli_path(c, prefix, d->loc);
    wz_buf_add(out, error ? WZ_STR("::error ") : WZ_STR("::warning "));
    if (path.len > 0) {
        wz_buf_add(out, WZ_STR("file="));
        add_escaped(out, path, true);
        wz_buf_format(out, ",line=%d,", d->loc.line > 0 ? d->loc.line : 1);
        if (d->loc.line > 0 && d->loc.column > 0)
            wz_buf_format(out, "col=%d,endColumn=%d,", d->loc.column,
                          d->loc.column + (d->loc.length > 0 ? d->loc.length : 1));
    }
    wz_buf_add(out, WZ_STR("title="));
    add_escaped(out, wz_diag_name(d->code), true);
    wz_buf_add(out, WZ_STR("::"));
    add_escaped(out, cli_sentence(c, d), false);
    wz_buf_add(out, CLI_SAY(c, WZ_STR("%0ADoe dit: "), WZ_STR("%0ADo this: ")));
    add_escaped(out, wz_diag_remedy(c->arena, d, c->lang), false);
    wz_str more = cli_more(c, d);
    if (more.len > 0) {
        wz_buf_add(out, CLI_SAY(c, WZ_STR("%0AMeer uitleg: "), WZ_STR("%0AMore: ")));
        add_escaped(out, more, false);
    }
    wz_buf_byte(out, '\n');
}

/* Text in a Markdown table: nothing in it is markup. */
static void add_markdown(wz_buf *out, wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (strchr("\\`*_{}[]<>#|&!~", s.ptr[i]) != NULL && s.ptr[i] != 0)
            wz_buf_byte(out, '\\');
        wz_buf_byte(out, s.ptr[i] == '\n' ? ' ' : s.ptr[i]);
    }
}

/* The place of a message, as a link to its line where the environment says on which host and at which commit. */
static void add_place(cli *c, wz_str prefix, const wz_diag *d, wz_buf *out)
{
    const char *server = getenv("GITHUB_SERVER_URL"), *repository = getenv("GITHUB_REPOSITORY"),
               *commit = getenv("GITHUB_SHA");
    wz_str path = cli_path(c, prefix, d->loc);
    bool link = path.len > 0 && server != NULL && repository != NULL && commit != NULL;
    wz_buf_add(out, link ? WZ_STR("[") : WZ_STR(""));
    add_markdown(out, path);
    if (d->loc.line > 0)
        wz_buf_format(out, ":%d", d->loc.line);
    if (!link)
        return;
    wz_buf_format(out, "](%s/%s/blob/%s/", server, repository, commit);
    cli_percent(out, path);
    wz_buf_format(out, d->loc.line > 0 ? "#L%d)" : ")", d->loc.line);
}

static void add_row(cli *c, wz_str prefix, const wz_diag *d, wz_buf *out)
{
    wz_buf_add(out, WZ_STR("| "));
    add_place(c, prefix, d, out);
    wz_buf_format(out, " | %.*s: ", WZ_ARG(cli_severity(c, d)));
    add_markdown(out, cli_sentence(c, d));
    wz_buf_add(out, WZ_STR(" | "));
    add_markdown(out, wz_diag_remedy(c->arena, d, c->lang));
    if (cli_more(c, d).len > 0)
        wz_buf_format(out, CLI_SAY(c, " ([meer uitleg](%.*s))", " ([more](%.*s))"), WZ_ARG(cli_more(c, d)));
    wz_buf_add(out, WZ_STR(" |\n"));
}

/* The summary of a step, as a table. */
static void write_summary(cli *c, wz_str prefix, const wz_diag **order)
{
    const char *file = getenv("GITHUB_STEP_SUMMARY");
    if (file == NULL || file[0] == 0)
        return;
    wz_buf out = {0}, stale = {0};
    ptrdiff_t count = wz_diags_count(c->diags), lines = count < SUMMARY_LINES ? count : SUMMARY_LINES;
    wz_buf_add(&out, WZ_STR("### wegwijzer: "));
    cli_counts(c, &out);
    wz_buf_add(&out, WZ_STR("\n\n"));
    if (lines > 0)
        wz_buf_add(&out, CLI_SAY(c, WZ_STR("| plaats | melding | doe dit |\n|---|---|---|\n"),
                                 WZ_STR("| place | message | do this |\n|---|---|---|\n")));
    for (ptrdiff_t i = 0; i < lines; i++)
        add_row(c, prefix, order[i], &out);
    if (count > lines)
        wz_buf_format(&out, CLI_SAY(c, "\nEn nog %td.\n", "\nAnd %td more.\n"), count - lines);
    cli_currency(c, &stale);
    if (stale.len > 0)
        wz_buf_format(&out, "\n```\n%.*s```\n", WZ_ARG(wz_buf_str(&stale)));
    cli_write_file(c, wz_str_from(file), O_APPEND, wz_buf_str(&out));
    wz_buf_free(&stale);
    wz_buf_free(&out);
}

/* GitHub shows ten errors and ten warnings of a step. An annotation needs a path from the top of the repository. */
void cli_print_github(cli *c, wz_buf *out)
{
    const char *workspace = getenv("GITHUB_WORKSPACE");
    wz_str prefix = cli_prefix_in(c, workspace != NULL && workspace[0] != 0 ? workspace : ".");
    const wz_diag **order = cli_by_weight(c, prefix);
    ptrdiff_t shown[2] = {0}, left = 0;
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++)
        if (shown[wz_diag_severity(order[i]) != WZ_ERROR]++ < ANNOTATIONS)
            add_annotation(c, order[i], prefix, out);
        else
            left++;
    if (left > 0)
        wz_buf_format(out,
                      CLI_SAY(c, "::notice title=wegwijzer::en nog %td; de samenvatting van deze stap noemt ze\n",
                              "::notice title=wegwijzer::and %td more; the summary of this step names them\n"),
                      left);
    write_summary(c, prefix, order);
}
