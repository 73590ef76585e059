/* SPDX-License-Identifier: EUPL-1.2 */
/* What the writers of the index share.
 *
 * FORMAT. Every file is a classic script that calls wegwijzerIndex(kind, key, ...) with strings. Numbers are written in
 * digits 0 to 91, one printable character each (no quote, no backslash): digit d is the character 35 + d, but 57 is "!"
 * because 92 is the backslash. A number v is written least digit first: while v >= 60, v -= 60, digit 60 + (v & 31), v
 * >>= 5; then digit v. Read: sum of digit * 32^i, up to and with the first digit below 60. Bytes that stay aligned are
 * what gzip wants: this beats base64 by a fifth on postings. Documents and positions that ascend are written as gaps:
 * the first number itself, then how many are between.
 *
 * m.<hash>.js is the manifest, ("m", {...}): see write.c. All else is in the folder that it names, after the hash of
 * all that is in it; for a tiny catalogue it follows in the file of the manifest, and for a small one the
 * facets do, and what is about the same matter.
 *
 *   s/<i>.js       ("s", i, from, {...})
 *       Shard: forms from the i-th boundary on (the from-th of all), their classes and postings, see shard.c.
 *   g/<c>.js       ("g", c, gaps, impacts, rest, questions, base)
 *       Postings of class c, that would make its shard too large: the documents with the largest impacts, and those
 *       impacts. Rest says which of the other documents have the class; then the number of impacts that these have, and
 *       those, ascending; then for each but the last which of those without an impact yet have it. To say that takes
 *       two rows of bits: first for the documents of which the base has us expect it, then for the others. Of a concept
 *       base may be a form: then its class is expected in the same documents, with the nearest impact; and the
 *       questions are those that differ, and empty when there are none. A concept with the same postings as that class
 *       has no file: its shard has the number of the file of the class.
 *
 *       A row of bits is 0 and the gaps before the ones, 1 and the gaps before the zeros, in each case with the gap
 *       after the last, or 2 and the bits, five in a number, the first the highest: whatever is least for so many
 *       ones.
 *   p/<i>.js       ("p", i, [...])
 *       Positions of forms i * PLACES and on, for quoted phrases: gap to the document, number of positions, gaps
 *       between them; of a form with many [buckets, [frequent neighbours after], [before]].
 *   q/<f>.js       ("q", f, gaps)
 *       The documents of form f, when its positions are in buckets.
 *   n/<f>-<b>.js   ("n", "f-b", gaps, counts, gaps)
 *       Positions of form f with after it a form whose number modulo the number of buckets is b - 1; when b is larger
 *       than that number, the frequent neighbours in order have a bucket each.
 *   r/<f>-<b>.js   ("r", "f-b", gaps, counts, gaps)
 *       Likewise with such a form before it.
 *   t/<letter>.js  ("t", letter, forms, counts)
 *       Lexicon for typing errors: forms that begin with the letter ("_": none of a to z).
 *   f/<i>.js       ("f", i, sets, of, step)
 *       A facet: value sets (count, then values as gaps), and the set of each document. With step 0: its number, of
 *       as many documents in one number as fit below 60, the first the lowest; else 0 and the number, or 1 + what it is
 *       more than that of the document before.
 *   o/<i>.js       ("o", i, ranks)
 *       Ranks of the documents for sorting: by title, year, change.
 *   l/0.js         ("l", 0, near)
 *       With at most SMALL documents, and so always with the manifest: of each how much is of use, in hundredths, how
 *       many others are about the same matter, and which, as gaps; and likewise which are alike.
 *   k/<i>.js       ("k", i, [...])
 *       Cards of documents i * size and on.
 *   a/<i>.js       ("a", i, [...])
 *       Topics i * TOPICS and on: [key, what, label, address, facet, value, level, address of an article, documents
 *       that help, detail].
 *   d/<i>.js       ("d", i, gaps)
 *       Checks of the good words of the word list (lexicon.c), those that modulo the number of files are i: ascending,
 *       without their lowest eleven bits. */
#ifndef SEARCH_WRITE_H
#define SEARCH_WRITE_H

#include "search/search.h"

#include <pthread.h>

enum {
    FORMAT = 5,         /* of all this: another number whenever it changes, in zoek.js too */
    PLACES = 64,        /* forms whose positions share a file */
    MANY_PLACES = 1500, /* with more positions, and a fortieth of the documents, a form gets buckets of about so many */
    FREQUENT = 500,     /* a neighbour that stands there as often, and a hundredth of the documents, has its own */
    DOC_STEP = 64,      /* places of the stream */
    SHARD_SIZE = 400,   /* characters of a shard, more when there would be more than SHARDS */
    SHARDS = 2000,
    TOPICS = 8,         /* in one file */
    SINGLE_SIZE = 60000 /* characters of an index that is one file */
};

/* One file, or one call in the single file. */
typedef struct search_piece {
    char kind;      /* its folder */
    int32_t number; /* its name */
    int32_t bucket; /* > 0: in its name too */
    wz_buf body;    /* until its task is done */
    wz_str text;    /* from then on */
} search_piece;

/* Pieces that one task makes: room is made before the workers start. */
typedef struct search_pieces {
    search_piece *items;
    ptrdiff_t count;
} search_pieces;

typedef struct search_shard {
    int32_t from, to; /* forms */
    int32_t *groups;  /* concepts that live here */
    int32_t group_count;
    search_pieces pieces; /* itself, then its big lists */
} search_shard;

/* Where every form stands. */
typedef struct search_places {
    wz_arena *arena;        /* of all this, which is large; freed when the pieces are made */
    int32_t many, frequent; /* the limits of buckets for so many documents */
    int32_t *stream;        /* the forms of all documents in a row, -1 between */
    uint32_t *start;        /* [document]: in the stream; docs + 1 */
    int32_t *doc_at;        /* [place / DOC_STEP]: the document that the first of those places is in */
    uint32_t *first;        /* [form]: in at; form_count + 1 */
    wz_arena *slice;        /* of the places of some forms, one slice at a time: those of all would be half of this */
    uint32_t *at;           /* places in the stream, ordered by form */
    uint32_t base;          /* how many are before these */
} search_places;

typedef struct search_writer {
    wz_arena *arena; /* of the writing; freed after it */
    wz_arena *kept;  /* of the texts of pieces, under the lock */
    pthread_mutex_t lock;
    wz_search *search;
    search_shard *shards;
    int32_t shard_count;
    int32_t *shard_of; /* [form] */
    int32_t *home;     /* [concept]: its shard, -1 when it is in no document */
    int32_t *local;    /* [class]: number within its shard, set while that shard is written */
    search_places places;
    search_pieces *positions;       /* of PLACES forms: the shared piece, then the big ones */
    int32_t positions_count, slice; /* how many, and where the slice at hand begins */
    search_piece *others;           /* facets, orders, letters */
    int32_t other_count;
    search_piece *cards;
    int32_t card_count, card_size;
    wz_str url_tail; /* what follows the id in most addresses */
} search_writer;

void search_put_large(wz_buf *out, int64_t v);
static inline void search_put_number(wz_buf *out, int64_t v) /* most are one digit */
{
    if (v >= 0 && v < 57 && out->len < out->cap) {
        out->ptr[out->len++] = (char)(35 + v);
    } else {
        search_put_large(out, v);
    }
}
void search_put_text(wz_buf *out, wz_str s);                   /* a JavaScript string with its quotes */
void search_put_form(wz_buf *out, wz_str form, wz_str before); /* front-coded */

/* The call of a piece with its number and strings, which are freed; the caller closes it. */
void search_put_call(search_piece *piece, wz_buf *texts, int count);

void search_gather_places(search_writer *w);
/* Orders the places of the forms of some items of positions, which can then be written. */
void search_sort_places(search_writer *w, int32_t from, int32_t to);
void search_cut_shards(search_writer *w);
void search_write_shard(search_writer *w, int32_t index);
void search_write_positions(search_writer *w, int32_t index);
void search_write_cards(search_writer *w, int32_t index);
void search_write_topics(const wz_search *search, search_piece *piece);

/* Appends a piece without a body. */
search_piece *search_piece_add(search_pieces *pieces, char kind, int32_t number);

#endif
