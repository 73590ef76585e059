/* SPDX-License-Identifier: EUPL-1.2 */
/* That someone looked at a record. */
#include "edit/edits.h"

#include <assert.h>

#define LONG_TEXT 100 /* bytes of a text on one line; a longer one is folded */
#define WRAP      98  /* columns of a folded one, in the group */

typedef struct looking {
    wz_arena *arena;
    wz_diags *diags;
    const wz_catalog *catalog;
    const wz_look *look;
    wz_edits *edits;
    wz_role role;
    const wz_record *record;
    const wz_field *group, *parts[WZ_PART_COUNT]; /* NULL of what it does not need */
    wz_str values[WZ_PART_COUNT];
} looking;

/* ---- What it says ---- */

/* The parts that the role must have in the model: of a comparison the first three. */
static bool know_parts(looking *l)
{
    const wz_kind *kind = l->record->kind;
    int needed = l->role == WZ_ROLE_REVIEWED ? WZ_PART_COUNT : WZ_PART_OUTCOME;
    bool all = (l->group = wz_kind_role(kind, l->role)) != NULL;
    for (int p = 0; p < needed; p++)
        all = (l->parts[p] = wz_kind_role_part(kind, l->role, (wz_part)p)) != NULL && all;
    if (!all)
        wz_report(l->diags, EDIT_NO_LOOK, WZ_NOWHERE, kind->one,
                  l->role == WZ_ROLE_REVIEWED ? WZ_STR("reviewed") : WZ_STR("checked"),
                  l->role == WZ_ROLE_REVIEWED ? WZ_STR("field, date, by, outcome, applicability, finding")
                                              : WZ_STR("field, date, by, finding"));
    return all;
}

/* The id of a term, or the text as it is. */
static bool know_term(looking *l, wz_part part, wz_str written)
{
    const wz_field *field = l->parts[part];
    l->values[part] = written;
    if (field->vocabulary == NULL)
        return true;
    const wz_record *term = wz_catalog_term(l->catalog, field->vocabulary, written);
    if (term != NULL)
        l->values[part] = term->id;
    else
        wz_report(l->diags, UNKNOWN_TERM, WZ_NOWHERE, field->vocabulary->one, written,
                  wz_format(l->arena, "content/%.*s", WZ_ARG(field->vocabulary->place)))
            ->suggestion = wz_catalog_suggest(l->catalog, field->vocabulary, written);
    return term != NULL;
}

/* White space of any kind is one space. */
static wz_str one_line(wz_arena *arena, wz_str s)
{
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool space = s.ptr[i] == ' ' || (s.ptr[i] >= '\t' && s.ptr[i] <= '\r');
        if (!space && out.len > 0 && i > 0 && (s.ptr[i - 1] == ' ' || (s.ptr[i - 1] >= '\t' && s.ptr[i - 1] <= '\r')))
            wz_buf_byte(&out, ' ');
        if (!space)
            wz_buf_byte(&out, s.ptr[i]);
    }
    wz_str copy = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

/* The finding of the record as it is, {NULL,0} when there is none. */
static wz_str former_finding(const looking *l)
{
    const wz_datum *d = wz_record_role(l->record, l->role);
    const wz_datum *part = d->count > 0 && d->items[0].parts != NULL
                               ? &d->items[0].parts[l->parts[WZ_PART_FINDING] - l->group->fields]
                               : NULL;
    return part != NULL && part->count > 0 ? part->items[0].as.text : (wz_str){0};
}

/* The day of the record as it is written. One that is ahead of today is no value of the record, but it is the former day. */
static wz_date former_date(const looking *l)
{
    wz_date date = wz_record_date(l->record, l->role);
    wz_node *body = NULL;
    const wz_node *tree = wz_file_parse(l->arena, wz_diags_new(l->arena), l->record->source, &body);
    const wz_node *group = tree != NULL ? wz_node_get(tree, l->group->written) : NULL;
    const wz_node *day =
        group != NULL && group->kind == WZ_NODE_MAP ? wz_node_get(group, l->parts[WZ_PART_DATE]->written) : group;
    if (date.year == 0 && day != NULL && day->kind == WZ_NODE_TEXT)
        wz_date_parse(wz_str_trim(day->text), &date);
    return date;
}

static bool judge(looking *l)
{
    const wz_look *look = l->look;
    wz_str title = wz_record_title(l->record), finding = l->values[WZ_PART_FINDING] = one_line(l->arena, look->finding);
    wz_date former = former_date(l);
    bool by = know_term(l, WZ_PART_BY, look->by), outcome = true;
    ptrdiff_t before = wz_diags_count(l->diags);
    l->values[WZ_PART_DATE] = wz_date_iso(l->arena, look->day);
    if (l->role == WZ_ROLE_REVIEWED) {
        outcome = know_term(l, WZ_PART_OUTCOME, look->outcome);
        l->values[WZ_PART_APPLICABILITY] = one_line(l->arena, look->applicability);
        before = wz_diags_count(l->diags);
    }
    if (wz_record_withdrawn(l->record))
        wz_report(l->diags, EDIT_WITHDRAWN, WZ_NOWHERE, title);
    if (wz_utf8_count(finding) < WZ_FINDING_LEAST)
        wz_report(l->diags, EDIT_SHORT_FINDING, WZ_NOWHERE, finding, wz_format(l->arena, "%d", WZ_FINDING_LEAST));
    else if (wz_str_equal(finding, one_line(l->arena, former_finding(l))))
        wz_report(l->diags, EDIT_SAME_FINDING, WZ_NOWHERE, title);
    if (wz_date_compare(look->day, former) < 0)
        wz_report(l->diags, EDIT_EARLIER, WZ_NOWHERE, l->values[WZ_PART_DATE], title, wz_date_iso(l->arena, former));
    return by && outcome && wz_diags_count(l->diags) == before;
}

/* ---- Writing it ---- */

/* Over lines, folded. */
static void add_folded(wz_buf *out, wz_str text)
{
    wz_buf_add(out, WZ_STR(">-"));
    ptrdiff_t column = WRAP;
    for (wz_str rest = text; rest.ptr != NULL;) {
        wz_str word = wz_str_cut(rest, ' ', &rest);
        ptrdiff_t width = wz_utf8_count(word);
        bool wraps = column + 1 + width > WRAP;
        wz_buf_add(out, wraps ? WZ_STR("\n  ") : WZ_STR(" "));
        wz_buf_add(out, word);
        column = wraps ? 2 + width : column + 1 + width;
    }
}

static void add_part(wz_buf *out, const looking *l, int part)
{
    const wz_field *field = l->parts[part];
    wz_str value = l->values[part];
    assert(field != NULL); /* who asks knows that the group has this part */
    wz_buf_add(out, field->written);
    wz_buf_add(out, WZ_STR(": "));
    if (field->holds != WZ_HOLDS_TEXT) {
        wz_buf_add(out, value);
    } else if (value.len > LONG_TEXT) {
        add_folded(out, value);
    } else {
        wz_json_quoted(out, value);
    }
    wz_buf_byte(out, '\n');
}

/* The whole group, in the order of the model. */
static wz_str whole(const looking *l)
{
    wz_buf parts = {0}, out = {0};
    for (ptrdiff_t f = 0; f < l->group->field_count; f++)
        for (int p = 0; p < WZ_PART_COUNT; p++)
            if (l->parts[p] == &l->group->fields[f])
                add_part(&parts, l, p);
    wz_buf_add(&out, l->group->written);
    wz_buf_add(&out, WZ_STR(":\n"));
    for (wz_str rest = wz_buf_str(&parts); rest.len > 0;) {
        wz_str line = wz_str_cut(rest, '\n', &rest);
        wz_buf_format(&out, "  %.*s\n", WZ_ARG(line));
    }
    wz_str text = wz_str_copy(l->arena, wz_buf_str(&out));
    wz_buf_free(&parts);
    wz_buf_free(&out);
    return text;
}

/* A date or a term where one stands: only these bytes; any other value with its key. */
static bool replace_part(looking *l, const wz_node *map, int part)
{
    const wz_source *source = l->record->source;
    ptrdiff_t at = wz_node_find(map, l->parts[part]->written);
    const wz_node *node = map->items[at];
    if (node->kind == WZ_NODE_LIST && node->count == 1)
        node = node->items[0];
    if (l->parts[part]->holds != WZ_HOLDS_TEXT && node->kind == WZ_NODE_TEXT && node->end > node->start) {
        edits_replace(l->edits, source, node->start, node->end, edits_quoted(l->edits, source, l->values[part]));
        return true;
    }
    wz_buf line = {0};
    add_part(&line, l, part);
    bool done = edits_replace_field(l->edits, source, map, at, wz_str_copy(l->arena, wz_buf_str(&line)));
    wz_buf_free(&line);
    return done;
}

/* Whether every part is there, a line each. Others than these are for a person to look at. */
static bool has_parts(looking *l, const wz_node *map)
{
    bool json = wz_str_ends(l->record->source->path, WZ_STR(".json"));
    bool all = map->kind == WZ_NODE_MAP && map->count > 0 && (json || l->record->source->text.ptr[map->start] != '{');
    for (int p = 0; all && p < WZ_PART_COUNT; p++)
        all = l->parts[p] == NULL || wz_node_find(map, l->parts[p]->written) >= 0;
    for (ptrdiff_t i = 0; all && i < map->count; i++) {
        bool ours = false;
        for (int p = 0; p < WZ_PART_COUNT; p++)
            ours = ours || (l->parts[p] != NULL && wz_str_equal(l->parts[p]->written, map->keys[i]->text));
        if (!ours)
            edits_by_hand(l->edits, l->record->source, map->keys[i]->start, map->items[i]->end);
    }
    return all;
}

static bool write(looking *l)
{
    const wz_source *source = l->record->source;
    wz_node *body = NULL;
    const wz_node *tree = wz_file_parse(l->arena, wz_diags_new(l->arena), source, &body);
    if (tree == NULL) {
        wz_report(l->diags, EDIT_UNREADABLE, wz_loc_file(source), source->path);
        return false;
    }
    ptrdiff_t at = wz_node_find(tree, l->group->written);
    bool done = true;
    if (at >= 0 && has_parts(l, tree->items[at]))
        for (int p = 0; p < WZ_PART_COUNT; p++)
            done = (l->parts[p] == NULL || replace_part(l, tree->items[at], p)) && done;
    else if (at >= 0)
        done = edits_replace_field(l->edits, source, tree, at, whole(l));
    else
        done = edits_insert_field(l->edits, l->record->kind, source, tree, l->group, whole(l));
    if (!done)
        wz_report(l->diags, EDIT_NO_LINES, wz_loc_file(source), source->path);
    return done;
}

wz_edits *wz_edit_look(wz_arena *arena, wz_diags *diags, const wz_catalog *catalog, const wz_look *look)
{
    wz_edits *edits = edits_new(arena);
    wz_map *seen = wz_map_new(arena);
    bool all = true;
    for (ptrdiff_t i = 0; i < look->count; i++) {
        looking l = {.arena = arena,
                     .diags = diags,
                     .catalog = catalog,
                     .look = look,
                     .edits = edits,
                     .role = look->outcome.len > 0 ? WZ_ROLE_REVIEWED : WZ_ROLE_CHECKED,
                     .record = wz_edit_find(arena, diags, catalog, look->names[i])};
        bool good = l.record != NULL && know_parts(&l) && judge(&l);
        all = good && (wz_map_put(seen, l.record->source->path, edits) != NULL || write(&l)) && all;
    }
    return all ? edits : NULL;
}
