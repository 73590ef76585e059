/* SPDX-License-Identifier: EUPL-1.2 */
/* src/cli/change.h - what commands that change files share. */
#ifndef WEGWIJZER_CLI_CHANGE_H
#define WEGWIJZER_CLI_CHANGE_H

#include "cli/cli.h"
#include "wegwijzer/edit.h"

/* Reads and checks the project without making a site. NULL when its model is unusable. Free result when the messages are printed. */
wz_catalog *change_look(cli *c, wz_diags *diags, wz_site_result *result);
/* Reads the catalogue alone, which is enough to find what is to be changed. False with the messages among those of c: it is unusable, or
 * the system failed. Free it, also then, when the messages are printed: they point into it. */
bool change_read(cli *c, wz_catalog **catalog);
/* The same as change_look of the project as the edits would make it; nothing is written. */
wz_catalog *change_try(cli *c, wz_edits *edits, wz_diags *diags, wz_site_result *result);
/* Whether the edits may be written: refused, with the messages printed, when the catalogue would have more errors than before. before is
 * what change_look said, NULL: look when it matters. */
cli_status change_check(cli *c, wz_diags *before, wz_edits *edits);
/* Writes the files, or with --dry-run prints what would change. When it fails the messages are printed and nothing is written. */
cli_status change_write(cli *c, wz_edits *edits);
/* init.c: a new project for the folder target, of the starter; with own its model and lists, and no records. CLI_OK: it is written in
 * fresh, and comes when that ends; NULL: a killed run had made it, and it is in its place now. */
cli_status cli_start(cli *c, wz_str target, const wz_proposal *own, wz_fresh **fresh);
const wz_source *cli_starter(cli *c); /* its model; NULL with a message */
/* propose.c: import --model */
cli_status cli_propose(cli *c);
/* Adds places, a line each; and those that a person has to look at, when there are. */
void change_places(cli *c, wz_buf *out, const wz_loc *places, ptrdiff_t count);
void change_by_hand(cli *c, wz_buf *out, wz_edits *edits);

#endif
