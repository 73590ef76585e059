/* SPDX-License-Identifier: EUPL-1.2 */
/* How many records carry each pair of terms, as rows of cells. */
#include "site/view/view.h"

/* Five steps, and 0 for nothing. The steps widen as squares do: counts are mostly small, and the eye should see the
 * small differences. */
static int heat(ptrdiff_t n, ptrdiff_t most)
{
    static const int percent[] = {4, 16, 36, 64};
    int level = n > 0;
    for (int i = 0; i < 4; i++) {
        level += n > 1 && n * 100 >= most * percent[i];
    }
    return level;
}

/* The terms of an axis that have the most empty cells, with how many of the other axis that is; false when no cell is
 * empty. */
static wz_value worst_value(const site *s, const wz_kind *axis, const wz_kind *other, const ptrdiff_t *none)
{
    ptrdiff_t count = s->catalog->term_counts[axis->index], most = 0, n = 0, at = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        n = none[i] > most ? 1 : n + (none[i] == most);
        most = none[i] > most ? none[i] : most;
    }
    if (most == 0) {
        return wz_value_bool(false);
    }
    wz_value *items = wz_new(s->arena, wz_value, n);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (none[i] == most) {
            items[at] = wz_value_object(
                site_view_link(s, s->arena, site_view_record(s, s->catalog->terms[axis->index][i]), at, n));
            at++;
        }
    }
    wz_value all = site_view_wrap(s, s->arena, items, n);
    wz_object *o = site_view_link(s, s->arena, all.as.object, 0, 1);
    site_view_link_set(o, s->n->none, site_number(s->arena, most));
    site_view_link_set(o, s->n->total, site_number(s->arena, s->catalog->term_counts[other->index]));
    return wz_value_object(o);
}

wz_value site_view_missing(const site *s, wz_arena *arena, const wz_record *term, const matrix_spec *m)
{
    const wz_kind *other = m->rows == term->kind ? m->columns : m->rows;
    ptrdiff_t count = s->catalog->term_counts[other->index], n = 0, at = 0;
    ptrdiff_t *counts = wz_new(arena, ptrdiff_t, count);
    site_pair_row(s, term, other, m->kind, counts);
    for (ptrdiff_t t = 0; t < count; t++) {
        n += counts[t] == 0;
    }
    wz_value *items = wz_new(arena, wz_value, n);
    for (ptrdiff_t t = 0; t < count; t++) {
        if (counts[t] == 0) {
            items[at] = wz_value_object(
                site_view_link(s, arena, site_view_record(s, s->catalog->terms[other->index][t]), at, n));
            at++;
        }
    }
    if (n == 0) {
        return wz_value_bool(false);
    }
    wz_object *o = site_view_link(s, arena, site_view_wrap(s, arena, items, n).as.object, 0, 1);
    site_view_link_set(o, s->n->total, site_number(arena, count));
    return wz_value_object(o);
}

/* n records carry both terms; column is the i-th of count. */
static wz_object *cell_object(const site *s, const wz_record *row, const wz_record *column, ptrdiff_t i,
                              ptrdiff_t count, ptrdiff_t n)
{
    wz_object *cell = site_view_link(s, s->arena, site_view_record(s, column), i, count);
    const pair_page *pair = wz_map_get(s->pair_paths, site_pair_key(s->arena, row, column));
    pair = pair ? pair : wz_map_get(s->pair_paths, site_pair_key(s->arena, column, row));
    site_view_link_set(cell, s->n->count, site_number(s->arena, n));
    site_view_link_set(cell, s->n->none, wz_value_bool(n == 0));
    site_view_link_set(cell, s->n->row, wz_value_object(site_view_record(s, row)));
    site_view_link_set(cell, s->n->path,
                       pair && n ? wz_value_optional(site_link_path(s, s->arena, pair->path)) : wz_value_bool(false));
    return cell;
}

wz_value site_view_matrix(site *s, const matrix_spec *m)
{
    ptrdiff_t rows = s->catalog->term_counts[m->rows->index], columns = s->catalog->term_counts[m->columns->index],
              most = 1;
    ptrdiff_t *counts = wz_new(s->arena, ptrdiff_t, rows * columns);
    for (ptrdiff_t r = 0; r < rows; r++) {
        site_pair_row(s, s->catalog->terms[m->rows->index][r], m->columns, m->kind, &counts[r * columns]);
    }
    for (ptrdiff_t i = 0; i < rows * columns; i++) {
        most = counts[i] > most ? counts[i] : most;
    }
    wz_value *row_list = wz_new(s->arena, wz_value, rows), *column_list = wz_new(s->arena, wz_value, columns),
             *cells = wz_new(s->arena, wz_value, columns);
    ptrdiff_t empty = 0, *column_none = wz_new(s->arena, ptrdiff_t, columns),
              *row_none = wz_new(s->arena, ptrdiff_t, rows);
    for (ptrdiff_t c = 0; c < columns; c++) {
        wz_object *column =
            site_view_link(s, s->arena, site_view_record(s, s->catalog->terms[m->columns->index][c]), c, columns);
        ptrdiff_t none = 0;
        for (ptrdiff_t r = 0; r < rows; r++) {
            none += counts[r * columns + c] == 0;
        }
        column_none[c] = none;
        site_view_link_set(column, s->n->none, site_number(s->arena, none));
        column_list[c] = wz_value_object(column);
    }
    for (ptrdiff_t r = 0; r < rows; r++) {
        const wz_record *row = s->catalog->terms[m->rows->index][r];
        ptrdiff_t none = 0;
        for (ptrdiff_t c = 0; c < columns; c++) {
            ptrdiff_t n = counts[r * columns + c];
            wz_object *cell = cell_object(s, row, s->catalog->terms[m->columns->index][c], c, columns, n);
            site_view_link_set(cell, s->n->level, site_number(s->arena, heat(n, most)));
            cells[c] = wz_value_object(cell);
            none += n == 0;
        }
        empty += none;
        row_none[r] = none;
        wz_object *item = site_view_link(s, s->arena, site_view_record(s, row), r, rows);
        site_view_link_set(item, s->n->cells, wz_value_list(wz_list_new(s->arena, cells, columns)));
        site_view_link_set(item, s->n->total, site_number(s->arena, wz_catalog_term_links(s->catalog, row).count));
        site_view_link_set(item, s->n->none, site_number(s->arena, none));
        row_list[r] = wz_value_object(item);
    }
    wz_object *o = wz_object_new(s->arena, 8);
    wz_object_set(o, s->n->worst, worst_value(s, m->columns, m->rows, column_none));
    wz_object_set(o, s->n->worst_rows, worst_value(s, m->rows, m->columns, row_none));
    wz_object_text(o, s->n->name, m->name);
    wz_object_set(o, s->n->rows, wz_value_list(wz_list_new(s->arena, row_list, rows)));
    wz_object_set(o, s->n->columns, wz_value_list(wz_list_new(s->arena, column_list, columns)));
    wz_object_set(o, s->n->none, site_number(s->arena, empty));
    wz_object_set(o, s->n->total, site_number(s->arena, rows * columns));
    return wz_value_object(o);
}
