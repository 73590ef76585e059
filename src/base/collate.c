/* SPDX-License-Identifier: EUPL-1.2 */
/* Collation for display: a multilevel comparison as in the Unicode Collation Algorithm (UTS #10), restricted to what a
 * Dutch catalogue holds. No locale is asked. */
#include <string.h>

#include "base/internal.h"

/* Classes of primary elements, in their order. */
enum { END, SPACE, NUMBER, LETTER };

/* What the first level sees next in a string. */
typedef struct element {
    int kind;
    uint32_t letter; /* LETTER: folded */
    wz_str number;   /* NUMBER: without leading zeros */
} element;

typedef struct cursor {
    wz_str s;
    ptrdiff_t at;
    uint32_t queue[WZ_BASE_FOLD_MAX]; /* the rest of a letter that folds to several */
    int queued;
    int taken;
    bool started; /* an element has been seen: white space before it does not count */
} cursor;

/* A cursor past an initial 's- ('s-Hertogenbosch stands under the H), written with any apostrophe. */
static cursor cursor_of(wz_str s)
{
    static const char *const articles[] = {"'s-", "\xE2\x80\x99s-", "\xE2\x80\x98s-", "'S-", "\xE2\x80\x99S-"};
    cursor c = {.s = s};
    for (int i = 0; i < 5 && s.len > 0 && (*s.ptr == '\'' || *s.ptr == '\xE2'); i++)
        if (wz_str_starts(s, wz_str_from(articles[i])))
            c.at = wz_str_from(articles[i]).len;
    return c;
}

static bool is_white(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x3000;
}

/* The next code point: nearly all are ASCII. */
static inline uint32_t take(wz_str s, ptrdiff_t *at)
{
    unsigned char c = (unsigned char)s.ptr[*at];
    if (c >= 0x80)
        return wz_utf8_next(s, at);
    ++*at;
    return c;
}

/* True for what the first level does not see: punctuation, symbols, marks. Code points of scripts that we do not know
 * are letters. */
static bool is_ignored(uint32_t c)
{
    if (c < 0x80)
        return !wz_is_letter(c) && !wz_is_digit(c);
    if (c < 0x250)
        return !wz_utf8_is_word(c) || c == 0xAD;
    return wz_base_dropped(c) || (c >= 0x2B0 && c < 0x300) || (c >= 0x2000 && c < 0x2C00) ||
           (c >= 0x3000 && c < 0x3040) || (c >= 0xFE00 && c < 0xFE10);
}

static element next(cursor *c)
{
    if (c->taken < c->queued)
        return (element){.kind = LETTER, .letter = c->queue[c->taken++]};
    bool space = false;
    while (c->at < c->s.len) {
        ptrdiff_t from = c->at;
        uint32_t code = take(c->s, &c->at);
        if (is_white(code)) {
            space = c->started;
            continue;
        }
        if (is_ignored(code))
            continue;
        if (space) { /* white space between elements counts once; at the ends not at all */
            c->at = from;
            return (element){.kind = SPACE};
        }
        c->started = true;
        if (wz_is_digit(code)) {
            while (c->at < c->s.len && wz_is_digit((unsigned char)c->s.ptr[c->at]))
                c->at++;
            while (from < c->at - 1 && c->s.ptr[from] == '0')
                from++;
            return (element){.kind = NUMBER, .number = wz_str_slice(c->s, from, c->at)};
        }
        c->taken = c->queued = 0;
        if (code < 0x80)
            return (element){.kind = LETTER, .letter = (unsigned char)wz_lower((char)code)};
        c->queued = wz_base_fold(code, c->queue);
        if (c->queued > 0)
            return (element){.kind = LETTER, .letter = c->queue[c->taken++]};
    }
    return (element){.kind = END};
}

static int order_of(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_primary(wz_str a, wz_str b)
{
    cursor ca = cursor_of(a), cb = cursor_of(b);
    for (;;) {
        element ea = next(&ca), eb = next(&cb);
        int order = ea.kind - eb.kind;
        if (order == 0 && ea.kind == LETTER)
            order = order_of(ea.letter, eb.letter);
        if (order == 0 && ea.kind == NUMBER) {
            order = order_of((uint64_t)ea.number.len, (uint64_t)eb.number.len);
            if (order == 0)
                order = wz_str_compare(ea.number, eb.number);
        }
        if (order != 0 || ea.kind == END)
            return order;
    }
}

/* The next code point that the first level sees, or 0 at the end. */
static uint32_t next_letter(wz_str s, ptrdiff_t *at)
{
    while (*at < s.len) {
        uint32_t c = take(s, at);
        if (!is_white(c) && !is_ignored(c))
            return c;
    }
    return 0;
}

/* Accents, then case (small before capital); what the first level ignores is ignored here too. */
static int compare_ties(wz_str a, wz_str b)
{
    ptrdiff_t at = 0, bt = 0;
    int by_case = 0;
    for (;;) {
        uint32_t ca = next_letter(a, &at), cb = next_letter(b, &bt);
        uint32_t la = wz_base_lower(ca), lb = wz_base_lower(cb);
        if (la != lb)
            return order_of(la, lb);
        if (by_case == 0 && ca != cb)
            by_case = ca == la ? -1 : 1;
        if (ca == 0)
            return by_case;
    }
}

int wz_collate(wz_str a, wz_str b)
{
    int order = compare_primary(a, b);
    if (order == 0)
        order = compare_ties(a, b);
    return order != 0 ? order : wz_str_compare(a, b);
}

/* ---- Keys ---- */

static void key_letter(wz_buf *key, uint32_t c)
{
    /* Letters are above 0x02, so they come after numbers; UTF-8 keeps the order of code points. */
    char *at = wz_buf_reserve(key, 4);
    key->len += wz_utf8_encode(c, at);
}

static void key_number(wz_buf *key, wz_str number)
{
    /* 0x02, the length of the number in a form that compares by value, then its digits. */
    ptrdiff_t len = number.len;
    wz_buf_byte(key, 2);
    for (; len >= 254; len -= 254)
        wz_buf_byte(key, (char)255);
    wz_buf_byte(key, (char)len);
    wz_buf_add(key, number);
}

wz_str wz_collate_key(wz_arena *arena, wz_str s)
{
    wz_buf key = {0};
    wz_buf_reserve(&key, 4 * s.len + 64);
    cursor c = cursor_of(s);
    ptrdiff_t at = 0;
    for (element e = next(&c); e.kind != END; e = next(&c))
        if (e.kind == LETTER)
            key_letter(&key, e.letter);
        else if (e.kind == NUMBER)
            key_number(&key, e.number);
        else
            wz_buf_byte(&key, 1);
    wz_buf_byte(&key, 0);
    for (uint32_t letter = next_letter(s, &at); letter != 0; letter = next_letter(s, &at))
        key_letter(&key, wz_base_lower(letter));
    wz_buf_byte(&key, 0);
    at = 0;
    for (uint32_t letter = next_letter(s, &at); letter != 0; letter = next_letter(s, &at))
        wz_buf_byte(&key, wz_base_lower(letter) == letter ? 1 : 2);
    wz_buf_byte(&key, 0);
    wz_buf_add(&key, s);
    return wz_buf_take(arena, &key);
}

wz_str wz_collate_letter(wz_arena *arena, wz_str s)
{
    cursor c = cursor_of(s);
    element first = next(&c);
    if (first.kind != LETTER)
        return WZ_STR("#");
    char bytes[4];
    return wz_str_copy(arena, (wz_str){bytes, wz_utf8_encode(wz_base_upper(first.letter), bytes)});
}
