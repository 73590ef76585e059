/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/link.c - finds the template that each partial and parent means, and inclusion that never ends. */
#include "mustache/internal.h"

/* Finds the target of one include. messages counts those about this template. */
static bool resolve(wz_diags *diags, wz_templates *set, const wz_template *t, include *inc, int *messages)
{
    inc->target = NULL;
    if (inc->dynamic)
        return true;
    bool path = wz_mustache_is_path(inc->name);
    if (!path)
        inc->target = wz_mustache_resolve(set, t->extension, inc->name);
    if (inc->target)
        return true;
    if (++*messages > MAX_MESSAGES)
        return set->lenient && !path;
    if (path) {
        wz_report(diags, PARTIAL_PATH, place_loc(t, inc->place), inc->name);
        return false;
    }
    wz_diag *diag = wz_report(diags, UNKNOWN_PARTIAL, place_loc(t, inc->place), inc->name);
    diag->suggestion = wz_mustache_suggest_template(set->arena, set, t->extension, inc->name);
    diag->demoted = set->lenient;
    return set->lenient;
}

/* ---- Cycles ------------------------------------------------------------------------------- */

/* A depth-first walk with a stack of its own: a chain of templates may be as long as there are templates. */
typedef struct step {
    const wz_template *t;
    uint32_t next; /* include to look at next */
} step;

enum { UNVISITED, ACTIVE, DONE };

/* The templates from the one that is included again up to the top of the stack, and that one once more. */
static wz_str chain(wz_templates *set, const step *stack, ptrdiff_t depth, const wz_template *again)
{
    ptrdiff_t from = depth - 1;
    while (stack[from].t != again)
        from--;
    ptrdiff_t count = depth - from + 1;
    wz_str *names = wz_new(set->arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count - 1; i++)
        names[i] = stack[from + i].t->name;
    names[count - 1] = again->name;
    return wz_str_join(set->arena, names, count, WZ_STR(" \xE2\x86\x92 "));
}

static void walk(wz_diags *diags, wz_templates *set, uint8_t *colour, step *stack, const wz_template *root,
                 int *messages)
{
    ptrdiff_t depth = 0;
    stack[depth++] = (step){root, 0};
    colour[root->index] = ACTIVE;
    while (depth > 0) {
        step *top = &stack[depth - 1];
        if (top->next == top->t->include_count) {
            colour[top->t->index] = DONE;
            depth--;
            continue;
        }
        const include *inc = &top->t->includes[top->next++];
        if (!inc->always || !inc->target)
            continue;
        if (colour[inc->target->index] == ACTIVE) {
            if (++*messages <= MAX_MESSAGES)
                wz_report(diags, PARTIAL_CYCLE, place_loc(top->t, inc->place), inc->name,
                          chain(set, stack, depth, inc->target));
        } else if (colour[inc->target->index] == UNVISITED) {
            colour[inc->target->index] = ACTIVE;
            stack[depth++] = (step){inc->target, 0};
        }
    }
}

static bool check_cycles(wz_diags *diags, wz_templates *set)
{
    int messages = 0;
    uint8_t *colour = wz_new(set->arena, uint8_t, set->count);
    step *stack = wz_new(set->arena, step, set->count);
    for (int32_t i = 0; i < set->count; i++)
        if (colour[i] == UNVISITED)
            walk(diags, set, colour, stack, set->items[i], &messages);
    return messages == 0;
}

static bool link_all(wz_diags *diags, wz_templates *set)
{
    bool good = true;
    set->place_count = 0;
    for (int32_t i = 0; i < set->count; i++) {
        wz_template *t = set->items[i];
        t->place_base = set->place_count;
        set->place_count += (int32_t)t->place_count;
        int messages = 0;
        for (uint32_t k = 0; k < t->include_count; k++)
            if (!resolve(diags, set, t, &t->includes[k], &messages))
                good = false;
    }
    if (!check_cycles(diags, set))
        good = false;
    set->linked = true;
    return good;
}

bool wz_templates_link(wz_diags *diags, wz_templates *set)
{
    set->lenient = false;
    return link_all(diags, set);
}

bool wz_templates_link_lenient(wz_diags *diags, wz_templates *set)
{
    set->lenient = true;
    return link_all(diags, set);
}
