/* SPDX-License-Identifier: EUPL-1.2 */
/* src/cli/worklist.h - what has to be looked at, as text, Markdown, CSV or JSON. */
#ifndef WEGWIJZER_CLI_WORKLIST_H
#define WEGWIJZER_CLI_WORKLIST_H

#include "cli/cli.h"

cli_status cli_worklist(cli *c);

#endif
