/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/test.h - what every unit test includes first: cmocka needs these four headers before it. */
#ifndef WEGWIJZER_TEST_H
#define WEGWIJZER_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

/* The folder of test data that is not part of this repository: make passes SHARED. */
static inline const char *shared_folder(void)
{
    const char *named = getenv("SHARED");
    return named && *named ? named : "../shared";
}

#endif
