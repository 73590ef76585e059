/* SPDX-License-Identifier: EUPL-1.2 */
/* SHA-256 (FIPS 180-4), by nettle, which libmicrohttpd brings along: it uses what the processor has for it, and is seven
 * times as fast as one in C. The only file that includes nettle. */
#include "wegwijzer/base.h"

#include <string.h>

#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(((wz_sha256 *)0)->state), "room for the state");

void wz_sha256_add(wz_sha256 *hash, wz_str bytes)
{
    struct sha256_ctx context;
    if (hash->begun)
        memcpy(&context, hash->state, sizeof context);
    else
        sha256_init(&context);
    if (bytes.len > 0)
        sha256_update(&context, (size_t)bytes.len, (const uint8_t *)bytes.ptr);
    memcpy(hash->state, &context, sizeof context);
    hash->begun = true;
}

wz_str wz_sha256_end(wz_arena *arena, wz_sha256 *hash)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    wz_sha256_add(hash, (wz_str){0});
    memcpy(&context, hash->state, sizeof context);
    sha256_digest(&context, sizeof digest, digest);
    char *hex = wz_new(arena, char, 2 * SHA256_DIGEST_SIZE + 1);
    for (int i = 0; i < 2 * SHA256_DIGEST_SIZE; i++)
        hex[i] = "0123456789abcdef"[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
    return (wz_str){hex, 2 * SHA256_DIGEST_SIZE};
}

wz_str wz_sha256_hex(wz_arena *arena, wz_str bytes)
{
    wz_sha256 hash = {0};
    wz_sha256_add(&hash, bytes);
    return wz_sha256_end(arena, &hash);
}
