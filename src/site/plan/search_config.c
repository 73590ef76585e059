/* SPDX-License-Identifier: EUPL-1.2 */
/* The settings of the search, and the words it is given.
 *
 * search: in site.yaml
 *   folder:      zoek                        folder of the index (default "zoek")
 *   words:       /usr/share/dict/dutch       word list for splitting compounds; the one input outside the project, so it
 *                                            is named here
 *   list:        {file, abbreviations, synonyms, irregular, jargon, compounds}
 *                                            the editors' word list and the names of its parts
 *   keywords:    [field]                     fields that weigh as keywords
 *   questions:   [field]                     fields with the questions that a record answers, in readers' words
 *   kind_label, for_whom, by_whom, year, status: field
 *                                            what a result shows
 *   facets:      [{id, label, field}]        field is a field of some kind; left out, the facet is the kind itself. Or
 *                                            values with conditions: see search_answers.c
 *   terms:       30, or [word, ...]          pages for this many frequent terms, or for these words: what the search finds
 *                                            for them
 *   names, since, phone, address, answers: see search_answers.c
 */
#include "site/plan/search_config.h"

#include <stdlib.h>

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
        return wz_field_terms(field);
    case NEED_PERIOD:
        return field->holds == WZ_HOLDS_PERIOD;
    case NEED_VOCABULARY:
        return field->vocabulary != NULL;
    default:
        return true;
    }
}

/* True when some kind has the field, and each that has it has it of a type that serves. */
static bool check_field(site *s, wz_loc loc, wz_str name, field_need need)
{
    static const wz_str wanted[] = {[NEED_TERMS] = WZ_STR("terms"),
                                    [NEED_PERIOD] = WZ_STR("period"),
                                    [NEED_VOCABULARY] = WZ_STR("terms, law, source")};
    bool any = false;
    ptrdiff_t total = 0, n = 0;
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

static void facet_vocabularies(site *s, facet_spec *f)
{
    f->vocabularies = wz_new(s->arena, const wz_kind *, s->model->kind_count);
    f->offsets = wz_new(s->arena, ptrdiff_t, s->model->kind_count);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        const wz_field *field = wz_kind_field(s->model->kinds[k], f->field);
        bool known = !field || !field->vocabulary;
        for (ptrdiff_t v = 0; v < f->vocabulary_count && !known; v++) {
            known = f->vocabularies[v] == field->vocabulary;
        }
        if (!known) {
            f->offsets[f->vocabulary_count] = f->count;
            f->vocabularies[f->vocabulary_count++] = field->vocabulary;
            f->count += s->catalog->term_counts[field->vocabulary->index];
        }
    }
    f->values = wz_new(s->arena, wz_search_value, f->count);
    ptrdiff_t n = 0;
    for (ptrdiff_t v = 0; v < f->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[f->vocabularies[v]->index]; t++) {
            const wz_record *term = s->catalog->terms[f->vocabularies[v]->index][t];
            f->values[n++] = (wz_search_value){term->id, wz_record_title(term)};
        }
    }
}

static bool read_facet(site *s, const wz_node *node, facet_spec *f)
{
    static const wz_str keys[] = {WZ_STR("id"), WZ_STR("label"), WZ_STR("field"), WZ_STR("values")};
    if (node->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, node->loc, WZ_STR("facets"), WZ_STR("{…: …}"));
        return false;
    }
    bool ok = KNOWN_KEYS(s, node, keys);
    f->id = setting(s, node, WZ_STR("id"), &ok);
    f->label = setting(s, node, WZ_STR("label"), &ok);
    f->field = field_setting(s, node, WZ_STR("field"), NEED_VOCABULARY, &ok);
    if (ok && (!f->id.len || !f->label.len)) {
        wz_report(s->diags, MODEL_MISSING, node->loc, f->id.len ? WZ_STR("label") : WZ_STR("id"));
        ok = false;
    }
    if (!ok) {
        return false;
    }
    const wz_node *values = site_part(s, node, WZ_STR("values"), WZ_NODE_LIST, &ok);
    if (values) {
        return site_search_conditions(s, values, f) && ok;
    }
    if (f->field.len) {
        facet_vocabularies(s, f);
    } else {
        f->count = s->model->kind_count;
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
                wz_report(s->diags, MODEL_RESERVED, loc, c->facets[i].id)->related =
                    wz_node_get(list->items[j], WZ_STR("id"))->loc;
                ok = false;
            }
        }
    }
    c->facet_count = list->count;
    return ok;
}

/* A list of names of fields. */
static bool read_fields(site *s, const wz_node *map, wz_str key, const wz_node **out)
{
    bool ok = true;
    const wz_node *list = *out = wz_node_get(map, key);
    if (list && list->kind != WZ_NODE_LIST) {
        wz_report(s->diags, LIST_EXPECTED, list->loc, key);
        return false;
    }
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        if (list->items[i]->kind != WZ_NODE_TEXT) {
            wz_report(s->diags, TEXT_EXPECTED, list->items[i]->loc, key);
            ok = false;
        } else {
            ok = check_field(s, list->items[i]->loc, list->items[i]->text, NEED_ANY) && ok;
        }
    }
    return ok;
}

static bool read_word_list(site *s, const wz_node *map, search_config *c)
{
    static const wz_str keys[] = {WZ_STR("file"),      WZ_STR("abbreviations"), WZ_STR("synonyms"),
                                  WZ_STR("irregular"), WZ_STR("jargon"),        WZ_STR("compounds")};
    if (map && map->kind != WZ_NODE_MAP) {
        wz_report(s->diags, GROUP_EXPECTED, map->loc, WZ_STR("list"), WZ_STR("{…: …}"));
        return false;
    }
    c->list = map;
    return !map || KNOWN_KEYS(s, map, keys);
}

/* How many frequent terms get a page, or which words do. */
static bool read_terms(site *s, const wz_node *map, search_config *c)
{
    const wz_node *node = wz_node_get(map, WZ_STR("terms"));
    bool ok = true;
    if (!node || node->kind != WZ_NODE_LIST) {
        return site_number_at(s, map, WZ_STR("terms"), &c->terms);
    }
    c->named = wz_new(s->arena, wz_str, node->count);
    for (ptrdiff_t i = 0; i < node->count; i++) {
        wz_str word = node->items[i]->kind == WZ_NODE_TEXT ? wz_str_trim(node->items[i]->text) : (wz_str){0};
        if (!word.len) {
            wz_report(s->diags, TEXT_EXPECTED, node->items[i]->loc, WZ_STR("terms"));
            ok = false;
        } else {
            c->named[c->named_count++] = word;
        }
    }
    return ok;
}

bool site_search_config(site *s, search_config *c)
{
    const wz_node *map = s->config.search;
    bool ok = true;
    static const wz_str keys[] = {WZ_STR("folder"),     WZ_STR("words"),    WZ_STR("list"),    WZ_STR("keywords"),
                                  WZ_STR("kind_label"), WZ_STR("for_whom"), WZ_STR("by_whom"), WZ_STR("year"),
                                  WZ_STR("status"),     WZ_STR("facets"),   WZ_STR("terms"),   WZ_STR("questions"),
                                  WZ_STR("names"),      WZ_STR("since"),    WZ_STR("phone"),   WZ_STR("address"),
                                  WZ_STR("answers")};
    ok = KNOWN_KEYS(s, map, keys);
    c->folder = setting(s, map, WZ_STR("folder"), &ok);
    c->words = setting(s, map, WZ_STR("words"), &ok);
    c->kind_label = field_setting(s, map, WZ_STR("kind_label"), NEED_TERMS, &ok);
    c->for_whom = field_setting(s, map, WZ_STR("for_whom"), NEED_TERMS, &ok);
    c->by_whom = field_setting(s, map, WZ_STR("by_whom"), NEED_TERMS, &ok);
    c->year = field_setting(s, map, WZ_STR("year"), NEED_PERIOD, &ok);
    c->status = field_setting(s, map, WZ_STR("status"), NEED_TERMS, &ok);
    if (c->folder.len && !wz_path_check(c->folder)) {
        wz_report(s->diags, MODEL_PATH, wz_node_get(map, WZ_STR("folder"))->loc, c->folder);
        ok = false;
    }
    ok = read_terms(s, map, c) && ok;
    ok = read_word_list(s, wz_node_get(map, WZ_STR("list")), c) && ok;
    ok = read_fields(s, map, WZ_STR("keywords"), &c->keywords) && ok;
    ok = read_fields(s, map, WZ_STR("questions"), &c->questions) && ok;
    ok = site_search_answers(s, map, c) && ok;
    return read_facets(s, wz_node_get(map, WZ_STR("facets")), c) && ok;
}

/* ---- The editors' word list ---- */

static wz_lexicon_entry list_entry(wz_arena *arena, wz_str word, const wz_node *others, wz_loc loc)
{
    wz_lexicon_entry e = {.word = word, .loc = loc};
    if (others->kind == WZ_NODE_TEXT) {
        wz_str *one = wz_new(arena, wz_str, 1);
        *one = others->text;
        e.others = one;
        e.count = 1;
    } else if (others->kind == WZ_NODE_LIST) {
        wz_str *all = wz_new(arena, wz_str, others->count);
        for (ptrdiff_t i = 0; i < others->count; i++) {
            all[i] = others->items[i]->text;
        }
        e.others = all;
        e.count = others->count;
    }
    return e;
}

/* One part of the word list: a mapping from a word to others, or a list of groups. */
static wz_lexicon_list part_of(wz_arena *arena, const wz_node *root, wz_str name, ptrdiff_t extra)
{
    const wz_node *node = wz_node_get(root, name);
    ptrdiff_t count = node ? node->count : 0;
    wz_lexicon_entry *entries = wz_new(arena, wz_lexicon_entry, count + extra);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (node->kind == WZ_NODE_MAP) {
            entries[i] = list_entry(arena, node->keys[i]->text, node->items[i], node->keys[i]->loc);
        } else {
            entries[i] = list_entry(arena, (wz_str){0}, node->items[i], node->items[i]->loc);
        }
    }
    return (wz_lexicon_list){entries, count};
}

/* Who types another spelling of a term looks for the term, whose name stands on its records; the other way round
 * "raadslid" would find all that says "raad". Words that the editors' list explains itself are left to it. */
static ptrdiff_t alias_entries(site *s, wz_lexicon_list jargon, wz_lexicon_entry *out)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *listed = wz_map_new(scratch);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < jargon.count; i++) {
        wz_map_put(listed, wz_utf8_fold(scratch, jargon.entries[i].word), s);
    }
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[v]; t++) {
            const wz_record *term = s->catalog->terms[v][t];
            const wz_datum *aliases = wz_record_role(term, WZ_ROLE_ALIASES);
            for (ptrdiff_t i = 0; i < aliases->count; i++) {
                wz_str alias = aliases->items[i].as.text;
                if (wz_map_put(listed, wz_utf8_fold(scratch, alias), s)) {
                    continue;
                }
                if (out) {
                    wz_str *title = wz_new(s->words_arena, wz_str, 1);
                    *title = wz_record_title(term);
                    out[n] = (wz_lexicon_entry){
                        .named = true, .word = alias, .others = title, .count = 1, .loc = aliases->items[i].node->loc};
                }
                n++;
            }
        }
    }
    wz_arena_free(scratch);
    return n;
}

/* The parts of the word list, under the names that site.yaml gives them. A part under another name would be missed by
 * nobody. */
static bool read_list(site *s, const search_config *c, const wz_node *root, wz_lexicon_input *in)
{
    const struct {
        wz_str key;
        wz_lexicon_list *list;
    } parts[] = {{WZ_STR("abbreviations"), &in->abbreviations},
                 {WZ_STR("irregular"), &in->irregular},
                 {WZ_STR("compounds"), &in->compounds},
                 {WZ_STR("synonyms"), &in->synonyms},
                 {WZ_STR("jargon"), &in->jargon}};
    enum { PARTS = sizeof parts / sizeof *parts };
    wz_str names[PARTS], name = {0};
    ptrdiff_t count = 0;
    bool ok = true;
    for (size_t i = 0; i < PARTS; i++) {
        name = setting(s, c->list, parts[i].key, &ok);
        *parts[i].list = part_of(s->words_arena, root, name, 0);
        names[count] = name;
        count += name.len > 0;
    }
    in->language = s->config.language;
    in->jargon = part_of(s->words_arena, root, name, alias_entries(s, in->jargon, NULL));
    in->jargon.count +=
        alias_entries(s, in->jargon, (wz_lexicon_entry *)(uintptr_t)in->jargon.entries + in->jargon.count);
    return (!root || !ok || wz_keys_check(s->diags, root, names, count, false)) && ok;
}

bool site_search_lexicon(site *s, const search_config *c, wz_lexicon_input *in)
{
    const wz_node *root = NULL;
    bool ok = true;
    wz_str file = c->list ? setting(s, c->list, WZ_STR("file"), &ok) : (wz_str){0};
    if (c->words.len) {
        /* An absolute path: the word list belongs to the system. */
        bool absolute = c->words.ptr[0] == '/';
        const char *folder = absolute ? "/" : s->options->folder;
        wz_str path = absolute ? wz_str_slice(c->words, 1, c->words.len) : c->words;
        char real[4096];
        const char *resolved = absolute ? realpath(wz_str_cstring(s->arena, c->words), real) : NULL;
        if (absolute && resolved) {
            path = wz_str_copy(s->arena, wz_str_slice(wz_str_from(real), 1, PTRDIFF_MAX));
        }
        wz_source *words = wz_fs_exists(s->options->fs, folder, path)
                               ? wz_fs_read(s->words_arena, s->diags, s->options->fs, folder, path, WZ_LEXICON_SIZE)
                               : NULL;
        if (words) {
            in->words = words->text;
        } else {
            wz_report(s->diags, MISSING_WORDS, wz_node_get(s->config.search, WZ_STR("words"))->loc, c->words);
        }
    }
    if (file.len && !wz_path_check(file)) {
        wz_report(s->diags, MODEL_PATH, wz_node_get(c->list, WZ_STR("file"))->loc, file);
        ok = false;
    } else if (file.len && !wz_fs_exists(s->options->fs, s->options->folder, file)) {
        wz_report(s->diags, FS_NOT_FOUND, wz_node_get(c->list, WZ_STR("file"))->loc, file);
        ok = false;
    } else if (file.len) {
        wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, file, WZ_LIMIT_FILE);
        root = source ? wz_yaml_parse(s->words_arena, s->diags, source, WZ_YAML_MAP) : NULL;
        ok = root != NULL && ok;
    }
    return c->list ? read_list(s, c, root, in) && ok : ok;
}
