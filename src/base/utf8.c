/* SPDX-License-Identifier: EUPL-1.2 */
/* UTF-8: RFC 3629, with the table of well-formed sequences of Unicode, section 3.9. */
#include <assert.h>
#include <string.h>

#include "base/internal.h"

/* Length of the well-formed sequence at s (len > 0), 0 when there is none. */
static int sequence(const unsigned char *s, ptrdiff_t len)
{
    unsigned char first = s[0];
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    int want = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (len < want)
        return 0;
    unsigned char low = 0x80, high = 0xBF;
    if (first == 0xE0)
        low = 0xA0; /* shorter forms exist below */
    else if (first == 0xED)
        high = 0x9F; /* surrogates above */
    else if (first == 0xF0)
        low = 0x90;
    else if (first == 0xF4)
        high = 0x8F; /* beyond U+10FFFF */
    if (s[1] < low || s[1] > high)
        return 0;
    for (int i = 2; i < want; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return want;
}

ptrdiff_t wz_utf8_beyond_ascii(wz_str s, ptrdiff_t at)
{
    uint64_t eight;
    while (s.len - at >= 8 && (memcpy(&eight, s.ptr + at, 8), (eight & UINT64_C(0x8080808080808080)) == 0))
        at += 8;
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
        at++;
    return at;
}

ptrdiff_t wz_utf8_invalid(wz_str s)
{
    const unsigned char *bytes = (const unsigned char *)s.ptr;
    for (ptrdiff_t at = 0; (at = wz_utf8_beyond_ascii(s, at)) < s.len;) {
        int len = sequence(bytes + at, s.len - at);
        if (len == 0)
            return at;
        at += len;
    }
    return -1;
}

uint32_t wz_utf8_next(wz_str s, ptrdiff_t *offset)
{
    assert(*offset >= 0 && *offset < s.len);
    const unsigned char *at = (const unsigned char *)s.ptr + *offset;
    if (at[0] < 0x80) {
        *offset += 1;
        return at[0];
    }
    int len = sequence(at, s.len - *offset);
    *offset += len > 0 ? len : 1;
    switch (len) {
    case 2:
        return (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
    case 3:
        return (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    case 4:
        return (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3F) << 12 | (uint32_t)(at[2] & 0x3F) << 6 |
               (at[3] & 0x3F);
    default:
        return 0xFFFD;
    }
}

ptrdiff_t wz_utf8_count(wz_str s)
{
    ptrdiff_t count = 0, at = 0;
    while (at < s.len) {
        uint64_t eight;
        while (s.len - at >= 8 && (memcpy(&eight, s.ptr + at, 8), (eight & UINT64_C(0x8080808080808080)) == 0)) {
            at += 8;
            count += 8;
        }
        if (at == s.len)
            break;
        int len = sequence((const unsigned char *)s.ptr + at, s.len - at);
        at += len > 0 ? len : 1;
        count++;
    }
    return count;
}

int wz_utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

bool wz_utf8_is_blank(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}
