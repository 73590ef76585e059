/* SPDX-License-Identifier: EUPL-1.2 */
/* Folding: what people type, without case, diacritics and invisible characters. Letters come from utf8proc (Unicode);
 * ours is what Unicode does not say: which letters with a stroke stand for which, and that apostrophes are one. The
 * only includer of utf8proc.h. */
#include <string.h>
#include <utf8proc.h>

#include "base/internal.h"

#define COUNT(array) ((ptrdiff_t)(sizeof(array) / sizeof((array)[0])))

/* The scripts that are folded: Latin, Greek, Cyrillic. Others are left as they are. */
static bool is_known(uint32_t c)
{
    return (c >= 0xC0 && c < 0x250) || (c >= 0x370 && c < 0x530) || (c >= 0x1E00 && c < 0x2000) ||
           (c >= 0xFB00 && c < 0xFB07);
}

static bool is_mark(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

bool wz_base_dropped(uint32_t c)
{
    return c == 0xAD || (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

uint32_t wz_base_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return c == 0x130 ? 'i' : is_known(c) ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)c) : c;
}

uint32_t wz_base_upper(uint32_t c)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

/* What a small letter without marks stands for when Unicode does not take it apart. */
static const struct {
    uint16_t from;
    char to[3];
} whole[] = {
    {0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"},   {0xF8, "o"},   {0xFE, "th"},  {0x111, "d"}, {0x127, "h"},
    {0x131, "i"}, {0x140, "l"}, {0x142, "l"},  {0x149, "'n"}, {0x153, "oe"}, {0x167, "t"}, {0x17F, "s"},
    {0x180, "b"}, {0x19A, "l"}, {0x23C, "c"},  {0x23F, "s"},  {0x240, "z"},  {0x247, "e"}, {0x249, "j"},
    {0x24D, "r"}, {0x24F, "y"}, {0x1E9A, "a"}, {0x2C65, "a"}, {0x2C66, "t"},
};

/* One code point of a known script; out has room for WZ_BASE_FOLD_MAX. */
static int fold_letter(uint32_t c, uint32_t *out)
{
    c = c == 0x3C2 ? 0x3C3 : wz_base_lower(c); /* the sigma at the end of a word is a sigma */
    for (ptrdiff_t i = 0; i < COUNT(whole); i++)
        if (whole[i].from == c) {
            int count = 0;
            for (const char *to = whole[i].to; *to; to++)
                out[count++] = (unsigned char)*to;
            return count;
        }
    /* Only Latin letters are taken apart by compatibility too: ligatures and digraphs. */
    bool latin = (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00) || (c >= 0xFB00 && c < 0xFB07);
    utf8proc_int32_t parts[8];
    int boundary = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)c, parts, COUNT(parts),
                                latin ? UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT : UTF8PROC_DECOMPOSE, &boundary);
    int count = 0;
    for (utf8proc_ssize_t i = 0; i < n && i < COUNT(parts) && count < WZ_BASE_FOLD_MAX; i++) {
        uint32_t part = (uint32_t)parts[i];
        if (is_mark(part))
            continue;
        if (part == c || part < 0x80)
            out[count++] = wz_base_lower(part);
        else
            count += fold_letter(part, out + count);
    }
    return count;
}

int wz_base_fold(uint32_t c, uint32_t out[WZ_BASE_FOLD_MAX])
{
    if (wz_base_dropped(c))
        return 0;
    if (is_known(c))
        return fold_letter(c, out);
    out[0] = c >= 'A' && c <= 'Z' ? c + 32 : c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2BC ? '\'' : c;
    return 1;
}

/* Eight letters at a time. */
static void lower_ascii(char *out, const char *from, ptrdiff_t count)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t eight;
    for (; count >= 8; count -= 8, from += 8, out += 8) {
        memcpy(&eight, from, 8);
        uint64_t beyond_z = eight + ones * (0x7F - 'Z'),
                 from_a = eight + ones * (0x80 - 'A'); /* in the highest bit of each */
        eight |= (from_a & ~beyond_z & ones << 7) >> 2;
        memcpy(out, &eight, 8);
    }
    for (; count > 0; count--)
        *out++ = wz_lower(*from++);
}

/* No folded form is longer than what it stands for (the unit test looks at all), so one allocation is enough. */
wz_str wz_utf8_fold(wz_arena *arena, wz_str s)
{
    char *out = wz_new(arena, char, s.len);
    ptrdiff_t len = 0, at = 0;
    while (at < s.len) {
        ptrdiff_t from = at;
        at = wz_utf8_beyond_ascii(s, at);
        lower_ascii(out + len, s.ptr + from, at - from);
        len += at - from;
        from = at;
        if (at == s.len)
            break;
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
        return wz_is_letter(c) || wz_is_digit(c);
    /* What folding drops does not break a word. */
    if (c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060)
        return true;
    if (!(c < 0x530 || is_known(c)) || c == 0x2BC) /* folds to an apostrophe */
        return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || is_mark(c) ||
           category == UTF8PROC_CATEGORY_ND;
}

wz_str wz_utf8_capital(wz_arena *arena, wz_str s)
{
    ptrdiff_t end = 0;
    uint32_t c = s.len > 0 ? wz_utf8_next(s, &end) : 0, upper = wz_base_upper(c);
    char bytes[4];
    wz_str first = {bytes, wz_utf8_encode(upper, bytes)};
    return upper == c ? s : wz_format(arena, "%.*s%.*s", WZ_ARG(first), WZ_ARG(wz_str_slice(s, end, s.len)));
}
