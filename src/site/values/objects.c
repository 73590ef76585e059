/* SPDX-License-Identifier: EUPL-1.2 */
/* Objects that answer for more than they hold: records, places in lists, and members that are made when they are asked
 * for. */
#include "site/values/values.h"

#include <assert.h>
#include <string.h>

/* Which members the records of one kind have, and how each is made: one table for all of them. */
struct site_shape {
    const site *s;
    site_view_member *make;
    int16_t *slots; /* by symbol: place among the members plus one; 0: no member, -1: a member that other kinds have */
    wz_symbol *names;
    int16_t *members; /* what make is asked for */
    ptrdiff_t count;
};

/* A record, a term, or what is known about one. It holds nothing and makes what a page asks for: with all members of all records
 * at hand the views of a site took 27 kB a record. A field that another kind has is known and empty here, so that a card
 * can serve all kinds and never finds the field of the record around it. */
typedef struct record_object {
    wz_object object;
    const site_shape *shape;
    const wz_record *record;
    wz_object *more; /* NULL: nothing */
} record_object;

static wz_value record_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    const record_object *r = (const record_object *)object;
    const site_shape *shape = r->shape;
    int slot = name < (wz_symbol)shape->s->values->symbol_count ? shape->slots[name] : 0;
    if (slot > 0) {
        return shape->make(shape->s, arena, r->record, shape->members[slot - 1]);
    }
    return r->more ? r->more->ops->member(r->more, name, arena)
                   : (wz_value){.kind = slot < 0 ? WZ_VALUE_FALSE : WZ_VALUE_MISSING};
}

static wz_symbol record_name(const wz_object *object, ptrdiff_t index)
{
    const record_object *r = (const record_object *)object;
    if (index < r->shape->count) {
        return r->shape->names[index];
    }
    return r->more ? r->more->ops->name(r->more, index - r->shape->count) : 0;
}

static const wz_object_ops record_ops = {record_member, record_name};

site_shape *site_view_shape(const site *s, ptrdiff_t most, bool fields, site_view_member *make)
{
    ptrdiff_t symbols = s->values->symbol_count;
    site_shape *shape = wz_new(s->arena, site_shape, 1);
    *shape = (site_shape){.s = s,
                          .make = make,
                          .slots = wz_new(s->arena, int16_t, symbols),
                          .names = wz_new(s->arena, wz_symbol, most),
                          .members = wz_new(s->arena, int16_t, most)};
    for (ptrdiff_t i = 0; fields && i < symbols; i++) {
        shape->slots[i] = s->values->known[i] ? -1 : 0;
    }
    return shape;
}

void site_shape_add(site_shape *shape, wz_symbol name, int member)
{
    int16_t *slot = &shape->slots[name];
    if (*slot <= 0) {
        shape->names[shape->count++] = name;
        *slot = (int16_t)shape->count;
    }
    shape->members[*slot - 1] = (int16_t)member;
}

wz_object *site_view_subject(const site *s, const site_shape *shape, const wz_record *record, wz_object *more)
{
    record_object *r = wz_new(s->arena, record_object, 1);
    *r = (record_object){{&record_ops}, shape, record, more};
    return &r->object;
}

wz_object *site_view_more(wz_object *subject)
{
    assert(subject->ops == &record_ops);
    return ((record_object *)subject)->more;
}

/* By hand: snprintf is slow, and there are many. */
wz_value site_number(wz_arena *arena, long n)
{
    enum { MOST = 21 };
    char *digits = wz_new(arena, char, MOST);
    int at = MOST;
    unsigned long rest = n < 0 ? 0 - (unsigned long)n : (unsigned long)n;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (n < 0) {
        digits[--at] = '-';
    }
    return wz_value_text((wz_str){digits + at, MOST - at});
}

/* A place in a list: first, last and index of its own, everything else from the object it stands for. There are many of
 * these, so it is kept small. */
typedef struct own_member {
    wz_value value;
    wz_symbol name;
} own_member;

typedef struct link_object {
    wz_object object;
    const wz_object *base; /* NULL: nothing but its own members */
    const names *n;
    wz_arena *arena;
    own_member *own;
    int32_t own_count, own_cap;
    int32_t index, count;
} link_object;

static wz_value link_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    const link_object *l = (const link_object *)object;
    for (int32_t i = 0; i < l->own_count; i++) {
        if (l->own[i].name == name) {
            return l->own[i].value;
        }
    }
    if (name == l->n->first) {
        return wz_value_bool(l->index == 0);
    }
    if (name == l->n->last) {
        return wz_value_bool(l->index == l->count - 1);
    }
    if (name == l->n->index) {
        return site_number(arena, l->index + 1);
    }
    return l->base ? l->base->ops->member(l->base, name, arena) : (wz_value){.kind = WZ_VALUE_MISSING};
}

static wz_symbol link_name(const wz_object *object, ptrdiff_t index)
{
    const link_object *l = (const link_object *)object;
    const wz_symbol three[] = {l->n->first, l->n->last, l->n->index};
    if (index < 3) {
        return three[index];
    }
    if (index - 3 < l->own_count) {
        return l->own[index - 3].name;
    }
    return l->base && l->base->ops->name ? l->base->ops->name(l->base, index - 3 - l->own_count) : 0;
}

static const wz_object_ops link_ops = {link_member, link_name};

wz_object *site_view_link(const site *s, wz_arena *arena, const wz_object *base, ptrdiff_t index, ptrdiff_t count)
{
    link_object *l = wz_new(arena, link_object, 1);
    l->object.ops = &link_ops;
    l->base = base;
    l->n = s->n;
    l->arena = arena;
    l->index = (int32_t)index;
    l->count = (int32_t)count;
    return &l->object;
}

void site_view_link_set(wz_object *link, wz_symbol name, wz_value value)
{
    assert(link->ops == &link_ops);
    link_object *l = (link_object *)link;
    for (int32_t i = 0; i < l->own_count; i++) {
        if (l->own[i].name == name) {
            l->own[i].value = value;
            return;
        }
    }
    if (l->own_count == l->own_cap) { /* most have one or two: rooms of sixteen were an eighth of all memory */
        l->own_cap = l->own_cap * 2 + 2;
        l->own = wz_arena_move(l->arena, l->own, sizeof *l->own, l->own_count, l->own_cap);
    }
    l->own[l->own_count++] = (own_member){value, name};
}

void site_view_link_text(wz_object *link, wz_symbol name, wz_str text)
{
    site_view_link_set(link, name, wz_value_text(text));
}

/* Members that are made when a template first asks for them, over an object that has the others. Lives as long as one
 * page, on one thread. */
typedef struct lazy_object {
    wz_object object;
    const wz_object *base;
    site_view_make *make;
    const void *subject;
    const site *site;
    wz_arena *arena;
    ptrdiff_t count;
    const wz_symbol *names;
    wz_value *values;
    bool *made;
} lazy_object;

static wz_value lazy_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    const lazy_object *l = (const lazy_object *)object;
    for (ptrdiff_t i = 0; i < l->count; i++) {
        if (l->names[i] == name) {
            if (!l->made[i]) {
                l->values[i] = l->make(l->site, l->arena, l->subject, i);
                l->made[i] = true;
            }
            return l->values[i];
        }
    }
    return l->base ? l->base->ops->member(l->base, name, arena) : (wz_value){.kind = WZ_VALUE_MISSING};
}

static wz_symbol lazy_name(const wz_object *object, ptrdiff_t index)
{
    const lazy_object *l = (const lazy_object *)object;
    if (index < l->count) {
        return l->names[index];
    }
    return l->base && l->base->ops->name ? l->base->ops->name(l->base, index - l->count) : 0;
}

static const wz_object_ops lazy_ops = {lazy_member, lazy_name};

wz_object *site_view_lazy(const site *s, wz_arena *arena, const wz_object *base, const wz_symbol *symbols,
                          ptrdiff_t count, site_view_make *make, const void *subject)
{
    lazy_object *l = wz_new(arena, lazy_object, 1);
    wz_symbol *own = wz_new(arena, wz_symbol, count);
    memcpy(own, symbols, (size_t)count * sizeof *own);
    *l = (lazy_object){{&lazy_ops},
                       base,
                       make,
                       subject,
                       s,
                       arena,
                       count,
                       own,
                       wz_new(arena, wz_value, count),
                       wz_new(arena, bool, count)};
    return &l->object;
}

/* A list that makes its items. */
typedef struct made_list {
    wz_list list;
    const site *s;
    site_view_make *make;
    const void *subject;
} made_list;

static wz_value made_item(const wz_list *list, ptrdiff_t index, wz_arena *arena)
{
    const made_list *m = (const made_list *)list;
    return m->make(m->s, arena, m->subject, index);
}

wz_list *site_view_list(const site *s, wz_arena *arena, ptrdiff_t count, site_view_make *make, const void *subject)
{
    made_list *m = wz_new(arena, made_list, 1);
    *m = (made_list){{count, NULL, made_item}, s, make, subject};
    return &m->list;
}

/* What a page may list of it in one go. */
enum { AT_MOST = 500 };

typedef struct begin_list {
    wz_list list;
    const wz_list *all;
} begin_list;

static wz_value begin_item(const wz_list *list, ptrdiff_t index, wz_arena *arena)
{
    const wz_list *all = ((const begin_list *)list)->all;
    return all->items ? all->items[index] : all->item(all, index, arena);
}

static wz_value begin_of(const wz_list *all, wz_arena *arena)
{
    if (all->count <= AT_MOST) {
        return wz_value_list(all);
    }
    begin_list *b = wz_new(arena, begin_list, 1);
    *b = (begin_list){{AT_MOST, NULL, begin_item}, all};
    return wz_value_list(&b->list);
}

/* A list with its count. */
typedef struct wrap_object {
    wz_object object;
    const names *n;
    const wz_list *items;
} wrap_object;

static wz_value wrap_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    const wrap_object *w = (const wrap_object *)object;
    if (name == w->n->items) {
        return wz_value_list(w->items);
    }
    if (name == w->n->count) {
        return site_number(arena, w->items->count);
    }
    if (name == w->n->single || name == w->n->several) {
        return wz_value_bool((w->items->count == 1) == (name == w->n->single));
    }
    if (name == w->n->begin) {
        return begin_of(w->items, arena);
    }
    if (name == w->n->beyond) {
        ptrdiff_t beyond = w->items->count - AT_MOST;
        return beyond > 0 ? site_number(arena, beyond) : wz_value_bool(false);
    }
    return (wz_value){.kind = WZ_VALUE_MISSING};
}

static wz_symbol wrap_name(const wz_object *object, ptrdiff_t index)
{
    const names *n = ((const wrap_object *)object)->n;
    const wz_symbol all[] = {n->count, n->single, n->several, n->beyond, n->items};
    return index < 5 ? all[index] : 0;
}

static const wz_object_ops wrap_ops = {wrap_member, wrap_name};

wz_value site_view_counted(const site *s, wz_arena *arena, const wz_list *items)
{
    if (items->count == 0) {
        return wz_value_bool(false);
    }
    wrap_object *w = wz_new(arena, wrap_object, 1);
    *w = (wrap_object){{&wrap_ops}, s->n, items};
    return wz_value_object(&w->object);
}

wz_value site_view_wrap(const site *s, wz_arena *arena, const wz_value *items, ptrdiff_t count)
{
    return count ? site_view_counted(s, arena, wz_list_new(arena, items, count)) : wz_value_bool(false);
}

/* So many stay in view, and folding fewer than so many away is not worth a click. */
enum { TOP_SHOWN = 7, TOP_FOLDED = 3 };

void site_view_top(const site *s, wz_arena *arena, wz_object *list, const wz_value *items, const ptrdiff_t *counts,
                   ptrdiff_t count)
{
    bool all = count < TOP_SHOWN + TOP_FOLDED;
    ptrdiff_t shown = all ? count : TOP_SHOWN, at = 0;
    bool *picked = wz_new(arena, bool, count + 1);
    wz_value *top = wz_new(arena, wz_value, shown + 1), *rest = wz_new(arena, wz_value, count - shown + 1);
    for (ptrdiff_t i = 0; i < shown; i++) {
        ptrdiff_t best = all ? i : -1;
        for (ptrdiff_t t = 0; !all && t < count; t++) {
            best = !picked[t] && (best < 0 || counts[t] > counts[best]) ? t : best;
        }
        picked[best] = true;
        top[i] = wz_value_object(site_view_link(s, arena, items[best].as.object, i, shown));
    }
    for (ptrdiff_t t = 0; t < count; t++) {
        if (!picked[t]) {
            rest[at] = wz_value_object(site_view_link(s, arena, items[t].as.object, at, count - shown));
            at++;
        }
    }
    site_view_link_set(list, s->n->top, site_view_wrap(s, arena, top, shown));
    site_view_link_set(list, s->n->rest, site_view_wrap(s, arena, rest, at));
}
