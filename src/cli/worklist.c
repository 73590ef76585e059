/* SPDX-License-Identifier: EUPL-1.2 */
/* What has to be looked at. CSV (RFC 4180, formulas guarded) has a line for a record with its owners joined by "; "; JSON (RFC 8259) is
 * {"day", "count", "owners": [{"id", "title", "count"}], "records": [RECORD]}, where owners with id null have what nobody has, and
 *   RECORD {"kind", "id", "title", "owners": [ID], "seen", "since", "reasons": [TEXT], "page", "edit"}; unknown is null.
 * Text and Markdown have a list for each owner. */
#include "cli/worklist.h"

#include "cli/change.h"
#include "wegwijzer/edit.h"

#define REASONS 7 /* at most */

typedef struct listing {
    cli *c;
    const wz_site_result *result;
    wz_date day;
    wz_str form;
    bool markdown;
    wz_buf out;
} listing;

static ptrdiff_t reasons(listing *l, const wz_stale *stale, wz_str out[REASONS])
{
    cli *c = l->c;
    ptrdiff_t n = 0;
    bool never = stale->due && stale->seen.year == 0;
    const struct {
        bool holds;
        const char *dutch, *english;
    } all[] = {
        {never, "nog nooit bekeken", "never looked at"},
        {stale->due && !never, "te lang niet bekeken", "not looked at for too long"},
        {stale->old, "steunt alleen op oude bronnen", "rests on old sources only"},
        {stale->overtaken_count > 0, "er is een nieuwere bron", "there is a newer source"},
        {stale->ended, "de looptijd is voorbij", "its period is over"},
        {stale->leads, "verwijst naar iets dat is vervallen", "refers to something withdrawn"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].holds)
            out[n++] = wz_str_from(CLI_SAY(c, all[i].dutch, all[i].english));
    if (stale->doubted != NULL)
        out[n++] = wz_format(c->arena, CLI_SAY(c, "ingevuld: %.*s", "filled in: %.*s"), WZ_ARG(stale->doubted->label));
    return n;
}

static wz_str joined_reasons(listing *l, const wz_stale *stale)
{
    wz_str words[REASONS];
    return wz_str_join(l->c->arena, words, reasons(l, stale, words), WZ_STR("; "));
}

static wz_str name_of(listing *l, const wz_record *owner)
{
    return owner != NULL ? wz_record_title(owner)
                         : CLI_SAY(l->c, WZ_STR("zonder beheerder"), WZ_STR("without an owner"));
}

static wz_str day_of(listing *l, wz_date date, wz_str none)
{
    return date.year != 0 ? wz_date_iso(l->c->arena, date) : none;
}

/* ---- For people ---- */

static void add_text(listing *l, wz_str s)
{
    if (l->markdown)
        wz_edit_add_markdown(&l->out, s);
    else
        wz_buf_add(&l->out, s);
}

static void add_address(listing *l, wz_str address)
{
    if (address.len > 0 && l->markdown)
        wz_buf_format(&l->out, "  \n  <%.*s>", WZ_ARG(address));
    else if (address.len > 0)
        wz_buf_format(&l->out, "\n      %.*s", WZ_ARG(address));
}

static void add_row(listing *l, const wz_stale *stale)
{
    cli *c = l->c;
    wz_str page = wz_site_address(c->arena, l->result, stale->record),
           edit = wz_site_edit_address(c->arena, l->result, stale->record);
    wz_buf_add(&l->out, l->markdown ? WZ_STR("- [ ] ") : WZ_STR("  "));
    add_text(l, wz_record_title(stale->record));
    wz_buf_format(&l->out, " (%.*s)", WZ_ARG(stale->record->kind->one));
    wz_buf_add(&l->out, l->markdown ? WZ_STR("  \n  ") : WZ_STR("\n      "));
    add_text(l, joined_reasons(l, stale));
    if (stale->seen.year != 0)
        wz_buf_format(&l->out, CLI_SAY(c, "; laatst bekeken: %.*s", "; last looked at: %.*s"),
                      WZ_ARG(wz_date_iso(c->arena, stale->seen)));
    if (stale->since.year != 0)
        wz_buf_format(&l->out, CLI_SAY(c, "; sinds %.*s", "; since %.*s"), WZ_ARG(wz_date_iso(c->arena, stale->since)));
    add_address(l, page);
    add_address(l, edit);
    wz_buf_byte(&l->out, '\n');
}

static void add_people(listing *l, const wz_worklist *list, const wz_stale_owner *only)
{
    cli *c = l->c;
    const wz_stale_owner *owners = only ? only : list->owners;
    ptrdiff_t count = only ? 1 : list->owner_count, total = only ? only->count : list->count;
    wz_buf_format(&l->out, CLI_SAY(c, "%sNa te kijken op %.*s: %td %s\n", "%sTo be looked at on %.*s: %td %s\n"),
                  l->markdown ? "## " : "", WZ_ARG(wz_date_text(c->arena, l->day, c->lang)), total,
                  total == 1 ? "record" : "records");
    for (ptrdiff_t o = 0; total > 0 && o < count; o++) {
        wz_buf_add(&l->out, l->markdown ? WZ_STR("\n### ") : WZ_STR("\n"));
        add_text(l, name_of(l, owners[o].owner));
        wz_buf_format(&l->out, ": %td\n%s", owners[o].count, l->markdown ? "\n" : "");
        for (ptrdiff_t i = 0; i < owners[o].count; i++)
            add_row(l, owners[o].items[i]);
    }
}

/* ---- For programs ---- */

static void add_cell(listing *l, wz_str s, bool last)
{
    wz_escape_add(&l->out, s, WZ_ESCAPE_CSV);
    wz_buf_add(&l->out, last ? WZ_STR("\r\n") : WZ_STR(","));
}

static void add_line(listing *l, const wz_stale *stale)
{
    cli *c = l->c;
    wz_str *names = wz_new(c->arena, wz_str, stale->owners->count + 1);
    for (ptrdiff_t o = 0; o < stale->owners->count; o++)
        names[o] = wz_record_title(stale->owners->items[o].as.ref.target);
    names[stale->owners->count] = name_of(l, NULL);
    ptrdiff_t count = stale->owners->count;
    add_cell(l, count > 0 ? wz_str_join(c->arena, names, count, WZ_STR("; ")) : names[0], false);
    add_cell(l, stale->record->kind->one, false);
    add_cell(l, stale->record->id, false);
    add_cell(l, wz_record_title(stale->record), false);
    add_cell(l, day_of(l, stale->seen, CLI_SAY(c, WZ_STR("nog nooit"), WZ_STR("never"))), false);
    add_cell(l, day_of(l, stale->since, (wz_str){0}), false);
    add_cell(l, joined_reasons(l, stale), false);
    add_cell(l, wz_site_address(c->arena, l->result, stale->record), false);
    add_cell(l, wz_site_edit_address(c->arena, l->result, stale->record), true);
}

static void member(wz_json *json, const char *key, wz_str value)
{
    wz_json_key(json, wz_str_from(key));
    wz_json_string(json, value.len > 0 ? value : (wz_str){0});
}

static void add_record(listing *l, wz_json *json, const wz_stale *stale)
{
    wz_arena *arena = l->c->arena;
    wz_str words[REASONS];
    ptrdiff_t count = reasons(l, stale, words);
    wz_json_open(json, '{');
    member(json, "kind", stale->record->kind->name);
    member(json, "id", stale->record->id);
    member(json, "title", wz_record_title(stale->record));
    wz_json_key(json, WZ_STR("owners"));
    wz_json_open(json, '[');
    for (ptrdiff_t o = 0; o < stale->owners->count; o++)
        wz_json_string(json, stale->owners->items[o].as.ref.target->id);
    wz_json_close(json, ']');
    member(json, "seen", day_of(l, stale->seen, (wz_str){0}));
    member(json, "since", day_of(l, stale->since, (wz_str){0}));
    wz_json_key(json, WZ_STR("reasons"));
    wz_json_open(json, '[');
    for (ptrdiff_t i = 0; i < count; i++)
        wz_json_string(json, words[i]);
    wz_json_close(json, ']');
    member(json, "page", wz_site_address(arena, l->result, stale->record));
    member(json, "edit", wz_site_edit_address(arena, l->result, stale->record));
    wz_json_close(json, '}');
}

static void add_json(listing *l, const wz_worklist *list, const wz_stale_owner *only)
{
    wz_json json = {.out = &l->out};
    const wz_stale_owner *owners = only ? only : list->owners;
    ptrdiff_t count = only ? only->count : list->count, owner_count = only ? only->count > 0 : list->owner_count;
    wz_json_open(&json, '{');
    member(&json, "day", wz_date_iso(l->c->arena, l->day));
    wz_json_key(&json, WZ_STR("count"));
    wz_json_number(&json, (long)count);
    wz_json_key(&json, WZ_STR("owners"));
    wz_json_open(&json, '[');
    for (ptrdiff_t o = 0; o < owner_count; o++) {
        wz_json_open(&json, '{');
        member(&json, "id", owners[o].owner ? owners[o].owner->id : (wz_str){0});
        member(&json, "title", name_of(l, owners[o].owner));
        wz_json_key(&json, WZ_STR("count"));
        wz_json_number(&json, (long)owners[o].count);
        wz_json_close(&json, '}');
    }
    wz_json_close(&json, ']');
    wz_json_key(&json, WZ_STR("records"));
    wz_json_open(&json, '[');
    for (ptrdiff_t i = 0; i < count; i++)
        add_record(l, &json, only ? only->items[i] : &list->items[i]);
    wz_json_close(&json, ']');
    wz_json_close(&json, '}');
    wz_buf_byte(&l->out, '\n');
}

static void add_csv(listing *l, const wz_worklist *list, const wz_stale_owner *only)
{
    ptrdiff_t count = only ? only->count : list->count;
    wz_buf_add(&l->out,
               CLI_SAY(l->c, WZ_STR("eigenaar,soort,record,titel,laatst bekeken,sinds,redenen,pagina,wijzigen\r\n"),
                       WZ_STR("owner,kind,record,title,last looked at,since,reasons,page,edit\r\n")));
    for (ptrdiff_t i = 0; i < count; i++)
        add_line(l, only ? only->items[i] : &list->items[i]);
}

/* The owner that was asked for; false when there is no such one, which is reported. */
static bool find_owner(listing *l, const wz_worklist *list, const wz_stale_owner **only)
{
    static const wz_stale_owner empty = {0};
    cli *c = l->c;
    const wz_catalog *catalog = l->result->catalog;
    wz_str name = c->values[OPTION_OWNER];
    const wz_kind *vocabulary = wz_site_owner_vocabulary(l->result);
    const wz_record *owner = name.len > 0 && vocabulary ? wz_catalog_term(catalog, vocabulary, name) : NULL;
    *only = NULL;
    if (name.len == 0)
        return true;
    if (owner == NULL) {
        wz_str list_file =
            vocabulary ? wz_format(c->arena, "content/%.*s", WZ_ARG(vocabulary->place)) : WZ_STR("content");
        wz_report(c->diags, UNKNOWN_TERM, WZ_NOWHERE, vocabulary ? vocabulary->one : WZ_STR("term"), name, list_file)
            ->suggestion = vocabulary ? wz_catalog_suggest(catalog, vocabulary, name) : (wz_str){0};
        return false;
    }
    *only = wz_worklist_of(list, owner);
    *only = *only ? *only : &empty;
    return true;
}

cli_status cli_worklist(cli *c)
{
    wz_site_result result = {0};
    wz_diags *found = wz_diags_new(c->arena);
    const wz_catalog *catalog = change_look(c, found, &result);
    listing l = {.c = c, .result = &result, .form = c->values[OPTION_WORKLIST]};
    const wz_stale_owner *only = NULL;
    cli_status status = CLI_OK;
    bool usable = catalog != NULL && result.planned;
    if (!usable || wz_diags_errors(found) > 0) { /* then it is not whole */
        wz_diags_append(c->diags, found);
        status = cli_stop(c, CLI_FAULTS);
    }
    if (usable) {
        l.day = c->until.year != 0 ? c->until : cli_day(c);
        l.markdown = wz_str_equal(l.form, WZ_STR("markdown"));
        wz_worklist list = wz_site_worklist(c->arena, &result, l.day);
        if (!find_owner(&l, &list, &only))
            status = cli_stop(c, CLI_FAULTS);
        else if (wz_str_equal(l.form, WZ_STR("csv")))
            add_csv(&l, &list, only);
        else if (wz_str_equal(l.form, WZ_STR("json")))
            add_json(&l, &list, only);
        else
            add_people(&l, &list, only);
        cli_write(c, 1, wz_buf_str(&l.out));
        wz_buf_free(&l.out);
    }
    wz_site_free(&result);
    return status;
}
