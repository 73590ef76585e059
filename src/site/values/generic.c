/* The values of a record once more, by type, for exports that treat all fields alike: meta.fields. A large catalogue
 * has hundreds of thousands of these, so they hold hardly anything and answer from the record. */
#include "site/values/values.h"

/* One item of a value. */
typedef struct generic_item {
    wz_object object;
    const site *s;
    const wz_field *field;
    const wz_item *item;
    int32_t index, count;
    const wz_list *fields; /* the parts of the item; NULL when it has none */
    wz_str text;           /* of an item without parts that names nothing */
    wz_value view;         /* the same item under the name of its field */
    char digits[SITE_DIGITS];
} generic_item;

/* A field that has a value. */
typedef struct generic_field {
    wz_object object;
    const site *s;
    const wz_kind *kind; /* whose roles count; NULL in a group */
    const wz_field *field;
    wz_list items;
    int32_t index, count;
    char digits[SITE_DIGITS];
} generic_field;

static wz_value missing(void)
{
    return (wz_value){.kind = WZ_VALUE_MISSING};
}

static wz_value item_member(const wz_object *object, wz_symbol name)
{
    const generic_item *g = (const generic_item *)object;
    const names *n = g->s->n;
    site_beside beside = site_view_beside(g->s, g->field);
    bool refers = g->field->holds == WZ_HOLDS_REF;
    if (name == n->first || name == n->last) {
        return wz_value_bool(name == n->first ? g->index == 0 : g->index == g->count - 1);
    }
    if (name == n->index) {
        return wz_value_text(wz_str_from(g->digits));
    }
    if (name == n->fields) {
        return g->fields ? wz_value_list(g->fields) : beside.parts ? wz_value_bool(false) : missing();
    }
    if (name == n->value) {
        return refers || g->field->holds == WZ_HOLDS_PARTS ? missing() : wz_value_text(g->text);
    }
    if (refers && name == n->ref) {
        return g->item->as.ref.target ? wz_value_text(site_reference(g->s, g->item->as.ref.target))
                                      : wz_value_bool(false);
    }
    if (name == n->view) {
        return g->view;
    }
    if (refers && name == n->certainty) {
        const wz_record *certainty = g->item->as.ref.certainty;
        return wz_value_object(certainty ? site_view_record(g->s, certainty) : NULL);
    }
    if (name && name == beside.first) {
        return wz_value_optional(g->item->as.ref.first);
    }
    return name && name == beside.second ? wz_value_optional(g->item->as.ref.second) : missing();
}

static wz_symbol item_name(const wz_object *object, ptrdiff_t index)
{
    const generic_item *g = (const generic_item *)object;
    const names *n = g->s->n;
    const wz_symbol all[] = {n->first,   n->last,      n->index, n->value,     n->ref,
                             n->article, n->paragraph, n->place, n->certainty, n->fields};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (item_member(object, all[i]).kind != WZ_VALUE_MISSING && index-- == 0) {
            return all[i];
        }
    }
    return 0;
}

static const wz_object_ops item_ops = {item_member, item_name};

/* Whether an item says how certain it is. */
static bool is_uncertain(const generic_field *g)
{
    bool found = false;
    for (ptrdiff_t i = 0; i < g->items.count && g->field->holds == WZ_HOLDS_REF && !found; i++) {
        found = ((const generic_item *)g->items.items[i].as.object)->item->as.ref.certainty != NULL;
    }
    return found;
}

static wz_value field_member(const wz_object *object, wz_symbol name)
{
    const generic_field *g = (const generic_field *)object;
    const names *n = g->s->n;
    const wz_field *f = g->field;
    if (name == n->first || name == n->last) {
        return wz_value_bool(name == n->first ? g->index == 0 : g->index == g->count - 1);
    }
    if (name == n->index) {
        return wz_value_text(wz_str_from(g->digits));
    }
    if (name == n->name || name == n->label) {
        return wz_value_text(name == n->name ? f->name : f->label);
    }
    if (name == n->type) {
        return wz_value_text(wz_type_name(f->type));
    }
    if (name == n->is) {
        return wz_value_object(g->s->values->types[f->type]);
    }
    if (name == n->list) {
        return wz_value_bool(wz_field_many(f));
    }
    if (name == n->role) {
        return wz_value_optional(g->kind ? wz_kind_role_name(g->kind, f) : (wz_str){0});
    }
    if (name == n->uncertain) {
        return wz_value_bool(is_uncertain(g));
    }
    return name == n->items ? wz_value_list(&g->items) : missing();
}

static wz_symbol field_name(const wz_object *object, ptrdiff_t index)
{
    const names *n = ((const generic_field *)object)->s->n;
    const wz_symbol all[] = {n->first, n->last, n->index,     n->name, n->label, n->type,
                             n->is,    n->list, n->uncertain, n->role, n->items};
    return index < (ptrdiff_t)(sizeof all / sizeof *all) ? all[index] : 0;
}

static const wz_object_ops field_ops = {field_member, field_name};

/* What a record or a group has: its values, in the order of fields, and as an object, which may be NULL. */
typedef struct subject {
    const wz_field *fields;
    ptrdiff_t count;
    const wz_datum *values;
    const wz_object *named;
    bool all;            /* fields without a value too */
    const wz_kind *kind; /* of a record */
} subject;

static const wz_list *generic_fields(const site *s, wz_arena *arena, subject of);

/* Item number i as templates see it under the name of its field; of what it names that itself. */
static wz_value view_of(const site *s, const wz_object *named, const wz_field *field, const wz_item *item, ptrdiff_t i)
{
    if (field->holds == WZ_HOLDS_REF) {
        return wz_value_object(item->as.ref.target ? site_view_record(s, item->as.ref.target) : NULL);
    }
    wz_value v = named ? wz_object_get(named, wz_symbol_find(s->symbols, field->name)) : wz_value_bool(false);
    if (field->several && v.kind == WZ_VALUE_OBJECT) {
        v = wz_object_get(v.as.object, s->n->items);
    }
    return v.kind == WZ_VALUE_LIST ? v.as.list->items[i] : v;
}

static void fill_item(const site *s, wz_arena *arena, const wz_field *field, const wz_item *item, generic_item *g)
{
    if (item->parts) {
        const wz_object *named = g->view.kind == WZ_VALUE_OBJECT ? g->view.as.object : NULL;
        g->fields =
            generic_fields(s, arena, (subject){field->fields, field->field_count, item->parts, named, false, NULL});
    } else {
        g->text = wz_item_text(arena, field, item);
    }
}

/* The fields that have a value, or all. Groups nest at most WZ_MODEL_DEPTH deep. */
static const wz_list *generic_fields(const site *s, wz_arena *arena, subject of)
{
    ptrdiff_t present = 0, at = 0;
    for (ptrdiff_t f = 0; f < of.count; f++) {
        present += of.all || of.values[f].count > 0;
    }
    wz_value *list = wz_new(arena, wz_value, present);
    generic_field *all = wz_new(arena, generic_field, present);
    for (ptrdiff_t f = 0; f < of.count; f++) {
        const wz_field *field = &of.fields[f];
        ptrdiff_t n = of.values[f].count;
        if (n == 0 && !of.all) {
            continue;
        }
        generic_item *items = wz_new(arena, generic_item, n);
        wz_value *places = wz_new(arena, wz_value, n);
        for (ptrdiff_t i = 0; i < n; i++) {
            const wz_item *item = &of.values[f].items[i];
            items[i] = (generic_item){.object = {&item_ops},
                                      .s = s,
                                      .field = field,
                                      .item = item,
                                      .index = (int32_t)i,
                                      .count = (int32_t)n,
                                      .view = view_of(s, of.named, field, item, i)};
            site_digits(items[i].index + 1, items[i].digits);
            fill_item(s, arena, field, item, &items[i]);
            places[i] = wz_value_object(&items[i].object);
        }
        all[at] = (generic_field){.object = {&field_ops},
                                  .s = s,
                                  .kind = of.kind,
                                  .field = field,
                                  .items = {n, places},
                                  .index = (int32_t)at,
                                  .count = (int32_t)present};
        site_digits(all[at].index + 1, all[at].digits);
        list[at] = wz_value_object(&all[at].object);
        at++;
    }
    wz_list *result = wz_new(arena, wz_list, 1);
    *result = (wz_list){at, list};
    return result;
}

wz_value site_view_generic(const site *s, wz_arena *arena, const wz_record *record, bool all)
{
    return wz_value_list(generic_fields(s, arena,
                                        (subject){record->kind->fields, record->kind->field_count, record->values,
                                                  site_view_record(s, record), all, record->kind}));
}
