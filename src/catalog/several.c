/* SPDX-License-Identifier: EUPL-1.2 */
/* Two names in one text, and one name in two. */
#include "catalog/internal.h"

#include <stdlib.h>

#define TOKENS 12
#define SHORT  15 /* so many terms are all named */
#define NEAR   5  /* of more terms the nearest */

static const wz_record *find(wz_arena *arena, const wz_catalog *catalog, const wz_kind *vocabulary, wz_str name)
{
    if (!vocabulary->vocabulary) {
        return wz_catalog_named(catalog, vocabulary, wz_str_trim(name));
    }
    const wz_record *term = wz_map_get(catalog->links->term_by_id[vocabulary->index], name);
    return term ? term
                : wz_map_get(catalog->links->term_by_name[vocabulary->index], wz_utf8_fold(arena, wz_str_trim(name)));
}

static bool separates(char c)
{
    return c == ' ' || c == '\n' || c == ',' || c == ';' || c == '/' || c == '+' || c == '&' || c == '|';
}

static bool joins(wz_str word)
{
    return wz_str_equal(word, WZ_STR("en")) || wz_str_equal(word, WZ_STR("and")) || wz_str_equal(word, WZ_STR("of"));
}

wz_str wz_catalog_split(wz_arena *arena, const wz_catalog *catalog, const wz_kind *vocabulary, wz_str name)
{
    wz_str tokens[TOKENS], ids[TOKENS];
    ptrdiff_t count = 0, found = 0;
    for (ptrdiff_t at = 0; at < name.len;) {
        ptrdiff_t from = at;
        while (at < name.len && !separates(name.ptr[at])) {
            at++;
        }
        if (at > from && count == TOKENS) {
            return (wz_str){0};
        }
        if (at > from) {
            tokens[count++] = wz_str_slice(name, from, at);
        }
        at++;
    }
    /* From the left, always the longest name that there is. */
    for (ptrdiff_t from = 0; from < count;) {
        const wz_record *term = NULL;
        ptrdiff_t end = count;
        for (; end > from && !term; end--) {
            ptrdiff_t start = tokens[from].ptr - name.ptr, stop = tokens[end - 1].ptr + tokens[end - 1].len - name.ptr;
            term = find(arena, catalog, vocabulary, wz_str_slice(name, start, stop));
        }
        if (term) {
            found += found == 0 || !wz_str_equal(ids[found - 1], term->id);
            ids[found - 1] = term->id;
            from = end + 1;
        } else if (found && joins(tokens[from])) {
            from++;
        } else {
            return (wz_str){0};
        }
    }
    return found < 2 ? (wz_str){0} : wz_str_join(arena, ids, found, WZ_STR(", "));
}

wz_str wz_catalog_join(wz_arena *arena, const wz_catalog *catalog, const wz_kind *vocabulary, const wz_str *names,
                       ptrdiff_t count, ptrdiff_t at)
{
    for (ptrdiff_t from = at > 1 ? at - 2 : 0; from <= at; from++) {
        for (ptrdiff_t end = at + 1; end <= count && end <= at + 3; end++) {
            wz_str whole = wz_str_join(arena, names + from, end - from, WZ_STR(", "));
            if (end - from > 1 && find(arena, catalog, vocabulary, whole)) {
                return whole;
            }
        }
    }
    return (wz_str){0};
}

typedef struct near {
    wz_str id;
    int apart;
    ptrdiff_t order;
} near;

static int by_nearness(const void *a, const void *b)
{
    const near *x = a, *y = b;
    return x->apart != y->apart ? x->apart - y->apart : x->order < y->order ? -1 : 1;
}

wz_str wz_catalog_choices(wz_arena *arena, const wz_catalog *catalog, const wz_kind *vocabulary, wz_str name)
{
    ptrdiff_t count = catalog->term_counts[vocabulary->index];
    wz_str *ids = wz_new(arena, wz_str, count + 1);
    near *all = wz_new(arena, near, count + 1);
    for (ptrdiff_t t = 0; t < count; t++) {
        wz_str id = catalog->terms[vocabulary->index][t]->id;
        all[t] = (near){id, count > SHORT ? wz_distance(name, id, 40) : 0, t};
    }
    const wz_map *names = catalog->links->term_by_name[vocabulary->index]; /* its name and other spellings */
    for (ptrdiff_t i = 0; count > SHORT && i < wz_map_count(names); i++) {
        const wz_record *term = wz_map_value(names, i);
        int apart = wz_distance(name, wz_map_key(names, i), 40);
        all[term->number].apart = apart < all[term->number].apart ? apart : all[term->number].apart;
    }
    qsort(all, (size_t)count, sizeof *all, by_nearness);
    ptrdiff_t shown = count > SHORT ? NEAR : count;
    for (ptrdiff_t t = 0; t < shown; t++) {
        ids[t] = all[t].id;
    }
    if (!count) {
        return wz_format(arena, "content/%.*s", WZ_ARG(vocabulary->place));
    }
    return wz_format(arena, count > SHORT ? "content/%.*s (%.*s, …)" : "content/%.*s (%.*s)", WZ_ARG(vocabulary->place),
                     WZ_ARG(wz_str_join(arena, ids, shown, WZ_STR(", "))));
}
