/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/values/cite.h - what a text cites, between cite.c, which reads it, and cited.c, which makes links of it. */
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
} finding;

/* Whether something is cited at at, where a word begins. */
bool site_citation_at(cite_reader *r, ptrdiff_t at, finding *f);

#endif
