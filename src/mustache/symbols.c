/* mustache/symbols.c - names as small integers: an ordered map whose values are the symbols. */
#include "mustache/internal.h"

struct wz_symbols {
    wz_arena *arena;
    wz_map   *names;
    bool     *known;            /* known[symbol]: a view brought it in, so it may be suggested */
    ptrdiff_t capacity;
};

wz_symbols *wz_symbols_new(wz_arena *arena)
{
    wz_symbols *symbols = wz_new(arena, wz_symbols, 1);
    symbols->arena = arena;
    symbols->names = wz_map_new(arena);
    symbols->capacity = 64;
    symbols->known = wz_new(arena, bool, symbols->capacity);
    return symbols;
}

wz_symbol wz_symbol_find(const wz_symbols *symbols, wz_str name)
{
    return (wz_symbol)(uintptr_t)wz_map_get(symbols->names, name);
}

wz_symbol wz_mustache_intern(wz_symbols *symbols, wz_str name)
{
    wz_symbol symbol = wz_symbol_find(symbols, name);
    if (symbol)
        return symbol;
    symbol = (wz_symbol)wz_map_count(symbols->names) + 1;
    if (symbol >= symbols->capacity) {
        bool *more = wz_new(symbols->arena, bool, symbols->capacity * 2);
        memcpy(more, symbols->known, (size_t)symbols->capacity * sizeof(bool));
        symbols->known = more;
        symbols->capacity *= 2;
    }
    wz_map_put(symbols->names, wz_str_copy(symbols->arena, name), (void *)(uintptr_t)symbol);
    return symbol;
}

wz_symbol wz_symbol_of(wz_symbols *symbols, wz_str name)
{
    wz_symbol symbol = wz_mustache_intern(symbols, name);
    symbols->known[symbol] = true;
    return symbol;
}

bool wz_mustache_known(const wz_symbols *symbols, wz_symbol symbol)
{
    return symbols->known[symbol];
}

wz_str wz_symbol_name(const wz_symbols *symbols, wz_symbol symbol)
{
    if (symbol == 0 || symbol > wz_symbols_count(symbols))
        return (wz_str){0};
    return wz_map_key(symbols->names, (ptrdiff_t)symbol - 1);
}

ptrdiff_t wz_symbols_count(const wz_symbols *symbols)
{
    return wz_map_count(symbols->names);
}
