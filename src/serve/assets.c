/* SPDX-License-Identifier: EUPL-1.2 */
/* The script and the style sheet of the preview: files beside this one, so that they are written and checked as what they
 * are. The assembler takes them in. */
#include "serve/serve.h"

#define ASSET(name, file)                                                                                              \
    __asm__(".section .rodata\n" #name ":\n.incbin \"serve/" file "\"\n" #name "_end:\n.byte 0\n.previous\n");         \
    extern const char name[] __attribute__((visibility("hidden")));                                                    \
    extern const char name##_end[] __attribute__((visibility("hidden")))

ASSET(serve_asset_script, "serve.js");
ASSET(serve_asset_style, "serve.css");

wz_str serve_script(void)
{
    return (wz_str){serve_asset_script, serve_asset_script_end - serve_asset_script};
}

wz_str serve_style(void)
{
    return (wz_str){serve_asset_style, serve_asset_style_end - serve_asset_style};
}
