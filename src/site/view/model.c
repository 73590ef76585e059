/* The model itself, for outputs that describe the data: schemas, tables, ontologies. */
#include "site/view/view.h"

/* {{#is.date}}: answers for the name of every type. */
typedef struct type_object {
    wz_object object;
    const site *s;
    wz_str name;
} type_object;

static wz_symbol type_name(const wz_object *object, ptrdiff_t index)
{
    wz_str name = site_type_name((int)index);
    return name.ptr ? wz_symbol_find(((const type_object *)object)->s->symbols, name) : 0;
}

static wz_value type_member(const wz_object *object, wz_symbol name)
{
    const type_object *t = (const type_object *)object;
    if (name == wz_symbol_find(t->s->symbols, t->name)) {
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

static wz_value kind_value(const site *s, const wz_kind *kind)
{
    return wz_value_object(kind ? site_view_kind(s, kind) : NULL);
}

/* Groups nest at most WZ_MODEL_DEPTH deep. */
static wz_value fields_value(site *s, const wz_field *fields, ptrdiff_t count)
{
    wz_value *items = wz_new(s->arena, wz_value, count);
    const names *n = s->n;
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_field *f = &fields[i];
        wz_object *o = site_view_link(s, s->arena, NULL, i, count);
        type_object *type = wz_new(s->arena, type_object, 1);
        bool certain = f->holds == WZ_HOLDS_REF && f->to && (f->field_count || f->certainty_from);
        *type = (type_object){{&type_ops}, s, wz_type_name(f->type)};
        site_view_link_text(o, n->name, f->name);
        site_view_link_text(o, n->label, f->label);
        site_view_link_set(o, n->help, wz_value_optional(f->help));
        site_view_link_text(o, n->type, type->name);
        site_view_link_set(o, n->is, wz_value_object(&type->object));
        site_view_link_set(o, n->list, wz_value_bool(wz_field_many(f)));
        site_view_link_set(o, n->required, wz_value_bool(f->required));
        site_view_link_set(o, n->min, f->has_min ? site_number(s->arena, f->min) : wz_value_bool(false));
        site_view_link_set(o, n->max, f->has_max ? site_number(s->arena, f->max) : wz_value_bool(false));
        site_view_link_set(o, n->vocabulary, kind_value(s, f->vocabulary));
        site_view_link_set(o, n->to, kind_value(s, f->to));
        site_view_link_set(o, n->certain, wz_value_bool(certain));
        site_view_link_set(o, n->fields,
                           f->field_count ? fields_value(s, f->fields, f->field_count) : wz_value_bool(false));
        items[i] = wz_value_object(o);
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

static wz_value inverses_value(site *s, const wz_kind *kind)
{
    ptrdiff_t count = kind->vocabulary ? 0 : wz_catalog_inverse_count(s->catalog, kind);
    wz_value *items = wz_new(s->arena, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_inverse *inverse = wz_catalog_inverse(s->catalog, kind, i);
        wz_object *o = site_view_link(s, s->arena, NULL, i, count);
        site_view_link_text(o, s->n->name, inverse->name);
        site_view_link_text(o, s->n->label, inverse->label);
        site_view_link_set(o, s->n->from, kind_value(s, inverse->from));
        items[i] = wz_value_object(o);
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

wz_value site_view_model(site *s, const wz_kind *kind)
{
    wz_object *o = wz_object_new(s->arena, 2);
    wz_object_set(o, s->n->fields, fields_value(s, kind->fields, kind->field_count));
    wz_object_set(o, s->n->inverses, inverses_value(s, kind));
    return wz_value_object(o);
}
