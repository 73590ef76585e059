/* SPDX-License-Identifier: EUPL-1.2 */
/* Growable buffer. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/internal.h"

char *wz_buf_grow(wz_buf *buf, ptrdiff_t extra)
{
    assert(extra >= 0);
    if (extra > PTRDIFF_MAX / 2 - buf->len)
        wz_base_out_of_memory();
    ptrdiff_t cap = buf->cap < 64 ? 64 : buf->cap;
    while (cap < buf->len + extra)
        cap *= 2;
    char *grown = realloc(buf->ptr, (size_t)cap);
    if (grown == NULL)
        wz_base_out_of_memory();
    buf->ptr = grown;
    buf->cap = cap;
    return buf->ptr + buf->len;
}

void wz_buf_format(wz_buf *buf, const char *format, ...)
{
    va_list arguments;
    wz_buf_reserve(buf, 64);
    size_t room = (size_t)(buf->cap - buf->len);
    va_start(arguments, format);
    int len = vsnprintf(buf->ptr + buf->len, room, format, arguments);
    va_end(arguments);
    assert(len >= 0);
    if (len >= 0 && (size_t)len >= room) {
        wz_buf_reserve(buf, (ptrdiff_t)len + 1);
        va_start(arguments, format);
        len = vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, arguments);
        va_end(arguments);
    }
    buf->len += len > 0 ? len : 0;
}

wz_str wz_buf_str(const wz_buf *buf)
{
    return (wz_str){buf->ptr, buf->len};
}

void wz_buf_reset(wz_buf *buf)
{
    buf->len = 0;
}

void wz_buf_free(wz_buf *buf)
{
    free(buf->ptr);
    *buf = (wz_buf){0};
}

wz_str wz_buf_take(wz_arena *arena, wz_buf *buf)
{
    wz_str copy = wz_str_copy(arena, wz_buf_str(buf));
    wz_buf_free(buf);
    return copy;
}
