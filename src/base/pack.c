/* SPDX-License-Identifier: EUPL-1.2 */
/* Bytes made smaller, for a script that carries them as a text. The only file that includes zlib.h. */
#include "wegwijzer/base.h"

#include <assert.h>
#include <zlib.h>

wz_str wz_pack(wz_arena *arena, wz_str before, wz_str bytes)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    z_stream z = {0};
    /* A window of 16 kB and tables of as much: clearing larger ones took longer than the work, for texts of a few kB. The
     * best level takes an eighth longer for a five-hundredth of the bytes. */
    int rc = deflateInit2(&z, 6, Z_DEFLATED, -14, 6, Z_DEFAULT_STRATEGY);
    assert(rc == Z_OK);
    if (before.len) {
        rc = deflateSetDictionary(&z, (const Bytef *)before.ptr, (uInt)before.len);
        assert(rc == Z_OK);
    }
    uLong len = deflateBound(&z, (uLong)bytes.len);
    /* Two zero bytes more, for the last three. */
    unsigned char *small = wz_new(arena, unsigned char, (ptrdiff_t)len + 2);
    z.next_in = (z_const Bytef *)(uintptr_t)bytes.ptr;
    z.avail_in = (uInt)bytes.len;
    z.next_out = small;
    z.avail_out = (uInt)len;
    rc = deflate(&z, Z_FINISH);
    assert(rc == Z_STREAM_END);
    (void)rc;
    len = z.total_out;
    deflateEnd(&z);
    small[len] = small[len + 1] = 0;
    ptrdiff_t count = (ptrdiff_t)len, n = 0;
    char *out = wz_new(arena, char, (count + 2) / 3 * 4);
    for (ptrdiff_t i = 0; i < count; i += 3) {
        unsigned three = (unsigned)small[i] << 16 | (unsigned)small[i + 1] << 8 | small[i + 2];
        for (int shift = 18; shift >= 0; shift -= 6) {
            out[n++] = letters[three >> shift & 63];
        }
    }
    for (ptrdiff_t i = 0; i < (3 - count % 3) % 3; i++) {
        out[n - 1 - i] = '=';
    }
    return (wz_str){out, n};
}
