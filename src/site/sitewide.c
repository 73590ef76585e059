/* What the whole site shows: kinds, vocabularies, lists, counts, gaps. */
#include "site/view.h"

#include <stdlib.h>
#include <string.h>

/* ---- Kinds and vocabularies ---- */

static wz_object *kind_object(site *s, const wz_kind *kind)
{
    wz_object *o = wz_object_new(s->arena, 17);
    wz_object_text(o, s->n.id, kind->name);
    wz_object_text(o, s->n.name, kind->name);
    wz_object_text(o, s->n.one, kind->one);
    wz_object_text(o, s->n.many, kind->many);
    wz_object_text(o, s->n.title, kind->many);
    wz_object_text(o, s->n.folder, kind->place);
    wz_object_set(o, s->n.help, wz_value_optional(kind->help));
    wz_object_set(o, s->n.vocabulary, wz_value_bool(kind->vocabulary));
    return o;
}

void site_view_kinds(site *s)
{
    const wz_model *m = s->model;
    s->view->kinds = wz_new(s->arena, wz_object *, m->kind_count);
    s->view->vocabularies = wz_new(s->arena, wz_object *, m->vocabulary_count);
    for (ptrdiff_t k = 0; k < m->kind_count; k++) {
        s->view->kinds[k] = kind_object(s, m->kinds[k]);
        wz_object_set(s->view->kinds[k], s->n.path, wz_value_optional(site_link_path(s, s->arena, s->kind_paths[k])));
        wz_object_text(s->view->kinds[k], s->n.count,
                       wz_format(s->arena, "%td", s->catalog->kind_first[k + 1] - s->catalog->kind_first[k]));
    }
    for (ptrdiff_t v = 0; v < m->vocabulary_count; v++) {
        s->view->vocabularies[v] = kind_object(s, m->vocabularies[v]);
        wz_object_set(s->view->vocabularies[v], s->n.path, wz_value_bool(false));
        wz_object_text(s->view->vocabularies[v], s->n.count, wz_format(s->arena, "%td", s->catalog->term_counts[v]));
    }
}

enum { FIRST_YEAR = 1900, YEARS = 200 };

/* The year a period is counted under, from FIRST_YEAR; YEARS when it goes on, YEARS + 1 when it is not known. */
static int year_slot(wz_period p)
{
    int y = (p.to.year ? p.to.year : p.from.year) - FIRST_YEAR;
    if (p.kind == WZ_PERIOD_ONGOING || p.kind == WZ_PERIOD_SINCE) {
        return YEARS;
    }
    return y >= 0 && y < YEARS ? y : YEARS + 1;
}

/* The records of a kind whose period is counted in a slot, by title; false when there are none. */
static wz_value slot_value(site *s, wz_arena *scratch, ptrdiff_t first, ptrdiff_t total, const int *slots, int slot)
{
    wz_link *found = wz_new(scratch, wz_link, total);
    ptrdiff_t n = 0;
    for (ptrdiff_t r = 0; r < total; r++) {
        if (slots[r] == slot) {
            found[n++] = (wz_link){.record = s->catalog->records[first + r]};
        }
    }
    return site_view_links(s, s->arena, scratch, (wz_links){found, n}, NULL);
}

/* The records of a kind by the year of its first period field, oldest first; within a year by title. */
/* The records of the latest years, at most NEWEST. */
static wz_value newest_value(site *s, wz_arena *scratch, ptrdiff_t first, ptrdiff_t total, const int *slots)
{
    enum { NEWEST = 6 };
    const wz_record *found[NEWEST];
    ptrdiff_t n = 0;
    wz_link *year = wz_new(scratch, wz_link, total);
    for (int y = YEARS - 1; y >= 0 && n < NEWEST; y--) {
        ptrdiff_t in_year = 0;
        for (ptrdiff_t r = 0; r < total; r++) {
            if (slots[r] == y) {
                year[in_year++] = (wz_link){.record = s->catalog->records[first + r]};
            }
        }
        for (ptrdiff_t i = 0; i < in_year && n < NEWEST; i++) {
            found[n++] = year[i].record;
        }
    }
    wz_value items[NEWEST];
    for (ptrdiff_t i = 0; i < n; i++) {
        items[i] = wz_value_object(site_view_link(s, s->arena, site_view_record(s, found[i]), i, n));
    }
    return site_view_wrap(s, s->arena, items, n);
}

static wz_value years_value(site *s, wz_arena *scratch, const wz_kind *kind)
{
    const wz_field *field = NULL;
    for (ptrdiff_t f = 0; f < kind->field_count && !field; f++) {
        field = kind->fields[f].type == WZ_TYPE_PERIOD && !kind->fields[f].list ? &kind->fields[f] : NULL;
    }
    if (!field) {
        return wz_value_bool(false);
    }
    ptrdiff_t first = s->catalog->kind_first[kind->index], total = s->catalog->kind_first[kind->index + 1] - first;
    ptrdiff_t counts[YEARS + 2] = {0}, most = 0, years = 0, n = 0;
    int *slots = wz_new(scratch, int, total);
    for (ptrdiff_t r = 0; r < total; r++) {
        const wz_datum *d = wz_record_value(s->catalog->records[first + r], field);
        slots[r] = year_slot(d->count ? d->items[0].as.period : (wz_period){0});
        counts[slots[r]]++;
    }
    for (int y = 0; y < YEARS; y++) {
        years += counts[y] > 0;
        most = counts[y] > most ? counts[y] : most;
    }
    wz_value items[YEARS];
    for (int y = 0; y < YEARS; y++) {
        if (counts[y]) {
            wz_value records = slot_value(s, scratch, first, total, slots, y);
            wz_object *item = site_view_link(s, s->arena, records.as.object, n, years);
            site_view_link_set(item, s->n.year, wz_value_text(wz_format(s->arena, "%d", y + FIRST_YEAR)));
            site_view_link_set(item, s->n.share, wz_value_text(wz_format(s->arena, "%td", counts[y] * 100 / most)));
            items[n++] = wz_value_object(item);
        }
    }
    wz_object *o = wz_object_new(s->arena, 6);
    wz_object_set(o, s->n.items, wz_value_list(wz_list_new(s->arena, items, n)));
    wz_object_set(o, s->n.newest, newest_value(s, scratch, first, total, slots));
    wz_object_set(o, s->n.unknown, slot_value(s, scratch, first, total, slots, YEARS + 1));
    wz_object_set(o, s->n.ongoing, slot_value(s, scratch, first, total, slots, YEARS));
    wz_object_text(o, s->n.total, wz_format(s->arena, "%td", total));
    return wz_value_object(o);
}

/* Lists that could only be made once the records were: those of a kind, and of a term by kind. */
static wz_value kind_records(site *s, wz_arena *scratch, ptrdiff_t k)
{
    wz_value *items = wz_new(scratch, wz_value, s->catalog->record_count);
    ptrdiff_t n = 0, count = 0;
    for (ptrdiff_t i = 0; i < s->catalog->record_count; i++) {
        count += s->view->by_title[i]->kind->index == k;
    }
    for (ptrdiff_t i = 0; i < s->catalog->record_count; i++) {
        if (s->view->by_title[i]->kind->index == k) {
            items[n] =
                wz_value_object(site_view_link(s, s->arena, site_view_record(s, s->view->by_title[i]), n, count));
            n++;
        }
    }
    return site_view_wrap(s, s->arena, items, n);
}

static wz_object *named_object(site *s, ptrdiff_t count)
{
    return wz_object_new(s->arena, count > 0 ? count : 1);
}

/* {count, share}: how many records of each kind carry a term. The records themselves are on the page of the term
 * (pages.c). */
static void term_counts(site *s, wz_arena *scratch)
{
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        ptrdiff_t most = 1;
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[v]; t++) {
            ptrdiff_t n = wz_catalog_term_links(s->catalog, s->catalog->terms[v][t]).count;
            most = n > most ? n : most;
        }
        wz_value *items = wz_new(scratch, wz_value, s->catalog->term_counts[v]);
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[v]; t++) {
            const wz_record *term = s->catalog->terms[v][t];
            wz_links links = wz_catalog_term_links(s->catalog, term);
            wz_value meta = wz_object_get(site_view_record(s, term), s->n.meta);
            wz_object *m = (wz_object *)(uintptr_t)meta.as.object;
            wz_object_text(m, s->n.count, wz_format(s->arena, "%td", links.count));
            wz_object_text(m, s->n.share, wz_format(s->arena, "%td", links.count * 100 / most));
            wz_object_set(m, s->n.none, wz_value_bool(links.count == 0));
            wz_object *by_kind = named_object(s, s->model->kind_count);
            for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
                ptrdiff_t n = 0;
                for (ptrdiff_t i = 0; i < links.count; i++) {
                    n += links.items[i].record->kind->index == k;
                }
                wz_object_set(by_kind, wz_symbol_find(s->symbols, s->model->kinds[k]->name),
                              n ? wz_value_text(wz_format(s->arena, "%td", n)) : wz_value_bool(false));
            }
            wz_object_set(m, s->n.by_kind, wz_value_object(by_kind));
            items[t] =
                wz_value_object(site_view_link(s, s->arena, site_view_record(s, term), t, s->catalog->term_counts[v]));
        }
        wz_object_set(s->view->vocabularies[v], s->n.terms,
                      wz_value_list(wz_list_new(s->arena, items, s->catalog->term_counts[v])));
    }
}

/* ---- Gaps, reviews ---- */

static bool lacks(const site *s, const wz_record *record, wz_str name)
{
    const wz_field *field = wz_kind_field(record->kind, name);
    if (field) {
        return wz_record_value(record, field)->count == 0;
    }
    for (ptrdiff_t i = 0; i < wz_catalog_inverse_count(s->catalog, record->kind); i++) {
        if (wz_str_equal(wz_catalog_inverse(s->catalog, record->kind, i)->name, name)) {
            return wz_catalog_inverse_links(s->catalog, record, i).count == 0;
        }
    }
    return true;
}

bool site_is_gap(const site *s, const wz_record *record, const gap_spec *g)
{
    bool gap = record->kind == g->kind && !wz_record_withdrawn(record);
    for (ptrdiff_t i = 0; i < g->count; i++) {
        gap = gap && lacks(s, record, g->without[i]);
    }
    return gap;
}

static wz_value gap_value(site *s, wz_arena *scratch, const gap_spec *g)
{
    wz_link *found = wz_new(scratch, wz_link, s->catalog->record_count);
    ptrdiff_t n = 0;
    for (ptrdiff_t r = s->catalog->kind_first[g->kind->index]; r < s->catalog->kind_first[g->kind->index + 1]; r++) {
        if (site_is_gap(s, s->catalog->records[r], g)) {
            found[n++] = (wz_link){.record = s->catalog->records[r]};
        }
    }
    return site_view_links(s, s->arena, scratch, (wz_links){found, n}, NULL);
}

static wz_value due_value(site *s, wz_arena *scratch)
{
    wz_link *found = wz_new(scratch, wz_link, s->catalog->record_count);
    ptrdiff_t n = 0;
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        const wz_record *record = s->catalog->records[r];
        record_dates d = site_record_dates(record);
        if (site_is_due(s, d.reviewed) && !wz_record_withdrawn(record)) {
            found[n++] = (wz_link){.record = record};
        }
    }
    return site_view_links(s, s->arena, scratch, (wz_links){found, n}, NULL);
}

/* ---- Free data, menu, assets ---- */

static void intern_node(site *s, const wz_node *node)
{
    for (ptrdiff_t i = 0; node && i < node->count; i++) {
        if (node->kind == WZ_NODE_MAP) {
            site_name(s, node->keys[i]->text);
        }
        intern_node(s, node->items[i]);
    }
}

static wz_symbol asset_symbol(site *s, wz_str name)
{
    char *key = wz_new(s->arena, char, name.len);
    for (ptrdiff_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        key[i] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
    }
    return site_name(s, (wz_str){key, name.len});
}

void site_view_intern_config(site *s)
{
    intern_node(s, s->config.data);
    for (ptrdiff_t i = 0; i < s->config.matrix_count; i++) {
        site_name(s, s->config.matrices[i].name);
    }
    for (ptrdiff_t i = 0; i < s->config.gap_count; i++) {
        site_name(s, s->config.gaps[i].name);
    }
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        asset_symbol(s, s->asset_names[i]);
    }
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        intern_node(s, s->texts[i].front);
    }
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        site_name(s, s->config.outputs[i].template_name);
    }
}

wz_value site_view_node(const site *s, wz_arena *arena, const wz_node *node)
{
    if (node->kind == WZ_NODE_TEXT) {
        return wz_value_optional(wz_str_trim(node->text));
    }
    if (node->kind == WZ_NODE_LIST) {
        wz_value *items = wz_new(arena, wz_value, node->count);
        for (ptrdiff_t i = 0; i < node->count; i++) {
            wz_value v = site_view_node(s, arena, node->items[i]);
            wz_object *item = site_view_link(s, arena, v.kind == WZ_VALUE_OBJECT ? v.as.object : NULL, i, node->count);
            if (v.kind != WZ_VALUE_OBJECT) {
                site_view_link_set(item, s->n.value, v);
            }
            items[i] = wz_value_object(item);
        }
        return site_view_wrap(s, arena, items, node->count);
    }
    wz_object *o = wz_object_new(arena, node->count > 0 ? node->count : 1);
    for (ptrdiff_t i = 0; i < node->count; i++) {
        wz_object_set(o, wz_symbol_find(s->symbols, node->keys[i]->text), site_view_node(s, arena, node->items[i]));
    }
    return wz_value_object(o);
}

wz_value site_edit_value(const site *s, wz_arena *arena, wz_str file)
{
    ptrdiff_t at = wz_str_find(s->config.edit, WZ_STR("{file}"));
    if (at < 0) {
        return wz_value_bool(false);
    }
    wz_str before = wz_str_slice(s->config.edit, 0, at),
           after = wz_str_slice(s->config.edit, at + 6, s->config.edit.len);
    return wz_value_text(wz_format(arena, "%.*s%.*s%.*s", WZ_ARG(before), WZ_ARG(file), WZ_ARG(after)));
}

static wz_value menu_value(site *s, wz_arena *scratch)
{
    ptrdiff_t count = s->config.menu ? s->config.menu->count : 0;
    wz_value *items = wz_new(scratch, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_node *path = wz_node_get(s->config.menu->items[i], WZ_STR("path"));
        const wz_node *label = wz_node_get(s->config.menu->items[i], WZ_STR("label"));
        wz_object *item = site_view_link(s, s->arena, NULL, i, count);
        wz_str where = path ? wz_str_trim(path->text) : (wz_str){0};
        site_view_link_set(item, s->n.label, wz_value_text(label->text));
        site_view_link_set(item, s->n.path, wz_value_text(site_link_path(s, s->arena, where)));
        items[i] = wz_value_object(item);
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

static wz_value pages_value(site *s, wz_arena *scratch)
{
    wz_value *items = wz_new(scratch, wz_value, s->text_count);
    for (ptrdiff_t i = 0; i < s->text_count; i++) {
        wz_object *item = site_view_link(s, s->arena, NULL, i, s->text_count);
        site_view_link_set(item, s->n.id, wz_value_text(s->texts[i].id));
        site_view_link_set(item, s->n.title, wz_value_text(s->texts[i].title));
        site_view_link_set(item, s->n.summary, wz_value_optional(s->texts[i].summary));
        site_view_link_set(item, s->n.path, wz_value_optional(site_link_path(s, s->arena, s->texts[i].path)));
        items[i] = wz_value_object(item);
    }
    return wz_value_list(wz_list_new(s->arena, items, s->text_count));
}

/* Records in groups by first letter: those of one kind, or all when kind is negative. */
static wz_value letters_value(site *s, wz_arena *scratch, ptrdiff_t kind)
{
    ptrdiff_t all = s->catalog->record_count, n = 0, groups = 0, g = 0;
    const wz_record **records = wz_new(scratch, const wz_record *, all);
    wz_str *letters = wz_new(scratch, wz_str, all);
    for (ptrdiff_t i = 0; i < all; i++) {
        const wz_record *record = s->view->by_title[i];
        if (kind >= 0 && record->kind->index != kind) {
            continue;
        }
        wz_value meta = wz_object_get(site_view_record(s, record), s->n.meta);
        wz_value v = wz_object_get(meta.as.object, s->n.letter);
        records[n] = record;
        letters[n] = (wz_str){v.as.text, v.len};
        groups += n == 0 || !wz_str_equal(letters[n], letters[n - 1]);
        n++;
    }
    wz_value *list = wz_new(scratch, wz_value, groups);
    for (ptrdiff_t i = 0; i < n;) {
        ptrdiff_t end = i;
        while (end < n && wz_str_equal(letters[end], letters[i])) {
            end++;
        }
        wz_value *items = wz_new(scratch, wz_value, end - i);
        for (ptrdiff_t j = i; j < end; j++) {
            items[j - i] =
                wz_value_object(site_view_link(s, s->arena, site_view_record(s, records[j]), j - i, end - i));
        }
        wz_object *item = site_view_link(s, s->arena, NULL, g, groups);
        site_view_link_set(item, s->n.letter, wz_value_text(letters[i]));
        site_view_link_set(item, s->n.items, wz_value_list(wz_list_new(s->arena, items, end - i)));
        site_view_link_set(item, s->n.count, wz_value_text(wz_format(s->arena, "%td", end - i)));
        list[g++] = wz_value_object(item);
        i = end;
    }
    return wz_value_list(wz_list_new(s->arena, list, groups));
}

/* The record that site.yaml names as an example, with the drawing of its route. */
static wz_value example_value(site *s)
{
    wz_str id, folder = wz_str_cut(s->config.example, '/', &id);
    const wz_kind *kind = NULL;
    const wz_record *record = NULL;
    if (!s->config.example.len) {
        return wz_value_bool(false);
    }
    for (ptrdiff_t k = 0; k < s->model->kind_count && !record; k++) {
        if (wz_str_equal(s->model->kinds[k]->place, folder)) {
            kind = s->model->kinds[k];
            record = wz_catalog_find(s->catalog, kind, id);
        }
    }
    if (!record) {
        wz_loc loc = wz_node_get(s->config.root, WZ_STR("example"))->loc;
        wz_diag *diag =
            wz_report(s->diags, UNKNOWN_REFERENCE, loc, kind ? kind->one : WZ_STR("record"), s->config.example);
        diag->suggestion = kind ? wz_catalog_suggest(s->catalog, kind, id) : (wz_str){0};
        return wz_value_bool(false);
    }
    wz_object *item = site_view_link(s, s->arena, site_view_record(s, record), 0, 1);
    site_view_link_set(item, s->n.route, site_view_route(s, s->arena, record));
    return wz_value_object(item);
}

static wz_date newest(const site *s)
{
    wz_date date = {0};
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        record_dates d = site_record_dates(s->catalog->records[r]);
        date = wz_date_compare(date, d.updated) < 0 ? d.updated : date;
    }
    return date;
}

static wz_value object_list(site *s, wz_arena *scratch, wz_object **objects, ptrdiff_t count)
{
    wz_value *items = wz_new(scratch, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        items[i] = wz_value_object(site_view_link(s, s->arena, objects[i], i, count));
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

static wz_object *named_kinds(site *s)
{
    wz_object *o = named_object(s, s->model->kind_count + s->model->vocabulary_count);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        wz_object_set(o, wz_symbol_find(s->symbols, s->model->kinds[k]->name), wz_value_object(s->view->kinds[k]));
    }
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        wz_object_set(o, wz_symbol_find(s->symbols, s->model->vocabularies[v]->name),
                      wz_value_object(s->view->vocabularies[v]));
    }
    return o;
}

/* Of https://host/path/ the part /path/: a checked address has a slash after its host. */
static wz_str path_of(wz_str url)
{
    wz_str rest = wz_str_slice(url, wz_str_find(url, WZ_STR("://")) + 3, url.len);
    return wz_str_slice(rest, wz_str_find_byte(rest, '/'), rest.len);
}

static void set_config(site *s, wz_object *o)
{
    const site_config *c = &s->config;
    wz_object_text(o, s->n.title, c->title);
    wz_object_set(o, s->n.summary, wz_value_optional(c->summary));
    wz_object_text(o, s->n.language, c->language);
    wz_object_text(o, s->n.base_url, c->base_url);
    wz_object_text(o, s->n.base_path, path_of(c->base_url));
    wz_object_set(o, s->n.owner, wz_value_optional(c->owner));
    wz_object_set(o, s->n.contact, wz_value_optional(c->contact));
    wz_object_set(o, s->n.repository, wz_value_optional(c->repository));
    wz_object_set(o, s->n.issues, wz_value_optional(c->issues));
    wz_object_text(o, s->n.theme, c->theme);
    wz_object_set(o, s->n.theme_class, wz_value_optional(c->theme_class));
    wz_object_set(o, s->n.offline, wz_value_bool(s->options->offline));
    wz_object_text(o, s->n.index, s->options->offline ? WZ_STR("index.html") : WZ_STR(""));
    wz_object_set(o, s->n.data, c->data ? site_view_node(s, s->arena, c->data) : wz_value_bool(false));
}

void site_view_site(site *s)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_object *o = s->view->site = wz_object_new(s->arena, 40);
    set_config(s, o);
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        wz_object_set(s->view->kinds[k], s->n.records, kind_records(s, scratch, k));
        wz_object_set(s->view->kinds[k], s->n.years, years_value(s, scratch, s->model->kinds[k]));
        wz_object_set(s->view->kinds[k], s->n.letters, letters_value(s, scratch, k));
    }
    term_counts(s, scratch);
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        wz_object_set(s->view->vocabularies[v], s->n.groups, site_view_vocabulary_groups(s, s->model->vocabularies[v]));
    }
    wz_object_set(o, s->n.menu, menu_value(s, scratch));
    wz_object_set(o, s->n.kinds, object_list(s, scratch, s->view->kinds, s->model->kind_count));
    wz_object_set(o, s->n.vocabularies, object_list(s, scratch, s->view->vocabularies, s->model->vocabulary_count));
    wz_object_set(o, s->n.by_kind, wz_value_object(named_kinds(s)));
    wz_links all = {wz_new(scratch, wz_link, s->catalog->record_count), s->catalog->record_count};
    for (ptrdiff_t r = 0; r < all.count; r++) {
        ((wz_link *)(uintptr_t)all.items)[r].record = s->catalog->records[r];
    }
    wz_object_set(o, s->n.records, site_view_links(s, s->arena, scratch, all, NULL));
    site_view_changes(s, scratch, o);
    wz_object_set(o, s->n.example, example_value(s));
    wz_object_set(o, s->n.due, due_value(s, scratch));
    wz_object_set(o, s->n.reviews, site_view_reviews(s, scratch));
    wz_object_set(o, s->n.letters, letters_value(s, scratch, -1));
    wz_object_set(o, s->n.pages, pages_value(s, scratch));
    wz_object_set(o, s->n.updated, site_view_date(s, s->arena, newest(s)));
    wz_object_set(o, s->n.today, site_view_date(s, s->arena, s->today));
    wz_object *matrices = named_object(s, s->config.matrix_count);
    for (ptrdiff_t i = 0; i < s->config.matrix_count; i++) {
        wz_object_set(matrices, wz_symbol_find(s->symbols, s->config.matrices[i].name),
                      site_view_matrix(s, &s->config.matrices[i]));
    }
    wz_object_set(o, s->n.matrices, wz_value_object(matrices));
    wz_object *gaps = named_object(s, s->config.gap_count);
    for (ptrdiff_t i = 0; i < s->config.gap_count; i++) {
        wz_object_set(gaps, wz_symbol_find(s->symbols, s->config.gaps[i].name),
                      gap_value(s, scratch, &s->config.gaps[i]));
    }
    wz_object_set(o, s->n.gaps, wz_value_object(gaps));
    wz_object *assets = named_object(s, s->asset_count);
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        wz_object_text(assets, asset_symbol(s, s->asset_names[i]), s->assets[i].path);
    }
    wz_object_set(o, s->n.assets, wz_value_object(assets));
    wz_arena_free(scratch);
}
