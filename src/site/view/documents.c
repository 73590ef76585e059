/* SPDX-License-Identifier: EUPL-1.2 */
/* From records to search documents. */
#include "site/plan/search_config.h"
#include "site/view/view.h"

static const wz_datum *value_of(const wz_record *record, wz_str name, const wz_field **field)
{
    static const wz_datum none = {0};
    *field = name.len ? wz_kind_field(record->kind, name) : NULL;
    return *field ? wz_record_value(record, *field) : &none;
}

static bool is_among(const wz_node *list, wz_str name)
{
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        if (wz_str_equal(list->items[i]->text, name)) {
            return true;
        }
    }
    return false;
}

/* What a card has room for. */
static wz_str short_names(wz_arena *arena, const wz_datum *d, ptrdiff_t most)
{
    wz_str parts[8];
    ptrdiff_t n = 0;
    for (; n < d->count && n < most; n++) {
        parts[n] = site_short_name(d->items[n].as.ref.target);
    }
    wz_str joined = wz_str_join(arena, parts, n, WZ_STR(", "));
    return d->count > most ? wz_format(arena, "%.*s, \xe2\x80\xa6", WZ_ARG(joined)) : joined;
}

/* The first text (or period, as written) that a path leads to from a value. */
static wz_str follow(const wz_field *fields, ptrdiff_t count, const wz_datum *values, wz_str path)
{
    wz_str rest, name = wz_str_cut(path, '.', &rest), found = {0};
    for (ptrdiff_t f = 0; f < count; f++) {
        const wz_field *field = &fields[f];
        for (ptrdiff_t i = 0; wz_str_equal(field->name, name) && i < values[f].count && !found.len; i++) {
            const wz_item *item = &values[f].items[i];
            const wz_record *target = field->holds == WZ_HOLDS_REF ? item->as.ref.target : NULL;
            if (target && rest.len) {
                found = follow(target->kind->fields, target->kind->field_count, target->values, rest);
            } else if (field->holds == WZ_HOLDS_PARTS && rest.len) {
                found = follow(field->fields, field->field_count, item->parts, rest);
            } else if (!rest.len) {
                found = target                          ? wz_record_title(target)
                        : field->holds == WZ_HOLDS_TEXT ? item->as.text
                        : item->node                    ? wz_str_trim(item->node->text)
                                                        : (wz_str){0};
            }
        }
    }
    return found;
}

static wz_str first_of(const wz_record *record, const name_list *paths)
{
    wz_str found = {0};
    for (ptrdiff_t i = 0; i < paths->count && !found.len; i++) {
        found = follow(record->kind->fields, record->kind->field_count, record->values, paths->names[i]);
    }
    return found;
}

/* Does it end no more than so many years before today? What has no end goes on. */
static bool is_recent(const site *s, const wz_field *field, const wz_datum *d, long years)
{
    bool recent = false;
    for (ptrdiff_t i = 0; field && i < d->count; i++) {
        wz_date end = field->holds == WZ_HOLDS_DATE ? d->items[i].as.date : (wz_date){0};
        wz_period p = field->holds == WZ_HOLDS_PERIOD ? d->items[i].as.period : (wz_period){0};
        end = end.year ? end : p.to;
        recent =
            recent || p.kind == WZ_PERIOD_ONGOING || p.kind == WZ_PERIOD_SINCE || end.year + years >= s->today.year;
    }
    return recent;
}

static bool holds(const site *s, const facet_condition *condition, const wz_record *record)
{
    const wz_field *field;
    const wz_datum *d = value_of(record, condition->field, &field);
    if (condition->filled.count) {
        return first_of(record, &condition->filled).len > 0;
    }
    if (condition->years) {
        return is_recent(s, field, d, condition->years);
    }
    for (ptrdiff_t i = 0; field && field->holds == WZ_HOLDS_REF && i < d->count; i++) {
        for (ptrdiff_t t = 0; d->items[i].as.ref.target && t < condition->terms.count; t++) {
            if (wz_str_equal(d->items[i].as.ref.target->id, condition->terms.names[t])) {
                return false;
            }
        }
    }
    return true;
}

static const wz_search_values *facet_values(const site *s, wz_arena *arena, const search_config *c,
                                            const wz_record *record)
{
    wz_search_values *all = wz_new(arena, wz_search_values, c->facet_count);
    for (ptrdiff_t f = 0; f < c->facet_count; f++) {
        const facet_spec *spec = &c->facets[f];
        const wz_field *field;
        const wz_datum *d = value_of(record, spec->field, &field);
        int32_t *values = wz_new(arena, int32_t, d->count + 1 + (spec->conditions ? spec->count : 0));
        ptrdiff_t n = 0;
        for (ptrdiff_t v = 0; spec->conditions && v < spec->count; v++) {
            if (holds(s, &spec->conditions[v], record)) {
                values[n++] = (int32_t)v;
            }
        }
        if (!spec->field.len && !spec->conditions) {
            values[n++] = (int32_t)record->kind->index;
        }
        for (ptrdiff_t i = 0; field && field->vocabulary && i < d->count; i++) {
            for (ptrdiff_t v = 0; v < spec->vocabulary_count; v++) {
                if (spec->vocabularies[v] == field->vocabulary && d->items[i].as.ref.target) {
                    int32_t value = (int32_t)(spec->offsets[v] + d->items[i].as.ref.target->number);
                    bool twice = false;
                    for (ptrdiff_t j = 0; j < n; j++) {
                        twice = twice || values[j] == value;
                    }
                    if (!twice) {
                        values[n++] = value;
                    }
                }
            }
        }
        all[f] = (wz_search_values){values, n};
    }
    return all;
}

static void fill_slots(site *s, wz_arena *arena, const search_config *c, const wz_record *record, wz_search_doc *doc)
{
    const wz_field *field;
    const wz_datum *d = value_of(record, c->kind_label, &field);
    doc->slots[WZ_SEARCH_KIND] = record->kind->name;
    doc->slots[WZ_SEARCH_KIND_LABEL] = d->count ? wz_record_title(d->items[0].as.ref.target) : record->kind->one;
    doc->slots[WZ_SEARCH_FOR_WHOM] = short_names(arena, value_of(record, c->for_whom, &field), 4);
    doc->slots[WZ_SEARCH_BY_WHOM] = short_names(arena, value_of(record, c->by_whom, &field), 3);
    d = value_of(record, c->year, &field);
    if (d->count && field->holds == WZ_HOLDS_PERIOD) {
        wz_period p = d->items[0].as.period;
        doc->slots[WZ_SEARCH_YEAR] = wz_period_text(arena, p, s->config.language);
        doc->year = p.to.year ? p.to.year : p.from.year;
    }
    wz_period since;
    wz_str written = first_of(record, &c->since);
    if (wz_period_parse(written, &since) && (since.to.year || since.from.year)) {
        written = wz_format(arena, "%d", since.to.year ? since.to.year : since.from.year);
    }
    doc->slots[WZ_SEARCH_SINCE] = written;
    doc->slots[WZ_SEARCH_PHONE] = first_of(record, &c->phone);
    doc->slots[WZ_SEARCH_ADDRESS] = first_of(record, &c->address);
    d = value_of(record, c->status, &field);
    if (d->count) {
        doc->slots[WZ_SEARCH_STATUS] = d->items[0].as.ref.target->id;
        doc->slots[WZ_SEARCH_STATUS_LABEL] = wz_record_title(d->items[0].as.ref.target);
        wz_str year = wz_utf8_fold(arena, doc->slots[WZ_SEARCH_YEAR]);
        if (wz_str_equal(year, wz_utf8_fold(arena, doc->slots[WZ_SEARCH_STATUS_LABEL]))) {
            doc->slots[WZ_SEARCH_YEAR] = (wz_str){0}; /* "doorlopend" is said once */
        }
    }
}

/* What a reader asks for by number: the articles of laws, and each year of the period that the card shows. */
static void add_marks(wz_buf *out, wz_arena *arena, const search_config *c, const wz_field *field, const wz_item *item)
{
    enum { YEARS = 12 };
    const wz_record *law = site_law_of(c->laws, field, item);
    if (law && wz_item_first(item).len) {
        wz_buf_format(out, "%.*s %.*s\n", WZ_ARG(wz_search_article(arena, (wz_str){0}, wz_item_first(item))),
                      WZ_ARG(wz_search_article(arena, law->id, wz_item_first(item))));
    }
    if (field->holds == WZ_HOLDS_PERIOD && wz_str_equal(field->name, c->year)) {
        wz_period p = item->as.period;
        int from = p.from.year, to = p.to.year ? p.to.year : from;
        for (int year = to - from < YEARS ? from : to - YEARS; from && year <= to; year++) {
            wz_buf_format(out, "%d ", year);
        }
        wz_buf_byte(out, '\n');
    }
}

/* Records that link to each other are about the same matter. */
static void add_near(const site *s, wz_arena *arena, const wz_record *record, wz_search_doc *doc)
{
    wz_links links = wz_catalog_neighbours(s->catalog, record);
    int32_t *near = wz_new(arena, int32_t, links.count);
    for (ptrdiff_t i = 0; i < links.count; i++) {
        near[i] = (int32_t)links.items[i].record->number;
    }
    doc->near = near;
    doc->near_count = links.count;
}

/* How much of a record is of use, by the group of site.yaml's order that it is in. */
static int32_t use_of(const site *s, const wz_record *record)
{
    const order_spec *o = s->config.orders[record->kind->index];
    int16_t group = s->view->headings[record->number];
    return o && group >= 0 ? (int32_t)o->groups[group].found : 100;
}

typedef struct search_run {
    site *s;
    search_config c;
    wz_lexicon *lexicon; /* NULL when a setting or list is wrong */
    wz_search_doc *docs;
    wz_arena **texts; /* of the workers: what is read once */
    wz_arena *words;  /* s->words_arena, when no message borrows from it */
} search_run;

static void make_doc(void *context, int worker, ptrdiff_t index)
{
    search_run *run = context;
    site *s = run->s;
    wz_arena *arena = s->index_arenas[worker], *texts = run->texts[worker];
    const wz_record *record = s->catalog->records[index];
    wz_search_doc *doc = &run->docs[index];
    wz_buf keywords = {0}, body = {0}, questions = {0};
    const wz_kind *kind = record->kind;
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        const wz_field *field = &kind->fields[f];
        bool role = f == kind->roles[WZ_ROLE_TITLE] || f == kind->roles[WZ_ROLE_SUMMARY] ||
                    f == kind->roles[WZ_ROLE_FORMER] || f == kind->roles[WZ_ROLE_REVIEWED] ||
                    f == kind->roles[WZ_ROLE_CHECKED] || f == kind->roles[WZ_ROLE_CHANGES];
        bool keyword = is_among(run->c.keywords, field->name) || (field->facet && field->vocabulary);
        wz_buf *to = is_among(run->c.questions, field->name) ? &questions : keyword ? &keywords : &body;
        for (ptrdiff_t i = 0; !role && i < record->values[f].count; i++) {
            wz_item_words(to, field, &record->values[f].items[i]);
            if (!field->unsearched) {
                add_marks(&keywords, arena, &run->c, field, &record->values[f].items[i]);
            }
        }
    }
    wz_buf_add(&body, site_texts_of(s, record)->plain);
    record_dates dates = site_record_dates(record);
    doc->id = wz_format(arena, "%.*s/%.*s", WZ_ARG(kind->place), WZ_ARG(record->id));
    doc->url = site_link_path(s, arena, s->record_paths[index]);
    doc->fields[WZ_SEARCH_TITLE] = wz_record_title(record);
    doc->fields[WZ_SEARCH_SUMMARY] = wz_record_summary(record);
    doc->fields[WZ_SEARCH_KEYWORDS] = wz_str_copy(texts, wz_buf_str(&keywords));
    doc->fields[WZ_SEARCH_BODY] = wz_str_copy(texts, wz_buf_str(&body));
    doc->fields[WZ_SEARCH_QUESTIONS] = wz_str_copy(texts, wz_buf_str(&questions));
    doc->facets = facet_values(s, texts, &run->c, record);
    doc->changed = dates.updated.year * 10000 + dates.updated.month * 100 + dates.updated.day;
    doc->prior = wz_record_withdrawn(record) ? 0.9F : 1.0F;
    doc->use = use_of(s, record);
    fill_slots(s, arena, &run->c, record, doc);
    add_near(s, arena, record, doc);
    wz_buf_free(&keywords);
    wz_buf_free(&body);
    wz_buf_free(&questions);
}

/* Words that site.yaml gives a page to, for which the search finds nothing. */
static void report_fruitless(site *s, const search_config *c)
{
    const wz_node *list = wz_node_get(s->config.search, WZ_STR("terms"));
    ptrdiff_t at = 0;
    for (ptrdiff_t i = 0; i < c->named_count; i++) {
        bool found = at < s->term_count && s->terms[at].label.ptr == c->named[i].ptr;
        at += found;
        if (!found) {
            wz_report(s->diags, SEARCH_FRUITLESS, list->items[i]->loc, c->named[i]);
        }
    }
}

/* The texts of documents are as long as all records together, and only their words are needed once these are read; of their values
 * the index has sets. */
static void drop_texts(void *context, wz_search_stage stage)
{
    search_run *run = context;
    site *s = run->s;
    if (stage == WZ_SEARCH_PLACED && run->words) {
        wz_arena_free(run->words);
        s->words_arena = NULL;
    }
    if (stage != WZ_SEARCH_READ) {
        return;
    }
    for (ptrdiff_t d = 0; d < s->catalog->record_count; d++) {
        run->docs[d].fields[WZ_SEARCH_KEYWORDS] = run->docs[d].fields[WZ_SEARCH_BODY] = (wz_str){0};
        run->docs[d].fields[WZ_SEARCH_QUESTIONS] = (wz_str){0};
        run->docs[d].facets = NULL;
    }
    for (int w = 0; w < s->workers; w++) {
        wz_arena_free(run->texts[w]);
    }
    site_texts_drop(s);
}

/* Before all else: the word lists are megabytes, of which the lexicon keeps a part. */
static wz_lexicon *make_lexicon(search_run *run)
{
    site *s = run->s;
    wz_lexicon_input input = {0};
    ptrdiff_t before = wz_diags_count(s->diags);
    s->words_arena = wz_arena_new(NULL);
    wz_lexicon *lexicon = NULL;
    if (site_search_lexicon(s, &run->c, &input)) {
        run->words = input.arena = input.words.len ? wz_arena_new(NULL) : NULL;
        lexicon = wz_lexicon_new(s->index_arenas[0], s->diags, &input);
    }
    wz_diags_keep(s->arena, s->diags, before);
    if (run->words) {
        wz_arena_free(s->words_arena);
        s->words_arena = run->words;
    }
    return lexicon;
}

void site_search_start(site *s)
{
    if (s->config.search) {
        search_run *run = s->search_run = wz_new(s->index_arenas[0], search_run, 1);
        run->s = s;
        run->lexicon = site_search_config(s, &run->c) ? make_lexicon(run) : NULL;
    }
}

bool site_search_build(site *s)
{
    search_run *run = s->search_run;
    if (!run) {
        site_texts_drop(s);
        return true;
    }
    if (!run->lexicon) {
        return false;
    }
    const search_config *c = &run->c;
    wz_arena *arena = s->index_arenas[0];
    ptrdiff_t before = wz_diags_count(s->diags);
    run->docs = wz_new(arena, wz_search_doc, s->catalog->record_count);
    run->texts = wz_new(arena, wz_arena *, s->workers);
    for (int w = 0; w < s->workers; w++) {
        run->texts[w] = wz_arena_new(NULL);
    }
    wz_pool_run(s->workers, s->catalog->record_count, make_doc, run);
    wz_search_facet *facets = wz_new(s->arena, wz_search_facet, c->facet_count);
    for (ptrdiff_t f = 0; f < c->facet_count; f++) {
        facets[f] = (wz_search_facet){c->facets[f].id,
                                      c->facets[f].label,
                                      c->facets[f].values,
                                      c->facets[f].count,
                                      c->facets[f].conditions != NULL,
                                      c->for_whom.len && wz_str_equal(c->facets[f].field, c->for_whom)};
    }
    wz_search_input *input = wz_new(arena, wz_search_input, 1);
    wz_search_topic *topics;
    ptrdiff_t topic_count = site_search_topics(s, c, &topics);
    *input = (wz_search_input){.docs = run->docs,
                               .doc_count = s->catalog->record_count,
                               .facets = facets,
                               .facet_count = c->facet_count,
                               .topics = topics,
                               .topic_count = topic_count,
                               .workers = s->workers,
                               .words = run->words,
                               .passed = drop_texts,
                               .context = run,
                               .folder = c->folder};
    s->search = wz_search_new(arena, s->diags, run->lexicon, input);
    wz_diags_keep(s->arena, s->diags, before);
    s->facets = facets;
    s->facet_count = c->facet_count;
    if (s->search && c->named_count) {
        s->term_count = wz_search_named(s->arena, s->search, c->named, c->named_count, &s->terms);
        report_fruitless(s, c);
    } else if (s->search && c->terms > 0) {
        s->term_count = wz_search_terms(s->arena, s->search, c->terms, &s->terms);
    }
    return s->search != NULL;
}

void site_search_write(site *s)
{
    if (s->search && !s->options->asked) {
        s->written = wz_arena_new(NULL);
        s->search_output_count = wz_search_write(s->written, s->search, &s->search_outputs, &s->search_stats);
        s->search_stats.manifest = wz_str_copy(s->arena, s->search_stats.manifest);
    }
    wz_object_set(s->view->site, s->n->search, site_view_search(s, s->arena));
    if (!s->options->asked) {
        s->search = NULL;
        for (int w = 0; w < s->workers; w++) {
            wz_arena_free(s->index_arenas[w]);
            s->index_arenas[w] = NULL;
        }
    }
}

void site_search_drop(site *s)
{
    for (ptrdiff_t i = 0; i < s->search_output_count; i++) {
        s->search_outputs[i].path = wz_str_copy(s->arena, s->search_outputs[i].path);
        s->search_outputs[i].bytes = (wz_str){0};
    }
    s->search_outputs = wz_arena_move(s->arena, s->search_outputs, sizeof *s->search_outputs, s->search_output_count,
                                      s->search_output_count);
    wz_arena_free(s->written);
    s->written = NULL;
}
