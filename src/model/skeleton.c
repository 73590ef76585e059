/* SPDX-License-Identifier: EUPL-1.2 */
/* A new record, ready to fill in. */
#include "model/internal.h"

typedef struct skeleton {
    wz_buf *out;
    const wz_model *model;
    const wz_kind *kind;
    wz_date added;
    wz_model_choice *choice;
    void *context;
} skeleton;

static void indent(wz_buf *out, int depth, bool comment)
{
    if (comment) {
        wz_buf_add(out, WZ_STR("# "));
    }
    for (int i = 0; i < depth; i++) {
        wz_buf_add(out, WZ_STR("  "));
    }
}

/* A value to fill in, and behind it what there is to choose from. */
static void blank(const skeleton *s, const wz_field *field)
{
    const type_row *type = &wz_model_types[field->type];
    const wz_kind *from = field->vocabulary ? field->vocabulary : field->to;
    wz_str choice = from && s->choice ? s->choice(s->context, from) : (wz_str){0};
    if (type->blank) {
        type->blank(s->out, s->model);
    } else {
        wz_buf_add(s->out, WZ_STR("\"\""));
    }
    if (choice.len) {
        wz_buf_format(s->out, "   # %.*s", WZ_ARG(choice));
    }
    wz_buf_byte(s->out, '\n');
}

/* A help text stays a comment on each of its lines, also when the block it is in is made to count. */
static void comment_lines(wz_buf *out, wz_str text, int depth, bool comment)
{
    while (text.len > 0) {
        wz_str line = wz_str_trim(wz_str_cut(text, '\n', &text));
        indent(out, depth, comment);
        wz_buf_format(out, "# %.*s\n", WZ_ARG(line));
    }
}

/* Depth is limited by the model. */
static void field_lines(const skeleton *s, const wz_field *field, int depth, bool comment)
{
    const type_row *type = &wz_model_types[field->type];
    wz_buf *out = s->out;
    comment_lines(out, field->help, depth, comment);
    comment_lines(out, field->example, depth, comment);
    indent(out, depth, comment);
    wz_buf_format(out, "%.*s:", WZ_ARG(field->written));
    if (field == wz_kind_role(s->kind, WZ_ROLE_ADDED) && s->added.year) {
        wz_buf_format(out, " %04d-%02d-%02d\n", s->added.year, s->added.month, s->added.day);
    } else if (type->holds == WZ_HOLDS_PARTS) {
        wz_buf_byte(out, '\n');
        for (ptrdiff_t i = 0; i < field->field_count; i++) {
            if (field->list && i == 0) {
                indent(out, depth + 1, comment);
                wz_buf_format(out, "- %.*s: ", WZ_ARG(field->fields[0].written));
                blank(s, &field->fields[0]);
            } else {
                field_lines(s, &field->fields[i], depth + 1 + (field->list ? 1 : 0),
                            comment || !field->fields[i].required);
            }
        }
    } else if (!type->blank) {
        wz_buf_add(out, WZ_STR(" |\n"));
        indent(out, depth + 1, comment);
        wz_buf_add(out, WZ_STR("...\n"));
    } else {
        if (field->several && field->max != 1) {
            wz_buf_byte(out, '\n');
            indent(out, depth + 1, comment);
            wz_buf_byte(out, '-');
        }
        wz_buf_byte(out, ' ');
        blank(s, field);
    }
}

void wz_model_skeleton(wz_buf *out, const wz_model *model, const wz_kind *kind, wz_date added, wz_str address,
                       wz_model_choice *choice, void *context)
{
    if (address.len > 0) {
        wz_buf_format(out, "# yaml-language-server: $schema=%.*s\n", WZ_ARG(address));
    }
    skeleton s = {out, model, kind, added, choice, context};
    for (ptrdiff_t i = 0; i < kind->field_count; i++) {
        const wz_field *field = &kind->fields[i];
        bool needed = field->required || field == wz_kind_role(kind, WZ_ROLE_ADDED);
        field_lines(&s, field, 0, !needed);
        if (needed || i + 1 < kind->field_count) {
            wz_buf_byte(out, '\n');
        }
    }
}
