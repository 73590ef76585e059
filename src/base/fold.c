/* Folding: what people type, without case, diacritics and invisible characters. The tables come from fold_table.py. */
#include <string.h>

#include "base/fold_table.h"
#include "base/internal.h"

#define COUNT(array) ((ptrdiff_t)(sizeof(array) / sizeof((array)[0])))

bool wz_base_dropped(uint32_t c)
{
    return c == 0xAD || (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static int fold_several_of(uint32_t c, uint32_t out[WZ_BASE_FOLD_MAX])
{
    for (ptrdiff_t i = 0; i < COUNT(fold_several); i++)
        if (fold_several[i].from == c) {
            int count = 0;
            while (count < WZ_BASE_FOLD_MAX && fold_several[i].to[count] != 0) {
                out[count] = fold_several[i].to[count];
                count++;
            }
            return count;
        }
    out[0] = c;
    return 1;
}

int wz_base_fold(uint32_t c, uint32_t out[WZ_BASE_FOLD_MAX])
{
    if (c < 0x80) {
        out[0] = c >= 'A' && c <= 'Z' ? c + 32 : c;
        return 1;
    }
    if (wz_base_dropped(c))
        return 0;
    uint32_t to = c;
    if (c >= 0xC0 && c < 0x250)
        to = fold_00c0[c - 0xC0];
    else if (c >= 0x370 && c < 0x530)
        to = fold_0370[c - 0x370];
    else if (c >= 0x1E00 && c < 0x2000)
        to = fold_1e00[c - 0x1E00];
    else if (c >= 0xFB00 && c < 0xFB07)
        to = fold_fb00[c - 0xFB00];
    else if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2BC)
        to = '\'';
    if (to == 0)
        return fold_several_of(c, out);
    out[0] = to;
    return 1;
}

uint32_t wz_base_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c < 0x250)
        return lower_00c0[c - 0xC0];
    if (c >= 0x370 && c < 0x530)
        return lower_0370[c - 0x370];
    if (c >= 0x1E00 && c < 0x2000)
        return lower_1e00[c - 0x1E00];
    return c;
}

/* No folded form is longer than what it stands for (fold_table.py asserts it), so one allocation is enough. */
wz_str wz_utf8_fold(wz_arena *arena, wz_str s)
{
    char *out = wz_new(arena, char, s.len);
    ptrdiff_t len = 0, at = 0;
    while (at < s.len) {
        unsigned char byte = (unsigned char)s.ptr[at];
        if (byte < 0x80) {
            out[len++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
            at++;
            continue;
        }
        ptrdiff_t from = at;
        uint32_t c = wz_utf8_next(s, &at), folded[WZ_BASE_FOLD_MAX];
        if (c == 0xFFFD) { /* also an invalid byte: stays as it is */
            memcpy(out + len, s.ptr + from, (size_t)(at - from));
            len += at - from;
            continue;
        }
        int count = wz_base_fold(c, folded);
        for (int i = 0; i < count; i++)
            len += wz_utf8_encode(folded[i], out + len);
    }
    return (wz_str){out, len};
}

bool wz_utf8_is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    ptrdiff_t low = 0, high = COUNT(word_runs) - 1;
    while (low <= high) {
        ptrdiff_t middle = (low + high) / 2;
        if (c < word_runs[middle][0])
            high = middle - 1;
        else if (c > word_runs[middle][1])
            low = middle + 1;
        else
            return true;
    }
    return false;
}
