/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/serve.h - the preview: builds the site in memory at every save, and serves it to browsers on this machine.
 *
 * Always a whole build from the files as they are, so nothing that was deleted or renamed is ever shown. Nothing is
 * written to disk. The files of the site are those of wz_site_build, byte for byte, but for pages of HTML: these get the
 * bar with messages and a script before </body>, and the script asks for the next build and reloads its page.
 *
 * What is served:
 *   - only to 127.0.0.1 and ::1, and only when Host is localhost, 127.0.0.1 or [::1] with the port (else 403), so that a
 *     page elsewhere cannot read it under a name of its own; only GET and HEAD (405);
 *   - paths are decoded once; a NUL, a backslash, a part "..", a "%" that is none: 400. x gives 301 to x/ where that is a
 *     page; what is not there gives 404 with the site's own page;
 *   - headers as in the site's own file _headers, but for those about a lasting address (Strict-Transport-Security), about
 *     keeping (Cache-Control: it is no-store) and about other origins (Access-Control-Allow-Origin: a proposal is read
 *     by nobody else). Types by the end of the name;
 *   - while no build was good: 503 and the messages, on every address; after that the last good site, with the messages of
 *     a newer build in the bar.
 *   - .wegwijzer/serve.js, serve.css and versie?na=N: what there is after build N, answered when there is something newer, or
 *     with 204 after 25 seconds: {"nummer", "site": the last good build, "balk": the bar as HTML}.
 *
 * A save is noticed by inotify, or where that does not work (shared folders, no watches left) by looking twice a second.
 * After 40 ms of quiet, at most 300, what lies in content/, templates/ and themes/ is compared by path, size, time and
 * number with what it was; only a difference starts a build. A change during a build makes that build outdated: it is
 * thrown away.
 *
 * SIGINT, SIGTERM and SIGHUP (unless that is ignored) end it; they are blocked when it returns. The base URL of the site is
 * http://localhost:PORT/.
 *
 * Example:
 *
 *     wz_serve_options options = {.fs = &fs, .folder = ".", .lang = WZ_STR("nl"), .workers = wz_pool_default()};
 *     if (!wz_serve(arena, diags, &options))
 *         return; // no port, no memory: diags says which
 */
#ifndef WEGWIJZER_SERVE_H
#define WEGWIJZER_SERVE_H

#include "wegwijzer/site.h"

#define WZ_SERVE_PORT  8000 /* when none is asked for, or the first free one after it */
#define WZ_SERVE_PORTS 10

typedef enum wz_serve_what {
    WZ_SERVE_MOVED,     /* the first port was taken: port is another one */
    WZ_SERVE_READY,     /* url can be opened */
    WZ_SERVE_POLLING,   /* this folder gives no notice of changes: it is looked at twice a second */
    WZ_SERVE_BUILT,     /* a build is done; what follows is about it */
    WZ_SERVE_NO_BROWSER /* it could not be started */
} wz_serve_what;

typedef struct wz_serve_news {
    wz_serve_what what;
    int port;
    wz_str url;
    wz_diags *diags; /* sorted; gone afterwards, like result */
    const wz_site_result *result;
    bool good;       /* the site was made: it is what is served now */
    ptrdiff_t files; /* how many changed since the last build that was shown; 0 of the first */
    int64_t ns;      /* how long it took */
} wz_serve_news;

/* Called by the thread that called wz_serve. */
typedef void wz_serve_hear(void *context, const wz_serve_news *news);

typedef struct wz_serve_options {
    wz_fs *fs;
    const char *folder;   /* project folder */
    wz_str lang;          /* of the messages: nl or en */
    wz_date today, clock; /* as in wz_site_options */
    int workers;
    int port;            /* 0: WZ_SERVE_PORT, or the first free one of the WZ_SERVE_PORTS after it */
    bool poll;           /* look twice a second, whatever the folder says */
    bool open;           /* start the browser: xdg-open, or wslview; no other process is started */
    wz_serve_hear *hear; /* NULL: nobody */
    void *hearer;        /* its context */
} wz_serve_options;

/* Returns when a signal asks for it: true. False, with a diagnostic: the port is taken, the server cannot be started. */
bool wz_serve(wz_arena *arena, wz_diags *diags, const wz_serve_options *options);

#endif
