/* SPDX-License-Identifier: EUPL-1.2 */
/* Of which kind a text or a mapping is, by its fields. */
#include "model/internal.h"

static ptrdiff_t known(const wz_kind *kind, const wz_str *keys, ptrdiff_t count)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        n += wz_kind_written(kind, keys[i]) != NULL;
    }
    return n;
}

/* first when another has no more. */
static const wz_kind *best_of(const wz_model *model, const wz_kind *first, const wz_str *keys, ptrdiff_t count)
{
    const wz_kind *best = NULL;
    ptrdiff_t most = 1; /* one name says nothing */
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        ptrdiff_t n = known(model->kinds[k], keys, count);
        if ((n > most || (n == most && model->kinds[k] == first)) && n > 1 && n * 5 >= count * 4) {
            most = n;
            best = model->kinds[k];
        }
    }
    return best;
}

const wz_kind *wz_model_guess_text(const wz_model *model, const wz_kind *first, wz_str text)
{
    enum { KEYS = 64 };
    wz_str keys[KEYS];
    ptrdiff_t count = 0;
    for (wz_str rest = text; rest.ptr && count < KEYS;) {
        wz_str line = wz_str_cut(rest, '\n', &rest), after;
        wz_str key = wz_str_trim(wz_str_cut(line, ':', &after));
        bool begins =
            line.len && (line.ptr[0] == '_' || wz_is_small(line.ptr[0]) || (line.ptr[0] >= 'A' && line.ptr[0] <= 'Z'));
        if (after.ptr && begins && wz_str_find_byte(key, ' ') < 0) {
            keys[count++] = key;
        }
    }
    return wz_str_find_byte(text, 0) < 0 ? best_of(model, first, keys, count) : NULL;
}

const wz_kind *wz_model_elsewhere(const wz_model *model, const wz_kind *kind, const wz_str *keys, ptrdiff_t count)
{
    const wz_kind *guess = best_of(model, kind, keys, count);
    return guess && known(guess, keys, count) >= known(kind, keys, count) + 2 ? guess : NULL;
}
