/* SPDX-License-Identifier: EUPL-1.2 */
/* The texts of --help and --version, made from the tables of commands and options. */
#include "cli/cli.h"

#define STRINGIFY(x)  #x
#define VERSION_OF(x) STRINGIFY(x)
#ifndef WZ_VERSION
#define WZ_VERSION 0
#endif

const wz_str cli_version_number = {VERSION_OF(WZ_VERSION), sizeof VERSION_OF(WZ_VERSION) - 1};

enum {
#define CLI_COMMAND(id, ...) COMMAND_##id,
#include "cli/commands.def"
#undef CLI_COMMAND
    COMMAND_COUNT
};

typedef struct command_help {
    const char *name, *words[2], *summary[2], *more[2];
} command_help;

static const command_help commands[] = {
#define CLI_COMMAND(id, name, words_nl, words_en, least, most, form, run, nl, en, more_nl, more_en)                    \
    {name, {words_nl, words_en}, {nl, en}, {more_nl, more_en}},
#include "cli/commands.def"
#undef CLI_COMMAND
};

#define ON(id)        (1u << COMMAND_##id)
#define EVERY_COMMAND (~0u)

typedef struct option_help {
    char letter;
    const char *name, *value[2];
    unsigned commands;
    const char *help[2];
} option_help;

static const option_help options[] = {
#define CLI_OPTION(id, letter, name, value_nl, value_en, form, commands, nl, en)                                       \
    {letter, name, {value_nl, value_en}, commands, {nl, en}},
#include "cli/options.def"
#undef CLI_OPTION
};

/* One line: the left column, then the text from the given column on. */
static void add_line(wz_buf *out, wz_str left, const char *text, int column)
{
    ptrdiff_t width = wz_utf8_count(left);
    wz_buf_format(out, "  %.*s%*s%s\n", WZ_ARG(left), width < column ? (int)(column - width) : 2, "", text);
}

static void add_options(const cli *c, wz_buf *out, bool every)
{
    int l = CLI_SAY(c, 0, 1);
    for (int o = 0; o < OPTION_COUNT; o++) {
        const option_help *option = &options[o];
        bool general = option->commands == EVERY_COMMAND;
        if (every ? !general : (general || c->command < 0 || !(option->commands >> c->command & 1u)))
            continue;
        char letter[5] = {' ', ' ', ' ', ' ', 0};
        if (option->letter != 0) {
            letter[0] = '-';
            letter[1] = option->letter;
            letter[2] = ',';
        }
        add_line(out,
                 wz_format(c->arena, "%s--%.*s%s%s", letter, WZ_ARG(cli_option_name(c, option->name)),
                           option->value[l] ? " " : "", option->value[l] ? option->value[l] : ""),
                 option->help[l], 36);
    }
}

void cli_help(const cli *c, wz_buf *out)
{
    int l = CLI_SAY(c, 0, 1);
    if (c->command >= 0) {
        const command_help *command = &commands[c->command];
        wz_str summary = wz_str_from(command->summary[l]);
        wz_buf_format(out, "%s wegwijzer %s%s%s [%s]\n\nwegwijzer %s %.*s.\n\n%s\n", CLI_SAY(c, "Gebruik:", "Usage:"),
                      command->name, command->words[l][0] ? " " : "", command->words[l],
                      CLI_SAY(c, "OPTIES", "OPTIONS"), command->name, WZ_ARG(summary), command->more[l]);
        wz_buf options_of = {0};
        add_options(c, &options_of, false);
        if (options_of.len > 0) {
            wz_buf_format(out, "\n%s\n", CLI_SAY(c, "Opties:", "Options:"));
            wz_buf_add(out, wz_buf_str(&options_of));
        }
        wz_buf_free(&options_of);
    } else {
        wz_buf_format(out,
                      CLI_SAY(c,
                              "Gebruik: wegwijzer OPDRACHT [OPTIES]\n\n"
                              "Maakt van een map met YAML-records een doorzoekbare site, en controleert alles wat "
                              "daarvoor nodig is.\n\n"
                              "  wegwijzer check                       kijken of alles klopt\n"
                              "  wegwijzer build -o build/site         de site maken\n"
                              "  wegwijzer new SOORT nieuwe-id         een record beginnen\n\nOpdrachten:\n",
                              "Usage: wegwijzer COMMAND [OPTIONS]\n\n"
                              "Turns a folder of YAML records into a searchable site, and checks all that it takes.\n\n"
                              "  wegwijzer check                       see whether all is well\n"
                              "  wegwijzer build -o build/site         make the site\n"
                              "  wegwijzer new KIND new-id             start a record\n\nCommands:\n"));
        for (int i = 0; i < COMMAND_COUNT; i++)
            add_line(out,
                     wz_format(c->arena, "%s%s%s", commands[i].name, commands[i].words[l][0] ? " " : "",
                               commands[i].words[l]),
                     commands[i].summary[l], 36);
    }
    wz_buf_format(
        out, "\n%s\n",
        CLI_SAY(c, "Algemene opties, voor of na de opdracht:", "General options, before or after the command:"));
    add_options(c, out, true);
    if (c->command < 0)
        wz_buf_add(
            out,
            CLI_SAY(c,
                    WZ_STR("\n'wegwijzer OPDRACHT --help' noemt de opties van een opdracht. -- eindigt de opties.\n\n"
                           "Status: 0 in orde, 1 fouten in de inhoud, 2 verkeerd gebruik, 3 fout van het systeem.\n"
                           "Omgeving: NO_COLOR (geen kleur), SOURCE_DATE_EPOCH (de datum van vandaag, in UTC),\n"
                           "  GITHUB_STEP_SUMMARY, GITHUB_WORKSPACE, GITHUB_SERVER_URL, GITHUB_REPOSITORY en "
                           "GITHUB_SHA (alleen met --format github).\n"),
                    WZ_STR("\n'wegwijzer COMMAND --help' lists the options of a command. -- ends the options.\n\n"
                           "Status: 0 fine, 1 faults in the content, 2 wrong usage, 3 the system failed.\n"
                           "Environment: NO_COLOR (no colour), SOURCE_DATE_EPOCH (today's date, in UTC),\n"
                           "  GITHUB_STEP_SUMMARY, GITHUB_WORKSPACE, GITHUB_SERVER_URL, GITHUB_REPOSITORY and "
                           "GITHUB_SHA (with --format github only).\n")));
}

void cli_version(const cli *c, wz_buf *out)
{
    wz_buf_format(out, "wegwijzer %.*s\n", WZ_ARG(cli_version_number));
    wz_buf_add(out, CLI_SAY(c, WZ_STR("Licentie: EUPL 1.2\n"), WZ_STR("Licence: EUPL 1.2\n")));
}
