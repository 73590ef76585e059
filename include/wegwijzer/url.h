/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/url.h - web addresses: the one place that takes an address apart.
 *
 * The grammar is that of RFC 3986, read by liburiparser (src/base/url.c is its only includer). Around it stands what that
 * library leaves to its user: what a browser forgives is put right before (section 6.2.2: scheme and host in small
 * letters; what may not stand in a URI as %XX), what no address of a site may have is refused after (a user name, a port
 * that does not exist, no host), and what was probably meant is proposed.
 *
 * Who has an address asks here: the field type, Markdown, style sheets, the configuration and the command line.
 *
 * Example:
 *
 *     wz_url url;
 *     wz_url_read(arena, WZ_STR("Https://WWW.Example.org:8080/a|b?q=1#c"), WZ_URL_SITE, &url);
 *     // url.href  https://www.example.org:8080/a%7Cb?q=1#c
 *     // url.host  www.example.org
 *     bool ok = wz_url_check(arena, diags, WZ_NOWHERE, WZ_STR("www.example.org/x"), WZ_URL_SITE, &url);
 *     // false: 'www.example.org/x' is no web address, did you mean 'https://www.example.org/x'?
 */
#ifndef WEGWIJZER_URL_H
#define WEGWIJZER_URL_H

#include "wegwijzer/base.h"

#define WZ_URL_LONGEST 2000 /* bytes of an address, encoded; what browsers and servers agree on */

/* Why an address is none of the web. */
typedef enum wz_url_fault {
    WZ_URL_GOOD,
    WZ_URL_SCHEME, /* neither http nor https, or none at all */
    WZ_URL_USER,   /* https://overheid.nl@elsewhere.example leads elsewhere */
    WZ_URL_HOST,   /* none, or one that cannot be */
    WZ_URL_PORT,   /* 0, above 65535, or no number */
    WZ_URL_BROKEN /* white space, quotes, angle brackets, backslashes, control characters; or longer than WZ_URL_LONGEST */
} wz_url_fault;

typedef enum wz_url_use {
    WZ_URL_ANY, /* http or https, and any host: localhost, an IP address */
    WZ_URL_SITE /* the same, and the host is a name with a dot in it, as every site for readers has */
} wz_url_use;

/* All parts are in the arena, or literals. After a fault only text, fault and meant are set. */
typedef struct wz_url {
    wz_url_fault fault;
    wz_str text;   /* as given, without white space at the ends */
    wz_str href;   /* the whole, as HTML wants it in an href */
    wz_str scheme; /* in small letters */
    wz_str host;   /* as people read it: small letters, without user, port and brackets; an IDN is not encoded */
    wz_str port;   /* empty when there is none */
    wz_str path;   /* encoded; from its / on, or empty */
    wz_str query;  /* without its ?; ptr NULL when there is none */
    wz_str fragment;
    wz_str meant; /* after a fault: the address that was probably meant; {NULL,0} when there is no guess */
} wz_url;

/* Reads an address of the web. False when it is none. Reports nothing. */
bool wz_url_read(wz_arena *arena, wz_str text, wz_url_use use, wz_url *out);
/* The same for the address below which a whole site stands: any host, a / at the end, no query and no fragment. */
bool wz_url_read_base(wz_arena *arena, wz_str text, wz_url *out);
/* As wz_url_read, and reports: what is wrong with it, with what was meant; and, as a warning, what makes a good address a bad
 * link (wz_url_direct), with the one to use. False after an error. */
bool wz_url_check(wz_arena *arena, wz_diags *diags, wz_loc loc, wz_str text, wz_url_use use, wz_url *out);
/* Reports the fault of an address that wz_url_read refused. */
void wz_url_report(wz_diags *diags, wz_loc loc, const wz_url *url);
/* The address behind one that goes by way of a scanner of mail, a search engine or a counter of visits (safelinks,
 * urldefense, utm_…), or that took the end of a sentence along ("…/x)."). {NULL,0} when there is nothing to say. */
wz_str wz_url_direct(wz_arena *arena, const wz_url *url);
/* An address of a service that makes addresses short: where it leads is to be seen nowhere, and ends when the service does. */
bool wz_url_is_short(const wz_url *url);
/* An address that only people of one network or organisation can open. */
bool wz_url_is_internal(const wz_url *url);
/* The first address of the web in a text, without the punctuation after it: what begins with https://, http:// or, at the start
 * of a word, www. {NULL,0} when there is none. And the first address of mail. */
wz_str wz_url_in_text(wz_str text);
wz_str wz_url_mail_in_text(wz_str text);
/* The scheme of a reference, as a browser reads it and in the letters that are written; {NULL,0} when it has none and so is
 * relative. */
wz_str wz_url_scheme(wz_str reference);
/* Whether reference has this scheme, which is in small letters; then *rest is what stands behind the colon. */
bool wz_url_is(wz_str reference, wz_str scheme, wz_str *rest);
/* Without %XX. */
wz_str wz_url_decode(wz_arena *arena, wz_str s);
/* Appends s, which may be any part of an address or a reference: what may not stand in a URI as %XX, and a % that starts
 * no such code as %25. [ and ] as well, as they may only stand round an IP address. */
void wz_url_encode(wz_buf *out, wz_str s);
/* Appends a text for inside a query or the subject of a mail (RFC 3986, 2.3): all but letters, digits and - . _ ~ as
 * %XX. */
void wz_url_encode_text(wz_buf *out, wz_str s);

#endif
