/* SPDX-License-Identifier: EUPL-1.2 */
/* Which forms are one word. Forms belong together when they have the same stem, the same regular inflection taken off or the same
 * verb, or when the editors say so (onregelmatig). Groups of the editors that would fall together (school and scholing have one stem)
 * are kept apart: each takes its own forms and their regular inflections. */
#include "search/search.h"

#include <string.h>

typedef struct classing {
    wz_search *search;
    search_set keys;
    int32_t *key; /* [form] */
    int32_t *up;  /* union-find over the keys */
    search_set apart;
} classing;

static int32_t root(int32_t *up, int32_t i)
{
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

static int32_t join(int32_t *up, int32_t a, int32_t b)
{
    a = root(up, a);
    b = root(up, b);
    up[a > b ? a : b] = a > b ? b : a;
    return a;
}

wz_str search_part_text(wz_str form, search_part part)
{
    return wz_str_slice(form, part.from, part.from + part.len);
}

int32_t search_class_of(const wz_search *search, wz_str form)
{
    int32_t at = search_set_find(&search->form_set, form);
    return at < 0 ? -1 : search->forms[at].cls;
}

/* The main form that the editors name, {NULL,0}: none. */
static wz_str told_main(const wz_lexicon *lexicon, wz_str form)
{
    int32_t at = search_set_find(&lexicon->irregular, form);
    return at >= 0 ? lexicon->irregular_main[at] : (wz_str){0};
}

/* Groups of the editors whose main forms have one stem. */
static void find_apart(classing *c, wz_arena *scratch)
{
    const wz_lexicon *lexicon = c->search->lexicon;
    search_set stems;
    wz_str *first = wz_new(scratch, wz_str, lexicon->irregular.count + 1);
    search_set_init(&stems, scratch, 2 * lexicon->irregular.count + 8);
    search_set_init(&c->apart, scratch, 2 * lexicon->irregular.count + 8);
    for (int32_t i = 0; i < lexicon->irregular.count; i++) {
        char stem[SEARCH_STEM];
        wz_str main = lexicon->irregular_main[i];
        int32_t before = stems.count, at = search_set_add(&stems, (wz_str){stem, search_stem(main, -1, stem)}, true);
        if (at == before) {
            first[at] = main;
        } else if (!wz_str_equal(first[at], main)) {
            search_set_add(&c->apart, first[at], false);
            search_set_add(&c->apart, main, false);
        }
    }
}

/* The form that stands for the word: what the editors name, also of the last part of a compound, gives their main form. *apart: of
 * a group that is kept apart, to which its regular inflections belong too. */
static wz_str base_form(const classing *c, const search_form *form, char out[2 * SEARCH_WORD + 2], bool *apart)
{
    const wz_lexicon *lexicon = c->search->lexicon;
    char light[SEARCH_STEM];
    wz_str main = told_main(lexicon, form->text),
           plain = told_main(lexicon, (wz_str){light, search_light(form->text, light)});
    *apart = search_set_find(&c->apart, main.ptr ? main : plain) >= 0;
    if (main.ptr || *apart) {
        return main.ptr ? main : plain;
    }
    if (form->part_count > 1) {
        search_part last = form->parts[form->part_count - 1];
        main = told_main(lexicon, search_part_text(form->text, last));
        if (main.ptr && main.len <= SEARCH_WORD) {
            *apart = search_set_find(&c->apart, main) >= 0;
            memcpy(out, form->text.ptr, last.from);
            memcpy(out + last.from, main.ptr, (size_t)main.len);
            return (wz_str){out, last.from + main.len};
        }
    }
    return form->text;
}

static int32_t add_key(classing *c, char kind, wz_str text)
{
    char key[SEARCH_STEM + 1] = {kind};
    ptrdiff_t length = text.len < SEARCH_STEM ? text.len : SEARCH_STEM;
    if (length > 0) {
        memcpy(key + 1, text.ptr, (size_t)length);
    }
    return search_set_add(&c->keys, (wz_str){key, length + 1}, true);
}

static int32_t make_key(classing *c, const search_form *form)
{
    char base[2 * SEARCH_WORD + 2], stem[SEARCH_STEM];
    bool apart;
    if (form->stop) { /* a class of its own: "vinden" is not "vindt" */
        return root(c->up, add_key(c, 'w', form->text));
    }
    wz_str word = base_form(c, form, base, &apart);
    if (apart) {
        return root(c->up, add_key(c, 'i', word));
    }
    int32_t a = add_key(c, 's', (wz_str){stem, search_stem(word, search_find_ge(c->search, word), stem)});
    int32_t b = add_key(c, 'l', (wz_str){stem, search_light(word, stem)});
    return join(c->up, a, b);
}

static void join_verbs(classing *c)
{
    const wz_search *search = c->search;
    for (int32_t i = 0; i < search->form_count; i++) {
        const search_form *form = &search->forms[i];
        bool told = form->stop || told_main(search->lexicon, form->text).ptr;
        bool past = !told && search_find_ge(search, form->text) >= 0; /* gevolgd is no form of gevolgen */
        int32_t verb = told || past ? -1 : search_find_verb(search, form->text, false, true);
        verb = told || verb >= 0 ? verb : search_find_participle(search, form->text);
        if (verb >= 0) {
            join(c->up, c->key[i], c->key[verb]);
        }
    }
}

static bool better_main(const search_form *a, const search_form *b)
{
    if (a->count != b->count) {
        return a->count > b->count;
    }
    return a->text.len != b->text.len ? a->text.len < b->text.len : wz_str_compare(a->text, b->text) < 0;
}

/* Numbers the classes in the order of their first forms. */
static void number_classes(classing *c, wz_arena *scratch)
{
    wz_search *search = c->search;
    int32_t n = search->form_count, *cls = wz_new(scratch, int32_t, 3 * n);
    memset(cls, -1, 3 * (size_t)n * sizeof *cls);
    search->classes = wz_new(search->arena, search_class, n + search->lexicon->group_count);
    for (int32_t i = 0; i < n; i++) {
        int32_t r = root(c->up, c->key[i]);
        if (cls[r] < 0) {
            cls[r] = search->word_classes++;
            search->classes[cls[r]].main = i;
            search->classes[cls[r]].stop = search->forms[i].stop;
        }
        search->forms[i].cls = cls[r];
        search_class *class = &search->classes[cls[r]];
        if (better_main(&search->forms[i], &search->forms[class->main])) {
            class->main = i;
        }
    }
    search->class_count = search->word_classes + search->lexicon->group_count;
    for (int32_t i = search->word_classes; i < search->class_count; i++) {
        search->classes[i].main = -1;
    }
}

void search_make_classes(wz_search *search, wz_arena *scratch)
{
    int32_t n = search->form_count;
    classing c = {.search = search, .key = wz_new(scratch, int32_t, n), .up = wz_new(scratch, int32_t, 3 * n)};
    search_set_init(&c.keys, scratch, 2 * n);
    find_apart(&c, scratch);
    for (int32_t i = 0; i < 3 * n; i++) {
        c.up[i] = i;
    }
    for (int32_t i = 0; i < n; i++) {
        c.key[i] = make_key(&c, &search->forms[i]);
    }
    join_verbs(&c);
    number_classes(&c, scratch);
    for (int32_t i = 0; i < n; i++) {
        search_form *form = &search->forms[i];
        for (int j = 0; j < form->part_count; j++) {
            form->part_class[j] = search_class_of(search, search_part_text(form->text, form->parts[j]));
        }
    }
}
