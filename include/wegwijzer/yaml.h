/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/yaml.h - one YAML file to an immutable tree in which everything has a place.
 *
 * A restricted YAML 1.1: mappings, lists and scalars. Every scalar is text until the model says otherwise, so `no`,
 * `1.10` and `010` stay what the editor typed. Refused, each with its own message: duplicate keys, anchors, aliases,
 * tags, directives, several documents, tabs as indentation, invalid UTF-8, NUL and other control characters, keys that
 * are not scalars, a top level that is no mapping (unless asked), and anything beyond the limits below. CRLF line ends
 * and a byte order mark at the start are accepted. The messages are ours, never libyaml's. src/yaml/parse.c is the only
 * includer of <yaml.h>.
 *
 * Example:
 *
 *     wz_source source = {WZ_STR("a.yaml"), WZ_STR("titel: Raad\n")};
 *     wz_node *root = wz_yaml_parse(arena, diags, &source, WZ_YAML_MAP);
 *     wz_node *titel = wz_node_get(root, WZ_STR("titel"));     // text "Raad", line 1, column 8
 */
#ifndef WEGWIJZER_YAML_H
#define WEGWIJZER_YAML_H

#include "wegwijzer/base.h"

#define WZ_YAML_DEPTH 32        /* nested lists and mappings */
#define WZ_YAML_VALUE (1 << 20) /* bytes of one scalar */
#define WZ_YAML_ITEMS 10000     /* items of one list or mapping */
#define WZ_YAML_FILE  (1 << 30) /* bytes of one file; who reads the file sets a lower one, WZ_LIMIT_FILE */
#define WZ_JSON_ITEMS (1 << 20) /* items of one list or object of JSON, which machines write */

typedef enum wz_node_kind { WZ_NODE_TEXT, WZ_NODE_LIST, WZ_NODE_MAP } wz_node_kind;
/* How a text was written. VERBATIM is the body after front matter: not YAML at all, byte for byte as in the file. */
typedef enum wz_node_style {
    WZ_STYLE_PLAIN,
    WZ_STYLE_SINGLE,
    WZ_STYLE_DOUBLE,
    WZ_STYLE_LITERAL,
    WZ_STYLE_FOLDED,
    WZ_STYLE_VERBATIM
} wz_node_style;

typedef struct wz_node wz_node;
struct wz_node {
    wz_node_kind kind;
    wz_node_style style; /* TEXT only */
    int32_t start;       /* where the value stands in loc.source->text, in bytes: [start, end) */
    int32_t end;
    wz_loc loc;          /* of the value itself (for a block scalar: of its | or >) */
    wz_str text;         /* TEXT only; valid UTF-8 without NUL */
    ptrdiff_t count;     /* items of a LIST, pairs of a MAP. From here on: of the tree alone, a record keeps it not */
    wz_node **items;     /* LIST: the items. MAP: the values, in the order of the file */
    wz_node **keys;      /* MAP only: the keys (TEXT), parallel to items */
    const wz_map *index; /* MAP only, private: finds keys of a large map */
};

/* What may stand at the top level. */
typedef enum wz_yaml_top { WZ_YAML_MAP, WZ_YAML_ANY } wz_yaml_top;

/* The tree of a whole file, or NULL with diagnostics. All faults of a file are looked for: after a fault of syntax the
 * line is repaired in a copy and reading goes on, and NULL is returned at the end, as it is for faulty characters and
 * limits. Where the tree is whole all the same (duplicate key: the first counts; anchor, alias, tag: the letters as
 * typed; directive, second document, key that is no text: left out) it is returned, with errors in diags, so that the
 * model can check the rest. Doubtful but allowed are warnings: text after " #", a dash without a space, invisible
 * characters. An empty plain value ("titel:"), ~ and null are TEXT nodes of style PLAIN with the text as written. An
 * empty file (or only comments) is an error under WZ_YAML_MAP and an empty TEXT node under WZ_YAML_ANY. Nodes borrow
 * from arena and from source. Scalars may borrow source->text. */
wz_node *wz_yaml_parse(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_yaml_top top);

/* JSON (RFC 8259) to the same nodes, top level of any kind and with a depth of WZ_YAML_DEPTH; surrogate pairs in \u
 * escapes are combined, a half pair and \u0000 are refused, a byte order mark is skipped. Characters are judged as in
 * YAML, escaped or not, and so is what Git leaves of a conflict. Strings have style DOUBLE;
 * numbers, true, false and null are TEXT of style PLAIN, as written. Stops at the first fault; NULL with a diagnostic.
 */
wz_node *wz_json_parse(wz_arena *arena, wz_diags *diags, const wz_source *source);

/* True for a text that says nothing: no character that can be seen, or plain ~ or null. */
bool wz_node_is_empty(const wz_node *node);

/* Where a key stands in keys and items; -1 when node is NULL, no map, or has no such key. */
ptrdiff_t wz_node_find(const wz_node *node, wz_str key);
/* The value of a key, or NULL when node is NULL, no map, or has no such key. */
wz_node *wz_node_get(const wz_node *node, wz_str key);
/* The key node itself (for its place), or NULL. */
wz_node *wz_node_key(const wz_node *node, wz_str key);

/* The place in the file of the byte at offset in node->text (TEXT), length in bytes of that text. Right for plain,
 * quoted, literal and folded scalars: a mistake in Markdown inside a block is reported on the line where the editor
 * sees it. */
wz_loc wz_node_locate(const wz_node *node, ptrdiff_t offset, ptrdiff_t length);

/* Front matter: a Markdown file that starts with a line "---", a YAML mapping and a line "---". Returns the mapping and
 * sets *body to the text after it as a TEXT node whose places are those of the file. NULL with a diagnostic when the
 * front matter is missing or wrong. */
wz_node *wz_yaml_front_matter(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_node **body);

/* The mapping in a file of data, by the end of its name: .json, .md (its front matter; *body is its text, NULL when that says
 * nothing), or else YAML. NULL with a diagnostic. */
wz_node *wz_file_parse(wz_arena *arena, wz_diags *diags, const wz_source *source, wz_node **body);

#endif
