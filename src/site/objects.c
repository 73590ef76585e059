/* Objects that answer for more than they hold: records, places in lists, and members that are made when they are asked for. */
#include "site/view.h"

#include <assert.h>
#include <string.h>

/* A record: a field that another kind has is known and empty here, so that a card can serve all kinds and never finds
 * the field of the record around it. */
typedef struct record_object {
    wz_object        object;
    const view_data *view;
    wz_object       *members;
} record_object;

static wz_value record_member(const wz_object *object, wz_symbol name)
{
    const record_object *r = (const record_object *)object;
    wz_value             v = wz_object_get(r->members, name);
    if (v.kind == WZ_VALUE_MISSING && name < (wz_symbol)r->view->symbol_count && r->view->known[name]) {
        return wz_value_bool(false);
    }
    return v;
}

static wz_symbol record_name(const wz_object *object, ptrdiff_t index)
{
    const record_object *r = (const record_object *)object;
    return r->members->ops->name(r->members, index);
}

static const wz_object_ops record_ops = {record_member, record_name};

wz_object *site_view_new_record(const site *s)
{
    record_object *r = wz_new(s->arena, record_object, 1);
    r->object.ops    = &record_ops;
    r->view          = s->view;
    return &r->object;
}

void site_view_fill_record(wz_object *record, wz_object *members)
{
    assert(record->ops == &record_ops);
    ((record_object *)record)->members = members;
}


/* A place in a list: first, last and index of its own, everything else from the object it stands for. There are many of these, so it is kept small. */
typedef struct own_member {
    wz_value  value;
    wz_symbol name;
} own_member;

typedef struct link_object {
    wz_object        object;
    const wz_object *base;      /* NULL: nothing but its own members */
    const names     *n;
    wz_arena        *arena;
    own_member      *own;
    int32_t          own_count, own_cap;
    int32_t          index, count;
    char             digits[SITE_DIGITS];
} link_object;

static wz_value link_member(const wz_object *object, wz_symbol name)
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
        return wz_value_text(wz_str_from(l->digits));
    }
    return l->base ? l->base->ops->member(l->base, name) : (wz_value){.kind = WZ_VALUE_MISSING};
}

static wz_symbol link_name(const wz_object *object, ptrdiff_t index)
{
    const link_object *l       = (const link_object *)object;
    const wz_symbol    three[] = {l->n->first, l->n->last, l->n->index};
    if (index < 3) {
        return three[index];
    }
    if (index - 3 < l->own_count) {
        return l->own[index - 3].name;
    }
    return l->base && l->base->ops->name ? l->base->ops->name(l->base, index - 3 - l->own_count) : 0;
}

static const wz_object_ops link_ops = {link_member, link_name};

void site_digits(int32_t n, char out[SITE_DIGITS])
{
    char reversed[SITE_DIGITS];
    int  length = 0;
    do {
        reversed[length++] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    for (int i = 0; i < length; i++) {
        out[i] = reversed[length - 1 - i];
    }
    out[length] = 0;
}

wz_object *site_view_link(const site *s, wz_arena *arena, const wz_object *base, ptrdiff_t index, ptrdiff_t count)
{
    link_object *l = wz_new(arena, link_object, 1);
    l->object.ops  = &link_ops;
    l->base        = base;
    l->n           = &s->n;
    l->arena       = arena;
    l->index       = (int32_t)index;
    l->count       = (int32_t)count;
    site_digits(l->index + 1, l->digits);
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
    if (l->own_count == l->own_cap) {
        int32_t     cap  = l->own_cap ? l->own_cap * 2 : 2;
        own_member *more = wz_new(l->arena, own_member, cap);
        if (l->own_count) {
            memcpy(more, l->own, (size_t)l->own_count * sizeof *more);
        }
        l->own     = more;
        l->own_cap = cap;
    }
    l->own[l->own_count++] = (own_member){value, name};
}

void site_view_link_text(wz_object *link, wz_symbol name, wz_str text)
{
    site_view_link_set(link, name, wz_value_text(text));
}

/* Members that are made when a template first asks for them, over an object that has the others. Lives as long as one page, on one thread. */
typedef struct lazy_object {
    wz_object        object;
    const wz_object *base;
    site_view_make  *make;
    const void      *subject;
    const site      *site;
    wz_arena        *arena;
    ptrdiff_t        count;
    const wz_symbol *names;
    wz_value        *values;
    bool            *made;
} lazy_object;

static wz_value lazy_member(const wz_object *object, wz_symbol name)
{
    const lazy_object *l = (const lazy_object *)object;
    for (ptrdiff_t i = 0; i < l->count; i++) {
        if (l->names[i] == name) {
            if (!l->made[i]) {
                l->values[i] = l->make(l->site, l->arena, l->subject, i);
                l->made[i]   = true;
            }
            return l->values[i];
        }
    }
    return l->base ? l->base->ops->member(l->base, name) : (wz_value){.kind = WZ_VALUE_MISSING};
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

wz_object *site_view_lazy(const site *s, wz_arena *arena, const wz_object *base, const wz_symbol *symbols, ptrdiff_t count, site_view_make *make,
                          const void *subject)
{
    lazy_object *l  = wz_new(arena, lazy_object, 1);
    wz_symbol   *own = wz_new(arena, wz_symbol, count);
    memcpy(own, symbols, (size_t)count * sizeof *own);
    *l = (lazy_object){{&lazy_ops}, base, make, subject, s, arena, count, own, wz_new(arena, wz_value, count), wz_new(arena, bool, count)};
    return &l->object;
}

wz_value site_view_wrap(const site *s, wz_arena *arena, const wz_value *items, ptrdiff_t count)
{
    if (count == 0) {
        return wz_value_bool(false);
    }
    wz_object *o = wz_object_new(arena, 4);
    wz_object_text(o, s->n.count, wz_format(arena, "%td", count));
    wz_object_set(o, s->n.single, wz_value_bool(count == 1));
    wz_object_set(o, s->n.several, wz_value_bool(count > 1));
    wz_object_set(o, s->n.items, wz_value_list(wz_list_new(arena, items, count)));
    return wz_value_object(o);
}
