/* SPDX-License-Identifier: EUPL-1.2 */
/* A text of several lines of which some begin too far to the left: pasted paragraphs, lists and headings. All of them
 * are one fault, which is mended in one go. */
#include <string.h>

#include "yaml/internal.h"

static wz_str line_of(const wz_yaml_part *part, int32_t line)
{
    return wz_yaml_line(part->text, line, &(ptrdiff_t){0});
}

static char first_of(wz_str line)
{
    ptrdiff_t at = wz_yaml_indentation(line);
    return at < line.len ? line.ptr[at] : '\0';
}

/* "themas:", but not "De tweede alinea: hier". */
static bool is_field(wz_str line)
{
    ptrdiff_t colon = wz_yaml_key_colon(line, line.len);
    return colon > 0 && first_of(line) != '-' &&
           wz_str_find_byte(wz_str_slice(line, wz_yaml_indentation(line), colon), ' ') < 0;
}

/* A heading of Markdown at the margin is a comment to YAML, which ends the text before it. */
static int32_t first_comment(const wz_yaml_part *part, int32_t line)
{
    for (int32_t above = wz_yaml_line_above(part->text, line); above >= 0 && first_of(line_of(part, above)) == '#';
         above = wz_yaml_line_above(part->text, above))
        line = above;
    return line;
}

/* The line of the field whose text goes on at a line, or -1. */
static int32_t field_of(const wz_yaml_part *part, int32_t line, ptrdiff_t depth, bool block)
{
    wz_str text;
    do {
        line = wz_yaml_line_above(part->text, line);
        if (line < 0)
            return -1;
        text = line_of(part, line);
    } while (wz_yaml_indentation(text) > depth);
    ptrdiff_t colon = wz_yaml_key_colon(text, text.len);
    if (colon < 0 || first_of(text) == '#')
        return -1;
    wz_str value = wz_str_trim(wz_str_slice(text, colon + 1, text.len));
    if (value.len == 0)
        return -1;
    bool fits = block ? strchr("|>", value.ptr[0]) != NULL
                      : wz_yaml_indentation(text) == depth && strchr("[{&*!#", value.ptr[0]) == NULL;
    return fits ? line : -1;
}

/* Moves all lines from line on that are not indented as the text is. */
static wz_yaml_repair move(wz_arena *arena, const wz_yaml_part *part, int32_t line, ptrdiff_t key, ptrdiff_t spaces,
                           bool block)
{
    wz_yaml_repair repair = {.line = line};
    wz_buf with = {0};
    ptrdiff_t start, from;
    wz_yaml_line(part->text, line, &start);
    for (bool first = true;; first = false, line++) {
        wz_str text = wz_yaml_line(part->text, line, &from);
        bool blank = wz_str_trim(text).len == 0, left = wz_yaml_indentation(text) <= key;
        if (from >= part->text.len || (!first && left && !blank && is_field(text)) ||
            (!block && (blank || !left || (!first && strchr("-#", first_of(text)) != NULL))))
            break;
        repair.to = from + text.len - start;
        wz_buf_format(&with, "%s%*s%.*s", first ? "" : "\n", blank ? 0 : (int)spaces, "", WZ_ARG(text));
    }
    repair.with = wz_buf_take(arena, &with);
    return repair;
}

bool wz_yaml_find_unindented(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line, bool block,
                             wz_yaml_repair *repair)
{
    wz_str start = wz_str_slice(line_of(part, line), 0, wz_yaml_indentation(line_of(part, line)));
    if (is_field(line_of(part, line)) || wz_str_find_byte(start, '\t') >= 0)
        return false;
    int32_t heading = first_comment(part, line);
    ptrdiff_t depth = wz_yaml_indentation(line_of(part, line)), left = wz_yaml_indentation(line_of(part, heading));
    int32_t field = heading != line ? field_of(part, heading, left < depth ? left : depth, true) : -1;
    line = field >= 0 ? heading : line;
    block = block || field >= 0;
    if (field < 0)
        field = field_of(part, line, depth, block);
    if (field < 0)
        return false;
    wz_str text = line_of(part, line), key = line_of(part, field);
    wz_str above = line_of(part, wz_yaml_line_above(part->text, line));
    ptrdiff_t at = wz_yaml_indentation(key), colon = wz_yaml_key_colon(key, key.len);
    ptrdiff_t wanted = wz_yaml_indentation(above) > at ? wz_yaml_indentation(above) : at + 2;
    depth = wz_yaml_indentation(text);
    if (depth >= wanted || (first_of(key) == '-' && first_of(text) == '-')) /* the next item of a list */
        return false;
    bool literal = strchr("|>", wz_str_trim(wz_str_slice(key, colon + 1, key.len)).ptr[0]) != NULL;
    wz_report(diags, YAML_UNINDENTED, wz_yaml_place(part, line, depth, text.len),
              wz_yaml_shorten(arena, wz_yaml_name_before(key, colon)), wz_format(arena, "%d", field + 1 + part->above),
              wz_format(arena, "%td", wanted))
        ->related = wz_yaml_place(part, field, at, colon);
    *repair = move(arena, part, line, at, wanted - depth, literal);
    return true;
}
