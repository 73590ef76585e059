/* SPDX-License-Identifier: EUPL-1.2 */
/* Ordered map: pairs in the order of the first put, and an open-addressing table of indexes into them. */
#include <assert.h>
#include <string.h>

#include "base/internal.h"

typedef struct pair {
    wz_str key;
    void *value;
    uint64_t hash;
} pair;

struct wz_map {
    wz_arena *arena;
    pair *pairs;
    ptrdiff_t count;
    ptrdiff_t cap;
    int32_t *slots; /* 0 is free, else index + 1; a power of two of them, at most half used */
    uint64_t mask;
};

wz_map *wz_map_new(wz_arena *arena)
{
    wz_map *map = wz_new(arena, wz_map, 1);
    map->arena = arena;
    return map;
}

/* Eight bytes at a time. The order of a map does not depend on it, so neither does what the order of bytes makes of it. */
static uint64_t hash_key(wz_str key)
{
    uint64_t hash = (uint64_t)key.len, eight;
    ptrdiff_t at = 0;
    for (; key.len - at >= 8; at += 8) {
        memcpy(&eight, key.ptr + at, 8);
        hash = (hash ^ eight) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    eight = 0;
    for (; at < key.len; at++)
        eight = eight << 8 | (unsigned char)key.ptr[at];
    hash = (hash ^ eight) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 32;
}

static int32_t *slot_of(const wz_map *map, wz_str key, uint64_t hash)
{
    for (uint64_t at = hash & map->mask;; at = (at + 1) & map->mask) {
        int32_t *slot = &map->slots[at];
        if (*slot == 0)
            return slot;
        const pair *p = &map->pairs[*slot - 1];
        if (p->hash == hash && wz_str_equal(p->key, key))
            return slot;
    }
}

static void grow(wz_map *map)
{
    ptrdiff_t cap = map->cap > 0 ? map->cap * 2 : 8;
    assert(cap < INT32_MAX);
    pair *pairs = wz_new(map->arena, pair, cap);
    if (map->count > 0)
        memcpy(pairs, map->pairs, sizeof(pair) * (size_t)map->count);
    map->pairs = pairs;
    map->cap = cap;
    map->slots = wz_new(map->arena, int32_t, cap * 2);
    map->mask = (uint64_t)cap * 2 - 1;
    for (ptrdiff_t i = 0; i < map->count; i++)
        *slot_of(map, pairs[i].key, pairs[i].hash) = (int32_t)(i + 1);
}

void *wz_map_get(const wz_map *map, wz_str key)
{
    if (map->count == 0)
        return NULL;
    int32_t slot = *slot_of(map, key, hash_key(key));
    return slot != 0 ? map->pairs[slot - 1].value : NULL;
}

void *wz_map_put(wz_map *map, wz_str key, void *value)
{
    assert(value != NULL);
    if (map->count == map->cap)
        grow(map);
    uint64_t hash = hash_key(key);
    int32_t *slot = slot_of(map, key, hash);
    if (*slot != 0) {
        void *before = map->pairs[*slot - 1].value;
        map->pairs[*slot - 1].value = value;
        return before;
    }
    map->pairs[map->count++] = (pair){key, value, hash};
    *slot = (int32_t)map->count;
    return NULL;
}

ptrdiff_t wz_map_index(const wz_map *map, wz_str key)
{
    return map->count > 0 ? *slot_of(map, key, hash_key(key)) - 1 : -1;
}

ptrdiff_t wz_map_count(const wz_map *map)
{
    return map->count;
}

wz_str wz_map_key(const wz_map *map, ptrdiff_t index)
{
    assert(index >= 0 && index < map->count);
    return map->pairs[index].key;
}

void *wz_map_value(const wz_map *map, ptrdiff_t index)
{
    assert(index >= 0 && index < map->count);
    return map->pairs[index].value;
}
