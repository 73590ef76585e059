/* Scripts without comments, indentation and blanks that separate nothing.
 *
 * A slash divides or begins a regular expression, and only the grammar of the whole language says which. Here the token
 * before it decides, where that is certain: after a value it divides, after an operator or a keyword it does not, after
 * ")" that depends on what stood before the "(". Where it is not certain (after "}", after "of", which may be a name)
 * the script is left as it is, and so is one with anything that this reader does not follow. Line breaks stay line
 * breaks, because a statement may end at one. */
#include <string.h>

#include "wegwijzer/markup.h"

/* What a slash after a token is. Also what the opening bracket of a pair remembers for after the closing one; TEMPLATE
 * is "${". */
typedef enum slash { DIVIDES = 'd', OPENS_REGEX = 'r', UNSURE = '?', TEMPLATE = 't' } slash;

typedef struct stripper {
    wz_str in;
    ptrdiff_t at;
    wz_buf out;
    wz_buf open; /* a slash for each bracket that is open */
    slash next;  /* what a slash would be here */
    slash after; /* what it is after the ")" of a "(" that would stand here */
    bool member; /* the token before is "." */
} stripper;

static int peek(const stripper *s, ptrdiff_t ahead)
{
    return s->at + ahead < s->in.len ? (unsigned char)s->in.ptr[s->at + ahead] : -1;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_name(int c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

static bool is_break(int c)
{
    return c == '\n' || c == '\r';
}

static bool is_one_of(wz_str word, const char *const *words)
{
    for (; *words; words++) {
        if (wz_str_equal(word, wz_str_from(*words)))
            return true;
    }
    return false;
}

/* Copies what was read since from, and says what a slash is after it. */
static bool copy(stripper *s, ptrdiff_t from, slash next)
{
    wz_buf_add(&s->out, wz_str_slice(s->in, from, s->at));
    s->next = next;
    s->after = DIVIDES;
    s->member = false;
    return true;
}

/* Is a blank between two characters all that keeps their tokens apart, or what they would make a relic of the web?
 * Better one too many than too few. */
static bool needs_blank(char before, int after)
{
    static const char alone[] = "{}()[];,<>=?:&|!*%^~'\"";
    bool sign = before == '+' || before == '-', next_sign = after == '+' || after == '-';
    bool relic = (before == '<' && after == '!') || (before == '-' && after == '>');
    if (after <= 0 || before == '/' || after == '/' || after == '.' || relic)
        return true;
    return !strchr(alone, before) && !strchr(alone, after) && sign == next_sign;
}

/* White space and comments become one line break, one space or nothing; a comment that asks to stay, with "!", does. */
static bool read_gap(stripper *s)
{
    ptrdiff_t from = s->at;
    bool broken = false;
    for (int c; (c = peek(s, 0)) >= 0;) {
        if (c == '/' && peek(s, 1) == '/') {
            while (peek(s, 0) >= 0 && !is_break(peek(s, 0)))
                s->at++;
        } else if (c == '/' && peek(s, 1) == '*' && peek(s, 2) != '!') {
            for (s->at += 2; peek(s, 0) != '*' || peek(s, 1) != '/'; s->at++) {
                if (peek(s, 0) < 0)
                    return false;
                broken = broken || is_break(peek(s, 0));
            }
            s->at += 2;
        } else if (c == ' ' || c == '\t' || is_break(c)) {
            broken = broken || is_break(c);
            s->at++;
        } else {
            break;
        }
    }
    bool begins = s->out.len == 0 || s->out.ptr[s->out.len - 1] == '\n';
    if (s->at > from && !begins && (broken || needs_blank(s->out.ptr[s->out.len - 1], peek(s, 0))))
        wz_buf_byte(&s->out, broken ? '\n' : ' ');
    /* "-->" at the start of a line is a comment too, a relic of the web. */
    return !((broken || begins) && peek(s, 0) == '-' && peek(s, 1) == '-' && peek(s, 2) == '>');
}

static bool read_kept_comment(stripper *s)
{
    ptrdiff_t from = s->at;
    slash next = s->next, after = s->after;
    for (s->at += 2; peek(s, 0) != '*' || peek(s, 1) != '/'; s->at++) {
        if (peek(s, 0) < 0)
            return false;
    }
    s->at += 2;
    bool member = s->member;
    copy(s, from, next);
    s->after = after;
    s->member = member;
    return true;
}

static bool read_string(stripper *s)
{
    ptrdiff_t from = s->at;
    int quote = peek(s, 0);
    for (s->at++; peek(s, 0) != quote; s->at++) {
        if (peek(s, 0) == '\\')
            s->at++;
        else if (is_break(peek(s, 0)))
            return false;
        if (peek(s, 0) < 0)
            return false;
    }
    s->at++;
    return copy(s, from, DIVIDES);
}

/* From behind the "`" or the "}" of a substitution up to and with the next "${" or the end. */
static bool read_template(stripper *s)
{
    ptrdiff_t from = s->at++;
    for (; peek(s, 0) != '`'; s->at++) {
        if (peek(s, 0) == '$' && peek(s, 1) == '{') {
            s->at += 2;
            wz_buf_byte(&s->open, TEMPLATE);
            return copy(s, from, OPENS_REGEX);
        }
        if (peek(s, 0) == '\\')
            s->at++;
        if (peek(s, 0) < 0)
            return false;
    }
    s->at++;
    return copy(s, from, DIVIDES);
}

static bool read_regex(stripper *s)
{
    ptrdiff_t from = s->at++;
    for (bool class = false; class || peek(s, 0) != '/'; s->at++) {
        if (peek(s, 0) == '\\')
            s->at++;
        else if (peek(s, 0) == '[')
            class = true;
        else if (peek(s, 0) == ']')
            class = false;
        if (peek(s, 0) < 0 || is_break(peek(s, 0)))
            return false;
    }
    s->at++;
    return copy(s, from, DIVIDES);
}

static bool read_word(stripper *s)
{
    static const char *const heads[] = {"if", "while", "for", "with", NULL};
    static const char *const operators[] = {"return", "typeof", "instanceof", "in", "new",  "delete",
                                            "void",   "throw",  "case",       "do", "else", NULL};
    static const char *const unsure[] = {"of", "yield", "await", NULL}; /* names in old scripts, keywords in new ones */
    ptrdiff_t from = s->at;
    bool member = s->member, number = is_digit(peek(s, 0)) || peek(s, 0) == '.';
    while (is_name(peek(s, 0)) || (number && peek(s, 0) == '.'))
        s->at++;
    wz_str word = wz_str_slice(s->in, from, s->at);
    if (member || number)
        return copy(s, from, DIVIDES);
    if (is_one_of(word, operators))
        return copy(s, from, OPENS_REGEX);
    copy(s, from, is_one_of(word, unsure) ? UNSURE : DIVIDES);
    s->after = is_one_of(word, heads) ? OPENS_REGEX : s->next;
    return true;
}

static bool read_mark(stripper *s)
{
    int c = peek(s, 0);
    ptrdiff_t from = s->at++;
    slash after = s->after;
    switch (c) {
    case '(':
    case '[':
    case '{':
        wz_buf_byte(&s->open, (char)(c == '(' ? after : c == '[' ? DIVIDES : UNSURE));
        return copy(s, from, OPENS_REGEX);
    case ')':
    case ']':
    case '}':
        if (s->open.len == 0)
            return false;
        after = (slash)s->open.ptr[--s->open.len];
        if (after == TEMPLATE) {
            s->at = from;
            return c == '}' && read_template(s);
        }
        return copy(s, from, after);
    case '+':
    case '-':
        if (peek(s, 0) == c) { /* a++ / b, but ++ may also come first */
            s->at++;
            return copy(s, from, UNSURE);
        }
        return copy(s, from, OPENS_REGEX);
    case '.':
        if (peek(s, 0) == '.') {
            s->at += peek(s, 1) == '.' ? 2 : 1;
            return copy(s, from, OPENS_REGEX);
        }
        copy(s, from, OPENS_REGEX);
        s->member = true;
        return true;
    default:
        return c != '\\' && c > 0x20 && c < 0x7f && copy(s, from, OPENS_REGEX);
    }
}

static bool read_token(stripper *s)
{
    int c = peek(s, 0);
    if (c == '/' && peek(s, 1) == '*')
        return read_kept_comment(s);
    if (c == '/' && s->next != DIVIDES)
        return s->next == OPENS_REGEX && read_regex(s);
    if (c == '"' || c == '\'')
        return read_string(s);
    if (c == '`')
        return read_template(s);
    return is_name(c) || (c == '.' && is_digit(peek(s, 1))) ? read_word(s) : read_mark(s);
}

wz_str wz_script_strip(wz_arena *arena, wz_str script)
{
    stripper s = {.in = script, .next = OPENS_REGEX, .after = DIVIDES};
    /* What ends or begins a comment by rules of its own: a relic of the web, the first line of a program,
     * line breaks beyond ASCII. */
    static const char *const odd[] = {"<!--", "#!", "\xe2\x80\xa8", "\xe2\x80\xa9", NULL};
    bool ok = true;
    for (int i = 0; odd[i] && ok; i++)
        ok = wz_str_find(script, wz_str_from(odd[i])) < 0;
    while (ok && (ok = read_gap(&s)) && s.at < script.len)
        ok = read_token(&s);
    wz_str result = ok && s.open.len == 0 ? wz_str_copy(arena, wz_buf_str(&s.out)) : script;
    wz_buf_free(&s.out);
    wz_buf_free(&s.open);
    return result;
}
