/* SPDX-License-Identifier: EUPL-1.2 */
/* src/serve/serve.h - what the files of the preview share: address and page (pure), watch, open, build, http, serve. */
#ifndef WEGWIJZER_SERVE_SERVE_H
#define WEGWIJZER_SERVE_SERVE_H

#include <pthread.h>

#include "wegwijzer/serve.h"

#define SERVE_OWN ".wegwijzer/" /* below here are the files of the preview itself */

/* assets.c */
wz_str serve_script(void);
wz_str serve_style(void);

/* address.c */
/* The path of a request line, without its first slash and its query, decoded. False: it is none. */
bool serve_path(wz_arena *arena, wz_str target, wz_str *path);
bool serve_host(wz_str host, int port); /* whether it names this server */
wz_str serve_type(wz_str path);         /* the media type */
/* Calls add for each header that rules (the text of a file _headers) has for the path, without those that the preview
 * sets or leaves out. */
typedef void serve_add(void *context, wz_str name, wz_str value);
void serve_headers(wz_str rules, wz_str path, serve_add *add, void *context);

/* page.c: HTML, in the language of the messages. */
/* The bar with the messages of a build; nothing when there are none. */
void serve_bar(wz_buf *out, wz_diags *diags, wz_str lang, bool good);
/* The page with the messages while there is no site. */
void serve_fault_page(wz_buf *out, wz_str bar, wz_str lang, long number);
/* html with the bar and the script in it; a page that only forwards stays as it is. */
void serve_page(wz_buf *out, wz_str html, wz_str bar, long number, long site);
/* html with its links to base (the address of this server) from the root, whatever name it was asked by. */
void serve_page_here(wz_buf *out, wz_str html, wz_str base);

/* watch.c */
typedef struct serve_watch serve_watch;
serve_watch *serve_watch_new(const char *folder, bool poll);
void serve_watch_free(serve_watch *watch);
bool serve_watch_polls(const serve_watch *watch);
int serve_watch_descriptor(const serve_watch *watch); /* becomes readable; -1 when it polls */
bool serve_watch_read(serve_watch *watch); /* takes what is there: whether it may concern a file of the site */
/* Looks at all files. True when something differs from what was seen before; *partial: an editor may be half way, since
 * a file that differs is empty or gone. */
bool serve_watch_look(serve_watch *watch, bool *partial);
void serve_watch_see(serve_watch *watch);        /* what was looked at last is what is seen now */
ptrdiff_t serve_watch_count(serve_watch *watch); /* files that differ between what is seen and what was shown */
void serve_watch_show(serve_watch *watch);       /* what is seen is what is shown now */

/* open.c: the process, or -1. */
pid_t serve_open(const char *url);

/* build.c */
/* The files of a site. */
typedef struct serve_site {
    wz_arena *arena;
    wz_map *files; /* wz_str * by path */
    pthread_mutex_t lock;
} serve_site;
void serve_site_free(serve_site *site); /* NULL is allowed */

typedef struct serve_build {
    const wz_serve_options *options;
    wz_str base_url;
    wz_arena *arena;
    wz_diags *diags;
    wz_site_result result;
    serve_site *site;
    bool good;
    int64_t ns;
    int done; /* a descriptor that tells */
    pthread_t thread;
} serve_build;
bool serve_build_start(serve_build *build); /* options, base_url and done are set */
void serve_build_wait(serve_build *build);
void serve_build_free(serve_build *build); /* but for the site, which the caller may have taken */

/* http.c */
typedef struct serve_http serve_http;
/* Takes a port; requests wait until serve_http_start. NULL with a diagnostic. */
serve_http *serve_http_new(wz_arena *arena, wz_diags *diags, const wz_serve_options *options);
int serve_http_port(const serve_http *http);
bool serve_http_start(wz_diags *diags, serve_http *http);
/* From here on this is what is served; site NULL: the last good one stays. Wakes those who wait. */
void serve_http_show(serve_http *http, serve_site *site, wz_diags *diags);
void serve_http_tick(serve_http *http); /* answers who waits too long */
void serve_http_stop(serve_http *http);

#endif
