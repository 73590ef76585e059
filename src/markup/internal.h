/* SPDX-License-Identifier: EUPL-1.2 */
/* src/markup/internal.h - what the files of markup share and nobody else may see. */
#ifndef WEGWIJZER_MARKUP_INTERNAL_H
#define WEGWIJZER_MARKUP_INTERNAL_H

#include "wegwijzer/markup.h"
#include "wegwijzer/url.h"

/* ---- Places in a text (places.c) ---------------------------------------------------------- */

/* Where things stand in the text of one call. cmark gives a line and a column for blocks; this turns them into bytes.
 * Both looking for a string and asking the caller for a place cost time in proportion to the text, so both draw on a
 * budget: a text made of a hundred thousand faults gets less exact places, not a quadratic build. */
typedef struct wz_places {
    const wz_markup_options *options;
    wz_str text;
    ptrdiff_t line; /* the last line asked for, from 1, and where it starts */
    ptrdiff_t line_at;
    ptrdiff_t block; /* the leaf block being rendered: bytes [block, block_end) of the text */
    ptrdiff_t block_end;
    ptrdiff_t cursor; /* in the block: what was found last ends here */
    ptrdiff_t budget;
    wz_loc last;
} wz_places;

void wz_places_begin(wz_places *places, wz_str text, const wz_markup_options *options);
/* Offset of a line and byte column (both from 1), clamped to the text. Cheap when lines are asked for in order. */
ptrdiff_t wz_places_offset(wz_places *places, int line, int column);
/* Makes [from, to) the block that wz_places_find looks in. */
void wz_places_block(wz_places *places, ptrdiff_t from, ptrdiff_t to);
/* Offset of needle in the block, first after what was found before, else anywhere; -1 when it is not there or the
 * budget is spent. */
ptrdiff_t wz_places_find(wz_places *places, wz_str needle);
/* The place of bytes of the text, for a message. */
wz_loc wz_places_loc(wz_places *places, ptrdiff_t offset, ptrdiff_t length);

/* ---- Checks before parsing (guard.c) ------------------------------------------------------ */

/* True when libcmark 0.30.2 can parse the text in about a second; otherwise one error. */
bool wz_markup_guard(wz_diags *diags, wz_places *places);

/* ---- Text (text.c, dialect.c) ------------------------------------------------------------- */

/* Appends s to html escaped and to plain as it is; either may be NULL. Control characters and noncharacters become
 * U+FFFD in both. In an attribute quotes are escaped as well. */
void wz_markup_escape(wz_buf *html, wz_buf *plain, wz_str s, bool attribute);

/* The start of s on one line, for an argument of a message; a copy. */
wz_str wz_text_quote(wz_arena *arena, wz_str s);
/* A new line in HTML, unless there is one. */
void wz_text_break(wz_buf *html);
/* In plain text: a space, unless a word can start here already; the end of a line, if there is anything on it; and no
 * spaces at the start of the line that began at from, where something before the first word was left out. */
void wz_text_space(wz_buf *plain);
void wz_text_end_line(wz_buf *plain);
void wz_text_trim_line(wz_buf *plain, ptrdiff_t from);

/* Where the head of a table with pipes starts in the source of a paragraph, or -1. */
ptrdiff_t wz_dialect_table(wz_str paragraph);
/* True when text holds a footnote: [^1]. */
bool wz_dialect_footnote(wz_str text);

/* ---- Links (links.c) ---------------------------------------------------------------------- */

typedef enum wz_link_kind {
    WZ_LINK_EMPTY,
    WZ_LINK_FORBIDDEN,
    WZ_LINK_SCHEME,   /* a scheme that is not on the allow list: one of ours, or forbidden */
    WZ_LINK_EXTERNAL, /* http, https */
    WZ_LINK_LOCAL     /* relative, #fragment, mailto, tel */
} wz_link_kind;

typedef struct wz_link {
    wz_link_kind kind;
    wz_str url;    /* without white space at the ends; of EXTERNAL as wz_url has it */
    wz_url web;    /* of http and https, and of a guess at what was meant */
    wz_str scheme; /* of SCHEME */
    wz_str rest;
    const char *remedy; /* of FORBIDDEN: what probably has to stand before the address; NULL when there is no guess */
} wz_link;

wz_link wz_link_judge(wz_arena *arena, wz_str url);
/* Appends url for inside href="": what may not stand in a URL as %XX, & and ' as entities. A leading byte 1 passes. */
void wz_link_href(wz_buf *out, wz_str url);

/* ---- Styles ------------------------------------------------------------------------------- */

/* scan.c: the places in a style sheet that matter here, past comments. Not a parser: it need not understand what lies
 * in between. */
typedef enum wz_style_token {
    WZ_STYLE_END,
    WZ_STYLE_STOP,   /* ; { or } */
    WZ_STYLE_IMPORT, /* @import */
    WZ_STYLE_USE,    /* @use or @forward */
    WZ_STYLE_STRING,
    WZ_STYLE_URL,           /* url(...), or a string that image-set(), src() and the like take for an address */
    WZ_STYLE_INDIRECT,      /* var( where such a function takes an address */
    WZ_STYLE_COLOUR,        /* rgba(, hsl( or hsla(, which Sass computes */
    WZ_STYLE_INTERPOLATION, /* #{ */
    WZ_STYLE_VARIABLE,      /* $name, but not the $= of [href$=".pdf"] */
    WZ_STYLE_CHANCE         /* random( or unique-id( */
} wz_style_token;

typedef struct wz_style_scan {
    wz_str text;
    bool scss;       /* // starts a comment */
    ptrdiff_t at;    /* where to go on; 0 to start */
    ptrdiff_t start; /* the token is [start, at) */
    uint64_t images; /* a bit for each parenthesis that is open: does its function take strings for addresses? */
    int round;       /* ( and [ that are open in this statement */
    wz_str value;    /* of a string or url(), without quotes, escapes as written; else the token itself */
} wz_style_scan;

wz_style_token wz_style_next(wz_style_scan *scan);
/* The start of s, as much as fits into room, as a browser reads it: escapes undone, in small letters, without what an
 * address loses. */
wz_str wz_style_plain(wz_str s, char *room, ptrdiff_t size);
/* A copy with blanks in the place of comments. */
wz_str wz_style_without_comments(wz_arena *arena, wz_str text, bool scss);

/* What stands in text from just behind a ( up to the ) that closes it, or the end. */
wz_str wz_style_inside(wz_str text, ptrdiff_t from);

/* A file that takes part in a style sheet. */
typedef struct wz_sheet {
    wz_source source; /* named as messages name it */
    wz_str path;      /* below the folder */
    wz_str text;      /* for the compiler: the source with the addresses of urls.c */
    wz_str bare;      /* the source without its comments, byte for byte in the same place */
} wz_sheet;

/* A url() of a source. */
typedef struct wz_sheet_url {
    wz_str written;
    wz_str path; /* of the file it means, below the folder; empty when there is none, {NULL,0} when Sass still has to
                    put it together */
    wz_loc loc;
    bool asked;
    struct wz_sheet_url *next;
} wz_sheet_url;

typedef struct wz_sheets {
    wz_arena *arena;
    wz_diags *diags;
    wz_fs *fs;
    const char *folder;
    wz_str shown;
    wz_sheet *items; /* the first is the style sheet itself */
    ptrdiff_t count;
    ptrdiff_t bytes;
    wz_sheet_url *urls; /* in the order of the sources */
    wz_sheet_url **last_url;
} wz_sheets;

/* A path being built up, without memory of its own: the child resolves names as well. */
#define WZ_SHEET_PATH 1024
typedef struct wz_sheet_path {
    char bytes[WZ_SHEET_PATH];
    ptrdiff_t len;
} wz_sheet_path;

/* sheet.c: one file, and where things stand in them all. */
bool wz_sheet_is_css(wz_str path);
/* The folder of a file, with its slash; empty at the top. */
wz_str wz_sheet_folder(wz_str file);
/* folder/name without . and .., up to and with the slash before the last part, which is left in *name. False when the
 * path leads outside or is absolute. */
bool wz_sheet_path_start(wz_sheet_path *path, wz_str folder, wz_str *name);
bool wz_sheet_path_add(wz_sheet_path *path, wz_str part);
/* An address with a scheme (data: is no request) or a host, however it is escaped. */
bool wz_sheet_is_remote(wz_str url);
wz_loc wz_sheet_loc(const wz_sheet *sheet, ptrdiff_t from, ptrdiff_t to);
/* True when the declaration around place is one of a custom property, whose value Sass 3.5 copies as it is. */
bool wz_sheet_in_custom_property(wz_str text, ptrdiff_t place);
/* The first min( or max( that Sass computes with both units in it: libsass does not say where that was. */
wz_loc wz_sheets_find_units(const wz_sheets *sheets, wz_str a, wz_str b);
/* The last { of a sheet that is not closed; line 0 when there is none. */
wz_loc wz_sheets_find_brace(const wz_sheets *sheets, ptrdiff_t index);
/* The place in the sources, past comments, of something that was found in the CSS: first in a custom property, else
 * anywhere. */
wz_loc wz_sheets_find_text(const wz_sheets *sheets, wz_str what);

/* urls.c: notes the addresses of files in a source, and gives the compiler a text in which they count from the folder
 * of the first sheet. */
void wz_sheets_note_urls(wz_sheets *sheets, ptrdiff_t index);
/* Puts what resolve answers into finished CSS; {NULL,0} when it refused one. */
wz_str wz_sheets_resolve_urls(wz_sheets *sheets, wz_str css, wz_style_resolve *resolve, void *context);

/* sheets.c: reads path, what it imports, and what those import, all in the parent. False after an error. */
bool wz_sheets_read(wz_sheets *sheets, wz_str path);
/* The index of what name means in an @import of sheet from; -1 when it was not read. Allocates nothing. */
ptrdiff_t wz_sheets_find(const wz_sheets *sheets, ptrdiff_t from, wz_str name);
/* Checks finished CSS for what the compiler should have dealt with and for requests to elsewhere; false after an error. */
bool wz_sheets_check(wz_sheets *sheets, wz_str css);

/* css.c: finished CSS as rules and statements, as far as custom properties need it. */
typedef struct wz_css_rule {
    wz_str prelude;   /* without white space at the ends: a selector, or @media … */
    ptrdiff_t parent; /* -1 at the top */
    ptrdiff_t start;  /* [start, end) from the prelude to behind the } */
    ptrdiff_t end;
} wz_css_rule;

typedef struct wz_css_item {
    ptrdiff_t rule;  /* -1 at the top */
    wz_str name;     /* of a custom property, with its --; empty for anything else */
    wz_str value;    /* of a custom property, without white space at the ends; else the whole statement */
    ptrdiff_t start; /* [start, end), with the ; when there is one */
    ptrdiff_t end;
} wz_css_item;

typedef struct wz_css {
    wz_css_rule *rules; /* a rule comes after its parent */
    ptrdiff_t rule_count;
    wz_css_item *items;
    ptrdiff_t item_count;
} wz_css;

/* False when braces do not match: then nobody should draw conclusions from the result. */
bool wz_css_read(wz_arena *arena, wz_str css, wz_css *out);
/* The next name of a custom property in text from *at on, however it is used; empty at the end. */
wz_str wz_css_mention(wz_str text, ptrdiff_t *at);

/* colour.c: sRGB from 0 to 1. */
typedef struct wz_colour {
    double red, green, blue, alpha;
} wz_colour;

/* Hex, rgb(), rgba(), hsl(), hsla() and the names of CSS Color 4. False for anything else. */
bool wz_colour_parse(wz_str text, wz_colour *out);
/* The contrast of text on an opaque background, 1 to 21 (wegwijzer/markup.h says how). */
double wz_colour_contrast(wz_colour text, wz_colour background);

/* style.c: wz_style_start with other limits, for tests. */
typedef struct wz_style_limits {
    int seconds;
    long memory;
    ptrdiff_t output;
} wz_style_limits;
wz_style_job *wz_style_start_within(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str shown,
                                    wz_str path, const wz_style_limits *limits);

#endif
