/* The Kraaij-Pohlmann stemmer for Dutch, as Snowball 3 defines it under the name `dutch`. Words are arrays of code
 * points; every routine of the definition has a function of the same name here. */
#include "search/search.h"

#include <string.h>

enum {
    MAX_WORD = 63, /* longer words are left as they are */
    ROOM = MAX_WORD + 9
};

typedef struct stem {
    uint32_t w[ROOM];
    int n;    /* length */
    int c;    /* cursor: the characters before it are still to be looked at */
    int from; /* start of the slice; it ends at to */
    int to;
    int p1, p2;
    bool ge_removed;
    bool stemmed;
} stem;

static uint32_t plain(uint32_t c)
{
    switch (c) {
    case 0xe0:
    case 0xe1:
    case 0xe2:
    case 0xe4:
        return 'a';
    case 0xe8:
    case 0xe9:
    case 0xea:
    case 0xeb:
        return 'e';
    case 0xec:
    case 0xed:
    case 0xee:
    case 0xef:
        return 'i';
    case 0xf2:
    case 0xf3:
    case 0xf4:
    case 0xf6:
        return 'o';
    case 0xf9:
    case 0xfa:
    case 0xfb:
    case 0xfc:
        return 'u';
    default:
        return c;
    }
}

static bool aeiou(uint32_t c)
{
    c = plain(c);
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool aiou(uint32_t c)
{
    return aeiou(c) && plain(c) != 'e';
}

static bool vowel(uint32_t c)
{
    return c == 'y' || aeiou(c);
}

/* Does the text before position end with s (ASCII)? */
static bool ends(const stem *z, int at, const char *s)
{
    int len = (int)strlen(s);
    if (at < len) {
        return false;
    }
    for (int i = 0; i < len; i++) {
        if (z->w[at - len + i] != (unsigned char)s[i]) {
            return false;
        }
    }
    return true;
}

/* Consumes s before the cursor. */
static bool back(stem *z, const char *s)
{
    if (!ends(z, z->c, s)) {
        return false;
    }
    z->c -= (int)strlen(s);
    return true;
}

static bool r1(const stem *z)
{
    return z->p1 <= z->c;
}

static bool r2(const stem *z)
{
    return z->p2 <= z->c;
}

static bool is_v(const stem *z, int at)
{
    return at > 0 && (vowel(z->w[at - 1]) || ends(z, at, "ij"));
}

static bool is_c(const stem *z, int at)
{
    return at > 0 && !ends(z, at, "ij") && !vowel(z->w[at - 1]);
}

/* Replaces the slice [from, to) by s; the cursor ends at the right end of s when that was the end of the word. */
static void replace(stem *z, const char *s)
{
    int len = (int)strlen(s), tail = z->n - z->to;
    memmove(z->w + z->from + len, z->w + z->to, (size_t)tail * sizeof *z->w);
    for (int i = 0; i < len; i++) {
        z->w[z->from + i] = (unsigned char)s[i];
    }
    z->n = z->from + len + tail;
}

static void insert(stem *z, int at, uint32_t c)
{
    memmove(z->w + at + 1, z->w + at, (size_t)(z->n - at) * sizeof *z->w);
    z->w[at] = c;
    z->n++;
}

/* Doubles the vowel of a syllable that has become closed: rad -> raad. Looks at the end of the word. */
static void lengthen_v(stem *z)
{
    int c = z->n - 1;
    if (c < 1 || z->n >= ROOM - 2) {
        return;
    }
    uint32_t last = z->w[c];
    if (vowel(last) || last == 'w' || last == 'x') {
        return;
    }
    uint32_t v = z->w[c - 1];
    int p = c - 1; /* position of the vowel */
    if (v == 0xeb) {
        if (p > 0 && z->w[p - 1] == 'e') {
            insert(z, c, 'e');
            return;
        }
        if (p > 0 && z->w[p - 1] == 'i') {
            z->w[p] = 'e';
            insert(z, c, 'e');
            return;
        }
        return;
    }
    uint32_t base = plain(v);
    if (base == 'a' || base == 'o' || base == 'u') {
        if (p == 0 || !aeiou(z->w[p - 1])) {
            insert(z, p, v);
        }
    } else if (base == 'e') {
        int q = p;
        if (p > 0) {
            if (aeiou(z->w[p - 1])) {
                return;
            }
            q = p - 1;
        }
        if (q > 0 && (aiou(z->w[q - 1]) || (plain(z->w[q - 1]) == 'e' && q == 1))) {
            return;
        }
        if (q > 2 && aiou(z->w[q - 2]) && !aeiou(z->w[q - 3])) {
            return;
        }
        insert(z, p, v);
    }
}

/* The longest of the suffixes (NULL ends the list) becomes the slice, the cursor moves before it. -1 when there is
 * none. */
static int substring(stem *z, const char *const *suffixes)
{
    int best = -1, best_len = 0;
    for (int i = 0; suffixes[i]; i++) {
        int len = (int)strlen(suffixes[i]);
        if (len > best_len && ends(z, z->n, suffixes[i])) {
            best = i;
            best_len = len;
        }
    }
    z->to = z->n;
    z->from = z->c = z->n - best_len;
    return best;
}

static bool drop(stem *z)
{
    replace(z, "");
    return true;
}

static bool drop_lengthen(stem *z)
{
    replace(z, "");
    lengthen_v(z);
    return true;
}

static bool put(stem *z, const char *s)
{
    replace(z, s);
    return true;
}

static bool put_lengthen(stem *z, const char *s)
{
    replace(z, s);
    lengthen_v(z);
    return true;
}

static bool step_1_en(stem *z)
{
    int at = z->c;
    if (back(z, "hed") && r1(z)) {
        z->from = z->c;
        return put(z, "heid");
    }
    z->c = at;
    if (back(z, "nd")) {
        return drop(z);
    }
    if (back(z, "d") && r1(z) && is_c(z, z->c)) {
        z->from = z->c;
        return drop(z);
    }
    z->c = at;
    if ((back(z, "i") || back(z, "j")) && is_v(z, z->c)) {
        return drop(z);
    }
    z->c = at;
    return r1(z) && is_c(z, z->c) && drop_lengthen(z);
}

static bool step_1(stem *z)
{
    static const char *const suffixes[] = {"'s", "s", "ies", "es", "aus", "en", "nde", NULL};
    if (z->n > 2 && z->w[z->n - 1] == 's' && z->w[z->n - 2] == 0xe9) {
        if (z->p1 > z->n - 2) {
            return false;
        }
        z->n--;
        return true;
    }
    int at;
    switch (substring(z, suffixes)) {
    case 0:
        return drop(z);
    case 1:
        return r1(z) && !(ends(z, z->c, "t") && z->p1 <= z->c - 1) && is_c(z, z->c) && drop(z);
    case 2:
        return r1(z) && put(z, "ie");
    case 3:
        at = z->c;
        if (ends(z, at, "ar") && z->p1 <= at - 2 && is_c(z, at - 2)) {
            return drop_lengthen(z);
        }
        if (ends(z, at, "er") && z->p1 <= at - 2 && is_c(z, at - 2)) {
            return drop(z);
        }
        return r1(z) && is_c(z, at) && put(z, "e");
    case 4:
        return r1(z) && is_v(z, z->c) && put(z, "au");
    case 5:
        return step_1_en(z);
    case 6:
        return put(z, "nd");
    default:
        return false;
    }
}

static bool step_2_je(stem *z)
{
    int at = z->c;
    if (back(z, "'t")) {
        z->from = z->c;
        return drop(z);
    }
    if (back(z, "et")) {
        z->from = z->c;
        if (r1(z) && is_c(z, z->c)) {
            return drop(z);
        }
    }
    z->c = at;
    if (back(z, "rnt")) {
        z->from = z->c;
        return put(z, "rn");
    }
    if (back(z, "t")) {
        z->from = z->c;
        if (r1(z) && z->c > 0 && is_v(z, z->c - 1)) {
            return drop(z);
        }
    }
    z->c = at;
    if (back(z, "ink")) {
        z->from = z->c;
        return put(z, "ing");
    }
    if (back(z, "mp")) {
        z->from = z->c;
        return put(z, "m");
    }
    if (back(z, "'")) {
        z->from = z->c;
        if (r1(z)) {
            return drop(z);
        }
    }
    z->c = z->from = at;
    return r1(z) && is_c(z, z->c) && drop(z);
}

static bool step_2(stem *z)
{
    static const char *const suffixes[] = {"je", "ge", "lijke", "ische", "de",   "te",
                                           "se", "re", "le",    "ene",   "ieve", NULL};
    static const char *const shorter[] = {NULL, "g", "lijk", "isch", NULL, "t", "s", "r", NULL, NULL, NULL};
    int which = substring(z, suffixes);
    switch (which) {
    case 0:
        return step_2_je(z);
    case 4:
        return r1(z) && is_c(z, z->c) && drop(z);
    case 8:
        return r1(z) && put_lengthen(z, "l");
    case 9:
        return r1(z) && is_c(z, z->c) && put_lengthen(z, "en");
    case 10:
        return r1(z) && is_c(z, z->c) && put(z, "ief");
    case -1:
        return false;
    default:
        return r1(z) && put(z, shorter[which]);
    }
}

static bool step_3(stem *z)
{
    static const char *const suffixes[] = {"atie", "iteit", "heid", "sel", "ster", "rder", "ing", "isme",
                                           "erij", "arij",  "fie",  "gie", "tst",  "dst",  NULL};
    switch (substring(z, suffixes)) {
    case 0:
        return r1(z) && put(z, "eer");
    case 1:
        return r1(z) && drop_lengthen(z);
    case 2:
    case 3:
    case 4:
        return r1(z) && drop(z);
    case 5:
        return put(z, "r");
    case 6:
    case 7:
    case 8:
        if (ends(z, z->c, "ild")) {
            return put(z, "er");
        }
        return r1(z) && drop_lengthen(z);
    case 9:
        return r1(z) && is_c(z, z->c) && put(z, "aar");
    case 10:
        return r2(z) && put_lengthen(z, "f");
    case 11:
        return r2(z) && put_lengthen(z, "g");
    case 12:
        return r1(z) && is_c(z, z->c) && put(z, "t");
    case 13:
        return r1(z) && is_c(z, z->c) && put(z, "d");
    default:
        return false;
    }
}

static bool step_4(stem *z)
{
    static const char *const first[] = {"ioneel", "atief",  "baar",   "naar",   "laar",     "raar",
                                        "tant",   "lijker", "lijkst", "achtig", "achtiger", "achtigst",
                                        "eriger", "erigst", "erig",   "end",    NULL};
    static const char *const second[] = {"iger", "igst", "ig", NULL};
    bool done = false;
    switch (substring(z, first)) {
    case 0:
        done = r1(z) && put(z, "ie");
        break;
    case 1:
        done = r1(z) && put(z, "eer");
        break;
    case 2:
    case 9:
    case 10:
    case 11:
        done = r1(z) && drop(z);
        break;
    case 3:
        done = r1(z) && is_v(z, z->c) && put(z, "n");
        break;
    case 4:
        done = r1(z) && is_v(z, z->c) && put(z, "l");
        break;
    case 5:
        done = r1(z) && is_v(z, z->c) && put(z, "r");
        break;
    case 6:
        done = r1(z) && put(z, "teer");
        break;
    case 7:
    case 8:
        done = r1(z) && put(z, "lijk");
        break;
    case 12:
    case 13:
    case 14:
    case 15:
        done = r1(z) && is_c(z, z->c) && drop_lengthen(z);
        break;
    default:
        break;
    }
    if (done) {
        return true;
    }
    if (substring(z, second) < 0) {
        return false;
    }
    bool inn = z->c == 3 && ends(z, z->c, "inn");
    return r1(z) && !inn && is_c(z, z->c) && drop_lengthen(z);
}

static bool step_7(stem *z)
{
    uint32_t before = z->n > 1 ? z->w[z->n - 2] : 0;
    if (z->n > 1 && z->w[z->n - 1] == 't' && (before == 'k' || before == 'f' || before == 'p')) {
        z->n--;
        return true;
    }
    return false;
}

static void step_6(stem *z)
{
    uint32_t last = z->n > 0 ? z->w[z->n - 1] : 0;
    if (z->n > 1 && last == z->w[z->n - 2] && last >= 'b' && last <= 'z' && !vowel(last)) {
        if (!(last == 'n' && z->n == 3 && z->w[0] == 'i')) {
            z->n--;
        }
    } else if (last == 'v') {
        z->w[z->n - 1] = 'f';
    } else if (last == 'z') {
        z->w[z->n - 1] = 's';
    }
}

static void step_1c(stem *z)
{
    uint32_t last = z->n > 0 ? z->w[z->n - 1] : 0;
    if (last != 'd' && last != 't') {
        return;
    }
    z->c = z->n - 1;
    if (!r1(z) || !is_c(z, z->c)) {
        return;
    }
    bool deeper = z->p1 <= z->c - 1;
    if (last == 'd') {
        if (ends(z, z->c, "n") && deeper) {
            return;
        }
        if (z->c == 2 && ends(z, z->c, "in")) {
            z->w[2] = 'n';
            return;
        }
        z->n--;
    } else {
        if ((ends(z, z->c, "h") && deeper) || (z->c == 2 && ends(z, z->c, "en"))) {
            return;
        }
        z->n--;
    }
}

/* Moves *at past 'ij' or a vowel. */
static bool pass_vowel(const stem *z, int *at)
{
    if (*at + 1 < z->n && z->w[*at] == 'i' && z->w[*at + 1] == 'j') {
        *at += 2;
        return true;
    }
    if (*at < z->n && vowel(z->w[*at])) {
        *at += 1;
        return true;
    }
    return false;
}

static bool past_region(const stem *z, int *at)
{
    int i = *at;
    while (i < z->n && !vowel(z->w[i])) {
        i++;
    }
    if (!pass_vowel(z, &i)) {
        return false;
    }
    while (pass_vowel(z, &i)) {
    }
    if (i >= z->n) {
        return false;
    }
    *at = i + 1;
    return true;
}

static void measure(stem *z)
{
    int at = 0;
    z->p1 = z->p2 = z->n;
    if (past_region(z, &at)) {
        z->p1 = at;
        if (past_region(z, &at)) {
            z->p2 = at;
        }
    }
}

/* Is there a vowel after at with something that is no vowel after it? */
static bool has_syllable(const stem *z, int at)
{
    int i = at;
    while (i < z->n && !vowel(z->w[i])) {
        i++;
    }
    if (!pass_vowel(z, &i)) {
        return false;
    }
    while (pass_vowel(z, &i)) {
    }
    return i < z->n;
}

static bool starts_at(const stem *z, int at, const char *s)
{
    int len = (int)strlen(s);
    return at + len <= z->n && ends(z, at + len, s);
}

static void remove_ge(stem *z, int at)
{
    z->from = at;
    z->to = at + 2;
    replace(z, "");
    z->ge_removed = true;
    if (at < z->n && z->w[at] == 0xeb) {
        z->w[at] = 'e';
    } else if (at < z->n && z->w[at] == 0xef) {
        z->w[at] = 'i';
    }
}

static bool lose_prefix(stem *z)
{
    if (!starts_at(z, 0, "ge") || z->n < 5 || !has_syllable(z, 2)) {
        return false;
    }
    if (starts_at(z, 2, "eft") || (starts_at(z, 2, "val") && !starts_at(z, 2, "vali")) || starts_at(z, 2, "vaa") ||
        starts_at(z, 2, "vare")) {
        return false;
    }
    bool vali = starts_at(z, 2, "vali");
    uint32_t first = z->w[2];
    remove_ge(z, 0);
    if (vali) {
        z->w[0] = first;
    }
    return true;
}

static bool lose_infix(stem *z)
{
    int at = 1;
    while (at + 2 <= z->n && !starts_at(z, at, "ge")) {
        at++;
    }
    if (at + 5 > z->n || !has_syllable(z, at + 2)) {
        return false;
    }
    remove_ge(z, at);
    return true;
}

static void run(stem *z)
{
    measure(z);
    if (step_1(z)) {
        z->stemmed = true;
    }
    if (step_2(z)) {
        z->stemmed = true;
    }
    if (step_3(z)) {
        z->stemmed = true;
    }
    if (step_4(z)) {
        z->stemmed = true;
    }
    if (lose_prefix(z)) {
        measure(z);
        z->stemmed = true;
        step_1c(z);
    }
    if (lose_infix(z)) {
        measure(z);
        z->stemmed = true;
        step_1c(z);
    }
    if (step_7(z)) {
        z->stemmed = true;
    }
    if (z->stemmed) {
        step_6(z);
    }
}

int search_stem(wz_str word, char *out)
{
    stem z;
    ptrdiff_t at = 0;
    memset(&z, 0, offsetof(stem, n));
    z.n = z.c = z.from = z.to = z.p1 = z.p2 = 0;
    z.ge_removed = z.stemmed = false;
    while (at < word.len && z.n < MAX_WORD) {
        unsigned char b = (unsigned char)word.ptr[at];
        if (b < 0x80) {
            z.w[z.n++] = b;
            at++;
        } else {
            z.w[z.n++] = wz_utf8_next(word, &at);
        }
    }
    if (at < word.len) {
        int len = word.len < SEARCH_STEM ? (int)word.len : SEARCH_STEM;
        memcpy(out, word.ptr, (size_t)len);
        return len;
    }
    run(&z);
    int len = 0;
    for (int i = 0; i < z.n; i++) {
        if (z.w[i] < 0x80) {
            out[len++] = (char)z.w[i];
        } else {
            len += wz_utf8_encode(z.w[i], out + len);
        }
    }
    return len;
}

wz_str wz_stem_dutch(wz_arena *arena, wz_str word)
{
    char out[SEARCH_STEM];
    int len = search_stem(word, out);
    return wz_str_copy(arena, (wz_str){out, len});
}
