/* SPDX-License-Identifier: EUPL-1.2 */
/* What Git leaves in a file that two people changed: both versions, between marks. */
#include "yaml/internal.h"

/* The four marks, in their order in a file; the second is there only when Git was asked for the version before. */
static const wz_str marks[] = {WZ_STR("<<<<<<<"), WZ_STR("|||||||"), WZ_STR("======="), WZ_STR(">>>>>>>")};

/* Which mark a line is, or -1. */
static int mark_of(wz_str line)
{
    for (int i = 0; i < 4; i++)
        if (wz_str_starts(line, marks[i]) && wz_str_find_byte(WZ_STR(" \r\n"), line.len > 7 ? line.ptr[7] : '\n') >= 0)
            return i;
    return -1;
}

bool wz_yaml_is_conflict(wz_str line)
{
    return mark_of(line) >= 0;
}

/* The lines of one conflict: counting from 0, and their bytes. What stands from dropped to end is not read. */
typedef struct conflict {
    int32_t first, last;
    ptrdiff_t start, dropped, end;
    ptrdiff_t indent, closing; /* spaces before the first mark and before the last */
} conflict;

/* The mark that begins at byte at, after spaces; *next is the line after it. -1 when it is another line. */
static int mark_at(wz_str text, ptrdiff_t at, ptrdiff_t *indent, ptrdiff_t *next)
{
    ptrdiff_t stop = wz_str_find_byte(wz_str_slice(text, at, text.len), '\n'), first = at;
    *next = stop < 0 ? text.len : at + stop + 1;
    while (first < *next && text.ptr[first] == ' ') /* a text that was resolved by half is indented */
        first++;
    *indent = first - at;
    return mark_of(wz_str_slice(text, first, *next));
}

/* The next conflict from byte at, which is the start of line number line, on. */
static bool find_conflict(wz_str text, ptrdiff_t at, int32_t line, conflict *found)
{
    *found = (conflict){.first = -1, .dropped = -1};
    for (ptrdiff_t next, indent; at < text.len; at = next, line++) {
        int mark = mark_at(text, at, &indent, &next);
        if (mark == 0)
            *found = (conflict){.first = line, .start = at, .dropped = -1, .indent = indent};
        else if (mark > 0 && mark < 3 && found->first >= 0 && found->dropped < 0)
            found->dropped = at;
        else if (mark == 3 && found->dropped >= 0) {
            found->last = line;
            found->end = next;
            found->closing = indent;
            return true;
        }
    }
    return false;
}

/* The marks that are left of one that was resolved by half. A line of = alone is none: it can be a heading. */
static bool find_half(wz_str text, conflict *found)
{
    bool sure = false;
    int32_t line = 0;
    *found = (conflict){.first = -1};
    for (ptrdiff_t at = 0, next, indent; at < text.len; at = next, line++) {
        int mark = mark_at(text, at, &indent, &next);
        if (mark < 0 || indent > 0)
            continue;
        sure = sure || mark == 0 || mark == 3;
        if (found->first < 0)
            *found = (conflict){.first = line, .start = at, .dropped = mark == 0 ? next : at};
        found->last = line;
        found->end = next;
    }
    return sure;
}

static void report(wz_arena *arena, wz_diags *diags, const wz_source *source, const conflict *c)
{
    bool several = c->last > c->first;
    wz_str lines =
        several ? wz_format(arena, "%d - %d", c->first + 1, c->last + 1) : wz_format(arena, "%d", c->first + 1);
    wz_diag *d = wz_report(diags, YAML_CONFLICT, ((wz_loc){source, c->first + 1, (int32_t)c->indent + 1, 7}), lines);
    if (several)
        d->related = (wz_loc){source, c->last + 1, (int32_t)c->closing + 1, 7};
}

/* Adds text[from, to), or of what is not to be read its line breaks. */
static void add(wz_buf *copy, wz_str text, ptrdiff_t from, ptrdiff_t to, bool read)
{
    wz_str piece = wz_str_slice(text, from, to);
    for (ptrdiff_t i = 0; !read && i < piece.len; i++)
        if (piece.ptr[i] == '\n')
            wz_buf_add(copy, WZ_STR("\n"));
    if (read)
        wz_buf_add(copy, piece);
}

/* Without the line of its first mark, nor what is dropped. Lines are emptied, not filled with spaces: a text in a record
 * cannot begin with a line that is longer than its indentation. */
static void add_read(wz_buf *copy, wz_str text, ptrdiff_t *from, const conflict *c)
{
    ptrdiff_t next, indent;
    mark_at(text, c->start, &indent, &next);
    add(copy, text, *from, c->start, true);
    add(copy, text, c->start, next, false);
    if (c->dropped > next)
        add(copy, text, next, c->dropped, true);
    add(copy, text, c->dropped > next ? c->dropped : next, c->end, false);
    *from = c->end;
}

wz_str wz_yaml_blank_conflicts(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_str text, bool *clean)
{
    conflict c;
    wz_buf copy = {0};
    ptrdiff_t from = 0;
    int32_t line = 0;
    if (wz_str_find(text, marks[0]) < 0 && wz_str_find(text, marks[3]) < 0)
        return text;
    for (; find_conflict(text, from, line, &c); line = c.last + 1) {
        report(arena, diags, source, &c);
        add_read(&copy, text, &from, &c);
        *clean = false;
    }
    if (from > 0) {
        add(&copy, text, from, text.len, true);
        text = wz_buf_take(arena, &copy);
        from = 0;
    }
    if (find_half(text, &c)) {
        report(arena, diags, source, &c);
        add_read(&copy, text, &from, &c);
        add(&copy, text, from, text.len, true);
        text = wz_buf_take(arena, &copy);
        *clean = false;
    }
    return text;
}
