/* SPDX-License-Identifier: EUPL-1.2 */
/* The drawing of a record's way through the columns of `route` in site.yaml: boxes of one size, which a template lays out as
 * columns of rows, and the lines between them as one path behind them. */
#include "site/view/view.h"

#include <stdlib.h>

/* In units of the drawing: a column of boxes, with the gap to the next one; a box, with the gap to the one below it. A
 * style sheet gives both their real size. */
enum { BOX_WIDTH = 220, COLUMN = 284, BOX_HEIGHT = 84, ROW = 98, ROW_GAP = ROW - BOX_HEIGHT, SHOWN = 5 };

enum { LEAST = 4 }; /* fewer boxes than this are a list, not a drawing */

typedef struct column {
    const wz_kind *kind;
    const wz_record *nodes[SHOWN];
    int count, more, rows;
    int x, y; /* of its first box */
} column;

static void fill_column(const site *s, wz_arena *arena, column *c, const wz_record *record)
{
    wz_links near = wz_catalog_neighbours(s->catalog, record);
    view_order *order = wz_new(arena, view_order, near.count + 1);
    ptrdiff_t n = 0;
    if (c->kind == record->kind) {
        order[n++] = (view_order){.record = record};
    } else {
        for (ptrdiff_t i = 0; i < near.count; i++) {
            if (near.items[i].record->kind == c->kind && !wz_record_withdrawn(near.items[i].record)) {
                order[n++] =
                    (view_order){.record = near.items[i].record, .rank = s->view->useful[near.items[i].record->number]};
            }
        }
        site_view_sort(order, n);
    }
    /* One more than fits is not worth "and 1 other". */
    c->count = (int)(n > SHOWN ? SHOWN - 1 : n);
    c->more = (int)n - c->count;
    c->rows = c->count + (c->more > 0 || c->count == 0);
    for (int i = 0; i < c->count; i++) {
        c->nodes[i] = order[i].record;
    }
}

static bool linked(const site *s, const wz_record *a, const wz_record *b)
{
    wz_links near = wz_catalog_neighbours(s->catalog, a);
    for (ptrdiff_t i = 0; i < near.count; i++) {
        if (near.items[i].record == b) {
            return true;
        }
    }
    return false;
}

static int middle(const column *c, int row)
{
    return c->y + row * ROW + BOX_HEIGHT / 2;
}

/* The gap between two boxes of a column, above the first or below the last, that is nearest to a height. */
static int lane(const column *c, int height)
{
    int best = c->y - ROW_GAP / 2;
    for (int i = 0; i <= c->rows; i++) {
        int y = c->y + i * ROW - ROW_GAP / 2;
        best = abs(y - height) < abs(best - height) ? y : best;
    }
    return best;
}

static void curve(wz_arena *arena, wz_buf *out, int x1, int y1, int x2, int y2)
{
    int xm = (x1 + x2) / 2;
    wz_buf_add(out, wz_format(arena, "C%d %d %d %d %d %d", xm, y1, xm, y2, x2, y2));
}

/* A line from a box of one column to one of a later column. It passes the columns between them where they have no box. */
static void draw(wz_arena *arena, wz_buf *out, const column *columns, ptrdiff_t from, int row, ptrdiff_t to, int end)
{
    int x = columns[from].x + BOX_WIDTH, y = middle(&columns[from], row), goal = middle(&columns[to], end);
    wz_buf_add(out, wz_format(arena, "M%d %d", x, y));
    for (ptrdiff_t c = from + 1; c < to; c++) {
        int way = lane(&columns[c], goal);
        curve(arena, out, x, y, columns[c].x, way);
        x = columns[c].x + BOX_WIDTH;
        y = way;
        wz_buf_add(out, wz_format(arena, "H%d", x));
    }
    curve(arena, out, x, y, columns[to].x, goal);
}

/* All lines: between neighbouring columns, and from or to the record itself also over a column. */
static wz_str lines(const site *s, wz_arena *arena, const column *columns, ptrdiff_t count, const wz_record *record)
{
    wz_buf out = {0};
    for (ptrdiff_t a = 0; a < count; a++) {
        for (ptrdiff_t b = a + 1; b < count; b++) {
            for (int i = 0; i < columns[a].count; i++) {
                for (int j = 0; j < columns[b].count; j++) {
                    const wz_record *x = columns[a].nodes[i], *y = columns[b].nodes[j];
                    if ((b == a + 1 || x == record || y == record) && linked(s, x, y)) {
                        draw(arena, &out, columns, a, i, b, j);
                    }
                }
            }
        }
    }
    return wz_buf_take(arena, &out);
}

static wz_value column_value(const site *s, wz_arena *arena, const column *c, ptrdiff_t i, ptrdiff_t count,
                             const wz_record *record)
{
    wz_object *o = site_view_link(s, arena, NULL, i, count);
    wz_value nodes[SHOWN];
    for (int j = 0; j < c->count; j++) {
        wz_object *node = wz_object_new(arena, 3);
        wz_object_text(node, s->n->title, wz_record_title(c->nodes[j]));
        wz_object_set(node, s->n->path,
                      wz_value_optional(site_link_path(s, arena, s->record_paths[c->nodes[j]->number])));
        wz_object_set(node, s->n->current, wz_value_bool(c->nodes[j] == record));
        nodes[j] = wz_value_object(node);
    }
    site_view_link_text(o, s->n->label, c->kind->many);
    site_view_link_text(o, s->n->id, c->kind->name);
    site_view_link_set(o, s->n->kind, wz_value_object(site_view_kind(s, c->kind)));
    site_view_link_set(o, s->n->nodes, wz_value_list(wz_list_new(arena, nodes, c->count)));
    site_view_link_set(o, s->n->none, wz_value_bool(c->count == 0));
    site_view_link_set(o, s->n->more, c->more ? site_number(arena, c->more) : wz_value_bool(false));
    return wz_value_object(o);
}

wz_value site_view_route(const site *s, wz_arena *arena, const wz_record *record)
{
    ptrdiff_t count = s->config.route_count;
    column *columns = wz_new(arena, column, count);
    bool member = false;
    int rows = 0, total = 0;
    for (ptrdiff_t c = 0; c < count; c++) {
        columns[c].kind = s->config.route[c];
        member = member || columns[c].kind == record->kind;
        fill_column(s, arena, &columns[c], record);
        rows = columns[c].rows > rows ? columns[c].rows : rows;
        total += columns[c].count;
    }
    if (!member || total < LEAST) {
        return wz_value_bool(false);
    }
    wz_value *items = wz_new(arena, wz_value, count);
    for (ptrdiff_t c = 0; c < count; c++) {
        columns[c].x = (int)c * COLUMN;
        columns[c].y = (rows - columns[c].rows) * ROW / 2;
        items[c] = column_value(s, arena, &columns[c], c, count, record);
    }
    wz_object *o = wz_object_new(arena, 5);
    wz_object_set(o, s->n->width, site_number(arena, (int)(count - 1) * COLUMN + BOX_WIDTH));
    wz_object_set(o, s->n->height, site_number(arena, rows * ROW - ROW_GAP));
    wz_object_set(o, s->n->rows, site_number(arena, rows));
    wz_object_set(o, s->n->columns, wz_value_list(wz_list_new(arena, items, count)));
    wz_object_text(o, s->n->d, lines(s, arena, columns, count, record));
    return wz_value_object(o);
}
