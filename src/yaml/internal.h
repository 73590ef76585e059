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

/* parse.c: the tree of one part. */
wz_node *wz_yaml_parse_part(wz_arena *arena, wz_diags *diags, wz_yaml_part part, wz_yaml_top top);

/* fault.c: line number line (from 0) of text, without its line break; *from is its offset. */
wz_str wz_yaml_line(wz_str text, int32_t line, ptrdiff_t *from);

#endif
