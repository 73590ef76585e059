/* SPDX-License-Identifier: EUPL-1.2 */
/* The table of field types, and what is asked of a type. */
#include "model/internal.h"
#include "wegwijzer/url.h"

/* ---- key ---- */

static wz_str key_text(wz_arena *arena, const wz_field *field, const wz_item *item)
{
    (void)arena;
    (void)field;
    return wz_str_trim(item->node->text);
}

static wz_str key_parts(wz_arena *arena, const wz_field *field, const wz_item *item)
{
    wz_str name = item->as.ref.name;
    for (ptrdiff_t f = 0; item->parts && f < field->field_count; f++) {
        for (ptrdiff_t i = 0; i < item->parts[f].count; i++) {
            name = wz_format(arena, "%.*s\x1e%td %.*s", WZ_ARG(name), f, WZ_ARG(item->parts[f].items[i].node->text));
        }
    }
    return wz_format(arena, "%.*s\x1f%.*s\x1f%.*s", WZ_ARG(name), WZ_ARG(wz_item_first(item)),
                     WZ_ARG(wz_item_second(item)));
}

/* ---- text ---- */

static wz_str text_text(wz_arena *arena, const wz_item *item)
{
    (void)arena;
    return item->as.text;
}

static wz_str text_date(wz_arena *arena, const wz_item *item)
{
    return wz_date_iso(arena, item->as.date);
}

static wz_str text_written(wz_arena *arena, const wz_item *item)
{
    (void)arena;
    return wz_str_trim(item->node->text);
}

static wz_str text_truth(wz_arena *arena, const wz_item *item)
{
    (void)arena;
    return item->as.truth ? WZ_STR("true") : WZ_STR("false");
}

static wz_str text_integer(wz_arena *arena, const wz_item *item)
{
    return wz_format(arena, "%ld", item->as.integer);
}

/* ---- words ---- */

static void words_text(wz_buf *out, const wz_item *item)
{
    wz_buf_add(out, item->as.text);
    wz_buf_byte(out, '\n');
}

static void words_title(wz_buf *out, const wz_item *item)
{
    wz_buf_add(out, wz_record_title(item->as.ref.target));
    wz_buf_byte(out, '\n');
}

/* ---- blank ---- */

#define BLANK(name, text)                                                                                              \
    static void blank_##name(wz_buf *out, const wz_model *model)                                                       \
    {                                                                                                                  \
        (void)model;                                                                                                   \
        wz_buf_add(out, WZ_STR(text));                                                                                 \
    }
BLANK(text, "\"\"")
BLANK(date, "2026-01-31")
BLANK(year, "2026")
BLANK(url, "https://www.example.nl/")
BLANK(phone, "\"+31 70 123 45 67\"")
BLANK(true, "true")
BLANK(one, "1")
#undef BLANK

static void blank_law(wz_buf *out, const wz_model *model)
{
    wz_buf_format(out, "{%.*s: \"\"}", WZ_ARG(model->law_key));
}

static void blank_source(wz_buf *out, const wz_model *model)
{
    wz_buf_format(out, "{%.*s: \"\", %.*s: \"\"}", WZ_ARG(model->document_key), WZ_ARG(model->place_key));
}

/* ---- The table ---- */

const type_row wz_model_types[WZ_TYPE_COUNT] = {
#define WZ_TYPE(id, type, held, differs, allowed, reads, keys, texts, adds, blanks, schemas)                           \
    [WZ_TYPE_##id] = {.name = WZ_STR(type),                                                                            \
                      .holds = WZ_HOLDS_##held,                                                                        \
                      .traits = (differs),                                                                             \
                      .options = (allowed),                                                                            \
                      .read = wz_model_##reads,                                                                        \
                      .key = keys,                                                                                     \
                      .text = texts,                                                                                   \
                      .words = adds,                                                                                   \
                      .blank = blanks,                                                                                 \
                      .schema = wz_model_schema_##schemas},
#include "wegwijzer/types.def"
#undef WZ_TYPE
};

wz_str wz_type_name(wz_type type)
{
    return wz_model_types[type].name;
}

wz_str wz_item_text(wz_arena *arena, const wz_field *field, const wz_item *item)
{
    item_text *text = wz_model_types[field->type].text;
    return text ? text(arena, item) : (wz_str){0};
}

void wz_item_words(wz_buf *out, const wz_field *field, const wz_item *item)
{
    item_words *words = wz_model_types[field->type].words;
    if (field->unsearched) {
        return;
    }
    if (words) {
        words(out, item);
    }
    for (ptrdiff_t f = 0; item->parts && field->holds == WZ_HOLDS_PARTS && f < field->field_count; f++) {
        for (ptrdiff_t i = 0; i < item->parts[f].count; i++) {
            wz_item_words(out, &field->fields[f], &item->parts[f].items[i]);
        }
    }
}
