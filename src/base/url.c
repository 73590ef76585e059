/* SPDX-License-Identifier: EUPL-1.2 */
/* Web addresses. liburiparser reads the grammar of RFC 3986; the rules of the web, and what people type, are here. */
#include "wegwijzer/url.h"

#include <string.h>
#include <uriparser/Uri.h>

#define HOST_LONGEST  253 /* RFC 1035, 2.3.4, as text */
#define LABEL_LONGEST 63
#define MEANT_SCHEMES 3 /* "https://https://…" is taken apart this often */

static bool is_in(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* The first byte of set in s from at on, or its end. */
static ptrdiff_t until(wz_str s, ptrdiff_t at, const char *set)
{
    while (at < s.len && !is_in(s.ptr[at], set))
        at++;
    return at;
}

/* In small letters, but for the hexadecimal digits of codes (RFC 3986, 6.2.2.1). */
static wz_str lowered(wz_arena *arena, wz_str s)
{
    char *copy = wz_new(arena, char, s.len);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool code = (i > 0 && s.ptr[i - 1] == '%') || (i > 1 && s.ptr[i - 2] == '%');
        copy[i] = code ? s.ptr[i] : wz_lower(s.ptr[i]);
    }
    return (wz_str){copy, s.len};
}

/* ---- Encoding ----------------------------------------------------------------------------- */

static void encode(wz_buf *out, wz_str s, const char *kept, bool codes)
{
    static const char hex[] = "0123456789ABCDEF";
    ptrdiff_t start = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool code =
            codes && c == '%' && i + 2 < s.len && wz_hex_digit(s.ptr[i + 1]) >= 0 && wz_hex_digit(s.ptr[i + 2]) >= 0;
        if (code || wz_is_letter(c) || wz_is_digit(c) || is_in(c, kept))
            continue;
        char escaped[3] = {'%', hex[(unsigned char)c >> 4], hex[c & 15]};
        wz_buf_add(out, wz_str_slice(s, start, i));
        wz_buf_add(out, (wz_str){escaped, 3});
        start = i + 1;
    }
    wz_buf_add(out, wz_str_slice(s, start, s.len));
}

void wz_url_encode(wz_buf *out, wz_str s)
{
    ptrdiff_t hash = until(s, 0, "#");
    encode(out, wz_str_slice(s, 0, hash + 1), "-._~:/?#@!$&'()*+,;=", true);
    encode(out, wz_str_slice(s, hash + 1, s.len), "-._~:/?@!$&'()*+,;=", true);
}

void wz_url_encode_text(wz_buf *out, wz_str s)
{
    encode(out, s, "-._~", false);
}

wz_str wz_url_decode(wz_arena *arena, wz_str s)
{
    char *out = wz_new(arena, char, s.len);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool code =
            s.ptr[i] == '%' && i + 2 < s.len && wz_hex_digit(s.ptr[i + 1]) >= 0 && wz_hex_digit(s.ptr[i + 2]) >= 0;
        out[n++] = (char)(code ? wz_hex_digit(s.ptr[i + 1]) << 4 | wz_hex_digit(s.ptr[i + 2]) : s.ptr[i]);
        i += code ? 2 : 0;
    }
    return (wz_str){out, n};
}

wz_str wz_url_scheme(wz_str s)
{
    ptrdiff_t from = 0, to;
    while (from < s.len && (unsigned char)s.ptr[from] <= ' ')
        from++;
    for (to = from; to < s.len && (wz_is_letter(s.ptr[to]) || (to > from && is_in(s.ptr[to], "0123456789+-.")));)
        to++;
    return to > from && to < s.len && s.ptr[to] == ':' ? wz_str_slice(s, from, to) : (wz_str){0};
}

bool wz_url_is(wz_str s, wz_str scheme, wz_str *rest)
{
    wz_str found = wz_url_scheme(s);
    bool same = found.len == scheme.len;
    for (ptrdiff_t i = 0; same && i < scheme.len; i++)
        same = wz_lower(found.ptr[i]) == scheme.ptr[i];
    if (same)
        *rest = (wz_str){found.ptr + found.len + 1, s.ptr + s.len - found.ptr - found.len - 1};
    return same;
}

/* ---- Reading ------------------------------------------------------------------------------ */

/* What no address holds however it was copied: it says where a text, an attribute or a tag ends. */
static bool is_broken(wz_str s)
{
    for (ptrdiff_t at = 0; at < s.len;) {
        uint32_t c = wz_utf8_next(s, &at);
        if (c < 0x20 || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\' || wz_utf8_is_blank(c))
            return true;
    }
    return s.len > WZ_URL_LONGEST;
}

/* A name of the DNS, or of a network of its own; letters of an IDN as they are. */
static bool is_host(wz_str host, wz_url_use use)
{
    ptrdiff_t label = 0, dots = 0;
    for (ptrdiff_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (c == '.' && (label == 0 || i + 1 == host.len))
            return false;
        if (c != '.' && !wz_is_letter(c) && !wz_is_digit(c) && !is_in(c, "-_") && (unsigned char)c < 0x80)
            return false;
        dots += c == '.';
        label = c == '.' ? 0 : label + 1;
        if (label > LABEL_LONGEST)
            return false;
    }
    return host.len > 0 && host.len <= HOST_LONGEST && (use == WZ_URL_ANY || dots > 0);
}

/* An IDN as its letters where it was encoded; codes of ASCII stay, and make it no host. */
static wz_str readable(wz_arena *arena, wz_str host)
{
    bool letters = true;
    for (ptrdiff_t i = 0; i < host.len; i++)
        letters = letters && (host.ptr[i] != '%' || (i + 1 < host.len && wz_hex_digit(host.ptr[i + 1]) >= 8));
    wz_str plain = letters ? wz_url_decode(arena, host) : host;
    return wz_utf8_invalid(plain) < 0 ? plain : host;
}

static bool is_port(wz_str port)
{
    long n = 0;
    for (ptrdiff_t i = 0; i < port.len && n <= 65535; i++)
        n = wz_is_digit(port.ptr[i]) ? 10 * n + (port.ptr[i] - '0') : 65536;
    return n > 0 && n <= 65535;
}

static wz_str range(UriTextRangeA r)
{
    return r.first != NULL ? (wz_str){r.first, r.afterLast - r.first} : (wz_str){0};
}

/* Sets the parts of out from href, which is whole and encoded; host is what was typed. */
static wz_url_fault take_apart(wz_arena *arena, wz_url *out, wz_str host, wz_str port, wz_url_use use)
{
    UriUriA uri;
    const char *error = NULL;
    int result = uriParseSingleUriExA(&uri, out->href.ptr, out->href.ptr + out->href.len, &error);
    if (result == URI_ERROR_MALLOC)
        wz_arena_exhausted(arena);
    if (result != URI_SUCCESS)
        return is_host(host, use) && !is_port(port) ? WZ_URL_PORT : WZ_URL_HOST;
    wz_url_fault fault = WZ_URL_GOOD;
    bool numeric = uri.hostData.ip6 != NULL;
    out->host = numeric ? range(uri.hostText) : readable(arena, host);
    out->port = range(uri.portText);
    if (uri.userInfo.first != NULL)
        fault = WZ_URL_USER;
    else if (numeric ? use == WZ_URL_SITE : !is_host(out->host, use))
        fault = WZ_URL_HOST;
    else if (uri.portText.first != NULL && !is_port(out->port))
        fault = WZ_URL_PORT;
    out->query = range(uri.query);
    out->fragment = range(uri.fragment);
    const char *from = uri.portText.first != NULL ? uri.portText.afterLast : uri.hostText.afterLast + numeric;
    out->path = wz_str_slice(out->href, from - out->href.ptr, until(out->href, from - out->href.ptr, "?#"));
    uriFreeUriMembersA(&uri);
    return fault;
}

static bool read_plainly(wz_arena *arena, wz_str text, wz_url_use use, wz_url *out)
{
    text = wz_str_trim(text);
    *out = (wz_url){.text = text, .fault = WZ_URL_BROKEN};
    if (is_broken(text))
        return false;
    ptrdiff_t colon = until(text, 0, ":/?#");
    out->fault = WZ_URL_SCHEME;
    out->scheme = lowered(arena, wz_str_slice(text, 0, colon));
    wz_str rest = wz_str_slice(text, colon, text.len);
    bool web = wz_str_equal(out->scheme, WZ_STR("https")) || wz_str_equal(out->scheme, WZ_STR("http"));
    if (!web || !wz_str_starts(rest, WZ_STR(":")))
        return false;
    out->fault = WZ_URL_HOST;
    if (!wz_str_starts(rest, WZ_STR("://")))
        return false;
    ptrdiff_t end = until(rest, 3, "/?#");
    wz_str authority = lowered(arena, wz_str_slice(rest, 3, end)), port = {0};
    ptrdiff_t at = wz_str_find_byte(authority, '@');
    wz_str host = wz_str_cut(authority, ':', &port);
    wz_buf href = {0};
    wz_buf_format(&href, "%.*s://", WZ_ARG(out->scheme));
    encode(&href, authority, "-._~:@!$&'()*+,;=[]", true);
    wz_url_encode(&href, wz_str_slice(rest, end, rest.len));
    out->href = wz_buf_take(arena, &href);
    out->fault = at >= 0 ? WZ_URL_USER : authority.len == 0 ? WZ_URL_HOST : take_apart(arena, out, host, port, use);
    if (out->fault == WZ_URL_GOOD && out->href.len > WZ_URL_LONGEST) /* it grew when it was encoded */
        out->fault = WZ_URL_BROKEN;
    return out->fault == WZ_URL_GOOD;
}

/* ---- What was meant ----------------------------------------------------------------------- */

/* Quotes and brackets round an address, and the end of the sentence that it stood in. */
static wz_str unwrapped(wz_str s)
{
    static const char *const marks[] = {"<",
                                        ">",
                                        "\"",
                                        "'",
                                        "(",
                                        ")",
                                        "[",
                                        "]",
                                        ",",
                                        ";",
                                        " ",
                                        "\xE2\x80\x9C",
                                        "\xE2\x80\x9D",
                                        "\xE2\x80\x98",
                                        "\xE2\x80\x99"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        wz_str mark = wz_str_from(marks[i]);
        ptrdiff_t from = wz_str_starts(s, mark) ? mark.len : 0, to = s.len - (wz_str_ends(s, mark) ? mark.len : 0);
        if ((from > 0 || to < s.len) && to >= from) {
            s = wz_str_slice(s, from, to);
            i = (size_t)-1; /* from the first mark again */
        }
    }
    return s;
}

/* https or http where the start of *s is one or was meant to be: "htps://", "https//", "http;//", "https:". */
static const char *take_scheme(wz_str *s)
{
    ptrdiff_t word = 0, after;
    while (word < s->len && wz_is_letter(s->ptr[word]))
        word++;
    for (after = word; after < s->len && is_in(s->ptr[after], ":;/\\"); after++) {
    }
    int limit = word < 4 ? 1 : 2;
    int secure = wz_distance(wz_str_slice(*s, 0, word), WZ_STR("https"), limit);
    int plain = wz_distance(wz_str_slice(*s, 0, word), WZ_STR("http"), limit);
    if (word < 3 || after == word || (secure > limit && plain > limit))
        return NULL;
    *s = wz_str_slice(*s, after, s->len);
    return secure <= plain ? "https" : "http";
}

/* A name with a dot in it that ends like one of the web: vng.nl, not verslag.pdf. */
static bool looks_like_site(wz_str s)
{
    static const char *const files[] = {"pdf", "doc",  "docx", "xls", "xlsx", "ppt", "pptx", "html",
                                        "htm", "yaml", "json", "txt", "jpg",  "png", "csv",  "scss"};
    ptrdiff_t end = until(s, 0, ":/?#"), dot = end, letters = 0;
    for (; dot > 0 && s.ptr[dot - 1] != '.'; dot--)
        letters += wz_is_letter(s.ptr[dot - 1]) || (unsigned char)s.ptr[dot - 1] >= 0x80;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (end == s.len && wz_str_equal(wz_str_slice(s, dot, end), wz_str_from(files[i])))
            return false;
    }
    return is_host(wz_str_slice(s, 0, end), WZ_URL_SITE) && letters >= 2 && letters == end - dot;
}

/* The address behind a fault, with https:// in front, or {NULL,0}. */
static wz_str guess(wz_arena *arena, wz_str text, wz_url_use use)
{
    wz_str s = wz_str_copy(arena, unwrapped(text));
    const char *scheme = NULL, *taken;
    for (ptrdiff_t i = 0; i < s.len; i++)
        ((char *)s.ptr)[i] = s.ptr[i] == '\\' ? '/' : s.ptr[i];
    for (int i = 0; i < MEANT_SCHEMES && (taken = take_scheme(&s)) != NULL; i++)
        scheme = taken;
    while (wz_str_starts(s, WZ_STR("/")) && (scheme != NULL || wz_str_starts(s, WZ_STR("//"))))
        s = wz_str_slice(s, s.len > 1 && scheme == NULL ? 2 : 1, s.len);
    ptrdiff_t end = until(s, 0, "/?#"), at = wz_str_find_byte(wz_str_slice(s, 0, end), '@');
    if (at >= 0 && scheme == NULL) /* an address of mail */
        return (wz_str){0};
    s = wz_str_slice(s, at + 1, s.len);
    if (!looks_like_site(s))
        return (wz_str){0};
    end = until(s, 0, "/?#");
    wz_str host = wz_str_slice(s, 0, end - (end > 0 && s.ptr[end - 1] == ':')), rest = wz_str_slice(s, end, s.len);
    wz_buf whole = {0};
    wz_buf_format(&whole, "%s://%.*s", scheme != NULL ? scheme : "https", WZ_ARG(host));
    for (ptrdiff_t i = 0; i < rest.len; i++)
        wz_buf_add(&whole, rest.ptr[i] == ' ' ? WZ_STR("%20") : wz_str_slice(rest, i, i + 1));
    bool two = wz_str_find(rest, WZ_STR(" http")) >= 0 || wz_str_find(rest, WZ_STR(" www.")) >= 0;
    wz_url meant;
    bool good = !two && read_plainly(arena, wz_buf_str(&whole), use, &meant);
    wz_buf_free(&whole);
    return good ? meant.href : (wz_str){0};
}

bool wz_url_read(wz_arena *arena, wz_str text, wz_url_use use, wz_url *out)
{
    if (read_plainly(arena, text, use, out))
        return true;
    wz_str meant = guess(arena, out->text, use);
    *out = (wz_url){.fault = out->fault, .text = out->text, .meant = meant};
    return false;
}

bool wz_url_read_base(wz_arena *arena, wz_str text, wz_url *out)
{
    wz_str whole = wz_url_read(arena, text, WZ_URL_ANY, out) ? out->href : out->meant;
    bool part = wz_str_find_byte(whole, '?') >= 0 || wz_str_find_byte(whole, '#') >= 0;
    bool slash = wz_str_ends(whole, WZ_STR("/"));
    if (out->fault == WZ_URL_GOOD && slash && !part)
        return true;
    if (out->fault == WZ_URL_GOOD)
        out->fault = WZ_URL_BROKEN;
    out->meant = part || whole.len == 0 ? (wz_str){0} : slash ? whole : wz_format(arena, "%.*s/", WZ_ARG(whole));
    return false;
}

/* ---- Detours ------------------------------------------------------------------------------ */

/* Services that carry the address in their own: the end of the host, the start of the path, and the parameter of the
 * query; without one the address stands in the path, between two __. */
static const struct {
    const char *host, *path, *parameter;
} carriers[] = {
    {"safelinks.protection.outlook.com", "/", "url"},
    {"urldefense.proofpoint.com", "/v2/url", "u"},
    {"urldefense.com", "/v3/", NULL},
    {"www.google.com", "/url", "q"},
    {"www.google.com", "/url", "url"},
    {"www.google.nl", "/url", "q"},
    {"www.google.nl", "/url", "url"},
    {"l.facebook.com", "/l.php", "u"},
    {"linkprotect.cudasvc.com", "/url", "a"},
};

/* What counts visits and says nothing to the page. A _ at the end stands for all that begin so. */
static const char *const counters[] = {"utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "_hsenc", "_hsmi"};

static bool is_counter(wz_str pair)
{
    wz_str rest, name = wz_str_cut(pair, '=', &rest);
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
        wz_str counter = wz_str_from(counters[i]);
        if (wz_str_ends(counter, WZ_STR("_")) ? wz_str_starts(name, counter) : wz_str_equal(name, counter))
            return true;
    }
    return false;
}

/* The address in a parameter, or else between two __; {NULL,0} when there is none. */
static wz_str carried(wz_arena *arena, const wz_url *url, const char *parameter)
{
    if (parameter == NULL) { /* a * stands for what is kept behind the address: not taken apart */
        ptrdiff_t from = wz_str_find(url->path, WZ_STR("/__"));
        wz_str inside = from < 0 ? (wz_str){0} : wz_str_slice(url->path, from + 3, url->path.len);
        ptrdiff_t to = wz_str_find(inside, WZ_STR("__;"));
        return to < 0 || wz_str_find_byte(inside, '*') >= 0 ? (wz_str){0} : wz_str_slice(inside, 0, to);
    }
    for (wz_str rest = url->query; rest.len > 0;) {
        wz_str value, name = wz_str_cut(wz_str_cut(rest, '&', &rest), '=', &value);
        if (!wz_str_equal(name, wz_str_from(parameter)))
            continue;
        bool dashes = wz_str_find(value, WZ_STR("-3A__")) >= 0; /* Proofpoint writes - for % and _ for / */
        char *copy = wz_new(arena, char, value.len);
        for (ptrdiff_t i = 0; i < value.len; i++)
            copy[i] = dashes && value.ptr[i] == '-' ? '%' : dashes && value.ptr[i] == '_' ? '/' : value.ptr[i];
        return wz_url_decode(arena, (wz_str){copy, value.len});
    }
    return (wz_str){0};
}

/* Without the end of a sentence: "…/x)." but not "…/raad_(bestuur)". */
static wz_str without_tail(wz_str s)
{
    for (; s.len > 0; s.len--) {
        char c = s.ptr[s.len - 1];
        int open = 0;
        for (ptrdiff_t i = 0; i < s.len && c == ')'; i++)
            open += s.ptr[i] == '(' ? 1 : s.ptr[i] == ')' ? -1 : 0;
        if (!is_in(c, ".,;") && !(c == ')' && open < 0))
            break;
    }
    return s;
}

/* The address without its counters, in out. */
static void add_without_counters(wz_buf *out, wz_str href)
{
    ptrdiff_t hash = until(href, 0, "#"), mark = until(href, 0, "?#"), added = 0;
    wz_buf_add(out, wz_str_slice(href, 0, mark));
    for (wz_str rest = wz_str_slice(href, mark + 1, hash); mark < hash && rest.ptr != NULL;) {
        wz_str pair = wz_str_cut(rest, '&', &rest);
        if (is_counter(pair))
            continue;
        wz_buf_byte(out, added++ > 0 ? '&' : '?');
        wz_buf_add(out, pair);
    }
    wz_buf_add(out, wz_str_slice(href, hash, href.len));
}

wz_str wz_url_direct(wz_arena *arena, const wz_url *url)
{
    for (size_t i = 0; i < sizeof carriers / sizeof *carriers; i++) {
        wz_url found;
        if (!wz_str_ends(url->host, wz_str_from(carriers[i].host)) ||
            !wz_str_starts(url->path, wz_str_from(carriers[i].path)))
            continue;
        wz_str inside = carried(arena, url, carriers[i].parameter);
        if (inside.len > 0 && read_plainly(arena, inside, WZ_URL_SITE, &found))
            return found.href;
    }
    wz_str href = without_tail(url->href);
    wz_buf out = {0};
    add_without_counters(&out, href);
    wz_str direct = wz_str_equal(wz_buf_str(&out), url->href) ? (wz_str){0} : wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return direct;
}

bool wz_url_is_short(const wz_url *url)
{
    static const char *const hosts[] = {"bit.ly",     "bitly.com", "buff.ly",     "cutt.ly",  "dlvr.it",
                                        "goo.gl",     "is.gd",     "lnkd.in",     "ow.ly",    "rb.gy",
                                        "rebrand.ly", "s.id",      "shorturl.at", "short.gy", "t.co",
                                        "t.ly",       "tiny.cc",   "tinyurl.com", "trib.al",  "v.gd"};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        wz_str host = wz_str_from(hosts[i]), rest = url->host;
        bool below = wz_str_ends(rest, host) && rest.len > host.len && rest.ptr[rest.len - host.len - 1] == '.';
        if ((below || wz_str_equal(rest, host)) && url->path.len > 1)
            return true;
    }
    return false;
}

/* Not of a public site: a name that is only known in a network of one's own (RFC 6762, RFC 8375, and what routers and offices
 * hand out), an address in such a network (RFC 1918), and places where what one member of an organisation sees is hidden from
 * everyone else. */
bool wz_url_is_internal(const wz_url *url)
{
    static const char *const ends[] = {".local", ".localhost",   ".lan",     ".intranet",       ".internal", ".corp",
                                       ".home",  ".localdomain", ".private", ".sharepoint.com", ".home.arpa"};
    static const char *const starts[] = {"intranet.", "10.", "127.", "192.168.", "169.254."};
    static const char *const hosts[] = {"teams.microsoft.com", "outlook.office.com", "outlook.office365.com",
                                        "mail.google.com"};
    wz_str host = url->host;
    bool numbers = true, found = false;
    for (ptrdiff_t i = 0; i < host.len; i++)
        numbers = numbers && (wz_is_digit(host.ptr[i]) || host.ptr[i] == '.');
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        found = found || wz_str_ends(host, wz_str_from(ends[i]));
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        found = found || (wz_str_starts(host, wz_str_from(starts[i])) && (i == 0 || numbers));
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        found = found || wz_str_equal(host, wz_str_from(hosts[i]));
    if (!numbers || !wz_str_starts(host, WZ_STR("172.")))
        return found;
    int second = 0; /* 172.16 to 172.31 */
    for (ptrdiff_t i = 4; i < host.len && host.ptr[i] != '.' && second < 256; i++)
        second = 10 * second + (host.ptr[i] - '0');
    return second >= 16 && second <= 31;
}

/* ---- In a text ---------------------------------------------------------------------------- */

wz_str wz_url_in_text(wz_str text)
{
    for (ptrdiff_t from = 0; from < text.len; from++) {
        bool pointed = from > 0 && text.ptr[from - 1] == '<';
        if (text.ptr[from] != 'w' && text.ptr[from] != 'h' && !pointed) /* a twentieth of a build was this look */
            continue;
        wz_str rest = wz_str_slice(text, from, text.len);
        bool www = wz_str_starts(rest, WZ_STR("www.")) && (from == 0 || is_in(text.ptr[from - 1], " (<\"\t\n"));
        ptrdiff_t least = www                                       ? 4
                          : wz_str_starts(rest, WZ_STR("http://"))  ? 7
                          : wz_str_starts(rest, WZ_STR("https://")) ? 8
                                                                    : 0;
        ptrdiff_t to = least > 0 ? until(rest, 0, " \t\n\"<>()") : 0;
        while (to > least && is_in(rest.ptr[to - 1], ".,;:!?"))
            to--;
        if (to > least && (!www || wz_str_find_byte(wz_str_slice(rest, 4, to), '.') > 0))
            return wz_str_slice(rest, 0, to);
        to = pointed ? until(rest, 0, " \t\n\"<>()") : 0; /* <vng.nl/raad> */
        if (to > 0 && to < rest.len && rest.ptr[to] == '>' && looks_like_site(wz_str_slice(rest, 0, to)))
            return wz_str_slice(rest, 0, to);
    }
    return (wz_str){0};
}

static bool is_of_mail(char c)
{
    return wz_is_letter(c) || wz_is_digit(c) || is_in(c, "._-+");
}

wz_str wz_url_mail_in_text(wz_str text)
{
    ptrdiff_t at = wz_str_find_byte(text, '@'), from = at, to = at + 1;
    while (from > 0 && is_of_mail(text.ptr[from - 1]))
        from--;
    while (to < text.len && is_of_mail(text.ptr[to]))
        to++;
    while (to > at + 1 && !wz_is_letter(text.ptr[to - 1]))
        to--;
    ptrdiff_t dot = at < 0 ? -1 : wz_str_find_byte(wz_str_slice(text, at + 1, to), '.');
    return from < at && dot > 0 ? wz_str_slice(text, from, to) : (wz_str){0};
}

/* ---- Messages ----------------------------------------------------------------------------- */

void wz_url_report(wz_diags *diags, wz_loc loc, const wz_url *url)
{
    static const wz_diag_code codes[] = {[WZ_URL_SCHEME] = WZ_DIAG_BAD_URL,
                                         [WZ_URL_USER] = WZ_DIAG_URL_USER,
                                         [WZ_URL_HOST] = WZ_DIAG_URL_HOST,
                                         [WZ_URL_PORT] = WZ_DIAG_URL_PORT,
                                         [WZ_URL_BROKEN] = WZ_DIAG_BAD_URL};
    wz_diag_add(diags, codes[url->fault], loc, &url->text, 1)->suggestion = url->meant;
}

bool wz_url_check(wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str text, wz_url_use use, wz_url *out)
{
    if (!wz_url_read(arena, text, use, out)) {
        wz_url_report(diags, loc, out);
        return false;
    }
    wz_str direct = wz_url_direct(arena, out);
    if (direct.len > 0)
        wz_report(diags, URL_DETOUR, loc, out->text, direct)->suggestion = direct;
    else if (wz_url_is_short(out))
        wz_report(diags, URL_SHORT, loc, out->text);
    else if (use == WZ_URL_SITE && wz_url_is_internal(out))
        wz_report(diags, URL_INTERNAL, loc, out->text);
    return true;
}
