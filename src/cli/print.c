/* Messages for people: place, source line, carets, suggestion, remedy; equal ones folded, the rest counted. */
#include "cli/cli.h"

/* Equal messages: the same code with the same arguments, in whatever file. */
typedef struct group {
    ptrdiff_t count, shown, files;
    wz_str file;    /* the last one seen */
    ptrdiff_t last; /* index of the last one shown */
} group;

wz_str cli_severity(const cli *c, const wz_diag *d)
{
    if (wz_diag_severity(d) == WZ_ERROR)
        return CLI_SAY(c, WZ_STR("fout"), WZ_STR("error"));
    return CLI_SAY(c, WZ_STR("waarschuwing"), WZ_STR("warning"));
}

wz_str cli_suggestion(const cli *c, const wz_diag *d)
{
    if (d->suggestion.len == 0)
        return (wz_str){0};
    wz_str shown = wz_str_visible(c->arena, wz_str_slice(d->suggestion, 0, 200));
    return wz_format(c->arena, CLI_SAY(c, "bedoelde u '%.*s'?", "did you mean '%.*s'?"), WZ_ARG(shown));
}

static void add_place(const cli *c, wz_buf *out, wz_loc loc)
{
    wz_str path = loc.source != NULL ? wz_str_visible(c->arena, loc.source->path) : WZ_STR("wegwijzer");
    wz_buf_add(out, path);
    if (loc.source != NULL && loc.line > 0) {
        wz_buf_format(out, ":%d", loc.line);
        if (loc.column > 0)
            wz_buf_format(out, ":%d", loc.column);
    }
}

static void add_note(const cli *c, wz_buf *out, const char *word, wz_str text)
{
    (void)c;
    wz_buf_format(out, "   = %s%.*s\n", word, WZ_ARG(text));
}

static bool has_excerpt(const wz_diag *d)
{
    return d->loc.source != NULL && d->loc.line > 0 && d->loc.source->text.ptr != NULL;
}

static void add_message(const cli *c, wz_buf *out, const wz_diag *d, bool first)
{
    bool error = wz_diag_severity(d) == WZ_ERROR;
    wz_str text = wz_diag_text(c->arena, d, c->lang), code = wz_diag_name(d->code);
    wz_str suggestion = cli_suggestion(c, d), severity = cli_severity(c, d);
    const char *on = !c->colour ? "" : error ? "\033[1;31m" : "\033[1;33m", *off = c->colour ? "\033[0m" : "";
    wz_buf_add(out, c->colour ? WZ_STR("\033[1m") : WZ_STR(""));
    add_place(c, out, d->loc);
    wz_buf_format(out, ":%s %s%.*s:%s %.*s [%.*s]\n", off, on, WZ_ARG(severity), off, WZ_ARG(text), WZ_ARG(code));
    if (has_excerpt(d))
        cli_excerpt(c, out, d->loc, suggestion);
    else if (suggestion.len > 0)
        add_note(c, out, "", suggestion);
    if (d->related.source != NULL) {
        bool same = d->loc.source != NULL && wz_str_equal(d->related.source->path, d->loc.source->path);
        bool earlier = same && (d->related.line < d->loc.line ||
                                (d->related.line == d->loc.line && d->related.column < d->loc.column));
        wz_buf_add(out, WZ_STR("   = "));
        wz_buf_add(out, earlier ? CLI_SAY(c, WZ_STR("eerder hier: "), WZ_STR("earlier here: "))
                                : CLI_SAY(c, WZ_STR("zie ook: "), WZ_STR("see also: ")));
        add_place(c, out, d->related);
        wz_buf_byte(out, '\n');
    }
    wz_buf_format(out, CLI_SAY(c, "   = doe dit: %.*s", "   = do this: %.*s"),
                  WZ_ARG(wz_diag_remedy(c->arena, d, c->lang)));
    if (first)
        wz_buf_format(out, CLI_SAY(c, "; zie ook 'wegwijzer explain %.*s'", "; see also 'wegwijzer explain %.*s'"),
                      WZ_ARG(code));
    wz_buf_byte(out, '\n');
}

/* Code and arguments as one key. */
static wz_str key_of(wz_arena *arena, const wz_diag *d)
{
    return wz_format(arena, "%d\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s", (int)d->code, WZ_ARG(d->args[0]), WZ_ARG(d->args[1]),
                     WZ_ARG(d->args[2]), WZ_ARG(d->args[3]));
}

static group **find_groups(const cli *c, wz_arena *arena)
{
    ptrdiff_t count = wz_diags_count(c->diags);
    group **groups = wz_new(arena, group *, count);
    wz_map *map = wz_map_new(arena);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_str key = key_of(arena, d);
        groups[i] = wz_map_get(map, key);
        if (groups[i] == NULL) {
            groups[i] = wz_new(arena, group, 1);
            wz_map_put(map, key, groups[i]);
        }
        groups[i]->count++;
    }
    return groups;
}

/* Marks what is shown: the first few of equal messages, at most CLI_SHOWN in all, errors before warnings. Returns how
 * many. */
static ptrdiff_t choose(const cli *c, group **groups, bool *shown)
{
    ptrdiff_t count = wz_diags_count(c->diags), total = 0;
    for (int severity = WZ_ERROR; severity <= WZ_WARNING; severity++) {
        for (ptrdiff_t i = 0; i < count; i++) {
            const wz_diag *d = wz_diags_at(c->diags, i);
            group *g = groups[i];
            if ((int)wz_diag_severity(d) != severity)
                continue;
            /* One more than the limit is shown rather than folded. */
            bool fits = g->shown < CLI_ALIKE || g->count <= CLI_ALIKE + 1;
            if (fits && total < CLI_SHOWN) {
                shown[i] = true;
                g->last = i;
                g->shown++;
                total++;
            } else if (d->loc.source != NULL && (g->files == 0 || !wz_str_equal(g->file, d->loc.source->path))) {
                g->file = d->loc.source->path;
                g->files++;
            }
        }
    }
    return total;
}

static void add_folded(const cli *c, wz_buf *out, const group *g)
{
    ptrdiff_t more = g->count - g->shown;
    if (g->files > 1)
        wz_buf_format(
            out,
            CLI_SAY(c, "   = nog %td keer dezelfde melding, in %td bestanden ('--format gnu' noemt elke plaats)\n",
                    "   = the same message %td times more, in %td files ('--format gnu' names each place)\n"),
            more, g->files);
    else
        wz_buf_format(out,
                      CLI_SAY(c, "   = nog %td keer dezelfde melding ('--format gnu' noemt elke plaats)\n",
                              "   = the same message %td times more ('--format gnu' names each place)\n"),
                      more);
}

static void print_text(const cli *c, wz_buf *out)
{
    wz_arena *arena = wz_arena_new(NULL);
    ptrdiff_t count = wz_diags_count(c->diags);
    group **groups = find_groups(c, arena);
    bool *shown = wz_new(arena, bool, count);
    bool *explained = wz_new(arena, bool, WZ_DIAG_COUNT);
    ptrdiff_t total = choose(c, groups, shown), folded = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        if (!shown[i])
            continue;
        add_message(c, out, d, !explained[d->code]);
        explained[d->code] = true;
        if (groups[i]->last == i && groups[i]->count > groups[i]->shown) {
            add_folded(c, out, groups[i]);
            folded += groups[i]->count - groups[i]->shown;
        }
    }
    ptrdiff_t rest = count - total - folded;
    if (rest > 0)
        wz_buf_format(out,
                      CLI_SAY(c, "… en nog %td meldingen; hier staan er hoogstens %d ('--format gnu' noemt ze alle)\n",
                              "… and %td more messages; at most %d are shown here ('--format gnu' names them all)\n"),
                      rest, CLI_SHOWN);
    wz_arena_free(arena);
}

/* "3 fouten, 1 waarschuwing in 340 records". */
void cli_counts(const cli *c, wz_buf *out)
{
    ptrdiff_t errors = wz_diags_errors(c->diags), warnings = wz_diags_warnings(c->diags);
    if (errors > 0)
        wz_buf_format(out, "%td %s", errors,
                      errors == 1 ? CLI_SAY(c, "fout", "error") : CLI_SAY(c, "fouten", "errors"));
    if (errors > 0 && warnings > 0)
        wz_buf_add(out, WZ_STR(", "));
    if (warnings > 0)
        wz_buf_format(out, "%td %s", warnings,
                      warnings == 1 ? CLI_SAY(c, "waarschuwing", "warning") : CLI_SAY(c, "waarschuwingen", "warnings"));
    if (errors + warnings == 0)
        wz_buf_add(out, CLI_SAY(c, WZ_STR("geen fouten"), WZ_STR("no faults")));
    if (c->result != NULL && c->result->records > 0)
        wz_buf_format(out, " in %td %s", c->result->records, c->result->records == 1 ? "record" : "records");
}

/* Paths in messages are relative to the project folder; programs that open the files want them relative to where they
 * run. */
static wz_str prefix_of(const cli *c)
{
    wz_str folder = c->values[OPTION_FOLDER];
    while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
        folder.len--;
    if (folder.len == 0 || wz_str_equal(folder, WZ_STR(".")))
        return (wz_str){0};
    while (wz_str_starts(folder, WZ_STR("./")))
        folder = wz_str_slice(folder, 2, folder.len);
    return wz_format(c->arena, "%.*s/", WZ_ARG(folder));
}

void cli_print(cli *c)
{
    wz_buf out = {0};
    wz_diags_sort(c->diags);
    switch (c->format) {
    case CLI_TEXT:
        print_text(c, &out);
        break;
    case CLI_GNU:
        cli_print_gnu(c, prefix_of(c), &out);
        break;
    case CLI_GITHUB:
        cli_print_github(c, prefix_of(c), &out);
        break;
    case CLI_JSON:
        cli_print_json(c, &out);
        break;
    }
    cli_write(c, c->format == CLI_GITHUB || c->format == CLI_JSON ? 1 : 2, wz_buf_str(&out));
    wz_buf_free(&out);
}
