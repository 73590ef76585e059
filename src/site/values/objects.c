/* Objects that answer for more than they hold: records, places in lists, and members that are made when they are asked
 * for. */
#include "site/values/values.h"

#include <assert.h>
#include <string.h>

/* Which members the records of one kind have, and where each stands among the values: one table for all of them. */
struct record_shape {
    int16_t *slots; /* by symbol: place among the values plus one; 0: no member, -1: a member that other kinds have */
    const wz_symbol *names;
    ptrdiff_t count;
    ptrdiff_t symbol_count;
};

/* A field that another kind has is known and empty here, so that a card can serve all kinds and never finds the field
 * of the record around it. */
typedef struct record_object {
    wz_object object;
    const record_shape *shape;
    wz_value *values;
} record_object;

static wz_value record_member(const wz_object *object, wz_symbol name)
{
    const record_object *r = (const record_object *)object;
    int slot = name < (wz_symbol)r->shape->symbol_count ? r->shape->slots[name] : 0;
    if (slot > 0) {
        return r->values[slot - 1];
    }
    return slot < 0 ? wz_value_bool(false) : (wz_value){.kind = WZ_VALUE_MISSING};
}

static wz_symbol record_name(const wz_object *object, ptrdiff_t index)
{
    const record_object *r = (const record_object *)object;
    return index < r->shape->count ? r->shape->names[index] : 0;
}

static const wz_object_ops record_ops = {record_member, record_name};

static void add_member(record_shape *shape, wz_symbol *symbols, wz_symbol name)
{
    if (shape->slots[name] <= 0) {
        symbols[shape->count++] = name;
        shape->slots[name] = (int16_t)shape->count;
    }
}

const record_shape *site_view_shape(const site *s, const wz_kind *kind)
{
    const names *n = s->n;
    ptrdiff_t inverse = wz_catalog_inverse_count(s->catalog, kind);
    record_shape *shape = wz_new(s->arena, record_shape, 1);
    wz_symbol *symbols = wz_new(s->arena, wz_symbol, 2 * kind->field_count + inverse + 7);
    shape->names = symbols;
    shape->symbol_count = s->values->symbol_count;
    shape->slots = wz_new(s->arena, int16_t, shape->symbol_count);
    for (ptrdiff_t i = 0; i < shape->symbol_count; i++) {
        shape->slots[i] = s->values->known[i] ? -1 : 0;
    }
    const wz_symbol before[] = {n->id, n->path, n->kind}, after[] = {n->title, n->summary, n->short_name};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        add_member(shape, symbols, before[i]);
    }
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        add_member(shape, symbols, wz_symbol_find(s->symbols, kind->fields[f].name));
        if (site_cited_name(s, &kind->fields[f])) {
            add_member(shape, symbols, site_cited_name(s, &kind->fields[f]));
        }
    }
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        add_member(shape, symbols, after[i]);
    }
    for (ptrdiff_t i = 0; i < inverse; i++) {
        add_member(shape, symbols, wz_symbol_find(s->symbols, wz_catalog_inverse(s->catalog, kind, i)->name));
    }
    add_member(shape, symbols, n->meta);
    return shape;
}

wz_object *site_view_new_record(const site *s, const record_shape *shape)
{
    record_object *r = wz_new(s->arena, record_object, 1);
    r->object.ops = &record_ops;
    r->shape = shape;
    return &r->object;
}

void site_view_start_record(wz_arena *arena, wz_object *record)
{
    assert(record->ops == &record_ops);
    record_object *r = (record_object *)record;
    r->values = wz_new(arena, wz_value, r->shape->count);
}

void site_view_set(wz_object *record, wz_symbol name, wz_value value)
{
    assert(record->ops == &record_ops);
    record_object *r = (record_object *)record;
    assert(r->shape->slots[name] > 0);
    r->values[r->shape->slots[name] - 1] = value;
}

void site_view_set_text(wz_object *record, wz_symbol name, wz_str text)
{
    site_view_set(record, name, wz_value_text(text));
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
    char digits[SITE_DIGITS];
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

void site_digits(int32_t n, char out[SITE_DIGITS])
{
    char reversed[SITE_DIGITS];
    int length = 0;
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
    l->object.ops = &link_ops;
    l->base = base;
    l->n = s->n;
    l->arena = arena;
    l->index = (int32_t)index;
    l->count = (int32_t)count;
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

static wz_value lazy_member(const wz_object *object, wz_symbol name)
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

/* A list with its count. */
typedef struct wrap_object {
    wz_object object;
    const names *n;
    wz_list items;
    char digits[SITE_DIGITS];
} wrap_object;

static wz_value wrap_member(const wz_object *object, wz_symbol name)
{
    const wrap_object *w = (const wrap_object *)object;
    if (name == w->n->items) {
        return wz_value_list(&w->items);
    }
    if (name == w->n->count) {
        return wz_value_text(wz_str_from(w->digits));
    }
    if (name == w->n->single || name == w->n->several) {
        return wz_value_bool((w->items.count == 1) == (name == w->n->single));
    }
    return (wz_value){.kind = WZ_VALUE_MISSING};
}

static wz_symbol wrap_name(const wz_object *object, ptrdiff_t index)
{
    const names *n = ((const wrap_object *)object)->n;
    const wz_symbol all[] = {n->count, n->single, n->several, n->items};
    return index < 4 ? all[index] : 0;
}

static const wz_object_ops wrap_ops = {wrap_member, wrap_name};

wz_value site_view_wrap(const site *s, wz_arena *arena, const wz_value *items, ptrdiff_t count)
{
    if (count == 0) {
        return wz_value_bool(false);
    }
    wrap_object *w = wz_new(arena, wrap_object, 1);
    wz_value *copy = wz_new(arena, wz_value, count);
    memcpy(copy, items, (size_t)count * sizeof *copy);
    w->object.ops = &wrap_ops;
    w->n = s->n;
    w->items = (wz_list){count, copy};
    site_digits((int32_t)count, w->digits);
    return wz_value_object(&w->object);
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
