/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/report.c - what templates hold that no page used. */
#include "mustache/internal.h"

typedef struct survey {
    wz_arena *arena;
    wz_diags *diags;
    const wz_templates *set;
    wz_render_log *const *logs;
    ptrdiff_t log_count;
    const bool *defined;
    bool *reached; /* by index of template */
    const wz_template **queue;
} survey;

static uint8_t used(const survey *s, const wz_template *t)
{
    uint8_t how = 0;
    for (ptrdiff_t i = 0; i < s->log_count; i++)
        how |= s->logs[i]->used[t->index];
    return how;
}

static bool seen(const survey *s, int32_t at)
{
    for (ptrdiff_t i = 0; i < s->log_count; i++)
        if (log_seen(s->logs[i], at))
            return true;
    return false;
}

/* Marks what root includes, itself too. True when one of them has a dynamic name, which may mean any template. */
static bool reach(const survey *s, bool *reached, const wz_template *root)
{
    bool dynamic = false;
    ptrdiff_t head = 0, tail = 0;
    if (reached[root->index])
        return false;
    reached[root->index] = true;
    s->queue[tail++] = root;
    while (head < tail) {
        const wz_template *t = s->queue[head++];
        for (uint32_t i = 0; i < t->include_count; i++) {
            const wz_template *target = t->includes[i].target;
            dynamic |= t->includes[i].dynamic;
            if (target && !reached[target->index]) {
                reached[target->index] = true;
                s->queue[tail++] = target;
            }
        }
    }
    return dynamic;
}

static void report_partials(survey *s)
{
    for (int32_t i = 0; i < s->set->count; i++) {
        const wz_template *t = s->set->items[i];
        if (wz_mustache_is_page(t->source) || used(s, t))
            reach(s, s->reached, t);
    }
    for (int32_t i = 0; i < s->set->count; i++) {
        const wz_template *t = s->set->items[i];
        if (!s->reached[i])
            wz_report(s->diags, UNUSED_PARTIAL, ((wz_loc){.source = t->source}), t->name);
    }
}

/* ---- Blocks --------------------------------------------------------------------------------------- */

static bool has_site(const wz_template *t, wz_symbol block)
{
    for (uint32_t i = 0; i < t->site_count; i++)
        if (t->sites[i].block == block)
            return true;
    return false;
}

static wz_str suggest_block(const survey *s, const bool *reached, wz_symbol block)
{
    ptrdiff_t count = 0, room = 0;
    for (int32_t i = 0; i < s->set->count; i++)
        room += s->set->items[i]->site_count;
    wz_str *names = wz_new(s->arena, wz_str, room);
    for (int32_t i = 0; i < s->set->count; i++) {
        const wz_template *t = s->set->items[i];
        for (uint32_t k = 0; reached[i] && k < t->site_count; k++)
            names[count++] = wz_symbol_name(s->set->blocks, t->sites[k].block);
    }
    return wz_suggest(wz_symbol_name(s->set->blocks, block), names, count);
}

static int report_parent(const survey *s, const wz_template *t, const include *parent)
{
    int messages = 0;
    bool *reached = wz_new(s->arena, bool, s->set->count);
    if (reach(s, reached, parent->target))
        return 0;
    reached[t->index] = true; /* an argument may hold blocks for another argument */
    for (int32_t a = parent->args; a >= 0 && messages < MAX_MESSAGES; a = t->args[a].next) {
        const arg *one = &t->args[a];
        bool found = false;
        for (int32_t i = 0; i < s->set->count && !found; i++)
            found = reached[i] && has_site(s->set->items[i], one->block);
        if (found)
            continue;
        wz_diag *diag = wz_report(s->diags, UNUSED_BLOCK, place_loc(t, one->place),
                                  wz_symbol_name(s->set->blocks, one->block), parent->target->name);
        diag->suggestion = suggest_block(s, reached, one->block);
        messages++;
    }
    return messages;
}

/* ---- Names ------------------------------------------------------------------------------------------ */

/* The first part of a name that no view has, or parts when all are known. */
static uint16_t undefined_part(const survey *s, const wz_template *t, uint16_t parts, uint32_t name)
{
    for (uint16_t i = 0; i < parts; i++)
        if (!s->defined[parts == 1 ? name : t->names[name + i]])
            return i;
    return parts;
}

static wz_str suggest_defined(const survey *s, wz_str word)
{
    ptrdiff_t count = 0, all = wz_symbols_count(s->set->symbols);
    wz_str *names = wz_new(s->arena, wz_str, all);
    for (wz_symbol i = 1; i <= all; i++)
        if (s->defined[i])
            names[count++] = wz_symbol_name(s->set->symbols, i);
    return wz_suggest(word, names, count);
}

static bool report_name(const survey *s, const wz_template *t, uint32_t index, uint16_t parts, uint32_t name)
{
    uint16_t part = undefined_part(s, t, parts, name);
    if (part == parts || seen(s, t->place_base + (int32_t)index))
        return false;
    wz_diag *diag = wz_report(s->diags, UNKNOWN_NAME, wz_mustache_part_loc(t, index, part), place_text(t, index));
    diag->suggestion = suggest_defined(s, wz_mustache_name_part(t, index, part));
    return true;
}

static void report_names(const survey *s, const wz_template *t)
{
    int messages = 0;
    for (uint32_t i = 0; i < t->op_count && messages < MAX_MESSAGES; i++) {
        const op *o = &t->ops[i];
        if (o->kind >= OP_VARIABLE && o->kind <= OP_INVERTED)
            messages += report_name(s, t, o->place, o->parts, o->a);
    }
    for (uint32_t i = 0; i < t->include_count && messages < MAX_MESSAGES; i++)
        if (t->includes[i].dynamic)
            messages += report_name(s, t, t->includes[i].place, t->includes[i].parts, t->includes[i].symbol);
}

/* {titel} in a page: a name of a view in single braces stays as it is. */
static void report_braces(const survey *s, const wz_template *t)
{
    wz_str text = t->source->text;
    int messages = 0;
    for (ptrdiff_t at = 1; t->escape == WZ_ESCAPE_HTML && at < text.len && messages < MAX_MESSAGES; at++) {
        ptrdiff_t to = at;
        if (text.ptr[at - 1] != '{' || text.ptr[at] == '{' || (at > 1 && text.ptr[at - 2] == '{'))
            continue;
        while (to < text.len && (wz_is_small(text.ptr[to]) || text.ptr[to] == '_'))
            to++;
        wz_str name = wz_str_slice(text, at, to);
        wz_symbol symbol =
            name.len > 1 && to < text.len && text.ptr[to] == '}' ? wz_symbol_find(s->set->symbols, name) : 0;
        if (symbol == 0 || !s->defined[symbol])
            continue;
        wz_report(s->diags, SINGLE_BRACES, wz_source_locate(t->source, at - 1, to + 1),
                  wz_str_slice(text, at - 1, to + 1), wz_format(s->arena, "{{%.*s}}", WZ_ARG(name)));
        messages++;
    }
}

void wz_templates_report_unused(wz_diags *diags, const wz_templates *set, wz_render_log *const *logs,
                                ptrdiff_t log_count, const bool *defined)
{
    assert(set->linked);
    survey s = {.arena = set->arena,
                .diags = diags,
                .set = set,
                .logs = logs,
                .log_count = log_count,
                .defined = defined,
                .reached = wz_new(set->arena, bool, set->count),
                .queue = wz_new(set->arena, const wz_template *, set->count)};
    report_partials(&s);
    for (int32_t i = 0; i < set->count; i++) {
        const wz_template *t = set->items[i];
        if (!s.reached[i])
            continue; /* one message about it is enough */
        int messages = 0;
        for (uint32_t k = 0; k < t->include_count && messages < MAX_MESSAGES; k++)
            if (t->includes[k].args >= 0 && t->includes[k].target)
                messages += report_parent(&s, t, &t->includes[k]);
        if (defined) {
            report_names(&s, t);
            report_braces(&s, t);
        }
    }
}
