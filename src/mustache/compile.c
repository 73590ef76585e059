/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/compile.c - from paired tags to a flat array of operations.
 *
 * White space is settled here. A tag that stands alone on its line takes the line with it. A partial or parent
 * that does so gives its indentation to what it includes. The content of an argument loses the indentation of
 * its first line, and a block gives it the indentation of the place (inheritance module of the specification).
 * Texts keep a list of the offsets where a line of the template starts: rendering writes indentation there. */
#include "mustache/internal.h"

/* A section, parent, argument or block outside a parent that is being compiled. */
typedef struct level {
    enum { SECTION, PARENT, ARGUMENT, SITE } kind;
    uint32_t op;   /* its operation; of an ARGUMENT its index in args */
    wz_str dedent; /* what lines lost around it, restored when it closes */
    bool told;     /* a parent: that part of its content is ignored */
} level;

typedef struct compiler {
    wz_diags *diags;
    wz_template *t;
    const tag_list *tags;
    wz_str src;
    char *text;
    int32_t text_len;
    uint32_t name_count;
    uint32_t point_count;
    int32_t open_text; /* index of the text operation that may grow, -1 */
    wz_str dedent;
    int32_t looked;         /* so far the source was read for elements */
    const char *whitespace; /* the name of the one in which blanks are content, NULL */
    level levels[WZ_TEMPLATE_DEPTH];
    int depth;
    int messages;
} compiler;

static wz_str span(const compiler *c, int32_t from, int32_t to)
{
    return (wz_str){c->src.ptr + from, to - from};
}

static bool in_parent(const compiler *c)
{
    return c->depth > 0 && c->levels[c->depth - 1].kind == PARENT;
}

/* ---- Text ------------------------------------------------------------------------------- */

static bool starts_line(const compiler *c, int32_t at)
{
    return at == c->tags->start || c->src.ptr[at - 1] == '\n';
}

static bool ends_line(const compiler *c, int32_t at)
{
    return at < c->src.len &&
           (c->src.ptr[at] == '\n' || (c->src.ptr[at] == '\r' && at + 1 < c->src.len && c->src.ptr[at + 1] == '\n'));
}

/* True when the name of an element stands at text, in any case. */
static bool is_element(wz_str text, const char *name)
{
    ptrdiff_t i = 0;
    while (name[i] && i < text.len && (text.ptr[i] | 0x20) == name[i])
        i++;
    return !name[i] && (i == text.len || text.ptr[i] == '>' || text.ptr[i] == '{' || is_blank(text.ptr[i]) ||
                        text.ptr[i] == '\r' || text.ptr[i] == '\n');
}

/* Whether blanks at this place of the source, which comes after the ones asked for before, are content: in elements that
 * keep their white space. */
static bool is_content(compiler *c, int32_t at)
{
    static const char *const names[] = {"pre", "textarea", "script", "style"};
    for (; c->looked < at; c->looked++) {
        if (c->src.ptr[c->looked] != '<')
            continue;
        wz_str rest = span(c, c->looked + 1, (int32_t)c->src.len);
        bool closes = rest.len > 0 && rest.ptr[0] == '/';
        if (closes && c->whitespace && is_element(wz_str_slice(rest, 1, rest.len), c->whitespace))
            c->whitespace = NULL;
        for (size_t i = 0; !closes && !c->whitespace && i < sizeof names / sizeof *names; i++)
            c->whitespace = is_element(rest, names[i]) ? names[i] : NULL;
    }
    return c->whitespace != NULL;
}

/* What stays of the blanks at the start of a line: without the part that the surrounding argument takes away. */
static wz_str kept_blanks(compiler *c, wz_str blanks)
{
    ptrdiff_t i = c->t->set->flat && c->t->own_escape && c->t->escape == WZ_ESCAPE_HTML &&
                          !is_content(c, (int32_t)(blanks.ptr - c->src.ptr))
                      ? blanks.len
                      : 0;
    while (i < blanks.len && i < c->dedent.len && blanks.ptr[i] == c->dedent.ptr[i])
        i++;
    return wz_str_slice(blanks, i, blanks.len);
}

static op *add_op(compiler *c, op_kind kind)
{
    op *o = &c->t->ops[c->t->op_count++];
    o->kind = (uint8_t)kind;
    c->open_text = -1;
    return o;
}

static op *text_op(compiler *c)
{
    if (c->open_text >= 0)
        return &c->t->ops[c->open_text];
    op *o = add_op(c, OP_TEXT);
    c->open_text = (int32_t)c->t->op_count - 1;
    o->a = (uint32_t)c->text_len;
    o->place = c->point_count++;
    return o;
}

static void add_point(compiler *c)
{
    op *o = text_op(c);
    c->t->points[o->place]++;
    c->t->points[c->point_count++] = o->b;
}

static void add_text(compiler *c, int32_t from, int32_t to)
{
    if (to <= from)
        return;
    op *o = text_op(c);
    memcpy(c->text + c->text_len, c->src.ptr + from, (size_t)(to - from));
    c->text_len += to - from;
    o->b += (uint32_t)(to - from);
}

/* The text between two tags. inline_tag: the tag after it prints on the line that the text ends in. */
static void add_gap(compiler *c, int32_t from, int32_t to, bool inline_tag)
{
    for (int32_t at = from; at < to || (at == to && inline_tag);) {
        bool start = starts_line(c, at);
        if (start) {
            int32_t blanks = at;
            while (blanks < to && is_blank(c->src.ptr[blanks]))
                blanks++;
            at = blanks - (int32_t)kept_blanks(c, span(c, at, blanks)).len;
            if (!ends_line(c, at) && (at < to || inline_tag))
                add_point(c);
        }
        const char *end = at < to ? memchr(c->src.ptr + at, '\n', (size_t)(to - at)) : NULL;
        int32_t stop = end ? (int32_t)(end - c->src.ptr) + 1 : to;
        add_text(c, at, stop);
        if (!end)
            return;
        at = stop;
    }
}

/* ---- Names ------------------------------------------------------------------------------ */

static uint32_t add_place(compiler *c, int32_t from, int32_t to)
{
    c->t->places[c->t->place_count] = (place){from, to};
    return c->t->place_count++;
}

/* Sets parts and symbol as an operation has them. */
static void add_name(compiler *c, wz_str name, uint16_t *parts, uint32_t *symbol)
{
    wz_symbols *symbols = c->t->set->symbols;
    *parts = 0;
    if (name.len == 1 && name.ptr[0] == '.')
        return;
    uint32_t first = c->name_count;
    for (wz_str rest = name; rest.ptr; ++*parts)
        c->t->names[c->name_count++] = wz_mustache_intern(symbols, wz_str_cut(rest, '.', &rest));
    *symbol = *parts == 1 ? c->t->names[first] : first;
}

/* ---- Tags ------------------------------------------------------------------------------- */

static void push(compiler *c, level opened)
{
    assert(c->depth < WZ_TEMPLATE_DEPTH);
    opened.dedent = c->dedent;
    c->levels[c->depth++] = opened;
    c->open_text = -1;
}

static void cut_before(tag *t)
{
    t->cut_from = t->line;
    t->cut_before = true;
}

static void cut_line(tag *t)
{
    cut_before(t);
    t->cut_to = t->next;
}

static bool is_alone(const tag *t)
{
    return t->first && t->last;
}

/* The blanks before the first line with something on it, from the start of a line up to end. */
static bool first_blanks(const compiler *c, int32_t from, int32_t end, wz_str *blanks)
{
    while (from < end) {
        int32_t at = from;
        while (at < end && is_blank(c->src.ptr[at]))
            at++;
        if (at == end)
            return false;
        if (!ends_line(c, at)) {
            *blanks = span(c, from, at);
            return true;
        }
        from = at + (c->src.ptr[at] == '\r') + 1;
    }
    return false;
}

/* A parent tag stands alone when its two ends do, whatever is between. */
static void lay_out_parent(tag *open, tag *close)
{
    if (open->first && close->last) {
        cut_before(open);
        close->cut_to = close->next;
    }
}

static void lay_out_arg(tag *open, tag *close)
{
    if (open->last)
        open->cut_to = open->next;
    if (close->first)
        cut_before(close);
}

static void lay_out_site(tag *open, tag *close)
{
    if (open->first)
        cut_before(open);
    if (is_alone(open))
        open->cut_to = open->next;
    if (is_alone(close))
        cut_before(close);
    if (close->last && (open->first || close->first))
        close->cut_to = close->next;
}

/* Decides what a tag cuts from the texts around it, before these are added. The closing tag of a parent or block is
 * done together with the opening one. */
static void lay_out(const compiler *c, tag *t)
{
    tag *other = t->match >= 0 ? &c->tags->items[t->match] : t;
    switch (t->kind) {
    case TAG_VARIABLE:
    case TAG_RAW:
        break;
    case TAG_PARENT:
        lay_out_parent(t, other);
        break;
    case TAG_BLOCK:
        if (in_parent(c))
            lay_out_arg(t, other);
        else
            lay_out_site(t, other);
        break;
    case TAG_CLOSE:
        if (is_alone(t) && (other->kind == TAG_SECTION || other->kind == TAG_INVERTED))
            cut_line(t);
        break;
    default:
        if (is_alone(t))
            cut_line(t);
        break;
    }
}

static void compile_include(compiler *c, const tag *t)
{
    include *inc = &c->t->includes[c->t->include_count];
    bool parent = t->kind == TAG_PARENT;
    wz_str name = tag_name(c->t->source, t);
    op *o = add_op(c, parent ? OP_PARENT : OP_PARTIAL);
    o->a = c->t->include_count++;
    o->place = add_place(c, t->name_from, t->name_to);
    *inc = (include){.name = name, .op = c->t->op_count - 1, .place = o->place, .args = -1, .dynamic = t->dynamic};
    inc->always = c->depth == 0 && !t->dynamic;
    inc->standalone = parent ? t->first && c->tags->items[t->match].last : is_alone(t);
    if (inc->standalone)
        inc->indent = kept_blanks(c, span(c, t->line, t->from));
    if (t->dynamic)
        add_name(c, name, &inc->parts, &inc->symbol);
    if (parent)
        push(c, (level){.kind = PARENT, .op = c->t->op_count - 1});
}

static void compile_arg(compiler *c, const tag *t)
{
    wz_template *template = c->t;
    include *parent = &template->includes[template->ops[c->levels[c->depth - 1].op].a];
    arg *a = &template->args[template->arg_count];
    *a = (arg){.block = wz_mustache_intern(template->set->blocks, tag_name(template->source, t)),
               .from = template->op_count,
               .next = parent->args,
               .place = add_place(c, t->name_from, t->name_to)};
    int32_t look = MAX_MESSAGES; /* at the latest so many */
    for (int32_t i = parent->args; i >= 0 && look-- > 0; i = template->args[i].next)
        if (template->args[i].block == a->block && c->messages++ < MAX_MESSAGES) {
            wz_report(c->diags, BLOCK_TWICE, place_loc(template, a->place), tag_name(template->source, t))->related =
                place_loc(template, template->args[i].place);
            break;
        }
    parent->args = (int32_t) template->arg_count++;
    push(c, (level){.kind = ARGUMENT, .op = (uint32_t)parent->args});
    wz_str blanks;
    if (t->last && first_blanks(c, t->next, c->tags->items[t->match].cut_from, &blanks))
        c->dedent = blanks;
}

static void compile_site(compiler *c, const tag *t)
{
    const tag *close = &c->tags->items[t->match];
    site *s = &c->t->sites[c->t->site_count];
    *s = (site){.block = wz_mustache_intern(c->t->set->blocks, tag_name(c->t->source, t)),
                .first = t->first,
                .alone = is_alone(t)};
    op *o = add_op(c, OP_BLOCK);
    o->a = c->t->site_count++;
    o->place = add_place(c, t->name_from, t->name_to);
    wz_str blanks = span(c, t->line, t->from);
    if (s->alone)
        first_blanks(c, t->next, close->cut_from, &blanks);
    s->indent = kept_blanks(c, blanks);
    s->lines = t->first && close->last;
    if (s->lines && close->next > close->to && c->src.ptr[close->next - 1] == '\n') {
        bool crlf = close->next - close->to >= 2 && c->src.ptr[close->next - 2] == '\r';
        s->eol = span(c, close->next - 1 - crlf, close->next);
    }
    push(c, (level){.kind = SITE, .op = c->t->op_count - 1});
}

static void compile_close(compiler *c)
{
    assert(c->depth > 0);
    level *l = &c->levels[--c->depth];
    if (l->kind == ARGUMENT)
        c->t->args[l->op].to = c->t->op_count;
    else
        c->t->ops[l->op].b = c->t->op_count;
    c->dedent = l->dedent;
    c->open_text = -1;
}

static op_kind named_op(tag_kind kind)
{
    switch (kind) {
    case TAG_VARIABLE:
        return OP_VARIABLE;
    case TAG_RAW:
        return OP_RAW;
    case TAG_SECTION:
        return OP_SECTION;
    default:
        return OP_INVERTED;
    }
}

static void compile_tag(compiler *c, const tag *t)
{
    wz_str name = tag_name(c->t->source, t);
    op *o;
    switch (t->kind) {
    case TAG_VARIABLE:
    case TAG_RAW:
    case TAG_SECTION:
    case TAG_INVERTED:
        o = add_op(c, t->query ? t->mail ? OP_MAIL : OP_QUERY : named_op(t->kind));
        add_name(c, name, &o->parts, &o->a);
        o->place = add_place(c, t->name_from, t->name_to);
        if (t->match >= 0)
            push(c, (level){.kind = SECTION, .op = c->t->op_count - 1});
        break;
    case TAG_PARTIAL:
    case TAG_PARENT:
        compile_include(c, t);
        break;
    case TAG_BLOCK:
        if (in_parent(c))
            compile_arg(c, t);
        else
            compile_site(c, t);
        break;
    case TAG_CLOSE:
        compile_close(c);
        break;
    case TAG_COMMENT:
    case TAG_DELIMITERS:
        break;
    }
}

/* ---- Templates -------------------------------------------------------------------------- */

/* In a parent tag only blocks count: says so, once, at the first thing between from and the tag that is lost.
 * Returns the index of the tag, or after it (and what belongs to it) when it does not count. */
static int32_t skip_ignored(compiler *c, int32_t index, int32_t from)
{
    const tag *t = &c->tags->items[index];
    level *parent = &c->levels[c->depth - 1];
    wz_str text = wz_str_trim(span(c, from, t->from));
    bool counts = t->kind == TAG_BLOCK || t->kind == TAG_CLOSE || t->kind == TAG_COMMENT || t->kind == TAG_DELIMITERS;
    if (!parent->told && (text.len > 0 || !counts) && c->messages++ < MAX_MESSAGES) {
        int32_t at = text.len > 0 ? (int32_t)(text.ptr - c->src.ptr) : t->from;
        int32_t end = text.len > 0 ? at + (int32_t)text.len : t->to;
        wz_report(c->diags, PARENT_CONTENT, wz_source_locate(c->t->source, at, end),
                  c->t->includes[c->t->ops[parent->op].a].name);
        parent->told = true;
    }
    return counts ? index : t->match >= 0 ? t->match + 1 : index + 1;
}

static void compile_tags(compiler *c)
{
    int32_t from = c->tags->start;
    for (int32_t i = 0; i < c->tags->count;) {
        int32_t next = in_parent(c) ? skip_ignored(c, i, from) : i;
        if (next != i) {
            from = c->tags->items[next - 1].to;
            i = next;
            continue;
        }
        tag *t = &c->tags->items[i++];
        lay_out(c, t);
        if (!in_parent(c))
            add_gap(c, from, t->cut_from, !t->cut_before);
        from = t->cut_to;
        compile_tag(c, t);
    }
    add_gap(c, from, (int32_t)c->src.len, false);
}

/* Memory for everything, by counting: no array grows. */
static void make_room(compiler *c)
{
    wz_template *t = c->t;
    wz_arena *arena = t->set->arena;
    ptrdiff_t tags = c->tags->count, dots = 0, includes = 0, blocks = 0, lines = 1;
    for (ptrdiff_t i = 0; i < tags; i++) {
        const tag *one = &c->tags->items[i];
        includes += one->kind == TAG_PARTIAL || one->kind == TAG_PARENT;
        blocks += one->kind == TAG_BLOCK;
        for (int32_t at = one->name_from; at < one->name_to; at++)
            dots += c->src.ptr[at] == '.';
    }
    for (ptrdiff_t i = 0; i < c->src.len; i++)
        lines += c->src.ptr[i] == '\n';
    c->text = wz_new(arena, char, c->src.len + COPY_SLACK);
    t->text = c->text;
    t->ops = wz_new(arena, op, 2 * tags + 1);
    t->names = wz_new(arena, wz_symbol, tags + dots);
    t->points = wz_new(arena, uint32_t, tags + 1 + lines + tags);
    t->places = wz_new(arena, place, tags);
    t->includes = wz_new(arena, include, includes);
    t->args = wz_new(arena, arg, blocks);
    t->sites = wz_new(arena, site, blocks);
}

/* A page of a type that nobody knows how to escape for writes its values as they are: that is said at the first one. */
static void check_extension(wz_diags *diags, const wz_template *t, const tag_list *tags)
{
    if (t->own_escape || t->extension.len == 0 || !wz_mustache_is_page(t->source))
        return;
    for (ptrdiff_t i = 0; i < tags->count; i++) {
        const tag *one = &tags->items[i];
        if (one->kind == TAG_VARIABLE) {
            wz_report(diags, ESCAPE_UNKNOWN, wz_source_locate(t->source, one->from, one->to), t->extension);
            return;
        }
    }
}

static void compile(wz_diags *diags, wz_template *t, tag_list *tags)
{
    if (t->source->text.len == tags->start)
        wz_diag_add(diags, WZ_DIAG_TEMPLATE_EMPTY, (wz_loc){.source = t->source}, NULL, 0);
    if (t->own_escape && t->escape == WZ_ESCAPE_HTML)
        wz_mustache_check_places(diags, t->set, t->source, tags);
    check_extension(diags, t, tags);
    compiler c = {.diags = diags, .t = t, .tags = tags, .src = t->source->text, .open_text = -1};
    make_room(&c);
    compile_tags(&c);
}

/* What was scanned is as large as the templates, and not kept. */
bool wz_mustache_compile(wz_diags *diags, wz_template *t)
{
    wz_arena *scratch = wz_arena_new(NULL);
    ptrdiff_t before = wz_diags_count(diags);
    tag_list tags;
    bool ok = wz_mustache_scan(scratch, diags, t->source, &tags);
    ok = wz_mustache_pair(diags, t->source, &tags) && ok;
    if (ok)
        compile(diags, t, &tags);
    wz_diags_keep(t->set->arena, diags, before);
    wz_arena_free(scratch);
    return ok;
}
