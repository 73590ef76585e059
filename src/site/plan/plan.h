/* SPDX-License-Identifier: EUPL-1.2 */
/* src/site/plan/plan.h - the first room of the site: what site.yaml asks for, which pages and files there are and
 * where.
 *
 * The rooms are plan, values, view, pages, output. Each knows those before it: their header, and nothing of those after
 * it (tests/layers.sh). What later rooms keep with the site is a pointer here that only they can look behind. */
#ifndef WEGWIJZER_SITE_PLAN_H
#define WEGWIJZER_SITE_PLAN_H

#include "wegwijzer/markup.h"
#include "wegwijzer/mustache.h"
#include "wegwijzer/search.h"
#include "wegwijzer/site.h"
#include "wegwijzer/url.h"

/* In rendered text this byte stands where the way to the root of the site goes ("../../"): the same fragment serves
 * pages at any depth. It cannot occur in content, because control characters are refused. */
#define ROOT_MARK '\x01'

typedef enum each_kind {
    EACH_ONE,
    EACH_KIND,
    EACH_RECORD,
    EACH_TERM,
    EACH_PAIR,
    EACH_PAGE,
    EACH_REDIRECT,
    EACH_SEARCH_TERM,
    EACH_VOCABULARY,
    EACH_IDENTIFIER
} each_kind;

/* One line of outputs in site.yaml. */
typedef struct output_spec {
    wz_str template_name;
    wz_str path;
    each_kind each;
    const wz_kind *kind;       /* record */
    const wz_kind *vocabulary; /* term, pair */
    const wz_kind *with;       /* pair */
    wz_str field;              /* term: only those that a record carries in this field; empty: all */
    bool absolute;
    bool owner;          /* a page for who owns the catalogue: left out when site.yaml says so */
    long least;          /* term, pair: records that it has at least */
    bool open;           /* vocabulary: only of those for others to reuse */
    wz_date expires;     /* year 0: it does not */
    long split;          /* items at most, 0: any number */
    wz_str item;         /* the element that an item is */
    long newest;         /* entries of a feed on one page; 0: it is none */
    long titles;         /* records by title on one page; 0: not */
    long pages;          /* of a feed at most; 0: any number */
    bool unlisted;       /* no page that readers look for */
    bool worklist;       /* EACH_TERM: only of who has something to look at again */
    bool after;          /* made when all others are: it may list them with their size and digest */
    const wz_node *file; /* what is to be said of it in that list; NULL: it is not in it */
    wz_str when;         /* only with this setting of site.yaml; empty: always */
    bool preview;        /* only in a preview */
    wz_str index_name;
    wz_loc loc;
    wz_template *template, *index;
} output_spec;

/* A free page. */
typedef struct text_page {
    wz_str id;
    const wz_node *front;
    const wz_node *body;
    wz_str title, summary;
    wz_str path; /* of its page; empty when no output makes one */
    wz_fragment fragment;
    wz_str file;
} text_page;

/* A link to a page of the site itself, looked up when all pages are known; its fragment when the page is there. */
typedef struct late_link {
    wz_loc loc;
    wz_str written;
    wz_str path;     /* as pages have it: knelpunten/lokale-driehoek/ */
    wz_str fragment; /* as written, without #; empty: none that must be there */
    struct late_link *next, *next_of_page;
} late_link;

typedef struct matrix_spec {
    wz_str name;
    const wz_kind *rows, *columns;
    const wz_kind *kind; /* NULL: records of all kinds */
} matrix_spec;

/* Links on the way from a record to what it should have, or reaches. */
#define SITE_GAP_STEPS 3

/* Names of fields. */
typedef struct name_list {
    wz_str *names;
    ptrdiff_t count;
} name_list;

/* A line of gaps: records of a kind without any of these links. Of via: what a record reaches over these, but for what it
 * has without them. */
typedef struct way_spec {
    wz_str name;
    const wz_kind *kind;
    name_list over, without;
} way_spec;

/* What of a kind a page names first: by the group that its term is in, then what has one of the fields, then the newest,
 * then by title. */
typedef struct order_group {
    wz_str label;
    const wz_record **terms;
    ptrdiff_t count;
    long found; /* of its score in the search, in hundredths */
} order_group;

typedef struct order_spec {
    const wz_kind *kind;
    const wz_field *field; /* NULL: no groups */
    order_group *groups;
    ptrdiff_t group_count;
    const wz_field **filled;
    ptrdiff_t filled_count;
    const wz_field *newest, *newest_part; /* a date or period, or the part of a group that is one; NULL: none */
} order_spec;

typedef struct menu_spec {
    wz_str label, path;
    wz_loc loc; /* of the path, or of the whole entry */
} menu_spec;

/* A file of the theme that site.yaml names: the logo, or a font. */
typedef struct named_file {
    wz_str name, path;            /* in the theme; as published */
    wz_str text;                  /* what a logo says; the family of a font */
    wz_str width, height;         /* a logo */
    wz_str weight, style, format; /* a font */
    wz_loc loc;
} named_file;

/* The same site in another language. */
typedef struct other_language {
    wz_str language, label, url;
} other_language;

/* The parts of open_data in site.yaml, and the texts of each. */
enum { OPEN_DATA_PUBLISHER, OPEN_DATA_LICENSE, OPEN_DATA_CONTACT, OPEN_DATA_PARTS, OPEN_DATA_KEYS = 3 };

/* Which terms are current on a day; calendar.c. */
typedef struct calendar_day {
    wz_str label;
    wz_date date;
} calendar_day;

typedef struct calendar_config {
    const wz_kind *vocabulary; /* NULL: none */
    wz_str from, to;           /* fields: from which month, until which */
    calendar_day *days;
    ptrdiff_t day_count;
    long months, show;
} calendar_config;

/* Words that texts explain; glossary.c. */
typedef struct glossary_config {
    const wz_kind *vocabulary; /* NULL: none */
    wz_str page, page_link;    /* as templates link to it */
    name_list fields;
    bool pages;
} glossary_config;

typedef struct gazette {
    name_list words, forms;
    wz_str address;
    long since; /* 0: whatever its year */
    wz_str since_text;
} gazette;

/* What texts cite; citations.c. */
typedef struct citation_config {
    const wz_kind *laws; /* NULL: no links to laws */
    wz_str law_address;
    name_list names;                      /* fields of a law that name it too */
    name_list article, articles;          /* words before one number, before several */
    name_list paragraph, ordinals, under; /* lid; eerste; onder */
    name_list beside;                     /* aanhef */
    name_list of, also, with;             /* van de; en; jo. */
    name_list papers, number;             /* Kamerstuk; nr. */
    wz_str paper_address;                 /* empty: no links to papers */
    name_list unnamed;                    /* (van die) wet */
    gazette *gazettes;                    /* Stb., Stcrt. */
    ptrdiff_t gazette_count;
    name_list fields; /* of plain text, with links under the name and _links */
} citation_config;

/* content/site.yaml. */
typedef struct site_config {
    const wz_source *source;
    const wz_node *root;
    wz_str title, summary, language, base_url, theme, base_theme, theme_class, owner, contact, example;
    wz_url base;                                       /* base_url in its parts; host empty when it is wrong */
    bool placeholder;                                  /* base_url is still the example */
    wz_str identifiers;                                /* what identifiers begin with: base_url and id/ when not said */
    wz_str open_data[OPEN_DATA_PARTS][OPEN_DATA_KEYS]; /* empty: not said */
    wz_str open_data_missing;                          /* the settings that it lacks; empty when it is whole */
    wz_str repository, edit, issues, new_file, schema;
    long max_url; /* longest address that the host takes, in bytes */
    const wz_node *data, *search;
    named_file logo; /* name empty: none */
    named_file *fonts;
    ptrdiff_t font_count;
    const wz_node *notice, *colophon; /* texts in Markdown; NULL: none */
    wz_fragment notice_text, colophon_text;
    glossary_config glossary;
    citation_config citations;
    calendar_config calendar;
    other_language *languages;
    ptrdiff_t language_count;
    menu_spec *menu;
    ptrdiff_t menu_count;
    wz_str pages_folder, pages_scheme, pages_title, pages_summary;
    wz_review_rules review;
    wz_str review_page;                 /* path of the page with the work lists; empty: none */
    wz_str messages_page, messages_url; /* the page that explains messages, and its address when it is a real one */
    wz_str addresses;                   /* file below content/ with what was seen of addresses; empty: none */
    const wz_map *broken;               /* address to the wz_date on which it was found broken again; NULL: none */
    output_spec *outputs;
    ptrdiff_t output_count;
    output_spec *off; /* outputs that a setting leaves out */
    ptrdiff_t off_count;
    matrix_spec *matrices;
    ptrdiff_t matrix_count;
    way_spec *gaps, *via;
    ptrdiff_t gap_count, via_count;
    const order_spec **orders; /* by kind; NULL: by title, or as written */
    long order_headings;       /* so many records have headings between them */
    long order_shown;          /* so many are shown before the rest */
    const wz_kind **route;
    ptrdiff_t route_count;
} site_config;

/* What a template says, for names of custom properties in it. */
typedef struct template_text {
    wz_str text;
    const wz_source *source;
    wz_str name; /* as in site.yaml: dekking.html */
    const struct template_text *next;
} template_text;

/* One page to render. */
typedef struct page {
    const output_spec *output;
    wz_str path;                 /* as in links: "knelpunten/" */
    wz_str file;                 /* as on disk: "knelpunten/index.html" */
    wz_str root;                 /* from the page to the root: "../" */
    const wz_kind *kind;         /* EACH_KIND, EACH_VOCABULARY */
    const wz_record *record;     /* EACH_RECORD, EACH_TERM and the first of EACH_PAIR */
    const wz_record *with;       /* EACH_PAIR */
    const text_page *text;       /* EACH_PAGE */
    const wz_redirect *redirect; /* EACH_REDIRECT */
    wz_str target;               /* EACH_REDIRECT, EACH_IDENTIFIER: where to; empty when nothing has a page */
    ptrdiff_t index;             /* EACH_SEARCH_TERM */
    ptrdiff_t parts;             /* of a page that is split, a feed, or records by title: how many */
    ptrdiff_t part;              /* of the last two, from 0 */
    wz_str start;                /* of these: the path of the first part */
    wz_str digest;               /* SHA-256 of the file in hexadecimal digits, when its output says file */
    ptrdiff_t bytes;             /* of that file */
    late_link *wanted;           /* links to a fragment of this page */
} page;

/* Two terms that share records and the page that an output makes for them. */
typedef struct pair_page {
    const output_spec *output;
    const wz_record *term, *with;
    ptrdiff_t count; /* records that carry both */
    wz_str path;     /* empty: too few for a page */
} pair_page;

typedef struct site {
    wz_arena *arena;
    wz_diags *diags;
    const wz_site_options *options;
    wz_catalog *catalog;
    const wz_model *model;
    site_config config;
    wz_date today;
    int workers;
    wz_arena **arenas; /* of the workers, for the whole build */
    wz_diags **worker_diags;
    wz_symbols *symbols;
    wz_templates *templates;
    wz_str *record_paths; /* by number; empty when no output makes a page */
    wz_str **term_paths;  /* by vocabulary and number */
    wz_str *kind_paths;
    wz_str *vocabulary_paths; /* of the page that lists the terms; empty when no output makes one */
    wz_map *pair_paths;       /* site_pair_key to pair_page */
    ptrdiff_t *term_first;    /* of a record, by number: its first in record_terms */
    const wz_record **record_terms;
    const wz_record *example; /* NULL: none */
    text_page *texts;
    ptrdiff_t text_count;
    late_link *late;
    wz_buf page_bytes; /* of pages: they grow where they stand, so that there is no second copy of them */
    page *pages;
    ptrdiff_t page_count;
    wz_map *by_file;                 /* folded files of the pages, in their order */
    wz_output *assets;               /* of the theme, named with the hash of their content */
    struct theme_files *theme_files; /* from start to finish */
    wz_str *asset_names;             /* as in the theme: stijl.css */
    ptrdiff_t asset_count, asset_room;
    const template_text *readers;
    ptrdiff_t reader_count;
    wz_arena **plain_arenas; /* of the workers, for texts without markup, until the search has read them */
    wz_arena **index_arenas; /* of the workers, for the documents and the index of the search, until it is written */
    struct search_run *search_run; /* from start to build; NULL: no search */
    wz_search *search;             /* NULL without, and when it is written and nobody asks it */
    wz_arena *words_arena; /* of the word list, until the lexicon is made, or of what went wrong with it; then of the
                                words of all documents, until it is known where they stand */
    wz_arena *written;     /* what was written, until it is published */
    wz_search_term *terms;
    ptrdiff_t term_count;
    wz_output *search_outputs;
    ptrdiff_t search_output_count;
    wz_search_stats search_stats;
    const wz_search_facet *facets;
    ptrdiff_t facet_count;
    wz_worklist worklist;
    const struct names *n;          /* values.h */
    struct site_values *values;     /* values.h */
    const struct site_words *words; /* values/words.c; NULL: no glossary */
    const struct site_laws *laws;   /* values/cite.c; NULL: none */
    bool (*citing)[256];            /* values/cited.c: the first two bytes of what texts cite; NULL: nothing */
    struct view_data *view;         /* view.h */
    const wz_map *excluded;         /* files of records that quarantine leaves out because of their texts; NULL: none */
    struct site *previous;          /* the attempt in which these were found; messages borrow from it */
} site;

/* settings.c */
/* The text at key of a map, when there is one; what is no text, or is missing though required, is reported. */
bool site_text_at(site *s, const wz_node *map, wz_str key, bool required, wz_str *out);
/* The path of a page at key, likewise; that there is such a page is found when all are known. */
bool site_page_at(site *s, const wz_node *map, wz_str key, wz_str *out);
/* A list of texts at key, when there is one; check (or NULL) says whether one is the name of what there is. */
bool site_texts_at(site *s, const wz_node *map, wz_str key, bool (*check)(const site *s, wz_str text), name_list *out);
/* The node at key when it has the kind asked for; a wrong kind is reported. */
const wz_node *site_part(site *s, const wz_node *map, wz_str key, wz_node_kind kind, bool *ok);
/* A name by which templates find an item of a list: letters, digits, _ and -, and not taken by one before it. */
bool site_check_name(site *s, const wz_node *list, ptrdiff_t index, wz_str name);
/* Whether a list at key, or nothing, holds only texts; what is none is reported. */
bool site_texts_only(site *s, const wz_node *list, wz_str key);
/* The kind or vocabulary that key names; NULL when there is no such key. */
bool site_kind_at(site *s, const wz_node *map, wz_str key, bool required, bool vocabulary, const wz_kind **out);
/* In free data: reports keys of an item of a list that templates know its place in the list by. */
bool site_check_data(site *s, const wz_node *node);
#define KNOWN_KEYS(s, map, known_names)                                                                                \
    wz_keys_check((s)->diags, (map), (known_names), (ptrdiff_t)(sizeof(known_names) / sizeof *(known_names)), false)
/* outputs.c, config.c */
bool site_outputs_read(site *s);
/* A number from 0 at key of a map, when there is one, of at most nine digits. */
bool site_number_at(site *s, const wz_node *map, wz_str key, long *out);
/* A code of BCP 47, as far as it goes for sites. */
bool site_language_ok(wz_str code);
/* true or false at key, when there is one. */
bool site_truth_at(site *s, const wz_node *map, wz_str key, bool *out);
/* The one page at path is left out by a setting. */
bool site_is_off(const site *s, wz_str path);
bool site_config_read(site *s);
/* The field with terms that kind (NULL: the first kind that has one) has under this name, or NULL. */
const wz_field *site_terms_field(const site *s, const wz_kind *kind, wz_str name);
/* ways.c: the groups gaps and via. order.c: the group order. */
bool site_gaps_read(site *s);
bool site_via_read(site *s);
bool site_order_read(site *s);
/* An address of the web at key, when there is one. */
bool site_address_at(site *s, const wz_node *map, wz_str key, wz_str *out);
/* open_data.c: the group open_data; then what it lacks, base_url too when that is still an example. The name of a part, or
 * (key from 0) of one of its texts. */
bool site_open_data_read(site *s);
void site_open_data_judge(site *s, bool example);
wz_str site_open_data_key(int part, int key);
/* review.c: the group review, and what is due by it. addresses.c: the file that addresses names. */
bool site_review_read(site *s);
bool site_addresses_read(site *s);
/* templates.c: reads all templates and links them; then finds those of the outputs, reporting what is not there. */
bool site_templates_read(site *s);
bool site_templates_find(site *s);
wz_str site_type_name(int index); /* of the types of fields, one by one; {NULL,0} after the last */
/* theme.c: collects the files of the theme, templates must have been read, and starts to compile the styles, in processes of their own:
 * there is time for other work before finish, which must follow. False when there is something wrong with it. */
void site_theme_start(site *s);
bool site_theme_finish(site *s);
/* The name that templates know a file of the theme by: stijl.css is stijl_css. */
wz_str site_asset_key(wz_arena *arena, wz_str name);
/* glossary.c: the group glossary. */
bool site_glossary_read(site *s);
/* citations.c: the group citations. */
bool site_citations_read(site *s);
/* calendar.c: the group calendar. */
bool site_calendar_read(site *s);
/* face.c: logo, notice, colophon, languages and fonts. theme.c finds the files among them. */
bool site_face_read(site *s);
/* contrast.c: judges the colours of the compiled styles by the pairs that the theme in folder asks for, if it does. */
#define SITE_CONTRAST WZ_STR("contrast.yaml")
bool site_contrast_check(site *s, wz_str folder, const wz_style *styles, ptrdiff_t count);
/* texts.c: the free pages. stray.c: warns about what lies in content/ and belongs to nothing. */
bool site_read_texts(site *s);
void site_check_stray(site *s);
/* What lies among the pages and is read as none: true when a text was meant for a page or a record, which is reported. */
bool site_check_among_pages(site *s, wz_str path, const wz_entry *entry);
/* pairs.c: start comes first. row adds to counts, one for each term of the vocabulary, how many records (of kind, NULL:
 * any) with term carry that one as well. */
void site_pair_start(site *s);
wz_str site_pair_key(wz_arena *arena, const wz_record *a, const wz_record *b);
void site_pair_row(const site *s, const wz_record *term, const wz_kind *vocabulary, const wz_kind *kind,
                   ptrdiff_t *counts);
wz_links site_pair_links(const site *s, wz_arena *arena, const wz_record *a, const wz_record *b);
/* paths.c: where everything is. */
void site_plan_paths(site *s);
/* As links have it: offline a folder ends in index.html. */
wz_str site_link_path(const site *s, wz_arena *arena, wz_str path);
/* A link without its ?query and #fragment; where that begins. */
ptrdiff_t site_path_end(wz_str link);
/* The fragment of a link that must be there: empty for none, #top, and what only a browser looks at (#:~:text=). */
wz_str site_fragment(wz_str link);
/* Of an absolute address on the site itself the part after base_url; {NULL,0} when it is elsewhere. http and https are one
 * site, with and without the usual port. */
wz_str site_own_path(const site *s, wz_arena *arena, wz_str written);
/* From a page to the root of the site: "../../". */
wz_str site_root_of(wz_arena *arena, wz_str path);
/* Fills in {folder}, {id} and {with}. */
wz_str site_expand(wz_arena *arena, wz_str pattern, wz_str folder, wz_str id, wz_str with);
/* The term has the records that the output asks for. */
bool site_has_enough(const site *s, const wz_record *term, const output_spec *o);
/* A page that people visit, against a feed or a data file beside it. */
bool site_is_page(const output_spec *o);
/* Adds a link to *list to be looked up: the page unless it is known, and the fragment of rest, if it has one. */
void site_late_link(wz_arena *arena, late_link **list, const late_link *link, wz_str rest, bool known);
/* named.c: the places in site.yaml that name a record. Sets s->example; under quarantine what names a record that is left
 * out falls away, with a warning. */
void site_plan_named(site *s);
/* Where part number i, from 1, of a page that is split is: sitemap-1.xml. */
wz_str site_part_path(wz_arena *arena, wz_str path, ptrdiff_t i);
/* plan.c: all pages; reports collisions and menu entries and links without a page, and hands links to a fragment to the
 * page they lead to. */
bool site_plan_pages(site *s);
wz_loc site_page_loc(const page *p);
/* files.c: after the search index was made: no two parts write one file, none writes a file where another needs a
 * folder. */
bool site_check_files(site *s);
/* True when a file has this path or stands below it; *other is where that is asked for. */
bool site_file_taken(const site *s, wz_arena *scratch, wz_str file, wz_loc *other);

#endif
