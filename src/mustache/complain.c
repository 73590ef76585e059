/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/complain.c - the messages of rendering, and which of them were given before. */
#include "mustache/internal.h"

#define MAX_CANDIDATES 2000 /* names that are compared for a suggestion */

wz_render_log *wz_render_log_new(wz_arena *arena, const wz_templates *set)
{
    assert(set->linked);
    wz_render_log *log = wz_new(arena, wz_render_log, 1);
    log->arena = arena;
    log->set = set;
    log->place_count = set->place_count;
    log->template_count = set->count;
    log->seen = wz_new(arena, uint64_t, set->place_count / 64 + 1);
    log->used = wz_new(arena, uint8_t, set->count);
    log->messages = wz_new(arena, uint8_t, set->count);
    return log;
}

void wz_render_log_expect(wz_render_log *log, wz_str name)
{
    for (int32_t i = 0; i < log->set->count; i++)
        log->used[i] |= wz_str_equal(log->set->items[i]->name, name) ? 2 : 0;
}

/* False when this place has had its message, or its template enough of them. */
static bool is_new(render *r, const wz_template *t, uint32_t index)
{
    if (!r->log)
        r->log = wz_render_log_new(r->scratch, r->set);
    int32_t at = t->place_base + (int32_t)index;
    if (log_seen(r->log, at))
        return false;
    r->log->seen[at >> 6] |= (uint64_t)1 << (at & 63);
    if (r->log->messages[t->index] == MAX_MESSAGES)
        return false;
    r->log->messages[t->index]++;
    return true;
}

/* ---- Suggestions ---------------------------------------------------------------------------- */

static void add_members(const render *r, const wz_object *object, wz_str *names, ptrdiff_t *count)
{
    wz_symbol name;
    if (!object->ops->name)
        return;
    for (ptrdiff_t i = 0; *count < MAX_CANDIDATES && (name = object->ops->name(object, i)) != 0; i++)
        names[(*count)++] = wz_symbol_name(r->set->symbols, name);
}

/* object: where the name must be; NULL means any scope, and if need be any name that a view is known to have. */
static wz_str suggest_name(render *r, const wz_object *object, wz_str name)
{
    const wz_symbols *symbols = r->set->symbols;
    wz_str *names = wz_new(r->scratch, wz_str, MAX_CANDIDATES);
    ptrdiff_t count = 0;
    if (object)
        add_members(r, object, names, &count);
    for (int i = r->top; i >= 0 && !object; i--)
        if (r->scopes[i].kind == WZ_VALUE_OBJECT)
            add_members(r, r->scopes[i].as.object, names, &count);
    wz_str found = wz_suggest(name, names, count);
    if (found.len > 0 || object)
        return found;
    count = 0;
    for (wz_symbol s = 1; s <= wz_symbols_count(symbols) && count < MAX_CANDIDATES; s++)
        if (wz_mustache_known(symbols, s) && !wz_str_equal(wz_symbol_name(symbols, s), name)) /* known, but not here */
            names[count++] = wz_symbol_name(symbols, s);
    return wz_suggest(name, names, count);
}

/* ---- Names ------------------------------------------------------------------------------------ */

wz_str wz_mustache_name_part(const wz_template *t, uint32_t index, int part)
{
    wz_str rest = place_text(t, index), word = rest;
    for (int i = 0; i <= part; i++)
        word = wz_str_cut(rest, '.', &rest);
    return word;
}

wz_loc wz_mustache_part_loc(const wz_template *t, uint32_t index, int part)
{
    wz_str word = wz_mustache_name_part(t, index, part);
    ptrdiff_t from = word.ptr - t->source->text.ptr;
    return wz_source_locate(t->source, from, from + word.len);
}

void wz_mustache_miss(render *r, const wz_template *t, uint32_t index, uint16_t parts, uint32_t name)
{
    if (parts == 0 || !is_new(r, t, index)) /* "." is missing only when an item of a list is */
        return;
    /* The part that is missing: the first, when no scope has it, or a later one that the value before it lacks. */
    int part = 0;
    const wz_object *object = NULL;
    wz_value v = parts > 1 ? find_name(r, t->names[name]) : value_missing();
    while (v.kind != WZ_VALUE_MISSING && part + 1 < parts) {
        part++;
        object = v.kind == WZ_VALUE_OBJECT ? v.as.object : NULL;
        v = object ? object_member(object, t->names[name + (uint32_t)part], r->made) : value_missing();
    }
    wz_diag *diag = wz_report(r->diags, UNKNOWN_NAME, wz_mustache_part_loc(t, index, part), place_text(t, index));
    if (part == 0 || object)
        diag->suggestion = suggest_name(r, object, wz_mustache_name_part(t, index, part));
}

void wz_mustache_no_text(render *r, const wz_template *t, uint32_t index)
{
    if (is_new(r, t, index))
        wz_report(r->diags, NAME_NO_TEXT, place_loc(t, index), place_text(t, index));
}

void wz_mustache_bad_dynamic(render *r, const wz_template *t, const include *inc, wz_str name)
{
    bool path = wz_mustache_is_path(name);
    if (path || !r->set->lenient)
        r->failed = true;
    if (!is_new(r, t, inc->place))
        return;
    name = wz_str_copy(r->log->arena, name); /* the text may live no longer than this page */
    if (path) {
        wz_report(r->diags, PARTIAL_PATH, place_loc(t, inc->place), name);
        return;
    }
    wz_diag *diag = wz_report(r->diags, UNKNOWN_PARTIAL, place_loc(t, inc->place), name);
    diag->suggestion = wz_mustache_suggest_template(r->scratch, r->set, t->extension, name);
    diag->demoted = r->set->lenient;
}

/* ---- Limits -------------------------------------------------------------------------------------- */

/* The templates that are being rendered: the page, and the innermost few. */
static wz_str trail(const render *r, wz_arena *arena)
{
    wz_str names[6];
    int count = 0, from = r->trail_count > 5 ? r->trail_count - 4 : 1;
    names[count++] = r->trail[0];
    if (from > 1)
        names[count++] = WZ_STR("\xE2\x80\xA6");
    for (int i = from; i < r->trail_count; i++)
        names[count++] = r->trail[i];
    return wz_str_join(arena, names, count, WZ_STR(" \xE2\x86\x92 "));
}

void wz_mustache_limit(render *r, const wz_template *t, uint32_t index, limit_kind kind)
{
    if (r->failed)
        return;
    r->failed = true;
    wz_arena *arena = r->log ? r->log->arena : r->scratch;
    wz_loc loc = {.source = t->source};
    if (index != UINT32_MAX)
        loc = place_loc(t, index);
    if (kind == LIMIT_DEPTH)
        wz_report(r->diags, TEMPLATE_TOO_DEEP, loc, wz_format(arena, "%d", WZ_RENDER_DEPTH), trail(r, arena));
    else if (kind == LIMIT_VISITS)
        wz_report(r->diags, RENDER_BUDGET, loc, wz_format(arena, "%lld", (long long)t->set->visits), trail(r, arena));
    else
        wz_report(r->diags, RENDER_OUTPUT, loc, wz_format(arena, "%lld", (long long)t->set->output >> 20),
                  trail(r, arena));
}
