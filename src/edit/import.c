/* SPDX-License-Identifier: EUPL-1.2 */
/* A table of records: which column is which field, which row is which record, and the files that come of it. */
#include "edit/gather.h"

static bool english(const wz_import *import)
{
    return !wz_str_equal(import->options.lang, WZ_STR("nl"));
}
#define SAY_IMPORT(import, nl, en) (english(import) ? (en) : (nl))

static bool is_one_of(wz_str name, const char *const *words)
{
    for (; *words; words++)
        if (wz_str_equal(name, wz_str_from(*words)))
            return true;
    return false;
}

static void match_columns(wz_import *import)
{
    static const char *const ids[] = {"id", "identificatie", "identifier", "uri", NULL}, *const kinds[] = {
                                                                                             "soort", "kind", NULL};
    wz_arena *arena = import->state->arena;
    const wz_table *t = import->options.table;
    const wz_kind *kind = import->options.kind;
    for (ptrdiff_t c = 0; c < t->columns; c++) {
        wz_str name = import_bare(arena, t->names[c]);
        const wz_field *found = NULL;
        for (ptrdiff_t f = 0; f < kind->field_count; f++) {
            const wz_field *field = &kind->fields[f];
            bool fits = import_fits(arena, field, t->names[c]);
            for (ptrdiff_t d = 0; d < c; d++)
                fits = fits && import->fields[d] != field;
            found = fits && !found && (field->holds != WZ_HOLDS_PARTS || t->gathered) ? field : found;
        }
        import->fields[c] = found;
        if (!found && import->id_column < 0 && is_one_of(name, ids))
            import->id_column = c;
        else if (!found && import->kind_column < 0 && is_one_of(name, kinds))
            import->kind_column = c;
    }
}

static ptrdiff_t column_of(const wz_import *import, const wz_field *field)
{
    for (ptrdiff_t c = 0; c < import->options.table->columns; c++)
        if (import->fields[c] == field)
            return c;
    return -1;
}

static void refuse(wz_import_row *row, wz_str why)
{
    row->state = WZ_ROW_REFUSED;
    row->why = why;
}

/* The id of a row: as it says itself (also as the end of an address), else out of its title. */
static wz_str id_of(wz_import *import, const wz_table_row *row)
{
    wz_arena *arena = import->state->arena;
    ptrdiff_t title = column_of(import, wz_kind_role(import->options.kind, WZ_ROLE_TITLE));
    wz_str id = import->id_column >= 0 ? row->cells[import->id_column] : (wz_str){0};
    while (id.len > 0 && id.ptr[id.len - 1] == '/')
        id.len--;
    for (ptrdiff_t i = id.len - 1; i >= 0; i--)
        if (id.ptr[i] == '/') {
            id = wz_str_slice(id, i + 1, id.len);
            break;
        }
    if (row->stem.len > 0)
        id = wz_str_is_plain(row->stem, "_-") ? row->stem : wz_id_near(arena, row->stem);
    if (id.len > 0)
        return wz_record_id(arena, id);
    id = title >= 0 ? wz_id_near(arena, row->cells[title]) : (wz_str){0};
    id = wz_str_slice(id, 0, WZ_ID_MAX);
    while (id.len > 0 && id.ptr[id.len - 1] == '-')
        id.len--;
    return id;
}

static bool is_other_kind(wz_import *import, const wz_table_row *row)
{
    wz_arena *arena = import->state->arena;
    const wz_kind *kind = import->options.kind;
    wz_str said = import->kind_column >= 0 ? import_bare(arena, row->cells[import->kind_column]) : (wz_str){0};
    return said.len > 0 && !wz_str_equal(said, import_bare(arena, kind->name)) &&
           !wz_str_equal(said, import_bare(arena, kind->one)) && !wz_str_equal(said, import_bare(arena, kind->many));
}

static wz_str row_place(const wz_import *import, const wz_table_row *row)
{
    return row->file.len > 0 ? row->file
                             : wz_format(import->state->arena, SAY_IMPORT(import, "regel %d", "line %d"), row->line);
}

/* Names the rows, and with them the records that other rows may refer to. */
static void name_rows(wz_import *import)
{
    struct wz_import_state *s = import->state;
    const wz_kind *kind = import->options.kind;
    const wz_table *t = import->options.table;
    wz_map *taken = wz_map_new(s->arena);
    ptrdiff_t title = column_of(import, wz_kind_role(kind, WZ_ROLE_TITLE));
    ptrdiff_t key = kind->key ? column_of(import, kind->key) : -1;
    for (ptrdiff_t r = 0; r < t->count; r++) {
        wz_import_row *row = &import->rows[r];
        row->id = id_of(import, &t->rows[r]);
        row->path = wz_format(s->arena, "content/%.*s/%.*s.yaml", WZ_ARG(kind->place), WZ_ARG(row->id));
        const wz_table_row *before = wz_map_get(taken, row->id);
        if (is_other_kind(import, &t->rows[r]))
            row->state = WZ_ROW_OTHER;
        else if (t->rows[r].surplus)
            refuse(row, SAY_IMPORT(import, WZ_STR("meer vakken dan kolommen"), WZ_STR("more cells than columns")));
        else if (row->id.len == 0)
            refuse(row, SAY_IMPORT(import, WZ_STR("geen titel"), WZ_STR("no title")));
        else if (before)
            refuse(row, wz_format(s->arena, SAY_IMPORT(import, "zelfde id (%.*s) als %.*s", "same id (%.*s) as %.*s"),
                                  WZ_ARG(row->id), WZ_ARG(row_place(import, before))));
        else {
            wz_map_put(taken, row->id, &t->rows[r]);
            wz_str *id = wz_new(s->arena, wz_str, 1);
            *id = row->id;
            wz_map_put(s->titles[kind->index], wz_utf8_fold(s->arena, row->id), id);
            for (int n = 0; n < 3; n++) { /* what other rows may call it */
                ptrdiff_t c = n == 0 ? title : n == 1 ? import->id_column : key;
                wz_str name = n == 1 && c < 0 ? t->rows[r].stem : c >= 0 ? t->rows[r].cells[c] : (wz_str){0};
                if (name.len > 0)
                    wz_map_put(s->titles[kind->index], wz_utf8_fold(s->arena, name), id);
            }
        }
    }
}

static void index_titles(struct wz_import_state *s)
{
    const wz_model *m = s->catalog->model;
    s->titles = wz_new(s->arena, wz_map *, m->kind_count);
    for (ptrdiff_t k = 0; k < m->kind_count; k++)
        s->titles[k] = wz_map_new(s->arena);
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        wz_record *record = s->catalog->records[r];
        wz_map_put(s->titles[record->kind->index], wz_utf8_fold(s->arena, wz_record_title(record)), &record->id);
    }
}

/* Of a row of answers the first cell is the column, the second the value, the last the answer. */
static void read_answers(wz_import *import)
{
    struct wz_import_state *s = import->state;
    const wz_table *t = import->options.answers;
    for (ptrdiff_t r = 0; t && t->columns >= 3 && r < t->count; r++) {
        const wz_str *cells = t->rows[r].cells;
        if (cells[t->columns - 1].len == 0)
            continue;
        given *g = wz_new(s->arena, given, 1);
        *g = (given){.answer = cells[t->columns - 1], .value = cells[1]};
        wz_map_put(s->answers,
                   wz_utf8_fold(s->arena, wz_format(s->arena, "%.*s\n%.*s", WZ_ARG(cells[0]), WZ_ARG(cells[1]))), g);
        wz_grow(s->arena, s->order, s->order_count, s->order_cap);
        s->order[s->order_count++] = g;
    }
}

/* ---- Rows ---- */

/* Whether a field of record, whose file says map (NULL: it cannot be read), is what a cell says; an empty cell says nothing. */
static bool is_same(const wz_import *import, const wz_record *record, const wz_node *map, ptrdiff_t row,
                    ptrdiff_t column, const cell *made)
{
    const wz_field *field = import->fields[column];
    wz_arena *arena = import->state->arena;
    if (import->options.table
            ->gathered) { /* as it is written: a record may have been given links that it has not itself */
        const wz_node *node = map ? wz_field_node(field, map) : NULL;
        wz_str there = node ? edit_gather_cell(arena, import->state->catalog->model, field, node) : (wz_str){0};
        if (made->parts || wz_str_equal(there, import->options.table->rows[row].cells[column]))
            return wz_str_equal(there, import->options.table->rows[row].cells[column]);
    }
    texts old = import_keys(arena, field, wz_record_value(record, field));
    return made->keys.count == 0 || edit_same_texts(&old, &made->keys);
}

static void compare(wz_import *import, const wz_record *record, const cell *cells, wz_import_row *row)
{
    wz_arena *arena = import->state->arena;
    texts names = {0};
    wz_node *body, *map = wz_file_parse(arena, wz_diags_new(arena), record->source, &body);
    for (ptrdiff_t c = 0; c < import->options.table->columns; c++)
        if (import->fields[c] && !is_same(import, record, map, row - import->rows, c, &cells[c]))
            edit_add_text(arena, &names, import->fields[c]->written);
    row->path = record->source->path;
    row->state = names.count > 0 ? WZ_ROW_CHANGED : WZ_ROW_SAME;
    row->why = names.count > 0 ? wz_str_join(arena, names.items, names.count, WZ_STR(", ")) : (wz_str){0};
}

/* The text of a new record, in the order of the model. */
static wz_str record_text(wz_import *import, const cell *cells)
{
    const wz_kind *kind = import->options.kind;
    wz_buf out = {0};
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        const wz_field *field = &kind->fields[f];
        ptrdiff_t c = column_of(import, field);
        if (c >= 0 && cells[c].written.count > 0)
            import_field(&out, field, &cells[c].written);
        else if (field == wz_kind_role(kind, WZ_ROLE_ADDED))
            wz_buf_format(&out, "%.*s: %.*s\n", WZ_ARG(field->written),
                          WZ_ARG(wz_date_iso(import->state->arena, import->options.today)));
    }
    return wz_buf_take(import->state->arena, &out);
}

/* What the record would be refused for, read as check does; {NULL,0}: nothing. */
static wz_str fault_of(wz_import *import, wz_str path, wz_str id, wz_str text)
{
    wz_arena *arena = import->state->arena;
    wz_diags *diags = wz_diags_new(arena);
    wz_source *source = wz_new(arena, wz_source, 1);
    *source = (wz_source){path, text};
    wz_id_check(arena, diags, id, wz_loc_file(source));
    wz_node *tree = wz_yaml_parse(arena, diags, source, WZ_YAML_MAP);
    if (tree)
        wz_record_read(arena, diags, import->state->catalog->model, import->options.kind, source, tree, NULL, id,
                       wz_loc_file(source));
    for (ptrdiff_t i = 0; i < wz_diags_count(diags); i++)
        if (wz_diag_severity(wz_diags_at(diags, i)) == WZ_ERROR)
            return wz_diag_text(arena, wz_diags_at(diags, i), import->options.lang);
    return (wz_str){0};
}

static cell *read_cells(wz_import *import, const wz_table_row *row, bool *asked)
{
    cell *cells = wz_new(import->state->arena, cell, import->options.table->columns);
    for (ptrdiff_t c = 0; c < import->options.table->columns; c++)
        if (import->fields[c]) {
            cells[c] = import_cell(import, c, row->cells[c]);
            *asked = *asked || cells[c].asked;
        }
    return cells;
}

static void judge(wz_import *import, ptrdiff_t r)
{
    wz_import_row *row = &import->rows[r];
    bool asked = false;
    if (row->state != WZ_ROW_NEW)
        return;
    const cell *cells = read_cells(import, &import->options.table->rows[r], &asked);
    const wz_record *record = wz_catalog_find(import->state->catalog, import->options.kind, row->id);
    wz_str misfit = {0};
    for (ptrdiff_t c = 0; c < import->options.table->columns; c++)
        misfit = cells[c].why.len > 0 ? cells[c].why : misfit;
    if (asked) {
        row->state = WZ_ROW_ASKED;
    } else if (misfit.len > 0) {
        refuse(row, misfit);
    } else if (record) {
        compare(import, record, cells, row);
    } else {
        wz_str why = fault_of(import, row->path, row->id, record_text(import, cells));
        if (why.len > 0)
            refuse(row, why);
    }
}

wz_import *wz_import_new(wz_arena *arena, wz_diags *diags, const wz_catalog *catalog, const wz_import_options *options)
{
    wz_import *import = wz_new(arena, wz_import, 1);
    struct wz_import_state *s = import->state = wz_new(arena, struct wz_import_state, 1);
    const wz_field *title = wz_kind_role(options->kind, WZ_ROLE_TITLE);
    import->options = *options;
    import->id_column = import->kind_column = -1;
    import->fields = wz_new(arena, const wz_field *, options->table->columns);
    import->rows = wz_new(arena, wz_import_row, options->table->count);
    *s = (struct wz_import_state){
        .arena = arena, .catalog = catalog, .answers = wz_map_new(arena), .asked = wz_map_new(arena)};
    match_columns(import);
    if (column_of(import, title) < 0) {
        wz_str names = wz_str_join(arena, options->table->names, options->table->columns, WZ_STR(", "));
        wz_report(diags, TABLE_NO_TITLE, WZ_NOWHERE, title->label, title->written, names);
        return NULL;
    }
    index_titles(s);
    name_rows(import);
    read_answers(import);
    for (ptrdiff_t r = 0; r < options->table->count; r++)
        judge(import, r);
    return import;
}

bool wz_import_refuse(wz_import *import, wz_str path, wz_str why)
{
    for (ptrdiff_t r = 0; r < import->options.table->count; r++) {
        wz_import_row *row = &import->rows[r];
        if ((row->state == WZ_ROW_NEW || row->state == WZ_ROW_CHANGED) && wz_str_equal(row->path, path)) {
            refuse(row, why);
            return true;
        }
    }
    return false;
}

/* ---- Files ---- */

static void change_record(wz_import *import, wz_edits *edits, ptrdiff_t r)
{
    wz_arena *arena = import->state->arena;
    const wz_kind *kind = import->options.kind;
    const wz_record *record = wz_catalog_find(import->state->catalog, kind, import->rows[r].id);
    bool asked = false;
    const cell *cells = read_cells(import, &import->options.table->rows[r], &asked);
    wz_node *body, *map = wz_file_parse(arena, wz_diags_new(arena), record->source, &body);
    bool ok = map && !wz_str_ends(record->source->path, WZ_STR(".json"));
    for (ptrdiff_t c = 0; ok && c < import->options.table->columns; c++) {
        const wz_field *field = import->fields[c];
        if (!field || is_same(import, record, map, r, c, &cells[c]))
            continue;
        wz_buf text = {0};
        import_field(&text, field, &cells[c].written);
        ptrdiff_t at = 0;
        while (at < map->count && !wz_str_equal(map->keys[at]->text, field->written))
            at++;
        ok = at < map->count ? edits_replace_field(edits, record->source, map, at, wz_buf_str(&text))
                             : edits_insert_field(edits, kind, record->source, map, field, wz_buf_str(&text));
        wz_buf_free(&text);
    }
    if (!ok)
        refuse(&import->rows[r], SAY_IMPORT(import, WZ_STR("dit bestand kan alleen met de hand worden gewijzigd"),
                                            WZ_STR("this file can only be changed by hand")));
}

static void add_new_term(wz_import *import, wz_edits *edits, const given *g)
{
    const wz_kind *kind = g->kind;
    if (wz_catalog_find(import->state->catalog, kind, g->new) || import->state->catalog->term_counts[kind->index] == 0)
        return;
    const wz_source *source = import->state->catalog->terms[kind->index][0]->source;
    wz_str newline = edits_newline(source), end = source->text;
    bool ended = wz_str_ends(end, WZ_STR("\n"));
    edits_replace(edits, source, end.len, end.len,
                  wz_format(import->state->arena, "%.*s%.*s: {%.*s: %.*s}%.*s", WZ_ARG(ended ? (wz_str){0} : newline),
                            WZ_ARG(g->new), WZ_ARG(wz_kind_role(kind, WZ_ROLE_TITLE)->written),
                            WZ_ARG(import_scalar(import->state->arena, g->value)), WZ_ARG(newline)));
}

/* The spellings that answers gave to a term become its aliases. */
static void remember(wz_import *import, wz_edits *edits, const wz_kind *kind)
{
    struct wz_import_state *s = import->state;
    const wz_field *aliases = wz_kind_role(kind, WZ_ROLE_ALIASES);
    ptrdiff_t count = s->catalog->term_counts[kind->index];
    wz_node *none, *tree = NULL;
    for (ptrdiff_t t = 0; aliases && t < count; t++) {
        const wz_record *term = s->catalog->terms[kind->index][t];
        texts spellings = {0};
        for (ptrdiff_t i = 0; i < s->order_count; i++)
            if (s->order[i]->names.count == 1 && wz_str_equal(s->order[i]->names.items[0], term->id) &&
                !wz_catalog_term(s->catalog, kind, s->order[i]->value))
                edit_add_text(s->arena, &spellings, import_scalar(s->arena, s->order[i]->value));
        if (spellings.count == 0)
            continue;
        tree = tree ? tree : wz_file_parse(s->arena, wz_diags_new(s->arena), term->source, &none);
        const wz_node *map = wz_node_get(tree, term->id);
        if (map && map->kind == WZ_NODE_MAP)
            edits_add_items(edits, kind, aliases, term->source, map, spellings.items, spellings.count);
    }
}

wz_edits *wz_import_edits(wz_import *import)
{
    struct wz_import_state *s = import->state;
    wz_edits *edits = edits_new(s->arena);
    bool asked = false;
    for (ptrdiff_t r = 0; r < import->options.table->count; r++) {
        wz_import_row *row = &import->rows[r];
        if (row->state == WZ_ROW_NEW) {
            wz_source *source = wz_new(s->arena, wz_source, 1);
            *source = (wz_source){row->path, {NULL, 0}};
            wz_str text = record_text(import, read_cells(import, &import->options.table->rows[r], &asked));
            edits_replace(edits, source, 0, 0, text);
        } else if (row->state == WZ_ROW_CHANGED && import->options.update) {
            change_record(import, edits, r);
        }
    }
    wz_map *made = wz_map_new(s->arena);
    for (ptrdiff_t i = 0; i < s->order_count; i++) {
        given *g = s->order[i];
        if (g->kind && !wz_map_put(made, wz_format(s->arena, "%.*s/%.*s", WZ_ARG(g->kind->name), WZ_ARG(g->new)), g))
            add_new_term(import, edits, g);
    }
    for (ptrdiff_t v = 0; import->options.remember && v < s->catalog->model->vocabulary_count; v++)
        remember(import, edits, s->catalog->model->vocabularies[v]);
    return edits;
}

/* ---- What is left ---- */

void wz_import_questions(const wz_import *import, wz_buf *out)
{
    const wz_table *t = import->options.table, *answers = import->options.answers;
    const wz_str names[7] = {SAY_IMPORT(import, WZ_STR("kolom"), WZ_STR("column")),
                             SAY_IMPORT(import, WZ_STR("waarde"), WZ_STR("value")),
                             SAY_IMPORT(import, WZ_STR("keren"), WZ_STR("times")),
                             SAY_IMPORT(import, WZ_STR("lijkt op"), WZ_STR("resembles")),
                             SAY_IMPORT(import, WZ_STR("of"), WZ_STR("or")),
                             SAY_IMPORT(import, WZ_STR("of"), WZ_STR("or")),
                             SAY_IMPORT(import, WZ_STR("antwoord"), WZ_STR("answer"))};
    wz_buf_add(out, WZ_STR("\xEF\xBB\xBF"));
    wz_table_add(out, names, 7, t->separator);
    for (ptrdiff_t r = 0; answers && answers->columns == 7 && r < answers->count; r++)
        if (answers->rows[r].cells[6].len > 0)
            wz_table_add(out, answers->rows[r].cells, 7, t->separator);
    for (ptrdiff_t i = 0; i < import->question_count; i++) {
        const wz_question *q = import->questions[i];
        const wz_str cells[7] = {
            t->names[q->column], q->value, wz_format(import->state->arena, "%td", q->times), q->near[0], q->near[1],
            q->near[2],          {0}};
        wz_table_add(out, cells, 7, t->separator);
    }
}

/* A cell of gathered records as people write one. */
static wz_str readable(wz_arena *arena, wz_str text)
{
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == GATHER_ITEM)
            wz_buf_add(&out, WZ_STR("; "));
        else if (text.ptr[i] != GATHER_PARTS)
            wz_buf_byte(&out, text.ptr[i]);
    }
    return wz_buf_take(arena, &out);
}

void wz_import_refused(const wz_import *import, wz_buf *out)
{
    const wz_table *t = import->options.table;
    wz_str *cells = wz_new(import->state->arena, wz_str, t->columns + 2);
    wz_buf_add(out, WZ_STR("\xEF\xBB\xBF"));
    for (ptrdiff_t r = -1; r < t->count; r++) {
        ptrdiff_t n = t->columns;
        if (r >= 0 && import->rows[r].state != WZ_ROW_REFUSED)
            continue;
        for (ptrdiff_t c = 0; c < t->columns; c++)
            cells[c] = r < 0 ? t->names[c] : readable(import->state->arena, t->rows[r].cells[c]);
        if (t->gathered)
            cells[n++] = r < 0 ? SAY_IMPORT(import, WZ_STR("bestand"), WZ_STR("file")) : t->rows[r].file;
        cells[n++] = r < 0 ? SAY_IMPORT(import, WZ_STR("reden"), WZ_STR("reason")) : import->rows[r].why;
        wz_table_add(out, cells, n, t->separator);
    }
}
