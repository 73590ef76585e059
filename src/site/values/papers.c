/* SPDX-License-Identifier: EUPL-1.2 */
/* What a text cites by a number (cite.h): papers of parliament, "Kamerstukken II 2019/20, 35 513, nr. 3", and what a form of
 * gazettes describes: "Stb. 2022, 504", "Handelingen II 2019/20, 34, item 5", "Richtlijn 2006/123/EG". */
#include "site/values/cite.h"

enum { BLANKS = 4 };

/* ---- Years ---- */

static ptrdiff_t digits(wz_str t, ptrdiff_t at)
{
    ptrdiff_t i = at;
    while (cite_is_digit(t, i)) {
        i++;
    }
    return i;
}

/* 2022, or 95/ for 1995. */
static ptrdiff_t year_at(const cite_reader *r, ptrdiff_t at, wz_str *out)
{
    ptrdiff_t end = at < 0 ? at : digits(r->text, at);
    wz_str year = wz_str_slice(r->text, at, end);
    *out = year.len == 2 ? wz_format(r->arena, "19%.*s", WZ_ARG(year)) : year;
    bool short_one = year.len == 2 && end < r->text.len && r->text.ptr[end] == '/';
    return (year.len == 4 || short_one) && !cite_is_alnum(r->text, end) ? end : -1;
}

/* 2019/20 or 2019-2020, as 20192020. */
static ptrdiff_t session_at(const cite_reader *r, ptrdiff_t at, wz_str *out)
{
    wz_str t = r->text;
    long first = 0, second = 0;
    ptrdiff_t year = at < 0 ? at : digits(t, at), from = cite_dash(t, year);
    from = from < 0 && year >= 0 && year < t.len && t.ptr[year] == '/' ? year + 1 : from;
    ptrdiff_t end = from < 0 ? -1 : digits(t, from);
    if (end < 0 || year != at + 4 || !wz_str_number(wz_str_slice(t, at, year), 9998, &first) ||
        !wz_str_number(wz_str_slice(t, from, end), 9999, &second) || cite_is_alnum(t, end)) {
        return -1;
    }
    bool follows = second == (end - from == 2 ? (first + 1) % 100 : first + 1);
    *out = wz_format(r->arena, "%ld%ld", first, first + 1);
    return follows ? end : -1;
}

/* ---- Papers of parliament ---- */

/* The house and the year before a dossier: "II 2019/20, ". */
static ptrdiff_t before_dossier(const cite_reader *r, ptrdiff_t at)
{
    wz_str t = r->text, year;
    ptrdiff_t house = cite_gap(t, cite_capitals(t, at, 2)), from = house < 0 ? at : house;
    ptrdiff_t end = session_at(r, from, &year);
    end = end < 0 && house >= 0 ? year_at(r, from, &year) : end;
    return cite_gap(t, end) >= 0 ? cite_gap(t, end) : from;
}

/* 35 513 or 35513, as the second. */
static ptrdiff_t dossier_at(const cite_reader *r, ptrdiff_t at, wz_str *out)
{
    wz_str t = r->text;
    if (!cite_is_digit(t, at) || digits(t, at) < at + 2) {
        return -1;
    }
    ptrdiff_t i = cite_space(t, at + 2), last = i + 3;
    if (digits(t, i) != last || cite_is_alnum(t, last)) {
        return -1;
    }
    *out = wz_format(r->arena, "%.2s%.3s", t.ptr + at, t.ptr + i);
    return last;
}

static bool read_paper(cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, dossier, chapter = {0}, number;
    ptrdiff_t named = cite_word(&c->papers, t, at),
              end = dossier_at(r, named < 0 ? at : before_dossier(r, named), &dossier);
    if (end < 0 || !c->paper_address.len) {
        return false;
    }
    ptrdiff_t i = end < t.len && (t.ptr[end] == ' ' || t.ptr[end] == '-') ? cite_capitals(t, end + 1, 5) : -1;
    chapter = i < 0 ? chapter : wz_str_slice(t, end + 1, i);
    f->end = end = i < 0 ? end : i;
    ptrdiff_t minus = named < 0 ? -1 : cite_dash(t, end), from = at;
    i = minus < 0 ? cite_gap(t, end) : minus;
    ptrdiff_t marked = cite_word(&c->number, t, i);
    bool comma = minus >= 0 || (i > 0 && t.ptr[end] == ',');
    for (i = marked >= 0 ? marked : named >= 0 && comma ? i : -1; i >= 0 && f->count < CITE_PARTS;) {
        ptrdiff_t to = cite_is_digit(t, i) ? cite_number(t, i, &number) : cite_capitals(t, i, 3);
        if (to < 0 || cite_dash(t, to) >= 0) {
            break;
        }
        const wz_str blanks[][2] = {
            {WZ_STR("dossier"), dossier}, {WZ_STR("chapter"), chapter}, {WZ_STR("number"), wz_str_slice(t, i, to)}};
        wz_str address = cite_fill_in(r->arena, c->paper_address, NULL, blanks, 3);
        f->parts[f->count++] = (cited){.from = from, .to = f->end = to, .address = address};
        ptrdiff_t also = cite_word(&c->also, t, cite_gap(t, to));
        from = i = cite_is_digit(t, also) && dossier_at(r, also, &number) < 0 ? also : -1;
    }
    f->paper = true;
    if (!f->count && named >= 0) {
        f->parts[f->count++] = (cited){.from = at, .to = f->end};
    }
    return f->count > 0;
}

/* ---- Numbers of a gazette ---- */

/* How far a form of a gazette is read. */
typedef struct reading {
    wz_str blanks[BLANKS][2];
    int count;
    ptrdiff_t end, last; /* behind what was read, and behind its last blank */
    bool sure;           /* it is this gazette, though not all of its number is there */
    bool code;           /* the last blank is one of letters, {name*} */
} reading;

/* Letters and digits, with a point between them. */
static ptrdiff_t code_at(wz_str t, ptrdiff_t at)
{
    ptrdiff_t i = at;
    while (cite_is_alnum(t, i) || (i > at && i < t.len && t.ptr[i] == '.' && cite_is_alnum(t, i + 1))) {
        i++;
    }
    return i > at ? i : -1;
}

static bool read_blank(const cite_reader *r, wz_str name, reading *read)
{
    const citation_config *c = &r->s->config.citations;
    wz_str t = r->text, value = {0};
    ptrdiff_t marked = cite_word(&c->number, t, read->end), at = marked < 0 ? read->end : marked, end;
    read->code = wz_str_ends(name, WZ_STR("*"));
    if (read->code) {
        end = code_at(t, at);
        value = wz_str_slice(t, at, end);
        name.len--;
    } else if (wz_str_equal(name, WZ_STR("year"))) {
        end = year_at(r, at, &value);
    } else if (wz_str_equal(name, WZ_STR("session"))) {
        end = session_at(r, at, &value);
    } else {
        end = cite_number(t, at, &value);
    }
    if (end < 0 || read->count == BLANKS) {
        return false;
    }
    read->blanks[read->count][0] = name;
    read->blanks[read->count++][1] = value;
    read->last = read->end = end;
    return true;
}

/* Reads what form describes from read->end on: {name} is a number, {name*} a code, ", " a comma or white space alone, and the
 * rest stands there as it is. */
static bool read_form(const cite_reader *r, wz_str form, reading *read)
{
    wz_str t = r->text;
    for (ptrdiff_t i = 0; i < form.len;) {
        wz_str rest = wz_str_slice(form, i, form.len);
        ptrdiff_t close = rest.ptr[0] == '{' ? wz_str_find_byte(rest, '}') : -1, to;
        bool apart = wz_str_starts(rest, WZ_STR(", ")) || rest.ptr[0] == ' ';
        if (close > 0) {
            if (!read_blank(r, wz_str_slice(rest, 1, close), read)) {
                return false;
            }
            i += close + 1;
            read->sure = read->sure || i == form.len || form.ptr[i] == ',';
            continue;
        }
        to = apart ? cite_gap(t, read->end) : read->end + 1;
        if (to < 0 || to > t.len || (!apart && wz_lower(t.ptr[read->end]) != wz_lower(rest.ptr[0]))) {
            return false;
        }
        read->end = to;
        read->sure = read->sure || (!apart && read->count);
        i += apart && rest.ptr[0] == ',' ? 2 : 1;
    }
    return !site_joined_behind(t, read->end);
}

/* The first form of g that is there; otherwise false, and read is how far the one that came farthest did. */
static bool read_forms(const cite_reader *r, const gazette *g, ptrdiff_t at, reading *read)
{
    static const wz_str usual[] = {WZ_STR("{year}, {number}"), WZ_STR("{year}/{number}")};
    const wz_str *forms = g->forms.count ? g->forms.names : usual;
    bool found = false;
    for (ptrdiff_t i = 0; i < (g->forms.count ? g->forms.count : 2) && !found; i++) {
        reading one = {.end = at};
        found = read_form(r, forms[i], &one);
        *read = found || (one.sure && one.count > read->count) ? one : *read;
    }
    return found;
}

/* The address, or none when it is older than what has one. */
static wz_str address_of(const cite_reader *r, const gazette *g, const reading *read, finding *f)
{
    long year = g->since;
    for (int i = 0; i < read->count; i++) {
        wz_str value = wz_str_slice(read->blanks[i][1], 0, 4), name = read->blanks[i][0];
        if (wz_str_equal(name, WZ_STR("year")) || wz_str_equal(name, WZ_STR("session"))) {
            wz_str_number(value, 9999, &year);
        }
    }
    f->since = year < g->since ? g->since_text : (wz_str){0};
    return f->since.len ? (wz_str){0}
                        : cite_fill_in(r->arena, g->address, NULL, (const wz_str(*)[2])read->blanks, read->count);
}

/* "Stb. 2022, 504", "Stb. 2022/504 en 505", "Staatsblad 2022, nr. 504" */
static bool read_gazette(cite_reader *r, const gazette *g, ptrdiff_t at, finding *f)
{
    wz_str t = r->text, year;
    reading read = {0};
    ptrdiff_t from = cite_words(&g->words, t, at);
    bool found = from >= 0 && read_forms(r, g, cite_space(t, from), &read);
    if (from < 0 || !(found || read.sure)) {
        return false;
    }
    f->paper = true;
    f->end = found ? read.end : read.last;
    f->parts[f->count++] = (cited){.from = at, .to = f->end};
    f->parts[0].address = found ? address_of(r, g, &read, f) : (wz_str){0};
    bool series = found && !read.code && read.last == read.end;
    for (ptrdiff_t i; series && cite_is_digit(t, i = cite_joined(r, f->end)) && f->count < CITE_PARTS;) {
        ptrdiff_t to = cite_number(t, i, &read.blanks[read.count - 1][1]), next = year_at(r, i, &year);
        if (to < 0 || (next >= 0 && next < t.len && (t.ptr[next] == ',' || t.ptr[next] == '/'))) {
            break;
        }
        f->parts[f->count++] = (cited){.from = i, .to = f->end = to, .address = address_of(r, g, &read, f)};
    }
    return true;
}

bool site_paper_at(cite_reader *r, ptrdiff_t at, finding *f)
{
    const citation_config *c = &r->s->config.citations;
    *f = (finding){0};
    bool found = read_paper(r, at, f);
    for (ptrdiff_t i = 0; i < c->gazette_count && !found; i++) {
        *f = (finding){0};
        found = read_gazette(r, &c->gazettes[i], at, f);
    }
    return found;
}
