/* SPDX-License-Identifier: EUPL-1.2 */
/* src/base/internal.h - what the files of base share and nobody else may see. */
#ifndef WEGWIJZER_BASE_INTERNAL_H
#define WEGWIJZER_BASE_INTERNAL_H

#include "wegwijzer/base.h"

/* True when compiled for AddressSanitizer (gcc and clang tell it differently; one #if with both does not compile on
 * gcc). */
#if defined(__SANITIZE_ADDRESS__)
#define WZ_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WZ_ASAN 1
#endif
#endif
#ifndef WZ_ASAN
#define WZ_ASAN 0
#endif

/* The default wz_oom_fn. */
_Noreturn void wz_base_out_of_memory(void);

/* The folded form of one code point: up to WZ_BASE_FOLD_MAX code points in out; returns how many (0 when it is
 * dropped). */
#define WZ_BASE_FOLD_MAX 3
int wz_base_fold(uint32_t c, uint32_t out[WZ_BASE_FOLD_MAX]);
/* Lower case of one code point, diacritics kept. */
uint32_t wz_base_lower(uint32_t c);
uint32_t wz_base_upper(uint32_t c);
/* True for what folding drops: soft hyphen, zero-width and direction marks, combining marks. */
bool wz_base_dropped(uint32_t c);

#endif
