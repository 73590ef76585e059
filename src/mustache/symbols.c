/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/symbols.c - names as small integers: their index in an ordered map, plus one. */
#include "mustache/internal.h"

typedef struct entry {
    wz_symbol symbol;
    bool known; /* a view brought it in, so it may be suggested */
} entry;

struct wz_symbols {
    wz_arena *arena;
    wz_map *entries;
};

wz_symbols *wz_symbols_new(wz_arena *arena)
{
    wz_symbols *symbols = wz_new(arena, wz_symbols, 1);
    symbols->arena = arena;
    symbols->entries = wz_map_new(arena);
    return symbols;
}

static entry *find_or_add(wz_symbols *symbols, wz_str name)
{
    entry *e = wz_map_get(symbols->entries, name);
    if (e)
        return e;
    e = wz_new(symbols->arena, entry, 1);
    e->symbol = (wz_symbol)wz_map_count(symbols->entries) + 1;
    wz_map_put(symbols->entries, wz_str_copy(symbols->arena, name), e);
    return e;
}

wz_symbol wz_mustache_intern(wz_symbols *symbols, wz_str name)
{
    return find_or_add(symbols, name)->symbol;
}

wz_symbol wz_symbol_of(wz_symbols *symbols, wz_str name)
{
    entry *e = find_or_add(symbols, name);
    e->known = true;
    return e->symbol;
}

wz_symbol wz_symbol_find(const wz_symbols *symbols, wz_str name)
{
    const entry *e = wz_map_get(symbols->entries, name);
    return e ? e->symbol : 0;
}

bool wz_mustache_known(const wz_symbols *symbols, wz_symbol symbol)
{
    return ((const entry *)wz_map_value(symbols->entries, (ptrdiff_t)symbol - 1))->known;
}

wz_str wz_symbol_name(const wz_symbols *symbols, wz_symbol symbol)
{
    if (symbol == 0 || symbol > wz_symbols_count(symbols))
        return (wz_str){0};
    return wz_map_key(symbols->entries, (ptrdiff_t)symbol - 1);
}

ptrdiff_t wz_symbols_count(const wz_symbols *symbols)
{
    return wz_map_count(symbols->entries);
}
