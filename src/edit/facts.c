/* SPDX-License-Identifier: EUPL-1.2 */
/* Values as items that can be compared, and as people read them. */
#include "edit/diff.h"

void edit_subtract(wz_arena *arena, const texts *a, const texts *b, const texts *shown, texts *out)
{
    wz_map *left = wz_map_new(arena);
    for (ptrdiff_t i = 0; i < b->count; i++) {
        ptrdiff_t *n = wz_map_get(left, b->items[i]);
        if (n == NULL)
            wz_map_put(left, b->items[i], n = wz_new(arena, ptrdiff_t, 1));
        ++*n;
    }
    for (ptrdiff_t i = 0; i < a->count; i++) {
        ptrdiff_t *n = wz_map_get(left, a->items[i]);
        if (n != NULL && *n > 0)
            --*n;
        else
            edit_add_text(arena, out, shown != NULL ? shown->items[i] : a->items[i]);
    }
}

/* Runs of white space as one space, without those at the ends: how a text is folded over lines says nothing. */
static wz_str squeeze(wz_arena *arena, wz_str s)
{
    wz_buf out = {0};
    s = wz_str_trim(s);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool blank = s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r';
        if (!blank)
            wz_buf_byte(&out, s.ptr[i]);
        else if (out.len > 0 && out.ptr[out.len - 1] != ' ')
            wz_buf_byte(&out, ' ');
    }
    wz_str copy = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return copy;
}

/* The end of the sentence, line of a list or paragraph that starts at from. */
static ptrdiff_t sentence_end(wz_str s, ptrdiff_t from)
{
    for (ptrdiff_t i = from; i < s.len; i++) {
        wz_str rest = wz_str_slice(s, i + 1, s.len), next = wz_str_trim(rest);
        bool stop = s.ptr[i] == '.' || s.ptr[i] == '?' || s.ptr[i] == '!';
        if (stop && (rest.len == 0 || rest.ptr[0] == ' ' || rest.ptr[0] == '\n'))
            return i + 1;
        if (s.ptr[i] == '\n' && (wz_str_starts(rest, WZ_STR("\n")) || wz_str_starts(next, WZ_STR("- ")) ||
                                 wz_str_starts(next, WZ_STR("#"))))
            return i + 1;
    }
    return s.len;
}

/* The kind whose name ends where the colon at at stands, as in knelpunt:lokale-driehoek. */
static const wz_kind *scheme_at(const wz_model *model, wz_str s, ptrdiff_t at)
{
    wz_str head = wz_str_slice(s, 0, at);
    for (ptrdiff_t i = 0; i < model->kind_count + model->vocabulary_count; i++) {
        const wz_kind *kind = i < model->kind_count ? model->kinds[i] : model->vocabularies[i - model->kind_count];
        if (wz_str_ends(head, kind->name))
            return kind;
    }
    return NULL;
}

/* A text with its links as they are called now: a link that only followed a rename is no difference. */
static wz_str links_now(wz_arena *arena, wz_str s, const wz_catalog *renamed)
{
    wz_buf out = {0};
    for (ptrdiff_t i = 0; renamed != NULL && i < s.len; i++) {
        const wz_kind *kind = s.ptr[i] == ':' ? scheme_at(renamed->model, s, i) : NULL;
        ptrdiff_t end = i + 1;
        while (
            kind != NULL && end < s.len &&
            (s.ptr[end] == '-' || (s.ptr[end] >= '0' && s.ptr[end] <= '9') || (s.ptr[end] >= 'a' && s.ptr[end] <= 'z')))
            end++;
        wz_str id = wz_str_slice(s, i + 1, end);
        const wz_record *now = kind != NULL && id.len > 0 ? wz_catalog_former(renamed, kind, id) : NULL;
        wz_buf_byte(&out, s.ptr[i]);
        if (now != NULL) {
            wz_buf_add(&out, now->id);
            i = end - 1;
        }
    }
    wz_str copy = renamed != NULL ? wz_str_copy(arena, wz_buf_str(&out)) : s;
    wz_buf_free(&out);
    return copy;
}

static void add_sentences(wz_arena *arena, wz_str s, texts *keys, texts *shown)
{
    for (ptrdiff_t at = 0; at < s.len;) {
        ptrdiff_t end = sentence_end(s, at);
        wz_str sentence = squeeze(arena, wz_str_slice(s, at, end));
        if (sentence.len > 0) {
            edit_add_text(arena, keys, sentence);
            edit_add_text(arena, shown, sentence);
        }
        at = end;
    }
}

static const char *const unknown_name = "?";

const wz_record *edit_now(const wz_record *record, const wz_catalog *catalog)
{
    const wz_kind *kind = record->kind->vocabulary ? wz_model_vocabulary(catalog->model, record->kind->name)
                                                   : wz_model_kind(catalog->model, record->kind->name);
    const wz_record *now = kind != NULL ? wz_catalog_find(catalog, kind, record->id) : NULL;
    if (now == NULL && kind != NULL)
        now = wz_catalog_former(catalog, kind, record->id);
    const wz_datum *former = wz_record_role(record, WZ_ROLE_FORMER);
    for (ptrdiff_t i = 0; now == NULL && kind != NULL && i < former->count; i++)
        now = wz_catalog_find(catalog, kind, former->items[i].as.text);
    if (now == NULL && kind != NULL && kind->vocabulary) { /* renamed without a word: the name is the same */
        now = wz_catalog_term(catalog, kind, wz_record_title(record));
        now = now != NULL && wz_str_equal(wz_record_title(now), wz_record_title(record)) ? now : NULL;
    }
    return now;
}

static wz_str name_now(const wz_record *target, const wz_catalog *renamed)
{
    const wz_record *now = renamed != NULL ? edit_now(target, renamed) : NULL;
    return now != NULL ? now->id : target->id;
}

/* Parts nest at most WZ_MODEL_DEPTH deep. */
static void add_item(wz_arena *arena, const wz_field *field, const wz_item *item, const wz_catalog *renamed,
                     wz_buf *key, wz_buf *shown)
{
    if (field->holds == WZ_HOLDS_REF && item->as.ref.name.len > 0) {
        const wz_record *target = item->as.ref.target;
        wz_str id = target != NULL ? name_now(target, renamed) : wz_str_from(unknown_name);
        wz_buf_format(key, "%.*s/%.*s/%.*s", WZ_ARG(target != NULL ? target->kind->name : item->as.ref.name),
                      WZ_ARG(id), WZ_ARG(wz_item_first(item)));
        wz_buf_format(key, "/%.*s", WZ_ARG(wz_item_second(item)));
        wz_buf_add(shown, target != NULL ? wz_record_title(target) : item->as.ref.name);
        if (wz_item_first(item).len > 0)
            wz_buf_format(shown, " %.*s", WZ_ARG(wz_item_first(item)));
        if (wz_item_second(item).len > 0)
            wz_buf_format(shown, " %.*s", WZ_ARG(wz_item_second(item)));
    } else if (item->parts == NULL) {
        wz_str text = squeeze(arena, field->markup ? item->as.text : wz_item_text(arena, field, item));
        wz_buf_add(key, text);
        wz_buf_add(shown, text);
    }
    for (ptrdiff_t f = 0; item->parts != NULL && f < field->field_count; f++) {
        const wz_datum *part = &item->parts[f];
        if (part->count > 0)
            wz_buf_format(shown, "%s%.*s: ", shown->len > 0 ? "; " : "", WZ_ARG(field->fields[f].label));
        for (ptrdiff_t i = 0; i < part->count; i++) {
            wz_buf_format(key, "\n%.*s=", WZ_ARG(field->fields[f].name));
            if (i > 0)
                wz_buf_add(shown, WZ_STR(", "));
            wz_buf inner = {0};
            add_item(arena, &field->fields[f], &part->items[i], renamed, key, &inner);
            wz_buf_add(shown, wz_buf_str(&inner));
            wz_buf_free(&inner);
        }
    }
}

void edit_value(wz_arena *arena, const wz_field *field, const wz_datum *value, const wz_catalog *renamed, texts *keys,
                texts *shown)
{
    for (ptrdiff_t i = 0; i < value->count; i++) {
        if (field->markup && !field->list) {
            add_sentences(arena, links_now(arena, value->items[i].as.text, renamed), keys, shown);
            continue;
        }
        wz_buf key = {0}, text = {0};
        add_item(arena, field, &value->items[i], renamed, &key, &text);
        edit_add_text(arena, keys, wz_str_copy(arena, wz_buf_str(&key)));
        edit_add_text(arena, shown, wz_str_copy(arena, wz_buf_str(&text)));
        wz_buf_free(&key);
        wz_buf_free(&text);
    }
}
