/* mustache/escape.c - text for the inside of HTML, XML, JSON and CSV. */
#include "mustache/internal.h"

/* ---- HTML ------------------------------------------------------------------------------- */

/* What a byte becomes; the lengths are padded so that a copy is always of 8 bytes. */
typedef struct entity {
    char text[8];
    uint8_t len;
} entity;

static entity html_entity(char c)
{
    switch (c) {
    case '&':
        return (entity){"&amp;", 5};
    case '<':
        return (entity){"&lt;", 4};
    case '>':
        return (entity){"&gt;", 4};
    case '"':
        return (entity){"&quot;", 6};
    default:
        return (entity){"&#39;", 5};
    }
}

static const uint8_t html_special[256] = {['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 1, ['\''] = 1};

static char *html_slow(char *to, const char *text, ptrdiff_t len)
{
    for (ptrdiff_t i = 0; i < len; i++) {
        if (!html_special[(unsigned char)text[i]]) {
            *to++ = text[i];
            continue;
        }
        entity e = html_entity(text[i]);
        memcpy(to, e.text, sizeof e.text);
        to += e.len;
    }
    return to;
}

#ifdef __SSE2__
/* A bit for each of 16 bytes that is one of & ' (alike but for bit 0), < > (bit 1) and ". */
static inline unsigned html_mask(__m128i v)
{
    __m128i amp = _mm_cmpeq_epi8(_mm_or_si128(v, _mm_set1_epi8(1)), _mm_set1_epi8('\''));
    __m128i angle = _mm_cmpeq_epi8(_mm_or_si128(v, _mm_set1_epi8(2)), _mm_set1_epi8('>'));
    __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"'));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(amp, angle), quote));
}

/* Up to 15 bytes, read as two halves that may overlap; most values are this short. */
static inline char *html_tail(char *to, const char *text, ptrdiff_t len)
{
    if (len >= 8) {
        __m128i head = _mm_loadl_epi64((const __m128i *)(const void *)text);
        __m128i tail = _mm_loadl_epi64((const __m128i *)(const void *)(text + len - 8));
        if (html_mask(_mm_unpacklo_epi64(head, tail)))
            return html_slow(to, text, len);
        _mm_storel_epi64((__m128i *)(void *)to, head);
        _mm_storel_epi64((__m128i *)(void *)(to + len - 8), tail);
        return to + len;
    }
    if (len >= 4) {
        int32_t head, tail;
        memcpy(&head, text, 4);
        memcpy(&tail, text + len - 4, 4);
        if (html_mask(_mm_set_epi32(0, 0, tail, head)))
            return html_slow(to, text, len);
        memcpy(to, &head, 4);
        memcpy(to + len - 4, &tail, 4);
        return to + len;
    }
    return html_slow(to, text, len);
}

/* to has room for six times len and 16 bytes more. */
static char *html_run(char *to, const char *text, ptrdiff_t len)
{
    while (len >= 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)text);
        unsigned mask = html_mask(v);
        _mm_storeu_si128((__m128i *)(void *)to, v);
        if (!mask) {
            to += 16, text += 16, len -= 16;
            continue;
        }
        ptrdiff_t at = __builtin_ctz(mask);
        entity e = html_entity(text[at]);
        memcpy(to + at, e.text, sizeof e.text);
        to += at + e.len;
        text += at + 1, len -= at + 1;
    }
    return html_tail(to, text, len);
}
#else
static char *html_run(char *to, const char *text, ptrdiff_t len)
{
    return html_slow(to, text, len);
}
#endif

void wz_mustache_escape_html(wz_buf *out, const char *text, ptrdiff_t len)
{
    while (len > 0) { /* in pieces, so that room for the worst case stays small */
        ptrdiff_t piece = len < 4096 ? len : 4096;
        char *to = out_room(out, piece * 6 + 16);
        out->len += html_run(to, text, piece) - to;
        text += piece, len -= piece;
    }
}

/* ---- XML ---------------------------------------------------------------------------------- */

/* Characters that XML 1.0 (2.2) does not allow, not even as a reference: most controls, U+FFFE and U+FFFF. */
static int xml_forbidden(const char *text, ptrdiff_t left)
{
    unsigned char c = (unsigned char)text[0];
    if (c < 0x20)
        return c != '\t' && c != '\n' && c != '\r';
    if (c == 0xEF && left >= 3 && (unsigned char)text[1] == 0xBF && ((unsigned char)text[2] | 1) == 0xBF)
        return 3;
    return 0;
}

static void escape_xml(wz_buf *out, wz_str s)
{
    ptrdiff_t done = 0;
    for (ptrdiff_t i = 0; i < s.len;) {
        int forbidden = xml_forbidden(s.ptr + i, s.len - i);
        if (!forbidden) {
            i++;
            continue;
        }
        wz_mustache_escape_html(out, s.ptr + done, i - done);
        wz_buf_add(out, WZ_STR("\xEF\xBF\xBD"));
        done = i += forbidden;
    }
    wz_mustache_escape_html(out, s.ptr + done, s.len - done);
}

/* ---- CSV (RFC 4180) ------------------------------------------------------------------------ */

/* Spreadsheets run a field that starts like this as a formula (OWASP, CSV injection). */
static bool csv_formula(wz_str s)
{
    if (s.len > 0 && wz_str_find_byte(WZ_STR("=+-@\t\r\n"), s.ptr[0]) >= 0)
        return true;
    static const char *const fullwidth[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    for (size_t i = 0; i < sizeof fullwidth / sizeof *fullwidth; i++)
        if (wz_str_starts(s, wz_str_from(fullwidth[i])))
            return true;
    return false;
}

static void escape_csv(wz_buf *out, wz_str s)
{
    bool quoted = s.len > 0 && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
    for (ptrdiff_t i = 0; i < s.len && !quoted; i++)
        quoted = wz_str_find_byte(WZ_STR("\",;\r\n"), s.ptr[i]) >= 0;
    if (quoted)
        wz_buf_byte(out, '"');
    if (csv_formula(s))
        wz_buf_byte(out, '\'');
    for (wz_str rest = s; rest.len > 0;) {
        ptrdiff_t quote = wz_str_find_byte(rest, '"');
        wz_buf_add(out, quote < 0 ? rest : wz_str_slice(rest, 0, quote + 1));
        if (quote < 0)
            break;
        wz_buf_byte(out, '"');
        rest = wz_str_slice(rest, quote + 1, rest.len);
    }
    if (quoted)
        wz_buf_byte(out, '"');
}

/* ---- Choosing -------------------------------------------------------------------------------- */

static const struct {
    const char *extension;
    wz_escape escape;
} extensions[] = {
    {"html", WZ_ESCAPE_HTML},        {"htm", WZ_ESCAPE_HTML},   {"xhtml", WZ_ESCAPE_HTML},  {"xml", WZ_ESCAPE_XML},
    {"atom", WZ_ESCAPE_XML},         {"rss", WZ_ESCAPE_XML},    {"svg", WZ_ESCAPE_XML},     {"json", WZ_ESCAPE_JSON},
    {"jsonld", WZ_ESCAPE_JSON},      {"jsonl", WZ_ESCAPE_JSON}, {"ndjson", WZ_ESCAPE_JSON}, {"geojson", WZ_ESCAPE_JSON},
    {"webmanifest", WZ_ESCAPE_JSON}, {"csv", WZ_ESCAPE_CSV},
};

wz_str wz_mustache_extension(wz_str name)
{
    for (ptrdiff_t i = name.len - 1; i > 0; i--)
        if (name.ptr[i] == '.')
            return wz_str_slice(name, i + 1, name.len);
    return (wz_str){0};
}

bool wz_mustache_escape_known(wz_str extension, wz_escape *escape)
{
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (wz_str_equal(extension, wz_str_from(extensions[i].extension))) {
            *escape = extensions[i].escape;
            return true;
        }
    *escape = extension.len > 0 ? WZ_ESCAPE_TEXT : WZ_ESCAPE_HTML;
    return false;
}

wz_escape wz_escape_for(wz_str name)
{
    wz_escape escape;
    wz_mustache_escape_known(wz_mustache_extension(name), &escape);
    return escape;
}

void wz_escape_add(wz_buf *out, wz_str s, wz_escape escape)
{
    if (s.len <= 0)
        return;
    switch (escape) {
    case WZ_ESCAPE_HTML:
        wz_mustache_escape_html(out, s.ptr, s.len);
        break;
    case WZ_ESCAPE_XML:
        escape_xml(out, s);
        break;
    case WZ_ESCAPE_JSON:
        wz_json_text(out, s, false);
        break;
    case WZ_ESCAPE_CSV:
        escape_csv(out, s);
        break;
    case WZ_ESCAPE_TEXT:
        wz_buf_add(out, s);
        break;
    }
}
