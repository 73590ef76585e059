/* SPDX-License-Identifier: EUPL-1.2 */
/* What the finders of faults ask of a text: a line, a sign. */
#include "yaml/internal.h"

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
