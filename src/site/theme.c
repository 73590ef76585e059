/* The theme: one style sheet, scripts, images, each published under a name with the hash of its content. */
#include "site/internal.h"

#include <string.h>

static wz_str folder_of(site *s, wz_str theme)
{
    return wz_format(s->arena, "themes/%.*s", WZ_ARG(theme));
}

static bool publishable(wz_str name)
{
    static const wz_str kinds[] = {WZ_STR(".js"),  WZ_STR(".svg"), WZ_STR(".png"),  WZ_STR(".webp"),
                                   WZ_STR(".jpg"), WZ_STR(".ico"), WZ_STR(".woff2")};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (wz_str_ends(name, kinds[i])) {
            return true;
        }
    }
    return false;
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

/* stijl.css becomes assets/stijl.0123456789abcdef.css: it may be cached for ever. */
static void add_asset(site *s, wz_str name, wz_str bytes)
{
    ptrdiff_t dot = last_dot(name);
    wz_str stem = wz_str_slice(name, 0, dot), extension = wz_str_slice(name, dot, name.len);
    s->asset_names[s->asset_count] = name;
    s->assets[s->asset_count++] = (wz_output){wz_format(s->arena, "assets/%.*s.%.*s%.*s", WZ_ARG(stem),
                                                        WZ_ARG(wz_hash_hex(s->arena, bytes)), WZ_ARG(extension)),
                                              bytes};
}

static bool read_style(site *s, wz_str folder, wz_str name)
{
    const char *root = wz_str_cstring(s->arena, wz_format(s->arena, "%s/%.*s", s->options->folder, WZ_ARG(folder)));
    wz_str css = wz_style_compile(s->arena, s->diags, s->options->fs, root, name);
    if (!css.ptr) {
        return false;
    }
    wz_str stem = wz_str_slice(name, 0, last_dot(name));
    add_asset(s, wz_format(s->arena, "%.*s.css", WZ_ARG(stem)), css);
    return true;
}

static bool is_safe_name(wz_str name)
{
    for (ptrdiff_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
              c == '.')) {
            return false;
        }
    }
    return name.len > 0 && name.len <= 100;
}

static bool has_asset(const site *s, wz_str name)
{
    wz_str stem = wz_str_slice(name, 0, last_dot(name));
    name = wz_str_ends(name, WZ_STR(".scss")) ? wz_format(s->arena, "%.*s.css", WZ_ARG(stem)) : name;
    for (ptrdiff_t i = 0; i < s->asset_count; i++) {
        if (wz_str_equal(s->asset_names[i], name)) {
            return true;
        }
    }
    return false;
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

/* A folder below the theme's holds parts of styles, for @import; nothing in it is published. Anything else there was
 * probably meant to be. */
static bool check_folder(site *s, wz_str folder)
{
    wz_entry *entries = NULL;
    ptrdiff_t count = 0;
    if (!wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder, folder, &entries, &count)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        wz_str name = entries[i].name;
        bool part =
            wz_str_ends(name, WZ_STR(".scss")) || wz_str_ends(name, WZ_STR(".css")) || wz_str_ends(name, WZ_STR(".md"));
        if (!part && name.ptr[0] != '.' && name.ptr[name.len - 1] != '~' && entries[i].type != WZ_ENTRY_FOLDER) {
            not_published(s, wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name)), name);
        }
    }
    return true;
}

static bool read_file(site *s, wz_str folder, const wz_entry *entry)
{
    wz_str name = entry->name;
    wz_str path = wz_format(s->arena, "%.*s/%.*s", WZ_ARG(folder), WZ_ARG(name));
    bool style = wz_str_ends(name, WZ_STR(".scss")) || wz_str_ends(name, WZ_STR(".css"));
    if (name.ptr[0] == '.' || name.ptr[0] == '_' || name.ptr[name.len - 1] == '~' || wz_str_ends(name, WZ_STR(".md")) ||
        has_asset(s, name)) {
        return true;
    }
    if (style && is_safe_name(name)) {
        return read_style(s, folder, name);
    }
    if (publishable(name) && is_safe_name(name) && entry->type != WZ_ENTRY_FOLDER) {
        wz_source *source = wz_fs_read(s->arena, s->diags, s->options->fs, s->options->folder, path, WZ_SITE_ASSET);
        if (source) {
            bool script = wz_str_ends(name, WZ_STR(".js"));
            add_asset(s, name, script ? wz_script_strip(s->arena, source->text) : source->text);
        }
        return source != NULL;
    }
    if (entry->type == WZ_ENTRY_FOLDER) {
        return check_folder(s, path);
    }
    not_published(s, path, name);
    return true;
}

/* The files of the theme, and those of its base theme that it has not itself. */
bool site_theme_read(site *s)
{
    wz_str themes[2] = {s->config.theme, s->config.base_theme};
    const wz_node *named[2] = {wz_node_get(s->config.root, WZ_STR("theme")),
                               wz_node_get(s->config.root, WZ_STR("base_theme"))};
    wz_entry *entries[2];
    ptrdiff_t counts[2] = {0};
    bool ok = true;
    for (int t = 0; t < 2 && themes[t].len; t++) {
        wz_loc loc = (t == 0 && s->options->theme.len) || !named[t] ? WZ_NOWHERE : named[t]->loc;
        if (!find_theme(s, themes[t], loc) || !wz_fs_list(s->arena, s->diags, s->options->fs, s->options->folder,
                                                          folder_of(s, themes[t]), &entries[t], &counts[t])) {
            return false;
        }
    }
    s->assets = wz_new(s->arena, wz_output, counts[0] + counts[1]);
    s->asset_names = wz_new(s->arena, wz_str, counts[0] + counts[1]);
    for (int t = 0; t < 2; t++) {
        for (ptrdiff_t i = 0; i < counts[t]; i++) {
            ok = read_file(s, folder_of(s, themes[t]), &entries[t][i]) && ok;
        }
    }
    return ok;
}
