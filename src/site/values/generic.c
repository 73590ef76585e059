/* SPDX-License-Identifier: EUPL-1.2 */
/* The values of a record once more, by type, for exports that treat all fields alike: meta.fields. A large catalogue
 * has hundreds of thousands of these, so they are made when a page asks, hold hardly anything and answer from the record. */
#include "site/values/values.h"

/* What a record or a group has: its values, in the order of fields. */
typedef struct subject {
    const site *s;
    const wz_record *record;
    const wz_field *fields;
    ptrdiff_t count;
    const wz_datum *values;
    bool named; /* templates see it under a name, and what it has too */
    bool all;   /* fields without a value too */
    bool deep;  /* and likewise of what is within */
} subject;

/* A field that has a value. */
typedef struct generic_field {
    wz_object object;
    const subject *of;
    const wz_field *field;
    const wz_datum *datum;
    int32_t index, count;
} generic_field;

/* One item of a value. */
typedef struct generic_item {
    wz_object object;
    const generic_field *of;
    int32_t index;
} generic_item;

static wz_value generic_fields(wz_arena *arena, subject of);

static wz_value missing(void)
{
    return (wz_value){.kind = WZ_VALUE_MISSING};
}

static const wz_item *item_of(const generic_item *g)
{
    return &g->of->datum->items[g->index];
}

/* As templates see it under the name of its field; of what it names that itself. */
static wz_value item_view(const generic_item *g, wz_arena *arena)
{
    const subject *of = g->of->of;
    if (g->of->field->holds == WZ_HOLDS_REF) {
        const wz_record *target = item_of(g)->as.ref.target;
        return wz_value_object(target ? site_view_record(of->s, target) : NULL);
    }
    return of->named ? site_view_item(of->s, &(viewer){arena, of->record}, g->of->field, g->of->datum, g->index)
                     : wz_value_bool(false);
}

static wz_value item_fields(const generic_item *g, wz_arena *arena)
{
    const wz_field *field = g->of->field;
    const wz_item *item = item_of(g);
    const subject *of = g->of->of;
    bool named = field->holds == WZ_HOLDS_REF ? item->as.ref.target != NULL : of->named;
    if (!item->parts) {
        return site_view_beside(of->s, field).parts ? wz_value_bool(false) : missing();
    }
    return generic_fields(
        arena, (subject){of->s, of->record, field->fields, field->field_count, item->parts, named, of->deep, of->deep});
}

static wz_value item_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    const generic_item *g = (const generic_item *)object;
    const wz_field *field = g->of->field;
    const wz_item *item = item_of(g);
    const site *s = g->of->of->s;
    const names *n = s->n;
    site_beside beside = site_view_beside(s, field);
    bool refers = field->holds == WZ_HOLDS_REF;
    if (name == n->first || name == n->last) {
        return wz_value_bool(g->index == (name == n->first ? 0 : g->of->datum->count - 1));
    }
    if (name == n->index) {
        return site_number(arena, g->index + 1);
    }
    if (name == n->fields) {
        return item_fields(g, arena);
    }
    if (name == n->value) {
        return refers || field->holds == WZ_HOLDS_PARTS ? missing() : wz_value_text(wz_item_text(arena, field, item));
    }
    if (refers && name == n->ref) {
        return item->as.ref.target ? wz_value_text(site_reference(s, item->as.ref.target)) : wz_value_bool(false);
    }
    if (name == n->view) {
        return item_view(g, arena);
    }
    if (refers && name == n->certainty) {
        const wz_record *certainty = item->as.ref.certainty;
        return wz_value_object(certainty ? site_view_record(s, certainty) : NULL);
    }
    if (name && name == beside.first) {
        return wz_value_optional(wz_item_first(item));
    }
    return name && name == beside.second ? wz_value_optional(wz_item_second(item)) : missing();
}

static wz_symbol item_name(const wz_object *object, ptrdiff_t index)
{
    const generic_item *g = (const generic_item *)object;
    const names *n = g->of->of->s->n;
    site_beside beside = site_view_beside(g->of->of->s, g->of->field);
    bool refers = g->of->field->holds == WZ_HOLDS_REF;
    bool has_value = !refers && g->of->field->holds != WZ_HOLDS_PARTS;
    const wz_symbol all[] = {n->first,
                             n->last,
                             n->index,
                             has_value ? n->value : 0,
                             refers ? n->ref : 0,
                             beside.first,
                             beside.second,
                             refers ? n->certainty : 0,
                             beside.parts || item_of(g)->parts ? n->fields : 0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i] && index-- == 0) {
            return all[i];
        }
    }
    return 0;
}

static const wz_object_ops item_ops = {item_member, item_name};

bool site_field_certain(const wz_field *field)
{
    return field->holds == WZ_HOLDS_REF && field->to && (field->field_count || field->certainty_from);
}

/* Whether an item says how certain it is. */
static bool is_uncertain(const generic_field *g)
{
    bool found = false;
    for (ptrdiff_t i = 0; i < g->datum->count && g->field->holds == WZ_HOLDS_REF && !found; i++) {
        found = g->datum->items[i].as.ref.certainty != NULL;
    }
    return found;
}

static wz_value field_items(const generic_field *g, wz_arena *arena)
{
    ptrdiff_t n = g->datum->count;
    generic_item *items = wz_new(arena, generic_item, n);
    wz_value *places = wz_new(arena, wz_value, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        items[i] = (generic_item){{&item_ops}, g, (int32_t)i};
        places[i] = wz_value_object(&items[i].object);
    }
    wz_list *list = wz_new(arena, wz_list, 1);
    *list = (wz_list){.count = n, .items = places};
    return wz_value_list(list);
}

static wz_value field_member(const wz_object *object, wz_symbol name, wz_arena *arena)
{
    const generic_field *g = (const generic_field *)object;
    const site *s = g->of->s;
    const names *n = s->n;
    const wz_field *f = g->field;
    if (name == n->first || name == n->last) {
        return wz_value_bool(name == n->first ? g->index == 0 : g->index == g->count - 1);
    }
    if (name == n->index) {
        return site_number(arena, g->index + 1);
    }
    if (name == n->name || name == n->label) {
        return wz_value_text(name == n->name ? f->name : f->label);
    }
    if (name == n->type) {
        return wz_value_text(wz_type_name(f->type));
    }
    if (name == n->is) {
        return wz_value_object(s->values->types[f->type]);
    }
    if (name == n->list) {
        return wz_value_bool(wz_field_many(f));
    }
    if (name == n->role) {
        bool own = g->of->fields == g->of->record->kind->fields; /* only those of a record play a part */
        return wz_value_optional(own ? wz_kind_role_name(g->of->record->kind, f) : (wz_str){0});
    }
    if (name == n->uncertain || name == n->certain) {
        return wz_value_bool(name == n->certain ? site_field_certain(f) : is_uncertain(g));
    }
    return name == n->items ? field_items(g, arena) : missing();
}

static wz_symbol field_name(const wz_object *object, ptrdiff_t index)
{
    const names *n = ((const generic_field *)object)->of->s->n;
    const wz_symbol all[] = {n->first, n->last, n->index,     n->name,    n->label, n->type,
                             n->is,    n->list, n->uncertain, n->certain, n->role,  n->items};
    return index < (ptrdiff_t)(sizeof all / sizeof *all) ? all[index] : 0;
}

static const wz_object_ops field_ops = {field_member, field_name};

/* The fields that have a value, or all. Groups nest at most WZ_MODEL_DEPTH deep. */
static wz_value generic_fields(wz_arena *arena, subject of)
{
    ptrdiff_t present = 0, at = 0;
    for (ptrdiff_t f = 0; f < of.count; f++) {
        present += of.all || of.values[f].count > 0;
    }
    subject *kept = wz_new(arena, subject, 1);
    *kept = of;
    wz_value *list = wz_new(arena, wz_value, present);
    generic_field *all = wz_new(arena, generic_field, present);
    for (ptrdiff_t f = 0; f < of.count; f++) {
        if (of.values[f].count > 0 || of.all) {
            all[at] = (generic_field){{&field_ops}, kept, &of.fields[f], &of.values[f], (int32_t)at, (int32_t)present};
            list[at] = wz_value_object(&all[at].object);
            at++;
        }
    }
    wz_list *result = wz_new(arena, wz_list, 1);
    *result = (wz_list){.count = at, .items = list};
    return wz_value_list(result);
}

wz_value site_view_generic(const site *s, wz_arena *arena, const wz_record *record, bool all)
{
    return generic_fields(
        arena, (subject){s, record, record->kind->fields, record->kind->field_count, record->values, true, all, false});
}

wz_object *site_view_generic_field(const site *s, wz_arena *arena, const wz_record *record, ptrdiff_t field)
{
    const wz_kind *kind = record->kind;
    subject *of = wz_new(arena, subject, 1);
    *of = (subject){s, record, kind->fields, kind->field_count, record->values, true, true, true};
    generic_field *g = wz_new(arena, generic_field, 1);
    *g = (generic_field){{&field_ops}, of, &kind->fields[field], &record->values[field], 0, 1};
    return &g->object;
}
