/* From records to search documents, and what pages show of the search.
 *
 * search: in site.yaml
 *   folder:      zoek                        folder of the index (default "zoek")
 *   words:       /usr/share/dict/dutch       word list for splitting compounds; the one input outside the project, so it is named here
 *   list:        {file, abbreviations, synonyms, irregular, jargon, compounds}   the editors' word list and the names of its parts
 *   keywords:    [field]                     fields that weigh as keywords
 *   kind_label, for_whom, by_whom, year, status: field    what a result shows
 *   facets:      [{id, label, field}]        field is a field of some kind; left out, the facet is the kind itself
 *   terms:       500                         pages for this many frequent terms
 */
#include "site/view.h"

#include <stdlib.h>
#include <string.h>

typedef struct facet_spec {
    wz_str            id, label, field;      /* field empty: the kind */
    wz_search_value  *values;
    ptrdiff_t         count;
    const wz_kind   **vocabularies;          /* those that the values come from, one after another */
    ptrdiff_t        *offsets;
    ptrdiff_t         vocabulary_count;
} facet_spec;

typedef struct search_config {
    wz_str       folder, words, kind_label, for_whom, by_whom, year, status;
    const wz_node *keywords, *list;
    facet_spec  *facets;
    ptrdiff_t    facet_count;
    ptrdiff_t    terms;
} search_config;

/* ---- Settings ---- */

static wz_str setting(site *s, const wz_node *map, wz_str key, bool *ok)
{
    const wz_node *node = wz_node_get(map, key);
    if (node && node->kind != WZ_NODE_TEXT) {
        wz_report(s->diags, TEXT_EXPECTED, node->loc, key);
        *ok = false;
        return (wz_str){0};
    }
    return node ? wz_str_trim(node->text) : (wz_str){0};
}

/* Which types of fields a setting takes. */
typedef enum field_need { NEED_ANY, NEED_TERMS, NEED_PERIOD, NEED_VOCABULARY } field_need;

static bool serves(const wz_field *field, field_need need)
{
    switch (need) {
    case NEED_TERMS:
        return field->type == WZ_TYPE_TERMS;
    case NEED_PERIOD:
        return field->type == WZ_TYPE_PERIOD;
    case NEED_VOCABULARY:
        return field->vocabulary != NULL;
    default:
        return true;
    }
}

/* True when some kind has the field, and each that has it has it of a type that serves. */
static bool check_field(site *s, wz_loc loc, wz_str name, field_need need)
{
    static const wz_str wanted[] = {WZ_STR(""), WZ_STR("terms"), WZ_STR("period"), WZ_STR("terms, law, source")};
    bool                any      = false;
    ptrdiff_t           total    = 0, n = 0;
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        const wz_field *field = wz_kind_field(s->model->kinds[k], name);
        total += s->model->kinds[k]->field_count;
        any = any || field;
        if (field && !serves(field, need)) {
            wz_report(s->diags, CONFIG_FIELD_TYPE, loc, name, wz_type_name(field->type), wanted[need]);
            return false;
        }
    }
    if (!any) {
        wz_str *all = wz_new(s->arena, wz_str, total);
        for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
            for (ptrdiff_t f = 0; f < s->model->kinds[k]->field_count; f++) {
                all[n++] = s->model->kinds[k]->fields[f].name;
            }
        }
        wz_report(s->diags, CONFIG_FIELD, loc, name)->suggestion = wz_suggest(name, all, total);
    }
    return any;
}

static wz_str field_setting(site *s, const wz_node *map, wz_str key, field_need need, bool *ok)
{
    wz_str name = setting(s, map, key, ok);
    if (name.len && !check_field(s, wz_node_get(map, key)->loc, name, need)) {
        *ok = false;
    }
    return name;
}

static bool known_settings(site *s, const wz_node *map, const wz_str *keys, ptrdiff_t count)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < map->count; i++) {
        bool known = false;
        for (ptrdiff_t j = 0; j < count && !known; j++) {
            known = wz_str_equal(map->keys[i]->text, keys[j]);
        }
        if (!known) {
            wz_report(s->diags, MODEL_KEY, map->keys[i]->loc, map->keys[i]->text)->suggestion = wz_suggest(map->keys[i]->text, keys, count);
            ok = false;
        }
    }
    return ok;
}
#define KNOWN_SETTINGS(s, map, keys) known_settings((s), (map), (keys), (ptrdiff_t)(sizeof(keys) / sizeof *(keys)))

static void facet_vocabularies(site *s, facet_spec *f)
{
    f->vocabularies = wz_new(s->arena, const wz_kind *, s->model->kind_count);
    f->offsets      = wz_new(s->arena, ptrdiff_t, s->model->kind_count);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        const wz_field *field = wz_kind_field(s->model->kinds[k], f->field);
        bool            known = !field || !field->vocabulary;
        for (ptrdiff_t v = 0; v < f->vocabulary_count && !known; v++) {
            known = f->vocabularies[v] == field->vocabulary;
        }
        if (!known) {
            f->offsets[f->vocabulary_count]        = f->count;
            f->vocabularies[f->vocabulary_count++] = field->vocabulary;
            f->count += s->catalog->term_counts[field->vocabulary->index];
        }
    }
    f->values   = wz_new(s->arena, wz_search_value, f->count);
    ptrdiff_t n = 0;
    for (ptrdiff_t v = 0; v < f->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[f->vocabularies[v]->index]; t++) {
            const wz_record *term = s->catalog->terms[f->vocabularies[v]->index][t];
            f->values[n++]        = (wz_search_value){term->id, wz_record_title(term)};
        }
    }
}

static bool read_facet(site *s, const wz_node *node, facet_spec *f)
{
    static const wz_str keys[] = {WZ_STR("id"), WZ_STR("label"), WZ_STR("field")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("facets"));
        return false;
    }
    bool ok  = KNOWN_SETTINGS(s, node, keys);
    f->id    = setting(s, node, WZ_STR("id"), &ok);
    f->label = setting(s, node, WZ_STR("label"), &ok);
    f->field = field_setting(s, node, WZ_STR("field"), NEED_VOCABULARY, &ok);
    if (ok && (!f->id.len || !f->label.len)) {
        wz_report(s->diags, MODEL_MISSING, node->loc, f->id.len ? WZ_STR("label") : WZ_STR("id"));
        ok = false;
    }
    if (!ok) {
        return false;
    }
    if (f->field.len) {
        facet_vocabularies(s, f);
    } else {
        f->count  = s->model->kind_count;
        f->values = wz_new(s->arena, wz_search_value, f->count);
        for (ptrdiff_t k = 0; k < f->count; k++) {
            f->values[k] = (wz_search_value){s->model->kinds[k]->name, s->model->kinds[k]->many};
        }
    }
    return ok;
}

static bool read_facets(site *s, const wz_node *list, search_config *c)
{
    bool ok = true;
    if (!list) {
        return true;
    }
    if (list->kind != WZ_NODE_LIST) {
        wz_report(s->diags, LIST_EXPECTED, list->loc, WZ_STR("facets"));
        return false;
    }
    c->facets = wz_new(s->arena, facet_spec, list->count);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        ok = read_facet(s, list->items[i], &c->facets[i]) && ok;
        for (ptrdiff_t j = 0; j < i && ok; j++) {
            if (wz_str_equal(c->facets[j].id, c->facets[i].id)) {
                wz_loc loc = wz_node_get(list->items[i], WZ_STR("id"))->loc;
                wz_report(s->diags, MODEL_RESERVED, loc, c->facets[i].id)->related = wz_node_get(list->items[j], WZ_STR("id"))->loc;
                ok = false;
            }
        }
    }
    c->facet_count = list->count;
    return ok;
}

static bool read_keywords(site *s, const wz_node *list, search_config *c)
{
    bool ok = true;
    if (list && list->kind != WZ_NODE_LIST) {
        wz_report(s->diags, LIST_EXPECTED, list->loc, WZ_STR("keywords"));
        return false;
    }
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        if (list->items[i]->kind != WZ_NODE_TEXT) {
            wz_report(s->diags, TEXT_EXPECTED, list->items[i]->loc, WZ_STR("keywords"));
            ok = false;
        } else {
            ok = check_field(s, list->items[i]->loc, list->items[i]->text, NEED_ANY) && ok;
        }
    }
    c->keywords = list;
    return ok;
}

static bool read_word_list(site *s, const wz_node *map, search_config *c)
{
    static const wz_str keys[] = {WZ_STR("file"),      WZ_STR("abbreviations"), WZ_STR("synonyms"),
                                  WZ_STR("irregular"), WZ_STR("jargon"),        WZ_STR("compounds")};
    if (map && map->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, map->loc, WZ_STR("list"));
        return false;
    }
    c->list = map;
    return !map || KNOWN_SETTINGS(s, map, keys);
}

/* How many frequent terms get a page: 0 to 100,000. */
static bool read_number(site *s, const wz_node *map, ptrdiff_t *out)
{
    bool   ok   = true;
    wz_str text = setting(s, map, WZ_STR("terms"), &ok);
    for (ptrdiff_t i = 0; i < text.len && ok; i++) {
        ok   = text.ptr[i] >= '0' && text.ptr[i] <= '9' && i < 5;
        *out = *out * 10 + (text.ptr[i] - '0');
    }
    if (!ok && text.len) {
        wz_report(s->diags, BAD_INTEGER, wz_node_get(map, WZ_STR("terms"))->loc, text);
    }
    return ok;
}

static bool read_config(site *s, search_config *c)
{
    const wz_node *map = s->config.search;
    bool           ok  = true;
    static const wz_str keys[] = {WZ_STR("folder"),  WZ_STR("words"), WZ_STR("list"),   WZ_STR("keywords"), WZ_STR("kind_label"), WZ_STR("for_whom"),
                                  WZ_STR("by_whom"), WZ_STR("year"),  WZ_STR("status"), WZ_STR("facets"),   WZ_STR("terms")};
    ok = KNOWN_SETTINGS(s, map, keys);
    c->folder     = setting(s, map, WZ_STR("folder"), &ok);
    c->words      = setting(s, map, WZ_STR("words"), &ok);
    c->kind_label = field_setting(s, map, WZ_STR("kind_label"), NEED_TERMS, &ok);
    c->for_whom   = field_setting(s, map, WZ_STR("for_whom"), NEED_TERMS, &ok);
    c->by_whom    = field_setting(s, map, WZ_STR("by_whom"), NEED_TERMS, &ok);
    c->year       = field_setting(s, map, WZ_STR("year"), NEED_PERIOD, &ok);
    c->status     = field_setting(s, map, WZ_STR("status"), NEED_TERMS, &ok);
    if (c->folder.len && !wz_path_check(c->folder)) {
        wz_report(s->diags, MODEL_PATH, wz_node_get(map, WZ_STR("folder"))->loc, c->folder);
        ok = false;
    }
    ok = read_number(s, map, &c->terms) && ok;
    ok = read_word_list(s, wz_node_get(map, WZ_STR("list")), c) && ok;
    ok = read_keywords(s, wz_node_get(map, WZ_STR("keywords")), c) && ok;
    return read_facets(s, wz_node_get(map, WZ_STR("facets")), c) && ok;
}

/* ---- The editors' word list ---- */

static wz_lexicon_entry list_entry(site *s, wz_str word, const wz_node *others, wz_loc loc)
{
    wz_lexicon_entry e = {.word = word, .loc = loc};
    if (others->kind == WZ_NODE_TEXT) {
        wz_str *one = wz_new(s->arena, wz_str, 1);
        *one        = others->text;
        e.others    = one;
        e.count     = 1;
    } else if (others->kind == WZ_NODE_LIST) {
        wz_str *all = wz_new(s->arena, wz_str, others->count);
        for (ptrdiff_t i = 0; i < others->count; i++) {
            all[i] = others->items[i]->text;
        }
        e.others = all;
        e.count  = others->count;
    }
    return e;
}

/* One part of the word list: a mapping from a word to others, or a list of groups. */
static wz_lexicon_list part_of(site *s, const wz_node *root, wz_str name, ptrdiff_t extra)
{
    const wz_node    *node    = wz_node_get(root, name);
    ptrdiff_t         count   = node ? node->count : 0;
    wz_lexicon_entry *entries = wz_new(s->arena, wz_lexicon_entry, count + extra);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (node->kind == WZ_NODE_MAP) {
            entries[i] = list_entry(s, node->keys[i]->text, node->items[i], node->keys[i]->loc);
        } else {
            entries[i] = list_entry(s, (wz_str){0}, node->items[i], node->items[i]->loc);
        }
    }
    return (wz_lexicon_list){entries, count};
}

/* Who types another spelling of a term looks for the term, whose name stands on its records; the other way round "raadslid" would find all that says "raad".
 * Words that the editors' list explains itself are left to it. */
static ptrdiff_t alias_entries(site *s, wz_lexicon_list jargon, wz_lexicon_entry *out)
{
    wz_map   *listed = wz_map_new(s->arena);
    ptrdiff_t n      = 0;
    for (ptrdiff_t i = 0; i < jargon.count; i++) {
        wz_map_put(listed, wz_utf8_fold(s->arena, jargon.entries[i].word), s);
    }
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[v]; t++) {
            const wz_record *term    = s->catalog->terms[v][t];
            const wz_datum  *aliases = wz_record_role(term, WZ_ROLE_ALIASES);
            for (ptrdiff_t i = 0; i < aliases->count; i++) {
                wz_str alias = aliases->items[i].as.text;
                if (wz_map_put(listed, wz_utf8_fold(s->arena, alias), s)) {
                    continue;
                }
                if (out) {
                    wz_str *title = wz_new(s->arena, wz_str, 1);
                    *title        = wz_record_title(term);
                    out[n]        = (wz_lexicon_entry){.word = alias, .others = title, .count = 1, .loc = aliases->items[i].node->loc};
                }
                n++;
            }
        }
    }
    return n;
}

static bool read_lexicon(site *s, const search_config *c, wz_lexicon_input *in)
{
    const wz_node *root = NULL;
    bool           ok   = true;
    wz_str         file = c->list ? setting(s, c->list, WZ_STR("file"), &ok) : (wz_str){0};
    if (c->words.len) {
        /* An absolute path: the word list belongs to the system. */
        bool absolute = c->words.ptr[0] == '/';
        const char *folder = absolute ? "/" : s->options->folder;
        wz_str      path   = absolute ? wz_str_slice(c->words, 1, c->words.len) : c->words;
        char        real[4096];
        const char *resolved = absolute ? realpath(wz_str_cstring(s->arena, c->words), real) : NULL;
        if (absolute && resolved) {
            path = wz_str_copy(s->arena, wz_str_slice(wz_str_from(real), 1, PTRDIFF_MAX));
        }
        wz_source *words = wz_fs_exists(s->options->fs, folder, path) ? wz_fs_read(s->arena, s->diags, s->options->fs, folder, path, WZ_LEXICON_SIZE) : NULL;
        if (words) {
            in->words = words->text;
        } else {
            wz_report(s->diags, MISSING_WORDS, wz_node_get(s->config.search, WZ_STR("words"))->loc, c->words);
        }
    }
    if (file.len && !wz_path_check(file)) {
        wz_report(s->diags, MODEL_PATH, wz_node_get(c->list, WZ_STR("file"))->loc, file);
        ok = false;
    } else if (file.len) {
        wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, file, WZ_LIMIT_FILE);
        root              = source ? wz_yaml_parse(s->arena, s->diags, source, WZ_YAML_MAP) : NULL;
        ok                = root != NULL && ok;
    }
    if (c->list) {
        in->abbreviations = part_of(s, root, setting(s, c->list, WZ_STR("abbreviations"), &ok), 0);
        in->irregular     = part_of(s, root, setting(s, c->list, WZ_STR("irregular"), &ok), 0);
        in->compounds     = part_of(s, root, setting(s, c->list, WZ_STR("compounds"), &ok), 0);
        in->synonyms      = part_of(s, root, setting(s, c->list, WZ_STR("synonyms"), &ok), 0);
        wz_str jargon     = setting(s, c->list, WZ_STR("jargon"), &ok);
        in->jargon        = part_of(s, root, jargon, 0);
        in->jargon        = part_of(s, root, jargon, alias_entries(s, in->jargon, NULL));
        in->jargon.count += alias_entries(s, in->jargon, (wz_lexicon_entry *)(uintptr_t)in->jargon.entries + in->jargon.count);
    }
    return ok;
}

/* ---- Documents ---- */

static const wz_datum *value_of(const wz_record *record, wz_str name, const wz_field **field)
{
    static const wz_datum none = {0};
    *field                     = name.len ? wz_kind_field(record->kind, name) : NULL;
    return *field ? wz_record_value(record, *field) : &none;
}

static bool is_keyword(const search_config *c, wz_str name)
{
    for (ptrdiff_t i = 0; c->keywords && i < c->keywords->count; i++) {
        if (wz_str_equal(c->keywords->items[i]->text, name)) {
            return true;
        }
    }
    return false;
}

/* All texts of a value that readers see, groups included. */
static void add_texts(wz_buf *out, const wz_field *field, const wz_datum *d)
{
    for (ptrdiff_t i = 0; i < d->count; i++) {
        switch (field->type) {
        case WZ_TYPE_TEXT:
            wz_buf_add(out, d->items[i].as.text);
            wz_buf_byte(out, '\n');
            break;
        case WZ_TYPE_TERMS:
        case WZ_TYPE_LAW:
            wz_buf_add(out, wz_record_title(d->items[i].as.ref.target));
            wz_buf_byte(out, '\n');
            break;
        case WZ_TYPE_GROUP:
            for (ptrdiff_t f = 0; f < field->field_count; f++) {
                add_texts(out, &field->fields[f], &d->items[i].as.group[f]);
            }
            break;
        default:
            break;
        }
    }
}

static wz_str titles(wz_arena *arena, const wz_datum *d, ptrdiff_t most)
{
    wz_str    parts[8];
    ptrdiff_t n = 0;
    for (; n < d->count && n < most; n++) {
        parts[n] = wz_record_title(d->items[n].as.ref.target);
    }
    wz_str joined = wz_str_join(arena, parts, n, WZ_STR(", "));
    return d->count > most ? wz_format(arena, "%.*s, \xe2\x80\xa6", WZ_ARG(joined)) : joined;
}

static const wz_search_values *facet_values(wz_arena *arena, const search_config *c, const wz_record *record)
{
    wz_search_values *all = wz_new(arena, wz_search_values, c->facet_count);
    for (ptrdiff_t f = 0; f < c->facet_count; f++) {
        const facet_spec *spec = &c->facets[f];
        const wz_field   *field;
        const wz_datum   *d      = value_of(record, spec->field, &field);
        int32_t          *values = wz_new(arena, int32_t, d->count + 1);
        ptrdiff_t         n      = 0;
        if (!spec->field.len) {
            values[n++] = (int32_t)record->kind->index;
        }
        for (ptrdiff_t i = 0; field && field->vocabulary && i < d->count; i++) {
            for (ptrdiff_t v = 0; v < spec->vocabulary_count; v++) {
                if (spec->vocabularies[v] == field->vocabulary) {
                    int32_t value = (int32_t)(spec->offsets[v] + d->items[i].as.ref.target->number);
                    bool    twice = false;
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
    doc->slots[WZ_SEARCH_KIND]       = record->kind->name;
    doc->slots[WZ_SEARCH_KIND_LABEL] = d->count ? wz_record_title(d->items[0].as.ref.target) : record->kind->one;
    doc->slots[WZ_SEARCH_FOR_WHOM]   = titles(arena, value_of(record, c->for_whom, &field), 4);
    doc->slots[WZ_SEARCH_BY_WHOM]    = titles(arena, value_of(record, c->by_whom, &field), 3);
    d                                = value_of(record, c->year, &field);
    if (d->count && field->type == WZ_TYPE_PERIOD) {
        wz_period p                    = d->items[0].as.period;
        doc->slots[WZ_SEARCH_YEAR]     = wz_period_text(arena, p, s->config.language);
        doc->year                      = p.to.year ? p.to.year : p.from.year;
    }
    d = value_of(record, c->status, &field);
    if (d->count) {
        doc->slots[WZ_SEARCH_STATUS]       = d->items[0].as.ref.target->id;
        doc->slots[WZ_SEARCH_STATUS_LABEL] = wz_record_title(d->items[0].as.ref.target);
    }
}

typedef struct doc_run {
    site                *s;
    const search_config *c;
    wz_search_doc       *docs;
} doc_run;

static void make_doc(void *context, int worker, ptrdiff_t index)
{
    doc_run         *run    = context;
    site            *s      = run->s;
    wz_arena        *arena  = s->arenas[worker];
    const wz_record *record = s->catalog->records[index];
    wz_search_doc   *doc    = &run->docs[index];
    wz_buf           keywords = {0}, body = {0};
    const wz_kind   *kind = record->kind;
    for (ptrdiff_t f = 0; f < kind->field_count; f++) {
        const wz_field *field = &kind->fields[f];
        bool            role  = f == kind->roles[WZ_ROLE_TITLE] || f == kind->roles[WZ_ROLE_SUMMARY] || f == kind->roles[WZ_ROLE_FORMER] ||
                    f == kind->roles[WZ_ROLE_REVIEWED] || f == kind->roles[WZ_ROLE_CHANGES];
        bool keyword = is_keyword(run->c, field->name) || (field->facet && field->vocabulary);
        if (!role && field->type != WZ_TYPE_MARKDOWN) {
            add_texts(keyword ? &keywords : &body, field, &record->values[f]);
        }
    }
    wz_buf_add(&body, *site_record_text(s, record));
    record_dates dates = site_record_dates(record);
    doc->id            = wz_format(arena, "%.*s/%.*s", WZ_ARG(kind->place), WZ_ARG(record->id));
    doc->url           = site_link_path(s, arena, s->record_paths[index]);
    doc->fields[WZ_SEARCH_TITLE]    = wz_record_title(record);
    doc->fields[WZ_SEARCH_SUMMARY]  = wz_record_summary(record);
    doc->fields[WZ_SEARCH_KEYWORDS] = wz_str_copy(arena, wz_buf_str(&keywords));
    doc->fields[WZ_SEARCH_BODY]     = wz_str_copy(arena, wz_buf_str(&body));
    doc->facets                     = facet_values(arena, run->c, record);
    doc->changed = dates.updated.year * 10000 + dates.updated.month * 100 + dates.updated.day;
    doc->prior   = wz_record_withdrawn(record) ? 0.9F : 1.0F;
    fill_slots(s, arena, run->c, record, doc);
    wz_buf_free(&keywords);
    wz_buf_free(&body);
}

bool site_search_build(site *s)
{
    search_config c = {0};
    if (!s->config.search) {
        return true;
    }
    wz_lexicon_input lexicon_input = {0};
    if (!read_config(s, &c) || !read_lexicon(s, &c, &lexicon_input)) {
        return false;
    }
    doc_run run = {s, &c, wz_new(s->arena, wz_search_doc, s->catalog->record_count)};
    wz_pool_run(s->workers, s->catalog->record_count, make_doc, &run);
    wz_search_facet *facets = wz_new(s->arena, wz_search_facet, c.facet_count);
    for (ptrdiff_t f = 0; f < c.facet_count; f++) {
        facets[f] = (wz_search_facet){c.facets[f].id, c.facets[f].label, c.facets[f].values, c.facets[f].count};
    }
    wz_search_input *input = wz_new(s->arena, wz_search_input, 1);
    *input = (wz_search_input){.docs = run.docs, .doc_count = s->catalog->record_count, .facets = facets, .facet_count = c.facet_count,
                               .workers = s->workers, .folder = c.folder};
    wz_lexicon *lexicon = wz_lexicon_new(s->arena, s->diags, &lexicon_input);
    s->search           = wz_search_new(s->arena, s->diags, lexicon, input);
    s->facets           = facets;
    s->facet_count      = c.facet_count;
    if (s->search && c.terms > 0) {
        s->term_count = wz_search_terms(s->arena, s->search, c.terms, &s->terms);
    }
    return s->search != NULL;
}

void site_search_write(site *s)
{
    if (s->search) {
        s->search_output_count = wz_search_write(s->arena, s->search, &s->search_outputs, &s->search_stats);
    }
}

/* ---- What pages show ---- */

static wz_str term_path(const site *s, wz_arena *arena, ptrdiff_t index)
{
    for (ptrdiff_t o = 0; o < s->config.output_count; o++) {
        const output_spec *spec = &s->config.outputs[o];
        ptrdiff_t          at   = wz_str_find(spec->path, WZ_STR("{id}"));
        if (spec->each == EACH_SEARCH_TERM && at >= 0) {
            wz_str before = wz_str_slice(spec->path, 0, at), after = wz_str_slice(spec->path, at + 4, spec->path.len);
            return site_link_path(s, arena, wz_format(arena, "%.*s%.*s%.*s", WZ_ARG(before), WZ_ARG(s->terms[index].slug), WZ_ARG(after)));
        }
    }
    return (wz_str){0};
}

wz_value site_view_search(const site *s, wz_arena *arena)
{
    if (!s->search) {
        return wz_value_bool(false);
    }
    wz_arena        *scratch = wz_arena_new(NULL);
    wz_search_answer all     = wz_search_query(scratch, s->search, (wz_str){0}, NULL);
    wz_value        *facets  = wz_new(arena, wz_value, s->facet_count);
    for (ptrdiff_t f = 0; f < s->facet_count; f++) {
        wz_value *values = wz_new(arena, wz_value, s->facets[f].count);
        ptrdiff_t used   = 0, n = 0;
        for (ptrdiff_t v = 0; v < s->facets[f].count; v++) {
            used += all.counts[f][v] > 0;
        }
        for (ptrdiff_t v = 0; v < s->facets[f].count; v++) {
            ptrdiff_t count = all.counts[f][v];
            if (count == 0) {
                continue;
            }
            wz_object *value = site_view_link(s, arena, NULL, n, used);
            site_view_link_set(value, s->n.id, wz_value_text(s->facets[f].values[v].id));
            site_view_link_set(value, s->n.label, wz_value_text(s->facets[f].values[v].label));
            site_view_link_set(value, s->n.count, wz_value_text(wz_format(arena, "%td", count)));
            values[n++] = wz_value_object(value);
        }
        wz_object *facet = site_view_link(s, arena, NULL, f, s->facet_count);
        site_view_link_set(facet, s->n.id, wz_value_text(s->facets[f].id));
        site_view_link_set(facet, s->n.label, wz_value_text(s->facets[f].label));
        site_view_link_set(facet, s->n.values, wz_value_list(wz_list_new(arena, values, n)));
        site_view_link_set(facet, s->n.count, wz_value_text(wz_format(arena, "%td", n)));
        facets[f] = wz_value_object(facet);
    }
    wz_arena_free(scratch);
    wz_value *terms = wz_new(arena, wz_value, s->term_count);
    for (ptrdiff_t t = 0; t < s->term_count; t++) {
        wz_object *term = site_view_link(s, arena, NULL, t, s->term_count);
        site_view_link_set(term, s->n.label, wz_value_text(s->terms[t].label));
        site_view_link_set(term, s->n.path, wz_value_optional(term_path(s, arena, t)));
        site_view_link_set(term, s->n.count, wz_value_text(wz_format(arena, "%td", s->terms[t].count)));
        terms[t] = wz_value_object(term);
    }
    wz_object *o = wz_object_new(arena, 6);
    wz_object_text(o, s->n.manifest, s->search_stats.manifest);
    wz_object_text(o, s->n.count, wz_format(arena, "%td", s->catalog->record_count));
    wz_object_set(o, s->n.facets, wz_value_list(wz_list_new(arena, facets, s->facet_count)));
    wz_object_set(o, s->n.terms, wz_value_list(wz_list_new(arena, terms, s->term_count)));
    return wz_value_object(o);
}

wz_value site_view_search_term(const site *s, wz_arena *arena, ptrdiff_t index)
{
    /* In a large catalogue a frequent word is on thousands of records; nobody reads that far. The rest is counted. */
    enum { SHOWN = 200 };
    const wz_search_term *t     = &s->terms[index];
    ptrdiff_t             shown = t->count < SHOWN ? t->count : SHOWN;
    wz_value             *items = wz_new(arena, wz_value, shown);
    for (ptrdiff_t i = 0; i < shown; i++) {
        items[i] = wz_value_object(site_view_link(s, arena, s->view->records[t->docs[i]], i, shown));
    }
    wz_object *o = wz_object_new(arena, 5);
    wz_object_set(o, s->n.more, t->count > shown ? wz_value_text(wz_format(arena, "%td", t->count - shown)) : wz_value_bool(false));
    wz_object_text(o, s->n.label, t->label);
    wz_object_text(o, s->n.count, wz_format(arena, "%td", t->count));
    wz_object_set(o, s->n.single, wz_value_bool(t->count == 1));
    wz_object_set(o, s->n.items, wz_value_list(wz_list_new(arena, items, shown)));
    return wz_value_object(o);
}
