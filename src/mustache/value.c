/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/value.c - values, objects and lists. */
#include "mustache/internal.h"

#define SCAN_LIMIT 16 /* members up to which scanning names is quicker than a table */

wz_value wz_value_text(wz_str s)
{
    assert(s.len >= 0 && s.len <= INT32_MAX);
    return (wz_value){.kind = WZ_VALUE_TEXT, .len = (int32_t)s.len, .as.text = s.ptr};
}

wz_value wz_value_html(wz_str s)
{
    assert(s.len >= 0 && s.len <= INT32_MAX);
    return (wz_value){.kind = WZ_VALUE_HTML, .len = (int32_t)s.len, .as.text = s.ptr};
}

wz_value wz_value_optional(wz_str s)
{
    return s.len > 0 ? wz_value_text(s) : wz_value_bool(false);
}

wz_value wz_value_bool(bool truth)
{
    return (wz_value){.kind = truth ? WZ_VALUE_TRUE : WZ_VALUE_FALSE};
}

wz_value wz_value_object(const wz_object *object)
{
    return object ? (wz_value){.kind = WZ_VALUE_OBJECT, .as.object = object} : wz_value_bool(false);
}

wz_value wz_value_list(const wz_list *list)
{
    return list ? (wz_value){.kind = WZ_VALUE_LIST, .as.list = list} : wz_value_bool(false);
}

static uint32_t slot_hash(wz_symbol name)
{
    return name * 2654435761u >> 7; /* symbols are dense: spread them (Knuth, TAOCP 6.4) */
}

int32_t wz_mustache_slot(const plain *object, wz_symbol name)
{
    for (uint32_t i = slot_hash(name);; i++) {
        uint32_t found = object->slots[i & object->mask];
        if (!found)
            return -1;
        if (object->names[found - 1] == name)
            return (int32_t)found - 1;
    }
}

static wz_value plain_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    (void)arena;
    const plain *p = (const plain *)(const void *)object;
    int32_t i = name ? plain_index(p, name) : -1;
    return i < 0 ? value_missing() : p->values[i];
}

static wz_symbol plain_name(const wz_object *object, ptrdiff_t index)
{
    const plain *p = (const plain *)(const void *)object;
    return index >= 0 && index < p->count ? p->names[index] : 0;
}

const wz_object_ops wz_mustache_plain_ops = {plain_member, plain_name};

wz_object *wz_object_new(wz_arena *arena, ptrdiff_t capacity)
{
    assert(capacity >= 0 && capacity <= INT32_MAX / 32);
    ptrdiff_t padded = (capacity + 3) / 4 * 4;
    ptrdiff_t slots = 0;
    if (capacity > SCAN_LIMIT)
        for (slots = (ptrdiff_t)2 * SCAN_LIMIT; slots < 2 * capacity;)
            slots *= 2;
    /* One piece of memory: the values, then the names, then the table. */
    ptrdiff_t size = (ptrdiff_t)sizeof(plain) + capacity * (ptrdiff_t)sizeof(wz_value) +
                     padded * (ptrdiff_t)sizeof(wz_symbol) + slots * (ptrdiff_t)sizeof(uint32_t);
    /* Asked for in values, so that it is aligned for one. */
    plain *p =
        wz_arena_alloc(arena, sizeof(wz_value), (size + (ptrdiff_t)sizeof(wz_value) - 1) / (ptrdiff_t)sizeof(wz_value));
    p->base.ops = &wz_mustache_plain_ops;
    p->capacity = (int32_t)capacity;
    p->names = (wz_symbol *)(void *)(p->values + capacity);
    p->slots = p->names + padded;
    p->mask = slots ? (uint32_t)slots - 1 : 0;
    return &p->base;
}

void wz_object_set(wz_object *object, wz_symbol name, wz_value value)
{
    assert(object->ops == &wz_mustache_plain_ops && name != 0);
    plain *p = (plain *)(void *)object;
    int32_t i = plain_index(p, name);
    if (i < 0) {
        assert(p->count < p->capacity);
        i = p->count++;
        p->names[i] = name;
        if (p->mask) {
            uint32_t slot = slot_hash(name);
            while (p->slots[slot & p->mask])
                slot++;
            p->slots[slot & p->mask] = (uint32_t)i + 1;
        }
    }
    p->values[i] = value;
}

void wz_object_text(wz_object *object, wz_symbol name, wz_str text)
{
    wz_object_set(object, name, wz_value_text(text));
}

wz_value wz_object_get(wz_arena *arena, const wz_object *object, wz_symbol name)
{
    return name ? object_member(object, name, arena) : value_missing();
}

wz_value wz_list_at(const wz_list *list, ptrdiff_t index, wz_arena *arena)
{
    assert(index >= 0 && index < list->count);
    return list->items ? list->items[index] : list->item(list, index, arena);
}

wz_list *wz_list_new(wz_arena *arena, const wz_value *items, ptrdiff_t count)
{
    wz_list *list = wz_new(arena, wz_list, 1);
    wz_value *copy = wz_new(arena, wz_value, count);
    if (count > 0)
        memcpy(copy, items, (size_t)count * sizeof(wz_value));
    list->count = count;
    list->items = copy;
    return list;
}
