/* SPDX-License-Identifier: EUPL-1.2 */
/* What a page lists of the site as a whole: the entries of a feed, the files, the pages. */
#include "site/pages/pages.h"

static wz_value address_of(const site *s, wz_arena *arena, wz_str path)
{
    return wz_value_text(wz_format(arena, "%.*s%.*s", WZ_ARG(s->config.base_url), WZ_ARG(path)));
}

static wz_links subject_links(const site *s, const page *p)
{
    return p->output->each == EACH_TERM ? wz_catalog_term_links(s->catalog, p->record) : (wz_links){0};
}

static wz_value part_address(const site *s, wz_arena *arena, const page *p, ptrdiff_t part)
{
    if (part < 0 || part >= p->parts) {
        return wz_value_bool(false);
    }
    return address_of(s, arena, part ? site_part_path(arena, p->start, part + 1) : p->start);
}

void site_view_feed(const site *s, wz_arena *arena, const page *p, wz_object *o)
{
    const output_spec *spec = p->output;
    wz_links links = subject_links(s, p);
    bool none = spec->each == EACH_TERM && !links.count;
    if (spec->each == EACH_KIND) {
        ptrdiff_t from = s->catalog->kind_first[p->kind->index], to = s->catalog->kind_first[p->kind->index + 1];
        wz_link *items = wz_new(arena, wz_link, to - from + 1);
        for (ptrdiff_t r = from; r < to; r++) {
            items[r - from].record = s->catalog->records[r];
        }
        links = (wz_links){items, to - from};
    }
    wz_object_set(o, s->n->newest,
                  none ? wz_value_bool(false)
                       : site_view_newest(s, arena, links, p->part * spec->newest, spec->newest));
    wz_object_set(o, s->n->next, part_address(s, arena, p, p->part + 1));
    wz_object_set(o, s->n->previous, part_address(s, arena, p, p->part - 1));
    wz_object_set(o, s->n->start, part_address(s, arena, p, 0));
    wz_object_set(o, s->n->end, part_address(s, arena, p, p->parts - 1));
}

/* One of the pages over which records are divided by title, as a link with the letter that it begins with. */
static wz_value titles_part(const site *s, wz_arena *arena, const page *p, ptrdiff_t part, const wz_record *first)
{
    wz_object *item = site_view_link(s, arena, NULL, part, p->parts);
    wz_str path = part ? site_part_path(arena, p->start, part + 1) : p->start;
    site_view_link_text(item, s->n->path, site_link_path(s, arena, path));
    site_view_link_text(item, s->n->letter, wz_collate_letter(arena, wz_record_title(first)));
    site_view_link_set(item, s->n->current, wz_value_bool(part == p->part));
    return wz_value_object(item);
}

void site_view_titles(const site *s, wz_arena *arena, const page *p, wz_object *o)
{
    long most = p->output->titles;
    const wz_record **here = wz_new(arena, const wz_record *, most);
    wz_value *parts = wz_new(arena, wz_value, p->parts);
    ptrdiff_t count = 0, all = 0;
    for (ptrdiff_t r = 0; r < s->catalog->record_count && all < p->parts * most; r++) {
        const wz_record *record = s->view->by_title[r];
        if (p->kind && record->kind != p->kind) {
            continue;
        }
        if (all % most == 0) {
            parts[all / most] = titles_part(s, arena, p, all / most, record);
        }
        if (all++ / most == p->part) {
            here[count++] = record;
        }
    }
    wz_object_set(o, s->n->letters, site_view_letters(s, arena, arena, here, count));
    wz_object_set(o, s->n->parts, p->parts > 1 ? site_view_wrap(s, arena, parts, p->parts) : wz_value_bool(false));
    wz_object_set(o, s->n->part, p->part ? site_number(arena, p->part + 1) : wz_value_bool(false));
    wz_object_set(o, s->n->previous, p->part ? parts[p->part - 1] : wz_value_bool(false));
    wz_object_set(o, s->n->next, p->part + 1 < p->parts ? parts[p->part + 1] : wz_value_bool(false));
}

wz_value site_view_files(const site *s, wz_arena *arena)
{
    wz_value *items = wz_new(arena, wz_value, s->page_count);
    ptrdiff_t count = 0, at = 0;
    for (ptrdiff_t i = 0; i < s->page_count; i++) {
        count += s->pages[i].output->file != NULL;
    }
    for (ptrdiff_t i = 0; at < count; i++) {
        const page *p = &s->pages[i];
        if (!p->output->file) {
            continue;
        }
        wz_value said = site_view_node(s, arena, p->output->file);
        wz_object *item = site_view_link(s, arena, said.as.object, at, count);
        site_view_link_text(item, s->n->path, p->path);
        site_view_link_set(item, s->n->url, address_of(s, arena, p->path));
        site_view_link_set(item, s->n->kind, wz_value_object(p->kind ? site_view_kind(s, p->kind) : NULL));
        site_view_link_set(item, s->n->bytes, site_number(arena, (long)p->bytes));
        site_view_link_set(item, s->n->sha256, wz_value_optional(p->digest));
        items[at++] = wz_value_object(item);
    }
    return site_view_wrap(s, arena, items, count);
}

/* A page that a reader may look for: not a redirect, the list of one word, or what is shown for a page that is not there. */
static bool is_listed(const page *p)
{
    each_kind each = p->output->each;
    return site_is_page(p->output) && each != EACH_REDIRECT && each != EACH_IDENTIFIER && each != EACH_SEARCH_TERM &&
           !p->output->absolute && !p->output->unlisted;
}

static wz_date later(wz_date date, wz_date updated)
{
    return wz_date_compare(date, updated) < 0 ? updated : date;
}

wz_str site_page_title(const page *p)
{
    switch (p->output->each) {
    case EACH_KIND:
    case EACH_VOCABULARY:
        return p->kind->many;
    case EACH_RECORD:
    case EACH_TERM:
    case EACH_PAIR:
        return wz_record_title(p->record);
    case EACH_PAGE:
        return p->text->title;
    default:
        return (wz_str){0};
    }
}

/* The last change of what the page shows, of those of the records; year 0: of the site. */
static wz_date page_date(const site *s, wz_arena *arena, const wz_date *updated, const page *p)
{
    wz_date date = {0};
    wz_links links = p->output->each == EACH_TERM   ? wz_catalog_term_links(s->catalog, p->record)
                     : p->output->each == EACH_PAIR ? site_pair_links(s, arena, p->record, p->with)
                                                    : (wz_links){0};
    for (ptrdiff_t i = 0; i < links.count; i++) {
        date = later(date, updated[links.items[i].record->number]);
    }
    for (ptrdiff_t r = 0; p->output->each == EACH_KIND && r < s->catalog->record_count; r++) {
        date = s->catalog->records[r]->kind == p->kind ? later(date, updated[r]) : date;
    }
    return p->output->each == EACH_RECORD ? later(date, updated[p->record->number]) : date;
}

wz_value site_view_listed(const site *s, wz_arena *arena)
{
    wz_value *items = wz_new(arena, wz_value, s->page_count);
    wz_date *updated =
        wz_new(arena, wz_date, s->catalog->record_count); /* asked for again by every list that has the record */
    ptrdiff_t count = 0, at = 0;
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        updated[r] = site_record_dates(s->catalog->records[r]).updated;
    }
    for (ptrdiff_t i = 0; i < s->page_count; i++) {
        count += is_listed(&s->pages[i]);
    }
    for (ptrdiff_t i = 0; at < count; i++) {
        const page *p = &s->pages[i];
        if (is_listed(p)) {
            wz_date date = page_date(s, arena, updated, p);
            wz_object *item = site_view_link(s, arena, NULL, at, count);
            site_view_link_set(item, s->n->path, wz_value_text(site_link_path(s, arena, p->path)));
            site_view_link_set(item, s->n->url, address_of(s, arena, p->path));
            site_view_link_set(item, s->n->updated,
                               date.year ? site_view_date(s, arena, date)
                                         : wz_object_get(arena, s->view->site, s->n->updated));
            items[at++] = wz_value_object(item);
        }
    }
    return site_view_wrap(s, arena, items, count);
}
