/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache/parse.c - pairs the tags that open with those that close, and says which do not fit. */
#include "mustache/internal.h"

#define DIGITS_(number) #number
#define DIGITS(macro)   DIGITS_(macro)

typedef struct pairing {
    wz_diags *diags;
    const wz_source *source;
    tag_list *tags;
    int32_t open[WZ_TEMPLATE_DEPTH]; /* indexes of tags that are not closed yet */
    int depth;
    int32_t crossed[WZ_TEMPLATE_DEPTH]; /* closed by force: their own closing tag is no second mistake */
    int crossed_count;
    int messages;
} pairing;

static wz_loc loc(const pairing *p, const tag *t)
{
    return wz_source_locate(p->source, t->from, t->to);
}

/* The tag as it is written, for messages. */
static wz_str written(const pairing *p, const tag *t)
{
    return wz_str_slice(p->source->text, t->from, t->to);
}

static bool same_name(const pairing *p, const tag *a, const tag *b)
{
    return a->dynamic == b->dynamic && wz_str_equal(tag_name(p->source, a), tag_name(p->source, b));
}

static void marry(pairing *p, int32_t open, int32_t close)
{
    p->tags->items[open].match = close;
    p->tags->items[close].match = open;
}

/* A closing tag that does not close the innermost open one. */
static void wrong_close(pairing *p, int32_t index)
{
    const tag *close = &p->tags->items[index];
    int level = p->depth - 1;
    while (level >= 0 && !same_name(p, &p->tags->items[p->open[level]], close))
        level--;
    if (level >= 0) { /* it closes an outer one: everything inside that ends here */
        const tag *inner = &p->tags->items[p->open[p->depth - 1]];
        p->messages++;
        wz_report(p->diags, SECTION_CROSSED, loc(p, close), written(p, close), written(p, inner))->related =
            loc(p, inner);
        while (p->depth - 1 > level)
            if (p->crossed_count < WZ_TEMPLATE_DEPTH)
                p->crossed[p->crossed_count++] = p->open[--p->depth];
            else
                p->depth--;
        marry(p, p->open[--p->depth], index);
        return;
    }
    for (int i = 0; i < p->crossed_count; i++)
        if (same_name(p, &p->tags->items[p->crossed[i]], close)) {
            p->crossed[i] = p->crossed[--p->crossed_count];
            return;
        }
    p->messages++;
    wz_diag *diag = wz_report(p->diags, CLOSE_STRAY, loc(p, close), written(p, close));
    if (p->depth == 0)
        return;
    const tag *inner = &p->tags->items[p->open[p->depth - 1]];
    wz_str meant = tag_name(p->source, inner);
    diag->related = loc(p, inner);
    if (wz_suggest(tag_name(p->source, close), &meant, 1).len > 0) { /* a typing error closes all the same */
        diag->suggestion = meant;
        marry(p, p->open[--p->depth], index);
    }
}

/* False when nesting is too deep to go on. */
static bool open_tag(pairing *p, int32_t index)
{
    if (p->depth < WZ_TEMPLATE_DEPTH) {
        p->open[p->depth++] = index;
        return true;
    }
    const tag *t = &p->tags->items[index];
    p->messages++;
    wz_report(p->diags, TEMPLATE_TOO_DEEP, loc(p, t), WZ_STR(DIGITS(WZ_TEMPLATE_DEPTH)), written(p, t))->related =
        loc(p, &p->tags->items[p->open[0]]);
    return false;
}

static void report_open(pairing *p)
{
    ptrdiff_t end = p->source->text.len;
    for (int i = 0; i < p->depth; i++) {
        const tag *t = &p->tags->items[p->open[i]];
        p->messages++;
        wz_report(p->diags, SECTION_UNCLOSED, loc(p, t), written(p, t), tag_name(p->source, t))->related =
            wz_source_locate(p->source, end, end);
    }
}

bool wz_mustache_pair(wz_diags *diags, const wz_source *source, tag_list *tags)
{
    pairing p = {.diags = diags, .source = source, .tags = tags};
    for (int32_t i = 0; i < tags->count && p.messages < MAX_MESSAGES; i++) {
        tag *t = &tags->items[i];
        switch (t->kind) {
        case TAG_SECTION:
        case TAG_INVERTED:
        case TAG_PARENT:
        case TAG_BLOCK:
            if (!open_tag(&p, i))
                return false;
            break;
        case TAG_CLOSE:
            if (p.depth > 0 && same_name(&p, &tags->items[p.open[p.depth - 1]], t))
                marry(&p, p.open[--p.depth], i);
            else
                wrong_close(&p, i);
            break;
        default:
            break;
        }
    }
    if (p.messages < MAX_MESSAGES)
        report_open(&p);
    return p.messages == 0;
}
