/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/base.h - what every other module stands on.
 *
 * Strings, memory, buffers, ordered maps, UTF-8, dates and periods, places in files and the
 * messages about them, a seam to the file system that tests can make fail, and a worker pool.
 * Nothing here knows about YAML, catalogues or web pages, and nothing here prints: the one
 * exception is running out of memory, see wz_oom_fn.
 *
 * Conventions of the whole library:
 *   - parameter order: arena, diagnostics, subject, inputs, outputs;
 *   - a function that can fail returns bool or NULL, and false means that at least one
 *     diagnostic was added (the few exceptions say so);
 *   - a returned pointer belongs to the arena that was passed, unless it says otherwise;
 *   - lengths and indexes are signed (ptrdiff_t); positions for people count from 1.
 *
 * Example:
 *
 *     wz_arena *arena = wz_arena_new(NULL);
 *     wz_str name = wz_str_trim(WZ_STR("  raadslid "));
 *     char *copy = wz_new(arena, char, name.len + 1);       // zeroed
 *     memcpy(copy, name.ptr, (size_t)name.len);
 *     wz_arena_free(arena);                                 // frees copy as well
 */
#ifndef WEGWIJZER_BASE_H
#define WEGWIJZER_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* ---- Memory ----------------------------------------------------------------------------- */

/* Bump allocator. Objects live until the arena is reset or freed; there is no free of one object. An arena may be used by one
 * thread at a time; parallel work uses one arena for each worker. Under AddressSanitizer the slack between objects is poisoned. */
typedef struct wz_arena wz_arena;

/* Called when memory is exhausted; must not return. It is the last resort of a command-line program: the default writes one line to
 * standard error and ends the process with status 3, which is safe because nothing is published before its one rename. A program
 * that embeds the library may pass a function that longjmps to a frame from before the arena was made. */
typedef void wz_oom_fn(void);

/* A new, empty arena. NULL means the default handler. Never returns NULL. */
wz_arena *wz_arena_new(wz_oom_fn *oom);

/* Forgets all objects but keeps the memory for reuse. */
void wz_arena_reset(wz_arena *arena);

/* Takes back all objects that were made since here, for work in steps of which each forgets what it made. An object of more
 * than a quarter of a MiB may stay until the arena is reset. */
typedef struct wz_arena_mark {
    void *chunk;
    size_t used;
} wz_arena_mark;
wz_arena_mark wz_arena_here(const wz_arena *arena);
void wz_arena_rewind(wz_arena *arena, wz_arena_mark here);

/* Frees the arena and all objects in it. NULL is allowed. */
void wz_arena_free(wz_arena *arena);

/* count zeroed objects of size bytes, aligned for any type of that size (so ask for n objects of sizeof(T), never for
 * one lump of bytes to be used as T). Overflow of size * count counts as exhausted memory. count 0 gives a valid
 * pointer that may not be read. Never returns NULL. */
void *wz_arena_alloc(wz_arena *arena, size_t size, ptrdiff_t count);

/* Does what the arena does when memory is exhausted; does not return. For memory that a library of others could not
 * get. NULL: the default handler. */
_Noreturn void wz_arena_exhausted(wz_arena *arena);

/* The only allocation call that other code uses: wz_new(arena, T, n) is a T* to n zeroed T. */
#define wz_new(arena, T, n) ((T *)wz_arena_alloc((arena), sizeof(T), (n)))

/* Room for one more in an array that grows: when count has come to cap, items moves to about twice the room, the new
 * part zeroed. items and cap are changed; {NULL, 0} is an empty array. */
#define wz_grow(arena, items, count, cap)                                                                              \
    ((count) < (cap)                                                                                                   \
         ? (void)0                                                                                                     \
         : (void)((items) = wz_arena_move((arena), (items), sizeof *(items), (count), (cap) += (cap) + 16)))
void *wz_arena_move(wz_arena *arena, const void *items, size_t size, ptrdiff_t count, ptrdiff_t cap);

/* ---- Letters and digits of ASCII ---------------------------------------------------------- */

/* Whatever the locale; of a byte or of a code point. */
static inline bool wz_is_digit(uint32_t c)
{
    return c - '0' < 10;
}
static inline bool wz_is_small(uint32_t c)
{
    return c - 'a' < 26;
}
static inline bool wz_is_letter(uint32_t c)
{
    return (c | 0x20) - 'a' < 26;
}
static inline char wz_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}
/* 0 to 15, or -1. */
static inline int wz_hex_digit(char c)
{
    return wz_is_digit(c) ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* ---- Strings ---------------------------------------------------------------------------- */

/* A slice of bytes, usually UTF-8, not NUL-terminated and not owned. {NULL, 0} is the empty string;
 * where it also means "absent" the field says so. */
typedef struct wz_str {
    const char *ptr;
    ptrdiff_t len;
} wz_str;

/* A slice of a string literal. */
#define WZ_STR(literal) ((wz_str){"" literal, (ptrdiff_t)sizeof(literal) - 1})

wz_str wz_str_from(const char *cstring); /* NULL gives the empty string */
/* Here, like the fast paths of buffers: as calls these were a twentieth of the processor of a build. */
static inline bool wz_str_equal(wz_str a, wz_str b)
{
    return a.len == b.len && (a.len == 0 || (*a.ptr == *b.ptr && memcmp(a.ptr, b.ptr, (size_t)a.len) == 0));
}
int wz_str_compare(wz_str a, wz_str b); /* by bytes, as memcmp, shorter first */
bool wz_str_starts(wz_str s, wz_str prefix);
bool wz_str_ends(wz_str s, wz_str suffix);
ptrdiff_t wz_str_find(wz_str s, wz_str needle);              /* offset of the first, or -1 */
ptrdiff_t wz_str_find_byte(wz_str s, char byte);             /* offset of the first, or -1 */
wz_str wz_str_slice(wz_str s, ptrdiff_t from, ptrdiff_t to); /* [from, to), clamped to s */
wz_str wz_str_trim(wz_str s);                                /* without ASCII white space at the ends */
/* True when s has letters and digits of ASCII only, and bytes of others. */
bool wz_str_is_plain(wz_str s, const char *others);
/* A whole number of digits alone, at most most (up to 18 digits). Otherwise false, and *out stays. */
bool wz_str_number(wz_str s, long most, long *out);
/* Splits s at the first byte sep: returns the part before it and sets *rest to the part after it.
 * Without a sep the whole of s is returned and *rest becomes {NULL, 0}. */
wz_str wz_str_cut(wz_str s, char sep, wz_str *rest);

wz_str wz_str_copy(wz_arena *arena, wz_str s);
const char *wz_str_cstring(wz_arena *arena, wz_str s); /* NUL-terminated copy */
wz_str wz_str_join(wz_arena *arena, const wz_str *parts, ptrdiff_t count, wz_str separator);
/* As printf; numbers never follow a locale because the library never sets one. Slices: "%.*s" with WZ_ARG. */
wz_str wz_format(wz_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define WZ_ARG(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

/* s on one line and without surprises for a terminal: control characters, invisible and direction characters and
 * invalid bytes as \n, \u{202E} or \xFF. The result may borrow s. Use it for paths and quoted lines; wz_diag_text does
 * it for its arguments. */
wz_str wz_str_visible(wz_arena *arena, wz_str s);

/* 64-bit hash of bytes (FNV-1a with a final avalanche): equal on every machine and build, so it may
 * appear in output (names of assets). Not for anything an adversary gains from colliding. */
uint64_t wz_hash(wz_str bytes);
/* SHA-256 (FIPS 180-4) of what is added to {0}, as 64 lower-case hexadecimal digits. */
typedef struct wz_sha256 {
    uint64_t state[16];
    bool begun;
} wz_sha256;
void wz_sha256_add(wz_sha256 *hash, wz_str bytes);
wz_str wz_sha256_end(wz_arena *arena, wz_sha256 *hash);
wz_str wz_sha256_hex(wz_arena *arena, wz_str bytes);
/* The bytes made smaller (RFC 1951) and as letters (base64, RFC 4648): what a browser's DecompressionStream undoes. before may be
 * empty; when it is not, what it holds is not told again: who unpacks puts it in front, as blocks that are stored (3.2.4), and
 * cuts it off again. Of before at most 16 kB count. */
wz_str wz_pack(wz_arena *arena, wz_str before, wz_str bytes);
/* The hash as 16 lower-case hexadecimal digits. */
wz_str wz_hash_hex(wz_arena *arena, wz_str bytes);

/* ---- Buffers ---------------------------------------------------------------------------- */

/* A growable run of bytes that owns its memory (malloc). {0} is a valid empty buffer. When it cannot grow the
 * process ends as described at wz_oom_fn. Free it with wz_buf_free; wz_buf_reset keeps the memory. */
typedef struct wz_buf {
    char *ptr;
    ptrdiff_t len;
    ptrdiff_t cap;
} wz_buf;

/* Makes room for at least extra bytes after len and returns where they start; grow is what it does when there is none. */
char *wz_buf_grow(wz_buf *buf, ptrdiff_t extra);
static inline char *wz_buf_reserve(wz_buf *buf, ptrdiff_t extra)
{
    return buf->ptr != NULL && (size_t)extra <= (size_t)(buf->cap - buf->len) ? buf->ptr + buf->len
                                                                              : wz_buf_grow(buf, extra);
}
static inline void wz_buf_add(wz_buf *buf, wz_str s)
{
    if (s.len > 0) {
        memcpy(wz_buf_reserve(buf, s.len), s.ptr, (size_t)s.len);
        buf->len += s.len;
    }
}
static inline void wz_buf_byte(wz_buf *buf, char byte)
{
    *wz_buf_reserve(buf, 1) = byte;
    buf->len++;
}
void wz_buf_format(wz_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
wz_str wz_buf_str(const wz_buf *buf);             /* borrowed: valid until the buffer changes */
wz_str wz_buf_take(wz_arena *arena, wz_buf *buf); /* a copy in the arena; the buffer is back to {0} */
void wz_buf_reset(wz_buf *buf);                   /* len 0, memory kept */
void wz_buf_free(wz_buf *buf);                    /* back to {0} */

/* ---- Ordered map ------------------------------------------------------------------------ */

/* From string to pointer; iterates in the order in which keys were first put. Keys are borrowed
 * (they must live as long as the map). Never shrinks. */
typedef struct wz_map wz_map;

wz_map *wz_map_new(wz_arena *arena);
void *wz_map_get(const wz_map *map, wz_str key); /* NULL when absent */
/* Sets key to value and returns the value it had before, NULL when it was absent. value may not be NULL. */
void *wz_map_put(wz_map *map, wz_str key, void *value);
ptrdiff_t wz_map_index(const wz_map *map, wz_str key); /* for wz_map_key and wz_map_value, or -1 */
ptrdiff_t wz_map_count(const wz_map *map);
wz_str wz_map_key(const wz_map *map, ptrdiff_t index); /* 0 <= index < count */
void *wz_map_value(const wz_map *map, ptrdiff_t index);

/* ---- Writing JSON (RFC 8259) ------------------------------------------------------------- */

/* Writes as it goes, and leaves out of account whether what is written is whole: the caller opens and closes. (jansson,
 * Debian's library, builds a tree in memory first and has no say over line breaks, which goldens and people read.) */
typedef struct wz_json {
    wz_buf *out;
    int lines;  /* so many levels have each member on a line of its own; what is deeper stands on one line */
    int indent; /* spaces a level */
    int depth;  /* private, like what follows */
    bool some, keyed;
} wz_json;

void wz_json_open(wz_json *json, char bracket); /* '{' or '[' */
void wz_json_close(wz_json *json, char bracket);
void wz_json_key(wz_json *json, wz_str key);                       /* its value comes next */
void wz_json_string(wz_json *json, wz_str s);                      /* {NULL,0} is null */
void wz_json_member(wz_json *json, const char *key, wz_str value); /* a key with a string */
void wz_json_enter(wz_json *json, const char *key, char bracket);  /* a key, and opens its value */
void wz_json_number(wz_json *json, long number);
void wz_json_word(wz_json *json, wz_str word); /* true, false, null, or JSON that is ready */
/* The text of a string without its quotes: what may not stand in JSON is escaped, and U+2028 and U+2029, so that it is
 * JavaScript too; unless readable also < > &, so that it may stand in a script element. */
void wz_json_text(wz_buf *out, wz_str s, bool readable);
/* The same, readable, between quotes: a string in YAML too. */
void wz_json_quoted(wz_buf *out, wz_str s);

/* ---- UTF-8 (RFC 3629) ------------------------------------------------------------------- */

/* Offset of the first byte that is no valid UTF-8 (overlong forms, surrogates and values above
 * U+10FFFF are invalid), or -1 when s is valid. */
ptrdiff_t wz_utf8_invalid(wz_str s);
/* Offset of the first byte from at (0 to s.len) on that is not ASCII; s.len when there is none. */
ptrdiff_t wz_utf8_beyond_ascii(wz_str s, ptrdiff_t at);
/* Decodes one code point at *offset (< s.len) and moves *offset past it. An invalid byte gives U+FFFD and moves one
 * byte. */
uint32_t wz_utf8_next(wz_str s, ptrdiff_t *offset);
ptrdiff_t wz_utf8_count(wz_str s); /* code points */
/* Writes code point c (valid) to out and returns its length, 1 to 4. */
int wz_utf8_encode(uint32_t c, char out[4]);
/* Folded form for comparing what people typed: lower case and without diacritics (Latin, Greek, Cyrillic), ß as ss, ĳ
 * as ij, æ as ae, œ as oe, ø as o, ð and đ as d, þ as th, ligatures such as ﬁ as their letters, curly apostrophes as ',
 * soft hyphen, zero-width and direction characters dropped, combining marks dropped (so composed and decomposed text
 * fold alike). Other code points and invalid bytes stay. Folding valid text twice changes nothing, and the result is
 * never longer in bytes. */
wz_str wz_utf8_fold(wz_arena *arena, wz_str s);
/* The first letter as a capital, as a heading begins; s itself when it has none or is one. */
wz_str wz_utf8_capital(wz_arena *arena, wz_str s);
/* True for letters, decimal digits, combining marks and the invisible characters that folding drops, such as the soft
 * hyphen (Latin, Greek, Cyrillic; enough for tokenising Dutch text). */
bool wz_utf8_is_word(uint32_t c);
/* True for white space of any width and for characters that nobody sees: a title of these alone is no title. */
bool wz_utf8_is_blank(uint32_t c);
/* Compares for display in Dutch (CLDR root order, restricted to Latin): numbers before letters, a word before a longer
 * one and a space before both; accents and then case (small first) only break ties; punctuation and a leading "'s-" are
 * ignored, runs of digits compare by value. Total: equal only for equal bytes. No locale is asked. */
int wz_collate(wz_str a, wz_str b);
/* A key with the same order: wz_str_compare of two keys has the sign of wz_collate of the strings. For sorting long
 * lists. */
wz_str wz_collate_key(wz_arena *arena, wz_str s);
/* The heading of s in an A to Z, by the same rule as its place there: a capital letter, or # when it starts with a number or
 * has no letter at all. */
wz_str wz_collate_letter(wz_arena *arena, wz_str s);
/* Optimal string alignment distance (Damerau, adjacent swaps) in code points between folded forms, or limit + 1 when it
 * is larger than limit. */
int wz_distance(wz_str a, wz_str b, int limit);
/* The candidate that a person most likely meant by word: the one at the smallest distance, at most a third of the
 * length of word (at least 1), first of equals; when there is none, the first candidate of which word is a prefix of
 * three or more letters. {NULL,0} when none is near. */
wz_str wz_suggest(wz_str word, const wz_str *candidates, ptrdiff_t count);

/* ---- Dates and periods ------------------------------------------------------------------ */

/* A day in the proleptic Gregorian calendar; year 0 means "no date". month and day may be 0 when only the year (or
 * the month) is known. */
typedef struct wz_date {
    int16_t year;
    int8_t month;
    int8_t day;
} wz_date;

/* Parses exactly YYYY-MM-DD, years 1000 to 9999, existing days only. No diagnostic: false is the answer. */
bool wz_date_parse(wz_str s, wz_date *out);
int wz_date_compare(wz_date a, wz_date b);      /* unknown parts come first */
long wz_date_days(wz_date d);                   /* days since 1970-01-01 (a missing month or day counts as 1) */
wz_date wz_date_from_days(long days);           /* the other way round */
wz_str wz_date_iso(wz_arena *arena, wz_date d); /* 2025-02-03, 2025-02 or 2025; empty when year is 0 */
/* For people: "3 februari 2025" (lang nl) or "3 February 2025" (en); other languages get the ISO form. */
wz_str wz_date_text(wz_arena *arena, wz_date d, wz_str lang);
/* The monotonic clock, for deadlines and for how long something took; never for what is published. */
int64_t wz_now_ns(void);
static inline int64_t wz_now_ms(void)
{
    return wz_now_ns() / 1000000;
}

/* The looptijd grammar:
 *   2019 | 2019-03 | 2019-03-15 | Q2 2020      a moment, as exact as it is known
 *   2019..2022 | 2019-2022                     from and to, both ends as above (with .. between other forms than years)
 *   2015-heden | 2015..heden | 2015..present   from, without an end
 *   doorlopend | ongoing                       always
 *   onbekend | unknown                         not known, stated as such
 * Spaces around the .. and the dash are allowed, an en dash is as good as a dash, and a dash with spaces around it may
 * stand between any forms.
 */
typedef enum wz_period_kind {
    WZ_PERIOD_UNKNOWN,
    WZ_PERIOD_ONGOING,
    WZ_PERIOD_MOMENT,
    WZ_PERIOD_RANGE,
    WZ_PERIOD_SINCE
} wz_period_kind;

typedef struct wz_period {
    wz_period_kind kind;
    wz_date from;      /* first day known: Q2 2020 gives 2020-04-01; a bare year keeps month and day 0 */
    wz_date to;        /* last day known (Q2 2020: 2020-06-30); equal to from for a MOMENT of a year; 0 when open */
    int8_t quarter;    /* 1 to 4 when from is written as a quarter, else 0 */
    int8_t quarter_to; /* likewise for to */
} wz_period;

/* No diagnostic: false is the answer (also when the end lies before the start). */
bool wz_period_parse(wz_str s, wz_period *out);
/* For people: "2019", "2015 tot heden", "doorlopend", "2019 tot 2022", "tweede kwartaal 2020", "onbekend"; in English
 * likewise; in other languages the form of the grammar, in English words. */
wz_str wz_period_text(wz_arena *arena, wz_period p, wz_str lang);

/* ---- Places and diagnostics --------------------------------------------------------------- */

/* One input. text is kept so that messages can quote the line; {NULL,0} when it could not be read. path is relative to
 * the project folder, with forward slashes. Both live as long as any location that refers to them. */
typedef struct wz_source {
    wz_str path;
    wz_str text;
} wz_source;

/* A place in a source. line and column count from 1, columns in code points; length is the number of code points to
 * underline, 0 for a point. line 0 means the file as a whole. source NULL means no place at all. */
typedef struct wz_loc {
    const wz_source *source;
    int32_t line;
    int32_t column;
    int32_t length;
} wz_loc;

/* The file as a whole, and no place at all. */
static inline wz_loc wz_loc_file(const wz_source *source)
{
    return (wz_loc){source, 0, 0, 0};
}
#define WZ_NOWHERE ((wz_loc){NULL, 0, 0, 0})

/* The text of a line (from 1) of a source, without its line break. Empty when there is none. */
wz_str wz_source_line(const wz_source *source, int32_t line);
/* The place of the byte at offset, with a length in code points up to offset_end. */
wz_loc wz_source_locate(const wz_source *source, ptrdiff_t offset, ptrdiff_t offset_end);

/* Advice is a warning to whoever owns the site, about what only they can say: it is shown like one, and is no fault of
 * a proposal under --strict. */
typedef enum wz_severity { WZ_ERROR, WZ_WARNING, WZ_ADVICE } wz_severity;

/* Every message the tool can give: include/wegwijzer/diag.def is the one table (id, code, severity, texts,
 * remedies, explanations). */
typedef enum wz_diag_code {
#define WZ_DIAG(id, code, severity, nl, en, remedy_nl, remedy_en, explain_nl, explain_en) WZ_DIAG_##id,
#include "wegwijzer/diag.def"
#undef WZ_DIAG
    WZ_DIAG_COUNT
} wz_diag_code;

#define WZ_DIAG_ARGS 4

typedef struct wz_diag {
    wz_diag_code code;
    wz_loc loc;
    wz_str args[WZ_DIAG_ARGS]; /* fill {0} to {3} in the text and in the remedy */
    wz_str suggestion;         /* "bedoelde u ...?"; {NULL,0} when there is none */
    wz_loc related;            /* the other place ("eerder hier"); source NULL when there is none */
    bool demoted;              /* an error that is shown as a warning (a record set aside by --quarantine) */
    wz_loc covers;             /* where the value begins that was read otherwise than it was typed; mostly nowhere */
    bool raised;               /* a warning that is shown as an error: see wz_diags_sort */
} wz_diag;

/* A list of diagnostics in the order in which they were added. One thread at a time. */
typedef struct wz_diags wz_diags;

wz_diags *wz_diags_new(wz_arena *arena);
wz_arena *wz_diags_arena(wz_diags *diags); /* for arguments that must live as long as the list */
/* Adds a message and returns it, so that the caller can set suggestion and related. args are copied shallowly: they
 * must live as long as the list. */
wz_diag *wz_diag_add(wz_diags *diags, wz_diag_code code, wz_loc loc, const wz_str *args, ptrdiff_t count);
/* wz_report(diags, UNKNOWN_TERM, loc, a, b): the call that other code uses. Arguments are wz_str, at most four. */
#define wz_report(diags, id, loc, ...)                                                                                 \
    wz_diag_add((diags), WZ_DIAG_##id, (loc), (wz_str[]){{0}, __VA_ARGS__} + 1,                                        \
                (ptrdiff_t)(sizeof((wz_str[]){{0}, __VA_ARGS__}) / sizeof(wz_str)) - 1)
ptrdiff_t wz_diags_count(const wz_diags *diags);
wz_diag *wz_diags_at(const wz_diags *diags, ptrdiff_t index);
ptrdiff_t wz_diags_errors(const wz_diags *diags); /* with severity error and not demoted */
ptrdiff_t wz_diags_warnings(const wz_diags *diags);
/* Forgets the diagnostics from index count on: for work that is tried and given up. */
void wz_diags_drop(wz_diags *diags, ptrdiff_t count);
/* Moves all of from to the end of into; from becomes empty. Arguments stay where they are, so the arena that holds them
 * must outlive into. */
void wz_diags_append(wz_diags *into, wz_diags *from);
/* Copies the arguments and suggestions of the diagnostics from index from on: what they borrowed from may go. */
void wz_diags_keep(wz_arena *arena, wz_diags *diags, ptrdiff_t from);
/* Orders by path, then errors before warnings, then line, column, code and arguments; removes exact duplicates. The
 * order in which they were added does not matter, so the work may be spread over workers.
 *
 * What follows from another message is no fault of its own. A message that covers a value names a cause: an error at the
 * start of that value goes, and the cause becomes the error; of several causes of one value the first stays; a message
 * of another kind at the place of the cause knows more, and the causes of that value go. */
void wz_diags_sort(wz_diags *diags);

wz_severity wz_diag_severity(const wz_diag *diag); /* after demotion */ /* WZ_ERROR or WZ_WARNING */
bool wz_diag_counts(const wz_diag *diag, bool strict); /* an error, or with strict a warning that is no advice */
bool wz_diag_is_system(const wz_diag *diag);           /* reading failed, which is no fault of the content */
wz_str wz_diag_name(wz_diag_code code);                /* "onbekende-term": the same in every language */
/* Its code and what it names, as one string: equal for messages that differ in their place only. */
wz_str wz_diag_key(wz_arena *arena, const wz_diag *diag);
/* The short text with its arguments filled in, each made visible (wz_str_visible) and cut off after 200 code points.
 * lang is "nl" or "en"; anything else counts as "en". */
wz_str wz_diag_text(wz_arena *arena, const wz_diag *diag, wz_str lang);
/* "did you mean 'x'?" of its suggestion, cut off likewise; {NULL,0} without one. */
wz_str wz_diag_meant(wz_arena *arena, const wz_diag *diag, wz_str lang);
/* What to do about it, likewise; never empty, and an argument may be longer (600), as it may list what is allowed. */
wz_str wz_diag_remedy(wz_arena *arena, const wz_diag *diag, wz_str lang);
/* The long text for `wegwijzer explain`. */
wz_str wz_diag_explain(wz_diag_code code, wz_str lang);
/* The code with this name, or WZ_DIAG_COUNT. */
wz_diag_code wz_diag_find(wz_str name);
/* All codes, in the order of their names. */
void wz_diag_codes(wz_diag_code codes[WZ_DIAG_COUNT]);
/* A message with dots for its arguments. */
wz_diag wz_diag_pattern(wz_diag_code code);

/* ---- File system -------------------------------------------------------------------------- */

/* The seam to the operating system: all reading and writing of the library goes through these calls, so that a test can
 * make the n-th one fail. Paths are relative to a folder handle or absolute. Inputs are opened without following
 * symbolic links in any part below the folder and must be regular files. {0} is the real file system. Safe for several
 * threads. */
typedef struct wz_fs {
    const struct wz_overlay *overlay; /* NULL: files are as they are on disk */
    _Atomic long fail_after; /* tests: > 0 counts down at each call; the call that reaches 0 fails with fail_errno; 0
                                never fails */
    int fail_errno;          /* negative: the process gets that signal instead, -SIGKILL */
    bool fail_sticky;        /* every call after the first failure fails as well */
    bool old_kernel;         /* tests: openat2 and the flags of renameat2 do not exist */
    _Atomic bool failed;
    _Atomic long calls;      /* number of calls so far */
    _Atomic bool stopped;    /* see wz_fs_stop */
    _Atomic bool publishing; /* wz_publish_begin was called */
} wz_fs;

/* From another thread: every further call fails with EINTR, so that the work comes to its end by its ordinary path for
 * errors, which removes what it was making. A build that was stopped returns false and need not say why. True when
 * there may be something to remove: then wait for that end. False when nothing was made, and nothing will be: the
 * program may end at once. */
bool wz_fs_stop(wz_fs *fs);
bool wz_fs_stopped(const wz_fs *fs); /* long work that makes no calls asks this now and then */

/* Default limits of inputs, in bytes. Each is named in the message when it is hit. */
#define WZ_LIMIT_FILE    (4 << 20)
#define WZ_LIMIT_ENTRIES 1000000 /* entries of one folder */

/* In all calls below, folder NULL is the current folder and fs NULL the real file system.
 *
 * Reads the regular file path (relative to folder) into arena. NULL and a diagnostic (not found, no regular file,
 * symbolic link, outside the folder, larger than limit bytes, cannot read) on failure. Never waits for a pipe. */
wz_source *wz_fs_read(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str path, ptrdiff_t limit);
/* True when something exists at path (of any type), or the disk cannot tell: then reading it says what is wrong. With an overlay a
 * folder exists when a file below it does. */
bool wz_fs_exists(wz_fs *fs, const char *folder, wz_str path);
/* True when a folder (not a symbolic link to one) exists at path. */
bool wz_fs_is_folder(wz_fs *fs, const char *folder, wz_str path);

typedef enum wz_entry_type { WZ_ENTRY_FILE, WZ_ENTRY_FOLDER, WZ_ENTRY_LINK, WZ_ENTRY_OTHER } wz_entry_type;
typedef struct wz_entry {
    wz_str name;
    wz_entry_type type;
} wz_entry;
/* Entries of a folder (path {NULL,0}: folder itself) sorted by bytes, without "." and ".."; names are as on disk (they
 * may be invalid UTF-8). */
bool wz_fs_list(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str path, wz_entry **entries,
                ptrdiff_t *count);

/* Writes bytes to a new file below folder; parents are made as needed; fails when the file exists. Mode 0644 and
 * folders 0755 whatever the umask. */
bool wz_fs_write(wz_diags *diags, wz_fs *fs, const char *folder, wz_str path, wz_str bytes);

/* What is to become of a file. path is relative to the project folder, clean, and below a folder of it ("content/..."). */
typedef struct wz_replacement {
    wz_str path;
    wz_str bytes;
    wz_str was; /* what it holds now, as it was read; of a new file {NULL,0} */
    bool gone;  /* it goes; bytes do not count */
} wz_replacement;

/* Files that reading and listing show as if they had been replaced: a change is judged before it is made. Of the project
 * folder only; sorted or not. */
typedef struct wz_overlay {
    const char *folder;
    const wz_replacement *items;
    ptrdiff_t count;
} wz_overlay;

/* Replaces files of one folder of the project, all or nothing, however it ends: killed at any moment it leaves the old files or the
 * new ones. One file is written in a hidden folder beside it and renamed over the old one; of a new one missing folders are made. For
 * several a copy of the folder is made (of hard links, so what does not change keeps its date) and exchanged with it by one rename;
 * what a killed run left (a hidden folder with our mark) is removed by the next one. Modes stay as they are, new files get 0644.
 * Refused, with a message and nothing changed: a file that no longer holds what was read, a new file that exists, a symbolic link in
 * the folder, a folder in which something else changed meanwhile. paths differ, and all begin with the same folder; a file that is the
 * only one may stand in the project folder itself. */
bool wz_fs_replace(wz_arena *scratch, wz_diags *diags, wz_fs *fs, const char *folder, const wz_replacement *items,
                   ptrdiff_t count);

/* A new folder name in parent, all or nothing as well; when it is there already (name empty: parent itself), what it gets in addition. Life:
 * begin, wz_fs_write below wz_fs_fresh_folder, then end, which moves what was written to its place, or with keep false removes it. It is
 * written in a hidden folder with our mark, and what a killed run left there is removed by the next one. Nothing is replaced: end
 * refuses a name that is taken. A new folder comes by one rename; into one that is there each entry is moved, "content" last, and back when
 * one fails. Where a run was killed between those, resume moves the others: true when there was such a folder and it is whole now, false
 * without a message when there was none. begin gives NULL, and end false, with a message; it lives in arena. */
typedef struct wz_fresh wz_fresh;
wz_fresh *wz_fs_fresh(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *parent, wz_str name);
bool wz_fs_fresh_resume(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *parent, wz_str name);
const char *wz_fs_fresh_folder(const wz_fresh *fresh);
bool wz_fs_fresh_end(wz_fresh *fresh, bool keep); /* false with keep false is no failure */
/* Is a hidden folder called so when the tool writes in it? Who made it, the mark inside says. */
bool wz_fs_is_room(wz_str name);

/* A file to be published: path relative to the output folder, bytes. */
typedef struct wz_output {
    wz_str path;
    wz_str bytes;
} wz_output;

/* A folder that is published as a whole. Life: begin, add from any thread, then commit; abandon when it is given up.
 *
 * begin takes a lock beside the target (flock on .NAME.wegwijzer-lock, so a killed build leaves nothing to clean by
 * hand), removes what killed builds left (only folders with the mark that a build writes into its folder before
 * anything else, and of those only plain files and folders), and makes a fresh folder beside the target, on the same file system. It
 * refuses a target that is the project folder, a folder above it, the home folder (environment variable HOME) or "/"; a
 * file, a symbolic link or a mount point; and a folder with anything in it that wegwijzer did not put there. What it
 * put there is listed in the file ".wegwijzer" of the folder, one path a line. add writes one file, or links the old
 * one when it has the same bytes, so that it keeps its date. commit writes the list, syncs, swaps the folders with one
 * rename (RENAME_EXCHANGE; two renames on file systems without it) and removes the old one. Until it returns true the
 * old folder is untouched; what goes wrong after the swap is a warning. Modes are 0644 and 0755 whatever the umask.
 * Writing beyond `ulimit -f` raises SIGXFSZ, which a program must ignore to get the message instead. */
typedef struct wz_publication wz_publication;

/* target is relative to the current folder, or absolute; folders above it are made. The publication lives in arena;
 * commit (when it succeeds) and abandon free what it holds besides. */
wz_publication *wz_publish_begin(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *project, const char *target);
/* Do not wait for the disk before the swap: a killed build still leaves the old site or the new one, but a power cut
 * just after may damage it. */
void wz_publish_relax(wz_publication *publication);
/* path is relative and clean (no "..", no empty or dot part, no control character, not ".wegwijzer"): the caller
 * guarantees it (asserted). Thread-safe; diags and scratch belong to the calling thread. */
bool wz_publish_add(wz_arena *scratch, wz_diags *diags, wz_publication *publication, wz_str path, wz_str bytes);
/* The same in parts, for a file that is too large to hold: open, write any number of times, close. All three may fail, with one
 * message for the file; a file that is not closed is no part of the publication. It lives in scratch. */
typedef struct wz_published wz_published;
wz_published *wz_publish_open(wz_arena *scratch, wz_diags *diags, wz_publication *publication, wz_str path);
bool wz_publish_write(wz_diags *diags, wz_published *file, wz_str bytes);
bool wz_publish_close(wz_diags *diags, wz_published *file);
bool wz_publish_commit(wz_diags *diags, wz_publication *publication);
/* Removes the fresh folder and releases the lock. Also right after a failed commit. NULL is allowed, and after a commit
 * that succeeded it does nothing. */
void wz_publish_abandon(wz_publication *publication);

/* ---- Worker pool -------------------------------------------------------------------------- */

/* Calls task(context, worker, index) for every index in [0, count), on workers threads (the caller's included); each
 * index once. worker is in [0, workers) and no two calls with the same worker run at once, so it selects per-worker
 * arenas and diagnostics. Returns when all are done. When threads cannot be made the work is done with those there are.
 * workers < 1 counts as 1. */
void wz_pool_run(int workers, ptrdiff_t count, void (*task)(void *context, int worker, ptrdiff_t index), void *context);
/* Number of processors this process may use, at least 1, at most 64. */
int wz_pool_default(void);

#endif
