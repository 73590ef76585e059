/* Messages for programs: GNU lines for editors, annotations for GitHub, JSON for the rest. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

#define SUMMARY_LINES 50 /* messages in the summary of a GitHub step */

/* The address at which the message is explained; empty when there is none. */
static wz_str more_of(const cli *c, const wz_diag *d)
{
    wz_str page = c->result != NULL ? c->result->messages_url : (wz_str){0};
    return page.len > 0 ? wz_format(c->arena, "%.*s#%.*s", WZ_ARG(page), WZ_ARG(wz_diag_name(d->code))) : (wz_str){0};
}

/* GNU Coding Standards, "Formatting Error Messages": file:line:column: severity: text. */
void cli_print_gnu(cli *c, wz_buf *out)
{
    wz_str prefix = cli_prefix(c);
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_str path = cli_path(c, prefix, d->loc);
        wz_buf_add(out, path.len > 0 ? path : WZ_STR("wegwijzer"));
        if (path.len > 0 && d->loc.line > 0)
            wz_buf_format(out, ":%d:%d", d->loc.line, d->loc.column > 0 ? d->loc.column : 1);
        wz_buf_format(out, CLI_SAY(c, ": %.*s: %.*s; doe dit: %.*s [%.*s]\n", ": %.*s: %.*s; do this: %.*s [%.*s]\n"),
                      WZ_ARG(cli_severity(c, d)), WZ_ARG(cli_sentence(c, d)),
                      WZ_ARG(wz_diag_remedy(c->arena, d, c->lang)), WZ_ARG(wz_diag_name(d->code)));
    }
}

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
    wz_str more = more_of(c, d);
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

/* The summary of a step, as a table. */
static void write_summary(cli *c, wz_str prefix)
{
    const char *file = getenv("GITHUB_STEP_SUMMARY");
    if (file == NULL || file[0] == 0)
        return;
    wz_buf out = {0};
    ptrdiff_t count = wz_diags_count(c->diags), lines = 0;
    wz_buf_add(&out, WZ_STR("### wegwijzer: "));
    cli_counts(c, &out);
    wz_buf_add(&out, WZ_STR("\n\n"));
    for (int severity = WZ_ERROR; severity <= WZ_WARNING; severity++) {
        for (ptrdiff_t i = 0; i < count && lines < SUMMARY_LINES; i++) {
            const wz_diag *d = wz_diags_at(c->diags, i);
            if ((int)wz_diag_severity(d) != severity)
                continue;
            if (lines == 0)
                wz_buf_add(&out, CLI_SAY(c, WZ_STR("| plaats | melding | doe dit |\n|---|---|---|\n"),
                                         WZ_STR("| place | message | do this |\n|---|---|---|\n")));
            wz_buf_add(&out, WZ_STR("| "));
            add_markdown(&out, cli_path(c, prefix, d->loc));
            if (d->loc.line > 0)
                wz_buf_format(&out, ":%d", d->loc.line);
            wz_buf_format(&out, " | %.*s: ", WZ_ARG(cli_severity(c, d)));
            add_markdown(&out, cli_sentence(c, d));
            wz_buf_add(&out, WZ_STR(" | "));
            add_markdown(&out, wz_diag_remedy(c->arena, d, c->lang));
            if (more_of(c, d).len > 0)
                wz_buf_format(&out, CLI_SAY(c, " ([meer uitleg](%.*s))", " ([more](%.*s))"), WZ_ARG(more_of(c, d)));
            wz_buf_add(&out, WZ_STR(" |\n"));
            lines++;
        }
    }
    if (count > lines)
        wz_buf_format(&out, CLI_SAY(c, "\nEn nog %td.\n", "\nAnd %td more.\n"), count - lines);
    wz_buf stale = {0};
    cli_currency(c, &stale);
    if (stale.len > 0)
        wz_buf_format(&out, "\n```\n%.*s```\n", WZ_ARG(wz_buf_str(&stale)));
    wz_buf_free(&stale);
    int descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        c->unwritten = true;
    } else {
        cli_write(c, descriptor, wz_buf_str(&out));
        if (close(descriptor) != 0)
            c->unwritten = true;
    }
    wz_buf_free(&out);
}

/* GitHub shows the first ten annotations of a step, so errors come first. An annotation needs a path from the top of the
 * repository. */
void cli_print_github(cli *c, wz_buf *out)
{
    const char *workspace = getenv("GITHUB_WORKSPACE");
    wz_str prefix = cli_prefix_in(c, workspace != NULL && workspace[0] != 0 ? workspace : ".");
    for (int severity = WZ_ERROR; severity <= WZ_WARNING; severity++)
        for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++)
            if ((int)wz_diag_severity(wz_diags_at(c->diags, i)) == severity)
                add_annotation(c, wz_diags_at(c->diags, i), prefix, out);
    write_summary(c, prefix);
}

/* file, line, column and end_column (one past the last); null where there is none. */
static void add_place(const cli *c, wz_json *json, wz_loc loc)
{
    int column = loc.column > 0 ? loc.column : 1, at[] = {loc.line, column, column + loc.length};
    static const char *const names[] = {"line", "column", "end_column"};
    wz_json_key(json, WZ_STR("file"));
    wz_json_string(json, cli_path(c, WZ_STR(""), loc));
    for (int i = 0; i < 3; i++) {
        wz_json_key(json, wz_str_from(names[i]));
        if (loc.line > 0)
            wz_json_number(json, at[i]);
        else
            wz_json_string(json, (wz_str){0});
    }
}

static void add_member(wz_json *json, const char *name, wz_str value)
{
    wz_json_key(json, wz_str_from(name));
    wz_json_string(json, value);
}

void cli_print_json(cli *c, wz_buf *out)
{
    wz_json json = {.out = out, .lines = 1, .indent = 1};
    wz_json_open(&json, '[');
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_json_open(&json, '{');
        add_place(c, &json, d->loc);
        add_member(&json, "severity", wz_diag_severity(d) == WZ_ERROR ? WZ_STR("error") : WZ_STR("warning"));
        add_member(&json, "code", wz_diag_name(d->code));
        add_member(&json, "message", wz_diag_text(c->arena, d, c->lang));
        add_member(&json, "suggestion", d->suggestion.len > 0 ? wz_str_visible(c->arena, d->suggestion) : (wz_str){0});
        add_member(&json, "remedy", wz_diag_remedy(c->arena, d, c->lang));
        add_member(&json, "explanation", wz_diag_explain(d->code, c->lang));
        add_member(&json, "more", more_of(c, d).len > 0 ? more_of(c, d) : (wz_str){0});
        wz_json_key(&json, WZ_STR("related"));
        if (d->related.source != NULL) {
            wz_json_open(&json, '{');
            add_place(c, &json, d->related);
            wz_json_close(&json, '}');
        } else {
            wz_json_string(&json, (wz_str){0});
        }
        wz_json_close(&json, '}');
    }
    wz_json_close(&json, ']');
    wz_buf_byte(out, '\n');
}
