/* SPDX-License-Identifier: EUPL-1.2 */
/* Slices of bytes. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/internal.h"

wz_str wz_str_from(const char *cstring)
{
    if (cstring == NULL)
        return (wz_str){0};
    return (wz_str){cstring, (ptrdiff_t)strlen(cstring)};
}

int wz_str_compare(wz_str a, wz_str b)
{
    ptrdiff_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.ptr, b.ptr, (size_t)shared) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool wz_str_starts(wz_str s, wz_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || (*s.ptr == *prefix.ptr && memcmp(s.ptr, prefix.ptr, (size_t)prefix.len) == 0));
}

bool wz_str_ends(wz_str s, wz_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.ptr + (s.len - suffix.len), suffix.ptr, (size_t)suffix.len) == 0);
}

ptrdiff_t wz_str_find(wz_str s, wz_str needle)
{
    if (needle.len == 0)
        return 0;
    if (needle.len > s.len)
        return -1;
    const char *at = memmem(s.ptr, (size_t)s.len, needle.ptr, (size_t)needle.len);
    return at != NULL ? at - s.ptr : -1;
}

ptrdiff_t wz_str_find_byte(wz_str s, char byte)
{
    const char *at = s.len > 0 ? memchr(s.ptr, (unsigned char)byte, (size_t)s.len) : NULL;
    return at != NULL ? at - s.ptr : -1;
}

wz_str wz_str_slice(wz_str s, ptrdiff_t from, ptrdiff_t to)
{
    if (from < 0)
        from = 0;
    if (to > s.len)
        to = s.len;
    if (from >= to)
        return (wz_str){s.ptr != NULL ? s.ptr + (from < s.len ? from : s.len) : NULL, 0};
    return (wz_str){s.ptr + from, to - from};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

wz_str wz_str_trim(wz_str s)
{
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool wz_str_is_plain(wz_str s, const char *others)
{
    for (ptrdiff_t i = 0; i < s.len; i++)
        if (!wz_is_letter(s.ptr[i]) && !wz_is_digit(s.ptr[i]) && (s.ptr[i] == 0 || strchr(others, s.ptr[i]) == NULL))
            return false;
    return true;
}

bool wz_str_number(wz_str s, long most, long *out)
{
    long n = 0;
    bool ok = s.len > 0 && s.len <= 18;
    for (ptrdiff_t i = 0; ok && i < s.len; i++) {
        ok = wz_is_digit(s.ptr[i]);
        n = n * 10 + (s.ptr[i] - '0');
    }
    if (!ok || n > most)
        return false;
    *out = n;
    return true;
}

wz_str wz_str_cut(wz_str s, char sep, wz_str *rest)
{
    ptrdiff_t at = wz_str_find_byte(s, sep);
    if (at < 0) {
        *rest = (wz_str){0};
        return s;
    }
    *rest = (wz_str){s.ptr + at + 1, s.len - at - 1};
    return (wz_str){s.ptr, at};
}

wz_str wz_str_copy(wz_arena *arena, wz_str s)
{
    if (s.len == 0)
        return (wz_str){"", 0};
    char *copy = wz_new(arena, char, s.len);
    memcpy(copy, s.ptr, (size_t)s.len);
    return (wz_str){copy, s.len};
}

const char *wz_str_cstring(wz_arena *arena, wz_str s)
{
    char *copy = wz_new(arena, char, s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, (size_t)s.len);
    return copy;
}

wz_str wz_str_join(wz_arena *arena, const wz_str *parts, ptrdiff_t count, wz_str separator)
{
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        len += parts[i].len + (i > 0 ? separator.len : 0);
    if (len == 0)
        return (wz_str){"", 0};
    char *joined = wz_new(arena, char, len), *at = joined;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (i > 0 && separator.len > 0) {
            memcpy(at, separator.ptr, (size_t)separator.len);
            at += separator.len;
        }
        if (parts[i].len > 0)
            memcpy(at, parts[i].ptr, (size_t)parts[i].len);
        at += parts[i].len;
    }
    return (wz_str){joined, len};
}

/* "%.*s" and letters alone, which is what nearly all formats are: three times as fast. -1: something else, or too long. */
static int join(char *out, int room, const char *format, va_list arguments)
{
    int len = 0;
    for (const char *at = format; *at; at++) {
        const char *text = at;
        int count = 1;
        if (*at == '%') {
            if (strncmp(at, "%.*s", 4) != 0)
                return -1;
            count = va_arg(arguments, int);
            text = va_arg(arguments, const char *);
            at += 3;
        }
        if (count < 0 || count > room - len)
            return -1;
        if (count > 0)
            memcpy(out + len, text, (size_t)count);
        len += count;
    }
    return len;
}

wz_str wz_format(wz_arena *arena, const char *format, ...)
{
    char small[256];
    va_list arguments;
    va_start(arguments, format);
    int len = join(small, sizeof small, format, arguments);
    va_end(arguments);
    if (len < 0) {
        va_start(arguments, format);
        len = vsnprintf(small, sizeof small, format, arguments);
        va_end(arguments);
    }
    assert(len >= 0);
    if (len < (int)sizeof small)
        return wz_str_copy(arena, (wz_str){small, len < 0 ? 0 : len});
    char *text = wz_new(arena, char, (ptrdiff_t)len + 1);
    va_start(arguments, format);
    len = vsnprintf(text, (size_t)len + 1, format, arguments);
    va_end(arguments);
    return (wz_str){text, len};
}

/* FNV-1a (Fowler, Noll, Vo) followed by the finaliser of MurmurHash3, because the high bits of FNV mix poorly. */
uint64_t wz_hash(wz_str bytes)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (ptrdiff_t i = 0; i < bytes.len; i++)
        hash = (hash ^ (unsigned char)bytes.ptr[i]) * UINT64_C(0x100000001b3);
    hash = (hash ^ (hash >> 33)) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ (hash >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ (hash >> 33);
}

wz_str wz_hash_hex(wz_arena *arena, wz_str bytes)
{
    uint64_t hash = wz_hash(bytes);
    char *hex = wz_new(arena, char, 16);
    for (int i = 15; i >= 0; i--, hash >>= 4)
        hex[i] = "0123456789abcdef"[hash & 15];
    return (wz_str){hex, 16};
}
