/* Which pages there are and where they go. */
#include "site/view.h"

#include <string.h>

/* From a page to the root of the site: "../../". */
static wz_str root_of(wz_arena *arena, wz_str path)
{
    ptrdiff_t depth = 0;
    for (ptrdiff_t i = 0; i < path.len; i++) {
        depth += path.ptr[i] == '/';
    }
    if (depth == 0) {
        return WZ_STR("./");
    }
    char *root = wz_new(arena, char, depth * 3);
    for (ptrdiff_t i = 0; i < depth; i++) {
        memcpy(root + i * 3, "../", 3);
    }
    return (wz_str){root, depth * 3};
}

wz_str site_link_path(const site *s, wz_arena *arena, wz_str path)
{
    if (s->options->offline && (path.len == 0 ? path.ptr != NULL : path.ptr[path.len - 1] == '/')) {
        return wz_format(arena, "%.*sindex.html", WZ_ARG(path));
    }
    return path;
}

/* Fills in {folder}, {id} and {with}. */
static wz_str expand(wz_arena *arena, wz_str pattern, wz_str folder, wz_str id, wz_str with)
{
    wz_buf out = {0};
    ptrdiff_t at = 0;
    while (at < pattern.len) {
        wz_str rest = wz_str_slice(pattern, at, pattern.len);
        if (wz_str_starts(rest, WZ_STR("{folder}"))) {
            wz_buf_add(&out, folder);
            at += 8;
        } else if (wz_str_starts(rest, WZ_STR("{id}"))) {
            wz_buf_add(&out, id);
            at += 4;
        } else if (wz_str_starts(rest, WZ_STR("{with}"))) {
            wz_buf_add(&out, with);
            at += 6;
        } else {
            wz_buf_byte(&out, pattern.ptr[at++]);
        }
    }
    wz_str result = wz_str_copy(arena, wz_buf_str(&out));
    wz_buf_free(&out);
    return result;
}

/* A page that people visit, against a feed or a data file beside it. */
static bool is_page(const output_spec *o)
{
    return o->path.len == 0 || o->path.ptr[o->path.len - 1] == '/' || wz_str_ends(o->path, WZ_STR(".html"));
}

static void plan_records(site *s, const output_spec *o)
{
    for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
        const wz_record *record = s->catalog->records[r];
        if ((!o->kind || o->kind == record->kind) && !s->record_paths[r].ptr) {
            s->record_paths[r] = expand(s->arena, o->path, record->kind->place, record->id, (wz_str){0});
        }
    }
}

static void plan_pair_paths(site *s, const output_spec *o)
{
    ptrdiff_t v = o->vocabulary->index, w = o->with->index, columns = s->catalog->term_counts[w];
    ptrdiff_t *counts = wz_new(s->arena, ptrdiff_t, columns);
    for (ptrdiff_t a = 0; a < s->catalog->term_counts[v]; a++) {
        const wz_record *term = s->catalog->terms[v][a];
        memset(counts, 0, (size_t)columns * sizeof *counts);
        site_pair_row(s, term, o->with, NULL, counts);
        for (ptrdiff_t b = 0; b < columns; b++) {
            const wz_record *with = s->catalog->terms[w][b];
            if (counts[b] && term != with) {
                pair_page *p = wz_new(s->arena, pair_page, 1);
                *p = (pair_page){o, term, with, counts[b], expand(s->arena, o->path, (wz_str){0}, term->id, with->id)};
                wz_map_put(s->pair_paths, site_pair_key(s->arena, term, with), p);
            }
        }
    }
}

void site_plan_paths(site *s)
{
    s->record_paths = wz_new(s->arena, wz_str, s->catalog->record_count);
    s->kind_paths = wz_new(s->arena, wz_str, s->model->kind_count);
    s->term_paths = wz_new(s->arena, wz_str *, s->model->vocabulary_count);
    s->pair_paths = wz_map_new(s->arena);
    site_pair_start(s);
    for (ptrdiff_t v = 0; v < s->model->vocabulary_count; v++) {
        s->term_paths[v] = wz_new(s->arena, wz_str, s->catalog->term_counts[v]);
    }
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        const output_spec *o = &s->config.outputs[i];
        if (!is_page(o)) {
            continue;
        }
        if (o->each == EACH_RECORD) {
            plan_records(s, o);
        } else if (o->each == EACH_KIND) {
            for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
                if ((!o->kind || o->kind->index == k) && !s->kind_paths[k].ptr) {
                    s->kind_paths[k] =
                        expand(s->arena, o->path, s->model->kinds[k]->place, s->model->kinds[k]->name, (wz_str){0});
                }
            }
        } else if (o->each == EACH_TERM) {
            for (ptrdiff_t t = 0; t < s->catalog->term_counts[o->vocabulary->index]; t++) {
                wz_str *path = &s->term_paths[o->vocabulary->index][t];
                if (!path->ptr) {
                    *path = expand(s->arena, o->path, (wz_str){0}, s->catalog->terms[o->vocabulary->index][t]->id,
                                   (wz_str){0});
                }
            }
        } else if (o->each == EACH_PAIR) {
            plan_pair_paths(s, o);
        } else if (o->each == EACH_PAGE) {
            for (ptrdiff_t t = 0; t < s->text_count; t++) {
                if (!s->texts[t].path.ptr) {
                    s->texts[t].path = expand(s->arena, o->path, (wz_str){0}, s->texts[t].id, (wz_str){0});
                }
            }
        }
    }
}

typedef struct planner {
    site *s;
    wz_map *taken; /* folded file to page */
    bool full;     /* the limit was reported */
    ptrdiff_t cap;
    bool ok;
} planner;

static wz_loc page_loc(const page *p)
{
    return p->record ? p->record->loc : p->redirect ? p->redirect->to->loc : p->output->loc;
}

static void add_page(planner *plan, page p)
{
    site *s = plan->s;
    wz_grow(s->arena, s->pages, s->page_count, plan->cap);
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
    p.root = p.output->absolute && !s->options->offline ? s->config.base_url : root_of(s->arena, p.path);
    page *other = wz_map_get(plan->taken, wz_utf8_fold(s->arena, p.file));
    if (other) {
        wz_diag *d = wz_report(s->diags, PATH_CLASH, page_loc(&p), p.path.len ? p.path : WZ_STR("/"));
        d->related = page_loc(other);
        plan->ok = false;
        return;
    }
    page *copy = wz_new(s->arena, page, 1);
    *copy = p;
    wz_map_put(plan->taken, wz_utf8_fold(s->arena, p.file), copy);
    s->pages[s->page_count++] = p;
}

/* Where the page of a record was when it had its former id: the path of the first output that makes it a page. Empty
 * when none does. */
static wz_str former_path(const site *s, const wz_redirect *r)
{
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        const output_spec *o = &s->config.outputs[i];
        if (o->each == EACH_RECORD && is_page(o) && (!o->kind || o->kind == r->to->kind)) {
            return expand(s->arena, o->path, r->to->kind->place, r->id, (wz_str){0});
        }
    }
    return (wz_str){0};
}

static void plan_output(planner *plan, const output_spec *o)
{
    site *s = plan->s;
    switch (o->each) {
    case EACH_ONE:
        add_page(plan, (page){.output = o, .path = o->path});
        break;
    case EACH_KIND:
        for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
            if (!o->kind || o->kind->index == k) {
                const wz_kind *kind = s->model->kinds[k];
                add_page(plan, (page){.output = o,
                                      .path = expand(s->arena, o->path, kind->place, kind->name, (wz_str){0}),
                                      .kind = kind});
            }
        }
        break;
    case EACH_RECORD:
        for (ptrdiff_t r = 0; r < s->catalog->record_count; r++) {
            const wz_record *record = s->catalog->records[r];
            if (!o->kind || o->kind == record->kind) {
                add_page(plan, (page){.output = o,
                                      .path = expand(s->arena, o->path, record->kind->place, record->id, (wz_str){0}),
                                      .record = record});
            }
        }
        break;
    case EACH_TERM:
        for (ptrdiff_t t = 0; t < s->catalog->term_counts[o->vocabulary->index]; t++) {
            const wz_record *term = s->catalog->terms[o->vocabulary->index][t];
            add_page(plan, (page){.output = o,
                                  .path = expand(s->arena, o->path, (wz_str){0}, term->id, (wz_str){0}),
                                  .record = term});
        }
        break;
    case EACH_PAIR:
        for (ptrdiff_t i = 0; i < wz_map_count(s->pair_paths); i++) {
            const pair_page *p = wz_map_value(s->pair_paths, i);
            if (p->output->vocabulary == o->vocabulary && p->output->with == o->with) {
                add_page(plan, (page){.output = o,
                                      .path = expand(s->arena, o->path, (wz_str){0}, p->term->id, p->with->id),
                                      .record = p->term,
                                      .with = p->with});
            }
        }
        break;
    case EACH_PAGE:
        for (ptrdiff_t t = 0; t < s->text_count; t++) {
            add_page(plan, (page){.output = o,
                                  .path = expand(s->arena, o->path, (wz_str){0}, s->texts[t].id, (wz_str){0}),
                                  .text = &s->texts[t]});
        }
        break;
    case EACH_REDIRECT:
        for (ptrdiff_t r = 0; r < s->catalog->redirect_count; r++) {
            wz_str path = former_path(s, &s->catalog->redirects[r]);
            if (path.ptr) {
                add_page(plan, (page){.output = o, .path = path, .redirect = &s->catalog->redirects[r]});
            }
        }
        break;
    case EACH_SEARCH_TERM:
        for (ptrdiff_t t = 0; t < s->term_count; t++) {
            add_page(plan, (page){.output = o,
                                  .path = expand(s->arena, o->path, (wz_str){0}, s->terms[t].slug, (wz_str){0}),
                                  .index = t});
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

/* Every entry of the menu leads to a page: it stands on all of them. A part after # or ? is the page's own business. */
static bool check_menu(site *s, const wz_map *paths)
{
    bool ok = true;
    for (ptrdiff_t i = 0; s->config.menu && i < s->config.menu->count; i++) {
        const wz_node *node = wz_node_get(s->config.menu->items[i], WZ_STR("path"));
        wz_str path = node ? wz_str_trim(node->text) : (wz_str){0};
        ptrdiff_t end = 0;
        while (end < path.len && path.ptr[end] != '#' && path.ptr[end] != '?') {
            end++;
        }
        path.len = end;
        if (!wz_map_get(paths, path)) {
            wz_report(s->diags, CONFIG_MENU, node ? node->loc : s->config.menu->items[i]->loc, path)->suggestion =
                nearest_page(s, path);
            ok = false;
        }
    }
    return ok;
}

/* The menu, and the relative links in texts. */
static bool check_links(site *s)
{
    wz_map *paths = wz_map_new(s->arena);
    for (ptrdiff_t i = 0; (s->config.menu || s->late) && i < s->page_count; i++) {
        wz_map_put(paths, s->pages[i].path, &s->pages[i]);
    }
    for (const late_link *l = s->late; l; l = l->next) {
        if (!wz_map_get(paths, l->path)) {
            wz_report(s->diags, DEAD_LINK, l->loc, l->written);
        }
    }
    return check_menu(s, paths);
}

bool site_plan_pages(site *s)
{
    planner plan = {.s = s, .taken = wz_map_new(s->arena), .ok = true};
    for (ptrdiff_t i = 0; i < s->config.output_count; i++) {
        if (s->config.outputs[i].each != EACH_SEARCH_TERM || s->search) {
            plan_output(&plan, &s->config.outputs[i]);
        }
    }
    return check_links(s) && plan.ok;
}

/* ---- Files of all parts ---- */

static wz_loc file_loc(const site *s, ptrdiff_t i)
{
    return i < s->page_count ? page_loc(&s->pages[i]) : WZ_NOWHERE;
}

static wz_output *file_at(site *s, ptrdiff_t i)
{
    return i < s->asset_count ? &s->assets[i] : &s->search_outputs[i - s->asset_count];
}

/* A file cannot stand where another part needs a folder: "a" and "a/index.html". */
static bool check_folders(site *s, const wz_map *files)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < wz_map_count(files); i++) {
        wz_str path = wz_map_key(files, i);
        for (ptrdiff_t at = 1; at < path.len; at++) {
            const ptrdiff_t *other = path.ptr[at] == '/' ? wz_map_get(files, wz_str_slice(path, 0, at)) : NULL;
            if (other) {
                const ptrdiff_t *own = wz_map_value(files, i);
                wz_report(s->diags, PATH_CLASH, file_loc(s, *other), wz_str_copy(s->arena, wz_str_slice(path, 0, at)))
                    ->related = file_loc(s, *own);
                ok = false;
            }
        }
    }
    return ok;
}

bool site_check_files(site *s)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_map *files = wz_map_new(scratch);
    ptrdiff_t total = s->page_count + s->asset_count + s->search_output_count, kept = 0;
    ptrdiff_t *number = wz_new(scratch, ptrdiff_t, total);
    bool ok = true;
    for (ptrdiff_t i = 0; i < s->page_count; i++) {
        number[i] = i;
        wz_map_put(files, wz_utf8_fold(scratch, s->pages[i].file), &number[i]);
    }
    for (ptrdiff_t i = s->page_count; i < total; i++) {
        wz_output *file = file_at(s, i - s->page_count);
        wz_str key = wz_utf8_fold(scratch, file->path);
        const ptrdiff_t *other = wz_map_get(files, key);
        const wz_output *twin = other && *other >= s->page_count ? file_at(s, *other - s->page_count) : NULL;
        bool same = twin && wz_str_equal(twin->path, file->path) && wz_str_equal(twin->bytes, file->bytes);
        number[i] = i;
        if (other && !same) {
            wz_report(s->diags, PATH_CLASH, file_loc(s, *other), file->path);
            ok = false;
        } else if (!other) {
            wz_map_put(files, key, &number[i]);
        }
        /* Two pieces of the index with the same bytes have the same name: one file serves both. */
        if (i >= s->page_count + s->asset_count && !same) {
            s->search_outputs[kept++] = *file;
            number[i] = s->page_count + s->asset_count + kept - 1;
        }
    }
    s->search_output_count = kept;
    ok = check_folders(s, files) && ok;
    wz_arena_free(scratch);
    return ok;
}

/* ---- Free pages ---- */

/* A text of the front matter: there when it is required, and a text that says something. */
static bool check_front(site *s, const wz_node *front, const wz_node *value, wz_str key, bool required)
{
    if (!value) {
        if (required) {
            wz_report(s->diags, MISSING_FIELD, front->loc, key);
        }
        return !required;
    }
    if (value->kind != WZ_NODE_TEXT) {
        wz_report(s->diags, TEXT_EXPECTED, value->loc, key);
        return false;
    }
    if (wz_node_is_empty(value)) {
        wz_report(s->diags, EMPTY_VALUE, value->loc, key);
        return false;
    }
    return true;
}

bool site_read_texts(site *s)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    bool ok = true;
    if (!s->config.pages_folder.len) {
        return true;
    }
    wz_str folder = wz_format(s->arena, "content/%.*s", WZ_ARG(s->config.pages_folder));
    if (!wz_fs_exists(s->options->fs, s->options->folder, folder)) {
        const wz_node *pages = wz_node_get(s->config.root, WZ_STR("pages"));
        wz_report(s->diags, MISSING_FOLDER, wz_node_get(pages, WZ_STR("folder"))->loc, folder);
        return false;
    }
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return false;
    }
    s->texts = wz_new(s->arena, text_page, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name;
        if (name.ptr[0] == '.' || name.ptr[0] == '#' || name.ptr[name.len - 1] == '~') {
            continue; /* leftovers of editors */
        }
        if (!wz_str_ends(name, WZ_STR(".md")) || entries[i].type == WZ_ENTRY_FOLDER) {
            wz_source *stray = wz_new(s->arena, wz_source, 1);
            stray->path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
            wz_report(s->diags, STRAY_PAGE, wz_loc_file(stray), name);
            continue;
        }
        text_page *t = &s->texts[s->text_count];
        t->file = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(entries[i].name));
        t->id = wz_str_slice(entries[i].name, 0, entries[i].name.len - 3);
        wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, t->file, WZ_LIMIT_FILE);
        wz_node *body = NULL;
        if (source && !wz_id_check(s->arena, s->diags, t->id, wz_loc_file(source))) {
            ok = false;
            continue;
        }
        t->front = source ? wz_yaml_front_matter(s->arena, s->diags, source, &body) : NULL;
        if (!t->front) {
            ok = false;
            continue;
        }
        const wz_node *title = wz_node_get(t->front, s->config.pages_title);
        const wz_node *summary = wz_node_get(t->front, s->config.pages_summary);
        if (!check_front(s, t->front, title, s->config.pages_title, true) ||
            !check_front(s, t->front, summary, s->config.pages_summary, false)) {
            ok = false;
            continue;
        }
        t->title = wz_str_trim(title->text);
        t->summary = summary && summary->kind == WZ_NODE_TEXT ? wz_str_trim(summary->text) : (wz_str){0};
        t->body = body;
        s->text_count++;
    }
    return ok;
}
