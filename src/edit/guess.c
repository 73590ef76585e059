/* SPDX-License-Identifier: EUPL-1.2 */
/* What the fields of records of others seem to be. */
#include "edit/guess.h"
#include "wegwijzer/url.h"

#define TITLE_LONGEST   200
#define SUMMARY_LONGEST 500
#define TERM_LONGEST    60
#define TERMS_MOST      60                        /* more values than this are no list to choose from */
#define ANY             ((1u << SHAPE_TERMS) - 1) /* every shape that is read off a value */

static guess *guess_of(wz_arena *arena, guesses *list, wz_str key)
{
    for (ptrdiff_t i = 0; i < list->count; i++)
        if (wz_str_equal(list->items[i]->key, key))
            return list->items[i];
    guess *g = wz_new(arena, guess, 1);
    *g = (guess){.key = key, .shape = SHAPE_TEXT, .fits = ANY, .distinct = wz_map_new(arena)};
    wz_grow(arena, list->items, list->count, list->cap);
    return list->items[list->count++] = g;
}

static unsigned shapes_of(wz_arena *arena, wz_str text)
{
    wz_date date;
    long number;
    bool truth;
    wz_url url;
    return (wz_date_parse(text, &date) ? 1u << SHAPE_DATE : 0) |
           (wz_url_read(arena, text, WZ_URL_SITE, &url) ? 1u << SHAPE_URL : 0) |
           (text.len > 0 && wz_str_equal(wz_url_mail_in_text(text), text) ? 1u << SHAPE_EMAIL : 0) |
           (wz_str_number(text, 999999999, &number) && (text.len == 1 || text.ptr[0] != '0') ? 1u << SHAPE_INTEGER
                                                                                             : 0) |
           (wz_model_truth(text, &truth) ? 1u << SHAPE_BOOL : 0);
}

static void observe(guessed *g, guesses *to, const wz_node *map);

static void observe_value(guessed *g, guess *field, const wz_node *node)
{
    wz_str text = wz_str_trim(node->text);
    field->mixed = field->mixed || node->kind == WZ_NODE_LIST;
    if (node->kind == WZ_NODE_MAP) {
        field->maps = true;
        observe(g, &field->parts, node);
    } else if (node->kind == WZ_NODE_TEXT) {
        ptrdiff_t letters = wz_utf8_count(text);
        field->texts = true;
        field->values++;
        field->letters += letters;
        field->longest = letters > field->longest ? letters : field->longest;
        field->lines = field->lines || wz_str_find_byte(text, '\n') >= 0;
        field->spaced = field->spaced || wz_str_find_byte(text, ' ') >= 0;
        field->fits &= shapes_of(g->arena, text);
        wz_map_put(field->distinct, text, field);
    }
}

/* Depth is that of the tree, which is limited. */
static void observe(guessed *g, guesses *to, const wz_node *map)
{
    for (ptrdiff_t i = 0; i < map->count; i++) {
        guess *field = guess_of(g->arena, to, map->keys[i]->text);
        const wz_node *node = map->items[i];
        bool nothing = node->kind == WZ_NODE_TEXT ? wz_node_is_empty(node) : node->count == 0;
        g->empties = g->empties || nothing;
        field->list = field->list || node->kind == WZ_NODE_LIST;
        field->records += !nothing;
        if (node->kind != WZ_NODE_LIST && !nothing)
            observe_value(g, field, node);
        for (ptrdiff_t k = 0; node->kind == WZ_NODE_LIST && k < node->count; k++) {
            if (!wz_node_is_empty(node->items[k]))
                observe_value(g, field, node->items[k]);
            else
                g->empties = true;
        }
    }
}

/* A name of the model: letters, digits and hyphens, none twice, capitals aside. */
static void name_fields(wz_arena *arena, guesses *list, bool keep)
{
    wz_map *taken = wz_map_new(arena);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        guess *field = list->items[i];
        wz_str key = field->key, base = keep && wz_str_is_plain(key, "_-") ? key : wz_id_near(arena, key);
        if (base.len == 0 || !wz_is_letter(base.ptr[0]))
            base = wz_format(arena, "x-%.*s", WZ_ARG(base));
        base = wz_str_slice(base, 0, 50);
        field->name = base;
        for (int n = 2; wz_map_put(taken, wz_utf8_fold(arena, field->name), field); n++)
            field->name = wz_format(arena, "%.*s-%d", WZ_ARG(base), n);
    }
}

/* ---- Shapes ---- */

static bool is_choice(const guess *g)
{
    ptrdiff_t distinct = wz_map_count(g->distinct);
    return g->values >= 6 && g->values >= 2 * distinct && distinct > 1 && distinct <= TERMS_MOST &&
           g->longest <= TERM_LONGEST && !g->lines;
}

static shape narrowest(const guess *g)
{
    for (int s = SHAPE_DATE; s <= SHAPE_BOOL; s++)
        if (g->fits & 1u << s)
            return (shape)s;
    return g->lines || g->longest > SUMMARY_LONGEST ? SHAPE_MARKDOWN : is_choice(g) ? SHAPE_TERMS : SHAPE_TEXT;
}

/* Depth is that of the tree; groups beyond what a model may nest are not read. */
static void decide(wz_arena *arena, guesses *list, int depth)
{
    name_fields(arena, list, true);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        guess *g = list->items[i];
        ptrdiff_t read = 0;
        if (g->maps)
            decide(arena, &g->parts, depth + 1);
        for (ptrdiff_t p = 0; p < g->parts.count; p++)
            read += g->parts.items[p]->shape != SHAPE_IGNORED;
        bool group = g->maps && !g->texts && depth < WZ_MODEL_DEPTH && read > 0;
        g->shape = g->mixed || (g->maps && !group) || (!g->maps && g->values == 0) ? SHAPE_IGNORED
                   : group                                                         ? SHAPE_GROUP
                                                                                   : narrowest(g);
        if (depth > 0 && g->shape == SHAPE_TERMS)
            g->shape = SHAPE_TEXT;
    }
}

static bool names_all(const guess *g, const wz_map *names)
{
    bool all = wz_map_count(g->distinct) > 0;
    for (ptrdiff_t i = 0; all && i < wz_map_count(g->distinct); i++)
        all = wz_map_get(names, wz_map_key(g->distinct, i)) != NULL;
    return all;
}

/* A field that names one record each, of all. */
static bool is_key(const guessed_kind *kind, const guess *g)
{
    return g->shape == SHAPE_TEXT && !g->list && g->records == kind->records && kind->records > 1 &&
           wz_map_count(g->distinct) == kind->records && !g->spaced && g->longest <= WZ_ID_MAX;
}

static void find_references(guessed *g, guessed_kind *kind, guess *field)
{
    bool can =
        (field->shape == SHAPE_TEXT || field->shape == SHAPE_TERMS) && field != kind->title && !is_key(kind, field);
    for (ptrdiff_t k = 0; can && !field->to && k < g->count; k++) {
        guessed_kind *other = g->kinds[k];
        if (names_all(field, other->ids))
            field->to = other;
        for (ptrdiff_t f = 0; !field->to && f < other->fields.count; f++) {
            const guess *key = other->fields.items[f];
            if ((!other->key || other->key == key) && is_key(other, key) && names_all(field, key->distinct)) {
                field->to = other;
                other->key = key;
            }
        }
    }
    field->shape = field->to ? SHAPE_REFS : field->shape;
}

/* A field that is a choice in one kind is that in every other where it can be. */
static void share_choices(guessed *g)
{
    for (ptrdiff_t k = 0; k < g->count; k++)
        for (ptrdiff_t f = 0; f < g->kinds[k]->fields.count; f++) {
            guess *field = g->kinds[k]->fields.items[f];
            bool can = field->shape == SHAPE_TEXT && field != g->kinds[k]->title && field->longest <= TERM_LONGEST &&
                       !field->lines;
            for (ptrdiff_t o = 0; o < g->count && can; o++)
                for (ptrdiff_t i = 0; i < g->kinds[o]->fields.count; i++)
                    if (wz_str_equal(g->kinds[o]->fields.items[i]->key, field->key) &&
                        is_choice(g->kinds[o]->fields.items[i]) && g->kinds[o]->fields.items[i]->shape == SHAPE_TERMS)
                        field->shape = SHAPE_TERMS;
        }
}

/* ---- Roles ---- */

/* What nearly all records have, short and each its own; that it is called as the role, or reads like words, counts. */
static int title_score(const guessed_kind *kind, const guess *g)
{
    bool can = (g->shape == SHAPE_TEXT || g->shape == SHAPE_TERMS) && !g->list && !g->lines &&
               g->longest <= TITLE_LONGEST && g->records * 10 >= kind->records * 9 &&
               wz_map_count(g->distinct) * 10 >= g->values * 9;
    return !can ? 0 : 1 + 4 * wz_str_equal(g->key, WZ_STR("title")) + 2 * g->spaced + (g->letters < 80 * g->values);
}

static void give_roles(guessed_kind *kind)
{
    int best = 0;
    for (ptrdiff_t i = 0; i < kind->fields.count; i++) {
        guess *g = kind->fields.items[i];
        int score = title_score(kind, g);
        kind->title = score > best ? g : kind->title;
        best = score > best ? score : best;
    }
    for (ptrdiff_t i = 0; i < kind->fields.count; i++) {
        guess *g = kind->fields.items[i];
        bool sentence = g->shape == SHAPE_TEXT && !g->list && g != kind->title && g->longest <= SUMMARY_LONGEST &&
                        g->letters > 40 * g->values && 2 * g->records >= kind->records;
        kind->summary = sentence && !kind->summary ? g : kind->summary;
        if (g->shape == SHAPE_MARKDOWN && !g->list && !kind->body && !kind->bodies)
            kind->body = g;
    }
    if (kind->title)
        kind->title->shape = SHAPE_TEXT;
}

guessed_kind *guess_kind(const guessed *g, wz_str folder)
{
    for (ptrdiff_t i = 0; i < g->count; i++)
        if (wz_str_equal(g->kinds[i]->folder, folder))
            return g->kinds[i];
    return NULL;
}

static guessed_kind *add_kind(guessed *g, wz_str folder, wz_str called)
{
    wz_arena *arena = g->arena;
    guessed_kind *kind = wz_new(arena, guessed_kind, 1);
    wz_str near = wz_id_near(arena, called);
    *kind = (guessed_kind){.folder = folder, .ids = wz_map_new(arena)};
    kind->name = near.len > 0 && wz_is_letter(near.ptr[0]) ? wz_str_slice(near, 0, 50)
                                                           : wz_format(arena, "x-%.*s", WZ_ARG(near));
    for (ptrdiff_t i = 0; i < g->count; i++)
        if (wz_str_equal(g->kinds[i]->name, kind->name))
            kind->name = wz_format(arena, "%.*s-%td", WZ_ARG(kind->name), g->count + 1);
    wz_grow(arena, g->kinds, g->count, g->cap);
    return g->kinds[g->count++] = kind;
}

/* Records with a text behind their fields: it is a field of the model, under a name that is free. */
static void add_body(guessed *g, guessed_kind *kind)
{
    wz_str name = WZ_STR("body");
    for (ptrdiff_t i = 0; i < kind->fields.count; i++)
        if (wz_str_equal(kind->fields.items[i]->name, name))
            name = WZ_STR("body-text");
    kind->body = guess_of(g->arena, &kind->fields, wz_format(g->arena, "%.*s", WZ_ARG(name)));
    kind->body->name = name;
    kind->body->shape = SHAPE_MARKDOWN;
}

void guess_records(guessed *g, const gathered *all, wz_str name)
{
    for (ptrdiff_t r = 0; r < all->count; r++) {
        const gathered_record *record = &all->items[r];
        guessed_kind *kind = guess_kind(g, record->folder);
        kind = kind ? kind : add_kind(g, record->folder, record->folder.len > 0 ? record->folder : name);
        kind->records++;
        kind->bodies = kind->bodies || record->body;
        observe(g, &kind->fields, record->map);
        if (record->stem.len > 0) {
            wz_map_put(kind->ids, record->stem, kind);
            wz_map_put(kind->ids, wz_record_id(g->arena, record->stem), kind);
        }
    }
    for (ptrdiff_t k = 0; k < g->count; k++) {
        decide(g->arena, &g->kinds[k]->fields, 0);
        give_roles(g->kinds[k]);
    }
    share_choices(g);
    for (ptrdiff_t k = 0; k < g->count; k++) {
        for (ptrdiff_t f = 0; f < g->kinds[k]->fields.count; f++)
            find_references(g, g->kinds[k], g->kinds[k]->fields.items[f]);
        if (g->kinds[k]->bodies)
            add_body(g, g->kinds[k]);
    }
}

void guess_widen(guessed_kind *kind, guess *field)
{
    field->shape = field->shape < SHAPE_TEXT                                             ? SHAPE_TEXT
                   : field->shape == SHAPE_TEXT && field != kind->title                  ? SHAPE_MARKDOWN
                   : field->shape == SHAPE_TEXT || (kind->bodies && field == kind->body) ? field->shape
                                                                                         : SHAPE_IGNORED;
    field->to = NULL;
    if (field == kind->summary)
        kind->summary = NULL;
    if (field->shape == SHAPE_IGNORED && field == kind->body)
        kind->body = NULL;
}
