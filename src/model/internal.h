/* SPDX-License-Identifier: EUPL-1.2 */
/* src/model/internal.h - shared by the files of the model module, which know of one another only those before them:
 * model (what is asked), text, values, contact and parts (readers of items), types (the table), guess, record, fields,
 * read, skeleton, schema, settings_schema. */
#ifndef WEGWIJZER_MODEL_INTERNAL_H
#define WEGWIJZER_MODEL_INTERNAL_H

#include "wegwijzer/model.h"

/* What the readers of values need. */
typedef struct reader reader;
struct reader {
    wz_arena *arena;
    wz_diags *diags;
    const wz_model *model;
    wz_record *record;
    const wz_node *body; /* the text below front matter, or NULL */
    /* The values of all fields of a kind or group out of a mapping; loc is where a missing field is reported. other is a
     * key that may stand among them, {NULL,0} for none; free: any other key may. */
    wz_datum *(*read_fields)(reader *r, const wz_field *fields, ptrdiff_t count, const wz_node *map, wz_loc loc,
                             wz_str other, bool free);
};

/* A record keeps nothing of the tree, whose memory is used again for the next file: texts that do not stand in the file
 * as they are, and the nodes that tell where a value stands, are copied. */
wz_str wz_model_keep_text(reader *r, wz_str s);
const wz_node *wz_model_keep_node(reader *r, const wz_node *node);
/* False when node is no text or an empty one, which is reported. */
bool wz_model_expect_text(reader *r, const wz_field *field, const wz_node *node);
/* Line breaks and runs of spaces in a text are one space: it is shown on one line. */
wz_str wz_model_one_line(wz_arena *arena, wz_str s);
/* text.c: what a text on one line may not hold; text is node's on one line. */
void wz_model_check_line(reader *r, const wz_field *field, const wz_node *node, wz_str text);
/* The name of a term or record without what cannot be seen in it: fixed spaces, soft hyphens, which are reported. */
wz_str wz_model_clean_name(reader *r, const wz_node *node, wz_str s);
/* Broken characters in any text. */
void wz_model_check_characters(reader *r, const wz_node *node, bool one_line);

/* The field name is missing at loc, unless one of the messages since before suggests it: then it is only misspelt. */
void wz_model_report_missing(reader *r, ptrdiff_t before, wz_loc loc, wz_str name);
/* parts.c: something else stands where parts should; proposes them, with what stands there in one of them. */
void wz_model_report_no_group(reader *r, const wz_field *fields, ptrdiff_t count, wz_str name, const wz_node *node);
/* What somebody put down to be filled in later. */
void wz_model_check_unfinished(reader *r, const wz_field *field, const wz_node *node, wz_str text);

/* The operations of a type: see types.def. */
typedef bool item_reader(reader *r, const wz_field *field, const wz_node *node, wz_item *item);
typedef wz_str item_key(wz_arena *arena, const wz_field *field, const wz_item *item);
typedef wz_str item_text(wz_arena *arena, const wz_item *item);
typedef void item_words(wz_buf *out, const wz_item *item);
typedef void item_blank(wz_buf *out, const wz_model *model);
typedef struct schema schema;
typedef void item_schema(schema *s, const wz_field *field);

/* Options that not every type has; a list has MIN and MAX as well. */
enum {
    VOCABULARY = 1 << 0,
    TO = 1 << 1,
    FIELDS = 1 << 2,
    MIN = 1 << 3,
    MAX = 1 << 4,
    FACET = 1 << 5,
    RELATED = 1 << 6,
    AHEAD = 1 << 7,
    UNIQUE = 1 << 8
};

/* How types differ: what wz_field says of them. */
enum { SEVERAL = 1 << 0, MARKUP = 1 << 1, WORDS = 1 << 2, ADDRESS = 1 << 3, PLACED = 1 << 4, PAGED = 1 << 5 };

typedef struct type_row {
    wz_str name;
    wz_holds holds;
    unsigned traits, options;
    item_reader *read;
    item_key *key;
    item_text *text;
    item_words *words;
    item_blank *blank;
    item_schema *schema;
} type_row;

extern const wz_str wz_model_role_names[WZ_ROLE_COUNT], wz_model_part_names[WZ_PART_COUNT];

/* guess.c: the kind that has nearly all of these fields, and at least two more than kind; or all of them and all that it
 * requires, when kind has not. NULL: none. */
const wz_kind *wz_model_elsewhere(const wz_model *model, const wz_kind *kind, const wz_str *keys, ptrdiff_t count);

extern const type_row wz_model_types[WZ_TYPE_COUNT];

item_reader wz_model_read_text, wz_model_read_markdown, wz_model_read_name, wz_model_read_date, wz_model_read_period,
    wz_model_read_url, wz_model_read_bool, wz_model_read_integer;                                  /* values.c */
item_reader wz_model_read_phone, wz_model_read_email;                                              /* contact.c */
item_reader wz_model_read_law, wz_model_read_source, wz_model_read_reference, wz_model_read_group; /* parts.c */

item_schema wz_model_schema_text, wz_model_schema_name, wz_model_schema_reference, wz_model_schema_law,
    wz_model_schema_source, wz_model_schema_group, wz_model_schema_date, wz_model_schema_period, wz_model_schema_url,
    wz_model_schema_phone, wz_model_schema_email, wz_model_schema_bool, wz_model_schema_integer; /* schema.c */

#endif
