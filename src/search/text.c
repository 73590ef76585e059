/* SPDX-License-Identifier: EUPL-1.2 */
/* Words of a text: folding, tokenising, regular inflection; and the set of strings that the module uses
 * everywhere. */
#include "search/search.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

/* ---- Set of strings ---- */

uint64_t search_load8(const char *at)
{
    uint64_t v;
    memcpy(&v, at, 8);
    return le64toh(v);
}

static uint64_t load4(const char *at)
{
    uint32_t v;
    memcpy(&v, at, 4);
    return le32toh(v);
}

/* Loads overlap instead of being cut to size: most words are read in two. */
uint32_t search_hash(wz_str s)
{
    const char *p = s.ptr;
    ptrdiff_t n = s.len;
    uint64_t h = 0x9e3779b97f4a7c15u ^ (uint64_t)n, tail = 0;
    if (n >= 8) {
        for (ptrdiff_t i = 0; i + 8 < n; i += 8) {
            h = (h ^ search_load8(p + i)) * 0xff51afd7ed558ccdu;
            h ^= h >> 32;
        }
        tail = search_load8(p + n - 8);
    } else if (n >= 4) {
        tail = load4(p) | load4(p + n - 4) << 32;
    } else if (n > 0) {
        tail = (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[n >> 1] << 8 |
               (uint64_t)(unsigned char)p[n - 1] << 16;
    }
    h = (h ^ tail) * 0xff51afd7ed558ccdu;
    h = (h ^ h >> 32) * 0xc4ceb9fe1a85ec53u;
    return (uint32_t)(h >> 32);
}

void search_set_init(search_set *set, wz_arena *arena, int32_t room)
{
    int32_t size = 64;
    while (size < room * 2) {
        size *= 2;
    }
    *set = (search_set){.arena = arena, .room = size / 2, .mask = size - 1};
    set->items = wz_new(arena, wz_str, set->room);
    set->slots = wz_new(arena, search_slot, size);
}

static int32_t find_slot(const search_set *set, wz_str s, uint32_t hash)
{
    int32_t at = (int32_t)(hash & (uint32_t)set->mask);
    for (;; at = (at + 1) & set->mask) {
        search_slot slot = set->slots[at];
        if (slot.item == 0 || (slot.hash == hash && set->items[slot.item - 1].len == s.len &&
                               (s.len == 0 || memcmp(set->items[slot.item - 1].ptr, s.ptr, (size_t)s.len) == 0))) {
            return at;
        }
    }
}

int32_t search_set_find(const search_set *set, wz_str s)
{
    return search_set_find_hash(set, s, search_hash(s));
}

int32_t search_set_find_hash(const search_set *set, wz_str s, uint32_t hash)
{
    return set->count == 0 ? -1 : set->slots[find_slot(set, s, hash)].item - 1;
}

static void grow(search_set *set)
{
    search_set bigger;
    search_set_init(&bigger, set->arena, set->room * 2);
    memcpy(bigger.items, set->items, (size_t)set->count * sizeof *set->items);
    bigger.count = set->count;
    for (int32_t i = 0; i <= set->mask; i++) {
        int32_t at = (int32_t)(set->slots[i].hash & (uint32_t)bigger.mask);
        while (set->slots[i].item != 0 && bigger.slots[at].item != 0) {
            at = (at + 1) & bigger.mask;
        }
        if (set->slots[i].item != 0) {
            bigger.slots[at] = set->slots[i];
        }
    }
    *set = bigger;
}

int32_t search_set_add(search_set *set, wz_str s, bool copy)
{
    uint32_t hash = search_hash(s);
    int32_t at = find_slot(set, s, hash);
    if (set->slots[at].item != 0) {
        return set->slots[at].item - 1;
    }
    if (set->count == set->room) {
        grow(set);
        at = find_slot(set, s, hash);
    }
    set->items[set->count] = copy ? wz_str_copy(set->arena, s) : s;
    set->slots[at] = (search_slot){++set->count, hash};
    return set->count - 1;
}

/* ---- Words ---- */

void search_read(search_reader *reader, wz_arena *scratch, wz_str text)
{
    reader->text = text;
    reader->scratch = scratch;
    reader->at = 0;
    reader->parts = reader->joined_len = 0;
    reader->pending = false;
}

/* Letter, digit, or invisible inside a word. */
static bool in_word(uint32_t c)
{
    return c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || (c >= 0x300 && c <= 0x36f) || wz_utf8_is_word(c);
}

static bool ascii_word(unsigned char c)
{
    return wz_is_letter(c) || wz_is_digit(c);
}

/* Length of the word character at offset, 0 when there is none. */
static int word_at(wz_str text, ptrdiff_t at)
{
    if (at >= text.len) {
        return 0;
    }
    unsigned char b = (unsigned char)text.ptr[at];
    if (b < 0x80) {
        return ascii_word(b) ? 1 : 0;
    }
    ptrdiff_t next = at;
    return in_word(wz_utf8_next(text, &next)) ? (int)(next - at) : 0;
}

/* Length of an apostrophe at offset, 0 when there is none. */
static int apostrophe_at(wz_str text, ptrdiff_t at)
{
    if (at < text.len && text.ptr[at] == '\'') {
        return 1;
    }
    return at + 2 < text.len && memcmp(text.ptr + at, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Length of a hyphen (-, non-breaking hyphen) at offset, 0 when there is none. */
static int hyphen_at(wz_str text, ptrdiff_t at)
{
    if (at < text.len && text.ptr[at] == '-') {
        return 1;
    }
    return at + 2 < text.len && memcmp(text.ptr + at, "\xe2\x80\x91", 3) == 0 ? 3 : 0;
}

static wz_str cut_word(wz_str s)
{
    if (s.len > SEARCH_WORD) {
        s.len = SEARCH_WORD;
        while (s.len > 0 && ((unsigned char)s.ptr[s.len] & 0xc0) == 0x80) {
            s.len--;
        }
    }
    return s;
}

static wz_str fold_word(search_reader *reader, wz_str raw, bool ascii)
{
    if (!ascii) {
        return cut_word(wz_utf8_fold(reader->scratch, raw));
    }
    ptrdiff_t len = raw.len > SEARCH_WORD ? SEARCH_WORD : raw.len;
    for (ptrdiff_t i = 0; i < len; i++) {
        char c = raw.ptr[i];
        reader->buffer[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return (wz_str){reader->buffer, len};
}

/* Where the word that begins at at ends: letters, digits, and apostrophes between them. */
static ptrdiff_t word_end(wz_str text, ptrdiff_t at, bool *ascii)
{
    *ascii = true;
    for (;;) {
        while (at < text.len && ascii_word((unsigned char)text.ptr[at])) { /* nearly all */
            at++;
        }
        int step = word_at(text, at);
        if (step == 0) {
            step = apostrophe_at(text, at);
            if (step == 0 || word_at(text, at + step) == 0) {
                return at;
            }
        }
        *ascii = *ascii && step == 1;
        at += step;
    }
}

bool search_next(search_reader *reader, search_token *token)
{
    wz_str text = reader->text;
    if (reader->pending) {
        reader->pending = false;
        *token = (search_token){{reader->joined, reader->joined_len}, reader->joined_from, reader->at, true};
        reader->parts = 0;
        return true;
    }
    ptrdiff_t at = reader->at;
    for (;;) {
        while (at < text.len && word_at(text, at) == 0) {
            at++;
        }
        if (at >= text.len) {
            reader->at = at;
            return false;
        }
        ptrdiff_t from = at;
        bool ascii;
        at = word_end(text, at, &ascii);
        token->form = fold_word(reader, wz_str_slice(text, from, at), ascii);
        token->from = from;
        token->to = at;
        token->extra = false;
        if (token->form.len == 0) {
            continue;
        }
        int mark = hyphen_at(text, at);
        bool more = mark > 0 && word_at(text, at + mark) > 0;
        if (more && reader->parts == 0) {
            reader->joined_len = 0;
            reader->joined_from = from;
        }
        if (more || reader->parts > 0) {
            if (reader->joined_len + token->form.len <= SEARCH_WORD) {
                memcpy(reader->joined + reader->joined_len, token->form.ptr, (size_t)token->form.len);
                reader->joined_len += (int)token->form.len;
                reader->parts++;
            } else {
                reader->parts += 100; /* too long to be a word */
            }
            reader->pending = !more && reader->parts > 1 && reader->parts < 100;
            if (!more && !reader->pending) {
                reader->parts = 0;
            }
        }
        reader->at = more ? at + mark : at;
        return true;
    }
}

/* ---- Regular inflection ---- */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* After a suffix that starts with a vowel: rad(en) -> raad, wett(en) -> wet, briev(en) -> brief. */
static int mend(char *w, int n)
{
    if (n < 2) {
        return n;
    }
    char last = w[n - 1];
    if (!is_vowel(last) && n > 2 && w[n - 2] == last) {
        n--;
    } else if (!is_vowel(last) && last != 'w' && last != 'x' && last != 'j' && is_vowel(w[n - 2]) && w[n - 2] != 'i' &&
               w[n - 2] != 'y' && (n == 2 || !is_vowel(w[n - 3]))) {
        /* An open e is long only in the last syllable but one that has the stress: weten, but vergaderen. */
        bool weak = w[n - 2] == 'e' && n > 4 && (last == 'r' || last == 'l' || last == 'n');
        if (!weak) {
            w[n] = last;
            w[n - 1] = w[n - 2];
            n++;
        }
    }
    if (w[n - 1] == 'v') {
        w[n - 1] = 'f';
    } else if (w[n - 1] == 'z') {
        w[n - 1] = 's';
    }
    return n;
}

int search_light(wz_str word, char *out)
{
    int n = (int)(word.len > SEARCH_WORD ? SEARCH_WORD : word.len);
    memcpy(out, word.ptr, (size_t)n);
    if (n < 4 || !(out[n - 1] >= 'a' && out[n - 1] <= 'z')) {
        return n;
    }
    if (n > 4 && out[n - 2] == '\'' && out[n - 1] == 's') {
        return n - 2;
    }
    if (n > 6 && memcmp(out + n - 5, "heden", 5) == 0) {
        memcpy(out + n - 5, "heid", 4);
        return n - 1;
    }
    if (n > 5 && memcmp(out + n - 4, "ieen", 4) == 0) { /* categorieen */
        return n - 2;
    }
    if (n > 4 && out[n - 2] == 'e' && out[n - 1] == 'n') {
        if (n > 5 && out[n - 3] == 'i') { /* financien, bacterien */
            return n - 1;
        }
        return mend(out, n - 2);
    }
    if (n > 4 && out[n - 1] == 's' && out[n - 2] != 's' && out[n - 2] != 'u' && out[n - 2] != 'i') {
        return n - 1;
    }
    if (n > 4 && out[n - 1] == 'e' && !is_vowel(out[n - 2])) {
        return mend(out, n - 1);
    }
    return n;
}
