/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/output/output.h - the last room of the site: loading, quarantine, rendering, publishing, and answers. */
#ifndef WEGWIJZER_SITE_OUTPUT_H
#define WEGWIJZER_SITE_OUTPUT_H

#include "site/pages/pages.h"

/* load.c */
void site_start(site *s, wz_arena *arena, wz_diags *diags, const wz_site_options *options);
/* Everything up to the pages. Parts that do not depend on one another go on after a fault in one, so that all faults
 * come out together. False: there is nothing to render. */
bool site_prepare(site *s, wz_site_result *result);
/* Moves the messages of the workers to those of the site. */
void site_gather(site *s);
/* quarantine.c: a site that is ready to render, or not. */
site *site_make(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_site_result *result, bool *ready);
/* Sorts the messages; wz_site_free frees the site. */
void site_finish(site *s, wz_site_result *result);
/* fragments.c: a template's link to a part of another page, which is looked up when all pages are made. */
typedef struct page_wish {
    ptrdiff_t target;
    wz_str fragment;
    const page *from; /* the first page that has it */
} page_wish;
/* Reports links to a part of this page that it does not have, and adds what its links want of other pages to wishes. */
void site_check_links(site *s, wz_arena *arena, wz_arena *scratch, wz_diags *diags, wz_map *wishes, const page *p,
                      wz_str html);
void site_check_fragments(wz_arena *scratch, wz_diags *diags, const late_link *wanted, wz_str html);
/* places: of what this was called for before; in arena. */
late_link *site_wish_link(const site *s, wz_arena *arena, wz_map *places, const page_wish *wish);
/* words.c: html, or what was put in out in its place. */
wz_str site_first_words(const site *s, wz_arena *scratch, const page *p, wz_str html, wz_buf *out);
/* symbols.c: takes out of a page of HTML each <symbol id="x"> that it does not use: "#x" occurs nowhere, neither in a
 * <use> nor, for a script, in an attribute. */
void site_drop_symbols(wz_buf *out);
/* render.c: publication NULL only checks. */
void site_render(site *s, wz_publication *publication, wz_site_result *result);

#endif
