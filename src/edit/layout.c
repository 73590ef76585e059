/* SPDX-License-Identifier: EUPL-1.2 */
/* The layout of a YAML file: line ends, blanks, indentation, and spaces in brackets. Values stay as they are. */
#include "edit/format.h"

#include <string.h>

#define STEP 2 /* spaces of indentation */

typedef struct layout {
    wz_arena *arena;
    wz_str text;
    const wz_source *source;
    ptrdiff_t *starts; /* of lines, and one past the last */
    ptrdiff_t lines;
    int *shift;   /* of each line, in spaces */
    int *gap;     /* spaces to take away behind the dash of a line */
    bool *inside; /* a line that goes on in a text: its end is not ours */
    wz_edits *edits;
} layout;

/* Without a byte order mark, and with line feeds only. */
wz_str format_lines(wz_arena *arena, wz_str text)
{
    wz_buf out = {0};
    ptrdiff_t at = wz_str_starts(text, WZ_STR("\xEF\xBB\xBF")) ? 3 : 0;
    for (; at < text.len; at++)
        if (text.ptr[at] != '\r' || at + 1 == text.len || text.ptr[at + 1] != '\n')
            wz_buf_byte(&out, text.ptr[at]);
    return wz_buf_take(arena, &out);
}

bool format_keeps(wz_str text, const wz_node *node)
{
    wz_str rest, header = wz_str_cut(wz_str_slice(text, node->start, text.len), '\n', &rest);
    return wz_str_find_byte(wz_str_slice(header, 0, 3), '+') >= 0;
}

static ptrdiff_t line_of(const layout *l, ptrdiff_t at)
{
    ptrdiff_t low = 0, high = l->lines;
    while (high - low > 1) {
        ptrdiff_t middle = (low + high) / 2;
        if (l->starts[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static ptrdiff_t column_of(const layout *l, ptrdiff_t at)
{
    return at - l->starts[line_of(l, at)];
}

static bool is_block(const layout *l, const wz_node *node)
{
    return node->kind != WZ_NODE_TEXT && node->count > 0 && l->text.ptr[node->start] != '{' &&
           l->text.ptr[node->start] != '[';
}

/* The last line of what ends at end, white space left aside. */
static ptrdiff_t last_line(const layout *l, ptrdiff_t start, ptrdiff_t end)
{
    while (end > start && (l->text.ptr[end - 1] == '\n' || l->text.ptr[end - 1] == ' '))
        end--;
    return line_of(l, end > start ? end - 1 : start);
}

static void shift_lines(layout *l, ptrdiff_t from, ptrdiff_t to, ptrdiff_t by)
{
    for (ptrdiff_t i = from; i <= to; i++)
        l->shift[i] = (int)by;
}

static void walk(layout *l, const wz_node *node, ptrdiff_t column);

/* The items of a list, each behind a dash on its line; column is where the dashes go. */
static void walk_list(layout *l, const wz_node *list, ptrdiff_t column)
{
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_node *item = list->items[i];
        ptrdiff_t first = line_of(l, item->start), last = last_line(l, item->start, item->end);
        ptrdiff_t dash = l->starts[first];
        while (dash < item->start && l->text.ptr[dash] == ' ')
            dash++;
        ptrdiff_t gap = item->start - dash - STEP;
        bool here = dash < item->start && l->text.ptr[dash] == '-' && gap >= 0;
        for (ptrdiff_t at = dash + 1; at < item->start && here; at++)
            here = l->text.ptr[at] == ' ';
        if (!here)
            continue; /* a dash on a line of its own, or two of them: as it is */
        ptrdiff_t by = column + STEP - column_of(l, item->start);
        shift_lines(l, first + 1, last, by);
        l->shift[first] = (int)(column - column_of(l, dash));
        l->gap[first] = (int)gap;
        walk(l, item, column + STEP);
    }
}

/* What is below a block; column is where its keys or dashes go. */
static void walk(layout *l, const wz_node *node, ptrdiff_t column)
{
    if (!is_block(l, node))
        return;
    if (node->kind == WZ_NODE_LIST) {
        walk_list(l, node, column);
        return;
    }
    for (ptrdiff_t i = 0; i < node->count; i++) {
        const wz_node *value = node->items[i];
        if (!is_block(l, value))
            continue;
        ptrdiff_t start = value->kind == WZ_NODE_MAP ? value->keys[0]->start : value->start;
        ptrdiff_t first = line_of(l, start);
        if (first == line_of(l, node->keys[i]->start))
            continue;
        shift_lines(l, first, last_line(l, value->start, value->end), column + STEP - column_of(l, start));
        walk(l, value, column + STEP);
    }
}

/* Nothing but spaces and, when it is asked for, one comma stands between two parts in brackets. */
static bool is_gap(wz_str gap, bool comma)
{
    ptrdiff_t commas = 0;
    for (ptrdiff_t i = 0; i < gap.len; i++) {
        if (gap.ptr[i] != ' ' && gap.ptr[i] != ',')
            return false;
        commas += gap.ptr[i] == ',';
    }
    return commas == comma;
}

static void close_gap(layout *l, ptrdiff_t from, ptrdiff_t to, bool comma)
{
    wz_str want = comma ? WZ_STR(", ") : WZ_STR("");
    wz_str gap = wz_str_slice(l->text, from, to);
    if (from <= to && is_gap(gap, comma) && !wz_str_equal(gap, want))
        edits_replace(l->edits, l->source, from, to, want);
}

/* [ a,b ] becomes [a, b]; what stands on several lines stays. */
static void space(layout *l, const wz_node *node)
{
    if (node->count == 0)
        return;
    bool map = node->kind == WZ_NODE_MAP, flow = !is_block(l, node) && node->end > node->start + 1;
    ptrdiff_t at = node->start + 1;
    for (ptrdiff_t i = 0; i < node->count; i++) {
        ptrdiff_t start = map ? node->keys[i]->start : node->items[i]->start;
        if (flow)
            close_gap(l, at, start, i > 0);
        space(l, node->items[i]);
        at = node->items[i]->end;
    }
    if (flow)
        close_gap(l, at, node->end - 1, false);
}

/* Lines of which what stands at their ends may count: those that go on in a text, the last of a block, and the empty ones
 * behind a block that keeps them. */
static void mark_texts(layout *l, const wz_node *node)
{
    bool block = node->kind == WZ_NODE_TEXT && (node->style == WZ_STYLE_LITERAL || node->style == WZ_STYLE_FOLDED);
    ptrdiff_t from = line_of(l, node->start), to = last_line(l, node->start, node->end) + block;
    if (block && format_keeps(l->text, node) && node->end > node->start)
        to = line_of(l, node->end - 1) + 1;
    for (ptrdiff_t i = from; i < to && node->kind == WZ_NODE_TEXT; i++)
        l->inside[i] = true;
    for (ptrdiff_t i = 0; i < node->count; i++)
        mark_texts(l, node->items[i]);
}

static bool is_blank(const layout *l, ptrdiff_t i)
{
    return !l->inside[i] && wz_str_trim(wz_str_slice(l->text, l->starts[i], l->starts[i + 1])).len == 0;
}

/* One empty line between fields is enough, and none at the start or the end. */
static bool is_surplus(const layout *l, ptrdiff_t i)
{
    bool last = true;
    for (ptrdiff_t below = i + 1; below < l->lines && last; below++)
        last = is_blank(l, below);
    return is_blank(l, i) && (i == 0 || is_blank(l, i - 1) || last);
}

/* The blanks at the end of a line, and its indentation. */
static void trim_line(layout *l, ptrdiff_t i)
{
    ptrdiff_t start = l->starts[i], end = l->starts[i + 1], first = start, last;
    if (is_surplus(l, i)) {
        edits_replace(l->edits, l->source, start, end, WZ_STR(""));
        return;
    }
    if (l->text.ptr[end - 1] != '\n')
        edits_replace(l->edits, l->source, end, end, WZ_STR("\n"));
    end -= l->text.ptr[end - 1] == '\n';
    last = end;
    while (last > start && !l->inside[i] && (l->text.ptr[last - 1] == ' ' || l->text.ptr[last - 1] == '\t'))
        last--;
    while (first < last && l->text.ptr[first] == ' ')
        first++;
    if (first < last || l->inside[i]) {
        ptrdiff_t old = first - start, new = old + l->shift[i] > 0 ? old + l->shift[i] : 0;
        if (first < end && new != old)
            edits_replace(l->edits, l->source, start, first, wz_format(l->arena, "%*s", (int)new, ""));
        if (l->gap[i] > 0)
            edits_replace(l->edits, l->source, first + 1, first + 1 + l->gap[i], WZ_STR(""));
    }
    if (last < end)
        edits_replace(l->edits, l->source, last, end, WZ_STR(""));
}

static void find_lines(layout *l)
{
    ptrdiff_t count = 1;
    for (ptrdiff_t i = 0; i < l->text.len; i++)
        count += l->text.ptr[i] == '\n';
    l->starts = wz_new(l->arena, ptrdiff_t, count + 1);
    for (ptrdiff_t i = 0; i < l->text.len; i++)
        if (l->text.ptr[i] == '\n')
            l->starts[++l->lines] = i + 1;
    l->lines += l->starts[l->lines] < l->text.len;
    l->starts[l->lines] = l->text.len;
    l->shift = wz_new(l->arena, int, l->lines + 1);
    l->gap = wz_new(l->arena, int, l->lines + 1);
    l->inside = wz_new(l->arena, bool, l->lines + 1);
}

wz_str format_layout(wz_arena *arena, const wz_source *source, const wz_node *tree)
{
    layout l = {.arena = arena, .text = source->text, .source = source, .edits = edits_new(arena)};
    find_lines(&l);
    mark_texts(&l, tree);
    if (is_block(&l, tree))
        walk(&l, tree, column_of(&l, tree->keys[0]->start));
    space(&l, tree);
    for (ptrdiff_t i = 0; i < l.lines; i++)
        trim_line(&l, i);
    ptrdiff_t count;
    const wz_replacement *files = wz_edits_files(l.edits, &count);
    return count > 0 ? files[0].bytes : source->text;
}
