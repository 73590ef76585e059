/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines and columns of a source. */
#include <string.h>

#include "base/internal.h"

wz_str wz_source_line(const wz_source *source, int32_t line)
{
    if (source == NULL || line < 1)
        return (wz_str){0};
    wz_str rest = source->text;
    if (wz_str_starts(rest, WZ_STR("\xEF\xBB\xBF")))
        rest = wz_str_slice(rest, 3, rest.len);
    for (int32_t i = 1; i < line; i++) {
        ptrdiff_t at = wz_str_find_byte(rest, '\n');
        if (at < 0)
            return (wz_str){0};
        rest = wz_str_slice(rest, at + 1, rest.len);
    }
    wz_str text = wz_str_cut(rest, '\n', &rest);
    if (wz_str_ends(text, WZ_STR("\r")))
        text.len--;
    return text;
}

wz_loc wz_source_locate(const wz_source *source, ptrdiff_t offset, ptrdiff_t offset_end)
{
    wz_str text = source->text;
    wz_loc loc = {.source = source, .line = 1};
    if (offset > text.len)
        offset = text.len;
    if (offset < 0)
        offset = 0;
    if (offset_end > text.len)
        offset_end = text.len;
    ptrdiff_t start = wz_str_starts(text, WZ_STR("\xEF\xBB\xBF")) ? 3 : 0;
    if (offset < start)
        offset = start;
    for (;;) {
        ptrdiff_t at = wz_str_find_byte(wz_str_slice(text, start, offset), '\n');
        if (at < 0)
            break;
        start += at + 1;
        loc.line++;
    }
    loc.column = (int32_t)wz_utf8_count(wz_str_slice(text, start, offset)) + 1;
    wz_str marked = wz_str_slice(text, offset, offset_end);
    ptrdiff_t end = wz_str_find_byte(marked, '\n');
    if (end >= 0) { /* no further than the end of the line */
        marked.len = end;
        if (wz_str_ends(marked, WZ_STR("\r")))
            marked.len--;
    }
    loc.length = (int32_t)wz_utf8_count(marked);
    return loc;
}
