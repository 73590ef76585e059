/* SPDX-License-Identifier: EUPL-1.2 */
/* What check says of what has to be read again. These are notes: they never fail a check. */
#include "cli/cli.h"

#define NAMED  200 /* records that are named under one source */
#define OWNERS 5   /* lists that are named */

/* The file, what in it when it holds several, and whose it is when someone agreed. */
static void add_line(wz_buf *out, const wz_stale *stale)
{
    const wz_record *record = stale->record;
    wz_buf_format(out, "  %.*s", WZ_ARG(record->source->path));
    if (record->kind->vocabulary)
        wz_buf_format(out, ": %.*s", WZ_ARG(record->id));
    for (ptrdiff_t o = 0; o < stale->owners->count; o++)
        wz_buf_format(out, "%s%.*s", o > 0 ? ", " : " (",
                      WZ_ARG(wz_record_title(stale->owners->items[o].as.ref.target)));
    if (stale->owners->count > 0)
        wz_buf_byte(out, ')');
    wz_buf_byte(out, '\n');
}

static void add_overtaken(const cli *c, wz_buf *out, const wz_record *source)
{
    const wz_worklist *list = &c->result->worklist;
    ptrdiff_t count = 0;
    wz_buf_format(out,
                  CLI_SAY(c, "opnieuw te lezen: '%.*s' (%.*s) is nieuwer dan alle bronnen van\n",
                          "to be read again: '%.*s' (%.*s) is newer than all sources of\n"),
                  WZ_ARG(wz_record_title(source)), WZ_ARG(source->id));
    for (ptrdiff_t i = 0; i < list->count; i++) {
        for (ptrdiff_t o = 0; o < list->items[i].overtaken_count; o++) {
            if (list->items[i].overtaken[o] == source && count++ < NAMED)
                add_line(out, &list->items[i]);
        }
    }
    if (count > NAMED)
        wz_buf_format(out, CLI_SAY(c, "  en nog %td\n", "  and %td more\n"), count - NAMED);
}

static void add_owners(const cli *c, wz_buf *out)
{
    const wz_worklist *list = &c->result->worklist;
    for (ptrdiff_t i = 0; i < list->owner_count && i < OWNERS; i++) {
        const wz_stale_owner *own = &list->owners[i];
        wz_str name = own->owner ? wz_record_title(own->owner)
                                 : CLI_SAY(c, WZ_STR("nog geen eigenaar afgesproken"), WZ_STR("no owner agreed yet"));
        wz_buf_format(
            out,
            CLI_SAY(c,
                    "  %.*s: %td over de termijn, %td met alleen oude bronnen, %td ingehaald door een nieuwere bron\n",
                    "  %.*s: %td past their term, %td on old sources only, %td overtaken by a newer source\n"),
            WZ_ARG(name), own->due, own->old, own->overtaken);
    }
    if (list->owner_count > OWNERS)
        wz_buf_format(out, CLI_SAY(c, "  en nog %td lijsten\n", "  and %td more lists\n"), list->owner_count - OWNERS);
}

void cli_currency(const cli *c, wz_buf *out)
{
    const wz_site_result *r = c->result;
    wz_map *seen = wz_map_new(c->arena);
    for (ptrdiff_t i = 0; i < r->worklist.count; i++) {
        const wz_stale *stale = &r->worklist.items[i];
        for (ptrdiff_t o = 0; o < stale->overtaken_count; o++) {
            if (!wz_map_put(seen, stale->overtaken[o]->id, seen))
                add_overtaken(c, out, stale->overtaken[o]);
        }
    }
    if (r->stale_page.len == 0 || r->worklist.count == 0)
        return;
    wz_buf_add(out, CLI_SAY(c, WZ_STR("na te kijken, en van wie:\n"), WZ_STR("to be looked at, and whose it is:\n")));
    add_owners(c, out);
    wz_buf_format(out,
                  CLI_SAY(c, "  welke dat zijn en waarom: /%.*s op de site\n", "  which and why: /%.*s on the site\n"),
                  WZ_ARG(r->stale_page));
}
