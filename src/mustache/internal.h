/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/internal.h - what the files of the module share: tags, the compiled form, the state of a render.
 *
 * A template goes through scan.c (bytes to tags), parse.c (tags to pairs), compile.c (pairs to a flat array of
 * operations) and link.c (names of partials to templates). render.c runs the operations. */
#ifndef WEGWIJZER_MUSTACHE_INTERNAL_H
#define WEGWIJZER_MUSTACHE_INTERNAL_H

#include <assert.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "wegwijzer/mustache.h"

#define MAX_MESSAGES  100 /* of one kind for one template: more are no help, and finding places costs time */
#define MAX_PARTS     64  /* parts of one dotted name */
#define MAX_NAME      255 /* bytes of one name: looking for what was meant takes the square of it */
#define MAX_DELIMITER 16  /* bytes of a delimiter */
#define COPY_SLACK    32  /* bytes readable after static text, so that short pieces are copied by a fixed amount */

/* ---- Tags: what scan.c finds ---- */

typedef enum tag_kind {
    TAG_VARIABLE,
    TAG_RAW,
    TAG_SECTION,
    TAG_INVERTED,
    TAG_CLOSE,
    TAG_PARTIAL,
    TAG_PARENT,
    TAG_BLOCK,
    TAG_COMMENT,
    TAG_DELIMITERS
} tag_kind;

typedef struct tag {
    tag_kind kind;
    bool dynamic;     /* {{>*name}}: name_from is after the asterisk */
    bool first, last; /* only blanks before it, or after it, on its line */
    bool query, mail; /* in the query of an address, and that of a mail */
    int32_t from, to; /* the whole tag, offsets in the source */
    int32_t name_from, name_to;
    int32_t line, next;       /* start of its line when first, else from; start of the next line when last, else to */
    int32_t cut_from, cut_to; /* where the text before it ends and the text after it starts */
    bool cut_before;          /* the blanks before it on its line go with it */
    int32_t match;            /* index of the other end of a section, parent or block; -1 */
} tag;

typedef struct tag_list {
    tag *items;
    ptrdiff_t count;
    int32_t start; /* offset of the first byte after a byte order mark */
} tag_list;

/* Both return false after reporting at least one mistake; the list is complete all the same, so that the
 * next step can find more. */
bool wz_mustache_scan(wz_arena *arena, wz_diags *diags, const wz_source *source, tag_list *tags);
bool wz_mustache_pair(wz_diags *diags, const wz_source *source, tag_list *tags);
/* Warns about interpolation in places of an HTML template where escaping does not protect, and marks what stands in the
 * query of an address. */
void wz_mustache_check_places(wz_diags *diags, const wz_templates *set, const wz_source *source, tag_list *tags);

/* A template in a folder "partials" is a partial; any other is a page, which is not unused for want of records. */
static inline bool wz_mustache_is_page(const wz_source *source)
{
    return wz_str_find(source->path, WZ_STR("/partials/")) < 0 && !wz_str_starts(source->path, WZ_STR("partials/"));
}

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline wz_str tag_name(const wz_source *source, const tag *t)
{
    return (wz_str){source->text.ptr + t->name_from, t->name_to - t->name_from};
}

/* ---- The compiled form ---- */

typedef enum op_kind {
    OP_TEXT,     /* a: offset in text, b: length, place: index in points (a count, then the offsets) */
    OP_VARIABLE, /* parts and a: the name */
    OP_QUERY,    /* the same, in the query of an address, */
    OP_MAIL,     /* or of a mail */
    OP_RAW,
    OP_SECTION, /* the same, b: index after the body */
    OP_INVERTED,
    OP_PARTIAL, /* a: index in includes; parts and names: the dynamic name */
    OP_PARENT,  /* the same, b: index after the arguments */
    OP_BLOCK    /* a: index in sites, b: index after the default */
} op_kind;

/* parts 0 is the name ".", 1 a plain name with its symbol in a, more a dotted name with the index of its
 * symbols in names. Includes keep their dynamic name in the include itself. */
typedef struct op {
    uint8_t kind;
    uint16_t parts;
    uint32_t a;
    uint32_t b;
    uint32_t place;
} op;

typedef struct place {
    int32_t from, to; /* the name in the source, for messages */
} place;

/* A block inside a parent tag: an argument for the parent. */
typedef struct arg {
    wz_symbol block;
    uint32_t from, to; /* its operations */
    int32_t next;      /* index of the next argument of the same parent tag, -1 after the last */
    uint32_t place;
} arg;

/* A partial or parent tag. */
typedef struct include {
    const wz_template *target; /* NULL: dynamic, or not found */
    wz_str name;
    wz_str indent;  /* of a standalone tag */
    uint16_t parts; /* of a dynamic name */
    uint32_t symbol;
    uint32_t op;
    uint32_t place;
    int32_t args; /* first argument, -1 when there is none */
    bool dynamic;
    bool standalone;
    bool always; /* in no section, block or argument: rendered whenever its template is */
} include;

/* A block outside a parent tag: a place that may be overridden. */
typedef struct site {
    wz_symbol block;
    wz_str indent; /* of its content, relative to the template it is in */
    wz_str eol;    /* the line break that it owes when it has its lines to itself */
    bool first;    /* starts its line: it writes the blanks before the content itself */
    bool alone;    /* the opening tag has its line to itself: a default brings its own blanks */
    bool lines;    /* has its lines to itself: writes whole lines, or nothing */
} site;

struct wz_template {
    wz_templates *set;
    wz_str name;
    wz_str extension; /* empty when the name has none */
    const wz_source *source;
    int32_t index;      /* in the set */
    int32_t place_base; /* number of places in the templates before it: set when linking */
    wz_escape escape;
    bool own_escape; /* the extension says how to escape; otherwise the page decides */
    const char *text;
    op *ops;
    uint32_t op_count;
    wz_symbol *names;
    uint32_t *points; /* offsets in a text where a line starts, for indentation */
    place *places;
    uint32_t place_count;
    include *includes;
    uint32_t include_count;
    arg *args;
    uint32_t arg_count;
    site *sites;
    uint32_t site_count;
};

struct wz_templates {
    wz_arena *arena;
    wz_symbols *symbols;
    wz_symbols *blocks; /* names of blocks are a namespace of their own */
    wz_map *by_name;
    wz_template **items;
    int32_t count, capacity;
    int32_t place_count;
    bool linked;
    bool lenient;
    bool flat;               /* lines of HTML templates lose their indentation */
    const wz_str *addresses; /* names of values that are addresses */
    ptrdiff_t address_count;
    int64_t visits, output; /* what one page may take */
};

/* Fills t from its source. False after a mistake. */
bool wz_mustache_compile(wz_diags *diags, wz_template *t);
/* A name from a template: a symbol that no view is known to have. */
wz_symbol wz_mustache_intern(wz_symbols *symbols, wz_str name);
/* Whether a view brought the symbol in. */
bool wz_mustache_known(const wz_symbols *symbols, wz_symbol symbol);

/* The template that name means in a template with the given extension, or NULL. */
wz_template *wz_mustache_resolve(const wz_templates *set, wz_str extension, wz_str name);
/* Names that try to be a path are refused, though no name is ever opened as a file. */
bool wz_mustache_is_path(wz_str name);
/* The name of a template that was probably meant, as it would be written in a template with this extension. */
wz_str wz_mustache_suggest_template(wz_arena *scratch, const wz_templates *set, wz_str extension, wz_str name);

static inline wz_str place_text(const wz_template *t, uint32_t index)
{
    return wz_str_slice(t->source->text, t->places[index].from, t->places[index].to);
}

static inline wz_loc place_loc(const wz_template *t, uint32_t index)
{
    return wz_source_locate(t->source, t->places[index].from, t->places[index].to);
}

/* One part, from 0, of the dotted name at a place. */
wz_str wz_mustache_name_part(const wz_template *t, uint32_t index, int part);
wz_loc wz_mustache_part_loc(const wz_template *t, uint32_t index, int part);

/* ---- Objects that the library makes itself ---- */

typedef struct plain {
    wz_object base;
    int32_t count;
    int32_t capacity;
    uint32_t mask;    /* slots - 1; 0: few members, looked up by scanning names */
    wz_symbol *names; /* padded with zeros to a multiple of four */
    uint32_t *slots;  /* index + 1 in an open-addressing table, 0 is free */
    wz_value values[];
} plain;

extern const wz_object_ops wz_mustache_plain_ops;
int32_t wz_mustache_slot(const plain *object, wz_symbol name); /* index of a member by the table, -1 */

static inline wz_value value_missing(void)
{
    return (wz_value){.kind = WZ_VALUE_MISSING};
}

static inline int32_t plain_index(const plain *object, wz_symbol name)
{
    if (object->mask)
        return wz_mustache_slot(object, name);
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi32((int)name);
    for (int32_t i = 0; i < object->count; i += 4) {
        __m128i four = _mm_loadu_si128((const __m128i *)(const void *)(object->names + i));
        int found = _mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(four, wanted)));
        if (found)
            return i + __builtin_ctz((unsigned)found);
    }
#else
    for (int32_t i = 0; i < object->count; i++)
        if (object->names[i] == name)
            return i;
#endif
    return -1;
}

static inline wz_value object_member(const wz_object *object, wz_symbol name, wz_arena *made)
{
    if (object->ops != &wz_mustache_plain_ops)
        return object->ops->member(object, name, made);
    const plain *p = (const plain *)(const void *)object;
    int32_t i = plain_index(p, name);
    return i < 0 ? value_missing() : p->values[i];
}

/* ---- Output ---- */

/* Room for extra bytes at the end; the caller adds to len what it used. */
static inline char *out_room(wz_buf *out, ptrdiff_t extra)
{
    if (out->cap - out->len < extra)
        return wz_buf_reserve(out, extra);
    return out->ptr + out->len;
}

wz_str wz_mustache_extension(wz_str name);                          /* after the last dot; empty when there is none */
bool wz_mustache_escape_known(wz_str extension, wz_escape *escape); /* false: *escape is the fallback */
void wz_mustache_escape_html(wz_buf *out, const char *text, ptrdiff_t len);
void wz_mustache_escape_query(wz_buf *out, wz_str s, bool mail); /* for the query of an address in an attribute */

/* ---- The state of a render: render.c, and complain.c for its messages ---- */

typedef struct frame {
    const wz_template *t; /* whose parent tag it is */
    const include *parent;
} frame;

typedef struct render {
    wz_arena *scratch;
    wz_arena *made; /* what views make on the spot, until the innermost item of a list is done */
    wz_diags *diags;
    wz_render_log *log;
    const wz_templates *set;
    wz_buf *out;
    ptrdiff_t limit;      /* length at which the page is too large */
    int64_t visits;       /* left */
    wz_render_take *take; /* NULL: nobody */
    void *taker;
    int blocks; /* open ones, which may still take back what they wrote */
    bool failed;
    wz_escape escape; /* of the page, for partials without an extension */
    int depth;
    int top; /* index of the innermost scope */
    int frame_count;
    int trail_count;
    char *indent; /* [indent_from, indent_len) is written at the start of a line */
    int32_t indent_from, indent_len, indent_cap;
    ptrdiff_t line_at;   /* a line whose content starts at this length of out ... */
    int32_t line_indent; /* ... has its indentation up to here already */
    wz_value scopes[WZ_RENDER_DEPTH + 1];
    frame frames[WZ_RENDER_DEPTH];
    wz_str trail[WZ_RENDER_DEPTH + 1]; /* templates being rendered, outermost first */
} render;

/* A plain name, from the innermost scope outwards; MISSING when none has it. */
static inline wz_value find_name(const render *r, wz_symbol name)
{
    for (int i = r->top; i >= 0; i--) {
        if (r->scopes[i].kind != WZ_VALUE_OBJECT)
            continue;
        wz_value found = object_member(r->scopes[i].as.object, name, r->made);
        if (found.kind != WZ_VALUE_MISSING)
            return found;
    }
    return value_missing();
}

struct wz_render_log {
    wz_arena *arena;
    const wz_templates *set;
    uint64_t *seen;    /* a bit for each place: a message was given */
    uint8_t *used;     /* for each template: 1 rendered as a page, 2 included */
    uint8_t *messages; /* for each template: how many */
    int32_t place_count, template_count;
};

static inline bool log_seen(const wz_render_log *log, int32_t at)
{
    return log->seen[at >> 6] >> (at & 63) & 1;
}

/* The messages of rendering. The first two are given once for a place and a log. */
void wz_mustache_miss(render *r, const wz_template *t, uint32_t place, uint16_t parts, uint32_t name);
void wz_mustache_no_text(render *r, const wz_template *t, uint32_t place);
void wz_mustache_bad_dynamic(render *r, const wz_template *t, const include *inc, wz_str name);
typedef enum limit_kind { LIMIT_DEPTH, LIMIT_VISITS, LIMIT_OUTPUT } limit_kind;
void wz_mustache_limit(render *r, const wz_template *t, uint32_t place, limit_kind kind);

#endif
