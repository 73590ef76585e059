/* SPDX-License-Identifier: EUPL-1.2 */
/* Markdown of records and pages: links to records, terms and pages. */
#include "site/values/values.h"

#include <string.h>

typedef struct context {
    const site *s;
    const wz_node *node;
    wz_str page;
    late_link **late;
} context;

static wz_loc locate(const void *data, ptrdiff_t offset, ptrdiff_t length)
{
    const context *c = data;
    return wz_node_locate(c->node, offset, length);
}

static wz_str with_root(const site *s, wz_arena *arena, wz_str path)
{
    static const char mark = ROOT_MARK;
    return wz_format(arena, "%c%.*s", mark, WZ_ARG(site_link_path(s, arena, path)));
}

/* A link to a page of the site, to be looked up later: the page unless it is known, and what is behind #. */
static wz_str own_link(context *c, wz_arena *arena, const late_link *link, wz_str rest, bool known)
{
    if (site_is_off(c->s, link->path)) {
        return WZ_STR("");
    }
    site_late_link(arena, c->late, link, rest, known);
    return wz_format(arena, "%.*s%.*s", WZ_ARG(with_root(c->s, arena, link->path)), WZ_ARG(rest));
}

static wz_str resolve_page(context *c, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str id, wz_str fragment)
{
    const site *s = c->s;
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        const text_page *t = &s->texts[i];
        if (wz_str_equal(t->id, id) && t->path.ptr) {
            wz_str written =
                wz_format(arena, "%.*s:%.*s%.*s", WZ_ARG(s->config.pages_scheme), WZ_ARG(id), WZ_ARG(fragment));
            return own_link(c, arena, &(late_link){.loc = loc, .written = written, .path = t->path}, fragment, true);
        }
        if (wz_str_equal(t->id, id)) {
            wz_report(diags, LINK_WITHOUT_PAGE, loc, id);
            return WZ_STR("");
        }
    }
    wz_str *known_names = wz_new(arena, wz_str, s->text_count);
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        known_names[i] = s->texts[i].id;
    }
    wz_report(diags, BROKEN_LINK, loc, wz_format(arena, "%.*s:%.*s", WZ_ARG(s->config.pages_scheme), WZ_ARG(id)))
        ->suggestion = wz_suggest(id, known_names, s->text_count);
    return WZ_STR("");
}

wz_str site_join_path(wz_arena *arena, wz_str from, wz_str path)
{
    char *out = wz_new(arena, char, from.len + path.len + 1);
    ptrdiff_t n = from.len;
    while (n > 0 && from.ptr[n - 1] != '/') {
        n--;
    }
    if (n > 0) {
        memcpy(out, from.ptr, (size_t)n);
    }
    for (wz_str rest = path; rest.ptr;) {
        wz_str part = wz_str_cut(rest, '/', &rest);
        if (wz_str_equal(part, WZ_STR(".."))) {
            if (n == 0) {
                return (wz_str){0};
            }
            for (n--; n > 0 && out[n - 1] != '/'; n--) {
            }
        } else if (!wz_str_equal(part, WZ_STR(".")) && part.len) {
            memcpy(out + n, part.ptr, (size_t)part.len);
            n += part.len;
            if (rest.ptr) {
                out[n++] = '/';
            }
        }
    }
    wz_str index = WZ_STR("index.html"), joined = {out, n};
    bool whole = wz_str_ends(joined, index) && (n == index.len || out[n - index.len - 1] == '/');
    return whole ? wz_str_slice(joined, 0, n - index.len) : joined;
}

/* A relative link counts from the page of the text and is written from the root, so that it holds in lists and feeds
 * and from disk as well. A mere #fragment stays as it is. */
static wz_str resolve_relative(context *c, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str written)
{
    ptrdiff_t end = site_path_end(written);
    if (end == 0) {
        if (c->page.ptr) {
            own_link(c, arena, &(late_link){.loc = loc, .written = written, .path = c->page}, written, true);
        }
        return (wz_str){0};
    }
    wz_str path = site_join_path(arena, c->page, wz_str_slice(written, 0, end));
    if (!path.ptr) {
        wz_report(diags, DEAD_LINK, loc, written);
        return WZ_STR("");
    }
    return own_link(c, arena, &(late_link){.loc = loc, .written = written, .path = path},
                    wz_str_slice(written, end, written.len), false);
}

/* An absolute link to the site itself is one like any other of its own. */
static wz_str resolve_absolute(context *c, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str written)
{
    wz_str own = site_own_path(c->s, arena, written);
    ptrdiff_t end = site_path_end(own);
    if (!own.ptr) {
        return own;
    }
    wz_str path = site_join_path(arena, WZ_STR(""), wz_str_slice(own, 0, end));
    if (!path.ptr) {
        wz_report(diags, DEAD_LINK, loc, written);
        return WZ_STR("");
    }
    return own_link(c, arena, &(late_link){.loc = loc, .written = written, .path = path},
                    wz_str_slice(own, end, own.len), false);
}

static bool holds(const site *s, const wz_kind *kind, wz_str id)
{
    return kind->vocabulary ? wz_catalog_term(s->catalog, kind, id) != NULL
                            : wz_catalog_find(s->catalog, kind, id) != NULL;
}

/* Another word stands where the name of a kind or a list belongs, such as its folder: the one that has the id, or of more the one whose
 * name looks like it. */
static wz_str meant_kind(const site *s, wz_arena *arena, wz_str scheme, wz_str id)
{
    const wz_model *model = s->model;
    ptrdiff_t most = model->kind_count + model->vocabulary_count, count = 0;
    wz_str *found = wz_new(arena, wz_str, most);
    for (ptrdiff_t i = 0; id.len && i < most; i++) {
        const wz_kind *kind = i < model->kind_count ? model->kinds[i] : model->vocabularies[i - model->kind_count];
        if (holds(s, kind, id)) {
            found[count++] = kind->name;
        }
    }
    return count == 1 ? found[0] : wz_suggest(scheme, found, count);
}

/* Says so where a record or a term is meant; a scheme of the web is for markup to judge. */
static wz_str resolve_unknown(const site *s, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str scheme, wz_str rest)
{
    wz_str after, id = wz_str_cut(rest, '#', &after), name = meant_kind(s, arena, scheme, id);
    if (!name.len) {
        return (wz_str){0};
    }
    wz_report(diags, LINK_FORBIDDEN, loc, wz_format(arena, "%.*s:%.*s", WZ_ARG(scheme), WZ_ARG(rest)))->suggestion =
        wz_format(arena, "%.*s:%.*s", WZ_ARG(name), WZ_ARG(rest));
    return WZ_STR("");
}

static wz_str resolve(void *data, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str scheme, wz_str rest)
{
    context *c = data;
    const site *s = c->s;
    if (!scheme.len) {
        return resolve_relative(c, arena, diags, loc, rest);
    }
    if (wz_str_starts(rest, WZ_STR("//"))) {
        return resolve_absolute(c, arena, diags, loc, wz_format(arena, "%.*s:%.*s", WZ_ARG(scheme), WZ_ARG(rest)));
    }
    const wz_kind *kind = wz_model_kind(s->model, scheme);
    if (!kind) {
        kind = wz_model_vocabulary(s->model, scheme);
    }
    ptrdiff_t hash = wz_str_find_byte(rest, '#');
    wz_str id = hash < 0 ? rest : wz_str_slice(rest, 0, hash);
    wz_str fragment = hash < 0 ? (wz_str){0} : wz_str_slice(rest, hash, rest.len);
    if (!kind && s->config.pages_scheme.len && wz_str_equal(scheme, s->config.pages_scheme)) {
        return resolve_page(c, arena, diags, loc, id, fragment);
    }
    if (!kind) {
        return resolve_unknown(s, arena, diags, loc, scheme, rest);
    }
    const wz_record *target =
        kind->vocabulary ? wz_catalog_term(s->catalog, kind, id) : wz_catalog_find(s->catalog, kind, id);
    if (!target && wz_catalog_set_aside(s->catalog, kind, id)) {
        return WZ_STR(""); /* left out, which has been said */
    }
    const wz_record *now = target ? NULL : wz_catalog_former(s->catalog, kind, id);
    if (now) {
        wz_report(diags, FORMER_REFERENCE, loc, id, now->id)->suggestion = now->id;
        return WZ_STR("");
    }
    if (!target) {
        wz_report(diags, BROKEN_LINK, loc, wz_format(arena, "%.*s:%.*s", WZ_ARG(scheme), WZ_ARG(rest)))->suggestion =
            wz_catalog_suggest(s->catalog, kind, id);
        return WZ_STR("");
    }
    if (!kind->vocabulary && wz_record_withdrawn(target)) {
        wz_report(diags, WITHDRAWN_REFERENCE, loc, id);
    }
    wz_str path = site_record_path(s, target);
    if (!path.ptr) {
        wz_report(diags, LINK_WITHOUT_PAGE, loc, id);
        return WZ_STR("");
    }
    wz_str written = wz_format(arena, "%.*s:%.*s", WZ_ARG(scheme), WZ_ARG(rest));
    return own_link(c, arena, &(late_link){.loc = loc, .written = written, .path = path}, fragment, true);
}

/* Where a link ends in Markdown that begins at text: at white space, at the bracket that closes it. */
static ptrdiff_t destination_end(wz_str text)
{
    ptrdiff_t end = 0, depth = 0;
    for (; end < text.len && text.ptr[end] > ' ' && text.ptr[end] != '>'; end++) {
        depth += text.ptr[end] == '(';
        if (text.ptr[end] == ')' && depth-- == 0) {
            break;
        }
    }
    return end;
}

/* A link of the site with its whole address; {NULL,0} for what works everywhere as it is, or leads nowhere. */
static wz_str portable_link(context *c, wz_arena *arena, wz_str written)
{
    ptrdiff_t colon = wz_str_find_byte(wz_str_slice(written, 0, site_path_end(written)), ':');
    wz_str scheme = colon < 0 ? (wz_str){0} : wz_str_slice(written, 0, colon), base = c->s->config.base_url;
    if (wz_str_starts(written, WZ_STR("#"))) {
        return wz_format(arena, "%.*s%.*s%.*s", WZ_ARG(base), WZ_ARG(c->page), WZ_ARG(written));
    }
    if (!written.len || wz_str_starts(wz_str_slice(written, colon + 1, written.len), WZ_STR("//"))) {
        return (wz_str){0};
    }
    wz_str found = resolve(c, arena, wz_diags_new(arena), WZ_NOWHERE, scheme,
                           wz_str_slice(written, colon < 0 ? 0 : colon + 1, written.len));
    return found.len ? wz_format(arena, "%.*s%.*s", WZ_ARG(base), WZ_ARG(wz_str_slice(found, 1, found.len)))
                     : (wz_str){0};
}

wz_str site_portable(const site *s, wz_arena *arena, wz_str text, wz_str from)
{
    static const wz_str starts[] = {WZ_STR("]("), WZ_STR("]: "), WZ_STR("](<"), WZ_STR("]: <")};
    late_link *late = NULL;
    context c = {s, NULL, from, &late};
    wz_buf out = {0};
    ptrdiff_t done = 0;
    for (ptrdiff_t at = 0; at < text.len; at++) {
        wz_str rest = wz_str_slice(text, at, text.len), link = {0};
        for (size_t i = 0; text.ptr[at] == ']' && i < sizeof starts / sizeof *starts; i++) {
            if (wz_str_starts(rest, starts[i])) {
                link = wz_str_slice(rest, starts[i].len, rest.len);
            }
        }
        link = link.ptr ? wz_str_slice(link, 0, destination_end(link)) : link;
        wz_str whole = link.len ? portable_link(&c, arena, link) : (wz_str){0};
        if (whole.ptr) {
            wz_buf_add(&out, wz_str_slice(text, done, link.ptr - text.ptr));
            wz_buf_add(&out, whole);
            done = at = link.ptr + link.len - text.ptr;
        }
    }
    wz_buf_add(&out, wz_str_slice(text, done, text.len));
    wz_str result = done ? wz_str_copy(arena, wz_buf_str(&out)) : text;
    wz_buf_free(&out);
    return result;
}

/* True for a line that Markdown would read by its beginning: of a list, a heading or a quote. */
static bool begins_block(wz_str line)
{
    ptrdiff_t digits = 0;
    while (digits < line.len && digits < 3 && wz_is_digit(line.ptr[digits])) {
        digits++;
    }
    wz_str rest = wz_str_slice(line, digits, line.len);
    bool number = digits > 0 && (wz_str_starts(rest, WZ_STR(". ")) || wz_str_starts(rest, WZ_STR(") ")));
    return number || wz_str_starts(line, WZ_STR("- ")) || wz_str_starts(line, WZ_STR("* ")) ||
           wz_str_starts(line, WZ_STR("+ ")) || wz_str_starts(line, WZ_STR("## ")) || wz_str_starts(line, WZ_STR("> "));
}

/* Lines that mean something in Markdown but that YAML put behind one another, and paragraphs of which it made one: of one
 * empty line nothing is left but the end of a line. Behind > lines that stand deeper are kept, and a list may stand below an
 * empty line. */
static void check_folded(wz_diags *diags, const wz_node *node)
{
    bool block = node->style == WZ_STYLE_FOLDED, joined = false, kept = false;
    ptrdiff_t margin = -1, empty = -1; /* lines since the last with words; -1: none has been */
    if (!node->loc.source || node->style == WZ_STYLE_LITERAL || node->style == WZ_STYLE_VERBATIM) {
        return;
    }
    wz_str text = wz_str_slice(node->loc.source->text, node->start, node->end), rest;
    empty += wz_str_trim(wz_str_cut(text, '\n', &rest)).len > 0 && !block; /* the first line is that of the key */
    while (rest.ptr) {
        wz_str line = wz_str_cut(rest, '\n', &rest), words = wz_str_trim(line);
        ptrdiff_t indent = words.ptr - line.ptr;
        margin = margin < 0 && words.len ? indent : margin;
        bool deeper = block && indent != margin, begins = begins_block(words);
        bool melts = empty == 1 && !begins && !kept && words.len > 0;
        if (((begins && (joined || !block)) || melts) && !deeper) {
            ptrdiff_t at = words.ptr - node->loc.source->text.ptr;
            wz_report(diags, MARKDOWN_FOLDED, wz_source_locate(node->loc.source, at, at + words.len), (wz_str){0});
            return;
        }
        joined = words.len > 0;
        kept = joined ? deeper || begins : kept;
        empty = joined ? 0 : empty + (empty >= 0);
    }
}

wz_fragment site_markdown(const site *s, wz_arena *arena, wz_arena *texts, wz_diags *diags, const wz_node *node,
                          wz_str text, wz_str from, wz_str anchor, late_link **late)
{
    context c = {s, node, from, late};
    wz_markup_options options = {.heading = 2,
                                 .anchor = anchor,
                                 .texts = texts,
                                 .locate = locate,
                                 .locate_context = &c,
                                 .resolve = resolve,
                                 .resolve_context = &c};
    check_folded(diags, node);
    return wz_markup_render(arena, diags, text, &options);
}
