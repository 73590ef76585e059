/* SPDX-License-Identifier: EUPL-1.2 */
/* Diagnostics: the table, the list, the texts. */
#include <assert.h>
#include <string.h>

#include "base/io.h"

typedef struct row {
    const char *name;
    wz_severity severity;
    const char *text[2];    /* Dutch, English */
    const char *remedy[2];  /* idem */
    const char *explain[2]; /* idem */
} row;

static const row table[] = {
#define WZ_DIAG(id, code, severity, nl, en, remedy_nl, remedy_en, explain_nl, explain_en)                              \
    {code, severity, {nl, en}, {remedy_nl, remedy_en}, {explain_nl, explain_en}},
#include "wegwijzer/diag.def"
#undef WZ_DIAG
};

#define WZ_DIAG(id, code, severity, nl, en, remedy_nl, remedy_en, explain_nl, explain_en)                              \
    _Static_assert(sizeof(remedy_nl) > 1 && sizeof(remedy_en) > 1, #id " says what to do, in both languages");
#include "wegwijzer/diag.def"
#undef WZ_DIAG

/* An argument longer than this is cut off in the text of a message or a remedy, in code points. */
#define ARGUMENT_LONGEST 200
#define VALUES_LONGEST   600

struct wz_diags {
    wz_arena *arena;
    wz_diag **items;
    ptrdiff_t count;
    ptrdiff_t cap;
};

wz_diags *wz_diags_new(wz_arena *arena)
{
    wz_diags *diags = wz_new(arena, wz_diags, 1);
    diags->arena = arena;
    return diags;
}

wz_arena *wz_diags_arena(wz_diags *diags)
{
    return diags->arena;
}

static wz_diag *add(wz_diags *diags, const wz_diag *diag)
{
    wz_grow(diags->arena, diags->items, diags->count, diags->cap);
    wz_diag *copy = wz_new(diags->arena, wz_diag, 1);
    *copy = *diag;
    diags->items[diags->count++] = copy;
    return copy;
}

wz_diag *wz_diag_add(wz_diags *diags, wz_diag_code code, wz_loc loc, const wz_str *args, ptrdiff_t count)
{
    assert((unsigned)code < WZ_DIAG_COUNT && count >= 0 && count <= WZ_DIAG_ARGS);
    wz_diag diag = {.code = code, .loc = loc};
    for (ptrdiff_t i = 0; i < count && i < WZ_DIAG_ARGS; i++)
        diag.args[i] = args[i];
    return add(diags, &diag);
}

ptrdiff_t wz_diags_count(const wz_diags *diags)
{
    return diags->count;
}

wz_diag *wz_diags_at(const wz_diags *diags, ptrdiff_t index)
{
    assert(index >= 0 && index < diags->count);
    return diags->items[index];
}

bool wz_diag_is_system(const wz_diag *diag)
{
    return diag->code == WZ_DIAG_FS_DENIED || diag->code == WZ_DIAG_FS_CANNOT_READ ||
           diag->code == WZ_DIAG_FS_TOO_MANY_OPEN;
}

wz_severity wz_diag_severity(const wz_diag *diag)
{
    return diag->demoted || !(diag->raised || table[diag->code].severity == WZ_ERROR) ? WZ_WARNING : WZ_ERROR;
}

bool wz_diag_counts(const wz_diag *diag, bool strict)
{
    return strict ? table[diag->code].severity != WZ_ADVICE : wz_diag_severity(diag) == WZ_ERROR;
}

ptrdiff_t wz_diags_errors(const wz_diags *diags)
{
    ptrdiff_t errors = 0;
    for (ptrdiff_t i = 0; i < diags->count; i++)
        errors += wz_diag_severity(diags->items[i]) == WZ_ERROR;
    return errors;
}

ptrdiff_t wz_diags_warnings(const wz_diags *diags)
{
    return diags->count - wz_diags_errors(diags);
}

void wz_diags_drop(wz_diags *diags, ptrdiff_t count)
{
    assert(count >= 0 && count <= diags->count);
    diags->count = count;
}

void wz_diags_append(wz_diags *into, wz_diags *from)
{
    for (ptrdiff_t i = 0; i < from->count; i++)
        add(into, from->items[i]);
    from->count = 0;
}

void wz_diags_keep(wz_arena *arena, wz_diags *diags, ptrdiff_t from)
{
    for (ptrdiff_t i = from; i < diags->count; i++) {
        wz_diag *d = wz_diags_at(diags, i);
        for (int a = 0; a < WZ_DIAG_ARGS; a++)
            d->args[a] = d->args[a].ptr != NULL ? wz_str_copy(arena, d->args[a]) : d->args[a];
        d->suggestion = d->suggestion.ptr != NULL ? wz_str_copy(arena, d->suggestion) : d->suggestion;
    }
}

wz_str wz_diag_key(wz_arena *arena, const wz_diag *d)
{
    return wz_format(arena, "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s", WZ_ARG(wz_diag_name(d->code)), WZ_ARG(d->args[0]),
                     WZ_ARG(d->args[1]), WZ_ARG(d->args[2]), WZ_ARG(d->args[3]));
}

static int compare_long(long a, long b)
{
    return (a > b) - (a < b);
}

static int compare_loc(wz_loc a, wz_loc b)
{
    int order = compare_long(a.line, b.line);
    if (order == 0)
        order = compare_long(a.column, b.column);
    return order;
}

static wz_str path_of(wz_loc loc)
{
    return loc.source != NULL ? loc.source->path : (wz_str){0};
}

/* The order of wz_diags_sort. It looks at everything, so that equal means an exact duplicate and the result does not
 * depend on which worker found what first. */
static int compare(const wz_diag *a, const wz_diag *b)
{
    int order = wz_str_compare(path_of(a->loc), path_of(b->loc));
    if (order == 0)
        order = compare_long(wz_diag_severity(a), wz_diag_severity(b));
    if (order == 0)
        order = compare_loc(a->loc, b->loc);
    if (order == 0)
        order = compare_long(a->code, b->code);
    for (int i = 0; order == 0 && i < WZ_DIAG_ARGS; i++)
        order = wz_str_compare(a->args[i], b->args[i]);
    if (order == 0)
        order = compare_long(a->loc.length, b->loc.length);
    if (order == 0)
        order = wz_str_compare(a->suggestion, b->suggestion);
    if (order == 0)
        order = wz_str_compare(path_of(a->related), path_of(b->related));
    if (order == 0)
        order = compare_loc(a->related, b->related);
    return order;
}

static wz_str place_key(wz_arena *arena, wz_loc loc)
{
    wz_str path = path_of(loc);
    return wz_format(arena, "%d:%d:%.*s", (int)loc.line, (int)loc.column, WZ_ARG(path));
}

/* The messages that name a cause, by the place of the value or by their own; of two the first in the text. */
static wz_map *index_causes(const wz_diags *diags, bool by_value)
{
    wz_map *map = NULL;
    for (ptrdiff_t i = 0; i < diags->count; i++) {
        wz_diag *d = diags->items[i];
        if (d->covers.source == NULL)
            continue;
        if (map == NULL)
            map = wz_map_new(diags->arena);
        wz_str key = place_key(diags->arena, by_value ? d->covers : d->loc);
        wz_diag *other = wz_map_get(map, key);
        if (other == NULL || compare_loc(d->loc, other->loc) < 0)
            wz_map_put(map, key, d);
    }
    return map;
}

/* Takes out what follows from another message: see wz_diags_sort. */
static void drop_consequences(wz_diags *diags)
{
    wz_map *values = index_causes(diags, true), *places = values != NULL ? index_causes(diags, false) : NULL;
    wz_diag *better = wz_new(diags->arena, wz_diag, 1); /* in the place of a cause: something else says more */
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; values != NULL && i < diags->count; i++) {
        const wz_diag *d = diags->items[i];
        const wz_diag *cause = wz_map_get(places, place_key(diags->arena, d->loc));
        if (cause != NULL && !cause->raised && d->covers.source == NULL)
            wz_map_put(values, place_key(diags->arena, cause->covers), better);
    }
    for (ptrdiff_t i = 0; values != NULL && i < diags->count; i++) {
        wz_diag *d = diags->items[i];
        bool causes = d->covers.source != NULL;
        wz_diag *cause = wz_map_get(values, place_key(diags->arena, causes ? d->covers : d->loc));
        bool follows = !causes && cause != NULL && cause != better && table[d->code].severity == WZ_ERROR;
        if (follows) {
            cause->raised = true;
            cause->demoted = d->demoted;
        }
        if (follows || (causes && cause != d))
            continue;
        diags->items[kept++] = d;
    }
    if (values != NULL)
        diags->count = kept;
}

/* Merge sort from the bottom up: stable, no recursion. */
void wz_diags_sort(wz_diags *diags)
{
    drop_consequences(diags);
    ptrdiff_t count = diags->count;
    wz_diag **from = diags->items, **to = wz_new(diags->arena, wz_diag *, count);
    for (ptrdiff_t width = 1; width < count; width *= 2) {
        for (ptrdiff_t start = 0; start < count; start += 2 * width) {
            ptrdiff_t middle = start + width < count ? start + width : count;
            ptrdiff_t end = start + 2 * width < count ? start + 2 * width : count;
            ptrdiff_t left = start, right = middle;
            for (ptrdiff_t at = start; at < end; at++)
                to[at] = right >= end || (left < middle && compare(from[left], from[right]) <= 0) ? from[left++]
                                                                                                  : from[right++];
        }
        wz_diag **swap = from;
        from = to;
        to = swap;
    }
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        if (kept == 0 || compare(from[kept - 1], from[i]) != 0)
            from[kept++] = from[i];
    diags->items = from;
    diags->cap = count; /* both arrays hold at least count */
    diags->count = kept;
}

wz_str wz_diag_name(wz_diag_code code)
{
    assert((unsigned)code < WZ_DIAG_COUNT);
    return wz_str_from(table[code].name);
}

static int language(wz_str lang)
{
    return wz_str_equal(lang, WZ_STR("nl")) ? 0 : 1;
}

wz_str wz_diag_explain(wz_diag_code code, wz_str lang)
{
    assert((unsigned)code < WZ_DIAG_COUNT);
    return wz_str_from(table[code].explain[language(lang)]);
}

wz_diag_code wz_diag_find(wz_str name)
{
    for (int code = 0; code < WZ_DIAG_COUNT; code++)
        if (wz_str_equal(wz_str_from(table[code].name), name))
            return (wz_diag_code)code;
    return WZ_DIAG_COUNT;
}

void wz_diag_codes(wz_diag_code codes[WZ_DIAG_COUNT])
{
    for (int code = 0; code < WZ_DIAG_COUNT; code++) {
        int at = code;
        for (; at > 0 && strcmp(table[codes[at - 1]].name, table[code].name) > 0; at--)
            codes[at] = codes[at - 1];
        codes[at] = (wz_diag_code)code;
    }
}

wz_diag wz_diag_pattern(wz_diag_code code)
{
    wz_str dots = WZ_STR("…");
    return (wz_diag){.code = code, .args = {dots, dots, dots, dots}};
}

wz_str wz_str_visible(wz_arena *arena, wz_str s)
{
    wz_buf out = {0};
    ptrdiff_t at = 0;
    bool changed = false;
    while (at < s.len) {
        ptrdiff_t from = at;
        uint32_t c = wz_utf8_next(s, &at);
        bool invalid = c == 0xFFFD && at - from == 1;
        bool hidden = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
                      (c >= 0xFFF9 && c <= 0xFFFB) || (wz_base_dropped(c) && !(c >= 0x300 && c <= 0x489));
        changed = changed || invalid || hidden;
        if (invalid)
            wz_buf_format(&out, "\\x%02X", (unsigned)(unsigned char)s.ptr[from]);
        else if (c == '\n' || c == '\t' || c == '\r')
            wz_buf_format(&out, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
        else if (hidden)
            wz_buf_format(&out, "\\u{%04X}", (unsigned)c);
        else
            wz_buf_add(&out, wz_str_slice(s, from, at));
    }
    if (changed)
        s = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return s;
}

static void add_argument(wz_arena *arena, wz_buf *out, wz_str arg, ptrdiff_t longest)
{
    wz_str shown = wz_str_visible(arena, wz_str_slice(arg, 0, longest * 4));
    ptrdiff_t at = 0, count = 0;
    while (at < shown.len && count < longest) {
        wz_utf8_next(shown, &at);
        count++;
    }
    wz_buf_add(out, wz_str_slice(shown, 0, at));
    if (at < shown.len || arg.len > longest * 4)
        wz_buf_add(out, WZ_STR("…"));
}

static wz_str fill(wz_arena *arena, const wz_diag *diag, const char *text, ptrdiff_t longest)
{
    wz_str rest = wz_str_from(text);
    wz_buf out = {0};
    while (rest.len > 0) {
        if (rest.len >= 3 && rest.ptr[0] == '{' && rest.ptr[2] == '}' && rest.ptr[1] >= '0' &&
            rest.ptr[1] < '0' + WZ_DIAG_ARGS) {
            add_argument(arena, &out, diag->args[rest.ptr[1] - '0'], longest);
            rest = wz_str_slice(rest, 3, rest.len);
            continue;
        }
        wz_buf_byte(&out, rest.ptr[0]);
        rest = wz_str_slice(rest, 1, rest.len);
    }
    return wz_buf_take(arena, &out);
}

wz_str wz_diag_text(wz_arena *arena, const wz_diag *diag, wz_str lang)
{
    return fill(arena, diag, table[diag->code].text[language(lang)], ARGUMENT_LONGEST);
}

wz_str wz_diag_meant(wz_arena *arena, const wz_diag *diag, wz_str lang)
{
    wz_str shown = wz_str_visible(arena, wz_str_slice(diag->suggestion, 0, 200));
    if (diag->suggestion.len == 0)
        return (wz_str){0};
    return wz_format(arena, language(lang) == 0 ? "bedoelde u '%.*s'?" : "did you mean '%.*s'?", WZ_ARG(shown));
}

wz_str wz_diag_remedy(wz_arena *arena, const wz_diag *diag, wz_str lang)
{
    return fill(arena, diag, table[diag->code].remedy[language(lang)], VALUES_LONGEST);
}
