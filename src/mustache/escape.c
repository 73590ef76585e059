/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/escape.c - text for the inside of each type of file. */
#include "mustache/internal.h"
#include "wegwijzer/url.h"

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

/* Every " twice, as it is written between two of them. */
static void add_quoted(wz_buf *out, wz_str s)
{
    for (wz_str rest = s; rest.len > 0;) {
        ptrdiff_t quote = wz_str_find_byte(rest, '"');
        wz_buf_add(out, quote < 0 ? rest : wz_str_slice(rest, 0, quote + 1));
        if (quote < 0)
            break;
        wz_buf_byte(out, '"');
        rest = wz_str_slice(rest, quote + 1, rest.len);
    }
}

static void escape_csv(wz_buf *out, wz_str s)
{
    bool quoted = s.len > 0 && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
    for (const char *c = "\",;\r\n"; *c && !quoted; c++)
        quoted = wz_str_find_byte(s, *c) >= 0;
    if (quoted)
        wz_buf_byte(out, '"');
    if (csv_formula(s))
        wz_buf_byte(out, '\'');
    add_quoted(out, s);
    if (quoted)
        wz_buf_byte(out, '"');
}

/* A part of a field whose quotes the template writes. What begins the field must not be a formula. */
static void escape_cell(wz_buf *out, wz_str s)
{
    wz_str before = wz_buf_str(out);
    bool begins = before.len > 0 && before.ptr[before.len - 1] == '"' &&
                  (before.len == 1 || wz_str_find_byte(WZ_STR(",;\n"), before.ptr[before.len - 2]) >= 0);
    if (begins && csv_formula(s))
        wz_buf_byte(out, '\'');
    add_quoted(out, s);
}

static void escape_json_cell(wz_buf *out, wz_str s)
{
    wz_buf json = {0};
    wz_json_text(&json, s, false);
    add_quoted(out, wz_buf_str(&json));
    wz_buf_free(&json);
}

/* ---- The query of an address (RFC 3986, 3.4; of a mail RFC 6068, 2) ------------------------------ */

void wz_mustache_escape_query(wz_buf *out, wz_str s, bool mail)
{
    for (wz_str rest = s; rest.len > 0;) { /* / needs no code in a query; mail programs want one */
        ptrdiff_t slash = mail ? -1 : wz_str_find_byte(rest, '/');
        wz_url_encode_text(out, slash < 0 ? rest : wz_str_slice(rest, 0, slash));
        if (slash < 0)
            break;
        wz_buf_byte(out, '/');
        rest = wz_str_slice(rest, slash + 1, rest.len);
    }
}

/* ---- Strings of Turtle, texts of iCalendar, strings of SQL ------------------------------------------ */

static void escape_turtle(wz_buf *out, wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        const char *brief = c == '"'    ? "\\\""
                            : c == '\\' ? "\\\\"
                            : c == '\n' ? "\\n"
                            : c == '\r' ? "\\r"
                            : c == '\t' ? "\\t"
                                        : NULL;
        if (brief != NULL)
            wz_buf_add(out, wz_str_from(brief));
        else if (c < 0x20 || c == 0x7F)
            wz_buf_format(out, "\\u%04X", c);
        else
            wz_buf_byte(out, (char)c);
    }
}

static void escape_ical(wz_buf *out, wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool line = c == '\n' || (c == '\r' && (i + 1 == s.len || s.ptr[i + 1] != '\n'));
        if (line)
            wz_buf_add(out, WZ_STR("\\n"));
        else if (c == '\\' || c == ';' || c == ',')
            wz_buf_byte(out, '\\');
        if (!line && (c >= 0x20 || c == '\t') && c != 0x7F)
            wz_buf_byte(out, (char)c);
    }
}

static void escape_sql(wz_buf *out, wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\'')
            wz_buf_byte(out, '\'');
        if (s.ptr[i] == '\0')
            wz_buf_add(out, WZ_STR("\xEF\xBF\xBD"));
        else
            wz_buf_byte(out, s.ptr[i]);
    }
}

/* What is escaped has no meaning of its own, in a string and outside one. NUL cannot be in a style sheet. */
static void escape_css(wz_buf *out, wz_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == 0)
            wz_buf_add(out, WZ_STR("\xEF\xBF\xBD"));
        else if (c >= 0x80 || wz_str_is_plain(wz_str_slice(s, i, i + 1), " -_./%"))
            wz_buf_byte(out, (char)c);
        else
            wz_buf_format(out, "\\%x ", (unsigned)c);
    }
}

/* ---- Choosing -------------------------------------------------------------------------------- */

/* Extensions with a space behind each. */
static const struct {
    wz_escape escape;
    const char *extensions;
} families[] = {
    {WZ_ESCAPE_HTML, "html htm xhtml "},
    {WZ_ESCAPE_XML, "xml atom rss rdf owl svg kml gpx opf ncx xsl xslt xsd gml tei opml "},
    {WZ_ESCAPE_JSON, "json jsonld jsonl ndjson geojson topojson webmanifest js "},
    {WZ_ESCAPE_CSV, "csv "},
    {WZ_ESCAPE_CELL, "cell "},
    {WZ_ESCAPE_JSON_CELL, "jsoncell "},
    {WZ_ESCAPE_TURTLE, "ttl trig n3 nt nq "},
    {WZ_ESCAPE_ICAL, "ics ifb vcf "},
    {WZ_ESCAPE_CSS, "css "},
    {WZ_ESCAPE_SQL, "sql "},
    {WZ_ESCAPE_TEXT, "txt text md "},
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
    char small[16]; /* longer than any that is known */
    ptrdiff_t n = 0;
    for (; n < extension.len && n < (ptrdiff_t)sizeof small; n++)
        small[n] = wz_lower(extension.ptr[n]);
    extension = (wz_str){small, n};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        for (wz_str rest = wz_str_from(families[i].extensions); extension.len > 0 && rest.len > 0;) {
            if (wz_str_equal(extension, wz_str_cut(rest, ' ', &rest))) {
                *escape = families[i].escape;
                return true;
            }
        }
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
    case WZ_ESCAPE_CELL:
        escape_cell(out, s);
        break;
    case WZ_ESCAPE_JSON_CELL:
        escape_json_cell(out, s);
        break;
    case WZ_ESCAPE_TURTLE:
        escape_turtle(out, s);
        break;
    case WZ_ESCAPE_ICAL:
        escape_ical(out, s);
        break;
    case WZ_ESCAPE_CSS:
        escape_css(out, s);
        break;
    case WZ_ESCAPE_SQL:
        escape_sql(out, s);
        break;
    case WZ_ESCAPE_TEXT:
        wz_buf_add(out, s);
        break;
    }
}
