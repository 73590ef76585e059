/* SPDX-License-Identifier: EUPL-1.2 */
/* What changes, as a unified diff (the format of `diff -u`, POSIX). */
#include "edit/edits.h"

#define AROUND 3    /* lines */
#define MOST   4000 /* lines that may differ between two texts; beyond that the whole is shown as replaced */

typedef struct lines {
    wz_str *items;
    ptrdiff_t count, cap;
} lines;

/* A run of lines: kept (both), removed or added. */
typedef struct row {
    char sign;
    wz_str text;
} row;

static lines split(wz_arena *arena, wz_str text)
{
    lines out = {.items = wz_new(arena, wz_str, 1), .cap = 1};
    for (wz_str rest = text; rest.len > 0;) {
        ptrdiff_t at = wz_str_find_byte(rest, '\n'), end = at < 0 ? rest.len : at + 1;
        wz_grow(arena, out.items, out.count, out.cap);
        out.items[out.count++] = wz_str_slice(rest, 0, end);
        rest = wz_str_slice(rest, end, rest.len);
    }
    return out;
}

/* The lengths of the longest common subsequence of the ends of a and b: table[i][j] for a from i and b from j. */
static int *common(wz_arena *arena, const lines *a, const lines *b)
{
    ptrdiff_t wide = b->count + 1;
    int *table = wz_new(arena, int, (a->count + 1) * wide);
    for (ptrdiff_t i = a->count - 1; i >= 0; i--)
        for (ptrdiff_t j = b->count - 1; j >= 0; j--) {
            int down = table[(i + 1) * wide + j], right = table[i * wide + j + 1];
            table[i * wide + j] = wz_str_equal(a->items[i], b->items[j]) ? table[(i + 1) * wide + j + 1] + 1
                                  : down > right                         ? down
                                                                         : right;
        }
    return table;
}

static row *compare(wz_arena *arena, lines a, lines b, ptrdiff_t *count)
{
    row *rows = wz_new(arena, row, a.count + b.count);
    ptrdiff_t head = 0, n = 0, tail = 0;
    while (head < a.count && head < b.count && wz_str_equal(a.items[head], b.items[head])) {
        rows[n++] = (row){' ', a.items[head]};
        head++;
    }
    while (tail < a.count - head && tail < b.count - head &&
           wz_str_equal(a.items[a.count - 1 - tail], b.items[b.count - 1 - tail]))
        tail++;
    lines x = {a.items + head, a.count - head - tail, 0}, y = {b.items + head, b.count - head - tail, 0};
    bool small = x.count <= MOST && y.count <= MOST;
    const int *table = small ? common(arena, &x, &y) : NULL;
    ptrdiff_t i = 0, j = 0, wide = y.count + 1;
    while (i < x.count || j < y.count) {
        bool same = small && i < x.count && j < y.count && wz_str_equal(x.items[i], y.items[j]);
        bool removes = i < x.count && (j == y.count || !small || table[(i + 1) * wide + j] >= table[i * wide + j + 1]);
        if (same)
            rows[n++] = (row){' ', x.items[i]}, i++, j++;
        else if (removes)
            rows[n++] = (row){'-', x.items[i++]};
        else
            rows[n++] = (row){'+', y.items[j++]};
    }
    for (ptrdiff_t t = a.count - tail; t < a.count; t++)
        rows[n++] = (row){' ', a.items[t]};
    *count = n;
    return rows;
}

static void add_row(wz_buf *out, const row *r)
{
    wz_buf_byte(out, r->sign);
    wz_buf_add(out, r->text);
    if (!wz_str_ends(r->text, WZ_STR("\n")))
        wz_buf_add(out, WZ_STR("\n\\ No newline at end of file\n"));
}

/* Where the hunk that begins with the change at from ends: changes with few kept lines between them are one. */
static ptrdiff_t hunk_end(const row *rows, ptrdiff_t count, ptrdiff_t from)
{
    ptrdiff_t end = from, kept = 0;
    for (ptrdiff_t i = from; i < count && kept <= 2 * AROUND; i++) {
        kept = rows[i].sign == ' ' ? kept + 1 : 0;
        if (kept == 0)
            end = i + 1;
    }
    return end;
}

static void add_hunks(wz_buf *out, const row *rows, ptrdiff_t count)
{
    ptrdiff_t old = 1, new = 1, at = 0; /* the line numbers of row at */
    for (ptrdiff_t i = 0; i < count; i++) {
        if (rows[i].sign == ' ')
            continue;
        ptrdiff_t from = i > AROUND ? i - AROUND : 0, end = hunk_end(rows, count, i),
                  to = end + AROUND < count ? end + AROUND : count, olds = 0, news = 0;
        from = from < at ? at : from;
        for (; at < from; at++) {
            old += rows[at].sign != '+';
            new += rows[at].sign != '-';
        }
        for (ptrdiff_t k = from; k < to; k++) {
            olds += rows[k].sign != '+';
            news += rows[k].sign != '-';
        }
        wz_buf_format(out, "@@ -%td,%td +%td,%td @@\n", olds > 0 ? old : old - 1, olds, news > 0 ? new : new - 1, news);
        for (ptrdiff_t k = from; k < to; k++)
            add_row(out, &rows[k]);
        i = end - 1;
    }
}

void wz_edits_patch(wz_edits *edits, wz_buf *out)
{
    ptrdiff_t count;
    const wz_replacement *files = wz_edits_files(edits, &count);
    for (ptrdiff_t f = 0; f < count; f++) {
        wz_str new = files[f].gone ? (wz_str){0} : files[f].bytes;
        ptrdiff_t rows;
        const row *all = compare(edits->arena, split(edits->arena, files[f].was), split(edits->arena, new), &rows);
        wz_buf_format(out, files[f].was.ptr != NULL ? "--- a/%.*s\n" : "--- /dev/null\n", WZ_ARG(files[f].path));
        wz_buf_format(out, files[f].gone ? "+++ /dev/null\n" : "+++ b/%.*s\n", WZ_ARG(files[f].path));
        add_hunks(out, all, rows);
    }
}
