/* SPDX-License-Identifier: EUPL-1.2 */
/* A comparison in one line. */
#include "edit/diff.h"

/* "2 records erbij, 1 gewijzigd": with a comma before all but the first. */
static void add_count(wz_buf *out, ptrdiff_t count, const char *one, const char *many)
{
    if (count > 0)
        wz_buf_format(out, "%s%td %s", out->len > 0 ? ", " : "", count, count == 1 ? one : many);
}

static ptrdiff_t count_of(const changes *list, change_kind what)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < list->count; i++)
        count += list->items[i].what == what;
    return count;
}

/* Of the records that changed, those in which nothing else did than that someone looked at them. */
static ptrdiff_t count_looks(const changes *list)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const change *c = &list->items[i];
        bool only = c->what == CHANGED && c->field_count > 0;
        for (ptrdiff_t f = 0; only && f < c->field_count; f++)
            only = c->fields[f].field != NULL && (c->fields[f].field == wz_kind_role(c->after->kind, WZ_ROLE_CHECKED) ||
                                                  c->fields[f].field == wz_kind_role(c->after->kind, WZ_ROLE_REVIEWED));
        count += only;
    }
    return count;
}

wz_str edit_summary(const wz_diff *d)
{
    wz_buf out = {0};
    ptrdiff_t looks = count_looks(&d->records);
    add_count(&out, count_of(&d->records, ADDED), SAY(d, "record erbij", "record added"),
              SAY(d, "records erbij", "records added"));
    add_count(&out, count_of(&d->records, CHANGED) - looks, SAY(d, "record gewijzigd", "record changed"),
              SAY(d, "records gewijzigd", "records changed"));
    add_count(&out, looks, SAY(d, "record nagekeken", "record reviewed"),
              SAY(d, "records nagekeken", "records reviewed"));
    add_count(&out, count_of(&d->records, RENAMED), SAY(d, "record hernoemd", "record renamed"),
              SAY(d, "records hernoemd", "records renamed"));
    add_count(&out, count_of(&d->records, WITHDRAWN), SAY(d, "record vervallen", "record withdrawn"),
              SAY(d, "records vervallen", "records withdrawn"));
    add_count(&out, count_of(&d->records, REMOVED), SAY(d, "record weg", "record removed"),
              SAY(d, "records weg", "records removed"));
    add_count(&out, d->terms.count, SAY(d, "begrip anders", "term different"),
              SAY(d, "begrippen anders", "terms different"));
    add_count(&out, d->faults.brought_count, SAY(d, "nieuwe melding", "new message"),
              SAY(d, "nieuwe meldingen", "new messages"));
    add_count(&out, d->faults.solved, SAY(d, "melding opgelost", "message solved"),
              SAY(d, "meldingen opgelost", "messages solved"));
    add_count(&out, d->pages_added.count, SAY(d, "pagina erbij", "page added"),
              SAY(d, "pagina's erbij", "pages added"));
    add_count(&out, d->pages_changed.count, SAY(d, "pagina verandert", "page changes"),
              SAY(d, "pagina's veranderen", "pages change"));
    add_count(&out, d->pages_removed.count, SAY(d, "pagina weg", "page removed"),
              SAY(d, "pagina's weg", "pages removed"));
    if (out.len > 0)
        wz_buf_byte(&out, '.');
    else if (d->file_count + d->word_count + d->model.count + d->notice_count > 0)
        wz_buf_add(&out, SAY(d, WZ_STR("Geen verschil in records en pagina's."),
                             WZ_STR("No difference in records and pages.")));
    else
        wz_buf_add(&out, SAY(d, WZ_STR("Geen verschil voor lezers."), WZ_STR("No difference for readers.")));
    wz_str copy = wz_str_copy(d->arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

ptrdiff_t wz_diff_concerns(const wz_diff *diff)
{
    return diff->notice_count + diff->faults.brought_count;
}
