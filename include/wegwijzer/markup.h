/* wegwijzer/markup.h - text that editors write to HTML, and styles that designers write to CSS.
 *
 * Markdown (CommonMark 0.30) goes through libcmark in safe mode, always; src/markup/markdown.c is the only includer of <cmark.h>. On top of it:
 * links are checked against an allow list (http, https, mailto, tel, relative, and links to records), headings are shifted below the page's own,
 * raw HTML and images are reported and left out, tables and other extensions that CommonMark lacks are reported instead of printed as pipes in silence.
 *
 * SCSS goes through libsass in a child process with limits on time and memory; src/markup/style.c is the only includer of <sass/context.h>.
 *
 * Example (tests/unit/markup.c compiles it):
 *
 *     wz_markup_options options = {.heading = 2};
 *     wz_fragment f = wz_markup_render(arena, diags, node, 0, &options);    // node: a TEXT node
 */
#ifndef WEGWIJZER_MARKUP_H
#define WEGWIJZER_MARKUP_H

#include "wegwijzer/base.h"

#define WZ_MARKUP_SIZE     (1 << 20)    /* bytes of one text */
#define WZ_MARKUP_NESTING  100          /* leading > and list markers on one line */
#define WZ_MARKUP_BRACKETS 10000        /* [ and ![ in one paragraph */
#define WZ_MARKUP_DEPTH    256          /* nested elements */
#define WZ_STYLE_SECONDS   10           /* processor time of one style sheet */
#define WZ_STYLE_MEMORY    (512L << 20) /* address space of the child, on top of what it starts with */
#define WZ_STYLE_OUTPUT    (16 << 20)   /* bytes of CSS */

/* Where the bytes of the text stand in a file: called only for messages. offset and length are bytes of the text. */
typedef wz_loc wz_markup_locate(const void *context, ptrdiff_t offset, ptrdiff_t length);

/* Resolves "scheme:rest" (a link to a record, a term or a page). Answers the address to put in the page. {NULL,0}: the scheme is not one of ours (then the allow list decides).
 * For a scheme of ours with an unknown target: reports it at loc and returns the empty string with a non-NULL ptr, and the link becomes plain text. */
typedef wz_str wz_markup_resolve(void *context, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str scheme, wz_str rest);

typedef struct wz_markup_options {
    int                heading;           /* level of the highest heading in the result, 1 to 6; 0 means 2 */
    wz_markup_locate  *locate;            /* NULL: messages have no place */
    const void        *locate_context;
    wz_markup_resolve *resolve;           /* NULL: no links to records */
    void              *resolve_context;
} wz_markup_options;

typedef struct wz_fragment {
    wz_str html;      /* well-formed, safe to put into a page unescaped */
    wz_str text;      /* the same as plain text: one line for each paragraph, no markup; for search, descriptions and feeds */
    bool   ok;        /* false: an error was reported; html and text hold what could be rendered, perhaps nothing */
} wz_fragment;

wz_fragment wz_markup_render(wz_arena *arena, wz_diags *diags, wz_str text, const wz_markup_options *options);

/* Compiles folder/path (SCSS, or CSS when the name ends in .css) to CSS in arena; @import only finds files below folder. Faults are reported with file and line. {NULL,0} on failure.
 * The CSS holds no "@use", "@forward", "#{" or "$": where the Sass subset of libsass would have passed them through, that is an error. */
wz_str wz_style_compile(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str path);

#endif
