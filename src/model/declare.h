/* SPDX-License-Identifier: EUPL-1.2 */
/* src/model/declare.h - shared by the files that read model.yaml: fields.c, then read.c. */
#ifndef WEGWIJZER_MODEL_DECLARE_H
#define WEGWIJZER_MODEL_DECLARE_H

#include "model/internal.h"

typedef struct builder {
    wz_arena *arena;
    wz_diags *diags;
    wz_model *model;
    const wz_node *root;
    bool ok;
} builder;

/* Every function that reports calls this: the model cannot be used. */
void wz_model_fail(builder *b);
bool wz_model_expect_map(builder *b, const wz_node *node, wz_str name);
/* The text of key in map: {NULL,0} when absent (reported when required) or wrong. */
wz_str wz_model_text_of(builder *b, const wz_node *map, wz_str key, bool required);
bool wz_model_bool_of(builder *b, const wz_node *map, wz_str key); /* false when absent */
void wz_model_check_keys(builder *b, const wz_node *map, const wz_str *names, ptrdiff_t count);
#define CHECK_KEYS(b, map, names) wz_model_check_keys((b), (map), (names), (ptrdiff_t)(sizeof(names) / sizeof *(names)))
/* The name of a field, a kind or an inverse link. */
bool wz_model_is_name(wz_str s);
bool wz_model_is_field_name(wz_str s); /* capitals as well */
/* A name under which templates find something else: on every record (depth 0), or on every item of a list. */
bool wz_model_is_reserved(wz_str name, int depth);
/* The declarations in map, added to out; depth counts the groups around them. */
void wz_model_declare_fields(builder *b, const wz_kind *self, const wz_node *map, wz_field *out, ptrdiff_t *count,
                             int depth);

/* What the declaration of a field may have: the index-th, {NULL,0} after the last. */
wz_str wz_model_option(ptrdiff_t index);
/* The keys of the other mappings of model.yaml. */
typedef struct wz_names_of {
    const wz_str *items;
    ptrdiff_t count;
} wz_names_of;
typedef enum wz_declared {
    WZ_DECLARED_TOP,
    WZ_DECLARED_KIND,
    WZ_DECLARED_VOCABULARY,
    WZ_DECLARED_LABEL,
    WZ_DECLARED_TERMS,
    WZ_DECLARED_RECORDS
} wz_declared;
wz_names_of wz_model_keys(wz_declared what);

#endif
