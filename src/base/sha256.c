/* SPDX-License-Identifier: EUPL-1.2 */
/* SHA-256 (FIPS 180-4). A library for one function of a page would be one more thing to install. */
#include "wegwijzer/base.h"

#include <string.h>

static const uint32_t rounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int n)
{
    return (x >> n) | (x << (32 - n));
}

/* One round. The eight words do not move: after n rounds the first of them is at 8 - n. */
static inline void add_round(uint32_t *v, unsigned n, uint32_t add)
{
    uint32_t a = v[(8 - n) & 7], b = v[(9 - n) & 7], c = v[(10 - n) & 7], e = v[(12 - n) & 7];
    uint32_t one = v[(15 - n) & 7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
                   ((e & v[(13 - n) & 7]) ^ (~e & v[(14 - n) & 7])) + add;
    v[(11 - n) & 7] += one;
    v[(15 - n) & 7] = one + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
}

static void add_block(uint32_t *state, const unsigned char *block)
{
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[i * 4] << 24 | (uint32_t)block[i * 4 + 1] << 16 | (uint32_t)block[i * 4 + 2] << 8 |
               (uint32_t)block[i * 4 + 3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >> 3);
        uint32_t b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i += 8) { /* eight by hand: the words stay in registers, which is twice as fast as moving them */
        add_round(v, 0, rounds[i] + w[i]);
        add_round(v, 1, rounds[i + 1] + w[i + 1]);
        add_round(v, 2, rounds[i + 2] + w[i + 2]);
        add_round(v, 3, rounds[i + 3] + w[i + 3]);
        add_round(v, 4, rounds[i + 4] + w[i + 4]);
        add_round(v, 5, rounds[i + 5] + w[i + 5]);
        add_round(v, 6, rounds[i + 6] + w[i + 6]);
        add_round(v, 7, rounds[i + 7] + w[i + 7]);
    }
    for (int i = 0; i < 8; i++) {
        state[i] += v[i];
    }
}

static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

void wz_sha256_add(wz_sha256 *hash, wz_str bytes)
{
    uint32_t state[8];
    for (int i = 0; i < 8; i++) {
        state[i] = initial[i] + hash->change[i];
    }
    while (bytes.len > 0) {
        ptrdiff_t filled = hash->bytes % 64, count = 64 - filled < bytes.len ? 64 - filled : bytes.len;
        memcpy(hash->block + filled, bytes.ptr, (size_t)count);
        hash->bytes += count;
        bytes = wz_str_slice(bytes, count, bytes.len);
        if (hash->bytes % 64 == 0) {
            add_block(state, hash->block);
        }
    }
    for (int i = 0; i < 8; i++) {
        hash->change[i] = state[i] - initial[i];
    }
}

wz_str wz_sha256_end(wz_arena *arena, wz_sha256 *hash)
{
    char tail[72] = {(char)0x80};
    uint64_t bits = (uint64_t)hash->bytes * 8;
    ptrdiff_t zeros = (119 - hash->bytes % 64) % 64;
    for (int i = 0; i < 8; i++) {
        tail[zeros + 8 - i] = (char)(bits >> (8 * i));
    }
    wz_sha256_add(hash, (wz_str){tail, zeros + 9});
    char *hex = wz_new(arena, char, 65);
    for (int i = 0; i < 64; i++) {
        hex[i] = "0123456789abcdef"[(initial[i / 8] + hash->change[i / 8]) >> (28 - i % 8 * 4) & 15];
    }
    return (wz_str){hex, 64};
}

wz_str wz_sha256_hex(wz_arena *arena, wz_str bytes)
{
    wz_sha256 hash = {0};
    wz_sha256_add(&hash, bytes);
    return wz_sha256_end(arena, &hash);
}
