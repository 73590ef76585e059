/* SPDX-License-Identifier: EUPL-1.2 */
/* The model itself, for outputs that describe the data: schemas, tables, ontologies. */
#include "site/view/view.h"

static wz_value kind_value(const site *s, const wz_kind *kind)
{
    return wz_value_object(kind ? site_view_kind(s, kind) : NULL);
}

/* The records or terms that have a value of a field, and the place of each among all of the kind. */
typedef struct filled {
    const wz_record *const *all;
    int32_t *rows, *places; /* in all, and among those of the kind */
    ptrdiff_t count, field;
} filled;

/* Long lists are told in runs, each with a first and a last: a program that reads them need not hold them whole. */
enum { RUN = 500 };

static wz_value filled_item(const site *s, wz_arena *arena, const void *subject, ptrdiff_t index)
{
    const filled *f = subject;
    ptrdiff_t begin = index / RUN * RUN, rest = f->count - begin;
    wz_object *o = site_view_link(s, arena, site_view_generic_field(s, arena, f->all[f->rows[index]], f->field),
                                  index - begin, rest < RUN ? rest : RUN);
    site_view_link_set(o, s->n->row, site_number(arena, f->places[index]));
    return wz_value_object(o);
}

/* By title; terms in the order of their file. */
static wz_value filled_value(const site *s, const wz_kind *kind, ptrdiff_t field)
{
    const wz_record *const *all = s->view->by_title;
    if (kind->vocabulary)
        all = (const wz_record *const *)s->catalog->terms[kind->index];
    ptrdiff_t count = kind->vocabulary ? s->catalog->term_counts[kind->index] : s->catalog->record_count;
    filled *f = wz_new(s->arena, filled, 1);
    int32_t place = 0;
    f->field = field;
    f->all = all;
    for (int pass = 0; pass < 2; pass++) {
        f->rows = pass ? wz_new(s->arena, int32_t, f->count) : NULL;
        f->places = pass ? wz_new(s->arena, int32_t, f->count) : NULL;
        f->count = place = 0;
        for (ptrdiff_t r = 0; r < count; r++) {
            place += all[r]->kind == kind;
            if (all[r]->kind != kind || all[r]->values[field].count == 0)
                continue;
            if (pass) {
                f->rows[f->count] = (int32_t)r;
                f->places[f->count] = place;
            }
            f->count++;
        }
    }
    return wz_value_list(site_view_list(s, s->arena, f->count, filled_item, f));
}

/* Groups nest at most WZ_MODEL_DEPTH deep. */
static wz_value fields_value(site *s, const wz_kind *kind, const wz_field *fields, ptrdiff_t count)
{
    wz_value *items = wz_new(s->arena, wz_value, count);
    const names *n = s->n;
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_field *f = &fields[i];
        wz_object *o = site_view_link(s, s->arena, NULL, i, count);
        site_view_link_text(o, n->name, f->name);
        site_view_link_text(o, n->label, f->label);
        site_view_link_set(o, n->help, wz_value_optional(f->help));
        site_view_link_text(o, n->type, wz_type_name(f->type));
        site_view_link_set(o, n->is, wz_value_object(s->values->types[f->type]));
        site_view_link_set(o, n->list, wz_value_bool(wz_field_many(f)));
        site_view_link_set(o, n->several, wz_value_bool(f->list));
        site_view_link_set(o, n->required, wz_value_bool(f->required));
        site_view_link_text(o, n->written, f->written);
        site_view_link_set(o, n->example, wz_value_optional(f->example));
        site_view_link_set(o, n->ahead, wz_value_bool(f->ahead));
        site_view_link_set(o, n->since, f->since ? site_number(s->arena, f->since) : wz_value_bool(false));
        site_view_link_set(o, n->min, f->has_min ? site_number(s->arena, f->min) : wz_value_bool(false));
        site_view_link_set(o, n->max, f->has_max ? site_number(s->arena, f->max) : wz_value_bool(false));
        site_view_link_set(o, n->vocabulary, kind_value(s, f->vocabulary));
        site_view_link_set(o, n->to, kind_value(s, f->to));
        site_view_link_set(o, n->certain, wz_value_bool(site_field_certain(f)));
        site_view_link_set(o, n->role, wz_value_optional(wz_kind_role_name(kind, f)));
        site_view_link_set(o, n->fields,
                           f->field_count ? fields_value(s, kind, f->fields, f->field_count) : wz_value_bool(false));
        if (s->values->want_filled && fields == kind->fields)
            site_view_link_set(o, n->filled, filled_value(s, kind, i));
        items[i] = wz_value_object(o);
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

static wz_value inverses_value(site *s, const wz_kind *kind)
{
    ptrdiff_t count = kind->vocabulary ? 0 : wz_catalog_inverse_count(s->catalog, kind);
    wz_value *items = wz_new(s->arena, wz_value, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_inverse *inverse = wz_catalog_inverse(s->catalog, kind, i);
        wz_object *o = site_view_link(s, s->arena, NULL, i, count);
        site_view_link_text(o, s->n->name, inverse->name);
        site_view_link_text(o, s->n->label, inverse->label);
        site_view_link_set(o, s->n->from, kind_value(s, inverse->from));
        items[i] = wz_value_object(o);
    }
    return wz_value_list(wz_list_new(s->arena, items, count));
}

/* What a field may name, behind it in a new record: the terms when they are few, else where they are. */
static wz_str choice_text(void *context, const wz_kind *from)
{
    enum { FEW = 12 };
    const site *s = context;
    wz_str ids[FEW], place = wz_format(s->arena, "content/%.*s", WZ_ARG(from->place));
    ptrdiff_t count = from->vocabulary ? s->catalog->term_counts[from->index] : 0;
    for (ptrdiff_t t = 0; t < count && count <= FEW; t++) {
        ids[t] = s->catalog->terms[from->index][t]->id;
    }
    return count && count <= FEW ? wz_str_join(s->arena, ids, count, WZ_STR(", ")) : place;
}

wz_value site_view_model_keys(const site *s)
{
    const wz_model *m = s->model;
    wz_object *o = wz_object_new(s->arena, 7);
    wz_object_text(o, s->n->law, m->law_key);
    wz_object_text(o, s->n->article, m->article_key);
    wz_object_text(o, s->n->paragraph, m->paragraph_key);
    wz_object_text(o, s->n->document, m->document_key);
    wz_object_text(o, s->n->place, m->place_key);
    wz_object_text(o, s->n->to, m->to_key);
    wz_object_text(o, s->n->certainty, m->certainty_key);
    return wz_value_object(o);
}

wz_value site_view_schemas(site *s)
{
    wz_object *o = wz_object_new(s->arena, 2);
    wz_buf text = {0};
    wz_model_schema_itself(s->arena, &text, s->model);
    wz_object_text(o, s->n->model, wz_str_copy(s->arena, wz_buf_str(&text)));
    wz_buf_reset(&text);
    wz_site_schema(&text);
    wz_object_text(o, s->n->site, wz_str_copy(s->arena, wz_buf_str(&text)));
    wz_buf_free(&text);
    return wz_value_object(o);
}

/* Some of the texts of a kind, spread over all: its records look like them, so what they are packed after. Three times as
 * much saved a tenth more and took twice as long. */
static wz_str sample_text(const site *s, const wz_kind *kind)
{
    enum { MOST = 12000 };
    const ptrdiff_t *first = &s->catalog->kind_first[kind->index];
    ptrdiff_t bytes = 0;
    for (ptrdiff_t r = first[0]; r < first[1]; r++)
        bytes += s->catalog->records[r]->source->text.len;
    wz_buf out = {0};
    for (ptrdiff_t r = first[0]; r < first[1] && out.len < MOST; r += bytes / MOST + 1)
        wz_buf_add(&out, s->catalog->records[r]->source->text);
    wz_str all = wz_buf_take(s->arena, &out);
    return wz_str_slice(all, 0, all.len < MOST ? all.len : MOST);
}

/* The text of the file of a vocabulary, or what the records of a kind are packed after. */
static wz_value packed_value(const site *s, const wz_kind *kind)
{
    wz_str text = {0};
    if (s->values->want_packed && kind->vocabulary && s->catalog->term_counts[kind->index] > 0)
        text = s->catalog->terms[kind->index][0]->source->text;
    if (s->values->want_packed && !kind->vocabulary)
        text = s->values->samples[kind->index] = sample_text(s, kind);
    return wz_value_optional(text.len ? wz_pack(s->arena, (wz_str){0}, text) : text);
}

wz_value site_view_model(site *s, const wz_kind *kind)
{
    wz_object *o = wz_object_new(s->arena, 7);
    wz_buf text = {0};
    wz_str schema = kind->vocabulary ? (wz_str){0} : wz_site_schema_address(s->arena, s->config.schema, kind);
    wz_model_skeleton(&text, s->model, kind, (wz_date){0}, schema, choice_text, s);
    wz_object_set(o, s->n->packed, packed_value(s, kind));
    wz_object_set(o, s->n->skeleton, wz_value_optional(wz_str_copy(s->arena, wz_buf_str(&text))));
    wz_buf_free(&text);
    wz_str place = wz_format(s->arena, "content/%.*s", WZ_ARG(kind->place));
    wz_object_set(o, s->n->edit, kind->vocabulary ? site_edit_value(s, s->arena, place) : wz_value_bool(false));
    wz_object_set(o, s->n->new_file, kind->vocabulary ? wz_value_bool(false) : site_new_value(s, s->arena, place));
    wz_object_set(o, s->n->schema, wz_value_optional(schema));
    wz_object_set(o, s->n->fields, fields_value(s, kind, kind->fields, kind->field_count));
    wz_object_set(o, s->n->inverses, inverses_value(s, kind));
    return wz_value_object(o);
}
