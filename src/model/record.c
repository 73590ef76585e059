/* A node tree to a typed record. */
#include "model/internal.h"

#include <string.h>

/* Errors among the diagnostics from index before on. Counting only the new ones keeps a run with many faults linear. */
static bool has_errors_since(const wz_diags *diags, ptrdiff_t before)
{
    for (ptrdiff_t i = before; i < wz_diags_count(diags); i++) {
        if (wz_diag_severity(wz_diags_at(diags, i)) == WZ_ERROR) {
            return true;
        }
    }
    return false;
}

/* What an item says, as text that is equal for two that say the same. */
static wz_str key_of(wz_arena *arena, const wz_field *field, const wz_item *item)
{
    if (field->type == WZ_TYPE_LAW || field->type == WZ_TYPE_SOURCE) {
        wz_str name = item->as.ref.name;
        for (ptrdiff_t f = 0; item->parts && f < field->field_count; f++) {
            for (ptrdiff_t i = 0; i < item->parts[f].count; i++) {
                name =
                    wz_format(arena, "%.*s\x1e%td %.*s", WZ_ARG(name), f, WZ_ARG(item->parts[f].items[i].node->text));
            }
        }
        return wz_format(arena, "%.*s\x1f%.*s\x1f%.*s", WZ_ARG(name), WZ_ARG(item->as.ref.first),
                         WZ_ARG(item->as.ref.second));
    }
    return wz_str_trim(item->node->text);
}

/* Leaves out repetitions, with a warning for each; groups and texts with markup are never compared. */
static void drop_duplicates(reader *r, const wz_field *field, wz_datum *datum)
{
    if (field->type == WZ_TYPE_GROUP || field->type == WZ_TYPE_MARKDOWN || datum->count < 2) {
        return;
    }
    /* A map keeps long lists linear; most lists are short. */
    wz_map *seen = datum->count > 16 ? wz_map_new(r->arena) : NULL;
    wz_str keys[16];
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < datum->count; i++) {
        wz_item item = datum->items[i];
        wz_str key = key_of(r->arena, field, &item);
        bool twice = seen && wz_map_put(seen, key, datum);
        for (ptrdiff_t j = 0; !seen && j < kept && !twice; j++) {
            twice = wz_str_equal(keys[j], key);
        }
        if (twice) {
            wz_report(r->diags, DUPLICATE_ITEM, item.node->loc, item.node->text, field->name);
        } else {
            if (!seen) {
                keys[kept] = key;
            }
            datum->items[kept++] = item;
        }
    }
    datum->count = kept;
}

static void check_count(reader *r, const wz_field *field, const wz_node *node, ptrdiff_t count)
{
    if (field->min > 0 && count < field->min) {
        wz_report(r->diags, TOO_FEW, node->loc, field->name, wz_format(r->arena, "%td", count),
                  wz_format(r->arena, "%ld", field->min));
    }
    if (field->max > 0 && count > field->max) {
        wz_report(r->diags, TOO_MANY, node->loc, field->name, wz_format(r->arena, "%td", count),
                  wz_format(r->arena, "%ld", field->max));
    }
}

static wz_datum read_value(reader *r, const wz_field *field, const wz_node *node)
{
    bool several = field->list || field->type == WZ_TYPE_TERMS || field->type == WZ_TYPE_REFS;
    if (wz_node_is_empty(node)) {
        wz_report(r->diags, EMPTY_VALUE, node->loc, field->name);
        return (wz_datum){0};
    }
    if (several && node->kind == WZ_NODE_LIST) {
        wz_datum datum = {wz_new(r->arena, wz_item, node->count), 0};
        for (ptrdiff_t i = 0; i < node->count; i++) {
            if (wz_model_read_item(r, field, node->items[i], &datum.items[datum.count])) {
                datum.count++;
            }
        }
        ptrdiff_t whole = datum.count;
        drop_duplicates(r, field, &datum);
        /* Items that were faulty have been reported: they count here, repetitions do not. */
        ptrdiff_t count = node->count - (whole - datum.count);
        check_count(r, field, node, count);
        if (count == 0 && field->required && field->min == 0) {
            wz_report(r->diags, EMPTY_VALUE, node->loc, field->name);
        }
        return datum;
    }
    /* One item without a dash: fine for terms and refs, which may hold one; a declared list wants dashes. */
    if (field->list) {
        wz_report(r->diags, LIST_EXPECTED, node->loc, field->name);
        return (wz_datum){0};
    }
    wz_datum datum = {wz_new(r->arena, wz_item, 1), 0};
    if (wz_model_read_item(r, field, node, datum.items)) {
        datum.count = 1;
        if (several) {
            check_count(r, field, node, 1);
        }
    }
    return datum;
}

wz_datum *wz_model_read_fields(reader *r, const wz_field *fields, ptrdiff_t count, const wz_node *map, wz_loc loc,
                               wz_str other)
{
    wz_datum *values = wz_new(r->arena, wz_datum, count);
    ptrdiff_t known = other.ptr && wz_node_get(map, other);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_node *node = wz_node_get(map, fields[i].name);
        if (node) {
            values[i] = read_value(r, &fields[i], node);
            known++;
        } else if (fields[i].required) {
            wz_report(r->diags, MISSING_FIELD, loc, fields[i].name);
        }
    }
    if (known < map->count) {
        wz_str *names = wz_new(r->arena, wz_str, count + 1);
        for (ptrdiff_t i = 0; i < count; i++) {
            names[i] = fields[i].name;
        }
        names[count] = other;
        wz_keys_check(r->diags, map, names, count + (other.ptr != NULL), true);
    }
    return values;
}

wz_record *wz_record_read(wz_arena *arena, wz_diags *diags, const wz_model *model, const wz_kind *kind,
                          const wz_source *source, const wz_node *tree, wz_str id, wz_loc loc)
{
    wz_record *record = wz_new(arena, wz_record, 1);
    reader r = {arena, diags, model, record};
    record->kind = kind;
    record->id = id;
    record->source = source;
    record->loc = loc;
    ptrdiff_t before = wz_diags_count(diags);
    if (tree->kind == WZ_NODE_MAP) {
        wz_loc place = loc.line > 0 ? loc : (wz_loc){source, 1, 1, 0};
        record->values = wz_model_read_fields(&r, kind->fields, kind->field_count, tree, place, (wz_str){0});
    } else {
        wz_report(diags, GROUP_EXPECTED, tree->loc, id);
        record->values = wz_new(arena, wz_datum, kind->field_count);
    }
    record->broken = has_errors_since(diags, before);
    /* Messages quote keys and values of the tree. */
    for (ptrdiff_t i = before; i < wz_diags_count(diags); i++) {
        wz_diag *d = wz_diags_at(diags, i);
        for (int a = 0; a < WZ_DIAG_ARGS; a++) {
            d->args[a] = d->args[a].ptr ? wz_str_copy(arena, d->args[a]) : d->args[a];
        }
    }
    return record;
}

const wz_datum *wz_record_value(const wz_record *record, const wz_field *field)
{
    return &record->values[field - record->kind->fields];
}

const wz_datum *wz_record_role(const wz_record *record, wz_role role)
{
    static const wz_datum none = {0};
    return record->kind->roles[role] < 0 ? &none : &record->values[record->kind->roles[role]];
}

wz_str wz_record_title(const wz_record *record)
{
    const wz_datum *d = wz_record_role(record, WZ_ROLE_TITLE);
    return d->count ? d->items[0].as.text : record->id;
}

wz_str wz_record_summary(const wz_record *record)
{
    const wz_datum *d = wz_record_role(record, WZ_ROLE_SUMMARY);
    return d->count ? d->items[0].as.text : (wz_str){0};
}

bool wz_record_withdrawn(const wz_record *record)
{
    return wz_record_role(record, WZ_ROLE_WITHDRAWN)->count > 0;
}

/* Depth is limited by the model: groups nest at most WZ_MODEL_DEPTH deep. */
static void each(const wz_field *fields, ptrdiff_t count, wz_datum *values, wz_item_visit *visit, void *context)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        for (ptrdiff_t j = 0; j < values[i].count; j++) {
            visit(context, &fields[i], &values[i].items[j]);
            if (values[i].items[j].parts) {
                each(fields[i].fields, fields[i].field_count, values[i].items[j].parts, visit, context);
            }
        }
    }
}

void wz_record_each(wz_record *record, wz_item_visit *visit, void *context)
{
    each(record->kind->fields, record->kind->field_count, record->values, visit, context);
}
