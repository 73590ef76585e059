/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of the command line share. */
#ifndef WEGWIJZER_CLI_CLI_H
#define WEGWIJZER_CLI_CLI_H

#include <signal.h>

#include "wegwijzer/site.h"

#define CLI_PATH_LONGEST 1024 /* bytes of a path argument */
#define CLI_PART_LONGEST 255  /* bytes of one part of it */
#define CLI_WORDS        256  /* arguments besides options */
#define CLI_SHOWN        100  /* messages in the text format; the rest is counted */
#define CLI_ALIKE        3    /* equal messages that are shown in full */

/* Exit status. */
typedef enum cli_status { CLI_OK, CLI_FAULTS, CLI_USAGE, CLI_SYSTEM } cli_status;

typedef enum cli_format {
#define CLI_FORMAT(id, ...) CLI_##id,
#include "cli/formats.def"
#undef CLI_FORMAT
} cli_format;

/* "|text|gnu|…", for the choices of --format. */
#define CLI_FORMAT(id, name, ...) "|" name
static const char cli_format_names[] =
#include "cli/formats.def"
    ;
#undef CLI_FORMAT

typedef enum cli_option {
#define CLI_OPTION(id, ...) OPTION_##id,
#include "cli/options.def"
#undef CLI_OPTION
    OPTION_COUNT
} cli_option;

typedef struct cli {
    wz_arena *arena;
    wz_diags *diags;
    wz_fs fs;
    wz_str lang;             /* "nl" or "en" */
    int command;             /* index in the table of commands, -1 when none was given */
    wz_str words[CLI_WORDS]; /* arguments that are no options, without the command */
    int word_count;
    bool given[OPTION_COUNT];
    wz_str values[OPTION_COUNT]; /* of options with a value */
    cli_format format;
    wz_date today; /* year 0: not given */
    wz_date until; /* likewise */
    int jobs;
    long limit, bytes, port;
    const char *folder; /* of the project */
    wz_map *changed;    /* the paths that --changed lists; NULL: none were listed */
    bool terminal;      /* stderr is one */
    bool colour;
    bool unwritten;         /* something could not be written to stdout or stderr */
    wz_str lost;            /* the file that was to hold it; {NULL,0}: stdout or stderr */
    bool unread;            /* because nobody reads it any more (EPIPE) */
    wz_site_result *result; /* of the site, when there is one: for counts */
} cli;

typedef cli_status cli_run(cli *c);

/* The Dutch or the English of two texts. */
#define CLI_SAY(c, dutch, english) (wz_str_equal((c)->lang, WZ_STR("nl")) ? (dutch) : (english))

/* args.c: parses; mistakes are reported in c->diags. */
void cli_parse(cli *c, int argc, char **argv);
cli_run *cli_command_run(int command);
/* The name of an option that has one for each language, nl|en. */
wz_str cli_option_name(const cli *c, const char *names);
wz_str cli_option_written(const cli *c, cli_option option); /* "--door" */
/* help.c: adds the help of the command, or of the tool when it is -1. */
void cli_help(const cli *c, wz_buf *out);
void cli_version(const cli *c, wz_buf *out);
extern const wz_str cli_version_number;
/* currency.c: adds what has to be read again, and whose it is: nothing when there is nothing. */
void cli_currency(const cli *c, wz_buf *out);
/* say.c */
wz_str cli_severity(const cli *c, const wz_diag *d); /* "fout", "waarschuwing" */
wz_str cli_sentence(const cli *c, const wz_diag *d); /* the short text and, where there is one, the suggestion */
void cli_counts(const cli *c, wz_buf *out);
wz_str cli_more(const cli *c, const wz_diag *d); /* the address at which it is explained; {NULL,0} when there is none */
/* All messages: errors first, and of each severity those in changed files first. prefix as for cli_path. */
const wz_diag **cli_by_weight(cli *c, wz_str prefix);
void cli_percent(wz_buf *out, wz_str path);               /* adds it percent-encoded, but for the slashes (RFC 3986) */
wz_str cli_path(const cli *c, wz_str prefix, wz_loc loc); /* {NULL,0} when there is no file */
wz_str cli_prefix(const cli *c);                          /* what goes before a path, seen from where the tool runs */
wz_str cli_prefix_in(const cli *c, const char *root);     /* likewise from the folder root, when the project is in it */
/* text.c, machine.c, github.c, report.c: one function a format (formats.def): adds c->diags. */
typedef void cli_printer(cli *c, wz_buf *out);
#define CLI_FORMAT(id, name, print, descriptor) cli_printer print;
#include "cli/formats.def"
#undef CLI_FORMAT
/* print.c: sorts c->diags and prints them in the format asked for; a report goes to its file, and people get text beside it. */
void cli_print(cli *c);
bool cli_has_readers(const cli *c);            /* people read stderr */
cli_status cli_stop(cli *c, cli_status least); /* prints them for people; what they come to, or least */
/* Leaves a report that says that the work was broken off, until cli_print writes the real one. */
void cli_begin_report(cli *c);
/* excerpt.c: the line of source with its underlining. Nothing when loc has no line. */
void cli_excerpt(const cli *c, wz_buf *out, wz_loc loc, wz_str suggestion);
/* system.c */
void cli_open_standard(void);                         /* file descriptors 0 to 2 are open after this */
void cli_write(cli *c, int descriptor, wz_str bytes); /* sets c->unwritten when it fails */
wz_str cli_program_folder(cli *c);                    /* where the program is */
wz_source *cli_read_input(cli *c);                    /* standard input; NULL with a diagnostic */
/* A file named on the command line, likewise. The folder part is followed as the system does; only the file itself must be a regular
 * one. */
wz_source *cli_read_file(cli *c, wz_str path, ptrdiff_t limit);
/* Opens the file for writing, writes and closes it; sets c->unwritten when that fails. flags as of open(2). */
void cli_write_file(cli *c, wz_str path, int flags, wz_str bytes);
/* build.c: an output may be in the project, but not among its sources; NULL is none. */
bool cli_may_publish(cli *c, const char *output);
/* schema.c: the kind, or also the vocabulary, that is called name; NULL with a diagnostic. */
const wz_kind *cli_kind(cli *c, const wz_model *model, wz_str name, bool vocabularies);
/* status.c */
cli_status cli_status_of(const cli *c);                /* what c->diags come to */
bool cli_system_failed(const cli *c, wz_diags *diags); /* true when what was read may not be all that there is */
/* dates.c */
void cli_read_epoch(cli *c);   /* SOURCE_DATE_EPOCH into c->today, when --today is not given */
wz_date cli_clock(void);       /* what day this computer says it is */
wz_date cli_day(const cli *c); /* the day with which dates are judged */

/* watch.c: a thread that waits for signals and shows that work goes on. */
typedef struct cli_watch cli_watch;
void cli_prepare_signals(void); /* first thing */
/* Before any other thread starts. NULL when there can be no thread: then signals end the process at once. */
cli_watch *cli_watch_start(cli *c, bool publishing);
int cli_watch_stop(cli_watch *watch);                  /* the signal that came, or 0 */
wz_str cli_interrupted(const cli *c, bool publishing); /* what is said then */

/* The commands. */
#define CLI_COMMAND(id, name, words_nl, words_en, least, most, form, run, ...) cli_run run;
#include "cli/commands.def"
#undef CLI_COMMAND

#endif
