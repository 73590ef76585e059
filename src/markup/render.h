/* SPDX-License-Identifier: EUPL-1.2 */
/* src/markup/render.h - one text on its way from Markdown to HTML: what markdown.c and standing.c share. */
#ifndef WEGWIJZER_MARKUP_RENDER_H
#define WEGWIJZER_MARKUP_RENDER_H

#include "markup/internal.h"

typedef struct render {
    wz_arena *arena;
    wz_diags *diags;
    const wz_markup_options *options;
    struct cmark_iter *iter;
    wz_places places;
    wz_buf html;
    wz_buf plain;
    bool ok;
    bool stopped;  /* the output is too large */
    int depth;     /* open elements */
    bool deep;     /* something was too deep, and that was reported */
    int levels[6]; /* headings that the current one stands below, as written */
    int level_count;
    int level_before;      /* of the heading before, as written */
    int level;             /* of the open heading, as shown */
    wz_map *ids;           /* of headings */
    wz_arena *scratch;     /* of the same; NULL before the first */
    ptrdiff_t block_html;  /* where the open leaf block started, */
    ptrdiff_t block_plain; /* and its content */
    ptrdiff_t block_content;
    int tildes; /* runs of ~~ in the open block */
    ptrdiff_t tilde_at;
    bool stars;            /* ** that stands in the open block was reported */
    bool half;             /* a half link in it was found */
    int images;            /* open images: their content is not shown */
    ptrdiff_t image_plain; /* where the text of the image starts */
    ptrdiff_t image_at;
    ptrdiff_t image_len;
    bool link_open;
    ptrdiff_t link_html, link_plain;
    ptrdiff_t link_at, link_len;
    wz_str link_url;
} render;

/* render.c: adds a message about bytes of the text; an error makes the whole not ok. */
wz_diag *wz_render_report(render *r, wz_diag_code code, ptrdiff_t at, ptrdiff_t len, wz_str arg);
/* Sets *at to where needle stands in the open block and returns its length, or points at the start of the block. */
ptrdiff_t wz_render_find(render *r, wz_str needle, ptrdiff_t *at);

/* standing.c: what was meant as markup but is none in CommonMark, and stands on the page as it was typed. */

/* At the start of a paragraph; task: it is the first in an item of a list. */
void wz_standing_lines(render *r, bool task);
/* A piece of text. */
void wz_standing_text(render *r, wz_str s);
/* At the end of a block. */
void wz_standing_end(render *r);

#endif
