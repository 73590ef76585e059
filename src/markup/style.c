/* SPDX-License-Identifier: EUPL-1.2 */
/* SCSS to CSS. libsass is at its end of life and a style sheet can make it run for ever, eat all memory or crash, so it
 * works in a child: a fork with limits that reads nothing, writes to one pipe and ends with _exit. The parent watches
 * the clock. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sass/context.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "markup/internal.h"

/* True under AddressSanitizer. */
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif
#ifndef UNDER_ASAN
#define UNDER_ASAN 0
#endif

#define WARNINGS_MOST   100
#define MESSAGE_LONGEST 1000
#define EXIT_EARLY      9 /* libsass called exit: it does so when memory is exhausted */

/* Stands in what libsass compiles for a part in plain CSS, of which libsass knows too little; a comment with a ! stays. */
#define PLAIN "/*!wegwijzer-css "

/* What the child sends: any number of warnings, then one error, too much or css. text follows at once. */
typedef enum answer_kind { ANSWER_WARNING = 1, ANSWER_ERROR, ANSWER_TOO_MUCH, ANSWER_CSS } answer_kind;
typedef struct answer {
    int64_t kind;
    int64_t sheet;
    int64_t line; /* 0: not known */
    int64_t column;
    int64_t len;
} answer;

/* ---- The child ---------------------------------------------------------------------------- */

typedef struct child {
    const wz_sheets *sheets;
    const wz_style_limits *limits;
    int out;
    int warnings;
} child;

static void send_bytes(const child *c, const void *bytes, size_t len)
{
    for (const char *at = bytes; len > 0;) {
        ssize_t n = write(c->out, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(1); /* the parent has gone, or has had enough */
        at += n;
        len -= (size_t)n;
    }
}

static void send_answer(const child *c, answer a, const char *text)
{
    send_bytes(c, &a, sizeof a);
    send_bytes(c, text, (size_t)a.len);
}

/* Sheets are known to libsass as "17.scss"; it may put a folder before that. -1 when path is nothing of ours. */
static ptrdiff_t sheet_of(const wz_sheets *sheets, const char *path)
{
    const char *slash = path != NULL ? strrchr(path, '/') : NULL, *name = slash != NULL ? slash + 1 : path;
    if (name == NULL || !wz_is_digit(name[0]))
        return -1;
    long index = strtol(name, NULL, 10);
    return index < sheets->count ? index : -1;
}

/* For libsass to free. Never empty: libsass takes that for a mistake. */
static char *copy_of(wz_str text)
{
    if (wz_str_starts(text, WZ_STR("\xEF\xBB\xBF")))
        text = wz_str_slice(text, 3, text.len);
    char *copy = sass_alloc_memory((size_t)text.len + 2);
    if (text.len > 0)
        memcpy(copy, text.ptr, (size_t)text.len);
    memcpy(copy + text.len, "\n", 2);
    return copy;
}

/* Answers every @import from what the parent has read. Never NULL: libsass would look on disk. */
static Sass_Import_List import(const char *url, Sass_Importer_Entry importer, struct Sass_Compiler *compiler)
{
    const child *c = sass_importer_get_cookie(importer);
    Sass_Import_Entry last = sass_compiler_get_last_import(compiler);
    ptrdiff_t from = sheet_of(c->sheets, last != NULL ? sass_import_get_abs_path(last) : NULL);
    ptrdiff_t found = wz_sheets_find(c->sheets, from < 0 ? 0 : from, wz_str_from(url));
    Sass_Import_List list = sass_make_import_list(1);
    if (found < 0) {
        list[0] = sass_make_import_entry(url, NULL, NULL);
        sass_import_set_error(list[0], "File to import not found or unreadable.", (size_t)-1, (size_t)-1);
        return list;
    }
    char name[32], mark[64];
    snprintf(name, sizeof name, "%td.scss", found);
    snprintf(mark, sizeof mark, PLAIN "%td*/", found);
    bool plain = wz_sheet_is_css(c->sheets->items[found].path);
    list[0] = sass_make_import_entry(name, copy_of(plain ? wz_str_from(mark) : c->sheets->items[found].text), NULL);
    return list;
}

static answer answer_at(const child *c, answer_kind kind, const char *path, size_t line, size_t column,
                        const char *text)
{
    size_t len = text != NULL ? strnlen(text, MESSAGE_LONGEST) : 0;
    /* libsass gives SIZE_MAX when it does not know */
    return (answer){kind, sheet_of(c->sheets, path), line < INT32_MAX ? (int64_t)line : 0,
                    column < INT32_MAX ? (int64_t)column : 0, (int64_t)len};
}

/* @warn and @debug, which libsass would print. */
static union Sass_Value *warn(const union Sass_Value *arguments, Sass_Function_Entry entry,
                              struct Sass_Compiler *compiler)
{
    child *c = sass_function_get_cookie(entry);
    if (c->warnings++ < WARNINGS_MOST && sass_list_get_length(arguments) > 0) {
        union Sass_Value *text = sass_value_stringify(sass_list_get_value(arguments, 0), false, 5);
        Sass_Callee_Entry callee = sass_compiler_get_last_callee(compiler);
        const char *words = sass_value_is_string(text) ? sass_string_get_value(text) : "";
        answer a = answer_at(c, ANSWER_WARNING, sass_callee_get_path(callee), sass_callee_get_line(callee), 1, words);
        send_answer(c, a, words);
    }
    return sass_make_null();
}

static void set_options(child *c, struct Sass_Options *options)
{
    Sass_Importer_List importers = sass_make_importer_list(1);
    sass_importer_set_list_entry(importers, 0, sass_make_importer(import, 0, c));
    sass_option_set_c_importers(options, importers);
    Sass_Function_List functions = sass_make_function_list(2);
    sass_function_set_list_entry(functions, 0, sass_make_function("@warn($message)", warn, c));
    sass_function_set_list_entry(functions, 1, sass_make_function("@debug($message)", warn, c));
    sass_option_set_c_functions(options, functions);
    sass_option_set_output_style(options, SASS_STYLE_COMPRESSED);
    sass_option_set_precision(options, 5);
    sass_option_set_omit_source_map_url(options, true);
    sass_option_set_input_path(options, "0.scss");
}

static void compile(child *c)
{
    struct Sass_Data_Context *data = sass_make_data_context(copy_of(c->sheets->items[0].text));
    struct Sass_Context *context = sass_data_context_get_context(data);
    set_options(c, sass_context_get_options(context));
    if (sass_compile_data_context(data) != 0) {
        const char *text = sass_context_get_error_text(context);
        answer a = answer_at(c, ANSWER_ERROR, sass_context_get_error_file(context),
                             sass_context_get_error_line(context), sass_context_get_error_column(context), text);
        send_answer(c, a, text);
        return;
    }
    const char *css = sass_context_get_output_string(context);
    size_t len = css != NULL ? strlen(css) : 0;
    if (len > (size_t)c->limits->output)
        send_answer(c, (answer){.kind = ANSWER_TOO_MUCH}, "");
    else
        send_answer(c, (answer){.kind = ANSWER_CSS, .len = (int64_t)len}, css);
}

static void exit_early(void)
{
    _exit(EXIT_EARLY);
}

static void limit(int what, rlim_t soft, rlim_t hard)
{
    struct rlimit old;
    if (getrlimit(what, &old) == 0 && old.rlim_max != RLIM_INFINITY && hard > old.rlim_max)
        hard = old.rlim_max;
    (void)setrlimit(what, &(struct rlimit){soft < hard ? soft : hard, hard});
}

/* The address space in use, so that the limit can come on top of it; without /proc a guess. */
static long space_in_use(void)
{
    char text[32] = {0};
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 256L << 20;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    return n > 0 ? strtol(text, NULL, 10) * sysconf(_SC_PAGESIZE) : 256L << 20;
}

static void set_limits(const wz_style_limits *limits)
{
    if (!UNDER_ASAN) { /* its shadow alone takes terabytes of address space */
        rlim_t space = (rlim_t)(space_in_use() + limits->memory);
        limit(RLIMIT_AS, space, space);
    }
    limit(RLIMIT_CPU, (rlim_t)limits->seconds, (rlim_t)limits->seconds + 1);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, 0, 0);
    limit(RLIMIT_NOFILE, 0, 0);
}

/* Signals end the child, whatever the parent does with them; libsass's own words go nowhere; of the parent's files only
 * the pipe stays open. */
static void cut_loose(child *c)
{
    static const int signals[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGPIPE, SIGXCPU,
                                  SIGSEGV, SIGBUS,  SIGABRT, SIGFPE,  SIGILL,  SIGALRM};
    sigset_t none;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (c->out < 3) { /* the parent had a standard stream closed */
        int moved = fcntl(c->out, F_DUPFD, 3);
        if (moved < 0)
            _exit(1);
        c->out = moved;
    }
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3 && null >= 0; fd++)
        dup2(null, fd);
    if (dup2(c->out, 3) < 0)
        _exit(1);
    c->out = 3;
#ifdef SYS_close_range
    syscall(SYS_close_range, 4U, ~0U, 0U);
#endif
}

static _Noreturn void run_child(const wz_sheets *sheets, const wz_style_limits *limits, int out)
{
    child c = {.sheets = sheets, .limits = limits, .out = out};
    cut_loose(&c);
    set_limits(limits);
    if (atexit(exit_early) != 0) /* runs before what the parent registered, and instead of it */
        _exit(1);
    compile(&c);
    _exit(0);
}

/* ---- The parent --------------------------------------------------------------------------- */

typedef enum outcome { OUTCOME_ENDED, OUTCOME_TIME, OUTCOME_TOO_MUCH, OUTCOME_MEMORY, OUTCOME_CRASH } outcome;

/* Reads what the child sends until it is done, too late or too much. */
static outcome receive(int in, const wz_style_limits *limits, wz_buf *received)
{
    int64_t deadline = wz_now_ms() + 2000 * (int64_t)limits->seconds;
    ptrdiff_t most =
        limits->output + WARNINGS_MOST * (ptrdiff_t)(sizeof(answer) + MESSAGE_LONGEST) + (ptrdiff_t)sizeof(answer);
    for (;;) {
        int64_t left = deadline - wz_now_ms();
        if (left <= 0)
            return OUTCOME_TIME;
        struct pollfd wait = {.fd = in, .events = POLLIN};
        int ready = poll(&wait, 1, (int)left);
        if (ready <= 0)
            continue; /* the time is up, or a signal came */
        ssize_t n = read(in, wz_buf_reserve(received, 1 << 16), 1 << 16);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return OUTCOME_ENDED;
        received->len += n;
        if (received->len > most)
            return OUTCOME_TOO_MUCH;
    }
}

/* Why a child that did not finish its answer has ended. */
static outcome why(int status)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return OUTCOME_TIME;
    if (WIFSIGNALED(status) &&
        (WTERMSIG(status) == SIGABRT || WTERMSIG(status) == SIGKILL)) /* std::bad_alloc uncaught; the kernel's killer */
        return OUTCOME_MEMORY;
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_EARLY ? OUTCOME_MEMORY : OUTCOME_CRASH;
}

static bool process_failed(wz_sheets *sheets, int error)
{
    wz_str reason = wz_str_copy(sheets->arena, wz_str_from(strerror(error)));
    wz_report(sheets->diags, STYLE_PROCESS, (wz_loc){.source = &sheets->items[0].source}, reason);
    return false;
}

struct wz_style_job {
    wz_sheets *sheets;
    const wz_style_limits *limits;
    wz_str css; /* plain CSS: it is there */
    pid_t pid;  /* of the child that compiles, 0: none */
    int in;     /* what it sends */
};

static bool start_child(wz_style_job *job)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return process_failed(job->sheets, errno);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        run_child(job->sheets, job->limits, ends[1]);
    }
    int error = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return process_failed(job->sheets, error);
    }
    job->pid = pid;
    job->in = ends[0];
    return true;
}

static outcome end_child(const wz_style_job *job, wz_buf *received)
{
    outcome what = receive(job->in, job->limits, received);
    close(job->in);
    if (what != OUTCOME_ENDED)
        kill(job->pid, SIGKILL);
    int status = 0;
    pid_t done;
    while ((done = waitpid(job->pid, &status, 0)) < 0 && errno == EINTR) {
    }
    return what == OUTCOME_ENDED && done == job->pid && !(WIFEXITED(status) && WEXITSTATUS(status) == 0) ? why(status)
                                                                                                         : what;
}

/* ---- What came of it ---------------------------------------------------------------------- */

static void report_outcome(wz_sheets *sheets, const wz_style_limits *limits, outcome what)
{
    wz_loc loc = {.source = &sheets->items[0].source};
    if (what == OUTCOME_TIME)
        wz_report(sheets->diags, STYLE_TIME, loc, wz_format(sheets->arena, "%d", limits->seconds));
    else if (what == OUTCOME_MEMORY)
        wz_report(sheets->diags, STYLE_MEMORY, loc, wz_format(sheets->arena, "%ld", limits->memory >> 20));
    else if (what == OUTCOME_TOO_MUCH)
        wz_report(sheets->diags, STYLE_OUTPUT, loc, wz_format(sheets->arena, "%td", limits->output));
    else
        wz_report(sheets->diags, STYLE_DEPTH, loc, (wz_str){0});
}

static wz_loc loc_of(const wz_sheets *sheets, const answer *a)
{
    wz_loc loc = {.source = &sheets->items[a->sheet >= 0 && a->sheet < sheets->count ? a->sheet : 0].source};
    if (a->sheet < 0 || a->line <= 0)
        return loc;
    loc.line = (int32_t)a->line;
    loc.column = (int32_t)(a->column > 0 ? a->column : 1);
    return loc;
}

static bool has(wz_str text, const char *part)
{
    return wz_str_find(text, wz_str_from(part)) >= 0;
}

/* libsass's words to a message of ours where it is one that designers meet often. */
static wz_diag_code code_of(wz_str text)
{
    if (has(text, "ncompatible units"))
        return WZ_DIAG_STYLE_UNITS;
    if (has(text, "expected \"}\"") || has(text, "unmatched \"{\""))
        return WZ_DIAG_STYLE_BRACE;
    if (has(text, "Stack depth exceeded") || has(text, "too deep") || has(text, "xcessive recursion") ||
        has(text, "Stack overflow"))
        return WZ_DIAG_STYLE_DEPTH;
    if (has(text, "bad_alloc"))
        return WZ_DIAG_STYLE_MEMORY;
    return has(text, "@import loop") ? WZ_DIAG_STYLE_LOOP : WZ_DIAG_STYLE_ERROR;
}

/* The unit between the first, or the second, pair of quotes in "Incompatible units: 'vw' and 'px'." */
static wz_str quoted(wz_str text, int number)
{
    wz_str part = {0};
    for (int i = 0; i <= 2 * number + 1; i++)
        part = wz_str_cut(text, '\'', &text);
    return part;
}

/* "Invalid CSS after X: expected Y, was Z" comes with the end of X; Z, which is meant, may stand some lines below. */
static wz_loc found_instead(wz_loc loc, wz_str message)
{
    ptrdiff_t was = wz_str_find(message, WZ_STR(", was \"")), at;
    if (loc.line == 0 || was < 0 || was + 7 >= message.len)
        return loc;
    wz_str text = loc.source->text, line = wz_source_line(loc.source, loc.line);
    at = line.ptr - text.ptr;
    for (int32_t i = 1; i < loc.column && at < text.len; i++)
        wz_utf8_next(text, &at);
    while (at < text.len && strchr(" \t\r\n\f", text.ptr[at]) != NULL)
        at++;
    return at < text.len && text.ptr[at] == message.ptr[was + 7] ? wz_source_locate(loc.source, at, at) : loc;
}

static void report_error(wz_sheets *sheets, const wz_style_limits *limits, const answer *a, wz_str text)
{
    wz_diag_code code = code_of(text);
    wz_loc loc = loc_of(sheets, a);
    wz_str rest, line = wz_str_copy(sheets->arena, wz_str_trim(wz_str_cut(text, '\n', &rest)));
    if (code == WZ_DIAG_STYLE_MEMORY) {
        report_outcome(sheets, limits, OUTCOME_MEMORY);
        return;
    }
    if (code == WZ_DIAG_STYLE_UNITS && loc.line == 0)
        loc = wz_sheets_find_units(sheets, quoted(line, 0), quoted(line, 1));
    wz_loc opened = code == WZ_DIAG_STYLE_BRACE ? wz_sheets_find_brace(sheets, a->sheet) : (wz_loc){0};
    if (code == WZ_DIAG_STYLE_ERROR)
        loc = found_instead(loc, line);
    wz_diag *diag = wz_diag_add(sheets->diags, code, opened.line ? opened : loc, &line, 1);
    if (opened.line)
        diag->related = loc;
}

/* Reads the answers. False after an error, or when the last one is not there (then *complete is false). */
static bool read_answers(wz_sheets *sheets, const wz_style_limits *limits, wz_str received, wz_str *css, bool *complete)
{
    *complete = false;
    for (answer a; received.len >= (ptrdiff_t)sizeof a;) {
        memcpy(&a, received.ptr, sizeof a);
        received = wz_str_slice(received, (ptrdiff_t)sizeof a, received.len);
        if (a.len < 0 || a.len > received.len)
            return false;
        wz_str text = wz_str_slice(received, 0, (ptrdiff_t)a.len);
        received = wz_str_slice(received, (ptrdiff_t)a.len, received.len);
        *complete = a.kind != ANSWER_WARNING;
        if (a.kind == ANSWER_WARNING)
            wz_report(sheets->diags, STYLE_WARN, loc_of(sheets, &a), wz_str_copy(sheets->arena, text));
        else if (a.kind == ANSWER_ERROR)
            report_error(sheets, limits, &a, text);
        else if (a.kind == ANSWER_TOO_MUCH)
            report_outcome(sheets, limits, OUTCOME_TOO_MUCH);
        else
            *css = text;
        if (*complete)
            return a.kind == ANSWER_CSS;
    }
    return false;
}

static wz_str without_mark(wz_str css)
{
    return wz_str_starts(css, WZ_STR("\xEF\xBB\xBF")) ? wz_str_slice(css, 3, css.len) : css;
}

/* css with the parts in plain CSS where their marks are. {NULL,0} when that is too much. */
static wz_str with_plain_parts(wz_sheets *sheets, const wz_style_limits *limits, wz_str css)
{
    wz_buf out = {0};
    ptrdiff_t at, len = (ptrdiff_t)sizeof(PLAIN) - 1;
    while ((at = wz_str_find(css, WZ_STR(PLAIN))) >= 0 && out.len <= limits->output) {
        ptrdiff_t index = 0, to = at + len;
        for (; to < css.len && wz_is_digit(css.ptr[to]) && index < sheets->count; to++)
            index = 10 * index + (css.ptr[to] - '0');
        bool known = index < sheets->count && wz_sheet_is_css(sheets->items[index].path);
        wz_buf_add(&out, wz_str_slice(css, 0, at));
        if (known)
            wz_buf_add(&out, wz_str_trim(without_mark(sheets->items[index].text)));
        css = wz_str_slice(css, known ? to + 2 : to, css.len);
    }
    wz_buf_add(&out, css);
    wz_str whole = out.len <= limits->output ? wz_str_copy(sheets->arena, wz_buf_str(&out)) : (wz_str){0};
    wz_buf_free(&out);
    return whole;
}

static wz_str compiled(const wz_style_job *job)
{
    wz_sheets *sheets = job->sheets;
    wz_buf received = {0};
    bool complete = false;
    wz_str css = {0}, result = {0};
    outcome what = end_child(job, &received);
    bool ok = read_answers(sheets, job->limits, wz_buf_str(&received), &css, &complete);
    css = ok ? with_plain_parts(sheets, job->limits, without_mark(css)) : css;
    if (!complete)
        report_outcome(sheets, job->limits, what);
    else if (ok && css.ptr == NULL)
        report_outcome(sheets, job->limits, OUTCOME_TOO_MUCH);
    else if (ok && wz_sheets_check(sheets, css))
        result = css;
    wz_buf_free(&received);
    return result;
}

static wz_str plain_css(wz_sheets *sheets)
{
    wz_str css = without_mark(sheets->items[0].source.text);
    return wz_sheets_check(sheets, css) ? wz_str_copy(sheets->arena, css) : (wz_str){0};
}

wz_style_job *wz_style_start_within(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str shown,
                                    wz_str path, const wz_style_limits *limits)
{
    wz_sheets *sheets = wz_new(arena, wz_sheets, 1);
    *sheets = (wz_sheets){.arena = arena, .diags = diags, .fs = fs, .folder = folder, .shown = shown};
    wz_style_job *job = wz_new(arena, wz_style_job, 1);
    *job = (wz_style_job){.sheets = sheets, .limits = limits};
    if (!wz_sheets_read(sheets, path))
        return job;
    if (wz_sheet_is_css(path))
        job->css = plain_css(sheets);
    else
        start_child(job);
    return job;
}

wz_style wz_style_finish(wz_style_job *job, wz_style_resolve *resolve, void *context)
{
    wz_str css = job->pid ? compiled(job) : job->css;
    job->pid = 0;
    if (css.ptr != NULL && resolve != NULL)
        css = wz_sheets_resolve_urls(job->sheets, css, resolve, context);
    return (wz_style){css, job->sheets};
}

wz_style_job *wz_style_start(wz_arena *arena, wz_diags *diags, wz_fs *fs, const char *folder, wz_str shown, wz_str path)
{
    static const wz_style_limits limits = {WZ_STYLE_SECONDS, WZ_STYLE_MEMORY, WZ_STYLE_OUTPUT};
    return wz_style_start_within(arena, diags, fs, folder, shown, path, &limits);
}
