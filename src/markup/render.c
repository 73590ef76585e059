/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages of a text that is being rendered. */
#include "markup/render.h"

wz_diag *wz_render_report(render *r, wz_diag_code code, ptrdiff_t at, ptrdiff_t len, wz_str arg)
{
    wz_diag *diag = wz_diag_add(r->diags, code, wz_places_loc(&r->places, at, len), &arg, 1);
    if (wz_diag_severity(diag) == WZ_ERROR)
        r->ok = false;
    return diag;
}

ptrdiff_t wz_render_find(render *r, wz_str needle, ptrdiff_t *at)
{
    *at = wz_places_find(&r->places, needle);
    if (*at >= 0)
        return needle.len;
    *at = r->places.block;
    return 0;
}
