/* Markdown to HTML and plain text: parse with libcmark, walk its tree once, write both. libcmark's own HTML is not
 * used, so its unsafe mode cannot be switched on by mistake: what this file does not write is not on the page. The walk
 * follows cmark's iterator and does not recurse. */
#include <assert.h>
#include <cmark.h>
#include <string.h>

#include "markup/internal.h"

/* An HTML fragment this many times as long as its text is a bomb: one definition with a long address, used thousands of
 * times. */
#define GROWTH      24
#define GROWTH_FREE ((ptrdiff_t)64 << 10)
typedef struct render {
    wz_arena *arena;
    wz_diags *diags;
    const wz_markup_options *options;
    cmark_iter *iter;
    wz_places places;
    wz_buf html;
    wz_buf plain;
    bool ok;
    bool stopped;     /* the output is too large */
    bool with_places; /* the text holds a character for which the bytes of each block must be known */
    int depth;        /* open elements */
    bool deep;        /* something was too deep, and that was reported */
    int levels[6];    /* headings that the current one stands below, as written */
    int level_count;
    int level_before;      /* of the heading before, as written */
    int level;             /* of the open heading, as shown */
    ptrdiff_t block_html;  /* where the open leaf block started, */
    ptrdiff_t block_plain; /* and its content */
    ptrdiff_t block_content;
    int tildes; /* runs of ~~ in the open block */
    ptrdiff_t tilde_at;
    int images;            /* open images: their content is not shown */
    ptrdiff_t image_plain; /* where the text of the image starts */
    ptrdiff_t image_at;
    ptrdiff_t image_len;
    bool link_open;
    ptrdiff_t link_html, link_plain;
    ptrdiff_t link_at, link_len;
    wz_str link_url;
} render;

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

/* ---- Messages ----------------------------------------------------------------------------- */

static wz_diag *report(render *r, wz_diag_code code, ptrdiff_t at, ptrdiff_t len, wz_str arg)
{
    wz_diag *diag = wz_diag_add(r->diags, code, wz_places_loc(&r->places, at, len), &arg, 1);
    if (wz_diag_severity(diag) == WZ_ERROR)
        r->ok = false;
    return diag;
}

/* Sets *at to where needle stands in the open block and returns its length, or points at the start of the block. */
static ptrdiff_t find(render *r, wz_str needle, ptrdiff_t *at)
{
    *at = wz_places_find(&r->places, needle);
    if (*at >= 0)
        return needle.len;
    *at = r->places.block;
    return 0;
}

/* The bytes of a leaf block. Only needed for messages and for what the text has no node for. */
static void set_block(render *r, cmark_node *node)
{
    ptrdiff_t from = wz_places_offset(&r->places, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    ptrdiff_t to = wz_places_offset(&r->places, cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1);
    wz_places_block(&r->places, from, to > from ? to : from);
}

/* ---- Markdown that CommonMark does not have ----------------------------------------------- */

static void check_table(render *r)
{
    ptrdiff_t at = wz_dialect_table(wz_str_slice(r->places.text, r->places.block, r->places.block_end));
    if (at >= 0)
        report(r, WZ_DIAG_TABLE_UNSUPPORTED, r->places.block + at, 0, (wz_str){0});
}

static void check_task(render *r, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node), *first = cmark_node_first_child(node);
    if (parent == NULL || cmark_node_get_type(parent) != CMARK_NODE_ITEM || cmark_node_first_child(parent) != node)
        return;
    if (first == NULL || cmark_node_get_type(first) != CMARK_NODE_TEXT)
        return;
    wz_str text = wz_str_slice(r->places.text, r->places.block, r->places.block_end);
    if (text.len > 3 && text.ptr[0] == '[' && text.ptr[2] == ']' && text.ptr[3] == ' ' &&
        strchr(" xX", text.ptr[1]) != NULL)
        report(r, WZ_DIAG_SYNTAX_UNSUPPORTED, r->places.block, 3, wz_str_copy(r->arena, wz_str_slice(text, 0, 3)));
}

static void check_tildes(render *r, wz_str s)
{
    for (ptrdiff_t at; (at = wz_str_find(s, WZ_STR("~~"))) >= 0;) {
        if (r->tildes++ == 0)
            find(r, WZ_STR("~~"), &r->tilde_at);
        for (at += 2; at < s.len && s.ptr[at] == '~'; at++) {
        }
        s = wz_str_slice(s, at, s.len);
    }
}

static void check_footnote(render *r, wz_str s)
{
    bool link = r->link_open && r->plain.len == r->link_plain && wz_str_starts(s, WZ_STR("^"));
    if (!link && !wz_dialect_footnote(s)) /* a link when [^1]: happens to be followed by something like an address */
        return;
    ptrdiff_t at, len = find(r, WZ_STR("[^"), &at);
    report(r, WZ_DIAG_SYNTAX_UNSUPPORTED, at, len, WZ_STR("[^"));
}

static void check_address(render *r, wz_str s)
{
    wz_str address = wz_dialect_address(s);
    if (address.len == 0)
        return;
    ptrdiff_t at, len = find(r, address, &at);
    report(r, WZ_DIAG_BARE_ADDRESS, at, len, wz_text_quote(r->arena, address));
}

static void check_text(render *r, wz_str s)
{
    if (!r->with_places || s.len < 2)
        return;
    if (wz_str_find_byte(s, '^') >= 0)
        check_footnote(r, s);
    if (wz_str_find_byte(s, '~') >= 0)
        check_tildes(r, s);
    if (!r->link_open && wz_str_find_byte(s, ':') >= 0)
        check_address(r, s);
}

/* ---- Headings ----------------------------------------------------------------------------- */

static const char hashes[] = "######";

static void enter_heading(render *r, cmark_node *node)
{
    int written = cmark_node_get_heading_level(node);
    int top = r->options->heading > 0 ? r->options->heading : 2;
    if (written == 1 && top > 1)
        report(r, WZ_DIAG_HEADING_HIGH, r->places.block, 0, (wz_str){0});
    if (written > r->level_before + 1) {
        wz_str args[2] = {{hashes, r->level_before}, {hashes, written}};
        wz_diag_add(r->diags, WZ_DIAG_HEADING_JUMP, wz_places_loc(&r->places, r->places.block, 0), args, 2);
    }
    r->level_before = written;
    while (r->level_count > 0 && r->levels[r->level_count - 1] >= written)
        r->level_count--;
    r->level = top + r->level_count < 6 ? top + r->level_count : 6;
    r->levels[r->level_count++] = written;
    wz_buf_format(&r->html, "<h%d>", r->level);
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
    r->link_len = find(r, url, &r->link_at);
}

static void forbid_link(render *r, wz_link link)
{
    wz_diag *diag = report(r, WZ_DIAG_LINK_FORBIDDEN, r->link_at, r->link_len, wz_text_quote(r->arena, link.url));
    if (link.remedy != NULL)
        diag->suggestion = wz_format(r->arena, "%s%.*s", link.remedy, WZ_ARG(link.url));
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
    wz_link link = wz_link_judge(url);
    bool external = link.kind == WZ_LINK_EXTERNAL;
    wz_str address = link.url;
    r->link_at = r->places.block;
    r->link_len = 0;
    if (link.kind != WZ_LINK_LOCAL || is_relative(link)) {
        find_link(r, url);
        address = (wz_str){0};
    }
    if (link.kind == WZ_LINK_EMPTY)
        report(r, WZ_DIAG_LINK_EMPTY, r->link_at, r->link_len, (wz_str){0});
    else if (link.kind == WZ_LINK_FORBIDDEN)
        forbid_link(r, link);
    else if (link.kind != WZ_LINK_LOCAL || is_relative(link)) {
        link.rest = is_relative(link) ? link.url : link.rest;
        address = resolve(r, link);
        external = external && address.ptr == link.url.ptr;
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
    report(r, WZ_DIAG_LINK_TEXTLESS, r->link_at, r->link_len, wz_text_quote(r->arena, r->link_url));
}

static void enter_image(render *r)
{
    if (r->images++ > 0)
        return;
    r->image_plain = r->plain.len;
    r->image_len = find(r, WZ_STR("!["), &r->image_at);
}

static void exit_image(render *r, cmark_node *node)
{
    if (--r->images > 0)
        return;
    wz_str alt = wz_str_slice(wz_buf_str(&r->plain), r->image_plain, r->plain.len);
    if (alt.len == 0)
        alt = wz_str_from(cmark_node_get_url(node));
    report(r, WZ_DIAG_IMAGE_REMOVED, r->image_at, r->image_len, wz_text_quote(r->arena, alt));
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
    ptrdiff_t at, len = find(r, line, &at);
    report(r, WZ_DIAG_HTML_REMOVED, at, len, wz_text_quote(r->arena, html));
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

static void enter_leaf_block(render *r, cmark_node *node)
{
    bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    set_block(r, node);
    r->tildes = 0;
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
        if (r->with_places) {
            check_table(r);
            check_task(r, node);
        }
    }
    r->block_content = r->html.len;
}

static void exit_leaf_block(render *r, cmark_node *node)
{
    if (r->tildes > 1)
        report(r, WZ_DIAG_SYNTAX_UNSUPPORTED, r->tilde_at, 2, WZ_STR("~~"));
    wz_text_trim_line(&r->plain, r->block_plain);
    wz_text_end_line(&r->plain);
    if (r->html.len == r->block_content) { /* nothing was left of it */
        r->html.len = r->block_html;
        r->plain.len = r->block_plain;
    } else if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
        wz_buf_format(&r->html, "</h%d>\n", r->level);
    } else if (!is_tight(node)) {
        add_html(r, WZ_STR("</p>\n"));
    }
}

static void code_block(render *r, cmark_node *node)
{
    wz_str info = wz_str_from(cmark_node_get_fence_info(node));
    ptrdiff_t end = 0;
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
        check_text(r, literal);
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
        report(r, WZ_DIAG_MARKUP_DEPTH, at, 0, WZ_STR("256"));
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

/* True when the text holds something for which blocks are looked at byte by byte. */
static bool needs_places(wz_str text)
{
    return wz_str_find_byte(text, '|') >= 0 || wz_str_find_byte(text, '~') >= 0 || wz_str_find_byte(text, '[') >= 0 ||
           wz_str_find(text, WZ_STR("://")) >= 0;
}

wz_fragment wz_markup_render(wz_arena *arena, wz_diags *diags, wz_str text, const wz_markup_options *options)
{
    render r = {.arena = arena, .diags = diags, .options = options, .ok = true, .level_before = 1};
    assert(options->heading >= 0 && options->heading <= 6);
    wz_places_begin(&r.places, text, options);
    if (!wz_markup_guard(diags, &r.places))
        return (wz_fragment){.html = WZ_STR(""), .text = WZ_STR("")};
    r.with_places = needs_places(text);
    cmark_node *document = cmark_parse_document(text.len > 0 ? text.ptr : "", (size_t)text.len, CMARK_OPT_DEFAULT);
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
        report(&r, WZ_DIAG_MARKUP_COMPLEX, 0, 0, (wz_str){0});
        r.html.len = r.plain.len = 0;
    }
    wz_fragment fragment = {wz_str_copy(arena, wz_buf_str(&r.html)), wz_str_copy(arena, wz_buf_str(&r.plain)), r.ok};
    wz_buf_free(&r.html);
    wz_buf_free(&r.plain);
    return fragment;
}
