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

static void add_text(builder *b, const wz_field *field, const wz_item *item)
{
    site *s = b->site;
    wz_fragment f =
        site_markdown(s, b->arena, b->diags, item->node, item->as.text, b->page, anchor(b, field), &b->late);
    f.html = site_explains(s, field) ? site_explain_words(s, b->arena, f.html) : f.html;
    wz_buf_add(b->text, f.text);
    wz_buf_byte(b->text, '\n');
    wz_grow(b->scratch, b->texts, b->text_count, b->text_cap);
    b->texts[b->text_count++] = (site_text){item, f.html, f.text};
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
        for (ptrdiff_t i = 0; i < d->count; i++) {
            const wz_item *item = &d->items[i];
            if (f->markup) {
                add_text(b, f, item);
            } else if (f->type == WZ_TYPE_URL) {
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
    b->anchors = NULL;
    b->texts = NULL;
    b->text_count = b->text_cap = 0;
    b->page = site_record_path(b->site, record);
    walk(b, record->kind->fields, record->kind->field_count, record->values);
    site_texts *t = (site_texts *)(uintptr_t)site_texts_of(b->site, record);
    t->items = wz_arena_move(b->arena, b->texts, sizeof *b->texts, b->text_count, b->text_count);
    t->count = b->text_count;
    /* Most records have one such text, which needs no copy. */
    t->plain = t->count == 1 ? t->items[0].plain : wz_str_copy(b->arena, wz_buf_str(b->text));
}

const site_texts *site_texts_of(const site *s, const wz_record *record)
{
    return record->kind->vocabulary ? &s->values->term_texts[record->kind->index][record->number]
                                    : &s->values->texts[record->number];
}

const site_text *site_text_of(const site *s, const wz_record *record, const wz_item *item)
{
    const site_text *text = site_texts_of(s, record)->items;
    while (text->item != item) { /* a record has few */
        text++;
    }
    return text;
}
