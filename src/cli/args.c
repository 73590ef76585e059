/* SPDX-License-Identifier: EUPL-1.2 */
/* Arguments: two tables and one pass over argv. All mistakes are reported in one run. */
#include <string.h>

#include "cli/cli.h"
#include "wegwijzer/url.h"

typedef enum form {
    FORM_NONE,
    FORM_PATH,
    FORM_FILE,
    FORM_NAME,
    FORM_TEXT,
    FORM_URL,
    FORM_PLACE,
    FORM_CHOICE,
    FORM_DATE,
    FORM_JOBS,
    FORM_LIMIT,
    FORM_BYTES,
    FORM_PORT
} form;

enum {
#define CLI_COMMAND(id, ...) COMMAND_##id,
#include "cli/commands.def"
#undef CLI_COMMAND
    COMMAND_COUNT
};

typedef struct command {
    const char *name;
    const char *words[2]; /* Dutch, English */
    int least, most;
    enum { WORDS, PATHS, FILES } form;
    cli_run *run;
} command;

static const command commands[] = {
#define CLI_COMMAND(id, name, words_nl, words_en, least, most, form, run, ...)                                         \
    {name, {words_nl, words_en}, least, most, form, run},
#include "cli/commands.def"
#undef CLI_COMMAND
};

#define ON(id)        (1u << COMMAND_##id)
#define EVERY_COMMAND (~0u)

typedef struct option {
    char letter;
    const char *name;
    const char *value[2];
    form form;
    unsigned commands;
} option;

static const option options[] = {
#define CLI_OPTION(id, letter, name, value_nl, value_en, form, commands, ...)                                          \
    {letter, name, {value_nl, value_en}, form, commands},
#include "cli/options.def"
#undef CLI_OPTION
};

#define NOWHERE ((wz_loc){0})

cli_run *cli_command_run(int i)
{
    return commands[i].run;
}

wz_str cli_option_written(const cli *c, cli_option o)
{
    return wz_format(c->arena, "--%.*s", WZ_ARG(cli_option_name(c, options[o].name)));
}

wz_str cli_option_name(const cli *c, const char *names)
{
    wz_str english = {0}, dutch = wz_str_cut(wz_str_from(names), '|', &english);
    return english.len > 0 ? CLI_SAY(c, dutch, english) : dutch;
}

static bool is_called(int o, wz_str name)
{
    wz_str rest = wz_str_from(options[o].name);
    bool found = false;
    while (rest.ptr != NULL && !found)
        found = wz_str_equal(wz_str_cut(rest, '|', &rest), name);
    return found;
}

/* Commands may each have an option of one name: that of this command is preferred. */
static int find_option(const cli *c, wz_str name)
{
    int found = -1;
    for (int o = 0; o < OPTION_COUNT; o++)
        if (is_called(o, name) && (found < 0 || (c->command >= 0 && (options[o].commands >> c->command & 1u))))
            found = o;
    return found;
}

static int find_letter(const cli *c, char letter)
{
    for (int o = 0; o < OPTION_COUNT; o++)
        if (options[o].letter != 0 && options[o].letter == letter)
            return find_option(c, wz_str_from(options[o].name));
    return -1;
}

static void unknown_option(cli *c, wz_str written, wz_str name)
{
    wz_str names[OPTION_COUNT];
    ptrdiff_t count = 0;
    for (int o = 0; o < OPTION_COUNT; o++)
        if (c->command < 0 || (options[o].commands >> c->command & 1u))
            names[count++] = cli_option_name(c, options[o].name);
    wz_str best = name.len > 0 ? wz_suggest(name, names, count) : (wz_str){0};
    wz_diag *d = wz_report(c->diags, CLI_UNKNOWN_OPTION, NOWHERE, written);
    if (best.len > 0)
        d->suggestion = wz_format(c->arena, "--%.*s", WZ_ARG(best));
}

/* What belongs where the value was. */
static wz_str expected(const cli *c, int o)
{
    switch (options[o].form) {
    case FORM_PATH:
        return CLI_SAY(c, WZ_STR("het pad van een map"), WZ_STR("the path of a folder"));
    case FORM_FILE:
        return CLI_SAY(c, WZ_STR("het pad van een bestand"), WZ_STR("the path of a file"));
    case FORM_NAME:
        return CLI_SAY(c, WZ_STR("de naam van een map in themes/"), WZ_STR("the name of a folder in themes/"));
    case FORM_URL:
        return CLI_SAY(c, WZ_STR("een adres als https://voorbeeld.nl/wegwijzer/, met een schuine streep aan het eind"),
                       WZ_STR("an address such as https://example.org/catalogue/, with a slash at the end"));
    case FORM_DATE:
        return CLI_SAY(c, WZ_STR("een bestaande datum als 2026-03-09"), WZ_STR("an existing date such as 2026-03-09"));
    case FORM_JOBS:
        return CLI_SAY(c, WZ_STR("een heel getal van 1 tot 64"), WZ_STR("a whole number from 1 to 64"));
    case FORM_LIMIT:
        return CLI_SAY(c, WZ_STR("een heel getal van 1 tot 1000"), WZ_STR("a whole number from 1 to 1000"));
    case FORM_BYTES:
        return CLI_SAY(c, WZ_STR("een heel getal van 0 tot 100000000"), WZ_STR("a whole number from 0 to 100000000"));
    case FORM_PLACE:
        return CLI_SAY(c, WZ_STR("een adres als https://voorbeeld.nl/groep/catalogus"),
                       WZ_STR("an address such as https://example.org/group/catalogue"));
    case FORM_PORT:
        return CLI_SAY(c, WZ_STR("een heel getal van 1 tot 65535"), WZ_STR("a whole number from 1 to 65535"));
    case FORM_TEXT:
        return CLI_SAY(c,
                       wz_format(c->arena, "%s: een tekst, tussen aanhalingstekens als er een spatie in staat",
                                 options[o].value[0]),
                       wz_format(c->arena, "%s: a text, in quotes when there is a space in it", options[o].value[1]));
    case FORM_CHOICE:
    case FORM_NONE:
        break;
    }
    return CLI_SAY(c, wz_format(c->arena, "een van %s", options[o].value[0]),
                   wz_format(c->arena, "one of %s", options[o].value[1]));
}

static bool parse_number(wz_str s, long least, long most, long *out)
{
    return wz_str_number(s, most, out) && *out >= least;
}

/* The place of value among the choices of the option, or -1. */
static int find_choice(int o, wz_str value)
{
    wz_str rest = wz_str_from(options[o].value[0]);
    for (int i = 0; rest.ptr != NULL; i++)
        if (wz_str_equal(wz_str_cut(rest, '|', &rest), value))
            return i;
    return -1;
}

static bool good_path(cli *c, wz_str path)
{
    wz_str rest = path;
    bool part = false;
    while (rest.ptr != NULL && !part)
        part = wz_str_cut(rest, '/', &rest).len > CLI_PART_LONGEST;
    if (path.len <= CLI_PATH_LONGEST && !part)
        return true;
    int most = path.len > CLI_PATH_LONGEST ? CLI_PATH_LONGEST : CLI_PART_LONGEST;
    wz_report(c->diags, CLI_LONG_PATH, NOWHERE, wz_str_slice(path, 0, 60), wz_format(c->arena, "%td", path.len),
              wz_format(c->arena, "%d", most));
    return false;
}

/* A folder name and nothing that walks away from themes/. */
static bool good_name(wz_str name)
{
    return name.ptr[0] != '.' && wz_str_find_byte(name, '/') < 0 && name.len <= CLI_PART_LONGEST &&
           wz_utf8_invalid(name) < 0;
}

/* The address of a site, which ends in a slash, or one that does not. */
static bool good_address(cli *c, form of, wz_str *value, wz_str *meant)
{
    wz_url url;
    bool place = of == FORM_PLACE;
    bool good = wz_url_read_base(c->arena, place ? wz_format(c->arena, "%.*s/", WZ_ARG(*value)) : *value, &url);
    *value = good && !place ? url.href : *value;
    *meant = place ? (wz_str){0} : url.meant;
    return good;
}

static bool take_number(cli *c, form f, wz_str value)
{
    long jobs = 0;
    bool good = f == FORM_JOBS    ? parse_number(value, 1, 64, &jobs)
                : f == FORM_LIMIT ? parse_number(value, 1, 1000, &c->limit)
                : f == FORM_BYTES ? parse_number(value, 0, 100000000, &c->bytes)
                                  : parse_number(value, 1, 65535, &c->port);
    c->jobs = jobs > 0 ? (int)jobs : c->jobs;
    return good;
}

static void bad_value(cli *c, int o, wz_str value, wz_str meant)
{
    wz_str choices[8], rest = wz_str_from(options[o].value[0]);
    ptrdiff_t count = 0;
    while (options[o].form == FORM_CHOICE && rest.ptr != NULL && count < 8)
        choices[count++] = wz_str_cut(rest, '|', &rest);
    wz_report(c->diags, CLI_BAD_VALUE, NOWHERE, cli_option_written(c, (cli_option)o), value, expected(c, o))
        ->suggestion = count > 0 ? wz_suggest(value, choices, count) : meant;
}

static void take_value(cli *c, int o, wz_str value)
{
    bool good = true;
    wz_str meant = {0};
    if (value.len == 0) {
        wz_report(c->diags, CLI_NO_VALUE, NOWHERE, cli_option_written(c, (cli_option)o), expected(c, o));
        return;
    }
    switch (options[o].form) {
    case FORM_NONE:
        break;
    case FORM_PATH:
    case FORM_FILE:
        if (!good_path(c, value))
            return;
        break;
    case FORM_NAME:
        good = good_name(value);
        break;
    case FORM_URL:
    case FORM_PLACE:
        good = good_address(c, options[o].form, &value, &meant);
        break;
    case FORM_CHOICE:
        good = find_choice(o, value) >= 0;
        break;
    case FORM_TEXT:
        good = wz_utf8_invalid(value) < 0;
        break;
    case FORM_DATE:
        good = wz_date_parse(value, o == OPTION_UNTIL ? &c->until : &c->today);
        break;
    case FORM_JOBS:
    case FORM_LIMIT:
    case FORM_BYTES:
    case FORM_PORT:
        good = take_number(c, options[o].form, value);
        break;
    }
    if (!good) {
        bad_value(c, o, value, meant);
        return;
    }
    c->values[o] = value;
    if (o == OPTION_FORMAT)
        c->format = (cli_format)find_choice(o, value);
}

/* One option at argv[*at]; moves *at past a value that is an argument of its own. */
static void take_option(cli *c, int argc, char **argv, int *at)
{
    wz_str written = wz_str_from(argv[*at]), value = {0}, name;
    bool attached = false;
    int o;
    if (wz_str_starts(written, WZ_STR("--"))) {
        name = wz_str_cut(wz_str_slice(written, 2, written.len), '=', &value);
        attached = wz_str_find_byte(written, '=') >= 0;
        o = find_option(c, name);
        if (o < 0) {
            unknown_option(c, wz_str_slice(written, 0, 2 + name.len), name);
            return;
        }
    } else {
        o = find_letter(c, written.ptr[1]);
        attached = written.len > 2;
        if (o < 0 || (attached && options[o].value[0] == NULL)) {
            unknown_option(c, written, wz_str_slice(written, 1, written.len));
            return;
        }
        value = wz_str_slice(written, 2, written.len);
        if (wz_str_starts(value, WZ_STR("=")))
            value = wz_str_slice(value, 1, value.len);
    }
    c->given[o] = true;
    if (options[o].value[0] == NULL) {
        if (attached)
            wz_report(c->diags, CLI_SURPLUS_VALUE, NOWHERE, cli_option_written(c, (cli_option)o));
        return;
    }
    if (!attached) {
        /* What looks like an option is not taken for a value: `--theme --strict` lacks one. A lone - is a value. */
        bool missing = *at + 1 >= argc || (argv[*at + 1][0] == '-' && argv[*at + 1][1] != 0);
        if (missing) {
            wz_report(c->diags, CLI_NO_VALUE, NOWHERE, cli_option_written(c, (cli_option)o), expected(c, o));
            return;
        }
        value = wz_str_from(argv[++*at]);
    }
    take_value(c, o, value);
}

static void take_command(cli *c, wz_str name)
{
    wz_str names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++) {
        names[i] = wz_str_from(commands[i].name);
        if (wz_str_equal(names[i], name))
            c->command = i;
    }
    if (c->command < 0) {
        wz_diag *d = wz_report(c->diags, CLI_UNKNOWN_COMMAND, NOWHERE, name);
        d->suggestion = wz_str_equal(name, WZ_STR("help"))      ? WZ_STR("--help")
                        : wz_str_equal(name, WZ_STR("version")) ? WZ_STR("--version")
                                                                : wz_suggest(name, names, COMMAND_COUNT);
    }
}

/* The command, so that options before it can be judged by it, and the language, so that the first message has it. */
static bool look_ahead(cli *c, int argc, char **argv)
{
    bool found = false;
    for (int i = 1; i < argc; i++) {
        wz_str word = wz_str_from(argv[i]);
        if (wz_str_equal(word, WZ_STR("--"))) {
            if (!found && i + 1 < argc) {
                take_command(c, wz_str_from(argv[i + 1]));
                found = true;
            }
            break;
        }
        if (wz_str_equal(word, WZ_STR("--lang=en")) ||
            (wz_str_equal(word, WZ_STR("--lang")) && i + 1 < argc && strcmp(argv[i + 1], "en") == 0))
            c->lang = WZ_STR("en");
        if (word.len > 1 && word.ptr[0] == '-') {
            bool lengthy = wz_str_starts(word, WZ_STR("--"));
            int o = lengthy         ? find_option(c, wz_str_slice(word, 2, word.len))
                    : word.len == 2 ? find_letter(c, word.ptr[1])
                                    : -1;
            if (o >= 0 && options[o].value[0] != NULL)
                i++;
        } else if (!found) {
            take_command(c, word);
            found = true;
        }
    }
    return found;
}

/* The commands that an option belongs to, as "build, check". */
static wz_str homes(cli *c, int o)
{
    wz_str names[COMMAND_COUNT];
    ptrdiff_t count = 0;
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (options[o].commands >> i & 1u)
            names[count++] = wz_str_from(commands[i].name);
    return wz_str_join(c->arena, names, count, WZ_STR(", "));
}

static void check_words(cli *c)
{
    const command *wanted = &commands[c->command];
    wz_str rest = wz_str_from(CLI_SAY(c, wanted->words[0], wanted->words[1]));
    for (int i = 0; i < wanted->least; i++) {
        wz_str name = wz_str_cut(rest, ' ', &rest);
        if (i >= c->word_count)
            wz_report(c->diags, CLI_FEW_WORDS, NOWHERE, wz_str_from(wanted->name), name);
        else if (c->words[i].len == 0)
            wz_report(c->diags, CLI_EMPTY_WORD, NOWHERE, name);
    }
    for (int i = 0; i < c->word_count; i++) {
        if (wanted->most >= 0 && i >= wanted->most)
            wz_report(c->diags, CLI_MANY_WORDS, NOWHERE, c->words[i], wz_str_from(wanted->name));
        else if (wz_utf8_invalid(c->words[i]) >= 0 && wanted->form != FILES)
            wz_report(c->diags, CLI_BAD_WORD, NOWHERE, c->words[i]);
        else if (wanted->form != WORDS)
            good_path(c, c->words[i]);
    }
}

void cli_parse(cli *c, int argc, char **argv)
{
    c->command = -1;
    c->lang = WZ_STR("nl");
    c->folder = ".";
    c->limit = 10;
    bool found = look_ahead(c, argc, argv), words = false, skipped = false;
    for (int i = 1; i < argc; i++) {
        if (!words && strcmp(argv[i], "--") == 0)
            words = true;
        else if (!words && argv[i][0] == '-' && argv[i][1] != 0)
            take_option(c, argc, argv, &i);
        else if (!skipped)
            skipped = true; /* the command */
        else if (c->word_count < CLI_WORDS)
            c->words[c->word_count++] = wz_str_from(argv[i]);
        else
            wz_report(c->diags, CLI_MANY_WORDS, NOWHERE, wz_str_from(argv[i]), wz_str_from(argv[0] ? argv[0] : ""));
    }
    if (c->given[OPTION_HELP] || c->given[OPTION_VERSION])
        return;
    if (!found)
        wz_report(c->diags, CLI_NO_COMMAND, NOWHERE);
    for (int o = 0; c->command >= 0 && o < OPTION_COUNT; o++)
        if (c->given[o] && !(options[o].commands >> c->command & 1u))
            wz_report(c->diags, CLI_OTHER_OPTION, NOWHERE, cli_option_written(c, (cli_option)o),
                      wz_str_from(commands[c->command].name), homes(c, o));
    if (c->command >= 0)
        check_words(c);
    if (c->values[OPTION_FOLDER].len > 0)
        c->folder = wz_str_cstring(c->arena, c->values[OPTION_FOLDER]);
    if (c->given[OPTION_FOLDER] && c->values[OPTION_FOLDER].len > 0) {
        wz_str folder = wz_str_from(c->folder);
        if (!wz_fs_is_folder(&c->fs, folder.ptr[0] == '/' ? "/" : ".", folder) &&
            !wz_fs_is_folder(&c->fs, c->folder, WZ_STR(".")))
            wz_report(c->diags, CLI_NO_FOLDER, NOWHERE, folder);
    }
}
