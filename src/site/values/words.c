/* SPDX-License-Identifier: EUPL-1.2 */
/* Words of the glossary in a text become links that read the explanation: the first time that each occurs, but not in a
 * heading, a link or code. The page keeps the first of all its texts (output/words.c). */
#include "site/values/values.h"

#include <stdlib.h>
#include <string.h>

/* One form of a word, as it stands in HTML. */
typedef struct form {
    wz_str text;
    const wz_record *term;
} form;

typedef struct site_words {
    form *forms;           /* by first letter, longest first */
    ptrdiff_t starts[257]; /* of the forms that begin with this byte, small letter or capital */
} site_words;

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static int compare_forms(const void *a, const void *b)
{
    const form *x = a, *y = b;
    int order = (int)lower(*x->text.ptr) - (int)lower(*y->text.ptr);
    if (order == 0) {
        order = (x->text.len < y->text.len) - (x->text.len > y->text.len);
    }
    return order ? order : wz_str_compare(x->text, y->text);
}

static void escape(wz_buf *out, wz_str s)
{
    wz_escape_add(out, s, WZ_ESCAPE_HTML);
}

static void add_form(site *s, form *forms, ptrdiff_t *count, const wz_record *term, wz_str text)
{
    wz_buf html = {0};
    text = wz_str_trim(text);
    if (text.len) {
        escape(&html, text);
        forms[(*count)++] = (form){wz_buf_take(s->arena, &html), term};
    }
}

void site_words_start(site *s)
{
    const wz_kind *kind = s->config.glossary.vocabulary;
    ptrdiff_t count = 0, most = 0;
    if (!kind) {
        return;
    }
    for (ptrdiff_t t = 0; t < s->catalog->term_counts[kind->index]; t++) {
        most += 1 + wz_record_role(s->catalog->terms[kind->index][t], WZ_ROLE_ALIASES)->count;
    }
    site_words *words = wz_new(s->arena, site_words, 1);
    words->forms = wz_new(s->arena, form, most);
    for (ptrdiff_t t = 0; t < s->catalog->term_counts[kind->index]; t++) {
        const wz_record *term = s->catalog->terms[kind->index][t];
        const wz_datum *aliases = wz_record_role(term, WZ_ROLE_ALIASES);
        add_form(s, words->forms, &count, term, wz_record_title(term));
        for (ptrdiff_t i = 0; i < aliases->count; i++) {
            add_form(s, words->forms, &count, term, aliases->items[i].as.text);
        }
    }
    qsort(words->forms, (size_t)count, sizeof *words->forms, compare_forms);
    for (int c = 0, at = 0; c < 257; c++) {
        while (c < 256 && at < count && lower(*words->forms[at].text.ptr) < c) {
            at++;
        }
        words->starts[c] = c < 256 ? at : count;
    }
    s->config.glossary.page_link = site_link_path(s, s->arena, s->config.glossary.page);
    s->words = words;
}

/* Where a letter or digit begins at at. Signs of Latin-1 and general punctuation are none. */
static bool is_letter(wz_str s, ptrdiff_t at)
{
    if (at < 0 || at >= s.len) {
        return false;
    }
    unsigned char c = (unsigned char)s.ptr[at];
    bool sign = c == 0xC2 || (c == 0xE2 && at + 1 < s.len && (unsigned char)s.ptr[at + 1] == 0x80);
    return c >= 0x80 ? !sign : wz_str_is_plain(wz_str_slice(s, at, at + 1), "");
}

bool site_joined_before(wz_str s, ptrdiff_t at)
{
    ptrdiff_t before = at - 1;
    while (before > 0 && ((unsigned char)s.ptr[before] & 0xC0) == 0x80) {
        before--;
    }
    return is_letter(s, before) || (before >= 0 && s.ptr[before] == '-' && is_letter(s, before - 1));
}

bool site_joined_behind(wz_str s, ptrdiff_t at)
{
    return is_letter(s, at) || (at < s.len && s.ptr[at] == '-' && is_letter(s, at + 1));
}

ptrdiff_t site_words_match(wz_str s, ptrdiff_t at, wz_str words)
{
    bool any_case = words.len < 2 || !is_upper(words.ptr[1]);
    ptrdiff_t i = at;
    for (ptrdiff_t j = 0; j < words.len; j++, i++) {
        char want = words.ptr[j], have = i < s.len ? s.ptr[i] : 0;
        if (want == ' ' && (have == ' ' || have == '\n')) {
            continue;
        }
        if (want != have && (j || !any_case || lower(want) != lower(have))) {
            return 0;
        }
    }
    return site_joined_behind(s, i) ? 0 : i - at;
}

static const form *find(const site_words *w, wz_str s, ptrdiff_t at, ptrdiff_t *length)
{
    int c = lower(s.ptr[at]);
    for (ptrdiff_t i = w->starts[c]; i < w->starts[c + 1]; i++) {
        if ((*length = site_words_match(s, at, w->forms[i].text)) > 0) {
            return &w->forms[i];
        }
    }
    return NULL;
}

static void add_link(const site *s, wz_buf *out, const wz_record *term, wz_str words)
{
    static const char mark = ROOT_MARK;
    wz_buf_format(out, "<a class=\"term\" href=\"%c%.*s#%.*s\" title=\"", mark, WZ_ARG(s->config.glossary.page_link),
                  WZ_ARG(term->id));
    escape(out, wz_record_summary(term));
    wz_buf_add(out, WZ_STR("\">"));
    wz_buf_add(out, words);
    wz_buf_add(out, WZ_STR("</a>"));
}

/* Elements whose words stay as they are. */
static bool is_closed_to_words(wz_str name)
{
    bool heading = name.len == 2 && name.ptr[0] == 'h' && name.ptr[1] >= '1' && name.ptr[1] <= '6';
    return heading || wz_str_equal(name, WZ_STR("a")) || wz_str_equal(name, WZ_STR("code"));
}

ptrdiff_t site_pass_tag(wz_str html, ptrdiff_t at, int *closed)
{
    ptrdiff_t end = at + 1 + wz_str_find_byte(wz_str_slice(html, at, html.len), '>');
    bool close = html.ptr[at + 1] == '/';
    ptrdiff_t from = at + (close ? 2 : 1), to = from;
    while (to < end && wz_str_is_plain(wz_str_slice(html, to, to + 1), "")) {
        to++;
    }
    if (is_closed_to_words(wz_str_slice(html, from, to))) {
        *closed += close ? -1 : 1;
    }
    return end;
}

bool site_explains(const site *s, const wz_field *field)
{
    const name_list *fields = &s->config.glossary.fields;
    bool named = false;
    for (ptrdiff_t i = 0; i < fields->count && !named; i++) {
        named = wz_str_equal(fields->names[i], field->name);
    }
    return named;
}

wz_str site_explain_words(const site *s, wz_arena *arena, wz_str html)
{
    const site_words *w = s->words;
    wz_buf out = {0};
    ptrdiff_t kept = 0, length = 0;
    int closed = 0;
    bool *seen = NULL;
    for (ptrdiff_t at = 0; w && at < html.len;) {
        char c = html.ptr[at];
        if (c == '<') {
            at = site_pass_tag(html, at, &closed);
            continue;
        }
        if (closed || !is_letter(html, at) || site_joined_before(html, at)) {
            at++;
            continue;
        }
        const form *f = find(w, html, at, &length);
        seen = f && !seen ? wz_new(arena, bool, s->catalog->term_counts[f->term->kind->index]) : seen;
        if (f && !seen[f->term->number]) {
            seen[f->term->number] = true;
            wz_buf_add(&out, wz_str_slice(html, kept, at));
            add_link(s, &out, f->term, wz_str_slice(html, at, at + length));
            kept = at + length;
        }
        at += f ? length : 1;
    }
    if (kept == 0) {
        return html;
    }
    wz_buf_add(&out, wz_str_slice(html, kept, html.len));
    return wz_buf_take(arena, &out);
}
