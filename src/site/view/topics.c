/* SPDX-License-Identifier: EUPL-1.2 */
/* What a query can name, for the search: terms, kinds and pages, and the answers by hand. */
#include "site/plan/search_config.h"
#include "site/view/view.h"

typedef struct topic_list {
    site *s;
    const search_config *c;
    wz_search_topic *items;
    ptrdiff_t count;
} topic_list;

static void add_text(wz_str *list, ptrdiff_t *count, wz_str text)
{
    if (text.len > 0) {
        list[(*count)++] = text;
    }
}

/* The texts of a field. */
static void add_texts(wz_str *list, ptrdiff_t *count, const wz_record *record, wz_str name, ptrdiff_t most)
{
    const wz_field *field = name.len ? wz_kind_field(record->kind, name) : NULL;
    const wz_datum *d = field && field->holds == WZ_HOLDS_TEXT ? wz_record_value(record, field) : NULL;
    for (ptrdiff_t i = 0; d && i < d->count && i < most; i++) {
        add_text(list, count, d->items[i].as.text);
    }
}

/* The facet that has the terms of the vocabulary, -1 when none has. */
static int32_t facet_of(const search_config *c, const wz_kind *vocabulary, ptrdiff_t *offset)
{
    for (ptrdiff_t f = 0; f < c->facet_count; f++) {
        for (ptrdiff_t v = 0; v < c->facets[f].vocabulary_count; v++) {
            if (c->facets[f].vocabularies[v] == vocabulary) {
                *offset = c->facets[f].offsets[v];
                return (int32_t)f;
            }
        }
    }
    return -1;
}

static void add_term(topic_list *l, const wz_record *term, int32_t facet, ptrdiff_t offset)
{
    site *s = l->s;
    enum { MOST = 24 };
    wz_str *phrases = wz_new(s->index_arenas[0], wz_str, 2 + (l->c->names.count + 1) * MOST);
    wz_str path = s->term_paths[term->kind->index][term->number];
    ptrdiff_t count = 0;
    const wz_datum *aliases = wz_record_role(term, WZ_ROLE_ALIASES);
    add_text(phrases, &count, wz_record_title(term));
    add_text(phrases, &count, site_short_name(term));
    for (ptrdiff_t i = 0; i < aliases->count && i < MOST; i++) {
        add_text(phrases, &count, aliases->items[i].as.text);
    }
    for (ptrdiff_t i = 0; i < l->c->names.count; i++) {
        add_texts(phrases, &count, term, l->c->names.names[i], MOST);
    }
    l->items[l->count++] =
        (wz_search_topic){.key = wz_format(s->index_arenas[0], "%.*s/%.*s", WZ_ARG(term->kind->name), WZ_ARG(term->id)),
                          .what = term->kind->name,
                          .label = wz_record_title(term),
                          .url = site_link_path(s, s->index_arenas[0], path),
                          .phrases = phrases,
                          .phrase_count = count,
                          .facet = facet,
                          .value = facet < 0 ? -1 : (int32_t)(offset + term->number),
                          .article = site_law_address(s, s->index_arenas[0], term, WZ_STR("{article}"), (wz_str){0}),
                          .loc = term->loc};
}

static void add_page(topic_list *l, wz_str what, wz_str id, wz_str label, wz_str path)
{
    for (ptrdiff_t i = 0; i < l->count; i++) {
        if (wz_str_equal(l->items[i].url, path)) {
            return;
        }
    }
    wz_str *phrases = wz_new(l->s->index_arenas[0], wz_str, 1);
    phrases[0] = label;
    l->items[l->count++] =
        (wz_search_topic){.key = wz_format(l->s->index_arenas[0], "%.*s/%.*s", WZ_ARG(what), WZ_ARG(id)),
                          .what = what,
                          .label = label,
                          .url = path,
                          .phrases = phrases,
                          .phrase_count = 1,
                          .facet = -1,
                          .value = -1};
}

/* ---- Answers ---- */

static const wz_datum *field_value(const wz_record *record, wz_str name, const wz_field **field)
{
    static const wz_datum none = {0};
    *field = name.len ? wz_kind_field(record->kind, name) : NULL;
    return *field ? wz_record_value(record, *field) : &none;
}

/* A desk: what it is for, then every way to it with the name of its field. */
static void put_desk(wz_json *json, const wz_field *field, const wz_item *item)
{
    wz_str what = {0};
    wz_json_open(json, '{');
    wz_json_key(json, WZ_STR("ways"));
    wz_json_open(json, '[');
    for (ptrdiff_t f = 0; f < field->field_count; f++) {
        const wz_field *part = &field->fields[f];
        for (ptrdiff_t i = 0; i < item->parts[f].count; i++) {
            wz_str text = part->holds == WZ_HOLDS_TEXT ? item->parts[f].items[i].as.text : (wz_str){0};
            what = what.len ? what : part->words ? text : what;
            if (part->address) {
                wz_json_open(json, '[');
                wz_json_string(json, wz_type_name(part->type));
                wz_json_string(json, text);
                wz_json_string(json, part->name);
                wz_json_close(json, ']');
            }
        }
    }
    wz_json_close(json, ']');
    wz_json_key(json, WZ_STR("for"));
    wz_json_string(json, what);
    wz_json_close(json, '}');
}

/* Into docs, or when that is NULL into the detail. */
static void put_records(wz_json *json, site *s, const wz_record *term, const name_list *fields, int32_t *docs,
                        ptrdiff_t *count)
{
    for (ptrdiff_t i = 0; i < fields->count; i++) {
        const wz_field *field;
        const wz_datum *d = field_value(term, fields->names[i], &field);
        for (ptrdiff_t r = 0; field && field->to && r < d->count; r++) {
            const wz_record *record = d->items[r].as.ref.target;
            if (record && docs) {
                docs[(*count)++] = (int32_t)record->number;
            } else if (record) {
                wz_json_open(json, '[');
                wz_json_string(json, site_link_path(s, s->index_arenas[0], s->record_paths[record->number]));
                wz_json_string(json, wz_record_title(record));
                wz_json_string(json, record->kind->name);
                wz_json_close(json, ']');
            }
        }
    }
}

static wz_str one_text(const wz_record *record, wz_str name)
{
    wz_str text[1] = {{0}};
    ptrdiff_t count = 0;
    add_texts(text, &count, record, name, 1);
    return text[0];
}

static wz_str answer_detail(site *s, const answer_spec *a, const wz_record *term)
{
    wz_buf out = {0};
    wz_json json = {.out = &out};
    const wz_field *field;
    wz_str link = one_text(term, a->link), called = one_text(term, a->link_text);
    wz_json_open(&json, '{');
    wz_json_key(&json, WZ_STR("text"));
    wz_json_string(&json, one_text(term, a->text));
    if (link.len) {
        wz_json_key(&json, WZ_STR("link"));
        wz_json_open(&json, '[');
        wz_json_string(&json, link);
        wz_json_string(&json, called.len ? called : wz_record_title(term));
        wz_json_close(&json, ']');
    }
    wz_json_key(&json, WZ_STR("contact"));
    wz_json_open(&json, '[');
    const wz_datum *desks = field_value(term, a->contact, &field);
    for (ptrdiff_t i = 0; field && field->holds == WZ_HOLDS_PARTS && i < desks->count; i++) {
        put_desk(&json, field, &desks->items[i]);
    }
    wz_json_close(&json, ']');
    wz_json_key(&json, WZ_STR("records"));
    wz_json_open(&json, '[');
    put_records(&json, s, term, &a->records, NULL, NULL);
    wz_json_close(&json, ']');
    wz_json_close(&json, '}');
    wz_str made = wz_str_copy(s->index_arenas[0], wz_buf_str(&out));
    wz_buf_free(&out);
    return made;
}

static ptrdiff_t count_items(const wz_record *term, const name_list *fields)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < fields->count; i++) {
        const wz_field *field;
        count += field_value(term, fields->names[i], &field)->count;
    }
    return count;
}

/* The words for the articles that the answer speaks of. */
static ptrdiff_t list_articles(const topic_list *l, const answer_spec *a, const wz_record *term,
                               const wz_str **articles)
{
    wz_arena *arena = l->s->index_arenas[0];
    const wz_field *field;
    const wz_datum *d = field_value(term, a->laws, &field);
    wz_str *words = wz_new(arena, wz_str, d->count + 1);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; field && i < d->count; i++) {
        const wz_record *law = site_law_of(l->c->laws, field, &d->items[i]);
        if (law && wz_item_first(&d->items[i]).len) {
            words[count++] = wz_search_article(arena, law->id, wz_item_first(&d->items[i]));
        }
    }
    *articles = words;
    return count;
}

static void add_answers(topic_list *l, const answer_spec *a)
{
    site *s = l->s;
    for (ptrdiff_t t = 0; t < s->catalog->term_counts[a->vocabulary->index]; t++) {
        const wz_record *term = s->catalog->terms[a->vocabulary->index][t];
        const wz_field *field;
        const wz_datum *d = field_value(term, a->queries, &field);
        wz_str *phrases = wz_new(s->index_arenas[0], wz_str, d->count + 1);
        wz_loc *locs = wz_new(s->index_arenas[0], wz_loc, d->count + 1);
        ptrdiff_t count = 0, docs = 0;
        int32_t *helps = wz_new(s->index_arenas[0], int32_t, count_items(term, &a->records));
        put_records(NULL, s, term, &a->records, helps, &docs);
        add_texts(phrases, &count, term, a->queries, d->count);
        for (ptrdiff_t q = 0, n = 0; field && q < d->count; q++) {
            locs[n] = d->items[q].node->loc;
            n += d->items[q].as.text.len > 0;
        }
        const wz_str *articles;
        ptrdiff_t article_count = list_articles(l, a, term, &articles);
        l->items[l->count++] = (wz_search_topic){
            .key = wz_format(s->index_arenas[0], "%.*s/%.*s", WZ_ARG(term->kind->name), WZ_ARG(term->id)),
            .what = term->kind->name,
            .label = wz_record_title(term),
            .articles = articles,
            .article_count = article_count,
            .url = site_link_path(s, s->index_arenas[0], s->term_paths[term->kind->index][term->number]),
            .phrases = phrases,
            .locs = locs,
            .phrase_count = count,
            .facet = -1,
            .value = -1,
            .docs = helps,
            .doc_count = docs,
            .level = term == a->last ? WZ_SEARCH_LAST : a->level,
            .detail = answer_detail(s, a, term),
            .loc = term->loc};
    }
}

static bool is_answer(const search_config *c, const wz_kind *vocabulary)
{
    for (ptrdiff_t a = 0; a < c->answer_count; a++) {
        if (c->answers[a].vocabulary == vocabulary) {
            return true;
        }
    }
    return false;
}

ptrdiff_t site_search_topics(site *s, const search_config *c, wz_search_topic **topics)
{
    ptrdiff_t most = s->model->kind_count + s->config.menu_count + s->text_count;
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        most += s->catalog->term_counts[v];
    }
    topic_list l = {s, c, wz_new(s->index_arenas[0], wz_search_topic, most), 0};
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        ptrdiff_t offset = 0;
        int32_t facet = facet_of(c, s->model->vocabularies[v], &offset);
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[v] && !is_answer(c, s->model->vocabularies[v]); t++) {
            if (facet >= 0 || s->term_paths[v][t].len > 0 || s->model->vocabularies[v] == c->laws) {
                add_term(&l, s->catalog->terms[v][t], facet, offset);
            }
        }
    }
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        if (s->kind_paths[k].len > 0) {
            add_page(&l, s->model->kinds[k]->name, WZ_STR(""), s->model->kinds[k]->many,
                     site_link_path(s, s->index_arenas[0], s->kind_paths[k]));
        }
    }
    for (ptrdiff_t i = 0; i < s->config.menu_count; i++) {
        add_page(&l, WZ_STR("menu"), s->config.menu[i].path, s->config.menu[i].label,
                 site_link_path(s, s->index_arenas[0], s->config.menu[i].path));
    }
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        if (s->texts[i].path.len > 0) {
            add_page(&l, s->config.pages_scheme, s->texts[i].id, s->texts[i].title,
                     site_link_path(s, s->index_arenas[0], s->texts[i].path));
        }
    }
    for (ptrdiff_t a = 0; a < c->answer_count; a++) {
        add_answers(&l, &c->answers[a]);
    }
    *topics = l.items;
    return l.count;
}
