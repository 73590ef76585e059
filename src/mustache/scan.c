/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/scan.c - from the bytes of a template to its tags. */
#include "mustache/internal.h"

typedef struct scanner {
    wz_arena *arena;
    wz_diags *diags;
    const wz_source *source;
    wz_str text;
    wz_str open, close; /* the delimiters in force */
    tag_list *tags;
    ptrdiff_t capacity;
    int messages;
} scanner;

static bool is_space(char c)
{
    return is_blank(c) || c == '\n' || c == '\r';
}

/* Offset of needle at or after from, or -1. */
static int32_t find(wz_str text, int32_t from, wz_str needle)
{
    while (from + needle.len <= text.len) {
        const char *at = memchr(text.ptr + from, needle.ptr[0], (size_t)(text.len - from - needle.len + 1));
        if (!at)
            return -1;
        from = (int32_t)(at - text.ptr);
        if (memcmp(at, needle.ptr, (size_t)needle.len) == 0)
            return from;
        from++;
    }
    return -1;
}

static wz_loc loc(const scanner *s, int32_t from, int32_t to)
{
    return wz_source_locate(s->source, from, to);
}

/* Counts a mistake; false when there have been enough for one template. */
static bool mistake(scanner *s)
{
    return ++s->messages <= MAX_MESSAGES;
}

static void add_tag(scanner *s, tag found)
{
    tag_list *tags = s->tags;
    wz_grow(s->arena, tags->items, tags->count, s->capacity);
    int32_t at = found.from;
    while (at > tags->start && is_blank(s->text.ptr[at - 1]))
        at--;
    found.first = at == tags->start || s->text.ptr[at - 1] == '\n';
    found.line = found.first ? at : found.from;
    at = found.to;
    while (at < s->text.len && is_blank(s->text.ptr[at]))
        at++;
    if (at + 1 < s->text.len && s->text.ptr[at] == '\r' && s->text.ptr[at + 1] == '\n')
        at++;
    found.last = at == s->text.len || s->text.ptr[at] == '\n';
    found.next = !found.last ? found.to : at == s->text.len ? at : at + 1;
    found.cut_from = found.from;
    found.cut_to = found.to;
    found.match = -1;
    tags->items[tags->count++] = found;
}

static wz_str span(const scanner *s, int32_t from, int32_t to)
{
    return (wz_str){s->text.ptr + from, to - from};
}

/* {{=<% %>=}}: two short words without an equals sign. content is what stands between the equals signs. */
static bool set_delimiters(scanner *s, wz_str content)
{
    wz_str word[2] = {{0}};
    int words = 0;
    for (ptrdiff_t i = 0; i < content.len;) {
        if (is_space(content.ptr[i])) {
            i++;
            continue;
        }
        ptrdiff_t start = i;
        while (i < content.len && !is_space(content.ptr[i]))
            i++;
        if (words == 2)
            return false;
        word[words++] = wz_str_slice(content, start, i);
    }
    if (words != 2 || wz_str_find_byte(content, '=') >= 0 || word[0].len > MAX_DELIMITER || word[1].len > MAX_DELIMITER)
        return false;
    s->open = word[0];
    s->close = word[1];
    return true;
}

static tag_kind kind_of(char sigil)
{
    switch (sigil) {
    case '#':
        return TAG_SECTION;
    case '^':
        return TAG_INVERTED;
    case '/':
        return TAG_CLOSE;
    case '>':
        return TAG_PARTIAL;
    case '<':
        return TAG_PARENT;
    case '$':
        return TAG_BLOCK;
    case '{':
    case '&':
        return TAG_RAW;
    case '!':
        return TAG_COMMENT;
    case '=':
        return TAG_DELIMITERS;
    default:
        return TAG_VARIABLE;
    }
}

/* Names that are looked up in the data are split at their dots: no part may be empty. */
static bool dotted_ok(wz_str name)
{
    if (name.len == 1 && name.ptr[0] == '.')
        return true;
    int parts = 0;
    for (wz_str rest = name; rest.ptr; parts++)
        if (wz_str_cut(rest, '.', &rest).len == 0)
            return false;
    return parts <= MAX_PARTS;
}

static bool name_ok(wz_str name, const tag *found)
{
    if (name.len > MAX_NAME)
        return false;
    for (ptrdiff_t i = 0; i < name.len; i++)
        if (is_space(name.ptr[i]) || name.ptr[i] == '{' || name.ptr[i] == '}')
            return false;
    bool data = found->dynamic || found->kind == TAG_VARIABLE || found->kind == TAG_RAW || found->kind == TAG_SECTION ||
                found->kind == TAG_INVERTED;
    return !data || dotted_ok(name);
}

/* The name between from and to of a tag that has one. Returns where scanning goes on. */
static int32_t scan_name(scanner *s, tag found, int32_t from, int32_t to)
{
    while (from < to && is_space(s->text.ptr[from]))
        from++;
    while (to > from && is_space(s->text.ptr[to - 1]))
        to--;
    bool may_be_dynamic = found.kind == TAG_PARTIAL || found.kind == TAG_PARENT || found.kind == TAG_CLOSE;
    if (may_be_dynamic && from < to && s->text.ptr[from] == '*') {
        found.dynamic = true;
        from++;
        while (from < to && is_space(s->text.ptr[from]))
            from++;
    }
    found.name_from = from;
    found.name_to = to;
    wz_str name = span(s, from, to);
    if (name.len == 0) {
        if (mistake(s))
            wz_report(s->diags, TAG_EMPTY, loc(s, found.from, found.to), span(s, found.from, found.to));
    } else if (wz_str_find(name, s->open) >= 0 && !wz_str_equal(s->open, s->close)) {
        if (mistake(s))
            wz_report(s->diags, TAG_UNCLOSED, loc(s, found.from, found.from + (int32_t)s->open.len), s->open, s->close);
        return found.from + (int32_t)s->open.len;
    } else if (!name_ok(name, &found)) {
        if (mistake(s))
            wz_report(s->diags, TAG_NAME, loc(s, from, to), name);
        for (to = from; !is_space(s->text.ptr[to]) && to < found.name_to;)
            to++;
        found.name_to = to; /* the first word, so that {{#if x}} still pairs with {{/if}} */
        add_tag(s, found);
    } else {
        add_tag(s, found);
    }
    return found.to;
}

/* Where the content of a tag ends: at the closing delimiter, which for {{{ and {{= has a } or = before it.
 * -1 when it does not end. */
static int32_t content_end(const scanner *s, tag_kind kind, char sigil, int32_t from)
{
    int32_t end = find(s->text, from, s->close);
    if (end < 0 || (kind != TAG_DELIMITERS && sigil != '{'))
        return end;
    char before = kind == TAG_DELIMITERS ? '=' : '}';
    if (end > from && s->text.ptr[end - 1] == before)
        return end - 1;
    /* The closing delimiter may itself start with that byte: {{{name}}}. */
    if (s->text.ptr[end] == before && end + 1 + s->close.len <= s->text.len &&
        memcmp(s->text.ptr + end + 1, s->close.ptr, (size_t)s->close.len) == 0)
        return end;
    return -1;
}

/* One tag, whose opening delimiter is at from. Returns where scanning goes on, or -1 at a tag that never ends. */
static int32_t scan_tag(scanner *s, int32_t from)
{
    int32_t at = from + (int32_t)s->open.len;
    while (at < s->text.len && is_space(s->text.ptr[at]))
        at++;
    bool closes = at + s->close.len <= s->text.len && memcmp(s->text.ptr + at, s->close.ptr, (size_t)s->close.len) == 0;
    char sigil = at < s->text.len && !closes ? s->text.ptr[at] : '\0';
    tag found = {.kind = kind_of(sigil), .from = from};
    if (found.kind != TAG_VARIABLE)
        at++;
    int32_t end = content_end(s, found.kind, sigil, at);
    if (end < 0) {
        int32_t resume = from + (int32_t)s->open.len;
        if (mistake(s)) {
            if (found.kind == TAG_DELIMITERS)
                wz_report(s->diags, TAG_DELIMITERS, loc(s, from, at), span(s, from, at));
            else
                wz_report(s->diags, TAG_UNCLOSED, loc(s, from, at), s->open, s->close);
        }
        return find(s->text, resume, s->close) < 0 ? -1 : resume;
    }
    bool longer = sigil == '{' || found.kind == TAG_DELIMITERS;
    found.to = end + longer + (int32_t)s->close.len;
    if (found.kind == TAG_COMMENT) {
        add_tag(s, found);
        return found.to;
    }
    if (found.kind != TAG_DELIMITERS)
        return scan_name(s, found, at, end);
    if (set_delimiters(s, span(s, at, end)))
        add_tag(s, found);
    else if (mistake(s))
        wz_report(s->diags, TAG_DELIMITERS, loc(s, found.from, found.to), span(s, found.from, found.to));
    return found.to;
}

static bool check_bytes(wz_diags *diags, const wz_source *source, wz_arena *arena)
{
    if (source->text.len > WZ_TEMPLATE_SIZE) {
        wz_report(diags, TEMPLATE_TOO_LARGE, ((wz_loc){.source = source}), wz_format(arena, "%td", source->text.len),
                  wz_format(arena, "%d", WZ_TEMPLATE_SIZE));
        return false;
    }
    ptrdiff_t bad = wz_str_find_byte(source->text, '\0');
    if (bad >= 0) {
        wz_diag_add(diags, WZ_DIAG_TEMPLATE_NUL, wz_source_locate(source, bad, bad), NULL, 0);
        return false;
    }
    bad = wz_utf8_invalid(source->text);
    if (bad >= 0) {
        wz_report(diags, TEMPLATE_NOT_UTF8, wz_source_locate(source, bad, bad),
                  wz_format(arena, "%02X", (unsigned)(unsigned char)source->text.ptr[bad]));
        return false;
    }
    return true;
}

bool wz_mustache_scan(wz_arena *arena, wz_diags *diags, const wz_source *source, tag_list *tags)
{
    scanner s = {.arena = arena,
                 .diags = diags,
                 .source = source,
                 .text = source->text,
                 .open = WZ_STR("{{"),
                 .close = WZ_STR("}}"),
                 .tags = tags,
                 .capacity = 32};
    *tags = (tag_list){.items = wz_new(arena, tag, s.capacity)};
    if (!check_bytes(diags, source, arena))
        return false;
    tags->start = wz_str_starts(s.text, WZ_STR("\xEF\xBB\xBF")) ? 3 : 0;
    int32_t at = tags->start;
    while (at >= 0 && s.messages <= MAX_MESSAGES && (at = find(s.text, at, s.open)) >= 0)
        at = scan_tag(&s, at);
    return s.messages == 0;
}
