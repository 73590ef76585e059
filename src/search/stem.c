/* SPDX-License-Identifier: EUPL-1.2 */
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
    int p1, p2; /* where R1 and R2 start */
} stem;

/* A vowel without its accent. */
static uint32_t plain(uint32_t c)
{
    static const char vowels[] = "aaa.a...eeeeiiii..ooo.o..uuuu"; /* from U+00E0 to U+00FC */
    return c >= 0xe0 && c <= 0xfc && vowels[c - 0xe0] != '.' ? (unsigned char)vowels[c - 0xe0] : c;
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

/* What a step does with a suffix. */
typedef struct rule {
    const char *suffix;
    int region;                            /* 1 or 2: the suffix lies in R1 or R2 */
    bool (*before)(const stem *z, int at); /* is_c or is_v must hold before it; NULL: anything may stand there */
    const char *put;                       /* in its place */
    bool lengthen;                         /* then */
    bool (*apply)(stem *z);                /* instead of all this */
} rule;

static bool put(stem *z, const char *s)
{
    replace(z, s);
    return true;
}

static bool drop(stem *z)
{
    return put(z, "");
}

static bool drop_lengthen(stem *z)
{
    drop(z);
    lengthen_v(z);
    return true;
}

/* Follows the rule with the longest suffix that the word has; a rule without a suffix ends the list. The suffix is the
 * slice, and the cursor stands before it. True when the word changed. */
static bool follow(stem *z, const rule *rules)
{
    const rule *best = NULL;
    int longest = 0;
    for (const rule *r = rules; r->suffix; r++) {
        int len = (int)strlen(r->suffix);
        if (len > longest && ends(z, z->n, r->suffix)) {
            best = r;
            longest = len;
        }
    }
    z->to = z->n;
    z->from = z->c = z->n - longest;
    if (!best) {
        return false;
    }
    if (best->apply) {
        return best->apply(z);
    }
    if ((best->region == 1 && !r1(z)) || (best->region == 2 && !r2(z)) || (best->before && !best->before(z, z->c))) {
        return false;
    }
    replace(z, best->put);
    if (best->lengthen) {
        lengthen_v(z);
    }
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

static bool step_1_s(stem *z)
{
    return r1(z) && !(ends(z, z->c, "t") && z->p1 <= z->c - 1) && is_c(z, z->c) && drop(z);
}

static bool step_1_es(stem *z)
{
    int at = z->c;
    if (ends(z, at, "ar") && z->p1 <= at - 2 && is_c(z, at - 2)) {
        return drop_lengthen(z);
    }
    if (ends(z, at, "er") && z->p1 <= at - 2 && is_c(z, at - 2)) {
        return drop(z);
    }
    return r1(z) && is_c(z, at) && put(z, "e");
}

static bool step_1(stem *z)
{
    static const rule rules[] = {
        {"'s", 0, NULL, "", false, NULL},    {"s", .apply = step_1_s},
        {"ies", 1, NULL, "ie", false, NULL}, {"es", .apply = step_1_es},
        {"aus", 1, is_v, "au", false, NULL}, {"en", .apply = step_1_en},
        {"nde", 0, NULL, "nd", false, NULL}, {0},
    };
    if (z->n > 2 && z->w[z->n - 1] == 's' && z->w[z->n - 2] == 0xe9) {
        if (z->p1 > z->n - 2) {
            return false;
        }
        z->n--;
        return true;
    }
    return follow(z, rules);
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
    static const rule rules[] = {
        {"je", .apply = step_2_je},
        {"ge", 1, NULL, "g", false, NULL},
        {"lijke", 1, NULL, "lijk", false, NULL},
        {"ische", 1, NULL, "isch", false, NULL},
        {"de", 1, is_c, "", false, NULL},
        {"te", 1, NULL, "t", false, NULL},
        {"se", 1, NULL, "s", false, NULL},
        {"re", 1, NULL, "r", false, NULL},
        {"le", 1, NULL, "l", true, NULL},
        {"ene", 1, is_c, "en", true, NULL},
        {"ieve", 1, is_c, "ief", false, NULL},
        {0},
    };
    return follow(z, rules);
}

static bool step_3_ing(stem *z)
{
    if (ends(z, z->c, "ild")) {
        return put(z, "er");
    }
    return r1(z) && drop_lengthen(z);
}

static bool step_3(stem *z)
{
    static const rule rules[] = {
        {"atie", 1, NULL, "eer", false, NULL}, {"iteit", 1, NULL, "", true, NULL}, {"heid", 1, NULL, "", false, NULL},
        {"sel", 1, NULL, "", false, NULL},     {"ster", 1, NULL, "", false, NULL}, {"rder", 0, NULL, "r", false, NULL},
        {"ing", .apply = step_3_ing},          {"isme", .apply = step_3_ing},      {"erij", .apply = step_3_ing},
        {"arij", 1, is_c, "aar", false, NULL}, {"fie", 2, NULL, "f", true, NULL},  {"gie", 2, NULL, "g", true, NULL},
        {"tst", 1, is_c, "t", false, NULL},    {"dst", 1, is_c, "d", false, NULL}, {0},
    };
    return follow(z, rules);
}

static bool step_4_ig(stem *z)
{
    bool inn = z->c == 3 && ends(z, z->c, "inn");
    return r1(z) && !inn && is_c(z, z->c) && drop_lengthen(z);
}

static bool step_4(stem *z)
{
    static const rule first[] = {
        {"ioneel", 1, NULL, "ie", false, NULL},
        {"atief", 1, NULL, "eer", false, NULL},
        {"baar", 1, NULL, "", false, NULL},
        {"naar", 1, is_v, "n", false, NULL},
        {"laar", 1, is_v, "l", false, NULL},
        {"raar", 1, is_v, "r", false, NULL},
        {"tant", 1, NULL, "teer", false, NULL},
        {"lijker", 1, NULL, "lijk", false, NULL},
        {"lijkst", 1, NULL, "lijk", false, NULL},
        {"achtig", 1, NULL, "", false, NULL},
        {"achtiger", 1, NULL, "", false, NULL},
        {"achtigst", 1, NULL, "", false, NULL},
        {"eriger", 1, is_c, "", true, NULL},
        {"erigst", 1, is_c, "", true, NULL},
        {"erig", 1, is_c, "", true, NULL},
        {"end", 1, is_c, "", true, NULL},
        {0},
    };
    static const rule second[] = {
        {"iger", .apply = step_4_ig}, {"igst", .apply = step_4_ig}, {"ig", .apply = step_4_ig}, {0}};
    return follow(z, first) || follow(z, second);
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
    return past_region(z, &at);
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

static bool lose(stem *z, int at)
{
    if (!starts_at(z, at, "ge") || z->n < at + 4 || !has_syllable(z, at + 2)) {
        return false;
    }
    remove_ge(z, at);
    return true;
}

static void run(stem *z, int ge)
{
    measure(z);
    bool stemmed = step_1(z);
    stemmed = step_2(z) || stemmed;
    stemmed = step_3(z) || stemmed;
    stemmed = step_4(z) || stemmed;
    for (int where = ge == -1 ? 2 : 0; where < 2; where++) {
        if (where == 0 ? ge <= 0 && lose_prefix(z) : ge > 0 ? lose(z, ge) : ge == SEARCH_GE && lose_infix(z)) {
            measure(z);
            stemmed = true;
            step_1c(z);
        }
    }
    if (step_7(z) || stemmed) {
        step_6(z);
    }
}

int search_stem(wz_str word, int ge, char *out)
{
    stem z = {0};
    ptrdiff_t at = 0;
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
    run(&z, ge);
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
