/* SPDX-License-Identifier: EUPL-1.2 */
/* tests/unit/test.h - what every unit test includes first: cmocka needs these four headers before it. */
#ifndef WEGWIJZER_TEST_H
#define WEGWIJZER_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
