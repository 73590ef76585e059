/* SPDX-License-Identifier: EUPL-1.2 */
/* Which pages there are. */
#include "site/plan/plan.h"

typedef struct planner {
    site *s;
    bool full; /* the limit was reported */
    bool ok;
} planner;

wz_loc site_page_loc(const page *p)
{
    return p->text       ? wz_loc_file(p->text->front->loc.source)
           : p->record   ? p->record->loc
           : p->redirect ? p->redirect->to->loc
                         : p->output->loc;
}

static void add_page(planner *plan, page p)
{
    site *s = plan->s;
    if (s->page_count >= WZ_SITE_PAGES) {
        if (!plan->full) {
            wz_report(s->diags, SITE_PAGES, p.output->loc, wz_format(s->arena, "%d", WZ_SITE_PAGES));
        }
        plan->full = true;
        plan->ok = false;
        return;
    }
    bool folder = p.path.len == 0 || p.path.ptr[p.path.len - 1] == '/';
    p.file = folder ? wz_format(s->arena, "%.*sindex.html", WZ_ARG(p.path)) : p.path;
    /* From disk pages lead to each other; what is read elsewhere (a feed, data) names the site. */
    p.root = p.output->absolute && !(s->options->offline && site_is_page(p.output)) ? s->config.base_url
                                                                                    : site_root_of(s->arena, p.path);
    wz_arena_mark here = wz_arena_here(s->arena);
    wz_str key = wz_utf8_fold(s->arena, p.file);
    if (wz_str_equal(key, p.file)) { /* as nearly all are: the name itself serves */
        wz_arena_rewind(s->arena, here);
        key = p.file;
    }
    ptrdiff_t other = wz_map_index(s->by_file, key);
    if (other >= 0) {
        wz_diag *d = wz_report(s->diags, PATH_CLASH, site_page_loc(&p), p.path.len ? p.path : WZ_STR("/"));
        d->related = site_page_loc(&s->pages[other]);
        plan->ok = false;
        return;
    }
    wz_map_put(s->by_file, key, s);
    wz_buf_add(&s->page_bytes, (wz_str){(const char *)&p, sizeof p});
    s->pages = (page *)(void *)s->page_bytes.ptr;
    s->page_count++;
}

/* Where the page of a record was when it had its former id: the path of the first output that makes it a page. Empty
 * when none does. */
static wz_str former_path(const site *s, const wz_redirect *r)
{
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        const output_spec *o = &s->config.outputs[i];
        if (o->each == EACH_RECORD && site_is_page(o) && (!o->kind || o->kind == r->to->kind)) {
            return site_expand(s->arena, o->path, r->to->kind->place, r->id, (wz_str){0});
        }
    }
    return (wz_str){0};
}

/* A page at the path of the output, filled in. */
static void add(planner *plan, page p, wz_str folder, wz_str id, wz_str with)
{
    p.path = site_expand(plan->s->arena, p.output->path, folder, id, with);
    add_page(plan, p);
}

/* Whether a record carries the term in this field. */
static bool is_carried(const site *s, const wz_record *term, wz_str name)
{
    wz_links links = wz_catalog_term_links(s->catalog, term);
    for (ptrdiff_t i = 0; i < links.count; i++) {
        const wz_field *field = wz_kind_field(links.items[i].record->kind, name);
        const wz_datum *d = field ? wz_record_value(links.items[i].record, field) : NULL;
        for (ptrdiff_t j = 0; d && j < d->count; j++) {
            if (d->items[j].as.ref.target == term) {
                return true;
            }
        }
    }
    return false;
}

/* Whether an output for terms makes something of this one. */
static bool has_page(const site *s, const wz_record *term, const output_spec *o)
{
    return site_has_enough(s, term, o) && (!o->field.len || is_carried(s, term, o->field)) &&
           (!o->worklist || wz_worklist_of(&s->worklist, term));
}

static void add_former_records(planner *plan, const output_spec *o)
{
    site *s = plan->s;
    for (ptrdiff_t r = 0; r < s->catalog->redirect_count; r++) {
        const wz_redirect *redirect = &s->catalog->redirects[r];
        wz_str path = former_path(s, redirect);
        if (path.ptr) {
            wz_str target = s->record_paths[redirect->to->number];
            add_page(plan, (page){.output = o, .path = path, .redirect = redirect, .target = target});
        }
    }
}

/* The pages of a feed, the newest on the first, or of records by title: so many entries on each. */
static void add_feed(planner *plan, page p, ptrdiff_t entries)
{
    ptrdiff_t most = p.output->newest ? p.output->newest : p.output->titles;
    ptrdiff_t parts = most ? (entries + most - 1) / most : 0;
    parts = p.output->pages && parts > p.output->pages ? p.output->pages : parts;
    p.parts = most ? (parts > 0 ? parts : 1) : 0;
    p.start = p.path;
    add_page(plan, p);
    for (p.part = 1; p.part < parts; p.part++) {
        p.path = site_part_path(plan->s->arena, p.start, p.part + 1);
        add_page(plan, p);
    }
}

/* What was made for a term under its former id: a page redirects, anything else (a feed that people follow) is there
 * once more, because a file that is no page cannot redirect. */
static void add_former(planner *plan, const output_spec *o, page now, const wz_redirect *redirect, wz_str id,
                       wz_str with)
{
    site *s = plan->s;
    wz_str path = site_expand(s->arena, now.output->path, (wz_str){0}, id, with);
    if (site_is_page(now.output)) {
        now = (page){.output = o, .redirect = redirect, .target = now.path};
    }
    now.path = path;
    add_feed(plan, now, wz_catalog_term_links(s->catalog, redirect->to).count);
}

static void add_former_terms(planner *plan, const output_spec *o)
{
    site *s = plan->s;
    for (ptrdiff_t r = 0; r < s->catalog->term_redirect_count; r++) {
        const wz_redirect *redirect = &s->catalog->term_redirects[r];
        for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
            const output_spec *spec = &s->config.outputs[i];
            if (spec->each == EACH_TERM && spec->vocabulary == redirect->to->kind && has_page(s, redirect->to, spec)) {
                wz_str path = site_expand(s->arena, spec->path, (wz_str){0}, redirect->to->id, (wz_str){0});
                page now = {.output = spec, .path = path, .record = redirect->to};
                add_former(plan, o, now, redirect, redirect->id, (wz_str){0});
            }
        }
    }
}

/* Of a pair either term may have had another id, or both. */
static void add_former_pairs(planner *plan, const output_spec *o)
{
    site *s = plan->s;
    const wz_redirect *all = s->catalog->term_redirects;
    ptrdiff_t count = s->catalog->term_redirect_count;
    for (ptrdiff_t i = 0; count && i < wz_map_count(s->pair_paths); i++) {
        const pair_page *p = wz_map_value(s->pair_paths, i);
        page now = {.output = p->output, .path = p->path, .record = p->term, .with = p->with};
        for (ptrdiff_t a = -1; p->path.ptr && a < count; a++) {
            for (ptrdiff_t b = -1; b < count && (a < 0 || all[a].to == p->term); b++) {
                if ((a >= 0 || b >= 0) && (b < 0 || all[b].to == p->with)) {
                    add_former(plan, o, now, &all[a >= 0 ? a : b], a >= 0 ? all[a].id : p->term->id,
                               b >= 0 ? all[b].id : p->with->id);
                }
            }
        }
    }
}

/* Where the identifier of a record or term leads: to its page, or to its place in the list of its vocabulary. */
static wz_str identified(const site *s, const wz_record *record)
{
    const wz_kind *kind = record->kind;
    if (!kind->vocabulary) {
        return s->record_paths[record->number];
    }
    wz_str path = s->term_paths[kind->index][record->number], list = s->vocabulary_paths[kind->index];
    return path.ptr || !list.ptr ? path : wz_format(s->arena, "%.*s#%.*s", WZ_ARG(list), WZ_ARG(record->id));
}

/* The identifiers of a record or term: that of the id that it has, and of those that it had. */
static void add_identifiers(planner *plan, const output_spec *o, const wz_record *record)
{
    site *s = plan->s;
    const wz_datum *former = wz_record_role(record, WZ_ROLE_FORMER);
    wz_str target = identified(s, record), folder = record->kind->vocabulary ? record->kind->name : record->kind->place;
    for (ptrdiff_t i = -1; target.ptr && i < former->count; i++) {
        wz_str id = i < 0 ? record->id : wz_str_trim(former->items[i].as.text);
        wz_redirect *redirect = i >= 0 && wz_str_equal(id, record->id) ? NULL : wz_new(s->arena, wz_redirect, 1);
        if (!redirect) {
            continue;
        }
        *redirect = (wz_redirect){id, record};
        add(plan, (page){.output = o, .redirect = redirect, .target = target}, folder, redirect->id, (wz_str){0});
    }
}

static void plan_vocabularies(planner *plan, const output_spec *o)
{
    const site *s = plan->s;
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        const wz_kind *vocabulary = s->model->vocabularies[v];
        if (vocabulary->closed && (o->each == EACH_IDENTIFIER || o->open)) {
            continue;
        }
        for (ptrdiff_t t = 0; o->each == EACH_IDENTIFIER && t < s->catalog->term_counts[v]; t++) {
            add_identifiers(plan, o, s->catalog->terms[v][t]);
        }
        if (o->each == EACH_VOCABULARY) {
            add(plan, (page){.output = o, .kind = vocabulary}, (wz_str){0}, vocabulary->name, (wz_str){0});
        }
    }
}

static void plan_kinds(planner *plan, const output_spec *o)
{
    const site *s = plan->s;
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        const wz_kind *kind = s->model->kinds[k];
        if (!o->kind || o->kind == kind) {
            wz_str path = site_expand(s->arena, o->path, kind->place, kind->name, (wz_str){0});
            add_feed(plan, (page){.output = o, .kind = kind, .path = path},
                     s->catalog->kind_first[k + 1] - s->catalog->kind_first[k]);
        }
    }
}

static void plan_records(planner *plan, const output_spec *o)
{
    const site *s = plan->s;
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        const wz_record *record = s->catalog->records[r];
        if (o->each == EACH_IDENTIFIER) {
            add_identifiers(plan, o, record);
        } else if (!o->kind || o->kind == record->kind) {
            add(plan, (page){.output = o, .record = record}, record->kind->place, record->id, (wz_str){0});
        }
    }
}

static void plan_output(planner *plan, const output_spec *o)
{
    const site *s = plan->s;
    const wz_str none = {0};
    switch (o->each) {
    case EACH_ONE:
        add_feed(plan, (page){.output = o, .path = o->path}, s->catalog->record_count);
        break;
    case EACH_IDENTIFIER:
        plan_records(plan, o);
        plan_vocabularies(plan, o);
        break;
    case EACH_VOCABULARY:
        plan_vocabularies(plan, o);
        break;
    case EACH_KIND:
        plan_kinds(plan, o);
        break;
    case EACH_RECORD:
        plan_records(plan, o);
        break;
    case EACH_TERM:
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[o->vocabulary->index]; t++) {
            const wz_record *term = s->catalog->terms[o->vocabulary->index][t];
            if (has_page(s, term, o)) {
                wz_str path = site_expand(s->arena, o->path, none, term->id, none);
                add_feed(plan, (page){.output = o, .record = term, .path = path},
                         wz_catalog_term_links(s->catalog, term).count);
            }
        }
        break;
    case EACH_PAIR:
        for (ptrdiff_t i = 0; i < wz_map_count(s->pair_paths); i++) {
            const pair_page *p = wz_map_value(s->pair_paths, i);
            if (p->path.ptr && p->output->vocabulary == o->vocabulary && p->output->with == o->with) {
                add(plan, (page){.output = o, .record = p->term, .with = p->with}, none, p->term->id, p->with->id);
            }
        }
        break;
    case EACH_PAGE:
        for (ptrdiff_t t = 0; t < s->text_count; t++) {
            add(plan, (page){.output = o, .text = &s->texts[t]}, none, s->texts[t].id, none);
        }
        break;
    case EACH_REDIRECT:
        add_former_records(plan, o);
        add_former_terms(plan, o);
        add_former_pairs(plan, o);
        break;
    case EACH_SEARCH_TERM:
        for (ptrdiff_t t = 0; t < s->term_count; t++) {
            add(plan, (page){.output = o, .index = t}, none, s->terms[t].slug, none);
        }
        break;
    }
}

static wz_str nearest_page(const site *s, wz_str path)
{
    wz_str *all = wz_new(s->arena, wz_str, s->page_count);
    for (ptrdiff_t p = 0; p < s->page_count; p++) {
        all[p] = s->pages[p].path;
    }
    return wz_suggest(path, all, s->page_count);
}

/* A link that leads to a page is left with that page, if it has a fragment and the page can have ids. */
static bool find_page(const wz_map *paths, late_link *link)
{
    page *p = wz_map_get(paths, link->path);
    if (p && link->fragment.len && wz_escape_for(p->output->template_name) == WZ_ESCAPE_HTML) {
        link->next_of_page = p->wanted;
        p->wanted = link;
    }
    return p != NULL;
}

/* Every entry of the menu leads to a page: it stands on all of them. */
static bool check_menu(site *s, const wz_map *paths)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < s->config.menu_count; i++) {
        wz_str written = s->config.menu[i].path;
        late_link *link = wz_new(s->arena, late_link, 1);
        *link = (late_link){.loc = s->config.menu[i].loc,
                            .written = written,
                            .path = wz_str_slice(written, 0, site_path_end(written)),
                            .fragment = site_fragment(written)};
        if (!find_page(paths, link)) {
            wz_report(s->diags, CONFIG_MENU, link->loc, link->path)->suggestion = nearest_page(s, link->path);
            ok = false;
        }
    }
    return ok;
}

/* The menu, and the links in texts. */
static bool check_links(site *s)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *paths = wz_map_new(scratch);
    for (ptrdiff_t i = 0; (s->config.menu_count || s->late) && i < s->page_count; i++) {
        wz_map_put(paths, s->pages[i].path, &s->pages[i]);
    }
    for (late_link *l = s->late; l; l = l->next) {
        if (!find_page(paths, l) && !site_is_off(s, l->path)) {
            wz_str folder = wz_format(s->arena, "%.*s/", WZ_ARG(l->path));
            wz_diag *d = wz_report(s->diags, DEAD_LINK, l->loc, l->written);
            d->suggestion = wz_map_get(paths, folder) ? wz_format(s->arena, "%.*s/", WZ_ARG(l->written)) : (wz_str){0};
        }
    }
    bool ok = check_menu(s, paths);
    wz_arena_free(scratch);
    return ok;
}

bool site_plan_pages(site *s)
{
    planner plan = {.s = s, .ok = true};
    s->by_file = wz_map_new(s->arena);
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        if (s->config.outputs[i].each != EACH_SEARCH_TERM || s->search_stats.manifest.len || s->search) {
            plan_output(&plan, &s->config.outputs[i]);
        }
    }
    return check_links(s) && plan.ok;
}
