/* SPDX-License-Identifier: EUPL-1.2 */
/* A node tree to a typed record. */
#include "model/internal.h"

#include <assert.h>
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

static bool read_item(reader *r, const wz_field *field, const wz_node *node, wz_item *item)
{
    item_reader *read = wz_model_types[field->type].read;
    if (node->kind == WZ_NODE_TEXT) {
        node = wz_model_keep_node(r, node); /* what the reader takes from it is kept with it */
        item->node = node;
        return read(r, field, node, item);
    }
    item->node = NULL;
    bool ok = read(r, field, node, item);
    if (ok && !item->node) {
        item->node = wz_model_keep_node(r, node);
    }
    return ok;
}

/* Leaves out repetitions, with a warning for each; groups and texts with markup are never compared. */
static void drop_duplicates(reader *r, const wz_field *field, wz_datum *datum)
{
    item_key *key_of = wz_model_types[field->type].key;
    if (!key_of || datum->count < 2) {
        return;
    }
    wz_arena_mark here = wz_arena_here(r->arena); /* keys are longer than what they are of */
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
            wz_report(r->diags, DUPLICATE_ITEM, item.node->loc, item.node->text, field->written);
        } else {
            if (!seen) {
                keys[kept] = key;
            }
            datum->items[kept++] = item;
        }
    }
    if (kept == datum->count) { /* no message borrows from them */
        wz_arena_rewind(r->arena, here);
    }
    datum->count = kept;
}

static void check_count(reader *r, const wz_field *field, const wz_node *node, ptrdiff_t count)
{
    if (field->min > 0 && count < field->min) {
        wz_report(r->diags, TOO_FEW, node->loc, field->written, wz_format(r->arena, "%td", count),
                  wz_format(r->arena, "%ld", field->min));
    }
    if (field->max > 0 && count > field->max) {
        wz_report(r->diags, TOO_MANY, node->loc, field->written, wz_format(r->arena, "%td", count),
                  wz_format(r->arena, "%ld", field->max));
    }
}

/* - address: x, and below it - kind: y: one thing of which every part has a dash. Parts that repeat are a list of things. */
static bool is_split(reader *r, const wz_field *field, const wz_node *list)
{
    bool needed = wz_model_types[field->type].read != wz_model_read_group;
    for (ptrdiff_t f = 0; f < field->field_count; f++) {
        needed = needed || field->fields[f].required;
    }
    if (!needed || field->free || list->count < 2 || list->count > 32) {
        return false;
    }
    wz_str names[32];
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const wz_node *item = list->items[i];
        bool braces = item->loc.source &&
                      wz_str_starts(wz_str_slice(item->loc.source->text, item->start, item->end), WZ_STR("{"));
        if (item->kind != WZ_NODE_MAP || item->count != 1 || braces) {
            return false;
        }
        names[i] = item->keys[0]->text;
        for (ptrdiff_t j = 0; j < i; j++) {
            if (wz_str_equal(names[j], names[i])) {
                return false;
            }
        }
    }
    wz_report(r->diags, GROUP_SPLIT, list->items[0]->loc, field->written, wz_format(r->arena, "%td", list->count),
              wz_str_join(r->arena, names, list->count, WZ_STR(", ")));
    return true;
}

static wz_datum read_list(reader *r, const wz_field *field, const wz_node *node)
{
    if (is_split(r, field, node)) {
        return (wz_datum){0};
    }
    wz_datum datum = {wz_new(r->arena, wz_item, node->count), 0};
    ptrdiff_t count = 0; /* items that were faulty have been reported: they count here, repetitions do not */
    for (ptrdiff_t i = 0; i < node->count; i++) {
        if (r->model->empty_is_absent && wz_node_is_empty(node->items[i])) {
            continue;
        }
        count++;
        if (read_item(r, field, node->items[i], &datum.items[datum.count])) {
            datum.count++;
        }
    }
    ptrdiff_t whole = datum.count;
    drop_duplicates(r, field, &datum);
    count -= whole - datum.count;
    check_count(r, field, node, count);
    if (count == 0 && field->required && field->min == 0) {
        wz_report(r->diags, EMPTY_VALUE, node->loc, field->written);
    }
    return datum;
}

/* A mapping of free keys as the list that it stands for: the key of each pair is the first field, its value the second, or a
 * mapping of the others. */
static const wz_node *as_list(reader *r, const wz_field *field, const wz_node *map)
{
    wz_node *list = wz_new(r->arena, wz_node, 1);
    *list = *map;
    list->kind = WZ_NODE_LIST;
    list->items = wz_new(r->arena, wz_node *, map->count);
    for (ptrdiff_t i = 0; i < map->count; i++) {
        const wz_node *value = map->items[i];
        bool parts = value->kind == WZ_NODE_MAP;
        ptrdiff_t count = parts ? value->count : field->field_count > 1 && !wz_node_is_empty(value);
        wz_node *item = list->items[i] = wz_new(r->arena, wz_node, 1);
        *item = (wz_node){.kind = WZ_NODE_MAP, .loc = map->keys[i]->loc, .count = count + 1};
        item->keys = wz_new(r->arena, wz_node *, count + 1);
        item->items = wz_new(r->arena, wz_node *, count + 1);
        for (ptrdiff_t j = 0; j < count; j++) {
            item->keys[j + 1] = parts ? value->keys[j] : wz_new(r->arena, wz_node, 1);
            item->items[j + 1] = parts ? value->items[j] : map->items[i];
        }
        if (!parts && count) {
            *item->keys[1] = *map->keys[i];
            item->keys[1]->text = field->fields[1].written;
        }
        item->items[0] = map->keys[i];
        item->keys[0] = wz_new(r->arena, wz_node, 1);
        *item->keys[0] = *map->keys[i];
        item->keys[0]->text = field->fields[0].written;
    }
    return list;
}

/* "a, b" where a list may stand is read as one item, and that is said. */
static void check_one(reader *r, const wz_field *field, const wz_node *node)
{
    bool cut = node->kind == WZ_NODE_TEXT && field->holds == WZ_HOLDS_TEXT && !field->markup &&
               (wz_str_find(node->text, WZ_STR(", ")) >= 0 || wz_str_find_byte(node->text, ';') >= 0);
    if (field->list && cut) {
        wz_report(r->diags, ONE_ITEM, node->loc, field->written, wz_str_copy(r->arena, wz_str_trim(node->text)));
    }
}

/* Nothing where a value should stand: what a machine wrote for what is not there, or something forgotten. */
static bool is_absent(reader *r, const wz_field *field, const wz_node *node)
{
    bool empty = wz_node_is_empty(node) || (node->kind == WZ_NODE_MAP && node->count == 0);
    if (empty && field->required) {
        wz_report(r->diags, EMPTY_VALUE, node->loc, field->written);
    } else if (empty && !r->model->empty_is_absent) {
        wz_report(r->diags, EMPTY_FIELD, node->loc, field->written);
    }
    return empty;
}

static wz_datum read_value(reader *r, const wz_field *field, const wz_node *node)
{
    bool several = field->several;
    if (is_absent(r, field, node)) {
        return (wz_datum){0};
    }
    if (field->list && field->free && node->kind == WZ_NODE_MAP && !wz_field_node(&field->fields[0], node)) {
        node = as_list(r, field, node);
    }
    if (several && node->kind == WZ_NODE_LIST) {
        return read_list(r, field, node);
    }
    check_one(r, field, node);
    wz_datum datum = {wz_new(r->arena, wz_item, 1), 0};
    if (read_item(r, field, node, datum.items)) {
        datum.count = 1;
        if (several) {
            check_count(r, field, node, 1);
        }
    }
    return datum;
}

/* Terms that were indented by mistake, and so became parts of the one above: they have a title of their own. Adds their
 * names to those that have been judged. */
static ptrdiff_t report_terms(reader *r, const wz_node *map, wz_str *names, ptrdiff_t count)
{
    const wz_kind *kind = r->record->kind;
    for (ptrdiff_t i = 0; i < map->count; i++) {
        const wz_field *title = wz_kind_role(kind, WZ_ROLE_TITLE);
        if (!wz_kind_written(kind, map->keys[i]->text) && wz_node_get(map->items[i], title->written)) {
            wz_report(r->diags, TERM_INSIDE, map->keys[i]->loc, map->keys[i]->text, r->record->id);
            names[count++] = map->keys[i]->text;
        }
    }
    return count;
}

/* "De tweede alinea: zo", at the margin below a text: a sentence with a colon, which became a key. Adds the names of such
 * lines to those that have been judged. */
static ptrdiff_t report_sentences(reader *r, const wz_node *map, wz_str *names, ptrdiff_t count)
{
    const wz_node *field = NULL;
    bool told = false;
    for (ptrdiff_t i = 0, known = count; i < map->count; i++) {
        const wz_node *key = map->keys[i];
        if (wz_str_find_byte(key->text, ' ') < 0 || wz_suggest(key->text, names, known).ptr) {
            field = map->items[i]->kind == WZ_NODE_TEXT && !wz_node_is_empty(map->items[i]) ? key : NULL;
            told = false;
        } else if (field) {
            if (!told) {
                wz_report(r->diags, YAML_UNINDENTED, key->loc, field->text, wz_format(r->arena, "%d", field->loc.line),
                          wz_format(r->arena, "%d", field->loc.column + 1))
                    ->related = field->loc;
            }
            told = true;
            names[count++] = key->text;
        }
    }
    return count;
}

/* Reports the keys of map that are no fields, nor the one that may stand among them, nor to be ignored. */
static void check_keys(reader *r, const wz_field *fields, ptrdiff_t count, const wz_node *map, wz_str other)
{
    const wz_kind *kind = r->record->kind;
    bool top = fields == kind->fields;
    ptrdiff_t ignored = top && !kind->vocabulary ? r->model->ignored_count : 0, n = 0;
    wz_str *names = wz_new(r->arena, wz_str, count + 1 + 2 * map->count + ignored), rest;
    for (; n < count; n++) {
        names[n] = fields[n].written;
        if (!wz_node_get(map, names[n])) {
            names[n] = wz_str_cut(names[n], '.', &rest);
        }
    }
    if (other.ptr) {
        names[n++] = other;
    }
    for (ptrdiff_t i = 0; i < ignored; i++) {
        names[n++] = r->model->ignored[i];
    }
    if (top && kind->vocabulary) {
        n = report_terms(r, map, names, n);
    }
    n = report_sentences(r, map, names, n);
    wz_keys_check(r->diags, map, names, n, true);
}

static wz_datum *read_fields(reader *r, const wz_field *fields, ptrdiff_t count, const wz_node *map, wz_loc loc,
                             wz_str other, bool free)
{
    assert(count == 0 || fields != NULL);
    wz_datum *values = wz_new(r->arena, wz_datum, count);
    const wz_field *body = r->body ? wz_kind_role(r->record->kind, WZ_ROLE_BODY) : NULL;
    ptrdiff_t known = other.ptr && wz_node_get(map, other);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_node *node = wz_field_node(&fields[i], map);
        known += node && wz_node_get(map, fields[i].written) == node;
        if (body == &fields[i]) {
            if (node) {
                wz_report(r->diags, BODY_TWICE, node->loc, body->written);
            }
            node = r->body;
        }
        if (node) {
            values[i] = read_value(r, &fields[i], node);
        }
    }
    ptrdiff_t before = wz_diags_count(r->diags);
    if (known < map->count && !free) {
        check_keys(r, fields, count, map, other);
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        if (fields[i].required && body != &fields[i] && !wz_field_node(&fields[i], map)) {
            wz_model_report_missing(r, before, loc, fields[i].written);
        }
    }
    return values;
}

wz_record *wz_record_read(wz_arena *arena, wz_diags *diags, const wz_model *model, const wz_kind *kind,
                          const wz_source *source, const wz_node *tree, const wz_node *body, wz_str id, wz_loc loc)
{
    wz_record *record = wz_new(arena, wz_record, 1);
    reader r = {arena, diags, model, record, body, read_fields};
    record->kind = kind;
    record->id = id;
    record->source = source;
    record->loc = loc;
    ptrdiff_t before = wz_diags_count(diags);
    wz_str keys[64];
    ptrdiff_t count = 0;
    for (; tree->kind == WZ_NODE_MAP && count < tree->count && count < 64; count++) {
        keys[count] = tree->keys[count]->text;
    }
    const wz_kind *other = kind->vocabulary ? NULL : wz_model_elsewhere(model, kind, keys, count);
    if (other) {
        wz_report(diags, OTHER_KIND, wz_loc_file(source), other->one, kind->one,
                  wz_format(arena, "content/%.*s/", WZ_ARG(other->place)));
        record->values = wz_new(arena, wz_datum, kind->field_count);
    } else if (tree->kind == WZ_NODE_MAP) {
        wz_loc place = loc.line > 0 ? loc : (wz_loc){source, 1, 1, 0};
        record->values = read_fields(&r, kind->fields, kind->field_count, tree, place, (wz_str){0}, false);
        if (body && !wz_kind_role(kind, WZ_ROLE_BODY)) {
            wz_report(diags, BODY_NOWHERE, body->loc, kind->one);
        }
    } else {
        wz_model_report_no_group(&r, kind->fields, kind->field_count, id, tree);
        record->values = wz_new(arena, wz_datum, kind->field_count);
    }
    record->broken = has_errors_since(diags, before);
    wz_diags_keep(arena, diags, before); /* messages quote keys and values of the tree */
    return record;
}
