/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as an address: what is accepted is whole, safe in an attribute, and reads again as itself. */
#include <assert.h>
#include <string.h>

#include "wegwijzer/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_safe(wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= ' ' || (unsigned char)s.ptr[i] >= 0x7F ||
            strchr("\"<>\\^`{|}", s.ptr[i]) != NULL)
            return false;
    return true;
}

static void check_read(wz_arena *arena, wz_str s, wz_url_use use)
{
    wz_url url, again, meant;
    if (!wz_url_read(arena, s, use, &url)) {
        assert(url.fault != WZ_URL_GOOD);
        assert(url.meant.ptr == NULL || wz_url_read(arena, url.meant, WZ_URL_ANY, &meant));
        return;
    }
    assert(is_safe(url.href) && url.host.len > 0);
    assert(wz_str_equal(url.scheme, WZ_STR("https")) || wz_str_equal(url.scheme, WZ_STR("http")));
    assert(wz_str_equal(wz_url_scheme(url.href), url.scheme));
    assert(wz_url_read(arena, url.href, use, &again) && wz_str_equal(again.href, url.href));
    assert(wz_str_equal(again.path, url.path) && wz_str_equal(again.query, url.query));
    wz_str direct = wz_url_direct(arena, &url);
    assert(direct.ptr == NULL || !wz_str_equal(direct, url.href));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wz_str s = {(const char *)data, (ptrdiff_t)size};
    wz_arena *arena = wz_arena_new(NULL);
    wz_buf encoded = {0};
    if (wz_utf8_invalid(s) < 0) { /* the caller has seen to that */
        check_read(arena, s, WZ_URL_ANY);
        check_read(arena, s, WZ_URL_SITE);
    }
    wz_url_encode_text(&encoded, s);
    assert(is_safe(wz_buf_str(&encoded)) && wz_str_equal(wz_url_decode(arena, wz_buf_str(&encoded)), s));
    wz_buf_reset(&encoded);
    wz_url_encode(&encoded, s);
    wz_str once = wz_str_copy(arena, wz_buf_str(&encoded));
    wz_buf_reset(&encoded);
    wz_url_encode(&encoded, once);
    assert(is_safe(once) && wz_str_equal(wz_buf_str(&encoded), once));
    wz_buf_free(&encoded);
    wz_arena_free(arena);
    return 0;
}
