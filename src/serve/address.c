/* SPDX-License-Identifier: EUPL-1.2 */
/* What a request asks for, and what is said about the answer. */
#include <strings.h>

#include "serve/serve.h"

bool serve_path(wz_arena *arena, wz_str target, wz_str *path)
{
    wz_str query, from = wz_str_cut(target, '?', &query);
    if (from.len == 0 || from.ptr[0] != '/')
        return false;
    char *to = wz_new(arena, char, from.len);
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 1; i < from.len; i++) {
        char c = from.ptr[i];
        if (c == '%') {
            int high = i + 2 < from.len ? wz_hex_digit(from.ptr[i + 1]) : -1;
            int low = i + 2 < from.len ? wz_hex_digit(from.ptr[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        }
        if (c == 0 || c == '\\')
            return false;
        to[len++] = c;
    }
    *path = (wz_str){to, len};
    for (wz_str rest = *path; rest.ptr != NULL;)
        if (wz_str_equal(wz_str_cut(rest, '/', &rest), WZ_STR("..")))
            return false;
    return true;
}

bool serve_host(wz_str host, int port)
{
    static const wz_str names[] = {WZ_STR("localhost"), WZ_STR("127.0.0.1"), WZ_STR("[::1]")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        wz_str name = names[i], rest = wz_str_slice(host, name.len, host.len);
        long number = 80; /* what a browser leaves out */
        if (host.len < name.len || strncasecmp(host.ptr, name.ptr, (size_t)name.len) != 0)
            continue;
        if (rest.len > 0 && (rest.ptr[0] != ':' || !wz_str_number(wz_str_slice(rest, 1, rest.len), 65535, &number)))
            continue;
        if (number == port)
            return true;
    }
    return false;
}

wz_str serve_type(wz_str path)
{
    static const struct {
        wz_str end, type;
    } types[] = {
        {WZ_STR(".html"), WZ_STR("text/html; charset=utf-8")},
        {WZ_STR(".css"), WZ_STR("text/css; charset=utf-8")},
        {WZ_STR(".js"), WZ_STR("text/javascript; charset=utf-8")},
        {WZ_STR(".json"), WZ_STR("application/json")},
        {WZ_STR(".jsonld"), WZ_STR("application/ld+json")},
        {WZ_STR(".webmanifest"), WZ_STR("application/manifest+json")},
        {WZ_STR(".atom"), WZ_STR("application/atom+xml; charset=utf-8")},
        {WZ_STR(".xml"), WZ_STR("application/xml")},
        {WZ_STR(".ttl"), WZ_STR("text/turtle; charset=utf-8")},
        {WZ_STR(".csv"), WZ_STR("text/csv; charset=utf-8")},
        {WZ_STR(".svg"), WZ_STR("image/svg+xml")},
        {WZ_STR(".png"), WZ_STR("image/png")},
        {WZ_STR(".jpg"), WZ_STR("image/jpeg")},
        {WZ_STR(".webp"), WZ_STR("image/webp")},
        {WZ_STR(".ico"), WZ_STR("image/vnd.microsoft.icon")},
        {WZ_STR(".woff2"), WZ_STR("font/woff2")},
        {WZ_STR(".woff"), WZ_STR("font/woff")},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (wz_str_ends(path, types[i].end))
            return types[i].type;
    return WZ_STR("text/plain; charset=utf-8");
}

/* A pattern of a file _headers: a path, or the start of one and a star. */
static bool fits(wz_str pattern, wz_str path)
{
    if (wz_str_starts(pattern, WZ_STR("/")))
        pattern = wz_str_slice(pattern, 1, pattern.len);
    return wz_str_ends(pattern, WZ_STR("*")) ? wz_str_starts(path, wz_str_slice(pattern, 0, pattern.len - 1))
                                             : wz_str_equal(path, pattern);
}

static bool left_out(wz_str name)
{
    static const wz_str names[] = {WZ_STR("strict-transport-security"), WZ_STR("cache-control"),
                                   WZ_STR("access-control-allow-origin")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (name.len == names[i].len && strncasecmp(name.ptr, names[i].ptr, (size_t)name.len) == 0)
            return true;
    return false;
}

void serve_headers(wz_str rules, wz_str path, serve_add *add, void *context)
{
    bool on = false;
    while (rules.ptr != NULL) {
        wz_str line = wz_str_cut(rules, '\n', &rules), value, text = wz_str_trim(line);
        if (text.len == 0)
            continue;
        if (line.ptr[0] != ' ' && line.ptr[0] != '\t') {
            on = fits(text, path);
            continue;
        }
        wz_str name = wz_str_trim(wz_str_cut(text, ':', &value));
        if (on && name.len > 0 && !left_out(name))
            add(context, name, wz_str_trim(value));
    }
}
