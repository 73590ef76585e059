/* SPDX-License-Identifier: EUPL-1.2 */
/* What a text cites (cite.c) as links, in HTML and in Markdown, and what of it cannot be placed as messages. */
#include "site/values/cite.h"

#include <string.h>

typedef enum text_form { FORM_HTML, FORM_MARKDOWN, FORM_PLAIN } text_form;

/* ---- Where a citation can stand ---- */

static ptrdiff_t behind(wz_str t, ptrdiff_t at, char byte)
{
    ptrdiff_t found = wz_str_find_byte(wz_str_slice(t, at + 1, t.len), byte);
    return found < 0 ? t.len : at + found + 2;
}

/* Behind a bare web address at at, or at. */
static ptrdiff_t pass_address(wz_str t, ptrdiff_t at)
{
    wz_str rest = wz_str_slice(t, at, t.len);
    if (!wz_str_starts(rest, WZ_STR("https://")) && !wz_str_starts(rest, WZ_STR("http://"))) {
        return at;
    }
    while (at < t.len && t.ptr[at] != ' ' && t.ptr[at] != '\n' && t.ptr[at] != '<') {
        at++;
    }
    return at;
}

/* In Markdown a link, code, an address in < > and a heading stay as they are: behind what begins at at, or at. */
static ptrdiff_t pass_markdown(wz_str t, ptrdiff_t at)
{
    bool line = at == 0 || t.ptr[at - 1] == '\n';
    ptrdiff_t end;
    switch (t.ptr[at]) {
    case '[':
        end = behind(t, at, ']');
        return end < t.len && (t.ptr[end] == '(' || t.ptr[end] == '[') ? behind(t, end, t.ptr[end] == '(' ? ')' : ']')
                                                                       : at;
    case '`':
        return behind(t, at, '`');
    case '<':
        return behind(t, at, '>');
    case '#':
        return line ? behind(t, at, '\n') : at;
    default:
        return at;
    }
}

/* ---- Links and messages ---- */

typedef struct writer {
    text_form form;
    wz_buf out;
    ptrdiff_t kept; /* so much of the text is in out */
    wz_diags *diags;
    const wz_node *node; /* NULL: no messages */
} writer;

static void add_link(cite_reader *r, writer *w, const cited *part)
{
    wz_str words = wz_str_slice(r->text, part->from, part->to);
    wz_buf_add(&w->out, wz_str_slice(r->text, w->kept, part->from));
    if (w->form == FORM_HTML) {
        wz_buf_add(&w->out, WZ_STR("<a href=\""));
        wz_escape_add(&w->out, part->address, WZ_ESCAPE_HTML);
        wz_buf_format(&w->out, "\" rel=\"external\">%.*s</a>", WZ_ARG(words));
    } else {
        wz_buf_format(&w->out, "[%.*s](%.*s)", WZ_ARG(words), WZ_ARG(part->address));
    }
    w->kept = part->to;
}

static void report(cite_reader *r, writer *w, const finding *f, const cited *part)
{
    bool beside = f->name.len && f->name.ptr == r->text.ptr + part->to + 1;
    ptrdiff_t to = part->to + (beside ? 1 + f->name.len : 0);
    wz_loc loc = wz_node_locate(w->node, part->from, to - part->from);
    wz_str words = wz_str_slice(r->text, part->from, to);
    if (f->since.len) {
        wz_report(w->diags, CITED_BEFORE, loc, words, f->since);
    } else if (f->paper) {
        wz_report(w->diags, CITED_PAPER, loc, words);
    } else if (part->law) {
        atomic_store_explicit(&r->s->laws->wanted[part->law->number], true, memory_order_relaxed);
    } else {
        wz_report(w->diags, CITED_NO_LAW, loc, words, f->name, r->s->laws->file);
    }
}

/* A citation begins with one of these words. */
static void mark_words(bool (*marks)[256], const name_list *words)
{
    for (ptrdiff_t i = 0; i < words->count; i++) {
        wz_str word = words->names[i];
        bool any = word.len < 2 || word.ptr[1] == ' ';
        for (int second = 0; second < 256 && word.len; second++) {
            bool so = any || wz_lower((char)second) == wz_lower(word.ptr[1]);
            marks[(unsigned char)wz_lower(word.ptr[0])][second] |= so;
        }
    }
}

void site_cited_start(site *s)
{
    const citation_config *c = &s->config.citations;
    if (!s->laws && !c->paper_address.len && !c->gazette_count) {
        return;
    }
    s->citing = wz_arena_alloc(s->arena, sizeof *s->citing, 256);
    if (s->laws) {
        mark_words(s->citing, &c->article);
        mark_words(s->citing, &c->articles);
    }
    mark_words(s->citing, &c->papers);
    for (int first = '0'; first <= '9'; first++) { /* a dossier without a word before it */
        memset(&s->citing[first]['0'], c->paper_address.len > 0, 10);
    }
    for (ptrdiff_t i = 0; i < c->gazette_count; i++) {
        mark_words(s->citing, &c->gazettes[i].words);
    }
}

/* Whether a citation can begin at at. By two bytes and with no call inside a word: this was an eighth of the time of a build. */
static bool can_begin(const cite_reader *r, ptrdiff_t at)
{
    wz_str t = r->text;
    unsigned char first = (unsigned char)wz_lower(t.ptr[at]),
                  second = at + 1 < t.len ? (unsigned char)t.ptr[at + 1] : 0;
    return r->s->citing[first][second] && (wz_is_letter(first) || wz_is_digit(first)) && !site_joined_before(t, at);
}

static void walk(cite_reader *r, writer *w, bool *any)
{
    wz_str t = r->text;
    finding f;
    int closed = 0;
    for (ptrdiff_t at = 0; at < t.len;) {
        char c = t.ptr[at];
        ptrdiff_t next = w->form == FORM_MARKDOWN ? pass_markdown(t, at) : at;
        if (w->form == FORM_HTML && c == '<') {
            next = site_pass_tag(t, at, &closed);
        } else if (c == 'h') {
            next = pass_address(t, at);
        }
        bool start = next == at && !closed && can_begin(r, at);
        if (!start || !(site_articles_at(r, at, &f) || site_paper_at(r, at, &f))) {
            at = next > at ? next : at + 1;
            continue;
        }
        *any = true;
        for (int i = 0; i < f.count; i++) {
            if (!w->node && f.parts[i].address.len) {
                add_link(r, w, &f.parts[i]);
            } else if (w->node && !f.parts[i].address.len) {
                report(r, w, &f, &f.parts[i]);
            }
        }
        at = f.end > at ? f.end : at + 1;
    }
}

static wz_str linked(const site *s, wz_arena *arena, const wz_record *record, wz_str text, text_form form)
{
    cite_reader r = {.s = s, .arena = arena, .text = text, .record = record};
    writer w = {.form = form};
    bool any = false;
    if (!s->citing) {
        return text;
    }
    walk(&r, &w, &any);
    if (w.kept) {
        wz_buf_add(&w.out, wz_str_slice(text, w.kept, text.len));
        text = wz_buf_take(arena, &w.out);
    }
    return text;
}

wz_str site_cite_html(const site *s, wz_arena *arena, const wz_record *record, wz_str html)
{
    return linked(s, arena, record, html, FORM_HTML);
}

wz_str site_cite_markdown(const site *s, wz_arena *arena, const wz_record *record, wz_str text)
{
    return linked(s, arena, record, text, FORM_MARKDOWN);
}

bool site_cite_check(const site *s, wz_arena *arena, wz_diags *diags, const wz_record *record, const wz_node *node,
                     wz_str text, bool markdown)
{
    cite_reader r = {.s = s, .arena = arena, .text = text, .record = record};
    writer w = {.form = markdown ? FORM_MARKDOWN : FORM_PLAIN, .diags = diags, .node = node};
    bool any = false;
    if (s->citing) {
        walk(&r, &w, &any);
    }
    return any;
}

void site_laws_check(const site *s)
{
    const wz_kind *kind = s->config.citations.laws;
    for (ptrdiff_t t = 0; kind && t < s->catalog->term_counts[kind->index]; t++) {
        const wz_record *law = s->catalog->terms[kind->index][t];
        if (atomic_load_explicit(&s->laws->wanted[t], memory_order_relaxed)) {
            wz_report(s->diags, CITED_UNNUMBERED, law->loc, wz_record_title(law), s->laws->file);
        }
    }
}

wz_symbol site_cited_name(const site *s, const wz_field *field)
{
    const name_list *fields = &s->config.citations.fields;
    for (ptrdiff_t i = 0; i < fields->count; i++) {
        if (field->words && !field->several && wz_str_equal(fields->names[i], field->name)) {
            return s->values->cited[i];
        }
    }
    return 0;
}
