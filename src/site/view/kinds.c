/* SPDX-License-Identifier: EUPL-1.2 */
/* Kinds and vocabularies, with lists of their records and terms. */
#include "site/view/view.h"

static wz_object *kind_object(site *s, const wz_kind *kind)
{
    wz_object *o = wz_object_new(s->arena, 20);
    wz_object_text(o, s->n->id, kind->name);
    wz_object_text(o, s->n->name, kind->name);
    wz_object_text(o, s->n->one, kind->one);
    wz_object_text(o, s->n->many, kind->many);
    wz_object_text(o, s->n->One, wz_utf8_capital(s->arena, kind->one));
    wz_object_text(o, s->n->Many, wz_utf8_capital(s->arena, kind->many));
    wz_object_text(o, s->n->title, kind->many);
    wz_object_text(o, s->n->folder, kind->place);
    wz_object_set(o, s->n->help, wz_value_optional(kind->help));
    wz_object_text(o, s->n->uri,
                   wz_format(s->arena, "%.*s%.*s", WZ_ARG(s->config.identifiers),
                             WZ_ARG(kind->vocabulary ? kind->name : kind->place)));
    wz_object_set(o, s->n->vocabulary, wz_value_bool(kind->vocabulary));
    wz_object_set(o, s->n->open, wz_value_bool(!kind->closed));
    return o;
}

void site_kinds_start(site *s)
{
    const wz_model *m = s->model;
    bool want_model = s->values->want_model;
    s->values->samples = wz_new(s->arena, wz_str, m->kind_count);
    s->values->kinds = wz_new(s->arena, wz_object *, m->kind_count);
    s->values->vocabularies = wz_new(s->arena, wz_object *, m->vocabulary_count);
    for (ptrdiff_t k = 0; k < m->kind_count; k++) {
        s->values->kinds[k] = kind_object(s, m->kinds[k]);
        wz_object_set(s->values->kinds[k], s->n->path,
                      wz_value_optional(site_link_path(s, s->arena, s->kind_paths[k])));
        wz_object_set(s->values->kinds[k], s->n->count,
                      site_number(s->arena, s->catalog->kind_first[k + 1] - s->catalog->kind_first[k]));
    }
    for (ptrdiff_t v = 0; v < m->vocabulary_count; v++) {
        s->values->vocabularies[v] = kind_object(s, m->vocabularies[v]);
        wz_object_set(s->values->vocabularies[v], s->n->path, wz_value_bool(false));
        wz_object_set(s->values->vocabularies[v], s->n->list_path,
                      wz_value_optional(site_link_path(s, s->arena, s->vocabulary_paths[v])));
        wz_object_set(s->values->vocabularies[v], s->n->count, site_number(s->arena, s->catalog->term_counts[v]));
    }
    for (ptrdiff_t k = 0; want_model && k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        wz_object *o = kind->vocabulary ? s->values->vocabularies[kind->index] : s->values->kinds[kind->index];
        wz_object_set(o, s->n->model, site_view_model(s, kind));
    }
}

/* The records of a kind by title. */
static const wz_record **records_of(site *s, ptrdiff_t kind)
{
    ptrdiff_t n = 0;
    const wz_record **records =
        wz_new(s->arena, const wz_record *, s->catalog->kind_first[kind + 1] - s->catalog->kind_first[kind]);
    for (ptrdiff_t i = 0; i < s->catalog->record_count; i++) {
        if (s->view->by_title[i]->kind->index == kind) {
            records[n++] = s->view->by_title[i];
        }
    }
    return records;
}

/* In groups by first letter. */
wz_value site_view_letters(const site *s, wz_arena *arena, wz_arena *scratch, const wz_record **records, ptrdiff_t n)
{
    ptrdiff_t groups = 0, g = 0;
    wz_str *letters = wz_new(scratch, wz_str, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        letters[i] = wz_collate_letter(arena, wz_record_title(records[i]));
        groups += i == 0 || !wz_str_equal(letters[i], letters[i - 1]);
    }
    wz_value *list = wz_new(scratch, wz_value, groups);
    for (ptrdiff_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && wz_str_equal(letters[end], letters[i]); end++) {
        }
        wz_object *item = site_view_link(s, arena, NULL, g, groups);
        site_view_link_set(item, s->n->letter, wz_value_text(letters[i]));
        site_view_link_set(item, s->n->items, wz_value_list(site_view_records(s, arena, records + i, end - i)));
        site_view_link_set(item, s->n->count, site_number(arena, end - i));
        list[g++] = wz_value_object(item);
    }
    return wz_value_list(wz_list_new(arena, list, groups));
}

/* {count, share}: how many records of each kind carry a term. The records themselves are on the page of the term
 * (terms.c). */
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
            wz_object *m = site_view_more(site_view_meta(s, term));
            wz_object_set(m, s->n->count, site_number(s->arena, links.count));
            wz_object_set(m, s->n->share, site_number(s->arena, links.count * 100 / most));
            wz_object_set(m, s->n->none, wz_value_bool(links.count == 0));
            wz_object *by_kind = wz_object_new(s->arena, s->model->kind_count + 1);
            for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
                ptrdiff_t n = 0;
                for (ptrdiff_t i = 0; i < links.count; i++) {
                    n += links.items[i].record->kind->index == k;
                }
                wz_object_set(by_kind, wz_symbol_find(s->symbols, s->model->kinds[k]->name),
                              n ? site_number(s->arena, n) : wz_value_bool(false));
            }
            wz_object_set(m, s->n->by_kind, wz_value_object(by_kind));
            items[t] =
                wz_value_object(site_view_link(s, s->arena, site_view_record(s, term), t, s->catalog->term_counts[v]));
        }
        wz_object_set(s->values->vocabularies[v], s->n->terms,
                      wz_value_list(wz_list_new(s->arena, items, s->catalog->term_counts[v])));
    }
}

void site_kinds_finish(site *s, wz_arena *scratch)
{
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        wz_object *o = s->values->kinds[k];
        ptrdiff_t count = s->catalog->kind_first[k + 1] - s->catalog->kind_first[k];
        const wz_record **records = records_of(s, k);
        wz_object_set(o, s->n->records, site_view_counted(s, s->arena, site_view_records(s, s->arena, records, count)));
        wz_object_set(o, s->n->years, site_view_years(s, scratch, s->model->kinds[k]));
        wz_object_set(o, s->n->letters, site_view_letters(s, s->arena, scratch, records, count));
    }
    term_counts(s, scratch);
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        wz_object_set(s->values->vocabularies[v], s->n->groups,
                      site_view_vocabulary_groups(s, s->model->vocabularies[v]));
    }
}
