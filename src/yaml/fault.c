/* SPDX-License-Identifier: EUPL-1.2 */
/* What libyaml cannot read, in words for editors. libyaml says what it expected; people want to know what they typed.
 * So the line itself is looked at again, and what libyaml said only chooses where to look. */
#include <string.h>

#include "yaml/internal.h"

/* One fault with the lines it is about. */
typedef struct caught {
    wz_arena *arena;
    wz_diags *diags;
    const wz_yaml_part *part;
    const wz_yaml_fault *fault;
    wz_str line;  /* the line of fault->at */
    ptrdiff_t at; /* byte of fault->at in it */
    wz_str context_line;
    ptrdiff_t context;
} caught;

static const wz_yaml_repair no_repair = {.line = -1};

/* Byte of a column (from 0) in a line, at most its length. */
static ptrdiff_t byte_of(wz_str line, int32_t column)
{
    ptrdiff_t at = 0;
    for (int32_t i = 0; i < column && at < line.len; i++)
        wz_utf8_next(line, &at);
    return at;
}

static char char_at(wz_str line, ptrdiff_t at)
{
    return at >= 0 && at < line.len ? line.ptr[at] : '\n';
}

/* The place of bytes [from, to) of a line (from 0). */
static wz_loc place(const caught *c, int32_t line, ptrdiff_t from, ptrdiff_t to)
{
    return wz_yaml_place(c->part, line, from, to);
}

/* A repair that puts one character in the place of another. */
static wz_yaml_repair swap(int32_t line, ptrdiff_t at, wz_str with)
{
    return (wz_yaml_repair){line, at, at + 1, with};
}

/* Where the value of a line begins: after its key, or after list dashes. */
static ptrdiff_t value_start(wz_str line)
{
    ptrdiff_t at = wz_yaml_indentation(line), colon = wz_yaml_key_colon(line, line.len);
    if (colon >= 0)
        at = colon + 1;
    while (at < line.len && (line.ptr[at] == ' ' || (line.ptr[at] == '-' && char_at(line, at + 1) == ' ')))
        at++;
    return at;
}

static wz_yaml_repair bad_indentation(const caught *c)
{
    int32_t line = c->fault->at.line, above = wz_yaml_line_above(c->part->text, line);
    if (char_at(c->line, wz_yaml_indentation(c->line)) == ':') {
        wz_report(c->diags, YAML_EMPTY_KEY,
                  place(c, line, wz_yaml_indentation(c->line), wz_yaml_indentation(c->line) + 1));
        return no_repair;
    }
    wz_str text = above >= 0 ? wz_yaml_line(c->part->text, above, &(ptrdiff_t){0}) : (wz_str){0};
    wz_loc here = place(c, line, wz_yaml_indentation(c->line), wz_yaml_indentation(c->line) + wz_str_trim(c->line).len);
    wz_loc there = above >= 0
                       ? place(c, above, wz_yaml_indentation(text), wz_yaml_indentation(text) + wz_str_trim(text).len)
                       : (wz_loc){0};
    bool first = above >= 0 && wz_yaml_line_above(c->part->text, above) < 0 &&
                 wz_yaml_indentation(text) > wz_yaml_indentation(c->line); /* it alone is out of line */
    wz_diag *diag = wz_report(c->diags, YAML_INDENTATION, first ? there : here);
    diag->related = first ? here : there;
    return no_repair;
}

/* The name of the field whose value the line continues: the nearest line above that is indented less and has a key. */
static wz_str field_above(const caught *c)
{
    ptrdiff_t depth = wz_yaml_indentation(c->line);
    for (int32_t line = wz_yaml_line_above(c->part->text, c->fault->at.line); line >= 0;
         line = wz_yaml_line_above(c->part->text, line)) {
        wz_str text = wz_yaml_line(c->part->text, line, &(ptrdiff_t){0});
        ptrdiff_t colon = wz_yaml_key_colon(text, text.len);
        if (wz_yaml_indentation(text) < depth)
            return colon >= 0 ? wz_yaml_name_before(text, colon) : (wz_str){0};
    }
    return (wz_str){0};
}

static wz_yaml_repair missing_colon(const caught *c);

/* The line above, when it is at the same level and has no key: titel:Raad, which swallowed the line of the fault. */
static bool find_swallower(const caught *c, caught *above)
{
    *above = *c;
    above->fault = NULL;
    int32_t line = wz_yaml_line_above(c->part->text, c->fault->at.line);
    wz_str text = line >= 0 ? wz_yaml_line(c->part->text, line, &(ptrdiff_t){0}) : (wz_str){0};
    above->context_line = text;
    above->context = wz_yaml_indentation(text);
    return line >= 0 && above->context == wz_yaml_indentation(c->line) && wz_yaml_key_colon(text, text.len) < 0 &&
           char_at(text, above->context) != '#' && char_at(text, above->context) != '-';
}

/* A value without the quotes of a word processor around it, which mean nothing to YAML. */
static wz_str without_curly(wz_str value)
{
    ptrdiff_t first = 0, last = value.len;
    while (last > 0 && ((unsigned char)value.ptr[last - 1] & 0xC0) == 0x80)
        last--;
    ptrdiff_t end = last = last > 0 ? last - 1 : 0;
    if (value.len == 0 || !wz_yaml_is_curly(wz_utf8_next(value, &first)) || end < first ||
        !wz_yaml_is_curly(wz_utf8_next(value, &last)))
        return value;
    return wz_str_slice(value, first, end);
}

/* wet: gemeentewet, artikel: "28" on one line: parts without braces. The colon is that of the second name. */
static bool lacks_braces(const caught *c, ptrdiff_t colon, wz_yaml_repair *repair)
{
    ptrdiff_t from = wz_yaml_indentation(c->line), name = c->at;
    while (from + 1 < colon && c->line.ptr[from] == '-' && c->line.ptr[from + 1] == ' ')
        from += 2;
    while (name > colon && (wz_is_small(c->line.ptr[name - 1]) || c->line.ptr[name - 1] == '_'))
        name--;
    wz_str before = wz_str_trim(wz_str_slice(c->line, colon + 1, name)),
           whole = wz_str_slice(c->line, from, c->line.len);
    if (name == c->at || !wz_str_ends(before, WZ_STR(",")) || wz_str_find_byte(before, ' ') >= 0 || before.len < 2 ||
        wz_str_find(whole, WZ_STR(" #")) >= 0)
        return false;
    wz_str with = wz_format(c->arena, "{%.*s}", WZ_ARG(wz_str_trim(whole)));
    *repair = (wz_yaml_repair){c->fault->at.line, from, c->line.len, with};
    wz_report(c->diags, YAML_NO_BRACES, place(c, c->fault->at.line, from, c->line.len), with)->suggestion = with;
    return true;
}

/* titel: Zorg: nu */
static wz_yaml_repair stray_colon(const caught *c)
{
    int32_t line = c->fault->at.line;
    ptrdiff_t colon = wz_yaml_key_colon(c->line, c->at);
    wz_yaml_repair repair = swap(line, c->at, WZ_STR(";"));
    wz_str before = wz_str_trim(wz_str_slice(c->line, 0, c->at));
    if (before.len == 0) {
        wz_report(c->diags, YAML_EMPTY_KEY, place(c, line, c->at, c->at + 1));
        return repair;
    }
    if (colon < 0) { /* the colon is the first: is this a key that is out of place, or running text? */
        wz_str field = field_above(c);
        caught above;
        if (field.len == 0 && find_swallower(c, &above)) {
            wz_yaml_fault fault = *c->fault;
            fault.context.line = wz_yaml_line_above(c->part->text, line);
            above.fault = &fault;
            return missing_colon(&above);
        }
        if (wz_str_find_byte(before, ' ') < 0 || field.len == 0) {
            bad_indentation(c);
            return repair;
        }
        wz_report(c->diags, YAML_COLON_IN_TEXT, place(c, line, c->at, c->at + 1), wz_yaml_shorten(c->arena, field));
        return repair;
    }
    if (lacks_braces(c, colon, &repair))
        return repair;
    wz_diag *diag = wz_report(c->diags, YAML_COLON_IN_TEXT, place(c, line, c->at, c->at + 1),
                              wz_yaml_shorten(c->arena, wz_yaml_name_before(c->line, colon)));
    wz_str value = without_curly(wz_str_trim(wz_str_slice(c->line, colon + 1, c->line.len)));
    ptrdiff_t hash = wz_str_find(value, WZ_STR(" #"));
    if (value.len < 100 && hash < 0 && wz_str_find_byte(value, '"') < 0 && wz_str_find_byte(value, '\\') < 0)
        diag->suggestion = wz_format(c->arena, "\"%.*s\"", WZ_ARG(value));
    return repair;
}

/* Reads on as if the mark were a comment. */
static wz_yaml_repair explain_conflict(const caught *c, int32_t line)
{
    wz_str text = wz_yaml_line(c->part->text, line, &(ptrdiff_t){0});
    wz_report(c->diags, YAML_CONFLICT, place(c, line, 0, text.len),
              wz_format(c->arena, "%d", line + 1 + c->part->above));
    return swap(line, 0, WZ_STR("#"));
}

/* titel:Raad, or a line without any colon. The fault was noticed later: the line is that of the context. */
static wz_yaml_repair missing_colon(const caught *c)
{
    int32_t line = c->fault->context.line;
    wz_str text = c->context_line;
    ptrdiff_t end = wz_str_find(text, WZ_STR(" #")), colon = -1;
    if (end < 0)
        end = text.len;
    while (end > c->context && (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == '\t'))
        end--;
    wz_str content = wz_str_slice(text, c->context, end);
    wz_yaml_repair hard;
    if (wz_yaml_hard_space(c->arena, c->diags, c->part, line, &hard))
        return hard;
    if (content.len > 1 && content.ptr[0] == '-' && content.ptr[1] != '-') {
        wz_report(c->diags, YAML_SPACE_AFTER_DASH, place(c, line, c->context, c->context + 1),
                  wz_yaml_shorten(c->arena, content));
        return (wz_yaml_repair){line, c->context + 1, c->context + 1, WZ_STR(" ")};
    }
    for (ptrdiff_t i = c->context + 1; i + 1 < end && colon < 0; i++)
        if (text.ptr[i] == ':' && text.ptr[i + 1] != ':' && !wz_str_starts(wz_str_slice(text, i, end), WZ_STR("://")))
            colon = i;
    if (colon >= 0) {
        wz_report(c->diags, YAML_SPACE_AFTER_COLON, place(c, line, colon, colon + 1),
                  wz_yaml_shorten(c->arena, wz_yaml_name_before(text, colon)));
        return (wz_yaml_repair){line, colon + 1, colon + 1, WZ_STR(" ")};
    }
    if (wz_yaml_is_conflict(text))
        return explain_conflict(c, line);
    wz_str above = wz_yaml_line(c->part->text, wz_yaml_line_above(c->part->text, line), &(ptrdiff_t){0});
    if (wz_str_starts(wz_str_trim(above), WZ_STR("- ")) && wz_yaml_indentation(above) == c->context) {
        wz_report(c->diags, YAML_NO_DASH, place(c, line, c->context, end), wz_yaml_shorten(c->arena, content));
        return (wz_yaml_repair){line, c->context, c->context, WZ_STR("- ")};
    }
    wz_yaml_repair moved;
    if (wz_str_find_byte(content, ' ') > 0 && wz_yaml_find_unindented(c->arena, c->diags, c->part, line, false, &moved))
        return moved;
    wz_report(c->diags, YAML_NO_COLON, place(c, line, c->context, end), wz_yaml_shorten(c->arena, content));
    return (wz_yaml_repair){line, end, end, WZ_STR(":")};
}

/* A tab where indentation belongs. */
static wz_yaml_repair bad_tab(const caught *c)
{
    int32_t line = c->fault->at.line;
    wz_str text = c->line;
    ptrdiff_t depth = wz_yaml_indentation(text), tab = wz_str_find_byte(wz_str_slice(text, 0, depth), '\t');
    if (tab < 0) { /* not in the indentation, but after a dash, say */
        wz_report(c->diags, YAML_TAB, place(c, line, c->at, c->at + 1));
        return swap(line, c->at, WZ_STR(" "));
    }
    ptrdiff_t to = tab;
    while (to < depth && text.ptr[to] == '\t')
        to++;
    wz_report(c->diags, YAML_TAB, place(c, line, tab, to));
    /* Read on as if it were indented as the editor probably meant. */
    int32_t above = wz_yaml_line_above(c->part->text, line);
    wz_str before = above >= 0 ? wz_yaml_line(c->part->text, above, &(ptrdiff_t){0}) : (wz_str){0};
    ptrdiff_t want = wz_yaml_indentation(before) + (wz_str_ends(wz_str_trim(before), WZ_STR(":")) ? 2 : 0);
    return (wz_yaml_repair){line, 0, depth, wz_format(c->arena, "%*s", (int)want, "")};
}

static wz_yaml_repair bad_start(const caught *c, int32_t line, wz_str text, ptrdiff_t at)
{
    ptrdiff_t to = at;
    if (wz_str_starts(wz_str_slice(text, at, text.len), WZ_STR("```"))) { /* from a chat or a page about Markdown */
        wz_report(c->diags, YAML_FENCE, place(c, line, at, text.len));
        return swap(line, at, WZ_STR("#"));
    }
    if (at < text.len)
        wz_utf8_next(text, &to);
    wz_report(c->diags, YAML_BAD_START, place(c, line, at, to), wz_str_copy(c->arena, wz_str_slice(text, at, to)));
    return swap(line, at, WZ_STR("x"));
}

static wz_yaml_repair open_quote(const caught *c, int32_t line, wz_str text, ptrdiff_t at)
{
    wz_diag *diag = wz_report(c->diags, YAML_OPEN_QUOTE, place(c, line, at, at + 1),
                              wz_str_copy(c->arena, wz_str_slice(text, at, at + 1)));
    if (c->fault->at.line > line && c->at < c->line.len)
        diag->related = place(c, c->fault->at.line, c->at, c->at + 1);
    /* Read on as if the value were plain, unless it clearly goes on below. */
    wz_str below = wz_yaml_line(c->part->text, line + 1, &(ptrdiff_t){0});
    if (wz_yaml_indentation(below) > wz_yaml_indentation(text))
        return no_repair;
    return swap(line, at, WZ_STR("x"));
}

/* "Samen" verder; or an apostrophe that found another one some lines on. */
static wz_yaml_repair after_quote(const caught *c)
{
    int32_t line = c->fault->value.line;
    wz_str text = wz_yaml_line(c->part->text, line, &(ptrdiff_t){0});
    ptrdiff_t at = byte_of(text, c->fault->value.column);
    if (line < c->fault->value_end.line)
        return open_quote(c, line, text, at);
    wz_report(c->diags, YAML_TEXT_AFTER_QUOTE, place(c, c->fault->at.line, c->at, c->line.len));
    return swap(line, at, WZ_STR("x"));
}

static wz_yaml_repair bad_escape(const caught *c)
{
    ptrdiff_t at = c->at < c->line.len ? c->at : c->line.len - 1;
    for (int back = 0; back < 12 && at > 0 && c->line.ptr[at] != '\\'; back++)
        at--;
    if (char_at(c->line, at) != '\\') {
        wz_report(c->diags, YAML_FAULT, place(c, c->fault->at.line, c->at, c->line.len));
        return no_repair;
    }
    ptrdiff_t to = at + 1;
    if (to < c->line.len)
        wz_utf8_next(c->line, &to);
    wz_report(c->diags, YAML_ESCAPE, place(c, c->fault->at.line, at, to),
              wz_str_copy(c->arena, wz_str_slice(c->line, at, to)));
    return swap(c->fault->at.line, at, WZ_STR("/"));
}

static wz_yaml_repair open_bracket(const caught *c, wz_str closing)
{
    bool same = c->fault->at.line == c->fault->context.line && c->at < c->line.len;
    wz_str bracket = wz_str_copy(c->arena, wz_str_slice(c->context_line, c->context, c->context + 1));
    wz_loc opened = place(c, c->fault->context.line, c->context, c->context + 1);
    wz_yaml_repair repair;
    if (wz_yaml_find_hash(c->arena, c->diags, c->part, c->fault->context.line, c->context, closing, &repair))
        return repair;
    wz_loc here = same ? place(c, c->fault->at.line, c->at, c->at + 1) : opened;
    wz_report(c->diags, YAML_OPEN_BRACKET, here, bracket, closing)->related = same ? opened : WZ_NOWHERE;
    return no_repair;
}

static wz_yaml_repair extra_bracket(const caught *c)
{
    wz_report(c->diags, YAML_EXTRA_BRACKET, place(c, c->fault->at.line, c->at, c->at + 1),
              wz_str_copy(c->arena, wz_str_slice(c->line, c->at, c->at + 1)));
    return swap(c->fault->at.line, c->at, WZ_STR(" "));
}

/* titel: [ and then the end of the file. Reports the bracket when there is one. */
static bool open_at_end(const caught *c)
{
    int32_t line = c->fault->at.line;
    wz_str text = c->line;
    if (wz_str_trim(text).len == 0 && wz_yaml_line_above(c->part->text, line) >= 0) {
        line = wz_yaml_line_above(c->part->text, line);
        text = wz_yaml_line(c->part->text, line, &(ptrdiff_t){0});
    }
    ptrdiff_t at = text.len - 1;
    while (at >= 0 && text.ptr[at] != '[' && text.ptr[at] != '{')
        at--;
    if (at < 0)
        return false;
    wz_report(c->diags, YAML_OPEN_BRACKET, place(c, line, at, at + 1),
              wz_str_copy(c->arena, wz_str_slice(text, at, at + 1)), text.ptr[at] == '[' ? WZ_STR("]") : WZ_STR("}"));
    return true;
}

static wz_yaml_repair fallback(const caught *c)
{
    int32_t line = c->fault->at.line;
    wz_str text = c->line;
    if (wz_str_trim(text).len == 0 &&
        wz_yaml_line_above(c->part->text, line) >= 0) { /* nothing to point at: take the line above */
        line = wz_yaml_line_above(c->part->text, line);
        text = wz_yaml_line(c->part->text, line, &(ptrdiff_t){0});
    }
    if (wz_str_equal(wz_str_trim(text), WZ_STR("..."))) {
        wz_report(c->diags, YAML_MORE_DOCUMENTS, place(c, line, 0, 3));
        return no_repair;
    }
    wz_report(c->diags, YAML_FAULT,
              place(c, line, wz_yaml_indentation(text), wz_yaml_indentation(text) + wz_str_trim(text).len));
    return no_repair;
}

/* "did not find expected key" and its likes: after the value of a line, or at the start of one, something else should
 * stand. */
static wz_yaml_repair unexpected(const caught *c)
{
    char here = char_at(c->line, c->at);
    if (c->fault->quoted && c->fault->value_end.line == c->fault->at.line)
        return after_quote(c);
    if (strchr("]},", here) != NULL && here != '\0')
        return extra_bracket(c);
    char first = char_at(c->line, value_start(c->line));
    if ((first == '[' || first == '{') && c->at > wz_yaml_indentation(c->line)) {
        wz_report(c->diags, YAML_TEXT_AFTER_BRACKET, place(c, c->fault->at.line, c->at, c->line.len));
        return swap(c->fault->at.line, value_start(c->line), WZ_STR("x"));
    }
    return bad_indentation(c);
}

/* What stands after the end of the document. */
static wz_yaml_repair after_document(const caught *c)
{
    for (int32_t line = c->fault->at.line; line >= 0; line = wz_yaml_line_above(c->part->text, line)) {
        wz_str text = wz_yaml_line(c->part->text, line, &(ptrdiff_t){0});
        if (wz_str_starts(text, WZ_STR("...")) || (line > 0 && wz_str_starts(text, WZ_STR("---")))) {
            bool dots = text.ptr[0] == '.' && line < c->fault->at.line;
            wz_loc mark = place(c, line, 0, 3),
                   after = place(c, c->fault->at.line, wz_yaml_indentation(c->line), c->line.len);
            wz_diag *diag = wz_report(c->diags, YAML_MORE_DOCUMENTS, dots ? after : mark);
            diag->related = dots ? mark : (wz_loc){0};
            return no_repair;
        }
    }
    return unexpected(c);
}

/* themas: [rollen, #raad]: the comment took the bracket along, and the fault is noticed in a line below it. */
static bool find_hash_above(const caught *c, wz_yaml_repair *repair)
{
    int32_t line = c->fault->at.line;
    for (int back = 0; back < 3 && line >= 0; back++, line = wz_yaml_line_above(c->part->text, line)) {
        wz_str text = wz_yaml_line(c->part->text, line, &(ptrdiff_t){0});
        ptrdiff_t at = value_start(text);
        char opened = char_at(text, at);
        if ((opened == '[' || opened == '{') &&
            wz_yaml_find_hash(c->arena, c->diags, c->part, line, at, opened == '[' ? WZ_STR("]") : WZ_STR("}"), repair))
            return true;
    }
    return false;
}

static bool says(const caught *c, const char *words)
{
    return strstr(c->fault->problem, words) != NULL;
}

static wz_yaml_repair explain_scanner(const caught *c)
{
    char here = char_at(c->line, c->at), opened = char_at(c->context_line, c->context);
    if (says(c, "mapping values are not allowed") || says(c, "found unexpected ':'"))
        return stray_colon(c);
    if (says(c, "could not find expected ':'"))
        return missing_colon(c);
    if (says(c, "block sequence entries are not allowed")) {
        wz_report(c->diags, YAML_LIST_ON_LINE, place(c, c->fault->at.line, c->at, c->at + 1));
        return swap(c->fault->at.line, c->at, WZ_STR("x"));
    }
    if (says(c, "found a tab") || (says(c, "cannot start any token") && here == '\t'))
        return bad_tab(c);
    if (says(c, "cannot start any token") || says(c, "mapping keys are not allowed"))
        return bad_start(c, c->fault->at.line, c->line, c->at);
    if (opened == '*' || opened == '&')
        return bad_start(c, c->fault->context.line, c->context_line, c->context);
    if (opened == '|' || opened == '>') {
        wz_report(c->diags, YAML_BLOCK_HEADER, place(c, c->fault->context.line, c->context, c->context + 1),
                  wz_str_copy(c->arena, wz_str_slice(c->context_line, c->context, c->context + 1)));
        return swap(c->fault->context.line, c->context, WZ_STR("x"));
    }
    if (says(c, "escape") || says(c, "hexdecimal"))
        return bad_escape(c);
    if ((opened == '"' || opened == '\'') && (says(c, "end of stream") || says(c, "document indicator")))
        return open_quote(c, c->fault->context.line, c->context_line, c->context);
    return no_repair;
}

static wz_yaml_repair explain_tag(const caught *c, int32_t line, wz_str text, ptrdiff_t at)
{
    wz_str rest, word = wz_str_cut(wz_str_slice(text, at, text.len), ' ', &rest);
    wz_report(c->diags, YAML_TAG, place(c, line, at, at + word.len), wz_str_copy(c->arena, word));
    return swap(line, at, WZ_STR("x"));
}

static wz_yaml_repair explain_parser(const caught *c)
{
    char here = char_at(c->line, c->at), opened = char_at(c->context_line, c->context);
    if (says(c, "expected ',' or ']'"))
        return open_bracket(c, WZ_STR("]"));
    if (says(c, "expected ',' or '}'"))
        return open_bracket(c, WZ_STR("}"));
    if (char_at(c->line, 0) == '%' || char_at(c->context_line, 0) == '%' || says(c, "directive") ||
        says(c, "YAML document")) {
        bool here_line = char_at(c->line, 0) == '%';
        wz_report(c->diags, YAML_DIRECTIVE,
                  place(c, here_line ? c->fault->at.line : c->fault->context.line, 0,
                        here_line ? c->line.len : c->context_line.len));
        return swap(here_line ? c->fault->at.line : c->fault->context.line, 0, WZ_STR("#"));
    }
    if (here == '!')
        return explain_tag(c, c->fault->at.line, c->line, c->at);
    if (opened == '!')
        return explain_tag(c, c->fault->context.line, c->context_line, c->context);
    if (says(c, "document start"))
        return after_document(c);
    if (says(c, "expected key") || says(c, "'-' indicator"))
        return unexpected(c);
    if (says(c, "node content") && strchr("]},", here) != NULL && here != '\0')
        return extra_bracket(c);
    wz_yaml_repair repair;
    if (says(c, "node content") && find_hash_above(c, &repair))
        return repair;
    if (says(c, "node content") && open_at_end(c))
        return no_repair;
    return fallback(c);
}

/* At the end of a text without a last line break libyaml is on a line that does not exist: the mark goes to the end of
 * the last line. */
static wz_yaml_mark real_mark(wz_str text, wz_yaml_mark mark)
{
    ptrdiff_t from;
    wz_yaml_line(text, mark.line, &from);
    if (from == text.len && mark.line > 0 && text.ptr[from - 1] != '\n') {
        mark.line--;
        mark.column = (int32_t)wz_utf8_count(wz_yaml_line(text, mark.line, &from));
    }
    return mark;
}

wz_yaml_repair wz_yaml_explain(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, const wz_yaml_fault *found)
{
    wz_yaml_fault real = *found;
    const wz_yaml_fault *fault = &real;
    real.at = real_mark(part->text, real.at);
    caught c = {.arena = arena, .diags = diags, .part = part, .fault = fault};
    c.line = wz_yaml_line(part->text, fault->at.line, &(ptrdiff_t){0});
    c.at = byte_of(c.line, fault->at.column);
    c.context_line = wz_yaml_line(part->text, fault->context.line, &(ptrdiff_t){0});
    c.context = byte_of(c.context_line, fault->context.column);
    if (wz_yaml_is_conflict(c.context_line) || wz_yaml_is_conflict(c.line))
        return explain_conflict(&c, wz_yaml_is_conflict(c.context_line) ? fault->context.line : fault->at.line);
    ptrdiff_t before = wz_diags_count(diags);
    wz_yaml_repair repair;
    if (wz_yaml_hard_space(arena, diags, part, fault->context.line, &repair) ||
        wz_yaml_hard_space(arena, diags, part, fault->at.line, &repair) ||
        wz_yaml_find_bullet(arena, diags, part, fault->context.line, &repair) ||
        wz_yaml_find_bullet(arena, diags, part, fault->at.line, &repair) ||
        wz_yaml_find_unindented(arena, diags, part, fault->context.line, true, &repair) ||
        wz_yaml_find_unindented(arena, diags, part, fault->at.line, true, &repair))
        return repair;
    repair = explain_scanner(&c);
    if (wz_diags_count(diags) == before)
        repair = explain_parser(&c);
    return repair;
}
