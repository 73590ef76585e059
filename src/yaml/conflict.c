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

/* The lines of one conflict: counting from 0, and their bytes. */
typedef struct conflict {
    int32_t first, last;
    ptrdiff_t start, ours_end, end; /* ours: what stands between the first two marks */
} conflict;

/* The next conflict from byte at, which is the start of line number line, on. */
static bool find_conflict(wz_str text, ptrdiff_t at, int32_t line, conflict *found)
{
    *found = (conflict){-1, -1, -1, -1, -1};
    for (ptrdiff_t next; at < text.len; at = next, line++) {
        wz_str rest = wz_str_slice(text, at, text.len);
        ptrdiff_t stop = wz_str_find_byte(rest, '\n');
        next = stop < 0 ? text.len : at + stop + 1;
        ptrdiff_t first = at; /* a text that was resolved by half is indented */
        while (first < next && text.ptr[first] == ' ')
            first++;
        int mark = mark_of(wz_str_slice(text, first, next));
        if (mark == 0)
            *found = (conflict){line, -1, at, -1, -1};
        else if (mark > 0 && mark < 3 && found->first >= 0 && found->ours_end < 0)
            found->ours_end = at;
        else if (mark == 3 && found->ours_end >= 0) {
            found->last = line;
            found->end = next;
            return true;
        }
    }
    return false;
}

static void blank(char *bytes, ptrdiff_t from, ptrdiff_t to)
{
    for (; from < to; from++)
        if (bytes[from] != '\n' && bytes[from] != '\r')
            bytes[from] = ' ';
}

wz_str wz_yaml_blank_conflicts(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_str text, bool *clean)
{
    conflict c;
    char *bytes = NULL;
    int32_t line = 0;
    for (ptrdiff_t at = 0; find_conflict(text, at, line, &c); at = c.end, line = c.last + 1) {
        if (bytes == NULL)
            bytes = (char *)wz_str_cstring(arena, text);
        ptrdiff_t first = wz_str_find_byte(wz_str_slice(text, c.start, text.len), '\n');
        wz_diag *d = wz_report(diags, YAML_CONFLICT, ((wz_loc){source, c.first + 1, 1, 7}),
                               wz_format(arena, "%d - %d", c.first + 1, c.last + 1));
        d->related = (wz_loc){source, c.last + 1, 1, 7};
        blank(bytes, c.start, c.start + first);
        for (ptrdiff_t i = c.start; text.ptr[c.start] == ' ' && i < c.start + first;
             i++) /* a text cannot begin with a line of mere spaces */
            bytes[i] = text.ptr[i] == ' ' || text.ptr[i] == '\r' ? text.ptr[i] : '#';
        blank(bytes, c.ours_end, c.end);
        *clean = false;
    }
    return bytes != NULL ? (wz_str){bytes, text.len} : text;
}
