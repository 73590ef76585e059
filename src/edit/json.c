/* SPDX-License-Identifier: EUPL-1.2 */
/* The report for programs. */
#include "edit/diff.h"

static const char *const what_names[] = {
    [ADDED] = "added", [REMOVED] = "removed", [CHANGED] = "changed", [RENAMED] = "renamed", [WITHDRAWN] = "withdrawn"};

static void add_list(wz_json *j, const char *key, const texts *list)
{
    wz_json_enter(j, key, '[');
    for (ptrdiff_t i = 0; i < list->count; i++)
        wz_json_string(j, list->items[i]);
    wz_json_close(j, ']');
}

static void add_faults(const wz_diff *diff, wz_json *j, const char *key, const wz_diag **faults, ptrdiff_t count)
{
    wz_json_enter(j, key, '[');
    for (ptrdiff_t i = 0; i < count; i++) {
        const wz_diag *d = faults[i];
        wz_json_open(j, '{');
        wz_json_member(j, "code", wz_diag_name(d->code));
        wz_json_member(j, "severity", wz_diag_severity(d) == WZ_ERROR ? WZ_STR("error") : WZ_STR("warning"));
        wz_json_member(j, "path", d->loc.source != NULL ? d->loc.source->path : (wz_str){0});
        wz_json_key(j, WZ_STR("line"));
        wz_json_number(j, d->loc.line);
        wz_json_member(j, "text", wz_diag_text(diff->arena, d, diff->lang));
        wz_json_member(j, "suggestion", d->suggestion);
        wz_json_member(j, "remedy", wz_diag_remedy(diff->arena, d, diff->lang));
        wz_json_close(j, '}');
    }
    wz_json_close(j, ']');
}

static void add_field(wz_json *j, const field_change *f)
{
    wz_json_open(j, '{');
    wz_json_member(j, "name", f->name);
    wz_json_member(j, "label", f->label);
    if (f->several) {
        add_list(j, "added", &f->added);
        add_list(j, "removed", &f->removed);
    } else {
        wz_json_member(j, "before", f->before);
        wz_json_member(j, "after", f->after);
    }
    wz_json_close(j, '}');
}

static void add_changes(wz_json *j, const char *key, const changes *list)
{
    wz_json_enter(j, key, '[');
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const change *c = &list->items[i];
        const wz_record *r = c->after != NULL ? c->after : c->before;
        wz_json_open(j, '{');
        wz_json_member(j, "what", wz_str_from(what_names[c->what]));
        wz_json_member(j, "kind", r->kind->name);
        wz_json_member(j, "id", r->id);
        wz_json_member(j, "former", c->what == RENAMED ? c->before->id : (wz_str){0});
        wz_json_member(j, "title", wz_record_title(r));
        wz_json_member(j, "path", r->source->path);
        wz_json_key(j, WZ_STR("fields"));
        wz_json_open(j, '[');
        for (ptrdiff_t f = 0; f < c->field_count; f++)
            add_field(j, &c->fields[f]);
        wz_json_close(j, ']');
        wz_json_key(j, WZ_STR("touched"));
        wz_json_number(j, (long)c->touched);
        wz_json_close(j, '}');
    }
    wz_json_close(j, ']');
}

static void add_words(const wz_diff *diff, wz_json *j)
{
    wz_json_key(j, WZ_STR("words"));
    wz_json_open(j, '[');
    for (ptrdiff_t i = 0; i < diff->word_count; i++) {
        const words_change *w = &diff->words[i];
        wz_json_open(j, '{');
        wz_json_member(j, "file", w->file);
        wz_json_member(j, "list", w->list);
        add_list(j, "added", &w->added);
        add_list(j, "removed", &w->removed);
        wz_json_close(j, '}');
    }
    wz_json_close(j, ']');
}

static void add_files(const wz_diff *diff, wz_json *j)
{
    wz_json_key(j, WZ_STR("files"));
    wz_json_open(j, '[');
    for (ptrdiff_t i = 0; i < diff->file_count; i++) {
        wz_json_open(j, '{');
        wz_json_member(j, "path", diff->files[i].path);
        wz_json_member(j, "what", wz_str_from(what_names[diff->files[i].what]));
        wz_json_close(j, '}');
    }
    wz_json_close(j, ']');
}

void edit_print_json(const wz_diff *diff, wz_buf *out)
{
    wz_json json = {.out = out, .lines = 2, .indent = 2}, *j = &json;
    wz_json_open(j, '{');
    wz_json_member(j, "summary", edit_summary(diff));
    wz_json_key(j, WZ_STR("concerns"));
    wz_json_number(j, (long)wz_diff_concerns(diff));
    wz_json_key(j, WZ_STR("warnings"));
    wz_json_open(j, '[');
    for (ptrdiff_t i = 0; i < diff->notice_count; i++) {
        wz_json_open(j, '{');
        wz_json_member(j, "code", wz_str_from(edit_notice_name(diff->notices[i].code)));
        wz_json_member(j, "text", edit_notice_text(diff, &diff->notices[i]));
        wz_json_close(j, '}');
    }
    wz_json_close(j, ']');
    wz_json_key(j, WZ_STR("faults"));
    wz_json_open(j, '{');
    add_faults(diff, j, "new", diff->faults.brought, diff->faults.brought_count);
    add_faults(diff, j, "old", diff->faults.stood, diff->faults.stood_count);
    wz_json_key(j, WZ_STR("solved"));
    wz_json_number(j, (long)diff->faults.solved);
    wz_json_close(j, '}');
    add_changes(j, "records", &diff->records);
    add_changes(j, "terms", &diff->terms);
    add_words(diff, j);
    add_list(j, "model", &diff->model);
    add_files(diff, j);
    wz_json_key(j, WZ_STR("pages"));
    wz_json_open(j, '{');
    add_list(j, "added", &diff->pages_added);
    add_list(j, "changed", &diff->pages_changed);
    add_list(j, "removed", &diff->pages_removed);
    wz_json_close(j, '}');
    wz_json_close(j, '}');
    wz_buf_byte(out, '\n');
}
