/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/search.h - documents -> analysed terms -> a search index for the browser, and the same search in memory.
 *
 * Knows nothing of catalogues: the caller makes plain documents (texts, facet values, the lines of a result) and hands
 * over the editors' word list as arrays of strings. All language work (Dutch) happens here, at build time:
 *
 *   fold, tokenise           é -> e, "raads-" and "a-b" whole and in parts (text.c)
 *   form -> class            own Kraaij-Pohlmann stemmer, then regular plurals it misses, irregular forms from the
 *                            word list
 *   compound -> parts        dynamic programming over the whole word, linking letters, the documents' own words and a
 *                            word list
 *   phrase <-> phrase        abbreviations and synonyms, in both directions, of several words: a "concept"
 *
 * The index is a set of classic scripts (each calls wegwijzerIndex(kind, key, ...)) with the hash of their content in
 * their address: they load from disk and under `script-src 'self'`. themes/standaard/zoek.js reads them; the format is
 * described in src/search/write.h. Equal input gives equal bytes, whatever the number of workers.
 *
 * Life: wz_lexicon_new, wz_search_new, then any of wz_search_write, wz_search_query, wz_search_terms. Inputs are
 * borrowed: documents, facets and the word list must live as long as the index; of the fields of a document the title and
 * the summary, the others only until wz_search_new returns.
 *
 * Example:
 *
 *     wz_lexicon_entry abbreviation = {
 *         .word = WZ_STR("Wgr"), .others = (wz_str[]){WZ_STR("Wet gemeenschappelijke regelingen")}, .count = 1};
 *     wz_lexicon_input words = {.abbreviations = {&abbreviation, 1}};
 *     wz_lexicon *lexicon = wz_lexicon_new(arena, diags, &words);
 *     wz_search_doc docs[] = {{.id = WZ_STR("ondersteuning/toets"), .url = WZ_STR("ondersteuning/toets/"), .prior = 1,
 *                              .fields = {WZ_STR("Toets voor een regeling onder de Wgr")}}};
 *     wz_search_input input = {.docs = docs, .doc_count = 1};
 *     wz_search *search = wz_search_new(arena, diags, lexicon, &input);
 *     wz_search_answer answer = wz_search_query(arena, search, WZ_STR("wet gemeenschappelijke regelingen"), NULL);
 *     // answer.count == 1, answer.hits[0].doc == 0; its reason: concept "wgr"
 */
#ifndef WEGWIJZER_SEARCH_H
#define WEGWIJZER_SEARCH_H

#include "wegwijzer/base.h"

/* Limits, named in the diagnostic when they are hit. */
#define WZ_SEARCH_DOCS         2000000 /* documents */
#define WZ_SEARCH_FACETS       32
#define WZ_SEARCH_FACET_VALUES 4096       /* values of one facet */
#define WZ_LEXICON_SIZE        (64 << 20) /* bytes of the word list */
#define WZ_LEXICON_PHRASE      12         /* words in one phrase */
#define WZ_SEARCH_QUERY_WORDS  24         /* words of a query that count; the rest is ignored */
#define WZ_SEARCH_ANSWERS      3          /* answers by hand that are given */
#define WZ_SEARCH_PAGES        4          /* pages that are named */
#define WZ_SEARCH_MAYBE        3

/* ---- The lexicon --------------------------------------------------------------------------- */

/* One line of the editors' word list. What word and others mean depends on the list it is in (below). loc is where it
 * stands, for diagnostics; {0} is allowed. */
typedef struct wz_lexicon_entry {
    wz_str word; /* {NULL,0} in lists that have no head word */
    const wz_str *others;
    ptrdiff_t count;
    wz_loc loc;
    bool named; /* of something with a name, not of the word list: no document needs to have it */
} wz_lexicon_entry;

typedef struct wz_lexicon_list {
    const wz_lexicon_entry *entries;
    ptrdiff_t count;
} wz_lexicon_list;

/* Everything may be empty. Case and diacritics do not matter anywhere: phrases are folded and tokenised like documents.
 */
typedef struct wz_lexicon_input {
    wz_str words; /* word list, one a line (Debian's wdutch), which the lexicon does not keep; {NULL,0}: compounds are
                     split by the documents' own words */
    wz_lexicon_list abbreviations; /* word = abbreviation, others = what it may stand for. Each finds all */
    wz_lexicon_list synonyms;      /* others = phrases that mean the same. word is one more of them when it is set */
    wz_lexicon_list irregular;     /* others = forms of one word, the main form first (raadslid, raadsleden) */
    wz_lexicon_list jargon;        /* word = what a reader types, others = phrases to search as well. One direction */
    wz_lexicon_list compounds;     /* word = compound, others = its parts; no parts: never split it */
    wz_str language;               /* of the words that say little (src/search/fillers.c); {NULL,0} is "nl" */
    /* Of what the word list becomes, which only queries and the making of an index need: that of the words of wz_search_input may be
     * it. NULL: with the rest of the lexicon. */
    wz_arena *arena;
} wz_lexicon_input;

typedef struct wz_lexicon wz_lexicon;

/* Reports (section "search" of diag.def): an empty phrase, a phrase of too many words, an abbreviation or compound that
 * is given twice, parts that do not make up their compound. All are warnings about the entry and the entry is left out;
 * so never NULL. The lexicon keeps nothing of the input. */
wz_lexicon *wz_lexicon_new(wz_arena *arena, wz_diags *diags, const wz_lexicon_input *input);

/* Hash of all that went in: it stands in the manifest of the index. */
wz_str wz_lexicon_hash(wz_arena *arena, const wz_lexicon *lexicon);

/* ---- Documents ------------------------------------------------------------------------------ */

/* Fields by weight. Plain text, UTF-8, white space between parts that do not belong together. */
typedef enum wz_search_field {
    WZ_SEARCH_TITLE,
    WZ_SEARCH_KEYWORDS,
    WZ_SEARCH_SUMMARY,
    WZ_SEARCH_BODY,
    WZ_SEARCH_QUESTIONS, /* what it answers, as readers ask it */
    WZ_SEARCH_FIELDS
} wz_search_field;

/* What a result shows besides title and summary: the lines of the result, ready to show, in the catalogue's language.
 */
typedef enum wz_search_slot {
    WZ_SEARCH_KIND,         /* id of the kind, for a class name: "ondersteuning" */
    WZ_SEARCH_KIND_LABEL,   /* "Ondersteuning", or a more exact type: "Handreiking" */
    WZ_SEARCH_FOR_WHOM,     /* "raadsleden, griffiers" */
    WZ_SEARCH_BY_WHOM,      /* "VNG en BZK" */
    WZ_SEARCH_YEAR,         /* "2019", "2015 tot heden" */
    WZ_SEARCH_STATUS,       /* id of the status, for a class name */
    WZ_SEARCH_STATUS_LABEL, /* "doorlopend" */
    WZ_SEARCH_EXTRA,        /* anything more, one line */
    WZ_SEARCH_SINCE,        /* the year that the status is of */
    WZ_SEARCH_PHONE,        /* of the help itself */
    WZ_SEARCH_ADDRESS,
    WZ_SEARCH_SLOTS
} wz_search_slot;

/* Values of one facet that a document has: indexes into wz_search_facet.values, each once, in any order. */
typedef struct wz_search_values {
    const int32_t *values;
    ptrdiff_t count;
} wz_search_values;

typedef struct wz_search_doc {
    wz_str id;  /* "<folder>/<slug>", unique */
    wz_str url; /* from the root of the site, without a leading slash: "ondersteuning/toets/" */
    wz_str fields[WZ_SEARCH_FIELDS];
    wz_str slots[WZ_SEARCH_SLOTS];
    const wz_search_values *facets; /* one for each declared facet; NULL when there are none */
    const int32_t *near;            /* documents about the same matter, indexes into the input: a little of the best of
                                       them counts for this one. Up to 2,000 documents */
    ptrdiff_t near_count;
    int32_t year;    /* sort key; 0 is unknown and comes last */
    int32_t changed; /* sort key: YYYYMMDD of the last change; 0 comes last */
    float prior;     /* 0.9 to 1: less for what is withdrawn or superseded. 0 counts as 1 */
    int32_t use; /* how much of it is of use now, in hundredths: of its score, unless its title has all that was asked.
                        0 counts as 100. Up to 2,000 documents */
} wz_search_doc;

typedef struct wz_search_value {
    wz_str id; /* as in the query string */
    wz_str label;
} wz_search_value;

typedef struct wz_search_facet {
    wz_str id; /* parameter in the query string */
    wz_str label;
    const wz_search_value *values;
    ptrdiff_t count;
    bool all;  /* every chosen value must hold; else one of them */
    bool whom; /* who a document is for: when a query names one of these, what is for others only comes after */
} wz_search_facet;

/* What a query can name: a term, a kind, a page, or what editors answer by hand. */
typedef enum wz_search_level {
    WZ_SEARCH_NAMED,  /* it has a page, or records carry it */
    WZ_SEARCH_URGENT, /* answers: above all */
    WZ_SEARCH_FIXED,
    WZ_SEARCH_ELSEWHERE, /* not here, but there */
    WZ_SEARCH_LAST       /* where to turn to when nothing was found; it needs no phrases */
} wz_search_level;

/* A phrase is in a query when the query has all its words: in any order and form, or in a synonym of the word list;
 * words that say nothing do not count, unless fewer than two others are left: "raadslid worden" is not in every query
 * with raadslid. A phrase of only such words counts as it is for what is named, and is reported of an answer. Phrases of two
 * answers that no query tells apart are reported too. */
typedef struct wz_search_topic {
    wz_str key;   /* "doelgroepen/raadsleden", unique */
    wz_str what;  /* id of the vocabulary or kind */
    wz_str label; /* as readers see it */
    wz_str url;   /* of its page, from the root; may be empty */
    const wz_str *phrases;
    const wz_loc *locs; /* where each phrase stands; NULL: not known */
    ptrdiff_t phrase_count;
    const wz_str *articles; /* words of wz_search_article: an article that is asked for calls for it too */
    ptrdiff_t article_count;
    int32_t facet, value; /* records with this value are meant; facet -1: none */
    const int32_t *docs;  /* documents that help: indexes into the input; they are lifted */
    ptrdiff_t doc_count;
    wz_search_level level;
    wz_str detail;  /* of an answer: a JavaScript object with what else the page shows; may be empty */
    wz_str article; /* of a law: address of an article, with {article} in its place; empty: no law */
    wz_loc loc;
} wz_search_topic;

/* The word that stands, among the keywords of a document or as a phrase of an answer, for an article of a law: a hit when that article
 * is asked for. Without a law: the article of any. */
wz_str wz_search_article(wz_arena *arena, wz_str law, wz_str article);

typedef enum wz_search_stage {
    WZ_SEARCH_READ,  /* all words are read, or none will be: of the texts only title and summary must stay */
    WZ_SEARCH_PLACED /* by wz_search_write: the arena of the words may go when no query comes after it */
} wz_search_stage;

typedef struct wz_search_input {
    const wz_search_doc *docs;
    ptrdiff_t doc_count;
    const wz_search_facet *facets; /* in the order of the page: the first ones cost least to load */
    ptrdiff_t facet_count;
    const wz_search_topic *topics;
    ptrdiff_t topic_count;
    int workers;     /* threads; < 1 counts as 1. The result does not depend on it */
    wz_str folder;   /* of the output; {NULL,0} is "zoek" */
    wz_arena *words; /* of the words of all documents; NULL: with the rest of the index */
    void (*passed)(void *context, wz_search_stage stage); /* NULL, or called when what came before has had its use */
    void *context;
} wz_search_input;

typedef struct wz_search wz_search;

/* Analyses and inverts. NULL (with a diagnostic) when a limit is exceeded. */
wz_search *wz_search_new(wz_arena *arena, wz_diags *diags, wz_lexicon *lexicon, const wz_search_input *input);

const wz_search_topic *wz_search_topic_at(const wz_search *search, int32_t topic);

/* ---- Writing -------------------------------------------------------------------------------- */

typedef struct wz_search_stats {
    wz_str manifest; /* path of the file that the page loads first: "zoek/m.<hash>.js", for data-index */
    ptrdiff_t docs, tokens, forms, classes, compounds, concepts, postings;
    ptrdiff_t shards, files, bytes;
    bool single; /* all in the one file */
} wz_search_stats;

/* The files of the index, ordered by path, and figures about them. outputs and bytes belong to arena. */
ptrdiff_t wz_search_write(wz_arena *arena, wz_search *search, wz_output **outputs, wz_search_stats *stats);

/* ---- Frequent terms, for pages without JavaScript ---------------------------------------------- */

typedef struct wz_search_term {
    wz_str slug;         /* unique, [a-z0-9-]+ */
    wz_str label;        /* the form that is written most often: "samenwerking" */
    const int32_t *docs; /* indexes into the input, best first */
    ptrdiff_t count;
} wz_search_term;

/* The limit most useful terms: nouns and names as far as can be told (no stop words, no numbers, 3 letters or more), in
 * at least two documents and at most a third of them, by number of documents; returned ordered by label. */
ptrdiff_t wz_search_terms(wz_arena *arena, wz_search *search, ptrdiff_t limit, wz_search_term **terms);

/* The same for words that are given, in their order: what the search finds for each, best first. Those that find nothing
 * are left out. Labels borrow from words. */
ptrdiff_t wz_search_named(wz_arena *arena, wz_search *search, const wz_str *words, ptrdiff_t count,
                          wz_search_term **terms);

/* ---- Searching in memory -------------------------------------------------------------------- */

/* Why a word of the query found a document. */
typedef enum wz_search_why {
    WZ_SEARCH_WORD,    /* the word or another form of it */
    WZ_SEARCH_PART,    /* a part of a compound in the text */
    WZ_SEARCH_CONCEPT, /* an abbreviation or synonym */
    WZ_SEARCH_JARGON,  /* the editors' other word for it */
    WZ_SEARCH_PARTS,   /* the query's compound, written in parts */
    WZ_SEARCH_PREFIX,  /* a word that starts with it */
    WZ_SEARCH_TYPO,    /* a word that looks like it */
    WZ_SEARCH_VALUE,   /* it carries what the query names */
    WZ_SEARCH_WHYS
} wz_search_why;

typedef struct wz_search_reason {
    wz_str asked; /* the word as asked, folded */
    wz_str found; /* main form of what was found: "griffier", "wgr" */
    wz_search_why why;
    double score; /* its share */
} wz_search_reason;

typedef struct wz_search_hit {
    int32_t doc;     /* index into the input */
    int32_t matched; /* words of the query it has */
    double score;
    const wz_search_reason *reasons; /* best for each word that matched, in order of the query */
    ptrdiff_t reason_count;
} wz_search_hit;

typedef struct wz_search_options {
    /* For each facet the chosen values (OR inside a facet, AND across); NULL for none. Values out of range are ignored.
     */
    const wz_search_values *chosen;
    bool exact;         /* nothing is corrected */
    const wz_str *skip; /* keys of topics that are not understood */
    ptrdiff_t skip_count;
} wz_search_options;

/* A topic that the query names, with the words that name it. */
typedef struct wz_search_mention {
    int32_t topic; /* index into the input */
    const wz_str *words;
    ptrdiff_t word_count;
} wz_search_mention;

typedef struct wz_search_answer {
    const wz_search_hit *hits; /* best first; ties in the order of the index */
    ptrdiff_t count;
    ptrdiff_t complete; /* of these, those that have every word; the others follow because there are few */
    int32_t *
        *counts;  /* [facet][value]: results if only this value were chosen in this facet, other facets as they are */
    wz_str meant; /* the query with typing errors put right, {NULL,0} when there were none */
    const wz_str *also; /* abbreviations and synonyms that were searched too */
    ptrdiff_t also_count;
    const wz_str *unknown; /* words for which nothing was found, whole, as typed */
    ptrdiff_t unknown_count;
    const wz_str *excluded; /* words that no result has: -word, NOT word, NIET word */
    ptrdiff_t excluded_count;
    const wz_search_mention *understood; /* topics whose records were lifted */
    ptrdiff_t understood_count;
    const wz_search_mention *pages; /* topics with a page, those that more words name first */
    ptrdiff_t page_count;
    /* What is urgent first, then what the words ask for most; at most WZ_SEARCH_ANSWERS. */
    const wz_search_mention *answers;
    ptrdiff_t answer_count;
    /* Documents that have little of what was asked, when count is 0 and the first answer does not send elsewhere; at most
     * WZ_SEARCH_MAYBE. */
    const int32_t *maybe;
    ptrdiff_t maybe_count;
    int32_t law;       /* topic of the law of which an article is asked for; -1: none */
    wz_str article;    /* its number; with law -1: of any law. Empty: none */
    bool article_here; /* records carry it, or an answer speaks of it */
    int32_t last; /* topic of last resort, when nothing was found and neither answer nor article says more; -1: none */
    bool unreadable; /* something was asked, but no word in it says anything: nothing is found */
    int32_t words;   /* words of the query that count */
} wz_search_answer;

/* Searches by the plain definition (every document is looked at; no shards, no bit masks), which src/search/query.c
 * states. The empty query finds every document, in the order of the index. options may be NULL.
 *
 * What stands in quotation marks must be there as it stands, and is not corrected. -word, NOT word and NIET word leave
 * out what has the word; OR or OF between two words asks for either (NOT, NIET, OR, OF, AND and EN in capitals, in a query
 * that has small letters too). */
wz_search_answer wz_search_query(wz_arena *arena, wz_search *search, wz_str query, const wz_search_options *options);

/* "WORD", "PART" ... as stable lower-case Dutch names for output: woord, deel, begrip, vaktaal, delen, begin, typefout,
 * soort. */
wz_str wz_search_why_name(wz_search_why why);

#endif
