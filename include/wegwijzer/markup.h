/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/markup.h - text that editors write to HTML, and styles that designers write to CSS.
 *
 * Markdown (CommonMark 0.30) goes through libcmark; src/markup/markdown.c is the only includer of <cmark.h>. libcmark
 * only parses: the HTML is written here, from an allow list of elements, so nothing an editor types becomes markup by
 * accident.
 *
 *   - Links: http, https, mailto, tel, relative paths and #fragments pass; links to records ("knelpunt:id") are
 *     resolved by the caller; anything else (javascript:, data:, //host, /path, a forgotten https://) is an error, and
 *     the text stays without the link. Links to other sites get rel="external".
 *   - Headings start at options.heading, whatever the editor wrote: "##" is the highest that belongs in a text, "#" is
 *     a warning. Skipped levels are closed up, with a warning.
 *   - Raw HTML and images are left out with a warning (HTML comments without one). Tables, ~~strike-through~~, task
 *     lists, footnotes and bare web addresses, which CommonMark does not have, stay as they are typed, with a warning;
 *     so do lines that look like a list (bullets of Word, a. b. c., a list that begins at 2 below a sentence), a table of
 *     tabs, and ** that opens or closes nothing. Half a link is an error.
 *   - Control characters and noncharacters become U+FFFD, so that byte 1, which marks the way to the root in addresses
 *     from the caller, cannot come from content.
 *
 * SCSS (the Sass 3.5 of libsass) goes through a child process with limits on time, memory and output;
 * src/markup/style.c is the only includer of <sass/context.h>.
 *
 * Example:
 *
 *     wz_markup_options options = {.heading = 2};
 *     wz_fragment f = wz_markup_render(arena, diags, WZ_STR("Zie [de wet](https://wetten.overheid.nl/).\n"), &options);
 *     // f.html: <p>Zie <a href="https://wetten.overheid.nl/" rel="external">de wet</a>.</p>\n
 *     // f.text: Zie de wet.
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
#define WZ_STYLE_MEMORY    (512L << 20) /* address space of the child beyond its start; not under AddressSanitizer */
#define WZ_STYLE_OUTPUT    (16 << 20)   /* bytes of CSS */
#define WZ_STYLE_FILES     500          /* files that one style sheet imports, itself included */
#define WZ_STYLE_INPUT     (16 << 20)   /* bytes of those files together */

/* Where the bytes of the text stand in a file. offset and length are bytes of the text. Called for messages and before
 * wz_markup_resolve. */
typedef wz_loc wz_markup_locate(const void *context, ptrdiff_t offset, ptrdiff_t length);

/* Resolves "scheme:rest" (a link to a record, a term or a page) to the address to put in the page. Not asked about
 * mailto and tel. scheme and rest are as typed, entities decoded, and live as long as arena. For a relative path or a
 * #fragment scheme is empty and rest is all of it. {NULL,0} leaves those as typed, and so it does with http and https.
 *   - An address may start with byte 1, which reaches the HTML as it is; the rest is escaped as a URL in an attribute.
 *   - {NULL,0}: the scheme is none of ours. Then the link is forbidden, and markup reports that.
 *   - Empty with a non-NULL ptr: the scheme is ours but the link leads nowhere, and the callback has reported that at
 *     loc. The text stays without the link. */
typedef wz_str wz_markup_resolve(void *context, wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str scheme,
                                 wz_str rest);

typedef struct wz_markup_options {
    int heading;     /* level of the highest heading in the result, 1 to 6; 0 means 2 */
    wz_str anchor;   /* headings get an id: this and their words ("beschrijving-" gives "beschrijving-wat-u-krijgt",
                                 and -2 for the second of a name). It must keep them apart from the other ids of the page,
                                 and consist of letters, digits, - . and _. Empty: no ids */
    wz_arena *texts; /* where the plain text goes when it does not stand in the HTML; NULL: where that goes */
    wz_markup_locate *locate; /* NULL: messages have no place */
    const void *locate_context;
    wz_markup_resolve *resolve; /* NULL: no links to records */
    void *resolve_context;
} wz_markup_options;

typedef struct wz_fragment {
    wz_str html; /* well-formed HTML, safe to put into a page unescaped; never a NULL ptr */
    wz_str text; /* the same as plain text: one line for each paragraph, heading and item (code keeps its lines), no
                    markup, entities decoded; for search, descriptions and feeds */
    bool ok;     /* false: an error was reported, by markup or by the resolve callback; html and text hold what could be
                    rendered, perhaps nothing */
} wz_fragment;

/* Renders a text. It takes time and memory in proportion to the text, within a second or two for the worst text within
 * the limits. For several threads: each its own arena and diagnostics. Reports the limits, bytes that are no UTF-8, and
 * all that is listed above. */
wz_fragment wz_markup_render(wz_arena *arena, wz_diags *diags, wz_str text, const wz_markup_options *options);

/* A compiled style sheet. */
typedef struct wz_style {
    wz_str css;                     /* {NULL,0} after an error */
    const struct wz_sheets *sheets; /* its sources, for places in messages */
} wz_style;

/* Where a file that url() names will be, to write in its place (as seen from the published style sheet). path is that
 * of the file below folder; empty when the address is absolute or leads outside. loc is where it is written, as
 * written. {NULL,0} when it is not there or cannot be had; the callback has reported that. */
typedef wz_str wz_style_resolve(void *context, wz_loc loc, wz_str path, wz_str written);

/* A style sheet that a child process is compiling. */
typedef struct wz_style_job wz_style_job;

/* Begins to compile folder/path (SCSS, or plain CSS when the name ends in .css) to CSS in arena, compressed; plain CSS is passed
 * through as it is. wz_style_finish waits for it and gives the style sheet; between the two the caller has other work to do. Every job
 * must be finished, once: it may have a process and a pipe. Never NULL; what is wrong with the files that it reads is reported at once,
 * the rest by wz_style_finish.
 *
 * A .css file that SCSS imports is not compiled either: it stands in the result where it was imported, as it is. That is
 * where a theme writes what CSS has and libsass has not (ranges in @media, nesting, min() of mixed units, oklch()).
 *
 * @import "a/name" finds a/name.scss, a/_name.scss, a/name.css and a/_name.css, beside the importing file and then
 * beside path, never outside folder; all are read through fs before the child starts, and the child opens no file.
 * Messages put shown ("themes/kaal/") before the path of a file. @warn and @debug become warnings.
 *
 * url(name) means a file beside the file it is written in, or else beside path; one that Sass puts together means a
 * file beside path. resolve is asked for each, and a ?query or #part stays. data: and url(#part) are left alone, and so
 * are all when resolve is NULL. What image-set(), image(), cross-fade() and src() take for an address counts as url().
 *
 * The CSS is the same on every machine, has no byte order mark, and holds no "@use", "@forward", "#{" or "$": where the
 * Sass subset of libsass would have passed them through, that is an error; so is anything that fetches from another
 * site, however it is escaped (@import, url(https://…), url(//…)), and a colour that libsass would compute wrongly.
 *
 * The child is a fork that only computes and answers through a pipe; it never runs the caller's exit handlers. POSIX
 * promises little to a fork of a process with several threads (glibc does make malloc work in one): call this before
 * starting threads where you can. */
wz_style_job *wz_style_start(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str shown,
                             wz_str path);
wz_style wz_style_finish(wz_style_job *job, wz_style_resolve *resolve, void *context);

/* Takes out of the style sheets of one site the declarations of custom properties that nothing reads, and the rules
 * that this leaves empty: a house style declares thousands, of which a site uses some dozens. A property is read when
 * its name stands anywhere but in front of a declaration: in var(), in a condition, in the name of a transition; or,
 * however it stands there, in one of readers (scripts and templates), where the begin of a name that is put together
 * ('--tint-' + n) counts for all that begin so; but not when all that reads it is a property that is not read itself.
 * Where it cannot be sure (braces that do not match, names with escapes) it leaves all as it is. */
void wz_style_prune(wz_arena *arena, wz_style *styles, ptrdiff_t count, const wz_str *readers, ptrdiff_t reader_count);

/* Two custom properties of the root element that are colours, of which one must stand out on the other. */
typedef struct wz_style_pair {
    wz_str text, on;
    wz_loc text_loc, on_loc; /* where the pair is asked for */
    double least;            /* 4.5 for text, 3 for large text and for what is no text (WCAG 2.2, success criteria 1.4.3
                                and 1.4.11) */
} wz_style_pair;

/* Warns of every pair that has too little contrast, in light and in dark, at the place where the first colour is set;
 * and of every one of which the contrast cannot be told.
 *
 * Contrast is that of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) with L = 0.2126 R + 0.7152 G + 0.0722 B, where each of R, G
 * and B is c / 12.92 for c <= 0.04045 and ((c + 0.055) / 1.055)^2.4 above that
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, #dfn-relative-luminance). A colour that lets through is laid over
 * the background first; a background that does cannot be told.
 *
 * A property gets the value that the cascade gives it on the root element: declared for :root, html, * or .root_class,
 * unconditionally or under @media (prefers-color-scheme), screen or all, @supports (which counts as met) or @layer; with
 * var() and its fallbacks (CSS Custom Properties 1). Any other condition counts as not met. Colours are those of
 * wz_colour_parse: hex, rgb(), hsl(), names. */
void wz_style_contrast(wz_arena *arena, wz_diags *diags, const wz_style *styles, ptrdiff_t count, wz_str root_class,
                       const wz_style_pair *pairs, ptrdiff_t pair_count);

#endif
