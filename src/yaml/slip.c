/* SPDX-License-Identifier: EUPL-1.2 */
/* What libyaml reads without a word, but as something else than was typed: a list item that is indented too far and so
 * goes on with the one above, a comma that ends a value in braces, a space that is none. Each is told as a fault, with
 * the repair after which reading goes on as was meant. */
#include "yaml/internal.h"

wz_loc wz_yaml_place(const wz_yaml_part *part, int32_t line, ptrdiff_t from, ptrdiff_t to)
{
    wz_str text = wz_yaml_line(part->text, line, &(ptrdiff_t){0});
    return (wz_loc){.source = part->source,
                    .line = line + 1 + part->above,
                    .column = (int32_t)wz_utf8_count(wz_str_slice(text, 0, from)) + 1,
                    .length = (int32_t)wz_utf8_count(wz_str_slice(text, from, to))};
}

/* One slip that is being looked for: the line is number line, and [from, to) in it the scalar. */
typedef struct seeker {
    wz_arena *arena;
    wz_diags *diags;
    const wz_yaml_part *part;
    int32_t line;
    wz_str text;
    ptrdiff_t from, to;
} seeker;

static char char_at(wz_str line, ptrdiff_t at)
{
    return at >= 0 && at < line.len ? line.ptr[at] : '\0';
}

static ptrdiff_t skip_blanks(wz_str line, ptrdiff_t at)
{
    while (char_at(line, at) == ' ' || char_at(line, at) == '\t')
        at++;
    return at;
}

/* The code point at a byte of a line, 0 at its end; *next is where the next one begins. */
static uint32_t point_at(wz_str line, ptrdiff_t at, ptrdiff_t *next)
{
    *next = at;
    return at >= 0 && at < line.len ? wz_utf8_next(line, next) : 0;
}

/* ---- Spaces that are none to YAML ---- */

static bool is_hard(uint32_t c)
{
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Reports the spaces from byte at of a line on, when the first is a hard one. */
static bool found_hard(const seeker *s, ptrdiff_t at, wz_yaml_repair *repair)
{
    ptrdiff_t next, to = at, end = at;
    int count = 0, shown = 0;
    uint32_t first = point_at(s->text, at, &next);
    for (uint32_t c = first; is_hard(c) || (c == ' ' && count > 0); c = point_at(s->text, end, &next)) {
        end = next;
        count++;
        to = is_hard(c) ? end : to;
        shown = is_hard(c) ? count : shown;
    }
    if (shown == 0)
        return false;
    wz_report(s->diags, YAML_HARD_SPACE, wz_yaml_place(s->part, s->line, at, to),
              wz_format(s->arena, "U+%04X", (unsigned)first));
    *repair = (wz_yaml_repair){s->line, at, to, wz_format(s->arena, "%*s", shown, "")};
    return true;
}

/* In the indentation, after a dash, and after the colon of a key. */
static bool found_hard_in_line(const seeker *s, wz_yaml_repair *repair)
{
    ptrdiff_t at = skip_blanks(s->text, 0), next;
    if (found_hard(s, at, repair))
        return true;
    while (char_at(s->text, at) == '-' &&
           (char_at(s->text, at + 1) == ' ' || is_hard(point_at(s->text, at + 1, &next)))) {
        at = skip_blanks(s->text, at + 1);
        if (found_hard(s, at, repair))
            return true;
    }
    ptrdiff_t colon = wz_str_find_byte(wz_str_slice(s->text, at, s->text.len), ':');
    return colon >= 0 && found_hard(s, at + colon + 1, repair);
}

bool wz_yaml_hard_space(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line,
                        wz_yaml_repair *repair)
{
    seeker s = {.arena = arena, .diags = diags, .part = part, .line = line};
    s.text = wz_yaml_line(part->text, line, &(ptrdiff_t){0});
    return found_hard_in_line(&s, repair);
}

/* Around the scalar itself: before it, after its dash, and behind a key. */
static bool found_hard_around(const seeker *s, bool key, wz_yaml_repair *repair)
{
    ptrdiff_t next, last = s->to;
    if (found_hard(s, char_at(s->text, s->from) == '-' ? s->from + 1 : s->from, repair))
        return true;
    while (key && last > s->from) {
        ptrdiff_t before = last - 1;
        while (before > s->from && ((unsigned char)s->text.ptr[before] & 0xC0) == 0x80)
            before--;
        if (!is_hard(point_at(s->text, before, &next)))
            break;
        last = before;
    }
    return key && last < s->to && found_hard(s, last, repair);
}

/* ---- Dashes in a value of several lines ---- */

/* - raad, and below it, one space further:  - griffie. Or -raad, above - griffie. */
static bool found_dash(const seeker *s, const wz_yaml_plain *plain, wz_yaml_repair *repair)
{
    ptrdiff_t depth = skip_blanks(s->text, 0);
    bool bare = char_at(s->text, s->from) == '-' && s->from == depth;
    wz_str below = wz_str_slice(s->part->text, plain->from, plain->to);
    wz_str_cut(below, '\n', &below);
    for (int32_t line = s->line + 1; below.ptr != NULL; line++) {
        wz_str text = wz_str_cut(below, '\n', &below);
        ptrdiff_t at = skip_blanks(text, 0), next;
        wz_str rest = wz_str_slice(text, at, text.len);
        while (is_hard(point_at(rest, 0, &next)) || char_at(rest, 0) == ' ')
            rest = wz_str_slice(rest, is_hard(point_at(rest, 0, &next)) ? next : 1, rest.len);
        if (char_at(rest, 0) != '-')
            continue;
        if (wz_yaml_hard_space(s->arena, s->diags, s->part, line, repair))
            return true;
        if (bare) {
            wz_report(s->diags, YAML_SPACE_AFTER_DASH, wz_yaml_place(s->part, s->line, s->from, s->from + 1),
                      wz_str_copy(s->arena, wz_str_slice(s->text, s->from, s->text.len)));
            *repair = (wz_yaml_repair){s->line, s->from + 1, s->from + 1, WZ_STR(" ")};
            return true;
        }
        if (!plain->item || char_at(rest, 1) != ' ' || at <= depth)
            continue;
        wz_report(s->diags, YAML_TOO_FAR, wz_yaml_place(s->part, line, depth, at + 1), wz_format(s->arena, "%td", at),
                  wz_format(s->arena, "%td", depth))
            ->related = wz_yaml_place(s->part, s->line, depth, depth + 1);
        *repair = (wz_yaml_repair){line, 0, at, wz_format(s->arena, "%*s", (int)depth, "")};
        return true;
    }
    return false;
}

/* -raad as the only item below a name. */
static bool found_lone_dash(const seeker *s, wz_yaml_repair *repair)
{
    ptrdiff_t next;
    uint32_t c = point_at(s->text, s->from + 1, &next);
    if (char_at(s->text, s->from) != '-' || s->from != skip_blanks(s->text, 0) || s->from == 0 || c == '-' ||
        c == ' ' || (c < 0x80 && wz_is_digit((char)c)))
        return false;
    wz_report(s->diags, YAML_SPACE_AFTER_DASH, wz_yaml_place(s->part, s->line, s->from, s->from + 1),
              wz_str_copy(s->arena, wz_str_slice(s->text, s->from, s->text.len)));
    *repair = (wz_yaml_repair){s->line, s->from + 1, s->from + 1, WZ_STR(" ")};
    return true;
}

void wz_yaml_check_dash(wz_diags *diags, const wz_yaml_part *part, const wz_node *node, wz_str raw)
{
    wz_str line, rest = raw;
    wz_str_cut(raw, '\n', &rest);
    for (int32_t number = 1; rest.ptr != NULL; number++) {
        line = wz_str_cut(rest, '\n', &rest);
        wz_str content = wz_str_trim(line);
        if (content.len < 2 || content.ptr[0] != '-' || content.ptr[1] == '-')
            continue;
        wz_loc loc = {.source = part->source,
                      .line = node->loc.line + number,
                      .column = (int32_t)(content.ptr - line.ptr) + 1,
                      .length = (int32_t)wz_utf8_count(content)};
        wz_report(diags, YAML_DASH, loc, content)->covers = node->loc;
    }
}

/* ---- Bullets ---- */

/* What word processors and Markdown begin an item of a list with. */
static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {'*',    '+',    0xB7,   0x2013, 0x2014, 0x2022,
                                       0x2023, 0x2043, 0x25AA, 0x25CF, 0x25E6, 0xF0B7};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (c == bullets[i])
            return true;
    return false;
}

/* * raad, below a line that ends in a colon, or below another such item. */
bool wz_yaml_find_bullet(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line,
                         wz_yaml_repair *repair)
{
    wz_str text = wz_yaml_line(part->text, line, &(ptrdiff_t){0}), above = text;
    ptrdiff_t at = skip_blanks(text, 0), next, ignored;
    uint32_t c = point_at(text, at, &next);
    if (!is_bullet(c) || (char_at(text, next) != ' ' && char_at(text, next) != '\t'))
        return false;
    for (int32_t up = line; up > 0 && (wz_str_trim(above).len == 0 || skip_blanks(above, 0) == at);) {
        above = wz_yaml_line(part->text, --up, &ignored);
        uint32_t other = point_at(above, skip_blanks(above, 0), &ignored);
        if (wz_str_trim(above).len > 0 && other != c && other != '-')
            break;
    }
    if (!wz_str_ends(wz_str_trim(above), WZ_STR(":")))
        return false;
    wz_report(diags, YAML_BULLET, wz_yaml_place(part, line, at, next),
              wz_str_copy(arena, wz_str_slice(text, at, next)));
    *repair = (wz_yaml_repair){line, at, next, WZ_STR("-")};
    return true;
}

/* ---- Commas in a value between brackets ---- */

/* The whole of a value that was cut up, in quotes. */
static void propose(const seeker *s, wz_diag *diag, ptrdiff_t from, ptrdiff_t to, wz_str value, wz_yaml_repair *repair)
{
    bool plain = wz_str_find_byte(value, '"') < 0 && wz_str_find_byte(value, '\\') < 0;
    *repair = (wz_yaml_repair){s->line, from, to, plain ? wz_format(s->arena, "\"%.*s\"", WZ_ARG(value)) : WZ_STR("x")};
    if (plain)
        diag->suggestion = repair->with;
}

/* plaats: “par. 2, tabel 3”: quotes of a word processor hold nothing together. */
static bool found_curly(const seeker *s, wz_yaml_repair *repair)
{
    ptrdiff_t inner, end = 0;
    if (!wz_yaml_is_curly(point_at(s->text, s->from, &inner)))
        return false;
    for (ptrdiff_t at = inner, next; at < s->text.len; at = next) {
        if (!wz_yaml_is_curly(point_at(s->text, at, &next)))
            continue;
        if (next <= s->to && next < s->text.len && at < s->to)
            return false; /* closed within the value: odd, but whole */
        wz_diag *diag = wz_report(s->diags, YAML_CURLY, wz_yaml_place(s->part, s->line, s->from, next));
        propose(s, diag, s->from, next, wz_str_slice(s->text, inner, at), repair);
        end = next;
        break;
    }
    return end > 0;
}

/* {document: x, plaats: Ad. 6, Bijlage}: the comma ended the value, and what follows became a key without a value. */
static bool found_comma(const seeker *s, const wz_yaml_plain *plain, wz_yaml_repair *repair)
{
    ptrdiff_t start = plain->from - s->from, to = s->to, at = skip_blanks(s->text, to);
    ptrdiff_t from = plain->value_from - start, comma = plain->value_to - start;
    if (plain->value_from < start || s->to == s->from || (char_at(s->text, at) != ',' && char_at(s->text, at) != '}'))
        return false;
    while (char_at(s->text, at) == ',') { /* more of it, up to what has a colon */
        ptrdiff_t next = ++at;
        while (next < s->text.len && s->text.ptr[next] != ',' && s->text.ptr[next] != '}')
            next++;
        wz_str piece = wz_str_slice(s->text, at, next);
        if (next == s->text.len || wz_str_find_byte(piece, ':') >= 0 || wz_str_trim(piece).len == 0)
            break;
        to = at = next;
    }
    wz_diag *diag = wz_report(s->diags, YAML_COMMA, wz_yaml_place(s->part, s->line, from, to),
                              wz_str_copy(s->arena, wz_str_slice(s->text, from, comma)));
    propose(s, diag, from, to, wz_str_trim(wz_str_slice(s->text, from, to)), repair);
    return true;
}

/* {wet:gemeentewet, artikel: "28"}: the whole became a name. */
static bool found_tight_colon(const seeker *s, wz_yaml_repair *repair)
{
    wz_str name = wz_str_slice(s->text, s->from, s->to);
    ptrdiff_t colon = wz_str_find_byte(name, ':'), at = skip_blanks(s->text, s->to);
    bool alone = char_at(s->text, at) == ',' || char_at(s->text, at) == '}';
    if (!alone || colon < 1 || colon + 1 >= name.len || name.ptr[colon + 1] == '/' || !wz_is_small(name.ptr[0]) ||
        wz_str_find_byte(wz_str_slice(name, 0, colon), ' ') >= 0)
        return false;
    ptrdiff_t place = s->from + colon;
    wz_report(s->diags, YAML_SPACE_AFTER_COLON, wz_yaml_place(s->part, s->line, place, place + 1),
              wz_str_copy(s->arena, wz_str_slice(name, 0, colon)));
    *repair = (wz_yaml_repair){s->line, place + 1, place + 1, WZ_STR(" ")};
    return true;
}

/* [a, #b]: the comment took the bracket along. */
bool wz_yaml_find_hash(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line, ptrdiff_t bracket,
                       wz_str closing, wz_yaml_repair *repair)
{
    wz_str text = wz_yaml_line(part->text, line, &(ptrdiff_t){0});
    ptrdiff_t at = bracket + 1 + wz_str_find(wz_str_slice(text, bracket, text.len), WZ_STR(" #"));
    wz_str comment = wz_str_slice(text, at, text.len);
    if (at <= bracket || wz_str_find(comment, closing) < 0)
        return false;
    wz_report(diags, YAML_HASH_INSIDE, wz_yaml_place(part, line, at, text.len), wz_str_copy(arena, comment), closing);
    *repair = (wz_yaml_repair){line, at, at + 1, WZ_STR("")};
    return true;
}

static bool is_ascii(wz_str text, ptrdiff_t at)
{
    return (unsigned char)text.ptr[at] < 0x80;
}

bool wz_yaml_find_slip(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, const wz_yaml_plain *plain,
                       wz_yaml_repair *repair)
{
    bool several = plain->last > plain->line, odd = false;
    if (plain->to > plain->from)
        odd = !is_ascii(part->text, plain->from) || !is_ascii(part->text, plain->to - 1) ||
              part->text.ptr[plain->from] == '-' || part->text.ptr[plain->from] == '+';
    if (!odd && !(plain->flow ? plain->key : several))
        return false;
    seeker s = {.arena = arena, .diags = diags, .part = part, .line = plain->line};
    ptrdiff_t start = plain->from;
    while (start > 0 && part->text.ptr[start - 1] != '\n')
        start--;
    wz_str rest;
    s.text = wz_str_cut(wz_str_slice(part->text, start, part->text.len), '\n', &rest);
    s.from = plain->from - start;
    s.to = several ? s.text.len : plain->to - start;
    if (found_hard_around(&s, plain->key, repair))
        return true;
    if (!plain->flow && s.from == skip_blanks(s.text, 0) && wz_yaml_find_bullet(arena, diags, part, s.line, repair))
        return true;
    if (plain->flow && plain->key && found_tight_colon(&s, repair))
        return true;
    if (plain->flow)
        return found_curly(&s, repair) || (plain->key && found_comma(&s, plain, repair));
    return several ? found_dash(&s, plain, repair) : !plain->key && found_lone_dash(&s, repair);
}
