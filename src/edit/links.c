/* SPDX-License-Identifier: EUPL-1.2 */
/* Links in Markdown text, as bytes of a file. */
#include "edit/edits.h"

static bool is_id_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* The number of equal bytes from at. */
static ptrdiff_t run_of(wz_str text, ptrdiff_t at)
{
    ptrdiff_t end = at;
    while (end < text.len && text.ptr[end] == text.ptr[at])
        end++;
    return end - at;
}

/* Behind the code that opens at at with a run of backticks: the end of the run of that length, in the same paragraph. When there
 * is none the run is plain text (CommonMark 0.30, section 6.1). */
static ptrdiff_t skip_code(wz_str text, ptrdiff_t at)
{
    ptrdiff_t length = run_of(text, at), i = at + length;
    for (; i < text.len; i++) {
        if (text.ptr[i] == '`') {
            ptrdiff_t run = run_of(text, i);
            if (run == length)
                return i + run;
            i += run - 1;
        } else if (text.ptr[i] == '\n' && i + 1 < text.len && text.ptr[i + 1] == '\n') {
            break;
        }
    }
    return at + length;
}

/* Behind the block of code that the fence at at opens (CommonMark 0.30, section 4.5): its closing line, or the end. */
static ptrdiff_t skip_fence(wz_str text, ptrdiff_t at)
{
    char sign = text.ptr[at];
    ptrdiff_t length = run_of(text, at), line = at;
    while (line < text.len) {
        ptrdiff_t next = wz_str_find_byte(wz_str_slice(text, line, text.len), '\n');
        if (next < 0)
            return text.len;
        line += next + 1;
        ptrdiff_t first = line;
        while (first < text.len && text.ptr[first] == ' ')
            first++;
        if (first < text.len && text.ptr[first] == sign && run_of(text, first) >= length)
            return first + run_of(text, first);
    }
    return text.len;
}

static bool begins_line(wz_str text, ptrdiff_t at)
{
    while (at > 0 && text.ptr[at - 1] == ' ')
        at--;
    return at == 0 || text.ptr[at - 1] == '\n';
}

/* A destination stands behind "](" or "<", or behind the "]:" of a definition. */
static bool is_destination(wz_str text, ptrdiff_t at)
{
    ptrdiff_t before = at;
    while (before > 0 && (text.ptr[before - 1] == ' ' || text.ptr[before - 1] == '\n'))
        before--;
    wz_str head = wz_str_slice(text, 0, before), near = wz_str_slice(text, 0, at);
    return wz_str_ends(near, WZ_STR("<")) || wz_str_ends(head, WZ_STR("](")) || wz_str_ends(head, WZ_STR("]:"));
}

void edits_each_link(const wz_source *source, ptrdiff_t start, ptrdiff_t end, wz_str name, link_found *found,
                     void *context)
{
    wz_str text = wz_str_slice(source->text, start, end);
    for (ptrdiff_t i = 0; i < text.len;) {
        bool fence = (text.ptr[i] == '`' || text.ptr[i] == '~') && run_of(text, i) >= 3 && begins_line(text, i);
        wz_str here = wz_str_slice(text, i, text.len);
        ptrdiff_t behind = i + name.len;
        if (fence) {
            i = skip_fence(text, i);
        } else if (text.ptr[i] == '`') {
            i = skip_code(text, i);
        } else if (wz_str_starts(here, name) && (behind == text.len || !is_id_byte(text.ptr[behind])) &&
                   is_destination(text, i)) {
            found(context, source, start + i, start + behind);
            i = behind;
        } else {
            i++;
        }
    }
}
