/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/template.c - the set of templates and how names find them. */
#include "mustache/internal.h"

void wz_templates_allow(wz_templates *set, ptrdiff_t items)
{
    set->visits = WZ_RENDER_VISITS + (int64_t)items * WZ_RENDER_VISITS_ITEM;
    set->output = WZ_RENDER_OUTPUT + (int64_t)items * WZ_RENDER_OUTPUT_ITEM;
}

wz_templates *wz_templates_new(wz_arena *arena, wz_symbols *symbols)
{
    wz_templates *set = wz_new(arena, wz_templates, 1);
    set->arena = arena;
    set->symbols = symbols;
    set->blocks = wz_symbols_new(arena);
    set->by_name = wz_map_new(arena);
    set->capacity = 32;
    set->items = wz_new(arena, wz_template *, set->capacity);
    wz_templates_allow(set, 0);
    return set;
}

void wz_templates_addresses(wz_templates *set, const wz_str *names, ptrdiff_t count)
{
    set->addresses = names;
    set->address_count = count;
}

void wz_templates_flatten(wz_templates *set)
{
    set->flat = true;
}

wz_template *wz_template_add(wz_diags *diags, wz_templates *set, wz_str name, const wz_source *source)
{
    wz_template *t = wz_new(set->arena, wz_template, 1);
    t->set = set;
    t->source = source;
    t->name = wz_str_copy(set->arena, name);
    t->extension = wz_mustache_extension(t->name);
    t->own_escape = wz_mustache_escape_known(t->extension, &t->escape);
    set->linked = false;
    if (!wz_mustache_compile(diags, t))
        return NULL;
    wz_template *old = wz_map_put(set->by_name, t->name, t);
    if (old) {
        t->index = old->index;
        set->items[t->index] = t;
        return t;
    }
    wz_grow(set->arena, set->items, set->count, set->capacity);
    t->index = set->count;
    set->items[set->count++] = t;
    return t;
}

wz_template *wz_template_find(const wz_templates *set, wz_str name)
{
    return wz_map_get(set->by_name, name);
}

bool wz_mustache_is_path(wz_str name)
{
    return name.len > 0 && (name.ptr[0] == '.' || wz_str_find_byte(name, '/') >= 0 ||
                            wz_str_find_byte(name, '\\') >= 0 || wz_str_find_byte(name, '\0') >= 0);
}

wz_template *wz_mustache_resolve(const wz_templates *set, wz_str extension, wz_str name)
{
    char full[256];
    ptrdiff_t len = name.len + 1 + extension.len;
    if (extension.len > 0 && name.len > 0 && len <= (ptrdiff_t)sizeof full) {
        memcpy(full, name.ptr, (size_t)name.len);
        full[name.len] = '.';
        memcpy(full + name.len + 1, extension.ptr, (size_t)extension.len);
        wz_template *t = wz_template_find(set, (wz_str){full, len});
        if (t)
            return t;
    }
    return wz_template_find(set, name);
}

wz_str wz_mustache_suggest_template(wz_arena *scratch, const wz_templates *set, wz_str extension, wz_str name)
{
    wz_str *names = wz_new(scratch, wz_str, set->count);
    for (int32_t i = 0; i < set->count; i++) {
        const wz_template *t = set->items[i];
        names[i] = t->name;
        if (extension.len > 0 && wz_str_equal(t->extension, extension))
            names[i] = wz_str_slice(t->name, 0, t->name.len - extension.len - 1);
    }
    return wz_suggest(name, names, set->count);
}
