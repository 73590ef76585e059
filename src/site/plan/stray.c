/* What lies in content/ and belongs to nothing: a record in a folder whose name was mistyped would be missed by nobody.
 */
#include "site/plan/plan.h"

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
        bool data = wz_str_ends(name, WZ_STR(".yaml")) || wz_str_ends(name, WZ_STR(".yml"));
        if (name.ptr[0] == '.' || name.ptr[0] == '#' || (!is_folder && !data)) {
            continue;
        }
        wz_str path = wz_format(s->arena, "%.*s%.*s", WZ_ARG(prefix), WZ_ARG(name));
        look_up(c, path, &itself, &below);
        if (is_folder && below) {
            check_folder(s, c, wz_format(s->arena, "%.*s/", WZ_ARG(path)));
        }
        if (!itself && !below) {
            wz_source *stray = wz_new(s->arena, wz_source, 1);
            stray->path = wz_format(s->arena, "content/%.*s", WZ_ARG(path));
            wz_report(s->diags, STRAY_CONTENT, wz_loc_file(stray), path)->suggestion =
                wz_suggest(path, c->paths, c->count);
        }
    }
}

void site_check_stray(site *s)
{
    claims c = gather(s);
    check_folder(s, &c, (wz_str){0});
}
