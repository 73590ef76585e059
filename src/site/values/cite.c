/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads what a text cites, by the words of citations in site.yaml: "artikel 28, eerste lid, van de Gemeentewet", "artikelen 169
 * en 180 Gemw", "Kamerstuk 35 513, nr. 3". An article without a law is of the law that the text, or the record, names with the
 * same article. */
#include "site/values/cite.h"
#include "wegwijzer/url.h"

#include <stdlib.h>

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

/* One of words, and the white space behind it. index (or NULL) says which. */
static ptrdiff_t word(const name_list *words, wz_str t, ptrdiff_t at, int *index)
{
    for (ptrdiff_t i = 0; i < words->count && at < t.len; i++) {
        ptrdiff_t length = site_words_match(t, at, words->names[i]), end = space(t, at + length);
        if (length > 0 && end > at + length) {
            if (index) {
                *index = (int)i;
            }
            return end;
        }
    }
    return -1;
}

/* Behind a comma and white space, or white space alone. */
static ptrdiff_t gap(wz_str t, ptrdiff_t at)
{
    ptrdiff_t end = space(t, at + (at < t.len && t.ptr[at] == ','));
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

/* 28, 81oa, 7:643, 3.1.4a */
static ptrdiff_t article_number(wz_str t, ptrdiff_t at, wz_str *out)
{
    ptrdiff_t i = at;
    while (is_alnum(t, i) || (i > at && i < t.len && (t.ptr[i] == '.' || t.ptr[i] == ':') && is_digit(t, i + 1))) {
        i++;
    }
    *out = wz_str_slice(t, at, i);
    return is_digit(t, at) && !site_joined_behind(t, i) ? i : -1;
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

/* ", lid 1", ", eerste lid", ", onder a": behind them all. */
static ptrdiff_t qualifiers(const cite_reader *r, ptrdiff_t at, cited *part)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, number;
    for (ptrdiff_t from; (from = gap(t, at)) >= 0;) {
        int nth = 0;
        ptrdiff_t behind = word(&c->paragraph, t, from, NULL),
                  end = behind < 0 ? -1 : article_number(t, behind, &number);
        if (end >= 0) {
            part->paragraph = number;
        } else if ((behind = word(&c->ordinals, t, from, &nth)) >= 0) {
            for (ptrdiff_t i = 0; i < c->paragraph.count && end < 0; i++) {
                ptrdiff_t length = site_words_match(t, behind, c->paragraph.names[i]);
                end = length > 0 ? behind + length : -1;
            }
            part->paragraph = end < 0 ? part->paragraph : wz_format(r->arena, "%d", nth + 1);
        } else if ((behind = word(&c->under, t, from, NULL)) >= 0 && is_alnum(t, behind)) {
            end = behind + 1;
            end = site_joined_behind(t, end) ? -1 : end;
        }
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
    ptrdiff_t i = gap(r->text, at), also = i < 0 ? -1 : word(&c->also, r->text, i, NULL);
    bool comma = i > 0 && r->text.ptr[at] == ',';
    *from = also < 0 ? i : also;
    if (i < 0 || (also < 0 && !comma)) {
        return -1;
    }
    ptrdiff_t own = word(&c->article, r->text, *from, NULL);
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

/* "van de Gemeentewet", "Gemw", "(Gemeentewet)" behind at. Otherwise f->name is what stands there in the place of a law, when
 * that has a capital: a law that the list has not. */
static ptrdiff_t law_behind(const cite_reader *r, ptrdiff_t at, finding *f)
{
    wz_str t = r->text;
    ptrdiff_t i = gap(t, at), end = at, of = i < 0 ? -1 : word(&r->s->config.citations.of, t, i, NULL);
    i = of < 0 ? i : of;
    i += i > 0 && i < t.len && t.ptr[i] == '(';
    const law_name *name = name_at(r, i, &end);
    if (name) {
        f->law = name->law;
        return end;
    }
    if (of >= 0 && of < t.len) {
        for (end = of; site_joined_behind(t, end) || (end < t.len && t.ptr[end] == '-'); end++) {
        }
        f->other = !(t.ptr[of] >= 'A' && t.ptr[of] <= 'Z');
        f->name = f->other ? (wz_str){0} : wz_str_slice(t, of, end);
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

static bool read_articles(cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    ptrdiff_t number = word(&c->article, r->text, at, NULL), from = at;
    bool several = number < 0;
    number = several ? word(&c->articles, r->text, at, NULL) : number;
    while (number >= 0 && f->count < CITE_PARTS) {
        cited *part = &f->parts[f->count];
        ptrdiff_t end = article_number(r->text, number, &part->article);
        if (end < 0) {
            break;
        }
        part->from = from;
        part->to = f->end = qualifiers(r, end, part);
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

/* The year and the house before a dossier: "II 2019/20, ". */
static ptrdiff_t session(wz_str t, ptrdiff_t at)
{
    ptrdiff_t house = capitals(t, at, 2), i = house < 0 ? at : space(t, house), year = i;
    while (is_digit(t, i) || (i > year && i < t.len && (t.ptr[i] == '/' || t.ptr[i] == '-'))) {
        i++;
    }
    return i - year >= 7 && gap(t, i) >= 0 ? gap(t, i) : at;
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
    ptrdiff_t named = word(&c->papers, t, at, NULL), end = dossier_at(t, named < 0 ? at : session(t, named), &dossier);
    if (end < 0 || !c->paper_address.len) {
        return false;
    }
    ptrdiff_t i = end < t.len && (t.ptr[end] == ' ' || t.ptr[end] == '-') ? capitals(t, end + 1, 5) : -1;
    chapter = i < 0 ? chapter : wz_str_slice(t, end + 1, i);
    f->end = end = i < 0 ? end : i;
    i = gap(t, end);
    ptrdiff_t marked = i < 0 ? -1 : word(&c->number, t, i, NULL), from = at;
    bool comma = i > 0 && t.ptr[end] == ',';
    for (i = marked >= 0 ? marked : named >= 0 && comma ? i : -1; i >= 0 && f->count < CITE_PARTS;) {
        ptrdiff_t to = is_digit(t, i) ? article_number(t, i, &number) : capitals(t, i, 3);
        if (to < 0) {
            break;
        }
        cited *part = &f->parts[f->count++];
        *part = (cited){.from = from, .to = f->end = to};
        part->address = paper_address(r, dossier, chapter, wz_str_slice(t, i, to));
        ptrdiff_t also = gap(t, to) < 0 ? -1 : word(&c->also, t, gap(t, to), NULL);
        from = i = is_digit(t, also) && dossier_at(t, also, &number) < 0 ? also : -1;
    }
    f->paper = true;
    if (!f->count && named >= 0) {
        f->parts[f->count++] = (cited){.from = at, .to = f->end};
    }
    return f->count > 0;
}

bool site_citation_at(cite_reader *r, ptrdiff_t at, finding *f)
{
    *f = (finding){0};
    return (r->s->laws && read_articles(r, at, f)) || (*f = (finding){0}, read_paper(r, at, f));
}
