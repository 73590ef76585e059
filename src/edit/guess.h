/* SPDX-License-Identifier: EUPL-1.2 */
/* src/edit/guess.h - shared by guess.c (what the fields of records seem to be) and propose.c (a project out of that). */
#ifndef WEGWIJZER_EDIT_GUESS_H
#define WEGWIJZER_EDIT_GUESS_H

#include "edit/gather.h"

/* What a field may be, from narrow to wide as far as one gives way to the next: see guess_widen. */
typedef enum shape {
    SHAPE_DATE,
    SHAPE_URL,
    SHAPE_EMAIL,
    SHAPE_INTEGER,
    SHAPE_BOOL,
    SHAPE_TERMS,
    SHAPE_REFS,
    SHAPE_TEXT,
    SHAPE_MARKDOWN,
    SHAPE_GROUP,
    SHAPE_IGNORED
} shape;

typedef struct guess guess;
typedef struct guesses {
    guess **items;
    ptrdiff_t count, cap;
} guesses;

struct guess {
    wz_str key;  /* in the files */
    wz_str name; /* in the model */
    shape shape;
    ptrdiff_t records, values;  /* that have it; in all of them */
    ptrdiff_t letters, longest; /* code points of all values together, and of the longest */
    ptrdiff_t faults;
    bool list, texts, maps, mixed, lines, spaced, empty;
    unsigned fits; /* 1 << SHAPE_…: every value can be one */
    wz_map *distinct;
    guesses parts;
    const struct guessed_kind *to;
};

typedef struct guessed_kind {
    wz_str folder, name; /* as it was; in the model and its folder */
    guesses fields;
    ptrdiff_t records;
    guess *title, *summary, *body;
    const guess *key; /* what references use, or NULL */
    wz_map *ids;
    bool bodies; /* records have a text behind their fields: then body is that */
} guessed_kind;

typedef struct guessed {
    wz_arena *arena;
    guessed_kind **kinds;
    ptrdiff_t count, cap;
    bool empties; /* machines wrote empty values */
} guessed;

void guess_records(guessed *g, const gathered *all, wz_str name);
guessed_kind *guess_kind(const guessed *g, wz_str folder);
/* The next wider shape. */
void guess_widen(guessed_kind *kind, guess *field);

#endif
