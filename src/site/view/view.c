/* The part of the view that all pages share: records, terms and kinds as objects, made once and then only read. */
#include "site/view/view.h"

const wz_str *site_record_text(const site *s, const wz_record *record)
{
    return &s->view->texts[record->number];
}

typedef struct fill_run {
    site *site;
    builder *builders;
} fill_run;

static void fill_one(void *context, int worker, ptrdiff_t index)
{
    fill_run *run = context;
    builder *b = &run->builders[worker];
    wz_arena_reset(b->scratch);
    site_fill_record(run->site, b, run->site->catalog->records[index]);
}

void site_view_shared(site *s)
{
    const wz_model *m = s->model;
    s->view = wz_new(s->arena, view_data, 1);
    s->view->texts = wz_new(s->arena, wz_str, s->catalog->record_count);
    site_names_start(s);
    site_rank_titles(s);
    site_rank_useful(s);
    site_records_start(s);
    site_kinds_start(s);
    fill_run run = {s, wz_new(s->arena, builder, s->workers)};
    for (int w = 0; w < s->workers; w++) {
        run.builders[w] = (builder){.site = s,
                                    .arena = s->arenas[w],
                                    .scratch = wz_arena_new(NULL),
                                    .diags = s->worker_diags[w],
                                    .text = wz_new(s->arena, wz_buf, 1)};
    }
    for (ptrdiff_t k = 0; k < m->vocabulary_count; k++) {
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[k]; t++) {
            site_fill_record(s, &run.builders[0], s->catalog->terms[k][t]);
        }
    }
    wz_pool_run(s->workers, s->catalog->record_count, fill_one, &run);
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
