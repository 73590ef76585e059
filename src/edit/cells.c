/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands in a cell of a table, by the type of its field. */
#include <string.h>

#include "edit/gather.h"

static bool is_word(wz_str folded, const char *dutch, const char *english)
{
    return wz_str_equal(folded, wz_str_from(dutch)) || wz_str_equal(folded, wz_str_from(english));
}

/* ---- Columns ---- */

wz_str import_bare(wz_arena *arena, wz_str s)
{
    wz_str id = wz_id_near(arena, s);
    char *out = wz_new(arena, char, id.len);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < id.len; i++)
        if (id.ptr[i] != '-')
            out[n++] = id.ptr[i];
    return (wz_str){out, n};
}

bool import_fits(wz_arena *arena, const wz_field *field, wz_str name)
{
    wz_str letters = import_bare(arena, name);
    return letters.len > 0 && (wz_str_equal(letters, import_bare(arena, field->label)) ||
                               wz_str_equal(letters, import_bare(arena, field->written)) ||
                               wz_str_equal(letters, import_bare(arena, field->help)));
}

/* ---- Names ---- */

static wz_str find_name(wz_import *import, const wz_field *field, wz_str name)
{
    struct wz_import_state *s = import->state;
    const wz_kind *kind = field->to ? field->to : field->vocabulary;
    if (!field->to) {
        const wz_record *term = wz_catalog_term(s->catalog, kind, name);
        return term ? term->id : (wz_str){0};
    }
    wz_str *title = wz_map_get(s->titles[kind->index], wz_utf8_fold(s->arena, name));
    const wz_record *record = wz_catalog_find(s->catalog, kind, name);
    return record ? record->id : title ? *title : (wz_str){0};
}

/* The three ids that look most like it. */
static void find_near(wz_import *import, const wz_kind *kind, wz_question *q)
{
    const wz_catalog *catalog = import->state->catalog;
    ptrdiff_t first = kind->vocabulary ? 0 : catalog->kind_first[kind->index];
    ptrdiff_t count =
        kind->vocabulary ? catalog->term_counts[kind->index] : catalog->kind_first[kind->index + 1] - first;
    int best[3] = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_record *r = kind->vocabulary ? catalog->terms[kind->index][i] : catalog->records[first + i];
        int far = 1 + wz_distance(q->value, wz_record_title(r), 40);
        wz_str id = r->id;
        for (int k = 0; k < 3; k++)
            if (far <= 41 && (best[k] == 0 || far < best[k])) {
                int was = best[k];
                wz_str old = q->near[k];
                best[k] = far;
                q->near[k] = id;
                far = was ? was : 42;
                id = old;
            }
    }
}

static wz_str key_of(wz_import *import, ptrdiff_t column, wz_str value)
{
    return wz_utf8_fold(import->state->arena, wz_format(import->state->arena, "%.*s\n%.*s",
                                                        WZ_ARG(import->options.table->names[column]), WZ_ARG(value)));
}

static void ask(wz_import *import, ptrdiff_t column, const wz_kind *kind, wz_str value, wz_str answer)
{
    struct wz_import_state *s = import->state;
    wz_str key = key_of(import, column, value);
    wz_question *q = wz_map_get(s->asked, key);
    if (!q) {
        q = wz_new(s->arena, wz_question, 1);
        *q = (wz_question){.column = column, .value = value, .answer = answer};
        find_near(import, kind, q);
        wz_map_put(s->asked, key, q);
        wz_grow(s->arena, import->questions, import->question_count, import->question_cap);
        import->questions[import->question_count++] = q;
    }
    q->times++;
}

/* A piece that names one thing, or several with commas between them: all of it, or nothing. */
static bool find_names(wz_import *import, const wz_field *field, wz_str piece, texts *out)
{
    wz_arena *arena = import->state->arena;
    wz_str whole = find_name(import, field, piece);
    if (whole.len > 0) {
        edit_add_text(arena, out, whole);
        return true;
    }
    ptrdiff_t kept = out->count, from = 0;
    for (ptrdiff_t to = piece.len; wz_field_many(field) && from < piece.len && to > from;) {
        wz_str name = find_name(import, field, wz_str_trim(wz_str_slice(piece, from, to)));
        if (name.len > 0) {
            edit_add_text(arena, out, name);
            from = to + 1;
            to = piece.len;
        } else {
            for (to--; to > from && piece.ptr[to] != ','; to--)
                ;
        }
    }
    if (from < piece.len)
        out->count = kept;
    return from >= piece.len && out->count > kept;
}

/* Applies an answer. False when it is none: the question stays. */
static bool apply(wz_import *import, const wz_field *field, given *g, texts *out)
{
    wz_arena *arena = import->state->arena;
    wz_str folded = wz_utf8_fold(arena, g->answer);
    if (is_word(folded, "weg", "drop"))
        return true;
    if (is_word(folded, "nieuw", "new") && !field->to) {
        g->kind = field->vocabulary;
        g->new = wz_id_near(arena, g->value);
        edit_add_text(arena, out, g->new);
        return g->new.len > 0;
    }
    texts names = {0};
    for (wz_str rest = g->answer; rest.ptr;)
        if (!find_names(import, field, wz_str_trim(wz_str_cut(rest, ';', &rest)), &names))
            return false;
    for (ptrdiff_t i = 0; i < names.count; i++)
        edit_add_text(arena, out, names.items[i]);
    g->names = names;
    return true;
}

static void add_names(wz_import *import, ptrdiff_t column, wz_str piece, cell *out)
{
    const wz_field *field = import->fields[column];
    texts names = {0};
    if (!find_names(import, field, piece, &names)) {
        given *g = wz_map_get(import->state->answers, key_of(import, column, piece));
        if (!g || !apply(import, field, g, &names)) {
            ask(import, column, field->to ? field->to : field->vocabulary, piece, g ? g->answer : (wz_str){0});
            out->asked = true;
            return;
        }
    }
    for (ptrdiff_t i = 0; i < names.count; i++) {
        bool twice = false;
        for (ptrdiff_t j = 0; j < out->keys.count; j++)
            twice = twice || wz_str_equal(out->keys.items[j], names.items[i]);
        if (!twice) {
            edit_add_text(import->state->arena, &out->written, names.items[i]);
            edit_add_text(import->state->arena, &out->keys, names.items[i]);
        }
    }
}

/* ---- Places: "Gemeentewet artikel 28 lid 2", "Het rapport (par. 3)" ---- */

/* Cuts text at the last word, in either language: what is behind it, and text is what is before. */
static wz_str cut_word(wz_str *text, wz_str dutch, wz_str english)
{
    const wz_str words[] = {dutch, english};
    for (int w = 0; w < 2; w++)
        for (ptrdiff_t i = text->len - words[w].len; i > 0; i--)
            if (wz_str_starts(wz_str_slice(*text, i, text->len), words[w])) {
                wz_str behind = wz_str_trim(wz_str_slice(*text, i + words[w].len, text->len));
                *text = wz_str_trim(wz_str_slice(*text, 0, i));
                while (text->len > 0 && text->ptr[text->len - 1] == ',')
                    text->len--;
                return behind;
            }
    return (wz_str){0};
}

/* One item: the name of a law or a source, and the places in it. */
typedef struct placed {
    wz_str name, first, second;
} placed;

static placed cut_place(wz_import *import, const wz_field *field, wz_str piece)
{
    placed p = {.name = wz_str_trim(piece)};
    if (!field->paged) {
        p.second = cut_word(&p.name, WZ_STR(" lid "), WZ_STR(" paragraph "));
        p.first = cut_word(&p.name, WZ_STR(" artikel "), WZ_STR(" article "));
    } else if (find_name(import, field, p.name).len == 0 && wz_str_ends(p.name, WZ_STR(")"))) {
        p.name.len--;
        for (ptrdiff_t i = 1; i < p.name.len && p.first.len == 0; i++) /* a place may have brackets in it as well */
            if (wz_str_starts(wz_str_slice(p.name, i, p.name.len), WZ_STR(" (")) &&
                find_name(import, field, wz_str_slice(p.name, 0, i)).len > 0) {
                p.first = wz_str_trim(wz_str_slice(p.name, i + 2, p.name.len));
                p.name.len = i;
            }
        if (p.first.len == 0)
            p.first = cut_word(&p.name, WZ_STR(" ("), WZ_STR(" ("));
    }
    return p;
}

static void add_place(wz_import *import, ptrdiff_t column, placed p, cell *out)
{
    const wz_model *m = import->state->catalog->model;
    wz_arena *arena = import->state->arena;
    bool law = !import->fields[column]->paged;
    cell named = {0};
    add_names(import, column, p.name, &named);
    out->asked = out->asked || named.asked;
    for (ptrdiff_t i = 0; i < named.keys.count; i++) {
        wz_str id = named.keys.items[i];
        wz_str text = wz_format(arena, "{%.*s: %.*s", WZ_ARG(law ? m->law_key : m->document_key), WZ_ARG(id));
        const wz_str keys[] = {law ? m->article_key : m->place_key, m->paragraph_key}, parts[] = {p.first, p.second};
        for (int k = 0; k < 2; k++)
            if (parts[k].len > 0) {
                wz_buf quoted = {0};
                wz_json_quoted(&quoted, parts[k]);
                text = wz_format(arena, "%.*s, %.*s: %.*s", WZ_ARG(text), WZ_ARG(keys[k]), WZ_ARG(wz_buf_str(&quoted)));
                wz_buf_free(&quoted);
            }
        edit_add_text(arena, &out->written, wz_format(arena, "%.*s}", WZ_ARG(text)));
        edit_add_text(arena, &out->keys,
                      wz_format(arena, "%.*s\n%.*s\n%.*s", WZ_ARG(id), WZ_ARG(p.first), WZ_ARG(p.second)));
    }
}

/* Several with commas between them, when each names something; else one. */
static void add_placed(wz_import *import, ptrdiff_t column, wz_str piece, cell *out)
{
    const wz_field *field = import->fields[column];
    bool several = wz_field_many(field);
    for (wz_str rest = piece; rest.ptr && several;)
        several = find_name(import, field, cut_place(import, field, wz_str_cut(rest, ',', &rest)).name).len > 0;
    for (wz_str rest = several ? piece : (wz_str){0}; rest.ptr;)
        add_place(import, column, cut_place(import, field, wz_str_cut(rest, ',', &rest)), out);
    if (!several)
        add_place(import, column, cut_place(import, field, piece), out);
}

/* ---- Texts ---- */

wz_str import_scalar(wz_arena *arena, wz_str text)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no", "ja", "nee", "on", "off"};
    bool plain = text.len > 0 && (wz_is_letter(text.ptr[0]) || (unsigned char)text.ptr[0] >= 0xC3);
    for (ptrdiff_t i = 0; plain && i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        plain = wz_is_letter((char)c) || wz_is_digit((char)c) || c > 0xC2 || (c >= 0x80 && c < 0xC0) ||
                (c != 0 && strchr(" ,.()'-/", (char)c) != NULL);
    }
    for (size_t w = 0; plain && w < sizeof words / sizeof *words; w++)
        plain = !wz_str_equal(wz_utf8_fold(arena, text), wz_str_from(words[w]));
    if (plain)
        return text;
    wz_buf out = {0};
    wz_json_quoted(&out, text);
    return wz_buf_take(arena, &out);
}

/* Lines of Markdown as a block, when that keeps every byte of them. */
static bool can_be_block(wz_str text)
{
    bool good = wz_str_find_byte(text, '\n') >= 0 && wz_str_find_byte(text, '\t') < 0 && text.ptr[0] != ' ' &&
                text.ptr[0] != '\n';
    for (ptrdiff_t i = 0; good && i < text.len; i++)
        good = (unsigned char)text.ptr[i] >= 0x20 || text.ptr[i] == '\n';
    return good;
}

static wz_str as_block(wz_arena *arena, wz_str text)
{
    wz_buf out = {0};
    wz_buf_byte(&out, '|');
    for (wz_str rest = text; rest.ptr;) {
        wz_str line = wz_str_cut(rest, '\n', &rest);
        wz_buf_format(&out, line.len > 0 ? "\n  %.*s" : "\n%.*s", WZ_ARG(line));
    }
    return wz_buf_take(arena, &out);
}

/* One end of a period as exports for people write it: "tweede kwartaal 2020", "12 mei 2024". */
static wz_str period_end(wz_arena *arena, wz_str s)
{
    static const char *const quarters[] = {"eerste", "tweede", "derde", "vierde", "first", "second", "third", "fourth"};
    wz_str rest, first = wz_str_cut(wz_utf8_fold(arena, s), ' ', &rest), year = wz_str_slice(s, s.len - 4, s.len);
    for (size_t q = 0; q < sizeof quarters / sizeof *quarters; q++)
        if (wz_str_equal(first, wz_str_from(quarters[q])) &&
            (wz_str_starts(rest, WZ_STR("kwartaal ")) || wz_str_starts(rest, WZ_STR("quarter "))))
            return wz_format(arena, "Q%d %.*s", (int)(q % 4) + 1, WZ_ARG(year));
    wz_str month = wz_date_near(arena, wz_format(arena, "1 %.*s", WZ_ARG(s))), date = wz_date_near(arena, s);
    return month.len > 0 ? wz_str_slice(month, 0, 7) : date.len > 0 ? date : s;
}

/* "2019 tot 2022" as 2019..2022, "2018 tot heden" as 2018-heden; what has no such reading stays as it is. */
static wz_str period_near(wz_arena *arena, wz_str s)
{
    static const wz_str words[] = {WZ_STR(" tot "), WZ_STR(" to ")};
    wz_str near = period_end(arena, s);
    for (int w = 0; w < 2; w++) {
        ptrdiff_t at = wz_str_find(s, words[w]);
        if (at > 0) {
            wz_str from = period_end(arena, wz_str_slice(s, 0, at));
            wz_str to = period_end(arena, wz_str_slice(s, at + words[w].len, s.len));
            bool since = from.len == 4 && to.len > 0 && !wz_is_digit(to.ptr[0]);
            near = wz_format(arena, "%.*s%s%.*s", WZ_ARG(from), since ? "-" : "..", WZ_ARG(to));
        }
    }
    return wz_period_parse(near, &(wz_period){0}) ? near : s;
}

/* A date or a period in the form that records have, when it can be read as one. */
static wz_str in_form(wz_arena *arena, const wz_field *field, wz_str piece)
{
    if (field->holds == WZ_HOLDS_PERIOD && !wz_period_parse(piece, &(wz_period){0}))
        return period_near(arena, piece);
    wz_str near = field->holds == WZ_HOLDS_DATE && !wz_date_parse(piece, &(wz_date){0}) ? wz_date_near(arena, piece)
                                                                                        : (wz_str){0};
    return near.len > 0 ? near : piece;
}

static void add_text(wz_import *import, ptrdiff_t column, wz_str piece, cell *out)
{
    const wz_field *field = import->fields[column];
    wz_arena *arena = import->state->arena;
    piece = in_form(arena, field, piece);
    bool bare = field->holds == WZ_HOLDS_DATE || field->holds == WZ_HOLDS_PERIOD || field->holds == WZ_HOLDS_INTEGER ||
                field->holds == WZ_HOLDS_TRUTH;
    bool truth = false;
    wz_str key = piece;
    if (field->holds == WZ_HOLDS_TRUTH && wz_model_truth(piece, &truth))
        key = truth ? WZ_STR("true") : WZ_STR("false");
    if (field->markup && can_be_block(piece)) {
        edit_add_text(arena, &out->written, as_block(arena, piece));
        edit_add_text(arena, &out->keys, piece);
        return;
    }
    edit_add_text(arena, &out->written, bare && wz_str_is_plain(piece, "-. ") ? piece : import_scalar(arena, piece));
    edit_add_text(arena, &out->keys, key);
}

/* What is wrong with a piece of gathered records, which may be a list or have parts whatever the field is; {NULL,0}: nothing. */
static wz_str misfit(const wz_import *import, const wz_field *field, wz_str piece)
{
    wz_arena *arena = import->state->arena;
    bool nl = wz_str_equal(import->options.lang, WZ_STR("nl")), parts = piece.ptr[0] == GATHER_PARTS;
    if (parts && !field->field_count && !field->placed)
        return wz_format(arena,
                         nl ? "'%.*s' heeft onderdelen, en het veld niet" : "'%.*s' has parts, and the field has not",
                         WZ_ARG(field->written));
    if (!parts && wz_str_find_byte(piece, GATHER_ITEM) >= 0)
        return wz_format(arena,
                         nl ? "'%.*s' heeft meer dan één waarde, en het veld niet"
                            : "'%.*s' has more values than one, and the field has not",
                         WZ_ARG(field->written));
    if (!parts && field->holds == WZ_HOLDS_PARTS)
        return wz_format(
            arena, nl ? "'%.*s' heeft geen onderdelen, en het veld wel" : "'%.*s' has no parts, and the field has",
            WZ_ARG(field->written));
    return (wz_str){0};
}

static void add_piece(wz_import *import, ptrdiff_t column, wz_str piece, cell *out)
{
    const wz_field *field = import->fields[column];
    wz_str why = import->options.table->gathered ? misfit(import, field, piece) : (wz_str){0};
    if (why.len > 0) {
        out->why = why;
    } else if (piece.ptr[0] == GATHER_PARTS) {
        edit_add_text(import->state->arena, &out->written, wz_str_slice(piece, 1, piece.len));
        edit_add_text(import->state->arena, &out->keys, piece);
        out->parts = true;
    } else if (field->holds != WZ_HOLDS_REF) {
        add_text(import, column, piece, out);
    } else if (field->placed) {
        add_placed(import, column, piece, out);
    } else {
        add_names(import, column, piece, out);
    }
}

cell import_cell(wz_import *import, ptrdiff_t column, wz_str text)
{
    const wz_field *field = import->fields[column];
    bool files = import->options.table->gathered, many = wz_field_many(field) && (files || !field->markup);
    cell out = {0};
    for (wz_str rest = text; rest.ptr && rest.len > 0;) {
        ptrdiff_t end = 0;
        while (end < rest.len &&
               !(many && (files ? rest.ptr[end] == GATHER_ITEM : rest.ptr[end] == ';' || rest.ptr[end] == '\n')))
            end++;
        wz_str piece = wz_str_trim(wz_str_slice(rest, 0, end));
        rest = wz_str_slice(rest, end + 1, rest.len);
        if (piece.len > 0)
            add_piece(import, column, piece, &out);
    }
    return out;
}

texts import_keys(wz_arena *arena, const wz_field *field, const wz_datum *value)
{
    texts keys = {0};
    for (ptrdiff_t i = 0; i < value->count; i++) {
        const wz_item *item = &value->items[i];
        wz_str id = field->holds == WZ_HOLDS_REF && item->as.ref.target ? item->as.ref.target->id : (wz_str){0};
        edit_add_text(arena, &keys,
                      field->holds != WZ_HOLDS_REF ? wz_str_trim(wz_item_text(arena, field, item))
                      : field->placed ? wz_format(arena, "%.*s\n%.*s\n%.*s", WZ_ARG(id), WZ_ARG(wz_item_first(item)),
                                                  WZ_ARG(wz_item_second(item)))
                                      : id);
    }
    return keys;
}

void import_field(wz_buf *out, const wz_field *field, const texts *items)
{
    bool names = field->holds == WZ_HOLDS_REF && !field->placed;
    wz_buf_format(out, "%.*s:", WZ_ARG(field->written));
    if (names && wz_field_many(field)) {
        wz_buf_add(out, WZ_STR(" ["));
        for (ptrdiff_t i = 0; i < items->count; i++)
            wz_buf_format(out, "%s%.*s", i > 0 ? ", " : "", WZ_ARG(items->items[i]));
        wz_buf_add(out, WZ_STR("]\n"));
    } else if (wz_field_many(field)) {
        wz_buf_byte(out, '\n');
        for (ptrdiff_t i = 0; i < items->count; i++)
            wz_buf_format(out, "  - %.*s\n", WZ_ARG(items->items[i]));
    } else {
        wz_buf_format(out, " %.*s\n", WZ_ARG(items->items[0]));
    }
}
