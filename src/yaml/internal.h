/* SPDX-License-Identifier: EUPL-1.2 */
/* src/yaml/internal.h - what the files of yaml share. */
#ifndef WEGWIJZER_YAML_INTERNAL_H
#define WEGWIJZER_YAML_INTERNAL_H

#include "wegwijzer/yaml.h"

/* The part of a source that is one YAML document. text is what is parsed: a slice of source->text, or a repaired copy
 * in which lines and code points still stand where they stood. */
typedef struct wz_yaml_part {
    const wz_source *source;
    wz_str text;
    ptrdiff_t from; /* where text starts in source->text */
    int32_t above;  /* lines of the source above text */
    bool ascii;     /* text has no byte above 0x7F */
    bool copy;      /* text is a repaired copy */
} wz_yaml_part;

/* scan.c: looks at the bytes of a source before anything else does: encoding, control and invisible characters. Reports
 * what it finds, and returns text (a slice of source->text) or a copy in which every faulty character is U+FFFD. *clean
 * tells which, *ascii whether the result has only ASCII. {NULL,0} when it makes no sense to read on. */
wz_str wz_yaml_scan(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_str text, bool *clean, bool *ascii);
/* What \0, \e, \uFFFE and the like bring into a text is judged as what stands there itself, but for line breaks. Only a
 * double-quoted scalar can have them. exact: places within it are known. False after an error. */
bool wz_yaml_check_escaped(wz_arena *arena, wz_diags *diags, const wz_node *node, bool exact);

/* What libyaml said about a document that it cannot read. Lines and columns count from 0, in part->text. */
typedef struct wz_yaml_mark {
    int32_t line;
    int32_t column;
} wz_yaml_mark;

typedef struct wz_yaml_fault {
    const char *problem; /* libyaml's words, never shown */
    wz_yaml_mark at;
    wz_yaml_mark context; /* where the thing began in which it went wrong */
    wz_yaml_mark value;   /* start and end of the last scalar before it */
    wz_yaml_mark value_end;
    bool quoted; /* that scalar was in quotes */
} wz_yaml_fault;

/* How to make a document readable enough to look for further faults: replace part of a line. line < 0: it cannot be
 * done. */
typedef struct wz_yaml_repair {
    int32_t line;   /* from 0 */
    ptrdiff_t from; /* bytes in that line to replace */
    ptrdiff_t to;
    wz_str with;
} wz_yaml_repair;

/* fault.c: reports a fault in our words and proposes a repair. */
wz_yaml_repair wz_yaml_explain(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, const wz_yaml_fault *fault);

/* conflict.c: reports what Git left of a conflict, and returns text, or a copy (*clean becomes false) in which only the
 * first of two versions is left and all else of the conflict is blank. */
wz_str wz_yaml_blank_conflicts(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_str text, bool *clean);
bool wz_yaml_is_conflict(wz_str line); /* a line with one of the marks */

/* A plain scalar in part->text. */
typedef struct wz_yaml_plain {
    int32_t line, last;   /* from 0: where it begins and ends */
    ptrdiff_t from, to;   /* its bytes */
    bool key;             /* or what stands where a key belongs */
    bool flow;            /* between brackets */
    bool item;            /* of a list with dashes */
    ptrdiff_t value_from; /* of a key: the plain value before it, -1 when there is none */
    ptrdiff_t value_to;
} wz_yaml_plain;

/* slip.c: looks for what was typed otherwise than meant. True when it reported something; *repair mends it. */
bool wz_yaml_find_slip(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, const wz_yaml_plain *plain,
                       wz_yaml_repair *repair);
/* Warns about "-raad" below "- griffie", which is read as "griffie -raad". raw is what stands there of the scalar. */
void wz_yaml_check_dash(wz_diags *diags, const wz_yaml_part *part, const wz_node *node, wz_str raw);
/* A space that is none (U+00A0 and its like) in the indentation of a line, after a dash or after the colon of its key. */
bool wz_yaml_hard_space(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line,
                        wz_yaml_repair *repair);
/* Another sign than a dash before an item of a list. */
bool wz_yaml_find_bullet(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line,
                         wz_yaml_repair *repair);
/* A comment that begins in the list whose bracket stands at a byte of the line, and holds what closes it. */
bool wz_yaml_find_hash(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line, ptrdiff_t bracket,
                       wz_str closing, wz_yaml_repair *repair);
/* The place of bytes [from, to) of a line (from 0). */
wz_loc wz_yaml_place(const wz_yaml_part *part, int32_t line, ptrdiff_t from, ptrdiff_t to);

/* parse.c: the tree of one part. */
wz_node *wz_yaml_parse_part(wz_arena *arena, wz_diags *diags, wz_yaml_part part, wz_yaml_top top);

/* line.c: line number line (from 0) of text, without its line break; *from is its offset. */
wz_str wz_yaml_line(wz_str text, int32_t line, ptrdiff_t *from);
int32_t wz_yaml_line_above(wz_str text, int32_t line);    /* the last one before it that is not blank, or -1 */
ptrdiff_t wz_yaml_indentation(wz_str line);               /* bytes of spaces and tabs at its start */
ptrdiff_t wz_yaml_key_colon(wz_str line, ptrdiff_t to);   /* the first colon in line[0, to) that ends a key, or -1 */
wz_str wz_yaml_name_before(wz_str line, ptrdiff_t colon); /* without indentation and list dashes */
wz_str wz_yaml_shorten(wz_arena *arena, wz_str text);     /* a copy that is short enough to be named */

/* unindented.c: a line that goes on with the text of the field above it, but is not indented as that text is, and all
 * lines below it that do the same. block: only of a text behind | or >. True when it was reported. */
bool wz_yaml_find_unindented(wz_arena *arena, wz_diags *diags, const wz_yaml_part *part, int32_t line, bool block,
                             wz_yaml_repair *repair);
bool wz_yaml_is_curly(uint32_t c); /* a quote of a word processor */

#endif
