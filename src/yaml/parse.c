/* SPDX-License-Identifier: EUPL-1.2 */
/* libyaml's events to nodes. The only includer of <yaml.h>.
 *
 * Events, not libyaml's document loader, which is quadratic in anchors and has no limits. Positions: libyaml counts
 * lines and columns from 0, columns and indexes in code points; bytes are found by walking along with the index. */
#include <assert.h>
#include <string.h>

#include <yaml.h>

#include "yaml/internal.h"

#define REPAIRS_LARGEST 20 /* syntax faults looked for in one file */
#define MAP_INDEXED     12 /* a map with more keys gets an index */

/* A list or map that is being read. */
typedef struct frame {
    wz_node *node;
    wz_node *key;   /* MAP: the key whose value comes next */
    bool flow;      /* between brackets */
    bool drop;      /* that value goes nowhere: its key is a duplicate or no text */
    ptrdiff_t base; /* where its children in pending begin */
    wz_map *index;  /* MAP with many keys */
} frame;

typedef struct pass {
    wz_arena *arena;
    wz_diags *diags;
    wz_yaml_part part;
    yaml_parser_t parser;
    wz_buf pending; /* wz_node *: items of a LIST, keys and values in turn of a MAP */
    frame frames[WZ_YAML_DEPTH];
    int depth;
    wz_node *root;
    int documents;
    bool stop;      /* a limit was hit or a second document began: do not read on */
    bool complete;  /* the first document was read to its end */
    bool bad_text;  /* a scalar holds what text may not hold */
    ptrdiff_t byte; /* where in part.text the code point with number index begins */
    ptrdiff_t index;
    wz_yaml_fault fault; /* problem NULL: none */
    wz_diags *slips;     /* with how to mend the last one; line < 0: none */
    wz_yaml_repair slip;
} pass;

/* ---- Places ---- */

/* Offset in part.text of the code point with number index. */
static ptrdiff_t byte_at(pass *p, size_t number)
{
    ptrdiff_t index = (ptrdiff_t)number;
    if (p->part.ascii)
        return index;
    const char *text = p->part.text.ptr;
    while (p->index < index && p->byte < p->part.text.len) {
        p->byte++;
        while (p->byte < p->part.text.len && ((unsigned char)text[p->byte] & 0xC0) == 0x80)
            p->byte++;
        p->index++;
    }
    while (p->index > index && p->byte > 0) {
        p->byte--;
        while (p->byte > 0 && ((unsigned char)text[p->byte] & 0xC0) == 0x80)
            p->byte--;
        p->index--;
    }
    return p->byte;
}

static wz_loc loc_of(const pass *p, yaml_mark_t start, yaml_mark_t end)
{
    wz_loc loc = {
        .source = p->part.source, .line = (int32_t)start.line + 1 + p->part.above, .column = (int32_t)start.column + 1};
    if (end.line == start.line && end.column > start.column)
        loc.length = (int32_t)(end.column - start.column);
    return loc;
}

/* What stands in the file from start to the end of it or of the line. */
static wz_str raw_text(pass *p, yaml_mark_t start, yaml_mark_t end)
{
    ptrdiff_t from = byte_at(p, start.index);
    wz_str raw = wz_str_slice(p->part.text, from, byte_at(p, end.index)), rest;
    return wz_str_trim(wz_str_cut(raw, '\n', &rest));
}

/* ---- Nodes ---- */

static wz_node *node_new(pass *p, wz_node_kind kind, const yaml_event_t *event)
{
    wz_node *node = wz_new(p->arena, wz_node, 1);
    node->kind = kind;
    ptrdiff_t from = byte_at(p, event->start_mark.index);
    node->loc = loc_of(p, event->start_mark, event->end_mark);
    /* At the end of a file without a last line break libyaml is on a line that does not exist. */
    if (from == p->part.text.len && from > 0 && event->start_mark.column == 0 && p->part.text.ptr[from - 1] != '\n' &&
        !p->part.copy)
        node->loc = wz_source_locate(p->part.source, from + p->part.from, from + p->part.from);
    node->start = (int32_t)(from + p->part.from);
    node->end = (int32_t)(byte_at(p, event->end_mark.index) + p->part.from);
    return node;
}

static wz_node **pending(const pass *p)
{
    return (wz_node **)(void *)p->pending.ptr;
}

static ptrdiff_t pending_count(const pass *p)
{
    return p->pending.len / (ptrdiff_t)sizeof(void *);
}

static void push(pass *p, wz_node *node)
{
    memcpy(wz_buf_reserve(&p->pending, sizeof(void *)), &node, sizeof(void *));
    p->pending.len += (ptrdiff_t)sizeof(void *);
}

static wz_node *find_key(const pass *p, const frame *f, wz_str key)
{
    if (f->index != NULL)
        return wz_map_get(f->index, key);
    for (ptrdiff_t i = f->base; i < pending_count(p); i += 2)
        if (wz_str_equal(pending(p)[i]->text, key))
            return pending(p)[i];
    return NULL;
}

/* A key has been read: remember it until its value comes. */
static void take_key(pass *p, frame *f, wz_node *node)
{
    f->key = node;
    f->drop = true;
    if (node->kind != WZ_NODE_TEXT)
        return; /* reported where it began */
    if (node->text.len == 0 && node->style == WZ_STYLE_PLAIN) {
        wz_report(p->diags, YAML_EMPTY_KEY, node->loc);
        return;
    }
    wz_node *first = find_key(p, f, node->text);
    if (first != NULL) {
        wz_report(p->diags, YAML_DUPLICATE_KEY, node->loc, node->text)->related = first->loc;
        return;
    }
    f->drop = false;
}

static void add_pair(pass *p, frame *f, wz_node *value)
{
    wz_node *key = f->key;
    f->key = NULL;
    if (f->drop)
        return;
    push(p, key);
    push(p, value);
    ptrdiff_t pairs = ++f->node->count;
    if (f->index == NULL && pairs > MAP_INDEXED) {
        f->index = wz_map_new(p->arena);
        for (ptrdiff_t i = 0; i < pairs; i++)
            wz_map_put(f->index, pending(p)[f->base + 2 * i]->text, pending(p)[f->base + 2 * i]);
    } else if (f->index != NULL) {
        wz_map_put(f->index, key->text, key);
    }
}

/* A node is complete: it goes where it belongs. */
static void take_node(pass *p, wz_node *node)
{
    if (p->depth == 0) {
        p->root = node;
        return;
    }
    frame *f = &p->frames[p->depth - 1];
    if (f->node->kind == WZ_NODE_MAP && f->key == NULL) {
        take_key(p, f, node);
        return;
    }
    if (f->node->count >= WZ_YAML_ITEMS) {
        wz_report(p->diags, YAML_TOO_MANY_ITEMS, node->loc, wz_format(p->arena, "%d", WZ_YAML_ITEMS))->related =
            f->node->loc;
        p->stop = true;
        return;
    }
    if (f->node->kind == WZ_NODE_MAP) {
        add_pair(p, f, node);
    } else {
        push(p, node);
        f->node->count++;
    }
}

/* True when the node that starts now stands where a key belongs. */
static bool in_key(const pass *p)
{
    const frame *f = p->depth > 0 ? &p->frames[p->depth - 1] : NULL;
    return f != NULL && f->node->kind == WZ_NODE_MAP && f->key == NULL;
}

static void open_collection(pass *p, wz_node_kind kind, const yaml_event_t *event)
{
    wz_node *node = node_new(p, kind, event);
    if (in_key(p)) {
        node->loc.length = 1;
        wz_report(p->diags, YAML_KEY_NOT_TEXT, node->loc);
    }
    if (p->depth == WZ_YAML_DEPTH) {
        wz_report(p->diags, YAML_TOO_DEEP, node->loc, wz_format(p->arena, "%d", WZ_YAML_DEPTH));
        p->stop = true;
        return;
    }
    bool flow = event->type == YAML_MAPPING_START_EVENT ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                                                        : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    p->frames[p->depth++] = (frame){.node = node, .flow = flow, .base = pending_count(p)};
}

static void close_collection(pass *p, const yaml_event_t *event)
{
    frame *f = &p->frames[p->depth - 1];
    wz_node *node = f->node;
    bool map = node->kind == WZ_NODE_MAP;
    node->items = wz_new(p->arena, wz_node *, node->count);
    if (map)
        node->keys = wz_new(p->arena, wz_node *, node->count);
    for (ptrdiff_t i = 0; i < node->count; i++) {
        if (map)
            node->keys[i] = pending(p)[f->base + 2 * i];
        node->items[i] = pending(p)[f->base + (map ? 2 * i + 1 : i)];
    }
    node->index = f->index;
    if (node->count > 0) /* a block collection ends where its last child does */
        node->end = node->items[node->count - 1]->end;
    if (event->end_mark.index > event->start_mark.index) { /* a flow collection has a closing bracket */
        node->end = (int32_t)(byte_at(p, event->end_mark.index) + p->part.from);
        node->loc.length = 1;
        if ((int32_t)event->end_mark.line + 1 + p->part.above == node->loc.line)
            node->loc.length = (int32_t)event->end_mark.column + 1 - node->loc.column;
    }
    p->pending.len = f->base * (ptrdiff_t)sizeof(void *);
    p->depth--;
    take_node(p, node);
}

/* ---- Scalars ---- */

static wz_node_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return WZ_STYLE_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return WZ_STYLE_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
        return WZ_STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return WZ_STYLE_FOLDED;
    default:
        return WZ_STYLE_PLAIN;
    }
}

/* The text of a scalar: a slice of the file when it stands there just so, else a copy. */
static wz_str text_of(pass *p, const wz_node *node, wz_str value)
{
    int quote = node->style == WZ_STYLE_SINGLE || node->style == WZ_STYLE_DOUBLE ? 1 : 0;
    ptrdiff_t from = node->start - p->part.from + quote, to = node->end - p->part.from - quote;
    wz_str there = wz_str_slice(p->part.text, from, to);
    if (node->style <= WZ_STYLE_DOUBLE && wz_str_equal(there, value))
        return there;
    return wz_str_copy(p->arena, value);
}

/* Warns about "Top 5 #zorg" and "[a] #b": what stands after the hash would vanish unseen. "value # remark" is an ordinary
 * comment. */
static void check_hash(pass *p, const yaml_event_t *event, const wz_node *node)
{
    wz_str text = p->part.text, rest;
    ptrdiff_t end = byte_at(p, event->end_mark.index), at = end;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    if (at + 1 >= text.len || text.ptr[at] != '#' || strchr(" \t\r\n#", text.ptr[at + 1]) != NULL)
        return;
    wz_str dropped = wz_str_trim(wz_str_cut(wz_str_slice(text, at, text.len), '\n', &rest));
    wz_loc loc = loc_of(p, event->end_mark, event->end_mark);
    loc.column += (int32_t)(at - end);
    loc.length = (int32_t)wz_utf8_count(dropped);
    wz_diag *diag = wz_report(p->diags, YAML_TEXT_AFTER_HASH, loc, wz_str_copy(p->arena, dropped));
    if (node != NULL)
        diag->covers = node->loc;
}

/* True when a plain scalar is not what was meant: it was reported, and reading begins again after its repair. */
static bool is_slip(pass *p, const wz_node *node, const yaml_event_t *event)
{
    const frame *f = p->depth > 0 ? &p->frames[p->depth - 1] : NULL;
    wz_yaml_plain plain = {.line = (int32_t)event->start_mark.line,
                           .last = (int32_t)event->end_mark.line,
                           .from = node->start - p->part.from,
                           .to = node->end - p->part.from,
                           .key = in_key(p),
                           .flow = f != NULL && f->flow,
                           .item = f != NULL && !f->flow && f->node->kind == WZ_NODE_LIST,
                           .value_from = -1};
    if (plain.key && pending_count(p) > f->base) {
        const wz_node *value = pending(p)[pending_count(p) - 1];
        if (value->kind == WZ_NODE_TEXT && value->style == WZ_STYLE_PLAIN) {
            plain.value_from = value->start - p->part.from;
            plain.value_to = value->end - p->part.from;
        }
    }
    return p->stop = wz_yaml_find_slip(p->arena, p->slips, &p->part, &plain, &p->slip);
}

static void take_scalar(pass *p, const yaml_event_t *event)
{
    wz_str value = {(const char *)event->data.scalar.value, (ptrdiff_t)event->data.scalar.length};
    wz_node *node = node_new(p, WZ_NODE_TEXT, event);
    node->style = style_of(event->data.scalar.style);
    if (node->style == WZ_STYLE_LITERAL || node->style == WZ_STYLE_FOLDED)
        node->loc.length = 1;
    p->fault.value = (wz_yaml_mark){(int32_t)event->start_mark.line, (int32_t)event->start_mark.column};
    p->fault.value_end = (wz_yaml_mark){(int32_t)event->end_mark.line, (int32_t)event->end_mark.column};
    p->fault.quoted = node->style == WZ_STYLE_SINGLE || node->style == WZ_STYLE_DOUBLE;
    if (value.len > WZ_YAML_VALUE) {
        wz_report(p->diags, YAML_VALUE_TOO_LARGE, node->loc, wz_format(p->arena, "%d", WZ_YAML_VALUE));
        p->stop = true;
        return;
    }
    node->text = text_of(p, node, value);
    if (event->data.scalar.tag != NULL || event->data.scalar.anchor != NULL) {
        wz_str raw = wz_str_copy(p->arena, raw_text(p, event->start_mark, event->end_mark)), rest;
        wz_str word = wz_str_cut(raw, ' ', &rest);
        wz_loc loc = node->loc;
        loc.length = (int32_t)wz_utf8_count(word);
        wz_diag_add(p->diags, word.len > 0 && word.ptr[0] == '&' ? WZ_DIAG_YAML_ANCHOR : WZ_DIAG_YAML_TAG, loc, &word,
                    1);
        node->text = raw; /* what the editor sees */
        node->style = WZ_STYLE_PLAIN;
        node->end = node->start + (int32_t)raw.len;
    }
    if (node->style == WZ_STYLE_PLAIN) {
        if (is_slip(p, node, event))
            return;
        check_hash(p, event, node);
        if (event->end_mark.line > event->start_mark.line)
            wz_yaml_check_dash(
                p->diags, &p->part, node,
                wz_str_slice(p->part.text, byte_at(p, event->start_mark.index), byte_at(p, event->end_mark.index)));
    } else if (node->style == WZ_STYLE_DOUBLE) {
        p->bad_text = !wz_yaml_check_escaped(p->arena, p->diags, node, !p->part.copy) || p->bad_text;
    }
    take_node(p, node);
}

/* An alias stands for its own letters, so that nothing further is said about it. */
static void take_alias(pass *p, const yaml_event_t *event)
{
    wz_node *node = node_new(p, WZ_NODE_TEXT, event);
    node->text = wz_str_copy(p->arena, raw_text(p, event->start_mark, event->end_mark));
    wz_report(p->diags, YAML_ALIAS, node->loc, node->text);
    take_node(p, node);
}

/* Tags and anchors of lists and maps. */
static void check_properties(pass *p, const yaml_event_t *event, const yaml_char_t *tag, const yaml_char_t *anchor)
{
    if (tag == NULL && anchor == NULL)
        return;
    ptrdiff_t from = byte_at(p, event->start_mark.index);
    wz_str rest, line = wz_str_cut(wz_str_slice(p->part.text, from, p->part.text.len), '\n', &rest);
    wz_str word = wz_str_copy(p->arena, wz_str_trim(wz_str_cut(line, ' ', &rest)));
    wz_loc loc = loc_of(p, event->start_mark, event->start_mark);
    loc.length = (int32_t)wz_utf8_count(word);
    wz_diag_add(p->diags, word.len > 0 && word.ptr[0] == '&' ? WZ_DIAG_YAML_ANCHOR : WZ_DIAG_YAML_TAG, loc, &word, 1);
}

/* ---- Events ---- */

static void take_document(pass *p, const yaml_event_t *event)
{
    wz_loc loc = loc_of(p, event->start_mark, event->end_mark);
    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end) {
        loc.length = 1;
        wz_report(p->diags, YAML_DIRECTIVE, loc);
    }
    if (++p->documents > 1) {
        wz_report(p->diags, YAML_MORE_DOCUMENTS, loc);
        p->stop = true;
        p->complete = true; /* the first document is whole */
    }
}

static void take_event(pass *p, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        take_document(p, event);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(p, event);
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(p, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        check_properties(p, event, event->data.sequence_start.tag, event->data.sequence_start.anchor);
        open_collection(p, WZ_NODE_LIST, event);
        break;
    case YAML_MAPPING_START_EVENT:
        check_properties(p, event, event->data.mapping_start.tag, event->data.mapping_start.anchor);
        open_collection(p, WZ_NODE_MAP, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        if (event->end_mark.index > event->start_mark.index)
            check_hash(p, event, NULL);
        close_collection(p, event);
        break;
    default:
        break;
    }
}

static wz_yaml_mark mark_of(yaml_mark_t mark)
{
    return (wz_yaml_mark){(int32_t)mark.line, (int32_t)mark.column};
}

/* Reads the document from start to end, or to a syntax fault or a limit. */
static void run(pass *p)
{
    if (!yaml_parser_initialize(&p->parser))
        wz_arena_exhausted(p->arena);
    yaml_parser_set_encoding(&p->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p->parser, (const unsigned char *)(p->part.text.ptr != NULL ? p->part.text.ptr : ""),
                                 (size_t)p->part.text.len);
    bool done = false;
    while (!done && !p->stop) {
        yaml_event_t event;
        if (!yaml_parser_parse(&p->parser, &event)) {
            p->fault.problem = p->parser.problem != NULL ? p->parser.problem : "";
            p->fault.at = mark_of(p->parser.problem_mark);
            p->fault.context = mark_of(p->parser.context != NULL ? p->parser.context_mark : p->parser.problem_mark);
            break;
        }
        take_event(p, &event);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    bool exhausted = p->parser.error == YAML_MEMORY_ERROR;
    yaml_parser_delete(&p->parser);
    wz_buf_free(&p->pending);
    if (exhausted)
        wz_arena_exhausted(p->arena);
}

/* ---- Faults and repairs ---- */

/* A copy of the text in which one piece of one line is replaced. */
static void apply(wz_arena *arena, wz_yaml_part *part, wz_yaml_repair repair)
{
    ptrdiff_t from;
    wz_yaml_line(part->text, repair.line, &from);
    wz_str pieces[3] = {wz_str_slice(part->text, 0, from + repair.from), repair.with,
                        wz_str_slice(part->text, from + repair.to, part->text.len)};
    part->text = wz_str_join(arena, pieces, 3, (wz_str){0});
    part->copy = true;
}

/* "*let op*" is an alias that is refused and then a fault of syntax in the same line. One message is enough: the first
 * is moved to faults, and its line is repaired by making its first character a letter. */
static bool explained_before(wz_diags *faults, const pass *p, wz_yaml_repair *repair)
{
    for (ptrdiff_t i = wz_diags_count(p->diags) - 1; i >= 0; i--) {
        wz_diag *diag = wz_diags_at(p->diags, i);
        int32_t line = diag->loc.line - 1 - p->part.above;
        if (line != p->fault.at.line ||
            (diag->code != WZ_DIAG_YAML_ALIAS && diag->code != WZ_DIAG_YAML_ANCHOR && diag->code != WZ_DIAG_YAML_TAG))
            continue;
        *wz_diag_add(faults, diag->code, diag->loc, NULL, 0) = *diag;
        wz_str text = wz_yaml_line(p->part.text, line, &(ptrdiff_t){0});
        ptrdiff_t at = 0;
        for (int32_t column = 1; column < diag->loc.column && at < text.len; column++)
            wz_utf8_next(text, &at);
        *repair = (wz_yaml_repair){line, at, at + 1, WZ_STR("x")};
        return true;
    }
    return false;
}

static bool reported_on(const wz_diags *diags, int32_t line, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++)
        if (wz_diags_at(diags, i)->loc.line == line)
            return true;
    return false;
}

/* Explains the fault of a pass and repairs the text for the next one. False when there is no point in reading again. */
static bool repair_fault(wz_arena *arena, wz_diags *faults, pass *p, wz_yaml_part *part)
{
    ptrdiff_t before = wz_diags_count(faults);
    wz_yaml_repair repair = p->slip;
    if (repair.line >= 0)
        wz_diags_append(faults, p->slips);
    else if (!explained_before(faults, p, &repair))
        repair = wz_yaml_explain(arena, faults, &p->part, &p->fault);
    if (before > 0 && reported_on(faults, wz_diags_at(faults, before)->loc.line, before)) {
        wz_diags_drop(faults, before); /* follows from what was said about this line */
        return false;
    }
    if (repair.line < 0 || before >= REPAIRS_LARGEST)
        return false;
    apply(arena, part, repair);
    return true;
}

/* before: errors in diags when reading began. */
static wz_node *check_root(wz_arena *arena, wz_diags *diags, ptrdiff_t before, const wz_yaml_part *part, wz_node *root,
                           wz_yaml_top top)
{
    bool empty = root == NULL || (root->kind == WZ_NODE_TEXT && root->style == WZ_STYLE_PLAIN && root->text.len == 0);
    if (empty && top == WZ_YAML_ANY) {
        root = wz_new(arena, wz_node, 1);
        root->loc = (wz_loc){.source = part->source, .line = part->above + 1, .column = 1};
        root->start = root->end = (int32_t)part->from;
        return root;
    }
    if (wz_diags_errors(diags) > before && (root == NULL || root->kind != WZ_NODE_MAP) && top == WZ_YAML_MAP)
        return NULL; /* enough has been said */
    if (empty) {
        wz_report(diags, YAML_EMPTY_FILE,
                  ((wz_loc){.source = part->source, .line = part->above, .column = part->above}));
        return NULL;
    }
    if (top == WZ_YAML_ANY || root->kind == WZ_NODE_MAP)
        return root;
    wz_loc loc = root->loc;
    ptrdiff_t colon = wz_str_find_byte(root->text, ':');
    if (root->kind == WZ_NODE_TEXT && root->style == WZ_STYLE_PLAIN && colon > 0) {
        wz_report(diags, YAML_SPACE_AFTER_COLON, wz_node_locate(root, colon, 1), wz_str_slice(root->text, 0, colon));
        return NULL;
    }
    bool list = root->kind == WZ_NODE_LIST;
    loc.length = 1;
    wz_report(diags, YAML_NOT_A_MAP, loc, list ? WZ_STR("een lijst") : WZ_STR("tekst"),
              list ? WZ_STR("a list") : WZ_STR("text"));
    return NULL;
}

wz_node *wz_yaml_parse_part(wz_arena *arena, wz_diags *diags, wz_yaml_part part, wz_yaml_top top)
{
    ptrdiff_t before = wz_diags_errors(diags);
    wz_diags *faults = wz_diags_new(arena); /* of syntax, from all passes; the rest comes from the last pass only */
    pass p;
    do
        p = (pass){
            .arena = arena, .diags = wz_diags_new(arena), .part = part, .slips = wz_diags_new(arena), .slip.line = -1};
    while (run(&p), (p.fault.problem != NULL || p.slip.line >= 0) && repair_fault(arena, faults, &p, &part));
    bool broken = wz_diags_count(faults) > 0 || (p.stop && !p.complete) || p.bad_text;
    wz_diags_append(diags, faults);
    wz_diags_append(diags, p.diags);
    return broken ? NULL : check_root(arena, diags, before, &part, p.root, top);
}

wz_node *wz_yaml_parse(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_yaml_top top)
{
    wz_yaml_part part = {.source = source, .text = source->text};
    bool clean;
    if (source->text.len > WZ_YAML_FILE) {
        wz_report(diags, YAML_VALUE_TOO_LARGE, ((wz_loc){.source = source}), wz_format(arena, "%d", WZ_YAML_FILE));
        return NULL;
    }
    if (wz_str_starts(part.text, WZ_STR("\xEF\xBB\xBF"))) {
        part.from = 3;
        part.text = wz_str_slice(part.text, 3, part.text.len);
    }
    part.text = wz_yaml_scan(arena, diags, source, part.text, &clean, &part.ascii);
    part.copy = !clean;
    if (!clean && part.text.ptr == NULL)
        return NULL;
    wz_node *root = wz_yaml_parse_part(arena, diags, part, top);
    return clean ? root : NULL;
}
