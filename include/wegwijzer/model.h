/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/model.h - what kinds of records there are, and whether a record is one of them.
 *
 * The model is content/model.yaml: kinds, vocabularies, fields, roles. It is data, read once and then immutable. This
 * module knows field types, never fields: the only names it knows are the roles below, and even those are pointed out
 * by model.yaml.
 *
 *   keys:          how editors write the parts of a law, a source and a reference
 *   vocabularies:  closed lists of terms, one file each; a term is a record too
 *   terms:         roles and fields that every term has
 *   common:        fields that every record has, of whatever kind
 *   roles:         which fields play the parts that the tool needs (a kind may have its own): a name or, of a group,
 *                  {field: NAME, date, by, finding, outcome, applicability: NAME}, which name fields of the group
 *   kinds:         folder, label, fields
 *
 * A vocabulary may have used: true: then a term of it that nothing uses is reported, and that refers to no record itself. One with
 * open: false is of the site alone, such as answers above search results: no identifiers, and not among the data for others.
 *
 * A field is {type, required, min, max, label, help, example, facet} and by type: vocabulary (terms, law, source),
 * related (terms), to, inverse and inverse_label (refs; to: self is the kind itself), certainty and certainty_from
 * (refs), ahead and since (date), unique (text), fields (group). A type is one of the names in
 * include/wegwijzer/types.def, or "list of" such a name.
 *
 * A source is a term ({document: ID, plaats: TEXT}) or, when keys.source.page declares the fields of one, a page on the
 * web that is described on the spot: {those fields, plaats: TEXT}.
 *
 * How certain a link is: with certainty: VOCABULARY an item of refs may be {naar: ID, zekerheid: TERM} beside a bare ID
 * (keys.refs has the two names); with certainty_from: FIELD the items that do not say so themselves are as certain as
 * that field beside them says, which holds one term. The link back is as certain.
 *
 * Records as they are. A field is written as it is named, capitals included, or as written: says; with dots (metadata.name) it
 * lies in a mapping. A name that the tool has itself (id, kind, path, meta, title and summary without that role ...) gets an
 * underscore behind it for templates and exports: the records go on writing id, templates ask for id_. A kind may have
 * key: FIELD, a text: references name a record by it, or by its id. A group with free: true may hold keys that are not declared,
 * which are not read; a list of group with free: true may be a mapping, whose keys are the first field and whose values are
 * the second, or a mapping of the others (a mapping with the first field is one item). One value without a list is a list of one. At the top, records: has
 * empty_is_absent: true (an empty value is no value; else it is said, and an error in a field that is required) and
 * ignore: [NAME ...] (fields of records that are not read).
 *
 * Adding a field type: one row in types.def, the operations that it names and has not got yet in src/model, one row for
 * its view in src/site, a golden.
 *
 * Example:
 *
 *     wz_model *model = wz_model_read(arena, diags, source);
 *     const wz_kind *kind = wz_model_kind(model, WZ_STR("knelpunt"));
 *     wz_str id = WZ_STR("lokale-driehoek");
 *     wz_record *record = wz_record_read(arena, diags, model, kind, file, tree, NULL, id, wz_loc_file(file));
 *     wz_str title = wz_record_title(record);
 */
#ifndef WEGWIJZER_MODEL_H
#define WEGWIJZER_MODEL_H

#include "wegwijzer/base.h"
#include "wegwijzer/yaml.h"

#define WZ_MODEL_DEPTH   4   /* groups inside groups */
#define WZ_ID_MAX        100 /* bytes of an id */
#define WZ_FINDING_LEAST 20  /* characters of a finding that says something */

typedef enum wz_type {
#define WZ_TYPE(id, ...) WZ_TYPE_##id,
#include "wegwijzer/types.def"
#undef WZ_TYPE
    WZ_TYPE_COUNT
} wz_type;

/* The member of an item that counts. Outside the rows of a type nothing asks for the type itself. */
typedef enum wz_holds {
    WZ_HOLDS_TEXT,
    WZ_HOLDS_DATE,
    WZ_HOLDS_PERIOD,
    WZ_HOLDS_INTEGER,
    WZ_HOLDS_TRUTH,
    WZ_HOLDS_REF,  /* the name of a term (field->vocabulary) or of a record (field->to) */
    WZ_HOLDS_PARTS /* nothing but parts */
} wz_holds;

/* The parts that the tool needs to know; every other field it treats by type alone. Which field plays a part is said in
 * model.yaml. */
typedef enum wz_role {
    WZ_ROLE_TITLE,     /* text; required: what the record is called */
    WZ_ROLE_SUMMARY,   /* text: one or two sentences; meta description, cards, feeds */
    WZ_ROLE_BODY,      /* markdown: the main text */
    WZ_ROLE_ADDED,     /* date: when it came into the catalogue */
    WZ_ROLE_CHANGES,   /* list of group with a date and a text */
    WZ_ROLE_CHECKED,   /* group: compared with its sources */
    WZ_ROLE_REVIEWED,  /* group: what it is about was judged */
    WZ_ROLE_OWNER,     /* terms: who keeps it up */
    WZ_ROLE_WITHDRAWN, /* group with a date, a text and optionally refs: the page stays as a tombstone */
    WZ_ROLE_FORMER,    /* list of text: former ids, which redirect; of records and of terms */
    WZ_ROLE_SHORT,     /* text: a short name (terms) */
    WZ_ROLE_ALIASES,   /* list of text: other spellings (terms) */
    WZ_ROLE_COUNT
} wz_role;

/* What the fields of a group that plays a role say. Without a declaration the date is the first field that holds one. */
typedef enum wz_part {
    WZ_PART_DATE,          /* date */
    WZ_PART_BY,            /* terms or text: who */
    WZ_PART_FINDING,       /* text or markdown: what was compared, or what the outcome rests on */
    WZ_PART_OUTCOME,       /* terms: what the judgement came to */
    WZ_PART_APPLICABILITY, /* text or markdown: for whom it holds */
    WZ_PART_COUNT
} wz_part;

typedef struct wz_kind wz_kind;
typedef struct wz_record wz_record;

typedef struct wz_field {
    wz_str name;
    wz_str written; /* what it is called in the files */
    wz_type type;
    wz_holds holds;
    bool list;     /* "list of" */
    bool several;  /* a list, or of a type that holds several items without "list of" (terms, refs) */
    bool markup;   /* an item is Markdown */
    bool words;    /* an item is plain text for people: no Markdown, no address */
    bool address;  /* an item leads somewhere: a page, a number to call, a mailbox */
    bool placed;   /* an item is a term and perhaps a place in it (law, source) */
    bool paged;    /* placed, or a page on the web (source) */
    bool required; /* also when min > 0 */
    bool facet;
    bool unsearched; /* search: false: its words are not for the search */
    bool related; /* records that share a term of it resemble each other; as facet when not declared. Only of terms */
    bool free;    /* GROUP: keys that are not declared may stand in it; a list of it may be a mapping */
    bool unique;  /* TEXT: the same text in two records is said */
    bool ahead;   /* DATE: may lie after today. When not declared so, but for the dates of the roles added, changes,
                     checked and reviewed */
    bool has_ahead;
    bool has_min; /* declared: of an integer 0 is a limit too */
    bool has_max;
    long min;     /* items of a list, terms or refs, value of an integer; 0 when not declared */
    long max;     /* code points of a text, items of a list, terms or refs, value of an integer; 0 when not declared */
    long since;   /* DATE: an earlier year is unlikely. When not declared 1800, of those four roles 2000 */
    wz_str label; /* the name when not declared */
    wz_str help;  /* may be empty */
    wz_str example;                        /* how a value is written; may be empty */
    const wz_kind *vocabulary;             /* TERMS, LAW, SOURCE */
    const wz_kind *to;                     /* REFS */
    const struct wz_field *certainty_from; /* REFS: the field beside it that says how certain its items are, or NULL */
    wz_str inverse;                        /* REFS: name of the link back, empty when there is none */
    wz_str inverse_label;
    struct wz_field *fields; /* the parts that an item can have. GROUP: as declared. SOURCE: those of a page. REFS: the
                                certainty, when it is declared */
    ptrdiff_t field_count;
    wz_loc loc; /* of the declaration */
} wz_field;

/* A kind of record, or a vocabulary (whose terms are records). */
struct wz_kind {
    wz_str name;
    bool vocabulary;
    wz_str place;     /* folder of a kind, file of a vocabulary; relative to the content folder */
    wz_str one, many; /* labels */
    wz_str help;      /* may be empty */
    bool used;        /* of a vocabulary: a term that nothing uses is reported */
    bool closed;      /* of a vocabulary: open: false, its terms are not for others to reuse */
    wz_field *fields;
    ptrdiff_t field_count;
    const wz_field *key;                     /* TEXT: what references name its records by, beside the id; or NULL */
    int roles[WZ_ROLE_COUNT];                /* index of the field, -1 when no field plays that part */
    int parts[WZ_ROLE_COUNT][WZ_PART_COUNT]; /* likewise, among the fields of that field */
    ptrdiff_t index;                         /* place among the kinds, or among the vocabularies */
    wz_loc loc;
};

typedef struct wz_model {
    wz_kind **kinds; /* in the order of model.yaml */
    ptrdiff_t kind_count;
    wz_kind **vocabularies;
    ptrdiff_t vocabulary_count;
    wz_str law_key, article_key, paragraph_key; /* keys: law */
    wz_str document_key, place_key;             /* keys: source */
    wz_str to_key, certainty_key;               /* keys: refs */
    bool empty_is_absent;                       /* records: an empty value of a field is no value */
    wz_str *ignored;                            /* records: fields that are not read */
    ptrdiff_t ignored_count;
    wz_date
        clock; /* today, for dates that may not lie ahead; set before records are read. Year 0: they are not judged */
    wz_kind *page; /* what a source that is a page consists of: only its fields count; NULL when there are none */
} wz_model;

/* Reads and checks model.yaml as strictly as a record. NULL with diagnostics when anything is wrong. source must
 * outlive the model. */
wz_model *wz_model_read(wz_arena *arena, wz_diags *diags, const wz_source *source);

const wz_kind *wz_model_kind(const wz_model *model, wz_str name); /* NULL when there is none */
const wz_kind *wz_model_vocabulary(const wz_model *model, wz_str name);
const wz_field *wz_kind_field(const wz_kind *kind, wz_str name);
const wz_field *wz_kind_written(const wz_kind *kind, wz_str key); /* by what it is called in the files */
wz_node *wz_field_node(const wz_field *field,
                       const wz_node *map);                      /* its value in a record; NULL when it is not there */
const wz_field *wz_kind_role(const wz_kind *kind, wz_role role); /* NULL when no field plays it */
const wz_field *wz_kind_role_date(const wz_kind *kind, wz_role role);               /* the field of its date, or NULL */
const wz_field *wz_kind_role_part(const wz_kind *kind, wz_role role, wz_part part); /* NULL when nothing is it */
/* The name of the role of a field of kind, or of the part that a field of such a group is; {NULL,0} when it is none. */
wz_str wz_kind_role_name(const wz_kind *kind, const wz_field *field);
wz_str wz_type_name(wz_type type);
bool wz_field_terms(const wz_field *field); /* each item is a term and nothing else */
bool wz_field_many(const wz_field *field);  /* it may have more than one item */

/* ---- Records -------------------------------------------------------------------------------- */

typedef struct wz_datum wz_datum;

/* One item of a value. Which member of the union counts follows from the type of the field. */
typedef struct wz_item {
    const wz_node
        *node; /* where it stands: for its place, its text and wz_node_locate, without the nodes below it. Of a law or
                  source: the first part. NULL for the half of a symmetric reference that the catalogue filled in */
    union {
        wz_str text; /* TEXT, MARKDOWN (source text), URL, PHONE, EMAIL: as typed */
        wz_date date;
        wz_period period;
        long integer;
        bool truth;
        struct {
            wz_str name;                /* TERMS, REFS, LAW, SOURCE: as written; empty for a SOURCE that is a page */
            const wz_record *target;    /* set when the catalogue is linked; NULL when it could not be, or for a page */
            const wz_record *certainty; /* REFS: a term, set when the catalogue is linked; NULL when none is stated */
            wz_str *beside;             /* LAW, SOURCE: the two texts below; NULL when neither is there */
        } ref;
    } as;
    wz_datum *parts; /* parallel to field->fields. GROUP; a SOURCE that is a page; a REFS that states its certainty.
                        Else NULL */
} wz_item;

static inline wz_str wz_item_first(const wz_item *item) /* of a REF. LAW: article. SOURCE: place. Else empty */
{
    return item->as.ref.beside ? item->as.ref.beside[0] : (wz_str){0};
}

static inline wz_str wz_item_second(const wz_item *item) /* LAW: paragraph */
{
    return item->as.ref.beside ? item->as.ref.beside[1] : (wz_str){0};
}

/* The value of a field: its items, in the order of the file. A value that is no list has one item; count 0 is an absent
 * value. */
struct wz_datum {
    wz_item *items;
    ptrdiff_t count;
};

struct wz_record {
    const wz_kind *kind;
    wz_str id; /* file name without extension, in small letters, or key of the term */
    const wz_source *source;
    wz_loc loc;       /* line 0 of the file, or the key of the term */
    wz_datum *values; /* parallel to kind->fields */
    ptrdiff_t number; /* place among all records of the catalogue (terms: of their vocabulary); set by the catalogue */
    bool broken;      /* an error was reported in it */
    bool pending;     /* it will be withdrawn on a later day; set by the catalogue, which then forgets that value */
};

/* Checks tree against kind and returns the typed record, never NULL. body (may be NULL) is the text below front matter, the value of
 * the field of that role. What is wrong is reported and left out, and
 * record->broken is set. The record belongs to arena and borrows from source, id and the model; of the tree it keeps
 * nothing, nor do the messages, so the arena of the tree may be reset afterwards. */
wz_record *wz_record_read(wz_arena *arena, wz_diags *diags, const wz_model *model, const wz_kind *kind,
                          const wz_source *source, const wz_node *tree, const wz_node *body, wz_str id, wz_loc loc);

const wz_datum *wz_record_value(const wz_record *record, const wz_field *field); /* field of record->kind */
const wz_datum *wz_record_role(const wz_record *record, wz_role role); /* an empty datum when nothing plays it */
/* The date of a role, or the first in its group; of several the latest. Year 0: none. */
wz_date wz_record_date(const wz_record *record, wz_role role);
wz_str wz_record_title(const wz_record *record);   /* the id when there is no title */
wz_str wz_record_summary(const wz_record *record); /* may be empty */
bool wz_record_withdrawn(const wz_record *record);

/* An item as text for exports: "true", "2026-01-31", as written; {NULL,0} when it names something or has parts. */
wz_str wz_item_text(wz_arena *arena, const wz_field *field, const wz_item *item);
/* Adds, each on a line, what a reader may search for: texts and the titles of what is named, groups included. */
void wz_item_words(wz_buf *out, const wz_field *field, const wz_item *item);

/* True for a relative path of letters, digits, dots, - and _, without empty parts or parts that start with a dot: safe
 * below a folder and in an address. */
bool wz_path_check(wz_str path);
/* Reports the keys of map that are not among names, with a suggestion: as an unknown field of a record, or as an
 * unknown key of a declaration (model.yaml, site.yaml). False when there was one. */
bool wz_keys_check(wz_diags *diags, const wz_node *map, const wz_str *names, ptrdiff_t count, bool record);

/* Reports that model has no kind (or vocabulary) name, with those that it has and the one probably meant. */
void wz_kind_unknown(wz_diags *diags, const wz_model *model, bool vocabulary, wz_loc loc, wz_str name);

/* Checks an id: [a-z0-9-], 1 to WZ_ID_MAX bytes, no hyphen at the ends, no name that a file system or the site reserves
 * (con, nul, index ...). */
bool wz_id_check(wz_arena *arena, wz_diags *diags, wz_str id, wz_loc loc);

/* The length of the name of a file without its extension when it is that of a record (.yaml, .yml, .json, .md), else -1. */
ptrdiff_t wz_record_stem(wz_str file);
/* The id that such a name gives: in small letters, with - for _; the name itself when it holds what no id can. */
wz_str wz_record_id(wz_arena *arena, wz_str stem);

/* true, false, ja, nee, yes and no, in capitals as well; false when it is none of these. */
bool wz_model_truth(wz_str s, bool *truth);
/* What the texts of records are looked through for, in the text of a page: broken characters, and what was to be filled in later. */
void wz_model_check_page(wz_arena *arena, wz_diags *diags, const wz_node *node, wz_str name);
/* 22-11-2026, 22/11/2026, 22 november 2026 and 2026-1-2 as 2026-11-22: the day comes first. {NULL,0}: it has no such reading. */
wz_str wz_date_near(wz_arena *arena, wz_str s);

/* What an id like text could be: small letters, digits and hyphens; may be empty. */
wz_str wz_id_near(wz_arena *arena, wz_str text);

#define WZ_TEXT_NAMES 64
/* What seem to be names of fields in a text that was not parsed: lines that begin with "name:", and the outer names of JSON; none of several records. Returns
 * how many; they borrow from text. */
ptrdiff_t wz_model_text_names(wz_str text, wz_str names[WZ_TEXT_NAMES]);
/* The kind that has most of those names; NULL when none has four in five of them, and two at least, or it is no text. first (may be
 * NULL) when another has no more. */
const wz_kind *wz_model_guess_text(const wz_model *model, const wz_kind *first, wz_str text);

/* Calls visit for every item of the record and for the items of its parts. */
typedef void wz_item_visit(void *context, const wz_field *field, wz_item *item);
void wz_record_each(wz_record *record, wz_item_visit *visit, void *context);

/* ---- What else the same table gives --------------------------------------------------------- */

/* A new record, ready to fill in: required fields with their help and example as comment lines, the optional ones as
 * comments. added is today's date as the caller sees it; year 0: an example to replace. choice says what the value of a
 * field may name, which goes behind it as a comment on one line; it may be NULL, and so may what it returns. address is that
 * of the JSON Schema of the kind, which the first line tells an editor (yaml-language-server); empty: no such line. */
typedef wz_str wz_model_choice(void *context, const wz_kind *kind_or_vocabulary);
void wz_model_skeleton(wz_buf *out, const wz_model *model, const wz_kind *kind, wz_date added, wz_str address,
                       wz_model_choice *choice, void *context);

/* JSON Schema (draft-07, the part of it that yaml-language-server serves well) of the files of a kind or vocabulary, for completion,
 * hover and messages in editors. What it refuses `check` refuses, or warns of; `check` knows more. One thing apart: a text that
 * YAML reads as null must have quotes. lang is that of the sentences that are not
 * in the model, "nl" or "en". The same model and names give the same bytes. linked: what a field may name of another kind
 * or vocabulary stands in the schema of that one, which is asked for at its wz_model_schema_file, and not once more in this one.
 *
 * names sets *out to what a field may name of a kind or vocabulary, in the order in which it is offered, and returns how
 * many, or -1 when that is not known. A name is offered with title and summary, or accepted (folded: in any spelling that folds to it), or both. */
typedef struct wz_schema_name {
    wz_str name, title, summary;
    bool offered, accepted, folded;
} wz_schema_name;
typedef ptrdiff_t wz_schema_names(void *context, wz_arena *arena, const wz_kind *kind_or_vocabulary,
                                  const wz_schema_name **out);
void wz_model_schema(wz_arena *arena, wz_buf *out, const wz_model *model, const wz_kind *kind, wz_str lang, bool linked,
                     wz_schema_names *names, void *context);
/* "knelpunten.json", "begrippen/themas.json": after the folder or file that it is of. */
wz_str wz_model_schema_file(wz_arena *arena, const wz_kind *kind);
/* JSON Schema of model.yaml itself: the keys and types that it may have, and the kinds and vocabularies of this one. */
void wz_model_schema_itself(wz_arena *arena, wz_buf *out, const wz_model *model);

#endif
