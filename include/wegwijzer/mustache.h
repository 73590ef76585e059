/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/mustache.h - Mustache templates: compile once, render many times, over an abstract view.
 *
 * The whole Mustache specification 1.4 (https://github.com/mustache/spec): interpolation, sections, inverted
 * sections, comments, partials, set delimiter, and the optional modules inheritance ({{<parent}} {{$block}}) and
 * dynamic names ({{>*name}} {{<*name}}). Lambdas are left out on purpose: code in data is what a safe generator
 * refuses; a value computed in C stands in the view instead.
 *
 * What differs from other engines:
 *   - a name that is found in no scope is a diagnostic with template, line and column and a suggestion;
 *   - escaping follows the type of the output, which is the extension before ".mustache";
 *   - all parse errors of all templates are reported in one run, an unclosed section with both its ends;
 *   - rendering is bounded by depth, node visits and output, so partial bombs end in a message;
 *   - an interpolation where escaping cannot protect (in a script, in an unquoted attribute, in style or srcdoc, a text
 *     as an address) is a warning; what stands in the query of an address is percent-encoded;
 *   - content that stands in a parent tag but in no block is a warning, and so is a block the parent does not have.
 *
 * Life of a set: make symbols and a set; add templates; link; render. Everything belongs to the arena given to
 * wz_symbols_new and wz_templates_new and lives as long as that. A linked set is not written to by rendering, so
 * any number of threads may render from it, each with its own scratch arena, diagnostics, log and buffer. Adding a
 * template, or a symbol, ends that until the set is linked again.
 *
 * Symbols: names in templates and keys in views are small integers from one table, so that a lookup compares
 * integers. The table may be read by many threads; adding names must be done by one thread at a time, and is done
 * before rendering starts.
 *
 * Example:
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
 *     wz_buf_free(&out);
 */
#ifndef WEGWIJZER_MUSTACHE_H
#define WEGWIJZER_MUSTACHE_H

#include "wegwijzer/base.h"

#define WZ_TEMPLATE_SIZE      (1 << 20)  /* bytes of one template */
#define WZ_TEMPLATE_DEPTH     64         /* nested sections, parents and blocks in one template */
#define WZ_RENDER_DEPTH       64         /* the same, and partials, while rendering; recursion over data counts */
#define WZ_RENDER_VISITS      10000000   /* steps for one page: texts, tags and turns of a list */
#define WZ_RENDER_OUTPUT      (64 << 20) /* bytes of one page */
#define WZ_RENDER_VISITS_ITEM 2000       /* steps more for each item that a page may list (wz_templates_allow) */
#define WZ_RENDER_OUTPUT_ITEM 16384      /* bytes more for each */

/* ---- Symbols -------------------------------------------------------------------------------- */

typedef uint32_t wz_symbol; /* 0 is no symbol */
typedef struct wz_symbols wz_symbols;
wz_symbols *wz_symbols_new(wz_arena *arena);
/* Adds the name when it is new; the bytes are copied. A name that is asked for here counts as one that views know,
 * so it may be suggested in messages; names that only templates use are not. */
wz_symbol wz_symbol_of(wz_symbols *symbols, wz_str name);
wz_symbol wz_symbol_find(const wz_symbols *symbols, wz_str name);   /* 0 when it is not there */
wz_str wz_symbol_name(const wz_symbols *symbols, wz_symbol symbol); /* empty for 0 and for what is no symbol */
ptrdiff_t wz_symbols_count(const wz_symbols *symbols);              /* symbols are 1 to count */

/* ---- Views ---------------------------------------------------------------------------------- */

/* A value that a template sees. Small, passed by value; text, objects and lists are borrowed and must live as long as
 * the render. What each kind does:
 *
 *              {{x}} prints        {{#x}} renders            {{^x}} renders   member {{x.y}}
 *   MISSING    nothing, warning    not, warning              yes, warning     nothing, warning
 *   FALSE      nothing             not                       yes              FALSE
 *   TRUE       true                once                      not              nothing, warning
 *   TEXT       the text, escaped   once                      not              nothing, warning
 *   HTML       the markup          once                      not              nothing, warning
 *   OBJECT     nothing, warning    once                      not              the member
 *   LIST       nothing, warning    once for each item        when empty       nothing, warning
 *
 * Text is never falsy, whatever it says: the empty text, "0", "false" and "nee" all render {{#x}}. Emptiness is
 * decided where a value is made, not where it is used: wz_value_optional gives FALSE for the empty text, and that is
 * what a field that may be absent wants; wz_value_text("") is for a text that is there and happens to be empty. Data
 * read from YAML or JSON becomes FALSE only for null, ~ and false.
 *
 * FALSE is "known, but empty"; MISSING is "unknown", a mistake in the template. A view therefore has FALSE for every
 * member that it could have had.
 *
 * HTML is markup that this tool made (Markdown): {{x}} prints it as it is in a template that escapes as HTML, and
 * escaped like any text in all others, so that a feed or a JSON file can carry it; only byte 1 in it stays as it is (an
 * address may start with it, see markup.h). */
typedef enum wz_value_kind {
    WZ_VALUE_MISSING,
    WZ_VALUE_FALSE,
    WZ_VALUE_TRUE,
    WZ_VALUE_TEXT,
    WZ_VALUE_HTML,
    WZ_VALUE_OBJECT,
    WZ_VALUE_LIST
} wz_value_kind;

typedef struct wz_object wz_object;
typedef struct wz_list wz_list;
typedef struct wz_value {
    wz_value_kind kind;
    int32_t len; /* of TEXT and HTML */
    union {
        const char *text;
        const wz_object *object;
        const wz_list *list;
    } as;
} wz_value;

wz_value wz_value_text(wz_str s);     /* at most 2^31 - 1 bytes (asserted) */
wz_value wz_value_html(wz_str s);     /* the same, for markup that is safe already */
wz_value wz_value_optional(wz_str s); /* FALSE when s is empty, else TEXT */
wz_value wz_value_bool(bool truth);
wz_value wz_value_object(const wz_object *object); /* NULL gives FALSE */
wz_value wz_value_list(const wz_list *list);       /* NULL gives FALSE */

/* What an object answers. The library makes objects with wz_object_new; another implementation fills in its own ops
 * (an abstract view: lookups may be computed). A struct that starts with a wz_object is an object. The functions are
 * called from the thread that renders. What member makes on the spot goes into arena: rendering takes it back when the item of
 * a list during which it was asked for is done, so an object may not keep it. */
typedef struct wz_object_ops {
    /* MISSING when the object has no such member. */
    wz_value (*member)(const wz_object *object, wz_symbol name, wz_arena *arena);
    /* For inspect and suggestions: the i-th member name, 0 after the last. NULL when members cannot be listed. */
    wz_symbol (*name)(const wz_object *object, ptrdiff_t index);
} wz_object_ops;
struct wz_object {
    const wz_object_ops *ops;
};
/* A list holds its items, or makes each when it is asked for: then items is NULL, and what item makes goes into arena, as for
 * member. A list of all records that nobody asks for takes nothing. */
struct wz_list {
    ptrdiff_t count;
    const wz_value *items;
    wz_value (*item)(const wz_list *list, ptrdiff_t index, wz_arena *arena);
};

/* An object with room for capacity members; more is an assertion. Members are kept in the order in which they were
 * set; setting one again replaces it. Lookup takes the same time however many there are. */
wz_object *wz_object_new(wz_arena *arena, ptrdiff_t capacity);
void wz_object_set(wz_object *object, wz_symbol name, wz_value value); /* only on objects of wz_object_new */
void wz_object_text(wz_object *object, wz_symbol name, wz_str text);   /* sets wz_value_text(text) */
wz_value wz_object_get(wz_arena *arena, const wz_object *object,
                       wz_symbol name); /* of any object; MISSING when absent */
wz_value wz_list_at(const wz_list *list, ptrdiff_t index, wz_arena *arena);
wz_list *wz_list_new(wz_arena *arena, const wz_value *items, ptrdiff_t count); /* items are copied */

/* ---- Templates ------------------------------------------------------------------------------ */

/* How {{name}} is escaped. {{{name}}} and {{&name}} are never escaped. By the extension of the template:
 *
 *   HTML    .html .htm .xhtml, and names without an extension: & < > " ' as entities. In the query of an address in
 *           href, src, action and the like (behind its ?) it is percent-encoded instead (RFC 3986; of a mailto: RFC 6068)
 *   XML     .xml .atom .rss .rdf .owl .svg .kml .gpx .opf .ncx .xsl .xslt .xsd .gml .tei .opml: the same entities, and
 *           characters that XML 1.0 forbids become U+FFFD
 *   JSON    .json .jsonld .jsonl .ndjson .geojson .topojson .webmanifest, for use inside a JSON string: " \ and controls,
 *           and < > & U+2028 U+2029 as \uXXXX, so that the file may stand in a script element
 *   CSV     .csv, a whole field (RFC 4180): quoted when it holds " , ; or a line break, or starts or ends with a space;
 *           a leading = + - @ (fullwidth too), TAB, CR or LF gets a ' before it, so that no spreadsheet runs it
 *   CELL    .cell, a part of a field of CSV between quotes that the template writes: " twice, and a ' before a formula that
 *           begins the field. JSON_CELL .jsoncell: inside a JSON string there, the quotes of which are written twice
 *   TURTLE  .ttl .trig .n3 .nt .nq, for use inside "…" (RDF 1.1 Turtle, 2.5): \ before " and \, \n \r \t, controls as
 *           \uXXXX
 *   ICAL    .ics .ifb .vcf, a TEXT (RFC 5545, 3.3.11; RFC 6350, 3.4): \ before \ ; and , and \n for a line break; other
 *           controls are left out
 *   SQL     .sql, for use inside '…' (SQL:2016, 5.3): ' twice; NUL becomes U+FFFD
 *   CSS     .css, inside or outside a string (CSS Syntax 3, 4.3.7): all but letters, digits, space and - _ . / % as \ and its
 *           number
 *   TEXT    .txt .text .md: nothing, and so do all others, with a warning */
typedef enum wz_escape {
    WZ_ESCAPE_HTML,
    WZ_ESCAPE_JSON,
    WZ_ESCAPE_CSV,
    WZ_ESCAPE_TEXT,
    WZ_ESCAPE_XML,
    WZ_ESCAPE_TURTLE,
    WZ_ESCAPE_ICAL,
    WZ_ESCAPE_CELL,
    WZ_ESCAPE_JSON_CELL,
    WZ_ESCAPE_CSS,
    WZ_ESCAPE_SQL
} wz_escape;
/* By the extension of a name such as "record.html" or "feed.atom"; without an extension HTML. */
wz_escape wz_escape_for(wz_str name);
/* Appends s escaped for the given type. HTML is done 16 bytes at a time where the machine can. */
void wz_escape_add(wz_buf *out, wz_str s, wz_escape escape);

typedef struct wz_template wz_template;
typedef struct wz_templates wz_templates;

wz_templates *wz_templates_new(wz_arena *arena, wz_symbols *symbols);
/* Names of members whose values are addresses that were checked, or that the caller made: {{href}} may stand at the start
 * of an address in HTML, and so may all below "assets". Any other value there is a warning when its template is added.
 * names is borrowed. Before the first template. */
void wz_templates_addresses(wz_templates *set, const wz_str *names, ptrdiff_t count);
/* Lines of templates for HTML (by their own extension) lose the blanks that they start with, but for those between the tags
 * of pre, textarea, script and style: they mean nothing to a reader and weigh on every page. The indentation of a
 * partial goes with them. Line breaks stay. Before the first template. */
void wz_templates_flatten(wz_templates *set);
/* Compiles source under a name ("record.html" for a page, "kaart.html" or "kaart" for a partial). All parse errors
 * are reported, each with its place; NULL when there was one. source must outlive the set; name is copied. A byte
 * order mark is skipped. A template of more than WZ_TEMPLATE_SIZE bytes, or one that is no UTF-8 or has a NUL byte,
 * is refused. A name that is there already is replaced.
 *
 * A template whose name has one of the extensions above escapes for that; one without ("kaart") escapes as the page
 * does in which it ends up. White space follows the specification; where that is silent, a block that has its lines
 * to itself writes whole lines, or nothing at all when its content is empty. */
wz_template *wz_template_add(wz_diags *diags, wz_templates *set, wz_str name, const wz_source *source);
wz_template *wz_template_find(const wz_templates *set, wz_str name); /* NULL when there is none */
/* Resolves all static names. A partial or parent {{>kaart}} in a template "x.html" is looked up as "kaart.html" first
 * and then as "kaart". Reports unknown ones with a suggestion, static inclusion cycles without a section in between
 * with their chain, and names that try to be a path (with a slash, a backslash or a leading dot): no name is ever
 * opened as a file. False when it reported. */
bool wz_templates_link(wz_diags *diags, wz_templates *set);
/* Lenient linking for `wegwijzer render` and the specification: unknown partials, dynamic ones too, become a warning
 * and render nothing. */
bool wz_templates_link_lenient(wz_diags *diags, wz_templates *set);

/* A limit on work grows with the work: items is how many things a page may list at most, each in full (records, terms). What
 * one page may take is WZ_RENDER_VISITS and WZ_RENDER_OUTPUT, and for each item those of an item. 0 until it is said. */
void wz_templates_allow(wz_templates *set, ptrdiff_t items);

/* State that lasts for all renders of one worker, so that the same unknown name on a thousand pages is one message,
 * and so that wz_templates_report_unused knows what was rendered. Made after linking, for one thread at a time. */
typedef struct wz_render_log wz_render_log;
wz_render_log *wz_render_log_new(wz_arena *arena, const wz_templates *set);
/* Counts the partial of this name, if there is one, as used: other data could name it. */
void wz_render_log_expect(wz_render_log *log, wz_str name);

/* Appends the page to out. The set must have been linked (asserted). scratch is used for this call only, but for one
 * thing: with log NULL the texts of messages may live there. Reports names found in no scope (a warning, once for a
 * place in a template and a log), dynamic names that name no partial (or a path), and the limits. False after a limit
 * or a failed dynamic name; out then holds a part. log NULL reports every miss once for this call.
 *
 * Scopes: the view is the outermost. {{#x}} makes x, or each item of it, the innermost; partials and blocks see the
 * scopes of the place where they are rendered. The first part of a dotted name is looked up from the innermost scope
 * outwards, further parts only in what the part before them gave. {{.}} is the innermost scope itself. */
bool wz_template_render(wz_arena *scratch, wz_diags *diags, const wz_template *t, wz_value view, wz_render_log *log,
                        wz_buf *out);

/* The same for a page that may be too large to hold: take gets what is ready, when that is WZ_RENDER_PART bytes or more, between
 * two items of a list in which no block is open, and empties out of it (it may leave some, which comes again). What is in out at the end is the last part. out is
 * empty at the beginning. */
#define WZ_RENDER_PART (256 << 10)
typedef void wz_render_take(void *context, wz_buf *out);
bool wz_template_stream(wz_arena *scratch, wz_diags *diags, const wz_template *t, wz_value view, wz_render_log *log,
                        wz_buf *out, wz_render_take *take, void *context);

/* After all pages: reports partials that no page used, blocks that no parent has, and names in templates that no view
 * ever defined (parts that were never rendered). A template is a partial when its source lies in a folder "partials".
 * defined[symbol], for 1 to wz_symbols_count, says whether any view has that member; NULL leaves names alone. logs
 * are those of the workers. */
void wz_templates_report_unused(wz_diags *diags, const wz_templates *set, wz_render_log *const *logs,
                                ptrdiff_t log_count, const bool *defined);

/* A value as JSON, indented by two, members in their own order, for `wegwijzer inspect`. FALSE is false, MISSING is
 * null. depth limits recursion (at most 32): deeper objects and lists print as "…". */
void wz_value_json(wz_buf *out, const wz_symbols *symbols, wz_value value, int depth);

#endif
