/* SPDX-License-Identifier: EUPL-1.2 */
/* Bytes made smaller, for a script that carries them as a text. The only file that includes zlib.h. */
#include "wegwijzer/base.h"

#include <assert.h>
#include <zlib.h>

wz_str wz_pack(wz_arena *arena, wz_str bytes)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uLongf len = compressBound((uLong)bytes.len);
    /* Two zero bytes more, for the last three. */
    unsigned char *small = wz_new(arena, unsigned char, (ptrdiff_t)len + 2);
    int rc = compress2(small, &len, (const Bytef *)bytes.ptr, (uLong)bytes.len, Z_BEST_COMPRESSION);
    assert(rc == Z_OK);
    (void)rc;
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
