/* A new record, ready to fill in. */
#include "model/internal.h"

static void indent(wz_buf *out, int depth, bool comment)
{
    if (comment) {
        wz_buf_add(out, WZ_STR("# "));
    }
    for (int i = 0; i < depth; i++) {
        wz_buf_add(out, WZ_STR("  "));
    }
}

static void blank(wz_buf *out, const wz_model *model, const type_row *type)
{
    if (type->blank) {
        type->blank(out, model);
    } else {
        wz_buf_add(out, WZ_STR("\"\""));
    }
    wz_buf_byte(out, '\n');
}

/* Depth is limited by the model. */
static void field_lines(wz_buf *out, const wz_model *model, const wz_kind *kind, const wz_field *field, int depth,
                        bool comment, wz_date added)
{
    const type_row *type = &wz_model_types[field->type];
    for (wz_str rest = field->help; rest.len > 0;) {
        /* A help text of several lines stays a comment on each. */
        wz_str line = wz_str_trim(wz_str_cut(rest, '\n', &rest));
        indent(out, depth, comment);
        wz_buf_format(out, "%s%.*s\n", comment ? "  " : "# ", WZ_ARG(line));
    }
    indent(out, depth, comment);
    wz_buf_format(out, "%.*s:", WZ_ARG(field->name));
    if (field == wz_kind_role(kind, WZ_ROLE_ADDED)) {
        wz_buf_format(out, " %04d-%02d-%02d\n", added.year, added.month, added.day);
    } else if (type->holds == WZ_HOLDS_PARTS) {
        wz_buf_byte(out, '\n');
        for (ptrdiff_t i = 0; i < field->field_count; i++) {
            if (field->list && i == 0) {
                indent(out, depth + 1, comment);
                wz_buf_format(out, "- %.*s: ", WZ_ARG(field->fields[0].name));
                blank(out, model, &wz_model_types[field->fields[0].type]);
            } else {
                field_lines(out, model, kind, &field->fields[i], depth + 1 + (field->list ? 1 : 0),
                            comment || !field->fields[i].required, added);
            }
        }
    } else if (!type->blank) {
        wz_buf_add(out, WZ_STR(" |\n"));
        indent(out, depth + 1, comment);
        wz_buf_add(out, WZ_STR("...\n"));
    } else {
        if (field->several) {
            wz_buf_byte(out, '\n');
            indent(out, depth + 1, comment);
            wz_buf_byte(out, '-');
        }
        wz_buf_byte(out, ' ');
        blank(out, model, type);
    }
}

void wz_model_skeleton(wz_buf *out, const wz_model *model, const wz_kind *kind, wz_date added)
{
    for (ptrdiff_t i = 0; i < kind->field_count; i++) {
        const wz_field *field = &kind->fields[i];
        bool needed = field->required || field == wz_kind_role(kind, WZ_ROLE_ADDED);
        field_lines(out, model, kind, field, 0, !needed, added);
        if (needed || i + 1 < kind->field_count) {
            wz_buf_byte(out, '\n');
        }
    }
}
