/* Which addresses may stand in a link, and how they are written down. An allow list (the one of the header): safe mode
 * of libcmark is a deny list and passes blob:, feed: and //host. Addresses are judged as a browser would read them: it
 * drops white space at the ends and tabs and line breaks anywhere, takes \ for /, and lets the first colon end a
 * scheme. */
#include <string.h>

#include "markup/internal.h"

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* Case does not matter; name is in lower case. */
static bool is_scheme(wz_str scheme, wz_str name)
{
    if (scheme.len != name.len)
        return false;
    for (ptrdiff_t i = 0; i < name.len; i++) {
        if ((is_alpha(scheme.ptr[i]) ? scheme.ptr[i] | 0x20 : scheme.ptr[i]) != name.ptr[i])
            return false;
    }
    return true;
}

/* After "http:" or "https:": "//", a host, and no user name before it: https://overheid.nl@elders.example leads
 * elsewhere. */
static bool is_authority(wz_str rest)
{
    if (!wz_str_starts(rest, WZ_STR("//")))
        return false;
    ptrdiff_t i = 2;
    for (; i < rest.len && rest.ptr[i] != '/' && rest.ptr[i] != '?' && rest.ptr[i] != '#'; i++) {
        if (rest.ptr[i] == '@' || rest.ptr[i] == ' ')
            return false;
    }
    return i > 2 && rest.ptr[2] != ':';
}

static wz_link judge_relative(wz_link link)
{
    wz_str url = link.url;
    link.kind = WZ_LINK_FORBIDDEN;
    if (url.ptr[0] == '/') { /* //host, and paths that fail below a sub-path */
        link.remedy = wz_str_starts(url, WZ_STR("//")) ? "https:" : NULL;
        return link;
    }
    if (wz_str_starts(url, WZ_STR("www."))) {
        link.remedy = "https://";
        return link;
    }
    if (wz_str_find_byte(url, '@') > 0 && wz_str_find_byte(url, '/') < 0 && wz_str_find_byte(url, '#') < 0) {
        link.remedy = "mailto:";
        return link;
    }
    link.kind = WZ_LINK_LOCAL;
    return link;
}

static wz_link judge_scheme(wz_link link, ptrdiff_t colon)
{
    link.scheme = wz_str_slice(link.url, 0, colon);
    link.rest = wz_str_slice(link.url, colon + 1, link.url.len);
    link.kind = WZ_LINK_FORBIDDEN;
    if (!is_alpha(link.url.ptr[0]))
        return link;
    for (ptrdiff_t i = 0; i < colon; i++) {
        char c = link.url.ptr[i];
        if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.' &&
            c != '_') /* _ for the names of our own */
            return link;
    }
    if (is_scheme(link.scheme, WZ_STR("https")) || is_scheme(link.scheme, WZ_STR("http")))
        link.kind = is_authority(link.rest) ? WZ_LINK_EXTERNAL : WZ_LINK_FORBIDDEN;
    else if (is_scheme(link.scheme, WZ_STR("mailto")) || is_scheme(link.scheme, WZ_STR("tel")))
        link.kind = link.rest.len > 0 ? WZ_LINK_LOCAL : WZ_LINK_FORBIDDEN;
    else
        link.kind = WZ_LINK_SCHEME;
    return link;
}

wz_link wz_link_judge(wz_str url)
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
    return colon >= 0 ? judge_scheme(link, colon) : judge_relative(link);
}

/* What a URL may hold as it is (RFC 3986, section 2, without [ and ]). */
static const unsigned char plain[256] = {
    ['!'] = 1, ['#'] = 1, ['$'] = 1, ['('] = 1, [')'] = 1, ['*'] = 1, ['+'] = 1, [','] = 1, ['-'] = 1, ['.'] = 1,
    ['/'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1,
    ['9'] = 1, [':'] = 1, [';'] = 1, ['='] = 1, ['?'] = 1, ['@'] = 1, ['_'] = 1, ['~'] = 1, ['A'] = 1, ['B'] = 1,
    ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1,
    ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1,
    ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
    ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1,
    ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

void wz_link_href(wz_buf *out, wz_str url)
{
    static const char hex[] = "0123456789ABCDEF";
    ptrdiff_t start = 0, i = url.len > 0 && url.ptr[0] == '\x01' ? 1 : 0;
    for (; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (plain[c] || (c == '%' && i + 2 < url.len && is_hex(url.ptr[i + 1]) && is_hex(url.ptr[i + 2])))
            continue;
        wz_buf_add(out, wz_str_slice(url, start, i));
        start = i + 1;
        if (c == '&') {
            wz_buf_add(out, WZ_STR("&amp;"));
        } else if (c == '\'') {
            wz_buf_add(out, WZ_STR("&#39;"));
        } else {
            char escaped[3] = {'%', hex[c >> 4], hex[c & 15]};
            wz_buf_add(out, (wz_str){escaped, 3});
        }
    }
    wz_buf_add(out, wz_str_slice(url, start, url.len));
}
