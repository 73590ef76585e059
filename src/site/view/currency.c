/* SPDX-License-Identifier: EUPL-1.2 */
/* What has to be read again, for templates. */
#include "site/view/view.h"

static wz_value stale_value(const site *s, wz_arena *arena, const wz_stale *stale, ptrdiff_t at, ptrdiff_t count)
{
    const names *n = s->n;
    wz_object *item = site_view_link(s, arena, site_view_record(s, stale->record), at, count);
    wz_value *sources = wz_new(arena, wz_value, stale->overtaken_count);
    for (ptrdiff_t o = 0; o < stale->overtaken_count; o++) {
        sources[o] = wz_value_object(
            site_view_link(s, arena, site_view_record(s, stale->overtaken[o]), o, stale->overtaken_count));
    }
    wz_value *owners = wz_new(arena, wz_value, stale->owners->count);
    for (ptrdiff_t o = 0; o < stale->owners->count; o++) {
        owners[o] = wz_value_object(site_view_link(s, arena, site_view_record(s, stale->owners->items[o].as.ref.target),
                                                   o, stale->owners->count));
    }
    site_view_link_set(item, n->owners, site_view_wrap(s, arena, owners, stale->owners->count));
    site_view_link_set(item, n->since,
                       stale->since.year ? site_view_date(s, arena, stale->since) : wz_value_bool(false));
    site_view_link_set(item, n->due, wz_value_bool(stale->due));
    site_view_link_set(item, n->old, wz_value_bool(stale->old));
    site_view_link_set(item, n->ended, wz_value_bool(stale->ended));
    site_view_link_set(item, n->leads, wz_value_bool(stale->leads));
    site_view_link_set(item, n->doubted, wz_value_bool(stale->doubted != NULL));
    site_view_link_set(item, n->overtaken, site_view_wrap(s, arena, sources, stale->overtaken_count));
    return wz_value_object(item);
}

/* Of all records, or of one owner. */
typedef struct stale_list {
    ptrdiff_t count;
    const wz_stale *all, *const *own;
} stale_list;

static wz_value stale_item(const site *s, wz_arena *arena, const void *subject, ptrdiff_t index)
{
    const stale_list *l = subject;
    return stale_value(s, arena, l->all ? &l->all[index] : l->own[index], index, l->count);
}

wz_value site_view_worklist(const site *s, wz_arena *arena, const wz_record *owner, bool all)
{
    const wz_worklist *list = &s->worklist;
    const wz_stale_owner *own = all ? NULL : wz_worklist_of(list, owner);
    stale_list *l = wz_new(arena, stale_list, 1);
    if (s->values->want_worklist && all) {
        *l = (stale_list){list->count, list->items, NULL};
    } else if (s->values->want_worklist && own) {
        *l = (stale_list){own->count, NULL, own->items};
    }
    return site_view_counted(s, arena, site_view_list(s, arena, l->count, stale_item, l));
}

wz_value site_view_owners(site *s)
{
    ptrdiff_t count = s->values->want_worklist ? s->worklist.owner_count : 0;
    wz_value *items = wz_new(s->arena, wz_value, count);
    for (ptrdiff_t o = 0; o < count; o++) {
        const wz_stale_owner *own = &s->worklist.owners[o];
        wz_object *item = site_view_link(s, s->arena, own->owner ? site_view_record(s, own->owner) : NULL, o, count);
        site_view_link_set(item, s->n->none, wz_value_bool(!own->owner));
        site_view_link_set(item, s->n->count, site_number(s->arena, own->count));
        site_view_link_set(item, s->n->due, site_number(s->arena, own->due));
        site_view_link_set(item, s->n->old, site_number(s->arena, own->old));
        site_view_link_set(item, s->n->overtaken, site_number(s->arena, own->overtaken));
        site_view_link_set(item, s->n->worklist, site_view_worklist(s, s->arena, own->owner, false));
        items[o] = wz_value_object(item);
    }
    return site_view_wrap(s, s->arena, items, count);
}
