/* The drawing of a record's way through the columns of `route` in site.yaml: places and curves for a template to draw
 * as SVG. */
#include "site/view/view.h"

#include <string.h>

enum {
    NODE_WIDTH = 220,
    COLUMN_GAP = 64,
    ROW_GAP = 14,
    LINE_HEIGHT = 20,
    PADDING = 12,
    LINE_CHARS = 25,
    LINES = 3,
    SHOWN = 5,
    HEAD = 4
};

typedef struct node {
    const wz_record *record;
    wz_str lines[LINES];
    int line_count;
    int x, y, height;
} node;

typedef struct column {
    const wz_kind *kind;
    node nodes[SHOWN];
    int count, more, height;
} column;

/* Breaks a title into at most LINES lines of LINE_CHARS characters; what does not fit ends in an ellipsis. */
static void wrap(wz_arena *arena, node *n)
{
    wz_str rest = wz_record_title(n->record);
    while (rest.len > 0 && n->line_count < LINES) {
        ptrdiff_t at = 0, cut = 0;
        for (int chars = 0; at < rest.len && chars < LINE_CHARS; chars++) {
            wz_utf8_next(rest, &at);
            if (at == rest.len || rest.ptr[at] == ' ') {
                cut = at;
            } else if (rest.ptr[at - 1] == '-' || rest.ptr[at - 1] == '/') {
                cut = at;
            }
        }
        bool broken = cut == 0;
        if (broken) {
            cut = at;
        }
        wz_str line = wz_str_trim(wz_str_slice(rest, 0, cut));
        rest = wz_str_trim(wz_str_slice(rest, cut, rest.len));
        bool last = n->line_count == LINES - 1;
        n->lines[n->line_count++] = last && rest.len     ? wz_format(arena, "%.*s\xe2\x80\xa6", WZ_ARG(line))
                                    : broken && rest.len ? wz_format(arena, "%.*s-", WZ_ARG(line))
                                                         : line;
    }
    n->height = 2 * PADDING + n->line_count * LINE_HEIGHT;
}

static void fill_column(const site *s, wz_arena *arena, column *c, const wz_record *record)
{
    view_order *order = NULL;
    ptrdiff_t n = 0;
    if (c->kind == record->kind) {
        order = wz_new(arena, view_order, 1);
        order[n++] = (view_order){.record = record};
    } else {
        wz_links near = wz_catalog_neighbours(s->catalog, record);
        order = wz_new(arena, view_order, near.count);
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
    for (int i = 0; i < c->count; i++) {
        c->nodes[i].record = order[i].record;
        wrap(arena, &c->nodes[i]);
        c->height += c->nodes[i].height + (i ? ROW_GAP : 0);
    }
    if (c->more) {
        c->height += ROW_GAP + LINE_HEIGHT;
    }
}

static wz_value node_value(const site *s, wz_arena *arena, const node *n, const wz_record *record, int i, int count)
{
    wz_object *o = wz_object_new(arena, 10);
    wz_value lines[LINES];
    for (int l = 0; l < n->line_count; l++) {
        wz_object *line = wz_object_new(arena, 2);
        wz_object_text(line, s->n->value, n->lines[l]);
        wz_object_set(line, s->n->y, site_number(arena, n->y + PADDING + 15 + l * LINE_HEIGHT));
        lines[l] = wz_value_object(line);
    }
    wz_object_set(o, s->n->x, site_number(arena, n->x));
    wz_object_set(o, s->n->y, site_number(arena, n->y));
    wz_object_set(o, s->n->width, site_number(arena, NODE_WIDTH));
    wz_object_set(o, s->n->height, site_number(arena, n->height));
    wz_object_text(o, s->n->title, wz_record_title(n->record));
    wz_object_set(o, s->n->path, wz_value_optional(site_link_path(s, arena, s->record_paths[n->record->number])));
    wz_object_set(o, s->n->current, wz_value_bool(n->record == record));
    wz_object_set(o, s->n->lines, wz_value_list(wz_list_new(arena, lines, n->line_count)));
    wz_object_set(o, s->n->first, wz_value_bool(i == 0));
    wz_object_set(o, s->n->last, wz_value_bool(i == count - 1));
    return wz_value_object(o);
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

static wz_value edges_value(const site *s, wz_arena *arena, const column *columns, ptrdiff_t count)
{
    wz_value *items = wz_new(arena, wz_value, count * count * SHOWN * SHOWN);
    ptrdiff_t n = 0;
    for (ptrdiff_t a = 0; a < count; a++) {
        for (ptrdiff_t b = a + 1; b < count; b++) {
            for (int i = 0; i < columns[a].count; i++) {
                for (int j = 0; j < columns[b].count; j++) {
                    const node *x = &columns[a].nodes[i], *y = &columns[b].nodes[j];
                    /* A curve that skips a column is drawn only when that column is empty. */
                    bool skips = b > a + 1 && columns[a + 1].count > 0;
                    if (skips || !linked(s, x->record, y->record)) {
                        continue;
                    }
                    int x1 = x->x + NODE_WIDTH, y1 = x->y + x->height / 2, x2 = y->x, y2 = y->y + y->height / 2,
                        xm = (x1 + x2) / 2;
                    wz_object *o = wz_object_new(arena, 1);
                    wz_object_text(o, s->n->d,
                                   wz_format(arena, "M%d %dC%d %d %d %d %d %d", x1, y1, xm, y1, xm, y2, x2, y2));
                    items[n++] = wz_value_object(o);
                }
            }
        }
    }
    return wz_value_list(wz_list_new(arena, items, n));
}

static wz_value column_value(const site *s, wz_arena *arena, const column *c, ptrdiff_t i, ptrdiff_t count,
                             const wz_record *record, int x, int end)
{
    wz_object *o = wz_object_new(arena, 10);
    wz_value nodes[SHOWN];
    for (int j = 0; j < c->count; j++) {
        nodes[j] = node_value(s, arena, &c->nodes[j], record, j, c->count);
    }
    wz_object_text(o, s->n->label, c->kind->many);
    wz_object_text(o, s->n->id, c->kind->name);
    wz_object_set(o, s->n->kind, wz_value_object(site_view_kind(s, c->kind)));
    wz_object_set(o, s->n->x, site_number(arena, x));
    wz_object_set(o, s->n->y, site_number(arena, end + ROW_GAP + 14));
    wz_object_set(o, s->n->nodes, wz_value_list(wz_list_new(arena, nodes, c->count)));
    wz_object_set(o, s->n->none, wz_value_bool(c->count == 0));
    wz_object_set(o, s->n->more, c->more ? site_number(arena, c->more) : wz_value_bool(false));
    wz_object_set(o, s->n->first, wz_value_bool(i == 0));
    wz_object_set(o, s->n->last, wz_value_bool(i == count - 1));
    return wz_value_object(o);
}

wz_value site_view_route(const site *s, wz_arena *arena, const wz_record *record)
{
    ptrdiff_t count = s->config.route_count;
    column *columns = wz_new(arena, column, count);
    bool member = false;
    int height = 0, total = 0;
    for (ptrdiff_t c = 0; c < count; c++) {
        columns[c].kind = s->config.route[c];
        member = member || columns[c].kind == record->kind;
        fill_column(s, arena, &columns[c], record);
        height = columns[c].height > height ? columns[c].height : height;
        total += columns[c].count;
    }
    if (!member || total < 2) {
        return wz_value_bool(false);
    }
    wz_value *items = wz_new(arena, wz_value, count);
    for (ptrdiff_t c = 0; c < count; c++) {
        int x = (int)c * (NODE_WIDTH + COLUMN_GAP), y = HEAD + (height - columns[c].height) / 2;
        for (int i = 0; i < columns[c].count; i++) {
            columns[c].nodes[i].x = x;
            columns[c].nodes[i].y = y;
            y += columns[c].nodes[i].height + (i < columns[c].count - 1 ? ROW_GAP : 0);
        }
        items[c] = column_value(s, arena, &columns[c], c, count, record, x, y);
    }
    wz_object *o = wz_object_new(arena, 4);
    wz_object_set(o, s->n->width, site_number(arena, (int)count * NODE_WIDTH + ((int)count - 1) * COLUMN_GAP));
    wz_object_set(o, s->n->height, site_number(arena, HEAD + height + 4));
    wz_object_set(o, s->n->columns, wz_value_list(wz_list_new(arena, items, count)));
    wz_object_set(o, s->n->edges, edges_value(s, arena, columns, count));
    return wz_value_object(o);
}
