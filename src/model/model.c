/* SPDX-License-Identifier: EUPL-1.2 */
/* What a model and its records are asked, and what every declaration is checked for. */
#include "model/internal.h"

const wz_kind *wz_model_kind(const wz_model *model, wz_str name)
{
    for (ptrdiff_t i = 0; i < model->kind_count; i++) {
        if (wz_str_equal(model->kinds[i]->name, name)) {
            return model->kinds[i];
        }
    }
    return NULL;
}

const wz_kind *wz_model_vocabulary(const wz_model *model, wz_str name)
{
    for (ptrdiff_t i = 0; i < model->vocabulary_count; i++) {
        if (wz_str_equal(model->vocabularies[i]->name, name)) {
            return model->vocabularies[i];
        }
    }
    return NULL;
}

const wz_field *wz_kind_field(const wz_kind *kind, wz_str name)
{
    for (ptrdiff_t i = 0; i < kind->field_count; i++) {
        if (wz_str_equal(kind->fields[i].name, name)) {
            return &kind->fields[i];
        }
    }
    return NULL;
}

const wz_field *wz_kind_written(const wz_kind *kind, wz_str key)
{
    for (ptrdiff_t i = 0; i < kind->field_count; i++) {
        if (wz_str_equal(kind->fields[i].written, key)) {
            return &kind->fields[i];
        }
    }
    return NULL;
}

wz_node *wz_field_node(const wz_field *field, const wz_node *map)
{
    wz_node *node = wz_node_get(map, field->written);
    for (wz_str rest = field->written; !node && rest.ptr && map;) {
        wz_str part = wz_str_cut(rest, '.', &rest);
        map = wz_node_get(map, part);
        node = rest.ptr ? NULL : (wz_node *)(uintptr_t)map;
    }
    return node;
}

const wz_field *wz_kind_role(const wz_kind *kind, wz_role role)
{
    return kind->roles[role] < 0 ? NULL : &kind->fields[kind->roles[role]];
}

bool wz_field_terms(const wz_field *field)
{
    return field->vocabulary && !field->placed;
}

bool wz_field_many(const wz_field *field)
{
    return field->list || (field->several && field->max != 1);
}

const wz_str wz_model_role_names[WZ_ROLE_COUNT] = {
    [WZ_ROLE_TITLE] = WZ_STR("title"),         [WZ_ROLE_SUMMARY] = WZ_STR("summary"),
    [WZ_ROLE_BODY] = WZ_STR("body"),           [WZ_ROLE_ADDED] = WZ_STR("added"),
    [WZ_ROLE_CHANGES] = WZ_STR("changes"),     [WZ_ROLE_CHECKED] = WZ_STR("checked"),
    [WZ_ROLE_REVIEWED] = WZ_STR("reviewed"),   [WZ_ROLE_OWNER] = WZ_STR("owner"),
    [WZ_ROLE_WITHDRAWN] = WZ_STR("withdrawn"), [WZ_ROLE_FORMER] = WZ_STR("former"),
    [WZ_ROLE_SHORT] = WZ_STR("short"),         [WZ_ROLE_ALIASES] = WZ_STR("aliases"),
};

const wz_str wz_model_part_names[WZ_PART_COUNT] = {
    [WZ_PART_DATE] = WZ_STR("date"),
    [WZ_PART_BY] = WZ_STR("by"),
    [WZ_PART_FINDING] = WZ_STR("finding"),
    [WZ_PART_OUTCOME] = WZ_STR("outcome"),
    [WZ_PART_APPLICABILITY] = WZ_STR("applicability"),
};

const wz_field *wz_kind_role_part(const wz_kind *kind, wz_role role, wz_part part)
{
    int at = kind->parts[role][part];
    const wz_field *field = wz_kind_role(kind, role);
    return field != NULL && at >= 0 ? &field->fields[at] : NULL;
}

const wz_field *wz_kind_role_date(const wz_kind *kind, wz_role role)
{
    const wz_field *field = wz_kind_role(kind, role), *found = wz_kind_role_part(kind, role, WZ_PART_DATE);
    if (field && field->holds == WZ_HOLDS_DATE) {
        return field;
    }
    for (ptrdiff_t i = 0; field && i < field->field_count && !found; i++) {
        found = field->fields[i].holds == WZ_HOLDS_DATE ? &field->fields[i] : NULL;
    }
    return found;
}

wz_str wz_kind_role_name(const wz_kind *kind, const wz_field *field)
{
    for (int role = 0; role < WZ_ROLE_COUNT; role++) {
        if (wz_kind_role(kind, (wz_role)role) == field) {
            return wz_model_role_names[role];
        }
        for (int part = 0; part < WZ_PART_COUNT; part++) {
            if (wz_kind_role_part(kind, (wz_role)role, (wz_part)part) == field) {
                return wz_model_part_names[part];
            }
        }
    }
    return (wz_str){0};
}

/* A relative path without empty, dot or parent parts. It becomes part of addresses, so only what needs no escaping
 * there. */
bool wz_path_check(wz_str s)
{
    if (s.len == 0 || s.len > 1024) {
        return false;
    }
    for (wz_str rest = s; rest.ptr;) {
        wz_str part = wz_str_cut(rest, '/', &rest);
        if (part.len == 0 || part.len > 255 || part.ptr[0] == '.' || !wz_str_is_plain(part, "-_.")) {
            return false;
        }
    }
    return true;
}

void wz_kind_unknown(wz_diags *diags, const wz_model *model, bool vocabulary, wz_loc loc, wz_str name)
{
    wz_kind *const *kinds = vocabulary ? model->vocabularies : model->kinds;
    ptrdiff_t count = vocabulary ? model->vocabulary_count : model->kind_count;
    wz_str *names = wz_new(wz_diags_arena(diags), wz_str, count);
    for (ptrdiff_t i = 0; i < count; i++)
        names[i] = kinds[i]->name;
    wz_str all = wz_str_join(wz_diags_arena(diags), names, count, WZ_STR(", "));
    wz_diag *d =
        vocabulary ? wz_report(diags, MODEL_VOCABULARY, loc, name, all) : wz_report(diags, MODEL_KIND, loc, name, all);
    d->suggestion = wz_suggest(name, names, count);
}

bool wz_keys_check(wz_diags *diags, const wz_node *map, const wz_str *names, ptrdiff_t count, bool record)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < map->count; i++) {
        wz_str key = map->keys[i]->text;
        bool known = false;
        for (ptrdiff_t j = 0; j < count && !known; j++) {
            known = wz_str_equal(key, names[j]);
        }
        if (!known) {
            wz_str all = wz_str_join(wz_diags_arena(diags), names, count, WZ_STR(", "));
            wz_diag *d = record ? wz_report(diags, UNKNOWN_FIELD, map->keys[i]->loc, key, all)
                                : wz_report(diags, MODEL_KEY, map->keys[i]->loc, key, all);
            d->suggestion = wz_suggest(key, names, count);
            ok = false;
        }
    }
    return ok;
}

/* ---- Records ---- */

const wz_datum *wz_record_value(const wz_record *record, const wz_field *field)
{
    return &record->values[field - record->kind->fields];
}

const wz_datum *wz_record_role(const wz_record *record, wz_role role)
{
    static const wz_datum none = {0};
    return record->kind->roles[role] < 0 ? &none : &record->values[record->kind->roles[role]];
}

wz_date wz_record_date(const wz_record *record, wz_role role)
{
    const wz_field *field = wz_kind_role(record->kind, role), *date = wz_kind_role_date(record->kind, role);
    const wz_datum *all = wz_record_role(record, role);
    wz_date latest = {0};
    for (ptrdiff_t i = 0; date && i < all->count; i++) {
        const wz_datum *parts = all->items[i].parts,
                       *part = date == field || !parts ? NULL : &parts[date - field->fields];
        const wz_item *item = !part ? &all->items[i] : part->count ? part->items : NULL;
        if (item && wz_date_compare(latest, item->as.date) < 0) {
            latest = item->as.date;
        }
    }
    return latest;
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
    return !record->pending && wz_record_role(record, WZ_ROLE_WITHDRAWN)->count > 0;
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
