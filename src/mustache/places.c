/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/places.c - warns about tags in places of an HTML template where escaping does not protect, and about code
 * that a strict policy blocks.
 *
 * A small tokenizer in the manner of the HTML standard (13.2.5) follows the literal text; tags of sections, partials
 * and blocks are transparent, so a template is read as if every section were shown. It knows only enough to
 * tell text, quoted values, unquoted values, script and style apart, and at every ">" it finds its feet again. */
#include "mustache/internal.h"

typedef enum html_state {
    HTML_TEXT,
    HTML_TAG_OPEN,
    HTML_TAG_NAME,
    HTML_IN_TAG,
    HTML_ATTRIBUTE,
    HTML_AFTER_EQUALS,
    HTML_DOUBLE,
    HTML_SINGLE,
    HTML_BARE,
    HTML_COMMENT,
    HTML_RAW
} html_state;

#define NAME_MAX_LEN 24 /* longer names of elements and attributes are none that matter */

typedef struct html {
    html_state state;
    bool closing; /* </name */
    bool comment; /* <!-- and not <!doctype */
    char element[NAME_MAX_LEN];
    int element_len;
    char attribute[NAME_MAX_LEN];
    int attribute_len;
    char recent[12]; /* the last bytes, lower case: finds "-->", "</script" and "javascript:" */
    bool begun;      /* the value of the attribute, */
    bool query;      /* and its query, */
    bool mail;       /* which is that of a mail, */
    bool code;       /* or a script */
    bool apart;      /* the element has its code in a file, or holds data */
} html;

static bool html_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void add_name(char *name, int *len, char c)
{
    if (*len < NAME_MAX_LEN)
        name[(*len)++] = wz_lower(c);
}

static bool element_is(const html *h, const char *name)
{
    return wz_str_equal((wz_str){h->element, h->element_len}, wz_str_from(name));
}

static bool recent_is(const html *h, const char *end)
{
    size_t len = strlen(end);
    return memcmp(h->recent + sizeof h->recent - len, end, len) == 0;
}

static void end_tag(html *h)
{
    bool raw = !h->closing && (element_is(h, "script") || element_is(h, "style"));
    h->state = raw ? HTML_RAW : HTML_TEXT;
}

static void start_attribute(html *h, char c)
{
    h->attribute_len = 0;
    if (c != '/') {
        add_name(h->attribute, &h->attribute_len, c);
        h->state = HTML_ATTRIBUTE;
    }
}

/* Inside <...>, before, in or after the name of an attribute. */
static void tag_byte(html *h, char c)
{
    if (c == '>')
        end_tag(h);
    else if (c == '=' && h->attribute_len > 0)
        h->state = HTML_AFTER_EQUALS;
    else if (html_space(c) || c == '/')
        h->state = HTML_IN_TAG;
    else if (h->state == HTML_ATTRIBUTE)
        add_name(h->attribute, &h->attribute_len, c);
    else
        start_attribute(h, c);
}

static void value_byte(html *h, char c)
{
    if (h->state == HTML_AFTER_EQUALS) {
        if (html_space(c))
            return;
        h->begun = h->query = h->mail = h->code = false;
        h->state = c == '"' ? HTML_DOUBLE : c == '\'' ? HTML_SINGLE : HTML_BARE;
        h->apart = h->apart || wz_str_equal((wz_str){h->attribute, h->attribute_len}, WZ_STR("src"));
    } else if ((h->state == HTML_DOUBLE && c == '"') || (h->state == HTML_SINGLE && c == '\'') ||
               (h->state == HTML_BARE && html_space(c))) {
        h->state = HTML_IN_TAG;
        h->attribute_len = 0;
    } else {
        h->begun = h->begun || !html_space(c);
        h->query = (h->query || c == '?') && c != '#';
        h->mail = h->mail || recent_is(h, "mailto:");
        h->code = h->code || recent_is(h, "javascript:");
        h->apart = h->apart || recent_is(h, "json");
        if (recent_is(h, "url=") && element_is(h, "meta")) /* content="0; url=…" of a refresh */
            h->begun = false;
    }
    if (h->state == HTML_BARE && c == '>')
        end_tag(h);
}

static void open_byte(html *h, char c)
{
    if (h->state == HTML_TAG_OPEN) {
        h->element_len = h->attribute_len = 0;
        h->closing = c == '/';
        h->comment = h->apart = false;
        if (c == '!')
            h->state = HTML_COMMENT;
        else if (c == '/' || wz_is_letter(c))
            h->state = HTML_TAG_NAME;
        else
            h->state = HTML_TEXT;
        if (h->state == HTML_TAG_NAME && c != '/')
            add_name(h->element, &h->element_len, c);
    } else if (c == '>') {
        end_tag(h);
    } else if (html_space(c) || c == '/') {
        h->state = HTML_IN_TAG;
    } else {
        add_name(h->element, &h->element_len, c);
    }
}

/* "<!--" starts a comment; "<!" with anything else ends at the first ">". */
static void comment_byte(html *h, char c)
{
    if (recent_is(h, "<!--"))
        h->comment = true;
    if (c == '>' && (!h->comment || recent_is(h, "-->")))
        h->state = HTML_TEXT;
}

static void html_byte(html *h, char c)
{
    memmove(h->recent, h->recent + 1, sizeof h->recent - 1);
    h->recent[sizeof h->recent - 1] = wz_lower(c);
    switch (h->state) {
    case HTML_TEXT:
        if (c == '<')
            h->state = HTML_TAG_OPEN;
        break;
    case HTML_TAG_OPEN:
    case HTML_TAG_NAME:
        open_byte(h, c);
        break;
    case HTML_IN_TAG:
    case HTML_ATTRIBUTE:
        tag_byte(h, c);
        break;
    case HTML_AFTER_EQUALS:
    case HTML_DOUBLE:
    case HTML_SINGLE:
    case HTML_BARE:
        value_byte(h, c);
        break;
    case HTML_COMMENT:
        comment_byte(h, c);
        break;
    case HTML_RAW:
        if (recent_is(h, element_is(h, "script") ? "</script" : "</style")) {
            h->closing = true;
            h->state = HTML_IN_TAG;
            h->attribute_len = 0;
        }
        break;
    }
}

static bool attribute_in(const html *h, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (wz_str_equal((wz_str){h->attribute, h->attribute_len}, wz_str_from(*names)))
            return true;
    }
    return false;
}

/* Attributes whose value is an address (HTML, index of attributes). */
static const char *const addresses[] = {"href", "src",    "action",   "formaction", "poster",     "cite", "data",
                                        "ping", "srcset", "manifest", "background", "xlink:href", NULL};

static bool holds_code(const html *h)
{
    wz_str attribute = {h->attribute, h->attribute_len};
    return wz_str_equal(attribute, WZ_STR("style")) || (attribute.len > 2 && wz_str_starts(attribute, WZ_STR("on")));
}

/* What is wrong with a value here, as a piece of HTML that needs no translation; empty when nothing is. */
static wz_str unsafe_place(wz_arena *arena, const html *h, bool raw)
{
    wz_str attribute = {h->attribute, h->attribute_len};
    switch (h->state) {
    case HTML_RAW:
        return wz_format(arena, "<%.*s>", h->element_len, h->element);
    case HTML_TAG_OPEN:
    case HTML_TAG_NAME:
        return WZ_STR("<\xE2\x80\xA6");
    case HTML_IN_TAG:
    case HTML_ATTRIBUTE:
        return wz_format(arena, "<%.*s \xE2\x80\xA6>", h->element_len, h->element);
    case HTML_AFTER_EQUALS:
    case HTML_BARE:
        return wz_format(arena, "%.*s=\xE2\x80\xA6", WZ_ARG(attribute));
    case HTML_DOUBLE:
    case HTML_SINGLE:
        if (raw || h->code || holds_code(h) || wz_str_equal(attribute, WZ_STR("srcdoc")))
            return wz_format(arena, "%.*s=\"\xE2\x80\xA6\"", WZ_ARG(attribute));
        return (wz_str){0};
    default:
        return (wz_str){0};
    }
}

/* True when the last part of a name, or a set of names in it, is one that the caller says holds addresses. */
static bool is_address(const wz_templates *set, wz_str name)
{
    for (wz_str rest = name; rest.ptr != NULL;) {
        wz_str part = wz_str_cut(rest, '.', &rest);
        for (ptrdiff_t i = 0; i < set->address_count; i++) {
            if (wz_str_equal(part, set->addresses[i]) && (rest.ptr == NULL || wz_str_equal(part, WZ_STR("assets"))))
                return true;
        }
    }
    return false;
}

/* A value at the start of an address may be javascript:…, one in its query ends there unless it is encoded. */
static bool check_address(html *h, const wz_templates *set, const wz_source *source, tag *t)
{
    bool refresh = element_is(h, "meta") && !h->begun && recent_is(h, "url=");
    bool inside = (h->state == HTML_DOUBLE || h->state == HTML_SINGLE) && (attribute_in(h, addresses) || refresh);
    if (!inside || t->kind != TAG_VARIABLE)
        return true;
    t->query = h->query;
    t->mail = h->mail;
    bool good = h->begun || is_address(set, tag_name(source, t));
    h->begun = true;
    return good;
}

/* Code that begins at the byte before at, where the state was another one. */
static void check_code(wz_diags *diags, const wz_templates *set, const wz_source *source, const html *h,
                       html_state before, int32_t at)
{
    bool element = h->state == HTML_RAW && before != HTML_RAW && !h->apart;
    bool attribute = h->state == HTML_AFTER_EQUALS && before != HTML_AFTER_EQUALS && holds_code(h);
    if (!element && !attribute)
        return;
    int32_t from = at - 1;
    while (element ? source->text.ptr[from] != '<' && from > 0 : from > at - 1 - h->attribute_len)
        from--;
    wz_report(diags, INLINE_CODE, wz_source_locate(source, from, at),
              element ? wz_format(set->arena, "<%.*s>", h->element_len, h->element)
                      : wz_format(set->arena, "%.*s=\"\xE2\x80\xA6\"", h->attribute_len, h->attribute));
}

void wz_mustache_check_places(wz_diags *diags, const wz_templates *set, const wz_source *source, tag_list *tags)
{
    html h = {0};
    int32_t at = tags->start;
    int messages = 0;
    for (ptrdiff_t i = 0; i <= tags->count; i++) {
        tag *t = i < tags->count ? &tags->items[i] : NULL;
        while (at < (t ? t->from : source->text.len)) {
            html_state before = h.state;
            html_byte(&h, source->text.ptr[at++]);
            check_code(diags, set, source, &h, before, at);
        }
        if (!t)
            break;
        at = t->to;
        if (t->kind != TAG_VARIABLE && t->kind != TAG_RAW)
            continue;
        wz_str where = unsafe_place(set->arena, &h, t->kind == TAG_RAW);
        bool address = check_address(&h, set, source, t);
        if ((where.len > 0 || !address) && ++messages <= MAX_MESSAGES) {
            wz_loc loc = wz_source_locate(source, t->from, t->to);
            wz_str written = wz_str_slice(source->text, t->from, t->to);
            if (where.len > 0)
                wz_report(diags, UNSAFE_PLACE, loc, written, where);
            else
                wz_report(diags, UNSAFE_ADDRESS, loc, written,
                          wz_format(set->arena, "%.*s", h.attribute_len, h.attribute));
        }
        if (h.state == HTML_AFTER_EQUALS)
            h.state = HTML_BARE; /* the value has begun */
        else if (h.state == HTML_TAG_OPEN)
            h.state = HTML_TAG_NAME;
    }
}
