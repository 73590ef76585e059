/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/values/cite.h - what a text cites, between cite.c (articles of laws) and papers.c, which read it, and
 * cited.c, which makes links of it. */
#ifndef WEGWIJZER_SITE_CITE_H
#define WEGWIJZER_SITE_CITE_H

#include "site/values/values.h"

#include <stdatomic.h>

#define CITE_PARTS 12 /* numbers in one citation */
#define CITE_KNOWN 32 /* articles whose law a text has named */

/* One name of a law. */
typedef struct law_name {
    wz_str text;
    const wz_record *law;
} law_name;

typedef struct site_laws {
    law_name *names; /* longest first */
    ptrdiff_t count;
    atomic_bool *wanted; /* by number: a text names an article of a law that has no address */
    wz_str file;         /* that lists them */
} site_laws;

typedef struct cite_known {
    wz_str article;
    const wz_record *law;
} cite_known;

/* A text that is being read. */
typedef struct cite_reader {
    const site *s;
    wz_arena *arena;
    wz_str text;
    const wz_record *record; /* whose laws count for an article without one; NULL: none */
    cite_known known[CITE_KNOWN];
    int known_count;
} cite_reader;

/* A part of a citation that becomes a link: bytes of the text. */
typedef struct cited {
    ptrdiff_t from, to;
    wz_str article, paragraph;
    const wz_record *law; /* NULL: none is known */
    wz_str address;       /* empty: it cannot be placed */
} cited;

typedef struct finding {
    cited parts[CITE_PARTS];
    int count;
    ptrdiff_t end;
    const wz_record *law;
    wz_str name; /* of a law that the list has not */
    bool other;  /* it is of something that is no law */
    bool paper;
    wz_str since; /* of a paper: it is older than what has an address; empty: no */
} finding;

/* Whether something is cited at at, where a word begins. */
bool site_articles_at(cite_reader *r, ptrdiff_t at, finding *f);
bool site_paper_at(cite_reader *r, ptrdiff_t at, finding *f);

/* Fills in {name}: one of blanks, or a field of law. A part in [ ] in which something is empty falls away; {NULL,0} when
 * something outside those is. */
wz_str cite_fill_in(wz_arena *arena, wz_str pattern, const wz_record *law, const wz_str (*blanks)[2], int count);

/* What stands at at, which may be -1. Each gives where it ends; cite_space its begin when there is none, the others -1. */
ptrdiff_t cite_space(wz_str t, ptrdiff_t at);                        /* white space, a no-break space too */
ptrdiff_t cite_gap(wz_str t, ptrdiff_t at);                          /* a comma and white space, or white space alone */
ptrdiff_t cite_dash(wz_str t, ptrdiff_t at);                         /* the dash of 9-11 */
ptrdiff_t cite_word(const name_list *words, wz_str t, ptrdiff_t at); /* one of words and the white space behind it */
ptrdiff_t cite_words(const name_list *words, wz_str t, ptrdiff_t at); /* one of words alone */
ptrdiff_t cite_number(wz_str t, ptrdiff_t at, wz_str *out);           /* 28, 81oa, 7:643, 3.1.4a */
ptrdiff_t cite_capitals(wz_str t, ptrdiff_t at, ptrdiff_t most);      /* VII: at most so many */
ptrdiff_t cite_joined(const cite_reader *r, ptrdiff_t at);            /* a word of also, where no comma stands */
bool cite_is_alnum(wz_str t, ptrdiff_t at);
bool cite_is_digit(wz_str t, ptrdiff_t at);

#endif
