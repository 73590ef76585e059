/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/values/values.h - the second room of the site: data as values that templates see. */
#ifndef WEGWIJZER_SITE_VALUES_H
#define WEGWIJZER_SITE_VALUES_H

#include "site/plan/plan.h"

/* The symbols of the view, one table for all. */
typedef struct names {
#define NAME(id) wz_symbol id;
#include "site/values/names.def"
#undef NAME
} names;

/* A text of a record with markup or with links, and what was made of it. */
typedef struct site_text {
    const wz_item *item;
    wz_str html;
    wz_str bare; /* the same without words explained */
    bool cites;  /* it has links that citations became */
} site_text;

typedef struct site_texts {
    const site_text *items;
    ptrdiff_t count;
    wz_str plain; /* of all of them without markup, until site_texts_drop */
} site_texts;

typedef struct site_values {
    wz_object **records; /* by number */
    wz_object ***terms;  /* by vocabulary and number */
    wz_str *samples;     /* by kind: what its texts are packed after; empty when no template asks for packed */
    wz_object **kinds;
    wz_object **vocabularies;
    wz_object **metas;               /* meta of a record, by number */
    wz_object ***term_metas;         /* of a term */
    wz_str *references;              /* "folder/id" of a record, by number */
    site_texts *texts;               /* by number */
    site_texts **term_texts;         /* by vocabulary and number */
    wz_object *types[WZ_TYPE_COUNT]; /* {{#is.date}}: answer for the name of every type */
    wz_symbol *cited;                /* by place in citations.fields: the name of a text with its links */
    wz_map *names;                   /* every name that some view defines */
    bool *known;                     /* by symbol: a field or inverse link of some kind */
    ptrdiff_t symbol_count;
    bool want_listed; /* a template asks for page.listed */
    bool want_model;  /* a template asks for the model of a kind */
    bool want_groups; /* a template asks for groups */
    bool want_worklist;
    bool want_messages;
    bool want_filled;  /* a template asks which records have a value of a field */
    bool want_schemas; /* a template asks for those of model.yaml and site.yaml */
    bool want_packed;  /* a template asks for the text of a record */
} site_values;

/* A worker that makes what lasts of the texts of records. */
typedef struct builder {
    site *site;
    const wz_record *record; /* the one that is being made; NULL: a free page */
    wz_arena *arena;         /* the whole build */
    wz_arena *plain;         /* texts without markup, for the search */
    wz_arena *scratch;       /* one record */
    wz_diags *diags;
    wz_buf *text; /* plain text of all Markdown of the record so far */
    wz_str only;  /* that text when it is of one value; else {NULL,0} */
    site_text *texts;
    ptrdiff_t text_count, text_cap;
    wz_str page;     /* path of the record's page, against which the links in its texts count */
    wz_map *anchors; /* names of fields with Markdown of the record so far, with how many they had */
    late_link *late;
} builder;

/* Who asks for a view of a record: where to make it. */
typedef struct viewer {
    wz_arena *arena;
    const wz_record *record;
} viewer;

/* ---- Names: names.c ---- */

/* Makes the symbols of all names. */
void site_names_start(site *s);
/* The symbol of a name that views define. */
wz_symbol site_name(site *s, wz_str name);
wz_symbol site_asset_symbol(site *s, wz_str name);

/* ---- Objects: objects.c ---- */

/* Objects that make what they are asked for, of one record or term. The members that they have are in a shape: those that are
 * added, by the number that make is asked for; a name that is added again keeps its place. fields: the names of all fields
 * are known. Behind them come the members of more, which may be NULL. */
typedef struct site_shape site_shape;
typedef wz_value site_view_member(const site *s, wz_arena *arena, const wz_record *record, int member);
site_shape *site_view_shape(const site *s, ptrdiff_t most, bool fields, site_view_member *make);
void site_shape_add(site_shape *shape, wz_symbol name, int member);
wz_object *site_view_subject(const site *s, const site_shape *shape, const wz_record *record, wz_object *more);
wz_object *site_view_more(wz_object *subject);
/* A place in a list: first, last and index of its own, everything else from base, which may be NULL. */
wz_object *site_view_link(const site *s, wz_arena *arena, const wz_object *base, ptrdiff_t index, ptrdiff_t count);
/* Sets a member of an object made by site_view_link. */
void site_view_link_set(wz_object *link, wz_symbol name, wz_value value);
void site_view_link_text(wz_object *link, wz_symbol name, wz_str text);
/* A list with its count; false when it is empty. */
wz_value site_view_counted(const site *s, wz_arena *arena, const wz_list *items);
wz_value site_view_wrap(const site *s, wz_arena *arena, const wz_value *items, ptrdiff_t count);
/* Adds to an object made by site_view_link: `top`, the items with the highest counts (or all, in their own order, if
 * there are few), and `rest`, the others in their own order. The items are objects of site_view_link. */
void site_view_top(const site *s, wz_arena *arena, wz_object *list, const wz_value *items, const ptrdiff_t *counts,
                   ptrdiff_t count);
/* An object with count members over base (may be NULL) that are made one by one, by make, when a template first asks
 * for them. symbols are copied. */
typedef wz_value site_view_make(const site *s, wz_arena *arena, const void *subject, ptrdiff_t index);
/* A list whose items are made by make, each time a template comes to one: those of all records took 4 kB a record. subject
 * must last as long as the list. */
wz_list *site_view_list(const site *s, wz_arena *arena, ptrdiff_t count, site_view_make *make, const void *subject);
wz_object *site_view_lazy(const site *s, wz_arena *arena, const wz_object *base, const wz_symbol *symbols,
                          ptrdiff_t count, site_view_make *make, const void *subject);
wz_value site_number(wz_arena *arena, long n);

/* ---- Records and terms: records.c ---- */

wz_str site_record_path(const site *s,
                        const wz_record *record); /* of the page of a record or a term; may be {NULL,0} */
wz_object *site_view_kind(const site *s, const wz_kind *kind);
wz_object *site_view_record(const site *s, const wz_record *record); /* of a record or a term; */
wz_object *site_view_meta(const site *s, const wz_record *record);   /* and what is known about it */
wz_value site_view_some(const site *s, wz_arena *arena, const wz_record **records,
                        ptrdiff_t count); /* a list of such */
/* "knelpunten/lokale-driehoek"; of a term its id. */
wz_str site_reference(const site *s, const wz_record *target);
/* Its identifier, which no rename changes and, with identifiers in site.yaml, no move: below that address the folder, or
 * the vocabulary, and its first id. */
wz_str site_identifier(const site *s, wz_arena *arena, const wz_record *target);
wz_str site_short_name(const wz_record *record); /* its title when it has none */

/* Says on a link how certain it is; nothing when term is NULL: then the record answers that it is not stated. */
void site_view_certainty(const site *s, wz_object *link, const wz_record *term);

/* ---- Values ---- */

/* links.c: Markdown; the text without markup goes into texts. from is the path of the page on which the text stands; the ids of
 * headings begin with anchor; relative links are added to *late. */
wz_fragment site_markdown(const site *s, wz_arena *arena, wz_arena *texts, wz_diags *diags, const wz_node *node,
                          wz_str text, wz_str from, wz_str anchor, late_link **late);
/* Where path leads on the page from, by the rules of RFC 3986, section 5.2.4, without index.html. {NULL,0} when it leaves the
 * site. */
wz_str site_join_path(wz_arena *arena, wz_str from, wz_str path);
/* words.c: the words of the glossary, read once; then the HTML of a text with them as links. */
void site_words_start(site *s);
wz_str site_explain_words(const site *s, wz_arena *arena, wz_str html);
/* How many bytes at at are these words, whole: the first letter may be a capital when the second is none, and a space is any white
 * space. 0: they are not there. */
ptrdiff_t site_words_match(wz_str s, ptrdiff_t at, wz_str words);
/* The character before at, or at at, belongs to a word. */
bool site_joined_before(wz_str s, ptrdiff_t at);
bool site_joined_behind(wz_str s, ptrdiff_t at);
/* The tag at at: its end. Counts in *closed how many elements around what follows are closed to words: headings, links, code. */
ptrdiff_t site_pass_tag(wz_str html, ptrdiff_t at, int *closed);
/* cite.c: the law, a term of laws, that the item of a field names; NULL: it is no law. */
const wz_record *site_law_of(const wz_kind *laws, const wz_field *field, const wz_item *item);
/* The names of the laws, read once. The address of the text of an article of a law; of the law itself when article is
 * empty; {NULL,0} when it has none. */
void site_laws_start(site *s);
/* Reports the laws without an address of which a text has named an article. */
void site_laws_check(const site *s);
wz_str site_law_address(const site *s, wz_arena *arena, const wz_record *law, wz_str article, wz_str paragraph);
/* cited.c: how a citation begins, after site_laws_start. */
void site_cited_start(site *s);
/* A text with what it cites as links: HTML, or Markdown. record (or NULL) is whose text it is. It is text itself when
 * it cites nothing. */
wz_str site_cite_html(const site *s, wz_arena *arena, const wz_record *record, wz_str html);
wz_str site_cite_markdown(const site *s, wz_arena *arena, const wz_record *record, wz_str text);
/* Reports what a text of node cites and cannot be placed. False when it cites nothing. */
bool site_cite_check(const site *s, wz_arena *arena, wz_diags *diags, const wz_record *record, const wz_node *node,
                     wz_str text, bool markdown);
/* The field is plain text whose citations become links, which templates find under this name; 0: it is none. */
wz_symbol site_cited_name(const site *s, const wz_field *field);
/* The field is one in which words are explained. */
bool site_explains(const site *s, const wz_field *field);
/* The same text with links that work everywhere; it is text itself when it has none to change. */
wz_str site_portable(const site *s, wz_arena *arena, wz_str text, wz_str from);
/* texts.c: renders the texts with markup of a record, and looks up the links in them; those texts; and one of them. */
void site_make_texts(builder *b, const wz_record *record);
/* Lets the texts without markup go: they are as long as all records together, and only the search reads them all. Then a text that
 * a template asks for is made once more. */
void site_texts_drop(site *s);
wz_str site_text_plain(const site *s, wz_arena *arena, const wz_record *record, const site_text *text);
const site_texts *site_texts_of(const site *s, const wz_record *record);
/* NULL: a text without markup that has no links. */
const site_text *site_text_of(const site *s, const wz_record *record, const wz_item *item);
/* values.c: the value of a field of a record or group, FALSE when it is absent. */
typedef struct site_beside {
    wz_symbol first, second; /* what wz_item_first and wz_item_second are called; 0: nothing */
    bool parts;              /* an item may have parts */
} site_beside;

site_beside site_view_beside(const site *s, const wz_field *field);
wz_value site_view_field(const site *s, const viewer *v, const wz_field *field, const wz_datum *datum);
wz_value site_view_item(const site *s, const viewer *v, const wz_field *field, const wz_datum *datum, ptrdiff_t index);
/* The text of a field with a site_cited_name, with its links. */
wz_value site_view_cited(const site *s, const viewer *v, const wz_datum *datum);
wz_value site_view_date(const site *s, wz_arena *arena, wz_date date);
wz_value site_edit_value(const site *s, wz_arena *arena, wz_str file);
/* The host's page for a new file in folder, without name and text. */
wz_value site_new_value(const site *s, wz_arena *arena, wz_str folder);
/* generic.c: a list of the fields that have a value, or of all, by type. The object of the record has its fields. */
void site_types_start(site *s);
/* Whether what the field names may say how certain that is. */
bool site_field_certain(const wz_field *field);
wz_value site_view_generic(const site *s, wz_arena *arena, const wz_record *record, bool all);
/* One of those; its parts are there without a value too. */
wz_object *site_view_generic_field(const site *s, wz_arena *arena, const wz_record *record, ptrdiff_t field);
/* nodes.c: a tree of site.yaml or front matter as a value: mappings as objects, lists wrapped, text as text. */
wz_value site_view_node(const site *s, wz_arena *arena, const wz_node *node);

#endif
