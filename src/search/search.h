/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside of the search module: what its files share. Order of the files: stem, text, fillers, parts, lexicon, split,
 * verbs, analyse, invert, alike, topics, asked, words, plan, query, write, shard. */
#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "wegwijzer/search.h"

enum {
    SEARCH_STEM = 300,      /* bytes that a stem may take */
    SEARCH_WORD = 60,       /* bytes of a form; longer words are cut */
    SEARCH_PARTS = 6,       /* parts of one compound */
    SEARCH_EXTRA = 1 << 30, /* flag of a token that has no position of its own: "elearning" beside "e" "learning" */
    SEARCH_FIELD_GAP = 8    /* positions between two fields, so that no phrase runs across */
};

/* Weights, in hundredths. */
enum {
    WEIGHT_WORD = 100,
    WEIGHT_STOP = 50, /* a stop word: counts in titles only, and only when it is rare there */
    WEIGHT_CONCEPT = 95,
    WEIGHT_JARGON = 45,
    WEIGHT_PARTS = 50,
    WEIGHT_PART = 70, /* of a compound part against the same word on its own: in the impact */
    WEIGHT_PREFIX = 40,
    WEIGHT_TYPO = 35,
    WEIGHT_TYPO2 = 20,
    WEIGHT_VALUE = 10, /* a record that carries what a word of the query names */
    WEIGHT_HELP = 40,  /* a record that helps, by an answer of the editors */
    WEIGHT_WEAK = 35   /* of an everyday word against another */
};

enum {
    IMPACT_MAX = 59,   /* one digit of the writer's alphabet */
    FEW = 30,          /* with fewer complete results more of the incomplete ones count */
    RARE = 10,         /* a word in fewer documents is asked for in its parts and as a beginning as well */
    STRONG = 32,       /* from this impact on a word weighs as in a title */
    RUN_STOP = 100000, /* what a word that says nothing says in a phrase that is meant as it stands */
    ELSEWHERE = 60,    /* hundredths: what a word says for an answer that is elsewhere */
    TITLE_BONUS = 185, /* hundredths: for documents in which every word of the query is strong */
    MOST_COVER = 80,   /* share, in hundredths, of what the best document has of the query that is always enough */
    FEW_COVER = 34,    /* and that is enough when the complete results are few */
    LEAST = 30,  /* share, in hundredths, of the score of the best that is enough too, of at most SMALL documents */
    OTHERS = 70, /* what is left, in hundredths, of the score of a document for others than those who are named */
    SURE = 70,   /* share, in hundredths, of what was asked that the best must have; else nothing was found */
    SURE_OF_TWO = 65,    /* when it has two words that say something */
    SURE_OF_THREE = 50,  /* or more */
    SURE_STRONG = 15,    /* so much less when one of them is strong */
    QUESTIONS = 5,       /* questions of a document that are told apart */
    QUESTION = 8,        /* impact of a question that has all that was asked */
    NEAR = 20,           /* share, in hundredths, of what the best document about the same matter has */
    ALIKE = 8,           /* documents that are most like one */
    ALIKE_SHARE = 8,     /* share, in hundredths, of what those have together */
    VALUE_IMPACT = 36,   /* of a record that carries what is named: as a title */
    SMALL = 2000,        /* documents: up to here everything is at hand in the browser */
    BIG_LIST = 800,      /* a class in more documents than this has a file of its own */
    HEAD = 400,          /* with more than SMALL documents only so many of those have an impact of their own */
    ROUGH = 185,         /* those of the others are rounded, to what is worth so much of idf for 1,000 documents */
    ASKERS = 25000,      /* a class in more documents than this says nothing in a question */
    COMMON = 20000,      /* forms in the lexicon for typing errors */
    PREFIX_LETTERS = 4,  /* a word shorter than this is not completed */
    PREFIX_CLASSES = 24, /* most frequent classes that a beginning stands for */
    TYPO_LETTERS = 5,    /* a word shorter than this is taken as typed */
    TYPO2_LETTERS = 8,   /* two errors only from this length, and another first letter too */
    LONG_LETTERS = 7,    /* from this length a typing error goes before a compound */
    MATCH_WORDS = 30,    /* words of a query that can name something */
    SPLIT_LEVELS = 3,    /* an unknown compound has at most one part more than this */
    GOOD = 2000,         /* good words in one file, about */
    LEAVES = WZ_SEARCH_QUERY_WORDS * (SPLIT_LEVELS + 1) + 1, /* of a plan */
    QUERY_LENGTH = 1000                                      /* bytes of a query that are looked at */
};

/* What a score, in millionths, is rounded down after: no part that products of hundredths have. */
#define NUDGE 0.382

/* ---- stem.c, text.c ---- */

/* The stem of a word (lower case); out has room for SEARCH_STEM bytes. Returns its length. ge: where the "ge" stands that goes,
 * -1 for none; SEARCH_GE: the first at the front and the first within, as the definition has it. That makes one word of begeleiding
 * and beleid, of gemeente and mening, so that an index says which (search_find_ge). */
enum { SEARCH_GE = -2 };
int search_stem(wz_str word, int ge, char *out);
/* The regular inflections (plural, adjective -e, 's) taken off: one rule for both sides of a comparison. out has room
 * for SEARCH_WORD + 2. The browser has the same function: word is folded. */
int search_light(wz_str word, char *out);

/* Next word of a text: folded form and where it stood. A hyphenated word comes in parts; after its last part comes the
 * whole, joined, with extra set. */
typedef struct search_token {
    wz_str form;        /* folded; in the reader's buffer or the text: valid until the next call */
    ptrdiff_t from, to; /* bytes in the text */
    bool extra;
} search_token;

typedef struct search_reader {
    wz_str text;
    wz_arena *scratch; /* for words with letters beyond ASCII */
    ptrdiff_t at;
    int joined_len, parts;
    bool pending;
    ptrdiff_t joined_from;
    char joined[SEARCH_WORD + 4];
    char buffer[SEARCH_WORD + 4];
} search_reader;

void search_read(search_reader *reader, wz_arena *scratch, wz_str text);
bool search_next(search_reader *reader, search_token *token);

uint64_t search_load8(
    const char *at); /* eight bytes as a number, the first the lowest: what depends on it is the same everywhere */
uint32_t search_hash(wz_str s);

typedef struct search_slot {
    int32_t item; /* + 1; 0 is free */
    uint32_t hash;
} search_slot;

/* Set of strings with a number for each, in order of arrival. Bytes are copied into the arena when copy is set. */
typedef struct search_set {
    wz_arena *arena;
    wz_str *items;
    search_slot *slots;
    int32_t count, room, mask;
} search_set;

void search_set_init(search_set *set, wz_arena *arena, int32_t room);
int32_t search_set_find(const search_set *set, wz_str s);                     /* -1 when absent */
int32_t search_set_find_hash(const search_set *set, wz_str s, uint32_t hash); /* hash is search_hash(s) */
int32_t search_set_add(search_set *set, wz_str s, bool copy);

/* ---- parts.c, lexicon.c, split.c ---- */

/* Words of one phrase: folded forms. */
typedef struct search_phrase {
    wz_str *words;
    int32_t count;
    int32_t group;
    wz_str label; /* as the editor wrote it; empty: an article of a law (phrases of topics) */
    bool run;     /* it is meant as it stands: written in quotation marks (phrases of topics) */
} search_phrase;

typedef struct search_jargon {
    search_phrase asked;
    int32_t *groups;
    int32_t count;
} search_jargon;

typedef struct search_exception {
    wz_str word;
    const wz_str *parts;
    ptrdiff_t count;
} search_exception;

struct wz_lexicon {
    wz_arena *arena;
    uint32_t *tags; /* of the word list; NULL when there is none */
    uint32_t mask;
    uint32_t *good;         /* checks of its words */
    int32_t *good_from;     /* [file]: in good */
    int32_t good_count;     /* files */
    search_set irregular;   /* form */
    wz_str *irregular_main; /* main form of each */
    search_phrase *phrases;
    int32_t phrase_count, group_count;
    wz_str *group_label; /* as the editor wrote it first */
    wz_loc *group_loc;
    search_jargon *jargon;
    int32_t jargon_count;
    search_set exceptions;
    search_exception *exception;
    search_set never, brief;
    search_set stops, bare, weak, article;
    uint64_t hash;
};

/* fillers.c: the words that say little; does the folded word say nothing, and how much does it say, in hundredths? */
void search_fillers(wz_lexicon *lexicon, wz_str language);
bool search_stop(const wz_lexicon *lexicon, wz_str folded);
int search_grade(const wz_lexicon *lexicon, wz_str folded);

/* As wz_hash, eight bytes at a time: for what is large. */
uint64_t search_hash_large(wz_str s);

/* Is a word with this search_hash in the word list? */
bool search_lexicon_has(const wz_lexicon *lexicon, uint32_t hash);
struct wz_search;
void search_report_barren(const struct wz_search *search, wz_diags *diags);

/* Is it a word that is right as it is? For words in which a typing error would be looked for. */
bool search_good(const wz_lexicon *lexicon, wz_str word);

/* Part of a compound: where it stands in the form and how many letters after it only link. */
typedef struct search_part {
    uint8_t from, len, link;
} search_part;

/* How often a form stands in the documents; 0 when it does not. */
typedef int32_t search_count_fn(const void *context, wz_str form, uint32_t hash);

/* Words that are never parts and the short ones that are, for the lexicon to hold. */
void search_part_words(search_set *never, search_set *brief);

/* Splits a folded form. Returns the number of parts, 0 when it is no compound. */
int search_split(const wz_lexicon *lexicon, wz_str form, search_count_fn *count, const void *context,
                 search_part parts[SEARCH_PARTS]);

/* ---- analyse.c, classes.c, invert.c ---- */

typedef struct search_form {
    wz_str text;
    int32_t cls;
    int32_t count; /* times in the documents, 0: only in the lexicon or as a part */
    uint8_t part_count;
    bool stop;
    bool common; /* in the lexicon for typing errors */
    search_part parts[SEARCH_PARTS];
    int32_t part_class[SEARCH_PARTS];
} search_form;

/* A word class or, from word_classes on, a concept. */
typedef struct search_class {
    int32_t main; /* form; -1 for a concept */
    int32_t df;
    int32_t idf;   /* thousandths */
    bool stop;     /* a stop word: postings are of titles */
    int32_t first; /* in postings */
} search_class;

/* Four bytes, for there are a hundred a document. */
typedef struct search_posting {
    uint32_t doc : 21; /* number in the index, below WZ_SEARCH_DOCS */
    uint32_t impact : 6;
    uint32_t asked : 5; /* questions that it stands in, as bits */
} search_posting;

/* The words of a document: forms, and where each field starts. */
typedef struct search_words {
    int32_t *forms;
    int32_t start[WZ_SEARCH_FIELDS + 1];
    int32_t question[QUESTIONS]; /* where each question ends; the last takes what is more */
} search_words;

/* A phrase of the lexicon in classes; stop words count. */
typedef struct search_pattern {
    int32_t *classes;
    int32_t count;
    int32_t group; /* or, for jargon, index of the jargon */
    int32_t next;  /* with the same first class, longest first; -1 ends */
    bool run;      /* a trigger that counts only as it stands, word by word */
} search_pattern;

/* Value sets of one facet: every document has one. */
typedef struct search_sets {
    int32_t *of; /* [document number] */
    int32_t count;
    int32_t **values; /* of each set, ascending */
    int32_t *lengths;
} search_sets;

struct wz_search {
    wz_arena *arena;
    wz_lexicon *lexicon;
    wz_search_input input;
    int32_t docs;
    int32_t *order;      /* number in the index -> document */
    search_sets *sets;   /* for each facet */
    search_words *words; /* [number in the index] */
    search_form *forms;  /* ascending by bytes */
    int32_t form_count;
    search_set form_set; /* same numbers as forms */
    search_class *classes;
    int32_t class_count, word_classes;
    search_posting *postings;
    int64_t posting_count;
    search_pattern *patterns; /* of concepts */
    int32_t pattern_count;
    search_pattern *jargon;
    int32_t *first_pattern; /* [class] -> pattern, -1 */
    int32_t *first_jargon;
    search_phrase *named; /* phrases of topics; group is the topic */
    int32_t named_count;
    search_pattern *triggers; /* of topics: sets of classes, or runs of them; group is the topic */
    int32_t trigger_count;
    int32_t *first_trigger;
    double average[WZ_SEARCH_FIELDS];
    int32_t *alike; /* [number]: ALIKE document numbers, ascending; NULL with more than SMALL documents */
    int32_t *alike_count;
    int64_t tokens;
    ptrdiff_t compounds;
};

/* Collects what one document says about one class; the one place where weights of fields meet. */
typedef struct search_weight {
    double direct, part;
    int asked; /* questions that have it, as bits */
} search_weight;

/* The question, as a bit, that the word at a place of the field with questions belongs to. */
int search_question(const search_words *words, int32_t at);

/* What a word in a field adds, for documents whose field has length words. */
double search_field_weight(const wz_search *search, int field, int32_t length);
int search_impact(search_weight weight, float prior);
int32_t search_idf(int32_t docs, int32_t df);

/* What a class in df of so many documents keeps of its weights, given how many of them have each impact. With more than
 * SMALL documents, and in more than BIG_LIST of them: the impacts of the HEAD that weigh most, and whether a word weighs
 * as in a title; the rest is rounded, the more so the less the class says, and impact and document fit in a few bits. A
 * first query of three very frequent words among 100,000 documents was 336 kB of postings and is 57 now, and it counts
 * as exactly. */
typedef struct search_scale {
    uint8_t impact[IMPACT_MAX + 1]; /* [impact]: what is left of it */
    bool asks;                      /* the questions that it stands in count */
} search_scale;

search_scale search_scale_of(int32_t docs, int32_t df, const int32_t counts[IMPACT_MAX + 1]);
/* The least impact of the HEAD; those with an equal impact are in it too. */
int search_head(const int32_t counts[IMPACT_MAX + 1]);

/* analyse.c: says so to who made the input. */
void search_passed(const wz_search_input *input, wz_search_stage stage);

/* classes.c: numbers the words that forms are of. The class of a form of the index, or -1; a part of a form as text. */
void search_make_classes(wz_search *search, wz_arena *scratch);
int32_t search_class_of(const wz_search *search, wz_str form);
wz_str search_part_text(wz_str form, search_part part);

/* topics.c: reads their phrases, so that their words become forms; then, when all classes are known, makes triggers. */
void search_read_topics(wz_search *search);
void search_make_topics(wz_search *search, wz_diags *diags);

/* Does what the trigger is of wait until the words are there whole? What has a page and what is urgent does not. */
bool search_is_calm(const wz_search *search, const search_pattern *trigger);

/* invert.c: value sets and numbering of documents, postings. */
void search_number(wz_search *search);
void search_invert(wz_search *search, int workers);

/* alike.c: which documents have the same words. search_lift: those that were found (scores by number, below 0: not found) lift each
 * other when they are about the same matter, then when they are alike; what is of less use, and not firm, counts for less.
 * For at most SMALL documents. */
void search_make_alike(wz_search *search);
void search_lift(wz_arena *arena, const wz_search *search, double *scores, const bool *firm);

/* Does the pattern stand at position at of a field that ends at limit? Words without a position of their own are
 * stepped over; end is after it. */
bool search_matches(const wz_search *search, const search_pattern *pattern, const int32_t *forms, int32_t at,
                    int32_t limit, int32_t *end);

/* ---- asked.c, words.c, plan.c: what a query asks; the browser makes the same plan ---- */

/* A part of an unknown compound. */
typedef struct search_bit {
    int32_t cls; /* -1: not known either */
    wz_str form;
    wz_str meant; /* with the letters that link it to the next, when one of the parts had a typing error; else empty */
} search_bit;

/* A word of the query. */
typedef struct search_word {
    wz_str form;
    int32_t cls; /* -1: none */
    int32_t weight;
    wz_search_why why;
    bool stop;
    bool exact;     /* not to be corrected */
    bool excluded;  /* no result has it */
    bool either;    /* asked for instead of the word before it */
    bool named;     /* it names a topic */
    bool spent;     /* part of what is asked for in another way: the number of an article */
    int32_t grade;  /* how much it says, in hundredths */
    wz_str raw;     /* as typed */
    int32_t joined; /* > 0: the word with a hyphen that starts here, over so many words */
    wz_str joined_form;
    search_bit parts[SPLIT_LEVELS + 1];
    int32_t part_count;
    int32_t *prefix; /* classes that start with it */
    int32_t prefix_count;
    wz_str meant; /* the form without its typing error; empty when it had none */
    wz_str text;  /* as typed; of the later parts of a compound: empty */
    bool glued;   /* to the part before it */
    int32_t leaf; /* -1 */
    int32_t verb; /* class of the verb that it is with a particle further on, -1: "stapt ... op" is opstappen */
    bool covered; /* by a concept */
} search_word;

/* asked.c: length of a double quotation mark at offset, 0 when there is none; and the words of a query, at most
 * WZ_SEARCH_QUERY_WORDS. exact: none is to be corrected. *open: the last may still be being typed. Returns how many. */
int search_mark(wz_str s, ptrdiff_t at);
int32_t search_read_query(wz_arena *arena, wz_str query, bool exact, search_word *words, bool *open);

/* Looks word->form up; the words before it do not matter. open: it may still be being typed, so words that start with
 * it count. */
void search_resolve(wz_arena *arena, const wz_search *search, search_word *word, bool open);
/* What a class is called: its main form, the label of a concept or a topic. */
wz_str search_class_name(const wz_search *search, int32_t cls);

/* Is the class in a document, and not as a stop word? */
bool search_live(const wz_search *search, int32_t cls);

/* The form, when its class is live; else -1. */
int32_t search_find_form(const wz_search *search, wz_str form);
/* The infinitive of which the word may be a form of the present or a participle (past: or of the past tense), as a form
 * of the index, or -1; any: also one that only the word lists have. */
int32_t search_find_verb(const wz_search *search, wz_str word, bool past, bool any);

/* Where the "ge" of a past participle stands in the word, inflected or not, in bytes; -1: it is none. The infinitive is in the word
 * list or in the index, so that "gemeente" and "begeleid" are none of menen and beleiden. And that infinitive as a form of the
 * index, or -1. */
int search_find_ge(const wz_search *search, wz_str word);
int32_t search_find_participle(const wz_search *search, wz_str word);

/* Is it the first part of verbs that may stand apart: "op" of opstappen? */
bool search_is_particle(wz_str word);

/* Finds verbs whose particle stands apart, among words that are looked up: the verb gets its class, the particle is
 * spent. */
void search_join_verbs(const wz_search *search, search_word *words, int32_t count);

/* article.c: the word with the number of an article, behind the word for one or, when a law is named, anywhere; -1: none. And what
 * else says which article it is: it is spent. */
int32_t search_find_article(const wz_search *search, const search_word *words, int32_t count, bool law);
void search_spend_article(const wz_search *search, search_word *words, int32_t count, int32_t at);

/* The most frequent classes with a form that begins so, at most PREFIX_CLASSES. */
int32_t search_beginnings(wz_arena *arena, const wz_search *search, wz_str asked, int32_t **classes);

/* A class (or concept, or from class_count on a topic) that may answer a word of the query. */
typedef struct search_variant {
    int32_t cls;
    int32_t weight; /* in ten-thousandths */
    int32_t group;  /* of a PARTS variant: all variants with the same group must be there; else -1 */
    wz_search_why why;
} search_variant;

typedef struct search_leaf {
    wz_str asked; /* folded */
    wz_str raw;   /* the word as typed */
    search_variant *variants;
    int32_t count, room;
    int32_t grade; /* how much it says, in hundredths */
    bool optional; /* a stop word: adds to the score, nothing else */
    bool named;    /* its word names a topic */
} search_leaf;

typedef struct search_quote {
    int32_t *forms; /* -1: a word that is not there */
    int32_t count;
} search_quote;

typedef struct search_plan {
    search_leaf *leaves;
    int32_t leaf_count;
    search_quote *quotes;
    int32_t quote_count;
    wz_str *unknown;
    int32_t unknown_count;
    wz_str *also;
    int32_t also_count;
    wz_str meant;
    bool stranger;     /* a whole word is nowhere */
    int32_t lacking;   /* what the unknown words would say, as idf */
    int32_t *excluded; /* classes */
    wz_str *excluded_words;
    int32_t excluded_count;
    wz_search_mention *understood, *pages, *answers;
    int32_t understood_count, page_count, answer_count;
    int32_t law;
    wz_str article;
    bool article_here;
    bool unreadable;
    bool all; /* nothing was asked: every document */
} search_plan;

search_plan search_make_plan(wz_arena *arena, const wz_search *search, wz_str query, const wz_search_options *options);

/* topics.c: does a value set have the value? Does the document with this number carry the value of the topic, or is it one
 * that helps? Are there any? Is it for others only than those who are named? */
bool search_set_has(const search_sets *sets, int32_t set, int32_t value);
bool search_carries(const wz_search *search, int32_t topic, int32_t number);
bool search_has_documents(const wz_search *search, int32_t topic);
bool search_for_others(const wz_search *search, const search_plan *plan, int32_t number);

/* topics.c: has the set any, or all, of the values of the facet that are chosen and exist? Is anything chosen that exists? */
bool search_set_chosen(const wz_search *search, int facet, int32_t set, const wz_search_values *chosen);
bool search_any_chosen(const wz_search *search, int facet, const wz_search_options *options);

/* topics.c: which topics the words of a query name, best first: those that the rarest words ask for; those of options->skip are left
 * out. */
typedef struct search_match {
    int32_t topic;
    uint32_t words; /* a bit for each of the first thirty */
    int32_t count;
    int32_t said; /* how much those words say: search_idf by grade */
} search_match;

int32_t search_match_topics(wz_arena *arena, const wz_search *search, const search_word *words, int32_t count,
                            const wz_search_options *options, search_match **matches);

#endif
