/* SPDX-License-Identifier: EUPL-1.2 */
/* What lies in content/ or beside it and belongs to nothing: a record in a folder whose name was mistyped would be missed
 * by nobody. */
#include "site/plan/plan.h"

#define DEPTH 16 /* folders in each other that are looked into */

/* The paths below content/ that are read. */
typedef struct claims {
    wz_str *paths;
    ptrdiff_t count;
} claims;

static claims gather(site *s)
{
    const wz_model *m = s->model;
    const wz_node *list = wz_node_get(s->config.search, WZ_STR("list"));
    const wz_node *words = list && list->kind == WZ_NODE_MAP ? wz_node_get(list, WZ_STR("file")) : NULL;
    claims c = {wz_new(s->arena, wz_str, m->kind_count + m->vocabulary_count + 5), 0};
    c.paths[c.count++] = WZ_STR("model.yaml");
    c.paths[c.count++] = WZ_STR("site.yaml");
    for (ptrdiff_t k = 0; k < m->kind_count; k++) {
        c.paths[c.count++] = m->kinds[k]->place;
    }
    for (ptrdiff_t v = 0; v < m->vocabulary_count; v++) {
        c.paths[c.count++] = m->vocabularies[v]->place;
    }
    if (s->config.pages_folder.len) {
        c.paths[c.count++] = s->config.pages_folder;
    }
    if (s->config.addresses.len) {
        c.paths[c.count++] = s->config.addresses;
    }
    if (words && wz_str_starts(words->text, WZ_STR("content/"))) {
        c.paths[c.count++] = wz_str_slice(words->text, 8, words->text.len);
    }
    return c;
}

/* Whether path is read itself, or holds something that is. */
static void look_up(const claims *c, wz_str path, bool *itself, bool *below)
{
    *itself = *below = false;
    for (ptrdiff_t i = 0; i < c->count; i++) {
        *itself = *itself || wz_str_equal(c->paths[i], path);
        *below = *below ||
                 (wz_str_starts(c->paths[i], path) && c->paths[i].len > path.len && c->paths[i].ptr[path.len] == '/');
    }
}

typedef struct names {
    wz_str items[WZ_TEXT_NAMES];
    ptrdiff_t count;
} names;

static bool has_name(const names *n, wz_str name)
{
    bool found = false;
    for (ptrdiff_t i = 0; i < n->count && !found; i++) {
        found = wz_str_equal(n->items[i], name);
    }
    return found;
}

/* What has the title of a kind and more than most of its fields, more than any other kind; NULL: none. */
static const wz_kind *looks_like(const site *s, const names *n, ptrdiff_t most)
{
    const wz_kind *best = NULL;
    for (ptrdiff_t k = 0; k < s->model->kind_count; k++) {
        const wz_kind *kind = s->model->kinds[k];
        const wz_field *title = wz_kind_role(kind, WZ_ROLE_TITLE);
        ptrdiff_t count = 0;
        for (ptrdiff_t f = 0; title && has_name(n, title->written) && f < kind->field_count; f++) {
            count += has_name(n, kind->fields[f].written);
        }
        if (count > most) {
            most = count;
            best = kind;
        }
    }
    return best;
}

/* The name without all that is no part of an id: "X.yaml.txt " is x. */
static wz_str id_of(wz_arena *arena, wz_str name)
{
    wz_str rest;
    return wz_utf8_fold(arena, wz_str_trim(wz_str_cut(name, '.', &rest)));
}

/* A name that somebody could give a record: that of one, in capitals or with something behind it too. */
static bool has_extension(wz_arena *arena, wz_str name)
{
    static const wz_str extensions[] = {WZ_STR(".yaml"), WZ_STR(".yml"), WZ_STR(".json"), WZ_STR(".md")};
    wz_str folded = wz_utf8_fold(arena, name);
    bool found = false;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions && !found; i++) {
        found = wz_str_find(folded, extensions[i]) > 0;
    }
    return found;
}

static wz_source *read_text(site *s, wz_str path)
{
    wz_arena *scratch = wz_arena_new(NULL);
    wz_diags *quiet = wz_diags_new(scratch);
    wz_source *source = wz_fs_read(s->arena, quiet, s->options->fs, s->options->folder, path, WZ_LIMIT_FILE);
    wz_arena_free(scratch);
    return source && source->text.len && wz_str_find_byte(source->text, 0) < 0 ? source : NULL;
}

/* What somebody meant for a record or a page but is in none of their folders is an error: it would never appear. path is
 * that from the project folder. among: it lies among the pages, where any text is one. most: so many fields are not enough for a record;
 * more than one, and it cannot be a page either. */
static bool check_text(site *s, wz_str path, wz_str name, bool among, ptrdiff_t most)
{
    wz_source *source = read_text(s, path);
    if (!source) {
        return false;
    }
    wz_str text = source->text, id = id_of(s->arena, name);
    text = wz_str_starts(text, WZ_STR("\xef\xbb\xbf")) ? wz_str_slice(text, 3, text.len) : text;
    names n;
    n.count = wz_model_text_names(text, n.items);
    bool front = wz_str_starts(text, WZ_STR("---")), guide = !front && wz_str_find(name, WZ_STR(".md")) > 0;
    bool is_page = s->config.pages_folder.len && most == 1 && (among || (front && has_name(&n, s->config.pages_title)));
    /* A title and a summary are what a page has too. */
    const wz_kind *kind = guide ? NULL : looks_like(s, &n, is_page ? 2 : most);
    if (kind) {
        bool json = text.ptr[0] == '{' || text.ptr[0] == '[';
        wz_str place = kind->place, extension = front ? WZ_STR("md") : json ? WZ_STR("json") : WZ_STR("yaml");
        wz_report(s->diags, STRAY_RECORD, wz_loc_file(source), path, kind->one,
                  wz_format(s->arena, "content/%.*s/%.*s.%.*s", WZ_ARG(place), WZ_ARG(id), WZ_ARG(extension)));
    } else if (is_page) {
        wz_report(s->diags, LOST_PAGE, wz_loc_file(source), path,
                  wz_format(s->arena, "content/%.*s/%.*s.md", WZ_ARG(s->config.pages_folder), WZ_ARG(id)));
    }
    return kind || is_page;
}

static bool check_file(site *s, wz_str path, wz_str name)
{
    return check_text(s, path, name, false, 1);
}

/* All files of a folder and of those in it, to a depth. Whether one of them is a record. */
static bool check_files(site *s, wz_str folder, int depth)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    bool found = false;
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return true;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(entries[i].name));
        if (entries[i].name.ptr[0] == '.') {
            continue;
        }
        bool is_folder = entries[i].type == WZ_ENTRY_FOLDER;
        found =
            (is_folder ? depth > 0 && check_files(s, path, depth - 1) : check_file(s, path, entries[i].name)) || found;
    }
    return found;
}

/* One folder; prefix is its path below content/ with a slash, or empty. Folders that hold something that is read are
 * looked into as well: no deeper than the paths in the model. */
static void check_folder(site *s, const claims *c, wz_str prefix)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    wz_str folder = prefix.len ? wz_format(s->arena, "content/%.*s", WZ_ARG(wz_str_slice(prefix, 0, prefix.len - 1)))
                               : WZ_STR("content");
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name;
        bool is_folder = entries[i].type == WZ_ENTRY_FOLDER, itself, below;
        bool data = wz_record_stem(name) >= 0 && !wz_str_ends(name, WZ_STR(".md"));
        if (name.ptr[0] == '.' || name.ptr[0] == '#') {
            continue;
        }
        wz_str path = wz_format(s->arena, "%.*s%.*s", WZ_ARG(prefix), WZ_ARG(name));
        wz_str whole = wz_format(s->arena, "content/%.*s", WZ_ARG(path));
        look_up(c, path, &itself, &below);
        if (is_folder && below) {
            check_folder(s, c, wz_format(s->arena, "%.*s/", WZ_ARG(path)));
        }
        bool record = !itself && !below && (is_folder ? check_files(s, whole, DEPTH) : check_file(s, whole, name));
        bool other =
            wz_str_find_byte(name, '.') > 0 && !wz_str_ends(name, WZ_STR(".md")) && !wz_str_ends(name, WZ_STR("~"));
        if (!itself && !below && !record && (is_folder || data || other)) {
            wz_source *stray = wz_new(s->arena, wz_source, 1);
            stray->path = whole;
            wz_diag_code code = data && !is_folder ? WZ_DIAG_STRAY_LIST : WZ_DIAG_STRAY_CONTENT;
            wz_diag_add(s->diags, code, wz_loc_file(stray), &path, 1)->suggestion =
                data || is_folder ? wz_suggest(path, c->paths, c->count) : (wz_str){0};
        }
    }
}

/* Folders beside content/, still to be looked into. */
typedef struct beside {
    wz_str path;
    int depth;
    bool near; /* the project itself, or a folder with the name of one in content/: a title and one field are enough */
} beside;
typedef struct queue {
    beside items[WZ_SITE_BESIDE];
    ptrdiff_t count, left; /* left: files far from content/ that may still be read */
} queue;

/* What a build made, what others keep beside it, and another project or a copy of one are no business of this one. */
static bool is_own(const wz_entry *entries, ptrdiff_t count)
{
    static const wz_str marks[] = {WZ_STR(".wegwijzer"), WZ_STR(".git"), WZ_STR("model.yaml"), WZ_STR("content")};
    bool own = true;
    for (ptrdiff_t i = 0; i < count && own; i++) {
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
            own = own && !wz_str_equal(entries[i].name, marks[m]);
        }
    }
    return own;
}

static bool is_named_so(const site *s, wz_str name)
{
    bool named = wz_str_equal(s->config.pages_folder, name);
    for (ptrdiff_t k = 0; k < s->model->kind_count && !named; k++) {
        named = wz_str_equal(s->model->kinds[k]->place, name);
    }
    return named;
}

static void add_folder(queue *q, const site *s, const beside *in, wz_str path, wz_str name)
{
    static const wz_str others[] = {WZ_STR("content"), WZ_STR("build"), WZ_STR("node_modules")};
    bool skip = name.ptr[0] == '.' || in->depth == DEPTH || q->count == WZ_SITE_BESIDE;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        skip = skip || wz_str_equal(others[i], name);
    }
    if (!skip) {
        q->items[q->count++] = (beside){path, in->depth + 1, (in->near && in->depth > 0) || is_named_so(s, name)};
    }
}

/* Far from content/ much has a title: only what has nearly no other names than fields of a kind is a record there, and one that readers
 * have already, such as what was imported, is not lost. */
static bool is_missed(site *s, wz_str path, wz_str name)
{
    wz_source *source = read_text(s, path);
    bool missed = source && wz_model_guess_text(s->model, NULL, source->text);
    for (ptrdiff_t k = 0; k < s->model->kind_count && missed; k++) {
        missed = !wz_catalog_find(s->catalog, s->model->kinds[k], id_of(s->arena, name));
    }
    return missed;
}

/* Beside content/: a file that was made in the root of the project, or in any folder of it. */
static void check_beside(site *s)
{
    queue *q = wz_new(s->arena, queue, 1);
    q->left = WZ_SITE_BESIDE_FILES;
    wz_diags *quiet = wz_diags_new(s->arena); /* what cannot be read there is none of ours */
    q->items[q->count++] = (beside){WZ_STR("."), 0, true};
    for (ptrdiff_t f = 0; f < q->count; f++) {
        beside in = q->items[f];
        wz_entry *entries = NULL;
        ptrdiff_t count = 0;
        if (!wz_fs_list(s->arena, quiet, s->options->fs, s->options->folder, in.path, &entries, &count) ||
            (f > 0 && !is_own(entries, count))) {
            continue;
        }
        for (ptrdiff_t i = 0; i < count; i++) {
            wz_str name = entries[i].name,
                   path = f > 0 ? wz_format(s->arena, "%.*s/%.*s", WZ_ARG(in.path), WZ_ARG(name)) : name;
            if (entries[i].type == WZ_ENTRY_FOLDER) {
                add_folder(q, s, &in, path, name);
            } else if (name.ptr[0] != '.' &&
                       (in.near || (has_extension(s->arena, name) && q->left-- > 0 && is_missed(s, path, name)))) {
                check_text(s, path, name, false, in.near ? 1 : 2);
            }
        }
    }
}

bool site_check_among_pages(site *s, wz_str path, const wz_entry *entry)
{
    return entry->type == WZ_ENTRY_FOLDER ? check_files(s, path, 1)
                                          : entry->type == WZ_ENTRY_FILE && check_text(s, path, entry->name, true, 1);
}

void site_check_stray(site *s)
{
    claims c = gather(s);
    check_folder(s, &c, (wz_str){0});
    check_beside(s);
}
