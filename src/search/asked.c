/* SPDX-License-Identifier: EUPL-1.2 */
/* A query, read into words: what stands in quotation marks, what is left out, what stands for another. */
#include "search/search.h"

#include <string.h>

int search_mark(wz_str s, ptrdiff_t at)
{
    if (s.ptr[at] == '"') {
        return 1;
    }
    if (at + 2 < s.len && (unsigned char)s.ptr[at] == 0xe2 && (unsigned char)s.ptr[at + 1] == 0x80) {
        unsigned char c = (unsigned char)s.ptr[at + 2];
        return c == 0x9c || c == 0x9d || c == 0x9e ? 3 : 0;
    }
    return 0;
}

/* Is it an operator: NOT, NIET, OR, OF, AND, EN? Its first letter, or 0. */
static char operator_of(wz_str raw)
{
    static const char *const names[] = {"NOT", "NIET", "OR", "OF", "AND", "EN", NULL};
    for (int i = 0; names[i]; i++) {
        if (wz_str_equal(raw, wz_str_from(names[i]))) {
            return i < 2 ? '-' : i < 4 ? '|' : '&';
        }
    }
    return 0;
}

/* A hyphen that stands before a word, and after none. */
static bool is_minus(wz_str query, ptrdiff_t at)
{
    return at > 0 && query.ptr[at - 1] == '-' && (at == 1 || query.ptr[at - 2] == ' ');
}

static const search_word new_word = {.leaf = -1, .verb = -1};

typedef struct reading {
    wz_arena *arena;
    search_word *words;
    int32_t count;
} reading;

static void add_word(reading *r, wz_str query, const search_token *token, search_word *next, bool plain)
{
    wz_str raw = wz_str_slice(query, token->from, token->to);
    char sign = plain || next->exact ? 0 : operator_of(raw);
    if (sign) {
        next->excluded = sign == '-';
        next->either = sign == '|' && r->count > 0;
        return;
    }
    next->form = wz_str_copy(r->arena, token->form);
    next->raw = raw;
    next->excluded = next->excluded || (is_minus(query, token->from) && !next->exact);
    r->words[r->count++] = *next;
    *next = new_word;
}

static bool is_shouting(wz_str query)
{
    for (ptrdiff_t i = 0; i < query.len; i++) {
        if (query.ptr[i] >= 'a' && query.ptr[i] <= 'z') {
            return false;
        }
    }
    return true;
}

/* A sign after the last word changes nothing, whatever it is; a space or the end of a quotation closes the word. */
static bool only_signs(wz_str query, ptrdiff_t from)
{
    for (ptrdiff_t i = from; i < query.len; i++) {
        if (search_mark(query, i) > 0 || memchr(" \t\r\n", query.ptr[i], 4)) {
            return false;
        }
    }
    return true;
}

int32_t search_read_query(wz_arena *arena, wz_str query, bool exact, search_word *words, bool *open)
{
    reading r = {arena, words, 0};
    search_reader reader;
    search_token token;
    search_word next = new_word;
    ptrdiff_t end = 0, seen = 0;
    int32_t hyphen = -1;
    bool quoted = false, shouting = is_shouting(query);
    search_read(&reader, arena, query);
    while (search_next(&reader, &token) && r.count < WZ_SEARCH_QUERY_WORDS) {
        if (token.extra) {
            if (hyphen >= 0 && r.count > hyphen) {
                words[hyphen].joined = r.count - hyphen;
                words[hyphen].joined_form = wz_str_copy(arena, token.form);
            }
            hyphen = -1;
            continue;
        }
        for (int mark; seen < token.from; seen += mark ? mark : 1) {
            mark = search_mark(query, seen);
            quoted = quoted != (mark > 0);
        }
        if (hyphen < 0 || reader.parts <= 1) {
            hyphen = r.count;
        }
        next.exact = quoted || exact;
        add_word(&r, query, &token, &next, shouting || reader.parts > 0);
        end = token.to;
    }
    *open = only_signs(query, end);
    return r.count;
}
