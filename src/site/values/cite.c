/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads what a text cites, by the words of citations in site.yaml: "artikel 28, eerste lid, van de Gemeentewet", "artikelen 169
 * en 180 Gemw", "art. 27 jo. 28 Gemw". An article without a law is of the law that the text, or the record, names with the
 * same article. */
#include "site/values/cite.h"
#include "wegwijzer/url.h"

#include <stdlib.h>
#include <string.h>

static int longest_first(const void *a, const void *b)
{
    const law_name *x = a, *y = b;
    int order = (x->text.len < y->text.len) - (x->text.len > y->text.len);
    return order ? order : wz_str_compare(x->text, y->text);
}

static void add_name(site_laws *laws, const wz_record *law, wz_str text)
{
    text = wz_str_trim(text);
    if (text.len) {
        laws->names[laws->count++] = (law_name){text, law};
    }
}

static void add_names(site_laws *laws, const wz_record *law, const wz_datum *d)
{
    for (ptrdiff_t i = 0; d && i < d->count; i++) {
        add_name(laws, law, d->items[i].as.text);
    }
}

void site_laws_start(site *s)
{
    const citation_config *c = &s->config.citations;
    if (!c->laws) {
        return;
    }
    ptrdiff_t count = s->catalog->term_counts[c->laws->index], most = 0;
    wz_record *const *terms = s->catalog->terms[c->laws->index];
    for (ptrdiff_t t = 0; t < count; t++) {
        most += 2 + c->names.count + wz_record_role(terms[t], WZ_ROLE_ALIASES)->count;
    }
    site_laws *laws = wz_new(s->arena, site_laws, 1);
    laws->file = wz_format(s->arena, "content/%.*s", WZ_ARG(c->laws->place));
    laws->names = wz_new(s->arena, law_name, most);
    for (ptrdiff_t t = 0; t < count; t++) {
        add_name(laws, terms[t], wz_record_title(terms[t]));
        add_names(laws, terms[t], wz_record_role(terms[t], WZ_ROLE_SHORT));
        add_names(laws, terms[t], wz_record_role(terms[t], WZ_ROLE_ALIASES));
        for (ptrdiff_t i = 0; i < c->names.count; i++) {
            const wz_field *field = wz_kind_field(c->laws, c->names.names[i]);
            add_names(laws, terms[t], field ? wz_record_value(terms[t], field) : NULL);
        }
    }
    laws->wanted = wz_new(s->arena, atomic_bool, count);
    qsort(laws->names, (size_t)laws->count, sizeof *laws->names, longest_first);
    s->laws = laws;
}

/* ---- Addresses ---- */

/* The first text of the field of that name. */
static wz_str text_of(const wz_record *record, wz_str name)
{
    const wz_field *field = record ? wz_kind_field(record->kind, name) : NULL;
    const wz_datum *d = field && field->holds == WZ_HOLDS_TEXT ? wz_record_value(record, field) : NULL;
    return d && d->count ? wz_str_trim(d->items[0].as.text) : (wz_str){0};
}

wz_str cite_fill_in(wz_arena *arena, wz_str pattern, const wz_record *law, const wz_str (*blanks)[2], int count)
{
    enum { DEPTH = 4 };
    wz_buf out = {0};
    ptrdiff_t starts[DEPTH + 1] = {0};
    bool whole[DEPTH + 1] = {true};
    int depth = 0;
    for (ptrdiff_t at = 0; at < pattern.len; at++) {
        wz_str rest = wz_str_slice(pattern, at, pattern.len);
        ptrdiff_t end = rest.ptr[0] == '{' ? wz_str_find_byte(rest, '}') : -1;
        if (rest.ptr[0] == '[' && depth < DEPTH) {
            starts[++depth] = out.len;
            whole[depth] = true;
        } else if (rest.ptr[0] == ']' && depth > 0) {
            out.len = whole[depth] ? out.len : starts[depth];
            depth--;
        } else if (end > 0) {
            wz_str name = wz_str_slice(rest, 1, end), value = text_of(law, name);
            for (int i = 0; i < count; i++) {
                value = wz_str_equal(blanks[i][0], name) ? blanks[i][1] : value;
            }
            wz_buf_add(&out, value);
            whole[depth] = whole[depth] && value.len;
            at += end;
        } else {
            wz_buf_byte(&out, rest.ptr[0]);
        }
    }
    wz_str made = whole[0] ? wz_str_copy(arena, wz_buf_str(&out)) : (wz_str){0};
    wz_buf_free(&out);
    return made;
}

/* A number as it may stand in an address (H 3 has a space); the blank itself stays one. */
static wz_str in_address(wz_arena *arena, wz_str number)
{
    wz_buf out = {0};
    if (number.len == 0 || number.ptr[0] == '{')
        return number;
    wz_url_encode(&out, number);
    wz_str made = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return made;
}

const wz_record *site_law_of(const wz_kind *laws, const wz_field *field, const wz_item *item)
{
    const wz_record *law = field->placed && !field->paged ? item->as.ref.target : NULL;
    return law && law->kind == laws ? law : NULL;
}

wz_str site_law_address(const site *s, wz_arena *arena, const wz_record *law, wz_str article, wz_str paragraph)
{
    const wz_str blanks[][2] = {{WZ_STR("article"), in_address(arena, article)},
                                {WZ_STR("paragraph"), in_address(arena, paragraph)}};
    return law && law->kind == s->config.citations.laws
               ? cite_fill_in(arena, s->config.citations.law_address, law, blanks, 2)
               : (wz_str){0};
}

/* ---- Words and numbers ---- */

ptrdiff_t cite_space(wz_str t, ptrdiff_t at)
{
    for (;;) {
        char c = at < t.len ? t.ptr[at] : 0;
        if (c == ' ' || c == '\n') {
            at++;
        } else if (wz_str_starts(wz_str_slice(t, at, t.len), WZ_STR("\xc2\xa0"))) {
            at += 2;
        } else {
            return at;
        }
    }
}

/* How many bytes at at are these words, whole: in small letters or capitals, with any white space for a space. 0: none. */
static ptrdiff_t match(wz_str t, ptrdiff_t at, wz_str words)
{
    ptrdiff_t i = at;
    for (ptrdiff_t j = 0; j < words.len; j++) {
        ptrdiff_t behind = words.ptr[j] == ' ' ? cite_space(t, i) : i + 1;
        if (behind == i || (words.ptr[j] != ' ' && (i >= t.len || wz_lower(words.ptr[j]) != wz_lower(t.ptr[i])))) {
            return 0;
        }
        i = behind;
    }
    return !wz_str_ends(words, WZ_STR(".")) && site_joined_behind(t, i) ? 0 : i - at;
}

/* One of words; spaced: and the white space behind it, which a word with a point can do without. index (or NULL) says which. */
static ptrdiff_t one_of(const name_list *words, wz_str t, ptrdiff_t at, bool spaced, int *index)
{
    for (ptrdiff_t i = 0; i < words->count && at >= 0 && at < t.len; i++) {
        ptrdiff_t length = match(t, at, words->names[i]), end = spaced ? cite_space(t, at + length) : at + length;
        bool point = wz_str_ends(words->names[i], WZ_STR("."));
        if (length > 0 && (!spaced || point || end > at + length)) {
            if (index) {
                *index = (int)i;
            }
            return end;
        }
    }
    return -1;
}

ptrdiff_t cite_word(const name_list *words, wz_str t, ptrdiff_t at)
{
    return one_of(words, t, at, true, NULL);
}

ptrdiff_t cite_words(const name_list *words, wz_str t, ptrdiff_t at)
{
    return one_of(words, t, at, false, NULL);
}

ptrdiff_t cite_gap(wz_str t, ptrdiff_t at)
{
    ptrdiff_t end = at < 0 ? at : cite_space(t, at + (at < t.len && t.ptr[at] == ','));
    return end > at ? end : -1;
}

bool cite_is_alnum(wz_str t, ptrdiff_t at)
{
    return at >= 0 && at < t.len && (wz_is_digit(t.ptr[at]) || wz_is_letter(t.ptr[at]));
}

bool cite_is_digit(wz_str t, ptrdiff_t at)
{
    return at >= 0 && at < t.len && wz_is_digit(t.ptr[at]);
}

ptrdiff_t cite_dash(wz_str t, ptrdiff_t at)
{
    wz_str rest = wz_str_slice(t, at, t.len);
    ptrdiff_t end = at + (wz_str_starts(rest, WZ_STR("-")) ? 1 : wz_str_starts(rest, WZ_STR("\xe2\x80\x93")) ? 3 : 0);
    return at >= 0 && end > at && cite_is_digit(t, end) ? end : -1;
}

ptrdiff_t cite_number(wz_str t, ptrdiff_t at, wz_str *out)
{
    ptrdiff_t i = at;
    while (cite_is_alnum(t, i) ||
           (i > at && i < t.len && (t.ptr[i] == '.' || t.ptr[i] == ':') && cite_is_digit(t, i + 1))) {
        i++;
    }
    *out = wz_str_slice(t, at, i);
    return cite_is_digit(t, at) && (!site_joined_behind(t, i) || cite_dash(t, i) >= 0) ? i : -1;
}

ptrdiff_t cite_capitals(wz_str t, ptrdiff_t at, ptrdiff_t most)
{
    ptrdiff_t i = at;
    while (i >= 0 && i < t.len && t.ptr[i] >= 'A' && t.ptr[i] <= 'Z') {
        i++;
    }
    return i > at && i - at <= most && !cite_is_alnum(t, i) ? i : -1;
}

/* ---- Articles ---- */

ptrdiff_t cite_joined(const cite_reader *r, ptrdiff_t at)
{
    bool comma = at >= 0 && at < r->text.len && r->text.ptr[at] == ',';
    return at < 0 || comma ? -1 : cite_word(&r->s->config.citations.also, r->text, cite_gap(r->text, at));
}

/* Behind all numbers of paragraphs that begin with the one that ends at end: "1-3", "1 en 2", "1, 2 en 3". */
static ptrdiff_t more_paragraphs(const cite_reader *r, ptrdiff_t end)
{
    wz_str t = r->text, number;
    ptrdiff_t last = end, next = cite_dash(t, end);
    while (next < 0 && last < t.len && t.ptr[last] == ',' && cite_number(t, cite_gap(t, last), &number) >= 0) {
        last = cite_number(t, cite_gap(t, last), &number);
    }
    next = next < 0 ? cite_joined(r, last) : next;
    last = next < 0 ? -1 : cite_number(t, next, &number);
    return last < 0 ? end : last;
}

/* "lid 1", "leden 1 en 2", "eerste lid", "eerste, tweede en derde lid", of which *first is the first number. Of several articles a
 * second number is an article. */
static ptrdiff_t paragraphs(const cite_reader *r, ptrdiff_t at, bool several, wz_str *first)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, number = {0};
    int nth = 0;
    ptrdiff_t behind = cite_word(&c->paragraph, t, at), end = behind < 0 ? -1 : cite_number(t, behind, &number);
    if (end >= 0) {
        *first = first->len ? *first : number;
        return several ? end : more_paragraphs(r, end);
    }
    for (behind = one_of(&c->ordinals, t, at, false, &nth); behind >= 0;) {
        ptrdiff_t next = cite_gap(t, behind), also = next < 0 ? -1 : cite_word(&c->also, t, next);
        end = cite_words(&c->paragraph, t, next);
        if (end >= 0) {
            *first = first->len ? *first : wz_format(r->arena, "%d", nth + 1);
            return end;
        }
        behind = one_of(&c->ordinals, t, also < 0 ? next : also, false, NULL);
    }
    return -1;
}

/* "onder a", "onderdelen a en b", "onder 1°" */
static ptrdiff_t letters(const cite_reader *r, ptrdiff_t at)
{
    wz_str t = r->text;
    ptrdiff_t end = -1;
    for (at = cite_word(&r->s->config.citations.under, t, at); at >= 0 && cite_is_alnum(t, at);
         at = cite_joined(r, end)) {
        ptrdiff_t i = at + 1;
        while (cite_is_digit(t, at) && cite_is_digit(t, i)) {
            i++;
        }
        if (site_joined_behind(t, i)) {
            break;
        }
        wz_str rest = wz_str_slice(t, i, t.len);
        end = i + (wz_str_starts(rest, WZ_STR("\xc2\xb0")) || wz_str_starts(rest, WZ_STR("\xc2\xba")) ? 2 : 0);
    }
    return end;
}

/* ", lid 1", ", eerste lid", ", onder a", ", aanhef": behind them all. */
static ptrdiff_t qualifiers(const cite_reader *r, ptrdiff_t at, bool several, cited *part)
{
    for (ptrdiff_t from; (from = cite_gap(r->text, at)) >= 0;) {
        ptrdiff_t end = paragraphs(r, from, several, &part->paragraph);
        end = end < 0 ? letters(r, from) : end;
        end = end < 0 ? cite_words(&r->s->config.citations.beside, r->text, from) : end;
        if (end < 0) {
            break;
        }
        at = end;
    }
    return at;
}

/* 28, the 9 of 9-11, or XVI; in "X 1" the letter is that of a chapter. */
static ptrdiff_t whole_number(wz_str t, ptrdiff_t at, wz_str *out)
{
    ptrdiff_t end = cite_number(t, at, out), roman = end < 0 ? cite_capitals(t, at, 6) : -1;
    for (ptrdiff_t i = at; i < roman; i++) {
        roman = strchr("IVXL", t.ptr[i]) ? roman : -1;
    }
    roman = roman >= 0 && roman < t.len && t.ptr[roman] == ' ' && cite_is_digit(t, roman + 1) ? -1 : roman;
    *out = roman < 0 ? *out : wz_str_slice(t, at, roman);
    return end < 0 ? roman : end;
}

/* Where another number stands behind at, or -1; from is what becomes its link. Behind the word for one article a number without
 * a word of its own is sure behind a word of with alone ("27 jo. 28"); otherwise ("27 en 28") only the law behind it says. */
static ptrdiff_t another(const cite_reader *r, ptrdiff_t at, bool several, ptrdiff_t *from, bool *sure)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, number;
    ptrdiff_t i = cite_dash(t, at);
    *sure = several;
    if (i >= 0) {
        return *from = i;
    }
    i = cite_gap(t, at);
    ptrdiff_t also = cite_word(&c->also, t, i), with = cite_word(&c->with, t, i);
    bool comma = i > 0 && t.ptr[at] == ',';
    *from = also >= 0 ? also : with >= 0 ? with : i;
    if (i < 0 || (*from == i && !comma)) {
        return -1;
    }
    ptrdiff_t own = cite_word(&c->article, t, *from);
    own = own < 0 ? cite_word(&c->articles, t, *from) : own;
    *sure = several || own >= 0 || with >= 0;
    return own >= 0 ? own : whole_number(t, *from, &number) >= 0 ? *from : -1;
}

static const law_name *name_at(const cite_reader *r, ptrdiff_t at, ptrdiff_t *end)
{
    const site_laws *laws = r->s->laws;
    for (ptrdiff_t i = 0; i < laws->count && at >= 0 && at < r->text.len; i++) {
        ptrdiff_t length = match(r->text, at, laws->names[i].text);
        if (length > 0) {
            *end = at + length;
            return &laws->names[i];
        }
    }
    return NULL;
}

/* Behind what makes words bold or slanted, in HTML and in Markdown. */
static ptrdiff_t past_marks(wz_str t, ptrdiff_t at)
{
    static const wz_str marks[] = {WZ_STR("*"),     WZ_STR("_"),        WZ_STR("<em>"),
                                   WZ_STR("</em>"), WZ_STR("<strong>"), WZ_STR("</strong>")};
    for (int i = 0; i < 6 && at >= 0 && at < t.len; i++) {
        if (wz_str_starts(wz_str_slice(t, at, t.len), marks[i])) {
            at += marks[i].len;
            i = -1;
        }
    }
    return at;
}

/* "van de Gemeentewet", "Gemw", "(Gemeentewet)" behind at. Otherwise f->name is what stands there in the place of a law, when
 * that has a capital: a law that the list has not. */
static ptrdiff_t law_behind(const cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text;
    ptrdiff_t start = past_marks(t, at), i = cite_gap(t, start), end = at, of = cite_word(&c->of, t, i);
    bool beside = of < 0 && i == start + 1 && t.ptr[start] != ',';
    i = of < 0 ? i : of;
    i += i > 0 && i < t.len && t.ptr[i] == '(';
    ptrdiff_t from = past_marks(t, i);
    const law_name *name = name_at(r, from, &end);
    if (name) {
        f->law = name->law;
        return start == at && from == i ? end : at;
    }
    f->other = false;
    f->name = (wz_str){0};
    if (i >= 0 && i < t.len && (of >= 0 || beside)) {
        bool capital = t.ptr[from] >= 'A' && t.ptr[from] <= 'Z';
        for (end = from; site_joined_behind(t, end) || (end < t.len && t.ptr[end] == '-'); end++) {
        }
        f->other = of >= 0 && !capital && cite_words(&c->unnamed, t, i) < 0;
        f->name = capital ? wz_str_slice(t, from, end) : (wz_str){0};
    }
    return at;
}

/* "Gemeentewet, artikel 212": the name before at. */
static const wz_record *law_before(const cite_reader *r, ptrdiff_t at)
{
    const site_laws *laws = r->s->laws;
    wz_str t = r->text;
    while (at > 0 && (t.ptr[at - 1] == ' ' || t.ptr[at - 1] == '\n' || t.ptr[at - 1] == ',' || t.ptr[at - 1] == '(')) {
        at--;
    }
    for (ptrdiff_t i = 0; i < laws->count; i++) {
        ptrdiff_t from = at - laws->names[i].text.len;
        if (from >= 0 && !site_joined_before(t, from) && match(t, from, laws->names[i].text) == at - from) {
            return laws->names[i].law;
        }
    }
    return NULL;
}

/* A law that these values name with the article, in groups too (WZ_MODEL_DEPTH deep at most). */
static const wz_record *law_among(const cite_reader *r, const wz_field *fields, ptrdiff_t count, const wz_datum *values,
                                  wz_str article)
{
    const wz_record *found = NULL;
    for (ptrdiff_t f = 0; f < count; f++) {
        for (ptrdiff_t i = 0; i < values[f].count && !found; i++) {
            const wz_item *item = &values[f].items[i];
            const wz_record *law = fields[f].placed ? item->as.ref.target : NULL;
            if (item->parts) {
                found = law_among(r, fields[f].fields, fields[f].field_count, item->parts, article);
            } else if (law && law->kind == r->s->config.citations.laws && wz_str_equal(wz_item_first(item), article)) {
                found = law;
            }
        }
    }
    return found;
}

static const wz_record *known_law(const cite_reader *r, wz_str article)
{
    for (int i = 0; i < r->known_count; i++) {
        if (wz_str_equal(r->known[i].article, article)) {
            return r->known[i].law;
        }
    }
    return r->record ? law_among(r, r->record->kind->fields, r->record->kind->field_count, r->record->values, article)
                     : NULL;
}

static void place_articles(cite_reader *r, finding *f)
{
    for (int i = 0; i < f->count; i++) {
        cited *part = &f->parts[i];
        part->law = f->law || f->name.len ? f->law : known_law(r, part->article);
        part->address = site_law_address(r->s, r->arena, part->law, part->article, part->paragraph);
        if (f->law && r->known_count < CITE_KNOWN) {
            r->known[r->known_count++] = (cite_known){part->article, f->law};
        }
    }
}

static bool read_articles(cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    ptrdiff_t number = cite_word(&c->article, r->text, at), from = at;
    bool several = number < 0, sure = true;
    int certain = 0;
    number = several ? cite_word(&c->articles, r->text, at) : number;
    while (number >= 0 && f->count < CITE_PARTS) {
        cited *part = &f->parts[f->count];
        *part = (cited){.from = from};
        ptrdiff_t end = whole_number(r->text, number, &part->article);
        if (end < 0) {
            break;
        }
        part->to = f->end = qualifiers(r, end, several, part);
        f->count++;
        certain = sure ? f->count : certain;
        number = another(r, part->to, several, &from, &sure);
    }
    if (f->count) {
        ptrdiff_t end = law_behind(r, f->end, f);
        if (!f->law && certain < f->count) {
            f->count = certain;
            end = law_behind(r, f->parts[certain - 1].to, f);
        }
        f->parts[f->count - 1].to = f->end = end;
        f->law = f->law || f->name.len || f->other ? f->law : law_before(r, at);
        place_articles(r, f);
    }
    return f->count > 0 && !f->other;
}

bool site_articles_at(cite_reader *r, ptrdiff_t at, finding *f)
{
    *f = (finding){0};
    return r->s->laws && read_articles(r, at, f);
}
