/* SPDX-License-Identifier: EUPL-1.2 */
/* wegwijzer/site.h - from a frozen catalogue to a published site.
 *
 * Plans the pages that content/site.yaml asks for, gives each template its view, calls the leaves (markup, mustache,
 * search, styles), and publishes everything with one rename. `check` is the same work without the publishing.
 *
 * content/site.yaml (keys are English; only title, base_url, theme and outputs are required):
 *
 *   title, summary, language, base_url, theme, owner, contact
 *   base_theme  theme that supplies the files that the theme lacks; with --theme it is by default the theme of site.yaml
 *   theme_class class that templates put on <html>, for a house style whose tokens are declared under one; colours are
 *               judged with it
 *   example     FOLDER/ID: a record that templates see as site.example, with its route drawing
 *   repository  {url, edit, issues, new, max_url}: edit holds {file}, https://git.example/edit/main/{file}. new is where a form
 *               opens a new file: it holds {name}, and {folder} and {value} (its text) where the host takes them, as
 *               https://git.example/new/main/{folder}?filename={name}&value={value}; without {value} the editor pastes. An
 *               address longer than max_url (7500 bytes) goes without its text
 *   identifiers what identifiers of records and terms begin with; base_url and id/ when left out. When the site moves the
 *               owner says here what it was, so that they stay
 *   open_data   {publisher: {name, id, type}, license: {name, id, url}, contact: {name, email, url}}: what only the owner can
 *               say about the data. publisher.id: its address in a public register (TOOI: identifier.overheid.nl);
 *               license.id: its address in the list that a register of open data asks for. Templates see site.open_data
 *   menu        [{label, path}]
 *   messages    path of the page that explains messages (of site.messages, see templates/LEESMIJ.md): the annotations of
 *               GitHub and GitLab link to it, with # and the code of the message, once base_url is no placeholder
 *   pages       {folder, scheme, title, summary}: the free Markdown pages: a folder below content/, the scheme of
 *               links to them, and which front matter keys are title and summary
 *   review      {months: 24, by: FIELD, terms, sources, page}: after how many months a record is due for review, and
 *               the field whose terms site.reviews lists them under (left out: the role owner).
 *               terms: [{kind, field, term, months}]: other terms, the first that fits counts.
 *               sources: {dates: [FIELD], covers: [FIELD]}: fields of a source (a term, or a page on the web): how old it
 *               is, by the first of dates that it has; and the terms and records that it is about. What is about
 *               these, names older sources only and was last reviewed before that date, is overtaken.
 *               ended: [FIELD]: periods whose end is a reason to look again; doubted: [FIELD]: what is said with such a reason
 *               page: path of the page with the work lists; with it check counts what is due by owner
 *   owner_pages false leaves out the outputs with owner: true, entries of the menu that lead to them, and links to them in
 *               texts (their words stay); templates ask site.made
 *   logo        {file, text, width, height}: a file of the theme, what it says, and its size in pixels
 *   notice, colophon  texts in Markdown for every page; their links count from the root of the site
 *   languages   [{language, label, url}]: the same catalogue in another language
 *   fonts       [{family, file, weight, style}]: files of the theme (woff2, woff) for a template of a style sheet
 *   glossary    {vocabulary, page, fields, pages}: words that texts explain where they first occur; src/site/plan/glossary.c
 *   citations   {laws, papers, article, paragraph, of, fields …}: what texts cite and where that stands on the web, by words of
 *               the language; src/site/plan/citations.c
 *   calendar    {vocabulary, from, to, since, months, show}: which terms are current on the day of the catalogue;
 *               src/site/plan/calendar.c
 *   addresses   a file below content/ with what a link checker saw: {checked: DATE, addresses: {ADDRESS: {well, unclear,
 *               broken, again, answer}}}; an address with again, the date on which it was broken for the second time,
 *               is broken in every view
 *   search      {folder, words, list, keywords, kind_label, for_whom, by_whom, year, status, facets, terms}: see
 *               src/site/plan/search_config.c
 *   matrices    [{name, rows, columns, kind}]: term x term counts for a coverage page
 *   gaps        [{name, kind, without: [inverse or field]}]: records that have none of these; a.b is what
 *               the records linked over a have: oplossingsrichtingen.ondersteuning
 *   order       {headings: 8, shown: 7, kinds: [{kind, field, groups: [{label, terms, found}], filled: [FIELD], newest: FIELD}]}: what a
 *               record's page names first of the records that it links to (meta.links): by the group that its term of field
 *               is in, then what has one of the fields filled, then by the newest year of a date or period (a.b is part b of
 *               group a), then by title; what is withdrawn comes last. A list of so many records as headings says has the
 *               labels of the groups between them, and shows so many before the rest. A kind that is not named is
 *               listed as written in a field and by title over an inverse. The drawing of the route has the same order.
 *               found: a record of the group keeps so many hundredths (else 100) of its score in the search
 *   via         [{name, kind, over: [a, a.b], without: [a]}]: records that one of this kind reaches over links, or links
 *               of links, each once, but for those that it links to in without; templates see them as meta.links.NAME
 *   route       [kind, kind, ...]: the columns of the route drawing
 *   data        {...}: anything; templates see it as site.data
 *   outputs     [{template, path, each, kind, vocabulary, with, field, worklist, least, owner, absolute, expires, split, when, newest, titles, pages, after, file, listed}]
 *
 * An output is one template and the path it makes. each says for what: nothing (one page; with vocabulary it shows all terms
 * of that), kind, record (optionally of
 * one kind), term (of a vocabulary; with field: only those that a record carries in it; with worklist: true only those under which something has to be looked at again), pair (terms of vocabulary and with that share records), page (the free pages),
 * redirect (former ids), search-term. least: N leaves out terms and pairs with fewer records; they have no path. In path, {folder}, {id} and {with} are filled in. A path that ends in a slash
 * gets index.html; absolute: true makes its links absolute (a 404 page is served at any depth). split: {most, item, index} divides a list
 * that has more than most elements of the name item: each part is at the path with -1, -2 and so on behind its name, with
 * the same head and foot, and at the path itself is the template index, which finds the parts in page.parts. expires: YYYY-MM-DD
 * is until when it holds (listed: false keeps it out of page.listed, for a sitemap; newest: N makes it a feed: page.newest has the N records of what the page is about that changed last,
 * and further pages at -2, -3 the others, or with pages: P no more than P pages; titles: N divides the records, of a kind if it is one, by title: page.letters
 * has those of this page by first letter, page.parts all pages (path, letter, current), page.previous and page.next its neighbours, page.part its number from the second on; after: true makes it when all others are there: page.files has those with file: {…}, with
 * these texts, their size and SHA-256; when: KEY makes an output only if site.yaml has that setting; open_data must be whole, and base_url
 * no example; preview: only in a preview, page.changed has what changed), for templates (page.expires); a month before, and when it is over a year away, there is a
 * warning.
 *
 * Every setting is checked, and every mistake reported at its place: an unknown key, a field of a type that does not
 * serve, a path that leads outside or lacks {id}, a menu entry without a page, two pages at one address (also where
 * only case differs), a file where another page needs a folder.
 *
 * A theme may hold contrast.yaml, which says which of its colours must be legible together (src/site/plan/contrast.c); those
 * that are not are warnings. Files that its style sheets name in url() are published beside them.
 *
 * The site belongs to the arena and to arenas of its workers; catalog, messages and everything in them borrow from
 * those until wz_site_free. Rendering one page uses a scratch arena that the next page takes over; what must last
 * (messages) is copied.
 *
 * The view of every page is documented in templates/LEESMIJ.md; `wegwijzer inspect PAGE` prints it.
 */
#ifndef WEGWIJZER_SITE_H
#define WEGWIJZER_SITE_H

#include "wegwijzer/catalog.h"
#include "wegwijzer/mustache.h"

#define WZ_SITE_PAGES        2000000 /* pages of one site */
#define WZ_SITE_BESIDE       256     /* folders beside content/ that are searched for lost records, the nearest first */
#define WZ_SITE_BESIDE_FILES 2000    /* files that are read there */
#define WZ_SITE_ASSET        (4 << 20) /* bytes of one file of a theme */

/* Takes a file of the site as it is made; bytes are gone afterwards. Called by several threads at once. page: it comes from
 * a template (else it is an asset or part of the search index). */
typedef void wz_site_take(void *context, wz_str path, wz_str bytes, bool page);

typedef struct wz_site_options {
    wz_fs *fs;
    const char *folder; /* project folder */
    const char *output; /* where to publish; relative to the working directory. NULL: check only */
    wz_str theme;       /* empty: as site.yaml says */
    wz_str base_url;    /* empty: as site.yaml says */
    bool offline;       /* links end in index.html, so that the site works from disk */
    bool quarantine;    /* records with mistakes, in their texts as well, are left out, and so are menu entries and the
                           example that name one; their errors become warnings. Failures of the system remain errors,
                           and so does a catalogue of which nothing is left */
    bool sync;          /* wait for the disk before the swap, against power cuts; a killed build never does harm */
    bool strict;        /* nothing is published when there are warnings */
    wz_str preview;     /* what this is a preview of, which templates put on every page; empty: it is the site itself */
    const wz_node *changed; /* of a preview: what `wegwijzer diff --format json` said, with pages; NULL: not known */
    wz_date today;          /* year 0: the latest date in the catalogue */
    wz_date clock;          /* the caller's day, for messages about dates that cannot be yet; see catalog.h */
    int workers;
    wz_site_take *take; /* NULL: nobody */
    void *taker;        /* its context */
    bool asked;         /* private: wz_site_search keeps the index */
} wz_site_options;

/* What was done; times in nanoseconds, for `make bench`. */
typedef struct wz_site_result {
    ptrdiff_t records, pages, files, bytes;
    ptrdiff_t set_aside; /* records that quarantine left out */
    int64_t load_ns, plan_ns, render_ns, search_ns, publish_ns;
    bool published;
    bool planned;         /* the settings and the content were good enough to say what is made of them */
    wz_worklist worklist; /* what has to be looked at again on the day of the build; borrows from the catalogue */
    wz_str stale_page;    /* review.page of site.yaml; may be empty */
    wz_str
        messages_url; /* where the messages are explained (messages of site.yaml); empty while base_url is at example.org */
    wz_catalog *catalog; /* borrows from arena; NULL when it could not be loaded */
    void *keep;          /* private: what wz_site_free frees */
} wz_site_result;

/* Builds (or checks, without output). False when there were errors, or warnings under strict; then nothing was
 * published and an existing site is as it was. True with result->set_aside when quarantine left something out: that is
 * published, and still to be mended. Diagnostics are sorted. Call wz_site_free when the diagnostics have been
 * printed. */
bool wz_site_build(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_site_result *result);
void wz_site_free(wz_site_result *result);
/* The address of the page of a record, and that where its file is changed; {NULL,0} when there is none. */
wz_str wz_site_address(wz_arena *arena, const wz_site_result *result, const wz_record *record);
wz_str wz_site_edit_address(wz_arena *arena, const wz_site_result *result, const wz_record *record);

/* The address of the JSON Schema of a kind: pattern is repository.schema of site.yaml, with {folder} for the folder of the kind.
 * {NULL,0} when the pattern has no {folder}; it may be empty. */
wz_str wz_site_schema_address(wz_arena *arena, wz_str pattern, const wz_kind *kind);
/* What has to be looked at on another day than that of the build. */
wz_worklist wz_site_worklist(wz_arena *arena, const wz_site_result *result, wz_date day);
const wz_kind *wz_site_owner_vocabulary(const wz_site_result *result); /* of the owners in it; NULL: there are none */

/* Appends the view of one page as JSON. page is a path of the site ("knelpunten/lokale-driehoek/", with or without
 * slashes at the ends; "" or "/" is the start page). */
bool wz_site_inspect(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_str page,
                     wz_site_result *result, wz_buf *out);

/* Searches in memory and appends a readable list with the reason of each match. False when the index could not be made,
 * or site.yaml asks for none. */
bool wz_site_search(wz_arena *arena, wz_diags *diags, const wz_site_options *options, wz_str query, ptrdiff_t limit,
                    wz_site_result *result, wz_buf *out);

/* Data of a YAML or JSON file as templates see it. Written without quotes, nothing, ~, null and false are FALSE and true
 * is TRUE (the core schema of YAML 1.2); all else is text as it is written, numbers too. Mappings are objects, lists are
 * lists; names become symbols. Free data of site.yaml and front matter follow the same rule, but there a list is an
 * object with count and items, whose items know first, last and index (which no key may hide), and white space at the
 * ends of a text falls away. */
wz_value wz_site_data(wz_arena *arena, wz_symbols *symbols, const wz_node *node);

/* Appends JSON Schema of content/site.yaml: the settings that there are; what is in them is judged by a build alone. */
void wz_site_schema(wz_buf *out);

#endif
