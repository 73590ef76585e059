/* SPDX-License-Identifier: EUPL-1.2 */
/* Types as templates ask for them. */
#include "site/values/values.h"

/* {{#is.date}}: answers for the name of every type. */
typedef struct type_object {
    wz_object object;
    const site *s;
    wz_type type;
} type_object;

static wz_symbol type_name(const wz_object *object, ptrdiff_t index)
{
    wz_str name = site_type_name((int)index);
    return name.ptr ? wz_symbol_find(((const type_object *)object)->s->symbols, name) : 0;
}

static wz_value type_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    (void)arena;
    const type_object *t = (const type_object *)object;
    if (name == wz_symbol_find(t->s->symbols, wz_type_name(t->type))) {
        return wz_value_bool(true);
    }
    for (int i = 0; site_type_name(i).ptr; i++) {
        if (name == wz_symbol_find(t->s->symbols, site_type_name(i))) {
            return wz_value_bool(false);
        }
    }
    return (wz_value){.kind = WZ_VALUE_MISSING};
}

static const wz_object_ops type_ops = {type_member, type_name};

void site_types_start(site *s)
{
    for (int i = 0; site_type_name(i).ptr; i++) {
        type_object *t = wz_new(s->arena, type_object, 1);
        *t = (type_object){{&type_ops}, s, (wz_type)i};
        s->values->types[i] = &t->object;
    }
}
