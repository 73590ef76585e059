/* SPDX-License-Identifier: EUPL-1.2 */
/* Custom properties that nothing reads. */
#include <string.h>

#include "markup/internal.h"

typedef struct use {
    wz_str value;
    struct use *next;
} use;

typedef struct property {
    use *declared; /* its values in all sheets */
    bool read;
} property;

typedef struct pruning {
    wz_arena *arena;
    wz_map *properties; /* by name */
    property **queue;   /* read, of which the first `done` have had their values looked at */
    ptrdiff_t queued, done;
} pruning;

static void mark(pruning *p, property *found)
{
    if (found == NULL || found->read)
        return;
    found->read = true;
    p->queue[p->queued++] = found;
}

static void mark_mentions(pruning *p, wz_str text)
{
    ptrdiff_t at = 0;
    for (wz_str name; (name = wz_css_mention(text, &at)).len > 0;)
        mark(p, wz_map_get(p->properties, name));
}

/* True when what stands behind a name in a script or a template makes it longer: '--kleur' + n, `--kleur-${n}`,
 * --kleur-{{id}}. */
static bool goes_on(wz_str name, wz_str rest)
{
    bool quote = rest.len > 0 && strchr("'\"`", rest.ptr[0]) != NULL && rest.ptr[0] != '\0';
    return wz_str_ends(name, WZ_STR("-")) || wz_str_starts(rest, WZ_STR("${")) || wz_str_starts(rest, WZ_STR("{{")) ||
           (quote && wz_str_starts(wz_str_trim(wz_str_slice(rest, 1, rest.len)), WZ_STR("+")));
}

static void mark_beginnings(pruning *p, wz_str begin)
{
    for (ptrdiff_t i = 0; i < wz_map_count(p->properties); i++) {
        if (wz_str_starts(wz_map_key(p->properties, i), begin))
            mark(p, wz_map_value(p->properties, i));
    }
}

/* The names in a script or a template. One that is put together counts for all that begin so, a bare '--' for all. */
static void mark_reader(pruning *p, wz_str text)
{
    ptrdiff_t at = 0;
    for (wz_str name; (name = wz_css_mention(text, &at)).len > 0;) {
        mark(p, wz_map_get(p->properties, name));
        if (goes_on(name, wz_str_slice(text, at, text.len)))
            mark_beginnings(p, name);
    }
    for (wz_str rest = text; (at = wz_str_find(rest, WZ_STR("--"))) >= 0; rest = wz_str_slice(rest, at + 2, rest.len)) {
        wz_str behind = wz_str_slice(rest, at + 2, rest.len);
        bool starts = at > 0 && strchr("'\"`(:; ", rest.ptr[at - 1]) != NULL;
        if (starts && goes_on(WZ_STR(""), behind))
            mark_beginnings(p, WZ_STR("--"));
    }
}

static bool is_property_rule(const wz_css_rule *rule)
{
    return wz_str_starts(rule->prelude, WZ_STR("@property"));
}

static void note_declarations(pruning *p, const wz_css *css)
{
    for (ptrdiff_t i = 0; i < css->item_count; i++) {
        const wz_css_item *item = &css->items[i];
        if (item->name.len == 0)
            continue;
        property *found = wz_map_get(p->properties, item->name);
        if (found == NULL) {
            found = wz_new(p->arena, property, 1);
            wz_map_put(p->properties, item->name, found);
        }
        use *declared = wz_new(p->arena, use, 1);
        *declared = (use){item->value, found->declared};
        found->declared = declared;
    }
}

/* What counts however little is read: all that is no custom property. */
static void mark_fixed(pruning *p, const wz_css *css)
{
    for (ptrdiff_t i = 0; i < css->item_count; i++) {
        if (css->items[i].name.len == 0)
            mark_mentions(p, css->items[i].value);
        else if (wz_str_find_byte(css->items[i].name, '\\') >= 0) /* the same name may be written otherwise elsewhere */
            mark(p, wz_map_get(p->properties, css->items[i].name));
    }
    for (ptrdiff_t i = 0; i < css->rule_count; i++) {
        if (!is_property_rule(&css->rules[i]))
            mark_mentions(p, css->rules[i].prelude);
    }
}

static bool is_read(const pruning *p, wz_str name)
{
    const property *found = wz_map_get(p->properties, name);
    return found != NULL && found->read;
}

/* @property --name of a name that is not read, or a rule in which nothing is left. */
static void find_empty_rules(const pruning *p, const wz_css *css, const bool *dropped_items, bool *dropped_rules)
{
    ptrdiff_t *left = wz_new(p->arena, ptrdiff_t, css->rule_count);
    bool *lost = wz_new(p->arena, bool, css->rule_count);
    for (ptrdiff_t i = 0; i < css->item_count; i++) {
        if (css->items[i].rule < 0)
            continue;
        left[css->items[i].rule] += !dropped_items[i];
        lost[css->items[i].rule] = lost[css->items[i].rule] || dropped_items[i];
    }
    for (ptrdiff_t r = css->rule_count - 1; r >= 0; r--) { /* children before parents */
        const wz_css_rule *rule = &css->rules[r];
        ptrdiff_t at = 0;
        wz_str name = is_property_rule(rule) ? wz_css_mention(rule->prelude, &at) : (wz_str){0};
        bool unread = name.len > 0 && wz_map_get(p->properties, name) != NULL && !is_read(p, name);
        dropped_rules[r] = unread || (lost[r] && left[r] == 0);
        if (rule->parent >= 0) {
            left[rule->parent] += !dropped_rules[r];
            lost[rule->parent] = lost[rule->parent] || dropped_rules[r];
        }
    }
}

static wz_str without(wz_arena *arena, const pruning *p, const wz_css *css, wz_str text)
{
    bool *items = wz_new(p->arena, bool, css->item_count), *rules = wz_new(p->arena, bool, css->rule_count);
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < css->item_count; i++)
        items[i] = css->items[i].name.len > 0 && !is_read(p, css->items[i].name);
    find_empty_rules(p, css, items, rules);
    ptrdiff_t at = 0, r = 0;
    for (ptrdiff_t i = 0; i <= css->item_count;
         i++) { /* both are in the order of the text; an item of a rule that goes lies behind at */
        ptrdiff_t from = i < css->item_count ? css->items[i].start : text.len;
        for (; r < css->rule_count && css->rules[r].start <= from; r++) {
            if (!rules[r] || css->rules[r].start < at)
                continue;
            wz_buf_add(&out, wz_str_slice(text, at, css->rules[r].start));
            at = css->rules[r].end;
        }
        if (i < css->item_count && items[i] && from >= at) {
            wz_buf_add(&out, wz_str_slice(text, at, from));
            at = css->items[i].end;
        }
    }
    wz_buf_add(&out, wz_str_slice(text, at, text.len));
    return wz_buf_take(arena, &out);
}

static void prune(wz_arena *arena, pruning *p, const wz_css *parsed, wz_style *styles, ptrdiff_t count,
                  const wz_str *readers, ptrdiff_t reader_count)
{
    p->queue = wz_new(p->arena, property *, wz_map_count(p->properties));
    for (ptrdiff_t i = 0; i < count; i++)
        mark_fixed(p, &parsed[i]);
    for (ptrdiff_t i = 0; i < reader_count; i++)
        mark_reader(p, readers[i]);
    for (; p->done < p->queued; p->done++) {
        for (const use *u = p->queue[p->done]->declared; u != NULL; u = u->next)
            mark_mentions(p, u->value);
    }
    for (ptrdiff_t i = 0; i < count; i++)
        styles[i].css = without(arena, p, &parsed[i], styles[i].css);
}

void wz_style_prune(wz_arena *arena, wz_style *styles, ptrdiff_t count, const wz_str *readers, ptrdiff_t reader_count)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_css *parsed = wz_new(scratch, wz_css, count);
    pruning p = {.arena = scratch, .properties = wz_map_new(scratch)};
    bool ok = true;
    for (ptrdiff_t i = 0; i < count && ok; i++) {
        ok = wz_css_read(scratch, styles[i].css, &parsed[i]);
        if (ok)
            note_declarations(&p, &parsed[i]);
    }
    if (ok)
        prune(arena, &p, parsed, styles, count, readers, reader_count);
    wz_arena_free(scratch);
}
