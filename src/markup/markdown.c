/* SPDX-License-Identifier: EUPL-1.2 */
/* Markdown to HTML and plain text: parse with libcmark, walk its tree once, write both. libcmark's own HTML is not
 * used, so its unsafe mode cannot be switched on by mistake: what this file does not write is not on the page. The walk
 * follows cmark's iterator and does not recurse. */
#include <assert.h>
#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "markup/render.h"

/* An HTML fragment this many times as long as its text is a bomb: one definition with a long address, used thousands of
 * times. */
#define GROWTH      24
#define GROWTH_FREE ((ptrdiff_t)64 << 10)
#define ID_LONGEST  60 /* bytes of the words of a heading in its id */

/* ---- Output ------------------------------------------------------------------------------- */

static void add_text(render *r, wz_str s)
{
    wz_markup_escape(r->images > 0 ? NULL : &r->html, &r->plain, s, false);
}

static void add_html(render *r, wz_str s)
{
    if (r->images == 0)
        wz_buf_add(&r->html, s);
}

/* The bytes of a leaf block. Only needed for messages and for what the text has no node for. */
static void set_block(render *r, cmark_node *node)
{
    ptrdiff_t from = wz_places_offset(&r->places, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    ptrdiff_t to = wz_places_offset(&r->places, cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1);
    wz_places_block(&r->places, from, to > from ? to : from);
}

/* ---- Headings ----------------------------------------------------------------------------- */

static const char hashes[] = "######";

static void enter_heading(render *r, cmark_node *node)
{
    int written = cmark_node_get_heading_level(node);
    int top = r->options->heading > 0 ? r->options->heading : 2;
    if (written == 1 && top > 1)
        wz_render_report(r, WZ_DIAG_HEADING_HIGH, r->places.block, 0, (wz_str){0});
    if (written > r->level_before + 1) {
        wz_str args[2] = {{hashes, r->level_before}, {hashes, written}};
        wz_diag_add(r->diags, WZ_DIAG_HEADING_JUMP, wz_places_loc(&r->places, r->places.block, 0), args, 2);
    }
    r->level_before = written;
    while (r->level_count > 0 && r->levels[r->level_count - 1] >= written)
        r->level_count--;
    r->level = top + r->level_count < 6 ? top + r->level_count : 6;
    r->levels[r->level_count++] = written;
}

/* The words of a heading as an id: folded, with hyphens, and a number when it was there before. It begins as the caller
 * says, so that it is no id of the page itself. */
static wz_str heading_id(render *r, wz_str text)
{
    wz_buf id = {0};
    wz_str folded = wz_utf8_fold(r->scratch, text);
    wz_buf_add(&id, r->options->anchor);
    for (ptrdiff_t at = 0; at < folded.len && id.len < r->options->anchor.len + ID_LONGEST;) {
        ptrdiff_t from = at;
        if (wz_utf8_is_word(wz_utf8_next(folded, &at)))
            wz_buf_add(&id, wz_str_slice(folded, from, at));
        else if (id.ptr && id.len > 0 && id.ptr[id.len - 1] != '-')
            wz_buf_byte(&id, '-');
    }
    while (id.ptr && id.len > r->options->anchor.len && id.ptr[id.len - 1] == '-')
        id.len--;
    wz_str plain = wz_buf_take(r->scratch, &id), unique = plain;
    if (r->ids == NULL)
        r->ids = wz_map_new(r->scratch);
    for (int n = 2; wz_map_get(r->ids, unique) != NULL; n++)
        unique = wz_format(r->scratch, "%.*s-%d", WZ_ARG(plain), n);
    wz_map_put(r->ids, unique, r);
    return unique;
}

static void exit_heading(render *r)
{
    wz_str content = wz_str_slice(wz_buf_str(&r->html), r->block_content, r->html.len);
    r->scratch = r->scratch ? r->scratch : wz_arena_new(NULL);
    wz_str kept = wz_str_copy(r->scratch, content);
    r->html.len = r->block_content;
    wz_buf_format(&r->html, "<h%d", r->level);
    if (r->options->anchor.len > 0) {
        wz_str id = heading_id(r, wz_str_slice(wz_buf_str(&r->plain), r->block_plain, r->plain.len));
        wz_buf_format(&r->html, " id=\"%.*s\"", WZ_ARG(id));
    }
    wz_buf_format(&r->html, ">%.*s</h%d>\n", WZ_ARG(kept), r->level);
}

/* ---- Links and images --------------------------------------------------------------------- */

/* Where the address of a link stands: behind ]( or <, with or without a space, else anywhere in the block. */
static void find_link(render *r, wz_str url)
{
    static const char *const before[] = {"](", "](<", "<"};
    wz_buf *scratch = &r->plain; /* what is built up here is taken off again */
    ptrdiff_t kept = scratch->len;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        wz_str lead = wz_str_from(before[i]);
        wz_buf_add(scratch, lead);
        wz_buf_add(scratch, url);
        ptrdiff_t at = wz_places_find(&r->places, wz_str_slice(wz_buf_str(scratch), kept, scratch->len));
        scratch->len = kept;
        if (at >= 0) {
            r->link_at = at + lead.len;
            r->link_len = url.len;
            return;
        }
    }
    if (wz_str_starts(url, WZ_STR("mailto:"))) /* <naam@plaats.nl> */
        url = wz_str_slice(url, 7, url.len);
    r->link_len = wz_render_find(r, url, &r->link_at);
}

static void forbid_link(render *r, wz_link link)
{
    bool reason = link.web.fault == WZ_URL_USER || link.web.fault == WZ_URL_HOST || link.web.fault == WZ_URL_PORT;
    if (reason && link.web.text.ptr != NULL && link.scheme.len > 0) {
        link.web.text = wz_str_copy(r->arena, link.web.text);
        wz_url_report(r->diags, wz_places_loc(&r->places, r->link_at, r->link_len), &link.web);
        r->ok = false;
        return;
    }
    wz_diag *diag =
        wz_render_report(r, WZ_DIAG_LINK_FORBIDDEN, r->link_at, r->link_len, wz_text_quote(r->arena, link.url));
    if (link.remedy != NULL)
        diag->suggestion = wz_format(r->arena, "%s%.*s", link.remedy, WZ_ARG(link.url));
    else if (link.web.meant.ptr != NULL || !wz_url_read(r->arena, link.url, WZ_URL_ANY, &link.web))
        diag->suggestion = link.web.meant;
}

/* Asks for the address of scheme:rest. {NULL,0}: no link. */
static wz_str resolve(render *r, wz_link link)
{
    wz_str address = {0};
    if (r->options->resolve != NULL) {
        ptrdiff_t count = wz_diags_count(r->diags);
        wz_loc loc = wz_places_loc(&r->places, r->link_at, r->link_len);
        wz_str scheme = wz_str_copy(r->arena, link.scheme), rest = wz_str_copy(r->arena, link.rest);
        address = r->options->resolve(r->options->resolve_context, r->arena, r->diags, loc, scheme, rest);
        for (; count < wz_diags_count(r->diags); count++)
            r->ok = r->ok && wz_diag_severity(wz_diags_at(r->diags, count)) != WZ_ERROR;
    }
    if (address.ptr == NULL && (link.kind == WZ_LINK_LOCAL || link.kind == WZ_LINK_EXTERNAL))
        return link.url;
    if (address.ptr == NULL)
        forbid_link(r, link);
    return address.len > 0 ? address : (wz_str){0};
}

/* A path or a #fragment, and no mailto: or tel:. */
static bool is_relative(wz_link link)
{
    return link.kind == WZ_LINK_LOCAL && link.scheme.len == 0;
}

static void enter_link(render *r, cmark_node *node)
{
    if (r->images > 0)
        return;
    wz_str url = wz_str_from(cmark_node_get_url(node));
    wz_link link = wz_link_judge(r->arena, url);
    bool external = link.kind == WZ_LINK_EXTERNAL;
    wz_str address = link.url;
    r->link_at = r->places.block;
    r->link_len = 0;
    if (link.kind != WZ_LINK_LOCAL || is_relative(link)) {
        find_link(r, url);
        address = (wz_str){0};
    }
    if (link.kind == WZ_LINK_EMPTY)
        wz_render_report(r, WZ_DIAG_LINK_EMPTY, r->link_at, r->link_len, (wz_str){0});
    else if (link.kind == WZ_LINK_FORBIDDEN)
        forbid_link(r, link);
    else if (link.kind != WZ_LINK_LOCAL || is_relative(link)) {
        link.rest = is_relative(link) ? link.url : link.rest;
        address = resolve(r, link);
        external = external && address.ptr == link.url.ptr;
        wz_str direct = external ? wz_url_direct(r->arena, &link.web) : (wz_str){0};
        if (direct.len > 0) {
            wz_str args[2] = {wz_str_copy(r->arena, link.web.text), direct};
            wz_loc loc = wz_places_loc(&r->places, r->link_at, r->link_len);
            wz_diag_add(r->diags, WZ_DIAG_URL_DETOUR, loc, args, 2)->suggestion = direct;
        } else if (external && wz_url_is_short(&link.web)) {
            wz_render_report(r, WZ_DIAG_URL_SHORT, r->link_at, r->link_len, wz_str_copy(r->arena, link.web.text));
        }
    }
    if (address.len == 0)
        return;
    r->link_open = true;
    r->link_html = r->html.len;
    r->link_plain = r->plain.len;
    r->link_url = url;
    add_html(r, WZ_STR("<a href=\""));
    wz_link_href(&r->html, address);
    wz_str title = wz_str_from(cmark_node_get_title(node));
    if (title.len > 0) {
        add_html(r, WZ_STR("\" title=\""));
        wz_markup_escape(&r->html, NULL, title, true);
    }
    add_html(r, external ? WZ_STR("\" rel=\"external\">") : WZ_STR("\">"));
}

static void exit_link(render *r)
{
    if (r->images > 0 || !r->link_open)
        return;
    r->link_open = false;
    if (wz_str_trim(wz_str_slice(wz_buf_str(&r->plain), r->link_plain, r->plain.len)).len > 0) {
        add_html(r, WZ_STR("</a>"));
        return;
    }
    r->html.len = r->link_html; /* a link that nobody can see */
    find_link(r, r->link_url);
    wz_render_report(r, WZ_DIAG_LINK_TEXTLESS, r->link_at, r->link_len, wz_text_quote(r->arena, r->link_url));
}

static void enter_image(render *r)
{
    if (r->images++ > 0)
        return;
    r->image_plain = r->plain.len;
    r->image_len = wz_render_find(r, WZ_STR("!["), &r->image_at);
}

static void exit_image(render *r, cmark_node *node)
{
    if (--r->images > 0)
        return;
    wz_str alt = wz_str_slice(wz_buf_str(&r->plain), r->image_plain, r->plain.len);
    if (alt.len == 0)
        alt = wz_str_from(cmark_node_get_url(node));
    wz_render_report(r, WZ_DIAG_IMAGE_REMOVED, r->image_at, r->image_len, wz_text_quote(r->arena, alt));
    r->plain.len = r->image_plain;
}

/* ---- Raw HTML ----------------------------------------------------------------------------- */

/* <!-- a note --> and nothing else: meant not to be seen, so leaving it out needs no message. */
static bool is_comment(wz_str html)
{
    html = wz_str_trim(html);
    return wz_str_starts(html, WZ_STR("<!--")) && wz_str_find(html, WZ_STR("-->")) == html.len - 3;
}

static void leave_out_html(render *r, cmark_node *node)
{
    wz_str html = wz_str_from(cmark_node_get_literal(node));
    if (is_comment(html) || r->images > 0)
        return;
    wz_str rest, line = wz_str_trim(wz_str_cut(html, '\n', &rest));
    ptrdiff_t at, len = wz_render_find(r, line, &at);
    wz_render_report(r, WZ_DIAG_HTML_REMOVED, at, len, wz_text_quote(r->arena, html));
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
        (wz_str_starts(html, WZ_STR("<br")) || wz_str_starts(html, WZ_STR("<BR")))) {
        add_html(r, WZ_STR(" ")); /* the words on both sides stay apart */
        wz_text_space(&r->plain);
    }
}

/* ---- Blocks ------------------------------------------------------------------------------- */

static bool is_tight(cmark_node *paragraph)
{
    cmark_node *item = cmark_node_parent(paragraph), *list = item != NULL ? cmark_node_parent(item) : NULL;
    return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

/* The first paragraph of an item begins with words: "[ ]" would be meant as a box to tick. */
static bool is_task(cmark_node *paragraph)
{
    cmark_node *parent = cmark_node_parent(paragraph), *first = cmark_node_first_child(paragraph);
    return parent != NULL && cmark_node_get_type(parent) == CMARK_NODE_ITEM &&
           cmark_node_first_child(parent) == paragraph && first != NULL &&
           cmark_node_get_type(first) == CMARK_NODE_TEXT;
}

static void enter_leaf_block(render *r, cmark_node *node)
{
    bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    set_block(r, node);
    r->block_html = r->html.len;
    r->block_plain = r->plain.len;
    if (heading) {
        wz_text_break(&r->html);
        enter_heading(r, node);
    } else {
        if (!is_tight(node)) {
            wz_text_break(&r->html);
            add_html(r, WZ_STR("<p>"));
        }
        wz_standing_lines(r, is_task(node));
    }
    r->block_content = r->html.len;
}

static void exit_leaf_block(render *r, cmark_node *node)
{
    wz_standing_end(r);
    wz_text_trim_line(&r->plain, r->block_plain);
    wz_text_end_line(&r->plain);
    if (r->html.len == r->block_content) { /* nothing was left of it */
        r->html.len = r->block_html;
        r->plain.len = r->block_plain;
    } else if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
        exit_heading(r);
    } else if (!is_tight(node)) {
        add_html(r, WZ_STR("</p>\n"));
    }
}

/* ``` that is not closed: all that follows is in the block. */
static bool is_open(const render *r)
{
    wz_str text = wz_str_trim(wz_str_slice(r->places.text, r->places.block, r->places.block_end)), last = text;
    for (wz_str rest = text; rest.ptr != NULL;)
        last = wz_str_cut(rest, '\n', &rest);
    while (last.ptr != NULL && last.len > 0 && strchr("> \t", last.ptr[0]) != NULL)
        last = wz_str_slice(last, 1, last.len);
    return last.ptr == text.ptr || text.len < 3 || !wz_str_starts(last, wz_str_slice(text, 0, 3));
}

static void code_block(render *r, cmark_node *node)
{
    wz_str info = wz_str_from(cmark_node_get_fence_info(node));
    ptrdiff_t end = 0;
    set_block(r, node);
    if (r->places.block < r->places.text.len && strchr("`~", r->places.text.ptr[r->places.block]) == NULL)
        wz_render_report(r, WZ_DIAG_INDENTED_CODE, r->places.block, 0, (wz_str){0});
    else if (is_open(r))
        wz_render_report(r, WZ_DIAG_OPEN_FENCE, r->places.block, 3, (wz_str){0});
    while (end < info.len && info.ptr[end] != ' ' && info.ptr[end] != '\t')
        end++;
    info = wz_str_slice(info, 0, end);
    wz_text_break(&r->html);
    add_html(r, WZ_STR("<pre><code"));
    if (info.len > 0) {
        add_html(r, WZ_STR(" class=\"language-"));
        wz_markup_escape(&r->html, NULL, info, true);
        add_html(r, WZ_STR("\""));
    }
    add_html(r, WZ_STR(">"));
    add_text(r, wz_str_from(cmark_node_get_literal(node)));
    wz_text_end_line(&r->plain);
    add_html(r, WZ_STR("</code></pre>\n"));
}

static void enter_list(render *r, cmark_node *node)
{
    wz_text_break(&r->html);
    if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST)
        add_html(r, WZ_STR("<ul>\n"));
    else if (cmark_node_get_list_start(node) == 1)
        add_html(r, WZ_STR("<ol>\n"));
    else
        wz_buf_format(&r->html, "<ol start=\"%d\">\n", cmark_node_get_list_start(node));
}

/* ---- The walk ----------------------------------------------------------------------------- */

/* Elements that are their tags and what is in them. */
static const struct {
    cmark_node_type type;
    bool block;
    wz_str open, close;
} elements[] = {
    {CMARK_NODE_BLOCK_QUOTE, true, WZ_STR("<blockquote>\n"), WZ_STR("</blockquote>\n")},
    {CMARK_NODE_ITEM, true, WZ_STR("<li>"), WZ_STR("</li>\n")},
    {CMARK_NODE_EMPH, false, WZ_STR("<em>"), WZ_STR("</em>")},
    {CMARK_NODE_STRONG, false, WZ_STR("<strong>"), WZ_STR("</strong>")},
};

static void tag(render *r, cmark_node_type type, bool open)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (elements[i].type != type)
            continue;
        if (elements[i].block && (open || type == CMARK_NODE_BLOCK_QUOTE))
            wz_text_break(&r->html);
        add_html(r, open ? elements[i].open : elements[i].close);
    }
}

static void enter_container(render *r, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LIST:
        enter_list(r, node);
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        enter_leaf_block(r, node);
        break;
    case CMARK_NODE_LINK:
        enter_link(r, node);
        break;
    case CMARK_NODE_IMAGE:
        enter_image(r);
        break;
    default:
        tag(r, cmark_node_get_type(node), true);
        break;
    }
}

static void exit_container(render *r, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LIST:
        add_html(r, cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? WZ_STR("</ol>\n") : WZ_STR("</ul>\n"));
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        exit_leaf_block(r, node);
        break;
    case CMARK_NODE_LINK:
        exit_link(r);
        break;
    case CMARK_NODE_IMAGE:
        exit_image(r, node);
        break;
    default:
        tag(r, cmark_node_get_type(node), false);
        break;
    }
}

/* Nodes that have no exit event. False when node is none of them. */
static bool leaf(render *r, cmark_node *node)
{
    wz_str literal;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        literal = wz_str_from(cmark_node_get_literal(node));
        wz_standing_text(r, literal);
        add_text(r, literal);
        return true;
    case CMARK_NODE_SOFTBREAK:
        add_html(r, WZ_STR("\n"));
        wz_text_space(&r->plain);
        return true;
    case CMARK_NODE_LINEBREAK:
        add_html(r, WZ_STR("<br>\n"));
        wz_text_space(&r->plain);
        return true;
    case CMARK_NODE_CODE:
        add_html(r, WZ_STR("<code>"));
        add_text(r, wz_str_from(cmark_node_get_literal(node)));
        add_html(r, WZ_STR("</code>"));
        return true;
    case CMARK_NODE_THEMATIC_BREAK:
        wz_text_break(&r->html);
        add_html(r, WZ_STR("<hr>\n"));
        return true;
    case CMARK_NODE_CODE_BLOCK:
        code_block(r, node);
        return true;
    case CMARK_NODE_HTML_BLOCK:
        set_block(r, node);
        wz_places_block(&r->places, r->places.block,
                        r->places.text.len); /* cmark does not always know the end of these */
        leave_out_html(r, node);
        return true;
    case CMARK_NODE_HTML_INLINE:
        leave_out_html(r, node);
        return true;
    default:
        return false;
    }
}

/* Passes over node, which is too deep. */
static void skip(render *r, cmark_node *node)
{
    if (!r->deep) {
        ptrdiff_t at = r->places.block;
        r->deep = true;
        if (cmark_node_get_start_line(node) > 0 && cmark_node_get_type(node) < CMARK_NODE_FIRST_INLINE)
            at = wz_places_offset(&r->places, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
        wz_render_report(r, WZ_DIAG_MARKUP_DEPTH, at, 0, WZ_STR("256"));
    }
    cmark_iter_reset(r->iter, node, CMARK_EVENT_EXIT);
    cmark_iter_next(r->iter);
}

static void walk(render *r)
{
    ptrdiff_t most = GROWTH_FREE + r->places.text.len * GROWTH;
    cmark_event_type event = cmark_iter_next(r->iter);
    while (event != CMARK_EVENT_DONE && !r->stopped) {
        cmark_node *node = cmark_iter_get_node(r->iter);
        if (event == CMARK_EVENT_EXIT) {
            r->depth--;
            exit_container(r, node);
        } else if (!leaf(r, node)) {
            if (r->depth > WZ_MARKUP_DEPTH) {
                skip(r, node);
                event = cmark_iter_get_event_type(r->iter);
                continue;
            }
            r->depth++;
            enter_container(r, node);
        }
        r->stopped = r->html.len + r->plain.len > most;
        event = cmark_iter_next(r->iter);
    }
}

/* Of a text that is one plain paragraph the letters stand in its HTML: they are not kept twice. */
static wz_fragment take(render *r)
{
    wz_str start = WZ_STR("<p>"), plain = wz_buf_str(&r->plain), html = wz_buf_take(r->arena, &r->html);
    wz_str inside = wz_str_slice(html, start.len, start.len + plain.len);
    bool same = plain.len > 0 && wz_str_starts(html, start) && wz_str_equal(inside, plain);
    wz_arena *texts = r->options->texts != NULL ? r->options->texts : r->arena;
    wz_fragment f = {html, same ? inside : wz_buf_take(texts, &r->plain), r->ok};
    wz_buf_free(&r->plain);
    wz_arena_free(r->scratch);
    return f;
}

/* What cmark asks memory of: its own aborts the program when there is none. */
static void *take_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL)
        wz_arena_exhausted(NULL);
    return memory;
}

static void *take_more(void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (memory == NULL)
        wz_arena_exhausted(NULL);
    return memory;
}

static cmark_node *parse(wz_str text)
{
    static cmark_mem memory = {take_zeroed, take_more, free};
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
    cmark_parser_feed(parser, text.len > 0 ? text.ptr : "", (size_t)text.len);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

wz_fragment wz_markup_render(wz_arena *arena, wz_diags *diags, wz_str text, const wz_markup_options *options)
{
    render r = {.arena = arena, .diags = diags, .options = options, .ok = true, .level_before = 1};
    assert(options->heading >= 0 && options->heading <= 6);
    wz_places_begin(&r.places, text, options);
    if (!wz_markup_guard(diags, &r.places))
        return (wz_fragment){.html = WZ_STR(""), .text = WZ_STR("")};
    cmark_node *document = parse(text);
    r.iter = cmark_iter_new(document);
    wz_buf_reserve(&r.html, text.len + text.len / 4 + 64);
    wz_buf_reserve(&r.plain, text.len + 16);
    walk(&r);
    cmark_iter_free(r.iter);
    cmark_node_free(document);
    wz_text_end_line(&r.plain);
    if (r.plain.len > 0)
        r.plain.len--; /* the last line has no end */
    if (r.stopped) {
        wz_render_report(&r, WZ_DIAG_MARKUP_COMPLEX, 0, 0, (wz_str){0});
        r.html.len = r.plain.len = 0;
    }
    return take(&r);
}
