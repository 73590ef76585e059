/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading all files of a catalogue. */
#include "catalog/internal.h"

#include <stdlib.h>
#include <string.h>

/* One file to read: a vocabulary (records filled by the worker) or a record. */
typedef struct job {
    const wz_kind *kind;
    wz_str path;
    wz_str id;           /* of a record */
    wz_record **records; /* result: one for a record file, all terms for a vocabulary */
    ptrdiff_t count;
} job;

typedef struct load {
    const wz_catalog_options *options;
    const wz_model *model;
    wz_arena **arenas;
    wz_arena **trees; /* of the workers: the nodes of one file */
    wz_diags **diags;
    job *jobs;
} load;

/* The tree of a file, until the worker's next file. Messages about its form keep their texts. */
static wz_node *parse(wz_arena *arena, wz_arena *trees, wz_diags *diags, const wz_source *source, wz_node **body)
{
    ptrdiff_t from = wz_diags_count(diags);
    wz_arena_reset(trees);
    wz_node *tree = wz_file_parse(trees, diags, source, body);
    wz_diags_keep(arena, diags, from);
    return tree;
}

static void read_terms(load *l, wz_arena *arena, wz_arena *trees, wz_diags *diags, job *j)
{
    wz_source *source = wz_fs_read(arena, diags, l->options->fs, l->options->folder, j->path, WZ_LIMIT_FILE);
    wz_node *none, *tree = source ? parse(arena, trees, diags, source, &none) : NULL;
    if (!tree) {
        return;
    }
    j->records = wz_new(arena, wz_record *, tree->count);
    for (ptrdiff_t i = 0; i < tree->count; i++) {
        const wz_node *key = tree->keys[i];
        /* A term with a bad id exists all the same: references to it are no mistakes of their own. */
        wz_str id = wz_str_copy(arena, key->text);
        bool ok = wz_id_check(arena, diags, id, key->loc);
        wz_record *term = wz_record_read(arena, diags, l->model, j->kind, source, tree->items[i], NULL, id, key->loc);
        term->broken = term->broken || !ok;
        j->records[j->count++] = term;
    }
}

/* What stands behind a byte order mark. */
static wz_str unmarked(const wz_source *source)
{
    bool marked = wz_str_starts(source->text, WZ_STR("\xEF\xBB\xBF"));
    return wz_str_slice(source->text, marked ? 3 : 0, source->text.len);
}

/* Markdown without front matter is prose about the records, such as a README. */
static bool is_prose(const wz_source *source)
{
    return wz_str_ends(source->path, WZ_STR(".md")) && !wz_str_starts(unmarked(source), WZ_STR("---"));
}

/* Fields of a record as in YAML, under a name that says it is something else. */
static bool is_other_form(const load *l, wz_arena *arena, wz_diags *diags, const job *j, const wz_source *source)
{
    wz_str text = wz_str_trim(unmarked(source));
    bool json = wz_str_ends(source->path, WZ_STR(".json")) && text.len > 0 && strchr("{[", text.ptr[0]) == NULL;
    bool prose = is_prose(source) && wz_str_find(source->text, WZ_STR("\n---")) < 0;
    const wz_kind *meant = prose || json ? wz_model_guess_text(l->model, j->kind, source->text) : NULL;
    if (meant) {
        wz_report(diags, LOST_RECORD, wz_loc_file(source), wz_str_slice(j->path, j->kind->place.len + 9, j->path.len),
                  meant->one, wz_format(arena, "content/%.*s/%.*s.yaml", WZ_ARG(meant->place), WZ_ARG(j->id)));
    }
    return meant != NULL;
}

static void read_record(load *l, wz_arena *arena, wz_arena *trees, wz_diags *diags, job *j)
{
    ptrdiff_t before = wz_diags_count(diags);
    wz_source *source = wz_fs_read(arena, diags, l->options->fs, l->options->folder, j->path, WZ_LIMIT_FILE);
    wz_record *record = NULL;
    if (source && is_other_form(l, arena, diags, j, source)) {
        return;
    }
    if (source && is_prose(source)) {
        if (wz_model_guess_text(l->model, j->kind, source->text)) {
            wz_report(diags, YAML_NO_FRONT_MATTER, ((wz_loc){source, 1, 1, 0}));
        } else {
            wz_report(diags, STRAY_FILE, wz_loc_file(source),
                      wz_str_slice(j->path, j->kind->place.len + 9, j->path.len));
        }
        return;
    }
    if (source) {
        wz_loc file = {source, 0, 0, 0};
        wz_node *body, *tree = parse(arena, trees, diags, source, &body);
        wz_id_check(arena, diags, j->id, file);
        if (tree) {
            record = wz_record_read(arena, diags, l->model, j->kind, source, tree, body, j->id, file);
        }
    }
    if (!record) {
        /* It exists, so references to it are right; what is wrong with it has been said. */
        record = wz_new(arena, wz_record, 1);
        record->kind = j->kind;
        record->id = j->id;
        record->values = wz_new(arena, wz_datum, j->kind->field_count);
        if (!source) {
            source = wz_new(arena, wz_source, 1);
            source->path = j->path;
        }
        record->source = source;
        record->loc = (wz_loc){source, 0, 0, 0};
    }
    record->broken = l->options->excluded && wz_map_get(l->options->excluded, j->path);
    for (ptrdiff_t i = before; i < wz_diags_count(diags); i++) {
        record->broken = record->broken || wz_diag_severity(wz_diags_at(diags, i)) == WZ_ERROR;
    }
    j->records = wz_new(arena, wz_record *, 1);
    j->records[0] = record;
    j->count = 1;
}

static void run_job(void *context, int worker, ptrdiff_t index)
{
    load *l = context;
    job *j = &l->jobs[index];
    if (j->kind->vocabulary) {
        read_terms(l, l->arenas[worker], l->trees[worker], l->diags[worker], j);
    } else {
        read_record(l, l->arenas[worker], l->trees[worker], l->diags[worker], j);
    }
}

/* The jobs of one kind: the files of records in its folder, by id. */
static void list_kind(wz_arena *arena, wz_arena *scratch, wz_diags *diags, const wz_catalog *catalog,
                      const wz_catalog_options *options, const wz_kind *kind, job **jobs, ptrdiff_t *count)
{
    wz_str folder = wz_format(arena, "content/%.*s", WZ_ARG(kind->place));
    wz_entry *entries = NULL;
    ptrdiff_t n = 0;
    *jobs = NULL;
    *count = 0;
    if (!wz_fs_exists(options->fs, options->folder, folder)) {
        wz_report(diags, MISSING_FOLDER, kind->loc, folder);
        return;
    }
    if (!wz_fs_list(arena, diags, options->fs, options->folder, folder, &entries, &n)) {
        return;
    }
    *jobs = wz_new(scratch, job, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        wz_str name = entries[i].name;
        if (wz_catalog_is_leftover(name)) {
            continue;
        }
        wz_str path = wz_format(arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
        ptrdiff_t stem = wz_record_stem(name);
        if (stem < 0 || entries[i].type == WZ_ENTRY_FOLDER) {
            wz_catalog_report_stray(arena, diags, catalog->model, kind, options, path, &entries[i]);
            continue;
        }
        (*jobs)[(*count)++] = (job){.kind = kind, .path = path, .id = wz_record_id(arena, wz_str_slice(name, 0, stem))};
    }
}

static int by_id(const void *a, const void *b)
{
    const wz_record *x = *(wz_record *const *)a, *y = *(wz_record *const *)b;
    int c = wz_str_compare(x->id, y->id);
    return c ? c : wz_str_compare(x->source->path, y->source->path);
}

/* Sorts the records of one kind and moves the second of two with one id (.yaml and .yml) to the dropped ones. */
static ptrdiff_t settle_kind(wz_diags *diags, struct wz_catalog_links *links, wz_record **records, ptrdiff_t count)
{
    ptrdiff_t kept = 0;
    qsort(records, (size_t)count, sizeof *records, by_id);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (kept > 0 && wz_str_equal(records[kept - 1]->id, records[i]->id)) {
            wz_diag *d = wz_report(diags, DUPLICATE_ID, records[i]->loc, records[i]->id);
            d->related = records[kept - 1]->loc;
            links->dropped[links->dropped_count++] = records[i];
            continue;
        }
        records[kept++] = records[i];
    }
    return kept;
}

/* The first jobs are those of the vocabularies. */
static void keep_terms(wz_arena *arena, wz_catalog *catalog, const job *jobs)
{
    ptrdiff_t count = catalog->model->vocabulary_count;
    catalog->terms = wz_new(arena, wz_record **, count);
    catalog->term_counts = wz_new(arena, ptrdiff_t, count);
    catalog->links->unread = wz_new(arena, bool, count);
    for (ptrdiff_t v = 0; v < count; v++) {
        catalog->links->unread[v] = jobs[v].records == NULL;
        catalog->terms[v] = jobs[v].records;
        catalog->term_counts[v] = jobs[v].count;
    }
}

void wz_catalog_read(wz_arena *arena, wz_diags *diags, wz_catalog *catalog, const wz_catalog_options *options)
{
    const wz_model *model = catalog->model;
    int n = catalog->links->workers;
    load l = {.options = options, .model = model, .arenas = catalog->links->arenas};
    l.diags = wz_new(arena, wz_diags *, n);
    l.trees = wz_new(arena, wz_arena *, n);
    for (int w = 0; w < n; w++) {
        l.diags[w] = wz_diags_new(l.arenas[w]);
        l.trees[w] = wz_arena_new(NULL);
    }
    wz_arena *scratch = wz_arena_new(NULL);
    job **lists = wz_new(scratch, job *, model->kind_count);
    ptrdiff_t *counts = wz_new(scratch, ptrdiff_t, model->kind_count);
    ptrdiff_t total = model->vocabulary_count;
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        list_kind(arena, scratch, diags, catalog, options, model->kinds[k], &lists[k], &counts[k]);
        total += counts[k];
    }
    l.jobs = wz_new(scratch, job, total);
    for (ptrdiff_t v = 0; v < model->vocabulary_count; v++) {
        l.jobs[v] = (job){.kind = model->vocabularies[v],
                          .path = wz_format(arena, "content/%.*s", WZ_ARG(model->vocabularies[v]->place))};
    }
    ptrdiff_t at = model->vocabulary_count;
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        if (counts[k]) {
            memcpy(&l.jobs[at], lists[k], (size_t)counts[k] * sizeof(job));
        }
        at += counts[k];
    }
    wz_pool_run(n, total, run_job, &l);
    for (int w = 0; w < n; w++) {
        wz_diags_append(diags, l.diags[w]);
        wz_arena_free(l.trees[w]);
    }
    keep_terms(arena, catalog, l.jobs);
    wz_catalog_index_terms(arena, diags, catalog);
    catalog->records = wz_new(arena, wz_record *, total);
    catalog->links->dropped = wz_new(arena, wz_record *, total);
    at = model->vocabulary_count;
    for (ptrdiff_t k = 0; k < model->kind_count; k++) {
        wz_record **first = &catalog->records[catalog->record_count];
        ptrdiff_t n_read = 0;
        for (ptrdiff_t i = 0; i < counts[k]; i++) {
            if (l.jobs[at + i].count) {
                first[n_read++] = l.jobs[at + i].records[0];
            }
        }
        at += counts[k];
        catalog->record_count += settle_kind(diags, catalog->links, first, n_read);
    }
    wz_arena_free(scratch);
    if (catalog->record_count == 0) {
        wz_report(diags, NO_RECORDS, wz_catalog_file_loc(arena, WZ_STR("content")), WZ_STR(""));
    }
    wz_catalog_number(arena, diags, catalog);
}
