/* wegwijzer/markup.h - text that editors write to HTML, and styles that designers write to CSS.
 *
 * Markdown (CommonMark 0.30) goes through libcmark; src/markup/markdown.c is the only includer of <cmark.h>. libcmark only parses: the HTML is written here, from an allow
 * list of elements, so nothing an editor types becomes markup by accident.
 *
 *   - Links: http, https, mailto, tel, relative paths and #fragments pass; links to records ("knelpunt:id") are resolved by the caller; anything else (javascript:, data:, //host, /path,
 *     a forgotten https://) is an error, and the text stays without the link. Links to other sites get rel="external".
 *   - Headings start at options.heading, whatever the editor wrote: "##" is the highest that belongs in a text, "#" is a warning. Skipped levels are closed up, with a warning.
 *   - Raw HTML and images are left out with a warning (HTML comments without one). Tables, ~~strike-through~~, task lists, footnotes and bare web addresses, which CommonMark does not
 *     have, stay as they are typed, with a warning.
 *   - Control characters and noncharacters become U+FFFD, so that byte 1, which marks the way to the root in addresses from the caller, cannot come from content.
 *
 * SCSS (the Sass 3.5 of libsass) goes through a child process with limits on time, memory and output; src/markup/style.c is the only includer of <sass/context.h>.
 *
 * Example (tests/unit/markup.c compiles it):
 *
 *     wz_markup_options options = {.heading = 2};
 *     wz_fragment f = wz_markup_render(arena, diags, WZ_STR("Zie [de wet](https://wetten.overheid.nl/).\n"), &options);
 *     // f.html: <p>Zie <a href="https://wetten.overheid.nl/" rel="external">de wet</a>.</p>\n     f.text: Zie de wet.
 */
#ifndef WEGWIJZER_MARKUP_H
#define WEGWIJZER_MARKUP_H

#include "wegwijzer/base.h"

/* Limits; each is an error that names it. */
#define WZ_MARKUP_SIZE     (1 << 20)    /* bytes of one text */
#define WZ_MARKUP_NESTING  100          /* leading > and list markers on one line */
#define WZ_MARKUP_BRACKETS 10000        /* [ and ![ in one paragraph */
#define WZ_MARKUP_DEPTH    256          /* nested elements; what lies deeper is left out */
#define WZ_STYLE_SECONDS   10           /* processor time of one style sheet; twice as much by the clock */
#define WZ_STYLE_MEMORY    (512L << 20) /* address space of the child, on top of what it starts with (not under AddressSanitizer, which reserves terabytes) */
#define WZ_STYLE_OUTPUT    (16 << 20)   /* bytes of CSS */
#define WZ_STYLE_FILES     500          /* files that one style sheet imports, itself included */
#define WZ_STYLE_INPUT     (16 << 20)   /* bytes of those files together */

/* Where the bytes of the text stand in a file. offset and length are bytes of the text. Called for messages and before wz_markup_resolve. */
typedef wz_loc wz_markup_locate(const void *context, ptrdiff_t offset, ptrdiff_t length);

/* Resolves "scheme:rest" (a link to a record, a term or a page) to the address to put in the page. Not asked about http, https, mailto and tel. scheme and rest are as typed, entities
 * decoded, and live as long as arena.
 * For a relative path scheme is empty and rest is the path; {NULL,0} then leaves it as typed.
 *   - An address may start with byte 1, which reaches the HTML as it is; the rest is escaped as a URL in an attribute.
 *   - {NULL,0}: the scheme is none of ours. Then the link is forbidden, and markup reports that.
 *   - Empty with a non-NULL ptr: the scheme is ours but the link leads nowhere, and the callback has reported that at loc. The text stays without the link. */
typedef wz_str wz_markup_resolve(void *context, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str scheme, wz_str rest);

typedef struct wz_markup_options {
    int                heading;           /* level of the highest heading in the result, 1 to 6; 0 means 2 */
    wz_markup_locate  *locate;            /* NULL: messages have no place */
    const void        *locate_context;
    wz_markup_resolve *resolve;           /* NULL: no links to records */
    void              *resolve_context;
} wz_markup_options;

typedef struct wz_fragment {
    wz_str html;      /* well-formed HTML, safe to put into a page unescaped; never a NULL ptr */
    wz_str text;      /* the same as plain text: one line for each paragraph, heading and item (code keeps its lines), no markup, entities decoded; for search, descriptions and feeds */
    bool   ok;        /* false: an error was reported, by markup or by the resolve callback; html and text hold what could be rendered, perhaps nothing */
} wz_fragment;

/* Renders a text. It takes time and memory in proportion to the text, within a second or two for the worst text within the limits. For several threads: each its own arena and
 * diagnostics. Reports the limits, bytes that are no UTF-8, and all that is listed above. */
wz_fragment wz_markup_render(wz_arena *arena, wz_diags *diags, wz_str text, const wz_markup_options *options);

/* Compiles folder/path (SCSS, or plain CSS when the name ends in .css) to CSS in arena, compressed; plain CSS is passed through as it is. {NULL,0} after an error.
 *
 * @import "a/name" finds a/name.scss, a/_name.scss, a/name.css and a/_name.css, beside the importing file and then beside path, never outside folder; all are read through fs before the
 * child starts, and the child opens no file. Messages name files as folder/path (without a leading "./"). @warn and @debug become warnings.
 *
 * The CSS is the same on every machine, has no byte order mark, and holds no "@use", "@forward", "#{" or "$": where the Sass subset of libsass would have passed them through, that
 * is an error, as is anything that fetches from another site: @import url(), url(https://…), url(//…).
 *
 * The child is a fork that only computes and answers through a pipe; it never runs the caller's exit handlers. POSIX promises little to a fork of a process with several threads (glibc does make malloc
 * work in one): call this before starting threads where you can. */
wz_str wz_style_compile(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str path);

/* A script (classic JavaScript of any year) without its comments, indentation, empty lines and blanks that separate nothing, which readers should not have to download; a comment that begins with "!" stays. Strings,
 * templates and regular expressions stay as they are, and so do the other line breaks. A script whose parts cannot be told apart with certainty is returned whole: this never fails. */
wz_str wz_script_strip(wz_arena *arena, wz_str script);

#endif
