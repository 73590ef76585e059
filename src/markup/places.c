/* SPDX-License-Identifier: EUPL-1.2 */
/* Places in a text: from cmark's lines and columns to bytes, from bytes to a place in a file. */
#include <string.h>

#include "markup/internal.h"

/* Bytes that looking and asking may cost for one text. */
#define PLACES_BUDGET ((ptrdiff_t)64 << 20)

void wz_places_begin(wz_places *places, wz_str text, const wz_markup_options *options)
{
    *places = (wz_places){.options = options, .text = text, .line = 1, .budget = PLACES_BUDGET};
}

/* The offset after the line break at or after offset; cmark counts \n, \r\n and a lone \r. */
static ptrdiff_t next_line(wz_str text, ptrdiff_t offset)
{
    for (; offset < text.len; offset++) {
        if (text.ptr[offset] == '\n')
            return offset + 1;
        if (text.ptr[offset] == '\r')
            return offset + 1 + (offset + 1 < text.len && text.ptr[offset + 1] == '\n');
    }
    return text.len;
}

ptrdiff_t wz_places_offset(wz_places *places, int line, int column)
{
    if (line < places->line) {
        places->line = 1;
        places->line_at = 0;
    }
    while (places->line < line && places->line_at < places->text.len) {
        places->line_at = next_line(places->text, places->line_at);
        places->line++;
    }
    ptrdiff_t offset = places->line_at + (column > 0 ? column - 1 : 0);
    return offset < places->text.len ? offset : places->text.len;
}

void wz_places_block(wz_places *places, ptrdiff_t from, ptrdiff_t to)
{
    places->block = places->cursor = from;
    places->block_end = to;
}

static ptrdiff_t find_between(wz_places *places, wz_str needle, ptrdiff_t from, ptrdiff_t to)
{
    ptrdiff_t at = wz_str_find(wz_str_slice(places->text, from, to), needle);
    places->budget -= at >= 0 ? at : to - from;
    return at >= 0 ? from + at : -1;
}

ptrdiff_t wz_places_find(wz_places *places, wz_str needle)
{
    if (needle.len == 0 || places->budget < 0)
        return -1;
    ptrdiff_t at = find_between(places, needle, places->cursor, places->block_end);
    if (at < 0)
        at = find_between(places, needle, places->block, places->block_end);
    else
        places->cursor = at + needle.len;
    return at;
}

wz_loc wz_places_loc(wz_places *places, ptrdiff_t offset, ptrdiff_t length)
{
    const wz_markup_options *options = places->options;
    if (options->locate == NULL)
        return (wz_loc){0};
    if (places->budget >= 0)
        places->last = options->locate(options->locate_context, offset, length);
    places->budget -= offset + 64;
    return places->last;
}
