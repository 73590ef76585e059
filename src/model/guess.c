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

ptrdiff_t wz_model_text_names(wz_str text, wz_str names[WZ_TEXT_NAMES])
{
    ptrdiff_t count = 0;
    int depth = 0, objects = 0;
    bool line = true, json = text.len && text.ptr[0] == '{', list = text.len && text.ptr[0] == '[';
    while (text.len && count < WZ_TEXT_NAMES) {
        ptrdiff_t end = 0;
        while (end < text.len && wz_str_find_byte(WZ_STR("\n{},"), text.ptr[end]) < 0) {
            end++;
        }
        wz_str piece = wz_str_slice(text, 0, end), after, name = wz_str_trim(wz_str_cut(piece, ':', &after));
        bool quoted = name.len > 2 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"';
        bool begins = quoted ? depth <= 1 : line && end && (piece.ptr[0] == '_' || wz_is_letter((uint8_t)piece.ptr[0]));
        if (after.ptr && begins && wz_str_find_byte(name, ' ') < 0) {
            names[count++] = quoted ? wz_str_slice(name, 1, name.len - 1) : name;
        }
        char mark = end < text.len ? text.ptr[end] : 0;
        objects += json && mark == '{' && depth == 0;
        depth += (mark == '{') - (mark == '}');
        line = mark == '\n';
        text = wz_str_slice(text, end + 1, text.len);
    }
    return list || objects > 1 ? 0 : count; /* several records are no record */
}

const wz_kind *wz_model_guess_text(const wz_model *model, const wz_kind *first, wz_str text)
{
    wz_str keys[WZ_TEXT_NAMES];
    ptrdiff_t count = wz_model_text_names(text, keys);
    return wz_str_find_byte(text, 0) < 0 ? best_of(model, first, keys, count) : NULL;
}

/* Required fields of a kind that are not among the keys. */
static ptrdiff_t lacking(const wz_kind *kind, const wz_str *keys, ptrdiff_t count)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        bool there = !kind->fields[f].required;
        for (ptrdiff_t i = 0; i < count && !there; i++) {
            there = wz_str_equal(keys[i], kind->fields[f].written);
        }
        n += !there;
    }
    return n;
}

const wz_kind *wz_model_elsewhere(const wz_model *model, const wz_kind *kind, const wz_str *keys, ptrdiff_t count)
{
    ptrdiff_t own = known(kind, keys, count);
    const wz_kind *guess = own == count ? NULL : best_of(model, kind, keys, count);
    if (!guess || known(guess, keys, count) >= own + 2) {
        return guess;
    }
    /* One field alone tells when all is there for the other kind, and something is missing for its own. */
    bool whole = known(guess, keys, count) == count && lacking(guess, keys, count) == 0;
    return whole && lacking(kind, keys, count) > 0 ? guess : NULL;
}
