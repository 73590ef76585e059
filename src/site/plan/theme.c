/* SPDX-License-Identifier: EUPL-1.2 */
/* The theme: style sheets, scripts, images, fonts, each published under a name with the hash of its content. */
#include "site/plan/plan.h"

#include <string.h>

static wz_str folder_of(site *s, wz_str theme)
{
    return wz_format(s->arena, "themes/%.*s", WZ_ARG(theme));
}

/* As is published, for messages. */
#define PUBLISHED WZ_STR(".js, .svg, .png, .webp, .avif, .jpg, .gif, .ico, .woff, .woff2")

static bool publishable(wz_str name)
{
    static const wz_str kinds[] = {WZ_STR(".js"),  WZ_STR(".svg"), WZ_STR(".png"), WZ_STR(".webp"), WZ_STR(".avif"),
                                   WZ_STR(".jpg"), WZ_STR(".gif"), WZ_STR(".ico"), WZ_STR(".woff"), WZ_STR(".woff2")};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (wz_str_ends(name, kinds[i])) {
            return true;
        }
    }
    return false;
}

static bool is_style(wz_str name)
{
    return wz_str_ends(name, WZ_STR(".scss")) || wz_str_ends(name, WZ_STR(".css"));
}

static ptrdiff_t last_dot(wz_str name)
{
    for (ptrdiff_t i = name.len - 1; i > 0; i--) {
        if (name.ptr[i] == '.') {
            return i;
        }
    }
    return name.len;
}

static wz_str base_name(wz_str path)
{
    ptrdiff_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/') {
        from--;
    }
    return wz_str_slice(path, from, path.len);
}

static void grow_assets(site *s)
{
    ptrdiff_t room = s->asset_room ? 2 * s->asset_room : 16;
    wz_output *assets = wz_new(s->arena, wz_output, room);
    wz_str *asset_names = wz_new(s->arena, wz_str, room);
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        assets[i] = s->assets[i];
        asset_names[i] = s->asset_names[i];
    }
    s->assets = assets;
    s->asset_names = asset_names;
    s->asset_room = room;
}

/* stijl.css becomes assets/stijl.0123456789abcdef.css: it may be cached for ever. Files of folders come beside it. */
static void add_asset(site *s, wz_str name, wz_str bytes)
{
    wz_str file = base_name(name);
    ptrdiff_t dot = last_dot(file);
    wz_str stem = wz_str_slice(file, 0, dot), extension = wz_str_slice(file, dot, file.len);
    if (s->asset_count == s->asset_room) {
        grow_assets(s);
    }
    s->asset_names[s->asset_count] = name;
    s->assets[s->asset_count++] = (wz_output){wz_format(s->arena, "assets/%.*s.%.*s%.*s", WZ_ARG(stem),
                                                        WZ_ARG(wz_hash_hex(s->arena, bytes)), WZ_ARG(extension)),
                                              bytes};
}

static bool is_safe_name(wz_str name)
{
    return name.len > 0 && name.len <= 100 && wz_str_is_plain(name, "-_.");
}

static ptrdiff_t find_asset(const site *s, wz_str name)
{
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        if (wz_str_equal(s->asset_names[i], name)) {
            return i;
        }
    }
    return -1;
}

/* The theme must be a folder in themes/. */
static bool find_theme(site *s, wz_str theme, wz_loc loc)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    if (is_safe_name(theme) && theme.ptr[0] != '.' &&
        wz_fs_exists(s->options->fs, s->options->folder, folder_of(s, theme))) {
        return true;
    }
    wz_diag *d = wz_report(s->diags, MISSING_THEME, loc, theme);
    if (wz_fs_is_folder(s->options->fs, s->options->folder, WZ_STR("themes")) &&
        wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, WZ_STR("themes"), &entries, &count)) {
        wz_str *known_names = wz_new(s->arena, wz_str, count);
        for (ptrdiff_t i = 0; i < count; i++) {
            known_names[i] = entries[i].name;
        }
        d->suggestion = wz_suggest(theme, known_names, count);
    }
    return false;
}

static void not_published(site *s, wz_str path, wz_str name)
{
    wz_source *source = wz_new(s->arena, wz_source, 1);
    source->path = path;
    wz_report(s->diags, THEME_FILE, wz_loc_file(source), name);
}

/* A folder below the theme's holds parts of styles, for @import, and files that these name in url(). Anything else
 * there was probably meant to be published. */
static bool check_folder(site *s, wz_str folder, wz_str name)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str file = entries[i].name;
        bool quiet = is_style(file) || wz_str_ends(file, WZ_STR(".md")) || file.ptr[0] == '.' ||
                     file.ptr[file.len - 1] == '~' || entries[i].type == WZ_ENTRY_FOLDER;
        if (!quiet && find_asset(s, wz_format(s->arena, "%.*s/%.*s", WZ_ARG(name), WZ_ARG(file))) < 0) {
            not_published(s, wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(file)), file);
        }
    }
    return true;
}

static bool read_asset(site *s, wz_str folder, wz_str name)
{
    wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
    wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, path, WZ_SITE_ASSET);
    if (source) {
        add_asset(s, name, source->text);
    }
    return source != NULL;
}

/* ---- Files that a style sheet names in url() ---- */

static wz_str nearest_asset(site *s, wz_str path)
{
    wz_str *known_names = wz_new(s->arena, wz_str, s->asset_count);
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        known_names[i] = s->asset_names[i];
    }
    return wz_suggest(path, known_names, s->asset_count);
}

static bool is_safe_path(wz_str path)
{
    while (path.len) {
        if (!is_safe_name(wz_str_cut(path, '/', &path))) {
            return false;
        }
    }
    return true;
}

static bool is_there(site *s, wz_str path)
{
    wz_str themes[2] = {s->config.theme, s->config.base_theme};
    bool inside = path.len && path.ptr[0] != '/' && wz_str_find(path, WZ_STR("..")) < 0;
    for (int t = 0; t < 2 && themes[t].len && inside; t++) {
        wz_str file = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder_of(s, themes[t])), WZ_ARG(path));
        if (wz_fs_exists(s->options->fs, s->options->folder, file) &&
            !wz_fs_is_folder(s->options->fs, s->options->folder, file)) {
            return true;
        }
    }
    return false;
}

/* The place among the files of the site of a file of the theme, which is read when it was not yet; -1: there is none,
 * *failed: there is, and it could not be read. */
static ptrdiff_t place_of(site *s, wz_str path, bool *failed)
{
    wz_str themes[2] = {s->config.theme, s->config.base_theme};
    ptrdiff_t found = find_asset(s, path);
    *failed = false;
    for (int t = 0; t < 2 && themes[t].len && found < 0 && publishable(path) && is_safe_path(path); t++) {
        wz_str folder = folder_of(s, themes[t]);
        if (wz_fs_exists(s->options->fs, s->options->folder,
                         wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(path)))) {
            *failed = !read_asset(s, folder, path);
            return *failed ? -1 : s->asset_count - 1;
        }
    }
    return found;
}

/* The address beside the style sheet. */
static wz_str resolve(void *context, wz_loc loc, wz_str path, wz_str written)
{
    site *s = context;
    bool failed;
    ptrdiff_t found = place_of(s, path, &failed);
    if (failed) {
        return (wz_str){0};
    }
    if (found < 0 && (!publishable(path) || !is_safe_path(path)) && is_there(s, path)) {
        wz_report(s->diags, STYLE_NAME, loc, written, PUBLISHED);
        return (wz_str){0};
    }
    if (found < 0) {
        wz_report(s->diags, STYLE_ASSET, loc, written)->suggestion = nearest_asset(s, path);
        return (wz_str){0};
    }
    return base_name(s->assets[found].path);
}

/* ---- Files that site.yaml names ---- */

static bool find_named(site *s, named_file *file)
{
    bool failed;
    ptrdiff_t found = file->name.len ? place_of(s, file->name, &failed) : -1;
    if (!file->name.len) {
        return true;
    }
    if (found < 0 && !failed) {
        wz_report(s->diags, CONFIG_FILE, file->loc, file->name)->suggestion = nearest_asset(s, file->name);
    }
    file->path = found < 0 ? (wz_str){0} : s->assets[found].path;
    return found >= 0;
}

/* The logo and the fonts. */
static bool find_all_named(site *s)
{
    bool ok = find_named(s, &s->config.logo);
    for (ptrdiff_t i = 0; i < s->config.font_count; i++) {
        ok = find_named(s, &s->config.fonts[i]) && ok;
    }
    return ok;
}

/* ---- All of it ---- */

static bool read_file(site *s, wz_str folder, const wz_entry *entry)
{
    wz_str name = entry->name;
    wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
    if (name.ptr[0] == '.' || name.ptr[0] == '_' || name.ptr[name.len - 1] == '~' || wz_str_ends(name, WZ_STR(".md")) ||
        wz_str_equal(name, SITE_CONTRAST) || entry->type == WZ_ENTRY_FOLDER || (is_style(name) && is_safe_name(name)) ||
        find_asset(s, name) >= 0) {
        return true;
    }
    if (publishable(name) && is_safe_name(name)) {
        return read_asset(s, folder, name);
    }
    if (publishable(name)) {
        wz_source *source = wz_new(s->arena, wz_source, 1);
        source->path = path;
        wz_report(s->diags, THEME_NAME, wz_loc_file(source), name);
        return true;
    }
    not_published(s, path, name);
    return true;
}

static bool not_twice(site *s, wz_str folder, wz_str name, wz_str other, wz_str both)
{
    wz_source *source = wz_new(s->arena, wz_source, 1);
    source->path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
    wz_report(s->diags, THEME_TWIN, wz_loc_file(source), name, other, both);
    return true;
}

wz_str site_asset_key(wz_arena *arena, wz_str name)
{
    char *key = wz_new(arena, char, name.len);
    for (ptrdiff_t i = 0; i < name.len; i++) {
        key[i] = wz_is_letter(name.ptr[i]) || wz_is_digit(name.ptr[i]) ? name.ptr[i] : '_';
    }
    return (wz_str){key, name.len};
}

/* Templates know each file by one name. */
static bool check_keys(site *s)
{
    bool ok = true;
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        wz_str key = site_asset_key(s->arena, s->asset_names[i]);
        for (ptrdiff_t j = 0; j < i; j++) {
            wz_str other = site_asset_key(s->arena, s->asset_names[j]);
            if (wz_str_equal(wz_utf8_fold(s->arena, key), wz_utf8_fold(s->arena, other))) {
                ok = !not_twice(s, folder_of(s, s->config.theme), s->asset_names[i], s->asset_names[j], key);
            }
        }
    }
    return ok;
}

/* A style sheet that is being compiled. */
typedef struct theme_sheet {
    wz_style_job *job;
    wz_str name, folder, file; /* as published; where from */
} theme_sheet;

/* Of the theme and its base theme: what is in their folders, and their style sheets. */
typedef struct theme_files {
    wz_str folders[2];
    wz_loc named[2]; /* in site.yaml */
    wz_entry *entries[2];
    ptrdiff_t counts[2];
    theme_sheet *sheets;
    ptrdiff_t count;
    bool ok;
} theme_files;

static bool start_sheet(site *s, wz_str folder, const wz_entry *entry, theme_files *all)
{
    wz_str name = entry->name;
    if (name.ptr[0] == '.' || name.ptr[0] == '_' || entry->type == WZ_ENTRY_FOLDER || !is_style(name) ||
        !is_safe_name(name)) {
        return true;
    }
    wz_str published = wz_format(s->arena, "%.*s.css", WZ_ARG(wz_str_slice(name, 0, last_dot(name))));
    for (ptrdiff_t i = 0; i < all->count; i++) {
        const theme_sheet *other = &all->sheets[i]; /* of the theme itself, or another that the base theme lacks */
        if (wz_str_equal(wz_utf8_fold(s->arena, other->name), wz_utf8_fold(s->arena, published))) {
            return !wz_str_equal(other->folder, folder) || !not_twice(s, folder, name, other->file, published);
        }
    }
    const char *root = wz_str_cstring(s->arena, wz_format(s->arena, "%s/%.*s", s->options->folder, WZ_ARG(folder)));
    wz_str shown = wz_format(s->arena, "%.*s/", WZ_ARG(folder));
    wz_style_job *job = wz_style_start(s->arena, s->diags, s->options->fs, root, shown, name);
    all->sheets[all->count++] = (theme_sheet){job, published, folder, name};
    return true;
}

/* Scripts and images are searched for names of custom properties as well as templates. */
static void publish_styles(site *s, const theme_files *all, wz_style *styles)
{
    wz_str *readers = wz_new(s->arena, wz_str, s->reader_count + s->asset_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        if (wz_str_ends(s->asset_names[i], WZ_STR(".js")) || wz_str_ends(s->asset_names[i], WZ_STR(".svg"))) {
            readers[count++] = s->assets[i].bytes;
        }
    }
    for (const template_text *t = s->readers; t; t = t->next) {
        readers[count++] = t->text;
    }
    wz_style_prune(s->arena, styles, all->count, readers, count);
    for (ptrdiff_t i = 0; i < all->count; i++) {
        add_asset(s, all->sheets[i].name, styles[i].css);
    }
}

static bool has_styles(const wz_entry *entries, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (is_style(entries[i].name) && entries[i].name.ptr[0] != '_' && entries[i].name.ptr[0] != '.') {
            return true;
        }
    }
    return false;
}

/* The files of the theme, and those of its base theme that it has not itself. */
void site_theme_start(site *s)
{
    wz_str themes[2] = {s->config.theme, s->config.base_theme};
    theme_files *all = s->theme_files = wz_new(s->arena, theme_files, 1);
    ptrdiff_t most = 0;
    all->ok = themes[0].len > 0;
    for (int t = 0; t < 2 && themes[t].len && all->ok; t++) {
        const wz_node *named = wz_node_get(s->config.root, t ? WZ_STR("base_theme") : WZ_STR("theme"));
        all->named[t] = (t == 0 && s->options->theme.len) || !named ? WZ_NOWHERE : named->loc;
        all->folders[t] = folder_of(s, themes[t]);
        all->ok = find_theme(s, themes[t], all->named[t]) &&
                  wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, all->folders[t], &all->entries[t],
                             &all->counts[t]);
        most += all->counts[t];
    }
    if (!all->ok) {
        return;
    }
    for (int t = 0; t < 2; t++) {
        for (ptrdiff_t i = 0; i < all->counts[t]; i++) {
            all->ok = read_file(s, all->folders[t], &all->entries[t][i]) && all->ok;
        }
    }
    all->ok = find_all_named(s) && all->ok;
    all->sheets = wz_new(s->arena, theme_sheet, most);
    for (int t = 0; t < 2; t++) {
        for (ptrdiff_t i = 0; i < all->counts[t]; i++) {
            all->ok = start_sheet(s, all->folders[t], &all->entries[t][i], all) && all->ok;
        }
    }
}

bool site_theme_finish(site *s)
{
    theme_files *all = s->theme_files;
    bool ok = all->ok;
    wz_style *styles = wz_new(s->arena, wz_style, all->count);
    for (ptrdiff_t i = 0; i < all->count; i++) {
        styles[i] = wz_style_finish(all->sheets[i].job, resolve, s);
        ok = styles[i].css.ptr && ok;
    }
    for (int t = 0; t < 2 && all->sheets; t++) {
        for (ptrdiff_t i = 0; i < all->counts[t]; i++) {
            const wz_entry *entry = &all->entries[t][i];
            wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(all->folders[t]), WZ_ARG(entry->name));
            if (entry->type == WZ_ENTRY_FOLDER && entry->name.ptr[0] != '.') {
                ok = check_folder(s, path, entry->name) && ok;
            }
        }
    }
    if (!ok) {
        return false;
    }
    if (all->count == 0) {
        wz_report(s->diags, THEME_STYLELESS, all->named[0], s->config.theme);
    }
    /* What a theme asks of colours holds for its own style sheets. */
    bool own = has_styles(all->entries[0], all->counts[0]) || !all->folders[1].len;
    ok = site_contrast_check(s, all->folders[own ? 0 : 1], styles, all->count);
    publish_styles(s, all, styles);
    return check_keys(s) && ok;
}
