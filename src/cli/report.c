/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages as a report that another program shows: Code Quality of GitLab, and SARIF 2.1.0 (OASIS). */
#include "cli/cli.h"

#define SARIF_RESULTS 5000 /* GitHub shows no more, and refuses 25,000 */
#define SARIF_SCHEMA  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static void add_number(wz_json *json, const char *name, long value)
{
    wz_json_key(json, wz_str_from(name));
    wz_json_number(json, value);
}

/* A message without a file is about the settings. */
static wz_str path_of(const cli *c, wz_str prefix, wz_loc loc)
{
    wz_str path = cli_path(c, prefix, loc);
    return path.len > 0 ? path : wz_format(c->arena, "%.*scontent/site.yaml", WZ_ARG(prefix));
}

/* What tells a message from all others: where it stands in the file does not count, so that it stays the same one when lines
 * above it change, but the how-manieth it is of equals in the file does. */
static wz_str fingerprint(const cli *c, wz_map *seen, const wz_diag *d)
{
    wz_str path = d->loc.source != NULL ? d->loc.source->path : (wz_str){0};
    wz_str key = wz_format(c->arena, "%.*s\n%.*s", WZ_ARG(path), WZ_ARG(wz_diag_key(c->arena, d)));
    ptrdiff_t *count = wz_map_get(seen, key);
    if (count == NULL)
        wz_map_put(seen, key, count = wz_new(c->arena, ptrdiff_t, 1));
    return wz_sha256_hex(c->arena, wz_format(c->arena, "%.*s\n%td", WZ_ARG(key), ++*count));
}

static wz_str description(const cli *c, const wz_diag *d)
{
    return wz_format(c->arena, CLI_SAY(c, "%.*s; doe dit: %.*s", "%.*s; do this: %.*s"), WZ_ARG(cli_sentence(c, d)),
                     WZ_ARG(wz_diag_remedy(c->arena, d, c->lang)));
}

void cli_print_gitlab(cli *c, wz_buf *out)
{
    wz_json json = {.out = out, .lines = 1, .indent = 1};
    wz_map *seen = wz_map_new(c->arena);
    wz_str prefix = cli_prefix_in(c, ".");
    wz_json_open(&json, '[');
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_json_open(&json, '{');
        wz_json_member(&json, "description", description(c, d));
        wz_json_member(&json, "check_name", wz_diag_name(d->code));
        wz_json_member(&json, "fingerprint", fingerprint(c, seen, d));
        wz_json_member(&json, "severity", wz_diag_severity(d) == WZ_ERROR ? WZ_STR("major") : WZ_STR("minor"));
        wz_json_enter(&json, "location", '{');
        wz_json_member(&json, "path", path_of(c, prefix, d->loc));
        wz_json_enter(&json, "lines", '{');
        add_number(&json, "begin", d->loc.line > 0 ? d->loc.line : 1);
        wz_json_close(&json, '}');
        wz_json_close(&json, '}');
        wz_json_close(&json, '}');
    }
    wz_json_close(&json, ']');
    wz_buf_byte(out, '\n');
}

static void add_text(wz_json *json, const char *name, wz_str text)
{
    wz_json_enter(json, name, '{');
    wz_json_member(json, "text", text);
    wz_json_close(json, '}');
}

static void add_artifact(const cli *c, wz_json *json, wz_str prefix, wz_loc loc)
{
    wz_buf uri = {0};
    cli_percent(&uri, path_of(c, prefix, loc));
    wz_json_enter(json, "artifactLocation", '{');
    wz_json_member(json, "uri", wz_buf_str(&uri));
    wz_json_close(json, '}');
    wz_buf_free(&uri);
}

static void add_region(wz_json *json, const char *name, wz_loc loc)
{
    wz_json_enter(json, name, '{');
    add_number(json, "startLine", loc.line > 0 ? loc.line : 1);
    if (loc.line > 0 && loc.column > 0) {
        add_number(json, "startColumn", loc.column);
        add_number(json, "endColumn", loc.column + loc.length);
    }
    wz_json_close(json, '}');
}

static void add_location(const cli *c, wz_json *json, wz_str prefix, wz_loc loc)
{
    wz_json_enter(json, "physicalLocation", '{');
    add_artifact(c, json, prefix, loc);
    add_region(json, "region", loc);
    wz_json_close(json, '}');
}

/* A word that another word was meant for: then a program may change it. A longer suggestion is for a person to judge. */
static bool is_word(const wz_diag *d)
{
    ptrdiff_t at = 0;
    if (d->loc.source == NULL || d->loc.length == 0 || d->suggestion.len == 0)
        return false;
    wz_str line = wz_source_line(d->loc.source, d->loc.line);
    for (int i = 1; i < d->loc.column && at < line.len; i++)
        wz_utf8_next(line, &at);
    return wz_str_is_plain(wz_str_slice(line, at, at + d->loc.length), "-._") && wz_str_is_plain(d->suggestion, "-._");
}

/* What was underlined becomes what was meant. */
static void add_fix(const cli *c, wz_json *json, wz_str prefix, const wz_diag *d)
{
    wz_json_enter(json, "fixes", '[');
    wz_json_open(json, '{');
    add_text(json, "description", wz_diag_meant(c->arena, d, c->lang));
    wz_json_enter(json, "artifactChanges", '[');
    wz_json_open(json, '{');
    add_artifact(c, json, prefix, d->loc);
    wz_json_enter(json, "replacements", '[');
    wz_json_open(json, '{');
    add_region(json, "deletedRegion", d->loc);
    add_text(json, "insertedContent", d->suggestion);
    wz_json_close(json, '}');
    wz_json_close(json, ']');
    wz_json_close(json, '}');
    wz_json_close(json, ']');
    wz_json_close(json, '}');
    wz_json_close(json, ']');
}

static wz_str level_of(wz_severity severity)
{
    return severity == WZ_ERROR ? WZ_STR("error") : WZ_STR("warning");
}

static void add_result(const cli *c, wz_json *json, wz_str prefix, wz_map *seen, const wz_diag *d)
{
    wz_json_open(json, '{');
    wz_json_member(json, "ruleId", wz_diag_name(d->code));
    wz_json_member(json, "level", level_of(wz_diag_severity(d)));
    add_text(json, "message", description(c, d));
    wz_json_enter(json, "locations", '[');
    wz_json_open(json, '{');
    add_location(c, json, prefix, d->loc);
    wz_json_close(json, '}');
    wz_json_close(json, ']');
    if (d->related.source != NULL) {
        wz_json_enter(json, "relatedLocations", '[');
        wz_json_open(json, '{');
        add_location(c, json, prefix, d->related);
        add_text(json, "message", CLI_SAY(c, WZ_STR("zie ook"), WZ_STR("see also")));
        wz_json_close(json, '}');
        wz_json_close(json, ']');
    }
    if (is_word(d))
        add_fix(c, json, prefix, d);
    wz_json_enter(json, "partialFingerprints", '{');
    wz_json_member(json, "wegwijzer/v1", fingerprint(c, seen, d));
    wz_json_close(json, '}');
    wz_json_close(json, '}');
}

/* The kinds of message that occur. */
static void add_rules(const cli *c, wz_json *json)
{
    wz_diag_code codes[WZ_DIAG_COUNT];
    bool used[WZ_DIAG_COUNT] = {false};
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++)
        used[wz_diags_at(c->diags, i)->code] = true;
    wz_diag_codes(codes);
    wz_json_enter(json, "rules", '[');
    for (int i = 0; i < WZ_DIAG_COUNT; i++) {
        wz_diag d = wz_diag_pattern(codes[i]);
        if (!used[codes[i]])
            continue;
        wz_str explain = wz_diag_explain(codes[i], c->lang), more = cli_more(c, &d);
        wz_json_open(json, '{');
        wz_json_member(json, "id", wz_diag_name(codes[i]));
        add_text(json, "shortDescription", wz_diag_text(c->arena, &d, c->lang));
        wz_json_enter(json, "help", '{');
        wz_json_member(json, "text", explain);
        wz_json_member(json, "markdown", explain);
        wz_json_close(json, '}');
        if (more.len > 0)
            wz_json_member(json, "helpUri", more);
        wz_json_enter(json, "defaultConfiguration", '{');
        wz_json_member(json, "level", level_of(wz_diag_severity(&d)));
        wz_json_close(json, '}');
        wz_json_close(json, '}');
    }
    wz_json_close(json, ']');
}

/* Whether the tool could do its work, and how much is left out. */
static void add_invocation(const cli *c, wz_json *json, ptrdiff_t left)
{
    wz_json_enter(json, "invocations", '[');
    wz_json_open(json, '{');
    wz_json_key(json, WZ_STR("executionSuccessful"));
    wz_json_word(json, cli_status_of(c) != CLI_SYSTEM ? WZ_STR("true") : WZ_STR("false"));
    if (left > 0) {
        wz_json_enter(json, "toolExecutionNotifications", '[');
        wz_json_open(json, '{');
        wz_json_member(json, "level", WZ_STR("note"));
        add_text(json, "message", wz_format(c->arena, CLI_SAY(c, "en nog %td", "and %td more"), left));
        wz_json_close(json, '}');
        wz_json_close(json, ']');
    }
    wz_json_close(json, '}');
    wz_json_close(json, ']');
}

void cli_print_sarif(cli *c, wz_buf *out)
{
    wz_json json = {.out = out, .lines = 4, .indent = 1};
    wz_map *seen = wz_map_new(c->arena);
    wz_str prefix = cli_prefix_in(c, ".");
    const wz_diag **order = cli_by_weight(c, prefix);
    ptrdiff_t count = wz_diags_count(c->diags), most = count < SARIF_RESULTS ? count : SARIF_RESULTS;
    wz_json_open(&json, '{');
    wz_json_member(&json, "$schema", WZ_STR(SARIF_SCHEMA));
    wz_json_member(&json, "version", WZ_STR("2.1.0"));
    wz_json_enter(&json, "runs", '[');
    wz_json_open(&json, '{');
    wz_json_enter(&json, "tool", '{');
    wz_json_enter(&json, "driver", '{');
    wz_json_member(&json, "name", WZ_STR("wegwijzer"));
    wz_json_member(&json, "version", cli_version_number);
    add_rules(c, &json);
    wz_json_close(&json, '}');
    wz_json_close(&json, '}');
    add_invocation(c, &json, count - most);
    wz_json_member(&json, "columnKind", WZ_STR("unicodeCodePoints"));
    wz_json_enter(&json, "results", '[');
    for (ptrdiff_t i = 0; i < most; i++)
        add_result(c, &json, prefix, seen, order[i]);
    wz_json_close(&json, ']');
    wz_json_close(&json, '}');
    wz_json_close(&json, ']');
    wz_json_close(&json, '}');
    wz_buf_byte(out, '\n');
}
