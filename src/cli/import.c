/* SPDX-License-Identifier: EUPL-1.2 */
/* import: a table becomes records. */
#include "cli/change.h"

#define TABLE_BYTES (64 << 20)
#define ROUNDS      20 /* times that rows are left out because of what check says of them */

typedef struct counts {
    ptrdiff_t states[WZ_ROW_REFUSED + 1];
} counts;

/* What is left to answer, or could not be: a table beside the one that was read. */
typedef struct rest {
    const char *folder;
    wz_str path;
    wz_replacement file;
    bool made;
} rest;

/* The folder of a file that is named on the command line: from where the command is given, not in the project. */
static const char *folder_of(cli *c, wz_str path, wz_str *name)
{
    ptrdiff_t slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/')
        slash--;
    *name = wz_str_slice(path, slash, path.len);
    return slash == 0 ? "." : wz_str_cstring(c->arena, wz_str_slice(path, 0, slash));
}

static wz_source *read_file(cli *c, wz_diags *diags, wz_str path)
{
    wz_str name;
    const char *folder = folder_of(c, path, &name);
    wz_source *source = wz_fs_read(c->arena, diags, &c->fs, folder, name, TABLE_BYTES);
    if (source != NULL)
        source->path = path;
    return source;
}

static wz_table *read_table(cli *c, wz_str path)
{
    wz_source *source = read_file(c, c->diags, path);
    return source != NULL ? wz_table_read(c->arena, c->diags, source) : NULL;
}

/* Else it is a folder of records, or a file with them. */
static bool is_table(cli *c, wz_str path)
{
    return !wz_fs_is_folder(&c->fs, ".", path) && wz_record_stem(path) < 0 && !wz_str_ends(path, WZ_STR(".jsonl")) &&
           !wz_str_ends(path, WZ_STR(".ndjson"));
}

static const wz_kind *find_kind(cli *c, const wz_model *model, wz_str name)
{
    wz_str *names = wz_new(c->arena, wz_str, model->kind_count);
    for (ptrdiff_t i = 0; i < model->kind_count; i++) {
        names[i] = model->kinds[i]->name;
        if (wz_str_equal(name, names[i]) || wz_str_equal(name, model->kinds[i]->place))
            return model->kinds[i];
    }
    wz_report(c->diags, CLI_UNKNOWN_KIND, WZ_NOWHERE, name,
              wz_str_join(c->arena, names, model->kind_count, WZ_STR(", ")))
        ->suggestion = wz_suggest(name, names, model->kind_count);
    return NULL;
}

static void tell_columns(cli *c, const wz_import *import)
{
    const wz_table *t = import->options.table;
    wz_buf out = {0};
    for (ptrdiff_t i = 0; i < t->columns; i++) {
        wz_str name = wz_str_visible(c->arena, t->names[i]);
        wz_buf_format(&out, CLI_SAY(c, "kolom %.*s: ", "column %.*s: "), WZ_ARG(name));
        if (import->fields[i])
            wz_buf_format(&out, CLI_SAY(c, "veld %.*s\n", "field %.*s\n"), WZ_ARG(import->fields[i]->written));
        else if (i == import->id_column)
            wz_buf_add(&out, CLI_SAY(c, WZ_STR("naam van het bestand\n"), WZ_STR("name of the file\n")));
        else if (i == import->kind_column)
            wz_buf_add(&out, CLI_SAY(c, WZ_STR("soort\n"), WZ_STR("kind\n")));
        else
            wz_buf_add(&out, CLI_SAY(c, WZ_STR("geen veld: blijft buiten de catalogus\n"),
                                     WZ_STR("no field: stays outside the catalogue\n")));
    }
    cli_write(c, 2, wz_buf_str(&out));
    wz_buf_free(&out);
}

/* Leaves out the rows that check would refuse, until it refuses none. */
static wz_edits *settle(cli *c, wz_import *import, wz_diags *before)
{
    for (int round = 0; round < ROUNDS; round++) {
        wz_edits *edits = wz_import_edits(import);
        wz_site_result result = {0};
        wz_diags *after = wz_diags_new(c->arena);
        change_try(c, edits, after, &result);
        wz_faults faults = wz_faults_compare(c->arena, before, after);
        bool refused = false, failed = cli_system_failed(c, after); /* which says nothing of a row */
        for (ptrdiff_t i = 0; i < faults.brought_count && !failed; i++) {
            const wz_diag *d = faults.brought[i];
            if (wz_diag_severity(d) == WZ_ERROR && d->loc.source != NULL)
                refused |= wz_import_refuse(import, d->loc.source->path, wz_diag_text(c->arena, d, c->lang));
        }
        wz_site_free(&result);
        if (!refused)
            return edits;
    }
    return wz_import_edits(import);
}

/* Writes a table beside the one that was read, under a name that is free, or that a killed run gave to the same table. */
static bool leave(cli *c, wz_str table, wz_str what, const wz_buf *text, rest *out)
{
    wz_str stem = table, bytes = wz_str_copy(c->arena, wz_buf_str(text));
    while (wz_str_ends(stem, WZ_STR("/")) && stem.len > 1)
        stem.len--;
    stem.len -= wz_str_ends(stem, WZ_STR(".csv")) ? 4 : 0;
    for (int n = 1; n < 1000; n++) {
        out->path = n == 1 ? wz_format(c->arena, "%.*s-%.*s.csv", WZ_ARG(stem), WZ_ARG(what))
                           : wz_format(c->arena, "%.*s-%.*s-%d.csv", WZ_ARG(stem), WZ_ARG(what), n);
        out->file = (wz_replacement){.bytes = bytes};
        out->folder = folder_of(c, out->path, &out->file.path);
        if (!wz_fs_exists(&c->fs, out->folder, out->file.path))
            break;
        const wz_source *there = read_file(c, wz_diags_new(c->arena), out->path);
        out->file.was = there != NULL && wz_str_equal(there->text, bytes) ? bytes : (wz_str){0};
        if (out->file.was.ptr != NULL)
            break;
    }
    return out->made = wz_fs_replace(c->arena, c->diags, &c->fs, out->folder, &out->file, 1);
}

/* The records did not come, so neither do the tables. */
static void take_back(cli *c, rest *rests)
{
    for (int i = 0; i < 2; i++)
        if (rests[i].made && rests[i].file.was.ptr == NULL) {
            rests[i].file.was = rests[i].file.bytes;
            rests[i].file.gone = true;
            (void)wz_fs_replace(c->arena, c->diags, &c->fs, rests[i].folder, &rests[i].file, 1);
        }
}

static counts count_rows(const wz_import *import)
{
    counts n = {0};
    for (ptrdiff_t r = 0; r < import->options.table->count; r++)
        n.states[import->rows[r].state]++;
    return n;
}

/* Before the records: who has those, has the tables. Killed between the two, the next run finds the same tables there. */
static bool leave_rest(cli *c, const wz_import *import, rest *rests)
{
    bool dry = c->given[OPTION_DRY_RUN], ok = true;
    counts n = count_rows(import);
    wz_buf text = {0};
    if (import->question_count > 0 && !dry) {
        wz_import_questions(import, &text);
        ok = leave(c, c->words[1], CLI_SAY(c, WZ_STR("antwoorden"), WZ_STR("answers")), &text, &rests[0]);
    }
    wz_buf_reset(&text);
    if (ok && n.states[WZ_ROW_REFUSED] > 0 && !dry) {
        wz_import_refused(import, &text);
        ok = leave(c, c->words[1], CLI_SAY(c, WZ_STR("niet"), WZ_STR("refused")), &text, &rests[1]);
    }
    wz_buf_free(&text);
    return ok;
}

static cli_status tell(cli *c, const wz_import *import, const rest *rests)
{
    static const char *const names[2][WZ_ROW_REFUSED + 1] = {
        {"nieuw", "al zo in de catalogus", "anders dan in de catalogus", "van een andere soort", "met een vraag",
         "niet mogelijk"},
        {"new", "in the catalogue like this", "different in the catalogue", "of another kind", "with a question",
         "not possible"}};
    counts n = count_rows(import);
    wz_buf out = {0};
    const wz_table *table = import->options.table;
    const char *one = table->gathered ? "record" : CLI_SAY(c, "rij", "row");
    const char *many = table->gathered ? "records" : CLI_SAY(c, "rijen", "rows");
    wz_buf_format(&out, "%td %s:", table->count, table->count == 1 ? one : many);
    for (int s = 0; s <= WZ_ROW_REFUSED; s++)
        if (n.states[s] > 0)
            wz_buf_format(&out, " %td %s;", n.states[s], names[CLI_SAY(c, 0, 1)][s]);
    out.ptr[out.len - 1] = '\n';
    for (ptrdiff_t r = 0; r < table->count; r++)
        if (import->rows[r].state == WZ_ROW_CHANGED)
            wz_buf_format(&out, "%s%.*s: %.*s\n",
                          c->given[OPTION_UPDATE] ? CLI_SAY(c, "bijgewerkt ", "updated ")
                                                  : CLI_SAY(c, "anders ", "different "),
                          WZ_ARG(import->rows[r].path), WZ_ARG(import->rows[r].why));
    if (rests[0].made)
        wz_buf_format(&out,
                      CLI_SAY(c, "vul in %.*s de laatste kolom in en geef dat bestand terug met --antwoorden\n",
                              "fill in the last column of %.*s and give that file back with --answers\n"),
                      WZ_ARG(rests[0].path));
    if (rests[1].made)
        wz_buf_format(&out,
                      CLI_SAY(c, "waarom rijen niet konden, staat in %.*s\n", "why rows could not be is in %.*s\n"),
                      WZ_ARG(rests[1].path));
    cli_write(c, 2, wz_buf_str(&out));
    wz_buf_free(&out);
    bool left = import->question_count > 0 || n.states[WZ_ROW_REFUSED] > 0 ||
                (n.states[WZ_ROW_CHANGED] > 0 && !c->given[OPTION_UPDATE]);
    return left ? CLI_FAULTS : CLI_OK;
}

static cli_status run(cli *c, const wz_catalog *catalog, wz_diags *before)
{
    const wz_kind *kind = find_kind(c, catalog->model, c->words[0]);
    wz_table *table = kind == NULL ? NULL
                      : is_table(c, c->words[1])
                          ? read_table(c, c->words[1])
                          : wz_table_gather(c->arena, c->diags, &c->fs, catalog->model, kind, c->words[1]);
    wz_table *answers = c->given[OPTION_ANSWERS] ? read_table(c, c->values[OPTION_ANSWERS]) : NULL;
    if (table == NULL || (c->given[OPTION_ANSWERS] && answers == NULL) || cli_system_failed(c, c->diags))
        return cli_stop(c, CLI_USAGE);
    wz_import_options options = {.kind = kind,
                                 .table = table,
                                 .answers = answers,
                                 .today = c->today.year != 0 ? c->today : cli_clock(),
                                 .update = c->given[OPTION_UPDATE],
                                 .remember = c->given[OPTION_REMEMBER],
                                 .lang = c->lang};
    wz_import *import = wz_import_new(c->arena, c->diags, catalog, &options);
    if (import == NULL)
        return cli_stop(c, CLI_USAGE);
    tell_columns(c, import);
    wz_edits *edits = settle(c, import, before);
    rest rests[2] = {0};
    cli_status status = change_check(c, before, edits);
    if (status != CLI_OK)
        return status;
    bool left = leave_rest(c, import, rests);
    status = left ? change_write(c, edits) : CLI_SYSTEM;
    if (status != CLI_OK) {
        take_back(c, rests);
        return left ? status : cli_stop(c, status);
    }
    status = tell(c, import, rests);
    return wz_diags_count(c->diags) > 0 ? cli_stop(c, status) : status;
}

/* Without --model two words are needed. */
static bool has_words(cli *c)
{
    const wz_str names[] = {CLI_SAY(c, WZ_STR("SOORT"), WZ_STR("KIND")),
                            CLI_SAY(c, WZ_STR("TABEL|MAP"), WZ_STR("TABLE|DIR"))};
    for (int i = c->word_count; i < 2; i++)
        wz_report(c->diags, CLI_FEW_WORDS, WZ_NOWHERE, WZ_STR("import"), names[i]);
    for (int i = 0; i < c->word_count; i++)
        if (c->words[i].len == 0)
            wz_report(c->diags, CLI_EMPTY_WORD, WZ_NOWHERE, names[i]);
    return wz_diags_count(c->diags) == 0;
}

cli_status cli_import(cli *c)
{
    if (c->given[OPTION_MODEL])
        return cli_propose(c);
    if (!has_words(c))
        return cli_stop(c, CLI_USAGE);
    wz_site_result result = {0};
    wz_diags *before = wz_diags_new(c->arena);
    const wz_catalog *catalog = change_look(c, before, &result);
    bool whole = catalog != NULL && !cli_system_failed(c, before);
    if (!whole)
        wz_diags_append(c->diags, before);
    cli_status status = whole ? run(c, catalog, before) : cli_stop(c, CLI_FAULTS);
    wz_site_free(&result);
    return status;
}
