/* SPDX-License-Identifier: EUPL-1.2 */
/* The texts with markup of all records, once, and the links in them and in addresses. */
#include "site/values/values.h"

/* What the ids of headings in a text of field begin with. A name of a field has no dot, so that the number of a second
 * text of that name, in a list, keeps them apart. */
static wz_str anchor(builder *b, const wz_field *field)
{
    b->anchors = b->anchors ? b->anchors : wz_map_new(b->scratch);
    int *count = wz_map_get(b->anchors, field->name);
    if (!count) {
        count = wz_new(b->scratch, int, 1);
        wz_map_put(b->anchors, field->name, count);
    }
    return ++*count == 1 ? wz_format(b->scratch, "%.*s-", WZ_ARG(field->name))
                         : wz_format(b->scratch, "%.*s.%d-", WZ_ARG(field->name), *count);
}

static void keep(builder *b, site_text text)
{
    wz_grow(b->scratch, b->texts, b->text_count, b->text_cap);
    b->texts[b->text_count++] = text;
}

static void add_text(builder *b, const wz_field *field, const wz_item *item)
{
    site *s = b->site;
    wz_fragment f =
        site_markdown(s, b->arena, b->plain, b->diags, item->node, item->as.text, b->page, anchor(b, field), &b->late);
    bool cites = site_cite_check(s, b->scratch, b->diags, b->record, item->node, item->as.text, true);
    f.html = cites ? site_cite_html(s, b->arena, b->record, f.html) : f.html;
    wz_str html = site_explains(s, field) ? site_explain_words(s, b->arena, f.html) : f.html;
    b->only = b->text->len == 0 ? f.text : (wz_str){0};
    wz_buf_add(b->text, f.text);
    wz_buf_byte(b->text, '\n');
    keep(b, (site_text){item, html, f.html, cites});
}

/* The links in a text without markup; only the first of a field has some. */
static void add_cited(builder *b, const wz_item *item)
{
    wz_buf html = {0};
    if (item->as.text.len &&
        site_cite_check(b->site, b->scratch, b->diags, b->record, item->node, item->as.text, false)) {
        wz_escape_add(&html, item->as.text, WZ_ESCAPE_HTML);
        keep(b, (site_text){.item = item,
                            .html = site_cite_html(b->site, b->arena, b->record, wz_buf_take(b->arena, &html))});
    }
}

/* An address on the site itself is looked up like a link in a text. */
static void add_address(builder *b, const wz_item *item)
{
    wz_str own = site_own_path(b->site, b->arena, item->as.text);
    if (own.ptr && item->node) {
        wz_str path = wz_str_slice(own, 0, site_path_end(own));
        late_link link = {.loc = item->node->loc, .written = item->as.text, .path = path};
        site_late_link(b->arena, &b->late, &link, own, false);
    }
}

/* Depth is limited by the model. What a record refers to has its own. */
static void walk(builder *b, const wz_field *fields, ptrdiff_t count, const wz_datum *values)
{
    for (const wz_field *f = fields; f < fields + count; f++) {
        const wz_datum *d = &values[f - fields];
        if (d->count && site_cited_name(b->site, f)) {
            add_cited(b, d->items);
        }
        for (ptrdiff_t i = 0; i < d->count; i++) {
            const wz_item *item = &d->items[i];
            if (f->markup) {
                add_text(b, f, item);
            } else if (f->address) {
                add_address(b, item);
            } else if (item->parts && !(f->holds == WZ_HOLDS_REF && item->as.ref.target)) {
                walk(b, f->fields, f->field_count, item->parts);
            }
        }
    }
}

void site_make_texts(builder *b, const wz_record *record)
{
    wz_buf_reset(b->text);
    b->only = (wz_str){0};
    b->anchors = NULL;
    b->record = record;
    b->texts = NULL;
    b->text_count = b->text_cap = 0;
    b->page = site_record_path(b->site, record);
    walk(b, record->kind->fields, record->kind->field_count, record->values);
    site_texts *t = (site_texts *)(uintptr_t)site_texts_of(b->site, record);
    t->items = wz_arena_move(b->arena, b->texts, sizeof *b->texts, b->text_count, b->text_count);
    t->count = b->text_count;
    /* Most records have one such text, which needs no copy. */
    t->plain = b->only.ptr ? b->only : wz_str_copy(b->plain, wz_buf_str(b->text));
}

void site_texts_drop(site *s)
{
    for (int w = 0; w < s->workers; w++) {
        wz_arena_free(s->plain_arenas[w]);
        s->plain_arenas[w] = NULL;
    }
}

wz_str site_text_plain(const site *s, wz_arena *arena, const wz_record *record, const site_text *text)
{
    wz_arena *scratch = wz_arena_new(NULL);
    late_link *late = NULL;
    wz_str plain = site_markdown(s, scratch, scratch, wz_diags_new(scratch), text->item->node, text->item->as.text,
                                 site_record_path(s, record), (wz_str){0}, &late)
                       .text;
    plain = wz_str_copy(arena, plain);
    wz_arena_free(scratch);
    return plain;
}

const site_texts *site_texts_of(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? &s->values->term_texts[record->kind->index][record->number]
                                    : &s->values->texts[record->number];
}

const site_text *site_text_of(const site *s, const wz_record *record, const wz_item *item)
{
    const site_texts *all = site_texts_of(s, record);
    for (ptrdiff_t i = 0; i < all->count; i++) { /* a record has few */
        if (all->items[i].item == item) {
            return &all->items[i];
        }
    }
    return NULL;
}
