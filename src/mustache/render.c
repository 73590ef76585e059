/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/render.c - runs the operations of a linked template.
 *
 * run() calls itself for sections, partials, parents and blocks; enter() keeps that within WZ_RENDER_DEPTH.
 * The set is only read, so that several threads may render from it at once. */
#include "mustache/internal.h"

static void run(render *r, const wz_template *t, uint32_t from, uint32_t to);

/* ---- Looking up names ----------------------------------------------------------------------- */

/* A name of any number of parts. Only the first is looked up in all scopes; what is known but empty has no
 * members and needs none. */
static wz_value find_dotted(const render *r, const wz_template *t, uint16_t parts, uint32_t name)
{
    if (parts == 0)
        return r->scopes[r->top];
    if (parts == 1)
        return find_name(r, name);
    wz_value v = find_name(r, t->names[name]);
    for (uint16_t i = 1; i < parts; i++) {
        if (v.kind == WZ_VALUE_FALSE)
            return v;
        if (v.kind != WZ_VALUE_OBJECT)
            return value_missing();
        v = object_member(v.as.object, t->names[name + i], r->made);
    }
    return v;
}

static inline wz_value find(const render *r, const wz_template *t, const op *o)
{
    return o->parts == 1 ? find_name(r, o->a) : find_dotted(r, t, o->parts, o->a);
}

static bool is_truthy(wz_value v)
{
    switch (v.kind) {
    case WZ_VALUE_MISSING:
    case WZ_VALUE_FALSE:
        return false;
    case WZ_VALUE_LIST:
        return v.as.list->count > 0;
    default:
        return true;
    }
}

/* ---- Writing ---------------------------------------------------------------------------------- */

static inline void add_bytes(wz_buf *out, const char *text, ptrdiff_t len)
{
    if (len <= 0)
        return;
    memcpy(out_room(out, len), text, (size_t)len);
    out->len += len;
}

/* Indentation, or the rest of it when a block wrote the first part of this line already. */
static void start_line(render *r)
{
    int32_t from = r->indent_from;
    if (r->out->len == r->line_at && r->line_indent > from)
        from = r->line_indent;
    if (r->indent_len > from)
        add_bytes(r->out, r->indent + from, r->indent_len - from);
}

static void write_indented(render *r, const wz_template *t, const op *o)
{
    const char *text = t->text + o->a;
    const uint32_t *point = t->points + o->place;
    uint32_t done = 0;
    for (uint32_t left = *point++; left > 0; left--, point++) {
        add_bytes(r->out, text + done, *point - done);
        done = *point;
        start_line(r);
    }
    add_bytes(r->out, text + done, o->b - done);
}

static inline void write_text(render *r, const wz_template *t, const op *o)
{
    if (r->indent_len > r->indent_from && t->points[o->place] > 0) {
        write_indented(r, t, o);
        return;
    }
    char *to = out_room(r->out, (ptrdiff_t)o->b + COPY_SLACK);
    if (o->b <= COPY_SLACK) /* one copy of fixed size; the next piece overwrites the excess */
        memcpy(to, t->text + o->a, COPY_SLACK);
    else
        memcpy(to, t->text + o->a, o->b);
    r->out->len += o->b;
}

/* Markup in a file that is not HTML: text, but for the mark where the way to the root goes (markup.h), which stays. */
static void write_markup(render *r, wz_str html, wz_escape escape)
{
    for (wz_str rest = html; rest.ptr;) {
        wz_escape_add(r->out, wz_str_cut(rest, '\x01', &rest), escape);
        if (rest.ptr)
            wz_buf_byte(r->out, '\x01');
    }
}

static void write_value(render *r, const wz_template *t, const op *o, wz_value v, wz_escape escape)
{
    switch (v.kind) {
    case WZ_VALUE_TEXT:
    case WZ_VALUE_HTML:
        if (v.len > r->limit - r->out->len)
            wz_mustache_limit(r, t, o->place, LIMIT_OUTPUT);
        else if (o->kind == OP_QUERY || o->kind == OP_MAIL)
            wz_mustache_escape_query(r->out, (wz_str){v.as.text, v.len}, o->kind == OP_MAIL);
        else if (o->kind == OP_RAW || (v.kind == WZ_VALUE_HTML && escape == WZ_ESCAPE_HTML))
            add_bytes(r->out, v.as.text, v.len);
        else if (escape == WZ_ESCAPE_HTML)
            wz_mustache_escape_html(r->out, v.as.text, v.len);
        else if (v.kind == WZ_VALUE_HTML && escape != WZ_ESCAPE_CSV && escape != WZ_ESCAPE_CELL)
            write_markup(r, (wz_str){v.as.text, v.len}, escape);
        else
            wz_escape_add(r->out, (wz_str){v.as.text, v.len}, escape);
        break;
    case WZ_VALUE_TRUE:
        add_bytes(r->out, "true", 4);
        break;
    case WZ_VALUE_FALSE:
        break;
    case WZ_VALUE_MISSING:
        wz_mustache_miss(r, t, o->place, o->parts, o->a);
        break;
    case WZ_VALUE_OBJECT:
    case WZ_VALUE_LIST:
        wz_mustache_no_text(r, t, o->place);
        break;
    }
}

/* ---- Going deeper ------------------------------------------------------------------------------ */

static bool enter(render *r, const wz_template *t, uint32_t at)
{
    if (r->depth < WZ_RENDER_DEPTH) {
        r->depth++;
        return true;
    }
    wz_mustache_limit(r, t, at, LIMIT_DEPTH);
    return false;
}

static void leave(render *r)
{
    r->depth--;
}

static void push_indent(render *r, wz_str blanks)
{
    if (blanks.len > r->indent_cap - r->indent_len) {
        int32_t cap = (r->indent_len + (int32_t)blanks.len) * 2 + 64;
        char *more = wz_new(r->scratch, char, cap);
        if (r->indent_len > 0)
            memcpy(more, r->indent, (size_t)r->indent_len);
        r->indent = more;
        r->indent_cap = cap;
    }
    if (blanks.len > 0)
        memcpy(r->indent + r->indent_len, blanks.ptr, (size_t)blanks.len);
    r->indent_len += (int32_t)blanks.len;
}

/* A page of all records is written while it is made: it would be the largest thing in memory. */
static void give_part(render *r)
{
    wz_buf *out = r->out;
    ptrdiff_t before = out->len;
    if (!r->take || r->blocks > 0 || before < WZ_RENDER_PART)
        return;
    r->take(r->taker, out);
    r->limit -= before - out->len;
    r->line_at = r->line_at == before ? out->len : -1;
}

static void run_section(render *r, const wz_template *t, uint32_t index, wz_value v)
{
    const op *o = &t->ops[index];
    if (!enter(r, t, o->place))
        return;
    r->top++;
    if (v.kind == WZ_VALUE_LIST) {
        wz_arena_mark before = wz_arena_here(r->made);
        for (ptrdiff_t i = 0; i < v.as.list->count && !r->failed; i++) {
            r->scopes[r->top] = wz_list_at(v.as.list, i, r->made);
            run(r, t, index + 1, o->b);
            wz_arena_rewind(r->made, before); /* a page of all records takes no more than one of them */
            give_part(r);
            if (--r->visits < 0)
                wz_mustache_limit(r, t, o->place, LIMIT_VISITS);
        }
    } else {
        r->scopes[r->top] = v;
        run(r, t, index + 1, o->b);
    }
    r->top--;
    leave(r);
}

/* The template that {{>*name}} means now; NULL means that nothing is rendered. */
static const wz_template *dynamic_target(render *r, const wz_template *t, const include *inc)
{
    wz_value v = find_dotted(r, t, inc->parts, inc->symbol);
    if (v.kind == WZ_VALUE_FALSE)
        return NULL;
    if (v.kind == WZ_VALUE_MISSING) {
        wz_mustache_miss(r, t, inc->place, inc->parts, inc->symbol);
        return NULL;
    }
    if (v.kind != WZ_VALUE_TEXT && v.kind != WZ_VALUE_HTML) {
        wz_mustache_no_text(r, t, inc->place);
        return NULL;
    }
    wz_str name = {v.as.text, v.len};
    const wz_template *target = wz_mustache_is_path(name) ? NULL : wz_mustache_resolve(r->set, t->extension, name);
    if (!target)
        wz_mustache_bad_dynamic(r, t, inc, name);
    return target;
}

static void run_include(render *r, const wz_template *t, const op *o)
{
    const include *inc = &t->includes[o->a];
    const wz_template *target = inc->dynamic ? dynamic_target(r, t, inc) : inc->target;
    if (!target || !enter(r, t, o->place))
        return;
    int32_t from = r->indent_from, len = r->indent_len;
    if (inc->standalone)
        push_indent(r, inc->indent);
    else
        r->indent_from = r->indent_len; /* within a line: no indentation, not even from outside */
    bool parent = o->kind == OP_PARENT && inc->args >= 0;
    if (parent)
        r->frames[r->frame_count++] = (frame){t, inc};
    r->trail[r->trail_count++] = target->name;
    if (r->log)
        r->log->used[target->index] |= 2;
    run(r, target, 0, target->op_count);
    r->trail_count--;
    if (parent)
        r->frame_count--;
    r->indent_from = from;
    r->indent_len = len;
    leave(r);
}

/* The outermost argument for a block: a page has the last word over the layout that it fills. */
static const arg *find_override(render *r, wz_symbol block, const wz_template **t)
{
    for (int i = 0; i < r->frame_count; i++) {
        *t = r->frames[i].t;
        for (int32_t a = r->frames[i].parent->args; a >= 0; a = (*t)->args[a].next, r->visits--)
            if ((*t)->args[a].block == block)
                return &(*t)->args[a];
    }
    return NULL;
}

/* A block that has its lines to itself writes whole lines, or nothing at all. */
static void run_block(render *r, const wz_template *t, uint32_t index)
{
    const op *o = &t->ops[index];
    const site *s = &t->sites[o->a];
    const wz_template *from_t = t;
    const arg *override = r->frame_count > 0 ? find_override(r, s->block, &from_t) : NULL;
    if (!enter(r, t, o->place))
        return;
    wz_buf *out = r->out;
    ptrdiff_t before = out->len, line_at = r->line_at;
    int32_t indent_len = r->indent_len, line_indent = r->line_indent;
    if (s->first && (override || !s->alone)) {
        start_line(r);
        add_bytes(out, s->indent.ptr, s->indent.len);
    }
    if (override) {
        push_indent(r, s->indent);
        r->line_at = out->len;
        r->line_indent = s->first ? r->indent_len : INT32_MAX; /* in the middle of a line: none at all */
    }
    ptrdiff_t start = out->len;
    r->blocks++;
    if (override)
        run(r, from_t, override->from, override->to);
    else
        run(r, t, index + 1, o->b);
    r->blocks--;
    r->indent_len = indent_len;
    if (s->lines && out->len == start)
        out->len = before;
    else if (s->lines && out->ptr[out->len - 1] != '\n')
        add_bytes(out, s->eol.ptr, s->eol.len);
    r->line_at = out->len == before ? line_at : -1;
    r->line_indent = line_indent;
    leave(r);
}

/* ---- Operations ----------------------------------------------------------------------------------- */

static void run(render *r, const wz_template *t, uint32_t from, uint32_t to)
{
    const wz_escape escape = t->own_escape ? t->escape : r->escape;
    for (uint32_t i = from; i < to && !r->failed;) {
        const op *o = &t->ops[i];
        wz_value v;
        switch ((op_kind)o->kind) {
        case OP_TEXT:
            write_text(r, t, o);
            i++;
            break;
        case OP_VARIABLE:
        case OP_QUERY:
        case OP_MAIL:
        case OP_RAW:
            v = find(r, t, o);
            write_value(r, t, o, v, escape);
            i++;
            break;
        case OP_SECTION:
        case OP_INVERTED:
            v = find(r, t, o);
            if (v.kind == WZ_VALUE_MISSING)
                wz_mustache_miss(r, t, o->place, o->parts, o->a);
            if (o->kind == OP_SECTION && is_truthy(v))
                run_section(r, t, i, v);
            else if (o->kind == OP_INVERTED && !is_truthy(v) && enter(r, t, o->place)) {
                run(r, t, i + 1, o->b);
                leave(r);
            }
            i = o->b;
            break;
        case OP_PARTIAL:
            run_include(r, t, o);
            i++;
            break;
        case OP_PARENT:
            run_include(r, t, o);
            i = o->b;
            break;
        case OP_BLOCK:
            run_block(r, t, i);
            i = o->b;
            break;
        }
        if (--r->visits < 0)
            wz_mustache_limit(r, t, o->kind == OP_TEXT ? UINT32_MAX : o->place, LIMIT_VISITS);
        else if (r->out->len > r->limit)
            wz_mustache_limit(r, t, o->kind == OP_TEXT ? UINT32_MAX : o->place, LIMIT_OUTPUT);
    }
}

bool wz_template_render(wz_arena *scratch, wz_diags *diags, const wz_template *t, wz_value view, wz_render_log *log,
                        wz_buf *out)
{
    return wz_template_stream(scratch, diags, t, view, log, out, NULL, NULL);
}

bool wz_template_stream(wz_arena *scratch, wz_diags *diags, const wz_template *t, wz_value view, wz_render_log *log,
                        wz_buf *out, wz_render_take *take, void *context)
{
    assert(t->set->linked);
    assert(!log || (log->set == t->set && log->place_count == t->set->place_count));
    render r;
    r = (render){.scratch = scratch,
                 .made = wz_arena_new(NULL),
                 .diags = diags,
                 .log = log,
                 .set = t->set,
                 .out = out,
                 .take = take,
                 .taker = context,
                 .limit = out->len + t->set->output,
                 .visits = t->set->visits,
                 .line_at = -1};
    r.escape = wz_escape_for(t->name);
    r.scopes[0] = view;
    r.trail[r.trail_count++] = t->name;
    if (log)
        log->used[t->index] |= 1;
    run(&r, t, 0, t->op_count);
    wz_arena_free(r.made);
    return !r.failed;
}
