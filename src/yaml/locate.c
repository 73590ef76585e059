/* SPDX-License-Identifier: EUPL-1.2 */
/* From a byte of a text back to where it was typed. The scalar is read once more, with the folding rules of libyaml
 * (YAML 1.1, sections 9.1 and 9.2), and every piece of text that comes out is compared with the offset that is asked
 * for. Only messages need this, so nothing is kept for it while parsing. */
#include "yaml/internal.h"

typedef struct trace {
    wz_str source;
    ptrdiff_t at;   /* where reading is */
    ptrdiff_t end;  /* where the scalar ends */
    ptrdiff_t out;  /* bytes of text so far */
    ptrdiff_t want; /* the byte asked for */
    ptrdiff_t from; /* its piece in the source: [from, to); also the last piece before it */
    ptrdiff_t to;
    bool found;
} trace;

/* n bytes of text come from source[from, to). */
static void emit(trace *t, ptrdiff_t n, ptrdiff_t from, ptrdiff_t to)
{
    if (t->found || n == 0)
        return;
    t->from = from;
    t->to = to;
    t->found = t->want < t->out + n;
    t->out += n;
}

/* The bytes source[from, to) come out as they are. */
static void emit_same(trace *t, ptrdiff_t from, ptrdiff_t to)
{
    if (t->found || from >= to)
        return;
    if (t->want < t->out + (to - from)) {
        from += t->want - t->out;
        t->out = t->want;
        emit(t, 1, from, from + 1);
        return;
    }
    t->out += to - from;
    t->from = to - 1;
    t->to = to;
}

static char peek(const trace *t, ptrdiff_t at)
{
    return at < t->end ? t->source.ptr[at] : '\0';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Length of the line break at at, 0 when there is none. */
static int line_break(const trace *t, ptrdiff_t at)
{
    if (peek(t, at) == '\n')
        return 1;
    return peek(t, at) == '\r' && peek(t, at + 1) == '\n' ? 2 : 0;
}

/* Every line break in source[from, to) comes out. */
static void emit_breaks(trace *t, ptrdiff_t from, ptrdiff_t to)
{
    for (ptrdiff_t at = from; at < to; at++) {
        int len = line_break(t, at);
        if (len > 0) {
            emit(t, 1, at, at + len);
            at += len - 1;
        }
    }
}

/* ---- Plain and quoted ---- */

static uint32_t hexadecimal(const trace *t, ptrdiff_t at, int digits)
{
    uint32_t value = 0;
    for (int i = 0; i < digits; i++) {
        char c = peek(t, at + i);
        value = value * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    return value;
}

/* One backslash and what it stands for, at t->at. */
static void trace_escape(trace *t)
{
    ptrdiff_t from = t->at;
    char kind = peek(t, from + 1), utf8[4];
    int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    uint32_t c = 'x';
    t->at += 2 + digits;
    if (digits > 0)
        c = hexadecimal(t, from + 2, digits);
    else if (kind == 'N' || kind == '_')
        c = 0xA0;
    else if (kind == 'L' || kind == 'P')
        c = 0x2028;
    if (c >= 0xD800 && c < 0xDC00) { /* JSON: the first half of a surrogate pair */
        t->at += 6;
        c = 0x10000;
    }
    emit(t, wz_utf8_encode(c, utf8), from, t->at);
}

/* Blanks and line breaks between words at t->at; joined: an escaped line break came just before. */
static void trace_space(trace *t, bool joined)
{
    ptrdiff_t from = t->at, first = -1;
    while (is_blank(peek(t, t->at)) || line_break(t, t->at) > 0) {
        int len = line_break(t, t->at);
        if (len > 0 && first < 0)
            first = t->at;
        t->at += len > 0 ? len : 1;
    }
    if (joined) { /* the blanks are indentation, and every further break counts */
        emit_breaks(t, from, t->at);
        return;
    }
    if (first < 0) {
        emit_same(t, from, t->at);
        return;
    }
    ptrdiff_t after = first + line_break(t, first), before = t->out;
    emit_breaks(t, after, t->at);
    if (t->out == before && !t->found) /* one break is a space */
        emit(t, 1, first, after);
}

static void trace_flow(trace *t, wz_node_style style)
{
    char quote = style == WZ_STYLE_SINGLE ? '\'' : style == WZ_STYLE_DOUBLE ? '"' : '\0';
    if (quote != '\0') {
        t->at++;
        t->end--;
    }
    while (t->at < t->end && !t->found) {
        char c = peek(t, t->at);
        if (is_blank(c) || line_break(t, t->at) > 0) {
            trace_space(t, false);
        } else if (c == '\\' && style == WZ_STYLE_DOUBLE && line_break(t, t->at + 1) > 0) {
            t->at += 1 + line_break(t, t->at + 1);
            trace_space(t, true);
        } else if (c == '\\' && style == WZ_STYLE_DOUBLE) {
            trace_escape(t);
        } else {
            int len = c == '\'' && style == WZ_STYLE_SINGLE ? 2 : 1;
            emit(t, 1, t->at, t->at + len);
            t->at += len;
        }
    }
}

/* ---- Block scalars ---- */

/* Spaces before the first character of s that is none, counted from the start of its line; -1 when there is nothing but
 * white space. */
static ptrdiff_t first_indentation(wz_str s)
{
    ptrdiff_t spaces = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == ' ')
            spaces++;
        else if (s.ptr[i] == '\n')
            spaces = 0;
        else if (s.ptr[i] != '\r')
            return spaces;
    }
    return -1;
}

/* Takes indentation and empty lines, as libyaml does before each line of a block scalar; returns where they began. */
static ptrdiff_t skip_breaks(trace *t, ptrdiff_t indent, ptrdiff_t *column)
{
    ptrdiff_t from = t->at;
    *column = 0;
    for (;;) {
        while (*column < indent && peek(t, t->at) == ' ') {
            t->at++;
            *column += 1;
        }
        int len = line_break(t, t->at);
        if (len == 0)
            return from;
        t->at += len;
        *column = 0;
    }
}

static void trace_block(trace *t, wz_str text, bool folded)
{
    while (t->at < t->end && line_break(t, t->at) == 0)
        t->at++; /* the header */
    t->at += line_break(t, t->at);
    ptrdiff_t there = first_indentation(wz_str_slice(t->source, t->at, t->end)), here = first_indentation(text);
    ptrdiff_t indent = there >= 0 && here >= 0 ? there - here : 0, column;
    ptrdiff_t broken = -1, breaks = skip_breaks(t, indent, &column), breaks_end = t->at;
    bool after_blank = false;
    while (column == indent && t->at < t->end && !t->found) {
        bool before_blank = is_blank(peek(t, t->at));
        if (broken >= 0) {
            bool fold = folded && !after_blank && !before_blank;
            ptrdiff_t out = t->out;
            if (!fold)
                emit(t, 1, broken, broken + line_break(t, broken));
            emit_breaks(t, breaks, breaks_end);
            if (fold && t->out == out && !t->found)
                emit(t, 1, broken, broken + line_break(t, broken));
        } else {
            emit_breaks(t, breaks, breaks_end);
        }
        after_blank = before_blank;
        ptrdiff_t from = t->at;
        while (t->at < t->end && line_break(t, t->at) == 0)
            t->at++;
        emit_same(t, from, t->at);
        broken = t->at < t->end ? t->at : -1;
        t->at += line_break(t, t->at);
        breaks = skip_breaks(t, indent, &column);
        breaks_end = t->at;
    }
    if (broken >= 0)
        emit(t, 1, broken, broken + line_break(t, broken));
    emit_breaks(t, breaks, breaks_end);
}

static trace trace_to(const wz_node *node, ptrdiff_t offset)
{
    trace t = {.source = node->loc.source->text, .at = node->start, .end = node->end, .want = offset};
    t.from = t.to = node->start;
    if (t.end > t.source.len)
        t.end = t.source.len;
    switch (node->style) {
    case WZ_STYLE_LITERAL:
    case WZ_STYLE_FOLDED:
        trace_block(&t, node->text, node->style == WZ_STYLE_FOLDED);
        break;
    case WZ_STYLE_VERBATIM:
        emit_same(&t, t.at, t.end);
        break;
    default:
        trace_flow(&t, node->style);
    }
    return t;
}

wz_loc wz_node_locate(const wz_node *node, ptrdiff_t offset, ptrdiff_t length)
{
    if (node->kind != WZ_NODE_TEXT || node->loc.source == NULL)
        return node->loc;
    if (offset < 0)
        offset = 0;
    trace first = trace_to(node, offset);
    if (!first.found) /* at or beyond the end of the text */
        return wz_source_locate(node->loc.source, first.to, first.to);
    if (length <= 0)
        return wz_source_locate(node->loc.source, first.from, first.from);
    trace last = trace_to(node, offset + length - 1);
    return wz_source_locate(node->loc.source, first.from, last.to);
}
