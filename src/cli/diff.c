/* SPDX-License-Identifier: EUPL-1.2 */
/* diff: what a change does to a catalogue. */
#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "wegwijzer/edit.h"

#define REPORT_LIMIT 60000 /* bytes: a comment on a Git host takes 65,536 */

/* The pages of one of the two sites, as they are made. */
typedef struct pages {
    pthread_mutex_t lock;
    wz_arena *arena;
    wz_diff_page *items;
    ptrdiff_t count, cap;
} pages;

/* The bytes without the marks in names of files (name.1f2e3d4c.js): those change with the other file, and the page does not. */
static uint64_t hash_of(wz_str bytes)
{
    wz_buf out = {0};
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < bytes.len; i++) {
        ptrdiff_t end = i + 1;
        while (bytes.ptr[i] == '.' && end < bytes.len && isxdigit((unsigned char)bytes.ptr[end]))
            end++;
        if (end - i > 8 && end < bytes.len && bytes.ptr[end] == '.') {
            wz_buf_add(&out, wz_str_slice(bytes, from, i));
            from = end;
        }
        i = end - 1;
    }
    wz_buf_add(&out, wz_str_slice(bytes, from, bytes.len));
    uint64_t hash = wz_hash(wz_buf_str(&out));
    wz_buf_free(&out);
    return hash;
}

/* What a page loads is no address that people keep. */
static void take(void *context, wz_str path, wz_str bytes, bool page)
{
    pages *p = context;
    if (!page || wz_str_ends(path, WZ_STR(".js")) || wz_str_ends(path, WZ_STR(".css")))
        return;
    const wz_str index = WZ_STR("index.html");
    uint64_t hash = hash_of(bytes);
    if (wz_str_equal(path, index) || wz_str_ends(path, WZ_STR("/index.html")))
        path.len -= index.len; /* the address that readers see */
    pthread_mutex_lock(&p->lock);
    wz_grow(p->arena, p->items, p->count, p->cap);
    p->items[p->count++] = (wz_diff_page){wz_str_copy(p->arena, path), hash};
    pthread_mutex_unlock(&p->lock);
}

static int by_path(const void *a, const void *b)
{
    return wz_str_compare(((const wz_diff_page *)a)->path, ((const wz_diff_page *)b)->path);
}

/* Reads and checks a project. Without pages when there are errors: then the site could not be made. */
static wz_diff_side read_side(cli *c, wz_str folder, wz_date today, pages *made, wz_site_result *result)
{
    wz_diff_side side = {.diags = wz_diags_new(c->arena), .fs = &c->fs, .folder = wz_str_cstring(c->arena, folder)};
    wz_site_options options = {.fs = &c->fs,
                               .folder = side.folder,
                               .today = today,
                               .clock = cli_day(c),
                               .workers = c->jobs > 0 ? c->jobs : wz_pool_default(),
                               .take = take,
                               .taker = made};
    wz_site_build(c->arena, side.diags, &options, result);
    side.catalog = result->catalog;
    if (made->count > 0)
        qsort(made->items, (size_t)made->count, sizeof *made->items, by_path);
    side.pages = made->items;
    side.page_count = made->count;
    return side;
}

static bool is_project(cli *c, wz_str folder)
{
    if (wz_fs_is_folder(&c->fs, wz_str_cstring(c->arena, folder), WZ_STR("content")))
        return true;
    wz_report(c->diags, CLI_NO_PROJECT, (wz_loc){0}, folder);
    return false;
}

/* What a failure of the system on either side comes to; faults of the content are what the report is about. */
static cli_status failed(cli *c, const wz_diff_side *side)
{
    wz_diags *own = c->diags;
    c->diags = side->diags;
    cli_status status = cli_status_of(c);
    c->diags = own;
    return status == CLI_SYSTEM ? status : CLI_OK;
}

static cli_status report(cli *c, const wz_diff_side *before, const wz_diff_side *after)
{
    wz_buf out = {0};
    wz_str form = c->values[OPTION_REPORT];
    wz_diff *diff = wz_diff_new(c->arena, before, after, c->lang);
    wz_diff_print(diff,
                  wz_str_equal(form, WZ_STR("json"))       ? WZ_DIFF_JSON
                  : wz_str_equal(form, WZ_STR("markdown")) ? WZ_DIFF_MARKDOWN
                                                           : WZ_DIFF_TEXT,
                  c->given[OPTION_BYTES]                   ? c->bytes
                  : wz_str_equal(form, WZ_STR("markdown")) ? REPORT_LIMIT
                                                           : 0,
                  &out);
    cli_write(c, 1, wz_buf_str(&out));
    wz_buf_free(&out);
    if (failed(c, before) != CLI_OK || failed(c, after) != CLI_OK)
        return CLI_SYSTEM;
    return c->given[OPTION_EXIT_CODE] && wz_diff_concerns(diff) > 0 ? CLI_FAULTS : CLI_OK;
}

cli_status cli_diff(cli *c)
{
    bool old = is_project(c, c->words[0]), new = is_project(c, c->words[1]);
    if (!old || !new)
        return cli_stop(c, CLI_USAGE);
    wz_site_result results[2] = {0};
    pages made[2] = {{.lock = PTHREAD_MUTEX_INITIALIZER, .arena = c->arena},
                     {.lock = PTHREAD_MUTEX_INITIALIZER, .arena = c->arena}};
    cli_watch *watch = cli_watch_start(c, false);
    /* Ages count from one day on both sides: that of the newer. */
    wz_diff_side after = read_side(c, c->words[1], c->today, &made[1], &results[1]);
    wz_date today = c->today.year == 0 && after.catalog != NULL ? after.catalog->today : c->today;
    wz_diff_side before = read_side(c, c->words[0], today, &made[0], &results[0]);
    int signal = cli_watch_stop(watch);
    cli_status status = signal != 0 ? (cli_status)(128 + signal) : report(c, &before, &after);
    wz_site_free(&results[0]);
    wz_site_free(&results[1]);
    return status;
}
