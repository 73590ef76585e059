/* Messages for programs: GNU lines for editors, annotations for GitHub, JSON for the rest. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "wegwijzer/mustache.h"

#define SUMMARY_LINES 50 /* messages in the summary of a GitHub step */

static wz_str path_of(const cli *c, wz_str prefix, wz_loc loc)
{
    if (loc.source == NULL)
        return (wz_str){0};
    return wz_format(c->arena, "%.*s%.*s", WZ_ARG(prefix), WZ_ARG(wz_str_visible(c->arena, loc.source->path)));
}

/* The short text and, where there is one, the suggestion. */
static wz_str sentence(const cli *c, const wz_diag *d)
{
    wz_str text = wz_diag_text(c->arena, d, c->lang), suggestion = cli_suggestion(c, d);
    return suggestion.len == 0 ? text : wz_format(c->arena, "%.*s; %.*s", WZ_ARG(text), WZ_ARG(suggestion));
}

/* GNU Coding Standards, "Formatting Error Messages": file:line:column: severity: text. */
void cli_print_gnu(const cli *c, wz_str prefix, wz_buf *out)
{
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_str path = path_of(c, prefix, d->loc);
        wz_buf_add(out, path.len > 0 ? path : WZ_STR("wegwijzer"));
        if (path.len > 0 && d->loc.line > 0)
            wz_buf_format(out, ":%d:%d", d->loc.line, d->loc.column > 0 ? d->loc.column : 1);
        wz_buf_format(out, CLI_SAY(c, ": %.*s: %.*s; doe dit: %.*s [%.*s]\n", ": %.*s: %.*s; do this: %.*s [%.*s]\n"),
                      WZ_ARG(cli_severity(c, d)), WZ_ARG(sentence(c, d)), WZ_ARG(wz_diag_remedy(c->arena, d, c->lang)),
                      WZ_ARG(wz_diag_name(d->code)));
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
    wz_str path = path_of(c, prefix, d->loc);
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
    add_escaped(out, sentence(c, d), false);
    wz_buf_add(out, CLI_SAY(c, WZ_STR("%0ADoe dit: "), WZ_STR("%0ADo this: ")));
    add_escaped(out, wz_diag_remedy(c->arena, d, c->lang), false);
    wz_buf_byte(out, '\n');
}

/* GitHub shows the first ten annotations of a step, so errors come first. */
void cli_print_github(const cli *c, wz_str prefix, wz_buf *out)
{
    for (int severity = WZ_ERROR; severity <= WZ_WARNING; severity++)
        for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++)
            if ((int)wz_diag_severity(wz_diags_at(c->diags, i)) == severity)
                add_annotation(c, wz_diags_at(c->diags, i), prefix, out);
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

void cli_step_summary(cli *c)
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
            add_markdown(&out, path_of(c, WZ_STR(""), d->loc));
            if (d->loc.line > 0)
                wz_buf_format(&out, ":%d", d->loc.line);
            wz_buf_format(&out, " | %.*s: ", WZ_ARG(cli_severity(c, d)));
            add_markdown(&out, sentence(c, d));
            wz_buf_add(&out, WZ_STR(" | "));
            add_markdown(&out, wz_diag_remedy(c->arena, d, c->lang));
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

static void add_member(wz_buf *out, const char *name, wz_str value)
{
    wz_buf_format(out, "\"%s\": ", name);
    if (value.ptr == NULL) {
        wz_buf_add(out, WZ_STR("null"));
        return;
    }
    wz_buf_byte(out, '"');
    wz_escape_add(out, value, WZ_ESCAPE_JSON);
    wz_buf_byte(out, '"');
}

/* file, line, column and end_column (one past the last); null where there is none. */
static void add_json_place(const cli *c, wz_buf *out, wz_loc loc)
{
    add_member(out, "file", path_of(c, WZ_STR(""), loc));
    if (loc.line < 1) {
        wz_buf_add(out, WZ_STR(", \"line\": null, \"column\": null, \"end_column\": null"));
        return;
    }
    int column = loc.column > 0 ? loc.column : 1;
    wz_buf_format(out, ", \"line\": %d, \"column\": %d, \"end_column\": %d", loc.line, column, column + loc.length);
}

void cli_print_json(const cli *c, wz_buf *out)
{
    ptrdiff_t count = wz_diags_count(c->diags);
    wz_buf_byte(out, '[');
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_buf_add(out, i > 0 ? WZ_STR(",\n {") : WZ_STR("\n {"));
        add_json_place(c, out, d->loc);
        wz_buf_add(out, wz_diag_severity(d) == WZ_ERROR ? WZ_STR(", \"severity\": \"error\", ")
                                                        : WZ_STR(", \"severity\": \"warning\", "));
        add_member(out, "code", wz_diag_name(d->code));
        wz_buf_add(out, WZ_STR(", "));
        add_member(out, "message", wz_diag_text(c->arena, d, c->lang));
        wz_buf_add(out, WZ_STR(", "));
        add_member(out, "suggestion", d->suggestion.len > 0 ? wz_str_visible(c->arena, d->suggestion) : (wz_str){0});
        wz_buf_add(out, WZ_STR(", "));
        add_member(out, "remedy", wz_diag_remedy(c->arena, d, c->lang));
        wz_buf_add(out, WZ_STR(", "));
        add_member(out, "explanation", wz_diag_explain(d->code, c->lang));
        wz_buf_add(out, WZ_STR(", \"related\": "));
        if (d->related.source != NULL) {
            wz_buf_byte(out, '{');
            add_json_place(c, out, d->related);
            wz_buf_byte(out, '}');
        } else {
            wz_buf_add(out, WZ_STR("null"));
        }
        wz_buf_byte(out, '}');
    }
    wz_buf_add(out, count > 0 ? WZ_STR("\n]\n") : WZ_STR("]\n"));
}
