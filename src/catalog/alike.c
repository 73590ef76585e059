/* SPDX-License-Identifier: EUPL-1.2 */
/* Records that cannot be told apart: one title, or a copy whose text was left as it was. */
#include "catalog/internal.h"

#define LEAST 40 /* bytes of a text that two records do not have by chance */

/* A text by its letters and digits alone. */
static wz_str bare(wz_arena *arena, wz_str text)
{
    wz_str folded = wz_utf8_fold(arena, text);
    char *out = wz_new(arena, char, folded.len);
    ptrdiff_t n = 0;
    for (ptrdiff_t at = 0; at < folded.len;) {
        ptrdiff_t from = at;
        unsigned char b = (unsigned char)folded.ptr[at];
        if (b < 0x80) { /* nearly all */
            out[n] = (char)b;
            n += wz_is_letter(b) || wz_is_digit(b);
            at++;
            continue;
        }
        uint32_t c = wz_utf8_next(folded, &at);
        for (; wz_utf8_is_word(c) && from < at; from++) {
            out[n++] = folded.ptr[from];
        }
    }
    return (wz_str){out, n};
}

static void check_title(wz_arena *scratch, wz_diags *diags, wz_map *titles, const wz_item *title)
{
    wz_str key = bare(scratch, title->as.text);
    key = key.len ? key : title->as.text;
    const wz_item *first = wz_map_get(titles, key);
    if (first) {
        wz_report(diags, DUPLICATE_TITLE, title->node->loc, title->as.text)->related = first->node->loc;
    } else {
        wz_map_put(titles, key, (void *)(uintptr_t)title);
    }
}

/* A text that was seen before: where, and of which record. */
typedef struct seen {
    const wz_record *record;
    const wz_item *item;
} seen;

/* What a record has in common with an earlier one. A copy is one fault, however many of its texts were left. */
typedef struct common {
    const seen *first;
    const wz_item *item;
    wz_buf fields;
    ptrdiff_t last; /* the field that was named last */
} common;

typedef struct comparison {
    wz_arena *scratch;
    wz_diags *diags;
    wz_map *texts;
    const wz_record *record;
    common *found; /* of this record, by the other */
    ptrdiff_t count, cap;
} comparison;

static void add_common(comparison *c, const seen *first, ptrdiff_t field, const wz_item *item)
{
    ptrdiff_t i = 0;
    while (i < c->count && c->found[i].first->record != first->record) {
        i++;
    }
    if (i == c->count) {
        wz_grow(c->scratch, c->found, c->count, c->cap);
        c->found[c->count++] = (common){.first = first, .item = item, .last = -1};
    }
    if (c->found[i].last != field) {
        wz_buf_format(&c->found[i].fields, "%s%.*s", c->found[i].last < 0 ? "" : ", ",
                      WZ_ARG(c->record->kind->fields[field].name));
        c->found[i].last = field;
    }
}

static void check_text(comparison *c, ptrdiff_t f, const wz_item *item)
{
    const wz_field *field = &c->record->kind->fields[f];
    ptrdiff_t least = field->unique ? 1 : LEAST;
    /* Folding is for what is short: all Markdown together is most of the catalogue. */
    wz_str key = field->markup ? wz_str_trim(item->as.text) : bare(c->scratch, item->as.text);
    const seen *first = key.len < least ? NULL : wz_map_get(c->texts, key);
    if (first) {
        add_common(c, first, f, item);
    } else if (key.len >= least) {
        seen *here = wz_new(c->scratch, seen, 1);
        *here = (seen){c->record, item};
        wz_map_put(c->texts, key, here);
    }
}

/* The copy is the one that was added last: there the text has to be written. */
static void report_common(comparison *c)
{
    for (ptrdiff_t i = 0; i < c->count; i++) {
        common *both = &c->found[i];
        bool older = wz_date_compare(wz_record_date(c->record, WZ_ROLE_ADDED),
                                     wz_record_date(both->first->record, WZ_ROLE_ADDED)) < 0;
        wz_loc here = both->item->node->loc, there = both->first->item->node->loc;
        wz_str fields = wz_buf_take(wz_diags_arena(c->diags), &both->fields);
        wz_report(c->diags, DUPLICATE_TEXT, older ? there : here, fields)->related = older ? here : there;
    }
    c->count = 0;
}

void wz_catalog_check_alike(wz_diags *diags, const wz_catalog *catalog)
{
    comparison c = {.scratch = wz_arena_new(NULL), .diags = diags};
    wz_map *titles = NULL;
    const wz_kind *kind = NULL;
    c.texts = wz_map_new(c.scratch);
    for (ptrdiff_t r = 0; r < catalog->record_count; r++) {
        const wz_record *record = c.record = catalog->records[r];
        titles = titles != NULL && record->kind == kind ? titles : wz_map_new(c.scratch);
        kind = record->kind;
        for (ptrdiff_t f = 0; f < kind->field_count && !wz_record_withdrawn(record); f++) {
            const wz_datum *d = &record->values[f];
            bool title = f == kind->roles[WZ_ROLE_TITLE];
            bool text = f == kind->roles[WZ_ROLE_SUMMARY] || kind->fields[f].markup || kind->fields[f].unique;
            for (ptrdiff_t i = 0; i < d->count && (title || text); i++) {
                if (title) {
                    check_title(c.scratch, diags, titles, &d->items[i]);
                } else {
                    check_text(&c, f, &d->items[i]);
                }
            }
        }
        report_common(&c);
    }
    wz_arena_free(c.scratch);
}
