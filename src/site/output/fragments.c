/* SPDX-License-Identifier: EUPL-1.2 */
/* Links to a part of a page, looked up in the page as it was made: those of texts, which the plan left with the page, and
 * those that templates write. */
#include "site/output/output.h"

/* The next value of an attribute of a page from *at, as written; name ends in =, which is looked for: that is quicker. {NULL,0}
 * after the last. Markup that is no tag (scripts, comments) is not told apart. */
static wz_str next_value(wz_str html, wz_str name, ptrdiff_t *at)
{
    for (;;) {
        ptrdiff_t found = wz_str_find_byte(wz_str_slice(html, *at, html.len), '=');
        if (found < 0) {
            return (wz_str){0};
        }
        ptrdiff_t from = *at + found + 1, to = from, start = from - name.len;
        bool named = wz_str_ends(wz_str_slice(html, *at, from), name);
        char before = named && start > 0 ? html.ptr[start - 1] : 0, quote = from < html.len ? html.ptr[from] : 0;
        *at = from;
        if (before != ' ' && before != '\n' && before != '\t' && before != '\r') {
            continue;
        }
        if (quote == '"' || quote == '\'') {
            for (to = ++from; to < html.len && html.ptr[to] != quote;) {
                to++;
            }
        } else {
            while (to < html.len && html.ptr[to] != ' ' && html.ptr[to] != '>' && html.ptr[to] != '\n') {
                to++;
            }
        }
        *at = to;
        return wz_str_slice(html, from, to);
    }
}

void site_check_fragments(wz_arena *scratch, wz_diags *diags, const late_link *wanted, wz_str html)
{
    enum { MOST = 200, NAMED = 8 }; /* ids for a suggestion, and in the remedy */
    wz_map *ids = wz_map_new(scratch);
    ptrdiff_t at = 0;
    for (wz_str id; wanted && (id = next_value(html, WZ_STR("id="), &at)).ptr;) {
        wz_map_put(ids, id, scratch);
    }
    for (const late_link *l = wanted; l; l = l->next_of_page) {
        wz_str plain = wz_url_decode(scratch, l->fragment), known[MOST];
        if (wz_map_get(ids, plain) || wz_map_get(ids, l->fragment)) {
            continue;
        }
        ptrdiff_t count = wz_map_count(ids) < MOST ? wz_map_count(ids) : MOST;
        for (ptrdiff_t i = 0; i < count; i++) {
            known[i] = wz_map_key(ids, i);
        }
        wz_str named = count ? wz_str_join(scratch, known, count < NAMED ? count : NAMED, WZ_STR(", ")) : WZ_STR("top");
        wz_report(diags, DEAD_FRAGMENT, l->loc, l->written, named)->suggestion = wz_suggest(plain, known, count);
    }
}

/* The page that a link on page p leads to; -1: none of ours. */
static ptrdiff_t target_of(const site *s, wz_arena *scratch, const page *p, wz_str link)
{
    wz_str path = wz_str_slice(link, 0, site_path_end(link)), from = p->path;
    if (!path.len) {
        return p - s->pages;
    }
    if (path.ptr[0] == '/' || wz_url_scheme(path).ptr) {
        path = site_own_path(s, scratch, path);
        from = WZ_STR("");
    }
    path = path.ptr ? site_join_path(scratch, from, path) : path;
    bool folder = path.len == 0 || wz_str_ends(path, WZ_STR("/"));
    wz_str file = wz_format(scratch, "%.*s%s", WZ_ARG(path), folder ? "index.html" : "");
    return path.ptr ? wz_map_index(s->by_file, wz_utf8_fold(scratch, file)) : -1;
}

/* Where a template says #fragment in as many letters, the template of the page before all others; else that template. */
static wz_loc place_of(const site *s, const page *p, wz_str fragment)
{
    wz_str name = p->output->template_name;
    wz_loc place = p->output->loc, own = place;
    bool settled = false;
    for (const template_text *t = s->readers; t; t = t->next) {
        ptrdiff_t at = -1, end;
        for (ptrdiff_t from = 0;
             at < 0 && (end = wz_str_find(wz_str_slice(t->text, from, t->text.len), fragment)) >= 0;) {
            from += end + fragment.len;
            bool whole = from == t->text.len || wz_str_find_byte(WZ_STR("\"' "), t->text.ptr[from]) >= 0;
            at = whole && from > fragment.len && t->text.ptr[from - fragment.len - 1] == '#' ? from - fragment.len : at;
        }
        wz_str path = wz_str_slice(t->source->path, 0, t->source->path.len - 9); /* .mustache */
        bool mine = wz_str_ends(path, name) && path.len == name.len + 10;
        place = at < 0 || settled ? place : wz_source_locate(t->source, at - 1, at + fragment.len);
        own = mine ? wz_loc_file(t->source) : own;
        settled = settled || (mine && at >= 0);
    }
    return place.source == p->output->loc.source ? own : place;
}

static bool is_wanted(const page *target, wz_str fragment)
{
    const late_link *l = target->wanted;
    while (l && !wz_str_equal(l->fragment, fragment)) {
        l = l->next_of_page;
    }
    return l != NULL;
}

/* A link to another page is kept: wishes has page_wish by a key, the first page of several counts. */
static void keep_wish(wz_arena *arena, wz_arena *scratch, wz_map *wishes, page_wish wish)
{
    wz_str key = wz_format(scratch, "%td#%.*s", wish.target, WZ_ARG(wish.fragment));
    page_wish *known = wz_map_get(wishes, key);
    if (known) {
        known->from = known->from < wish.from ? known->from : wish.from;
        return;
    }
    known = wz_new(arena, page_wish, 1);
    *known = (page_wish){wish.target, wz_str_copy(arena, wish.fragment), wish.from};
    wz_map_put(wishes, wz_str_copy(arena, key), known);
}

void site_check_links(site *s, wz_arena *arena, wz_arena *scratch, wz_diags *diags, wz_map *wishes, const page *p,
                      wz_str html)
{
    wz_map *seen = wz_map_new(scratch);
    late_link *own = p->wanted;
    bool whole = wz_diags_errors(s->diags) == 0; /* the page of a record with faults lacks what they are about */
    ptrdiff_t at = 0;
    for (wz_str link; (link = next_value(html, WZ_STR("href="), &at)).ptr;) {
        wz_str fragment = site_fragment(link);
        ptrdiff_t target = fragment.len && whole && !wz_map_put(seen, link, s) ? target_of(s, scratch, p, link) : -1;
        if (target < 0 || wz_escape_for(s->pages[target].output->template_name) != WZ_ESCAPE_HTML ||
            is_wanted(&s->pages[target], fragment)) {
            continue;
        }
        if (&s->pages[target] != p) {
            keep_wish(arena, scratch, wishes, (page_wish){target, fragment, p});
            continue;
        }
        late_link *here = wz_new(scratch, late_link, 1);
        *here = (late_link){
            .written = wz_format(scratch, "#%.*s", WZ_ARG(fragment)), .fragment = fragment, .next_of_page = own};
        own = here;
    }
    ptrdiff_t before = wz_diags_count(diags);
    site_check_fragments(scratch, diags, own, html);
    for (ptrdiff_t i = before; i < wz_diags_count(diags); i++) { /* those of texts have a place */
        wz_diag *d = wz_diags_at(diags, i);
        if (!d->loc.source) {
            d->loc = place_of(s, p, wz_str_slice(d->args[0], 1, d->args[0].len));
        }
    }
}

late_link *site_wish_link(const site *s, wz_arena *arena, wz_map *places, const page_wish *wish)
{
    late_link *link = wz_new(arena, late_link, 1);
    wz_str key = wz_format(arena, "%p#%.*s", (const void *)wish->from->output, WZ_ARG(wish->fragment));
    wz_loc *place = wz_map_get(places, key);
    if (!place) {
        place = wz_new(arena, wz_loc, 1);
        *place = place_of(s, wish->from, wish->fragment);
        wz_map_put(places, key, place);
    }
    link->loc = *place;
    link->written = wz_format(arena, "%.*s#%.*s", WZ_ARG(s->pages[wish->target].path), WZ_ARG(wish->fragment));
    link->fragment = wish->fragment;
    return link;
}
