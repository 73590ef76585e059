/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables: CSV as RFC 4180 has it, as spreadsheets write it. */
#include "edit/edits.h"

#define TABLE_COLUMNS 1000

/* Windows-1252, 0x80 to 0x9F; 0: no character. */
static const uint16_t windows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static wz_str from_windows(wz_arena *arena, wz_str s)
{
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char byte = (unsigned char)s.ptr[i];
        uint32_t c = byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
        char utf8[4];
        wz_buf_add(&out, (wz_str){utf8, wz_utf8_encode(c ? c : 0xFFFD, utf8)});
    }
    return wz_buf_take(arena, &out);
}

/* What separates the names of the columns: the most frequent one outside quotes. */
static char find_separator(wz_str text)
{
    static const char candidates[] = ";,\t";
    int counts[3] = {0}, best = 0;
    bool quoted = false;
    for (ptrdiff_t i = 0; i < text.len && (quoted || text.ptr[i] != '\n'); i++) {
        quoted = text.ptr[i] == '"' ? !quoted : quoted;
        for (int k = 0; k < 3 && !quoted; k++)
            counts[k] += text.ptr[i] == candidates[k];
    }
    for (int k = 1; k < 3; k++)
        best = counts[k] > counts[best] ? k : best;
    return candidates[best];
}

typedef struct scan {
    wz_arena *arena;
    wz_str text;
    ptrdiff_t at;
    int32_t line;
    char separator;
    bool open; /* a quote that is not closed */
} scan;

/* The cell that begins at at; at is behind it, on its separator or line end. */
static wz_str read_cell(scan *s)
{
    wz_str text = s->text;
    if (s->at < text.len && text.ptr[s->at] == '"') {
        wz_buf out = {0};
        for (s->at++; s->at < text.len; s->at++) {
            char c = text.ptr[s->at];
            if (c == '"' && s->at + 1 < text.len && text.ptr[s->at + 1] == '"')
                s->at++;
            else if (c == '"')
                break;
            s->line += c == '\n';
            if (c != '\r')
                wz_buf_byte(&out, c);
        }
        s->open = s->open || s->at >= text.len;
        s->at++;
        while (s->at < text.len && text.ptr[s->at] != s->separator && text.ptr[s->at] != '\n')
            wz_buf_byte(&out, text.ptr[s->at++]); /* "a"b: what stands behind the quotes is kept */
        return wz_str_trim(wz_buf_take(s->arena, &out));
    }
    ptrdiff_t from = s->at;
    while (s->at < text.len && text.ptr[s->at] != s->separator && text.ptr[s->at] != '\n')
        s->at++;
    return wz_str_trim(wz_str_slice(text, from, s->at < text.len ? s->at : text.len));
}

/* One row; the number of its cells, which may be more than fit in out. */
static ptrdiff_t read_row(scan *s, wz_str *out, ptrdiff_t most)
{
    ptrdiff_t count = 0;
    for (;;) {
        wz_str cell = read_cell(s);
        if (count < most)
            out[count] = cell;
        count++;
        if (s->at >= s->text.len || s->text.ptr[s->at] == '\n')
            break;
        s->at++;
    }
    s->at++;
    s->line++;
    return count;
}

static bool is_blank(const wz_str *cells, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++)
        if (cells[i].len > 0)
            return false;
    return true;
}

wz_table *wz_table_read(wz_arena *arena, wz_diags *diags, const wz_source *source)
{
    wz_table *t = wz_new(arena, wz_table, 1);
    wz_str *names = wz_new(arena, wz_str, TABLE_COLUMNS);
    scan s = {.arena = arena, .text = source->text, .line = 1};
    if (wz_utf8_invalid(s.text) >= 0) {
        wz_report(diags, TABLE_WINDOWS, wz_loc_file(source));
        s.text = from_windows(arena, s.text);
    }
    s.at = wz_str_starts(s.text, WZ_STR("\xEF\xBB\xBF")) ? 3 : 0;
    s.separator = t->separator = find_separator(wz_str_slice(s.text, s.at, s.text.len));
    t->columns = read_row(&s, names, TABLE_COLUMNS);
    t->names = names;
    if (t->columns > TABLE_COLUMNS || is_blank(names, t->columns)) {
        wz_report(diags, TABLE_NO_NAMES, ((wz_loc){source, 1, 1, 0}), wz_format(arena, "%d", TABLE_COLUMNS));
        return NULL;
    }
    ptrdiff_t cap = 0;
    while (s.at < s.text.len) {
        wz_grow(arena, t->rows, t->count, cap);
        wz_table_row *row = &t->rows[t->count];
        row->line = s.line;
        row->cells = wz_new(arena, wz_str, t->columns);
        row->surplus = read_row(&s, row->cells, t->columns) > t->columns;
        t->count += !is_blank(row->cells, t->columns) || row->surplus;
    }
    if (s.open) {
        wz_report(diags, TABLE_QUOTE, ((wz_loc){source, t->count > 0 ? t->rows[t->count - 1].line : 1, 1, 0}));
        return NULL;
    }
    return t;
}

void wz_table_add(wz_buf *out, const wz_str *cells, ptrdiff_t count, char separator)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str cell = cells[i];
        bool quotes = wz_str_find_byte(cell, separator) >= 0 || wz_str_find_byte(cell, '"') >= 0 ||
                      wz_str_find_byte(cell, '\n') >= 0;
        if (i > 0)
            wz_buf_byte(out, separator);
        if (!quotes) {
            wz_buf_add(out, cell);
            continue;
        }
        wz_buf_byte(out, '"');
        for (ptrdiff_t j = 0; j < cell.len; j++) {
            if (cell.ptr[j] == '"')
                wz_buf_byte(out, '"');
            wz_buf_byte(out, cell.ptr[j]);
        }
        wz_buf_byte(out, '"');
    }
    wz_buf_byte(out, '\n');
}
