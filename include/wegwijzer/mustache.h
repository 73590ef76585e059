/* wegwijzer/mustache.h - Mustache templates: compile once, render many times, over an abstract view.
 *
 * The whole Mustache specification 1.4 (https://github.com/mustache/spec): interpolation, sections, inverted sections, comments,
 * partials, set delimiter, and the optional modules inheritance ({{<parent}} {{$block}}) and dynamic names ({{>*name}} {{<*name}}). Lambdas are left
 * out on purpose: code in data is what a safe generator refuses; a value computed in C stands in the view instead.
 *
 * What differs from other engines:
 *   - a name that is found in no scope is a diagnostic with template, line and column and a suggestion;
 *   - escaping follows the type of the output, which is the extension before ".mustache";
 *   - all parse errors of all templates are reported in one run, an unclosed section with both its ends;
 *   - rendering is bounded by depth, node visits and output, so partial bombs end in a message.
 *
 * Symbols: names in templates and keys in views are small integers from one table, so that a lookup compares integers. The table may
 * be read by many threads; adding names must be done by one thread at a time, and is done before rendering starts.
 *
 * Example (tests/unit/mustache.c compiles it):
 *
 *     wz_symbols *symbols = wz_symbols_new(arena);
 *     wz_templates *set = wz_templates_new(arena, symbols);
 *     wz_source source = {WZ_STR("groet.html.mustache"), WZ_STR("Dag {{naam}}!")};
 *     wz_template *t = wz_template_add(diags, set, WZ_STR("groet.html"), &source);
 *     wz_templates_link(diags, set);
 *     wz_object *data = wz_object_new(arena, 1);
 *     wz_object_text(data, wz_symbol_of(symbols, WZ_STR("naam")), WZ_STR("raad & griffie"));
 *     wz_buf out = {0};
 *     wz_template_render(arena, diags, t, wz_value_object(data), NULL, &out);    // Dag raad &amp; griffie!
 */
#ifndef WEGWIJZER_MUSTACHE_H
#define WEGWIJZER_MUSTACHE_H

#include "wegwijzer/base.h"

#define WZ_TEMPLATE_SIZE   (1 << 20)     /* bytes of one template */
#define WZ_TEMPLATE_DEPTH  64            /* nested sections in one template */
#define WZ_RENDER_DEPTH    64            /* nested sections, partials and parents while rendering, data recursion included */
#define WZ_RENDER_VISITS   10000000      /* nodes visited for one page */
#define WZ_RENDER_OUTPUT   (64 << 20)    /* bytes of one page */

/* ---- Symbols -------------------------------------------------------------------------------- */

typedef uint32_t wz_symbol;                                         /* 0 is no symbol */
typedef struct wz_symbols wz_symbols;
wz_symbols *wz_symbols_new(wz_arena *arena);
wz_symbol   wz_symbol_of(wz_symbols *symbols, wz_str name);         /* adds the name when it is new; name is copied */
wz_symbol   wz_symbol_find(const wz_symbols *symbols, wz_str name); /* 0 when it is not there */
wz_str      wz_symbol_name(const wz_symbols *symbols, wz_symbol symbol);
ptrdiff_t   wz_symbols_count(const wz_symbols *symbols);            /* symbols are 1 to count */

/* ---- Views ---------------------------------------------------------------------------------- */

/* A value that a template sees. Small, passed by value. FALSE is "known, but empty": a section is skipped, an interpolation prints nothing
 * and no diagnostic follows. MISSING is "unknown". Text is falsy only when it came from data as null or false (then it is FALSE);
 * the empty string is truthy in a section only if made with wz_value_text; use wz_value_optional for text that is FALSE when empty. */
typedef enum wz_value_kind {
    WZ_VALUE_MISSING, WZ_VALUE_FALSE, WZ_VALUE_TRUE, WZ_VALUE_TEXT, WZ_VALUE_HTML, WZ_VALUE_OBJECT, WZ_VALUE_LIST
} wz_value_kind;

typedef struct wz_object wz_object;
typedef struct wz_list wz_list;
typedef struct wz_value {
    wz_value_kind kind;
    int32_t       len;                /* of TEXT and HTML */
    union {
        const char      *text;
        const wz_object *object;
        const wz_list   *list;
    } as;
} wz_value;

wz_value wz_value_text(wz_str s);
wz_value wz_value_optional(wz_str s);          /* FALSE when s is empty */
wz_value wz_value_bool(bool truth);
wz_value wz_value_object(const wz_object *object);
wz_value wz_value_list(const wz_list *list);

/* What an object answers. The library makes objects with wz_object_new; another implementation fills in its own ops (an abstract
 * view: lookups may be computed). A struct that starts with a wz_object is an object. */
typedef struct wz_object_ops {
    wz_value (*member)(const wz_object *object, wz_symbol name);    /* MISSING when the object has no such member */
    /* For inspect and suggestions: the i-th member name, 0 after the last. NULL when members cannot be listed. */
    wz_symbol (*name)(const wz_object *object, ptrdiff_t index);
} wz_object_ops;
struct wz_object {
    const wz_object_ops *ops;
};
struct wz_list {
    ptrdiff_t count;
    const wz_value *items;
};

/* An object with room for capacity members; more is an assertion. Members are kept in the order in which they were set; setting one again replaces it. */
wz_object *wz_object_new(wz_arena *arena, ptrdiff_t capacity);
void       wz_object_set(wz_object *object, wz_symbol name, wz_value value);
void       wz_object_text(wz_object *object, wz_symbol name, wz_str text);
wz_value   wz_object_get(const wz_object *object, wz_symbol name);
wz_list   *wz_list_new(wz_arena *arena, const wz_value *items, ptrdiff_t count);   /* items are copied */

/* ---- Templates ------------------------------------------------------------------------------ */

/* How {{name}} is escaped. {{{name}}} and {{&name}} are never escaped. */
typedef enum wz_escape {
    WZ_ESCAPE_HTML,    /* & < > " ' as entities; also .xml .atom .svg */
    WZ_ESCAPE_JSON,    /* for use inside a JSON string: " \ and controls, and < > & U+2028 U+2029 as \uXXXX; also .jsonld .webmanifest */
    WZ_ESCAPE_CSV,     /* a whole RFC 4180 field: quoted when needed, and a leading = + - @ TAB CR or fullwidth = gets a ' before it */
    WZ_ESCAPE_TEXT     /* nothing (.txt, .md and others) */
} wz_escape;
/* By the extension of a name such as "record.html" or "feed.atom"; without an extension HTML. */
wz_escape wz_escape_for(wz_str name);
/* Appends s escaped for the given type. HTML is done 16 bytes at a time where the machine can. */
void wz_escape_add(wz_buf *out, wz_str s, wz_escape escape);

typedef struct wz_template wz_template;
typedef struct wz_templates wz_templates;

wz_templates *wz_templates_new(wz_arena *arena, wz_symbols *symbols);
/* Compiles source under a name ("record.html" for a page, "kaart" for a partial). All parse errors are reported; NULL when there was one.
 * source must outlive the set. A byte order mark is skipped. A name that is there already is replaced. */
wz_template  *wz_template_add(wz_diags *diags, wz_templates *set, wz_str name, const wz_source *source);
wz_template  *wz_template_find(const wz_templates *set, wz_str name);
wz_str        wz_template_name(const wz_template *t);
/* A partial or parent {{>kaart}} in a template "x.html" is looked up as "kaart.html" first and then as "kaart". Resolves all static names;
 * reports unknown ones with a suggestion, static inclusion cycles without a section in between with their chain, and names that try to be a path. */
bool          wz_templates_link(wz_diags *diags, wz_templates *set);
/* Lenient linking for `wegwijzer render` and the specification: unknown partials become a warning and render nothing. */
bool          wz_templates_link_lenient(wz_diags *diags, wz_templates *set);

/* State that lasts for all renders of one worker, so that the same unknown name on a thousand pages is one message. */
typedef struct wz_render_log wz_render_log;
wz_render_log *wz_render_log_new(wz_arena *arena, const wz_templates *set);

/* Appends the page to out. scratch is used for this call only. Reports names found in no scope, dynamic names that name no partial (or a path), and
 * the limits; false after a limit or a failed dynamic name (out then holds a part). log NULL reports every miss once for this call. */
bool wz_template_render(wz_arena *scratch, wz_diags *diags, const wz_template *t, wz_value view, wz_render_log *log, wz_buf *out);

/* After all pages: reports partials that no page used, blocks that no parent has, and names in templates that no view ever defined (parts that were never
 * rendered). defined[symbol] says whether any view has that member; logs are those of the workers. */
void wz_templates_report_unused(wz_diags *diags, const wz_templates *set, wz_render_log *const *logs, ptrdiff_t log_count, const bool *defined);

/* A value as JSON, members in their own order, for `wegwijzer inspect`. depth limits recursion: deeper values print as "…". */
void wz_value_json(wz_buf *out, const wz_symbols *symbols, wz_value value, int depth);

#endif
