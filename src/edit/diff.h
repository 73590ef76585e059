/* SPDX-License-Identifier: EUPL-1.2 */
/* src/edit/diff.h - a comparison, and what its files share. */
#ifndef WEGWIJZER_EDIT_DIFF_H
#define WEGWIJZER_EDIT_DIFF_H

#include "edit/texts.h"
#include "wegwijzer/edit.h"

typedef enum change_kind { ADDED, REMOVED, CHANGED, RENAMED, WITHDRAWN } change_kind;

/* A field of a record that differs, or (inverse) links of others to it. */
typedef struct field_change {
    wz_str name, label;
    const wz_field *field; /* NULL: inverse */
    bool several;          /* added and removed count, else before and after */
    bool prose;            /* what is added and removed are sentences */
    bool moved;            /* nothing but the order differs */
    wz_str before, after;  /* empty: absent */
    texts added, removed;
    ptrdiff_t had, has; /* items before and after */
} field_change;

typedef struct change {
    change_kind what;
    const wz_record *before, *after; /* NULL of what is added, or removed */
    field_change *fields;
    ptrdiff_t field_count, field_cap;
    ptrdiff_t touched; /* of a term: the records that carry it now */
} change;

typedef struct changes {
    change *items;
    ptrdiff_t count, cap;
} changes;

typedef enum notice_code {
#define EDIT_NOTICE(id, ...) NOTICE_##id,
#include "edit/notices.def"
#undef EDIT_NOTICE
    NOTICE_COUNT
} notice_code;

typedef struct notice {
    notice_code code;
    wz_str args[3];
} notice;

typedef struct file_change {
    change_kind what;
    wz_str path;
} file_change;

/* A list in a file that is neither record nor vocabulary, such as the word list of search. */
typedef struct words_change {
    wz_str file, list;
    texts added, removed;
} words_change;

struct wz_diff {
    wz_arena *arena;
    wz_diff_side before, after;
    wz_str lang;
    changes records, terms;
    notice *notices;
    ptrdiff_t notice_count, notice_cap;
    wz_faults faults;
    words_change *words;
    ptrdiff_t word_count, word_cap;
    texts model;
    file_change *files;
    ptrdiff_t file_count, file_cap;
    texts pages_added, pages_changed, pages_removed;
};

/* The Dutch or the English of two texts. */
#define SAY(diff, dutch, english) (wz_str_equal((diff)->lang, WZ_STR("nl")) ? (dutch) : (english))

/* What of a is not in b, each as often as it is lacking there, in the order of a. shown (may be NULL) is what stands for each in
 * out. */
void edit_subtract(wz_arena *arena, const texts *a, const texts *b, const texts *shown, texts *out);

/* facts.c: a value as items that can be compared and as people read them, both in the order of the file. A long text is
 * its sentences. renamed is the catalogue whose former ids say what a name is called now; NULL: none. */
void edit_value(wz_arena *arena, const wz_field *field, const wz_datum *value, const wz_catalog *renamed, texts *keys,
                texts *shown);

/* What a record or term of another catalogue is in this one: by its id, by a former id, or (taken back) by a former id of its
 * own; a term also by its name. NULL when it is not there. */
const wz_record *edit_now(const wz_record *record, const wz_catalog *catalog);

/* records.c: records and terms that differ. */
void edit_compare_records(wz_diff *diff);
/* How much of the fields of two records is the same, in hundredths; 0 when there is too little to say. */
int edit_likeness(wz_arena *arena, const wz_record *a, const wz_record *b);
/* notices.c */
void edit_compare_notices(wz_diff *diff);
wz_str edit_notice_text(const wz_diff *diff, const notice *n);
const char *edit_notice_name(notice_code code);
/* files.c: everything that is neither record nor vocabulary: other files, lists of words, the model, pages. */
void edit_compare_files(wz_diff *diff);
void edit_compare_model(wz_diff *diff);
void edit_compare_pages(wz_diff *diff);
/* summary.c: "1 record erbij, 2 pagina's veranderen." */
wz_str edit_summary(const wz_diff *diff);
/* print.c, json.c */
void edit_print_report(const wz_diff *diff, bool markdown, ptrdiff_t limit, wz_buf *out);
void edit_print_json(const wz_diff *diff, wz_buf *out);

#endif
