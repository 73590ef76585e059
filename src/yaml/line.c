/* SPDX-License-Identifier: EUPL-1.2 */
/* What the finders of faults ask of a text: a line, a sign. */
#include "yaml/internal.h"

#define NAME_LONGEST 40 /* code points of a line quoted as a name */

wz_str wz_yaml_line(wz_str text, int32_t line, ptrdiff_t *from)
{
    ptrdiff_t start = 0;
    for (int32_t i = 0; i < line; i++) {
        ptrdiff_t at = wz_str_find_byte(wz_str_slice(text, start, text.len), '\n');
        if (at < 0) {
            start = text.len;
            break;
        }
        start += at + 1;
    }
    *from = start;
    wz_str rest, found = wz_str_cut(wz_str_slice(text, start, text.len), '\n', &rest);
    if (wz_str_ends(found, WZ_STR("\r")))
        found.len--;
    return found;
}

bool wz_yaml_is_curly(uint32_t c)
{
    return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB;
}

int32_t wz_yaml_line_above(wz_str text, int32_t line)
{
    while (--line >= 0)
        if (wz_str_trim(wz_yaml_line(text, line, &(ptrdiff_t){0})).len > 0)
            return line;
    return -1;
}

ptrdiff_t wz_yaml_indentation(wz_str line)
{
    ptrdiff_t at = 0;
    while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
        at++;
    return at;
}

ptrdiff_t wz_yaml_key_colon(wz_str line, ptrdiff_t to)
{
    for (ptrdiff_t i = 0; i < to; i++)
        if (line.ptr[i] == ':' && (i + 1 >= line.len || line.ptr[i + 1] == ' ' || line.ptr[i + 1] == '\t'))
            return i;
    return -1;
}

wz_str wz_yaml_name_before(wz_str line, ptrdiff_t colon)
{
    wz_str name = wz_str_trim(wz_str_slice(line, 0, colon));
    while (wz_str_starts(name, WZ_STR("- ")))
        name = wz_str_trim(wz_str_slice(name, 2, name.len));
    return name;
}

wz_str wz_yaml_shorten(wz_arena *arena, wz_str text)
{
    ptrdiff_t at = 0;
    for (int i = 0; i < NAME_LONGEST && at < text.len; i++)
        wz_utf8_next(text, &at);
    if (at == text.len)
        return wz_str_copy(arena, text);
    return wz_format(arena, "%.*s…", WZ_ARG(wz_str_slice(text, 0, at)));
}
