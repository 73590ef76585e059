/* SPDX-License-Identifier: EUPL-1.2 */
/* Types as templates ask for them. */
#include "site/values/values.h"

/* {{#is.date}}: answers for the name of every type. */
typedef struct type_object {
    wz_object object;
    const wz_symbol *names; /* of all types, up to 0: looked up once, a name a time was a twelfth of all work */
    wz_type type;
} type_object;

static wz_symbol type_name(const wz_object *object, ptrdiff_t index)
{
    return ((const type_object *)object)->names[index];
}

static wz_value type_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    (void)arena;
    const type_object *t = (const type_object *)object;
    for (int i = 0; t->names[i]; i++) {
        if (name == t->names[i]) {
            return wz_value_bool(i == (int)t->type);
        }
    }
    return (wz_value){.kind = WZ_VALUE_MISSING};
}

static const wz_object_ops type_ops = {type_member, type_name};

void site_types_start(site *s)
{
    wz_symbol *all = wz_new(s->arena, wz_symbol, WZ_TYPE_COUNT + 1);
    for (int i = 0; site_type_name(i).ptr; i++) {
        type_object *t = wz_new(s->arena, type_object, 1);
        all[i] = wz_symbol_find(s->symbols, site_type_name(i));
        *t = (type_object){{&type_ops}, all, (wz_type)i};
        s->values->types[i] = &t->object;
    }
}
