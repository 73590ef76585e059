/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads what a text cites, by the words of citations in site.yaml: "artikel 28, eerste lid, van de Gemeentewet", "artikelen 169
 * en 180 Gemw", "Kamerstuk 35 513, nr. 3", "Stb. 2022, 504". An article without a law is of the law that the text, or the record, names with the
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

/* Fills in {name}: one of blanks, or a field of law. A part in [ ] in which something is empty falls away; {NULL,0} when
 * something outside those is. */
static wz_str fill_in(wz_arena *arena, wz_str pattern, const wz_record *law, const wz_str (*blanks)[2], int count)
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

wz_str site_law_address(const site *s, wz_arena *arena, const wz_record *law, wz_str article, wz_str paragraph)
{
    const wz_str blanks[][2] = {{WZ_STR("article"), in_address(arena, article)},
                                {WZ_STR("paragraph"), in_address(arena, paragraph)}};
    return law && law->kind == s->config.citations.laws
               ? fill_in(arena, s->config.citations.law_address, law, blanks, 2)
               : (wz_str){0};
}

static wz_str paper_address(const cite_reader *r, wz_str dossier, wz_str chapter, wz_str number)
{
    char digits[5] = {dossier.ptr[0], dossier.ptr[1]};
    for (int i = 0; i < 3; i++) {
        digits[2 + i] = dossier.ptr[dossier.len - 3 + i];
    }
    const wz_str blanks[][2] = {
        {WZ_STR("dossier"), {digits, 5}}, {WZ_STR("chapter"), chapter}, {WZ_STR("number"), number}};
    return fill_in(r->arena, r->s->config.citations.paper_address, NULL, blanks, 3);
}

/* ---- Words and numbers. Each gives where it ends, or -1. ---- */

/* Behind white space, a no-break space too. */
static ptrdiff_t space(wz_str t, ptrdiff_t at)
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

/* One of words; spaced: and the white space behind it. index (or NULL) says which. */
static ptrdiff_t one_of(const name_list *words, wz_str t, ptrdiff_t at, bool spaced, int *index)
{
    for (ptrdiff_t i = 0; i < words->count && at >= 0 && at < t.len; i++) {
        ptrdiff_t length = site_words_match(t, at, words->names[i]), end = spaced ? space(t, at + length) : at + length;
        if (length > 0 && (!spaced || end > at + length)) {
            if (index) {
                *index = (int)i;
            }
            return end;
        }
    }
    return -1;
}

static ptrdiff_t word(const name_list *words, wz_str t, ptrdiff_t at)
{
    return one_of(words, t, at, true, NULL);
}

/* Behind a comma and white space, or white space alone. */
static ptrdiff_t gap(wz_str t, ptrdiff_t at)
{
    ptrdiff_t end = at < 0 ? at : space(t, at + (at < t.len && t.ptr[at] == ','));
    return end > at ? end : -1;
}

static bool is_alnum(wz_str t, ptrdiff_t at)
{
    return at < t.len && (wz_is_digit(t.ptr[at]) || wz_is_letter(t.ptr[at]));
}

static bool is_digit(wz_str t, ptrdiff_t at)
{
    return at >= 0 && at < t.len && wz_is_digit(t.ptr[at]);
}

/* Behind the dash of 9-11; -1: none is there. */
static ptrdiff_t dash(wz_str t, ptrdiff_t at)
{
    wz_str rest = wz_str_slice(t, at, t.len);
    ptrdiff_t end = at + (wz_str_starts(rest, WZ_STR("-")) ? 1 : wz_str_starts(rest, WZ_STR("\xe2\x80\x93")) ? 3 : 0);
    return end > at && is_digit(t, end) ? end : -1;
}

/* 28, 81oa, 7:643, 3.1.4a */
static ptrdiff_t article_number(wz_str t, ptrdiff_t at, wz_str *out)
{
    ptrdiff_t i = at;
    while (is_alnum(t, i) || (i > at && i < t.len && (t.ptr[i] == '.' || t.ptr[i] == ':') && is_digit(t, i + 1))) {
        i++;
    }
    *out = wz_str_slice(t, at, i);
    return is_digit(t, at) && (!site_joined_behind(t, i) || dash(t, i) >= 0) ? i : -1;
}

static ptrdiff_t capitals(wz_str t, ptrdiff_t at, ptrdiff_t most)
{
    ptrdiff_t i = at;
    while (i < t.len && t.ptr[i] >= 'A' && t.ptr[i] <= 'Z') {
        i++;
    }
    return i > at && i - at <= most && !is_alnum(t, i) ? i : -1;
}

/* ---- Articles ---- */

/* Behind a word of also at at, where no comma stands; -1: none is there. */
static ptrdiff_t joined(const cite_reader *r, ptrdiff_t at)
{
    bool comma = at >= 0 && at < r->text.len && r->text.ptr[at] == ',';
    return at < 0 || comma ? -1 : word(&r->s->config.citations.also, r->text, gap(r->text, at));
}

/* "lid 1", "leden 1 en 2", "eerste lid", "eerste, tweede en derde lid", of which *first is the first number. Of several articles a
 * second number is an article. */
static ptrdiff_t paragraphs(const cite_reader *r, ptrdiff_t at, bool several, wz_str *first)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, number = {0};
    int nth = 0;
    ptrdiff_t behind = word(&c->paragraph, t, at), end = behind < 0 ? -1 : article_number(t, behind, &number);
    if (end >= 0) {
        *first = number;
        behind = several ? -1 : joined(r, end);
        ptrdiff_t second = behind < 0 ? -1 : article_number(t, behind, &number);
        return second < 0 ? end : second;
    }
    for (behind = one_of(&c->ordinals, t, at, false, &nth); behind >= 0;) {
        ptrdiff_t next = gap(t, behind), also = next < 0 ? -1 : word(&c->also, t, next);
        end = one_of(&c->paragraph, t, next, false, NULL);
        if (end >= 0) {
            *first = wz_format(r->arena, "%d", nth + 1);
            return end;
        }
        behind = one_of(&c->ordinals, t, also < 0 ? next : also, false, NULL);
    }
    return -1;
}

/* "onder a", "onderdelen a en b" */
static ptrdiff_t letters(const cite_reader *r, ptrdiff_t at)
{
    ptrdiff_t end = -1;
    for (at = word(&r->s->config.citations.under, r->text, at); at >= 0 && is_alnum(r->text, at); at = joined(r, end)) {
        if (site_joined_behind(r->text, at + 1)) {
            break;
        }
        end = at + 1;
    }
    return end;
}

/* ", lid 1", ", eerste lid", ", onder a": behind them all. */
static ptrdiff_t qualifiers(const cite_reader *r, ptrdiff_t at, bool several, cited *part)
{
    for (ptrdiff_t from; (from = gap(r->text, at)) >= 0;) {
        ptrdiff_t end = paragraphs(r, from, several, &part->paragraph);
        end = end < 0 ? letters(r, from) : end;
        if (end < 0) {
            break;
        }
        at = end;
    }
    return at;
}

/* Where another number stands behind at, of the same kind or with a word of its own; from is what becomes its link. */
static ptrdiff_t another(const cite_reader *r, ptrdiff_t at, bool several, ptrdiff_t *from)
{
    const citation_config *c = &r->s->config.citations;
    ptrdiff_t i = several ? dash(r->text, at) : -1;
    if (i >= 0) {
        return *from = i;
    }
    i = gap(r->text, at);
    ptrdiff_t also = word(&c->also, r->text, i);
    bool comma = i > 0 && r->text.ptr[at] == ',';
    *from = also < 0 ? i : also;
    if (i < 0 || (also < 0 && !comma)) {
        return -1;
    }
    ptrdiff_t own = word(&c->article, r->text, *from);
    return own >= 0 ? own : several && is_digit(r->text, *from) ? *from : -1;
}

static const law_name *name_at(const cite_reader *r, ptrdiff_t at, ptrdiff_t *end)
{
    const site_laws *laws = r->s->laws;
    for (ptrdiff_t i = 0; i < laws->count && at >= 0 && at < r->text.len; i++) {
        ptrdiff_t length = site_words_match(r->text, at, laws->names[i].text);
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
    ptrdiff_t start = past_marks(t, at), i = gap(t, start), end = at, of = word(&c->of, t, i);
    bool beside = of < 0 && i == start + 1 && t.ptr[start] != ',';
    i = of < 0 ? i : of;
    i += i > 0 && i < t.len && t.ptr[i] == '(';
    ptrdiff_t from = past_marks(t, i);
    const law_name *name = name_at(r, from, &end);
    if (name) {
        f->law = name->law;
        return start == at && from == i ? end : at;
    }
    if (i >= 0 && i < t.len && (of >= 0 || beside)) {
        bool capital = t.ptr[from] >= 'A' && t.ptr[from] <= 'Z';
        for (end = from; site_joined_behind(t, end) || (end < t.len && t.ptr[end] == '-'); end++) {
        }
        f->other = of >= 0 && !capital && one_of(&c->unnamed, t, i, false, NULL) < 0;
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
        if (from >= 0 && !site_joined_before(t, from) && site_words_match(t, from, laws->names[i].text) == at - from) {
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
            } else if (law && law->kind == r->s->config.citations.laws && wz_str_equal(item->as.ref.first, article)) {
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

/* 28, the 9 of 9-11, or XVI. */
static ptrdiff_t whole_number(wz_str t, ptrdiff_t at, wz_str *out)
{
    ptrdiff_t end = article_number(t, at, out), roman = end < 0 ? capitals(t, at, 6) : -1;
    for (ptrdiff_t i = at; i < roman; i++) {
        roman = strchr("IVXL", t.ptr[i]) ? roman : -1;
    }
    *out = roman < 0 ? *out : wz_str_slice(t, at, roman);
    return end < 0 ? roman : end;
}

static bool read_articles(cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    ptrdiff_t number = word(&c->article, r->text, at), from = at;
    bool several = number < 0;
    number = several ? word(&c->articles, r->text, at) : number;
    while (number >= 0 && f->count < CITE_PARTS) {
        cited *part = &f->parts[f->count];
        ptrdiff_t end = whole_number(r->text, number, &part->article);
        if (end < 0) {
            break;
        }
        part->from = from;
        part->to = f->end = qualifiers(r, end, several, part);
        f->count++;
        number = another(r, part->to, several, &from);
    }
    if (f->count) {
        ptrdiff_t end = law_behind(r, f->end, f);
        f->parts[f->count - 1].to = f->end = end;
        f->law = f->law || f->name.len || f->other ? f->law : law_before(r, at);
        place_articles(r, f);
    }
    return f->count > 0 && !f->other;
}

/* ---- Papers of parliament ---- */

/* The four digits of a year. */
static ptrdiff_t year_at(wz_str t, ptrdiff_t at)
{
    ptrdiff_t i = at;
    while (i < at + 4 && is_digit(t, i)) {
        i++;
    }
    return at >= 0 && i == at + 4 && !is_alnum(t, i) ? i : -1;
}

/* The year and the house before a dossier: "II 2019/20, ". */
static ptrdiff_t session(wz_str t, ptrdiff_t at)
{
    ptrdiff_t house = capitals(t, at, 2), year = year_at(t, house < 0 ? at : space(t, house)), i = year;
    while (i >= 0 && (is_digit(t, i) || (i == year && i < t.len && (t.ptr[i] == '/' || t.ptr[i] == '-')))) {
        i++;
    }
    return i > year + 1 && gap(t, i) >= 0 ? gap(t, i) : at;
}

/* 35 513 or 35513 */
static ptrdiff_t dossier_at(wz_str t, ptrdiff_t at, wz_str *out)
{
    ptrdiff_t i = at + 2, last;
    if (!is_digit(t, at) || !is_digit(t, at + 1)) {
        return -1;
    }
    i = space(t, i);
    last = i + 3;
    bool three = is_digit(t, i) && is_digit(t, i + 1) && is_digit(t, i + 2) && !is_alnum(t, last);
    *out = wz_str_slice(t, at, last);
    return three ? last : -1;
}

static bool read_paper(cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, dossier, chapter = {0}, number;
    ptrdiff_t named = word(&c->papers, t, at), end = dossier_at(t, named < 0 ? at : session(t, named), &dossier);
    if (end < 0 || !c->paper_address.len) {
        return false;
    }
    ptrdiff_t i = end < t.len && (t.ptr[end] == ' ' || t.ptr[end] == '-') ? capitals(t, end + 1, 5) : -1;
    chapter = i < 0 ? chapter : wz_str_slice(t, end + 1, i);
    f->end = end = i < 0 ? end : i;
    ptrdiff_t minus = named < 0 ? -1 : dash(t, end), from = at;
    i = minus < 0 ? gap(t, end) : minus;
    ptrdiff_t marked = word(&c->number, t, i);
    bool comma = minus >= 0 || (i > 0 && t.ptr[end] == ',');
    for (i = marked >= 0 ? marked : named >= 0 && comma ? i : -1; i >= 0 && f->count < CITE_PARTS;) {
        ptrdiff_t to = is_digit(t, i) ? article_number(t, i, &number) : capitals(t, i, 3);
        if (to < 0 || dash(t, to) >= 0) {
            break;
        }
        cited *part = &f->parts[f->count++];
        *part = (cited){.from = from, .to = f->end = to};
        part->address = paper_address(r, dossier, chapter, wz_str_slice(t, i, to));
        ptrdiff_t also = word(&c->also, t, gap(t, to));
        from = i = is_digit(t, also) && dossier_at(t, also, &number) < 0 ? also : -1;
    }
    f->paper = true;
    if (!f->count && named >= 0) {
        f->parts[f->count++] = (cited){.from = at, .to = f->end};
    }
    return f->count > 0;
}

/* ---- Numbers of a gazette ---- */

/* "Stb. 2022, 504", "Stb. 2022/504 en 505", "Staatsblad 2022, nr. 504" */
static bool read_gazette(cite_reader *r, const gazette *g, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, number;
    ptrdiff_t year = word(&g->words, t, at), end = year_at(t, year), from = at;
    if (end < 0) {
        return false;
    }
    ptrdiff_t i = end < t.len && t.ptr[end] == '/' ? end + 1 : gap(t, end), marked = word(&c->number, t, i);
    f->paper = true;
    f->end = end;
    for (i = marked < 0 ? i : marked; is_digit(t, i) && f->count < CITE_PARTS; i = from = joined(r, f->end)) {
        ptrdiff_t to = article_number(t, i, &number), next = year_at(t, i);
        bool other = f->count && next >= 0 && next < t.len && (t.ptr[next] == ',' || t.ptr[next] == '/');
        if (to < 0 || other) {
            break;
        }
        const wz_str blanks[][2] = {{WZ_STR("year"), wz_str_slice(t, year, end)}, {WZ_STR("number"), number}};
        f->parts[f->count++] =
            (cited){.from = from, .to = to, .address = fill_in(r->arena, g->address, NULL, blanks, 2)};
        f->end = to;
    }
    if (!f->count) {
        f->parts[f->count++] = (cited){.from = at, .to = end};
    }
    return true;
}

bool site_citation_at(cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    *f = (finding){0};
    bool found = (r->s->laws && read_articles(r, at, f)) || (*f = (finding){0}, read_paper(r, at, f));
    for (ptrdiff_t i = 0; i < c->gazette_count && !found; i++) {
        *f = (finding){0};
        found = read_gazette(r, &c->gazettes[i], at, f);
    }
    return found;
}
