/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages for people: place, source line, carets, suggestion, remedy; equal ones folded, the rest counted. */
#include "cli/cli.h"

/* Equal messages: the same code with the same arguments, in whatever file. */
typedef struct group {
    ptrdiff_t count, shown, files;
    wz_str file;    /* the last one seen */
    ptrdiff_t last; /* index of the last one shown */
} group;

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

static bool has_excerpt(const wz_diag *d)
{
    return d->loc.source != NULL && d->loc.line > 0 && d->loc.source->text.ptr != NULL;
}

static void add_message(const cli *c, wz_buf *out, const wz_diag *d, bool first)
{
    bool error = wz_diag_severity(d) == WZ_ERROR;
    wz_str text = wz_diag_text(c->arena, d, c->lang), code = wz_diag_name(d->code);
    wz_str suggestion = wz_diag_meant(c->arena, d, c->lang), severity = cli_severity(c, d);
    const char *on = !c->colour ? "" : error ? "\033[1;31m" : "\033[1;33m", *off = c->colour ? "\033[0m" : "";
    wz_buf_add(out, c->colour ? WZ_STR("\033[1m") : WZ_STR(""));
    add_place(c, out, d->loc);
    wz_buf_format(out, ":%s %s%.*s:%s %.*s [%.*s]\n", off, on, WZ_ARG(severity), off, WZ_ARG(text), WZ_ARG(code));
    if (has_excerpt(d))
        cli_excerpt(c, out, d->loc, suggestion);
    else if (suggestion.len > 0)
        wz_buf_format(out, "   = %.*s\n", WZ_ARG(suggestion));
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

static group **find_groups(const cli *c, wz_arena *arena)
{
    ptrdiff_t count = wz_diags_count(c->diags);
    group **groups = wz_new(arena, group *, count);
    wz_map *map = wz_map_new(arena);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_diag *d = wz_diags_at(c->diags, i);
        wz_str key = wz_diag_key(arena, d);
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

void cli_print_text(cli *c, wz_buf *out)
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
