/* SPDX-License-Identifier: EUPL-1.2 */
/* build and check: the whole chain, with or without publishing. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define LEFT_OUT_SHOWN 10         /* names of records that were left out */
#define DIFF_LARGEST   (64 << 20) /* bytes of a report of what changes */

/* A theme that --theme names must be there: that is a mistake in the command, not in the content. */
static bool find_theme(cli *c)
{
    wz_str theme = c->values[OPTION_THEME];
    if (theme.len == 0 || wz_fs_is_folder(&c->fs, c->folder, wz_format(c->arena, "themes/%.*s", WZ_ARG(theme))))
        return true;
    wz_entry *entries = NULL;
    ptrdiff_t count = 0, before = wz_diags_count(c->diags);
    if (!wz_fs_list(c->arena, c->diags, &c->fs, c->folder, WZ_STR("themes"), &entries, &count))
        wz_diags_drop(c->diags, before);
    wz_str *names = wz_new(c->arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++)
        names[i] = entries[i].name;
    wz_report(c->diags, CLI_NO_THEME, (wz_loc){0}, theme)->suggestion = wz_suggest(theme, names, count);
    return false;
}

/* The folder of sources that path is in, {NULL,0} when it is in none. Judged by the part of the path that exists, links
 * followed. */
static wz_str source_folder(cli *c, const char *output)
{
    static const char *const sources[] = {"content", "templates", "themes"};
    char below[PATH_MAX], source[PATH_MAX];
    wz_str path = wz_str_from(output);
    while (realpath(wz_str_cstring(c->arena, path.len > 0 ? path : WZ_STR(".")), below) == NULL) {
        if (path.len == 0)
            return (wz_str){0};
        while (path.len > 0 && path.ptr[path.len - 1] == '/')
            path.len--;
        while (path.len > 0 && path.ptr[path.len - 1] != '/')
            path.len--;
    }
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        wz_str folder = wz_format(c->arena, "%s/%s", c->folder, sources[i]);
        if (realpath(wz_str_cstring(c->arena, folder), source) == NULL)
            continue;
        size_t length = strlen(source);
        if (strncmp(below, source, length) == 0 && (below[length] == '/' || below[length] == 0))
            return folder;
    }
    return (wz_str){0};
}

bool cli_may_publish(cli *c, const char *output)
{
    wz_str folder = output != NULL ? source_folder(c, output) : (wz_str){0};
    if (folder.len > 0)
        wz_report(c->diags, OUT_BAD_TARGET, WZ_NOWHERE, wz_str_from(output),
                  wz_format(c->arena, "in %.*s, een map met bronbestanden", WZ_ARG(folder)),
                  wz_format(c->arena, "in %.*s, a folder of sources", WZ_ARG(folder)));
    return folder.len == 0;
}

/* The files that --changed lists, by their paths from the top of the repository. */
static bool read_changed(cli *c)
{
    wz_str list = c->values[OPTION_CHANGED];
    wz_source *source = list.len > 0 ? cli_read_file(c, list, WZ_LIMIT_FILE) : NULL;
    if (source == NULL)
        return list.len == 0;
    c->changed = wz_map_new(c->arena);
    for (wz_str rest = source->text; rest.ptr != NULL;)
        wz_map_put(c->changed, wz_str_trim(wz_str_cut(rest, '\n', &rest)), c);
    return true;
}

/* Nor may a report, which is written over what was there. */
static bool may_report(cli *c)
{
    wz_str file = c->values[OPTION_REPORT_FILE];
    wz_str folder = file.len > 0 ? source_folder(c, wz_str_cstring(c->arena, file)) : (wz_str){0};
    if (folder.len == 0)
        return true;
    wz_report(c->diags, CLI_BAD_REPORT, WZ_NOWHERE, file, folder);
    c->values[OPTION_REPORT_FILE] = (wz_str){0};
    return false;
}

static wz_site_options site_options(cli *c, const char *output)
{
    return (wz_site_options){.fs = &c->fs,
                             .folder = c->folder,
                             .output = output,
                             .theme = c->values[OPTION_THEME],
                             .base_url = c->values[OPTION_BASE_URL],
                             .offline = c->given[OPTION_OFFLINE],
                             .quarantine = c->given[OPTION_QUARANTINE],
                             .sync = c->given[OPTION_SYNC],
                             .strict = c->given[OPTION_STRICT],
                             .preview = c->values[OPTION_PREVIEW],
                             .today = c->today,
                             .clock = cli_day(c),
                             .workers = c->jobs > 0 ? c->jobs : wz_pool_default()};
}

/* The report that --diff names. False: reported. */
static bool read_difference(cli *c, const wz_node **report)
{
    wz_str path = c->values[OPTION_DIFF];
    *report = NULL;
    if (path.len == 0)
        return true;
    wz_source *source = cli_read_file(c, path, DIFF_LARGEST);
    *report = source != NULL ? wz_json_parse(c->arena, c->diags, source) : NULL;
    if (*report == NULL)
        return false;
    const wz_node *pages = (*report)->kind == WZ_NODE_MAP ? wz_node_get(*report, WZ_STR("pages")) : NULL;
    static const wz_str lists[] = {WZ_STR("added"), WZ_STR("changed"), WZ_STR("removed")};
    bool ok = pages != NULL && pages->kind == WZ_NODE_MAP && c->values[OPTION_PREVIEW].len > 0;
    for (int i = 0; ok && i < 3; i++) {
        const wz_node *list = wz_node_get(pages, lists[i]);
        ok = list != NULL && list->kind == WZ_NODE_LIST;
    }
    if (!ok)
        wz_report(c->diags, CLI_NO_REPORT, wz_loc_file(source), path);
    return ok;
}

/* The records that --quarantine left out. */
static void add_left_out(cli *c, wz_buf *out, bool published)
{
    ptrdiff_t count = 0;
    wz_buf files = {0};
    for (ptrdiff_t i = 0; i < wz_diags_count(c->diags); i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        if (d->code == WZ_DIAG_QUARANTINED && count++ < LEFT_OUT_SHOWN)
            wz_buf_format(&files, "%s%.*s", count > 1 ? ", " : "", WZ_ARG(d->loc.source->path));
    }
    if (count > LEFT_OUT_SHOWN)
        wz_buf_format(&files, CLI_SAY(c, " en nog %td", " and %td more"), count - LEFT_OUT_SHOWN);
    if (count > 0)
        wz_buf_format(out,
                      published ? CLI_SAY(c, "vanwege fouten niet op de site: %td %s: %.*s\n",
                                          "left out of the site because of faults: %td %s: %.*s\n")
                                : CLI_SAY(c, "vanwege fouten zou een bouw weglaten: %td %s: %.*s\n",
                                          "because of faults a build would leave out: %td %s: %.*s\n"),
                      count, count == 1 ? "record" : "records", WZ_ARG(wz_buf_str(&files)));
    wz_buf_free(&files);
}

/* The last lines: the counts, what to do next, and what is missing. For people only. */
static void add_close(cli *c, wz_buf *out, const char *output, cli_status status, int signal)
{
    const wz_site_result *r = c->result;
    if (signal != 0) {
        wz_buf_add(out, cli_interrupted(c, output != NULL));
        return;
    }
    if (output == NULL)
        cli_currency(c, out);
    cli_counts(c, out);
    if (output != NULL && r->published)
        wz_buf_format(out,
                      CLI_SAY(c, "; %td pagina's in %s\nvolgende stap: open %s/index.html\n",
                              "; %td pages in %s\nnext: open %s/index.html\n"),
                      r->pages, output, output);
    else if (output != NULL)
        wz_buf_add(out, CLI_SAY(c, WZ_STR("; er is niets gepubliceerd\n"), WZ_STR("; nothing was published\n")));
    else if (status == CLI_OK)
        wz_buf_add(out, CLI_SAY(c, WZ_STR("\nvolgende stap: wegwijzer build\n"), WZ_STR("\nnext: wegwijzer build\n")));
    else
        wz_buf_byte(out, '\n');
    if (output == NULL || r->published)
        add_left_out(c, out, r->published);
}

static cli_status work(cli *c, const char *output)
{
    wz_site_result result = {0};
    wz_site_options options = site_options(c, output);
    bool theme = find_theme(c), publish = cli_may_publish(c, output), report = may_report(c);
    if (!read_changed(c) || !read_difference(c, &options.changed) || !theme || !publish || !report)
        return cli_stop(c, CLI_OK);
    cli_begin_report(c);
    cli_watch *watch = cli_watch_start(c, output != NULL);
    wz_site_build(c->arena, c->diags, &options, &result);
    int signal = cli_watch_stop(watch);
    c->result = &result;
    if (signal == 0 || result.published) {
        signal = 0;
        cli_print(c);
    }
    cli_status status = cli_status_of(c);
    wz_buf close = {0};
    add_close(c, &close, output, status, signal);
    if (cli_has_readers(c) || signal != 0)
        cli_write(c, 2, wz_buf_str(&close));
    wz_buf_free(&close);
    wz_site_free(&result);
    c->result = NULL;
    return signal != 0 ? (cli_status)(128 + signal) : status;
}

cli_status cli_check(cli *c)
{
    return work(c, NULL);
}

cli_status cli_build(cli *c)
{
    wz_str output = c->values[OPTION_OUTPUT];
    if (output.len == 0)
        output = wz_str_equal(wz_str_from(c->folder), WZ_STR(".")) ? WZ_STR("build/site")
                                                                   : wz_format(c->arena, "%s/build/site", c->folder);
    return work(c, wz_str_cstring(c->arena, output));
}

/* A query of the catalogue: messages first, then what was asked for. */
static cli_status query(cli *c, bool inspect, wz_str words)
{
    wz_site_result result = {0};
    wz_site_options options = site_options(c, NULL);
    wz_buf out = {0};
    cli_watch *watch = cli_watch_start(c, false);
    bool ok = inspect ? wz_site_inspect(c->arena, c->diags, &options, words, &result, &out)
                      : wz_site_search(c->arena, c->diags, &options, words, c->limit, &result, &out);
    cli_watch_stop(watch);
    cli_print(c);
    cli_status status = cli_status_of(c);
    if (ok || out.len > 0)
        cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
    wz_site_free(&result);
    return status;
}

cli_status cli_inspect(cli *c)
{
    return query(c, true, c->words[0]);
}

cli_status cli_search(cli *c)
{
    return query(c, false, wz_str_join(c->arena, c->words, c->word_count, WZ_STR(" ")));
}
