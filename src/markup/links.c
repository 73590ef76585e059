/* SPDX-License-Identifier: EUPL-1.2 */
/* Which addresses may stand in a link, and how they are written down. An allow list (the one of the header): safe mode
 * of libcmark is a deny list and passes blob:, feed: and //host. Addresses are judged as a browser would read them: it
 * drops white space at the ends and tabs and line breaks anywhere, takes \ for /, and lets the first colon end a
 * scheme. */
#include <string.h>

#include "markup/internal.h"

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* An address of the web, of which white space is encoded first, as CommonMark allows it between < and >. */
static wz_link judge_web(wz_arena *arena, wz_link link)
{
    wz_buf encoded = {0};
    wz_url_encode(&encoded, link.url);
    link.kind = wz_url_read(arena, wz_buf_str(&encoded), WZ_URL_ANY, &link.web) ? WZ_LINK_EXTERNAL : WZ_LINK_FORBIDDEN;
    wz_buf_free(&encoded);
    link.web.text = link.url;
    if (link.kind == WZ_LINK_EXTERNAL)
        link.url = link.web.href;
    return link;
}

static wz_link judge_relative(wz_arena *arena, wz_link link)
{
    wz_str url = link.url;
    link.kind = WZ_LINK_FORBIDDEN;
    if (url.ptr[0] == '/' || wz_str_starts(url, WZ_STR("www."))) { /* //host, and paths that fail below a sub-path */
        wz_url_read(arena, url, WZ_URL_ANY, &link.web);
        return link;
    }
    if (wz_str_find_byte(url, '@') > 0 && wz_str_find_byte(url, '/') < 0 && wz_str_find_byte(url, '#') < 0) {
        link.remedy = "mailto:";
        return link;
    }
    link.kind = WZ_LINK_LOCAL;
    return link;
}

static wz_link judge_scheme(wz_arena *arena, wz_link link, ptrdiff_t colon)
{
    link.scheme = wz_str_slice(link.url, 0, colon);
    link.rest = wz_str_slice(link.url, colon + 1, link.url.len);
    link.kind = WZ_LINK_FORBIDDEN;
    if (!wz_is_letter(link.url.ptr[0]))
        return link;
    for (ptrdiff_t i = 0; i < colon; i++) {
        char c = link.url.ptr[i];
        if (!wz_is_letter(c) && !wz_is_digit(c) && c != '+' && c != '-' && c != '.' &&
            c != '_') /* _ for the names of our own */
            return link;
    }
    if (wz_url_is(link.url, WZ_STR("https"), &link.rest) || wz_url_is(link.url, WZ_STR("http"), &link.rest))
        link = judge_web(arena, link);
    else if (wz_url_is(link.url, WZ_STR("mailto"), &link.rest) || wz_url_is(link.url, WZ_STR("tel"), &link.rest))
        link.kind = link.rest.len > 0 ? WZ_LINK_LOCAL : WZ_LINK_FORBIDDEN;
    else
        link.kind = WZ_LINK_SCHEME;
    return link;
}

wz_link wz_link_judge(wz_arena *arena, wz_str url)
{
    wz_link link = {.url = wz_str_trim(url)};
    if (link.url.len == 0)
        return link;
    ptrdiff_t colon = -1;
    bool first_segment = true;
    for (ptrdiff_t i = 0; i < link.url.len; i++) {
        char c = link.url.ptr[i];
        if (is_control(c) || c == '\\') {
            link.kind = WZ_LINK_FORBIDDEN;
            return link;
        }
        if (c == '/' || c == '?' || c == '#')
            first_segment = false;
        if (c == ':' && first_segment && colon < 0)
            colon = i;
    }
    return colon >= 0 ? judge_scheme(arena, link, colon) : judge_relative(arena, link);
}

void wz_link_href(wz_buf *out, wz_str url)
{
    ptrdiff_t mark = url.len > 0 && url.ptr[0] == '\x01', start = 0, i = 0;
    wz_buf encoded = {0};
    wz_buf_add(out, wz_str_slice(url, 0, mark));
    wz_url_encode(&encoded, wz_str_slice(url, mark, url.len));
    url = wz_buf_str(&encoded);
    for (; i < url.len; i++) {
        if (url.ptr[i] != '&' && url.ptr[i] != '\'')
            continue;
        wz_buf_add(out, wz_str_slice(url, start, i));
        wz_buf_add(out, url.ptr[i] == '&' ? WZ_STR("&amp;") : WZ_STR("&#39;"));
        start = i + 1;
    }
    wz_buf_add(out, wz_str_slice(url, start, url.len));
    wz_buf_free(&encoded);
}
