/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of the view that all pages share: records, terms and kinds as objects, made once. */
#include "site/view/view.h"

typedef struct text_run {
    site *site;
    builder *builders;
} text_run;

static void make_texts(void *context, int worker, ptrdiff_t index)
{
    text_run *run = context;
    builder *b = &run->builders[worker];
    wz_arena_reset(b->scratch);
    site_make_texts(b, run->site->catalog->records[index]);
}

/* What stands beside a term or record that is referred to (the article of a law, how certain a link is) would hide a field of
 * that name. */
static void check_beside(site *s, const wz_field *fields, ptrdiff_t count, wz_map *seen)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_field *f = &fields[i];
        const wz_kind *target = f->vocabulary ? f->vocabulary : f->to;
        site_beside beside = site_view_beside(s, f);
        const wz_symbol own[] = {beside.first, beside.second, f->placed && beside.parts ? s->n->web : 0,
                                 s->n->certainty};
        for (int o = 0; target && f->holds == WZ_HOLDS_REF && o < 4; o++) {
            const wz_field *hidden = own[o] ? wz_kind_field(target, wz_symbol_name(s->symbols, own[o])) : NULL;
            wz_str key =
                hidden ? wz_format(s->arena, "%.*s/%.*s", WZ_ARG(target->name), WZ_ARG(hidden->name)) : (wz_str){0};
            if (hidden && !wz_map_put(seen, key, s)) {
                wz_report(s->diags, MODEL_RESERVED, hidden->loc, hidden->name)->related = f->loc;
            }
        }
        check_beside(s, f->fields, f->field_count, seen);
    }
}

void site_view_shared(site *s)
{
    const wz_model *m = s->model;
    s->view = wz_new(s->arena, view_data, 1);
    site_names_start(s);
    site_rank_titles(s);
    site_rank_newest(s);
    site_rank_useful(s);
    site_records_start(s);
    site_kinds_start(s);
    wz_map *seen = wz_map_new(s->arena);
    for (ptrdiff_t k = 0; k < m->kind_count + m->vocabulary_count; k++) {
        const wz_kind *kind = k < m->kind_count ? m->kinds[k] : m->vocabularies[k - m->kind_count];
        check_beside(s, kind->fields, kind->field_count, seen);
    }
    text_run run = {s, wz_new(s->arena, builder, s->workers)};
    for (int w = 0; w < s->workers; w++) {
        run.builders[w] = (builder){.site = s,
                                    .arena = s->arenas[w],
                                    .plain = s->plain_arenas[w],
                                    .scratch = wz_arena_new(NULL),
                                    .diags = s->worker_diags[w],
                                    .text = wz_new(s->arena, wz_buf, 1)};
    }
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[k]; t++) {
            site_make_texts(&run.builders[0], s->catalog->terms[k][t]);
        }
    }
    wz_pool_run(s->workers, s->catalog->record_count, make_texts, &run);
    for (int w = 0; w < s->workers; w++) {
        for (late_link *l = run.builders[w].late, *next; l; l = next) {
            next = l->next;
            l->next = s->late;
            s->late = l;
        }
        wz_arena_free(run.builders[w].scratch);
        wz_buf_free(run.builders[w].text);
    }
    site_view_site(s);
}
