/* src/site/output/output.h - the last room of the site: loading, quarantine, rendering, publishing, and answers. */
#ifndef WEGWIJZER_SITE_OUTPUT_H
#define WEGWIJZER_SITE_OUTPUT_H

#include "site/pages/pages.h"

/* load.c */
int64_t site_now_ns(void);
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
/* fragments.c: reports links to a part of this page that it does not have. */
void site_check_fragments(wz_arena *scratch, wz_diags *diags, const page *p, wz_str html);
/* symbols.c: takes out of a page of HTML each <symbol id="x"> that it does not use: "#x" occurs nowhere, neither in a
 * <use> nor, for a script, in an attribute. */
void site_drop_symbols(wz_buf *out);
/* render.c: publication NULL only checks. */
void site_render(site *s, wz_publication *publication, wz_site_result *result);

#endif
