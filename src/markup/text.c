/* SPDX-License-Identifier: EUPL-1.2 */
/* Text on its way out: escaped for HTML, as it is for plain text, and without what HTML does not allow in either. */
#include <string.h>

#include "markup/internal.h"

#define QUOTE_LONGEST 60 /* code points of a thing that a message quotes */

/* Bytes that text cannot pass through as they are: markup, control characters, and what may start a code point that
 * HTML does not allow. */
static const unsigned char special[256] = {
    [0x00] = 1, [0x01] = 1, [0x02] = 1, [0x03] = 1, [0x04] = 1, [0x05] = 1, [0x06] = 1, [0x07] = 1,
    [0x08] = 1, [0x0B] = 1, [0x0C] = 1, [0x0D] = 1, [0x0E] = 1, [0x0F] = 1, [0x10] = 1, [0x11] = 1,
    [0x12] = 1, [0x13] = 1, [0x14] = 1, [0x15] = 1, [0x16] = 1, [0x17] = 1, [0x18] = 1, [0x19] = 1,
    [0x1A] = 1, [0x1B] = 1, [0x1C] = 1, [0x1D] = 1, [0x1E] = 1, [0x1F] = 1, [0x7F] = 1, ['&'] = 1,
    ['<'] = 1,  ['>'] = 1,  ['"'] = 2,  ['\''] = 2, [0xC2] = 1, [0xEF] = 1, [0xF0] = 1, [0xF1] = 1,
    [0xF2] = 1, [0xF3] = 1, [0xF4] = 1, [0xFE] = 1, [0xFF] = 1, /* no UTF-8, but what libcmark makes of &#xFFFE; and
                                                                   &#xFFFF; */
};

/* Control characters and noncharacters: not allowed in HTML, and byte 1 means something to the site. */
static bool is_forbidden(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE;
}

static wz_str entity(uint32_t c)
{
    switch (c) {
    case '&':
        return WZ_STR("&amp;");
    case '<':
        return WZ_STR("&lt;");
    case '>':
        return WZ_STR("&gt;");
    case '"':
        return WZ_STR("&quot;");
    case '\'':
        return WZ_STR("&#39;");
    default:
        return (wz_str){0};
    }
}

void wz_markup_escape(wz_buf *html, wz_buf *plain, wz_str s, bool attribute)
{
    unsigned char least = attribute ? 1 : 2;
    ptrdiff_t start = 0;
    for (ptrdiff_t i = 0; i < s.len;) {
        unsigned char kind = special[(unsigned char)s.ptr[i]];
        if (kind == 0 || (kind == 2 && least == 2)) {
            i++;
            continue;
        }
        ptrdiff_t at = i;
        uint32_t c = wz_utf8_next(s, &i);
        wz_str shown = entity(c), kept = wz_str_slice(s, at, i);
        if (is_forbidden(c) || (unsigned char)s.ptr[at] >= 0xFE)
            shown = kept = WZ_STR("\xEF\xBF\xBD");
        else if (shown.ptr == NULL)
            continue;
        wz_str run = wz_str_slice(s, start, at);
        if (html != NULL) {
            wz_buf_add(html, run);
            wz_buf_add(html, shown);
        }
        if (plain != NULL) {
            wz_buf_add(plain, run);
            wz_buf_add(plain, kept);
        }
        start = i;
    }
    wz_str run = wz_str_slice(s, start, s.len);
    if (html != NULL)
        wz_buf_add(html, run);
    if (plain != NULL)
        wz_buf_add(plain, run);
}

wz_str wz_text_quote(wz_arena *arena, wz_str s)
{
    wz_str line = wz_str_trim(s);
    ptrdiff_t at = 0;
    int count = 0;
    while (at < line.len && line.ptr[at] != '\n' && line.ptr[at] != '\r' && count++ < QUOTE_LONGEST)
        wz_utf8_next(line, &at);
    if (at == line.len)
        return wz_str_copy(arena, line);
    return wz_format(arena, "%.*s…", WZ_ARG(wz_str_slice(line, 0, at)));
}

static char last_of(const wz_buf *buf)
{
    return buf->len > 0 ? buf->ptr[buf->len - 1] : '\n';
}

void wz_text_break(wz_buf *html)
{
    if (last_of(html) != '\n')
        wz_buf_byte(html, '\n');
}

void wz_text_space(wz_buf *plain)
{
    if (last_of(plain) != ' ' && last_of(plain) != '\n')
        wz_buf_byte(plain, ' ');
}

void wz_text_end_line(wz_buf *plain)
{
    while (last_of(plain) == ' ')
        plain->len--;
    wz_text_break(plain);
}

void wz_text_trim_line(wz_buf *plain, ptrdiff_t from)
{
    ptrdiff_t to = from;
    while (to < plain->len && plain->ptr[to] == ' ')
        to++;
    if (to > from)
        memmove(plain->ptr + from, plain->ptr + to, (size_t)(plain->len - to));
    plain->len -= to - from;
}
