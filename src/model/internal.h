/* src/model/internal.h - shared by the files of the model module. */
#ifndef WEGWIJZER_MODEL_INTERNAL_H
#define WEGWIJZER_MODEL_INTERNAL_H

#include "wegwijzer/model.h"

/* What the readers of values need. */
typedef struct reader {
    wz_arena *arena;
    wz_diags *diags;
    const wz_model *model;
    wz_record *record;
} reader;

/* Turns node into *item by the type of field; false when a fault was reported and there is no item. One function for
 * each type. */
bool wz_model_read_item(reader *r, const wz_field *field, const wz_node *node, wz_item *item);
/* The values of all fields of a kind or group out of a mapping; loc is where a missing field is reported. other is a key
 * that may stand among them, {NULL,0} for none. */
wz_datum *wz_model_read_fields(reader *r, const wz_field *fields, ptrdiff_t count, const wz_node *map, wz_loc loc,
                               wz_str other);

/* true, false, ja, nee, yes and no, in capitals as well; false when it is none of these. */
bool wz_model_truth(wz_str s, bool *truth);

#endif
