/* What check says of what has to be read again. These are notes: they never fail a check. */
#include "cli/cli.h"

#define NAMED 200 /* records that are named under one source */

/* The file, what in it when it holds several, and whose it is when someone agreed. */
static void add_line(wz_buf *out, const wz_site_stale *stale)
{
    const wz_record *record = stale->record;
    wz_buf_format(out, "  %.*s", WZ_ARG(record->source->path));
    if (record->kind->vocabulary)
        wz_buf_format(out, ": %.*s", WZ_ARG(record->id));
    if (stale->owner)
        wz_buf_format(out, " (%.*s)", WZ_ARG(wz_record_title(stale->owner)));
    wz_buf_byte(out, '\n');
}

static void add_overtaken(const cli *c, wz_buf *out, const wz_record *source)
{
    const wz_site_result *r = c->result;
    ptrdiff_t count = 0;
    wz_buf_format(out,
                  CLI_SAY(c, "opnieuw te lezen: '%.*s' (%.*s) is nieuwer dan alle bronnen van\n",
                          "to be read again: '%.*s' (%.*s) is newer than all sources of\n"),
                  WZ_ARG(wz_record_title(source)), WZ_ARG(source->id));
    for (ptrdiff_t i = 0; i < r->stale_count; i++) {
        for (ptrdiff_t o = 0; o < r->stale[i].overtaken_count; o++) {
            if (r->stale[i].overtaken[o] == source && count++ < NAMED)
                add_line(out, &r->stale[i]);
        }
    }
    if (count > NAMED)
        wz_buf_format(out, CLI_SAY(c, "  en nog %td\n", "  and %td more\n"), count - NAMED);
}

/* Counts per owner, in the order in which they come. */
static void add_owners(const cli *c, wz_buf *out, wz_map *seen)
{
    const wz_site_result *r = c->result;
    for (ptrdiff_t i = 0; i < r->stale_count; i++) {
        const wz_record *owner = r->stale[i].owner;
        wz_str name = owner ? wz_record_title(owner)
                            : CLI_SAY(c, WZ_STR("nog geen eigenaar afgesproken"), WZ_STR("no owner agreed yet"));
        ptrdiff_t due = 0, old = 0, overtaken = 0;
        if (wz_map_put(seen, name, seen))
            continue;
        for (ptrdiff_t j = i; j < r->stale_count; j++) {
            bool own = r->stale[j].owner == owner;
            due += own && r->stale[j].due;
            old += own && r->stale[j].old;
            overtaken += own && r->stale[j].overtaken_count > 0;
        }
        wz_buf_format(
            out,
            CLI_SAY(c,
                    "  %.*s: %td over de termijn, %td met alleen oude bronnen, %td ingehaald door een nieuwere bron\n",
                    "  %.*s: %td past their term, %td on old sources only, %td overtaken by a newer source\n"),
            WZ_ARG(name), due, old, overtaken);
    }
}

void cli_currency(const cli *c, wz_buf *out)
{
    const wz_site_result *r = c->result;
    wz_map *seen = wz_map_new(c->arena);
    for (ptrdiff_t i = 0; i < r->stale_count; i++) {
        for (ptrdiff_t o = 0; o < r->stale[i].overtaken_count; o++) {
            if (!wz_map_put(seen, r->stale[i].overtaken[o]->id, seen))
                add_overtaken(c, out, r->stale[i].overtaken[o]);
        }
    }
    if (r->stale_page.len == 0 || r->stale_count == 0)
        return;
    wz_buf_add(out, CLI_SAY(c, WZ_STR("na te kijken, per eigenaar:\n"), WZ_STR("to be looked at, by owner:\n")));
    add_owners(c, out, wz_map_new(c->arena));
    wz_buf_format(out,
                  CLI_SAY(c, "  welke dat zijn en waarom: /%.*s op de site\n", "  which and why: /%.*s on the site\n"),
                  WZ_ARG(r->stale_page));
}
