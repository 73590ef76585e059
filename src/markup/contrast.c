/* SPDX-License-Identifier: EUPL-1.2 */
/* Which pairs of colours have too little contrast, and where they are set. */
#include <math.h>
#include <string.h>

#include "markup/internal.h"

#define VALUE_LONGEST 4096 /* bytes of a value with its var() filled in */
#define VAR_DEPTH     32   /* var() in what var() stands for; deeper is a circle */
#define VAR_MOST      1000 /* var() that are filled in for one colour */

typedef enum scheme { LIGHT, DARK, SCHEMES } scheme;

/* What decides between two declarations of one property. Layers count as one layer below all that is in none. */
typedef struct weight {
    bool important, unlayered;
    int classes, types;
    ptrdiff_t order;
} weight;

typedef struct declaration {
    wz_str name;
    wz_str value; /* {NULL,0}: not declared */
    weight weight;
    const struct wz_sheets *sheets;
} declaration;

typedef struct property {
    declaration won[SCHEMES];
} property;

typedef struct cascade {
    wz_arena *arena;
    wz_diags *diags;
    wz_str root_class;
    wz_map *properties;
    ptrdiff_t order;
} cascade;

/* ---- The cascade -------------------------------------------------------------------------- */

static wz_str lower(wz_arena *arena, wz_str s)
{
    char *copy = wz_new(arena, char, s.len);
    for (ptrdiff_t i = 0; i < s.len; i++)
        copy[i] = wz_lower(s.ptr[i]);
    return (wz_str){copy, s.len};
}

/* The schemes, as bits, in which one part of a media query holds. */
static unsigned part_holds(wz_str part)
{
    char tight[64];
    size_t n = 0;
    for (ptrdiff_t i = 0; i < part.len && n < sizeof tight - 1; i++) {
        if (strchr(" \t\r\n\f", part.ptr[i]) == NULL)
            tight[n++] = part.ptr[i];
    }
    tight[n] = '\0';
    if (strcmp(tight, "(prefers-color-scheme:dark)") == 0)
        return 1U << DARK;
    if (strcmp(tight, "(prefers-color-scheme:light)") == 0)
        return 1U << LIGHT;
    bool both = strcmp(tight, "screen") == 0 || strcmp(tight, "onlyscreen") == 0 || strcmp(tight, "all") == 0;
    return both ? 1U << LIGHT | 1U << DARK : 0;
}

static unsigned query_holds(wz_str query)
{
    unsigned holds = 1U << LIGHT | 1U << DARK;
    while (query.len > 0) {
        ptrdiff_t and = wz_str_find(query, WZ_STR(" and "));
        holds &= part_holds(wz_str_slice(query, 0, and < 0 ? query.len : and));
        query = and < 0 ? (wz_str){0} : wz_str_slice(query, and+5, query.len);
    }
    return holds;
}

/* The schemes in which the at-rule holds; *layered is set by @layer. */
static unsigned at_rule_holds(wz_arena *arena, wz_str prelude, bool *layered)
{
    wz_str text = lower(arena, prelude), rest = {0};
    unsigned holds = 0;
    if (wz_str_starts(text, WZ_STR("@supports")))
        return 1U << LIGHT | 1U << DARK;
    if (wz_str_starts(text, WZ_STR("@layer"))) {
        *layered = true;
        return 1U << LIGHT | 1U << DARK;
    }
    if (!wz_str_starts(text, WZ_STR("@media")))
        return 0;
    for (rest = wz_str_slice(text, 6, text.len); rest.len > 0;)
        holds |= query_holds(wz_str_trim(wz_str_cut(rest, ',', &rest)));
    return holds;
}

static bool take(wz_str *text, wz_str what)
{
    bool found = wz_str_starts(*text, what);
    char next = found && text->len > what.len ? text->ptr[what.len] : '.';
    if (!found || what.len == 0 || strchr(".:", next) == NULL)
        return false;
    *text = wz_str_slice(*text, what.len, text->len);
    return true;
}

/* True when a selector without combinators is that of the root element. */
static bool is_root(const cascade *c, wz_str selector, weight *w)
{
    bool any = take(&selector, WZ_STR("html"));
    wz_str own = wz_format(c->arena, ".%.*s", WZ_ARG(c->root_class));
    w->types = any;
    w->classes = 0;
    if (!any)
        any = take(&selector, WZ_STR("*"));
    while (take(&selector, WZ_STR(":root")) || (c->root_class.len > 0 && take(&selector, own))) {
        w->classes++;
        any = true;
    }
    return any && selector.len == 0;
}

/* The heaviest of the selectors that is that of the root element. */
static bool selects_root(const cascade *c, wz_str list, weight *w)
{
    bool found = false;
    weight best = {0}, one = {0};
    while (list.len > 0) {
        if (!is_root(c, wz_str_trim(wz_str_cut(list, ',', &list)), &one))
            continue;
        if (!found || one.classes > best.classes || (one.classes == best.classes && one.types > best.types))
            best = one;
        found = true;
    }
    w->classes = best.classes;
    w->types = best.types;
    return found;
}

/* The schemes in which what stands in a rule counts for the root element. */
static unsigned rule_holds(const cascade *c, const wz_css *css, ptrdiff_t rule, weight *w)
{
    unsigned holds = 1U << LIGHT | 1U << DARK;
    bool layered = false, selector = false;
    for (; rule >= 0 && holds; rule = css->rules[rule].parent) {
        wz_str prelude = css->rules[rule].prelude;
        if (wz_str_starts(prelude, WZ_STR("@")))
            holds &= at_rule_holds(c->arena, prelude, &layered);
        else if (selector || !selects_root(c, prelude, w)) /* a rule inside a rule is not looked into */
            holds = 0;
        else
            selector = true;
    }
    w->unlayered = !layered;
    return selector ? holds : 0;
}

static bool outweighs(weight a, weight b)
{
    if (a.important != b.important)
        return a.important;
    if (a.unlayered != b.unlayered)
        return a.unlayered;
    if (a.classes != b.classes)
        return a.classes > b.classes;
    return a.types != b.types ? a.types > b.types : a.order > b.order;
}

static void declare(cascade *c, const wz_css_item *item, weight w, unsigned holds, const struct wz_sheets *sheets)
{
    property *p = wz_map_get(c->properties, item->name);
    wz_str value = item->value;
    if (p == NULL) {
        p = wz_new(c->arena, property, 1);
        wz_map_put(c->properties, item->name, p);
    }
    w.important = wz_str_ends(value, WZ_STR("!important"));
    if (w.important)
        value = wz_str_trim(wz_str_slice(value, 0, value.len - 10));
    for (int s = LIGHT; s < SCHEMES; s++) {
        if ((holds & 1U << s) != 0 && (p->won[s].value.ptr == NULL || outweighs(w, p->won[s].weight)))
            p->won[s] = (declaration){item->name, value, w, sheets};
    }
}

static void read_style(cascade *c, const wz_style *style)
{
    wz_css css;
    if (!wz_css_read(c->arena, style->css, &css))
        return;
    for (ptrdiff_t i = 0; i < css.item_count; i++) {
        weight w = {.order = c->order++};
        unsigned holds = css.items[i].name.len > 0 ? rule_holds(c, &css, css.items[i].rule, &w) : 0;
        if (holds != 0)
            declare(c, &css.items[i], w, holds, style->sheets);
    }
}

/* ---- Values ------------------------------------------------------------------------------- */

/* A value being filled in. */
typedef struct filling {
    const cascade *cascade;
    scheme scheme;
    const declaration *leaf; /* whose value came last: for a chain of var() the one that holds the colour */
    char text[VALUE_LONGEST];
    ptrdiff_t len;
    int count; /* of var() so far: values that stay short can still ask for a million of them */
} filling;

static bool fill(filling *f, wz_str value, int depth);

static bool add(filling *f, wz_str s)
{
    if (s.len > VALUE_LONGEST - f->len)
        return false;
    if (s.len > 0)
        memcpy(f->text + f->len, s.ptr, (size_t)s.len);
    f->len += s.len;
    return true;
}

static const declaration *declared(const filling *f, wz_str name)
{
    const property *p = wz_map_get(f->cascade->properties, name);
    const declaration *d = p != NULL ? &p->won[f->scheme] : NULL;
    return d != NULL && d->value.ptr != NULL && !wz_str_equal(d->value, WZ_STR("initial")) ? d : NULL;
}

static bool fill_property(filling *f, wz_str name, int depth)
{
    const declaration *d = declared(f, name), *leaf = f->leaf;
    ptrdiff_t len = f->len;
    if (d != NULL) {
        f->leaf = d;
        if (fill(f, d->value, depth + 1))
            return true;
    }
    f->leaf = leaf;
    f->len = len;
    return false;
}

/* The length up to the parenthesis that closes what is open at the start of s; -1 without one. */
static ptrdiff_t to_close(wz_str s)
{
    int open = 1;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        open += s.ptr[i] == '(' ? 1 : s.ptr[i] == ')' ? -1 : 0;
        if (open == 0)
            return i;
    }
    return -1;
}

/* Appends value with every var() filled in. False when one has neither a value nor a fallback. */
static bool fill(filling *f, wz_str value, int depth)
{
    for (ptrdiff_t at; (at = wz_str_find(value, WZ_STR("var("))) >= 0;) {
        wz_str inside = wz_str_slice(value, at + 4, value.len);
        ptrdiff_t close = to_close(inside);
        if (depth > VAR_DEPTH || ++f->count > VAR_MOST || close < 0 || !add(f, wz_str_slice(value, 0, at)))
            return false;
        wz_str all = wz_str_slice(inside, 0, close);
        ptrdiff_t comma = wz_str_find_byte(all, ',');
        wz_str name = wz_str_trim(wz_str_slice(all, 0, comma < 0 ? all.len : comma));
        if (!fill_property(f, name, depth) &&
            (comma < 0 || !fill(f, wz_str_trim(wz_str_slice(all, comma + 1, all.len)), depth + 1)))
            return false;
        value = wz_str_slice(inside, close + 1, inside.len);
    }
    return add(f, value);
}

/* ---- Places ------------------------------------------------------------------------------- */

static bool ends_name(char c)
{
    return strchr(" \t\r\n:", c) != NULL;
}

/* Where a source sets the property to this value, or else where it sets it last. */
static wz_loc place_of(const declaration *d)
{
    wz_loc last = {0};
    for (ptrdiff_t i = 0; i < d->sheets->count; i++) {
        const wz_sheet *sheet = &d->sheets->items[i];
        wz_str text = sheet->bare;
        for (ptrdiff_t at = 0, found; (found = wz_str_find(wz_str_slice(text, at, text.len), d->name)) >= 0;) {
            ptrdiff_t from = at + found;
            at = from + d->name.len;
            wz_str rest = wz_str_slice(text, at, text.len);
            char before = from > 0 ? text.ptr[from - 1] : ' ';
            if (rest.len == 0 || !ends_name(rest.ptr[0]) || strchr(" \t\r\n{;/", before) == NULL)
                continue;
            rest = wz_str_trim(rest);
            if (!wz_str_starts(rest, WZ_STR(":")))
                continue;
            rest = wz_str_trim(wz_str_slice(rest, 1, rest.len));
            last = wz_source_locate(&sheet->source, from,
                                    rest.ptr + (wz_str_starts(rest, d->value) ? d->value.len : 0) - text.ptr);
            if (wz_str_starts(rest, d->value))
                return last;
        }
    }
    return last;
}

/* ---- Judging ------------------------------------------------------------------------------ */

/* One side of a pair in one scheme. */
typedef struct side {
    wz_str name;
    wz_loc asked;
    const declaration *leaf;
    wz_str value; /* as filled in; empty when it could not be */
    wz_colour colour;
    bool known;
} side;

static void find_side(const cascade *c, scheme s, wz_str name, wz_loc asked, bool opaque, side *out)
{
    filling *f = wz_new(c->arena, filling, 1);
    f->cascade = c;
    f->scheme = s;
    *out = (side){.name = name, .asked = asked};
    bool filled = fill_property(f, name, 0);
    out->leaf = f->leaf;
    out->value = filled ? wz_str_trim(wz_str_copy(c->arena, (wz_str){f->text, f->len})) : WZ_STR("");
    out->known = filled && wz_colour_parse(out->value, &out->colour) && (!opaque || out->colour.alpha >= 1);
}

static wz_loc side_place(const side *s)
{
    wz_loc found = s->leaf != NULL ? place_of(s->leaf) : (wz_loc){0};
    return found.source != NULL ? found : s->asked;
}

static wz_str named(const cascade *c, const side *s)
{
    return wz_format(c->arena, "%.*s (%.*s)", WZ_ARG(s->name), WZ_ARG(s->value));
}

static void report_unknown(const cascade *c, const side *s)
{
    if (s->value.len > 0) {
        wz_report(c->diags, STYLE_COLOUR, side_place(s), s->name, s->value);
        return;
    }
    wz_diag *d = wz_report(c->diags, STYLE_NO_COLOUR, s->asked, s->name);
    ptrdiff_t count = wz_map_count(c->properties);
    wz_str *all = wz_new(c->arena, wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++)
        all[i] = wz_map_key(c->properties, i);
    if (wz_map_get(c->properties, s->name) == NULL)
        d->suggestion = wz_suggest(s->name, all, count);
}

static void judge(const cascade *c, const wz_style_pair *pair)
{
    side text[SCHEMES], on[SCHEMES];
    for (int s = LIGHT; s < SCHEMES; s++) {
        find_side(c, (scheme)s, pair->text, pair->text_loc, false, &text[s]);
        find_side(c, (scheme)s, pair->on, pair->on_loc, true, &on[s]);
        if (s == DARK && wz_str_equal(text[DARK].value, text[LIGHT].value) &&
            wz_str_equal(on[DARK].value, on[LIGHT].value))
            return;
        if (!text[s].known)
            report_unknown(c, &text[s]);
        if (!on[s].known)
            report_unknown(c, &on[s]);
        if (!text[s].known || !on[s].known)
            continue;
        double ratio = wz_colour_contrast(text[s].colour, on[s].colour);
        if (ratio >= pair->least)
            continue;
        wz_diag_code code = s == DARK ? WZ_DIAG_STYLE_CONTRAST_DARK : WZ_DIAG_STYLE_CONTRAST;
        wz_str args[4] = {named(c, &text[s]), named(c, &on[s]), wz_format(c->arena, "%.2f", floor(ratio * 100) / 100),
                          wz_format(c->arena, "%g", pair->least)};
        wz_diag *d = wz_diag_add(c->diags, code, side_place(&text[s]), args, 4);
        d->related = side_place(&on[s]);
    }
}

void wz_style_contrast(wz_arena *arena, wz_diags *diags, const wz_style *styles, ptrdiff_t count, wz_str root_class,
                       const wz_style_pair *pairs, ptrdiff_t pair_count)
{
    wz_arena *scratch = wz_arena_new(NULL);
    ptrdiff_t before = wz_diags_count(diags);
    cascade c = {.arena = scratch, .diags = diags, .root_class = root_class, .properties = wz_map_new(scratch)};
    for (ptrdiff_t i = 0; i < count; i++)
        read_style(&c, &styles[i]);
    for (ptrdiff_t i = 0; i < pair_count; i++)
        judge(&c, &pairs[i]);
    wz_diags_keep(arena, diags, before);
    wz_arena_free(scratch);
}
