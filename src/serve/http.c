/* SPDX-License-Identifier: EUPL-1.2 */
/* The server: what is shown now, who waits for something newer, and an answer to each request. The only file that knows
 * libmicrohttpd. One thread of the library for each of the two addresses of this machine; everything they share with the
 * rest is behind one lock. */
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/serve.h"

#define WAIT_MS     25000 /* a browser that asks for something newer is answered by then */
#define CONNECTIONS 1000
#define IDLE        60 /* seconds */
#define SOCKETS     2

/* What is said of the files of the preview itself, and of its page of faults. */
#define OWN_RULES                                                                                                      \
    "*\n Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'\n"       \
    " X-Content-Type-Options: nosniff\n Referrer-Policy: no-referrer\n"
static const wz_str own_rules = {OWN_RULES, sizeof OWN_RULES - 1};

/* One request, from its first line until it is answered. */
typedef struct request request;
struct request {
    char *target;
    struct MHD_Connection *connection;
    int64_t until; /* milliseconds; 0: it does not wait */
    bool begun;    /* its headers were seen */
    request *next; /* of those that wait, the longest first */
};

struct serve_http {
    const wz_serve_options *options;
    int port, sockets[SOCKETS], socket_count;
    wz_str base_url;
    struct MHD_Daemon *daemons[SOCKETS];
    pthread_mutex_t lock; /* of all below */
    serve_site *site;     /* NULL: none was good yet */
    long number, shown;   /* of the last build, and of the last good one */
    wz_buf bar;
    request *waiting;
    bool closing;
};

/* ---- Answers --------------------------------------------------------------------------------- */

typedef struct answer {
    unsigned status;
    wz_str type, rules, path; /* path: for the rules */
    wz_str location;
    wz_buf body;
} answer;

static void add_header(void *context, wz_str name, wz_str value)
{
    char key[128], text[4096];
    snprintf(key, sizeof key, "%.*s", WZ_ARG(name));
    snprintf(text, sizeof text, "%.*s", WZ_ARG(value));
    MHD_add_response_header(context, key, text);
}

static enum MHD_Result send_answer(struct MHD_Connection *connection, answer *a)
{
    struct MHD_Response *r = MHD_create_response_from_buffer((size_t)a->body.len, a->body.ptr, MHD_RESPMEM_MUST_COPY);
    wz_buf_free(&a->body);
    if (r == NULL)
        return MHD_NO;
    add_header(r, WZ_STR("Cache-Control"), WZ_STR("no-store"));
    if (a->type.len > 0)
        add_header(r, WZ_STR("Content-Type"), a->type);
    if (a->location.len > 0)
        add_header(r, WZ_STR("Location"), a->location);
    if (a->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        add_header(r, WZ_STR("Allow"), WZ_STR("GET, HEAD"));
    serve_headers(a->rules, a->path, add_header, r);
    enum MHD_Result result = MHD_queue_response(connection, a->status, r);
    MHD_destroy_response(r);
    return result;
}

static void plain(answer *a, unsigned status, const char *text)
{
    a->status = status;
    a->type = WZ_STR("text/plain; charset=utf-8");
    wz_buf_format(&a->body, "%u %s\n", status, text);
}

static const wz_str *file_of(const serve_http *h, wz_str path)
{
    return h->site != NULL ? wz_map_get(h->site->files, path) : NULL;
}

static void answer_file(serve_http *h, answer *a, wz_str path, wz_str bytes)
{
    a->type = serve_type(path);
    if (!wz_str_starts(a->type, WZ_STR("text/html")))
        wz_buf_add(&a->body, bytes);
    else if (a->status != MHD_HTTP_NOT_FOUND)
        serve_page(&a->body, bytes, wz_buf_str(&h->bar), h->number, h->shown);
    else {
        wz_buf here = {0};
        serve_page_here(&here, bytes, h->base_url);
        serve_page(&a->body, wz_buf_str(&here), wz_buf_str(&h->bar), h->number, h->shown);
        wz_buf_free(&here);
    }
}

/* A file of the site, under the lock. */
static void answer_site(serve_http *h, wz_arena *arena, answer *a, wz_str path, wz_str target)
{
    const wz_str index = WZ_STR("index.html"), missing = WZ_STR("404.html");
    const wz_str *rules = file_of(h, WZ_STR("_headers")), *file;
    wz_str query, bare = wz_str_cut(target, '?', &query);
    a->rules = rules != NULL ? *rules : own_rules;
    a->path = path;
    if (path.len == 0 || wz_str_ends(path, WZ_STR("/")))
        path = wz_format(arena, "%.*s%.*s", WZ_ARG(path), WZ_ARG(index));
    if ((file = file_of(h, path)) != NULL) {
        a->status = MHD_HTTP_OK;
        answer_file(h, a, path, *file);
    } else if (file_of(h, wz_format(arena, "%.*s/%.*s", WZ_ARG(path), WZ_ARG(index))) != NULL) {
        plain(a, MHD_HTTP_MOVED_PERMANENTLY, "Moved Permanently");
        a->location = wz_format(arena, "%.*s/%s%.*s", WZ_ARG(bare), query.ptr != NULL ? "?" : "", WZ_ARG(query));
    } else if ((file = file_of(h, missing)) != NULL) {
        a->status = MHD_HTTP_NOT_FOUND;
        answer_file(h, a, missing, *file);
    } else {
        plain(a, MHD_HTTP_NOT_FOUND, "Not Found");
    }
}

static void answer_state(serve_http *h, answer *a)
{
    wz_json json = {.out = &a->body};
    a->status = MHD_HTTP_OK;
    a->type = WZ_STR("application/json");
    wz_json_open(&json, '{');
    wz_json_key(&json, WZ_STR("nummer"));
    wz_json_number(&json, h->number);
    wz_json_key(&json, WZ_STR("site"));
    wz_json_number(&json, h->shown);
    wz_json_key(&json, WZ_STR("balk"));
    wz_json_string(&json, h->bar.len > 0 ? wz_buf_str(&h->bar) : WZ_STR(""));
    wz_json_close(&json, '}');
}

/* The preview's own files. */
static void answer_own(serve_http *h, answer *a, wz_str name)
{
    bool script = wz_str_equal(name, WZ_STR("serve.js")), style = wz_str_equal(name, WZ_STR("serve.css"));
    a->rules = own_rules;
    if (wz_str_equal(name, WZ_STR("versie"))) {
        answer_state(h, a);
        return;
    }
    if (!script && !style) {
        plain(a, MHD_HTTP_NOT_FOUND, "Not Found");
        return;
    }
    a->status = MHD_HTTP_OK;
    a->type = serve_type(name);
    wz_buf_add(&a->body, script ? serve_script() : serve_style());
}

static void answer_path(serve_http *h, wz_arena *arena, answer *a, wz_str path, wz_str target)
{
    const wz_str own = WZ_STR(SERVE_OWN);
    if (wz_str_starts(path, own)) {
        answer_own(h, a, wz_str_slice(path, own.len, path.len));
    } else if (h->site == NULL) {
        a->status = MHD_HTTP_SERVICE_UNAVAILABLE;
        a->type = WZ_STR("text/html; charset=utf-8");
        a->rules = own_rules;
        serve_fault_page(&a->body, wz_buf_str(&h->bar), h->options->lang, h->number);
    } else {
        answer_site(h, arena, a, path, target);
    }
}

/* Whether the request has to wait for something newer than it knows; under the lock. */
static bool must_wait(const serve_http *h, const request *q, wz_str path)
{
    const char *known = MHD_lookup_connection_value(q->connection, MHD_GET_ARGUMENT_KIND, "na");
    long number = -1;
    return wz_str_equal(path, WZ_STR(SERVE_OWN "versie")) && !h->closing &&
           wz_str_number(wz_str_from(known), 999999999999999999, &number) && number == h->number;
}

static void start_waiting(serve_http *h, request *q)
{
    request **end = &h->waiting;
    while (*end != NULL)
        end = &(*end)->next;
    q->next = NULL;
    q->until = wz_now_ms() + WAIT_MS;
    *end = q;
    MHD_suspend_connection(q->connection);
}

/* False: the request waits. */
static bool find_answer(serve_http *h, wz_arena *arena, request *q, const char *method, answer *a)
{
    wz_str target = wz_str_from(q->target), path;
    const char *host = MHD_lookup_connection_value(q->connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
    a->rules = own_rules;
    if (!serve_host(wz_str_from(host), h->port)) {
        plain(a, MHD_HTTP_FORBIDDEN, "Forbidden");
    } else if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0) {
        plain(a, MHD_HTTP_METHOD_NOT_ALLOWED, "Method Not Allowed");
    } else if (!serve_path(arena, target, &path)) {
        plain(a, MHD_HTTP_BAD_REQUEST, "Bad Request");
    } else {
        pthread_mutex_lock(&h->lock);
        bool waited = q->until != 0, waits = must_wait(h, q, path);
        if (waits && !waited)
            start_waiting(h, q);
        else if (waits)
            a->status = MHD_HTTP_NO_CONTENT;
        else
            answer_path(h, arena, a, path, target);
        pthread_mutex_unlock(&h->lock);
        return !waits || waited;
    }
    return true;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **of_request)
{
    serve_http *h = context;
    request *q = *of_request;
    answer a = {0};
    (void)url, (void)version, (void)upload;
    if (q == NULL)
        return MHD_NO; /* no memory */
    bool first = !q->begun,
         reads = strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    q->begun = true;
    if (reads && (first || *upload_size > 0)) { /* an answer at once would end the connection */
        *upload_size = 0;
        return MHD_YES;
    }
    q->connection = connection;
    wz_arena *arena = wz_arena_new(NULL);
    enum MHD_Result result = find_answer(h, arena, q, method, &a) ? send_answer(connection, &a) : MHD_YES;
    wz_arena_free(arena);
    return result;
}

/* The target as it was sent: what the library hands on is decoded already. */
static void *begin_request(void *context, const char *target, struct MHD_Connection *connection)
{
    request *q = calloc(1, sizeof *q);
    (void)context, (void)connection;
    if (q != NULL && (q->target = strdup(target)) == NULL) {
        free(q);
        q = NULL;
    }
    return q;
}

static void end_request(void *context, struct MHD_Connection *connection, void **of_request,
                        enum MHD_RequestTerminationCode why)
{
    request *q = *of_request;
    (void)context, (void)connection, (void)why;
    if (q != NULL)
        free(q->target);
    free(q);
    *of_request = NULL;
}

/* ---- Those who wait -------------------------------------------------------------------------- */

/* Goes on with the requests that waited until a time; under the lock. */
static void wake(serve_http *h, int64_t until)
{
    while (h->waiting != NULL && h->waiting->until <= until) {
        request *q = h->waiting;
        h->waiting = q->next;
        MHD_resume_connection(q->connection);
    }
}

void serve_http_tick(serve_http *http)
{
    pthread_mutex_lock(&http->lock);
    wake(http, wz_now_ms());
    pthread_mutex_unlock(&http->lock);
}

void serve_http_show(serve_http *http, serve_site *site, wz_diags *diags)
{
    wz_buf bar = {0};
    serve_bar(&bar, diags, http->options->lang, site != NULL);
    pthread_mutex_lock(&http->lock);
    serve_site *old = site != NULL ? http->site : NULL;
    wz_buf_free(&http->bar);
    http->bar = bar;
    http->number++;
    if (site != NULL) {
        http->site = site;
        http->shown = http->number;
    }
    wake(http, INT64_MAX);
    pthread_mutex_unlock(&http->lock);
    serve_site_free(old);
}

/* ---- Sockets --------------------------------------------------------------------------------- */

/* A socket that listens at this machine only; -1 with errno. */
static int listen_at(int family, int port)
{
    struct sockaddr_in four = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct sockaddr_in6 six = {
        .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    const struct sockaddr *address = family == AF_INET ? (const void *)&four : (const void *)&six;
    int s = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;
    if (s < 0)
        return -1;
    (void)setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (family == AF_INET6)
        (void)setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(s, address, family == AF_INET ? sizeof four : sizeof six) == 0 && listen(s, 128) == 0)
        return s;
    int why = errno;
    close(s);
    errno = why;
    return -1;
}

static void close_sockets(serve_http *h)
{
    while (h->socket_count > 0)
        close(h->sockets[--h->socket_count]);
}

/* Both addresses, so that nobody else answers to the name localhost; a machine without IPv6 has one. */
static bool take_port(serve_http *h, int port)
{
    static const int families[SOCKETS] = {AF_INET, AF_INET6};
    h->port = port;
    for (int i = 0; i < SOCKETS; i++) {
        int s = listen_at(families[i], port);
        if (s >= 0)
            h->sockets[h->socket_count++] = s;
        else if (i == 0 || errno == EADDRINUSE || errno == EACCES) {
            int why = errno;
            close_sockets(h);
            errno = why;
            return false;
        }
    }
    return true;
}

serve_http *serve_http_new(wz_arena *arena, wz_diags *diags, const wz_serve_options *options)
{
    serve_http *h = wz_new(arena, serve_http, 1);
    int first = options->port > 0 ? options->port : WZ_SERVE_PORT;
    int last = options->port > 0 ? first : first + WZ_SERVE_PORTS;
    bool taken = false;
    h->options = options;
    h->number = (long)time(NULL) * 1000; /* a tab that an earlier preview left open sees that this is another */
    pthread_mutex_init(&h->lock, NULL);
    for (int port = first; port <= last && !taken; port++)
        taken = take_port(h, port);
    if (!taken) {
        wz_str number = wz_format(arena, "%d", first), to = wz_format(arena, "%d", last);
        if (errno != EADDRINUSE)
            wz_report(diags, SERVE_NO_SERVER, WZ_NOWHERE, wz_str_copy(arena, wz_str_from(strerror(errno))));
        else if (first == last)
            wz_report(diags, SERVE_PORT_TAKEN, WZ_NOWHERE, number);
        else
            wz_report(diags, SERVE_PORTS_TAKEN, WZ_NOWHERE, number, to);
        return NULL;
    }
    h->base_url = wz_format(arena, "http://localhost:%d/", h->port);
    return h;
}

int serve_http_port(const serve_http *http)
{
    return http->port;
}

bool serve_http_start(wz_diags *diags, serve_http *http)
{
    for (int i = 0; i < http->socket_count; i++) {
        http->daemons[i] =
            MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, http,
                             MHD_OPTION_LISTEN_SOCKET, http->sockets[i], MHD_OPTION_URI_LOG_CALLBACK, begin_request,
                             NULL, MHD_OPTION_NOTIFY_COMPLETED, end_request, NULL, MHD_OPTION_CONNECTION_LIMIT,
                             (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE, MHD_OPTION_END);
        if (http->daemons[i] == NULL) {
            wz_report(diags, SERVE_NO_SERVER, WZ_NOWHERE, WZ_STR("libmicrohttpd"));
            return false;
        }
    }
    return true;
}

void serve_http_stop(serve_http *http)
{
    pthread_mutex_lock(&http->lock);
    http->closing = true;
    wake(http, INT64_MAX);
    pthread_mutex_unlock(&http->lock);
    for (int i = 0; i < http->socket_count; i++)
        if (http->daemons[i] != NULL)
            MHD_stop_daemon(http->daemons[i]); /* closes its socket */
        else
            close(http->sockets[i]);
    serve_site_free(http->site);
    wz_buf_free(&http->bar);
    pthread_mutex_destroy(&http->lock);
}
