/* What the writers of the index share.
 *
 * FORMAT. Every file is a classic script that calls wegwijzerIndex(kind, key, ...) with strings. Numbers are written in digits 0 to 91, one printable
 * character each (no quote, no backslash): digit d is the character 35 + d, but 57 is "!" because 92 is the backslash. A number v is written
 * least digit first: while v >= 60, v -= 60, digit 60 + (v & 31), v >>= 5; then digit v. Read: sum of digit * 32^i, up to and with the first digit
 * below 60. Bytes that stay aligned are what gzip wants: this beats base64 by a fifth on postings.
 *
 *   m.<hash>.js          ("m", {...})                   the manifest, see write.c; for a tiny catalogue everything else follows in the same file
 *   s/<i>.<hash>.js      ("s", i, {...})                shard: forms from the i-th boundary on, their classes and postings, see shard.c
 *   g/<hash>.js          ("g", hash, gaps, impacts)     postings of one class that would make its shard too large
 *   t/<letter>.<hash>.js ("t", letter, forms, counts)   lexicon for typing errors: forms that begin with the letter ("_": none of a to z)
 *   f/<i>.<hash>.js      ("f", i, sets, of)             a facet: value sets (count, then values as gaps), and the set of each document
 *   o.<hash>.js          ("o", titles, years, changes)  ranks of the documents for sorting
 *   w.<hash>.js          ("w", forms, counts, gaps, impacts)   stop words in titles
 *   k-<hash>/<i>.js      ("k", i, [...])                cards of documents i * size and on
 *   p-<hash>/<i>.js      ("p", i, [...])                positions of the forms of shard i, for quoted phrases
 *   q-<hash>/<i>.js      ("q", i, positions)            positions of one form, when they are many */
#ifndef SEARCH_WRITE_H
#define SEARCH_WRITE_H

#include "search/search.h"

enum {
    BIG_LIST      = 1500,       /* postings of one class that get a file of their own */
    BIG_POSITIONS = 24000,      /* characters of positions of one form that do */
    SHARD_SIZE    = 12000,      /* characters of a shard, more when there would be more than SHARDS */
    SHARDS        = 320,
    SINGLE_SIZE   = 60000       /* characters of an index that is one file */
};

/* One file, or one call in the single file. */
typedef struct search_piece {
    unsigned number;            /* in its name */
    wz_buf   body;
} search_piece;

typedef struct search_pieces {
    search_piece *items;
    ptrdiff_t     count;
} search_pieces;

typedef struct search_shard {
    int32_t       from, to;     /* forms */
    int32_t      *groups;       /* concepts that live here */
    int32_t       group_count;
    search_piece  piece;
    search_pieces lists;        /* big lists */
    search_piece  positions;
    search_pieces many;         /* big positions */
} search_shard;

/* Positions of every form: entries ordered by form, then document. */
typedef struct search_places {
    int64_t *first;             /* [form], form_count + 1 */
    int32_t *docs;
    int32_t *at;
} search_places;

typedef struct search_writer {
    wz_arena     *arena;        /* of the writing; freed after it */
    wz_search    *search;
    search_shard *shards;
    int32_t       shard_count;
    int32_t      *shard_of;     /* [form] */
    int32_t      *local;        /* [class]: number within its shard, set while that shard is written */
    search_places places;
    search_piece *cards;
    int32_t       card_count, card_size;
    wz_str        url_tail;     /* what follows the id in most addresses */
} search_writer;

void search_put_number(wz_buf *out, int64_t v);
void search_put_text(wz_buf *out, wz_str s);                    /* a JavaScript string with its quotes */
void search_put_form(wz_buf *out, wz_str form, wz_str before);  /* front-coded */

void search_put_list(const wz_search *search, int32_t cls, wz_buf *gaps, wz_buf *impacts);

void search_cut_shards(search_writer *w);
void search_write_shard(search_writer *w, int32_t index);
void search_write_positions(search_writer *w, int32_t index);
void search_write_cards(search_writer *w, int32_t index);

/* Appends an empty piece. */
search_piece *search_piece_add(search_pieces *pieces);

#endif
