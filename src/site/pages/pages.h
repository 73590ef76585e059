/* src/site/pages/pages.h - the fourth room of the site: the view of one page. */
#ifndef WEGWIJZER_SITE_PAGES_H
#define WEGWIJZER_SITE_PAGES_H

#include "site/view/view.h"

/* Everything its template sees. */
wz_value site_view_page(const site *s, wz_arena *arena, const page *p);
/* By symbol: which names some view defines. */
bool *site_view_defined(const site *s);

#endif
