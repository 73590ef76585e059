/* SPDX-License-Identifier: EUPL-1.2 */
/* The line of source that a message is about, on one terminal line, with carets under the place. */
#include "cli/cli.h"

#define WINDOW 96 /* columns of source that are shown */
#define BEFORE 32 /* columns of a long line that are shown before the place */
#define TAB    4  /* columns that a tab takes, wherever it stands */
#define GUTTER 4  /* columns of the line number */

typedef struct range {
    uint32_t from, to;
} range;

/* Columns that terminals use for a code point. The answer of wcwidth(3), which asks a locale, for what occurs in
 * practice: East Asian wide and emoji 2, combining marks 0, else 1. */
static int width_of(uint32_t c)
{
    static const range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},  {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},
                                 {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},  {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
                                 {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
    static const range marks[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                                  {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (c >= marks[i].from && c <= marks[i].to)
            return 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (c >= wide[i].from && c <= wide[i].to)
            return 2;
    return 1;
}

/* The code point at *at as it is shown, its width in *width. Moves *at past it. */
static wz_str show(wz_arena *scratch, wz_str line, ptrdiff_t *at, int *width)
{
    ptrdiff_t from = *at;
    uint32_t c = wz_utf8_next(line, at);
    wz_str bytes = wz_str_slice(line, from, *at);
    if (c == '\t') {
        *width = TAB;
        return WZ_STR("    ");
    }
    if (c >= 0x20 && c < 0x7F) {
        *width = 1;
        return bytes;
    }
    wz_str shown = wz_str_visible(scratch, bytes);
    *width = wz_str_equal(shown, bytes) ? width_of(c) : (int)shown.len;
    return shown;
}

/* The first code point (from 1) to show so that the place is in the window: 1 when the line fits. */
static int32_t first_shown(wz_arena *scratch, wz_str line, int32_t column)
{
    ptrdiff_t at = 0;
    int width, total = 0;
    while (at < line.len && total <= WINDOW) {
        show(scratch, line, &at, &width);
        total += width;
    }
    if (total <= WINDOW || column <= WINDOW / 2)
        return 1;
    return column > BEFORE ? column - BEFORE : 1;
}

static void repeat(wz_buf *out, char byte, int count)
{
    for (int i = 0; i < count; i++)
        wz_buf_byte(out, byte);
}

void cli_excerpt(const cli *c, wz_buf *out, wz_loc loc, wz_str suggestion)
{
    if (loc.source == NULL || loc.line < 1 || loc.source->text.ptr == NULL)
        return;
    wz_str line = wz_source_line(loc.source, loc.line);
    int32_t column = loc.column < 1 ? 1 : loc.column;
    wz_arena *scratch = wz_arena_new(NULL);
    int32_t first = first_shown(scratch, line, column), k = 1;
    wz_buf text = {0};
    ptrdiff_t at = 0;
    int used = 0, lead = 0, marked = 0, width;
    if (first > 1) {
        wz_buf_add(&text, WZ_STR("…"));
        lead = 1;
    }
    for (; at < line.len && used < WINDOW; k++) {
        wz_str piece = show(scratch, line, &at, &width);
        if (k < first)
            continue;
        wz_buf_add(&text, piece);
        used += width;
        if (k < column)
            lead += width;
        else if (k < column + loc.length)
            marked += width;
    }
    if (at < line.len)
        wz_buf_add(&text, WZ_STR("…"));
    if (k < column) /* past the end of the line */
        lead += 1;
    wz_str number = wz_format(scratch, "%d", loc.line);
    int gutter = number.len > GUTTER ? (int)number.len : GUTTER;
    wz_buf_format(out, "%*s%.*s | %.*s\n", (int)(gutter - number.len), "", WZ_ARG(number), WZ_ARG(wz_buf_str(&text)));
    wz_buf_format(out, "%*s | %*s%s", gutter, "", lead, "", c->colour ? "\033[1;36m" : "");
    repeat(out, '^', marked > 0 ? marked : 1);
    if (suggestion.len > 0)
        wz_buf_format(out, " %.*s", WZ_ARG(suggestion));
    wz_buf_add(out, c->colour ? WZ_STR("\033[0m\n") : WZ_STR("\n"));
    wz_buf_free(&text);
    wz_arena_free(scratch);
}
