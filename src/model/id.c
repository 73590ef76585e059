/* SPDX-License-Identifier: EUPL-1.2 */
/* Ids, which become file names and addresses. */
#include "wegwijzer/model.h"

wz_str wz_id_near(wz_arena *arena, wz_str text)
{
    wz_str folded = wz_utf8_fold(arena, text);
    char *near = wz_new(arena, char, folded.len);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if (wz_is_small(c) || wz_is_digit(c)) {
            near[n++] = c;
        } else if (n > 0 && near[n - 1] != '-') {
            near[n++] = '-';
        }
    }
    while (n > 0 && near[n - 1] == '-') {
        n--;
    }
    return (wz_str){near, n};
}

ptrdiff_t wz_record_stem(wz_str file)
{
    static const wz_str extensions[] = {WZ_STR(".yaml"), WZ_STR(".yml"), WZ_STR(".json"), WZ_STR(".md")};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        if (wz_str_ends(file, extensions[i])) {
            return file.len - extensions[i].len;
        }
    }
    return -1;
}

wz_str wz_record_id(wz_arena *arena, wz_str stem)
{
    char *id = wz_new(arena, char, stem.len);
    if (!wz_str_is_plain(stem, "_-")) {
        return stem;
    }
    for (ptrdiff_t i = 0; i < stem.len; i++) {
        char c = stem.ptr[i];
        id[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)(c == '_' ? '-' : c);
    }
    return (wz_str){id, stem.len};
}

bool wz_id_check(wz_arena *arena, wz_diags *diags, wz_str id, wz_loc loc)
{
    /* Device names of Windows, where a clone of the site must be possible, and names that the site needs itself. */
    static const wz_str taken[] = {WZ_STR("con"), WZ_STR("prn"),   WZ_STR("aux"),
                                   WZ_STR("nul"), WZ_STR("index"), WZ_STR("feed")};
    bool ok = id.len > 0 && id.ptr[0] != '-' && id.ptr[id.len - 1] != '-';
    for (ptrdiff_t i = 0; ok && i < id.len; i++) {
        char c = id.ptr[i];
        ok = wz_is_small(c) || wz_is_digit(c) || c == '-';
    }
    if (!ok) {
        wz_diag *d = wz_report(diags, BAD_ID, loc, id);
        ptrdiff_t stem = wz_record_stem(id); /* hulp.yaml, of hulp.yaml.yaml */
        wz_str near = wz_id_near(arena, stem < 0 ? id : wz_str_slice(id, 0, stem));
        d->suggestion = near.len ? near : (wz_str){0};
        return false;
    }
    if (id.len > WZ_ID_MAX) {
        wz_report(diags, LONG_ID, loc, id, wz_format(arena, "%td", id.len), wz_format(arena, "%d", WZ_ID_MAX));
        return false;
    }
    bool device = id.len == 4 && (wz_str_starts(id, WZ_STR("com")) || wz_str_starts(id, WZ_STR("lpt"))) &&
                  id.ptr[3] >= '1' && id.ptr[3] <= '9';
    for (size_t i = 0; i < sizeof taken / sizeof *taken && !device; i++) {
        device = wz_str_equal(id, taken[i]);
    }
    if (device) {
        wz_report(diags, RESERVED_ID, loc, id);
        return false;
    }
    return true;
}
