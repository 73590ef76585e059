/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/pages/pages.h - the fourth room of the site: the view of one page. */
#ifndef WEGWIJZER_SITE_PAGES_H
#define WEGWIJZER_SITE_PAGES_H

#include "site/view/view.h"

/* Everything its template sees. */
wz_value site_view_page(const site *s, wz_arena *arena, const page *p);
/* lists.c: of a feed the entries of this page and the addresses of the others, as members of its object; the files that
 * outputs say something of; the pages that readers look for, each with the day of its last change. */
void site_view_feed(const site *s, wz_arena *arena, const page *p, wz_object *o);
void site_view_titles(const site *s, wz_arena *arena, const page *p, wz_object *o); /* likewise of records by title */
wz_value site_view_files(const site *s, wz_arena *arena);
wz_value site_view_listed(const site *s, wz_arena *arena);
wz_str site_page_title(const page *p); /* what it is about; {NULL,0}: it stands by itself */
/* changed.c: what changed, on the page of a preview that lists it; false when it is not known. */
wz_value site_view_changed(const site *s, wz_arena *arena);
/* By symbol: which names some view defines. */
bool *site_view_defined(const site *s);

#endif
